/// `list[int]`: a class with the arguments of an annotation. It is called like the class.
package final class GenericAlias: Object {
    package let origin: Value
    package let arguments: Value

    init(_ type: ClassObject, origin: Value, arguments: Value) {
        self.origin = origin
        self.arguments = arguments
        super.init(type, kind: .alias, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([origin, arguments])
    }
    override package func repr(_ machine: Machine) throws -> String {
        let items = try (arguments.asTuple?.items ?? []).map { try machine.annotationRepr($0) }
        return "\(try machine.annotationRepr(origin))[\(items.isEmpty ? "()" : items.joined(separator: ", "))]"
    }
    override package func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        try machine.call(origin, arguments)
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        let parameters = try machine.typeParameters(of: arguments)
        guard !parameters.isEmpty else {
            throw machine.error(.typeError, "\(try repr(machine)) is not a generic class")
        }
        let given = key.asTuple?.items ?? [key]
        guard given.count == parameters.count else {
            let amount = given.count < parameters.count ? "few" : "many"
            throw machine.error(
                .typeError,
                "Too \(amount) arguments for \(try repr(machine)); actual \(given.count), expected \(parameters.count)")
        }
        return Value(
            GenericAlias(type, origin: origin, arguments: try machine.replaced(arguments, parameters, given)))
    }
    override package func iterator(_ machine: Machine) -> Value? { nil }
    override package func reduce(_ machine: Machine) -> Value? {
        machine.tuple(Value(type), machine.tuple(origin, arguments))
    }
    override package func hash(_ machine: Machine) throws -> Int {
        try machine.hash(origin) ^ machine.hash(arguments)
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let other = other.cast(.alias, to: GenericAlias.self) else { return nil }
        let isEqual = try origin == other.origin && machine.isEqual(arguments, other.arguments)
        return Value(isEqual == (op == .eq))
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        op == .or ? machine.unionType(reflected ? [other, Value(self)] : [Value(self), other]) : nil
    }
}

/// `int | str`: one of several classes.
package final class UnionType: Object {
    package let members: ContiguousArray<Value>

    init(_ type: ClassObject, _ members: ContiguousArray<Value>) {
        self.members = members
        super.init(type, kind: .union, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(members)
    }
    override package func repr(_ machine: Machine) throws -> String {
        try members.map { try machine.annotationRepr($0) }.joined(separator: " | ")
    }
    override package func hash(_ machine: Machine) throws -> Int {
        PythonHash.frozenSet(try members.map { try machine.hash($0) })
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let other = other.cast(.union, to: UnionType.self) else { return nil }
        let isEqual = members.count == other.members.count && members.allSatisfy { other.members.contains($0) }
        return Value(isEqual == (op == .eq))
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        op == .or ? machine.unionType(reflected ? [other, Value(self)] : [Value(self), other]) : nil
    }
}

extension Machine {
    /// What programs read off `list[int]` and `int | str`.
    func installTypeAliases() {
        attribute(types.genericAlias, "__origin__") { _, value in
            value.cast(.alias, to: GenericAlias.self)?.origin ?? .none
        }
        attribute(types.genericAlias, "__args__") { _, value in
            value.cast(.alias, to: GenericAlias.self)?.arguments ?? .none
        }
        attribute(types.genericAlias, "__parameters__") { machine, value in
            machine.tuple(try machine.typeParameters(of: value.cast(.alias, to: GenericAlias.self)?.arguments ?? .none))
        }
        attribute(types.unionType, "__parameters__") { machine, value in
            machine.tuple(
                try machine.typeParameters(of: machine.tuple(value.cast(.union, to: UnionType.self)?.members ?? [])))
        }
        reducible(types.genericAlias)
        attribute(types.unionType, "__args__") { machine, value in
            machine.tuple(value.cast(.union, to: UnionType.self)?.members ?? [])
        }
    }

    /// The type variables in the arguments of an alias, each once.
    func typeParameters(of arguments: Value) throws -> ContiguousArray<Value> {
        var found: ContiguousArray<Value> = []
        for argument in arguments.asTuple?.items ?? [] where argument.isObject && argument.kind != .class {
            var inner: ContiguousArray<Value> = []
            if ["TypeVar", "ParamSpec", "TypeVarTuple"].contains(type(of: argument).name) {
                inner = [argument]
            } else if let more = try attribute(argument, intern("__parameters__"))?.asTuple {
                inner = more.items
            }
            for parameter in inner where !found.contains(parameter) { found.append(parameter) }
        }
        return found
    }

    /// The arguments of an alias with its type variables replaced.
    func replaced(
        _ arguments: Value, _ parameters: ContiguousArray<Value>, _ given: ContiguousArray<Value>
    ) throws -> Value {
        var result: ContiguousArray<Value> = []
        try scope {
            for argument in arguments.asTuple?.items ?? [] {
                var made = argument
                if let index = parameters.firstIndex(of: argument) {
                    made = given[index]
                } else if argument.isObject, argument.kind != .class,
                    let inner = try attribute(argument, intern("__parameters__"))?.asTuple?.items, !inner.isEmpty
                {
                    let chosen = ContiguousArray(inner.map { parameters.firstIndex(of: $0).map { given[$0] } ?? $0 })
                    made = try getItem(argument, chosen.count == 1 ? chosen[0] : tuple(chosen))
                }
                keep(made)
                result.append(made)
            }
        }
        return tuple(result)
    }

    /// `origin[item]`.
    package func genericAlias(_ origin: Value, _ item: Value) -> Value {
        let arguments = item.asTuple == nil ? tuple([item]) : item
        return Value(GenericAlias(types.genericAlias, origin: origin, arguments: arguments))
    }

    /// `a | b` of classes; nil where one of them is none.
    func unionType(_ parts: [Value]) -> Value? {
        var members: ContiguousArray<Value> = []
        for part in parts {
            let given: ContiguousArray<Value>
            if let union = part.cast(.union, to: UnionType.self) {
                given = union.members
            } else if part.isNone {
                given = [Value(types.none)]
            } else if part.kind == .class || part.kind == .alias {
                given = [part]
            } else {
                return nil
            }
            for member in given where !members.contains(member) { members.append(member) }
        }
        return members.count == 1 ? members[0] : Value(UnionType(types.unionType, members))
    }

    /// A class in an annotation: its bare name.
    func annotationRepr(_ value: Value) throws -> String {
        if value == Value(types.none) { return "None" }
        if value == .ellipsis { return "..." }
        if let type = value.asClass { return qualifiedName(of: type) }
        if value.kind == .function || value.asNative != nil,
            let name = try attribute(value, names.qualname)?.asStr?.string,
            let module = try attribute(value, names.module)?.asStr?.string
        {
            return module == "builtins" ? name : "\(module).\(name)"
        }
        return try repr(value)
    }
}
