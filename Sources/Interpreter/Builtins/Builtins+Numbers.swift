import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Functions on numbers.
extension Machine {
    func installNumberFunctions() {
        define("abs", "x, /", "The absolute value.") { machine, arguments in try machine.absolute(arguments[0]) }
        define("divmod", "x, y, /", "Quotient and remainder.") { machine, arguments in
            try machine.binary(.divmod, arguments[0], arguments[1])
        }
        define("pow", "base, exp, mod=None", "A power, perhaps of a remainder class.") { machine, arguments in
            try machine.power(arguments[0], arguments[1], arguments[2])
        }
        define("round", "number, ndigits=None", "A number rounded to digits behind the point, half to even.") {
            machine, arguments in
            try machine.round(arguments[0], arguments[1].isUnbound ? .none : arguments[1])
        }
        define("sum", "iterable, /, start=0", "The sum of the items.") { machine, arguments in
            try machine.sum(arguments[0], arguments[1])
        }
        define("min", nil, "The smallest item, or the smallest of several arguments.") { machine, arguments in
            try machine.extreme("min", arguments) { try machine.isLess($0, $1) }
        }
        define("max", nil, "The largest item, or the largest of several arguments.") { machine, arguments in
            try machine.extreme("max", arguments) { try machine.isGreater($0, $1) }
        }
    }

    private func absolute(_ value: Value) throws -> Value {
        if value.isSmallInt { return int(abs(value.smallInt)) }
        if value.isDouble { return Value(abs(value.double)) }
        if value.isBool { return Value(small: value == .true ? 1 : 0) }
        let type = type(of: value)
        if let method = type.lookup(names.abs) { return try call(method, boundTo: value, Arguments(top, 0)) }
        throw error(.typeError, "bad operand type for abs(): '\(type.name)'")
    }

    /// `abs` of a built-in number without its box.
    func absoluteNumber(_ value: Value) throws -> Value {
        guard let plain = plainNumber(value) else {
            guard let complex = value.asComplex else { return value }
            let length = hypot(complex.real, complex.imaginary)
            if length.isInfinite, complex.real.isFinite, complex.imaginary.isFinite {
                throw error(.overflowError, "absolute value too large")
            }
            return Value(length)
        }
        if let big = plain.asBigInt { return int(BigInt(big.value.magnitude)) }
        return try absolute(plain)
    }

    func power(_ base: Value, _ exponent: Value, _ modulus: Value) throws -> Value {
        if modulus.isAbsentOrNone { return try binary(.pow, base, exponent) }
        if base.isObject, base.object.type.isUserDefined, let method = base.object.type.lookup(names.binary[6]),
            method.kind != .native
        {
            return try call(bind(method, to: base, through: type(of: base)), [exponent, modulus])
        }
        let operands = try [base, exponent, modulus].map { value -> BigInt? in
            plainNumber(value).map { $0.isDouble } == false ? try bigInt(value) : nil
        }
        if let base = operands[0], let exponent = operands[1], let modulus = operands[2] {
            return try interruptible { int(try BigIntMath.power(base, exponent, modulus: modulus, stops: $0)) }
        }
        for value in [base, exponent, modulus] {
            if value.asComplex != nil { throw error(.valueError, "complex modulo") }
            if plainNumber(value)?.isDouble == true {
                throw error(.typeError, "pow() 3rd argument not allowed unless all arguments are integers")
            }
        }
        throw error(
            .typeError,
            "unsupported operand type(s) for ** or pow(): '\(typeName(base))', '\(typeName(exponent))', '\(typeName(modulus))'"
        )
    }

    // MARK: round

    /// `round(number, digits)`.
    package func round(_ number: Value, _ digits: Value) throws -> Value {
        if let plain = number.isObject && number.kind != .bigInt ? nil : plainNumber(number) {
            return try roundNumber(plain, digits)
        }
        let type = type(of: number)
        guard let method = type.lookup(names.round) else {
            throw error(.typeError, "type \(type.name) doesn't define __round__ method")
        }
        return try digits.isNone
            ? call(method, boundTo: number, Arguments(top, 0))
            : call(bind(method, to: number, through: type), [digits])
    }

    /// `round` of an int or float without its box.
    func roundNumber(_ number: Value, _ digits: Value) throws -> Value {
        if number.isDouble {
            if digits.isNone { return try truncate(number.double.rounded(.toNearestOrEven)) }
            let places = try roundPlaces(digits)
            return Value(try FloatText.round(number.double, places: places))
        }
        let whole = number.isBool ? Value(small: number == .true ? 1 : 0) : number
        if digits.isNone { return whole }
        let places = try roundPlaces(digits)
        if places >= 0 { return whole }
        guard let big = try bigInt(whole) else { return whole }
        // Beyond its digits a number rounds to 0; the power of ten need not be made.
        if places.magnitude > UInt(big.magnitude.bitWidth) { return Value(small: 0) }
        return int(BigIntMath.round(big, toPowerOfTen: -places))
    }

    private func roundPlaces(_ digits: Value) throws -> Int {
        guard let index = try index(of: digits) else {
            throw error(.typeError, "'\(typeName(digits))' object cannot be interpreted as an integer")
        }
        if let native = index.nativeInt { return native }
        return try bigInt(index).map { $0 < 0 ? -(1 << 40) : 1 << 40 } ?? 0
    }

    // MARK: sum

    private func sum(_ iterable: Value, _ start: Value) throws -> Value {
        let total = CellObject(types.cell, start.isUnbound ? Value(small: 0) : start)
        keep(Value(total))
        for (isWrong, what) in [
            (total.value.asStr != nil, "strings [use ''.join(seq) instead]"),
            (total.value.asBytes != nil, "bytes [use b''.join(seq) instead]"),
            (type(of: total.value).isSubclass(of: types.byteArray), "bytearray [use b''.join(seq) instead]"),
        ] where isWrong {
            throw error(.typeError, "sum() can't sum \(what)")
        }
        try forEach(iterable) { item in
            if total.value.isSmallInt, item.isSmallInt || item.isBool {
                total.value = int(total.value.smallInt + (item.isSmallInt ? item.smallInt : item == .true ? 1 : 0))
            } else if let a = total.value.nativeInt, let b = item.nativeInt, let sum = nativeBinary(.add, a, b) {
                total.value = sum
            } else if total.value.isDouble, item.isDouble {
                total.value = Value(total.value.double + item.double)
            } else {
                total.value = try binary(.add, total.value, item)
            }
            return true
        }
        return total.value
    }

    // MARK: min and max

    func isGreater(_ lhs: Value, _ rhs: Value) throws -> Bool {
        if lhs.isSmallInt && rhs.isSmallInt { return lhs.smallInt > rhs.smallInt }
        if lhs.isDouble && rhs.isDouble { return lhs.double > rhs.double }
        return try truth(compare(.gt, lhs, rhs))
    }

    private func extreme(
        _ name: String, _ arguments: Arguments, _ wins: (Value, Value) throws -> Bool
    ) throws -> Value {
        var key = Value.none
        var absent = Value.unbound
        guard arguments.count > 0 else {
            throw error(.typeError, "\(name) expected at least 1 argument, got 0")
        }
        for (option, value) in arguments.named {
            switch option.string {
            case "key": key = value
            case "default": absent = value
            default:
                throw error(.typeError, "'\(option.string)' is an invalid keyword argument for \(name)()")
            }
        }
        let best = ListObject(types.list, [])
        keep(Value(best))
        func look(_ item: Value) throws -> Bool {
            if key.isNone {
                if try best.items.isEmpty || wins(item, best.items[0]) { best.items = [item, item] }
                return true
            }
            // The item is kept while its key is computed.
            best.items.append(item)
            let rank = try call(key, [item])
            best.items.append(rank)
            if best.items.count == 2 { return true }
            if try wins(rank, best.items[1]) { best.items.removeFirst(2) } else { best.items.removeLast(2) }
            return true
        }
        if arguments.count > 1 {
            if !absent.isUnbound {
                throw error(
                    .typeError, "Cannot specify a default for \(name)() with multiple positional arguments")
            }
            for item in arguments.positional { _ = try look(item) }
        } else {
            try forEach(arguments[0], look)
        }
        if let found = best.items.first { return found }
        if !absent.isUnbound { return absent }
        throw error(.valueError, "\(name)() arg is an empty sequence")
    }
}
