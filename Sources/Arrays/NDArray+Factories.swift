extension NDArray {
    /// `torch.zeros`.
    package static func zeros(_ shape: Dims, _ dtype: DType = .float32) throws -> NDArray {
        let out = try NDArray(empty: shape, dtype)
        out.fillUnchecked(.int(0))
        return out
    }

    /// `torch.ones`.
    package static func ones(_ shape: Dims, _ dtype: DType = .float32) throws -> NDArray {
        try full(shape, .int(1), dtype)
    }

    /// `torch.full`; the type is the number's own unless given.
    package static func full(_ shape: Dims, _ value: Scalar, _ dtype: DType? = nil) throws -> NDArray {
        let dtype = dtype ?? value.dtype()
        try dtype.check(value)
        let out = try NDArray(empty: shape, dtype)
        out.fillUnchecked(value)
        return out
    }

    /// A 0-d array of one number.
    @inlinable
    package static func scalar(_ value: Scalar, _ dtype: DType? = nil) throws -> NDArray {
        let out = try NDArray(empty: Dims(), dtype ?? value.dtype())
        NDArray.write(value, to: out.data, out.dtype)
        return out
    }

    /// Numbers in row-major order; `values.count` must be the product of the shape.
    package static func from(_ values: [Scalar], shape: Dims? = nil, _ dtype: DType) throws -> NDArray {
        let out = try NDArray(empty: shape ?? [values.count], dtype)
        precondition(out.count == values.count, "as many values as the shape holds")
        let size = dtype.itemSize
        for (i, value) in values.enumerated() {
            if i & 0xF_FFFF == 0xF_FFFF { try Interruption.check() }
            write(value, to: out.data + i &* size, dtype)
        }
        return out
    }

    /// Doubles in row-major order.
    package static func from(_ values: [Double], shape: Dims? = nil, _ dtype: DType = .float32) throws -> NDArray {
        let out = try NDArray(empty: shape ?? [values.count], dtype)
        precondition(out.count == values.count, "as many values as the shape holds")
        let size = dtype.itemSize
        for (i, value) in values.enumerated() { write(.float(value), to: out.data + i &* size, dtype) }
        return out
    }

    /// Integers in row-major order.
    package static func from(ints values: [Int], shape: Dims? = nil, _ dtype: DType = .int64) throws -> NDArray {
        let out = try NDArray(empty: shape ?? [values.count], dtype)
        precondition(out.count == values.count, "as many values as the shape holds")
        let size = dtype.itemSize
        for (i, value) in values.enumerated() { write(.int(value), to: out.data + i &* size, dtype) }
        return out
    }

    /// `torch.eye(n, m)`.
    package static func eye(_ n: Int, _ m: Int? = nil, _ dtype: DType = .float32) throws -> NDArray {
        guard n >= 0 else { throw ArrayError.runtime("n must be greater or equal to 0, got \(n)") }
        let columns = m ?? n
        guard columns >= 0 else { throw ArrayError.runtime("m must be greater or equal to 0, got \(columns)") }
        let out = try zeros([n, columns], dtype)
        for i in 0..<min(n, columns) { out.store(.int(1), i &* columns &+ i) }
        return out
    }

    /// `torch.arange`: the type is int64 when all three are integers, else the default float, unless given.
    package static func arange(
        _ start: Scalar = .int(0), _ end: Scalar, _ step: Scalar = .int(1), _ dtype: DType? = nil,
        defaultFloat: DType = .float32
    ) throws -> NDArray {
        let integral = [start, end, step].allSatisfy { $0.category != .floating }
        let dtype = dtype ?? (integral ? .int64 : defaultFloat)
        guard step.double != 0 else { throw ArrayError.runtime("step must be nonzero") }
        guard start.double.isFinite, end.double.isFinite else {
            throw ArrayError.runtime("unsupported range: \(text(start)) -> \(text(end))")
        }
        let (a, b, s) = (start.double, end.double, step.double)
        guard s > 0 ? a <= b : a >= b else {
            throw ArrayError.runtime("upper bound and lower bound inconsistent with step sign")
        }
        let size = integral ? arangeCount(start.int, end.int, step.int) : ((b - a) / s).rounded(.up)
        guard size >= 0, size < 0x1p62 else { throw ArrayError.runtime("invalid size, possible overflow?") }
        let out = try NDArray(empty: [Int(size)], dtype)
        let bytes = dtype.itemSize
        if dtype.isFloatingPoint {
            for i in 0..<out.count {
                if i & 0xF_FFFF == 0xF_FFFF { try Interruption.check() }
                write(.float(arangeValue(a, s, i, out.count, dtype)), to: out.data + i &* bytes, dtype)
            }
        } else {
            let (a, s) = (start.int, step.int)
            for i in 0..<out.count {
                if i & 0xF_FFFF == 0xF_FFFF { try Interruption.check() }
                write(.int(a &+ i &* s), to: out.data + i &* bytes, dtype)
            }
        }
        return out
    }

    /// How many integers lie in `a..<b` by `s`, as a double so that nothing overflows.
    private static func arangeCount(_ a: Int, _ b: Int, _ s: Int) -> Double {
        let (span, over) = b.subtractingReportingOverflow(a)
        if over { return ((Double(b) - Double(a)) / Double(s)).rounded(.up) }
        let (quotient, remainder) = span.quotientAndRemainder(dividingBy: s)
        return Double(quotient) + (remainder == 0 ? 0 : 1)
    }

    /// Element `i` of `n`: whole pairs of vectors are counted from the first element of each vector, as PyTorch's
    /// loop does; what is left is computed one by one.
    private static func arangeValue(_ a: Double, _ s: Double, _ i: Int, _ n: Int, _ dtype: DType) -> Double {
        let lanes = dtype == .float64 ? 4 : 8
        guard i < n - n % (2 * lanes), dtype == .float32 || dtype == .float64 else { return a + s * Double(i) }
        let first = a + s * Double(i - i % lanes)
        return (dtype == .float32 ? Double(Float(first)) : first) + s * Double(i % lanes)
    }

    private static func text(_ value: Scalar) -> String {
        switch value {
        case .bool(let b): b ? "1" : "0"
        case .int(let i): String(i)
        case .float(let d): d.isNaN ? "nan" : d.isInfinite ? (d < 0 ? "-inf" : "inf") : "\(d)"
        }
    }

    /// `torch.linspace`: `steps` numbers from start to end, counted from both ends so that both are exact.
    package static func linspace(
        _ start: Double, _ end: Double, steps: Int, _ dtype: DType = .float32
    ) throws -> NDArray {
        guard steps >= 0 else { throw ArrayError.runtime("number of steps must be non-negative") }
        let out = try NDArray(empty: [steps], dtype)
        let bytes = dtype.itemSize
        if steps == 1 {
            write(.float(start), to: out.data, dtype)
            return out
        }
        if dtype == .float32 {
            let (a, b) = (Float(start), Float(end))
            let step = (b - a) / Float(max(steps - 1, 1))
            for i in 0..<steps {
                if i & 0xF_FFFF == 0xF_FFFF { try Interruption.check() }
                let value =
                    i < steps / 2 ? a.addingProduct(step, Float(i)) : b.addingProduct(-step, Float(steps - i - 1))
                write(.float(Double(value)), to: out.data + i &* bytes, dtype)
            }
            return out
        }
        let step = (end - start) / Double(max(steps - 1, 1))
        for i in 0..<steps {
            if i & 0xF_FFFF == 0xF_FFFF { try Interruption.check() }
            let value =
                i < steps / 2 ? start.addingProduct(step, Double(i)) : end.addingProduct(-step, Double(steps - i - 1))
            write(.float(value), to: out.data + i &* bytes, dtype)
        }
        return out
    }
}
