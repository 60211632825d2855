import Interpreter

// The module `sys`: the program itself and its interpreter.
extension StandardLibrary {
    /// The version of the language whose behaviour is offered.
    static let pythonVersion = (3, 11, 7)

    static func fillSys(_ sys: ModuleBuilder) throws {
        unowned(unsafe) let machine = sys.machine
        let (major, minor, micro) = pythonVersion
        sys.set("argv", machine.list(sys.surroundings.arguments.map { machine.string($0) }))
        sys.set("version", machine.string("\(major).\(minor).\(micro) (Gradus)"))
        let info = StructSequence(
            machine, "version_info", module: "sys", fields: ["major", "minor", "micro", "releaselevel", "serial"])
        let version = info.make([
            machine.int(major), machine.int(minor), machine.int(micro), machine.string("final"), .init(small: 0),
        ])
        sys.set("version_info", version)
        sys.set("hexversion", machine.int(major << 24 | minor << 16 | micro << 8 | 0xF0))
        sys.set("api_version", machine.int(1013))
        sys.set("copyright", machine.string(""))
        sys.set("maxsize", machine.int(Int.max))
        sys.set("maxunicode", machine.int(0x10FFFF))
        sys.set("byteorder", machine.string("little"))
        #if os(Linux)
            sys.set("platform", machine.string("linux"))
        #else
            sys.set("platform", machine.string("darwin"))
        #endif
        sys.set("modules", Value(machine.modules))
        sys.set("path", machine.list(sys.surroundings.searchPath.map { machine.string($0) }))
        for (name, text) in [
            ("executable", "gradus"), ("prefix", "gradus"), ("exec_prefix", "gradus"), ("base_prefix", "gradus"),
            ("float_repr_style", "short"), ("platlibdir", "lib"),
        ] {
            sys.set(name, machine.string(text))
        }
        sys.set("dont_write_bytecode", .true)
        sys.set("warnoptions", machine.list())
        sys.set("builtin_module_names", machine.tuple(ContiguousArray(builtInNames.map { machine.string($0) })))
        try fillImplementation(sys, version)
        fillFunctions(sys)
        fillInterpreter(sys)
        try fillStreams(sys)
    }

    private static func fillFunctions(_ sys: ModuleBuilder) {
        sys.define("exit", "status=None, /", "Leaves the program.") { machine, arguments in
            throw machine.error(.systemExit, arguments: arguments[0].isUnbound ? [] : [arguments[0]])
        }
        sys.define("getrecursionlimit", "", "How many calls may be inside each other.") { machine, _ in
            machine.int(machine.recursionLimit)
        }
        sys.define("setrecursionlimit", "limit, /", "Sets how many calls may be inside each other.") {
            machine, arguments in
            let limit = try machine.intArgument(arguments[0], "an integer is required")
            guard limit > 0 else { throw machine.error(.valueError, "recursion limit must be greater or equal than 1") }
            guard machine.callDepth < limit else {
                throw machine.error(
                    .recursionError,
                    "cannot set the recursion limit to \(limit) at the recursion depth \(machine.callDepth): "
                        + "the limit is too low")
            }
            machine.recursionLimit = min(limit, Machine.mostFrames - 1)
            return .none
        }
        sys.define("getsizeof", "object, default=None", "Bytes that an object takes, about.") { machine, arguments in
            machine.int(16 + (arguments[0].isObject ? arguments[0].object.payloadBytes : 8))
        }
        sys.define("getrefcount", "object, /", "References to an object: nobody counts them here.") { _, _ in
            Value(small: 2)
        }
        sys.define("is_finalizing", "", "Whether the program is ending.") { _, _ in .false }
    }

    private static func fillImplementation(_ sys: ModuleBuilder, _ version: Value) throws {
        unowned(unsafe) let machine = sys.machine
        let type = machine.makeType("SimpleNamespace", module: "types", allowsAttributes: true) { _, type in
            Object(type)
        }
        type.reprOverride = { machine, object in
            let parts = try object.ownAttributes.map { "\($0.name.string)=\(try machine.repr($0.value))" }
            return "namespace(\(parts.joined(separator: ", ")))"
        }
        let implementation = Object(type)
        implementation.setOwnAttribute(machine.intern("name"), machine.string("gradus"))
        implementation.setOwnAttribute(machine.intern("cache_tag"), .none)
        implementation.setOwnAttribute(machine.intern("version"), version)
        sys.set("implementation", Value(implementation))
    }

    private static func fillStreams(_ sys: ModuleBuilder) throws {
        unowned(unsafe) let machine = sys.machine
        let types = try sys.surroundings.fileTypes(machine)
        for (descriptor, name) in ["stdin", "stdout", "stderr"].enumerated() {
            let stream = sys.surroundings.console(Int32(descriptor), machine)
            let bytes = BytesFile(descriptor == 0 ? types.reader : types.writer, stream)
            bytes.name = machine.string("<\(name)>")
            bytes.mode = descriptor == 0 ? "rb" : "wb"
            let text = TextFile(types.text)
            text.options.encoding = "utf-8"
            text.options.errors = descriptor == 2 ? "backslashreplace" : "strict"
            text.options.isLineBuffered = stream.isTerminal || descriptor == 2
            text.mode = descriptor == 0 ? "r" : "w"
            text.attach(stream, buffer: Value(bytes))
            sys.set(name, Value(text))
            sys.set("__\(name)__", Value(text))
            machine.roots.append(Value(text))
            if descriptor == 0 { machine.ownInput = Value(text) }
            if descriptor == 1 { machine.ownOutput = Value(text) }
        }
        machine.sysNamespace = sys.module.namespace
    }
}
