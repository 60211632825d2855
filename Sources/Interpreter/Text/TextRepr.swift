/// `repr` and `ascii` of str, `repr` of bytes.
package enum TextRepr {
    /// `repr(text)` of a str: single quotes unless only they occur inside, escapes for what cannot be printed.
    ///
    /// With a `limit` the result is cut to that many characters, as CPython does in messages with `%.200R`.
    package static func repr<Unit: TextUnit>(_ text: Units<Unit>, limit: Int = .max) -> TextBuffer {
        quoted(text, limit: limit, isPrintable: CharacterRules.isPrintable)
    }

    /// `ascii(text)` of a str: as `repr` with everything beyond ASCII escaped.
    package static func ascii<Unit: TextUnit>(_ text: Units<Unit>) -> TextBuffer {
        quoted(text, limit: .max) { _ in false }
    }

    /// `ascii(object)` from `repr(object)`: what is not ASCII is escaped, nothing else.
    package static func escapeNonASCII<Unit: TextUnit>(_ text: Units<Unit>) -> TextBuffer {
        var out = TextBuffer()
        for unit in text {
            if unit < 0x80 {
                out.append(UInt8(truncatingIfNeeded: unit))
            } else {
                appendEscape(UInt32(truncatingIfNeeded: unit), to: &out)
            }
        }
        return out
    }

    /// `repr(bytes)`, without a limit; `prefix` is `b`. A part of it as soon as `stops`, asked now and then, says so.
    package static func reprBytes(_ bytes: Units<UInt8>, stops: () -> Bool = { false }) -> [UInt8] {
        var out: [UInt8] = [0x62]
        out.reserveCapacity(bytes.count + 3)
        let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
        out.append(quote)
        for (index, byte) in bytes.enumerated() {
            if index & 0xF_FFFF == 0xF_FFFF, stops() { break }
            if byte == quote || byte == 0x5C {
                out.append(0x5C)
                out.append(byte)
            } else if let letter = shortEscape(UInt32(byte)) {
                out.append(0x5C)
                out.append(letter)
            } else if byte < 0x20 || byte >= 0x7F {
                out.append(0x5C)
                out.append(0x78)
                out.append(hexDigits[Int(byte >> 4)])
                out.append(hexDigits[Int(byte & 15)])
            } else {
                out.append(byte)
            }
        }
        out.append(quote)
        return out
    }

    private static func quoted<Unit: TextUnit>(
        _ text: Units<Unit>, limit: Int, isPrintable: (UInt32) -> Bool
    ) -> TextBuffer {
        var out = TextBuffer()
        if limit == .max { out.reserveCapacity(text.count + 2) }
        let quote: UInt32 = text.contains(0x27) && !text.contains(0x22) ? 0x22 : 0x27
        out.append(codePoint: quote)
        var index = 0
        while index < text.count, out.count < limit {
            let start = index
            while index < text.count, isPlain(UInt32(truncatingIfNeeded: text[index]), quote) { index += 1 }
            if index > start { out.append(text, start..<index) }
            guard index < text.count else { break }
            let codePoint = UInt32(truncatingIfNeeded: text[index])
            index += 1
            if codePoint == quote || codePoint == 0x5C {
                out.append(0x5C)
                out.append(codePoint: codePoint)
            } else if let letter = shortEscape(codePoint) {
                out.append(0x5C)
                out.append(letter)
            } else if codePoint >= 0x80, isPrintable(codePoint) {
                out.append(codePoint: codePoint)
            } else {
                appendEscape(codePoint, to: &out)
            }
        }
        out.append(codePoint: quote)
        if out.count > limit {
            var cut = TextBuffer()
            out.appendPrefix(limit, to: &cut)
            return cut
        }
        return out
    }

    /// Whether the character is printable ASCII that needs no backslash.
    @inline(__always) private static func isPlain(_ codePoint: UInt32, _ quote: UInt32) -> Bool {
        codePoint >= 0x20 && codePoint < 0x7F && codePoint != quote && codePoint != 0x5C
    }

    private static func shortEscape(_ codePoint: UInt32) -> UInt8? {
        switch codePoint {
        case 0x09: 0x74
        case 0x0A: 0x6E
        case 0x0D: 0x72
        default: nil
        }
    }

    static let hexDigits: [UInt8] = Array("0123456789abcdef".utf8)

    /// Appends `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
    static func appendEscape(_ codePoint: UInt32, to out: inout TextBuffer) {
        let (letter, width): (UInt8, Int) =
            codePoint <= 0xFF ? (0x78, 2) : codePoint <= 0xFFFF ? (0x75, 4) : (0x55, 8)
        out.append(0x5C)
        out.append(letter)
        for shift in stride(from: (width - 1) * 4, through: 0, by: -4) {
            out.append(hexDigits[Int(codePoint >> UInt32(shift) & 15)])
        }
    }
}
