import Interpreter

// The module `operator`: the operators of the language as functions.
extension StandardLibrary {
    @Sendable static func fillOperator(_ module: ModuleBuilder) {
        fillComparisons(module)
        fillArithmetic(module)
        fillSequences(module)
        fillGetters(module)
        unowned(unsafe) let machine = module.machine
        let names = module.module.namespace.keys.filter { $0.asStr?.utf8.first != UInt8(ascii: "_") }
        for (_, function) in module.module.namespace.items { function.asNative?.module = "_operator" }
        // Most functions have the name of the method beside their own.
        for name in names.compactMap({ $0.asStr?.string }) {
            let bare = name.hasSuffix("_") ? String(name.dropLast()) : name
            let dunder = "__\(bare)__"
            if dunders.contains(bare), let function = module.module.namespace.get(machine.intern(name)) {
                module.set(dunder, function)
            }
        }
        module.set("__all__", machine.list(names.sorted { ($0.asStr?.string ?? "") < ($1.asStr?.string ?? "") }))
    }

    private static let dunders: Set<String> = Set(
        """
        lt le eq ne ge gt not abs add and floordiv index inv invert lshift mod mul matmul neg or pos pow rshift sub \
        truediv xor concat contains delitem getitem setitem iadd iand iconcat ifloordiv ilshift imod imul imatmul ior \
        ipow irshift isub itruediv ixor call
        """.split(separator: " ").map(String.init))

    private static func fillComparisons(_ module: ModuleBuilder) {
        for op in CompareOp.allCases {
            let name = String(op.dunder.dropFirst(2).dropLast(2))
            module.define(name, "a, b, /", "Same as a \(op.symbol) b.") { machine, arguments in
                try machine.compare(op, arguments[0], arguments[1])
            }
        }
        module.define("not_", "a, /", "Same as not a.") { machine, arguments in
            Value(try !machine.truth(arguments[0]))
        }
        module.define("truth", "a, /", "Whether a is true.") { machine, arguments in
            Value(try machine.truth(arguments[0]))
        }
        module.define("is_", "a, b, /", "Same as a is b.") { machine, arguments in
            Value(machine.isSame(arguments[0], arguments[1]))
        }
        module.define("is_not", "a, b, /", "Same as a is not b.") { machine, arguments in
            Value(!machine.isSame(arguments[0], arguments[1]))
        }
    }

    private static func fillArithmetic(_ module: ModuleBuilder) {
        for op in BinaryOp.allCases where op != .divmod {
            let bare = String(op.dunder.dropFirst(2).dropLast(2))
            let name = op == .and || op == .or ? bare + "_" : bare
            let symbol = op == .pow ? "**" : op.symbol
            module.define(name, "a, b, /", "Same as a \(symbol) b.") { machine, arguments in
                try machine.binary(op, arguments[0], arguments[1])
            }
            module.define("i" + bare, "a, b, /", "Same as a \(symbol)= b.") { machine, arguments in
                try machine.inPlace(op, arguments[0], arguments[1])
            }
        }
        for (name, op) in [("neg", UnaryOp.neg), ("pos", .pos), ("inv", .invert), ("invert", .invert)] {
            module.define(name, "a, /", "Same as \(op.symbol)a.") { machine, arguments in
                try machine.unary(op, arguments[0])
            }
        }
        let magnitude = module.machine.builtins.get(module.machine.intern("abs")) ?? .none
        module.machine.roots.append(magnitude)
        module.define("abs", "a, /", "Same as abs(a).") { machine, arguments in
            try machine.call(magnitude, with: arguments[0])
        }
        module.define("index", "a, /", "The integer that a stands for.") { machine, arguments in
            guard let index = try machine.index(of: arguments[0]) else {
                let name = machine.typeName(arguments[0])
                throw machine.error(.typeError, "'\(name)' object cannot be interpreted as an integer")
            }
            return index
        }
    }

    // MARK: Sequences

    private static func fillSequences(_ module: ModuleBuilder) {
        for name in ["concat", "iconcat"] {
            module.define(name, "a, b, /", "Same as a + b, for sequences.") { machine, arguments in
                let type = machine.type(of: arguments[0])
                guard type.lookup(machine.names.getItem) != nil, arguments[0].kind != .dict else {
                    throw machine.error(.typeError, "'\(type.name)' object can't be concatenated")
                }
                return name == "concat"
                    ? try machine.binary(.add, arguments[0], arguments[1])
                    : try machine.inPlace(.add, arguments[0], arguments[1])
            }
        }
        module.define("contains", "a, b, /", "Same as b in a.") { machine, arguments in
            Value(try machine.contains(arguments[0], arguments[1]))
        }
        module.define("getitem", "a, b, /", "Same as a[b].") { machine, arguments in
            try machine.getItem(arguments[0], arguments[1])
        }
        module.define("setitem", "a, b, c, /", "Same as a[b] = c.") { machine, arguments in
            try machine.setItem(arguments[0], arguments[1], arguments[2])
            return .none
        }
        module.define("delitem", "a, b, /", "Same as del a[b].") { machine, arguments in
            try machine.deleteItem(arguments[0], arguments[1])
            return .none
        }
        module.define("countOf", "a, b, /", "How often b is in a.") { machine, arguments in
            var count = 0
            try machine.forEach(try machine.iterableArgument(arguments[0])) { item in
                if try machine.isSameOrEqual(item, arguments[1]) { count += 1 }
                return true
            }
            return machine.int(count)
        }
        module.define("indexOf", "a, b, /", "Where b first is in a.") { machine, arguments in
            var index = 0
            var isFound = false
            try machine.forEach(try machine.iterableArgument(arguments[0])) { item in
                isFound = try machine.isSameOrEqual(item, arguments[1])
                if !isFound { index += 1 }
                return !isFound
            }
            guard isFound else { throw machine.error(.valueError, "sequence.index(x): x not in sequence") }
            return machine.int(index)
        }
        module.define("length_hint", "obj, default=0, /", "How many items to expect.") { machine, arguments in
            try machine.lengthHint(of: arguments[0], absent: arguments[1])
        }
        module.define("call", nil, "Same as obj(*args, **kwargs).") { machine, arguments in
            guard arguments.count > 0 else {
                throw machine.error(.typeError, "call expected at least 1 argument, got 0")
            }
            return try machine.call(arguments[0], arguments.dropFirst())
        }
    }
}

extension Machine {
    fileprivate func iterableArgument(_ value: Value) throws -> Value {
        guard isIterable(value) else {
            throw error(.typeError, "argument of type '\(typeName(value))' is not iterable")
        }
        return value
    }

    fileprivate func lengthHint(of value: Value, absent: Value) throws -> Value {
        if !absent.isUnbound {
            guard let number = plainNumber(absent), !number.isDouble else {
                throw error(.typeError, "'\(typeName(absent))' object cannot be interpreted as an integer")
            }
        }
        let type = type(of: value)
        if type.lookup(names.len) != nil {
            do {
                return int(try length(value))
            } catch let raised as PythonError where raised.exception.type.isSubclass(of: types[.typeError]) {}
        }
        let fallback = absent.isUnbound ? Value(small: 0) : absent
        guard type.lookup(names.lengthHint) != nil else { return fallback }
        do {
            guard let hint = try callMethod(names.lengthHint, of: value), hint != .notImplemented else {
                return fallback
            }
            guard let number = plainNumber(hint), !number.isDouble else {
                throw error(.typeError, "__length_hint__ must be an integer, not \(typeName(hint))")
            }
            guard try intArgument(number) >= 0 else {
                throw error(.valueError, "__length_hint__() should return >= 0")
            }
            return number
        } catch let raised as PythonError where raised.exception.type.isSubclass(of: types[.typeError]) {
            // A hint that says it has none counts for nothing; one of a wrong type is a mistake.
            if plainNumber(absent) == nil, !absent.isUnbound { throw raised }
            if (try? str(Value(raised.exception)))?.hasPrefix("__length_hint__ must") == true { throw raised }
            return fallback
        }
    }
}
