/// String and bytes literals: prefixes, escapes, and neighbours joined into one.
extension Parser {
    /// Adjacent string tokens as one constant or f-string.
    mutating func parseStrings() throws(Halt) -> Expr {
        let first = current
        advance()
        if kind != .string, let value = plainString(first) { return leaf(.constant(.string(value)), from: first.start) }
        var tokens = [first]
        while kind == .string {
            tokens.append(current)
            advance()
        }
        // CPython looks one token further before it looks into the strings.
        if kind == .error { throw .mismatch }
        return try join(tokens)
    }

    /// The value of a string that needs no work: no prefix, no escape.
    private func plainString(_ token: Token) -> String? {
        let text = stream.text
        var start = Int(token.start)
        var end = Int(token.end)
        let quote = text[start]
        guard quote == Ascii.quote || quote == Ascii.doubleQuote else { return nil }
        let length = end - start >= 6 && text[start + 1] == quote && text[start + 2] == quote ? 3 : 1
        start += length
        end -= length
        for index in start..<max(start, end) where text[index] == Ascii.backslash || text[index] == Ascii.carriageReturn
        {
            return nil
        }
        return stream.text(from: start, to: end)
    }

    /// A string token taken apart.
    struct Literal {
        var isRaw = false
        var isBytes = false
        var isFormatted = false
        /// What stands between the quotes.
        var content: Range<Int>
        /// The whole token.
        var span: Span
    }

    private func takeApart(_ token: Token) -> Literal {
        let text = stream.text
        var literal = Literal(content: 0..<0, span: token.span)
        var start = Int(token.start)
        var end = Int(token.end)
        while text[start] != Ascii.quote, text[start] != Ascii.doubleQuote {
            switch text[start] | 0x20 {
            case UInt8(ascii: "r"): literal.isRaw = true
            case UInt8(ascii: "b"): literal.isBytes = true
            case UInt8(ascii: "f"): literal.isFormatted = true
            default: break
            }
            start += 1
        }
        let quote = text[start]
        let length = end - start >= 6 && text[start + 1] == quote && text[start + 2] == quote ? 3 : 1
        start += length
        end -= length
        literal.content = start..<max(start, end)
        return literal
    }

    private mutating func join(_ tokens: [Token]) throws(Halt) -> Expr {
        let whole = span(from: tokens[0].start)
        var isBytes: Bool?
        var bytes: [UInt8] = []
        var formatted = FString(span: whole)
        var isFormatted = false
        for token in tokens {
            let literal = takeApart(token)
            // Escapes are looked into before the kinds are compared, f-strings after.
            if literal.isBytes {
                bytes += try decodeBytes(literal, token)
            } else if !literal.isFormatted {
                try decode(literal.content, isRaw: literal.isRaw, into: &formatted.literal)
            }
            if let isBytes, isBytes != literal.isBytes {
                throw .wrong(stream.diagnosticAtLast("cannot mix bytes and nonbytes literals"))
            }
            isBytes = literal.isBytes
            if literal.isFormatted {
                isFormatted = true
                try parseFString(literal, into: &formatted)
            }
        }
        if isBytes == true { return Expr(.constant(.bytes(bytes)), whole) }
        if !isFormatted { return Expr(.constant(formatted.literal.constant), whole) }
        return try formatted.finish(at: whole, limit: tooDeep)
    }

    // MARK: Escapes

    /// Appends the value of the characters in `range`.
    func decode(_ range: Range<Int>, isRaw: Bool, into builder: inout TextBuilder) throws(Halt) {
        let text = stream.text
        var offset = range.lowerBound
        while offset < range.upperBound {
            let byte = text[offset]
            if byte == Ascii.carriageReturn {
                builder.append(byte: Ascii.lineFeed)
                offset += offset + 1 < range.upperBound && text[offset + 1] == Ascii.lineFeed ? 2 : 1
            } else if byte == Ascii.backslash, !isRaw {
                offset = try decodeEscape(at: offset, in: range, into: &builder)
            } else {
                builder.append(byte: byte)
                offset += 1
            }
        }
    }

    /// Appends what the escape at `offset` stands for and returns where it ends.
    private func decodeEscape(
        at offset: Int, in range: Range<Int>, into builder: inout TextBuilder
    ) throws(Halt) -> Int {
        let text = stream.text
        let next = offset + 1
        guard next < range.upperBound else {
            builder.append(byte: Ascii.backslash)
            return next
        }
        if let simple = Parser.simpleEscape(text[next]) {
            builder.append(byte: simple)
            return next + 1
        }
        switch text[next] {
        case Ascii.lineFeed: return next + 1
        case Ascii.carriageReturn:
            return next + 1 < range.upperBound && text[next + 1] == Ascii.lineFeed ? next + 2 : next + 1
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            let (value, end) = octal(at: next, in: range)
            builder.append(codePoint: value)
            return end
        case UInt8(ascii: "x"): return try decodeHex(2, "\\xXX", at: offset, in: range, into: &builder)
        case UInt8(ascii: "u"): return try decodeHex(4, "\\uXXXX", at: offset, in: range, into: &builder)
        case UInt8(ascii: "U"): return try decodeHex(8, "\\UXXXXXXXX", at: offset, in: range, into: &builder)
        case UInt8(ascii: "N"): return try decodeName(at: offset, in: range, into: &builder)
        default:
            builder.append(byte: Ascii.backslash)
            return next
        }
    }

    private static func simpleEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case Ascii.backslash, Ascii.quote, Ascii.doubleQuote: byte
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "a"): 0x07
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "v"): 0x0B
        default: nil
        }
    }

    /// Up to three octal digits.
    private func octal(at start: Int, in range: Range<Int>) -> (UInt32, Int) {
        var value: UInt32 = 0
        var offset = start
        while offset < min(start + 3, range.upperBound), stream.text[offset] & 0xF8 == 0x30 {
            value = value << 3 | UInt32(stream.text[offset] & 7)
            offset += 1
        }
        return (value, offset)
    }

    private func decodeHex(
        _ count: Int, _ form: String, at offset: Int, in range: Range<Int>, into builder: inout TextBuilder
    ) throws(Halt) -> Int {
        var value: UInt32 = 0
        var end = offset + 2
        while end < min(offset + 2 + count, range.upperBound), let digit = Ascii.hexValue(stream.text[end]) {
            value = value << 4 | digit
            end += 1
        }
        guard end == offset + 2 + count else { throw escapeError("truncated \(form) escape", offset..<end, in: range) }
        guard value <= 0x10FFFF else { throw escapeError("illegal Unicode character", offset..<end, in: range) }
        builder.append(codePoint: value)
        return end
    }

    /// `\N{LATIN SMALL LETTER A}`.
    private func decodeName(
        at offset: Int, in range: Range<Int>, into builder: inout TextBuilder
    ) throws(Halt) -> Int {
        let text = stream.text
        let open = offset + 2
        guard open < range.upperBound, text[open] == Ascii.leftBrace else {
            throw escapeError("malformed \\N character escape", offset..<open, in: range)
        }
        var close = open + 1
        while close < range.upperBound, text[close] != Ascii.rightBrace { close += 1 }
        guard close < range.upperBound, close > open + 1 else {
            let end = close < range.upperBound ? close + 1 : close
            throw escapeError("malformed \\N character escape", offset..<end, in: range)
        }
        guard let scalar = CharacterNames.scalar(named: stream.text(from: open + 1, to: close)) else {
            throw escapeError("unknown Unicode character name", offset..<close + 1, in: range)
        }
        builder.append(codePoint: scalar.value)
        return close + 1
    }

    /// CPython counts in a copy of the string in which every non-ASCII character takes ten bytes.
    private func escapeError(_ reason: String, _ escape: Range<Int>, in range: Range<Int>) -> Halt {
        func position(_ offset: Int) -> Int {
            var count = 0
            for index in range.lowerBound..<offset {
                let byte = stream.text[index]
                count += byte < 0x80 ? 1 : byte >= 0xC0 ? 10 : 0
            }
            return count
        }
        let first = position(escape.lowerBound)
        let last = position(escape.upperBound) - 1
        let place = first == last ? "byte 0x5c in position \(first)" : "bytes in position \(first)-\(last)"
        return .wrong(
            stream.diagnosticAtLast("(unicode error) 'unicodeescape' codec can't decode \(place): \(reason)"))
    }

    // MARK: Bytes

    private func decodeBytes(_ literal: Literal, _ token: Token) throws(Halt) -> [UInt8] {
        let text = stream.text
        let range = literal.content
        if range.contains(where: { text[$0] >= 0x80 }) {
            throw .wrong(stream.diagnostic("bytes can only contain ASCII literal characters", at: token.span))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let byte = text[offset]
            if byte == Ascii.carriageReturn {
                bytes.append(Ascii.lineFeed)
                offset += offset + 1 < range.upperBound && text[offset + 1] == Ascii.lineFeed ? 2 : 1
            } else if byte == Ascii.backslash, !literal.isRaw {
                offset = try decodeByteEscape(at: offset, in: range, into: &bytes)
            } else {
                bytes.append(byte)
                offset += 1
            }
        }
        return bytes
    }

    private func decodeByteEscape(
        at offset: Int, in range: Range<Int>, into bytes: inout [UInt8]
    ) throws(Halt) -> Int {
        let text = stream.text
        let next = offset + 1
        if let simple = Parser.simpleEscape(text[next]) {
            bytes.append(simple)
            return next + 1
        }
        switch text[next] {
        case Ascii.lineFeed: return next + 1
        case Ascii.carriageReturn:
            return next + 1 < range.upperBound && text[next + 1] == Ascii.lineFeed ? next + 2 : next + 1
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            let (value, end) = octal(at: next, in: range)
            bytes.append(UInt8(truncatingIfNeeded: value))
            return end
        case UInt8(ascii: "x"):
            guard next + 2 < range.upperBound, let high = Ascii.hexValue(text[next + 1]),
                let low = Ascii.hexValue(text[next + 2])
            else {
                let message = "(value error) invalid \\x escape at position \(offset - range.lowerBound)"
                throw .wrong(stream.diagnosticAtLast(message))
            }
            bytes.append(UInt8(truncatingIfNeeded: high << 4 | low))
            return next + 3
        default:
            bytes.append(Ascii.backslash)
            return next
        }
    }
}
