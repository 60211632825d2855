import CKernels

extension NDArray {
    /// `torch.sort`: values and int64 positions along a dimension; stable, NaN as the largest.
    package func sort(_ dim: Int = -1, descending: Bool = false) throws -> (values: NDArray, index: NDArray) {
        let d = try layout.wrap(dim)
        if rank == 0 { return (try copy(), try .zeros(Dims(), .int64)) }
        let source = try cast(dtype.computeType)
        let values = try NDArray(empty: shape, source.dtype)
        let index = try NDArray(empty: shape, .int64)
        let size = source.dtype.itemSize
        var starts: [Int] = []
        values.layout.dropping(d, at: 0).forEachOffset { starts.append($0) }
        var line = 0
        var enough = true
        let step = values.layout.strides[d]
        if count > 0 {
            source.layout.dropping(d, at: 0).forEachOffset { start in
                if Interruption.isAsked { return }
                let positions = index.data.assumingMemoryBound(to: Int64.self) + starts[line]
                let sorted = ck_sort(
                    source.storage.bytes + start &* size, Int64(shape[d]), Int64(source.layout.strides[d] &* size),
                    source.dtype.code, descending, values.data + starts[line] &* size, Int64(step &* size), positions,
                    Int64(step &* 8))
                enough = enough && sorted
                line += 1
            }
        }
        try Interruption.check()
        guard enough else {
            throw Storage.lacking(shape[d] &* 32)
        }
        return (try values.cast(dtype), index)
    }

    /// `torch.topk`: the k largest (or smallest) along a dimension, in order.
    package func topK(_ k: Int, _ dim: Int = -1, largest: Bool = true) throws -> (values: NDArray, index: NDArray) {
        let d = try layout.wrap(dim)
        guard k >= 0, k <= (rank == 0 ? 1 : shape[d]) else {
            throw ArrayError.runtime("selected index k out of range")
        }
        let (values, index) = try sort(dim, descending: largest)
        if rank == 0 { return (values, index) }
        func head(_ x: NDArray) throws -> NDArray { try x.with(x.layout.narrowed(d, start: 0, length: k)).copy() }
        return (try head(values), try head(index))
    }

    /// `torch.kthvalue`: the k-th smallest (from 1) along a dimension.
    package func kthValue(_ k: Int, _ dim: Int = -1, keepDim: Bool = false) throws -> (values: NDArray, index: NDArray)
    {
        let d = try layout.wrap(dim)
        guard k >= 1, k <= (rank == 0 ? 1 : shape[d]) else {
            throw ArrayError.runtime("kthvalue(): selected number k out of range for dimension \(d)")
        }
        let (values, index) = try sort(dim)
        return (try values.pick(d, k - 1, keepDim), try index.pick(d, k - 1, keepDim))
    }

    private func pick(_ d: Int, _ i: Int, _ keepDim: Bool) throws -> NDArray {
        if rank == 0 { return self }
        return try with(keepDim ? layout.narrowed(d, start: i, length: 1) : layout.dropping(d, at: i)).copy()
    }

    /// `torch.median` along a dimension: the lower of the two in the middle; NaN wins.
    package func median(_ dim: Int, keepDim: Bool = false) throws -> (values: NDArray, index: NDArray) {
        let d = try layout.wrap(dim)
        let n = rank == 0 ? 1 : shape[d]
        guard n > 0 else {
            throw ArrayError.index("median(): Expected reduction dim \(d) to have non-zero size.")
        }
        let (values, index) = try sort(dim)
        let lower = try values.pick(d, (n - 1) / 2, keepDim)
        let position = try index.pick(d, (n - 1) / 2, keepDim)
        guard dtype.isFloatingPoint, rank > 0 else { return (lower, position) }
        let last = try values.pick(d, n - 1, keepDim)
        let lastPosition = try index.pick(d, n - 1, keepDim)
        let isNaN = try last.unary(.isNaN)
        return (try .select(isNaN, last, lower), try .select(isNaN, lastPosition, position))
    }

    /// `torch.median` of all elements; NaN of none.
    package func median() throws -> NDArray {
        if count == 0 { return try .full(Dims(), .float(.nan), dtype) }
        return try reshape([count]).median(0).values
    }

    /// `torch.unique`: the sorted distinct elements, where each element went, and how often each occurs.
    package func unique() throws -> (values: NDArray, inverse: NDArray, counts: NDArray) {
        let flat = try reshape([count])
        let (sorted, index) = try flat.sort(0)
        var firsts: [Int] = []
        var counts: [Int] = []
        let inverse = try NDArray(empty: shape, .int64)
        let places = inverse.data.assumingMemoryBound(to: Int64.self)
        let positions = index.data.assumingMemoryBound(to: Int64.self)
        for i in 0..<count {
            if i & 0xFFFF == 0xFFFF { try Interruption.check() }
            if i == 0 || sorted.load(i) != sorted.load(i - 1) {
                firsts.append(i)
                counts.append(0)
            }
            counts[counts.count - 1] += 1
            places[Int(positions[i])] = Int64(firsts.count - 1)
        }
        return (try sorted.index([.from(ints: firsts)]), inverse, try .from(ints: counts))
    }

    /// `torch.searchsorted` in one sorted vector: where each value would go, before (or after) its equals.
    package func searchSorted(_ values: NDArray, right: Bool = false) throws -> NDArray {
        guard rank == 1 else {
            throw ArrayError.runtime(
                "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of "
                    + "boundaries tensor and input value tensor must match, but we got boundaries tensor \(shape) and "
                    + "input value tensor \(values.shape)")
        }
        let edges = try readDoubles()
        return try .from(
            ints: try values.readDoubles().map { value in
                var low = 0
                var high = edges.count
                while low < high {
                    let middle = (low + high) / 2
                    if edges[middle] < value || (right && edges[middle] == value) || value.isNaN {
                        low = middle + 1
                    } else {
                        high = middle
                    }
                }
                return low
            }, shape: values.shape)
    }

    /// `torch.bincount`: how often each of 0, 1, 2, … occurs in a vector.
    package func binCount(minLength: Int = 0) throws -> NDArray {
        guard rank == 1, dtype.isInteger, case let values = try readInts(), values.allSatisfy({ $0 >= 0 }) else {
            throw ArrayError.runtime("bincount only supports 1-d non-negative integral inputs.")
        }
        let largest = values.max() ?? -1
        guard largest < Int.max else {
            throw ArrayError.runtime(
                "maximum value of input overflowed, it should be < \(Int.max) but got \(largest)")
        }
        let out = try NDArray.zeros([Swift.max(minLength, largest + 1)], .int64)
        let counts = out.data.assumingMemoryBound(to: Int64.self)
        for value in values { counts[value] &+= 1 }
        return out
    }
}
