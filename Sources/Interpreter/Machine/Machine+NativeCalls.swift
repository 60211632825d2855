// Calls from natives that make very many of them: nothing is allocated for the arguments.
extension Machine {
    /// `callee(argument)`.
    package func call(_ callee: Value, with argument: Value) throws -> Value {
        let base = try reserve(1)
        defer { top = base }
        base.initialize(to: argument)
        return try call(callee, onStack: base, 1)
    }

    /// `callee(first, second)`.
    package func call(_ callee: Value, with first: Value, _ second: Value) throws -> Value {
        let base = try reserve(2)
        defer { top = base }
        base.initialize(to: first)
        (base + 1).initialize(to: second)
        return try call(callee, onStack: base, 2)
    }

    /// `callee(*arguments)`.
    package func call(_ callee: Value, spreading arguments: ContiguousArray<Value>) throws -> Value {
        let base = try reserve(arguments.count)
        defer { top = base }
        for index in 0..<arguments.count { (base + index).initialize(to: arguments[index]) }
        return try call(callee, onStack: base, arguments.count)
    }

    /// `callee(*arguments)`.
    package func call(_ callee: Value, spreading arguments: TupleObject) throws -> Value {
        let base = try reserve(arguments.count)
        defer { top = base }
        for index in 0..<arguments.count { (base + index).initialize(to: arguments[index]) }
        return try call(callee, onStack: base, arguments.count)
    }

    /// Calls with `prefix` before the arguments of a call, which keep their keywords.
    package func call(_ callee: Value, prefix: ContiguousArray<Value>, _ arguments: Arguments) throws -> Value {
        let base = try reserve(prefix.count + arguments.total)
        defer { top = base }
        for index in 0..<prefix.count { (base + index).initialize(to: prefix[index]) }
        let rest = base + prefix.count
        for index in 0..<arguments.total { (rest + index).initialize(to: arguments.base[index]) }
        let count = prefix.count + arguments.count
        if arguments.keywords == nil { return try call(callee, onStack: base, count) }
        return try call(callee, Arguments(base, count, arguments.keywords))
    }

    /// Calls with `prefix` before the arguments of a call and with the keywords of `keywords`, which must all be
    /// strings; the call's own keywords are not looked at.
    package func call(
        _ callee: Value, prefix: ContiguousArray<Value>, _ arguments: UnsafeBufferPointer<Value>,
        keywords: DictObject
    ) throws -> Value {
        let names = tuple(keywords.keys)
        let values = keywords.values
        let count = prefix.count + arguments.count
        let base = try reserve(count + values.count + 1)
        defer { top = base }
        for index in 0..<prefix.count { (base + index).initialize(to: prefix[index]) }
        for index in 0..<arguments.count { (base + prefix.count + index).initialize(to: arguments[index]) }
        for index in 0..<values.count { (base + count + index).initialize(to: values[index]) }
        // The names lie behind the values, so that they stay.
        (base + count + values.count).initialize(to: names)
        return try call(callee, Arguments(base, count, names.asTuple))
    }

    /// Room for values above the top of the stack, which is their end from now on.
    func reserve(_ count: Int) throws -> UnsafeMutablePointer<Value> {
        let base = top
        guard base + count + 8 < stackLimit else {
            throw error(.recursionError, "maximum recursion depth exceeded while calling a Python object")
        }
        // Until they are filled in, what lies there must not look like values.
        top = base + count
        if top > highWater {
            base.initialize(repeating: .unbound, count: count)
            highWater = top
        }
        return base
    }

    /// Calls with arguments that lie at the top of the stack.
    func call(_ callee: Value, onStack base: UnsafeMutablePointer<Value>, _ count: Int) throws -> Value {
        if callee.kind == .function {
            let function = callee.unchecked(FunctionObject.self) { Unmanaged.passUnretained($0) }
            let isPlain = function._withUnsafeGuaranteedRef { $0.plainCount == count }
            if isPlain {
                try checkNativeDepth(" while calling a Python object")
                var result = Value.none
                return try withUnsafeMutablePointer(to: &result) { slot in
                    try function._withUnsafeGuaranteedRef {
                        try push($0, base: base, result: slot, continuation: .value, saved: .none)
                    }
                    try run(until: depth - 1)
                    return slot.pointee
                }
            }
        } else if callee.kind == .native {
            return try callee.unchecked(NativeFunction.self) { try callNative($0, Arguments(base, count)) }
        }
        return try call(callee, Arguments(base, count))
    }

    /// The built-in class whose layout an instance of a user's class has, where subscripts of it are frequent.
    @inline(__always) private func layout(_ kind: Kind) -> ClassObject? {
        switch kind {
        case .dict: types.dict
        case .list: types.list
        case .tuple: types.tuple
        default: nil
        }
    }

    /// Whether the class of `object`, a user's, leaves a method of a built-in container as it is.
    @inline(__always) func keepsBuiltIn(_ name: StrObject, _ object: Object) -> Bool {
        guard let layout = layout(object.kind), let own = object.type.lookup(name) else { return false }
        return own == layout.lookup(name)
    }
}
