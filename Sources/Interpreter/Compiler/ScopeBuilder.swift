import Syntax

/// Walks a program once and finds out what binds, uses and captures which name.
struct ScopeBuilder {
    /// The scopes of functions, classes, lambdas and comprehensions, by the node that makes them.
    private(set) var scopes: [ObjectIdentifier: Scope] = [:]
    /// What CPython's compiler warns of, in the order of the program.
    var warnings: [LiteralWarning] = []
    private var current: Scope
    private let top: Scope
    /// How many iterables of comprehensions are around what is being visited.
    private var iterableDepth = 0

    /// - Parameter usesNamespace: top-level names live in a dict of their own, as `exec` with locals has it.
    static func build(
        _ body: [Stmt], expression: Expr?, usesNamespace: Bool
    ) throws(CompileError) -> (top: Scope, scopes: [ObjectIdentifier: Scope], warnings: [LiteralWarning]) {
        let top = Scope(.module, name: "<module>", parent: nil, mangling: nil, usesNamespace: usesNamespace)
        var builder = ScopeBuilder(current: top)
        try builder.visit(body)
        if let expression { try builder.visit(expression) }
        try top.resolve()
        return (top, builder.scopes, builder.warnings)
    }

    private init(current: Scope) {
        self.current = current
        top = current
    }

    private mutating func enter(
        _ kind: Scope.Kind, _ name: String, _ node: AnyObject, mangling: String? = nil,
        _ body: (inout ScopeBuilder) throws(CompileError) -> Void
    ) throws(CompileError) {
        let outer = current
        current = Scope(kind, name: name, parent: outer, mangling: mangling ?? outer.mangling)
        scopes[ObjectIdentifier(node)] = current
        try body(&self)
        current = outer
    }

    private func bind(_ name: String) { current.note(current.mangle(name)) { $0.isBound = true } }
    private func use(_ name: String) { current.note(current.mangle(name)) { $0.isUsed = true } }

    // MARK: Statements

    mutating func visit(_ body: [Stmt]) throws(CompileError) {
        for statement in body { try visit(statement) }
    }

    private mutating func visit(_ statement: Stmt) throws(CompileError) {
        switch statement.kind {
        case .expr(let value): try visit(value)
        case .assign(let targets, let value):
            try visit(value)
            for target in targets {
                if case .starred = target.kind {
                    throw CompileError("starred assignment target must be in a list or tuple", target.span)
                }
                try visitTarget(target)
            }
        case .augAssign(let target, _, let value):
            try visit(value)
            if case .name(let name) = target.kind { use(name) }
            try visitTarget(target)
        case .annAssign(let target, let annotation, let value, let simple):
            if let value { try visit(value) }
            if !current.isFunctionLike { try visit(annotation) }
            if case .name("__debug__") = target.kind { try forbid("__debug__", statement.span) }
            if simple, case .name(let name) = target.kind {
                if current.kind != .module, let symbol = current.symbols[current.mangle(name)],
                    symbol.isGlobal || symbol.isNonlocal
                {
                    let word = symbol.isGlobal ? "global" : "nonlocal"
                    throw CompileError("annotated name '\(name)' can't be \(word)", statement.span)
                }
                current.note(current.mangle(name)) {
                    $0.isBound = true
                    $0.isAnnotated = true
                }
            } else if case .name = target.kind, value == nil {
                break
            } else {
                try visitTarget(target)
            }
        case .delete(let targets):
            for target in targets { try visitDeletion(target) }
        case .pass, .break, .continue: break
        case .return(let value): if let value { try visit(value) }
        case .raise(let value, let cause):
            if let value { try visit(value) }
            if let cause { try visit(cause) }
        case .assert(let test, let message):
            if case .tuple(let items) = test.kind, !items.isEmpty {
                warnings.append(
                    LiteralWarning("assertion is always true, perhaps remove parentheses?", statement.span))
            }
            try visit(test)
            if let message { try visit(message) }
        case .global(let names): for name in names { try declare(name, statement, global: true) }
        case .nonlocal(let names): for name in names { try declare(name, statement, global: false) }
        case .import(let aliases):
            for alias in aliases {
                bind(alias.asName ?? String(alias.name.prefix { $0 != "." }))
            }
        case .importFrom(_, let aliases, _):
            for alias in aliases where alias.name != "*" { bind(alias.asName ?? alias.name) }
        default: try visitCompound(statement)
        }
    }

    private mutating func visitCompound(_ statement: Stmt) throws(CompileError) {
        switch statement.kind {
        case .if(let branches, let orelse):
            for branch in branches {
                try visit(branch.test)
                try visit(branch.body)
            }
            try visit(orelse)
        case .while(let test, let body, let orelse):
            try visit(test)
            try visit(body)
            try visit(orelse)
        case .for(let target, let iterable, let body, let orelse):
            try visit(iterable)
            try visitTarget(target)
            try visit(body)
            try visit(orelse)
        case .with(let items, let body):
            for item in items {
                try visit(item.context)
                if let target = item.target { try visitTarget(target) }
            }
            try visit(body)
        case .try(let statement):
            try visit(statement.body)
            for handler in statement.handlers {
                if let type = handler.type { try visit(type) }
                if let name = handler.name {
                    bind(name)
                    current.note(current.mangle(name)) { $0.isDeleted = true }
                }
                try visit(handler.body)
            }
            try visit(statement.orelse)
            try visit(statement.finalbody)
        case .functionDef(let function): try visit(function, statement.span)
        case .classDef(let definition): try visit(definition)
        case .match(let subject, let cases):
            try visit(subject)
            for matchCase in cases {
                try visit(matchCase.pattern)
                if let condition = matchCase.guard { try visit(condition) }
                try visit(matchCase.body)
            }
        default: break
        }
    }

    private func declare(_ name: String, _ statement: Stmt, global: Bool) throws(CompileError) {
        let mangled = current.mangle(name)
        let word = global ? "global" : "nonlocal"
        if !global && current.kind == .module {
            throw CompileError("nonlocal declaration not allowed at module level", statement.span)
        }
        if let symbol = current.symbols[mangled] {
            if symbol.isParameter {
                throw CompileError("name '\(name)' is parameter and \(word)", statement.span)
            }
            if symbol.isGlobal && !global || symbol.isNonlocal && global {
                throw CompileError("name '\(name)' is nonlocal and global", symbol.declarationSpan)
            }
            if !symbol.isGlobal && !symbol.isNonlocal {
                if symbol.isAnnotated {
                    throw CompileError("annotated name '\(name)' can't be \(word)", statement.span)
                }
                let what = symbol.isUsed ? "used" : "assigned to"
                throw CompileError(
                    "name '\(name)' is \(what) \(symbol.isUsed ? "prior to" : "before") \(word) declaration",
                    statement.span)
            }
        }
        if current.symbols[mangled]?.isGlobal != true, current.symbols[mangled]?.isNonlocal != true {
            current.note(mangled) { $0.declarationSpan = statement.span }
        }
        // As in CPython, a name that a function declares global is so for the whole program: it matters where the
        // program's own names live apart from the global ones.
        if global, top.usesNamespace { top.note(mangled) { $0.isGlobal = true } }
        current.note(mangled) {
            if global {
                $0.isGlobal = true
            } else {
                $0.isNonlocal = true
                $0.nonlocalSpan = statement.span
            }
        }
    }

    private mutating func visit(_ function: FunctionDef, _ span: Span) throws(CompileError) {
        for decorator in function.decorators { try visit(decorator) }
        try visitDefaults(function.parameters)
        bind(function.name)
        for parameter in function.parameters.all {
            if let annotation = parameter.annotation { try visit(annotation) }
        }
        if let returns = function.returns { try visit(returns) }
        try enter(.function, function.name, function) { builder throws(CompileError) in
            try builder.bindParameters(function.parameters, span)
            try builder.visit(function.body)
        }
    }

    private mutating func visitDefaults(_ parameters: Parameters) throws(CompileError) {
        for value in parameters.defaults { try visit(value) }
        for value in parameters.keywordDefaults { if let value { try visit(value) } }
    }

    private func bindParameters(_ parameters: Parameters, _ span: Span) throws(CompileError) {
        var seen: Set<String> = []
        for parameter in parameters.all {
            try forbid(parameter.name, span)
            guard seen.insert(parameter.name).inserted else {
                throw CompileError("duplicate argument '\(parameter.name)' in function definition", parameter.span)
            }
            current.note(current.mangle(parameter.name)) {
                $0.isBound = true
                $0.isParameter = true
            }
        }
    }

    private mutating func visit(_ definition: ClassDef) throws(CompileError) {
        for decorator in definition.decorators { try visit(decorator) }
        for base in definition.bases { try visit(base) }
        for keyword in definition.keywords { try visit(keyword.value) }
        bind(definition.name)
        try enter(.classBody, definition.name, definition, mangling: definition.name) { builder throws(CompileError) in
            try builder.visit(definition.body)
        }
    }

    private mutating func visit(_ pattern: Pattern) throws(CompileError) {
        switch pattern.kind {
        case .value(let value): try visit(value)
        case .singleton: break
        case .sequence(let patterns), .or(let patterns): for pattern in patterns { try visit(pattern) }
        case .mapping(let keys, let patterns, let rest):
            for key in keys { try visit(key) }
            for pattern in patterns { try visit(pattern) }
            if let rest { bind(rest) }
        case .class(let type, let patterns, _, let keywordPatterns):
            try visit(type)
            for pattern in patterns + keywordPatterns { try visit(pattern) }
        case .star(let name): if let name { bind(name) }
        case .as(let pattern, let name):
            if let pattern { try visit(pattern) }
            if let name { bind(name) }
        }
    }

    // MARK: Targets

    /// `__debug__` is not to be changed.
    private func forbid(_ name: String, _ span: Span, _ verb: String = "assign to") throws(CompileError) {
        if name == "__debug__" { throw CompileError("cannot \(verb) __debug__", span) }
    }

    private mutating func visitTarget(_ target: Expr) throws(CompileError) {
        switch target.kind {
        case .name(let name):
            try forbid(name, target.span)
            if current.kind == .comprehension || current.kind == .generator, let symbol = current.symbols[name],
                symbol.isGlobal || symbol.isNonlocal
            {
                throw CompileError(
                    "comprehension inner loop cannot rebind assignment expression target '\(name)'", target.span)
            }
            bind(name)
        case .attribute(let value, let name):
            try forbid(name, target.span)
            try visit(value)
        case .tuple(let items), .list(let items): for item in items { try visitTarget(item) }
        case .starred(let value): try visitTarget(value)
        default: try visit(target)
        }
    }

    private mutating func visitDeletion(_ target: Expr) throws(CompileError) {
        switch target.kind {
        case .attribute(let value, let name):
            try forbid(name, target.span, "delete")
            try visit(value)
        case .name(let name):
            try forbid(name, target.span, "delete")
            current.note(current.mangle(name)) {
                $0.isBound = true
                $0.isDeleted = true
            }
        case .tuple(let items), .list(let items): for item in items { try visitDeletion(item) }
        default: try visit(target)
        }
    }

    // MARK: Expressions

    private mutating func visit(_ expressions: [Expr]) throws(CompileError) {
        for expression in expressions { try visit(expression) }
    }

    mutating func visit(_ expression: Expr) throws(CompileError) {
        // Left spines (`1 + 1 + …`, `a.b.c…`) may be long: they are a loop.
        var expression = expression
        while true {
            switch expression.kind {
            case .binOp(let left, _, let right):
                try visit(right)
                expression = left
            case .attribute(let value, _): expression = value
            case .subscript_(let value, let index):
                warnOfSubscript(value, index, expression.span)
                try visit(index)
                expression = value
            case .call(let function, let arguments, let keywords):
                warnOfCall(function, expression.span)
                try visit(arguments)
                for keyword in keywords {
                    try forbid(keyword.name ?? "", expression.span)
                    try visit(keyword.value)
                }
                if case .name(let name) = function.kind, name == "super" { use("__class__") }
                expression = function
            default: return try visitOther(expression)
            }
        }
    }

    private mutating func visitOther(_ expression: Expr) throws(CompileError) {
        switch expression.kind {
        case .name(let name): use(name)
        case .unaryOp(_, let operand), .starred(let operand): try visit(operand)
        case .boolOp(_, let operands), .list(let operands), .tuple(let operands), .set(let operands),
            .joinedStr(let operands):
            try visit(operands)
        case .compare(let left, let ops, let others):
            warnOfIdentity(left, ops, others, expression.span)
            try visit(left)
            try visit(others)
        case .slice(let lower, let upper, let step):
            for part in [lower, upper, step] { if let part { try visit(part) } }
        case .dict(let keys, let values):
            for key in keys { if let key { try visit(key) } }
            try visit(values)
        case .ifExp(let test, let body, let orelse): try visit([test, body, orelse])
        case .formattedValue(let value, _, let spec):
            try visit(value)
            if let spec { try visit(spec) }
        case .yield(let value):
            try markGenerator(expression, "yield")
            if let value { try visit(value) }
        case .yieldFrom(let value):
            try markGenerator(expression, "yield")
            try visit(value)
        case .namedExpr(let target, let value): try visitNamed(target, value, expression)
        case .lambda(let parameters, let body):
            try visitDefaults(parameters)
            try enter(.lambda, "<lambda>", expression) { builder throws(CompileError) in
                try builder.bindParameters(parameters, expression.span)
                try builder.visit(body)
            }
        case .listComp(let element, let clauses):
            try visitComprehension(.comprehension, "<listcomp>", expression, [element], clauses)
        case .setComp(let element, let clauses):
            try visitComprehension(.comprehension, "<setcomp>", expression, [element], clauses)
        case .generatorExp(let element, let clauses):
            try visitComprehension(.generator, "<genexpr>", expression, [element], clauses)
        case .dictComp(let key, let value, let clauses):
            try visitComprehension(.comprehension, "<dictcomp>", expression, [key, value], clauses)
        default: break
        }
    }

    private func markGenerator(_ expression: Expr, _ word: String) throws(CompileError) {
        switch current.kind {
        case .module, .classBody:
            throw CompileError("'\(word)' outside function", expression.span)
        case .comprehension, .generator:
            let what = current.name.dropFirst().dropLast()
            let long = [
                "listcomp": "list comprehension", "setcomp": "set comprehension", "dictcomp": "dict comprehension",
            ]
            throw CompileError("'\(word)' inside \(long[String(what)] ?? "generator expression")", expression.span)
        case .function, .lambda: current.isGenerator = true
        }
    }

    /// `:=` in a comprehension binds in the function around it.
    private mutating func visitNamed(_ target: Expr, _ value: Expr, _ expression: Expr) throws(CompileError) {
        if iterableDepth > 0 {
            throw CompileError(
                "assignment expression cannot be used in a comprehension iterable expression", expression.span)
        }
        try visit(value)
        guard case .name(let name) = target.kind else { return }
        try forbid(name, target.span)
        var owner = current
        while owner.kind == .comprehension || owner.kind == .generator, let parent = owner.parent {
            if owner.symbols[name]?.isBound == true, owner.symbols[name]?.isNonlocal != true {
                throw CompileError(
                    "assignment expression cannot rebind comprehension iteration variable '\(name)'",
                    target.span)
            }
            owner = parent
        }
        current.hasNamedExpressions = true
        owner.hasNamedExpressions = true
        guard owner !== current else { return bind(name) }
        if owner.kind == .classBody {
            throw CompileError(
                "assignment expression within a comprehension cannot be used in a class body",
                expression.span)
        }
        let mangled = current.mangle(name)
        if owner.kind == .module || owner.symbols[mangled]?.isGlobal == true {
            owner.note(mangled) { $0.isBound = true }
            current.note(mangled) { $0.isGlobal = true }
        } else {
            owner.note(mangled) { $0.isBound = true }
            current.note(mangled) { $0.isNonlocal = true }
        }
    }

    private mutating func visitIterable(_ iterable: Expr) throws(CompileError) {
        iterableDepth += 1
        try visit(iterable)
        iterableDepth -= 1
    }

    private mutating func visitComprehension(
        _ kind: Scope.Kind, _ name: String, _ node: Expr, _ elements: [Expr], _ clauses: [Comprehension]
    ) throws(CompileError) {
        guard let first = clauses.first else { return }
        // The outermost iterable is evaluated outside.
        try visitIterable(first.iterable)
        try enter(kind, name, node) { builder throws(CompileError) in
            if kind == .generator { builder.current.isGenerator = true }
            for (index, clause) in clauses.enumerated() {
                if index > 0 { try builder.visitIterable(clause.iterable) }
                try builder.visitTarget(clause.target)
                for condition in clause.conditions { try builder.visit(condition) }
            }
            for element in elements { try builder.visit(element) }
        }
    }
}

extension Parameters {
    /// All parameters in the order of their registers.
    var all: [Parameter] {
        positionalOnly + positional + keywordOnly + [vararg, kwarg].compactMap { $0 }
    }
}
