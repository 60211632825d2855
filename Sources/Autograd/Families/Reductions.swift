import Arrays

/// Many numbers made few.
package struct Reductions: Sendable {
    package let sum: Unary = Unary(
        "sum(Tensor input, *, dtype? dtype=None)", "The sum of all elements.", .both, spellings: ["total"],
        samples: ["n(2, 3)", "n()", "i(2, 3)"], node: "SumBackward0",
        derivative: .gradient(Gradient { p in try p.grad.expanded(p.shape(0)) }),
        variant: General(
            "sum(Tensor input, dtype? dtype=None)", "The sum in another type.", [], node: "SumBackward0",
            derivative: .gradient(Gradient { p in try p.grad.expanded(p.shape(0)) })
        ) { c in try c.array(0).sum(dtype: try c.dtype(1)) }
    ) { try $0.sum() }

    package let sum_dim: General = General(
        "sum(Tensor input, ints[1]? dim, bool keepdim=False, *, dtype? dtype=None)", "Sums along dimensions.",
        samples: ["n(2, 3), 1", "n(2, 3), (0, 1), True", "n(2, 3), dim=None"], node: "SumBackward1",
        derivative: .gradient(Gradient { p in try p.restoringDims(p.grad, 1, 2).expanded(p.shape(0)) })
    ) { c in try c.array(0).sum(try c.optionalInts(1), keepDim: try c.bool(2), dtype: try c.dtype(3)) }

    package let nansum: General = General(
        "nansum(Tensor input, ints[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)",
        "Sums what is a number.", samples: ["n(2, 3)", "n(2, 3), 1"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                try p.restoringDims(p.grad, 1, 2).expanded(p.shape(0)).maskedFill(p.a.array.isnan())
            })
    ) { c in
        let x = try c.array(0)
        let clean = x.dtype.isFloatingPoint ? try x.maskedFill(try x.isnan(), .int(0)) : x
        return try clean.sum(try c.optionalInts(1), keepDim: try c.bool(2), dtype: try c.dtype(3))
    }

    package let mean: Unary = Unary(
        "mean(Tensor input, *, dtype? dtype=None)", "The mean of all elements.", .both,
        spellings: ["average", "avg"], samples: ["n(2, 3)", "n()"],
        derivative: .gradient(Reductions.meanGradient),
        variant: General(
            "mean(Tensor input, dtype? dtype=None)", "The mean in another type.", [], node: "MeanBackward0",
            derivative: .gradient(Reductions.meanGradient)
        ) { c in try c.array(0).mean(dtype: try c.dtype(1)) }
    ) { try $0.mean() }

    package let mean_dim: General = General(
        "mean(Tensor input, ints[1]? dim, bool keepdim=False, *, dtype? dtype=None)", "Means along dimensions.",
        samples: ["n(2, 3), 1", "n(2, 3), (0, 1), True", "n(2, 3), -1, keepdim=True"], node: "MeanBackward1",
        derivative: .gradient(
            Gradient { p in
                let grad = try p.restoringDims(p.grad, 1, 2).expanded(p.shape(0))
                return try grad / Double(p.reducedCount(1))
            })
    ) { c in try c.array(0).mean(try c.optionalInts(1), keepDim: try c.bool(2), dtype: try c.dtype(3)) }

    package let prod: Unary = Unary(
        "prod(Tensor input, *, dtype? dtype=None)", "The product of all elements.", .both, spellings: ["product"],
        samples: ["p(2, 3)", "n(2, 3)", "i(4)"],
        derivative: .gradient(
            Gradient(saves: [.a, .result]) { p in
                let x = try p.a
                if try !x.array.hasZero() { return try p.grad * p.result / x }
                let flat = try x.viewed(Dims(x.count))
                return try (p.grad * Reductions.productOfOthers(flat, 0)).viewed(x.shape)
            }),
        variant: General(
            "prod(Tensor input, dtype? dtype=None)", "The product in another type.", [],
            node: "ProdBackward0", derivative: .notDifferentiable("only in the tensor's own type")
        ) { c in try c.array(0).prod(dtype: try c.dtype(1)) }
    ) { try $0.prod() }

    package let prod_dim: General = General(
        "prod(Tensor input, int dim, bool keepdim=False, *, dtype? dtype=None)", "Products along a dimension.",
        samples: ["p(2, 3), 1", "n(2, 3), 0, True"], node: "ProdBackward1",
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let x = try p.a
                let dim = try Layout.wrap(p.call.int(1), rank: x.rank)
                let grad = try p.restoringDims(p.grad, 1, 2)
                return x.rank == 0 ? grad : try grad * Reductions.productOfOthers(x, dim)
            })
    ) { c in try c.array(0).prod(try c.int(1), keepDim: try c.bool(2), dtype: try c.dtype(3)) }

    package let amax: General = General(
        "amax(Tensor input, ints[1] dim=(), bool keepdim=False)", "The largest elements over dimensions.",
        samples: ["n(2, 3)", "n(2, 3), 1", "n(2, 3), (0, 1), True"],
        derivative: .gradient(Gradient(saves: [.a, .result]) { p in try Reductions.evenGradient(p) })
    ) { c in try c.array(0).extreme(largest: true, try c.optionalInts(1), keepDim: try c.bool(2)) }

    package let amin: General = General(
        "amin(Tensor input, ints[1] dim=(), bool keepdim=False)", "The smallest elements over dimensions.",
        samples: ["n(2, 3)", "n(2, 3), 1"],
        derivative: .gradient(Gradient(saves: [.a, .result]) { p in try Reductions.evenGradient(p) })
    ) { c in try c.array(0).extreme(largest: false, try c.optionalInts(1), keepDim: try c.bool(2)) }

    package let any: Unary = Unary(
        "any(Tensor input)", "Whether any element is true.", .both, samples: ["b(2, 3)"], derivative: Comparison.why
    ) { try $0.test(any: true) }

    package let any_dim: General = General(
        "any(Tensor input, ints[1]? dim, bool keepdim=False)", "Whether any element along dimensions is true.",
        samples: ["b(2, 3), 1", "b(2, 3), 0, True"], derivative: Comparison.why
    ) { c in try c.array(0).test(any: true, try c.optionalInts(1), keepDim: try c.bool(2)) }

    package let all: Unary = Unary(
        "all(Tensor input)", "Whether all elements are true.", .both, samples: ["b(2, 3)"], derivative: Comparison.why
    ) { try $0.test(any: false) }

    package let all_dim: General = General(
        "all(Tensor input, ints[1]? dim, bool keepdim=False)", "Whether all elements along dimensions are true.",
        samples: ["b(2, 3), 1", "b(2, 3), 0, True"], derivative: Comparison.why
    ) { c in try c.array(0).test(any: false, try c.optionalInts(1), keepDim: try c.bool(2)) }

    package let argmax: General = General(
        "argmax(Tensor input, int? dim=None, bool keepdim=False)", "Where the largest element is.",
        samples: ["n(2, 3)", "n(2, 3), 1", "n(2, 3), 0, True"], derivative: Reductions.positions
    ) { c in try c.array(0).argExtreme(largest: true, try c.optionalInt(1), keepDim: try c.bool(2)) }

    package let argmin: General = General(
        "argmin(Tensor input, int? dim=None, bool keepdim=False)", "Where the smallest element is.",
        samples: ["n(2, 3)", "n(2, 3), 1"], derivative: Reductions.positions
    ) { c in try c.array(0).argExtreme(largest: false, try c.optionalInt(1), keepDim: try c.bool(2)) }

    package let count_nonzero: General = General(
        "count_nonzero(Tensor input, ints[1]? dim=None)", "How many elements are not zero.",
        samples: ["i(2, 3)", "i(2, 3), 1"], derivative: Reductions.positions
    ) { c in try NDArray.binary(.ne, try c.array(0), .int(0)).sum(try c.optionalInts(1)) }

    package let logsumexp: General = General(
        "logsumexp(Tensor input, ints[1] dim, bool keepdim=False)", "The logarithm of the sum of exponentials.",
        also: ["special.logsumexp"], samples: ["n(2, 3), 1", "n(2, 3), (0, 1), True"],
        derivative: .gradient(
            Gradient(saves: [.a, .result]) { p in
                let result = try p.restoringDims(p.result, 1, 2)
                return try p.restoringDims(p.grad, 1, 2) * Ops.pointwise.exp(p.a - result)
            })
    ) { c in try c.array(0).logSumExp(try c.ints(1), keepDim: try c.bool(2)) }

    package let cumsum: General = General(
        "cumsum(Tensor input, int dim, *, dtype? dtype=None)", "Running sums along a dimension.", .arithmetic,
        samples: ["n(2, 3), 1", "n(4), 0", "i(4), 0"],
        derivative: .gradient(
            Gradient { p in try Reductions.reversedSum(p.grad, p.call.int(1)) })
    ) { c in try c.array(0).cumulate(product: false, try c.int(1), dtype: try c.dtype(2)) }

    package let cumprod: General = General(
        "cumprod(Tensor input, int dim, *, dtype? dtype=None)", "Running products along a dimension.", .arithmetic,
        samples: ["p(2, 3), 1", "p(4), 0"],
        derivative: .gradient(
            Gradient(saves: [.a, .result]) { p in
                try Reductions.reversedSum(p.grad * p.result, p.call.int(1)) / p.a
            })
    ) { c in try c.array(0).cumulate(product: true, try c.int(1), dtype: try c.dtype(2)) }

    // MARK: Parts of rules

    static let positions: Derivative = .notDifferentiable("positions and counts do not change smoothly")

    private static let meanGradient: Gradient = Gradient { p in
        let shape = p.shape(0)
        return try p.grad.expanded(shape) / Double(shape.product)
    }

    /// Elements that share the extreme share its gradient.
    private static func evenGradient(_ p: Pullback) throws -> Tensor {
        let result = try p.restoringDims(p.result, 1, 2)
        let mask = try p.a.array.eq(result.array)
        let dims = try p.call.optionalInts(1).flatMap { $0.isEmpty ? nil : $0 }
        let share = Tensor(try mask.sum(dims, keepDim: true).cast(result.dtype))
        let spread = try (p.restoringDims(p.grad, 1, 2) / share).expanded(p.shape(0))
        return try Ops.selection.choose(mask, spread, spread.zerosLike())
    }

    /// Running sums from the end.
    private static func reversedSum(_ x: Tensor, _ dim: Int) throws -> Tensor {
        if x.rank == 0 { return x }
        let flipped = try Ops.shape.flip(.tensor(x), .ints([dim]))
        return try Ops.shape.flip(.tensor(Ops.reductions.cumsum(.tensor(flipped), .int(dim))), .ints([dim]))
    }

    /// For each element the product of all others along a dimension, zeros or not.
    private static func productOfOthers(_ x: Tensor, _ dim: Int) throws -> Tensor {
        func before(_ x: Tensor) throws -> Tensor {
            let size = x.shape[dim]
            var one = x.shape
            one[dim] = Swift.min(size, 1)
            let ones = Tensor(try NDArray.ones(one, x.dtype))
            let rest = try x.narrowed(dim, 0, Swift.max(size - 1, 0))
            let shifted = try Ops.shape.cat(.tensors([ones, rest]), .int(dim))
            return try Ops.reductions.cumprod_safe(shifted, dim)
        }
        let flipped = try Ops.shape.flip(.tensor(x), .ints([dim]))
        return try before(x) * Ops.shape.flip(.tensor(before(flipped)), .ints([dim]))
    }

    /// Running products made of slices, whose derivative has no division.
    private func cumprod_safe(_ x: Tensor, _ dim: Int) throws -> Tensor {
        var parts: [Tensor] = []
        for i in 0..<x.shape[dim] {
            let next = try x.narrowed(dim, i, 1)
            parts.append(try parts.last.map { try $0 * next } ?? next)
        }
        return parts.isEmpty ? x : try Ops.shape.cat(.tensors(parts), .int(dim))
    }
}

extension Pullback {
    /// A reduction's gradient with the reduced dimensions, by arguments `dims` and `keepdim`, put back at size 1.
    func restoringDims(_ grad: Tensor, _ dims: Int, _ keepdim: Int) throws -> Tensor {
        let shape = shape(0)
        if try call.bool(keepdim) || shape.isEmpty { return grad }
        var kept = shape
        if let dims = try call.optionalInts(dims), !dims.isEmpty {
            for dim in dims { kept[try Layout.wrap(dim, rank: shape.count)] = 1 }
        } else {
            for i in kept.indices { kept[i] = 1 }
        }
        return try grad.viewed(kept)
    }

    /// How many elements went into each result of a reduction over argument `dims`.
    func reducedCount(_ dims: Int) throws -> Int {
        let shape = shape(0)
        guard let dims = try call.optionalInts(dims), !dims.isEmpty else { return shape.product }
        return try dims.reduce(1) { $0 &* (shape.isEmpty ? 1 : shape[try Layout.wrap($1, rank: shape.count)]) }
    }
}

extension NDArray {
    /// Whether any element is zero.
    func hasZero() throws -> Bool { try eq(.int(0)).test(any: true).item().isTrue }
}
