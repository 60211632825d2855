import Arrays
import Foundation
import Testing

@testable import Autograd

/// What PyTorch made of a sample: a line of `Goldens/operations.jsonl`, which `Goldens/golden.py` writes.
struct Golden: Decodable {
    let expression: String
    let result: Value?
    let grads: [[Number]?]?
    let backward: String?
    let error: String?

    /// A number, as JSON or as the text of a double; bools are numbers.
    struct Number: Decodable {
        let value: Double

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                value = flag ? 1 : 0
            } else if let number = try? container.decode(Double.self) {
                value = number
            } else {
                value = Double(try container.decode(String.self)) ?? .nan
            }
        }
    }

    struct Plain: Decodable {
        let dtype: String?
        let shape: [Int]?
        let values: [Number]?
        let graph: String?
        let value: String?
    }

    /// One tensor or value, or several.
    struct Value: Decodable {
        let parts: [Plain]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            parts = try (try? container.decode([Plain].self)) ?? [container.decode(Plain.self)]
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

    static let all: [String: Golden] = {
        guard let text = try? String(contentsOf: folder.appending(path: "operations.jsonl"), encoding: .utf8) else {
            return [:]
        }
        let decoder = JSONDecoder()
        var goldens: [String: Golden] = [:]
        for line in text.split(separator: "\n") {
            guard let golden = try? decoder.decode(Golden.self, from: Data(line.utf8)) else { continue }
            goldens[golden.expression] = golden
        }
        return goldens
    }()
}

/// Every sample of the catalog against PyTorch: values, types, graphs and gradients.
@Suite struct SampleTests {
    @Test func allSamplesAreRecorded() throws {
        let expressions = Sample.all.map(\.description)
        if let path = ProcessInfo.processInfo.environment["GRADUS_SAMPLES"] {
            try expressions.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        let missing = expressions.filter { Golden.all[$0] == nil }
        #expect(missing.isEmpty, "regenerate as Goldens/golden.py says")
        #expect(Golden.all.values.filter { $0.error != nil }.map(\.expression) == [])
    }

    @Test(arguments: Sample.all.indices) func agreesWithPyTorch(_ index: Int) throws {
        let sample = Sample.all[index]
        guard let golden = Golden.all[sample.description], let expected = golden.result else { return }
        let (result, inputs) = try sample.run()
        let tensors = result.allTensors
        if tensors.isEmpty {
            guard case .number(let number) = result else { return }
            #expect(expected.parts.first?.value == (number.isTrue ? "True" : "False"), "\(sample)")
            return
        }
        #expect(tensors.count == expected.parts.count, "\(sample)")
        for (tensor, part) in zip(tensors, expected.parts) {
            #expect(tensor.dtype.description == part.dtype, "\(sample)")
            #expect(Array(tensor.shape) == part.shape, "\(sample)")
            #expect(SampleTests.close(tensor.values, part.values?.map(\.value) ?? []), "\(sample): \(tensor.values)")
            #expect((tensor.gradFn.map { SampleTests.graph($0, 3) } ?? "None") == part.graph ?? "None", "\(sample)")
        }
        guard let grads = golden.grads else { return }
        try SampleTests.loss(tensors).backward()
        for (input, grad) in zip(inputs, grads) {
            let own = input?.grad?.values
            guard let own, let grad else {
                #expect(own == nil && grad == nil, "\(sample): gradient \(String(describing: own))")
                continue
            }
            #expect(SampleTests.close(own, grad.map(\.value)), "\(sample): \(own)")
        }
    }

    /// The weighted sum that gradients are taken of.
    static func loss(_ tensors: [Tensor]) throws -> Tensor {
        var loss: Tensor?
        for tensor in tensors where tensor.requiresGrad {
            let weights = try NDArray(empty: tensor.shape, .float64)
            for i in 0..<weights.count { weights.setElement(at: i, to: .float(Double((i * 31 + 7) % 11 - 5) / 4)) }
            let part = try Ops.reductions.sum(tensor * Tensor(weights))
            loss = try loss.map { try $0 + part } ?? part
        }
        return try #require(loss)
    }

    static func close(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-9) -> Bool {
        a.count == b.count
            && zip(a, b).allSatisfy {
                $0 == $1 || ($0.isNaN && $1.isNaN) || abs($0 - $1) <= tolerance * max(1, abs($1))
            }
    }

    static func graph(_ node: Node, _ depth: Int) -> String {
        let name = node.name.replacing("torch::autograd::", with: "")
        let next = node.nextFunctions
        if depth == 0 || next.isEmpty { return name }
        return name + "(" + next.map { $0.node.map { graph($0, depth - 1) } ?? "None" }.joined(separator: ", ") + ")"
    }
}
