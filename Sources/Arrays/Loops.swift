import CKernels

/// Runs C inner loops over arrays of any strides: the one place where array layouts meet the kernels.
enum Loops {
    /// Work below this many elements is not worth a second thread.
    static let threadThreshold = 100_000

    @inline(__always)
    static func call(
        _ loop: ck_loop, _ out: NDArray, _ a: NDArray, _ b: NDArray, _ count: Int, _ arg: UnsafeRawPointer?
    ) {
        var pointers = (
            out.data.assumingMemoryBound(to: CChar.self) as UnsafeMutablePointer<CChar>?,
            a.data.assumingMemoryBound(to: CChar.self) as UnsafeMutablePointer<CChar>?,
            b.data.assumingMemoryBound(to: CChar.self) as UnsafeMutablePointer<CChar>?
        )
        var strides = (Int64(out.dtype.itemSize), Int64(a.dtype.itemSize), Int64(b.dtype.itemSize))
        withUnsafeMutablePointer(to: &pointers) { pointers in
            withUnsafeMutablePointer(to: &strides) { strides in
                loop(
                    UnsafeRawPointer(pointers).assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self),
                    UnsafeRawPointer(strides).assumingMemoryBound(to: Int64.self), Int64(count), arg)
            }
        }
    }

    /// A contiguous operand and a fixed element of its type.
    @inline(__always)
    static func call(_ loop: ck_loop, _ out: NDArray, _ a: NDArray, fixed b: UnsafeMutableRawPointer, _ count: Int) {
        let strides = (Int64(out.dtype.itemSize), Int64(a.dtype.itemSize), Int64(0))
        call(loop, (out.data, a.data, b), strides, count)
    }

    /// A contiguous operand against one that repeats for each of its rows.
    static func callRows(_ loop: ck_loop, _ out: NDArray, _ a: NDArray, _ b: NDArray, rows: Int) {
        let width = b.count
        let strides = (Int64(out.dtype.itemSize), Int64(a.dtype.itemSize), Int64(b.dtype.itemSize))
        for row in 0..<rows {
            let start = row &* width
            call(
                loop, (out.data + start &* out.dtype.itemSize, a.data + start &* a.dtype.itemSize, b.data), strides,
                width)
        }
    }

    @inline(__always)
    private static func call(
        _ loop: ck_loop, _ data: (UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer),
        _ strides: (Int64, Int64, Int64), _ count: Int
    ) {
        var data = data
        var strides = strides
        withUnsafeMutablePointer(to: &data) { data in
            withUnsafeMutablePointer(to: &strides) { strides in
                loop(
                    UnsafeRawPointer(data).assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self),
                    UnsafeRawPointer(strides).assumingMemoryBound(to: Int64.self), Int64(count), nil)
            }
        }
    }

    /// One operand, written. `ordered` visits the elements in row-major order on one thread.
    static func run(_ loop: ck_loop, _ out: NDArray, arg: UnsafeRawPointer? = nil, ordered: Bool = false) throws {
        try run(loop, out, out, out, out, out, operands: 1, arg: arg, ordered: ordered)
    }

    /// One operand written, one read; the latter must broadcast to the former.
    static func run(
        _ loop: ck_loop, _ out: NDArray, _ a: NDArray, arg: UnsafeRawPointer? = nil, ordered: Bool = false
    ) throws {
        if out.isContiguous, a.isContiguous, out.count < threadThreshold, out.layout.shape == a.layout.shape {
            if out.count > 0 { call(loop, out, a, a, out.count, arg) }
            return
        }
        try run(loop, out, a, a, out, out, operands: 2, arg: arg, ordered: ordered)
    }

    /// One operand written, two read.
    static func run(_ loop: ck_loop, _ out: NDArray, _ a: NDArray, _ b: NDArray, arg: UnsafeRawPointer? = nil) throws {
        if out.isContiguous, a.isContiguous, b.isContiguous, out.count < threadThreshold,
            out.layout.shape == a.layout.shape, out.layout.shape == b.layout.shape
        {
            if out.count > 0 { call(loop, out, a, b, out.count, arg) }
            return
        }
        try run(loop, out, a, b, out, out, operands: 3, arg: arg, ordered: false)
    }

    /// One operand written, three or four read.
    static func run(
        _ loop: ck_loop, _ out: NDArray, _ a: NDArray, _ b: NDArray, _ c: NDArray, _ d: NDArray? = nil,
        arg: UnsafeRawPointer? = nil, ordered: Bool = false
    ) throws {
        if let d {
            try run(loop, out, a, b, c, d, operands: 5, arg: arg, ordered: ordered)
        } else {
            try run(loop, out, a, b, c, out, operands: 4, arg: arg, ordered: ordered)
        }
    }

    /// Copies one element outside of the array to every element of it.
    static func fill(_ loop: ck_loop, _ out: NDArray, from cell: UnsafeMutableRawPointer) {
        let shape = out.shape
        withUnsafeTemporaryAllocation(of: ck_iter.self, capacity: 1) { buffer in
            guard let it = buffer.baseAddress else { return }
            ck_iter_start(it, 2)
            ck_iter_operand(it, 0, out.data)
            ck_iter_operand(it, 1, cell)
            for i in 0..<shape.count {
                ck_iter_dim(it, Int64(shape[i]), Int64(out.layout.strides[i] &* out.dtype.itemSize), 0, 0, 0, 0)
            }
            ck_iter_run(it, loop, nil, out.count >= threadThreshold, false)
        }
    }

    /// Ctrl-C is asked for between so many elements, which take some hundredths of a second.
    private static let mostAtOnce = 1 << 24

    /// The loop over parts of `out` along its longest dimension, with what gives that part of the operands.
    @inline(never)
    private static func runInParts(
        _ loop: ck_loop, _ out: NDArray, _ a: NDArray, _ b: NDArray, _ c: NDArray, _ d: NDArray, operands: Int,
        arg: UnsafeRawPointer?
    ) throws {
        let shape = out.shape
        let dim = (0..<shape.count).max { shape[$0] < shape[$1] } ?? 0
        let most = max(1, min(shape[dim] / 2, mostAtOnce / (out.count / shape[dim])))
        var start = 0
        while start < shape[dim] {
            try Interruption.check()
            let length = min(most, shape[dim] &- start)
            try run(
                loop, part(of: out, shape, dim, start, length), part(of: a, shape, dim, start, length),
                part(of: b, shape, dim, start, length), part(of: c, shape, dim, start, length),
                part(of: d, shape, dim, start, length), operands: operands, arg: arg, ordered: false)
            start += length
        }
    }

    private static func part(
        of array: NDArray, _ shape: Dims, _ dim: Int, _ start: Int, _ length: Int
    ) throws -> NDArray {
        array.with(try array.layout.broadcasted(to: shape).narrowed(dim, start: start, length: length))
    }

    @inline(never)
    private static func run(
        _ loop: ck_loop, _ out: NDArray, _ a: NDArray, _ b: NDArray, _ c: NDArray, _ d: NDArray, operands: Int,
        arg: UnsafeRawPointer?, ordered: Bool
    ) throws {
        if out.count == 0 { return }
        let shape = out.shape
        if out.count > mostAtOnce, !ordered {
            return try runInParts(loop, out, a, b, c, d, operands: operands, arg: arg)
        }
        withUnsafeTemporaryAllocation(of: ck_iter.self, capacity: 1) { buffer in
            guard let it = buffer.baseAddress else { return }
            ck_iter_start(it, Int32(operands))
            func operand(_ index: Int32, _ array: NDArray) -> Dims {
                ck_iter_operand(it, index, array.data)
                let size = array.dtype.itemSize
                var strides = array.layout.broadcasted(to: shape).strides
                for i in 0..<shape.count { strides[i] = strides[i] &* size }
                return strides
            }
            let s0 = operand(0, out)
            let s1 = operands > 1 ? operand(1, a) : s0
            let s2 = operands > 2 ? operand(2, b) : s0
            let s3 = operands > 3 ? operand(3, c) : s0
            let s4 = operands > 4 ? operand(4, d) : s0
            for i in 0..<shape.count {
                ck_iter_dim(
                    it, Int64(shape[i]), Int64(s0[i]), Int64(s1[i]), Int64(s2[i]), Int64(s3[i]), Int64(s4[i]))
            }
            ck_iter_run(it, loop, arg, !ordered && out.count >= threadThreshold, ordered)
        }
    }
}
