import Interpreter
import Syntax

// Programs that cannot be read.
extension Mistakes {
    static let text: [Mistake] = [
        Mistake(.tabError, "*", .blocks) { _, _ in ["this block mixes tabs and spaces", "use four spaces everywhere"] },
        Mistake(.indentationError, "expected an indented block after *", .blocks) { _, parts in
            [
                "what belongs to \(parts[0]) stands four spaces further right",
                "a block without anything to do holds  pass",
            ]
        },
        Mistake(.indentationError, "unindent does not match any outer indentation level", .blocks) { _, _ in
            ["the line begins between two levels", "line it up with the block it belongs to"]
        },
        Mistake(.indentationError, "unexpected indent", .blocks) { _, _ in
            ["the line is indented, but no line ending in : opened a block", "move it to the left"]
        },
        Mistake(.syntaxError, "Missing parentheses in call to 'print'*") { failure, _ in
            let words = failure.line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { return [] }
            let rest = words[1].split(whereSeparator: \.isNewline).first ?? ""
            return ["print is a function", "print(\(rest))"]
        },
        Mistake(.syntaxError, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?") { _, _ in
            ["= gives a name a value, == compares"]
        },
        Mistake(.syntaxError, "invalid syntax. Perhaps you forgot a comma?") { _, _ in
            ["two values stand side by side", "a comma between them, or an operator such as *"]
        },
        Mistake(.syntaxError, "cannot assign to * here. Maybe you meant '==' instead of '='?") { _, parts in
            ["= gives a name a value, and \(parts[0]) is no name", "to compare: =="]
        },
        Mistake(.syntaxError, "'*' was never closed") { _, parts in
            let ends = ["(": ")", "[": "]", "{": "}"]
            return ["a \(ends[parts[0]] ?? "bracket") is missing: count them from the \(parts[0]) that is marked"]
        },
        Mistake(.syntaxError, "unmatched '*'") { _, parts in ["there is one \(parts[0]) too many"] },
        Mistake(.syntaxError, "closing parenthesis '*' does not match opening parenthesis '*'*") { _, parts in
            ["\(parts[1]) was opened, \(parts[0]) closes it", "brackets close in the reverse order of their opening"]
        },
        Mistake(.syntaxError, "expected ':'") { failure, _ in colon(failure) },
        Mistake(.syntaxError, "unterminated string literal (detected at line *)") { _, _ in
            ["the quote that ends the text is missing", "text over several lines stands between three quotes: '''…'''"]
        },
        Mistake(.syntaxError, "unterminated triple-quoted string literal*") { _, _ in
            ["the three quotes that end the text are missing"]
        },
        Mistake(.syntaxError, "invalid character '*' (*)") { _, parts in
            ["\(parts[0]) is no character of Python's; it may come from a copied text", "type it again: \" ' - ( )"]
        },
        Mistake(.syntaxError, "'return' outside function") { _, _ in
            ["return belongs into a def", "to show a value here, just write it"]
        },
        Mistake(.syntaxError, "'break' outside loop") { _, _ in ["break belongs into a for or while"] },
        Mistake(.syntaxError, "'continue' not properly in loop") { _, _ in ["continue belongs into a for or while"] },
        Mistake(.syntaxError, "positional argument follows keyword argument*", .arguments) { _, _ in
            ["arguments without a name come first", "f(x, lr=0.1), not f(lr=0.1, x)"]
        },
        Mistake(.syntaxError, "invalid decimal literal") { _, _ in
            ["a name cannot begin with a number", "x2, not 2x; for a product write 2 * x"]
        },
        Mistake(.syntaxError, "*", .blocks) { failure, _ in line(failure) },
    ]

    private static let openers = [
        "if", "elif", "else", "for", "while", "def", "class", "with", "try", "except", "finally",
    ]

    // MARK: What they say

    private static func colon(_ failure: Failure) -> [String] {
        let word = failure.line.split(whereSeparator: { !$0.isLetter }).first.map(String.init) ?? ""
        if word == "else", failure.line.contains("else if") { return ["Python writes  elif", "elif condition:"] }
        return ["a line that opens a block ends in a colon", openers.contains(word) ? "\(word) …:" : "…:"]
    }

    /// `invalid syntax` alone: told by what the line looks like.
    private static func line(_ failure: Failure) -> [String] {
        let line = failure.line.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let bytes = Array(line.utf8)
        let pieces = Classifier.classify(bytes).filter { $0.kind != .comment && $0.kind != .string }
        let words = pieces.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        for (first, second) in zip(words, words.dropFirst()) {
            if first == "+", second == "+" { return ["Python has no ++", "x += 1"] }
            if first == "-", second == "-", words.last == "-" { return ["Python has no --", "x -= 1"] }
            if first == "&", second == "&" { return ["Python writes  and", "a and b"] }
            if first == "|", second == "|" { return ["Python writes  or", "a or b"] }
            if first == "else", second == "if" { return ["Python writes  elif", "elif condition:"] }
        }
        if words.first == "!" || words.contains("!") { return ["Python writes  not", "not x; and != for unequal"] }
        if let first = words.first, openers.contains(first), !words.contains(":") {
            return ["a line that opens a block ends in a colon", "\(first) …:"]
        }
        for index in words.indices where index == 0 || words[index - 1] == ":" {
            guard index + 1 < words.count, pieces[index].kind == .name else { continue }
            if let near = Failure.nearest(to: words[index], in: keywords) { return ["did you mean \(near)?"] }
            let next = pieces[index + 1].kind
            if index == 0, next == .name || next == .builtin, let near = nearCommand(words[0]) {
                return ["did you mean the command \(near)?"]
            }
        }
        if words.last == "{" { return ["blocks begin with a colon and are indented, without curly brackets"] }
        let values: [Classifier.Kind] = [.name, .number]
        for (first, second) in zip(pieces, pieces.dropFirst())
        where values.contains(first.kind) && values.contains(second.kind) {
            return ["two values stand side by side", "a comma between them, or an operator such as *"]
        }
        if let last = words.last, ["+", "-", "*", "/", "=", ","].contains(last) {
            return ["something is missing behind \(last)"]
        }
        return []
    }

    private static let keywords = [
        "if", "elif", "else", "for", "while", "def", "class", "with", "try", "except", "finally", "return", "import",
        "from",
        "lambda", "assert", "raise", "global", "yield", "del", "pass", "break", "continue",
    ]
}
