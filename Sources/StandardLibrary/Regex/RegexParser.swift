import Interpreter

/// Reads CPython's syntax of regular expressions.
struct RegexParser {
    var tokens: RegexTokens
    var flags: RegexFlags
    /// The width of each group that is closed; the whole pattern is number 0.
    private(set) var widths: [ClosedRange<Int>?] = [nil]
    private(set) var names: [(name: String, number: Int)] = []
    /// How many groups there were where the outermost look-behind began.
    private var lookBehindGroups: Int?
    private var laterReferences: [(number: Int, place: Int)] = []
    /// How deep groups may be inside each other.
    private static let deepest = 480

    /// Raised for patterns with too many groups inside each other.
    struct TooDeep: Error {}

    init(_ units: [UInt32], isText: Bool, flags: RegexFlags) throws {
        tokens = try RegexTokens(units, isText: isText)
        self.flags = flags
    }

    var groupCount: Int { widths.count - 1 }

    mutating func parse() throws -> RegexNode {
        let node = try alternatives(flags.contains(.verbose), 0)
        if !tokens.isAtEnd { throw tokens.mistake("unbalanced parenthesis") }
        for (number, place) in laterReferences where number >= widths.count {
            throw RegexMistake(message: "invalid group reference \(number)", position: place)
        }
        return node
    }

    private mutating func alternatives(_ verbose: Bool, _ depth: Int) throws -> RegexNode {
        guard depth < Self.deepest else { throw TooDeep() }
        var verbose = verbose
        var branches: [RegexNode] = []
        repeat {
            if depth == 0 { verbose = flags.contains(.verbose) }
            branches.append(try sequence(verbose, depth + 1, isFirst: depth == 0 && branches.isEmpty))
        } while try tokens.match("|")
        return branches.count == 1 ? branches[0] : .branch(branches)
    }

    private mutating func sequence(_ verbose: Bool, _ depth: Int, isFirst: Bool = false) throws -> RegexNode {
        var verbose = verbose
        var parts: [RegexNode] = []
        while !tokens.isAtEnd, tokens.plain != 0x7C, tokens.plain != 0x29 {
            let piece = try tokens.take()
            let unit = piece[0]
            if verbose, piece.count == 1 {
                if [0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C].contains(unit) { continue }
                if unit == 0x23 {
                    while !tokens.isAtEnd, try tokens.take() != [0x0A] {}
                    continue
                }
            }
            switch unit {
            case 0x5C: parts.append(try escape(piece))
            case 0x5B: parts.append(try set())
            case 0x2A, 0x2B, 0x3F, 0x7B: try repetition(unit, &parts)
            case 0x2E: parts.append(.any)
            case 0x5E: parts.append(.place(.start))
            case 0x24: parts.append(.place(.end))
            case 0x28:
                if let group = try group(verbose, depth, isFirst: isFirst && parts.isEmpty) {
                    parts.append(group)
                } else if isFirst {
                    verbose = flags.contains(.verbose)
                }
            default: parts.append(.literal(unit))
            }
        }
        return .sequence(parts)
    }

    // MARK: Escapes

    private mutating func escape(_ piece: [UInt32]) throws -> RegexNode {
        let unit = piece[1]
        switch unit {
        case 0x41: return .place(.textStart)
        case 0x5A: return .place(.textEnd)
        case 0x62: return .place(.boundary)
        case 0x42: return .place(.notBoundary)
        default: break
        }
        if let category = RegexTokens.category(unit) { return .set([.category(category)], isNegated: false) }
        if let control = RegexTokens.control(unit) { return .literal(control) }
        if let value = try tokens.numbered(piece) { return .literal(value) }
        if unit == 0x30 {
            let whole = piece + (try tokens.take(upTo: 2, RegexTokens.isOctal))
            return .literal(try tokens.octal(whole))
        }
        if RegexTokens.isDigit(unit) { return try numberedReference(piece) }
        if RegexTokens.isLetter(unit) {
            throw tokens.mistake("bad escape \(RegexTokens.text(piece))", piece.count)
        }
        return .literal(unit)
    }

    /// A reference to a group, or three octal digits.
    private mutating func numberedReference(_ piece: [UInt32]) throws -> RegexNode {
        var whole = piece
        if RegexTokens.isDigit(tokens.plain) {
            whole += try tokens.take()
            if RegexTokens.isOctal(whole[1]), RegexTokens.isOctal(whole[2]), RegexTokens.isOctal(tokens.plain) {
                whole += try tokens.take()
                return .literal(try tokens.octal(whole))
            }
        }
        let number = Int(RegexTokens.text(Array(whole.dropFirst()))) ?? 0
        guard number < widths.count else {
            throw tokens.mistake("invalid group reference \(number)", whole.count - 1)
        }
        guard widths[number] != nil else { throw tokens.mistake("cannot refer to an open group", whole.count) }
        try checkLookBehind(number)
        return .reference(number)
    }

    private func checkLookBehind(_ number: Int) throws {
        guard let lookBehindGroups else { return }
        guard number < widths.count, widths[number] != nil else {
            throw tokens.mistake("cannot refer to an open group")
        }
        if number >= lookBehindGroups {
            throw tokens.mistake("cannot refer to group defined in the same lookbehind subpattern")
        }
    }

    // MARK: Sets

    private mutating func set() throws -> RegexNode {
        let here = tokens.place - 1
        var items: [RegexNode.Item] = []
        let isNegated = try tokens.match("^")
        while true {
            let piece = try tokens.take()
            if piece.isEmpty { throw tokens.mistake("unterminated character set", tokens.place - here) }
            if piece == [0x5D], !items.isEmpty { break }
            let first = try setItem(piece)
            guard try tokens.match("-") else {
                items.append(first)
                continue
            }
            let other = try tokens.take()
            if other.isEmpty { throw tokens.mistake("unterminated character set", tokens.place - here) }
            if other == [0x5D] {
                items += [first, .range(0x2D, 0x2D)]
                break
            }
            let second = try setItem(other)
            guard case .range(let low, _) = first, case .range(let high, _) = second, low <= high else {
                throw tokens.mistake(
                    "bad character range \(RegexTokens.text(piece))-\(RegexTokens.text(other))",
                    piece.count + 1 + other.count)
            }
            items.append(.range(low, high))
        }
        if !isNegated, items.count == 1, case .range(let low, let high) = items[0], low == high {
            return .literal(low)
        }
        return .set(items, isNegated: isNegated)
    }

    private mutating func setItem(_ piece: [UInt32]) throws -> RegexNode.Item {
        guard piece.count == 2 else { return .range(piece[0], piece[0]) }
        let unit = piece[1]
        if let control = RegexTokens.control(unit) { return .range(control, control) }
        if let category = RegexTokens.category(unit) { return .category(category) }
        if let value = try tokens.numbered(piece) { return .range(value, value) }
        if RegexTokens.isOctal(unit) {
            let whole = piece + (try tokens.take(upTo: 2, RegexTokens.isOctal))
            let value = try tokens.octal(whole)
            return .range(value, value)
        }
        if RegexTokens.isDigit(unit) || RegexTokens.isLetter(unit) {
            throw tokens.mistake("bad escape \(RegexTokens.text(piece))", piece.count)
        }
        return .range(unit, unit)
    }

    // MARK: Repetition

    /// Raised for a count beyond what CPython takes.
    struct TooMany: Error {}

    private mutating func repetition(_ unit: UInt32, _ parts: inout [RegexNode]) throws {
        let here = tokens.place
        var least = 0
        var most: Int?
        switch unit {
        case 0x3F: most = 1
        case 0x2A: break
        case 0x2B: least = 1
        default:
            if tokens.plain == 0x7D {
                parts.append(.literal(unit))
                return
            }
            let low = try tokens.take(upTo: .max, RegexTokens.isDigit)
            var high = low
            if try tokens.match(",") { high = try tokens.take(upTo: .max, RegexTokens.isDigit) }
            guard try tokens.match("}") else {
                parts.append(.literal(unit))
                try tokens.seek(here)
                return
            }
            least = low.isEmpty ? 0 : try Self.count(low)
            most = high.isEmpty ? nil : try Self.count(high)
            if let most, most < least {
                throw tokens.mistake("min repeat greater than max repeat", tokens.place - here)
            }
        }
        let back = tokens.place - here + 1
        guard let item = parts.last else { throw tokens.mistake("nothing to repeat", back) }
        if case .place = item { throw tokens.mistake("nothing to repeat", back) }
        if case .repeated = item { throw tokens.mistake("multiple repeat", back) }
        let greed: RegexNode.Greed = try tokens.match("?") ? .lazy : try tokens.match("+") ? .possessive : .greedy
        parts[parts.count - 1] = .repeated(item, least, most, greed)
    }

    private static func count(_ digits: [UInt32]) throws -> Int {
        guard let value = Int(RegexTokens.text(digits)), value < 4_294_967_295 else { throw TooMany() }
        return value
    }

    // MARK: Groups

    /// What a parenthesis opens; nil for a comment and for flags of the whole pattern.
    private mutating func group(_ verbose: Bool, _ depth: Int, isFirst: Bool) throws -> RegexNode? {
        let start = tokens.place - 1
        guard try tokens.match("?") else {
            return try capture(nil, verbose, depth, start)
        }
        let piece = try tokens.take()
        if piece.isEmpty { throw tokens.mistake("unexpected end of pattern") }
        switch UnicodeScalar(piece[0]).map(Character.init) {
        case "P": return try named(verbose, depth, start)
        case ":": return .group(nil, on: [], off: [], try inside(verbose, depth, start))
        case "#":
            while true {
                if tokens.isAtEnd {
                    throw tokens.mistake("missing ), unterminated comment", tokens.place - start)
                }
                if try tokens.take() == [0x29] { return nil }
            }
        case "=", "!": return try look(isBehind: false, piece[0] == 0x21, verbose, depth, start)
        case "<":
            let kind = try tokens.take()
            if kind.isEmpty { throw tokens.mistake("unexpected end of pattern") }
            guard kind == [0x3D] || kind == [0x21] else {
                throw tokens.mistake("unknown extension ?<\(RegexTokens.text(kind))", kind.count + 2)
            }
            return try look(isBehind: true, kind[0] == 0x21, verbose, depth, start)
        case "(": return try conditional(verbose, depth, start)
        case ">": return .atomic(try inside(verbose, depth, start))
        default:
            guard piece.count == 1, piece[0] == 0x2D || RegexFlags(letter: piece[0]) != nil else {
                throw tokens.mistake("unknown extension ?\(RegexTokens.text(piece))", piece.count + 1)
            }
            guard let (on, off) = try partFlags(piece[0]) else {
                if !isFirst {
                    throw tokens.mistake("global flags not at the start of the expression", tokens.place - start)
                }
                return nil
            }
            let isVerbose = (verbose || on.contains(.verbose)) && !off.contains(.verbose)
            return .group(nil, on: on, off: off, try inside(isVerbose, depth, start))
        }
    }

    private mutating func inside(_ verbose: Bool, _ depth: Int, _ start: Int) throws -> RegexNode {
        let node = try alternatives(verbose, depth + 1)
        guard try tokens.match(")") else {
            throw tokens.mistake("missing ), unterminated subpattern", tokens.place - start)
        }
        return node
    }

    private mutating func capture(
        _ name: [UInt32]?, _ verbose: Bool, _ depth: Int, _ start: Int
    ) throws -> RegexNode {
        let number = widths.count
        widths.append(nil)
        if let name {
            let text = RegexTokens.text(name)
            if let other = names.first(where: { $0.name == text }) {
                throw tokens.mistake(
                    "redefinition of group name \(RegexTokens.repr(name)) as group \(number); was group \(other.number)",
                    name.count + 1)
            }
            names.append((text, number))
        }
        let node = try inside(verbose, depth, start)
        widths[number] = node.width(widths)
        return .group(number, on: [], off: [], node)
    }

    private func checkName(_ name: [UInt32]) throws {
        guard RegexTokens.isIdentifier(name) else {
            throw tokens.mistake("bad character in group name \(RegexTokens.repr(name))", name.count + 1)
        }
    }

    private mutating func named(_ verbose: Bool, _ depth: Int, _ start: Int) throws -> RegexNode {
        if try tokens.match("<") {
            let name = try tokens.take(until: ">", "group name")
            try checkName(name)
            return try capture(name, verbose, depth, start)
        }
        guard try tokens.match("=") else {
            let piece = try tokens.take()
            if piece.isEmpty { throw tokens.mistake("unexpected end of pattern") }
            throw tokens.mistake("unknown extension ?P\(RegexTokens.text(piece))", piece.count + 2)
        }
        let name = try tokens.take(until: ")", "group name")
        try checkName(name)
        let number = try self.number(of: name)
        guard widths[number] != nil else { throw tokens.mistake("cannot refer to an open group", name.count + 1) }
        try checkLookBehind(number)
        return .reference(number)
    }

    private func number(of name: [UInt32]) throws -> Int {
        let text = RegexTokens.text(name)
        guard let known = names.first(where: { $0.name == text }) else {
            throw tokens.mistake("unknown group name \(RegexTokens.repr(name))", name.count + 1)
        }
        return known.number
    }

    private mutating func look(
        isBehind: Bool, _ isNegated: Bool, _ verbose: Bool, _ depth: Int, _ start: Int
    ) throws -> RegexNode {
        let outer = lookBehindGroups
        if isBehind, outer == nil { lookBehindGroups = widths.count }
        let node = try alternatives(verbose, depth + 1)
        if isBehind, outer == nil { lookBehindGroups = nil }
        guard try tokens.match(")") else {
            throw tokens.mistake("missing ), unterminated subpattern", tokens.place - start)
        }
        return .look(isBehind: isBehind, isNegated: isNegated, node)
    }

    private mutating func conditional(_ verbose: Bool, _ depth: Int, _ start: Int) throws -> RegexNode {
        let name = try tokens.take(until: ")", "group name")
        let number: Int
        if RegexTokens.isIdentifier(name) {
            number = try self.number(of: name)
        } else {
            guard let value = Int(RegexTokens.text(name)), value >= 0 else {
                throw tokens.mistake("bad character in group name \(RegexTokens.repr(name))", name.count + 1)
            }
            if value == 0 { throw tokens.mistake("bad group number", name.count + 1) }
            guard value < 1 << 30 else {
                throw tokens.mistake("invalid group reference \(value)", name.count + 1)
            }
            number = value
            if !laterReferences.contains(where: { $0.number == number }) {
                laterReferences.append((number, tokens.place - name.count - 1))
            }
        }
        try checkLookBehind(number)
        guard depth < Self.deepest else { throw TooDeep() }
        let yes = try sequence(verbose, depth + 1)
        var no: RegexNode?
        if try tokens.match("|") {
            no = try sequence(verbose, depth + 1)
            if tokens.plain == 0x7C {
                throw tokens.mistake("conditional backref with more than two branches")
            }
        }
        guard try tokens.match(")") else {
            throw tokens.mistake("missing ), unterminated subpattern", tokens.place - start)
        }
        return .conditional(number, yes, no)
    }

    // MARK: Flags

    /// The flags of `(?i:…)` and `(?-i:…)`; nil after those of the whole pattern, `(?i)`.
    private mutating func partFlags(_ first: UInt32) throws -> (RegexFlags, RegexFlags)? {
        var on: RegexFlags = []
        var off: RegexFlags = []
        var unit = first
        if unit != 0x2D {
            while let flag = RegexFlags(letter: unit) {
                if tokens.isText, flag == .locale {
                    throw tokens.mistake("bad inline flags: cannot use 'L' flag with a str pattern")
                }
                if !tokens.isText, flag == .unicode {
                    throw tokens.mistake("bad inline flags: cannot use 'u' flag with a bytes pattern")
                }
                on.insert(flag)
                if RegexFlags.kinds.contains(flag), on.intersection(.kinds) != flag {
                    throw tokens.mistake("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
                }
                unit = try flagLetter("missing -, : or )", ends: [0x29, 0x2D, 0x3A])
            }
        }
        if unit == 0x29 {
            flags.formUnion(on)
            return nil
        }
        if !on.isDisjoint(with: .global) {
            throw tokens.mistake("bad inline flags: cannot turn on global flag", 1)
        }
        if unit == 0x2D {
            unit = try flagLetter("missing flag", ends: [])
            while let flag = RegexFlags(letter: unit) {
                if RegexFlags.kinds.contains(flag) {
                    throw tokens.mistake("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                }
                off.insert(flag)
                unit = try flagLetter("missing :", ends: [0x3A])
            }
        }
        if !off.isDisjoint(with: .global) {
            throw tokens.mistake("bad inline flags: cannot turn off global flag", 1)
        }
        if !on.isDisjoint(with: off) { throw tokens.mistake("bad inline flags: flag turned on and off", 1) }
        return (on, off)
    }

    private mutating func flagLetter(_ missing: String, ends: [UInt32]) throws -> UInt32 {
        let piece = try tokens.take()
        if piece.isEmpty { throw tokens.mistake(missing) }
        if piece.count == 1, ends.contains(piece[0]) || RegexFlags(letter: piece[0]) != nil { return piece[0] }
        let isLetter = piece.count == 1 && (UnicodeScalar(piece[0])?.properties.isAlphabetic ?? false)
        throw tokens.mistake(isLetter ? "unknown flag" : missing, piece.count)
    }
}
