import Syntax

// The methods and attributes of exceptions.
extension Machine {
    func installExceptions() {
        let base = types[.baseException]
        // The arguments are kept even by subclasses whose `__init__` never hands them on.
        staticMethod(base, "__new__", nil) { machine, arguments in
            let base = machine.types[.baseException]
            guard arguments.count > 0, let type = arguments[0].asClass, type.isSubclass(of: base) else {
                throw machine.error(.typeError, machine.newMessage(base, arguments))
            }
            let made = try machine.allocateInstance(type)
            let given = machine.tuple(ContiguousArray(arguments.positional.dropFirst()))
            (made as? ExceptionObject)?.args = given
            return Value(made)
        }
        installOSError()
        installUnicodeErrors()
        installSyntaxErrors()
        for name in ["IOError", "EnvironmentError"] { builtins.set(intern(name), Value(types[.osError])) }
        for (kind, names) in [
            (ExceptionKind.importError, ["name", "path"]), (.nameError, ["name"]), (.attributeError, ["name", "obj"]),
        ] {
            for name in names { types[kind].set(intern(name), .none) }
        }
        attribute(types[.importError], "msg") { _, exception in
            exception.asException?.args.asTuple?.items.first ?? .none
        }
        method(base, "__init__", nil) { machine, arguments in
            guard arguments.count > 0, let exception = arguments[0].asException else { return .none }
            exception.args = machine.tuple(ContiguousArray(arguments.positional.dropFirst()))
            try machine.takeKeywords(arguments, exception)
            return .none
        }
        method(base, "__str__", "self, /") { machine, arguments in
            machine.string(try arguments[0].asException?.str(machine) ?? "")
        }
        method(base, "__repr__", "self, /") { machine, arguments in
            machine.string(try arguments[0].asException?.repr(machine) ?? "")
        }
        attribute(
            base, "args",
            set: { machine, exception, value in
                exception.asException?.args = machine.tuple(try machine.items(of: value))
            }, get: { _, exception in exception.asException?.args ?? .none })
        attribute(
            base, "__cause__",
            set: { machine, exception, value in
                exception.asException?.cause = try machine.link(value, "cause")
                exception.asException?.suppressesContext = true
            },
            get: { _, exception in exception.asException?.cause ?? .none })
        attribute(
            base, "__context__",
            set: { machine, exception, value in
                exception.asException?.context = try machine.link(value, "context")
            },
            get: { _, exception in exception.asException?.context ?? .none })
        attribute(
            base, "__suppress_context__",
            set: { machine, exception, value in exception.asException?.suppressesContext = try machine.truth(value) },
            get: { _, exception in Value(exception.asException?.suppressesContext ?? false) })
        method(base, "add_note", "self, note, /", "Adds a line to what is printed of the exception.") {
            machine, arguments in
            guard arguments[1].asStr != nil else {
                throw machine.error(.typeError, "note must be a str, not '\(machine.typeName(arguments[1]))'")
            }
            let name = machine.intern("__notes__")
            let notes = try machine.attribute(arguments[0], name) ?? machine.list()
            guard let list = notes.asList else {
                throw machine.error(.typeError, "Cannot add note: __notes__ is not a list")
            }
            list.items.append(arguments[1])
            try machine.setAttribute(arguments[0], name, notes)
            return .none
        }
        installExceptionGroups()
        installStopIteration()
        attribute(types[.systemExit], "code") { machine, exception in
            guard let items = exception.asException?.args.asTuple?.items, !items.isEmpty else { return .none }
            return items.count == 1 ? items[0] : machine.tuple(items)
        }
    }

    /// The keywords that an exception's class has attributes for.
    private func takeKeywords(_ arguments: Arguments, _ exception: ExceptionObject) throws {
        let allowed: [String]
        if exception.type.isSubclass(of: types[.importError]) {
            allowed = ["name", "path"]
        } else if exception.type.isSubclass(of: types[.nameError]) {
            allowed = ["name"]
        } else {
            allowed = exception.type.isSubclass(of: types[.attributeError]) ? ["name", "obj"] : []
        }
        for name in allowed { _ = exception.removeOwnAttribute(intern(name)) }
        let given = arguments.named
        guard !given.isEmpty else { return }
        var built = exception.type.builtInBase
        for kind in [ExceptionKind.importError, .nameError] where built.isSubclass(of: types[kind]) {
            built = types[kind]
        }
        guard !allowed.isEmpty else { throw error(.typeError, "\(built.name)() takes no keyword arguments") }
        for (name, value) in given {
            guard allowed.contains(name.string) else {
                throw error(.typeError, "'\(name.string)' is an invalid keyword argument for \(built.name)()")
            }
            exception.setOwnAttribute(intern(name), value)
        }
    }

    /// `value`: the first argument, unless the program sets another.
    private func installStopIteration() {
        let name = intern(".value")
        attribute(
            types[.stopIteration], "value",
            set: { _, exception, value in exception.asException?.setOwnAttribute(name, value) },
            get: { _, exception in
                exception.asException?.ownAttribute(name) ?? exception.asException?.args.asTuple?.items.first ?? .none
            })
    }

    /// `__cause__` or `__context__`: an exception or None.
    private func link(_ value: Value, _ what: String) throws -> Value {
        if value.isNone || value.asException != nil { return value }
        throw error(.typeError, "exception \(what) must be None or derive from BaseException")
    }

    // MARK: OSError

    /// Errors of the operating system by their number.
    private static let systemErrors: [Int: ExceptionKind] = [
        1: .permissionError, 2: .fileNotFoundError, 3: .processLookupError, 4: .interruptedError,
        10: .childProcessError, 11: .blockingIOError, 13: .permissionError, 17: .fileExistsError,
        20: .notADirectoryError, 21: .isADirectoryError, 32: .brokenPipeError, 103: .connectionAbortedError,
        104: .connectionResetError, 108: .brokenPipeError, 110: .timeoutError, 111: .connectionRefusedError,
        114: .blockingIOError, 115: .blockingIOError,
    ]

    private func installOSError() {
        let type = types[.osError]
        staticMethod(type, "__new__", nil) { machine, arguments in
            let base = machine.types[.osError]
            guard arguments.count > 0, let type = arguments[0].asClass, type.isSubclass(of: base) else {
                throw machine.error(.typeError, machine.newMessage(base, arguments))
            }
            if machine.leavesArguments(type) { return Value(try machine.allocateInstance(type)) }
            if arguments.keywordCount > 0 {
                throw machine.error(.typeError, "\(type.name)() takes no keyword arguments")
            }
            let given = ContiguousArray(arguments.positional.dropFirst())
            var made = type
            if type === machine.types[.osError], given.count >= 2, given[0].isSmallInt,
                let kind = Machine.systemErrors[given[0].smallInt]
            {
                made = machine.types[kind]
            }
            guard let exception = try machine.allocateInstance(made) as? ExceptionObject else { return .none }
            try machine.fillSystemError(exception, given)
            return Value(exception)
        }
        method(type, "__init__", nil) { machine, arguments in
            guard arguments.count > 0, let exception = arguments[0].asException,
                machine.leavesArguments(exception.type)
            else { return .none }
            try machine.fillSystemError(exception, ContiguousArray(arguments.positional.dropFirst()))
            return .none
        }
        attribute(
            types[.blockingIOError], "characters_written",
            set: { machine, exception, value in
                exception.asException?.setOwnAttribute(
                    machine.intern(".written"), machine.int(try machine.intArgument(value)))
            },
            get: { machine, exception in
                guard let written = exception.asException?.ownAttribute(machine.intern(".written")) else {
                    throw machine.error(.attributeError, "characters_written")
                }
                return written
            })
        for name in ["errno", "strerror", "filename", "filename2"] { type.set(intern(name), .none) }
    }

    /// Whether a subclass of OSError has an `__init__` of its own, which then says what the arguments are.
    private func leavesArguments(_ type: ClassObject) -> Bool {
        let base = types[.osError]
        return type.lookup(names.initialize) != base.namespace.get(names.initialize)
            && type.lookup(names.new) == base.namespace.get(names.new)
    }

    private func fillSystemError(_ exception: ExceptionObject, _ parts: ContiguousArray<Value>) throws {
        var given = parts
        if (3...5).contains(given.count), !given[2].isNone { given.removeLast(given.count - 2) }
        exception.args = tuple(given)
        try describeSystemError(exception, parts)
    }

    private func describeSystemError(_ exception: ExceptionObject, _ parts: ContiguousArray<Value>) throws {
        guard (2...5).contains(parts.count) else { return }
        exception.setOwnAttribute(intern("errno"), parts[0])
        exception.setOwnAttribute(intern("strerror"), parts[1])
        // What cannot be shown is no reason to raise another error.
        var message = "[Errno \((try? str(parts[0])) ?? "")] \((try? str(parts[1])) ?? "")"
        if parts.count > 2, !parts[2].isNone {
            exception.setOwnAttribute(intern("filename"), parts[2])
            message += ": \(try repr(parts[2]))"
        }
        if parts.count > 4, !parts[4].isNone {
            exception.setOwnAttribute(intern("filename2"), parts[4])
            message += " -> \(try repr(parts[4]))"
        }
        exception.message = message
    }

    // MARK: UnicodeError

    private func installUnicodeErrors() {
        for kind in [ExceptionKind.unicodeDecodeError, .unicodeEncodeError, .unicodeTranslateError] {
            method(types[kind], "__init__", "self, /, *args") { machine, arguments in
                guard let exception = arguments[0].asException else { return .none }
                var parts = arguments[1].asTuple?.items ?? []
                var names = ["encoding", "object", "start", "end", "reason"]
                if kind == .unicodeTranslateError { names.removeFirst() }
                guard parts.count == names.count else {
                    throw machine.error(
                        .typeError, "function takes exactly \(names.count) arguments (\(parts.count) given)")
                }
                if kind == .unicodeTranslateError { parts.insert(Value(machine.names.empty), at: 0) }
                try machine.checkUnicodeParts(parts, kind)
                if let buffer = parts[1].asByteArray { parts[1] = machine.bytes(buffer.bytes) }
                for (name, part) in zip(names, parts.suffix(names.count)) {
                    exception.setOwnAttribute(machine.intern(name), part)
                }
                exception.args = arguments[1]
                return .none
            }
        }
    }

    /// - Parameter parts: the encoding (empty if there is none), the object, the range and the reason.
    private func checkUnicodeParts(_ parts: ContiguousArray<Value>, _ kind: ExceptionKind) throws {
        let first = kind == .unicodeTranslateError ? 0 : 1
        _ = try stringArgument(parts[0], "argument 1")
        if kind != .unicodeDecodeError { _ = try stringArgument(parts[1], "argument \(first + 1)") }
        _ = try intArgument(parts[2])
        _ = try intArgument(parts[3])
        _ = try stringArgument(parts[4], "argument \(first + 4)")
        if kind == .unicodeDecodeError, parts[1].asBuffer == nil {
            throw error(.typeError, "a bytes-like object is required, not '\(typeName(parts[1]))'")
        }
    }

    /// `str` of an error about encodings, by its attributes as they are now; nil where they do not say.
    func unicodeText(_ exception: ExceptionObject) throws -> String? {
        func part(_ name: String) -> Value? { exception.ownAttribute(intern(name)) }
        guard let object = part("object"), let start = part("start"), let end = part("end"),
            let reason = part("reason"), start.isSmallInt, end.isSmallInt
        else { return nil }
        let (from, to) = (start.smallInt, end.smallInt)
        let isTranslating = exception.type.isSubclass(of: types[.unicodeTranslateError])
        let isDecoding = exception.type.isSubclass(of: types[.unicodeDecodeError])
        var place = "\(isDecoding ? "byte" : "character")s in position \(from)-\(to - 1)"
        if to == from + 1, from >= 0 {
            if let bytes = object.asBytes?.bytes, from < bytes.count {
                place = "byte 0x\(hexadecimal(UInt32(bytes[from]), 2)) in position \(from)"
            } else if let text = object.asStr, from < text.count {
                let scalar = text.scalar(at: from)
                let quoted =
                    scalar <= 0xFF
                    ? "\\x\(hexadecimal(scalar, 2))"
                    : scalar <= 0xFFFF ? "\\u\(hexadecimal(scalar, 4))" : "\\U\(hexadecimal(scalar, 8))"
                place = "character '\(quoted)' in position \(from)"
            }
        }
        let why = try str(reason)
        if isTranslating { return "can't translate \(place): \(why)" }
        let encoding = try part("encoding").map { try str($0) } ?? ""
        return "'\(encoding)' codec can't \(isDecoding ? "de" : "en")code \(place): \(why)"
    }

    private func hexadecimal(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    // MARK: SyntaxError

    /// The arguments of a SyntaxError: its message and where it lies.
    func syntaxArguments(_ diagnostic: Diagnostic) -> Value {
        guard let place = diagnostic.place else { return tuple([string(diagnostic.message)]) }
        let parts = tuple([
            string(diagnostic.file), int(place.line), int(place.offset), string(place.text), int(place.endLine),
            int(place.endOffset),
        ])
        return tuple([string(diagnostic.message), parts])
    }
}
