/// One frame that an exception passed, as programs see it: `exception.__traceback__`.
package final class TracebackObject: Object {
    package let entry: TracebackEntry
    /// The next frame inwards, or None.
    let next: Value

    init(_ type: ClassObject, _ entry: TracebackEntry, next: Value) {
        self.entry = entry
        self.next = next
        super.init(type, kind: .instance, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([entry.code, next])
    }

    package var line: Int { entry.code.asCode.map { $0.source.line(at: entry.span.start) } ?? 0 }

    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard op == .eq || op == .ne, other.isObject, let other = other.object as? TracebackObject else { return nil }
        let isEqual =
            entry.code == other.entry.code && entry.instruction == other.entry.instruction && next == other.next
        return Value(isEqual == (op == .eq))
    }
}

/// Where a function is or was: what `tb_frame`, `gi_frame` and `sys._getframe` give. The variables are those of the
/// moment when it was asked for.
package final class FrameObject: Object {
    let code: Value
    let line: Int
    let globals: Value
    /// The frame that called it, or None.
    let back: Value
    let locals: Value

    init(
        _ type: ClassObject, code: Value, line: Int, globals: Value, back: Value = .none, locals: Value = .none
    ) {
        self.code = code
        self.line = line
        self.globals = globals
        self.back = back
        self.locals = locals
        super.init(type, kind: .instance, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([code, globals, back, locals])
    }
    override package func repr(_ machine: Machine) -> String {
        let code = code.asCode
        return
            "<frame at \(hexAddress), file '\(code?.source.name ?? "")', line \(line), code \(code?.name ?? "")>"
    }
}

extension Machine {
    func installTracebacks() {
        let type = tracebackType
        func place(_ value: Value) -> TracebackObject? { value.isObject ? value.object as? TracebackObject : nil }
        attribute(type, "tb_next") { _, value in place(value)?.next ?? .none }
        attribute(type, "tb_lineno") { machine, value in machine.int(place(value)?.line ?? 0) }
        attribute(type, "tb_lasti") { machine, value in machine.int((place(value)?.entry.instruction ?? 0) &* 2) }
        attribute(type, "tb_frame") { machine, value in
            guard let traceback = place(value) else { return .none }
            return machine.frame(traceback.entry.code, line: traceback.line, globals: machine.globals)
        }
        func frame(_ value: Value) -> FrameObject? { value.isObject ? value.object as? FrameObject : nil }
        attribute(frameType, "f_code") { _, value in frame(value)?.code ?? .none }
        attribute(frameType, "f_lineno") { machine, value in machine.int(frame(value)?.line ?? 0) }
        attribute(frameType, "f_globals") { _, value in frame(value)?.globals ?? .none }
        attribute(frameType, "f_locals") { machine, value in
            guard let locals = frame(value)?.locals, !locals.isNone else { return Value(machine.dict()) }
            return locals
        }
        attribute(frameType, "f_trace") { _, _ in .none }
        attribute(frameType, "f_lasti") { _, _ in Value(small: 0) }
        method(frameType, "clear", "self, /", "Forgets the variables: they are a copy already.") { _, _ in .none }
        attribute(frameType, "f_builtins") { machine, _ in Value(machine.builtins) }
        attribute(frameType, "f_back") { _, value in frame(value)?.back ?? .none }
        let base = types[.baseException]
        attribute(
            base, "__traceback__",
            set: { machine, exception, value in try machine.setTraceback(exception, value) },
            get: { machine, exception in exception.asException.map { machine.tracebackObject(of: $0) } ?? .none })
        method(base, "with_traceback", "self, traceback, /", "Sets the traceback and returns the exception.") {
            machine, arguments in
            try machine.setTraceback(arguments[0], arguments[1])
            return arguments[0]
        }
    }

    /// The frame so many calls up, linked to those that called it; nil beyond the outermost. Only the nearest few have
    /// their variables.
    package func liveFrame(_ level: Int) -> Value? {
        guard level >= 0, level < depth else { return nil }
        var made = Value.none
        for index in 0..<(depth - level) {
            let frame = frames[index]
            let code = frame.code.takeUnretainedValue()
            let line = callPlace(depth - 1 - index)?.line ?? code.firstLine
            let locals = depth - level - index <= 3 ? Value(locals(ofFrame: index)) : .none
            made = Value(
                FrameObject(
                    frameType, code: Value(code), line: line, globals: Value(frame.globals.takeUnretainedValue()),
                    back: made, locals: locals))
        }
        return made
    }

    func frame(_ code: Value, line: Int, globals: DictObject, locals: Value = .none) -> Value {
        Value(FrameObject(frameType, code: code, line: line, globals: Value(globals), locals: locals))
    }

    /// The frames that an exception has passed, the outermost first; None where there are none.
    package func tracebackObject(of exception: ExceptionObject) -> Value {
        if exception.shownFrames > exception.traceback.count {
            exception.shownTraceback = .none
            exception.shownFrames = 0
        }
        for entry in exception.traceback.dropFirst(exception.shownFrames) {
            exception.shownTraceback = Value(TracebackObject(tracebackType, entry, next: exception.shownTraceback))
        }
        exception.shownFrames = exception.traceback.count
        return exception.shownTraceback
    }

    private func setTraceback(_ exception: Value, _ value: Value) throws {
        guard let exception = exception.asException else { return }
        if value.isUnbound { throw error(.typeError, "__traceback__ may not be deleted") }
        exception.traceback = try tracebackEntries(value, "__traceback__ must be a traceback or None")
        exception.shownTraceback = value
        exception.shownFrames = exception.traceback.count
    }

    /// The entries that a traceback object stands for, the innermost first. Raises TypeError with `message`.
    func tracebackEntries(_ value: Value, _ message: String) throws -> [TracebackEntry] {
        if value.isAbsentOrNone { return [] }
        guard value.isObject, var place = value.object as? TracebackObject else { throw error(.typeError, message) }
        var entries = [place.entry]
        while place.next.isObject, let next = place.next.object as? TracebackObject {
            entries.append(next.entry)
            place = next
        }
        return entries.reversed()
    }
}
