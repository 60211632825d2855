import Arrays
import Autograd

/// The orders in which `torch.utils.data` visits a dataset, drawn as PyTorch draws them.
package enum Sampling {
    /// The seed that every pass over a `DataLoader` draws first, whether or not it is used:
    /// `torch.empty((), dtype=torch.int64).random_()`.
    ///
    /// - Parameter generator: the loader's, else the session's.
    @discardableResult
    package static func baseSeed(_ generator: Generator? = nil) throws -> Int {
        let cell = try NDArray(empty: [], .int64)
        try (generator ?? Engine.current.generator).integers(cell)
        return try cell.item().int
    }

    /// The generator of a `RandomSampler` without one of its own, seeded from the session's.
    package static func samplerGenerator(_ given: Generator?) throws -> Generator {
        if let given { return given }
        return Generator(seed: UInt64(bitPattern: Int64(try baseSeed())))
    }

    /// `RandomSampler`: `count` places among `n` (all of them unless told otherwise), in a random order or each
    /// drawn from all.
    ///
    /// Throws ValueError for a count that is not positive, and for nothing to draw from.
    package static func random(
        _ n: Int, count: Int? = nil, replacement: Bool = false, generator: Generator? = nil
    ) throws -> [Int] {
        let wanted = count ?? n
        guard wanted > 0 else {
            throw ArrayError.value("num_samples should be a positive integer value, but got num_samples=\(wanted)")
        }
        let generator = try samplerGenerator(generator)
        guard n > 0 else {
            if replacement {
                throw ArrayError.runtime("random_ expects 'from' to be less than 'to', but got from=0 >= to=0")
            }
            throw ArrayError(.zeroDivisionError, "integer division or modulo by zero")
        }
        var out: [Int] = []
        if replacement {
            // Thirty-two at a time, as they are drawn.
            while out.count < wanted {
                let cell = try NDArray(empty: [min(32, wanted - out.count)], .int64)
                try generator.integers(cell, from: 0, to: n)
                out += cell.ints()
            }
            return out
        }
        for _ in 0..<(wanted / n) { out += try generator.permutation(n).ints() }
        // A last permutation is drawn even when none of it is used.
        return out + (try generator.permutation(n).ints().prefix(wanted % n))
    }

    /// `SubsetRandomSampler`: positions within the list of indices.
    package static func subset(_ count: Int, generator: Generator? = nil) throws -> [Int] {
        try (generator ?? Engine.current.generator).permutation(count).ints()
    }

    /// `WeightedRandomSampler`.
    ///
    /// Throws RuntimeError for weights that are no distribution.
    package static func weighted(
        _ weights: [Double], count: Int, replacement: Bool = true, generator: Generator? = nil
    ) throws -> [Int] {
        guard count > 0 else {
            throw ArrayError.value("num_samples should be a positive integer value, but got num_samples=\(count)")
        }
        let array = try NDArray.from(weights, .float64)
        return try (generator ?? Engine.current.generator).multinomial(array, count, replacement: replacement).ints()
    }

    /// `BatchSampler`: consecutive pieces of an order.
    ///
    /// Throws ValueError for a size that is not positive.
    package static func batches(_ order: [Int], size: Int, dropLast: Bool = false) throws -> [ArraySlice<Int>] {
        guard size > 0 else {
            throw ArrayError.value("batch_size should be a positive integer value, but got batch_size=\(size)")
        }
        var out: [ArraySlice<Int>] = []
        var start = 0
        while start < order.count {
            let end = order.count - start > size ? start + size : order.count
            if end - start < size, dropLast { break }
            out.append(order[start..<end])
            start = end
        }
        return out
    }

    /// `len(DataLoader)`: the number of batches.
    package static func batchCount(_ n: Int, size: Int, dropLast: Bool) -> Int {
        dropLast ? n / max(size, 1) : n / max(size, 1) + (n % max(size, 1) == 0 ? 0 : 1)
    }

    /// `random_split`: which places each part gets.
    ///
    /// - Parameter lengths: how many each part gets, or fractions that add up to 1.
    /// Throws ValueError for fractions outside of 0…1 and lengths that do not add up.
    package static func split(_ n: Int, _ lengths: [Scalar], generator: Generator? = nil) throws -> [[Int]] {
        let counts = try splitCounts(n, lengths)
        let order = try (generator ?? Engine.current.generator).permutation(n).ints()
        var start = 0
        return counts.map { count in
            let end = min(max(start + count, start), n)
            defer { start = end }
            return Array(order[start..<end])
        }
    }

    private static func splitCounts(_ n: Int, _ lengths: [Scalar]) throws -> [Int] {
        let sum = lengths.reduce(0) { $0 + $1.double }
        var counts = lengths.map(\.int)
        if abs(sum - 1) <= 1e-9 * max(abs(sum), 1), sum <= 1 {
            counts = []
            for (i, fraction) in lengths.enumerated() {
                guard (0...1).contains(fraction.double) else {
                    throw ArrayError.value("Fraction at index \(i) is not between 0 and 1")
                }
                counts.append(Int((Double(n) * fraction.double).rounded(.down)))
            }
            for i in 0..<max(n - counts.reduce(0, &+), 0) { counts[i % counts.count] += 1 }
            for (i, count) in counts.enumerated() where count == 0 {
                Engine.current.onWarning?(
                    "Length of split at index \(i) is 0. This might result in an empty dataset.")
            }
            return counts
        }
        guard sum == Double(n), lengths.allSatisfy({ $0.category != .floating }) else {
            throw ArrayError.value("Sum of input lengths does not equal the length of the input dataset!")
        }
        return counts
    }
}
