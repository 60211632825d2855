import Syntax

// The match statement.
extension FunctionCompiler {
    func compileMatch(_ subject: Expr, _ cases: [MatchCase]) throws(CompileError) {
        let value = code.temporary()
        try compile(subject, into: value)
        let end = Label()
        let before = assigned
        for (index, matchCase) in cases.enumerated() {
            try check(matchCase.pattern, isLast: matchCase.guard != nil || index == cases.count - 1)
            let next = Label()
            let mark = code.top
            var captures: [(name: String, register: Register)] = []
            try compile(matchCase.pattern, of: value, failing: next, &captures)
            for capture in captures { store(capture.name, from: capture.register) }
            if let condition = matchCase.guard { try jump(unless: condition, to: next) }
            try compile(matchCase.body)
            code.emitJump(.jump, to: end)
            code.place(next)
            code.release(to: mark)
            assigned = before
        }
        code.place(end)
    }

    /// Jumps to `failing` unless the value matches; what it captures is bound when the whole pattern has matched.
    private func compile(
        _ pattern: Pattern, of value: Register, failing: Label, _ captures: inout [(name: String, register: Register)]
    ) throws(CompileError) {
        code.span = pattern.span
        switch pattern.kind {
        case .value(let expression):
            let result = code.temporary()
            let expected = try operand(expression)
            code.span = pattern.span
            code.emit(.eq, a: result, b: value, c: expected)
            code.emitJump(.jumpIfFalse, a: result, to: failing)
        case .singleton(let constant):
            let result = code.temporaries(2)
            code.load(self.value(of: constant), into: result + 1)
            code.emit(.isSame, a: result, b: value, c: result + 1)
            code.emitJump(.jumpIfFalse, a: result, to: failing)
        case .sequence(let patterns):
            try compileSequence(patterns, of: value, failing: failing, &captures)
        case .mapping(let keys, let patterns, let rest):
            try compileMapping(keys, patterns, rest, of: value, failing: failing, &captures)
        case .class(let type, let patterns, let names, let namedPatterns):
            let attributes = code.temporary()
            try compile(type, into: attributes)
            guard patterns.count < 256 else {
                throw CompileError("too many sub-patterns in class pattern", pattern.span)
            }
            let tuple = machine.tuple(ContiguousArray(names.map { Value(machine.intern($0)) }))
            code.span = pattern.span
            code.emit(
                .matchClass, x: UInt8(patterns.count), a: attributes, b: value,
                c: code.register(code.constant(tuple)))
            code.emitJump(.jumpIfNone, a: attributes, to: failing)
            try compileItems(patterns + namedPatterns, of: attributes, failing: failing, &captures)
        case .star: break
        case .as(let inner, let name):
            if let inner { try compile(inner, of: value, failing: failing, &captures) }
            if let name { captures.append((name, value)) }
        case .or(let alternatives): try compileAlternatives(alternatives, of: value, failing: failing, &captures)
        }
    }

    private func compileSequence(
        _ patterns: [Pattern], of value: Register, failing: Label,
        _ captures: inout [(name: String, register: Register)]
    ) throws(CompileError) {
        let result = code.temporaries(3)
        code.emit(.matchKind, x: 0, a: result, b: value)
        code.emitJump(.jumpIfFalse, a: result, to: failing)
        let star = patterns.firstIndex { if case .star = $0.kind { true } else { false } }
        let least = star == nil ? patterns.count : patterns.count - 1
        if star == nil || patterns.count > 1 {
            code.emit(.getLength, a: result, b: value)
            code.load(Value(small: least), into: result + 1)
            code.emit(star == nil ? .eq : .ge, a: result + 2, b: result, c: result + 1)
            code.emitJump(.jumpIfFalse, a: result + 2, to: failing)
        }
        // Items that nobody asks for are not looked at.
        if patterns.allSatisfy(isWildcard) { return }
        let first = code.temporaries(patterns.count)
        if let star {
            guard star < 256 else {
                throw CompileError("too many patterns before a starred pattern", patterns[star].span)
            }
            if case .star(nil) = patterns[star].kind {
                // Nobody asks for what is between: `range(1 << 30)` is not to be listed.
                for index in patterns.indices where index != star {
                    let target = code.register(Int(first) + index)
                    code.load(Value(small: index < star ? index : patterns.count - index), into: result + 1)
                    if index > star { code.emit(.sub, a: result + 1, b: result, c: result + 1) }
                    code.emit(.getItem, a: target, b: value, c: result + 1)
                }
            } else {
                code.emit(.unpackStar, x: UInt8(star), a: first, b: value, c: code.register(patterns.count - star - 1))
            }
        } else {
            code.emit(.unpack, a: first, b: value, c: code.register(patterns.count))
        }
        for (index, pattern) in patterns.enumerated() {
            let item = code.register(Int(first) + index)
            if case .star(let name) = pattern.kind {
                if let name { captures.append((name, item)) }
            } else {
                try compile(pattern, of: item, failing: failing, &captures)
            }
        }
    }

    private func isWildcard(_ pattern: Pattern) -> Bool {
        switch pattern.kind {
        case .star(nil), .as(nil, nil): true
        default: false
        }
    }

    /// Matches patterns against the items of a tuple that is as long as they are many.
    private func compileItems(
        _ patterns: [Pattern], of tuple: Register, failing: Label,
        _ captures: inout [(name: String, register: Register)]
    ) throws(CompileError) {
        guard !patterns.isEmpty else { return }
        let first = code.temporaries(patterns.count)
        code.emit(.unpack, a: first, b: tuple, c: code.register(patterns.count))
        for (index, pattern) in patterns.enumerated() {
            try compile(pattern, of: code.register(Int(first) + index), failing: failing, &captures)
        }
    }

    private func compileMapping(
        _ keys: [Expr], _ patterns: [Pattern], _ rest: String?, of value: Register, failing: Label,
        _ captures: inout [(name: String, register: Register)]
    ) throws(CompileError) {
        let result = code.temporaries(2)
        code.emit(.matchKind, x: 1, a: result, b: value)
        code.emitJump(.jumpIfFalse, a: result, to: failing)
        let first = code.temporaries(keys.count)
        for (index, key) in keys.enumerated() { try compile(key, into: code.register(Int(first) + index)) }
        code.emit(.buildTuple, a: result + 1, b: first, c: code.register(keys.count))
        code.emit(.matchKeys, a: result, b: value, c: result + 1)
        code.emitJump(.jumpIfNone, a: result, to: failing)
        try compileItems(patterns, of: result, failing: failing, &captures)
        if let rest {
            let others = code.temporary()
            code.emit(.mappingRest, a: others, b: value, c: result + 1)
            captures.append((rest, others))
        }
    }

    /// Alternatives bind the same names, each into the registers of the first.
    private func compileAlternatives(
        _ alternatives: [Pattern], of value: Register, failing: Label,
        _ captures: inout [(name: String, register: Register)]
    ) throws(CompileError) {
        let matched = Label()
        var shared: [(name: String, register: Register)] = []
        for (index, alternative) in alternatives.enumerated() {
            let next = index == alternatives.count - 1 ? failing : Label()
            var own: [(name: String, register: Register)] = []
            try compile(alternative, of: value, failing: next, &own)
            if index == 0 { shared = own.map { ($0.name, code.temporary()) } }
            guard Set(own.map(\.name)) == Set(shared.map(\.name)) else {
                throw CompileError("alternative patterns bind different names", alternative.span)
            }
            for capture in own {
                if let target = shared.first(where: { $0.name == capture.name }) {
                    code.emit(.move, a: target.register, b: capture.register)
                }
            }
            code.emitJump(.jump, to: matched)
            if next !== failing { code.place(next) }
        }
        code.place(matched)
        captures += shared
    }
}
