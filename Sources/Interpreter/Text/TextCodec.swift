/// What an encoder or decoder could not do: enough for a UnicodeEncodeError or UnicodeDecodeError with its attributes.
package struct CodecError: Error, Equatable, Sendable {
    /// `encoding`, as in the message.
    package let encoding: String
    /// `start` and `end`: which characters or bytes.
    package let range: Range<Int>
    /// `reason`.
    package let reason: String
    /// The exception to raise, with the whole message.
    package let error: TextError
}

/// The encodings that scripts name, and how bytes and text turn into each other under them.
package enum TextCodec: Equatable, Sendable {
    case utf8, utf8WithMark, ascii, latin1, escapes, rawEscapes
    case charmap(Charmap)
    case wide(WideCodec)

    /// The encoding of a name such as `utf-8`, `UTF8` or `latin_1`. Throws LookupError for any other.
    package init(named name: String) throws(TextError) {
        var key = ""
        for byte in name.utf8 where NumberText.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) {
            key.unicodeScalars.append(Unicode.Scalar(byte >= 0x40 ? byte | 0x20 : byte))
        }
        switch key {
        case "utf8", "u8", "utf", "cp65001": self = .utf8
        case "utf8sig": self = .utf8WithMark
        case "ascii", "usascii", "646", "ansix341968", "iso646us", "us": self = .ascii
        case "latin1", "latin", "l1", "iso88591", "88591", "cp819", "iso8859": self = .latin1
        case "unicodeescape": self = .escapes
        case "rawunicodeescape": self = .rawEscapes
        default:
            if let map = Charmap(key: key) {
                self = .charmap(map)
                return
            }
            guard let wide = WideCodec(key: key) else { throw TextError(.lookupError, "unknown encoding: \(name)") }
            self = .wide(wide)
        }
    }

    /// Whether a character takes several bytes even where it is ASCII.
    package var isWide: Bool { if case .wide = self { true } else { false } }

    /// The same encoding without a mark at the beginning.
    package var unmarked: TextCodec {
        switch self {
        case .utf8WithMark: .utf8
        case .wide(let codec) where codec.order == nil: .wide(WideCodec(width: codec.width, order: .little))
        default: self
        }
    }

    /// The name in error messages.
    package var name: String {
        switch self {
        case .utf8, .utf8WithMark: "utf-8"
        case .ascii: "ascii"
        case .latin1: "latin-1"
        case .escapes: "unicodeescape"
        case .rawEscapes: "rawunicodeescape"
        case .charmap: "charmap"
        case .wide(let codec): codec.name
        }
    }
}

// MARK: - Decoding

extension TextCodec {
    /// `bytes.decode(encoding, errors)`. An error handler's name is looked at only when there is an error, as in CPython.
    package func decode(_ bytes: Units<UInt8>, errors: String = "strict") throws -> TextBuffer {
        var out = TextBuffer()
        out.reserveCapacity(bytes.count)
        switch self {
        case .latin1: out.append(bytes)
        case .escapes: return try Self.decodeEscapes(bytes) { try recover(bytes, $0, $1, errors, &$2) }
        case .rawEscapes: return try Self.decodeRawEscapes(bytes) { try recover(bytes, $0, $1, errors, &$2) }
        case .charmap(let map):
            for index in 0..<bytes.count {
                if let codePoint = map.decode(bytes[index]) {
                    out.append(codePoint: codePoint)
                } else {
                    try recover(bytes, index..<index + 1, "character maps to <undefined>", errors, &out)
                }
            }
        case .ascii:
            for index in 0..<bytes.count {
                if bytes[index] < 0x80 {
                    out.append(bytes[index])
                } else {
                    try recover(bytes, index..<index + 1, "ordinal not in range(128)", errors, &out)
                }
            }
        case .utf8: try decodeUTF8(bytes, 0, errors, &out)
        case .utf8WithMark:
            let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
            try decodeUTF8(bytes, hasMark ? 3 : 0, errors, &out)
        case .wide(let codec):
            return try codec.decode(bytes, errors: errors) { range, reason, codec, out in
                try codec.recover(bytes, range, reason, errors, &out)
            }
        }
        return out
    }

    private func decodeUTF8(_ bytes: Units<UInt8>, _ start: Int, _ errors: String, _ out: inout TextBuffer) throws {
        var index = start
        while index < bytes.count {
            let run = index
            while index < bytes.count, bytes[index] < 0x80 { index += 1 }
            out.append(bytes, run..<index)
            guard index < bytes.count else { break }
            switch Self.sequence(bytes, index) {
            case .character(let codePoint, let length):
                out.append(codePoint: codePoint)
                index += length
            case .wrong(let length, let reason):
                if errors == "surrogatepass", let surrogate = Self.surrogate(bytes, index) {
                    out.append(codePoint: surrogate)
                    index += 3
                } else {
                    try recover(bytes, index..<index + length, reason, errors, &out)
                    index += length
                }
            }
        }
    }

    private enum Sequence {
        case character(UInt32, Int)
        case wrong(Int, String)
    }

    /// One multi-byte sequence.
    private static func sequence(_ bytes: Units<UInt8>, _ index: Int) -> Sequence {
        let first = bytes[index]
        let length: Int
        // The range that the second byte must be in excludes overlong forms, surrogates and what is above U+10FFFF.
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return .wrong(1, "invalid start byte")
        }
        var codePoint = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            guard index + offset < bytes.count else { return .wrong(offset, "unexpected end of data") }
            let byte = bytes[index + offset]
            guard offset == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else {
                return .wrong(offset, "invalid continuation byte")
            }
            codePoint = codePoint << 6 | UInt32(byte & 0x3F)
        }
        return .character(codePoint, length)
    }

    private static func surrogate(_ bytes: Units<UInt8>, _ index: Int) -> UInt32? {
        guard index + 2 < bytes.count, bytes[index] == 0xED, bytes[index + 1] & 0xE0 == 0xA0,
            bytes[index + 2] & 0xC0 == 0x80
        else { return nil }
        return 0xD000 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    }

    /// What stands for bytes that are no text.
    private func recover(
        _ bytes: Units<UInt8>, _ range: Range<Int>, _ reason: String, _ errors: String, _ out: inout TextBuffer
    ) throws {
        switch errors {
        case "ignore": break
        case "replace": out.append(codePoint: 0xFFFD)
        case "backslashreplace": for index in range { TextRepr.appendEscape(UInt32(bytes[index]), to: &out) }
        case "surrogateescape" where range.allSatisfy({ bytes[$0] >= 0x80 }):
            for index in range { out.append(codePoint: 0xDC00 + UInt32(bytes[index])) }
        case "strict", "surrogateescape", "surrogatepass":
            let place =
                range.count == 1
                ? "byte 0x\(hex(UInt32(bytes[range.lowerBound]), 2)) in position \(range.lowerBound)"
                : "bytes in position \(range.lowerBound)-\(range.upperBound - 1)"
            throw CodecError(
                encoding: name, range: range, reason: reason,
                error: TextError(.unicodeDecodeError, "'\(name)' codec can't decode \(place): \(reason)"))
        case "xmlcharrefreplace", "namereplace":
            throw TextError.type("don't know how to handle UnicodeDecodeError in error callback")
        default: throw TextError(.lookupError, "unknown error handler name '\(errors)'")
        }
    }

    private func hex(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}

// MARK: - Encoding

extension TextCodec {
    /// `text.encode(encoding, errors)`.
    package func encode<Unit: TextUnit>(_ text: Units<Unit>, errors: String = "strict") throws -> [UInt8] {
        if self == .escapes { return Self.encodeEscapes(text) }
        if self == .rawEscapes { return Self.encodeRawEscapes(text) }
        var out: [UInt8] = self == .utf8WithMark ? [0xEF, 0xBB, 0xBF] : []
        if case .wide(let codec) = self { out = codec.mark }
        out.reserveCapacity(out.count + text.count)
        var index = 0
        while index < text.count {
            let codePoint = UInt32(truncatingIfNeeded: text[index])
            if append(codePoint, to: &out) {
                index += 1
                continue
            }
            let start = index
            while index < text.count, !canEncode(UInt32(truncatingIfNeeded: text[index])) { index += 1 }
            try recover(text, start..<index, errors, &out)
        }
        return out
    }

    private func canEncode(_ codePoint: UInt32) -> Bool {
        switch self {
        case .utf8, .utf8WithMark, .wide: !(0xD800...0xDFFF).contains(codePoint) && codePoint <= 0x10FFFF
        case .ascii: codePoint < 0x80
        case .latin1: codePoint < 0x100
        case .escapes, .rawEscapes: true
        case .charmap(let map): map.encode(codePoint) != nil
        }
    }

    private func append(_ codePoint: UInt32, to out: inout [UInt8]) -> Bool {
        if case .wide(let codec) = self {
            guard canEncode(codePoint) else { return false }
            codec.append(codePoint, to: &out)
            return true
        }
        if codePoint < 0x80 {
            out.append(UInt8(codePoint))
            return true
        }
        if case .charmap(let map) = self {
            guard let byte = map.encode(codePoint) else { return false }
            out.append(byte)
            return true
        }
        guard canEncode(codePoint) else { return false }
        if self == .latin1 { out.append(UInt8(codePoint)) } else { Self.appendUTF8(codePoint, to: &out) }
        return true
    }

    /// Appends the UTF-8 form of a code point from U+0080 up; surrogates take three bytes.
    static func appendUTF8(_ codePoint: UInt32, to out: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(codePoint >> shift & 0x3F) }
        if codePoint < 0x800 {
            out.append(0xC0 | UInt8(codePoint >> 6 & 0x1F))
        } else if codePoint < 0x10000 {
            out.append(0xE0 | UInt8(codePoint >> 12 & 0x0F))
            out.append(tail(6))
        } else {
            out.append(0xF0 | UInt8(codePoint >> 18 & 0x07))
            out.append(tail(12))
            out.append(tail(6))
        }
        out.append(tail(0))
    }

    private var reason: String {
        switch self {
        case .utf8, .utf8WithMark, .wide: "surrogates not allowed"
        case .ascii: "ordinal not in range(128)"
        case .latin1: "ordinal not in range(256)"
        case .escapes, .rawEscapes, .charmap: "character maps to <undefined>"
        }
    }

    /// What stands for characters that the encoding lacks.
    private func recover<Unit: TextUnit>(
        _ text: Units<Unit>, _ range: Range<Int>, _ errors: String, _ out: inout [UInt8]
    ) throws {
        for index in range {
            let codePoint = UInt32(truncatingIfNeeded: text[index])
            switch errors {
            case "ignore": break
            case "replace": append(ascii: CollectionOfOne(0x3F), to: &out)
            case "backslashreplace":
                var escape = TextBuffer()
                TextRepr.appendEscape(codePoint, to: &escape)
                append(ascii: escape.bytes, to: &out)
            case "xmlcharrefreplace": append(ascii: "&#\(codePoint);".utf8, to: &out)
            case "surrogateescape" where (0xDC80...0xDCFF).contains(codePoint) && !isWide:
                out.append(UInt8(codePoint & 0xFF))
            case "surrogatepass" where name.hasPrefix("utf-") && (0xD800...0xDFFF).contains(codePoint):
                if case .wide(let codec) = self {
                    codec.append(codePoint, to: &out)
                } else {
                    Self.appendUTF8(codePoint, to: &out)
                }
            case "strict", "surrogateescape", "surrogatepass": throw failure(text, index..<range.upperBound)
            default: throw TextError(.lookupError, "unknown error handler name '\(errors)'")
            }
        }
    }

    private func append(ascii text: some Swift.Sequence<UInt8>, to out: inout [UInt8]) {
        for byte in text { _ = append(UInt32(byte), to: &out) }
    }

    private func failure<Unit: TextUnit>(_ text: Units<Unit>, _ range: Range<Int>) -> CodecError {
        var place = "characters in position \(range.lowerBound)-\(range.upperBound - 1)"
        if range.count == 1 {
            var escape = TextBuffer()
            TextRepr.appendEscape(UInt32(truncatingIfNeeded: text[range.lowerBound]), to: &escape)
            place = "character '\(escape.string)' in position \(range.lowerBound)"
        }
        return CodecError(
            encoding: name, range: range, reason: reason,
            error: TextError(.unicodeEncodeError, "'\(name)' codec can't encode \(place): \(reason)"))
    }
}
