import Interpreter

/// Commands about the session itself.
struct SessionCommands: Sendable {
    let who = Command("who", "Lists your variables: type, shape, element type and value.") { call in
        guard call.arguments.isEmpty else { throw call.misuse() }
        call.session.listVariables()
    }

    let help = Command("help", usage: "[NAME]", "Lists the commands, or says what a command or a name is.") { call in
        try call.session.help(call.arguments)
    }

    let reset = Command("reset", "Forgets your variables.") { call in
        guard call.arguments.isEmpty else { throw call.misuse() }
        call.session.forgetVariables()
    }

    let seed = Command("seed", usage: "N", "Starts all random numbers from N, as torch.manual_seed(N) does.") { call in
        guard !call.arguments.isEmpty else { throw call.misuse() }
        let number = try call.session.evaluate(call.arguments)
        call.machine.keep(number)
        try call.session.seed(number)
    }

    let exit = Command("exit", also: ["quit"], "Leaves.", leaves: true) { _ in }
}

extension Session {
    /// The names that the program has defined, in order.
    package var variables: [(name: String, value: Value)] {
        machine.globals.items.compactMap { key, value in
            guard let name = key.asStr?.string, !(name.hasPrefix("__") && name.hasSuffix("__")) else { return nil }
            return (name, value)
        }
    }

    fileprivate func listVariables() {
        let rows = variables.filter { $0.value.kind != .module }.map { name, value in
            [name, machine.typeName(value), attributeText(value, "shape"), attributeText(value, "dtype"), brief(value)]
        }
        guard !rows.isEmpty else { return say("No variables yet.") }
        for line in Table.lines(rows) { say(line) }
    }

    /// An attribute of a tensor in a few words; empty for what has none.
    private func attributeText(_ value: Value, _ name: String) -> String {
        guard value.kind != .class, let found = try? machine.attribute(value, machine.intern(name)) else { return "" }
        if let dims = found.asTuple, let text = try? machine.repr(machine.tuple(dims.items)) { return text }
        let text = (try? machine.str(found)) ?? ""
        return text.hasPrefix("torch.") ? String(text.dropFirst(6)) : ""
    }

    /// One short line about a value that is no tensor.
    private func brief(_ value: Value) -> String {
        if value.kind == .class || value.asFunction != nil || !attributeText(value, "shape").isEmpty { return "" }
        guard let text = try? machine.scope({ try machine.repr(value) }) else { return "" }
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 40 ? line.prefix(39) + "…" : line == text ? line : line + " …"
    }

    fileprivate func forgetVariables() {
        for (name, _) in variables { _ = machine.globals.remove(machine.intern(name)) }
        _ = machine.builtins.remove(machine.intern("_"))
        recall.forget()
    }

    fileprivate func seed(_ number: Value) throws {
        for (module, function) in [("torch", "manual_seed"), ("random", "seed")] {
            guard let module = try? machine.importModule(module) else { continue }
            _ = try machine.call(try machine.getAttribute(Value(module), machine.intern(function)), [number])
        }
    }

    // MARK: Help

    fileprivate func help(_ text: String) throws {
        guard !text.isEmpty else { return commandHelp() }
        if let command = Commands.named(text), machine.globals.get(machine.intern(text)) == nil {
            say("\(command.names.joined(separator: ", ")) \(command.usage)")
            return say("    \(command.summary)")
        }
        let value = try evaluate(text)
        machine.keep(value)
        guard let help = machine.builtins.get(machine.intern("help")) else { return }
        _ = try machine.call(help, [value])
    }

    private func commandHelp() {
        say("Type Python; torch, nn, F and optim are there without import. Beside it, these words are commands:")
        for line in Table.lines(Commands.all.map { ["  " + $0.names.joined(separator: ", "), $0.usage, $0.summary] }) {
            say(line)
        }
        say("A variable of yours with the same name wins; %word is always the command.")
        say(
            "help NAME says more about a command, a function or a class. Tab completes, Ctrl-R searches, Ctrl-D leaves."
        )
    }
}

/// Rows of text with their columns below each other.
enum Table {
    static func lines(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (cell, width) in zip(row, widths) where width > 0 {
                line += cell + String(repeating: " ", count: width - cell.count + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
