import Arrays

/// A node that hands its gradients on as they are. Modules with backward hooks put one before and one behind their
/// work, so that the hooks have a place: `BackwardHookFunctionBackward`.
final class PassingNode: Node {
    override var name: String { "BackwardHookFunctionBackward" }

    override func gradients(_ incoming: Incoming) throws -> [Tensor?] {
        try (0..<inputCount).map { i in
            if let grad = incoming.grad(i) { return grad }
            // A result that nothing was made of counts as one with a gradient of zeros.
            let info = outputInfo(i)
            return Tensor(try NDArray.zeros(info.shape, info.dtype))
        }
    }
}

extension Tensor {
    /// The same tensors as results of one node; nil where nothing is recorded, or none of them requires a gradient.
    package static func passing(_ tensors: [Tensor]) -> (results: [Tensor], node: Node)? {
        guard Engine.current.gradEnabled, let first = tensors.first, tensors.contains(where: \.requiresGrad) else {
            return nil
        }
        let node = PassingNode(
            .other, sequence: Engine.nextSequence(), output: OutputInfo(shape: first.shape, dtype: first.dtype))
        var results: [Tensor] = []
        for (i, tensor) in tensors.enumerated() {
            if i > 0 { node.moreOutputs.append(OutputInfo(shape: tensor.shape, dtype: tensor.dtype)) }
            node.append(tensor.requiresGrad ? tensor.edge : Edge())
            let result = Tensor(tensor.array)
            if tensor.requiresGrad {
                result.node = node
                result.outputIndex = Int32(i)
                result.flags.insert(.requiresGrad)
            }
            results.append(result)
        }
        return (results, node)
    }
}
