import Interpreter

// cmp_to_key: keys that compare as an old comparison function says.
extension StandardLibrary {
    static func fillComparing(_ functools: ModuleBuilder) {
        unowned(unsafe) let machine = functools.machine
        let key = machine.makeType("KeyWrapper", module: "functools")
        key.dottedName = "functools.KeyWrapper"
        key.set(machine.names.hash, .none)
        machine.attribute(
            key, "obj", set: { _, value, item in (value.object as? ComparisonKey)?.item = item },
            get: { machine, value in
                guard let item = (value.object as? ComparisonKey)?.item, !item.isUnbound else {
                    throw machine.error(.attributeError, "object")
                }
                return item
            })
        let signature = machine.native("K", "obj") { _, arguments in arguments[0] }
        machine.roots.append(signature)
        machine.method(key, "__call__", nil, "Wraps an object.") { machine, arguments in
            try arguments[0].object.call(machine, arguments.dropFirst())
        }
        for op in CompareOp.allCases where op != .ne {
            machine.method(key, op.dunder, "self, other, /") { machine, arguments in
                try arguments[0].object.compare(machine, op, arguments[1]) ?? .notImplemented
            }
        }
        functools.define("cmp_to_key", "mycmp", "A key for sorting from a function that compares two.") {
            _, arguments in Value(ComparisonKey(key, arguments[0], signature, item: .unbound))
        }
    }
}

/// `K`, and what calling it gives.
final class ComparisonKey: Object {
    private let function: Value
    private let signature: Value
    /// `.unbound` for `K` itself.
    var item: Value

    init(_ type: ClassObject, _ function: Value, _ signature: Value, item: Value) {
        self.function = function
        self.signature = signature
        self.item = item
        super.init(type, kind: .instance, heap: type.heap)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(function)
        marker.visit(signature)
        marker.visit(item)
    }
    override func hash(_ machine: Machine) throws -> Int {
        throw machine.error(.typeError, "unhashable type: '\(type.messageName)'")
    }
    override func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        Value(ComparisonKey(type, function, signature, item: try machine.call(signature, arguments)))
    }
    override func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard other.isObject, let other = other.object as? ComparisonKey else {
            throw machine.error(.typeError, "other argument must be K instance")
        }
        guard !item.isUnbound, !other.item.isUnbound else { throw machine.error(.attributeError, "object") }
        let order = try machine.call(function, with: item, other.item)
        if order.isSmallInt { return Value(op.holds(less: order.smallInt < 0, equal: order.smallInt == 0)) }
        return try machine.compare(op, order, Value(small: 0))
    }
}
