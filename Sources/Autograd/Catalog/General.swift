import Arrays

/// An operation with any parameters and one result.
///
/// Its rules are those of the tensor parameters in order, or of the `differentiable` positions.
package final class General: Operation, @unchecked Sendable {
    private let forward: @Sendable (inout Call) throws -> NDArray
    private let tensorPositions: [Int]

    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .both, also: [String] = [],
        spellings: [String] = [], samples: [String] = [], node: String? = nil, isView: Bool = false,
        derivative: Derivative, differentiable: [Int]? = nil,
        forward: @escaping @Sendable (inout Call) throws -> NDArray
    ) {
        self.forward = forward
        tensorPositions = differentiable ?? Signature(signature).tensorPositions
        super.init(
            signature, summary, faces, also: also, spellings: spellings, samples: samples, node: node, isView: isView,
            resultNames: [], derivative: derivative)
    }

    package override func call(_ operands: [Operand]) throws -> Operand { .tensor(try self(operands)) }

    /// Calls it for a tensor.
    package func callAsFunction(_ operands: [Operand]) throws -> Tensor {
        var call = Call(operands)
        let out = Tensor(try forward(&call))
        finish(out, viewOf: isView ? operands.first?.asTensor : nil)
        if call.requiresGrad, let node = startNode(for: out) {
            try attach(node, to: out, saving: try fill(node, call, tensorPositions))
        }
        return out
    }

    /// Calls it for a tensor.
    package func callAsFunction(_ operands: Operand...) throws -> Tensor { try self(operands) }

    package override func callInPlace(_ operands: [Operand]) throws -> Operand {
        var call = Call(operands)
        let target = try call.tensor(0)
        let change = try InPlace(target)
        var node: RuleNode?
        if gradient != nil, try change.records(call.requiresGrad) { node = change.makeNode(self) }
        // Edges and saved tensors are those of before the change; what the forward keeps comes with it.
        let saves = try node.map { try fill($0, call, tensorPositions, inPlace: change) } ?? []
        try change.write(try forward(&call))
        if let node {
            if !call.kept.isEmpty { node.keep(call.kept) }
            change.attach(node, saving: saves)
        }
        return .tensor(target)
    }
}

extension Operation {
    /// Gives a node the edges of a call's tensors, what its rules need of them, and the other operands; returns what
    /// else is to be saved.
    final func fill(_ node: RuleNode, _ call: Call, _ positions: [Int], inPlace: InPlace? = nil) throws -> Saves {
        guard let gradient else { return [] }
        if let joint = gradient.joint { return try fill(node, call, positions, joint.saves) }
        var saves: Saves = []
        for (i, partial) in gradient.partials.enumerated() where i < positions.count {
            if let tensor = call[positions[i]].asTensor, tensor.requiresGrad {
                saves.formUnion(partial.saves)
                node.append(tensor.edge)
            } else {
                node.append(Edge())
            }
        }
        for i in 0..<min(positions.count, 7) where saves.rawValue & (1 << UInt8(i)) != 0 {
            if call[positions[i]].isNone { continue }
            try node.save(i, i == 0 ? try inPlace?.original() ?? call.tensor(positions[0]) : call.tensor(positions[i]))
        }
        node.operands = call.operandsWithoutTensors
        if !call.kept.isEmpty { node.keep(call.kept) }
        return saves
    }

    /// The same for one rule for all tensors.
    private func fill(_ node: RuleNode, _ call: Call, _ positions: [Int], _ saves: Saves) throws -> Saves {
        var i = 0
        for position in positions {
            let tensors: [Tensor?] =
                switch call[position] {
                case .tensor(let tensor): [tensor]
                case .tensors(let list): list
                default: [nil]
                }
            for tensor in tensors {
                node.append(tensor.map { $0.requiresGrad ? $0.edge : Edge() } ?? Edge())
                if i < 7, saves.rawValue & (1 << UInt8(i)) != 0, let tensor { try node.save(i, tensor) }
                i += 1
            }
        }
        node.operands = call.operandsWithoutTensors
        if !call.kept.isEmpty { node.keep(call.kept) }
        return saves
    }
}

extension Call {
    /// Whether any tensor among the operands requires a gradient.
    var requiresGrad: Bool {
        for operand in operands {
            switch operand {
            case .tensor(let tensor): if tensor.requiresGrad { return true }
            case .tensors(let list): if list.contains(where: \.requiresGrad) { return true }
            case .items(let items): if Call(items).requiresGrad { return true }
            default: break
            }
        }
        return false
    }

    /// The operands with an empty list in place of every tensor, so that a node does not keep what its rule does not
    /// need and still knows what was given.
    var operandsWithoutTensors: [Operand] {
        operands.map {
            switch $0 {
            case .tensor, .tensors: .tensors([])
            case .items(let items): .items(Call(items).operandsWithoutTensors)
            default: $0
            }
        }
    }
}
