/// `collections.OrderedDict`: a dict whose order counts in comparisons and can be changed.
package final class OrderedDictObject: DictObject {
    /// The classes of its views and iterators.
    package final class Kinds {
        unowned let keys, values, items, iterator: ClassObject

        package init(keys: ClassObject, values: ClassObject, items: ClassObject, iterator: ClassObject) {
            self.keys = keys
            self.values = values
            self.items = items
            self.iterator = iterator
        }
    }

    private let kinds: Kinds

    package init(_ type: ClassObject, _ kinds: Kinds) {
        self.kinds = kinds
        super.init(type, heap: type.heap)
    }

    /// A live view: `keys()`, `values()` or `items()`.
    package func view(_ part: DictIterator.Part) -> Value {
        let type =
            switch part {
            case .keys: kinds.keys
            case .values: kinds.values
            case .items: kinds.items
            }
        return Value(DictView(type, self, part))
    }

    override package func walk(_ machine: Machine, _ part: DictIterator.Part, reversed: Bool) -> Value {
        Value(OrderedDictIterator(kinds.iterator, self, part, reversed: reversed))
    }

    override package func iterator(_ machine: Machine) -> Value? { walk(machine, .keys, reversed: false) }

    override package func repr(_ machine: Machine) throws -> String {
        if count == 0 { return "\(type.name)()" }
        return try machine.guardedRepr(self, "...") {
            let parts = try items.map { "(\(try machine.repr($0.key)), \(try machine.repr($0.value)))" }
            return "\(type.name)([\(parts.joined(separator: ", "))])"
        }
    }

    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        guard op == .or, let dict = other.asDict else { return nil }
        let union = try machine.call(Value(type), with: reflected ? other : Value(self))
        machine.keep(union)
        try union.asDict?.merge(machine, reflected ? self : dict)
        return union
    }

    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard let equal = try super.compare(machine, .eq, other), op == .eq || op == .ne else { return nil }
        var isEqual = equal == .true
        if isEqual, let other = other.asDict as? OrderedDictObject {
            let theirs = other.keys
            let ours = keys
            isEqual = theirs.count == ours.count
            for index in 0..<min(ours.count, theirs.count) where isEqual {
                isEqual = try machine.isSameOrEqual(ours[index], theirs[index])
            }
        }
        return Value(isEqual == (op == .eq))
    }
}

/// Walks an OrderedDict either way, and notices every change of its keys.
package final class OrderedDictIterator: IteratorObject {
    /// `.unbound` at the end.
    private var dict: Value
    private let part: DictIterator.Part
    private let isReversed: Bool
    private var position: Int
    private let version: UInt32

    init(_ type: ClassObject, _ dict: OrderedDictObject, _ part: DictIterator.Part, reversed: Bool) {
        self.dict = Value(dict)
        self.part = part
        isReversed = reversed
        position = reversed ? dict.used - 1 : 0
        version = dict.keysVersion
        super.init(type, kind: .iterator, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(dict)
    }
    override package func next(_ machine: Machine) throws -> Value? {
        guard !dict.isUnbound else { return nil }
        return try dict.unchecked(OrderedDictObject.self) { dict in
            if dict.keysVersion != version {
                self.dict = .unbound
                throw machine.error(.runtimeError, "OrderedDict mutated during iteration")
            }
            guard let found = isReversed ? dict.previous(from: position) : dict.next(from: position) else {
                self.dict = .unbound
                return nil
            }
            position = isReversed ? found - 1 : found + 1
            let entry = dict.entries[found]
            switch part {
            case .keys: return entry.key
            case .values: return entry.value
            case .items: return machine.tuple([entry.key, entry.value])
            }
        }
    }
    override package func reduce(_ machine: Machine) throws -> Value? {
        let (dict, position) = (dict, position)
        defer { (self.dict, self.position) = (dict, position) }
        return machine.tuple(machine.builtIn("iter"), machine.tuple([try machine.listOfRest(self)]))
    }
}
