import Interpreter
import Syntax

/// How lines are told to be commands, and taken apart.
enum CommandText {
    /// The command's word and what follows it, if `line` could be one. `%word` always could; a bare word only where
    /// what follows does not make it Python.
    static func split(_ line: String) -> (word: String, rest: String, isMarked: Bool)? {
        var text = Substring(withoutComment(line)).drop(while: isBlank)
        if let question = question(text) { return ("help", question, true) }
        if text.first == "!" { return ("!", trimmed(text.dropFirst()), true) }
        let isMarked = text.first == "%"
        if isMarked { text = text.dropFirst().drop(while: isBlank) }
        let word = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard isName(word) else { return nil }
        let after = text.dropFirst(word.count)
        let rest = trimmed(after)
        if isMarked { return (String(word), rest, true) }
        guard !isPython(rest, isAdjacent: after.first.map { !isBlank($0) } ?? false) else { return nil }
        return (String(word), rest, false)
    }

    /// What `?x`, `x?` and `x??` ask about; nil for anything else.
    private static func question(_ text: Substring) -> String? {
        var name = trimmed(text)
        guard name.first == "?" || name.last == "?" else { return nil }
        while name.first == "?" { name.removeFirst() }
        while name.last == "?" { name.removeLast() }
        name = trimmed(name[...])
        if name.first == "%" { name.removeFirst() }
        let isChain = name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isName($0) }
        return isChain || name.isEmpty ? name : nil
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(text)
    }

    /// Whether what follows a name makes it the start of a statement.
    private static func isPython(_ rest: String, isAdjacent: Bool) -> Bool {
        guard let first = rest.first else { return false }
        // `run /tmp/a.py`: a path.
        if !isAdjacent, first == "/" || first == ".", let second = rest.dropFirst().first {
            return isBlank(second) || second == "="
        }
        if "=.,:;)]}+*/%<>&|^@!".contains(first) { return true }
        if isAdjacent { return first != "(" }
        let word = rest.prefix { $0.isLetter }
        return ["in", "is", "and", "or", "if", "not"].contains(word)
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    static func isName(_ text: Substring) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    static func withoutComment(_ line: String) -> String {
        let bytes = Array(line.utf8)
        let comment = Classifier.classify(bytes).first { $0.kind == .comment }
        guard let comment else { return line }
        return String(decoding: bytes[..<comment.range.lowerBound], as: UTF8.self)
    }

    /// `(net)` without its brackets, if they enclose everything.
    static func withoutBrackets(_ text: String) -> String {
        guard text.first == "(", text.last == ")" else { return text }
        var depth = 0
        for (index, character) in text.enumerated() {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if depth == 0, index < text.count - 1 { return text }
        }
        return String(text.dropFirst().dropLast())
    }

    /// The text at its blanks; brackets and quotes hold together.
    static func words(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var words: [String] = []
        var start: Int?
        var end = 0
        var depth = 0
        for piece in Classifier.classify(bytes) {
            if depth == 0, let begun = start, piece.range.lowerBound > end {
                words.append(String(decoding: bytes[begun..<end], as: UTF8.self))
                start = nil
            }
            start = start ?? piece.range.lowerBound
            end = piece.range.upperBound
            if piece.kind == .operator {
                let byte = bytes[piece.range.lowerBound]
                if "([{".utf8.contains(byte) { depth += 1 }
                if ")]}".utf8.contains(byte) { depth -= 1 }
            }
        }
        if let start { words.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
        return words
    }
}

extension Session {
    /// The command that `text` is, unless the program has a variable of that name.
    func command(in text: String) -> CommandCall? {
        if text.hasPrefix("%%") { return cell(text) }
        let lines = text.split(whereSeparator: \.isNewline).filter { line in
            line.contains { $0 != " " && $0 != "\t" } && line.first != "#"
        }
        guard lines.count == 1, let parts = CommandText.split(String(lines[0])) else { return nil }
        if parts.rest.isEmpty, isPlayingLesson, let word = lessons.word(in: String(lines[0])) {
            return CommandCall(command: LessonCommands.command(word), arguments: "", session: self)
        }
        guard let command = Commands.named(parts.word) else {
            return parts.isMarked ? CommandCall(command: Commands.unknown, arguments: parts.word, session: self) : nil
        }
        if !parts.isMarked {
            guard !command.isHidden else { return nil }
            let name = machine.intern(parts.word)
            guard machine.globals.get(name) == nil else { return nil }
            // `help(x)` and `exit(1)` are Python's own functions.
            if parts.rest.first == "(", machine.builtins.get(name) != nil { return nil }
        }
        return CommandCall(
            command: command, arguments: CommandText.withoutBrackets(parts.rest), session: self)
    }

    /// `%%time` and the lines below it.
    private func cell(_ text: String) -> CommandCall? {
        let lines = text.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let word = String(lines[0].dropFirst(2).prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        let command = Commands.named(word)
        let body = lines.count > 1 ? String(lines[1]) : ""
        return CommandCall(command: command ?? Commands.unknown, arguments: command == nil ? word : body, session: self)
    }

    /// Whether a line of the text is a command.
    func containsCommand(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { $0.first != " " && command(in: String($0)) != nil }
    }
}
