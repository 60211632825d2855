import Arrays

/// Random tensors, drawn as PyTorch draws them.
package struct Random: Sendable {
    package let rand: Composed = Creation.maker(
        "rand", ["ints size"], "Random numbers between 0 and 1.", [], keywords: ["Generator? generator=None"]
    ) { c, dtype in
        try Random.drawn(c, 1, try Creation.size(c, 0, "rand"), dtype) { try $0.uniform($1) }
    }

    package let randn: Composed = Creation.maker(
        "randn", ["ints size"], "Normally distributed random numbers.", [],
        spellings: ["random_normal", "normal_like"],
        keywords: ["Generator? generator=None"]
    ) { c, dtype in
        try Random.drawn(c, 1, try Creation.size(c, 0, "randn"), dtype) { try $0.normal($1) }
    }

    package let randint: Composed = Creation.maker(
        "randint", ["int high", "ints size"], "Random integers below a bound.", [], spellings: ["random_int"],
        keywords: ["Generator? generator=None"]
    ) { c, dtype in
        let high = try c.int(0)
        return try Random.drawn(c, 2, try Creation.size(c, 1, "randint"), dtype ?? .int64) {
            try $0.integers($1, from: 0, to: high)
        }
    }

    let randint_low: Composed = Creation.maker(
        "randint", ["int low", "int high", "ints size"], "Random integers in a range.", [],
        keywords: ["Generator? generator=None"]
    ) { c, dtype in
        let (low, high) = (try c.int(0), try c.int(1))
        return try Random.drawn(c, 3, try Creation.size(c, 2, "randint"), dtype ?? .int64) {
            try $0.integers($1, from: low, to: high)
        }
    }

    package let randperm: Composed = Creation.maker(
        "randperm", ["int n"], "The numbers below n in random order.", [], spellings: ["shuffle", "permutation"],
        keywords: ["Generator? generator=None"]
    ) { c, dtype in
        let n = try c.int(0)
        if n < 0 { throw ArrayError.runtime("Trying to create tensor with negative dimension \(n): [\(n)]") }
        return try c.generator(1).permutation(n).cast(dtype ?? .int64)
    }

    package let rand_like: Composed = Creation.like("rand_like", [], "Random numbers in a tensor's shape.") { x, _ in
        try Engine.current.generator.uniform(x)
    }
    package let randn_like: Composed = Creation.like("randn_like", [], "Normal numbers in a tensor's shape.") { x, _ in
        try Engine.current.generator.normal(x)
    }
    package let randint_like: Composed = Creation.like(
        "randint_like", ["int high"], "Random integers in a tensor's shape."
    ) { x, c in
        let high = try c.int(1)
        try Engine.current.generator.integers(x, from: 0, to: high)
    }
    let randint_like_low: Composed = Creation.like(
        "randint_like", ["int low", "int high"], "Random integers of a range in a tensor's shape."
    ) { x, c in
        let (low, high) = (try c.int(1), try c.int(2))
        try Engine.current.generator.integers(x, from: low, to: high)
    }

    package let normal: Composed = Composed(
        "normal(Number mean, Number std, ints size, *, Generator? generator=None, dtype? dtype=None, "
            + "bool requires_grad=False)", "Normal numbers of one mean and spread.", .function, derivative: Creation.why
    ) { c in
        let out = try NDArray(empty: try c.ints(2), try c.dtype(4) ?? Engine.current.defaultDType)
        try c.generator(3).normal(out, mean: try c.double(0), std: try c.double(1))
        out.storage.version = 0
        return try Creation.finished(out, c.bool(5))
    }

    let normal_tensors: Composed = Composed(
        "normal(Operand mean, Operand std=1, *, Generator? generator=None)",
        "Normal numbers with a mean and spread of their own.", .function, derivative: Creation.why
    ) { c in
        let (mean, std) = (try c.array(0), c[1].isNone ? try NDArray.scalar(.float(1)) : try c.array(1))
        let type = mean.rank > 0 || mean.dtype.isFloatingPoint ? mean.dtype : Engine.current.defaultDType
        let out = try NDArray(empty: try Layout.broadcast(mean.shape, std.shape), type)
        try c.generator(2).normal(out)
        return .tensor(Tensor(try out.mul(std).add(mean).cast(type)))
    }

    package let bernoulli: Composed = Composed(
        "bernoulli(Tensor input, *, Generator? generator=None)", "One with each element's probability, else zero.",
        derivative: Creation.why
    ) { c in .tensor(Tensor(try c.generator(1).bernoulli(try c.array(0)))) }

    package let multinomial: Composed = Composed(
        "multinomial(Tensor input, int num_samples, bool replacement=False, *, Generator? generator=None)",
        "Class numbers drawn by weight.", derivative: Creation.why
    ) { c in
        .tensor(
            Tensor(
                try c.generator(3).multinomial(
                    try c.array(0), try c.int(1), replacement: try c.bool(2))))
    }

    package let uniform_: Mutating = Mutating(
        "uniform(Tensor input, float from=0, float to=1, *, Generator? generator=None)",
        "Fills with random numbers of a range."
    ) { x, c in try c.generator(3).uniform(x, from: try c.double(1, default: 0), to: try c.double(2, default: 1)) }

    package let normal_: Mutating = Mutating(
        "normal(Tensor input, float mean=0, float std=1, *, Generator? generator=None)", "Fills with normal numbers."
    ) { x, c in try c.generator(3).normal(x, mean: try c.double(1, default: 0), std: try c.double(2, default: 1)) }

    package let bernoulli_: Mutating = Mutating(
        "bernoulli(Tensor input, float p=0.5, *, Generator? generator=None)", "Fills with ones and zeros.",
        node: "BernoulliBackward2"
    ) { x, c in try c.generator(2).bernoulli(x, p: try c.double(1, default: 0.5)) }

    package let exponential_: Mutating = Mutating(
        "exponential(Tensor input, float lambd=1, *, Generator? generator=None)", "Fills with waiting times."
    ) { x, c in try c.generator(2).exponential(x, lambda: try c.double(1, default: 1)) }

    package let random_: Mutating = Mutating(
        "random(Tensor input, *, Generator? generator=None)", "Fills with integers that the type holds.",
        node: "RandomBackward2"
    ) { x, c in try c.generator(1).integers(x) }

    let random_to: Mutating = Mutating(
        "random(Tensor input, int to, *, Generator? generator=None)", "Fills with integers below a bound.",
        node: "RandomBackward1"
    ) { x, c in try c.generator(2).integers(x, from: 0, to: try c.int(1)) }

    let random_from: Mutating = Mutating(
        "random(Tensor input, int from, int? to, *, Generator? generator=None)", "Fills with integers of a range.",
        node: "RandomBackward0"
    ) { x, c in try c.generator(3).integers(x, from: try c.int(1), to: try c.int(2)) }

    /// A fresh array that a generator, at argument `i`, fills.
    private static func drawn(
        _ c: Call, _ i: Int, _ size: Dims, _ dtype: DType?, _ draw: (Generator, NDArray) throws -> Void
    ) throws -> NDArray {
        let out = try NDArray(empty: size, dtype ?? Engine.current.defaultDType)
        try draw(try c.generator(i), out)
        out.storage.version = 0
        return out
    }
}
