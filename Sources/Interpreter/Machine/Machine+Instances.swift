// `isinstance` and `issubclass`.
extension Machine {
    /// The frequent cases, which need no call into the program; nil for others.
    @inline(__always) private func isPlainInstance(_ value: Value, of type: Value) -> Bool? {
        guard value.isObject else {
            return type.unchecked(ClassObject.self) { type in
                type.hasType(types.type) ? self.type(of: value).isSubclass(of: type) : nil
            }
        }
        return value.unchecked(Object.self) { object in
            if object.hasType(at: UnsafeRawPointer(type.pointer)) { return true }
            return type.unchecked(ClassObject.self) { type in
                guard type.hasType(types.type) else { return nil }
                return object.withType { $0.isUserDefined ? nil : $0.isSubclass(of: type) }
            }
        }
    }

    /// `isinstance(value, classes)`: a class or a tuple of classes.
    package func isInstance(_ value: Value, of classes: Value) throws -> Bool {
        if classes.kind == .class, let isInstance = isPlainInstance(value, of: classes) { return isInstance }
        if let type = classes.asClass {
            let own = self.type(of: value)
            if own === type { return true }
            // A metaclass of the program has the say.
            if type.type !== types.type, let hook = type.type.lookup(names.instanceCheck), hook.kind != .native {
                return try truth(callMethod(names.instanceCheck, of: classes, [value]) ?? .false)
            }
            return try isPlainlyInstance(value, of: type)
        }
        if let tuple = classes.asTuple {
            return try guardDepth(" in __instancecheck__") {
                try tuple.elements.contains { try isInstance(value, of: $0) }
            }
        }
        if let union = classes.cast(.union, to: UnionType.self) {
            return try union.members.contains { try isInstance(value, of: $0) }
        }
        if classes.kind == .alias {
            throw error(.typeError, "isinstance() argument 2 cannot be a parameterized generic")
        }
        if let checked = try callMethod(names.instanceCheck, of: classes, [value]) { return try truth(checked) }
        guard try statedBases(of: classes) != nil else {
            throw error(.typeError, "isinstance() arg 2 must be a type, a tuple of types, or a union")
        }
        guard let own = try attribute(value, names.class) else { return false }
        return try descends(own, from: classes)
    }

    /// What `type.__instancecheck__` says.
    func isPlainlyInstance(_ value: Value, of type: ClassObject) throws -> Bool {
        let own = self.type(of: value)
        if own.isSubclass(of: type) { return true }
        // An object may claim another class than the one it has.
        if own.isUserDefined || own.type.isUserDefined,
            let claimed = try attribute(value, names.class)?.asClass, claimed !== own
        {
            return claimed.isSubclass(of: type)
        }
        return false
    }

    /// What an object says its bases are: classes need not be classes to be asked about.
    private func statedBases(of value: Value) throws -> ContiguousArray<Value>? {
        try attribute(value, names.bases)?.asTuple?.items
    }

    private func descends(_ value: Value, from ancestor: Value) throws -> Bool {
        if isSame(value, ancestor) { return true }
        guard let bases = try statedBases(of: value) else { return false }
        return try guardDepth(" in __issubclass__") {
            try scope {
                for base in bases { keep(base) }
                return try bases.contains { try descends($0, from: ancestor) }
            }
        }
    }

    package func isSubclass(_ value: Value, of classes: Value) throws -> Bool {
        if let other = classes.asClass, let type = value.asClass {
            if other.type !== types.type, let hook = other.type.lookup(names.subclassCheck), hook.kind != .native {
                return try truth(callMethod(names.subclassCheck, of: classes, [value]) ?? .false)
            }
            return type.isSubclass(of: other)
        }
        if let tuple = classes.asTuple {
            return try guardDepth(" in __subclasscheck__") {
                try tuple.items.contains { try isSubclass(value, of: $0) }
            }
        }
        if let union = classes.cast(.union, to: UnionType.self) {
            return try union.members.contains { try isSubclass(value, of: $0) }
        }
        if classes.kind == .alias {
            throw error(.typeError, "issubclass() argument 2 cannot be a parameterized generic")
        }
        let metaclass = self.type(of: classes)
        if metaclass !== types.type, let checked = try callMethod(names.subclassCheck, of: classes, [value]) {
            return try truth(checked)
        }
        guard try statedBases(of: value) != nil else {
            throw error(.typeError, "issubclass() arg 1 must be a class")
        }
        guard try statedBases(of: classes) != nil else {
            throw error(.typeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
        }
        return try descends(value, from: classes)
    }
}
