import Arrays

/// Elementary functions of each element.
package struct Pointwise: Sendable {
    package let exp: Unary = Unary(
        "exp(Tensor input)", "e to the power of each element.",
        derivative: .gradient(Gradient(saves: .result) { p in try p.grad * p.result }), kernel: .exp)

    package let exp2: Unary = Unary(
        "exp2(Tensor input)", "2 to the power of each element.", also: ["special.exp2"],
        derivative: .gradient(Gradient(saves: .result) { p in try p.grad * p.result * 0.6931471805599453 }),
        kernel: .exp2)

    package let expm1: Unary = Unary(
        "expm1(Tensor input)", "e to the power of each element, minus 1, exact near 0.", also: ["special.expm1"],
        derivative: .gradient(Gradient(saves: .result) { p in try p.grad * (p.result + 1) }), kernel: .expm1)

    package let log: Unary = Unary(
        "log(Tensor input)", "The natural logarithm of each element.", spellings: ["ln"], samples: ["p(2, 3)"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad / p.a }), kernel: .log)

    package let log2: Unary = Unary(
        "log2(Tensor input)", "The logarithm to base 2 of each element.", samples: ["p(2, 3)"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad / (p.a * 0.6931471805599453) }), kernel: .log2)

    package let log10: Unary = Unary(
        "log10(Tensor input)", "The logarithm to base 10 of each element.", samples: ["p(2, 3)"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad / (p.a * 2.3025850929940456) }), kernel: .log10)

    package let log1p: Unary = Unary(
        "log1p(Tensor input)", "The natural logarithm of each element plus 1, exact near 0.",
        also: ["special.log1p"], samples: ["p(2, 3)"], node: "Log1PBackward0",
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad / (p.a + 1) }), kernel: .log1p)

    package let sqrt: Unary = Unary(
        "sqrt(Tensor input)", "The square root of each element.", samples: ["p(2, 3)"],
        derivative: .gradient(Gradient(saves: .result) { p in try p.grad / (p.result * 2) }), kernel: .sqrt)

    package let rsqrt: Unary = Unary(
        "rsqrt(Tensor input)", "One over the square root of each element.", samples: ["p(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .result) { p in try p.grad * -0.5 * Ops.powers.pow(p.result, .int(3)) }), kernel: .rsqrt)

    package let reciprocal: Unary = Unary(
        "reciprocal(Tensor input)", "One over each element.", samples: ["p(2, 3)"],
        derivative: .gradient(Gradient(saves: .result) { p in try -p.grad * (p.result * p.result) }),
        kernel: .reciprocal)

    package let abs: Unary = Unary(
        "abs(Tensor input)", "Each element without its sign.", also: ["absolute"], spellings: ["fabs", "magnitude"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * Ops.pointwise.sgn(p.a) }), kernel: .abs)

    package let sign: Unary = Unary(
        "sign(Tensor input)", "-1, 0 or 1, by the sign of each element.", spellings: ["signum"], derivative: .constant,
        kernel: .sign)

    package let sgn: Unary = Unary(
        "sgn(Tensor input)", "-1, 0 or 1, by the sign of each element.", derivative: .constant, kernel: .sign)

    package let floor: Unary = Unary(
        "floor(Tensor input)", "The next integer below each element.", derivative: .constant, kernel: .floor)

    package let ceil: Unary = Unary(
        "ceil(Tensor input)", "The next integer above each element.", spellings: ["ceiling"], derivative: .constant,
        kernel: .ceil)

    package let trunc: Unary = Unary(
        "trunc(Tensor input)", "Each element without its fraction.", also: ["fix"], derivative: .constant,
        kernel: .trunc)

    package let round: Unary = Unary(
        "round(Tensor input)", "The nearest integer, halves to the even one.", also: ["special.round"],
        derivative: .constant, kernel: .round)

    package let round_decimals: General = General(
        "round(Tensor input, *, int decimals=0)", "The nearest number with so many decimals.", .arithmetic,
        samples: ["n(2, 3), decimals=1"], node: "RoundBackward1", derivative: .constant
    ) { c in try c.array(0).round(decimals: try c.int(1, default: 0)) }

    package let frac: Unary = Unary(
        "frac(Tensor input)", "The fraction of each element.", derivative: .gradient(Gradient { p in try p.grad }),
        kernel: .frac)

    package let sin: Unary = Unary(
        "sin(Tensor input)", "The sine of each element.",
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * Ops.pointwise.cos(p.a) }), kernel: .sin)

    package let cos: Unary = Unary(
        "cos(Tensor input)", "The cosine of each element.",
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * -Ops.pointwise.sin(p.a) }), kernel: .cos)

    package let tan: Unary = Unary(
        "tan(Tensor input)", "The tangent of each element.",
        derivative: .gradient(Gradient(saves: .result) { p in try p.grad * (p.result * p.result + 1) }), kernel: .tan)

    package let asin: Unary = Unary(
        "asin(Tensor input)", "The angle whose sine each element is.", also: ["arcsin"], samples: ["u(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try p.grad * Ops.pointwise.rsqrt(1.0 - p.a * p.a) }), kernel: .asin)

    package let acos: Unary = Unary(
        "acos(Tensor input)", "The angle whose cosine each element is.", also: ["arccos"], samples: ["u(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try p.grad * -Ops.pointwise.rsqrt(1.0 - p.a * p.a) }), kernel: .acos)

    package let atan: Unary = Unary(
        "atan(Tensor input)", "The angle whose tangent each element is.", also: ["arctan"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad / (p.a * p.a + 1) }), kernel: .atan)

    package let sinh: Unary = Unary(
        "sinh(Tensor input)", "The hyperbolic sine of each element.",
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * Ops.pointwise.cosh(p.a) }), kernel: .sinh)

    package let cosh: Unary = Unary(
        "cosh(Tensor input)", "The hyperbolic cosine of each element.",
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * Ops.pointwise.sinh(p.a) }), kernel: .cosh)
}
