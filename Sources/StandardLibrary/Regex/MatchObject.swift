import Interpreter

/// `re.Match`: where a pattern and its groups matched.
final class MatchObject: Object {
    let patternValue: Value
    unowned(unsafe) let pattern: PatternObject
    let subject: RegexSubject
    /// Beginnings and ends in bytes; -1 for a group that took no part.
    let spans: [Int]
    let start: Int
    let end: Int

    init(
        _ type: ClassObject, _ pattern: PatternObject, _ subject: RegexSubject, _ spans: [Int], start: Int, end: Int
    ) {
        patternValue = Value(pattern)
        self.pattern = pattern
        self.subject = subject
        self.spans = spans
        self.start = start
        self.end = end
        super.init(type, kind: .instance, heap: type.heap)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([patternValue, subject.value])
    }

    func range(_ group: Int) -> Range<Int>? {
        let begin = spans[2 * group]
        // A look-around may set an end before the beginning.
        return begin < 0 || spans[2 * group + 1] < begin ? nil : begin..<spans[2 * group + 1]
    }

    func text(_ group: Int, _ machine: Machine, absent: Value = .none) -> Value {
        range(group).map { subject.part($0, machine) } ?? absent
    }

    func span(_ group: Int) -> (Int, Int) {
        guard let range = range(group) else { return (-1, -1) }
        return (subject.character(at: range.lowerBound), subject.character(at: range.upperBound))
    }

    /// The number of a group given by number or name. Raises IndexError.
    func group(_ key: Value, _ machine: Machine) throws -> Int {
        if key.isUnbound { return 0 }
        if let name = key.asStr {
            if let known = pattern.names.first(where: { $0.name == name.string }) { return known.number }
        } else if let index = try machine.index(of: key), index.isSmallInt {
            if index.smallInt >= 0, index.smallInt <= pattern.groupCount { return index.smallInt }
        }
        throw machine.error(.indexError, "no such group")
    }

    /// The group that was closed last: the one that ends last, and around another that ends there the outer one.
    var lastGroup: Int? {
        var last: Int?
        for group in 1..<(pattern.groupCount + 1) {
            guard let range = range(group) else { continue }
            guard let best = last, let other = self.range(best) else {
                last = group
                continue
            }
            if range.upperBound > other.upperBound || range.upperBound == other.upperBound && !isInside(group, best) {
                last = group
            }
        }
        return last
    }

    private func isInside(_ group: Int, _ outer: Int) -> Bool {
        var around = pattern.outer[group]
        while around > 0 {
            if around == outer { return true }
            around = pattern.outer[around]
        }
        return false
    }

    override func repr(_ machine: Machine) throws -> String {
        let (begin, end) = span(0)
        let text = String(try machine.repr(self.text(0, machine)).unicodeScalars.prefix(50).map(Character.init))
        return "<re.Match object; span=(\(begin), \(end)), match=\(text)>"
    }
    override func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        text(try group(key, machine), machine)
    }
}

/// What `sub` and `expand` write: pieces of text and groups.
enum RegexTemplate {
    enum Part {
        case text([UInt8])
        case group(Int)
    }

    /// Raises `re.error` and, for a name that no group has, IndexError.
    static func parse(_ value: Value, for pattern: PatternObject, _ machine: Machine) throws -> [Part] {
        let units: [UInt32]
        if let text = value.asStr {
            guard text.utf8.contains(0x5C) else { return [.text(Array(text.utf8))] }
            units = text.scalars
        } else {
            units = try machine.bytesArgument(value).map { UInt32($0) }
        }
        do {
            var reader = Reader(
                tokens: try RegexTokens(units, isText: value.asStr != nil), pattern: pattern, machine: machine)
            try reader.run()
            return reader.parts
        } catch let mistake as RegexMistake {
            throw StandardLibrary.regexError(mistake, value, machine)
        }
    }

    private struct Reader {
        var tokens: RegexTokens
        let pattern: PatternObject
        let machine: Machine
        var parts: [Part] = []
        private var literal: ContiguousArray<UInt8> = []

        init(tokens: RegexTokens, pattern: PatternObject, machine: Machine) {
            self.tokens = tokens
            self.pattern = pattern
            self.machine = machine
        }

        private mutating func add(_ unit: UInt32) {
            if tokens.isText { CodePoints.append(unit, to: &literal) } else { literal.append(UInt8(unit & 0xFF)) }
        }

        private mutating func add(group: Int, _ back: Int) throws {
            guard group <= pattern.groupCount else {
                throw tokens.mistake("invalid group reference \(group)", back)
            }
            flush()
            parts.append(.group(group))
        }

        private mutating func flush() {
            if !literal.isEmpty { parts.append(.text(Array(literal))) }
            literal = []
        }

        mutating func run() throws {
            while !tokens.isAtEnd {
                let piece = try tokens.take()
                if piece.count == 1 { add(piece[0]) } else { try escape(piece) }
            }
            flush()
        }

        private mutating func escape(_ piece: [UInt32]) throws {
            let unit = piece[1]
            if unit == 0x67 { return try named() }
            if unit == 0x30 {
                let digits = try piece.dropFirst() + tokens.take(upTo: 2, RegexTokens.isOctal)
                return add((UInt32(RegexTokens.text(Array(digits)), radix: 8) ?? 0) & 0xFF)
            }
            if RegexTokens.isDigit(unit) {
                var whole = piece
                if RegexTokens.isDigit(tokens.plain) {
                    whole += try tokens.take()
                    if RegexTokens.isOctal(unit), RegexTokens.isOctal(whole[2]), RegexTokens.isOctal(tokens.plain) {
                        whole += try tokens.take()
                        return add(try tokens.octal(whole))
                    }
                }
                return try add(group: Int(RegexTokens.text(Array(whole.dropFirst()))) ?? 0, whole.count - 1)
            }
            if let control = RegexTokens.control(unit) { return add(control) }
            if RegexTokens.isLetter(unit) {
                throw tokens.mistake("bad escape \(RegexTokens.text(piece))", piece.count)
            }
            add(0x5C)
            add(unit)
        }

        private mutating func named() throws {
            guard try tokens.match("<") else { throw tokens.mistake("missing <") }
            let name = try tokens.take(until: ">", "group name")
            if RegexTokens.isIdentifier(name) {
                let text = RegexTokens.text(name)
                guard let known = pattern.names.first(where: { $0.name == text }) else {
                    throw machine.error(.indexError, "unknown group name \(RegexTokens.repr(name))")
                }
                return try add(group: known.number, name.count + 1)
            }
            guard let number = Int(RegexTokens.text(name)), number >= 0 else {
                throw tokens.mistake(
                    "bad character in group name \(RegexTokens.repr(name))", name.count + 1)
            }
            try add(group: number, name.count + 1)
        }
    }
}
