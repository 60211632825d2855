import Arrays

/// The node that an operation of the catalog leaves: `AddBackward0` and its like.
final class RuleNode: Node {
    private let operation: Operation
    /// The operation's operands without their tensors, when its rule reads them.
    var operands: [Operand] = []
    // Saved tensor arguments with the version they had, by position.
    private var saved0: Tensor?
    private var saved1: Tensor?
    private var saved2: Tensor?
    private var version0 = 0
    private var version1 = 0
    private var version2 = 0
    /// The result's array, when saved: never the result itself, which owns this node.
    private var result: NDArray?
    private var resultVersion = 0
    /// What few nodes keep.
    private var rest: Rest?
    /// Set once what was saved has been given up.
    private var isReleased = false

    /// Saved tensor arguments beyond the third, and arrays that the forward kept.
    private final class Rest {
        var saved: [Int: (tensor: Tensor, version: Int)] = [:]
        var kept: [(array: NDArray, version: Int)] = []
    }

    private func makeRest() -> Rest {
        let made = rest ?? Rest()
        rest = made
        return made
    }

    init(_ operation: Operation, output: OutputInfo) {
        self.operation = operation
        super.init(.rule, sequence: Engine.nextSequence(), output: output)
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

    override var name: String { operation.nodeName }
    override var operationName: String { operation.messageName }

    // MARK: Saving

    /// Keeps tensor argument `i`.
    ///
    /// Throws RuntimeError for a tensor made in inference mode.
    @inline(__always)
    func save(_ i: Int, _ tensor: Tensor) throws {
        if tensor.flags.contains(.inference) { throw RuleNode.inferenceError }
        switch i {
        case 0:
            saved0 = tensor
            version0 = tensor.currentVersion
        case 1:
            saved1 = tensor
            version1 = tensor.currentVersion
        case 2:
            saved2 = tensor
            version2 = tensor.currentVersion
        default: makeRest().saved[i] = (tensor, tensor.currentVersion)
        }
    }

    /// Keeps the result's array.
    @inline(__always)
    func save(result array: NDArray, version: Int) {
        result = array
        resultVersion = version
    }

    /// Keeps arrays that the forward computed for the rule.
    func keep(_ arrays: [NDArray]) { makeRest().kept = arrays.map { ($0, $0.storage.version) } }

    /// A saved tensor argument.
    ///
    /// Throws RuntimeError when it was given up or changed in place since.
    func saved(_ i: Int) throws -> Tensor {
        let entry: (tensor: Tensor?, version: Int) =
            switch i {
            case 0: (saved0, version0)
            case 1: (saved1, version1)
            case 2: (saved2, version2)
            default: (rest?.saved[i]?.tensor, rest?.saved[i]?.version ?? 0)
            }
        guard let tensor = entry.tensor else { throw RuleNode.releasedError }
        if tensor.currentVersion != entry.version {
            throw RuleNode.versionError(
                tensor.array, tensor.gradFn?.operationName, tensor.outputNumber, tensor.currentVersion, entry.version)
        }
        return tensor
    }

    /// Whether tensor argument `i` was given and saved; true for all once they have been given up.
    func hasSaved(_ i: Int) -> Bool {
        let isHere =
            switch i {
            case 0: saved0 != nil
            case 1: saved1 != nil
            case 2: saved2 != nil
            default: rest?.saved[i] != nil
            }
        return isHere || isReleased
    }

    /// The saved result, attached to this node so that it can be differentiated again.
    func savedResult() throws -> Tensor {
        guard let result else { throw RuleNode.releasedError }
        let now = result.storage.version
        if now != resultVersion {
            throw RuleNode.versionError(result, operationName, 0, now, resultVersion)
        }
        let tensor = Tensor(result)
        tensor.node = self
        tensor.flags = .requiresGrad
        return tensor
    }

    /// An array that the forward kept.
    func kept(_ i: Int) throws -> NDArray {
        guard let rest, i < rest.kept.count else { throw RuleNode.releasedError }
        let (array, version) = rest.kept[i]
        if array.storage.version != version {
            throw RuleNode.versionError(array, nil, 0, array.storage.version, version)
        }
        return array
    }

    override func memento() -> (() -> Void)? {
        if isReleased { return { [self] in releaseSaved() } }
        let (saved0, saved1, saved2) = (saved0, saved1, saved2)
        let (result, rest) = (result, rest)
        return { [self] in
            (self.saved0, self.saved1, self.saved2) = (saved0, saved1, saved2)
            (self.result, self.rest) = (result, rest)
            isReleased = false
        }
    }

    override func releaseSaved() {
        isReleased = true
        saved0 = nil
        saved1 = nil
        saved2 = nil
        result = nil
        rest = nil
    }

    override func takeSaved(into stack: inout [Node]) {
        RuleNode.take(&saved0, into: &stack)
        RuleNode.take(&saved1, into: &stack)
        RuleNode.take(&saved2, into: &stack)
        guard let rest else { return }
        for (_, entry) in rest.saved { if let node = entry.tensor.node { stack.append(node) } }
        rest.saved = [:]
    }

    private static func take(_ tensor: inout Tensor?, into stack: inout [Node]) {
        guard let node = tensor?.node else { return }
        stack.append(node)
        tensor = nil
    }

    // MARK: Running

    override func propagate(_ incoming: Incoming, _ walk: Walk) throws {
        guard let gradient = operation.gradient else { return }
        if gradient.joint != nil { return try super.propagate(incoming, walk) }
        let pullback = Pullback(node: self, incoming: incoming)
        var i = 0
        while i < inputCount {
            if wants(i) {
                let result = walk.wants(self, i) ? try gradient.partials[i].rule(pullback) : nil
                try walk.deliver(result, from: self, along: i)
            }
            i += 1
        }
    }

    override func gradients(_ incoming: Incoming) throws -> [Tensor?] {
        guard let gradient = operation.gradient else { return [] }
        let pullback = Pullback(node: self, incoming: incoming)
        if let joint = gradient.joint { return try joint.rule(pullback) }
        return try (0..<inputCount).map { wants($0) ? try gradient.partials[$0].rule(pullback) : nil }
    }

    // MARK: Messages

    static let releasedError = ArrayError.runtime(
        "Trying to backward through the graph a second time (or directly access saved tensors after they have already "
            + "been freed). Saved intermediate values of the graph are freed when you call .backward() or "
            + "autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or "
            + "if you need to access saved tensors after calling backward.")

    static let inferenceError = ArrayError.runtime(
        "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in "
            + "computation tracked by autograd. To work around this, you can make a clone to get a normal tensor and "
            + "use it in autograd, or use `torch.no_grad()` instead of `torch.inference_mode()`.")

    static func versionError(_ array: NDArray, _ maker: String?, _ output: Int, _ now: Int, _ expected: Int)
        -> ArrayError
    {
        let origin = maker.map { ", which is output \(output) of \($0)," } ?? ""
        return .runtime(
            "one of the variables needed for gradient computation has been modified by an inplace operation: "
                + "[\(array.typeName) \(array.shape)]\(origin) is at version \(now); expected version \(expected) "
                + "instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, "
                + "with torch.autograd.set_detect_anomaly(True, check_nan=False).")
    }
}
