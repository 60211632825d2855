import Autograd
import Interpreter
import Torch

/// What the session was before each of the latest entries.
final class UndoHistory {
    /// The session before an entry.
    struct Step {
        /// The entry's number in the log, and its text.
        let number: Int
        let text: String
        let objects: ObjectSnapshot
        /// nil before the first tensor.
        let tensors: TorchSnapshot?
        let last: Object?
        let graph: Tensor?
        /// How often files had been changed.
        let fileChanges: Int
        let byteCount: Int
    }

    private(set) var steps: [Step] = []
    /// Why the latest entry cannot be taken back; nil where it can.
    private(set) var gap: String?
    private var byteCount = 0
    private static let mostSteps = 100
    private static let mostBytes = 256 << 20

    /// Takes a snapshot of the session, before an entry runs.
    func note(_ session: Session, number: Int, text: String) {
        let objects = ObjectSnapshot(of: session.machine)
        var tensors: TorchSnapshot?
        if let runtime = session.torch.existing {
            tensors = TorchSnapshot(
                of: runtime, objects: objects.objects, more: [session.recall.graph].compactMap { $0 },
                sharing: steps.last?.tensors)
            guard tensors != nil else {
                steps = []
                byteCount = 0
                gap = "the session holds more than undo keeps copies of"
                return
            }
        }
        gap = nil
        let bytes = objects.byteCount + (tensors?.byteCount ?? 0)
        steps.append(
            Step(
                number: number, text: text, objects: objects, tensors: tensors, last: session.recall.last,
                graph: session.recall.graph, fileChanges: session.surroundings.files.changes, byteCount: bytes))
        byteCount += bytes
        while steps.count > UndoHistory.mostSteps || byteCount > UndoHistory.mostBytes && steps.count > 1 {
            byteCount -= steps.removeFirst().byteCount
        }
    }

    /// The step before the latest entry, taken from the list.
    func pop() -> Step? {
        guard let step = steps.popLast() else { return nil }
        byteCount -= step.byteCount
        return step
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
        guard undoHistory.gap == nil else {
            throw machine.error(.runtimeError, "the last statement cannot be taken back: \(undoHistory.gap ?? "")")
        }
        var undone: UndoHistory.Step?
        var left = count
        let fileChanges = surroundings.files.changes
        while left > 0, let step = undoHistory.pop() {
            let lines = step.text.split(separator: "\n")
            say("undone: \(lines.first ?? "")\(lines.count > 1 ? " …" : "")")
            undone = step
            left -= 1
        }
        guard let undone else { return say("There is nothing to undo.") }
        undone.objects.restore()
        undone.tensors?.restore()
        recall.restore(last: undone.last, graph: undone.graph)
        log.undo(from: undone.number)
        var lasting = undone.objects.lasting
        if fileChanges != undone.fileChanges { lasting.append("what was written to files") }
        if !lasting.isEmpty { say("not undone: \(lasting.joined(separator: ", "))") }
        if left > 0 { say("Nothing before that can be undone.") }
    }
}
