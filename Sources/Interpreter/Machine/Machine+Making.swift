import BigInt
import Syntax

// Making values.
extension Machine {
    /// An integer of any native size.
    @inline(__always) package func int(_ value: Int) -> Value {
        Value.fitsSmall(value) ? Value(small: value) : wideInt(value)
    }

    /// An integer that needs an object but no more than 64 bits.
    @inline(never) private func wideInt(_ value: Int) -> Value {
        guard let used = heap.take(.nativeInt) else {
            let made = IntObject(types.int, native: value)
            made.pool = .nativeInt
            return Value(made)
        }
        let int = Value(used)
        int.unchecked(IntObject.self) { $0.renew(native: value) }
        return int
    }

    package func int(_ value: BigInt) -> Value {
        if let native = Int(exactly: value) { return int(native) }
        return Value(IntObject(types.int, value))
    }

    /// An integer as the text algorithms read it.
    func int(_ value: IntegerValue) -> Value {
        switch value {
        case .small(let value): int(value)
        case .big(let value): int(value)
        }
    }

    /// An integer literal that does not fit a native integer.
    func int(digits: String, radix: Int) -> Value { int(BigInt(digits, radix: radix) ?? 0) }

    package func complex(_ real: Double, _ imaginary: Double) -> Value {
        Value(ComplexObject(types.complex, real, imaginary))
    }

    package func string(_ text: String) -> Value {
        var text = text
        return text.withUTF8 { string(copying: $0) }
    }

    /// A string with a copy of these bytes.
    /// - Parameter count: how many code points they are, where that is known.
    package func string(copying utf8: UnsafeBufferPointer<UInt8>, count: Int? = nil) -> Value {
        StrObject.make(types.str, heap, copying: utf8, count: count)
    }

    package func string(utf8: ContiguousArray<UInt8>) -> Value { Value(StrObject(types.str, utf8: utf8)) }

    package func string(codePoint: UInt32) -> Value {
        if codePoint < 128 {
            let known = asciiStrings[Int(codePoint)]
            if !known.isUnbound { return known }
            let made = Value(intern(String(UnicodeScalar(UInt8(codePoint)))))
            asciiStrings[Int(codePoint)] = made
            return made
        }
        return string(utf8: CodePoints.encode(CollectionOfOne(codePoint)))
    }

    package func bytes(_ bytes: some Sequence<UInt8>) -> Value { Value(BytesObject(types.bytes, Array(bytes))) }

    func makeCell(_ value: Value) -> Value {
        guard let used = heap.take(.cell) else { return Value(CellObject(types.cell, value)) }
        let cell = Value(used)
        cell.unchecked(CellObject.self) { $0.value = value }
        return cell
    }

    package func list(_ items: ContiguousArray<Value> = []) -> Value { Value(ListObject(types.list, items)) }
    package func list(_ items: [Value]) -> Value { list(ContiguousArray(items)) }
    package func tuple(_ items: ContiguousArray<Value>) -> Value {
        items.withUnsafeBufferPointer { items in
            items.baseAddress.map { tuple(copying: $0, items.count) } ?? tuple(copying: top, 0)
        }
    }

    /// A tuple of the `count` values at `base`.
    func tuple(copying base: UnsafePointer<Value>, _ count: Int) -> Value {
        if count == 0, emptyTuple.isObject { return emptyTuple }
        if count <= 4, let used = heap.take(.shortTuple) {
            let tuple = Value(used)
            tuple.unchecked(TupleObject.self) { tuple in
                tuple.type = types.tuple
                tuple.fill(from: base, count: count)
            }
            return tuple
        }
        let made = TupleObject(types.tuple, count: count)
        if count <= 4 { made.pool = .shortTuple }
        heap.noteLarge(count &* 8)
        made.fill(from: base, count: count)
        return Value(made)
    }

    /// `(first, second)`.
    package func tuple(_ first: Value, _ second: Value) -> Value {
        var pair = (first, second)
        return withUnsafePointer(to: &pair) { pair in
            pair.withMemoryRebound(to: Value.self, capacity: 2) { tuple(copying: $0, 2) }
        }
    }

    func listIterator(_ list: ListObject) -> Value {
        guard let used = heap.take(.listIterator) else { return Value(ListIterator(types.listIterator, list)) }
        let iterator = Value(used)
        iterator.unchecked(ListIterator.self) { $0.renew(list) }
        return iterator
    }

    func setIterator(_ set: SetObject) -> Value {
        guard let used = heap.take(.setIterator) else { return Value(SetIterator(types.setIterator, set)) }
        let iterator = Value(used)
        iterator.unchecked(SetIterator.self) { $0.renew(set) }
        return iterator
    }

    func rangeIterator(start: Int, step: Int, count: Int) -> Value {
        guard RangeIterator.isSmall(start, step, count), let used = heap.take(.rangeIterator) else {
            return Value(RangeIterator(types.rangeIterator, start: start, step: step, remaining: count))
        }
        let iterator = Value(used)
        iterator.unchecked(RangeIterator.self) { $0.renew(start: start, step: step, remaining: count) }
        return iterator
    }

    package func dict() -> DictObject { DictObject(types.dict) }
    package func set(_ frozen: Bool = false) -> SetObject {
        if frozen { return SetObject(types.frozenset, frozen: true) }
        if let used = heap.take(.set) {
            let set = Unmanaged<SetObject>.fromOpaque(used.toOpaque()).takeUnretainedValue()
            set.renew()
            return set
        }
        let made = SetObject(types.set, frozen: false)
        made.pool = .set
        return made
    }

    /// A set of what `iterable` gives.
    package func set(from iterable: Value) throws -> SetObject {
        let result = set()
        try update(result, with: iterable)
        return result
    }

    /// An iterator over `source`; `advance` gets the source as the type that it has.
    package func iterator<T: Object>(
        _ type: ClassObject, over source: T, remaining: (() -> Int?)? = nil,
        _ advance: @escaping (Machine, T) throws -> Value?
    ) -> Value {
        let value = Value(source)
        let made = ClosureIterator(type, source: value) { machine in
            try advance(machine, unsafeDowncast(value.object, to: T.self))
        }
        made.remaining = remaining
        return Value(made)
    }

    /// An iterator that needs nothing but `references` kept alive.
    package func iterator(
        _ type: ClassObject, keeping references: [Value], remaining: (() -> Int?)? = nil,
        _ advance: @escaping (Machine) throws -> Value?
    ) -> Value {
        let made = ClosureIterator(type, source: .none, references: references, advance: advance)
        made.remaining = remaining
        return Value(made)
    }

    /// A native function that is called as `name(signature)`.
    /// - Parameter signature: in Python's own notation, `"x, /, *, key=None"`; nil hands the call over as written.
    package func native(
        _ name: String, _ signature: String? = nil, summary: String = "", _ body: @escaping NativeBody
    ) -> Value {
        Value(
            NativeFunction(
                types.builtinFunction, name: name, signature: signature.map { Signature($0, self) }, summary: summary,
                body: body))
    }

    /// The class of any value.
    @inline(__always) package func type(of value: Value) -> ClassObject {
        if value.isObject { return value.object.type }
        if value.isDouble { return types.float }
        if value.isSmallInt { return types.int }
        switch value {
        case .true, .false: return types.bool
        case .none: return types.none
        case .notImplemented: return types.notImplemented
        case .ellipsis: return types.ellipsis
        default: return types.object
        }
    }

    /// The name of a value's class as messages have it.
    package func typeName(_ value: Value) -> String { type(of: value).messageName }

    /// The name of a class with its module, as `repr` of the class shows it.
    package func qualifiedName(of type: ClassObject) -> String {
        guard let module = type.namespace.get(names.module)?.asStr?.string, module != "builtins" else {
            return type.qualifiedName
        }
        return "\(module).\(type.qualifiedName)"
    }
}
