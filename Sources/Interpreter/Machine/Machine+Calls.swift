import Syntax

// Calling anything, from Swift.
extension Machine {
    /// Calls any callable. Raises what it raises, TypeError for something that cannot be called.
    package func call(_ callee: Value, _ arguments: Arguments) throws -> Value {
        guard callee.isObject else {
            throw error(.typeError, "'\(typeName(callee))' object is not callable")
        }
        try checkNativeDepth(" while calling a Python object")
        let object = callee.object
        switch object.kind {
        case .function: return try callFunction(unsafeDowncast(object, to: FunctionObject.self), arguments)
        case .native: return try callNative(unsafeDowncast(object, to: NativeFunction.self), arguments)
        case .class: return try construct(unsafeDowncast(object, to: ClassObject.self), arguments)
        case .method: return try object.call(self, arguments)
        default:
            if let name = object.type.callName ?? (object.type.isUserDefined ? names.call : nil) {
                guard let method = object.type.lookup(name) else { return try object.call(self, arguments) }
                return try call(method, boundTo: callee, arguments)
            }
            return try object.call(self, arguments)
        }
    }

    package func call(_ callee: Value, _ arguments: [Value] = []) throws -> Value {
        try withArguments(arguments) { try call(callee, $0) }
    }

    package func call(_ callee: Value, _ arguments: [Value], keywords: [(name: String, value: Value)]) throws -> Value {
        if keywords.isEmpty { return try call(callee, arguments) }
        let names = TupleObject(types.tuple, ContiguousArray(keywords.map { Value(intern($0.name)) }))
        return try withArguments(arguments + keywords.map(\.value)) {
            try call(callee, Arguments($0.base, arguments.count, names))
        }
    }

    /// Calls with `first` before the other arguments.
    func call(_ callee: Value, prepending first: Value, _ arguments: Arguments) throws -> Value {
        let base = try reserve(arguments.total + 1)
        defer { top = base }
        base.initialize(to: first)
        for index in 0..<arguments.total { (base + 1 + index).initialize(to: arguments.base[index]) }
        if arguments.keywords == nil { return try call(callee, onStack: base, arguments.count + 1) }
        return try call(callee, Arguments(base, arguments.count + 1, arguments.keywords))
    }

    /// Calls a class attribute as a method of `receiver`.
    package func call(_ method: Value, boundTo receiver: Value, _ arguments: Arguments) throws -> Value {
        if isMethodFunction(method) { return try call(method, prepending: receiver, arguments) }
        return try call(bind(method, to: receiver, through: type(of: receiver)), arguments)
    }

    /// Calls the method `name` that the class of `receiver` has; nil if it has none.
    package func callMethod(_ name: StrObject, of receiver: Value, _ arguments: [Value] = []) throws -> Value? {
        let type = type(of: receiver)
        guard let method = type.lookup(name) else { return nil }
        if isMethodFunction(method) {
            let base = try reserve(arguments.count + 1)
            defer { top = base }
            base.initialize(to: receiver)
            for index in 0..<arguments.count { (base + 1 + index).initialize(to: arguments[index]) }
            return try call(method, onStack: base, arguments.count + 1)
        }
        return try call(bind(method, to: receiver, through: type), arguments)
    }

    /// Puts values on the stack for the length of `body`.
    package func withArguments<R>(_ values: [Value], _ body: (Arguments) throws -> R) throws -> R {
        let base = top
        guard base + values.count + 8 < stackLimit else {
            throw error(.recursionError, "maximum recursion depth exceeded while calling a Python object")
        }
        for (index, value) in values.enumerated() { (base + index).initialize(to: value) }
        top = base + values.count
        if top > highWater { highWater = top }
        defer { top = base }
        return try body(Arguments(base, values.count))
    }

    /// Runs a function written in the language to its end, or makes its generator.
    func callFunction(_ function: FunctionObject, _ arguments: Arguments) throws -> Value {
        try checkNativeDepth(" while calling a Python object")
        if function.generatorCount == arguments.count, arguments.keywords == nil {
            return makeGenerator(function, arguments.base)
        }
        let savedTop = top
        defer { top = savedTop }
        // The arguments become the frame's first registers, so they are copied to the top.
        let base = savedTop
        guard base + arguments.total + 8 < stackLimit else {
            throw error(.recursionError, "maximum recursion depth exceeded while calling a Python object")
        }
        (base).update(from: arguments.base, count: arguments.total)
        top = base + arguments.total
        if top > highWater { highWater = top }
        try bind(Arguments(base, arguments.count, arguments.keywords), to: function)
        if function.code.isGenerator { return makeGenerator(function, base) }
        var result = Value.none
        return try withUnsafeMutablePointer(to: &result) { slot in
            try push(function, base: base, result: slot, continuation: .value, saved: .none)
            try run(until: depth - 1)
            return slot.pointee
        }
    }

    /// Runs a module's code, or `exec`'s and `eval`'s: names are globals, or live in `namespace`.
    package func run(_ code: CodeObject, globals: DictObject, namespace: DictObject? = nil) throws -> Value {
        try run(code, function: nil, globals: globals, namespace: namespace)
    }

    func run(
        _ code: CodeObject, function: FunctionObject?, globals: DictObject, namespace: DictObject?
    ) throws -> Value {
        try checkNativeDepth(" while calling a Python object")
        keep(Value(code))
        keep(Value(globals))
        let savedTop = top
        let mark = handles.count
        defer {
            top = savedTop
            if handles.count > mark { handles.removeLast(handles.count - mark) }
        }
        var result = Value.none
        return try withUnsafeMutablePointer(to: &result) { slot in
            try push(
                code, function: function, globals: globals, namespace: namespace, base: top, argumentCount: 0,
                result: slot, continuation: .value, saved: .none)
            try run(until: depth - 1)
            return slot.pointee
        }
    }

    // MARK: Frames

    @inline(__always)
    func push(
        _ function: FunctionObject, base: UnsafeMutablePointer<Value>, result: UnsafeMutablePointer<Value>,
        continuation: Continuation, saved: Value
    ) throws {
        let entry = function.entry
        let end = base + entry.registerCount
        if depth >= frameLimit || end >= stackLimit { throw tooDeep() }
        clear(base, from: entry.parameterCount, locals: entry.localCount, end: end)
        (frames + depth).initialize(
            to: Frame(
                code: entry.code, function: Unmanaged.passUnretained(function), globals: entry.globals, namespace: nil,
                base: base, end: end, constants: entry.constants, pc: entry.words, result: result,
                continuation: continuation, saved: saved))
        depth &+= 1
    }

    /// Makes a frame's registers ready: variables behind the arguments are unbound, and what was never set is.
    @inline(__always)
    private func clear(
        _ base: UnsafeMutablePointer<Value>, from argumentCount: Int, locals: Int, end: UnsafeMutablePointer<Value>
    ) {
        var index = argumentCount
        while index < locals {
            base[index] = .unbound
            index &+= 1
        }
        top = end
        guard end > highWater else { return }
        var fresh = max(highWater, base + locals)
        while fresh < end {
            fresh.initialize(to: .unbound)
            fresh += 1
        }
        highWater = end
    }

    @inline(__always)
    func push(
        _ code: CodeObject, function: FunctionObject?, globals: DictObject, namespace: DictObject?,
        base: UnsafeMutablePointer<Value>, argumentCount: Int, result: UnsafeMutablePointer<Value>,
        continuation: Continuation, saved: Value
    ) throws {
        let end = base + code.registerCount
        if depth >= frameLimit || end >= stackLimit { throw tooDeep() }
        clear(base, from: argumentCount, locals: code.localCount, end: end)
        (frames + depth).initialize(
            to: Frame(
                code: Unmanaged.passUnretained(code), function: function.map(Unmanaged.passUnretained),
                globals: Unmanaged.passUnretained(globals), namespace: namespace.map(Unmanaged.passUnretained),
                base: base, end: end, constants: code.constants, pc: code.words, result: result,
                continuation: continuation, saved: saved))
        depth &+= 1
    }

    /// Arguments that lie in a generator's own registers, copied to the top of the stack: a frame begins with them.
    @inline(__always)
    func onStack(_ arguments: UnsafeMutablePointer<Value>, _ count: Int) -> UnsafeMutablePointer<Value> {
        isOnStack(arguments) ? arguments : copyToTop(arguments, count)
    }

    @inline(never)
    private func copyToTop(_ arguments: UnsafeMutablePointer<Value>, _ count: Int) -> UnsafeMutablePointer<Value> {
        let base = top
        for index in 0..<count { (base + index).initialize(to: arguments[index]) }
        highWater = max(highWater, base + count)
        return base
    }

    @inline(never) func tooDeep() -> PythonError {
        error(.recursionError, "maximum recursion depth exceeded")
    }

    // MARK: Binding

    /// Lays the arguments, which stand at their place on the stack already, out as the function's parameters.
    func bind(_ arguments: Arguments, to function: FunctionObject) throws {
        let code = function.code
        if arguments.keywords == nil, arguments.count == function.plainCount { return }
        let base = arguments.base
        if arguments.keywords == nil, bindDefaults(of: function, code, base, arguments.count) { return }
        let parameterCount = code.parameterCount
        // The parameters are laid out behind the arguments first, then moved to where these lie.
        let end = base + arguments.total
        let values = base + max(parameterCount, arguments.total)
        guard values + parameterCount + 8 < stackLimit else { throw tooDeep() }
        end.initialize(repeating: .unbound, count: values + parameterCount - end)
        top = max(top, values + parameterCount)
        if top > highWater { highWater = top }
        values.update(from: base, count: min(arguments.count, code.argumentCount))
        var extraKeywords: DictObject?
        if code.hasVarKeywords {
            let collected = dict()
            extraKeywords = collected
            values[parameterCount - 1] = Value(collected)
        }
        if code.hasVarArguments {
            let rest = max(0, arguments.count - code.argumentCount)
            values[code.argumentCount + code.keywordOnlyCount] = tuple(
                copying: end - arguments.keywordCount - rest, rest)
        }
        if let names = arguments.keywords { try bindKeywords(names, arguments, function, code, values, extraKeywords) }
        if arguments.count > code.argumentCount && !code.hasVarArguments {
            throw tooManyPositional(arguments.count, function, code, values)
        }
        try fillDefaults(function, code, values)
        base.update(from: values, count: parameterCount)
    }

    /// The frequent case of trailing positional arguments left out. Returns false where more is to be done.
    private func bindDefaults(
        of function: FunctionObject, _ code: CodeObject, _ base: UnsafeMutablePointer<Value>, _ count: Int
    ) -> Bool {
        let missing = function.plainCount - count
        let defaults = function.defaults.count
        guard missing > 0, missing <= defaults, base + function.plainCount < stackLimit else { return false }
        for index in 0..<missing {
            (base + count + index).initialize(to: function.defaults[defaults - missing + index])
        }
        top = max(top, base + function.plainCount)
        if top > highWater { highWater = top }
        return true
    }

    private func bindKeywords(
        _ names: TupleObject, _ arguments: Arguments, _ function: FunctionObject, _ code: CodeObject,
        _ values: UnsafeMutablePointer<Value>, _ extra: DictObject?
    ) throws {
        let nameable = code.argumentCount + code.keywordOnlyCount
        for (position, name) in names.elements.enumerated() {
            guard let name = name.asStr else { continue }
            let value = arguments.base[arguments.count + position]
            var slot: Int?
            for index in code.positionalOnlyCount..<max(nameable, code.positionalOnlyCount)
            where code.localNames[index].isEqual(to: name) {
                slot = index
                break
            }
            if let slot {
                guard values[slot].isUnbound else {
                    throw error(
                        .typeError, "\(function.qualifiedName)() got multiple values for argument '\(name.string)'")
                }
                values[slot] = value
            } else if let extra {
                extra.set(name, value)
            } else {
                let positionalOnly = code.localNames.prefix(code.positionalOnlyCount).filter { local in
                    names.elements.contains { $0.asStr?.isEqual(to: local) == true }
                }
                if !positionalOnly.isEmpty {
                    let list = positionalOnly.map(\.string).joined(separator: ", ")
                    throw error(
                        .typeError,
                        "\(function.qualifiedName)() got some positional-only arguments passed as keyword arguments: '\(list)'"
                    )
                }
                throw error(
                    .typeError, "\(function.qualifiedName)() got an unexpected keyword argument '\(name.string)'")
            }
        }
    }

    private func fillDefaults(
        _ function: FunctionObject, _ code: CodeObject, _ values: UnsafeMutablePointer<Value>
    ) throws {
        var missing: [String] = []
        let firstDefault = code.argumentCount - function.defaults.count
        for index in 0..<code.argumentCount where values[index].isUnbound {
            if index >= firstDefault, firstDefault >= 0 || index - firstDefault < function.defaults.count {
                values[index] = function.defaults[index - firstDefault]
            } else {
                missing.append(code.localNames[index].string)
            }
        }
        if !missing.isEmpty { throw missingArguments(missing, "positional", function) }
        for index in code.argumentCount..<code.argumentCount + code.keywordOnlyCount where values[index].isUnbound {
            if let value = function.keywordDefaults?.get(code.localNames[index]) {
                values[index] = value
            } else {
                missing.append(code.localNames[index].string)
            }
        }
        if !missing.isEmpty { throw missingArguments(missing, "keyword-only", function) }
    }

    private func missingArguments(_ names: [String], _ kind: String, _ function: FunctionObject) -> PythonError {
        error(
            .typeError,
            "\(function.qualifiedName)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(Machine.listed(names))"
        )
    }

    private func tooManyPositional(
        _ given: Int, _ function: FunctionObject, _ code: CodeObject, _ values: UnsafeMutablePointer<Value>
    ) -> PythonError {
        let most = code.argumentCount
        let least = most - function.defaults.count
        let takes = function.defaults.isEmpty ? "\(most)" : "from \(least) to \(most)"
        let plural = most == 1 && function.defaults.isEmpty ? "" : "s"
        let keywordOnly = (most..<most + code.keywordOnlyCount).filter { !values[$0].isUnbound }.count
        let was: String
        if keywordOnly > 0 {
            let one = keywordOnly == 1 ? "" : "s"
            was =
                "positional argument\(given == 1 ? "" : "s") (and \(keywordOnly) keyword-only argument\(one)) were given"
        } else {
            was = given == 1 ? "was given" : "were given"
        }
        return error(
            .typeError, "\(function.qualifiedName)() takes \(takes) positional argument\(plural) but \(given) \(was)")
    }

    // MARK: Making instances

    /// `C(…)`: `__new__`, then `__init__`.
    package func construct(_ type: ClassObject, _ arguments: Arguments) throws -> Value {
        if type === types.type, arguments.count == 1, arguments.keywords == nil {
            return Value(self.type(of: arguments[0]))
        }
        // A metaclass may say what calling its classes does.
        let metaclass = type.type
        if metaclass !== types.type, let method = metaclass.lookup(names.call), metaclass.isUserDefined,
            isMethodFunction(method)
        {
            return try call(method, prepending: Value(type), arguments)
        }
        if type.construction.version != type.version { type.construction = construction(of: type) }
        if case .native(let make, let fill) = type.construction.way {
            return try constructNatively(type, make, fill, arguments)
        }
        return try instantiate(type, arguments)
    }

    /// How calls of the class can be shortened while it stays as it is.
    func construction(of type: ClassObject) -> Construction {
        Construction(version: type.version, way: type.type === types.type ? shortWay(of: type) : .general)
    }

    private func shortWay(of type: ClassObject) -> Construction.Way {
        let new = type.lookup(names.new) ?? objectNew
        let initialize = type.lookup(names.initialize) ?? objectInit
        if type.isUserDefined {
            guard new == objectNew else { return .general }
            if initialize == objectInit { return .bare }
            guard let function = initialize.asFunction, function.isCallable else { return .general }
            return .initializer(Unmanaged.passUnretained(function))
        }
        let make = new == objectNew ? nil : unwrapStatic(new).asNative?.make
        let fill = initialize == objectInit ? nil : initialize.asNative?.fill
        guard type !== types.type, (make == nil) == (new == objectNew), (fill == nil) == (initialize == objectInit),
            make != nil || fill != nil
        else { return .general }
        return .native(make: make, fill: fill)
    }

    /// A new instance, with room for the attributes that instances of its class have had.
    @inline(__always)
    func makeInstance(_ type: ClassObject) throws -> Value {
        guard type.isPlain, type.abstractMethods.isEmpty, !type.hooks.contains(.finalize) else {
            return Value(try allocateInstance(type))
        }
        if let used = heap.take(.instance) {
            used._withUnsafeGuaranteedRef { $0.renew(as: type) }
            return Value(used)
        }
        let instance = Object(type, kind: .instance, heap: heap)
        instance.pool = .instance
        instance.reserveSlots(type.slotNames.count)
        return Value(instance)
    }

    func constructNatively(
        _ type: ClassObject, _ make: ((Machine, ClassObject, Arguments) throws -> Value)?,
        _ fill: ((Machine, Value, Arguments) throws -> Void)?, _ arguments: Arguments
    ) throws -> Value {
        let mark = handles.count
        let savedTop = top
        defer {
            top = savedTop
            if handles.count != mark { handles.removeLast(handles.count - mark) }
        }
        let end = arguments.base + arguments.total
        if end > top, isOnStack(end) { top = end }
        let instance = try make?(self, type, arguments) ?? Value(allocateInstance(type))
        guard let fill, self.type(of: instance) === type else { return instance }
        keep(instance)
        try fill(self, instance, arguments)
        return instance
    }

    func instantiate(_ type: ClassObject, _ arguments: Arguments) throws -> Value {
        let mark = handles.count
        defer { handles.removeLast(handles.count - mark) }
        let new = type.lookup(names.new) ?? objectNew
        let instance: Value
        if new == objectNew {
            if arguments.total > 0, type.allocate != nil, type.lookup(names.initialize) == objectInit {
                throw error(.typeError, "\(type.name)() takes no arguments")
            }
            instance = Value(try allocateInstance(type))
        } else {
            instance = try call(unwrapStatic(new), prepending: Value(type), arguments)
            guard self.type(of: instance).isSubclass(of: type) else { return instance }
        }
        keep(instance)
        guard let initialize = self.type(of: instance).lookup(names.initialize), initialize != objectInit else {
            return instance
        }
        let result = try call(initialize, boundTo: instance, arguments)
        if !result.isNone {
            throw error(.typeError, "__init__() should return None, not '\(typeName(result))'")
        }
        return instance
    }

    func allocateInstance(_ type: ClassObject) throws -> Object {
        guard let allocate = type.allocate else {
            throw error(.typeError, "cannot create '\(type.messageName)' instances")
        }
        if !type.abstractMethods.isEmpty { throw abstractError(type) }
        let made = try allocate(self, type)
        if type.hooks.contains(.finalize) { heap.finalizers.watch(made) }
        return made
    }

    private func abstractError(_ type: ClassObject) -> PythonError {
        let names = type.abstractMethods.sorted()
        let plural = names.count == 1 ? "" : "s"
        return error(
            .typeError,
            "Can't instantiate abstract class \(type.name) with abstract method\(plural) \(names.joined(separator: ", "))"
        )
    }

    func unwrapStatic(_ value: Value) -> Value {
        if let descriptor = value.cast(.descriptor, to: DescriptorObject.self),
            case .staticMethod(let function) = descriptor.role
        {
            return function
        }
        return value
    }
}
