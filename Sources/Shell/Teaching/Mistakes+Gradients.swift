import Arrays
import Autograd
import Interpreter

// Gradients, in-place changes, single numbers.
extension Mistakes {
    static let gradients: [Mistake] = [
        Mistake(.runtimeError, "Trying to backward through the graph a second time*", .graph) { failure, _ in
            let name = failure.tensor()?.text ?? "loss"
            return [
                "the graph of \(name) was given up by the first backward",
                "compute \(name) again before each backward; for two walks over one graph: \(name).backward(retain_graph=True)",
            ]
        },
        Mistake(.runtimeError, "grad can be implicitly created only for scalar outputs", .graph) { failure, _ in
            let named = failure.tensor()
            let name = named?.text ?? "loss"
            let shape = named.map { " \(Failure.shape($0.tensor))" } ?? ""
            return [
                "\(name)\(shape): backward starts from one number",
                "reduce it first: \(name).sum().backward() or \(name).mean().backward()",
            ]
        },
        Mistake(.runtimeError, "element * of tensors does not require grad and does not have a grad_fn", .graph) {
            failure, _ in noGraph(failure)
        },
        Mistake(.runtimeError, "a leaf Variable that requires grad is being used in an in-place operation.", .inPlace) {
            failure, _ in
            let name = failure.tensor { $0.requiresGrad }?.text ?? target(of: failure.line) ?? "w"
            return [
                "\(name) is what gradients are computed for: changing it in place would be part of the computation",
                "to update it: with torch.no_grad(): \(name) -= …  ; to compute with it: a new tensor, \(name) = \(name) - …",
            ]
        },
        Mistake(
            .runtimeError, "a view of a leaf Variable that requires grad is being used in an in-place operation.",
            .inPlace
        ) { failure, _ in
            ["a part of a tensor that requires gradients was assigned to", "do it inside  with torch.no_grad():"]
        },
        Mistake(
            .runtimeError,
            "one of the variables needed for gradient computation has been modified by an inplace operation: [*], which is output * of *, is at version *",
            .inPlace
        ) { _, parts in
            let maker = parts[2].firstRange(of: "Backward").map { String(parts[2][..<$0.lowerBound]) } ?? parts[2]
            return [
                "backward needs the result of \(maker.lowercased()) as it was, but +=, a method ending in _ or an assignment changed it",
                "make a new tensor instead: y = y + 1 for y += 1, torch.relu(y) for y.relu_(); or change y.clone()",
            ]
        },
        Mistake(
            .runtimeError, "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
            .graph
        ) { failure, _ in
            ["NumPy knows no graphs", "\(failure.tensor()?.text ?? "x").detach().numpy()"]
        },
        Mistake(.runtimeError, "a Tensor with * elements cannot be converted to Scalar", .scalars) { failure, parts in
            let named = failure.tensor()
            let name = named?.text ?? "x"
            let clash =
                "\(name)\(named.map { " " + Failure.shape($0.tensor) } ?? "") holds \(parts[0]) numbers, not one"
            return [clash, "all of them: \(name).tolist(); one: \(name)[0].item(); their mean: \(name).mean().item()"]
        },
        Mistake(.runtimeError, "Boolean value of Tensor with more than one value is ambiguous", .scalars) {
            failure, _ in
            if let made = calledClass(failure) { return made }
            let named = failure.tensor()
            let shape = named.map { "\($0.text) \(Failure.shape($0.tensor)): " } ?? ""
            return [
                "\(shape)many comparisons give many answers, not one",
                "ask for one: (…).all() or (…).any(); to choose for each element: torch.where",
            ]
        },
        Mistake(.typeError, "only integer tensors of a single element can be converted to an index", .modules) {
            failure, _ in
            calledClass(failure) ?? ["a size or an index is one whole number", "take it out: int(x.item())"]
        },
        Mistake(.attributeError, "'float' object has no attribute 'backward'", .graph) { failure, _ in
            afterItem(failure)
        },
        Mistake(.attributeError, "'int' object has no attribute 'backward'", .graph) { failure, _ in afterItem(failure)
        },
        Mistake(.attributeError, "'NoneType' object has no attribute '*'", .graph) { failure, parts in
            guard failure.expression.contains(".grad.") else { return [] }
            let name = failure.expression.firstRange(of: ".grad").map { String(failure.expression[..<$0.lowerBound]) }
            return [
                "\(name ?? "the tensor").grad is None: no backward has reached it yet",
                "call loss.backward() first, on a loss that depends on \(name ?? "it")",
            ]
        },
        Mistake(.runtimeError, "you can only change requires_grad flags of leaf variables.*", .graph) { _, _ in
            [
                "this tensor is the result of a computation, and follows what it was made of",
                "for a copy outside of the graph: x.detach()",
            ]
        },
    ]

    // MARK: What they say

    private static func noGraph(_ failure: Failure) -> [String] {
        guard let named = failure.tensor(where: { !$0.requiresGrad }) else {
            if failure.expression.contains("tensor(") {
                return [
                    "torch.tensor(…) copies numbers, and leaves out how they were computed",
                    "to join tensors within the graph: torch.stack([…]) or torch.cat([…])",
                ]
            }
            return [
                "the value was not computed from anything with requires_grad=True",
                "make what you train with requires_grad=True, or as nn.Parameter, and compute the loss from it",
            ]
        }
        let name = named.text
        if named.tensor.dtype.isFloatingPoint == false {
            return [
                "\(name) is a whole number (argmax, comparisons and counts have no gradient)",
                "use a loss of the raw outputs, such as F.cross_entropy",
            ]
        }
        return [
            "\(name) has no graph: it was computed from nothing with requires_grad=True, under no_grad, or after detach() or item()",
            "check what it is made of: w.requires_grad, and that the whole way from w to \(name) is tensor operations",
        ]
    }

    private static func afterItem(_ failure: Failure) -> [String] {
        let name = failure.operands.first?.text ?? "this"
        return [
            "\(name) is a Python number, which remembers no computation",
            failure.expression.contains(".item()")
                ? "call backward on the tensor, and item() only to print it"
                : "keep the loss a tensor: item(), float() and round() turn it into a number",
        ]
    }

    /// `loss = nn.MSELoss(pred, y)`: the class was called where its object was meant.
    private static func calledClass(_ failure: Failure) -> [String]? {
        let text = failure.expression
        guard let open = text.firstIndex(of: "("), open != text.startIndex else { return nil }
        let path = text[..<open]
        let name = path.split(separator: ".").last.map(String.init) ?? ""
        guard name.first?.isUppercase == true, name.allSatisfy({ $0.isLetter || $0.isNumber }) else { return nil }
        let arguments = text[open...]
        return [
            "\(path)(…) makes the layer; what it computes comes from calling what it made",
            "\(path)()\(arguments)".count < 80 && name != "Linear"
                ? "\(path)()\(arguments)" : "layer = \(path)(…), then layer(x)",
        ]
    }

    /// The name that a line assigns to.
    private static func target(of line: String) -> String? {
        let name = line.drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        return name.isEmpty ? nil : String(name)
    }
}
