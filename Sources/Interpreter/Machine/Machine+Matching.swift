// What `match` asks of its subject.
extension Machine {
    func matchesKind(_ value: Value, mapping: Bool) -> Bool {
        value.isObject && value.object.type.matching == (mapping ? .mapping : .sequence)
    }

    func matchKeys(_ mapping: Value, _ keys: Value) throws -> Value {
        guard let keys = keys.asTuple, try keys.count == 0 || length(mapping) >= keys.count else { return .none }
        // Keys are asked for with `get`, which makes no value for one that is missing.
        let dict = mapping.asDict.flatMap { $0.type.isUserDefined ? nil : $0 }
        let get = dict == nil && !keys.items.isEmpty ? try getAttribute(mapping, intern("get")) : .none
        keep(get)
        let absent = Value(Object(types.object))
        keep(absent)
        var values: ContiguousArray<Value> = []
        let seen = set()
        keep(Value(seen))
        for key in keys.items {
            if try seen.contains(self, key) {
                throw error(.valueError, "mapping pattern checks duplicate key (\(try repr(key)))")
            }
            try seen.add(self, key)
            let value = try dict.map { try $0.get(self, key) ?? absent } ?? call(get, [key, absent])
            if value == absent { return .none }
            keep(value)
            values.append(value)
        }
        return tuple(values)
    }

    func mappingRest(_ mapping: Value, without keys: Value) throws -> Value {
        let rest = dict()
        keep(Value(rest))
        try update(rest, with: mapping)
        for key in keys.asTuple?.items ?? [] { _ = try rest.remove(self, key) }
        return Value(rest)
    }

    func matchClass(_ value: Value, _ type: Value, positional: Int, names keywordNames: Value) throws -> Value {
        guard let type = type.asClass else { throw error(.typeError, "called match pattern must be a class") }
        guard try isInstance(value, of: Value(type)) else { return .none }
        var values: ContiguousArray<Value> = []
        var seen: Set<String> = []
        func repeated(_ name: StrObject) -> PythonError {
            error(.typeError, "\(type.name)() got multiple sub-patterns for attribute '\(name.string)'")
        }
        if positional > 0 {
            if let given = try attribute(Value(type), names.matchArgs) {
                guard let matchArgs = given.asTuple else {
                    throw error(
                        .typeError, "\(type.name).__match_args__ must be a tuple (got \(typeName(given)))")
                }
                guard matchArgs.items.count >= positional else {
                    let count = matchArgs.items.count
                    throw error(
                        .typeError,
                        "\(type.name)() accepts \(count) positional sub-pattern\(count == 1 ? "" : "s") (\(positional) given)"
                    )
                }
                for name in matchArgs.items.prefix(positional) {
                    guard let text = name.asStr else {
                        throw error(
                            .typeError, "__match_args__ elements must be strings (got \(typeName(name)))")
                    }
                    guard seen.insert(text.string).inserted else { throw repeated(text) }
                    guard let found = try attribute(value, intern(text)) else { return .none }
                    keep(found)
                    values.append(found)
                }
            } else {
                let selfMatching = [
                    types.bool, types.byteArray, types.bytes, types.dict, types.float, types.frozenset, types.int,
                    types.list, types.set,
                    types.str, types.tuple,
                ]
                let most = selfMatching.contains { type.isSubclass(of: $0) } ? 1 : 0
                guard positional <= most else {
                    throw error(
                        .typeError,
                        "\(type.name)() accepts \(most) positional sub-pattern\(most == 1 ? "" : "s") (\(positional) given)"
                    )
                }
                values.append(value)
            }
        }
        for name in keywordNames.asTuple?.items ?? [] {
            guard seen.insert(self.name(name).string).inserted else { throw repeated(self.name(name)) }
            guard let found = try attribute(value, self.name(name)) else { return .none }
            keep(found)
            values.append(found)
        }
        return tuple(values)
    }
}
