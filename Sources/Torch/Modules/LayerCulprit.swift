import Arrays
import Autograd
import Interpreter
import NN

/// The layer that an exception came from, with what it was given: an exception's `culprit`.
package final class LayerCulprit {
    package let module: Module
    /// Tensors as they were given, in their order.
    package let inputs: [Tensor]

    init(_ module: Module, _ inputs: [Tensor]) {
        self.module = module
        self.inputs = inputs
    }
}

/// Told of what trains networks, in order: for advice to a person. Nobody observes programs that nobody watches.
package protocol TrainingObserver: AnyObject {
    /// Before the walk back from `tensors`.
    func willGoBack(from tensors: [Tensor])
    /// After it.
    func didGoBack(from tensors: [Tensor])
    /// Before an optimizer changes its parameters.
    func willStep(_ optimizer: NN.Optimizer)
    /// After it.
    func didStep(_ optimizer: NN.Optimizer)
    /// After gradients were forgotten or made zeros.
    func didZero()
}

extension TorchRuntime {
    /// The exception of an error, knowing the layer that it came from: the innermost, where layers hold each other.
    @inline(never)
    func blame(_ module: Module, _ inputs: [Operand], for error: any Error) -> any Error {
        if let failure = error as? LayerFailure {
            return blame(failure.module, [.tensor(failure.input)], for: failure.error)
        }
        let exception = machine.exception(for: error)
        if exception.culprit == nil {
            exception.culprit = LayerCulprit(module, inputs.compactMap(\.asTensor))
        }
        return error is PythonError ? error : PythonError(exception: exception)
    }

    /// Runs a backward pass between its announcements.
    func goBack(from tensors: [Tensor], _ walk: () throws -> Void) rethrows {
        guard let observer else { return try walk() }
        observer.willGoBack(from: tensors)
        try walk()
        observer.didGoBack(from: tensors)
    }

    /// Runs an optimizer's step between its announcements.
    func step(_ optimizer: NN.Optimizer) throws {
        guard let observer else { return try optimizer.step() }
        observer.willStep(optimizer)
        try optimizer.step()
        observer.didStep(optimizer)
    }
}
