import Arrays
import Autograd
import Interpreter
import NN

// `torch.nn` and what belongs to it.
extension TorchRuntime {
    func fillNN(_ module: ModuleObject) {
        module.namespace.set(machine.intern("Module"), Value(types.layer))
        module.namespace.set(machine.intern("Parameter"), Value(types.parameter))
        let submodules: Set<String> = ["functional", "init", "parameter", "utils"]
        lookUp(module, names: { Layers.all.map(\.name) + submodules.sorted() }) { [unowned(unsafe) self] name in
            if let entry = Layers.named(name) { return Value(self.layerType(entry)) }
            if submodules.contains(name) { return try self.module("torch.nn.\(name)").map { Value($0) } }
            if Self.absentLayers.contains(name) {
                throw self.machine.error(.notImplementedError, "torch.nn.\(name) is not part of Gradus")
            }
            return nil
        }
    }

    /// Layers that PyTorch has and Gradus has not, so that the error can say so.
    private static let absentLayers: Set<String> = [
        "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "MaxPool1d", "MaxPool2d", "AvgPool1d",
        "AvgPool2d", "AdaptiveAvgPool2d", "LSTM", "GRU", "RNN", "LSTMCell", "GRUCell", "RNNCell", "Transformer",
        "TransformerEncoder", "TransformerEncoderLayer", "MultiheadAttention", "GroupNorm", "BatchNorm2d",
        "BatchNorm3d", "Upsample", "PixelShuffle", "EmbeddingBag", "CTCLoss",
    ]

    func fillFunctional(_ module: ModuleObject) {
        lookUp(module, names: { [unowned(unsafe) self] in self.catalog.names(.functional) }) {
            [unowned(unsafe) self] name in self.function(name, .functional)
        }
    }

    func fillInit(_ module: ModuleObject) {
        for entry in InitEntry.all {
            let binder = Binder(self, entry.name, entry.signature)
            define(module, entry.name, nil, entry.summary) { [unowned(unsafe) self] _, arguments in
                self.value(try entry.call(try binder.operands(arguments)), names: [], of: entry.name)
            }
        }
    }

    func fillParameter(_ module: ModuleObject) {
        module.namespace.set(machine.intern("Parameter"), Value(types.parameter))
    }

    // MARK: Parameters

    func declareParameter() {
        machine.staticMethod(types.parameter, "__new__", "cls, data=None, requires_grad=True") {
            [unowned(unsafe) self] machine, arguments in
            let requiresGrad = arguments[2].isUnbound ? true : try machine.truth(arguments[2])
            if arguments[1].isAbsentOrNone {
                return try self.makeParameter(Tensor(try NDArray.zeros([0])), requiresGrad: requiresGrad)
            }
            guard let data = arguments[1].asTensor else {
                throw machine.error(
                    .typeError,
                    "Parameter data must be a torch.Tensor, got \(machine.typeName(arguments[1])). Use torch.tensor() to convert it first."
                )
            }
            return try self.makeParameter(data, requiresGrad: requiresGrad)
        }
        machine.method(types.parameter, "__init__", nil) { _, _ in .none }
    }

    /// A parameter that shares the numbers of a tensor.
    func makeParameter(_ data: Tensor, requiresGrad: Bool) throws -> Value {
        let parameter = Tensor(data.array)
        parameter.isParameter = true
        if requiresGrad {
            guard data.dtype.isFloatingPoint else {
                throw machine.error(
                    .runtimeError, "Only Tensors of floating point and complex dtype can require gradients")
            }
            try parameter.setRequiresGrad(true)
        }
        return wrap(parameter)
    }

    // MARK: Names without an import

    /// A name that a prompt offers without an import: `torch`, `nn`, `F`, `optim`, and the names of torch and torch.nn.
    func bareName(_ name: StrObject) throws -> Value? {
        switch name.string {
        case "torch": return try module("torch").map { Value($0) }
        case "nn": return try module("torch.nn").map { Value($0) }
        case "F": return try module("torch.nn.functional").map { Value($0) }
        case "optim": return try module("torch.optim").map { Value($0) }
        default: break
        }
        // Names that are Python's own words, or only make sense behind a dot, stay unknown.
        guard !name.string.hasPrefix("_"), !["pi", "e", "inf", "nan"].contains(name.string) else { return nil }
        for part in ["torch", "torch.nn", "torch.optim"] {
            guard let module = try module(part) else { continue }
            if let value = try module.namespace.get(name) ?? module.lazyAttribute?(machine, name) { return value }
        }
        return nil
    }
}

// What completion asks.
extension TorchRuntime {
    /// The names that a prompt offers without an import.
    package var bareNames: [String] {
        let modules = ["torch", "torch.nn", "torch.optim"].compactMap { try? module($0) }
        return ["torch", "nn", "F", "optim"]
            + modules.flatMap { $0.lazyNames() + $0.namespace.keys.compactMap { $0.asStr?.string } }
    }

    /// The parameters of a layer's or optimizer's constructor; empty for other classes.
    package func parameterNames(of type: ClassObject) -> [String] {
        if let entry = Layers.named(type.name), layerTypes[type.name] === type {
            return entry.signature.parameters.map(\.name)
        }
        if let entry = Optimizers.named(type.name), optimizerTypes[type.name] === type {
            return entry.signature.parameters.map(\.name)
        }
        return []
    }
}
