/// Commands that explain.
struct TeachingCommands: CommandFamily {
    let title = "Errors"

    let why = Command("why", "Tells more about the last error: the idea, and the shapes that led to it.") { call in
        guard call.arguments.isEmpty else { throw call.misuse() }
        let lines = call.session.teacher.explanation
        for line in lines.isEmpty ? ["Nothing has failed yet."] : lines { call.say(line) }
    }
}
