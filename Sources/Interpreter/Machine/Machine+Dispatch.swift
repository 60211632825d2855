// What the instruction loop cannot do at once: operators on objects, and calls. Where a function written in the
// language is to run, its frame is pushed (the result is true: the loop goes on there) instead of recursing.
extension Machine {
    // MARK: Operators

    /// `lhs op rhs` of a binary instruction.
    @inline(never)
    func binary(
        _ op: BinaryOp, _ lhs: Value, _ rhs: Value, _ i: Instruction, into target: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        // Integers of more than 48 bits, as sums of squares soon are.
        if let a = lhs.nativeInt, let b = rhs.nativeInt, let value = nativeBinary(op, a, b) {
            target.pointee = value
            return false
        }
        let kind = lhs.kind
        if kind == .str, op == .add, rhs.kind == .str {
            let sum = lhs.unchecked(StrObject.self) { text in
                text.type.isUserDefined
                    ? nil
                    : rhs.unchecked(StrObject.self) {
                        $0.type.isUserDefined ? nil : text.appending($0, types.str, heap)
                    }
            }
            if let sum {
                target.pointee = sum
                return false
            }
        }
        if i.x == 0, kind == .instance, !prefersReflected(lhs, rhs),
            let method = lhs.unchecked(Object.self, { $0.lookupInType(names.binary[Int(op.rawValue)]) }),
            try pushOperator(method, lhs, rhs, .binary, target)
        {
            return true
        }
        target.pointee = i.x == 0 ? try binary(op, lhs, rhs) : try inPlace(op, lhs, rhs)
        return false
    }

    /// `lhs op rhs` of a comparing instruction.
    @inline(never)
    func compare(
        _ op: CompareOp, _ lhs: Value, _ rhs: Value, into target: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        if lhs.isDouble, rhs.isDouble {
            target.pointee = Value(op.holdsForDoubles(lhs.double, rhs.double))
            return false
        }
        if lhs.isObject, lhs.kind == .instance, !prefersReflected(lhs, rhs),
            let method = lhs.unchecked(Object.self, { $0.lookupInType(names.compare[Int(op.rawValue)]) }),
            try pushOperator(method, lhs, rhs, .compare, target)
        {
            return true
        }
        target.pointee = try compare(op, lhs, rhs)
        return false
    }

    /// Python asks the right operand first if its class is a subclass of the left one's.
    private func prefersReflected(_ lhs: Value, _ rhs: Value) -> Bool {
        guard rhs.isObject else { return false }
        return lhs.unchecked(Object.self) { left in
            rhs.unchecked(Object.self) { right in
                left.withType { left in
                    if right.hasType(left) { return false }
                    return right.withType { $0.isSubclass(of: left) }
                }
            }
        }
    }

    private func pushOperator(
        _ method: Value, _ lhs: Value, _ rhs: Value, _ continuation: Continuation,
        _ target: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        guard method.kind == .function else { return false }
        return try method.unchecked(FunctionObject.self) { function in
            guard function.plainCount == 2 else { return false }
            let base = top
            guard base + 2 < stackLimit else { throw tooDeep() }
            base.initialize(to: lhs)
            (base + 1).initialize(to: rhs)
            if base + 2 > highWater { highWater = base + 2 }
            try push(function, base: base, result: target, continuation: continuation, saved: .none)
            return true
        }
    }

    /// After NotImplemented: the caller's instruction tells what was to be computed.
    func tryOtherOperand() throws -> Value {
        let frame = frames[depth - 1]
        let i = (frame.pc - 1).pointee
        let lhs = frame.base[Int(i.b)]
        switch i.op {
        case .lt, .le, .eq, .ne, .gt, .ge:
            return try compare(i.op.compareOp, lhs, frame.base[Int(i.c)], skippingLeft: true)
        default:
            let constants = frame.code.takeUnretainedValue().constants
            let rhs = i.op.hasConstantOperand ? constants[Int(i.c)] : frame.base[Int(i.c)]
            return try binary(i.op.binaryOp, lhs, rhs, skippingLeft: true)
        }
    }

    // MARK: Subscripts

    @inline(never)
    func getItem(_ object: Value, _ key: Value, into target: UnsafeMutablePointer<Value>) throws -> Bool {
        if object.isObject, object.kind == .instance,
            let method = object.unchecked(Object.self, { $0.lookupInType(names.getItem) }),
            try pushOperator(method, object, key, .value, target)
        {
            return true
        }
        target.pointee = try getItem(object, key)
        return false
    }

    // MARK: Calls

    /// Calls `at[0]` with the `count` values behind it.
    @inline(__always)
    func call(at base: UnsafeMutablePointer<Value>, count: Int, into target: UnsafeMutablePointer<Value>) throws -> Bool
    {
        let callee = base[0]
        if callee.kind == .function {
            let isPushed = try callee.unchecked(FunctionObject.self) { function -> Bool in
                guard function.plainCount == count else { return false }
                let arguments = onStack(base + 1, count)
                try push(function, base: arguments, result: target, continuation: .value, saved: .none)
                return true
            }
            if isPushed { return true }
        } else if callee.kind == .native {
            target.pointee = try callee.unchecked(NativeFunction.self) {
                try callNative($0, Arguments(base + 1, count))
            }
            return false
        }
        return try callSlowly(at: base, count: count, into: target)
    }

    @inline(never)
    private func callSlowly(
        at base: UnsafeMutablePointer<Value>, count: Int, into target: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        let callee = base[0]
        guard callee.isObject else {
            throw error(.typeError, "'\(typeName(callee))' object is not callable")
        }
        switch callee.kind {
        case .function:
            let generator = callee.unchecked(FunctionObject.self) { function in
                function.generatorCount == count ? makeGenerator(function, base + 1) : .unbound
            }
            if generator.isUnbound { return try push(callee, Arguments(base + 1, count), into: target) }
            target.pointee = generator
            return false
        case .class: return try callClass(at: base, count: count, into: target)
        case .method:
            guard let method = callee.asMethod else { break }
            // The slot of the callee is free for the receiver.
            if method.function.kind == .function {
                base[0] = method.receiver
                return try push(method.function, Arguments(base, count + 1), into: target)
            }
            guard let native = method.function.asNative else { break }
            base[0] = method.receiver
            target.pointee = try callNative(native, Arguments(base, count + 1))
            return false
        default:
            let type = callee.object.type
            if let name = type.callName ?? (type.isUserDefined ? names.call : nil), let method = type.lookup(name),
                method.kind == .function
            {
                return try push(method, Arguments(base, count + 1), into: target)
            }
        }
        target.pointee = try call(callee, Arguments(base + 1, count))
        return false
    }

    /// Pushes the frame of a function whose arguments stand in place; makes its generator if it is one.
    private func push(
        _ callee: Value, _ arguments: Arguments, into target: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        guard let function = callee.asFunction else { return false }
        if function.generatorCount == arguments.count, arguments.keywords == nil {
            target.pointee = makeGenerator(function, arguments.base)
            return false
        }
        let base = onStack(arguments.base, arguments.total)
        if function.plainCount != arguments.count || arguments.keywords != nil {
            try bind(Arguments(base, arguments.count, arguments.keywords), to: function)
            if function.code.isGenerator {
                target.pointee = makeGenerator(function, base)
                restoreTop()
                return false
            }
        }
        try push(function, base: base, result: target, continuation: .value, saved: .none)
        return true
    }

    /// An instance of a class written in the language, with its `__init__` as a frame.
    private func callClass(
        at base: UnsafeMutablePointer<Value>, count: Int, into target: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        try base[0].unchecked(ClassObject.self) { type in
            if type.construction.version != type.version { type.construction = construction(of: type) }
            switch type.construction.way {
            case .initializer(let function):
                return try function._withUnsafeGuaranteedRef { function in
                    let instance = try makeInstance(type)
                    base[0] = instance
                    let arguments = onStack(base, count + 1)
                    if function.plainCount != count + 1 { try bind(Arguments(arguments, count + 1), to: function) }
                    try push(function, base: arguments, result: target, continuation: .initializer, saved: instance)
                    return true
                }
            case .bare where count == 0: target.pointee = try makeInstance(type)
            case .native(let make, let fill):
                target.pointee = try constructNatively(type, make, fill, Arguments(base + 1, count))
            case .general, .bare: target.pointee = try construct(type, Arguments(base + 1, count))
            }
            return false
        }
    }

    /// A call whose last arguments are keywords.
    @inline(never)
    func call(
        at base: UnsafeMutablePointer<Value>, count: Int, keywords: Value, into target: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        guard let names = keywords.asTuple else { return false }
        let callee = base[0]
        let positional = count - names.count
        if callee.kind == .function {
            return try push(callee, Arguments(base + 1, positional, names), into: target)
        }
        if callee.kind == .class, let type = callee.asClass {
            if type.construction.version != type.version { type.construction = construction(of: type) }
            if case .initializer(let function) = type.construction.way {
                let instance = try makeInstance(type)
                base[0] = instance
                let function = function.takeUnretainedValue()
                let arguments = onStack(base, count + 1)
                try bind(Arguments(arguments, positional + 1, names), to: function)
                try push(function, base: arguments, result: target, continuation: .initializer, saved: instance)
                return true
            }
        }
        target.pointee = try call(callee, Arguments(base + 1, positional, names))
        return false
    }

    /// `f(*args, **kwargs)` with the tuple and the dict behind the function.
    @inline(never)
    func callSpread(at base: UnsafeMutablePointer<Value>, hasKeywords: Bool) throws -> Bool {
        let callee = base[0]
        let start = top
        let count = base[1].asTuple?.count ?? 0
        let dict = hasKeywords ? base[2].asDict : nil
        guard start + count + (dict?.count ?? 0) + 8 < stackLimit else { throw tooDeep() }
        if let tuple = base[1].asTuple {
            start.initialize(from: tuple.elements.baseAddress ?? UnsafePointer(start), count: count)
        }
        var end = start + count
        var names: TupleObject?
        if let dict, dict.count > 0 {
            for (key, value) in dict.items {
                if key.kind != .str { throw error(.typeError, "keywords must be strings") }
                end.initialize(to: value)
                end += 1
            }
            // In the place of the dict, so that it stays.
            base[2] = tuple(dict.keys)
            names = base[2].asTuple
        }
        top = end
        if top > highWater { highWater = top }
        let arguments = Arguments(start, count, names)
        if callee.kind == .function { return try push(callee, arguments, into: base) }
        defer { top = start }
        base[0] = try call(callee, arguments)
        return false
    }
}
