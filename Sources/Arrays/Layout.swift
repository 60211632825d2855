/// How a tensor's elements lie in its storage: sizes, strides and offset, all in elements.
@frozen
package struct Layout: Equatable, Sendable {
    package let shape: Dims
    package let strides: Dims
    package let offset: Int
    /// The number of elements: the product of the sizes.
    package let count: Int
    /// Whether the elements lie one after another in row-major order.
    package let isContiguous: Bool

    /// Any layout; the caller answers for its being within the storage.
    @inlinable
    package init(shape: Dims, strides: Dims, offset: Int = 0) {
        self.shape = shape
        self.strides = strides
        self.offset = offset
        var count = 1
        var dense = true
        var i = shape.rank - 1
        while i >= 0 {
            let size = shape[i]
            if size != 1, strides[i] != count { dense = false }
            count = count &* size
            i -= 1
        }
        self.count = count
        self.isContiguous = dense || count == 0
    }

    /// The row-major layout of a shape.
    @inlinable
    package init(contiguous shape: Dims, offset: Int = 0) {
        self.shape = shape
        self.offset = offset
        isContiguous = true
        // The common ranks without a loop.
        if shape.rank == 2 {
            strides = Dims(Swift.max(shape.d1, 1), 1)
            count = shape.d0 &* shape.d1
            return
        }
        if shape.rank == 1 {
            strides = Dims(1)
            count = shape.d0
            return
        }
        var strides = shape
        var running = 1
        var count = 1
        var i = shape.rank - 1
        while i >= 0 {
            let size = shape[i]
            strides[i] = running
            running = running &* Swift.max(size, 1)
            count = count &* size
            i -= 1
        }
        self.strides = strides
        self.count = count
    }

    /// The number of dimensions.
    @inlinable
    package var rank: Int { shape.rank }

    /// Whether the layout is that of one number.
    @inlinable
    package var isScalar: Bool { shape.rank == 0 }

    /// A dimension counted from either end, as 0..<rank; a scalar counts as having one.
    ///
    /// Throws IndexError "Dimension out of range …".
    @inlinable
    package static func wrap(_ dim: Int, rank: Int) throws -> Int {
        let n = Swift.max(rank, 1)
        guard dim >= -n, dim < n else { throw ArrayError.dimensionRange(dim, rank: rank) }
        return dim < 0 ? dim + n : dim
    }

    /// `wrap(_:rank:)` for this layout.
    @inlinable
    package func wrap(_ dim: Int) throws -> Int { try Layout.wrap(dim, rank: rank) }

    /// The shape two shapes broadcast to.
    ///
    /// Throws RuntimeError "The size of tensor a …".
    @inlinable
    package static func broadcast(_ a: Dims, _ b: Dims) throws -> Dims {
        if a == b { return a }
        let rank = Swift.max(a.rank, b.rank)
        var result = a.rank >= b.rank ? a : b
        var i = rank - 1
        while i >= 0 {
            let x = i - (rank - a.rank)
            let y = i - (rank - b.rank)
            let sa = x >= 0 ? a[x] : 1
            let sb = y >= 0 ? b[y] : 1
            if sa != sb, sa != 1, sb != 1 { throw ArrayError.broadcast(sa, sb, dim: i) }
            result[i] = sa == 1 ? sb : sa
            i -= 1
        }
        return result
    }

    /// This layout seen with a shape it broadcasts to; the caller has checked that it does.
    @inlinable
    package func broadcasted(to target: Dims) -> Layout {
        if shape == target { return self }
        var strides = target
        let lead = target.rank - rank
        for i in 0..<target.rank {
            let j = i - lead
            strides[i] =
                j >= 0 && shape[j] == target[i] ? self.strides[j] : j >= 0 && shape[j] != 1 ? self.strides[j] : 0
        }
        return Layout(shape: target, strides: strides, offset: offset)
    }

    /// Whether two different indices may reach one element (as after `expand`).
    package var hasInternalOverlap: Bool {
        for i in 0..<rank where shape[i] > 1 && strides[i] == 0 { return true }
        return false
    }

    /// The lowest and the highest element offset the layout reaches, or nil when it has no element.
    package var reach: ClosedRange<Int>? {
        if count == 0 { return nil }
        var low = offset
        var high = offset
        for i in 0..<rank {
            let span = (shape[i] - 1) &* strides[i]
            if span < 0 { low = low &+ span } else { high = high &+ span }
        }
        return low...high
    }
}
