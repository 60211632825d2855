/// A statement. A decorated `def` or `class` starts at its keyword, as in CPython.
package final class Stmt: Sendable {
    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    package enum Kind: Sendable {
        case expr(Expr)
        /// Targets from left to right: `a = b = value`.
        case assign([Expr], Expr)
        case augAssign(Expr, BinaryOperator, Expr)
        /// `simple`: the target is a name without parentheses.
        case annAssign(target: Expr, annotation: Expr, value: Expr?, simple: Bool)
        case delete([Expr])
        case pass
        case `break`
        case `continue`
        case `return`(Expr?)
        case raise(Expr?, cause: Expr?)
        case assert(Expr, message: Expr?)
        case global([String])
        case nonlocal([String])
        case `import`([Alias])
        /// `level` leading dots.
        case importFrom(module: String?, [Alias], level: Int)
        /// `if` and every `elif` in order, then `else` (flat: a chain of any length is no deep tree).
        case `if`([Branch], orelse: [Stmt])
        case `while`(Expr, body: [Stmt], orelse: [Stmt])
        case `for`(target: Expr, iterable: Expr, body: [Stmt], orelse: [Stmt])
        case with([WithItem], body: [Stmt])
        case `try`(TryStmt)
        case functionDef(FunctionDef)
        case classDef(ClassDef)
        case match(Expr, [MatchCase])
    }
}

/// `ast.FunctionDef`.
package final class FunctionDef: Sendable {
    package let name: String
    package let parameters: Parameters
    package let body: [Stmt]
    package let decorators: [Expr]
    /// The annotation after `->`.
    package let returns: Expr?

    package init(name: String, parameters: Parameters, body: [Stmt], decorators: [Expr], returns: Expr?) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.decorators = decorators
        self.returns = returns
    }
}

/// `ast.ClassDef`.
package final class ClassDef: Sendable {
    package let name: String
    package let bases: [Expr]
    package let keywords: [Keyword]
    package let body: [Stmt]
    package let decorators: [Expr]

    package init(name: String, bases: [Expr], keywords: [Keyword], body: [Stmt], decorators: [Expr]) {
        self.name = name
        self.bases = bases
        self.keywords = keywords
        self.body = body
        self.decorators = decorators
    }
}

/// `ast.Try`, or `ast.TryStar` where the handlers are `except*`.
package final class TryStmt: Sendable {
    package let body: [Stmt]
    package let handlers: [ExceptHandler]
    package let orelse: [Stmt]
    package let finalbody: [Stmt]
    /// The handlers take groups apart: `except*`.
    package let isStar: Bool

    package init(body: [Stmt], handlers: [ExceptHandler], orelse: [Stmt], finalbody: [Stmt], isStar: Bool) {
        self.isStar = isStar
        self.body = body
        self.handlers = handlers
        self.orelse = orelse
        self.finalbody = finalbody
    }
}

/// `ast.pattern`: what a `case` matches against.
package final class Pattern: Sendable {
    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    package enum Kind: Sendable {
        /// A literal or dotted name, compared by `==`.
        case value(Expr)
        /// `None`, `True` or `False`, compared by `is`.
        case singleton(Constant)
        /// May hold one `star`.
        case sequence([Pattern])
        /// `rest` is the name in `**rest`.
        case mapping(keys: [Expr], patterns: [Pattern], rest: String?)
        case `class`(Expr, patterns: [Pattern], keywordNames: [String], keywordPatterns: [Pattern])
        /// `*name`, or `*_` where nil.
        case star(String?)
        /// `pattern as name`; a bare capture has no pattern, the wildcard `_` neither.
        case `as`(Pattern?, String?)
        case or([Pattern])
    }
}
