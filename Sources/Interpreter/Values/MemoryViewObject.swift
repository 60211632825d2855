/// `memoryview` of bytes or a bytearray: `count` bytes from `start` by `step`.
package final class MemoryViewObject: Object {
    /// The bytes or bytearray; None once released. Unretained: traced.
    package private(set) var base: Value
    package let start: Int
    package let step: Int
    package let count: Int
    /// How an item is read: `B`, `b` or `c`.
    package let format: String
    private let isFrozen: Bool

    package init(
        _ type: ClassObject, _ base: Value, start: Int, step: Int, count: Int, format: String = "B",
        isReadOnly: Bool = false
    ) {
        isFrozen = isReadOnly
        self.base = base
        self.start = start
        self.step = step
        self.count = count
        self.format = format
        super.init(type, kind: .memoryView, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(base)
    }

    package var isReleased: Bool { base.isNone }
    package var isReadOnly: Bool { isFrozen || base.asByteArray == nil }
    package func release() { base = .none }

    /// What is seen; nil once released. An array that has become shorter since shows as zeros.
    package var bytes: [UInt8]? {
        guard let source = base.asBytes?.bytes ?? base.asByteArray?.bytes else { return nil }
        if step == 1, start + count <= source.count { return Array(source[start..<start + count]) }
        return (0..<count).map { index in
            let place = start &+ index &* step
            return source.indices.contains(place) ? source[place] : 0
        }
    }

    private func visible(_ machine: Machine) throws -> [UInt8] {
        guard let bytes else {
            throw machine.error(.valueError, "operation forbidden on released memoryview object")
        }
        return bytes
    }

    private func item(_ machine: Machine, _ byte: UInt8) -> Value {
        switch format {
        case "b": Value(small: Int(Int8(bitPattern: byte)))
        case "c": machine.bytes([byte])
        default: Value(small: Int(byte))
        }
    }

    override package func repr(_ machine: Machine) -> String {
        "<\(isReleased ? "released memory" : "memory") at \(hexAddress)>"
    }
    override package func length(_ machine: Machine) throws -> Int? {
        _ = try visible(machine)
        return count
    }
    override package func hash(_ machine: Machine) throws -> Int {
        let bytes = try visible(machine)
        guard isReadOnly else { throw machine.error(.valueError, "cannot hash writable memoryview object") }
        return try machine.hash(machine.bytes(bytes))
    }
    override package func iterator(_ machine: Machine) throws -> Value? {
        _ = try visible(machine)
        var index = 0
        return machine.iterator(machine.types.memoryIterator, over: self) { machine, view in
            guard index < view.count else { return nil }
            index += 1
            return view.item(machine, try view.visible(machine)[index - 1])
        }
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try machine.containsByIteration(Value(self), item)
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        let bytes = try visible(machine)
        if let slice = key.asSlice {
            let range = try machine.resolve(slice, length: count)
            return Value(
                MemoryViewObject(
                    type, base, start: start &+ range.start &* step, step: step &* range.step, count: range.count,
                    format: format, isReadOnly: isFrozen))
        }
        guard try machine.index(of: key) != nil else {
            throw machine.error(.typeError, "memoryview: invalid slice key")
        }
        return item(
            machine, bytes[try machine.sequenceIndex(key, count: count, of: "", "index out of bounds on dimension 1")])
    }
    override package func setItem(_ machine: Machine, _ key: Value, _ value: Value) throws {
        _ = try visible(machine)
        guard !isReadOnly else { throw machine.error(.typeError, "cannot modify read-only memory") }
        if let slice = key.asSlice {
            let range = try machine.resolve(slice, length: count)
            guard let new = value.asBuffer else {
                throw machine.error(
                    .typeError, "a bytes-like object is required, not '\(machine.typeName(value))'")
            }
            guard new.count == range.count else {
                throw machine.error(
                    .valueError, "memoryview assignment: lvalue and rvalue have different structures")
            }
            for (index, byte) in zip(range.indices, new) { write(byte, at: index) }
            return
        }
        guard try machine.index(of: key) != nil else {
            throw machine.error(.typeError, "memoryview: invalid slice key")
        }
        let index = try machine.sequenceIndex(key, count: count, of: "", "index out of bounds on dimension 1")
        write(try byte(machine, of: value), at: index)
    }
    override package func deleteItem(_ machine: Machine, _ key: Value) throws {
        throw machine.error(
            .typeError, isReadOnly ? "cannot modify read-only memory" : "cannot delete memory")
    }

    private func byte(_ machine: Machine, of value: Value) throws -> UInt8 {
        if format == "c" {
            guard let bytes = value.asBytes?.bytes else {
                throw machine.error(.typeError, "memoryview: invalid type for format 'c'")
            }
            guard bytes.count == 1 else {
                throw machine.error(.valueError, "memoryview: invalid value for format 'c'")
            }
            return bytes[0]
        }
        guard let number = try machine.index(of: value) else {
            throw machine.error(.typeError, "memoryview: invalid type for format '\(format)'")
        }
        let native = number.isSmallInt ? number.smallInt : Int.max
        guard let byte = format == "b" ? Int8(exactly: native).map(UInt8.init(bitPattern:)) : UInt8(exactly: native)
        else { throw machine.error(.valueError, "memoryview: invalid value for format '\(format)'") }
        return byte
    }

    func write(_ byte: UInt8, at index: Int) {
        let place = start &+ index &* step
        guard let array = base.asByteArray, array.bytes.indices.contains(place) else { return }
        array.bytes[place] = byte
    }

    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard op == .eq || op == .ne else { return nil }
        if other.asMemoryView === self { return Value(op == .eq) }
        guard other.kind == .memoryView || other.asBuffer != nil else { return nil }
        guard let bytes, let others = other.asBuffer else { return Value(op == .ne) }
        let isEqual: Bool
        if format == "b" || other.asMemoryView?.format == "b" {
            let sameFormat = format == other.asMemoryView?.format
            isEqual = bytes == others && (sameFormat || bytes.allSatisfy { $0 < 0x80 })
        } else {
            isEqual = bytes == others
        }
        return Value(isEqual == (op == .eq))
    }
}
