import Arrays

/// The node of a leaf: adds what arrives to the leaf's `grad`.
package final class AccumulateGrad: Node {
    /// The leaf. It owns this node and clears the reference when it goes.
    unowned(unsafe) var leaf: Tensor?

    init(_ variable: Tensor) {
        leaf = variable
        super.init(
            .accumulate, sequence: .max, output: OutputInfo(shape: variable.shape, dtype: variable.dtype))
    }

    package override var name: String { "torch::autograd::AccumulateGrad" }
    package override var typeName: String { "AccumulateGrad" }

    /// Follows a leaf whose `data` was replaced.
    func updateMetadata(from array: NDArray) {
        output = OutputInfo(shape: array.shape, dtype: array.dtype)
    }

    /// Adds a gradient. The first one becomes the leaf's own when nobody else holds it, else a copy does.
    func accumulate(_ incoming: consuming Tensor, createGraph: Bool) throws {
        guard let variable = leaf else { return }
        var grad = incoming
        if let old = variable.gradient {
            if createGraph {
                variable.gradient = try old + grad
            } else {
                try old.array.binary_(.add, grad.array)
            }
        } else if createGraph {
            variable.gradient = try Ops.shape.clone(grad)
        } else if isKnownUniquelyReferenced(&grad), grad.gradient == nil,
            grad.array.layout.strides == variable.array.layout.strides
        {
            grad.becomePlain()
            variable.gradient = grad
        } else {
            variable.gradient = Tensor(try grad.array.copied(like: variable.array.layout))
        }
        guard let extras, !extras.accumulateHooks.isEmpty else { return }
        for (_, hook) in extras.accumulateHooks { try hook(variable) }
    }
}

extension Tensor {
    /// Forgets graph, base and flags: a tensor that nobody else holds becomes a leaf.
    func becomePlain() {
        if flags.contains(.accumulates) { node?.asAccumulator?.leaf = nil }
        node = nil
        base = nil
        flags = []
        outputIndex = 0
    }
}

extension NDArray {
    /// A copy that has a variable's strides where those are dense, else is contiguous.
    func copied(like layout: Layout) throws -> NDArray {
        if layout.isContiguous || !layout.isDense { return try copy() }
        let out = NDArray(
            storage: try Storage.allocate(self.layout, dtype),
            layout: Layout(shape: layout.shape, strides: layout.strides), dtype: dtype)
        try out.copy_(from: self)
        out.storage.version = 0
        return out
    }
}
