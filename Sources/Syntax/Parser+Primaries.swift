/// Atoms and what follows them: attributes, calls, subscripts.
extension Parser {
    /// `a.b(c)[d]…`: `primary`.
    mutating func parsePrimary() throws(Halt) -> Expr {
        let start = start
        var value = try parseAtom()
        while true {
            switch kind {
            case .dot:
                advance()
                let name = try expectName()
                value = try node(.attribute(value, name), from: start, over: value.height)
            case .leftParenthesis:
                let (arguments, keywords, height) = try parseArguments(allowsGenerator: true)
                value = try node(.call(value, arguments, keywords), from: start, over: max(value.height, height))
            case .leftBracket:
                advance()
                let index = try parseSlices()
                try expect(.rightBracket)
                value = try node(.subscript_(value, index), from: start, over: max(value.height, index.height))
            default:
                return value
            }
        }
    }

    private mutating func parseAtom() throws(Halt) -> Expr {
        let start = start
        switch kind {
        case .name:
            let name = try expectName()
            return leaf(.name(name), from: start)
        case .number:
            return try parseNumber()
        case .string:
            return try parseStrings()
        case .none, .true, .false, .ellipsis:
            let value: Constant =
                switch kind {
                case .none: .none
                case .true: .true
                case .false: .false
                default: .ellipsis
                }
            advance()
            return leaf(.constant(value), from: start)
        case .leftParenthesis:
            advance()
            return try parseParenthesized(from: start, closing: .rightParenthesis)
        case .leftBracket:
            return try parseList()
        case .leftBrace:
            return try parseBraces()
        case .await:
            throw refused("'await'")
        default:
            throw .mismatch
        }
    }

    /// After `(`: an empty tuple, a tuple, a generator, a `yield` or an expression.
    /// An f-string's expression is read the same way; its end marker stands for the closing bracket.
    mutating func parseParenthesized(from start: UInt32, closing: Token.Kind) throws(Halt) -> Expr {
        if kind == closing {
            try expectClosing(closing)
            return leaf(.tuple([]), from: start)
        }
        if kind == .yield {
            let value = try parseYield()
            try expectClosing(closing)
            return value
        }
        let first = try parseStarNamedExpression()
        switch kind {
        case .comma:
            let elements = try parseElements(after: first, closing: closing)
            return try node(.tuple(elements), from: start, over: height(elements))
        case .for, .async:
            if case .starred = first.kind { throw .mismatch }
            let (clauses, height) = try parseComprehensions()
            try expectClosing(closing)
            return try node(.generatorExp(first, clauses), from: start, over: max(first.height, height))
        default:
            if case .starred = first.kind { throw .mismatch }
            try expectClosing(closing)
            return first
        }
    }

    /// The elements of a display after the first, through the closing bracket.
    private mutating func parseElements(after first: Expr, closing: Token.Kind) throws(Halt) -> [Expr] {
        var elements = [first]
        while accept(.comma) {
            if kind == closing { break }
            elements.append(try parseStarNamedExpression())
        }
        try expectClosing(closing)
        return elements
    }

    private mutating func expectClosing(_ closing: Token.Kind) throws(Halt) {
        try expect(closing)
        if closing == .endMarker { previousEnd = stream.tokens[index - 1].end + 1 }
    }

    private mutating func parseList() throws(Halt) -> Expr {
        let start = start
        advance()
        if accept(.rightBracket) { return leaf(.list([]), from: start) }
        let first = try parseStarNamedExpression()
        if kind == .for || kind == .async {
            if case .starred = first.kind { throw .mismatch }
            let (clauses, height) = try parseComprehensions()
            try expect(.rightBracket)
            return try node(.listComp(first, clauses), from: start, over: max(first.height, height))
        }
        let elements = try parseElements(after: first, closing: .rightBracket)
        return try node(.list(elements), from: start, over: height(elements))
    }

    /// A dict, a set or a comprehension of either.
    private mutating func parseBraces() throws(Halt) -> Expr {
        let start = start
        advance()
        if accept(.rightBrace) { return leaf(.dict([], []), from: start) }
        if kind == .doubleStar { return try parseDict(from: start) }
        let firstStart = self.start
        let first = try parseStarNamedExpression()
        if kind == .colon {
            switch first.kind {
            case .starred: throw .mismatch
            // `{a := 1: 2}` is wrong, `{(a := 1): 2}` right.
            case .namedExpr where first.span.start == firstStart: throw .mismatch
            default: return try parseDict(from: start, firstKey: first)
            }
        }
        if kind == .for || kind == .async {
            if case .starred = first.kind { throw .mismatch }
            let (clauses, height) = try parseComprehensions()
            try expect(.rightBrace)
            return try node(.setComp(first, clauses), from: start, over: max(first.height, height))
        }
        let elements = try parseElements(after: first, closing: .rightBrace)
        return try node(.set(elements), from: start, over: height(elements))
    }

    private mutating func parseDict(from start: UInt32, firstKey: Expr? = nil) throws(Halt) -> Expr {
        var keys: [Expr?] = []
        var values: [Expr] = []
        var tallest: UInt32 = 0
        var key = firstKey
        repeat {
            if kind == .rightBrace { break }
            if key == nil, accept(.doubleStar) {
                keys.append(nil)
                values.append(try parseBitwise(Precedence.bitOr))
            } else {
                let thisKey: Expr
                if let key { thisKey = key } else { thisKey = try parseExpression() }
                try expect(.colon)
                let value = try parseExpression()
                if keys.isEmpty, kind == .for || kind == .async {
                    let (clauses, height) = try parseComprehensions()
                    try expect(.rightBrace)
                    return try node(
                        .dictComp(key: thisKey, value: value, clauses), from: start,
                        over: max(thisKey.height, value.height, height))
                }
                tallest = max(tallest, thisKey.height)
                keys.append(thisKey)
                values.append(value)
            }
            key = nil
        } while accept(.comma)
        try expect(.rightBrace)
        return try node(.dict(keys, values), from: start, over: max(tallest, height(values)))
    }

    /// `for target in iterable if …` one or more times, with the tallest node's height.
    mutating func parseComprehensions() throws(Halt) -> ([Comprehension], UInt32) {
        var clauses: [Comprehension] = []
        var tallest: UInt32 = 0
        while kind == .for || kind == .async {
            if kind == .async { throw refused("'async'") }
            advance()
            let target = try parseTargets()
            try expect(.in)
            let iterable = try parseDisjunction()
            var conditions: [Expr] = []
            while accept(.if) { conditions.append(try parseDisjunction()) }
            tallest = max(tallest, target.height, iterable.height, height(conditions))
            clauses.append(Comprehension(target: target, iterable: iterable, conditions: conditions))
        }
        return (clauses, tallest)
    }

    // MARK: Subscripts

    /// What stands between `[` and `]` after a value.
    private mutating func parseSlices() throws(Halt) -> Expr {
        let start = start
        let first = try parseSlice()
        var isTuple = kind == .comma
        if case .starred = first.kind { isTuple = true }
        guard isTuple else { return first }
        var elements = [first]
        while accept(.comma) {
            if kind == .rightBracket { break }
            elements.append(try parseSlice())
        }
        return try node(.tuple(elements), from: start, over: height(elements))
    }

    private mutating func parseSlice() throws(Halt) -> Expr {
        let start = start
        if kind == .star {
            advance()
            let value = try parseExpression()
            return try node(.starred(value), from: start, over: value.height)
        }
        var lower: Expr?
        if kind != .colon {
            let value = try parseNamedExpression()
            guard kind == .colon else { return value }
            if case .namedExpr = value.kind, value.span.start == start { throw .mismatch }
            lower = value
        }
        advance()
        let upper = startsExpression ? try parseExpression() : nil
        var step: Expr?
        if accept(.colon), startsExpression { step = try parseExpression() }
        let height = max(lower?.height ?? 0, upper?.height ?? 0, step?.height ?? 0)
        return try node(.slice(lower: lower, upper: upper, step: step), from: start, over: height)
    }

    // MARK: Calls

    /// `(a, *b, c=d, **e)` with its brackets; the tallest node's height last.
    mutating func parseArguments(allowsGenerator: Bool) throws(Halt) -> ([Expr], [Keyword], UInt32) {
        let open = start
        advance()
        let isFirst = kind != .rightParenthesis
        var (arguments, keywords, tallest) = try parseArgumentList(closing: .rightParenthesis)
        if isFirst, kind == .for || kind == .async {
            guard allowsGenerator, arguments.count == 1, keywords.isEmpty, let element = arguments.popLast(),
                stream.tokens[index - 1].kind != .comma
            else { throw .mismatch }
            if case .starred = element.kind { throw .mismatch }
            let (clauses, height) = try parseComprehensions()
            try expect(.rightParenthesis)
            let generator = try node(.generatorExp(element, clauses), from: open, over: max(element.height, height))
            return ([generator], [], generator.height)
        }
        try expect(.rightParenthesis)
        return (arguments, keywords, tallest)
    }

    /// `a, *b, c=d, **e` up to the closing token or whatever else fits no argument.
    mutating func parseArgumentList(closing: Token.Kind) throws(Halt) -> ([Expr], [Keyword], UInt32) {
        var arguments: [Expr] = []
        var keywords: [Keyword] = []
        var tallest: UInt32 = 0
        var hasUnpackedKeywords = false
        while kind != closing {
            let start = start
            switch kind {
            case .star:
                if hasUnpackedKeywords { throw .mismatch }
                advance()
                let value = try parseExpression()
                arguments.append(try node(.starred(value), from: start, over: value.height))
            case .doubleStar:
                advance()
                let value = try parseExpression()
                hasUnpackedKeywords = true
                tallest = max(tallest, value.height)
                keywords.append(Keyword(name: nil, value: value, span: span(from: start)))
            case .name where peek() == .assign:
                let name = try expectName()
                advance()
                let value = try parseExpression()
                tallest = max(tallest, value.height)
                keywords.append(Keyword(name: name, value: value, span: span(from: start)))
            default:
                let value = try parseNamedExpression()
                if !keywords.isEmpty || kind == .assign { throw .mismatch }
                arguments.append(value)
            }
            guard accept(.comma) else { break }
        }
        return (arguments, keywords, max(tallest, height(arguments)))
    }
}
