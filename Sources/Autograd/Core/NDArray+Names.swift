import Arrays

// The array operations that rules and forwards are written with, by the names PyTorch gives them.
extension NDArray {
    func add(_ other: NDArray) throws -> NDArray { try .binary(.add, self, other) }
    func sub(_ other: NDArray) throws -> NDArray { try .binary(.sub, self, other) }
    func mul(_ other: NDArray) throws -> NDArray { try .binary(.mul, self, other) }
    func div(_ other: NDArray) throws -> NDArray { try .binary(.div, self, other) }
    func add(_ number: Double) throws -> NDArray { try .binary(.add, self, .float(number)) }
    func mul(_ number: Double) throws -> NDArray { try .binary(.mul, self, .float(number)) }
    func div(_ number: Double) throws -> NDArray { try .binary(.div, self, .float(number)) }
    func eq(_ other: NDArray) throws -> NDArray { try .binary(.eq, self, other) }
    func lt(_ other: NDArray) throws -> NDArray { try .binary(.lt, self, other) }
    func le(_ other: NDArray) throws -> NDArray { try .binary(.le, self, other) }
    func gt(_ other: NDArray) throws -> NDArray { try .binary(.gt, self, other) }
    func ge(_ other: NDArray) throws -> NDArray { try .binary(.ge, self, other) }
    func eq(_ number: Scalar) throws -> NDArray { try .binary(.eq, self, number) }
    func lt(_ number: Scalar) throws -> NDArray { try .binary(.lt, self, number) }
    func le(_ number: Scalar) throws -> NDArray { try .binary(.le, self, number) }
    func gt(_ number: Scalar) throws -> NDArray { try .binary(.gt, self, number) }
    func ge(_ number: Scalar) throws -> NDArray { try .binary(.ge, self, number) }
    func and(_ other: NDArray) throws -> NDArray { try .binary(.logicalAnd, self, other) }
    func or(_ other: NDArray) throws -> NDArray { try .binary(.logicalOr, self, other) }
    func abs() throws -> NDArray { try unary(.abs) }
    func exp() throws -> NDArray { try unary(.exp) }
    func log() throws -> NDArray { try unary(.log) }
    func tanh() throws -> NDArray { try unary(.tanh) }
    func sqrt() throws -> NDArray { try unary(.sqrt) }
    func isnan() throws -> NDArray { try unary(.isNaN) }
    func isfinite() throws -> NDArray { try unary(.isFinite) }

    /// `torch.round(decimals=)`.
    func round(decimals: Int) throws -> NDArray {
        if !dtype.isFloatingPoint { return try copy() }
        var power = 1.0
        for _ in 0..<Swift.min(decimals.magnitude, 400) { power *= 10 }
        if decimals < 0 { return try div(power).unary(.round).mul(power) }
        return try mul(power).unary(.round).div(power)
    }
}
