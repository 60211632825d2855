import Arrays

/// Products of matrices and vectors.
package struct Products: Sendable {
    package let linear: Linear = Linear()

    package let mm: Binary = Binary(
        "mm(Tensor input, Tensor mat2)", "The product of two matrices.", samples: ["n(2, 3), n(3, 4)"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try Ops.products.mm(p.grad, Ops.views.t(p.b)) },
                b: rule(saves: .a) { p in try Ops.products.mm(Ops.views.t(p.a), p.grad) }))
    ) { try NDArray.mm($0, $1) }

    package let mv: Binary = Binary(
        "mv(Tensor input, Tensor vec)", "The product of a matrix and a vector.", samples: ["n(2, 3), n(3)"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try Products.outerProduct(p.grad, p.b) },
                b: rule(saves: .a) { p in try Ops.products.mv(Ops.views.t(p.a), p.grad) }))
    ) { try NDArray.mv($0, $1) }

    package let dot: Binary = Binary(
        "dot(Tensor input, Tensor tensor)", "The inner product of two vectors.", also: ["vdot"],
        samples: ["n(3), n(3)"],
        derivative: .gradient(
            Gradient(a: rule(saves: .b) { p in try p.grad * p.b }, b: rule(saves: .a) { p in try p.grad * p.a }))
    ) { try NDArray.dot($0, $1) }

    package let bmm: Binary = Binary(
        "bmm(Tensor input, Tensor mat2)", "The products of two batches of matrices.",
        samples: ["n(2, 2, 3), n(2, 3, 2)"],
        derivative: .gradient(
            Gradient(
                a: rule(saves: .b) { p in try Ops.products.bmm(p.grad, Products.transposed(p.b)) },
                b: rule(saves: .a) { p in try Ops.products.bmm(Products.transposed(p.a), p.grad) }))
    ) { try NDArray.bmm($0, $1) }

    package let addmm: Ternary = Ternary(
        "addmm(Tensor input, Tensor mat1, Tensor mat2, *, Number beta=1, Number alpha=1)",
        "A matrix plus the product of two.",
        samples: ["n(2, 4), n(2, 3), n(3, 4)", "n(4), n(2, 3), n(3, 4)", "n(4), n(2, 3), n(3, 4), beta=2, alpha=3"],
        derivative: .gradient(
            Gradient(
                a: rule { p in try p.grad },
                b: rule(saves: .c) { p in try Ops.products.mm(p.grad, Ops.views.t(p.c)) },
                c: rule(saves: .b) { p in try Ops.products.mm(Ops.views.t(p.b), p.grad) })),
        variant: General(
            "addmm(Tensor input, Tensor mat1, Tensor mat2, *, Number beta=1, Number alpha=1)",
            "A multiple of a matrix plus a multiple of the product of two.", [],
            derivative: .gradient(
                Gradient(
                    a: rule { p in try p.grad * p.call.double(3, default: 1) },
                    b: rule(saves: .c) { p in
                        try Ops.products.mm(p.grad, Ops.views.t(p.c)) * p.call.double(4, default: 1)
                    },
                    c: rule(saves: .b) { p in
                        try Ops.products.mm(Ops.views.t(p.b), p.grad) * p.call.double(4, default: 1)
                    }))
        ) { c in
            try NDArray.addmm(
                try c.array(0), try c.array(1), try c.array(2), beta: try c.double(3, default: 1),
                alpha: try c.double(4, default: 1))
        }
    ) { try NDArray.addmm($0, $1, $2) }

    package let addmv: General = Products.adding(
        "addmv(Tensor input, Tensor mat, Tensor vec, *, Number beta=1, Number alpha=1)",
        "A vector plus the product of a matrix and a vector.",
        ["n(2), n(2, 3), n(3)", "n(2), n(2, 3), n(3), beta=2, alpha=3"],
        left: { try outerProduct($0, $1) }, right: { try Ops.products.mv(Ops.views.t($1), $0) }
    ) { try .mv($0, $1) }

    package let baddbmm: General = Products.adding(
        "baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Number beta=1, Number alpha=1)",
        "A batch of matrices plus the products of two.", ["n(2, 2, 2), n(2, 2, 3), n(2, 3, 2)"],
        left: { try Ops.products.bmm($0, transposed($1)) }, right: { try Ops.products.bmm(transposed($1), $0) }
    ) { try .bmm($0, $1) }

    let matmul_entry: Composed = Composed(
        "matmul(Tensor input, Tensor other)", "The product of vectors, matrices or batches of them.",
        also: ["linalg.matmul"], spellings: ["matrix_multiply", "multiply_matrices"],
        samples: [
            "n(2, 3), n(3, 4)", "n(2, 3), n(3)", "n(3), n(3, 2)", "n(3), n(3)", "n(2, 2, 3), n(3, 2)",
            "n(2, 2, 3), n(2, 3, 2)", "n(2, 3), n(2, 3, 2)", "n(2, 2, 3), n(3)", "n(3), n(2, 3, 2)",
            "n(2, 1, 2, 3), n(3, 3, 2)",
        ]
    ) { c in .tensor(try Ops.products.matmul(try c.tensor(0), try c.tensor(1))) }

    package let outer: Composed = Composed(
        "outer(Tensor input, Tensor vec2)", "All products of the elements of two vectors.", also: ["ger"],
        samples: ["n(2), n(3)"]
    ) { c in
        let (a, b) = (try c.tensor(0), try c.tensor(1))
        guard a.rank == 1, b.rank == 1 else {
            let (name, rank) = a.rank == 1 ? ("vec2", b.rank) : ("self", a.rank)
            throw ArrayError.runtime("outer: Expected 1-D argument \(name), but got \(rank)-D")
        }
        return .tensor(try Ops.shape.reshape(.tensor(a), .ints([a.count, 1])) * b)
    }

    package let inner: Composed = Composed(
        "inner(Tensor input, Tensor other)", "The products of last dimensions.",
        samples: ["n(3), n(3)", "n(2, 3), n(4, 3)"]
    ) { c in
        let (a, b) = (try c.tensor(0), try c.tensor(1))
        if a.rank == 0 || b.rank == 0 { return .tensor(try a * b) }
        guard a.shape[a.rank - 1] == b.shape[b.rank - 1] else {
            throw ArrayError.runtime(
                "inner() the last dimension must match on both input tensors but got shapes \(a.shape) and "
                    + "\(b.shape)")
        }
        return .tensor(try Einsum.contracted(a, b, [a.rank - 1], [b.rank - 1]))
    }

    /// `a @ b`.
    package func matmul(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        switch (a.rank, b.rank) {
        case (2, 2): return try mm(a, b)
        case (1, 1): return try dot(a, b)
        case (2, 1): return try mv(a, b)
        case (1, 2):
            return try Ops.views.squeeze_product(
                .tensor(mm(Ops.views.unsqueeze(.tensor(a), .int(0)), b)), .int(0))
        default: return try batchedMatmul(a, b)
        }
    }

    private func batchedMatmul(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        guard a.rank > 0, b.rank > 0 else {
            throw ArrayError.runtime(
                "both arguments to matmul need to be at least 1D, but they are \(a.rank)D and \(b.rank)D")
        }
        // PyTorch's own checks and messages come from the array product.
        if Products.clash(a, b) { _ = try NDArray.matmul(a.array, b.array) }
        if Products.folds(a, b) { return try folded(a, b) }
        let left = a.rank == 1 ? try Ops.views.unsqueeze(.tensor(a), .int(0)) : a
        let right = b.rank == 1 ? try Ops.views.unsqueeze(.tensor(b), .int(1)) : b
        let (n, m, p) = (left.shape[left.rank - 2], left.shape[left.rank - 1], right.shape[right.rank - 1])
        let batch = try Layout.broadcast(Dims(left.shape.dropLast(2)), Dims(right.shape.dropLast(2)))
        func spread(_ x: Tensor, _ rows: Int, _ columns: Int) throws -> Tensor {
            let wide = try Ops.views.expand(.tensor(x), .ints(Array(batch) + [rows, columns]))
            return try Ops.shape.reshape(.tensor(wide), .ints([batch.product, rows, columns]))
        }
        let product = try bmm(spread(left, n, m), spread(right, m, p))
        let shape = Array(batch) + (a.rank == 1 ? [] : [n]) + (b.rank == 1 ? [] : [p])
        return try Ops.views.unsafe_view(.tensor(product), .ints(shape))
    }

    private static func clash(_ a: Tensor, _ b: Tensor) -> Bool {
        let inner = b.rank == 1 ? b.shape[0] : b.shape[b.rank - 2]
        return a.shape[a.rank - 1] != inner || a.dtype != b.dtype
    }

    /// Whether a batch times a matrix or vector is done as one matrix product.
    private static func folds(_ a: Tensor, _ b: Tensor) -> Bool {
        let (large, small) = a.rank >= b.rank ? (a, b) : (b, a)
        guard large.rank >= 3, small.rank <= 2 else { return false }
        if small.requiresGrad, Engine.current.gradEnabled { return true }
        if a.rank == 2 { return false }
        if large.count == 0 { return true }
        let (shape, strides) = (large.shape, large.array.layout.strides)
        return (0..<(large.rank - 2)).allSatisfy { strides[$0] == strides[$0 + 1] &* shape[$0 + 1] }
    }

    private func folded(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        let turns = a.rank < b.rank
        let large = turns ? try Ops.views.transpose(.tensor(b), .int(-1), .int(-2)) : a
        let small = turns ? (a.rank == 2 ? try Ops.views.t(a) : a) : b
        let last = large.shape[large.rank - 1]
        let rows = large.shape.dropLast().reduce(1, &*)
        let flat = try Ops.shape.reshape(.tensor(large), .ints([rows, last]))
        var shape = Array(large.shape.dropLast())
        guard small.rank == 2 else { return try Ops.views.unsafe_view(.tensor(mv(flat, small)), .ints(shape)) }
        shape.append(small.shape[1])
        let product = try Ops.views.unsafe_view(.tensor(mm(flat, small)), .ints(shape))
        if !turns { return product }
        return try Ops.shape.contiguous(.tensor(Ops.views.transpose(.tensor(product), .int(-1), .int(-2))))
    }

    /// A tensor plus a product; `left` and `right` give the gradients of the factors from the result's and the other.
    private static func adding(
        _ signature: String, _ summary: String, _ samples: [String],
        left: @escaping @Sendable (Tensor, Tensor) throws -> Tensor,
        right: @escaping @Sendable (Tensor, Tensor) throws -> Tensor,
        product: @escaping @Sendable (NDArray, NDArray) throws -> NDArray
    ) -> General {
        General(
            signature, summary, .arithmetic, samples: samples,
            derivative: .gradient(
                Gradient(
                    a: rule { p in try p.grad * p.call.double(3, default: 1) },
                    b: rule(saves: .c) { p in try left(p.grad, p.c) * p.call.double(4, default: 1) },
                    c: rule(saves: .b) { p in try right(p.grad, p.b) * p.call.double(4, default: 1) }))
        ) { c in
            let scaled = try product(c.array(1), c.array(2)).mul(c.double(4, default: 1))
            return try scaled.add(c.array(0).mul(c.double(3, default: 1)))
        }
    }

    private static func outerProduct(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        try a.viewed(Dims(a.count, 1)) * b
    }

    private static func transposed(_ x: Tensor) throws -> Tensor {
        try Ops.views.transpose(.tensor(x), .int(1), .int(2))
    }
}
