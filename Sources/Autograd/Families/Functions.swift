import Arrays

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sigmoid, tanh and other less elementary functions of each element.
package struct Functions: Sendable {
    package let sigmoid: Unary = Unary(
        "sigmoid(Tensor input)", "Squeezes each element into the range from 0 to 1.",
        [.function, .method, .inPlace, .inPlaceFunction, .functional], also: ["special.expit"],
        spellings: ["logistic"],
        derivative: .gradient(Gradient(saves: .result) { p in try Ops.functions.sigmoid_backward(p.grad, p.result) }),
        kernel: .sigmoid)

    let sigmoid_backward: Binary = Binary(
        "sigmoid_backward(Tensor grad_output, Tensor output)", "The derivative of sigmoid by its result.", [],
        samples: [], node: "SigmoidBackwardBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try Ops.functions.sigmoid_backward(p.grad, p.b) },
                b: rule(saves: [.a, .b]) { p in try p.grad * p.a * (1.0 - p.b * 2) })), kernel: .sigmoidBackward)

    package let tanh: Unary = Unary(
        "tanh(Tensor input)", "Squeezes each element into the range from -1 to 1.",
        [.function, .method, .inPlace, .inPlaceFunction, .functional],
        derivative: .gradient(Gradient(saves: .result) { p in try Ops.functions.tanh_backward(p.grad, p.result) }),
        kernel: .tanh)

    let tanh_backward: Binary = Binary(
        "tanh_backward(Tensor grad_output, Tensor output)", "The derivative of tanh by its result.", [], samples: [],
        node: "TanhBackwardBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try Ops.functions.tanh_backward(p.grad, p.b) },
                b: rule(saves: [.a, .b]) { p in try p.grad * p.a * p.b * -2 })), kernel: .tanhBackward)

    package let asinh: Unary = Unary(
        "asinh(Tensor input)", "The number whose hyperbolic sine each element is.", also: ["arcsinh"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * Ops.pointwise.rsqrt(p.a * p.a + 1) }),
        kernel: .asinh)

    package let acosh: Unary = Unary(
        "acosh(Tensor input)", "The number whose hyperbolic cosine each element is.", also: ["arccosh"],
        samples: ["p(2, 3) + 1"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * Ops.pointwise.rsqrt(p.a * p.a - 1) }),
        kernel: .acosh)

    package let atanh: Unary = Unary(
        "atanh(Tensor input)", "The number whose hyperbolic tangent each element is.", also: ["arctanh"],
        samples: ["u(2, 3)"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad / (1.0 - p.a * p.a) }), kernel: .atanh)

    package let erf: Unary = Unary(
        "erf(Tensor input)", "The error function of each element.", also: ["special.erf"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try Ops.pointwise.exp(-(p.a * p.a)) * 1.1283791670955126 * p.grad }),
        kernel: .erf)

    package let erfc: Unary = Unary(
        "erfc(Tensor input)", "One minus the error function of each element.", also: ["special.erfc"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try Ops.pointwise.exp(-(p.a * p.a)) * -1.1283791670955126 * p.grad }),
        kernel: .erfc)

    package let erfinv: Unary = Unary(
        "erfinv(Tensor input)", "The number whose error function each element is.", also: ["special.erfinv"],
        samples: ["u(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .result) { p in
                try Ops.pointwise.exp(p.result * p.result) * 0.886226925452758 * p.grad
            }), kernel: .erfinv)

    package let lgamma: Unary = Unary(
        "lgamma(Tensor input)", "The logarithm of the gamma function of each element.", .arithmetic,
        also: ["special.gammaln"], samples: ["p(2, 3)"],
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * Ops.functions.digamma(p.a) }), kernel: .lgamma)

    package let digamma: Unary = Unary(
        "digamma(Tensor input)", "The derivative of `lgamma`.", .arithmetic, also: ["special.psi"],
        samples: ["p(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try p.grad * Ops.functions.polygamma(.int(1), .tensor(p.a)) }),
        kernel: .digamma)

    package let polygamma: General = General(
        "polygamma(int n, Tensor input)", "The n-th derivative of `digamma`.", .function, also: ["special.polygamma"],
        samples: ["1, p(2, 3)", "2, p(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                try p.grad * Ops.functions.polygamma(.int(p.call.int(0) &+ 1), .tensor(p.a))
            })
    ) { c in
        let n = try c.int(0)
        guard n >= 0 else { throw ArrayError.runtime("polygamma(n, x) does not support negative n.") }
        let x = try c.array(1)
        if n == 0 { return try x.unary(.digamma) }
        let out = try NDArray(empty: x.shape, x.floatType)
        for i in 0..<out.count { out.setElement(at: i, to: .float(Functions.polygamma(n, x.element(at: i).double))) }
        return out
    }

    package let logit: General = General(
        "logit(Tensor input, float? eps=None)", "The number whose sigmoid each element is.", .arithmetic,
        also: ["special.logit"], samples: ["u(2, 3)", "u(2, 3), 0.25"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let x = try p.a
                let slope = try p.grad / (x * (1.0 - x))
                guard let eps = try p.call.optionalScalar(1)?.double else { return slope }
                return try slope.maskedFill(x.array.lt(.float(eps)).or(x.array.gt(.float(1 - eps))))
            })
    ) { c in
        var x = try c.array(0)
        if let eps = try c.optionalScalar(1)?.double { x = try x.clamp(min: .float(eps), max: .float(1 - eps)) }
        return try x.div(NDArray.binary(.sub, .int(1), x)).log()
    }

    package let deg2rad: Unary = Unary(
        "deg2rad(Tensor input)", "Angles in degrees as radians.", node: "Deg2RadBackward0",
        derivative: .gradient(Gradient { p in try p.grad * 0.017453292519943295 })
    ) { try $0.mul(0.017453292519943295) }

    package let rad2deg: Unary = Unary(
        "rad2deg(Tensor input)", "Angles in radians as degrees.", node: "Rad2DegBackward0",
        derivative: .gradient(Gradient { p in try p.grad * 57.29577951308232 })
    ) { try $0.mul(57.29577951308232) }

    package let nan_to_num: General = General(
        "nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None)",
        "Not-a-number and infinities replaced.", .arithmetic, samples: ["n(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                try p.grad * Tensor(p.a.array.isfinite().cast(p.grad.dtype))
            })
    ) { c in
        let x = try c.array(0)
        guard x.dtype.isFloatingPoint else { return try x.copy() }
        let largest = x.dtype.largest
        let high = try c.optionalScalar(2) ?? .float(largest)
        let low = try c.optionalScalar(3) ?? .float(-largest)
        var out = try x.maskedFill(try x.isnan(), try c.optionalScalar(1) ?? .float(0))
        out = try out.maskedFill(try x.eq(.float(.infinity)), high)
        return try out.maskedFill(try x.eq(.float(-.infinity)), low)
    }
}

extension Functions {
    /// The n-th derivative of digamma, n > 0: recurrence up to a large argument, then the asymptotic series.
    fileprivate static func polygamma(_ n: Int, _ x: Double) -> Double {
        guard n < 100, x > 0 else { return .nan }
        let order = Double(n)
        var x = x
        var sum = 0.0
        var factorial = 1.0
        for i in 1...n { factorial *= Double(i) }
        while x < 30 {
            sum += factorial / pow(x, order + 1)
            x += 1
        }
        var total = factorial / order / pow(x, order) + factorial / 2 / pow(x, order + 1)
        var term = factorial * (order + 1) / 2
        for (k, bernoulli) in [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66].enumerated() {
            let m = Double(2 * (k + 1))
            total += bernoulli * term / pow(x, order + m)
            term *= (order + m) * (order + m + 1) / ((m + 1) * (m + 2))
        }
        return (n.isMultiple(of: 2) ? -1 : 1) * (sum + total)
    }
}

extension NDArray {
    /// The type a function with fractional results gives.
    var floatType: DType { dtype.isFloatingPoint ? dtype : Engine.current.defaultDType }
}

extension DType {
    /// The largest finite number.
    var largest: Double {
        switch self {
        case .float16: 65504
        case .bfloat16: 3.3895313892515355e38
        case .float32: Double(Float.greatestFiniteMagnitude)
        default: Double.greatestFiniteMagnitude
        }
    }
}
