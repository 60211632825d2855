/// Text to tokens by CPython's rules, one at a time, over UTF-8 bytes that outlive it.
///
/// It keeps no strings and allocates nothing but its failure. After a failure or the end it repeats its last token.
struct Lexer {
    let source: Source
    let text: UnsafeBufferPointer<UInt8>
    /// Where reading started.
    let begin: Int
    /// Where reading stops: the end of the text, or of an f-string's expression, or of what has been typed so far.
    var end: Int
    /// Whether brackets open at the end are no failure: what is looked at is known to be wrong before it.
    var endsQuietly = false
    var position: Int
    /// Start of the first line of the token or continued line being read: what CPython counts a stray backslash's column from.
    var bufferStart: Int
    /// Why the last token is `error`.
    var failure: Failure?

    var atLineStart = true
    /// Columns of the open blocks, with tabs of 8 and of 1 (they must agree in order: TabError).
    var indents: [(column: Int, alternative: Int)] = [(0, 0)]
    var pendingDedents = 0
    var pendingIndent = false
    /// Open brackets: their character and place.
    var brackets: [(character: UInt8, offset: UInt32)] = []
    var reachedEnd = false
    /// Whether this reads the expression of an f-string's replacement field: as if within parentheses.
    let isExpression: Bool

    /// What the lexer could not read.
    struct Failure {
        let diagnostic: Diagnostic
        /// Why more text could still make it right, if it could.
        let unfinished: Unfinished.Reason?
        /// CPython raises it at once, even over a parser's error further up in the file.
        let overrides: Bool
    }

    init(source: Source, text: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
        self.source = source
        self.text = text
        end = text.count
        begin = start
        position = start
        bufferStart = start
        isExpression = false
    }

    /// A lexer for the expression of an f-string's replacement field.
    init(source: Source, text: UnsafeBufferPointer<UInt8>, expression: Range<Int>) {
        self.source = source
        self.text = text
        end = min(expression.upperBound, text.count)
        begin = expression.lowerBound
        position = begin
        bufferStart = begin
        atLineStart = false
        isExpression = true
    }

    /// The byte at `offset`, or 0 past the end (null bytes in a text are refused before it is lexed).
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
        offset < end ? text[offset] : 0
    }

    @inline(__always)
    func token(_ kind: Token.Kind, from start: Int) -> Token {
        Token(
            kind: kind, level: UInt8(truncatingIfNeeded: brackets.count), start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: position))
    }

    /// The next token.
    mutating func next() -> Token {
        if failure != nil { return token(.error, from: position) }
        while true {
            var isBlankLine = false
            if atLineStart {
                atLineStart = false
                switch readIndentation() {
                case .failed: return token(.error, from: position)
                case .blank: isBlankLine = true
                case .code: break
                }
            }
            if pendingDedents > 0 {
                pendingDedents -= 1
                return token(.dedent, from: position)
            }
            if pendingIndent {
                pendingIndent = false
                return token(.indent, from: position)
            }
            if let found = readToken(isBlankLine: isBlankLine) { return found }
        }
    }

    /// The next token on this line, or nil at the end of a line that ends no statement.
    private mutating func readToken(isBlankLine: Bool) -> Token? {
        while true {
            skipSpaces()
            let start = position
            let first = byte(position)
            switch Lexer.classes[Int(first)] {
            case .letter:
                return readName()
            case .digit:
                return readNumber()
            case .quote:
                return readString(from: start, quoteAt: start)
            case .operator:
                return readOperator(first)
            case .end where position >= end:
                return readEnd(isBlankLine: isBlankLine)
            case .comment, .newline:
                skipComment()
                if position >= end { return readEnd(isBlankLine: isBlankLine, from: start) }
                let lineEnd = position
                position = self.lineEnd(after: position)
                bufferStart = position
                atLineStart = true
                if isBlankLine || isExpression || !brackets.isEmpty { return nil }
                return Token(
                    kind: .newline, level: 0, start: UInt32(truncatingIfNeeded: start),
                    end: UInt32(truncatingIfNeeded: lineEnd))
            case .backslash:
                guard readContinuation() else { return token(.error, from: start) }
            default:
                return readStray()
            }
        }
    }

    /// Where the line after a line end at `offset` starts.
    func lineEnd(after offset: Int) -> Int {
        switch byte(offset) {
        case Ascii.lineFeed: offset + 1
        case Ascii.carriageReturn: byte(offset + 1) == Ascii.lineFeed ? offset + 2 : offset + 1
        default: offset
        }
    }

    /// Where the line after the one that holds `offset` starts.
    func lineEnd(from offset: Int) -> Int {
        var offset = offset
        while offset < end, text[offset] != Ascii.lineFeed, text[offset] != Ascii.carriageReturn { offset += 1 }
        return lineEnd(after: offset)
    }

    private mutating func skipSpaces() {
        while true {
            let next = byte(position)
            guard next == Ascii.space || next == Ascii.tab || next == Ascii.formFeed else { return }
            position += 1
        }
    }

    private mutating func skipComment() {
        guard byte(position) == Ascii.hash else { return }
        while position < end, text[position] != Ascii.lineFeed, text[position] != Ascii.carriageReturn { position += 1 }
    }

    /// At the end of the text: first the line end that may be missing, then dedents, then the end marker.
    private mutating func readEnd(isBlankLine: Bool, from start: Int? = nil) -> Token? {
        if let open = brackets.last, !endsQuietly {
            return fail(unclosed: open)
        }
        let lineStart = max(begin, Int(source.lineStart(at: UInt32(truncatingIfNeeded: end))))
        if !reachedEnd {
            reachedEnd = true
            // The line end belongs to a last line that has text; dedents come after it.
            if !isBlankLine, !isExpression, lineStart < end, position > lineStart, hasCode(from: lineStart) {
                let newline = token(.newline, from: start ?? position)
                atLineStart = true
                return newline
            }
        }
        return token(.endMarker, from: position)
    }

    /// Whether the last line holds a token (and so needs a line end).
    private func hasCode(from lineStart: Int) -> Bool {
        var offset = lineStart
        while offset < end {
            switch text[offset] {
            case Ascii.space, Ascii.tab, Ascii.formFeed: offset += 1
            case Ascii.hash: return false
            default: return true
            }
        }
        return false
    }

    // MARK: Indentation

    private enum LineKind { case blank, code, failed }

    /// Reads the spaces at the start of a line and settles which blocks open and close there.
    private mutating func readIndentation() -> LineKind {
        var column = 0
        var alternative = 0
        var continued: Int?
        scan: while true {
            switch byte(position) {
            case Ascii.space:
                column += 1
                alternative += 1
            case Ascii.tab:
                column = (column / 8 + 1) * 8
                alternative += 1
            case Ascii.formFeed:
                column = 0
                alternative = 0
            case Ascii.backslash:
                if continued == nil || continued == 0 { continued = column }
                guard readContinuation() else { return .failed }
                continue
            default:
                break scan
            }
            position += 1
        }
        let next = byte(position)
        if next == Ascii.hash || next == Ascii.lineFeed || next == Ascii.carriageReturn { return .blank }
        if position >= end {
            // Only the blocks still open end here.
            column = 0
            alternative = 0
            continued = nil
        }
        if isExpression || !brackets.isEmpty { return .code }
        if let continued, continued > 0 {
            column = continued
            alternative = continued
        }
        return settle(column: column, alternative: alternative) ? .code : .failed
    }

    private mutating func settle(column: Int, alternative: Int) -> Bool {
        let current = indents[indents.count - 1]
        if column == current.column { return alternative == current.alternative || failTabs() }
        if column > current.column {
            if indents.count >= Limits.indentation {
                _ = fail(.indentationError, "too many levels of indentation", offset: 1, endOffset: 0)
                return false
            }
            if alternative <= current.alternative { return failTabs() }
            indents.append((column, alternative))
            pendingIndent = true
            return true
        }
        while indents.count > 1, column < indents[indents.count - 1].column {
            indents.removeLast()
            pendingDedents += 1
        }
        let outer = indents[indents.count - 1]
        if column != outer.column {
            let message = "unindent does not match any outer indentation level"
            let line = source.line(at: UInt32(truncatingIfNeeded: position))
            let range = source.range(ofLine: line)
            _ = fail(.indentationError, message, offset: parserColumn(at: range.upperBound) + 1, endOffset: -1)
            return false
        }
        return alternative == outer.alternative || failTabs()
    }

    private mutating func failTabs() -> Bool {
        _ = fail(.tabError, "inconsistent use of tabs and spaces in indentation", offset: 1, endOffset: 0)
        return false
    }

    /// After a backslash: the line end that must follow. False after a failure.
    private mutating func readContinuation() -> Bool {
        var next = position + 1
        switch byte(next) {
        case Ascii.lineFeed: next += 1
        case Ascii.carriageReturn: next += byte(next + 1) == Ascii.lineFeed ? 2 : 1
        default:
            if next < end {
                position = next
                _ = fail(
                    .syntaxError, "unexpected character after line continuation character",
                    offset: (source.isFile ? next - bufferStart : source.codePoints(from: bufferStart, to: next)) + 1,
                    endOffset: 0)
                return false
            }
        }
        if next >= end {
            if let open = brackets.last {
                _ = fail(unclosed: open)
                return false
            }
            let column = parserColumn(at: position)
            _ = fail(
                .syntaxError, "unexpected EOF while parsing", offset: column + 2, endOffset: -1, unfinished: .line)
            return false
        }
        position = next
        return true
    }
}
