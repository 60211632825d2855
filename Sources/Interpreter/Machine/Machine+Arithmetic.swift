// Arithmetic that the instruction loop does itself, and what its instructions stand for.
extension Machine {
    /// Two numbers as doubles, if neither is anything but a double or a small integer, and one is a double.
    @inline(__always) func doubles(_ a: Value, _ b: Value) -> (Double, Double)? {
        if a.isDouble {
            if b.isDouble { return (a.double, b.double) }
            if b.isSmallInt { return (a.double, Double(b.smallInt)) }
        } else if a.isSmallInt {
            if b.isDouble { return (Double(a.smallInt), b.double) }
            if b.isSmallInt { return (Double(a.smallInt), Double(b.smallInt)) }
        }
        return nil
    }

    // What follows gives `.unbound` where a big integer, an error or anything else is due that takes longer.

    @inline(__always) func quickSum(_ a: Value, _ b: Value) -> Value {
        if Value.areSmall(a, b) {
            let (sum, overflow) = a.shifted.addingReportingOverflow(b.shifted)
            return overflow ? .unbound : Value(shifted: sum)
        }
        if let (x, y) = doubles(a, b) { return Value(x + y) }
        return .unbound
    }

    @inline(__always) func quickDifference(_ a: Value, _ b: Value) -> Value {
        if Value.areSmall(a, b) {
            let (difference, overflow) = a.shifted.subtractingReportingOverflow(b.shifted)
            return overflow ? .unbound : Value(shifted: difference)
        }
        if let (x, y) = doubles(a, b) { return Value(x - y) }
        return .unbound
    }

    @inline(__always) func quickProduct(_ a: Value, _ b: Value) -> Value {
        if Value.areSmall(a, b) {
            let (product, overflow) = a.shifted.multipliedReportingOverflow(by: b.smallInt)
            return overflow ? .unbound : Value(shifted: product)
        }
        if let (x, y) = doubles(a, b) { return Value(x * y) }
        return .unbound
    }

    @inline(__always) func quickQuotient(_ a: Value, _ b: Value) -> Value {
        if let (x, y) = doubles(a, b), y != 0 { return Value(x / y) }
        return .unbound
    }

    @inline(__always) func quickRemainder(_ a: Value, _ b: Value) -> Value {
        guard Value.areSmall(a, b), b.smallInt > 0 else { return .unbound }
        let remainder = a.smallInt % b.smallInt
        return Value(small: remainder < 0 ? remainder &+ b.smallInt : remainder)
    }

    @inline(__always) func quickAnd(_ a: Value, _ b: Value) -> Value {
        Value.areSmall(a, b) ? Value(bits: a.bits & b.bits) : .unbound
    }

    /// The integer operators that are rarer.
    @inline(__always) func smallIntArithmetic(_ op: Opcode, _ lhs: Value, _ rhs: Value) -> Value {
        guard Value.areSmall(lhs, rhs) else { return .unbound }
        let (a, b) = (lhs.smallInt, rhs.smallInt)
        switch op {
        case .floorDiv, .floorDivConst:
            guard b != 0 else { return .unbound }
            let quotient = a / b
            return int(a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient)
        case .or: return Value(small: a | b)
        case .xor: return Value(small: a ^ b)
        case .lshift where b >= 0 && b < 48:
            let shifted = a << b
            return shifted >> b == a && Value.fitsSmall(shifted) ? Value(small: shifted) : .unbound
        case .rshift where b >= 0: return Value(small: a >> min(b, 63))
        case .pow, .powConst:
            guard b == 2 else { return .unbound }
            let (square, overflow) = a.multipliedReportingOverflow(by: a)
            return !overflow && Value.fitsSmall(square) ? Value(small: square) : .unbound
        default: return .unbound
        }
    }
}

extension Opcode {
    var binaryOp: BinaryOp {
        switch self {
        case .add, .addConst: .add
        case .sub, .subConst: .sub
        case .mul, .mulConst: .mul
        case .trueDiv, .trueDivConst: .trueDiv
        case .floorDiv, .floorDivConst: .floorDiv
        case .mod, .modConst: .mod
        case .pow, .powConst: .pow
        case .matmul: .matmul
        case .and, .andConst: .and
        case .or: .or
        case .xor: .xor
        case .lshift: .lshift
        default: .rshift
        }
    }

    @inline(__always) var compareOp: CompareOp {
        switch self {
        case .lt, .jumpLt, .jumpLtConst: .lt
        case .le, .jumpLe, .jumpLeConst: .le
        case .eq, .jumpEq, .jumpEqConst: .eq
        case .ne, .jumpNe, .jumpNeConst: .ne
        case .gt, .jumpGt, .jumpGtConst: .gt
        default: .ge
        }
    }

    /// A binary operation whose right operand is a constant.
    var hasConstantOperand: Bool {
        switch self {
        case .addConst, .subConst, .mulConst, .trueDivConst, .floorDivConst, .modConst, .powConst, .andConst: true
        default: false
        }
    }

    @inline(__always) var comparesConstant: Bool {
        switch self {
        case .jumpLtConst, .jumpLeConst, .jumpEqConst, .jumpNeConst, .jumpGtConst, .jumpGeConst: true
        default: false
        }
    }
}

extension CompareOp {
    @inline(__always) func holdsForDoubles(_ a: Double, _ b: Double) -> Bool {
        switch self {
        case .lt: a < b
        case .le: a <= b
        case .eq: a == b
        case .ne: a != b
        case .gt: a > b
        case .ge: a >= b
        }
    }
}
