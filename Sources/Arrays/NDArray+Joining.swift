extension NDArray {
    /// `torch.cat`: arrays one after another along a dimension, promoted to one type.
    ///
    /// Throws where other sizes differ; empty vectors are skipped whatever the rank of the rest.
    package static func cat(_ arrays: [NDArray], _ dim: Int = 0) throws -> NDArray {
        guard let head = arrays.first else {
            throw ArrayError.value("torch.cat(): expected a non-empty list of Tensors")
        }
        for (i, array) in arrays.enumerated() where array.rank == 0 {
            throw ArrayError.runtime("zero-dimensional tensor (at position \(i)) cannot be concatenated")
        }
        func isSkipped(_ a: NDArray) -> Bool { a.rank == 1 && a.shape[0] == 0 }
        let model = arrays.first { !isSkipped($0) } ?? head
        let d = try model.layout.wrap(dim)
        var shape = model.shape
        shape[d] = 0
        var promotion = DType.Promotion()
        for (i, array) in arrays.enumerated() {
            promotion.add(array.dtype, rank: array.rank)
            if isSkipped(array) { continue }
            guard array.rank == model.rank else {
                throw ArrayError.runtime(
                    "Tensors must have same number of dimensions: got \(model.rank) and \(array.rank)")
            }
            for j in 0..<model.rank where j != d && array.shape[j] != model.shape[j] {
                throw ArrayError.runtime(
                    "Sizes of tensors must match except in dimension \(d). Expected size \(model.shape[j]) but got "
                        + "size \(array.shape[j]) for tensor number \(i) in the list.")
            }
            shape[d] += array.shape[d]
        }
        let out = try NDArray(empty: shape, promotion.result)
        var start = 0
        for array in arrays where !isSkipped(array) {
            let part = out.with(try out.layout.narrowed(d, start: start, length: array.shape[d]))
            try part.copy_(from: array)
            start += array.shape[d]
        }
        out.storage.version = 0
        return out
    }

    /// `torch.stack`: arrays of one shape along a new dimension.
    package static func stack(_ arrays: [NDArray], _ dim: Int = 0) throws -> NDArray {
        guard let head = arrays.first else { throw ArrayError.runtime("stack expects a non-empty TensorList") }
        let d = try Layout.wrap(dim, rank: head.rank + 1)
        for (i, array) in arrays.enumerated() where array.shape != head.shape {
            throw ArrayError.runtime(
                "stack expects each tensor to be equal size, but got \(head.shape) at entry 0 and \(array.shape) at "
                    + "entry \(i)")
        }
        return try cat(arrays.map { $0.with(try $0.layout.unsqueezed(d)) }, d)
    }

    /// `Tensor.repeat`: the whole array, so many times along each dimension.
    package func repeated(_ times: Dims) throws -> NDArray {
        guard times.count >= rank else {
            throw ArrayError.runtime(
                "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor")
        }
        let lead = times.count - rank
        var padded = Dims(repeating: 1, count: lead)
        for size in shape { padded.append(size) }
        var target = Dims()
        for i in 0..<times.count {
            let (size, over) = padded[i].multipliedReportingOverflow(by: times[i])
            if over { throw ArrayError.runtime("Storage size calculation overflowed with sizes=\(times)") }
            target.append(size)
        }
        let out = try NDArray(empty: target, dtype)
        if out.count == 0 { return out }
        // See the result as (times, size) pairs: every repetition is then a broadcast.
        var pairs = Dims()
        var strides = Dims()
        var sourceStrides = Dims()
        for i in 0..<times.count {
            pairs.append(times[i])
            pairs.append(padded[i])
            strides.append(out.layout.strides[i] &* padded[i])
            strides.append(out.layout.strides[i])
            sourceStrides.append(0)
            sourceStrides.append(i >= lead ? layout.strides[i - lead] : 0)
        }
        try out.with(Layout(shape: pairs, strides: strides))
            .copy_(from: with(Layout(shape: pairs, strides: sourceStrides, offset: layout.offset)))
        out.storage.version = 0
        return out
    }

    /// `torch.repeat_interleave` with one count, along a dimension or flattened.
    package func repeatInterleave(_ times: Int, _ dim: Int? = nil) throws -> NDArray {
        guard times >= 0 else { throw ArrayError.runtime("repeats must be non-negative") }
        guard let dim else { return try reshape([count]).repeatInterleave(times, 0) }
        let d = try layout.wrap(dim)
        if rank == 0 { return try reshape([1]).repeatInterleave(times, 0) }
        let wide = try layout.unsqueezed(d + 1)
        var sizes = wide.shape
        sizes[d + 1] = times
        var target = shape
        target[d] = target[d] &* times
        return try with(wide.expanded(sizes)).copy().with(Layout(contiguous: target))
    }

    /// `torch.repeat_interleave` with a count for each slice.
    package func repeatInterleave(_ times: NDArray, _ dim: Int? = nil) throws -> NDArray {
        guard let dim else { return try reshape([count]).repeatInterleave(times, 0) }
        let d = try layout.wrap(dim)
        let counts = try times.readInts()
        guard times.rank <= 1 else { throw ArrayError.runtime("repeats must be 0-dim or 1-dim tensor") }
        if counts.count == 1 { return try repeatInterleave(counts[0], d) }
        guard counts.count == shape[d] else {
            throw ArrayError.runtime(
                "repeats must have the same size as input along dim, but got repeats.size(0) = \(counts.count) and "
                    + "input.size(\(d)) = \(shape[d])")
        }
        guard counts.allSatisfy({ $0 >= 0 }) else { throw ArrayError.runtime("repeats can not be negative") }
        return try indexSelect(d, .from(ints: counts.enumerated().flatMap { [Int](repeating: $0, count: $1) }))
    }

    /// `torch.flip`: a copy with the dimensions reversed.
    package func flip(_ dims: Dims) throws -> NDArray {
        let flags = dims.count == 0 ? [Bool](repeating: false, count: rank) : try layout.reducedDims(dims)
        var strides = layout.strides
        var offset = layout.offset
        for i in 0..<rank where flags[i] && shape[i] > 0 {
            offset &+= (shape[i] - 1) &* strides[i]
            strides[i] = 0 &- strides[i]
        }
        return try with(Layout(shape: shape, strides: strides, offset: offset)).copy()
    }

    /// `torch.roll`: elements moved along dimensions (or the flattened array) and back in at the other end.
    package func roll(_ shifts: Dims, _ dims: Dims) throws -> NDArray {
        if dims.count == 0, shifts.count == 1 {
            return try reshape([count]).roll(shifts, [0]).reshape(shape)
        }
        guard shifts.count == dims.count else {
            throw ArrayError.runtime(
                "shifts and dimensions must align. shifts: \(shifts.count), dims:\(dims.count)")
        }
        var result = self
        for (shift, dim) in zip(shifts, dims) {
            let d = try layout.wrap(dim)
            guard rank > 0, shape[d] > 0 else { continue }
            let size = shape[d]
            let by = ((shift % size) + size) % size
            if by == 0 { continue }
            result = try cat(
                [
                    result.with(result.layout.narrowed(d, start: size - by, length: by)),
                    result.with(result.layout.narrowed(d, start: 0, length: size - by)),
                ], d)
        }
        return result.storage === storage ? try copy() : result
    }

    private func cat(_ arrays: [NDArray], _ dim: Int) throws -> NDArray { try NDArray.cat(arrays, dim) }

    /// `torch.tril` (or `triu`): what lies below (above) the k-th diagonal, zero elsewhere.
    package func triangle(lower: Bool, _ k: Int = 0) throws -> NDArray {
        guard rank >= 2 else {
            throw ArrayError.runtime("\(lower ? "tril" : "triu"): input tensor must have at least 2 dimensions")
        }
        let out = try copy()
        let rows = shape[rank - 2]
        let columns = shape[rank - 1]
        let size = dtype.itemSize
        guard out.count > 0 else { return out }
        for line in 0..<out.count / columns {
            let i = line % rows
            // The first column beyond the diagonal, within 0...columns.
            let edge = min(max(i &+ min(max(k, -rows), columns) &+ (lower ? 1 : 0), 0), columns)
            let start = out.data + line &* columns &* size
            let zeros = lower ? edge..<columns : 0..<edge
            (start + zeros.lowerBound &* size).initializeMemory(
                as: UInt8.self, repeating: 0, count: zeros.count &* size)
        }
        return out
    }

    /// `torch.diag_embed` of a vector: a square matrix with it on the k-th diagonal.
    package func diagonalMatrix(_ k: Int = 0) throws -> NDArray {
        let (size, over) = count.addingReportingOverflow(Int(k.magnitude))
        if over { throw ArrayError.runtime("Storage size calculation overflowed with sizes=[\(k)]") }
        let out = try NDArray.zeros([size, size], dtype)
        try out.with(out.layout.diagonal(k)).copy_(from: self)
        out.storage.version = 0
        return out
    }

    /// `F.one_hot`: rows of zeros with a one at each class, int64; as many classes as needed when -1.
    package func oneHot(_ classes: Int = -1) throws -> NDArray {
        guard dtype == .int64 else {
            throw ArrayError.runtime("one_hot is only applicable to index tensor of type LongTensor.")
        }
        let labels = try readInts()
        if count == 0, classes <= 0 {
            throw ArrayError.runtime("Can not infer total number of classes from empty tensor.")
        }
        guard labels.allSatisfy({ $0 >= 0 }) else { throw ArrayError.runtime("Class values must be non-negative.") }
        let largest = labels.max() ?? -1
        if classes != -1 {
            guard classes > 0 else { throw ArrayError.runtime("num_classes should be positive") }
            guard largest < classes else {
                throw ArrayError.runtime("Class values must be smaller than num_classes.")
            }
        }
        guard classes != -1 || largest < Int.max else {
            throw ArrayError.runtime("zeros: Dimension size must be non-negative.")
        }
        let width = classes == -1 ? largest + 1 : classes
        var target = shape
        target.append(width)
        let out = try NDArray.zeros(target, .int64)
        for (i, label) in labels.enumerated() { out.store(.int(1), i &* width &+ label) }
        return out
    }
}
