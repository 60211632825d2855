import Arrays
import Autograd

/// Layers that change the shape only.
package struct ShapeLayers: Sendable {
    package let flatten: LayerEntry = LayerEntry(
        "Flatten(int start_dim=1, int end_dim=-1)", .shape, "Makes one dimension of several.",
        forward: "forward(Tensor input)", repr: "start_dim={start_dim}, end_dim={end_dim}",
        example: "Flatten()(torch.ones(2, 3, 4)).shape"
    ) { m, x in try Ops.shape.flatten(.tensor(x), m.options[0], m.options[1]) }

    package let unflatten: LayerEntry = LayerEntry(
        "Unflatten(int dim, any unflattened_size)", .shape, "Makes several dimensions of one.",
        repr: .template("dim={dim}, unflattened_size={unflattened_size}"),
        example: "Unflatten(1, (2, 3))(torch.ones(4, 6)).shape"
    ) { entry, call in
        guard case .ints = call[1] else {
            let type =
                switch call[1] {
                case .number(.int): "int"
                case .number(.float): "float"
                case .number(.bool): "bool"
                case .string: "str"
                case .none: "NoneType"
                default: "tuple"
                }
            throw ArrayError.type("unflattened_size must be a tuple of ints, but found type \(type)")
        }
        return FunctionLayer(entry, call) { m, x in try ShapeLayers.unflatten(m, x) }
    }

    private static func unflatten(_ module: Module, _ x: Tensor) throws -> Tensor {
        let call = Call(module.options)
        let d = try x.array.layout.wrap(try call.int(0))
        var sizes = Array(try call.ints(1))
        let size = x.shape[d]
        if let free = sizes.firstIndex(of: -1) {
            let others = sizes.enumerated().filter { $0.offset != free }.reduce(1) { $0 &* $1.element }
            if others > 0, size % others == 0 { sizes[free] = size / others }
        }
        guard sizes.reduce(1, &*) == size else {
            let text = "[" + sizes.map(String.init).joined(separator: ", ") + "]"
            throw ArrayError.runtime(
                "unflatten: Provided sizes \(text) don't multiply up to the size of dim \(d) (\(size)) in the input "
                    + "tensor")
        }
        let shape = Array(x.shape.prefix(d)) + sizes + Array(x.shape.dropFirst(d + 1))
        return try Ops.views.view(.tensor(x), .ints(shape))
    }
}
