/// A generator: a function's frame that can be put aside and taken up again.
package final class GeneratorObject: Object {
    enum State { case created, suspended, running, finished }

    /// The function; code and globals are its.
    let function: Value
    /// The frame's registers while it is put aside. A running generator's are on the stack; a finished one has none.
    private(set) var registers: UnsafeMutablePointer<Value>
    private(set) var registerCount: Int
    var pc: UnsafeMutablePointer<Instruction>
    var state = State.created
    /// Where a value that is sent in goes.
    var receiver: UInt16 = 0
    /// The exception that the generator handles while it is put aside.
    var handled = Value.none
    /// Whether the generator handles an exception itself, and not only its caller.
    var handlesOwn = false

    /// - Parameter arguments: as many as the function has parameters.
    init(_ type: ClassObject, function: FunctionObject, arguments: UnsafeMutablePointer<Value>) {
        self.function = Value(function)
        let entry = function.entry
        registerCount = entry.registerCount
        registers = .allocate(capacity: registerCount)
        registers.initialize(from: arguments, count: entry.parameterCount)
        (registers + entry.parameterCount).initialize(
            repeating: .unbound, count: registerCount &- entry.parameterCount)
        pc = entry.words
        super.init(type, kind: .generator, heap: type.heap)
    }

    deinit { registers.deallocate() }

    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        let saved = ContiguousArray(UnsafeBufferPointer(start: registers, count: registerCount))
        let (pc, state, receiver, handled, handlesOwn) = (pc, state, receiver, handled, handlesOwn)
        return { [unowned(unsafe) self] in
            rest?()
            registers.deallocate()
            registers = .allocate(capacity: max(1, saved.count))
            for place in saved.indices { (registers + place).initialize(to: saved[place]) }
            registerCount = saved.count
            (self.pc, self.state, self.receiver, self.handled) = (pc, state, receiver, handled)
            self.handlesOwn = handlesOwn
        }
    }

    /// Lets go of everything that it holds.
    func finish() {
        state = .finished
        registerCount = 0
        handled = .none
        handlesOwn = false
    }

    /// What a generator that is put aside in a `yield from` delegates to.
    var delegate: Value? {
        guard state == .suspended, pc.pointee.op == .yieldFrom else { return nil }
        return registers[Int(pc.pointee.a)]
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
        if state == .created || state == .suspended {
            for index in 0..<registerCount { marker.visit(registers[index]) }
        }
    }
    override package func repr(_ machine: Machine) -> String {
        let name = function.asFunction?.qualifiedName ?? ""
        return "<generator object \(name) at \(hexAddress)>"
    }
    override package var isIterator: Bool { true }
    override package func iterator(_ machine: Machine) -> Value? { Value(self) }
    override package func next(_ machine: Machine) throws -> Value? {
        try machine.resume(self, sending: .none, result: nil)
    }
}
