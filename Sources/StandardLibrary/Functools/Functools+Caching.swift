import Interpreter

// The function that lru_cache puts before another.
extension StandardLibrary {
    static func fillCaching(_ functools: ModuleBuilder) {
        unowned(unsafe) let machine = functools.machine
        let type = machine.makeType("_lru_cache_wrapper", module: "functools", allowsAttributes: true)
        type.dottedName = "functools._lru_cache_wrapper"
        type.reprOverride = { machine, object in "<functools._lru_cache_wrapper object at \(object.hexAddress)>" }
        machine.attribute(
            type, "__doc__",
            set: { machine, value, text in value.object.setOwnAttribute(machine.names.doc, text) },
            get: { machine, value in value.object.ownAttribute(machine.names.doc) ?? .none })
        machine.constructor(type, "user_function, maxsize, typed, cache_info_type") { machine, type, arguments in
            guard machine.isCallable(arguments[0]) else {
                throw machine.error(.typeError, "the first argument must be callable")
            }
            var most: Int?
            if !arguments[1].isNone {
                guard try machine.index(of: arguments[1]) != nil else {
                    throw machine.error(.typeError, "maxsize should be integer or None")
                }
                most = max(0, try machine.intArgument(arguments[1]))
            }
            let cache = CallCache(
                machine, arguments[0], most: most, typed: try machine.truth(arguments[2]), infoType: arguments[3])
            let wrapper = NativeFunction(
                type, name: "lru_cache", signature: nil, isMethod: true
            ) { [unowned(unsafe) cache] machine, arguments in try cache.call(machine, arguments) }
            wrapper.payload = Value(cache)
            return Value(wrapper)
        }
        machine.method(type, "cache_info", "self, /", "Hits, misses and sizes of the cache.") { machine, arguments in
            try CallCache.of(arguments[0])?.info(machine) ?? .none
        }
        machine.method(type, "cache_clear", "self, /", "Forgets all results.") { _, arguments in
            CallCache.of(arguments[0])?.clear()
            return .none
        }
        machine.method(type, "__call__", nil, "Calls the function, or gives its result of before.") {
            machine, arguments in try machine.call(arguments[0], arguments.dropFirst())
        }
        machine.method(type, "__copy__", "self, /") { _, arguments in arguments[0] }
        machine.method(type, "__deepcopy__", "self, memo, /") { _, arguments in arguments[0] }
        functools.set("_lru_cache_wrapper", Value(type))
    }
}

/// The results of a function by its arguments, the ones used last at the end.
final class CallCache: Object {
    private let function: Value
    /// nil without limit.
    private let most: Int?
    private let isTyped: Bool
    private let infoType: Value
    private let results: Value
    /// Parts positional arguments from keywords in keys.
    private let mark: Value
    private var hits = 0
    private var misses = 0

    init(_ machine: Machine, _ function: Value, most: Int?, typed: Bool, infoType: Value) {
        self.function = function
        self.most = most
        isTyped = typed
        self.infoType = infoType
        results = Value(machine.dict())
        mark = Value(Object(machine.types.object))
        super.init(machine.types.object, kind: .instance, heap: machine.heap)
    }

    static func of(_ wrapper: Value) -> CallCache? {
        guard let payload = wrapper.asNative?.payload, payload.isObject else { return nil }
        return payload.object as? CallCache
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        for value in [function, infoType, results, mark] { marker.visit(value) }
    }

    private var table: DictObject { unsafeDowncast(results.object, to: DictObject.self) }

    func clear() {
        hits = 0
        misses = 0
        table.removeAll()
    }

    func info(_ machine: Machine) throws -> Value {
        try machine.call(
            infoType,
            [machine.int(hits), machine.int(misses), most.map { machine.int($0) } ?? .none, machine.int(table.count)])
    }

    override func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        if most == 0 {
            misses &+= 1
            return try machine.call(function, arguments)
        }
        let key = key(machine, arguments)
        machine.keep(key)
        let hash = try machine.hash(key)
        if let position = try table.find(machine, key, hash) {
            hits &+= 1
            let value = table.entries[position].value
            if most != nil { table.move(position, toEnd: true) }
            return value
        }
        misses &+= 1
        let value = try machine.call(function, arguments)
        machine.keep(value)
        let known = try table.find(machine, key, hash)
        if let known {
            if most == nil { table.setValue(at: known, value) }
            return value
        }
        if let most, table.count >= most, let oldest = table.first { table.remove(at: oldest) }
        table.insert(key, hash, value)
        return value
    }

    /// A single int or str, or a tuple of the arguments, the keywords and, where asked for, the classes of all.
    private func key(_ machine: Machine, _ arguments: Arguments) -> Value {
        let types = machine.types
        if !isTyped, arguments.keywords == nil {
            if arguments.count == 1 {
                let only = arguments[0]
                if only.isSmallInt { return only }
                let type = machine.type(of: only)
                if type === types.str || type === types.int { return only }
            }
            return machine.tuple(ContiguousArray(arguments.positional))
        }
        var parts = ContiguousArray(arguments.positional)
        let named = arguments.named
        if !named.isEmpty {
            parts.append(mark)
            for (name, value) in named { parts += [Value(name), value] }
        }
        if isTyped {
            for value in arguments.positional { parts.append(Value(machine.type(of: value))) }
            for (_, value) in named { parts.append(Value(machine.type(of: value))) }
        }
        return machine.tuple(parts)
    }
}
