import Arrays

/// Tensors of random numbers, and tensors filled with them.
package struct Random: Sendable {
    private static let tail = "*, Generator? generator=None, dtype? dtype=None, bool requires_grad=False"
    private static let likeTail = "*, dtype? dtype=None, bool requires_grad=False"
    private static let why = Derivative.notDifferentiable("it draws random numbers")

    package let rand: Composed = Random.shaped("rand", "Numbers evenly spread over [0, 1).") {
        try $0.uniform($1)
    }
    package let randn: Composed = Random.shaped("randn", "Normal numbers around 0.") { try $0.normal($1) }

    package let rand_like: Composed = Random.like("rand_like", "Numbers over [0, 1) in the shape of a tensor.") {
        try $0.uniform($1)
    }
    package let randn_like: Composed = Random.like("randn_like", "Normal numbers in the shape of a tensor.") {
        try $0.normal($1)
    }

    package let randint: Composed = Composed(
        "randint(int high, ints size, \(Random.tail))", "Integers from 0 up to high.", .function,
        derivative: Random.why
    ) { c in try Random.integers(c, 0, try c.int(0), try c.ints(1), 2) }

    package let randint_from: Composed = Composed(
        "randint(int low, int high, ints size, \(Random.tail))", "Integers from low up to high.", .function,
        derivative: Random.why
    ) { c in try Random.integers(c, try c.int(0), try c.int(1), try c.ints(2), 3) }

    package let randperm: Composed = Composed(
        "randperm(int n, *, Generator? generator=None, dtype? dtype=None, bool requires_grad=False)",
        "The numbers below n in random order.", .function, derivative: Random.why
    ) { c in
        let n = try c.int(0)
        guard n >= 0 else { throw ArrayError.runtime("n must be non-negative, got \(n)") }
        let order = try c.generator(1).permutation(n)
        return try Creation.leaf(try order.cast(try c.dtype(2) ?? .int64), try c.bool(3))
    }

    package let normal: Composed = Composed(
        "normal(float mean, float std, ints size, \(Random.tail))", "Normal numbers.", .function,
        derivative: Random.why
    ) { c in
        let made = try NDArray.zeros(try Creation.size(c.ints(2)), try c.dtype(4) ?? Engine.current.defaultDType)
        try c.generator(3).normal(made, mean: try c.double(0), std: try c.double(1))
        return try Creation.leaf(made, try c.bool(5))
    }

    package let bernoulli: Composed = Composed(
        "bernoulli(Tensor input, *, Generator? generator=None)", "1 with the probability that an element gives.",
        derivative: Random.why
    ) { c in .tensor(Tensor(try c.generator(1).bernoulli(try c.array(0)))) }

    package let multinomial: Composed = Composed(
        "multinomial(Tensor input, int num_samples, bool replacement=False, *, Generator? generator=None)",
        "Positions drawn by weights.", derivative: Random.why
    ) { c in
        .tensor(
            Tensor(try c.generator(3).multinomial(try c.array(0), try c.int(1), replacement: try c.bool(2))))
    }

    // MARK: In place

    package let uniform_: Composed = Random.filling(
        "uniform_(Tensor input, float from=0, float to=1, *, Generator? generator=None)",
        "Fills with numbers evenly spread over [from, to)."
    ) { c, array in try c.generator(3).uniform(array, from: try c.double(1), to: try c.double(2)) }

    package let normal_: Composed = Random.filling(
        "normal_(Tensor input, float mean=0, float std=1, *, Generator? generator=None)",
        "Fills with normal numbers."
    ) { c, array in try c.generator(3).normal(array, mean: try c.double(1), std: try c.double(2)) }

    package let exponential_: Composed = Random.filling(
        "exponential_(Tensor input, float lambd=1, *, Generator? generator=None)",
        "Fills with exponentially distributed numbers."
    ) { c, array in try c.generator(2).exponential(array, lambda: try c.double(1)) }

    package let bernoulli_: Composed = Random.filling(
        "bernoulli_(Tensor input, float p=0.5, *, Generator? generator=None)", "Fills with 1 with a probability."
    ) { c, array in try c.generator(2).bernoulli(array, p: try c.double(1)) }

    package let zero_: Composed = Random.filling("zero_(Tensor input)", "Fills with zeros.") { _, array in
        try array.fill_(.int(0))
    }

    package let fill_: Composed = Random.filling("fill_(Tensor input, Number value)", "Fills with one number.") {
        c, array in try array.fill_(try c.scalar(1))
    }

    package let copy_: Composed = Composed(
        "copy_(Tensor input, Tensor src, bool non_blocking=False)", "Takes another tensor's numbers.", .method,
        derivative: .composed
    ) { c in .tensor(try Ops.mutation.copy_(try c.tensor(0), try c.tensor(1))) }

    // MARK: What they share

    private static func shaped(
        _ name: String, _ summary: String, _ draw: @escaping @Sendable (Generator, NDArray) throws -> Void
    ) -> Composed {
        Composed("\(name)(ints size, \(tail))", summary, .function, derivative: why) { c in
            let made = try NDArray(
                empty: try Creation.size(c.ints(0)), try c.dtype(2) ?? Engine.current.defaultDType)
            try draw(c.generator(1), made)
            return try Creation.leaf(made, try c.bool(3))
        }
    }

    private static func like(
        _ name: String, _ summary: String, _ draw: @escaping @Sendable (Generator, NDArray) throws -> Void
    ) -> Composed {
        Composed("\(name)(Tensor input, \(likeTail))", summary, .function, derivative: why) { c in
            let x = try c.tensor(0)
            let made = try NDArray(empty: x.shape, try c.dtype(1) ?? x.dtype)
            try draw(Engine.current.generator, made)
            return try Creation.leaf(made, try c.bool(2))
        }
    }

    private static func integers(_ c: Call, _ low: Int, _ high: Int, _ size: Dims, _ next: Int) throws -> Operand {
        guard low < high else {
            throw ArrayError.runtime("random_ expects 'from' to be less than 'to', but got from=\(low) >= to=\(high)")
        }
        let made = try NDArray(empty: try Creation.size(size), try c.dtype(next + 1) ?? .int64)
        try c.generator(next).integers(made, from: low, to: high)
        return try Creation.leaf(made, try c.bool(next + 2))
    }

    private static func filling(
        _ signature: String, _ summary: String, _ fill: @escaping @Sendable (Call, NDArray) throws -> Void
    ) -> Composed {
        Composed(signature, summary, .method, derivative: .composed) { c in
            .tensor(try Ops.mutation.overwrite(try c.tensor(0)) { try fill(c, $0) })
        }
    }
}
