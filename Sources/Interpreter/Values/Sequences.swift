import BigInt

package final class ListObject: Object {
    package var items: ContiguousArray<Value>

    package init(_ type: ClassObject, _ items: ContiguousArray<Value>) {
        self.items = items
        super.init(type, kind: .list, heap: type.heap)
        type.heap.noteLarge(items.count &* 8)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(items)
    }
    override package var payloadBytes: Int { items.capacity * 8 }
    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        let saved = items
        return { [unowned(unsafe) self] in
            rest?()
            items = saved
        }
    }
    override package func repr(_ machine: Machine) throws -> String {
        try machine.guardedRepr(self, "[...]") {
            // The list may be changed by the `__repr__` of an item.
            var parts: [String] = []
            var index = 0
            while index < items.count {
                parts.append(try machine.repr(items[index]))
                index += 1
                if index & 0xFFF == 0xFFF { try machine.checkInterrupt() }
            }
            return "[" + parts.joined(separator: ", ") + "]"
        }
    }
    override package func truth(_ machine: Machine) -> Bool { !items.isEmpty }
    override package func length(_ machine: Machine) -> Int? { items.count }
    override package func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(self) }
    override package func iterator(_ machine: Machine) -> Value? {
        machine.listIterator(self)
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        var index = 0
        while index < items.count {
            if index & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
            if try machine.isSameOrEqual(items[index], item) { return true }
            index += 1
        }
        return false
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        if let slice = key.asSlice {
            let range = try machine.resolve(slice, length: items.count)
            return machine.list(range.picked(from: items))
        }
        let index = try machine.sequenceIndex(key, count: items.count, of: "list", "list index out of range")
        return items[index]
    }
    override package func setItem(_ machine: Machine, _ key: Value, _ value: Value) throws {
        if let slice = key.asSlice { return try machine.listSetSlice(self, slice, value) }
        let index = try machine.sequenceIndex(key, count: items.count, of: "list", "list assignment index out of range")
        items[index] = value
    }
    override package func deleteItem(_ machine: Machine, _ key: Value) throws {
        if let slice = key.asSlice { return try machine.listDeleteSlice(self, slice) }
        let index = try machine.sequenceIndex(key, count: items.count, of: "list", "list assignment index out of range")
        items.remove(at: index)
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        switch op {
        case .add where !reflected:
            guard let other = other.asList else {
                throw machine.error(
                    .typeError, "can only concatenate list (not \"\(machine.typeName(other))\") to list")
            }
            try machine.checkSize(items.count + other.items.count)
            return machine.list(items + other.items)
        case .mul:
            guard let count = try machine.repeatCount(other, of: items.count) else { return nil }
            return machine.list(repeated(items, count))
        default: return nil
        }
    }
    override package func inPlace(_ machine: Machine, _ op: BinaryOp, _ other: Value) throws -> Value? {
        switch op {
        case .add:
            try machine.extend(self, with: other)
            return Value(self)
        case .mul:
            guard let count = try machine.repeatCount(other, of: items.count) else { return nil }
            items = repeated(items, count)
            return Value(self)
        default: return nil
        }
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard let other = other.asList else { return nil }
        return try machine.compareSequences(op, { self.items }, { other.items })
    }
}

/// `items * count`.
/// - Precondition: the result was found to fit the memory.
private func repeated(_ items: ContiguousArray<Value>, _ count: Int) -> ContiguousArray<Value> {
    if items.count == 1 { return ContiguousArray(repeating: items[0], count: count) }
    var result: ContiguousArray<Value> = []
    result.reserveCapacity(items.count &* count)
    for _ in 0..<count { result.append(contentsOf: items) }
    return result
}

package final class TupleObject: Object {
    /// Short tuples have room for this many, so that they can be used again.
    private static let leastCapacity = 4

    package private(set) var count: Int
    private let storage: UnsafeMutablePointer<Value>

    package convenience init(_ type: ClassObject, _ items: ContiguousArray<Value>) {
        self.init(type, count: items.count)
        items.withUnsafeBufferPointer { if let base = $0.baseAddress { fill(from: base, count: items.count) } }
        type.heap.noteLarge(items.count &* 8)
    }

    /// A tuple that `fill` makes complete.
    init(_ type: ClassObject, count: Int) {
        self.count = count
        storage = .allocate(capacity: max(count, TupleObject.leastCapacity))
        super.init(type, kind: .tuple, heap: type.heap)
    }

    deinit { storage.deallocate() }

    /// Takes its items, as many as it was made for, or for a short tuple as many as it has room for.
    @inline(__always) func fill(from base: UnsafePointer<Value>, count: Int) {
        self.count = count
        storage.initialize(from: base, count: count)
    }

    /// The items, copied.
    package var items: ContiguousArray<Value> { ContiguousArray(elements) }
    /// The items as they lie in memory, for as long as the tuple lives.
    var elements: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: storage, count: count) }

    /// - Precondition: `0 <= index < count`.
    @inline(__always) package subscript(index: Int) -> Value {
        precondition(index >= 0 && index < count)
        return storage[index]
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        for index in 0..<count { marker.visit(storage[index]) }
    }
    override package var payloadBytes: Int { count * 8 }
    override package func repr(_ machine: Machine) throws -> String {
        try machine.guardedRepr(self, "(...)") {
            let parts = try items.map { try machine.repr($0) }
            return "(" + parts.joined(separator: ", ") + (parts.count == 1 ? ",)" : ")")
        }
    }
    override package func truth(_ machine: Machine) -> Bool { count != 0 }
    override package func length(_ machine: Machine) -> Int? { count }
    override package func hash(_ machine: Machine) throws -> Int {
        try machine.guardDepth {
            var hashes: [Int] = []
            hashes.reserveCapacity(count)
            for item in items {
                if hashes.count & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
                hashes.append(try machine.hash(item))
            }
            return PythonHash.tuple(hashes)
        }
    }
    override package func iterator(_ machine: Machine) -> Value? {
        Value(TupleIterator(machine.types.tupleIterator, self))
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        for (index, other) in items.enumerated() {
            if index & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
            if try machine.isSameOrEqual(other, item) { return true }
        }
        return false
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        if key.isSmallInt, key.smallInt >= 0, key.smallInt < count { return storage[key.smallInt] }
        if let slice = key.asSlice {
            let range = try machine.resolve(slice, length: count)
            let type = type.keepsTypeWhenSliced ? type : machine.types.tuple
            return Value(TupleObject(type, range.picked(from: items)))
        }
        return self[try machine.sequenceIndex(key, count: count, of: "tuple", "tuple index out of range")]
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        switch op {
        case .add where !reflected:
            guard let other = other.asTuple else {
                throw machine.error(
                    .typeError, "can only concatenate tuple (not \"\(machine.typeName(other))\") to tuple")
            }
            try machine.checkSize(count + other.count)
            return machine.tuple(items + other.items)
        case .mul:
            guard let count = try machine.repeatCount(other, of: items.count) else { return nil }
            if count == 1, hasType(machine.types.tuple) { return Value(self) }
            return machine.tuple(repeated(items, count))
        default: return nil
        }
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard let other = other.asTuple else { return nil }
        return try machine.compareSequences(op, { self.items }, { other.items })
    }
}

package final class BytesObject: Object {
    package let bytes: [UInt8]

    package init(_ type: ClassObject, _ bytes: [UInt8]) {
        self.bytes = bytes
        super.init(type, kind: .bytes, heap: type.heap)
        type.heap.noteLarge(bytes.count)
    }

    override package var payloadBytes: Int { bytes.count }
    override package func repr(_ machine: Machine) throws -> String {
        let text = bytes.withUnsafeBufferPointer { TextRepr.reprBytes($0) { machine.isInterrupted } }
        try machine.checkInterrupt()
        return String(decoding: text, as: UTF8.self)
    }
    override package func truth(_ machine: Machine) -> Bool { !bytes.isEmpty }
    override package func length(_ machine: Machine) -> Int? { bytes.count }
    override package func hash(_ machine: Machine) -> Int {
        var hasher: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hasher = (hasher ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int(bitPattern: UInt(hasher >> 1))
    }
    override package func iterator(_ machine: Machine) -> Value? {
        Value(IndexIterator(machine.types.bytesIterator, Value(self), .bytes))
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try machine.containsBytes(bytes, item)
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        if let slice = key.asSlice {
            let range = try machine.resolve(slice, length: bytes.count)
            return machine.bytes(range.picked(from: bytes))
        }
        let index = try machine.sequenceIndex(key, count: bytes.count, of: "byte", "index out of range")
        return Value(small: Int(bytes[index]))
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        switch op {
        case .add where !reflected:
            guard let other = other.asBuffer else {
                throw machine.error(.typeError, "can't concat \(machine.typeName(other)) to bytes")
            }
            return machine.bytes(bytes + other)
        case .mul:
            guard let count = try machine.repeatCount(other, of: bytes.count) else { return nil }
            if count == 1, type === machine.types.bytes { return Value(self) }
            return machine.bytes(bytes.repeated(count))
        case .mod where !reflected: return machine.bytes(try machine.percentFormat(bytes, other))
        default: return nil
        }
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard let other = other.asBuffer else { return nil }
        return Value(bytes.compared(op, to: other))
    }
}

/// `range(start, stop, step)` within the native integers.
package final class RangeObject: Object {
    package let start: Int
    package let stop: Int
    package let step: Int
    package let count: Int

    /// - Precondition: `step` is not 0.
    init(_ type: ClassObject, start: Int, stop: Int, step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        count = RangeObject.count(start: start, stop: stop, step: step)
        super.init(type, kind: .range, heap: type.heap)
    }

    static func count(start: Int, stop: Int, step: Int) -> Int {
        guard step > 0 ? start < stop : start > stop else { return 0 }
        let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
        return Int(clamping: (distance - 1) / step.magnitude + 1)
    }

    /// - Precondition: `0 <= index < count`.
    package func item(_ index: Int) -> Int { start &+ index &* step }

    override package func repr(_ machine: Machine) -> String {
        step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
    }
    override package func length(_ machine: Machine) -> Int? { count }
    override package func hash(_ machine: Machine) -> Int {
        PythonHash.tuple(count == 0 ? [0] : count == 1 ? [1, start] : [count, start, step])
    }
    override package func iterator(_ machine: Machine) -> Value? {
        machine.rangeIterator(start: start, step: step, count: count)
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        if item.isBool { return position(of: item == .true ? 1 : 0) != nil }
        guard machine.type(of: item) === machine.types.int else {
            return try machine.containsByIteration(Value(self), item)
        }
        // What does not fit a native integer is in no range.
        return item.nativeInt.flatMap { position(of: $0) } != nil
    }
    /// Where `value` stands in the range; nil if it does not.
    func position(of value: Int) -> Int? {
        guard count > 0, step > 0 ? value >= start && value < stop : value <= start && value > stop else { return nil }
        // The bounds may be further apart than a signed integer tells.
        let distance = step > 0 ? UInt(bitPattern: value &- start) : UInt(bitPattern: start &- value)
        return distance % step.magnitude == 0 ? Int(clamping: distance / step.magnitude) : nil
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        if let slice = key.asSlice {
            let part = try machine.resolve(slice, count: BigInt(count))
            let (first, by) = (BigInt(start), BigInt(step))
            return machine.range(
                type, start: first + part.start * by, stop: first + part.stop * by, step: by * part.step)
        }
        let index = try machine.sequenceIndex(key, count: count, of: "range", "range object index out of range")
        return machine.int(item(index))
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard op == .eq || op == .ne else { return nil }
        if let wide = other.cast(.wideRange, to: WideRange.self) { return wide.compare(machine, op, Value(self)) }
        guard let other = other.asRange else { return nil }
        let equal =
            count == other.count
            && (count == 0 || start == other.start && (count == 1 || step == other.step))
        return Value(equal == (op == .eq))
    }
}

package final class SliceObject: Object {
    package let start: Value
    package let stop: Value
    package let step: Value

    init(_ type: ClassObject, _ start: Value, _ stop: Value, _ step: Value) {
        self.start = start
        self.stop = stop
        self.step = step
        super.init(type, kind: .slice, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([start, stop, step])
    }
    override package func repr(_ machine: Machine) throws -> String {
        "slice(\(try machine.repr(start)), \(try machine.repr(stop)), \(try machine.repr(step)))"
    }
    override package func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(self) }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard let other = other.asSlice else { return nil }
        return try machine.compareSequences(
            op, { [self.start, self.stop, self.step] }, { [other.start, other.stop, other.step] })
    }
}

/// A slice applied to a length: `count` indices from `start` by `step`, all of them valid.
package struct ResolvedSlice {
    package let start: Int
    package let stop: Int
    package let step: Int
    package let count: Int

    package var indices: some Sequence<Int> {
        (0..<count).lazy.map { [start, step] in start &+ $0 &* step }
    }

    func picked(from items: ContiguousArray<Value>) -> ContiguousArray<Value> {
        if step == 1 { return ContiguousArray(items[start..<start + count]) }
        return ContiguousArray(indices.map { items[$0] })
    }
}
