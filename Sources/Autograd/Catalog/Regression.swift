import Arrays

/// A loss of two tensors of one shape; others are broadcast first, with a warning.
package final class Regression: Operation, @unchecked Sendable {
    private let each: General

    @inline(never)
    init(_ each: General) {
        self.each = each
        super.init(
            each.signature.text, each.summary, each.faces, also: each.also, spellings: each.spellings,
            samples: each.samples, node: each.nodeName, isView: false, resultNames: [], derivative: each.derivative)
    }

    package override func call(_ operands: [Operand]) throws -> Operand {
        let call = Call(operands)
        let (x, y) = (try call.tensor(0), try call.tensor(1))
        if x.shape == y.shape { return .tensor(try each(operands)) }
        Losses.warnOfBroadcast(x.array, y.array)
        let shape = try Layout.broadcast(x.shape, y.shape)
        return .tensor(try each([.tensor(x.expanded(shape)), .tensor(y.expanded(shape))] + operands.dropFirst(2)))
    }

    /// The loss of two tensors, reduced to its mean.
    package func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        guard case .tensor(let loss) = try call([.tensor(x), .tensor(y)]) else { return x }
        return loss
    }
}
