extension Layout {
    /// `Tensor.flatten`: the shape in which dimensions `start...end` are one.
    package func flattenedShape(_ start: Int, _ end: Int) throws -> Dims {
        let a = try wrap(start)
        let b = try wrap(end)
        guard a <= b else {
            throw ArrayError.runtime("flatten() has invalid args: start_dim cannot come after end_dim")
        }
        if rank == 0 { return [1] }
        var result = Dims()
        var run = 1
        for i in 0..<rank {
            if i < a || i > b {
                result.append(shape[i])
            } else {
                run &*= shape[i]
                if i == b { result.append(run) }
            }
        }
        return result
    }

    /// `Tensor.unflatten`: the shape in which dimension `dim` is split into `sizes` (one may be -1).
    package func unflattenedShape(_ dim: Int, _ sizes: Dims) throws -> Dims {
        let d = try wrap(dim)
        guard sizes.count > 0 else { throw ArrayError.runtime("unflatten: sizes must be non-empty") }
        let size = rank > 0 ? shape[d] : 1
        guard let inferred = try? Layout.inferShape(sizes, count: size) else {
            throw ArrayError.runtime(
                "unflatten: Provided sizes \(sizes) don't multiply up to the size of dim \(d) (\(size)) in the input "
                    + "tensor")
        }
        var result = Dims()
        for i in 0..<rank {
            if i == d { for part in inferred { result.append(part) } } else { result.append(shape[i]) }
        }
        return result
    }

    /// `Tensor.unfold`: windows of `size` every `step` along a dimension, the window last.
    package func unfolded(_ dim: Int, size: Int, step: Int) throws -> Layout {
        let d = try wrap(dim)
        let length = rank > 0 ? shape[d] : 1
        guard size >= 0 else { throw ArrayError.runtime("size is \(size) but must be >= 0") }
        guard size <= length else {
            throw ArrayError.runtime("maximum size for tensor at dimension \(d) is \(length) but size is \(size)")
        }
        guard step > 0 else { throw ArrayError.runtime("step is \(step) but must be > 0") }
        var shape = shape
        var strides = strides
        let inner = rank > 0 ? strides[d] : 1
        if rank > 0 {
            shape[d] = (length - size) / step + 1
            strides[d] = inner &* step
        }
        shape.append(size)
        strides.append(inner)
        return Layout(shape: shape, strides: strides, offset: offset)
    }

    /// `Tensor.diagonal`: the diagonal of two dimensions as a last dimension.
    package func diagonal(_ k: Int = 0, _ dim1: Int = 0, _ dim2: Int = 1) throws -> Layout {
        let a = try wrap(dim1)
        let b = try wrap(dim2)
        guard a != b, rank >= 2 else {
            throw ArrayError.runtime("diagonal dimensions cannot be identical \(dim1), \(dim2)")
        }
        let rows = k < 0 ? max(shape[a] &+ k, 0) : shape[a]
        let columns = k > 0 ? max(shape[b] - k, 0) : shape[b]
        let length = min(max(rows, 0), max(columns, 0))
        var start = offset
        if length > 0 { start = k >= 0 ? offset &+ k &* strides[b] : offset &- k &* strides[a] }
        var shape = shape
        var strides = strides
        let step = strides[a] &+ strides[b]
        for d in [max(a, b), min(a, b)] {
            shape.remove(at: d)
            strides.remove(at: d)
        }
        shape.append(length)
        strides.append(step)
        return Layout(shape: shape, strides: strides, offset: start)
    }

    /// `torch.movedim` for one dimension.
    package func movedDim(_ source: Int, _ destination: Int) throws -> Layout {
        let from = try wrap(source)
        let to = try wrap(destination)
        if rank == 0 { return self }
        var order = Dims(0..<rank)
        order.insert(order.remove(at: from), at: to)
        return try permuted(order)
    }

    /// `Tensor.as_strided`, checked against the size of the storage.
    package static func strided(
        _ shape: Dims, _ strides: Dims, offset: Int, itemSize: Int, storageBytes: Int
    ) throws -> Layout {
        guard shape.count == strides.count else {
            throw ArrayError.runtime("mismatch in length of strides and shape")
        }
        if strides.contains(where: { $0 < 0 }) {
            throw ArrayError.runtime(
                "as_strided: Negative strides are not supported at the moment, got strides: \(strides)")
        }
        if let negative = shape.first(where: { $0 < 0 }) {
            throw ArrayError.runtime("Trying to create tensor with negative dimension \(negative): \(shape)")
        }
        guard offset >= 0 else { throw ArrayError.runtime("Tensor: invalid storage offset \(offset)") }
        guard shape.checkedProduct != nil else { throw ArrayError.runtime("numel: integer multiplication overflow") }
        if shape.contains(0) { return Layout(shape: shape, strides: strides, offset: offset) }
        var last = (value: offset, overflow: false)
        for i in 0..<shape.count {
            let (span, over) = (shape[i] - 1).multipliedReportingOverflow(by: strides[i])
            let (sum, overSum) = last.value.addingReportingOverflow(span)
            last = (sum, last.overflow || over || overSum)
        }
        let (end, overEnd) = last.value.addingReportingOverflow(1)
        let (bytes, overBytes) = end.multipliedReportingOverflow(by: itemSize)
        guard !last.overflow, !overEnd, !overBytes else {
            throw ArrayError.runtime("Storage size calculation overflowed with sizes=\(shape) and strides=\(strides)")
        }
        guard bytes <= storageBytes else {
            throw ArrayError.runtime(
                "setStorage: sizes \(shape), strides \(strides), storage offset \(offset), and itemsize \(itemSize) "
                    + "requiring a storage size of \(bytes) are out of bounds for storage of size \(storageBytes)")
        }
        return Layout(shape: shape, strides: strides, offset: offset)
    }
}
