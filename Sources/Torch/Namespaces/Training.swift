import Autograd
import Interpreter
import NN

// What the bare words of a prompt do with networks: `backward`, `step`, `zero`, `show`.
extension TorchRuntime {
    // MARK: Finding

    /// The leaves that a backward pass from `tensor` reaches, each once, in the order of the graph.
    package func leaves(below tensor: Tensor) -> [Tensor] {
        var found: [Tensor] = []
        var seen: Set<ObjectIdentifier> = []
        var pending: [Node] = tensor.gradFn.map { [$0] } ?? []
        if tensor.gradFn == nil, tensor.requiresGrad { return [tensor] }
        while let node = pending.popLast() {
            guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
            if let leaf = node.variable { found.append(leaf) }
            for next in node.nextFunctions.reversed() { if let inner = next.node { pending.append(inner) } }
        }
        return inProgramOrder(found)
    }

    /// Tensors in the order in which the program's networks list them; others behind, as they come.
    private func inProgramOrder(_ tensors: [Tensor]) -> [Tensor] {
        var places: [ObjectIdentifier: Int] = [:]
        for (_, value) in machine.globals.items {
            guard let module = value.asLayer?.module, let all = try? module.namedParameters() else { continue }
            for (_, tensor) in all where places[ObjectIdentifier(tensor)] == nil {
                places[ObjectIdentifier(tensor)] = places.count
            }
        }
        let known = tensors.filter { places[ObjectIdentifier($0)] != nil }
        let sorted = known.sorted { places[ObjectIdentifier($0)] ?? 0 < places[ObjectIdentifier($1)] ?? 0 }
        return sorted + tensors.filter { places[ObjectIdentifier($0)] == nil }
    }

    /// What a program calls a tensor: `net.weight`, `w`; nil where no global name leads to it.
    package func name(of tensor: Tensor) -> String? {
        for (key, value) in machine.globals.items {
            guard let name = key.asStr?.string, !name.hasPrefix("__") else { continue }
            if value.asTensor === tensor { return name }
            guard let module = value.asLayer?.module, let all = try? module.namedParameters() else { continue }
            if let entry = all.first(where: { $0.tensor === tensor }) { return "\(name).\(entry.name)" }
        }
        return nil
    }

    /// `net.weight (1, 2), net.bias (1,)`.
    package func describe(_ tensors: [Tensor]) -> String {
        tensors.enumerated().map { index, tensor in
            let shape = tensor.shape.map(String.init)
            let size = shape.count == 1 ? "(\(shape[0]),)" : "(\(shape.joined(separator: ", ")))"
            return "\(name(of: tensor) ?? "unnamed tensor \(index + 1)") \(size)"
        }.joined(separator: ", ")
    }

    // MARK: backward and step

    /// Differentiates `tensor` and returns the leaves that got a gradient.
    package func runBackward(_ tensor: Tensor, retainGraph: Bool) throws -> [Tensor] {
        let leaves = leaves(below: tensor)
        try backward(tensor, retainGraph: retainGraph ? true : nil)
        recent.reached = leaves
        return leaves
    }

    /// Plain gradient descent over tensors that have a gradient: what `step` does without an optimizer.
    package func descend(_ tensors: [Tensor], rate: Double) throws {
        guard let entry = Optimizers.named("SGD") else { return }
        try step(entry.build([NN.Optimizer.GroupSpec(tensors)], [.none, .double(rate)]))
    }

    /// All parameters of an optimizer's groups.
    package func parameters(of object: OptimizerObject) -> [Tensor] {
        object.optimizer?.groups.flatMap(\.params) ?? []
    }

    // MARK: show

    /// A network in the walkthrough's layout: its structure, then weight, bias and their gradients.
    package func show(_ layer: LayerObject) throws -> String {
        guard let module = layer.module else { return try machine.repr(Value(layer)) }
        var text = "network structure : \(try heading(layer, module)) :\n \(try machine.repr(Value(layer)))\n"
        let parameters = try module.namedParameters()
        for (name, tensor) in parameters {
            text += "\(title(name)) of network :\n \(try machine.repr(wrap(tensor)))\n"
        }
        for (name, tensor) in parameters {
            // The walkthrough writes a colon behind all but the weight's.
            let colon = name == "weight" ? "" : ":"
            text += "\(title(name)) gradient \(colon)\n \(try machine.repr(wrap(tensor.grad)))\n"
        }
        return text
    }

    private func heading(_ layer: LayerObject, _ module: Module) throws -> String {
        guard module.entry?.name == "Linear", !layer.type.isUserDefined, let inputs = module.attribute("in_features"),
            let outputs = module.attribute("out_features")
        else { return layer.type.name }
        let sizes = try [inputs, outputs].map { try machine.repr(value($0, names: [], of: "")) }
        return "torch.nn.Linear(\(sizes.joined(separator: ",")))"
    }

    /// `Weight`, `Bias`; parts of larger networks keep their dotted name.
    package func title(_ name: String) -> String {
        name.contains(".") ? name : name.prefix(1).uppercased() + name.dropFirst()
    }

    /// Parameters with the names that a report gives them: `Weight` where there is one network, `net.weight` otherwise.
    package func titles(_ tensors: [Tensor]) -> [(title: String, tensor: Tensor)] {
        let names = tensors.map { name(of: $0) ?? "tensor" }
        let owners = Set(names.map { $0.split(separator: ".").dropLast().joined(separator: ".") })
        return zip(names, tensors).map { name, tensor in
            let short = name.split(separator: ".").last.map(String.init) ?? name
            return (owners.count == 1 && owners.first?.contains(".") == false ? title(short) : name, tensor)
        }
    }
}
