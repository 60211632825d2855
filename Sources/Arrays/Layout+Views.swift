extension Layout {
    /// Two dimensions exchanged.
    ///
    /// Throws IndexError for a dimension out of range.
    package func transposed(_ a: Int, _ b: Int) throws -> Layout {
        let x = try wrap(a)
        let y = try wrap(b)
        if x == y { return self }
        var shape = shape
        var strides = strides
        (shape[x], shape[y]) = (shape[y], shape[x])
        (strides[x], strides[y]) = (strides[y], strides[x])
        return Layout(shape: shape, strides: strides, offset: offset)
    }

    /// `Tensor.t()`: a matrix transposed; a vector or scalar as it is.
    package func t() throws -> Layout {
        guard rank <= 2 else {
            throw ArrayError.runtime("t() expects a tensor with <= 2 dimensions, but self is \(rank)D")
        }
        return rank < 2 ? self : try transposed(0, 1)
    }

    /// The dimensions in the order given.
    package func permuted(_ order: Dims) throws -> Layout {
        guard order.count == rank else {
            throw ArrayError.runtime(
                "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the "
                    + "desired ordering of dimensions i.e. input.dim() = \(rank) is not equal to len(dims) = "
                    + "\(order.count)")
        }
        var shape = Dims()
        var strides = Dims()
        var seen = [Bool](repeating: false, count: rank)
        for dim in order {
            let d = try wrap(dim)
            if seen[d] { throw ArrayError.runtime("permute(): duplicate dims are not allowed.") }
            seen[d] = true
            shape.append(self.shape[d])
            strides.append(self.strides[d])
        }
        return Layout(shape: shape, strides: strides, offset: offset)
    }

    /// `Tensor.select`: one index along a dimension, which goes away.
    package func selecting(_ index: Int, along dim: Int) throws -> Layout {
        guard rank > 0 else { throw ArrayError.index("select() cannot be applied to a 0-dim tensor.") }
        let d = try wrap(dim)
        let size = shape[d]
        guard index >= -size, index < size else {
            throw ArrayError.index(
                "select(): index \(index) out of range for tensor of size \(shape) at dimension \(d)")
        }
        return dropping(d, at: index < 0 ? index + size : index)
    }

    /// A dimension fixed at an index within its bounds.
    @inlinable
    package func dropping(_ dim: Int, at index: Int) -> Layout {
        let start = offset &+ index &* strides[dim]
        var shape = shape
        var strides = strides
        shape.remove(at: dim)
        strides.remove(at: dim)
        return Layout(shape: shape, strides: strides, offset: start)
    }

    /// Indices `start..<end` by `step` along a dimension, clamped as Python clamps slices.
    ///
    /// Throws ValueError for a step that is not positive.
    package func slicing(_ dim: Int, start: Int?, end: Int?, step: Int = 1) throws -> Layout {
        guard rank > 0 else { throw ArrayError.runtime("slice() cannot be applied to a 0-dim tensor.") }
        let d = try wrap(dim)
        if step == 0 { throw ArrayError.value("slice step cannot be zero") }
        if step < 0 { throw ArrayError.value("step must be greater than zero") }
        let size = shape[d]
        func clamp(_ value: Int) -> Int { value < 0 ? max(value &+ size, 0) : min(value, size) }
        let from = clamp(start ?? 0)
        let to = max(clamp(end ?? size), from)
        var shape = shape
        var strides = strides
        shape[d] = to == from ? 0 : (to - from - 1) / step + 1
        // A step beyond the end meets one element, so its stride is never followed.
        strides[d] = strides[d] &* step
        return Layout(shape: shape, strides: strides, offset: offset &+ (from &* self.strides[d]))
    }

    /// `Tensor.narrow`.
    package func narrowed(_ dim: Int, start: Int, length: Int) throws -> Layout {
        guard rank > 0 else { throw ArrayError.runtime("narrow() cannot be applied to a 0-dim tensor.") }
        guard length >= 0 else { throw ArrayError.runtime("narrow(): length must be non-negative.") }
        let d = try wrap(dim)
        let size = shape[d]
        guard start >= -size, start <= size else {
            throw ArrayError.index(
                "start out of range (expected to be in range of [\(-size), \(size)], but got \(start))")
        }
        let from = start < 0 ? start + size : start
        guard length <= size - from else {
            throw ArrayError.runtime("start (\(from)) + length (\(length)) exceeds dimension size (\(size)).")
        }
        return try slicing(d, start: from, end: from + length)
    }

    /// `Tensor.unsqueeze`: a dimension of size 1 put in.
    package func unsqueezed(_ dim: Int) throws -> Layout {
        let d = try Layout.wrap(dim, rank: rank + 1)
        var shape = shape
        var strides = strides
        strides.insert(d < rank ? shape[d] &* strides[d] : 1, at: d)
        shape.insert(1, at: d)
        return Layout(shape: shape, strides: strides, offset: offset)
    }

    /// `Tensor.squeeze`: dimensions of size 1 taken out, all or those given.
    package func squeezed(_ dims: Dims? = nil) throws -> Layout {
        var drop = [Bool](repeating: dims == nil, count: rank)
        for dim in dims ?? [] {
            let d = try wrap(dim)
            if d < rank { drop[d] = true }
        }
        var shape = Dims()
        var strides = Dims()
        for i in 0..<rank where !(drop[i] && self.shape[i] == 1) {
            shape.append(self.shape[i])
            strides.append(self.strides[i])
        }
        return Layout(shape: shape, strides: strides, offset: offset)
    }

    /// `Tensor.expand`: sizes of 1 repeated without copying; -1 keeps a size.
    package func expanded(_ sizes: Dims, type: String = "torch.FloatTensor") throws -> Layout {
        guard sizes.count >= rank else {
            throw ArrayError.runtime(
                "expand(\(type){\(shape)}, size=\(sizes)): the number of sizes provided (\(sizes.count)) must be "
                    + "greater or equal to the number of dimensions in the tensor (\(rank))")
        }
        let lead = sizes.count - rank
        var target = sizes
        var strides = sizes
        for i in 0..<sizes.count {
            let own = i >= lead ? shape[i - lead] : nil
            if sizes[i] == -1 {
                guard let own else {
                    throw ArrayError.runtime(
                        "The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension \(i)")
                }
                target[i] = own
            } else if sizes[i] < 0 {
                throw ArrayError.runtime("Trying to create tensor with negative dimension \(sizes[i]): \(sizes)")
            }
            if own == target[i] {
                strides[i] = self.strides[i - lead]
            } else if own == nil || own == 1 {
                strides[i] = 0
            } else {
                throw ArrayError.runtime(
                    "The expanded size of the tensor (\(sizes[i])) must match the existing size (\(own ?? 0)) at "
                        + "non-singleton dimension \(i).  Target sizes: \(sizes).  Tensor sizes: \(shape)")
            }
        }
        guard target.checkedProduct != nil else { throw ArrayError.runtime("numel: integer multiplication overflow") }
        return Layout(shape: target, strides: strides, offset: offset)
    }

    /// A shape in which one -1 has been replaced by the size that makes `count` elements.
    package static func inferShape(_ shape: Dims, count: Int) throws -> Dims {
        var hole: Int?
        var known: Int? = 1
        for (i, size) in shape.enumerated() {
            if size == -1 {
                guard hole == nil else { throw ArrayError.runtime("only one dimension can be inferred") }
                hole = i
            } else if size < 0 {
                throw ArrayError.runtime("invalid shape dimension \(size) at index \(i) of shape \(shape)")
            } else if let product = known {
                let (next, over) = product.multipliedReportingOverflow(by: size)
                known = over ? (shape.contains(0) ? 0 : nil) : next
            }
        }
        guard let known else { throw ArrayError.runtime("shape '\(shape)' is invalid for input of size \(count)") }
        if let hole, known > 0 ? count % known == 0 : count == 0 {
            guard known > 0 else {
                throw ArrayError.runtime(
                    "cannot reshape tensor of 0 elements into shape \(shape) because the unspecified dimension size "
                        + "-1 can be any value and is ambiguous")
            }
            var result = shape
            result[hole] = count / known
            return result
        }
        guard hole == nil, known == count else {
            throw ArrayError.runtime("shape '\(shape)' is invalid for input of size \(count)")
        }
        return shape
    }

    /// `Tensor.view`: the same elements under another shape (with at most one -1) without copying.
    ///
    /// Throws RuntimeError where only `reshape`, by copying, can do it.
    package func viewed(_ shape: Dims) throws -> Layout {
        let target = try Layout.inferShape(shape, count: count)
        guard let view = viewedIfPossible(target) else {
            throw ArrayError.runtime(
                "view size is not compatible with input tensor's size and stride (at least one dimension spans "
                    + "across two contiguous subspaces). Use .reshape(...) instead.")
        }
        return view
    }

    /// The view with exactly this shape (of equal count), or nil where the strides do not allow it.
    package func viewedIfPossible(_ target: Dims) -> Layout? {
        if isContiguous || count == 0 { return Layout(contiguous: target, offset: offset) }
        if target == shape { return self }
        var strides = target
        var view = target.count - 1
        // Walk chunks of old dimensions that are one regular run; each must be made up of whole new dimensions.
        var base = rank > 0 ? self.strides[rank - 1] : 1
        var chunk = 1
        var viewed = 1
        for d in stride(from: rank - 1, through: 0, by: -1) {
            chunk &*= shape[d]
            let ends = d == 0 || (shape[d - 1] != 1 && self.strides[d - 1] != chunk &* base)
            guard ends else { continue }
            while view >= 0, viewed < chunk || target[view] == 1 {
                strides[view] = viewed &* base
                viewed &*= target[view]
                view -= 1
            }
            guard viewed == chunk else { return nil }
            if d > 0 {
                base = self.strides[d - 1]
                chunk = 1
                viewed = 1
            }
        }
        return view == -1 ? Layout(shape: target, strides: strides, offset: offset) : nil
    }
}
