import Arrays

/// Tensors out of nothing.
package struct Creation: Sendable {
    private static let tail = "*, dtype? dtype=None, bool requires_grad=False"

    package let zeros: Composed = Creation.shaped("zeros", "A tensor of zeros.") { try NDArray.zeros($0, $1) }
    package let ones: Composed = Creation.shaped("ones", "A tensor of ones.") { try NDArray.ones($0, $1) }
    package let empty: Composed = Creation.shaped("empty", "A tensor with whatever memory holds: zeros here.") {
        try NDArray.zeros($0, $1)
    }

    package let full: Composed = Composed(
        "full(ints size, Number fill_value, \(Creation.tail))", "A tensor with one number everywhere.", .function,
        derivative: Creation.why
    ) { c in
        let value = try c.scalar(1)
        let dtype = try c.dtype(2) ?? Creation.natural(value)
        return try Creation.leaf(try NDArray.full(try Creation.size(c.ints(0)), value, dtype), try c.bool(3))
    }

    package let zeros_like: Composed = Creation.like("zeros_like", "Zeros in the shape of a tensor.") {
        try NDArray.zeros($0, $1)
    }
    package let ones_like: Composed = Creation.like("ones_like", "Ones in the shape of a tensor.") {
        try NDArray.ones($0, $1)
    }
    package let empty_like: Composed = Creation.like("empty_like", "A tensor in the shape of another.") {
        try NDArray.zeros($0, $1)
    }

    package let full_like: Composed = Composed(
        "full_like(Tensor input, Number fill_value, \(Creation.tail))", "One number in the shape of a tensor.",
        .function, derivative: Creation.why
    ) { c in
        let x = try c.tensor(0)
        let made = try NDArray.full(x.shape, try c.scalar(1), try c.dtype(2) ?? x.dtype)
        return try Creation.leaf(made, try c.bool(3))
    }

    package let eye: Composed = Composed(
        "eye(int n, int? m=None, \(Creation.tail))", "Ones on the diagonal.", .function, derivative: Creation.why
    ) { c in
        let n = try c.int(0)
        guard n >= 0 else { throw ArrayError.runtime("n must be greater or equal to 0, got \(n)") }
        let m = try c.optionalInt(1)
        if let m, m < 0 { throw ArrayError.runtime("m must be greater or equal to 0, got \(m)") }
        return try Creation.leaf(
            try NDArray.eye(n, m, try c.dtype(2) ?? Engine.current.defaultDType), try c.bool(3))
    }

    package let arange: Composed = Composed(
        "arange(Number end, \(Creation.tail))", "Numbers from 0, one apart.", .function, spellings: ["range"],
        derivative: Creation.why
    ) { c in
        let made = try NDArray.arange(
            .int(0), try c.scalar(0), .int(1), try c.dtype(1), defaultFloat: Engine.current.defaultDType)
        return try Creation.leaf(made, try c.bool(2))
    }

    package let arange_from: Composed = Composed(
        "arange(Number start, Number end, Number step=1, \(Creation.tail))", "Numbers from start, a step apart.",
        .function, derivative: Creation.why
    ) { c in
        let made = try NDArray.arange(
            try c.scalar(0), try c.scalar(1), try c.scalar(2), try c.dtype(3),
            defaultFloat: Engine.current.defaultDType)
        return try Creation.leaf(made, try c.bool(4))
    }

    package let linspace: Composed = Composed(
        "linspace(Number start, Number end, int steps, \(Creation.tail))", "Numbers evenly spread from start to end.",
        .function, derivative: Creation.why
    ) { c in
        let dtype = try c.dtype(3) ?? Engine.current.defaultDType
        let made = try NDArray.linspace(
            try c.scalar(0).double, try c.scalar(1).double, steps: try c.int(2), dtype)
        return try Creation.leaf(made, try c.bool(4))
    }

    // MARK: What they share

    static let why = Derivative.notDifferentiable("it makes a tensor out of numbers")

    private static func shaped(
        _ name: String, _ summary: String, _ make: @escaping @Sendable (Dims, DType) throws -> NDArray
    ) -> Composed {
        Composed("\(name)(ints size, \(tail))", summary, .function, derivative: why) { c in
            let dtype = try c.dtype(1) ?? Engine.current.defaultDType
            return try leaf(try make(try size(c.ints(0)), dtype), try c.bool(2))
        }
    }

    private static func like(
        _ name: String, _ summary: String, _ make: @escaping @Sendable (Dims, DType) throws -> NDArray
    ) -> Composed {
        Composed("\(name)(Tensor input, \(tail))", summary, .function, derivative: why) { c in
            let x = try c.tensor(0)
            return try leaf(try make(x.shape, try c.dtype(1) ?? x.dtype), try c.bool(2))
        }
    }

    /// A leaf that requires a gradient if that was asked for.
    static func leaf(_ array: NDArray, _ requiresGrad: Bool) throws -> Operand {
        .tensor(try Tensor(array, requiresGrad: requiresGrad))
    }

    /// A size without negative numbers.
    static func size(_ dims: Dims) throws -> Dims {
        for dim in dims where dim < 0 {
            throw ArrayError.runtime("Trying to create tensor with negative dimension \(dim): \(dims)")
        }
        return dims
    }

    /// The element type of a number on its own.
    private static func natural(_ value: Scalar) -> DType {
        switch value {
        case .bool: .bool
        case .int: .int64
        case .float: Engine.current.defaultDType
        }
    }
}
