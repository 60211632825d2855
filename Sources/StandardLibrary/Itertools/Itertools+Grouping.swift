import Interpreter

// groupby and tee: iterators that share what they walk.
extension StandardLibrary {
    static func fillGrouping(_ itertools: ModuleBuilder) {
        unowned(unsafe) let machine = itertools.machine
        let grouper = machine.makeType("_grouper", module: "itertools")
        machine.iteratorMethods(grouper)
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
}

/// A run of the items that several iterators share. What lies behind all of them is let go.
final class TeeLink: Object {
    static let capacity = 64
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
}
