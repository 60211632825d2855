import CKernels

extension NDArray {
    /// An operation on two arrays, broadcast against each other and promoted to one type.
    ///
    /// Throws RuntimeError where shapes do not broadcast, for integer division by zero, and for operations that the
    /// promoted type does not have.
    package static func binary(_ op: BinaryOp, _ a: NDArray, _ b: NDArray) throws -> NDArray {
        if a.dtype == b.dtype, !op.dividesIntegers, let loop = ck_binary_loop(op.rawValue, a.dtype.code) {
            return try elementwise(loop, a, b, op.isPredicate ? .bool : a.dtype, nil)
        }
        return try general(op, a, b, DType.result(a.dtype, rank: a.rank, b.dtype, rank: b.rank), nil)
    }

    /// An operation on an array and a Python number, which takes the array's type unless its kind is higher.
    package static func binary(_ op: BinaryOp, _ a: NDArray, _ b: Scalar) throws -> NDArray {
        let type = try numberType(op, a, b)
        if type == a.dtype, a.isContiguous, a.count < Loops.threadThreshold, op != .pow, !op.dividesIntegers,
            let loop = ck_binary_loop(op.rawValue, type.code)
        {
            return try withNumber(loop, a, b, op.isPredicate ? .bool : type)
        }
        if op == .pow {
            if !type.isFloatingPoint, b.double < 0, type != .bool {
                throw ArrayError.runtime("Integers to negative integer powers are not allowed.")
            }
            if let simple = try a.powSimple(b, type) { return simple }
        }
        return try general(op, a, .scalar(b, op.isPredicate ? type : type), type, nil)
    }

    /// An operation on a Python number and an array.
    package static func binary(_ op: BinaryOp, _ a: Scalar, _ b: NDArray) throws -> NDArray {
        let type = try numberType(op, b, a)
        return try general(op, .scalar(a, type), b, type, nil)
    }

    /// Runs a loop on a contiguous array and a number of its type, which lies on the stack.
    private static func withNumber(_ loop: ck_loop, _ a: NDArray, _ b: Scalar, _ type: DType) throws -> NDArray {
        let out = try NDArray(emptyLike: a.layout.resultLayout(), type)
        if out.count > 0 { withCell(b, a.dtype) { Loops.call(loop, out, a, fixed: $0, out.count) } }
        return out
    }

    /// A number as one element of a type, on the stack.
    @inline(__always)
    private static func withCell(_ number: Scalar, _ dtype: DType, _ body: (UnsafeMutableRawPointer) -> Void) {
        var cell: UInt64 = 0
        withUnsafeMutablePointer(to: &cell) { pointer in
            write(number, to: pointer, dtype)
            body(pointer)
        }
    }

    /// `torch.add(a, b, alpha=)`, `torch.sub(a, b, alpha=)`: the second operand multiplied first, fused for floats.
    package static func binary(_ op: BinaryOp, _ a: NDArray, _ b: NDArray, alpha: Scalar) throws -> NDArray {
        let type = DType.result(a.dtype, rank: a.rank, b.dtype, rank: b.rank)
        try checkAlpha(alpha, type)
        return try general(op, a, b, type, alpha.double == 1 ? nil : alpha.double)
    }

    /// The type in which an operation on an array and a number is done.
    private static func numberType(_ op: BinaryOp, _ a: NDArray, _ b: Scalar) throws -> DType {
        DType.result(a.dtype, b)
    }

    private static func checkAlpha(_ alpha: Scalar, _ type: DType) throws {
        if alpha.category == .floating, !type.isFloatingPoint {
            throw ArrayError.runtime("For integral input tensors, argument alpha must not be a floating point number.")
        }
        if case .bool = alpha, type != .bool {
            throw ArrayError.runtime("Boolean alpha only supported for Boolean results.")
        }
    }

    /// Everything that the first lines of `binary` do not settle.
    static func general(
        _ op: BinaryOp, _ a: NDArray, _ b: NDArray, _ promoted: DType, _ alpha: Double?
    ) throws -> NDArray {
        var type = promoted
        if op.isFloatFunction, !type.isFloatingPoint { type = .float32 }
        try checkOperation(op, type)
        let compute = type.computeType
        // A bool has no arithmetic of its own beyond logic.
        let working = compute == .bool && ck_binary_loop(op.rawValue, DType.bool.code) == nil ? .int64 : compute
        guard let loop = ck_binary_loop(op.rawValue, working.code) else {
            throw ArrayError.notImplemented("\"\(op.kernelName)\" not implemented for '\(type.scalarTypeName)'")
        }
        let x = try a.cast(working)
        let y = try b.cast(working)
        if op.dividesIntegers, !working.isFloatingPoint, y.containsZero() {
            throw ArrayError.runtime("ZeroDivisionError")
        }
        let out = try elementwise(loop, x, y, op.isPredicate ? .bool : working, alpha)
        return op.isPredicate || working == type ? out : try out.cast(type)
    }

    /// Refuses what PyTorch refuses by type.
    private static func checkOperation(_ op: BinaryOp, _ type: DType) throws {
        switch op {
        case .sub where type == .bool:
            throw ArrayError.runtime(
                "Subtraction, the `-` operator, with two bool tensors is not supported. If you are trying to invert "
                    + "a mask, use the `~` or `logical_not()` operator instead.")
        case .and, .or, .xor, .shiftLeft, .shiftRight:
            if type.isFloatingPoint || (type == .bool && (op == .shiftLeft || op == .shiftRight)) {
                throw ArrayError.notImplemented("\"\(op.kernelName)\" not implemented for '\(type.scalarTypeName)'")
            }
        default: break
        }
    }

    /// Runs a loop on two operands of the right type, broadcasting.
    static func elementwise(
        _ loop: ck_loop, _ x: NDArray, _ y: NDArray, _ type: DType, _ alpha: Double?
    ) throws -> NDArray {
        let out: NDArray
        if x.layout.shape == y.layout.shape {
            out = try NDArray(emptyLike: x.layout.resultLayout(y.isContiguous && x.isContiguous ? nil : y.layout), type)
        } else if alpha == nil, let rows = try elementwiseRows(loop, x, y, type) {
            return rows
        } else {
            out = try NDArray(empty: Layout.broadcast(x.shape, y.shape), type)
        }
        if var alpha {
            try withUnsafeBytes(of: &alpha) { try Loops.run(loop, out, x, y, arg: $0.baseAddress) }
        } else {
            try Loops.run(loop, out, x, y)
        }
        return out
    }

    /// A small contiguous array with one that repeats for each of its rows (a bias, or a single number); nil for all
    /// other pairs.
    private static func elementwiseRows(_ loop: ck_loop, _ x: NDArray, _ y: NDArray, _ type: DType) throws -> NDArray? {
        let lead = x.rank - y.rank
        guard lead >= 0, x.isContiguous, y.isContiguous, x.count < Loops.threadThreshold, y.count > 0, x.count > 0
        else { return nil }
        if y.count > 1 {
            for i in 0..<y.rank where y.layout.shape[i] != x.layout.shape[i + lead] { return nil }
        }
        let out = try NDArray(emptyLike: x.layout.resultLayout(), type)
        if y.count == 1 {
            Loops.call(loop, out, x, fixed: y.data, out.count)
        } else {
            Loops.callRows(loop, out, x, y, rows: x.count / y.count)
        }
        return out
    }

    /// Whether any element is zero; for integer divisors.
    private func containsZero() -> Bool {
        guard count > 0 else { return false }
        if isContiguous { return ck_any_zero(data, Int64(count), Int64(dtype.itemSize), dtype.code) }
        return (0..<count).contains { !element(at: $0).isTrue }
    }

    /// Powers that PyTorch does without `pow`, or nil.
    private func powSimple(_ exponent: Scalar, _ type: DType) throws -> NDArray? {
        let e = exponent.double
        if e == 0 { return try .full(shape, .int(1), type) }
        if e == 1 { return try cast(type).copy() }
        guard type.isFloatingPoint else { return nil }
        let x = try cast(type)
        switch e {
        case 2, 3, -2, 0.5, -0.5, -1: return try x.unary(.powConstant, e)
        default: return nil
        }
    }

    /// `a op= b`: the operation in the promoted type, written into this array.
    ///
    /// Throws RuntimeError when the shape would grow, the type would have to rise, or elements are shared.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package func binary_(_ op: BinaryOp, _ other: NDArray, alpha: Scalar = .int(1)) throws {
        try checkBroadcastTarget(other.shape)
        try checkWritable()
        try checkNoPartialOverlap(other)
        let alphaValue: Double? = alpha == .int(1) ? nil : alpha.double
        if dtype == other.dtype, !op.isPredicate, !op.dividesIntegers || dtype.isFloatingPoint,
            let loop = ck_binary_loop(op.rawValue, dtype.code)
        {
            if alphaValue != nil { try NDArray.checkAlpha(alpha, dtype) }
            try run_(loop, other, alphaValue)
            return
        }
        let type = DType.result(dtype, rank: rank, other.dtype, rank: other.rank)
        if alphaValue != nil { try NDArray.checkAlpha(alpha, type) }
        try assign_(NDArray.general(op, self, other, type, alphaValue))
    }

    /// `a op= number`.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package func binary_(_ op: BinaryOp, _ number: Scalar) throws {
        try checkWritable()
        let type = try NDArray.numberType(op, self, number)
        if type == dtype, !op.isPredicate, dtype.computeType == dtype, dtype.isFloatingPoint, op != .pow,
            let loop = ck_binary_loop(op.rawValue, dtype.code)
        {
            guard isContiguous, count < Loops.threadThreshold else {
                try run_(loop, try .scalar(number, dtype), nil)
                return
            }
            if count > 0 { NDArray.withCell(number, dtype) { Loops.call(loop, self, self, fixed: $0, count) } }
            storage.version &+= 1
            return
        }
        try assign_(NDArray.binary(op, self, number))
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private func run_(_ loop: ck_loop, _ other: NDArray, _ alpha: Double?) throws {
        if var alpha {
            try withUnsafeBytes(of: &alpha) { try Loops.run(loop, self, self, other, arg: $0.baseAddress) }
        } else {
            try Loops.run(loop, self, self, other)
        }
        storage.version &+= 1
    }

    /// The gradient of `threshold` and (level 0) of `relu`: the gradient where `x` is above the level.
    package static func thresholdBackward(_ grad: NDArray, _ x: NDArray, _ level: Double = 0) throws -> NDArray {
        try general(.thresholdBackward, grad, x, DType.promote(grad.dtype, x.dtype), level)
    }
}

extension BinaryOp {
    /// What PyTorch calls the kernel in "not implemented for" messages.
    var kernelName: String {
        switch self {
        case .and: "bitwise_and_cpu"
        case .or: "bitwise_or_cpu"
        case .xor: "bitwise_xor_cpu"
        case .shiftLeft: "lshift_cpu"
        case .shiftRight: "rshift_cpu"
        case .add, .sub: "add_stub"
        case .floorDivide: "div_floor_cpu"
        case .truncDivide: "div_trunc_cpu"
        case .remainder: "remainder_cpu"
        case .maximum: "maximum_cpu"
        case .minimum: "minimum_cpu"
        default: "\(self)_cpu"
        }
    }
}
