import BigInt

// Functions that look at one value: its text, kind, identity.
extension Machine {
    func installValueFunctions() {
        define("len", "obj, /", "The number of items in a container.") { machine, arguments in
            machine.int(try machine.length(arguments[0]))
        }
        define("repr", "obj, /", "The text of a value as it would be written in a program.") { machine, arguments in
            machine.string(try machine.repr(arguments[0]))
        }
        define("ascii", "obj, /", "Like repr, with everything beyond ASCII escaped.") { machine, arguments in
            machine.string(try machine.ascii(arguments[0]))
        }
        define("format", "value, format_spec='', /", "The text of a value by a format.") { machine, arguments in
            let spec = arguments[1].isUnbound ? "" : try machine.formatSpec(arguments[1])
            return machine.string(try machine.format(arguments[0], spec))
        }
        define("isinstance", "obj, class_or_tuple, /", "Whether a value is of a class or of one of several.") {
            machine, arguments in
            Value(try machine.isInstance(arguments[0], of: arguments[1]))
        }
        define("issubclass", "cls, class_or_tuple, /", "Whether a class derives from another.") { machine, arguments in
            Value(try machine.isSubclass(arguments[0], of: arguments[1]))
        }
        define("callable", "obj, /", "Whether a value can be called.") { machine, arguments in
            Value(machine.isCallable(arguments[0]))
        }
        define("id", "obj, /", "A number that no other value alive has.") { machine, arguments in
            machine.identity(arguments[0])
        }
        define("hash", "obj, /", "The number by which dicts and sets find a value.") { machine, arguments in
            machine.int(try machine.hash(arguments[0]))
        }
        define("chr", "i, /", "The character with a code point.") { machine, arguments in
            let code = try machine.intArgument(arguments[0], "Python int too large to convert to C int")
            guard let code = Int32(exactly: code) else {
                throw machine.error(.overflowError, "Python int too large to convert to C int")
            }
            guard let scalar = UInt32(exactly: code), scalar < 0x110000 else {
                throw machine.error(.valueError, "chr() arg not in range(0x110000)")
            }
            return machine.string(codePoint: scalar)
        }
        define("ord", "c, /", "The code point of a character.") { machine, arguments in
            try machine.codePoint(of: arguments[0])
        }
        for (name, bits, base) in [("bin", 1, "binary"), ("oct", 3, "octal"), ("hex", 4, "hexadecimal")] {
            define(name, "number, /", "The \(base) text of an integer.") { machine, arguments in
                guard let value = try machine.bigInt(arguments[0]) else {
                    throw machine.error(
                        .typeError, "'\(machine.typeName(arguments[0]))' object cannot be interpreted as an integer")
                }
                return machine.string(utf8: ContiguousArray(IntText.prefixed(value, bitsPerDigit: bits)))
            }
        }
    }

    private func formatSpec(_ value: Value) throws -> String {
        guard let text = value.asStr else {
            throw error(.typeError, "format() argument 2 must be str, not \(typeName(value))")
        }
        return text.string
    }

    package func isCallable(_ value: Value) -> Bool {
        switch value.kind {
        case .function, .native, .class, .method: return true
        case .descriptor:
            if let descriptor = value.cast(.descriptor, to: DescriptorObject.self),
                case .staticMethod = descriptor.role
            {
                return true
            }
            return false
        default:
            guard value.isObject else { return false }
            return value.object.type.callName != nil || value.object.type.lookup(names.call) != nil
        }
    }

    /// `id(value)`: the address of an object; the bits of what needs none.
    package func identity(_ value: Value) -> Value {
        if value.isObject { return int(Int(bitPattern: value.pointer)) }
        return int(BigInt(value.bits))
    }

    private func codePoint(of value: Value) throws -> Value {
        let count: Int
        if let text = value.asStr {
            if text.count == 1 { return Value(small: Int(text.scalar(at: 0))) }
            count = text.count
        } else if value.kind != .memoryView, let bytes = value.asBuffer {
            if bytes.count == 1 { return Value(small: Int(bytes[0])) }
            count = bytes.count
        } else {
            throw error(.typeError, "ord() expected string of length 1, but \(typeName(value)) found")
        }
        throw error(.typeError, "ord() expected a character, but string of length \(count) found")
    }
}
