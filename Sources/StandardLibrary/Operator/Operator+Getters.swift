import Interpreter

// itemgetter, attrgetter, methodcaller: functions that look something up.
extension StandardLibrary {
    static func fillGetters(_ module: ModuleBuilder) {
        unowned(unsafe) let machine = module.machine
        _ = module.makeCallable(
            "itemgetter", "*items", "A function that takes items out of its argument.", module: "operator"
        ) { machine, type, arguments in
            let items = arguments[0].asTuple?.items ?? []
            guard !items.isEmpty else {
                throw machine.error(.typeError, "itemgetter expected 1 argument, got 0")
            }
            return Value(ItemGetter(type, items))
        }
        _ = module.makeCallable(
            "attrgetter", "*attributes", "A function that takes attributes of its argument.", module: "operator"
        ) { machine, type, arguments in
            let items = arguments[0].asTuple?.items ?? []
            guard !items.isEmpty else {
                throw machine.error(.typeError, "attrgetter expected 1 argument, got 0")
            }
            let paths = try items.map { item -> [StrObject] in
                guard let text = item.asStr else {
                    throw machine.error(.typeError, "attribute name must be a string")
                }
                return text.string.split(separator: ".", omittingEmptySubsequences: false).map {
                    machine.intern(String($0))
                }
            }
            return Value(AttributeGetter(type, items, paths))
        }
        _ = module.makeCallable(
            "methodcaller", "*args, **kwargs", "A function that calls a method of its argument.", module: "operator"
        ) { machine, type, arguments in
            let items = arguments[0].asTuple?.items ?? []
            guard let first = items.first else {
                throw machine.error(.typeError, "methodcaller needs at least one argument, the method name")
            }
            guard let name = first.asStr else { throw machine.error(.typeError, "method name must be a string") }
            return Value(
                MethodCaller(
                    type, machine.intern(name.string), ContiguousArray(items.dropFirst()),
                    arguments[1].asDict ?? machine.dict()))
        }
        for name in ["itemgetter", "attrgetter", "methodcaller"] {
            guard let type = module.module.namespace.get(machine.intern(name))?.asClass else { continue }
            machine.method(type, "__reduce__", "self, /", "What makes another like it.") { machine, arguments in
                guard let getter = arguments[0].object as? Getter else { return .none }
                return try getter.reduced(machine)
            }
        }
    }
}

/// A callable of one argument.
class Getter: Object {
    init(_ type: ClassObject) { super.init(type, kind: .instance, heap: type.heap) }

    final func onlyArgument(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        let name = type.builtInBase.name
        if arguments.keywords != nil, arguments.keywordCount > 0 {
            throw machine.error(.typeError, "\(name)() takes no keyword arguments")
        }
        guard arguments.count == 1 else {
            throw machine.error(.typeError, "\(name) expected 1 argument, got \(arguments.count)")
        }
        return arguments[0]
    }

    final func repr(_ machine: Machine, _ parts: () throws -> [String]) throws -> String {
        try machine.guardedRepr(self, "\(prefix)(...)") {
            "\(prefix)(\(try parts().joined(separator: ", ")))"
        }
    }

    private final var prefix: String { type.isUserDefined ? type.name : "operator.\(type.name)" }

    /// The class and the arguments that make another like it.
    func reduced(_ machine: Machine) throws -> Value { .none }
}

final class ItemGetter: Getter {
    private let items: ContiguousArray<Value>

    init(_ type: ClassObject, _ items: ContiguousArray<Value>) {
        self.items = items
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(items)
    }
    override func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        let object = try onlyArgument(machine, arguments)
        if items.count == 1 {
            let key = items[0]
            if key.isSmallInt, key.smallInt >= 0, let tuple = object.asTuple, !tuple.type.isUserDefined,
                key.smallInt < tuple.count
            {
                return tuple[key.smallInt]
            }
            return try machine.getItem(object, key)
        }
        return machine.tuple(
            ContiguousArray(
                try items.map { key in
                    let item = try machine.getItem(object, key)
                    machine.keep(item)
                    return item
                }))
    }
    override func repr(_ machine: Machine) throws -> String {
        try repr(machine) { try items.map { try machine.repr($0) } }
    }
    override func reduced(_ machine: Machine) throws -> Value {
        machine.tuple(Value(type), machine.tuple(items))
    }
}

final class AttributeGetter: Getter {
    private let names: ContiguousArray<Value>
    private let paths: [[StrObject]]

    init(_ type: ClassObject, _ names: ContiguousArray<Value>, _ paths: [[StrObject]]) {
        self.names = names
        self.paths = paths
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(names)
    }
    override func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        let object = try onlyArgument(machine, arguments)
        func read(_ path: [StrObject]) throws -> Value {
            var value = object
            for name in path {
                value = try machine.getAttribute(value, name)
                machine.keep(value)
            }
            return value
        }
        return try machine.scope {
            if paths.count == 1 { return try read(paths[0]) }
            return machine.tuple(ContiguousArray(try paths.map(read)))
        }
    }
    override func repr(_ machine: Machine) throws -> String {
        try repr(machine) { try names.map { try machine.repr($0) } }
    }
    override func reduced(_ machine: Machine) throws -> Value {
        machine.tuple(Value(type), machine.tuple(names))
    }
}

final class MethodCaller: Getter {
    private let name: Value
    private let arguments: ContiguousArray<Value>
    private let keywordValues: Value

    init(_ type: ClassObject, _ name: StrObject, _ arguments: ContiguousArray<Value>, _ keywords: DictObject) {
        self.name = Value(name)
        self.arguments = arguments
        keywordValues = Value(keywords)
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(name)
        marker.visit(arguments)
        marker.visit(keywordValues)
    }

    private var keywords: DictObject { unsafeDowncast(keywordValues.object, to: DictObject.self) }

    override func call(_ machine: Machine, _ call: Arguments) throws -> Value {
        let object = try onlyArgument(machine, call)
        return try machine.scope {
            let method = try machine.getAttribute(object, unsafeDowncast(name.object, to: StrObject.self))
            machine.keep(method)
            if keywords.count == 0 { return try machine.call(method, spreading: arguments) }
            return try machine.call(
                method, prefix: arguments, UnsafeBufferPointer(rebasing: call.positional.prefix(0)), keywords: keywords)
        }
    }
    override func repr(_ machine: Machine) throws -> String {
        try repr(machine) {
            try [machine.repr(name)] + arguments.map { try machine.repr($0) }
                + keywords.items.map { "\(try machine.str($0.key))=\(try machine.repr($0.value))" }
        }
    }
    override func reduced(_ machine: Machine) throws -> Value {
        guard keywords.count > 0 else { return machine.tuple(Value(type), machine.tuple([name] + arguments)) }
        let partial = try machine.getAttribute(
            Value(try machine.importModule("_functools")), machine.intern("partial"))
        machine.keep(partial)
        let all = keywords.items.map { (name: $0.key.asStr?.string ?? "", value: $0.value) }
        let maker = try machine.call(partial, [Value(type), name], keywords: all)
        machine.keep(maker)
        return machine.tuple(maker, machine.tuple(arguments))
    }
}
