/// The parts of the tree that are not expressions, statements or patterns.
/// Names and fields follow CPython's `ast`; `load`/`store`/`del` contexts are told by where an expression stands.

/// A parsed file (`ast.Module`) or a line typed at a prompt (`ast.Interactive`).
package struct Module: Sendable {
    package let source: Source
    package let body: [Stmt]

    package init(source: Source, body: [Stmt]) {
        self.source = source
        self.body = body
    }
}

/// `ast.operator`.
package enum BinaryOperator: UInt8, Sendable {
    case add, sub, mult, matMult, div, floorDiv, mod, pow, lShift, rShift, bitOr, bitXor, bitAnd

    /// As written in a program: `+`.
    package var symbol: String {
        switch self {
        case .add: "+"
        case .sub: "-"
        case .mult: "*"
        case .matMult: "@"
        case .div: "/"
        case .floorDiv: "//"
        case .mod: "%"
        case .pow: "**"
        case .lShift: "<<"
        case .rShift: ">>"
        case .bitOr: "|"
        case .bitXor: "^"
        case .bitAnd: "&"
        }
    }
}

/// `ast.boolop`.
package enum BooleanOperator: UInt8, Sendable {
    case and, or
}

/// `ast.unaryop`.
package enum UnaryOperator: UInt8, Sendable {
    case invert, not, uAdd, uSub
}

/// `ast.cmpop`.
package enum CompareOperator: UInt8, Sendable {
    case eq, notEq, lt, ltE, gt, gtE, `is`, isNot, `in`, notIn
}

/// The value of a literal.
package enum Constant: Sendable {
    case none
    case `true`
    case `false`
    case ellipsis
    case int(Int)
    /// A literal that does not fit in `Int`: digits in `radix` (2, 8, 10 or 16), without prefix or underscores.
    case bigInt(digits: String, radix: Int)
    case float(Double)
    /// `2j`.
    case imaginary(Double)
    case string(String)
    /// A string holding lone surrogates (from `\ud800` escapes), which no Swift `String` can: its code points.
    case surrogateString([UInt32])
    case bytes([UInt8])
}

/// `ast.keyword`: `name=value`, or `**value` where `name` is nil.
package struct Keyword: Sendable {
    package let name: String?
    package let value: Expr
    package let span: Span
}

/// `ast.comprehension`: `for target in iterable if conditions…`.
package struct Comprehension: Sendable {
    package let target: Expr
    package let iterable: Expr
    package let conditions: [Expr]
}

/// `ast.arg`: one parameter.
package struct Parameter: Sendable {
    package let name: String
    package let annotation: Expr?
    package let span: Span
}

/// `ast.arguments`: the parameters of a `def` or `lambda`.
package final class Parameters: Sendable {
    package let positionalOnly: [Parameter]
    package let positional: [Parameter]
    /// `*args`.
    package let vararg: Parameter?
    package let keywordOnly: [Parameter]
    /// `**kwargs`.
    package let kwarg: Parameter?
    /// Defaults of the last positional parameters (positional-only and positional together).
    package let defaults: [Expr]
    /// One entry for each keyword-only parameter, nil where it is required.
    package let keywordDefaults: [Expr?]

    package init(
        positionalOnly: [Parameter] = [], positional: [Parameter] = [], vararg: Parameter? = nil,
        keywordOnly: [Parameter] = [], kwarg: Parameter? = nil, defaults: [Expr] = [], keywordDefaults: [Expr?] = []
    ) {
        self.positionalOnly = positionalOnly
        self.positional = positional
        self.vararg = vararg
        self.keywordOnly = keywordOnly
        self.kwarg = kwarg
        self.defaults = defaults
        self.keywordDefaults = keywordDefaults
    }
}

/// `ast.alias`: `name as asName`.
package struct Alias: Sendable {
    /// Dotted in `import a.b`; `*` in `from m import *`.
    package let name: String
    package let asName: String?
    package let span: Span
}

/// `ast.withitem`: `context as target`.
package struct WithItem: Sendable {
    package let context: Expr
    package let target: Expr?
}

/// `ast.ExceptHandler`.
package struct ExceptHandler: Sendable {
    /// Nil for a bare `except:`.
    package let type: Expr?
    package let name: String?
    package let body: [Stmt]
    package let span: Span
}

/// One `if` or `elif` with its body.
package struct Branch: Sendable {
    package let test: Expr
    package let body: [Stmt]
    /// From `if` or `elif` to the end of the whole statement, as `ast.If` counts it.
    package let span: Span
}

/// `ast.match_case`.
package struct MatchCase: Sendable {
    package let pattern: Pattern
    package let `guard`: Expr?
    package let body: [Stmt]
}
