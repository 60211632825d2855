/// Walks items by their places, forwards or backwards: text, bytes, and whatever has `__getitem__`.
package final class IndexIterator: IteratorObject {
    enum Items { case text, bytes, byteArray, list, sequence }

    /// `.unbound` at the end.
    private var source: Value
    private let items: Items
    private let isReversed: Bool
    private var index: Int

    /// - Parameter last: the place to begin at when it walks backwards.
    init(_ type: ClassObject, _ source: Value, _ items: Items, backwardsFrom last: Int? = nil) {
        self.source = source
        self.items = items
        isReversed = last != nil
        index = last ?? 0
        super.init(type, kind: type.isUserDefined ? .instance : .iterator, heap: type.heap)
    }

    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        let (source, index) = (source, index)
        return { [unowned(unsafe) self] in
            rest?()
            (self.source, self.index) = (source, index)
        }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
    }

    override package func next(_ machine: Machine) throws -> Value? {
        guard !source.isUnbound else { return nil }
        if let item = try item(machine) { return item }
        source = .unbound
        return nil
    }

    private func item(_ machine: Machine) throws -> Value? {
        switch items {
        case .text:
            return source.unchecked(StrObject.self) { text in
                guard index < text.count else { return nil }
                index &+= 1
                return machine.string(codePoint: text.scalar(at: index &- 1))
            }
        case .bytes: return source.unchecked(BytesObject.self) { byte(of: $0.bytes) }
        case .byteArray: return source.unchecked(ByteArrayObject.self) { byte(of: $0.bytes) }
        case .list:
            return source.unchecked(ListObject.self) { list in
                guard index >= 0, index < list.items.count else { return nil }
                index &-= 1
                return list.items[index &+ 1]
            }
        case .sequence: return try asked(machine)
        }
    }

    private func byte(of bytes: [UInt8]) -> Value? {
        guard index < bytes.count else { return nil }
        index &+= 1
        return Value(small: Int(bytes[index &- 1]))
    }

    /// The next item by `__getitem__`, which ends the walk with IndexError or StopIteration.
    private func asked(_ machine: Machine) throws -> Value? {
        guard index >= 0 else { return nil }
        guard index < .max else { throw machine.error(.overflowError, "iter index too large") }
        let (sequence, place) = (source, machine.int(index))
        do {
            return try machine.scope {
                machine.keep(sequence)
                let item = try machine.getItem(sequence, place)
                index = isReversed ? index &- 1 : index &+ 1
                return item
            }
        } catch let error as PythonError {
            let isEnd = [ExceptionKind.indexError, .stopIteration].contains {
                error.exception.type.isSubclass(of: machine.types[$0])
            }
            if isReversed || isEnd { source = .unbound }
            guard isEnd else { throw error }
            return nil
        }
    }

    override package var remainingCount: Int? {
        guard !source.isUnbound else { return 0 }
        switch items {
        case .text: return source.unchecked(StrObject.self) { max(0, $0.count - index) }
        case .bytes: return source.unchecked(BytesObject.self) { max(0, $0.bytes.count - index) }
        case .byteArray: return source.unchecked(ByteArrayObject.self) { max(0, $0.bytes.count - index) }
        case .list: return source.unchecked(ListObject.self) { $0.items.count > index ? index + 1 : 0 }
        case .sequence: return isReversed ? index + 1 : nil
        }
    }
    /// `__length_hint__`, for which an object may be asked its length; nil where it has none.
    func lengthHint(_ machine: Machine) throws -> Int? {
        guard items == .sequence, !source.isUnbound else { return remainingCount }
        guard machine.type(of: source).lookup(machine.names.len) != nil || !source.object.type.isUserDefined else {
            return nil
        }
        let count = try machine.length(source)
        return isReversed ? (count > index ? index + 1 : 0) : max(0, count - index)
    }

    override package func reduce(_ machine: Machine) throws -> Value? {
        if items == .sequence, isReversed {
            guard !source.isUnbound else { return machine.tuple(Value(type), machine.tuple([machine.tuple([])])) }
            return machine.tuple([Value(type), machine.tuple([source]), machine.int(index)])
        }
        guard source.isUnbound else {
            let function = machine.builtIn(isReversed ? "reversed" : "iter")
            return machine.tuple([function, machine.tuple([source]), machine.int(index)])
        }
        let nothing = items == .text ? machine.string("") : items == .list ? machine.list() : machine.tuple([])
        return machine.tuple(machine.builtIn("iter"), machine.tuple([nothing]))
    }
    override package func restore(_ machine: Machine, _ state: Value) throws {
        let wanted = try machine.intArgument(state)
        guard !source.isUnbound else { return }
        if items == .sequence, !isReversed {
            index = max(0, wanted)
        } else {
            let count = try machine.length(source)
            index = isReversed ? max(-1, min(wanted, count - 1)) : max(0, min(wanted, count))
        }
    }
}

/// `iter(function, sentinel)`.
package final class CallableIterator: IteratorObject {
    /// `.unbound` at the end.
    private var function: Value
    private let sentinel: Value

    init(_ type: ClassObject, _ function: Value, until sentinel: Value) {
        self.function = function
        self.sentinel = sentinel
        super.init(type, kind: .iterator, heap: type.heap)
    }

    override package func memento() -> (() -> Void)? {
        let function = function
        return { [unowned(unsafe) self] in self.function = function }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(function)
        marker.visit(sentinel)
    }
    override package func next(_ machine: Machine) throws -> Value? {
        guard !function.isUnbound else { return nil }
        do {
            return try machine.scope {
                let value = try machine.call(function)
                machine.keep(value)
                // The call may have taken this iterator to its end.
                guard !function.isUnbound else { return nil }
                guard try machine.isSameOrEqual(sentinel, value) else { return value }
                function = .unbound
                return nil
            }
        } catch let error as PythonError where error.exception.type.isSubclass(of: machine.types[.stopIteration]) {
            function = .unbound
            return nil
        }
    }
    override package func reduce(_ machine: Machine) -> Value? {
        let parts = function.isUnbound ? machine.tuple([machine.tuple([])]) : machine.tuple(function, sentinel)
        return machine.tuple(machine.builtIn("iter"), parts)
    }
}

/// `filter(function, source)`.
package final class FilterIterator: IteratorObject {
    private let function: Value
    private let source: Value

    init(_ type: ClassObject, _ function: Value, _ source: Value) {
        self.function = function
        self.source = source
        super.init(type, kind: type.isUserDefined ? .instance : .iterator, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(function)
        marker.visit(source)
    }
    override package var lasting: String? { "where iterators stand" }
    override package func next(_ machine: Machine) throws -> Value? {
        while let item = try machine.next(source) {
            try machine.checkInterrupt()
            let isKept = try machine.scope {
                machine.keep(item)
                if function.isNone { return try machine.truth(item) }
                return try machine.truth(machine.call(function, [item]))
            }
            if isKept { return item }
        }
        return nil
    }
    override package func reduce(_ machine: Machine) -> Value? {
        machine.tuple(Value(type), machine.tuple(function, source))
    }
}
