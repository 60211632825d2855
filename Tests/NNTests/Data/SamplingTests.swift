import Arrays
import Autograd
import NN
import Testing

@Suite("Orders of data")
struct SamplingTests {
    @Test("Samplers, splits and loaders visit what PyTorch's visit, and draw as much", arguments: [0, 42])
    func matchesPyTorch(_ seed: Int) throws {
        try session(seed: seed) {
            let lines = try Goldens.lines("data").map { $0.split(separator: "\t").map(String.init) }
            for line in lines where line[0] == String(seed) {
                let order = try order(line[1])
                #expect(order.map(String.init).joined(separator: " ") == line[2], "\(line[1])")
                let next = try NDArray(empty: [1], .float32)
                try Engine.current.generator.uniform(next)
                #expect(Goldens.hex(next.element(at: 0).double) == line[3], "after \(line[1])")
            }
        }
    }

    private func order(_ name: String) throws -> [Int] {
        let seeded = Generator(seed: 5)
        switch name {
        case "random 10": return try Sampling.random(10)
        case "random 10 count 25": return try Sampling.random(10, count: 25)
        case "random 10 replacement 70": return try Sampling.random(10, count: 70, replacement: true)
        case "random 10 generator": return try Sampling.random(10, generator: seeded)
        case "subset 6": return try Sampling.subset(6)
        case "weighted": return try Sampling.weighted([0.1, 0.9, 0.4, 0.7, 3.0, 0.6], count: 8)
        case "weighted unique":
            return try Sampling.weighted([0.9, 0.4, 0.05, 0.2, 0.3, 0.1], count: 5, replacement: false)
        case "split": return try Sampling.split(12, [.int(7), .int(4), .int(1)]).flatMap { $0 }
        case "split fractions":
            return try Sampling.split(11, [.float(0.3), .float(0.3), .float(0.4)]).flatMap { $0 + [-1] }
        case "split generator": return try Sampling.split(6, [.int(4), .int(2)], generator: seeded).flatMap { $0 }
        case "loader 10 by 3": return try loader(10, 3, dropLast: false).flatMap { $0 + [-1] }
        case "loader 10 by 3 again": return try loader(10, 3, dropLast: true).flatMap { $0 + [-1] }
        case "loader generator": return try loader(7, 2, dropLast: false, generator: seeded).flatMap { Array($0) }
        default:
            try Sampling.baseSeed()
            return Array(0..<5)
        }
    }

    /// A pass over a shuffling loader: the loader's seed first, then the sampler's order.
    private func loader(
        _ n: Int, _ size: Int, dropLast: Bool, generator: Generator? = nil
    ) throws -> [ArraySlice<Int>] {
        try Sampling.baseSeed(generator)
        return try Sampling.batches(try Sampling.random(n, generator: generator), size: size, dropLast: dropLast)
    }

    @Test("What cannot be sampled is refused in PyTorch's words")
    func refusals() throws {
        session {
            #expect(
                Goldens.message { _ = try Sampling.random(0) }
                    == "ValueError: num_samples should be a positive integer value, but got num_samples=0")
            #expect(
                Goldens.message { _ = try Sampling.split(5, [.int(2), .int(2)]) }
                    == "ValueError: Sum of input lengths does not equal the length of the input dataset!")
            #expect(
                Goldens.message { _ = try Sampling.batches([1], size: 0) }
                    == "ValueError: batch_size should be a positive integer value, but got batch_size=0")
        }
    }
}
