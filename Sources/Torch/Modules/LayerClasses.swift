import Autograd
import Interpreter
import NN

// The classes of `torch.nn`, made from the layers' declarations.
extension TorchRuntime {
    /// The class of a layer, made on first use.
    func layerType(_ entry: LayerEntry) -> ClassObject {
        if let known = layerTypes[entry.name] { return known }
        let type = machine.makeType(
            entry.name, base: types.layer, module: "torch.nn.modules.\(file(of: entry))", allowsAttributes: true)
        layerTypes[entry.name] = type
        type.callSignature = entry.signature.python
        type.set(machine.intern("__doc__"), machine.string(entry.summary))
        machine.method(type, "__init__", nil, entry.summary) { [unowned(unsafe) self] _, arguments in
            try self.initialize(entry, arguments)
            return .none
        }
        machine.method(type, "forward", nil) { [unowned(unsafe) self] _, arguments in
            try self.forward(entry, arguments)
        }
        for name in entry.attributes {
            machine.attribute(
                type, name,
                set: { [unowned(unsafe) self] machine, object, value in
                    guard let layer = object.asLayer, let module = layer.module else { return }
                    _ = module.setAttribute(name, try self.operand(value, as: .any) ?? .none)
                },
                get: { [unowned(unsafe) self] machine, object in
                    guard let option = object.asLayer?.module?.attribute(name) else {
                        throw machine.attributeError(object, machine.intern(name))
                    }
                    return self.optionValue(option)
                })
        }
        declareContainer(type, entry)
        return type
    }

    /// Options that are several numbers are tuples, not sizes.
    private func optionValue(_ option: Operand) -> Value {
        if case .ints(let ints) = option { return machine.tuple(ContiguousArray(ints.map { machine.int($0) })) }
        return value(option, names: [], of: "")
    }

    /// The file of PyTorch's that a class comes from, as its name shows it.
    private func file(of entry: LayerEntry) -> String {
        switch entry.family {
        case .linear: "linear"
        case .shape: "flatten"
        case .container: "container"
        case .activation: "activation"
        case .dropout: "dropout"
        case .normalization: entry.name.hasPrefix("BatchNorm") ? "batchnorm" : "normalization"
        case .sparse: "sparse"
        case .loss: "loss"
        case .distance: "distance"
        }
    }

    // MARK: Making

    private func initialize(_ entry: LayerEntry, _ arguments: Arguments) throws {
        guard let layer = arguments[0].asLayer else { return }
        let given = arguments.dropFirst()
        if entry.family == .container {
            layer.adopt(try entry.build())
            return try fill(layer, entry, given)
        }
        layer.adopt(try entry.build(try constructorOperands(entry, given)))
    }

    private func constructorOperands(_ entry: LayerEntry, _ arguments: Arguments) throws -> [Operand] {
        let parameters = entry.signature.parameters
        var operands = [Operand?](repeating: nil, count: parameters.count)
        let positional = parameters.filter { !$0.isKeywordOnly }
        let takesAnything = parameters.contains { $0.name == "args" }
        if arguments.count > positional.count, !takesAnything {
            let required = positional.filter { $0.defaultText == nil }.count + 1
            let most = positional.count + 1
            let takes = required == most ? "\(most)" : "from \(required) to \(most)"
            throw machine.error(
                .typeError,
                "\(entry.name).__init__() takes \(takes) positional argument\(most == 1 ? "" : "s") but \(arguments.count + 1) were given"
            )
        }
        for index in 0..<min(arguments.count, positional.count) {
            operands[index] = try option(arguments[index], parameters[index], entry)
        }
        for (keyword, value) in arguments.named where !takesAnything {
            let name = entry.renamed[keyword.string] ?? keyword.string
            guard let index = parameters.firstIndex(where: { $0.name == name }) else {
                throw machine.error(
                    .typeError, "\(entry.name).__init__() got an unexpected keyword argument '\(keyword.string)'")
            }
            if operands[index] != nil {
                throw machine.error(
                    .typeError, "\(entry.name).__init__() got multiple values for argument '\(name)'")
            }
            operands[index] = try option(value, parameters[index], entry)
        }
        let missing = zip(parameters, operands).filter { $0.defaultText == nil && $1 == nil && !$0.isKeywordOnly }
        if !missing.isEmpty, !takesAnything {
            let names = missing.map { "'\($0.0.name)'" }
            let list =
                names.count < 3
                ? names.joined(separator: " and ")
                : names.dropLast().joined(separator: ", ") + ", and " + names[names.count - 1]
            throw machine.error(
                .typeError,
                "\(entry.name).__init__() missing \(names.count) required positional argument\(names.count == 1 ? "" : "s"): \(list)"
            )
        }
        return zip(parameters, operands).map { $1 ?? $0.defaultOperand }
    }

    private func option(
        _ value: Value, _ parameter: Autograd.Signature.Parameter, _ entry: LayerEntry
    ) throws -> Operand {
        if value.isNone { return .none }
        switch parameter.kind {
        case .device:
            try checkDevice(value)
            return .none
        case .bool: return .bool(try machine.truth(value))
        case .tensor, .dtype, .string, .ints:
            if let operand = try operand(value, as: parameter.kind, repeats: parameter.repeats) { return operand }
        case .int:
            if let index = try machine.index(of: value), !value.isBool { return .int(try machine.intArgument(index)) }
            if let error = entry.sizeError(parameter.name, typeName: machine.typeName(value)) { throw error }
        default: break
        }
        guard let any = try operand(value, as: .any) else {
            throw machine.error(
                .typeError,
                "\(entry.name)(): argument '\(parameter.name)' must be \(parameter.kind.display), not \(machine.typeName(value))"
            )
        }
        return any
    }

    // MARK: Calling

    @inline(__always)
    private func forward(_ entry: LayerEntry, _ arguments: Arguments) throws -> Value {
        if arguments.count == 2, arguments.keywords == nil, let layer = arguments[0].asLayer,
            let module = layer.module, let input = arguments[1].asTensor, entry.forwardSignature.parameters.count == 1
        {
            do {
                let result = try module.forward(input)
                Engine.noteLayer(module, input, result)
                return wrap(result)
            } catch {
                throw blame(module, [.tensor(input)], for: error)
            }
        }
        return try forwardSlowly(entry, arguments)
    }

    @inline(never)
    private func forwardSlowly(_ entry: LayerEntry, _ arguments: Arguments) throws -> Value {
        guard arguments.count > 0, let layer = arguments[0].asLayer, let module = layer.module else {
            throw machine.error(.typeError, "\(entry.name).forward() missing 1 required positional argument: 'self'")
        }
        let parameters = entry.forwardSignature.parameters
        var inputs: [Operand?] = Array(repeating: nil, count: parameters.count)
        let given = arguments.dropFirst()
        if given.count > parameters.count {
            throw machine.error(
                .typeError,
                "\(entry.name).forward() takes \(parameters.count + 1) positional arguments but \(given.count + 1) were given"
            )
        }
        for index in 0..<given.count { inputs[index] = try input(given[index], parameters[index], index, entry) }
        for (keyword, value) in given.named {
            guard let index = parameters.firstIndex(where: { $0.name == keyword.string }) else {
                throw machine.error(
                    .typeError, "\(entry.name).forward() got an unexpected keyword argument '\(keyword.string)'")
            }
            inputs[index] = try input(value, parameters[index], index, entry)
        }
        let missing = zip(parameters, inputs).filter { $0.defaultText == nil && !$0.allowsNone && $1 == nil }
        if !missing.isEmpty {
            let names = missing.map { "'\($0.0.name)'" }.joined(separator: " and ")
            throw machine.error(
                .typeError,
                "\(entry.name).forward() missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): \(names)"
            )
        }
        let operands = inputs.map { $0 ?? .none }
        do {
            return value(try module.forward(operands), names: [], of: entry.name)
        } catch {
            throw blame(module, operands, for: error)
        }
    }

    private func input(
        _ value: Value, _ parameter: Autograd.Signature.Parameter, _ index: Int, _ entry: LayerEntry
    ) throws -> Operand {
        if let operand = try operand(value, as: parameter.kind) { return operand }
        if value.isNone, parameter.allowsNone { return .none }
        let name = entry.family == .loss ? entry.name : entry.functionName
        throw machine.error(
            .typeError,
            "\(name)(): argument '\(parameter.name)' (position \(index + 1)) must be \(parameter.kind.display), not \(machine.typeName(value))"
        )
    }
}
