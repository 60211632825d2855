import Arrays
import Autograd
import Interpreter
import Pictures
import Torch

/// The graph behind a tensor as a picture.
struct GraphPictures {
    /// The program's names of tensors, by tensor and by the node that made them.
    private var names: [ObjectIdentifier: String] = [:]
    private var results: [ObjectIdentifier: Tensor] = [:]
    /// Nodes that are looked at; the picture itself shows fewer.
    private static let most = 200_000

    init(_ variables: [(name: String, value: Value)]) {
        for (name, value) in variables {
            if let tensor = value.asTensor {
                note(tensor, name)
            } else if let module = value.asLayer?.module, let all = try? module.namedParameters() {
                for (path, tensor) in all { note(tensor, "\(name).\(path)") }
            }
        }
    }

    private mutating func note(_ tensor: Tensor, _ name: String) {
        if let node = tensor.gradFn {
            let key = ObjectIdentifier(node)
            if names[key] == nil {
                names[key] = name
                results[key] = tensor
            }
        } else if names[ObjectIdentifier(tensor)] == nil {
            names[ObjectIdentifier(tensor)] = name
        }
    }

    func picture(of tensor: Tensor, title: String) -> GraphDrawing {
        guard let root = tensor.gradFn else {
            return GraphDrawing([.init(.leaf, title, details: details(tensor))])
        }
        var numbers: [ObjectIdentifier: Int] = [ObjectIdentifier(root): 0]
        var found: [Node] = [root]
        var nodes: [GraphDrawing.Node] = []
        while nodes.count < found.count, nodes.count < GraphPictures.most {
            let node = found[nodes.count]
            var inputs: [Int] = []
            for case let next? in node.nextFunctions.map(\.node) {
                let key = ObjectIdentifier(next)
                if numbers[key] == nil {
                    numbers[key] = found.count
                    found.append(next)
                }
                if let number = numbers[key] { inputs.append(number) }
            }
            nodes.append(describe(node, inputs, isRoot: node === root ? tensor : nil))
        }
        return GraphDrawing(nodes, title: title)
    }

    private func describe(_ node: Node, _ inputs: [Int], isRoot: Tensor?) -> GraphDrawing.Node {
        if let leaf = node.variable {
            let name = names[ObjectIdentifier(leaf)] ?? (leaf.isParameter ? "parameter" : "leaf")
            return .init(.leaf, name, details: details(leaf))
        }
        let key = ObjectIdentifier(node)
        let name = names[key].map { "\($0) = \(node.typeName)" } ?? node.typeName
        guard let result = isRoot ?? results[key] else {
            return .init(
                .operation, name, details: node.typeName == "AccumulateGrad" ? [] : [Text.shape(node.shape)],
                inputs: inputs)
        }
        return .init(.operation, name, details: details(result), inputs: inputs)
    }

    /// Shape, value and gradient.
    private func details(_ tensor: Tensor) -> [String] {
        var details = [Text.shape(tensor.shape.map { $0 })]
        details.append(GraphPictures.text(tensor))
        if tensor.isLeaf {
            if tensor.requiresGrad {
                details.append(tensor.grad.map { "grad " + GraphPictures.text($0) } ?? "no grad yet")
            }
        } else if tensor.retainsGrad, let grad = tensor.grad {
            details.append("grad " + GraphPictures.text(grad))
        }
        return details
    }

    /// The numbers themselves where they are few.
    private static func text(_ tensor: Tensor) -> String {
        if tensor.rank == 0 { return Numbers.short(tensor.array.element(at: 0).double) }
        if tensor.count == 0 { return "[]" }
        let few = (0..<min(tensor.count, 4)).map { Numbers.short(tensor.array.element(at: $0).double, digits: 3) }
        return "[" + few.joined(separator: ", ") + (tensor.count > 4 ? ", …]" : "]")
    }
}
