import Arrays

/// An operation of three tensors.
package final class Ternary: Operation, @unchecked Sendable {
    private let forward: @Sendable (NDArray, NDArray, NDArray) throws -> NDArray
    /// What further arguments other than their defaults lead to.
    private let variant: General?

    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .arithmetic, also: [String] = [],
        spellings: [String] = [], samples: [String], node: String? = nil, derivative: Derivative,
        variant: General? = nil, forward: @escaping @Sendable (NDArray, NDArray, NDArray) throws -> NDArray
    ) {
        self.forward = forward
        self.variant = variant
        super.init(
            signature, summary, faces, also: also, spellings: spellings, samples: samples, node: node, isView: false,
            resultNames: [], derivative: derivative)
    }

    /// Applies the operation.
    @inline(__always)
    package func callAsFunction(_ a: Tensor, _ b: Tensor, _ c: Tensor) throws -> Tensor {
        let out = Tensor(try forward(a.array, b.array, c.array))
        finish(out, viewOf: nil)
        if a.requiresGrad || b.requiresGrad || c.requiresGrad { try record(out, a, b, c) }
        return out
    }

    @inline(never)
    private func record(_ out: Tensor, _ a: Tensor, _ b: Tensor, _ c: Tensor) throws {
        guard let node = startNode(for: out) else { return }
        try attach(node, to: out, saving: try fill(node, a, b, c))
    }

    @inline(__always)
    private func fill(_ node: RuleNode, _ a: Tensor, _ b: Tensor, _ c: Tensor, inPlace: InPlace? = nil) throws -> Saves
    {
        guard let gradient else { return [] }
        var saves: Saves = []
        func connect(_ tensor: Tensor, _ i: Int) {
            if tensor.requiresGrad {
                saves.formUnion(gradient.partials[i].saves)
                node.append(tensor.edge)
            } else {
                node.append(Edge())
            }
        }
        connect(a, 0)
        connect(b, 1)
        connect(c, 2)
        if saves.contains(.a) { try node.save(0, try inPlace?.original() ?? a) }
        if saves.contains(.b) { try node.save(1, b) }
        if saves.contains(.c) { try node.save(2, c) }
        return saves
    }

    /// Whether operands after the third say anything.
    private func needsVariant(_ operands: [Operand]) -> Bool {
        operands.dropFirst(3).contains {
            switch $0 {
            case .none, .number(.int(1)), .number(.float(1)): false
            default: true
            }
        }
    }

    package override func call(_ operands: [Operand]) throws -> Operand {
        if let variant, needsVariant(operands) { return try variant.call(operands) }
        let call = Call(operands)
        return .tensor(try self(try call.tensor(0), try call.tensor(1), try call.tensor(2)))
    }

    package override func callInPlace(_ operands: [Operand]) throws -> Operand {
        if let variant, needsVariant(operands) { return try variant.callInPlace(operands) }
        let call = Call(operands)
        let (target, b, c) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
        let change = try InPlace(target)
        var node: RuleNode?
        var saves: Saves = []
        if gradient != nil, try change.records(target.requiresGrad || b.requiresGrad || c.requiresGrad) {
            let made = change.makeNode(self)
            saves = try fill(made, target, b, c, inPlace: change)
            node = made
        }
        try change.write(try forward(target.array, b.array, c.array))
        if let node { change.attach(node, saving: saves) }
        return .tensor(target)
    }
}
