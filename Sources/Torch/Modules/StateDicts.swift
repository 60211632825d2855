import Autograd
import Interpreter
import NN

// `state_dict` and `load_state_dict` of modules and optimizers.
extension TorchRuntime {
    // MARK: Modules

    func declareState() {
        unowned(unsafe) let machine = self.machine
        moduleMethod(
            "state_dict", "*, destination=None, prefix='', keep_vars=False",
            "All parameters and buffers by dotted name."
        ) { [unowned(unsafe) self] _, module, arguments in
            let made = arguments[0].isAbsentOrNone ? try self.orderedDict() : arguments[0]
            machine.keep(made)
            let keeps = try !arguments[2].isUnbound && machine.truth(arguments[2])
            for (name, tensor) in try module.stateDict(prefix: arguments[1].asStr?.string ?? "") {
                let value = self.wrap(keeps ? tensor : tensor.detach())
                try machine.setItem(made, Value(machine.intern(name)), value)
            }
            return made
        }
        moduleMethod("load_state_dict", "state_dict, strict=True, assign=False", "Takes values from a state_dict.") {
            [unowned(unsafe) self] _, module, arguments in
            guard let dict = arguments[0].asDict else {
                throw machine.error(
                    .typeError, "Expected state_dict to be dict-like, got <class '\(machine.typeName(arguments[0]))'>.")
            }
            let keys = try module.loadStateDict(
                try self.tensors(of: dict, for: module),
                strict: arguments[1].isUnbound ? true : try machine.truth(arguments[1]))
            return self.incompatibleKeys(keys)
        }
    }

    /// A new `collections.OrderedDict`; a dict on a machine without the standard library.
    private func orderedDict() throws -> Value {
        let name = machine.intern("OrderedDict")
        guard let module = try? machine.importModule("_collections"), let type = module.namespace.get(name) else {
            return Value(machine.dict())
        }
        return try machine.call(type)
    }

    /// The tensors by name that a module is to load. Raises RuntimeError for a value that is no tensor.
    private func tensors(of dict: DictObject, for module: Module) throws -> [(name: String, tensor: Tensor)] {
        let own = try module.stateDict()
        var errors: [String] = []
        let found = dict.items.compactMap { key, value -> (name: String, tensor: Tensor)? in
            guard let name = key.asStr?.string else { return nil }
            if let tensor = value.asTensor { return (name, tensor) }
            if own.contains(where: { $0.name == name }) {
                errors.append(
                    "While copying the parameter named \"\(name)\", expected torch.Tensor or Tensor-like object from "
                        + "checkpoint but received <class '\(machine.typeName(value))'>")
                return nil
            }
            // Only its name counts: nothing takes it.
            return own.first.map { (name, $0.tensor) }
        }
        guard errors.isEmpty else {
            throw machine.error(
                .runtimeError,
                "Error(s) in loading state_dict for \(module.typeName):\n\t" + errors.joined(separator: "\n\t"))
        }
        return found
    }

    /// What `load_state_dict` returns: the names that were missing, and those that nothing took.
    private func incompatibleKeys(_ keys: IncompatibleKeys) -> Value {
        let names = [keys.missing, keys.unexpected].map { names in
            machine.list(ContiguousArray(names.map { machine.string($0) }))
        }
        return Value(TupleObject(incompatibleKeysType, ContiguousArray(names)))
    }

    private var incompatibleKeysType: ClassObject {
        let name = "_IncompatibleKeys"
        if let known = optimizerTypes[name] { return known }
        let type = machine.makeType(name, base: machine.types.tuple, module: "torch.nn.modules.module")
        optimizerTypes[name] = type
        let fields = ["missing_keys", "unexpected_keys"]
        for (index, field) in fields.enumerated() {
            machine.attribute(type, field) { _, value in
                value.asTuple.map { index < $0.count ? $0[index] : .none } ?? .none
            }
        }
        type.set(machine.intern("_fields"), machine.tuple(ContiguousArray(fields.map { machine.string($0) })))
        type.reprOverride = { machine, object in
            guard let tuple = object as? TupleObject, tuple.count == 2 else { return "\(name)()" }
            if try !machine.truth(tuple[0]), try !machine.truth(tuple[1]) { return "<All keys matched successfully>" }
            return "\(name)(missing_keys=\(try machine.repr(tuple[0])), unexpected_keys=\(try machine.repr(tuple[1])))"
        }
        return type
    }

    // MARK: Optimizers

    func declareOptimizerState() {
        unowned(unsafe) let machine = self.machine
        let type = types.optimizer
        machine.method(type, "state_dict", "self", "What the optimizer keeps, and the options of its groups.") {
            [unowned(unsafe) self] machine, arguments in
            guard let object = arguments[0].asOptimizer, let optimizer = object.optimizer else { return .none }
            try object.readGroups()
            return Value(self.dict(of: optimizer.stateData, object))
        }
        machine.method(type, "load_state_dict", "self, state_dict", "Takes state and options from a state_dict.") {
            [unowned(unsafe) self] machine, arguments in
            guard let object = arguments[0].asOptimizer, let optimizer = object.optimizer else { return .none }
            guard let dict = arguments[1].asDict else {
                throw machine.error(
                    .attributeError, "'\(machine.typeName(arguments[1]))' object has no attribute 'copy'")
            }
            try optimizer.load(try self.stateData(of: dict))
            object.forgetGroups()
            return .none
        }
    }

    private func dict(of data: OptimizerStateData, _ object: OptimizerObject) -> DictObject {
        let state = machine.dict()
        for (number, tensors) in data.state.sorted(by: { $0.param < $1.param }) {
            let entry = machine.dict()
            for (name, tensor) in tensors {
                entry.set(machine.intern(name), tensor.map { self.wrap($0) } ?? .none)
            }
            try? state.set(machine, Value(small: number), Value(entry))
        }
        let groups = machine.list(
            ContiguousArray(
                data.groups.map { group in
                    let dict = machine.dict()
                    for (name, value) in group.options { dict.set(machine.intern(name), object.value(of: value)) }
                    if let names = group.names {
                        dict.set(
                            machine.intern("param_names"),
                            machine.list(ContiguousArray(names.map { machine.string($0) })))
                    }
                    dict.set(
                        machine.intern("params"), machine.list(ContiguousArray(group.params.map { machine.int($0) })))
                    return Value(dict)
                }))
        let result = machine.dict()
        result.set(machine.intern("state"), Value(state))
        result.set(machine.intern("param_groups"), groups)
        return result
    }

    private func stateData(of dict: DictObject) throws -> OptimizerStateData {
        func entry(_ name: String, of dict: DictObject) throws -> Value {
            let key = machine.intern(name)
            guard let value = dict.get(key) else { throw machine.error(.keyError, arguments: [Value(key)]) }
            return value
        }
        var data = OptimizerStateData(state: [], groups: [])
        for group in try machine.items(of: entry("param_groups", of: dict)) {
            guard let group = group.asDict else { throw machine.error(.typeError, "a group of parameters is a dict") }
            let params = try machine.items(of: entry("params", of: group)).map { try machine.intArgument($0) }
            var options: [(name: String, value: Operand)] = []
            var names: [String]?
            for (key, value) in group.items {
                guard let name = key.asStr?.string, name != "params" else { continue }
                if name == "param_names" {
                    names = try machine.items(of: value).map { try machine.str($0) }
                } else {
                    options.append((name, try operand(value, as: .any) ?? .none))
                }
            }
            data.groups.append((options, names, params))
        }
        for (key, value) in try entry("state", of: dict).asDict?.items ?? [] {
            guard key.isSmallInt, let tensors = value.asDict else { continue }
            data.state.append(
                (
                    key.smallInt,
                    tensors.items.compactMap { key, value in
                        key.asStr.map { (name: $0.string, tensor: value.asTensor) }
                    }
                ))
        }
        return data
    }
}
