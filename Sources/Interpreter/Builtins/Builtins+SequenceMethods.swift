// The methods of list and tuple.
extension Machine {
    func installSequenceMethods() {
        installListChanges()
        let list = types.list
        method(list, "copy", "self, /", "A list of the same items.") { machine, arguments in
            machine.list(arguments[0].asList?.items ?? [])
        }
        method(list, "sort", "self, /, *, key=None, reverse=False", "Sorts the list in place.") { machine, arguments in
            if let list = arguments[0].asList { try machine.sort(list, key: arguments[1], reverse: arguments[2]) }
            return .none
        }
        method(list, "__reversed__", "self, /") { machine, arguments in
            guard let list = arguments[0].asList else { return .none }
            let last = list.items.count - 1
            return Value(
                IndexIterator(machine.types.listReverseIterator, arguments[0], .list, backwardsFrom: last))
        }
        for (type, name) in [(list, "list"), (types.tuple, "tuple")] {
            method(type, "count", "self, value, /", "How often a value occurs.") { machine, arguments in
                var count = 0
                try machine.forEachItem(of: arguments[0]) { item, place in
                    if place & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
                    if try machine.isSameOrEqual(item, arguments[1]) { count += 1 }
                    return true
                }
                return machine.int(count)
            }
            method(type, "index", "self, value, start=0, stop=9223372036854775807, /", "The place of a value.") {
                machine, arguments in
                let count = try arguments[0].object.length(machine) ?? 0
                let start = try machine.placeArgument(arguments[2], count, 0)
                let stop = try machine.placeArgument(arguments[3], count, .max)
                var place: Int?
                try machine.forEachItem(of: arguments[0], from: start) { item, index in
                    guard index < stop else { return false }
                    if try machine.isSameOrEqual(item, arguments[1]) { place = index }
                    return place == nil
                }
                if let place { return machine.int(place) }
                throw machine.error(
                    .valueError,
                    name == "list"
                        ? "\(try machine.repr(arguments[1])) is not in list" : "tuple.index(x): x not in tuple")
            }
        }
        for type in [list, types.tuple, types.dict, types.set, types.frozenset, types.type] {
            classMethod(type, "__class_getitem__", "cls, item, /") { machine, arguments in
                machine.genericAlias(arguments[0], arguments[1])
            }
        }
    }

    /// Walks a list or tuple that the program may change on the way.
    private func forEachItem(of value: Value, from start: Int = 0, _ body: (Value, Int) throws -> Bool) throws {
        var index = start
        if let list = value.asList {
            while index < list.items.count, try body(list.items[index], index) { index += 1 }
        } else if let tuple = value.asTuple {
            while index < tuple.count, try body(tuple[index], index) { index += 1 }
        }
    }

    private func placeArgument(_ value: Value, _ count: Int, _ absent: Int) throws -> Int {
        guard !value.isUnbound else { return absent }
        let place = try slicePart(value) ?? absent
        return place < 0 ? max(0, place &+ count) : place
    }

    private func installListChanges() {
        let list = types.list
        method(list, "append", "self, object, /", "Adds an item at the end.") { machine, arguments in
            try arguments[0].unchecked(ListObject.self) { try machine.append(arguments[1], to: $0) }
            return .none
        }
        method(list, "extend", "self, iterable, /", "Adds the items of an iterable.") { machine, arguments in
            if let list = arguments[0].asList { try machine.extend(list, with: arguments[1]) }
            return .none
        }
        method(list, "insert", "self, index, object, /", "Adds an item before a place.") { machine, arguments in
            guard let list = arguments[0].asList else { return .none }
            let index = try machine.intArgument(arguments[1])
            let count = list.items.count
            list.items.insert(arguments[2], at: min(max(0, index < 0 ? index + count : index), count))
            return .none
        }
        method(list, "remove", "self, value, /", "Removes the first item of a value.") { machine, arguments in
            var place: Int?
            try machine.forEachItem(of: arguments[0]) { item, index in
                if try machine.isSameOrEqual(item, arguments[1]) { place = index }
                return place == nil
            }
            guard let list = arguments[0].asList, let place, place < list.items.count else {
                throw machine.error(.valueError, "list.remove(x): x not in list")
            }
            list.items.remove(at: place)
            return .none
        }
        method(list, "pop", "self, index=-1, /", "Removes an item, the last one unless told otherwise, and gives it.") {
            machine, arguments in
            guard let list = arguments[0].asList else { return .none }
            let index = arguments[1].isUnbound ? -1 : try machine.intArgument(arguments[1])
            guard !list.items.isEmpty else { throw machine.error(.indexError, "pop from empty list") }
            let place = index < 0 ? index + list.items.count : index
            guard list.items.indices.contains(place) else {
                throw machine.error(.indexError, "pop index out of range")
            }
            return list.items.remove(at: place)
        }
        method(list, "clear", "self, /", "Removes all items.") { _, arguments in
            arguments[0].asList?.items.removeAll()
            return .none
        }
        method(list, "reverse", "self, /", "Reverses the items in place.") { _, arguments in
            arguments[0].asList?.items.reverse()
            return .none
        }
    }
}
