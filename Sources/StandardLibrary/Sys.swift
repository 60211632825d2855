import Interpreter

// The module `sys`: the program itself and its interpreter.
extension StandardLibrary {
    /// The version of the language whose behaviour is offered.
    static let pythonVersion = (3, 11, 7)

    static func fillSys(_ sys: ModuleBuilder) throws {
        let machine = sys.machine
        let (major, minor, micro) = pythonVersion
        sys.set("argv", machine.list(sys.surroundings.arguments.map { machine.string($0) }))
        sys.set("version", machine.string("\(major).\(minor).\(micro) (Gradus)"))
        sys.set(
            "version_info",
            machine.tuple([
                machine.int(major), machine.int(minor), machine.int(micro), machine.string("final"), .init(small: 0),
            ]))
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
        sys.set("executable", machine.string("gradus"))
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
            machine.recursionLimit = min(limit, Machine.mostFrames - 1)
            return .none
        }
        sys.define("getsizeof", "object, default=None, /", "Bytes that an object takes, about.") { machine, arguments in
            machine.int(16 + (arguments[0].isObject ? arguments[0].object.payloadBytes : 8))
        }
    }

    private static func fillStreams(_ sys: ModuleBuilder) throws {
        let machine = sys.machine
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
