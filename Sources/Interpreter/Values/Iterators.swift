import BigInt

/// An iterator written as a Swift closure over the object that it walks.
package final class ClosureIterator: IteratorObject {
    /// What it walks; gone when it is at its end. Unretained: traced.
    private var source: Value
    private let advance: (Machine) throws -> Value?
    private let references: [Value]
    /// How many items are left, where that is known.
    var remaining: (() -> Int?)?

    init(_ type: ClassObject, source: Value, references: [Value] = [], advance: @escaping (Machine) throws -> Value?) {
        self.source = source
        self.references = references
        self.advance = advance
        super.init(type, kind: .iterator, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
        marker.visit(references)
    }
    override package var lasting: String? { source.isUnbound ? nil : "where iterators stand" }
    override package var remainingCount: Int? { source.isUnbound ? 0 : remaining?() }
    override package func next(_ machine: Machine) throws -> Value? {
        guard !source.isUnbound else { return nil }
        if let value = try advance(machine) { return value }
        source = .unbound
        return nil
    }
}

package final class ListIterator: IteratorObject {
    /// `.unbound` at the end.
    private var list: Value
    private var index = 0

    init(_ type: ClassObject, _ list: ListObject) {
        self.list = Value(list)
        super.init(type, kind: .listIterator, heap: type.heap)
        pool = .listIterator
    }

    /// Makes an iterator that was found dead a new one.
    @inline(__always) func renew(_ list: ListObject) {
        self.list = Value(list)
        index = 0
    }

    override package func memento() -> (() -> Void)? {
        let (list, index) = (list, index)
        return { [unowned(unsafe) self] in (self.list, self.index) = (list, index) }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(list)
    }
    override package func next(_ machine: Machine) -> Value? {
        let item = nextItem()
        return item.isUnbound ? nil : item
    }

    override package var remainingCount: Int? {
        guard !list.isUnbound else { return 0 }
        return list.unchecked(ListObject.self) { max(0, $0.items.count - index) }
    }

    override package func reduce(_ machine: Machine) -> Value? {
        let function = machine.builtIn("iter")
        guard !list.isUnbound else { return machine.tuple(function, machine.tuple([machine.list()])) }
        return machine.tuple([function, machine.tuple([list]), machine.int(index)])
    }
    override package func restore(_ machine: Machine, _ state: Value) throws {
        let wanted = try machine.intArgument(state)
        guard !list.isUnbound else { return }
        index = max(0, min(wanted, list.unchecked(ListObject.self) { $0.items.count }))
    }

    /// The next item, `.unbound` at the end.
    @inline(__always) func nextItem() -> Value {
        guard !list.isUnbound else { return .unbound }
        return list.unchecked(ListObject.self) { list in
            if index < list.items.count {
                index &+= 1
                return list.items[index &- 1]
            }
            self.list = .unbound
            return .unbound
        }
    }
}

package final class TupleIterator: IteratorObject {
    /// `.unbound` at the end.
    private var tuple: Value
    private var index = 0

    init(_ type: ClassObject, _ tuple: TupleObject) {
        self.tuple = Value(tuple)
        super.init(type, kind: .iterator, heap: type.heap)
    }

    override package func memento() -> (() -> Void)? {
        let (tuple, index) = (tuple, index)
        return { [unowned(unsafe) self] in (self.tuple, self.index) = (tuple, index) }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(tuple)
    }
    override package func next(_ machine: Machine) -> Value? {
        guard !tuple.isUnbound else { return nil }
        return tuple.unchecked(TupleObject.self) { items in
            guard index < items.count else {
                tuple = .unbound
                return nil
            }
            index &+= 1
            return items[index &- 1]
        }
    }
    override package var remainingCount: Int? {
        tuple.isUnbound ? 0 : tuple.unchecked(TupleObject.self) { $0.count - index }
    }
    override package func reduce(_ machine: Machine) -> Value? {
        let function = machine.builtIn("iter")
        guard !tuple.isUnbound else { return machine.tuple(function, machine.tuple([machine.tuple([])])) }
        return machine.tuple([function, machine.tuple([tuple]), machine.int(index)])
    }
    override package func restore(_ machine: Machine, _ state: Value) throws {
        let wanted = try machine.intArgument(state)
        guard !tuple.isUnbound else { return }
        index = max(0, min(wanted, tuple.unchecked(TupleObject.self) { $0.count }))
    }
}

/// `enumerate(source, count)`.
package final class EnumerateIterator: IteratorObject {
    private let source: Value
    private var count: Value

    init(_ type: ClassObject, _ source: Value, from count: Value) {
        self.source = source
        self.count = count
        super.init(type, kind: type.isUserDefined ? .instance : .iterator, heap: type.heap)
    }

    override package func memento() -> (() -> Void)? {
        let saved = count
        return { [unowned(unsafe) self] in count = saved }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
        marker.visit(count)
    }
    override package func next(_ machine: Machine) throws -> Value? {
        guard let item = try machine.next(source) else { return nil }
        let pair = machine.tuple(count, item)
        count =
            count.isSmallInt
            ? machine.int(count.smallInt + 1) : try machine.binary(.add, count, Value(small: 1))
        return pair
    }
    override package func reduce(_ machine: Machine) -> Value? {
        machine.tuple(Value(type), machine.tuple(source, count))
    }
}

/// `zip(sources…)`.
package final class ZipIterator: IteratorObject {
    private let sources: ContiguousArray<Value>
    private var isStrict: Bool

    init(_ type: ClassObject, _ sources: ContiguousArray<Value>, isStrict: Bool) {
        self.sources = sources
        self.isStrict = isStrict
        super.init(type, kind: type.isUserDefined ? .instance : .iterator, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(sources)
    }
    override package func next(_ machine: Machine) throws -> Value? {
        guard !sources.isEmpty else { return nil }
        return try machine.collect(sources.count) { index in
            if let item = try machine.next(sources[index]) { return item }
            if isStrict { try machine.checkLengths(of: sources, endedAt: index) }
            return nil
        }.map { machine.tuple(copying: $0.base, $0.count) }
    }
    override package func reduce(_ machine: Machine) -> Value? {
        isStrict
            ? machine.tuple([Value(type), machine.tuple(sources), .true])
            : machine.tuple(Value(type), machine.tuple(sources))
    }
    override package func restore(_ machine: Machine, _ state: Value) throws { isStrict = try machine.truth(state) }
}

/// `map(function, sources…)`.
package final class MapIterator: IteratorObject {
    private let function: Value
    private let sources: ContiguousArray<Value>

    init(_ type: ClassObject, _ function: Value, _ sources: ContiguousArray<Value>) {
        self.function = function
        self.sources = sources
        super.init(type, kind: type.isUserDefined ? .instance : .iterator, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(function)
        marker.visit(sources)
    }
    override package func next(_ machine: Machine) throws -> Value? {
        if sources.count == 1 {
            guard let item = try machine.next(sources[0]) else { return nil }
            return try machine.call(function, with: item)
        }
        let savedTop = machine.top
        guard let arguments = try machine.collect(sources.count, { try machine.next(sources[$0]) }) else { return nil }
        // The arguments lie where the stack ended; it ends behind them for the length of the call.
        machine.top = savedTop + arguments.count
        defer { machine.top = savedTop }
        return try machine.call(function, arguments)
    }
    override package func reduce(_ machine: Machine) -> Value? {
        machine.tuple(Value(type), machine.tuple([function] + sources))
    }
}

extension Machine {
    /// Lays `count` values that `body` gives on the stack, so that they stay while it calls back into the program; nil
    /// when it gives none. The stack ends before them again afterwards.
    func collect(_ count: Int, _ body: (Int) throws -> Value?) throws -> Arguments? {
        let base = top
        guard base + count + 8 < stackLimit else { throw tooDeep() }
        defer { top = base }
        for index in 0..<count {
            guard let item = try body(index) else { return nil }
            (base + index).initialize(to: item)
            top = base + index + 1
            if top > highWater { highWater = top }
        }
        return Arguments(base, count)
    }
}

package final class RangeIterator: IteratorObject {
    var current: Int
    private(set) var step: Int
    var remaining: Int
    private var count: Int

    init(_ type: ClassObject, start: Int, step: Int, remaining: Int) {
        current = start
        self.step = step
        self.remaining = remaining
        count = remaining
        let isSmall = RangeIterator.isSmall(start, step, remaining)
        super.init(type, kind: isSmall ? .rangeIterator : .iterator, heap: type.heap)
        if isSmall { pool = .rangeIterator }
    }

    /// Whether every number fits a value.
    static func isSmall(_ start: Int, _ step: Int, _ count: Int) -> Bool {
        let last = start.addingReportingOverflow(step &* max(0, count &- 1))
        return !last.overflow && Value.fitsSmall(start) && Value.fitsSmall(last.partialValue)
    }

    /// Makes an iterator of small numbers that was found dead a new one.
    @inline(__always) func renew(start: Int, step: Int, remaining: Int) {
        current = start
        self.step = step
        self.remaining = remaining
        count = remaining
    }

    /// The next number, `.unbound` at the end.
    /// - Precondition: the iterator's kind is `rangeIterator`.
    @inline(__always) func nextSmall() -> Value {
        guard remaining > 0 else { return .unbound }
        remaining &-= 1
        let value = current
        current = current &+ step
        return Value(small: value)
    }

    override package func memento() -> (() -> Void)? {
        let (current, remaining) = (current, remaining)
        return { [unowned(unsafe) self] in (self.current, self.remaining) = (current, remaining) }
    }
    override package func next(_ machine: Machine) -> Value? {
        guard remaining > 0 else { return nil }
        remaining &-= 1
        let value = current
        current = current &+ step
        return machine.int(value)
    }
    override package var remainingCount: Int? { remaining }

    private var start: Int { current &- (count &- remaining) &* step }

    override package func reduce(_ machine: Machine) -> Value? {
        let (start, step) = (BigInt(start), BigInt(step))
        let range = machine.range(machine.types.range, start: start, stop: start + BigInt(count) * step, step: step)
        return machine.tuple([machine.builtIn("iter"), machine.tuple([range]), machine.int(count - remaining)])
    }
    override package func restore(_ machine: Machine, _ state: Value) throws {
        let index = max(0, min(try machine.intArgument(state), count))
        let first = start
        remaining = count &- index
        current = first &+ index &* step
    }
}

/// Walks keys, values or pairs of a dict, forwards or backwards, and notices a change of size.
package final class DictIterator: IteratorObject {
    package enum Part { case keys, values, items }

    private let dict: Value
    private let part: Part
    private var position: Int
    private let expected: Int
    private let isReversed: Bool
    private var isDone = false
    private var given = 0

    init(_ type: ClassObject, _ dict: DictObject, _ part: Part, reversed: Bool = false) {
        self.dict = Value(dict)
        self.part = part
        isReversed = reversed
        position = reversed ? dict.used - 1 : 0
        expected = dict.count
        super.init(type, kind: .iterator, heap: type.heap)
    }

    override package func memento() -> (() -> Void)? {
        let (position, isDone) = (position, isDone)
        return { [unowned(unsafe) self] in (self.position, self.isDone) = (position, isDone) }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(dict)
    }
    override package var remainingCount: Int? {
        isDone ? 0 : dict.unchecked(DictObject.self) { $0.count == expected ? max(0, expected - given) : 0 }
    }
    override package func next(_ machine: Machine) throws -> Value? {
        guard !isDone else { return nil }
        return try dict.unchecked(DictObject.self) { dict in
            guard dict.count == expected else {
                isDone = true
                throw machine.error(.runtimeError, "dictionary changed size during iteration")
            }
            guard let found = advance(in: dict) else {
                isDone = true
                return nil
            }
            guard given < expected else {
                isDone = true
                throw machine.error(.runtimeError, "dictionary keys changed during iteration")
            }
            given &+= 1
            let entry = dict.entries[found]
            switch part {
            case .keys: return entry.key
            case .values: return entry.value
            case .items: return machine.tuple(entry.key, entry.value)
            }
        }
    }

    override package func reduce(_ machine: Machine) throws -> Value? {
        let (position, isDone, given) = (position, isDone, given)
        defer { (self.position, self.isDone, self.given) = (position, isDone, given) }
        return machine.tuple(machine.builtIn("iter"), machine.tuple([try machine.listOfRest(self)]))
    }

    private func advance(in dict: DictObject) -> Int? {
        if isReversed {
            while position >= 0, position < dict.used {
                defer { position -= 1 }
                if !dict.entries[position].key.isUnbound { return position }
            }
            return nil
        }
        guard let found = dict.next(from: position) else { return nil }
        position = found + 1
        return found
    }
}

/// `dict.keys()`, `.values()`, `.items()`: live views.
package final class DictView: Object {
    unowned(unsafe) let dict: DictObject
    let part: DictIterator.Part

    init(_ type: ClassObject, _ dict: DictObject, _ part: DictIterator.Part) {
        self.dict = dict
        self.part = part
        super.init(type, kind: .view, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(dict)
    }
    override package func repr(_ machine: Machine) throws -> String {
        try machine.guardedRepr(self, "...") { "\(type.name)(\(try machine.repr(machine.list(elements(machine)))))" }
    }
    func elements(_ machine: Machine) -> ContiguousArray<Value> {
        switch part {
        case .keys: dict.keys
        case .values: dict.values
        case .items: ContiguousArray(dict.items.map { machine.tuple([$0.key, $0.value]) })
        }
    }
    override package func hash(_ machine: Machine) throws -> Int {
        part == .values ? identityHash : try { throw machine.unhashable(self) }()
    }
    func reversed(_ machine: Machine) -> Value { dict.walk(machine, part, reversed: true) }
    override package func length(_ machine: Machine) -> Int? { dict.count }
    override package func iterator(_ machine: Machine) -> Value? { dict.walk(machine, part, reversed: false) }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        switch part {
        case .keys: return try dict.get(machine, item) != nil
        case .values: return try dict.values.contains { try machine.isSameOrEqual($0, item) }
        case .items:
            guard let pair = item.asTuple, pair.items.count == 2, let value = try dict.get(machine, pair.items[0])
            else { return false }
            return try machine.isSameOrEqual(value, pair.items[1])
        }
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        guard part != .values else { return nil }
        let this = try machine.set(from: Value(self))
        return try this.binary(machine, op, Value(try machine.set(from: other)), reflected: reflected)
    }
    /// Whether all of `items` are in `other`: asked one by one, since values need have no hash.
    private func all(_ items: Value, in other: Value, _ machine: Machine) throws -> Bool {
        var result = true
        try machine.forEach(items) { item in
            try machine.scope {
                machine.keep(item)
                result = try machine.contains(other, item)
            }
            return result
        }
        return result
    }

    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard part != .values else { return nil }
        let view = other.cast(.view, to: DictView.self)
        guard let count = other.asSet?.count ?? (view?.part == .values ? nil : view?.dict.count) else { return nil }
        let this = Value(self)
        switch op {
        case .eq: return Value(try dict.count == count && all(this, in: other, machine))
        case .ne: return Value(try !(dict.count == count && all(this, in: other, machine)))
        case .lt: return Value(try dict.count < count && all(this, in: other, machine))
        case .le: return Value(try dict.count <= count && all(this, in: other, machine))
        case .gt: return Value(try dict.count > count && all(other, in: this, machine))
        case .ge: return Value(try dict.count >= count && all(other, in: this, machine))
        }
    }
}
