import Testing

@testable import Arrays

@Suite("Random numbers")
struct GeneratorTests {
    /// `key seed n` and the recorded array.
    static func cases() throws -> [String] {
        try Goldens.text("random").split(separator: "\n").map(String.init)
    }

    static func draw(_ key: Substring, _ n: Int, _ g: Generator) throws -> NDArray {
        func empty(_ dtype: DType = .float32) throws -> NDArray { try NDArray(empty: [n], dtype) }
        let weights = try NDArray.from([0.1, 0.2, 0.3, 0.4])
        let x = try empty()
        switch key {
        case "rand": try g.uniform(x)
        case "rand64":
            let x = try empty(.float64)
            try g.uniform(x)
            return x
        case "randn": try g.normal(x)
        case "randn64":
            let x = try empty(.float64)
            try g.normal(x)
            return x
        case "uniform": try g.uniform(x, from: -0.3, to: 0.7)
        case "normal": try g.normal(x, mean: 2, std: 3)
        case "exponential": try g.exponential(x, lambda: 1.5)
        case "bernoulli": try g.bernoulli(x, p: 0.3)
        case "randint", "randint64", "random":
            let x = try empty(.int64)
            if key == "random" {
                try g.integers(x)
            } else {
                try g.integers(x, from: key == "randint" ? -3 : 0, to: key == "randint" ? 17 : 1 << 40)
            }
            return x
        case "randperm": return try g.permutation(n)
        case "sequence":
            let parts = try [3, 2, 16, 2].map { try NDArray(empty: [$0], .float32) }
            for (i, part) in parts.enumerated() { try i == 1 ? g.uniform(part) : g.normal(part) }
            return try .from(parts.flatMap { $0.doubles() })
        case "transposed":
            let x = try NDArray(empty: [4, 6], .float32)
            let t = x.with(try x.layout.t())
            try g.normal(t)
            return t
        case "strided":
            let x = try NDArray(empty: [4, 10], .float32)
            let s = x.with(try x.layout.slicing(1, start: nil, end: nil, step: 2))
            try g.uniform(s)
            return s
        case "half":
            let x = try NDArray(empty: [6], .float16)
            try g.uniform(x)
            return x
        case "bernoullis": return try g.bernoulli(.linspace(0, 1, steps: 20))
        case "multinomial": return try g.multinomial(weights, n)
        case "multinomialreplaced": return try g.multinomial(weights, n, replacement: true)
        default: Issue.record("no way to draw \(key)")
        }
        return x
    }

    @Test("streams are those of torch.manual_seed, bit for bit", arguments: try cases())
    func streams(line: String) throws {
        let words = line.split(separator: " ")
        let generator = Generator(seed: try #require(UInt64(words[1])))
        let drawn = try Self.draw(words[0], try #require(Int(words[2])), generator)
        #expect(Goldens.difference(drawn, try Goldens.array(words[3...])).count == 0)
    }

    @Test("a saved state continues where it was taken, cached normal number and all")
    func saving() throws {
        let g = Generator(seed: 5)
        let one = try NDArray(empty: [1], .float32)
        try g.normal(one)
        let state = g.state
        #expect(state.count == 5056)
        #expect(state[0..<24] == [5, 0, 0, 0, 0, 0, 0, 0, 109, 2, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0])
        #expect(state[5024..<5032] == [42, 148, 146, 166, 129, 82, 227, 191])
        let next = try NDArray(empty: [3], .float32)
        try g.normal(next)
        let again = Generator(seed: 99)
        try again.restore(state)
        let same = try NDArray(empty: [3], .float32)
        try again.normal(same)
        #expect(next.doubles() == same.doubles())
        #expect(again.initialSeed == 5)
        #expect(again.next64() == g.next64())
    }

    @Test("impossible ranges are refused in PyTorch's words")
    func mistakes() throws {
        let g = Generator()
        let x = try NDArray.zeros([3])
        #expect(
            message { try g.uniform(x, from: 1, to: 0) }
                == "RuntimeError: uniform_ expects to return a [from, to) range, but found from=1 > to=0")
        #expect(
            message { try g.integers(NDArray.zeros([2], .uint8), from: 0, to: 300) }
                == "RuntimeError: to - 1 is out of bounds for unsigned char")
        #expect(
            message { _ = try g.permutation(-1) }
                == "RuntimeError: Trying to create tensor with negative dimension -1: [-1]")
        #expect(message { try g.normal(x, std: -1) } == "RuntimeError: normal expects std >= 0.0, but found std -1")
    }
}
