extension NDArray {
    /// `torch.matmul`: dot, matrix–vector, matrix–matrix and broadcast batched products, by rank.
    ///
    /// Throws RuntimeError where ranks, shapes or types do not fit.
    package static func matmul(_ a: NDArray, _ b: NDArray) throws -> NDArray {
        switch (a.rank, b.rank) {
        case (2, 2): return try mm(a, b)
        case (1, 1): return try dot(a, b)
        case (2, 1): return try mv(a, b)
        case (0, _), (_, 0):
            throw ArrayError.runtime(
                "both arguments to matmul need to be at least 1D, but they are \(a.rank)D and \(b.rank)D")
        case (1, 2):
            let row = try mm(a.with(a.layout.unsqueezed(0)), b)
            return row.with(Layout(contiguous: [b.shape[1]]))
        default: return try batched(a, b)
        }
    }

    /// `torch.dot`.
    package static func dot(_ a: NDArray, _ b: NDArray) throws -> NDArray {
        guard a.rank == 1, b.rank == 1 else {
            throw ArrayError.runtime("1D tensors expected, but got \(a.rank)D and \(b.rank)D tensors")
        }
        guard a.dtype == b.dtype else {
            throw ArrayError.runtime(
                "dot : expected both vectors to have same dtype, but found \(a.dtype.scalarTypeName) and "
                    + b.dtype.scalarTypeName)
        }
        guard a.count == b.count else {
            throw ArrayError.runtime(
                "inconsistent tensor size, expected tensor [\(a.count)] and src [\(b.count)] to have the same number "
                    + "of elements, but got \(a.count) and \(b.count) elements respectively")
        }
        if a.dtype == .bool { throw ArrayError.notImplemented("\"dot\" not implemented for 'Bool'") }
        let product = try mm(a.with(a.layout.unsqueezed(0)), b.with(b.layout.unsqueezed(1)))
        return product.with(Layout(contiguous: Dims()))
    }

    /// `torch.mv`.
    package static func mv(_ a: NDArray, _ x: NDArray) throws -> NDArray {
        guard a.rank == 2, x.rank == 1 else {
            throw ArrayError.runtime(
                "vector + matrix @ vector expected, got 1, \(a.rank), \(x.rank)")
        }
        guard a.shape[1] == x.shape[0] else {
            throw ArrayError.runtime(
                "size mismatch, got input (\(a.shape[0])), mat (\(a.shape[0])x\(a.shape[1])), vec (\(x.shape[0]))")
        }
        let product = try mm(a, x.with(x.layout.unsqueezed(1)))
        return product.with(Layout(contiguous: [a.shape[0]]))
    }

    /// `torch.bmm`.
    package static func bmm(_ a: NDArray, _ b: NDArray) throws -> NDArray {
        guard a.rank == 3 else { throw ArrayError.runtime("batch1 must be a 3D tensor") }
        guard b.rank == 3 else { throw ArrayError.runtime("batch2 must be a 3D tensor") }
        try checkBatch(a, b)
        return try eachMatrix(a, b, [a.shape[0]])
    }

    private static func checkBatch(_ a: NDArray, _ b: NDArray) throws {
        guard a.shape[0] == b.shape[0], a.shape[2] == b.shape[1] else {
            throw ArrayError.runtime(
                "Expected size for first two dimensions of batch2 tensor to be: [\(a.shape[0]), \(a.shape[2])] but "
                    + "got: [\(b.shape[0]), \(b.shape[1])].")
        }
    }

    /// Products of more than two dimensions.
    private static func batched(_ a: NDArray, _ b: NDArray) throws -> NDArray {
        if b.rank <= 2, a.rank >= 3 {
            // All the rows of a meet one matrix: a single product.
            let k = a.shape[a.rank - 1]
            let rows = Dims(a.shape.dropLast()).product
            let flat = try matmul(a.reshape([rows, k]), b)
            var shape = Dims(a.shape.dropLast())
            if b.rank == 2 { shape.append(b.shape[1]) }
            return flat.with(Layout(contiguous: shape))
        }
        let left = a.rank == 1 ? a.with(try a.layout.unsqueezed(0)) : a
        let right = b.rank == 1 ? b.with(try b.layout.unsqueezed(1)) : b
        let batch = try Layout.broadcast(Dims(left.shape.dropLast(2)), Dims(right.shape.dropLast(2)))
        func spread(_ x: NDArray) throws -> NDArray {
            var shape = batch
            shape.append(x.shape[x.rank - 2])
            shape.append(x.shape[x.rank - 1])
            return x.with(x.layout.broadcasted(to: shape))
        }
        let x = try spread(left)
        let y = try spread(right)
        let r = x.rank
        guard x.shape[r - 1] == y.shape[r - 2] else {
            let total = batch.product
            throw ArrayError.runtime(
                "Expected size for first two dimensions of batch2 tensor to be: [\(total), \(x.shape[r - 1])] but "
                    + "got: [\(total), \(y.shape[r - 2])].")
        }
        let out = try eachMatrix(x, y, batch)
        if a.rank > 1, b.rank > 1 { return out }
        var shape = batch
        if a.rank > 1 { shape.append(a.shape[a.rank - 2]) }
        if b.rank > 1 { shape.append(b.shape[b.rank - 1]) }
        return out.with(Layout(contiguous: shape))
    }

    /// One product for each index of the leading dimensions, which both operands have.
    private static func eachMatrix(_ x: NDArray, _ y: NDArray, _ batch: Dims) throws -> NDArray {
        let r = x.rank
        var shape = batch
        shape.append(x.shape[r - 2])
        shape.append(y.shape[r - 1])
        try checkProductTypes(x, y)
        let out = try NDArray(empty: shape, x.dtype)
        let size = shape[r - 2] &* shape[r - 1]
        func starts(_ a: NDArray) -> [Int] {
            var result: [Int] = []
            Layout(shape: batch, strides: Dims(a.layout.strides.dropLast(2)), offset: a.layout.offset)
                .forEachOffset { result.append($0) }
            return result
        }
        func matrix(_ a: NDArray, _ start: Int) -> NDArray {
            a.with(
                Layout(
                    shape: Dims(a.shape[r - 2], a.shape[r - 1]),
                    strides: Dims(a.layout.strides[r - 2], a.layout.strides[r - 1]), offset: start))
        }
        for (i, (s, t)) in zip(starts(x), starts(y)).enumerated() {
            let target = out.with(Layout(contiguous: Dims(shape[r - 2], shape[r - 1]), offset: i &* size))
            try multiply(target, matrix(x, s), matrix(y, t))
        }
        return out
    }
}
