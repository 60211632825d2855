import Interpreter

// The module `_heapq`: what the module `heapq`, written in Python, needs to be fast.
extension StandardLibrary {
    @Sendable static func fillHeapq(_ heapq: ModuleBuilder) {
        heapq.define("heappush", "heap, item, /", "Adds an item to a heap.") { machine, arguments in
            let heap = try HeapView(machine, arguments[0], of: "heappush() argument 1")
            heap.list.items.append(arguments[1])
            try heap.raise(from: heap.list.items.count - 1, above: 0)
            return .none
        }
        heapq.define("heapify", "heap, /", "Makes a heap of a list.") { machine, arguments in
            try HeapView(machine, arguments[0], of: "heapify() argument").order()
            return .none
        }
        heapq.define("_heapify_max", "heap, /", "Makes a heap of a list, the largest first.") { machine, arguments in
            try HeapView(machine, arguments[0], of: "_heapify_max() argument", largestFirst: true).order()
            return .none
        }
        for (name, largestFirst) in [("heappop", false), ("_heappop_max", true)] {
            heapq.define(name, "heap, /", "Takes the first item of a heap.") { machine, arguments in
                try HeapView(machine, arguments[0], of: "\(name)() argument", largestFirst: largestFirst).pop()
            }
        }
        for (name, largestFirst) in [("heapreplace", false), ("_heapreplace_max", true)] {
            heapq.define(name, "heap, item, /", "Takes the first item of a heap, then adds another.") {
                machine, arguments in
                let heap = try HeapView(
                    machine, arguments[0], of: "\(name)() argument 1", largestFirst: largestFirst)
                guard !heap.list.items.isEmpty else { throw machine.error(.indexError, "index out of range") }
                return try heap.replaceFirst(with: arguments[1])
            }
        }
        heapq.define("heappushpop", "heap, item, /", "Adds an item to a heap, then takes the first.") {
            machine, arguments in
            let heap = try HeapView(machine, arguments[0], of: "heappushpop() argument 1")
            guard let first = heap.list.items.first, try machine.isLess(first, arguments[1]) else {
                return arguments[1]
            }
            guard !heap.list.items.isEmpty else { throw machine.error(.indexError, "index out of range") }
            return try heap.replaceFirst(with: arguments[1])
        }
    }
}

/// A list as a heap. The list is never in a state that shows items twice or loses them, whatever a comparison raises.
private struct HeapView {
    let machine: Machine
    let list: ListObject
    let largestFirst: Bool

    init(_ machine: Machine, _ value: Value, of what: String, largestFirst: Bool = false) throws {
        guard let list = value.asList else {
            throw machine.error(
                .typeError, "\(what) must be list, not \(value.isNone ? "None" : machine.typeName(value))")
        }
        self.machine = machine
        self.list = list
        self.largestFirst = largestFirst
    }

    /// Whether the item at `index` belongs above the one at `other`. Raises RuntimeError if asking changes the list.
    private func isBefore(_ index: Int, _ other: Int) throws -> Bool {
        let count = list.items.count
        let (a, b) = (list.items[index], list.items[other])
        if a.isSmallInt && b.isSmallInt { return largestFirst ? b.smallInt < a.smallInt : a.smallInt < b.smallInt }
        let answer = try machine.scope {
            machine.keep(a)
            machine.keep(b)
            return largestFirst ? try machine.isLess(b, a) : try machine.isLess(a, b)
        }
        guard list.items.count == count else {
            throw machine.error(.runtimeError, "list changed size during iteration")
        }
        return answer
    }

    func raise(from start: Int, above top: Int) throws {
        var place = start
        while place > top {
            let parent = (place - 1) >> 1
            guard try isBefore(place, parent) else { return }
            list.items.swapAt(place, parent)
            place = parent
        }
    }

    /// Down along the better children to the end, then up to where the item belongs.
    func lower(from start: Int) throws {
        let count = list.items.count
        var place = start
        while place < count >> 1 {
            var child = 2 * place + 1
            if child + 1 < count, try !isBefore(child, child + 1) { child += 1 }
            list.items.swapAt(place, child)
            place = child
        }
        try raise(from: place, above: start)
    }

    func order() throws {
        for place in stride(from: list.items.count / 2 - 1, through: 0, by: -1) {
            try lower(from: place)
            if place & 0xFFF == 0 { try machine.checkInterrupt() }
        }
    }

    func pop() throws -> Value {
        guard let last = list.items.popLast() else { throw machine.error(.indexError, "index out of range") }
        return list.items.isEmpty ? last : try replaceFirst(with: last)
    }

    func replaceFirst(with item: Value) throws -> Value {
        let first = list.items[0]
        machine.keep(first)
        list.items[0] = item
        try lower(from: 0)
        return first
    }
}
