/// `collections.defaultdict`: a dict that makes the values of keys that it does not have.
package final class DefaultDictObject: DictObject {
    /// What makes a value, or None.
    package var factory = Value.none

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(factory)
    }

    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        if let value = try get(machine, key) { return value }
        if type.isUserDefined, let method = type.lookup(machine.names.missing), method.kind != .native {
            return try machine.call(method, with: Value(self), key)
        }
        return try missing(machine, key)
    }

    /// `__missing__`: makes the value of a key and keeps it. Raises KeyError where nothing makes values.
    package func missing(_ machine: Machine, _ key: Value) throws -> Value {
        guard !factory.isNone else { throw machine.keyError(key) }
        let mark = machine.handles.count
        defer { machine.handles.removeLast(machine.handles.count - mark) }
        machine.keep(key)
        let value = try machine.call(factory)
        machine.keep(value)
        try machine.setItem(Value(self), key, value)
        return value
    }

    override package func repr(_ machine: Machine) throws -> String {
        let items = try super.repr(machine)
        let maker =
            factory.isObject
            ? try machine.guardedRepr(factory.object, "...") { try machine.repr(factory) } : try machine.repr(factory)
        return "\(type.name)(\(maker), \(items))"
    }

    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        guard op == .or, let dict = other.asDict else { return nil }
        let union = DefaultDictObject(type)
        union.factory = factory
        machine.keep(Value(union))
        try union.merge(machine, reflected ? dict : self)
        try union.merge(machine, reflected ? self : dict)
        return Value(union)
    }
}
