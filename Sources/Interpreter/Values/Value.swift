/// Any Python value in eight trivial bytes: a double, a 48-bit integer, a singleton, or a reference to a heap object.
///
/// Doubles are stored as they are; the patterns from `0xFFF9_…` upwards, which no arithmetic produces, carry the rest
/// in their low 48 bits. A value does not retain its object: the heap does, until a collection finds it unreachable.
public struct Value: Equatable, Sendable {
    package var bits: UInt64

    package init(bits: UInt64) { self.bits = bits }

    static let objectTag: UInt64 = 0xFFF9
    static let intTag: UInt64 = 0xFFFA
    static let singletonTag: UInt64 = 0xFFFB
    static let firstTagged: UInt64 = 0xFFF9 << 48
    static let payloadMask: UInt64 = 0x0000_FFFF_FFFF_FFFF

    /// The mark of a variable without a value and of an absent argument. Never visible to a program.
    package static let unbound = Value(bits: singletonTag << 48)
    package static let none = Value(bits: singletonTag << 48 | 1)
    package static let `false` = Value(bits: singletonTag << 48 | 2)
    package static let `true` = Value(bits: singletonTag << 48 | 3)
    package static let notImplemented = Value(bits: singletonTag << 48 | 4)
    package static let ellipsis = Value(bits: singletonTag << 48 | 5)

    /// Integers in this range need no object.
    package static let smallInts = -(1 << 47)...((1 << 47) - 1)

    @inline(__always) package init(_ double: Double) {
        let pattern = double.bitPattern
        bits = pattern < Value.firstTagged ? pattern : 0x7FF8_0000_0000_0000
    }

    @inline(__always) package init(_ bool: Bool) { self = bool ? .true : .false }

    /// - Precondition: `int` lies in `smallInts`; `Machine.int(_:)` takes any.
    @inline(__always) package init(small int: Int) {
        bits = Value.intTag << 48 | UInt64(bitPattern: Int64(int)) & Value.payloadMask
    }

    /// The integer, of 48 bits or of an object of 64; nil for a larger one and for everything else.
    @inline(__always) var nativeInt: Int? {
        if isSmallInt { return smallInt }
        guard kind == .bigInt else { return nil }
        return unchecked(IntObject.self) { $0.isNative ? $0.native : nil }
    }

    @inline(__always) package init(_ object: Object) {
        bits = Value.objectTag << 48 | UInt64(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()))
    }

    @inline(__always) init(_ object: Unmanaged<Object>) {
        bits = Value.objectTag << 48 | UInt64(UInt(bitPattern: object.toOpaque()))
    }

    /// Whether both are integers that need no object.
    @inline(__always) static func areSmall(_ a: Value, _ b: Value) -> Bool {
        ((a.bits ^ intTag << 48) | (b.bits ^ intTag << 48)) &>> 48 == 0
    }

    /// A small integer times 2^16: what does not fit 48 bits overflows 64.
    /// - Precondition: `isSmallInt`.
    @inline(__always) var shifted: Int { Int(truncatingIfNeeded: bits &<< 16) }

    @inline(__always) init(shifted: Int) {
        bits = Value.intTag << 48 | UInt64(UInt(bitPattern: shifted)) &>> 16
    }

    @inline(__always) package static func fitsSmall(_ int: Int) -> Bool { (int &<< 16) &>> 16 == int }

    @inline(__always) package var isDouble: Bool { bits < Value.firstTagged }
    @inline(__always) package var isSmallInt: Bool { bits &>> 48 == Value.intTag }
    @inline(__always) package var isObject: Bool { bits &>> 48 == Value.objectTag }
    @inline(__always) package var isUnbound: Bool { bits == Value.unbound.bits }
    @inline(__always) package var isNone: Bool { bits == Value.none.bits }
    @inline(__always) package var isBool: Bool { bits | 1 == Value.true.bits }
    /// Absent or `None`: what an optional argument holds when it was left out.
    @inline(__always) package var isAbsentOrNone: Bool { isUnbound || isNone }

    /// - Precondition: `isDouble`.
    @inline(__always) package var double: Double { Double(bitPattern: bits) }
    /// - Precondition: `isSmallInt`.
    @inline(__always) package var smallInt: Int { Int(Int64(bitPattern: bits &<< 16) &>> 16) }

    /// - Precondition: `isObject`.
    @inline(__always) var pointer: UnsafeMutableRawPointer {
        // Payloads come from live objects only, so they are never null.
        UnsafeMutableRawPointer(bitPattern: UInt(bits & Value.payloadMask)).unsafelyUnwrapped
    }

    /// - Precondition: `isObject`.
    @inline(__always) package var object: Object {
        Unmanaged<Object>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// The kind of the object, or `.immediate` for everything that needs none.
    @inline(__always) package var kind: Kind {
        guard isObject else { return .immediate }
        return Unmanaged<Object>.fromOpaque(pointer)._withUnsafeGuaranteedRef { $0.kind }
    }

    @inline(__always) package func cast<T: Object>(_ kind: Kind, to type: T.Type) -> T? {
        guard self.kind == kind else { return nil }
        return Unmanaged<T>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Reads the object as `T` without a check or a retain.
    /// - Precondition: `kind` is the kind that `T` stands for.
    @inline(__always) func unchecked<T: Object, R>(_ type: T.Type, _ body: (T) throws -> R) rethrows -> R {
        try Unmanaged<T>.fromOpaque(pointer)._withUnsafeGuaranteedRef { try body($0) }
    }
}

extension Value {
    package var asStr: StrObject? { cast(.str, to: StrObject.self) }
    package var asList: ListObject? { cast(.list, to: ListObject.self) }
    package var asTuple: TupleObject? { cast(.tuple, to: TupleObject.self) }
    package var asDict: DictObject? { cast(.dict, to: DictObject.self) }
    package var asSet: SetObject? { cast(.set, to: SetObject.self) }
    package var asBigInt: IntObject? { cast(.bigInt, to: IntObject.self) }
    package var asBoxed: BoxedObject? { cast(.boxed, to: BoxedObject.self) }
    package var asBytes: BytesObject? { cast(.bytes, to: BytesObject.self) }
    package var asComplex: ComplexObject? { cast(.complex, to: ComplexObject.self) }
    package var asRange: RangeObject? { cast(.range, to: RangeObject.self) }
    package var asSlice: SliceObject? { cast(.slice, to: SliceObject.self) }
    package var asClass: ClassObject? { cast(.class, to: ClassObject.self) }
    package var asFunction: FunctionObject? { cast(.function, to: FunctionObject.self) }
    package var asNative: NativeFunction? { cast(.native, to: NativeFunction.self) }
    package var asMethod: BoundMethod? { cast(.method, to: BoundMethod.self) }
    package var asModule: ModuleObject? { cast(.module, to: ModuleObject.self) }
    package var asException: ExceptionObject? { cast(.exception, to: ExceptionObject.self) }
    package var asGenerator: GeneratorObject? { cast(.generator, to: GeneratorObject.self) }
    package var asCode: CodeObject? { cast(.code, to: CodeObject.self) }
    package var asCell: CellObject? { cast(.cell, to: CellObject.self) }
}

/// What Swift class an object is of, for a check that costs one byte load. Targets above add kinds from 64 on.
public struct Kind: Equatable, Sendable {
    package let rawValue: UInt8
    package init(_ rawValue: UInt8) { self.rawValue = rawValue }

    package static let immediate = Kind(0)
    public static let instance = Kind(1)
    package static let str = Kind(2)
    package static let list = Kind(3)
    package static let tuple = Kind(4)
    package static let dict = Kind(5)
    package static let set = Kind(6)
    package static let bigInt = Kind(7)
    package static let boxed = Kind(8)
    package static let bytes = Kind(9)
    package static let complex = Kind(10)
    package static let range = Kind(11)
    package static let slice = Kind(12)
    package static let `class` = Kind(13)
    package static let function = Kind(14)
    package static let native = Kind(15)
    package static let method = Kind(16)
    package static let module = Kind(17)
    package static let exception = Kind(18)
    package static let generator = Kind(19)
    package static let iterator = Kind(20)
    package static let code = Kind(21)
    package static let cell = Kind(22)
    package static let descriptor = Kind(23)
    package static let view = Kind(24)
    package static let `super` = Kind(25)
    package static let alias = Kind(26)
    package static let union = Kind(27)
    /// Iterators that a loop steps without a call.
    package static let rangeIterator = Kind(28)
    package static let listIterator = Kind(29)
    package static let byteArray = Kind(30)
    package static let memoryView = Kind(31)
    package static let wideRange = Kind(32)
}
