// Global names, names of class bodies, cells.
extension Machine {
    /// `loadGlobal` when its cache does not hold.
    @inline(never)
    func loadGlobal(_ key: Value, _ globals: DictObject, _ cache: UnsafeMutablePointer<Instruction>) throws -> Value {
        let name = self.name(key)
        if let position = globals.find(name) {
            cache.pointee.raw = UInt64(globals.keysVersion) | UInt64(position) << 32
            return globals.entries[position].value
        }
        if let value = try ownBuiltIn(name, globals) { return value }
        if let position = builtins.find(name) {
            cache.pointee.raw = UInt64(globals.keysVersion) | UInt64(position | Machine.builtinFlag) << 32
            return builtins.entries[position].value
        }
        if let value = try fallbackName?(self, name) { return value }
        throw nameError(name)
    }

    /// A built-in name where the globals bring built-in names of their own, as those of restricted evaluation do; nil
    /// where they have the usual ones. Raises NameError.
    func ownBuiltIn(_ name: StrObject, _ globals: DictObject) throws -> Value? {
        guard let given = globals.get(names.builtins) else { return nil }
        let own = given.asDict ?? given.asModule?.namespace
        guard let own, own !== builtins else { return nil }
        guard let value = own.get(name) else { throw nameError(name) }
        return value
    }

    /// Whether the built-in names that the globals bring, if they bring any, have one that the language itself uses.
    func hasBuiltIn(_ name: String, _ globals: DictObject) -> Bool {
        guard let given = globals.get(names.builtins), let own = given.asDict ?? given.asModule?.namespace,
            own !== builtins
        else { return true }
        return own.get(intern(name)) != nil
    }

    @inline(never)
    func storeGlobal(_ key: Value, _ value: Value, _ globals: DictObject, _ cache: UnsafeMutablePointer<Instruction>) {
        let name = self.name(key)
        globals.set(name, value)
        if let position = globals.find(name) {
            cache.pointee.raw = UInt64(globals.keysVersion) | UInt64(position) << 32
        }
    }

    func deleteGlobal(_ key: Value, _ globals: DictObject) throws {
        guard let removed = globals.remove(name(key)) else { throw nameError(name(key)) }
        noteDeleted(removed)
    }

    // MARK: Namespaces

    func loadName(_ key: Value, _ frame: UnsafeMutablePointer<Frame>) throws -> Value {
        let name = self.name(key)
        if let namespace = frame.pointee.namespace?.takeUnretainedValue(), let value = try local(key, in: namespace) {
            return value
        }
        let globals = frame.pointee.globals.takeUnretainedValue()
        if let value = try globals.get(name) ?? ownBuiltIn(name, globals) ?? builtins.get(name) { return value }
        if let value = try fallbackName?(self, name) { return value }
        throw nameError(name)
    }

    /// What a namespace holds under a name; nil where it has none. A mapping of the program is asked.
    private func local(_ key: Value, in namespace: DictObject) throws -> Value? {
        if namespace.hasType(types.dict) { return namespace.get(name(key)) }
        do {
            return try getItem((namespace as? ScopeObject)?.mapping ?? Value(namespace), key)
        } catch let error as PythonError where error.exception.type.isSubclass(of: types.keyError) {
            return nil
        }
    }

    func storeName(_ key: Value, _ value: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
        let namespace = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        // What a metaclass prepared may look at each name, as that of enumerations does.
        if let scope = namespace as? ScopeObject {
            try setItem(scope.mapping, key, value)
        } else if namespace.type.isUserDefined, let method = namespace.type.lookup(names.setItem) {
            _ = try call(method, [Value(namespace), key, value])
        } else {
            namespace.set(name(key), value)
        }
    }

    func deleteName(_ key: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
        let namespace = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        if let scope = namespace as? ScopeObject {
            do {
                return try deleteItem(scope.mapping, key)
            } catch let error as PythonError where error.exception.type.isSubclass(of: types.keyError) {
                throw nameError(name(key))
            }
        }
        guard let removed = namespace.remove(name(key)) else { throw nameError(name(key)) }
        noteDeleted(removed)
    }

    func loadClassCell(
        _ key: Value, _ cell: Value, _ frame: UnsafeMutablePointer<Frame>, _ register: UInt16
    ) throws -> Value {
        if let namespace = frame.pointee.namespace?.takeUnretainedValue(), let value = try local(key, in: namespace) {
            return value
        }
        guard let value = cell.asCell?.value, !value.isUnbound else { throw unboundCell(key, frame, register) }
        return value
    }

    /// `x: annotation` at the top of a module or class.
    /// - Parameter key: `.none` only makes the dict of annotations.
    func annotate(_ key: Value, _ value: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
        let namespace = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        let annotations: DictObject
        if let scope = namespace as? ScopeObject {
            let name = Value(names.annotations)
            if let known = try local(name, in: scope) {
                if !key.isNone { try setItem(known, key, value) }
                return
            }
            annotations = dict()
            keep(Value(annotations))
            try setItem(scope.mapping, name, Value(annotations))
        } else if let known = namespace.get(names.annotations) {
            guard let dict = known.asDict, !dict.type.isUserDefined else {
                if !key.isNone { try setItem(known, key, value) }
                return
            }
            annotations = dict
        } else {
            annotations = dict()
            namespace.set(names.annotations, Value(annotations))
        }
        if !key.isNone { annotations.set(name(key), value) }
    }
}
