import Arrays

// Arrays joined, repeated, turned around: all of them copies through layouts.
extension NDArray {
    /// `torch.cat`: promoted to one type; empty vectors are skipped.
    ///
    /// Throws RuntimeError where ranks or sizes do not match.
    static func cat(_ arrays: [NDArray], dim: Int) throws -> NDArray {
        guard let first = arrays.first else {
            throw ArrayError.runtime("torch.cat(): expected a non-empty list of Tensors")
        }
        for (i, array) in arrays.enumerated() where array.rank == 0 {
            throw ArrayError.runtime("zero-dimensional tensor (at position \(i)) cannot be concatenated")
        }
        let type = arrays.dropFirst().reduce(first.dtype) { DType.promote($0, $1.dtype) }
        let parts = arrays.filter { $0.shape != [0] }
        guard let model = parts.first else { return try NDArray(empty: [0], type) }
        let d = try model.layout.wrap(dim)
        var shape = model.shape
        shape[d] = 0
        for (i, part) in arrays.enumerated() where part.shape != [0] {
            guard part.rank == model.rank else {
                throw ArrayError.runtime(
                    "Tensors must have same number of dimensions: got \(model.rank) and \(part.rank)")
            }
            for k in 0..<part.rank where k != d && part.shape[k] != model.shape[k] {
                throw ArrayError.runtime(
                    "Sizes of tensors must match except in dimension \(d). Expected size \(model.shape[k]) but got "
                        + "size \(part.shape[k]) for tensor number \(i) in the list.")
            }
            shape[d] += part.shape[d]
        }
        let out = try NDArray(empty: shape, type)
        var start = 0
        for part in parts {
            try out.with(try out.layout.slicing(d, start: start, end: start + part.shape[d])).copy_(from: part)
            start += part.shape[d]
        }
        out.storage.version = 0
        return out
    }

    /// `torch.stack`.
    ///
    /// Throws RuntimeError where shapes differ.
    static func stack(_ arrays: [NDArray], dim: Int) throws -> NDArray {
        guard let first = arrays.first else {
            throw ArrayError.runtime("stack expects a non-empty TensorList")
        }
        for (i, array) in arrays.enumerated() where array.shape != first.shape {
            throw ArrayError.runtime(
                "stack expects each tensor to be equal size, but got \(first.shape) at entry 0 and \(array.shape) at "
                    + "entry \(i)")
        }
        let d = try Layout.wrap(dim, rank: first.rank + 1)
        let type = arrays.reduce(first.dtype) { DType.promote($0, $1.dtype) }
        var shape = first.shape
        shape.insert(arrays.count, at: d)
        let out = try NDArray(empty: shape, type)
        for (i, array) in arrays.enumerated() { try out.with(out.layout.dropping(d, at: i)).copy_(from: array) }
        out.storage.version = 0
        return out
    }

    /// `Tensor.repeat`.
    ///
    /// Throws RuntimeError for fewer repeats than dimensions and for negative ones.
    func repeated(_ repeats: Dims) throws -> NDArray {
        guard repeats.count >= rank else {
            throw ArrayError.runtime(
                "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor")
        }
        let lead = repeats.count - rank
        var target = Dims()
        var split = Dims()
        var strides = Dims()
        for (i, times) in repeats.enumerated() {
            let size = i < lead ? 1 : shape[i - lead]
            let (total, overflow) = times.multipliedReportingOverflow(by: size)
            if times < 0 || overflow {
                throw ArrayError.runtime("Trying to create tensor with negative dimension \(times): \(repeats)")
            }
            target.append(total)
            split.append(times)
            split.append(size)
            strides.append(0)
            strides.append(i < lead ? 0 : layout.strides[i - lead])
        }
        let out = try NDArray(empty: target, dtype)
        if out.count == 0 { return out }
        let tiled = Layout(shape: split, strides: strides, offset: layout.offset)
        try out.with(Layout(contiguous: split)).copy_(from: with(tiled))
        out.storage.version = 0
        return out
    }

    /// `torch.flip`.
    ///
    /// Throws for dimensions out of range or given twice.
    func flip(_ dims: Dims) throws -> NDArray {
        var strides = layout.strides
        var offset = layout.offset
        var seen = Set<Int>()
        for dim in dims {
            let d = try layout.wrap(dim)
            guard seen.insert(d).inserted else {
                throw ArrayError.runtime("dim \(d) appears multiple times in the list of dims")
            }
            if d >= rank || shape[d] == 0 { continue }
            offset += (shape[d] - 1) * strides[d]
            strides[d] = -strides[d]
        }
        return try with(Layout(shape: shape, strides: strides, offset: offset)).copy()
    }

    /// `torch.roll`; without dimensions the flattened array is rolled.
    ///
    /// Throws RuntimeError unless there is a shift for each dimension.
    func roll(_ shifts: Dims, dims: Dims) throws -> NDArray {
        guard !shifts.isEmpty else { throw ArrayError.runtime("`shifts` required") }
        if dims.isEmpty, shifts.count == 1 {
            let flat = try reshape(Dims(count))
            return try flat.roll(shifts, dims: [0]).reshape(shape)
        }
        guard shifts.count == dims.count else {
            throw ArrayError.runtime(
                "shifts and dimensions must align. shifts: \(shifts.count), dims:\(dims.count)")
        }
        var result = self
        for (shift, dim) in zip(shifts, dims) {
            let d = try layout.wrap(dim)
            guard d < rank, shape[d] > 1 else { continue }
            let size = shape[d]
            let start = ((size - shift % size) % size + size) % size
            if start == 0 { continue }
            result = try .cat(
                [
                    result.with(try result.layout.slicing(d, start: start, end: nil)),
                    result.with(try result.layout.slicing(d, start: 0, end: start)),
                ], dim: d)
        }
        return try result.copy()
    }

    /// `torch.round(decimals=)`.
    func round(decimals: Int) throws -> NDArray {
        if !dtype.isFloatingPoint { return try copy() }
        var power = 1.0
        for _ in 0..<Swift.min(Swift.abs(decimals), 400) { power *= 10 }
        if decimals < 0 { return try div(power).unary(.round).mul(power) }
        return try mul(power).unary(.round).div(power)
    }
}
