import Syntax

extension FunctionCompiler {
    func compile(_ body: [Stmt]) throws(CompileError) {
        for statement in body { try compile(statement) }
    }

    func compile(_ statement: Stmt) throws(CompileError) {
        let mark = code.top
        defer { code.release(to: mark) }
        code.span = statement.span
        switch statement.kind {
        case .expr(let value): try compileExpressionStatement(value)
        case .assign(let targets, let value): try compileAssignment(targets, value)
        case .augAssign(let target, let op, let value): try compileAugmented(target, op, value, at: statement.span)
        case .annAssign(let target, let annotation, let value, let simple):
            try compileAnnotated(target, annotation, value, simple: simple)
        case .delete(let targets):
            for target in targets { try compileDelete(target) }
            code.emit(.forget, a: code.register(code.top))
        case .pass, .global, .nonlocal: break
        case .break: try compileBreak(statement.span)
        case .continue: try compileContinue(statement.span)
        case .return(let value): try compileReturn(value, at: statement.span)
        case .raise(let value, let cause): try compileRaise(value, cause, at: statement.span)
        case .assert(let test, let message): try compileAssert(test, message)
        case .import(let aliases): compileImport(aliases)
        case .importFrom(let module, let aliases, let level): try compileImportFrom(module, aliases, level)
        case .if(let branches, let orelse): try compileIf(branches, orelse)
        case .while(let test, let body, let orelse): try compileWhile(test, body, orelse)
        case .for(let target, let iterable, let body, let orelse):
            try compileFor(target, iterable, body, orelse)
        case .with(let items, let body): try compileWith(items[...], body, at: statement.span)
        case .try(let statement): try compileTry(statement)
        case .functionDef(let function): try compile(function, at: statement.span)
        case .classDef(let definition): try compile(definition, at: statement.span)
        case .match(let subject, let cases): try compileMatch(subject, cases)
        }
    }

    private func compileExpressionStatement(_ value: Expr) throws(CompileError) {
        let shows = unit.isInteractive && scope.kind == .module
        if !shows, case .constant = value.kind { return }
        let register = code.temporary()
        try compile(value, into: register)
        if shows {
            code.span = value.span
            code.emit(.display, a: register)
        }
    }

    private func compileAssignment(_ targets: [Expr], _ value: Expr) throws(CompileError) {
        // `a, b = c, d` needs no tuple.
        if targets.count == 1, case .tuple(let names) = targets[0].kind, case .tuple(let values) = value.kind,
            names.count == values.count, !(names + values).contains(where: \.isStarred)
        {
            let first = code.temporaries(values.count)
            for (index, item) in values.enumerated() { try compile(item, into: code.register(Int(first) + index)) }
            for (index, name) in names.enumerated() { try assign(name, from: code.register(Int(first) + index)) }
            return
        }
        defer {
            // `x = None` lets go of what was in `x`: where weak references are asked, it has to be gone.
            if case .constant(.none) = value.kind { code.emit(.forget, a: code.register(code.top)) }
        }
        if targets.count == 1, case .name(let name) = targets[0].kind, let register = directTarget(name) {
            try compile(value, into: register)
            return didAssign(name)
        }
        let source = try operand(value)
        for target in targets { try assign(target, from: source) }
    }

    private func compileAugmented(
        _ target: Expr, _ op: BinaryOperator, _ value: Expr, at span: Span
    ) throws(CompileError) {
        switch target.kind {
        case .name(let name):
            if let register = directTarget(name) {
                code.span = target.span
                _ = localRegister(name)
                try emitBinary(op, register, value, at: span, into: register, inPlace: true)
            } else {
                let current = code.temporary()
                code.span = target.span
                load(name, into: current)
                try emitBinary(op, current, value, at: span, into: current, inPlace: true)
                store(name, from: current)
            }
        case .attribute(let owner, let name):
            let object = try operand(owner)
            let current = code.temporary()
            code.span = target.span
            code.emit(.getAttr, a: current, b: object, c: code.name(scope.mangle(name)), extra: 2)
            try emitBinary(op, current, value, at: span, into: current, inPlace: true)
            code.span = target.span
            code.emit(.setAttr, a: object, b: current, c: code.name(scope.mangle(name)), extra: 1)
        case .subscript_(let owner, let index):
            let object = try operand(owner)
            let key = try operand(index)
            let current = code.temporary()
            code.span = target.span
            code.emit(.getItem, a: current, b: object, c: key)
            try emitBinary(op, current, value, at: span, into: current, inPlace: true)
            code.span = target.span
            code.emit(.setItem, a: object, b: key, c: current)
        default: throw CompileError("illegal expression for augmented assignment", target.span)
        }
    }

    private func compileAnnotated(
        _ target: Expr, _ annotation: Expr, _ value: Expr?, simple: Bool
    ) throws(CompileError) {
        if let value {
            if case .name(let name) = target.kind, let register = directTarget(name) {
                try compile(value, into: register)
                didAssign(name)
            } else {
                try assign(target, from: try operand(value))
            }
        }
        guard !scope.isFunctionLike else { return }
        let register = try operand(unit.annotation(annotation))
        if simple, case .name(let name) = target.kind {
            code.emit(.annotate, a: register, b: code.name(scope.mangle(name)))
        }
    }

    private func compileRaise(_ value: Expr?, _ cause: Expr?, at span: Span) throws(CompileError) {
        guard let value else {
            code.span = span
            return code.emit(.reraiseCurrent)
        }
        let exception = try operand(value)
        if let cause {
            let reason = try operand(cause)
            code.span = span
            code.emit(.raiseFrom, a: exception, b: reason)
        } else {
            code.span = span
            code.emit(.raise, a: exception)
        }
    }

    private func compileAssert(_ test: Expr, _ message: Expr?) throws(CompileError) {
        let passed = Label()
        try jump(on: test, when: true, to: passed)
        let before = assigned
        if let message {
            let text = try operand(message)
            code.span = test.span
            code.emit(.raiseAssertion, x: 1, a: text)
        } else {
            code.span = test.span
            code.emit(.raiseAssertion)
        }
        assigned = before
        code.place(passed)
    }

    // MARK: Imports

    private func compileImport(_ aliases: [Alias]) {
        for alias in aliases {
            let mark = code.top
            let module = code.temporary()
            code.emit(.importName, a: module, b: code.name(alias.name), c: code.register(code.constant(.none)))
            if let asName = alias.asName {
                // `import a.b as c` binds b, `import a.b` binds a.
                for part in alias.name.split(separator: ".").dropFirst() {
                    code.emit(.importFrom, a: module, b: module, c: code.name(String(part)))
                }
                store(asName, from: module)
            } else {
                store(String(alias.name.prefix { $0 != "." }), from: module)
            }
            code.release(to: mark)
        }
    }

    private func compileImportFrom(_ module: String?, _ aliases: [Alias], _ level: Int) throws(CompileError) {
        if module == "__future__", level == 0, code.span.start >= unit.endOfFutureImports {
            throw CompileError("from __future__ imports must occur at the beginning of the file", code.span)
        }
        let register = code.temporary()
        let names = machine.tuple(ContiguousArray(aliases.map { Value(machine.intern($0.name)) }))
        code.emit(
            .importName, x: UInt8(clamping: level), a: register, b: code.name(module ?? ""),
            c: code.register(code.constant(names)))
        for alias in aliases {
            if alias.name == "*" {
                guard scope.kind == .module else {
                    throw CompileError("import * only allowed at module level", alias.span)
                }
                code.emit(.importStar, a: register)
                continue
            }
            let value = code.temporary()
            code.emit(.importFrom, a: value, b: register, c: code.name(alias.name))
            store(alias.asName ?? alias.name, from: value)
            code.release(to: Int(value))
        }
    }

    // MARK: Branches and loops

    private func compileIf(_ branches: [Branch], _ orelse: [Stmt]) throws(CompileError) {
        let end = Label()
        let statement = code.span
        var outcomes: [Set<Register>] = []
        for (index, branch) in branches.enumerated() {
            let next = Label()
            code.span =
                index == 0 ? statement : Span(start: unit.source.codeStart(before: branch.test), end: statement.end)
            try jump(unless: branch.test, to: next)
            let before = assigned
            try compile(branch.body)
            outcomes.append(assigned)
            assigned = before
            if index < branches.count - 1 || !orelse.isEmpty { code.emitJump(.jump, to: end) }
            code.place(next)
        }
        try compile(orelse)
        assigned = outcomes.reduce(assigned) { $0.intersection($1) }
        code.place(end)
    }

    private func compileWhile(_ test: Expr, _ body: [Stmt], _ orelse: [Stmt]) throws(CompileError) {
        // The test stands behind the body, so that a round costs one jump.
        let statement = code.span
        try checkNesting(at: statement)
        let start = Label()
        let next = Label()
        let end = Label()
        let isEndless = test.isTrueConstant
        if !isEndless { code.emitJump(.jump, to: next) }
        code.place(start)
        if isEndless { code.place(next) }
        let before = assigned
        blocks.append(.loop(LoopBlock(continueLabel: next, breakLabel: end)))
        try compile(body)
        blocks.removeLast()
        assigned = before
        if isEndless {
            code.emitJump(.loop, to: start)
        } else {
            code.place(next)
            code.span = statement
            try jump(on: test, when: true, to: start)
            assigned = before
        }
        try compile(orelse)
        assigned = before
        code.place(end)
    }

    private func compileFor(
        _ target: Expr, _ iterable: Expr, _ body: [Stmt], _ orelse: [Stmt]
    ) throws(CompileError) {
        let statement = code.span
        try checkNesting(at: statement)
        let iterator = code.temporary()
        let source = try readOnlyOperand(iterable)
        code.span = statement
        code.emit(.getIter, a: iterator, b: source)
        code.release(to: Int(iterator) + 1)
        let next = Label()
        let end = Label()
        let before = assigned
        try compileRounds(target, iterator: iterator, next: next) { compiler throws(CompileError) in
            compiler.blocks.append(.loop(LoopBlock(continueLabel: next, breakLabel: end)))
            try compiler.compile(body)
            compiler.blocks.removeLast()
        }
        assigned = before
        try compile(orelse)
        assigned = before
        code.place(end)
    }

    private func compileReturn(_ value: Expr?, at span: Span) throws(CompileError) {
        guard scope.kind == .function || scope.kind == .lambda else {
            throw CompileError("'return' outside function", span)
        }
        let result: Register
        if let value, !(blocks.isEmpty || isPlainLoops), case .name = value.kind {
            // A `finally` may change the variable after its value was taken.
            result = code.temporary()
            try compile(value, into: result)
        } else if let value {
            result = try operand(value)
        } else {
            result = code.temporary()
            code.load(.none, into: result)
        }
        var place = span
        if let value, case .constant = value.kind { place = value.span }
        try checkLeaving(downTo: 0, at: place)
        try leave(downTo: 0) { compiler in
            compiler.code.span = span
            compiler.code.emit(.return, a: result)
        }
    }

    private var isPlainLoops: Bool {
        blocks.allSatisfy { if case .loop = $0 { true } else { false } }
    }

    private func compileBreak(_ span: Span) throws(CompileError) {
        try checkLeaving(downTo: innermostLoop.map { $0.0 + 1 } ?? 0, at: span)
        guard let (index, loop) = innermostLoop else {
            throw CompileError("'break' outside loop", span)
        }
        try leave(downTo: index + 1) { $0.code.emitJump(.jump, to: loop.breakLabel) }
    }

    private func compileContinue(_ span: Span) throws(CompileError) {
        try checkLeaving(downTo: innermostLoop.map { $0.0 + 1 } ?? 0, at: span)
        guard let (index, loop) = innermostLoop else {
            throw CompileError("'continue' not properly in loop", span)
        }
        try leave(downTo: index + 1) { $0.code.emitJump(.loop, to: loop.continueLabel) }
    }

    private var innermostLoop: (Int, LoopBlock)? {
        for (index, block) in blocks.enumerated().reversed() {
            if case .loop(let loop) = block { return (index, loop) }
        }
        return nil
    }
}

extension Source {
    /// Where the `elif` of a condition stands: the first character of its line that is no blank.
    fileprivate func codeStart(before condition: Expr) -> UInt32 {
        var start = lineStart(at: condition.span.start)
        while start < condition.span.start, bytes[Int(start)] == 0x20 || bytes[Int(start)] == 0x09 { start += 1 }
        return start
    }
}

extension Expr {
    var isStarred: Bool { if case .starred = kind { true } else { false } }

    var isTrueConstant: Bool {
        switch kind {
        case .constant(.true): true
        case .constant(.int(let value)): value != 0
        default: false
        }
    }
}
