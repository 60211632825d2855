import CKernels

extension NDArray {
    /// `addcmul`, `addcdiv` and `lerp` (whose weight is the third operand), fused as PyTorch fuses them.
    package static func ternary(
        _ op: TernaryOp, _ a: NDArray, _ b: NDArray, _ c: NDArray, value: Double = 1
    ) throws -> NDArray {
        let shape = try Layout.broadcast(Layout.broadcast(a.shape, b.shape), c.shape)
        var promotion = DType.Promotion()
        for x in [a, b, c] { promotion.add(x.dtype, rank: x.rank) }
        let out = try NDArray(empty: shape, promotion.result.computeType)
        try run(op, out, a, b, c, value)
        return try out.cast(promotion.result)
    }

    /// The same in place: `p.addcdiv_(…)`. Counts a change of the storage.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package func ternary_(_ op: TernaryOp, _ b: NDArray, _ c: NDArray, value: Double = 1) throws {
        try checkBroadcastTarget(b.shape)
        try checkBroadcastTarget(c.shape)
        try checkWritable()
        if dtype.computeType == dtype, b.dtype == dtype, c.dtype == dtype {
            try NDArray.run(op, self, self, b, c, value)
            storage.version &+= 1
        } else {
            try assign_(NDArray.ternary(op, self, b, c, value: value))
        }
    }

    /// `torch.lerp` with a number as weight.
    package static func lerp(_ a: NDArray, _ b: NDArray, _ weight: Double) throws -> NDArray {
        try ternary(.lerp, a, b, .scalar(.float(weight), a.dtype))
    }

    private static func run(
        _ op: TernaryOp, _ out: NDArray, _ a: NDArray, _ b: NDArray, _ c: NDArray, _ value: Double
    ) throws {
        guard let loop = ck_ternary_loop(op.rawValue, out.dtype.code) else {
            throw ArrayError.notImplemented("\"\(op)_cpu_out\" not implemented for '\(out.dtype.scalarTypeName)'")
        }
        var value = value
        try withUnsafeBytes(of: &value) { bytes in
            try Loops.run(
                loop, out, try a.cast(out.dtype), try b.cast(out.dtype), try c.cast(out.dtype), arg: bytes.baseAddress)
        }
    }

    /// `torch.where(condition, a, b)`, broadcast and promoted.
    ///
    /// Throws RuntimeError when the condition is neither bool nor uint8.
    package static func select(_ condition: NDArray, _ a: NDArray, _ b: NDArray) throws -> NDArray {
        guard condition.dtype == .bool || condition.dtype == .uint8 else {
            throw ArrayError.runtime(
                "where expected condition to be a boolean tensor, but got a tensor with dtype "
                    + condition.dtype.scalarTypeName)
        }
        let type = DType.result(a.dtype, rank: a.rank, b.dtype, rank: b.rank)
        let shape = try Layout.broadcast(Layout.broadcast(condition.shape, a.shape), b.shape)
        let out = try NDArray(empty: shape, type)
        try Loops.run(
            ck_where_loop(Int32(type.itemSize)), out, try condition.cast(.bool), try a.cast(type), try b.cast(type))
        return out
    }

    /// `Tensor.masked_fill_`. Counts a change of the storage.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package func maskedFill_(_ mask: NDArray, _ value: Scalar) throws {
        guard mask.dtype == .bool else {
            throw ArrayError.runtime(
                "masked_fill_ only supports boolean masks, but got mask with dtype \(mask.dtype.compilerName)")
        }
        try dtype.check(value)
        try checkBroadcastTarget(mask.shape)
        try checkWritable()
        var cell: UInt64 = 0
        try withUnsafeMutableBytes(of: &cell) { bytes in
            guard let base = bytes.baseAddress else { return }
            NDArray.write(value, to: base, dtype)
            try Loops.run(ck_masked_fill_loop(Int32(dtype.itemSize)), self, mask, arg: base)
        }
        storage.version &+= 1
    }

    /// `Tensor.masked_fill`.
    package func maskedFill(_ mask: NDArray, _ value: Scalar) throws -> NDArray {
        let shape = try Layout.broadcast(shape, mask.shape)
        let out = try with(layout.broadcasted(to: shape)).copy()
        try out.maskedFill_(mask, value)
        return out
    }
}
