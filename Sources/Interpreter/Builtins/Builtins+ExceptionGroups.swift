// Groups of exceptions, and what `except*` makes of them.
extension Machine {
    func installExceptionGroups() {
        let type = types[.baseExceptionGroup]
        staticMethod(type, "__new__", nil) { machine, arguments in
            guard arguments.count > 0, let type = arguments[0].asClass,
                type.isSubclass(of: machine.types[.baseExceptionGroup])
            else { throw machine.error(.typeError, "BaseExceptionGroup.__new__(): not enough arguments") }
            return Value(try machine.makeGroup(type, ContiguousArray(arguments.positional.dropFirst())))
        }
        func readOnly(_ name: String, _ get: @escaping (ExceptionObject.Group, Machine) -> Value) {
            attribute(
                type, name, set: { machine, _, _ in throw machine.error(.attributeError, "readonly attribute") },
                get: { machine, exception in exception.asException?.group.map { get($0, machine) } ?? .none })
        }
        readOnly("message") { group, _ in group.message }
        readOnly("exceptions") { group, machine in machine.tuple(group.members) }
        method(type, "derive", "self, excs, /", "A group of the same message with other exceptions.") {
            machine, arguments in
            let message = arguments[0].asException?.group?.message ?? .none
            return Value(try machine.makeGroup(machine.types[.baseExceptionGroup], [message, arguments[1]]))
        }
        method(type, "split", "self, condition, /", "The parts of the group that match and that do not.") {
            machine, arguments in
            guard let group = arguments[0].asException else { return .none }
            let test = try machine.condition(arguments[1])
            let (match, rest) = try machine.split(group, keepsRest: true, by: test)
            return machine.tuple([match, rest])
        }
        method(type, "subgroup", "self, condition, /", "The part of the group that matches.") { machine, arguments in
            guard let group = arguments[0].asException else { return .none }
            return try machine.split(group, keepsRest: false, by: try machine.condition(arguments[1])).match
        }
        classMethod(type, "__class_getitem__", "cls, item, /") { machine, arguments in
            machine.genericAlias(arguments[0], arguments[1])
        }
    }

    // MARK: Making

    /// `type(message, exceptions)`: an ExceptionGroup wherever all members are Exceptions.
    private func makeGroup(_ type: ClassObject, _ given: ContiguousArray<Value>) throws -> ExceptionObject {
        guard given.count == 2 else {
            throw error(.typeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (\(given.count) given)")
        }
        guard given[0].asStr != nil else {
            throw error(
                .typeError, "BaseExceptionGroup.__new__() argument 1 must be str, not \(typeName(given[0]))")
        }
        guard given[1].asDict == nil, self.type(of: given[1]).lookup(intern("__getitem__")) != nil else {
            throw error(.typeError, "second argument (exceptions) must be a sequence")
        }
        let members = try items(of: given[1])
        if members.isEmpty { throw error(.valueError, "second argument (exceptions) must be a non-empty sequence") }
        for (index, member) in members.enumerated() where member.asException == nil {
            throw error(.valueError, "Item \(index) of second argument (exceptions) is not an exception")
        }
        let group = types[.exceptionGroup]
        let exception = types[.exception]
        var made = type
        if members.allSatisfy({ self.type(of: $0).isSubclass(of: exception) }) {
            if type === types[.baseExceptionGroup] { made = group }
        } else if type.isSubclass(of: exception) {
            let place = type === group ? "an ExceptionGroup" : "'\(type.name)'"
            throw error(.typeError, "Cannot nest BaseExceptions in \(place)")
        }
        guard let result = try allocateInstance(made) as? ExceptionObject else {
            throw error(.typeError, "'\(made.name)' is not a class of exceptions")
        }
        result.args = tuple(given)
        result.group = ExceptionObject.Group(message: given[0], members: members)
        return result
    }

    // MARK: Splitting

    /// What `split` and `subgroup` are given: a function, a class or a tuple of classes.
    private func condition(_ value: Value) throws -> (ExceptionObject) throws -> Bool {
        if value.asFunction != nil {
            return { [unowned self] exception in try truth(call(value, [Value(exception)])) }
        }
        func isClass(_ value: Value) -> Bool { value.asClass?.isSubclass(of: types[.baseException]) ?? false }
        guard isClass(value) || value.asTuple?.items.allSatisfy(isClass) ?? false else {
            throw error(.typeError, "expected a function, exception type or tuple of exception types")
        }
        return { [unowned self] exception in try matches(Value(exception), value) }
    }

    /// The parts of an exception that pass a test and that do not, each None where there is nothing.
    private func split(
        _ exception: ExceptionObject, keepsRest: Bool, by test: (ExceptionObject) throws -> Bool
    ) throws -> (match: Value, rest: Value) {
        if try test(exception) { return (Value(exception), .none) }
        guard let group = exception.group else { return (.none, keepsRest ? Value(exception) : .none) }
        let matching = ListObject(types.list, [])
        let others = ListObject(types.list, [])
        try guardDepth {
            for member in group.members {
                guard let member = member.asException else { continue }
                let (match, rest) = try split(member, keepsRest: keepsRest, by: test)
                if !match.isNone { matching.items.append(match) }
                if !rest.isNone { others.items.append(rest) }
            }
        }
        let match = try subset(of: exception, matching)
        keep(match)
        return (match, try subset(of: exception, others))
    }

    /// A group like `whole` of some of its members; None for no members.
    private func subset(of whole: ExceptionObject, _ members: ListObject) throws -> Value {
        if members.items.isEmpty { return .none }
        let made = try callMethod(intern("derive"), of: Value(whole), [Value(members)])
        guard let made = made?.asException, made.group != nil else {
            throw error(.typeError, "derive must return an instance of BaseExceptionGroup")
        }
        made.shownTraceback = tracebackObject(of: whole)
        made.shownFrames = whole.shownFrames
        made.traceback = whole.traceback
        made.context = whole.context
        made.cause = whole.cause
        made.suppressesContext = true
        let name = intern("__notes__")
        if let notes = whole.ownAttribute(name), let lines = notes.asList?.items ?? notes.asTuple?.items {
            made.setOwnAttribute(name, list(lines))
        }
        return Value(made)
    }

    // MARK: except*

    /// The part of an exception that an `except*` clause takes, which is handled from now on, and the rest.
    func groupMatch(_ exception: Value, _ expected: Value) throws -> (match: Value, rest: Value) {
        for type in expected.asTuple?.items ?? [expected] {
            guard let type = type.asClass, type.isSubclass(of: types[.baseException]) else {
                throw error(.typeError, "catching classes that do not inherit from BaseException is not allowed")
            }
            if type.isSubclass(of: types[.baseExceptionGroup]) {
                throw error(.typeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
            }
        }
        guard let raised = exception.asException else { return (.none, .none) }
        if try matches(exception, expected) {
            let message = Value(names.empty)
            let match =
                raised.group == nil
                ? Value(try makeGroup(types[.baseExceptionGroup], [message, tuple([exception])])) : exception
            handled = match
            return (match, .none)
        }
        guard raised.group != nil else { return (.none, exception) }
        let parts = try scope { try callMethod(intern("split"), of: exception, [expected]) } ?? .none
        guard let parts = parts.asTuple?.items else {
            throw error(.typeError, "\(raised.type.name).split must return a tuple, not \(typeName(parts))")
        }
        guard parts.count >= 2 else {
            throw error(
                .typeError, "\(raised.type.name).split must return a 2-tuple, got tuple of size \(parts.count)")
        }
        if !parts[0].isNone { handled = parts[0] }
        return (parts[0], parts[1])
    }

    /// What goes on after the clauses: what they raised anew, and, as one part of the original group, what they raised
    /// again and what none of them took. None if that is nothing.
    func joinedGroup(_ original: Value, _ raised: Value) throws -> Value {
        guard let original = original.asException, let items = raised.asList?.items else { return .none }
        let exceptions = items.compactMap(\.asException)
        if original.group == nil { return exceptions.first.map { Value($0) } ?? .none }
        let isOld = exceptions.map { isUnchanged($0, since: original) }
        var kept: Set<ObjectIdentifier> = []
        for (exception, isOld) in zip(exceptions, isOld) where isOld { collectLeaves(of: exception, into: &kept) }
        let (old, _) = try scope {
            try split(original, keepsRest: false) { $0.group == nil && kept.contains(ObjectIdentifier($0)) }
        }
        let going = ListObject(types.list, ContiguousArray(zip(exceptions, isOld).filter { !$1 }.map { Value($0.0) }))
        if !old.isNone { going.items.append(old) }
        if going.items.count < 2 { return going.items.first ?? .none }
        return Value(try makeGroup(types[.baseExceptionGroup], [Value(names.empty), Value(going)]))
    }

    private func isUnchanged(_ exception: ExceptionObject, since original: ExceptionObject) -> Bool {
        exception.cause == original.cause && exception.context == original.context
            && exception.traceback.count == original.traceback.count
            && zip(exception.traceback, original.traceback).allSatisfy {
                $0.code == $1.code && $0.instruction == $1.instruction
            }
    }

    /// - Precondition: groups nest no deeper than `split` allows, which was asked for the same exceptions.
    private func collectLeaves(of exception: ExceptionObject, into leaves: inout Set<ObjectIdentifier>) {
        guard let group = exception.group else {
            leaves.insert(ObjectIdentifier(exception))
            return
        }
        for member in group.members.compactMap(\.asException) { collectLeaves(of: member, into: &leaves) }
    }
}
