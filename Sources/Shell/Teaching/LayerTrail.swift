import Arrays
import Autograd
import NN

/// What the layers did last: the shapes that went in and out, in the order of the calls.
final class LayerTrail {
    /// One call of a layer.
    struct Step {
        let module: NN.Module
        let input: Dims
        let output: Dims
        /// Which statement made the call.
        let statement: Int
        /// The result's identity; the result itself is not kept.
        fileprivate let result: ObjectIdentifier
    }

    /// The latest calls; old ones make room.
    private(set) var steps: [Step] = []
    private static let mostSteps = 256

    private var statement = 0

    func beginStatement() { statement += 1 }

    func note(_ module: NN.Module, _ input: Tensor, _ result: Tensor) {
        // What holds layers is told by what it holds.
        guard module.children.count == 0 else { return }
        if steps.count >= LayerTrail.mostSteps * 2 { steps.removeFirst(LayerTrail.mostSteps) }
        steps.append(
            Step(
                module: module, input: input.shape, output: result.shape, statement: statement,
                result: ObjectIdentifier(result)))
    }

    /// The layer whose latest result a tensor is.
    func maker(of tensor: Tensor) -> NN.Module? {
        let id = ObjectIdentifier(tensor)
        return steps.last { $0.result == id && $0.output == tensor.shape }?.module
    }

    /// The calls of the last pass through a network: back to where a layer comes again, or a statement begins. Those
    /// before a layer that failed are of its own statement.
    func lastPass(before failed: NN.Module? = nil) -> [Step] {
        var seen: Set<ObjectIdentifier> = []
        if let failed { seen.insert(ObjectIdentifier(failed)) }
        var pass: [Step] = []
        let number = failed == nil ? steps.last?.statement : statement
        for step in steps.reversed() where step.statement == number {
            guard seen.insert(ObjectIdentifier(step.module)).inserted else { break }
            pass.append(step)
        }
        return pass.reversed()
    }

    /// Whether a layer took part in the last calls.
    func includes(_ module: NN.Module) -> Bool { steps.contains { $0.module === module } }

    func forget() { steps = [] }
}
