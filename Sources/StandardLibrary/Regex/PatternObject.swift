import Interpreter

/// `re.Pattern`: a pattern with the programs made from it, each when it is first needed.
final class PatternObject: Object {
    /// How the text is looked through.
    enum Mode: Hashable { case search, match, fullMatch }

    /// The pattern as the program wrote it: text or bytes.
    let pattern: Value
    let isText: Bool
    let flags: RegexFlags
    let groupCount: Int
    let names: [(name: String, number: Int)]
    let engine: RegexEngine
    private let node: RegexNode
    /// The group around each group; 0 for none.
    let outer: [Int]
    private struct Key: Hashable {
        let target: RegexWriter.Target
        let mode: Mode
    }
    private var programs: [Key: RegexProgram] = [:]
    /// The template used last and what it means.
    private var template = Value.none
    private var templateParts: [RegexTemplate.Part] = []

    init(_ type: ClassObject, _ pattern: Value, _ parser: RegexParser, _ node: RegexNode, _ engine: RegexEngine) {
        self.pattern = pattern
        self.engine = engine
        self.node = node
        isText = pattern.asStr != nil
        flags = parser.flags
        groupCount = parser.groupCount
        names = parser.names
        var outer = [Int](repeating: 0, count: parser.groupCount + 1)
        node.forEachGroup(inside: 0) { if $0 < outer.count { outer[$0] = $1 } }
        self.outer = outer
        super.init(type, kind: .instance, heap: type.heap)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([pattern, template])
    }

    func name(of group: Int) -> String? { names.first { $0.number == group }?.name }

    // MARK: Matching

    private func program(_ isASCII: Bool, _ mode: Mode) throws -> RegexProgram {
        // Case in Unicode may lead from a letter beyond ASCII to one within.
        let isNarrow = isASCII && !(flags.contains(.ignoreCase) && node.namesMoreThanASCII)
        let key = Key(target: !isText ? .bytes : isNarrow ? .ascii : .unicode, mode: mode)
        if let known = programs[key] { return known }
        var writer = RegexWriter(key.target)
        writer.write(node, flags)
        var options = Pcre.dotAll | Pcre.altCircumflex
        if flags.contains(.ignoreCase) { options |= Pcre.caseless }
        if key.target == .unicode { options |= Pcre.utf | Pcre.noUTFCheck }
        var text = writer.text
        switch mode {
        case .search: break
        case .match: options |= Pcre.anchored
        case .fullMatch:
            options |= Pcre.anchored
            text = "(?:\(text))\\z"
        }
        let made = try RegexProgram(engine.pcre, text, options)
        programs[key] = made
        return made
    }

    /// Makes sure that the pattern can be used at all.
    func prepare() throws { _ = try program(true, .search) }

    /// Beginnings and ends of the groups of the next match, in bytes; nil if there is none.
    func find(
        _ subject: RegexSubject, from start: Int, to end: Int, _ mode: Mode, mustAdvance: Bool, _ machine: Machine
    ) throws -> [Int]? {
        let program: RegexProgram
        do {
            program = try self.program(subject.isASCII, mode)
        } catch let mistake as RegexMistake {
            throw StandardLibrary.regexError(mistake, pattern, machine)
        }
        let found = try subject.withBytes { bytes in
            try engine.match(
                program, bytes, from: start, to: end, mustAdvance ? Pcre.notEmptyAtStart : 0, machine)
        }
        return found ? program.spans(groupCount + 1) : nil
    }

    // MARK: Templates

    func parts(of given: Value, _ machine: Machine) throws -> [RegexTemplate.Part] {
        if given == template, !template.isNone { return templateParts }
        let parts = try RegexTemplate.parse(given, for: self, machine)
        template = given
        templateParts = parts
        return parts
    }

    // MARK: Behaviour

    private static let flagNames: [(Int, String)] = [
        (1, "re.TEMPLATE"), (2, "re.IGNORECASE"), (4, "re.LOCALE"), (8, "re.MULTILINE"), (16, "re.DOTALL"),
        (32, "re.UNICODE"), (64, "re.VERBOSE"), (128, "re.DEBUG"), (256, "re.ASCII"),
    ]

    override func repr(_ machine: Machine) throws -> String {
        var shown = flags.rawValue
        if isText, flags.intersection(.kinds) == .unicode { shown &= ~32 }
        let names = Self.flagNames.filter { shown & $0.0 != 0 }.map(\.1)
        let text = String(try machine.repr(pattern).unicodeScalars.prefix(200).map(Character.init))
        return "re.compile(\(text)\(names.isEmpty ? "" : ", " + names.joined(separator: "|")))"
    }
    override func hash(_ machine: Machine) throws -> Int { try machine.hash(pattern) ^ flags.rawValue }
    override func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, other.isObject, let other = other.object as? PatternObject else { return nil }
        let isEqual =
            try isText == other.isText && flags == other.flags && machine.isEqual(pattern, other.pattern)
        return Value(isEqual == (op == .eq))
    }
}

/// What a pattern looks through: text or bytes.
final class RegexSubject {
    let value: Value
    private let text: StrObject?
    private let bytes: ContiguousArray<UInt8>
    let isASCII: Bool
    /// Its length in bytes.
    let size: Int
    /// A place known both in bytes and in characters: what is asked for next is near.
    private var known = (byte: 0, character: 0)

    /// Raises TypeError for what is neither or does not go with the pattern.
    init(_ value: Value, for pattern: PatternObject, _ machine: Machine) throws {
        self.value = value
        if let text = value.asStr {
            guard pattern.isText else {
                throw machine.error(.typeError, "cannot use a bytes pattern on a string-like object")
            }
            self.text = text
            bytes = text.utf8
            isASCII = text.isASCII
            size = text.byteCount
        } else if let bytes = machine.bytesLike(value) {
            guard !pattern.isText else {
                throw machine.error(.typeError, "cannot use a string pattern on a bytes-like object")
            }
            text = nil
            self.bytes = ContiguousArray(bytes)
            isASCII = true
            size = bytes.count
        } else {
            throw machine.error(
                .typeError, "expected string or bytes-like object, got '\(machine.typeName(value))'")
        }
    }

    /// Its length as `len` has it.
    var count: Int { text?.count ?? size }

    func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        try bytes.withUnsafeBufferPointer(body)
    }

    /// The part between two places in bytes.
    func part(_ range: Range<Int>, _ machine: Machine) -> Value {
        guard text != nil else { return machine.bytes(bytes[range]) }
        if range.count == size { return value }
        return bytes.withUnsafeBufferPointer { machine.string(copying: UnsafeBufferPointer(rebasing: $0[range])) }
    }

    func append(_ range: Range<Int>, to result: inout ContiguousArray<UInt8>) {
        result += bytes[range]
    }

    /// The place in characters of a place in bytes.
    func character(at byte: Int) -> Int {
        guard text != nil, !isASCII, byte > 0 else { return byte }
        if byte < known.byte / 2 { known = (0, 0) }
        var place = known
        while place.byte < byte {
            if bytes[place.byte] & 0xC0 != 0x80 { place.character += 1 }
            place.byte += 1
        }
        while place.byte > byte {
            place.byte -= 1
            if bytes[place.byte] & 0xC0 != 0x80 { place.character -= 1 }
        }
        known = place
        return place.character
    }

    /// The place in bytes of a place in characters, which lies within the text.
    func byte(at character: Int) -> Int {
        guard text != nil, !isASCII else { return character }
        var place = (byte: 0, character: 0)
        while place.byte < size, place.character < character {
            place.byte += 1
            while place.byte < size, bytes[place.byte] & 0xC0 == 0x80 { place.byte += 1 }
            place.character += 1
        }
        return place.byte
    }
}

/// One match after the other, by the rules of `findall`: none of them empty right behind the one before it.
struct RegexScan {
    let pattern: PatternObject
    let subject: RegexSubject
    let end: Int
    private(set) var place: Int
    private var mustAdvance = false
    private var isOver = false

    init(_ pattern: PatternObject, _ subject: RegexSubject, from start: Int, to end: Int) {
        self.pattern = pattern
        self.subject = subject
        self.end = end
        place = start
    }

    mutating func next(_ machine: Machine) throws -> [Int]? {
        if isOver { return nil }
        try machine.checkInterrupt()
        guard
            let spans = try pattern.find(
                subject, from: place, to: end, .search, mustAdvance: mustAdvance, machine)
        else {
            isOver = true
            return nil
        }
        mustAdvance = spans[0] == spans[1]
        place = spans[1]
        return spans
    }
}
