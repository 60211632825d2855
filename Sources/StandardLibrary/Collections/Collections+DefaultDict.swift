import Interpreter

// defaultdict: its behaviour is in `DefaultDictObject`, here is what it offers.
extension StandardLibrary {
    static func fillDefaultDict(_ collections: ModuleBuilder) {
        unowned(unsafe) let machine = collections.machine
        let type = machine.makeType("defaultdict", base: machine.types.dict, module: "collections") { _, type in
            DefaultDictObject(type)
        }
        type.dottedName = "collections.defaultdict"
        type.set(
            machine.names.doc,
            machine.string("A dict that makes values for new keys: defaultdict(default_factory=None, /, [...])."))
        machine.initializer(type, "*args, **keywords") { machine, dict, arguments in
            guard let dict = dict.asDict as? DefaultDictObject else { return }
            var items = arguments[0].asTuple?.items ?? []
            if let factory = items.first {
                guard factory.isNone || machine.isCallable(factory) else {
                    throw machine.error(.typeError, "first argument must be callable or None")
                }
                dict.factory = factory
                items.removeFirst()
            }
            guard items.count <= 1 else {
                throw machine.error(.typeError, "dict expected at most 1 argument, got \(items.count)")
            }
            if let source = items.first { try machine.update(dict, with: source) }
            if let keywords = arguments[1].asDict { try dict.merge(machine, keywords) }
        }
        machine.attribute(
            type, "default_factory",
            set: { _, dict, value in (dict.asDict as? DefaultDictObject)?.factory = value },
            get: { _, dict in (dict.asDict as? DefaultDictObject)?.factory ?? .none })
        machine.method(type, "__missing__", "self, key, /", "Makes the value of a key.") { machine, arguments in
            try (arguments[0].asDict as? DefaultDictObject)?.missing(machine, arguments[1]) ?? .none
        }
        machine.method(type, "__repr__", "self, /") { machine, arguments in
            machine.string(try arguments[0].object.repr(machine))
        }
        for name in ["copy", "__copy__"] {
            machine.method(type, name, "self, /", "A defaultdict of the same keys and values.") { machine, arguments in
                guard let dict = arguments[0].asDict as? DefaultDictObject else { return .none }
                return try machine.call(Value(dict.type), with: dict.factory, arguments[0])
            }
        }
        machine.method(type, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
            guard let dict = arguments[0].asDict as? DefaultDictObject else { return .none }
            let made = dict.factory.isNone ? machine.tuple([]) : machine.tuple([dict.factory])
            machine.keep(made)
            let items = try machine.callMethod(machine.intern("items"), of: arguments[0]) ?? .none
            return machine.tuple([Value(dict.type), made, .none, .none, try machine.iterator(of: items)])
        }
        for op in [(BinaryOp.or, false), (.or, true)] {
            machine.method(type, op.1 ? "__ror__" : "__or__", "self, value, /") { machine, arguments in
                try arguments[0].object.binary(machine, .or, arguments[1], reflected: op.1) ?? .notImplemented
            }
        }
        collections.set("defaultdict", Value(type))
    }
}
