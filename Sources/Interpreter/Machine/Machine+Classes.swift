// Functions and classes come into being.
extension Machine {
    func makeFunction(
        _ code: Value, _ parts: UnsafeMutablePointer<Value>, _ present: UInt8, _ globals: Unmanaged<DictObject>
    ) -> Value {
        guard code.kind == .code else { return .none }
        return code.unchecked(CodeObject.self) { code in
            let cells = present & 8 != 0 ? parts[3] : .unbound
            if present & 7 == 0, let used = heap.take(.function) {
                used._withUnsafeGuaranteedRef { function in
                    globals._withUnsafeGuaranteedRef { globals in
                        unsafeDowncast(function, to: FunctionObject.self).renew(
                            code: code, globals: globals, cells: cells)
                    }
                }
                return Value(used)
            }
            return Value(
                FunctionObject(
                    types.function, code: code, globals: globals.takeUnretainedValue(),
                    defaults: present & 1 != 0 ? parts[0].asTuple?.items ?? [] : [],
                    keywordDefaults: present & 2 != 0 ? parts[1].asDict : nil, cells: cells,
                    annotations: present & 4 != 0 ? parts[2].asDict : nil))
        }
    }

    /// `__build_class__(body, name, *bases, **keywords)`.
    func buildClass(_ arguments: Arguments) throws -> Value {
        guard arguments.count >= 2, let body = arguments[0].asFunction, let name = arguments[1].asStr else {
            throw error(.typeError, "__build_class__: not enough arguments")
        }
        guard hasBuiltIn("__build_class__", body.globals) else {
            throw error(.nameError, "__build_class__ not found")
        }
        let baseValues = arguments.positional.dropFirst(2)
        var keywords = arguments.named
        var originals = baseValues.contains { $0.asClass == nil } ? tuple(ContiguousArray(baseValues)) : .none
        keep(originals)
        var values = ContiguousArray(baseValues)
        if !originals.isNone {
            let isChanged: Bool
            (values, isChanged) = try resolveBases(originals)
            for value in values { keep(value) }
            if !isChanged { originals = .none }
        }
        var maker = values.first.map { Value(type(of: $0)) } ?? Value(types.type)
        if let index = keywords.firstIndex(where: { $0.name.string == "metaclass" }) {
            maker = keywords.remove(at: index).value
        }
        let bases = values.compactMap(\.asClass)
        if let given = maker.asClass { maker = Value(try self.metaclass(given, of: values)) }
        guard let metaclass = maker.asClass, metaclass.isSubclass(of: types.type), bases.count == values.count else {
            return try buildClass(with: maker, body, Value(name), values, originals, keywords)
        }
        if metaclass !== types.type, let prepare = metaclass.lookup(names.prepare) {
            return try buildPreparedClass(body, Value(name), bases, originals, metaclass, prepare, keywords)
        }
        let namespace = dict()
        keep(Value(namespace))
        let cell = try run(body.code, function: body, globals: body.globals, namespace: namespace)
        keep(cell)
        if cell.asCell != nil { namespace.set(intern("__classcell__"), cell) }
        if !originals.isNone { namespace.set(intern("__orig_bases__"), originals) }
        let made: Value
        if metaclass !== types.type {
            let tuple = tuple(ContiguousArray(bases.map { Value($0) }))
            keep(tuple)
            made = try call(
                Value(metaclass), [Value(name), tuple, Value(namespace)],
                keywords: keywords.map { ($0.name.string, $0.value) })
        } else {
            made = Value(
                try makeClass(name: name.string, bases: bases, namespace: namespace, metaclass: metaclass, keywords))
        }
        try checkClassCell(cell, of: made, Value(name))
        return made
    }

    /// A class, or whatever else comes of it, from a metaclass that is a function.
    private func buildClass(
        with maker: Value, _ body: FunctionObject, _ name: Value, _ bases: ContiguousArray<Value>, _ originals: Value,
        _ keywords: [(name: StrObject, value: Value)]
    ) throws -> Value {
        let named = keywords.map { ($0.name.string, $0.value) }
        let tuple = tuple(bases)
        keep(tuple)
        var namespace = Value(dict())
        if let prepare = try attribute(maker, names.prepare) {
            namespace = try call(prepare, [name, tuple], keywords: named)
        }
        keep(namespace)
        guard let dict = namespace.asDict else {
            throw error(.typeError, "<metaclass>.__prepare__() must return a mapping, not \(typeName(namespace))")
        }
        let cell = try run(body.code, function: body, globals: body.globals, namespace: dict)
        keep(cell)
        if cell.asCell != nil { dict.set(intern("__classcell__"), cell) }
        if !originals.isNone { dict.set(intern("__orig_bases__"), originals) }
        return try call(maker, [name, tuple, namespace], keywords: named)
    }

    /// The most derived of a metaclass and those of the bases.
    func metaclass(_ given: ClassObject, of bases: some Sequence<Value>) throws -> ClassObject {
        var metaclass = given
        for base in bases {
            let own = type(of: base)
            if metaclass.isSubclass(of: own) { continue }
            guard own.isSubclass(of: metaclass) else { throw metaclassConflict() }
            metaclass = own
        }
        return metaclass
    }

    /// What stands for bases that are no classes, like `Generic[T]`: what their `__mro_entries__` says.
    private func resolveBases(_ originals: Value) throws -> (bases: ContiguousArray<Value>, isChanged: Bool) {
        var bases: ContiguousArray<Value> = []
        var isChanged = false
        for value in originals.asTuple?.items ?? [] {
            if value.asClass != nil {
                bases.append(value)
            } else if let alias = value.cast(.alias, to: GenericAlias.self), alias.origin.asClass != nil {
                bases.append(alias.origin)
                isChanged = true
            } else if let method = try attribute(value, intern("__mro_entries__")) {
                let entries = try call(method, [originals])
                keep(entries)
                guard let items = entries.asTuple?.items else {
                    throw error(.typeError, "__mro_entries__ must return a tuple")
                }
                bases += items
                isChanged = true
            } else {
                bases.append(value)
            }
        }
        return (bases, isChanged)
    }

    func metaclassConflict() -> PythonError {
        error(
            .typeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"
        )
    }

    /// A class whose metaclass says with `__prepare__` which namespace its body fills.
    private func buildPreparedClass(
        _ body: FunctionObject, _ name: Value, _ bases: [ClassObject], _ originals: Value, _ metaclass: ClassObject,
        _ prepare: Value, _ keywords: [(name: StrObject, value: Value)]
    ) throws -> Value {
        let tuple = tuple(ContiguousArray(bases.map { Value($0) }))
        keep(tuple)
        let named = keywords.map { ($0.name.string, $0.value) }
        let bound = try bind(prepare, to: Value(metaclass), through: metaclass.type)
        let function = try classAttribute(Value(metaclass), names.prepare) ?? bound
        let prepared = try call(function, [name, tuple], keywords: named)
        keep(prepared)
        guard let namespace = prepared.asDict else {
            throw error(
                .typeError, "\(metaclass.name).__prepare__() must return a mapping, not \(typeName(prepared))")
        }
        let cell = try run(body.code, function: body, globals: body.globals, namespace: namespace)
        keep(cell)
        if cell.asCell != nil { namespace.set(intern("__classcell__"), cell) }
        if !originals.isNone { namespace.set(intern("__orig_bases__"), originals) }
        let made = try call(Value(metaclass), [name, tuple, prepared], keywords: named)
        try checkClassCell(cell, of: made, name)
        return made
    }

    /// A metaclass that keeps `__classcell__` to itself leaves `super()` without a class.
    private func checkClassCell(_ cell: Value, of made: Value, _ name: Value) throws {
        guard let cell = cell.asCell, made.asClass != nil, cell.value != made else { return }
        let (name, made) = (try repr(name), try repr(made))
        if cell.value.isUnbound {
            throw error(
                .runtimeError,
                "__class__ not set defining \(name) as \(made). Was __classcell__ propagated to type.__new__?")
        }
        throw error(.typeError, "__class__ set to \(try repr(cell.value)) defining \(name) as \(made)")
    }

    /// What `type(name, bases, namespace)` does.
    package func makeClass(
        name: String, bases: [ClassObject], namespace: DictObject, metaclass: ClassObject? = nil,
        _ keywords: [(name: StrObject, value: Value)] = []
    ) throws -> ClassObject {
        let name = try checkedClassName(name)
        let bases = bases.isEmpty ? [types.object] : bases
        for base in bases where base.isFinal {
            throw error(.typeError, "type '\(base.name)' is not an acceptable base type")
        }
        for (index, base) in bases.enumerated() where bases[..<index].contains(where: { $0 === base }) {
            throw error(.typeError, "duplicate base class \(base.name)")
        }
        if bases.count > 1 { _ = try layout(of: bases) }
        let made: ClassObject
        do {
            made = try ClassObject(
                metaclass: metaclass ?? types.type, name: name, bases: bases, namespace: namespace, heap: heap,
                isUserDefined: true)
        } catch let ClassError.inconsistentOrder(names) {
            throw error(
                .typeError,
                "Cannot create a consistent method resolution\norder (MRO) for bases \(names.joined(separator: ", "))")
        }
        keep(Value(made))
        if let metaclass, metaclass.isUserDefined, let method = metaclass.lookup(intern("mro")),
            method.kind == .function
        {
            let given = try call(method, [Value(made)])
            keep(given)
            made.replaceOrder(
                try items(of: given).map { item in
                    guard let type = item.asClass else {
                        throw error(.typeError, "mro() returned a non-class ('\(typeName(item))')")
                    }
                    return type
                })
        }
        if let flags = namespace.remove(intern("__abc_tpflags__")), flags.isSmallInt {
            made.matching = flags.smallInt & 1 << 6 != 0 ? .mapping : .sequence
        }
        if let given = namespace.remove(names.qualname) {
            guard let text = given.asStr else {
                throw error(.typeError, "type __qualname__ must be a str, not \(typeName(given))")
            }
            made.qualifiedName = text.string
        } else {
            made.qualifiedName = name
        }
        if namespace.get(names.module) == nil, let module = currentGlobals().get(names.name) {
            namespace.set(names.module, module)
        }
        if let given = namespace.remove(intern("__classcell__")) {
            guard let cell = given.asCell else {
                throw error(
                    .typeError,
                    "__classcell__ must be a nonlocal cell, not \(try repr(Value(type(of: given))))")
            }
            cell.value = Value(made)
        }
        // A class with its own equality has no hash unless it says so.
        if namespace.get(names.compare[Int(CompareOp.eq.rawValue)]) != nil, namespace.get(names.hash) == nil {
            made.set(names.hash, .none)
        }
        for special in [names.classGetItem, names.initSubclass] {
            if let function = namespace.get(special), function.kind == .function {
                made.set(special, Value(DescriptorObject(types.classMethod, .classMethod(function))))
            }
        }
        if let new = namespace.get(names.new), new.kind == .function {
            made.set(names.new, Value(DescriptorObject(types.staticMethod, .staticMethod(new))))
        }
        try declareSlots(of: made, namespace)
        describeInstances(of: made, namespace)
        made.attributesChanged()
        try announce(made, namespace, keywords)
        return made
    }

    /// The entries of a class's namespace that CPython makes itself.
    private func describeInstances(of made: ClassObject, _ namespace: DictObject) {
        // Classes have attributes of a kind of their own, whichever metaclass they are of.
        if made.allowsAttributes, !made.isSubclass(of: types.type), !made.bases.contains(where: \.allowsAttributes) {
            if namespace.get(names.dict) == nil,
                case .native(let name, let get, let set)? =
                    types.object.namespace.get(names.dict)?.cast(.descriptor, to: DescriptorObject.self)?.role
            {
                let entry = DescriptorObject(types.getset, .native(name: name, get: get, set: set))
                entry.owner = made.name
                namespace.set(names.dict, Value(entry))
            }
            if namespace.get(names.slots) == nil { allowWeakReferences(made, namespace) }
        }
        if namespace.get(names.doc) == nil { namespace.set(names.doc, .none) }
    }

    private func allowWeakReferences(_ made: ClassObject, _ namespace: DictObject) {
        let weak = intern("__weakref__")
        guard namespace.get(weak) == nil else { return }
        let entry = DescriptorObject(
            types.getset,
            .native(
                name: "__weakref__", get: { machine, value in machine.weakReferences(to: value).first ?? .none },
                set: nil))
        entry.owner = made.name
        namespace.set(weak, Value(entry))
    }

    /// `__slots__`: instances have these attributes and, unless a base is without slots, no others.
    private func declareSlots(of made: ClassObject, _ namespace: DictObject) throws {
        guard let slots = namespace.get(names.slots) else { return }
        var hasDict = false
        // A name that stands there twice counts once.
        var declared: [StrObject] = []
        for slot in slots.asStr != nil ? [slots] : try items(of: slots) {
            guard let name = slot.asStr else {
                throw error(.typeError, "__slots__ items must be strings, not '\(typeName(slot))'")
            }
            if name.isEqual(to: names.dict) {
                if hasDict || made.bases.contains(where: \.allowsAttributes) {
                    throw error(.typeError, "__dict__ slot disallowed: we already got one")
                }
                hasDict = true
                continue
            }
            if name.string == "__weakref__" {
                if made.lookup(name) != nil || namespace.get(name) != nil || made.builtInBase !== types.object {
                    throw error(
                        .typeError,
                        "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0")
                }
                allowWeakReferences(made, namespace)
                continue
            }
            if let base = [types.int, types.tuple, types.bytes].first(where: { made.isSubclass(of: $0) }) {
                let named = made.bases.first { $0.isSubclass(of: base) } ?? base
                throw error(.typeError, "nonempty __slots__ not supported for subtype of '\(named.name)'")
            }
            guard isIdentifier(name) else {
                throw error(.typeError, "__slots__ must be identifiers")
            }
            let mangled =
                name.string.hasPrefix("__") && !name.string.hasSuffix("__")
                ? intern("_\(made.name.drop { $0 == "_" })\(name.string)") : intern(name)
            if namespace.get(mangled) != nil, !declared.contains(where: { $0 === mangled }) {
                throw error(.valueError, "'\(name.string)' in __slots__ conflicts with class variable")
            }
            declared.append(mangled)
            let member = DescriptorObject(types.member, .member(mangled))
            member.owner = made.name
            member.home = Value(made)
            made.set(mangled, Value(member))
        }
        made.allowsAttributes = hasDict || made.bases.contains { $0.allowsAttributes }
    }

    private func isIdentifier(_ name: StrObject) -> Bool {
        let scalars = name.string.unicodeScalars
        guard let first = scalars.first, CharacterRules.isIdentifierStart(first.value) else { return false }
        return scalars.dropFirst().allSatisfy { CharacterRules.isIdentifierContinue($0.value) }
    }

    /// `__set_name__` of attributes, then `__init_subclass__` of the bases.
    private func announce(
        _ made: ClassObject, _ namespace: DictObject, _ keywords: [(name: StrObject, value: Value)]
    ) throws {
        for (key, value) in namespace.items where value.isObject {
            if let property = value.cast(.descriptor, to: DescriptorObject.self), !property.type.isUserDefined {
                if case .property = property.role { property.name = key }
                continue
            }
            guard value.object.type.isUserDefined, let method = value.object.type.lookup(names.setName) else {
                continue
            }
            do {
                _ = try call(bind(method, to: value, through: value.object.type), [Value(made), key])
            } catch {
                let cause = exception(for: error)
                let wrapped = self.error(
                    .runtimeError,
                    "Error calling __set_name__ on '\(typeName(value))' instance \(try repr(key)) in '\(made.name)'")
                wrapped.exception.cause = Value(cause)
                wrapped.exception.context = Value(cause)
                wrapped.exception.suppressesContext = true
                throw wrapped
            }
        }
        if let hook = made.lookup(names.initSubclass, after: made) {
            let bound = try bind(hook, to: Value(made), through: made)
            _ = try call(bound, [], keywords: keywords.map { ($0.name.string, $0.value) })
        } else if !keywords.isEmpty {
            throw error(.typeError, "\(made.name).__init_subclass__() takes no keyword arguments")
        }
    }

    // MARK: with

    func contextMethod(of manager: Value, exit: Bool) throws -> Value {
        let type = type(of: manager)
        guard let method = type.lookup(exit ? names.exit : names.enter) else {
            let missing = exit ? " (missed __exit__ method)" : ""
            throw error(
                .typeError,
                "'\(type.name)' object does not support the context manager protocol\(missing)")
        }
        return try bind(method, to: manager, through: type)
    }
}
