/// Reads a program that comes through a pipe statement by statement, as `python3 -i < FILE` does: a statement that does not
/// parse is told and skipped, and reading goes on after it. Blocks end as in a file.
///
/// Every byte is looked at a bounded number of times, however many statements are wrong.
package struct StatementReader: Sendable {
    /// One statement line or block, or what is wrong with it.
    package enum Unit: Sendable {
        /// The statements of one logical line, or one compound statement, with the source their spans point into:
        /// the whole text, its lines counted from the statement's own first line.
        case statements([Stmt], Source, range: Range<Int>)
        /// Lines are counted from the statement's own first line.
        case wrong(Diagnostic, range: Range<Int>)
    }

    private let source: Source
    /// What to say of bytes that cannot be lexed, once the lines before them have been read.
    private let encodingFault: Diagnostic?
    private var position = 0
    private var isDone = false

    package init(_ source: Source) {
        var readable = source
        var fault: Diagnostic?
        source.bytes.withUnsafeBufferPointer { text in
            do throws(Diagnostic) {
                try source.checkEncoding(text)
            } catch {
                fault = error
            }
            guard fault != nil else { return }
            let bad = source.firstUnreadable(text) ?? 0
            let start = Int(source.lineStart(at: UInt32(truncatingIfNeeded: bad)))
            readable = Source(name: source.name, bytes: Array(text[..<start]))
        }
        self.source = readable
        encodingFault = fault
    }

    /// The next unit, or nil at the end.
    package mutating func next() -> Unit? {
        guard !isDone else { return nil }
        let unit = source.bytes.withUnsafeBufferPointer { read($0) }
        if let unit { return unit }
        isDone = true
        guard let encodingFault else { return nil }
        return .wrong(encodingFault, range: source.bytes.count..<source.bytes.count)
    }

    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Unit? {
        var scout = Lexer(source: source, text: text, from: position)
        let first = scout.next()
        if first.kind == .endMarker { return nil }
        let start = Int(source.lineStart(at: first.start))
        let numbered = Source(source, firstLineAt: UInt32(truncatingIfNeeded: max(start, position)))
        var parser = Parser(Lexer(source: numbered, text: text, from: max(start, position)))
        let range = max(start, position)
        var body: [Stmt] = []
        do throws(Parser.Halt) {
            try parser.parseStatement(into: &body)
            parser.stream.forget(before: parser.index)
            position = parser.stream.restartOffset
            return .statements(body, numbered, range: range..<position)
        } catch {
            let diagnostic: Diagnostic
            let reach: UInt32
            switch error {
            case .wrong(let known):
                diagnostic = known
                reach = parser.current.end
            case .mismatch:
                var pass = ErrorPass(TokenStream(parser.stream.restart))
                diagnostic = pass.explain(rule: "file", isWhole: false)
                reach = pass.reach.end
            }
            resume(after: max(Int(reach), range), text)
            return .wrong(diagnostic, range: range..<position)
        }
    }

    /// Goes on at the next line that can start a statement: what is indented, or continues a compound statement, belongs
    /// to the wrong one.
    private mutating func resume(after reach: Int, _ text: UnsafeBufferPointer<UInt8>) {
        let lexer = Lexer(source: source, text: text)
        var line = lexer.lineEnd(from: reach)
        while line < text.count {
            var probe = Lexer(source: source, text: text, from: line)
            probe.end = lexer.lineEnd(from: line)
            let kind = probe.next().kind
            switch kind {
            case .indent, .elif, .else, .except, .finally: line = probe.end
            default:
                position = line
                return
            }
        }
        position = text.count
    }
}
