// Attributes and namespaces by name.
extension Machine {
    func installAttributeFunctions() {
        define("getattr", "object, name, default=None, /", "An attribute by its name.") { machine, arguments in
            let name = try machine.attributeName(arguments[1])
            if arguments[2].isUnbound { return try machine.getAttribute(arguments[0], name) }
            return try machine.attribute(arguments[0], name) ?? arguments[2]
        }
        define("hasattr", "obj, name, /", "Whether an attribute is there.") { machine, arguments in
            guard arguments[1].asStr != nil else {
                throw machine.error(
                    .typeError, "attribute name must be string, not '\(machine.typeName(arguments[1]))'")
            }
            return Value(try machine.attribute(arguments[0], try machine.attributeName(arguments[1])) != nil)
        }
        define("setattr", "obj, name, value, /", "Sets an attribute by its name.") { machine, arguments in
            try machine.setAttribute(arguments[0], try machine.attributeName(arguments[1]), arguments[2])
            return .none
        }
        define("delattr", "obj, name, /", "Deletes an attribute by its name.") { machine, arguments in
            try machine.deleteAttribute(arguments[0], try machine.attributeName(arguments[1]))
            return .none
        }
        define("vars", "object=None, /", "The attributes of an object as a dict.") { machine, arguments in
            if arguments[0].isUnbound { return machine.currentMapping() }
            guard let dict = try machine.attribute(arguments[0], machine.names.dict) else {
                throw machine.error(.typeError, "vars() argument must have __dict__ attribute")
            }
            return dict
        }
        define("dir", "object=None, /", "The names of an object's attributes.") { machine, arguments in
            if arguments[0].isUnbound {
                let locals = machine.currentLocals()
                let names =
                    try (locals as? ScopeObject).map {
                        try machine.items(of: machine.callNamed("keys", of: $0.mapping))
                    } ?? locals.keys
                return machine.list(machine.sortedNames(names.compactMap { $0.asStr?.string }))
            }
            return try machine.directory(of: arguments[0])
        }
        define("globals", "", "The names of the module as a dict.") { machine, _ in Value(machine.currentGlobals()) }
        define("locals", "", "The names of the function or module as a dict.") { machine, _ in
            machine.currentMapping()
        }
    }

    /// The name of an attribute. Raises TypeError for what is no string.
    func attributeName(_ value: Value) throws -> StrObject {
        guard let name = value.asStr else {
            throw error(.typeError, "attribute name must be string, not '\(typeName(value))'")
        }
        return intern(name)
    }

    // MARK: Names of the running program

    /// The global names of whoever called the native that is running.
    package func currentGlobals() -> DictObject {
        depth > 0 ? frames[depth - 1].globals.takeUnretainedValue() : globals
    }

    /// The local names of whoever called: the namespace itself of a module or class, a copy for a function.
    package func currentLocals() -> DictObject {
        depth > 0 ? locals(ofFrame: depth - 1) : globals
    }

    /// The same as the program sees it: a mapping that `exec` was given is that mapping.
    func currentMapping() -> Value {
        let locals = currentLocals()
        return (locals as? ScopeObject)?.mapping ?? Value(locals)
    }

    /// The same of any frame under way.
    func locals(ofFrame index: Int) -> DictObject {
        let frame = frames[index]
        guard let function = frame.function?.takeUnretainedValue(), frame.code.takeUnretainedValue().isFunction else {
            return frame.namespace?.takeUnretainedValue() ?? frame.globals.takeUnretainedValue()
        }
        // One dict for the length of the call, brought up to date each time. Functions have no other use for the field.
        let result = frame.namespace?.takeUnretainedValue() ?? dict()
        frames[index].namespace = Unmanaged.passUnretained(result)
        let code = frame.code.takeUnretainedValue()
        func put(_ name: StrObject, _ value: Value) {
            let value = value.asCell?.value ?? value
            // Names with a dot are the compiler's own.
            if !value.isUnbound, name.utf8.first != UInt8(ascii: ".") { result.set(name, value) }
            if value.isUnbound { _ = result.remove(name) }
        }
        for (index, name) in code.localNames.enumerated() { put(name, frame.base[index]) }
        for (name, cell) in zip(code.freeNames, function.closure) { put(intern(name), cell) }
        return result
    }

    // MARK: dir

    private func sortedNames(_ names: some Sequence<String>) -> ContiguousArray<Value> {
        let sorted = Set(names).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        return ContiguousArray(sorted.map { string($0) })
    }

    /// `dir(value)`.
    package func directory(of value: Value) throws -> Value {
        if let method = type(of: value).lookup(names.dir), !isMethodNative(method) {
            let list = ListObject(types.list, [])
            keep(Value(list))
            try extend(list, with: try call(method, boundTo: value, Arguments(top, 0)))
            try sort(list, key: .none, reverse: .none)
            return Value(list)
        }
        return list(sortedNames(try attributeNames(of: value)))
    }

    /// `object.__dir__`: what there is, whatever the class overrides.
    func plainDirectory(of value: Value) throws -> Value { list(sortedNames(try attributeNames(of: value))) }

    private func isMethodNative(_ value: Value) -> Bool { value.kind == .native }

    private func attributeNames(of value: Value) throws -> [String] {
        func names(_ type: ClassObject) -> [String] {
            type.ancestors.flatMap { $0.namespace.keys.compactMap { $0.asStr?.string } }
        }
        if let module = value.asModule {
            return module.namespace.keys.compactMap { $0.asStr?.string } + module.lazyNames()
        }
        if let type = value.asClass {
            return type.allowsAttributes || type === types.type ? names(type) : names(type).filter { $0 != "__dict__" }
        }
        let own = value.isObject ? value.object.ownAttributes.map(\.name.string) : []
        let type = type(of: value)
        let inherited = names(type)
        // `object` describes the dict of instances, which those of most built-in classes do not have.
        return own + (type.allowsAttributes ? inherited : inherited.filter { $0 != "__dict__" })
    }
}
