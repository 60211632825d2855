/// A string literal's value in the making: UTF-8 in which lone surrogates may stand as three bytes.
struct TextBuilder {
    private(set) var bytes: [UInt8] = []
    private(set) var hasSurrogates = false

    var isEmpty: Bool { bytes.isEmpty }

    mutating func append(_ slice: some Sequence<UInt8>) {
        bytes.append(contentsOf: slice)
    }

    mutating func append(_ other: TextBuilder) {
        bytes.append(contentsOf: other.bytes)
        hasSurrogates = hasSurrogates || other.hasSurrogates
    }

    mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    /// A code point up to 0x10FFFF, surrogates included.
    mutating func append(codePoint value: UInt32) {
        switch value {
        case 0..<0x80:
            bytes.append(UInt8(truncatingIfNeeded: value))
        case 0x80..<0x800:
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
            appendTail(value, 0)
        case 0x800..<0x10000:
            if value & 0xF800 == 0xD800 { hasSurrogates = true }
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            appendTail(value, 6, 0)
        default:
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
            appendTail(value, 12, 6, 0)
        }
    }

    private mutating func appendTail(_ value: UInt32, _ shifts: UInt32...) {
        for shift in shifts { bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> shift & 0x3F)) }
    }

    var constant: Constant {
        hasSurrogates ? .surrogateString(codePoints) : .string(String(decoding: bytes, as: UTF8.self))
    }

    private var codePoints: [UInt32] {
        var result: [UInt32] = []
        for byte in bytes {
            if byte & 0xC0 == 0x80, let last = result.popLast() {
                result.append(last << 6 | UInt32(byte & 0x3F))
            } else {
                let mask: UInt8 = byte < 0x80 ? 0x7F : byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07
                result.append(UInt32(byte & mask))
            }
        }
        return result
    }
}
