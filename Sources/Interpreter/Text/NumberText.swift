/// What reading ints, floats and complex numbers from text has in common.
enum NumberText {
    /// The text with Unicode decimal digits and spaces made ASCII, up to the first character that is neither (which
    /// becomes `?`). ASCII characters stay what they are.
    static func transform<Unit: TextUnit>(_ text: Units<Unit>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        for unit in text {
            if unit < 0x7F {
                out.append(UInt8(truncatingIfNeeded: unit))
                continue
            }
            let codePoint = UInt32(truncatingIfNeeded: unit)
            if codePoint >= 0x80, CharacterRules.isSpace(codePoint) {
                out.append(0x20)
            } else if codePoint >= 0x80, let digit = CharacterRules.decimalValue(codePoint) {
                out.append(0x30 + digit)
            } else {
                out.append(0x3F)
                break
            }
        }
        return out
    }

    /// C's `isspace`, which is all that surrounds a number.
    @inline(__always) static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    /// The part of the text between surrounding whitespace.
    static func trim(_ text: Units<UInt8>) -> (start: Int, end: Int) {
        var start = 0
        var end = text.count
        while start < end, isSpace(text[start]) { start += 1 }
        while end > start, isSpace(text[end - 1]) { end -= 1 }
        return (start, end)
    }

    @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// The text without its underscores, or nil if one does not stand between two digits.
    static func removingUnderscores(_ text: Units<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        var previous: UInt8 = 0
        for index in range {
            let byte = text[index]
            if byte == 0x5F {
                guard isDigit(previous) else { return nil }
            } else {
                if previous == 0x5F, !isDigit(byte) { return nil }
                out.append(byte)
            }
            previous = byte
        }
        return previous == 0x5F ? nil : out
    }
}
