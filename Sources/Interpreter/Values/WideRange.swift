import BigInt

/// A range whose bounds or step do not fit a native integer.
package final class WideRange: Object {
    let start: BigInt
    let stop: BigInt
    let step: BigInt
    let count: BigInt

    /// - Precondition: `step` is not 0.
    init(_ type: ClassObject, start: BigInt, stop: BigInt, step: BigInt) {
        self.start = start
        self.stop = stop
        self.step = step
        count = WideRange.count(start: start, stop: stop, step: step)
        super.init(type, kind: .wideRange, heap: type.heap)
    }

    static func count(start: BigInt, stop: BigInt, step: BigInt) -> BigInt {
        let distance = step > 0 ? stop - start : start - stop
        return distance <= 0 ? 0 : (distance - 1) / BigInt(step.magnitude) + 1
    }

    func item(_ index: BigInt) -> BigInt { start + index * step }

    /// Where `value` stands in the range; nil if it does not.
    func position(of value: BigInt) -> BigInt? {
        guard count > 0, step > 0 ? value >= start && value < stop : value <= start && value > stop else { return nil }
        let (place, rest) = (value - start).quotientAndRemainder(dividingBy: step)
        return rest == 0 ? place : nil
    }

    override package func repr(_ machine: Machine) throws -> String {
        let parts = try (step == 1 ? [start, stop] : [start, stop, step]).map { try machine.repr(machine.int($0)) }
        return "range(\(parts.joined(separator: ", ")))"
    }
    override package func truth(_ machine: Machine) -> Bool { count != 0 }
    override package func length(_ machine: Machine) throws -> Int? {
        guard let count = Int(exactly: count) else {
            throw machine.error(.overflowError, "Python int too large to convert to C ssize_t")
        }
        return count
    }
    override package func hash(_ machine: Machine) throws -> Int {
        let parts = count == 0 ? [count] : count == 1 ? [count, start] : [count, start, step]
        let none = try machine.hash(.none)
        var hashes = parts.map { PythonHash.int($0) }
        while hashes.count < 3 { hashes.append(none) }
        return PythonHash.tuple(hashes)
    }
    override package func iterator(_ machine: Machine) -> Value? {
        Value(WideRangeIterator(machine.types.longRangeIterator, start: start, step: step, count: count))
    }
    func reversed(_ machine: Machine) -> Value {
        let last = count > 0 ? item(count - 1) : start
        return Value(WideRangeIterator(machine.types.longRangeIterator, start: last, step: -step, count: count))
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        let type = machine.type(of: item)
        guard type === machine.types.int || type === machine.types.bool, let value = try machine.bigInt(item) else {
            return try machine.containsByIteration(Value(self), item)
        }
        return position(of: value) != nil
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        if let slice = key.asSlice {
            let part = try machine.resolve(slice, count: count)
            return machine.range(
                type, start: item(part.start), stop: item(part.stop), step: step * part.step)
        }
        guard let index = try machine.index(of: key), let given = try machine.bigInt(index) else {
            throw machine.error(
                .typeError, "range indices must be integers or slices, not \(machine.typeName(key))")
        }
        let index2 = given < 0 ? given + count : given
        guard index2 >= 0, index2 < count else { throw machine.error(.indexError, "range object index out of range") }
        return machine.int(item(index2))
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard op == .eq || op == .ne, let other = machine.wideRange(other) else { return nil }
        let isEqual =
            count == other.count && (count == 0 || start == other.start && (count == 1 || step == other.step))
        return Value(isEqual == (op == .eq))
    }
}

/// Walks a range beyond native integers.
package final class WideRangeIterator: IteratorObject {
    private let start: BigInt
    private let step: BigInt
    private let count: BigInt
    private var index = BigInt(0)

    init(_ type: ClassObject, start: BigInt, step: BigInt, count: BigInt) {
        self.start = start
        self.step = step
        self.count = count
        super.init(type, kind: .iterator, heap: type.heap)
    }

    override package func next(_ machine: Machine) -> Value? {
        guard index < count else { return nil }
        defer { index += 1 }
        return machine.int(start + index * step)
    }
    override package var remainingCount: Int? { Int(clamping: count - index) }
    override package func memento() -> (() -> Void)? {
        let index = index
        return { [unowned(unsafe) self] in self.index = index }
    }
    override package func reduce(_ machine: Machine) -> Value? {
        let range = machine.range(machine.types.range, start: start, stop: start + count * step, step: step)
        return machine.tuple([machine.builtIn("iter"), machine.tuple([range]), machine.int(index)])
    }
    override package func restore(_ machine: Machine, _ state: Value) throws {
        guard let number = try machine.index(of: state), let wanted = try machine.bigInt(number) else {
            throw machine.error(.typeError, "state must be an int, not \(machine.typeName(state))")
        }
        index = max(0, min(wanted, count))
    }
}

/// A slice applied to a length of any size: `slice.indices`.
struct WideSlice {
    let start: BigInt
    let stop: BigInt
    let step: BigInt
}

extension Machine {
    /// A range from integers of any size, held natively where they fit.
    func range(_ type: ClassObject, start: BigInt, stop: BigInt, step: BigInt) -> Value {
        let wide = WideRange.count(start: start, stop: stop, step: step)
        if let first = Int(exactly: start), let last = Int(exactly: stop), let by = Int(exactly: step),
            Int(exactly: wide) != nil
        {
            return Value(RangeObject(type, start: first, stop: last, step: by))
        }
        return Value(WideRange(type, start: start, stop: stop, step: step))
    }

    /// A range of either kind as a wide one; nil for anything else.
    func wideRange(_ value: Value) -> WideRange? {
        if let wide = value.cast(.wideRange, to: WideRange.self) { return wide }
        return value.asRange.map {
            WideRange($0.type, start: BigInt($0.start), stop: BigInt($0.stop), step: BigInt($0.step))
        }
    }

    /// An argument of `range()`. Raises TypeError for what is no integer.
    func rangeArgument(_ value: Value) throws -> BigInt {
        guard let index = try index(of: value), let number = try bigInt(index) else {
            throw error(.typeError, "'\(typeName(value))' object cannot be interpreted as an integer")
        }
        return number
    }

    /// What a slice picks from `count` items, however many they are.
    func resolve(_ slice: SliceObject, count: BigInt) throws -> WideSlice {
        func part(_ value: Value) throws -> BigInt? {
            if value.isNone { return nil }
            guard let index = try index(of: value), let number = try bigInt(index) else {
                throw error(.typeError, "slice indices must be integers or None or have an __index__ method")
            }
            return number
        }
        let step = try part(slice.step) ?? 1
        if step == 0 { throw error(.valueError, "slice step cannot be zero") }
        let low: BigInt = step > 0 ? 0 : -1
        let high = step > 0 ? count : count - 1
        func clamp(_ part: BigInt?, _ absent: BigInt) -> BigInt {
            guard let part else { return absent }
            return min(max(part < 0 ? part + count : part, low), high)
        }
        let start = clamp(try part(slice.start), step > 0 ? low : high)
        let stop = clamp(try part(slice.stop), step > 0 ? high : low)
        return WideSlice(start: start, stop: stop, step: step)
    }
}
