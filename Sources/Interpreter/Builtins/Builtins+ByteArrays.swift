// bytearray and memoryview: how they are made, and the methods that bytes do not have.
extension Machine {
    func installByteArrays() {
        let type = types.byteArray
        type.allocate = { _, type in ByteArrayObject(type, []) }
        // The arguments are for `__init__`, also where a subclass's takes others.
        staticMethod(type, "__new__", nil) { machine, arguments in
            guard arguments.count > 0, let made = arguments[0].asClass, made.isSubclass(of: machine.types.byteArray)
            else { throw machine.error(.typeError, machine.newMessage(machine.types.byteArray, arguments)) }
            return Value(try machine.allocateInstance(made))
        }
        initializer(type, "source=b'', encoding=None, errors=None") { machine, array, arguments in
            guard let array = array.asByteArray else { return }
            array.bytes = try machine.makeBytes(arguments, for: "bytearray")
        }
        for op in [BinaryOp.add, .mul, .mod] { defineBinary(op, on: type) }
        for op in [BinaryOp.add, .mul] { defineInPlace(op, on: type) }
        defineBinary(.mod, on: types.bytes)
        for made in [type, types.memoryView] {
            for op in CompareOp.allCases { defineCompare(op, on: made) }
            defineText(on: made)
            defineContainer(on: made)
            method(made, "__getitem__", "self, key, /") { machine, arguments in
                try arguments[0].object.getItem(machine, arguments[1])
            }
            method(made, "__setitem__", "self, key, value, /") { machine, arguments in
                try arguments[0].object.setItem(machine, arguments[1], arguments[2])
                return .none
            }
            method(made, "__delitem__", "self, key, /") { machine, arguments in
                try arguments[0].object.deleteItem(machine, arguments[1])
                return .none
            }
        }
        type.set(names.hash, .none)
        defineHash(on: types.memoryView)
        method(types.bytes, "__bytes__", "self, /", "The bytes themselves.") { machine, arguments in
            guard let bytes = arguments[0].asBytes, bytes.type.isUserDefined else { return arguments[0] }
            return machine.bytes(bytes.bytes)
        }
        installByteArrayChanges()
        installMemoryViews()
    }

    package func byteArray(_ bytes: [UInt8]) -> Value { Value(ByteArrayObject(types.byteArray, bytes)) }

    /// A view of all of bytes or of a bytearray.
    package func memoryView(of source: Value) -> Value {
        let count = source.asBuffer?.count ?? 0
        return Value(MemoryViewObject(types.memoryView, source, start: 0, step: 1, count: count))
    }

    /// How many bytes there is room for in a bytearray or a view of one. Raises TypeError for anything else.
    package func writableCount(_ value: Value, _ function: String) throws -> Int {
        if let array = value.asByteArray { return array.bytes.count }
        if let view = value.asMemoryView, !view.isReadOnly { return view.count }
        throw error(
            .typeError, "\(function)() argument must be read-write bytes-like object, not \(typeName(value))")
    }

    /// Writes bytes at the beginning of a bytearray or of a view of one, as many as there is room for.
    package func fill(_ value: Value, with bytes: [UInt8]) {
        if let array = value.asByteArray {
            let count = min(bytes.count, array.bytes.count)
            array.bytes.replaceSubrange(0..<count, with: bytes[..<count])
        } else if let view = value.asMemoryView {
            for (index, byte) in bytes.prefix(view.count).enumerated() { view.write(byte, at: index) }
        }
    }

    // MARK: bytearray

    private func installByteArrayChanges() {
        let type = types.byteArray
        func change(
            _ name: String, _ signature: String, _ summary: String,
            _ body: @escaping (Machine, ByteArrayObject, Arguments) throws -> Value
        ) {
            method(type, name, signature, summary) { machine, arguments in
                guard let array = arguments[0].asByteArray else { return .none }
                return try body(machine, array, arguments)
            }
        }
        change("append", "self, item, /", "Adds a byte at the end.") { machine, array, arguments in
            array.bytes.append(try machine.byte(arguments[1], "byte must be in range(0, 256)"))
            return .none
        }
        change("extend", "self, iterable_of_ints, /", "Adds bytes at the end.") { machine, array, arguments in
            if let more = arguments[1].asBuffer {
                array.bytes += more
                return .none
            }
            guard machine.isIterable(arguments[1]) else {
                throw machine.error(
                    .typeError, "can't extend bytearray with \(machine.typeName(arguments[1]))")
            }
            array.bytes += try machine.bytes(of: arguments[1])
            return .none
        }
        change("insert", "self, index, item, /", "Puts a byte before an index.") { machine, array, arguments in
            let place = try machine.intArgument(arguments[1])
            let byte = try machine.byte(arguments[2], "byte must be in range(0, 256)")
            let count = array.bytes.count
            array.bytes.insert(byte, at: place < 0 ? max(0, place + count) : min(place, count))
            return .none
        }
        change("pop", "self, index=-1, /", "Removes a byte and gives it.") { machine, array, arguments in
            let place = arguments[1].isUnbound ? -1 : try machine.intArgument(arguments[1])
            let count = array.bytes.count
            if count == 0 { throw machine.error(.indexError, "pop from empty bytearray") }
            let index = place < 0 ? place + count : place
            guard array.bytes.indices.contains(index) else {
                throw machine.error(.indexError, "pop index out of range")
            }
            return Value(small: Int(array.bytes.remove(at: index)))
        }
        change("remove", "self, value, /", "Removes the first such byte.") { machine, array, arguments in
            let byte = try machine.byte(arguments[1], "byte must be in range(0, 256)")
            guard let index = array.bytes.firstIndex(of: byte) else {
                throw machine.error(.valueError, "value not found in bytearray")
            }
            array.bytes.remove(at: index)
            return .none
        }
        change("reverse", "self, /", "Turns the order around.") { _, array, _ in
            array.bytes.reverse()
            return .none
        }
        change("clear", "self, /", "Removes everything.") { _, array, _ in
            array.bytes = []
            return .none
        }
        change("copy", "self, /", "A copy.") { machine, array, _ in machine.byteArray(array.bytes) }
        change("__alloc__", "self, /", "Bytes of memory in use.") { machine, array, _ in
            machine.int(array.bytes.isEmpty ? 0 : array.bytes.count + 1)
        }
    }

    // MARK: memoryview

    private func installMemoryViews() {
        let type = types.memoryView
        type.isFinal = true
        constructor(type, "object") { machine, type, arguments in
            let source = arguments[0]
            if let view = source.asMemoryView {
                guard !view.isReleased else { throw machine.releasedView }
                return Value(
                    MemoryViewObject(
                        type, view.base, start: view.start, step: view.step, count: view.count, format: view.format,
                        isReadOnly: view.isReadOnly))
            }
            guard let count = source.asBytes?.bytes.count ?? source.asByteArray?.bytes.count else {
                throw machine.error(
                    .typeError,
                    "memoryview: a bytes-like object is required, not '\(machine.typeName(source))'")
            }
            return Value(MemoryViewObject(type, source, start: 0, step: 1, count: count))
        }
        func field(_ name: String, _ get: @escaping (Machine, MemoryViewObject) -> Value) {
            attribute(type, name) { machine, value in get(machine, try machine.liveView(value)) }
        }
        field("obj") { _, view in view.base }
        field("nbytes") { machine, view in machine.int(view.count) }
        field("itemsize") { _, _ in Value(small: 1) }
        field("format") { machine, view in machine.string(view.format) }
        field("ndim") { _, _ in Value(small: 1) }
        field("shape") { machine, view in machine.tuple([machine.int(view.count)]) }
        field("strides") { machine, view in machine.tuple([machine.int(view.step)]) }
        field("suboffsets") { machine, _ in machine.tuple([]) }
        field("readonly") { _, view in Value(view.isReadOnly) }
        for name in ["contiguous", "c_contiguous", "f_contiguous"] {
            field(name) { _, view in Value(view.step == 1 || view.count < 2) }
        }
        installMemoryViewMethods()
    }

    private func installMemoryViewMethods() {
        let type = types.memoryView
        method(type, "tobytes", "self, /, order='C'", "The bytes, copied.") { machine, arguments in
            machine.bytes(try machine.liveView(arguments[0]).bytes ?? [])
        }
        method(type, "tolist", "self, /", "The items in a list.") { machine, arguments in
            let view = try machine.liveView(arguments[0])
            return machine.list(try (0..<view.count).map { try view.getItem(machine, machine.int($0)) })
        }
        method(type, "hex", "self, /, sep=b'', bytes_per_sep=1", "The bytes in hexadecimal.") {
            machine, arguments in
            try machine.hexText(machine.liveView(arguments[0]).bytes ?? [], arguments)
        }
        method(type, "toreadonly", "self, /", "A view that changes nothing.") { machine, arguments in
            let view = try machine.liveView(arguments[0])
            return Value(
                MemoryViewObject(
                    machine.types.memoryView, view.base, start: view.start, step: view.step, count: view.count,
                    format: view.format, isReadOnly: true))
        }
        method(type, "cast", "self, /, format, shape=None", "The same bytes read in another format.") {
            machine, arguments in
            let view = try machine.liveView(arguments[0])
            guard let format = arguments[1].asStr?.string else {
                throw machine.error(
                    .typeError, "cast() argument 'format' must be str, not \(machine.typeName(arguments[1]))")
            }
            let plain = format.hasPrefix("@") ? String(format.dropFirst()) : format
            guard ["B", "b", "c"].contains(plain), arguments[2].isAbsentOrNone else {
                throw machine.error(
                    .valueError, "memoryview: Gradus casts to the formats of single bytes, 'B', 'b' and 'c', alone")
            }
            guard view.step == 1 || view.count < 2 else {
                throw machine.error(.typeError, "memoryview: casts are restricted to C-contiguous views")
            }
            return Value(
                MemoryViewObject(
                    machine.types.memoryView, view.base, start: view.start, step: view.step, count: view.count,
                    format: plain, isReadOnly: view.isReadOnly))
        }
        for name in ["release", "__exit__"] {
            method(type, name, name == "release" ? "self, /" : nil, "Lets go of the bytes.") { _, arguments in
                arguments[0].asMemoryView?.release()
                return .none
            }
        }
        method(type, "__enter__", "self, /") { machine, arguments in
            _ = try machine.liveView(arguments[0])
            return arguments[0]
        }
    }

    private var releasedView: PythonError {
        error(.valueError, "operation forbidden on released memoryview object")
    }

    private func liveView(_ value: Value) throws -> MemoryViewObject {
        guard let view = value.asMemoryView, !view.isReleased else { throw releasedView }
        return view
    }
}
