// The methods of dict and its views.
extension Machine {
    func installDictMethods() {
        installDictReading()
        installDictChanges()
        installViews()
        types.dict.set(names.hash, .none)
    }

    private func installDictReading() {
        let dict = types.dict
        method(dict, "get", "self, key, default=None, /", "The value of a key, or a default.") { machine, arguments in
            let found = try arguments[0].unchecked(DictObject.self) { try $0.get(machine, arguments[1]) }
            return found ?? (arguments[2].isUnbound ? .none : arguments[2])
        }
        for (name, type, part) in [
            ("keys", types.dictKeys, DictIterator.Part.keys), ("values", types.dictValues, .values),
            ("items", types.dictItems, .items),
        ] {
            method(dict, name, "self, /", "A live view of the \(name).") { _, arguments in
                arguments[0].asDict.map { Value(DictView(type, $0, part)) } ?? .none
            }
        }
        method(dict, "copy", "self, /", "A dict of the same keys and values.") { machine, arguments in
            let copy = machine.dict()
            if let dict = arguments[0].asDict { try copy.merge(machine, dict) }
            return Value(copy)
        }
        method(dict, "__reversed__", "self, /") { machine, arguments in
            arguments[0].asDict?.walk(machine, .keys, reversed: true) ?? .none
        }
    }

    private func installDictChanges() {
        let dict = types.dict
        method(dict, "setdefault", "self, key, default=None, /", "The value of a key, which it gets if it is new.") {
            machine, arguments in
            guard let dict = arguments[0].asDict else { return .none }
            let hash = try machine.hash(arguments[1])
            if let found = try dict.find(machine, arguments[1], hash) { return dict.entries[found].value }
            let value = arguments[2].isUnbound ? .none : arguments[2]
            if dict.count >= Machine.mostEntries { throw machine.error(.memoryError, "") }
            dict.insert(arguments[1], hash, value)
            return value
        }
        method(dict, "pop", "self, key, default=None, /", "Removes a key and gives its value.") { machine, arguments in
            if let value = try arguments[0].asDict?.remove(machine, arguments[1]) { return value }
            guard !arguments[2].isUnbound else { throw machine.keyError(arguments[1]) }
            return arguments[2]
        }
        method(dict, "popitem", "self, /", "Removes the last key and gives it with its value.") { machine, arguments in
            guard let dict = arguments[0].asDict, let last = dict.last else {
                throw machine.keyError(machine.string("popitem(): dictionary is empty"))
            }
            let entry = dict.entries[last]
            dict.removeLast(at: last)
            return machine.tuple(entry.key, entry.value)
        }
        method(dict, "clear", "self, /", "Removes all keys.") { _, arguments in
            arguments[0].asDict?.removeAll()
            return .none
        }
        method(dict, "update", "self, other=(), /, **kwargs", "Takes the keys and values of another mapping.") {
            machine, arguments in
            if let dict = arguments[0].asDict { try machine.fill(dict, from: arguments[1], arguments[2]) }
            return .none
        }
        method(dict, "__ior__", "self, other, /") { machine, arguments in
            try arguments[0].object.inPlace(machine, .or, arguments[1]) ?? .notImplemented
        }
        classMethod(dict, "fromkeys", "cls, iterable, value=None, /", "A dict with one value for all keys.") {
            machine, arguments in
            let made = try machine.call(arguments[0])
            machine.keep(made)
            let value = arguments[2].isUnbound ? Value.none : arguments[2]
            try machine.forEach(arguments[1]) { key in
                if let dict = made.asDict, !dict.type.isUserDefined {
                    try dict.set(machine, key, value)
                } else {
                    try machine.setItem(made, key, value)
                }
                return true
            }
            return made
        }
    }

    private func installViews() {
        let types = types
        for type in [types.dictKeys, types.dictItems] {
            method(type, "isdisjoint", "self, other, /", "Whether nothing is in both.") { machine, arguments in
                var result = true
                try machine.forEach(arguments[1]) { item in
                    result = try !machine.contains(arguments[0], item)
                    return result
                }
                return Value(result)
            }
        }
        for type in [types.dictKeys, types.dictValues, types.dictItems] {
            method(type, "__reversed__", "self, /") { machine, arguments in
                arguments[0].cast(.view, to: DictView.self)?.reversed(machine) ?? .none
            }
            attribute(type, "mapping") { machine, view in
                view.cast(.view, to: DictView.self).map { machine.proxy(of: Value($0.dict)) } ?? .none
            }
        }
    }
}
