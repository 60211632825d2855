import CKernels

/// Element-by-element operations on one operand.
@frozen
package enum UnaryOp: Int32, CaseIterable, Sendable {
    case neg, abs, sign, square, relu, bitwiseNot, floor, ceil, round, trunc
    case logicalNot, isNaN, isInf, isFinite, signBit
    case exp, exp2, expm1, log, log2, log10, log1p, sqrt, rsqrt, reciprocal
    case tanh, sigmoid, sin, cos, tan, asin, acos, atan, sinh, cosh, asinh, acosh, atanh
    case erf, erfc, erfinv, lgamma, digamma, frac, gelu, geluTanh, silu, logSigmoid
    /// With parameters (see the methods that take them).
    case clamp, clampMin, clampMax, threshold, leakyReLU, elu, softplus, powConstant

    /// Whether the result is bool whatever the operand.
    var isPredicate: Bool { rawValue >= UnaryOp.logicalNot.rawValue && rawValue <= UnaryOp.signBit.rawValue }
    /// Whether integers become the default float first.
    var isFloatFunction: Bool {
        rawValue >= UnaryOp.exp.rawValue && rawValue <= UnaryOp.logSigmoid.rawValue || self == .elu
            || self == .softplus
    }
}

/// Element-by-element operations on two operands.
@frozen
package enum BinaryOp: Int32, CaseIterable, Sendable {
    case add, sub, mul, div, floorDivide, truncDivide, remainder, fmod, pow, maximum, minimum, fmax, fmin
    case atan2, hypot, copysign, logaddexp, and, or, xor, shiftLeft, shiftRight
    case eq, ne, lt, le, gt, ge, logicalAnd, logicalOr, logicalXor
    /// Gradients: the first operand is the gradient of the result; the second the result (sigmoid, tanh) or the
    /// input (gelu, silu); either for threshold, whose method takes the level.
    case thresholdBackward, sigmoidBackward, tanhBackward, geluBackward, siluBackward

    /// Whether the result is bool whatever the operands.
    @inlinable
    package var isPredicate: Bool {
        rawValue >= BinaryOp.eq.rawValue && rawValue <= BinaryOp.logicalXor.rawValue
    }

    /// Whether integers become the default float first.
    var isFloatFunction: Bool {
        switch self {
        case .div, .atan2, .hypot, .copysign, .logaddexp, .sigmoidBackward, .tanhBackward, .geluBackward,
            .siluBackward:
            true
        default: false
        }
    }

    /// Whether a zero in an integer divisor is an error.
    var dividesIntegers: Bool {
        switch self {
        case .floorDivide, .truncDivide, .remainder, .fmod: true
        default: false
        }
    }
}

/// Element-by-element operations on three operands.
@frozen
package enum TernaryOp: Int32, Sendable {
    /// a + value · b · c, a + value · b / c, a + c · (b − a).
    case addcmul, addcdiv, lerp
}

extension DType {
    /// The type kernels compute in: half precisions go through float32.
    @inlinable
    package var computeType: DType { self == .float16 || self == .bfloat16 ? .float32 : self }

    /// `torch.can_cast`: a number of this type may be written into one of the other.
    package func canCast(to other: DType) -> Bool { category <= other.category }

    @inlinable var code: Int32 { Int32(rawValue) }
}

extension Layout {
    /// The layout of an elementwise result: dense operands of one layout keep their order of strides.
    func resultLayout(_ other: Layout? = nil) -> Layout {
        if isContiguous { return offset == 0 ? self : Layout(contiguous: shape) }
        if let other, other.strides != strides || other.shape != shape { return Layout(contiguous: shape) }
        return denseLikeSelf() ?? Layout(contiguous: shape)
    }
}

extension NDArray {
    /// A fresh array of the given dense layout.
    @inlinable
    init(emptyLike layout: Layout, _ dtype: DType) throws {
        storage = try Storage.allocate(layout, dtype)
        self.layout = layout
        self.dtype = dtype
    }
}
