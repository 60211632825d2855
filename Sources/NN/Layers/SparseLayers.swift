import Arrays
import Autograd

/// Layers that look things up.
package struct SparseLayers: Sendable {
    package let embedding: LayerEntry = LayerEntry(
        "Embedding(int num_embeddings, int embedding_dim, int? padding_idx=None, float? max_norm=None, "
            + "float norm_type=2.0, bool scale_grad_by_freq=False, bool sparse=False, Tensor? _weight=None, "
            + "bool _freeze=False, device? device=None, dtype? dtype=None)", .sparse,
        "A row of numbers for each index.", forward: "embedding(Tensor input)",
        repr: .computed { SparseLayers.text($0) }, hidden: ["_weight", "_freeze"],
        sizes: ["num_embeddings", "embedding_dim"], example: "Embedding(3, 2)(torch.tensor([0, 2])).shape"
    ) { entry, call in
        let layer = try FunctionalLayer(entry, call, "embedding", parts: ["weight"]) { try SparseLayers.reset($0) }
        let (count, size) = (try call.int(0), try call.int(1))
        if let padding = try call.optionalInt(2) {
            guard padding < max(count, 1), padding >= -count else {
                throw ArrayError(.assertionError, "Padding_idx must be within num_embeddings")
            }
            layer.options[2] = .int(padding < 0 ? count + padding : padding)
        }
        if let weight = try call.optionalTensor(7) {
            guard weight.shape == [count, size] else {
                throw ArrayError(
                    .assertionError, "Shape of weight does not match num_embeddings and embedding_dim")
            }
            try layer.addParameter("weight", weight.array)
        } else {
            let dtype = try call.dtype(10) ?? Engine.current.defaultDType
            try layer.addParameter("weight", try NDArray(empty: [count, size], dtype))
            try layer.resetParameters()
        }
        if try call.bool(8) { try layer.parameters["weight"]?.setRequiresGrad(false) }
        return layer
    }

    private static func reset(_ layer: Module) throws {
        guard let weight = layer.parameters["weight"] else { return }
        try Initialization.normal(weight)
        guard case .number(.int(let padding)) = layer.options[2], weight.rank == 2 else { return }
        let row = try weight.array.layout.selecting(padding, along: 0)
        try Initialization.overwrite(weight) { try $0.with(row).fill_(.int(0)) }
    }

    private static func text(_ m: Module) -> String {
        var parts = [m.text("num_embeddings"), m.text("embedding_dim")]
        for name in ["padding_idx", "max_norm"] where !(m.attribute(name) ?? .none).isNone {
            parts.append("\(name)=\(m.text(name))")
        }
        if case .number(let type)? = m.attribute("norm_type"), type.double != 2 {
            parts.append("norm_type=\(m.text("norm_type"))")
        }
        for name in ["scale_grad_by_freq", "sparse"] {
            if case .number(let flag)? = m.attribute(name), flag.isTrue { parts.append("\(name)=True") }
        }
        return parts.joined(separator: ", ")
    }
}
