/// A generator: a function's frame that can be put aside and taken up again.
package final class GeneratorObject: Object {
    enum State { case created, suspended, running, finished }

    /// The function; code and globals are its.
    let function: Value
    /// The frame's registers while it is put aside. A running generator's are on the stack.
    var registers: ContiguousArray<Value>
    var pc: UnsafeMutablePointer<Instruction>
    var state = State.created
    /// Where a value that is sent in goes.
    var receiver: UInt16 = 0
    /// The exception that the generator handles while it is put aside.
    var handled = Value.none

    init(_ type: ClassObject, function: FunctionObject, registers: ContiguousArray<Value>) {
        self.function = Value(function)
        self.registers = registers
        pc = function.code.words
        super.init(type, kind: .generator, heap: type.heap)
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
        marker.visit(registers)
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
