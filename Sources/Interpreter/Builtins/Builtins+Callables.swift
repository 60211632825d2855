// Attributes of functions, generators and exceptions.
extension Machine {
    func installFunctionAttributes() {
        buildClassFunction = native("__build_class__") { machine, arguments in try machine.buildClass(arguments) }
        let function = types.function
        attribute(
            function, "__name__",
            set: { machine, function, value in function.asFunction?.name = try machine.stringArgument(value).string },
            get: { machine, function in machine.string(function.asFunction?.name ?? "") })
        attribute(
            function, "__qualname__",
            set: { machine, function, value in
                function.asFunction?.qualifiedName = try machine.stringArgument(value).string
            },
            get: { machine, function in machine.string(function.asFunction?.qualifiedName ?? "") })
        attribute(
            function, "__doc__", set: { _, function, value in function.asFunction?.documentation = value },
            get: { _, function in function.asFunction?.documentation ?? .none })
        attribute(
            function, "__module__", set: { _, function, value in function.asFunction?.module = value },
            get: { _, function in function.asFunction?.module ?? .none })
        attribute(
            function, "__defaults__",
            set: { _, function, value in function.asFunction?.defaults = value.asTuple?.items ?? [] },
            get: { machine, function in
                guard let defaults = function.asFunction?.defaults, !defaults.isEmpty else { return .none }
                return machine.tuple(defaults)
            })
        attribute(function, "__kwdefaults__") { _, function in
            function.asFunction?.keywordDefaults.map { Value($0) } ?? .none
        }
        attribute(
            function, "__annotations__", set: { _, function, value in function.asFunction?.annotations = value.asDict },
            get: { machine, function in
                guard let function = function.asFunction else { return .none }
                if function.annotations == nil { function.annotations = machine.dict() }
                return function.annotations.map { Value($0) } ?? .none
            })
        attribute(function, "__code__") { _, function in function.asFunction?.codeValue ?? .none }
        attribute(function, "__globals__") { _, function in function.asFunction.map { Value($0.globals) } ?? .none }
        attribute(function, "__closure__") { machine, function in
            guard let cells = function.asFunction?.closure, !cells.isEmpty else { return .none }
            return machine.tuple(cells)
        }
        method(function, "__get__", "self, instance, owner=None, /") { machine, arguments in
            if arguments[1].isNone { return arguments[0] }
            return Value(BoundMethod(machine.types.method, function: arguments[0], receiver: arguments[1]))
        }
        attribute(types.cell, "cell_contents") { machine, cell in
            guard let value = cell.asCell?.value, !value.isUnbound else {
                throw machine.error(.valueError, "Cell is empty")
            }
            return value
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
            machine.tuple(ContiguousArray(code.asCode?.localNames.map { Value($0) } ?? []))
        }
    }

    private func installMethods() {
        let method = types.method
        attribute(method, "__func__") { _, method in method.asMethod?.function ?? .none }
        attribute(method, "__self__") { _, method in method.asMethod?.receiver ?? .none }
        for name in ["__name__", "__qualname__", "__doc__", "__module__"] {
            attribute(method, name) { machine, method in
                try machine.getAttribute(method.asMethod?.function ?? .none, machine.intern(name))
            }
        }
        let native = types.builtinFunction
        attribute(native, "__name__") { machine, function in machine.string(function.asNative?.name ?? "") }
        attribute(native, "__qualname__") { machine, function in machine.string(function.asNative?.displayName ?? "") }
        attribute(native, "__module__") { machine, _ in machine.string("builtins") }
        attribute(native, "__doc__") { machine, function in
            guard let summary = function.asNative?.summary, !summary.isEmpty else { return .none }
            return machine.string(summary)
        }
        attribute(native, "__text_signature__") { machine, function in
            (function.asNative?.signature?.text).map { machine.string("(\($0))") } ?? .none
        }
    }

    // MARK: Generators

    func installGenerators() {
        let generator = types.generator
        method(generator, "send", "self, value, /", "Resumes the generator with a value.") { machine, arguments in
            try machine.step(arguments[0], sending: arguments[1])
        }
        method(generator, "throw", "self, type, value=None, traceback=None, /") { machine, arguments in
            guard let generator = arguments[0].asGenerator else { return .none }
            let thrown = arguments[2].isAbsentOrNone || arguments[1].asException != nil ? arguments[1] : arguments[2]
            let exception = try machine.raised(thrown).exception
            var result = Value.none
            if generator.state == .created { generator.state = .finished }
            if let value = try machine.resume(generator, sending: .none, throwing: exception, result: &result) {
                return value
            }
            throw machine.stopIteration(result)
        }
        method(generator, "close", "self, /", "Ends the generator.") { machine, arguments in
            guard let generator = arguments[0].asGenerator else { return .none }
            if generator.state == .created { generator.state = .finished }
            guard generator.state == .suspended else { return .none }
            do {
                let exit = machine.error(.generatorExit, "").exception
                if try machine.resume(generator, sending: .none, throwing: exit, result: nil) != nil {
                    throw machine.error(.runtimeError, "generator ignored GeneratorExit")
                }
            } catch let error as PythonError
                where error.exception.type.isSubclass(of: machine.types[.generatorExit])
                || error.exception.type.isSubclass(of: machine.types[.stopIteration])
            {}
            return .none
        }
        attribute(generator, "__name__") { machine, generator in
            machine.string(generator.asGenerator?.function.asFunction?.name ?? "")
        }
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

    // MARK: Exceptions

    func installExceptions() {
        let base = types[.baseException]
        // The arguments are kept even by subclasses whose `__init__` never hands them on.
        staticMethod(base, "__new__", nil) { machine, arguments in
            guard arguments.count > 0, let type = arguments[0].asClass else {
                throw machine.error(.typeError, "BaseException.__new__(): not enough arguments")
            }
            let made = try machine.allocateInstance(type)
            let given = machine.tuple(ContiguousArray(arguments.positional.dropFirst()))
            (made as? ExceptionObject)?.args = given
            return Value(made)
        }
        method(base, "__init__", nil) { machine, arguments in
            if let exception = arguments[0].asException {
                exception.args = machine.tuple(ContiguousArray(arguments.positional.dropFirst()))
                for (name, value) in arguments.named where ["name", "path", "obj"].contains(name.string) {
                    exception.setOwnAttribute(machine.intern(name), value)
                }
            }
            return .none
        }
        method(base, "__str__", "self, /") { machine, arguments in
            machine.string(try arguments[0].asException?.str(machine) ?? "")
        }
        method(base, "__repr__", "self, /") { machine, arguments in
            machine.string(try arguments[0].asException?.repr(machine) ?? "")
        }
        attribute(
            base, "args",
            set: { machine, exception, value in
                exception.asException?.args = machine.tuple(try machine.items(of: value))
            }, get: { _, exception in exception.asException?.args ?? .none })
        attribute(
            base, "__cause__", set: { _, exception, value in exception.asException?.cause = value },
            get: { _, exception in exception.asException?.cause ?? .none })
        attribute(
            base, "__context__", set: { _, exception, value in exception.asException?.context = value },
            get: { _, exception in exception.asException?.context ?? .none })
        attribute(
            base, "__suppress_context__",
            set: { machine, exception, value in exception.asException?.suppressesContext = try machine.truth(value) },
            get: { _, exception in Value(exception.asException?.suppressesContext ?? false) })
        attribute(base, "__traceback__", set: { _, _, _ in }, get: { _, _ in .none })
        method(base, "with_traceback", "self, traceback, /") { _, arguments in arguments[0] }
        method(base, "add_note", "self, note, /") { machine, arguments in
            let name = machine.intern("__notes__")
            let notes = try machine.attribute(arguments[0], name) ?? machine.list()
            notes.asList?.items.append(arguments[1])
            try machine.setAttribute(arguments[0], name, notes)
            return .none
        }
        attribute(types[.stopIteration], "value") { _, exception in
            exception.asException?.args.asTuple?.items.first ?? .none
        }
        attribute(types[.systemExit], "code") { machine, exception in
            guard let items = exception.asException?.args.asTuple?.items, !items.isEmpty else { return .none }
            return items.count == 1 ? items[0] : machine.tuple(items)
        }
    }
}
