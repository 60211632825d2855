/// The extent of strings and numbers; their values are worked out by the parser.
extension Lexer {
    /// A string from its prefix to its closing quotes.
    mutating func readString(from start: Int, quoteAt quoteStart: Int) -> Token {
        let quote = byte(quoteStart)
        let isTriple = byte(quoteStart + 1) == quote && byte(quoteStart + 2) == quote
        position = quoteStart + (isTriple ? 3 : 1)
        while position < end {
            let next = text[position]
            position += 1
            if next == quote {
                if !isTriple { return token(.string, from: start) }
                if byte(position) == quote, byte(position + 1) == quote {
                    position += 2
                    return token(.string, from: start)
                }
            } else if next == Ascii.backslash {
                // A line end of two bytes is one character.
                position += byte(position) == Ascii.carriageReturn && byte(position + 1) == Ascii.lineFeed ? 2 : 1
            } else if !isTriple, next == Ascii.lineFeed || next == Ascii.carriageReturn {
                return fail(unterminatedAt: start, until: position - 1, isTriple: false)
            }
        }
        position = end
        return fail(unterminatedAt: start, until: end, isTriple: isTriple)
    }

    private mutating func fail(unterminatedAt start: Int, until: Int, isTriple: Bool) -> Token {
        var line = source.line(at: UInt32(truncatingIfNeeded: until))
        // A text that ends with a line end has no further line to detect it on.
        if until >= end, line > 1, source.range(ofLine: line).isEmpty { line -= 1 }
        let kind = isTriple ? "triple-quoted string" : "string"
        // A backslash at the very end of the text could still join another line.
        let isContinued = (until >= end && hasOddBackslashes(before: end))
        position = start + 1
        return fail(
            "unterminated \(kind) literal (detected at line \(line))",
            unfinished: isTriple ? .string : isContinued ? .line : nil)
    }

    private func hasOddBackslashes(before offset: Int) -> Bool {
        var last = offset
        if last > 0, byte(last - 1) == Ascii.lineFeed { last -= 1 }
        if last > 0, byte(last - 1) == Ascii.carriageReturn { last -= 1 }
        var count = 0
        while last > 0, byte(last - 1) == Ascii.backslash {
            last -= 1
            count += 1
        }
        return count % 2 == 1
    }

    /// An integer, float or imaginary literal.
    mutating func readNumber() -> Token {
        let start = position
        if byte(position) == Ascii.zero {
            switch byte(position + 1) | 0x20 {
            case UInt8(ascii: "x"): return readRadix(start, "hexadecimal", digits: 16)
            case UInt8(ascii: "o"): return readRadix(start, "octal", digits: 8)
            case UInt8(ascii: "b"): return readRadix(start, "binary", digits: 2)
            default: return readZeros(start)
            }
        }
        if byte(position) != Ascii.dot, !skipDigits() { return token(.error, from: start) }
        return readFraction(start)
    }

    /// After `0x`, `0o` or `0b`: groups of digits joined by single underscores.
    private mutating func readRadix(_ start: Int, _ name: String, digits: UInt32) -> Token {
        position += 2
        repeat {
            if byte(position) == Ascii.underscore { position += 1 }
            guard isDigit(byte(position), below: digits) else { return fail(radix: name) }
            while isDigit(byte(position), below: digits) { position += 1 }
        } while byte(position) == Ascii.underscore
        if digits < 10, Ascii.isDigit(byte(position)) { return fail(radix: name) }
        return verifyEnd(start, name)
    }

    private func isDigit(_ byte: UInt8, below digits: UInt32) -> Bool {
        guard let value = Ascii.hexValue(byte) else { return false }
        return value < digits
    }

    private mutating func fail(radix name: String) -> Token {
        let next = byte(position)
        guard Ascii.isDigit(next), name != "hexadecimal" else { return fail("invalid \(name) literal") }
        position += 1
        return fail("invalid digit '\(Unicode.Scalar(next))' in \(name) literal")
    }

    /// A literal that starts with 0: zeros, or a float with leading zeros, or an old octal (refused).
    private mutating func readZeros(_ start: Int) -> Token {
        position += 1
        while true {
            if byte(position) == Ascii.underscore {
                position += 1
                if !Ascii.isDigit(byte(position)) { return fail("invalid decimal literal") }
            }
            guard byte(position) == Ascii.zero else { break }
            position += 1
        }
        let zerosEnd = position
        let isNonzero = Ascii.isDigit(byte(position))
        if isNonzero, !skipDigits() { return token(.error, from: start) }
        switch byte(position) {
        case Ascii.dot, UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "j"), UInt8(ascii: "J"):
            return readFraction(start)
        default:
            guard isNonzero else { return verifyEnd(start, "decimal") }
            return fail(
                .syntaxError,
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                offset: source.codePointColumn(at: UInt32(truncatingIfNeeded: start)) + 1,
                endOffset: source.codePointColumn(at: UInt32(truncatingIfNeeded: zerosEnd)) + 1,
                overrides: true)
        }
    }

    /// After the digits before a point: fraction, exponent and `j`, each optional.
    private mutating func readFraction(_ start: Int) -> Token {
        if byte(position) == Ascii.dot {
            position += 1
            if Ascii.isDigit(byte(position)), !skipDigits() { return token(.error, from: start) }
        }
        if byte(position) | 0x20 == UInt8(ascii: "e") {
            let sign = byte(position + 1)
            if sign == Ascii.plus || sign == Ascii.minus {
                position += 2
                if !Ascii.isDigit(byte(position)) { return fail("invalid decimal literal") }
            } else if Ascii.isDigit(sign) {
                position += 1
            } else {
                // `1else` and `1e`: the letter is no part of the number.
                return verifyEnd(start, "decimal")
            }
            if !skipDigits() { return token(.error, from: start) }
        }
        if byte(position) | 0x20 == UInt8(ascii: "j") {
            position += 1
            return verifyEnd(start, "imaginary")
        }
        return verifyEnd(start, "decimal")
    }

    /// Decimal digits in groups joined by single underscores. False after a failure.
    private mutating func skipDigits() -> Bool {
        while true {
            while Ascii.isDigit(byte(position)) { position += 1 }
            guard byte(position) == Ascii.underscore else { return true }
            position += 1
            if !Ascii.isDigit(byte(position)) {
                _ = fail("invalid decimal literal")
                return false
            }
        }
    }

    /// A name may not touch a number, but the keywords that can follow one in a valid program may (`1if x else 2`).
    private mutating func verifyEnd(_ start: Int, _ name: String) -> Token {
        let next = byte(position)
        guard next < 0x80, Ascii.isNamePart(next), !startsKeyword(next) else { return token(.number, from: start) }
        return fail("invalid \(name) literal")
    }

    /// Whether `and`, `else`, `for`, `if`, `in`, `is`, `or` or `not` is next (CPython looks no further than `if`).
    private func startsKeyword(_ first: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "a"): isNext("nd")
        case UInt8(ascii: "e"): isNext("lse")
        case UInt8(ascii: "f"): isNext("or")
        case UInt8(ascii: "i"): "fns".utf8.contains(byte(position + 1))
        case UInt8(ascii: "o"): isNext("r")
        case UInt8(ascii: "n"): isNext("ot")
        default: false
        }
    }

    /// Whether `word` follows the current byte, and nothing more of a name.
    private func isNext(_ word: String) -> Bool {
        var offset = position + 1
        for letter in word.utf8 {
            guard byte(offset) == letter else { return false }
            offset += 1
        }
        return !Ascii.isNamePart(byte(offset))
    }
}
