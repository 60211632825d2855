import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The steps that optimizers are made of, in place and in PyTorch's order of rounding.
extension NDArray {
    /// `self += alpha * other`
    @inline(__always)
    func accumulate(_ other: NDArray, _ alpha: Double) throws { try binary_(.add, other, alpha: .float(alpha)) }

    /// `self *= factor`
    @inline(__always)
    func scale(_ factor: Double) throws { try binary_(.mul, .float(factor)) }

    /// `self += number`
    func shift(_ number: Double) throws { try binary_(.add, .float(number)) }

    /// `self += value * a * b`
    func accumulateProduct(_ a: NDArray, _ b: NDArray, _ value: Double) throws {
        try ternary_(.addcmul, a, b, value: value)
    }

    /// `self += value * a / b`
    func accumulateQuotient(_ a: NDArray, _ b: NDArray, _ value: Double) throws {
        try ternary_(.addcdiv, a, b, value: value)
    }

    /// `self` moved towards `other`.
    func approach(_ other: NDArray, _ weight: Double) throws {
        try ternary_(.lerp, other, .scalar(.float(weight), dtype))
    }

    /// `self + alpha * other`
    func plus(_ other: NDArray, _ alpha: Double) throws -> NDArray {
        try .binary(.add, self, other, alpha: .float(alpha))
    }

    /// Adds one to a counter of one element and returns it.
    func countUp() throws -> Double {
        try binary_(.add, .int(1))
        return try item().double
    }

    /// Zeros with this array's shape, type and order of dimensions.
    func zerosLike() throws -> NDArray {
        let out = try clone()
        out.fillUnchecked(.int(0))
        return out
    }
}

extension ParamState {
    /// A tensor that is kept, made when it is not there yet.
    @inline(__always)
    func array(_ name: String, at likely: Int, _ make: () throws -> NDArray) throws -> NDArray {
        if let tensor = tensors.value(name, likely: likely) { return tensor.array }
        let tensor = Tensor(try make())
        tensors.set(name, tensor)
        return tensor.array
    }

    /// The counter `step`, a float32 that starts at 0.
    func step() throws -> NDArray {
        try array("step", at: 0) { try .scalar(.float(0), ParamState.counterType) }
    }

    /// The type of counters: float64 where that is the default.
    private static var counterType: DType { Engine.current.defaultDType == .float64 ? .float64 : .float32 }
}
