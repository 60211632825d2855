import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Initialization {
    /// `trunc_normal_`: normal numbers, those outside of [a, b] drawn again.
    package static func truncNormal(
        _ tensor: Tensor, mean: Double = 0, std: Double = 1, a: Double = -2, b: Double = 2, _ from: Generator? = nil
    ) throws {
        if mean < a - 2 * std || mean > b + 2 * std {
            Engine.current.onWarning?(
                "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may be "
                    + "incorrect.")
        }
        guard std != 0 else { throw ArrayError(.zeroDivisionError, "float division by zero") }
        func below(_ x: Double) -> Double { (1 + erf(x / 2.0.squareRoot())) / 2 }
        let mass = below((b - mean) / std) - below((a - mean) / std)
        let generator = from ?? Engine.current.generator
        try overwrite(tensor) { array in
            if mass > 0.3 {
                try redraw(array, mean, std, a, b, generator)
            } else {
                try reject(array, mean, std, a, b, generator)
            }
        }
    }

    /// Whole tensors of normal numbers, until each element had one inside.
    private static func redraw(
        _ array: NDArray, _ mean: Double, _ std: Double, _ a: Double, _ b: Double, _ generator: Generator
    ) throws {
        let low = try NDArray.scalar(.float(a), array.dtype).item().double
        let high = try NDArray.scalar(.float(b), array.dtype).item().double
        try generator.normal(array, mean: mean, std: std)
        // No number is inside an empty range: PyTorch never ends, and neither should this begin.
        guard low < high else { throw ArrayError.value("trunc_normal_: a must be less than b") }
        while true {
            let values = array.doubles()
            let outside = values.indices.filter { values[$0] < low || values[$0] > high }
            if outside.isEmpty { return }
            let fresh = try NDArray(empty: array.shape, array.dtype)
            try generator.normal(fresh, mean: mean, std: std)
            for i in outside { array.setElement(at: i, to: fresh.element(at: i)) }
        }
    }

    /// Uniform numbers, kept with the probability that the normal distribution gives them.
    private static func reject(
        _ array: NDArray, _ mean: Double, _ std: Double, _ a: Double, _ b: Double, _ generator: Generator
    ) throws {
        let mode = max(a, min(mean, b))
        let z = (mode - mean) / std
        let peak = -0.5 * (z * z)
        let candidates = try NDArray(empty: array.shape, array.dtype)
        let chances = try NDArray(empty: array.shape, array.dtype)
        func refused() throws -> NDArray {
            try candidates.binary_(.sub, .float(mean))
            try candidates.binary_(.div, .float(std))
            try candidates.binary_(.pow, .int(2))
            try candidates.binary_(.mul, .float(-0.5))
            try candidates.binary_(.sub, .float(peak))
            try generator.uniform(chances)
            try chances.unary_(.log)
            return try NDArray.binary(.gt, chances, candidates)
        }
        try generator.uniform(array, from: a, to: b)
        try candidates.copy_(from: array)
        var pending = try refused()
        while try pending.test(any: true).truth() {
            try generator.uniform(candidates, from: a, to: b)
            try array.copy_(from: try NDArray.select(pending, candidates, array))
            pending = try NDArray.binary(.logicalAnd, pending, try refused())
        }
    }

    /// `orthogonal_`: a matrix with orthogonal rows or columns, from the QR decomposition of a normal one.
    ///
    /// Throws ValueError for fewer than two dimensions.
    package static func orthogonal(_ tensor: Tensor, gain: Double = 1, _ from: Generator? = nil) throws {
        guard tensor.rank >= 2 else {
            throw ArrayError.value("Only tensors with 2 or more dimensions are supported")
        }
        if tensor.count == 0 { return }
        let rows = tensor.shape[0]
        let columns = tensor.count / rows
        let flat = try NDArray(empty: [rows, columns], tensor.dtype)
        try (from ?? Engine.current.generator).normal(flat)
        let values = flat.doubles()
        // Columns of the tall matrix, made orthogonal one after another.
        let (length, number) = (max(rows, columns), min(rows, columns))
        var basis: [[Double]] = []
        for j in 0..<number {
            basis.append((0..<length).map { rows < columns ? values[j * columns + $0] : values[$0 * columns + j] })
        }
        orthonormalize(&basis)
        let q = try NDArray(empty: [rows, columns], tensor.dtype)
        for i in 0..<rows {
            for j in 0..<columns {
                q.setElement(at: i * columns + j, to: .float(rows < columns ? basis[i][j] : basis[j][i]))
            }
        }
        try overwrite(tensor) { array in
            try array.copy_(from: q.with(Layout(contiguous: array.shape)))
            try array.binary_(.mul, .float(gain))
        }
    }

    /// Gram and Schmidt's method, twice for accuracy. With a positive diagonal of R the result is the only one.
    private static func orthonormalize(_ basis: inout [[Double]]) {
        for j in basis.indices {
            for _ in 0..<2 {
                for k in 0..<j {
                    let projection = zip(basis[j], basis[k]).reduce(0) { $0 + $1.0 * $1.1 }
                    for i in basis[j].indices { basis[j][i] -= projection * basis[k][i] }
                }
            }
            let norm = basis[j].reduce(0) { $0 + $1 * $1 }.squareRoot()
            if norm > 0 { for i in basis[j].indices { basis[j][i] /= norm } }
        }
    }

    /// `sparse_`: normal numbers with a fraction of every column made zero.
    ///
    /// Throws ValueError for what is no matrix.
    package static func sparse(
        _ tensor: Tensor, sparsity: Double, std: Double = 0.01, _ from: Generator? = nil
    ) throws {
        guard tensor.rank == 2 else { throw ArrayError.value("Only tensors with 2 dimensions are supported") }
        let (rows, columns) = (tensor.shape[0], tensor.shape[1])
        let generator = from ?? Engine.current.generator
        let wanted = (sparsity * Double(rows)).rounded(.up)
        let zeros = wanted.isNaN || wanted <= 0 ? 0 : wanted >= Double(rows) ? rows : Int(wanted)
        try overwrite(tensor) { array in
            try generator.normal(array, mean: 0, std: std)
            for column in 0..<columns {
                // The permutation comes from the session's generator, whichever drew the numbers.
                for row in try Engine.current.generator.permutation(rows).ints().prefix(zeros) {
                    array.setElement(at: row * columns + column, to: .int(0))
                }
            }
        }
    }
}
