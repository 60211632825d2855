import Interpreter

// groupby and tee: iterators that share what they walk.
extension StandardLibrary {
    static func fillGrouping(_ itertools: ModuleBuilder) {
        unowned(unsafe) let machine = itertools.machine
        let grouper = machine.makeType("_grouper", module: "itertools")
        machine.iteratorMethods(grouper)
        machine.reducible(grouper)
        machine.constructor(grouper, "parent, tgtkey, /") { machine, type, arguments in
            guard arguments[0].isObject, let parent = arguments[0].object as? GroupByIterator else {
                throw machine.error(
                    .typeError,
                    "_grouper() argument 1 must be itertools.groupby, not \(machine.typeName(arguments[0]))")
            }
            return Value(parent.takeUp(GroupIterator(type, parent, arguments[1])))
        }
        itertools.set("_grouper", Value(grouper))
        itertools.makeIterator(
            "groupby", "iterable, key=None", "Each key with an iterator over the items in a row that have it."
        ) { machine, type, arguments in
            GroupByIterator(
                type, grouper, try machine.iterator(of: arguments[0]),
                key: arguments[1].isUnbound ? .none : arguments[1])
        }
        fillTee(itertools)
    }

    private static func fillTee(_ itertools: ModuleBuilder) {
        unowned(unsafe) let machine = itertools.machine
        let link = machine.makeType("_tee_dataobject", module: "itertools")
        machine.reducible(link)
        machine.constructor(link, "it, values, next, /") { machine, type, arguments in
            guard let items = arguments[1].asList?.items else {
                throw machine.error(
                    .typeError, "teedataobject() argument 2 must be list, not \(machine.typeName(arguments[1]))")
            }
            guard items.count <= TeeLink.capacity else { throw machine.error(.valueError, "Invalid arguments") }
            guard arguments[2].isNone || items.count == TeeLink.capacity && arguments[2].object is TeeLink else {
                throw machine.error(.valueError, "Invalid arguments")
            }
            return Value(TeeLink(type, source: arguments[0], items: items, following: arguments[2]))
        }
        let tee = itertools.makeIterator("_tee", "iterable, /", "One of several iterators over the same items.") {
            machine, type, arguments in
            let source = try machine.iterator(of: arguments[0])
            if let other = source.object as? TeeIterator { return TeeIterator(type, copying: other) }
            return TeeIterator(type, TeeLink(link, source: source))
        }
        machine.method(tee, "__copy__", "self, /", "An iterator that is as far as this one.") { _, arguments in
            guard let iterator = arguments[0].object as? TeeIterator else { return .none }
            return Value(TeeIterator(tee, copying: iterator))
        }
        let copy = machine.intern("__copy__")
        itertools.define("tee", "iterable, n=2, /", "Several iterators over the items of one.") { machine, arguments in
            let count = arguments[1].isUnbound ? 2 : try machine.intArgument(arguments[1])
            guard count >= 0 else { throw machine.error(.valueError, "n must be >= 0") }
            guard count <= mostPlaces else { throw machine.error(.memoryError, "") }
            guard count > 0 else { return machine.tuple([]) }
            let source = try machine.iterator(of: arguments[0])
            machine.keep(source)
            let hasCopy = machine.type(of: source).lookup(copy) != nil
            let first = hasCopy ? source : Value(TeeIterator(tee, TeeLink(link, source: source)))
            machine.keep(first)
            var all: ContiguousArray = [first]
            for _ in 1..<count {
                let next = try machine.callMethod(copy, of: first) ?? .none
                machine.keep(next)
                all.append(next)
            }
            return machine.tuple(all)
        }
    }
}

final class GroupByIterator: NativeIterator {
    private let grouper: Value
    private let source: Value
    private let key: Value
    /// The key of the group handed out last.
    private var target = Value.unbound
    /// The key of the item read last, and the item while no group has handed it out.
    private var currentKey = Value.unbound
    private var currentItem = Value.unbound
    /// The group handed out last: earlier ones are at their end. Only compared.
    private var currentGroup = Value.unbound

    init(_ type: ClassObject, _ grouper: ClassObject, _ source: Value, key: Value) {
        self.grouper = Value(grouper)
        self.source = source
        self.key = key
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        for value in [grouper, source, key, target, currentKey, currentItem, currentGroup] { marker.visit(value) }
    }

    /// Reads an item and its key; false at the end.
    private func step(_ machine: Machine) throws -> Bool {
        guard let item = try machine.next(source) else { return false }
        if key.isNone {
            currentKey = item
        } else {
            currentKey = try machine.scope {
                machine.keep(item)
                return try machine.call(key, with: item)
            }
        }
        currentItem = item
        return true
    }

    private func isSame(_ machine: Machine, _ wanted: Value) throws -> Bool {
        let found = currentKey
        return try machine.scope {
            machine.keep(wanted)
            machine.keep(found)
            return try machine.isSameOrEqual(wanted, found)
        }
    }

    override func next(_ machine: Machine) throws -> Value? {
        currentGroup = .unbound
        while true {
            if !currentKey.isUnbound {
                if target.isUnbound { break }
                if try !isSame(machine, target) { break }
            }
            if try !step(machine) { return nil }
            try machine.checkInterrupt()
        }
        target = currentKey
        guard let type = grouper.asClass else { return nil }
        currentGroup = Value(GroupIterator(type, self, target))
        return machine.tuple(target, currentGroup)
    }

    func isCurrent(_ group: GroupIterator) -> Bool { currentGroup == Value(group) }

    /// Makes a group the one that is given out.
    func takeUp(_ group: GroupIterator) -> GroupIterator {
        currentGroup = Value(group)
        return group
    }

    /// The next item of a group; nil at its end.
    func next(in group: GroupIterator, _ machine: Machine) throws -> Value? {
        guard currentGroup == Value(group) else { return nil }
        if currentItem.isUnbound, try !step(machine) { return nil }
        if try !isSame(machine, group.key) { return nil }
        let item = currentItem
        currentItem = .unbound
        currentKey = .unbound
        return item.isUnbound ? nil : item
    }

    override func reduce(_ machine: Machine) -> Value? {
        let parts = machine.tuple(source, key)
        guard !target.isUnbound, !currentKey.isUnbound, !currentItem.isUnbound else {
            return machine.tuple(Value(type), parts)
        }
        return machine.tuple([Value(type), parts, machine.tuple([currentKey, currentItem, target])])
    }
    override func restore(_ machine: Machine, _ state: Value) throws {
        guard let parts = state.asTuple?.items, parts.count == 3 else {
            throw machine.error(.typeError, "state is not a tuple")
        }
        (currentKey, currentItem, target) = (parts[0], parts[1], parts[2])
    }
}

/// The items of one group.
final class GroupIterator: NativeIterator {
    private let parent: Value
    let key: Value

    init(_ type: ClassObject, _ parent: GroupByIterator, _ key: Value) {
        self.parent = Value(parent)
        self.key = key
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(parent)
        marker.visit(key)
    }
    override func next(_ machine: Machine) throws -> Value? {
        try (parent.object as? GroupByIterator)?.next(in: self, machine)
    }

    override func reduce(_ machine: Machine) -> Value? {
        guard let owner = parent.object as? GroupByIterator, owner.isCurrent(self) else {
            return machine.tuple(machine.builtIn("iter"), machine.tuple([machine.tuple([])]))
        }
        return machine.tuple(Value(type), machine.tuple(parent, key))
    }
}

/// A run of the items that several iterators share. What lies behind all of them is let go.
final class TeeLink: Object {
    static let capacity = 57
    private let source: Value
    private var items: ContiguousArray<Value> = []
    private var following = Value.unbound
    private var isReading = false

    init(_ type: ClassObject, source: Value) {
        self.source = source
        super.init(type, kind: .instance, heap: type.heap)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
        marker.visit(items)
        marker.visit(following)
    }

    /// A link that holds what has been read already, and what follows it.
    init(_ type: ClassObject, source: Value, items: ContiguousArray<Value>, following: Value) {
        self.source = source
        self.items = items
        self.following = following.isNone ? .unbound : following
        super.init(type, kind: .instance, heap: type.heap)
    }

    override func reduce(_ machine: Machine) -> Value? {
        let parts = [source, machine.list(items), following.isUnbound ? .none : following]
        return machine.tuple(Value(type), machine.tuple(ContiguousArray(parts)))
    }

    func item(at index: Int, _ machine: Machine) throws -> Value? {
        if index < items.count { return items[index] }
        if isReading { throw machine.error(.runtimeError, "cannot re-enter the tee iterator") }
        isReading = true
        defer { isReading = false }
        guard let item = try machine.next(source) else { return nil }
        items.append(item)
        return item
    }

    var next: TeeLink {
        if let known = following.isUnbound ? nil : following.object as? TeeLink { return known }
        let made = TeeLink(type, source: source)
        following = Value(made)
        return made
    }
}

final class TeeIterator: NativeIterator {
    private var link: Value
    private var index: Int

    init(_ type: ClassObject, _ link: TeeLink) {
        self.link = Value(link)
        index = 0
        super.init(type)
    }

    init(_ type: ClassObject, copying other: TeeIterator) {
        link = other.link
        index = other.index
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(link)
    }
    override func next(_ machine: Machine) throws -> Value? {
        var current = unsafeDowncast(link.object, to: TeeLink.self)
        if index >= TeeLink.capacity {
            current = current.next
            link = Value(current)
            index = 0
        }
        guard let item = try current.item(at: index, machine) else { return nil }
        index &+= 1
        return item
    }

    override func reduce(_ machine: Machine) -> Value? {
        machine.tuple([Value(type), machine.tuple([machine.tuple([])]), machine.tuple(link, machine.int(index))])
    }
    override func restore(_ machine: Machine, _ state: Value) throws {
        guard let parts = state.asTuple?.items else { throw machine.error(.typeError, "state is not a tuple") }
        guard parts.count == 2, parts[0].isObject, parts[0].object is TeeLink else {
            throw machine.error(.typeError, "state must be a _tee_dataobject and a number")
        }
        let place = try machine.intArgument(parts[1])
        guard (0...TeeLink.capacity).contains(place) else { throw machine.error(.valueError, "Index out of range") }
        link = parts[0]
        index = place
    }
}
