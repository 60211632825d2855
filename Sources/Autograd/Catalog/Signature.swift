import Arrays

/// What an operation takes, read from PyTorch's own notation:
/// `sum(Tensor input, ints[1]? dim, bool keepdim=False, *, dtype? dtype=None)`.
package struct Signature: Sendable, CustomStringConvertible {
    package let name: String
    package let parameters: [Parameter]
    /// The text it was read from.
    package let text: String

    /// One parameter.
    package struct Parameter: Sendable {
        package let name: String
        package let kind: Kind
        /// Whether None may be given.
        package let allowsNone: Bool
        /// The default as written; nil when the argument must be given.
        package let defaultText: String?
        /// Whether it can only be given by name.
        package let isKeywordOnly: Bool
        /// For `ints[2]`: a single integer stands for that many.
        package let repeats: Int?
    }

    /// What may be given for a parameter.
    package enum Kind: String, Sendable, CaseIterable {
        case tensor = "Tensor"
        /// A tensor, or a number in its place.
        case operand = "Operand"
        /// A number: `Number`.
        case number = "Number"
        case int
        case float
        case bool
        case ints
        case dtype
        case string = "str"
        case tensors = "Tensors"
        case generator = "Generator"
        case device
        case layout
        case memoryFormat = "memory_format"
        /// A subscript.
        case index
        /// Several numbers.
        case numbers
        /// Anything; the operation checks.
        case any

        /// The type's name in PyTorch's messages.
        package var display: String {
            switch self {
            case .tensor, .operand: "Tensor"
            case .ints: "tuple of ints"
            case .dtype: "torch.dtype"
            case .tensors: "tuple of Tensors"
            case .generator: "torch.Generator"
            case .device: "torch.device"
            case .layout: "torch.layout"
            case .memoryFormat: "torch.memory_format"
            case .numbers: "tuple of Scalars"
            case .number, .int, .float, .bool, .string, .index, .any: rawValue
            }
        }
    }

    /// Reads a signature. A kind that is not known reads as `any`, which the catalog's tests refuse.
    package init(_ text: String) {
        self.text = text
        let bytes = Array(text.utf8)
        let open = bytes.firstIndex(of: UInt8(ascii: "(")) ?? bytes.count
        name = String(decoding: bytes[..<open], as: UTF8.self)
        var parameters: [Parameter] = []
        var keywordOnly = false
        let end = bytes.lastIndex(of: UInt8(ascii: ")")) ?? bytes.count
        for part in Signature.split(bytes[Swift.min(open + 1, end)..<end]) {
            if part.count == 1, part.first == UInt8(ascii: "*") {
                keywordOnly = true
            } else {
                parameters.append(Signature.parameter(part, keywordOnly))
            }
        }
        self.parameters = parameters
    }

    /// Splits at the commas outside of brackets, without surrounding spaces.
    private static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var depth = 0
        var start = bytes.startIndex
        func add(_ end: Int) {
            var part = bytes[start..<end]
            while part.first == UInt8(ascii: " ") { part = part.dropFirst() }
            while part.last == UInt8(ascii: " ") { part = part.dropLast() }
            if !part.isEmpty { parts.append(part) }
        }
        for i in bytes.indices {
            switch bytes[i] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ",") where depth == 0:
                add(i)
                start = i + 1
            default: break
            }
        }
        add(bytes.endIndex)
        return parts
    }

    /// Reads `kind[n]? name=default`.
    private static func parameter(_ bytes: ArraySlice<UInt8>, _ keywordOnly: Bool) -> Parameter {
        let space = bytes.firstIndex(of: UInt8(ascii: " ")) ?? bytes.endIndex
        var kind = bytes[..<space]
        let allowsNone = kind.last == UInt8(ascii: "?")
        if allowsNone { kind = kind.dropLast() }
        var repeats: Int?
        if let bracket = kind.firstIndex(of: UInt8(ascii: "[")) {
            repeats = Int(String(decoding: kind[(bracket + 1)...].dropLast(), as: UTF8.self))
            kind = kind[..<bracket]
        }
        let rest = space < bytes.endIndex ? bytes[(space + 1)...] : []
        let equals = rest.firstIndex(of: UInt8(ascii: "=")) ?? rest.endIndex
        let value = equals < rest.endIndex ? String(decoding: rest[(equals + 1)...], as: UTF8.self) : nil
        return Parameter(
            name: String(decoding: rest[..<equals], as: UTF8.self),
            kind: Kind(rawValue: String(decoding: kind, as: UTF8.self)) ?? .any, allowsNone: allowsNone,
            defaultText: value, isKeywordOnly: keywordOnly, repeats: repeats)
    }

    /// The positions of the parameters that are tensors, or lists of them.
    var tensorPositions: [Int] {
        parameters.indices.filter {
            parameters[$0].kind == .tensor || parameters[$0].kind == .operand || parameters[$0].kind == .tensors
        }
    }

    /// As help shows it: names and defaults, without kinds.
    package var description: String {
        var parts: [String] = []
        var starred = false
        for parameter in parameters {
            if parameter.isKeywordOnly, !starred {
                starred = true
                parts.append("*")
            }
            parts.append(parameter.defaultText.map { "\(parameter.name)=\($0)" } ?? parameter.name)
        }
        return "\(name)(\(parts.joined(separator: ", ")))"
    }
}

extension Signature.Parameter {
    /// The default as an operand; `.none` for None and for what must be given.
    package var defaultOperand: Operand {
        guard let text = defaultText else { return .none }
        switch text {
        case "None": return .none
        case "True": return .bool(true)
        case "False": return .bool(false)
        case "()": return .ints([])
        case "inf": return .double(.infinity)
        default: break
        }
        if text.first == "'" || text.first == "\"" { return .string(String(text.dropFirst().dropLast())) }
        if text.first == "(" {
            let parts = text.dropFirst().dropLast().split(separator: ",").map { String($0.drop { $0 == " " }) }
            let ints = parts.compactMap { Int($0) }
            if ints.count == parts.count { return .ints(ints) }
            return .items(parts.map { part in Int(part).map { .int($0) } ?? Double(part).map { .double($0) } ?? .none })
        }
        if let int = Int(text) { return kind == .float ? .double(Double(int)) : .int(int) }
        return Double(text).map { .double($0) } ?? .none
    }
}
