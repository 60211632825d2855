// Operators on values of any type.
extension Machine {
    /// `lhs op rhs`. Raises TypeError where neither operand knows what to do.
    package func binary(_ op: BinaryOp, _ lhs: Value, _ rhs: Value) throws -> Value {
        if let a = lhs.nativeInt, let b = rhs.nativeInt, let value = nativeBinary(op, a, b) { return value }
        return try binary(op, lhs, rhs, skippingLeft: false)
    }

    func binary(_ op: BinaryOp, _ lhs: Value, _ rhs: Value, skippingLeft: Bool) throws -> Value {
        if let value = try binaryOrNil(op, lhs, rhs, skippingLeft: skippingLeft) { return value }
        throw unsupported(op.symbol, lhs, rhs)
    }

    /// Whether the value is a sequence that `*` repeats.
    private func canRepeat(_ value: Value) -> Bool {
        let type = type(of: value)
        return [types.str, types.list, types.tuple, types.bytes].contains { type.isSubclass(of: $0) }
    }

    private func unsupported(_ symbol: String, _ lhs: Value, _ rhs: Value) -> PythonError {
        var message = "unsupported operand type(s) for \(symbol): '\(typeName(lhs))' and '\(typeName(rhs))'"
        // In place, a container on the left keeps a sequence on the right from being asked.
        let asksRight =
            symbol == "*" || symbol == "*=" && !(lhs.isObject && type(of: lhs).lookup(names.contains) != nil)
        if symbol == "*" || symbol == "*=", let other = canRepeat(lhs) ? rhs : asksRight && canRepeat(rhs) ? lhs : nil {
            message = "can't multiply sequence by non-int of type '\(typeName(other))'"
        }
        if symbol == ">>", lhs.asNative != nil, lhs == builtins.get(intern("print")) {
            message += ". Did you mean \"print(<message>, file=<output_stream>)\"?"
        }
        return error(.typeError, message)
    }

    private func binaryOrNil(_ op: BinaryOp, _ lhs: Value, _ rhs: Value, skippingLeft: Bool) throws -> Value? {
        let left = type(of: lhs)
        let right = type(of: rhs)
        let rightFirst = left !== right && right.isSubclass(of: left) && (right.isUserDefined || !rhs.isObject)
        // A subclass goes first where its method is another than that of the class.
        let name = names.reflected[Int(op.rawValue)]
        let isOverloaded = rightFirst && right.isUserDefined && right.lookup(name) != left.lookup(name)
        if isOverloaded, let value = try reflected(op, rhs, lhs) { return value }
        // Sequences add and repeat only where the other operand knows no better.
        if op == .add || op == .mul, !skippingLeft, !left.isUserDefined, right.isUserDefined, !rightFirst,
            lhs.kind == .list || lhs.kind == .tuple || lhs.kind == .str || lhs.kind == .bytes,
            let value = try reflected(op, rhs, lhs)
        {
            return value
        }
        if !skippingLeft, let value = try forward(op, lhs, rhs, left) { return value }
        if !isOverloaded, left !== right || !left.isUserDefined,
            let value = try reflected(op, rhs, lhs)
        {
            return value
        }
        return nil
    }

    private func forward(_ op: BinaryOp, _ lhs: Value, _ rhs: Value, _ type: ClassObject) throws -> Value? {
        if type.isUserDefined {
            guard let value = try callMethod(names.binary[Int(op.rawValue)], of: lhs, [rhs]) else {
                return nil
            }
            return value == .notImplemented ? nil : value
        }
        if lhs.isObject { return try lhs.object.binary(self, op, rhs, reflected: false) }
        return try numberBinary(op, lhs, rhs, reflected: false)
    }

    private func reflected(_ op: BinaryOp, _ rhs: Value, _ lhs: Value) throws -> Value? {
        let type = type(of: rhs)
        if type.isUserDefined {
            guard let value = try callMethod(names.reflected[Int(op.rawValue)], of: rhs, [lhs]) else { return nil }
            return value == .notImplemented ? nil : value
        }
        if rhs.isObject { return try rhs.object.binary(self, op, lhs, reflected: true) }
        return try numberBinary(op, rhs, lhs, reflected: true)
    }

    /// `lhs op= rhs`: the new value of the target.
    package func inPlace(_ op: BinaryOp, _ lhs: Value, _ rhs: Value) throws -> Value {
        if lhs.isObject {
            let type = lhs.object.type
            if type.isUserDefined {
                if let value = try callMethod(names.inPlace[Int(op.rawValue)], of: lhs, [rhs]), value != .notImplemented
                {
                    return value
                }
            } else if let value = try lhs.object.inPlace(self, op, rhs) {
                return value
            }
        }
        if let value = try binaryOrNil(op, lhs, rhs, skippingLeft: false) { return value }
        throw unsupported(op == .pow ? "**=" : op.symbol + "=", lhs, rhs)
    }

    package func unary(_ op: UnaryOp, _ operand: Value) throws -> Value {
        let type = type(of: operand)
        if type.isUserDefined {
            if let value = try callMethod(names.unary[Int(op.rawValue)], of: operand) { return value }
        } else if operand.isObject {
            if let value = try operand.object.unary(self, op) { return value }
        } else if let value = numberUnary(op, operand) {
            return value
        }
        throw error(.typeError, "bad operand type for unary \(op.symbol): '\(type.name)'")
    }

    // MARK: Comparing

    /// `lhs op rhs`, which may be any value (a tensor, say).
    package func compare(_ op: CompareOp, _ lhs: Value, _ rhs: Value) throws -> Value {
        try compare(op, lhs, rhs, skippingLeft: false)
    }

    func compare(_ op: CompareOp, _ lhs: Value, _ rhs: Value, skippingLeft: Bool) throws -> Value {
        let left = type(of: lhs)
        let right = type(of: rhs)
        let rightFirst = left !== right && right.isSubclass(of: left) && right.isUserDefined
        if rightFirst, let value = try compareOneWay(op.swapped, rhs, lhs, right) { return value }
        if !skippingLeft, let value = try compareOneWay(op, lhs, rhs, left) { return value }
        if !rightFirst, let value = try compareOneWay(op.swapped, rhs, lhs, right) { return value }
        switch op {
        case .eq: return Value(isSame(lhs, rhs))
        case .ne: return Value(!isSame(lhs, rhs))
        default:
            throw error(
                .typeError,
                "'\(op.symbol)' not supported between instances of '\(left.messageName)' and '\(right.messageName)'")
        }
    }

    private func compareOneWay(_ op: CompareOp, _ lhs: Value, _ rhs: Value, _ type: ClassObject) throws -> Value? {
        if type.isUserDefined {
            if let value = try callMethod(names.compare[Int(op.rawValue)], of: lhs, [rhs]) {
                return value == .notImplemented ? nil : value
            }
            // `!=` follows from `==`.
            if op == .ne, let value = try callMethod(names.compare[Int(CompareOp.eq.rawValue)], of: lhs, [rhs]),
                value != .notImplemented
            {
                return Value(try !truth(value))
            }
            return nil
        }
        if lhs.isObject { return try guardDepth { try lhs.object.compare(self, op, rhs) } }
        return numberCompare(op, lhs, rhs)
    }

    /// `is`.
    @inline(__always) package func isSame(_ lhs: Value, _ rhs: Value) -> Bool {
        lhs == rhs
    }

    /// What containers use: identity or equality.
    package func isSameOrEqual(_ lhs: Value, _ rhs: Value) throws -> Bool {
        if lhs == rhs { return true }
        if lhs.isSmallInt && rhs.isSmallInt { return false }
        if let a = lhs.asStr, let b = rhs.asStr, a.hasType(types.str), b.hasType(types.str) { return a.isEqual(to: b) }
        return try truth(compare(.eq, lhs, rhs))
    }

    package func isEqual(_ lhs: Value, _ rhs: Value) throws -> Bool { try truth(compare(.eq, lhs, rhs)) }

    package func isLess(_ lhs: Value, _ rhs: Value) throws -> Bool {
        if lhs.isSmallInt && rhs.isSmallInt { return lhs.smallInt < rhs.smallInt }
        if lhs.isDouble && rhs.isDouble { return lhs.double < rhs.double }
        return try truth(compare(.lt, lhs, rhs))
    }

    /// Lists and tuples: the first items that differ decide, else the lengths.
    package func compareSequences(
        _ op: CompareOp, _ left: () -> ContiguousArray<Value>, _ right: () -> ContiguousArray<Value>
    ) throws -> Value {
        if op == .eq || op == .ne, left().count != right().count { return Value(op == .ne) }
        var index = 0
        // An `__eq__` may change the lists.
        while index < left().count, index < right().count {
            if index & 0xFFFF == 0xFFFF { try checkInterrupt() }
            let (a, b) = (left()[index], right()[index])
            if try !isSameOrEqual(a, b) {
                if index >= left().count || index >= right().count { break }
                if op == .eq || op == .ne { return Value(op == .ne) }
                return try compare(op, a, b)
            }
            index += 1
        }
        let (a, b) = (left().count, right().count)
        return Value(op.holds(less: a < b, equal: a == b))
    }

    // MARK: Truth, length, membership

    package func truth(_ value: Value) throws -> Bool {
        if value.isBool { return value == .true }
        if value.isSmallInt { return value.smallInt != 0 }
        if value.isDouble { return value.double != 0 }
        guard value.isObject else {
            if value == .notImplemented {
                try warn(.deprecationWarning, "NotImplemented should not be used in a boolean context")
            }
            return !value.isNone
        }
        let type = value.object.type
        if type.isUserDefined {
            if let result = try callMethod(names.bool, of: value) {
                guard result.isBool else {
                    throw error(.typeError, "__bool__ should return bool, returned \(typeName(result))")
                }
                return result == .true
            }
            if type.lookup(names.len) != nil { return try length(value) != 0 }
            return type.builtInBase === types.object ? true : try value.object.truth(self)
        }
        return try value.object.truth(self)
    }

    package func length(_ value: Value) throws -> Int {
        if value.isObject {
            if value.object.type.isUserDefined {
                if let result = try callMethod(names.len, of: value) { return try checkedLength(result) }
            } else if let length = try value.object.length(self) {
                return length
            }
        }
        throw error(.typeError, "object of type '\(typeName(value))' has no len()")
    }

    private func checkedLength(_ value: Value) throws -> Int {
        guard let index = try index(of: value) else {
            throw error(.typeError, "'\(typeName(value))' object cannot be interpreted as an integer")
        }
        if let big = index.asBigInt?.value, big < 0 { throw error(.valueError, "__len__() should return >= 0") }
        let length = try nativeInt(index, "cannot fit 'int' into an index-sized integer")
        if length < 0 { throw error(.valueError, "__len__() should return >= 0") }
        return length
    }

    package func contains(_ container: Value, _ item: Value) throws -> Bool {
        if container.kind == .dict, container.unchecked(DictObject.self, { $0.hasType(types.dict) }) {
            return try container.unchecked(DictObject.self) { try $0.get(self, item) } != nil
        }
        if container.kind == .set, container.unchecked(SetObject.self, { $0.hasType(types.set) }) {
            return try container.unchecked(SetObject.self) { try $0.contains(self, item) }
        }
        guard container.isObject else {
            throw error(.typeError, "argument of type '\(typeName(container))' is not iterable")
        }
        let object = container.object
        if object.type.isUserDefined {
            if keepsBuiltIn(names.contains, object) { return try object.contains(self, item) }
            if let result = try callMethod(names.contains, of: container, [item]) { return try truth(result) }
            return try containsByIteration(container, item)
        }
        return try object.contains(self, item)
    }

    func containsByIteration(_ container: Value, _ item: Value) throws -> Bool {
        let iterator: Value
        do {
            iterator = try self.iterator(of: container)
        } catch let error as PythonError where error.exception.type === types[.typeError] {
            throw self.error(.typeError, "argument of type '\(typeName(container))' is not iterable")
        }
        return try scope {
            keep(iterator)
            while let candidate = try next(iterator) {
                try checkInterrupt()
                if try isSameOrEqual(candidate, item) { return true }
            }
            return false
        }
    }

    // MARK: Subscripts

    package func getItem(_ object: Value, _ key: Value) throws -> Value {
        guard object.isObject else {
            throw error(.typeError, "'\(typeName(object))' object is not subscriptable")
        }
        let type = object.object.type
        if type.isUserDefined {
            if keepsBuiltIn(names.getItem, object.object) { return try object.object.getItem(self, key) }
            if let value = try callMethod(names.getItem, of: object, [key]) { return value }
            if object.kind == .class { return try object.object.getItem(self, key) }
            throw error(.typeError, "'\(type.messageName)' object is not subscriptable")
        }
        return try object.object.getItem(self, key)
    }

    package func setItem(_ object: Value, _ key: Value, _ value: Value) throws {
        let type = type(of: object)
        if type.isUserDefined, keepsBuiltIn(names.setItem, object.object) {
            return try object.object.setItem(self, key, value)
        }
        if type.isUserDefined, try callMethod(names.setItem, of: object, [key, value]) != nil { return }
        guard object.isObject, !type.isUserDefined else {
            // A class with one of the two methods has the place for both.
            if type.lookup(names.delItem) != nil { throw error(.attributeError, "__setitem__") }
            throw error(.typeError, "'\(type.name)' object does not support item assignment")
        }
        try object.object.setItem(self, key, value)
    }

    package func deleteItem(_ object: Value, _ key: Value) throws {
        let type = type(of: object)
        if type.isUserDefined, try callMethod(names.delItem, of: object, [key]) != nil { return }
        guard object.isObject, !type.isUserDefined else {
            if type.lookup(names.setItem) != nil { throw error(.attributeError, "__delitem__") }
            throw undeletable(object, key)
        }
        try object.object.deleteItem(self, key)
    }

    /// CPython says it in other words to those types that could have had items by number.
    func undeletable(_ object: Value, _ key: Value) -> PythonError {
        let type = type(of: object)
        let sequences = [types.str, types.tuple, types.bytes, types.range, types.set, types.frozenset]
        let isNumbered = type.isUserDefined || sequences.contains { type.isSubclass(of: $0) }
        let isIndex = plainNumber(key).map { !$0.isDouble } ?? (self.type(of: key).lookup(names.index) != nil)
        let verb = isNumbered && isIndex ? "doesn't" : "does not"
        return error(.typeError, "'\(type.name)' object \(verb) support item deletion")
    }

    // MARK: Hash

    package func hash(_ value: Value) throws -> Int {
        if value.isSmallInt { return value.smallInt == -1 ? -2 : value.smallInt }
        if value.isDouble { return PythonHash.float(value.double) }
        guard value.isObject else {
            return value.isBool ? (value == .true ? 1 : 0) : Int(truncatingIfNeeded: value.bits & 0xFFFF) &* 0x9E37
        }
        return try value.unchecked(Object.self) { object in
            object.type.isUserDefined ? try userHash(object) : try object.hash(self)
        }
    }

    private func userHash(_ object: Object) throws -> Int {
        if object.kind == .instance, object.lookupInType(names.hash) == objectHash { return object.identityHash }
        return try ownHash(of: object)
    }

    /// The hash of an instance whose class may say what it is.
    @inline(never) private func ownHash(of object: Object) throws -> Int {
        if let method = object.lookupInType(names.hash) {
            if method == objectHash { return try object.hash(self) }
            if method.isNone { throw unhashable(object) }
            if method.kind != .native || !(method.asNative?.isMethod ?? false) || method.kind == .function {
                let result = try call(method, boundTo: Value(object), try emptyArguments())
                guard let index = try index(of: result) else {
                    throw error(.typeError, "__hash__ method should return an integer")
                }
                // What fits a machine word is the hash as it is; -1 stands for an error inside CPython.
                guard let word = try bigInt(index).flatMap({ Int(exactly: $0) }) else { return try hash(index) }
                return word == -1 ? -2 : word
            }
        }
        return try object.hash(self)
    }

    private func emptyArguments() throws -> Arguments { Arguments(top, 0) }

    /// A set may be looked for in a set of frozensets.
    private func hasOwnHash(_ set: SetObject) -> Bool {
        set.type.isUserDefined && set.type.lookup(names.hash).map { !$0.isNone } == true
    }

    func hashForSet(_ value: Value) throws -> Int {
        if let set = value.asSet, !set.isFrozen, !hasOwnHash(set) {
            return PythonHash.frozenSet(try set.items.map { try hash($0) })
        }
        return try hash(value)
    }
}
