import Interpreter

// partial: a function with some of its arguments.
extension StandardLibrary {
    static func fillPartial(_ functools: ModuleBuilder) {
        unowned(unsafe) let machine = functools.machine
        let summary = "A function with some of its arguments filled in: partial(func, *args, **keywords)."
        let type = functools.makeCallable("partial", "*args, **keywords", summary, module: "functools") {
            machine, type, arguments in
            guard let items = arguments[0].asTuple?.items, let function = items.first else {
                throw machine.error(.typeError, "type 'partial' takes at least one argument")
            }
            guard machine.isCallable(function) else {
                throw machine.error(.typeError, "the first argument must be callable")
            }
            let keywords = arguments[1].asDict ?? machine.dict()
            guard let inner = function.isObject ? function.object as? PartialObject : nil, inner.isBare else {
                let rest = machine.tuple(ContiguousArray(items.dropFirst()))
                return Value(PartialObject(type, function, rest, keywords))
            }
            // One call is enough for both.
            let all = machine.dict()
            try all.merge(machine, inner.keywords)
            try all.merge(machine, keywords)
            let merged = machine.tuple(inner.items + items.dropFirst())
            return Value(PartialObject(type, inner.function, merged, all))
        }
        type.allowsAttributes = true
        let reads: [(String, (PartialObject) -> Value)] = [
            ("func", { $0.function }), ("args", { $0.arguments }), ("keywords", { Value($0.keywords) }),
        ]
        for (name, read) in reads {
            machine.attribute(
                type, name, set: { machine, _, _ in throw machine.error(.attributeError, "readonly attribute") },
                get: { _, value in (value.object as? PartialObject).map(read) ?? .none })
        }
        machine.method(type, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
            guard let partial = arguments[0].object as? PartialObject else { return .none }
            let function = machine.tuple([partial.function])
            let attributes = partial.isBare ? Value.none : partial.useDict().map { Value($0) } ?? .none
            let state = machine.tuple([partial.function, partial.arguments, Value(partial.keywords), attributes])
            return machine.tuple([Value(partial.type), function, state])
        }
        machine.method(type, "__setstate__", "self, state, /", "Takes what `__reduce__` gave.") { machine, arguments in
            guard let partial = arguments[0].object as? PartialObject, let state = arguments[1].asTuple?.items,
                state.count == 4, machine.isCallable(state[0]), state[1].asTuple != nil,
                let keywords = state[2].isNone ? machine.dict() : state[2].asDict
            else { throw machine.error(.typeError, "invalid partial state") }
            // What is of exactly the right class is shared.
            var own = keywords
            if keywords.type !== machine.types.dict {
                own = machine.dict()
                try own.merge(machine, keywords)
            }
            let items = state[1].asTuple?.items ?? []
            let arguments = machine.type(of: state[1]) === machine.types.tuple ? state[1] : machine.tuple(items)
            partial.set(state[0], arguments, own)
            partial.replaceDict(state[3].asDict ?? machine.dict())
            return .none
        }
    }
}

final class PartialObject: Object {
    private(set) var function: Value
    private(set) var arguments: Value
    private var keywordValues: Value
    /// The items of `arguments`.
    private(set) var items: ContiguousArray<Value>

    init(_ type: ClassObject, _ function: Value, _ arguments: Value, _ keywords: DictObject) {
        self.function = function
        self.arguments = arguments
        keywordValues = Value(keywords)
        items = arguments.asTuple?.items ?? []
        super.init(type, kind: .instance, heap: type.heap)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(function)
        marker.visit(arguments)
        marker.visit(keywordValues)
    }

    var keywords: DictObject { unsafeDowncast(keywordValues.object, to: DictObject.self) }
    /// Has no attributes of its own.
    var isBare: Bool { ownAttributes.isEmpty }

    func set(_ function: Value, _ arguments: Value, _ keywords: DictObject) {
        self.function = function
        self.arguments = arguments
        items = arguments.asTuple?.items ?? []
        keywordValues = Value(keywords)
    }

    override func call(_ machine: Machine, _ call: Arguments) throws -> Value {
        let keywords = keywords
        if keywords.count == 0 { return try machine.call(function, prefix: items, call) }
        if keywords.keys.contains(where: { $0.asStr == nil }) {
            throw machine.error(.typeError, "keywords must be strings")
        }
        if call.keywords == nil {
            return try machine.call(function, prefix: items, call.positional, keywords: keywords)
        }
        let all = machine.dict()
        try all.merge(machine, keywords)
        for (name, value) in call.named { all.set(name, value) }
        return try machine.call(function, prefix: items, call.positional, keywords: all)
    }

    override func repr(_ machine: Machine) throws -> String {
        try machine.guardedRepr(self, "...") {
            var parts = [try machine.repr(function)]
            parts += try items.map { try machine.repr($0) }
            parts += try keywords.items.map { "\(try machine.str($0.key))=\(try machine.repr($0.value))" }
            return "\(type.isUserDefined ? type.name : "functools.partial")(\(parts.joined(separator: ", ")))"
        }
    }
}
