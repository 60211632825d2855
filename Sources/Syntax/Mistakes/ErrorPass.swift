/// Finds the words and the place of CPython's SyntaxError for a piece of text that does not parse.
///
/// As CPython does, it reads the piece twice: first by the rules of the language, to see how far they reach, then with the
/// rules for common mistakes among them. Neither happens to a right program.
struct ErrorPass {
    private var machine: GrammarMachine

    init(_ stream: TokenStream) {
        machine = GrammarMachine(stream)
    }

    /// - Parameter checksRest: whether a fault of the lexer further down, or a bracket left open further up, is to be
    ///   told instead (in files, where the whole text is there, but not at a prompt).
    mutating func explain(rule: String, checksRest: Bool = true) -> Diagnostic {
        do throws(GrammarMachine.Complaint) {
            _ = try machine.matches(rule: rule, withMistakes: false)
            let last = machine.stream.tokens.last
            _ = try machine.matches(rule: rule, withMistakes: true)
            let diagnostic = plain(last)
            return checksRest && diagnostic.kind == .syntaxError ? afterRest(diagnostic) : diagnostic
        } catch {
            switch error {
            case .lexer(let diagnostic): return diagnostic
            case .parser(let diagnostic): return checksRest ? afterRest(diagnostic) : diagnostic
            }
        }
    }

    /// Byte offset of the end of what was looked at: a session over a pipe resumes on the next line.
    var reach: UInt32 {
        machine.stream.tokens.last?.end ?? 0
    }

    /// Whether the text ended where more was needed.
    var isUnfinished: Bool {
        if let failure = machine.stream.lexer.failure { return failure.isUnfinished }
        return machine.stream.tokens.last?.kind == .endMarker
    }

    /// No rule for mistakes applied.
    private func plain(_ last: Token?) -> Diagnostic {
        let stream = machine.stream
        guard let last else { return stream.diagnostic("invalid syntax", at: Span(at: 0)) }
        switch last.kind {
        case .indent: return stream.diagnosticAtLast("unexpected indent", as: .indentationError)
        case .dedent: return stream.diagnosticAtLast("unexpected unindent", as: .indentationError)
        default: return stream.diagnostic("invalid syntax", atToken: last)
        }
    }

    /// Reads the rest of the text for faults that CPython tells first.
    private mutating func afterRest(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let last = machine.stream.tokens.last else { return diagnostic }
        let source = machine.stream.source
        var token = last
        while token.kind != .endMarker, token.kind != .error { token = machine.stream.lexer.next() }
        let lexer = machine.stream.lexer
        if let failure = lexer.failure, failure.overrides { return failure.diagnostic }
        if let open = lexer.brackets.last, source.line(at: last.start) > source.line(at: open.offset) {
            return lexer.unclosedDiagnostic(open)
        }
        return diagnostic
    }
}
