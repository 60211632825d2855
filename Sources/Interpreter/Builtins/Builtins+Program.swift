import Syntax

// Running text, leaving, asking: functions that are about the program itself.
extension Machine {
    func installProgramFunctions() {
        builtins.set(intern("__debug__"), .true)
        define("eval", "source, globals=None, locals=None, /", "The value of an expression given as text.") {
            machine, arguments in
            try machine.evaluate(arguments[0], arguments[1], arguments[2])
        }
        define("exec", "source, globals=None, locals=None, /", "Runs statements given as text.") { machine, arguments in
            try machine.execute(arguments[0], arguments[1], arguments[2])
            return .none
        }
        define("breakpoint", nil, "Not offered: there is no debugger.") { machine, _ in
            throw machine.error(.notImplementedError, "breakpoint() is not part of Gradus: it has no debugger")
        }
        define("__import__", "name, globals=None, locals=None, fromlist=(), level=0", "The module of a name.") {
            machine, arguments in
            guard let name = arguments[0].asStr?.string else {
                throw machine.error(.typeError, "module name must be a string")
            }
            if name.isEmpty { throw machine.error(.valueError, "Empty module name") }
            guard !name.split(separator: ".", omittingEmptySubsequences: false).contains("") else {
                throw machine.error(.moduleNotFoundError, "No module named '\(name)'")
            }
            let module = try machine.importModule(name)
            let isTop = arguments[3].isUnbound ? true : try !machine.truth(arguments[3])
            guard isTop, let dot = name.firstIndex(of: ".") else { return Value(module) }
            return Value(try machine.importModule(String(name[..<dot])))
        }
        for name in ["exit", "quit"] {
            define(name, "code=None", "Ends the session.") { machine, arguments in
                let code = arguments[0]
                let args = code.isUnbound ? machine.tuple([.none]) : machine.tuple([code])
                throw PythonError(exception: ExceptionObject(machine.types[.systemExit], args: args))
            }
        }
        define("input", "prompt='', /", "A line typed by the person, without its end.") { machine, arguments in
            let prompt = arguments[0].isUnbound ? "" : try machine.str(arguments[0])
            if let source = try machine.replacedStream("stdin", machine.ownInput) {
                return try machine.inputLine(prompt, from: source)
            }
            guard let line = try machine.readLine(prompt) else {
                throw machine.error(.eofError, "EOF when reading a line")
            }
            return machine.string(line)
        }
        define("help", "object=None, /", "Says what a function or class does.") { machine, arguments in
            if !arguments[0].isUnbound { machine.output(machine.shortHelp(arguments[0])) }
            return .none
        }
    }

    /// `input` where the program has put another object in `sys.stdin`.
    private func inputLine(_ prompt: String, from source: Value) throws -> Value {
        if let target = try replacedStream("stdout", ownOutput) {
            try callNamed("write", of: target, [string(prompt)])
        } else {
            output(prompt)
        }
        guard !source.isNone else { throw error(.runtimeError, "input(): lost sys.stdin") }
        let line = try callNamed("readline", of: source)
        guard let text = line.asStr else {
            throw error(.typeError, "object.readline() returned non-string")
        }
        if text.byteCount == 0 { throw error(.eofError, "EOF when reading a line") }
        return text.utf8.last == 0x0A ? string(utf8: ContiguousArray(text.utf8.dropLast())) : line
    }

    private func shortHelp(_ value: Value) -> String {
        var text = ""
        if let native = value.asNative {
            text = "\(native.displayName)(\(native.signature?.text ?? "..."))\n"
        } else if let function = value.asFunction {
            text = "\(function.name)\n"
        } else {
            text = "\(value.asClass?.name ?? typeName(value))\n"
        }
        let summary = value.asNative?.summary ?? value.asFunction?.documentation.asStr?.string
        let body = summary ?? documentation(of: value).asStr?.string ?? ""
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) where !body.isEmpty {
            text += "    \(line)\n"
        }
        return text
    }

    // MARK: eval and exec

    /// Where code given as text finds its names: `namespace` is nil at the level of a module.
    func scopes(
        _ globals: Value, _ locals: Value, _ function: String
    ) throws -> (globals: DictObject, namespace: DictObject?) {
        if globals.isAbsentOrNone {
            let current = currentGlobals()
            let namespace = locals.isAbsentOrNone ? currentLocals() : try mapping(locals, function, "locals")
            return (current, namespace === current ? nil : namespace)
        }
        guard let given = globals.asDict else {
            throw error(
                .typeError,
                function == "eval"
                    ? "globals must be a dict" : "\(function)() globals must be a dict, not \(typeName(globals))")
        }
        if given.get(names.builtins) == nil { given.set(names.builtins, Value(builtins)) }
        if locals.isAbsentOrNone { return (given, nil) }
        let namespace = try mapping(locals, function, "locals")
        return (given, namespace === given ? nil : namespace)
    }

    private func mapping(_ value: Value, _ function: String, _ what: String) throws -> DictObject {
        if let dict = value.asDict, dict.hasType(types.dict) || dict is ScopeObject { return dict }
        guard value.asDict != nil || isMapping(value) else {
            let refusal = "\(function)() \(what) must be a mapping or None, not \(typeName(value))"
            throw error(.typeError, function == "eval" ? "locals must be a mapping" : refusal)
        }
        let scope = ScopeObject(value, self)
        keep(Value(scope))
        return scope
    }

    /// What CPython takes for a mapping: anything with subscripts.
    private func isMapping(_ value: Value) -> Bool {
        type(of: value).lookup(names.getItem) != nil
    }
}
