import Arrays

@testable import Autograd

/// Reads the arguments of a sample, written in Python, as operands.
///
/// `n(2, 3)` is a tensor of numbers around 0, `p` of positive ones, `u` of ones between 0 and 1, all of which require
/// gradients; `c` is positive without, `i` of integers, `b` of bools; `Goldens/golden.py` makes the same numbers.
struct SampleParser {
    private var text: Substring
    private let dtype: DType
    /// The differentiable tensors made, in order, nil for integers and bools.
    private(set) var made: [Tensor?] = []
    private let shape: ((Tensor) throws -> Tensor)?

    enum Failure: Error { case syntax(String) }

    /// `shaping` is applied to every tensor made.
    init(_ text: String, dtype: DType = .float64, shaping: ((Tensor) throws -> Tensor)? = nil) {
        self.text = Substring(text)
        self.dtype = dtype
        shape = shaping
    }

    /// The operands for a signature, in its order.
    mutating func operands(for signature: Signature) throws -> [Operand] {
        var operands = signature.parameters.map(\.defaultOperand)
        var position = 0
        while !text.isEmpty {
            if let name = keyword() {
                guard let i = signature.parameters.firstIndex(where: { $0.name == name }) else {
                    throw Failure.syntax("no parameter \(name)")
                }
                operands[i] = try expression()
            } else {
                guard position < operands.count else { throw Failure.syntax("too many arguments") }
                operands[position] = try expression()
                position += 1
            }
            _ = skip(",")
        }
        return operands
    }

    private mutating func keyword() -> String? {
        spaces()
        let name = text.prefix { $0.isLetter || $0 == "_" }
        let rest = text.dropFirst(name.count)
        guard !name.isEmpty, rest.first == "=" else { return nil }
        text = rest.dropFirst()
        return String(name)
    }

    private mutating func spaces() { text = text.drop { $0 == " " } }

    private mutating func skip(_ token: String) -> Bool {
        spaces()
        guard text.hasPrefix(token) else { return false }
        text = text.dropFirst(token.count)
        return true
    }

    private mutating func expression() throws -> Operand {
        var value = try primary()
        while true {
            if text.hasPrefix(".t()"), let x = value.asTensor {
                text = text.dropFirst(4)
                value = .tensor(try Ops.views.t(x))
            } else if text.hasPrefix(".abs()"), let x = value.asTensor {
                text = text.dropFirst(6)
                value = .tensor(try Ops.pointwise.abs(x))
            } else if text.hasPrefix(" +") || text.hasPrefix(" -") || text.hasPrefix(" *") {
                spaces()
                let op = text.removeFirst()
                guard let x = value.asTensor, case .number(let y) = try primary() else {
                    throw Failure.syntax(String(text))
                }
                switch op {
                case "+": value = .tensor(try Ops.arithmetic.add(x, y))
                case "-": value = .tensor(try Ops.arithmetic.sub(x, y))
                default: value = .tensor(try Ops.arithmetic.mul(x, y))
                }
            } else {
                return value
            }
        }
    }

    private mutating func primary() throws -> Operand {
        spaces()
        for (word, value) in [("True", Operand.bool(true)), ("False", .bool(false)), ("None", .none)] where skip(word) {
            return value
        }
        if skip("float('inf')") { return .double(.infinity) }
        if skip("torch.tensor(") {
            let value = try expression()
            _ = skip(")")
            return .tensor(Tensor(try array(value)))
        }
        for dtype in DType.allCases where skip("torch.\(dtype.name)") { return .dtype(dtype) }
        if let quote = text.first, quote == "'" {
            let body = text.dropFirst().prefix { $0 != "'" }
            text = text.dropFirst(body.count + 2)
            return .string(String(body))
        }
        if skip("[") { return list(try items("]")) }
        if skip("(") { return list(try items(")")) }
        if let letter = text.first, "npuibc".contains(letter), text.dropFirst().first == "(" {
            text = text.dropFirst(2)
            let sizes = try items(")").compactMap { if case .number(let n) = $0 { n.int } else { nil } }
            return .tensor(try make(letter, Dims(sizes)))
        }
        let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "e" }
        text = text.dropFirst(digits.count)
        if let int = Int(digits) { return .int(int) }
        if let double = Double(digits) { return .double(double) }
        throw Failure.syntax(String(text))
    }

    private mutating func items(_ end: String) throws -> [Operand] {
        var items: [Operand] = []
        while !skip(end) {
            items.append(try expression())
            _ = skip(",")
            if text.isEmpty { break }
        }
        return items
    }

    private func list(_ items: [Operand]) -> Operand {
        let tensors = items.compactMap(\.asTensor)
        if !items.isEmpty, tensors.count == items.count { return .tensors(tensors) }
        let ints = items.compactMap { if case .number(.int(let n)) = $0 { n } else { nil } }
        return ints.count == items.count ? .ints(ints) : .items(items)
    }

    /// Nested lists of numbers as an array.
    private func array(_ value: Operand) throws -> NDArray {
        switch value {
        case .number(let number): return try .scalar(number, number.dtype())
        case .ints(let ints): return try .ints(ints)
        case .items(let items): return try .stack(try items.map(array), 0)
        default: throw Failure.syntax("not a list of numbers")
        }
    }

    private mutating func make(_ letter: Character, _ shape: Dims) throws -> Tensor {
        let k = made.count
        let isFloat = letter == "n" || letter == "p" || letter == "u"
        let array = try NDArray(empty: shape, isFloat || letter == "c" ? dtype : letter == "i" ? .int64 : .bool)
        for i in 0..<array.count {
            let step = (i * 7919 + k * 104729 + 12345) % 1009
            let base = Double(step) / 1009.0
            let value: Scalar =
                switch letter {
                case "n": .float(base * 4 - 2)
                case "p": .float(base * 2 + 0.25)
                case "u": .float(base * 0.9 + 0.05)
                case "c": .float(base + 0.5)
                case "i": .int(step % 9 - 4)
                default: .bool(base > 0.5)
                }
            array.setElement(at: i, to: value)
        }
        guard isFloat else {
            made.append(nil)
            return Tensor(array)
        }
        var tensor = Tensor(array)
        if let change = self.shape { tensor = try change(tensor) }
        if tensor.gradFn == nil { try tensor.setRequiresGrad(true) }
        made.append(tensor)
        return tensor
    }
}

extension NDArray {
    /// A 1-d int64 array.
    fileprivate static func ints(_ values: [Int]) throws -> NDArray {
        let out = try NDArray(empty: Dims(values.count), .int64)
        for (i, value) in values.enumerated() { out.setElement(at: i, to: .int(value)) }
        return out
    }
}

/// One sample of one operation of the catalog.
struct Sample: CustomStringConvertible {
    let operation: Operation
    let arguments: String

    /// All samples of the catalog.
    static let all: [Sample] = Catalog.shared.operations.flatMap { operation in
        operation.samples.filter { _ in !operation.faces.isEmpty }.map { Sample(operation: operation, arguments: $0) }
    }

    var signature: Signature {
        operation.faces.contains(.function) || operation.faces.contains(.method)
            ? operation.signature : operation.functionalSignature
    }

    /// The call as Python writes it.
    var description: String {
        let name = operation.name
        if operation.faces.contains(.function) { return "torch.\(name)(\(arguments))" }
        if operation.faces.contains(.functional) { return "F.\(name)(\(arguments))" }
        if operation.faces.contains(.linalg) { return "torch.linalg.\(name)(\(arguments))" }
        var depth = 0
        for (i, character) in zip(arguments.indices, arguments) {
            if "([".contains(character) { depth += 1 }
            if ")]".contains(character) { depth -= 1 }
            if character == ",", depth == 0 {
                return "(\(arguments[..<i])).\(name)(\(arguments[arguments.index(after: i)...].drop { $0 == " " }))"
            }
        }
        return "(\(arguments)).\(name)()"
    }

    /// Runs it; returns the results and the differentiable tensors made for it.
    func run(
        dtype: DType = .float64, shaping: ((Tensor) throws -> Tensor)? = nil
    ) throws -> (result: Operand, inputs: [Tensor?]) {
        var parser = SampleParser(arguments, dtype: dtype, shaping: shaping)
        let operands = try parser.operands(for: signature)
        return (try operation.invoke(operands, as: signature), parser.made)
    }
}

extension Operand {
    /// The tensors in a result.
    var allTensors: [Tensor] {
        switch self {
        case .tensor(let tensor): [tensor]
        case .tensors(let list): list
        case .items(let items): items.flatMap(\.allTensors)
        default: []
        }
    }
}
