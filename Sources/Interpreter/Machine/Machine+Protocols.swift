// Iterating, text, and what natives ask of their arguments.
extension Machine {
    // MARK: Iteration

    /// `iter(value)`. Raises TypeError.
    package func iterator(of value: Value) throws -> Value {
        guard value.isObject else {
            throw error(.typeError, "'\(typeName(value))' object is not iterable")
        }
        if value.kind == .generator { return value }
        if value.kind == .list, let iterator = listIteratorIfPlain(value) { return iterator }
        let builtIn = try value.unchecked(Object.self) { object in
            try object.withType({ $0.isUserDefined }) || object.kind == .class ? nil : object.iterator(self)
        }
        if let builtIn { return builtIn }
        let object = value.object
        if object.type.isUserDefined, object.kind != .class {
            if let method = object.type.lookup(names.iter) {
                if method.isNone { throw error(.typeError, "'\(object.type.messageName)' object is not iterable") }
                let iterator = try call(method, boundTo: value, Arguments(top, 0))
                if !isIterator(iterator) {
                    throw error(.typeError, "iter() returned non-iterator of type '\(typeName(iterator))'")
                }
                return iterator
            }
            if object.type.lookup(names.getItem) != nil { return sequenceIterator(value) }
        } else if object.kind == .class, object.type.isUserDefined, let method = object.type.lookup(names.iter) {
            return try call(method, [value])
        } else if object.kind == .class, let iterator = try object.iterator(self) {
            return iterator
        }
        throw error(.typeError, "'\(typeName(value))' object is not iterable")
    }

    private func listIteratorIfPlain(_ value: Value) -> Value? {
        value.unchecked(ListObject.self) { $0.hasType(types.list) ? listIterator($0) : nil }
    }

    /// Whether `next` takes items from a value.
    package func isIterator(_ value: Value) -> Bool {
        guard value.isObject else { return false }
        return value.object.type.isUserDefined ? value.object.type.lookup(names.next) != nil : value.object.isIterator
    }

    /// The old protocol: `__getitem__` with 0, 1, 2 … until IndexError.
    private func sequenceIterator(_ sequence: Value) -> Value {
        Value(IndexIterator(types.iterator, sequence, .sequence))
    }

    /// The next item; nil at the end.
    package func next(_ iterator: Value) throws -> Value? {
        // Natives that take items until they find one, or for ever, need not ask themselves; and what they are given
        // by other natives becomes garbage that no back edge of a program would see.
        try takeBreath()
        try checkNativeDepth()
        if iterator.kind == .iterator { return try iterator.unchecked(Object.self) { try $0.next(self) } }
        if iterator.kind == .generator { return try iterator.unchecked(GeneratorObject.self) { try step($0) } }
        guard iterator.isObject else {
            throw error(.typeError, "'\(typeName(iterator))' object is not an iterator")
        }
        if iterator.kind == .listIterator {
            let item = iterator.unchecked(ListIterator.self) { $0.nextItem() }
            return item.isUnbound ? nil : item
        }
        if iterator.kind == .rangeIterator {
            let item = iterator.unchecked(RangeIterator.self) { $0.nextSmall() }
            return item.isUnbound ? nil : item
        }
        let object = iterator.object
        guard object.type.isUserDefined else { return try object.next(self) }
        do {
            guard let value = try callMethod(names.next, of: iterator) else {
                throw error(.typeError, "'\(object.type.messageName)' object is not an iterator")
            }
            return value
        } catch let error as PythonError where error.exception.type.isSubclass(of: types[.stopIteration]) {
            return nil
        }
    }

    /// Calls `body` with each item until it returns false. Items are kept alive only while `body` looks at them.
    package func forEach(_ iterable: Value, _ body: (Value) throws -> Bool) throws {
        let isDone =
            try iterable.isObject
            && iterable.unchecked(Object.self) { object in
                guard object.withType({ !$0.isUserDefined }) else { return false }
                guard object.kind == .list || object.kind == .tuple else { return false }
                try scope {
                    keep(iterable)
                    if object.kind == .list {
                        try forEach(inList: unsafeDowncast(object, to: ListObject.self), body)
                    } else {
                        try forEach(inTuple: unsafeDowncast(object, to: TupleObject.self), body)
                    }
                }
                return true
            }
        if isDone { return }
        let iterator = try self.iterator(of: iterable)
        try scope {
            keep(iterator)
            while let item = try next(iterator) {
                if try !body(item) { return }
            }
        }
    }

    private func forEach(inList list: ListObject, _ body: (Value) throws -> Bool) throws {
        var index = 0
        while index < list.items.count {
            if try !body(list.items[index]) { return }
            index += 1
            try takeBreath()
        }
    }

    private func forEach(inTuple tuple: TupleObject, _ body: (Value) throws -> Bool) throws {
        for index in 0..<tuple.count {
            if try !body(tuple[index]) { return }
            try takeBreath()
        }
    }

    /// All items. They are kept alive until the running native returns.
    package func items(of iterable: Value) throws -> ContiguousArray<Value> {
        if let list = iterable.asList, !list.type.isUserDefined { return list.items }
        if let tuple = iterable.asTuple, !tuple.type.isUserDefined { return tuple.items }
        try checkSize(of: iterable)
        let result = ListObject(types.list, [])
        keep(Value(result))
        try forEach(iterable) {
            try append($0, to: result)
            return true
        }
        return result.items
    }

    // MARK: Text

    /// `repr(value)`; a mistake of a `__repr__` is told as one of the method `name`.
    package func repr(_ value: Value, for name: String = "__repr__") throws -> String {
        guard value.isObject else { return try immediateRepr(value) }
        let object = value.object
        if object.type.isUserDefined, let method = object.type.lookup(names.repr), method != objectRepr {
            let result = try guardDepth(" while getting the repr of an object") {
                try call(method, boundTo: value, Arguments(top, 0))
            }
            guard let text = result.asStr else {
                throw error(.typeError, "\(name) returned non-string (type \(typeName(result)))")
            }
            return text.string
        }
        if let override = object.type.reprOverride { return try override(self, object) }
        return try guardDepth(" while getting the repr of an object") { try object.repr(self) }
    }

    private func immediateRepr(_ value: Value) throws -> String {
        if value.isDouble { return String(decoding: FloatText.repr(value.double), as: UTF8.self) }
        if value.isSmallInt { return String(value.smallInt) }
        switch value {
        case .true: return "True"
        case .false: return "False"
        case .notImplemented: return "NotImplemented"
        case .ellipsis: return "Ellipsis"
        default: return "None"
        }
    }

    /// `str(value)`.
    package func str(_ value: Value) throws -> String {
        guard value.isObject else { return try immediateRepr(value) }
        let object = value.object
        if object.type.isUserDefined {
            guard let method = object.type.lookup(names.str), method != objectStr else {
                if object.type.lookup(names.repr) != objectRepr { return try repr(value, for: "__str__") }
                return try object.str(self)
            }
            let result = try guardDepth(" while getting the str of an object") {
                try call(method, boundTo: value, Arguments(top, 0))
            }
            guard let text = result.asStr else {
                throw error(.typeError, "__str__ returned non-string (type \(typeName(result)))")
            }
            return text.string
        }
        return try guardDepth(" while getting the str of an object") { try object.str(self) }
    }

    /// `str(value)` as an object; a string is itself.
    package func strObject(_ value: Value) throws -> Value {
        if let text = value.asStr, text.hasType(types.str) { return value }
        if value.isDouble || value.isSmallInt { return try plainNumberText(value, spec: nil) }
        return string(try str(value))
    }

    /// `format(value, spec)`.
    package func format(_ value: Value, _ spec: String) throws -> String {
        if value.isObject {
            let object = value.object
            if object.type.isUserDefined, let method = object.type.lookup(names.format),
                method.kind != .native
            {
                let given = string(spec)
                keep(given)
                let result = try callMethod(names.format, of: value, [given]) ?? .none
                guard let text = result.asStr else {
                    throw error(.typeError, "__format__ must return a str, not \(typeName(result))")
                }
                return text.string
            }
            return try object.format(self, spec)
        }
        if value.isNone || value == .ellipsis || value == .notImplemented {
            guard spec.isEmpty else {
                throw error(.typeError, "unsupported format string passed to \(typeName(value)).__format__")
            }
            return try immediateRepr(value)
        }
        return try formatNumber(value, spec)
    }

    /// One `{…}` of an f-string.
    func formatted(_ value: Value, conversion: UInt8, spec: Value?) throws -> Value {
        var value = value
        switch conversion {
        case 0x72: value = string(try repr(value))
        case 0x73: value = try strObject(value)
        case 0x61: value = string(try ascii(value))
        default: break
        }
        if value.isDouble || value.isSmallInt { return try plainNumberText(value, spec: spec?.asStr) }
        guard let spec = spec?.asStr, spec.byteCount > 0 else {
            if let text = value.asStr, text.hasType(types.str) { return value }
            return string(try format(value, ""))
        }
        return string(try format(value, spec.string))
    }

    func joinStrings(_ base: UnsafeMutablePointer<Value>, _ count: Int) -> Value {
        var length = 0
        for index in 0..<count where base[index].kind == .str {
            length &+= base[index].unchecked(StrObject.self) { $0.byteCount }
        }
        guard length <= StrObject.mostShortBytes else {
            return string(
                utf8: ContiguousArray(unsafeUninitializedCapacity: length) { room, made in
                    made = put(base, count, in: UnsafeMutableRawBufferPointer(room))
                })
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: StrObject.mostShortBytes) { room in
            let made = put(base, count, in: UnsafeMutableRawBufferPointer(room))
            return string(copying: UnsafeBufferPointer(rebasing: room[..<made]))
        }
    }

    /// Copies the bytes of strings one behind the other, another between them; gives how many there are.
    func put(
        _ strings: UnsafePointer<Value>, _ count: Int, between separator: UnsafeBufferPointer<UInt8>? = nil,
        in room: UnsafeMutableRawBufferPointer
    ) -> Int {
        var place = 0
        for index in 0..<count where strings[index].kind == .str {
            if index > 0, let separator {
                UnsafeMutableRawBufferPointer(rebasing: room[place...]).copyMemory(
                    from: UnsafeRawBufferPointer(separator))
                place &+= separator.count
            }
            strings[index].unchecked(StrObject.self) { text in
                text.withBytes { bytes in
                    UnsafeMutableRawBufferPointer(rebasing: room[place...]).copyMemory(
                        from: UnsafeRawBufferPointer(bytes))
                    place &+= bytes.count
                }
            }
        }
        return place
    }

    /// The `repr` of a container, or `placeholder` when it is inside itself.
    package func guardedRepr(_ object: Object, _ placeholder: String, _ body: () throws -> String) throws -> String {
        let address = UnsafeRawPointer(Unmanaged.passUnretained(object).toOpaque())
        if reprsUnderWay.contains(address) { return placeholder }
        reprsUnderWay.append(address)
        defer { reprsUnderWay.removeLast() }
        return try body()
    }

    // MARK: Numbers of arguments

    /// The integer that a value stands for as an index: `operator.index`; nil if it is none.
    package func index(of value: Value) throws -> Value? {
        if value.isSmallInt { return value }
        if value.isBool { return Value(small: value == .true ? 1 : 0) }
        guard value.isObject else { return nil }
        if let boxed = value.asBoxed, let index = boxed.index(self) {
            return index.isBool ? Value(small: index == .true ? 1 : 0) : index
        }
        if value.object.type.isUserDefined, let method = value.object.type.lookup(names.index), method.kind != .native {
            let result = try call(method, boundTo: value, Arguments(top, 0))
            guard let plain = plainNumber(result), !plain.isDouble else {
                throw error(.typeError, "__index__ returned non-int (type \(typeName(result)))")
            }
            try warnOfSubclass(result, "__index__", "int")
            return plain.isBool ? Value(small: plain == .true ? 1 : 0) : plain
        }
        return try value.object.index(self)
    }

    /// A native integer from an int-like argument. Raises TypeError, or OverflowError with `message`.
    package func intArgument(
        _ value: Value, _ message: String = "Python int too large to convert to C ssize_t"
    ) throws -> Int {
        guard let index = try index(of: value) else {
            throw error(.typeError, "'\(typeName(value))' object cannot be interpreted as an integer")
        }
        return try nativeInt(index, message)
    }

    func nativeInt(_ index: Value, _ message: String) throws -> Int {
        if index.isSmallInt { return index.smallInt }
        if let native = index.nativeInt { return native }
        throw error(.overflowError, message)
    }

    /// A double from a float-like argument. Raises TypeError.
    package func float(_ value: Value) throws -> Double {
        if let double = try floatOrNil(value) { return double }
        throw error(.typeError, "must be real number, not \(typeName(value))")
    }

    package func floatOrNil(_ value: Value) throws -> Double? {
        if value.isDouble { return value.double }
        if value.isSmallInt { return Double(value.smallInt) }
        if value.isBool { return value == .true ? 1 : 0 }
        guard value.isObject else { return nil }
        if let native = value.nativeInt { return Double(native) }
        if let big = value.asBigInt { return try BigIntMath.double(big.value) }
        if value.object.type.isUserDefined, let result = try callMethod(names.float, of: value) {
            if result.kind == .boxed, let plain = plainNumber(result), plain.isDouble {
                try warnOfSubclass(result, "\(typeName(value)).__float__", "float")
                return plain.double
            }
            guard result.isDouble else {
                throw error(
                    .typeError, "\(typeName(value)).__float__ returned non-float (type \(typeName(result)))")
            }
            return result.double
        }
        if let double = try value.object.float(self) { return double }
        if let index = try index(of: value) { return try floatOrNil(index) }
        return nil
    }

    /// A string argument. Raises TypeError.
    package func stringArgument(_ value: Value, _ what: String = "argument") throws -> StrObject {
        if let text = value.asStr { return text }
        throw error(.typeError, "\(what) must be str, not \(typeName(value))")
    }

    // MARK: Sequences

    /// An index into `count` items, counted from the end if negative. Raises IndexError with `message`.
    ///
    /// The count is asked for last: an `__index__` may change it.
    package func sequenceIndex(
        _ key: Value, count: @autoclosure () -> Int, of what: String, _ message: String
    ) throws -> Int {
        guard let index = try index(of: key) else {
            if what == "string" { throw error(.typeError, "string indices must be integers, not '\(typeName(key))'") }
            throw error(.typeError, "\(what) indices must be integers or slices, not \(typeName(key))")
        }
        guard let position = index.nativeInt else {
            throw error(.indexError, what == "range" ? message : "cannot fit 'int' into an index-sized integer")
        }
        let count = count()
        let resolved = position < 0 ? position + count : position
        guard resolved >= 0, resolved < count else { throw error(.indexError, message) }
        return resolved
    }

    /// A slice applied to a length, as `slice.indices` has it. The length is asked for last: an `__index__` may
    /// change it.
    package func resolve(_ slice: SliceObject, length: @autoclosure () -> Int) throws -> ResolvedSlice {
        let step = try slicePart(slice.step) ?? 1
        if step == 0 { throw error(.valueError, "slice step cannot be zero") }
        let (first, last) = (try slicePart(slice.start), try slicePart(slice.stop))
        let length = length()
        let low = step > 0 ? 0 : -1
        let high = step > 0 ? length : length - 1
        func clamp(_ part: Int?, _ absent: Int) -> Int {
            guard let part else { return absent }
            let position = part < 0 ? part.addingReportingOverflow(length).partialValue : part
            return min(max(position, low), high)
        }
        let start = clamp(first, step > 0 ? low : high)
        let stop = clamp(last, step > 0 ? high : low)
        return ResolvedSlice(
            start: start, stop: stop, step: step, count: RangeObject.count(start: start, stop: stop, step: step))
    }

    func slicePart(_ value: Value) throws -> Int? {
        if value.isNone { return nil }
        guard let index = try index(of: value) else {
            throw error(.typeError, "slice indices must be integers or None or have an __index__ method")
        }
        if index.isSmallInt { return index.smallInt }
        guard let big = index.asBigInt?.value else { return nil }
        return Int(exactly: big).map { max($0, -Int.max) } ?? (big < 0 ? -Int.max : Int.max)
    }

    /// How often a sequence of `count` items is repeated by `* value`; nil if the value is no integer. Raises
    /// MemoryError for what cannot be held.
    package func repeatCount(_ value: Value, of count: Int) throws -> Int? {
        guard let index = try index(of: value) else { return nil }
        let times = max(0, try nativeInt(index, "cannot fit 'int' into an index-sized integer"))
        // Nothing stays nothing, however often.
        if count == 0 { return min(times, 1) }
        let (total, overflow) = times.multipliedReportingOverflow(by: count)
        if overflow || total > Machine.mostItems { throw error(.memoryError, "") }
        return times
    }

    /// More items than this in one sequence are refused with MemoryError.
    package static let mostItems = 1 << 28
    /// The same for dicts and sets, whose items take several times the room.
    static let mostEntries = 1 << 25

    /// Raises MemoryError for a sequence that would be longer than `mostItems`.
    @inline(__always) package func checkSize(_ count: Int) throws {
        if count > Machine.mostItems { throw error(.memoryError, "") }
    }

    /// The same for items that are about to be taken from something that knows how many there are.
    func checkSize(of iterable: Value) throws {
        guard iterable.isObject, !iterable.object.type.isUserDefined else { return }
        if let count = try iterable.object.length(self) { try checkSize(count) }
    }

    /// `list.append`.
    @inline(__always) func append(_ item: Value, to list: ListObject) throws {
        // A list that takes items without end must not take all of the memory.
        if list.items.count == Machine.mostItems { throw error(.memoryError, "") }
        list.items.append(item)
    }

    // MARK: Unpacking

    func unpack(_ value: Value, count: Int, into target: UnsafeMutablePointer<Value>) throws {
        let items = try unpackable(value, most: count)
        guard items.count >= count else {
            throw error(.valueError, "not enough values to unpack (expected \(count), got \(items.count))")
        }
        guard items.count == count else {
            throw error(.valueError, "too many values to unpack (expected \(count))")
        }
        for index in 0..<count { target[index] = items[index] }
    }

    private func hasItems(_ type: ClassObject) -> Bool {
        type.lookup(names.iter) != nil || type.lookup(names.getItem) != nil
    }

    /// The items, but no more than one beyond `most` from an iterator.
    private func unpackable(_ value: Value, most: Int) throws -> ContiguousArray<Value> {
        if let list = value.asList, !list.type.isUserDefined { return list.items }
        if let tuple = value.asTuple, !tuple.type.isUserDefined { return tuple.items }
        let iterator: Value
        do {
            iterator = try self.iterator(of: value)
        } catch let error as PythonError
            where error.exception.type === types[.typeError] && !hasItems(type(of: value))
        {
            throw self.error(.typeError, "cannot unpack non-iterable \(typeName(value)) object")
        }
        return try scope {
            keep(iterator)
            let result = ListObject(types.list, [])
            keep(Value(result))
            while result.items.count <= most, let item = try next(iterator) {
                try checkInterrupt()
                try append(item, to: result)
            }
            return result.items
        }
    }

    func unpack(_ value: Value, before: Int, after: Int, into target: UnsafeMutablePointer<Value>) throws {
        let items = try unpackable(value, most: .max - 1)
        guard items.count >= before + after else {
            throw error(
                .valueError, "not enough values to unpack (expected at least \(before + after), got \(items.count))")
        }
        for index in 0..<before { target[index] = items[index] }
        target[before] = list(ContiguousArray(items[before..<items.count - after]))
        for index in 0..<after { target[before + 1 + index] = items[items.count - after + index] }
    }
}
