/// One stored unit of a Python string: a byte while the string is ASCII, a code point otherwise.
package protocol TextUnit: FixedWidthInteger, UnsignedInteger, Sendable {}
extension UInt8: TextUnit {}
extension UInt16: TextUnit {}
extension UInt32: TextUnit {}

/// The units of a string (or of a bytes object) in memory.
package typealias Units<Unit: TextUnit> = UnsafeBufferPointer<Unit>

extension UnsafeBufferPointer where Element: TextUnit {
    /// The same memory as bytes, if that is what the units are.
    @inline(__always) var asBytes: Units<UInt8>? {
        Element.self == UInt8.self ? UnsafeRawBufferPointer(self).assumingMemoryBound(to: UInt8.self) : nil
    }

    /// The same memory as bytes, if the units are bytes and all of them ASCII.
    var asASCII: Units<UInt8>? {
        guard let bytes = asBytes else { return nil }
        var union: UInt8 = 0
        for byte in bytes { union |= byte }
        return union < 0x80 ? bytes : nil
    }
}

/// Text under construction, kept in the narrowest form: bytes while everything is ASCII, code points from the first
/// character that is not.
///
/// Code points may be lone surrogates, as in Python.
package struct TextBuffer: Hashable, Sendable {
    /// The text when `isASCII`, otherwise empty.
    package private(set) var bytes: [UInt8]
    /// The text when not `isASCII`, otherwise empty.
    package private(set) var codePoints: [UInt32]
    /// Whether every character so far is below U+0080.
    package private(set) var isASCII: Bool

    /// An empty text.
    package init() {
        bytes = []
        codePoints = []
        isASCII = true
    }

    /// Text made of ASCII bytes (bytes from 0x80 up are read as Latin-1).
    package init(ascii: [UInt8]) {
        self.init()
        if ascii.allSatisfy({ $0 < 0x80 }) {
            bytes = ascii
        } else {
            isASCII = false
            codePoints = ascii.map(UInt32.init)
        }
    }

    /// Text made of bytes known to be ASCII.
    init(knownASCII bytes: [UInt8]) {
        self.bytes = bytes
        codePoints = []
        isASCII = true
    }

    /// Text made of any code points, narrowed if they are all ASCII.
    package init(codePoints source: [UInt32]) {
        self.init()
        if source.allSatisfy({ $0 < 0x80 }) {
            bytes = source.map { UInt8(truncatingIfNeeded: $0) }
        } else {
            isASCII = false
            codePoints = source
        }
    }

    /// Text equal to a Swift string.
    package init(_ string: String) {
        self.init()
        append(string)
    }

    /// A copy of the units in memory.
    package init<Unit: TextUnit>(_ units: Units<Unit>) {
        self.init()
        append(units)
    }

    /// The number of code points.
    package var count: Int { isASCII ? bytes.count : codePoints.count }
    package var isEmpty: Bool { count == 0 }

    /// The code point at `index`, which must be in range.
    package subscript(index: Int) -> UInt32 { isASCII ? UInt32(bytes[index]) : codePoints[index] }

    /// The text as a Swift string; lone surrogates become U+FFFD.
    package var string: String {
        if isASCII { return String(decoding: bytes, as: UTF8.self) }
        var scalars = String.UnicodeScalarView()
        for codePoint in codePoints { scalars.append(Unicode.Scalar(codePoint) ?? "\u{FFFD}") }
        return String(scalars)
    }

    /// Makes room for `count` code points in all.
    package mutating func reserveCapacity(_ count: Int) {
        guard count <= TextLimits.maximumCount else { return }
        if isASCII { bytes.reserveCapacity(count) } else { codePoints.reserveCapacity(count) }
    }

    private mutating func widen() {
        guard isASCII else { return }
        codePoints = bytes.map(UInt32.init)
        bytes = []
        isASCII = false
    }

    /// Appends one ASCII byte (a byte from 0x80 up is read as Latin-1).
    package mutating func append(_ byte: UInt8) {
        if isASCII && byte < 0x80 { bytes.append(byte) } else { append(codePoint: UInt32(byte)) }
    }

    /// Appends one code point.
    package mutating func append(codePoint: UInt32) {
        if isASCII {
            if codePoint < 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: codePoint))
                return
            }
            widen()
        }
        codePoints.append(codePoint)
    }

    /// Appends a Swift string.
    package mutating func append(_ string: String) {
        for scalar in string.unicodeScalars { append(codePoint: scalar.value) }
    }

    /// Appends ASCII bytes.
    package mutating func append(ascii: [UInt8]) {
        ascii.withUnsafeBufferPointer { append($0) }
    }

    /// Appends another text.
    package mutating func append(_ other: TextBuffer) {
        if isASCII && other.isASCII {
            bytes.append(contentsOf: other.bytes)
        } else if other.isASCII {
            append(ascii: other.bytes)
        } else {
            widen()
            codePoints.append(contentsOf: other.codePoints)
        }
    }

    /// Appends units from memory.
    package mutating func append<Unit: TextUnit>(_ units: Units<Unit>) {
        append(units, 0..<units.count)
    }

    /// Appends a part of the units in memory; the range is clamped to them.
    package mutating func append<Unit: TextUnit>(_ units: Units<Unit>, _ range: Range<Int>) {
        let range = range.clamped(to: 0..<units.count)
        if isASCII {
            var union: Unit = 0
            for index in range { union |= units[index] }
            if union < 0x80 {
                if let narrow = units.asBytes {
                    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: narrow[range]))
                } else {
                    for index in range { bytes.append(UInt8(truncatingIfNeeded: units[index])) }
                }
                return
            }
            widen()
        }
        codePoints.reserveCapacity(codePoints.count + range.count)
        for index in range { codePoints.append(UInt32(truncatingIfNeeded: units[index])) }
    }

    /// Appends the same code point `count` times (none if negative).
    package mutating func append(repeating codePoint: UInt32, count: Int) {
        guard count > 0 else { return }
        if isASCII && codePoint >= 0x80 { widen() }
        if isASCII {
            bytes.append(contentsOf: repeatElement(UInt8(truncatingIfNeeded: codePoint), count: count))
        } else {
            codePoints.append(contentsOf: repeatElement(codePoint, count: count))
        }
    }

    /// Appends the first `limit` code points of this text to `other`.
    package func appendPrefix(_ limit: Int, to other: inout TextBuffer) {
        let limit = Swift.max(0, Swift.min(limit, count))
        if isASCII {
            bytes.withUnsafeBufferPointer { other.append($0, 0..<limit) }
        } else {
            codePoints.withUnsafeBufferPointer { other.append($0, 0..<limit) }
        }
    }

    /// Every code point as an array.
    package var allCodePoints: [UInt32] { isASCII ? bytes.map(UInt32.init) : codePoints }
}
