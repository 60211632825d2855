// property, staticmethod, classmethod and super as classes.
extension Machine {
    func installDescriptors() {
        installTypeAliases()
        installProperty()
        installWrappers()
        installSuper()
        let native = types.builtinFunction
        method(native, "__get__", "self, instance, owner=None, /") { machine, arguments in
            guard let function = arguments[0].asNative, function.isMethod, !arguments[1].isNone else {
                return arguments[0]
            }
            return Value(BoundMethod(machine.types.builtinFunction, function: arguments[0], receiver: arguments[1]))
        }
        for type in [types.getset, types.member] {
            method(type, "__get__", "self, instance, owner=None, /") { machine, arguments in
                if arguments[1].isNone { return arguments[0] }
                guard let descriptor = arguments[0].cast(.descriptor, to: DescriptorObject.self) else { return .none }
                try machine.checkReceiver(of: descriptor, arguments[1])
                return try machine.bind(arguments[0], to: arguments[1], through: machine.type(of: arguments[1]))
            }
            method(type, "__delete__", "self, instance, /") { machine, arguments in
                guard let descriptor = arguments[0].cast(.descriptor, to: DescriptorObject.self) else { return .none }
                try machine.checkReceiver(of: descriptor, arguments[1])
                try machine.delete(through: descriptor, of: arguments[1])
                return .none
            }
            method(type, "__set__", "self, instance, value, /") { machine, arguments in
                guard let descriptor = arguments[0].cast(.descriptor, to: DescriptorObject.self) else { return .none }
                try machine.checkReceiver(of: descriptor, arguments[1])
                _ = try machine.write(descriptor, machine.names.empty, of: arguments[1], arguments[2])
                return .none
            }
            attribute(type, "__name__") { machine, value in
                guard let descriptor = value.cast(.descriptor, to: DescriptorObject.self) else { return .none }
                switch descriptor.role {
                case .native(let name, _, _): return machine.string(name)
                case .member(let name): return Value(name)
                case .property, .staticMethod, .classMethod: return .none
                }
            }
        }
    }

    /// A descriptor serves the instances of its class alone. Raises TypeError.
    private func checkReceiver(of descriptor: DescriptorObject, _ receiver: Value) throws {
        let type = type(of: receiver)
        let isFit: Bool
        let name: String
        switch descriptor.role {
        case .member(let member):
            name = member.string
            isFit = descriptor.home.asClass.map { type.isSubclass(of: $0) } ?? true
        case .native(let attribute, _, _):
            name = attribute
            isFit = descriptor.owner.isEmpty || type.ancestors.contains { $0.name == descriptor.owner }
        case .property, .staticMethod, .classMethod: return
        }
        guard !isFit else { return }
        throw error(
            .typeError,
            "descriptor '\(name)' for '\(descriptor.owner)' objects doesn't apply to a '\(type.messageName)' object")
    }

    // MARK: property

    private func property(_ value: Value) -> DescriptorObject? { value.cast(.descriptor, to: DescriptorObject.self) }

    private func parts(of value: Value) -> [Value] {
        guard case .property(let get, let set, let delete, let doc)? = property(value)?.role else {
            return [.none, .none, .none, .none]
        }
        return [get, set, delete, doc]
    }

    private func installProperty() {
        let type = types.property
        type.allocate = nil
        let shape = Signature("fget=None, fset=None, fdel=None, doc=None", self)
        let binder = NativeFunction(types.builtinFunction, name: "property", signature: shape) { _, _ in .none }
        roots.append(Value(binder))
        staticMethod(type, "__new__", nil) { machine, arguments in
            guard arguments.count > 0, let made = arguments[0].asClass else { return .none }
            // A subclass may hand other things to its own `__init__`.
            if made.isUserDefined {
                return machine.property(made, [.none, .none, .none, .none])
            }
            let given = try machine.bind(arguments.dropFirst(), to: binder)
            return machine.property(made, (0..<4).map { given[$0].isUnbound ? .none : given[$0] })
        }
        method(type, "__init__", nil) { machine, arguments in
            guard arguments.count > 0, arguments[0].object.type.isUserDefined,
                let descriptor = machine.property(arguments[0])
            else { return .none }
            let given = try machine.bind(arguments.dropFirst(), to: binder)
            let parts = (0..<4).map { given[$0].isUnbound ? Value.none : given[$0] }
            descriptor.role = .property(get: parts[0], set: parts[1], delete: parts[2], doc: parts[3])
            // The class of a subclass has a `__doc__` of its own, so the instance holds the text.
            let doc = try parts[3].isNone ? machine.attribute(parts[0], machine.names.doc) ?? .none : parts[3]
            if !doc.isNone { try machine.setAttribute(arguments[0], machine.names.doc, doc) }
            return .none
        }
        for (name, index) in [("getter", 0), ("setter", 1), ("deleter", 2)] {
            method(type, name, "self, function, /", "A copy with another function.") { machine, arguments in
                var parts = machine.parts(of: arguments[0])
                if !arguments[1].isNone { parts[index] = arguments[1] }
                guard let made = arguments[0].object.type.isUserDefined ? arguments[0].object.type : nil else {
                    let copy = machine.property(machine.types.property, parts)
                    machine.property(copy)?.name = machine.property(arguments[0])?.name ?? .none
                    return copy
                }
                return try machine.call(Value(made), parts)
            }
        }
        for (name, index) in [("fget", 0), ("fset", 1), ("fdel", 2)] {
            attribute(type, name) { machine, value in machine.parts(of: value)[index] }
        }
        let own = intern(".doc")
        attribute(
            type, "__doc__",
            set: { machine, value, doc in machine.property(value)?.setOwnAttribute(own, doc) },
            get: { machine, value in
                if let set = machine.property(value)?.ownAttribute(own) { return set }
                let parts = machine.parts(of: value)
                return parts[3].isNone ? try machine.attribute(parts[0], machine.names.doc) ?? .none : parts[3]
            })
        attribute(type, "__isabstractmethod__") { machine, value in
            for part in machine.parts(of: value).prefix(3) where !part.isNone {
                let mark = try machine.attribute(part, machine.intern("__isabstractmethod__"))
                if let mark, try machine.truth(mark) { return .true }
            }
            return .false
        }
        method(type, "__set_name__", nil) { machine, arguments in
            guard arguments.count == 3 else {
                throw machine.error(
                    .typeError, "__set_name__() takes 2 positional arguments but \(arguments.count - 1) were given")
            }
            machine.property(arguments[0])?.name = arguments[2]
            return .none
        }
        method(type, "__get__", "self, instance, owner=None, /") { machine, arguments in
            if arguments[1].isNone { return arguments[0] }
            return try machine.bind(arguments[0], to: arguments[1], through: machine.type(of: arguments[1]))
        }
        method(type, "__set__", "self, instance, value, /") { machine, arguments in
            guard let property = machine.property(arguments[0]) else { return .none }
            _ = try machine.write(property, machine.names.empty, of: arguments[1], arguments[2])
            return .none
        }
        method(type, "__delete__", "self, instance, /") { machine, arguments in
            guard let property = machine.property(arguments[0]) else { return .none }
            try machine.deleteThrough(property, of: arguments[1])
            return .none
        }
    }

    private func property(_ type: ClassObject, _ parts: [Value]) -> Value {
        Value(DescriptorObject(type, .property(get: parts[0], set: parts[1], delete: parts[2], doc: parts[3])))
    }

    /// A property that lacks a function, in CPython's words.
    func missingAccessor(_ property: DescriptorObject, _ what: String, _ object: Value) -> PythonError {
        let name = property.name.isNone ? "" : "\((try? repr(property.name)) ?? "?") "
        return error(
            .attributeError, "property \(name)of '\(type(of: object).qualifiedName)' object has no \(what)")
    }

    func deleteThrough(_ property: DescriptorObject, of object: Value) throws {
        guard case .property(_, _, let delete, _) = property.role else { return }
        guard !delete.isNone else { throw missingAccessor(property, "deleter", object) }
        _ = try call(delete, [object])
    }

    // MARK: staticmethod and classmethod

    private func installWrappers() {
        for (type, isStatic) in [(types.staticMethod, true), (types.classMethod, false)] {
            constructor(type, "function, /") { machine, type, arguments in
                let function = arguments[0]
                let made = DescriptorObject(type, isStatic ? .staticMethod(function) : .classMethod(function))
                for name in ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"] {
                    let name = machine.intern(name)
                    if let value = try machine.attribute(function, name) { made.setOwnAttribute(name, value) }
                }
                return Value(made)
            }
            type.allowsAttributes = true
            method(type, "__init__", nil) { _, _ in .none }
            attribute(type, "__doc__") { machine, value in
                machine.property(value)?.ownAttribute(machine.names.doc) ?? .none
            }
            for name in ["__func__", "__wrapped__"] {
                attribute(type, name) { machine, value in machine.property(value)?.functions.first ?? .none }
            }
            attribute(type, "__isabstractmethod__") { machine, value in
                guard let function = machine.property(value)?.functions.first else { return .false }
                let mark = try machine.attribute(function, machine.intern("__isabstractmethod__"))
                return Value(try mark.map { try machine.truth($0) } ?? false)
            }
            method(type, "__get__", "self, instance, owner=None, /") { machine, arguments in
                let owner = arguments[2].isAbsentOrNone ? Value(machine.type(of: arguments[1])) : arguments[2]
                guard let owner = owner.asClass else { return .none }
                return try machine.bind(arguments[0], to: arguments[1], through: owner)
            }
        }
    }

    // MARK: super

    private func installSuper() {
        let type = types.super
        staticMethod(type, "__new__", nil) { machine, arguments in
            try machine.makeSuper(arguments.dropFirst())
        }
        method(type, "__init__", nil) { _, _ in .none }
        func proxy(_ value: Value) -> SuperObject? { value.cast(.super, to: SuperObject.self) }
        attribute(type, "__thisclass__") { _, value in proxy(value)?.after ?? .none }
        attribute(type, "__self__") { _, value in
            proxy(value).map { $0.receiver.isUnbound ? .none : $0.receiver } ?? .none
        }
        attribute(type, "__self_class__") { _, value in
            proxy(value).map { $0.receiver.isUnbound ? .none : $0.start } ?? .none
        }
        method(type, "__get__", "self, instance, owner=None, /") { machine, arguments in
            try machine.bindSuper(arguments[0], to: arguments[1])
        }
    }

    /// `super(C)` read from an instance: bound to it.
    func bindSuper(_ value: Value, to instance: Value) throws -> Value {
        guard let proxy = value.cast(.super, to: SuperObject.self), proxy.receiver.isUnbound, !instance.isNone,
            let after = proxy.after.asClass
        else { return value }
        return try makeSuper(after, instance)
    }

    private func makeSuper(_ arguments: Arguments) throws -> Value {
        if let keyword = arguments.named.first {
            _ = keyword
            throw error(.typeError, "super() takes no keyword arguments")
        }
        guard arguments.count > 0 else { throw error(.runtimeError, "super(): no arguments") }
        guard arguments.count < 3 else {
            throw error(.typeError, "super() expected at most 2 arguments, got \(arguments.count)")
        }
        guard let after = arguments[0].asClass else {
            throw error(.typeError, "super() argument 1 must be a type, not \(typeName(arguments[0]))")
        }
        guard arguments.count > 1, !arguments[1].isNone else {
            return Value(SuperObject(types.super, after: after, receiver: .unbound, start: after))
        }
        return try makeSuper(after, arguments[1])
    }

    private func makeSuper(_ after: ClassObject, _ receiver: Value) throws -> Value {
        if let type = receiver.asClass, type.isSubclass(of: after) {
            return Value(SuperObject(types.super, after: after, receiver: receiver, start: type))
        }
        let type = type(of: receiver)
        if type.isSubclass(of: after) {
            return Value(SuperObject(types.super, after: after, receiver: receiver, start: type))
        }
        // A proxy may claim another class.
        if let claimed = try attribute(receiver, names.class)?.asClass, claimed !== type, claimed.isSubclass(of: after)
        {
            return Value(SuperObject(types.super, after: after, receiver: receiver, start: claimed))
        }
        throw error(.typeError, "super(type, obj): obj must be an instance or subtype of type")
    }
}
