import Autograd
import Interpreter
import Torch

/// Commands about networks and gradients.
struct TensorCommands: CommandFamily {
    let title = "Training"

    let backward = Command(
        "backward", usage: "[EXPR] [retain]",
        "Computes the gradients of EXPR, else of the last value with a graph, and says which parameters got one.",
        python: { try $0.session.backwardInPython($0) }
    ) { call in try call.session.backward(call) }

    let step = Command(
        "step", usage: "[OPTIMIZER | NET] [lr=0.05]",
        "Changes weights by their gradients: with the latest optimizer, else plain SGD on what backward reached.",
        python: { try $0.session.stepInPython($0) }
    ) { call in try call.session.step(call) }

    let zero = Command(
        "zero", usage: "[OPTIMIZER | NET]", "Forgets gradients, as zero_grad() does.",
        python: { try $0.session.zeroInPython($0) }
    ) { call in try call.session.zero(call) }

    let show = Command(
        "show", usage: "NET", "Shows a network: structure, weight, bias and their gradients.",
        changes: false, python: { $0.arguments.isEmpty ? [] : ["print(\($0.arguments))"] }
    ) { call in try call.session.show(call) }
}

extension Session {
    /// What `step` uses where neither an optimizer nor a rate was named: the walkthrough's.
    private static let usualRate = 0.05
    /// Parameters with more elements are described, not printed, by `step`.
    private static let mostShown = 64

    // MARK: backward

    fileprivate func backward(_ call: CommandCall) throws {
        let (expression, retains) = backwardWords(call)
        let tensor: Tensor
        if expression.isEmpty {
            guard let found = usualLoss else {
                throw machine.error(
                    .runtimeError,
                    "there is no value with a graph yet: compute one from a network, or type backward EXPR")
            }
            tensor = found
        } else {
            let value = try evaluate(expression)
            guard let found = value.asTensor else {
                throw machine.error(
                    .attributeError, "'\(machine.typeName(value))' object has no attribute 'backward'")
            }
            tensor = found
        }
        let reached = try torch.runtime.runBackward(tensor, retainGraph: retains)
        let names = reached.isEmpty ? "no leaf" : torch.runtime.describe(reached)
        say("backward: gradients for \(names)")
    }

    private func backwardWords(_ call: CommandCall) -> (expression: String, retains: Bool) {
        var words = call.words
        let retains = words.last == "retain"
        if retains { words.removeLast() }
        return (words.joined(separator: " "), retains)
    }

    private var usualLoss: Tensor? { recall.graph ?? machine.globals.get(machine.intern("loss"))?.asTensor }

    fileprivate func backwardInPython(_ call: CommandCall) throws -> [String] {
        let (expression, retains) = backwardWords(call)
        let isPlain = expression.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
        let target =
            expression.isEmpty
            ? usualLoss.flatMap { torch.runtime.name(of: $0) } ?? "_" : isPlain ? expression : "(\(expression))"
        return ["\(target).backward(\(retains ? "retain_graph=True" : ""))"]
    }

    // MARK: step

    fileprivate func step(_ call: CommandCall) throws {
        let runtime = torch.runtime
        let (options, rest) = try call.options()
        guard rest.count <= 1, options.keys.allSatisfy({ $0 == "lr" }) else { throw call.misuse() }
        let rate = try options["lr"].map { try machine.float($0) }
        let target = try rest.first.map { try evaluate($0) }
        if let target { machine.keep(target) }
        let optimizer =
            target == nil && rate == nil
            ? runtime.recent.optimizer.flatMap { Value($0).asOptimizer } : target?.asOptimizer
        if let optimizer {
            let tensors = runtime.parameters(of: optimizer).filter { $0.grad != nil }
            return try report(tensors, "step: \(optimizer.type.name)") {
                _ = try machine.call(try machine.getAttribute(Value(optimizer), machine.intern("step")))
            }
        }
        let tensors = try parameters(for: target).filter { $0.grad != nil }
        guard !tensors.isEmpty else {
            throw machine.error(.runtimeError, "no parameter has a gradient yet: type backward first")
        }
        let used = rate ?? Session.usualRate
        try report(tensors, "step: SGD, lr=\(try machine.repr(Value(used)))") {
            try runtime.descend(tensors, rate: used)
        }
    }

    fileprivate func stepInPython(_ call: CommandCall) throws -> [String] {
        let (_, rest) = try call.options()
        let rate = call.words.first { $0.hasPrefix("lr=") }.map { String($0.dropFirst(3)) }
        if let optimizer = try namedOptimizer(rest.first, isAllowed: rate == nil) { return ["\(optimizer).step()"] }
        guard let list = try parametersInPython(rest.first) else { return [] }
        return [
            "with torch.no_grad():", "    for parameter in \(list):", "        if parameter.grad is not None:",
            "            parameter -= \(rate ?? "\(Session.usualRate)") * parameter.grad",
        ]
    }

    fileprivate func zeroInPython(_ call: CommandCall) throws -> [String] {
        if let optimizer = try namedOptimizer(call.words.first, isAllowed: true) { return ["\(optimizer).zero_grad()"] }
        guard let list = try parametersInPython(call.words.first) else { return [] }
        return ["for parameter in \(list):", "    parameter.grad = None"]
    }

    /// What the program calls the optimizer that a command is about.
    private func namedOptimizer(_ word: String?, isAllowed: Bool) throws -> String? {
        if let word { return try evaluate(word).asOptimizer == nil ? nil : word }
        guard isAllowed, let recent = torch.runtime.recent.optimizer else { return nil }
        return variables.first { $0.value.isObject && $0.value.object === recent }?.name
    }

    /// The parameters that a command is about, as an expression.
    private func parametersInPython(_ word: String?) throws -> String? {
        if let word { return try evaluate(word).asLayer == nil ? "[\(word)]" : "\(word).parameters()" }
        let names = torch.runtime.recent.reached.compactMap { torch.runtime.name(of: $0) }
        return names.isEmpty ? nil : "[\(names.map(Session.inPython).joined(separator: ", "))]"
    }

    /// `net.0.weight` as Python writes it: `net[0].weight`.
    private static func inPython(_ path: String) -> String {
        var text = ""
        for part in path.split(separator: ".") {
            text += Int(part) != nil ? "[\(part)]" : text.isEmpty ? String(part) : ".\(part)"
        }
        return text
    }

    /// The parameters that a command is about: those of a network, or those that the last backward reached.
    private func parameters(for target: Value?) throws -> [Tensor] {
        guard let target else { return torch.runtime.recent.reached }
        if let module = target.asLayer?.module { return try module.allParameters() }
        if let tensor = target.asTensor { return [tensor] }
        throw machine.error(
            .typeError, "an optimizer, a network or a parameter is needed, not a \(machine.typeName(target))")
    }

    /// Prints the values before and after a change in the walkthrough's words.
    private func report(_ tensors: [Tensor], _ heading: String, _ change: () throws -> Void) throws {
        let runtime = torch.runtime
        let titled = runtime.titles(tensors)
        let before = try titled.map { title, tensor in try text(title, tensor, "") }
        try change()
        say(heading)
        for line in before { say(line) }
        for (title, tensor) in titled { say(try text(title, tensor, "New ")) }
    }

    private func text(_ title: String, _ tensor: Tensor, _ prefix: String) throws -> String {
        guard tensor.count <= Session.mostShown else {
            let shape = tensor.shape.map(String.init).joined(separator: ", ")
            return "\(prefix)\(title) of network : \(tensor.count) numbers of shape (\(shape))"
        }
        return "\(prefix)\(title) of network :\n \(try machine.repr(torch.runtime.wrap(tensor)))"
    }

    // MARK: zero and show

    fileprivate func zero(_ call: CommandCall) throws {
        guard call.words.count <= 1 else { throw call.misuse() }
        let target = try call.words.first.map { try evaluate($0) }
        if let target { machine.keep(target) }
        let optimizer =
            target?.asOptimizer
            ?? (target == nil ? torch.runtime.recent.optimizer.flatMap { Value($0).asOptimizer } : nil)
        let tensors = try optimizer.map { torch.runtime.parameters(of: $0) } ?? parameters(for: target)
        for tensor in tensors { try tensor.setGrad(nil) }
        torch.runtime.observer?.didZero()
        say("zero: gradients forgotten for \(tensors.isEmpty ? "nothing" : torch.runtime.describe(tensors))")
    }

    fileprivate func show(_ call: CommandCall) throws {
        guard !call.arguments.isEmpty else { throw call.misuse() }
        let value = try evaluate(call.arguments)
        machine.keep(value)
        if let layer = value.asLayer {
            let text = try torch.runtime.show(layer)
            return say(String(text.dropLast()))
        }
        say(try machine.repr(value))
        if let tensor = value.asTensor, tensor.requiresGrad {
            say("gradient :\n \(try machine.repr(torch.runtime.wrap(tensor.grad)))")
        }
    }
}
