/// What may stand left of `=`, after `for`, `as` and `del`.
extension Parser {
    /// `a, *b, (c, d.e)` after `for`: `star_targets`.
    mutating func parseTargets() throws(Halt) -> Expr {
        let start = start
        let first = try parseTarget()
        guard kind == .comma else { return first }
        var elements = [first]
        while accept(.comma) {
            guard startsExpression || kind == .star else { break }
            elements.append(try parseTarget())
        }
        return try node(.tuple(elements), from: start, over: height(elements))
    }

    /// One target, possibly starred: `star_target`.
    mutating func parseTarget() throws(Halt) -> Expr {
        let start = start
        if accept(.star) {
            let value = try parsePrimary()
            guard Parser.isTarget(value) else { throw .mismatch }
            return try node(.starred(value), from: start, over: value.height)
        }
        let value = try parsePrimary()
        guard Parser.isTarget(value) else { throw .mismatch }
        return value
    }

    /// Whether an expression may be assigned to, `*a` within a tuple or list included.
    static func isTarget(_ expr: Expr) -> Bool {
        switch expr.kind {
        case .name, .attribute, .subscript_: true
        case .tuple(let elements), .list(let elements): elements.allSatisfy(isStarTarget)
        default: false
        }
    }

    /// The same, or `*target`.
    static func isStarTarget(_ expr: Expr) -> Bool {
        guard case .starred(let value) = expr.kind else { return isTarget(expr) }
        return isTarget(value)
    }

    /// Whether an expression may be the target of an annotation or `+=`.
    static func isSingleTarget(_ expr: Expr) -> Bool {
        switch expr.kind {
        case .name, .attribute, .subscript_: true
        default: false
        }
    }

    /// Whether an expression may be deleted.
    static func isDeletable(_ expr: Expr) -> Bool {
        switch expr.kind {
        case .name, .attribute, .subscript_: true
        case .tuple(let elements), .list(let elements): elements.allSatisfy(isDeletable)
        default: false
        }
    }
}
