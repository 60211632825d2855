extension Machine {
    /// Fills the built-in namespace and the built-in classes.
    func installBuiltins() {
        for type in types.public { builtins.set(intern(type.name), Value(type)) }
        for (name, value) in [("NotImplemented", Value.notImplemented), ("Ellipsis", .ellipsis)] {
            builtins.set(intern(name), value)
        }
        builtins.set(names.name, string("builtins"))
        installObject()
        installType()
        installDescriptors()
        installFunctionAttributes()
        installGenerators()
        installExceptions()
        installDunders()
        installPrint()
        installNumberTypes()
        installTextTypes()
        installContainerTypes()
        installStrMethods()
        installBytesMethods()
        installByteArrays()
        installSequenceMethods()
        installDictMethods()
        installSetMethods()
        installNumberMethods()
        installRangeMethods()
        installValueFunctions()
        installNumberFunctions()
        installIterationFunctions()
        installAttributeFunctions()
        installProgramFunctions()
        installCompile()
        installTracebacks()
        installMappingProxy()
        installReduction()
    }

    // MARK: object and type

    private func installObject() {
        let object = types.object
        staticMethod(object, "__new__", nil) { machine, arguments in
            guard arguments.count > 0, let type = arguments[0].asClass else {
                throw machine.error(
                    .typeError,
                    arguments.count == 0
                        ? "object.__new__(): not enough arguments"
                        : "object.__new__(X): X is not a type object (\(machine.typeName(arguments[0])))"
                )
            }
            // Lists, dicts and sets leave the arguments to `__init__`.
            if arguments.total > 1, ![.list, .dict, .set].contains(machine.layoutKind(of: type)) {
                if type.lookup(machine.names.new) != machine.objectNew {
                    throw machine.error(
                        .typeError, "object.__new__() takes exactly one argument (the type to instantiate)")
                }
                if type.lookup(machine.names.initialize) == machine.objectInit {
                    throw machine.error(.typeError, "\(type.name)() takes no arguments")
                }
            }
            return Value(try machine.allocateInstance(type))
        }
        objectNew = types.object.namespace.get(names.new) ?? .none
        method(object, "__init__", nil) { machine, arguments in
            guard arguments.total > 1 else { return .none }
            let type = machine.type(of: arguments[0])
            if type.lookup(machine.names.initialize) != machine.objectInit {
                throw machine.error(
                    .typeError, "object.__init__() takes exactly one argument (the instance to initialize)")
            }
            if type.lookup(machine.names.new) == machine.objectNew {
                throw machine.error(
                    .typeError, "\(type.name).__init__() takes exactly one argument (the instance to initialize)")
            }
            return .none
        }
        objectInit = object.namespace.get(names.initialize) ?? .none
        method(object, "__repr__", "self, /") { machine, arguments in
            machine.string(try machine.plainRepr(arguments[0]))
        }
        objectRepr = object.namespace.get(names.repr) ?? .none
        method(object, "__str__", "self, /") { machine, arguments in machine.string(try machine.repr(arguments[0])) }
        objectStr = object.namespace.get(names.str) ?? .none
        method(object, "__setattr__", "self, name, value, /") { machine, arguments in
            try machine.setPlainAttribute(arguments[0], try machine.attributeName(arguments[1]), arguments[2])
            return .none
        }
        method(object, "__delattr__", "self, name, /") { machine, arguments in
            try machine.deletePlainAttribute(arguments[0], try machine.attributeName(arguments[1]))
            return .none
        }
        method(object, "__getattribute__", "self, name, /") { machine, arguments in
            let name = try machine.attributeName(arguments[1])
            let type = machine.type(of: arguments[0])
            guard let value = try machine.plainAttribute(arguments[0], machine.intern(name), type) else {
                throw machine.attributeError(arguments[0], name)
            }
            return value
        }
        method(object, "__format__", "self, format_spec, /") { machine, arguments in
            machine.string(
                try machine.format(
                    arguments[0], try machine.stringArgument(arguments[1], "__format__() argument").string))
        }
        method(object, "__hash__", "self, /") { machine, arguments in
            if arguments[0].isObject { return machine.int(arguments[0].object.identityHash) }
            return machine.int(try machine.hash(arguments[0]))
        }
        objectHash = object.namespace.get(names.hash) ?? .none
        method(object, "__eq__", "self, other, /") { machine, arguments in
            machine.isSame(arguments[0], arguments[1]) ? .true : .notImplemented
        }
        method(object, "__ne__", "self, other, /") { machine, arguments in
            let equal = machine.names.compare[Int(CompareOp.eq.rawValue)]
            guard let isEqual = try machine.callMethod(equal, of: arguments[0], [arguments[1]]),
                isEqual != .notImplemented
            else { return .notImplemented }
            return Value(try !machine.truth(isEqual))
        }
        for op in [CompareOp.lt, .le, .gt, .ge] {
            method(object, op.dunder, "self, value, /") { _, _ in .notImplemented }
        }
        method(object, "__dir__", "self, /", "The names of the object's attributes.") { machine, arguments in
            try machine.plainDirectory(of: arguments[0])
        }
        method(object, "__sizeof__", "self, /", "Bytes that the object takes, about.") { machine, arguments in
            machine.int(16 + (arguments[0].isObject ? arguments[0].object.payloadBytes : 8))
        }
        classMethod(object, "__init_subclass__", nil) { machine, arguments in
            if arguments.keywordCount > 0 {
                let name = arguments[0].asClass?.name ?? ""
                throw machine.error(.typeError, "\(name).__init_subclass__() takes no keyword arguments")
            }
            return .none
        }
        attribute(
            object, "__class__",
            set: { machine, object, value in
                guard let type = value.asClass else {
                    throw machine.error(
                        .typeError, "__class__ must be set to a class, not '\(machine.typeName(value))' object")
                }
                guard object.isObject, type.isUserDefined, object.object.type.isUserDefined else {
                    throw machine.error(
                        .typeError,
                        "__class__ assignment only supported for mutable types or ModuleType subclasses")
                }
                let old = object.object.type
                guard machine.hasSameLayout(type, old) else {
                    throw machine.error(
                        .typeError,
                        "__class__ assignment: '\(type.name)' object layout differs from '\(old.name)'")
                }
                object.object.useDict()
                object.object.type = type
            },
            get: { machine, object in Value(machine.type(of: object)) })
        attribute(
            object, "__dict__",
            set: { machine, object, value in
                guard let dict = value.asDict, object.isObject else {
                    throw machine.error(
                        .typeError, "__dict__ must be set to a dictionary, not a '\(machine.typeName(value))'")
                }
                object.object.replaceDict(dict)
            },
            get: { machine, object in
                guard object.isObject, object.object.type.allowsAttributes, let dict = object.object.useDict() else {
                    throw machine.attributeError(object, machine.names.dict)
                }
                return Value(dict)
            })
        attribute(
            object, "__doc__",
            set: { machine, object, value in
                guard object.isObject, object.object.type.allowsAttributes else {
                    throw machine.attributeError(object, machine.names.doc)
                }
                object.object.setOwnAttribute(machine.names.doc, value)
            },
            get: { machine, object in
                (object.isObject ? object.object.ownAttribute(machine.names.doc) : nil)
                    ?? machine.documentation(of: object)
            })
        constructor(types.genericAlias, "origin, args, /") { machine, _, arguments in
            machine.genericAlias(arguments[0], arguments[1])
        }
    }

    /// What `help` and `__doc__` say of a value.
    package func documentation(of value: Value) -> Value {
        let type = value.asClass ?? type(of: value)
        for ancestor in type.ancestors {
            if let text = ancestor.namespace.get(names.doc), text.kind != .descriptor { return text }
            if ancestor.isUserDefined { return .none }
        }
        return .none
    }

    /// The kind of container that instances of a class are.
    private func layoutKind(of type: ClassObject) -> Kind {
        let layout = type.builtInBase
        if layout === types.list { return .list }
        return layout === types.dict ? .dict : layout === types.set ? .set : .instance
    }

    /// `repr` as the built-in behaviour has it, whatever the class overrides.
    func plainRepr(_ value: Value) throws -> String {
        value.isObject ? try value.object.repr(self) : try repr(value)
    }

    private func installType() {
        let type = types.type
        classMethod(types.object, "__subclasshook__", "cls, subclass, /", "Whether to count as a subclass: undecided.")
        {
            _, _ in .notImplemented
        }
        staticMethod(type, "__new__", nil) { machine, arguments in
            guard arguments.count == 4 else {
                guard arguments.count == 2 else { throw machine.error(.typeError, "type() takes 1 or 3 arguments") }
                guard arguments.named.isEmpty else {
                    throw machine.error(.typeError, "type() takes no keyword arguments")
                }
                return Value(machine.type(of: arguments[1]))
            }
            let kinds = [("str", machine.types.str), ("tuple", machine.types.tuple), ("dict", machine.types.dict)]
            for (index, (name, kind)) in kinds.enumerated() {
                let given = machine.type(of: arguments[index + 1])
                guard !given.isSubclass(of: kind) else { continue }
                throw machine.error(
                    .typeError, "type.__new__() argument \(index + 1) must be \(name), not \(given.messageName)")
            }
            guard let name = arguments[1].asStr, let bases = arguments[2].asTuple, let source = arguments[3].asDict
            else { return .none }
            let namespace = machine.dict()
            try namespace.merge(machine, source)
            let classes = try bases.items.map { base -> ClassObject in
                if let base = base.asClass { return base }
                if try machine.attribute(base, machine.intern("__mro_entries__")) != nil {
                    throw machine.error(
                        .typeError, "type() doesn't support MRO entry resolution; use types.new_class()")
                }
                _ = try machine.metaclass(arguments[0].asClass ?? machine.types.type, of: [base])
                throw machine.error(.typeError, "bases must be types")
            }
            // The class of a class is the most derived of those of its bases, whichever was called.
            let given = arguments[0].asClass ?? machine.types.type
            let metaclass = try machine.metaclass(given, of: bases.items)
            if metaclass !== given, let new = metaclass.lookup(machine.names.new), new != type.lookup(machine.names.new)
            {
                return try machine.call(machine.unwrapStatic(new), prepending: Value(metaclass), arguments.dropFirst())
            }
            return Value(
                try machine.makeClass(
                    name: name.string, bases: classes, namespace: namespace, metaclass: metaclass, arguments.named))
        }
        method(type, "__init__", nil) { _, _ in .none }
        method(type, "__call__", nil) { machine, arguments in
            guard arguments.count > 0, let type = arguments[0].asClass else { return .none }
            return try machine.instantiate(type, arguments.dropFirst())
        }
        attribute(
            type, "__name__",
            set: { machine, type, value in
                let type = try machine.namedClass(type, "__name__", value)
                type.class.name = try machine.checkedClassName(type.name)
            },
            get: { machine, type in machine.string(type.asClass?.name ?? "") })
        attribute(
            type, "__qualname__",
            set: { machine, type, value in
                let type = try machine.namedClass(type, "__qualname__", value)
                type.class.qualifiedName = type.name
            },
            get: { machine, type in machine.string(type.asClass?.qualifiedName ?? "") })
        attribute(
            type, "__module__",
            set: { machine, type, value in type.asClass?.set(machine.names.module, value) },
            get: { machine, type in
                type.asClass?.namespace.get(machine.names.module) ?? machine.string("builtins")
            })
        attribute(
            type, "__abstractmethods__",
            set: { machine, type, value in
                let names = try machine.items(of: value).compactMap { $0.asStr?.string }
                type.asClass?.set(machine.intern("__abstractmethods__"), value)
                type.asClass?.abstractMethods = Set(names)
            },
            get: { machine, type in
                guard let known = type.asClass?.namespace.get(machine.intern("__abstractmethods__")) else {
                    throw machine.error(.attributeError, "__abstractmethods__")
                }
                return known
            })
        attribute(
            type, "__bases__", set: { machine, type, value in try machine.setBases(of: type, value) },
            get: { machine, type in machine.tuple(ContiguousArray(type.asClass?.bases.map { Value($0) } ?? [])) })
        classMethod(type, "__prepare__", "cls, *args, **kwargs", "The namespace that a class body fills: a dict.") {
            machine, _ in Value(machine.dict())
        }
        attribute(
            type, "__annotations__",
            set: { machine, type, value in
                guard let type = type.asClass, type.isUserDefined else {
                    throw machine.error(
                        .typeError,
                        "cannot set '__annotations__' attribute of immutable type '\(type.asClass?.name ?? "type")'")
                }
                type.set(machine.names.annotations, value)
            },
            get: { machine, value in
                guard let type = value.asClass, type.isUserDefined else {
                    throw machine.attributeError(value, machine.names.annotations)
                }
                if let own = type.namespace.get(machine.names.annotations) { return own }
                let made = Value(machine.dict())
                type.set(machine.names.annotations, made)
                return made
            })
        attribute(type, "__base__") { machine, type in
            try type.asClass.flatMap { try machine.bestBase(of: $0) }.map { Value($0) } ?? .none
        }
        attribute(type, "__mro__") { machine, type in
            machine.tuple(ContiguousArray(type.asClass?.ancestors.map { Value($0) } ?? []))
        }
        attribute(type, "__dict__") { machine, type in
            type.asClass.map { machine.proxy(of: Value($0.namespace)) } ?? .none
        }
        attribute(
            type, "__doc__",
            set: { machine, type, value in
                guard let type = type.asClass, type.isUserDefined else {
                    throw machine.error(
                        .typeError,
                        "cannot set '__doc__' attribute of immutable type '\(type.asClass?.name ?? "type")'")
                }
                type.set(machine.names.doc, value)
            },
            get: { machine, type in
                // What a class has in place of a text may be a descriptor.
                if let own = type.asClass, own.isUserDefined, let text = own.namespace.get(machine.names.doc),
                    text.isObject, text.kind == .descriptor || text.object.type.isUserDefined
                {
                    if text.object.type === machine.types.property { return text }
                    return try machine.bind(text, to: .none, through: own)
                }
                return machine.documentation(of: type)
            })
        method(type, "__instancecheck__", "self, instance, /", "Whether a value is an instance of the class.") {
            machine, arguments in
            guard let type = arguments[0].asClass else { return .false }
            return Value(try machine.isPlainlyInstance(arguments[1], of: type))
        }
        method(type, "__subclasscheck__", "self, subclass, /", "Whether a class inherits from the class.") {
            machine, arguments in
            guard let type = arguments[0].asClass, let other = arguments[1].asClass else {
                throw machine.error(.typeError, "issubclass() arg 1 must be a class")
            }
            return Value(other.isSubclass(of: type))
        }
        method(type, "__subclasses__", "self, /", "The classes that name this one as a base.") { machine, arguments in
            machine.list(ContiguousArray(arguments[0].asClass?.directSubclasses.map { Value($0) } ?? []))
        }
        method(type, "mro", "self, /") { machine, arguments in
            machine.list(ContiguousArray(arguments[0].asClass?.ancestors.map { Value($0) } ?? []))
        }
    }
}

extension Machine {
    /// A class of the program and the name that it is to have. Raises TypeError.
    fileprivate func namedClass(
        _ value: Value, _ attribute: String, _ name: Value
    ) throws -> (class: ClassObject, name: String) {
        guard let type = value.asClass, type.isUserDefined else {
            throw error(
                .typeError, "cannot set '\(attribute)' attribute of immutable type '\(value.asClass?.name ?? "")'")
        }
        guard let text = name.asStr else {
            throw error(.typeError, "can only assign string to \(type.name).\(attribute), not '\(typeName(name))'")
        }
        return (type, text.string)
    }
}

extension Types {
    /// The classes that programs know by name.
    var `public`: [ClassObject] {
        [
            object, type, int, bool, float, complex, str, bytes, list, tuple, dict, set, frozenset, range, slice,
            byteArray, memoryView, property, staticMethod, classMethod, self.super, enumerate, zip, map, filter,
            reversed,
        ] + allExceptions
    }
}
