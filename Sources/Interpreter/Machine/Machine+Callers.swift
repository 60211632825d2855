// Who called: for warnings, and for modules that name the module of their user.
extension Machine {
    /// The exception that is being handled, or None.
    package var handledException: Value { handled }

    /// Where a call is in a program.
    package struct CallPlace {
        /// The file as tracebacks name it.
        package let file: String
        package let line: Int
        package let function: String
        package let globals: DictObject
    }

    /// The running function is level 0, its caller level 1; nil beyond the outermost.
    package func callPlace(_ level: Int) -> CallPlace? {
        guard level >= 0, level < depth else { return nil }
        let frame = frames[depth - 1 - level]
        let code = frame.code.takeUnretainedValue()
        let index = min(max(0, frame.pc - code.words - 1), code.spans.count - 1)
        let line = index < 0 ? 1 : code.source.line(at: code.spans[index].start)
        return CallPlace(
            file: code.source.name, line: line, function: code.name, globals: frame.globals.takeUnretainedValue())
    }
}
