import Arrays
import Autograd
import Interpreter
import Torch

/// Commands about the session itself.
struct SessionCommands: CommandFamily {
    let title = "Session"

    let who = Command("who", "Lists your variables: type, shape, element type, bytes and value.") { call in
        guard call.arguments.isEmpty else { throw call.misuse() }
        call.session.listVariables()
    }

    let reset = Command("reset", "Forgets your variables.", changes: true) { call in
        guard call.arguments.isEmpty else { throw call.misuse() }
        call.session.forgetVariables()
    }

    let seed = Command(
        "seed", usage: "N", "Starts all random numbers from N, as torch.manual_seed(N) and random.seed(N) do.",
        python: { ["import random", "random.seed(\($0.arguments))", "torch.manual_seed(\($0.arguments))"] }
    ) { call in
        guard !call.arguments.isEmpty else { throw call.misuse() }
        let number = try call.session.evaluate(call.arguments)
        call.machine.keep(number)
        try call.session.seed(number)
    }

    let exit = Command("exit", also: ["quit"], "Leaves.", leaves: true) { _ in }

    let shell = Command("!", usage: "COMMAND", "Refused: a session starts no other programs.", isHidden: true) { call in
        throw call.machine.error(
            .notImplementedError,
            "!\(call.arguments): a session starts no other programs; type it in another terminal")
    }

    let notebook = Command(
        "matplotlib", also: ["load_ext", "reload_ext", "autoreload", "config", "pylab"],
        "What notebooks set up: nothing needs to be.", isHidden: true
    ) { _ in }
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
            [
                name, machine.typeName(value), attributeText(value, "shape"), attributeText(value, "dtype"),
                byteCount(value).map(String.init) ?? "", brief(value),
            ]
        }
        guard !rows.isEmpty else { return say("No variables yet.") }
        for line in Table.lines([["name", "type", "shape", "dtype", "bytes", "value"]] + rows) { say(line) }
    }

    /// What a tensor's numbers, a network's parameters or any other object take.
    private func byteCount(_ value: Value) -> Int? {
        if let tensor = value.asTensor { return tensor.count * tensor.dtype.itemSize }
        if let module = value.asLayer?.module {
            return (try? module.allParameters())?.reduce(0) { $0 + $1.count * $1.dtype.itemSize }
        }
        guard let measure = try? machine.importModule("sys").namespace.get(machine.intern("getsizeof")),
            let size = try? machine.call(measure, [value])
        else { return nil }
        return try? machine.intArgument(size)
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

    func forgetVariables() {
        for (name, _) in variables { _ = machine.globals.remove(machine.intern(name)) }
        _ = machine.builtins.remove(machine.intern("_"))
        _ = machine.builtins.remove(machine.intern("__"))
        recall.forget()
        follow(nil)
        log.noteReset()
    }

    fileprivate func seed(_ number: Value) throws {
        for (module, function) in [("torch", "manual_seed"), ("random", "seed")] {
            guard let module = try? machine.importModule(module) else { continue }
            _ = try machine.call(try machine.getAttribute(Value(module), machine.intern(function)), [number])
        }
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
