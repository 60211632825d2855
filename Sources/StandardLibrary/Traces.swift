import Interpreter

// What the modules `traceback` and `gc`, written in Python, need of the interpreter.
extension StandardLibrary {
    static func fillTraces(_ traces: ModuleBuilder) {
        traces.define("collect", "", "Frees what nothing reaches.") { machine, _ in
            try machine.collectFully()
            return .none
        }
        traces.define(
            "report", "exception, chain=True, members=15, levels=10, /",
            "What is printed of an exception nobody caught."
        ) { machine, arguments in
            guard let exception = arguments[0].asException else {
                throw machine.error(
                    .typeError, "Exception expected for value, \(machine.typeName(arguments[0])) found")
            }
            let chain = try arguments[1].isUnbound || machine.truth(arguments[1])
            let members = arguments[2].isUnbound ? 15 : try machine.intArgument(arguments[2])
            let levels = arguments[3].isUnbound ? 10 : try machine.intArgument(arguments[3])
            return machine.string(machine.report(exception, showsChains: chain, members: members, levels: levels))
        }
        traces.define("conclusion", "exception, /", "The last lines of a report.") { machine, arguments in
            guard let exception = arguments[0].asException else {
                throw machine.error(
                    .typeError, "Exception expected for value, \(machine.typeName(arguments[0])) found")
            }
            return machine.string(machine.conclusion(of: exception))
        }
        traces.define("frames", "traceback, /", "The frames of a traceback as text.") { machine, arguments in
            machine.string(try machine.traceback(of: arguments[0]))
        }
        traces.define("places", "traceback, /", "File, line, function and text of each frame.") { machine, arguments in
            machine.list(
                try machine.places(of: arguments[0]).map { place in
                    machine.tuple([
                        machine.string(place.file), machine.int(place.line), machine.string(place.function),
                        machine.string(place.text),
                    ])
                })
        }
    }
}
