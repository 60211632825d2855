import CKernels

extension NDArray {
    /// An operation on every element. Functions of real numbers turn integers and bools into float32 first.
    ///
    /// Throws RuntimeError for operations that bools do not have.
    package func unary(_ op: UnaryOp) throws -> NDArray {
        if let loop = ck_unary_loop(op.rawValue, dtype.code) {
            let out = try NDArray(emptyLike: layout.resultLayout(), op.isPredicate ? .bool : dtype)
            try Loops.run(loop, out, self)
            return out
        }
        return try unarySlow(op, nil)
    }

    /// `unary` into this array itself: `x.exp_()`. Counts a change of the storage.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package func unary_(_ op: UnaryOp) throws {
        try checkWritable()
        if !op.isPredicate, let loop = ck_unary_loop(op.rawValue, dtype.code) {
            try Loops.run(loop, self, self)
            storage.version &+= 1
            return
        }
        try assign_(unary(op))
    }

    /// `unary` with up to three parameters, for clamp, threshold and their like.
    func unary(_ op: UnaryOp, _ a: Double, _ b: Double = 0, _ c: Double = 0) throws -> NDArray {
        guard let loop = ck_unary_loop(op.rawValue, dtype.code) else { return try unarySlow(op, (a, b, c)) }
        let out = try NDArray(emptyLike: layout.resultLayout(), dtype)
        var parameters = (a, b, c)
        try withUnsafeBytes(of: &parameters) { try Loops.run(loop, out, self, arg: $0.baseAddress) }
        return out
    }

    private func unarySlow(_ op: UnaryOp, _ p: (Double, Double, Double)?) throws -> NDArray {
        func again(_ x: NDArray) throws -> NDArray {
            if let p { return try x.unary(op, p.0, p.1, p.2) }
            return try x.unary(op)
        }
        if dtype.computeType != dtype {
            let result = try again(cast(.float32))
            return op.isPredicate ? result : try result.cast(dtype)
        }
        if op.isFloatFunction || op == .threshold || op == .leakyReLU { return try again(cast(.float32)) }
        switch op {
        case .isNaN, .isInf: return try .zeros(shape, .bool)
        case .isFinite: return try .ones(shape, .bool)
        case .signBit: return try .zeros(shape, .bool)
        case .floor, .ceil, .round,
            .trunc where dtype != .bool:
            return try copy()
        case .neg:
            throw ArrayError.runtime(
                "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, "
                    + "use the `~` or `logical_not()` operator instead.")
        case .sign: return try copy()
        case .square, .powConstant, .relu, .clamp:
            let wide = try again(cast(.int64))
            return op == .square ? wide : try wide.cast(.bool)
        case .bitwiseNot:
            throw ArrayError.type(
                "ufunc 'bitwise_not' not supported for the input types")
        default:
            throw ArrayError.notImplemented("\"\(op)_cpu\" not implemented for '\(dtype.scalarTypeName)'")
        }
    }

    /// Writes a computed result into this array, as in-place operations do.
    ///
    /// Throws RuntimeError when the shapes differ or the result's kind of number is higher than this array's.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package func assign_(_ result: NDArray) throws {
        guard result.dtype.canCast(to: dtype) else {
            throw ArrayError.runtime(
                "result type \(result.dtype.scalarTypeName) can't be cast to the desired output type "
                    + "\(dtype.scalarTypeName)")
        }
        guard result.shape == shape else {
            throw ArrayError.runtime(
                "output with shape \(shape) doesn't match the broadcast shape \(result.shape)")
        }
        try checkWritable()
        try Loops.run(ck_cast_loop(dtype.code, result.dtype.code), self, result)
        storage.version &+= 1
    }

    /// `torch.clamp` with numbers; nil leaves that side open. The result has the type the numbers promote to.
    package func clamp(min: Scalar?, max: Scalar?) throws -> NDArray {
        guard min != nil || max != nil else {
            throw ArrayError.value("clamp: At least one of 'min' or 'max' must not be None")
        }
        var type = dtype
        for bound in [min, max] { if let bound { type = DType.result(type, bound) } }
        let x = try cast(type)
        if let min, let max { return try x.unary(.clamp, min.double, max.double) }
        if type.isFloatingPoint {
            if let min { return try x.unary(.clampMin, min.double) }
            return try x.unary(.clampMax, max?.double ?? .infinity)
        }
        return try x.unary(.clamp, min?.double ?? -.infinity, max?.double ?? .infinity)
    }

    /// `F.threshold`: values up to the level become `value`.
    package func threshold(_ level: Double, _ value: Double) throws -> NDArray {
        try unary(.threshold, level, value)
    }
    /// `F.leaky_relu`.
    package func leakyReLU(_ slope: Double) throws -> NDArray { try unary(.leakyReLU, slope) }
    /// `F.elu` and, with its scales, `selu` and `celu`.
    package func elu(alpha: Double, scale: Double = 1, inputScale: Double = 1) throws -> NDArray {
        try unary(.elu, alpha, scale, inputScale)
    }
    /// `F.softplus`.
    package func softplus(beta: Double = 1, threshold: Double = 20) throws -> NDArray {
        try unary(.softplus, beta, threshold)
    }
}
