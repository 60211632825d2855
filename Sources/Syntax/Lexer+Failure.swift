/// How the lexer's diagnostics get CPython's positions.
extension Lexer {
    /// Fails with one caret under the character before `position`.
    mutating func fail(_ message: String, unfinished: Unfinished.Reason? = nil) -> Token {
        let last = UInt32(truncatingIfNeeded: max(0, position - 1))
        let start = Int(source.lineStart(at: last))
        let offset = source.codePoints(from: start, to: position)
        return fail(
            .syntaxError, message, offset: offset, endOffset: offset, line: source.line(at: last),
            unfinished: unfinished, overrides: true)
    }

    /// Fails with the given columns, on the line of `position` unless told.
    mutating func fail(
        _ kind: Diagnostic.Kind, _ message: String, offset: Int, endOffset: Int, line: Int? = nil,
        unfinished: Unfinished.Reason? = nil, overrides: Bool = false
    ) -> Token {
        let line = line ?? source.line(at: UInt32(truncatingIfNeeded: position))
        let place = Diagnostic.Place(
            line: line, offset: offset, endLine: line, endOffset: endOffset,
            text: source.text(ofLine: line) + (overrides ? "" : "\n"))
        failure = Failure(
            diagnostic: Diagnostic(kind, message, file: source.name, place: place), unfinished: unfinished,
            overrides: overrides)
        return token(.error, from: position)
    }

    /// Fails because the text ends inside a bracket.
    mutating func fail(unclosed open: (character: UInt8, offset: UInt32)) -> Token {
        failure = Failure(diagnostic: unclosedDiagnostic(open), unfinished: .bracket, overrides: false)
        return token(.error, from: position)
    }

    /// `'(' was never closed`.
    func unclosedDiagnostic(_ open: (character: UInt8, offset: UInt32)) -> Diagnostic {
        let line = source.line(at: open.offset)
        let place = Diagnostic.Place(
            line: line, offset: parserColumn(at: Int(open.offset)) + 1, endLine: line, endOffset: 0,
            text: source.text(ofLine: line))
        let message = "'\(Unicode.Scalar(open.character))' was never closed"
        return Diagnostic(.syntaxError, message, file: source.name, place: place)
    }

    mutating func fail(closing: UInt8, mismatching open: (character: UInt8, offset: UInt32)) -> Token {
        let openLine = source.line(at: open.offset)
        let here = source.line(at: UInt32(truncatingIfNeeded: position - 1))
        let message =
            "closing parenthesis '\(Unicode.Scalar(closing))' does not match opening parenthesis "
            + "'\(Unicode.Scalar(open.character))'" + (openLine == here ? "" : " on line \(openLine)")
        return fail(message)
    }

    /// The column of what is no token's own fault: CPython's parser tells it, and counts bytes in files.
    func parserColumn(at offset: Int) -> Int {
        let offset = UInt32(truncatingIfNeeded: offset)
        return source.isFile ? source.position(at: offset).column : source.codePointColumn(at: offset)
    }
}
