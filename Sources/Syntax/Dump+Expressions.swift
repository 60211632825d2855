extension Dump {
    mutating func write(_ expr: Expr) {
        write(expr, .load)
    }

    mutating func write(_ expr: Expr, _ context: Context) {
        let span = expr.span
        switch expr.kind {
        case .name(let name):
            node("Name", span) {
                $0.field("id", raw: Dump.repr(name))
                $0.field("ctx", raw: context.rawValue)
            }
        case .constant(let value):
            node("Constant", span) { $0.field("value", raw: Dump.text(of: value)) }
        case .binOp(let left, let op, let right):
            node("BinOp", span) {
                $0.field("left") { $0.write(left) }
                $0.field("op", raw: Dump.name(of: op))
                $0.field("right") { $0.write(right) }
            }
        case .unaryOp(let op, let operand):
            let names: [UnaryOperator: String] = [.invert: "Invert", .not: "Not", .uAdd: "UAdd", .uSub: "USub"]
            node("UnaryOp", span) {
                $0.field("op", raw: (names[op] ?? "") + "()")
                $0.field("operand") { $0.write(operand) }
            }
        case .boolOp(let op, let values):
            node("BoolOp", span) {
                $0.field("op", raw: op == .and ? "And()" : "Or()")
                $0.list("values", values) { $0.write($1) }
            }
        case .compare(let left, let operators, let comparators):
            node("Compare", span) {
                $0.field("left") { $0.write(left) }
                $0.list("ops", operators) { $0.raw(Dump.name(of: $1)) }
                $0.list("comparators", comparators) { $0.write($1) }
            }
        case .call(let function, let arguments, let keywords):
            node("Call", span) {
                $0.field("func") { $0.write(function) }
                $0.list("args", arguments) { $0.write($1) }
                $0.list("keywords", keywords) { $0.write($1) }
            }
        case .attribute(let value, let name):
            node("Attribute", span) {
                $0.field("value") { $0.write(value) }
                $0.field("attr", raw: Dump.repr(name))
                $0.field("ctx", raw: context.rawValue)
            }
        case .subscript_(let value, let index):
            node("Subscript", span) {
                $0.field("value") { $0.write(value) }
                $0.field("slice") { $0.write(index) }
                $0.field("ctx", raw: context.rawValue)
            }
        case .slice(let lower, let upper, let step):
            node("Slice", span) {
                $0.field("lower", optional: lower) { $0.write($1) }
                $0.field("upper", optional: upper) { $0.write($1) }
                $0.field("step", optional: step) { $0.write($1) }
            }
        case .starred(let value):
            node("Starred", span) {
                $0.field("value") { $0.write(value, context) }
                $0.field("ctx", raw: context.rawValue)
            }
        case .list(let elements): writeSequence("List", elements, span, context)
        case .tuple(let elements): writeSequence("Tuple", elements, span, context)
        default: writeRest(expr)
        }
    }

    private mutating func writeSequence(_ name: String, _ elements: [Expr], _ span: Span, _ context: Context) {
        node(name, span) {
            $0.list("elts", elements) { $0.write($1, context) }
            $0.field("ctx", raw: context.rawValue)
        }
    }

    /// The kinds that are never targets.
    private mutating func writeRest(_ expr: Expr) {
        let span = expr.span
        switch expr.kind {
        case .set(let elements):
            node("Set", span) { $0.list("elts", elements) { $0.write($1) } }
        case .dict(let keys, let values):
            node("Dict", span) {
                $0.list("keys", keys) { dump, key in
                    if let key { dump.write(key) } else { dump.raw("None") }
                }
                $0.list("values", values) { $0.write($1) }
            }
        case .listComp(let element, let clauses): writeComprehension("ListComp", element, clauses, span)
        case .setComp(let element, let clauses): writeComprehension("SetComp", element, clauses, span)
        case .generatorExp(let element, let clauses): writeComprehension("GeneratorExp", element, clauses, span)
        case .dictComp(let key, let value, let clauses):
            node("DictComp", span) {
                $0.field("key") { $0.write(key) }
                $0.field("value") { $0.write(value) }
                $0.list("generators", clauses) { $0.write($1) }
            }
        case .lambda(let parameters, let body):
            node("Lambda", span) {
                $0.field("args") { $0.write(parameters) }
                $0.field("body") { $0.write(body) }
            }
        case .ifExp(let test, let body, let orelse):
            node("IfExp", span) {
                $0.field("test") { $0.write(test) }
                $0.field("body") { $0.write(body) }
                $0.field("orelse") { $0.write(orelse) }
            }
        case .namedExpr(let target, let value):
            node("NamedExpr", span) {
                $0.field("target") { $0.write(target, .store) }
                $0.field("value") { $0.write(value) }
            }
        case .joinedStr(let parts):
            node("JoinedStr", span) { $0.list("values", parts) { $0.write($1) } }
        case .formattedValue(let value, let conversion, let spec):
            node("FormattedValue", span) {
                $0.field("value") { $0.write(value) }
                $0.field("conversion", raw: conversion == .none ? "-1" : String(conversion.rawValue))
                $0.field("format_spec", optional: spec) { $0.write($1) }
            }
        case .yield(let value):
            node("Yield", span) { $0.field("value", optional: value) { $0.write($1) } }
        case .yieldFrom(let value):
            node("YieldFrom", span) { $0.field("value") { $0.write(value) } }
        default: break
        }
    }

    private mutating func writeComprehension(_ name: String, _ element: Expr, _ clauses: [Comprehension], _ span: Span)
    {
        node(name, span) {
            $0.field("elt") { $0.write(element) }
            $0.list("generators", clauses) { $0.write($1) }
        }
    }

    private mutating func write(_ clause: Comprehension) {
        node("comprehension", nil) {
            $0.field("target") { $0.write(clause.target, .store) }
            $0.field("iter") { $0.write(clause.iterable) }
            $0.list("ifs", clause.conditions) { $0.write($1) }
            $0.field("is_async", raw: "0")
        }
    }

    mutating func write(_ keyword: Keyword) {
        node("keyword", keyword.span) {
            $0.field("arg", optional: keyword.name) { $0.raw(Dump.repr($1)) }
            $0.field("value") { $0.write(keyword.value) }
        }
    }

    mutating func write(_ parameters: Parameters) {
        node("arguments", nil) {
            $0.list("posonlyargs", parameters.positionalOnly) { $0.write($1) }
            $0.list("args", parameters.positional) { $0.write($1) }
            $0.field("vararg", optional: parameters.vararg) { $0.write($1) }
            $0.list("kwonlyargs", parameters.keywordOnly) { $0.write($1) }
            $0.list("kw_defaults", parameters.keywordDefaults) { dump, value in
                if let value { dump.write(value) } else { dump.raw("None") }
            }
            $0.field("kwarg", optional: parameters.kwarg) { $0.write($1) }
            $0.list("defaults", parameters.defaults) { $0.write($1) }
        }
    }

    private mutating func write(_ parameter: Parameter) {
        node("arg", parameter.span) {
            $0.field("arg", raw: Dump.repr(parameter.name))
            $0.field("annotation", optional: parameter.annotation) { $0.write($1) }
        }
    }

    // MARK: Leaves

    static func text(of constant: Constant) -> String {
        switch constant {
        case .none: "None"
        case .true: "True"
        case .false: "False"
        case .ellipsis: "Ellipsis"
        case .int(let value): String(value)
        case .bigInt(let digits, let radix): radix == 10 ? digits : "int('\(digits)', \(radix))"
        case .float(let value): "\(value)"
        case .imaginary(let value): imaginary(value)
        case .string(let value): repr(value)
        case .surrogateString(let value): repr(value)
        case .bytes(let value): "b" + bytesRepr(value)
        }
    }

    private static func imaginary(_ value: Double) -> String {
        let text = "\(value)"
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "j"
    }

    private static func bytesRepr(_ bytes: [UInt8]) -> String {
        let quote: UInt8 =
            bytes.contains(Ascii.quote) && !bytes.contains(Ascii.doubleQuote) ? Ascii.doubleQuote : Ascii.quote
        var result = String(Unicode.Scalar(quote))
        for byte in bytes {
            if byte >= 0x7F {
                result += "\\x" + String(byte, radix: 16)
            } else if byte == Ascii.quote, quote == Ascii.doubleQuote {
                result += "'"
            } else {
                result += repr([UInt32(byte)]).dropFirst().dropLast()
                if byte == Ascii.quote { result.insert("\\", at: result.index(before: result.endIndex)) }
            }
        }
        return result + String(Unicode.Scalar(quote))
    }

    static func name(of op: BinaryOperator) -> String {
        let name =
            switch op {
            case .add: "Add"
            case .sub: "Sub"
            case .mult: "Mult"
            case .matMult: "MatMult"
            case .div: "Div"
            case .floorDiv: "FloorDiv"
            case .mod: "Mod"
            case .pow: "Pow"
            case .lShift: "LShift"
            case .rShift: "RShift"
            case .bitOr: "BitOr"
            case .bitXor: "BitXor"
            case .bitAnd: "BitAnd"
            }
        return name + "()"
    }

    private static func name(of op: CompareOperator) -> String {
        let name =
            switch op {
            case .eq: "Eq"
            case .notEq: "NotEq"
            case .lt: "Lt"
            case .ltE: "LtE"
            case .gt: "Gt"
            case .gtE: "GtE"
            case .is: "Is"
            case .isNot: "IsNot"
            case .in: "In"
            case .notIn: "NotIn"
            }
        return name + "()"
    }
}
