import Arrays
import Autograd
import Interpreter

// `torch.tensor(data)`: nested sequences of numbers become an array.
extension TorchRuntime {
    /// The tensor of nested lists, tuples, numbers and tensors. The element type is inferred unless given.
    ///
    /// Raises PyTorch's TypeError and ValueError for what is no number and for ragged nesting.
    func tensor(from data: Value, dtype: DType?) throws -> Tensor {
        if let source = data.asTensor {
            return Tensor(try dtype.map { try source.array.cast($0).clone() } ?? source.array.clone())
        }
        var reader = NestedReader(torch: self)
        try reader.measure(data)
        var inferred: DType?
        let shape = reader.shape
        guard let count = Dims(shape).checkedProduct else { throw machine.error(.memoryError, "") }
        reader.values.reserveCapacity(min(count, 1 << 20))
        try reader.read(data, depth: 0, &inferred)
        let type = dtype ?? inferred ?? Engine.current.defaultDType
        return Tensor(try NDArray.from(reader.values, shape: Dims(shape), type))
    }
}

/// Walks nested sequences: first down the first items for the shape, then over all of them for the numbers.
private struct NestedReader {
    let torch: TorchRuntime
    private(set) var shape: [Int] = []
    var values: [Scalar] = []
    private var machine: Machine { torch.machine }

    init(torch: TorchRuntime) { self.torch = torch }

    private func items(_ value: Value) throws -> ContiguousArray<Value>? {
        if let items = value.asList?.items ?? value.asTuple?.items { return items }
        if let range = value.asRange {
            try machine.checkSize(range.count)
            return ContiguousArray((0..<range.count).map { machine.int(range.item($0)) })
        }
        if let tensor = value.asTensorObject, tensor.tensor.rank > 0 {
            return try machine.items(of: Value(tensor))
        }
        return nil
    }

    mutating func measure(_ data: Value) throws {
        var value = data
        while let items = try items(value) {
            shape.append(items.count)
            if shape.count > 64 {
                throw machine.error(.valueError, "too many dimensions '\(machine.typeName(data))'")
            }
            guard let first = items.first else { return }
            value = first
        }
    }

    mutating func read(_ value: Value, depth: Int, _ inferred: inout DType?) throws {
        guard depth < shape.count else { return try readNumber(value, &inferred) }
        guard let items = try items(value) else {
            throw machine.error(
                .typeError,
                "expected sequence of length \(shape[depth]) at dim \(depth) (got \(machine.typeName(value)))")
        }
        guard items.count == shape[depth] else {
            throw machine.error(
                .valueError, "expected sequence of length \(shape[depth]) at dim \(depth) (got \(items.count))")
        }
        try machine.checkInterrupt()
        for (index, item) in items.enumerated() {
            if index & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
            try read(item, depth: depth + 1, &inferred)
        }
    }

    private mutating func readNumber(_ value: Value, _ inferred: inout DType?) throws {
        if let scalar = torch.scalar(value) {
            if let big = value.asBigInt, Int(exactly: big.value) == nil {
                throw machine.error(.runtimeError, "Overflow when unpacking long long")
            }
            if let big = value.asBigInt, let int = Int(exactly: big.value) {
                values.append(.int(int))
                return note(.int64, &inferred)
            }
            values.append(scalar)
            switch scalar {
            case .bool: note(.bool, &inferred)
            case .int: note(.int64, &inferred)
            case .float: note(Engine.current.defaultDType, &inferred)
            }
            return
        }
        if let tensor = value.asTensor, tensor.rank == 0 {
            values.append(try tensor.array.item())
            return note(tensor.dtype, &inferred)
        }
        if machine.isIterable(value) && value.asStr == nil {
            throw machine.error(.valueError, "too many dimensions '\(machine.typeName(value))'")
        }
        if value.isNone { throw machine.error(.runtimeError, "Could not infer dtype of NoneType") }
        if value.asStr != nil { throw machine.error(.typeError, "new(): invalid data type 'str'") }
        throw machine.error(.runtimeError, "Could not infer dtype of \(machine.typeName(value))")
    }

    private func note(_ dtype: DType, _ inferred: inout DType?) {
        inferred = inferred.map { DType.promote($0, dtype) } ?? dtype
    }
}
