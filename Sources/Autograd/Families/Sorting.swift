import Arrays

/// Order, triangles, diagonals, counts.
package struct Sorting: Sendable {
    package let sort: Multiple = Multiple(
        "sort(Tensor input, int dim=-1, bool descending=False)", "The elements in order, and where they were.",
        samples: ["n(5)", "n(2, 3), 0, True"], resultNames: ["values", "indices"],
        derivative: .gradient(Gradient(all: []) { p in [try Sorting.placed(p)] })
    ) { c in
        let (values, index) = try c.array(0).sort(try c.int(1, default: -1), descending: try c.bool(2))
        c.keep(index)
        return [values, index]
    }

    package let argsort: Composed = Composed(
        "argsort(Tensor input, int dim=-1, bool descending=False)", "Where the elements in order were.",
        samples: ["n(5)", "n(2, 3), 0, True"], derivative: Reductions.positions
    ) { c in
        .tensor(Tensor(try c.array(0).sort(try c.int(1, default: -1), descending: try c.bool(2)).index))
    }

    package let topk: Multiple = Multiple(
        "topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True)",
        "The k largest elements, and where they are.", samples: ["n(5), 2", "n(2, 3), 2, 1, False"],
        resultNames: ["values", "indices"],
        derivative: .gradient(Gradient(all: []) { p in [try Sorting.placed(p, dim: 2)] })
    ) { c in
        let (values, index) = try c.array(0).topK(
            try c.int(1), try c.int(2, default: -1), largest: try c.bool(3, default: true))
        c.keep(index)
        return [values, index]
    }

    package let kthvalue: Multiple = Multiple(
        "kthvalue(Tensor input, int k, int dim=-1, bool keepdim=False)", "The k-th smallest element, and where it is.",
        samples: ["n(5), 2", "n(2, 3), 1, 0, True"], resultNames: ["values", "indices"],
        derivative: .gradient(
            Gradient(all: []) { p in
                guard let grad = p.grad(0) else { return [nil] }
                return [try Sorting.placed(p, dim: 2, grad: grad.viewed(p.kept(0).shape))]
            })
    ) { c in
        let x = try c.array(0)
        let dim = try x.layout.wrap(try c.int(2, default: -1))
        let (values, index) = try x.kthValue(try c.int(1), dim, keepDim: true)
        c.keep(index)
        if try c.bool(3) || x.rank == 0 { return [values, index] }
        return [values.with(try values.layout.squeezed([dim])), index.with(try index.layout.squeezed([dim]))]
    }

    package let tril: General = Sorting.triangle("tril", "What lies on and below a diagonal.", lower: true)
    package let triu: General = Sorting.triangle("triu", "What lies on and above a diagonal.", lower: false)

    package let diag_embed: General = General(
        "diag_embed(Tensor input, int offset=0)", "A matrix with a vector on its diagonal.",
        samples: ["n(3)", "n(2), 1"],
        derivative: .gradient(
            Gradient { p in
                try Ops.shape.contiguous(
                    .tensor(Ops.views.diagonal(.tensor(p.grad), p.call[1].orZero, .int(0), .int(1))))
            })
    ) { c in
        let x = try c.array(0)
        guard x.rank == 1 else { throw ArrayError.notImplemented("diag_embed of more than one dimension") }
        return try x.diagonalMatrix(try Sorting.offset(c))
    }

    private let diagonal_copy: General = General(
        "diagonal_copy(Tensor input, int offset=0)", "A copy of the diagonal.", [], node: "DiagonalBackward0_copy",
        derivative: .gradient(
            Gradient { p in
                let base = Layout(contiguous: p.shape(0))
                return try Ops.strided.embed(p.grad, base, base.diagonal(p.call.int(1, default: 0)))
            })
    ) { c in
        let x = try c.array(0)
        return try x.with(try x.layout.diagonal(try c.int(1, default: 0))).copy()
    }

    package let diag: Composed = Composed(
        "diag(Tensor input, int diagonal=0)", "The diagonal of a matrix, or the matrix of a diagonal.",
        samples: ["n(3)", "n(3, 3)", "n(2, 3), 1"]
    ) { c in
        let x = try c.tensor(0)
        switch x.rank {
        case 1: return .tensor(try Ops.sorting.diag_embed(c[0], c[1]))
        case 2: return .tensor(try Ops.sorting.diagonal_copy(c[0], c[1]))
        default:
            throw ArrayError.runtime("diag(): Supports 1D or 2D tensors. Got \(x.rank)D")
        }
    }

    package let trace: General = General(
        "trace(Tensor input)", "The sum of the diagonal.", samples: ["n(3, 3)", "n(2, 3)"],
        derivative: .gradient(
            Gradient { p in
                let base = Layout(contiguous: p.shape(0))
                let diagonal = try base.diagonal()
                return try Ops.strided.embed(p.grad.expanded(diagonal.shape), base, diagonal)
            })
    ) { c in
        let x = try c.array(0)
        guard x.rank == 2 else {
            throw ArrayError.runtime("trace: expected a matrix, but got tensor with dim \(x.rank)")
        }
        return try x.with(try x.layout.diagonal()).sum()
    }

    package let nonzero: Composed = Composed(
        "nonzero(Tensor input, *, bool as_tuple=False)", "Where elements are not zero.",
        samples: ["i(2, 3)", "i(4), as_tuple=True"], derivative: Reductions.positions
    ) { c in
        let positions = try c.array(0).nonzero()
        guard try c.bool(1) else { return .tensor(Tensor(positions)) }
        return .tensors(
            (0..<positions.shape[1]).map { Tensor(positions.with(positions.layout.dropping(1, at: $0))) })
    }

    package let argwhere: Composed = Composed(
        "argwhere(Tensor input)", "Where elements are not zero.", samples: ["i(2, 3)"], derivative: Reductions.positions
    ) { c in .tensor(Tensor(try c.array(0).nonzero())) }

    let where_condition: Composed = Composed(
        "where(Tensor condition)", "Where a condition is true, one tensor for each dimension.", .function,
        samples: ["b(2, 3)"], derivative: Reductions.positions
    ) { c in try Ops.sorting.nonzero.call([c[0], .bool(true)]) }

    package let unique: Composed = Composed(
        "unique(Tensor input, bool sorted=True, bool return_inverse=False, bool return_counts=False, int? dim=None)",
        "The distinct elements in order.", samples: ["i(5)", "i(2, 3), return_inverse=True, return_counts=True"],
        derivative: Reductions.positions
    ) { c in
        guard c[4].isNone else { throw ArrayError.notImplemented("unique along a dimension is not part of Gradus") }
        let (values, inverse, counts) = try c.array(0).unique()
        var results = [Tensor(values)]
        if try c.bool(2) { results.append(Tensor(inverse)) }
        if try c.bool(3) { results.append(Tensor(counts)) }
        return results.count == 1 ? .tensor(results[0]) : .tensors(results)
    }

    package let bincount: Composed = Composed(
        "bincount(Tensor input, Tensor? weights=None, int minlength=0)", "How often each number from 0 occurs.",
        samples: ["i(5).abs()", "i(5).abs(), minlength=9"], derivative: Reductions.positions
    ) { c in
        guard c[1].isNone else { throw ArrayError.notImplemented("bincount with weights is not part of Gradus") }
        return .tensor(Tensor(try c.array(0).binCount(minLength: try c.int(2, default: 0))))
    }

    package let searchsorted: Composed = Composed(
        "searchsorted(Tensor sorted_sequence, Operand input, *, bool out_int32=False, bool right=False)",
        "Where values would go in a sorted tensor.", .function,
        samples: ["torch.tensor([1., 3., 5.]), torch.tensor([3., 0., 9.])"], derivative: Reductions.positions
    ) { c in .tensor(Tensor(try c.array(0).searchSorted(try c.array(1), right: try c.bool(3)))) }

    package let one_hot: Composed = Composed(
        "one_hot(Tensor input, int num_classes=-1)", "A one at each class, zeros elsewhere.", .functional,
        samples: ["torch.tensor([0, 2])", "torch.tensor([[0], [1]]), 3"], derivative: Reductions.positions
    ) { c in
        let x = try c.array(0)
        guard x.dtype == .int64 else {
            throw ArrayError.runtime("one_hot is only applicable to index tensor of type LongTensor.")
        }
        return .tensor(Tensor(try x.oneHot(try c.int(1, default: -1))))
    }

    // MARK: Parts

    /// A diagonal's number, within what any matrix can have.
    private static func offset(_ c: Call) throws -> Int {
        let offset = try c.int(1, default: 0)
        guard offset.magnitude < 1 << 40 else {
            throw ArrayError.runtime("diagonal offset \(offset) is out of range")
        }
        return offset
    }

    private static func triangle(_ name: String, _ summary: String, lower: Bool) -> General {
        General(
            "\(name)(Tensor input, int diagonal=0)", summary, .arithmetic,
            samples: ["n(3, 3)", "n(2, 3), 1", "n(2, 3), -1"],
            derivative: .gradient(
                Gradient { p in
                    let operation = lower ? Ops.sorting.tril : Ops.sorting.triu
                    return try operation(.tensor(p.grad), p.call[1].orZero)
                })
        ) { c in try c.array(0).triangle(lower: lower, try Sorting.offset(c)) }
    }

    /// The gradient of elements picked along a dimension, put back where they were.
    private static func placed(_ p: Pullback, dim: Int = 1, grad: Tensor? = nil) throws -> Tensor? {
        guard let grad = grad ?? p.grad(0) else { return nil }
        let shape = p.shape(0)
        if shape.isEmpty { return grad }
        let zeros = Tensor(try NDArray.zeros(shape, grad.dtype))
        return try Ops.gathering.scatter(
            .tensor(zeros), .int(p.call.int(dim, default: -1)), .tensor(Tensor(p.kept(0))), .tensor(grad))
    }
}
