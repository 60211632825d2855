import Syntax

/// From a parsed program to code objects.
package struct Compiler {
    /// What the program is for.
    package enum Mode {
        /// A file: values of expression statements are dropped.
        case file
        /// A prompt: they are shown.
        case interactive
        /// Like `file`, with top-level names in a dict of their own (`exec` with locals).
        case namespace
        /// Like `interactive`, with top-level names in a dict of their own.
        case interactiveNamespace
    }

    /// Compiles statements to a code object that `Machine.run(_:globals:)` runs.
    /// - Throws: the Diagnostic of what only the compiler can see: `return` outside a function, say.
    package static func compile(
        _ body: [Stmt], source: Source, mode: Mode, machine: Machine
    ) throws(Diagnostic) -> CodeObject {
        let made: (code: CodeObject, warnings: [LiteralWarning])
        do throws(CompileError) {
            let endOfFutureImports = try CompilationUnit.endOfFutureImports(body)
            let (top, scopes, warnings) = try ScopeBuilder.build(
                body, expression: nil, usesNamespace: mode == .namespace || mode == .interactiveNamespace)
            let unit = CompilationUnit(
                machine: machine, source: source, scopes: scopes,
                isInteractive: mode == .interactive || mode == .interactiveNamespace,
                postponesAnnotations: CompilationUnit.postponesAnnotations(body),
                endOfFutureImports: endOfFutureImports)
            made = (try FunctionCompiler(unit, top, qualifiedName: "<module>").compileModule(body), warnings)
        } catch {
            throw Diagnostic(.syntaxError, error.message, at: error.span, in: source)
        }
        try machine.send(made.warnings, of: source, keeping: made.code)
        return made.code
    }

    /// Compiles one expression to a code object that returns its value: `eval`.
    package static func compile(
        expression: Expr, source: Source, usesNamespace: Bool, machine: Machine
    ) throws(Diagnostic) -> CodeObject {
        let made: (code: CodeObject, warnings: [LiteralWarning])
        do throws(CompileError) {
            let (top, scopes, warnings) = try ScopeBuilder.build(
                [], expression: expression, usesNamespace: usesNamespace)
            let unit = CompilationUnit(
                machine: machine, source: source, scopes: scopes, isInteractive: false, postponesAnnotations: false)
            made = (try FunctionCompiler(unit, top, qualifiedName: "<module>").compileExpression(expression), warnings)
        } catch {
            throw Diagnostic(.syntaxError, error.message, at: error.span, in: source)
        }
        try machine.send(made.warnings, of: source, keeping: made.code)
        return made.code
    }
}

/// A SyntaxError that only shows when names and control flow are looked at.
struct CompileError: Error {
    let message: String
    let span: Span

    init(_ message: String, _ span: Span) {
        self.message = message
        self.span = span
    }
}

/// What the compilers of all functions of one program share.
final class CompilationUnit {
    let machine: Machine
    let source: Source
    let scopes: [ObjectIdentifier: Scope]
    let isInteractive: Bool
    /// Annotations stay text, in this program and in what is typed after it at a prompt.
    let postponesAnnotations: Bool
    /// No statement behind this place may ask for features of `__future__`.
    let endOfFutureImports: UInt32

    init(
        machine: Machine, source: Source, scopes: [ObjectIdentifier: Scope], isInteractive: Bool,
        postponesAnnotations: Bool, endOfFutureImports: UInt32 = 0
    ) {
        self.endOfFutureImports = endOfFutureImports
        self.machine = machine
        self.source = source
        self.scopes = scopes
        self.isInteractive = isInteractive
        if isInteractive, postponesAnnotations { machine.postponesAnnotations = true }
        self.postponesAnnotations = postponesAnnotations || isInteractive && machine.postponesAnnotations
    }
}

/// Compiles one function, class body, comprehension or module.
final class FunctionCompiler {
    let unit: CompilationUnit
    let scope: Scope
    let qualifiedName: String
    var code: CodeBuilder
    /// The registers of local variables and cells.
    var registers: [String: Register] = [:]
    /// Locals that surely have a value here.
    var assigned: Set<Register> = []
    /// Statements that control leaves through `return`, `break` and `continue`, innermost last.
    var blocks: [Block] = []

    var machine: Machine { unit.machine }

    init(_ unit: CompilationUnit, _ scope: Scope, qualifiedName: String) {
        self.unit = unit
        self.scope = scope
        self.qualifiedName = qualifiedName
        code = CodeBuilder(machine: unit.machine)
        code.parts.name = scope.name
        code.parts.qualifiedName = qualifiedName
        code.parts.isGenerator = scope.isGenerator
        code.parts.isFunction = scope.kind != .module && scope.kind != .classBody
    }

    /// `Outer.method`, `function.<locals>.inner`.
    func qualifiedName(ofChild name: String) -> String {
        if scope.symbols[scope.mangle(name)]?.isGlobal == true { return name }
        return switch scope.kind {
        case .module: name
        case .classBody: "\(qualifiedName).\(name)"
        default: "\(qualifiedName).<locals>.\(name)"
        }
    }

    // MARK: Whole code objects

    func compileModule(_ body: [Stmt]) throws(CompileError) -> CodeObject {
        beginLocals(parameters: [])
        let isDocumented = !unit.isInteractive && scope.kind == .module && body.first?.documentation != nil
        if isDocumented, let text = body.first?.documentation {
            code.parts.documentation = machine.string(text)
        }
        prepareAnnotations(body)
        try compile(body)
        return try finish(returning: Value.none)
    }

    /// A module or class that annotates names has a dict for them from its first statement on.
    private func prepareAnnotations(_ body: [Stmt]) {
        if CompilationUnit.annotates(body) { code.emit(.annotate, x: 1, a: 0) }
    }

    func compileExpression(_ expression: Expr) throws(CompileError) -> CodeObject {
        beginLocals(parameters: [])
        code.span = expression.span
        let result = try operand(expression)
        code.emit(.return, a: result)
        return try finish(returning: nil)
    }

    func compileFunction(_ parameters: Parameters, _ body: [Stmt], at span: Span) throws(CompileError) -> CodeObject {
        code.parts.firstSpan = span
        code.span = span
        begin(parameters)
        if let text = body.first?.documentation { code.parts.documentation = machine.string(text) }
        try compile(body)
        return try finish(returning: Value.none)
    }

    func compileLambda(_ parameters: Parameters, _ body: Expr, at span: Span) throws(CompileError) -> CodeObject {
        code.parts.firstSpan = span
        code.span = span
        begin(parameters)
        let result = try operand(body)
        code.span = body.span
        code.emit(.return, a: result)
        return try finish(returning: nil)
    }

    func compileClassBody(_ definition: ClassDef, at span: Span) throws(CompileError) -> CodeObject {
        code.parts.firstSpan = span
        code.span = span
        beginLocals(parameters: [])
        let temporary = code.temporary()
        code.emit(.loadName, a: temporary, b: code.name("__name__"))
        code.emit(.storeName, a: temporary, b: code.name("__module__"))
        code.load(machine.string(qualifiedName), into: temporary)
        code.emit(.storeName, a: temporary, b: code.name("__qualname__"))
        if let text = definition.body.first?.documentation {
            code.load(machine.string(text), into: temporary)
            code.emit(.storeName, a: temporary, b: code.name("__doc__"))
        }
        code.release(to: Int(temporary))
        prepareAnnotations(definition.body)
        try compile(definition.body)
        if scope.needsClassCell, let cell = registers["__class__"] {
            code.emit(.return, a: cell)
            return try finish(returning: nil)
        }
        return try finish(returning: Value.none)
    }

    private func begin(_ parameters: Parameters) {
        code.parts.argumentCount = parameters.positionalOnly.count + parameters.positional.count
        code.parts.positionalOnlyCount = parameters.positionalOnly.count
        code.parts.keywordOnlyCount = parameters.keywordOnly.count
        code.parts.hasVarArguments = parameters.vararg != nil
        code.parts.hasVarKeywords = parameters.kwarg != nil
        beginLocals(parameters: parameters.all.map { scope.mangle($0.name) })
    }

    /// Gives parameters, locals and cells their registers and fills the cells.
    func beginLocals(parameters: [String]) {
        var names = parameters
        for name in scope.order where !parameters.contains(name) {
            guard let place = scope.symbols[name]?.place, place == .local || place == .cell else { continue }
            names.append(name)
        }
        if scope.kind == .classBody, scope.needsClassCell { names.append("__class__") }
        let free = scope.freeNames.filter { !($0 == "__class__" && scope.kind == .classBody && scope.needsClassCell) }
        for (index, name) in (names + free).enumerated() { registers[name] = code.register(index) }
        code.parts.localNames = (names + free).map { machine.intern($0) }
        code.parts.freeNames = free
        code.reserveLocals(names.count + free.count)
        for name in parameters { if let register = registers[name] { assigned.insert(register) } }
        for name in names where isCell(name) {
            if let register = registers[name] { code.emit(.makeCell, a: register) }
        }
        for (index, name) in free.enumerated() {
            if let register = registers[name] { code.emit(.loadClosure, a: register, b: code.register(index)) }
        }
    }

    private func isCell(_ name: String) -> Bool {
        scope.symbols[name]?.place == .cell || name == "__class__" && scope.kind == .classBody
    }

    /// Closes the code object; `returning` adds the return that a body without one needs.
    func finish(returning value: Value?) throws(CompileError) -> CodeObject {
        if let value {
            let register = code.temporary()
            code.load(value, into: register)
            code.emit(.return, a: register)
        }
        if code.overflow {
            throw CompileError("too many names or values in one piece of code", code.parts.firstSpan)
        }
        return CodeObject(machine.types.code, source: unit.source, code.parts)
    }

    /// A compiler for a scope inside this one.
    func child(_ node: AnyObject, name: String) -> FunctionCompiler? {
        guard let scope = unit.scopes[ObjectIdentifier(node)] else { return nil }
        return FunctionCompiler(unit, scope, qualifiedName: qualifiedName(ofChild: name))
    }
}

extension Stmt {
    /// The text of a string that stands alone.
    var documentation: String? {
        guard case .expr(let value) = kind, case .constant(.string(let text)) = value.kind else { return nil }
        return text
    }
}
