import Arrays

/// Powers, remainders, the larger of two, and other functions of two or three tensors.
package struct Powers: Sendable {
    let pow_number: General = General(
        "pow(Tensor input, Number exponent)", "Each element to a power.", .arithmetic, spellings: ["power"],
        samples: ["n(2, 3), 2", "p(2, 3), 0.5", "n(2, 3), 3", "p(2, 3), -1", "n(2, 3), 0", "p(2, 3), 2.5"],
        node: "PowBackward0",
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let exponent = try p.call.scalar(1)
                if exponent.double == 0 { return try p.grad.zerosLike() }
                let lower: Scalar = if case .int(let n) = exponent { .int(n &- 1) } else { .float(exponent.double - 1) }
                return try p.grad * (Ops.powers.pow(p.a, lower) * exponent.double)
            })
    ) { c in try NDArray.binary(.pow, try c.array(0), try c.scalar(1)) }

    let pow_tensor: Binary = Binary(
        "pow(Tensor input, Tensor exponent)", "Each element to the power of another tensor's.", .arithmetic,
        samples: ["p(2, 3), n(2, 3)", "p(2, 3), n(3)"], node: "PowBackward1",
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in
                    let zero = try p.b.array.eq(.int(0))
                    let slope = try p.grad * (p.b * Ops.powers.pow_tensor(p.a, p.b - 1))
                    return try slope.maskedFill(zero)
                },
                b: rule(saves: [.a, .b, .result]) { p in try Powers.exponentGradient(p, p.a, p.b) })), kernel: .pow)

    let pow_base: General = General(
        "pow(Number self, Tensor exponent)", "A number to the power of each element.", .function,
        samples: ["2, n(2, 3)"], node: "PowBackward2",
        derivative: .gradient(
            Gradient(saves: [.a, .result]) { p in
                try Powers.exponentGradient(p, Tensor.number(p.call.scalar(0), like: p.result), p.a)
            })
    ) { c in
        try NDArray.binary(.pow, try c.scalar(0), try c.array(1))
    }

    package let square: Composed = Composed(
        "square(Tensor input)", "Each element times itself.", .pointwise, samples: ["n(2, 3)"]
    ) { c in .tensor(try Ops.powers.pow(try c.tensor(0), .int(2))) }

    package let rsub: General = General(
        "rsub(Tensor input, Tensor other, *, Number alpha=1)", "`other` minus the tensor times alpha.", .function,
        samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(3), alpha=2"], node: "RsubBackward0",
        derivative: .gradient(
            Gradient(a: rule { p in try p.grad * -p.call.double(2, default: 1) }, b: rule { p in try p.grad }))
    ) { c in
        try NDArray.binary(.sub, c.array(1), c.array(0), alpha: try c.optionalScalar(2) ?? .int(1))
    }

    let rsub_number: General = General(
        "rsub(Tensor input, Number other, Number alpha=1)", "A number minus the tensor times alpha.", .function,
        samples: ["n(2, 3), 2"], node: "RsubBackward1",
        derivative: .gradient(Gradient { p in try p.grad * -p.call.double(2, default: 1) })
    ) { c in
        let x = try c.array(0)
        if c[2].isNeutral { return try NDArray.binary(.sub, try c.scalar(1), x) }
        return try NDArray.binary(.sub, try c.scalar(1), x.mul(try c.double(2)))
    }

    package let floor_divide: General = General(
        "floor_divide(Tensor input, Operand other)", "The quotient rounded down, as Python's //.", .arithmetic,
        samples: [], node: "torch::autograd::NotImplemented",
        derivative: .gradient(
            Gradient { _ in throw ArrayError.runtime("derivative for aten::floor_divide is not implemented") })
    ) { c in
        let (a, b) = try Binary.pair(c.operands)
        return try NDArray.binary(.floorDivide, a.array, b.array)
    }

    let div_rounded: General = General(
        "div(Tensor input, Operand other, *, str? rounding_mode)", "Divides and rounds: 'floor' or 'trunc'.",
        .arithmetic, also: ["divide", "true_divide"],
        samples: ["n(2, 3), p(2, 3), rounding_mode='floor'", "n(2, 3), 0.5, rounding_mode='trunc'"],
        node: "DivBackward2",
        derivative: .gradient(
            Gradient(a: rule { p in try p.grad.zerosLike() }, b: rule { p in try p.grad.zerosLike() }))
    ) { c in
        let (a, b) = try Binary.pair(c.operands)
        switch c[2] {
        case .none: return try a.array.div(b.array)
        case .string("floor"): return try NDArray.binary(.floorDivide, a.array, b.array)
        case .string("trunc"): return try NDArray.binary(.truncDivide, a.array, b.array)
        default:
            throw ArrayError.runtime(
                "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '\(try c.string(2))'")
        }
    }

    let remainder_number: General = General(
        "remainder(Tensor input, Number other)", "The rest of a division, with the divisor's sign.", .arithmetic,
        samples: ["n(2, 3), 2"], derivative: .gradient(Gradient { p in try p.grad })
    ) { c in
        let (a, b) = try Binary.pair(c.operands)
        return try NDArray.binary(.remainder, a.array, b.array)
    }

    package let remainder: Binary = Binary(
        "remainder(Tensor input, Tensor other)", "The rest of a division, with the divisor's sign.",
        spellings: ["mod", "modulo"], samples: ["n(2, 3), p(2, 3)"], node: "RemainderBackward1",
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad },
                b: rule(saves: [.a, .b]) { p in try -p.grad * Tensor(NDArray.binary(.floorDivide, p.a.array, p.b.array))
                })), kernel: .remainder)

    let fmod_number: General = General(
        "fmod(Tensor input, Number other)", "The rest of a division, with the dividend's sign.", .arithmetic,
        samples: ["n(2, 3), 2"], derivative: .gradient(Gradient { p in try p.grad })
    ) { c in
        let (a, b) = try Binary.pair(c.operands)
        return try NDArray.binary(.fmod, a.array, b.array)
    }

    package let fmod: Binary = Binary(
        "fmod(Tensor input, Tensor other)", "The rest of a division, with the dividend's sign.",
        samples: ["n(2, 3), p(2, 3)"], node: "FmodBackward1",
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad },
                b: rule(saves: [.a, .b]) { p in try -p.grad * Tensor(NDArray.binary(.truncDivide, p.a.array, p.b.array))
                })), kernel: .fmod)

    package let maximum: Binary = Binary(
        "maximum(Tensor input, Tensor other)", "The larger of two elements.", .both,
        samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(3)"], derivative: .gradient(Powers.largerGradient(sign: 1)),
        kernel: .maximum)

    package let minimum: Binary = Binary(
        "minimum(Tensor input, Tensor other)", "The smaller of two elements.", .both,
        samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(3)"], derivative: .gradient(Powers.largerGradient(sign: -1)),
        kernel: .minimum)

    package let atan2: Binary = Binary(
        "atan2(Tensor input, Tensor other)", "The angle of the point (other, input).", also: ["arctan2"],
        samples: ["n(2, 3), p(2, 3)"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in try p.grad * (p.b / (p.a * p.a + p.b * p.b)) },
                b: rule(saves: [.a, .b]) { p in try p.grad * (-p.a / (p.a * p.a + p.b * p.b)) })), kernel: .atan2)

    package let hypot: Binary = Binary(
        "hypot(Tensor input, Tensor other)", "The length of the hypotenuse.", samples: ["p(2, 3), p(2, 3)"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .result]) { p in try p.grad * (p.a / p.result) },
                b: rule(saves: [.b, .result]) { p in try p.grad * (p.b / p.result) })), kernel: .hypot)

    package let logaddexp: Binary = Binary(
        "logaddexp(Tensor input, Tensor other)", "The logarithm of the sum of exponentials.", .both,
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in try p.grad / (Ops.pointwise.exp(p.b - p.a) + 1) },
                b: rule(saves: [.a, .b]) { p in try p.grad / (Ops.pointwise.exp(p.a - p.b) + 1) })), kernel: .logaddexp)

    package let xlogy: General = General(
        "xlogy(Tensor input, Operand other)", "The input times the logarithm of the other, 0 where the input is.",
        .arithmetic, also: ["special.xlogy"], samples: ["p(2, 3), p(2, 3)", "p(2, 3), p(3)"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in
                    let zero = try p.a.array.eq(.int(0)).and(p.b.array.le(.int(0)))
                    return try (p.grad * Ops.pointwise.log(p.b)).maskedFill(zero)
                }, b: rule(saves: [.a, .b]) { p in try p.grad * p.a / p.b }))
    ) { c in
        let (x, y) = try Binary.pair(c.operands)
        let (a, b) = (x.array, y.array)
        return try a.mul(b.log()).maskedFill(a.eq(.int(0)).and(b.isnan().unary(.logicalNot)), .int(0))
    }

    package let addcmul: General = General(
        "addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value=1)",
        "Adds a multiple of the product of two tensors.", .arithmetic,
        samples: ["n(2, 3), n(2, 3), n(2, 3)", "n(2, 3), n(3), n(2, 1), value=2"],
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad },
                b: rule(saves: .c) { p in try p.grad * (p.c * p.call.double(3, default: 1)) },
                c: rule(saves: .b) { p in try p.grad * (p.b * p.call.double(3, default: 1)) }))
    ) { c in
        try NDArray.ternary(.addcmul, c.array(0), c.array(1), c.array(2), value: c.double(3, default: 1))
    }

    package let addcdiv: General = General(
        "addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value=1)",
        "Adds a multiple of the quotient of two tensors.", .arithmetic,
        samples: ["n(2, 3), n(2, 3), p(2, 3)", "n(2, 3), n(3), p(2, 1), value=2"],
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad },
                b: rule(saves: .c) { p in try p.grad * p.call.double(3, default: 1) / p.c },
                c: rule(saves: [.b, .c]) { p in
                    try -p.grad * p.call.double(3, default: 1) * (p.b / (p.c * p.c))
                }))
    ) { c in
        try NDArray.ternary(.addcdiv, c.array(0), c.array(1), c.array(2), value: c.double(3, default: 1))
    }

    let lerp_number: General = General(
        "lerp(Tensor input, Tensor end, Number weight)", "A point between two tensors.", .arithmetic,
        samples: ["n(2, 3), n(2, 3), 0.25"],
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad * (1 - p.call.double(2)) }, b: rule { p in try p.grad * p.call.double(2) }))
    ) { c in
        try NDArray.lerp(c.array(0), c.array(1), c.double(2))
    }

    let lerp_tensor: Ternary = Ternary(
        "lerp(Tensor input, Tensor end, Tensor weight)", "A point between two tensors.",
        samples: ["n(2, 3), n(2, 3), u(2, 3)"], node: "LerpBackward1",
        derivative: .gradient(
            Gradient(
                a: rule(saves: .c) { p in try p.grad * (1.0 - p.c) }, b: rule(saves: .c) { p in try p.grad * p.c },
                c: rule(saves: [.a, .b]) { p in try p.grad * (p.b - p.a) }))
    ) { try NDArray.ternary(.lerp, $0, $1, $2) }

    /// `x ** n`.
    package func pow(_ x: Tensor, _ exponent: Scalar) throws -> Tensor {
        try pow_number(.tensor(x), .number(exponent))
    }

    /// The gradient by the exponent: the result times the logarithm of the base, 0 where 0 ** positive.
    private static func exponentGradient(_ p: Pullback, _ base: Tensor, _ exponent: Tensor) throws -> Tensor {
        let zero = try base.array.eq(.int(0))
        let positive = try exponent.array.ge(.int(0))
        return try (p.grad * (p.result * Ops.pointwise.log(base))).maskedFill(zero.and(positive))
    }

    /// Where two elements are equal each gets half.
    private static func largerGradient(sign: Double) -> Gradient {
        @Sendable func share(_ p: Pullback, _ own: Tensor, _ other: Tensor) throws -> Tensor {
            let equal = try own.array.eq(other.array)
            let loses = sign > 0 ? try own.array.lt(other.array) : try own.array.gt(other.array)
            let half = try Ops.selection.choose(equal, p.grad * 0.5, p.grad)
            return try half.maskedFill(loses)
        }
        return Gradient(
            a: rule(saves: [.a, .b]) { p in try share(p, p.a, p.b) },
            b: rule(saves: [.a, .b]) { p in try share(p, p.b, p.a) })
    }
}

extension Tensor {
    /// Zero where a bool array is true.
    func maskedFill(_ mask: NDArray) throws -> Tensor {
        try Ops.selection.masked_fill(.tensor(self), .tensor(Tensor(mask)), .int(0))
    }
}
