/// Python 3.11's grammar by recursive descent: tokens to tree.
///
/// It only tells right from wrong. For a wrong program ``ErrorPass`` goes over the same statement once more and finds
/// the words and the place CPython would report, so that this, the path every right program takes, stays plain and fast.
package struct Parser {
    var stream: TokenStream
    /// Index of the current token.
    var index = 0
    /// Kind of the current token.
    var kind: Token.Kind
    /// End of the last token passed that is not a line end or an indentation: where a node ends.
    var previousEnd: UInt32 = 0

    /// Why parsing stopped.
    enum Halt: Error {
        /// The current token fits no rule; `ErrorPass` finds the words.
        case mismatch
        /// The words are known already.
        case wrong(Diagnostic)
    }

    init(_ lexer: Lexer) {
        stream = TokenStream(lexer)
        kind = .endMarker
        kind = stream.token(at: 0).kind
    }

    /// A parser at a token of a stream that has been read already.
    init(_ stream: TokenStream, at index: Int) {
        self.stream = stream
        self.index = index
        kind = self.stream.token(at: index).kind
    }

    // MARK: Tokens

    var current: Token { stream.tokens[index] }

    /// Start of the current token: where a node begins.
    var start: UInt32 { stream.tokens[index].start }

    /// The span from `start` to the end of the last token passed.
    func span(from start: UInt32) -> Span { Span(start: start, end: previousEnd) }

    /// Passes the current token. The token after an error or the end is the same again.
    mutating func advance() {
        let token = stream.tokens[index]
        switch token.kind {
        case .newline, .indent, .dedent, .endMarker, .error: break
        default: previousEnd = token.end
        }
        index += 1
        kind = stream.token(at: index).kind
    }

    /// Passes the current token if it is of `expected` kind.
    mutating func accept(_ expected: Token.Kind) -> Bool {
        guard kind == expected else { return false }
        advance()
        return true
    }

    /// Passes the current token, which must be of `expected` kind.
    mutating func expect(_ expected: Token.Kind) throws(Halt) {
        guard kind == expected else { throw .mismatch }
        advance()
    }

    /// The kind of the token after the current one.
    mutating func peek() -> Token.Kind {
        stream.token(at: index + 1).kind
    }

    /// Whether the current token is a name with this spelling: a soft keyword.
    func isName(_ word: StaticString) -> Bool {
        kind == .name && stream.isSpelled(current, word)
    }

    /// Passes a name and returns it.
    mutating func expectName() throws(Halt) -> String {
        guard kind == .name else { throw .mismatch }
        let name = stream.text(of: current)
        advance()
        return name
    }

    /// Goes back to an earlier token to try another reading.
    mutating func rewind(to index: Int, previousEnd: UInt32) {
        self.index = index
        self.previousEnd = previousEnd
        kind = stream.token(at: index).kind
    }

    // MARK: Nodes

    /// A node from `start` to the last token passed, `height` being its tallest child's.
    /// - Throws: CPython's RecursionError if the tree gets too high.
    func node(_ kind: Expr.Kind, from start: UInt32, over height: UInt32) throws(Halt) -> Expr {
        guard height < Limits.treeHeight else { throw .wrong(tooDeep) }
        return Expr(kind, span(from: start), height: height + 1)
    }

    /// A node without children.
    func leaf(_ kind: Expr.Kind, from start: UInt32) -> Expr {
        Expr(kind, span(from: start))
    }

    var tooDeep: Diagnostic {
        Diagnostic(
            .recursionError, "maximum recursion depth exceeded during compilation", file: stream.source.name, place: nil
        )
    }

    /// The refusal of a construct that Gradus leaves out, under the current token.
    func refused(_ construct: String) -> Halt {
        .wrong(Diagnostic(.syntaxError, "\(construct) is left out of Gradus", at: current.span, in: stream.source))
    }

    /// The height of the tallest.
    func height(_ nodes: [Expr]) -> UInt32 {
        var tallest: UInt32 = 0
        for node in nodes where node.height > tallest { tallest = node.height }
        return tallest
    }
}
