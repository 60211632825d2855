import Arrays
import Autograd

/// What stands between the layers of a network.
package struct ActivationLayers: Sendable {
    package let relu: LayerEntry = LayerEntry(
        "ReLU(bool inplace=False)", .activation, "Keeps what is positive, makes the rest 0.",
        forward: "relu(Tensor input)", repr: "[inplace=True]", spellings: ["Relu", "RELU"],
        example: "ReLU()(torch.tensor([-1., 2.]))"
    ) { m, x in
        m.bool(0) ? try m.apply(Ops.activations.relu, x, inplace: 0) : try Ops.activations.relu(x)
    }

    package let leakyReLU: LayerEntry = LayerEntry(
        "LeakyReLU(float negative_slope=0.01, bool inplace=False)", .activation,
        "Keeps what is positive, makes the rest small.", forward: "leaky_relu(Tensor input)",
        repr: "negative_slope={negative_slope}[, inplace=True]", spellings: ["LeakyRelu"],
        example: "LeakyReLU(0.1)(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.leaky_relu, x, m.options[0], inplace: 1) }

    package let elu: LayerEntry = LayerEntry(
        "ELU(float alpha=1.0, bool inplace=False)", .activation, "Bends what is negative towards -alpha.",
        forward: "elu(Tensor input)", repr: "alpha={alpha}[, inplace=True]",
        example: "ELU()(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.elu, x, m.options[0], inplace: 1) }

    package let celu: LayerEntry = LayerEntry(
        "CELU(float alpha=1.0, bool inplace=False)", .activation, "An ELU that is smooth for every alpha.",
        forward: "celu(Tensor input)", repr: "alpha={alpha}[, inplace=True]",
        example: "CELU()(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.celu, x, m.options[0], inplace: 1) }

    package let selu: LayerEntry = LayerEntry(
        "SELU(bool inplace=False)", .activation, "A scaled ELU that keeps activations normal.",
        forward: "selu(Tensor input)", repr: "[inplace=True]", example: "SELU()(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.selu, x, inplace: 0) }

    package let gelu: LayerEntry = LayerEntry(
        "GELU(str approximate='none')", .activation, "The input times its normal probability.",
        forward: "gelu(Tensor input)", repr: "approximate={approximate!r}", example: "GELU()(torch.tensor([-1., 2.]))"
    ) { m, x in try Ops.activations.gelu(.tensor(x), m.options[0]) }

    package let silu: LayerEntry = LayerEntry(
        "SiLU(bool inplace=False)", .activation, "The input times its sigmoid.", forward: "silu(Tensor input)",
        repr: "[inplace=True]", spellings: ["Swish"], example: "SiLU()(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.silu, x, inplace: 0) }

    package let mish: LayerEntry = LayerEntry(
        "Mish(bool inplace=False)", .activation, "The input times the tanh of its softplus.",
        forward: "mish(Tensor input)", repr: "[inplace=True]", example: "Mish()(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.mish, x, inplace: 0) }

    package let sigmoid: LayerEntry = LayerEntry(
        "Sigmoid()", .activation, "Squeezes each element into the range from 0 to 1.",
        forward: "sigmoid(Tensor input)", spellings: ["Logistic"], example: "Sigmoid()(torch.tensor([-1., 2.]))"
    ) { _, x in try Ops.functions.sigmoid(x) }

    package let tanh: LayerEntry = LayerEntry(
        "Tanh()", .activation, "Squeezes each element into the range from -1 to 1.", forward: "tanh(Tensor input)",
        example: "Tanh()(torch.tensor([-1., 2.]))"
    ) { _, x in try Ops.functions.tanh(x) }

    package let logSigmoid: LayerEntry = LayerEntry(
        "LogSigmoid()", .activation, "The logarithm of the sigmoid.", forward: "log_sigmoid(Tensor input)",
        example: "LogSigmoid()(torch.tensor([-1., 2.]))"
    ) { _, x in try Ops.activations.logsigmoid(x) }

    package let softplus: LayerEntry = LayerEntry(
        "Softplus(float beta=1.0, float threshold=20.0)", .activation, "A smooth ReLU.",
        forward: "softplus(Tensor input)", repr: "beta={beta}, threshold={threshold}",
        example: "Softplus()(torch.tensor([-1., 2.]))"
    ) { m, x in try Ops.activations.softplus(.tensor(x), m.options[0], m.options[1]) }

    package let hardtanh: LayerEntry = LayerEntry(
        "Hardtanh(float min_val=-1.0, float max_val=1.0, bool inplace=False)", .activation,
        "Cuts off below and above.", forward: "hardtanh(Tensor input)",
        repr: .template("min_val={min_val}, max_val={max_val}[, inplace=True]"),
        renamed: ["min_value": "min_val", "max_value": "max_val"], example: "Hardtanh()(torch.tensor([-3., 0.5]))"
    ) { entry, call in
        guard try call.double(1) > call.double(0) else {
            throw ArrayError(
                .assertionError,
                "max_val (\(PythonText.str(call[1]))) must be greater than min_val (\(PythonText.str(call[0])))")
        }
        return FunctionLayer(entry, call) { m, x in
            try m.apply(Ops.activations.hardtanh, x, m.options[0], m.options[1], inplace: 2)
        }
    }

    package let relu6: LayerEntry = LayerEntry(
        "ReLU6(bool inplace=False)", .activation, "A ReLU that ends at 6.", forward: "relu6(Tensor input)",
        repr: "[inplace=True]", example: "ReLU6()(torch.tensor([-1., 8.]))"
    ) { m, x in try m.apply(Ops.activations.relu6, x, inplace: 0) }

    package let hardsigmoid: LayerEntry = LayerEntry(
        "Hardsigmoid(bool inplace=False)", .activation, "A sigmoid made of three lines.",
        forward: "hardsigmoid(Tensor input)", example: "Hardsigmoid()(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.hardsigmoid, x, inplace: 0) }

    package let hardswish: LayerEntry = LayerEntry(
        "Hardswish(bool inplace=False)", .activation, "The input times its hard sigmoid.",
        forward: "hardswish(Tensor input)", example: "Hardswish()(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.hardswish, x, inplace: 0) }

    package let hardshrink: LayerEntry = LayerEntry(
        "Hardshrink(float lambd=0.5)", .activation, "Zero near zero.", forward: "hardshrink(Tensor input)",
        repr: "{lambd}", example: "Hardshrink()(torch.tensor([-1., 0.2]))"
    ) { m, x in try Ops.activations.hardshrink(.tensor(x), m.options[0]) }

    package let softshrink: LayerEntry = LayerEntry(
        "Softshrink(float lambd=0.5)", .activation, "Shrinks towards zero by lambd.",
        forward: "softshrink(Tensor input)", repr: "{lambd}", example: "Softshrink()(torch.tensor([-1., 0.2]))"
    ) { m, x in try Ops.activations.softshrink(.tensor(x), m.options[0]) }

    package let tanhshrink: LayerEntry = LayerEntry(
        "Tanhshrink()", .activation, "The input minus its tanh.", forward: "tanh(Tensor input)",
        example: "Tanhshrink()(torch.tensor([-1., 2.]))"
    ) { _, x in try Ops.activations.tanhshrink(.tensor(x)) }

    package let softsign: LayerEntry = LayerEntry(
        "Softsign()", .activation, "The input divided by one plus its size.", forward: "abs(Tensor input)",
        example: "Softsign()(torch.tensor([-1., 2.]))"
    ) { _, x in try Ops.activations.softsign(.tensor(x)) }

    package let threshold: LayerEntry = LayerEntry(
        "Threshold(float threshold, float value, bool inplace=False)", .activation,
        "A fixed value for what is not above a threshold.", forward: "threshold(Tensor input)",
        repr: "threshold={threshold}, value={value}[, inplace=True]",
        example: "Threshold(0.5, 20.)(torch.tensor([-1., 2.]))"
    ) { m, x in try m.apply(Ops.activations.threshold, x, m.options[0], m.options[1], inplace: 2) }

    package let prelu: LayerEntry = LayerEntry(
        "PReLU(int num_parameters=1, float init=0.25, device? device=None, dtype? dtype=None)", .activation,
        "Keeps what is positive, multiplies the rest by a learned factor.", forward: "prelu(Tensor input)",
        repr: .template("num_parameters={num_parameters}"), sizes: ["num_parameters"], spellings: ["PRelu"],
        example: "PReLU()(torch.tensor([-1., 2.]))"
    ) { entry, call in
        let layer = try FunctionalLayer(entry, call, "prelu", parts: ["weight"]) { layer in
            if let weight = layer.parameters["weight"] {
                try Initialization.constant(weight, try Call(layer.options).scalar(1))
            }
        }
        let dtype = try call.dtype(3) ?? Engine.current.defaultDType
        try layer.addParameter("weight", try NDArray(empty: [try call.int(0)], dtype))
        try layer.resetParameters()
        return layer
    }

    package let glu: LayerEntry = LayerEntry(
        "GLU(int dim=-1)", .activation, "The first half times the sigmoid of the second.",
        forward: "glu(Tensor input)", repr: "dim={dim}", example: "GLU()(torch.ones(1, 4))"
    ) { m, x in try Ops.layerFunctions.glu(.tensor(x), m.options[0]) }
}

/// Layers that make probabilities.
package struct SoftmaxLayers: Sendable {
    package let softmax: LayerEntry = LayerEntry(
        "Softmax(int? dim=None)", .activation, "Makes probabilities that add up to 1.",
        forward: "softmax(Tensor input)", repr: "dim={dim}", example: "Softmax(dim=0)(torch.tensor([1., 2.]))"
    ) { m, x in try SoftmaxLayers.apply("softmax", m, x) }

    package let logSoftmax: LayerEntry = LayerEntry(
        "LogSoftmax(int? dim=None)", .activation, "The logarithm of softmax.", forward: "log_softmax(Tensor input)",
        repr: "dim={dim}", example: "LogSoftmax(dim=0)(torch.tensor([1., 2.]))"
    ) { m, x in try SoftmaxLayers.apply("log_softmax", m, x) }

    package let softmin: LayerEntry = LayerEntry(
        "Softmin(int? dim=None)", .activation, "The softmax of the negative.", forward: "neg(Tensor input)",
        repr: "dim={dim}", example: "Softmin(dim=0)(torch.tensor([1., 2.]))"
    ) { m, x in try SoftmaxLayers.apply("softmin", m, x) }

    package let softmax2d: LayerEntry = LayerEntry(
        "Softmax2d()", .activation, "Softmax over the channels of each place.", forward: "softmax(Tensor input)",
        example: "Softmax2d()(torch.ones(2, 1, 1))"
    ) { _, x in
        guard x.rank == 3 || x.rank == 4 else {
            throw ArrayError.value(
                "Softmax2d: expected input to be 3D or 4D, got \(x.rank)D instead")
        }
        return try Ops.softmax.softmax(.tensor(x), .int(-3))
    }

    /// The functional form, which also knows what to do without a dimension.
    private static func apply(_ name: String, _ module: Module, _ x: Tensor) throws -> Tensor {
        guard let operation = Catalog.shared.overloads(of: name, .functional).first,
            case .tensor(let result) = try operation.call([.tensor(x), module.options[0]])
        else { throw ArrayError.notImplemented("\(name) is not part of Gradus") }
        return result
    }
}
