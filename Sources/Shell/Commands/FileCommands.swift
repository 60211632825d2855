import Interpreter
import Syntax

/// Programs in files, and the session as one.
struct FileCommands: CommandFamily {
    let title = "Files"

    let runFile = Command(
        "run", usage: "FILE [ARGUMENT]...", "Runs a program; its variables stay.", completes: .files,
        python: { $0.words.first.map { ["exec(open(\(Session.quoted(Session.unquoted($0)))).read())"] } ?? [] }
    ) { call in
        guard let first = call.words.first else { throw call.misuse() }
        try call.session.runFile(Session.unquoted(first), arguments: Array(call.words.dropFirst()))
    }

    let load = Command(
        "load", usage: "FILE", "Types a program in: shows it and runs it statement by statement, values shown.",
        completes: .files,
        python: { $0.words.first.map { ["exec(open(\(Session.quoted(Session.unquoted($0)))).read())"] } ?? [] }
    ) { call in
        guard call.words.count == 1 else { throw call.misuse() }
        try call.session.loadFile(Session.unquoted(call.words[0]))
    }

    let save = Command(
        "save", usage: "FILE.py | FILE.md",
        "Writes the session out: as a program that PyTorch runs, or as a text with what was printed.",
        completes: .files
    ) { call in
        guard call.words.count == 1 else { throw call.misuse() }
        try call.session.save(Session.unquoted(call.words[0]), call)
    }

    let history = Command("history", usage: "[N]", "Lists what you have typed.") { call in
        guard call.words.count <= 1 else { throw call.misuse() }
        guard let word = call.words.first else { return call.session.listHistory(nil) }
        guard let count = Int(word), count >= 0 else { throw call.misuse() }
        call.session.listHistory(count)
    }
}

extension Session {
    /// `'a b.py'` without its quotes.
    static func unquoted(_ word: String) -> String {
        guard let mark = word.first, mark == "'" || mark == "\"", word.count > 1, word.last == mark else { return word }
        return String(word.dropFirst().dropLast())
    }

    fileprivate static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }

    // MARK: Reading

    /// The text of a file, by Python's `open`, with its errors and its rules.
    private func readFile(_ path: String) throws -> String {
        let file = try openFile(path, "r")
        defer { _ = try? machine.callMethod(machine.intern("close"), of: file) }
        let text = try machine.callMethod(machine.intern("read"), of: file)
        return text?.asStr?.string ?? ""
    }

    private func openFile(_ path: String, _ mode: String) throws -> Value {
        guard let open = machine.builtins.get(machine.intern("open")) else { return .none }
        let file = try machine.call(
            open, [machine.string(path), machine.string(mode)], keywords: [("encoding", machine.string("utf-8"))])
        machine.keep(file)
        return file
    }

    fileprivate func runFile(_ path: String, arguments: [String]) throws {
        let text = try readFile(path)
        let before = surroundings.arguments
        surroundings.arguments = [path] + arguments
        defer { surroundings.arguments = before }
        let source = Source(name: path, text: text)
        let module = try parsed(source) { try Parser.parseFile(source) }
        try run(module.body, source, .file)
    }

    fileprivate func loadFile(_ path: String) throws {
        var stream = StatementStream(name: path)
        stream.append(Array(try readFile(path).utf8))
        stream.finish()
        while let piece = stream.next() {
            let text = Transcript.echo(piece)
            say(String(text.dropLast()))
            switch submit(piece) {
            case .completed: continue
            case .exit, .failed: return
            case .interrupted: throw machine.error(.keyboardInterrupt, "")
            }
        }
    }

    // MARK: Writing

    fileprivate func save(_ path: String, _ call: CommandCall) throws {
        let text: String
        if path.hasSuffix(".py") {
            text = try SavedProgram(session: self).text()
        } else if path.hasSuffix(".md") {
            text = SavedText.markdown(log.latest(.max).map(\.entry))
        } else {
            throw call.misuse()
        }
        let file = try openFile(path, "w")
        _ = try machine.callMethod(machine.intern("write"), of: file, [machine.string(text)])
        _ = try machine.callMethod(machine.intern("close"), of: file)
        say("saved \(text.split(separator: "\n", omittingEmptySubsequences: false).count - 1) lines in \(path)")
    }

    fileprivate func listHistory(_ count: Int?) {
        let own = log.latest(count ?? .max)
        if let count, count > own.count {
            // What earlier sessions left, without what this one has added.
            let earlier = earlierEntries(count - own.count, Set(log.entries.map(\.text)))
            for entry in earlier { say(Session.indented(entry, by: "      ")) }
        }
        for (number, entry) in own {
            let label = String(number)
            let place = String(repeating: " ", count: max(0, 4 - label.count)) + label + "  "
            say(place + Session.indented(entry.text, by: "      ").dropFirst(6))
        }
    }

    private static func indented(_ text: String, by margin: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { margin + $0 }.joined(separator: "\n")
    }
}
