// Iterators and what goes through them.
extension Machine {
    func installIterationFunctions() {
        define("iter", "object, sentinel=None, /", "An iterator over a container.") { machine, arguments in
            if arguments[1].isUnbound { return try machine.iterator(of: arguments[0]) }
            return try machine.callIterator(arguments[0], until: arguments[1])
        }
        define("next", "iterator, default=None, /", "The next item, or the default at the end.") { machine, arguments in
            try machine.nextItem(arguments[0], absent: arguments[1])
        }
        define("any", "iterable, /", "Whether an item is true.") { machine, arguments in
            var result = false
            try machine.forEach(arguments[0]) { item in
                result = try machine.truth(item)
                return !result
            }
            return Value(result)
        }
        define("all", "iterable, /", "Whether every item is true.") { machine, arguments in
            var result = true
            try machine.forEach(arguments[0]) { item in
                result = try machine.truth(item)
                return result
            }
            return Value(result)
        }
        define("sorted", nil, "A sorted list of the items: sorted(iterable, /, *, key=None, reverse=False).") {
            machine, arguments in
            guard arguments.count == 1 else {
                throw machine.error(.typeError, "sorted expected 1 argument, got \(arguments.count)")
            }
            let list = ListObject(machine.types.list, [])
            machine.keep(Value(list))
            try machine.extend(list, with: arguments[0])
            var (key, reverse) = (Value.none, Value.none)
            for (name, value) in arguments.named {
                switch name.string {
                case "key": key = value
                case "reverse": reverse = value
                default:
                    throw machine.error(
                        .typeError, "'\(name.string)' is an invalid keyword argument for sort()")
                }
            }
            try machine.sort(list, key: key, reverse: reverse)
            return Value(list)
        }
        installIteratorTypes()
        installAsyncFunctions()
    }

    private func callIterator(_ function: Value, until sentinel: Value) throws -> Value {
        guard isCallable(function) else { throw error(.typeError, "iter(v, w): v must be callable") }
        return Value(CallableIterator(types.callableIterator, function, until: sentinel))
    }

    private func installAsyncFunctions() {
        for (name, method, what) in [("aiter", "__aiter__", "iterable"), ("anext", "__anext__", "iterator")] {
            define(name, name == "aiter" ? "async_iterable, /" : "async_iterator, default=None, /") {
                machine, arguments in
                let given = arguments[0]
                guard machine.type(of: given).lookup(machine.intern(method)) != nil,
                    let made = try machine.callMethod(machine.intern(method), of: given)
                else {
                    throw machine.error(.typeError, "'\(machine.typeName(given))' object is not an async \(what)")
                }
                if name == "aiter", machine.type(of: made).lookup(machine.intern("__anext__")) == nil {
                    let kind = machine.typeName(made)
                    throw machine.error(.typeError, "aiter() returned not an async iterator of type '\(kind)'")
                }
                return made
            }
        }
    }

    private func nextItem(_ iterator: Value, absent: Value) throws -> Value {
        guard iterator.isObject,
            iterator.object.type.isUserDefined
                ? iterator.object.type.lookup(names.next) != nil : iterator.object.isIterator
        else { throw error(.typeError, "'\(typeName(iterator))' object is not an iterator") }
        if iterator.kind == .generator, let generator = iterator.asGenerator {
            var result = Value.none
            if let value = try resume(generator, sending: .none, result: &result) { return value }
            if absent.isUnbound { throw stopIteration(result) }
            return absent
        }
        if absent.isUnbound, iterator.object.type.isUserDefined, let value = try callMethod(names.next, of: iterator) {
            return value
        }
        if let value = try next(iterator) { return value }
        if absent.isUnbound { throw error(.stopIteration, "") }
        return absent
    }

    // MARK: enumerate, zip, map, filter, reversed

    private func installIteratorTypes() {
        constructor(types.enumerate, "iterable=None, start=0") { machine, type, arguments in
            if arguments[0].isUnbound {
                if !arguments[1].isUnbound {
                    throw machine.error(.typeError, "'start' is an invalid keyword argument for enumerate()")
                }
                throw machine.error(.typeError, "enumerate() missing required argument 'iterable'")
            }
            var count = Value(small: 0)
            if !arguments[1].isUnbound {
                guard let start = try machine.index(of: arguments[1]) else {
                    throw machine.error(
                        .typeError,
                        "'\(machine.typeName(arguments[1]))' object cannot be interpreted as an integer")
                }
                count = start
                machine.keep(count)
            }
            let source = try machine.iterator(of: arguments[0])
            return Value(EnumerateIterator(type, source, from: count))
        }
        constructor(types.zip, "*iterables, strict=False") { machine, type, arguments in
            try machine.makeZip(type, arguments[0].asTuple?.items ?? [], strict: arguments[1])
        }
        constructor(types.map, "*args") { machine, type, arguments in
            let items = arguments[0].asTuple?.items ?? []
            guard items.count >= 2 else {
                throw machine.error(.typeError, "map() must have at least two arguments.")
            }
            return try machine.makeMap(type, items[0], items.dropFirst())
        }
        constructor(types.filter, "function, iterable, /") { machine, type, arguments in
            let function = arguments[0]
            let source = try machine.iterator(of: arguments[1])
            return Value(FilterIterator(type, function, source))
        }
        constructor(types.reversed, "sequence, /") { machine, type, arguments in
            try machine.makeReversed(type, arguments[0])
        }
    }

    private func makeZip(_ type: ClassObject, _ iterables: ContiguousArray<Value>, strict: Value) throws -> Value {
        let isStrict = strict.isUnbound ? false : try truth(strict)
        var sources: ContiguousArray<Value> = []
        for iterable in iterables {
            let source = try iterator(of: iterable)
            keep(source)
            sources.append(source)
        }
        return Value(ZipIterator(type, sources, isStrict: isStrict))
    }

    func checkLengths(of sources: ContiguousArray<Value>, endedAt index: Int) throws {
        func before(_ count: Int) -> String { count == 1 ? "argument 1" : "arguments 1-\(count)" }
        if index > 0 {
            throw error(.valueError, "zip() argument \(index + 1) is shorter than \(before(index))")
        }
        for later in 1..<max(1, sources.count) where try next(sources[later]) != nil {
            throw error(.valueError, "zip() argument \(later + 1) is longer than \(before(later))")
        }
    }

    private func makeMap(
        _ type: ClassObject, _ function: Value, _ iterables: ContiguousArray<Value>.SubSequence
    ) throws -> Value {
        var sources: ContiguousArray<Value> = []
        for iterable in iterables {
            let source = try iterator(of: iterable)
            keep(source)
            sources.append(source)
        }
        return Value(MapIterator(type, function, sources))
    }

    /// `reversed(sequence)`.
    private func makeReversed(_ type: ClassObject, _ sequence: Value) throws -> Value {
        let sequenceType = self.type(of: sequence)
        if let method = sequenceType.lookup(names.reversed) {
            if method.isNone { throw error(.typeError, "'\(sequenceType.messageName)' object is not reversible") }
            return try call(method, boundTo: sequence, Arguments(top, 0))
        }
        // Whether it has a length is asked with the length: its absence has a message of its own.
        guard sequence.isObject, sequenceType.lookup(names.getItem) != nil, sequence.kind != .dict,
            sequenceType.isUserDefined || sequenceType.lookup(names.len) != nil
        else { throw error(.typeError, "'\(sequenceType.messageName)' object is not reversible") }
        return Value(IndexIterator(type, sequence, .sequence, backwardsFrom: try length(sequence) - 1))
    }
}
