/// The parameters of a native function, written in Python's own notation: `"input, dim=None, /, *, keepdim=False"`.
/// Help, completion and the binding of arguments read the same text.
package final class Signature {
    package let text: String
    private let machineTypes: Types
    private let intern: (String) -> StrObject
    /// Parsed on first use, so that starting up costs nothing.
    package private(set) lazy var parameters: [Parameter] = parse()
    /// How many parameters can be filled by position.
    private(set) lazy var positionalCount = parameters.filter { $0.kind == .positionalOnly || $0.kind == .normal }.count
    private(set) lazy var hasVarArguments = parameters.contains { $0.kind == .varArguments }
    private(set) lazy var hasVarKeywords = parameters.contains { $0.kind == .varKeywords }
    /// Whether a call may name an argument.
    package private(set) lazy var takesKeywords = parameters.contains {
        $0.kind == .normal || $0.kind == .keywordOnly || $0.kind == .varKeywords
    }
    /// Only parameters by position: messages name the class too.
    private(set) lazy var isSimple = parameters.allSatisfy { $0.kind == .positionalOnly }
    /// A part of a string to search, which C's tuple parser reads in CPython, in words of its own.
    private(set) lazy var takesSearchRange = parameters.contains {
        $0.kind == .positionalOnly && $0.name.string == "start" && $0.defaultText == "None"
    }
    /// How many arguments a call by position must give; -1 where more is to be looked at than their number.
    private(set) lazy var leastCount = exactCount < 0 ? -1 : parameters.filter { $0.defaultText == nil }.count
    /// A call with this many positional arguments and no keywords needs no binding; -1 if there is none such.
    private(set) lazy var exactCount = positionalCount == parameters.count ? parameters.count : -1

    package struct Parameter {
        package enum Kind { case positionalOnly, normal, keywordOnly, varArguments, varKeywords }
        package let name: StrObject
        package let kind: Kind
        /// The default as written; nil where the argument is required.
        package let defaultText: String?
    }

    init(_ text: String, _ machine: Machine) {
        self.text = text
        machineTypes = machine.types
        intern = { [unowned machine] in machine.intern($0) }
    }

    private func parse() -> [Parameter] {
        var result: [Parameter] = []
        var keywordOnly = false
        for part in Signature.split(text) {
            if part == "/" {
                result = result.map { Parameter(name: $0.name, kind: .positionalOnly, defaultText: $0.defaultText) }
            } else if part == "*" {
                keywordOnly = true
            } else if part.hasPrefix("**") {
                result.append(Parameter(name: intern(String(part.dropFirst(2))), kind: .varKeywords, defaultText: nil))
            } else if part.hasPrefix("*") {
                result.append(Parameter(name: intern(String(part.dropFirst())), kind: .varArguments, defaultText: nil))
                keywordOnly = true
            } else {
                let pieces = part.split(separator: "=", maxSplits: 1)
                result.append(
                    Parameter(
                        name: intern(String(pieces.first ?? "")), kind: keywordOnly ? .keywordOnly : .normal,
                        defaultText: pieces.count > 1 ? String(pieces[1]) : nil))
            }
        }
        return result
    }

    /// Arguments or parameters: what stands between the commas outside brackets and quotes, without blanks before it.
    package static func split(_ text: String) -> [String] {
        var parts: [String] = []
        var current = ""
        var depth = 0
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if "([{".contains(character) {
                depth += 1
            } else if ")]}".contains(character) {
                depth -= 1
            } else if character == ",", depth == 0 {
                parts.append(current)
                current = ""
                continue
            }
            if !(current.isEmpty && character == " ") { current.append(character) }
        }
        if !current.isEmpty { parts.append(current) }
        return parts
    }
}

extension Machine {
    /// Calls a native function, binding its arguments to its signature. The handles it keeps end with it.
    func callNative(_ function: NativeFunction, _ arguments: Arguments) throws -> Value {
        let mark = handles.count
        let savedTop = top
        if depth >= frameLimit {
            throw error(.recursionError, "maximum recursion depth exceeded while calling a Python object")
        }
        frameLimit &-= 1
        defer {
            frameLimit &+= 1
            top = savedTop
            if handles.count != mark { handles.removeLast(handles.count - mark) }
        }
        let end = arguments.base + arguments.total
        if end > top, isOnStack(end) { top = end }
        if let type = function.receiverAddress {
            let fits =
                arguments.count > 0 && arguments[0].isObject
                && arguments[0].unchecked(Object.self) { $0.hasType(at: type) }
            if !fits { try checkReceiver(of: function, arguments) }
        }
        if arguments.keywords == nil, arguments.count == function.exactCount {
            return try function.body(self, arguments)
        }
        guard let signature = function.signature else { return try function.body(self, arguments) }
        if function.exactCount == -2 { function.exactCount = signature.exactCount }
        return try function.body(self, try bind(arguments, to: signature, of: function))
    }

    /// A method taken from its class may be called with anything.
    @inline(never)
    private func checkReceiver(of function: NativeFunction, _ arguments: Arguments) throws {
        guard let type = function.receiverType else { return }
        let owner = type.messageName
        guard arguments.count > 0 else {
            let what =
                function.isSlot
                ? "descriptor '\(function.name)' of '\(owner)' object needs an argument"
                : "unbound method \(function.displayName)() needs an argument"
            throw error(.typeError, what)
        }
        guard !self.type(of: arguments[0]).isSubclass(of: type) else { return }
        let given = typeName(arguments[0])
        throw error(
            .typeError,
            function.isSlot
                ? "descriptor '\(function.name)' requires a '\(owner)' object but received a '\(given)'"
                : "descriptor '\(function.name)' for '\(owner)' objects doesn't apply to a '\(given)' object")
    }

    /// The arguments as `function` declares them, for natives that stand behind another's name.
    func bind(_ arguments: Arguments, to function: NativeFunction) throws -> Arguments {
        if arguments.keywords == nil, arguments.count == function.exactCount { return arguments }
        guard let signature = function.signature else { return arguments }
        if function.exactCount == -2 { function.exactCount = signature.exactCount }
        return try bind(arguments, to: signature, of: function)
    }

    /// Lays the arguments out as the signature's parameters, `.unbound` where one is absent.
    private func bind(_ arguments: Arguments, to signature: Signature, of function: NativeFunction) throws -> Arguments
    {
        if arguments.keywords == nil, let bound = bindPlain(arguments, to: signature) { return bound }
        try checkShape(arguments, signature, function)
        let parameters = signature.parameters
        guard top + parameters.count < stackLimit else {
            throw error(.recursionError, "maximum recursion depth exceeded")
        }
        let bound = top
        bound.initialize(repeating: .unbound, count: parameters.count)
        top = bound + parameters.count
        if top > highWater { highWater = top }
        let positional = signature.positionalCount
        for index in 0..<min(arguments.count, positional) { bound[index] = arguments[index] }
        if let slot = parameters.firstIndex(where: { $0.kind == .varArguments }) {
            let rest = arguments.positional.dropFirst(positional)
            bound[slot] = tuple(ContiguousArray(rest))
        }
        var others: DictObject?
        if let slot = parameters.firstIndex(where: { $0.kind == .varKeywords }) {
            let collected = dict()
            bound[slot] = Value(collected)
            others = collected
        }
        var twice: Int?
        var unknown: StrObject?
        for (keyword, value) in arguments.named {
            let slot = parameters.firstIndex {
                ($0.kind == .normal || $0.kind == .keywordOnly) && $0.name.isEqual(to: keyword)
            }
            if let slot {
                if !bound[slot].isUnbound, twice == nil { twice = slot } else { bound[slot] = value }
            } else if let others {
                others.set(keyword, value)
            } else if unknown == nil {
                unknown = keyword
            }
        }
        try checkBinding(bound, twice: twice, unknown: unknown, signature, arguments, function)
        return Arguments(bound, parameters.count)
    }

    /// The frequent case of trailing optional arguments left out; nil where more is to be done.
    private func bindPlain(_ arguments: Arguments, to signature: Signature) -> Arguments? {
        let least = signature.leastCount
        let all = signature.exactCount
        if arguments.count == all { return arguments }
        guard least >= 0, arguments.count >= least, arguments.count < all, top + all < stackLimit else { return nil }
        let bound = top
        bound.initialize(from: arguments.base, count: arguments.count)
        (bound + arguments.count).initialize(repeating: .unbound, count: all &- arguments.count)
        top = bound + all
        if top > highWater { highWater = top }
        return Arguments(bound, all)
    }
}
