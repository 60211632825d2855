import Syntax

// Exceptions: made here, and raised by name.
extension Machine {
    /// A built-in exception with a message, ready to throw.
    package func error(_ kind: ExceptionKind, _ message: String) -> PythonError {
        let args = message.isEmpty ? tuple([]) : tuple([string(message)])
        return PythonError(exception: ExceptionObject(types[kind], args: args))
    }

    /// A built-in exception with any arguments, ready to throw.
    package func error(_ kind: ExceptionKind, arguments: [Value]) -> PythonError {
        PythonError(exception: ExceptionObject(types[kind], args: tuple(ContiguousArray(arguments))))
    }

    package func keyError(_ key: Value) -> PythonError {
        PythonError(exception: ExceptionObject(types[.keyError], args: tuple([key])))
    }

    func unhashable(_ object: Object) -> PythonError {
        error(.typeError, "unhashable type: '\(object.type.messageName)'")
    }

    func unboundLocal(_ name: Value) -> PythonError {
        error(
            .unboundLocalError,
            "cannot access local variable '\(name.asStr?.string ?? "?")' where it is not associated with a value")
    }

    func unboundCell(_ name: Value, _ frame: UnsafeMutablePointer<Frame>, _ register: UInt16) -> PythonError {
        let code = frame.pointee.code.takeUnretainedValue()
        let text = name.asStr?.string ?? "?"
        if code.freeNames.contains(text) {
            return error(
                .nameError,
                "cannot access free variable '\(text)' where it is not associated with a value in enclosing scope")
        }
        return unboundLocal(name)
    }

    func nameError(_ name: StrObject) -> PythonError {
        let raised = error(.nameError, "name '\(name.string)' is not defined")
        setAttributeQuietly(Value(raised.exception), "name", Value(name))
        return raised
    }

    package func attributeError(_ object: Value, _ name: StrObject) -> PythonError {
        let message: String
        if let type = object.asClass {
            message = "type object '\(type.name)' has no attribute '\(name.string)'"
        } else if let module = object.asModule {
            message =
                module.isInitializing
                ? "partially initialized module '\(module.name)' has no attribute '\(name.string)' "
                    + "(most likely due to a circular import)"
                : "module '\(module.name)' has no attribute '\(name.string)'"
        } else {
            message = "'\(typeName(object))' object has no attribute '\(name.string)'"
        }
        let raised = error(.attributeError, message)
        setAttributeQuietly(Value(raised.exception), "name", Value(name))
        setAttributeQuietly(Value(raised.exception), "obj", object)
        return raised
    }

    func assertionError(_ message: Value?) -> PythonError {
        let args = message.map { tuple([$0]) } ?? tuple([])
        return PythonError(exception: ExceptionObject(types[.assertionError], args: args))
    }

    /// The Python exception that an error thrown by Swift code stands for.
    package func exception(for error: any Error) -> ExceptionObject {
        if let error = error as? PythonError { return error.exception }
        if let error = error as? Reraise { return error.exception }
        if let error = error as? TextError {
            return self.error(ExceptionKind(name: error.kind.rawValue) ?? .valueError, error.message).exception
        }
        for convert in errorConverters {
            if let (type, message) = convert(error) {
                return self.error(ExceptionKind(name: type) ?? .runtimeError, message).exception
            }
        }
        return self.error(.systemError, "\(error)").exception
    }

    /// A SyntaxError (or what the diagnostic says) with its place in the source.
    package func syntaxError(_ diagnostic: Diagnostic, in source: Source) -> PythonError {
        let raised = error(ExceptionKind(name: diagnostic.kind.rawValue) ?? .syntaxError, diagnostic.message)
        raised.exception.args = syntaxArguments(diagnostic)
        raised.exception.syntax = ExceptionObject.SyntaxDetail(source: source, diagnostic: diagnostic)
        return raised
    }

    /// The exception that is being handled.
    package var handledObject: ExceptionObject? { handled.asException }

    // MARK: The raise statement

    func raised(_ value: Value, from cause: Value? = nil) throws -> PythonError {
        let exception = try makeException(value)
        if let current = handled.asException, current !== exception { chain(exception, to: current) }
        guard let cause else { return PythonError(exception: exception) }
        if cause.isNone {
            exception.cause = .none
        } else if cause.asException != nil || cause.asClass != nil {
            if let type = cause.asClass, !type.isSubclass(of: types[.baseException]) {
                throw error(.typeError, "exception causes must derive from BaseException")
            }
            exception.cause = Value(try makeException(cause))
        } else {
            throw error(.typeError, "exception causes must derive from BaseException")
        }
        exception.suppressesContext = true
        return PythonError(exception: exception)
    }

    private func makeException(_ value: Value) throws -> ExceptionObject {
        if let exception = value.asException { return exception }
        if let type = value.asClass, type.isSubclass(of: types[.baseException]) {
            guard let made = try call(value).asException else {
                throw error(
                    .typeError, "calling \(type.name) should have returned an instance of BaseException")
            }
            return made
        }
        throw error(.typeError, "exceptions must derive from BaseException")
    }

    func reraised() -> any Error {
        guard let exception = handled.asException else {
            return error(.runtimeError, "No active exception to reraise")
        }
        return Reraise(exception: exception)
    }

    /// Whether an exception is of the type, or of one of the types, of an `except` clause.
    func matches(_ exception: Value, _ expected: Value) throws -> Bool {
        guard exception.isObject else { return false }
        func exceptionClass(_ value: Value) -> ClassObject? {
            value.asClass.flatMap { $0.isSubclass(of: types[.baseException]) ? $0 : nil }
        }
        if let type = exceptionClass(expected) { return exception.object.type.isSubclass(of: type) }
        // All are looked at, also behind the one that matches.
        if let items = expected.asTuple?.items, items.allSatisfy({ exceptionClass($0) != nil }) {
            return items.contains { item in
                exceptionClass(item).map { exception.object.type.isSubclass(of: $0) } ?? false
            }
        }
        throw error(.typeError, "catching classes that do not inherit from BaseException is not allowed")
    }

    func loadExitArguments(_ exception: Value, into target: UnsafeMutablePointer<Value>) throws {
        target[0] = Value(type(of: exception))
        target[1] = exception
        target[2] = exception.asException.map { tracebackObject(of: $0) } ?? .none
    }
}
