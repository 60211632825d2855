/// Tokens on demand: read once from the lexer, kept so that a parser can go back.
///
/// The lexer is never asked for more than the parser looks at, so an error far below cannot hide one above,
/// and a session over a pipe stays linear.
struct TokenStream {
    let source: Source
    let text: UnsafeBufferPointer<UInt8>
    var lexer: Lexer
    private(set) var tokens: [Token] = []
    /// Where a lexer must start to read the first token kept again.
    private(set) var restartOffset: Int
    /// Whether this is an f-string's expression by itself: the parser's messages say so.
    let isFString: Bool

    init(_ lexer: Lexer, isFString: Bool = false) {
        self.lexer = lexer
        self.isFString = isFString
        restartOffset = lexer.position
        source = lexer.source
        text = lexer.text
        tokens.reserveCapacity(64)
    }

    /// The token at an index, lexing up to it.
    mutating func token(at index: Int) -> Token {
        while index >= tokens.count { tokens.append(lexer.next()) }
        return tokens[index]
    }

    /// Forgets the tokens before `index`, which becomes index 0.
    mutating func forget(before index: Int) {
        for token in tokens[..<index].reversed() where token.kind == .newline {
            restartOffset = lexer.lineEnd(after: Int(token.end))
            break
        }
        tokens.removeFirst(index)
    }

    /// A lexer at the start of the line of the first token kept, which must be at the outer level.
    var restart: Lexer {
        Lexer(source: source, text: text, from: restartOffset)
    }

    /// A token's characters.
    func text(of token: Token) -> String {
        text(from: Int(token.start), to: Int(token.end))
    }

    /// Characters between two byte offsets.
    func text(from start: Int, to end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: text[start..<max(start, end)]), as: UTF8.self)
    }

    /// Whether a token's characters are exactly `word`.
    func isSpelled(_ token: Token, _ word: StaticString) -> Bool {
        Int(token.end) - Int(token.start) == word.utf8CodeUnitCount && isStart(token, of: word)
    }

    /// Whether a token's characters are the first ones of `word`.
    func isStart(_ token: Token, of word: StaticString) -> Bool {
        let length = Int(token.end) - Int(token.start)
        guard length <= word.utf8CodeUnitCount else { return false }
        let start = Int(token.start)
        for index in 0..<length where text[start + index] != word.utf8Start[index] { return false }
        return true
    }

    // MARK: Diagnostics

    /// The parser's own diagnostic with the given columns (1-based, in code points).
    func diagnostic(
        _ message: String, as kind: Diagnostic.Kind = .syntaxError, line: Int, offset: Int, endLine: Int, endOffset: Int
    ) -> Diagnostic {
        let place = Diagnostic.Place(
            line: line, offset: offset, endLine: endLine, endOffset: endOffset,
            text: source.text(ofLine: line) + "\n")
        return Diagnostic(kind, isFString ? "f-string: " + message : message, file: source.name, place: place)
    }

    /// About the characters of a span.
    func diagnostic(_ message: String, as kind: Diagnostic.Kind = .syntaxError, at span: Span) -> Diagnostic {
        let line = source.line(at: span.start)
        let endLine = source.line(at: span.end)
        return diagnostic(
            message, as: kind, line: line, offset: column(at: span.start) + 1, endLine: endLine,
            endOffset: line == endLine ? column(at: span.end) + 1 : endOffset(of: span, countedIn: line))
    }

    /// CPython counts the columns of the end in the line of the start, as far as that goes.
    private func endOffset(of span: Span, countedIn line: Int) -> Int {
        let range = source.range(ofLine: line)
        let column = source.position(at: span.end).column + 1
        if countsBytes { return column }
        guard column <= range.count else { return source.codePoints(from: range.lowerBound, to: range.upperBound) + 1 }
        return source.codePoints(from: range.lowerBound, to: range.lowerBound + column)
    }

    /// What precedes an offset on its line, in code points; of files, and of an f-string's expression, CPython counts bytes.
    func column(at offset: UInt32) -> Int {
        countsBytes ? source.position(at: offset).column : source.codePointColumn(at: offset)
    }

    private var countsBytes: Bool { isFString || source.isFile }

    /// About a token; one without characters has no column (CPython gives 0).
    func diagnostic(_ message: String, atToken token: Token) -> Diagnostic {
        switch token.kind {
        case .indent, .dedent, .endMarker:
            let (line, _) = placeOfUnplaced(token)
            return diagnostic(message, line: line, offset: 0, endLine: line, endOffset: 0)
        default:
            return diagnostic(message, at: token.span)
        }
    }

    /// About the last token lexed: where CPython places what it says of no token in particular.
    func diagnosticAtLast(_ message: String, as kind: Diagnostic.Kind = .syntaxError) -> Diagnostic {
        guard let last = tokens.last else { return diagnostic(message, as: kind, at: Span(at: 0)) }
        switch last.kind {
        case .indent, .dedent, .endMarker:
            let (line, column) = placeOfUnplaced(last)
            return diagnostic(message, as: kind, line: line, offset: column, endLine: line, endOffset: -1)
        default:
            return diagnostic(message, as: kind, at: last.span)
        }
    }

    /// Where the lexer stood when it made a token that has no characters: at the end, that is after the last line end.
    func placeOfUnplaced(_ token: Token) -> (line: Int, column: Int) {
        guard Int(token.start) >= lexer.end else {
            return (source.line(at: token.start), source.codePointColumn(at: token.start))
        }
        var line = source.line(at: UInt32(truncatingIfNeeded: lexer.end))
        if Int(source.lineStart(at: token.start)) == lexer.end, line + source.lineOffset > 1 { line -= 1 }
        if source.isFile { return (line, 0) }
        let range = source.range(ofLine: line)
        return (line, source.codePoints(from: range.lowerBound, to: range.upperBound) + 1)
    }
}
