import Arrays

/// Pieces of a tensor by strides: what keeps views and their bases in step. Not part of the language.
package struct Strided: Sendable {
    package let as_strided: General = General(
        "as_strided(Tensor input, ints size, ints stride, int? storage_offset=None)",
        "Shows the storage with any sizes and strides.",
        samples: ["n(2, 3), (3, 2), (1, 3)"], isView: true,
        derivative: .gradient(
            Gradient { p in
                let zeros = Tensor(try NDArray.zeros(p.shape(0), p.dtype(0)))
                let offset = try p.call.optionalInt(4) ?? p.call.int(3, default: 0)
                let base = try p.call.optionalInts(5).map { Layout(shape: p.shape(0), strides: $0) }
                return try Ops.strided.scatter(
                    zeros, try p.grad, base: base ?? Layout(contiguous: p.shape(0)),
                    view: Layout(shape: try p.call.ints(1), strides: try p.call.ints(2), offset: offset))
            })
    ) { c in
        let array = try c.array(0)
        let layout = try array.stridedLayout(
            try c.ints(1), try c.ints(2), try c.optionalInt(3) ?? array.layout.offset)
        return array.with(layout)
    }

    /// The gradient of a base, seen through a view's layout.
    let strided_view: General = General(
        "strided_view(Tensor input, ints base, ints base_stride, ints size, ints stride, int offset)",
        "The elements of a base's gradient that a view shows.", [], samples: [],
        derivative: .gradient(
            Gradient { p in
                let zeros = Tensor(try NDArray.zeros(p.shape(0), p.dtype(0)))
                let geometry = try Strided.geometry(p.call, 1)
                return try Ops.strided.scatter(zeros, try p.grad, base: geometry.base, view: geometry.view)
            })
    ) { c in
        let geometry = try Strided.geometry(c, 1)
        return try Strided.expanded(try c.array(0), geometry.base).with(geometry.view).copy()
    }

    /// The gradient of a base with a view's part replaced.
    let strided_scatter: General = General(
        "strided_scatter(Tensor input, Tensor src, ints base, ints base_stride, ints size, ints stride, int offset)",
        "A base's gradient in which the elements that a view shows are replaced.", [], samples: [],
        derivative: .gradient(
            Gradient(
                a: rule { p in
                    let geometry = try Strided.geometry(p.call, 2)
                    return try Ops.strided.scatter(try p.grad, nil, base: geometry.base, view: geometry.view)
                },
                b: rule { p in
                    let geometry = try Strided.geometry(p.call, 2)
                    return try Ops.strided.view(try p.grad, base: geometry.base, view: geometry.view)
                }))
    ) { c in
        let geometry = try Strided.geometry(c, 2)
        let out = try Strided.expanded(try c.array(0), geometry.base)
        try Strided.put(try c.array(1), in: out.with(geometry.view))
        return out.with(geometry.base)
    }

    /// Zeros of a base's shape but for what a view shows.
    let strided_embed: General = General(
        "strided_embed(Tensor input, ints base, ints base_stride, ints size, ints stride, int offset)",
        "A view's gradient as its base's.", [],
        derivative: .gradient(
            Gradient { p in
                let geometry = try Strided.geometry(p.call, 1)
                return try Ops.strided.view(try p.grad, base: geometry.base, view: geometry.view)
            })
    ) { c in
        let geometry = try Strided.geometry(c, 1)
        let count = geometry.base.reach.map { $0.upperBound + 1 } ?? 0
        let part = try c.array(0)
        let out = try NDArray.zeros(Dims(count), part.dtype)
        try Strided.put(part, in: out.with(geometry.view))
        return out.with(geometry.base)
    }

    /// The gradient of a base, zero but for the view's, which is `grad`.
    func embed(_ grad: Tensor, _ base: Layout, _ view: Layout) throws -> Tensor {
        try strided_embed([.tensor(grad)] + Strided.operands(base, view))
    }

    /// The elements of `grad`, which has a base's shape, that a view of the base shows.
    func view(_ grad: Tensor, base: Layout, view: Layout) throws -> Tensor {
        try strided_view([.tensor(grad)] + Strided.operands(base, view))
    }

    /// `grad` with those elements replaced by `part`'s, or by zeros.
    func scatter(_ grad: Tensor, _ part: Tensor?, base: Layout, view: Layout) throws -> Tensor {
        let part = try part ?? Tensor(NDArray.zeros(view.shape, grad.dtype))
        return try strided_scatter([.tensor(grad), .tensor(part)] + Strided.operands(base, view))
    }

    /// The node of a view whose base got a new history.
    func makeNode(for view: Tensor, of base: Tensor) -> Node {
        let node = RuleNode(
            as_strided, output: OutputInfo(shape: view.shape, dtype: view.dtype))
        node.append(base.edge)
        node.operands = [
            .none, .ints(Array(view.shape)), .ints(Array(view.array.layout.strides)), .none,
            .int(view.array.layout.offset - base.array.layout.offset), .ints(Array(base.array.layout.strides)),
        ]
        return node
    }

    // MARK: Geometry

    private static func operands(_ base: Layout, _ view: Layout) -> [Operand] {
        [
            .ints(Array(base.shape)), .ints(Array(base.strides)), .ints(Array(view.shape)), .ints(Array(view.strides)),
            .int(view.offset - base.offset),
        ]
    }

    private static func geometry(_ c: Call, _ i: Int) throws -> (base: Layout, view: Layout) {
        (
            Layout(shape: try c.ints(i), strides: try c.ints(i + 1)),
            Layout(shape: try c.ints(i + 2), strides: try c.ints(i + 3), offset: try c.int(i + 4))
        )
    }

    /// A fresh array with a base's strides that holds `grad`.
    private static func expanded(_ grad: NDArray, _ base: Layout) throws -> NDArray {
        let count = base.reach.map { $0.upperBound + 1 } ?? 0
        let out = try NDArray.zeros(Dims(count), grad.dtype).with(base)
        if base.count > 0 { try out.copy_(from: grad) }
        return out
    }

    /// Writes `part` to a view; elements that meet are added, as their gradients are.
    private static func put(_ part: NDArray, in view: NDArray) throws {
        if view.layout.isInjective { return try view.copy_(from: part) }
        for i in 0..<view.count { view.setElement(at: i, to: .int(0)) }
        for i in 0..<view.count {
            view.setElement(at: i, to: .float(view.element(at: i).double + part.element(at: i).double))
        }
    }
}

extension Layout {
    /// Whether certainly no two indices reach one element: each stride steps over all that smaller ones span.
    var isInjective: Bool {
        if isContiguous { return true }
        var span = 0
        let order = (0..<rank).filter { shape[$0] > 1 }.sorted { strides[$0] < strides[$1] }
        for i in order {
            if strides[i] <= span { return false }
            span += (shape[i] - 1) * strides[i]
        }
        return true
    }
}

extension NDArray {
    /// A layout of the storage.
    ///
    /// Throws RuntimeError when it reaches beyond.
    func stridedLayout(_ shape: Dims, _ strides: Dims, _ offset: Int) throws -> Layout {
        guard shape.count == strides.count else {
            throw ArrayError.runtime("mismatch in length of strides and shape")
        }
        if strides.contains(where: { $0 < 0 }) {
            throw ArrayError.runtime(
                "as_strided: Negative strides are not supported at the moment, got strides: \(strides)")
        }
        if shape.contains(where: { $0 < 0 }) {
            throw ArrayError.runtime("Trying to create tensor with negative dimension: \(shape)")
        }
        guard offset >= 0 else { throw ArrayError.runtime("Tensor: invalid storage offset \(offset)") }
        // The bytes up to the last element; nil when they cannot be counted.
        var last: Int? = shape.contains(0) ? nil : offset
        for (size, stride) in zip(shape, strides) {
            guard let now = last else { break }
            let (span, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
            let (sum, overSum) = now.addingReportingOverflow(span)
            last = overflow || overSum ? .max : sum
        }
        if let last {
            let (bytes, overflow) = last.multipliedReportingOverflow(by: dtype.itemSize)
            let (end, overEnd) = bytes.addingReportingOverflow(dtype.itemSize)
            guard !overflow, !overEnd, end <= storage.byteCount else {
                throw ArrayError.runtime(
                    "setStorage: sizes \(shape), strides \(strides), storage offset \(offset), and itemsize "
                        + "\(dtype.itemSize) requiring a storage size of \(overflow || overEnd ? Int.max : end) are "
                        + "out of bounds for storage of size \(storage.byteCount)")
            }
        }
        return Layout(shape: shape, strides: strides, offset: shape.contains(0) ? 0 : offset)
    }
}
