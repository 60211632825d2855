import Interpreter
import Terminal

// What is shown, dimmed, behind the cursor: the parameters still to be given, else the latest entry that begins so.
extension Prompt {
    package func hint(_ text: String, cursor: Int) -> Hint? {
        guard !text.isEmpty, session.settings.isOn(\.hints) else { return nil }
        if let parameters = session.machine.scope({ signatureHint(text, cursor) }) {
            return Hint(parameters, accepted: "")
        }
        if session.isPlayingLesson, let next = session.lessons.suggestion, next.hasPrefix(text), next != text {
            return Hint(String(next.dropFirst(text.count)))
        }
        return history.latest(startingWith: text).map { Hint(String($0.dropFirst(text.count))) }
    }

    private func signatureHint(_ text: String, _ cursor: Int) -> String? {
        guard text.utf8.last == UInt8(ascii: "(") || text.hasSuffix(", ") else { return usageHint(text) }
        guard let call = Cursor(text, at: cursor).call, let callee = session.resolve(call.callee),
            let shape = session.machine.callShape(of: callee)
        else { return nil }
        let fixed = shape.parameters.prefix { $0.kind == .positionalOnly || $0.kind == .normal }.count
        return shape.dropping(min(call.argument, fixed)).text + ")"
    }

    /// What may follow the word of a command.
    private func usageHint(_ text: String) -> String? {
        guard text.hasSuffix(" "), let call = session.command(in: text), call.arguments.isEmpty,
            !call.command.usage.isEmpty
        else { return nil }
        return call.command.usage
    }
}
