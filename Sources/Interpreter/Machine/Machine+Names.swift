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
        if let position = builtins.find(name) {
            cache.pointee.raw = UInt64(globals.keysVersion) | UInt64(position | Machine.builtinFlag) << 32
            return builtins.entries[position].value
        }
        if let value = try fallbackName?(self, name) { return value }
        throw nameError(name)
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
        if let value = frame.pointee.namespace?.takeUnretainedValue().get(name) { return value }
        if let value = frame.pointee.globals.takeUnretainedValue().get(name) ?? builtins.get(name) { return value }
        if let value = try fallbackName?(self, name) { return value }
        throw nameError(name)
    }

    func storeName(_ key: Value, _ value: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
        let namespace = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        // What a metaclass prepared may look at each name, as that of enumerations does.
        if namespace.type.isUserDefined, let method = namespace.type.lookup(names.setItem) {
            _ = try call(method, [Value(namespace), key, value])
        } else {
            namespace.set(name(key), value)
        }
    }

    func deleteName(_ key: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
        let namespace = frame.pointee.namespace ?? frame.pointee.globals
        guard let removed = namespace.takeUnretainedValue().remove(name(key)) else { throw nameError(name(key)) }
        noteDeleted(removed)
    }

    func loadClassCell(
        _ key: Value, _ cell: Value, _ frame: UnsafeMutablePointer<Frame>, _ register: UInt16
    ) throws -> Value {
        if let value = frame.pointee.namespace?.takeUnretainedValue().get(name(key)) { return value }
        guard let value = cell.asCell?.value, !value.isUnbound else { throw unboundCell(key, frame, register) }
        return value
    }

    /// `x: annotation` at the top of a module or class.
    /// - Parameter key: `.none` only makes the dict of annotations.
    func annotate(_ key: Value, _ value: Value, _ frame: UnsafeMutablePointer<Frame>) throws {
        let namespace = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        let annotations: DictObject
        if let known = namespace.get(names.annotations) {
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
