import Interpreter

/// `collections.deque`: items in a ring, so that both ends are near.
final class DequeObject: Object {
    /// A power of two of places; those beyond `count` behind `head` hold nothing.
    private var places: UnsafeMutablePointer<Value>
    private var mask: Int
    private var head = 0
    private(set) var count = 0
    /// Changes with every change of size: iterators notice.
    private(set) var state = 0
    /// nil without limit.
    var most: Int?
    private let kinds: Kinds

    /// The classes of its iterators.
    final class Kinds {
        unowned let forward, backward: ClassObject

        init(forward: ClassObject, backward: ClassObject) {
            self.forward = forward
            self.backward = backward
        }
    }

    init(_ type: ClassObject, _ kinds: Kinds) {
        self.kinds = kinds
        mask = 7
        places = .allocate(capacity: 8)
        super.init(type, kind: .instance, heap: type.heap)
    }

    deinit { places.deallocate() }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        for index in 0..<count { marker.visit(self[index]) }
    }
    override var payloadBytes: Int { mask * 8 }
    override func memento() -> (() -> Void)? {
        let rest = super.memento()
        let (saved, most) = (items, most)
        return { [unowned(unsafe) self] in
            rest?()
            removeAll()
            self.most = most
            for item in saved { append(item) }
        }
    }

    /// - Precondition: `0 <= index < count`.
    subscript(index: Int) -> Value {
        get { places[(head &+ index) & mask] }
        set { places[(head &+ index) & mask] = newValue }
    }

    var items: ContiguousArray<Value> { ContiguousArray((0..<count).lazy.map { self[$0] }) }

    // MARK: Changing

    func append(_ item: Value) {
        if let most, count >= most {
            guard most > 0 else { return }
            dropFirst()
        }
        if count > mask { grow() }
        (places + ((head &+ count) & mask)).initialize(to: item)
        count &+= 1
        state &+= 1
    }

    func prepend(_ item: Value) {
        if let most, count >= most {
            guard most > 0 else { return }
            dropLast()
        }
        if count > mask { grow() }
        head = (head &- 1) & mask
        (places + head).initialize(to: item)
        count &+= 1
        state &+= 1
    }

    func popFirst() -> Value? {
        guard count > 0 else { return nil }
        let item = places[head]
        dropFirst()
        return item
    }

    func popLast() -> Value? {
        guard count > 0 else { return nil }
        let item = self[count - 1]
        dropLast()
        return item
    }

    private func dropFirst() {
        head = (head &+ 1) & mask
        count &-= 1
        state &+= 1
    }

    private func dropLast() {
        count &-= 1
        state &+= 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: (mask + 1) * 2)
        for index in 0..<count { (larger + index).initialize(to: self[index]) }
        places.deallocate()
        places = larger
        head = 0
        mask = mask * 2 + 1
        type.heap.notePayload(mask * 8)
    }

    func removeAll() {
        count = 0
        head = 0
        state &+= 1
    }

    /// Moves what follows `index` forward, from the nearer end.
    func remove(at index: Int) {
        if index < count / 2 {
            for place in stride(from: index, to: 0, by: -1) { self[place] = self[place - 1] }
            dropFirst()
        } else {
            for place in index..<count - 1 { self[place] = self[place + 1] }
            dropLast()
        }
    }

    func insert(_ item: Value, at index: Int) {
        append(item)
        guard index < count - 1 else { return }
        for place in stride(from: count - 1, to: index, by: -1) { self[place] = self[place - 1] }
        self[index] = item
    }

    func reverse() {
        for index in 0..<count / 2 {
            let other = self[count - 1 - index]
            self[count - 1 - index] = self[index]
            self[index] = other
        }
    }

    /// `n` steps to the right.
    func rotate(_ steps: Int) {
        guard count > 1 else { return }
        var steps = steps % count
        if steps > count / 2 { steps -= count } else if steps < -(count / 2) { steps += count }
        state &+= 1
        while steps > 0 {
            let item = self[count - 1]
            head = (head &- 1) & mask
            places[head] = item
            steps -= 1
        }
        while steps < 0 {
            let item = places[head]
            head = (head &+ 1) & mask
            self[count - 1] = item
            steps += 1
        }
    }

    func extend(_ machine: Machine, _ iterable: Value, toLeft: Bool = false) throws {
        if iterable.isObject, iterable.object === self {
            for item in items { toLeft ? prepend(item) : append(item) }
            return
        }
        try machine.forEach(iterable) { item in
            toLeft ? prepend(item) : append(item)
            return true
        }
    }

    /// One with the same items and limit.
    func copy(_ machine: Machine) throws -> Value {
        if !type.isUserDefined {
            let copy = DequeObject(type, kinds)
            copy.most = most
            for index in 0..<count { copy.append(self[index]) }
            return Value(copy)
        }
        guard let most else { return try machine.call(Value(type), with: Value(self)) }
        return try machine.call(Value(type), with: Value(self), machine.int(most))
    }

    // MARK: Behaviour

    override func length(_ machine: Machine) throws -> Int? { count }
    override func hash(_ machine: Machine) throws -> Int {
        throw machine.error(.typeError, "unhashable type: '\(type.messageName)'")
    }
    override func iterator(_ machine: Machine) throws -> Value? {
        Value(DequeIterator(kinds.forward, self, reversed: false))
    }
    var reversed: Value { Value(DequeIterator(kinds.backward, self, reversed: true)) }
    override func repr(_ machine: Machine) throws -> String {
        try machine.guardedRepr(self, "[...]") {
            let parts = try items.map { try machine.repr($0) }
            let limit = most.map { ", maxlen=\($0)" } ?? ""
            return "\(type.name)([\(parts.joined(separator: ", "))]\(limit))"
        }
    }
    override func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try position(machine, of: item, 0, count) != nil
    }
    /// Where `item` first is. Raises RuntimeError when a comparison changes the deque.
    func position(_ machine: Machine, of item: Value, _ start: Int, _ stop: Int) throws -> Int? {
        let before = state
        for index in start..<max(start, stop) {
            let isFound = try machine.isSameOrEqual(self[index], item)
            if state != before { throw machine.error(.runtimeError, "deque mutated during iteration") }
            if isFound { return index }
        }
        return nil
    }

    private func index(_ machine: Machine, _ key: Value) throws -> Int {
        guard let number = try machine.index(of: key) else {
            throw machine.error(.typeError, "sequence index must be integer, not '\(machine.typeName(key))'")
        }
        guard let place = number.isSmallInt ? number.smallInt : number.asBigInt.flatMap({ Int(exactly: $0.value) })
        else {
            throw machine.error(.indexError, "cannot fit 'int' into an index-sized integer")
        }
        let index = place < 0 ? place + count : place
        guard index >= 0, index < count else { throw machine.error(.indexError, "deque index out of range") }
        return index
    }
    override func getItem(_ machine: Machine, _ key: Value) throws -> Value { self[try index(machine, key)] }
    override func setItem(_ machine: Machine, _ key: Value, _ value: Value) throws {
        self[try index(machine, key)] = value
    }
    override func deleteItem(_ machine: Machine, _ key: Value) throws { remove(at: try index(machine, key)) }

    override func binary(_ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool) throws -> Value? {
        switch op {
        case .add where !reflected:
            guard let right = other.isObject ? other.object as? DequeObject : nil else {
                let name = machine.typeName(other)
                throw machine.error(.typeError, "can only concatenate deque (not \"\(name)\") to deque")
            }
            let sum = try copy(machine)
            machine.keep(sum)
            try machine.deque(sum, of: self).extend(machine, Value(right))
            return sum
        case .mul:
            guard let times = try machine.repeatCount(other, of: most == nil ? count : 1) else { return nil }
            let product = try copy(machine)
            try machine.deque(product, of: self).multiply(times)
            return product
        default: return nil
        }
    }
    override func inPlace(_ machine: Machine, _ op: BinaryOp, _ other: Value) throws -> Value? {
        switch op {
        case .add: try extend(machine, other)
        case .mul:
            guard let times = try machine.repeatCount(other, of: most == nil ? count : 1) else { return nil }
            multiply(times)
        default: return nil
        }
        return Value(self)
    }

    private func multiply(_ times: Int) {
        let once = items
        if times <= 0 { return removeAll() }
        // Beyond the limit only the last rounds are seen.
        let rounds = most.map { min(times - 1, ($0 / max(1, once.count)) + 1) } ?? times - 1
        for _ in 0..<rounds {
            for item in once { append(item) }
        }
    }

    override func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard other.isObject, let other = other.object as? DequeObject else { return nil }
        return try machine.compareSequences(op, { self.items }, { other.items })
    }
}

extension Machine {
    /// What the class of a deque has made of its items.
    fileprivate func deque(_ value: Value, of original: DequeObject) throws -> DequeObject {
        guard value.isObject, let deque = value.object as? DequeObject else {
            throw error(
                .typeError, "\(original.type.name)() must return a deque, not \(typeName(value))")
        }
        return deque
    }
}

final class DequeIterator: NativeIterator {
    private let deque: Value
    private var index = 0
    private var isDone = false
    private let state: Int
    private let isReversed: Bool

    init(_ type: ClassObject, _ deque: DequeObject, reversed: Bool) {
        self.deque = Value(deque)
        state = deque.state
        isReversed = reversed
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(deque)
    }
    override func next(_ machine: Machine) throws -> Value? {
        guard !isDone else { return nil }
        let items = DequeObject.of(deque)
        if items.state != state {
            isDone = true
            throw machine.error(.runtimeError, "deque mutated during iteration")
        }
        guard index < items.count else {
            isDone = true
            return nil
        }
        index &+= 1
        return isReversed ? items[items.count - index] : items[index &- 1]
    }
    func skip(_ count: Int) { index = min(max(0, count), left) }
    var left: Int { isDone ? 0 : DequeObject.of(deque).count - index }

    override func reduce(_ machine: Machine) -> Value? {
        let given = isDone ? DequeObject.of(deque).count : index
        return machine.tuple(Value(type), machine.tuple(deque, machine.int(given)))
    }
}
