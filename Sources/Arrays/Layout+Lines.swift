extension Layout {
    /// Calls `body` with the element offset of every index, in row-major order.
    @inlinable
    func forEachOffset(_ body: (Int) throws -> Void) rethrows {
        if count == 0 { return }
        if isContiguous {
            for i in 0..<count { try body(offset &+ i) }
            return
        }
        var index = Dims(repeating: 0, count: rank)
        var at = offset
        while true {
            try body(at)
            var d = rank - 1
            while d >= 0 {
                at = at &+ strides[d]
                index[d] = index[d] &+ 1
                if index[d] < shape[d] { break }
                at = at &- shape[d] &* strides[d]
                index[d] = 0
                d -= 1
            }
            if d < 0 { return }
        }
    }

    /// The dimensions that `dims` names (all when nil or empty), as flags.
    ///
    /// Throws IndexError for one out of range, RuntimeError for one named twice.
    package func reducedDims(_ dims: Dims?) throws -> [Bool] {
        guard let dims, dims.count > 0 else { return [Bool](repeating: true, count: rank) }
        var flags = [Bool](repeating: false, count: Swift.max(rank, 1))
        for dim in dims {
            let d = try wrap(dim)
            if flags[d] { throw ArrayError.runtime("dim \(d) appears multiple times in the list of dims") }
            flags[d] = true
        }
        return rank == 0 ? [] : flags
    }

    /// The shape after reducing the flagged dimensions.
    func reducedShape(_ flags: [Bool], keepDim: Bool) -> Dims {
        var result = Dims()
        for i in 0..<rank {
            if !flags[i] { result.append(shape[i]) } else if keepDim { result.append(1) }
        }
        return result
    }
}
