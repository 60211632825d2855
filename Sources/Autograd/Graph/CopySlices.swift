import Arrays

/// The node of a base after one of its views was changed in place: the rest of the gradient passes, the view's part
/// goes through the change.
final class CopySlices: Node {
    private let baseLayout: Layout
    private let view: Layout
    private let change: Node

    /// `change`'s first input is the view as it was.
    init(base: Tensor, view: Layout, change: Node) {
        baseLayout = base.array.layout
        self.view = view
        self.change = change
        super.init(
            .other, sequence: Engine.nextSequence(),
            output: OutputInfo(shape: base.shape, dtype: base.dtype))
        append(base.edge)
        for i in 1..<max(change.inputCount, 1) { append(change.edge(i)) }
        // The change reaches its other inputs by this node's edges; through its own it would keep a long chain.
        if change.depth >= depth { depth = change.depth + 1 }
    }

    override var name: String { "CopySlices" }

    override func gradients(_ incoming: Incoming) throws -> [Tensor?] {
        guard let grad = incoming.first else { return [] }
        let slice = try Ops.strided.view(grad, base: baseLayout, view: view)
        var results = try change.gradients(Incoming(first: slice))
        if wants(0) {
            results[0] = try Ops.strided.scatter(grad, results[0], base: baseLayout, view: view)
        }
        return results
    }

    override func memento() -> (() -> Void)? { change.memento() }

    override func releaseSaved() { change.releaseSaved() }

    override func takeSaved(into stack: inout [Node]) {
        change.takeSaved(into: &stack)
        change.takeEdges(into: &stack)
    }

    deinit {
        if depth >= Node.shallow {
            var stack: [Node] = []
            takeSaved(into: &stack)
            takeEdges(into: &stack)
            depth = 0
            Node.release(&stack)
        }
    }
}
