/// Operators, conditionals and lambdas. What can be long (`a+b+…`, `- - -x`, `a if b else c if …`) is read by loops.
extension Parser {
    /// `a, *b, c`: `star_expressions`.
    mutating func parseStarExpressions() throws(Halt) -> Expr {
        let start = start
        let first = try parseStarExpression()
        guard kind == .comma else { return first }
        var elements = [first]
        while accept(.comma) {
            guard startsExpression || kind == .star else { break }
            elements.append(try parseStarExpression())
        }
        return try node(.tuple(elements), from: start, over: height(elements))
    }

    /// `*a` or an expression.
    mutating func parseStarExpression() throws(Halt) -> Expr {
        guard kind == .star else { return try parseExpression() }
        return try parseStarred()
    }

    /// `*a`, its value a bitwise expression.
    mutating func parseStarred() throws(Halt) -> Expr {
        let start = start
        advance()
        let value = try parseBitwise(Precedence.bitOr)
        return try node(.starred(value), from: start, over: value.height)
    }

    /// `*a`, `name := value` or an expression: an element of a display.
    mutating func parseStarNamedExpression() throws(Halt) -> Expr {
        kind == .star ? try parseStarred() : try parseNamedExpression()
    }

    /// `name := value` or an expression.
    mutating func parseNamedExpression() throws(Halt) -> Expr {
        guard kind == .name, peek() == .walrus else {
            let value = try parseExpression()
            if kind == .walrus { throw .mismatch }
            return value
        }
        let start = start
        let name = try expectName()
        let target = leaf(.name(name), from: start)
        advance()
        let value = try parseExpression()
        return try node(.namedExpr(target, value), from: start, over: value.height)
    }

    /// `yield`, `yield a, b` or `yield from a`.
    mutating func parseYield() throws(Halt) -> Expr {
        let start = start
        advance()
        if accept(.from) {
            let value = try parseExpression()
            return try node(.yieldFrom(value), from: start, over: value.height)
        }
        guard startsExpression || kind == .star else { return leaf(.yield(nil), from: start) }
        let value = try parseStarExpressions()
        return try node(.yield(value), from: start, over: value.height)
    }

    /// Whatever an expression can be anywhere, through the end: what the text of a mistake is read with.
    mutating func parseAnything() throws(Halt) -> Expr {
        let start = start
        var elements: [Expr] = []
        repeat {
            if !elements.isEmpty, kind == .endMarker { break }
            elements.append(try parseAnyElement())
        } while accept(.comma)
        let isTuple = elements.count > 1 || stream.tokens[index - 1].kind == .comma
        try expect(.endMarker)
        return isTuple ? try node(.tuple(elements), from: start, over: height(elements)) : elements[0]
    }

    private mutating func parseAnyElement() throws(Halt) -> Expr {
        if kind == .yield { return try parseYield() }
        guard kind == .star else { return try parseNamedExpression() }
        let start = start
        advance()
        let value = try parseExpression()
        return try node(.starred(value), from: start, over: value.height)
    }

    /// Right-hand side of an assignment.
    mutating func parseYieldOrStarExpressions() throws(Halt) -> Expr {
        kind == .yield ? try parseYield() : try parseStarExpressions()
    }

    /// What stands open while the rest of an expression is read.
    private enum Pending {
        case lambda(Parameters, UInt32, height: UInt32)
        case conditional(body: Expr, test: Expr, UInt32)
    }

    /// `a if b else c`, `lambda x: y` or a disjunction: `expression`.
    mutating func parseExpression() throws(Halt) -> Expr {
        var pending: [Pending] = []
        var result: Expr
        while true {
            let start = start
            if kind == .lambda {
                advance()
                let (parameters, height) = try parseParameters(isLambda: true)
                try expect(.colon)
                pending.append(.lambda(parameters, start, height: height))
                continue
            }
            result = try parseDisjunction()
            guard kind == .if else { break }
            advance()
            let test = try parseDisjunction()
            try expect(.else)
            pending.append(.conditional(body: result, test: test, start))
        }
        while let outer = pending.popLast() {
            switch outer {
            case .lambda(let parameters, let start, let height):
                result = try node(.lambda(parameters, result), from: start, over: max(height, result.height))
            case .conditional(let body, let test, let start):
                let height = max(body.height, test.height, result.height)
                result = try node(.ifExp(test: test, body: body, orelse: result), from: start, over: height)
            }
        }
        return result
    }

    /// `a or b or c`.
    mutating func parseDisjunction() throws(Halt) -> Expr {
        let start = start
        let first = try parseConjunction()
        guard kind == .or else { return first }
        var values = [first]
        while accept(.or) { values.append(try parseConjunction()) }
        return try node(.boolOp(.or, values), from: start, over: height(values))
    }

    /// `a and b and c`.
    private mutating func parseConjunction() throws(Halt) -> Expr {
        let start = start
        let first = try parseInversion()
        guard kind == .and else { return first }
        var values = [first]
        while accept(.and) { values.append(try parseInversion()) }
        return try node(.boolOp(.and, values), from: start, over: height(values))
    }

    /// `not not a`.
    private mutating func parseInversion() throws(Halt) -> Expr {
        guard kind == .not else { return try parseComparison() }
        var starts: [UInt32] = []
        while kind == .not {
            starts.append(start)
            advance()
        }
        var result = try parseComparison()
        while let start = starts.popLast() {
            result = try node(.unaryOp(.not, result), from: start, over: result.height)
        }
        return result
    }

    /// `a < b <= c`.
    private mutating func parseComparison() throws(Halt) -> Expr {
        let start = start
        let left = try parseBitwise(Precedence.bitOr)
        guard let first = try acceptComparison() else { return left }
        var operators = [first]
        var comparators = [try parseBitwise(Precedence.bitOr)]
        while let next = try acceptComparison() {
            operators.append(next)
            comparators.append(try parseBitwise(Precedence.bitOr))
        }
        return try node(
            .compare(left, operators, comparators), from: start, over: max(left.height, height(comparators)))
    }

    private mutating func acceptComparison() throws(Halt) -> CompareOperator? {
        let found: CompareOperator
        switch kind {
        case .less: found = .lt
        case .greater: found = .gt
        case .equal: found = .eq
        case .notEqual:
            // `<>` is a token only for the sake of a joke in CPython.
            guard stream.text[Int(current.start)] == Ascii.exclamation else { throw .mismatch }
            found = .notEq
        case .lessEqual: found = .ltE
        case .greaterEqual: found = .gtE
        case .in: found = .in
        case .not:
            advance()
            try expect(.in)
            return .notIn
        case .is:
            advance()
            return accept(.not) ? .isNot : .is
        default: return nil
        }
        advance()
        return found
    }

    // MARK: Arithmetic

    enum Precedence {
        static let bitOr = 1
        static let bitXor = 2
        static let bitAnd = 3
        static let shift = 4
        static let sum = 5
        static let term = 6
    }

    /// The binary operator that the current token is, with its precedence. (`**` is read by `parseFactor`.)
    @inline(__always)
    private var binaryOperator: (BinaryOperator, Int)? {
        switch kind {
        case .plus: (.add, Precedence.sum)
        case .minus: (.sub, Precedence.sum)
        case .star: (.mult, Precedence.term)
        case .slash: (.div, Precedence.term)
        case .at: (.matMult, Precedence.term)
        case .doubleSlash: (.floorDiv, Precedence.term)
        case .percent: (.mod, Precedence.term)
        case .bar: (.bitOr, Precedence.bitOr)
        case .caret: (.bitXor, Precedence.bitXor)
        case .ampersand: (.bitAnd, Precedence.bitAnd)
        case .leftShift: (.lShift, Precedence.shift)
        case .rightShift: (.rShift, Precedence.shift)
        default: nil
        }
    }

    /// Binary operators that bind at least as tightly as `precedence`.
    mutating func parseBitwise(_ precedence: Int) throws(Halt) -> Expr {
        let start = start
        var left = try parseFactor()
        while let (op, level) = binaryOperator, level >= precedence {
            advance()
            let right = try parseBitwise(level + 1)
            left = try node(.binOp(left, op, right), from: start, over: max(left.height, right.height))
        }
        return left
    }

    /// Unary operators and powers: `-a ** -b`.
    private mutating func parseFactor() throws(Halt) -> Expr {
        let start = start
        switch kind {
        case .plus, .minus, .tilde: return try parseFactorChain()
        default:
            let base = try parsePrimary()
            guard kind == .doubleStar else { return base }
            return try parseFactorChain(base: base, from: start)
        }
    }

    private enum Prefix {
        case unary(UnaryOperator, UInt32)
        case power(Expr, UInt32)
    }

    /// The same for any length: right-associative prefixes are kept on a list and applied from the last.
    private mutating func parseFactorChain(base: Expr? = nil, from baseStart: UInt32 = 0) throws(Halt) -> Expr {
        var prefixes: [Prefix] = []
        if let base {
            prefixes.append(.power(base, baseStart))
            advance()
        }
        var result: Expr
        while true {
            let start = start
            switch kind {
            case .plus: prefixes.append(.unary(.uAdd, start))
            case .minus: prefixes.append(.unary(.uSub, start))
            case .tilde: prefixes.append(.unary(.invert, start))
            default:
                result = try parsePrimary()
                guard kind == .doubleStar else { return try apply(prefixes, to: result) }
                prefixes.append(.power(result, start))
            }
            advance()
        }
    }

    private func apply(_ prefixes: [Prefix], to operand: Expr) throws(Halt) -> Expr {
        var result = operand
        for prefix in prefixes.reversed() {
            switch prefix {
            case .unary(let op, let start):
                result = try node(.unaryOp(op, result), from: start, over: result.height)
            case .power(let left, let start):
                result = try node(.binOp(left, .pow, result), from: start, over: max(left.height, result.height))
            }
        }
        return result
    }

    /// Whether the current token can begin an expression.
    var startsExpression: Bool {
        switch kind {
        case .name, .number, .string, .false, .none, .true, .await, .lambda, .not, .leftParenthesis, .leftBracket,
            .leftBrace, .ellipsis, .plus, .minus, .tilde:
            true
        default: false
        }
    }
}
