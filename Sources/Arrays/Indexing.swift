import CKernels

/// One item of `x[…]`.
package enum Index {
    case int(Int)
    case slice(start: Int?, end: Int?, step: Int)
    /// `None`.
    case newAxis
    case ellipsis
    /// Python's `True` or `False`: a new dimension of size 1 or 0.
    case bool(Bool)
    /// Integers that pick along a dimension, or a mask over several.
    case array(NDArray)
}

extension NDArray {
    /// Applies the basic items of an index as a view, and tells which arrays remain to be applied to which of the
    /// view's dimensions (nil for none; the list may be shorter than the view's rank).
    ///
    /// Throws IndexError as PyTorch does; ValueError for steps that are not positive.
    package func indexed(_ items: [Index]) throws -> (view: NDArray, arrays: [NDArray?]) {
        var consumed = 0
        for item in items {
            switch item {
            case .int, .slice: consumed += 1
            case .array(let array): consumed += array.isMask ? array.rank : 1
            default: break
            }
        }
        if consumed > rank {
            if rank == 0 {
                throw ArrayError.index(
                    "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to "
                        + "convert a 0-dim tensor to a number")
            }
            throw ArrayError.index("too many indices for tensor of dimension \(rank)")
        }
        var view = layout
        var arrays: [NDArray?] = []
        var dim = 0
        // Where the item's own dimension is in the original, for messages.
        var original = 0
        func pass(_ n: Int) { for _ in 0..<n { arrays.append(nil) } }
        for item in items {
            switch item {
            case .int(let i):
                let size = view.shape[dim]
                guard i >= -size, i < size else {
                    throw ArrayError.index("index \(i) is out of bounds for dimension \(original) with size \(size)")
                }
                view = view.dropping(dim, at: i < 0 ? i + size : i)
                original += 1
            case .slice(let start, let end, let step):
                view = try view.slicing(dim, start: start, end: end, step: step)
                pass(1)
                dim += 1
                original += 1
            case .newAxis:
                view = try view.unsqueezed(dim)
                pass(1)
                dim += 1
            case .ellipsis:
                let skipped = rank - consumed
                pass(skipped)
                dim += skipped
                original += skipped
            case .bool(let value):
                view = try view.unsqueezed(dim)
                arrays.append(try .full([1], .bool(value)))
                dim += 1
            case .array(let array):
                if array.rank == 0, !array.isMask {
                    let size = view.shape[dim]
                    let i = try NDArray.position(array.item(), array.dtype)
                    guard i >= -size, i < size else {
                        throw ArrayError.index(
                            "index \(i) is out of bounds for dimension \(original) with size \(size)")
                    }
                    view = view.dropping(dim, at: i < 0 ? i + size : i)
                    original += 1
                } else if array.rank == 0 {
                    view = try view.unsqueezed(dim)
                    arrays.append(array.with(try array.layout.unsqueezed(0)))
                    dim += 1
                } else {
                    let width = array.isMask ? array.rank : 1
                    arrays.append(array)
                    dim += width
                    original += width
                }
            }
        }
        if arrays.allSatisfy({ $0 == nil }) { arrays = [] }
        return (with(view), arrays)
    }

    /// Whether the array picks by truth rather than by position.
    var isMask: Bool { dtype == .bool || dtype == .uint8 }

    private static func position(_ value: Scalar, _ dtype: DType) throws -> Int {
        guard dtype.isInteger else {
            throw ArrayError.index("tensors used as indices must be long, int, byte or bool tensors")
        }
        return value.int
    }

    /// `aten::index`: the elements that the arrays (one for each leading dimension, nil for all of it) pick together,
    /// broadcast against each other.
    ///
    /// Throws IndexError for positions out of bounds and shapes that do not fit.
    package func index(_ arrays: [NDArray?]) throws -> NDArray {
        let plan = try IndexPlan(self, arrays)
        let out = try NDArray(empty: plan.shape, dtype)
        if out.count > 0 { plan.withPicks { ck_pick_get(out.data, data, $0, Int32(dtype.itemSize)) } }
        try Interruption.check()
        return out
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    /// `aten::index_put_`: writes (or adds) values, broadcast to the picked elements. Counts a change.
    ///
    /// Throws RuntimeError when the values do not broadcast or have another type.
    package func indexPut_(_ arrays: [NDArray?], _ values: NDArray, accumulate: Bool = false) throws {
        let plan = try IndexPlan(self, arrays)
        let fits = try? Layout.broadcast(plan.shape, values.shape)
        guard fits == plan.shape else {
            throw ArrayError.runtime(
                "shape mismatch: value tensor of shape \(values.shape) cannot be broadcast to indexing result of "
                    + "shape \(plan.shape)")
        }
        guard values.dtype == dtype || values.rank == 0 else {
            throw ArrayError.runtime(
                "Index put requires the source and destination dtypes match, got \(dtype.scalarTypeName) for the "
                    + "destination and \(values.dtype.scalarTypeName) for the source.")
        }
        try checkWritable()
        let source = try values.with(values.layout.broadcasted(to: plan.shape)).cast(dtype).contiguousCopy(self)
        if source.count > 0 { try put(source, plan, accumulate: accumulate) }
        storage.version &+= 1
    }

    /// A contiguous array that shares no memory with `target`.
    func contiguousCopy(_ target: NDArray) throws -> NDArray {
        storage === target.storage ? try copy() : try contiguous()
    }

    func put(_ values: NDArray, _ plan: IndexPlan, accumulate: Bool) throws {
        guard accumulate else {
            plan.withPicks { ck_pick_put(data, values.data, $0, Int32(dtype.itemSize)) }
            return try Interruption.check()
        }
        guard dtype.computeType != dtype else {
            plan.withPicks { ck_pick_add(data, values.data, $0, dtype.code) }
            return try Interruption.check()
        }
        for (offset, value) in zip(plan.offsets(), try values.readDoubles()) {
            let at = layout.offset &+ offset
            store(.float(load(at).double + value), at)
        }
    }
}

/// Which elements an index picks, as offsets from an array's first element.
struct IndexPlan {
    var before: [Int64] = [0]
    var picks: [Int64]
    /// nil when the elements after a pick are one run of memory.
    var after: [Int64]?
    var afterCount = 1
    let shape: Dims

    /// Picks without neighbours.
    init(picks: [Int64], shape: Dims) {
        self.picks = picks
        self.shape = shape
    }

    /// The plan of an advanced index.
    init(_ array: NDArray, _ arrays: [NDArray?]) throws {
        let indices = try IndexPlan.expandMasks(array, arrays)
        let used = indices.indices.filter { indices[$0] != nil }
        let parts = used.compactMap { indices[$0] }
        let common = try IndexPlan.broadcast(parts)
        var picks = [Int64](repeating: 0, count: common.product)
        for (d, part) in zip(used, parts) {
            let size = array.shape[d]
            let stride = array.layout.strides[d]
            let spread = part.with(part.layout.broadcasted(to: common))
            var i = 0
            var wrong: Int?
            spread.layout.forEachOffset { offset in
                let position = spread.load(offset).int
                if position < -size || position >= size { wrong = wrong ?? position }
                picks[i] &+= Int64((position < 0 ? position &+ size : position) &* stride)
                i += 1
            }
            if let wrong {
                throw ArrayError.index("index \(wrong) is out of bounds for dimension \(d) with size \(size)")
            }
        }
        self.picks = picks
        let adjacent = zip(used, used.dropFirst()).allSatisfy { $1 == $0 + 1 }
        let first = adjacent ? used.first ?? 0 : 0
        let rest = (0..<array.rank).filter { !used.contains($0) }
        let lead = rest.filter { $0 < first }
        let tail = rest.filter { $0 >= first }
        func part(_ dims: [Int]) -> Layout {
            Layout(shape: Dims(dims.map { array.shape[$0] }), strides: Dims(dims.map { array.layout.strides[$0] }))
        }
        shape = Dims(lead.map { array.shape[$0] } + common + tail.map { array.shape[$0] })
        if !lead.isEmpty {
            before = []
            part(lead).forEachOffset { before.append(Int64($0)) }
        }
        let end = part(tail)
        afterCount = end.count
        if !end.isContiguous {
            var offsets: [Int64] = []
            end.forEachOffset { offsets.append(Int64($0)) }
            after = offsets
        }
    }

    /// Masks become the positions of their true elements, one array for each of their dimensions.
    private static func expandMasks(_ array: NDArray, _ arrays: [NDArray?]) throws -> [NDArray?] {
        var result: [NDArray?] = []
        for (position, entry) in arrays.enumerated() {
            guard let entry else {
                result.append(nil)
                continue
            }
            guard entry.isMask else {
                guard entry.dtype == .int64 || entry.dtype == .int32 else {
                    throw ArrayError.index("tensors used as indices must be long, int, byte or bool tensors")
                }
                result.append(entry)
                continue
            }
            for j in 0..<entry.rank
            where result.count + j >= array.rank || entry.shape[j] != array.shape[result.count + j] {
                throw ArrayError.index(
                    "The shape of the mask \(entry.shape) at index \(j) does not match the shape of the indexed "
                        + "tensor \(array.shape) at index \(position + j)")
            }
            let found = try entry.nonzero()
            for j in 0..<entry.rank { result.append(found.with(try found.layout.selecting(j, along: 1))) }
        }
        guard result.count <= array.rank else {
            throw ArrayError.index("too many indices for tensor of dimension \(array.rank)")
        }
        return result
    }

    private static func broadcast(_ parts: [NDArray]) throws -> Dims {
        var common = Dims()
        for part in parts {
            guard let next = try? Layout.broadcast(common, part.shape) else {
                throw ArrayError.index(
                    "shape mismatch: indexing tensors could not be broadcast together with shapes "
                        + parts.map(\.shape.description).joined(separator: ", "))
            }
            common = next
        }
        return common
    }

    /// The picks as C takes them.
    func withPicks(_ body: (UnsafePointer<ck_picks>) -> Void) {
        before.withUnsafeBufferPointer { before in
            picks.withUnsafeBufferPointer { picks in
                func run(_ after: UnsafePointer<Int64>?) {
                    var all = ck_picks(
                        before: before.baseAddress, picks: picks.baseAddress, after: after,
                        before_count: Int64(before.count), pick_count: Int64(picks.count),
                        after_count: Int64(afterCount))
                    body(&all)
                }
                if let after {
                    after.withUnsafeBufferPointer { run($0.baseAddress) }
                } else {
                    run(nil)
                }
            }
        }
    }

    /// Every picked offset in order.
    func offsets() -> [Int] {
        before.flatMap { b in
            picks.flatMap { p in
                (0..<afterCount).map { Int(b &+ p &+ (after?[$0] ?? Int64($0))) }
            }
        }
    }
}
