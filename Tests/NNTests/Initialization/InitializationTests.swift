import Arrays
import Autograd
import NN
import Testing

@Suite("Initial values")
struct InitializationTests {
    @Test(
        "Every function of torch.nn.init draws PyTorch's numbers",
        arguments: try Goldens.lines("inits").map(String.init))
    func matchesPyTorch(_ line: String) throws {
        let parts = line.split(separator: "\t").map(String.init)
        guard case .call(let name, let sizes, let options) = try Expression(parts[1]) else { return }
        try session(seed: try #require(Int(parts[0]))) {
            let shape = sizes.map { if case .value(.number(let size)) = $0 { size.int } else { -1 } }
            let tensor = Tensor(try NDArray(empty: Dims(shape), .float32))
            let entry = try #require(InitEntry.named(name))
            var operands = try Expression.call(name, [], options).operands(entry.signature)
            operands[0] = .tensor(tensor)
            var result = ""
            if let message = Goldens.message({ _ = try entry.call(operands) }) {
                result = message
            } else {
                let next = try NDArray(empty: [1], .float32)
                try Engine.current.generator.uniform(next)
                result = "\(Goldens.describe(tensor.array)) next \(Goldens.hex(next.element(at: 0).double))"
            }
            if name == "orthogonal_" { return try compareRoughly(result, parts[2]) }
            #expect(result == parts[2])
        }
    }

    /// A decomposition rounds in its own way: its numbers agree to single precision.
    private func compareRoughly(_ a: String, _ b: String) throws {
        let (x, y) = (a.split(separator: " "), b.split(separator: " "))
        try #require(x.count == y.count)
        for (x, y) in zip(x, y) {
            if let x = Double(x), let y = Double(y) {
                #expect(abs(x - y) < 2e-6)
            } else {
                #expect(x == y)
            }
        }
    }

    @Test("An initialised parameter stays a leaf and counts one change")
    func bookkeeping() throws {
        try session {
            let weight = try parameter(.ones([2, 2]))
            let before = try weight.version
            try Initialization.xavierUniform(weight)
            #expect(try weight.version == before + 1)
            #expect(weight.isLeaf && weight.requiresGrad)
        }
    }

    @Test(
        "Gains are PyTorch's",
        arguments: [("tanh", 5.0 / 3), ("relu", 1.4142135623730951), ("selu", 0.75), ("linear", 1)])
    func gains(_ name: String, _ value: Double) throws {
        #expect(try Initialization.gain(name).double == value)
        #expect(try Initialization.gain("leaky_relu", .double(0.2)).double == 1.3867504905630728)
        #expect(
            Goldens.message { _ = try Initialization.gain("leaky_relu", .bool(true)) }
                == "ValueError: negative_slope True not a valid number")
    }
}
