import Autograd
import Interpreter
import NN

/// An optimizer as programs see it.
package final class OptimizerObject: Object {
    package var optimizer: NN.Optimizer?
    /// `param_groups` once a program has asked for it: from then on its dicts say what the options are.
    private(set) var groups: ListObject?
    unowned(unsafe) let torch: TorchRuntime

    init(_ type: ClassObject, _ torch: TorchRuntime) {
        self.torch = torch
        super.init(type, kind: .optimizer, heap: type.heap)
    }

    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        let saved = groups
        return { [unowned(unsafe) self] in
            rest?()
            groups = saved
        }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(groups)
    }
    override package func repr(_ machine: Machine) throws -> String {
        try readGroups()
        return optimizer?.repr(name: type.name) ?? "\(type.name) ()"
    }

    /// The list of dicts, made from the optimizer's groups when first asked for.
    func paramGroups() -> Value {
        if let groups { return Value(groups) }
        let list = ListObject(torch.machine.types.list, [])
        groups = list
        for group in optimizer?.groups ?? [] { list.items.append(Value(dict(of: group))) }
        return Value(list)
    }

    private func dict(of group: ParamGroup) -> DictObject {
        unowned(unsafe) let machine = torch.machine
        let dict = machine.dict()
        dict.set(machine.intern("params"), machine.list(ContiguousArray(group.params.map { torch.wrap($0) })))
        for (name, value) in group.options {
            dict.set(machine.intern(name), self.value(of: value))
        }
        return dict
    }

    /// An option as programs see it.
    func value(of option: Operand) -> Value {
        guard case .ints(let ints) = option else { return torch.value(option, names: [], of: "") }
        return torch.machine.tuple(ContiguousArray(ints.map { torch.machine.int($0) }))
    }

    /// `param_groups` is to be made anew from the optimizer's groups.
    func forgetGroups() { groups = nil }

    /// Takes options that a program changed in `param_groups` into the optimizer.
    func readGroups() throws {
        guard let groups, let optimizer else { return }
        for (group, value) in zip(optimizer.groups, groups.items) {
            guard let dict = value.asDict else { continue }
            for (key, value) in dict.items {
                guard let name = key.asStr?.string, name != "params" else { continue }
                group[name] = try torch.operand(value, as: .any) ?? Operand.none
            }
        }
    }

    /// `param_groups` follows when a group was added.
    func addedGroup() {
        guard let groups, let group = optimizer?.groups.last else { return }
        groups.items.append(Value(dict(of: group)))
    }
}

extension Value {
    package var asOptimizer: OptimizerObject? { cast(.optimizer, to: OptimizerObject.self) }
}

extension TorchRuntime {
    func fillOptim(_ module: ModuleObject) {
        module.namespace.set(machine.intern("Optimizer"), Value(types.optimizer))
        lookUp(module, names: { Optimizers.all.map(\.name) + ["lr_scheduler"] }) { [unowned(unsafe) self] name in
            if let entry = Optimizers.named(name) { return Value(self.optimizerType(entry)) }
            if name == "lr_scheduler" { return Value(try self.machine.importModule("torch.optim.lr_scheduler")) }
            if ["LBFGS", "SparseAdam", "ASGD", "Rprop", "Adafactor", "Muon"].contains(name) {
                throw self.machine.error(.notImplementedError, "torch.optim.\(name) is not part of Gradus")
            }
            return nil
        }
    }

    private func optimizerType(_ entry: OptimizerEntry) -> ClassObject {
        if let known = optimizerTypes[entry.name] { return known }
        let type = machine.makeType(
            entry.name, base: types.optimizer, module: "torch.optim.\(entry.name.lowercased())", allowsAttributes: true)
        optimizerTypes[entry.name] = type
        type.set(machine.intern("__doc__"), machine.string(entry.summary))
        let binder = Binder(self, "\(entry.name).__init__", entry.signature)
        machine.method(type, "__init__", nil, entry.summary) { [unowned(unsafe) self] machine, arguments in
            guard let object = arguments[0].asOptimizer else { return .none }
            let given = arguments.dropFirst()
            guard given.total > 0,
                let params = given.count > 0
                    ? given[0] : given.named.first(where: { $0.name.string == "params" })?.value
            else {
                throw machine.error(
                    .typeError, "\(entry.name).__init__() missing 1 required positional argument: 'params'")
            }
            let groups = try self.groupSpecs(params)
            var operands = try binder.operands(given, ignoring: ["params"])
            if !operands.isEmpty { operands[0] = .none }
            object.optimizer = try entry.build(groups, operands)
            self.recent.optimizer = object
            return .none
        }
        return type
    }

    /// What `params` gives: tensors, named tensors, or dicts of groups.
    private func groupSpecs(_ params: Value) throws -> [NN.Optimizer.GroupSpec] {
        if params.asTensor != nil {
            throw machine.error(
                .typeError,
                "params argument given to the optimizer should be an iterable of Tensors or dicts, but got \(qualified(params))"
            )
        }
        let items = try machine.items(of: params)
        guard let first = items.first else { return [] }
        if first.kind == .dict { return try items.map { try groupSpec($0) } }
        return [try tensors(items)]
    }

    private func tensors(_ items: ContiguousArray<Value>) throws -> NN.Optimizer.GroupSpec {
        var tensors: [Tensor] = []
        var names: [String] = []
        for item in items {
            if let pair = item.asTuple?.items, pair.count == 2, let name = pair[0].asStr, let tensor = pair[1].asTensor
            {
                names.append(name.string)
                tensors.append(tensor)
            } else if let tensor = item.asTensor {
                tensors.append(tensor)
            } else {
                throw machine.error(
                    .typeError, "optimizer can only optimize Tensors, but one of the params is \(qualified(item))")
            }
        }
        return NN.Optimizer.GroupSpec(tensors, names: names.isEmpty ? nil : names)
    }

    private func groupSpec(_ value: Value) throws -> NN.Optimizer.GroupSpec {
        guard let dict = value.asDict, let params = dict.get(machine.intern("params")) else {
            throw machine.error(.keyError, "params")
        }
        var spec = try tensors(params.asTensor != nil ? [params] : try machine.items(of: params))
        for (key, value) in dict.items {
            guard let name = key.asStr?.string, name != "params" else { continue }
            spec.options.append((name, try operand(value, as: .any) ?? .none))
        }
        return spec
    }

    func declareOptimizer() {
        let type = types.optimizer
        unowned(unsafe) let machine = self.machine
        type.allocate = { [unowned(unsafe) self] _, type in OptimizerObject(type, self) }
        func method(
            _ name: String, _ signature: String, _ summary: String,
            _ body: @escaping (OptimizerObject, NN.Optimizer, Arguments) throws -> Value
        ) {
            machine.method(type, name, signature.isEmpty ? "self" : "self, \(signature)", summary) {
                machine, arguments in
                guard let object = arguments[0].asOptimizer, let optimizer = object.optimizer else {
                    throw machine.error(.typeError, "\(name)() needs an optimizer")
                }
                return try body(object, optimizer, arguments.dropFirst())
            }
        }
        method("step", "closure=None", "Changes the parameters by their gradients.") {
            [unowned(unsafe) self] object, optimizer, arguments in
            var loss = Value.none
            if !arguments[0].isAbsentOrNone { loss = try machine.call(arguments[0]) }
            try object.readGroups()
            try self.step(optimizer)
            return loss
        }
        method("zero_grad", "set_to_none=True", "Forgets the gradients.") {
            [unowned(unsafe) self] _, optimizer, arguments in
            try optimizer.zeroGrad(setToNone: arguments[0].isUnbound ? true : try machine.truth(arguments[0]))
            self.observer?.didZero()
            return .none
        }
        method("add_param_group", "param_group", "Adds parameters with options of their own.") {
            [unowned(unsafe) self] object, optimizer, arguments in
            try optimizer.add(try self.groupSpec(arguments[0]))
            object.addedGroup()
            return .none
        }
        machine.attribute(type, "param_groups") { _, object in object.asOptimizer?.paramGroups() ?? .none }
        machine.attribute(type, "state") { [unowned(unsafe) self] machine, object in
            let dict = machine.dict()
            for state in object.asOptimizer?.optimizer?.states ?? [] {
                let entry = machine.dict()
                for (name, tensor) in state.tensors.entries { entry.set(machine.intern(name), self.wrap(tensor)) }
                try dict.set(machine, self.wrap(state.param), Value(entry))
            }
            return Value(dict)
        }
        machine.attribute(type, "defaults") { [unowned(unsafe) self] machine, object in
            let dict = machine.dict()
            for (name, value) in object.asOptimizer?.optimizer?.defaults ?? [] {
                dict.set(machine.intern(name), self.value(value, names: [], of: ""))
            }
            return Value(dict)
        }
    }
}
