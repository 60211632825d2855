import Arrays

/// An operation made of others: it leaves their nodes and needs no derivative.
package final class Composed: Operation, @unchecked Sendable {
    private let body: @Sendable (Call) throws -> Operand

    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .both, also: [String] = [],
        spellings: [String] = [], samples: [String] = [], resultNames: [String] = [],
        derivative: Derivative = .composed, body: @escaping @Sendable (Call) throws -> Operand
    ) {
        self.body = body
        super.init(
            signature, summary, faces, also: also, spellings: spellings, samples: samples, node: "", isView: false,
            resultNames: resultNames, derivative: derivative)
    }

    package override func call(_ operands: [Operand]) throws -> Operand { try body(Call(operands)) }

    /// Calls it for a tensor.
    package func callAsFunction(_ operands: Operand...) throws -> Tensor {
        guard case .tensor(let tensor) = try body(Call(operands)) else {
            throw ArrayError.type("\(name) does not return a tensor")
        }
        return tensor
    }
}

/// An operation with several results that has a rule of its own.
package final class Multiple: Operation, @unchecked Sendable {
    private let forward: @Sendable (inout Call) throws -> [NDArray]
    private let tensorPositions: [Int]

    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .both, also: [String] = [],
        spellings: [String] = [], samples: [String] = [], node: String? = nil, isView: Bool = false,
        resultNames: [String] = [], derivative: Derivative,
        forward: @escaping @Sendable (inout Call) throws -> [NDArray]
    ) {
        self.forward = forward
        tensorPositions = Signature(signature).tensorPositions
        super.init(
            signature, summary, faces, also: also, spellings: spellings, samples: samples, node: node, isView: isView,
            resultNames: resultNames, derivative: derivative)
    }

    package override func call(_ operands: [Operand]) throws -> Operand { .tensors(try self(operands)) }

    /// Calls it for its tensors.
    package func callAsFunction(_ operands: [Operand]) throws -> [Tensor] {
        var call = Call(operands)
        let out = try forward(&call).map { Tensor($0) }
        for tensor in out {
            finish(tensor, viewOf: isView ? operands.first?.asTensor : nil)
            if isView { tensor.flags.insert(.manyViews) }
        }
        guard call.requiresGrad, let first = out.first, let node = startNode(for: first) else { return out }
        let saves = try fill(node, call, tensorPositions)
        try attach(node, to: first, saving: saves)
        for (i, tensor) in out.enumerated().dropFirst() {
            node.moreOutputs.append(OutputInfo(shape: tensor.shape, dtype: tensor.dtype))
            guard tensor.dtype.isFloatingPoint else { continue }
            tensor.node = node
            tensor.outputIndex = Int32(i)
            tensor.flags.insert(.requiresGrad)
        }
        return out
    }

    /// Calls it for its tensors.
    package func callAsFunction(_ operands: Operand...) throws -> [Tensor] { try self(operands) }
}
