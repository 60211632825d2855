import Syntax

// Lists, tuples, sets, dicts and their comprehensions.
extension FunctionCompiler {
    /// Beyond this many items a display is built piece by piece, to spare registers.
    private static let mostRegisters = 64

    func compileDisplay(_ expression: Expr, into target: Register) throws(CompileError) {
        switch expression.kind {
        case .tuple(let items):
            if let constants = constants(items) {
                code.span = expression.span
                return code.load(machine.tuple(constants), into: target)
            }
            try compileItems(items, .buildTuple, at: expression.span, into: target)
        case .list(let items): try compileItems(items, .buildList, at: expression.span, into: target)
        case .set(let items): try compileSet(items, at: expression.span, into: target)
        case .dict(let keys, let values): try compileDict(keys, values, at: expression.span, into: target)
        default: break
        }
    }

    /// As in CPython, a display of more than two literals is copied from a frozen set: the order of items shows it.
    private func compileSet(_ items: [Expr], at span: Span, into target: Register) throws(CompileError) {
        if items.count > 2, let frozen = frozenConstant(items) {
            let set = code.temporaries(2)
            code.span = span
            code.emit(.buildSet, a: set, b: set, c: 0)
            code.load(frozen, into: set + 1)
            code.emit(.setUpdate, a: set, b: set + 1)
            return code.emit(.move, a: target, b: set)
        }
        guard items.contains(where: \.isStarred) else {
            return try compileItems(items, .buildSet, at: span, into: target)
        }
        let set = code.temporary()
        code.span = span
        code.emit(.buildSet, a: set, b: set, c: 0)
        for item in items {
            let mark = code.top
            if case .starred(let value) = item.kind {
                let source = try operand(value)
                code.span = value.span
                code.emit(.setUpdate, a: set, b: source)
            } else {
                let value = try operand(item)
                code.span = item.span
                code.emit(.setAdd, a: set, b: value)
            }
            code.release(to: mark)
        }
        code.emit(.move, a: target, b: set)
    }

    private func frozenConstant(_ items: [Expr]) -> Value? {
        guard let constants = constants(items) else { return nil }
        // CPython makes it twice, the second time from the first one's order.
        var items = constants
        var frozen = machine.set(true)
        for _ in 0..<2 {
            frozen = machine.set(true)
            for value in items { if (try? frozen.add(machine, value)) == nil { return nil } }
            items = frozen.items
        }
        return Value(frozen)
    }

    /// What is only walked or looked into: a display of literals is a constant there.
    func readOnlyOperand(_ expression: Expr) throws(CompileError) -> Register {
        guard case .set(let items) = expression.kind, let frozen = frozenConstant(items) else {
            if case .list(let items) = expression.kind, !items.isEmpty, let constants = constants(items) {
                let register = code.temporary()
                code.load(machine.tuple(constants), into: register)
                return register
            }
            return try operand(expression)
        }
        let register = code.temporary()
        code.load(frozen, into: register)
        return register
    }

    /// The values of items that are all literals, tuples of literals included.
    private func constants(_ items: [Expr]) -> ContiguousArray<Value>? {
        var values: ContiguousArray<Value> = []
        values.reserveCapacity(items.count)
        for item in items {
            guard let value = constantValue(item) else { return nil }
            values.append(value)
        }
        return values
    }

    private func constantValue(_ item: Expr) -> Value? {
        switch item.kind {
        case .constant(let constant): return value(of: constant)
        case .unaryOp(.uSub, let operand):
            guard case .constant(let constant) = operand.kind else { return nil }
            switch constant {
            case .int(let int): return machine.int(-int)
            case .float(let double): return Value(-double)
            default: return nil
            }
        case .tuple(let items): return constants(items).map { machine.tuple($0) }
        default: return nil
        }
    }

    private func compileItems(
        _ items: [Expr], _ build: Opcode, at span: Span, into target: Register
    ) throws(CompileError) {
        let isSpread = items.contains { if case .starred = $0.kind { true } else { false } }
        if !isSpread, items.count <= FunctionCompiler.mostRegisters {
            let first = code.temporaries(items.count)
            for (index, item) in items.enumerated() { try compile(item, into: code.register(Int(first) + index)) }
            code.span = span
            return code.emit(build, a: target, b: first, c: code.register(items.count))
        }
        let list = code.temporary()
        code.span = span
        code.emit(.buildList, a: list, b: list, c: 0)
        if let constants = constants(items) {
            let tuple = code.temporary()
            code.load(machine.tuple(constants), into: tuple)
            code.emit(.listExtend, a: list, b: tuple)
        } else {
            try appendItems(items, to: list)
        }
        code.span = span
        switch build {
        case .buildTuple: code.emit(.listToTuple, a: target, b: list)
        case .buildSet:
            let set = code.temporary()
            code.emit(.buildSet, a: set, b: set, c: 0)
            code.emit(.setUpdate, a: set, b: list)
            code.emit(.move, a: target, b: set)
        default: code.emit(.move, a: target, b: list)
        }
    }

    private func compileDict(
        _ keys: [Expr?], _ values: [Expr], at span: Span, into target: Register
    ) throws(CompileError) {
        if keys.count * 2 <= FunctionCompiler.mostRegisters, !keys.contains(where: { $0 == nil }) {
            let first = code.temporaries(keys.count * 2)
            for (index, key) in keys.enumerated() {
                if let key { try compile(key, into: code.register(Int(first) + index * 2)) }
                try compile(values[index], into: code.register(Int(first) + index * 2 + 1))
            }
            code.span = span
            return code.emit(.buildDict, a: target, b: first, c: code.register(keys.count))
        }
        let dict = code.temporary()
        code.span = span
        code.emit(.buildDict, a: dict, b: dict, c: 0)
        for (key, value) in zip(keys, values) {
            let mark = code.top
            if let key {
                let pair = code.temporaries(2)
                try compile(key, into: pair)
                try compile(value, into: pair + 1)
                code.span = span
                code.emit(.dictPut, a: dict, b: pair, c: pair + 1)
            } else {
                let other = try operand(value)
                code.span = value.span
                code.emit(.dictUpdate, a: dict, b: other)
            }
            code.release(to: mark)
        }
        code.emit(.move, a: target, b: dict)
    }

    // MARK: Comprehensions

    func compileComprehension(_ expression: Expr, into target: Register) throws(CompileError) {
        let clauses: [Comprehension]
        switch expression.kind {
        case .listComp(_, let all), .setComp(_, let all), .generatorExp(_, let all), .dictComp(_, _, let all):
            clauses = all
        default: return
        }
        guard let first = clauses.first, let scope = unit.scopes[ObjectIdentifier(expression)] else { return }
        let inner = FunctionCompiler(unit, scope, qualifiedName: qualifiedName(ofChild: scope.name))
        let compiled = try inner.compileComprehensionBody(expression, clauses)
        let callee = code.temporaries(2)
        try makeFunction(compiled, inner, Parameters(), annotations: [], at: expression.span, into: callee)
        let iterable = try readOnlyOperand(first.iterable)
        code.span = first.iterable.span
        code.emit(.getIter, a: callee + 1, b: iterable)
        code.span = expression.span
        code.emit(.call, a: callee, b: 1, c: target)
    }

    /// The function of a comprehension: its parameter is the outermost iterator.
    private func compileComprehensionBody(
        _ expression: Expr, _ clauses: [Comprehension]
    ) throws(CompileError) -> CodeObject {
        code.parts.firstSpan = expression.span
        code.span = expression.span
        code.parts.argumentCount = 1
        beginLocals(parameters: [".0"])
        let result = code.temporary()
        switch expression.kind {
        case .listComp: code.emit(.buildList, a: result, b: result, c: 0)
        case .setComp: code.emit(.buildSet, a: result, b: result, c: 0)
        case .dictComp: code.emit(.buildDict, a: result, b: result, c: 0)
        default: code.load(.none, into: result)
        }
        try compileClauses(clauses[...], expression, result: result)
        code.span = expression.span
        code.emit(.return, a: result)
        return try finish(returning: nil)
    }

    private func compileClauses(
        _ clauses: ArraySlice<Comprehension>, _ expression: Expr, result: Register
    ) throws(CompileError) {
        guard let clause = clauses.first else { return try compileElement(expression, result: result) }
        let mark = code.top
        let before = assigned
        let iterator: Register
        if clauses.startIndex == 0 {
            iterator = registers[".0"] ?? 0
        } else {
            iterator = code.temporary()
            let iterable = try readOnlyOperand(clause.iterable)
            code.span = clause.iterable.span
            code.emit(.getIter, a: iterator, b: iterable)
        }
        let next = Label()
        code.span = clause.iterable.span
        try compileRounds(clause.target, iterator: iterator, next: next) { compiler throws(CompileError) in
            for condition in clause.conditions {
                compiler.code.span = expression.span
                try compiler.jump(unless: condition, to: next)
            }
            try compiler.compileClauses(clauses.dropFirst(), expression, result: result)
        }
        assigned = before
        code.release(to: mark)
    }

    private func compileElement(_ expression: Expr, result: Register) throws(CompileError) {
        let mark = code.top
        defer { code.release(to: mark) }
        switch expression.kind {
        case .listComp(let element, _):
            let value = try operand(element)
            code.emit(.listAppend, a: result, b: value)
        case .setComp(let element, _):
            let value = try operand(element)
            code.span = element.span
            code.emit(.setAdd, a: result, b: value)
        case .dictComp(let key, let value, _):
            // Nothing in a comprehension can give its variables other values, so they need not be copied.
            let name = try operand(key)
            let item = try operand(value)
            code.span = key.span
            code.emit(.dictPut, a: result, b: name, c: item)
        case .generatorExp(let element, _):
            let value = try operand(element)
            code.span = element.span
            code.emit(.yield, a: code.temporary(), b: value)
        default: break
        }
    }

    /// A loop over the items of `iterator`. The instruction that takes the next one into `target` stands behind the
    /// body, at the label `next`, so that a round costs one jump.
    func compileRounds(
        _ target: Expr, iterator: Register, next: Label,
        body: (FunctionCompiler) throws(CompileError) -> Void
    ) throws(CompileError) {
        let span = code.span
        let start = Label()
        code.emitJump(.jump, to: next)
        code.place(start)
        let item: Register
        if case .name(let name) = target.kind, let register = directTarget(name) {
            item = register
            didAssign(name)
        } else {
            item = code.temporary()
            try assign(target, from: item)
            code.release(to: Int(item))
        }
        try body(self)
        code.place(next)
        code.span = span
        code.emitLongJump(.forIter, a: iterator, b: item, to: start)
    }
}
