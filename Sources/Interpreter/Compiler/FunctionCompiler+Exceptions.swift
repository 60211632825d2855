import Syntax

/// A statement that `return`, `break` and `continue` must tidy up after when they leave it.
enum Block {
    case loop(LoopBlock)
    case protected(ProtectedBlock)
    /// Inside an `except` clause or the exceptional path of `finally`: what was handled before is in a register.
    case handling(ProtectedBlock, previous: Register)
    /// Inside an `except*` clause, which nothing may leave but by its end.
    case group
}

struct LoopBlock {
    let continueLabel: Label
    let breakLabel: Label
}

/// A range of code that a handler guards, with the holes that leaving code makes in it.
final class ProtectedBlock {
    enum Cleanup {
        case none
        case finally([Stmt])
        /// The bound `__exit__` in a register.
        case with(Register, Span)
        /// The name of `except … as name`, which goes however the clause ends.
        case clear(String)
    }

    let cleanup: Cleanup
    let start: Int
    private(set) var holes: [Range<Int>] = []

    init(_ cleanup: Cleanup, start: Int) {
        self.cleanup = cleanup
        self.start = start
    }

    func addHole(_ range: Range<Int>) { if !range.isEmpty { holes.append(range) } }

    /// What is guarded up to `end`.
    func ranges(upTo end: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var position = start
        for hole in holes.sorted(by: { $0.lowerBound < $1.lowerBound }) where hole.lowerBound >= position {
            ranges.append(position..<hole.lowerBound)
            position = hole.upperBound
        }
        if position < end { ranges.append(position..<end) }
        return ranges.filter { !$0.isEmpty }
    }
}

extension FunctionCompiler {
    /// Emits the clean-up of all blocks from the innermost down to number `depth`, then `exit`.
    func leave(downTo depth: Int, _ exit: (FunctionCompiler) -> Void) throws(CompileError) {
        let saved = blocks
        let assignedBefore = assigned
        var left: [(block: ProtectedBlock, from: Int)] = []
        while blocks.count > depth {
            let block = blocks.removeLast()
            switch block {
            case .loop, .group: break
            case .protected(let block):
                left.append((block, code.position))
                try emitCleanup(block.cleanup)
            case .handling(let block, let previous):
                left.append((block, code.position))
                code.emit(.popHandled, a: previous)
            }
        }
        exit(self)
        for (block, start) in left { block.addHole(start..<code.position) }
        blocks = saved
        assigned = assignedBefore
    }

    private func emitCleanup(_ cleanup: ProtectedBlock.Cleanup) throws(CompileError) {
        switch cleanup {
        case .none: break
        case .finally(let body): try compile(body)
        case .with(let exit, let span): emitPlainExit(exit, at: span)
        case .clear(let name): clear(name)
        }
    }

    /// `__exit__(None, None, None)`.
    private func emitPlainExit(_ exit: Register, at span: Span) {
        let callee = code.temporaries(4)
        code.span = span
        code.emit(.move, a: callee, b: exit)
        for offset in 1...3 { code.load(.none, into: callee + Register(offset)) }
        code.emit(.call, a: callee, b: 3, c: callee)
        code.release(to: Int(callee))
    }

    private func guardRanges(of block: ProtectedBlock, upTo end: Int, target: Int, register: Register) {
        for range in block.ranges(upTo: end) {
            code.parts.handlers.append(CodeObject.Handler(range: range, target: target, register: register))
        }
    }

    /// Code that runs while an exception is handled: `register + 1` holds the exception on entry. Whatever happens,
    /// what was handled before is handled again afterwards. `body` must not run off its end.
    private func handling(_ register: Register, _ body: () throws(CompileError) -> Void) throws(CompileError) {
        code.emit(.pushHandled, a: register)
        let block = ProtectedBlock(.none, start: code.position)
        blocks.append(.handling(block, previous: register))
        try body()
        blocks.removeLast()
        let end = code.position
        let raised = code.temporary()
        guardRanges(of: block, upTo: end, target: code.position, register: raised)
        code.emit(.popHandled, a: register)
        code.emit(.reraise, a: raised)
    }

    /// CPython's limit of blocks within blocks.
    func checkNesting(at span: Span) throws(CompileError) {
        if blocks.count >= 20 { throw CompileError("too many statically nested blocks", span) }
    }

    // MARK: try

    func compileTry(_ statement: TryStmt) throws(CompileError) {
        guard !statement.finalbody.isEmpty else {
            return try compileExcept(statement)
        }
        try checkNesting(at: code.span)
        let before = assigned
        let end = Label()
        let block = ProtectedBlock(.finally(statement.finalbody), start: code.position)
        blocks.append(.protected(block))
        if statement.handlers.isEmpty { try compile(statement.body) } else { try compileExcept(statement) }
        blocks.removeLast()
        let guarded = code.position
        let after = assigned
        try compile(statement.finalbody)
        code.emitJump(.jump, to: end)
        let mark = code.top
        let handled = code.temporaries(2)
        guardRanges(of: block, upTo: guarded, target: code.position, register: handled + 1)
        assigned = before
        try handling(handled) { () throws(CompileError) in
            try compile(statement.finalbody)
            code.emit(.reraise, a: handled + 1)
        }
        code.release(to: mark)
        code.place(end)
        assigned = after
    }

    private func compileExcept(_ statement: TryStmt) throws(CompileError) {
        try checkNesting(at: code.span)
        let before = assigned
        let end = Label()
        let block = ProtectedBlock(.none, start: code.position)
        blocks.append(.protected(block))
        try compile(statement.body)
        blocks.removeLast()
        let guarded = code.position
        try compile(statement.orelse)
        code.emitJump(.jump, to: end)
        let mark = code.top
        let handled = code.temporaries(2)
        guardRanges(of: block, upTo: guarded, target: code.position, register: handled + 1)
        assigned = before
        for handler in statement.handlers.dropLast() where handler.type == nil {
            throw CompileError("default 'except:' must be last", handler.span)
        }
        if statement.isStar {
            try compileGroupHandlers(statement.handlers, handled: handled, end: end)
        } else {
            try compileHandlers(statement.handlers, handled: handled, end: end)
        }
        code.release(to: mark)
        code.place(end)
        assigned = before
    }

    private func compileHandlers(_ handlers: [ExceptHandler], handled: Register, end: Label) throws(CompileError) {
        // Evaluating the types, too, happens while the exception is handled.
        try handling(handled) { () throws(CompileError) in
            for handler in handlers {
                let next = Label()
                let before = assigned
                if let type = handler.type {
                    let mark = code.top
                    let expected = try operand(type)
                    let matches = code.temporary()
                    code.span = type.span
                    code.emit(.matchException, a: matches, b: handled + 1, c: expected)
                    code.emitJump(.jumpIfFalse, a: matches, to: next)
                    code.release(to: mark)
                }
                try compileHandlerBody(handler, exception: handled + 1)
                let depth = blocks.count - 1
                try leave(downTo: depth) { $0.code.emitJump(.jump, to: end) }
                code.place(next)
                assigned = before
            }
            code.emit(.reraise, a: handled + 1)
        }
    }

    /// `except*`: each clause gets its part of the group; what is raised in them and what no clause takes goes on together.
    private func compileGroupHandlers(
        _ handlers: [ExceptHandler], handled: Register, end: Label
    ) throws(CompileError) {
        try handling(handled) { () throws(CompileError) in
            let rest = code.temporary()
            let raised = code.temporary()
            code.emit(.move, a: rest, b: handled + 1)
            code.emit(.buildList, a: raised)
            for handler in handlers { try compileGroupHandler(handler, rest: rest, raised: raised) }
            code.emit(.listAppend, a: raised, b: rest)
            code.emit(.joinGroup, a: rest, b: handled + 1, c: raised)
            let done = Label()
            code.emitJump(.jumpIfNone, a: rest, to: done)
            code.emit(.reraise, a: rest)
            code.place(done)
            try leave(downTo: blocks.count - 1) { $0.code.emitJump(.jump, to: end) }
        }
    }

    private func compileGroupHandler(
        _ handler: ExceptHandler, rest: Register, raised: Register
    ) throws(CompileError) {
        let before = assigned
        let next = Label()
        let mark = code.top
        let match = code.temporary()
        if let type = handler.type {
            let expected = try operand(type)
            code.span = type.span
            code.emit(.matchGroup, a: match, b: rest, c: expected)
        }
        code.emitJump(.jumpIfNone, a: match, to: next)
        let block = ProtectedBlock(.none, start: code.position)
        blocks.append(.group)
        blocks.append(.protected(block))
        try compileHandlerBody(handler, exception: match)
        blocks.removeLast(2)
        let guarded = code.position
        code.emitJump(.jump, to: next)
        let exception = code.temporary()
        guardRanges(of: block, upTo: guarded, target: code.position, register: exception)
        code.emit(.listAppend, a: raised, b: exception)
        code.place(next)
        code.release(to: mark)
        assigned = before
    }

    /// Refuses to leave an `except*` clause on the way out to block number `depth`.
    func checkLeaving(downTo depth: Int, at span: Span) throws(CompileError) {
        for block in blocks[depth...] {
            guard case .group = block else { continue }
            throw CompileError("'break', 'continue' and 'return' cannot appear in an except* block", span)
        }
    }

    private func compileHandlerBody(_ handler: ExceptHandler, exception: Register) throws(CompileError) {
        guard let name = handler.name else { return try compile(handler.body) }
        try checkNesting(at: code.span)
        store(name, from: exception)
        let block = ProtectedBlock(.clear(name), start: code.position)
        blocks.append(.protected(block))
        try compile(handler.body)
        blocks.removeLast()
        let guarded = code.position
        let over = Label()
        clear(name)
        code.emitJump(.jump, to: over)
        let raised = code.temporary()
        guardRanges(of: block, upTo: guarded, target: code.position, register: raised)
        clear(name)
        code.emit(.reraise, a: raised)
        code.place(over)
    }

    // MARK: with

    func compileWith(_ items: ArraySlice<WithItem>, _ body: [Stmt], at span: Span) throws(CompileError) {
        guard let item = items.first else { return try compile(body) }
        try checkNesting(at: span)
        let context = code.temporaries(3)
        let exit = context + 1
        try compile(item.context, into: context)
        code.span = span
        code.emit(.loadSpecial, x: 0, a: context + 2, b: context)
        code.emit(.loadSpecial, x: 1, a: exit, b: context)
        code.emit(.call, a: context + 2, b: 0, c: context)
        let before = assigned
        let block = ProtectedBlock(.with(exit, span), start: code.position)
        blocks.append(.protected(block))
        if let target = item.target { try assign(target, from: context) }
        try compileWith(items.dropFirst(), body, at: span)
        blocks.removeLast()
        let guarded = code.position
        let after = assigned
        let end = Label()
        emitPlainExit(exit, at: span)
        code.emitJump(.jump, to: end)
        let mark = code.top
        let handled = code.temporaries(2)
        guardRanges(of: block, upTo: guarded, target: code.position, register: handled + 1)
        assigned = before
        try handling(handled) { () throws(CompileError) in
            let callee = code.temporaries(4)
            let raises = Label()
            code.span = span
            code.emit(.move, a: callee, b: exit)
            code.emit(.exitArguments, a: callee + 1, b: handled + 1)
            code.emit(.call, a: callee, b: 3, c: callee)
            code.emitJump(.jumpIfFalse, a: callee, to: raises)
            try leave(downTo: blocks.count - 1) { $0.code.emitJump(.jump, to: end) }
            code.place(raises)
            code.emit(.reraise, a: handled + 1)
        }
        code.release(to: mark)
        code.place(end)
        // The body may have stopped anywhere and its exception been swallowed.
        assigned = before.intersection(after)
    }
}
