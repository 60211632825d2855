import Arrays
import Autograd
import Interpreter

// `x[...]`: subscripts of the language as operands of the indexing operations.
extension TorchRuntime {
    func getItem(_ tensor: Tensor, _ key: Value) throws -> Tensor {
        // One integer is by far the most frequent subscript.
        if key.isSmallInt, tensor.rank > 0 {
            return try Ops.indexing.get(tensor, .int(key.smallInt))
        }
        return try Ops.indexing.get(tensor, try subscriptOperand(key))
    }

    func setItem(_ tensor: Tensor, _ key: Value, _ value: Value) throws {
        guard let source = try operandTensor(value) else {
            throw machine.error(
                .typeError, "can't assign a \(machine.typeName(value)) to a \(tensor.array.typeName)")
        }
        try Ops.indexing.set(tensor, try subscriptOperand(key), source)
    }

    /// A subscript as an operand: a number, slice, tensor, None or Ellipsis, or several in `.items`.
    func subscriptOperand(_ key: Value) throws -> Operand {
        if let tuple = key.asTuple { return .items(try tuple.items.map { try subscriptPart($0) }) }
        return try subscriptPart(key)
    }

    private func subscriptPart(_ part: Value) throws -> Operand {
        if part.isSmallInt { return .int(part.smallInt) }
        if part.isBool { return .bool(part == .true) }
        if part.isNone { return .none }
        if part == .ellipsis { return .ellipsis }
        if let tensor = part.asTensor { return .tensor(tensor) }
        if let slice = part.asSlice {
            return .slice(
                start: try bound(slice.start), stop: try bound(slice.stop), step: try bound(slice.step))
        }
        if part.kind == .list || part.kind == .range {
            return .tensor(try tensor(from: part, dtype: nil))
        }
        if !part.isDouble, let index = try machine.index(of: part) { return .int(try machine.intArgument(index)) }
        throw machine.error(
            .indexError,
            "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got \(machine.typeName(part)))"
        )
    }

    private func bound(_ value: Value) throws -> Int? {
        if value.isNone { return nil }
        guard let index = try machine.index(of: value) else {
            throw machine.error(
                .typeError, "slice indices must be integers or None or have an __index__ method")
        }
        return try machine.intArgument(index)
    }
}
