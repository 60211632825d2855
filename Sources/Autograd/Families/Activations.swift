import Arrays

/// What stands between the layers of a network.
package struct Activations: Sendable {
    package let relu: Unary = Unary(
        "relu(Tensor input)", "Keeps what is positive, makes the rest 0.",
        [.function, .method, .inPlace, .inPlaceFunction, .functional], spellings: ["rectifier"],
        functional: "relu(Tensor input, bool inplace=False)",
        derivative: .gradient(Gradient(saves: .result) { p in try Ops.activations.relu_backward(p.grad, p.result) }),
        kernel: .relu)

    let relu_backward: Binary = Binary(
        "relu_backward(Tensor grad_output, Tensor result)", "The derivative of relu by its result.", [], samples: [],
        node: "ThresholdBackwardBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try Ops.activations.relu_backward(p.grad, p.b) },
                b: rule { p in try p.grad.zerosLike() }))
    ) { try NDArray.thresholdBackward($0, $1) }

    package let leaky_relu: General = General(
        "leaky_relu(Tensor input, float negative_slope=0.01, bool inplace=False)",
        "Keeps what is positive, makes the rest small.", .functional, also: ["functional.leaky_relu_"],
        samples: ["n(2, 3)", "n(2, 3), 0.2"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let slope = try p.call.double(1, default: 0.01)
                return try p.grad.scaledWhere(p.a.array.gt(.int(0)), 1, slope)
            })
    ) { c in try c.array(0).leakyReLU(try c.double(1, default: 0.01)) }

    package let elu: General = General(
        "elu(Tensor input, float alpha=1.0, bool inplace=False)", "Bends what is negative towards -alpha.",
        .functional, samples: ["n(2, 3)", "n(2, 3), 0.5"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try Activations.eluGradient(p, p.call.double(1, default: 1), 1, 1) })
    ) { c in try c.array(0).elu(alpha: try c.double(1, default: 1), scale: 1, inputScale: 1) }

    package let selu: Unary = Unary(
        "selu(Tensor input)", "A scaled elu that keeps activations normal.",
        [.function, .functional, .inPlaceFunction], node: "EluBackward0",
        derivative: .gradient(
            Gradient(saves: .a) { p in
                try Activations.eluGradient(p, Activations.seluAlpha, Activations.seluScale, 1)
            })
    ) { try $0.elu(alpha: Activations.seluAlpha, scale: Activations.seluScale, inputScale: 1) }

    package let celu: General = General(
        "celu(Tensor input, float alpha=1.0)", "An elu that is smooth for every alpha.", [.function, .functional],
        samples: ["n(2, 3)", "n(2, 3), 0.5"], node: "CeluBackward0",
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let alpha = try p.call.double(1, default: 1)
                return try Activations.eluGradient(p, alpha, 1, 1 / alpha)
            })
    ) { c in
        let alpha = try c.double(1, default: 1)
        if alpha == 0 { throw ArrayError.runtime("ZeroDivisionError: alpha cannot be 0 for CELU") }
        return try c.array(0).elu(alpha: alpha, scale: 1, inputScale: 1 / alpha)
    }

    package let gelu: General = General(
        "gelu(Tensor input, *, str approximate='none')", "The input times its normal probability.", .functional,
        samples: ["n(2, 3)", "n(2, 3), approximate='tanh'"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                if try p.call.string(1, default: "none") == "none" {
                    return try Ops.activations.gelu_backward(p.grad, p.a)
                }
                return try p.grad * Activations.geluTanhSlope(p.a)
            })
    ) { c in
        switch try c.string(1, default: "none") {
        case "none": return try c.array(0).unary(.gelu)
        case "tanh": return try c.array(0).unary(.geluTanh)
        default: throw ArrayError.runtime("approximate argument must be either none or tanh.")
        }
    }

    let gelu_backward: Binary = Binary(
        "gelu_backward(Tensor grad_output, Tensor input)", "The derivative of gelu.", [], samples: [],
        node: "GeluBackwardBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try Ops.activations.gelu_backward(p.grad, p.b) },
                b: rule(saves: [.a, .b]) { p in
                    let density = try Ops.pointwise.exp(p.b * p.b * -0.5) * 0.3989422804014327
                    return try p.grad * p.a * density * (2.0 - p.b * p.b)
                })), kernel: .geluBackward)

    package let silu: Unary = Unary(
        "silu(Tensor input)", "The input times its sigmoid.", .functional, spellings: ["swish"],
        derivative: .gradient(Gradient(saves: .a) { p in try Ops.activations.silu_backward(p.grad, p.a) }),
        kernel: .silu)

    let silu_backward: Binary = Binary(
        "silu_backward(Tensor grad_output, Tensor input)", "The derivative of silu.", [], samples: [],
        node: "SiluBackwardBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try Ops.activations.silu_backward(p.grad, p.b) },
                b: rule(saves: [.a, .b]) { p in
                    let s = try Ops.functions.sigmoid(p.b)
                    return try p.grad * p.a * s * (1.0 - s) * (p.b * (1.0 - s * 2) + 2)
                })), kernel: .siluBackward)

    package let mish: Unary = Unary(
        "mish(Tensor input)", "The input times the tanh of its softplus.", .functional,
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let t = try Ops.functions.tanh(Ops.activations.softplus(.tensor(p.a)))
                return try p.grad * (t + p.a * Ops.functions.sigmoid(p.a) * (1.0 - t * t))
            })
    ) { x in try x.mul(try x.softplus(beta: 1, threshold: 20).tanh()) }

    package let softplus: General = General(
        "softplus(Tensor input, float beta=1, float threshold=20)", "A smooth relu.", .functional,
        samples: ["n(2, 3)", "n(2, 3), 2, 1"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let beta = try p.call.double(1, default: 1)
                let x = try p.a * beta
                let slope = try p.grad * Ops.functions.sigmoid(x)
                let linear = try x.array.gt(.scalar(.float(p.call.double(2, default: 20)), x.dtype))
                return try Ops.selection.choose(linear, p.grad, slope)
            })
    ) { c in
        try c.array(0).softplus(beta: try c.double(1, default: 1), threshold: try c.double(2, default: 20))
    }

    package let hardtanh: General = General(
        "hardtanh(Tensor input, float min_val=-1.0, float max_val=1.0, bool inplace=False)",
        "Cuts off below and above.", .functional, samples: ["n(2, 3)", "n(2, 3), -0.5, 0.25"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                try Activations.insideGradient(p, p.call.double(1, default: -1), p.call.double(2, default: 1))
            })
    ) { c in
        let (low, high) = (try c.double(1, default: -1), try c.double(2, default: 1))
        guard low <= high else { throw ArrayError.value("min_val cannot be greater than max_val") }
        return try c.array(0).clamp(min: .float(low), max: .float(high))
    }

    package let relu6: Unary = Unary(
        "relu6(Tensor input)", "A relu that ends at 6.", .functional, samples: ["n(2, 3)", "n(2, 3) * 4"],
        node: "HardtanhBackward0",
        derivative: .gradient(Gradient(saves: .a) { p in try Activations.insideGradient(p, 0, 6) })
    ) { try $0.clamp(min: .float(0), max: .float(6)) }

    package let hardsigmoid: Unary = Unary(
        "hardsigmoid(Tensor input)", "A sigmoid made of three lines.", .functional,
        samples: ["n(2, 3)", "n(2, 3) * 4"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try Activations.insideGradient(p, -3, 3) * Double(Float(1) / 6) })
    ) { x in
        let shifted = try x.add(3).clamp(min: .float(0), max: .float(6))
        return try shifted.div(6)
    }

    package let hardswish: Unary = Unary(
        "hardswish(Tensor input)", "The input times its hard sigmoid.", .functional,
        samples: ["n(2, 3)", "n(2, 3) * 4"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let low = try p.a.array.le(.float(-3))
                let high = try p.a.array.ge(.float(3))
                let middle = try p.grad * (p.a / 3 + 0.5)
                return try Ops.selection.choose(high, p.grad, middle).maskedFill(low)
            })
    ) { x in
        let gate = try x.add(3).clamp(min: .float(0), max: .float(6))
        return try x.mul(gate).div(6)
    }

    package let hardshrink: General = General(
        "hardshrink(Tensor input, Number lambd=0.5)", "Zero near zero.", [.function, .method, .functional],
        samples: ["n(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                try p.grad.maskedFill(Activations.near(p.a.array, p.call.double(1, default: 0.5)))
            })
    ) { c in
        let x = try c.array(0)
        return try x.maskedFill(try Activations.near(x, try c.double(1, default: 0.5)), .int(0))
    }

    package let softshrink: General = General(
        "softshrink(Tensor input, Number lambd=0.5)", "Shrinks towards zero by lambd.", .functional,
        samples: ["n(2, 3)"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                try p.grad.maskedFill(Activations.near(p.a.array, p.call.double(1, default: 0.5)))
            })
    ) { c in
        let x = try c.array(0)
        let lambd = try c.double(1, default: 0.5)
        guard lambd >= 0 else {
            throw ArrayError.runtime("lambda must be greater or equal to 0, but found to be \(lambd).")
        }
        let part = try x.sub(try x.clamp(min: .float(-lambd), max: .float(lambd)))
        return part
    }

    package let threshold: General = General(
        "threshold(Tensor input, Number threshold, Number value)", "A fixed value for what is not above a threshold.",
        [.function, .functional], samples: ["n(2, 3), 0.1, 20"],
        derivative: .gradient(
            Gradient(saves: .a) { p in
                try p.grad.maskedFill(p.a.array.le(.scalar(p.call.scalar(1), p.a.dtype)))
            })
    ) { c in
        let x = try c.array(0)
        return try x.maskedFill(try x.le(.scalar(try c.scalar(1), x.dtype)), try c.scalar(2))
    }

    package let logsigmoid: Unary = Unary(
        "logsigmoid(Tensor input)", "The logarithm of the sigmoid.", .functional, node: "LogSigmoidBackward0",
        derivative: .gradient(Gradient(saves: .a) { p in try p.grad * Ops.functions.sigmoid(-p.a) }),
        kernel: .logSigmoid)

    package let softsign: Composed = Composed(
        "softsign(Tensor input)", "The input divided by one plus its size.", .functional, samples: ["n(2, 3)"]
    ) { c in
        let x = try c.tensor(0)
        return .tensor(try x / (Ops.pointwise.abs(x) + 1))
    }

    package let tanhshrink: Composed = Composed(
        "tanhshrink(Tensor input)", "The input minus its tanh.", .functional, samples: ["n(2, 3)"]
    ) { c in
        let x = try c.tensor(0)
        return .tensor(try x - Ops.functions.tanh(x))
    }

    // MARK: Parts of rules

    static let seluAlpha = 1.6732632423543772848170429916717
    static let seluScale = 1.0507009873554804934193349852946

    private static func eluGradient(
        _ p: Pullback, _ alpha: Double, _ scale: Double, _ inputScale: Double
    ) throws -> Tensor {
        let x = try p.a
        let bent = try p.grad * Ops.pointwise.exp(x * inputScale) * (alpha * scale * inputScale)
        return try Ops.selection.choose(x.array.gt(.int(0)), p.grad * scale, bent)
    }

    private static func insideGradient(
        _ p: Pullback, _ low: Double, _ high: Double
    ) throws -> Tensor {
        let x = try p.a.array
        let outside = try x.le(.float(low)).or(x.ge(.float(high)))
        return try p.grad.maskedFill(outside)
    }

    private static func near(_ x: NDArray, _ lambd: Double) throws -> NDArray {
        try x.ge(.float(-lambd)).and(x.le(.float(lambd)))
    }

    /// The derivative of gelu by its tanh approximation.
    private static func geluTanhSlope(_ x: Tensor) throws -> Tensor {
        let beta = 0.7978845608028654
        let inner = try (x + x * x * x * 0.044715) * beta
        let t = try Ops.functions.tanh(inner)
        let slope = try (x * x * (3 * 0.044715) + 1) * beta
        return try (t + 1) * 0.5 + x * (1.0 - t * t) * slope * 0.5
    }
}

extension Tensor {
    /// Times one factor where a bool array is true and another where not.
    func scaledWhere(_ mask: NDArray, _ yes: Double, _ no: Double) throws -> Tensor {
        try Ops.selection.choose(mask, self * yes, self * no)
    }
}
