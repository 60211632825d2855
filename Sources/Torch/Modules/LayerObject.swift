import Autograd
import Interpreter
import NN

/// A module of a network as programs see it: a layer of ours, or an instance of a class that a program derives from
/// `nn.Module`. Parameters, buffers and submodules stand in the module's registers and, as objects, in its attributes.
package final class LayerObject: Object {
    /// nil until `__init__` has run.
    package private(set) var module: Module?
    /// Whether calls go through hooks.
    var isHooked = false
    unowned(unsafe) let torch: TorchRuntime

    init(_ type: ClassObject, _ torch: TorchRuntime) {
        self.torch = torch
        super.init(type, kind: .layer, heap: type.heap)
    }

    deinit {
        if let module, module.wrapper == Unmanaged.passUnretained(self).toOpaque() { module.wrapper = nil }
    }

    /// Makes this the object of `module`.
    func adopt(_ module: Module) {
        self.module = module
        module.wrapper = Unmanaged.passUnretained(self).toOpaque()
        module.face = type.isUserDefined ? torch : nil
        refreshAttributes()
    }

    /// Shows the module's parts as attributes.
    func refreshAttributes() {
        guard let module else { return }
        unowned(unsafe) let machine = torch.machine
        for (name, tensor) in module.parameters.entries {
            setOwnAttribute(machine.intern(name), torch.wrap(tensor))
        }
        for (name, tensor) in module.buffers.entries { setOwnAttribute(machine.intern(name), torch.wrap(tensor)) }
        for (name, child) in module.children.entries { setOwnAttribute(machine.intern(name), torch.wrap(child)) }
    }

    /// The module, or AttributeError's cause: a class that forgot `super().__init__()`.
    func ready(_ what: String) throws -> Module {
        if let module { return module }
        throw torch.machine.error(.attributeError, "cannot assign \(what) before Module.__init__() call")
    }

    override package func repr(_ machine: Machine) throws -> String {
        guard let module else { return try super.repr(machine) }
        return try module.repr()
    }
    override package func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        if let observe = torch.layerObserver, let module {
            return try observe(module, Array(arguments.positional)) { try callForward(machine, arguments) }
        }
        return try callForward(machine, arguments)
    }

    @inline(__always)
    private func callForward(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        if isHooked { return try torch.callHooked(self, arguments) }
        let forward = try machine.getAttribute(Value(self), machine.intern("forward"))
        return try machine.call(forward, arguments)
    }

    // MARK: Containers

    private enum Container { case list, dict, parameters }

    private var container: Container? {
        switch module?.entry?.name {
        case "Sequential", "ModuleList": .list
        case "ModuleDict": .dict
        case "ParameterList": .parameters
        default: nil
        }
    }

    /// The parts of a container, as objects.
    private func parts(_ module: Module) -> ContiguousArray<Value> {
        container == .parameters
            ? ContiguousArray(module.parameters.entries.map { torch.wrap($0.value) })
            : ContiguousArray(module.children.entries.map { torch.wrap($0.value) })
    }

    override package func length(_ machine: Machine) throws -> Int? {
        guard let module, container != nil else { return nil }
        return parts(module).count
    }
    override package func truth(_ machine: Machine) throws -> Bool {
        guard let length = try length(machine) else { return true }
        return length > 0
    }
    override package func iterator(_ machine: Machine) throws -> Value? {
        guard let module, let container else { return nil }
        if container == .dict {
            let names = ContiguousArray(module.children.names.map { Value(machine.intern($0)) })
            return try machine.iterator(of: machine.list(names))
        }
        return try machine.iterator(of: machine.list(parts(module)))
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        guard let module, let container else { return try super.contains(machine, item) }
        if container == .dict { return item.asStr.map { module.children.has($0.string) } ?? false }
        return parts(module).contains(item)
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        guard let module, let container else { return try super.getItem(machine, key) }
        if container == .dict {
            guard let name = key.asStr?.string, let child = module.children[name] else { throw machine.keyError(key) }
            return torch.wrap(child)
        }
        if let slice = key.asSlice {
            let range = try machine.resolve(slice, length: parts(module).count)
            let all = parts(module)
            return try torch.container(like: self, of: range.indices.map { all[$0] })
        }
        return parts(module)[try position(key, machine, count: parts(module).count)]
    }
    override package func setItem(_ machine: Machine, _ key: Value, _ value: Value) throws {
        guard let module, let container else { return try super.setItem(machine, key, value) }
        if container == .dict {
            try torch.assign(try machine.stringArgument(key).string, value, to: self)
            return
        }
        let position = try position(key, machine, count: parts(module).count)
        try torch.assign(String(position), value, to: self)
    }
    override package func deleteItem(_ machine: Machine, _ key: Value) throws {
        guard let module, container == .dict, let name = key.asStr else { return try super.deleteItem(machine, key) }
        guard module.remove(name.string) else { throw machine.keyError(key) }
        _ = removeOwnAttribute(machine.intern(name.string))
    }

    private func position(_ key: Value, _ machine: Machine, count: Int) throws -> Int {
        let index = try machine.intArgument(key)
        guard index >= -count, index < count else {
            throw machine.error(.indexError, "index \(index) is out of range")
        }
        return index < 0 ? index + count : index
    }
}

extension Value {
    package var asLayer: LayerObject? { cast(.layer, to: LayerObject.self) }
}

extension TorchRuntime: ModuleFace {
    /// The object of a module: the one it has, or a new one.
    package func wrap(_ module: Module?) -> Value {
        guard let module else { return .none }
        if let known = module.wrapper {
            return Value(Unmanaged<LayerObject>.fromOpaque(known).takeUnretainedValue())
        }
        let type = module.entry.map { layerType($0) } ?? types.layer
        let object = LayerObject(type, self)
        object.adopt(module)
        return Value(object)
    }

    private func object(of module: Module) -> LayerObject? {
        module.wrapper.map { Unmanaged<LayerObject>.fromOpaque($0).takeUnretainedValue() }
    }

    // MARK: What classes of programs override

    package func typeName(of module: Module) -> String? { object(of: module)?.type.name }

    package func extraRepr(of module: Module) throws -> String? {
        guard let object = object(of: module),
            let method = object.type.lookup(machine.intern("extra_repr")), method.kind == .function
        else { return nil }
        return try machine.str(try machine.call(method, [Value(object)]))
    }

    package func repr(of module: Module) throws -> String? {
        guard let object = object(of: module), let method = object.type.lookup(machine.intern("__repr__")),
            method.kind == .function
        else { return nil }
        return try machine.repr(Value(object))
    }

    package func call(_ module: Module, _ inputs: [Operand]) throws -> Operand {
        guard let object = object(of: module) else { return try module.forward(inputs) }
        let values = inputs.map { value($0, names: [], of: "") }
        let result = try machine.call(Value(object), values)
        if let tensor = result.asTensor { return .tensor(tensor) }
        guard let operand = try operand(result, as: .any) else {
            throw machine.error(.typeError, "forward() gave a \(machine.typeName(result)), not a tensor")
        }
        return operand
    }
}
