// The dunder methods of built-in classes: the built-in behaviour under the name that `super().__add__` and the like
// look for. Each calls the type slot itself, so a subclass that overrides the method can still reach it.
extension Machine {
    func installDunders() {
        let numbers = [types.int, types.float, types.bool]
        for type in numbers + [types.complex] {
            for op in BinaryOp.allCases where has(type, op) { defineBinary(op, on: type) }
            for op in UnaryOp.allCases { defineUnary(op, on: type) }
            defineConversions(on: type)
        }
        for type in [types.str, types.bytes, types.list, types.tuple] {
            defineBinary(.add, on: type)
            defineBinary(.mul, on: type)
        }
        defineBinary(.mod, on: types.str)
        defineBinary(.or, on: types.dict)
        for type in [types.set, types.frozenset, types.dictKeys, types.dictItems] {
            for op in [BinaryOp.or, .and, .sub, .xor] { defineBinary(op, on: type) }
        }
        for op in [BinaryOp.add, .mul] { defineInPlace(op, on: types.list) }
        for type in [
            types.int, types.float, types.complex, types.str, types.bytes, types.list, types.tuple, types.dict,
            types.set, types.frozenset, types.range, types.slice, types.dictKeys, types.dictItems, types.method,
        ] {
            for op in CompareOp.allCases { defineCompare(op, on: type) }
            let isUnhashable = [types.list, types.dict, types.set, types.slice, types.dictKeys, types.dictItems]
                .contains { $0 === type }
            if isUnhashable { type.set(names.hash, .none) } else { defineHash(on: type) }
            defineText(on: type)
        }
        for type in [
            types.str, types.bytes, types.list, types.tuple, types.dict, types.set, types.frozenset, types.range,
            types.dictKeys, types.dictValues, types.dictItems,
        ] {
            defineContainer(on: type)
        }
        for type in [types.str, types.bytes, types.list, types.tuple, types.dict, types.range] {
            method(type, "__getitem__", "self, key, /") { machine, arguments in
                try arguments[0].object.getItem(machine, arguments[1])
            }
        }
        for type in [types.list, types.dict] {
            method(type, "__setitem__", "self, key, value, /") { machine, arguments in
                try arguments[0].object.setItem(machine, arguments[1], arguments[2])
                return .none
            }
            method(type, "__delitem__", "self, key, /") { machine, arguments in
                try arguments[0].object.deleteItem(machine, arguments[1])
                return .none
            }
        }
        for type in [
            types.listIterator, types.tupleIterator, types.rangeIterator, types.longRangeIterator, types.setIterator,
            types.strIterator, types.strASCIIIterator, types.bytesIterator, types.reversed, types.dictKeyIterator,
            types.dictValueIterator, types.dictItemIterator, types.dictReverseKeyIterator,
            types.dictReverseValueIterator, types.dictReverseItemIterator, types.iterator, types.listReverseIterator,
            types.byteArrayIterator,
        ] {
            method(type, "__length_hint__", "self, /", "How many items are left.") { machine, arguments in
                if let walk = arguments[0].object as? IndexIterator {
                    return try walk.lengthHint(machine).map { machine.int($0) } ?? .notImplemented
                }
                return arguments[0].object.remainingCount.map { machine.int($0) } ?? .notImplemented
            }
        }
        for type in types.iterators + [types.generator] {
            method(type, "__iter__", "self, /", "Implement iter(self).") { _, arguments in arguments[0] }
            method(type, "__next__", "self, /", "Implement next(self).") { machine, arguments in
                if let generator = arguments[0].asGenerator {
                    var result = Value.none
                    if let value = try machine.resume(generator, sending: .none, result: &result) { return value }
                    throw machine.stopIteration(result)
                }
                if let value = try arguments[0].object.next(machine) { return value }
                throw machine.error(.stopIteration, "")
            }
        }
        for type in [types.function, types.builtinFunction, types.method, types.staticMethod] {
            method(type, "__call__", nil) { machine, arguments in
                try machine.call(arguments[0], arguments.dropFirst())
            }
        }
    }

    /// Whether the numbers of a class have an operator.
    private func has(_ type: ClassObject, _ op: BinaryOp) -> Bool {
        switch op {
        case .matmul: false
        case .and, .or, .xor, .lshift, .rshift: type === types.int || type === types.bool
        case .floorDiv, .mod, .divmod: type !== types.complex
        default: true
        }
    }

    func defineBinary(_ op: BinaryOp, on type: ClassObject) {
        // Sequences are added to what comes first.
        let isSequence = [types.str, types.bytes, types.list, types.tuple].contains { $0 === type }
        let sides = [(op.dunder, false), (op.reflectedDunder, true)]
        let isNumber = type === types.int || type === types.bool || type === types.float
        for (name, reflected) in op == .add && isSequence ? Array(sides.prefix(1)) : sides {
            method(type, name, op == .pow ? "self, other, modulus=None, /" : "self, other, /") { machine, arguments in
                if op == .pow, !arguments[2].isAbsentOrNone {
                    let base = arguments[reflected ? 1 : 0]
                    return try machine.power(base, arguments[reflected ? 0 : 1], arguments[2])
                }
                if isNumber, !Machine.takes(machine.type(of: arguments[1]), machine.types, type) {
                    return .notImplemented
                }
                let result =
                    arguments[0].isObject
                    ? try arguments[0].object.binary(machine, op, arguments[1], reflected: reflected)
                    : try machine.numberBinary(op, arguments[0], arguments[1], reflected: reflected)
                return result ?? .notImplemented
            }
        }
    }

    /// Whether the methods of a class of numbers know what to do with those of another.
    private static func takes(_ other: ClassObject, _ types: Types, _ type: ClassObject) -> Bool {
        other.isSubclass(of: types.int) || type === types.float && other.isSubclass(of: types.float)
    }

    func defineInPlace(_ op: BinaryOp, on type: ClassObject) {
        method(type, op.inPlaceDunder, "self, other, /") { machine, arguments in
            try arguments[0].object.inPlace(machine, op, arguments[1]) ?? .notImplemented
        }
    }

    private func defineUnary(_ op: UnaryOp, on type: ClassObject) {
        if op == .invert, type === types.float || type === types.complex { return }
        method(type, op.dunder, "self, /") { machine, arguments in
            let result =
                arguments[0].isObject
                ? try arguments[0].object.unary(machine, op) : machine.numberUnary(op, arguments[0])
            return result ?? .notImplemented
        }
    }

    /// `abs`, `round`, `int()`, `float()` and the like as methods.
    private func defineConversions(on type: ClassObject) {
        method(type, "__abs__", "self, /") { machine, arguments in try machine.absoluteNumber(arguments[0]) }
        method(type, "__bool__", "self, /") { machine, arguments in
            let plain = machine.plainNumber(arguments[0]) ?? arguments[0]
            return Value(try machine.truth(plain))
        }
        if type === types.complex {
            method(type, "__complex__", "self, /") { machine, arguments in
                machine.type(of: arguments[0]) === machine.types.complex
                    ? arguments[0] : try machine.unary(.pos, arguments[0])
            }
            return
        }
        method(type, "__round__", "self, ndigits=None, /") { machine, arguments in
            let digits = arguments[1].isUnbound ? Value.none : arguments[1]
            return try machine.roundNumber(machine.plainNumber(arguments[0]) ?? arguments[0], digits)
        }
        for name in ["__int__", "__trunc__"] {
            method(type, name, "self, /") { machine, arguments in
                try machine.toInt(machine.plainNumber(arguments[0]) ?? arguments[0])
            }
        }
        method(type, "__float__", "self, /") { machine, arguments in
            Value(try machine.float(machine.plainNumber(arguments[0]) ?? arguments[0]))
        }
        for (name, rule) in [("__floor__", FloatingPointRoundingRule.down), ("__ceil__", .up)] {
            method(type, name, "self, /") { machine, arguments in
                let plain = machine.plainNumber(arguments[0]) ?? arguments[0]
                return plain.isDouble ? try machine.truncate(plain.double.rounded(rule)) : try machine.toInt(plain)
            }
        }
        if type !== types.float {
            method(type, "__index__", "self, /") { machine, arguments in
                try machine.toInt(machine.plainNumber(arguments[0]) ?? arguments[0])
            }
        }
    }

    func defineCompare(_ op: CompareOp, on type: ClassObject) {
        let isInteger = type === types.int || type === types.bool
        method(type, op.dunder, "self, other, /") { machine, arguments in
            if isInteger, !machine.type(of: arguments[1]).isSubclass(of: machine.types.int) { return .notImplemented }
            let result =
                arguments[0].isObject
                ? try arguments[0].object.compare(machine, op, arguments[1])
                : machine.numberCompare(op, arguments[0], arguments[1])
            return result ?? .notImplemented
        }
    }

    func defineHash(on type: ClassObject) {
        method(type, "__hash__", "self, /") { machine, arguments in
            let value = arguments[0]
            return machine.int(value.isObject ? try value.object.hash(machine) : try machine.hash(value))
        }
    }

    func defineText(on type: ClassObject) {
        method(type, "__repr__", "self, /") { machine, arguments in
            machine.string(try machine.plainRepr(arguments[0]))
        }
        if type === types.str {
            method(type, "__str__", "self, /") { machine, arguments in
                arguments[0].asStr.map { machine.string(utf8: $0.utf8) } ?? .none
            }
        }
        method(type, "__format__", "self, format_spec, /") { machine, arguments in
            let spec = try machine.stringArgument(arguments[1], "__format__() argument").string
            let value = arguments[0]
            return machine.string(
                value.isObject ? try value.object.format(machine, spec) : try machine.format(value, spec))
        }
    }

    func defineContainer(on type: ClassObject) {
        method(type, "__len__", "self, /") { machine, arguments in
            machine.int(try arguments[0].object.length(machine) ?? 0)
        }
        method(type, "__iter__", "self, /") { machine, arguments in
            try arguments[0].object.iterator(machine) ?? .none
        }
        method(type, "__contains__", "self, key, /") { machine, arguments in
            Value(try arguments[0].object.contains(machine, arguments[1]))
        }
    }
}

extension Types {
    var iterators: [ClassObject] {
        [
            iterator, listIterator, tupleIterator, rangeIterator, longRangeIterator, strIterator, bytesIterator,
            setIterator,
            dictKeyIterator, dictValueIterator, dictItemIterator, enumerate, zip, map, filter, reversed,
            callableIterator, strASCIIIterator, listReverseIterator, dictReverseKeyIterator, dictReverseValueIterator,
            dictReverseItemIterator, byteArrayIterator, memoryIterator,
        ]
    }
}
