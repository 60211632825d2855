import Interpreter

/// The classes of `re` and the patterns that were compiled before, for one machine.
final class RegexLibrary {
    let patternType, matchType: ClassObject
    let engine: RegexEngine
    private struct Key: Hashable {
        let text: ContiguousArray<UInt8>
        let isText: Bool
        let flags: Int
    }
    private var known: [Key: PatternObject] = [:]
    private static let mostKnown = 512

    init(_ machine: Machine) throws {
        guard let pcre = Pcre.library, let engine = RegexEngine(pcre, machine) else {
            throw machine.error(
                .importError, "re needs PCRE2 (Debian: libpcre2-8-0, macOS: brew install pcre2): run Scripts/setup")
        }
        self.engine = engine
        patternType = machine.makeType("Pattern", module: "re")
        matchType = machine.makeType("Match", module: "re")
        for type in [patternType, matchType] {
            type.dottedName = "re.\(type.name)"
            type.allocate = nil
            machine.classMethod(type, "__class_getitem__", "cls, item, /") { machine, arguments in
                machine.genericAlias(arguments[0], arguments[1])
            }
        }
    }

    func forgetAll() { known = [:] }

    /// The pattern object for what a function was given. Raises `re.error`.
    func pattern(_ given: Value, _ flags: Value, _ machine: Machine) throws -> PatternObject {
        let number = flags.isAbsentOrNone ? 0 : try machine.intArgument(flags)
        if given.isObject, let pattern = given.object as? PatternObject {
            guard number == 0 else {
                throw machine.error(.valueError, "cannot process flags argument with a compiled pattern")
            }
            return pattern
        }
        let bytes: ContiguousArray<UInt8>
        if let text = given.asStr {
            bytes = text.utf8
        } else if let data = machine.bytesLike(given) {
            bytes = ContiguousArray(data)
        } else {
            _ = try machine.hash(given)
            throw machine.error(.typeError, "first argument must be string or compiled pattern")
        }
        let key = Key(text: bytes, isText: given.asStr != nil, flags: number)
        if let pattern = known[key] { return pattern }
        let made = try compile(given, RegexFlags(rawValue: number), machine)
        if known.count >= Self.mostKnown { known = [:] }
        known[key] = made
        return made
    }

    private func compile(_ given: Value, _ flags: RegexFlags, _ machine: Machine) throws -> PatternObject {
        let isText = given.asStr != nil
        let units = given.asStr?.scalars ?? machine.bytesLike(given)?.map { UInt32($0) } ?? []
        do {
            var parser = try RegexParser(units, isText: isText, flags: flags)
            let node = try parser.parse()
            parser.flags = try Self.fixed(parser.flags, isText, machine)
            if node.hasLooseLookBehind(parser.widths) {
                throw RegexMistake(message: "look-behind requires fixed-width pattern", position: nil)
            }
            let pattern = PatternObject(patternType, given, parser, node, engine)
            try pattern.prepare()
            return pattern
        } catch let mistake as RegexMistake {
            throw StandardLibrary.regexError(mistake, given, machine)
        } catch is RegexParser.TooDeep {
            throw machine.error(.recursionError, "maximum recursion depth exceeded")
        } catch is RegexParser.TooMany {
            throw machine.error(.overflowError, "the repetition number is too large")
        }
    }

    private static func fixed(_ flags: RegexFlags, _ isText: Bool, _ machine: Machine) throws -> RegexFlags {
        var flags = flags
        if isText {
            if flags.contains(.locale) {
                throw machine.error(.valueError, "cannot use LOCALE flag with a str pattern")
            }
            if !flags.contains(.ascii) {
                flags.insert(.unicode)
            } else if flags.contains(.unicode) {
                throw machine.error(.valueError, "ASCII and UNICODE flags are incompatible")
            }
        } else {
            if flags.contains(.unicode) {
                throw machine.error(.valueError, "cannot use UNICODE flag with a bytes pattern")
            }
            if flags.contains(.locale), flags.contains(.ascii) {
                throw machine.error(.valueError, "ASCII and LOCALE flags are incompatible")
            }
        }
        return flags
    }
}

// The module `_re`: everything of `re` but its flags and its error.
extension StandardLibrary {
    static func fillRe(_ re: ModuleBuilder) throws {
        let library = try RegexLibrary(re.machine)
        re.set("Pattern", Value(library.patternType))
        re.set("Match", Value(library.matchType))
        RegexMethods(machine: re.machine, library: library).install()
        re.define("compile", "pattern, flags=0", "A pattern for many uses.") { machine, arguments in
            Value(try library.pattern(arguments[0], arguments[1], machine))
        }
        re.define("purge", "", "Forgets the patterns compiled before.") { _, _ in
            library.forgetAll()
            return .none
        }
        re.define("escape", "pattern", "The text as a pattern that matches just it.") { machine, arguments in
            let special = Set("()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".utf8)
            let bytes: ContiguousArray<UInt8>
            if let text = arguments[0].asStr {
                bytes = text.utf8
            } else if arguments[0].asBuffer == nil {
                let kind = machine.typeName(arguments[0])
                throw machine.error(.typeError, "decoding to str: need a bytes-like object, \(kind) found")
            } else {
                bytes = ContiguousArray(try machine.bytesArgument(arguments[0]))
            }
            var result: ContiguousArray<UInt8> = []
            for byte in bytes {
                if special.contains(byte) { result.append(0x5C) }
                result.append(byte)
            }
            return arguments[0].asStr == nil ? machine.bytes(result) : machine.string(utf8: result)
        }
        for (_, function) in re.module.namespace.items { function.asNative?.isWrittenInPython = true }
    }

    /// `re.error` with its message, pattern and place.
    static func regexError(_ mistake: RegexMistake, _ pattern: Value, _ machine: Machine) -> PythonError {
        do {
            let re = try machine.importModule("re")
            guard let type = re.namespace.get(machine.intern("error")) else {
                return machine.error(.valueError, mistake.message)
            }
            let place = mistake.position.map { machine.int($0) } ?? .none
            let made = try machine.call(type, [machine.string(mistake.message), pattern, place])
            guard let exception = made.asException else { return machine.error(.valueError, mistake.message) }
            return PythonError(exception: exception)
        } catch {
            return PythonError(exception: machine.exception(for: error))
        }
    }
}
