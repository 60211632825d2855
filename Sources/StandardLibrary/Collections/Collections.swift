import Interpreter

// The module `_collections`: what the module `collections`, written in Python, needs to be fast.
extension StandardLibrary {
    @Sendable static func fillCollections(_ collections: ModuleBuilder) {
        fillDeque(collections)
        fillDefaultDict(collections)
        fillOrderedDict(collections)
        fillCounting(collections)
        fillFields(collections)
        fillModuleNames(collections)
    }

    /// `_count_elements`: the loop of Counter.
    private static func fillCounting(_ collections: ModuleBuilder) {
        unowned(unsafe) let machine = collections.machine
        let get = machine.intern("get")
        collections.define("_count_elements", "mapping, iterable, /", "Counts the items of an iterable.") {
            machine, arguments in
            let type = machine.type(of: arguments[0])
            let names = machine.names
            let plain = machine.types.dict
            if let dict = arguments[0].asDict, type.lookup(get) == plain.lookup(get),
                type.lookup(names.setItem) == plain.lookup(names.setItem)
            {
                try machine.forEach(arguments[1]) { item in
                    try machine.count(item, in: dict)
                    return true
                }
                return .none
            }
            let read = try machine.getAttribute(arguments[0], get)
            machine.keep(read)
            try machine.forEach(arguments[1]) { item in
                try machine.scope {
                    machine.keep(item)
                    let old = try machine.call(read, with: item, Value(small: 0))
                    machine.keep(old)
                    try machine.setItem(arguments[0], item, machine.binary(.add, old, Value(small: 1)))
                }
                return true
            }
            return .none
        }
    }

    /// `_caller_module`: where a class that a function makes says that it comes from.
    private static func fillModuleNames(_ collections: ModuleBuilder) {
        collections.define("_caller_module", "", "The name of the module that called the running function.") {
            machine, _ in machine.moduleName(callsUp: 1) ?? machine.string("__main__")
        }
    }

    /// `_tuplegetter`: the attributes of named tuples.
    private static func fillFields(_ collections: ModuleBuilder) {
        unowned(unsafe) let machine = collections.machine
        let type = machine.makeType("_tuplegetter", module: "collections", allowsAttributes: true)
        machine.attribute(
            type, "__doc__",
            set: { machine, field, text in field.object.setOwnAttribute(machine.names.doc, text) },
            get: { machine, field in field.object.ownAttribute(machine.names.doc) ?? .none })
        type.reprOverride = { machine, field in
            let index = field.ownAttribute(machine.intern("_index")) ?? .none
            let text = field.ownAttribute(machine.names.doc) ?? .none
            return "_tuplegetter(\(try machine.repr(index)), \(try machine.repr(text)))"
        }
        machine.method(type, "__get__", "self, instance, owner=None, /") { machine, arguments in
            if arguments[1].isNone { return arguments[0] }
            return try machine.bind(arguments[0], to: arguments[1], through: machine.type(of: arguments[1]))
        }
        machine.method(type, "__set__", "self, instance, value, /") { machine, _ in
            throw machine.error(.attributeError, "can't set attribute")
        }
        collections.define("_tuplegetter", "index, doc, /", "An attribute that reads an item.") { machine, arguments in
            let index = try machine.intArgument(arguments[0])
            let field = machine.computedAttribute(
                type, "",
                set: { machine, _, _ in throw machine.error(.attributeError, "can't set attribute") },
                get: { machine, value in
                    guard let tuple = value.asTuple else {
                        let name = machine.typeName(value)
                        throw machine.error(
                            .typeError,
                            "descriptor for index '\(index)' for tuple subclasses doesn't apply to '\(name)' object")
                    }
                    guard index >= 0, index < tuple.count else {
                        throw machine.error(.indexError, "tuple index out of range")
                    }
                    return tuple[index]
                })
            field.object.setOwnAttribute(machine.names.doc, arguments[1])
            field.object.setOwnAttribute(machine.intern("_index"), arguments[0])
            return field
        }
    }
}

extension Machine {
    /// One more of `item`.
    fileprivate func count(_ item: Value, in dict: DictObject) throws {
        try scope {
            keep(item)
            let hash = try hash(item)
            guard let position = try dict.find(self, item, hash) else {
                dict.insert(item, hash, Value(small: 1))
                return
            }
            let old = dict.entries[position].value
            if old.isSmallInt {
                dict.setValue(at: position, int(old.smallInt + 1))
            } else {
                try dict.set(self, item, binary(.add, old, Value(small: 1)))
            }
        }
    }
}
