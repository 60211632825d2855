import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What modules written in Python need that Python cannot say.
extension StandardLibrary {
    /// `_copy`: how a class keeps its instances.
    static func fillCopyParts(_ copy: ModuleBuilder) {
        copy.define("native_base", "cls, /", "The nearest ancestor that no program defined.") { machine, arguments in
            guard let type = arguments[0].asClass else { throw machine.error(.typeError, "native_base needs a class") }
            return Value(type.builtInBase)
        }
        copy.define("full_name", "cls, /", "The name of a class in messages.") { machine, arguments in
            guard let type = arguments[0].asClass else { throw machine.error(.typeError, "full_name needs a class") }
            return machine.string(type.messageName)
        }
        copy.define("bind", "function, instance, /", "The method of an instance.") { machine, arguments in
            let type = machine.type(of: arguments[1])
            return try machine.bind(arguments[0], to: arguments[1], through: type)
        }
    }

    /// `_abc`: what abstract classes hand to the classes that are registered with them.
    static func fillAbstract(_ abc: ModuleBuilder) {
        abc.define("adopt_matching", "cls, subclass, /", "Makes patterns take a class for what another is.") {
            machine, arguments in
            if let type = arguments[0].asClass, type.matching != .neither, let other = arguments[1].asClass,
                other.isUserDefined
            {
                other.matching = type.matching
            }
            return .none
        }
    }

    /// `_callers`: the calls that are running.
    static func fillCallers(_ callers: ModuleBuilder) {
        callers.define("handled", "", "The exception that is being handled, or None.") { machine, _ in
            machine.handledException
        }
        callers.define("place", "level, /", "File, line, function and globals of a caller, or None.") {
            machine, arguments in
            let level = try machine.intArgument(arguments[0], "an integer is required")
            guard let place = machine.callPlace(level) else { return .none }
            return machine.tuple([
                machine.string(place.file), machine.int(place.line), machine.string(place.function),
                Value(place.globals),
            ])
        }
        callers.define("terminal_size", "fd, /", "Columns and rows of a terminal, or None.") { machine, arguments in
            var size = winsize()
            let descriptor = try machine.intArgument(arguments[0], "an integer is required")
            guard let descriptor = Int32(exactly: descriptor), ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0,
                size.ws_col > 0
            else { return .none }
            return machine.tuple([machine.int(Int(size.ws_col)), machine.int(Int(size.ws_row))])
        }
    }
}
