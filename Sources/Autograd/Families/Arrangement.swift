import Arrays

/// Shapes by other names, stacks, triangles and grids.
package struct Arrangement: Sendable {
    package let movedim: Composed = Composed(
        "movedim(Tensor input, ints[1] source, ints[1] destination)", "Dimensions moved to other places.",
        also: ["moveaxis"], samples: ["n(2, 3, 4), 0, 2", "n(2, 3, 4), (0, 1), (1, 2)"]
    ) { c in
        let x = try c.tensor(0)
        return .tensor(try Ops.views.permute(.tensor(x), .ints(try Arrangement.moved(x.rank, c.ints(1), c.ints(2)))))
    }

    package let adjoint: Composed = Composed(
        "adjoint(Tensor input)", "The last two dimensions exchanged.", samples: ["n(2, 3)"]
    ) { c in .tensor(try Ops.views.transpose(c[0], .int(-2), .int(-1))) }

    package let broadcast_to: Composed = Composed(
        "broadcast_to(Tensor input, ints size)", "The tensor repeated, without copying, to a shape.",
        samples: ["n(3), (2, 3)"]
    ) { c in .tensor(try Ops.views.expand(c[0], c[1])) }

    package let expand_as: Composed = Composed(
        "expand_as(Tensor input, Tensor other)", "The tensor repeated, without copying, to another's shape.", .method,
        samples: ["n(3), n(2, 3)"]
    ) { c in .tensor(try Ops.views.expand(c[0], .ints(Array(try c.tensor(1).shape)))) }

    package let view_as: Composed = Composed(
        "view_as(Tensor input, Tensor other)", "The same numbers under another tensor's shape.", .method,
        samples: ["n(2, 3), n(3, 2)"]
    ) { c in .tensor(try Ops.views.view(c[0], .ints(Array(try c.tensor(1).shape)))) }

    package let reshape_as: Composed = Composed(
        "reshape_as(Tensor input, Tensor other)", "The same numbers under another tensor's shape.", .method,
        samples: ["n(2, 3), n(3, 2)"]
    ) { c in .tensor(try Ops.shape.reshape(c[0], .ints(Array(try c.tensor(1).shape)))) }

    package let ravel: Composed = Composed("ravel(Tensor input)", "All numbers in one dimension.", samples: ["n(2, 3)"])
    {
        c in .tensor(try Ops.shape.reshape(c[0], .ints([-1])))
    }

    package let unflatten: Composed = Composed(
        "unflatten(Tensor input, int dim, ints sizes)", "One dimension made several.",
        samples: ["n(2, 6), 1, (2, 3)", "n(6), 0, (-1, 2)"]
    ) { c in
        let x = try c.tensor(0)
        return .tensor(
            try Ops.views.view(
                .tensor(x), .ints(Array(try x.array.layout.unflattenedShape(try c.int(1), try c.ints(2))))))
    }

    package let tile: Composed = Composed(
        "tile(Tensor input, ints dims)", "The tensor repeated along its last dimensions.",
        samples: ["n(2, 3), (2,)", "n(3), (2, 2)"]
    ) { c in
        let x = try c.tensor(0)
        let times = try c.ints(1)
        let padded = Array(repeating: 1, count: Swift.max(x.rank - times.count, 0)) + Array(times)
        return .tensor(try Ops.shape.repeating(.tensor(x), .ints(padded)))
    }

    package let repeat_interleave: Composed = Composed(
        "repeat_interleave(Tensor input, Operand repeats, int? dim=None, *, int? output_size=None)",
        "Each element repeated.", samples: ["n(2, 3), 2", "n(2, 3), 2, 1", "n(3), torch.tensor([1, 0, 2])"]
    ) { c in
        let x = try c.tensor(0)
        let flat = c[2].isNone && x.rank != 1 ? try Ops.shape.reshape(.tensor(x), .ints([-1])) : x
        let dim = try flat.array.layout.wrap(try c.int(2, default: 0))
        if case .tensor(let times) = c[1], times.rank > 0 {
            let positions = try NDArray.arange(.int(0), .int(flat.shape[dim]))
            let index = try positions.repeatInterleave(times.array, 0)
            return .tensor(try Ops.gathering.index_select(.tensor(flat), .int(dim), .tensor(Tensor(index))))
        }
        let times = try c.int(1)
        guard times >= 0 else { throw ArrayError.runtime("Repeats must be non-negative") }
        var shape = Array(flat.shape)
        let tall = try Ops.views.unsqueeze(.tensor(flat), .int(dim + 1))
        let wide = try Ops.views.expand(
            .tensor(tall), .ints(Array(shape[...dim]) + [times] + Array(shape[(dim + 1)...])))
        shape[dim] = shape[dim] &* times
        return .tensor(try Ops.views.view(.tensor(Ops.shape.contiguous_copy(wide)), .ints(shape)))
    }

    package let hstack: Composed = Composed(
        "hstack(Tensors tensors)", "Tensors side by side.", .function, samples: ["[n(2), n(3)]", "[n(2, 1), n(2, 2)]"]
    ) { c in
        let list = try c.tensors(0).map { try Arrangement.atLeast(1, $0) }
        return .tensor(try Ops.shape.cat(.tensors(list), .int(list.first?.rank == 1 ? 0 : 1)))
    }

    package let vstack: Composed = Composed(
        "vstack(Tensors tensors)", "Tensors one below the other.", .function, also: ["row_stack"],
        samples: ["[n(2), n(2)]", "[n(1, 2), n(2, 2)]"]
    ) { c in
        let list = try c.tensors(0).map { try Arrangement.atLeast(2, $0) }
        return .tensor(try Ops.shape.cat(.tensors(list), .int(0)))
    }

    package let dstack: Composed = Composed(
        "dstack(Tensors tensors)", "Tensors one behind the other.", .function, samples: ["[n(2), n(2)]"]
    ) { c in
        let list = try c.tensors(0).map { try Arrangement.atLeast(3, $0) }
        return .tensor(try Ops.shape.cat(.tensors(list), .int(2)))
    }

    package let column_stack: Composed = Composed(
        "column_stack(Tensors tensors)", "Vectors as the columns of a matrix.", .function,
        samples: ["[n(2), n(2)]", "[n(2), n(2, 2)]"]
    ) { c in
        let list = try c.tensors(0).map {
            $0.rank < 2 ? try Ops.shape.reshape(.tensor($0), .ints([$0.count, 1])) : $0
        }
        return .tensor(try Ops.shape.cat(.tensors(list), .int(1)))
    }

    package let atleast_1d: Composed = Arrangement.atLeastEntry(1)
    package let atleast_2d: Composed = Arrangement.atLeastEntry(2)
    package let atleast_3d: Composed = Arrangement.atLeastEntry(3)

    package let meshgrid: Composed = Composed(
        "meshgrid(Tensors tensors, *, str? indexing=None)", "The coordinates of a grid.", .function,
        samples: ["[n(2), n(3)], indexing='ij'", "[n(2), n(3)], indexing='xy'"]
    ) { c in
        var list = try c.tensors(0)
        let swaps = try c.string(1, default: "ij") == "xy" && list.count >= 2
        if c[1].isNone {
            Engine.current.warn(
                "torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument.")
        }
        if swaps { list.swapAt(0, 1) }
        let shape = list.map(\.count)
        var grids = try list.enumerated().map { i, tensor in
            var sizes = [Int](repeating: 1, count: list.count)
            sizes[i] = tensor.count
            return try Ops.views.expand(.tensor(Ops.views.view(.tensor(tensor), .ints(sizes))), .ints(shape))
        }
        if swaps { grids.swapAt(0, 1) }
        return .tensors(grids)
    }

    package let diff: Composed = Composed(
        "diff(Tensor input, int n=1, int dim=-1)", "The differences of neighbours.", samples: ["n(4)", "n(2, 3), 1, 0"]
    ) { c in
        var x = try c.tensor(0)
        let dim = try x.array.layout.wrap(try c.int(2, default: -1))
        guard x.rank > 0 else { throw ArrayError.runtime("diff expects input to be at least one-dimensional") }
        for _ in 0..<Swift.min(Swift.max(try c.int(1, default: 1), 0), x.shape[dim]) {
            let size = x.shape[dim]
            let last = try x.narrowed(dim, Swift.min(1, size), Swift.max(size - 1, 0))
            x = try last - x.narrowed(dim, 0, Swift.max(size - 1, 0))
        }
        return .tensor(x)
    }

    package let broadcast_tensors: Composed = Composed(
        "broadcast_tensors(Tensors tensors)", "Tensors repeated to their common shape.", .function
    ) { c in
        let list = try c.tensors(0)
        let shape = try list.reduce(Dims()) { try Layout.broadcast($0, $1.shape) }
        return .tensors(try list.map { try $0.expanded(shape) })
    }

    package let tensor_split: Composed = Composed(
        "tensor_split(Tensor input, int indices_or_sections, int dim=0)", "So many pieces, the first ones larger.",
        samples: ["n(5, 2), 2"]
    ) { c in
        let x = try c.tensor(0)
        let dim = try x.array.layout.wrap(try c.int(2, default: 0))
        let parts = try c.int(1)
        guard parts > 0 else {
            throw ArrayError.runtime("number of sections must be larger than 0, got \(parts)")
        }
        guard parts < 1 << 24 else { throw ArrayError.runtime("number of sections is too large, got \(parts)") }
        guard x.rank > 0 else {
            throw ArrayError.runtime(
                "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")
        }
        let (size, rest) = x.shape[dim].quotientAndRemainder(dividingBy: parts)
        var start = 0
        return .tensors(
            try (0..<parts).map {
                let length = size + ($0 < rest ? 1 : 0)
                start += length
                return try x.narrowed(dim, start - length, length)
            })
    }

    // MARK: Parts

    private static func atLeast(_ rank: Int, _ x: Tensor) throws -> Tensor {
        switch (rank, x.rank) {
        case (1, 0): return try Ops.shape.reshape(.tensor(x), .ints([1]))
        case (2, 0): return try Ops.shape.reshape(.tensor(x), .ints([1, 1]))
        case (3, 0): return try Ops.shape.reshape(.tensor(x), .ints([1, 1, 1]))
        case (2, 1): return try Ops.views.unsqueeze(.tensor(x), .int(0))
        case (3, 1): return try Ops.views.unsqueeze(.tensor(Ops.views.unsqueeze(.tensor(x), .int(0))), .int(-1))
        case (3, 2): return try Ops.views.unsqueeze(.tensor(x), .int(-1))
        default: return x
        }
    }

    private static func atLeastEntry(_ rank: Int) -> Composed {
        Composed(
            "atleast_\(rank)d(Tensor input)", "At least \(rank) dimensions.", .function,
            samples: ["n()", "n(2)", "n(2, 3)"]
        ) { c in .tensor(try atLeast(rank, try c.tensor(0))) }
    }

    private static func moved(_ rank: Int, _ source: Dims, _ destination: Dims) throws -> [Int] {
        guard source.count == destination.count else {
            throw ArrayError.runtime(
                "movedim: Invalid source or destination dims: source (\(source) dims) should contain the same number "
                    + "of dims as destination (\(destination) dims)")
        }
        let from = try source.map { try Layout.wrap($0, rank: rank) }
        let to = try destination.map { try Layout.wrap($0, rank: rank) }
        guard Set(from).count == from.count, Set(to).count == to.count else {
            let name = Set(from).count == from.count ? "destination" : "source"
            throw ArrayError.runtime("movedim: repeated dim in `\(name)` (\(name == "source" ? source : destination))")
        }
        var order = [Int?](repeating: nil, count: rank)
        for (a, b) in zip(from, to) where b < rank { order[b] = a }
        var rest = (0..<rank).filter { !from.contains($0) }.makeIterator()
        return order.map { $0 ?? rest.next() ?? 0 }
    }
}
