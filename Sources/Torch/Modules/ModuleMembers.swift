import Arrays
import Autograd
import Interpreter
import NN

// `torch.nn.Module`: assigning parts, walking over them, training and evaluation.
extension TorchRuntime {
    func declareModule() {
        let type = types.layer
        type.allocate = { [unowned(unsafe) self] _, type in LayerObject(type, self) }
        type.callName = machine.intern("forward")
        machine.method(type, "__init__", nil) { _, arguments in
            if let layer = arguments[0].asLayer, layer.module == nil { layer.adopt(Module()) }
            return .none
        }
        machine.method(type, "__setattr__", "self, name, value, /") { [unowned(unsafe) self] machine, arguments in
            guard let layer = arguments[0].asLayer else { return .none }
            try self.assign(try machine.stringArgument(arguments[1]).string, arguments[2], to: layer)
            return .none
        }
        machine.method(type, "__delattr__", "self, name, /") { machine, arguments in
            let name = machine.intern(try machine.stringArgument(arguments[1]).string)
            if let layer = arguments[0].asLayer, layer.module?.remove(name.string) == true {
                _ = layer.removeOwnAttribute(name)
                return .none
            }
            try machine.deletePlainAttribute(arguments[0], name)
            return .none
        }
        machine.method(type, "__call__", nil, "Calls forward.") { machine, arguments in
            try machine.call(arguments[0], arguments.dropFirst())
        }
        machine.method(type, "forward", nil, "To be defined by subclasses.") { machine, arguments in
            let name = arguments.count > 0 ? machine.typeName(arguments[0]) : "Module"
            throw machine.error(
                .notImplementedError, "Module [\(name)] is missing the required \"forward\" function")
        }
        machine.method(type, "__repr__", "self, /") { machine, arguments in
            machine.string(try arguments[0].asLayer?.repr(machine) ?? "")
        }
        machine.method(type, "extra_repr", "self", "What stands between the brackets when it is printed.") {
            machine, arguments in machine.string(arguments[0].asLayer?.module?.extraRepr() ?? "")
        }
        machine.attribute(
            type, "training",
            set: { machine, object, value in
                try object.asLayer?.ready("module").training = try machine.truth(value)
            }, get: { _, object in Value(object.asLayer?.module?.training ?? true) })
        declareRegistration()
        declareTraversal()
        declareModes()
        declareState()
        declareCopying()
        declareModuleHooks()
    }

    /// A method of modules; the arguments begin behind the module.
    func moduleMethod(
        _ name: String, _ signature: String, _ summary: String,
        _ body: @escaping (LayerObject, Module, Arguments) throws -> Value
    ) {
        machine.method(types.layer, name, signature.isEmpty ? "self" : "self, \(signature)", summary) {
            machine, arguments in
            guard let layer = arguments[0].asLayer else {
                throw machine.error(.typeError, "\(name)() needs a module, not a \(machine.typeName(arguments[0]))")
            }
            guard let module = layer.module else {
                throw machine.error(
                    .attributeError, "'\(layer.type.name)' object has no attribute '_modules'")
            }
            return try body(layer, module, arguments.dropFirst())
        }
    }

    // MARK: Assigning

    /// `module.name = value`: parameters and modules are registered, everything else is an attribute.
    func assign(_ name: String, _ value: Value, to layer: LayerObject) throws {
        let key = machine.intern(name)
        if let object = value.asTensorObject, object.isParameter {
            let module = try layer.ready("parameters")
            _ = module.remove(name)
            try module.registerParameter(name, object.tensor)
        } else if let child = value.asLayer {
            let module = try layer.ready("module")
            guard let part = child.module else {
                throw machine.error(.attributeError, "cannot assign module before Module.__init__() call")
            }
            if module.parameters.has(name) { _ = module.remove(name) }
            try module.registerChild(name, part)
        } else if let module = layer.module {
            try reassign(name, value, module)
            if try setDescriptor(key, value, layer) { return }
        }
        layer.setOwnAttribute(key, value)
    }

    /// Keeps the registers true when a registered name gets another value.
    private func reassign(_ name: String, _ value: Value, _ module: Module) throws {
        if module.parameters.has(name) {
            guard value.isNone else {
                throw machine.error(
                    .typeError,
                    "cannot assign '\(qualified(value))' as parameter '\(name)' (torch.nn.Parameter or None expected)")
            }
            try module.registerParameter(name, nil)
        } else if module.children.has(name) {
            guard value.isNone else {
                throw machine.error(
                    .typeError,
                    "cannot assign '\(qualified(value))' as child module '\(name)' (torch.nn.Module or None expected)")
            }
            try module.registerChild(name, nil)
        } else if module.buffers.has(name) {
            guard value.isNone || value.asTensor != nil else {
                throw machine.error(
                    .typeError,
                    "cannot assign '\(qualified(value))' object to buffer '\(name)' (torch.Tensor or None required)")
            }
            try module.registerBuffer(name, value.asTensor, persistent: !module.nonPersistent.contains(name))
        }
    }

    /// Properties and declared attributes of the class take the value themselves.
    private func setDescriptor(_ name: StrObject, _ value: Value, _ layer: LayerObject) throws -> Bool {
        guard let attribute = layer.type.lookup(name), attribute.kind == .descriptor else { return false }
        try machine.setPlainAttribute(Value(layer), name, value)
        return true
    }

    private func declareRegistration() {
        moduleMethod("register_parameter", "name, param", "Adds a parameter.") {
            [unowned(unsafe) self] layer, module, arguments in
            let name = try self.machine.stringArgument(arguments[0]).string
            if arguments[1].isNone {
                try module.registerParameter(name, nil)
                layer.setOwnAttribute(self.machine.intern(name), .none)
            } else {
                guard let object = arguments[1].asTensorObject, object.isParameter else {
                    throw self.machine.error(
                        .typeError,
                        "cannot assign '\(self.qualified(arguments[1]))' object to parameter '\(name)' (torch.nn.Parameter or None required)"
                    )
                }
                try self.assign(name, arguments[1], to: layer)
            }
            return .none
        }
        moduleMethod("register_buffer", "name, tensor, persistent=True", "Adds a tensor that is not trained.") {
            [unowned(unsafe) self] layer, module, arguments in
            let name = try self.machine.stringArgument(arguments[0]).string
            let persistent = arguments[2].isUnbound ? true : try self.machine.truth(arguments[2])
            guard arguments[1].isNone || arguments[1].asTensor != nil else {
                throw self.machine.error(
                    .typeError,
                    "cannot assign '\(self.qualified(arguments[1]))' object to buffer '\(name)' (torch Tensor or None required)"
                )
            }
            try module.registerBuffer(name, arguments[1].asTensor, persistent: persistent)
            layer.setOwnAttribute(self.machine.intern(name), arguments[1])
            return .none
        }
        for name in ["add_module", "register_module"] {
            moduleMethod(name, "name, module", "Adds a module.") { [unowned(unsafe) self] layer, _, arguments in
                try self.assign(try self.machine.stringArgument(arguments[0]).string, arguments[1], to: layer)
                return .none
            }
        }
    }

    // MARK: Walking

    /// A generator over `values`, as PyTorch's methods give.
    private func generator(_ values: ContiguousArray<Value>) -> Value {
        var index = 0
        let list = ListObject(machine.types.list, values)
        return machine.iterator(machine.types.generator, keeping: [Value(list)]) { _ in
            guard index < list.items.count else { return nil }
            index += 1
            return list.items[index - 1]
        }
    }

    private func pair(_ name: String, _ value: Value) -> Value { machine.tuple([machine.string(name), value]) }

    private func declareTraversal() {
        unowned(unsafe) let machine = self.machine
        func recurse(_ value: Value) throws -> Bool { value.isUnbound ? true : try machine.truth(value) }
        moduleMethod("parameters", "recurse=True", "All parameters, also those of the parts.") {
            [unowned(unsafe) self] _, module, arguments in
            let all = try module.namedParameters(recurse: try recurse(arguments[0]))
            return self.generator(ContiguousArray(all.map { self.wrap($0.tensor) }))
        }
        moduleMethod(
            "named_parameters", "prefix='', recurse=True, remove_duplicate=True", "Names and parameters."
        ) { [unowned(unsafe) self] _, module, arguments in
            let prefix = arguments[0].asStr?.string ?? ""
            let all = try module.namedParameters(prefix: prefix, recurse: try recurse(arguments[1]))
            return self.generator(ContiguousArray(all.map { self.pair($0.name, self.wrap($0.tensor)) }))
        }
        moduleMethod("buffers", "recurse=True", "All buffers.") { [unowned(unsafe) self] _, module, arguments in
            let all = try module.namedBuffers(recurse: try recurse(arguments[0]))
            return self.generator(ContiguousArray(all.map { self.wrap($0.tensor) }))
        }
        moduleMethod("named_buffers", "prefix='', recurse=True, remove_duplicate=True", "Names and buffers.") {
            [unowned(unsafe) self] _, module, arguments in
            let all = try module.namedBuffers(
                prefix: arguments[0].asStr?.string ?? "", recurse: try recurse(arguments[1]))
            return self.generator(ContiguousArray(all.map { self.pair($0.name, self.wrap($0.tensor)) }))
        }
        moduleMethod("children", "", "The parts.") { [unowned(unsafe) self] _, module, _ in
            self.generator(ContiguousArray(module.namedChildren().map { self.wrap($0.module) }))
        }
        moduleMethod("named_children", "", "Names and parts.") { [unowned(unsafe) self] _, module, _ in
            self.generator(ContiguousArray(module.namedChildren().map { self.pair($0.name, self.wrap($0.module)) }))
        }
        moduleMethod("modules", "", "The module itself and all below it.") { [unowned(unsafe) self] _, module, _ in
            self.generator(ContiguousArray(try module.modules().map { self.wrap($0) }))
        }
        moduleMethod("named_modules", "memo=None, prefix='', remove_duplicate=True", "Names and modules.") {
            [unowned(unsafe) self] _, module, arguments in
            let all = try module.namedModules(prefix: arguments[1].asStr?.string ?? "")
            return self.generator(ContiguousArray(all.map { self.pair($0.name, self.wrap($0.module)) }))
        }
        moduleMethod("get_submodule", "target", "The module of a dotted name.") {
            [unowned(unsafe) self] _, module, arguments in
            self.wrap(try module.submodule(try self.machine.stringArgument(arguments[0]).string))
        }
        for (name, part) in [("_parameters", 0), ("_buffers", 1), ("_modules", 2)] {
            machine.attribute(types.layer, name) { [unowned(unsafe) self] machine, object in
                let dict = machine.dict()
                guard let module = object.asLayer?.module else { return Value(dict) }
                switch part {
                case 0:
                    for (name, value) in module.parameters.entries { dict.set(machine.intern(name), self.wrap(value)) }
                case 1: for (name, value) in module.buffers.entries { dict.set(machine.intern(name), self.wrap(value)) }
                default:
                    for (name, value) in module.children.entries { dict.set(machine.intern(name), self.wrap(value)) }
                }
                return Value(dict)
            }
        }
    }

    // MARK: Training and evaluation

    private func declareModes() {
        unowned(unsafe) let machine = self.machine
        moduleMethod("train", "mode=True", "Switches to training.") { layer, module, arguments in
            if !arguments[0].isUnbound, !arguments[0].isBool {
                throw machine.error(.valueError, "training mode is expected to be boolean")
            }
            try module.train(arguments[0] != .false)
            return Value(layer)
        }
        moduleMethod("eval", "", "Switches to evaluation.") { layer, module, _ in
            try module.train(false)
            return Value(layer)
        }
        moduleMethod("zero_grad", "set_to_none=True", "Forgets all gradients.") {
            [unowned(unsafe) self] _, module, arguments in
            try module.zeroGrad(setToNone: arguments[0].isUnbound ? true : try machine.truth(arguments[0]))
            self.observer?.didZero()
            return .none
        }
        moduleMethod("requires_grad_", "requires_grad=True", "Changes whether parameters get gradients.") {
            layer, module, arguments in
            try module.setRequiresGrad(arguments[0].isUnbound ? true : try machine.truth(arguments[0]))
            return Value(layer)
        }
        moduleMethod("apply", "fn", "Calls a function with every module, parts first.") {
            [unowned(unsafe) self] layer, module, arguments in
            try module.apply { _ = try machine.call(arguments[0], [self.wrap($0)]) }
            return Value(layer)
        }
        for (name, dtype) in [
            ("float", DType.float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16),
        ] {
            moduleMethod(name, "", "Makes all parameters \(dtype).") { layer, module, _ in
                try module.convert(to: dtype)
                return Value(layer)
            }
        }
        machine.method(types.layer, "to", nil, "Makes all parameters another type; there is one device.") {
            [unowned(unsafe) self] _, arguments in
            guard let layer = arguments[0].asLayer, let module = layer.module else { return .none }
            for value in arguments.positional.dropFirst() + arguments.named.map(\.value) {
                if let dtype = self.dtype(value) {
                    guard dtype.isFloatingPoint else {
                        throw machine.error(
                            .typeError,
                            "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=\(dtype)"
                        )
                    }
                    try module.convert(to: dtype)
                } else {
                    try self.checkDevice(value)
                }
            }
            return arguments[0]
        }
        moduleMethod("cpu", "", "The module itself: everything is on the CPU.") { layer, _, _ in Value(layer) }
        moduleMethod("cuda", "device=None", "Refused: there is no GPU here.") { _, _, _ in
            throw machine.error(.assertionError, "Torch not compiled with CUDA enabled")
        }
        moduleMethod("reset_parameters", "", "Draws first values anew.") { layer, module, _ in
            guard module.hasResetParameters else {
                throw machine.attributeError(Value(layer), machine.intern("reset_parameters"))
            }
            try module.resetParameters()
            return .none
        }
    }
}
