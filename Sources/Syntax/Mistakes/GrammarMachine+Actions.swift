/// The words of a mistake that has been recognised.
extension GrammarMachine {
    /// Says what is wrong, or returns whether the alternative stands all the same.
    func perform(_ action: Grammar.Action, _ captures: [Range<Int>]) throws(Complaint) -> Bool {
        let a = captures[0]
        let b = captures[1]
        func complain(_ message: String, _ span: Span) -> Complaint { .parser(stream.diagnostic(message, at: span)) }
        func place(_ slot: Int) -> Span {
            action.isExpression[slot] ? expression(captures[slot]).span : span(captures[slot])
        }

        switch action.kind {
        case .at: throw complain(fill(action.message, a), place(0))
        case .range: throw complain(fill(action.message, a), place(0).through(place(1)))
        case .from: throw .parser(fromHere(place(0), action.message))
        case .last: throw .parser(stream.diagnosticAtLast(action.message))
        case .indent: throw .parser(stream.diagnosticAtLast(fill(action.message, a), as: .indentationError))
        case .parameter:
            let hasComma = stream.tokens[a.upperBound - 1].kind == .comma
            throw complain(action.message, span(hasComma ? a.lowerBound..<a.upperBound - 1 : a))
        case .starTarget, .forTarget, .delTarget:
            guard let target = GrammarMachine.invalidTarget(expression(a), action.kind) else { return false }
            let verb = action.kind == .delTarget ? "delete" : "assign to"
            throw complain("cannot \(verb) \(GrammarMachine.name(of: target))", target.span)
        case .legacy:
            let name = stream.text(of: stream.tokens[a.lowerBound])
            guard name == "print" || name == "exec" else { return false }
            throw complain(
                "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?", span(a).through(place(1)))
        case .comma:
            let name = a.count == 1 ? stream.text(of: stream.tokens[a.lowerBound]) : ""
            if name == "print" || name == "exec" || stream.tokens[mark - 1].level == 0 { return false }
            throw complain("invalid syntax. Perhaps you forgot a comma?", place(0).through(place(1)))
        case .generator:
            throw complain("Generator expression must be parenthesized", place(0).through(lastOfClauses(b)))
        case .generatorInCall:
            let (arguments, _) = callArguments(a)
            guard arguments.count > 1, let last = arguments.last else { return false }
            throw complain("Generator expression must be parenthesized", last.span.through(lastOfClauses(b)))
        case .positional:
            let (_, keywords) = callArguments(a)
            let hasUnpacking = keywords.contains { $0.name == nil }
            throw .parser(
                stream.diagnosticAtLast(
                    "positional argument follows keyword argument" + (hasUnpacking ? " unpacking" : "")))
        case .key: throw .parser(atEndOfKey(place(0)))
        case .targets:
            var end = place(1)
            if action.isExpression[1], case .tuple(let elements) = expression(b).kind, let last = elements.last {
                end = last.span
            }
            throw complain("did you forget parentheses around the comprehension target?", place(0).through(end))
        case .real, .imaginary:
            let isImaginary = stream.text(of: stream.tokens[a.lowerBound]).lowercased().hasSuffix("j")
            if isImaginary == (action.kind == .imaginary) { return true }
            throw complain("\(action.kind.rawValue) number required in complex literal", span(a))
        }
    }

    private func fill(_ message: String, _ a: Range<Int>) -> String {
        guard let percent = message.firstIndex(of: "%") else { return message }
        let letter = message.index(after: percent)
        let token = stream.tokens[a.lowerBound]
        let value =
            switch message[letter] {
            case "e": GrammarMachine.name(of: expression(a))
            case "l": String(stream.source.line(at: token.start))
            default: stream.text(of: token)
            }
        return message[..<percent] + value + message[message.index(after: letter)...]
    }

    // MARK: Places

    /// From the first to the last token of a range.
    private func span(_ tokens: Range<Int>) -> Span {
        let first = stream.tokens[tokens.lowerBound]
        return first.span.through(tokens.isEmpty ? first.span : stream.tokens[tokens.upperBound - 1].span)
    }

    /// From the start of a span to the end of the last token read.
    private func fromHere(_ start: Span, _ message: String) -> Diagnostic {
        let source = stream.source
        let end = stream.tokens.last?.end ?? start.end
        return stream.diagnostic(
            message, line: source.line(at: start.start), offset: stream.column(at: start.start) + 1,
            endLine: source.line(at: end), endOffset: stream.column(at: end))
    }

    private func atEndOfKey(_ key: Span) -> Diagnostic {
        let source = stream.source
        return stream.diagnostic(
            "':' expected after dictionary key", line: source.line(at: key.start),
            offset: stream.column(at: key.end), endLine: source.line(at: key.end), endOffset: 0)
    }

    // MARK: Expressions

    /// The expression that some tokens are.
    private func expression(_ tokens: Range<Int>) -> Expr {
        var parser = reader(tokens)
        return (try? parser.parseAnything()) ?? Expr(.name(""), span(tokens))
    }

    private func reader(_ tokens: Range<Int>) -> Parser {
        let bytes = span(tokens)
        return Parser(
            Lexer(source: stream.source, text: stream.text, expression: Int(bytes.start)..<Int(bytes.end)))
    }

    private func callArguments(_ tokens: Range<Int>) -> ([Expr], [Keyword]) {
        var parser = reader(tokens)
        guard let (arguments, keywords, _) = try? parser.parseArgumentList(closing: .endMarker) else { return ([], []) }
        return (arguments, keywords)
    }

    /// The last condition, or else the last iterable, of comprehension clauses.
    private func lastOfClauses(_ tokens: Range<Int>) -> Span {
        var parser = reader(tokens)
        guard let (clauses, _) = try? parser.parseComprehensions(), let last = clauses.last else { return span(tokens) }
        return (last.conditions.last ?? last.iterable).span
    }

    /// The first part of an expression that cannot be a target.
    private static func invalidTarget(_ expr: Expr, _ kind: Grammar.Action.Kind) -> Expr? {
        switch expr.kind {
        case .list(let elements), .tuple(let elements):
            for element in elements {
                if let found = invalidTarget(element, kind) { return found }
            }
            return nil
        case .starred(let value): return kind == .delTarget ? expr : invalidTarget(value, kind)
        case .compare(let left, let operators, _):
            // `for a in b` has been read as a comparison.
            guard kind == .forTarget else { return expr }
            return operators[0] == .in ? invalidTarget(left, kind) : nil
        case .name, .subscript_, .attribute: return nil
        default: return expr
        }
    }

    /// What CPython calls an expression that cannot be assigned to.
    static func name(of expr: Expr) -> String {
        switch expr.kind {
        case .attribute: "attribute"
        case .subscript_: "subscript"
        case .starred: "starred"
        case .name: "name"
        case .list: "list"
        case .tuple: "tuple"
        case .lambda: "lambda"
        case .call: "function call"
        case .boolOp, .binOp, .unaryOp: "expression"
        case .generatorExp: "generator expression"
        case .yield, .yieldFrom: "yield expression"
        case .listComp: "list comprehension"
        case .setComp: "set comprehension"
        case .dictComp: "dict comprehension"
        case .dict: "dict literal"
        case .set: "set display"
        case .joinedStr, .formattedValue: "f-string expression"
        case .constant(.none): "None"
        case .constant(.true): "True"
        case .constant(.false): "False"
        case .constant(.ellipsis): "ellipsis"
        case .constant: "literal"
        case .compare: "comparison"
        case .ifExp: "conditional expression"
        case .namedExpr: "named expression"
        case .slice: "slice"
        }
    }
}
