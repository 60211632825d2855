import Arrays
import Autograd
import Interpreter

extension Kind {
    package static let tensor = Kind(64)
    package static let layer = Kind(65)
    package static let dtype = Kind(66)
    package static let node = Kind(67)
    package static let gradMode = Kind(68)
    package static let generatorObject = Kind(69)
    package static let optimizer = Kind(70)
    package static let loader = Kind(71)
}

/// A tensor as programs see it. One tensor has one such object as long as anybody holds it, so `is` and attributes
/// work as in PyTorch.
package final class TensorObject: Object {
    package let tensor: Tensor
    /// Where types and options are found. The runtime outlives every object of its machine.
    unowned(unsafe) let torch: TorchRuntime

    init(_ type: ClassObject, _ tensor: Tensor, _ torch: TorchRuntime) {
        self.tensor = tensor
        self.torch = torch
        super.init(type, kind: .tensor, heap: type.heap)
        tensor.wrapper = Unmanaged.passUnretained(self).toOpaque()
        type.heap.notePayload(tensor.array.storage.byteCount &+ 64)
    }

    deinit {
        if tensor.wrapper == Unmanaged.passUnretained(self).toOpaque() { tensor.wrapper = nil }
    }

    override package var payloadBytes: Int { tensor.array.storage.byteCount &+ 64 }

    // MARK: Text

    override package func repr(_ machine: Machine) throws -> String { try torch.repr(tensor, isParameter: isParameter) }
    var isParameter: Bool { type.isSubclass(of: torch.types.parameter) }
    override package func format(_ machine: Machine, _ spec: String) throws -> String {
        if tensor.rank == 0 { return try machine.format(torch.value(try tensor.array.item()), spec) }
        return try super.format(machine, spec)
    }

    // MARK: Truth, length, iteration

    override package func truth(_ machine: Machine) throws -> Bool { try tensor.array.truth() }
    override package func length(_ machine: Machine) throws -> Int? {
        guard tensor.rank > 0 else { throw machine.error(.typeError, "len() of a 0-d tensor") }
        return tensor.shape[0]
    }
    override package func iterator(_ machine: Machine) throws -> Value? {
        guard tensor.rank > 0 else { throw machine.error(.typeError, "iteration over a 0-d tensor") }
        var rows: ContiguousArray<Value> = []
        for row in try Ops.shape.unbind(.tensor(tensor), .int(0)) {
            if rows.count & 0xFFF == 0xFFF { try machine.checkInterrupt() }
            rows.append(torch.wrap(row))
        }
        let list = machine.list(rows)
        rows = []
        return try machine.iterator(of: list)
    }
    override package func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        guard let other = try torch.operandTensor(item) else {
            throw machine.error(
                .runtimeError,
                "Tensor.__contains__ only supports Tensor or scalar, but you passed in a <class '\(machine.typeName(item))'>."
            )
        }
        return try Ops.comparison.eq(tensor, other).array.read { $0.isTrue }.contains(true)
    }

    // MARK: Subscripts

    override package func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        torch.wrap(try torch.getItem(tensor, key))
    }
    override package func setItem(_ machine: Machine, _ key: Value, _ value: Value) throws {
        try torch.setItem(tensor, key, value)
    }

    // MARK: Operators

    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        try torch.binary(op, self, other, reflected: reflected)
    }
    override package func inPlace(_ machine: Machine, _ op: BinaryOp, _ other: Value) throws -> Value? {
        try torch.inPlace(op, self, other)
    }
    override package func unary(_ machine: Machine, _ op: UnaryOp) throws -> Value? {
        switch op {
        case .neg: torch.wrap(try Ops.arithmetic.neg(tensor))
        case .pos: Value(self)
        case .invert: torch.wrap(try Ops.comparison.bitwise_not(tensor))
        }
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard let other = try torch.operandTensor(other, like: tensor) else { return nil }
        let family = Ops.comparison
        let result =
            switch op {
            case .lt: try family.lt(tensor, other)
            case .le: try family.le(tensor, other)
            case .eq: try family.eq(tensor, other)
            case .ne: try family.ne(tensor, other)
            case .gt: try family.gt(tensor, other)
            case .ge: try family.ge(tensor, other)
            }
        return torch.wrap(result)
    }

    // MARK: Numbers

    override package func index(_ machine: Machine) throws -> Value? {
        guard tensor.count == 1, !tensor.dtype.isFloatingPoint, tensor.rank == 0 || tensor.dtype != .bool else {
            throw machine.error(.typeError, "only integer tensors of a single element can be converted to an index")
        }
        return machine.int(try tensor.array.item().int)
    }
    override package func float(_ machine: Machine) throws -> Double? { try tensor.array.item().double }
}

extension Value {
    /// The tensor object, if it is one.
    @inline(__always) package var asTensorObject: TensorObject? { cast(.tensor, to: TensorObject.self) }
    /// The tensor, if it is one.
    @inline(__always) package var asTensor: Tensor? { asTensorObject?.tensor }
}
