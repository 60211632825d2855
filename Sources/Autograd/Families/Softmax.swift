import Arrays

/// Softmax and what goes with it.
package struct Softmax: Sendable {
    package let softmax: General = Softmax.entry("softmax", "Makes probabilities that add up to 1.", log: false)
    package let log_softmax: General = Softmax.entry("log_softmax", "The logarithm of softmax.", log: true)
    let softmax_functional: General = Softmax.functional("softmax", "Makes probabilities that add up to 1.", log: false)
    let log_softmax_functional: General = Softmax.functional("log_softmax", "The logarithm of softmax.", log: true)

    let softmax_backward: General = Softmax.backwardEntry(log: false)
    let log_softmax_backward: General = Softmax.backwardEntry(log: true)

    package let softmin: Composed = Composed(
        "softmin(Tensor input, int? dim=None, int _stacklevel=3, dtype? dtype=None)", "The softmax of the negative.",
        .functional, samples: ["n(2, 3), 1"]
    ) { c in .tensor(try Ops.softmax.softmax_functional(.tensor(-(try c.tensor(0))), c[1], c[2], c[3])) }

    private static func gradient(log: Bool) -> Gradient {
        Gradient(saves: .result) { p in
            let result = try p.result
            let operation = log ? Ops.softmax.log_softmax_backward : Ops.softmax.softmax_backward
            return try operation(.tensor(p.grad), .tensor(result), .int(Softmax.dim(p.call, result.rank)))
        }
    }

    private static func entry(_ name: String, _ summary: String, log: Bool) -> General {
        General(
            "\(name)(Tensor input, int dim, dtype? dtype=None)", summary, also: ["special.\(name)"],
            samples: ["n(2, 3), 1", "n(2, 3), 0", "n(2, 3, 2), 1", "n(), 0"],
            derivative: .gradient(gradient(log: log))
        ) { c in
            let x = try c.array(0)
            let source = try c.dtype(2).map { try x.cast($0) } ?? x
            return try source.softmax(try c.int(1), log: log)
        }
    }

    private static func functional(_ name: String, _ summary: String, log: Bool) -> General {
        General(
            "\(name)(Tensor input, int? dim=None, int _stacklevel=3, dtype? dtype=None)", summary, .functional,
            samples: ["n(2, 3), 1", "n(2, 3), dim=0"], derivative: .gradient(gradient(log: log))
        ) { c in
            let x = try c.array(0)
            if c[1].isNone {
                Engine.current.warn(
                    "Implicit dimension choice for \(name) has been deprecated. Change the call to include dim=X as "
                        + "an argument.")
            }
            let source = try c.dtype(3).map { try x.cast($0) } ?? x
            return try source.softmax(try dim(c, x.rank), log: log)
        }
    }

    /// The dimension, or the one that older versions chose for None.
    private static func dim(_ c: Call, _ rank: Int) throws -> Int {
        try c.optionalInt(1) ?? (rank == 0 || rank == 1 || rank == 3 ? 0 : 1)
    }

    private static func backwardEntry(log: Bool) -> General {
        General(
            "softmax_backward(Tensor grad_output, Tensor output, int dim)", "The derivative of softmax by its result.",
            [], node: log ? "LogSoftmaxBackwardDataBackward0" : "SoftmaxBackwardDataBackward0",
            derivative: .gradient(
                Gradient(
                    a: rule(saves: .b) { p in
                        let (g, y) = (try p.grad, try p.b)
                        return log
                            ? try g - sum(g * Ops.pointwise.exp(y), p) : try (g - sum(g * y, p)) * y
                    },
                    b: rule(saves: [.a, .b]) { p in
                        let (g, u, y) = (try p.grad, try p.a, try p.b)
                        if log { return try -(g * Ops.pointwise.exp(y) * sum(u, p)) }
                        return try g * u - g * sum(u * y, p) - sum(g * y, p) * u
                    }))
        ) { c in
            try NDArray.softmaxBackward(try c.array(0), try c.array(1), try c.int(2), log: log)
        }
    }

    private static func sum(_ x: Tensor, _ p: Pullback) throws -> Tensor {
        try Ops.reductions.sum_dim(.tensor(x), p.call[2], .bool(true))
    }
}
