import Arrays

// The operators rules and composed operations are written with. Each is the catalog's operation of that name.
extension Tensor {
    /// `a + b`
    @inline(__always)
    package static func + (a: Tensor, b: Tensor) throws -> Tensor { try Ops.arithmetic.add(a, b) }
    /// `a - b`
    @inline(__always)
    package static func - (a: Tensor, b: Tensor) throws -> Tensor { try Ops.arithmetic.sub(a, b) }
    /// `a * b`
    @inline(__always)
    package static func * (a: Tensor, b: Tensor) throws -> Tensor { try Ops.arithmetic.mul(a, b) }
    /// `a / b`
    @inline(__always)
    package static func / (a: Tensor, b: Tensor) throws -> Tensor { try Ops.arithmetic.div(a, b) }
    /// `-a`
    @inline(__always)
    package static prefix func - (a: Tensor) throws -> Tensor { try Ops.arithmetic.neg(a) }

    package static func + (a: Tensor, b: Double) throws -> Tensor { try a + Tensor.number(.float(b), like: a) }
    package static func - (a: Tensor, b: Double) throws -> Tensor { try a - Tensor.number(.float(b), like: a) }
    package static func - (a: Double, b: Tensor) throws -> Tensor { try Tensor.number(.float(a), like: b) - b }
    package static func * (a: Tensor, b: Double) throws -> Tensor { try a * Tensor.number(.float(b), like: a) }
    package static func / (a: Tensor, b: Double) throws -> Tensor { try a / Tensor.number(.float(b), like: a) }

    /// A Python number as a 0-d tensor that takes part in an operation with `other`: it has that tensor's type
    /// unless it is a wider kind of number, so that it gives way in promotion as PyTorch's wrapped numbers do.
    package static func number(_ value: Scalar, like other: Tensor? = nil) throws -> Tensor {
        var dtype = value.dtype(defaultFloat: Engine.current.defaultDType)
        if let other, value.category <= other.dtype.category { dtype = other.dtype }
        let tensor = Tensor(try NDArray.scalar(value, dtype))
        tensor.flags = .number
        return tensor
    }

    /// Zeros of this shape and type.
    package func zerosLike() throws -> Tensor { Tensor(try NDArray.zeros(shape, dtype)) }

    /// As another element type: `Tensor.to(dtype)`.
    package func to(_ dtype: DType) throws -> Tensor {
        dtype == self.dtype ? self : try Ops.conversion.to_copy(.tensor(self), .dtype(dtype))
    }

    /// Summed over the dimensions that broadcasting to this shape had added or stretched.
    package func summed(to target: Dims) throws -> Tensor {
        if shape == target { return self }
        let lead = rank - target.count
        var dims: [Int] = Array(0..<max(lead, 0))
        for i in 0..<target.count where target[i] == 1 && shape[i + lead] != 1 { dims.append(i + lead) }
        let sum = dims.isEmpty ? self : try Ops.reductions.sum_dim(.tensor(self), .ints(dims), .bool(true))
        return lead > 0 ? try sum.viewed(target) : sum
    }

    /// `Tensor.view`, as `reshape` where needed.
    package func viewed(_ shape: Dims) throws -> Tensor {
        shape == self.shape ? self : try Ops.shape.reshape(.tensor(self), .ints(Array(shape)))
    }

    /// `Tensor.expand`.
    package func expanded(_ shape: Dims) throws -> Tensor {
        shape == self.shape ? self : try Ops.views.expand(.tensor(self), .ints(Array(shape)))
    }
}

extension Dims {
    /// Whether something of shape `source` broadcasts to this shape.
    func broadcasts(from source: Dims) -> Bool {
        guard source.count <= count else { return false }
        let lead = count - source.count
        return source.indices.allSatisfy { source[$0] == self[$0 + lead] || source[$0] == 1 }
    }
}
