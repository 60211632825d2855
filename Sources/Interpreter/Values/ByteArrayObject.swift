#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `bytearray`: bytes that a program may change.
package final class ByteArrayObject: Object {
    package var bytes: [UInt8]

    package init(_ type: ClassObject, _ bytes: [UInt8]) {
        self.bytes = bytes
        super.init(type, kind: .byteArray, heap: type.heap)
        type.heap.noteLarge(bytes.count)
    }

    override package var payloadBytes: Int { bytes.capacity }
    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        let saved = bytes
        return { [unowned(unsafe) self] in
            rest?()
            bytes = saved
        }
    }
    override package func repr(_ machine: Machine) throws -> String {
        var text = bytes.withUnsafeBufferPointer { TextRepr.reprBytes($0) { machine.isInterrupted } }
        try machine.checkInterrupt()
        if text.dropFirst().first == UInt8(ascii: "\"") {
            // Single quotes are marked also where they need not be.
            text = text.flatMap { $0 == UInt8(ascii: "'") ? [UInt8(ascii: "\\"), $0] : [$0] }
        }
        return "\(type.name)(\(String(decoding: text, as: UTF8.self)))"
    }
    override package func truth(_ machine: Machine) -> Bool { !bytes.isEmpty }
    override package func length(_ machine: Machine) -> Int? { bytes.count }
    override package func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(self) }
    override package func iterator(_ machine: Machine) -> Value? {
        Value(IndexIterator(machine.types.byteArrayIterator, Value(self), .byteArray))
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try machine.containsBytes(bytes, item)
    }
    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        if let slice = key.asSlice {
            let range = try machine.resolve(slice, length: bytes.count)
            return machine.byteArray(range.picked(from: bytes))
        }
        let index = try machine.sequenceIndex(
            key, count: bytes.count, of: "bytearray", "bytearray index out of range")
        return Value(small: Int(bytes[index]))
    }
    override package func setItem(_ machine: Machine, _ key: Value, _ value: Value) throws {
        if let slice = key.asSlice { return try setSlice(machine, slice, value) }
        let count = bytes.count
        var index = try machine.sequenceIndex(key, count: count, of: "bytearray", "bytearray index out of range")
        let byte = try machine.byte(value, "byte must be in range(0, 256)")
        // The `__index__` of the value may have changed the array.
        if bytes.count != count {
            index = try machine.sequenceIndex(
                key, count: bytes.count, of: "bytearray", "bytearray index out of range")
        }
        bytes[index] = byte
    }
    override package func deleteItem(_ machine: Machine, _ key: Value) throws {
        guard let slice = key.asSlice else {
            let index = try machine.sequenceIndex(
                key, count: bytes.count, of: "bytearray", "bytearray index out of range")
            bytes.remove(at: index)
            return
        }
        let range = try machine.resolve(slice, length: bytes.count)
        if range.step == 1 {
            bytes.removeSubrange(range.start..<range.start + range.count)
        } else {
            let doomed = Set(range.indices)
            bytes = bytes.enumerated().filter { !doomed.contains($0.offset) }.map(\.element)
        }
    }

    private func setSlice(_ machine: Machine, _ slice: SliceObject, _ value: Value) throws {
        if value.asStr != nil || (!machine.isIterable(value) && value.asBuffer == nil) {
            throw machine.error(
                .typeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        }
        let new = try value.asBuffer ?? machine.bytes(of: value)
        let range = try machine.resolve(slice, length: bytes.count)
        if range.step == 1 {
            bytes.replaceSubrange(range.start..<max(range.start, range.stop), with: new)
        } else if new.isEmpty {
            try deleteItem(machine, Value(slice))
        } else if new.count == range.count {
            for (index, byte) in zip(range.indices, new) { bytes[index] = byte }
        } else {
            throw machine.error(
                .valueError,
                "attempt to assign bytes of size \(new.count) to extended slice of size \(range.count)")
        }
    }

    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        switch op {
        case .add where !reflected:
            guard let other = other.asBuffer else {
                throw machine.error(.typeError, "can't concat \(machine.typeName(other)) to bytearray")
            }
            return machine.byteArray(bytes + other)
        case .mul:
            guard let count = try machine.repeatCount(other, of: bytes.count) else { return nil }
            return machine.byteArray(bytes.repeated(count))
        case .mod where !reflected: return machine.byteArray(try machine.percentFormat(bytes, other))
        default: return nil
        }
    }
    override package func inPlace(_ machine: Machine, _ op: BinaryOp, _ other: Value) throws -> Value? {
        switch op {
        case .add:
            guard let more = other.asBuffer else {
                throw machine.error(.typeError, "can't concat \(machine.typeName(other)) to bytearray")
            }
            bytes += more
            return Value(self)
        case .mul:
            guard let count = try machine.repeatCount(other, of: bytes.count) else { return nil }
            bytes = bytes.repeated(count)
            return Value(self)
        default: return nil
        }
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard let other = other.asBuffer else { return nil }
        return Value(bytes.compared(op, to: other))
    }
}

extension [UInt8] {
    /// Whether the comparison of these bytes with others holds.
    func compared(_ op: CompareOp, to other: [UInt8]) -> Bool {
        let order = withUnsafeBufferPointer { mine in
            other.withUnsafeBufferPointer { theirs -> Int in
                guard let a = mine.baseAddress, let b = theirs.baseAddress else { return 0 }
                return Int(memcmp(a, b, Swift.min(mine.count, theirs.count)))
            }
        }
        let isEqual = order == 0 && count == other.count
        return op.holds(less: order < 0 || (order == 0 && count < other.count), equal: isEqual)
    }

    /// `bytes * count`.
    /// - Precondition: the result was found to fit the memory.
    func repeated(_ count: Int) -> [UInt8] {
        if self.count == 1 { return [UInt8](repeating: self[0], count: count) }
        var result: [UInt8] = []
        result.reserveCapacity(self.count &* count)
        for _ in 0..<count { result.append(contentsOf: self) }
        return result
    }
}

extension ResolvedSlice {
    func picked(from bytes: [UInt8]) -> [UInt8] {
        step == 1 ? Array(bytes[start..<start + count]) : indices.map { bytes[$0] }
    }
}

extension Value {
    package var asByteArray: ByteArrayObject? { cast(.byteArray, to: ByteArrayObject.self) }
    package var asMemoryView: MemoryViewObject? { cast(.memoryView, to: MemoryViewObject.self) }

    /// The bytes of a bytes-like object: bytes, a bytearray or a view of one of them that was not released.
    package var asBuffer: [UInt8]? {
        switch kind {
        case .bytes: asBytes?.bytes
        case .byteArray: asByteArray?.bytes
        case .memoryView: asMemoryView?.bytes
        default: nil
        }
    }
}
