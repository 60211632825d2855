extension Generator {
    /// `torch.multinomial`: `n` class numbers for each row of weights, with or without putting them back.
    ///
    /// Throws RuntimeError for weights that are no distribution, or too few classes.
    package func multinomial(_ weights: NDArray, _ n: Int, replacement: Bool = false) throws -> NDArray {
        guard weights.rank == 1 || weights.rank == 2 else {
            throw ArrayError.runtime("prob_dist must be 1 or 2 dim")
        }
        guard weights.dtype.isFloatingPoint else {
            throw ArrayError.runtime(
                "multinomial only supports floating-point dtypes for input, got: \(weights.dtype.scalarTypeName)")
        }
        guard n > 0 else { throw ArrayError.runtime("cannot sample n_sample <= 0 samples") }
        let classes = weights.shape[weights.rank - 1]
        guard replacement || n <= classes else {
            throw ArrayError.runtime("cannot sample n_sample > prob_dist.size(-1) samples without replacement")
        }
        guard try weights.readDoubles().allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw ArrayError.runtime("probability tensor contains either `inf`, `nan` or element < 0")
        }
        let total = try weights.sum([-1])
        guard try total.readDoubles().allSatisfy({ $0 > 0 }) else {
            throw ArrayError.runtime("invalid multinomial distribution (sum of probabilities <= 0)")
        }
        if replacement { return try drawReplacing(weights, n, classes) }
        // The n largest of weight / exponential number are a sample without replacement.
        let race = try NDArray(empty: weights.shape, weights.dtype)
        try exponential(race)
        return try NDArray.binary(.div, weights, race).topK(n, -1).index
    }

    /// One uniform number a draw, looked up among the running sums of the weights.
    private func drawReplacing(_ weights: NDArray, _ n: Int, _ classes: Int) throws -> NDArray {
        let rows = weights.rank == 1 ? 1 : weights.shape[0]
        let values = try weights.readDoubles()
        let single = weights.dtype != .float64
        var drawn: [Int] = []
        for row in 0..<rows {
            var sums: [Double] = []
            var sum = 0.0
            for value in values[row * classes..<(row + 1) * classes] {
                sum = single ? Double(Float(sum) + Float(value)) : sum + value
                sums.append(sum)
            }
            let scale = sum
            sums = sums.map { single ? Double(Float($0) / Float(scale)) : $0 / scale }
            sums[classes - 1] = 1
            for _ in 0..<n {
                if drawn.count & 0xFFFF == 0xFFFF { try Interruption.check() }
                let uniform = Double(next64() & ((1 << 53) - 1)) * 0x1p-53
                drawn.append(Generator.place(of: uniform, in: sums))
            }
        }
        return try .from(ints: drawn, shape: weights.rank == 1 ? [n] : [rows, n])
    }

    /// The first of the ascending sums that is not less.
    private static func place(of number: Double, in sums: [Double]) -> Int {
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] >= number { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
