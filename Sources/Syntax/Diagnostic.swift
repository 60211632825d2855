/// Why a program does not parse or compile: CPython's exception, as data.
///
/// The numbers are those of the exception's attributes, oddities included: an `endOffset` of 0 or -1 means "one caret".
package struct Diagnostic: Error, Equatable, Sendable {
    /// The Python exception's type.
    package enum Kind: String, Sendable {
        case syntaxError = "SyntaxError"
        case indentationError = "IndentationError"
        case tabError = "TabError"
        case recursionError = "RecursionError"
    }

    /// Where, as CPython counts it: lines from 1, columns from 1 in code points.
    package struct Place: Equatable, Sendable {
        package var line: Int
        package var offset: Int
        package var endLine: Int
        package var endOffset: Int
        /// The line shown under the message (`text`), with its line end where CPython keeps it.
        package var text: String
    }

    package var kind: Kind
    /// Without the type's name.
    package var message: String
    /// What tracebacks call the source.
    package var file: String
    /// Nil where CPython gives no position: too deep a tree, a null byte.
    package var place: Place?

    package init(_ kind: Kind, _ message: String, file: String, place: Place?) {
        self.kind = kind
        self.message = message
        self.file = file
        self.place = place
    }

    /// An error about a piece of `source`: what a compiler raises for a node. CPython's counts columns in bytes.
    package init(_ kind: Kind, _ message: String, at span: Span, in source: Source) {
        let line = source.line(at: span.start)
        let endLine = source.line(at: span.end)
        let place = Place(
            line: line, offset: source.position(at: span.start).column + 1, endLine: endLine,
            endOffset: source.position(at: span.end).column + 1, text: source.text(ofLine: line) + "\n")
        self.init(kind, message, file: source.name, place: place)
    }
}
