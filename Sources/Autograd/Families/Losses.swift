import Arrays

/// Losses with a rule of their own, under `torch.nn.functional`.
package struct Losses: Sendable {
    package let mse_loss: Regression = Losses.regression(
        "mse_loss", "The mean of the squared differences.", spellings: ["mean_squared_error"],
        forward: { x, y, _ in
            let d = try x.sub(y)
            return try d.mul(d)
        },
        slope: { x, y, _, scale in try (x - y) * (2 * scale) })

    package let smooth_l1_loss: Regression = Losses.regression(
        "smooth_l1_loss", "Squared differences when small, absolute ones when large.", extra: "float beta=1.0",
        forward: { x, y, beta in
            if beta < 0 { throw ArrayError.runtime("smooth_l1_loss does not support negative values for beta.") }
            let d = try x.sub(y).abs()
            if beta == 0 { return d }
            let small = try d.mul(0.5).mul(d).div(beta)
            return try .select(d.lt(.float(beta)), small, d.add(-0.5 * beta))
        },
        slope: { x, y, beta, scale in
            let d = try x - y
            let sign = try Ops.pointwise.sgn(d) * scale
            if beta == 0 { return sign }
            return try Ops.selection.choose(d.array.abs().lt(.float(beta)), d * (scale / beta), sign)
        })

    package let huber_loss: Regression = Losses.regression(
        "huber_loss", "Half squared differences when small, absolute ones times delta when large.",
        extra: "float delta=1.0",
        forward: { x, y, delta in
            if delta <= 0 { throw ArrayError.runtime("huber_loss does not support non-positive values for delta.") }
            let d = try x.sub(y).abs()
            return try .select(d.le(.float(delta)), d.mul(0.5).mul(d), d.add(-0.5 * delta).mul(delta))
        },
        slope: { x, y, delta, scale in
            let d = try x - y
            let sign = try Ops.pointwise.sgn(d) * (delta * scale)
            return try Ops.selection.choose(d.array.abs().le(.float(delta)), d * scale, sign)
        })

    package let binary_cross_entropy: General = General(
        "binary_cross_entropy(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, "
            + "bool? reduce=None, str reduction='mean')",
        "The cross entropy of probabilities and targets between 0 and 1.", .functional, spellings: ["bce"],
        samples: ["u(2, 3), u(2, 3)", "u(2, 3), u(2, 3), c(3)", "u(2, 3), u(2, 3), reduction='none'"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in
                    let (x, y) = (try p.a, try p.b)
                    let spread = try Ops.selection.clamp_min(.tensor((1.0 - x) * x), .double(1e-12))
                    return try Losses.weighted(p, p.grad * (x - y) / spread)
                },
                b: rule(saves: .a) { p in
                    let x = try p.a
                    return try Losses.weighted(p, p.grad * (Ops.pointwise.log(1.0 - x) - Ops.pointwise.log(x)))
                })), differentiable: [0, 1]
    ) { c in
        let (x, y) = (try c.array(0), try c.array(1))
        try Losses.checkProbabilities(x, y)
        let low: Scalar = .float(-100)
        let miss = try x.mul(-1).unary(.log1p).clamp(min: low, max: nil)
        var loss = try y.add(-1).mul(miss).sub(y.mul(x.log().clamp(min: low, max: nil)))
        if let weight = try c.optionalArray(2) {
            loss = try loss.mul(weight)
            c.keep(weight)
        }
        return try loss.reduced(try Losses.reduction(c, 5, 3))
    }

    package let binary_cross_entropy_with_logits: General = General(
        "binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, "
            + "bool? reduce=None, str reduction='mean', Tensor? pos_weight=None)",
        "Sigmoid and binary cross entropy in one step, exact for large inputs.", .functional, spellings: ["bce_logits"],
        samples: ["n(2, 3), u(2, 3)", "n(2, 3), u(2, 3), c(3)", "n(2, 3), u(2, 3), pos_weight=c(3)"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in
                    let (x, y) = (try p.a, try p.b)
                    let s = try Ops.functions.sigmoid(x)
                    guard let pos = try Losses.positive(p) else { return try Losses.weighted(p, (s - y) * p.grad) }
                    let t = try pos * y
                    return try Losses.weighted(p, ((t + 1 - y) * s - t) * p.grad)
                },
                b: rule(saves: .a) { p in
                    let x = try p.a
                    guard let pos = try Losses.positive(p) else { return try Losses.weighted(p, -x * p.grad) }
                    let yes = try Ops.activations.logsigmoid(x)
                    let no = try Ops.activations.logsigmoid(-x)
                    return try Losses.weighted(p, (no - pos * yes) * p.grad)
                })), differentiable: [0, 1]
    ) { c in
        let (x, y) = (try c.array(0), try c.array(1))
        guard x.shape == y.shape else {
            throw ArrayError.value(
                "Target size (torch.Size(\(y.shape))) must be the same as input size (torch.Size(\(x.shape)))")
        }
        guard y.dtype.isFloatingPoint else {
            throw ArrayError.runtime(
                "result type \(x.dtype.scalarTypeName) can't be cast to the desired output type "
                    + y.dtype.scalarTypeName)
        }
        var logs = try x.unary(.logSigmoid)
        if let pos = try c.optionalArray(6) {
            logs = try logs.mul(pos.add(-1).mul(y).add(1))
            c.keep(pos)
        }
        var loss = try NDArray.binary(.sub, .float(1), y).mul(x).sub(logs)
        if let weight = try c.optionalArray(2) {
            loss = try loss.mul(weight)
            c.keep(weight)
        }
        return try loss.reduced(try Losses.reduction(c, 5, 3))
    }

    package let nll_loss: Composed = Composed(
        Losses.likelihoodSignature, "Minus the log-probability of the right class.", .functional,
        spellings: ["negative_log_likelihood"],
        samples: [
            "n(2, 3), torch.tensor([0, 2])", "n(2, 3), torch.tensor([0, 2]), c(3)", "n(2, 3), torch.tensor([0, -100])",
            "n(2, 3), torch.tensor([0, 2]), reduction='none'", "n(3), torch.tensor(1)",
            "n(2, 3), torch.tensor([0, 2]), reduction='sum'", "n(2, 3, 2), torch.tensor([[0, 2], [1, 1]])",
            "n(2, 3, 2), torch.tensor([[0, 2], [1, 1]]), reduction='none'",
        ]
    ) { c in
        .tensor(
            try Ops.losses.negativeLogLikelihood(
                c.tensor(0), c.tensor(1), c.optionalTensor(2), c.int(4, default: -100), Losses.reduction(c, 6, 3, 5)))
    }

    private let nll_loss_vector: General = Losses.likelihood("NllLossBackward0")
    private let nll_loss_image: General = Losses.likelihood("NllLoss2DBackward0")

    /// `F.nll_loss` on tensors: other ranks than a vector's, a matrix's and an image's are made an image.
    func negativeLogLikelihood(
        _ x: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignored: Int, _ how: String
    ) throws -> Tensor {
        func call(_ x: Tensor, _ target: Tensor) throws -> Tensor {
            let operation = x.rank > 2 ? nll_loss_image : nll_loss_vector
            return try operation(
                .tensor(x), .tensor(target), weight.map { .tensor($0) } ?? .none, .none, .int(ignored), .none,
                .string(how))
        }
        guard x.rank > 2, x.rank != 4, target.shape == x.shape.dropping(1) else { return try call(x, target) }
        let (n, classes) = (x.shape[0], x.shape[1])
        let rest = n == 0 ? 0 : target.count / n
        let image = try Ops.views.view(
            .tensor(Ops.shape.contiguous(.tensor(x))), .ints([n, classes, 1, rest]))
        let loss = try call(image, target.viewed([n, 1, rest]))
        return how == "none" ? try Ops.views.view(.tensor(loss), .ints(Array(target.shape))) : loss
    }

    // MARK: Makers

    private typealias Slope = @Sendable (Tensor, Tensor, Double, Double) throws -> Tensor

    /// A loss of the difference of two tensors. `slope` gives its derivative by the first, times a factor.
    private static func regression(
        _ name: String, _ summary: String, extra: String? = nil, spellings: [String] = [],
        forward: @escaping @Sendable (NDArray, NDArray, Double) throws -> NDArray, slope: @escaping Slope
    ) -> Regression {
        @Sendable func gradient(_ p: Pullback, _ x: Tensor, _ y: Tensor) throws -> Tensor {
            let mean = try reduction(p.call, 4, 2) == "mean"
            let parameter = extra == nil ? 0 : try p.call.double(5, default: 1)
            let count = try Layout.broadcast(x.shape, y.shape).product
            return try slope(x, y, parameter, mean ? 1 / Double(count) : 1) * p.grad
        }
        let each = General(
            "\(name)(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean'"
                + (extra.map { ", " + $0 } ?? ", Tensor? weight=None") + ")",
            summary, .functional, spellings: spellings,
            samples: [
                "n(2, 3), n(2, 3)", "n(2, 3), n(2, 3), reduction='sum'", "n(2, 3), n(2, 3), reduction='none'",
                "n(2, 3), n(3)",
            ],
            derivative: .gradient(
                Gradient(
                    a: rule(saves: [.a, .b]) { p in try gradient(p, p.a, p.b) },
                    b: rule(saves: [.a, .b]) { p in try gradient(p, p.b, p.a) })), differentiable: [0, 1]
        ) { c in
            let (x, y) = (try c.array(0), try c.array(1))
            let how = try reduction(c, 4, 2)
            let type = DType.promote(x.dtype, y.dtype)
            guard type.isFloatingPoint else {
                throw ArrayError.notImplemented(
                    "\"\(name == "mse_loss" ? "mse" : name)_cpu\" not implemented for '\(type.scalarTypeName)'")
            }
            let parameter = extra == nil ? 0 : try c.double(5, default: 1)
            var loss = try forward(try x.cast(type), try y.cast(type), parameter)
            if extra == nil, let weight = try c.optionalArray(5) { loss = try loss.mul(weight) }
            return try loss.reduced(how)
        }
        return Regression(each)
    }

    private static let likelihoodSignature =
        "nll_loss(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, int ignore_index=-100, "
        + "bool? reduce=None, str reduction='mean')"

    private static func likelihood(_ node: String) -> General {
        General(
            likelihoodSignature, "Minus the log-probability of the right class.", [], node: node,
            derivative: .gradient(
                Gradient { p in
                    // Kept: the target, minus the weight of each, and their total.
                    let shape = p.shape(0)
                    let dim = shape.count == 1 ? 0 : 1
                    let (target, weights) = (try p.kept(0), try p.kept(1))
                    var factor = Tensor(weights)
                    if try reduction(p.call, 6, 3, 5) == "mean" { factor = try factor / Tensor(p.kept(2)) }
                    let grad = try p.grad.rank == 0 || shape.count == 1 ? p.grad : p.grad.viewed(weights.shape)
                    let zeros = Tensor(try NDArray.zeros(shape, p.dtype(0)))
                    return try Ops.gathering.scatter(
                        .tensor(zeros), .int(dim), .tensor(Tensor(target)),
                        .tensor((grad * factor).expanded(target.shape)))
                })
        ) { c in
            let how = try reduction(c, 6, 3, 5)
            let (x, target) = (try c.array(0), try c.array(1))
            let likelihood = try Likelihood(x, target, try c.optionalArray(2), try c.int(4, default: -100))
            c.keep(likelihood.index)
            c.keep(likelihood.weights)
            c.keep(likelihood.total)
            return try likelihood.loss(how)
        }
    }

    // MARK: Parts

    /// The reduction by its name, or by the two older flags at `size_average` and `reduce`.
    static func reduction(_ c: Call, _ i: Int, _ average: Int, _ reduce: Int? = nil) throws -> String {
        if !c[average].isNone || !c[reduce ?? average + 1].isNone {
            let averages = try c.bool(average, default: true)
            guard try c.bool(reduce ?? average + 1, default: true) else { return "none" }
            return averages ? "mean" : "sum"
        }
        let name = try c.string(i, default: "mean")
        guard name == "mean" || name == "sum" || name == "none" else {
            throw ArrayError.value("\(name) is not a valid value for reduction")
        }
        return name
    }

    static func warnOfBroadcast(_ x: NDArray, _ y: NDArray) {
        if x.shape == y.shape { return }
        Engine.current.warn(
            "Using a target size (torch.Size(\(y.shape))) that is different to the input size "
                + "(torch.Size(\(x.shape))). This will likely lead to incorrect results due to broadcasting. Please "
                + "ensure they have the same size.")
    }

    private static func checkProbabilities(_ x: NDArray, _ y: NDArray) throws {
        guard x.shape == y.shape else {
            throw ArrayError.value(
                "Using a target size (torch.Size(\(y.shape))) that is different to the input size "
                    + "(torch.Size(\(x.shape))) is deprecated. Please ensure they have the same size.")
        }
        guard x.dtype == y.dtype else {
            throw ArrayError.runtime("Found dtype \(y.dtype.scalarTypeName) but expected \(x.dtype.scalarTypeName)")
        }
        for (name, array) in [("input", x), ("target", y)] {
            let outside = try array.ge(.int(0)).and(array.le(.int(1))).test(any: false).item().isTrue
            guard outside else {
                throw ArrayError.runtime("all elements of \(name) should be between 0 and 1")
            }
        }
    }

    /// A gradient times the weight, if there was one, and divided for a mean.
    private static func weighted(_ p: Pullback, _ grad: Tensor) throws -> Tensor {
        var grad = grad
        // The weight was kept last.
        if !(p.call[2].isNone) { grad = try grad * Tensor(p.kept(p.call[6].isNone ? 0 : 1)) }
        guard try reduction(p.call, 5, 3) == "mean" else { return grad }
        return try grad / Double(grad.count)
    }

    private static func positive(_ p: Pullback) throws -> Tensor? {
        p.call[6].isNone ? nil : Tensor(try p.kept(0))
    }
}

extension NDArray {
    /// A loss reduced as "mean", "sum" or "none" says.
    func reduced(_ how: String) throws -> NDArray {
        switch how {
        case "none": self
        case "sum": try sum()
        default: try mean()
        }
    }
}

/// What `nll_loss` computes on the way.
private struct Likelihood {
    /// The classes with the dimension that they pick along.
    let index: NDArray
    /// Minus the weight of each, 0 where ignored.
    let weights: NDArray
    /// The sum of the weights.
    let total: NDArray
    private let picked: NDArray
    private let dim: Int

    init(_ x: NDArray, _ target: NDArray, _ weight: NDArray?, _ ignored: Int) throws {
        guard x.rank > 0 else { throw ArrayError.value("Expected 1 or more dimensions (got 0)") }
        dim = x.rank == 1 ? 0 : 1
        let classes = x.shape[dim]
        try Likelihood.check(x, target, weight, classes)
        let skips = try target.eq(.int(ignored))
        let wide = try target.dtype == .int64 ? target : target.cast(.int64)
        let safe = try wide.maskedFill(skips, .int(0))
        for class_ in try safe.readInts() where class_ < 0 || class_ >= classes {
            throw ArrayError.index("Target \(class_) is out of bounds.")
        }
        var each =
            try weight.map { try $0.indexSelect(0, safe.reshape([safe.count])).reshape(safe.shape) }
            ?? NDArray.ones(safe.shape, x.dtype)
        each = try each.maskedFill(skips, .int(0))
        total = try each.sum()
        let column = try safe.layout.unsqueezed(dim)
        index = safe.with(column)
        weights = try each.unary(.neg).reshape(column.shape)
        picked = try x.gather(dim, index)
    }

    func loss(_ how: String) throws -> NDArray {
        // Ignored targets count for nothing, not for 0 times what may be infinite.
        let ignored = try weights.eq(.int(0))
        let each = try picked.maskedFill(ignored, .int(0)).mul(weights)
        switch how {
        case "none": return each.with(try each.layout.squeezed([dim]))
        case "sum": return try each.sum()
        default: return try each.sum().div(total)
        }
    }

    private static func check(_ x: NDArray, _ target: NDArray, _ weight: NDArray?, _ classes: Int) throws {
        if x.rank > 1, target.rank > 0, x.shape[0] != target.shape[0] {
            throw ArrayError.value(
                "Expected input batch_size (\(x.shape[0])) to match target batch_size (\(target.shape[0])).")
        }
        if x.rank <= 2, target.rank > 1 {
            throw ArrayError.runtime("0D or 1D target tensor expected, multi-target not supported")
        }
        var expected = x.shape
        expected.remove(at: x.rank == 1 ? 0 : 1)
        guard target.shape == expected else {
            if x.rank <= 2 {
                throw ArrayError.value(
                    "Expected input batch_size (\(x.shape[0])) to match target batch_size (\(target.count)).")
            }
            throw ArrayError.runtime(
                "size mismatch (got input: \(x.shape) , target: \(target.shape)")
        }
        guard target.dtype == .int64 || target.dtype == .uint8 else {
            throw ArrayError.runtime("expected target dtype to be Long or Byte, but got \(target.dtype.scalarTypeName)")
        }
        if let weight, weight.shape != [classes] {
            throw ArrayError.runtime(
                "weight tensor should be defined either for all \(classes) classes or no classes but got weight tensor "
                    + "of shape: \(weight.shape)")
        }
    }
}
