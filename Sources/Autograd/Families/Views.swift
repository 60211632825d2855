import Arrays

/// Other views of the same numbers: nothing is copied.
package struct Views: Sendable {
    package let view: General = General(
        "view(Tensor input, ints size)", "The same numbers under another shape, without copying.", .method,
        spellings: ["resize"], samples: ["n(2, 3), (3, 2)", "n(2, 3), (-1,)", "n(2, 3), (1, 2, 3)"], isView: true,
        derivative: .gradient(Gradient { p in try p.grad.viewed(p.shape(0)) })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.viewed(try c.ints(1)))
    }

    package let t: Unary = Unary(
        "t(Tensor input)", "A matrix with rows and columns exchanged.", .both, samples: ["n(2, 3)", "n(3)"],
        node: "TBackward0", isView: true, derivative: .gradient(Gradient { p in try Ops.views.t(p.grad) })
    ) { $0.with(try $0.layout.t()) }

    package let transpose: General = General(
        "transpose(Tensor input, int dim0, int dim1)", "Two dimensions exchanged.", also: ["swapaxes", "swapdims"],
        samples: ["n(2, 3), 0, 1", "n(2, 3, 4), 0, -1"], isView: true,
        derivative: .gradient(Gradient { p in try Ops.views.transpose(.tensor(p.grad), p.call[1], p.call[2]) })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.transposed(try c.int(1), try c.int(2)))
    }

    package let permute: General = General(
        "permute(Tensor input, ints dims)", "The dimensions in another order.",
        samples: ["n(2, 3, 4), (2, 0, 1)", "n(2, 3), (1, 0)"], isView: true,
        derivative: .gradient(
            Gradient { p in
                let order = try p.call.ints(1)
                var inverse = [Int](repeating: 0, count: order.count)
                for (i, dim) in order.enumerated() { inverse[dim < 0 ? dim + order.count : dim] = i }
                return try Ops.views.permute(.tensor(p.grad), .ints(inverse))
            })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.permuted(try c.ints(1)))
    }

    package let expand: General = General(
        "expand(Tensor input, ints size, *, bool implicit=False)", "Dimensions of size 1 repeated, without copying.",
        .method, samples: ["n(3), (2, 3)", "n(2, 1), (-1, 4)"], isView: true,
        derivative: .gradient(Gradient { p in try p.grad })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.expanded(try c.ints(1), type: x.typeName))
    }

    package let unsqueeze: General = General(
        "unsqueeze(Tensor input, int dim)", "A dimension of size 1 put in.",
        samples: ["n(2, 3), 0", "n(2, 3), -1", "n(2, 3), 1"], isView: true,
        derivative: .gradient(Gradient { p in try p.grad.viewed(p.shape(0)) })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.unsqueezed(try c.int(1)))
    }

    package let squeeze: Unary = Unary(
        "squeeze(Tensor input)", "All dimensions of size 1 taken out.", .both, samples: ["n(1, 2, 1, 3)", "n(2, 3)"],
        isView: true, derivative: .gradient(Gradient { p in try p.grad.viewed(p.shape(0)) })
    ) { $0.with(try $0.layout.squeezed()) }

    package let squeeze_dim: General = General(
        "squeeze(Tensor input, int dim)", "One dimension taken out if its size is 1.",
        samples: ["n(1, 2, 1), 0", "n(2, 3), 1"], node: "SqueezeBackward1", isView: true,
        derivative: .gradient(Gradient { p in try p.grad.viewed(p.shape(0)) })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.squeezed(try c.ints(1)))
    }

    package let squeeze_dims: General = General(
        "squeeze(Tensor input, ints dim)", "Some dimensions taken out where their size is 1.",
        samples: ["n(1, 2, 1), (0, 2)"], node: "SqueezeBackward2", isView: true,
        derivative: .gradient(Gradient { p in try p.grad.viewed(p.shape(0)) })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.squeezed(try c.ints(1)))
    }

    /// What a product with a vector does with its extra dimension.
    let squeeze_product: General = General(
        "squeeze_product(Tensor input, int dim)", "The extra dimension of a vector taken out.", [],
        node: "SqueezeBackward4", derivative: .gradient(Gradient { p in try p.grad.viewed(p.shape(0)) })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.squeezed(try c.ints(1)))
    }

    package let select: General = General(
        "select(Tensor input, int dim, int index)", "One index along a dimension, which goes away.",
        samples: ["n(2, 3), 0, 1", "n(2, 3), -1, -1"], isView: true,
        derivative: .gradient(
            Gradient { p in
                let base = Layout(contiguous: p.shape(0))
                return try Ops.strided.embed(p.grad, base, base.selecting(p.call.int(2), along: p.call.int(1)))
            })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.selecting(try c.int(2), along: try c.int(1)))
    }

    /// `x[start:end:step]` along one dimension.
    package let slice: General = General(
        "slice(Tensor input, int dim, int? start, int? end, int step=1)", "Every so many indices of a dimension.", [],
        isView: true,
        derivative: .gradient(
            Gradient { p in
                let base = Layout(contiguous: p.shape(0))
                return try Ops.strided.embed(p.grad, base, Views.slice(base, p.call))
            })
    ) { c in
        let x = try c.array(0)
        return x.with(try Views.slice(x.layout, c))
    }

    package let diagonal: General = General(
        "diagonal(Tensor input, int offset=0, int dim1=0, int dim2=1)", "The diagonal of two dimensions.",
        samples: ["n(3, 3)", "n(3, 4), 1", "n(2, 3, 4), -1, 1, 2"], isView: true,
        derivative: .gradient(
            Gradient { p in
                let base = Layout(contiguous: p.shape(0))
                return try Ops.strided.embed(p.grad, base, Views.diagonal(base, p.call))
            })
    ) { c in
        let x = try c.array(0)
        return x.with(try Views.diagonal(x.layout, c))
    }

    package let unfold: General = General(
        "unfold(Tensor input, int dimension, int size, int step)", "Windows along a dimension, in a new last one.",
        .method, samples: ["n(6), 0, 3, 1", "n(2, 5), 1, 2, 2"], isView: true,
        derivative: .gradient(
            Gradient { p in
                let base = Layout(contiguous: p.shape(0))
                let view = try base.unfolded(p.call.int(1), size: p.call.int(2), step: p.call.int(3))
                return try Ops.strided.embed(p.grad, base, view)
            })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.unfolded(try c.int(1), size: try c.int(2), step: try c.int(3)))
    }

    /// `x[...]`: all of it.
    package let alias: Unary = Unary(
        "alias(Tensor input)", "All of a tensor.", [], node: "AliasBackward0", isView: true,
        derivative: .gradient(Gradient { p in try p.grad })
    ) { $0 }

    /// What reshaping leaves where the numbers do not lie in order but need no copy.
    let reshape_alias: General = General(
        "reshape_alias(Tensor input, ints size)", "The same numbers under another shape.", [], isView: true,
        derivative: .gradient(Gradient { p in try p.grad.viewed(p.shape(0)) })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.viewed(try c.ints(1)))
    }

    /// What reshaping a copy leaves: not a view of anything that can be named.
    package let unsafe_view: General = General(
        "unsafe_view(Tensor input, ints size)", "A fresh tensor's numbers under another shape.", [],
        derivative: .gradient(Gradient { p in try p.grad.viewed(p.shape(0)) })
    ) { c in
        let x = try c.array(0)
        return x.with(try x.layout.viewed(try c.ints(1)))
    }

    private static func slice(_ layout: Layout, _ c: Call) throws -> Layout {
        try layout.slicing(
            try c.int(1), start: try c.optionalInt(2), end: try c.optionalInt(3), step: try c.int(4, default: 1))
    }

    private static func diagonal(_ layout: Layout, _ c: Call) throws -> Layout {
        try layout.diagonal(try c.int(1, default: 0), try c.int(2, default: 0), try c.int(3, default: 1))
    }
}
