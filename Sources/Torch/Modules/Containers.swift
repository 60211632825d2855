import Autograd
import Interpreter
import NN

// Sequential, ModuleList, ModuleDict and ParameterList.
extension TorchRuntime {
    /// Puts what a container's constructor was given into it.
    func fill(_ layer: LayerObject, _ entry: LayerEntry, _ arguments: Arguments) throws {
        switch entry.name {
        case "Sequential":
            if arguments.count == 1, let dict = arguments[0].asDict {
                for (key, value) in dict.items { try add(value, try machine.stringArgument(key).string, to: layer) }
                return
            }
            for (index, value) in arguments.positional.enumerated() { try add(value, String(index), to: layer) }
        case "ModuleDict", "ParameterDict":
            guard let source = arguments.total > 0 ? arguments.base[0] : nil, !source.isNone else { return }
            try update(layer, with: source)
        default:
            guard let source = arguments.total > 0 ? arguments.base[0] : nil, !source.isNone else { return }
            try extend(layer, with: source)
        }
    }

    private func add(_ value: Value, _ name: String, to layer: LayerObject) throws {
        guard value.asLayer != nil else {
            throw machine.error(.typeError, "\(qualified(value)) is not a Module subclass")
        }
        try assign(name, value, to: layer)
    }

    /// `torch.FloatTensor`, `torch.nn.modules.linear.Linear`, `str`: what messages call the class of a value.
    func qualified(_ value: Value) -> String {
        if let tensor = value.asTensor { return tensor.array.typeName }
        let type = machine.type(of: value)
        let module = type.namespace.get(machine.intern("__module__"))?.asStr?.string
        return module.map { $0 == "builtins" ? type.name : "\($0).\(type.name)" } ?? type.name
    }

    private func update(_ layer: LayerObject, with source: Value) throws {
        let pairs: [(Value, Value)]
        if let dict = source.asDict {
            pairs = dict.items.map { ($0.key, $0.value) }
        } else {
            pairs = try machine.items(of: source).map { pair in
                let items = try machine.items(of: pair)
                guard items.count == 2 else {
                    throw machine.error(
                        .valueError, "ModuleDict update sequence element has length \(items.count); 2 is required")
                }
                return (items[0], items[1])
            }
        }
        for (key, value) in pairs { try assign(try machine.stringArgument(key).string, value, to: layer) }
    }

    private func extend(_ layer: LayerObject, with source: Value) throws {
        for value in try machine.items(of: source) { try append(value, to: layer) }
    }

    private func append(_ value: Value, to layer: LayerObject) throws {
        let module = try layer.ready("module")
        if module.entry?.name == "ParameterList" {
            let name = String(module.parameters.count)
            if let tensor = value.asTensor, !tensor.isParameter {
                return try assign(name, try makeParameter(tensor, requiresGrad: true), to: layer)
            }
            return try assign(name, value, to: layer)
        }
        try add(value, String(module.children.count), to: layer)
    }

    /// A container of the same class holding `parts`: a slice.
    func container(like layer: LayerObject, of parts: [Value]) throws -> Value {
        guard let entry = layer.module?.entry else { return .none }
        let made = LayerObject(layer.type, self)
        machine.keep(Value(made))
        made.adopt(try entry.build())
        for part in parts { try append(part, to: made) }
        return Value(made)
    }

    func declareContainer(_ type: ClassObject, _ entry: LayerEntry) {
        guard entry.family == .container else { return }
        let names = ["ModuleDict", "ParameterDict"]
        if names.contains(entry.name) {
            machine.method(type, "keys", "self") { machine, arguments in
                machine.list(
                    ContiguousArray(
                        (arguments[0].asLayer?.module?.children.names ?? []).map { Value(machine.intern($0)) }))
            }
            machine.method(type, "values", "self") { [unowned(unsafe) self] machine, arguments in
                machine.list(
                    ContiguousArray((arguments[0].asLayer?.module?.children.entries ?? []).map { self.wrap($0.value) }))
            }
            machine.method(type, "items", "self") { [unowned(unsafe) self] machine, arguments in
                machine.list(
                    ContiguousArray(
                        (arguments[0].asLayer?.module?.children.entries ?? []).map {
                            machine.tuple([Value(machine.intern($0.name)), self.wrap($0.value)])
                        }))
            }
            machine.method(type, "update", "self, modules, /") { [unowned(unsafe) self] _, arguments in
                if let layer = arguments[0].asLayer { try self.update(layer, with: arguments[1]) }
                return .none
            }
            return
        }
        machine.method(type, "append", "self, module", "Adds a part at the end.") {
            [unowned(unsafe) self] _, arguments in
            if let layer = arguments[0].asLayer { try self.append(arguments[1], to: layer) }
            return arguments[0]
        }
        machine.method(type, "extend", "self, modules", "Adds parts at the end.") {
            [unowned(unsafe) self] _, arguments in
            if let layer = arguments[0].asLayer { try self.extend(layer, with: arguments[1]) }
            return arguments[0]
        }
        for name in ["__len__", "__iter__", "__getitem__"] { declareProtocol(name, on: type) }
    }

    /// The protocol methods under their names, for classes that derive from a container.
    private func declareProtocol(_ name: String, on type: ClassObject) {
        machine.method(type, name, name == "__getitem__" ? "self, key, /" : "self, /") { machine, arguments in
            guard let layer = arguments[0].asLayer else { return .none }
            switch name {
            case "__len__": return machine.int(try layer.length(machine) ?? 0)
            case "__iter__": return try layer.iterator(machine) ?? .none
            default: return try layer.getItem(machine, arguments[1])
            }
        }
    }
}
