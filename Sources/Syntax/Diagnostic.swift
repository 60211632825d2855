/// Why a program does not parse: the exception CPython would raise, as data.
package struct Diagnostic: Error, Equatable, Sendable {
    /// The Python exception's type.
    package enum Kind: String, Sendable {
        case syntaxError = "SyntaxError"
        case indentationError = "IndentationError"
        case tabError = "TabError"
        case recursionError = "RecursionError"
        case valueError = "ValueError"
    }

    package var kind: Kind
    package var message: String
    /// What carets go under. Empty means one caret at `start`.
    package var span: Span
    /// False where CPython prints no position: too deep a tree, a null byte.
    package var hasPosition: Bool

    package init(_ kind: Kind, _ message: String, _ span: Span, hasPosition: Bool = true) {
        self.kind = kind
        self.message = message
        self.span = span
        self.hasPosition = hasPosition
    }
}
