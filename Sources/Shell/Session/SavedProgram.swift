import Syntax

/// A session as a program that PyTorch runs: what failed is left out, commands are written as calls, and what the
/// prompt showed is printed.
struct SavedProgram {
    private let session: Session
    private let entries: [SessionLog.Entry]
    /// Whether a line refers to `_`, or to `__`.
    private let needsLast: Bool
    private let needsBefore: Bool

    init(session: Session) {
        self.session = session
        entries = session.log.program
        let names = Set(entries.flatMap { $0.python ?? [$0.text] }.flatMap { SavedProgram.names($0) })
        needsBefore = names.contains("__")
        needsLast = needsBefore || names.contains("_")
    }

    func text() throws -> String {
        var body: [String] = []
        for entry in entries {
            let lines = statements(of: entry)
            guard !lines.isEmpty else { continue }
            body += lines
            // A block stands apart from what follows.
            if lines.last.map({ $0.first == " " || $0.first == "\t" }) == true { body.append("") }
        }
        while body.last == "" { body.removeLast() }
        let header = imports(body)
        let parts = [header, body].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
        return parts.joined(separator: "\n")
    }

    // MARK: Imports

    /// What the prompt knows without an import and the program uses.
    private func imports(_ body: [String]) -> [String] {
        let used = session.log.bareNames.union(
            body.contains { $0.hasPrefix("with torch.") || $0.hasPrefix("torch.") } ? ["torch"] : [])
        let written = Set(body.flatMap { SavedProgram.names($0) })
        var lines: [String] = []
        let modules = [
            ("torch", "import torch"), ("nn", "import torch.nn as nn"), ("F", "import torch.nn.functional as F"),
            ("optim", "import torch.optim as optim"),
        ]
        for (name, line) in modules where used.contains(name) && written.contains(name) { lines.append(line) }
        var homes: [String: [String]] = [:]
        for name in used.sorted() where written.contains(name) && !modules.contains(where: { $0.0 == name }) {
            if let home = session.torch.runtime.home(ofBareName: name) { homes[home, default: []].append(name) }
        }
        for (home, names) in homes.sorted(by: { $0.key < $1.key }) {
            lines.append("from \(home) import \(names.joined(separator: ", "))")
        }
        return lines
    }

    /// The names in a text, in strings of the f kind too.
    private static func names(_ text: String) -> Set<String> {
        var found: Set<String> = []
        let bytes = Array(text.utf8)
        for piece in Classifier.classify(bytes) where piece.kind != .comment {
            let part = String(decoding: bytes[piece.range], as: UTF8.self)
            if piece.kind == .name || piece.kind == .builtin { found.insert(part) }
            guard piece.kind == .string else { continue }
            for word in part.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) {
                found.insert(String(word))
            }
        }
        return found
    }

    // MARK: Statements

    /// An entry's lines, with `print` around what the prompt showed.
    private func statements(of entry: SessionLog.Entry) -> [String] {
        let typed = entry.python?.joined(separator: "\n") ?? entry.text
        let text = SavedProgram.withoutSemicolon(typed)
        let source = Source(name: "<stdin>", text: text)
        let isHidden = entry.shown == 0 && text != typed && needsLast
        guard entry.shown > 0 || isHidden, let module = try? Parser.parseFile(source) else {
            return SavedProgram.lines(text)
        }
        let values = module.body.filter { if case .expr = $0.kind { true } else { false } }
        // Calls may have given None, which is not shown.
        let certain = values.filter { !SavedProgram.isCall($0) }
        let shown =
            isHidden
            ? values.suffix(1)
            : values.count == entry.shown
                ? values[...]
                : certain.count == entry.shown
                    ? certain[...] : []
        var bytes = source.bytes
        for statement in shown.reversed() {
            let range = Int(statement.span.start)..<Int(statement.span.end)
            let value = String(decoding: bytes[range], as: UTF8.self)
            let printed = printing(value, asRepr: entry.shownStrings == entry.shown, isHidden)
            bytes.replaceSubrange(range, with: Array(printed.utf8))
        }
        return SavedProgram.lines(String(decoding: bytes, as: UTF8.self))
    }

    private func printing(_ value: String, asRepr: Bool, _ isHidden: Bool) -> String {
        let shown = needsLast ? "_" : value
        let print = isHidden ? "" : asRepr ? "print(repr(\(shown)))" : "print(\(shown))"
        guard needsLast else { return print }
        let before = needsBefore ? "__ = globals().get('_')\n" : ""
        let isUseful = value != "_" || needsBefore
        return before + (isUseful ? "_ = \(value)" + (print.isEmpty ? "" : "\n") : "") + print
    }

    private static func isCall(_ statement: Stmt) -> Bool {
        if case .expr(let value) = statement.kind, case .call = value.kind { return true }
        return false
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines
    }

    /// Without the mark that hides a value.
    static func withoutSemicolon(_ text: String) -> String {
        guard Session.endsInSemicolon(text) else { return text }
        var text = CommandText.withoutComment(text)
        while text.last?.isWhitespace == true || text.last == ";" { text.removeLast() }
        return text
    }
}

/// A session as a text.
enum SavedText {
    static func markdown(_ entries: [SessionLog.Entry]) -> String {
        var text = "# A session\n"
        for entry in entries where !entry.isUndone {
            var block = ""
            for (index, line) in entry.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                block += (index == 0 ? ">>> " : "... ") + line + "\n"
            }
            block += plain(entry.output)
            if !block.hasSuffix("\n") { block += "\n" }
            block += plain(entry.errors)
            if !block.hasSuffix("\n") { block += "\n" }
            let fence = block.contains("```") ? "````" : "```"
            text += "\n\(fence)pycon\n\(block)\(fence)\n"
        }
        return text
    }

    /// Without escape codes; of a line written over and over, the last.
    static func plain(_ text: String) -> String {
        var result = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let last = line.split(separator: "\r").last ?? ""
            if !result.isEmpty { result += "\n" }
            var rest = last.unicodeScalars[...]
            while let scalar = rest.popFirst() {
                guard scalar == "\u{1b}" else {
                    result.unicodeScalars.append(scalar)
                    continue
                }
                guard rest.first == "[" else { continue }
                rest = rest.dropFirst().drop { !(0x40...0x7e).contains($0.value) }.dropFirst()
            }
        }
        return result
    }
}
