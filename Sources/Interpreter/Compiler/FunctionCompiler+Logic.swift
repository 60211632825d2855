import Syntax

// Truth, comparison and conditional jumps.
extension FunctionCompiler {
    func compileLogic(_ expression: Expr, into target: Register) throws(CompileError) {
        // A variable must not change before the whole value is known.
        let isVariable = Int(target) < registers.count
        let result = isVariable ? code.temporary() : target
        let before = assigned
        switch expression.kind {
        case .boolOp(let op, let operands):
            let end = Label()
            for (index, operand) in operands.enumerated() {
                try compile(operand, into: result)
                if index < operands.count - 1 {
                    code.span = expression.span
                    code.emitJump(op == .and ? .jumpIfFalse : .jumpIfTrue, a: result, to: end)
                }
            }
            code.place(end)
            assigned = before
        case .compare(let left, let ops, let others):
            try compileComparison(left, ops, others, at: expression.span, into: result)
            if ops.count > 1 { assigned = before }
        case .ifExp(let test, let body, let orelse):
            let otherwise = Label()
            let end = Label()
            code.span = expression.span
            try jump(unless: test, to: otherwise)
            try compile(body, into: result)
            code.emitJump(.jump, to: end)
            code.place(otherwise)
            assigned = before
            try compile(orelse, into: result)
            assigned = before
            code.place(end)
        default: break
        }
        if isVariable { code.emit(.move, a: target, b: result) }
    }

    private func compileComparison(
        _ left: Expr, _ ops: [CompareOperator], _ others: [Expr], at span: Span, into target: Register
    ) throws(CompileError) {
        let end = Label()
        var leftRegister = try operandCopiedIfNeeded(left)
        for (index, op) in ops.enumerated() {
            let right = try operand(others[index])
            code.span = span
            code.emit(op.opcode, a: target, b: leftRegister, c: right)
            if index < ops.count - 1 { code.emitJump(.jumpIfFalse, a: target, to: end) }
            leftRegister = right
        }
        code.place(end)
    }

    private func operandCopiedIfNeeded(_ expression: Expr) throws(CompileError) -> Register {
        guard scope.hasNamedExpressions else { return try operand(expression) }
        let copy = code.temporary()
        try compile(expression, into: copy)
        return copy
    }

    /// Jumps to `label` when the condition is false.
    func jump(unless condition: Expr, to label: Label) throws(CompileError) {
        try jump(on: condition, when: false, to: label)
    }

    /// Jumps to `label` when the truth of the condition is `expected`; goes on otherwise. Where asking for the truth
    /// fails, the traceback shows what the span was before: the statement, as in CPython.
    func jump(on condition: Expr, when expected: Bool, to label: Label) throws(CompileError) {
        let mark = code.top
        let outer = code.span
        defer {
            code.release(to: mark)
            code.span = outer
        }
        switch condition.kind {
        case .unaryOp(.not, let value): try jump(on: value, when: !expected, to: label)
        case .boolOp(let op, let operands): try jump(op, operands, when: expected, to: label)
        case .compare(let left, let ops, let others) where ops.count == 1:
            try jump(comparing: left, ops[0], others[0], at: condition.span, when: expected, to: label)
        default:
            let value = try operand(condition)
            code.span = outer
            code.emitJump(expected ? .jumpIfTrue : .jumpIfFalse, a: value, to: label)
        }
    }

    private func jump(
        _ op: BooleanOperator, _ operands: [Expr], when expected: Bool, to label: Label
    ) throws(CompileError) {
        // `and` is false as soon as one operand is; `or` is true as soon as one is.
        let decides = op == .or
        let end = Label()
        let before = assigned
        for (index, operand) in operands.enumerated() {
            let isLast = index == operands.count - 1
            if isLast || decides == expected {
                try jump(on: operand, when: expected, to: label)
            } else {
                try jump(on: operand, when: decides, to: end)
            }
        }
        code.place(end)
        // Later operands may not have been evaluated.
        assigned = before
    }

    private func jump(
        comparing left: Expr, _ op: CompareOperator, _ right: Expr, at span: Span, when expected: Bool, to label: Label
    ) throws(CompileError) {
        if case .constant(.none) = right.kind, op == .is || op == .isNot {
            let value = try operand(left)
            code.span = span
            return code.emitJump((op == .is) == expected ? .jumpIfNone : .jumpIfNotNone, a: value, to: label)
        }
        guard let fused = op.jump else {
            let result = code.temporary()
            try compileComparison(left, [op], [right], at: span, into: result)
            return code.emitJump(expected ? .jumpIfTrue : .jumpIfFalse, a: result, to: label)
        }
        let first = try operandCopiedIfNeeded(left)
        if case .constant(let constant) = right.kind {
            let value = value(of: constant)
            let index = code.constant(value)
            if value.isSmallInt || value.isDouble, index < 0xFFFF {
                code.span = span
                return code.emitLongJump(
                    fused.constant, x: expected ? 1 : 0, a: first, b: code.register(index), to: label)
            }
        }
        let second = try operand(right)
        code.span = span
        code.emitLongJump(fused.register, x: expected ? 1 : 0, a: first, b: second, to: label)
    }
}

extension CompareOperator {
    var opcode: Opcode {
        switch self {
        case .eq: .eq
        case .notEq: .ne
        case .lt: .lt
        case .ltE: .le
        case .gt: .gt
        case .gtE: .ge
        case .is: .isSame
        case .isNot: .isNotSame
        case .in: .contains
        case .notIn: .notContains
        }
    }

    /// Compare-and-jump with a register or a constant; nil where there is none.
    var jump: (register: Opcode, constant: Opcode)? {
        switch self {
        case .eq: (.jumpEq, .jumpEqConst)
        case .notEq: (.jumpNe, .jumpNeConst)
        case .lt: (.jumpLt, .jumpLtConst)
        case .ltE: (.jumpLe, .jumpLeConst)
        case .gt: (.jumpGt, .jumpGtConst)
        case .gtE: (.jumpGe, .jumpGeConst)
        case .is, .isNot, .in, .notIn: nil
        }
    }
}
