/// A Python number that takes part in an operation.
@frozen
package enum Scalar: Equatable, Sendable {
    case bool(Bool)
    case int(Int)
    case float(Double)

    /// The value as a double.
    @inlinable
    package var double: Double {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .int(let value): Double(value)
        case .float(let value): value
        }
    }

    /// The value as an integer; a float is truncated, and what does not fit becomes the smallest integer (as C++
    /// does on x86).
    @inlinable
    package var int: Int {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .int(let value): value
        case .float(let value): Int(exactly: value.rounded(.towardZero)) ?? Int.min
        }
    }

    /// Whether the value is not zero.
    @inlinable
    package var isTrue: Bool {
        switch self {
        case .bool(let value): value
        case .int(let value): value != 0
        case .float(let value): value != 0
        }
    }

    /// The kind of number it is.
    @inlinable
    package var category: DType.Category {
        switch self {
        case .bool: .bool
        case .int: .integral
        case .float: .floating
        }
    }

    /// The type `torch.tensor` gives it: bool, int64 or the default float type.
    @inlinable
    package func dtype(defaultFloat: DType = .float32) -> DType {
        switch self {
        case .bool: .bool
        case .int: .int64
        case .float: defaultFloat
        }
    }
}

extension DType {
    /// Throws RuntimeError for a number outside of the type's range, where PyTorch refuses instead of wrapping around.
    /// (Negative numbers wrap in uint8, and half precision has infinity to go to.)
    package func check(_ number: Scalar) throws {
        let fits: Bool
        let range = self == .uint8 ? -255...255 : self == .bool ? nil : integerRange
        switch number {
        case .bool: fits = true
        case .int(let value): fits = range?.contains(value) ?? true
        case .float(let value):
            let whole = value.rounded(.towardZero)
            if let range {
                fits = whole >= Double(range.lowerBound) && whole <= Double(range.upperBound)
            } else {
                switch self {
                case .int64: fits = value >= -0x1p63 && value < 0x1p63
                case .float32: fits = !value.isFinite || abs(value) <= Double(Float.greatestFiniteMagnitude)
                default: fits = true
                }
            }
        }
        guard fits else {
            throw ArrayError.runtime("value cannot be converted to type \(cppName) without overflow")
        }
    }

    /// `torch.promote_types`: the smallest type that holds both.
    @inlinable
    package static func promote(_ a: DType, _ b: DType) -> DType {
        if a == b { return a }
        let (low, high) = a.rawValue < b.rawValue ? (a, b) : (b, a)
        // The enumeration is in order of width, so the higher wins but for these pairs.
        if low == .uint8, high == .int8 { return .int16 }
        if low == .float16, high == .bfloat16 { return .float32 }
        return high
    }

    /// Collects operands and tells `torch.result_type` of them: tensors with dimensions decide first, then
    /// zero-dimensional ones if of a higher category, then Python numbers.
    @frozen
    package struct Promotion: Sendable {
        @usableFromInline var dimensioned: DType?
        @usableFromInline var zeroDim: DType?
        @usableFromInline var number: DType?
        @usableFromInline let defaultFloat: DType

        @inlinable
        package init(defaultFloat: DType = .float32) { self.defaultFloat = defaultFloat }

        /// Takes a tensor's type and whether it has dimensions.
        @inlinable
        package mutating func add(_ dtype: DType, rank: Int) {
            if rank > 0 {
                dimensioned = dimensioned.map { .promote($0, dtype) } ?? dtype
            } else {
                zeroDim = zeroDim.map { .promote($0, dtype) } ?? dtype
            }
        }

        /// Takes a Python number.
        @inlinable
        package mutating func add(_ scalar: Scalar) {
            let dtype = scalar.dtype(defaultFloat: defaultFloat)
            number = number.map { .promote($0, dtype) } ?? dtype
        }

        /// The resulting type; `float32` of nothing.
        @inlinable
        package var result: DType { combine(combine(dimensioned, zeroDim), number) ?? defaultFloat }

        @inlinable
        func combine(_ higher: DType?, _ lower: DType?) -> DType? {
            guard let higher else { return lower }
            guard let lower, lower.category > higher.category else { return higher }
            return lower
        }
    }

    /// `torch.result_type` of two tensors' types.
    @inlinable
    package static func result(_ a: DType, rank aRank: Int, _ b: DType, rank bRank: Int) -> DType {
        if a == b { return a }
        if (aRank > 0) == (bRank > 0) { return promote(a, b) }
        let (strong, weak) = aRank > 0 ? (a, b) : (b, a)
        return weak.category > strong.category ? weak : strong
    }

    /// `torch.result_type` of a tensor's type and a Python number.
    @inlinable
    package static func result(_ a: DType, _ scalar: Scalar, defaultFloat: DType = .float32) -> DType {
        scalar.category > a.category ? scalar.dtype(defaultFloat: defaultFloat) : a
    }
}
