import Syntax

/// A SyntaxWarning: what is said of a literal that stands where it makes no sense.
struct LiteralWarning {
    let message: String
    let span: Span

    init(_ message: String, _ span: Span) {
        self.message = message
        self.span = span
    }
}

// Literals that are compared by identity, called or subscripted: CPython's compiler warns of them.
extension ScopeBuilder {
    mutating func warnOfIdentity(_ left: Expr, _ ops: [CompareOperator], _ others: [Expr], _ span: Span) {
        for (index, op) in ops.enumerated() where op == .is || op == .isNot {
            guard isValue(index == 0 ? left : others[index - 1]) || isValue(others[index]) else { continue }
            let message =
                op == .is
                ? "\"is\" with a literal. Did you mean \"==\"?" : "\"is not\" with a literal. Did you mean \"!=\"?"
            warnings.append(LiteralWarning(message, span))
        }
    }

    /// A literal that is no singleton.
    private func isValue(_ expression: Expr) -> Bool {
        switch expression.kind {
        case .constant(.none), .constant(.true), .constant(.false), .constant(.ellipsis): false
        case .constant: true
        case .unaryOp(.uSub, let operand): isValue(operand)
        case .tuple(let items): items.allSatisfy(isConstant)
        default: false
        }
    }

    private func isConstant(_ expression: Expr) -> Bool {
        if case .constant = expression.kind { return true }
        return isValue(expression)
    }

    mutating func warnOfCall(_ function: Expr, _ span: Span) {
        guard !isLambda(function), let type = literalType(function) else { return }
        warnings.append(LiteralWarning("'\(type)' object is not callable; perhaps you missed a comma?", span))
    }

    mutating func warnOfSubscript(_ value: Expr, _ index: Expr, _ span: Span) {
        switch value.kind {
        case .constant(.none), .constant(.true), .constant(.false), .constant(.ellipsis), .constant(.int),
            .constant(.bigInt), .constant(.float), .constant(.imaginary), .set, .setComp, .generatorExp, .lambda:
            guard let type = literalType(value) else { return }
            warnings.append(LiteralWarning("'\(type)' object is not subscriptable; perhaps you missed a comma?", span))
        case .constant, .tuple, .list, .listComp, .joinedStr:
            guard let type = literalType(value), let given = literalType(index) else { return }
            if ["int", "bool", "slice"].contains(given) { return }
            warnings.append(
                LiteralWarning(
                    "\(type) indices must be integers or slices, not \(given); perhaps you missed a comma?", span))
        default: break
        }
    }

    private func isLambda(_ expression: Expr) -> Bool {
        if case .lambda = expression.kind { return true }
        return false
    }

    /// The type of a value that shows in the program; nil for anything that has to be computed.
    private func literalType(_ expression: Expr) -> String? {
        switch expression.kind {
        case .constant(let constant):
            switch constant {
            case .none: "NoneType"
            case .true, .false: "bool"
            case .ellipsis: "ellipsis"
            case .int, .bigInt: "int"
            case .float: "float"
            case .imaginary: "complex"
            case .bytes: "bytes"
            default: "str"
            }
        case .tuple: "tuple"
        case .list, .listComp: "list"
        case .dict, .dictComp: "dict"
        case .set, .setComp: "set"
        case .generatorExp: "generator"
        case .lambda: "function"
        case .joinedStr: "str"
        default: nil
        }
    }
}

extension Machine {
    /// Sends warnings of a program that has been compiled: through the module `warnings`, if the program has it, whose
    /// filters may make a SyntaxError of one.
    func send(_ warnings: [LiteralWarning], of source: Source, keeping code: CodeObject) throws(Diagnostic) {
        guard !warnings.isEmpty else { return }
        let mark = handles.count
        defer { handles.removeLast(handles.count - mark) }
        keep(Value(code))
        for warning in warnings {
            let line = source.line(at: warning.span.start)
            let send = modules.get(intern("warnings"))?.asModule?.namespace.get(intern("warn_explicit"))
            guard let send else {
                var text = "\(source.name):\(line): SyntaxWarning: \(warning.message)\n"
                let shown = source.text(ofLine: line).drop { $0 == " " || $0 == "\t" }
                if !source.name.hasPrefix("<"), !shown.isEmpty { text += "  \(shown)\n" }
                errorOutput(text)
                continue
            }
            do {
                _ = try call(
                    send, [string(warning.message), Value(types[.syntaxWarning]), string(source.name), int(line)])
            } catch {
                throw Diagnostic(.syntaxError, warning.message, at: warning.span, in: source)
            }
        }
    }
}
