import Autograd
import Interpreter
import NN
import Syntax
import Torch

/// What a session does for somebody who learns: help below errors, `why`, and the coach. Its words are kept apart from
/// those of Python and PyTorch, and nobody hears them who is not at a terminal.
package final class Teacher {
    private let machine: Machine
    private let torch: TorchAccess
    private let trail = LayerTrail()
    let coach: Coach
    /// Whether somebody is there to be taught.
    private(set) var isTeaching = false
    /// `set coach off`.
    package var coachIsOn: Bool {
        get { coach.isOn }
        set { coach.isOn = newValue }
    }
    /// What was typed lately.
    private var texts: [String] = []
    private static let mostTexts = 200
    /// What `why` tells.
    private(set) var explanation: [String] = []

    /// - Parameter advise: shows a line of advice.
    init(_ machine: Machine, _ torch: TorchAccess, advise: @escaping (String) -> Void) {
        self.machine = machine
        self.torch = torch
        coach = Coach(machine, torch, trail, advise: advise)
    }

    /// From now on somebody is at the terminal: what fails is remembered well enough to be explained.
    package func begin() {
        isTeaching = true
        machine.remembersScenes = true
        torch.whenMade { [unowned self] runtime in
            runtime.observer = coach
            Engine.current.layerWatch = { [weak self] layer, input, result in
                guard let module = layer as? NN.Module else { return }
                self?.note(module, input, result)
            }
        }
    }

    private func note(_ module: NN.Module, _ input: Tensor, _ result: Tensor) {
        trail.note(module, input, result)
        coach.inspect(module, input, result)
    }

    /// Before something that was typed, or a file, runs.
    func willRun(_ text: String) {
        guard isTeaching else { return }
        coach.beginStatement()
        trail.beginStatement()
        texts.append(text)
        if texts.count > Teacher.mostTexts { texts.removeFirst(Teacher.mostTexts / 2) }
    }

    /// What the coach has to say about statements before they run.
    func willRun(_ body: [Stmt]) {
        if isTeaching { coach.read(body) }
    }

    // MARK: Errors

    /// Help for an exception that nobody caught; keeps what `why` will tell.
    func help(for exception: ExceptionObject) -> [String] {
        guard isTeaching, !exception.type.isSubclass(of: machine.types[.keyboardInterrupt]) else {
            return exception.hints
        }
        let failure = Failure(
            exception, machine, trail, texts: texts, layerClass: torch.existing?.types.layer)
        let (lines, topic) = Mistakes.find(failure)
        let shown = lines.isEmpty ? exception.hints : lines
        explain(failure, shown, topic)
        return shown
    }

    private func explain(_ failure: Failure, _ hints: [String], _ topic: Topic?) {
        explanation = [String(machine.conclusion(of: failure.exception).prefix { $0 != "\n" })]
        explanation += hints.map { "  " + $0 }
        if let topic { explanation += topic.lines }
        explanation += pass(failure, topic)
        if let lesson = topic?.lesson { explanation.append("More: lesson \(lesson.number), \(lesson.title)") }
        if topic == nil, hints.isEmpty {
            explanation.append(
                "The last line of the traceback that is yours says where; print what its names stand for.")
        }
    }

    /// The layers up to the failure with what went in and out.
    private func pass(_ failure: Failure, _ topic: Topic?) -> [String] {
        let aboutShapes: [Topic?] = [.shapes, .broadcasting, .dimensions, .classification, .elementTypes, .views]
        guard failure.culprit != nil || aboutShapes.contains(topic) else { return [] }
        var rows = trail.lastPass(before: failure.culprit?.module).map { step in
            [
                "  " + failure.name(of: step.module), step.module.typeName, Failure.shape(Array(step.input)), "→",
                Failure.shape(Array(step.output)),
            ]
        }
        if let culprit = failure.culprit {
            let input = culprit.inputs.first.map { Failure.shape($0) } ?? ""
            rows.append(["  " + failure.name(of: culprit.module), culprit.module.typeName, input, "→", "failed here"])
        }
        return rows.isEmpty ? [] : ["The layers, with the shapes that went in and out:"] + Table.lines(rows)
    }
}
