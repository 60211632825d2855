import Arrays

/// An operation that only changes a tensor in place: `uniform_`, `zero_`.
package final class Mutating: Operation, @unchecked Sendable {
    private let body: @Sendable (NDArray, Call) throws -> Void

    /// The name is given without its underscore.
    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces = .inPlace, node: String? = nil,
        body: @escaping @Sendable (NDArray, Call) throws -> Void
    ) {
        self.body = body
        super.init(
            signature, summary, faces, also: [], spellings: [], samples: [], node: node, isView: false,
            resultNames: [], derivative: .gradient(Gradient { p in try p.grad.zerosLike() }))
    }

    package override func callInPlace(_ operands: [Operand]) throws -> Operand {
        let call = Call(operands)
        let target = try call.tensor(0)
        let change = try InPlace(target)
        var node: RuleNode?
        if try change.records(target.requiresGrad) {
            let made = change.makeNode(self)
            made.append(target.edge)
            node = made
        }
        try change.counting { try body(target.array, call) }
        if let node { change.attach(node, saving: []) }
        return .tensor(target)
    }

    package override func call(_ operands: [Operand]) throws -> Operand { try callInPlace(operands) }
}

/// An operation that gives a tensor another view of its own numbers: `unsqueeze_`.
package final class Reshaping: Operation, @unchecked Sendable {
    private let view: @Sendable (Call) throws -> Tensor

    /// The name is given without its underscore.
    @inline(never)
    init(_ signature: String, _ summary: String, view: @escaping @Sendable (Call) throws -> Tensor) {
        self.view = view
        super.init(
            signature, summary, .inPlace, also: [], spellings: [], samples: [], node: "", isView: false,
            resultNames: [], derivative: .composed)
    }

    package override func callInPlace(_ operands: [Operand]) throws -> Operand {
        let call = Call(operands)
        let target = try call.tensor(0)
        let change = try InPlace(target)
        let records = try change.records(target.requiresGrad)
        let result = try view(call)
        target.array = result.array
        change.counting {}
        if records, let node = result.node {
            target.node = node
            target.outputIndex = result.outputIndex
        }
        return .tensor(target)
    }

    package override func call(_ operands: [Operand]) throws -> Operand { try callInPlace(operands) }
}
