/// `match` and its patterns.
extension Parser {
    /// A `match` statement, or nil if the name `match` turns out to be a plain name.
    mutating func parseMatch() throws(Halt) -> Stmt? {
        guard canStartSubject else { return nil }
        let index = index
        let previousEnd = previousEnd
        let start = start
        advance()
        guard let subject = try? parseSubject(), kind == .colon, peek() == .newline else {
            rewind(to: index, previousEnd: previousEnd)
            return nil
        }
        advance()
        advance()
        try expect(.indent)
        var cases: [MatchCase] = []
        repeat {
            guard isName("case") else { throw .mismatch }
            advance()
            let pattern = try parsePatterns()
            let test = accept(.if) ? try parseNamedExpression() : nil
            let body = try parseBlock()
            cases.append(MatchCase(pattern: pattern, guard: test, body: body))
        } while kind != .dedent && kind != .endMarker
        try expect(.dedent)
        return Stmt(.match(subject, cases), span(from: start))
    }

    /// A quick look at the token after `match`: most uses of the name end here.
    private var canStartSubject: Bool {
        mutating get {
            switch peek() {
            case .name, .number, .string, .false, .none, .true, .lambda, .not, .leftParenthesis, .leftBracket,
                .leftBrace, .ellipsis, .plus, .minus, .tilde, .star, .await:
                true
            default: false
            }
        }
    }

    private mutating func parseSubject() throws(Halt) -> Expr {
        let start = start
        let first = try parseStarNamedExpression()
        guard kind == .comma else {
            if case .starred = first.kind { throw .mismatch }
            return first
        }
        var elements = [first]
        while accept(.comma) {
            if kind == .colon { break }
            elements.append(try parseStarNamedExpression())
        }
        return try node(.tuple(elements), from: start, over: height(elements))
    }

    /// What stands after `case`: a pattern or an open sequence.
    private mutating func parsePatterns() throws(Halt) -> Pattern {
        let start = start
        let first = try parseMaybeStarPattern()
        if kind != .comma {
            if case .star = first.kind { throw .mismatch }
            return first
        }
        var patterns = [first]
        while accept(.comma) {
            if kind == .colon || kind == .if { break }
            patterns.append(try parseMaybeStarPattern())
        }
        return Pattern(.sequence(patterns), span(from: start))
    }

    private mutating func parseMaybeStarPattern() throws(Halt) -> Pattern {
        guard kind == .star else { return try parsePattern() }
        let start = start
        advance()
        if isName("_") {
            advance()
            return Pattern(.star(nil), span(from: start))
        }
        return Pattern(.star(try parseCaptureName()), span(from: start))
    }

    /// `a | b as name`.
    private mutating func parsePattern() throws(Halt) -> Pattern {
        let start = start
        var result = try parseClosedPattern()
        if kind == .bar {
            var alternatives = [result]
            while accept(.bar) { alternatives.append(try parseClosedPattern()) }
            result = Pattern(.or(alternatives), span(from: start))
        }
        guard accept(.as) else { return result }
        if isName("_") { throw .mismatch }
        let name = try parseCaptureName()
        return Pattern(.as(result, name), span(from: start))
    }

    /// A name that is bound: not `_`, and no part of a dotted name, call or keyword.
    private mutating func parseCaptureName() throws(Halt) -> String {
        if isName("_") { throw .mismatch }
        let name = try expectName()
        if kind == .dot || kind == .leftParenthesis || kind == .assign { throw .mismatch }
        return name
    }

    private mutating func parseClosedPattern() throws(Halt) -> Pattern {
        let start = start
        switch kind {
        case .number, .minus, .string:
            let value = try parseLiteral()
            return Pattern(.value(value), span(from: start))
        case .none, .true, .false:
            let value: Constant = kind == .none ? .none : kind == .true ? .true : .false
            advance()
            return Pattern(.singleton(value), span(from: start))
        case .name: return try parseNamePattern()
        case .leftParenthesis: return try parseGroupPattern()
        case .leftBracket:
            advance()
            return try parseSequencePattern(from: start, closing: .rightBracket)
        case .leftBrace: return try parseMappingPattern()
        default: throw .mismatch
        }
    }

    /// A number with a sign, a complex number, or strings.
    private mutating func parseLiteral() throws(Halt) -> Expr {
        if kind == .string { return try parseStrings() }
        let start = start
        let real = try parseSignedNumber()
        guard kind == .plus || kind == .minus else { return real }
        let op: BinaryOperator = kind == .plus ? .add : .sub
        if Parser.isImaginary(real) { throw .mismatch }
        advance()
        guard kind == .number else { throw .mismatch }
        let imaginary = try parseNumber()
        guard Parser.isImaginary(imaginary) else { throw .mismatch }
        return try node(.binOp(real, op, imaginary), from: start, over: 2)
    }

    private mutating func parseSignedNumber() throws(Halt) -> Expr {
        let start = start
        let isNegative = accept(.minus)
        guard kind == .number else { throw .mismatch }
        let number = try parseNumber()
        return isNegative ? try node(.unaryOp(.uSub, number), from: start, over: number.height) : number
    }

    private static func isImaginary(_ expr: Expr) -> Bool {
        switch expr.kind {
        case .constant(.imaginary): true
        case .unaryOp(_, let operand): isImaginary(operand)
        default: false
        }
    }

    /// `_`, `name`, `a.b` or `Class(…)`.
    private mutating func parseNamePattern() throws(Halt) -> Pattern {
        let start = start
        let isWildcard = isName("_")
        let name = try expectName()
        guard kind == .dot || kind == .leftParenthesis else {
            if kind == .assign { throw .mismatch }
            return Pattern(.as(nil, isWildcard ? nil : name), span(from: start))
        }
        let value = try parseAttributes(after: leaf(.name(name), from: start), from: start)
        if kind == .leftParenthesis { return try parseClassPattern(value, from: start) }
        if kind == .assign { throw .mismatch }
        return Pattern(.value(value), span(from: start))
    }

    private mutating func parseAttributes(after first: Expr, from start: UInt32) throws(Halt) -> Expr {
        var value = first
        while accept(.dot) {
            let name = try expectName()
            value = try node(.attribute(value, name), from: start, over: value.height)
        }
        return value
    }

    private mutating func parseGroupPattern() throws(Halt) -> Pattern {
        let start = start
        advance()
        if kind != .rightParenthesis, kind != .star {
            let inner = try parsePattern()
            if accept(.rightParenthesis) { return inner }
            return try parseSequencePattern(from: start, closing: .rightParenthesis, first: inner)
        }
        return try parseSequencePattern(from: start, closing: .rightParenthesis)
    }

    /// Patterns through a closing bracket; within `()` a first one is followed by a comma.
    private mutating func parseSequencePattern(
        from start: UInt32, closing: Token.Kind, first: Pattern? = nil
    ) throws(Halt) -> Pattern {
        var patterns: [Pattern] = []
        if let first {
            patterns.append(first)
            try expect(.comma)
        }
        while kind != closing {
            patterns.append(try parseMaybeStarPattern())
            if accept(.comma) { continue }
            if closing == .rightParenthesis, patterns.count == 1 { throw .mismatch }
            break
        }
        try expect(closing)
        return Pattern(.sequence(patterns), span(from: start))
    }

    private mutating func parseMappingPattern() throws(Halt) -> Pattern {
        let start = start
        advance()
        var keys: [Expr] = []
        var patterns: [Pattern] = []
        var rest: String?
        while kind != .rightBrace {
            if accept(.doubleStar) {
                rest = try parseCaptureName()
                _ = accept(.comma)
                break
            }
            keys.append(try parseMappingKey())
            try expect(.colon)
            patterns.append(try parsePattern())
            guard accept(.comma) else { break }
        }
        try expect(.rightBrace)
        return Pattern(.mapping(keys: keys, patterns: patterns, rest: rest), span(from: start))
    }

    private mutating func parseMappingKey() throws(Halt) -> Expr {
        let start = start
        switch kind {
        case .none, .true, .false:
            let value: Constant = kind == .none ? .none : kind == .true ? .true : .false
            advance()
            return leaf(.constant(value), from: start)
        case .name:
            let name = try expectName()
            guard kind == .dot else { throw .mismatch }
            return try parseAttributes(after: leaf(.name(name), from: start), from: start)
        case .number, .minus, .string: return try parseLiteral()
        default: throw .mismatch
        }
    }

    /// After a class's name: `(pattern, keyword=pattern)`.
    private mutating func parseClassPattern(_ value: Expr, from start: UInt32) throws(Halt) -> Pattern {
        advance()
        var patterns: [Pattern] = []
        var names: [String] = []
        var keywordPatterns: [Pattern] = []
        while kind != .rightParenthesis {
            if kind == .name, peek() == .assign {
                names.append(try expectName())
                advance()
                keywordPatterns.append(try parsePattern())
            } else {
                if !names.isEmpty { throw .mismatch }
                patterns.append(try parsePattern())
            }
            guard accept(.comma) else { break }
        }
        try expect(.rightParenthesis)
        return Pattern(
            .class(value, patterns: patterns, keywordNames: names, keywordPatterns: keywordPatterns),
            span(from: start))
    }
}
