import Interpreter

/// What the session was before each of the latest entries.
final class UndoHistory {
    /// The session before an entry, and the entry's text.
    struct Step {
        let text: String
        let snapshot: Snapshot
    }

    private(set) var steps: [Step] = []
    /// Why the latest entry cannot be taken back; nil where it can.
    private(set) var gap: String?
    private var byteCount = 0
    private static let mostSteps = 100
    private static let mostBytes = 192 << 20

    /// Takes a snapshot of the session, before an entry runs.
    func note(_ session: Session, _ text: String) {
        guard let snapshot = session.snapshot(sharing: steps.last?.snapshot) else {
            return skip(because: "the session holds more than undo keeps copies of")
        }
        gap = nil
        steps.append(Step(text: text, snapshot: snapshot))
        byteCount += snapshot.byteCount
        while steps.count > UndoHistory.mostSteps || byteCount > UndoHistory.mostBytes && steps.count > 1 {
            byteCount -= steps.removeFirst().snapshot.byteCount
        }
    }

    /// An entry runs that cannot be taken back, nor can what was before it.
    func skip(because reason: String) {
        steps = []
        byteCount = 0
        gap = reason
    }

    /// The step before the latest entry, taken from the list.
    func pop() -> Step? {
        guard let step = steps.popLast() else { return nil }
        byteCount -= step.snapshot.byteCount
        return step
    }

    /// Drops the steps of entries that were taken back.
    func forget(from number: Int) {
        while let last = steps.last, last.snapshot.entryCount >= number { _ = pop() }
    }
}

/// `undo`.
struct UndoCommands: CommandFamily {
    let title = "Undo"

    let undo = Command(
        "undo", usage: "[N]",
        "Takes the last statement back, or the last N: variables, weights, optimizers, random numbers."
    ) { call in
        let count = call.arguments.isEmpty ? 1 : Int(call.arguments)
        guard let count, count > 0 else { throw call.misuse() }
        try call.session.undo(count)
    }
}

extension Session {
    fileprivate func undo(_ count: Int) throws {
        if let gap = undoHistory.gap {
            throw machine.error(.runtimeError, "the last statement cannot be taken back: \(gap)")
        }
        var undone: Snapshot?
        var left = count
        while left > 0, let step = undoHistory.pop() {
            let lines = step.text.split(separator: "\n")
            say("undone: \(lines.first ?? "")\(lines.count > 1 ? " …" : "")")
            undone = step.snapshot
            left -= 1
        }
        guard let undone else { return say("There is nothing to undo.") }
        let lasting = restore(undone)
        if !lasting.isEmpty { say("not undone: \(lasting.joined(separator: ", "))") }
        if left > 0 { say("Nothing before that can be undone.") }
    }
}
