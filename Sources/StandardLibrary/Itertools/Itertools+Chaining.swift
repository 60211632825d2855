import Interpreter

// accumulate, chain, pairwise, starmap, zip_longest: items one after the other and side by side.
extension StandardLibrary {
    static func fillChaining(_ itertools: ModuleBuilder) {
        itertools.makeIterator(
            "accumulate", "iterable, func=None, *, initial=None",
            "Running sums, or what another function makes of them."
        ) { machine, type, arguments in
            AccumulateIterator(
                type, try machine.iterator(of: arguments[0]), function: arguments[1].isUnbound ? .none : arguments[1],
                initial: arguments[2].isUnbound ? .none : arguments[2])
        }
        let chain = itertools.makeIterator("chain", "*iterables", "The items of one iterable after those of the other.")
        {
            machine, type, arguments in
            ChainIterator(type, try machine.iterator(of: arguments[0]))
        }
        itertools.machine.classMethod(
            chain, "from_iterable", "cls, iterable, /", "The items of the iterables that an iterable gives."
        ) { machine, arguments in
            guard let type = arguments[0].asClass else { return .none }
            return Value(ChainIterator(type, try machine.iterator(of: arguments[1])))
        }
        itertools.makeIterator("pairwise", "*args", "Each item with the next.") { machine, type, arguments in
            PairwiseIterator(type, try machine.iterator(of: machine.onlyArgument(arguments, of: "pairwise")))
        }
        itertools.makeIterator("starmap", "function, iterable, /", "What a function makes of each tuple of arguments.")
        {
            machine, type, arguments in
            StarMapIterator(type, arguments[0], try machine.iterator(of: arguments[1]))
        }
        itertools.makeIterator(
            "zip_longest", "*iterables, **keywords", "Tuples until the longest iterable ends, filled with fillvalue."
        ) { machine, type, arguments in
            var fill = Value.none
            for (key, value) in arguments[1].asDict?.items ?? [] {
                guard key.asStr?.string == "fillvalue" else {
                    throw machine.error(.typeError, "zip_longest() got an unexpected keyword argument")
                }
                fill = value
            }
            return ZipLongestIterator(type, try machine.iterators(of: arguments[0].asTuple?.items ?? []), fill: fill)
        }
    }
}

final class AccumulateIterator: NativeIterator {
    private let source: Value
    private let function: Value
    private var initial: Value
    /// `.unbound` before the first item.
    private var total = Value.unbound

    init(_ type: ClassObject, _ source: Value, function: Value, initial: Value) {
        self.source = source
        self.function = function
        self.initial = initial
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
        marker.visit(function)
        marker.visit(initial)
        marker.visit(total)
    }
    override func next(_ machine: Machine) throws -> Value? {
        if !initial.isNone {
            total = initial
            initial = .none
            return total
        }
        guard let item = try machine.next(source) else { return nil }
        if total.isUnbound {
            total = item
        } else if function.isNone {
            total =
                total.isSmallInt && item.isSmallInt
                ? machine.int(total.smallInt + item.smallInt) : try machine.binary(.add, total, item)
        } else {
            total = try machine.call(function, with: total, item)
        }
        return total
    }

    override func reduce(_ machine: Machine) throws -> Value? {
        if !initial.isNone {
            // The initial item comes before all others.
            let first = try machine.call(try machine.itertool("chain"), with: machine.tuple([initial]), source)
            return machine.tuple([Value(type), machine.tuple(first, function), .none])
        }
        guard total.isNone else {
            return machine.tuple([
                Value(type), machine.tuple(source, function), total.isUnbound ? .none : total,
            ])
        }
        // None for a total would stand for no total.
        let all = try machine.call(try machine.itertool("chain"), with: machine.tuple([.none]), source)
        machine.keep(all)
        let running = try machine.call(Value(type), with: all, function)
        return machine.tuple(
            try machine.itertool("islice"), machine.tuple([running, Value(small: 1), .none]))
    }
    override func restore(_ machine: Machine, _ state: Value) { total = state.isNone ? .unbound : state }
}

final class ChainIterator: NativeIterator {
    /// The iterables; `.unbound` at the end.
    private var source: Value
    /// `.unbound` between two iterables.
    private var active = Value.unbound

    init(_ type: ClassObject, _ source: Value) {
        self.source = source
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
        marker.visit(active)
    }
    override func next(_ machine: Machine) throws -> Value? {
        while true {
            if !active.isUnbound {
                if let item = try machine.next(active) { return item }
                active = .unbound
                try machine.checkInterrupt()
            }
            guard !source.isUnbound else { return nil }
            guard let iterable = try machine.next(source) else {
                source = .unbound
                return nil
            }
            do {
                active = try machine.iterator(of: iterable)
            } catch {
                source = .unbound
                throw error
            }
        }
    }

    override func reduce(_ machine: Machine) -> Value? {
        guard !source.isUnbound else { return machine.tuple(Value(type), machine.tuple([])) }
        let state = active.isUnbound ? machine.tuple([source]) : machine.tuple(source, active)
        return machine.tuple([Value(type), machine.tuple([]), state])
    }
    override func restore(_ machine: Machine, _ state: Value) throws {
        guard let parts = state.asTuple?.items else { throw machine.error(.typeError, "state is not a tuple") }
        guard (1...2).contains(parts.count) else {
            let few = parts.isEmpty
            throw machine.error(
                .typeError,
                "function takes at \(few ? "least 1" : "most 2") argument\(few ? "" : "s") (\(parts.count) given)")
        }
        guard parts.allSatisfy({ machine.isIterator($0) }) else {
            throw machine.error(.typeError, "Arguments must be iterators.")
        }
        source = parts[0]
        active = parts.count > 1 ? parts[1] : .unbound
    }
}

final class PairwiseIterator: NativeIterator {
    /// `.unbound` at the end.
    private var source: Value
    private var previous = Value.unbound

    init(_ type: ClassObject, _ source: Value) {
        self.source = source
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
        marker.visit(previous)
    }
    override func next(_ machine: Machine) throws -> Value? {
        guard !source.isUnbound else { return nil }
        if previous.isUnbound {
            guard let first = try machine.next(source) else {
                source = .unbound
                return nil
            }
            previous = first
            // Asking for the first item may have ended the iterator.
            guard !source.isUnbound else { return nil }
        }
        let old = previous
        let item: Value? = try machine.scope {
            machine.keep(old)
            return try machine.next(source)
        }
        guard let item else {
            source = .unbound
            previous = .unbound
            return nil
        }
        previous = item
        return machine.tuple(old, item)
    }
}

final class StarMapIterator: NativeIterator {
    private let function: Value
    private let source: Value

    init(_ type: ClassObject, _ function: Value, _ source: Value) {
        self.function = function
        self.source = source
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(function)
        marker.visit(source)
    }
    override func next(_ machine: Machine) throws -> Value? {
        guard let arguments = try machine.next(source) else { return nil }
        if let tuple = arguments.asTuple { return try machine.call(function, spreading: tuple) }
        return try machine.scope {
            machine.keep(arguments)
            return try machine.call(function, spreading: try machine.items(of: arguments))
        }
    }

    override func reduce(_ machine: Machine) -> Value? {
        machine.tuple(Value(type), machine.tuple(function, source))
    }
}

final class ZipLongestIterator: NativeIterator {
    /// `.unbound` for those at their end.
    private var sources: ContiguousArray<Value>
    private var fill: Value
    private var activeCount: Int
    /// The items of the next tuple, as far as they are there.
    private var items: ContiguousArray<Value>

    init(_ type: ClassObject, _ sources: ContiguousArray<Value>, fill: Value) {
        self.sources = sources
        self.fill = fill
        activeCount = sources.count
        items = ContiguousArray(repeating: .none, count: sources.count)
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(sources)
        marker.visit(fill)
        marker.visit(items)
    }
    override func next(_ machine: Machine) throws -> Value? {
        guard activeCount > 0 else { return nil }
        for index in sources.indices {
            guard let item = try nextItem(index, machine) else { return nil }
            items[index] = item
        }
        return machine.tuple(items)
    }

    /// nil when all are at their end.
    private func nextItem(_ index: Int, _ machine: Machine) throws -> Value? {
        if sources[index].isUnbound { return fill }
        do {
            if let item = try machine.next(sources[index]) { return item }
        } catch {
            activeCount = 0
            throw error
        }
        activeCount -= 1
        if activeCount == 0 { return nil }
        sources[index] = .unbound
        return fill
    }

    override func reduce(_ machine: Machine) -> Value? {
        let nothing = machine.tuple([])
        let parts = ContiguousArray(sources.map { $0.isUnbound ? nothing : $0 })
        return machine.tuple([Value(type), machine.tuple(parts), fill])
    }
    override func restore(_ machine: Machine, _ state: Value) { fill = state }
}
