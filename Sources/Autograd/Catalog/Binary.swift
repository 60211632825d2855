import Arrays

/// An operation of two tensors, either of which may be given as a number.
package final class Binary: Operation, @unchecked Sendable {
    /// The loop that does it, if it goes element by element.
    fileprivate let kernel: BinaryOp?
    private let forward: @Sendable (NDArray, NDArray) throws -> NDArray
    /// What a third argument other than its default leads to: `alpha`.
    private let variant: General?

    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .arithmetic, also: [String] = [],
        spellings: [String] = [], samples: [String] = ["n(2, 3), n(2, 3)"], node: String? = nil,
        derivative: Derivative, variant: General? = nil, kernel: BinaryOp
    ) {
        self.kernel = kernel
        self.variant = variant
        forward = { try NDArray.binary(kernel, $0, $1) }
        super.init(
            signature, summary, faces, also: also, spellings: spellings, samples: samples, node: node, isView: false,
            resultNames: [], derivative: derivative)
    }

    /// An operation that does not go element by element.
    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .both, also: [String] = [],
        spellings: [String] = [], samples: [String], node: String? = nil, derivative: Derivative,
        forward: @escaping @Sendable (NDArray, NDArray) throws -> NDArray
    ) {
        kernel = nil
        variant = nil
        self.forward = forward
        super.init(
            signature, summary, faces, also: also, spellings: spellings, samples: samples, node: node, isView: false,
            resultNames: [], derivative: derivative)
    }

    /// Applies the operation.
    package func callAsFunction(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        let out: Tensor
        if let kernel {
            out = Tensor(try NDArray.binary(kernel, a.array, b.array))
        } else {
            out = Tensor(try forward(a.array, b.array))
        }
        finish(out, viewOf: nil)
        if a.requiresGrad || b.requiresGrad, let node = startNode(for: out) {
            try attach(node, to: out, saving: try fill(node, a, b))
        }
        return out
    }

    /// Applies the operation to a tensor and a number.
    package func callAsFunction(_ a: Tensor, _ b: Scalar) throws -> Tensor {
        guard let kernel else { return try self(a, try Tensor.number(b, like: a)) }
        let out = Tensor(try NDArray.binary(kernel, a.array, b))
        finish(out, viewOf: nil)
        if a.requiresGrad, let node = startNode(for: out) {
            try attach(node, to: out, saving: try fill(node, a, b))
        }
        return out
    }

    /// Gives a node its edges and saved tensors; returns what else is to be saved.
    private func fill(_ node: RuleNode, _ a: Tensor, _ b: Tensor, inPlace: InPlace? = nil) throws -> Saves {
        guard let gradient else { return [] }
        var saves: Saves = []
        if a.requiresGrad {
            saves.formUnion(gradient.first.saves)
            node.append(a.edge)
        } else {
            node.append(Edge())
        }
        if b.requiresGrad {
            saves.formUnion(gradient.second.saves)
            node.append(b.edge)
        } else {
            node.append(Edge())
        }
        if saves.contains(.a) { try node.save(0, try inPlace?.original() ?? a) }
        if saves.contains(.b) { try node.save(1, b) }
        return saves
    }

    /// The same with a number as second operand.
    private func fill(_ node: RuleNode, _ a: Tensor, _ b: Scalar, inPlace: InPlace? = nil) throws -> Saves {
        guard let gradient else { return [] }
        let saves = gradient.first.saves
        node.append(a.edge)
        node.append(Edge())
        if saves.contains(.a) { try node.save(0, try inPlace?.original() ?? a) }
        if saves.contains(.b) { try node.save(1, try Tensor.number(b, like: a)) }
        return saves
    }

    package override func call(_ operands: [Operand]) throws -> Operand {
        if operands.count > 2, let variant, !operands[2].isNeutral { return try variant.call(operands) }
        if operands.count >= 2, case .tensor(let a) = operands[0] {
            switch operands[1] {
            case .tensor(let b): return .tensor(try self(a, b))
            case .number(let number): return .tensor(try self(a, number))
            default: break
            }
        }
        let (a, b) = try Binary.pair(operands)
        return .tensor(try self(a, b))
    }

    /// The two operands; a number takes a type that does not change the other's.
    static func pair(_ operands: [Operand]) throws -> (Tensor, Tensor) {
        let call = Call(operands)
        if case .number(let number) = call[1] {
            let a = try call.tensor(0)
            return (a, try Tensor.number(number, like: a))
        }
        let b = try call.tensor(1)
        if case .number(let number) = call[0] { return (try Tensor.number(number, like: b), b) }
        return (try call.tensor(0), b)
    }

    package override func callInPlace(_ operands: [Operand]) throws -> Operand {
        if operands.count > 2, let variant, !operands[2].isNeutral { return try variant.callInPlace(operands) }
        let call = Call(operands)
        let target = try call.tensor(0)
        let change = try InPlace(target)
        var node: RuleNode?
        var saves: Saves = []
        if case .number(let number) = call[1] {
            if gradient != nil, try change.records(target.requiresGrad) {
                let made = change.makeNode(self)
                saves = try fill(made, target, number, inPlace: change)
                node = made
            }
            try change.counting { try target.array.binary_(try loop(), number) }
        } else {
            let other = try call.tensor(1)
            if gradient != nil, try change.records(target.requiresGrad || other.requiresGrad) {
                let made = change.makeNode(self)
                saves = try fill(made, target, other, inPlace: change)
                node = made
            }
            try change.counting { try target.array.binary_(try loop(), other.array) }
        }
        if let node { change.attach(node, saving: saves) }
        return .tensor(target)
    }
}

extension Binary {
    /// The loop, which in-place forms need.
    private func loop() throws -> BinaryOp {
        guard let kernel else { throw ArrayError.notImplemented("\(name)_ is not implemented") }
        return kernel
    }
}

extension Operand {
    /// None, or the number 1: an `alpha` that changes nothing.
    var isNeutral: Bool {
        switch self {
        case .none, .number(.int(1)), .number(.float(1)), .number(.bool(true)): true
        default: false
        }
    }
}
