import Interpreter

// What `sys` says of the interpreter: its numbers, its limits, the exception at hand.
extension StandardLibrary {
    static func fillInterpreter(_ sys: ModuleBuilder) {
        unowned(unsafe) let machine = sys.machine
        fillExceptions(sys)
        fillFrames(sys)
        fillDigitLimit(sys)
        sys.define("intern", "string, /", "The one string object for a text.") { machine, arguments in
            guard let text = arguments[0].asStr else {
                throw machine.error(.typeError, "intern() argument must be str, not \(machine.typeName(arguments[0]))")
            }
            return Value(machine.intern(text.string))
        }
        for name in ["getdefaultencoding", "getfilesystemencoding"] {
            sys.define(name, "", "The encoding of text: utf-8.") { machine, _ in machine.string("utf-8") }
        }
        let hook = machine.native("displayhook", "object, /", summary: "Shows a value as the prompt does.") {
            machine, arguments in
            try machine.showValue(arguments[0])
            return .none
        }
        sys.set("displayhook", hook)
        sys.set("__displayhook__", hook)
        machine.roots.append(hook)
        machine.ownDisplayHook = hook
        fillNumbers(sys)
        sys.set(
            "flags",
            record(
                machine, "sys.flags",
                [
                    ("debug", .init(small: 0)), ("inspect", .init(small: 0)), ("interactive", .init(small: 0)),
                    ("optimize", .init(small: 0)), ("dont_write_bytecode", .init(small: 0)),
                    ("no_user_site", .init(small: 0)), ("no_site", .init(small: 0)),
                    ("ignore_environment", .init(small: 0)), ("verbose", .init(small: 0)),
                    ("bytes_warning", .init(small: 0)), ("quiet", .init(small: 0)),
                    ("hash_randomization", .init(small: 1)), ("isolated", .init(small: 0)), ("dev_mode", .false),
                    ("utf8_mode", .init(small: 0)), ("warn_default_encoding", .init(small: 0)),
                    ("safe_path", .false), ("int_max_str_digits", .init(small: -1)),
                ]))
    }

    private static func fillExceptions(_ sys: ModuleBuilder) {
        sys.define("exc_info", "", "Type, value and traceback of the exception that is being handled.") {
            machine, _ in
            guard let exception = machine.handledObject else { return machine.tuple([.none, .none, .none]) }
            return machine.tuple([
                Value(exception.type), Value(exception), machine.tracebackObject(of: exception),
            ])
        }
        sys.define("exception", "", "The exception that is being handled, or None.") { machine, _ in
            machine.handledObject.map { Value($0) } ?? .none
        }
        let excepthook = sys.machine.native("excepthook", "type, value, traceback, /") { machine, arguments in
            guard let exception = arguments[1].asException else { return .none }
            let text = machine.report(exception)
            // Programs may have put something of their own in the place of the stream.
            let sys = machine.modules.get(machine.intern("sys"))?.asModule?.namespace
            if let stream = sys?.get(machine.intern("stderr")), stream != sys?.get(machine.intern("__stderr__")) {
                try machine.callNamed("write", of: stream, [machine.string(text)])
            } else {
                machine.errorOutput(text)
            }
            return .none
        }
        sys.set("excepthook", excepthook)
        sys.set("__excepthook__", excepthook)
    }

    /// Frames, and what looks at them.
    private static func fillFrames(_ sys: ModuleBuilder) {
        sys.define("_getframe", "depth=0, /", "The frame of a function that is running.") { machine, arguments in
            let level = arguments[0].isUnbound ? 0 : try machine.intArgument(arguments[0])
            guard let frame = machine.liveFrame(max(0, level)) else {
                throw machine.error(.valueError, "call stack is not deep enough")
            }
            return frame
        }
        for name in ["gettrace", "getprofile"] {
            sys.define(name, "", "None: nothing watches the program.") { _, _ in .none }
        }
    }

    /// How many digits an integer may have as text.
    private static func fillDigitLimit(_ sys: ModuleBuilder) {
        sys.define("get_int_max_str_digits", "", "The most digits of an integer as text.") { machine, _ in
            machine.int(machine.intDigitLimit)
        }
        sys.define("set_int_max_str_digits", "maxdigits", "Sets the most digits of an integer as text.") {
            machine, arguments in
            let limit = try machine.intArgument(arguments[0], "Python int too large to convert to C int")
            guard limit == 0 || limit >= 640 else {
                throw machine.error(.valueError, "maxdigits must be 0 or larger than 640")
            }
            machine.intDigitLimit = limit
            return .none
        }
    }

    private static func fillNumbers(_ sys: ModuleBuilder) {
        unowned(unsafe) let machine = sys.machine
        sys.set(
            "int_info",
            record(
                machine, "sys.int_info",
                [
                    ("bits_per_digit", .init(small: 30)), ("sizeof_digit", .init(small: 4)),
                    ("default_max_str_digits", .init(small: 4300)),
                    ("str_digits_check_threshold", .init(small: 640)),
                ]))
        sys.set(
            "hash_info",
            record(
                machine, "sys.hash_info",
                [
                    ("width", .init(small: 64)), ("modulus", machine.int((1 << 61) - 1)),
                    ("inf", .init(small: 314159)), ("nan", .init(small: 0)), ("imag", .init(small: 1_000_003)),
                    ("algorithm", machine.string("siphash13")), ("hash_bits", .init(small: 64)),
                    ("seed_bits", .init(small: 128)), ("cutoff", .init(small: 0)),
                ]))
        sys.set(
            "float_info",
            record(
                machine, "sys.float_info",
                [
                    ("max", .init(Double.greatestFiniteMagnitude)), ("max_exp", .init(small: 1024)),
                    ("max_10_exp", .init(small: 308)), ("min", .init(Double.leastNormalMagnitude)),
                    ("min_exp", .init(small: -1021)), ("min_10_exp", .init(small: -307)), ("dig", .init(small: 15)),
                    ("mant_dig", .init(small: 53)), ("epsilon", .init(Double.ulpOfOne)), ("radix", .init(small: 2)),
                    ("rounds", .init(small: 1)),
                ]))
    }

    /// A tuple whose items have names too.
    private static func record(_ machine: Machine, _ name: String, _ fields: [(String, Value)]) -> Value {
        let type = StructSequence(machine, String(name.dropFirst(4)), module: "sys", fields: fields.map(\.0))
        return type.make(fields.map(\.1))
    }
}
