/// The marks that CPython 3.11 draws under a line of a traceback.
extension Source {
    /// The line of `span`'s start without the spaces around it, and what is drawn under it: `^^^^` under the span, or
    /// `~~^~~` where it is an operation or a subscript. No marks where they would cover the whole line.
    ///
    /// Nil outside the source.
    package func excerpt(of span: Span) -> (line: String, marks: String?)? {
        guard Int(span.start) <= bytes.count else { return nil }
        let range = range(ofLine: line(at: span.start))
        let isSpace = { (byte: UInt8) in byte == Ascii.space || byte == Ascii.tab || byte == Ascii.formFeed }
        guard let first = range.first(where: { !isSpace(bytes[$0]) }),
            let last = range.last(where: { !isSpace(bytes[$0]) })
        else { return ("", nil) }
        let text = String(decoding: bytes[first...last], as: UTF8.self)
        // An expression of several lines is marked to the end of its first.
        let isOneLine = Int(span.end) <= range.upperBound
        let end = isOneLine ? Int(span.end) : last + 1
        let start = Int(span.start)
        guard start >= first, start < end else { return (text, nil) }
        let anchors = isOneLine ? anchors(start..<end) : nil
        if anchors == nil, start == first, end == last + 1 { return (text, nil) }
        return (text, marks(from: first, start..<end, anchors))
    }

    private func marks(from first: Int, _ range: Range<Int>, _ anchors: Range<Int>?) -> String {
        func run(_ mark: String, _ start: Int, _ end: Int) -> String {
            String(repeating: mark, count: DisplayWidth.columns(bytes[start..<end]))
        }
        let indent = run(" ", first, range.lowerBound)
        guard let anchors else { return indent + run("^", range.lowerBound, range.upperBound) }
        return indent + run("~", range.lowerBound, anchors.lowerBound)
            + run("^", anchors.lowerBound, anchors.upperBound) + run("~", anchors.upperBound, range.upperBound)
    }

    /// The operator of a binary operation, or the brackets of a subscript, found by parsing the text once more.
    private func anchors(_ range: Range<Int>) -> Range<Int>? {
        let segment = Source(name: name, bytes: Array(bytes[range]))
        guard let module = try? Parser.parseFile(segment), module.body.count == 1,
            case .expr(let expr) = module.body[0].kind
        else { return nil }
        let text = segment.bytes
        func skip(from start: Int, _ condition: (UInt8) -> Bool) -> Int {
            text[start...].firstIndex { !condition($0) } ?? text.count
        }
        switch expr.kind {
        case .binOp(let left, _, let right):
            let leftEnd = min(Int(left.span.end), text.count)
            let first = skip(from: leftEnd, Parser.isBlank)
            let isLong = first + 1 < Int(right.span.start) && first + 1 < text.count && !Parser.isBlank(text[first + 1])
            // Brackets closed before the operator belong to its left side.
            let start = skip(from: first) { Parser.isBlank($0) || $0 == Ascii.rightParenthesis }
            let end = min(start + (isLong ? 2 : 1), text.count)
            return range.lowerBound + min(start, end)..<range.lowerBound + end
        case .subscript_(let value, let index):
            let start = skip(from: min(Int(value.span.end), text.count)) { $0 != Ascii.leftBracket }
            let inner = min(Int(index.span.end) + 1, text.count)
            let end = min(skip(from: inner) { $0 != Ascii.rightBracket } + 1, text.count)
            return range.lowerBound + start..<range.lowerBound + max(start, end)
        default: return nil
        }
    }
}
