import Interpreter

// OrderedDict: its behaviour is in `OrderedDictObject`, here is what it offers.
extension StandardLibrary {
    static func fillOrderedDict(_ collections: ModuleBuilder) {
        unowned(unsafe) let machine = collections.machine
        let types = machine.types
        let iterator = machine.makeType("odict_iterator")
        machine.iteratorMethods(iterator)
        machine.reducible(iterator)
        let kinds = OrderedDictObject.Kinds(
            keys: machine.makeType("odict_keys", base: types.dictKeys),
            values: machine.makeType("odict_values", base: types.dictValues),
            items: machine.makeType("odict_items", base: types.dictItems), iterator: iterator)
        let type = machine.makeType(
            "OrderedDict", base: types.dict, module: "collections", allowsAttributes: true
        ) { _, type in OrderedDictObject(type, kinds) }
        type.dottedName = "collections.OrderedDict"
        type.set(machine.names.doc, machine.string("A dict that can change the order of its keys."))
        machine.initializer(type, "*args, **keywords") { machine, dict, arguments in
            try machine.updateOrdered(dict, arguments)
        }
        machine.method(type, "update", "self, /, *args, **keywords", "Takes the keys and values of another mapping.") {
            machine, arguments in
            try machine.updateOrdered(arguments[0], arguments.dropFirst())
            return .none
        }
        machine.method(type, "__repr__", "self, /") { machine, arguments in
            machine.string(try arguments[0].object.repr(machine))
        }
        for op in [CompareOp.eq, .ne] {
            machine.method(type, op.dunder, "self, value, /") { machine, arguments in
                try arguments[0].object.compare(machine, op, arguments[1]) ?? .notImplemented
            }
        }
        type.set(machine.names.hash, .none)
        for (name, reflected) in [("__or__", false), ("__ror__", true)] {
            machine.method(type, name, "self, value, /") { machine, arguments in
                try arguments[0].object.binary(machine, .or, arguments[1], reflected: reflected) ?? .notImplemented
            }
        }
        machine.method(type, "__ior__", "self, value, /") { machine, arguments in
            try machine.scope { try machine.update(ordered: arguments[0], with: arguments[1]) }
            return arguments[0]
        }
        fillOrderedAccess(machine, type)
        fillOrderedCopies(machine, type)
        collections.set("OrderedDict", Value(type))
    }

    private static func fillOrderedAccess(_ machine: Machine, _ type: ClassObject) {
        for (name, part) in [("keys", DictIterator.Part.keys), ("values", .values), ("items", .items)] {
            machine.method(type, name, "self, /", "A live view of the \(name).") { _, arguments in
                (arguments[0].asDict as? OrderedDictObject)?.view(part) ?? .none
            }
        }
        machine.method(type, "move_to_end", "self, key, last=True", "Moves a key to either end.") {
            machine, arguments in
            guard let dict = arguments[0].asDict else { return .none }
            let toEnd = try arguments[2].isUnbound || machine.truth(arguments[2])
            guard let position = try dict.find(machine, arguments[1], machine.hash(arguments[1])) else {
                // CPython's own slip: the key None becomes an error without a key.
                throw arguments[1].isNone ? machine.error(.keyError, "") : machine.keyError(arguments[1])
            }
            dict.move(position, toEnd: toEnd)
            return .none
        }
        machine.method(type, "popitem", "self, last=True", "Removes the last or first key, with its value.") {
            machine, arguments in
            guard let dict = arguments[0].asDict else { return .none }
            let fromEnd = try arguments[1].isUnbound || machine.truth(arguments[1])
            guard let position = fromEnd ? dict.last : dict.first else {
                throw machine.keyError(machine.string("dictionary is empty"))
            }
            let entry = dict.entries[position]
            dict.remove(at: position)
            return machine.tuple(entry.key, entry.value)
        }
        machine.method(type, "setdefault", "self, key, default=None", "The value of a key, which it gets if it is new.")
        {
            machine, arguments in
            if try machine.contains(arguments[0], arguments[1]) {
                return try machine.getItem(arguments[0], arguments[1])
            }
            let value = arguments[2].isUnbound ? .none : arguments[2]
            try machine.setItem(arguments[0], arguments[1], value)
            return value
        }
        machine.method(type, "pop", "self, key, default=None", "Removes a key and gives its value.") {
            machine, arguments in
            if let value = try arguments[0].asDict?.remove(machine, arguments[1]) { return value }
            guard arguments[2].isUnbound else { return arguments[2] }
            let kind = machine.type(of: arguments[0])
            if kind.isUserDefined, kind.lookup(machine.names.missing) != nil {
                return try machine.callMethod(machine.names.missing, of: arguments[0], [arguments[1]]) ?? .none
            }
            throw machine.keyError(arguments[1])
        }
    }

    private static func fillOrderedCopies(_ machine: Machine, _ type: ClassObject) {
        machine.method(type, "copy", "self, /", "An OrderedDict of the same keys and values.") { machine, arguments in
            let object = arguments[0].object
            let copy = try machine.call(Value(object.type))
            machine.keep(copy)
            try machine.update(ordered: copy, with: arguments[0])
            if copy.isObject, copy.object.type.allowsAttributes {
                for (name, value) in object.ownAttributes { copy.object.setOwnAttribute(name, value) }
            }
            return copy
        }
        machine.method(type, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
            let items = try machine.callMethod(machine.intern("items"), of: arguments[0]) ?? .none
            machine.keep(items)
            let object = arguments[0].object
            let state = object.ownAttributes.isEmpty ? Value.none : object.useDict().map { Value($0) } ?? .none
            return machine.tuple([
                Value(object.type), machine.tuple([]), state, .none, try machine.iterator(of: items),
            ])
        }
        machine.classMethod(type, "fromkeys", "cls, iterable, value=None", "Keys that all have one value.") {
            machine, arguments in
            let made = try machine.call(arguments[0])
            machine.keep(made)
            let value = arguments[2].isUnbound ? Value.none : arguments[2]
            try machine.forEach(arguments[1]) { key in
                try machine.setItem(made, key, value)
                return true
            }
            return made
        }
    }
}

extension Machine {
    /// `update(other, **keywords)`, which sets each item as the class has it.
    fileprivate func updateOrdered(_ dict: Value, _ arguments: Arguments) throws {
        let items = arguments[0].asTuple?.items ?? []
        guard items.count <= 1 else {
            throw error(.typeError, "update() takes at most 1 positional argument (\(items.count) given)")
        }
        if let source = items.first { try update(ordered: dict, with: source) }
        for (key, value) in arguments[1].asDict?.items ?? [] { try setItem(dict, key, value) }
    }

    fileprivate func update(ordered dict: Value, with other: Value) throws {
        guard let target = dict.asDict else { return }
        if type(of: dict).lookup(names.setItem) == types.dict.lookup(names.setItem) {
            guard !isPlainMapping(other) else { return try update(target, with: other) }
            return try addPairs(other) { try target.set(self, $0, $1) }
        }
        // A class with a `__setitem__` of its own sees every item.
        guard isPlainMapping(other) else { return try addPairs(other) { try setItem(dict, $0, $1) } }
        let plain = self.dict()
        try update(plain, with: other)
        for (key, value) in plain.items { try setItem(dict, key, value) }
    }

    private func isPlainMapping(_ value: Value) -> Bool {
        value.asDict != nil || ((try? attribute(value, names.keys)) ?? nil) != nil
    }

    private func addPairs(_ pairs: Value, _ add: (Value, Value) throws -> Void) throws {
        try forEach(pairs) { pair in
            try scope {
                keep(pair)
                let items = try self.items(of: pair)
                guard items.count >= 2 else {
                    let plural = items.count == 1 ? "" : "s"
                    throw error(.valueError, "need more than \(items.count) value\(plural) to unpack")
                }
                guard items.count == 2 else { throw error(.valueError, "too many values to unpack (expected 2)") }
                try add(items[0], items[1])
            }
            return true
        }
    }
}
