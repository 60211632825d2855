import Arrays

/// What layers with parameters of their own do, beside `linear` and the normalisations.
package struct LayerFunctions: Sendable {
    package let prelu: Composed = Composed(
        "prelu(Tensor input, Tensor weight)", "Keeps what is positive, multiplies the rest by learned factors.",
        [.function, .method, .functional],
        samples: ["n(2, 3), n(1)", "n(2, 3), n(3)", "n(2, 3, 2), n(3)", "n(4), n(1)"]
    ) { c in
        let (x, weight) = (try c.tensor(0), try c.tensor(1))
        if weight.count != 1 {
            guard x.rank > 0 else { throw ArrayError.runtime("Not allow zero-dim input tensor.") }
            let channels = x.rank > 1 ? x.shape[1] : 1
            guard channels == weight.count else {
                throw ArrayError.runtime(
                    "Mismatch of parameter numbers and input channel size. Found parameter numbers = "
                        + "\(weight.count) and channel size = \(channels).")
            }
        }
        guard weight.rank <= 1 else {
            throw ArrayError.runtime(
                "prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = \(weight.rank)")
        }
        var shape = [Int](repeating: 1, count: x.rank)
        if x.rank > 1 { shape[1] = weight.count } else if x.rank == 1 { shape[0] = weight.count }
        let factors = weight.rank == x.rank ? weight : try Ops.views.view(.tensor(weight), .ints(shape))
        return .tensor(try Ops.layerFunctions.prelu_kernel(.tensor(x), .tensor(factors)))
    }

    let prelu_kernel: General = General(
        "prelu_kernel(Tensor input, Tensor weight)", "The loop of `prelu`.", [],
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in
                    let grad = try p.grad
                    return try Ops.selection.choose(p.a.array.gt(.int(0)), grad, grad * p.b)
                },
                b: rule(saves: .a) { p in
                    let x = try p.a
                    return try (p.grad * x).maskedFill(x.array.gt(.int(0)))
                }))
    ) { c in
        let x = try c.array(0)
        return try .select(x.gt(.int(0)), x, x.mul(try c.array(1)))
    }

    package let glu: General = General(
        "glu(Tensor input, int dim=-1)", "The first half times the sigmoid of the second.", .functional,
        samples: ["n(2, 4)", "n(4, 3), 0", "n(2, 2, 3), 1"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let x = try p.a
                let dim = try Layout.wrap(try p.call.int(1, default: -1), rank: x.rank)
                let size = x.shape[dim] / 2
                let gate = try Ops.functions.sigmoid(x.narrowed(dim, size, size))
                let first = try p.grad * gate
                let second = try first * (1.0 - gate) * x.narrowed(dim, 0, size)
                return try Ops.shape.cat(.tensors([first, second]), .int(dim))
            })
    ) { c in
        let x = try c.array(0)
        guard x.rank > 0 else {
            throw ArrayError.runtime("glu does not support 0-dimensional tensors")
        }
        let dim = try x.layout.wrap(try c.int(1, default: -1))
        let size = x.shape[dim]
        guard size % 2 == 0 else {
            throw ArrayError.runtime("Halving dimension must be even, but dimension \(dim) is size \(size)")
        }
        let first = try x.layout.slicing(dim, start: 0, end: size / 2, step: 1)
        let second = try x.layout.slicing(dim, start: size / 2, end: size, step: 1)
        return try x.with(first).mul(x.with(second).unary(.sigmoid))
    }

    package let bilinear: Composed = Composed(
        "bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None)",
        "Products of the elements of two inputs, weighted.", [.function, .functional],
        samples: ["n(2, 3), n(2, 4), n(2, 3, 4), n(2)", "n(2, 3), n(2, 4), n(2, 3, 4)", "n(3), n(4), n(2, 3, 4)"]
    ) { c in
        let (x, y, weight) = (try c.tensor(0), try c.tensor(1), try c.tensor(2))
        try LayerFunctions.checkBilinear(x.shape, y.shape, weight.shape)
        func flat(_ tensor: Tensor) throws -> Tensor {
            try Ops.shape.reshape(.tensor(tensor), .ints([-1, tensor.shape[tensor.rank - 1]]))
        }
        let product = try Ops.layerFunctions.trilinear(.tensor(flat(x)), .tensor(weight), .tensor(flat(y)))
        let shape = Array(x.shape.dropLast()) + [weight.shape[0]]
        let out = try Ops.shape.reshape(.tensor(product), .ints(shape))
        return .tensor(try c.optionalTensor(3).map { try out + $0 } ?? out)
    }

    /// Rows (b, i), weights (o, i, j) and rows (b, j): the sum over i and j.
    let trilinear: General = General(
        "trilinear(Tensor input1, Tensor weight, Tensor input2)", "The product of `bilinear`.", [],
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.b, .c]) { p in try Einsum.run("bo,oij,bj->bi", [p.grad, p.b, p.c]) },
                b: rule(saves: [.a, .c]) { p in try Einsum.run("bo,bi,bj->oij", [p.grad, p.a, p.c]) },
                c: rule(saves: [.a, .b]) { p in try Einsum.run("bo,oij,bi->bj", [p.grad, p.b, p.a]) }))
    ) { c in
        let inputs = try (0..<3).map { Tensor(try c.array($0)) }
        return try Engine.current.withGrad(false) { try Einsum.run("bi,oij,bj->bo", inputs).array }
    }

    /// The conditions of `bilinear`, in PyTorch's words.
    private static func checkBilinear(_ x: Dims, _ y: Dims, _ weight: Dims) throws {
        guard x.count == y.count else {
            throw ArrayError.runtime("bilinear(): input dimensions do not match: got \(x.count) and \(y.count)")
        }
        guard x.count > 0, weight.count == 3 else {
            throw ArrayError.index("Dimension out of range (expected to be in range of [-1, 0], but got 2)")
        }
        for i in 0..<(x.count - 1) where x[i] != y[i] {
            throw ArrayError.runtime(
                "bilinear(): input batch dimensions do not match at dim \(i): got \(x[i]) and \(y[i])")
        }
        for (number, size, wanted) in [(1, x[x.count - 1], weight[1]), (2, y[y.count - 1], weight[2])]
        where size != wanted {
            throw ArrayError.runtime(
                "bilinear(): input\(number) size does not match weight size: got \(size) but expected \(wanted)")
        }
    }
}
