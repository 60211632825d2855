import Syntax

/// A register of a frame.
typealias Register = UInt16

/// A place in the code that jumps go to, known or not yet.
final class Label {
    var position: Int?
    /// Words whose `wide` waits for the position, and the word that the distance counts from.
    var waiting: [(word: Int, origin: Int)] = []
}

/// Instructions, constants and registers of one code object under construction.
struct CodeBuilder {
    unowned let machine: Machine
    var parts = CodeObject.Parts()
    /// The piece of source that instructions emitted now come from.
    var span = Span(at: 0)
    private var constantIndices: [UInt64: Int] = [:]
    private var nameIndices: [String: Int] = [:]
    /// The next free temporary.
    private(set) var top = 0
    /// Set when the program needs more registers or names than an instruction can hold.
    private(set) var overflow = false

    init(machine: Machine) { self.machine = machine }

    var position: Int { parts.words.count }

    // MARK: Registers

    mutating func reserveLocals(_ count: Int) {
        top = count
        note(top)
    }

    mutating func temporary() -> Register { temporaries(1) }

    /// The first of `count` fresh registers in a row.
    mutating func temporaries(_ count: Int) -> Register {
        let first = top
        top += count
        note(top)
        return register(first)
    }

    mutating func release(to mark: Int) { top = mark }

    private mutating func note(_ top: Int) {
        parts.registerCount = max(parts.registerCount, top)
        if top > Int(UInt16.max) - 8 { overflow = true }
    }

    mutating func register(_ number: Int) -> Register {
        guard let register = Register(exactly: number) else {
            overflow = true
            return 0
        }
        return register
    }

    // MARK: Instructions

    mutating func emit(_ instruction: Instruction) {
        parts.words.append(instruction)
        parts.spans.append(span)
    }

    mutating func emit(
        _ op: Opcode, x: UInt8 = 0, a: Register = 0, b: Register = 0, c: Register = 0, extra: Int = 0
    ) {
        emit(Instruction(op, x: x, a: a, b: b, c: c))
        for _ in 0..<extra { emitExtra() }
    }

    mutating func emit(_ op: Opcode, x: UInt8 = 0, a: Register = 0, wide: Int) {
        var instruction = Instruction(op, x: x, a: a)
        instruction.wide = Int32(truncatingIfNeeded: wide)
        emit(instruction)
    }

    private mutating func emitExtra() {
        var word = Instruction(.extra)
        word.raw = UInt64(Opcode.extra.rawValue)
        emit(word)
    }

    /// A jump that keeps its distance in its own word.
    mutating func emitJump(_ op: Opcode, a: Register = 0, to label: Label) {
        emit(op, a: a, wide: 0)
        refer(to: label, word: position - 1)
    }

    /// A jump that keeps its distance in the word behind it.
    mutating func emitLongJump(_ op: Opcode, x: UInt8 = 0, a: Register = 0, b: Register = 0, to label: Label) {
        emit(op, x: x, a: a, b: b)
        emitExtra()
        refer(to: label, word: position - 1)
    }

    private mutating func refer(to label: Label, word: Int) {
        if let target = label.position {
            parts.words[word].wide = Int32(truncatingIfNeeded: target - position)
        } else {
            label.waiting.append((word, position))
        }
    }

    mutating func place(_ label: Label) {
        label.position = position
        for (word, origin) in label.waiting {
            parts.words[word].wide = Int32(truncatingIfNeeded: position - origin)
        }
        label.waiting = []
    }

    // MARK: Constants

    /// The index of a constant; equal bits share one.
    mutating func constant(_ value: Value) -> Int {
        if let index = constantIndices[value.bits] { return index }
        parts.constants.append(value)
        constantIndices[value.bits] = parts.constants.count - 1
        return parts.constants.count - 1
    }

    /// The index of a name for the 16 bits of an operand.
    mutating func name(_ name: String) -> Register {
        if let index = nameIndices[name] { return register(index) }
        let index = constant(Value(machine.intern(name)))
        nameIndices[name] = index
        return register(index)
    }

    mutating func load(_ value: Value, into target: Register) {
        if value.isSmallInt, let small = Int32(exactly: value.smallInt) {
            emit(.loadInt, a: target, wide: Int(small))
        } else {
            let index = constant(value)
            emit(.loadConst, a: target, wide: index)
        }
    }
}
