// Reading, writing and deleting attributes.
extension Machine {
    func name(_ value: Value) -> StrObject { value.asStr ?? names.empty }

    /// Natives and functions become bound methods when read from an instance.
    @inline(__always) func isMethodFunction(_ value: Value) -> Bool {
        switch value.kind {
        case .function: true
        case .native: value.unchecked(NativeFunction.self) { $0.isMethod }
        default: false
        }
    }

    private func boundMethod(_ function: Value, _ receiver: Value) -> Value {
        let type = function.kind == .native ? types.builtinFunction : types.method
        return Value(BoundMethod(type, function: function, receiver: receiver))
    }

    /// What reading a class attribute from `receiver` gives: functions are bound, descriptors asked.
    package func bind(_ attribute: Value, to receiver: Value, through type: ClassObject) throws -> Value {
        guard attribute.isObject else { return attribute }
        if isMethodFunction(attribute) { return boundMethod(attribute, receiver) }
        if let descriptor = attribute.cast(.descriptor, to: DescriptorObject.self) {
            if descriptor.type.isUserDefined, let get = descriptor.type.lookup(names.get), get.kind == .function {
                return try call(get, [attribute, receiver, Value(type)])
            }
            return try read(descriptor, from: receiver, type)
        }
        if attribute.kind == .super { return try bindSuper(attribute, to: receiver) }
        if attribute.object.type.isUserDefined, let get = attribute.object.type.lookup(names.get) {
            return try call(get, [attribute, receiver, Value(type)])
        }
        return attribute
    }

    private func read(_ descriptor: DescriptorObject, from receiver: Value, _ type: ClassObject) throws -> Value {
        switch descriptor.role {
        case .property(let get, _, _, _):
            guard !get.isNone else { throw missingAccessor(descriptor, "getter", receiver) }
            return try call(get, [receiver])
        case .staticMethod(let function): return function
        case .classMethod(let function): return try classMethod(function, of: type)
        case .native(_, let get, _): return try get(self, receiver)
        case .member(let name):
            if receiver.isObject, let value = receiver.object.ownAttribute(name) { return value }
            throw attributeError(receiver, name)
        }
    }

    /// What stands in a class method, bound to the class: by itself, where it is a descriptor.
    private func classMethod(_ function: Value, of type: ClassObject) throws -> Value {
        let isDescriptor =
            function.kind == .descriptor
            || function.isObject && function.kind != .function
                && function.object.type.isUserDefined && function.object.type.lookup(names.get) != nil
        guard isDescriptor else { return boundMethod(function, Value(type)) }
        return try bind(function, to: Value(type), through: type)
    }

    /// A class attribute that is asked before what the instance holds under its name. Not so a slot, which holds it.
    private func hidesOwn(_ attribute: Value) -> Bool {
        if let descriptor = attribute.cast(.descriptor, to: DescriptorObject.self), case .member = descriptor.role {
            return false
        }
        return isDataDescriptor(attribute)
    }

    private func isDataDescriptor(_ attribute: Value) -> Bool {
        if let descriptor = attribute.cast(.descriptor, to: DescriptorObject.self) { return descriptor.isData }
        guard attribute.isObject, attribute.object.type.isUserDefined else { return false }
        let type = attribute.object.type
        return type.lookup(names.get) != nil && (type.lookup(names.set) != nil || type.lookup(names.delete) != nil)
    }

    // MARK: Reading

    /// `object.name`. Raises AttributeError.
    package func getAttribute(_ object: Value, _ name: StrObject) throws -> Value {
        let type = type(of: object)
        if !type.hooks.isEmpty { return try getHookedAttribute(object, name, type) }
        if let value = try plainAttribute(object, name, type) { return value }
        throw attributeError(object, name)
    }

    /// The attribute, or nil where reading it raises AttributeError.
    package func attribute(_ object: Value, _ name: StrObject) throws -> Value? {
        do {
            let type = type(of: object)
            if type.hooks.isEmpty { return try plainAttribute(object, name, type) }
            return try getHookedAttribute(object, name, type)
        } catch let error as PythonError where error.exception.type.isSubclass(of: types[.attributeError]) {
            return nil
        }
    }

    private func getHookedAttribute(_ object: Value, _ name: StrObject, _ type: ClassObject) throws -> Value {
        do {
            if type.hooks.contains(.getAttribute),
                let value = try callMethod(names.getAttribute, of: object, [Value(name)])
            {
                return value
            }
            if let value = try plainAttribute(object, name, type) { return value }
            guard type.hooks.contains(.getAttr) else { throw attributeError(object, name) }
        } catch let error as PythonError
            where type.hooks.contains(.getAttr) && error.exception.type.isSubclass(of: types[.attributeError])
        {}
        do {
            guard let value = try callMethod(names.getAttr, of: object, [Value(name)]) else {
                throw attributeError(object, name)
            }
            return value
        } catch let error as PythonError where error.exception.type.isSubclass(of: types[.attributeError]) {
            // For the suggestion of a traceback, unless the program has said what it is about.
            let raised = error.exception
            if raised.ownAttribute(intern("name")) == nil, raised.ownAttribute(intern("obj")) == nil {
                setAttributeQuietly(Value(raised), "name", Value(name))
                setAttributeQuietly(Value(raised), "obj", object)
            }
            throw error
        }
    }

    /// What `object.__getattribute__` does: data descriptors, the instance, the class.
    func plainAttribute(_ object: Value, _ name: StrObject, _ type: ClassObject) throws -> Value? {
        if object.isObject {
            switch object.kind {
            case .class: return try classAttribute(object, name)
            case .module: return try moduleAttribute(object, name)
            case .super: return try superAttribute(object, name)
            default: break
            }
        }
        let attribute = type.lookup(name)
        if let attribute, isDataDescriptor(attribute) { return try bind(attribute, to: object, through: type) }
        if object.isObject, let own = object.object.ownAttribute(name) { return own }
        if let attribute { return try bind(attribute, to: object, through: type) }
        // A bound method shows what its function has.
        if let method = object.asMethod { return try self.attribute(method.function, name) }
        return nil
    }

    func classAttribute(_ object: Value, _ name: StrObject) throws -> Value? {
        guard let type = object.asClass else { return nil }
        let meta = type.type
        let metaAttribute = meta.lookup(name)
        if let metaAttribute, isDataDescriptor(metaAttribute) {
            return try bind(metaAttribute, to: object, through: meta)
        }
        if let own = type.lookup(name) {
            if let descriptor = own.cast(.descriptor, to: DescriptorObject.self) {
                switch descriptor.role {
                case .property, .native, .member: return own
                case .staticMethod(let function): return function
                case .classMethod(let function): return try classMethod(function, of: type)
                }
            }
            if own.isObject, own.object.type.isUserDefined, let get = own.object.type.lookup(names.get) {
                return try call(get, [own, .none, object])
            }
            return own
        }
        return try metaAttribute.map { try bind($0, to: object, through: meta) }
    }

    private func moduleAttribute(_ object: Value, _ name: StrObject) throws -> Value? {
        guard let module = object.asModule else { return nil }
        if let value = module.namespace.get(name) { return value }
        if let value = try module.lazyAttribute?(self, name) { return value }
        if name === names.dict { return Value(module.namespace) }
        guard let attribute = types.module.lookup(name) else {
            guard let fallback = module.namespace.get(names.getAttr) else { return nil }
            return try call(fallback, [Value(name)])
        }
        return try bind(attribute, to: object, through: types.module)
    }

    private func superAttribute(_ object: Value, _ name: StrObject) throws -> Value? {
        guard let proxy = object.cast(.super, to: SuperObject.self), let start = proxy.start.asClass,
            let after = proxy.after.asClass
        else { return nil }
        guard name !== names.class, !proxy.receiver.isUnbound, let attribute = start.lookup(name, after: after) else {
            return try types.super.lookup(name).map { try bind($0, to: object, through: types.super) }
        }
        if proxy.receiver.asClass === start, isMethodFunction(attribute) { return attribute }
        return try bind(attribute, to: proxy.receiver, through: start)
    }

    /// `getAttr`: reads, and leaves what it learnt in the words behind the instruction.
    @inline(never)
    func getAttribute(_ object: Value, _ name: Value, cache: UnsafeMutablePointer<Instruction>) throws -> Value {
        let name = self.name(name)
        if let module = object.asModule {
            if UInt32(truncatingIfNeeded: cache.pointee.raw) == module.namespace.keysVersion {
                return module.namespace.entries[Int(cache.pointee.raw >> 32)].value
            }
            if let position = module.namespace.find(name) {
                cache.pointee.raw = UInt64(module.namespace.keysVersion) | UInt64(position) << 32
                return module.namespace.entries[position].value
            }
        } else if object.isObject, object.kind != .class, object.kind != .super {
            let instance = object.object
            let type = instance.type
            if type.hooks.isEmpty, !instance.usesDict, let slot = type.slot(of: name), slot < Int(instance.slotCount) {
                if type.lookup(name).map(hidesOwn) != true {
                    cache.pointee.raw = UInt64(type.version) | UInt64(slot) << 32
                }
            }
        }
        return try getAttribute(object, name)
    }

    /// `loadMethod`: the function and its receiver without a bound method between, where there is a function.
    @inline(never)
    func loadMethod(
        _ object: Value, _ name: Value, into target: UnsafeMutablePointer<Value>,
        cache: UnsafeMutablePointer<Instruction>
    ) throws {
        let name = self.name(name)
        let type = type(of: object)
        let isPlain = object.kind != .class && object.kind != .module && object.kind != .super
        if object.kind == .instance, type.hooks.isEmpty, name.isInterned, let slot = type.slot(of: name),
            type.lookup(name) == nil, let value = object.unchecked(Object.self, { $0.value(inSlot: slot) })
        {
            cache.pointee.raw = UInt64(type.version) | UInt64(slot) << 32
            target[0] = .unbound
            target[1] = value
            return
        }
        if isPlain, type.hooks.isEmpty, let attribute = type.lookup(name), isMethodFunction(attribute) {
            let own = object.isObject ? object.object.ownAttribute(name) : nil
            if own == nil {
                target[0] = attribute
                target[1] = object
                if object.isObject, type.slot(of: name) == nil, name.isInterned {
                    cache.pointee.raw = UInt64(type.version) | UInt64(Machine.methodTag) << 32
                    cache[1].raw = attribute.bits
                }
                return
            }
        }
        if isPlain {
            let value = try getAttribute(object, name)
            target[0] = .unbound
            target[1] = value
            return
        }
        let value = try getAttribute(object, Value(name), cache: cache)
        target[0] = .unbound
        target[1] = value
    }

    // MARK: Writing

    /// `object.name = value`.
    package func setAttribute(_ object: Value, _ name: StrObject, _ value: Value) throws {
        let type = type(of: object)
        if type.hooks.contains(.setAttr), try callMethod(names.setAttr, of: object, [Value(name), value]) != nil {
            return
        }
        try setPlainAttribute(object, name, value)
    }

    /// What `object.__setattr__` does.
    package func setPlainAttribute(_ object: Value, _ name: StrObject, _ value: Value) throws {
        let type = type(of: object)
        if let attribute = type.lookup(name), attribute.isObject {
            if let descriptor = attribute.cast(.descriptor, to: DescriptorObject.self) {
                if try write(descriptor, name, of: object, value) { return }
            } else if attribute.object.type.isUserDefined {
                if let set = attribute.object.type.lookup(names.set) {
                    _ = try call(set, [attribute, object, value])
                    return
                }
                if attribute.object.type.lookup(names.delete) != nil { throw error(.attributeError, "__set__") }
            }
        }
        if let target = object.asClass {
            guard target.isUserDefined else {
                throw error(
                    .typeError, "cannot set '\(name.string)' attribute of immutable type '\(target.name)'")
            }
            target.set(intern(name), value)
        } else if let module = object.asModule {
            module.namespace.set(intern(name), value)
        } else if object.isObject, type.allowsAttributes {
            object.object.setOwnAttribute(intern(name), value)
        } else if type.lookup(name) != nil {
            throw error(.attributeError, "'\(type.name)' object attribute '\(name.string)' is read-only")
        } else {
            throw error(.attributeError, "'\(type.messageName)' object has no attribute '\(name.string)'")
        }
    }

    /// Whether the descriptor took the value.
    func write(
        _ descriptor: DescriptorObject, _ name: StrObject, of object: Value, _ value: Value
    ) throws -> Bool {
        switch descriptor.role {
        case .property(_, let set, _, _):
            guard !set.isNone else { throw missingAccessor(descriptor, "setter", object) }
            _ = try call(set, [object, value])
            return true
        case .native(let attribute, _, let set):
            guard let set else {
                throw error(
                    .attributeError, "attribute '\(attribute)' of '\(typeName(object))' objects is not writable")
            }
            try set(self, object, value)
            return true
        case .member(let name):
            guard object.isObject else { return false }
            object.object.setOwnAttribute(name, value)
            return true
        case .staticMethod, .classMethod: return false
        }
    }

    /// `setAttr`: writes, and leaves the slot in the word behind the instruction.
    @inline(never)
    func setAttribute(
        _ object: Value, _ name: Value, _ value: Value, cache: UnsafeMutablePointer<Instruction>
    ) throws {
        let name = self.name(name)
        try setAttribute(object, name, value)
        guard object.isObject, object.kind != .class, object.kind != .module else { return }
        let instance = object.object
        let type = instance.type
        if type.hooks.isEmpty, !instance.usesDict, let slot = type.slot(of: name), slot < Int(instance.slotCount),
            type.lookup(name).map(hidesOwn) != true
        {
            cache.pointee.raw = UInt64(type.version) | UInt64(slot) << 32
        }
    }

    /// Sets an attribute that cannot fail to be set: of an exception made here.
    func setAttributeQuietly(_ object: Value, _ name: String, _ value: Value) {
        if object.isObject { object.object.setOwnAttribute(intern(name), value) }
    }

    /// `del object.name`.
    package func deleteAttribute(_ object: Value, _ name: StrObject) throws {
        let type = type(of: object)
        if type.hooks.contains(.delAttr), try callMethod(names.delAttr, of: object, [Value(name)]) != nil { return }
        try deletePlainAttribute(object, name)
    }

    package func deletePlainAttribute(_ object: Value, _ name: StrObject) throws {
        let type = type(of: object)
        if let attribute = type.lookup(name), attribute.isObject {
            if let descriptor = attribute.cast(.descriptor, to: DescriptorObject.self) {
                switch descriptor.role {
                case .native(let name, _, _)
                where object.asClass != nil && object.object.type.namespace.get(intern(name)) == nil:
                    break
                case .property, .native, .member: return try delete(through: descriptor, of: object)
                case .staticMethod, .classMethod: break
                }
            } else if attribute.object.type.isUserDefined {
                if let delete = attribute.object.type.lookup(names.delete) {
                    _ = try call(delete, [attribute, object])
                    return
                }
                if attribute.object.type.lookup(names.set) != nil { throw error(.attributeError, "__delete__") }
            }
        }
        let isGone: Bool
        if let target = object.asClass {
            isGone = target.isUserDefined && target.remove(name)
        } else if let module = object.asModule {
            isGone = module.namespace.remove(name) != nil
        } else {
            isGone = object.isObject && object.object.removeOwnAttribute(name)
        }
        if !isGone {
            if object.isObject, !type.allowsAttributes, object.asModule == nil, type.lookup(name) != nil {
                throw error(.attributeError, "'\(type.messageName)' object attribute '\(name.string)' is read-only")
            }
            throw attributeError(object, name)
        }
    }

    /// Deletes what a descriptor describes.
    func delete(through descriptor: DescriptorObject, of object: Value) throws {
        switch descriptor.role {
        case .property: try deleteThrough(descriptor, of: object)
        case .native(let name, _, let set): try deleteNative(name, set, of: object)
        case .member(let slot):
            guard object.isObject, object.object.removeOwnAttribute(slot) else {
                throw error(.attributeError, slot.string)
            }
        case .staticMethod, .classMethod: break
        }
    }

    /// Deleting what Swift computes: some of it goes back to nothing, the rest cannot go.
    private func deleteNative(
        _ name: String, _ set: ((Machine, Value, Value) throws -> Void)?, of object: Value
    ) throws {
        guard let set else {
            throw error(.attributeError, "attribute '\(name)' of '\(typeName(object))' objects is not writable")
        }
        switch name {
        case "__annotations__" where object.asClass?.isUserDefined == false:
            throw error(
                .typeError,
                "cannot set '__annotations__' attribute of immutable type '\(object.asClass?.name ?? "")'")
        case "__annotations__" where object.asClass != nil:
            guard object.asClass?.remove(names.annotations) == true else {
                throw attributeError(object, names.annotations)
            }
        case "__defaults__", "__kwdefaults__", "__annotations__", "__doc__": try set(self, object, .none)
        case "__dict__":
            guard object.isObject, object.object.type.allowsAttributes else { throw attributeError(object, names.dict) }
            object.object.replaceDict(dict())
        case "__name__", "__qualname__":
            if let type = object.asClass {
                throw error(.typeError, "cannot delete '\(name)' attribute of immutable type '\(type.name)'")
            }
            try set(self, object, .unbound)
        case "__cause__", "__context__", "args", "__traceback__":
            throw error(.typeError, "\(name) may not be deleted")
        case "__class__": throw error(.typeError, "can't delete __class__ attribute")
        case "cell_contents": object.asCell?.value = .unbound
        default:
            if object.kind == .tuple { throw error(.attributeError, "can't delete attribute") }
            throw error(.typeError, "cannot delete \(name)")
        }
    }
}
