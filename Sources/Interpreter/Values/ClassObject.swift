/// A class, built in or written by the user.
public final class ClassObject: Object {
    package var name: String
    package var qualifiedName: String
    /// What messages call a class of CPython that is written in C and lives in a module: `collections.deque`.
    package var dottedName: String?
    package var messageName: String { dottedName ?? name }
    /// Unretained: traced.
    private(set) var baseValues: [Value] = []
    /// The C3 linearisation, this class first. Unretained: traced.
    private(set) var order: [Unmanaged<ClassObject>] = []
    /// The class's own attributes.
    package unowned(unsafe) let namespace: DictObject
    package unowned(unsafe) let heap: Heap
    /// Made by a `class` statement (or `type(…)`): its dunder methods are asked before the built-in behaviour.
    package let isUserDefined: Bool
    /// New whenever an attribute of this class or of a base changes; never reused.
    private(set) var version: UInt32
    /// May not be a base, like `bool`.
    package var isFinal = false
    /// Instances may get attributes.
    package var allowsAttributes: Bool
    /// Makes an empty instance; nil where the class cannot be instantiated from a program.
    package var allocate: ((Machine, ClassObject) throws -> Object)? { didSet { isPlain = false } }
    /// Instances are nothing but attributes: `allocate` makes a plain object.
    var isPlain = false
    /// What calling the class does, as worked out for `construction.version`.
    var construction = Construction()
    /// How instances of a built-in class print, where that differs from what their Swift class does.
    package var reprOverride: ((Machine, Object) throws -> String)?
    /// What calling a built-in class takes, in Python's notation; nil where nothing is declared.
    package var callSignature: String?
    /// Slices of instances are instances too: `torch.Size`.
    package var keepsTypeWhenSliced = false
    /// Names that a subclass has to define before it can be instantiated (`abc`).
    package var abstractMethods: Set<String> = []
    /// What patterns take instances for.
    package enum Matching { case neither, sequence, mapping }
    /// Subclasses take it over when they are made.
    package var matching = Matching.neither {
        didSet { for subclass in directSubclasses { subclass.matching = matching } }
    }
    /// The method that calling an instance runs: `__call__`, or `forward` for a module without hooks.
    package var callName: StrObject?
    /// What a metaclass written by the user defines; nil for `type`.
    package var metaclass: ClassObject { type }

    /// Where instances keep their attributes: name to slot, in order of first assignment.
    private(set) var slotNames: [Unmanaged<StrObject>] = []
    private var slotIndices: [UnsafeRawPointer: Int] = [:]
    /// Attributes that some user class in the order defines, by dunder: looked at on every access.
    private(set) var hooks: Hooks = []
    /// Direct subclasses, whose versions follow this one's. Unretained; a dying class takes itself out.
    private var subclasses: [Unmanaged<ClassObject>] = []

    struct Hooks: OptionSet {
        let rawValue: UInt8
        static let getAttribute = Hooks(rawValue: 1)
        static let getAttr = Hooks(rawValue: 2)
        static let setAttr = Hooks(rawValue: 4)
        static let delAttr = Hooks(rawValue: 8)
        static let new = Hooks(rawValue: 16)
        /// `__del__`
        static let finalize = Hooks(rawValue: 32)
    }

    /// - Parameter metaclass: nil only for the very first class, `type`.
    init(
        metaclass: ClassObject?, name: String, bases: [ClassObject], namespace: DictObject?, heap: Heap,
        isUserDefined: Bool
    ) throws(ClassError) {
        self.name = name
        qualifiedName = name
        self.heap = heap
        self.isUserDefined = isUserDefined
        allowsAttributes = isUserDefined || bases.contains { $0.allowsAttributes }
        version = heap.nextVersion()
        self.namespace = namespace ?? DictObject(nil, heap: heap)
        super.init(metaclass, kind: .class, heap: heap)
        try setBases(bases)
    }

    /// Takes a class that is about to be freed out of its bases' lists, while they all still exist.
    func leaveBases() {
        for base in bases {
            base.subclasses.removeAll { $0.toOpaque() == Unmanaged.passUnretained(self).toOpaque() }
        }
    }

    override public func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(namespace)
        marker.visit(baseValues)
        for ancestor in order { marker.visit(ancestor.takeUnretainedValue()) }
        for name in slotNames { marker.visit(name.takeUnretainedValue()) }
        marker.visit(callName)
    }

    // MARK: Inheritance

    package var bases: [ClassObject] { baseValues.compactMap(\.asClass) }
    package var ancestors: [ClassObject] { order.map { $0.takeUnretainedValue() } }
    /// The nearest ancestor that is built in: it decides the layout of instances.
    package var builtInBase: ClassObject { ancestors.first { !$0.isUserDefined } ?? self }

    var directSubclasses: [ClassObject] { subclasses.map { $0.takeUnretainedValue() } }

    private func setBases(_ bases: [ClassObject]) throws(ClassError) {
        order = try linearize(bases)
        baseValues = bases.map { Value($0) }
        for base in bases {
            base.subclasses.append(Unmanaged.passUnretained(self))
            if allocate == nil {
                allocate = base.allocate
                isPlain = base.isPlain
            }
            if callName == nil { callName = base.callName }
            if matching == .neither { matching = base.matching }
        }
        // The layout is that of the most specific built-in base.
        if let native = bases.first(where: { $0.builtInBase !== order.last?.takeUnretainedValue() }) {
            allocate = native.allocate
            isPlain = native.isPlain
        }
        refreshHooks()
    }

    /// Gives the class, which exists already, other bases: `C.__bases__ = …`.
    func rebase(_ bases: [ClassObject]) throws(ClassError) {
        let old = self.bases
        let orders = descendants.map { ($0, $0.order) }
        leaveBases()
        baseValues = bases.map { Value($0) }
        for base in bases { base.subclasses.append(Unmanaged.passUnretained(self)) }
        do {
            for descendant in descendants { descendant.order = try descendant.linearize(descendant.bases) }
        } catch {
            leaveBases()
            baseValues = old.map { Value($0) }
            for base in old { base.subclasses.append(Unmanaged.passUnretained(self)) }
            for (descendant, order) in orders { descendant.order = order }
            throw error
        }
        attributesChanged()
    }

    /// The class and all that inherit from it, each before its subclasses.
    private var descendants: [ClassObject] {
        var found: [ClassObject] = [self]
        var index = 0
        while index < found.count {
            for subclass in found[index].directSubclasses {
                found.removeAll { $0 === subclass }
                found.append(subclass)
            }
            index += 1
        }
        return found
    }

    /// The order that the metaclass's own `mro` gives.
    func replaceOrder(_ classes: [ClassObject]) {
        order = classes.map(Unmanaged.passUnretained)
        attributesChanged()
    }

    /// Ties `type` to `object`, which is made after it.
    func adoptBase(_ base: ClassObject) {
        baseValues = [Value(base)]
        base.subclasses.append(Unmanaged.passUnretained(self))
        order = [Unmanaged.passUnretained(self), Unmanaged.passUnretained(base)]
    }

    /// C3: each class before its bases, bases in the order written.
    private func linearize(_ bases: [ClassObject]) throws(ClassError) -> [Unmanaged<ClassObject>] {
        var sequences = bases.map(\.ancestors) + [bases]
        var result = [self]
        while true {
            sequences.removeAll(where: \.isEmpty)
            if sequences.isEmpty { return result.map(Unmanaged.passUnretained) }
            let heads = sequences.compactMap(\.first)
            guard
                let next = heads.first(where: { head in
                    !sequences.contains { $0.dropFirst().contains { $0 === head } }
                })
            else {
                throw ClassError.inconsistentOrder(
                    heads.reduce(into: []) { if !$0.contains($1.name) { $0.append($1.name) } })
            }
            result.append(next)
            for index in sequences.indices where sequences[index].first === next { sequences[index].removeFirst() }
        }
    }

    @inline(__always) package func isSubclass(of other: ClassObject) -> Bool {
        if self === other { return true }
        let target = Unmanaged.passUnretained(other).toOpaque()
        return order.contains { $0.toOpaque() == target }
    }

    // MARK: Attributes

    /// The attribute as found along the order, unbound. Answers come from a cache shared by all classes of the heap.
    @inline(__always) package func lookup(_ name: StrObject) -> Value? {
        let key = UInt(bitPattern: Unmanaged.passUnretained(name).toOpaque())
        let slot = Int((key >> 4 ^ UInt(version)) & UInt(Heap.methodCacheMask))
        let cached = heap.methodCache + slot
        if cached.pointee.version == version, cached.pointee.name == key {
            return cached.pointee.value.isUnbound ? nil : cached.pointee.value
        }
        return lookupSlowly(name, cached)
    }

    @inline(never)
    private func lookupSlowly(_ name: StrObject, _ cached: UnsafeMutablePointer<Heap.CachedMethod>) -> Value? {
        var found = Value.unbound
        for ancestor in order {
            if let value = ancestor._withUnsafeGuaranteedRef({ $0.namespace.get(name) }) {
                found = value
                break
            }
        }
        if name.isInterned {
            cached.pointee = Heap.CachedMethod(
                name: UInt(bitPattern: Unmanaged.passUnretained(name).toOpaque()), version: version, value: found)
        }
        return found.isUnbound ? nil : found
    }

    /// The attribute and the class that defines it, beginning behind `ancestor` in the order: what `super()` sees.
    func lookup(_ name: StrObject, after ancestor: ClassObject) -> Value? {
        var passed = false
        for candidate in order {
            if passed, let value = candidate._withUnsafeGuaranteedRef({ $0.namespace.get(name) }) { return value }
            if candidate.toOpaque() == Unmanaged.passUnretained(ancestor).toOpaque() { passed = true }
        }
        return nil
    }

    package func set(_ name: StrObject, _ value: Value) {
        namespace.set(name, value)
        attributesChanged()
    }

    package func remove(_ name: StrObject) -> Bool {
        guard namespace.remove(name) != nil else { return false }
        attributesChanged()
        return true
    }

    /// Forgets what caches know of this class and its subclasses.
    func attributesChanged() {
        version = heap.nextVersion()
        refreshHooks()
        for subclass in subclasses { subclass.takeUnretainedValue().attributesChanged() }
    }

    private func refreshHooks() {
        var hooks: Hooks = []
        for ancestor in order {
            let ancestor = ancestor.takeUnretainedValue()
            guard let names = heap.hookNames else { break }
            let own = ancestor.namespace
            if own.get(names.getAttr) != nil { hooks.insert(.getAttr) }
            guard ancestor.namespace.count > 0, ancestor !== order.last?.takeUnretainedValue() else { continue }
            if own.get(names.getAttribute) != nil { hooks.insert(.getAttribute) }
            if own.get(names.setAttr) != nil { hooks.insert(.setAttr) }
            if own.get(names.delAttr) != nil { hooks.insert(.delAttr) }
            if ancestor.isUserDefined, own.get(names.new) != nil { hooks.insert(.new) }
            if ancestor.isUserDefined, own.get(names.finalize) != nil { hooks.insert(.finalize) }
        }
        self.hooks = hooks
    }

    // MARK: Instance slots

    /// The slot for an attribute of instances, if any instance has had it.
    @inline(__always) func slot(of name: StrObject) -> Int? {
        slotIndices[UnsafeRawPointer(Unmanaged.passUnretained(name).toOpaque())]
    }

    static let mostSlots = 256

    /// The slot for an attribute, made if need be; nil when instances have too many for slots.
    func makeSlot(for name: StrObject) -> Int? {
        if let slot = slot(of: name) { return slot }
        guard slotNames.count < ClassObject.mostSlots else { return nil }
        slotNames.append(Unmanaged.passUnretained(name))
        slotIndices[UnsafeRawPointer(Unmanaged.passUnretained(name).toOpaque())] = slotNames.count - 1
        // A site may have cached a class attribute that an instance now hides.
        if lookup(name) != nil { version = heap.nextVersion() }
        return slotNames.count - 1
    }

    // MARK: Behaviour

    override public func repr(_ machine: Machine) -> String { "<class '\(machine.qualifiedName(of: self))'>" }
    override public func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        try machine.construct(self, arguments)
    }
    override public func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        guard op == .or else { return nil }
        return machine.unionType(reflected ? [other, Value(self)] : [Value(self), other])
    }
    override public func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        guard let method = lookup(machine.names.classGetItem) else {
            throw machine.error(.typeError, "type '\(name)' is not subscriptable")
        }
        return try machine.call(machine.bind(method, to: Value(self), through: self), [key])
    }
}

/// What calling a class does, for the frequent cases.
struct Construction {
    enum Way {
        /// By the book.
        case general
        /// A new instance, which an `__init__` written in the language fills.
        case initializer(Unmanaged<FunctionObject>)
        /// A new instance without more, if there are no arguments.
        case bare
        /// A built-in class: what its `__new__` and its `__init__` do.
        case native(
            make: ((Machine, ClassObject, Arguments) throws -> Value)?,
            fill: ((Machine, Value, Arguments) throws -> Void)?)
    }

    /// The class's version that this holds for; no class has version 0.
    var version: UInt32 = 0
    var way = Way.general
}

/// Why a class cannot be made.
enum ClassError: Error {
    case inconsistentOrder([String])
}
