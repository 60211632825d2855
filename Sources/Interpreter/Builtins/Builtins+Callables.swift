import Syntax

// Attributes of functions and generators.
extension Machine {
    func installFunctionAttributes() {
        buildClassFunction = native("__build_class__") { machine, arguments in try machine.buildClass(arguments) }
        builtins.set(intern("__build_class__"), buildClassFunction)
        let function = types.function
        attribute(
            function, "__name__",
            set: { machine, function, value in
                guard let name = value.asStr else {
                    throw machine.error(.typeError, "__name__ must be set to a string object")
                }
                function.asFunction?.name = name.string
            },
            get: { machine, function in Value(machine.intern(function.asFunction?.name ?? "")) })
        attribute(
            function, "__qualname__",
            set: { machine, function, value in
                guard let name = value.asStr else {
                    throw machine.error(.typeError, "__qualname__ must be set to a string object")
                }
                function.asFunction?.qualifiedName = name.string
            },
            get: { machine, function in Value(machine.intern(function.asFunction?.qualifiedName ?? "")) })
        attribute(
            function, "__doc__", set: { _, function, value in function.asFunction?.documentation = value },
            get: { _, function in function.asFunction?.documentation ?? .none })
        attribute(
            function, "__module__", set: { _, function, value in function.asFunction?.module = value },
            get: { _, function in function.asFunction?.module ?? .none })
        attribute(
            function, "__defaults__",
            set: { machine, function, value in
                guard value.isNone || value.asTuple != nil else {
                    throw machine.error(.typeError, "__defaults__ must be set to a tuple object")
                }
                function.asFunction?.defaults = value.asTuple?.items ?? []
            },
            get: { machine, function in
                guard let defaults = function.asFunction?.defaults, !defaults.isEmpty else { return .none }
                return machine.tuple(defaults)
            })
        attribute(
            function, "__kwdefaults__",
            set: { machine, function, value in
                guard value.isNone || value.asDict != nil else {
                    throw machine.error(.typeError, "__kwdefaults__ must be set to a dict object")
                }
                function.asFunction?.keywordDefaults = value.asDict
            },
            get: { _, function in function.asFunction?.keywordDefaults.map { Value($0) } ?? .none })
        attribute(
            function, "__annotations__", set: { _, function, value in function.asFunction?.annotations = value.asDict },
            get: { machine, function in
                guard let function = function.asFunction else { return .none }
                if function.annotations == nil { function.annotations = machine.dict() }
                return function.annotations.map { Value($0) } ?? .none
            })
        attribute(function, "__code__") { _, function in function.asFunction?.codeValue ?? .none }
        attribute(function, "__builtins__") { machine, _ in Value(machine.builtins) }
        attribute(function, "__globals__") { _, function in function.asFunction.map { Value($0.globals) } ?? .none }
        attribute(function, "__closure__") { machine, function in
            guard let cells = function.asFunction?.closure, !cells.isEmpty else { return .none }
            return machine.tuple(cells)
        }
        method(function, "__get__", "self, instance, owner=None, /") { machine, arguments in
            if arguments[1].isNone { return arguments[0] }
            return Value(BoundMethod(machine.types.method, function: arguments[0], receiver: arguments[1]))
        }
        attribute(
            types.cell, "cell_contents", set: { _, cell, value in cell.asCell?.value = value },
            get: { machine, cell in
                guard let value = cell.asCell?.value, !value.isUnbound else {
                    throw machine.error(.valueError, "Cell is empty")
                }
                return value
            })
        staticMethod(types.cell, "__new__", "cls, contents=None, /") { machine, arguments in
            Value(CellObject(machine.types.cell, arguments[1]))
        }
        installCode()
        installMethods()
    }

    private func installCode() {
        attribute(types.code, "co_name") { machine, code in machine.string(code.asCode?.name ?? "") }
        attribute(types.code, "co_filename") { machine, code in machine.string(code.asCode?.source.name ?? "") }
        attribute(types.code, "co_firstlineno") { machine, code in machine.int(code.asCode?.firstLine ?? 0) }
        attribute(types.code, "co_argcount") { machine, code in machine.int(code.asCode?.argumentCount ?? 0) }
        attribute(types.code, "co_varnames") { machine, code in
            guard let code = code.asCode else { return .none }
            let names = code.localNames.filter { name in
                code.isFunction && !code.freeNames.contains(name.string) && name.utf8.first != UInt8(ascii: ".")
            }
            return machine.tuple(ContiguousArray(names.map { Value($0) }))
        }
        attribute(types.code, "co_qualname") { machine, code in machine.string(code.asCode?.qualifiedName ?? "") }
        attribute(types.code, "co_kwonlyargcount") { machine, code in
            machine.int(code.asCode?.keywordOnlyCount ?? 0)
        }
        attribute(types.code, "co_posonlyargcount") { machine, code in
            machine.int(code.asCode?.positionalOnlyCount ?? 0)
        }
        attribute(types.code, "co_nlocals") { machine, code in machine.int(code.asCode?.localNames.count ?? 0) }
        attribute(types.code, "co_freevars") { machine, code in
            machine.tuple(ContiguousArray(code.asCode?.freeNames.map { machine.string($0) } ?? []))
        }
        attribute(types.code, "co_flags") { machine, code in
            guard let code = code.asCode else { return .none }
            var flags = code.isFunction ? 3 : 0
            if code.hasVarArguments { flags |= 4 }
            if code.hasVarKeywords { flags |= 8 }
            if code.isGenerator { flags |= 32 }
            return machine.int(flags)
        }
    }

    private func installMethods() {
        let method = types.method
        constructor(method, "function, instance, /") { machine, _, arguments in
            guard machine.isCallable(arguments[0]) else {
                throw machine.error(.typeError, "first argument must be callable")
            }
            if arguments[1].isNone { throw machine.error(.typeError, "self must not be None") }
            return Value(BoundMethod(machine.types.method, function: arguments[0], receiver: arguments[1]))
        }
        constructor(types.module, "name, doc=None") { machine, type, arguments in
            let name = try machine.stringArgument(arguments[0], "module() argument 'name'")
            let namespace = machine.dict()
            namespace.set(machine.names.name, Value(name))
            namespace.set(machine.names.doc, arguments[1].isUnbound ? .none : arguments[1])
            for name in ["__package__", "__loader__", "__spec__"] { namespace.set(machine.intern(name), .none) }
            return Value(
                ModuleObject(type, name: name.string, namespace: namespace))
        }
        self.method(types.module, "__init__", nil) { _, _ in .none }
        attribute(method, "__func__") { _, method in method.asMethod?.function ?? .none }
        attribute(method, "__self__") { _, method in method.asMethod?.receiver ?? .none }
        for name in ["__name__", "__qualname__", "__doc__", "__module__"] {
            attribute(method, name) { machine, method in
                try machine.getAttribute(method.asMethod?.function ?? .none, machine.intern(name))
            }
        }
        let native = types.builtinFunction
        // A method of a built-in class bound to its receiver is of this type too.
        func plain(_ value: Value) -> NativeFunction? { value.asNative ?? value.asMethod?.function.asNative }
        attribute(native, "__name__") { machine, function in machine.string(plain(function)?.name ?? "") }
        attribute(native, "__qualname__") { machine, function in machine.string(plain(function)?.displayName ?? "") }
        attribute(native, "__module__") { machine, function in
            guard let function = function.asNative, !function.isMethod else { return .none }
            return machine.string(function.module ?? "builtins")
        }
        attribute(native, "__self__") { machine, function in
            if let method = function.asMethod { return method.receiver }
            return machine.modules.get(machine.names.builtinsModule) ?? .none
        }
        attribute(native, "__doc__") { machine, function in
            guard let summary = plain(function)?.summary, !summary.isEmpty else { return .none }
            return machine.string(summary)
        }
        attribute(native, "__text_signature__") { machine, function in
            (plain(function)?.signature?.text).map { machine.string("(\($0))") } ?? .none
        }
    }

    // MARK: Generators

    func installGenerators() {
        let generator = types.generator
        method(generator, "send", "self, value, /", "Resumes the generator with a value.") { machine, arguments in
            try machine.step(arguments[0], sending: arguments[1])
        }
        method(generator, "throw", "self, type, value=None, traceback=None, /", "Raises an exception inside.") {
            machine, arguments in
            guard let generator = arguments[0].asGenerator else { return .none }
            let entries = try machine.tracebackEntries(
                arguments[3], "throw() third argument must be a traceback object")
            let exception = try machine.thrownInto(generator, arguments[1], arguments[2])
            if !arguments[3].isAbsentOrNone {
                exception.traceback = entries
                exception.shownTraceback = arguments[3]
                exception.shownFrames = entries.count
            }
            var result = Value.none
            if generator.state == .created {
                generator.state = .finished
                if let code = generator.function.asFunction?.code {
                    exception.traceback.append(
                        TracebackEntry(code: Value(code), span: Span(at: code.firstSpan.start), instruction: 0))
                }
                throw PythonError(exception: machine.raisedByGenerator(exception))
            }
            if let value = try machine.resume(generator, sending: .none, throwing: exception, result: &result) {
                return value
            }
            throw machine.stopIteration(result)
        }
        method(generator, "close", "self, /", "Ends the generator.") { machine, arguments in
            if let generator = arguments[0].asGenerator { try machine.close(generator) }
            return .none
        }
        for (name, isQualified) in [("__name__", false), ("__qualname__", true)] {
            let own = intern(".\(name)")
            attribute(
                generator, name,
                set: { machine, generator, value in
                    guard value.asStr != nil else {
                        throw machine.error(.typeError, "\(name) must be set to a string object")
                    }
                    generator.asGenerator?.setOwnAttribute(own, value)
                },
                get: { machine, generator in
                    if let set = generator.asGenerator?.ownAttribute(own) { return set }
                    let function = generator.asGenerator?.function.asFunction
                    return machine.string((isQualified ? function?.qualifiedName : function?.name) ?? "")
                })
        }
        attribute(generator, "gi_suspended") { _, generator in Value(generator.asGenerator?.state == .suspended) }
        attribute(generator, "gi_frame") { machine, value in
            guard let generator = value.asGenerator, generator.state != .finished,
                let function = generator.function.asFunction
            else { return .none }
            let code = function.code
            let index = min(max(0, generator.pc - code.words - 1), code.spans.count - 1)
            let isNew = generator.state == .created || index < 0
            let line = isNew ? code.firstLine : code.source.line(at: code.spans[index].start)
            return machine.frame(
                function.codeValue, line: line, globals: function.globals, locals: generator.locals(machine))
        }
        attribute(generator, "gi_running") { _, generator in Value(generator.asGenerator?.state == .running) }
        attribute(generator, "gi_code") { _, generator in
            generator.asGenerator?.function.asFunction?.codeValue ?? .none
        }
        attribute(generator, "gi_yieldfrom") { _, generator in generator.asGenerator?.delegate ?? .none }
    }

    /// Raises GeneratorExit where a generator stands. Raises RuntimeError if it goes on nevertheless.
    func close(_ generator: GeneratorObject) throws {
        if generator.state == .created { generator.state = .finished }
        guard generator.state == .suspended else { return }
        do {
            let exit = error(.generatorExit, "").exception
            if try resume(generator, sending: .none, throwing: exit, result: nil) != nil {
                throw error(.runtimeError, "generator ignored GeneratorExit")
            }
        } catch let error as PythonError
            where error.exception.type.isSubclass(of: types[.generatorExit])
            || error.exception.type.isSubclass(of: types[.stopIteration])
        {}
    }

    /// What `throw` raises in a generator; where the exception cannot be made, what says so instead.
    private func thrownInto(_ generator: GeneratorObject, _ type: Value, _ value: Value) throws -> ExceptionObject {
        do {
            return try thrown(type, value)
        } catch let error as PythonError where type.asClass?.isSubclass(of: types[.baseException]) == true {
            return error.exception
        }
    }

    /// The exception that `throw` was given: an instance, or a class and what to make it of.
    private func thrown(_ type: Value, _ value: Value) throws -> ExceptionObject {
        if let exception = type.asException {
            if !value.isAbsentOrNone { throw error(.typeError, "instance exception may not have a separate value") }
            return exception
        }
        guard let kind = type.asClass, kind.isSubclass(of: types[.baseException]) else {
            throw error(
                .typeError,
                "exceptions must be classes or instances deriving from BaseException, not \(typeName(type))")
        }
        if let exception = value.asException, exception.type.isSubclass(of: kind) { return exception }
        let arguments = value.isAbsentOrNone ? [] : Array(value.asTuple?.items ?? [value])
        let made = try call(type, arguments)
        guard let exception = made.asException else {
            throw error(
                .typeError,
                "calling \(try repr(type)) should have returned an instance of BaseException, not "
                    + self.typeName(made))
        }
        return exception
    }

    private func step(_ value: Value, sending sent: Value) throws -> Value {
        guard let generator = value.asGenerator else { return .none }
        var result = Value.none
        if let next = try resume(generator, sending: sent, result: &result) { return next }
        throw stopIteration(result)
    }

    /// StopIteration carrying what a generator returned.
    func stopIteration(_ value: Value) -> PythonError {
        let args = value.isNone ? tuple([]) : tuple([value])
        return PythonError(exception: ExceptionObject(types[.stopIteration], args: args))
    }
}
