/// A mapping that can be read only: `C.__dict__`.
package final class MappingProxy: Object {
    package let mapping: Value

    init(_ type: ClassObject, _ mapping: Value) {
        self.mapping = mapping
        super.init(type, kind: .instance, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(mapping)
    }
    override package func repr(_ machine: Machine) throws -> String { "mappingproxy(\(try machine.repr(mapping)))" }
    override package func str(_ machine: Machine) throws -> String { try machine.str(mapping) }
    override package func length(_ machine: Machine) throws -> Int? { try machine.length(mapping) }
    override package func iterator(_ machine: Machine) throws -> Value? { try machine.iterator(of: mapping) }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try machine.contains(mapping, item)
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        try machine.getItem(mapping, key)
    }
    override package func hash(_ machine: Machine) throws -> Int { try machine.hash(mapping) }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        guard op == .or else { return nil }
        let other = MappingProxy.unwrap(other)
        return try reflected ? machine.binary(op, other, mapping) : machine.binary(op, mapping, other)
    }
    override package func inPlace(_ machine: Machine, _ op: BinaryOp, _ other: Value) throws -> Value? {
        guard op == .or else { return nil }
        throw machine.error(
            .typeError,
            "'|=' is not supported by \(type.name); use '|' instead")
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        try machine.compare(op, mapping, MappingProxy.unwrap(other))
    }

    static func unwrap(_ value: Value) -> Value {
        value.isObject ? (value.object as? MappingProxy)?.mapping ?? value : value
    }
}

extension Machine {
    func installMappingProxy() {
        let type = mappingProxyType
        type.isFinal = true
        constructor(type, "mapping") { machine, _, arguments in
            let mapping = arguments[0]
            guard machine.type(of: mapping).lookup(machine.names.getItem) != nil, mapping.kind != .list,
                mapping.kind != .tuple
            else {
                throw machine.error(
                    .typeError, "mappingproxy() argument must be a mapping, not \(machine.typeName(mapping))")
            }
            return machine.proxy(of: mapping)
        }
        for name in ["get", "keys", "values", "items", "copy"] {
            method(type, name, nil) { machine, arguments in
                guard arguments.count > 0 else { return .none }
                let method = try machine.getAttribute(MappingProxy.unwrap(arguments[0]), machine.intern(name))
                return try machine.call(method, arguments.dropFirst())
            }
        }
        method(type, "__reversed__", "self, /") { machine, arguments in
            try machine.call(
                try machine.getAttribute(MappingProxy.unwrap(arguments[0]), machine.names.reversed))
        }
        for name in ["__getitem__", "__contains__", "__len__", "__iter__"] {
            method(type, name, nil) { machine, arguments in
                guard arguments.count > 0 else { return .none }
                let method = try machine.getAttribute(MappingProxy.unwrap(arguments[0]), machine.intern(name))
                return try machine.call(method, arguments.dropFirst())
            }
        }
    }

    /// A read-only view of a mapping.
    package func proxy(of mapping: Value) -> Value { Value(MappingProxy(mappingProxyType, mapping)) }
}
