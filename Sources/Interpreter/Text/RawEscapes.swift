// The encoding `raw_unicode_escape`: Latin-1, with `\\uXXXX` and `\\UXXXXXXXX` for what that lacks.
extension TextCodec {
    static func encodeRawEscapes<Unit: TextUnit>(_ text: Units<Unit>) -> [UInt8] {
        var out: [UInt8] = []
        for index in 0..<text.count {
            let codePoint = UInt32(truncatingIfNeeded: text[index])
            if codePoint < 0x100 {
                out.append(UInt8(codePoint))
                continue
            }
            let digits = String(codePoint, radix: 16)
            let isShort = codePoint < 0x10000
            out += [0x5C, isShort ? 0x75 : 0x55]
            out += [UInt8](repeating: 0x30, count: (isShort ? 4 : 8) - digits.utf8.count)
            out += digits.utf8
        }
        return out
    }

    /// - Parameter recover: what stands for bytes that are no escape.
    static func decodeRawEscapes(
        _ bytes: Units<UInt8>, _ recover: (Range<Int>, String, inout TextBuffer) throws -> Void
    ) throws -> TextBuffer {
        var out = TextBuffer()
        var index = 0
        while index < bytes.count {
            let start = index
            index += 1
            guard bytes[start] == 0x5C, index < bytes.count else {
                out.append(codePoint: UInt32(bytes[start]))
                continue
            }
            let letter = bytes[index]
            index += 1
            guard letter == 0x75 || letter == 0x55 else {
                // A backslash takes the next byte with it, be it another one.
                out.append(codePoint: 0x5C)
                out.append(codePoint: UInt32(letter))
                continue
            }
            let length = letter == 0x75 ? 4 : 8
            var codePoint: UInt32 = 0
            var read = 0
            while read < length, index < bytes.count, let digit = hexDigit(bytes[index]) {
                codePoint = codePoint << 4 | digit
                index += 1
                read += 1
            }
            if read < length {
                let form = letter == 0x75 ? "\\uXXXX" : "\\UXXXXXXXX"
                try recover(start..<index, "truncated \(form) escape", &out)
            } else if codePoint > 0x10FFFF {
                try recover(start..<index, "\\Uxxxxxxxx out of range", &out)
            } else {
                out.append(codePoint: codePoint)
            }
        }
        return out
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x37)
        case 0x61...0x66: UInt32(byte - 0x57)
        default: nil
        }
    }
}
