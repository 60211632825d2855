extension Machine {
    func installPrint() {
        define(
            "print", "*args, sep=' ', end='\\n', file=None, flush=False", "Prints values, separated and ended as told."
        ) { machine, arguments in
            let separator = arguments[1].isAbsentOrNone ? " " : try machine.printOption(arguments[1], "sep")
            let end = arguments[2].isAbsentOrNone ? "\n" : try machine.printOption(arguments[2], "end")
            let items = arguments[0].asTuple?.items ?? []
            let flushes = arguments[4].isUnbound ? false : try machine.truth(arguments[4])
            var file = arguments[3]
            if file.isAbsentOrNone {
                file = try machine.replacedStream("stdout", machine.ownOutput) ?? .unbound
                // `sys.stdout = None`: nobody wants to see it.
                if file.isNone { return .none }
            }
            if file.isObject, file.object.type.isUserDefined {
                try machine.print(items, separator, end, pieceByPieceTo: file)
            } else {
                var text = ""
                for (index, item) in items.enumerated() {
                    if index > 0 { text += separator }
                    text += try machine.str(item)
                }
                text += end
                if file.isUnbound {
                    machine.output(text)
                } else {
                    let write = try machine.getAttribute(file, machine.intern("write"))
                    machine.keep(write)
                    _ = try machine.call(write, [machine.string(text)])
                }
            }
            guard flushes else { return .none }
            if file.isUnbound { machine.flushOutput() } else { try machine.callNamed("flush", of: file) }
            return .none
        }
    }

    /// As many calls of `write` as CPython makes: a program's own class may count them.
    private func print(
        _ items: ContiguousArray<Value>, _ separator: String, _ end: String, pieceByPieceTo file: Value
    ) throws {
        let write = try getAttribute(file, intern("write"))
        keep(write)
        for (index, item) in items.enumerated() {
            if index > 0 { _ = try call(write, [string(separator)]) }
            _ = try call(write, [strObject(item)])
        }
        _ = try call(write, [string(end)])
    }

    /// What stands in `sys` in place of a stream of the machine's own; nil while that is still there.
    func replacedStream(_ name: String, _ own: Value) throws -> Value? {
        guard let sysNamespace else { return nil }
        guard let current = sysNamespace.get(intern(name)) else { throw error(.runtimeError, "lost sys.\(name)") }
        return current == own ? nil : current
    }

    /// Calls a method of any object by name.
    @discardableResult
    package func callNamed(_ name: String, of object: Value, _ arguments: [Value] = []) throws -> Value {
        let method = try getAttribute(object, intern(name))
        keep(method)
        return try call(method, arguments)
    }

    private func printOption(_ value: Value, _ name: String) throws -> String {
        guard let text = value.asStr else {
            throw error(.typeError, "\(name) must be None or a string, not \(typeName(value))")
        }
        return text.string
    }
}
