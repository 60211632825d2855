import Syntax

// Code from text: compile, eval, exec.
extension Machine {
    func installCompile() {
        define(
            "compile", "source, filename, mode, flags=0, dont_inherit=False, optimize=-1",
            "Code that exec and eval run, from text."
        ) { machine, arguments in
            let name = try machine.fileName(arguments[1])
            guard let text = arguments[2].asStr else {
                throw machine.error(
                    .typeError, "compile() argument 'mode' must be str, not \(machine.typeName(arguments[2]))")
            }
            guard let program = CodeObject.Program(rawValue: text.string) else {
                throw machine.error(.valueError, "compile() mode must be 'exec', 'eval' or 'single'")
            }
            let source = try machine.source(arguments[0], "compile", name: name)
            return Value(try machine.compile(source, as: program, usesNamespace: false))
        }
    }

    private func fileName(_ value: Value) throws -> String {
        if let text = value.asStr { return text.string }
        if let bytes = value.asBytes { return String(decoding: bytes.bytes, as: UTF8.self) }
        throw error(.typeError, "expected str, bytes or os.PathLike object, not \(typeName(value))")
    }

    private func source(_ value: Value, _ function: String, name: String = "<string>") throws -> Source {
        let bytes: [UInt8]
        if let text = value.asStr {
            bytes = Array(text.utf8)
        } else if let data = value.asBytes {
            bytes = data.bytes
        } else {
            let what = function == "compile" ? "string, bytes or AST object" : "string, bytes or code object"
            throw error(.typeError, "\(function)() arg 1 must be a \(what)")
        }
        if bytes.contains(0) { throw error(.syntaxError, "source code string cannot contain null bytes") }
        return Source(name: name, bytes: bytes, isFile: false)
    }

    /// Code for a text; SyntaxError where it is none.
    private func compile(
        _ source: Source, as program: CodeObject.Program, usesNamespace: Bool
    ) throws -> CodeObject {
        do throws(Diagnostic) {
            let code: CodeObject
            switch program {
            case .eval:
                let expression = try Parser.parseExpression(source)
                code = try Compiler.compile(
                    expression: expression, source: source, usesNamespace: usesNamespace, machine: self)
            case .exec, .single:
                let module = try Parser.parseFile(source)
                if program == .single, module.body.count > 1,
                    source.line(at: module.body[0].span.start) != source.line(at: module.body[1].span.start)
                {
                    throw Diagnostic(
                        .syntaxError, "multiple statements found while compiling a single statement",
                        at: module.body[0].span, in: source)
                }
                let mode: Compiler.Mode =
                    program == .exec
                    ? (usesNamespace ? .namespace : .file) : (usesNamespace ? .interactiveNamespace : .interactive)
                code = try Compiler.compile(module.body, source: source, mode: mode, machine: self)
            }
            code.program = program
            return code
        } catch {
            throw syntaxError(error, in: source)
        }
    }

    /// What `eval` or `exec` was given as code: ready to run with the names where they are.
    private func code(
        _ value: Value, _ program: CodeObject.Program, usesNamespace: Bool
    ) throws -> CodeObject {
        guard let given = value.asCode else {
            return try compile(try source(value, program.rawValue), as: program, usesNamespace: usesNamespace)
        }
        if !given.freeNames.isEmpty {
            throw error(
                .typeError,
                program == .eval
                    ? "code object passed to eval() may not contain free variables"
                    : "code object requires a closure of exactly length \(given.freeNames.count)")
        }
        // Where names are looked up is part of the code, so a dict of locals asks for code of its own.
        guard usesNamespace, let known = given.program else { return given }
        return try compile(given.source, as: known, usesNamespace: true)
    }

    func evaluate(_ text: Value, _ globals: Value, _ locals: Value) throws -> Value {
        let (globals, namespace) = try scopes(globals, locals, "eval")
        let code = try code(text, .eval, usesNamespace: namespace != nil)
        keep(Value(code))
        return try run(code, globals: globals, namespace: namespace)
    }

    func execute(_ text: Value, _ globals: Value, _ locals: Value) throws {
        let (globals, namespace) = try scopes(globals, locals, "exec")
        let code = try code(text, .exec, usesNamespace: namespace != nil)
        keep(Value(code))
        _ = try run(code, globals: globals, namespace: namespace)
    }
}
