/// The parameters of `def` and `lambda`.
extension Parser {
    /// What has been read of a parameter list.
    private struct Reading {
        var positionalOnly: [Parameter] = []
        var positional: [Parameter] = []
        var vararg: Parameter?
        var keywordOnly: [Parameter] = []
        var kwarg: Parameter?
        var defaults: [Expr] = []
        var keywordDefaults: [Expr?] = []
        var hasStar = false
        var height: UInt32 = 0

        mutating func note(_ expr: Expr?) {
            if let expr { height = max(height, expr.height) }
        }
    }

    /// Everything before `)` of a `def` or `:` of a `lambda`, and the tallest node's height.
    mutating func parseParameters(isLambda: Bool) throws(Halt) -> (Parameters, UInt32) {
        let closing: Token.Kind = isLambda ? .colon : .rightParenthesis
        var reading = Reading()
        while kind != closing {
            switch kind {
            case .slash:
                // Only once, after a parameter and before `*`.
                guard reading.positionalOnly.isEmpty, !reading.positional.isEmpty, !reading.hasStar else {
                    throw .mismatch
                }
                advance()
                swap(&reading.positionalOnly, &reading.positional)
            case .star:
                try parseStarParameter(&reading, isLambda: isLambda)
            case .doubleStar:
                advance()
                let parameter = try parseParameter(isLambda: isLambda)
                reading.note(parameter.annotation)
                reading.kwarg = parameter
                _ = accept(.comma)
                guard kind == closing else { throw .mismatch }
                continue
            default:
                try parsePlainParameter(&reading, isLambda: isLambda)
            }
            guard accept(.comma) || kind == closing else { throw .mismatch }
        }
        if reading.hasStar, reading.vararg == nil, reading.keywordOnly.isEmpty { throw .mismatch }
        let parameters = Parameters(
            positionalOnly: reading.positionalOnly, positional: reading.positional, vararg: reading.vararg,
            keywordOnly: reading.keywordOnly, kwarg: reading.kwarg, defaults: reading.defaults,
            keywordDefaults: reading.keywordDefaults)
        return (parameters, reading.height)
    }

    /// `*`, `*args` or `*args: *annotation`.
    private mutating func parseStarParameter(_ reading: inout Reading, isLambda: Bool) throws(Halt) {
        guard !reading.hasStar else { throw .mismatch }
        reading.hasStar = true
        advance()
        if kind == .comma { return }
        let parameter = try parseParameter(isLambda: isLambda, allowsStar: true)
        reading.note(parameter.annotation)
        reading.vararg = parameter
    }

    private mutating func parsePlainParameter(_ reading: inout Reading, isLambda: Bool) throws(Halt) {
        let parameter = try parseParameter(isLambda: isLambda)
        reading.note(parameter.annotation)
        let value = accept(.assign) ? try parseExpression() : nil
        reading.note(value)
        if reading.hasStar {
            reading.keywordOnly.append(parameter)
            reading.keywordDefaults.append(value)
        } else {
            reading.positional.append(parameter)
            if let value {
                reading.defaults.append(value)
            } else if !reading.defaults.isEmpty {
                throw .mismatch
            }
        }
    }

    private mutating func parseParameter(isLambda: Bool, allowsStar: Bool = false) throws(Halt) -> Parameter {
        let start = start
        let name = try expectName()
        var annotation: Expr?
        if !isLambda, accept(.colon) {
            annotation = allowsStar ? try parseStarExpression() : try parseExpression()
        }
        return Parameter(name: name, annotation: annotation, span: span(from: start))
    }
}
