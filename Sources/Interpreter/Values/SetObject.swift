/// A set or frozenset. The table follows CPython's `setobject.c` probe by probe, so that sets of numbers print and pop
/// in the same order.
package final class SetObject: Object {
    private struct Entry {
        /// `.unbound` where nothing is or was; `.notImplemented` where an item was removed.
        var key = Value.unbound
        var hash = 0
    }

    private var table: UnsafeMutablePointer<Entry>
    /// The table's length, a power of two, less one.
    private var mask: Int
    /// Live and removed entries together.
    private var fill = 0
    package private(set) var count = 0
    /// Where `pop` looks first.
    private var finger = 0
    package let isFrozen: Bool
    /// Changes with every change, so that iterators notice.
    private(set) var changes = 0

    private static let dummy = Value.notImplemented
    private static let linearProbes = 9

    package init(_ type: ClassObject, frozen: Bool) {
        table = SetObject.makeTable(8)
        mask = 7
        isFrozen = frozen
        super.init(type, kind: .set, heap: type.heap)
    }

    deinit { table.deallocate() }

    /// Makes a plain set that was found dead an empty one.
    func renew() {
        if mask != 7 {
            table.deallocate()
            table = SetObject.makeTable(8)
            mask = 7
        } else if fill > 0 {
            table.update(repeating: Entry(), count: 8)
        }
        fill = 0
        count = 0
        finger = 0
    }

    private static func makeTable(_ size: Int) -> UnsafeMutablePointer<Entry> {
        let table = UnsafeMutablePointer<Entry>.allocate(capacity: size)
        table.initialize(repeating: Entry(), count: size)
        return table
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        for slot in 0...mask { marker.visit(table[slot].key) }
    }
    override package var payloadBytes: Int { mask * 16 }
    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        if isFrozen { return rest }
        let saved = ContiguousArray(UnsafeBufferPointer(start: table, count: mask + 1))
        let (fill, count, finger, changes) = (fill, count, finger, changes)
        return { [unowned(unsafe) self] in
            rest?()
            table.deallocate()
            table = SetObject.makeTable(saved.count)
            for slot in saved.indices { table[slot] = saved[slot] }
            mask = saved.count - 1
            (self.fill, self.count, self.finger, self.changes) = (fill, count, finger, changes)
        }
    }

    // MARK: The table

    private enum Found { case at(Int), free(Int), changed }

    private func probe(_ machine: Machine, _ key: Value, _ hash: Int) throws -> Found {
        var slot = hash & mask
        var perturb = UInt(bitPattern: hash)
        while true {
            var probes = slot + SetObject.linearProbes <= mask ? SetObject.linearProbes : 0
            var at = slot
            while true {
                let entry = table[at]
                if entry.key.isUnbound { return .free(at) }
                if entry.hash == hash, entry.key != SetObject.dummy {
                    if entry.key == key { return .at(at) }
                    let before = changes
                    let equal = try machine.isSameOrEqual(entry.key, key)
                    if before != changes { return .changed }
                    if equal { return .at(at) }
                }
                if probes == 0 { break }
                probes -= 1
                at += 1
            }
            perturb >>= 5
            slot = (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
    }

    private func lookUp(_ machine: Machine, _ key: Value, _ hash: Int) throws -> Found {
        while true {
            let found = try probe(machine, key, hash)
            if case .changed = found { continue }
            return found
        }
    }

    private func insertClean(_ key: Value, _ hash: Int) {
        var slot = hash & mask
        var perturb = UInt(bitPattern: hash)
        while true {
            var probes = slot + SetObject.linearProbes <= mask ? SetObject.linearProbes : 0
            var at = slot
            while true {
                if table[at].key.isUnbound {
                    table[at] = Entry(key: key, hash: hash)
                    return
                }
                if probes == 0 { break }
                probes -= 1
                at += 1
            }
            perturb >>= 5
            slot = (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
    }

    private func resize(atLeast least: Int) {
        var size = 8
        while size <= least { size *= 2 }
        // The next set would have no use for so much room.
        if size > 8 { pool = .none }
        let old = table
        let oldCount = mask + 1
        table = SetObject.makeTable(size)
        mask = size - 1
        for slot in 0..<oldCount where !old[slot].key.isUnbound && old[slot].key != SetObject.dummy {
            insertClean(old[slot].key, old[slot].hash)
        }
        old.deallocate()
        fill = count
    }

    // MARK: Items

    /// Whether this very key stands where its hash says, as most that are there do.
    @inline(__always) private func stands(_ key: Value, _ hash: Int) -> Bool {
        let entry = table[hash & mask]
        return entry.key == key && entry.hash == hash
    }

    package func contains(_ machine: Machine, hashed key: Value, _ hash: Int) throws -> Bool {
        if stands(key, hash) { return true }
        if case .at = try lookUp(machine, key, hash) { return true }
        return false
    }

    package func add(_ machine: Machine, _ key: Value) throws { try add(machine, key, try machine.hash(key)) }

    /// Adds the keys of a dict, which knows their hashes.
    func add(_ machine: Machine, keysOf dict: DictObject) throws {
        var place = 0
        while let found = dict.next(from: place) {
            place = found + 1
            let entry = dict.entries[found]
            try machine.scope {
                machine.keep(entry.key)
                try add(machine, entry.key, entry.hash)
            }
        }
    }

    private func add(_ machine: Machine, _ key: Value, _ hash: Int) throws {
        if stands(key, hash) { return }
        guard case .free(let slot) = try lookUp(machine, key, hash) else { return }
        if count >= Machine.mostEntries { throw machine.error(.memoryError, "") }
        table[slot] = Entry(key: key, hash: hash)
        fill += 1
        count += 1
        changes += 1
        if fill * 5 >= mask * 3 { resize(atLeast: count > 50_000 ? count * 2 : count * 4) }
    }

    /// Whether `key` was there.
    package func remove(_ machine: Machine, _ key: Value) throws -> Bool {
        guard case .at(let slot) = try lookUp(machine, key, try machine.hashForSet(key)) else { return false }
        table[slot] = Entry(key: SetObject.dummy, hash: -1)
        count -= 1
        changes += 1
        return true
    }

    package func pop() -> Value? {
        guard count > 0 else { return nil }
        var slot = finger & mask
        while table[slot].key.isUnbound || table[slot].key == SetObject.dummy { slot = (slot + 1) & mask }
        let key = table[slot].key
        table[slot] = Entry(key: SetObject.dummy, hash: -1)
        count -= 1
        changes += 1
        finger = slot + 1
        return key
    }

    package func removeAll() {
        if fill > 0 {
            table.deallocate()
            table = SetObject.makeTable(8)
            mask = 7
        }
        fill = 0
        count = 0
        changes += 1
    }

    /// Takes every item of `other`, with the table growing as CPython's `set_merge` has it.
    package func merge(_ machine: Machine, _ other: SetObject) throws {
        guard other !== self, other.count > 0 else { return }
        if (fill + other.count) * 5 >= mask * 3 { resize(atLeast: (count + other.count) * 2) }
        if fill == 0, mask == other.mask, other.fill == other.count {
            table.update(from: other.table, count: mask + 1)
        } else if fill == 0 {
            for entry in other.live { insertClean(entry.key, entry.hash) }
        } else {
            let entries = other.live
            return try machine.scope {
                for entry in entries { machine.keep(entry.key) }
                for entry in entries { try add(machine, entry.key, entry.hash) }
            }
        }
        fill = other.count
        count = other.count
        changes += 1
    }

    /// Grows ahead of taking the keys of a dict, as CPython does.
    func reserve(forDictOf size: Int) {
        if size > 0, (fill + size) * 5 >= mask * 3 { resize(atLeast: (count + size) * 2) }
    }

    private var live: [Entry] {
        UnsafeBufferPointer(start: table, count: mask + 1).filter { !$0.key.isUnbound && $0.key != SetObject.dummy }
    }

    /// The items in table order, copied.
    package var items: ContiguousArray<Value> { ContiguousArray(live.map(\.key)) }

    /// The first item at or after a place in the table, and the place behind it.
    func next(from place: Int) -> (item: Value, next: Int)? {
        var place = place
        while place <= mask {
            let key = table[place].key
            place += 1
            if !key.isUnbound && key != SetObject.dummy { return (key, place) }
        }
        return nil
    }

    // MARK: Behaviour

    override package func repr(_ machine: Machine) throws -> String {
        if count == 0 { return "\(type.name)()" }
        return try machine.guardedRepr(self, "\(type.name)(...)") {
            var parts: [String] = []
            try machine.walk(items) {
                parts.append(try machine.repr($0))
                if parts.count & 0xFFF == 0xFFF { try machine.checkInterrupt() }
            }
            let body = "{" + parts.joined(separator: ", ") + "}"
            return self.hasType(machine.types.set) ? body : "\(type.name)(\(body))"
        }
    }
    override package func truth(_ machine: Machine) -> Bool { count != 0 }
    override package func length(_ machine: Machine) -> Int? { count }
    override package func hash(_ machine: Machine) throws -> Int {
        guard isFrozen else { throw machine.unhashable(self) }
        return PythonHash.frozenSet(live.map(\.hash))
    }
    override package func iterator(_ machine: Machine) -> Value? {
        machine.setIterator(self)
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try contains(machine, hashed: item, try machine.hashForSet(item))
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        // A view makes a set of its own.
        guard let other = other.asSet else { return nil }
        let (left, right) = reflected ? (other, self) : (self, other)
        switch op {
        case .or: return Value(try machine.union(left, [Value(right)]))
        case .and: return Value(try machine.intersection(left, Value(right)))
        case .sub: return Value(try machine.difference(left, Value(right)))
        case .xor: return Value(try machine.symmetricDifference(left, Value(right)))
        default: return nil
        }
    }
    override package func inPlace(_ machine: Machine, _ op: BinaryOp, _ other: Value) throws -> Value? {
        guard !isFrozen, other.asSet != nil || machine.setOperand(other) != nil else { return nil }
        switch op {
        case .or: try machine.update(self, with: other)
        case .and: try machine.replace(self, with: try machine.intersection(self, other))
        case .sub: try machine.removeAll(of: other, from: self)
        case .xor: try machine.replace(self, with: try machine.symmetricDifference(self, other))
        default: return nil
        }
        return Value(self)
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard let other = machine.setOperand(other) else { return nil }
        switch op {
        case .eq: return Value(try count == other.count && isSubset(machine, of: other))
        case .ne: return Value(try !(count == other.count && isSubset(machine, of: other)))
        case .le: return Value(try isSubset(machine, of: other))
        case .lt: return Value(try count < other.count && isSubset(machine, of: other))
        case .ge: return Value(try other.isSubset(machine, of: self))
        case .gt: return Value(try count > other.count && other.isSubset(machine, of: self))
        }
    }
    package func isSubset(_ machine: Machine, of other: SetObject) throws -> Bool {
        guard count <= other.count else { return false }
        return try live.allSatisfy { try other.contains(machine, hashed: $0.key, $0.hash) }
    }
}

package final class SetIterator: IteratorObject {
    /// `.unbound` at the end.
    private var set: Value
    private var place = 0
    private var given = 0
    private var expected: Int

    init(_ type: ClassObject, _ set: SetObject) {
        self.set = Value(set)
        expected = set.changes
        super.init(type, kind: .iterator, heap: type.heap)
        pool = .setIterator
    }

    /// Makes an iterator that was found dead a new one.
    func renew(_ set: SetObject) {
        self.set = Value(set)
        place = 0
        given = 0
        expected = set.changes
    }

    override package func memento() -> (() -> Void)? {
        let (set, place) = (set, place)
        return { [unowned(unsafe) self] in (self.set, self.place) = (set, place) }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(set)
    }
    override package var remainingCount: Int? {
        guard !set.isUnbound else { return 0 }
        return set.unchecked(SetObject.self) { $0.changes == expected ? max(0, $0.count - given) : 0 }
    }
    override package func next(_ machine: Machine) throws -> Value? {
        guard !set.isUnbound else { return nil }
        return try set.unchecked(SetObject.self) { set in
            guard set.changes == expected else {
                throw machine.error(.runtimeError, "Set changed size during iteration")
            }
            if let (item, next) = set.next(from: place) {
                place = next
                given &+= 1
                return item
            }
            self.set = .unbound
            return nil
        }
    }
    override package func reduce(_ machine: Machine) throws -> Value? {
        let (set, place, given) = (set, place, given)
        defer { (self.set, self.place, self.given) = (set, place, given) }
        return machine.tuple(machine.builtIn("iter"), machine.tuple([try machine.listOfRest(self)]))
    }
}
