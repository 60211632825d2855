/// What a collection has still to visit.
public struct Marker {
    private var pending: UnsafeMutablePointer<Unmanaged<Object>> = .allocate(capacity: 256)
    private var count = 0
    private var capacity = 256

    /// Takes back what was noted last.
    @inline(__always) mutating func pop() -> Unmanaged<Object>? {
        guard count > 0 else { return nil }
        count &-= 1
        return pending[count]
    }

    /// Visits all that was noted, and all that it reaches.
    mutating func drain() {
        while let next = pop() { next._withUnsafeGuaranteedRef { $0.trace(&self) } }
    }

    func deallocate() { pending.deallocate() }

    @inline(never) private mutating func grow() {
        let larger = UnsafeMutablePointer<Unmanaged<Object>>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: pending, count: count)
        pending.deallocate()
        pending = larger
        capacity *= 2
    }

    @inline(__always) package mutating func visit(_ value: Value) {
        guard value.isObject else { return }
        visit(Unmanaged<Object>.fromOpaque(value.pointer))
    }

    @inline(__always) package mutating func visit(_ object: Object?) {
        guard let object else { return }
        visit(Unmanaged.passUnretained(object))
    }

    @inline(__always) mutating func visit(_ object: Unmanaged<Object>) {
        let isNew = object._withUnsafeGuaranteedRef { object -> Bool in
            if object.isMarked { return false }
            object.isMarked = true
            return true
        }
        guard isNew else { return }
        if count == capacity { grow() }
        (pending + count).initialize(to: object)
        count &+= 1
    }

    package mutating func visit(_ values: some Sequence<Value>) {
        for value in values { visit(value) }
    }
}

/// Anything on the heap: an ordinary Swift object that the heap owns by one reference.
///
/// A strong Swift reference held outside the heap keeps an object and all that it reaches alive (a collection takes an
/// object that is referenced more than once for a root); a `Value` does not. Objects therefore refer to each other by
/// `Value` or unmanaged, and name what they reach in `trace`.
///
/// The methods below are what CPython calls type slots: how a built-in type behaves. Classes written by users are
/// answered by their dunder methods before these are asked.
open class Object {
    /// The address of the class, unretained: `type` is traced like any other reference.
    private final var typeAddress: UnsafeRawPointer
    /// Attributes by the class's shared key table, or a single dict when `usesDict`.
    final var slots: UnsafeMutablePointer<Value>?
    final var slotCount: UInt16 = 0
    final var slotCapacity: UInt16 = 0
    package final let kind: Kind
    final var isMarked = false
    final var usesDict = false
    /// Where the object goes when it is found dead.
    final var pool = Heap.Pool.none

    /// - Parameter type: nil only for the class `type` itself, which is its own class.
    public init(_ type: ClassObject?, kind: Kind, heap: Heap) {
        self.kind = kind
        typeAddress = UnsafeRawPointer(bitPattern: 8).unsafelyUnwrapped
        if let type {
            typeAddress = UnsafeRawPointer(Unmanaged.passUnretained(type).toOpaque())
        } else {
            typeAddress = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        }
        heap.adopt(self)
    }

    /// A new object of `type`, in the heap of that type.
    public convenience init(_ type: ClassObject, kind: Kind = .instance) {
        self.init(type, kind: kind, heap: type.heap)
    }

    deinit { slots?.deallocate() }

    package final var type: ClassObject {
        @inline(__always) get { Unmanaged<ClassObject>.fromOpaque(typeAddress).takeUnretainedValue() }
        set { typeAddress = UnsafeRawPointer(Unmanaged.passUnretained(newValue).toOpaque()) }
    }

    /// Looks at the class without counting a reference to it.
    @inline(__always) final func withType<R>(_ body: (ClassObject) throws -> R) rethrows -> R {
        try Unmanaged<ClassObject>.fromOpaque(typeAddress)._withUnsafeGuaranteedRef { try body($0) }
    }

    /// What lies in a slot; nil where the object has no slots, or none of that number.
    @inline(__always) final func value(inSlot slot: Int) -> Value? {
        guard !usesDict, slot < Int(slotCount), let slots, !slots[slot].isUnbound else { return nil }
        return slots[slot]
    }

    @inline(__always) final func hasType(at address: UnsafeRawPointer) -> Bool { typeAddress == address }

    @inline(__always) final func hasType(_ other: ClassObject) -> Bool {
        typeAddress == UnsafeRawPointer(Unmanaged.passUnretained(other).toOpaque())
    }

    /// Visits every value and object that this one refers to; an override calls `super`.
    open func trace(_ marker: inout Marker) {
        marker.visit(Unmanaged<Object>.fromOpaque(typeAddress))
        guard let slots else { return }
        if usesDict {
            marker.visit(slots[0])
        } else {
            for index in 0..<Int(slotCount) { marker.visit(slots[index]) }
        }
    }

    /// What brings the object back to what it is now, any number of times; nil where nothing of it can change. Whoever
    /// asks keeps the object, and what it refers to, alive. An override calls `super`.
    open func memento() -> (() -> Void)? {
        slots != nil || type.allowsAttributes ? attributesMemento() : nil
    }
    /// What of the object no memento brings back, in words; nil where there is nothing such.
    open var lasting: String? { nil }

    /// Bytes beyond the object itself, so that large payloads bring a collection nearer.
    open var payloadBytes: Int { 0 }

    open func repr(_ machine: Machine) throws -> String {
        "<\(machine.qualifiedName(of: type)) object at \(hexAddress)>"
    }
    open func str(_ machine: Machine) throws -> String { try machine.repr(Value(self)) }
    open func format(_ machine: Machine, _ spec: String) throws -> String {
        guard spec.isEmpty else {
            throw machine.error(.typeError, "unsupported format string passed to \(type.messageName).__format__")
        }
        return try machine.str(Value(self))
    }
    open func truth(_ machine: Machine) throws -> Bool {
        guard let length = try length(machine) else { return true }
        return length != 0
    }
    /// nil when the type has no length.
    open func length(_ machine: Machine) throws -> Int? { nil }
    open func hash(_ machine: Machine) throws -> Int { identityHash }
    /// nil when the type cannot be iterated.
    open func iterator(_ machine: Machine) throws -> Value? { nil }
    /// The next item of an iterator; nil at the end.
    open func next(_ machine: Machine) throws -> Value? {
        throw machine.error(.typeError, "'\(type.name)' object is not an iterator")
    }
    /// What `__reduce__` gives: how to make another like it. nil where the class has none of its own.
    open func reduce(_ machine: Machine) throws -> Value? { nil }
    /// `__setstate__`: takes the state that `reduce` gave.
    open func restore(_ machine: Machine, _ state: Value) throws {}
    /// How many items an iterator has still to give; nil where it does not know.
    open var remainingCount: Int? { nil }
    /// Whether `next` gives items.
    open var isIterator: Bool { false }
    open func contains(_ machine: Machine, _ item: Value) throws -> Bool {
        try machine.containsByIteration(Value(self), item)
    }
    open func getItem(_ machine: Machine, _ key: Value) throws -> Value {
        throw machine.error(.typeError, "'\(type.name)' object is not subscriptable")
    }
    open func setItem(_ machine: Machine, _ key: Value, _ value: Value) throws {
        throw machine.error(.typeError, "'\(type.name)' object does not support item assignment")
    }
    open func deleteItem(_ machine: Machine, _ key: Value) throws {
        throw machine.undeletable(Value(self), key)
    }
    /// `self op other`, or `other op self` when `reflected`; nil stands for NotImplemented.
    open func binary(_ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool) throws -> Value? { nil }
    /// `self op= other`; nil falls back to `binary`.
    open func inPlace(_ machine: Machine, _ op: BinaryOp, _ other: Value) throws -> Value? { nil }
    open func unary(_ machine: Machine, _ op: UnaryOp) throws -> Value? { nil }
    /// nil stands for NotImplemented.
    open func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) throws -> Value? { nil }
    open func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        throw machine.error(.typeError, "'\(type.messageName)' object is not callable")
    }
    /// An integer for an index, `hex`, `range` …; nil when the type is none.
    open func index(_ machine: Machine) throws -> Value? { nil }
    /// What `float()` makes of the object; nil when it makes nothing of it.
    open func float(_ machine: Machine) throws -> Double? { nil }

    package final var hexAddress: String {
        let digits = String(UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()), radix: 16)
        return "0x" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }

    final var identityHash: Int {
        let address = UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
        return Int(bitPattern: address >> 4 | address << 60)
    }
}

public enum BinaryOp: UInt8, CaseIterable, Sendable {
    case add, sub, mul, trueDiv, floorDiv, mod, pow, matmul, and, or, xor, lshift, rshift
    /// Only as a function: `a @ b` and the rest come from the syntax, `divmod` from the built-in.
    case divmod

    package var symbol: String { BinaryOp.symbols[Int(rawValue)] }
    package var dunder: String { "__\(BinaryOp.names[Int(rawValue)])__" }
    package var reflectedDunder: String { "__r\(BinaryOp.names[Int(rawValue)])__" }
    package var inPlaceDunder: String { "__i\(BinaryOp.names[Int(rawValue)])__" }

    private static let symbols = [
        "+", "-", "*", "/", "//", "%", "** or pow()", "@", "&", "|", "^", "<<", ">>", "divmod()",
    ]
    private static let names = [
        "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor", "lshift", "rshift",
        "divmod",
    ]
}

public enum UnaryOp: UInt8, CaseIterable, Sendable {
    case neg, pos, invert
    package var dunder: String { ["__neg__", "__pos__", "__invert__"][Int(rawValue)] }
    package var symbol: String { ["-", "+", "~"][Int(rawValue)] }
}

public enum CompareOp: UInt8, CaseIterable, Sendable {
    case lt, le, eq, ne, gt, ge
    package var symbol: String { ["<", "<=", "==", "!=", ">", ">="][Int(rawValue)] }
    package var dunder: String { ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"][Int(rawValue)] }
    package var swapped: CompareOp { [.gt, .ge, .eq, .ne, .lt, .le][Int(rawValue)] }
    /// Whether the operator holds for a three-way result. (One bit of a table: a second jump for each comparison of the
    /// instruction loop would be as hard to foresee as the first.)
    @inline(__always) package func holds(less: Bool, equal: Bool) -> Bool {
        // From the right, three bits an operator: less, equal, greater.
        let table: UInt32 = 0b110_100_101_010_011_001
        let outcome: UInt32 = less ? 0 : equal ? 1 : 2
        return (table &>> (UInt32(rawValue) &* 3 &+ outcome)) & 1 != 0
    }
}
