import Interpreter
import Lessons
import Torch

/// `help`.
struct HelpCommands: CommandFamily {
    let title = "Help"

    let help = Command(
        "help", usage: "[NAME]",
        "Lists the commands, or explains a command, a name or an object; so do ?NAME and NAME?.",
        completes: .names
    ) { call in
        for line in try call.session.help(call.arguments) { call.say(line) }
    }
}

extension Session {
    /// The lines of `help NAME`; of the overview for an empty name.
    func help(_ name: String) throws -> [String] {
        guard !name.isEmpty else { return overview }
        let word = name.first == "%" ? String(name.dropFirst()) : name
        if isPlayingLesson, LessonWord(rawValue: word) != nil, let command = Commands.named("lesson") {
            return page(of: command)
        }
        if let command = Commands.named(word), machine.globals.get(machine.intern(word)) == nil {
            return page(of: command)
        }
        if SettingsTable.all.contains(where: { $0.name == word }), machine.globals.get(machine.intern(word)) == nil,
            let set = Commands.named("set")
        {
            return page(of: set)
        }
        let known = try find(name)
        machine.keep(known)
        return try HelpPage(self, name, known).lines()
    }

    /// The object that a name stands for. What only a method or a function elsewhere is called is found too.
    private func find(_ name: String) throws -> Value {
        do {
            return try evaluate(name)
        } catch {
            guard CommandText.isName(name[...]) else { throw error }
            for place in [
                "nn.functional", "Tensor", "nn", "optim", "optim.lr_scheduler", "utils.data", "nn.utils", "linalg",
                "special", "nn.init",
            ] {
                if let found = try? evaluate("__import__('torch').\(place).\(name)") { return found }
            }
            if let meaning = torch.runtime.meaning(of: name), let found = try? evaluate(meaning) { return found }
            throw error
        }
    }

    private func page(of command: Command) -> [String] {
        var lines = ["\(command.name) \(command.usage)", "    \(command.summary)"]
        if command.names.count > 1 { lines.append("    Also: \(command.names.dropFirst().joined(separator: ", "))") }
        if command.name == "set" {
            lines += Table.lines(SettingsTable.all.map { ["    set \($0.name)", $0.usage, $0.summary] })
        }
        if command.name == "lesson" { lines += LessonCommands.page }
        lines.append("    A variable called \(command.name) hides it; %\(command.name) is always the command.")
        return lines
    }

    // MARK: The overview

    /// One screen: what can be typed, and the commands by family.
    private var overview: [String] {
        var lines = ["Type Python; torch, nn, F and optim are there without import. These words are commands:"]
        let width = Commands.families.map(\.title.count).max() ?? 0
        for family in Commands.families {
            let words = family.commands.filter { !$0.isHidden }.map { command in
                ([command.names.joined(separator: ", ")] + (command.usage.isEmpty ? [] : [command.usage]))
                    .joined(separator: " ")
            }
            let margin = String(repeating: " ", count: width + 4)
            var line = "  " + family.title.padded(to: width) + "  "
            for (index, word) in words.enumerated() {
                let mark = index + 1 < words.count ? "; " : ""
                if line.count + word.count > 78, line.count > margin.count {
                    lines.append(line.trimmedAtEnd)
                    line = margin
                }
                line += word + mark
            }
            if !words.isEmpty { lines.append(line.trimmedAtEnd) }
        }
        lines += [
            "A variable of the same name hides a command; %word is always the command.",
            "help NAME, ?NAME or NAME? explains a command, function, layer, optimizer or variable.",
            "_ is the last value; a ; at the end hides a value. Tab completes, Right accepts",
            "the dim hint, Up and Ctrl-R search what you typed, Ctrl-C stops, Ctrl-D leaves.",
        ]
        return lines
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// Without blanks at the end.
    var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
