import Arrays

/// One argument of an operation, converted from whatever language called, or one result.
package enum Operand {
    /// Not given, or None.
    case none
    case tensor(Tensor)
    /// A Python number or bool.
    case number(Scalar)
    /// A size, a list of dimensions, …
    case ints([Int])
    case dtype(DType)
    case string(String)
    case tensors([Tensor])
    case generator(Generator)
    /// Several results of different kinds, or a subscript.
    case items([Operand])
    /// One part of a subscript that is neither number nor tensor.
    case slice(start: Int?, stop: Int?, step: Int?)
    case ellipsis

    package static func int(_ value: Int) -> Operand { .number(.int(value)) }
    package static func double(_ value: Double) -> Operand { .number(.float(value)) }
    package static func bool(_ value: Bool) -> Operand { .number(.bool(value)) }

    /// The tensor in it, if it is one.
    package var asTensor: Tensor? {
        if case .tensor(let tensor) = self { return tensor }
        return nil
    }

    /// Whether it is None.
    package var isNone: Bool {
        if case .none = self { return true }
        return false
    }
}

/// The arguments of one call, in the order of the operation's parameters, read by kind.
///
/// Trailing arguments may be left out and read as None. Reading an argument as what it is not throws TypeError; a
/// binder that follows the signature never causes that.
package struct Call {
    package let operands: [Operand]
    /// Arrays the forward kept for its rule.
    var kept: [NDArray] = []

    package init(_ operands: [Operand]) { self.operands = operands }

    /// Argument `i`.
    package subscript(i: Int) -> Operand { i < operands.count ? operands[i] : .none }

    /// Keeps an array for the gradient rule, which finds it by `Pullback.kept`.
    package mutating func keep(_ array: NDArray) { kept.append(array) }

    private func mismatch(_ i: Int, _ wanted: String) -> ArrayError {
        .type("argument \(i + 1) must be \(wanted)")
    }

    /// Argument `i` as a tensor; a number becomes a 0-d one that gives way in type promotion.
    package func tensor(_ i: Int) throws -> Tensor {
        switch self[i] {
        case .tensor(let tensor): return tensor
        case .number(let number): return try Tensor.number(number)
        default: throw mismatch(i, "Tensor")
        }
    }

    /// Argument `i` as a tensor, or nil.
    package func optionalTensor(_ i: Int) throws -> Tensor? { self[i].isNone ? nil : try tensor(i) }
    /// Argument `i`'s array.
    package func array(_ i: Int) throws -> NDArray { try tensor(i).array }
    /// Argument `i`'s array, or nil.
    package func optionalArray(_ i: Int) throws -> NDArray? { try optionalTensor(i)?.array }

    /// Argument `i` as a list of tensors.
    package func tensors(_ i: Int) throws -> [Tensor] {
        switch self[i] {
        case .tensors(let list): return list
        case .tensor(let tensor): return [tensor]
        case .ints(let ints) where ints.isEmpty: return []
        default: throw mismatch(i, "tuple of Tensors")
        }
    }

    /// Argument `i` as a number.
    package func scalar(_ i: Int) throws -> Scalar {
        switch self[i] {
        case .number(let number): return number
        case .tensor(let tensor): return try tensor.array.item()
        default: throw mismatch(i, "Number")
        }
    }

    /// Argument `i` as a number, or nil.
    package func optionalScalar(_ i: Int) throws -> Scalar? { self[i].isNone ? nil : try scalar(i) }
    /// Argument `i` as an integer; None gives the default.
    package func int(_ i: Int, default value: Int? = nil) throws -> Int {
        if self[i].isNone, let value { return value }
        return try scalar(i).int
    }
    /// Argument `i` as an integer, or nil.
    package func optionalInt(_ i: Int) throws -> Int? { try optionalScalar(i)?.int }
    /// Argument `i` as a double; None gives the default.
    package func double(_ i: Int, default value: Double? = nil) throws -> Double {
        if self[i].isNone, let value { return value }
        return try scalar(i).double
    }
    /// Argument `i` as a bool; None is false unless told otherwise.
    package func bool(_ i: Int, default value: Bool = false) throws -> Bool {
        self[i].isNone ? value : try scalar(i).isTrue
    }

    /// Argument `i` as integers; one integer is a list of one.
    package func ints(_ i: Int) throws -> Dims {
        guard let ints = try optionalInts(i) else { throw mismatch(i, "tuple of ints") }
        return ints
    }

    /// Argument `i` as integers, or nil.
    package func optionalInts(_ i: Int) throws -> Dims? {
        switch self[i] {
        case .none: return nil
        case .ints(let ints): return Dims(ints)
        case .number(let number): return Dims(number.int)
        default: throw mismatch(i, "tuple of ints")
        }
    }

    /// Argument `i` as an element type, or nil.
    package func dtype(_ i: Int) throws -> DType? {
        switch self[i] {
        case .none: return nil
        case .dtype(let dtype): return dtype
        default: throw mismatch(i, "torch.dtype")
        }
    }

    /// Argument `i` as a source of random numbers; None gives the session's own.
    package func generator(_ i: Int) throws -> Generator {
        switch self[i] {
        case .none: return Engine.current.generator
        case .generator(let generator): return generator
        default: throw mismatch(i, "torch.Generator")
        }
    }

    /// Argument `i` as text; None gives the default.
    package func string(_ i: Int, default value: String? = nil) throws -> String {
        if case .string(let text) = self[i] { return text }
        if self[i].isNone, let value { return value }
        throw mismatch(i, "str")
    }
}
