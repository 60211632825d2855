/// Replacement fields, by CPython 3.11's rules: found by their brackets first, their expressions parsed after.
extension Parser {
    /// Appends the parts of an f-string's content.
    mutating func parseFString(_ literal: Literal, into result: inout FString) throws(Halt) {
        var offset = literal.content.lowerBound
        try parseParts(&offset, literal, depth: 0, into: &result)
    }

    /// Literal text and fields up to the end, or up to the `}` that ends a format specification.
    private mutating func parseParts(
        _ offset: inout Int, _ literal: Literal, depth: Int, into result: inout FString
    ) throws(Halt) {
        let end = literal.content.upperBound
        while true {
            while try readLiteral(&offset, literal, depth: depth, into: &result.literal) {}
            if offset >= end || stream.text[offset] == Ascii.rightBrace { return }
            try parseField(&offset, literal, depth: depth, into: &result)
        }
    }

    /// Literal text up to a brace. True after a doubled brace: more text may follow.
    private func readLiteral(
        _ offset: inout Int, _ literal: Literal, depth: Int, into builder: inout TextBuilder
    ) throws(Halt) -> Bool {
        let text = stream.text
        let end = literal.content.upperBound
        let start = offset
        while offset < end {
            var byte = text[offset]
            if byte == Ascii.backslash, !literal.isRaw, offset + 1 < end {
                offset += 1
                byte = text[offset]
                if byte == UInt8(ascii: "N") {
                    offset += 1
                    if offset < end, text[offset] == Ascii.leftBrace {
                        while offset < end, text[offset] != Ascii.rightBrace { offset += 1 }
                        offset = min(offset + 1, end)
                    }
                    continue
                }
            }
            guard byte == Ascii.leftBrace || byte == Ascii.rightBrace else {
                offset += 1
                continue
            }
            if depth == 0 {
                if offset + 1 < end, text[offset + 1] == byte {
                    try decode(start..<offset + 1, isRaw: literal.isRaw, into: &builder)
                    offset += 2
                    return true
                }
                if byte == Ascii.rightBrace { throw fieldError("single '}' is not allowed") }
            }
            break
        }
        try decode(start..<offset, isRaw: literal.isRaw, into: &builder)
        return false
    }

    private func fieldError(_ message: String) -> Halt {
        .wrong(stream.diagnosticAtLast("f-string: " + message))
    }

    /// `{expression=!conversion:specification}`, `offset` being at the `{`.
    private mutating func parseField(
        _ offset: inout Int, _ literal: Literal, depth: Int, into result: inout FString
    ) throws(Halt) {
        let text = stream.text
        let end = literal.content.upperBound
        if depth >= 2 { throw fieldError("expressions nested too deeply") }
        let start = offset + 1
        let expressionEnd = try findExpressionEnd(from: start, to: end)
        offset = expressionEnd
        guard offset < end else { throw fieldError("expecting '}'") }
        let value = try parseFieldExpression(start..<expressionEnd)

        var hasText = false
        if text[offset] == Ascii.equal {
            offset += 1
            while offset < end, Parser.isSpace(text[offset]) { offset += 1 }
            guard offset < end else { throw fieldError("expecting '}'") }
            hasText = true
            // The text is shown as written: no escapes can be in it.
            try decode(start..<offset, isRaw: true, into: &result.literal)
        }
        var conversion: Expr.Conversion?
        if text[offset] == Ascii.exclamation {
            offset += 1
            guard offset < end else { throw fieldError("expecting '}'") }
            conversion = Expr.Conversion(rawValue: text[offset])
            guard conversion != nil, conversion != Expr.Conversion.none else {
                throw fieldError("invalid conversion character: expected 's', 'r', or 'a'")
            }
            offset += 1
        }
        guard offset < end else { throw fieldError("expecting '}'") }
        var spec: Expr?
        if text[offset] == Ascii.colon {
            offset += 1
            guard offset < end else { throw fieldError("expecting '}'") }
            var inner = FString(span: result.span)
            try parseParts(&offset, literal, depth: depth + 1, into: &inner)
            spec = try inner.finish(at: literal.span, limit: tooDeep)
        }
        guard offset < end, text[offset] == Ascii.rightBrace else { throw fieldError("expecting '}'") }
        offset += 1
        let fallback: Expr.Conversion = hasText && spec == nil ? .repr : .none
        result.append(value, conversion ?? fallback, spec: spec)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == Ascii.space || byte >= 0x09 && byte <= 0x0D
    }

    /// Where a field's expression ends: at the first `!`, `:`, `=` or `}` outside brackets and strings.
    private func findExpressionEnd(from start: Int, to end: Int) throws(Halt) -> Int {
        let text = stream.text
        var offset = start
        var open: [UInt8] = []
        while offset < end {
            let byte = text[offset]
            switch byte {
            case Ascii.backslash:
                throw .wrong(stream.diagnosticAtLast("f-string expression part cannot include a backslash"))
            case Ascii.quote, Ascii.doubleQuote:
                offset = try skipString(at: offset, to: end)
                continue
            case Ascii.leftParenthesis, Ascii.leftBracket, Ascii.leftBrace:
                if open.count >= Limits.openBrackets { throw fieldError("too many nested parenthesis") }
                open.append(byte)
            case Ascii.hash:
                throw .wrong(stream.diagnosticAtLast("f-string expression part cannot include '#'"))
            case Ascii.exclamation, Ascii.colon, Ascii.rightBrace, Ascii.equal, Ascii.less, Ascii.greater:
                guard open.isEmpty else {
                    if byte == Ascii.rightBrace { try close(byte, &open) }
                    break
                }
                let isDoubled =
                    offset + 1 < end && text[offset + 1] == Ascii.equal && byte != Ascii.colon
                    && byte != Ascii.rightBrace
                if isDoubled {
                    offset += 1
                } else if byte != Ascii.less, byte != Ascii.greater {
                    return offset
                }
            case Ascii.rightParenthesis, Ascii.rightBracket:
                try close(byte, &open)
            default: break
            }
            offset += 1
        }
        if let last = open.last { throw fieldError("unmatched '\(Unicode.Scalar(last))'") }
        return offset
    }

    private func close(_ byte: UInt8, _ open: inout [UInt8]) throws(Halt) {
        guard let opening = open.popLast() else { throw fieldError("unmatched '\(Unicode.Scalar(byte))'") }
        let expected = opening == Ascii.leftParenthesis ? opening + 1 : opening + 2
        guard byte == expected else {
            throw fieldError(
                "closing parenthesis '\(Unicode.Scalar(byte))' does not match opening parenthesis "
                    + "'\(Unicode.Scalar(opening))'")
        }
    }

    /// Past a string within an expression.
    private func skipString(at start: Int, to end: Int) throws(Halt) -> Int {
        let text = stream.text
        let quote = text[start]
        let isTriple = start + 2 < end && text[start + 1] == quote && text[start + 2] == quote
        var offset = start + (isTriple ? 3 : 1)
        while offset < end {
            let byte = text[offset]
            if byte == Ascii.backslash {
                throw .wrong(stream.diagnosticAtLast("f-string expression part cannot include a backslash"))
            }
            if byte == quote {
                if !isTriple { return offset + 1 }
                if offset + 2 < end, text[offset + 1] == quote, text[offset + 2] == quote { return offset + 3 }
            }
            offset += 1
        }
        throw fieldError("unterminated string")
    }

    private mutating func parseFieldExpression(_ range: Range<Int>) throws(Halt) -> Expr {
        let text = stream.text
        if range.allSatisfy({ Parser.isSpace(text[$0]) }) {
            let next = text[range.upperBound]
            throw fieldError(
                next == Ascii.rightBrace
                    ? "empty expression not allowed" : "expression required before '\(Unicode.Scalar(next))'")
        }
        var parser = Parser(Lexer(source: stream.source, text: text, expression: range))
        do throws(Halt) {
            // The bracket that CPython adds before an expression on a line of its own stands at the start of the line.
            let brace = UInt32(truncatingIfNeeded: range.lowerBound - 1)
            let isBelow = range.first { !Parser.isBlank(text[$0]) }.map { text[$0] == Ascii.lineFeed } ?? false
            let start = isBelow ? stream.source.lineStart(at: brace) : brace
            return try parser.parseParenthesized(from: start, closing: .endMarker)
        } catch {
            if case .wrong(let diagnostic) = error, diagnostic.place == nil { throw error }
            throw .wrong(explainField(range))
        }
    }

    /// Why a field's expression is wrong, in the words and columns of CPython, which parses it between parentheses.
    private func explainField(_ range: Range<Int>) -> Diagnostic {
        let source = stream.source
        let inner = Source(
            name: source.name, text: "(" + stream.text(from: range.lowerBound, to: range.upperBound) + ")",
            firstLine: source.line(at: UInt32(truncatingIfNeeded: range.lowerBound)))
        return inner.bytes.withUnsafeBufferPointer { text in
            let lexer = Lexer(source: inner, text: text)
            var parser = Parser(lexer)
            parser.stream = TokenStream(lexer, isFString: true)
            parser.kind = parser.stream.token(at: 0).kind
            do throws(Halt) {
                _ = try parser.parseStarExpressions()
                try parser.expect(.newline)
                try parser.expect(.endMarker)
            } catch {
                if case .wrong(let diagnostic) = error { return diagnostic }
            }
            var pass = ErrorPass(TokenStream(lexer, isFString: true))
            return pass.explain(rule: "fstring")
        }
    }
}
