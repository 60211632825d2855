import Arrays

/// An operation of one tensor and nothing else.
package final class Unary: Operation, @unchecked Sendable {
    /// The loop that does it, if there is one of its own.
    private let kernel: UnaryOp?
    private let forward: @Sendable (NDArray) throws -> NDArray
    /// What a second argument other than None leads to.
    private let variant: General?

    /// An operation with a loop of its own.
    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .pointwise, also: [String] = [],
        spellings: [String] = [], samples: [String] = ["n(2, 3)"], node: String? = nil, functional: String? = nil,
        derivative: Derivative, kernel: UnaryOp
    ) {
        self.kernel = kernel
        variant = nil
        forward = { try $0.unary(kernel) }
        super.init(
            signature, summary, faces, also: also, spellings: spellings, samples: samples, node: node, isView: false,
            resultNames: [], functional: functional, derivative: derivative)
    }

    /// Any other operation.
    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .pointwise, also: [String] = [],
        spellings: [String] = [], samples: [String] = ["n(2, 3)"], node: String? = nil, isView: Bool = false,
        functional: String? = nil, derivative: Derivative, variant: General? = nil,
        forward: @escaping @Sendable (NDArray) throws -> NDArray
    ) {
        kernel = nil
        self.variant = variant
        self.forward = forward
        super.init(
            signature, summary, faces, also: also, spellings: spellings, samples: samples, node: node, isView: isView,
            resultNames: [], functional: functional, derivative: derivative)
    }

    /// Applies the operation.
    package func callAsFunction(_ x: Tensor) throws -> Tensor {
        let out: Tensor
        if let kernel {
            out = Tensor(try x.array.unary(kernel))
        } else {
            out = Tensor(try forward(x.array))
        }
        finish(out, viewOf: isView ? x : nil)
        if x.requiresGrad { try record(out, x) }
        return out
    }

    private func record(_ out: Tensor, _ x: Tensor) throws {
        guard let gradient, let node = startNode(for: out) else { return }
        let saves = gradient.first.saves
        node.append(x.edge)
        if saves.contains(.a) { try node.save(0, x) }
        try attach(node, to: out, saving: saves)
    }

    package override func call(_ operands: [Operand]) throws -> Operand {
        if operands.count > 1, let variant, !operands[1].isNone { return try variant.call(operands) }
        if case .tensor(let tensor)? = operands.first { return .tensor(try self(tensor)) }
        return .tensor(try self(try Call(operands).tensor(0)))
    }

    package override func callInPlace(_ operands: [Operand]) throws -> Operand {
        let target = try Call(operands).tensor(0)
        let change = try InPlace(target)
        let saves = gradient?.first.saves ?? []
        var node: RuleNode?
        if gradient != nil, try change.records(target.requiresGrad) {
            let made = change.makeNode(self)
            made.append(target.edge)
            if saves.contains(.a) { try made.save(0, try change.original()) }
            node = made
        }
        if let kernel {
            try change.counting { try target.array.unary_(kernel) }
        } else {
            try change.write(try forward(target.array))
        }
        if let node { change.attach(node, saving: saves) }
        return .tensor(target)
    }
}
