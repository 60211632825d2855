import Arrays
import Autograd
import NN
import Testing

@Suite("Layers")
struct LayerTests {
    @Test("Results and gradients are PyTorch's", arguments: Goldens.blocks("forwards"))
    func matchesPyTorch(_ block: Goldens.Block) throws {
        try session(seed: 3) {
            let parts = block.title.components(separatedBy: " | ")
            let module = try Expression(parts[0]).module()
            let inputs = try parts.dropFirst().enumerated().map { try input($1, $0) }
            if inputs[0].dtype.isFloatingPoint { try inputs[0].setRequiresGrad(true) }
            let out = try call(module, inputs)
            if out.requiresGrad {
                let weights = Tensor(try Goldens.wave(out.shape).unary(.abs))
                try Ops.reductions.sum(out * weights).backward()
            }
            var lines = ["out \(Goldens.describe(out.array))", "grad_fn \(out.gradFn?.name ?? "None")"]
            if let grad = inputs[0].grad { lines.append("input \(Goldens.describe(grad.array))") }
            for (name, tensor) in try module.namedParameters() {
                lines.append("\(name) \(Goldens.describe(try #require(tensor.grad).array))")
            }
            for (name, tensor) in try module.namedBuffers() {
                lines.append("\(name) \(Goldens.describe(tensor.array))")
            }
            if module.entry?.family != .loss {
                try module.train(false)
                lines.append("eval \(Goldens.describe(try call(module, inputs).array))")
            }
            #expect(lines.count == block.lines.count)
            // Normalising a batch cancels most of each gradient.
            let tolerance = parts[0].hasPrefix("BatchNorm") ? 2e-5 : 2e-6
            for (line, expected) in zip(lines, block.lines) where !isNear(line, expected, tolerance) {
                if expected.hasPrefix("grad_fn"), LayerTests.composed.contains(where: parts[0].hasPrefix) { continue }
                Issue.record("\(line)\ninstead of\n\(expected)")
            }
        }
    }

    /// Made of several operations where PyTorch has one, so that the last node has another name.
    private static let composed = ["GroupNorm", "SoftMarginLoss", "PairwiseDistance"]

    private func call(_ module: Module, _ inputs: [Tensor]) throws -> Tensor {
        guard inputs.count > 1 else { return try module(inputs[0]) }
        return try Call([try module.call(inputs.map { .tensor($0) })]).tensor(0)
    }

    /// The input that the script makes of a word and a shape.
    private func input(_ text: String, _ i: Int) throws -> Tensor {
        let words = text.split(separator: " ")
        let shape = Dims(try #require(words.last).split(separator: ",").compactMap { Int($0) })
        var x = try Goldens.wave(shape)
        if i > 0 { x = try .binary(.mul, x.flip([0]), .float(0.5)) }
        switch words.count == 1 ? "" : words[0] {
        case "int":
            let limit = i > 0 ? 4 : 5
            return Tensor(try .from(ints: (0..<shape.product).map { $0 * 7 % 5 % limit }, shape: shape))
        case "unit": return Tensor(try .binary(.add, .binary(.mul, x, .float(0.2)), .float(0.5)))
        case "sign": return Tensor(try .from(x.doubles().map { $0 > 0 ? 1 : -1 }, shape: shape))
        default: return Tensor(try .binary(.mul, x, .float(1.5)))
        }
    }

    /// Equal but for the last bits of a float, which sums and exponentials round in their own way.
    private func isNear(_ a: String, _ b: String, _ tolerance: Double) -> Bool {
        let (x, y) = (a.split(separator: " "), b.split(separator: " "))
        return x.count == y.count
            && zip(x, y).allSatisfy { x, y in
                if x == y { return true }
                guard let x = Double(x), let y = Double(y) else { return false }
                return abs(x - y) <= tolerance * max(abs(y), 0.5)
            }
    }

    @Test(
        "Every layer's parameters have gradients that differences confirm",
        arguments: [
            "Linear(3, 2)", "PReLU(3)", "LayerNorm(3)", "GroupNorm(1, 3)", "RMSNorm(3)", "BatchNorm1d(3)",
            "Sequential(Linear(3, 4), Tanh(), LayerNorm(4), Linear(4, 1), Sigmoid())",
        ])
    func differences(_ text: String) throws {
        try session {
            Engine.current.defaultDType = .float64
            let module = try Expression(text).module()
            let x = Tensor(try Goldens.wave([4, 3]).cast(.float64))
            func loss() throws -> Tensor {
                let out = try module(x)
                return try Ops.reductions.sum(out * out * Tensor(Goldens.wave(out.shape).cast(.float64)))
            }
            for parameter in try module.allParameters() {
                try Engine.current.generator.uniform(parameter.array, from: 0.5, to: 1.5)
            }
            try loss().backward()
            for (name, parameter) in try module.namedParameters() {
                let grad = try #require(parameter.grad).array.doubles()
                for i in 0..<parameter.count {
                    let value = parameter.array.element(at: i).double
                    func shifted(_ h: Double) throws -> Double {
                        parameter.array.setElement(at: i, to: .float(value + h))
                        defer { parameter.array.setElement(at: i, to: .float(value)) }
                        return try loss().array.item().double
                    }
                    let slope = (try shifted(1e-6) - shifted(-1e-6)) / 2e-6
                    #expect(abs(slope - grad[i]) < 1e-5 * max(1, abs(slope)), "\(name)[\(i)]")
                }
            }
        }
    }

    @Test("Attributes are the constructor's arguments, readable and writable")
    func attributes() throws {
        try session {
            let slope = try Expression("LeakyReLU(0.5)").module()
            #expect(slope.attribute("negative_slope").map { try? Call([$0]).double(0) } == 0.5)
            #expect(slope.attribute("slope") == nil)
            #expect(slope.setAttribute("negative_slope", .double(0.25)))
            #expect(try slope(Tensor(try .full([1], .float(-4), .float32))).array.item() == .float(-1))
            let linear = try Expression("Linear(2, 3)").module()
            #expect(linear.entry?.attributes == ["in_features", "out_features"])
        }
    }

    @Test("Every declared layer names its family, sums itself up in a sentence, and has an example")
    func declarations() {
        #expect(Layers.all.count > 60)
        #expect(Set(Layers.all.map(\.name)).count == Layers.all.count)
        for entry in Layers.all {
            #expect(entry.summary.hasSuffix(".") && entry.example.contains(entry.name), "\(entry.name)")
            #expect(entry.signature.parameters.allSatisfy { !$0.name.isEmpty }, "\(entry.name)")
        }
    }

    @Test("In-place activations change their input")
    func inPlace() throws {
        try session {
            let x = Tensor(try .from([-1, 2], shape: [2]))
            let y = try Expression("ReLU(inplace=True)").module()(x)
            #expect(y === x && x.array.doubles() == [0, 2])
        }
    }
}

extension String {
    func components(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
