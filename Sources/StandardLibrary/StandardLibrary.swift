import Interpreter

/// Python's own modules. Each is a file that declares what is in it, and is made when a program first imports it.
package enum StandardLibrary {
    /// How a module is filled.
    typealias Filler = @Sendable (ModuleBuilder) throws -> Void

    /// Tells a machine where to find the modules.
    package static func install(in machine: Machine, surroundings: Surroundings) {
        machine.flushOutput = { surroundings.flush() }
        installOpen(machine, surroundings)
        machine.missingModuleHints = { _ in ["Gradus offers torch and " + names.joined(separator: ", ")] }
        machine.importers.append { machine, name in
            if let fill = fillers[name] {
                let module = machine.makeModule(name)
                try fill(ModuleBuilder(machine: machine, module: module, surroundings: surroundings))
                return module
            }
            // As in Python, a file beside the program hides a module of the library that is not built in.
            let text = try neighbour(name, in: folders(of: name, surroundings, machine)) ?? embedded(name)
            if text == nil, let refusal = refusal(name, machine) { throw refusal }
            return try text.map { try run($0, named: name, in: machine) }
        }
    }

    /// The modules written in Swift.
    private static let fillers: [String: Filler] = [
        "_collections": fillCollections,
        "_digests": fillDigests,
        "_fnmatch": fillFnmatch,
        "_functools": fillFunctools,
        "_heapq": fillHeapq,
        "_io": fillIO,
        "_json": fillJSON,
        "_posix": fillPosix,
        "_random": fillRandomGenerators,
        "_re": fillRe,
        "_struct": fillStruct,
        "binascii": fillBinascii,
        "bisect": fillBisect,
        "operator": fillOperator,
        "zlib": fillZlib,
        "io": fillIO,
        "itertools": fillItertools,
        "_abc": fillAbstract,
        "_weakref": fillWeakReferences,
        "_callers": fillCallers,
        "_copy": fillCopyParts,
        "_traces": fillTraces,
        "math": fillMath,
        "sys": fillSys,
        "time": fillTime,
    ]

    /// The names of the modules written in Swift.
    static var builtInNames: [String] { fillers.keys.sorted() }

    /// The names of all modules, in the order of the alphabet.
    package static var names: [String] {
        (Array(fillers.keys) + embeddedNames).filter { !$0.hasPrefix("_") && !$0.contains(".") }.sorted()
    }
}

/// What a program may ask about the process that it runs in. The embedder fills it in.
package final class Surroundings {
    /// `sys.argv`.
    package var arguments: [String]
    /// Where `import` looks for files before a program changes `sys.path`: the folder of the program, or where it runs.
    package var searchPath = [""]
    /// Gets what has been printed out.
    package var flush: () -> Void = {}
    /// Folders that the program may write in, beside those where every program may.
    package let writableFolders: [String]
    /// The files of the program, and where it may write.
    package private(set) lazy var files = FileSystem(allowed: writableFolders)
    /// The classes of file objects, once there are any.
    var knownFileTypes: AnyObject?

    package init(arguments: [String] = [""], writableFolders: [String] = []) {
        self.arguments = arguments
        self.writableFolders = writableFolders
    }
}

/// Declares the contents of one module.
struct ModuleBuilder {
    /// Natives that keep the builder must not keep their machine alive.
    unowned(unsafe) let machine: Machine
    let module: ModuleObject
    let surroundings: Surroundings

    /// A function with its signature in Python's notation and a sentence for `help`.
    func define(_ name: String, _ signature: String?, _ summary: String = "", body: @escaping NativeBody) {
        let function = machine.native(name, signature, summary: summary, body)
        function.asNative?.module = module.name
        set(name, function)
    }

    func set(_ name: String, _ value: Value) { module.namespace.set(machine.intern(name), value) }
}
