/// Names, operators and the characters that are neither.
extension Lexer {
    /// What a byte can start.
    enum Class: UInt8 { case letter, digit, quote, `operator`, comment, newline, backslash, end, other }

    /// By byte. A dot is an operator; `readOperator` looks whether a number follows.
    static let classes: [Class] = (0..<256).map { value in
        let byte = UInt8(value)
        switch byte {
        case 0: return .end
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return .digit
        case Ascii.quote, Ascii.doubleQuote: return .quote
        case Ascii.hash: return .comment
        case Ascii.lineFeed, Ascii.carriageReturn: return .newline
        case Ascii.backslash: return .backslash
        case _ where Ascii.isNamePart(byte): return .letter
        case _ where "()[]{}:,;.@=+-*/%<>&|^~!".utf8.contains(byte): return .operator
        default: return .other
        }
    }

    /// A name, a keyword, or a string with a prefix.
    mutating func readName() -> Token {
        let start = position
        var packed: UInt64 = 0
        var hasHighBytes = false
        while true {
            let next = byte(position)
            guard Ascii.isNamePart(next) else { break }
            if next >= 0x80 { hasHighBytes = true }
            packed = packed &<< 8 | UInt64(next)
            position += 1
        }
        let length = position - start
        let after = byte(position)
        if length <= 2, after == Ascii.quote || after == Ascii.doubleQuote, Lexer.isStringPrefix(packed) {
            return readString(from: start, quoteAt: position)
        }
        if hasHighBytes, !verifyName(from: start) { return token(.error, from: start) }
        if length >= 2, length <= 8, let keyword = Token.Kind.keyword(packed: packed) {
            return token(keyword, from: start)
        }
        return token(.name, from: start)
    }

    /// `b`, `u`, `r`, `f`, `br`, `fr` in any case and order.
    private static func isStringPrefix(_ packed: UInt64) -> Bool {
        switch packed | 0x2020 {
        case 0x2062, 0x2075, 0x2072, 0x2066, 0x6272, 0x7262, 0x6672, 0x7266: true
        default: false
        }
    }

    /// Whether the characters of a name with non-ASCII bytes may stand in one (fails otherwise).
    private mutating func verifyName(from start: Int) -> Bool {
        var offset = start
        var isFirst = true
        while offset < position {
            let (scalar, length) = decode(at: offset)
            let properties = scalar.properties
            let isAllowed =
                scalar == "_" || (isFirst ? properties.isXIDStart : properties.isXIDContinue)
            guard isAllowed else {
                position = offset + length
                _ = failOn(scalar)
                return false
            }
            offset += length
            isFirst = false
        }
        return true
    }

    /// The character at `offset` and how many bytes it takes. The text is valid UTF-8 (checked before lexing).
    func decode(at offset: Int) -> (Unicode.Scalar, Int) {
        let first = byte(offset)
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = length == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(length))
        for index in 1..<max(1, length) { value = value << 6 | UInt32(byte(offset + index) & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// A character that starts no token: `$`, `?` and control characters. (Non-ASCII ones start a name that fails.)
    mutating func readStray() -> Token {
        let start = position
        let first = byte(position)
        position += 1
        return first < 0x20 || first == 0x7F ? failOn(Unicode.Scalar(first)) : token(.stray, from: start)
    }

    private mutating func failOn(_ scalar: Unicode.Scalar) -> Token {
        var digits = String(scalar.value, radix: 16, uppercase: true)
        while digits.utf8.count < 4 { digits = "0" + digits }
        return fail(
            scalar.isPrintableInPython
                ? "invalid character '\(scalar)' (U+\(digits))" : "invalid non-printable character U+\(digits)")
    }

    mutating func readOperator(_ first: UInt8) -> Token {
        let start = position
        let second = byte(position + 1)
        if first == Ascii.dot, Ascii.isDigit(second) { return readNumber() }
        let (kind, length) = Lexer.match(first, second, byte(position + 2))
        position += length
        switch kind {
        case .leftParenthesis, .leftBracket, .leftBrace:
            if brackets.count >= Limits.openBrackets { return fail("too many nested parentheses") }
            brackets.append((first, UInt32(truncatingIfNeeded: start)))
        case .rightParenthesis, .rightBracket, .rightBrace:
            guard let open = brackets.popLast() else {
                return fail("unmatched '\(Unicode.Scalar(first))'")
            }
            let closing = open.character == Ascii.leftParenthesis ? first - 1 : first - 2
            if closing != open.character { return fail(closing: first, mismatching: open) }
        default: break
        }
        return token(kind, from: start)
    }

    /// The longest operator at three bytes, and its length.
    private static func match(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> (Token.Kind, Int) {
        let hasEqual = second == Ascii.equal
        switch first {
        case Ascii.leftParenthesis: return (.leftParenthesis, 1)
        case Ascii.rightParenthesis: return (.rightParenthesis, 1)
        case Ascii.leftBracket: return (.leftBracket, 1)
        case Ascii.rightBracket: return (.rightBracket, 1)
        case Ascii.leftBrace: return (.leftBrace, 1)
        case Ascii.rightBrace: return (.rightBrace, 1)
        case UInt8(ascii: ","): return (.comma, 1)
        case UInt8(ascii: ";"): return (.semicolon, 1)
        case UInt8(ascii: "~"): return (.tilde, 1)
        case Ascii.colon: return hasEqual ? (.walrus, 2) : (.colon, 1)
        case Ascii.dot: return second == Ascii.dot && third == Ascii.dot ? (.ellipsis, 3) : (.dot, 1)
        case UInt8(ascii: "@"): return hasEqual ? (.atAssign, 2) : (.at, 1)
        case Ascii.equal: return hasEqual ? (.equal, 2) : (.assign, 1)
        case Ascii.exclamation: return hasEqual ? (.notEqual, 2) : (.stray, 1)
        case UInt8(ascii: "+"): return hasEqual ? (.plusAssign, 2) : (.plus, 1)
        case UInt8(ascii: "-"):
            return hasEqual ? (.minusAssign, 2) : second == Ascii.greater ? (.arrow, 2) : (.minus, 1)
        case UInt8(ascii: "%"): return hasEqual ? (.percentAssign, 2) : (.percent, 1)
        case UInt8(ascii: "&"): return hasEqual ? (.ampersandAssign, 2) : (.ampersand, 1)
        case UInt8(ascii: "|"): return hasEqual ? (.barAssign, 2) : (.bar, 1)
        case UInt8(ascii: "^"): return hasEqual ? (.caretAssign, 2) : (.caret, 1)
        default: return matchRepeated(first, second, third)
        }
    }

    /// Operators that may be doubled: `*`, `/`, `<`, `>`.
    private static func matchRepeated(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> (Token.Kind, Int) {
        let single: Token.Kind
        let singleAssign: Token.Kind
        let double: Token.Kind
        let doubleAssign: Token.Kind
        switch first {
        case UInt8(ascii: "*"):
            (single, singleAssign, double, doubleAssign) = (.star, .starAssign, .doubleStar, .doubleStarAssign)
        case UInt8(ascii: "/"):
            (single, singleAssign, double, doubleAssign) = (.slash, .slashAssign, .doubleSlash, .doubleSlashAssign)
        case Ascii.less:
            if second == Ascii.greater { return (.notEqual, 2) }
            (single, singleAssign, double, doubleAssign) = (.less, .lessEqual, .leftShift, .leftShiftAssign)
        default:
            (single, singleAssign, double, doubleAssign) = (.greater, .greaterEqual, .rightShift, .rightShiftAssign)
        }
        if second == first { return third == Ascii.equal ? (doubleAssign, 3) : (double, 2) }
        return second == Ascii.equal ? (singleAssign, 2) : (single, 1)
    }
}

extension Unicode.Scalar {
    /// `str.isprintable()` of one character: not a separator other than space, nor of an "other" category.
    package var isPrintableInPython: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: self == " "
        default: true
        }
    }
}
