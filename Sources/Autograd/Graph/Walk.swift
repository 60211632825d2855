import Arrays

/// One backward pass: visits the nodes below some roots, the latest made first, each once all its gradients came.
///
/// The counts and gradients of the pass live in the nodes themselves; a pass that starts inside another one (from a
/// hook) puts back what it found there.
final class Walk {
    private unowned(unsafe) let engine: Engine
    private var id: UInt32 = 0
    private var retainGraph = false
    private var createGraph = false
    private var isNested = false
    /// Nodes whose gradients are complete, as a heap by sequence number.
    private var ready: [Unmanaged<Node>] = []
    /// Complete leaves, which come before all others.
    private var leaves: [Unmanaged<Node>] = []
    private var nextLeaf = 0
    private var visited: [Unmanaged<Node>] = []
    private var stack: [Unmanaged<Node>] = []
    private var outer: [Scratch] = []
    /// For passes to chosen inputs: the nodes that lead to one of them.
    private var needed: Set<ObjectIdentifier>?
    private var captures: [ObjectIdentifier: [(output: Int, slot: Int)]] = [:]
    private var captured: [Tensor?] = []

    init(_ engine: Engine) { self.engine = engine }

    /// What another pass had written into a node.
    private struct Scratch {
        let mark: UInt32
        let dependencies: Int32
        let pending: Tensor?
        let morePending: [Tensor?]
    }

    /// Where a pass begins.
    struct Root {
        let edge: Edge
        let grad: Tensor
    }

    /// What a pass is asked for.
    struct Request {
        var retainGraph: Bool
        var createGraph: Bool
        /// Only what leads to these edges runs.
        var targets: [Edge]?
        /// Add to leaves' `grad` (`backward`), or hand the gradients of the targets back (`grad`).
        var accumulates = true
    }

    /// Runs a pass; returns the gradients of the targets unless it accumulates.
    func run(_ roots: [Root], _ request: Request) throws -> [Tensor?] {
        begin(request)
        defer { end() }
        count(from: roots)
        if let targets = request.targets { restrict(to: targets, accumulates: request.accumulates) }
        for root in roots {
            guard let node = root.edge.node else { continue }
            try add(root.grad, to: node, Int(root.edge.index))
        }
        for root in roots {
            guard let node = root.edge.node, node.dependencies == 0, node.mark == id else { continue }
            node.dependencies = -1
            enqueue(node)
        }
        while let node = next() { try visit(node) }
        return captured
    }

    // MARK: Setting up

    private func begin(_ request: Request) {
        retainGraph = request.retainGraph
        createGraph = request.createGraph
        isNested = engine.walksRunning > 0
        engine.walksRunning += 1
        engine.walkCount &+= 1
        id = engine.walkCount
        captured = request.targets.map { Array(repeating: nil, count: $0.count) } ?? []
    }

    private func end() {
        engine.walksRunning -= 1
        if isNested {
            for (node, scratch) in zip(visited, outer) {
                node._withUnsafeGuaranteedRef {
                    $0.mark = scratch.mark
                    $0.dependencies = scratch.dependencies
                    $0.pending = scratch.pending
                    $0.morePending = scratch.morePending
                }
            }
            outer.removeAll()
        } else {
            for node in visited {
                node._withUnsafeGuaranteedRef {
                    $0.mark = 0
                    $0.dependencies = 0
                    if $0.pending != nil { $0.pending = nil }
                    if $0.wide != nil { $0.morePending = [] }
                }
            }
        }
        visited.removeAll(keepingCapacity: visited.count < 4096)
        ready.removeAll(keepingCapacity: true)
        leaves.removeAll(keepingCapacity: true)
        nextLeaf = 0
        if needed != nil {
            needed = nil
            captures = [:]
        }
    }

    /// Counts, for every node below the roots, how many gradients it has to wait for.
    private func count(from roots: [Root]) {
        for root in roots { if let node = root.edge.node { reach(node) } }
        while let top = stack.popLast() {
            top._withUnsafeGuaranteedRef { node in
                expect(node.edge0)
                expect(node.edge1)
                expect(node.edge2)
                if let wide = node.wide { for edge in wide.edges { expect(edge) } }
            }
        }
    }

    @inline(__always)
    private func expect(_ edge: Edge) {
        guard let node = edge.node else { return }
        if node.mark != id { reach(node) }
        node.dependencies &+= 1
    }

    @inline(__always)
    private func reach(_ node: Node) {
        if node.mark == id { return }
        let reference = Unmanaged.passUnretained(node)
        if isNested {
            outer.append(
                Scratch(
                    mark: node.mark, dependencies: node.dependencies, pending: node.pending,
                    morePending: node.morePending))
            node.pending = nil
            node.morePending = []
        }
        node.mark = id
        node.dependencies = 0
        visited.append(reference)
        if node.kind != .accumulate { stack.append(reference) }
    }

    /// Notes which nodes lead to a target, and where gradients are to be captured.
    private func restrict(to targets: [Edge], accumulates: Bool) {
        var needed: Set<ObjectIdentifier> = []
        for (slot, target) in targets.enumerated() {
            guard let node = target.node else { continue }
            if accumulates {
                needed.insert(ObjectIdentifier(node))
            } else {
                captures[ObjectIdentifier(node), default: []].append((Int(target.index), slot))
            }
        }
        let goals = Set(targets.compactMap { $0.node.map(ObjectIdentifier.init) })
        // Inputs are always older than what was made of them, so one pass from the oldest settles everything.
        let order = visited.map { $0.takeUnretainedValue() }.sorted { $0.sequence < $1.sequence }
        for node in order where node.kind != .accumulate {
            let leads = node.nextFunctions.contains {
                guard let next = $0.node.map(ObjectIdentifier.init) else { return false }
                return needed.contains(next) || goals.contains(next)
            }
            if leads { needed.insert(ObjectIdentifier(node)) }
        }
        self.needed = needed
    }

    // MARK: Visiting

    /// Whether the gradient of `node`'s input `i` is of any use to this pass.
    @inline(__always)
    func wants(_ node: Node, _ i: Int) -> Bool {
        guard let needed else { return true }
        guard let next = node.edge(i).node.map(ObjectIdentifier.init) else { return false }
        return needed.contains(next) || captures[next] != nil
    }

    private func visit(_ node: Node) throws {
        var incoming = Incoming(first: node.pending, more: node.morePending)
        node.pending = nil
        if node.wide != nil { node.morePending = [] }
        if let extras = node.extras { try applyHooks(extras, &incoming, node) }
        if needed != nil {
            let key = ObjectIdentifier(node)
            for capture in captures[key] ?? [] { captured[capture.slot] = incoming.grad(capture.output) }
            guard needed?.contains(key) ?? true else { return }
        }
        if let accumulator = node.asAccumulator {
            guard let grad = incoming.first else { return }
            incoming.first = nil
            return try accumulator.accumulate(grad, createGraph: createGraph)
        }
        if let extras = node.extras, !extras.nodeHooks.isEmpty {
            try propagateHooked(node, incoming, extras)
        } else if incoming.first == nil, incoming.more.allSatisfy({ $0 == nil }) {
            for i in 0..<node.inputCount { try deliver(nil, from: node, along: i) }
        } else {
            try node.propagate(incoming, self)
        }
        if !retainGraph { node.releaseSaved() }
    }

    private func propagateHooked(_ node: Node, _ incoming: Incoming, _ extras: NodeExtras) throws {
        var results = try node.gradients(incoming)
        let outputs = (0..<node.outputCount).map { incoming.grad($0) }
        for (_, hook) in extras.nodeHooks {
            if let replaced = try hook(results, outputs), replaced.count == results.count { results = replaced }
        }
        for i in 0..<node.inputCount { try deliver(i < results.count ? results[i] : nil, from: node, along: i) }
    }

    private func applyHooks(_ extras: NodeExtras, _ incoming: inout Incoming, _ node: Node) throws {
        for (_, output, hook) in extras.outputHooks {
            guard let grad = incoming.grad(output), let replaced = try hook(grad) else { continue }
            if output == 0 { incoming.first = replaced } else { incoming.more[output - 1] = replaced }
        }
        for (output, reference) in extras.retained {
            guard let tensor = reference.tensor, let grad = incoming.grad(output) else { continue }
            if let old = tensor.gradient {
                tensor.gradient = try old + grad
            } else {
                tensor.gradient = createGraph ? try Ops.shape.clone(grad) : Tensor(try grad.array.clone())
            }
        }
    }

    /// Passes a gradient, or the news that there is none, along input `i`'s edge.
    @inline(__always)
    func deliver(_ grad: consuming Tensor?, from node: Node, along i: Int) throws {
        let edge = node.edge(i)
        guard let target = edge.node else { return }
        if let grad {
            try add(try fitted(grad, to: target.outputInfo(Int(edge.index)), node, i), to: target, Int(edge.index))
        }
        target.dependencies &-= 1
        if target.dependencies == 0 { enqueue(target) }
    }

    /// A gradient in the shape and type that its input had: broadcasting is undone here and nowhere else.
    @inline(__always)
    private func fitted(_ grad: Tensor, to info: OutputInfo, _ node: Node, _ i: Int) throws -> Tensor {
        if grad.array.layout.shape == info.shape, grad.dtype == info.dtype { return grad }
        return try refitted(grad, to: info, node, i)
    }

    @inline(never)
    private func refitted(_ grad: Tensor, to info: OutputInfo, _ node: Node, _ i: Int) throws -> Tensor {
        var grad = grad
        if grad.shape != info.shape {
            guard grad.shape.broadcasts(from: info.shape) else {
                throw ArrayError.runtime(
                    "Function \(node.name) returned an invalid gradient at index \(i) - got \(grad.shape) but "
                        + "expected shape compatible with \(info.shape)")
            }
            grad = try grad.summed(to: info.shape)
        }
        return grad.dtype == info.dtype ? grad : try grad.to(info.dtype)
    }

    /// Adds a gradient to those that wait at a node's output.
    @inline(__always)
    private func add(_ grad: consuming Tensor, to node: Node, _ output: Int) throws {
        if output == 0 {
            if node.pending == nil {
                node.pending = grad
            } else {
                try Walk.sum(&node.pending, grad, inPlace: !createGraph)
            }
            return
        }
        let wide = node.makeWide()
        if wide.pending.isEmpty { wide.pending = Array(repeating: nil, count: node.outputCount - 1) }
        try Walk.sum(&wide.pending[output - 1], grad, inPlace: !createGraph)
    }

    /// Adds `grad` to a waiting gradient; in place where nobody else can see it.
    private static func sum(_ waiting: inout Tensor?, _ grad: Tensor, inPlace: Bool) throws {
        guard let old = waiting else {
            waiting = grad
            return
        }
        waiting = try old + grad
    }

    // MARK: The queue

    @inline(__always)
    private func enqueue(_ node: Node) {
        if node.kind == .accumulate {
            leaves.append(Unmanaged.passUnretained(node))
        } else {
            ready.append(Unmanaged.passUnretained(node))
            if ready.count > 1 { siftUp() }
        }
    }

    private func siftUp() {
        var i = ready.count - 1
        while i > 0 {
            let parent = (i - 1) / 2
            guard Walk.sequence(ready[i]) > Walk.sequence(ready[parent]) else { return }
            ready.swapAt(i, parent)
            i = parent
        }
    }

    private func next() -> Node? {
        if nextLeaf < leaves.count {
            nextLeaf += 1
            return leaves[nextLeaf - 1].takeUnretainedValue()
        }
        guard let last = ready.popLast() else { return nil }
        guard let first = ready.first else { return last.takeUnretainedValue() }
        ready[0] = last
        var i = 0
        while true {
            var largest = i
            let left = 2 * i + 1
            if left < ready.count, Walk.sequence(ready[left]) > Walk.sequence(ready[largest]) { largest = left }
            if left + 1 < ready.count, Walk.sequence(ready[left + 1]) > Walk.sequence(ready[largest]) {
                largest = left + 1
            }
            if largest == i { break }
            ready.swapAt(i, largest)
            i = largest
        }
        return first.takeUnretainedValue()
    }

    @inline(__always)
    private static func sequence(_ node: Unmanaged<Node>) -> UInt64 { node._withUnsafeGuaranteedRef { $0.sequence } }
}
