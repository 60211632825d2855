// What happens when frames end, are put aside and are taken up again.
extension Machine {
    /// Gives the stack back to the frame that is the running one now.
    @inline(__always) func restoreTop() { top = (frames + (depth - 1)).pointee.end }

    /// Ends a frame whose result does not simply go to its caller. Returns true when `run` has reached `stop`.
    @inline(never)
    func finishSpecialFrame(_ value: Value, stop: Int) throws -> Bool {
        let frame = frames[depth - 1]
        switch frame.continuation {
        case .value: break
        case .initializer:
            guard value.isNone else {
                depth -= 1
                if depth > stop { restoreTop() }
                throw error(.typeError, "__init__() should return None, not '\(typeName(value))'")
            }
            frame.result.pointee = frame.saved
        case .binary, .compare:
            depth -= 1
            restoreTop()
            frame.result.pointee = value == .notImplemented ? try tryOtherOperand() : value
            return false
        case .loopStep:
            finishGenerator(frame)
            depth -= 1
            restoreTop()
            return false
        case .delegateStep:
            finishGenerator(frame)
            frame.result.pointee = value
        case .nativeStep:
            finishGenerator(frame)
            didYield = false
            frame.result.pointee = value
        }
        depth -= 1
        if depth == stop { return true }
        restoreTop()
        return false
    }

    private func finishGenerator(_ frame: Frame) {
        guard frame.saved.kind == .generator else { return }
        frame.saved.unchecked(GeneratorObject.self) { generator in
            if generator.handlesOwn { handled = generator.handled }
            generator.finish()
        }
    }

    // MARK: Generators

    /// A generator for a call whose arguments are bound at `base`.
    func makeGenerator(_ function: FunctionObject, _ base: UnsafeMutablePointer<Value>) -> Value {
        guard let used = heap.take(.generator) else {
            let made = GeneratorObject(types.generator, function: function, arguments: base)
            if function.entry.hasHandlers { heap.finalizers.watch(made) }
            return Value(made)
        }
        let generator = Value(used)
        generator.unchecked(GeneratorObject.self) { generator in
            generator.renew(function: function, arguments: base)
            if function.entry.hasHandlers { heap.finalizers.watch(generator) }
        }
        return generator
    }

    /// Puts the generator's frame on top of the others. Its registers stay where they are, so the stack does not grow.
    @inline(__always)
    private func activate(
        _ generator: GeneratorObject, sending value: Value, result: UnsafeMutablePointer<Value>,
        continuation: Continuation
    ) throws {
        guard depth < frameLimit else { throw tooDeep() }
        let registers = generator.registers
        if generator.state == .suspended { registers[Int(generator.receiver)] = value }
        generator.function.unchecked(FunctionObject.self) { function in
            (frames + depth).initialize(
                to: Frame(
                    code: function.entry.code, function: Unmanaged.passUnretained(function),
                    globals: function.entry.globals, namespace: nil, base: registers, end: top,
                    constants: function.entry.constants, pc: generator.pc, result: result,
                    continuation: continuation, saved: Value(generator)))
        }
        depth &+= 1
        generator.state = .running
        if generator.handlesOwn { exchangeHandled(generator) }
    }

    /// While a generator that handles an exception runs, it holds what its caller handles, and the other way round.
    @inline(never) private func exchangeHandled(_ generator: GeneratorObject) {
        (generator.handled, handled) = (handled, generator.handled)
    }

    /// Steps a generator from a for loop. Returns false when it had ended before.
    @inline(__always)
    func resumeInLoop(_ value: Value, into target: UnsafeMutablePointer<Value>) throws -> Bool {
        try value.unchecked(GeneratorObject.self) { generator in
            if generator.state == .finished { return false }
            if generator.state == .running { throw alreadyExecuting() }
            try activate(generator, sending: .none, result: target, continuation: .loopStep)
            return true
        }
    }

    @inline(never) private func alreadyExecuting() -> PythonError {
        error(.valueError, "generator already executing")
    }

    /// Puts a generator aside that a for loop or a native steps: what it yields goes where they want it.
    @inline(__always)
    func putAside(
        _ frame: UnsafeMutablePointer<Frame>, _ pc: UnsafeMutablePointer<Instruction>, _ i: Instruction
    ) {
        frame.pointee.saved.unchecked(GeneratorObject.self) { generator in
            frame.pointee.result.pointee = generator.registers[Int(i.b)]
            generator.pc = pc
            generator.receiver = i.a
            generator.state = .suspended
            if generator.handlesOwn { exchangeHandled(generator) }
        }
        depth &-= 1
    }

    /// The next value of a generator for a native; nil at its end.
    func step(_ generator: GeneratorObject) throws -> Value? {
        guard generator.state == .suspended || generator.state == .created else {
            return try resume(generator, sending: .none, result: nil)
        }
        let savedTop = top
        defer { top = savedTop }
        var slot = Value.none
        return try withUnsafeMutablePointer(to: &slot) { slot in
            try activate(generator, sending: .none, result: slot, continuation: .nativeStep)
            try run(until: depth - 1)
            return didYield ? slot.pointee : nil
        }
    }

    /// Steps a generator from Swift: the value it hands out, or nil at its end, with what it returned in `result`.
    func resume(
        _ generator: GeneratorObject, sending value: Value, throwing exception: ExceptionObject? = nil,
        result: UnsafeMutablePointer<Value>?
    ) throws -> Value? {
        switch generator.state {
        case .finished:
            if let exception { throw PythonError(exception: exception) }
            result?.pointee = .none
            return nil
        case .running: throw alreadyExecuting()
        case .created:
            if !value.isNone {
                throw error(.typeError, "can't send non-None value to a just-started generator")
            }
        case .suspended: break
        }
        try checkNativeDepth()
        var exception = exception
        if exception != nil, generator.delegate != nil {
            keep(Value(generator))
            if let value = try throwIntoDelegate(of: generator, &exception) { return value }
        }
        let savedTop = top
        defer { top = savedTop }
        var slot = Value.none
        try withUnsafeMutablePointer(to: &slot) { slot in
            // An exception that is thrown in leaves the variable alone to which a value would have gone.
            let sent = exception == nil ? value : generator.registers[Int(generator.receiver)]
            try activate(generator, sending: sent, result: slot, continuation: .nativeStep)
            if let exception {
                let stop = depth - 1
                if frames[depth - 1].pc.pointee.op == .yieldFrom { frames[depth - 1].pc += 1 }
                try unwind(PythonError(exception: exception), pc: frames[depth - 1].pc, stop: stop)
            }
            try run(until: depth - 1)
        }
        if didYield { return slot }
        result?.pointee = slot
        return nil
    }

    /// Puts the running generator aside and hands out `value`. Returns true when `run` is to return.
    func suspend(_ value: Value, receiver: UInt16, stop: Int) -> Bool {
        let frame = frames[depth - 1]
        guard frame.saved.kind == .generator else { return true }
        frame.saved.unchecked(GeneratorObject.self) { generator in
            generator.pc = frame.pc
            generator.receiver = receiver
            generator.state = .suspended
            if generator.handlesOwn { exchangeHandled(generator) }
        }
        depth -= 1
        // A delegate stands where its result will.
        if frame.continuation != .delegateStep { frame.result.pointee = value }
        switch frame.continuation {
        case .nativeStep:
            didYield = true
            return true
        case .delegateStep:
            // The generator that delegates is put aside in turn, to go on with the same instruction.
            let outer = frames + (depth - 1)
            outer.pointee.pc -= 1
            return suspend(value, receiver: outer.pointee.pc.pointee.b, stop: stop)
        case .loopStep:
            let loop = frames + (depth - 1)
            loop.pointee.pc += Int((loop.pointee.pc - 1).pointee.wide)
            return false
        case .value, .initializer, .binary, .compare:
            restoreTop()
            return false
        }
    }

    /// Steps a generator from `yield from`. Returns false when it had ended before.
    func delegateInFrame(to value: Value, sending sent: Value, into target: UnsafeMutablePointer<Value>) throws -> Bool
    {
        try value.unchecked(GeneratorObject.self) { generator in
            switch generator.state {
            case .finished: return false
            case .running: throw alreadyExecuting()
            case .created where !sent.isNone:
                throw error(.typeError, "can't send non-None value to a just-started generator")
            case .created, .suspended: break
            }
            try activate(generator, sending: sent, result: target, continuation: .delegateStep)
            return true
        }
    }

    /// Passes an exception thrown into a generator on to what it delegates to. The value that this hands out, or nil
    /// when the generator itself is to go on: with the exception that is left, or else with the delegate's result.
    private func throwIntoDelegate(
        of generator: GeneratorObject, _ exception: inout ExceptionObject?
    ) throws -> Value? {
        guard let thrown = exception, let delegate = generator.delegate else { return nil }
        generator.state = .running
        defer { generator.state = .suspended }
        do {
            if thrown.type.isSubclass(of: types[.generatorExit]) {
                try closeDelegate(delegate)
                return nil
            }
            var result = Value.none
            if let inner = delegate.asGenerator {
                if let value = try resume(inner, sending: .none, throwing: thrown, result: &result) { return value }
            } else {
                guard let method = try attribute(delegate, intern("throw")) else { return nil }
                do {
                    return try call(method, [Value(thrown)])
                } catch let error as PythonError where error.exception.type.isSubclass(of: types[.stopIteration]) {
                    result = error.exception.args.asTuple?.items.first ?? .none
                }
            }
            generator.finishDelegation(with: result)
            exception = nil
        } catch let error as PythonError {
            exception = error.exception
        }
        return nil
    }

    private func closeDelegate(_ delegate: Value) throws {
        guard let method = try attribute(delegate, intern("close")) else { return }
        _ = try call(method)
    }

    /// One step of `yield from` over anything but a generator: the next value, or nil at the end.
    func delegate(to iterator: Value, sending value: Value) throws -> Value? {
        delegatedResult = .none
        do {
            if !value.isNone { return try call(try getAttribute(iterator, intern("send")), [value]) }
            guard iterator.isObject, iterator.object.type.isUserDefined else { return try next(iterator) }
            return try callMethod(names.next, of: iterator)
        } catch let error as PythonError where error.exception.type.isSubclass(of: types[.stopIteration]) {
            delegatedResult = error.exception.args.asTuple?.items.first ?? .none
            return nil
        }
    }

    // MARK: The exception being handled

    /// Begins to handle `exception`; what was handled before goes to `register`. In a generator the outermost handler
    /// leaves `.unbound` there, for its caller may handle something else by the time it is done.
    func beginHandling(_ exception: Value, _ register: UnsafeMutablePointer<Value>) {
        register.pointee = handled
        let frame = frames + (depth - 1)
        if frame.pointee.continuation.isStep, let generator = frame.pointee.saved.asGenerator, !generator.handlesOwn {
            generator.handlesOwn = true
            generator.handled = handled
            register.pointee = .unbound
        }
        handled = exception
    }

    /// Goes back to what was handled before.
    func endHandling(_ register: UnsafeMutablePointer<Value>) {
        guard register.pointee.isUnbound, let generator = frames[depth - 1].saved.asGenerator else {
            handled = register.pointee
            return
        }
        generator.handlesOwn = false
        handled = generator.handled
        generator.handled = .none
    }

    // MARK: Unwinding

    /// Finds the handler for an error raised at `pc` in the running frame, dropping frames on the way. Afterwards the
    /// running frame's `pc` is the handler. Throws the exception on when `stop` frames are left.
    func unwind(_ error: any Error, pc: UnsafeMutablePointer<Instruction>, stop: Int) throws {
        var exception = self.exception(for: error)
        var isRecorded = error is Reraise
        if !isRecorded { setContext(of: exception) }
        if remembersScenes, exception.scene == nil { exception.scene = scene(of: frames[depth - 1]) }
        var pc = pc
        while true {
            let frame = frames[depth - 1]
            let code = frame.code.takeUnretainedValue()
            let index = max(0, pc - code.words - 1)
            if !isRecorded, index < code.spans.count {
                exception.traceback.append(
                    TracebackEntry(code: Value(code), span: code.spans[index], instruction: index))
            }
            isRecorded = false
            if let handler = code.handler(at: index) {
                frame.base[Int(handler.register)] = Value(exception)
                frames[depth - 1].pc = code.words + handler.target
                top = frame.end
                return
            }
            if frame.saved.kind == .generator, frame.continuation.isStep {
                exception = leaveGenerator(frame, raising: exception)
            }
            depth -= 1
            if depth == stop { throw PythonError(exception: exception) }
            pc = frames[depth - 1].pc
        }
    }

    /// The variables of a frame. Those of a module are not copied.
    private func scene(of frame: Frame) -> ExceptionObject.Scene {
        let code = frame.code.takeUnretainedValue()
        let count = code.isFunction ? min(code.localNames.count, code.registerCount) : 0
        return ExceptionObject.Scene(
            code: Value(code), names: Array(code.localNames.prefix(count)), values: (0..<count).map { frame.base[$0] },
            globals: frame.globals.takeUnretainedValue())
    }

    private func leaveGenerator(_ frame: Frame, raising exception: ExceptionObject) -> ExceptionObject {
        finishGenerator(frame)
        didYield = false
        return raisedByGenerator(exception)
    }

    /// What a generator raises that an exception leaves: StopIteration would look like its end.
    func raisedByGenerator(_ exception: ExceptionObject) -> ExceptionObject {
        guard exception.type.isSubclass(of: types[.stopIteration]) else { return exception }
        let replaced = error(.runtimeError, "generator raised StopIteration").exception
        replaced.cause = Value(exception)
        replaced.context = Value(exception)
        replaced.suppressesContext = true
        replaced.traceback = exception.traceback
        return replaced
    }

    /// `__context__`: what was being handled when the exception was raised.
    private func setContext(of exception: ExceptionObject) {
        guard exception.context.isNone, let current = handled.asException, current !== exception else { return }
        chain(exception, to: current)
    }

    /// Makes `current` the context of an exception. A chain that would come back to its beginning is cut there.
    func chain(_ exception: ExceptionObject, to current: ExceptionObject) {
        var link = current
        // Walks at half the speed, to meet `link` where the chain runs in a circle already.
        var behind = current
        var isEven = true
        while let next = link.context.asException {
            if next === exception {
                link.context = .none
                break
            }
            link = next
            if !isEven, let later = behind.context.asException { behind = later }
            if link === behind { break }
            isEven.toggle()
        }
        exception.context = Value(current)
    }
}
