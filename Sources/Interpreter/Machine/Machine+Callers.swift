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

extension Machine {
    /// Warns through the module `warnings`, whose filters may make an error of it.
    package func warn(_ kind: ExceptionKind, _ message: String) throws {
        try scope {
            let module = try importModule("warnings")
            guard let warn = module.namespace.get(intern("warn")) else { return }
            let text = string(message)
            keep(text)
            _ = try call(warn, [text, Value(types[kind])])
        }
    }

    /// A special method that is to return a number should return no subclass of it, nor a bool.
    func warnOfSubclass(_ result: Value, _ method: String, _ type: String) throws {
        guard result.isBool || result.kind == .boxed || type == "complex" else { return }
        try warn(
            .deprecationWarning,
            "\(method) returned non-\(type) (type \(typeName(result))).  The ability to return an instance of a strict "
                + "subclass of \(type) is deprecated, and may be removed in a future version of Python.")
    }
}
