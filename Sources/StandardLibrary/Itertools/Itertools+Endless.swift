import Interpreter

// count, cycle, repeat: iterators that may never end.
extension StandardLibrary {
    static func fillEndless(_ itertools: ModuleBuilder) {
        itertools.makeIterator("count", "start=0, step=1", "Counts up from start by step.") {
            machine, type, arguments in
            let start = arguments[0].isUnbound ? Value(small: 0) : arguments[0]
            let step = arguments[1].isUnbound ? Value(small: 1) : arguments[1]
            guard machine.isNumber(start), machine.isNumber(step) else {
                throw machine.error(.typeError, "a number is required")
            }
            return CountIterator(type, start, step)
        }
        itertools.makeIterator("cycle", "*args", "Gives the items over and over.") { machine, type, arguments in
            CycleIterator(type, try machine.iterator(of: machine.onlyArgument(arguments, of: "cycle")))
        }
        let repeating = itertools.makeIterator(
            "repeat", "object, times=None", "Gives an object a number of times, or for ever."
        ) { machine, type, arguments in
            let times = arguments[1].isUnbound ? nil : max(0, try machine.intArgument(arguments[1]))
            return RepeatIterator(type, arguments[0], times: times)
        }
        itertools.machine.method(repeating, "__length_hint__", "self, /") { machine, arguments in
            guard let left = (arguments[0].object as? RepeatIterator)?.left else {
                throw machine.error(.typeError, "len() of unsized object")
            }
            return machine.int(left)
        }
    }
}

extension Machine {
    /// Whether a value can be converted to a number.
    func isNumber(_ value: Value) -> Bool {
        if plainNumber(value) != nil || value.kind == .complex { return true }
        let type = type(of: value)
        return [names.index, names.int, names.float].contains { type.lookup($0) != nil }
    }
}

final class CountIterator: NativeIterator {
    private var current: Value
    private let step: Value
    private let isCounting: Bool

    init(_ type: ClassObject, _ start: Value, _ step: Value) {
        current = start
        self.step = step
        isCounting = step == Value(small: 1)
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(current)
        marker.visit(step)
    }
    override func next(_ machine: Machine) throws -> Value? {
        let value = current
        if isCounting, value.isSmallInt {
            current = machine.int(value.smallInt &+ 1)
            return value
        }
        return try machine.scope {
            machine.keep(value)
            current = try machine.binary(.add, value, step)
            return value
        }
    }
    override func repr(_ machine: Machine) throws -> String {
        let start = try machine.repr(current)
        return isCounting ? "\(type.name)(\(start))" : "\(type.name)(\(start), \(try machine.repr(step)))"
    }

    override func reduce(_ machine: Machine) -> Value? {
        // CPython counts by the machine's own integers as long as it can, and names the step where it does not.
        let isPlain = isCounting && (current.isSmallInt || (try? machine.intArgument(current)) != nil)
        return machine.tuple(Value(type), isPlain ? machine.tuple([current]) : machine.tuple(current, step))
    }
}

final class CycleIterator: NativeIterator {
    /// `.unbound` when all items have been saved.
    private var source: Value
    private var saved: ContiguousArray<Value> = []
    private var index = 0
    /// What the source gives has been saved already.
    private var isRepeating = false

    init(_ type: ClassObject, _ source: Value) {
        self.source = source
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(source)
        marker.visit(saved)
    }
    override var payloadBytes: Int { saved.capacity * 8 }
    override func next(_ machine: Machine) throws -> Value? {
        if !source.isUnbound {
            if let item = try machine.next(source) {
                if !isRepeating { saved.append(item) }
                return item
            }
            source = .unbound
        }
        guard !saved.isEmpty else { return nil }
        if index >= saved.count { index = 0 }
        let item = saved[index]
        index = index &+ 1 < saved.count ? index &+ 1 : 0
        return item
    }

    override func reduce(_ machine: Machine) throws -> Value? {
        guard source.isUnbound else {
            return machine.tuple([
                Value(type), machine.tuple([source]), machine.tuple(machine.list(saved), Value(isRepeating)),
            ])
        }
        let rest = machine.list(ContiguousArray(saved[index...]))
        machine.keep(rest)
        let iterator = try machine.iterator(of: rest)
        return machine.tuple([
            Value(type), machine.tuple([iterator]), machine.tuple(machine.list(saved), .true),
        ])
    }
    override func restore(_ machine: Machine, _ state: Value) throws {
        guard let parts = state.asTuple?.items else { throw machine.error(.typeError, "state is not a tuple") }
        guard parts.count == 2 else {
            throw machine.error(.typeError, "function takes exactly 2 arguments (\(parts.count) given)")
        }
        guard let items = parts[0].asList?.items else {
            throw machine.error(.typeError, "argument 1 must be list, not \(machine.typeName(parts[0]))")
        }
        isRepeating = try machine.intArgument(parts[1]) != 0
        saved = items
        index = 0
    }
}

final class RepeatIterator: NativeIterator {
    private let object: Value
    /// nil for ever.
    private(set) var left: Int?

    init(_ type: ClassObject, _ object: Value, times: Int?) {
        self.object = object
        left = times
        super.init(type)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(object)
    }
    override func next(_ machine: Machine) throws -> Value? {
        guard let left else { return object }
        guard left > 0 else { return nil }
        self.left = left &- 1
        return object
    }
    override func repr(_ machine: Machine) throws -> String {
        let what = try machine.repr(object)
        return left.map { "\(type.name)(\(what), \($0))" } ?? "\(type.name)(\(what))"
    }

    override func reduce(_ machine: Machine) -> Value? {
        let parts = left.map { machine.tuple(object, machine.int($0)) } ?? machine.tuple([object])
        return machine.tuple(Value(type), parts)
    }
}
