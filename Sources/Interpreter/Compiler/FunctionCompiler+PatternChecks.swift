import Syntax

// What CPython refuses in patterns before it compiles them.
extension FunctionCompiler {
    /// - Parameter isLast: nothing comes behind the pattern that it could make unreachable.
    func check(_ pattern: Pattern, isLast: Bool) throws(CompileError) {
        var names: Set<String> = []
        var place = pattern.span
        try check(pattern, isLast, &names, &place)
    }

    /// - Parameter place: the pattern visited last, where CPython reports names that come twice.
    private func check(
        _ pattern: Pattern, _ allowsAll: Bool, _ names: inout Set<String>, _ place: inout Span
    ) throws(CompileError) {
        place = pattern.span
        switch pattern.kind {
        case .value(let value):
            if case .joinedStr = value.kind {
                throw CompileError("patterns may only match literals and attribute lookups", value.span)
            }
        case .singleton: break
        case .sequence(let patterns):
            if patterns.count(where: { if case .star = $0.kind { true } else { false } }) > 1 {
                throw CompileError("multiple starred names in sequence pattern", pattern.span)
            }
            for pattern in patterns { try check(pattern, true, &names, &place) }
        case .mapping(let keys, let patterns, let rest):
            try check(keys: keys, pattern.span)
            for pattern in patterns { try check(pattern, true, &names, &place) }
            if let rest { try bind(rest, &names, place) }
        case .class(_, let patterns, let attributes, let attributePatterns):
            for (index, name) in attributes.enumerated() where attributes[..<index].contains(name) {
                throw CompileError(
                    "attribute name repeated in class pattern: \(name)", attributePatterns[index].span)
            }
            for pattern in patterns + attributePatterns { try check(pattern, true, &names, &place) }
        case .star(let name): if let name { try bind(name, &names, place) }
        case .as(let inner, let name):
            if let inner {
                try check(inner, allowsAll, &names, &place)
            } else if !allowsAll {
                let what = name.map { "name capture '\($0)'" } ?? "wildcard"
                throw CompileError("\(what) makes remaining patterns unreachable", pattern.span)
            }
            if let name { try bind(name, &names, place) }
        case .or(let alternatives):
            var all: Set<String> = []
            for (index, alternative) in alternatives.enumerated() {
                var own: Set<String> = []
                try check(alternative, allowsAll && index == alternatives.count - 1, &own, &place)
                all.formUnion(own)
            }
            for name in all.sorted() { try bind(name, &names, place) }
        }
    }

    private func bind(_ name: String, _ names: inout Set<String>, _ place: Span) throws(CompileError) {
        guard names.insert(name).inserted else {
            throw CompileError("multiple assignments to name '\(name)' in pattern", place)
        }
    }

    private func check(keys: [Expr], _ place: Span) throws(CompileError) {
        var seen: [Value] = []
        for key in keys {
            if case .attribute = key.kind { continue }
            guard let value = constant(key) else {
                throw CompileError("mapping pattern keys may only match literals and attribute lookups", place)
            }
            if seen.contains(where: { (try? machine.isSameOrEqual($0, value)) ?? false }) {
                let text = (try? machine.repr(value)) ?? "?"
                throw CompileError("mapping pattern checks duplicate key (\(text))", place)
            }
            seen.append(value)
        }
    }

    /// The value of a literal, signs and complex sums included; nil for anything else.
    private func constant(_ expression: Expr) -> Value? {
        switch expression.kind {
        case .constant(let constant): return value(of: constant)
        case .unaryOp(.uSub, let operand): return constant(operand).flatMap { try? machine.unary(.neg, $0) }
        case .binOp(let left, let op, let right):
            guard let left = constant(left), let right = constant(right) else { return nil }
            return try? machine.binary(op == .sub ? .sub : .add, left, right)
        default: return nil
        }
    }
}
