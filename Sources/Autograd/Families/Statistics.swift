import Arrays

/// Extremes with their places, spread, norms.
package struct Statistics: Sendable {
    package let max: Unary = Statistics.whole("max", "The largest element.", largest: true)
    package let min: Unary = Statistics.whole("min", "The smallest element.", largest: false)
    package let max_dim: Multiple = Statistics.along("max", "The largest elements along a dimension, and where.", true)
    package let min_dim: Multiple = Statistics.along(
        "min", "The smallest elements along a dimension, and where.", false)

    package let max_other: Composed = Composed(
        "max(Tensor input, Tensor other)", "The larger of two elements.", samples: ["n(2, 3), n(3)"]
    ) { c in .tensor(try Ops.powers.maximum(try c.tensor(0), try c.tensor(1))) }

    package let min_other: Composed = Composed(
        "min(Tensor input, Tensor other)", "The smaller of two elements.", samples: ["n(2, 3), n(3)"]
    ) { c in .tensor(try Ops.powers.minimum(try c.tensor(0), try c.tensor(1))) }

    package let aminmax: Multiple = Multiple(
        "aminmax(Tensor input, *, int? dim=None, bool keepdim=False)", "The smallest and the largest elements.",
        samples: ["n(2, 3)", "n(2, 3), dim=1"], resultNames: ["min", "max"],
        derivative: .gradient(
            Gradient(all: .a) { p in
                let x = try p.a
                let dims: Operand = try p.call.optionalInt(1).map { .ints([$0]) } ?? .none
                var total: Tensor?
                for (i, operation) in [Ops.reductions.amin, Ops.reductions.amax].enumerated() {
                    guard let grad = p.grad(i) else { continue }
                    let extreme = try operation(.tensor(x.detach()), dims, .bool(true))
                    let mask = try x.array.eq(extreme.array)
                    let count = Tensor(try mask.sum(p.call.optionalInt(1).map { [$0] }, keepDim: true).cast(x.dtype))
                    let share = try (grad.viewed(extreme.shape) / count).expanded(x.shape)
                    let part = try Ops.selection.choose(mask, share, share.zerosLike())
                    total = try total.map { try $0 + part } ?? part
                }
                return [total]
            })
    ) { c in
        let dims = try c.optionalInt(1).map { Dims($0) }
        let x = try c.array(0)
        return [
            try x.extreme(largest: false, dims, keepDim: try c.bool(2)),
            try x.extreme(largest: true, dims, keepDim: try c.bool(2)),
        ]
    }

    package let `var`: General = Statistics.spread("var", "The variance")
    package let std: General = Statistics.spread("std", "The standard deviation")
    let var_unbiased: General = Statistics.spreadUnbiased("var", "The variance")
    let std_unbiased: General = Statistics.spreadUnbiased("std", "The standard deviation")

    package let var_mean: Multiple = Statistics.spreadAndMean("var_mean", "Variance and mean together.", isStd: false)
    package let std_mean: Multiple = Statistics.spreadAndMean(
        "std_mean", "Standard deviation and mean together.", isStd: true)

    package let vector_norm: General = General(
        "vector_norm(Tensor x, Number ord=2, ints[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)",
        "The length of vectors.", .linalg, samples: ["n(2, 3)", "n(2, 3), 1, 1", "n(2, 3), 3, (0, 1), True"],
        node: "LinalgVectorNormBackward0",
        derivative: .gradient(Gradient(saves: [.a, .result]) { p in try Statistics.normGradient(p) })
    ) { c in
        let x = try c.array(0)
        let source = try c.dtype(4).map { try x.cast($0) } ?? x
        return try source.norm(try c.double(1, default: 2), try c.optionalInts(2), keepDim: try c.bool(3))
    }

    /// The same where PyTorch's own code calls an older function.
    let old_norm: General = General(
        "norm(Tensor x, Number ord=2, ints[1]? dim=None, bool keepdim=False)", "The length of vectors.", [],
        node: "NormBackward1",
        derivative: .gradient(Gradient(saves: [.a, .result]) { p in try Statistics.normGradient(p) })
    ) { c in try c.array(0).norm(try c.double(1, default: 2), try c.optionalInts(2), keepDim: try c.bool(3)) }

    package let norm: Composed = Composed(
        "norm(Tensor input, any? p='fro', ints[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)",
        "The length of vectors.", also: ["linalg.norm"],
        samples: ["n(2, 3)", "n(2, 3), 1", "n(2, 3), dim=1", "n(2, 3), 2, 0, True", "n(2, 3), float('inf')"]
    ) { c in
        var order: Operand = .double(2)
        if case .number(let number) = c[1] { order = .number(number) }
        if case .string(let name) = c[1], name != "fro" {
            throw ArrayError.runtime("linalg.matrix_norm: Order \(name) not supported.")
        }
        return .tensor(try Ops.statistics.vector_norm(c[0], order, c[2], c[3], c[4]))
    }

    package let median: Unary = Unary(
        "median(Tensor input)", "The middle element; the lower of two.", .both, samples: ["n(5)", "n(2, 3)"],
        derivative: .gradient(Gradient(saves: [.a, .result]) { p in try Statistics.sharedGradient(p) })
    ) { try $0.median() }

    package let median_dim: Multiple = Multiple(
        "median(Tensor input, int dim, bool keepdim=False)", "The middle elements along a dimension, and where.",
        samples: ["n(2, 5), 1", "n(3, 2), 0, True"], node: "MedianBackward1", resultNames: ["values", "indices"],
        derivative: .gradient(Gradient(all: []) { p in [try Statistics.pickedGradient(p)] })
    ) { c in
        let (values, index) = try c.array(0).median(try c.int(1), keepDim: true)
        return try Statistics.picked(&c, values, index)
    }

    // MARK: Makers

    private static func whole(_ name: String, _ summary: String, largest: Bool) -> Unary {
        Unary(
            "\(name)(Tensor input)", summary, .both, samples: ["n(2, 3)", "n()", "i(2, 3)"],
            node: largest ? "MaxBackward1" : "MinBackward1",
            derivative: .gradient(Gradient(saves: [.a, .result]) { p in try sharedGradient(p) })
        ) { try $0.extreme(largest: largest, name: name) }
    }

    private static func along(_ name: String, _ summary: String, _ largest: Bool) -> Multiple {
        Multiple(
            "\(name)(Tensor input, int dim, bool keepdim=False)", summary,
            samples: ["n(2, 3), 1", "n(2, 3), 0, True", "n(), 0"], resultNames: ["values", "indices"],
            derivative: .gradient(Gradient(all: []) { p in [try pickedGradient(p)] })
        ) { c in
            let (values, index) = try c.array(0).extremeWithIndex(largest, try c.int(1), keepDim: true, name: name)
            return try picked(&c, values, index)
        }
    }

    /// The results of picking along a dimension, and what the rule needs of them.
    static func picked(_ c: inout Call, _ values: NDArray, _ index: NDArray) throws -> [NDArray] {
        let x = try c.array(0)
        c.keep(index)
        if try c.bool(2) || x.rank == 0 { return [values, index] }
        let dim: Dims = [try x.layout.wrap(try c.int(1))]
        return [values.with(try values.layout.squeezed(dim)), index.with(try index.layout.squeezed(dim))]
    }

    /// Puts the gradient of picked elements where they were.
    static func pickedGradient(_ p: Pullback) throws -> Tensor? {
        guard let grad = p.grad(0) else { return nil }
        let shape = p.shape(0)
        if shape.isEmpty { return grad }
        let index = try p.kept(0)
        let zeros = Tensor(try NDArray.zeros(shape, grad.dtype))
        return try Ops.gathering.scatter(
            .tensor(zeros), p.call[1], .tensor(Tensor(index)), .tensor(grad.viewed(index.shape)))
    }

    /// Elements equal to the result share its gradient.
    private static func sharedGradient(_ p: Pullback) throws -> Tensor {
        let value = try p.result.array
        let mask = try value.item().double.isNaN ? p.a.array.isnan() : p.a.array.eq(value)
        let share = try (p.grad / Double(mask.sum().item().int)).expanded(p.shape(0))
        return try Ops.selection.choose(mask, share, share.zerosLike())
    }

    private static func spread(_ name: String, _ summary: String) -> General {
        General(
            "\(name)(Tensor input, ints[1]? dim=None, *, Number? correction=None, bool keepdim=False)",
            "\(summary), over dimensions or of all elements.", spellings: name == "std" ? ["stddev"] : ["variance"],
            samples: ["n(2, 3)", "n(2, 3), 1", "n(2, 3), 0, correction=0, keepdim=True"],
            derivative: .gradient(
                Gradient(saves: name == "std" ? [.a, .result] : .a) { p in
                    try spreadGradient(p, correction: p.call.double(2, default: 1), keepdim: 3, isStd: name == "std")
                })
        ) { c in
            try spread(c.array(0), c.optionalInts(1), c.double(2, default: 1), c.bool(3), isStd: name == "std")
        }
    }

    private static func spreadUnbiased(_ name: String, _ summary: String) -> General {
        General(
            "\(name)(Tensor input, ints[1]? dim, bool unbiased=True, bool keepdim=False)",
            "\(summary), over dimensions.", samples: ["n(2, 3), 1, False", "n(2, 3), 0, True, True"],
            derivative: .gradient(
                Gradient(saves: name == "std" ? [.a, .result] : .a) { p in
                    let correction = try p.call.bool(2, default: true) ? 1.0 : 0.0
                    return try spreadGradient(p, correction: correction, keepdim: 3, isStd: name == "std")
                })
        ) { c in
            let correction = try c.bool(2, default: true) ? 1.0 : 0.0
            return try spread(c.array(0), c.optionalInts(1), correction, c.bool(3), isStd: name == "std")
        }
    }

    private static func spread(
        _ x: NDArray, _ dims: Dims?, _ correction: Double, _ keepdim: Bool, isStd: Bool
    ) throws -> NDArray {
        let dims = dims.flatMap { $0.isEmpty ? nil : $0 }
        return isStd
            ? try x.standardDeviation(dims, correction: correction, keepDim: keepdim)
            : try x.variance(dims, correction: correction, keepDim: keepdim)
    }

    private static func spreadGradient(
        _ p: Pullback, correction: Double, keepdim: Int, isStd: Bool
    ) throws -> Tensor {
        let x = try p.a
        var grad = try p.grad
        if isStd {
            let result = try p.result
            grad = try (grad / (result * 2)).maskedFill(result.array.eq(.int(0)))
        }
        let dims = try p.call.optionalInts(1).map { Array($0) } ?? []
        let all = dims.isEmpty ? Array(0..<x.rank) : dims
        let mean = x.rank == 0 ? x : try Ops.reductions.mean_dim(.tensor(x), .ints(all), .bool(true))
        let n = Double(try p.reducedCount(1))
        return try p.restoringDims(grad, 1, keepdim) * (2 / (n - correction)) * (x - mean)
    }

    private static func spreadAndMean(_ name: String, _ summary: String, isStd: Bool) -> Multiple {
        Multiple(
            "\(name)(Tensor input, ints[1]? dim=None, *, Number? correction=None, bool keepdim=False)", summary,
            .function, samples: ["n(2, 3)", "n(2, 3), 1"],
            derivative: .gradient(
                Gradient(all: [.a, .result]) { p in
                    var total: Tensor?
                    if p.grad(0) != nil {
                        total = try spreadGradient(
                            p, correction: p.call.double(2, default: 1), keepdim: 3, isStd: isStd)
                    }
                    if let grad = p.grad(1) {
                        let part = try p.restoringDims(grad, 1, 3).expanded(p.shape(0)) / Double(p.reducedCount(1))
                        total = try total.map { try $0 + part } ?? part
                    }
                    return [total]
                })
        ) { c in
            let (x, dims) = (try c.array(0), try c.optionalInts(1))
            return [
                try spread(x, dims, c.double(2, default: 1), c.bool(3), isStd: isStd),
                try x.mean(dims, keepDim: try c.bool(3)),
            ]
        }
    }

    private static func normGradient(_ p: Pullback) throws -> Tensor {
        let x = try p.a
        let order = try p.call.double(1, default: 2)
        let norm = try p.restoringDims(p.result, 2, 3)
        let grad = try p.restoringDims(p.grad, 2, 3)
        let zero = try norm.array.eq(.int(0))
        switch order {
        case 0: return try x.zerosLike()
        case 1: return try Ops.pointwise.sgn(x) * grad
        case 2: return try grad * (x / norm).maskedFill(zero)
        case .infinity, -.infinity:
            let mask = try x.array.abs().eq(norm.array)
            let dims = try p.call.optionalInts(2)
            let share = try grad / Tensor(mask.sum(dims, keepDim: true).cast(x.dtype))
            return try Ops.pointwise.sgn(x) * share * Tensor(mask.cast(x.dtype))
        default:
            let size = try Ops.pointwise.abs(x)
            let slope = try x * Ops.powers.pow(size, .float(order - 2)).maskedFill(x.array.eq(.int(0)))
            return try slope * (grad / Ops.powers.pow(norm, .float(order - 1))).maskedFill(zero)
        }
    }
}
