import Arrays
import Autograd

extension Module {
    /// A module of the same kind, options and mode without parts: the beginning of a deep copy.
    package final func emptyCopy() -> Module { type(of: self).init(copyOf: self) }

    /// `copy.deepcopy(module)`: the same tree of modules with tensors of their own; what is shared within stays
    /// shared. Faces are not copied: `onCopy` is told of each module and its copy.
    ///
    /// Throws RuntimeError when memory is short.
    package final func deepCopy(onCopy: (_ original: Module, _ copy: Module) throws -> Void = { _, _ in }) throws
        -> Module
    {
        var tensors: [ObjectIdentifier: Tensor] = [:]
        func copied(_ tensor: Tensor) throws -> Tensor {
            if let known = tensors[ObjectIdentifier(tensor)] { return known }
            let copy = Tensor(try tensor.array.copy())
            tensors[ObjectIdentifier(tensor)] = copy
            if tensor.requiresGrad { try copy.setRequiresGrad(true) }
            copy.isParameter = tensor.isParameter
            // A parameter's copy begins without a gradient.
            if !tensor.isParameter, let grad = tensor.grad { try copy.setGrad(Tensor(try grad.array.copy())) }
            return copy
        }
        let originals = try modules()
        var copies: [ObjectIdentifier: Module] = [:]
        for module in originals { copies[ObjectIdentifier(module)] = type(of: module).init(copyOf: module) }
        for module in originals {
            guard let copy = copies[ObjectIdentifier(module)] else { continue }
            copy.parameters.replace(with: try module.parameters.entries.map { ($0.name, try $0.value.map(copied)) })
            copy.buffers.replace(with: try module.buffers.entries.map { ($0.name, try $0.value.map(copied)) })
            copy.children.replace(
                with: module.children.entries.map { entry in
                    (entry.name, entry.value.flatMap { copies[ObjectIdentifier($0)] })
                })
            try onCopy(module, copy)
        }
        return copies[ObjectIdentifier(self)] ?? self
    }
}
