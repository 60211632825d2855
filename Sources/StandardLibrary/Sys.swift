import Interpreter

// The module `sys`: the program itself and its interpreter.
extension StandardLibrary {
    /// The version of the language whose behaviour is offered.
    static let pythonVersion = (3, 11, 7)

    static func fillSys(_ sys: ModuleBuilder) {
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
        fillStreams(sys)
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

    private static func fillStreams(_ sys: ModuleBuilder) {
        let machine = sys.machine
        let surroundings = sys.surroundings
        let type = machine.makeType("TextIOWrapper", module: "_io", allowsAttributes: true)
        machine.method(type, "write", "self, text, /", "Writes text.") { machine, arguments in
            guard let text = arguments[1].asStr else {
                throw machine.error(
                    .typeError, "write() argument must be str, not \(machine.typeName(arguments[1]))")
            }
            (arguments[0].object as? StreamObject)?.write(text.string)
            return machine.int(text.string.unicodeScalars.count)
        }
        machine.method(type, "flush", "self, /", "Gets what was written out.") { _, _ in
            surroundings.flush()
            return .none
        }
        machine.method(type, "isatty", "self, /", "Whether it is a terminal.") { _, _ in .false }
        let streams: [(String, (String) -> Void)] = [
            ("stdout", { [unowned(unsafe) machine] in machine.output($0) }),
            ("stderr", { [unowned(unsafe) machine] in machine.errorOutput($0) }),
        ]
        for (name, write) in streams {
            let stream = Value(StreamObject(type, name: name, write: write))
            sys.set(name, stream)
            sys.set("__\(name)__", stream)
        }
    }
}

/// `sys.stdout` or `sys.stderr`.
final class StreamObject: Object {
    let name: String
    let write: (String) -> Void

    init(_ type: ClassObject, name: String, write: @escaping (String) -> Void) {
        self.name = name
        self.write = write
        super.init(type, kind: .instance, heap: type.heap)
    }

    override func repr(_ machine: Machine) -> String {
        "<_io.TextIOWrapper name='<\(name)>' mode='w' encoding='utf-8'>"
    }
}
