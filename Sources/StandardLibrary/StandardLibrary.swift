import Interpreter

/// Python's own modules. Each is a file that declares what is in it, and is made when a program first imports it.
package enum StandardLibrary {
    /// How a module is filled.
    typealias Filler = (ModuleBuilder) throws -> Void

    /// Tells a machine where to find the modules.
    package static func install(in machine: Machine, surroundings: Surroundings) {
        machine.importers.append { machine, name in
            guard let fill = filler(name) else { return nil }
            let module = machine.makeModule(name)
            try fill(ModuleBuilder(machine: machine, module: module, surroundings: surroundings))
            return module
        }
    }

    private static func filler(_ name: String) -> Filler? {
        switch name {
        case "math": fillMath
        case "sys": fillSys
        case "time": fillTime
        default: nil
        }
    }
}

/// What a program may ask about the process that it runs in. The embedder fills it in.
package final class Surroundings {
    /// `sys.argv`.
    package var arguments: [String]
    /// Gets what has been printed out.
    package var flush: () -> Void = {}

    package init(arguments: [String] = [""]) { self.arguments = arguments }
}

/// Declares the contents of one module.
struct ModuleBuilder {
    let machine: Machine
    let module: ModuleObject
    let surroundings: Surroundings

    /// A function with its signature in Python's notation and a sentence for `help`.
    func define(_ name: String, _ signature: String?, _ summary: String = "", body: @escaping NativeBody) {
        set(name, machine.native(name, signature, summary: summary, body))
    }

    func set(_ name: String, _ value: Value) { module.namespace.set(machine.intern(name), value) }
}
