// The methods of set and frozenset.
extension Machine {
    func installSetMethods() {
        for type in [types.set, types.frozenset] { installSetQuestions(type) }
        installSetChanges()
    }

    private func set(_ arguments: Arguments) -> SetObject { arguments[0].asSet ?? set() }

    /// A set of any iterable; a set is itself.
    private func asSet(_ value: Value) throws -> SetObject {
        if let set = value.asSet { return set }
        let made = try set(from: value)
        keep(Value(made))
        return made
    }

    private func installSetQuestions(_ type: ClassObject) {
        method(type, "copy", "self, /", "A set of the same items.") { machine, arguments in
            let set = machine.set(arguments)
            if set.isFrozen, set.hasType(machine.types.frozenset) { return arguments[0] }
            return Value(try machine.copy(of: set))
        }
        method(type, "union", "self, *others", "What is in one of the sets.") { machine, arguments in
            Value(try machine.union(machine.set(arguments), Array(arguments[1].asTuple?.items ?? [])))
        }
        method(type, "intersection", "self, *others", "What is in all of the sets.") { machine, arguments in
            Value(try machine.intersection(machine.set(arguments), of: arguments[1]))
        }
        method(type, "difference", "self, *others", "What is in none of the other sets.") { machine, arguments in
            var result = try machine.copy(of: machine.set(arguments))
            for other in arguments[1].asTuple?.items ?? [] {
                machine.keep(Value(result))
                result = try machine.difference(result, other)
            }
            return Value(result)
        }
        method(type, "symmetric_difference", "self, other, /", "What is in one of two sets only.") {
            machine, arguments in
            Value(try machine.symmetricDifference(machine.set(arguments), arguments[1]))
        }
        method(type, "issubset", "self, other, /", "Whether all items are in another set.") { machine, arguments in
            Value(try machine.set(arguments).isSubset(machine, of: machine.asSet(arguments[1])))
        }
        method(type, "issuperset", "self, other, /", "Whether all items of another set are here.") {
            machine, arguments in
            Value(try machine.asSet(arguments[1]).isSubset(machine, of: machine.set(arguments)))
        }
        method(type, "isdisjoint", "self, other, /", "Whether nothing is in both sets.") { machine, arguments in
            let set = machine.set(arguments)
            var result = true
            try machine.forEach(arguments[1]) { item in
                result = try !set.contains(machine, hashed: item, machine.hash(item))
                return result
            }
            return Value(result)
        }
    }

    private func intersection(_ set: SetObject, of others: Value) throws -> SetObject {
        var result = set
        for other in others.asTuple?.items ?? [] {
            result = try intersection(result, other)
            keep(Value(result))
        }
        return result === set ? try copy(of: set) : result
    }

    private func installSetChanges() {
        let type = types.set
        method(type, "add", "self, item, /", "Adds an item.") { machine, arguments in
            try arguments[0].unchecked(SetObject.self) { try $0.add(machine, arguments[1]) }
            return .none
        }
        method(type, "remove", "self, item, /", "Removes an item, which must be there.") { machine, arguments in
            guard try machine.set(arguments).remove(machine, arguments[1]) else {
                throw machine.keyError(arguments[1])
            }
            return .none
        }
        method(type, "discard", "self, item, /", "Removes an item if it is there.") { machine, arguments in
            _ = try machine.set(arguments).remove(machine, arguments[1])
            return .none
        }
        method(type, "pop", "self, /", "Removes some item and gives it.") { machine, arguments in
            guard let item = machine.set(arguments).pop() else {
                throw machine.keyError(machine.string("pop from an empty set"))
            }
            return item
        }
        method(type, "clear", "self, /", "Removes all items.") { machine, arguments in
            machine.set(arguments).removeAll()
            return .none
        }
        method(type, "update", "self, *others", "Takes the items of others.") { machine, arguments in
            for other in arguments[1].asTuple?.items ?? [] {
                try machine.update(machine.set(arguments), with: other)
            }
            return .none
        }
        method(type, "intersection_update", "self, *others", "Keeps what is in all others.") { machine, arguments in
            let set = machine.set(arguments)
            try machine.replace(set, with: try machine.intersection(set, of: arguments[1]))
            return .none
        }
        method(type, "difference_update", "self, *others", "Removes the items of others.") { machine, arguments in
            for other in arguments[1].asTuple?.items ?? [] {
                try machine.removeAll(of: other, from: machine.set(arguments))
            }
            return .none
        }
        method(type, "symmetric_difference_update", "self, other, /", "Keeps what is in one of two sets only.") {
            machine, arguments in
            let set = machine.set(arguments)
            try machine.replace(set, with: try machine.symmetricDifference(set, arguments[1]))
            return .none
        }
        for (op, name) in [
            (BinaryOp.or, "__ior__"), (.and, "__iand__"), (.sub, "__isub__"), (.xor, "__ixor__"),
        ] {
            method(type, name, "self, other, /") { machine, arguments in
                try arguments[0].object.inPlace(machine, op, arguments[1]) ?? .notImplemented
            }
        }
    }
}
