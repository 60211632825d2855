import Arrays

/// A change in place that is about to happen: its checks, the write, and the history afterwards.
struct InPlace {
    let target: Tensor
    let engine = Engine.current

    /// Throws for tensors made in inference mode when it is over.
    init(_ target: Tensor) throws {
        self.target = target
        if target.flags.contains(.inference), !engine.inferenceMode {
            throw ArrayError.runtime(
                "Inplace update to inference tensor outside InferenceMode is not allowed."
                    + "You can make a clone to get a normal tensor before doing inplace update."
                    + "See https://github.com/pytorch/rfcs/pull/17 for more details.")
        }
    }

    /// Whether the change is to be recorded, given that some operand requires a gradient.
    ///
    /// Throws for leaves that require gradients, and for views of them or made where they could not be followed.
    func records(_ requiresGrad: Bool) throws -> Bool {
        guard requiresGrad, engine.gradEnabled else { return false }
        if target.flags.contains(.view) {
            try checkView()
            if target.requiresGrad, let base = target.base, base.isLeaf {
                throw ArrayError.runtime(
                    "a view of a leaf Variable that requires grad is being used in an in-place operation.")
            }
        }
        if target.requiresGrad, target.isLeaf {
            throw ArrayError.runtime("a leaf Variable that requires grad is being used in an in-place operation.")
        }
        return true
    }

    private func checkView() throws {
        let flags = target.flags
        if flags.contains(.manyViews) {
            let maker = target.gradFn.map { "Output \(target.outputNumber) of \($0.operationName)" } ?? "Output 0"
            throw ArrayError.runtime(
                "\(maker) is a view and is being modified inplace. This view is the output of a function that returns "
                    + "multiple views. Such functions do not allow the output views to be modified inplace. You should "
                    + "replace the inplace operation by an out-of-place one.")
        }
        guard flags.contains(.noGradView) || flags.contains(.inferenceView) else { return }
        let mode = flags.contains(.inferenceView) ? "inference mode" : "no_grad mode"
        let block = flags.contains(.inferenceView) ? "inference_mode" : "no_grad"
        throw ArrayError.runtime(
            "A view was created in \(mode) and is being modified inplace with grad mode enabled. Given that this use "
                + "case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the "
                + "view and the inplace either both inside the \(block) block (if you don't want the inplace to be "
                + "tracked) or both outside (if you want the inplace to be tracked).")
    }

    /// What the target holds before the change, with its place in the graph: for rules that need it.
    func original() throws -> Tensor {
        let copy = Tensor(try target.array.clone())
        let edge = target.edge
        copy.node = edge.node
        copy.outputIndex = edge.index
        if target.requiresGrad { copy.flags = .requiresGrad }
        return copy
    }

    /// Puts a result in the target.
    ///
    /// Throws RuntimeError when the result has another shape or a wider kind of number.
    func write(_ result: NDArray) throws {
        if result.dtype != target.dtype, result.dtype.category > target.dtype.category {
            throw ArrayError.runtime(
                "result type \(result.dtype.scalarTypeName) can't be cast to the desired output type "
                    + target.dtype.scalarTypeName)
        }
        guard result.shape == target.shape else {
            throw ArrayError.runtime(
                "output with shape \(target.shape) doesn't match the broadcast shape \(result.shape)")
        }
        try counting { try target.array.copy_(from: result) }
    }

    /// Runs a change that counts as one version; changes through `.data` count as none.
    func counting(_ change: () throws -> Void) rethrows {
        let version = target.array.storage.version
        try change()
        target.array.storage.version = target.flags.contains(.uncounted) ? version : version &+ 1
    }

    /// The node of the change.
    func makeNode(_ operation: Operation) -> RuleNode {
        RuleNode(operation, output: OutputInfo(shape: target.shape, dtype: target.dtype))
    }

    /// Continues the target's history with `node`.
    func attach(_ node: RuleNode, saving saves: Saves) {
        if saves.contains(.result) { node.save(result: target.array, version: target.array.storage.version) }
        target.rebase(to: node)
    }
}
