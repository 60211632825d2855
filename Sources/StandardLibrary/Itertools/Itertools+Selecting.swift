import Interpreter

// compress, dropwhile, filterfalse, islice, takewhile: some items of an iterable.
extension StandardLibrary {
    static func fillSelecting(_ itertools: ModuleBuilder) {
        itertools.makeIterator("compress", "data, selectors", "The items whose selectors are true.") {
            machine, type, arguments in
            let data = try machine.iterator(of: arguments[0])
            machine.keep(data)
            return CompressIterator(type, data, try machine.iterator(of: arguments[1]))
        }
        itertools.makeIterator(
            "dropwhile", "predicate, iterable, /", "The items from the first on for which the predicate is false."
        ) { machine, type, arguments in
            FilteringIterator(type, .dropWhile, arguments[0], try machine.iterator(of: arguments[1]))
        }
        itertools.makeIterator(
            "takewhile", "predicate, iterable, /", "The items before the first for which the predicate is false."
        ) { machine, type, arguments in
            FilteringIterator(type, .takeWhile, arguments[0], try machine.iterator(of: arguments[1]))
        }
        itertools.makeIterator(
            "filterfalse", "function, iterable, /", "The items for which the function is false."
        ) { machine, type, arguments in
            FilteringIterator(type, .filterFalse, arguments[0], try machine.iterator(of: arguments[1]))
        }
        itertools.makeIterator(
            "islice", "*args",
            "The items that a slice would pick: islice(iterable, stop) or (iterable, start, stop, step)."
        ) { machine, type, arguments in try machine.makeSlice(type, arguments[0].asTuple?.items ?? []) }
    }
}

extension Machine {
    fileprivate func makeSlice(_ type: ClassObject, _ items: ContiguousArray<Value>) throws -> NativeIterator {
        guard items.count >= 2 else {
            throw error(.typeError, "islice expected at least 2 arguments, got \(items.count)")
        }
        guard items.count <= 4 else {
            throw error(.typeError, "islice expected at most 4 arguments, got \(items.count)")
        }
        let range = "must be None or an integer: 0 <= x <= sys.maxsize."
        let last = items.count == 2 ? items[1] : items[2]
        var stop: Int?
        let start = items.count == 2 || items[1].isNone ? 0 : sliceNumber(items[1])
        if !last.isNone {
            stop = sliceNumber(last)
            if stop == -1 { throw error(.valueError, "Stop argument for islice() \(range)") }
        }
        guard start >= 0, stop ?? 0 >= 0 else { throw error(.valueError, "Indices for islice() \(range)") }
        let step = items.count < 4 || items[3].isNone ? 1 : sliceNumber(items[3])
        guard step >= 1 else { throw error(.valueError, "Step for islice() must be a positive integer or None.") }
        return SliceIterator(type, try iterator(of: items[0]), start: start, stop: stop ?? .max, step: step)
    }

    /// -1 for what is no index.
    private func sliceNumber(_ value: Value) -> Int { (try? intArgument(value)) ?? -1 }
}

final class CompressIterator: NativeIterator {
    private let data: Value
    private let selectors: Value

    init(_ type: ClassObject, _ data: Value, _ selectors: Value) {
        self.data = data
        self.selectors = selectors
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(data)
        marker.visit(selectors)
    }
    override func next(_ machine: Machine) throws -> Value? {
        while let item = try machine.next(data) {
            let isPicked: Bool? = try machine.scope {
                machine.keep(item)
                guard let selector = try machine.next(selectors) else { return nil }
                return try machine.truth(selector)
            }
            guard let isPicked else { return nil }
            if isPicked { return item }
            try machine.checkInterrupt()
        }
        return nil
    }

    override func reduce(_ machine: Machine) -> Value? {
        machine.tuple(Value(type), machine.tuple(data, selectors))
    }
}

/// dropwhile, takewhile and filterfalse.
final class FilteringIterator: NativeIterator {
    enum Rule { case dropWhile, takeWhile, filterFalse }

    private let rule: Rule
    private let predicate: Value
    private let source: Value
    /// dropwhile: the beginning has been dropped. takewhile: the end has been reached.
    private var isPast = false

    init(_ type: ClassObject, _ rule: Rule, _ predicate: Value, _ source: Value) {
        self.rule = rule
        self.predicate = predicate
        self.source = source
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(predicate)
        marker.visit(source)
    }
    override func next(_ machine: Machine) throws -> Value? {
        switch rule {
        case .takeWhile:
            guard !isPast, let item = try machine.next(source) else { return nil }
            if try machine.holds(predicate, for: item) { return item }
            isPast = true
            return nil
        case .dropWhile:
            while let item = try machine.next(source) {
                if isPast { return item }
                if try !machine.holds(predicate, for: item) {
                    isPast = true
                    return item
                }
                try machine.checkInterrupt()
            }
            return nil
        case .filterFalse:
            while let item = try machine.next(source) {
                let isTrue =
                    predicate.isNone || predicate == Value(machine.types.bool)
                    ? try machine.scope {
                        machine.keep(item)
                        return try machine.truth(item)
                    } : try machine.holds(predicate, for: item)
                if !isTrue { return item }
                try machine.checkInterrupt()
            }
            return nil
        }
    }

    override func reduce(_ machine: Machine) -> Value? {
        let parts = machine.tuple(predicate, source)
        if rule == .filterFalse { return machine.tuple(Value(type), parts) }
        return machine.tuple([Value(type), parts, Value(small: isPast ? 1 : 0)])
    }
    override func restore(_ machine: Machine, _ state: Value) throws { isPast = try machine.truth(state) }
}

final class SliceIterator: NativeIterator {
    /// `.unbound` at the end.
    private var source: Value
    private var position = 0
    private var wanted: Int
    private let stop: Int
    private let step: Int

    init(_ type: ClassObject, _ source: Value, start: Int, stop: Int, step: Int) {
        self.source = source
        wanted = start
        self.stop = stop
        self.step = step
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
    }
    override func next(_ machine: Machine) throws -> Value? {
        guard !source.isUnbound else { return nil }
        do {
            while position < wanted {
                guard try machine.next(source) != nil else { return end() }
                position &+= 1
                if position & 0xFFF == 0 { try machine.checkInterrupt() }
            }
            guard position < stop, let item = try machine.next(source) else { return end() }
            position &+= 1
            let (following, overflow) = wanted.addingReportingOverflow(step)
            wanted = overflow ? stop : min(following, stop)
            return item
        } catch {
            source = .unbound
            throw error
        }
    }

    private func end() -> Value? {
        source = .unbound
        return nil
    }

    override func reduce(_ machine: Machine) throws -> Value? {
        guard !source.isUnbound else {
            let nothing = machine.list()
            machine.keep(nothing)
            let parts = machine.tuple(try machine.iterator(of: nothing), Value(small: 0))
            return machine.tuple([Value(type), parts, Value(small: 0)])
        }
        let parts = machine.tuple([
            source, machine.int(wanted), stop == .max ? .none : machine.int(stop), machine.int(step),
        ])
        return machine.tuple([Value(type), parts, machine.int(position)])
    }
    override func restore(_ machine: Machine, _ state: Value) throws { position = try machine.intArgument(state) }
}
