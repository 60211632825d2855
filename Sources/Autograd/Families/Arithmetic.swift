import Arrays

/// Sums, products, powers and what else has an operator.
package struct Arithmetic: Sendable {
    package let add: Binary = Binary(
        "add(Tensor input, Operand other, *, Number alpha=1)", "Adds element by element, `other` times alpha.",
        spellings: ["plus"],
        samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(3)", "n(2, 1), n(3)", "n(2, 3), 2", "n(2), n(2), alpha=3"],
        node: "AddBackward0", derivative: .gradient(Gradient(a: rule { p in try p.grad }, b: rule { p in try p.grad })),
        variant: General(
            "add(Tensor input, Operand other, *, Number alpha=1)", "Adds a multiple.",
            derivative: .gradient(Gradient(a: rule { p in try p.grad }, b: rule { p in try p.grad * p.call.double(2) }))
        ) { c in try Arithmetic.scaled(.add, c) }, kernel: .add)

    package let sub: Binary = Binary(
        "sub(Tensor input, Operand other, *, Number alpha=1)", "Subtracts element by element, `other` times alpha.",
        also: ["subtract"], spellings: ["minus"],
        samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(3)", "n(2, 3), 2", "n(2), n(2), alpha=3"], node: "SubBackward0",
        derivative: .gradient(Gradient(a: rule { p in try p.grad }, b: rule { p in try -p.grad })),
        variant: General(
            "sub(Tensor input, Operand other, *, Number alpha=1)", "Subtracts a multiple.",
            derivative: .gradient(
                Gradient(a: rule { p in try p.grad }, b: rule { p in try p.grad * -p.call.double(2) }))
        ) { c in try Arithmetic.scaled(.sub, c) }, kernel: .sub)

    package let mul: Binary = Binary(
        "mul(Tensor input, Operand other)", "Multiplies element by element.", also: ["multiply"],
        spellings: ["times"], samples: ["n(2, 3), n(2, 3)", "n(2, 3), n(3)", "n(2, 1), n(3)", "n(2, 3), 2"],
        derivative: .gradient(
            Gradient(a: rule(saves: .b) { p in try p.grad * p.b }, b: rule(saves: .a) { p in try p.grad * p.a })),
        kernel: .mul)

    package let div: Binary = Binary(
        "div(Tensor input, Operand other)", "Divides element by element.", also: ["divide", "true_divide"],
        samples: ["n(2, 3), p(2, 3)", "n(2, 3), p(3)", "n(2, 3), 2"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try p.grad / p.b },
                b: rule(saves: [.a, .b]) { p in try -p.grad * (p.a / p.b / p.b) })), kernel: .div)

    package let neg: Unary = Unary(
        "neg(Tensor input)", "Changes the sign.", also: ["negative"], spellings: ["minus"],
        derivative: .gradient(Gradient { p in try -p.grad }), kernel: .neg)

    /// A tensor times, over, or plus a number where PyTorch's own code does it: one input, another node.
    private let mul_number: General = Arithmetic.byNumber("mul", "MulBackward1", .mul) { try $0 * $1 }
    private let div_number: General = Arithmetic.byNumber("div", "DivBackward1", .div) { try $0 / $1 }
    private let add_number: General = Arithmetic.byNumber("add", "AddBackward1", .add) { grad, _ in grad }

    /// `x * factor`.
    func scaled(_ x: Tensor, _ factor: Double) throws -> Tensor { try mul_number(.tensor(x), .double(factor)) }
    /// `x / divisor`.
    func divided(_ x: Tensor, _ divisor: Double) throws -> Tensor { try div_number(.tensor(x), .double(divisor)) }
    /// `x + number`.
    func shifted(_ x: Tensor, _ number: Double) throws -> Tensor { try add_number(.tensor(x), .double(number)) }

    private static func byNumber(
        _ name: String, _ node: String, _ op: BinaryOp,
        _ gradient: @escaping @Sendable (Tensor, Double) throws -> Tensor
    ) -> General {
        General(
            "\(name)(Tensor input, Number other)", "A tensor and a number.", [], node: node,
            derivative: .gradient(Gradient { p in try gradient(p.grad, p.call.double(1)) })
        ) { c in try NDArray.binary(op, c.array(0), c.scalar(1)) }
    }

    /// A sum or difference with a factor for the second operand.
    private static func scaled(_ op: BinaryOp, _ c: Call) throws -> NDArray {
        let (a, b) = try Binary.pair(c.operands)
        return try NDArray.binary(op, a.array, b.array, alpha: try c.scalar(2))
    }
}
