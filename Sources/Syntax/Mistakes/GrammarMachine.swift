/// Runs ``Grammar`` over tokens: ordered choice with memory, on a stack of its own, so that no nesting is too deep.
struct GrammarMachine {
    private let code: [Grammar.Instruction]
    private let rules: [Grammar.Rule]
    private let actions: [Grammar.Action]
    private let softWords: [StaticString]
    var stream: TokenStream
    /// Whether the rules for mistakes take part.
    var triesMistakes = false
    private(set) var mark = 0
    private var stack: [Entry] = []
    /// Index in `stack` of the innermost call.
    private var frame = -1
    private var captures: [[Range<Int>]] = []
    /// Where a rule that started at a token ends, or -1 if it does not match there.
    private var memory: [UInt64: Int] = [:]

    /// What CPython would raise, and by whom.
    enum Complaint: Error {
        case parser(Diagnostic)
        case lexer(Diagnostic)
    }

    /// A call to return from, or a choice to go back to.
    private struct Entry {
        /// Rule, or -1 for a choice.
        var rule: Int
        var target: Int
        var mark: Int
        var outerFrame = -1
        var triedMistakes = false
    }

    init(_ stream: TokenStream) {
        code = Grammar.python.code
        rules = Grammar.python.ruleInfo
        actions = Grammar.python.actions
        softWords = Grammar.python.softWords
        self.stream = stream
    }

    /// Whether the tokens match a rule.
    mutating func matches(rule name: String, withMistakes: Bool) throws(Complaint) -> Bool {
        triesMistakes = withMistakes
        mark = 0
        stack = []
        frame = -1
        captures = []
        memory = [:]
        let rule = Grammar.python.rule(named: name)
        push(rule, returningTo: -1)
        var counter = rules[rule].entry
        while true {
            let next = try step(counter)
            if next >= 0 {
                counter = next
            } else if next == Step.matched {
                return true
            } else {
                counter = unwind()
                if counter < 0 { return false }
            }
        }
    }

    private enum Step {
        static let failed = -1
        static let matched = -2
    }

    private mutating func fetch(_ index: Int) throws(Complaint) -> Token {
        let token = stream.token(at: index)
        if token.kind == .error, let failure = stream.lexer.failure { throw .lexer(failure.diagnostic) }
        return token
    }

    /// Executes one instruction. Returns where to go on.
    private mutating func step(_ counter: Int) throws(Complaint) -> Int {
        switch code[counter] {
        case .token(let kind):
            let token = try fetch(mark)
            // `<>` is a token, but never matches.
            guard token.kind == kind, kind != .notEqual || stream.isStart(token, of: "!=") else { return Step.failed }
            mark += 1
        case .soft(let word):
            let token = try fetch(mark)
            guard token.kind == .name, stream.isSpelled(token, softWords[word]) else { return Step.failed }
            mark += 1
        case .anySoft:
            let token = try fetch(mark)
            guard token.kind == .name, softWords.contains(where: { stream.isStart(token, of: $0) }) else {
                return Step.failed
            }
            mark += 1
        case .strings: return try matchStrings() ? counter + 1 : Step.failed
        case .call(let rule): return call(rule, from: counter)
        case .callMistake(let rule): return triesMistakes ? call(rule, from: counter) : Step.failed
        case .return: return leave()
        case .choice(let target): stack.append(Entry(rule: -1, target: target, mark: mark))
        case .commit(let target):
            stack.removeLast()
            return target
        case .backCommit(let target):
            mark = stack.removeLast().mark
            return target
        case .fail: return Step.failed
        case .failTwice:
            stack.removeLast()
            return Step.failed
        case .cut: stack.removeSubrange((frame + 1)...)
        case .forced(let kind, let spelling):
            let token = try fetch(mark)
            guard token.kind == kind else {
                throw .parser(stream.diagnostic("expected '\(spelling)'", atToken: token))
            }
            mark += 1
        case .begin(let slot): captures[captures.count - 1][slot] = mark..<mark
        case .end(let slot):
            captures[captures.count - 1][slot] = captures[captures.count - 1][slot].lowerBound..<mark
        case .action(let index):
            guard try perform(actions[index], captures[captures.count - 1]) else {
                // The rule as a whole fails: CPython tries no alternative after one whose words do not apply.
                stack.removeSubrange((frame + 1)...)
                return Step.failed
            }
        }
        return counter + 1
    }

    // MARK: Rules

    private func memoryKey(_ rule: Int, _ mark: Int) -> UInt64 {
        let flag: UInt64 = triesMistakes && !rules[rule].isShared ? 1 : 0
        return UInt64(mark) << 16 | UInt64(rule) << 1 | flag
    }

    private mutating func push(_ rule: Int, returningTo target: Int) {
        stack.append(
            Entry(rule: rule, target: target, mark: mark, outerFrame: frame, triedMistakes: triesMistakes))
        frame = stack.count - 1
        captures.append([0..<0, 0..<0])
        if rules[rule].turnsMistakesOff { triesMistakes = false }
    }

    private mutating func call(_ rule: Int, from counter: Int) -> Int {
        if let end = memory[memoryKey(rule, mark)] {
            if end < 0 { return Step.failed }
            mark = end
            return counter + 1
        }
        push(rule, returningTo: counter + 1)
        return rules[rule].entry
    }

    /// Ends the innermost rule with success.
    private mutating func leave() -> Int {
        let entry = stack[frame]
        stack.removeSubrange(frame...)
        close(entry)
        memory[memoryKey(entry.rule, entry.mark)] = mark
        return entry.target < 0 ? Step.matched : entry.target
    }

    private mutating func close(_ entry: Entry) {
        frame = entry.outerFrame
        triesMistakes = entry.triedMistakes
        captures.removeLast()
    }

    /// Goes back to the latest choice; rules left on the way have failed.
    private mutating func unwind() -> Int {
        while let entry = stack.popLast() {
            if entry.rule < 0 {
                mark = entry.mark
                return entry.target
            }
            close(entry)
            memory[memoryKey(entry.rule, entry.mark)] = -1
        }
        return -1
    }

    // MARK: Leaves

    /// Strings are looked into as soon as they are read.
    private mutating func matchStrings() throws(Complaint) -> Bool {
        let start = mark
        while try fetch(mark).kind == .string { mark += 1 }
        guard mark > start else { return false }
        var parser = Parser(stream, at: start)
        do throws(Parser.Halt) {
            _ = try parser.parseStrings()
        } catch {
            if case .wrong(let diagnostic) = error { throw .parser(diagnostic) }
        }
        return true
    }
}
