import CKernels

/// Foldings of many elements into one.
enum Reduction: Int32 {
    case sum, prod, amax, amin, any, all, sumSquares, sumAbs
}

extension NDArray {
    /// Folds the flagged dimensions into a fresh array that starts from `start` (or, when nil, from the first element).
    func fold(_ reduction: Reduction, _ flags: [Bool], keepDim: Bool, from start: Scalar?) throws -> NDArray {
        let kept = layout.reducedShape(flags, keepDim: true)
        let out: NDArray
        if let start {
            out = try NDArray(empty: kept, dtype)
            out.fillUnchecked(start)
        } else {
            out = try with(Layout(shape: kept, strides: layout.strides, offset: layout.offset)).copy()
        }
        if count > 0 {
            withUnsafeTemporaryAllocation(of: ck_iter.self, capacity: 1) { buffer in
                guard let it = buffer.baseAddress else { return }
                ck_iter_start(it, 2)
                ck_iter_operand(it, 0, out.data)
                ck_iter_operand(it, 1, data)
                let size = dtype.itemSize
                for i in 0..<rank {
                    let moved = flags[i] ? 0 : out.layout.strides[i] &* size
                    ck_iter_dim(it, Int64(shape[i]), Int64(moved), Int64(layout.strides[i] &* size), 0, 0, 0)
                }
                let known = ck_reduce(it, reduction.rawValue, dtype.code)
                precondition(known, "a reduction that the type has")
            }
        }
        if keepDim { return out }
        return out.with(Layout(contiguous: layout.reducedShape(flags, keepDim: false)))
    }

    /// `torch.sum` over the dimensions (all when nil): integers and bools add up as int64 unless a type is given.
    package func sum(_ dims: Dims? = nil, keepDim: Bool = false, dtype: DType? = nil) throws -> NDArray {
        if dtype == nil, isContiguous, self.dtype == .float32 {
            guard let dims else {
                if !keepDim { return try sumAll(dividedBy: 1) }
                return try sumAll(dividedBy: 1).with(Layout(contiguous: Dims(repeating: 1, count: rank)))
            }
            if dims.count == 1, rank == 2, count < 32768 { return try sumMatrix(layout.wrap(dims[0]), keepDim) }
        }
        let flags = try layout.reducedDims(dims)
        let type = dtype ?? (self.dtype.isFloatingPoint ? self.dtype : .int64)
        let working: DType = type.isFloatingPoint ? type.computeType : .int64
        let result = try cast(type).cast(working).fold(.sum, flags, keepDim: keepDim, from: .int(0))
        return try result.cast(type)
    }

    /// The sums of a small contiguous float32 matrix along one dimension.
    private func sumMatrix(_ dim: Int, _ keepDim: Bool) throws -> NDArray {
        let rows = layout.shape[0]
        let columns = layout.shape[1]
        let n = dim == 0 ? columns : rows
        let out = try NDArray(empty: keepDim ? (dim == 0 ? Dims(1, n) : Dims(n, 1)) : Dims(n), .float32)
        ck_sum_matrix_f32(out.floats, floats, Int64(rows), Int64(columns), Int32(dim))
        return out
    }

    /// The sum (over a divisor) of all elements of a contiguous float32 array as a 0-d array.
    private func sumAll(dividedBy divisor: Float) throws -> NDArray {
        let out = try NDArray(empty: Dims(), .float32)
        let total = ck_sum_f32(floats, Int64(count))
        out.data.storeBytes(of: total / divisor, as: Float.self)
        return out
    }

    /// `torch.mean`.
    ///
    /// Throws RuntimeError for integers, which have no mean of their own type.
    package func mean(_ dims: Dims? = nil, keepDim: Bool = false, dtype: DType? = nil) throws -> NDArray {
        if dims == nil, !keepDim, dtype == nil, isContiguous, self.dtype == .float32 {
            return try sumAll(dividedBy: Float(count))
        }
        let type = dtype ?? self.dtype
        guard type.isFloatingPoint else {
            throw ArrayError.runtime(
                "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. "
                    + "Got: \(type.scalarTypeName)")
        }
        let flags = try layout.reducedDims(dims)
        let total = try cast(type).cast(type.computeType).fold(.sum, flags, keepDim: keepDim, from: .int(0))
        try total.binary_(.div, .float(Double(reducedCount(flags))))
        return try total.cast(type)
    }

    /// How many elements each result is made of.
    package func reducedCount(_ flags: [Bool]) -> Int {
        var n = 1
        for i in 0..<rank where flags[i] { n = n &* shape[i] }
        return n
    }

    /// `torch.prod`, of all elements or along one dimension.
    package func prod(_ dim: Int? = nil, keepDim: Bool = false, dtype: DType? = nil) throws -> NDArray {
        let flags = try layout.reducedDims(dim.map { [$0] })
        let type = dtype ?? (self.dtype.isFloatingPoint ? self.dtype : .int64)
        let working: DType = type.isFloatingPoint ? type.computeType : .int64
        return try cast(type).cast(working).fold(.prod, flags, keepDim: keepDim, from: .int(1)).cast(type)
    }

    /// `torch.amax` (or `amin`): the largest (smallest) element over the dimensions; NaN wins.
    package func extreme(
        largest: Bool, _ dims: Dims? = nil, keepDim: Bool = false, name: String? = nil
    ) throws -> NDArray {
        let flags = try layout.reducedDims(dims)
        let called = name ?? (largest ? "amax" : "amin")
        try checkExtreme(called, flags, whole: (dims ?? []).isEmpty)
        let working = dtype.computeType
        return try cast(working).fold(largest ? .amax : .amin, flags, keepDim: keepDim, from: nil).cast(dtype)
    }

    private func checkExtreme(_ name: String, _ flags: [Bool], whole: Bool) throws {
        guard count == 0 else { return }
        if whole {
            throw ArrayError.runtime(
                "\(name)(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim "
                    + "with the 'dim' argument.")
        }
        for i in 0..<rank where flags[i] && shape[i] == 0 {
            throw ArrayError.index("\(name)(): Expected reduction dim \(i) to have non-zero size.")
        }
    }

    /// `torch.any` (or `all`): bool, but uint8 stays uint8.
    package func test(any: Bool, _ dims: Dims? = nil, keepDim: Bool = false) throws -> NDArray {
        let flags = try layout.reducedDims(dims)
        let result = try cast(.bool).fold(any ? .any : .all, flags, keepDim: keepDim, from: .bool(!any))
        return dtype == .uint8 ? try result.cast(.uint8) : result
    }

    /// `torch.argmax` (or `argmin`): the int64 index along a dimension, or into the flattened array.
    package func argExtreme(largest: Bool, _ dim: Int? = nil, keepDim: Bool = false) throws -> NDArray {
        let name = largest ? "argmax" : "argmin"
        if dtype == .bool { throw ArrayError.runtime("\(name)(): does not support bool input") }
        guard let dim else {
            guard count > 0 else {
                throw ArrayError.index("\(name)(): Expected reduction dim to be specified for input.numel() == 0.")
            }
            let flat = try contiguous()
            let result = try flat.with(Layout(contiguous: [count])).extremeWithIndex(largest, 0, keepDim: false).index
            return keepDim ? result.with(Layout(contiguous: Dims(repeating: 1, count: rank))) : result
        }
        return try extremeWithIndex(largest, dim, keepDim: keepDim, name: name).index
    }

    /// `torch.max(dim)` (or `min`): values and the int64 indices of the first of them.
    package func extremeWithIndex(
        _ largest: Bool, _ dim: Int, keepDim: Bool, name: String? = nil
    ) throws -> (values: NDArray, index: NDArray) {
        let d = try layout.wrap(dim)
        if rank == 0 { return (try copy(), try .zeros(Dims(), .int64)) }
        var flags = [Bool](repeating: false, count: rank)
        flags[d] = true
        try checkExtreme(name ?? (largest ? "max" : "min"), flags, whole: false)
        let source = try cast(dtype.computeType)
        let shape = layout.reducedShape(flags, keepDim: keepDim)
        let values = try NDArray(empty: shape, source.dtype)
        let index = try NDArray(empty: shape, .int64)
        let positions = index.data.assumingMemoryBound(to: Int64.self)
        let size = source.dtype.itemSize
        let step = source.layout.strides[d]
        var line = 0
        source.layout.dropping(d, at: 0).forEachOffset { start in
            ck_arg_extreme(
                source.storage.bytes + start &* size, Int64(self.shape[d]), Int64(step &* size), source.dtype.code,
                largest, positions + line)
            let from = source.storage.bytes + (start &+ Int(positions[line]) &* step) &* size
            (values.data + line &* size).copyMemory(from: from, byteCount: size)
            line += 1
        }
        return (try values.cast(dtype), index)
    }

    /// `torch.var`, with `correction` taken off the number of elements; computed in double.
    package func variance(_ dims: Dims? = nil, correction: Double = 1, keepDim: Bool = false) throws -> NDArray {
        try moments(dims, keepDim: keepDim) { _, squares, n in squares / max(0, Double(n) - correction) }
    }

    /// `torch.std`.
    package func standardDeviation(
        _ dims: Dims? = nil, correction: Double = 1, keepDim: Bool = false
    ) throws -> NDArray {
        try moments(dims, keepDim: keepDim) { _, squares, n in
            (squares / max(0, Double(n) - correction)).squareRoot()
        }
    }

    private func moments(
        _ dims: Dims?, keepDim: Bool, _ value: (_ mean: Double, _ squares: Double, _ n: Int) -> Double
    ) throws -> NDArray {
        guard dtype.isFloatingPoint else {
            throw ArrayError.runtime("std and var only support floating point and complex dtypes")
        }
        let flags = try layout.reducedDims(dims)
        let source = try cast(dtype.computeType).lastDims(flags).contiguous()
        let n = reducedCount(flags)
        let out = try NDArray(empty: layout.reducedShape(flags, keepDim: keepDim), dtype)
        let size = source.dtype.itemSize
        for i in 0..<out.count {
            var mean = 0.0
            var squares = 0.0
            ck_moments(source.data + i &* n &* size, Int64(n), Int64(size), source.dtype.code, &mean, &squares)
            NDArray.write(.float(n == 0 ? .nan : value(mean, squares, n)), to: out.data + i &* dtype.itemSize, dtype)
        }
        return out
    }

    /// A view with the flagged dimensions last.
    func lastDims(_ flags: [Bool]) throws -> NDArray {
        let order = (0..<rank).filter { !flags[$0] } + (0..<rank).filter { flags[$0] }
        return with(try layout.permuted(Dims(order)))
    }

    /// `torch.linalg.vector_norm` (`Tensor.norm`): the p-norm over the dimensions, accumulated in double.
    package func norm(_ p: Double = 2, _ dims: Dims? = nil, keepDim: Bool = false) throws -> NDArray {
        guard dtype.isFloatingPoint else {
            throw ArrayError.runtime(
                "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
                    + dtype.scalarTypeName)
        }
        let flags = try layout.reducedDims(dims)
        if p == .infinity || p == -.infinity {
            return try unary(.abs).extreme(largest: p > 0, dims, keepDim: keepDim)
        }
        let wide = try cast(.float64)
        let result: NDArray
        switch p {
        case 2:
            result = try wide.fold(.sumSquares, flags, keepDim: keepDim, from: .int(0)).unary(.sqrt)
        case 1:
            result = try wide.fold(.sumAbs, flags, keepDim: keepDim, from: .int(0))
        case 0:
            let nonzero = try NDArray.binary(.ne, wide, .int(0)).cast(.float64)
            result = try nonzero.fold(.sum, flags, keepDim: keepDim, from: .int(0))
        default:
            let powers = try NDArray.binary(.pow, wide.unary(.abs), .float(p))
            let total = try powers.fold(.sum, flags, keepDim: keepDim, from: .int(0))
            result = try NDArray.binary(.pow, total, .float(1 / p))
        }
        return try result.cast(dtype)
    }

    /// `torch.logsumexp`.
    package func logSumExp(_ dims: Dims, keepDim: Bool = false) throws -> NDArray {
        let x = dtype.isFloatingPoint ? self : try cast(.float32)
        if x.count == 0 { return try x.sum(dims, keepDim: keepDim).unary(.log) }
        let top = try x.extreme(largest: true, dims, keepDim: true)
        try top.maskedFill_(NDArray.binary(.eq, top.unary(.abs), .float(.infinity)), .int(0))
        let shifted = try NDArray.binary(.sub, x, top).unary(.exp)
        let result = try shifted.sum(dims, keepDim: true).unary(.log)
        try result.binary_(.add, top)
        if keepDim { return result }
        return result.with(Layout(contiguous: layout.reducedShape(try layout.reducedDims(dims), keepDim: false)))
    }

    /// `torch.cumsum` (or `cumprod`) along a dimension; integers accumulate as int64.
    package func cumulate(product: Bool, _ dim: Int, dtype: DType? = nil) throws -> NDArray {
        let d = try layout.wrap(dim)
        let type = dtype ?? (self.dtype.isFloatingPoint ? self.dtype : .int64)
        let working: DType = type.isFloatingPoint ? type.computeType : .int64
        let source = try cast(type).cast(working)
        let out = try NDArray(empty: shape, working)
        if rank == 0 { return try source.copy().cast(type) }
        let size = working.itemSize
        var starts: [Int] = []
        out.layout.dropping(d, at: 0).forEachOffset { starts.append($0) }
        var line = 0
        source.layout.dropping(d, at: 0).forEachOffset { start in
            ck_cumulate(
                out.storage.bytes + starts[line] &* size, Int64(out.layout.strides[d] &* size),
                source.storage.bytes + start &* size, Int64(source.layout.strides[d] &* size), Int64(shape[d]),
                working.code, product)
            line += 1
        }
        return try out.cast(type)
    }
}
