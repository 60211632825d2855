import Interpreter

// What deque offers.
extension StandardLibrary {
    static func fillDeque(_ collections: ModuleBuilder) {
        unowned(unsafe) let machine = collections.machine
        let forward = machine.makeType("_deque_iterator", module: "_collections")
        let backward = machine.makeType("_deque_reverse_iterator", module: "_collections")
        for iterator in [forward, backward] {
            machine.iteratorMethods(iterator)
            machine.reducible(iterator)
            machine.method(iterator, "__length_hint__", "self, /") { machine, arguments in
                machine.int((arguments[0].object as? DequeIterator)?.left ?? 0)
            }
        }
        for (iterator, isReversed) in [(forward, false), (backward, true)] {
            machine.constructor(iterator, "iterable, index=0, /") { machine, iterator, arguments in
                guard arguments[0].isObject, let deque = arguments[0].object as? DequeObject else {
                    throw machine.error(
                        .typeError,
                        "\(iterator.name)() argument 1 must be collections.deque, not "
                            + machine.typeName(arguments[0]))
                }
                let made = DequeIterator(iterator, deque, reversed: isReversed)
                made.skip(arguments[1].isUnbound ? 0 : try machine.intArgument(arguments[1]))
                return Value(made)
            }
        }
        let kinds = DequeObject.Kinds(forward: forward, backward: backward)
        let type = machine.makeType("deque", module: "collections") { _, type in DequeObject(type, kinds) }
        type.dottedName = "collections.deque"
        type.matching = .sequence
        type.set(machine.names.doc, machine.string("A list whose two ends are near: deque([iterable[, maxlen]])."))
        machine.classMethod(type, "__class_getitem__", "cls, item, /") { machine, arguments in
            machine.genericAlias(arguments[0], arguments[1])
        }
        machine.initializer(type, "iterable=None, maxlen=None") { machine, value, arguments in
            let deque = DequeObject.of(value)
            var most: Int?
            if !arguments[1].isAbsentOrNone {
                guard try machine.index(of: arguments[1]) != nil else {
                    throw machine.error(.typeError, "an integer is required")
                }
                let limit = try machine.intArgument(arguments[1])
                guard limit >= 0 else { throw machine.error(.valueError, "maxlen must be non-negative") }
                most = limit
            }
            deque.most = most
            deque.removeAll()
            if !arguments[0].isUnbound { try deque.extend(machine, arguments[0]) }
        }
        machine.attribute(type, "maxlen") { machine, value in
            (value.object as? DequeObject)?.most.map { machine.int($0) } ?? .none
        }
        fillDequeEnds(machine, type)
        fillDequeSearch(machine, type)
        fillDequeOperators(machine, type)
        collections.set("deque", Value(type))
    }

    private static func fillDequeEnds(_ machine: Machine, _ type: ClassObject) {
        machine.method(type, "append", "self, item, /", "Adds an item at the right end.") { _, arguments in
            DequeObject.of(arguments[0]).append(arguments[1])
            return .none
        }
        machine.method(type, "appendleft", "self, item, /", "Adds an item at the left end.") { _, arguments in
            DequeObject.of(arguments[0]).prepend(arguments[1])
            return .none
        }
        machine.method(type, "pop", "self, /", "Takes the item at the right end.") { machine, arguments in
            guard let item = DequeObject.of(arguments[0]).popLast() else {
                throw machine.error(.indexError, "pop from an empty deque")
            }
            return item
        }
        machine.method(type, "popleft", "self, /", "Takes the item at the left end.") { machine, arguments in
            guard let item = DequeObject.of(arguments[0]).popFirst() else {
                throw machine.error(.indexError, "pop from an empty deque")
            }
            return item
        }
        machine.method(type, "extend", "self, iterable, /", "Adds items at the right end.") { machine, arguments in
            try DequeObject.of(arguments[0]).extend(machine, arguments[1])
            return .none
        }
        machine.method(type, "extendleft", "self, iterable, /", "Adds items at the left end, one after the other.") {
            machine, arguments in
            try DequeObject.of(arguments[0]).extend(machine, arguments[1], toLeft: true)
            return .none
        }
        machine.method(type, "clear", "self, /", "Removes all items.") { _, arguments in
            DequeObject.of(arguments[0]).removeAll()
            return .none
        }
        machine.method(type, "rotate", "self, n=1, /", "Moves n items from the right end to the left.") {
            machine, arguments in
            DequeObject.of(arguments[0]).rotate(arguments[1].isUnbound ? 1 : try machine.intArgument(arguments[1]))
            return .none
        }
        machine.method(type, "reverse", "self, /", "Turns the order around.") { _, arguments in
            DequeObject.of(arguments[0]).reverse()
            return .none
        }
        for name in ["copy", "__copy__"] {
            machine.method(type, name, "self, /", "A deque of the same items.") { machine, arguments in
                try DequeObject.of(arguments[0]).copy(machine)
            }
        }
    }

    private static func fillDequeSearch(_ machine: Machine, _ type: ClassObject) {
        machine.method(type, "count", "self, value, /", "How often a value is there.") { machine, arguments in
            let deque = DequeObject.of(arguments[0])
            let before = deque.state
            var found = 0
            for index in 0..<deque.count {
                if try machine.isSameOrEqual(deque[index], arguments[1]) { found += 1 }
                if deque.state != before { throw machine.error(.runtimeError, "deque mutated during iteration") }
            }
            return machine.int(found)
        }
        machine.method(type, "index", "self, value, start=None, stop=None, /", "Where a value first is.") {
            machine, arguments in
            let deque = DequeObject.of(arguments[0])
            func place(_ value: Value, _ absent: Int) throws -> Int {
                if value.isUnbound { return absent }
                guard let number = try machine.index(of: value) else {
                    throw machine.error(
                        .typeError, "slice indices must be integers or have an __index__ method")
                }
                let index =
                    number.isSmallInt
                    ? number.smallInt
                    : try machine.truth(machine.compare(.lt, number, Value(small: 0))) ? -deque.count : deque.count
                return min(max(0, index < 0 ? index + deque.count : index), deque.count)
            }
            let (start, stop) = (try place(arguments[2], 0), try place(arguments[3], deque.count))
            guard let found = try deque.position(machine, of: arguments[1], start, stop) else {
                throw machine.error(.valueError, "\(try machine.repr(arguments[1])) is not in deque")
            }
            return machine.int(found)
        }
        machine.method(type, "remove", "self, value, /", "Removes the first item that equals a value.") {
            machine, arguments in
            let deque = DequeObject.of(arguments[0])
            let before = deque.state
            for index in 0..<deque.count {
                let isFound = try machine.isSameOrEqual(deque[index], arguments[1])
                if deque.state != before { throw machine.error(.indexError, "deque mutated during remove().") }
                if isFound {
                    deque.remove(at: index)
                    return .none
                }
            }
            throw machine.error(.valueError, "\(try machine.repr(arguments[1])) is not in deque")
        }
        machine.method(type, "insert", nil, "Puts an item before an index.") { machine, arguments in
            let given = arguments.count - 1
            if arguments.keywordCount > 0 {
                throw machine.error(.typeError, "deque.insert() takes no keyword arguments")
            }
            guard given == 2 else {
                throw machine.error(.typeError, "insert() takes exactly 2 arguments (\(given) given)")
            }
            let deque = DequeObject.of(arguments[0])
            let index = try machine.intArgument(arguments[1])
            if let most = deque.most, deque.count >= most {
                throw machine.error(.indexError, "deque already at its maximum size")
            }
            deque.insert(arguments[2], at: min(max(0, index < 0 ? index + deque.count : index), deque.count))
            return .none
        }
    }

    private static func fillDequeOperators(_ machine: Machine, _ type: ClassObject) {
        type.set(machine.names.hash, .none)
        machine.method(type, "__repr__", "self, /") { machine, arguments in
            machine.string(try arguments[0].object.repr(machine))
        }
        machine.method(type, "__len__", "self, /") { machine, arguments in
            machine.int(DequeObject.of(arguments[0]).count)
        }
        machine.method(type, "__bool__", "self, /") { _, arguments in
            Value(DequeObject.of(arguments[0]).count > 0)
        }
        machine.method(type, "__iter__", "self, /") { machine, arguments in
            try arguments[0].object.iterator(machine) ?? .none
        }
        machine.method(type, "__reversed__", "self, /") { _, arguments in DequeObject.of(arguments[0]).reversed }
        machine.method(type, "__contains__", "self, key, /") { machine, arguments in
            Value(try arguments[0].object.contains(machine, arguments[1]))
        }
        machine.method(type, "__getitem__", "self, key, /") { machine, arguments in
            try arguments[0].object.getItem(machine, arguments[1])
        }
        machine.method(type, "__setitem__", "self, key, value, /") { machine, arguments in
            try arguments[0].object.setItem(machine, arguments[1], arguments[2])
            return .none
        }
        machine.method(type, "__delitem__", "self, key, /") { machine, arguments in
            try arguments[0].object.deleteItem(machine, arguments[1])
            return .none
        }
        for op in CompareOp.allCases {
            machine.method(type, op.dunder, "self, value, /") { machine, arguments in
                try arguments[0].object.compare(machine, op, arguments[1]) ?? .notImplemented
            }
        }
        for op in [BinaryOp.add, .mul] {
            machine.method(type, op.dunder, "self, value, /") { machine, arguments in
                try arguments[0].object.binary(machine, op, arguments[1], reflected: false) ?? .notImplemented
            }
            machine.method(type, op.inPlaceDunder, "self, value, /") { machine, arguments in
                try arguments[0].object.inPlace(machine, op, arguments[1]) ?? .notImplemented
            }
        }
        machine.method(type, "__rmul__", "self, value, /") { machine, arguments in
            try arguments[0].object.binary(machine, .mul, arguments[1], reflected: true) ?? .notImplemented
        }
        machine.method(type, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
            let deque = DequeObject.of(arguments[0])
            let limit = deque.most.map { machine.int($0) }
            let made = limit.map { machine.tuple(machine.tuple([]), $0) } ?? machine.tuple([])
            machine.keep(made)
            let state = deque.ownAttributes.isEmpty ? Value.none : deque.useDict().map { Value($0) } ?? .none
            return machine.tuple([Value(deque.type), made, state, try machine.iterator(of: arguments[0])])
        }
    }
}

extension DequeObject {
    /// - Precondition: a deque, as a method's receiver is.
    @inline(__always) static func of(_ value: Value) -> DequeObject {
        unsafeDowncast(value.object, to: DequeObject.self)
    }
}
