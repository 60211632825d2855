import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Arithmetic on int, float and bool: what the instruction loop does not do itself.
extension Machine {
    /// A number with its subclass and boxes taken off.
    private enum Number {
        case small(Int)
        case big(BigInt)
        case float(Double)

        var isFloat: Bool { if case .float = self { true } else { false } }
        var bigInt: BigInt {
            switch self {
            case .small(let value): BigInt(value)
            case .big(let value): value
            case .float: 0
            }
        }
    }

    private func number(_ value: Value) -> Number? {
        if value.isSmallInt { return .small(value.smallInt) }
        if value.isDouble { return .float(value.double) }
        if value.isBool { return .small(value == .true ? 1 : 0) }
        if let native = value.nativeInt { return .small(native) }
        if let big = value.asBigInt { return .big(big.value) }
        if let boxed = value.asBoxed { return number(boxed.value) }
        return nil
    }

    /// A plain int, float or bool without the subclass around it; nil for anything else.
    package func plainNumber(_ value: Value) -> Value? {
        if let boxed = value.asBoxed { return boxed.value }
        return !value.isObject && (value.isSmallInt || value.isDouble || value.isBool) || value.kind == .bigInt
            ? value : nil
    }

    private func double(_ number: Number) throws -> Double {
        switch number {
        case .small(let value): Double(value)
        case .float(let value): value
        case .big(let value): try BigIntMath.double(value)
        }
    }

    /// `value op other`, or `other op value` when `reflected`; nil where one is no number.
    func numberBinary(_ op: BinaryOp, _ value: Value, _ other: Value, reflected: Bool) throws -> Value? {
        guard let this = number(value), let that = number(other) else { return nil }
        let (left, right) = reflected ? (that, this) : (this, that)
        if left.isFloat || right.isFloat { return try floatBinary(op, try double(left), try double(right)) }
        if value.isBool && other.isBool, op == .and || op == .or || op == .xor {
            let (a, b) = (value == .true, other == .true)
            return Value(op == .and ? a && b : op == .or ? a || b : a != b)
        }
        if case .small(let a) = left, case .small(let b) = right, let fast = nativeBinary(op, a, b) { return fast }
        return try bigBinary(op, left.bigInt, right.bigInt)
    }

    func nativeBinary(_ op: BinaryOp, _ a: Int, _ b: Int) -> Value? {
        switch op {
        case .add:
            let (sum, overflow) = a.addingReportingOverflow(b)
            return overflow ? nil : int(sum)
        case .sub:
            let (difference, overflow) = a.subtractingReportingOverflow(b)
            return overflow ? nil : int(difference)
        case .mul:
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            return overflow ? nil : int(product)
        case .trueDiv:
            // Beyond 53 bits the quotient of the nearest doubles is not the nearest quotient.
            let isExact = a.magnitude < 1 << 53 && b.magnitude < 1 << 53
            return b == 0 || !isExact ? nil : Value(Double(a) / Double(b))
        case .floorDiv, .mod:
            guard b != 0, b != -1 || a != .min else { return nil }
            let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
            let isRounded = remainder != 0 && (remainder < 0) != (b < 0)
            return op == .mod ? int(isRounded ? remainder + b : remainder) : int(isRounded ? quotient - 1 : quotient)
        case .and: return int(a & b)
        case .or: return int(a | b)
        case .xor: return int(a ^ b)
        case .lshift:
            guard b >= 0, b < 63, (a << b) >> b == a else { return nil }
            return int(a << b)
        case .rshift: return b < 0 ? nil : int(a >> min(b, 63))
        case .pow:
            guard b == 2 else { return nil }
            let (square, overflow) = a.multipliedReportingOverflow(by: a)
            return overflow ? nil : int(square)
        case .matmul, .divmod: return nil
        }
    }

    /// Lets a long calculation ask whether to stop; when it was made to, KeyboardInterrupt is raised.
    package func interruptible<R>(_ body: (() -> Bool) throws -> R) throws -> R {
        do {
            return try body { self.interrupt.pointee != 0 }
        } catch {
            try checkInterrupt()
            throw error
        }
    }

    private func bigBinary(_ op: BinaryOp, _ a: BigInt, _ b: BigInt) throws -> Value? {
        switch op {
        case .add: return int(a + b)
        case .sub: return int(a - b)
        case .mul: return try interruptible { int(try BigIntMath.multiply(a, b, stops: $0)) }
        case .trueDiv: return Value(try BigIntMath.trueDivide(a, b))
        case .floorDiv: return try interruptible { int(try BigIntMath.floorDivide(a, b, stops: $0)) }
        case .mod: return try interruptible { int(try BigIntMath.modulo(a, b, stops: $0)) }
        case .divmod:
            let (quotient, remainder) = try interruptible { try BigIntMath.divmod(a, b, stops: $0) }
            return tuple([int(quotient), int(remainder)])
        case .pow:
            if b < 0 {
                if a == 0 { throw error(.zeroDivisionError, "0.0 cannot be raised to a negative power") }
                return Value(libraryPow(try BigIntMath.double(a), try BigIntMath.double(b)))
            }
            return try interruptible { int(try BigIntMath.power(a, b, stops: $0)) }
        case .and: return int(BigIntMath.and(a, b))
        case .or: return int(BigIntMath.or(a, b))
        case .xor: return int(BigIntMath.xor(a, b))
        case .lshift: return int(try BigIntMath.shiftLeft(a, b))
        case .rshift: return int(try BigIntMath.shiftRight(a, b))
        case .matmul: return nil
        }
    }

    private func floatBinary(_ op: BinaryOp, _ a: Double, _ b: Double) throws -> Value? {
        switch op {
        case .add: return Value(a + b)
        case .sub: return Value(a - b)
        case .mul: return Value(a * b)
        case .trueDiv:
            if b == 0 { throw error(.zeroDivisionError, "float division by zero") }
            return Value(a / b)
        case .floorDiv:
            if b == 0 { throw error(.zeroDivisionError, "float floor division by zero") }
            return Value(Machine.floorDivide(a, b).quotient)
        case .mod:
            if b == 0 { throw error(.zeroDivisionError, "float modulo") }
            return Value(Machine.floorDivide(a, b).remainder)
        case .divmod:
            if b == 0 { throw error(.zeroDivisionError, "float divmod()") }
            let (quotient, remainder) = Machine.floorDivide(a, b)
            return tuple([Value(quotient), Value(remainder)])
        case .pow: return try floatPower(a, b)
        case .matmul, .and, .or, .xor, .lshift, .rshift: return nil
        }
    }

    /// CPython's `float_divmod`: the remainder has the sign of the divisor, and the quotient is exact.
    static func floorDivide(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
        var remainder = fmod(a, b)
        var quotient = (a - remainder) / b
        if remainder != 0 {
            if (b < 0) != (remainder < 0) {
                remainder += b
                quotient -= 1
            }
        } else {
            remainder = copysign(0, b)
        }
        guard quotient != 0 else { return (copysign(0, a / b), remainder) }
        let floored = quotient.rounded(.down)
        return (quotient - floored > 0.5 ? floored + 1 : floored, remainder)
    }

    private func floatPower(_ a: Double, _ b: Double) throws -> Value {
        if a == 0, b < 0, b.isFinite { throw error(.zeroDivisionError, "0.0 cannot be raised to a negative power") }
        if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
            // A negative base has a complex power.
            let length = libraryPow(-a, b)
            let angle = b * Double.pi
            return complex(length * cos(angle), length * sin(angle))
        }
        let power = libraryPow(a, b)
        if power.isInfinite, a.isFinite, b.isFinite {
            throw error(.overflowError, "(34, 'Numerical result out of range')")
        }
        return Value(power)
    }

    func numberUnary(_ op: UnaryOp, _ value: Value) -> Value? {
        guard let number = number(value) else { return nil }
        switch (op, number) {
        case (.neg, .small(let value)): return value == .min ? int(-BigInt(value)) : int(-value)
        case (.neg, .big(let value)): return int(-value)
        case (.neg, .float(let value)): return Value(-value)
        case (.pos, .small(let value)): return int(value)
        case (.pos, .big(let value)): return int(value)
        case (.pos, .float(let value)): return Value(value)
        case (.invert, .small(let value)): return int(~value)
        case (.invert, .big(let value)): return int(BigIntMath.invert(value))
        case (.invert, .float): return nil
        }
    }

    func numberCompare(_ op: CompareOp, _ value: Value, _ other: Value) -> Value? {
        guard let left = number(value), let right = number(other) else { return nil }
        switch (left, right) {
        case (.small(let a), .small(let b)): return Value(op.holds(less: a < b, equal: a == b))
        case (.float(let a), .float(let b)): return Value(op.holdsForDoubles(a, b))
        case (.small(let a), .float(let b)): return ordered(op, BigIntMath.compare(a, b))
        case (.big(let a), .float(let b)): return ordered(op, BigIntMath.compare(a, b))
        case (.float(let a), .small(let b)): return ordered(op, BigIntMath.compare(b, a).map { -$0 })
        case (.float(let a), .big(let b)): return ordered(op, BigIntMath.compare(b, a).map { -$0 })
        default:
            let (a, b) = (left.bigInt, right.bigInt)
            return Value(op.holds(less: a < b, equal: a == b))
        }
    }

    /// nil is a comparison with NaN: only `!=` holds.
    private func ordered(_ op: CompareOp, _ sign: Int?) -> Value {
        guard let sign else { return Value(op == .ne) }
        return Value(op.holds(less: sign < 0, equal: sign == 0))
    }

    /// A big integer of any int-like value; nil for anything else.
    package func bigInt(_ value: Value) throws -> BigInt? {
        guard let index = try index(of: value) else { return nil }
        return index.nativeInt.map { BigInt($0) } ?? index.asBigInt?.value
    }

    // MARK: Complex numbers

    func complexBinary(_ value: ComplexObject, _ op: BinaryOp, _ other: Value, reflected: Bool) throws -> Value? {
        let that: (Double, Double)
        if let other = other.asComplex {
            that = (other.real, other.imaginary)
        } else if let number = number(other) {
            that = (try double(number), 0)
        } else {
            return nil
        }
        let this = (value.real, value.imaginary)
        let ((a, b), (c, d)) = reflected ? (that, this) : (this, that)
        switch op {
        case .add: return complex(a + c, b + d)
        case .sub: return complex(a - c, b - d)
        case .mul: return complex(a * c - b * d, a * d + b * c)
        case .trueDiv:
            if c == 0, d == 0 { throw error(.zeroDivisionError, "complex division by zero") }
            let (real, imaginary) = Machine.complexQuotient((a, b), (c, d))
            return complex(real, imaginary)
        case .pow: return try complexPower((a, b), (c, d))
        default: return nil
        }
    }

    /// By the larger part of the divisor, so that nothing overflows on the way.
    private static func complexQuotient(_ x: (Double, Double), _ y: (Double, Double)) -> (Double, Double) {
        let (a, b, c, d) = (x.0, x.1, y.0, y.1)
        if abs(c) >= abs(d) {
            let ratio = d / c
            let divisor = c + d * ratio
            return ((a + b * ratio) / divisor, (b - a * ratio) / divisor)
        }
        if abs(d) >= abs(c) {
            let ratio = c / d
            let divisor = c * ratio + d
            return ((a * ratio + b) / divisor, (b * ratio - a) / divisor)
        }
        return (.nan, .nan)
    }

    private func complexPower(_ base: (Double, Double), _ exponent: (Double, Double)) throws -> Value {
        if exponent == (0, 0) { return complex(1, 0) }
        if base == (0, 0) {
            if exponent.0 < 0 || exponent.1 != 0 {
                throw error(.zeroDivisionError, "0.0 to a negative or complex power")
            }
            return complex(0, 0)
        }
        if exponent.1 == 0, exponent.0 == exponent.0.rounded(), abs(exponent.0) <= 100 {
            return try finitePower(complexIntegerPower(base, Int(exponent.0)))
        }
        let length = hypot(base.0, base.1)
        let angle = atan2(base.1, base.0)
        var newLength = libraryPow(length, exponent.0)
        var newAngle = angle * exponent.0
        if exponent.1 != 0 {
            newLength /= exp(angle * exponent.1)
            newAngle += exponent.1 * log(length)
        }
        // What the library's cosine calls a mistake of the domain has this name for powers.
        if newAngle.isInfinite { throw error(.zeroDivisionError, "0.0 to a negative or complex power") }
        return try finitePower((newLength * cos(newAngle), newLength * sin(newAngle)))
    }

    private func finitePower(_ power: (Double, Double)) throws -> Value {
        if power.0.isInfinite || power.1.isInfinite { throw error(.overflowError, "complex exponentiation") }
        return complex(power.0, power.1)
    }

    private func complexIntegerPower(_ base: (Double, Double), _ exponent: Int) -> (Double, Double) {
        func multiply(_ x: (Double, Double), _ y: (Double, Double)) -> (Double, Double) {
            (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0)
        }
        var result = (1.0, 0.0)
        var square = base
        var rest = exponent.magnitude
        while rest > 0 {
            if rest & 1 == 1 { result = multiply(result, square) }
            square = multiply(square, square)
            rest >>= 1
        }
        return exponent < 0 ? Machine.complexQuotient((1, 0), result) : result
    }

    func complexRepr(_ real: Double, _ imaginary: Double) -> String {
        String(decoding: FloatText.reprComplex(real, imaginary), as: UTF8.self)
    }

    // MARK: Text

    func intRepr(_ value: Value) throws -> String {
        if value.isSmallInt { return String(value.smallInt) }
        if let native = value.nativeInt { return String(native) }
        guard let big = value.asBigInt?.value else { return "" }
        return try interruptible { stops in
            String(decoding: try IntText.decimal(big, limit: intDigitLimit, stops: stops), as: UTF8.self)
        }
    }

    func formatNumber(_ value: Value, _ spec: String, typeName: String? = nil) throws -> String {
        if spec.isEmpty { return try repr(value) }
        let units = ContiguousArray(spec.unicodeScalars.map(\.value))
        return try formatted(value, units.withUnsafeBufferPointer { FormatSpec($0) }, typeName).string
    }

    private func formatted(_ value: Value, _ format: FormatSpec, _ typeName: String? = nil) throws -> TextBuffer {
        let typeName = typeName ?? self.typeName(value)
        if let complex = value.asComplex {
            return try format.format(real: complex.real, imaginary: complex.imaginary)
        }
        switch number(value) {
        case .small(let int): return try format.format(integer: .small(int), typeName: typeName)
        case .big(let big): return try format.format(integer: .big(big), typeName: typeName)
        case .float(let double): return try format.format(float: double, typeName: typeName)
        case nil: return TextBuffer(try repr(value))
        }
    }

    /// `str` of a float or a small integer, and `format` of one: what f-strings are most often made of.
    func plainNumberText(_ value: Value, spec: StrObject?) throws -> Value {
        guard let spec, spec.byteCount > 0 else {
            return value.isDouble
                ? string(utf8: ContiguousArray(FloatText.repr(value.double))) : smallIntText(value.smallInt)
        }
        return try quickFormat(value, spec)
            ?? string(try formatted(value, spec.withUnits({ FormatSpec($0) }, { FormatSpec($0) })))
    }

    private func smallIntText(_ int: Int) -> Value {
        if int >= 0, int < 10 { return string(codePoint: 0x30 + UInt32(int)) }
        var rest = int.magnitude
        var first = 20
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            while rest != 0 {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                first &-= 1
                digits[first] = 0x30 + UInt8(truncatingIfNeeded: digit)
                rest = quotient
            }
            if int < 0 {
                first &-= 1
                digits[first] = 0x2D
            }
            return string(copying: UnsafeBufferPointer(rebasing: digits[first...]), count: 20 &- first)
        }
    }
}

/// `pow` of the C library under a name that no method here hides.
private func libraryPow(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
