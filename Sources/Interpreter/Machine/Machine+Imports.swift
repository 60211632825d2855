// Modules, and the echo of a prompt.
extension Machine {
    /// `import name`, with the names of a from-import. Gives the top package for a plain dotted import.
    func importName(_ key: Value, level: Int, names: Value, _ frame: UnsafeMutablePointer<Frame>) throws -> Value {
        let globals = frame.pointee.globals.takeUnretainedValue()
        guard hasBuiltIn("__import__", globals) else { throw error(.importError, "__import__ not found") }
        let name = try absoluteName(self.name(key).string, level: level, globals)
        return try scope {
            let parts = name.split(separator: ".").map(String.init)
            var path = ""
            var top: ModuleObject?
            var last: ModuleObject?
            for part in parts {
                path = path.isEmpty ? part : "\(path).\(part)"
                let module = try importModule(path)
                if let last, last.namespace.get(intern(part)) == nil { last.namespace.set(intern(part), Value(module)) }
                top = top ?? module
                last = module
            }
            guard let top, let last else { throw error(.valueError, "Empty module name") }
            return Value(names.isNone ? top : last)
        }
    }

    /// The full name of a module that is named from inside a package: `from ..data import x`.
    private func absoluteName(_ name: String, level: Int, _ globals: DictObject) throws -> String {
        guard level > 0 else { return name }
        let package = globals.get(names.package)?.asStr?.string ?? ""
        guard !package.isEmpty else {
            throw error(.importError, "attempted relative import with no known parent package")
        }
        let parts = package.split(separator: ".")
        guard parts.count >= level else {
            throw error(.importError, "attempted relative import beyond top-level package")
        }
        let parent = parts.dropLast(level - 1).joined(separator: ".")
        return name.isEmpty ? parent : "\(parent).\(name)"
    }

    /// The module of a full dotted name, made on first use. Raises ModuleNotFoundError.
    package func importModule(_ name: String) throws -> ModuleObject {
        // A package comes before what is in it.
        if let dot = name.lastIndex(of: "."), modules.get(intern(name)) == nil {
            let parent = try importModule(String(name[..<dot]))
            guard let module = try findModule(name) else { throw notFound(name) }
            let last = intern(String(name[name.index(after: dot)...]))
            if parent.namespace.get(last) == nil { parent.namespace.set(last, Value(module)) }
            return module
        }
        guard let module = try findModule(name) else { throw notFound(name) }
        return module
    }

    private func findModule(_ name: String) throws -> ModuleObject? {
        let key = intern(name)
        if let known = modules.get(key)?.asModule { return known }
        for importer in importers {
            if let module = try importer(self, name) {
                modules.set(key, Value(module))
                return module
            }
        }
        return nil
    }

    private func notFound(_ name: String) -> PythonError {
        var message = "No module named '\(name)'"
        if let dot = name.lastIndex(of: "."), let parent = modules.get(intern(String(name[..<dot])))?.asModule,
            parent.lazyAttribute == nil, parent.namespace.get(intern("__path__")) == nil
        {
            message += "; '\(parent.name)' is not a package"
        }
        let raised = error(.moduleNotFoundError, message)
        setAttributeQuietly(Value(raised.exception), "name", string(name))
        raised.exception.hints = missingModuleHints(name)
        return raised
    }

    func importFrom(_ module: Value, _ key: Value) throws -> Value {
        let name = self.name(key)
        if let value = try attribute(module, name) { return value }
        guard let module = module.asModule else { throw attributeError(module, name) }
        if module.lazyAttribute != nil || module.namespace.get(intern("__path__")) != nil,
            let submodule = try findModule("\(module.name).\(name.string)")
        {
            module.namespace.set(name, Value(submodule))
            return Value(submodule)
        }
        let file = module.namespace.get(names.file)?.asStr?.string ?? "unknown location"
        let message =
            module.isInitializing
            ? "cannot import name '\(name.string)' from partially initialized module '\(module.name)' "
                + "(most likely due to a circular import) (\(file))"
            : "cannot import name '\(name.string)' from '\(module.name)' (\(file))"
        let raised = error(.importError, message)
        setAttributeQuietly(Value(raised.exception), "name", string(module.name))
        throw raised
    }

    func importStar(_ module: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
        guard let module = module.asModule else { return }
        let target = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        if let all = module.namespace.get(names.all) {
            try forEach(all) { key in
                let name = self.name(key)
                target.set(intern(name), try getAttribute(Value(module), name))
                return true
            }
            return
        }
        for name in module.lazyNames() where !name.hasPrefix("_") {
            if let value = try attribute(Value(module), intern(name)) { target.set(intern(name), value) }
        }
        for (key, value) in module.namespace.items {
            if let name = key.asStr, name.utf8.first != UInt8(ascii: "_") { target.set(name, value) }
        }
    }

    /// Hands the value of an expression statement to `sys.displayhook`.
    func displayValue(_ value: Value) throws {
        try scope {
            keep(value)
            guard let sysNamespace else { return try showValue(value) }
            guard let hook = sysNamespace.get(intern("displayhook")) else {
                throw error(.runtimeError, "lost sys.displayhook")
            }
            if hook == ownDisplayHook { return try showValue(value) }
            _ = try call(hook, [value])
        }
    }

    /// Shows a value and keeps it as `_`; where the program has put another stream in `sys.stdout`, writes it there.
    package func showValue(_ value: Value) throws {
        guard !value.isNone else { return }
        if let stream = try replacedStream("stdout", ownOutput) {
            guard !stream.isNone else { throw error(.runtimeError, "lost sys.stdout") }
            try callNamed("write", of: stream, [string(try repr(value))])
            try callNamed("write", of: stream, [string("\n")])
        } else {
            try display(self, value)
        }
        builtins.set(intern("_"), value)
    }

    /// `__name__` of the module whose code is running, or of the one that called it so many calls up.
    package func moduleName(callsUp levels: Int) -> Value? {
        guard levels >= 0, depth > levels else { return nil }
        return frames[depth - 1 - levels].globals.takeUnretainedValue().get(names.name)
    }
}
