import Interpreter

// product, permutations, combinations: every way to put items together, in the order of their positions.
extension StandardLibrary {
    /// Tuples of more items are refused with MemoryError.
    static let mostPlaces = 1 << 24

    static func fillCombining(_ itertools: ModuleBuilder) {
        itertools.makeIterator(
            "product", "*iterables, repeat=1", "All tuples of one item of each iterable, like nested loops."
        ) { machine, type, arguments in
            try machine.makeProduct(type, arguments[0].asTuple?.items ?? [], times: arguments[1])
        }
        itertools.makeIterator("permutations", "iterable, r=None", "All orders of r of the items.") {
            machine, type, arguments in
            let pool = try machine.items(of: arguments[0])
            var count = pool.count
            if !arguments[1].isAbsentOrNone {
                guard machine.plainNumber(arguments[1]).map({ !$0.isDouble }) == true else {
                    throw machine.error(.typeError, "Expected int as r")
                }
                count = try machine.selectionSize(arguments[1])
            }
            return PermutationIterator(type, pool, count)
        }
        for (name, repeats, summary) in [
            ("combinations", false, "All ways to choose r of the items."),
            ("combinations_with_replacement", true, "All ways to choose r of the items, each as often as wanted."),
        ] {
            itertools.makeIterator(name, "iterable, r", summary) { machine, type, arguments in
                _ = try machine.intArgument(arguments[1])
                let pool = try machine.items(of: arguments[0])
                let count = try machine.selectionSize(arguments[1])
                if repeats, count > mostPlaces { throw machine.error(.memoryError, "") }
                return CombinationIterator(type, pool, count, repeats: repeats)
            }
        }
    }
}

extension Machine {
    /// The places that a state gives, a tuple of `count` numbers. Raises ValueError for one of another length.
    fileprivate func places(_ state: Value, _ count: Int) throws -> [Int] {
        guard let items = state.asTuple?.items, items.count == count else {
            throw error(.valueError, "invalid arguments")
        }
        return try items.map { try intArgument($0) }
    }

    fileprivate func selectionSize(_ value: Value) throws -> Int {
        let count = try intArgument(value)
        guard count >= 0 else { throw error(.valueError, "r must be non-negative") }
        return count
    }

    fileprivate func makeProduct(
        _ type: ClassObject, _ iterables: ContiguousArray<Value>, times: Value
    ) throws -> NativeIterator {
        let times = times.isUnbound ? 1 : try intArgument(times)
        guard times >= 0 else { throw error(.valueError, "repeat argument cannot be negative") }
        if times == 0 || iterables.isEmpty { return ProductIterator(type, []) }
        let (total, overflow) = iterables.count.multipliedReportingOverflow(by: times)
        guard !overflow else { throw error(.overflowError, "repeat argument too large") }
        guard total <= StandardLibrary.mostPlaces else { throw error(.memoryError, "") }
        let pools = try iterables.map { try items(of: $0) }
        return ProductIterator(type, (0..<total).map { pools[$0 % pools.count] })
    }
}

final class ProductIterator: NativeIterator {
    private let pools: [ContiguousArray<Value>]
    private var indices: [Int]
    /// The tuple handed out last.
    private var items: ContiguousArray<Value> = []
    private var hasBegun = false
    private var isDone: Bool

    init(_ type: ClassObject, _ pools: [ContiguousArray<Value>]) {
        self.pools = pools
        indices = [Int](repeating: 0, count: pools.count)
        isDone = pools.contains(where: \.isEmpty)
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        for pool in pools { marker.visit(pool) }
    }
    override var payloadBytes: Int { pools.count * 16 }
    override func next(_ machine: Machine) throws -> Value? {
        guard !isDone else {
            hasBegun = true
            return nil
        }
        if !hasBegun {
            hasBegun = true
            items = ContiguousArray(pools.map { $0[0] })
            return machine.tuple(items)
        }
        var place = pools.count - 1
        while place >= 0 {
            indices[place] &+= 1
            if indices[place] < pools[place].count {
                items[place] = pools[place][indices[place]]
                return machine.tuple(items)
            }
            indices[place] = 0
            items[place] = pools[place][0]
            place -= 1
        }
        isDone = true
        return nil
    }

    override func reduce(_ machine: Machine) -> Value? {
        if isDone, hasBegun { return machine.tuple(Value(type), machine.tuple([machine.tuple([])])) }
        let parts = machine.tuple(ContiguousArray(pools.map { machine.tuple($0) }))
        guard hasBegun else { return machine.tuple(Value(type), parts) }
        return machine.tuple([Value(type), parts, machine.tuple(ContiguousArray(indices.map { machine.int($0) }))])
    }
    override func restore(_ machine: Machine, _ state: Value) throws {
        let given = try machine.places(state, pools.count)
        // An empty pool has no place: the end has come.
        guard !isDone else { return }
        for place in pools.indices { indices[place] = max(0, min(given[place], pools[place].count - 1)) }
        items = ContiguousArray(pools.indices.map { pools[$0][indices[$0]] })
        hasBegun = true
    }
}

final class PermutationIterator: NativeIterator {
    private let pool: ContiguousArray<Value>
    private var indices: [Int]
    private var cycles: [Int]
    private var items: ContiguousArray<Value> = []
    private var hasBegun = false
    private var isDone: Bool
    private let count: Int

    init(_ type: ClassObject, _ pool: ContiguousArray<Value>, _ count: Int) {
        self.pool = pool
        self.count = count
        isDone = count > pool.count
        indices = Array(pool.indices)
        cycles = isDone ? [] : (0..<count).map { pool.count - $0 }
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(pool)
    }
    override func next(_ machine: Machine) throws -> Value? {
        guard !isDone else { return nil }
        if !hasBegun {
            hasBegun = true
            items = ContiguousArray(pool.prefix(cycles.count))
            return machine.tuple(items)
        }
        var place = cycles.count - 1
        while place >= 0 {
            cycles[place] &-= 1
            if cycles[place] > 0 {
                indices.swapAt(place, indices.count - cycles[place])
                for changed in place..<cycles.count { items[changed] = pool[indices[changed]] }
                return machine.tuple(items)
            }
            // The item here goes behind all others.
            let first = indices[place]
            for later in place..<indices.count - 1 { indices[later] = indices[later + 1] }
            indices[indices.count - 1] = first
            cycles[place] = indices.count - place
            place -= 1
        }
        isDone = true
        return nil
    }

    override func reduce(_ machine: Machine) -> Value? {
        let isSpent = isDone && hasBegun
        let parts = machine.tuple(machine.tuple(isSpent ? [] : pool), machine.int(count))
        guard hasBegun, !isDone else { return machine.tuple(Value(type), parts) }
        let state = [indices, cycles].map { machine.tuple(ContiguousArray($0.map { machine.int($0) })) }
        return machine.tuple([Value(type), parts, machine.tuple(state[0], state[1])])
    }
    override func restore(_ machine: Machine, _ state: Value) throws {
        guard let parts = state.asTuple?.items, parts.count == 2 else {
            throw machine.error(.typeError, "invalid arguments")
        }
        let given = try machine.places(parts[0], pool.count)
        let rounds = try machine.places(parts[1], isDone ? 0 : count)
        guard !isDone else { return }
        indices = given.map { max(0, min($0, pool.count - 1)) }
        // Each place has as many rounds as items are left for it.
        cycles = rounds.indices.map { max(1, min(rounds[$0], pool.count - $0)) }
        items = ContiguousArray(indices.prefix(count).map { pool[$0] })
        hasBegun = true
    }
}

/// combinations, and combinations_with_replacement.
final class CombinationIterator: NativeIterator {
    private let pool: ContiguousArray<Value>
    private var indices: [Int]
    private let repeats: Bool
    private var items: ContiguousArray<Value> = []
    private var hasBegun = false
    private var isDone: Bool
    private let count: Int

    init(_ type: ClassObject, _ pool: ContiguousArray<Value>, _ count: Int, repeats: Bool) {
        self.pool = pool
        self.repeats = repeats
        self.count = count
        isDone = repeats ? pool.isEmpty && count > 0 : count > pool.count
        indices = isDone ? [] : repeats ? [Int](repeating: 0, count: count) : Array(0..<count)
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(pool)
    }
    override var payloadBytes: Int { indices.count * 16 }
    override func next(_ machine: Machine) throws -> Value? {
        guard !isDone else { return nil }
        if !hasBegun {
            hasBegun = true
            items = ContiguousArray(indices.map { pool[$0] })
            return machine.tuple(items)
        }
        var place = count - 1
        while place >= 0, indices[place] == (repeats ? pool.count - 1 : place + pool.count - count) { place -= 1 }
        guard place >= 0 else {
            isDone = true
            return nil
        }
        var index = indices[place] + 1
        for changed in place..<count {
            indices[changed] = index
            items[changed] = pool[index]
            if !repeats { index += 1 }
        }
        return machine.tuple(items)
    }

    override func reduce(_ machine: Machine) -> Value? {
        let isSpent = isDone && hasBegun
        let parts = machine.tuple(machine.tuple(isSpent ? [] : pool), machine.int(count))
        guard hasBegun, !isDone else { return machine.tuple(Value(type), parts) }
        return machine.tuple([Value(type), parts, machine.tuple(ContiguousArray(indices.map { machine.int($0) }))])
    }
    override func restore(_ machine: Machine, _ state: Value) throws {
        guard state.asTuple?.items.count == count else { throw machine.error(.valueError, "invalid arguments") }
        let given = try machine.places(state, count)
        guard !isDone else { return }
        let last = pool.count - 1
        indices = given.enumerated().map { max(0, min($1, repeats ? last : $0 + pool.count - count)) }
        items = ContiguousArray(indices.map { pool[$0] })
        hasBegun = true
    }
}
