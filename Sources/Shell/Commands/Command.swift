import Interpreter
import Syntax

/// A word that a session understands before Python does. Declared once: help, completion and hints follow from it.
package struct Command: Sendable {
    /// What may be typed, the usual word first.
    let names: [String]
    /// What may follow the word.
    let usage: String
    /// One sentence.
    let summary: String
    /// Ends the session, whatever follows.
    var leaves = false
    /// Only `%word` is this command, and lists of commands leave it out.
    var isHidden = false
    /// Whether it says itself how long it took, or waits for somebody.
    var tellsTime = false
    /// What Tab offers behind its word.
    var completes = CommandCompletion.expression
    /// Whether it may change what a program can see, so that `undo` takes it back.
    let changes: Bool
    /// What it comes to in Python, for `save`; worked out before it runs. nil: it is no part of a program.
    let python: (@Sendable (CommandCall) throws -> [String])?
    /// What it does. Errors that it throws are shown as Python exceptions.
    let run: @Sendable (CommandCall) throws -> Void

    var name: String { names.first ?? "" }

    init(
        _ name: String, also others: [String] = [], usage: String = "", _ summary: String, leaves: Bool = false,
        isHidden: Bool = false, changes: Bool? = nil, tellsTime: Bool = false,
        completes: CommandCompletion = .expression, python: (@Sendable (CommandCall) throws -> [String])? = nil,
        run: @escaping @Sendable (CommandCall) throws -> Void
    ) {
        names = [name] + others
        self.usage = usage
        self.summary = summary
        self.leaves = leaves
        self.isHidden = isHidden
        self.python = python
        self.changes = changes ?? (python != nil)
        self.tellsTime = tellsTime
        self.completes = completes
        self.run = run
    }
}

/// What Tab offers behind the word of a command.
package enum CommandCompletion: Sendable {
    /// What may stand in an expression.
    case expression
    /// The same, and the commands themselves.
    case names
    /// The names of files.
    case files
    /// Words of its own: given the words before it, those that may come next, each with what it means.
    case words(@Sendable (Session, [String]) -> [(word: String, meaning: String)])
}

/// A command as typed.
package struct CommandCall {
    let command: Command
    /// What followed the word, without comment, blanks around it and brackets around all of it.
    let arguments: String
    let session: Session

    var machine: Machine { session.machine }
    /// The arguments at their blanks, brackets and quotes kept together.
    var words: [String] { CommandText.words(arguments) }

    /// Shows a line.
    func say(_ line: String) { session.say(line) }

    /// The error of a command that was given what it cannot use.
    func misuse() -> PythonError {
        let usage = command.usage.isEmpty ? "takes no arguments" : "is used as: \(command.name) \(command.usage)"
        return machine.error(.typeError, "the command \(command.name) \(usage)")
    }

    /// The values of words such as `lr=0.05`, by name, and the other words.
    func options() throws -> (values: [String: Value], rest: [String]) {
        var values: [String: Value] = [:]
        var rest: [String] = []
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1)
            if parts.count == 2, CommandText.isName(parts[0]), !parts[1].hasPrefix("=") {
                let value = try session.evaluate(String(parts[1]))
                machine.keep(value)
                values[String(parts[0])] = value
            } else {
                rest.append(word)
            }
        }
        return (values, rest)
    }
}

/// Commands that belong together: its stored properties, found by reflection.
protocol CommandFamily: Sendable {
    /// What help calls them.
    var title: String { get }
}

extension CommandFamily {
    var commands: [Command] { Mirror(reflecting: self).children.compactMap { $0.value as? Command } }
}

/// All commands there are.
package enum Commands {
    static let families: [any CommandFamily] = [
        TensorCommands(), NetworkCommands(), PictureCommands(), TimeCommands(), FileCommands(), SessionCommands(),
        UndoCommands(), SettingCommands(), TeachingCommands(), LessonCommands(), HelpCommands(),
    ]

    package static let all: [Command] = families.flatMap(\.commands)

    private static let byName: [String: Command] = Dictionary(
        all.flatMap { command in command.names.map { ($0, command) } }, uniquingKeysWith: { first, _ in first })

    package static func named(_ name: String) -> Command? { byName[name] }

    /// Those that lists show.
    static let listed = all.filter { !$0.isHidden }

    /// What a `%word` is that is no command.
    static let unknown = Command("%", "Says that there is no such command.", isHidden: true) { call in
        let known = Commands.listed.map(\.name)
        let near = known.filter { $0.first == call.arguments.first }
        let hint = near.isEmpty ? "help lists the commands" : "there is \(near.joined(separator: ", "))"
        throw call.machine.error(.nameError, "there is no command %\(call.arguments): \(hint)")
    }
}
