// The methods of str about case, kinds of characters, encoding and formatting.
extension Machine {
    // MARK: Case and questions

    func installStrCase() {
        let str = types.str
        /// One transformation, over bytes and over code points.
        func transformed(
            _ name: String, _ ascii: @escaping (Units<UInt8>) -> TextBuffer,
            _ wide: @escaping (Units<UInt32>) -> TextBuffer, _ summary: String
        ) {
            method(str, name, "self, /", summary) { machine, arguments in
                machine.string(machine.text(arguments).withUnits(ascii, wide))
            }
        }
        transformed("lower", { TextCase.lower($0) }, { TextCase.lower($0) }, "In lower case.")
        transformed("upper", { TextCase.upper($0) }, { TextCase.upper($0) }, "In upper case.")
        transformed("casefold", { TextCase.casefold($0) }, { TextCase.casefold($0) }, "For comparing without case.")
        transformed("swapcase", { TextCase.swapcase($0) }, { TextCase.swapcase($0) }, "With upper and lower exchanged.")
        transformed("capitalize", { TextCase.capitalize($0) }, { TextCase.capitalize($0) }, "With a capital first.")
        transformed("title", { TextCase.title($0) }, { TextCase.title($0) }, "With a capital at each word.")
        func question(
            _ name: String, _ ascii: @escaping (Units<UInt8>) -> Bool, _ wide: @escaping (Units<UInt32>) -> Bool
        ) {
            method(str, name, "self, /", "Whether the string is so.") { machine, arguments in
                Value(machine.text(arguments).withUnits(ascii, wide))
            }
        }
        func every(_ name: String, _ rule: @escaping (UInt32) -> Bool) {
            question(name, { TextCase.all($0, rule) }, { TextCase.all($0, rule) })
        }
        every("isspace", CharacterRules.isSpace)
        every("isalpha", CharacterRules.isAlpha)
        every("isdecimal", CharacterRules.isDecimal)
        every("isdigit", CharacterRules.isDigit)
        every("isnumeric", CharacterRules.isNumeric)
        every("isalnum", CharacterRules.isAlphanumeric)
        question("islower", { TextCase.isLower($0) }, { TextCase.isLower($0) })
        question("isupper", { TextCase.isUpper($0) }, { TextCase.isUpper($0) })
        question("istitle", { TextCase.isTitle($0) }, { TextCase.isTitle($0) })
        question("isidentifier", { TextCase.isIdentifier($0) }, { TextCase.isIdentifier($0) })
        question("isprintable", { TextCase.isPrintable($0) }, { TextCase.isPrintable($0) })
        method(str, "isascii", "self, /", "Whether every character is ASCII.") { machine, arguments in
            Value(machine.text(arguments).isASCII)
        }
        method(str, "encode", "self, /, encoding='utf-8', errors='strict'", "The bytes of the string.") {
            machine, arguments in
            machine.bytes(
                try machine.encode(machine.text(arguments), encoding: arguments[1], errors: arguments[2]))
        }
        method(str, "translate", "self, table, /", "The string with characters replaced by a table.") {
            machine, arguments in
            let text = machine.text(arguments)
            let table: (UInt32) throws -> TextPadding.Translation = {
                try machine.translation(of: $0, by: arguments[1])
            }
            return machine.string(
                try text.withUnits({ try TextPadding.translate($0, table) }, { try TextPadding.translate($0, table) }))
        }
        staticMethod(str, "maketrans", "x, y=None, z=None, /", "A table for translate.") { machine, arguments in
            Value(try machine.makeTranslation(arguments[0], arguments[1], arguments[2]))
        }
    }

    private func translation(of character: UInt32, by table: Value) throws -> TextPadding.Translation {
        let found: Value
        do {
            found = try getItem(table, Value(small: Int(character)))
        } catch let error as PythonError where error.exception.type.isSubclass(of: types[.lookupError]) {
            return .same
        }
        if found.isNone { return .deleted }
        if let text = found.asStr { return .text(text.buffer) }
        guard let code = try index(of: found) else {
            throw error(.typeError, "character mapping must return integer, None or str")
        }
        guard code.isSmallInt, let scalar = UInt32(exactly: code.smallInt), scalar < 0x110000 else {
            throw error(.valueError, "character mapping must be in range(0x110000)")
        }
        var buffer = TextBuffer()
        buffer.append(codePoint: scalar)
        return .text(buffer)
    }

    private func makeTranslation(_ x: Value, _ y: Value, _ z: Value) throws -> DictObject {
        let result = dict()
        if y.isUnbound {
            guard let source = x.asDict else {
                throw error(.typeError, "if you give only one argument to maketrans it must be a dict")
            }
            for (key, value) in source.items {
                if let text = key.asStr {
                    guard text.count == 1 else {
                        throw error(.valueError, "string keys in translate table must be of length 1")
                    }
                    try result.set(self, Value(small: Int(text.scalar(at: 0))), value)
                } else {
                    guard key.isSmallInt || key.isBool || key.kind == .bigInt else {
                        throw error(.typeError, "keys in translate table must be strings or integers")
                    }
                    try result.set(self, key, value)
                }
            }
            return result
        }
        let to = try textPart(y, "maketrans() argument 2 must be str")
        if !z.isUnbound { _ = try textPart(z, "maketrans() argument 3 must be str") }
        guard let from = x.asStr else {
            throw error(.typeError, "first maketrans argument must be a string if there is a second argument")
        }
        guard from.count == to.count else {
            throw error(.valueError, "the first two maketrans arguments must have equal length")
        }
        for (a, b) in zip(from.scalars, to.scalars) {
            try result.set(self, Value(small: Int(a)), Value(small: Int(b)))
        }
        if !z.isUnbound {
            for gone in try textPart(z, "maketrans() argument 3 must be str").scalars {
                try result.set(self, Value(small: Int(gone)), .none)
            }
        }
        return result
    }

    // MARK: format

    func installStrFormatting() {
        method(types.str, "format", nil, "The string with its fields filled.") { machine, arguments in
            var source = FormatSource(
                machine: machine, positional: ContiguousArray(arguments.positional.dropFirst()),
                named: arguments.named, mapping: nil)
            return machine.string(try machine.formatFields(machine.text(arguments), &source))
        }
        method(types.str, "format_map", "self, mapping, /", "The string with its fields filled from a mapping.") {
            machine, arguments in
            var source = FormatSource(machine: machine, positional: nil, named: [], mapping: arguments[1])
            return machine.string(try machine.formatFields(machine.text(arguments), &source))
        }
    }

    private func formatFields(_ text: StrObject, _ source: inout FormatSource) throws -> TextBuffer {
        try text.withUnits({ try StrFormat.format($0, &source) }, { try StrFormat.format($0, &source) })
    }
}

/// The arguments of `str.format`.
private struct FormatSource: FormatArguments {
    typealias Object = Interpreter.Value

    let machine: Machine
    /// nil for `format_map`.
    let positional: ContiguousArray<Interpreter.Value>?
    let named: [(name: StrObject, value: Interpreter.Value)]
    let mapping: Interpreter.Value?

    func positional(_ index: Int) throws -> Interpreter.Value {
        guard let positional else {
            throw machine.error(.valueError, "Format string contains positional fields")
        }
        guard index < positional.count else {
            throw machine.error(
                .indexError, "Replacement index \(index) out of range for positional args tuple")
        }
        return positional[index]
    }

    func keyword(_ name: TextBuffer) throws -> Interpreter.Value {
        let key = machine.string(name)
        if let mapping { return keeping(try machine.getItem(mapping, key)) }
        guard let text = key.asStr, let found = named.first(where: { $0.name.isEqual(to: text) }) else {
            throw machine.keyError(key)
        }
        return found.value
    }

    func attribute(_ name: TextBuffer, of object: Interpreter.Value) throws -> Interpreter.Value {
        keeping(try machine.getAttribute(object, machine.intern(name.string)))
    }

    func item(_ index: Int, of object: Interpreter.Value) throws -> Interpreter.Value {
        keeping(try machine.getItem(object, machine.int(index)))
    }

    func item(_ key: TextBuffer, of object: Interpreter.Value) throws -> Interpreter.Value {
        keeping(try machine.getItem(object, machine.string(key)))
    }

    func convert(_ object: Interpreter.Value, to conversion: PercentConversion) throws -> Interpreter.Value {
        switch conversion {
        case .repr: keeping(machine.string(try machine.repr(object)))
        case .ascii: keeping(machine.string(try machine.ascii(object)))
        default: keeping(try machine.strObject(object))
        }
    }

    func format(_ object: Interpreter.Value, spec: TextBuffer, to out: inout TextBuffer) throws {
        out.append(try machine.format(object, spec.string))
    }

    /// A field may call back into the program while it is filled.
    private func keeping(_ value: Interpreter.Value) -> Interpreter.Value {
        machine.keep(value)
        return value
    }
}
