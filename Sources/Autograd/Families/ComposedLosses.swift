import Arrays

/// Losses made of other operations, under `torch.nn.functional`.
package struct ComposedLosses: Sendable {
    package let l1_loss: Composed = Composed(
        "l1_loss(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean', "
            + "Tensor? weight=None)",
        "The mean of the absolute differences.", .functional, spellings: ["mae_loss", "mean_absolute_error"],
        samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(2, 3), reduction='sum'", "n(2, 3), n(2, 3), reduction='none'"]
    ) { c in
        let (x, y) = (try c.tensor(0), try c.tensor(1))
        Losses.warnOfBroadcast(x.array, y.array)
        return .tensor(try reduced(Ops.pointwise.abs(x - y), Losses.reduction(c, 4, 2)))
    }

    package let cross_entropy: Composed = Composed(
        "cross_entropy(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, "
            + "int ignore_index=-100, bool? reduce=None, str reduction='mean', float label_smoothing=0.0)",
        "The cross entropy of scores and classes: log_softmax and nll_loss in one step.", .functional,
        spellings: ["crossentropy", "ce_loss"],
        samples: [
            "n(2, 3), torch.tensor([0, 2])", "n(2, 3), torch.tensor([0, 2]), c(3)",
            "n(2, 3), torch.tensor([0, 2]), label_smoothing=0.25", "n(2, 3), u(2, 3)",
            "n(3), torch.tensor(1)", "n(2, 3), torch.tensor([0, 2]), reduction='sum'",
            "n(2, 3), u(2, 3), reduction='none'",
            "n(2, 3, 2), torch.tensor([[0, 2], [1, 1]])", "n(2, 3), torch.tensor([0, 2]), c(3), label_smoothing=0.25",
            "n(2, 3), u(2, 3), c(3)", "n(2, 3), u(2, 3), label_smoothing=0.25, reduction='sum'",
        ]
    ) { c in
        let smoothing = try c.double(7, default: 0)
        guard smoothing >= 0, smoothing <= 1 else {
            let text = Int(exactly: smoothing).map(String.init) ?? String(smoothing)
            throw ArrayError.runtime("label_smoothing must be between 0.0 and 1.0. Got: \(text)")
        }
        let (x, y) = (try c.tensor(0), try c.tensor(1))
        let how = try Losses.reduction(c, 6, 3, 5)
        return .tensor(
            try Ops.composedLosses.crossEntropy(
                x, y, try c.optionalTensor(2), try c.int(4, default: -100), how, smoothing))
    }

    package let kl_div: Composed = Composed(
        "kl_div(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean', "
            + "bool log_target=False)",
        "The Kullback-Leibler divergence of log-probabilities from a distribution.", .functional,
        samples: [
            "n(2, 3), u(2, 3), reduction='sum'", "n(2, 3), u(2, 3), reduction='batchmean'",
            "n(2, 3), n(2, 3), reduction='none', log_target=True",
        ]
    ) { c in
        let (x, y) = (try c.tensor(0), try c.tensor(1))
        let isBatch = if case .string("batchmean") = c[4] { true } else { false }
        let how = isBatch ? "sum" : try Losses.reduction(c, 4, 2)
        if how == "mean" {
            Engine.current.warn(
                "reduction: 'mean' divides the total loss by both the batch size and the support size."
                    + "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
                    + "'mean' will be changed to behave the same as 'batchmean' in the next major release.")
        }
        let each =
            try c.bool(5) ? Ops.pointwise.exp(y) * (y - x) : Ops.powers.xlogy(.tensor(y), .tensor(y)) - y * x
        let loss = try reduced(each, how)
        guard isBatch, x.rank > 0 else { return .tensor(loss) }
        return .tensor(try loss / Double(x.shape[0]))
    }

    package let gaussian_nll_loss: Composed = Composed(
        "gaussian_nll_loss(Tensor input, Tensor target, Tensor var, bool full=False, float eps=1e-06, str reduction='mean')",
        "Minus the logarithm of a normal density.", .functional, samples: ["n(2, 3), n(2, 3), p(2, 3)"]
    ) { c in
        let (x, y) = (try c.tensor(0), try c.tensor(1))
        let variance = try Ops.selection.clamp_min(c[2], .double(c.double(4, default: 1e-6)))
        let square = try Ops.powers.pow(x - y, .int(2))
        var loss = try (Ops.pointwise.log(variance) + square / variance) * 0.5
        if try c.bool(3) { loss = try loss + 0.9189385332046727 }
        return .tensor(try reduced(loss, try c.string(5, default: "mean")))
    }

    package let poisson_nll_loss: Composed = Composed(
        "poisson_nll_loss(Tensor input, Tensor target, bool log_input=True, bool full=False, bool? size_average=None, "
            + "float eps=1e-08, bool? reduce=None, str reduction='mean')",
        "Minus the logarithm of a Poisson probability.", .functional,
        samples: ["n(2, 3), p(2, 3)", "p(2, 3), p(2, 3), False"]
    ) { c in
        let (x, y) = (try c.tensor(0), try c.tensor(1))
        let isLog = try c.bool(2, default: true)
        let loss =
            isLog
            ? try Ops.pointwise.exp(x) - y * x
            : try x - y * Ops.pointwise.log(x + c.double(5, default: 1e-8))
        return .tensor(try reduced(loss, try Losses.reduction(c, 7, 4, 6)))
    }

    package let hinge_embedding_loss: Composed = Composed(
        "hinge_embedding_loss(Tensor input, Tensor target, float margin=1.0, bool? size_average=None, "
            + "bool? reduce=None, str reduction='mean')",
        "Small for pairs that belong together.", .functional, samples: ["n(2, 3), b(2, 3) * 2 - 1"]
    ) { c in
        let (x, y) = (try c.tensor(0), try c.tensor(1))
        let margin = try Ops.selection.clamp_min(.tensor(try c.double(2, default: 1) - x), .int(0))
        let zero = try margin.zerosLike()
        let apart = try Ops.selection.choose(try y.array.eq(.int(-1)), margin, zero)
        let together = try Ops.selection.choose(try y.array.eq(.int(1)), x, zero)
        return .tensor(try reduced(apart + together, try Losses.reduction(c, 5, 3)))
    }

    package let margin_ranking_loss: Composed = Composed(
        "margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0, bool? size_average=None, "
            + "bool? reduce=None, str reduction='mean')",
        "Small when the first input ranks as the target says.", .functional, samples: ["n(3), n(3), n(3)"]
    ) { c in
        let difference = try c.tensor(0) - c.tensor(1)
        let loss = try Ops.arithmetic.shifted(-(try c.tensor(2)) * difference, c.double(3, default: 0))
        return .tensor(
            try reduced(Ops.selection.clamp_min(.tensor(loss), .int(0)), try Losses.reduction(c, 6, 4)))
    }

    package let soft_margin_loss: General = General(
        "soft_margin_loss(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean')",
        "The logistic loss of scores and signs.", .functional, samples: ["n(2, 3), c(2, 3)"],
        derivative: .gradient(
            Gradient(saves: [.a, .b]) { p in
                let (x, y) = (try p.a, try p.b)
                let slope = try -y * Ops.functions.sigmoid(-y * x) * p.grad
                return try Losses.reduction(p.call, 4, 2) == "mean" ? slope / Double(x.count) : slope
            }), differentiable: [0, 1]
    ) { c in
        let product = try c.array(1).unary(.neg).mul(c.array(0))
        return try product.exp().unary(.log1p).reduced(Losses.reduction(c, 4, 2))
    }

    /// A loss reduced as "mean", "sum" or "none" says.
    static func reduced(_ loss: Tensor, _ how: String) throws -> Tensor {
        switch how {
        case "none": loss
        case "sum": try Ops.reductions.sum(loss)
        default: try Ops.reductions.mean(loss)
        }
    }

    /// `F.cross_entropy` on tensors.
    package func crossEntropy(
        _ x: Tensor, _ target: Tensor, _ weight: Tensor? = nil, _ ignored: Int = -100, _ how: String = "mean",
        _ smoothing: Double = 0
    ) throws -> Tensor {
        let dim = x.rank <= 1 ? 0 : 1
        if x.rank == 0, target.dtype.isFloatingPoint == false {
            throw ArrayError.runtime(
                "Expected floating point type for target with class probabilities, got \(target.dtype.scalarTypeName)")
        }
        guard x.rank > 0 else { throw ArrayError.value("Expected 1 or more dimensions (got 0)") }
        if x.shape == target.shape { return try probabilities(x, target, weight, dim, how, smoothing) }
        let logs = try Ops.softmax.log_softmax(.tensor(x), .int(dim))
        let loss = try Ops.losses.negativeLogLikelihood(logs, target, weight, ignored, how)
        if smoothing == 0 { return loss }
        let classes = Double(x.shape[dim])
        var smooth = try -Ops.reductions.sum_dim(
            .tensor(try weight.map { try logs * Self.spread($0, logs.rank) } ?? logs), .int(dim))
        let skips = try target.array.eq(.int(ignored))
        smooth = try smooth.maskedFill(skips)
        switch how {
        case "none": break
        case "sum": smooth = try Ops.reductions.sum(smooth)
        default:
            let counted =
                try weight.map { try Self.counted($0, target, skips) }
                ?? Double(target.count - skips.sum().item().int)
            smooth = try Ops.reductions.sum(smooth) / counted
        }
        return try Ops.arithmetic.scaled(loss, 1 - smoothing) + Ops.arithmetic.scaled(smooth, smoothing / classes)
    }

    /// Against probabilities instead of classes.
    private func probabilities(
        _ x: Tensor, _ target: Tensor, _ weight: Tensor?, _ dim: Int, _ how: String, _ smoothing: Double
    ) throws -> Tensor {
        guard target.dtype.isFloatingPoint else {
            throw ArrayError.runtime(
                "Expected floating point type for target with class probabilities, got \(target.dtype.scalarTypeName)")
        }
        let logs = try Ops.softmax.log_softmax(.tensor(x), .int(dim))
        var goal = target
        if smoothing > 0 {
            goal = try Ops.arithmetic.shifted(
                Ops.arithmetic.scaled(target, 1 - smoothing), smoothing / Double(x.shape[dim]))
        }
        var product = try logs * goal
        if let weight { product = try product * Self.spread(weight, x.rank) }
        switch how {
        case "none": return try -Ops.reductions.sum_dim(.tensor(product), .int(dim))
        case "sum": return try -Ops.reductions.sum(product)
        default:
            let rows = x.rank <= 1 ? 1 : x.count / Swift.max(x.shape[dim], 1)
            return try Ops.arithmetic.divided(-Ops.reductions.sum(product), Double(rows))
        }
    }

    /// Class weights shaped to multiply scores.
    private static func spread(_ weight: Tensor, _ rank: Int) throws -> Tensor {
        if rank <= 1 { return weight }
        var shape = Dims(repeating: 1, count: rank)
        shape[1] = weight.count
        return try weight.viewed(shape)
    }

    /// The total weight of the targets that are not ignored.
    private static func counted(_ weight: Tensor, _ target: Tensor, _ skips: NDArray) throws -> Double {
        let safe = try target.array.maskedFill(skips, .int(0))
        let each = try weight.array.indexSelect(0, safe.reshape([safe.count])).reshape(safe.shape)
        return try each.maskedFill(skips, .int(0)).sum().item().double
    }
}
