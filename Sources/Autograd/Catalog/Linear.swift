import Arrays

/// `torch.nn.functional.linear`: `x @ weight.T + bias` in one step, which leaves the nodes of the steps PyTorch makes
/// of it.
package final class Linear: Operation, @unchecked Sendable {
    /// The node of a product with a bias.
    private let withBias: Operation
    /// The node of a product without.
    private let plain: Operation

    @inline(never)
    init() {
        // The last input is the transposed weight: its gradient goes on through a `TBackward0` to the weight.
        let input = rule(saves: .c) { p in try Ops.products.mm(p.grad, p.c) }
        let weight = rule(saves: .b) { p in try Ops.views.t(Ops.products.mm(Ops.views.t(p.grad), p.b)) }
        withBias = General(
            "addmm(Tensor bias, Tensor input, Tensor weight)", "The product of `linear` and its bias.", [],
            derivative: .gradient(Gradient(a: rule { p in try p.grad }, b: input, c: weight))
        ) { c in try c.array(0) }
        plain = General(
            "mm(Tensor input, Tensor weight)", "The product of `linear`.", [],
            derivative: .gradient(
                Gradient(
                    a: rule(saves: .b) { p in try Ops.products.mm(p.grad, p.b) },
                    b: rule(saves: .a) { p in try Ops.views.t(Ops.products.mm(Ops.views.t(p.grad), p.a)) }))
        ) { c in try c.array(0) }
        super.init(
            "linear(Tensor input, Tensor weight, Tensor? bias=None)",
            "Multiplies by the transposed weight and adds the bias: what nn.Linear does.", .functional, also: [],
            spellings: ["dense", "fully_connected"],
            samples: [
                "n(2, 3), n(4, 3), n(4)", "n(2, 3), n(4, 3)", "n(3), n(4, 3), n(4)", "n(3), n(4, 3)",
                "n(2, 2, 3), n(4, 3), n(4)", "n(2, 2, 3), n(4, 3)", "n(2, 3), n(3)",
            ],
            node: "", isView: false, resultNames: [], derivative: .composed)
    }

    package override func call(_ operands: [Operand]) throws -> Operand {
        let call = Call(operands)
        return .tensor(try self(try call.tensor(0), try call.tensor(1), try call.optionalTensor(2)))
    }

    /// Applies it. `weight` is (out, in), `bias` (out).
    package func callAsFunction(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
        guard x.rank == 2, weight.rank == 2 else { return try ofAnyRank(x, weight, bias) }
        let out = Tensor(try NDArray.linear(x.array, weight.array, bias?.array))
        finish(out, viewOf: nil)
        if x.requiresGrad || weight.requiresGrad || bias?.requiresGrad == true { try record(out, x, weight, bias) }
        return out
    }

    private func record(_ out: Tensor, _ x: Tensor, _ weight: Tensor, _ bias: Tensor?) throws {
        guard Engine.state.pointee.gradEnabled, out.dtype.isFloatingPoint else { return }
        let info = OutputInfo(shape: out.array.layout.shape, dtype: out.dtype)
        var transposed: Edge
        if weight.requiresGrad {
            let shape = Dims(weight.shape[1], weight.shape[0])
            let t = RuleNode(Ops.views.t, output: OutputInfo(shape: shape, dtype: weight.dtype))
            t.append(weight.edge)
            transposed = Edge(node: t)
        } else {
            transposed = Edge()
        }
        let node = RuleNode(bias == nil ? plain : withBias, output: info)
        let first = bias == nil ? 0 : 1
        if let bias { node.append(bias.requiresGrad ? bias.edge : Edge()) }
        node.append(x.requiresGrad ? x.edge : Edge())
        node.append(transposed)
        if x.requiresGrad { try node.save(first + 1, weight) }
        if weight.requiresGrad { try node.save(first, x) }
        out.node = node
        out.flags.insert(.requiresGrad)
    }

    /// What PyTorch makes of other ranks: a matrix, and back.
    private func ofAnyRank(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
        guard weight.rank == 2, x.rank > 0 else {
            let transposed = try Ops.views.t(weight)
            let product = try Ops.products.matmul(x, transposed)
            return try bias.map { try product + $0 } ?? product
        }
        var shape = x.shape
        shape[x.rank - 1] = weight.shape[0]
        if bias == nil, x.rank == 1 {
            let row = try Ops.views.unsqueeze(.tensor(x), .int(0))
            return try Ops.views.squeeze_product(.tensor(self(row, weight, nil)), .int(0))
        }
        guard x.shape[x.rank - 1] == weight.shape[1] else {
            // The message names the folded matrix.
            _ = try NDArray.linear(x.array, weight.array, bias?.array)
            throw ArrayError.runtime("mat1 and mat2 shapes cannot be multiplied")
        }
        let rows = x.shape.dropLast().reduce(1, &*)
        let flat = try Ops.shape.reshape(.tensor(x), .ints([rows, x.shape[x.rank - 1]]))
        let product = try self(flat, weight, bias)
        if bias == nil { return try Ops.views.unsafe_view(.tensor(product), .ints(Array(shape))) }
        return try Ops.views.view(.tensor(product), .ints(Array(shape)))
    }
}
