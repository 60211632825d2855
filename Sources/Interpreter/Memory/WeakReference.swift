#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A reference that keeps nothing alive: `weakref.ref`. A collection empties it when its object goes.
package final class WeakReference: Object {
    /// Unretained and not traced.
    fileprivate(set) var target: Unmanaged<Object>?
    /// Called with the reference once the object is gone; None where nobody asked.
    package fileprivate(set) var callback: Value
    private var knownHash: Int?

    fileprivate init(_ type: ClassObject, _ target: Object, callback: Value) {
        self.target = Unmanaged.passUnretained(target)
        self.callback = callback
        super.init(type, kind: .instance, heap: type.heap)
    }

    /// The object; nil once it is gone.
    package var object: Value? { target.map { Value($0.takeUnretainedValue()) } }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(callback)
    }
    override package func repr(_ machine: Machine) throws -> String {
        guard let object = target?.takeUnretainedValue() else { return "<weakref at \(hexAddress); dead>" }
        var name = ""
        if let text = try machine.attribute(Value(object), machine.names.name)?.asStr { name = " (\(text.string))" }
        return "<weakref at \(hexAddress); to '\(object.type.messageName)' at \(object.hexAddress)\(name)>"
    }
    override package func hash(_ machine: Machine) throws -> Int {
        if let knownHash { return knownHash }
        guard let object else { throw machine.error(.typeError, "weak object has gone away") }
        let hash = try machine.hash(object)
        knownHash = hash
        return hash
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, other.isObject, let other = other.object as? WeakReference else { return nil }
        guard let mine = object, let theirs = other.object else { return Value((self === other) == (op == .eq)) }
        return Value(try machine.isSameOrEqual(mine, theirs) == (op == .eq))
    }
    override package func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        if arguments.total > 0 { throw machine.error(.typeError, "__call__() takes no arguments") }
        try machine.refreshWeakReferences()
        return object ?? .none
    }
}

/// The weak references of a heap.
struct WeakTable {
    private var all: [Unmanaged<WeakReference>] = []
    /// References without a callback, of which an object needs one.
    private var plain: [UnsafeMutableRawPointer: Unmanaged<WeakReference>] = [:]
    /// References whose objects have gone and whose callbacks have not been called yet.
    var expired: [Unmanaged<WeakReference>] = []

    /// When the program first asked a reference, how long collections for that have taken, in seconds, and how many
    /// objects they looked at.
    var firstUse = 0.0
    var timeSpent = 0.0
    var workDone = 0
    /// About half a second's objects; counted, so that a program prints the same on a slow or busy computer.
    static let freeWork = 1 << 26

    func plainReference(to object: Object) -> WeakReference? {
        plain[Unmanaged.passUnretained(object).toOpaque()]?.takeUnretainedValue()
    }

    mutating func add(_ reference: WeakReference, isPlain: Bool) {
        all.append(Unmanaged.passUnretained(reference))
        if isPlain, let target = reference.target { plain[target.toOpaque()] = Unmanaged.passUnretained(reference) }
    }

    func references(to object: Object) -> [WeakReference] {
        let address = Unmanaged.passUnretained(object).toOpaque()
        return all.map { $0.takeUnretainedValue() }.filter { $0.target?.toOpaque() == address }
    }

    /// Keeps references whose callbacks are still to be called.
    func trace(_ marker: inout Marker) {
        for reference in expired { marker.visit(reference.takeUnretainedValue()) }
    }

    /// Forgets dead references and empties those to dead objects. Everything that is alive is marked.
    mutating func clear() {
        var kept: [Unmanaged<WeakReference>] = []
        for entry in all {
            let reference = entry.takeUnretainedValue()
            guard let target = reference.target else { continue }
            let isGone = !target.takeUnretainedValue().isMarked
            if isGone || !reference.isMarked, plain[target.toOpaque()]?.toOpaque() == entry.toOpaque() {
                plain[target.toOpaque()] = nil
            }
            guard reference.isMarked else { continue }
            if isGone {
                reference.target = nil
                if !reference.callback.isNone { expired.append(entry) }
            } else {
                kept.append(entry)
            }
        }
        all = kept
    }
}

extension Machine {
    /// A weak reference, as `weakref.ref(object, callback)` makes it. Raises TypeError for values that can have none.
    package func weakReference(_ type: ClassObject, to value: Value, callback: Value) throws -> Value {
        guard allowsWeakReferences(value) else {
            throw error(.typeError, "cannot create weak reference to '\(typeName(value))' object")
        }
        let isPlain = callback.isNone && !type.isUserDefined
        if isPlain, let known = heap.weak.plainReference(to: value.object) { return Value(known) }
        let made = WeakReference(type, value.object, callback: callback)
        heap.weak.add(made, isPlain: isPlain)
        return Value(made)
    }

    /// The weak references to an object.
    package func weakReferences(to value: Value) -> [Value] {
        value.isObject ? heap.weak.references(to: value.object).map { Value($0) } : []
    }

    private func allowsWeakReferences(_ value: Value) -> Bool {
        guard value.isObject else { return false }
        let isUserDefined = value.object.type.isUserDefined
        switch value.kind {
        case .tuple, .bytes, .bigInt, .complex, .range, .wideRange, .slice, .cell, .iterator, .view: return false
        case .boxed: return isUserDefined && !value.object.type.isSubclass(of: types.int)
        case .dict where value.object is OrderedDictObject || value.object is DefaultDictObject: return true
        case .str, .list, .dict: break
        case .class, .function, .native, .method, .set, .generator, .code, .module: return true
        default:
            if value.object.type === types.object { return false }
            if !isUserDefined || value.object.type.builtInBase !== types.object { return true }
        }
        return isUserDefined && value.object.type.lookup(intern("__weakref__")) != nil
    }

    /// Looks for objects that have gone, so that programs see what counting references would show at once. In programs
    /// that ask very often, this takes a small part of their time only.
    package func refreshWeakReferences() throws {
        let now = weakClock()
        if heap.weak.firstUse == 0 { heap.weak.firstUse = now }
        if heap.weak.workDone < WeakTable.freeWork || heap.weak.timeSpent < (now - heap.weak.firstUse) / 16 {
            heap.weak.workDone &+= heap.objectCount
            collectGarbage()
            heap.weak.timeSpent += weakClock() - now
        }
        try runExpired()
    }

    /// Calls the callbacks of references whose objects have gone. What they raise is shown and goes no further.
    func runExpired() throws {
        while let entry = heap.weak.expired.popLast() {
            let reference = Value(entry.takeUnretainedValue())
            try scope {
                keep(reference)
                guard let weak = entry.takeUnretainedValue() as WeakReference? else { return }
                let callback = weak.callback
                keep(callback)
                weak.callback = .none
                do {
                    _ = try call(callback, [reference])
                } catch let error as PythonError {
                    if error.exception.type.isSubclass(of: types[.keyboardInterrupt]) { throw error }
                    errorOutput("Exception ignored in: \(try repr(callback))\n" + report(error.exception))
                }
            }
        }
    }

    private func weakClock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
