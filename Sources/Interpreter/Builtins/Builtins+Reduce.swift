// What copies of objects are made from: `__reduce__`, `__setstate__` and their kin.
extension Machine {
    /// A built-in by its name.
    package func builtIn(_ name: String) -> Value { builtins.get(intern(name)) ?? .none }

    /// Gives a class `__reduce__` as its objects' `reduce` has it, and `__setstate__` if they take a state.
    package func reducible(_ type: ClassObject, restores: Bool = false) {
        method(type, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
            guard let parts = try arguments[0].object.reduce(machine) else {
                throw machine.error(.typeError, "cannot pickle '\(machine.typeName(arguments[0]))' object")
            }
            return parts
        }
        guard restores else { return }
        method(type, "__setstate__", "self, state, /", "Takes the state that `__reduce__` gave.") {
            machine, arguments in
            try arguments[0].object.restore(machine, arguments[1])
            return .none
        }
    }

    /// The items that an iterator of a container still gives; it is at its end then.
    func listOfRest(_ iterator: Object) throws -> Value {
        var items: ContiguousArray<Value> = []
        while let item = try iterator.next(self) { items.append(item) }
        return list(items)
    }

    /// The attributes of an instance as a state: a dict, or None where there are none.
    package func attributeState(of object: Object) -> Value {
        guard object.type.allowsAttributes, !object.ownAttributes.isEmpty else { return .none }
        return object.useDict().map { Value($0) } ?? .none
    }

    func installReduction() {
        for type in [
            types.iterator, types.listIterator, types.listReverseIterator, types.tupleIterator, types.strIterator,
            types.strASCIIIterator, types.bytesIterator, types.byteArrayIterator, types.rangeIterator,
            types.longRangeIterator, types.reversed, types.zip,
        ] {
            reducible(type, restores: true)
        }
        for type in [
            types.setIterator, types.dictKeyIterator, types.dictValueIterator, types.dictItemIterator,
            types.dictReverseKeyIterator, types.dictReverseValueIterator, types.dictReverseItemIterator,
            types.callableIterator, types.enumerate, types.map, types.filter,
        ] {
            reducible(type)
        }
        installObjectReduction()
        installValueReduction()
        installFunctionReduction()
        installExceptionReduction()
    }

    private func installObjectReduction() {
        let object = types.object
        let summary = "What makes another like it."
        for (name, signature, function) in [
            ("__reduce__", "self, /", "_reduce_ex"), ("__reduce_ex__", "self, protocol, /", "_reduce_by"),
            ("__getstate__", "self, /", "_state_of"),
        ] {
            method(object, name, signature, name == "__getstate__" ? "What there is beside the class." : summary) {
                machine, arguments in
                let module = try machine.importModule("copyreg")
                guard let body = module.namespace.get(machine.intern(function)) else { return .none }
                let protocolNumber = arguments.count > 1 ? arguments[1] : Value(small: 0)
                return function == "_state_of"
                    ? try machine.call(body, [arguments[0]])
                    : try machine.call(body, [arguments[0], protocolNumber])
            }
        }
    }

    private func installValueReduction() {
        for type in [types.int, types.float, types.str, types.bytes, types.tuple] {
            method(type, "__getnewargs__", "self, /") { machine, arguments in
                machine.tuple([try machine.plainValue(arguments[0])])
            }
        }
        method(types.complex, "__getnewargs__", "self, /") { machine, arguments in
            machine.tuple(
                try machine.getAttribute(arguments[0], machine.intern("real")),
                try machine.getAttribute(arguments[0], machine.intern("imag")))
        }
        for type in [types.range, types.slice] {
            method(type, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
                let parts = try ["start", "stop", "step"].map {
                    try machine.getAttribute(arguments[0], machine.intern($0))
                }
                return machine.tuple(Value(type), machine.tuple(ContiguousArray(parts)))
            }
        }
        for type in [types.set, types.frozenset] {
            method(type, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
                guard let set = arguments[0].asSet else { return .none }
                let items = machine.tuple([machine.list(ContiguousArray(set.items))])
                machine.keep(items)
                return machine.tuple([Value(set.type), items, try machine.state(of: arguments[0])])
            }
        }
        method(types.byteArray, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
            try machine.reduced(bytes: arguments[0], asText: true)
        }
        method(types.byteArray, "__reduce_ex__", "self, protocol=0, /", "What makes another like it.") {
            machine, arguments in
            let number = arguments[1].isUnbound ? 0 : try machine.intArgument(arguments[1])
            return try machine.reduced(bytes: arguments[0], asText: number < 3)
        }
        for (value, name) in [(Value.ellipsis, "Ellipsis"), (.notImplemented, "NotImplemented")] {
            method(type(of: value), "__reduce__", "self, /", "Its name.") { machine, _ in machine.string(name) }
        }
    }

    private func reduced(bytes value: Value, asText: Bool) throws -> Value {
        guard let array = value.object as? ByteArrayObject else { return .none }
        let made: Value
        if array.bytes.isEmpty {
            made = tuple([])
        } else if asText {
            let text = String(String.UnicodeScalarView(array.bytes.map { Unicode.Scalar($0) }))
            made = tuple(string(text), string("latin-1"))
        } else {
            made = tuple([bytes(array.bytes)])
        }
        keep(made)
        return tuple([Value(array.type), made, try state(of: value)])
    }

    /// What `__getstate__` gives.
    private func state(of value: Value) throws -> Value {
        try callMethod(intern("__getstate__"), of: value) ?? .none
    }

    /// An int, float, str, bytes or tuple without what a subclass adds.
    private func plainValue(_ value: Value) throws -> Value {
        if let plain = plainNumber(value) { return plain }
        guard value.isObject else { return value }
        if value.kind == .tuple { return value.object.type === types.tuple ? value : tuple(value.asTuple?.items ?? []) }
        guard value.object.type.isUserDefined else { return value }
        if let text = value.asStr { return string(text.string) }
        return (value.object as? BytesObject).map { self.bytes($0.bytes) } ?? value
    }

    private func installFunctionReduction() {
        method(types.method, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
            guard let method = arguments[0].asMethod else { return .none }
            let name = try machine.getAttribute(method.function, machine.names.name)
            return machine.tuple(machine.builtIn("getattr"), machine.tuple(method.receiver, name))
        }
        method(types.builtinFunction, "__reduce__", "self, /", "Its name, or how to get it.") { machine, arguments in
            let name = try machine.getAttribute(arguments[0], machine.names.name)
            guard let receiver = arguments[0].asMethod?.receiver else { return name }
            return machine.tuple(machine.builtIn("getattr"), machine.tuple(receiver, name))
        }
        for type in [types.methodDescriptor, types.wrapperDescriptor] {
            method(type, "__reduce__", "self, /", "How to get it.") { machine, arguments in
                guard let function = arguments[0].asNative, let owner = function.receiverType else { return .none }
                let place = machine.tuple(Value(owner), machine.string(function.name))
                return machine.tuple(machine.builtIn("getattr"), place)
            }
            attribute(type, "__objclass__") { machine, function in
                function.asNative?.receiverType.map { Value($0) } ?? .none
            }
        }
    }

    /// Attributes that the constructor of an exception sets from its arguments.
    private static let systemErrorParts = ["errno", "strerror", "filename", "filename2"]

    private func installExceptionReduction() {
        let base = types[.baseException]
        method(base, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
            guard let exception = arguments[0].asException else { return .none }
            let args = machine.constructorArguments(of: exception)
            let state = machine.dict()
            for (name, value) in exception.ownAttributes where !machine.isBuiltInPart(name.string, of: exception) {
                state.set(name, value)
            }
            guard state.count > 0 else { return machine.tuple(Value(exception.type), args) }
            return machine.tuple([Value(exception.type), args, Value(state)])
        }
        method(base, "__setstate__", "self, state, /", "Takes the attributes that `__reduce__` gave.") {
            machine, arguments in
            guard !arguments[1].isNone else { return .none }
            guard let state = arguments[1].asDict else {
                throw machine.error(.typeError, "state is not a dictionary")
            }
            for (name, value) in state.items {
                try machine.setAttribute(arguments[0], machine.stringArgument(name), value)
            }
            return .none
        }
    }

    private func constructorArguments(of exception: ExceptionObject) -> Value {
        guard exception.type.isSubclass(of: types[.osError]), let given = exception.args.asTuple?.items,
            given.count == 2, let file = exception.ownAttribute(intern("filename")), !file.isNone
        else { return exception.args }
        guard let other = exception.ownAttribute(intern("filename2")), !other.isNone else {
            return tuple([given[0], given[1], file])
        }
        return tuple([given[0], given[1], file, .none, other])
    }

    /// Whether the constructor of a built-in exception sets an attribute.
    private func isBuiltInPart(_ name: String, of exception: ExceptionObject) -> Bool {
        if name.hasPrefix(".") { return true }
        if exception.type.isSubclass(of: types[.osError]) { return Machine.systemErrorParts.contains(name) }
        if exception.type.isSubclass(of: types[.attributeError]) { return name == "name" || name == "obj" }
        return exception.type.isSubclass(of: types[.nameError]) && name == "name"
    }
}
