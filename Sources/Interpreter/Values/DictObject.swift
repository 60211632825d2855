/// A dict: entries in insertion order beside an open-addressing index, as in CPython since 3.6.
package class DictObject: Object {
    package struct Entry {
        /// `.unbound` marks a removed entry.
        package var key: Value
        package var value: Value
        package var hash: Int
    }

    /// Entries in the order of insertion, removed ones included.
    package private(set) final var entries: UnsafeMutablePointer<Entry>
    /// How many of `entries` have been used.
    package private(set) final var used = 0
    /// No entry before this one is live.
    private final var start = 0
    private final var capacity: Int
    /// Positions in `entries`, -1 for free, -2 for removed; a power of two many.
    private final var index: UnsafeMutablePointer<Int32>
    private final var mask: Int
    /// Places of the index that are not free: they end up as long searches even where nothing is there any more.
    private final var fill = 0
    /// No key may claim to be equal to a string that it is not: looking one up needs no call into the program.
    private final var hasOnlyNames = true
    /// Live entries: `len()`.
    package private(set) final var count = 0
    /// New whenever keys come or go or move, never reused: what inline caches of global names compare.
    package private(set) final var keysVersion: UInt32
    private final unowned(unsafe) let heap: Heap

    private static let free: Int32 = -1
    private static let removed: Int32 = -2

    package convenience init(_ type: ClassObject) { self.init(type, heap: type.heap) }

    /// - Parameter type: nil before the class `dict` exists; `Types` sets it then.
    init(_ type: ClassObject?, heap: Heap) {
        capacity = 5
        mask = 7
        entries = .allocate(capacity: capacity)
        index = .allocate(capacity: mask + 1)
        index.initialize(repeating: DictObject.free, count: mask + 1)
        keysVersion = heap.nextVersion()
        self.heap = heap
        super.init(type, kind: .dict, heap: heap)
    }

    deinit {
        entries.deallocate()
        index.deallocate()
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        for position in 0..<used where !entries[position].key.isUnbound {
            marker.visit(entries[position].key)
            marker.visit(entries[position].value)
        }
    }
    override package var payloadBytes: Int { capacity * 24 + mask * 4 }
    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        let saved = ContiguousArray(UnsafeBufferPointer(start: entries, count: used))
        return { [unowned(unsafe) self] in
            rest?()
            removeAll()
            for entry in saved where !entry.key.isUnbound { insert(entry.key, entry.hash, entry.value) }
        }
    }

    // MARK: Finding

    /// The position of `key` in `entries`. Raises what `__eq__` of a key raises.
    package final func find(_ machine: Machine, _ key: Value, _ hash: Int) throws -> Int? {
        if hasOnlyNames, key.kind == .str, key.unchecked(StrObject.self, { !$0.type.isUserDefined }) {
            return key.unchecked(StrObject.self) { find($0, hash) }
        }
        var slot = hash & mask
        var perturb = UInt(bitPattern: hash)
        while true {
            let position = Int(index[slot])
            if position == Int(DictObject.free) { return nil }
            if position >= 0 {
                // As in CPython, which asks for the hash only of other keys.
                if entries[position].key == key { return position }
                // Comparing is for another function: this one stays without calls.
                if entries[position].hash == hash { return try findEqual(machine, key, hash) }
            }
            perturb >>= 5
            slot = (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
    }

    @inline(never) private final func findEqual(_ machine: Machine, _ key: Value, _ hash: Int) throws -> Int? {
        var slot = hash & mask
        var perturb = UInt(bitPattern: hash)
        while true {
            let position = Int(index[slot])
            if position == Int(DictObject.free) { return nil }
            let candidate = position >= 0 ? entries[position].key : .unbound
            if candidate == key { return position }
            if position >= 0, entries[position].hash == hash {
                let version = keysVersion
                let equal = try machine.isSameOrEqual(candidate, key)
                // `__eq__` may have changed this very dict: begin again.
                if version != keysVersion { return try find(machine, key, hash) }
                if equal { return position }
            }
            perturb >>= 5
            slot = (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
    }

    /// The position of a string key, which needs no call into the program.
    package final func find(_ key: StrObject) -> Int? { find(key, key.hashValue) }

    private final func find(_ key: StrObject, _ hash: Int) -> Int? {
        let identity = Value(key)
        var slot = hash & mask
        var perturb = UInt(bitPattern: hash)
        while true {
            let position = Int(index[slot])
            if position == Int(DictObject.free) { return nil }
            if position >= 0 {
                let candidate = entries[position].key
                if candidate == identity { return position }
                if entries[position].hash == hash, candidate.kind == .str,
                    candidate.unchecked(StrObject.self, { $0.isEqual(to: key) })
                {
                    return position
                }
            }
            perturb >>= 5
            slot = (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
    }

    /// The value of a string key.
    package final func get(_ key: StrObject) -> Value? {
        guard let position = find(key) else { return nil }
        return entries[position].value
    }

    /// The value of any key. Raises TypeError for an unhashable one.
    package final func get(_ machine: Machine, _ key: Value) throws -> Value? {
        guard let position = try find(machine, key, try machine.hash(key)) else { return nil }
        return entries[position].value
    }

    // MARK: Changing

    package final func set(_ key: StrObject, _ value: Value) {
        if let position = find(key) {
            entries[position].value = value
        } else {
            insert(Value(key), key.hashValue, value)
        }
    }

    package final func set(_ machine: Machine, _ key: Value, _ value: Value) throws {
        let hash = try machine.hash(key)
        if let position = try find(machine, key, hash) {
            entries[position].value = value
        } else {
            if count >= Machine.mostEntries { throw machine.error(.memoryError, "") }
            insert(key, hash, value)
        }
    }

    package final func setValue(at position: Int, _ value: Value) { entries[position].value = value }
    @inline(__always) final func value(at position: Int) -> Value { entries[position].value }

    /// Adds a key that is known to be absent.
    package final func insert(_ key: Value, _ hash: Int, _ value: Value) {
        if hasOnlyNames, key.asStr.map(\.type.isUserDefined) ?? (key.kind == .instance) { hasOnlyNames = false }
        if used == capacity || fill >= capacity { rebuild() }
        place(hash, at: used)
        (entries + used).initialize(to: Entry(key: key, value: value, hash: hash))
        used += 1
        count += 1
        keysVersion = heap.nextVersion()
    }

    /// Moves an entry to the end, or to the beginning (which looks at every entry).
    package final func move(_ position: Int, toEnd: Bool) {
        let entry = entries[position]
        if toEnd {
            if position == last { return }
            remove(at: position)
            return insert(entry.key, entry.hash, entry.value)
        }
        if position == first { return }
        remove(at: position)
        let others = (0..<used).lazy.map { self.entries[$0] }.filter { !$0.key.isUnbound }
        let all = [entry] + others
        removeAll()
        for entry in all { insert(entry.key, entry.hash, entry.value) }
    }

    private final func place(_ hash: Int, at position: Int) {
        var slot = hash & mask
        var perturb = UInt(bitPattern: hash)
        while index[slot] >= 0 {
            perturb >>= 5
            slot = (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
        if index[slot] == DictObject.free { fill += 1 }
        index[slot] = Int32(truncatingIfNeeded: position)
    }

    @discardableResult
    package final func remove(_ key: StrObject) -> Value? {
        guard let position = find(key) else { return nil }
        return remove(at: position)
    }

    package final func remove(_ machine: Machine, _ key: Value) throws -> Value? {
        guard let position = try find(machine, key, try machine.hash(key)) else { return nil }
        return remove(at: position)
    }

    @discardableResult
    package final func remove(at position: Int) -> Value {
        let entry = entries[position]
        var slot = entry.hash & mask
        var perturb = UInt(bitPattern: entry.hash)
        while Int(index[slot]) != position {
            perturb >>= 5
            slot = (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
        index[slot] = DictObject.removed
        entries[position].key = .unbound
        entries[position].value = .unbound
        if position == start { start = min(start + 1, used) }
        count -= 1
        keysVersion = heap.nextVersion()
        return entry.value
    }

    /// Removes the last entry, whose place the next one takes: `popitem`.
    @discardableResult
    package final func removeLast(at position: Int) -> Value {
        let value = remove(at: position)
        used = position
        start = min(start, used)
        return value
    }

    package final func removeAll() {
        used = 0
        start = 0
        fill = 0
        count = 0
        index.update(repeating: DictObject.free, count: mask + 1)
        keysVersion = heap.nextVersion()
    }

    /// Drops removed entries, and grows when the live ones fill more than half.
    private final func rebuild() {
        var size = 8
        while size * 2 / 3 <= count * 3 / 2 + 1 { size *= 2 }
        let newCapacity = size * 2 / 3
        let newEntries = UnsafeMutablePointer<Entry>.allocate(capacity: newCapacity)
        var kept = 0
        for position in 0..<used where !entries[position].key.isUnbound {
            (newEntries + kept).initialize(to: entries[position])
            kept += 1
        }
        entries.deallocate()
        index.deallocate()
        entries = newEntries
        used = kept
        start = 0
        capacity = newCapacity
        mask = size - 1
        fill = 0
        index = .allocate(capacity: size)
        index.initialize(repeating: DictObject.free, count: size)
        for position in 0..<used { place(entries[position].hash, at: position) }
    }

    // MARK: Walking

    /// The first live entry at or after `position`.
    package final func next(from position: Int) -> Int? {
        var position = max(position, start)
        while position < used {
            if !entries[position].key.isUnbound { return position }
            position += 1
        }
        return nil
    }

    /// The first live entry. Taking first entries one after the other costs no search.
    package final var first: Int? {
        guard let found = next(from: start) else { return nil }
        start = found
        return found
    }

    /// The last live entry.
    package final var last: Int? { previous(from: used - 1) }

    /// The last live entry at or before `position`.
    package final func previous(from position: Int) -> Int? {
        var position = min(position, used - 1)
        while position >= 0 {
            if !entries[position].key.isUnbound { return position }
            position -= 1
        }
        return nil
    }

    /// The live entries, copied. Whoever calls back into the program while walking them must keep them.
    package final var items: [(key: Value, value: Value)] {
        var items: [(key: Value, value: Value)] = []
        items.reserveCapacity(count)
        for position in 0..<used where !entries[position].key.isUnbound {
            items.append((entries[position].key, entries[position].value))
        }
        return items
    }
    package final var keys: ContiguousArray<Value> { ContiguousArray(items.lazy.map(\.key)) }
    package final var values: ContiguousArray<Value> { ContiguousArray(items.lazy.map(\.value)) }

    /// Takes every entry of `other`, replacing values of keys that are here.
    package final func merge(_ machine: Machine, _ other: DictObject) throws {
        let length = other.count
        var place = 0
        while let position = other.next(from: place) {
            let entry = other.entries[position]
            // Equal to a key that is here: the program may be asked, and may take the entry out of `other`.
            try machine.scope {
                machine.keep(entry.key)
                machine.keep(entry.value)
                try set(machine, entry.key, entry.value)
            }
            if other.count != length { throw machine.error(.runtimeError, "dict mutated during update") }
            place = position + 1
        }
    }

    // MARK: Behaviour

    override package func repr(_ machine: Machine) throws -> String {
        try machine.guardedRepr(self, "{...}") {
            // The dict may be changed by the `__repr__` of an item.
            var parts: [String] = []
            var place = 0
            while let position = next(from: place) {
                let entry = entries[position]
                try machine.scope {
                    machine.keep(entry.key)
                    machine.keep(entry.value)
                    parts.append("\(try machine.repr(entry.key)): \(try machine.repr(entry.value))")
                }
                if parts.count & 0xFFF == 0xFFF { try machine.checkInterrupt() }
                place = position + 1
            }
            return "{" + parts.joined(separator: ", ") + "}"
        }
    }
    override package func truth(_ machine: Machine) -> Bool { count != 0 }
    override package func length(_ machine: Machine) -> Int? { count }
    override package func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(self) }
    override package func iterator(_ machine: Machine) -> Value? {
        Value(DictIterator(machine.types.dictKeyIterator, self, .keys))
    }
    /// The iterator of a view.
    package func walk(_ machine: Machine, _ part: DictIterator.Part, reversed: Bool) -> Value {
        let types = machine.types
        let type =
            switch part {
            case .keys: reversed ? types.dictReverseKeyIterator : types.dictKeyIterator
            case .values: reversed ? types.dictReverseValueIterator : types.dictValueIterator
            case .items: reversed ? types.dictReverseItemIterator : types.dictItemIterator
            }
        return Value(DictIterator(type, self, part, reversed: reversed))
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try get(machine, item) != nil
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        if let value = try get(machine, key) { return value }
        if type.isUserDefined, let value = try machine.callMethod(machine.names.missing, of: Value(self), [key]) {
            return value
        }
        throw machine.keyError(key)
    }
    override package func setItem(_ machine: Machine, _ key: Value, _ value: Value) throws {
        try set(machine, key, value)
    }
    override package func deleteItem(_ machine: Machine, _ key: Value) throws {
        if try remove(machine, key) == nil { throw machine.keyError(key) }
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        guard op == .or, let other = other.asDict else { return nil }
        // What adds something to dicts gives one of its own kind.
        if !reflected, !(Swift.type(of: other) == DictObject.self) { return nil }
        let union = machine.dict()
        try union.merge(machine, reflected ? other : self)
        try union.merge(machine, reflected ? self : other)
        return Value(union)
    }
    override package func inPlace(_ machine: Machine, _ op: BinaryOp, _ other: Value) throws -> Value? {
        guard op == .or else { return nil }
        try machine.update(self, with: other)
        return Value(self)
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let other = other.asDict else { return nil }
        return Value(try isEqual(machine, to: other) == (op == .eq))
    }
    private final func isEqual(_ machine: Machine, to other: DictObject) throws -> Bool {
        guard count == other.count else { return false }
        return try machine.guardDepth {
            try items.allSatisfy { key, value in
                guard let theirs = try other.get(machine, key) else { return false }
                return try machine.isSameOrEqual(value, theirs)
            }
        }
    }
}
