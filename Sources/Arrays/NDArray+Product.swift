import CKernels

extension NDArray {
    /// `torch.mm`: the product of two matrices.
    ///
    /// Throws RuntimeError where shapes or types do not fit.
    package static func mm(_ a: NDArray, _ b: NDArray) throws -> NDArray {
        guard a.rank == 2 else { throw ArrayError.runtime("self must be a matrix") }
        guard b.rank == 2 else { throw ArrayError.runtime("mat2 must be a matrix") }
        guard a.shape[1] == b.shape[0] else { throw unfit(a, b) }
        try checkProductTypes(a, b)
        let out = try NDArray(empty: Dims(a.shape[0], b.shape[1]), a.dtype)
        try multiply(out, a, b)
        return out
    }

    private static func unfit(_ a: NDArray, _ b: NDArray) -> ArrayError {
        .runtime(
            "mat1 and mat2 shapes cannot be multiplied (\(a.shape[0])x\(a.shape[1]) and \(b.shape[0])x\(b.shape[1]))")
    }

    static func checkProductTypes(_ a: NDArray, _ b: NDArray) throws {
        guard a.dtype == b.dtype else {
            throw ArrayError.runtime(
                "expected m1 and m2 to have the same dtype, but got: \(a.dtype.compilerName) != "
                    + b.dtype.compilerName)
        }
        if a.dtype == .bool { throw ArrayError.notImplemented("\"addmm_impl_cpu_\" not implemented for 'Bool'") }
    }

    /// Writes a · b into `out`; all matrices of one type, shapes fitting, `out`'s rows contiguous.
    static func multiply(_ out: NDArray, _ a: NDArray, _ b: NDArray) throws {
        switch out.dtype {
        case .float32, .float64, .int64: try multiplyDirect(out, a, b)
        default:
            let working: DType = out.dtype.isFloatingPoint ? .float32 : .int64
            let wide = try NDArray(empty: out.shape, working)
            try multiplyDirect(wide, a.cast(working), b.cast(working))
            try Loops.run(ck_cast_loop(out.dtype.code, working.code), out, wide)
        }
    }

    private static var mostMultiplications: Int { 1 << 33 }

    private func rows(_ start: Int, _ end: Int) throws -> NDArray {
        with(try layout.narrowed(0, start: start, length: end &- start))
    }

    private static func multiplyDirect(_ out: NDArray, _ a: NDArray, _ b: NDArray) throws {
        if out.count == 0 { return }
        let k = a.layout.shape[1]
        if k == 0 {
            out.fillUnchecked(.int(0))
            return
        }
        let large = out.count &* k > 8192
        let x = large && !a.layout.hasUnitStride ? try a.copy() : a
        let y = large && !b.layout.hasUnitStride ? try b.copy() : b
        // Ctrl-C is asked for between blocks of rows, each of which takes a tenth of a second or so.
        let rows = out.layout.shape[0]
        let block = max(256, mostMultiplications / max(1, out.layout.shape[1] &* k) & ~255)
        if rows > block {
            for start in stride(from: 0, to: rows, by: block) {
                try Interruption.check()
                let end = min(rows, start &+ block)
                try multiplyDirect(try out.rows(start, end), try x.rows(start, end), y)
            }
            return
        }
        var arguments = ck_gemm_args(
            m: Int64(out.layout.shape[0]), n: Int64(out.layout.shape[1]), k: Int64(k), a: x.data,
            rsa: Int64(x.layout.strides[0]), csa: Int64(x.layout.strides[1]), b: y.data,
            rsb: Int64(y.layout.strides[0]), csb: Int64(y.layout.strides[1]), c: out.data,
            ldc: Int64(out.layout.strides[0]))
        ck_gemm(&arguments, out.dtype.code)
    }

    /// `F.linear`: x · wᵀ + bias, for x of any rank and w of shape (out, in), in one pass over a fresh result.
    ///
    /// Throws RuntimeError where shapes or types do not fit.
    package static func linear(_ x: NDArray, _ w: NDArray, _ bias: NDArray?) throws -> NDArray {
        guard x.rank == 2, w.rank == 2 else { return try linearGeneral(x, w, bias) }
        if let result = try linearDirect(x, w, bias) { return result }
        let n = w.layout.shape[0]
        let k = w.layout.shape[1]
        let weight = w.with(
            Layout(
                shape: Dims(k, n), strides: Dims(w.layout.strides[1], w.layout.strides[0]), offset: w.layout.offset))
        guard x.layout.shape[1] == k else { throw unfit(x, weight) }
        if x.dtype != w.dtype, bias != nil {
            throw ArrayError.runtime(
                "mat1 and mat2 must have the same dtype, but got \(x.dtype.scalarTypeName) and "
                    + w.dtype.scalarTypeName)
        }
        try checkProductTypes(x, weight)
        let out = try NDArray(empty: Dims(x.layout.shape[0], n), x.dtype)
        try multiply(out, x, weight)
        if let bias { try addBias(out, bias) }
        return out
    }

    /// `linear` of float32 matrices that need no copy, without any intermediate array; nil for all others.
    @inline(__always)
    private static func linearDirect(_ x: NDArray, _ w: NDArray, _ bias: NDArray?) throws -> NDArray? {
        let k = x.layout.shape[1]
        let n = w.layout.shape[0]
        guard x.dtype == .float32, w.dtype == .float32, k == w.layout.shape[1], k > 0, x.isContiguous, w.isContiguous
        else { return nil }
        var biasData: UnsafePointer<Float>?
        var biasStride = 0
        if let bias {
            guard bias.dtype == .float32, bias.rank == 1, bias.layout.shape[0] == n else { return nil }
            biasData = UnsafePointer(bias.floats)
            biasStride = bias.layout.strides[0]
        }
        let m = x.layout.shape[0]
        let out = try NDArray(empty: Dims(m, n), .float32)
        if out.count == 0 { return out }
        var arguments = ck_gemm_args(
            m: Int64(m), n: Int64(n), k: Int64(k), a: x.data, rsa: Int64(k), csa: 1, b: w.data, rsb: 1, csb: Int64(k),
            c: out.data, ldc: Int64(n))
        ck_linear_f32(&arguments, biasData, Int64(biasStride))
        return out
    }

    /// out += bias for a fresh matrix and a bias that broadcasts to it.
    private static func addBias(_ out: NDArray, _ bias: NDArray) throws {
        if bias.rank == 1, bias.layout.shape[0] == out.layout.shape[1], bias.dtype == out.dtype,
            out.dtype == .float32 || out.dtype == .float64
        {
            ck_add_bias(
                out.data, bias.data, Int64(out.layout.shape[0]), Int64(out.layout.shape[1]),
                Int64(bias.layout.strides[0] &* bias.dtype.itemSize), out.dtype.code)
            return
        }
        guard bias.dtype == out.dtype else {
            throw ArrayError.runtime(
                "self and mat2 must have the same dtype, but got \(bias.dtype.scalarTypeName) and "
                    + out.dtype.scalarTypeName)
        }
        _ = try bias.layout.expanded(out.shape)
        try out.binary_(.add, bias)
        out.storage.version = 0
    }

    private static func linearGeneral(_ x: NDArray, _ w: NDArray, _ bias: NDArray?) throws -> NDArray {
        guard w.rank == 2, x.rank >= 1 else {
            let product = try matmul(x, w.rank == 2 ? w.with(w.layout.t()) : w)
            guard let bias else { return product }
            return try binary(.add, product, bias)
        }
        let k = x.shape[x.rank - 1]
        let rows = k == 0 ? Dims(x.shape.dropLast()).product : x.count / k
        let flat = try x.reshape([rows, k])
        let result = try linear(flat, w, bias)
        var shape = x.shape
        shape[x.rank - 1] = w.shape[0]
        return result.with(Layout(contiguous: shape))
    }

    /// `torch.addmm`: beta · bias + alpha · (a · b), the bias broadcast.
    package static func addmm(
        _ bias: NDArray, _ a: NDArray, _ b: NDArray, beta: Double = 1, alpha: Double = 1
    ) throws -> NDArray {
        guard a.rank == 2, b.rank == 2 else {
            throw ArrayError.runtime(
                "\(a.rank == 2 ? "mat2" : "mat1") must be a matrix, got \(a.rank == 2 ? b.rank : a.rank)-D tensor")
        }
        guard a.shape[1] == b.shape[0] else { throw unfit(a, b) }
        let out = try mm(a, b)
        if alpha != 1 {
            try out.binary_(.mul, out.dtype.isFloatingPoint ? .float(alpha) : .int(Scalar.float(alpha).int))
        }
        if beta == 0 { return out }
        if beta == 1 {
            try addBias(out, bias)
            return out
        }
        _ = try bias.layout.expanded(out.shape)
        let scale: Scalar = out.dtype.isFloatingPoint ? .float(beta) : .int(Scalar.float(beta).int)
        try out.binary_(.add, binary(.mul, bias, scale))
        return out
    }

    /// The same elements under another shape (one size may be -1): a view where the strides allow it, else a copy.
    package func reshape(_ shape: Dims) throws -> NDArray {
        let target = try Layout.inferShape(shape, count: count)
        if let view = layout.viewedIfPossible(target) { return with(view) }
        return try copy().with(Layout(contiguous: target))
    }
}

extension Layout {
    /// Whether a matrix can be handed to BLAS as it is or transposed.
    var hasUnitStride: Bool {
        func fits(_ unit: Int, _ other: Int) -> Bool {
            (strides[unit] == 1 || shape[unit] == 1) && (strides[other] >= shape[unit] || shape[other] == 1)
        }
        return fits(1, 0) || fits(0, 1)
    }
}

extension DType {
    /// The C++ type as the compiler spells it in messages.
    var compilerName: String {
        switch self {
        case .bool: "bool"
        case .uint8: "unsigned char"
        case .int8: "signed char"
        case .int16: "short int"
        case .int32: "int"
        case .int64: "long int"
        case .float16: "c10::Half"
        case .bfloat16: "c10::BFloat16"
        case .float32: "float"
        case .float64: "double"
        }
    }
}
