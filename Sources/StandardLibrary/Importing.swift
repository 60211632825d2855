import Interpreter
import PythonModules
import Syntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Modules written in Python: those that come with Gradus, and those that lie beside the program.
extension StandardLibrary {
    /// The text of a module and where it comes from.
    struct ModuleText {
        let source: Source
        /// The folder whose files are its submodules; nil for a module that has none.
        let package: String?
    }

    /// Classes that CPython has in C, which messages give with their module.
    private static let writtenInC: [String: [String: String]] = [
        "array": ["array": "array.array"],
        "datetime": [
            "date": "datetime.date", "datetime": "datetime.datetime", "time": "datetime.time",
            "timedelta": "datetime.timedelta", "timezone": "datetime.timezone", "tzinfo": "datetime.tzinfo",
        ],
        "struct": ["Struct": "_struct.Struct"],
    ]

    /// Runs a module's text in a module made for it. What it raises leaves no module behind.
    static func run(_ text: ModuleText, named name: String, in machine: Machine) throws -> ModuleObject {
        let module = machine.makeModule(name)
        let namespace = module.namespace
        let parent = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? ""
        namespace.set(machine.intern("__file__"), machine.string(text.source.name))
        namespace.set(machine.intern("__package__"), machine.string(text.package == nil ? parent : name))
        namespace.set(machine.intern("__builtins__"), Value(machine.builtins))
        if let folder = text.package {
            namespace.set(machine.intern("__path__"), machine.list([machine.string(folder)]))
        }
        module.isInitializing = true
        defer { module.isInitializing = false }
        do {
            let code: CodeObject
            do throws(Diagnostic) {
                let body = try Parser.parseFile(text.source).body
                code = try Compiler.compile(body, source: text.source, mode: .file, machine: machine)
            } catch {
                throw machine.syntaxError(error, in: text.source)
            }
            _ = try machine.run(code, globals: namespace)
            for (short, full) in writtenInC[name] ?? [:] {
                namespace.get(machine.intern(short))?.asClass?.dottedName = full
            }
        } catch {
            _ = machine.modules.remove(machine.intern(name))
            throw error
        }
        return machine.modules.get(machine.intern(name))?.asModule ?? module
    }

    // MARK: Modules in the binary

    private static var rows: some Sequence<python_module> {
        sequence(first: first_python_module()) { $0.map { $0 + 1 } }.lazy.compactMap { $0?.pointee }
            .prefix { $0.name != nil }
    }

    static var embeddedNames: [String] { rows.map { String(cString: $0.name) } }

    static func embedded(_ name: String) -> ModuleText? {
        guard let row = rows.first(where: { strcmp($0.name, name) == 0 }) else { return nil }
        let bytes = Array(UnsafeBufferPointer(start: row.text, count: row.length))
        let file = "<gradus>/" + name.split(separator: ".").joined(separator: "/") + ".py"
        return ModuleText(source: Source(name: file, bytes: bytes), package: row.is_package == 0 ? nil : "<gradus>")
    }

    // MARK: Modules beside the program

    /// The file of a module in one of `folders`: `NAME.py`, or a folder with an `__init__.py`, or any folder.
    static func neighbour(_ name: String, in folders: [String]) throws -> ModuleText? {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        guard !last.utf8.contains(0), !last.utf8.contains(UInt8(ascii: "/")) else { return nil }
        var bare: String?
        for folder in folders {
            let path = absolute(folder.isEmpty ? last : "\(folder)/\(last)")
            if let bytes = regularFile(path + "/__init__.py") {
                return ModuleText(source: Source(name: path + "/__init__.py", bytes: bytes), package: path)
            }
            if let bytes = regularFile(path + ".py") {
                return ModuleText(source: Source(name: path + ".py", bytes: bytes), package: nil)
            }
            if bare == nil, isFolder(path) { bare = path }
        }
        return bare.map { ModuleText(source: Source(name: $0, bytes: []), package: $0) }
    }

    /// Where the files of a module are looked for: below its package, or in `sys.path`.
    static func folders(of name: String, _ surroundings: Surroundings, _ machine: Machine) -> [String] {
        let list: Value?
        if let dot = name.lastIndex(of: ".") {
            let parent = machine.modules.get(machine.intern(String(name[..<dot])))?.asModule
            list = parent?.namespace.get(machine.intern("__path__"))
            if list == nil { return [] }
        } else {
            list = machine.modules.get(machine.intern("sys"))?.asModule?.namespace.get(machine.intern("path"))
        }
        return list?.asList?.items.compactMap { $0.asStr?.string } ?? surroundings.searchPath
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    }

    private static func isFolder(_ path: String) -> Bool {
        var state = stat()
        return stat(path, &state) == 0 && state.st_mode & S_IFMT == S_IFDIR
    }

    /// The bytes of a file that is neither a folder nor a device nor too large for a program.
    private static func regularFile(_ path: String) -> [UInt8]? {
        var state = stat()
        let most = 1 << 26
        guard stat(path, &state) == 0, state.st_mode & S_IFMT == S_IFREG, state.st_size <= most,
            let file = fopen(path, "r")
        else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: Int(state.st_size))
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
        return bytes
    }
}
