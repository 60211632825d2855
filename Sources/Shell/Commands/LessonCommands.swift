import Lessons

/// `lesson`, and the words that lessons understand.
struct LessonCommands: CommandFamily {
    let title = "Lessons"

    let lesson = Command(
        "lesson", usage: "[N | NAME | FILE] [--restart]",
        "Lists the lessons, or begins one, or goes on with it.",
        completes: .words { session, before in
            before.isEmpty
                ? session.lessons.library.entries.flatMap { [($0.name, ""), ($0.words, "")] } + [("--restart", "")]
                : [("--restart", "begins it anew")]
        }, python: { _ in [] }
    ) { call in
        var words = call.words
        let restarts = words.contains("--restart")
        words.removeAll { $0 == "--restart" }
        guard words.count <= 1 else { throw call.misuse() }
        guard let word = words.first else {
            guard !restarts else { throw call.misuse() }
            return call.session.lessons.list()
        }
        guard call.session.canPlayLessons else {
            throw call.machine.error(
                .runtimeError, "a lesson is played at a terminal; gradus < FILE runs one with its solutions")
        }
        do throws(LessonFault) {
            try call.session.lessons.open(Session.unquoted(word), restarts: restarts)
        } catch {
            throw call.machine.error(.valueError, error.description)
        }
    }

    /// What a word of the open lesson is to whoever asks whether a line is a command.
    static func command(_ word: LessonWord) -> Command {
        Command(word.rawValue, word.summary + ".") { call in
            _ = call.session.lessons.take(word.rawValue)
        }
    }

    /// What `help lesson` adds.
    static var page: [String] {
        [
            "    While a lesson is open, anything may be typed. Enter on an empty line runs the code of a step, or checks",
            "    an exercise; a step ends when its goal is reached, however that was done. These words work as well:",
        ]
            + Table.lines(LessonWord.allCases.map { ["    \($0.rawValue)", $0.summary] })
            + ["    A variable of the same name hides a word; %next is always the word."]
    }
}
