import BigInt

/// An integer outside `Value.smallInts`.
package final class IntObject: Object {
    /// The value, where it fits; else `large` holds it.
    private(set) var native: Int
    private let large: Large?

    private final class Large {
        let value: BigInt
        init(_ value: BigInt) { self.value = value }
    }

    /// - Precondition: `value` does not fit a native integer.
    init(_ type: ClassObject, _ value: BigInt) {
        native = 0
        large = Large(value)
        super.init(type, kind: .bigInt, heap: type.heap)
    }

    init(_ type: ClassObject, native: Int) {
        self.native = native
        large = nil
        super.init(type, kind: .bigInt, heap: type.heap)
    }

    /// Makes a number that was found dead a new one.
    /// - Precondition: `isNative`.
    @inline(__always) func renew(native: Int) { self.native = native }

    package var value: BigInt { large?.value ?? BigInt(native) }
    var isNative: Bool { large == nil }

    override package var payloadBytes: Int { large.map { $0.value.magnitude.bitWidth / 8 } ?? 0 }
    override package func repr(_ machine: Machine) throws -> String { try machine.intRepr(Value(self)) }
    override package func format(_ machine: Machine, _ spec: String) throws -> String {
        try machine.formatNumber(Value(self), spec)
    }
    override package func hash(_ machine: Machine) -> Int {
        large.map { PythonHash.int($0.value) } ?? PythonHash.int(native)
    }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        try machine.numberBinary(op, Value(self), other, reflected: reflected)
    }
    override package func unary(_ machine: Machine, _ op: UnaryOp) throws -> Value? {
        machine.numberUnary(op, Value(self))
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        machine.numberCompare(op, Value(self), other)
    }
    override package func index(_ machine: Machine) -> Value? { Value(self) }
}

/// An instance of a user's subclass of `int`, `float` or `bool`: the plain number and the attributes around it.
package final class BoxedObject: Object {
    package let value: Value

    init(_ type: ClassObject, _ value: Value) {
        self.value = value
        super.init(type, kind: .boxed, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(value)
    }
    override package func repr(_ machine: Machine) throws -> String { try machine.repr(value) }
    override package func format(_ machine: Machine, _ spec: String) throws -> String {
        spec.isEmpty
            ? try machine.str(Value(self)) : try machine.formatNumber(value, spec, typeName: type.name)
    }
    override package func truth(_ machine: Machine) throws -> Bool { try machine.truth(value) }
    override package func hash(_ machine: Machine) throws -> Int { try machine.hash(value) }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        try machine.numberBinary(op, value, other, reflected: reflected)
    }
    override package func unary(_ machine: Machine, _ op: UnaryOp) throws -> Value? { machine.numberUnary(op, value) }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        machine.numberCompare(op, value, other)
    }
    override package func index(_ machine: Machine) -> Value? { value.isDouble ? nil : value }
    override package func float(_ machine: Machine) throws -> Double? { try machine.float(value) }
}

package final class ComplexObject: Object {
    package let real: Double
    package let imaginary: Double

    init(_ type: ClassObject, _ real: Double, _ imaginary: Double) {
        self.real = real
        self.imaginary = imaginary
        super.init(type, kind: .complex, heap: type.heap)
    }

    override package func repr(_ machine: Machine) -> String { machine.complexRepr(real, imaginary) }
    override package func format(_ machine: Machine, _ spec: String) throws -> String {
        if spec.isEmpty, type.isUserDefined { return try machine.str(Value(self)) }
        return try machine.formatNumber(Value(self), spec)
    }
    override package func truth(_ machine: Machine) -> Bool { real != 0 || imaginary != 0 }
    override package func hash(_ machine: Machine) -> Int { PythonHash.complex(real, imaginary) }
    override package func binary(
        _ machine: Machine, _ op: BinaryOp, _ other: Value, reflected: Bool
    ) throws -> Value? {
        try machine.complexBinary(self, op, other, reflected: reflected)
    }
    override package func unary(_ machine: Machine, _ op: UnaryOp) -> Value? {
        switch op {
        case .neg: machine.complex(-real, -imaginary)
        case .pos: hasType(machine.types.complex) ? Value(self) : machine.complex(real, imaginary)
        case .invert: nil
        }
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard op == .eq || op == .ne else { return nil }
        let equal: Bool
        if let other = other.asComplex {
            equal = real == other.real && imaginary == other.imaginary
        } else if let same = machine.numberCompare(.eq, Value(real), other) {
            equal = imaginary == 0 && same == .true
        } else {
            return nil
        }
        return Value(equal == (op == .eq))
    }
}
