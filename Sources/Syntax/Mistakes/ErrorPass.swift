/// Finds the words and the place of CPython's SyntaxError for a piece of text that does not parse.
///
/// As CPython does, it reads the piece twice: first by the rules of the language, to see how far they reach, then with the
/// rules for common mistakes among them. Neither happens to a right program.
struct ErrorPass {
    private var machine: GrammarMachine

    init(_ stream: TokenStream) {
        machine = GrammarMachine(stream)
    }

    /// Where the first reading stopped: CPython has asked a prompt or a pipe for no line after this one.
    private(set) var reach = Token(kind: .endMarker, level: 0, start: 0, end: 0)
    /// What is open if the text ended where more was needed.
    private(set) var unfinished: Unfinished.Reason?

    /// - Parameter isWhole: whether all of the text is there, as in a file: then a fault of the lexer further down, or a
    ///   bracket left open further up, is told instead. At a prompt and from a pipe nothing after `reach` exists yet.
    mutating func explain(rule: String, isWhole: Bool = true) -> Diagnostic {
        do throws(GrammarMachine.Complaint) {
            defer { noteReach() }
            _ = try machine.matches(rule: rule, withMistakes: false)
        } catch {
            return settle(error, isWhole: isWhole)
        }
        if !isWhole {
            machine.stream.lexer.end = machine.stream.lexer.lineEnd(from: Int(reach.end))
            machine.stream.lexer.endsQuietly = true
        }
        do throws(GrammarMachine.Complaint) {
            _ = try machine.matches(rule: rule, withMistakes: true)
        } catch {
            return settle(error, isWhole: isWhole)
        }
        let diagnostic = plain(reach)
        return isWhole && diagnostic.kind == .syntaxError ? afterRest(diagnostic) : diagnostic
    }

    private mutating func noteReach() {
        reach = machine.stream.tokens.last ?? reach
        if let failure = machine.stream.lexer.failure {
            unfinished = failure.unfinished
        } else if Int(reach.start) >= machine.stream.lexer.end, reach.kind == .endMarker || reach.kind == .dedent {
            unfinished = .block
        }
    }

    private mutating func settle(_ complaint: GrammarMachine.Complaint, isWhole: Bool) -> Diagnostic {
        switch complaint {
        case .lexer(let diagnostic): diagnostic
        case .parser(let diagnostic): isWhole ? afterRest(diagnostic) : diagnostic
        }
    }

    /// No rule for mistakes applied.
    private func plain(_ last: Token) -> Diagnostic {
        let stream = machine.stream
        switch last.kind {
        case .indent: return stream.diagnosticAtLast("unexpected indent", as: .indentationError)
        case .dedent: return stream.diagnosticAtLast("unexpected unindent", as: .indentationError)
        default: return stream.diagnostic("invalid syntax", atToken: last)
        }
    }

    /// Reads the rest of the text for faults that CPython tells first.
    mutating func afterRest(_ diagnostic: Diagnostic) -> Diagnostic {
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
