/// How the outside asks for trees.
extension Parser {
    /// A whole file (`exec` mode).
    /// - Throws: what CPython raises for it; also a RecursionError for expressions higher than ``Limits/treeHeight``.
    package static func parseFile(_ source: Source) throws(Diagnostic) -> Module {
        try withText(of: source) { text throws(Diagnostic) in
            var parser = Parser(Lexer(source: source, text: text))
            var body: [Stmt] = []
            while parser.kind != .endMarker {
                try parser.parseTopLevel(into: &body)
            }
            return Module(source: source, body: body)
        }
    }

    /// One expression (`eval` mode), with spaces and line ends around it.
    package static func parseExpression(_ source: Source) throws(Diagnostic) -> Expr {
        let bytes = source.bytes
        // `eval` strips what would be an indentation.
        let start = bytes.firstIndex { $0 != Ascii.space && $0 != Ascii.tab } ?? bytes.count
        return try withText(of: source) { text throws(Diagnostic) in
            let lexer = Lexer(source: source, text: text, from: start)
            var parser = Parser(lexer)
            do throws(Halt) {
                return try parser.parseEval()
            } catch {
                if case .wrong(let diagnostic) = error { throw diagnostic }
                var pass = ErrorPass(TokenStream(lexer))
                throw pass.explain(rule: "eval")
            }
        }
    }

    private mutating func parseEval() throws(Halt) -> Expr {
        let start = start
        let first = try parseExpression()
        var elements = [first]
        let isTuple = kind == .comma
        while accept(.comma) {
            guard startsExpression else { break }
            elements.append(try parseExpression())
        }
        let result = isTuple ? try node(.tuple(elements), from: start, over: height(elements)) : first
        while accept(.newline) {}
        try expect(.endMarker)
        return result
    }

    /// One statement at the outer level of a file; the tokens before it are forgotten.
    private mutating func parseTopLevel(into body: inout [Stmt]) throws(Diagnostic) {
        stream.forget(before: index)
        index = 0
        do throws(Halt) {
            try parseStatement(into: &body)
        } catch {
            switch error {
            case .wrong(let diagnostic):
                guard diagnostic.place != nil else { throw diagnostic }
                var pass = ErrorPass(stream)
                throw pass.afterRest(diagnostic)
            case .mismatch:
                // What is wrong is found by reading the statement again from where it starts.
                var pass = ErrorPass(TokenStream(stream.restart))
                throw pass.explain(rule: "file")
            }
        }
    }

    /// The bytes of a source that can be lexed: valid UTF-8 without null bytes.
    static func withText<Result>(
        of source: Source, _ body: (UnsafeBufferPointer<UInt8>) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        try source.bytes.withUnsafeBufferPointer { text throws(Diagnostic) in
            try source.checkEncoding(text)
            return try body(text)
        }
    }
}
