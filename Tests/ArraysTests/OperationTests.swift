import Testing

@testable import Arrays

/// Every recorded operation: operands in, results out, equal to the bit where the recording says "exact".
@Suite("Operations")
struct OperationTests {
    struct Case: CustomTestStringConvertible {
        let key: String
        let isExact: Bool
        let lines: [Substring]
        let operandCount: Int
        var testDescription: String { key + " " + (lines.first.map { String($0.prefix(40)) } ?? "") }
    }

    static func cases() throws -> [Case] {
        try Goldens.text("operations").components(separatedBy: "\n\n").map { block in
            let lines = block.split(separator: "\n")
            let head = lines[0].split(separator: " ")
            return Case(
                key: String(head[0]), isExact: head[1] == "exact", lines: Array(lines.dropFirst()),
                operandCount: try #require(Int(head[2])))
        }
    }

    @Test("every operation gives PyTorch's numbers", arguments: try cases())
    func agrees(recorded: Case) throws {
        let arrays = try recorded.lines.map { try Goldens.array($0.split(separator: " ")) }
        let expected = arrays[recorded.operandCount...]
        let results = try Self.run(recorded.key, Array(arrays[..<recorded.operandCount]))
        #expect(results.count == expected.count)
        for (result, wanted) in zip(results, expected) {
            try #require(result.dtype == wanted.dtype && result.shape == wanted.shape)
            let difference = Goldens.difference(result, wanted)
            if recorded.isExact {
                #expect(difference.count == 0)
            } else {
                #expect(difference.relative < Self.tolerance(wanted.dtype) * Self.slack(recorded.key))
            }
        }
    }

    /// Three units in the last place, where PyTorch's own library rounds differently.
    static func tolerance(_ dtype: DType) -> Double {
        switch dtype {
        case .float64: 1e-13
        case .float16: 2e-3
        case .bfloat16: 1e-2
        default: 4e-7
        }
    }

    /// Sums whose terms cancel, and functions that PyTorch computes in single precision throughout, differ by more.
    static func slack(_ key: String) -> Double {
        let known = ["mm": 1e3, "linear": 1e3, "matmul": 1e3, "prod": 1e2, "unary.digamma": 1e2, "unary.logsigmoid": 2]
        return known[key] ?? (key.hasPrefix("prod") ? 1e2 : key == "binary.gelubackward" ? 1e4 : 1)
    }

    static func run(_ key: String, _ x: [NDArray]) throws -> [NDArray] {
        let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
        let argument = parts.count > 1 ? parts[1] : ""
        let dim = Int(argument)
        switch parts[0] {
        case "unary":
            let op = try #require(UnaryOp.allCases.first { $0.plainName == argument })
            return [try x[0].unary(op)]
        case "binary":
            if argument == "thresholdbackward" { return [try .thresholdBackward(x[0], x[1])] }
            let op = try #require(BinaryOp.allCases.first { $0.plainName == argument })
            return [try .binary(op, x[0], x[1])]
        case "scaled": return [try .binary(argument == "add" ? .add : .sub, x[0], x[1], alpha: .float(0.3))]
        case "ternary":
            let op: TernaryOp = argument == "addcmul" ? .addcmul : argument == "addcdiv" ? .addcdiv : .lerp
            return [try .ternary(op, x[0], x[1], x[2], value: 0.3)]
        case "where": return [try .select(x[0], x[1], x[2])]
        case "clamp": return [try x[0].clamp(min: .float(-0.5), max: .float(0.75))]
        case "clampmin": return [try x[0].clamp(min: .float(0.1), max: nil)]
        case "leakyrelu": return [try x[0].leakyReLU(0.01)]
        case "elu": return [try x[0].elu(alpha: 1)]
        case "softplus": return [try x[0].softplus()]
        case "pow":
            let exponent: Scalar = try Int(argument).map { .int($0) } ?? .float(#require(Double(argument)))
            return [try .binary(.pow, x[0], exponent)]
        case "arange":
            let v = x[0].doubles()
            return [try .arange(.float(v[0]), .float(v[1]), .float(v[2]))]
        case "linspace": return [try .linspace(x[0].doubles()[0], x[0].doubles()[1], steps: 100)]
        case "mm": return [try .mm(x[0], x[1])]
        case "matmul": return [try .matmul(x[0], x[1])]
        case "linear": return [try .linear(x[0], x[1], x[2])]
        default: return try reduce(parts[0], x[0], dim)
        }
    }

    static func reduce(_ key: String, _ x: NDArray, _ dim: Int?) throws -> [NDArray] {
        let dims: Dims? = dim.map { [$0] }
        switch key {
        case "sum": return [try x.sum(dims)]
        case "transposedsum": return [try x.with(x.layout.t()).sum(dims)]
        case "mean": return [try x.mean(dims, keepDim: dim != nil)]
        case "std": return [try x.standardDeviation(correction: x.count > 1 ? 1 : 0)]
        case "var": return [try x.variance(dims, correction: 0)]
        case "norm": return [try x.norm()]
        case "max": return [try x.extreme(largest: true)]
        case "amax": return [try x.extreme(largest: true, dims)]
        case "argmax": return [try x.argExtreme(largest: true)]
        case "any", "all": return [try x.test(any: key == "any", dims)]
        case "prod": return [try x.prod(dim)]
        case "cumsum": return [try x.cumulate(product: false, dim ?? 0)]
        case "softmax", "logsoftmax": return [try x.softmax(dim ?? 0, log: key == "logsoftmax")]
        case "logsumexp": return [try x.logSumExp([dim ?? 0])]
        case "maxdim", "mindim":
            let (values, index) = try x.extremeWithIndex(key == "maxdim", dim ?? 0, keepDim: false)
            return [values, index]
        case "sort":
            let (values, index) = try x.sort(dim ?? 0)
            return [values, index]
        default:
            Issue.record("no way to run \(key)")
            return []
        }
    }
}

extension RawRepresentable {
    /// The case's name in lower case letters only, as the recording spells it.
    var plainName: String { "\(self)".lowercased() }
}
