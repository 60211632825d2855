// Lists, sets and dicts: what displays, operators and methods share.
extension Machine {
    func buildSet(_ base: UnsafeMutablePointer<Value>, _ count: Int) throws -> Value {
        let result = set()
        for index in 0..<count { try result.add(self, base[index]) }
        return Value(result)
    }

    func buildDict(_ base: UnsafeMutablePointer<Value>, _ pairs: Int) throws -> Value {
        let result = dict()
        for index in 0..<pairs { try result.set(self, base[index * 2], base[index * 2 + 1]) }
        return Value(result)
    }

    /// `list.extend`.
    package func extend(_ list: ListObject, with iterable: Value) throws {
        if let other = iterable.asList, !other.type.isUserDefined {
            try checkSize(list.items.count + other.items.count)
            list.items += other.items
        } else {
            try checkSize(of: iterable)
            try forEach(iterable) {
                try append($0, to: list)
                return true
            }
        }
    }

    /// `[*value]`, `f(*value)`.
    func extendDisplay(_ list: Value, with value: Value, callee: Value?) throws {
        guard let list = list.asList else { return }
        do {
            try extend(list, with: value)
        } catch let error as PythonError where error.exception.type === types[.typeError] && !isIterable(value) {
            let what = callee.map { "\(callableName($0)) argument" } ?? "Value"
            throw self.error(.typeError, "\(what) after * must be an iterable, not \(typeName(value))")
        }
    }

    /// Whether `iter(value)` would give an iterator.
    package func isIterable(_ value: Value) -> Bool {
        guard value.isObject else { return false }
        let type = value.object.type
        if type.isUserDefined { return type.lookup(names.iter) != nil || type.lookup(names.getItem) != nil }
        return ((try? value.object.iterator(self)) ?? nil) != nil
    }

    // MARK: Dicts

    /// `dict.update(other)`: a mapping, or pairs.
    package func update(_ dict: DictObject, with other: Value) throws {
        if let source = other.asDict, !source.type.isUserDefined { return try dict.merge(self, source) }
        if let source = other.asDict, source.type.lookup(names.iter).map({ $0.kind == .native }) ?? true {
            return try dict.merge(self, source)
        }
        try scope {
            if let keysMethod = try attribute(other, names.keys) {
                let keys = try call(keysMethod)
                keep(keys)
                return try forEach(keys) { key in
                    keep(key)
                    try dict.set(self, key, try getItem(other, key))
                    return true
                }
            }
            var position = 0
            try forEach(other) { pair in
                keep(pair)
                guard isIterable(pair) else {
                    throw error(
                        .typeError, "cannot convert dictionary update sequence element #\(position) to a sequence")
                }
                let items = try self.items(of: pair)
                guard items.count == 2 else {
                    throw error(
                        .valueError,
                        "dictionary update sequence element #\(position) has length \(items.count); 2 is required")
                }
                try dict.set(self, items[0], items[1])
                position += 1
                return true
            }
        }
    }

    /// `{**value}`.
    func updateDisplay(_ dict: Value, with value: Value) throws {
        guard let dict = dict.asDict else { return }
        guard try value.asDict != nil || attribute(value, names.keys) != nil else {
            throw error(.typeError, "'\(typeName(value))' object is not a mapping")
        }
        try update(dict, with: value)
    }

    /// `f(**value)`: names must be strings and not repeat.
    func mergeKeywords(_ dict: Value, _ value: Value, callee: Value) throws {
        guard let dict = dict.asDict else { return }
        let name = callableName(callee)
        let source: DictObject
        if let plain = value.asDict {
            source = plain
        } else {
            guard let keys = try attribute(value, names.keys) else {
                throw error(.typeError, "\(name) argument after ** must be a mapping, not \(typeName(value))")
            }
            source = self.dict()
            try scope {
                keep(Value(source))
                let keys = try call(keys)
                keep(keys)
                try forEach(keys) { key in
                    if try source.get(self, key) != nil {
                        throw error(.typeError, "\(name) got multiple values for keyword argument '\(try str(key))'")
                    }
                    try scope {
                        keep(key)
                        try source.set(self, key, try getItem(value, key))
                    }
                    return true
                }
            }
        }
        for (key, value) in source.items {
            // Whether all names are strings is for the call to see.
            if try dict.get(self, key) != nil {
                throw error(.typeError, "\(name) got multiple values for keyword argument '\(try str(key))'")
            }
            try dict.set(self, key, value)
        }
    }

    /// What messages about the arguments of a call say of the callee.
    private func callableName(_ callee: Value) -> String {
        guard let name = try? attribute(callee, names.qualname)?.asStr?.string else {
            return (try? str(callee)) ?? typeName(callee)
        }
        let module = (try? attribute(callee, names.module))??.asStr?.string
        return module == nil || module == "builtins" ? "\(name)()" : "\(module ?? "").\(name)()"
    }

    // MARK: Slices of lists

    func listSetSlice(_ list: ListObject, _ slice: SliceObject, _ value: Value) throws {
        let items: ContiguousArray<Value> = try scope {
            do {
                return try self.items(of: value)
            } catch let error as PythonError where error.exception.type === types[.typeError] && !isIterable(value) {
                let message =
                    slice.step.isNone ? "can only assign an iterable" : "must assign iterable to extended slice"
                throw self.error(.typeError, message)
            }
        }
        let range = try resolve(slice, length: list.items.count)
        if range.step == 1 {
            list.items.replaceSubrange(range.start..<max(range.start, range.stop), with: items)
            return
        }
        guard items.count == range.count else {
            throw error(
                .valueError,
                "attempt to assign sequence of size \(items.count) to extended slice of size \(range.count)")
        }
        for (index, item) in zip(range.indices, items) { list.items[index] = item }
    }

    func listDeleteSlice(_ list: ListObject, _ slice: SliceObject) throws {
        let range = try resolve(slice, length: list.items.count)
        if range.step == 1 {
            list.items.removeSubrange(range.start..<range.start + range.count)
            return
        }
        let doomed = Set(range.indices)
        var kept: ContiguousArray<Value> = []
        for (index, item) in list.items.enumerated() where !doomed.contains(index) { kept.append(item) }
        list.items = kept
    }

    // MARK: Sets

    /// A set, frozenset or view of keys as the operand of a set operator.
    func setOperand(_ value: Value) -> SetObject? {
        if let set = value.asSet { return set }
        guard let view = value.cast(.view, to: DictView.self), view.part != .values else { return nil }
        return try? set(from: value)
    }

    /// `set.update(other)`.
    package func update(_ set: SetObject, with other: Value) throws {
        if let source = other.asSet { return try set.merge(self, source) }
        if let source = other.asDict, !source.type.isUserDefined {
            set.reserve(forDictOf: source.count)
            return try set.add(self, keysOf: source)
        }
        try forEach(other) {
            try set.add(self, $0)
            return true
        }
    }

    /// A set of the kind of `set` with the same items.
    package func copy(of set: SetObject) throws -> SetObject {
        let result = self.set(set.isFrozen)
        try result.merge(self, set)
        return result
    }

    package func union(_ set: SetObject, _ others: [Value]) throws -> SetObject {
        let result = try copy(of: set)
        try scope {
            keep(Value(result))
            for other in others { try update(result, with: other) }
        }
        return result
    }

    package func intersection(_ set: SetObject, _ other: Value) throws -> SetObject {
        let result = self.set(set.isFrozen)
        return try scope {
            keep(Value(result))
            if let other = other.asSet {
                // The smaller one is walked, as in CPython.
                let (walked, asked) = other.count > set.count ? (set, other) : (other, set)
                try walk(walked.items) { item in
                    if try asked.contains(self, hashed: item, try hash(item)) { try result.add(self, item) }
                }
                return result
            }
            try forEach(other) {
                if try set.contains(self, hashed: $0, try hash($0)) { try result.add(self, $0) }
                return true
            }
            return result
        }
    }

    package func difference(_ set: SetObject, _ other: Value) throws -> SetObject {
        if let other = other.asSet, set.count >> 2 <= other.count {
            let result = self.set(set.isFrozen)
            try walk(set.items) { item in
                if try !other.contains(self, hashed: item, try hash(item)) { try result.add(self, item) }
            }
            return result
        }
        let result = try copy(of: set)
        try scope {
            keep(Value(result))
            try removeAll(of: other, from: result)
        }
        return result
    }

    package func removeAll(of other: Value, from set: SetObject) throws {
        if other.asSet === set { return set.removeAll() }
        try forEach(other) {
            _ = try set.remove(self, $0)
            return true
        }
    }

    package func symmetricDifference(_ set: SetObject, _ other: Value) throws -> SetObject {
        let result = try copy(of: set)
        return try scope {
            keep(Value(result))
            let right = try self.set(from: other)
            keep(Value(right))
            try walk(right.items) { item in
                if try !result.remove(self, item) { try result.add(self, item) }
            }
            return result
        }
    }

    /// Gives `set` the items of another.
    package func replace(_ set: SetObject, with other: SetObject) throws {
        set.removeAll()
        try set.merge(self, other)
    }

    // MARK: Steps of the instruction loop

    /// `list[index] = value`; false where that is not so simple.
    @inline(__always) static func replace(_ list: Value, _ index: Int, _ value: Value) -> Bool {
        list.unchecked(ListObject.self) { list in
            guard index >= 0, index < list.items.count, !list.type.isUserDefined else { return false }
            list.items[index] = value
            return true
        }
    }

    /// Unpacks a tuple; false where that is not so simple.
    @inline(__always)
    static func unpackTuple(_ value: Value, _ count: Int, into target: UnsafeMutablePointer<Value>) -> Bool {
        value.unchecked(TupleObject.self) { tuple in
            guard tuple.count == count, tuple.withType({ !$0.isUserDefined }) else { return false }
            var index = 0
            while index < count {
                target[index] = tuple[index]
                index &+= 1
            }
            return true
        }
    }

    /// An item of a list that a comprehension or a display makes.
    @inline(never) func appendInDisplay(_ item: Value, _ list: ListObject) throws { try append(item, to: list) }

    /// `dict[key]`, `.unbound` where the key is missing or the class is a subclass.
    @inline(never) func itemInDict(_ dict: Value, _ key: Value) throws -> Value {
        try dict.unchecked(DictObject.self) { dict in
            guard dict.hasType(types.dict), let position = try dict.find(self, key, try hash(key)) else {
                return .unbound
            }
            return dict.value(at: position)
        }
    }

    /// `dict[key] = value`; false for a subclass.
    @inline(never) func setInDict(_ dict: Value, _ key: Value, _ value: Value) throws -> Bool {
        try dict.unchecked(DictObject.self) { dict in
            guard dict.hasType(types.dict) else { return false }
            try dict.set(self, key, value)
            return true
        }
    }
}
