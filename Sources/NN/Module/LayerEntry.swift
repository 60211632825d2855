import Arrays
import Autograd

/// The declaration of a layer: everything anybody needs to know about a name of `torch.nn`.
package final class LayerEntry: @unchecked Sendable {
    /// What kind of layer, for help.
    package enum Family: String, Sendable, CaseIterable {
        case linear, shape, container, activation, dropout, normalization, sparse, loss, distance
    }

    /// What the constructor takes, in PyTorch's order; a parameter `*args` is called `args` and of kind `any`.
    package let signature: Signature
    /// What `forward` takes, under the name of the function that messages about its input use.
    package let forwardSignature: Signature
    package let family: Family
    /// One sentence for help.
    package let summary: String
    /// A line that builds and uses it, which is run.
    package let example: String
    /// What people try instead: `Dense`.
    package let spellings: [String]
    /// The parameters that give sizes of tensors, in the order in which messages about wrong types count them.
    package let sizes: [String]
    /// Other names of parameters, with a warning: `min_value` → `min_val`.
    package let renamed: [String: String]
    /// The attributes, by the parameters that give them, in order.
    package let attributes: [String]
    let optionPositions: [Int]
    private let printed: Printed
    private let make: @Sendable (LayerEntry, Call) throws -> Module

    /// How `extra_repr` comes about.
    enum Printed: Sendable {
        /// Text in which `{name}` stands for an attribute (`{name!r}` for its repr) and a bracket is left out unless
        /// the attribute `inplace` is true.
        case template(String)
        case computed(@Sendable (Module) -> String)
    }

    /// - Parameter hidden: parameters that do not become attributes, beside `device` and `dtype`.
    @inline(never)
    init(
        _ signature: String, _ family: Family, _ summary: String, forward: String = "forward(Tensor input)",
        repr: Printed = .template(""), hidden: [String] = [], sizes: [String] = [], renamed: [String: String] = [:],
        spellings: [String] = [], example: String, make: @escaping @Sendable (LayerEntry, Call) throws -> Module
    ) {
        let parsed = Signature(signature)
        self.signature = parsed
        self.family = family
        self.summary = summary
        self.example = example
        self.spellings = spellings
        self.sizes = sizes
        self.renamed = renamed
        forwardSignature = Signature(forward)
        printed = repr
        self.make = make
        let apart = Set(hidden + ["device", "dtype"])
        optionPositions = parsed.parameters.indices.filter { !apart.contains(parsed.parameters[$0].name) }
        attributes = optionPositions.map { parsed.parameters[$0].name }
    }

    /// The name of its class.
    package var name: String { signature.name }

    /// The function that messages about a wrong input name: `linear`.
    package var functionName: String { forwardSignature.name }

    /// Builds the layer from operands in the order of the parameters; trailing ones may be left out, and `.none`
    /// stands for a default that is not None as well.
    ///
    /// Throws what PyTorch's constructor raises.
    package func build(_ operands: [Operand] = []) throws -> Module {
        var all = operands
        for (i, parameter) in signature.parameters.enumerated() {
            if i >= all.count {
                all.append(parameter.defaultOperand)
            } else if all[i].isNone, !parameter.allowsNone {
                all[i] = parameter.defaultOperand
            }
        }
        return try make(self, Call(all))
    }

    /// What PyTorch says of a size of a wrong type; nil for a parameter that is no size.
    package func sizeError(_ parameter: String, typeName: String) -> ArrayError? {
        guard let i = sizes.firstIndex(of: parameter) else { return nil }
        if i == 0 {
            return .type(
                "empty(): argument 'size' (position 1) must be tuple of ints, but found element of type \(typeName) "
                    + "at pos 0")
        }
        return .type(
            "empty(): argument 'size' failed to unpack the object at pos \(i + 1) with error \"type must be tuple of "
                + "ints,but got \(typeName)\"")
    }

    func optionIndex(_ name: String) -> Int? { attributes.firstIndex(of: name) }

    func extraRepr(_ module: Module) -> String {
        switch printed {
        case .computed(let body): return body(module)
        case .template(let text): return fill(text, module)
        }
    }

    private func fill(_ template: String, _ module: Module) -> String {
        var out = ""
        var rest = Substring(template)
        while let start = rest.firstIndex(where: { $0 == "{" || $0 == "[" }) {
            out += rest[..<start]
            let close: Character = rest[start] == "{" ? "}" : "]"
            let end = rest[start...].firstIndex(of: close) ?? rest.endIndex
            let inner = rest[rest.index(after: start)..<end]
            if close == "]" {
                if let i = optionIndex("inplace"), case .number(let flag) = module.options[i], flag.isTrue {
                    out += inner
                }
            } else if inner.hasSuffix("!r") {
                out += PythonText.repr(module.attribute(String(inner.dropLast(2))) ?? .none)
            } else {
                out += PythonText.str(module.attribute(String(inner)) ?? .none)
            }
            rest = end == rest.endIndex ? "" : rest[rest.index(after: end)...]
        }
        return out + rest
    }
}

extension LayerEntry {
    /// A layer without parts: a function of one tensor, with its options at hand.
    @inline(never)
    convenience init(
        _ signature: String, _ family: Family, _ summary: String, forward: String, repr: String = "",
        spellings: [String] = [], renamed: [String: String] = [:], example: String,
        function: @escaping @Sendable (Module, Tensor) throws -> Tensor
    ) {
        self.init(
            signature, family, summary, forward: forward, repr: .template(repr), renamed: renamed,
            spellings: spellings, example: example
        ) { entry, call in FunctionLayer(entry, call, function) }
    }
}
