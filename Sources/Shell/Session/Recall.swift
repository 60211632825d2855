import Autograd
import Interpreter
import Torch

/// Values that the session remembers for its commands. The objects stay alive as long as they are remembered.
package final class Recall {
    /// The value shown last that was no None.
    package private(set) var last: Object?
    /// The last value of a statement that was a tensor with a graph: what `backward` differentiates.
    package private(set) var graph: Tensor?

    func note(_ value: Value) {
        last = value.isObject ? value.object : nil
        noteGraph(value)
    }

    func noteGraph(_ value: Value) {
        if let tensor = value.asTensor, tensor.gradFn != nil { graph = tensor }
    }

    func restore(last: Object?, graph: Tensor?) {
        self.last = last
        self.graph = graph
    }

    func forget() {
        last = nil
        graph = nil
    }
}
