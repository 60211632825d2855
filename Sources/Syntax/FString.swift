/// An f-string in the making: its finished parts and the literal text since the last of them.
struct FString {
    /// Fields and the literal parts before them carry the span of all joined strings, as in CPython 3.11.
    let span: Span
    var parts: [Expr] = []
    var literal = TextBuilder()
    private var height: UInt32 = 0

    init(span: Span) {
        self.span = span
    }

    private mutating func flushLiteral(at span: Span) {
        guard !literal.isEmpty else { return }
        parts.append(Expr(.constant(literal.constant), span))
        literal = TextBuilder()
    }

    mutating func append(_ value: Expr, _ conversion: Expr.Conversion, spec: Expr?) {
        flushLiteral(at: span)
        let tallest = max(value.height, spec?.height ?? 0)
        parts.append(Expr(.formattedValue(value, conversion, spec: spec), span, height: tallest + 1))
        height = max(height, tallest + 1)
    }

    /// The string as a node; a literal part at its end has its span.
    /// - Throws: `limit` if the tree gets too high.
    mutating func finish(at whole: Span, limit: Diagnostic) throws(Parser.Halt) -> Expr {
        flushLiteral(at: whole)
        guard height < Limits.treeHeight else { throw .wrong(limit) }
        return Expr(.joinedStr(parts), whole, height: height + 1)
    }
}
