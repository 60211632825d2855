import Syntax

extension FunctionCompiler {
    /// A register that holds the value: the variable's own where it has one, else a temporary.
    func operand(_ expression: Expr) throws(CompileError) -> Register {
        if case .name(let name) = expression.kind {
            code.span = expression.span
            if let register = localRegister(name) { return register }
        }
        let target = code.temporary()
        try compile(expression, into: target)
        return target
    }

    /// Puts the value into `target`. Temporaries it takes are free again afterwards.
    func compile(_ expression: Expr, into target: Register) throws(CompileError) {
        let mark = code.top
        defer { code.release(to: mark) }
        switch expression.kind {
        case .name(let name):
            code.span = expression.span
            load(name, into: target)
        case .constant(let constant):
            code.span = expression.span
            code.load(value(of: constant), into: target)
        case .binOp, .attribute, .subscript_, .call: try compileSpine(expression, into: target)
        case .unaryOp(let op, let value): try compileUnary(op, value, expression, into: target)
        case .boolOp, .compare, .ifExp: try compileLogic(expression, into: target)
        case .slice(let lower, let upper, let step):
            let first = code.temporaries(3)
            for (offset, part) in [lower, upper, step].enumerated() {
                let register = code.register(Int(first) + offset)
                if let part { try compile(part, into: register) } else { code.load(.none, into: register) }
            }
            code.emit(.buildSlice, a: target, b: first)
        case .starred:
            throw CompileError("can't use starred expression here", expression.span)
        case .list, .tuple, .set, .dict: try compileDisplay(expression, into: target)
        case .listComp, .setComp, .dictComp, .generatorExp: try compileComprehension(expression, into: target)
        case .lambda(let parameters, let body):
            guard let inner = child(expression, name: "<lambda>") else { return }
            let compiled = try inner.compileLambda(parameters, body, at: expression.span)
            try makeFunction(compiled, inner, parameters, annotations: [], at: expression.span, into: target)
        case .namedExpr(let name, let value):
            try compile(value, into: target)
            try assign(name, from: target)
        case .joinedStr, .formattedValue: try compileFString(expression, into: target)
        case .yield(let value):
            // Not the target: a variable keeps its value where an exception is thrown in.
            let given: Register
            if let value {
                given = try operand(value)
            } else {
                given = code.temporary()
                code.load(.none, into: given)
            }
            code.span = expression.span
            code.emit(.yield, a: target, b: given)
        case .yieldFrom(let value):
            let iterator = code.temporaries(2)
            try compile(value, into: iterator)
            code.span = expression.span
            code.emit(.getIter, a: iterator, b: iterator)
            code.load(.none, into: iterator + 1)
            code.emit(.yieldFrom, a: iterator, b: iterator + 1)
            code.emit(.move, a: target, b: iterator)
        }
    }

    func value(of constant: Constant) -> Value {
        switch constant {
        case .none: .none
        case .true: .true
        case .false: .false
        case .ellipsis: .ellipsis
        case .int(let int): machine.int(int)
        case .bigInt(let digits, let radix): machine.int(digits: digits, radix: radix)
        case .float(let double): Value(double)
        case .imaginary(let double): machine.complex(0, double)
        case .string(let text): text.utf8.count <= 20 ? Value(machine.intern(text)) : machine.string(text)
        case .surrogateString(let scalars): machine.string(utf8: CodePoints.encode(scalars))
        case .bytes(let bytes): machine.bytes(bytes)
        }
    }

    // MARK: Left spines

    /// `a.b(c) + d + …`: operators whose left operand may be very deep are unrolled into a loop.
    private func compileSpine(_ expression: Expr, into target: Register) throws(CompileError) {
        var spine: [Expr] = []
        var base = expression
        descend: while true {
            switch base.kind {
            case .binOp(let left, _, _):
                spine.append(base)
                base = left
            case .attribute(let value, _), .subscript_(let value, _):
                spine.append(base)
                base = value
            case .call(let function, _, _):
                spine.append(base)
                // A method is loaded together with its receiver.
                if case .attribute(let receiver, _) = function.kind { base = receiver } else { base = function }
            default: break descend
            }
        }
        var left = try spineBase(base, first: spine.last)
        while let node = spine.popLast() {
            // Intermediate results must not land in a variable that is still to be read.
            let result = spine.isEmpty ? target : spineTemporary(left)
            try compileStep(node, left: left, into: result)
            left = result
        }
    }

    private func spineBase(_ base: Expr, first: Expr?) throws(CompileError) -> Register {
        var needsOwnRegister = scope.hasNamedExpressions
        if let first, case .call(let function, _, _) = first.kind {
            // The function of a call stands right before its arguments.
            if case .attribute = function.kind {} else { needsOwnRegister = true }
        }
        guard needsOwnRegister else { return try operand(base) }
        let register = code.temporary()
        try compile(base, into: register)
        return register
    }

    /// A temporary for the next intermediate result: the last one again, if it is one.
    private func spineTemporary(_ left: Register) -> Register {
        isTopTemporary(left) ? left : code.temporary()
    }

    func isTopTemporary(_ register: Register) -> Bool {
        Int(register) >= registers.count && Int(register) == code.top - 1
    }

    private func compileStep(_ node: Expr, left: Register, into target: Register) throws(CompileError) {
        let mark = code.top
        defer { code.release(to: mark) }
        switch node.kind {
        case .binOp(_, let op, let right):
            try emitBinary(op, left, right, at: node.span, into: target)
        case .attribute(_, let name):
            code.span = node.span
            code.emit(.getAttr, a: target, b: left, c: code.name(scope.mangle(name)), extra: 2)
        case .subscript_(_, let index):
            if case .constant(.int(let number)) = index.kind, let small = Int32(exactly: number) {
                code.span = node.span
                code.emit(.getItemConst, a: target, b: left, c: code.register(code.constant(machine.int(Int(small)))))
            } else {
                let key = try operand(index)
                code.span = node.span
                code.emit(.getItem, a: target, b: left, c: key)
            }
        case .call: try compileCall(node, left: left, into: target)
        default: break
        }
    }

    /// target = left op right, with a constant right operand inside the instruction.
    func emitBinary(
        _ op: BinaryOperator, _ left: Register, _ right: Expr, at span: Span, into target: Register,
        inPlace: Bool = false
    ) throws(CompileError) {
        let x: UInt8 = inPlace ? 1 : 0
        if case .constant(let constant) = right.kind, let fused = op.constantOpcode {
            let value = value(of: constant)
            if value.isSmallInt || value.isDouble {
                let index = code.constant(value)
                if index < 0xFFFF {
                    code.span = span
                    return code.emit(fused, x: x, a: target, b: left, c: code.register(index))
                }
            }
        }
        let other = try operand(right)
        code.span = span
        code.emit(op.opcode, x: x, a: target, b: left, c: other)
    }

    private func compileUnary(
        _ op: UnaryOperator, _ value: Expr, _ expression: Expr, into target: Register
    ) throws(CompileError) {
        if case .constant(let constant) = value.kind, op == .uSub {
            switch constant {
            case .int(let int): return code.load(machine.int(-int), into: target)
            case .float(let double): return code.load(Value(-double), into: target)
            default: break
            }
        }
        let operand = try operand(value)
        code.span = expression.span
        let opcode: Opcode =
            switch op {
            case .invert: .invert
            case .not: .not
            case .uAdd: .pos
            case .uSub: .neg
            }
        code.emit(opcode, a: target, b: operand)
    }

    // MARK: Strings

    private func compileFString(_ expression: Expr, into target: Register) throws(CompileError) {
        switch expression.kind {
        case .formattedValue(let value, let conversion, let spec):
            let object = try operand(value)
            var format = Register.max
            if let spec {
                format = code.temporary()
                try compile(spec, into: format)
            }
            code.span = expression.span
            code.emit(.formatValue, x: conversion.rawValue, a: target, b: object, c: format)
        case .joinedStr(let parts):
            let first = code.temporaries(max(1, parts.count))
            for (index, part) in parts.enumerated() {
                try compile(part, into: code.register(Int(first) + index))
            }
            code.span = expression.span
            code.emit(.buildString, a: target, b: first, c: code.register(parts.count))
        default: break
        }
    }
}

extension BinaryOperator {
    var opcode: Opcode {
        switch self {
        case .add: .add
        case .sub: .sub
        case .mult: .mul
        case .matMult: .matmul
        case .div: .trueDiv
        case .floorDiv: .floorDiv
        case .mod: .mod
        case .pow: .pow
        case .lShift: .lshift
        case .rShift: .rshift
        case .bitOr: .or
        case .bitXor: .xor
        case .bitAnd: .and
        }
    }

    /// The form with a constant right operand.
    var constantOpcode: Opcode? {
        switch self {
        case .add: .addConst
        case .sub: .subConst
        case .mult: .mulConst
        case .div: .trueDivConst
        case .floorDiv: .floorDivConst
        case .mod: .modConst
        case .pow: .powConst
        case .bitAnd: .andConst
        default: nil
        }
    }
}
