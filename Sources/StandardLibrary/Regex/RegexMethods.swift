import Interpreter

/// Declares the methods of patterns and matches, and the functions of the module that stand for them.
struct RegexMethods {
    unowned(unsafe) let machine: Machine
    let library: RegexLibrary

    func install() {
        installFinding()
        installChanging()
        installPatternAttributes()
        installGroups()
        installPlaces()
    }

    private typealias PatternBody = (Machine, PatternObject, Arguments) throws -> Value

    /// A method of patterns, and the function of the module that takes the pattern first and flags last.
    private func define(
        _ name: String, method: String, function: String, _ summary: String, _ body: @escaping PatternBody
    ) {
        machine.method(library.patternType, name, "self, /, " + method, summary) { machine, arguments in
            guard let pattern = arguments[0].object as? PatternObject else { return .none }
            return try body(machine, pattern, arguments.dropFirst())
        }
        let library = self.library
        let count = function.split(separator: ",").count
        let made = machine.native(name, "pattern, " + function + ", flags=0", summary: summary) { machine, arguments in
            let pattern = try library.pattern(arguments[0], arguments[count + 1], machine)
            machine.keep(Value(pattern))
            return try body(machine, pattern, Arguments(arguments.base + 1, count))
        }
        if let module = machine.modules.get(machine.intern("_re"))?.asModule {
            module.namespace.set(machine.intern(name), made)
        }
    }

    /// A function's arguments lack the places that a method may be given.
    private static func bounds(
        _ subject: RegexSubject, _ arguments: Arguments, _ machine: Machine
    ) throws -> (start: Int, end: Int) {
        func place(_ index: Int, _ absent: Int) throws -> Int {
            guard arguments.count > index, !arguments[index].isUnbound else { return absent }
            return max(0, min(absent == 0 ? subject.count : absent, try machine.intArgument(arguments[index])))
        }
        let end = try place(2, subject.count)
        let start = try place(1, 0)
        return (start, end)
    }

    // MARK: Finding

    private func installFinding() {
        let library = self.library
        for (name, mode) in [
            ("match", PatternObject.Mode.match), ("fullmatch", .fullMatch), ("search", .search),
        ] {
            define(
                name, method: "string, pos=0, endpos=9223372036854775807", function: "string",
                "The match at the start, of all, or anywhere; None if there is none."
            ) { machine, pattern, arguments in
                let subject = try RegexSubject(arguments[0], for: pattern, machine)
                let (start, end) = try Self.bounds(subject, arguments, machine)
                guard start <= end,
                    let spans = try pattern.find(
                        subject, from: subject.byte(at: start), to: subject.byte(at: end), mode, mustAdvance: false,
                        machine)
                else { return .none }
                return Value(MatchObject(library.matchType, pattern, subject, spans, start: start, end: end))
            }
        }
        let places = "string, pos=0, endpos=9223372036854775807"
        define("findall", method: places, function: "string", "All matches as text or as groups.") {
            machine, pattern, arguments in
            let subject = try RegexSubject(arguments[0], for: pattern, machine)
            let (start, end) = try Self.bounds(subject, arguments, machine)
            var found: ContiguousArray<Value> = []
            guard start <= end else { return machine.list() }
            var scan = RegexScan(pattern, subject, from: subject.byte(at: start), to: subject.byte(at: end))
            let empty = subject.part(0..<0, machine)
            while let spans = try scan.next(machine) {
                func text(_ group: Int) -> Value {
                    spans[2 * group] < 0
                        ? empty : subject.part(spans[2 * group]..<max(spans[2 * group], spans[2 * group + 1]), machine)
                }
                switch pattern.groupCount {
                case 0: found.append(text(0))
                case 1: found.append(text(1))
                default: found.append(machine.tuple(ContiguousArray((1...pattern.groupCount).map(text))))
                }
                if found.count > 1 << 28 { throw machine.error(.memoryError, "") }
            }
            return machine.list(found)
        }
        define("finditer", method: places, function: "string", "All matches, one after the other.") {
            machine, pattern, arguments in
            let subject = try RegexSubject(arguments[0], for: pattern, machine)
            let (start, end) = try Self.bounds(subject, arguments, machine)
            var scan = RegexScan(pattern, subject, from: subject.byte(at: start), to: subject.byte(at: end))
            let keeping = [Value(pattern), arguments[0]]
            return machine.iterator(machine.types.callableIterator, keeping: keeping) { machine in
                guard start <= end, let spans = try scan.next(machine) else { return nil }
                return Value(
                    MatchObject(library.matchType, scan.pattern, subject, spans, start: start, end: end))
            }
        }
    }

    // MARK: Changing

    private func installChanging() {
        let library = self.library
        for name in ["sub", "subn"] {
            define(
                name, method: "repl, string, count=0", function: "repl, string, count=0",
                "The text with matches replaced."
            ) { machine, pattern, arguments in
                let limit = arguments[2].isUnbound ? 0 : try machine.intArgument(arguments[2])
                let (text, count) = try substitute(pattern, arguments[0], arguments[1], limit, machine, library)
                return name == "sub" ? text : machine.tuple([text, machine.int(count)])
            }
        }
        define(
            "split", method: "string, maxsplit=0", function: "string, maxsplit=0", "The pieces between matches."
        ) { machine, pattern, arguments in
            let subject = try RegexSubject(arguments[0], for: pattern, machine)
            let limit = arguments[1].isUnbound ? 0 : try machine.intArgument(arguments[1])
            var pieces: ContiguousArray<Value> = []
            var scan = RegexScan(pattern, subject, from: 0, to: subject.size)
            var last = 0
            var count = 0
            while limit <= 0 || count < limit, limit >= 0, let spans = try scan.next(machine) {
                pieces.append(subject.part(last..<spans[0], machine))
                for group in 0..<pattern.groupCount {
                    let begin = spans[2 * group + 2]
                    pieces.append(begin < 0 ? .none : subject.part(begin..<max(begin, spans[2 * group + 3]), machine))
                }
                last = spans[1]
                count += 1
            }
            pieces.append(subject.part(last..<subject.size, machine))
            return machine.list(pieces)
        }
        machine.method(library.matchType, "expand", "self, /, template", "A template with the groups put in.") {
            machine, arguments in
            guard let match = arguments[0].object as? MatchObject else { return .none }
            var result: ContiguousArray<UInt8> = []
            try append(
                RegexTemplate.parse(arguments[1], for: match.pattern, machine), match.subject, match.spans, &result)
            return made(result, match.pattern, machine)
        }
    }

    private func made(_ bytes: ContiguousArray<UInt8>, _ pattern: PatternObject, _ machine: Machine) -> Value {
        pattern.isText ? machine.string(utf8: bytes) : machine.bytes(bytes)
    }

    private func append(
        _ parts: [RegexTemplate.Part], _ subject: RegexSubject, _ spans: [Int],
        _ result: inout ContiguousArray<UInt8>
    ) {
        for part in parts {
            switch part {
            case .text(let bytes): result += bytes
            case .group(let group):
                let begin = spans[2 * group]
                if begin >= 0 { subject.append(begin..<max(begin, spans[2 * group + 1]), to: &result) }
            }
        }
    }

    private func substitute(
        _ pattern: PatternObject, _ replacement: Value, _ given: Value, _ limit: Int, _ machine: Machine,
        _ library: RegexLibrary
    ) throws -> (Value, Int) {
        let isTemplate = replacement.asStr != nil || machine.bytesLike(replacement) != nil
        let parts = isTemplate ? try pattern.parts(of: replacement, machine) : []
        if !isTemplate, !isCallable(replacement, machine) {
            throw machine.error(
                .typeError,
                "decoding to str: need a bytes-like object, \(machine.typeName(replacement)) found")
        }
        // What is wrong with the replacement is said before what is wrong with the text.
        let subject = try RegexSubject(given, for: pattern, machine)
        if isTemplate, (replacement.asStr != nil) != pattern.isText {
            let (wanted, got) = pattern.isText ? ("str instance", "bytes") : ("a bytes-like object", "str")
            throw machine.error(.typeError, "sequence item 0: expected \(wanted), \(got) found")
        }
        var scan = RegexScan(pattern, subject, from: 0, to: subject.size)
        var result: ContiguousArray<UInt8> = []
        var last = 0
        var count = 0
        while limit <= 0 || count < limit, let spans = try scan.next(machine) {
            subject.append(last..<spans[0], to: &result)
            if isTemplate {
                append(parts, subject, spans, &result)
            } else {
                let match = MatchObject(
                    library.matchType, pattern, subject, spans, start: 0, end: subject.count)
                let text = try machine.call(replacement, [Value(match)])
                try append(text, pattern, &result, machine)
            }
            last = spans[1]
            count += 1
            guard result.count <= TextLimits.maximumCount else { throw machine.error(.memoryError, "") }
        }
        if count == 0 { return (given, 0) }
        subject.append(last..<subject.size, to: &result)
        return (made(result, pattern, machine), count)
    }

    private func isCallable(_ value: Value, _ machine: Machine) -> Bool {
        guard value.isObject else { return false }
        if [.function, .native, .class, .method].contains(value.kind) { return true }
        return machine.type(of: value).lookup(machine.intern("__call__")) != nil
    }

    /// What a function gave for a match.
    private func append(
        _ value: Value, _ pattern: PatternObject, _ result: inout ContiguousArray<UInt8>, _ machine: Machine
    ) throws {
        if value.isNone { return }
        if pattern.isText, let text = value.asStr {
            result += text.utf8
        } else if !pattern.isText, let bytes = machine.bytesLike(value) {
            result += bytes
        } else {
            let wanted = pattern.isText ? "str instance" : "a bytes-like object"
            throw machine.error(
                .typeError, "sequence item 0: expected \(wanted), \(machine.typeName(value)) found")
        }
    }

    // MARK: Attributes of patterns

    private func attribute(_ name: String, _ get: @escaping (Machine, PatternObject) throws -> Value) {
        machine.attribute(library.patternType, name) { machine, value in
            guard value.isObject, let pattern = value.object as? PatternObject else { return .none }
            return try get(machine, pattern)
        }
    }

    private func installPatternAttributes() {
        attribute("pattern") { _, pattern in pattern.pattern }
        attribute("flags") { machine, pattern in machine.int(pattern.flags.rawValue) }
        attribute("groups") { machine, pattern in machine.int(pattern.groupCount) }
        attribute("groupindex") { machine, pattern in
            let dict = machine.dict()
            for (name, number) in pattern.names { dict.set(machine.intern(name), machine.int(number)) }
            return Value(dict)
        }
        for type in [library.patternType, library.matchType] {
            machine.method(type, "__copy__", "self, /") { _, arguments in arguments[0] }
            machine.method(type, "__deepcopy__", "self, memo, /") { _, arguments in arguments[0] }
        }
    }

    // MARK: Groups and places of matches

    private func method(
        _ name: String, _ signature: String?, _ summary: String,
        _ body: @escaping (Machine, MatchObject, Arguments) throws -> Value
    ) {
        machine.method(library.matchType, name, signature, summary) { machine, arguments in
            guard let match = arguments[0].object as? MatchObject else { return .none }
            return try body(machine, match, arguments)
        }
    }

    private func installGroups() {
        method("group", "self, /, *groups", "The text of one group or several.") { machine, match, arguments in
            let keys = arguments[1].asTuple?.items ?? []
            if keys.isEmpty { return match.text(0, machine) }
            let texts = try keys.map { match.text(try match.group($0, machine), machine) }
            return texts.count == 1 ? texts[0] : machine.tuple(ContiguousArray(texts))
        }
        method("groups", "self, /, default=None", "The texts of all groups.") { machine, match, arguments in
            let absent = arguments[1].isUnbound ? .none : arguments[1]
            return machine.tuple(
                ContiguousArray((0..<match.pattern.groupCount).map { match.text($0 + 1, machine, absent: absent) }))
        }
        method("groupdict", "self, /, default=None", "The texts of the groups with names.") {
            machine, match, arguments in
            let absent = arguments[1].isUnbound ? .none : arguments[1]
            let dict = machine.dict()
            for (name, number) in match.pattern.names {
                dict.set(machine.intern(name), match.text(number, machine, absent: absent))
            }
            return Value(dict)
        }
        method("__getitem__", "self, key, /", "The text of a group.") { machine, match, arguments in
            match.text(try match.group(arguments[1], machine), machine)
        }
    }

    private func installPlaces() {
        method("start", "self, group=0, /", "Where a group begins.") { machine, match, arguments in
            machine.int(match.span(try match.group(arguments[1], machine)).0)
        }
        method("end", "self, group=0, /", "Where a group ends.") { machine, match, arguments in
            machine.int(match.span(try match.group(arguments[1], machine)).1)
        }
        method("span", "self, group=0, /", "Where a group begins and ends.") { machine, match, arguments in
            let (start, end) = match.span(try match.group(arguments[1], machine))
            return machine.tuple([machine.int(start), machine.int(end)])
        }
        let attributes: [(String, (Machine, MatchObject) -> Value)] = [
            ("string", { _, match in match.subject.value }), ("re", { _, match in match.patternValue }),
            ("pos", { machine, match in machine.int(match.start) }),
            ("endpos", { machine, match in machine.int(match.end) }),
            ("lastindex", { machine, match in match.lastGroup.map { machine.int($0) } ?? .none }),
            (
                "lastgroup",
                { machine, match in
                    match.lastGroup.flatMap { match.pattern.name(of: $0) }.map { machine.string($0) } ?? .none
                }
            ),
            (
                "regs",
                { machine, match in
                    machine.tuple(
                        ContiguousArray(
                            (0...match.pattern.groupCount).map { group in
                                let (start, end) = match.span(group)
                                return machine.tuple([machine.int(start), machine.int(end)])
                            }))
                }
            ),
        ]
        for (name, get) in attributes {
            machine.attribute(library.matchType, name) { machine, value in
                guard value.isObject, let match = value.object as? MatchObject else { return .none }
                return get(machine, match)
            }
        }
    }
}
