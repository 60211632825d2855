import Arrays
import Autograd

/// Layers that keep activations near mean 0 and variance 1.
package struct NormalizationLayers: Sendable {
    package let layerNorm: LayerEntry = LayerEntry(
        "LayerNorm(ints[1] normalized_shape, float eps=1e-05, bool elementwise_affine=True, bool bias=True, "
            + "device? device=None, dtype? dtype=None)", .normalization,
        "Normalises the last dimensions of each example.", forward: "layer_norm(Tensor input)",
        repr: .computed { m in
            let shape = m.text("normalized_shape")
            let affine = "elementwise_affine=\(m.text("elementwise_affine")), bias=\(m.biasText)"
            return "\(shape), eps=\(m.text("eps")), \(affine)"
        }, hidden: ["bias"], sizes: ["normalized_shape"], example: "LayerNorm(2)(torch.tensor([[1., 3.]]))"
    ) { entry, call in
        let layer = try FunctionalLayer(entry, call, "layer_norm", parts: ["weight", "bias"]) { try $0.resetAffine() }
        let shape = try call.ints(0)
        layer.options[0] = .ints(Array(shape))
        let affine = try call.bool(2)
        try layer.addAffine(shape, weight: affine, bias: affine && call.bool(3), try call.dtype(5))
        try layer.resetParameters()
        return layer
    }

    package let groupNorm: LayerEntry = LayerEntry(
        "GroupNorm(int num_groups, int num_channels, float eps=1e-05, bool affine=True, device? device=None, "
            + "dtype? dtype=None, *, bool bias=True)", .normalization, "Normalises groups of channels.",
        forward: "group_norm(Tensor input)",
        repr: .computed { m in
            "\(m.text("num_groups")), \(m.text("num_channels")), eps=\(m.text("eps")), affine=\(m.text("affine")), "
                + "bias=\(m.biasText)"
        }, hidden: ["bias"], sizes: ["num_channels"], example: "GroupNorm(1, 2)(torch.ones(1, 2)).shape"
    ) { entry, call in
        let (groups, channels) = (try call.int(0), try call.int(1))
        if groups == 0 { throw ArrayError(.zeroDivisionError, "integer modulo by zero") }
        guard channels.isMultiple(of: groups) else {
            throw ArrayError.value("num_channels (\(channels)) must be divisible by num_groups (\(groups))")
        }
        let layer = try FunctionalLayer(entry, call, "group_norm", parts: ["weight", "bias"]) { try $0.resetAffine() }
        let affine = try call.bool(3)
        try layer.addAffine([channels], weight: affine, bias: affine && call.bool(6), try call.dtype(5))
        try layer.resetParameters()
        return layer
    }

    package let rmsNorm: LayerEntry = LayerEntry(
        "RMSNorm(ints[1] normalized_shape, float? eps=None, bool elementwise_affine=True, device? device=None, "
            + "dtype? dtype=None)", .normalization, "Divides the last dimensions by their root mean square.",
        forward: "rms_norm(Tensor x)",
        repr: .template("{normalized_shape}, eps={eps}, elementwise_affine={elementwise_affine}"),
        sizes: ["normalized_shape"], example: "RMSNorm(2)(torch.tensor([[3., 4.]]))"
    ) { entry, call in
        let layer = try FunctionalLayer(entry, call, "rms_norm", parts: ["weight"]) { try $0.resetAffine() }
        let shape = try call.ints(0)
        layer.options[0] = .ints(Array(shape))
        try layer.addAffine(shape, weight: try call.bool(2), bias: nil, try call.dtype(4))
        try layer.resetParameters()
        return layer
    }

    package let batchNorm1d: LayerEntry = NormalizationLayers.batchNorm(
        "BatchNorm1d", "Normalises each feature over the batch.", ranks: [2, 3], "2D or 3D",
        example: "BatchNorm1d(2)(torch.tensor([[1., 2.], [3., 4.]]))")
    package let batchNorm2d: LayerEntry = NormalizationLayers.batchNorm(
        "BatchNorm2d", "Normalises each channel of images over the batch.", ranks: [4], "4D",
        example: "BatchNorm2d(2)(torch.ones(1, 2, 3, 3)).shape")
    package let batchNorm3d: LayerEntry = NormalizationLayers.batchNorm(
        "BatchNorm3d", "Normalises each channel of volumes over the batch.", ranks: [5], "5D",
        example: "BatchNorm3d(2)(torch.ones(1, 2, 3, 3, 3)).shape")

    @inline(never)
    private static func batchNorm(
        _ name: String, _ summary: String, ranks: [Int], _ words: String, example: String
    ) -> LayerEntry {
        LayerEntry(
            "\(name)(int num_features, float eps=1e-05, float? momentum=0.1, bool affine=True, "
                + "bool track_running_stats=True, device? device=None, dtype? dtype=None, *, bool bias=True)",
            .normalization, summary, forward: "batch_norm(Tensor input)",
            repr: .computed { m in
                "\(m.text("num_features")), eps=\(m.text("eps")), momentum=\(m.text("momentum")), "
                    + "affine=\(m.text("affine")), bias=\(m.biasText), "
                    + "track_running_stats=\(m.text("track_running_stats"))"
            }, hidden: ["bias"], sizes: ["num_features"], example: example
        ) { entry, call in try BatchNormLayer(new: entry, call, ranks, words) }
    }
}

/// `torch.nn.BatchNorm1d` and its relatives.
package final class BatchNormLayer: Module {
    private let ranks: [Int]
    private let words: String

    init(new entry: LayerEntry, _ call: Call, _ ranks: [Int], _ words: String) throws {
        self.ranks = ranks
        self.words = words
        super.init(entry, call)
        let size: Dims = [try call.int(0)]
        let affine = try call.bool(3)
        let dtype = try call.dtype(6) ?? Engine.current.defaultDType
        try addAffine(size, weight: affine, bias: affine && call.bool(7, default: true), dtype)
        let tracks = try call.bool(4)
        buffers.set("running_mean", tracks ? Tensor(try .zeros(size, dtype)) : nil)
        buffers.set("running_var", tracks ? Tensor(try .ones(size, dtype)) : nil)
        buffers.set("num_batches_tracked", tracks ? Tensor(try .scalar(.int(0), .int64)) : nil)
        try resetParameters()
    }

    required init(copyOf other: Module) {
        guard let other = other as? BatchNormLayer else { preconditionFailure("a copy is of its own kind") }
        ranks = other.ranks
        words = other.words
        super.init(copyOf: other)
    }

    package override var hasResetParameters: Bool { true }

    package override func resetParameters() throws {
        try resetRunningStats()
        try resetAffine()
    }

    /// `reset_running_stats`.
    package func resetRunningStats() throws {
        for (name, value) in [("running_mean", 0), ("running_var", 1), ("num_batches_tracked", 0)] {
            if let buffer = buffers[name] { try Initialization.constant(buffer, .int(value)) }
        }
    }

    package override func forward(_ input: Tensor) throws -> Tensor {
        guard ranks.contains(input.rank) else {
            throw ArrayError.value("expected \(words) input (got \(input.rank)D input)")
        }
        let tracks = bool(4)
        var momentum = options[2]
        if training, tracks, let counter = buffers["num_batches_tracked"] {
            try counter.array.binary_(.add, .int(1))
            if momentum.isNone { momentum = .double(1 / (try counter.array.item().double)) }
        }
        if momentum.isNone { momentum = .double(0) }
        let (mean, variance) = (buffers["running_mean"], buffers["running_var"])
        let usesBuffers = !training || tracks
        func operand(_ tensor: Tensor?) -> Operand { tensor.map { .tensor($0) } ?? .none }
        return try Ops.normalization.batch_norm(
            .tensor(input), usesBuffers ? operand(mean) : .none, usesBuffers ? operand(variance) : .none,
            operand(parameters["weight"]), operand(parameters["bias"]),
            .bool(training || (mean == nil && variance == nil)), momentum, options[1])
    }

    override func willLoad(_ state: inout [String: Tensor], prefix: String) {
        // States from before the counter was kept.
        let key = prefix + "num_batches_tracked"
        if state[key] == nil, let counter = buffers["num_batches_tracked"] { state[key] = counter }
    }
}
