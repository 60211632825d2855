/// A generator: a function's frame that can be put aside and taken up again.
package final class GeneratorObject: IteratorObject {
    enum State { case created, suspended, running, finished }

    /// The function; code and globals are its.
    private(set) var function: Value
    /// The frame's registers, whether it runs or is put aside.
    private(set) var registers: UnsafeMutablePointer<Value>
    private var registerCount: Int
    private var capacity: Int
    var pc: UnsafeMutablePointer<Instruction>
    var state = State.created
    /// Where a value that is sent in goes.
    var receiver: UInt16 = 0
    /// Whether the generator handles an exception itself, and not only its caller.
    var handlesOwn = false
    /// Where it does: that exception while the generator is put aside, what its caller handles while it runs.
    var handled = Value.none
    /// More registers than these are not kept for the next generator.
    private static let mostKept = 64

    /// - Parameter arguments: as many as the function has parameters.
    init(_ type: ClassObject, function: FunctionObject, arguments: UnsafeMutablePointer<Value>) {
        self.function = Value(function)
        registerCount = function.entry.registerCount
        capacity = max(8, registerCount)
        registers = .allocate(capacity: capacity)
        pc = function.entry.words
        super.init(type, kind: .generator, heap: type.heap)
        if capacity <= GeneratorObject.mostKept { pool = .generator }
        fill(function.entry, arguments)
    }

    deinit { registers.deallocate() }

    /// Makes a generator that was found dead a new one.
    func renew(function: FunctionObject, arguments: UnsafeMutablePointer<Value>) {
        self.function = Value(function)
        registerCount = function.entry.registerCount
        if registerCount > capacity {
            registers.deallocate()
            capacity = registerCount
            registers = .allocate(capacity: capacity)
            if capacity > GeneratorObject.mostKept { pool = .none }
        }
        forgetAttributes()
        pc = function.entry.words
        state = .created
        handlesOwn = false
        handled = .none
        fill(function.entry, arguments)
    }

    private func fill(_ entry: FunctionObject.Entry, _ arguments: UnsafeMutablePointer<Value>) {
        for index in 0..<entry.parameterCount { (registers + index).initialize(to: arguments[index]) }
        for index in entry.parameterCount..<registerCount { (registers + index).initialize(to: .unbound) }
    }

    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        let saved = ContiguousArray(UnsafeBufferPointer(start: registers, count: registerCount))
        let (pc, state, receiver, handled, handlesOwn) = (pc, state, receiver, handled, handlesOwn)
        return { [unowned(unsafe) self] in
            rest?()
            for place in saved.indices { registers[place] = saved[place] }
            (self.pc, self.state, self.receiver, self.handled) = (pc, state, receiver, handled)
            self.handlesOwn = handlesOwn
        }
    }

    /// Lets go of everything that it holds.
    func finish() {
        state = .finished
        handled = .none
        handlesOwn = false
    }

    /// What a generator that is put aside in a `yield from` delegates to.
    var delegate: Value? {
        guard state == .suspended, pc.pointee.op == .yieldFrom else { return nil }
        return registers[Int(pc.pointee.a)]
    }

    /// The variables of a generator that is put aside, as a dict; None while it runs.
    func locals(_ machine: Machine) -> Value {
        guard state == .created || state == .suspended, let function = function.asFunction else { return .none }
        let result = machine.dict()
        func put(_ name: StrObject, _ value: Value) {
            let value = value.asCell?.value ?? value
            // Names with a dot are the compiler's own.
            if !value.isUnbound, name.utf8.first != UInt8(ascii: ".") { result.set(name, value) }
        }
        for (index, name) in function.code.localNames.enumerated() where index < registerCount {
            put(name, registers[index])
        }
        for (name, cell) in zip(function.code.freeNames, function.closure) { put(machine.intern(name), cell) }
        return Value(result)
    }

    /// Lets the generator go on behind its `yield from`.
    func finishDelegation(with result: Value) {
        registers[Int(pc.pointee.a)] = result
        pc += 1
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(function)
        marker.visit(handled)
        if state != .finished {
            for index in 0..<registerCount { marker.visit(registers[index]) }
        }
    }
    override package func repr(_ machine: Machine) -> String {
        let name = function.asFunction?.qualifiedName ?? ""
        return "<generator object \(name) at \(hexAddress)>"
    }
    override package func next(_ machine: Machine) throws -> Value? {
        try machine.resume(self, sending: .none, result: nil)
    }
}
