import Arrays
import Autograd

/// Losses: how far an output is from a target.
package struct LossLayers: Sendable {
    package let mse: LayerEntry = LossLayers.entry(
        "MSELoss(bool? size_average=None, bool? reduce=None, str reduction='mean')",
        "The mean of the squared differences.", function: "mse_loss",
        example: "MSELoss()(torch.zeros(2), torch.ones(2))")

    /// A loss that hands its inputs and the options from `options` on to a function of `nn.functional`.
    @inline(never)
    private static func entry(
        _ signature: String, _ summary: String, function: String, inputs: String = "Tensor input, Tensor target",
        example: String
    ) -> LayerEntry {
        LayerEntry(
            signature, .loss, summary, forward: "forward(\(inputs))", hidden: ["size_average", "reduce"],
            example: example
        ) { entry, call in try FunctionalLoss(entry, call, function) }
    }
}

/// A loss whose work an operation of `nn.functional` does, with the attributes under their own names.
package final class FunctionalLoss: Module {
    private let operation: Operation
    /// For each parameter of the operation: an input, an attribute, or neither.
    private let sources: [Source]

    private enum Source {
        case input(Int)
        case option(Int)
        case nothing
    }

    init(_ entry: LayerEntry, _ call: Call, _ function: String) throws {
        guard let operation = Catalog.shared.overloads(of: function, .functional).first else {
            throw ArrayError.notImplemented("\(function) is not part of Gradus")
        }
        self.operation = operation
        sources = operation.functionalSignature.parameters.enumerated().map { i, parameter in
            if i < entry.forwardSignature.parameters.count { return .input(i) }
            return entry.optionIndex(parameter.name).map { .option($0) } ?? .nothing
        }
        super.init(entry, call)
        try adoptLegacyReduction(call)
    }

    required init(copyOf other: Module) {
        guard let other = other as? FunctionalLoss else { preconditionFailure("a copy is of its own kind") }
        operation = other.operation
        sources = other.sources
        super.init(copyOf: other)
    }

    /// The arguments of long ago, `size_average` and `reduce`, as today's `reduction`.
    private func adoptLegacyReduction(_ call: Call) throws {
        guard let entry else { return }
        func flag(_ name: String) throws -> Bool? {
            guard let i = entry.signature.parameters.firstIndex(where: { $0.name == name }), !call[i].isNone else {
                return nil
            }
            return try call.bool(i)
        }
        let (average, reduce) = (try flag("size_average"), try flag("reduce"))
        if average == nil, reduce == nil { return }
        let reduction = reduce == false ? "none" : average == false ? "sum" : "mean"
        _ = setAttribute("reduction", .string(reduction))
        Engine.current.onWarning?(
            "size_average and reduce args will be deprecated, please use reduction='\(reduction)' instead.")
    }

    package override func forward(_ inputs: [Operand]) throws -> Operand {
        let operands: [Operand] = sources.map {
            switch $0 {
            case .input(let i): i < inputs.count ? inputs[i] : .none
            case .option(let i): options[i]
            case .nothing: .none
            }
        }
        return try operation.call(operands)
    }
}
