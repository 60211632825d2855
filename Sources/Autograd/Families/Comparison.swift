import Arrays

/// Comparisons and logic: true or false for each element.
package struct Comparison: Sendable {
    package let eq: Binary = Comparison.compare("eq", "Whether elements are equal.", .eq)
    package let ne: Binary = Comparison.compare("ne", "Whether elements differ.", also: ["not_equal"], .ne)
    package let lt: Binary = Comparison.compare("lt", "Whether elements are less.", also: ["less"], .lt)
    package let le: Binary = Comparison.compare("le", "Whether elements are less or equal.", also: ["less_equal"], .le)
    package let gt: Binary = Comparison.compare("gt", "Whether elements are greater.", also: ["greater"], .gt)
    package let ge: Binary = Comparison.compare(
        "ge", "Whether elements are greater or equal.", also: ["greater_equal"], .ge)

    package let logical_and: Binary = Comparison.logic("logical_and", "Whether both are true.", .logicalAnd)
    package let logical_or: Binary = Comparison.logic("logical_or", "Whether either is true.", .logicalOr)
    package let logical_xor: Binary = Comparison.logic("logical_xor", "Whether exactly one is true.", .logicalXor)
    package let bitwise_and: Binary = Comparison.logic("bitwise_and", "The bits both have.", kind: "Operand", .and)
    package let bitwise_or: Binary = Comparison.logic("bitwise_or", "The bits either has.", kind: "Operand", .or)
    package let bitwise_xor: Binary = Comparison.logic("bitwise_xor", "The bits only one has.", kind: "Operand", .xor)
    package let bitwise_left_shift: Binary = Comparison.logic(
        "bitwise_left_shift", "Bits moved to the left.", kind: "Operand", .shiftLeft)
    package let bitwise_right_shift: Binary = Comparison.logic(
        "bitwise_right_shift", "Bits moved to the right.", kind: "Operand", .shiftRight)

    package let logical_not: Unary = Comparison.test(
        "logical_not", "Whether elements are zero.", faces: .arithmetic, .logicalNot)
    package let bitwise_not: Unary = Comparison.test("bitwise_not", "The other bits.", faces: .arithmetic, .bitwiseNot)
    package let isnan: Unary = Comparison.test("isnan", "Whether elements are not a number.", .isNaN)
    package let isinf: Unary = Comparison.test("isinf", "Whether elements are infinite.", .isInf)
    package let isfinite: Unary = Comparison.test("isfinite", "Whether elements are finite.", .isFinite)
    package let signbit: Unary = Comparison.test("signbit", "Whether elements are negative.", .signBit)

    package let isclose: Composed = Composed(
        "isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)",
        "Whether elements are nearly equal.", samples: ["n(2, 3), n(2, 3)"], derivative: Comparison.why
    ) { c in
        .tensor(
            Tensor(
                try Comparison.close(
                    c, "isclose", rtol: try c.double(2, default: 1e-5), atol: try c.double(3, default: 1e-8),
                    equalNaN: try c.bool(4))))
    }

    package let allclose: Composed = Composed(
        "allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)",
        "Whether all elements are nearly equal.", samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(2, 3) + 1"],
        derivative: Comparison.why
    ) { c in
        let close = try Comparison.close(
            c, "allclose", rtol: try c.double(2, default: 1e-5), atol: try c.double(3, default: 1e-8),
            equalNaN: try c.bool(4))
        return .bool(try close.test(any: false).item().isTrue)
    }

    package let equal: Composed = Composed(
        "equal(Tensor input, Tensor other)", "Whether two tensors have the same shape and elements.",
        samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(3)"], derivative: Comparison.why
    ) { c in
        let (a, b) = (try c.array(0), try c.array(1))
        guard a.shape == b.shape else { return .bool(false) }
        return .bool(try a.eq(b).test(any: false).item().isTrue)
    }

    static let why: Derivative = .notDifferentiable("true and false do not change smoothly")

    private static func compare(
        _ name: String, _ summary: String, also: [String] = [],
        _ kernel: BinaryOp
    ) -> Binary {
        Binary(
            "\(name)(Tensor input, Operand other)", summary, also: also,
            samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(3)", "n(2, 3), 0"], derivative: why, kernel: kernel)
    }

    private static func logic(
        _ name: String, _ summary: String, kind: String = "Tensor",
        _ kernel: BinaryOp
    ) -> Binary {
        Binary(
            "\(name)(Tensor input, \(kind) other)", summary,
            samples: name.hasSuffix("shift") ? ["i(2, 3), i(3)"] : ["b(2, 3), b(3)", "i(2, 3), i(2, 3)"],
            derivative: why, kernel: kernel)
    }

    private static func test(
        _ name: String, _ summary: String, faces: Faces = .both,
        _ kernel: UnaryOp
    ) -> Unary {
        Unary("\(name)(Tensor input)", summary, faces, samples: ["i(2, 3)"], derivative: why, kernel: kernel)
    }

    /// |a - b| <= atol + rtol |b|, element by element.
    private static func close(
        _ c: Call, _ name: String, rtol: Double, atol: Double, equalNaN: Bool
    ) throws -> NDArray {
        let (a, b) = (try c.array(0), try c.array(1))
        guard a.dtype == b.dtype else {
            throw ArrayError.runtime("\(a.dtype.scalarTypeName) did not match \(b.dtype.scalarTypeName)")
        }
        var close = try a.eq(b)
        if equalNaN { close = try close.or(try a.isnan().and(try b.isnan())) }
        guard rtol != 0 || atol != 0 else { return close }
        let type = a.floatType
        let (x, y) = (try a.cast(type), try b.cast(type))
        let allowed = try y.mul(rtol).abs().add(atol)
        let distance = try x.sub(y).abs()
        return try close.or(try distance.isfinite().and(try distance.le(allowed)))
    }
}
