/// Python's grammar as a program for a small parsing machine (``GrammarMachine``).
///
/// The texts of ``rules`` and ``mistakes`` are compiled on the first wrong program of a process.
struct Grammar: Sendable {
    private(set) var code: [Instruction] = []
    private(set) var ruleInfo: [Rule] = []
    private(set) var actions: [Action] = []
    private(set) var softWords: [StaticString] = ["match", "case", "_"]
    private var indices: [String: Int] = [:]

    static let python = Grammar(text: rules + mistakes)

    enum Instruction: Sendable {
        case token(Token.Kind)
        /// A name with this spelling, by index into `softWords`.
        case soft(Int)
        /// A name that is any soft keyword or the start of one (CPython compares no further, so `c d` is no "c, d").
        case anySoft
        /// One string token or more, checked for what is wrong inside them.
        case strings
        case call(Int)
        /// A call of a rule for mistakes: fails where those are off.
        case callMistake(Int)
        case `return`
        /// If what follows fails, go on at the target with the place of now.
        case choice(Int)
        /// What followed the choice has matched: forget it.
        case commit(Int)
        /// The same, and go back to the choice's place: the end of `&x`.
        case backCommit(Int)
        case fail
        /// `!x` has matched x.
        case failTwice
        /// `~`: forget this rule's alternatives.
        case cut
        /// The token must come, or the words are `expected 'x'`.
        case forced(Token.Kind, String)
        case begin(Int)
        case end(Int)
        case action(Int)
    }

    struct Rule: Sendable {
        let name: String
        var entry = 0
        /// Results are valid whether rules for mistakes are on or off.
        var isShared = false
        /// Turns the rules for mistakes off while it runs.
        var turnsMistakesOff: Bool { name == "expression_without_invalid" }
        var isMistake: Bool { name.hasPrefix("invalid_") }
    }

    /// What an alternative says when it matches.
    struct Action: Sendable {
        enum Kind: String, Sendable {
            /// Words at remembered places.
            case at, range, from, last, indent, parameter
            /// `cannot assign to …`, `cannot delete …` if the expression holds something that cannot be.
            case starTarget, forTarget, delTarget
            /// `print x`, and two expressions side by side.
            case legacy, comma
            /// Generators among arguments, positional arguments after keywords, a key without a value.
            case generator, generatorInCall, positional, key
            /// `[a, b for …]`.
            case targets
            /// Parts of a complex number in a pattern.
            case real, imaginary
        }

        let kind: Kind
        let message: String
        /// For each remembered place, whether it is an expression (whose own span counts, without parentheses).
        var isExpression = [false, false]
    }

    func rule(named name: String) -> Int {
        indices[name] ?? 0
    }

    // MARK: Compiling

    private init(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        for line in lines where !line.hasPrefix(" ") {
            let isShared = line.hasSuffix("*")
            let name = String(isShared ? line.dropLast() : line)
            indices[name] = ruleInfo.count
            ruleInfo.append(Rule(name: name, isShared: isShared))
        }
        var current = -1
        var alternatives: [Substring] = []
        for line in lines {
            if line.hasPrefix(" ") {
                alternatives.append(line)
            } else {
                if current >= 0 { compile(rule: current, alternatives) }
                alternatives = []
                current += 1
            }
        }
        compile(rule: current, alternatives)
    }

    private mutating func compile(rule: Int, _ alternatives: [Substring]) {
        ruleInfo[rule].entry = code.count
        for (index, line) in alternatives.enumerated() {
            let isLast = index == alternatives.count - 1
            let choice = code.count
            if !isLast { code.append(.fail) }
            compile(alternative: line)
            code.append(.return)
            if !isLast { code[choice] = .choice(code.count) }
        }
    }

    private mutating func compile(alternative line: Substring) {
        let parts = line.split(separator: " => ", maxSplits: 1)
        var scanner = GrammarScanner(parts[0])
        let action = parts.count > 1 ? GrammarScanner.action(parts[1]) : nil
        var isExpression = [false, false]
        compileChoice(&scanner, &isExpression)
        if var action {
            action.isExpression = isExpression
            code.append(.action(actions.count))
            actions.append(action)
        }
    }

    /// `x y | z` up to a closing bracket.
    private mutating func compileChoice(_ scanner: inout GrammarScanner, _ isExpression: inout [Bool]) {
        var exits: [Int] = []
        while true {
            let start = code.count
            compileSequence(&scanner, &isExpression)
            guard scanner.accept("|") else { break }
            let item = Array(code[start...])
            code.removeSubrange(start...)
            code.append(.choice(start + item.count + 2))
            code += item.map { $0.moved(by: 1) }
            exits.append(code.count)
            code.append(.fail)
        }
        for exit in exits { code[exit] = .commit(code.count) }
    }

    private mutating func compileSequence(_ scanner: inout GrammarScanner, _ isExpression: inout [Bool]) {
        while let next = scanner.peek, next != "|", next != ")", next != "}" {
            compileItem(&scanner, &isExpression)
        }
    }

    /// One item with what stands before and after it.
    private mutating func compileItem(_ scanner: inout GrammarScanner, _ isExpression: inout [Bool]) {
        if scanner.accept("~") {
            code.append(.cut)
            return
        }
        if scanner.accept("&&") {
            if case .literal(let spelling, let kind) = scanner.atom(self) { code.append(.forced(kind, spelling)) }
            return
        }
        let isAhead = scanner.accept("&")
        let isNot = !isAhead && scanner.accept("!")
        let choice = code.count
        if isAhead || isNot { code.append(.fail) }
        let slot = scanner.capture()
        if let slot {
            code.append(.begin(slot.index))
            isExpression[slot.index] = slot.isExpression
        }
        compileRepeated(&scanner, &isExpression)
        if let slot { code.append(.end(slot.index)) }
        if isAhead {
            code[choice] = .choice(code.count + 1)
            code.append(.backCommit(code.count + 2))
            code.append(.fail)
        } else if isNot {
            code[choice] = .choice(code.count + 1)
            code.append(.failTwice)
        }
    }

    private mutating func compileRepeated(_ scanner: inout GrammarScanner, _ isExpression: inout [Bool]) {
        let start = code.count
        compileAtom(&scanner, &isExpression)
        let item = Array(code[start...])
        if scanner.accept("?") {
            code.removeSubrange(start...)
            code.append(.choice(start + item.count + 2))
            code += item.map { $0.moved(by: 1) }
            code.append(.commit(start + item.count + 2))
        } else if scanner.accept("*") {
            code.removeSubrange(start...)
            appendLoop(item, from: start)
        } else if scanner.accept("+") {
            appendLoop(item, from: start)
        }
    }

    /// `item*`, the item having been compiled at `origin`.
    private mutating func appendLoop(_ item: [Instruction], from origin: Int) {
        let start = code.count
        code.append(.choice(start + item.count + 2))
        code += item.map { $0.moved(by: start + 1 - origin) }
        code.append(.commit(start))
    }

    private mutating func compileAtom(_ scanner: inout GrammarScanner, _ isExpression: inout [Bool]) {
        switch scanner.atom(self) {
        case .literal(_, let kind): code.append(.token(kind))
        case .soft(let word): code.append(.soft(softWords.firstIndex { "\($0)" == word } ?? 0))
        case .anySoft: code.append(.anySoft)
        case .strings: code.append(.strings)
        case .rule(let index): code.append(ruleInfo[index].isMistake ? .callMistake(index) : .call(index))
        case .group:
            compileChoice(&scanner, &isExpression)
            _ = scanner.accept(")")
        case .list:
            let start = code.count
            compileSequence(&scanner, &isExpression)
            _ = scanner.accept("}")
            let item = Array(code[start...])
            let loop = code.count
            code.append(.choice(loop + item.count + 3))
            code.append(.token(.comma))
            code += item.map { $0.moved(by: loop + 2 - start) }
            code.append(.commit(loop))
        }
    }
}

extension Grammar.Instruction {
    /// The same with its target moved along.
    func moved(by distance: Int) -> Grammar.Instruction {
        switch self {
        case .choice(let target): .choice(target + distance)
        case .commit(let target): .commit(target + distance)
        case .backCommit(let target): .backCommit(target + distance)
        default: self
        }
    }
}

/// Reads one line of the grammar's text.
struct GrammarScanner {
    private var rest: Substring

    enum Atom {
        case literal(String, Token.Kind)
        case soft(String)
        case anySoft, strings, group, list
        case rule(Int)
    }

    init(_ text: Substring) {
        rest = text.drop { $0 == " " }
    }

    var peek: Character? { rest.first }

    mutating func accept(_ text: String) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count).drop { $0 == " " }
        return true
    }

    /// `a:` (an expression) or `a=` (tokens) before an item.
    mutating func capture() -> (index: Int, isExpression: Bool)? {
        for (index, letter) in ["a", "b"].enumerated() {
            if accept(letter + ":") { return (index, true) }
            if accept(letter + "=") { return (index, false) }
        }
        return nil
    }

    mutating func atom(_ grammar: Grammar) -> Atom {
        if accept("(") { return .group }
        if accept("{") { return .list }
        if let quoted = quoted("'") { return .literal(quoted, GrammarScanner.kind(spelled: quoted)) }
        if let quoted = quoted("\"") { return .soft(quoted) }
        let name = rest.prefix { $0.isLetter || $0 == "_" }
        // Repetition marks must stay next to the name.
        rest = rest.dropFirst(name.count)
        defer { if !"?*+".contains(rest.first ?? " ") { rest = rest.drop { $0 == " " } } }
        switch name {
        case "NAME": return .literal("NAME", .name)
        case "NUMBER": return .literal("NUMBER", .number)
        case "STRING": return .literal("STRING", .string)
        case "NEWLINE": return .literal("NEWLINE", .newline)
        case "INDENT": return .literal("INDENT", .indent)
        case "DEDENT": return .literal("DEDENT", .dedent)
        case "ENDMARKER": return .literal("ENDMARKER", .endMarker)
        case "STRINGS": return .strings
        case "SOFT_KEYWORD": return .anySoft
        default: return .rule(grammar.rule(named: String(name)))
        }
    }

    private mutating func quoted(_ quote: Character) -> String? {
        guard rest.first == quote, let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
        let text = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...].drop { $0 == " " }
        return text
    }

    private static func kind(spelled text: String) -> Token.Kind {
        let all = Token.Kind.keywords + Token.Kind.operators
        return all.first { $0.0 == text }?.1 ?? .stray
    }

    /// `kind a b: message`.
    static func action(_ text: Substring) -> Grammar.Action? {
        let parts = text.split(separator: ": ", maxSplits: 1)
        guard let word = parts[0].split(separator: " ").first,
            let kind = Grammar.Action.Kind(rawValue: String(word))
        else { return nil }
        return Grammar.Action(kind: kind, message: parts.count > 1 ? String(parts[1]) : "")
    }
}
