import CKernels

extension NDArray {
    /// `torch.softmax` or `log_softmax` along a dimension.
    ///
    /// Throws NotImplementedError for integers.
    package func softmax(_ dim: Int, log: Bool) throws -> NDArray {
        let d = try layout.wrap(dim)
        guard dtype.isFloatingPoint else {
            throw ArrayError.notImplemented(
                "\"\(log ? "log_softmax" : "softmax")_lastdim_kernel_impl\" not implemented for "
                    + "'\(dtype.scalarTypeName)'")
        }
        let (rows, restore) = try linesLast(d)
        let out = try NDArray(empty: rows.shape, rows.dtype)
        let n = rank == 0 ? 1 : shape[d]
        if count > 0 {
            ck_softmax_rows(out.data, rows.data, Int64(count / n), Int64(n), rows.dtype.code, log)
        }
        return try restore(out).cast(dtype)
    }

    /// The gradient of `softmax` from the gradient and the value of its result.
    package static func softmaxBackward(_ grad: NDArray, _ result: NDArray, _ dim: Int, log: Bool) throws -> NDArray {
        let d = try result.layout.wrap(dim)
        let (g, restore) = try grad.linesLast(d)
        let (y, _) = try result.linesLast(d)
        let out = try NDArray(empty: y.shape, y.dtype)
        let n = result.rank == 0 ? 1 : result.shape[d]
        if result.count > 0 {
            ck_softmax_backward_rows(
                out.data, try g.cast(y.dtype).data, y.data, Int64(result.count / n), Int64(n), y.dtype.code, log)
        }
        return try restore(out).cast(result.dtype)
    }

    /// A contiguous copy, in the computing type, with one dimension last, and the way back.
    private func linesLast(_ d: Int) throws -> (NDArray, (NDArray) throws -> NDArray) {
        let x = try cast(dtype.computeType)
        if rank < 2 || d == rank - 1 { return (try x.contiguous(), { $0 }) }
        let moved = try x.with(x.layout.movedDim(d, rank - 1)).contiguous()
        let last = rank - 1
        return (moved, { try $0.with($0.layout.movedDim(last, d)).contiguous() })
    }
}
