#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A string: its code points in UTF-8 (lone surrogates in the same scheme), with constant-time indexing.
package final class StrObject: Object {
    /// Text of so many bytes lies in the object itself: most text is short, and one allocation is cheaper than two.
    static let mostShortBytes = 24
    private typealias ShortText = (UInt64, UInt64, UInt64)

    // An object has 96 bytes, a size that the allocator hands out as it is: programs hold very many strings.

    /// Short text, zeroes behind it. Of longer text, what is `longer`.
    private var short: ShortText = (0, StrObject.notLonger, 0)
    /// The bytes of longer text. Given away, and empty, while `longer` is set.
    private var storage: ContiguousArray<UInt8>
    private var byteLength: UInt32
    /// The length in code points; the highest bit is for interned text.
    private var length: UInt32
    private var cachedHash = 0
    private var cachedScalars: [UInt32]?

    private static let internedBit: UInt32 = 1 << 31
    private static let notLonger = Value.unbound.bits

    /// How many bytes there are: `TextLimits` sees to it that a string has no more than fit.
    package var byteCount: Int { Int(byteLength) }
    /// How many code points there are: `len()`.
    package var count: Int { Int(length & ~StrObject.internedBit) }

    /// Equal names are one object, so that look-ups compare addresses.
    var isInterned: Bool {
        get { length & StrObject.internedBit != 0 }
        set {
            length = UInt32(truncatingIfNeeded: count) | (newValue ? StrObject.internedBit : 0)
            pool = .none
        }
    }

    /// The string that this one was made longer into: it has the bytes of both.
    private var longer: Value {
        get { byteCount > StrObject.mostShortBytes ? Value(bits: short.1) : .unbound }
        set { short.1 = newValue.bits }
    }

    package init(_ type: ClassObject, utf8: ContiguousArray<UInt8>) {
        byteLength = UInt32(truncatingIfNeeded: utf8.count)
        length = UInt32(truncatingIfNeeded: utf8.count - utf8.withUnsafeBufferPointer { CodePoints.continuations($0) })
        storage = utf8.count > StrObject.mostShortBytes ? utf8 : []
        super.init(type, kind: .str, heap: type.heap)
        if utf8.count <= StrObject.mostShortBytes { utf8.withUnsafeBufferPointer { putShort($0) } }
        type.heap.noteLarge(utf8.count)
    }

    /// A string of these bytes, which are few.
    private init(_ type: ClassObject, short text: ShortText, bytes: Int, count: Int) {
        short = text
        byteLength = UInt32(truncatingIfNeeded: bytes)
        length = UInt32(truncatingIfNeeded: count)
        storage = []
        super.init(type, kind: .str, heap: type.heap)
        pool = .shortString
    }

    /// A string with a copy of these bytes.
    /// - Parameters:
    ///   - type: `str` itself, not a class derived from it.
    ///   - heap: that of the type, at hand without counting a reference.
    ///   - count: how many code points they are, where that is known.
    @inline(__always)
    static func make(
        _ type: ClassObject, _ heap: Heap, copying bytes: UnsafeBufferPointer<UInt8>, count: Int? = nil
    ) -> Value {
        guard bytes.count <= mostShortBytes else { return Value(StrObject(type, utf8: ContiguousArray(bytes))) }
        var text: ShortText = (0, 0, 0)
        withUnsafeMutableBytes(of: &text) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
        return make(
            type, heap, text, bytes: bytes.count, count: count ?? bytes.count &- CodePoints.continuations(bytes))
    }

    /// A used string with this text, or a new one.
    @inline(__always)
    private static func make(_ type: ClassObject, _ heap: Heap, _ text: ShortText, bytes: Int, count: Int) -> Value {
        guard let used = heap.take(.shortString) else {
            return Value(StrObject(type, short: text, bytes: bytes, count: count))
        }
        used._withUnsafeGuaranteedRef { unsafeDowncast($0, to: StrObject.self).renew(text, bytes: bytes, count: count) }
        return Value(used)
    }

    @inline(__always) private func renew(_ text: ShortText, bytes: Int, count: Int) {
        cachedHash = 0
        if cachedScalars != nil { cachedScalars = nil }
        short = text
        byteLength = UInt32(truncatingIfNeeded: bytes)
        length = UInt32(truncatingIfNeeded: count)
    }

    @inline(__always) private func putShort(_ bytes: UnsafeBufferPointer<UInt8>) {
        var text: ShortText = (0, 0, 0)
        withUnsafeMutableBytes(of: &text) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
        short = text
    }

    /// UTF-8 of the code points; a lone surrogate takes the three bytes its number would have.
    ///
    /// Makes an array of short text: `withBytes` does not.
    package var utf8: ContiguousArray<UInt8> {
        if byteCount <= StrObject.mostShortBytes { return withBytes { ContiguousArray($0) } }
        return longer.isUnbound ? storage : takeBack()
    }

    /// Runs `body` over the bytes of `utf8`, which are valid during the call.
    @inline(__always)
    package func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        if byteCount <= StrObject.mostShortBytes {
            let count = byteCount
            return try withUnsafeBytes(of: short) { text in
                try body(
                    UnsafeBufferPointer(start: text.baseAddress?.assumingMemoryBound(to: UInt8.self), count: count))
            }
        }
        return try (longer.isUnbound ? storage : takeBack()).withUnsafeBufferPointer(body)
    }

    /// This string and another behind it.
    ///
    /// A long string is most often made longer in a loop and not looked at in between. So its bytes go over to the
    /// result, where there is room for more to come, and are copied back only if this string is asked for again.
    func appending(_ other: StrObject, _ type: ClassObject, _ heap: Heap) -> Value {
        let total = byteCount &+ other.byteCount
        if total <= StrObject.mostShortBytes {
            var text: ShortText = (0, 0, 0)
            withUnsafeMutableBytes(of: &text) { room in
                withBytes { room.copyMemory(from: UnsafeRawBufferPointer($0)) }
                let behind = UnsafeMutableRawBufferPointer(rebasing: room[byteCount...])
                other.withBytes { behind.copyMemory(from: UnsafeRawBufferPointer($0)) }
            }
            return StrObject.make(type, heap, text, bytes: total, count: count &+ other.count)
        }
        var bytes = utf8
        let gives = byteCount > 256 && !isInterned && other !== self
        if gives { storage = [] }
        other.withBytes { bytes.append(contentsOf: $0) }
        let result = StrObject(type, utf8: bytes, count: count + other.count)
        if gives { longer = Value(result) }
        return Value(result)
    }

    /// - Parameter count: how many code points `utf8`, which is not short, holds.
    private init(_ type: ClassObject, utf8: ContiguousArray<UInt8>, count: Int) {
        storage = utf8
        byteLength = UInt32(truncatingIfNeeded: utf8.count)
        length = UInt32(truncatingIfNeeded: count)
        super.init(type, kind: .str, heap: type.heap)
    }

    @inline(never)
    private func takeBack() -> ContiguousArray<UInt8> {
        // Each may have given its bytes away in turn.
        var holder = self
        while let next = holder.longer.asStr { holder = next }
        storage = ContiguousArray(holder.storage[..<byteCount])
        longer = .unbound
        return storage
    }

    override public func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(longer)
    }

    package var isASCII: Bool { count == byteCount }
    override package var payloadBytes: Int { longer.isUnbound ? byteCount : 0 }

    /// The text as Swift knows it; lone surrogates become U+FFFD.
    package var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }

    /// The code points, made on first use for strings beyond ASCII.
    package var scalars: [UInt32] {
        if let cachedScalars { return cachedScalars }
        let scalars = withBytes { CodePoints.decode($0) }
        if !isASCII { cachedScalars = scalars }
        return scalars
    }

    /// - Precondition: `0 <= index < count`.
    package func scalar(at index: Int) -> UInt32 { isASCII ? UInt32(withBytes { $0[index] }) : scalars[index] }

    package var hashValue: Int {
        if cachedHash == 0 {
            cachedHash = withBytes { StrObject.hash($0) }
        }
        return cachedHash
    }

    /// The hash of a string with these bytes, by FNV's steps over words. Never -1, and 0 for the empty string alone.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if bytes.isEmpty { return 0 }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var index = 0
        if let start = UnsafeRawPointer(bytes.baseAddress) {
            while index &+ 8 <= bytes.count {
                let word = start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                hash = (hash ^ word) &* 0x0000_0100_0000_01b3
                hash ^= hash >> 32
                index &+= 8
            }
        }
        while index < bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3
            index &+= 1
        }
        hash ^= hash >> 29
        let signed = Int(bitPattern: UInt(hash))
        return signed == 0 || signed == -1 ? 7 : signed
    }

    @inline(__always) func isEqual(to other: StrObject) -> Bool {
        if self === other { return true }
        if isInterned && other.isInterned { return false }
        guard byteCount == other.byteCount else { return false }
        if byteCount <= StrObject.mostShortBytes { return short == other.short }
        if cachedHash != 0, other.cachedHash != 0, cachedHash != other.cachedHash { return false }
        return utf8 == other.utf8
    }

    /// Whether this string comes before another: UTF-8 orders as code points do.
    func precedes(_ other: StrObject) -> Bool {
        withBytes { mine in
            other.withBytes { rest in
                guard let text = mine.baseAddress, let other = rest.baseAddress else { return mine.count < rest.count }
                let order = memcmp(text, other, min(mine.count, rest.count))
                return order == 0 ? mine.count < rest.count : order < 0
            }
        }
    }

    override package func repr(_ machine: Machine) -> String {
        withUnits({ TextRepr.repr($0) }, { TextRepr.repr($0) }).string
    }
    override package func str(_ machine: Machine) throws -> String { string }
    override package func format(_ machine: Machine, _ spec: String) throws -> String {
        if spec.isEmpty { return type.isUserDefined ? try machine.str(Value(self)) : string }
        return try machine.formatString(self, spec)
    }
    override package func truth(_ machine: Machine) -> Bool { byteCount != 0 }
    override package func length(_ machine: Machine) -> Int? { count }
    override package func hash(_ machine: Machine) -> Int { hashValue }
    override package func iterator(_ machine: Machine) -> Value? {
        let type = isASCII ? machine.types.strASCIIIterator : machine.types.strIterator
        return Value(IndexIterator(type, Value(self), .text))
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try machine.strContains(self, item)
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        try machine.strItem(self, key)
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        try machine.strBinary(self, op, other, reflected: reflected)
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard let other = other.asStr else { return nil }
        if op == .eq || op == .ne { return Value(isEqual(to: other) == (op == .eq)) }
        let less = precedes(other)
        return Value(op.holds(less: less, equal: !less && isEqual(to: other)))
    }
}

/// Between UTF-8 and code points, lone surrogates included.
package enum CodePoints {
    /// How many bytes of `utf8` continue a code point.
    static func continuations(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        var index = 0
        // Eight at a time: most text is ASCII.
        if let start = UnsafeRawPointer(bytes.baseAddress) {
            while index &+ 8 <= bytes.count {
                let word = start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let high = word & 0x8080_8080_8080_8080
                if high != 0 { count &+= (high & ~(word << 1)).nonzeroBitCount }
                index &+= 8
            }
        }
        while index < bytes.count {
            if bytes[index] & 0xC0 == 0x80 { count &+= 1 }
            index &+= 1
        }
        return count
    }

    package static func decode(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(utf8.count)
        var index = 0
        func continuation(_ offset: Int) -> UInt32 {
            index + offset < utf8.count ? UInt32(utf8[index + offset]) & 0x3F : 0
        }
        while index < utf8.count {
            let lead = UInt32(utf8[index])
            switch lead {
            case 0..<0x80:
                scalars.append(lead)
                index += 1
            case 0xF0...:
                scalars.append(
                    (lead & 7) << 18 | continuation(1) << 12 | continuation(2) << 6 | continuation(3))
                index += 4
            case 0xE0...:
                scalars.append((lead & 15) << 12 | continuation(1) << 6 | continuation(2))
                index += 3
            default:
                scalars.append((lead & 31) << 6 | continuation(1))
                index += 2
            }
        }
        return scalars
    }

    package static func encode(_ scalars: some Sequence<UInt32>) -> ContiguousArray<UInt8> {
        var utf8: ContiguousArray<UInt8> = []
        for scalar in scalars { append(scalar, to: &utf8) }
        return utf8
    }

    package static func append(_ scalar: UInt32, to utf8: inout ContiguousArray<UInt8>) {
        func byte(_ bits: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: bits) }
        switch scalar {
        case 0..<0x80: utf8.append(byte(scalar))
        case 0..<0x800:
            utf8.append(byte(0xC0 | scalar >> 6))
            utf8.append(byte(0x80 | scalar & 0x3F))
        case 0..<0x10000:
            utf8.append(byte(0xE0 | scalar >> 12))
            utf8.append(byte(0x80 | scalar >> 6 & 0x3F))
            utf8.append(byte(0x80 | scalar & 0x3F))
        default:
            utf8.append(byte(0xF0 | scalar >> 18 & 7))
            utf8.append(byte(0x80 | scalar >> 12 & 0x3F))
            utf8.append(byte(0x80 | scalar >> 6 & 0x3F))
            utf8.append(byte(0x80 | scalar & 0x3F))
        }
    }
}
