/// Statements with blocks.
extension Parser {
    mutating func parseCompound() throws(Halt) -> Stmt {
        switch kind {
        case .if: return try parseIf()
        case .while: return try parseWhile()
        case .for: return try parseFor()
        case .try: return try parseTry()
        case .with: return try parseWith()
        case .def: return try parseDef(decorators: [])
        case .class: return try parseClass(decorators: [])
        case .at: return try parseDecorated()
        case .async: throw refused("'async'")
        default: throw .mismatch
        }
    }

    /// `:` and what follows it: an indented block, or simple statements on the same line.
    mutating func parseBlock() throws(Halt) -> [Stmt] {
        try expect(.colon)
        var body: [Stmt] = []
        guard accept(.newline) else {
            try parseSimpleStatements(into: &body)
            return body
        }
        try expect(.indent)
        repeat {
            try parseStatement(into: &body)
        } while kind != .dedent && kind != .endMarker
        try expect(.dedent)
        return body
    }

    private mutating func parseElse() throws(Halt) -> [Stmt] {
        accept(.else) ? try parseBlock() : []
    }

    private mutating func parseIf() throws(Halt) -> Stmt {
        let start = start
        var branches: [Branch] = []
        repeat {
            let branchStart = self.start
            advance()
            let test = try parseNamedExpression()
            let body = try parseBlock()
            branches.append(Branch(test: test, body: body, span: Span(at: branchStart)))
        } while kind == .elif
        let orelse = try parseElse()
        // Every branch reaches to the end of the statement.
        let spanned = branches.map { Branch(test: $0.test, body: $0.body, span: span(from: $0.span.start)) }
        return Stmt(.if(spanned, orelse: orelse), span(from: start))
    }

    private mutating func parseWhile() throws(Halt) -> Stmt {
        let start = start
        advance()
        let test = try parseNamedExpression()
        let body = try parseBlock()
        let orelse = try parseElse()
        return Stmt(.while(test, body: body, orelse: orelse), span(from: start))
    }

    private mutating func parseFor() throws(Halt) -> Stmt {
        let start = start
        advance()
        let target = try parseTargets()
        try expect(.in)
        let iterable = try parseStarExpressions()
        let body = try parseBlock()
        let orelse = try parseElse()
        return Stmt(.for(target: target, iterable: iterable, body: body, orelse: orelse), span(from: start))
    }

    // MARK: with

    private mutating func parseWith() throws(Halt) -> Stmt {
        let start = start
        advance()
        let items: [WithItem]
        if kind == .leftParenthesis, let found = parseParenthesizedItems() {
            items = found
        } else {
            items = try parseWithItems(closing: nil)
        }
        let body = try parseBlock()
        return Stmt(.with(items, body: body), span(from: start))
    }

    /// `(a as b, c)` if that is what stands before the colon; otherwise the bracket belongs to an expression.
    private mutating func parseParenthesizedItems() -> [WithItem]? {
        let index = index
        let previousEnd = previousEnd
        advance()
        if let items = try? parseWithItems(closing: .rightParenthesis), kind == .colon { return items }
        rewind(to: index, previousEnd: previousEnd)
        return nil
    }

    private mutating func parseWithItems(closing: Token.Kind?) throws(Halt) -> [WithItem] {
        var items: [WithItem] = []
        repeat {
            if let closing, !items.isEmpty, kind == closing { break }
            let context = try parseExpression()
            var target: Expr?
            if accept(.as) {
                target = try parseTarget()
                guard kind == .comma || kind == .rightParenthesis || kind == .colon else { throw .mismatch }
            }
            items.append(WithItem(context: context, target: target))
        } while accept(.comma)
        if let closing { try expect(closing) }
        return items
    }

    // MARK: try

    private mutating func parseTry() throws(Halt) -> Stmt {
        let start = start
        advance()
        let body = try parseBlock()
        var handlers: [ExceptHandler] = []
        let isStar = kind == .except && peek() == .star
        while kind == .except {
            guard (peek() == .star) == isStar else { throw .mismatch }
            handlers.append(try parseHandler(isStar: isStar))
        }
        let orelse = handlers.isEmpty ? [] : try parseElse()
        let finalbody = accept(.finally) ? try parseBlock() : []
        if handlers.isEmpty, finalbody.isEmpty { throw .mismatch }
        let statement = TryStmt(
            body: body, handlers: handlers, orelse: orelse, finalbody: finalbody, isStar: isStar)
        return Stmt(.try(statement), span(from: start))
    }

    private mutating func parseHandler(isStar: Bool) throws(Halt) -> ExceptHandler {
        let start = start
        advance()
        if isStar {
            advance()
            if kind == .colon { throw .mismatch }
        }
        var type: Expr?
        var name: String?
        if kind != .colon {
            type = try parseExpression()
            if accept(.as) { name = try expectName() }
        }
        let body = try parseBlock()
        return ExceptHandler(type: type, name: name, body: body, span: span(from: start))
    }

    // MARK: Definitions

    private mutating func parseDecorated() throws(Halt) -> Stmt {
        var decorators: [Expr] = []
        while accept(.at) {
            decorators.append(try parseNamedExpression())
            try expect(.newline)
        }
        switch kind {
        case .def: return try parseDef(decorators: decorators)
        case .class: return try parseClass(decorators: decorators)
        case .async: throw refused("'async'")
        default: throw .mismatch
        }
    }

    private mutating func parseDef(decorators: [Expr]) throws(Halt) -> Stmt {
        let start = start
        advance()
        let name = try expectName()
        try expect(.leftParenthesis)
        let (parameters, _) = try parseParameters(isLambda: false)
        try expect(.rightParenthesis)
        let returns = accept(.arrow) ? try parseExpression() : nil
        let body = try parseBlock()
        let definition = FunctionDef(
            name: name, parameters: parameters, body: body, decorators: decorators, returns: returns)
        return Stmt(.functionDef(definition), span(from: start))
    }

    private mutating func parseClass(decorators: [Expr]) throws(Halt) -> Stmt {
        let start = start
        advance()
        let name = try expectName()
        var bases: [Expr] = []
        var keywords: [Keyword] = []
        if kind == .leftParenthesis { (bases, keywords, _) = try parseArguments(allowsGenerator: false) }
        let body = try parseBlock()
        let definition = ClassDef(name: name, bases: bases, keywords: keywords, body: body, decorators: decorators)
        return Stmt(.classDef(definition), span(from: start))
    }
}
