import Arrays
import Autograd

/// Layers that multiply by matrices.
package struct LinearLayers: Sendable {
    package let identity: LayerEntry = LayerEntry(
        "Identity(*, any args=None)", .linear, "Passes its input on.", hidden: ["args"], example: "Identity()(x)"
    ) { entry, call in FunctionLayer(entry, call) { _, x in x } }

    package let linear: LayerEntry = LayerEntry(
        "Linear(int in_features, int out_features, bool bias=True, device? device=None, dtype? dtype=None)", .linear,
        "Multiplies by the transposed weight and adds the bias.", forward: "linear(Tensor input)",
        repr: .computed { module in
            let features = "in_features=\(module.text("in_features")), out_features=\(module.text("out_features"))"
            return features + ", bias=\(module.parameters["bias"] == nil ? "False" : "True")"
        }, hidden: ["bias"], sizes: ["out_features", "in_features"], spellings: ["Dense", "FullyConnected"],
        example: "Linear(2, 3)(torch.ones(1, 2)).shape"
    ) { entry, call in try LinearLayer(new: entry, call) }

    package let bilinear: LayerEntry = LayerEntry(
        "Bilinear(int in1_features, int in2_features, int out_features, bool bias=True, device? device=None, "
            + "dtype? dtype=None)", .linear, "Weighs all products of the elements of two inputs.",
        forward: "bilinear(Tensor input1, Tensor input2)",
        repr: .computed { m in
            let features = ["in1_features", "in2_features", "out_features"].map { "\($0)=\(m.text($0))" }
            return features.joined(separator: ", ") + ", bias=\(m.biasText)"
        }, hidden: ["bias"], sizes: ["out_features", "in1_features", "in2_features"],
        example: "Bilinear(2, 3, 4)(torch.ones(1, 2), torch.ones(1, 3)).shape"
    ) { entry, call in
        let layer = try FunctionalLayer(entry, call, "bilinear", parts: ["weight", "bias"]) {
            try LinearLayers.resetBilinear($0)
        }
        let (first, second, outputs) = (try call.int(0), try call.int(1), try call.int(2))
        let dtype = try call.dtype(5) ?? Engine.current.defaultDType
        try layer.addParameter("weight", try NDArray(empty: [outputs, first, second], dtype))
        if try call.bool(3) {
            try layer.addParameter("bias", try NDArray(empty: [outputs], dtype))
        } else {
            layer.parameters.set("bias", nil)
        }
        try layer.resetParameters()
        return layer
    }

    private static func resetBilinear(_ layer: Module) throws {
        let features = try Call(layer.options).int(0)
        guard features > 0 else {
            throw ArrayError.value("in1_features must be > 0, but got (in1_features=\(features))")
        }
        guard let weight = layer.parameters["weight"] else { return }
        let bound = 1 / Double(weight.shape[1]).squareRoot()
        try Initialization.uniform(weight, -bound, bound)
        if let bias = layer.parameters["bias"] { try Initialization.uniform(bias, -bound, bound) }
    }
}

extension Module {
    /// An attribute as `str` prints it.
    final func text(_ name: String) -> String { PythonText.str(attribute(name) ?? .none) }
}

/// `torch.nn.Linear`: `x @ weight.T + bias`.
package final class LinearLayer: Module {
    init(new entry: LayerEntry, _ call: Call) throws {
        let (inputs, outputs) = (try call.int(0), try call.int(1))
        super.init(entry, call)
        let dtype = try call.dtype(4) ?? Engine.current.defaultDType
        try addParameter("weight", try NDArray(empty: [outputs, inputs], dtype))
        if try call.bool(2, default: true) {
            try addParameter("bias", try NDArray(empty: [outputs], dtype))
        } else {
            parameters.set("bias", nil)
        }
        try resetParameters()
    }

    required init(copyOf other: Module) { super.init(copyOf: other) }

    package override var hasResetParameters: Bool { true }

    package override func resetParameters() throws {
        let weight = try parameter("weight", at: 0)
        try Initialization.kaimingUniform(weight, a: 5.0.squareRoot())
        guard let bias = parameters["bias"] else { return }
        let fanIn = try Initialization.fans(weight).fanIn
        let bound = fanIn > 0 ? 1 / Double(fanIn).squareRoot() : 0
        try Initialization.uniform(bias, -bound, bound)
    }

    package override func forward(_ input: Tensor) throws -> Tensor {
        try Ops.products.linear(input, try parameter("weight", at: 0), parameters.value("bias", likely: 1))
    }
}
