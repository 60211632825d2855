import Arrays

/// Elements picked and placed by tensors of positions.
package struct Gathering: Sendable {
    package let gather: General = General(
        "gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False)",
        "For each position of the index, the element it names along a dimension.",
        samples: ["n(2, 3), 1, torch.tensor([[0, 0], [2, 1]])", "n(2, 3), 0, torch.tensor([[1, 0, 0]])"],
        derivative: .gradient(
            Gradient { p in
                let zeros = Tensor(try NDArray.zeros(p.shape(0), p.dtype(0)))
                return try Ops.gathering.scatter_add(
                    .tensor(zeros), p.call[1], .tensor(Tensor(p.kept(0))), .tensor(p.grad))
            })
    ) { c in
        c.keep(try c.array(2))
        return try c.array(0).gather(try c.int(1), try c.array(2))
    }

    package let scatter: General = General(
        "scatter(Tensor input, int dim, Tensor index, Tensor src)",
        "Elements put where an index names along a dimension.",
        .arithmetic, samples: ["n(2, 3), 1, torch.tensor([[0, 2], [1, 0]]), n(2, 2)"],
        derivative: .gradient(
            Gradient(
                a: rule { p in
                    try Ops.gathering.scatter_number(.tensor(p.grad), p.call[1], .tensor(Tensor(p.kept(0))), .int(0))
                },
                b: rule { p in try Ops.gathering.gather(.tensor(p.grad), p.call[1], .tensor(Tensor(p.kept(0)))) })),
        differentiable: [0, 3]
    ) { c in try Gathering.scattered(&c, add: false) }

    let scatter_number: General = General(
        "scatter(Tensor input, int dim, Tensor index, Number value)", "One number put where an index names.",
        .arithmetic, samples: ["n(2, 3), 1, torch.tensor([[0], [2]]), 5"], node: "ScatterBackward1",
        derivative: .gradient(
            Gradient { p in
                try Ops.gathering.scatter_number(.tensor(p.grad), p.call[1], .tensor(Tensor(p.kept(0))), .int(0))
            })
    ) { c in
        c.keep(try c.array(2))
        let out = try c.array(0).copy()
        try out.scatter_(try c.int(1), try c.array(2), try c.scalar(3))
        out.storage.version = 0
        return out
    }

    package let scatter_add: General = General(
        "scatter_add(Tensor input, int dim, Tensor index, Tensor src)", "Elements added where an index names.",
        .arithmetic, samples: ["n(2, 3), 1, torch.tensor([[0, 0], [1, 0]]), n(2, 2)"],
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad },
                b: rule { p in try Ops.gathering.gather(.tensor(p.grad), p.call[1], .tensor(Tensor(p.kept(0)))) })),
        differentiable: [0, 3]
    ) { c in try Gathering.scattered(&c, add: true) }

    package let index_select: General = General(
        "index_select(Tensor input, int dim, Tensor index)", "Slices along a dimension in the order of positions.",
        samples: ["n(3, 2), 0, torch.tensor([2, 0, 0])", "n(2, 3), 1, torch.tensor([1])"],
        derivative: .gradient(
            Gradient { p in
                let zeros = Tensor(try NDArray.zeros(p.shape(0), p.dtype(0)))
                return try Ops.gathering.index_add(
                    .tensor(zeros), p.call[1], .tensor(Tensor(p.kept(0))), .tensor(p.grad))
            })
    ) { c in
        c.keep(try c.array(2))
        return try c.array(0).indexSelect(try c.int(1), try c.array(2))
    }

    package let index_add: General = General(
        "index_add(Tensor input, int dim, Tensor index, Tensor source, *, Number alpha=1)",
        "Slices added to the slices that positions name.", .arithmetic,
        samples: ["n(3, 2), 0, torch.tensor([2, 0]), n(2, 2)", "n(3, 2), 0, torch.tensor([1, 1]), n(2, 2), alpha=2"],
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad },
                b: rule { p in
                    let part = try Ops.gathering.index_select(.tensor(p.grad), p.call[1], .tensor(Tensor(p.kept(0))))
                    let alpha = try p.call.double(4, default: 1)
                    return alpha == 1 ? part : try part * alpha
                })), differentiable: [0, 3]
    ) { c in
        c.keep(try c.array(2))
        let out = try c.array(0).copy()
        try out.indexAdd_(try c.int(1), try c.array(2), try c.array(3), alpha: try c.optionalScalar(4) ?? .int(1))
        out.storage.version = 0
        return out
    }

    package let index_fill: General = General(
        "index_fill(Tensor input, int dim, Tensor index, Number value)",
        "One number in the slices that positions name.",
        .arithmetic, samples: ["n(3, 2), 0, torch.tensor([2, 0]), 5"],
        derivative: .gradient(
            Gradient { p in
                try Ops.gathering.index_fill(.tensor(p.grad), p.call[1], .tensor(Tensor(p.kept(0))), .int(0))
            })
    ) { c in
        c.keep(try c.array(2))
        let out = try c.array(0).copy()
        try out.indexPut_(try Gathering.along(try c.int(1), out, try c.array(2)), .scalar(try c.scalar(3), out.dtype))
        out.storage.version = 0
        return out
    }

    package let index_copy: General = General(
        "index_copy(Tensor input, int dim, Tensor index, Tensor source)", "Slices put where positions name.",
        .arithmetic, samples: ["n(3, 2), 0, torch.tensor([2, 0]), n(2, 2)"],
        derivative: .gradient(
            Gradient(
                a: rule { p in
                    try Ops.gathering.index_fill(.tensor(p.grad), p.call[1], .tensor(Tensor(p.kept(0))), .int(0))
                },
                b: rule { p in
                    try Ops.gathering.index_select(.tensor(p.grad), p.call[1], .tensor(Tensor(p.kept(0))))
                })), differentiable: [0, 3]
    ) { c in
        c.keep(try c.array(2))
        let out = try c.array(0).copy()
        let dim = try out.layout.wrap(try c.int(1))
        let turned = out.with(try out.layout.movedDim(dim, 0))
        let source = try c.array(3)
        try turned.indexPut_([try c.array(2)], source.with(try source.layout.movedDim(dim, 0)))
        out.storage.version = 0
        return out
    }

    package let masked_select: General = General(
        "masked_select(Tensor input, Tensor mask)", "The elements under a true mask, as a vector.",
        samples: ["n(2, 3), b(2, 3)", "n(2, 3), b(3)"],
        derivative: .gradient(
            Gradient { p in
                let mask = try p.kept(0)
                let shape = try Layout.broadcast(p.shape(0), mask.shape)
                let wide = mask.with(mask.layout.broadcasted(to: shape))
                let zeros = Tensor(try NDArray.zeros(shape, p.dtype(0)))
                return try Ops.indexing.put(zeros, Picks([wide]), p.grad, accumulate: false)
            })
    ) { c in
        c.keep(try c.array(1))
        return try c.array(0).maskedSelect(try c.array(1))
    }

    package let take: General = General(
        "take(Tensor input, Tensor index)", "Elements by their position in the flattened tensor.",
        samples: ["n(2, 3), torch.tensor([0, 5, 5])"],
        derivative: .gradient(
            Gradient { p in
                let shape = p.shape(0)
                let zeros = Tensor(try NDArray.zeros(Dims(shape.product), p.dtype(0)))
                return try Ops.indexing.put(zeros, Picks([p.kept(0)]), p.grad, accumulate: true).viewed(shape)
            })
    ) { c in
        c.keep(try c.array(1))
        return try c.array(0).take(try c.array(1))
    }

    package let take_along_dim: Composed = Composed(
        "take_along_dim(Tensor input, Tensor indices, int? dim=None)", "Elements by positions along a dimension.",
        samples: ["n(2, 3), torch.tensor([[0], [2]]), 1", "n(2, 3), torch.tensor([5, 0])"]
    ) { c in
        let (x, index) = (try c.tensor(0), try c.tensor(1))
        guard let dim = try c.optionalInt(2) else {
            let flat = try Ops.shape.reshape(.tensor(x), .ints([-1]))
            return .tensor(
                try Ops.gathering.gather(
                    .tensor(flat), .int(0), .tensor(Ops.shape.reshape(.tensor(index), .ints([-1])))))
        }
        let d = try x.array.layout.wrap(dim)
        guard x.rank == index.rank, x.rank > 0 else {
            throw ArrayError.runtime(
                "torch.take_along_dim(): input and indices should have the same number of dimensions, but got "
                    + "\(x.rank) dimensions for input, and \(index.rank) dimensions for indices")
        }
        var shape = try Layout.broadcast(x.shape.replacing(d, by: 1), index.shape.replacing(d, by: 1))
        shape[d] = x.shape[d]
        let wide = try Ops.views.expand(.tensor(x), .ints(Array(shape)))
        shape[d] = index.shape[d]
        return .tensor(try Ops.gathering.gather(.tensor(wide), .int(d), .tensor(index.expanded(shape))))
    }

    package let embedding: General = General(
        "embedding(Tensor input, Tensor weight, int? padding_idx=None, float? max_norm=None, float norm_type=2.0, bool scale_grad_by_freq=False, bool sparse=False)",
        "The rows of a table that numbers name.", .functional,
        samples: [
            "torch.tensor([0, 2, 2]), n(3, 2)", "torch.tensor([[0, 1]]), n(3, 2)", "torch.tensor([0, 2]), n(3, 2), 2",
        ],
        derivative: .gradient(
            Gradient { p in
                let index = try p.kept(0)
                let shape = p.shape(0)
                var grad = try p.grad.viewed(Dims(index.count, shape[1]))
                let flat = try index.reshape(Dims(index.count))
                if let padding = try p.call.optionalInt(2) {
                    let row = padding < 0 ? padding + shape[0] : padding
                    let mask = try flat.eq(.int(row))
                    grad = try grad.maskedFill(mask.with(try mask.layout.unsqueezed(1)))
                }
                let zeros = Tensor(try NDArray.zeros(shape, p.dtype(0)))
                return try Ops.gathering.index_add(.tensor(zeros), .int(0), .tensor(Tensor(flat)), .tensor(grad))
            }), differentiable: [1]
    ) { c in
        let (index, weight) = (try c.array(0), try c.array(1))
        guard index.dtype == .int64 || index.dtype == .int32 else {
            throw ArrayError.runtime(
                "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but "
                    + "got \(index.typeName) instead (while checking arguments for embedding)")
        }
        guard weight.rank == 2 else { throw ArrayError.runtime("'weight' must be 2-D") }
        c.keep(index)
        let rows = try weight.indexSelect(0, try index.reshape(Dims(index.count)))
        var shape = index.shape
        shape.append(weight.shape[1])
        return try rows.reshape(shape)
    }

    // MARK: Parts

    private static func scattered(_ c: inout Call, add: Bool) throws -> NDArray {
        c.keep(try c.array(2))
        let out = try c.array(0).copy()
        try out.scatter_(try c.int(1), try c.array(2), try c.array(3), add: add)
        out.storage.version = 0
        return out
    }

    /// Index arrays that have one only for `dim`.
    private static func along(_ dim: Int, _ x: NDArray, _ index: NDArray) throws -> [NDArray?] {
        let d = try x.layout.wrap(dim)
        return (0...d).map { $0 == d ? index : nil }
    }
}

extension Dims {
    /// Without the size at `i`.
    func dropping(_ i: Int) -> Dims {
        var result = self
        result.remove(at: i)
        return result
    }

    /// With another size at `i`.
    func replacing(_ i: Int, by size: Int) -> Dims {
        var result = self
        result[i] = size
        return result
    }
}
