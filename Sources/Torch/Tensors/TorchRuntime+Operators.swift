import Arrays
import Autograd
import Interpreter

// Operators on tensors: the direct way from an instruction to an operation, without binding arguments.
extension TorchRuntime {
    /// A number of the language as one of the arrays'; nil for anything else.
    @inline(__always) package func scalar(_ value: Value) -> Scalar? {
        if value.isDouble { return .float(value.double) }
        if value.isSmallInt { return .int(value.smallInt) }
        if value.isBool { return .bool(value == .true) }
        guard value.kind == .boxed || value.kind == .bigInt, let plain = machine.plainNumber(value) else { return nil }
        if let big = plain.asBigInt { return .float(Double(big.value)) }
        return scalar(plain)
    }

    /// A tensor, or a number as a 0-d tensor that gives way in type promotion; nil for anything else.
    package func operandTensor(_ value: Value, like other: Tensor? = nil) throws -> Tensor? {
        if let tensor = value.asTensor { return tensor }
        guard let scalar = scalar(value) else { return nil }
        return try Tensor.number(scalar, like: other)
    }

    /// `object op other`, or the reverse; nil where the other is neither tensor nor number.
    func binary(_ op: BinaryOp, _ object: TensorObject, _ other: Value, reflected: Bool) throws -> Value? {
        let tensor = object.tensor
        if let right = other.asTensor {
            return reflected ? nil : wrap(try apply(op, tensor, right))
        }
        guard let number = scalar(other) else { return nil }
        if !reflected, let result = try apply(op, tensor, number) { return wrap(result) }
        let right = try Tensor.number(number, like: tensor)
        if reflected, op == .matmul { return nil }
        return wrap(reflected ? try apply(op, right, tensor) : try apply(op, tensor, right))
    }

    @inline(__always)
    private func apply(_ op: BinaryOp, _ a: Tensor, _ b: Tensor) throws -> Tensor {
        switch op {
        case .add: return try Ops.arithmetic.add(a, b)
        case .sub: return try Ops.arithmetic.sub(a, b)
        case .mul: return try Ops.arithmetic.mul(a, b)
        case .trueDiv: return try Ops.arithmetic.div(a, b)
        case .matmul: return try Ops.products.matmul(a, b)
        case .floorDiv: return try Ops.powers.floor_divide(.tensor(a), .tensor(b))
        default: return try named(op, a, b)
        }
    }

    /// The rarer operators, by the name of their operation.
    private func named(_ op: BinaryOp, _ a: Tensor, _ b: Tensor) throws -> Tensor {
        let name: String
        switch op {
        case .mod: name = "remainder"
        case .pow: name = "pow"
        case .and: name = "bitwise_and"
        case .or: name = "bitwise_or"
        case .xor: name = "bitwise_xor"
        case .lshift: name = "bitwise_left_shift"
        default: name = "bitwise_right_shift"
        }
        let overloads = catalog.overloads(of: name, .method)
        guard let operation = overloads.first(where: { $0.signature.parameters.last?.kind != .number }),
            let result = try operation.call([.tensor(a), .tensor(b)]).asTensor
        else { throw machine.error(.notImplementedError, "operator \(op.symbol) is not part of Gradus") }
        return result
    }

    /// With a number on the right: the operations that take one as it is.
    private func apply(_ op: BinaryOp, _ a: Tensor, _ b: Scalar) throws -> Tensor? {
        switch op {
        case .add: try Ops.arithmetic.add(a, b)
        case .sub: try Ops.arithmetic.sub(a, b)
        case .mul: try Ops.arithmetic.mul(a, b)
        case .trueDiv: try Ops.arithmetic.div(a, b)
        case .pow: try Ops.powers.pow(a, b)
        default: nil
        }
    }

    /// `object op= other`; nil where the other is neither tensor nor number.
    func inPlace(_ op: BinaryOp, _ object: TensorObject, _ other: Value) throws -> Value? {
        guard op != .matmul, let right = try operandTensor(other, like: object.tensor) else { return nil }
        let names: [BinaryOp: String] = [
            .add: "add_", .sub: "sub_", .mul: "mul_", .trueDiv: "div_", .floorDiv: "floor_divide_", .mod: "remainder_",
            .pow: "pow_", .and: "bitwise_and_", .or: "bitwise_or_", .xor: "bitwise_xor_",
            .lshift: "bitwise_left_shift_", .rshift: "bitwise_right_shift_",
        ]
        guard let name = names[op] else { return nil }
        let overloads = catalog.overloads(of: name, .inPlace)
        // `pow_` and `remainder_` take numbers in an overload of their own.
        let number = scalar(other)
        for operation in overloads {
            guard operation.signature.parameters.count > 1 else { continue }
            let kind = operation.signature.parameters[1].kind
            if let number, kind == .number || kind == .operand {
                _ = try operation.callInPlace([.tensor(object.tensor), .number(number)])
                return Value(object)
            }
            if kind == .tensor || kind == .operand {
                _ = try operation.callInPlace([.tensor(object.tensor), .tensor(right)])
                return Value(object)
            }
        }
        return nil
    }
}
