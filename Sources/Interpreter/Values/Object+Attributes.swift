// The attributes of an object itself: by the slots of its class, or in a dict.
extension Object {
    /// The stamp of the object's class, for inline caches.
    @inline(__always) final var typeVersion: UInt32 { type.version }

    /// The attribute of the object's class.
    @inline(__always) final func lookupInType(_ name: StrObject) -> Value? {
        withType { $0.lookup(name) }
    }

    /// The attribute of the instance itself.
    package final func ownAttribute(_ name: StrObject) -> Value? {
        guard let slots else { return nil }
        if usesDict { return slots[0].asDict?.get(name) }
        guard let slot = type.slot(of: name), slot < Int(slotCount) else { return nil }
        return slots[slot].isUnbound ? nil : slots[slot]
    }

    /// Makes room for the attributes of a new instance.
    @inline(__always) final func reserveSlots(_ count: Int) {
        guard count > 0, count <= 32 else { return }
        slots = .allocate(capacity: count)
        slotCapacity = UInt16(truncatingIfNeeded: count)
    }

    /// Makes a plain instance that was found dead a new one of another class.
    @inline(__always) final func renew(as type: ClassObject) {
        self.type = type
        slotCount = 0
        guard usesDict || Int(slotCapacity) < type.slotNames.count || slotCapacity > 32 else { return }
        usesDict = false
        slots?.deallocate()
        slots = nil
        slotCapacity = 0
        reserveSlots(type.slotNames.count)
    }

    /// Makes an object that was found dead one without attributes.
    @inline(__always) final func forgetAttributes() {
        guard slots != nil else { return }
        slots?.deallocate()
        slots = nil
        slotCount = 0
        slotCapacity = 0
        usesDict = false
    }

    package final func setOwnAttribute(_ name: StrObject, _ value: Value) {
        if usesDict {
            slots?[0].asDict?.set(name, value)
            return
        }
        guard let slot = type.makeSlot(for: name), slot <= Int(slotCount) else {
            // Attributes that arrive in another order than the class's would print in the wrong order.
            useDict()?.set(name, value)
            return
        }
        if slot == Int(slotCount) {
            growSlots()
            slotCount += 1
        }
        slots?[slot] = value
    }

    package final func removeOwnAttribute(_ name: StrObject) -> Bool {
        guard ownAttribute(name) != nil else { return false }
        return useDict()?.remove(name) != nil
    }

    private final func growSlots() {
        guard slotCount == slotCapacity else { return }
        // As many as instances of the class have had so far, at once.
        let capacity = max(4, type.slotNames.count, Int(slotCapacity) + 1)
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        larger.initialize(repeating: .unbound, count: capacity)
        if let slots {
            larger.update(from: slots, count: Int(slotCount))
            slots.deallocate()
        }
        slots = larger
        slotCapacity = UInt16(clamping: capacity)
    }

    /// The attributes as a dict, which from now on holds them: `__dict__`.
    @discardableResult
    package final func useDict() -> DictObject? {
        if usesDict { return slots?[0].asDict }
        let dict = DictObject(type.namespace.type)
        for index in 0..<Int(slotCount) {
            guard let value = slots?[index], !value.isUnbound else { continue }
            dict.set(type.slotNames[index].takeUnretainedValue(), value)
        }
        slots?.deallocate()
        slots = .allocate(capacity: 1)
        slots?.initialize(to: Value(dict))
        slotCount = 0
        slotCapacity = 0
        usesDict = true
        return dict
    }

    /// Takes `dict` for the instance's attributes.
    package final func replaceDict(_ dict: DictObject) {
        useDict()
        slots?[0] = Value(dict)
    }

    /// The instance's own attributes in order.
    package final var ownAttributes: [(name: StrObject, value: Value)] {
        if usesDict {
            return slots?[0].asDict?.items.compactMap { item in item.key.asStr.map { ($0, item.value) } } ?? []
        }
        return (0..<Int(slotCount)).compactMap { index in
            guard let value = slots?[index], !value.isUnbound else { return nil }
            return (type.slotNames[index].takeUnretainedValue(), value)
        }
    }
}
