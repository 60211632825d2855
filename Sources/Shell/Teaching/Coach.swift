import Arrays
import Autograd
import Interpreter
import NN
import Syntax
import Torch

/// Watches training at a prompt and says what usually is a mistake: one line each, once a session each.
final class Coach: TrainingObserver {
    /// What it can say.
    enum Advice: Hashable {
        case staleGradients, missingGradients, accumulated, unreached, notFinite, unmoved, softmaxTwice, broadcastLoss
        case otherParameters, sharedDefault
    }

    private let machine: Machine
    private let torch: TorchAccess
    private let trail: LayerTrail
    private let advise: (String) -> Void
    var isOn = true
    /// Called as training goes on: after every walk back and every step.
    var onProgress: () -> Void = {}
    private var said: Set<Advice> = []

    // What is looked at once for each statement, so that loops cost nothing.
    private var hasSeenBackward = false
    private var hasSeenStep = false
    /// A leaf of the last walk that was looked at.
    private var leaf: Tensor?
    private var reached: [Tensor] = []
    /// Steps since the last walk back, and walks since gradients were forgotten.
    private var stepsSinceBackward = 0
    private var walksSinceZero = 0
    /// The gradient that the last step used.
    private var usedGradient: Tensor?
    private var usedVersion = 0
    /// What to say once the walk back under way has succeeded.
    private var accumulates: String?
    private var gradientBefore: Tensor?
    private var versionBefore = 0

    init(_ machine: Machine, _ torch: TorchAccess, _ trail: LayerTrail, advise: @escaping (String) -> Void) {
        self.machine = machine
        self.torch = torch
        self.trail = trail
        self.advise = advise
    }

    func beginStatement() {
        hasSeenBackward = false
        hasSeenStep = false
    }

    private func say(_ advice: Advice, _ text: @autoclosure () -> String) {
        guard isOn, said.insert(advice).inserted else { return }
        advise(text())
    }

    private func mayStillSay(_ advice: Advice) -> Bool { isOn && !said.contains(advice) }

    // MARK: Names

    private func name(_ tensor: Tensor) -> String {
        guard let path = torch.existing?.name(of: tensor) else { return "a parameter \(Failure.shape(tensor))" }
        guard let dot = path.firstIndex(of: ".") else { return path }
        return path[..<dot] + Failure.subscripted(String(path[dot...]))
    }

    /// The networks that the program has names for.
    private var networks: [(name: String, module: NN.Module)] {
        machine.globals.items.compactMap { key, value in
            guard let name = key.asStr?.string, !name.hasPrefix("_"), let module = value.asLayer?.module else {
                return nil
            }
            return (name, module)
        }
    }

    private func name(_ module: NN.Module) -> String {
        for (name, root) in networks {
            if let path = try? root.namedModules().first(where: { $0.module === module })?.name {
                return name + Failure.subscripted(path)
            }
        }
        return module.typeName
    }

    // MARK: Walking back

    func willGoBack(from tensors: [Tensor]) {
        guard isOn, let loss = tensors.first else { return }
        lookForNonFinite(loss)
        if !hasSeenBackward {
            lookAtGraph(loss)
            reached = torch.existing?.leaves(below: loss) ?? []
            leaf = reached.first
        }
        accumulates = accumulation
        versionBefore = leaf?.grad?.array.storage.version ?? 0
        gradientBefore = leaf?.grad
    }

    func didGoBack(from tensors: [Tensor]) {
        defer { onProgress() }
        // The walk may have gone elsewhere.
        if let accumulates, let grad = leaf?.grad,
            grad !== gradientBefore || grad.array.storage.version != versionBefore
        {
            say(.accumulated, accumulates)
        }
        gradientBefore = nil
        stepsSinceBackward = 0
        walksSinceZero += 1
        guard isOn, !hasSeenBackward else { return }
        hasSeenBackward = true
        if mayStillSay(.unreached) { lookForUnreached() }
    }

    /// What to say if the walk succeeds: gradients of an earlier one are still there.
    private var accumulation: String? {
        guard mayStillSay(.accumulated), walksSinceZero > 0, let grad = leaf?.grad, !isZero(grad) else { return nil }
        return stepsSinceBackward > 0
            ? "backward adds to the gradients of the step before: call optimizer.zero_grad() (or zero) in each step"
            : "gradients add up: this backward adds to those of the last; zero forgets them"
    }

    /// What comes directly before the loss.
    private func lookAtGraph(_ loss: Tensor) {
        guard mayStillSay(.softmaxTwice) || mayStillSay(.broadcastLoss), let root = loss.gradFn else { return }
        var pending: [Node] = [root]
        var visits = 0
        while let node = pending.popLast(), visits < 24 {
            visits += 1
            for (next, _) in node.nextFunctions {
                guard let next else { continue }
                let pair = (node.name, next.name)
                if pair == ("LogSoftmaxBackward0", "SoftmaxBackward0") {
                    say(
                        .softmaxTwice,
                        "cross_entropy applies log_softmax itself: give it the raw outputs, without the softmax before it"
                    )
                }
                if pair == ("BinaryCrossEntropyWithLogitsBackward0", "SigmoidBackward0") {
                    say(
                        .softmaxTwice,
                        "binary_cross_entropy_with_logits applies the sigmoid itself: give it the raw outputs")
                }
                lookForBroadcast(node, next)
                pending.append(next)
            }
        }
    }

    private func lookForBroadcast(_ node: Node, _ operand: Node) {
        guard ["SubBackward0", "RsubBackward1", "ExpandBackward0"].contains(node.name) else { return }
        let (whole, part) = (Array(node.resultShape), Array(operand.resultShape))
        guard whole.count == 2, whole[0] == whole[1], whole[0] > 1 else { return }
        let n = whole[0]
        guard part == [n, 1] || part == [n] else { return }
        say(
            .broadcastLoss,
            "the loss compares \(Failure.shape(part)) with \(part == [n] ? "(\(n), 1)" : "(\(n),)"), which makes \(n) × \(n) "
                + "differences: give both one shape, for instance y.unsqueeze(1)")
    }

    /// A parameter of a network that took part, without a gradient.
    private func lookForUnreached() {
        let ids = Set(reached.map { ObjectIdentifier($0) })
        for (root, module) in networks {
            guard let parameters = try? module.namedParameters(),
                parameters.contains(where: { ids.contains(ObjectIdentifier($0.tensor)) })
            else { continue }
            for (path, tensor) in parameters
            where tensor.requiresGrad && tensor.grad == nil && !ids.contains(ObjectIdentifier(tensor)) {
                let parent = path.split(separator: ".").dropLast().joined(separator: ".")
                let layer = try? module.submodule(parent)
                let owner = root + Failure.subscripted(parent)
                let why =
                    layer.map { trail.includes($0) } ?? false
                    ? "\(owner) was called, but its result left the graph (detach, item, no_grad) before the loss"
                    : "\(owner) took no part in computing this loss"
                return say(.unreached, "\(root)\(Failure.subscripted(path)).grad is None: \(why)")
            }
        }
    }

    // MARK: Numbers that are none

    private func lookForNonFinite(_ loss: Tensor) {
        guard mayStillSay(.notFinite), loss.count == 1, Coach.isSpoiled(loss) else { return }
        let broken = networks.lazy.compactMap { root, module in
            try? module.namedParameters().first { Coach.isSpoiled($0.tensor) }.map {
                root + Failure.subscripted($0.name)
            }
        }.first
        if let broken {
            say(
                .notFinite,
                "the loss is no number, because \(broken) holds nan or inf: a smaller learning rate may help")
        } else {
            say(.notFinite, "the loss is no number: log(0), a division by 0 or exp of much are the usual causes")
        }
    }

    /// Looks at a layer's result as it is made; the first that is spoiled is named.
    func inspect(_ module: NN.Module, _ input: Tensor, _ result: Tensor) {
        guard mayStillSay(.notFinite), Coach.isSpoiled(result) else { return }
        let layer = name(module)
        if Coach.isSpoiled(input) {
            return say(.notFinite, "the input of \(layer) already holds nan or inf")
        }
        let own = (try? module.allParameters())?.contains { Coach.isSpoiled($0) } ?? false
        say(
            .notFinite,
            own
                ? "\(layer) gives nan or inf, the first layer to do so: its weights hold such values; a smaller learning rate may help"
                : "\(layer) is the first layer that gives nan or inf: its input was still sound")
    }

    private static let mostInspected = 4096

    /// Whether nan or inf is among the first numbers of a tensor.
    private static func isSpoiled(_ tensor: Tensor) -> Bool {
        let array = tensor.array
        let count = min(array.count, mostInspected)
        guard array.isContiguous, count > 0 else { return false }
        switch array.dtype {
        case .float32: return isSpoiled(array.data.assumingMemoryBound(to: Float.self), count)
        case .float64: return isSpoiled(array.data.assumingMemoryBound(to: Double.self), count)
        default: return false
        }
    }

    /// A number times zero is zero, unless it is nan or inf.
    private static func isSpoiled<T: BinaryFloatingPoint>(_ numbers: UnsafePointer<T>, _ count: Int) -> Bool {
        var sum: T = 0
        for index in 0..<count { sum += numbers[index] * 0 }
        return sum != 0
    }

    private func isZero(_ grad: Tensor) -> Bool { !grad.array.scalars().contains { $0.isTrue } }

    // MARK: Steps

    func willStep(_ optimizer: NN.Optimizer) {
        guard isOn else { return }
        let groups = optimizer.groups
        guard let first = groups.lazy.flatMap(\.params).first(where: { $0.grad != nil }) else {
            if !reached.isEmpty, mayStillSay(.otherParameters), !holdsReached(optimizer) { return sayOtherParameters() }
            return say(
                .missingGradients, "step changes nothing: no parameter has a gradient yet; call loss.backward() first")
        }
        let gradient = first.grad
        if stepsSinceBackward > 0, let gradient, gradient === usedGradient,
            gradient.array.storage.version == usedVersion
        {
            say(.staleGradients, "this step uses the gradients of the step before: call backward between two steps")
        }
        usedGradient = gradient
        usedVersion = gradient?.array.storage.version ?? 0
        guard !hasSeenStep else { return }
        hasSeenStep = true
        lookForStandstill(optimizer)
    }

    func didStep(_ optimizer: NN.Optimizer) {
        stepsSinceBackward += 1
        onProgress()
    }

    func didZero() { walksSinceZero = 0 }

    private func holdsReached(_ optimizer: NN.Optimizer) -> Bool {
        let ids = Set(reached.map { ObjectIdentifier($0) })
        return optimizer.groups.contains { $0.params.contains { ids.contains(ObjectIdentifier($0)) } }
    }

    private func sayOtherParameters() {
        let example = reached.first.map { name($0) } ?? "they"
        say(
            .otherParameters,
            "this optimizer does not hold what backward reached (\(example)): make the optimizer after the network it trains"
        )
    }

    private func lookForStandstill(_ optimizer: NN.Optimizer) {
        if !reached.isEmpty, mayStillSay(.otherParameters), !holdsReached(optimizer) { return sayOtherParameters() }
        guard mayStillSay(.unmoved) else { return }
        if optimizer.groups.allSatisfy({ Coach.isZero($0["lr"]) }) {
            return say(.unmoved, "the weights will not move: the learning rate is 0")
        }
        let gradients = optimizer.groups.flatMap(\.params).compactMap(\.grad)
        guard gradients.reduce(0, { $0 &+ $1.count }) <= Coach.mostInspected * 16 else { return }
        if gradients.allSatisfy({ isZero($0) }) {
            say(
                .unmoved,
                "the weights do not move: all gradients are 0 (a ReLU that is never above 0, a saturated sigmoid, or a loss that is constant)"
            )
        }
    }

    private static func isZero(_ option: Operand?) -> Bool {
        switch option {
        case .number(let number)?: !number.isTrue
        case .tensor(let tensor)?: (try? tensor.array.item().isTrue) == false
        default: false
        }
    }

    // MARK: Statements

    /// `def f(a, into=[])`: told when it is defined.
    func read(_ body: [Stmt]) {
        guard mayStillSay(.sharedDefault) else { return }
        for statement in body {
            guard case .functionDef(let function) = statement.kind else { continue }
            let parameters = function.parameters
            let defaults = parameters.defaults + parameters.keywordDefaults.compactMap { $0 }
            guard defaults.contains(where: { $0.isFreshContainer }) else { continue }
            say(
                .sharedDefault,
                "\(function.name) has a list or dict as default: it is made once, and all calls share it; use None and make it inside"
            )
        }
    }
}

extension Expr {
    /// `[]`, `{}` or `{1}` as written: something that calls would change together.
    fileprivate var isFreshContainer: Bool {
        switch kind {
        case .list, .dict, .set: true
        default: false
        }
    }
}
