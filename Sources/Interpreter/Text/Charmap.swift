/// An encoding of one byte for each character: ASCII and 128 characters of its own.
package struct Charmap: Equatable, Sendable {
    /// The characters of the bytes from 0x80 up; nil where there is none.
    private let high: [UInt32?]

    /// Latin 1 but for `changes`, from byte to character.
    private init(_ changes: [UInt8: UInt32?]) {
        high = (0x80...0xFF).map { byte in
            guard let change = changes[UInt8(byte)] else { return UInt32(byte) }
            return change
        }
    }

    func decode(_ byte: UInt8) -> UInt32? { byte < 0x80 ? UInt32(byte) : high[Int(byte) - 0x80] }

    func encode(_ codePoint: UInt32) -> UInt8? {
        if codePoint < 0x80 { return UInt8(codePoint) }
        return high.firstIndex { $0 == codePoint }.map { UInt8($0 + 0x80) }
    }

    /// What Windows calls Western European.
    private static let windows: Charmap = {
        let characters: [UInt32?] = [
            0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil,
            0x017D, nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
            0x0153, nil, 0x017E, 0x0178,
        ]
        return Charmap(
            Dictionary(uniqueKeysWithValues: characters.enumerated().map { (UInt8(0x80 + $0.offset), $0.element) }))
    }()

    /// Latin 1 with the euro sign.
    private static let latin9 = Charmap([
        0xA4: 0x20AC, 0xA6: 0x0160, 0xA8: 0x0161, 0xB4: 0x017D, 0xB8: 0x017E, 0xBC: 0x0152, 0xBD: 0x0153, 0xBE: 0x0178,
    ])

    /// The encoding of a name without its punctuation; nil for an unknown one.
    init?(key: String) {
        switch key {
        case "cp1252", "windows1252", "1252": self = Charmap.windows
        case "iso885915", "latin9", "l9": self = Charmap.latin9
        default: return nil
        }
    }
}

// `unicode_escape`: text as a string literal writes it, without its quotes.
extension TextCodec {
    static func encodeEscapes<Unit: TextUnit>(_ text: Units<Unit>) -> [UInt8] {
        var out: [UInt8] = []
        for index in 0..<text.count {
            let codePoint = UInt32(truncatingIfNeeded: text[index])
            switch codePoint {
            case 0x5C: out += [0x5C, 0x5C]
            case 0x0A: out += [0x5C, 0x6E]
            case 0x0D: out += [0x5C, 0x72]
            case 0x09: out += [0x5C, 0x74]
            case 0x20..<0x7F: out.append(UInt8(codePoint))
            default:
                var escape = TextBuffer()
                TextRepr.appendEscape(codePoint, to: &escape)
                out += escape.bytes
            }
        }
        return out
    }

    /// - Parameter recover: what stands for bytes that are no escape.
    static func decodeEscapes(
        _ bytes: Units<UInt8>, _ recover: (Range<Int>, String, inout TextBuffer) throws -> Void
    ) throws -> TextBuffer {
        var out = TextBuffer()
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x5C else {
                out.append(codePoint: UInt32(bytes[index]))
                index += 1
                continue
            }
            let start = index
            guard start + 1 < bytes.count else {
                try recover(start..<start + 1, "\\ at end of string", &out)
                break
            }
            let letter = bytes[start + 1]
            index = start + 2
            if let simple = simpleEscapes[letter] {
                out.append(codePoint: simple)
            } else if letter == 0x0A {
                continue
            } else if (0x30...0x37).contains(letter) {
                var value = UInt32(letter - 0x30)
                while index < bytes.count, index < start + 4, (0x30...0x37).contains(bytes[index]) {
                    value = value * 8 + UInt32(bytes[index] - 0x30)
                    index += 1
                }
                out.append(codePoint: value)
            } else if let width = escapeWidths[letter] {
                var value: UInt32 = 0
                while index < bytes.count, index < start + 2 + width, let digit = hexDigit(bytes[index]) {
                    value = value << 4 | digit
                    index += 1
                }
                if index < start + 2 + width {
                    let shape = "\\\(Character(Unicode.Scalar(letter)))" + String(repeating: "X", count: width)
                    try recover(start..<index, "truncated \(shape) escape", &out)
                } else if value > 0x10FFFF {
                    try recover(start..<index, "illegal Unicode character", &out)
                } else {
                    out.append(codePoint: value)
                }
            } else {
                out.append(codePoint: 0x5C)
                out.append(codePoint: UInt32(letter))
            }
        }
        return out
    }

    private static let simpleEscapes: [UInt8: UInt32] = [
        0x5C: 0x5C, 0x27: 0x27, 0x22: 0x22, 0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11,
    ]
    private static let escapeWidths: [UInt8: Int] = [0x78: 2, 0x75: 4, 0x55: 8]

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: UInt32(byte | 0x20) - 0x57
        default: nil
        }
    }
}
