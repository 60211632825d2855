import Arrays

/// Dropout and normalisation.
package struct Normalization: Sendable {
    package let dropout: Composed = Composed(
        "dropout(Tensor input, float p=0.5, bool training=True, bool inplace=False)",
        "Zeroes elements by chance and scales up the others, in training.", .functional,
        samples: ["n(2, 3), 0.5, False", "n(2, 3), 0.0", "n(2, 3), 1.0"]
    ) { c in
        let x = try c.tensor(0)
        let result = try Normalization.dropped(
            x, c.double(1, default: 0.5), c.bool(2, default: true), maskShape: x.shape)
        return .tensor(result)
    }

    package let dropout1d: Composed = Normalization.featureDropout("dropout1d", "n(2, 3, 2)")
    package let dropout2d: Composed = Normalization.featureDropout("dropout2d", "n(1, 2, 3, 2)")
    package let dropout3d: Composed = Normalization.featureDropout("dropout3d", "n(1, 1, 2, 3, 2)")

    package let layer_norm: General = General(
        "layer_norm(Tensor input, ints normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05)",
        "Normalises the last dimensions of each example.", [.function, .functional],
        samples: ["n(2, 3), (3,)", "n(2, 3), (3,), n(3), n(3)", "n(2, 2, 3), (2, 3)"], node: "NativeLayerNormBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in
                    let dims = Array((p.shape(0).count - (try p.call.ints(1).count))..<p.shape(0).count)
                    let scaled = try p.saved(1).map { try p.grad * $0 } ?? p.grad
                    return try Normalization.inputGradient(p.a, scaled, dims, p.call.double(4, default: 1e-5))
                },
                b: rule(saves: .a) { p in
                    let x = try p.a
                    let dims = Array((x.rank - (try p.call.ints(1).count))..<x.rank)
                    return try p.grad * Normalization.normal(x, dims, p.call.double(4, default: 1e-5))
                }, c: rule { p in try p.grad })), differentiable: [0, 2, 3]
    ) { c in
        let x = try c.array(0)
        let shape = try c.ints(1)
        try Normalization.check(x.shape, shape)
        let dims = Dims((x.rank - shape.count)..<x.rank)
        var out = try Normalization.normal(x, dims, try c.double(4, default: 1e-5)).out
        if let weight = try c.optionalArray(2) { out = try out.mul(weight) }
        if let bias = try c.optionalArray(3) { out = try out.add(bias) }
        return out
    }

    package let batch_norm: General = General(
        "batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight=None, Tensor? bias=None, "
            + "bool training=False, float momentum=0.1, float eps=1e-05)",
        "Normalises each channel over the batch.", .functional,
        samples: [
            "n(4, 3), None, None, None, None, True", "n(4, 3), c(3), c(3), n(3), n(3), True",
            "n(4, 3), c(3), c(3), n(3), n(3)", "n(2, 3, 4), c(3), c(3), None, None, True",
        ], node: "NativeBatchNormBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in
                    let x = try p.a
                    let scaled = try p.saved(1).map { try p.grad * Normalization.channels($0, x.rank) } ?? p.grad
                    if try p.call.bool(5) {
                        return try Normalization.inputGradient(
                            x, scaled, Normalization.batchDims(x.rank), p.call.double(7, default: 1e-5))
                    }
                    return try scaled * Tensor(p.kept(1))
                },
                b: rule(saves: .a) { p in
                    let x = try p.a
                    let dims = Normalization.batchDims(x.rank)
                    let normal =
                        try p.call.bool(5)
                        ? Normalization.normal(x, dims, p.call.double(7, default: 1e-5))
                        : (x - Tensor(p.kept(0))) * Tensor(p.kept(1))
                    return try Ops.reductions.sum_dim(.tensor(p.grad * normal), .ints(dims))
                },
                c: rule { p in
                    let grad = try p.grad
                    return try Ops.reductions.sum_dim(.tensor(grad), .ints(Normalization.batchDims(grad.rank)))
                })), differentiable: [0, 3, 4]
    ) { c in try Normalization.batchNorm(&c) }

    package let group_norm: General = General(
        "group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05)",
        "Normalises groups of channels of each example.", [.function, .functional],
        samples: ["n(2, 4), 2", "n(2, 4, 3), 2, n(4), n(4)"], node: "NativeGroupNormBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in
                    let x = try p.a
                    let scaled = try p.saved(1).map { try p.grad * Normalization.channels($0, x.rank) } ?? p.grad
                    let rows = try Normalization.groups(x.shape, p.call)
                    return try Normalization.inputGradient(
                        x.viewed(rows), scaled.viewed(rows), [1], p.call.double(4, default: 1e-5)
                    ).viewed(x.shape)
                },
                b: rule(saves: .a) { p in
                    let x = try p.a
                    let rows = try Normalization.groups(x.shape, p.call)
                    let normal = try Normalization.normal(x.viewed(rows), [1], p.call.double(4, default: 1e-5))
                    return try Ops.reductions.sum_dim(
                        .tensor(p.grad * normal.viewed(x.shape)), .ints(Normalization.batchDims(x.rank)))
                },
                c: rule { p in
                    let grad = try p.grad
                    return try Ops.reductions.sum_dim(.tensor(grad), .ints(Normalization.batchDims(grad.rank)))
                })), differentiable: [0, 2, 3]
    ) { c in
        let x = try c.array(0)
        let rows = try Normalization.groups(x.shape, c)
        var out = try Normalization.normal(x.reshape(rows), [1], c.double(4, default: 1e-5)).out.reshape(x.shape)
        let shape = Normalization.channelShape(x.shape[1], x.rank)
        if let weight = try c.optionalArray(2) { out = try out.mul(weight.reshape(shape)) }
        if let bias = try c.optionalArray(3) { out = try out.add(bias.reshape(shape)) }
        return out
    }

    package let rms_norm: Composed = Composed(
        "rms_norm(Tensor input, ints normalized_shape, Tensor? weight=None, float? eps=None)",
        "Divides the last dimensions by their root mean square.", [.function, .functional],
        samples: ["n(2, 3), (3,)", "n(2, 3), (3,), n(3), 0.01"]
    ) { c in
        let x = try c.tensor(0)
        try Normalization.check(x.shape, try c.ints(1))
        let dims = Array((x.rank - (try c.ints(1).count))..<x.rank)
        let eps = try c.optionalScalar(3)?.double ?? (x.dtype == .float64 ? 0x1p-52 : 0x1p-23)
        let mean = try Ops.reductions.mean_dim(.tensor(Ops.powers.pow(x, .int(2))), .ints(dims), .bool(true))
        let out = try x * Ops.pointwise.rsqrt(Ops.arithmetic.shifted(mean, eps))
        return .tensor(try c.optionalTensor(2).map { try out * $0 } ?? out)
    }

    package let normalize: Composed = Composed(
        "normalize(Tensor input, float p=2.0, ints[1] dim=1, float eps=1e-12)", "Vectors of length 1.", .functional,
        samples: ["n(2, 3)", "n(2, 3), 1, 0", "n(2, 3), dim=-1"]
    ) { c in
        let x = try c.tensor(0)
        let dims: Operand = c[2].isNone ? .ints([1]) : c[2]
        let norm = try Ops.statistics.vector_norm(.tensor(x), c[1].isNone ? .double(2) : c[1], dims, .bool(true))
        let safe = try Ops.selection.clamp_min(.tensor(norm), .double(c.double(3, default: 1e-12)))
        return .tensor(try x / Ops.views.expand(.tensor(safe), .ints(Array(x.shape))))
    }

    package let cosine_similarity: Composed = Composed(
        "cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08)", "The cosine of the angle of vectors.",
        [.function, .functional], samples: ["n(2, 3), n(2, 3)", "n(3), n(3), 0"]
    ) { c in
        let (a, b) = (try c.tensor(0), try c.tensor(1))
        let shape = try Layout.broadcast(a.shape, b.shape)
        let dim = try c.int(2, default: 1)
        let eps = try c.double(3, default: 1e-8)
        func unit(_ x: Tensor) throws -> Tensor {
            let x = try x.expanded(shape)
            let norm = try Ops.shape.clone(
                Ops.statistics.vector_norm(.tensor(x), .int(2), .ints([dim]), .bool(true)))
            try norm.array.assign_(norm.array.clamp(min: .float(eps), max: nil))
            norm.array.storage.version = 0
            return try x / norm
        }
        return .tensor(try Ops.reductions.sum_dim(.tensor(unit(a) * unit(b)), .ints([dim])))
    }

    package let pairwise_distance: Composed = Composed(
        "pairwise_distance(Tensor x1, Tensor x2, float p=2.0, float eps=1e-06, bool keepdim=False)",
        "The distances of vectors.", [.function, .functional], samples: ["n(2, 3), n(2, 3)"]
    ) { c in
        let difference = try Ops.arithmetic.shifted(c.tensor(0) - c.tensor(1), c.double(3, default: 1e-6))
        return .tensor(
            try Ops.statistics.old_norm(
                .tensor(difference), c[2].isNone ? .double(2) : c[2], .ints([-1]), c[4]))
    }

    // MARK: Parts

    /// `x` with elements (of `maskShape`, broadcast) zeroed by chance.
    static func dropped(_ x: Tensor, _ p: Double, _ training: Bool, maskShape: Dims) throws -> Tensor {
        guard p >= 0, p <= 1 else {
            throw ArrayError.value("dropout probability has to be between 0 and 1, but got \(p)")
        }
        if !training || p == 0 || x.count == 0 { return x }
        if p == 1 { return try x * x.zerosLike() }
        let noise = maskShape == x.shape ? try x.array.emptyLike(x.dtype) : try NDArray(empty: maskShape, x.dtype)
        try Engine.current.generator.bernoulli(noise, p: 1 - p)
        try noise.binary_(.div, .float(1 - p))
        noise.storage.version = 0
        return try x * Tensor(noise)
    }

    private static func featureDropout(_ name: String, _ sample: String) -> Composed {
        Composed(
            "\(name)(Tensor input, float p=0.5, bool training=True, bool inplace=False)",
            "Zeroes whole channels by chance, in training.", .functional, samples: ["\(sample), 0.5, False"]
        ) { c in
            let x = try c.tensor(0)
            guard x.rank >= 2 else {
                throw ArrayError.runtime("Feature dropout requires at least 2 dimensions in the input")
            }
            var shape = x.shape
            for i in 2..<x.rank { shape[i] = 1 }
            return .tensor(try dropped(x, c.double(1, default: 0.5), c.bool(2, default: true), maskShape: shape))
        }
    }

    /// An array with mean 0 and variance 1 over dimensions, and what it took.
    private static func normal(
        _ x: NDArray, _ dims: Dims, _ eps: Double
    ) throws -> (out: NDArray, mean: NDArray, variance: NDArray) {
        let mean = try x.mean(dims, keepDim: true)
        let variance = try x.variance(dims, correction: 0, keepDim: true)
        let scale = try variance.add(eps).unary(.rsqrt)
        return (try x.sub(mean).mul(scale), mean, variance)
    }

    /// The same of a tensor, differentiably.
    private static func normal(_ x: Tensor, _ dims: [Int], _ eps: Double) throws -> Tensor {
        let (centred, scale) = try parts(x, dims, eps)
        return try centred * scale
    }

    private static func parts(_ x: Tensor, _ dims: [Int], _ eps: Double) throws -> (Tensor, Tensor) {
        let centred = try x - Ops.reductions.mean_dim(.tensor(x), .ints(dims), .bool(true))
        let variance = try Ops.reductions.mean_dim(.tensor(centred * centred), .ints(dims), .bool(true))
        return (centred, try Ops.pointwise.rsqrt(variance + eps))
    }

    /// The gradient of a normalised input from that of the result.
    private static func inputGradient(_ x: Tensor, _ grad: Tensor, _ dims: [Int], _ eps: Double) throws -> Tensor {
        let (centred, scale) = try parts(x, dims, eps)
        let normal = try centred * scale
        let mean = try Ops.reductions.mean_dim(.tensor(grad), .ints(dims), .bool(true))
        let slope = try Ops.reductions.mean_dim(.tensor(grad * normal), .ints(dims), .bool(true))
        return try (grad - mean - normal * slope) * scale
    }

    /// Throws RuntimeError unless a shape ends in the normalised one.
    private static func check(_ shape: Dims, _ normalized: Dims) throws {
        guard !normalized.isEmpty else {
            throw ArrayError.runtime(
                "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but "
                    + "got normalized_shape = []")
        }
        guard normalized.count <= shape.count, Dims(shape.suffix(normalized.count)) == normalized else {
            let wanted = normalized.map(String.init).joined(separator: ", ")
            throw ArrayError.runtime(
                "Given normalized_shape=\(normalized), expected input with shape [*, \(wanted)], but got input of "
                    + "size\(shape)")
        }
    }

    /// The shape in which each group is a row.
    private static func groups(_ shape: Dims, _ c: Call) throws -> Dims {
        let groups = try c.int(1)
        guard shape.count >= 2 else {
            throw ArrayError.value("Expected at least 2 dimensions for input tensor but received \(shape.count)")
        }
        guard groups > 0, shape[1] % groups == 0 else {
            throw ArrayError.runtime(
                "Expected number of channels in input to be divisible by num_groups, but got input of shape \(shape) "
                    + "and num_groups=\(groups)")
        }
        let (rows, overflow) = shape[0].multipliedReportingOverflow(by: groups)
        return overflow || rows == 0 ? [0, 0] : [rows, shape.product / rows]
    }

    /// All dimensions but that of the channels.
    private static func batchDims(_ rank: Int) -> [Int] { (0..<rank).filter { $0 != 1 } }

    /// A number for each channel, shaped to go with inputs of a rank.
    private static func channels(_ x: Tensor, _ rank: Int) throws -> Tensor {
        try x.viewed(channelShape(x.count, rank))
    }

    private static func channelShape(_ count: Int, _ rank: Int) -> Dims {
        var shape = Dims(repeating: 1, count: rank)
        if rank > 1 { shape[1] = count }
        return shape
    }

    private static func batchNorm(_ c: inout Call) throws -> NDArray {
        let x = try c.array(0)
        guard x.rank >= 2 else {
            throw ArrayError.value("expected 2D or 3D input (got \(x.rank)D input)")
        }
        let channels = x.shape[1]
        for (i, name) in [(1, "running_mean"), (2, "running_var"), (3, "weight"), (4, "bias")] {
            if let given = try c.optionalArray(i), given.count != channels {
                throw ArrayError.runtime("\(name) should contain \(channels) elements not \(given.count)")
            }
        }
        let shape = channelShape(channels, x.rank)
        let eps = try c.double(7, default: 1e-5)
        var out: NDArray
        if try c.bool(5) {
            let n = channels == 0 ? 0 : x.count / channels
            guard n > 1 else {
                throw ArrayError.value(
                    "Expected more than 1 value per channel when training, got input size torch.Size(\(x.shape))")
            }
            let (normal, mean, variance) = try normal(x, Dims(batchDims(x.rank)), eps)
            out = normal
            let momentum = try c.double(6, default: 0.1)
            func update(_ i: Int, _ value: NDArray) throws {
                guard let running = try c.optionalArray(i) else { return }
                try running.copy_(from: running.mul(1 - momentum).add(value.reshape(running.shape).mul(momentum)))
            }
            try update(1, mean)
            try update(2, try variance.mul(Double(n) / Double(n - 1)))
        } else {
            guard let mean = try c.optionalArray(1), let variance = try c.optionalArray(2) else {
                throw ArrayError.runtime("Expected running_mean and running_var to be defined when training=False")
            }
            let centre = try mean.reshape(shape)
            let scale = try variance.reshape(shape).add(eps).unary(.rsqrt)
            c.keep(try centre.copy())
            c.keep(scale)
            out = try x.sub(centre).mul(scale)
        }
        if let weight = try c.optionalArray(3) { out = try out.mul(weight.reshape(shape)) }
        if let bias = try c.optionalArray(4) { out = try out.add(bias.reshape(shape)) }
        return out
    }
}
