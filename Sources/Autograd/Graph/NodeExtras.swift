import Arrays

/// A function called with a gradient; what it returns, unless nil, takes the gradient's place.
package typealias GradientHook = (Tensor) throws -> Tensor?
/// A function called with the gradients of a node's inputs and outputs (`register_hook` of a node).
package typealias NodeHook = ([Tensor?], [Tensor?]) throws -> [Tensor?]?

/// What only few nodes have: hooks, and results whose gradients are kept.
final class NodeExtras {
    /// Hooks on the gradient of one output, in the order they were registered.
    var outputHooks: [(id: Int, output: Int, hook: GradientHook)] = []
    /// Hooks after the node has run.
    var nodeHooks: [(id: Int, hook: NodeHook)] = []
    /// Hooks after a leaf's gradient has been accumulated.
    var accumulateHooks: [(id: Int, hook: (Tensor) throws -> Void)] = []
    /// Results whose `grad` is to be set.
    var retained: [(output: Int, tensor: WeakTensor)] = []
    private var nextID = 0

    func newID() -> Int {
        nextID += 1
        return nextID
    }

    struct WeakTensor {
        weak var tensor: Tensor?
    }
}

/// What `register_hook` returns: `remove()` takes the hook away.
package final class HookHandle {
    private weak var node: Node?
    private let id: Int

    init(_ node: Node, _ id: Int) {
        self.node = node
        self.id = id
    }

    /// Takes the hook away; does nothing the second time.
    package func remove() {
        guard let extras = node?.extras else { return }
        extras.outputHooks.removeAll { $0.id == id }
        extras.nodeHooks.removeAll { $0.id == id }
        extras.accumulateHooks.removeAll { $0.id == id }
    }
}

extension Node {
    /// The extras, made when first asked for.
    final func makeExtras() -> NodeExtras {
        if let extras { return extras }
        let made = NodeExtras()
        extras = made
        return made
    }

    /// Keeps the gradient of a result in its `grad`.
    final func retain(_ tensor: Tensor) {
        let extras = makeExtras()
        extras.retained.removeAll { $0.tensor.tensor === tensor || $0.tensor.tensor == nil }
        extras.retained.append((Int(tensor.outputIndex), .init(tensor: tensor)))
    }

    /// `grad_fn.register_hook`: called with the gradients of the inputs and of the outputs after the node ran.
    final package func registerHook(_ hook: @escaping NodeHook) -> HookHandle {
        let extras = makeExtras()
        let id = extras.newID()
        extras.nodeHooks.append((id, hook))
        return HookHandle(self, id)
    }
}

extension Tensor {
    /// `Tensor.register_hook`: called with the gradient of this tensor whenever one is computed.
    ///
    /// Throws RuntimeError for a tensor that requires no gradient.
    package func registerHook(_ hook: @escaping GradientHook) throws -> HookHandle {
        guard requiresGrad, let node = edge.node else {
            throw ArrayError.runtime("cannot register a hook on a tensor that doesn't require gradient")
        }
        let extras = node.makeExtras()
        let id = extras.newID()
        extras.outputHooks.append((id, Int(outputIndex), hook))
        return HookHandle(node, id)
    }

    /// `Tensor.register_post_accumulate_grad_hook`: called after a leaf's `grad` has been updated.
    ///
    /// Throws RuntimeError for what is not a leaf that requires a gradient.
    package func registerPostAccumulateHook(_ hook: @escaping (Tensor) throws -> Void) throws -> HookHandle {
        guard requiresGrad else {
            throw ArrayError.runtime(
                "cannot register a hook on a tensor that doesn't require gradient")
        }
        guard gradFn == nil, let node = edge.node else {
            throw ArrayError.runtime("post accumulate grad hooks cannot be registered on non-leaf tensors")
        }
        let extras = node.makeExtras()
        let id = extras.newID()
        extras.accumulateHooks.append((id, hook))
        return HookHandle(node, id)
    }
}
