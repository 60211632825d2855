// How a program's objects are brought back to what they were.
extension Object {
    /// The memento of class and attributes.
    final func attributesMemento() -> () -> Void {
        let count = usesDict ? 1 : Int(slotCount)
        let saved = slots.map { ContiguousArray(UnsafeBufferPointer(start: $0, count: count)) } ?? []
        let (isDict, slotCount, type) = (usesDict, slotCount, Unmanaged.passUnretained(self.type))
        return { [unowned(unsafe) self] in
            self.type = type.takeUnretainedValue()
            slots?.deallocate()
            usesDict = isDict
            self.slotCount = slotCount
            slotCapacity = isDict ? 0 : UInt16(truncatingIfNeeded: saved.count)
            slots = saved.isEmpty ? nil : .allocate(capacity: saved.count)
            for place in saved.indices { slots?.advanced(by: place).initialize(to: saved[place]) }
        }
    }
}

/// What a program's variables and modules reach, as it is at one moment.
package struct ObjectSnapshot {
    /// All of it, kept alive.
    package let objects: ContiguousArray<Object>
    private let mementos: ContiguousArray<() -> Void>

    /// More objects than this are not kept.
    private static let mostObjects = 1_000_000

    /// Takes the snapshot; nil where it would be too large. Only between statements: nothing may be running.
    package init?(of machine: Machine) {
        guard let objects = machine.objectsInReach(atMost: ObjectSnapshot.mostObjects) else { return nil }
        self.objects = objects
        var mementos: ContiguousArray<() -> Void> = []
        var bytes = objects.count &* 8
        for object in objects {
            guard let memento = object.memento() else { continue }
            mementos.append(memento)
            bytes &+= object.kind == .dict || object.kind == .set ? object.payloadBytes &+ 128 : 96
        }
        self.mementos = mementos
        byteCount = bytes
    }

    /// Bytes that the copies take, about: dicts are copied, lists share their items.
    package let byteCount: Int

    /// Brings everything back.
    package func restore() {
        for memento in mementos { memento() }
        for object in objects where object.kind == .class {
            let type = object as? ClassObject
            if type?.isUserDefined == true { type?.attributesChanged() }
        }
    }

    /// What stays as it is, in words, each once.
    package var lasting: [String] {
        var found: [String] = []
        for object in objects {
            if let text = object.lasting, !found.contains(text) { found.append(text) }
        }
        return found
    }
}

extension Machine {
    /// What the program's variables and modules reach; of built-in classes only the classes themselves.
    fileprivate func objectsInReach(atMost limit: Int) -> ContiguousArray<Object>? {
        var marker = Marker()
        marker.visit(globals)
        marker.visit(builtins)
        marker.visit(modules)
        var found: ContiguousArray<Object> = []
        defer { marker.deallocate() }
        while found.count <= limit, let next = marker.pop() {
            let object = next.takeUnretainedValue()
            found.append(object)
            if object.kind == .class, (object as? ClassObject)?.isUserDefined == false { continue }
            object.trace(&marker)
        }
        for object in found { object.isMarked = false }
        while let left = marker.pop() { left.takeUnretainedValue().isMarked = false }
        return found.count > limit ? nil : found
    }
}
