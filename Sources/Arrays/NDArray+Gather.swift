import CKernels

extension NDArray {
    /// The offsets, from the first element, that `gather` and `scatter` address.
    private func gatherPlan(_ dim: Int, _ index: NDArray, name: String) throws -> IndexPlan {
        let d = try layout.wrap(dim)
        guard index.dtype == .int64 || index.dtype == .int32 else {
            throw ArrayError.runtime("\(name)(): Expected dtype int32/int64 for index")
        }
        guard max(index.rank, 1) == max(rank, 1) else {
            throw ArrayError.runtime("Index tensor must have the same number of dimensions as input tensor")
        }
        var picks: [Int64] = []
        picks.reserveCapacity(index.count)
        let size = rank == 0 ? 1 : shape[d]
        let stride = rank == 0 ? 1 : layout.strides[d]
        var wrong: Int?
        index.layout.forEachOffset { offset in
            let position = index.load(offset).int
            if position < 0 || position >= size { wrong = wrong ?? position }
            picks.append(Int64(position &* stride))
        }
        if let wrong {
            throw ArrayError.runtime("index \(wrong) is out of bounds for dimension \(d) with size \(size)")
        }
        if rank > 0, index.rank > 0 {
            var strides = layout.strides
            strides[d] = 0
            var i = 0
            Layout(shape: index.shape, strides: strides).forEachOffset {
                picks[i] &+= Int64($0)
                i += 1
            }
        }
        return IndexPlan(picks: picks, shape: index.shape)
    }

    /// `torch.gather`: for each position of the index, the element it names along the dimension.
    package func gather(_ dim: Int, _ index: NDArray) throws -> NDArray {
        let d = try layout.wrap(dim)
        if index.count == 0 { return try NDArray(empty: index.shape, dtype) }
        if index.rank == rank {
            for i in 0..<rank where i != d && index.shape[i] > shape[i] {
                throw ArrayError.runtime(
                    "Size does not match at dimension \(i) expected index \(index.shape) to be no larger than self "
                        + "\(shape) apart from dimension \(d)")
            }
        }
        let plan = try gatherPlan(dim, index, name: "gather")
        let out = try NDArray(empty: index.shape, dtype)
        plan.withPicks { ck_pick_get(out.data, data, $0, Int32(dtype.itemSize)) }
        try Interruption.check()
        return out
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    /// `Tensor.scatter_` and, with `add`, `scatter_add_`: writes (adds) source elements to the places that the index
    /// names along the dimension. Counts a change.
    package func scatter_(_ dim: Int, _ index: NDArray, _ source: NDArray, add: Bool = false) throws {
        let name = add ? "scatter_add" : "scatter"
        let d = try layout.wrap(dim)
        guard source.dtype == dtype else {
            throw ArrayError.runtime("\(name)(): Expected self.dtype to be equal to src.dtype")
        }
        if index.count == 0 { return }
        if index.rank == rank, source.rank == rank {
            let tooLarge = (0..<rank).contains {
                ($0 != d && index.shape[$0] > shape[$0]) || index.shape[$0] > source.shape[$0]
            }
            if tooLarge {
                throw ArrayError.runtime(
                    "Expected index \(index.shape) to be no larger than self \(shape) apart from dimension \(d) and "
                        + "to be no larger size than src \(source.shape)")
            }
        }
        let plan = try gatherPlan(dim, index, name: name)
        try checkWritable()
        let part = source.with(
            Layout(shape: index.shape, strides: source.layout.strides, offset: source.layout.offset))
        try put(part.contiguousCopy(self), plan, accumulate: add)
        storage.version &+= 1
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    /// `Tensor.scatter_` with one number.
    package func scatter_(_ dim: Int, _ index: NDArray, _ value: Scalar) throws {
        if index.count == 0 { return }
        let plan = try gatherPlan(dim, index, name: "scatter")
        try checkWritable()
        try put(.full(index.shape, value, dtype), plan, accumulate: false)
        storage.version &+= 1
    }

    /// `torch.index_select`: slices along a dimension, in the order of a vector of positions.
    package func indexSelect(_ dim: Int, _ index: NDArray) throws -> NDArray {
        let d = try layout.wrap(dim)
        guard index.rank <= 1 else { throw ArrayError.index("index_select(): Index is supposed to be a vector") }
        guard index.dtype == .int64 || index.dtype == .int32 else {
            throw ArrayError.runtime("index_select(): Expected dtype int32 or int64 for index")
        }
        let positions = index.rank == 0 ? index.with(try index.layout.unsqueezed(0)) : index
        let size = rank == 0 ? 1 : shape[d]
        guard try positions.readInts().allSatisfy({ $0 >= 0 && $0 < size }) else {
            throw ArrayError.index("index out of range in self")
        }
        if rank == 0 { return try copy() }
        var arrays = [NDArray?](repeating: nil, count: d)
        arrays.append(positions)
        return try self.index(arrays)
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    /// `Tensor.index_add_`: adds slices of a source to the slices that a vector of positions names. Counts a change.
    package func indexAdd_(_ dim: Int, _ index: NDArray, _ source: NDArray, alpha: Scalar = .int(1)) throws {
        let d = try layout.wrap(dim)
        let n = source.rank == 0 ? 1 : source.shape[min(d, source.rank - 1)]
        guard index.count == n else {
            throw ArrayError.runtime(
                "index_add_(): Number of indices (\(index.count)) should be equal to source.size(dim): (\(n)), for "
                    + "dim: \(d)")
        }
        let size = rank == 0 ? 1 : shape[d]
        if let wrong = try index.readInts().first(where: { $0 < 0 || $0 >= size }) {
            throw ArrayError.runtime("index \(wrong) is out of bounds for dimension \(d) with size \(size)")
        }
        let scaled = alpha == .int(1) ? source : try NDArray.binary(.mul, source, alpha)
        var arrays = [NDArray?](repeating: nil, count: d)
        arrays.append(index.rank == 0 ? index.with(try index.layout.unsqueezed(0)) : index)
        try indexPut_(arrays, scaled.cast(dtype), accumulate: true)
    }

    /// `torch.take`: elements by their position in row-major order.
    package func take(_ index: NDArray) throws -> NDArray {
        if let wrong = try index.readInts().first(where: { $0 < -count || $0 >= count }) {
            throw ArrayError.index("out of range: tried to access index \(wrong) on a tensor of \(count) elements.")
        }
        let flat = try contiguous()
        return try flat.with(Layout(contiguous: [count], offset: flat.layout.offset)).index([index])
    }

    /// `torch.masked_select`: the elements under a true mask, after broadcasting, as a vector.
    package func maskedSelect(_ mask: NDArray) throws -> NDArray {
        guard mask.dtype == .bool else {
            throw ArrayError.runtime("masked_select: expected BoolTensor for mask")
        }
        let common = try Layout.broadcast(shape, mask.shape)
        let m = mask.with(mask.layout.broadcasted(to: common))
        let x = with(layout.broadcasted(to: common))
        if common.count == 0 {
            return try m.item().isTrue ? x.with(x.layout.unsqueezed(0)).copy() : NDArray(empty: [0], dtype)
        }
        return try x.index([m])
    }

    /// `torch.nonzero`: the positions of elements that are not zero, one row each, int64.
    package func nonzero() throws -> NDArray {
        let truth = try cast(.bool).contiguous()
        let flags = truth.data.assumingMemoryBound(to: UInt8.self)
        var total = 0
        for i in 0..<truth.count { total += Int(flags[i] != 0 ? 1 : 0) }
        let out = try NDArray(empty: [total, rank], .int64)
        let positions = out.data.assumingMemoryBound(to: Int64.self)
        var row = 0
        for i in 0..<truth.count where flags[i] != 0 {
            var rest = i
            var d = rank - 1
            while d >= 0 {
                positions[row &* rank &+ d] = Int64(rest % shape[d])
                rest /= shape[d]
                d -= 1
            }
            row += 1
        }
        return out
    }
}
