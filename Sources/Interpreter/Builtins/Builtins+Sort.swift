/// By the values themselves.
private struct PlainOrder: SortOrder {
    let machine: Machine
    func isLess(_ lhs: Value, _ rhs: Value) throws -> Bool { try machine.isLess(lhs, rhs) }
}

/// Small integers only: nothing of the program runs.
private struct SmallIntOrder: SortOrder {
    func isLess(_ lhs: Value, _ rhs: Value) throws -> Bool { lhs.smallInt < rhs.smallInt }
}

private struct DoubleOrder: SortOrder {
    func isLess(_ lhs: Value, _ rhs: Value) throws -> Bool { lhs.double < rhs.double }
}

private struct TextOrder: SortOrder {
    func isLess(_ lhs: Value, _ rhs: Value) throws -> Bool {
        lhs.unchecked(StrObject.self) { left in
            rhs.unchecked(StrObject.self) { right in left.precedes(right) }
        }
    }
}

/// By keys that stand beside the values.
private struct KeyOrder<Order: SortOrder>: SortOrder where Order.Element == Value {
    struct Element {
        let key: Value
        let value: Value
    }
    let order: Order
    func isLess(_ lhs: Element, _ rhs: Element) throws -> Bool { try order.isLess(lhs.key, rhs.key) }
}

extension Machine {
    /// `list.sort(key=key, reverse=reverse)`.
    package func sort(_ list: ListObject, key: Value, reverse: Value) throws {
        let isReversed = reverse.isUnbound || reverse.isNone ? false : try intArgument(reverse) != 0
        try scope {
            // The list is empty while it is sorted, so that changes to it are noticed; this one keeps the items alive.
            let kept = ListObject(types.list, list.items)
            keep(Value(kept))
            keep(Value(list))
            list.items = []
            let before = list.items.capacity
            var sorted = kept.items
            do {
                if isReversed { sorted.reverse() }
                if key.isAbsentOrNone {
                    try sortPlain(&sorted)
                } else {
                    try sortByKey(&sorted, key, isReversed: isReversed)
                }
            } catch {
                list.items = isReversed ? ContiguousArray(sorted.reversed()) : sorted
                throw error
            }
            if isReversed { sorted.reverse() }
            let isChanged = !list.items.isEmpty || list.items.capacity != before
            list.items = sorted
            if isChanged { throw error(.valueError, "list modified during sort") }
        }
    }

    private func sortPlain(_ items: inout ContiguousArray<Value>) throws {
        func run(_ order: some SortOrder<Value>) throws {
            var sort = MergeSort(items, order, breathe: checkInterrupt)
            items = []
            defer { items = sort.items }
            try sort.sort()
        }
        switch uniformKind(items) {
        case .smallInt: try run(SmallIntOrder())
        case .double: try run(DoubleOrder())
        case .text: try run(TextOrder())
        case .mixed: try run(PlainOrder(machine: self))
        }
    }

    /// `items` are the other way round when they are `isReversed`, but their keys are asked for in the list's order.
    private func sortByKey(_ items: inout ContiguousArray<Value>, _ key: Value, isReversed: Bool) throws {
        let keys = ListObject(types.list, [])
        keep(Value(keys))
        keys.items.reserveCapacity(items.count)
        for index in items.indices {
            let item = items[isReversed ? items.count - 1 - index : index]
            keys.items.append(try call(key, [item]))
        }
        if isReversed { keys.items.reverse() }
        func run<Order: SortOrder>(_ order: Order) throws where Order.Element == Value {
            let pairs = zip(keys.items, items).map { KeyOrder<Order>.Element(key: $0, value: $1) }
            var sort = MergeSort(ContiguousArray(pairs), KeyOrder(order: order), breathe: checkInterrupt)
            defer { items = ContiguousArray(sort.items.map(\.value)) }
            try sort.sort()
        }
        switch uniformKind(keys.items) {
        case .smallInt: try run(SmallIntOrder())
        case .double: try run(DoubleOrder())
        case .text: try run(TextOrder())
        case .mixed: try run(PlainOrder(machine: self))
        }
    }

    private enum UniformKind { case smallInt, double, text, mixed }

    private func uniformKind(_ items: ContiguousArray<Value>) -> UniformKind {
        guard let first = items.first else { return .mixed }
        if first.isSmallInt { return items.allSatisfy(\.isSmallInt) ? .smallInt : .mixed }
        if first.isDouble { return items.allSatisfy(\.isDouble) ? .double : .mixed }
        let isText = items.allSatisfy { $0.kind == .str && $0.object.hasType(types.str) }
        return isText ? .text : .mixed
    }
}
