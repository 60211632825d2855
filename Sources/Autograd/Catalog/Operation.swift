import Arrays

/// How an operation's derivative comes about.
package enum Derivative: Sendable {
    /// By rules.
    case gradient(Gradient)
    /// It is made of other operations, which have theirs.
    case composed
    /// Zero almost everywhere, so zero.
    case constant
    /// There is none, for the reason given.
    case notDifferentiable(String)
}

/// Where a name of PyTorch's gives access to an operation.
package struct Faces: OptionSet, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// `torch.NAME`
    package static let function = Faces(rawValue: 1)
    /// `Tensor.NAME`
    package static let method = Faces(rawValue: 2)
    /// `Tensor.NAME_`, which changes the tensor.
    package static let inPlace = Faces(rawValue: 4)
    /// `torch.nn.functional.NAME`
    package static let functional = Faces(rawValue: 8)
    /// `torch.special.NAME`
    package static let special = Faces(rawValue: 16)
    /// `Tensor.NAME` without brackets.
    package static let property = Faces(rawValue: 32)
    /// `torch.NAME_`, which changes its first argument.
    package static let inPlaceFunction = Faces(rawValue: 64)
    /// `torch.linalg.NAME`
    package static let linalg = Faces(rawValue: 128)

    /// `torch.NAME` and `Tensor.NAME`.
    package static let both: Faces = [.function, .method]
    /// Those and the two in-place forms: what unary functions have.
    package static let pointwise: Faces = [.function, .method, .inPlace, .inPlaceFunction]
    /// `torch.NAME`, `Tensor.NAME` and `Tensor.NAME_`.
    package static let arithmetic: Faces = [.function, .method, .inPlace]
}

/// One operation of the catalog, or one overload of it: everything anybody needs to know about a name.
///
/// A subclass decides how it is called directly: `Unary`, `Binary`, `General`, `Composed`, ….
package class Operation: @unchecked Sendable {
    /// What it takes, in PyTorch's order.
    package final let signature: Signature
    /// What it takes as `torch.nn.functional.NAME`, where that differs.
    package final let functionalSignature: Signature
    /// One sentence for help.
    package final let summary: String
    /// Where its name is found.
    package final let faces: Faces
    /// Other names it has in PyTorch: `multiply`, `special.expit`.
    package final let also: [String]
    /// What people try instead: `logistic`.
    package final let spellings: [String]
    /// Arguments in Python's notation for the generated tests; `n(2, 3)` stands for a tensor of that shape.
    package final let samples: [String]
    /// How its derivative comes about.
    package final let derivative: Derivative
    /// The node it leaves: `SigmoidBackward0`.
    package final let nodeName: String
    /// Names of the fields when it returns a named tuple (`values`, `indices`).
    package final let resultNames: [String]
    /// Whether the result shares the first tensor's storage.
    final let isView: Bool
    /// The rules, when it has any.
    final let gradient: Gradient?

    /// An entry's facts. `node` is by default made from the name: `log_softmax` gives `LogSoftmaxBackward0`.
    @inline(never)
    init(
        _ signature: String, _ summary: String, _ faces: Faces, also: [String], spellings: [String],
        samples: [String], node: String?, isView: Bool, resultNames: [String],
        functional: String? = nil, derivative: Derivative
    ) {
        self.signature = Signature(signature)
        functionalSignature = functional.map { Signature($0) } ?? self.signature
        self.summary = summary
        self.faces = faces
        self.also = also
        self.spellings = spellings
        self.samples = samples
        self.derivative = derivative
        self.isView = isView
        self.resultNames = resultNames
        nodeName = node ?? Operation.nodeName(for: self.signature.name)
        gradient =
            switch derivative {
            case .gradient(let gradient): gradient
            case .constant: .zeros
            case .composed, .notDifferentiable: nil
            }
    }

    /// Its name without a face: `sum`.
    package final var name: String { signature.name }

    /// `log_softmax` → `LogSoftmaxBackward0`.
    private static func nodeName(for name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Backward0"
    }

    /// What messages call the operation: `Exp`, from `ExpBackward0`.
    final var messageName: String {
        var name = Substring(nodeName)
        while let last = name.last, last.isNumber { name.removeLast() }
        return String(name.hasSuffix("Backward") ? name.dropLast(8) : name)
    }

    /// Calls it with operands in the order of its parameters (trailing ones may be left out).
    ///
    /// Throws what PyTorch raises, as `ArrayError`.
    package func call(_ operands: [Operand]) throws -> Operand {
        throw ArrayError.notImplemented("\(name) is not callable")
    }

    /// Calls it as a binder does: an argument `inplace=True` makes the first operand take the result.
    package final func invoke(_ operands: [Operand], as signature: Signature) throws -> Operand {
        if let i = signature.parameters.lastIndex(where: { $0.name == "inplace" }), i < operands.count {
            var rest = operands
            rest.remove(at: i)
            if case .number(let flag) = operands[i], flag.isTrue { return try callInPlace(rest) }
            return try call(rest)
        }
        return try call(operands)
    }

    /// Calls it so that the first operand, a tensor, takes the result: `NAME_`.
    ///
    /// Throws what PyTorch raises, among it for leaves that require gradients.
    package func callInPlace(_ operands: [Operand]) throws -> Operand {
        guard case .tensor(let target)? = operands.first else { throw ArrayError.type("\(name)_(): needs a tensor") }
        // What the parts save is the tensor as it was.
        let change = try InPlace(target)
        let records = try change.records(Call(operands).requiresGrad)
        let before: Operand = records ? .tensor(try change.original()) : operands[0]
        guard case .tensor(let result) = try call([before] + operands.dropFirst()) else { return .tensor(target) }
        return .tensor(try Ops.mutation.copy_(target, result))
    }

    // MARK: Recording

    /// Finishes a result: marks views and what is made in inference mode.
    @inline(__always)
    final func finish(_ out: Tensor, viewOf source: Tensor?) {
        if let source { out.becomeView(of: source) }
        if Engine.state.pointee.inferenceMode { out.flags.insert(.inference) }
    }

    /// A node for a result, if the engine records and the result can have a gradient.
    @inline(__always)
    final func startNode(for out: Tensor) -> RuleNode? {
        guard gradient != nil, out.dtype.isFloatingPoint else { return nil }
        guard Engine.state.pointee.gradEnabled else { return nil }
        return RuleNode(self, output: OutputInfo(shape: out.array.layout.shape, dtype: out.dtype))
    }

    /// Makes `node` the maker of `out`.
    @inline(__always)
    final func attach(_ node: RuleNode, to out: Tensor, saving saves: Saves) throws {
        if saves.contains(.result) { node.save(result: out.array, version: out.array.storage.version) }
        out.node = node
        out.flags.insert(.requiresGrad)
    }
}
