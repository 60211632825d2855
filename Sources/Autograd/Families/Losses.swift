import Arrays

/// Losses.
package struct Losses: Sendable {
    package let mse_loss: General = General(
        "mse_loss(Tensor input, Tensor target, str reduction='mean')", "The mean of the squared differences.",
        .functional, samples: ["n(2, 3), n(2, 3)"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b]) { p in try Losses.mseBackward(p, p.a, p.b) },
                b: rule(saves: [.a, .b]) { p in try Losses.mseBackward(p, p.b, p.a) }))
    ) { c in
        let d = try c.array(0).sub(try c.array(1))
        return try Losses.reduced(try d.mul(d), c, 2)
    }

    private static func mseBackward(_ p: Pullback, _ x: Tensor, _ y: Tensor) throws -> Tensor {
        let mean = try p.call.string(2, default: "mean") == "mean"
        return try (x - y) * p.grad * (mean ? 2 / Double(x.count) : 2)
    }

    static func reduced(_ x: NDArray, _ c: Call, _ i: Int) throws -> NDArray {
        switch try c.string(i, default: "mean") {
        case "none": return x
        case "mean": return try x.mean()
        case "sum": return try x.sum()
        case let other: throw ArrayError.value("\(other) is not a valid value for reduction")
        }
    }
}
