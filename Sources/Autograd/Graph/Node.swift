import Arrays

/// Where a gradient goes next: a node and which of its outputs the gradient belongs to.
package struct Edge {
    /// The node; nil for an input that needs no gradient.
    package var node: Node?
    /// Which output of the node.
    package var index: Int32 = 0

    @inline(__always)
    init(node: Node? = nil, index: Int32 = 0) {
        self.node = node
        self.index = index
    }
}

/// Shape and type of one output of a node: what gradients arriving there must have.
struct OutputInfo {
    var shape: Dims
    var dtype: DType
}

/// One step of a graph: `torch.autograd.graph.Node`. It turns the gradients of its outputs into those of its inputs.
package class Node {
    /// What sort of node this is, to tell without a dynamic cast.
    enum Kind: UInt8 { case rule, accumulate, other }

    final let kind: Kind
    /// Later nodes run earlier.
    final let sequence: UInt64
    /// At least the length of the longest chain below; short ones are released by plain recursion.
    final var depth: Int32 = 0
    /// The number of inputs.
    final var edgeCount: Int32 = 0

    // Where gradients go, one edge for each input: three in place, because that is what nearly all have.
    final var edge0 = Edge()
    final var edge1 = Edge()
    final var edge2 = Edge()

    /// What only nodes with more inputs or outputs need.
    final var wide: Wide?

    /// Inputs beyond the third, outputs beyond the first, and gradients waiting at those.
    final class Wide {
        var edges: [Edge] = []
        var outputs: [OutputInfo] = []
        var pending: [Tensor?] = []
    }

    /// Shape and type of output 0.
    final var output: OutputInfo
    /// Hooks, retained results.
    final var extras: NodeExtras?

    // Scratch of the walk that is visiting this node.
    final var mark: UInt32 = 0
    final var dependencies: Int32 = 0
    final var pending: Tensor?

    init(_ kind: Kind, sequence: UInt64, output: OutputInfo) {
        self.kind = kind
        self.sequence = sequence
        self.output = output
    }

    deinit {
        if depth >= Node.shallow {
            var stack: [Node] = []
            takeEdges(into: &stack)
            Node.release(&stack)
        }
    }

    /// `grad_fn.name()`: `AddBackward0`.
    package var name: String { "" }

    /// The name that messages call this node's operation: `Add`.
    var operationName: String { name }

    /// The name of the Python type: `AddBackward0`, `AccumulateGrad`.
    package var typeName: String { name }

    /// The gradients of all inputs (nil where none is needed or there is none) from those of the outputs.
    func gradients(_ incoming: Incoming) throws -> [Tensor?] { [] }

    /// Computes the gradients of the inputs and delivers one, or nil, along every edge that has a node.
    func propagate(_ incoming: Incoming, _ walk: Walk) throws {
        let results = try gradients(incoming)
        for i in 0..<inputCount { try walk.deliver(i < results.count ? results[i] : nil, from: self, along: i) }
    }

    /// What brings back what is kept for the backward pass; nil where nothing is.
    func memento() -> (() -> Void)? { nil }

    /// Gives up what was kept for the backward pass.
    func releaseSaved() {}

    /// Moves the nodes that only this node's saved tensors keep alive to `stack`.
    func takeSaved(into stack: inout [Node]) {}
}

extension Node {
    /// Chains up to this long may be released by recursion.
    static let shallow: Int32 = 500

    /// The wide part, made when first needed.
    final func makeWide() -> Wide {
        let made = wide ?? Wide()
        wide = made
        return made
    }

    /// Shape and type of the outputs beyond the first.
    final var moreOutputs: [OutputInfo] {
        get { wide?.outputs ?? [] }
        set { makeWide().outputs = newValue }
    }

    /// Inputs beyond the third.
    final var moreEdges: [Edge] { wide?.edges ?? [] }

    /// Gradients waiting at the outputs beyond the first.
    final var morePending: [Tensor?] {
        get { wide?.pending ?? [] }
        set { if wide != nil || !newValue.isEmpty { makeWide().pending = newValue } }
    }

    /// The shape of output 0.
    final package var shape: [Int] { output.shape.map { $0 } }

    /// The number of inputs.
    final package var inputCount: Int { Int(edgeCount) }

    /// Input `i`'s edge; `i` must be in 0..<inputCount.
    @inline(__always)
    final func edge(_ i: Int) -> Edge {
        switch i {
        case 0: edge0
        case 1: edge1
        case 2: edge2
        default: wide?.edges[i - 3] ?? Edge()
        }
    }

    /// Whether input `i` wants a gradient.
    @inline(__always)
    final func wants(_ i: Int) -> Bool {
        switch i {
        case 0: edge0.node != nil
        case 1: edge1.node != nil
        case 2: edge2.node != nil
        default: edge(i).node != nil
        }
    }

    /// Adds an input.
    @inline(__always)
    final func append(_ edge: Edge) {
        if let node = edge.node, node.depth >= depth { depth = node.depth &+ 1 }
        switch edgeCount {
        case 0: edge0 = edge
        case 1: edge1 = edge
        case 2: edge2 = edge
        default: makeWide().edges.append(edge)
        }
        edgeCount &+= 1
    }

    /// `grad_fn.next_functions`: each input's node (nil without a gradient) and output number.
    final package var nextFunctions: [(node: Node?, index: Int)] {
        (0..<inputCount).map { (edge($0).node, Int(edge($0).index)) }
    }

    /// The number of outputs.
    final var outputCount: Int { 1 + moreOutputs.count }

    /// Shape and type of output `i`.
    @inline(__always)
    final func outputInfo(_ i: Int) -> OutputInfo { i == 0 ? output : moreOutputs[i - 1] }

    /// This node as a leaf's accumulator, without a dynamic cast.
    @inline(__always)
    final var asAccumulator: AccumulateGrad? {
        kind == .accumulate ? unsafeDowncast(self, to: AccumulateGrad.self) : nil
    }

    /// The shape of the first result.
    final package var resultShape: Dims { output.shape }

    /// The leaf that an `AccumulateGrad` node adds to: `node.variable`.
    final package var variable: Tensor? { asAccumulator?.leaf }

    /// Moves this node's edges to `stack`.
    final func takeEdges(into stack: inout [Node]) {
        if let node = edge0.node { stack.append(node) }
        if let node = edge1.node { stack.append(node) }
        if let node = edge2.node { stack.append(node) }
        for edge in moreEdges { if let node = edge.node { stack.append(node) } }
        wide?.edges = []
        edge0.node = nil
        edge1.node = nil
        edge2.node = nil
    }

    /// Releases nodes one after another: recursion over a long chain would overflow the native stack.
    static func release(_ stack: inout [Node]) {
        while var node = stack.popLast() {
            if node.depth < shallow { continue }
            // Saved tensors first: they may hold the very nodes that the edges lead to.
            if isKnownUniquelyReferenced(&node) {
                node.takeSaved(into: &stack)
                node.takeEdges(into: &stack)
                node.depth = 0
            }
        }
    }
}

/// The gradients that arrive at a node, one for each output; nil where none came.
struct Incoming {
    var first: Tensor?
    var more: [Tensor?] = []

    /// Output `i`'s gradient.
    func grad(_ i: Int) -> Tensor? {
        if i == 0 { return first }
        return i - 1 < more.count ? more[i - 1] : nil
    }
}
