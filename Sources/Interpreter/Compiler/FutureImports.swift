import Syntax

// `from __future__ import`: which features there are, and where it may stand.
extension CompilationUnit {
    private static let features: Set<String> = [
        "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
        "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
    ]

    /// The end of the statements at the beginning of a program that ask for features. Throws for what is no feature.
    static func endOfFutureImports(_ body: [Stmt]) throws(CompileError) -> UInt32 {
        var end: UInt32 = 0
        for (index, statement) in body.enumerated() {
            if index == 0, statement.documentation != nil { continue }
            guard case .importFrom("__future__", let names, 0) = statement.kind else { break }
            for name in names.map(\.name) where !features.contains(name) {
                let place = Span(start: statement.span.start, end: statement.span.start + 1)
                throw CompileError(
                    name == "braces" ? "not a chance" : "future feature \(name) is not defined", place)
            }
            end = statement.span.end
        }
        return end
    }
}
