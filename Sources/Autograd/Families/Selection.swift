import Arrays

/// Choosing by condition and cutting off.
package struct Selection: Sendable {
    package let where_: General = General(
        "where(Tensor condition, Operand input, Operand other)", "Elements of one tensor where true, else the other's.",
        .function, spellings: ["if_else", "ifelse"],
        samples: ["b(2, 3), n(2, 3), n(2, 3)", "b(2, 3), n(3), 0", "b(3), 1.0, n(2, 3)"],
        derivative: .gradient(
            Gradient(
                a: rule { p in try Ops.selection.choose(p.kept(0), p.grad, p.grad.zerosLike()) },
                b: rule { p in try Ops.selection.choose(p.kept(0), p.grad.zerosLike(), p.grad) })),
        differentiable: [1, 2]
    ) { c in
        c.keep(try c.array(0))
        let (a, b) = try Selection.pair(c)
        return try NDArray.select(try c.array(0), a, b)
    }

    package let clamp: General = General(
        "clamp(Tensor input, Number? min=None, Number? max=None)", "Cuts off below min and above max.",
        .pointwise, also: ["clip"], spellings: ["clamp_range"],
        samples: ["n(2, 3), -0.5, 0.5", "n(2, 3), min=0", "n(2, 3), max=0.25"], node: "ClampBackward1",
        derivative: .gradient(
            Gradient(saves: .a) { p in
                let x = try p.a.array
                var outside = try x.isnan()
                if let low = try p.call.optionalScalar(1) { outside = try outside.or(x.lt(low)) }
                if let high = try p.call.optionalScalar(2) { outside = try outside.or(x.gt(high)) }
                return try p.grad.maskedFill(outside)
            })
    ) { c in
        guard !c[1].isNone || !c[2].isNone else {
            throw ArrayError.runtime("torch.clamp: At least one of 'min' or 'max' must not be None")
        }
        return try c.array(0).clamp(min: try c.optionalScalar(1), max: try c.optionalScalar(2))
    }

    let clamp_tensor: General = General(
        "clamp(Tensor input, Tensor? min=None, Tensor? max=None)", "Cuts off below and above, element by element.",
        .pointwise, also: ["clip"], samples: ["n(2, 3), n(3) - 0.5, n(3) + 0.5"], node: "ClampBackward0",
        derivative: .gradient(
            Gradient(
                a: rule(saves: [.a, .b, .c]) { p in
                    let x = try p.a.array
                    var outside = try x.isnan()
                    if let low = try p.saved(1)?.array { outside = try outside.or(x.lt(low)) }
                    if let high = try p.saved(2)?.array { outside = try outside.or(x.gt(high)) }
                    return try p.grad.maskedFill(outside)
                },
                b: rule(saves: [.a, .b, .c]) { p in
                    var inside = try p.a.array.lt(p.b.array)
                    if let high = try p.saved(2)?.array { inside = try inside.and(p.b.array.lt(high)) }
                    return try Ops.selection.choose(inside, p.grad, p.grad.zerosLike())
                },
                c: rule(saves: [.a, .b, .c]) { p in
                    var inside = try p.a.array.gt(p.c.array)
                    if let low = try p.saved(1)?.array { inside = try inside.or(low.gt(p.c.array)) }
                    return try Ops.selection.choose(inside, p.grad, p.grad.zerosLike())
                }))
    ) { c in
        guard !c[1].isNone || !c[2].isNone else {
            throw ArrayError.runtime("torch.clamp: At least one of 'min' or 'max' must not be None")
        }
        var x = try c.array(0)
        if let low = try c.optionalArray(1) { x = try .binary(.maximum, x, low) }
        if let high = try c.optionalArray(2) { x = try .binary(.minimum, x, high) }
        return x
    }

    package let clamp_min: General = General(
        "clamp_min(Tensor input, Number min)", "Cuts off below min.", .pointwise, samples: ["n(2, 3), 0"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try p.grad.maskedFill(p.a.array.lt(p.call.scalar(1))) })
    ) { c in try c.array(0).clamp(min: try c.scalar(1), max: nil) }

    package let clamp_max: General = General(
        "clamp_max(Tensor input, Number max)", "Cuts off above max.", .pointwise, samples: ["n(2, 3), 0"],
        derivative: .gradient(
            Gradient(saves: .a) { p in try p.grad.maskedFill(p.a.array.gt(p.call.scalar(1))) })
    ) { c in try c.array(0).clamp(min: nil, max: try c.scalar(1)) }

    package let masked_fill: General = General(
        "masked_fill(Tensor input, Tensor mask, Number value)", "One number where a mask is true.", .arithmetic,
        samples: ["n(2, 3), b(2, 3), 5", "n(2, 3), b(3), -1.5"],
        derivative: .gradient(
            Gradient { p in try p.grad.maskedFill(p.kept(0)) })
    ) { c in
        c.keep(try c.array(1))
        return try c.array(0).maskedFill(try c.array(1), try c.scalar(2))
    }

    let masked_fill_tensor: General = General(
        "masked_fill(Tensor input, Tensor mask, Tensor value)", "A 0-d tensor's number where a mask is true.",
        .arithmetic, samples: ["n(2, 3), b(2, 3), n()"], node: "MaskedFillBackward1",
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad.maskedFill(p.kept(0)) },
                b: rule { p in
                    try Ops.reductions.sum(Ops.selection.choose(p.kept(0), p.grad, p.grad.zerosLike()))
                })),
        differentiable: [0, 2]
    ) { c in
        c.keep(try c.array(1))
        let value = try c.array(2)
        guard value.rank == 0 else {
            throw ArrayError.runtime(
                "masked_fill only supports a 0-dimensional value tensor, but got tensor with \(value.rank) "
                    + "dimension(s).")
        }
        return try c.array(0).maskedFill(try c.array(1), try value.item())
    }

    /// `torch.where` with a condition that is an array.
    func choose(_ condition: NDArray, _ yes: Tensor, _ no: Tensor) throws -> Tensor {
        try where_(.tensor(Tensor(condition)), .tensor(yes), .tensor(no))
    }

    /// The two choices; a number takes the other's type.
    private static func pair(_ c: Call) throws -> (NDArray, NDArray) {
        let (a, b) = try Binary.pair([c[1], c[2]])
        return (a.array, b.array)
    }
}

extension Pullback {
    /// Saved tensor argument `i`, nil if None was given for it.
    func saved(_ i: Int) throws -> Tensor? { node.hasSaved(i) ? try node.saved(i) : nil }
}
