import Arrays
import Autograd
import NN
import Testing

/// A call in Python's notation, so that one line of a golden file builds the same thing here and in PyTorch:
/// `Sequential(Linear(2, 3), ReLU())`.
indirect enum Expression {
    case value(Operand)
    case list([Expression])
    case call(String, [Expression], [(String, Expression)])

    init(_ text: String) throws {
        var parser = Parser(rest: Substring(text))
        self = try parser.expression()
    }

    private struct Parser {
        var rest: Substring

        mutating func skip() { rest = rest.drop { $0 == " " } }

        mutating func take(_ character: Character) -> Bool {
            skip()
            guard rest.first == character else { return false }
            rest.removeFirst()
            return true
        }

        mutating func expression() throws -> Expression {
            skip()
            let first = try #require(rest.first)
            if first == "(" || first == "[" {
                rest.removeFirst()
                return .list(try items(first == "(" ? ")" : "]").0)
            }
            if first == "'" {
                rest.removeFirst()
                let text = rest.prefix { $0 != "'" }
                rest = rest.dropFirst(text.count + 1)
                return .value(.string(String(text)))
            }
            let word = rest.prefix { $0.isLetter || $0.isNumber || "_.-*+".contains($0) }
            rest = rest.dropFirst(word.count)
            if take("(") {
                let (positional, named) = try items(")")
                return .call(String(word), positional, named)
            }
            return .value(try Parser.atom(String(word)))
        }

        /// Comma-separated expressions up to a bracket, some of them `name=value`.
        mutating func items(_ end: Character) throws -> ([Expression], [(String, Expression)]) {
            var positional: [Expression] = []
            var named: [(String, Expression)] = []
            while !take(end) {
                skip()
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                let after = rest.dropFirst(word.count)
                if after.first == "=", !word.isEmpty {
                    rest = after.dropFirst()
                    named.append((String(word), try expression()))
                } else {
                    positional.append(try expression())
                }
                _ = take(",")
            }
            return (positional, named)
        }

        static func atom(_ word: String) throws -> Operand {
            switch word {
            case "True": return .bool(true)
            case "False": return .bool(false)
            case "None": return .none
            default: break
            }
            if let dtype = DType.allCases.first(where: { $0.name == word }) { return .dtype(dtype) }
            if let int = Int(word) { return .int(int) }
            if word == "10**9" { return .int(1_000_000_000) }
            return .double(try #require(Double(word), "\(word) is no value"))
        }
    }

    /// A value without calls in it.
    var operand: Operand {
        switch self {
        case .value(let value): return value
        case .list(let items):
            let operands = items.map(\.operand)
            let ints = operands.compactMap { if case .number(.int(let i)) = $0 { i } else { nil } }
            return ints.count == operands.count ? .ints(ints) : .items(operands)
        case .call: return .none
        }
    }

    /// The operands of a call in a signature's order.
    ///
    /// - Parameter first: how many leading parameters the expression does not give.
    func operands(_ signature: Signature, skipping first: Int = 0) throws -> [Operand] {
        guard case .call(let name, let positional, let named) = self else { return [] }
        var operands = signature.parameters.map { $0.defaultOperand }
        let places = signature.parameters.indices.filter { !signature.parameters[$0].isKeywordOnly }.dropFirst(first)
        try #require(positional.count <= places.count, "too many arguments for \(name)")
        for (place, value) in zip(places, positional) { operands[place] = value.operand }
        for (key, value) in named {
            let place = try #require(signature.parameters.firstIndex { $0.name == key }, "\(name) has no \(key)")
            operands[place] = value.operand
        }
        return operands
    }

    /// The layer that a call builds.
    func module() throws -> Module {
        guard case .call(let name, let positional, _) = self else { throw ArrayError.type("not a call") }
        let entry = try #require(Layers.named(name), "no layer \(name)")
        guard entry.family == .container else { return try entry.build(try operands(entry.signature)) }
        let module = try entry.build()
        var parts = positional
        if case .list(let items)? = positional.first { parts = items }
        for (i, part) in parts.enumerated() { try module.registerChild(String(i), try part.module()) }
        return module
    }

    /// The name that is called.
    var name: String {
        if case .call(let name, _, _) = self { return name }
        return ""
    }
}

/// Runs a test in an engine of its own, with a seeded generator.
func session<T>(seed: Int = 0, _ body: () throws -> T) rethrows -> T {
    let engine = Engine()
    engine.generator.seed(UInt64(seed))
    return try engine.run(body)
}

/// A parameter with these numbers.
func parameter(_ array: NDArray) throws -> Tensor {
    let tensor = try Tensor(array, requiresGrad: true)
    tensor.isParameter = true
    return tensor
}
