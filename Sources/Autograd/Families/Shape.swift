import Arrays

/// Tensors put together, taken apart, repeated, reshaped.
package struct Shape: Sendable {
    package let clone: Unary = Unary(
        "clone(Tensor input)", "A copy with its own storage, part of the graph.", .both, spellings: ["copy"],
        derivative: .gradient(Gradient { p in try p.grad })
    ) { try $0.clone() }

    package let contiguous: Composed = Composed(
        "contiguous(Tensor input)", "The tensor itself if its numbers lie in order, else such a copy.", .method,
        samples: ["n(2, 3)", "n(2, 3).t()"]
    ) { c in
        let x = try c.tensor(0)
        return .tensor(x.array.isContiguous ? x : try Ops.shape.contiguous_copy(x))
    }

    /// The copy that `contiguous` and `reshape` make.
    let contiguous_copy: Unary = Unary(
        "contiguous_copy(Tensor input)", "A copy whose numbers lie in order.", [], node: "CloneBackward0",
        derivative: .gradient(Gradient { p in try p.grad })
    ) { try $0.copy() }

    package let reshape: Composed = Composed(
        "reshape(Tensor input, ints shape)", "The same numbers under another shape, copied only if they must be.",
        samples: ["n(2, 3), (3, 2)", "n(2, 3), (-1,)", "n(2, 3).t(), (6,)"]
    ) { c in
        let x = try c.tensor(0)
        let target = try Layout.inferShape(try c.ints(1), count: x.count)
        if x.array.layout.viewedIfPossible(target) != nil {
            let operation = x.array.isContiguous ? Ops.views.view : Ops.views.reshape_alias
            return .tensor(try operation(.tensor(x), .ints(Array(target))))
        }
        return .tensor(try Ops.views.unsafe_view(.tensor(try Ops.shape.contiguous_copy(x)), .ints(Array(target))))
    }

    package let flatten: Composed = Composed(
        "flatten(Tensor input, int start_dim=0, int end_dim=-1)", "Several dimensions made one.",
        samples: ["n(2, 3)", "n(2, 3, 4), 1", "n(2, 3, 4), 0, 1", "n(3)"]
    ) { c in
        let x = try c.tensor(0)
        let start = try Layout.wrap(try c.int(1, default: 0), rank: x.rank)
        let end = try Layout.wrap(try c.int(2, default: -1), rank: x.rank)
        let shape = try x.shape.flattened(start, end)
        if start == end, x.rank > 0 { return .tensor(x) }
        return .tensor(try Ops.shape.reshape(.tensor(x), .ints(Array(shape))))
    }

    package let cat: General = General(
        "cat(Tensors tensors, int dim=0)", "Tensors joined along a dimension they have.", .function,
        also: ["concat", "concatenate"], samples: ["[n(2, 3), n(1, 3)]", "[n(2, 3), n(2, 2)], 1", "[n(2), n(3)], -1"],
        derivative: .gradient(
            Gradient(all: []) { p in
                var results: [Tensor?] = []
                let grad = try p.grad
                let dim = try Layout.wrap(try p.call.int(1, default: 0), rank: grad.rank)
                var start = 0
                for size in try p.kept(0).ints() {
                    let i = results.count
                    results.append(p.wants(i) ? try grad.narrowed(dim, start, size) : nil)
                    start += size
                }
                return results
            })
    ) { c in
        let parts = try c.tensors(0).map(\.array)
        let out = try NDArray.cat(parts, try c.int(1, default: 0))
        let dim = try Layout.wrap(try c.int(1, default: 0), rank: out.rank)
        c.keep(try NDArray.ints(parts.map { $0.rank == out.rank ? $0.shape[dim] : 0 }))
        return out
    }

    package let stack: General = General(
        "stack(Tensors tensors, int dim=0)", "Tensors of one shape joined along a new dimension.", .function,
        samples: ["[n(2, 3), n(2, 3)]", "[n(2), n(2)], 1", "[n(2), n(2)], -1"],
        derivative: .gradient(
            Gradient(all: []) { p in
                let grad = try p.grad
                let dim = try Layout.wrap(try p.call.int(1, default: 0), rank: grad.rank)
                return try (0..<p.node.inputCount).map {
                    p.wants($0) ? try Ops.views.select(.tensor(grad), .int(dim), .int($0)) : nil
                }
            })
    ) { c in
        try NDArray.stack(try c.tensors(0).map(\.array), try c.int(1, default: 0))
    }

    package let unbind: Multiple = Multiple(
        "unbind(Tensor input, int dim=0)", "The slices along a dimension, one tensor each.",
        samples: ["n(2, 3)", "n(2, 3), 1"], isView: true,
        derivative: .gradient(
            Gradient(all: []) { p in
                let dim = try Layout.wrap(try p.call.int(1, default: 0), rank: p.shape(0).count)
                return [try Ops.shape.stack(.tensors(try p.allGrads()), .int(dim))]
            })
    ) { c in
        let x = try c.array(0)
        guard x.rank > 0 else {
            throw ArrayError.index("Dimension specified as 0 but tensor has no dimensions")
        }
        let dim = try x.layout.wrap(try c.int(1, default: 0))
        return try (0..<x.shape[dim]).map {
            if $0 & 0xFFF == 0xFFF { try Interruption.check() }
            return x.with(x.layout.dropping(dim, at: $0))
        }
    }

    package let split: Multiple = Multiple(
        "split(Tensor input, int split_size, int dim=0)", "Pieces of a given size along a dimension.",
        samples: ["n(5, 2), 2", "n(2, 4), 2, 1"], isView: true,
        derivative: .gradient(
            Gradient(all: []) { p in [try Ops.shape.cat(.tensors(try p.allGrads()), p.call[2].orZero)] })
    ) { c in
        let x = try c.array(0)
        guard x.rank > 0 else { throw ArrayError.runtime("split expects at least a 1-dimensional tensor") }
        let dim = try x.layout.wrap(try c.int(2, default: 0))
        let size = try c.int(1)
        guard size >= 0 else {
            throw ArrayError.runtime("split expects split_size be non-negative, but got split_size=\(size)")
        }
        guard size > 0 || x.shape[dim] == 0 else {
            throw ArrayError.runtime(
                "split_size can only be 0 if dimension size is 0, but got dimension size of \(x.shape[dim])")
        }
        let step = Swift.min(size, x.shape[dim])
        let starts = x.shape[dim] == 0 ? [0] : Array(stride(from: 0, to: x.shape[dim], by: step))
        return try starts.map {
            x.with(try x.layout.narrowed(dim, start: $0, length: Swift.min(size, x.shape[dim] - $0)))
        }
    }

    package let split_sizes: Multiple = Multiple(
        "split(Tensor input, ints split_size, int dim=0)", "Pieces of given sizes along a dimension.",
        also: ["split_with_sizes"], samples: ["n(5, 2), [2, 3]", "n(2, 4), [1, 3], 1"],
        node: "SplitWithSizesBackward0", isView: true,
        derivative: .gradient(
            Gradient(all: []) { p in [try Ops.shape.cat(.tensors(try p.allGrads()), p.call[2].orZero)] })
    ) { c in
        let x = try c.array(0)
        guard x.rank > 0 else { throw ArrayError.runtime("split expects at least a 1-dimensional tensor") }
        let dim = try x.layout.wrap(try c.int(2, default: 0))
        let sizes = try c.ints(1)
        guard sizes.checkedSum == x.shape[dim], sizes.allSatisfy({ $0 >= 0 }) else {
            throw ArrayError.runtime(
                "split_with_sizes expects split_sizes to sum exactly to \(x.shape[dim]) (input tensor's size at "
                    + "dimension \(dim)), but got split_sizes=\(sizes)")
        }
        var start = 0
        return try sizes.map {
            start += $0
            return x.with(try x.layout.narrowed(dim, start: start - $0, length: $0))
        }
    }

    package let chunk: Composed = Composed(
        "chunk(Tensor input, int chunks, int dim=0)", "About equal pieces along a dimension.",
        samples: ["n(5, 2), 2", "n(2, 4), 2, 1"]
    ) { c in
        let x = try c.tensor(0)
        guard x.rank > 0 else { throw ArrayError.runtime("chunk expects at least a 1-dimensional tensor") }
        let chunks = try c.int(1)
        guard chunks > 0 else {
            throw ArrayError.runtime("chunk expects `chunks` to be greater than 0, got: \(chunks)")
        }
        let dim = try x.array.layout.wrap(try c.int(2, default: 0))
        let size = x.shape[dim] == 0 ? 0 : (x.shape[dim] - 1) / chunks + 1
        return .tensors(try Ops.shape.split(.tensor(x), .int(size), .int(dim)))
    }

    package let narrow: Composed = Composed(
        "narrow(Tensor input, int dim, int start, int length)", "A run of indices along a dimension.",
        samples: ["n(4, 2), 0, 1, 2", "n(2, 4), 1, -3, 2"]
    ) { c in
        let x = try c.tensor(0)
        let dim = try c.int(1)
        _ = try x.array.layout.narrowed(dim, start: try c.int(2), length: try c.int(3))
        let start = try c.int(2) < 0 ? try c.int(2) + x.shape[Layout.wrap(dim, rank: x.rank)] : try c.int(2)
        return .tensor(
            try Ops.views.slice(.tensor(x), .int(dim), .int(start), .int(start + (try c.int(3))), .int(1)))
    }

    package let repeating: General = General(
        "repeat(Tensor input, ints repeats)", "The tensor tiled so many times along each dimension.", .method,
        samples: ["n(2, 3), (2, 2)", "n(3), (2, 1)"],
        derivative: .gradient(
            Gradient { p in
                let shape = p.shape(0)
                let repeats = try p.call.ints(1)
                let lead = repeats.count - shape.count
                // The repeats and the sizes, side by side: summing the former undoes the tiling.
                var sizes: [Int] = []
                var dims: [Int] = []
                for (i, times) in repeats.enumerated() {
                    if times != 1 { dims.append(sizes.count) }
                    sizes.append(times)
                    if i >= lead { sizes.append(shape[i - lead]) }
                }
                let grad = try p.grad.viewed(Dims(sizes))
                if dims.isEmpty { return try grad.viewed(shape) }
                return try Ops.reductions.sum_dim(.tensor(grad), .ints(dims)).viewed(shape)
            })
    ) { c in try c.array(0).repeated(try c.ints(1)) }

    package let flip: General = General(
        "flip(Tensor input, ints dims)", "The order along some dimensions reversed.",
        samples: ["n(2, 3), (0,)", "n(2, 3), (0, 1)"],
        derivative: .gradient(Gradient { p in try Ops.shape.flip(.tensor(p.grad), p.call[1]) })
    ) { c in try c.array(0).flip(try c.ints(1)) }

    package let roll: General = General(
        "roll(Tensor input, ints[1] shifts, ints[1] dims=())", "Numbers shifted around along dimensions.",
        samples: ["n(2, 3), 1", "n(2, 3), 1, 1", "n(2, 3), (1, 2), (0, 1)"],
        derivative: .gradient(
            Gradient { p in
                let shifts = try p.call.ints(1).map { 0 &- $0 }
                return try Ops.shape.roll(.tensor(p.grad), .ints(shifts), p.call[2])
            })
    ) { c in
        let dims = try c.optionalInts(2) ?? Dims()
        return try c.array(0).roll(try c.ints(1), dims)
    }
}

extension Pullback {
    /// The gradients of all results, zeros where none came.
    func allGrads() throws -> [Tensor] {
        try (0..<node.outputCount).map {
            let info = node.outputInfo($0)
            return try grad($0) ?? Tensor(NDArray.zeros(info.shape, info.dtype))
        }
    }
}

extension Operand {
    /// The operand, or the number 0 for None.
    var orZero: Operand { isNone ? .int(0) : self }
}

extension Tensor {
    /// `Tensor.narrow`.
    func narrowed(_ dim: Int, _ start: Int, _ length: Int) throws -> Tensor {
        try Ops.views.slice(.tensor(self), .int(dim), .int(start), .int(start + length), .int(1))
    }
}

extension Dims {
    /// The sum, nil on overflow.
    var checkedSum: Int? {
        var total = 0
        for value in self {
            let (sum, overflow) = total.addingReportingOverflow(value)
            if overflow { return nil }
            total = sum
        }
        return total
    }

    /// With the dimensions `start...end` made one.
    func flattened(_ start: Int, _ end: Int) throws -> Dims {
        guard start <= end else {
            throw ArrayError.runtime("flatten() has invalid args: start_dim cannot come after end_dim")
        }
        if isEmpty { return Dims(1) }
        var result = Dims()
        for i in 0..<start { result.append(self[i]) }
        result.append(self[start...end].reduce(1, &*))
        for i in (end + 1)..<Swift.max(count, end + 1) { result.append(self[i]) }
        return result
    }
}

extension NDArray {
    /// A 1-d int64 array of these numbers.
    static func ints(_ values: [Int]) throws -> NDArray {
        let out = try NDArray(empty: Dims(values.count), .int64)
        for (i, value) in values.enumerated() { out.setElement(at: i, to: .int(value)) }
        return out
    }
}
