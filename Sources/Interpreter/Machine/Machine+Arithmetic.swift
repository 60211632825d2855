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

    /// The integer operators that are rarer than + - *; nil where a big integer, a float or an error is due.
    @inline(__always) func smallIntArithmetic(_ op: Opcode, _ a: Int, _ b: Int) -> Value? {
        switch op {
        case .floorDiv, .floorDivConst:
            guard b != 0 else { return nil }
            let quotient = a / b
            return int(a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient)
        case .mod, .modConst:
            guard b != 0 else { return nil }
            let remainder = a % b
            return Value(small: remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
        case .and: return Value(small: a & b)
        case .or: return Value(small: a | b)
        case .xor: return Value(small: a ^ b)
        case .lshift where b >= 0 && b < 48:
            let shifted = a << b
            return shifted >> b == a && Value.fitsSmall(shifted) ? Value(small: shifted) : nil
        case .rshift where b >= 0: return Value(small: a >> min(b, 63))
        case .pow, .powConst:
            if b == 2 {
                let (square, overflow) = a.multipliedReportingOverflow(by: a)
                return !overflow && Value.fitsSmall(square) ? Value(small: square) : nil
            }
            return nil
        default: return nil
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
        case .and: .and
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
        case .addConst, .subConst, .mulConst, .trueDivConst, .floorDivConst, .modConst, .powConst: true
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
