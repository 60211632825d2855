import Arrays
import Autograd

/// A layer whose work a function of `torch.nn.functional` does: its inputs come first, attributes, parameters and
/// buffers are handed on under their own names, and `training` under its.
package class FunctionalLayer: Module {
    private let operation: Operation
    /// Where each parameter of the function comes from.
    private let sources: [Source]
    private let reset: Reset?
    /// Whether the function may change its input.
    private let changesInput: Bool
    /// The sources that need not be handed on, because the function's own defaults are the same.
    private var isDefault: [Bool] = []

    /// Gives the parameters their first values.
    typealias Reset = @Sendable (Module) throws -> Void

    private enum Source {
        case input(Int)
        case option(Int)
        case part(String)
        case training
        case nothing
    }

    /// - Parameter parts: the names of parameters and buffers that the function takes.
    init(
        _ entry: LayerEntry, _ call: Call, _ function: String, parts: [String] = [], reset: Reset? = nil
    ) throws {
        guard let operation = Catalog.shared.overloads(of: function, .functional).first else {
            throw ArrayError.notImplemented("\(function) is not part of Gradus")
        }
        self.operation = operation
        self.reset = reset
        let inputs = entry.forwardSignature.parameters.count
        sources = operation.functionalSignature.parameters.enumerated().map { i, parameter in
            if i < inputs { return .input(i) }
            if parts.contains(parameter.name) { return .part(parameter.name) }
            if let option = entry.optionIndex(parameter.name) { return .option(option) }
            return parameter.name == "training" ? .training : .nothing
        }
        changesInput = operation.functionalSignature.parameters.contains { $0.name == "inplace" }
        super.init(entry, call)
        optionsChanged()
    }

    required init(copyOf other: Module) {
        guard let other = other as? FunctionalLayer else { preconditionFailure("a copy is of its own kind") }
        operation = other.operation
        sources = other.sources
        reset = other.reset
        changesInput = other.changesInput
        super.init(copyOf: other)
        optionsChanged()
    }

    override func optionsChanged() {
        isDefault = zip(sources, operation.functionalSignature.parameters).map { source, parameter in
            switch source {
            case .input, .training, .part: false
            case .option(let i): PythonText.repr(options[i]) == PythonText.repr(parameter.defaultOperand)
            case .nothing: true
            }
        }
    }

    package override var hasResetParameters: Bool { reset != nil }

    package override func resetParameters() throws { try reset?(self) }

    package override func forward(_ input: Tensor) throws -> Tensor {
        guard case .tensor(let result) = try forward([.tensor(input)]) else {
            throw ArrayError.type("\(typeName): a tensor was expected as the result")
        }
        return result
    }

    package override func forward(_ inputs: [Operand]) throws -> Operand {
        var operands: [Operand] = []
        operands.reserveCapacity(sources.count)
        // Arguments at the end that say nothing are left out.
        var needed = 0
        for (i, source) in sources.enumerated() {
            switch source {
            case .input(let i): operands.append(i < inputs.count ? inputs[i] : .none)
            case .option(let i): operands.append(options[i])
            case .part(let name): operands.append((parameters[name] ?? buffers[name]).map { .tensor($0) } ?? .none)
            case .training: operands.append(.bool(training))
            case .nothing: operands.append(.none)
            }
            if !isDefault[i], !operands[i].isNone { needed = i + 1 }
        }
        operands.removeLast(operands.count - needed)
        if changesInput { return try operation.invoke(operands, as: operation.functionalSignature) }
        return try operation.call(operands)
    }
}

extension Module {
    /// A weight and a bias that scale and shift; nil keeps the place empty. Drawn by `resetAffine`.
    final func addAffine(_ shape: Dims, weight: Bool, bias: Bool?, _ dtype: DType?) throws {
        let dtype = dtype ?? Engine.current.defaultDType
        if weight {
            try addParameter("weight", try NDArray(empty: shape, dtype))
        } else {
            parameters.set("weight", nil)
        }
        guard let bias else { return }
        if bias { try addParameter("bias", try NDArray(empty: shape, dtype)) } else { parameters.set("bias", nil) }
    }

    /// Ones for the weight, zeros for the bias.
    final func resetAffine() throws {
        if let weight = parameters["weight"] { try Initialization.constant(weight, .int(1)) }
        if let bias = parameters["bias"] { try Initialization.constant(bias, .int(0)) }
    }

    /// What `bias=` is printed as.
    final var biasText: String { parameters["bias"] == nil ? "False" : "True" }
}
