/// Statements that fit on a line.
extension Parser {
    /// One logical line of simple statements joined by `;`, or one compound statement.
    mutating func parseStatement(into body: inout [Stmt]) throws(Halt) {
        switch kind {
        case .if, .while, .for, .try, .with, .def, .class, .at, .async:
            body.append(try parseCompound())
        case .name where isName("match"):
            if let match = try parseMatch() { body.append(match) } else { try parseSimpleStatements(into: &body) }
        default:
            try parseSimpleStatements(into: &body)
        }
    }

    /// `a; b; c` and the line end.
    mutating func parseSimpleStatements(into body: inout [Stmt]) throws(Halt) {
        repeat {
            body.append(try parseSimpleStatement())
        } while accept(.semicolon) && kind != .newline
        try expect(.newline)
    }

    private mutating func parseSimpleStatement() throws(Halt) -> Stmt {
        let start = start
        switch kind {
        case .pass:
            advance()
            return Stmt(.pass, span(from: start))
        case .break:
            advance()
            return Stmt(.break, span(from: start))
        case .continue:
            advance()
            return Stmt(.continue, span(from: start))
        case .return:
            advance()
            let value = startsExpression || kind == .star ? try parseStarExpressions() : nil
            return Stmt(.return(value), span(from: start))
        case .import: return try parseImport()
        case .from: return try parseFrom()
        case .raise: return try parseRaise()
        case .assert: return try parseAssert()
        case .del: return try parseDelete()
        case .global, .nonlocal: return try parseScope()
        default: return try parseExpressionStatement()
        }
    }

    private mutating func parseRaise() throws(Halt) -> Stmt {
        let start = start
        advance()
        guard startsExpression else { return Stmt(.raise(nil, cause: nil), span(from: start)) }
        let value = try parseExpression()
        let cause = accept(.from) ? try parseExpression() : nil
        return Stmt(.raise(value, cause: cause), span(from: start))
    }

    private mutating func parseAssert() throws(Halt) -> Stmt {
        let start = start
        advance()
        let test = try parseExpression()
        let message = accept(.comma) ? try parseExpression() : nil
        return Stmt(.assert(test, message: message), span(from: start))
    }

    private mutating func parseDelete() throws(Halt) -> Stmt {
        let start = start
        advance()
        var targets: [Expr] = []
        repeat {
            if !targets.isEmpty, kind == .semicolon || kind == .newline { break }
            let target = try parsePrimary()
            guard Parser.isDeletable(target) else { throw .mismatch }
            targets.append(target)
        } while accept(.comma)
        guard kind == .semicolon || kind == .newline else { throw .mismatch }
        return Stmt(.delete(targets), span(from: start))
    }

    private mutating func parseScope() throws(Halt) -> Stmt {
        let start = start
        let isGlobal = kind == .global
        var names: [String] = []
        repeat {
            if names.isEmpty { advance() }
            names.append(try expectName())
        } while accept(.comma)
        return Stmt(isGlobal ? .global(names) : .nonlocal(names), span(from: start))
    }

    // MARK: Imports

    private mutating func parseImport() throws(Halt) -> Stmt {
        let start = start
        advance()
        var aliases: [Alias] = []
        repeat {
            let aliasStart = self.start
            let name = try parseDottedName()
            let asName = accept(.as) ? try expectName() : nil
            aliases.append(Alias(name: name, asName: asName, span: span(from: aliasStart)))
        } while accept(.comma)
        return Stmt(.import(aliases), span(from: start))
    }

    private mutating func parseDottedName() throws(Halt) -> String {
        var name = try expectName()
        while accept(.dot) {
            name += "."
            name += try expectName()
        }
        return name
    }

    private mutating func parseFrom() throws(Halt) -> Stmt {
        let start = start
        advance()
        var level = 0
        while kind == .dot || kind == .ellipsis {
            level += kind == .dot ? 1 : 3
            advance()
        }
        let module = level == 0 || kind == .name ? try parseDottedName() : nil
        try expect(.import)
        let aliases: [Alias]
        let aliasStart = self.start
        if accept(.star) {
            aliases = [Alias(name: "*", asName: nil, span: span(from: aliasStart))]
        } else if accept(.leftParenthesis) {
            aliases = try parseAliases(closing: .rightParenthesis)
        } else {
            aliases = try parseAliases(closing: nil)
        }
        return Stmt(.importFrom(module: module, aliases, level: level), span(from: start))
    }

    /// `a as b, c`; a trailing comma only before a closing bracket.
    private mutating func parseAliases(closing: Token.Kind?) throws(Halt) -> [Alias] {
        var aliases: [Alias] = []
        repeat {
            if let closing, !aliases.isEmpty, kind == closing { break }
            let start = start
            let name = try expectName()
            let asName = accept(.as) ? try expectName() : nil
            aliases.append(Alias(name: name, asName: asName, span: span(from: start)))
        } while accept(.comma)
        if let closing { try expect(closing) }
        return aliases
    }

    // MARK: Expressions and assignments

    private mutating func parseExpressionStatement() throws(Halt) -> Stmt {
        let start = start
        let first = try parseYieldOrStarExpressions()
        switch kind {
        case .newline, .semicolon: return Stmt(.expr(first), span(from: start))
        case .assign: return try parseAssign(first, from: start)
        case .colon: return try parseAnnotation(first, from: start)
        default: break
        }
        guard let op = augmentedOperator, Parser.isSingleTarget(first) else {
            if kind == .walrus || augmentedOperator != nil { throw .mismatch }
            return Stmt(.expr(first), span(from: start))
        }
        advance()
        let value = try parseYieldOrStarExpressions()
        return Stmt(.augAssign(first, op, value), span(from: start))
    }

    private mutating func parseAssign(_ first: Expr, from start: UInt32) throws(Halt) -> Stmt {
        var targets: [Expr] = []
        var value = first
        while kind == .assign {
            guard Parser.isStarTarget(value) else { throw .mismatch }
            targets.append(value)
            advance()
            value = try parseYieldOrStarExpressions()
        }
        return Stmt(.assign(targets, value), span(from: start))
    }

    private mutating func parseAnnotation(_ target: Expr, from start: UInt32) throws(Halt) -> Stmt {
        guard Parser.isSingleTarget(target) else { throw .mismatch }
        var isSimple = false
        if case .name = target.kind { isSimple = target.span.start == start }
        advance()
        let annotation = try parseExpression()
        let value = accept(.assign) ? try parseYieldOrStarExpressions() : nil
        return Stmt(
            .annAssign(target: target, annotation: annotation, value: value, simple: isSimple), span(from: start))
    }

    private var augmentedOperator: BinaryOperator? {
        switch kind {
        case .plusAssign: .add
        case .minusAssign: .sub
        case .starAssign: .mult
        case .slashAssign: .div
        case .doubleSlashAssign: .floorDiv
        case .percentAssign: .mod
        case .atAssign: .matMult
        case .ampersandAssign: .bitAnd
        case .barAssign: .bitOr
        case .caretAssign: .bitXor
        case .leftShiftAssign: .lShift
        case .rightShiftAssign: .rShift
        case .doubleStarAssign: .pow
        default: nil
        }
    }
}
