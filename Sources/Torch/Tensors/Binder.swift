import Arrays
import Autograd
import Interpreter

/// Turns the arguments of a call into the operands of an operation, choosing among its overloads as PyTorch's argument
/// parser does and with its words where none fits.
struct Binder {
    let torch: TorchRuntime
    let name: String
    let overloads: [(operation: Operation, signature: Autograd.Signature)]
    /// How many leading parameters are the receiver of a method: not counted in messages.
    let hidden: Int
    let isInPlace: Bool
    private var single: Autograd.Signature?

    init(_ torch: TorchRuntime, _ name: String, _ operations: [Operation], _ face: Faces) {
        self.torch = torch
        self.name = name
        overloads = operations.map { ($0, face == .functional ? $0.functionalSignature : $0.signature) }
        hidden = face == .method || face == .inPlace || face == .property ? 1 : 0
        isInPlace = face == .inPlace || face == .inPlaceFunction
    }

    /// One signature that stands for itself: of a constructor, or a function of `nn.init`.
    init(_ torch: TorchRuntime, _ name: String, _ signature: Autograd.Signature) {
        self.torch = torch
        self.name = name
        overloads = []
        single = signature
        hidden = 0
        isInPlace = false
    }

    private var machine: Machine { torch.machine }

    /// Functions whose tensors may also be given one by one.
    private static let spreading: Set<String> = ["meshgrid", "broadcast_tensors", "block_diag", "cartesian_prod"]

    /// The operands for the one signature. Values for parameters named in `ignoring` are not looked at.
    func operands(_ arguments: Arguments, ignoring: Set<String> = []) throws -> [Operand] {
        guard let single else { return [] }
        do {
            return try bind(arguments, to: single, ignoring: ignoring)
        } catch let mismatch as Mismatch {
            switch mismatch {
            case .arity(let error), .type(let error): throw error
            }
        }
    }

    /// Why an overload does not take the arguments.
    private enum Mismatch: Error {
        case arity(PythonError)
        case type(PythonError)
    }

    func call(_ arguments: Arguments) throws -> Value {
        if let result = try callQuickly(arguments) { return result }
        var failures: [Mismatch] = []
        for (operation, signature) in overloads {
            do {
                let operands = try bind(arguments, to: signature)
                let result =
                    isInPlace ? try operation.callInPlace(operands) : try operation.invoke(operands, as: signature)
                return torch.value(result, names: operation.resultNames, of: name)
            } catch let mismatch as Mismatch {
                failures.append(mismatch)
            }
        }
        throw explain(failures, arguments)
    }

    /// The common case: nothing but tensors, in their places.
    @inline(__always)
    private func callQuickly(_ arguments: Arguments) throws -> Value? {
        guard arguments.keywords == nil, !isInPlace, arguments.count <= 2, arguments.count > 0,
            let first = arguments[0].asTensor, let operation = overloads.first?.operation
        else { return nil }
        if arguments.count == 1, let unary = operation as? Unary { return torch.wrap(try unary(first)) }
        if arguments.count == 2, let binary = operation as? Binary, let second = arguments[1].asTensor {
            return torch.wrap(try binary(first, second))
        }
        return nil
    }

    // MARK: Binding

    private func bind(
        _ arguments: Arguments, to signature: Autograd.Signature, ignoring: Set<String> = []
    ) throws -> [Operand] {
        let parameters = signature.parameters
        var operands = [Operand?](repeating: nil, count: parameters.count)
        var position = 0
        for (index, parameter) in parameters.enumerated() where !parameter.isKeywordOnly {
            guard position < arguments.count else { break }
            if takesRest(parameters, index, arguments, position) {
                operands[index] = .ints(
                    try (position..<arguments.count).map { try integer(arguments[$0], parameter, $0) })
                position = arguments.count
                break
            }
            if parameter.kind == .tensors, Binder.spreading.contains(name), arguments[position].asTensor != nil {
                operands[index] = .tensors(
                    try (position..<arguments.count).map { place in
                        guard let tensor = arguments[place].asTensor else {
                            throw Mismatch.type(wrongType(arguments[place], parameter, place))
                        }
                        return tensor
                    })
                position = arguments.count
                break
            }
            operands[index] =
                ignoring.contains(parameter.name) ? Operand.none : try convert(arguments[position], parameter, position)
            position += 1
        }
        if position < arguments.count { throw Mismatch.arity(tooMany(arguments, parameters)) }
        for (keyword, value) in arguments.named where !ignoring.contains(keyword.string) {
            try bind(keyword.string, value, parameters, &operands)
        }
        var missing: [String] = []
        for (index, parameter) in parameters.enumerated() where operands[index] == nil {
            if ignoring.contains(parameter.name) { continue }
            if parameter.defaultText == nil && !parameter.allowsNone || parameter.defaultText == nil && index < hidden {
                missing.append("\"\(parameter.name)\"")
            }
        }
        if !missing.isEmpty {
            throw Mismatch.arity(
                machine.error(
                    .typeError,
                    "\(name)() missing \(missing.count) required positional arguments: \(missing.joined(separator: ", "))"
                ))
        }
        return zip(operands, parameters).map { $0 ?? $1.defaultOperand }
    }

    private func bind(
        _ keyword: String, _ value: Value, _ parameters: [Autograd.Signature.Parameter], _ operands: inout [Operand?]
    ) throws {
        let alias = ["axis": "dim", "x": "input", "x2": "other", "a": "input", "keepdims": "keepdim", "axes": "dims"]
        let index =
            parameters.firstIndex { $0.name == keyword }
            ?? alias[keyword].flatMap { name in parameters.firstIndex { $0.name == name } }
        guard let index else {
            // What places a tensor on a device or in memory has one possible value here.
            if try torch.acceptsQuietly(keyword, value) { return }
            throw Mismatch.arity(
                machine.error(.typeError, "\(name)() got an unexpected keyword argument '\(keyword)'"))
        }
        guard operands[index] == nil else {
            throw Mismatch.arity(
                machine.error(.typeError, "\(name)() got multiple values for argument '\(keyword)'"))
        }
        operands[index] = try convert(value, parameters[index], index)
    }

    /// `x.view(2, 3)`: a size written as separate integers.
    private func takesRest(
        _ parameters: [Autograd.Signature.Parameter], _ index: Int, _ arguments: Arguments, _ position: Int
    ) -> Bool {
        guard parameters[index].kind == .ints, index == hidden, torch.scalar(arguments[position]) != nil else {
            return false
        }
        return arguments.count - position > 1 || parameters[index].repeats == nil
    }

    private func tooMany(_ arguments: Arguments, _ parameters: [Autograd.Signature.Parameter]) -> PythonError {
        let most = parameters.filter { !$0.isKeywordOnly }.count - hidden
        let given = arguments.count - hidden
        return machine.error(
            .typeError,
            "\(name)() takes \(most) positional argument\(most == 1 ? "" : "s") but \(given) \(given == 1 ? "was" : "were") given"
        )
    }

    // MARK: Converting

    private func convert(_ value: Value, _ parameter: Autograd.Signature.Parameter, _ position: Int) throws -> Operand {
        if value.isNone, parameter.allowsNone || parameter.defaultText == "None" { return .none }
        if let operand = try torch.operand(value, as: parameter.kind, repeats: parameter.repeats) { return operand }
        throw Mismatch.type(wrongType(value, parameter, position))
    }

    private func integer(_ value: Value, _ parameter: Autograd.Signature.Parameter, _ position: Int) throws -> Int {
        if value.isSmallInt { return value.smallInt }
        if let index = try machine.index(of: value), !value.isBool { return try machine.intArgument(index) }
        throw Mismatch.type(
            machine.error(
                .typeError,
                "\(name)(): argument '\(parameter.name)' (position \(hidden + 1 - hidden)) must be tuple of ints, but found element of type \(machine.typeName(value)) at pos \(position - hidden)"
            ))
    }

    private func wrongType(
        _ value: Value, _ parameter: Autograd.Signature.Parameter, _ position: Int
    ) -> PythonError {
        if parameter.kind == .ints, let items = value.asList?.items ?? value.asTuple?.items {
            let bad = items.firstIndex { torch.scalar($0) == nil || $0.isDouble || $0.isBool } ?? 0
            return machine.error(
                .typeError,
                "\(name)(): argument '\(parameter.name)' (position \(position + 1 - hidden)) must be tuple of ints, but found element of type \(machine.typeName(items[bad])) at pos \(bad)"
            )
        }
        return machine.error(
            .typeError,
            "\(name)(): argument '\(parameter.name)' (position \(position + 1 - hidden)) must be \(parameter.kind.display), not \(machine.typeName(value))"
        )
    }

    // MARK: Explaining

    private func explain(_ failures: [Mismatch], _ arguments: Arguments) -> PythonError {
        // One overload that takes this many arguments tells best what is wrong with them.
        var types: [PythonError] = []
        for case .type(let error) in failures { types.append(error) }
        if failures.count == 1 || types.count == 1 {
            if let error = types.first { return error }
            if case .arity(let error)? = failures.first { return error }
        }
        var room = 10_000
        let given = arguments.positional.dropFirst(hidden).map { describe($0, &room) }
        let named = arguments.named.map { "\($0.name.string)=\(describe($0.value, &room))" }
        let expected = overloads.map { " * (\(describe($0.signature)))\n" }.joined()
        return machine.error(
            .typeError,
            "\(name)() received an invalid combination of arguments - got (\((given + named).joined(separator: ", "))), but expected one of:\n\(expected)"
        )
    }

    /// The type of a value with those of its items. Lists may hold themselves, so both depth and number end.
    private func describe(_ value: Value, _ room: inout Int, depth: Int = 0) -> String {
        if let items = value.asTuple?.items ?? value.asList?.items, depth < 64, items.count <= room {
            room -= items.count
            let inner = items.map { describe($0, &room, depth: depth + 1) }
            return
                "\(machine.typeName(value)) of \(inner.count == 1 ? "(\(inner[0]),)" : "(\(inner.joined(separator: ", ")))")"
        }
        return machine.typeName(value)
    }

    private func describe(_ signature: Autograd.Signature) -> String {
        var parts: [String] = []
        var sawKeywordOnly = false
        for parameter in signature.parameters.dropFirst(hidden) {
            if parameter.isKeywordOnly && !sawKeywordOnly {
                parts.append("*")
                sawKeywordOnly = true
            }
            let text = parameter.defaultText.map { " = \($0)" } ?? ""
            parts.append("\(parameter.kind.display) \(parameter.name)\(text)")
        }
        return parts.joined(separator: ", ")
    }
}

extension TorchRuntime {
    /// A value of the language as an operand of the given kind; nil where it is not one.
    func operand(_ value: Value, as kind: Autograd.Signature.Kind, repeats: Int? = nil) throws -> Operand? {
        switch kind {
        case .tensor: return value.asTensor.map { .tensor($0) }
        case .operand:
            if let tensor = value.asTensor { return .tensor(tensor) }
            return scalar(value).map { .number($0) }
        case .number, .float:
            if let scalar = scalar(value) { return .number(scalar) }
            if let tensor = value.asTensor, tensor.rank == 0 { return .tensor(tensor) }
            return nil
        case .int:
            if value.isBool || value.isDouble { return nil }
            if value.isSmallInt { return .int(value.smallInt) }
            guard value.kind != .tensor || value.asTensor?.rank == 0, let index = try machine.index(of: value) else {
                return nil
            }
            return .int(try machine.intArgument(index))
        case .bool: return value.isBool ? .bool(value == .true) : nil
        case .ints: return try intsOperand(value, repeats)
        case .dtype: return dtype(value).map { .dtype($0) }
        case .string: return value.asStr.map { .string($0.string) }
        case .tensors:
            guard let items = value.asList?.items ?? value.asTuple?.items else { return nil }
            let tensors = items.compactMap(\.asTensor)
            return tensors.count == items.count ? .tensors(tensors) : nil
        case .generator:
            return value.cast(.generatorObject, to: GeneratorObjectFace.self).map { .generator($0.generator) }
        case .device, .layout, .memoryFormat: return Operand.none
        case .index: return try subscriptOperand(value)
        case .numbers:
            guard let items = value.asList?.items ?? value.asTuple?.items else { return nil }
            let scalars = items.compactMap { scalar($0) }
            return scalars.count == items.count ? .items(scalars.map { .number($0) }) : nil
        case .any: return try anyOperand(value)
        }
    }

    private func intsOperand(_ value: Value, _ repeats: Int?) throws -> Operand? {
        if value.isSmallInt { return repeats != nil ? .ints(Array(repeating: value.smallInt, count: 1)) : nil }
        guard let items = value.asList?.items ?? value.asTuple?.items else {
            if let tensor = value.asTensor, tensor.rank == 0, !tensor.dtype.isFloatingPoint, repeats != nil {
                return .ints([try tensor.array.item().int])
            }
            return nil
        }
        var ints: [Int] = []
        for item in items {
            if item.isSmallInt {
                ints.append(item.smallInt)
            } else if !item.isBool, !item.isDouble, let index = try machine.index(of: item) {
                ints.append(try machine.intArgument(index, "Overflow when unpacking long"))
            } else {
                return nil
            }
        }
        return .ints(ints)
    }

    private func anyOperand(_ value: Value) throws -> Operand? {
        if value.isNone { return Operand.none }
        if let tensor = value.asTensor { return .tensor(tensor) }
        if let scalar = scalar(value) { return .number(scalar) }
        if let text = value.asStr { return .string(text.string) }
        if let dtype = dtype(value) { return .dtype(dtype) }
        if let items = value.asList?.items ?? value.asTuple?.items {
            if let ints = try intsOperand(value, nil) { return ints }
            return .items(try items.map { try anyOperand($0) ?? .none })
        }
        return nil
    }

    /// Arguments that choose a device, a layout or pinned memory: accepted where they name the only choice.
    func acceptsQuietly(_ keyword: String, _ value: Value) throws -> Bool {
        switch keyword {
        case "device":
            try checkDevice(value)
            return true
        case "layout", "pin_memory", "memory_format", "non_blocking": return true
        case "out" where value.isNone: return true
        default: return false
        }
    }

    /// What an operation returned, as a value of the language.
    func value(_ operand: Operand, names: [String], of function: String) -> Value {
        switch operand {
        case .none, .slice, .ellipsis, .generator: return .none
        case .tensor(let tensor): return wrap(tensor)
        case .number(let scalar): return value(scalar)
        case .ints(let ints): return size(Dims(ints))
        case .dtype(let dtype): return object(of: dtype)
        case .string(let text): return machine.string(text)
        case .tensors(let tensors):
            let items = ContiguousArray(tensors.map { wrap($0) })
            return names.isEmpty ? machine.tuple(items) : named(items, names, function)
        case .items(let operands):
            let items = ContiguousArray(operands.map { value($0, names: [], of: function) })
            return names.isEmpty ? machine.tuple(items) : named(items, names, function)
        }
    }
}
