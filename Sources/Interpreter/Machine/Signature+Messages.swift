/// What CPython says about the arguments of functions written in C. Which words it uses depends on how a function gets
/// its arguments there: a slot of a class, the function itself, or one of three readers of argument lists.
extension Machine {
    /// Refuses arguments whose number or kind no binding can mend.
    func checkShape(_ arguments: Arguments, _ signature: Signature, _ function: NativeFunction) throws {
        let hasKeywords = arguments.keywordCount > 0
        if function.isWrittenInPython { return }
        if function.isSlot, !signature.hasVarArguments {
            return try checkSlot(arguments, hasKeywords, signature, function)
        }
        if hasKeywords, !signature.takesKeywords {
            throw error(.typeError, "\(fullName(function))() takes no keyword arguments")
        }
        let offset = function.isMethod ? 1 : 0
        let given = arguments.count - offset
        let most = signature.positionalCount - offset
        let name = function.name
        guard signature.takesKeywords else {
            if given > most, !signature.hasVarArguments { throw tooMany(given, most, signature, function) }
            return
        }
        let all = signature.parameters.count - offset
        let isOpen = signature.hasVarArguments || signature.hasVarKeywords
        let total = given + arguments.keywordCount
        if total > all, !isOpen {
            let kind = given == 0 ? "keyword " : ""
            throw error(
                .typeError, "\(name)() takes at most \(all) \(kind)argument\(all == 1 ? "" : "s") (\(total) given)")
        }
        guard given > most, !signature.hasVarArguments else { return }
        let required = signature.parameters.prefix(signature.positionalCount).filter { $0.defaultText == nil }.count
        if signature.parameters.allSatisfy({ $0.kind == .positionalOnly || $0.kind == .varKeywords }) {
            throw tooMany(given, most, signature, function)
        }
        if most == 0 { throw error(.typeError, "\(name)() takes no positional arguments") }
        throw error(
            .typeError,
            "\(name)() takes \(required - offset == most ? "exactly" : "at most") \(most) positional argument\(most == 1 ? "" : "s") (\(given) given)"
        )
    }

    /// Refuses what the binding of keywords brought to light.
    /// - Parameter twice: a parameter that got two values.
    func checkBinding(
        _ bound: UnsafeMutablePointer<Value>, twice: Int?, unknown: StrObject?, _ signature: Signature,
        _ arguments: Arguments, _ function: NativeFunction
    ) throws {
        if function.isWrittenInPython {
            return try checkPython(bound, twice: twice, unknown: unknown, signature, arguments, function)
        }
        try checkRequired(bound, signature, arguments, function)
        let parameters = signature.parameters
        if let twice {
            throw error(
                .typeError,
                "argument for \(function.name)() given by name ('\(parameters[twice].name.string)') and position (\(twice + 1 - (function.isMethod ? 1 : 0)))"
            )
        }
        if let unknown {
            throw error(.typeError, "'\(unknown.string)' is an invalid keyword argument for \(function.name)()")
        }
    }

    /// A function with its class or its module.
    private func fullName(_ function: NativeFunction) -> String {
        if function.isMethod, function.name == "__init__" { return function.owner ?? function.name }
        return function.module.map { "\($0).\(function.name)" } ?? function.displayName
    }

    private func checkRequired(
        _ bound: UnsafeMutablePointer<Value>, _ signature: Signature, _ arguments: Arguments,
        _ function: NativeFunction
    ) throws {
        let parameters = signature.parameters
        // A method counts without its receiver.
        let offset = function.isMethod ? 1 : 0
        let given = arguments.count - offset
        let name = function.name
        for (index, parameter) in parameters.enumerated() where parameter.defaultText == nil && bound[index].isUnbound {
            guard parameter.kind == .positionalOnly else {
                throw error(
                    .typeError,
                    "\(name)() missing required argument '\(parameter.name.string)' (pos \(index + 1 - offset))")
            }
            let required = parameters.filter { $0.kind == .positionalOnly && $0.defaultText == nil }.count - offset
            let all = parameters.filter { $0.kind == .positionalOnly }.count - offset
            let plural = required == 1 ? "" : "s"
            if parameters.contains(where: { $0.kind == .normal }) {
                let least = all == required && parameters.last?.kind == .positionalOnly ? "exactly" : "at least"
                throw error(
                    .typeError, "\(name)() takes \(least) \(required) positional argument\(plural) (\(given) given)")
            }
            if signature.takesSearchRange {
                throw error(.typeError, "\(name)() takes at least 1 argument (\(given) given)")
            }
            if all == 1 && required == 1 && all == parameters.count - offset && !function.unpacksTuple {
                throw error(.typeError, "\(fullName(function))() takes exactly one argument (\(given) given)")
            }
            throw error(
                .typeError,
                "\(name) expected \(all == required ? "" : "at least ")\(required) argument\(plural), got \(given)")
        }
    }

    private func tooMany(_ given: Int, _ most: Int, _ signature: Signature, _ function: NativeFunction) -> PythonError {
        let name = function.name
        if signature.takesSearchRange {
            return error(.typeError, "\(name)() takes at most \(most) arguments (\(given) given)")
        }
        if most == 0 { return error(.typeError, "\(fullName(function))() takes no arguments (\(given) given)") }
        let required =
            signature.parameters.filter { $0.defaultText == nil && $0.kind == .positionalOnly }.count
            - (function.isMethod ? 1 : 0)
        if most == 1, required == 1, !function.unpacksTuple {
            return error(.typeError, "\(fullName(function))() takes exactly one argument (\(given) given)")
        }
        return error(
            .typeError,
            "\(name) expected \(most == required ? "" : "at most ")\(most) argument\(most == 1 ? "" : "s"), got \(given)"
        )
    }

    // MARK: Slots of classes

    /// Operators, conversions and what else classes have a place for say less.
    private func checkSlot(
        _ arguments: Arguments, _ hasKeywords: Bool, _ signature: Signature, _ function: NativeFunction
    ) throws {
        if hasKeywords { throw error(.typeError, "wrapper \(function.name)() takes no keyword arguments") }
        let given = arguments.count - 1
        let most = signature.positionalCount - 1
        let unpacks = NativeFunction.unpackingSlots.contains(function.name) || function.unpacksTuple
        let reach: ClosedRange<Int>
        switch function.name {
        case "__pow__", "__rpow__", "__get__": reach = 1...2
        default: reach = most...most
        }
        if reach.contains(given) {
            guard given > most else { return }
            throw error(.typeError, "unsupported operand type(s) for ** or pow()")
        }
        guard unpacks else {
            throw error(.typeError, "expected \(most) argument\(most == 1 ? "" : "s"), got \(given)")
        }
        let bound = given < reach.lowerBound ? reach.lowerBound : reach.upperBound
        let direction = reach.count == 1 ? "" : given < reach.lowerBound ? "at least " : "at most "
        throw error(.typeError, " expected \(direction)\(bound) argument\(bound == 1 ? "" : "s"), got \(given)")
    }

    // MARK: Functions that are written in Python there

    private func checkPython(
        _ bound: UnsafeMutablePointer<Value>, twice: Int?, unknown: StrObject?, _ signature: Signature,
        _ arguments: Arguments, _ function: NativeFunction
    ) throws {
        let name = function.name
        let parameters = signature.parameters
        if let unknown {
            throw error(.typeError, "\(name)() got an unexpected keyword argument '\(unknown.string)'")
        }
        if let twice {
            throw error(
                .typeError, "\(name)() got multiple values for argument '\(parameters[twice].name.string)'")
        }
        let most = signature.positionalCount
        let least = parameters.prefix(most).filter { $0.defaultText == nil }.count
        if arguments.count > most, !signature.hasVarArguments {
            let takes = least == most ? "\(most)" : "from \(least) to \(most)"
            let was = arguments.count == 1 ? "was" : "were"
            throw error(
                .typeError,
                "\(name)() takes \(takes) positional argument\(most == 1 && least == most ? "" : "s") but \(arguments.count) \(was) given"
            )
        }
        let missing = parameters.indices.filter { parameters[$0].defaultText == nil && bound[$0].isUnbound }
        guard !missing.isEmpty else { return }
        throw error(
            .typeError,
            "\(name)() missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): \(Machine.listed(missing.map { parameters[$0].name.string }))"
        )
    }

    /// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
    static func listed(_ names: [String]) -> String {
        let quoted = names.map { "'\($0)'" }
        switch quoted.count {
        case 0, 1, 2: return quoted.joined(separator: " and ")
        default: return quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
        }
    }
}

extension NativeFunction {
    /// Slots that take several arguments apart, in CPython's code.
    static let unpackingSlots: Set<String> = [
        "__pow__", "__rpow__", "__setitem__", "__setattr__", "__set__", "__get__",
    ]

    private static let slotNames: Set<String> = {
        let operators = [
            "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor",
        ]
        var names = Set((operators + ["matmul"]).flatMap { ["__\($0)__", "__r\($0)__", "__i\($0)__"] })
        names.formUnion(["__divmod__", "__rdivmod__", "__neg__", "__pos__", "__abs__", "__invert__", "__bool__"])
        names.formUnion(["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__", "__repr__", "__str__", "__hash__"])
        names.formUnion([
            "__iter__", "__next__", "__len__", "__getitem__", "__setitem__", "__delitem__", "__contains__",
        ])
        names.formUnion(["__int__", "__float__", "__index__", "__getattribute__", "__setattr__", "__delattr__"])
        return names.union(["__get__", "__set__", "__delete__", "__init__", "__call__", "__del__"])
    }()

    /// Whether `name` of a built-in class is a slot there: some are methods in spite of their name.
    static func isSlot(_ name: String, of type: String) -> Bool {
        guard name.hasPrefix("__"), slotNames.contains(name) else { return false }
        switch (type, name) {
        case ("dict", "__contains__"), ("dict", "__getitem__"), ("list", "__getitem__"): return false
        case ("set", "__contains__"), ("frozenset", "__contains__"): return false
        default: return true
        }
    }

    /// Whether arguments are taken apart as tuples are, in CPython's code, though there is one at the most.
    var unpacksTuple: Bool {
        if isSlot {
            guard let owner, NativeFunction.repeatedTypes.contains(owner) else { return false }
            return name == "__mul__" || name == "__rmul__" || name == "__imul__"
        }
        return !isMethod && NativeFunction.unpackingConstructors.contains(name)
    }

    private static let repeatedTypes: Set<String> = ["list", "tuple", "str", "bytes", "bytearray", "deque"]
    private static let unpackingConstructors: Set<String> = ["reversed", "classmethod", "staticmethod"]
}
