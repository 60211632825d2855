import Arrays
import Autograd

/// A layer without parameters: a function with options.
package final class FunctionLayer: Module {
    private let function: @Sendable (Module, Tensor) throws -> Tensor

    init(_ entry: LayerEntry, _ call: Call, _ function: @escaping @Sendable (Module, Tensor) throws -> Tensor) {
        self.function = function
        super.init(entry, call)
    }

    required init(copyOf other: Module) {
        guard let other = other as? FunctionLayer else { preconditionFailure("a copy is of its own kind") }
        function = other.function
        super.init(copyOf: other)
    }

    package override func forward(_ input: Tensor) throws -> Tensor { try function(self, input) }
}

extension Module {
    /// Applies an operation to a tensor, in place if the attribute at `inplace` says so.
    final func apply(_ operation: Operation, _ x: Tensor, _ rest: Operand..., inplace: Int) throws -> Tensor {
        let operands = [.tensor(x)] + rest
        let result = bool(inplace) ? try operation.callInPlace(operands) : try operation.call(operands)
        guard case .tensor(let tensor) = result else { throw ArrayError.type("\(typeName): a tensor was expected") }
        return tensor
    }
}
