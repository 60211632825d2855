import Syntax

// Calls, functions, classes.
extension FunctionCompiler {
    /// target = the call `node`, whose function (or, for a method, its receiver) is in `left`.
    func compileCall(_ node: Expr, left: Register, into target: Register) throws(CompileError) {
        guard case .call(let function, let arguments, let keywords) = node.kind else { return }
        let isSpread =
            keywords.contains { $0.name == nil }
            || arguments.contains { if case .starred = $0.kind { true } else { false } }
        if isSpread {
            let callee = try loadFunction(function, left: left)
            return try compileSpread(callee, arguments, keywords, at: node.span, into: target)
        }
        let isMethod: Bool
        let callee: Register
        if case .attribute(_, let name) = function.kind {
            callee = code.temporaries(2)
            code.span = function.span
            code.emit(.loadMethod, a: callee, b: left, c: code.name(scope.mangle(name)), extra: 2)
            isMethod = true
        } else {
            callee = ownRegister(left)
            isMethod = false
        }
        for argument in arguments { try compile(argument, into: code.temporary()) }
        for keyword in keywords { try compile(keyword.value, into: code.temporary()) }
        var count = arguments.count + keywords.count
        if isPlainSuper(function, arguments, keywords), try loadSuperArguments() { count = 2 }
        code.span = node.span
        if keywords.isEmpty {
            return code.emit(isMethod ? .callMethod : .call, a: callee, b: code.register(count), c: target)
        }
        try checkRepeated(keywords)
        let names = machine.tuple(
            ContiguousArray(keywords.compactMap { $0.name.map { Value(machine.intern($0)) } }))
        code.emit(
            isMethod ? .callMethodKeywords : .callKeywords, a: callee, b: code.register(count),
            c: code.register(code.constant(names)))
        if callee != target { code.emit(.move, a: target, b: callee) }
    }

    /// The register itself if arguments can follow it, else a copy that they can follow.
    private func ownRegister(_ left: Register) -> Register {
        if isTopTemporary(left) { return left }
        let copy = code.temporary()
        code.emit(.move, a: copy, b: left)
        return copy
    }

    private func loadFunction(_ function: Expr, left: Register) throws(CompileError) -> Register {
        guard case .attribute(_, let name) = function.kind else { return ownRegister(left) }
        let callee = code.temporary()
        code.span = function.span
        code.emit(.getAttr, a: callee, b: left, c: code.name(scope.mangle(name)), extra: 2)
        return callee
    }

    private func checkRepeated(_ keywords: [Keyword]) throws(CompileError) {
        var seen: Set<String> = []
        for keyword in keywords {
            guard let name = keyword.name else { continue }
            if !seen.insert(name).inserted {
                throw CompileError("keyword argument repeated: \(name)", keyword.span)
            }
        }
    }

    private func isPlainSuper(_ function: Expr, _ arguments: [Expr], _ keywords: [Keyword]) -> Bool {
        guard arguments.isEmpty, keywords.isEmpty, case .name("super") = function.kind else { return false }
        return scope.kind == .function || scope.kind == .lambda
    }

    /// The two arguments that `super()` leaves out: the class around the method and its first parameter.
    private func loadSuperArguments() throws(CompileError) -> Bool {
        guard let cell = registers["__class__"], code.parts.argumentCount > 0, let first = code.parts.localNames.first
        else { return false }
        code.emit(.loadCell, a: code.temporary(), b: cell, c: code.name("__class__"))
        load(first.string, into: code.temporary())
        return true
    }

    /// `f(*a, b, k=1, **d)`: positional values gathered in a tuple, keywords in a dict.
    private func compileSpread(
        _ callee: Register, _ arguments: [Expr], _ keywords: [Keyword], at span: Span, into target: Register
    ) throws(CompileError) {
        try checkRepeated(keywords)
        let list = code.temporary()
        var alone: Expr?
        if arguments.count == 1, case .starred(let value) = arguments[0].kind, !keywords.isEmpty {
            // What stands alone behind a star is looked at after the keywords.
            alone = value
            try compile(value, into: list)
        } else {
            code.emit(.buildList, a: list, b: list, c: 0)
            try appendItems(arguments, to: list, callee: arguments.count == 1 ? callee : nil)
            code.emit(.listToTuple, a: list, b: list)
        }
        if !keywords.isEmpty {
            let dict = code.temporary()
            code.emit(.buildDict, a: dict, b: dict, c: 0)
            for keyword in keywords {
                let mark = code.top
                if let name = keyword.name {
                    let pair = code.temporaries(2)
                    code.load(Value(machine.intern(name)), into: pair)
                    try compile(keyword.value, into: pair + 1)
                    code.span = span
                    // A single pair as a dict, so that repeated names are found.
                    code.emit(.buildDict, a: pair, b: pair, c: 1)
                    code.emit(.dictMerge, a: dict, b: pair, c: callee)
                } else {
                    let other = try operand(keyword.value)
                    code.span = span
                    code.emit(.dictMerge, a: dict, b: other, c: callee)
                }
                code.release(to: mark)
            }
        }
        if let alone {
            let mark = code.top
            let items = code.temporary()
            code.emit(.buildList, a: items, b: items, c: 0)
            code.span = alone.span
            code.emit(.listExtend, x: 1, a: items, b: list, c: callee)
            code.emit(.listToTuple, a: list, b: items)
            code.release(to: mark)
        }
        code.span = span
        code.emit(.callSpread, x: keywords.isEmpty ? 0 : 1, a: callee)
        if callee != target { code.emit(.move, a: target, b: callee) }
    }

    /// Appends the items of a display or call, spreading `*item`.
    func appendItems(_ items: [Expr], to list: Register, callee: Register? = nil) throws(CompileError) {
        for item in items {
            let mark = code.top
            if case .starred(let value) = item.kind {
                let source = try operand(value)
                code.span = value.span
                code.emit(.listExtend, x: callee == nil ? 0 : 1, a: list, b: source, c: callee ?? 0)
            } else {
                let value = try operand(item)
                code.emit(.listAppend, a: list, b: value)
            }
            code.release(to: mark)
        }
    }

    // MARK: Definitions

    /// target = a function of `compiled`, with defaults evaluated here and its captured cells.
    func makeFunction(
        _ compiled: CodeObject, _ inner: FunctionCompiler, _ parameters: Parameters,
        annotations: [(name: String, value: Expr)], at span: Span, into target: Register
    ) throws(CompileError) {
        let mark = code.top
        defer { code.release(to: mark) }
        let parts = code.temporaries(4)
        var present: UInt8 = 0
        if !parameters.defaults.isEmpty {
            try compileDisplay(Expr(.tuple(parameters.defaults), span), into: parts)
            present |= 1
        }
        let keywordDefaults = zip(parameters.keywordOnly, parameters.keywordDefaults).compactMap { parameter, value in
            value.map { (scope.mangle(parameter.name), $0) }
        }
        if !keywordDefaults.isEmpty {
            try compileNamed(keywordDefaults, into: parts + 1)
            present |= 2
        }
        if !annotations.isEmpty {
            try compileNamed(annotations, into: parts + 2)
            present |= 4
        }
        if !inner.code.parts.freeNames.isEmpty {
            let names = inner.code.parts.freeNames
            let cells = code.temporaries(names.count)
            for (index, name) in names.enumerated() {
                if let cell = registers[name] {
                    code.emit(.move, a: code.register(Int(cells) + index), b: cell)
                }
            }
            code.emit(.buildTuple, a: parts + 3, b: cells, c: code.register(names.count))
            present |= 8
        }
        code.span = span
        code.emit(
            .makeFunction, x: present, a: target, b: code.register(code.constant(Value(compiled))), c: parts)
    }

    /// target = a dict of names to values.
    private func compileNamed(_ pairs: [(name: String, value: Expr)], into target: Register) throws(CompileError) {
        let mark = code.top
        let first = code.temporaries(pairs.count * 2)
        for (index, pair) in pairs.enumerated() {
            code.load(Value(machine.intern(pair.name)), into: code.register(Int(first) + index * 2))
            let target = code.register(Int(first) + index * 2 + 1)
            if case .starred(let inner) = pair.value.kind {
                // `*args: *Ts` is what `Ts` unpacks to.
                try compile(inner, into: target)
                code.emit(.unpack, a: target, b: target, c: 1)
            } else {
                try compile(pair.value, into: target)
            }
        }
        code.emit(.buildDict, a: target, b: first, c: code.register(pairs.count))
        code.release(to: mark)
    }

    func compile(_ function: FunctionDef, at span: Span) throws(CompileError) {
        guard let inner = child(function, name: function.name) else { return }
        let mark = code.top
        let decorators = try compileDecorators(function.decorators)
        let compiled = try inner.compileFunction(function.parameters, function.body, at: span)
        let parameters = function.parameters
        // In CPython's order.
        let annotated =
            parameters.positional + parameters.positionalOnly + [parameters.vararg].compactMap { $0 }
            + parameters.keywordOnly + [parameters.kwarg].compactMap { $0 }
        var annotations = annotated.compactMap { parameter in
            parameter.annotation.map { (name: scope.mangle(parameter.name), value: unit.annotation($0)) }
        }
        if let returns = function.returns { annotations.append(("return", unit.annotation(returns))) }
        let target = code.temporary()
        try makeFunction(compiled, inner, function.parameters, annotations: annotations, at: span, into: target)
        apply(decorators, function.decorators, to: target)
        code.span = span
        store(function.name, from: target)
        code.release(to: mark)
    }

    private func compileDecorators(_ decorators: [Expr]) throws(CompileError) -> [Register] {
        var result: [Register] = []
        for decorator in decorators {
            let register = code.temporary()
            try compile(decorator, into: register)
            result.append(register)
        }
        return result
    }

    private func apply(_ decorators: [Register], _ expressions: [Expr], to target: Register) {
        for (register, expression) in zip(decorators, expressions).reversed() {
            let callee = code.temporaries(2)
            code.emit(.move, a: callee, b: register)
            code.emit(.move, a: callee + 1, b: target)
            code.span = expression.span
            code.emit(.call, a: callee, b: 1, c: target)
            code.release(to: Int(callee))
        }
    }

    func compile(_ definition: ClassDef, at span: Span) throws(CompileError) {
        guard let inner = child(definition, name: definition.name) else { return }
        let mark = code.top
        let decorators = try compileDecorators(definition.decorators)
        let target = code.temporary()
        let compiled = try inner.compileClassBody(definition, at: span)
        let callee = code.temporaries(3)
        code.span = span
        code.emit(.loadBuildClass, a: callee)
        try makeFunction(compiled, inner, Parameters(), annotations: [], at: span, into: callee + 1)
        code.load(Value(machine.intern(definition.name)), into: callee + 2)
        try checkRepeated(definition.keywords)
        let isSpread =
            definition.keywords.contains { $0.name == nil }
            || definition.bases.contains { if case .starred = $0.kind { true } else { false } }
        if isSpread {
            try compileSpreadClass(definition, callee, at: span)
        } else {
            for base in definition.bases { try compile(base, into: code.temporary()) }
            for keyword in definition.keywords { try compile(keyword.value, into: code.temporary()) }
            let names = definition.keywords.compactMap { $0.name.map { Value(machine.intern($0)) } }
            let count = code.register(2 + definition.bases.count + names.count)
            code.span = span
            if names.isEmpty {
                code.emit(.call, a: callee, b: count, c: callee)
            } else {
                let tuple = code.constant(machine.tuple(ContiguousArray(names)))
                code.emit(.callKeywords, a: callee, b: count, c: code.register(tuple))
            }
        }
        code.emit(.move, a: target, b: callee)
        apply(decorators, definition.decorators, to: target)
        code.span = span
        store(definition.name, from: target)
        code.release(to: mark)
    }

    private func compileSpreadClass(_ definition: ClassDef, _ callee: Register, at span: Span) throws(CompileError) {
        let mark = code.top
        let function = code.temporaries(2)
        code.emit(.buildList, a: function, b: callee + 1, c: 2)
        code.emit(.move, a: callee + 1, b: function)
        code.release(to: mark)
        try appendItems(definition.bases, to: callee + 1, callee: nil)
        code.emit(.listToTuple, a: callee + 1, b: callee + 1)
        code.emit(.buildDict, a: callee + 2, b: callee + 2, c: 0)
        for keyword in definition.keywords {
            let pair = code.temporaries(2)
            if let name = keyword.name {
                code.load(Value(machine.intern(name)), into: pair)
                try compile(keyword.value, into: pair + 1)
                code.emit(.buildDict, a: pair, b: pair, c: 1)
            } else {
                try compile(keyword.value, into: pair)
            }
            code.emit(.dictMerge, a: callee + 2, b: pair, c: callee)
            code.release(to: Int(pair))
        }
        code.span = span
        code.emit(.callSpread, x: 1, a: callee)
    }
}
