// How str and bytes are called.
extension Machine {
    func installTextTypes() {
        constructor(types.str, "object='', encoding='utf-8', errors='strict'") { machine, type, arguments in
            try machine.makeStr(type, arguments)
        }
        constructor(types.bytes, "source=b'', encoding=None, errors=None") { machine, type, arguments in
            let bytes = try machine.makeBytes(arguments, for: "bytes")
            return Value(BytesObject(type, bytes))
        }
    }

    private func makeStr(_ type: ClassObject, _ arguments: Arguments) throws -> Value {
        let source = arguments[0]
        let plain: Value
        if source.isUnbound {
            plain = Value(names.empty)
        } else if arguments[1].isUnbound && arguments[2].isUnbound {
            plain = try strObject(source)
        } else {
            _ = try textOption(arguments[1], "str", "encoding", "")
            _ = try textOption(arguments[2], "str", "errors", "")
            guard source.asStr == nil else { throw error(.typeError, "decoding str is not supported") }
            guard let bytes = source.asBuffer else {
                throw error(.typeError, "decoding to str: need a bytes-like object, \(typeName(source)) found")
            }
            plain = try decode(bytes, encoding: arguments[1], errors: arguments[2])
        }
        guard type.isUserDefined, let text = plain.asStr else { return plain }
        return Value(StrObject(type, utf8: text.utf8))
    }

    private func textOption(_ value: Value, _ function: String, _ name: String, _ absent: String) throws -> String {
        if value.isUnbound { return absent }
        guard let text = value.asStr else {
            throw error(.typeError, "\(function)() argument '\(name)' must be str, not \(typeName(value))")
        }
        return text.string
    }

    /// `bytes.decode(encoding, errors)`.
    func decode(_ bytes: [UInt8], encoding: Value, errors: Value) throws -> Value {
        let codec = try TextCodec(named: try textOption(encoding, "decode", "encoding", "utf-8"))
        return try decode(bytes, codec, errors: try textOption(errors, "decode", "errors", "strict"))
    }

    /// The text of bytes. Raises UnicodeDecodeError as `errors` says.
    package func decode(_ bytes: [UInt8], _ codec: TextCodec, errors: String) throws -> Value {
        do {
            return string(try bytes.withUnsafeBufferPointer { try codec.decode($0, errors: errors) })
        } catch let failure as CodecError {
            throw unicodeError(failure, self.bytes(bytes))
        }
    }

    /// `str.encode(encoding, errors)`.
    func encode(_ text: StrObject, encoding: Value, errors: Value) throws -> [UInt8] {
        let codec = try TextCodec(named: try textOption(encoding, "encode", "encoding", "utf-8"))
        return try encode(text, codec, errors: try textOption(errors, "encode", "errors", "strict"))
    }

    /// The bytes of a text. Raises UnicodeEncodeError as `errors` says.
    package func encode(_ text: StrObject, _ codec: TextCodec, errors: String) throws -> [UInt8] {
        do {
            return try text.withUnits(
                { try codec.encode($0, errors: errors) }, { try codec.encode($0, errors: errors) })
        } catch let failure as CodecError {
            throw unicodeError(failure, Value(text))
        }
    }

    private func unicodeError(_ failure: CodecError, _ object: Value) -> PythonError {
        let kind = ExceptionKind(name: failure.error.kind.rawValue) ?? .unicodeError
        let parts: [(String, Value)] = [
            ("encoding", string(failure.encoding)), ("object", object), ("start", int(failure.range.lowerBound)),
            ("end", int(failure.range.upperBound)), ("reason", string(failure.reason)),
        ]
        let exception = ExceptionObject(types[kind], args: tuple(ContiguousArray(parts.map(\.1))))
        exception.message = failure.error.message
        for (name, value) in parts { exception.setOwnAttribute(intern(name), value) }
        return PythonError(exception: exception)
    }

    /// What `bytes(…)` or `bytearray(…)` holds.
    func makeBytes(_ arguments: Arguments, for type: String) throws -> [UInt8] {
        let source = arguments[0]
        _ = try textOption(arguments[1], type, "encoding", "")
        _ = try textOption(arguments[2], type, "errors", "")
        if type == "bytes", arguments[1].isUnbound, arguments[2].isUnbound, source.isObject,
            source.object.type.isUserDefined, let method = source.object.type.lookup(names.bytes)
        {
            let made = try call(method, boundTo: source, Arguments(top, 0))
            guard let bytes = made.asBytes else {
                throw error(.typeError, "__bytes__ returned non-bytes (type \(typeName(made)))")
            }
            return bytes.bytes
        }
        if let text = source.asStr {
            if arguments[1].isUnbound {
                throw error(.typeError, "string argument without an encoding")
            }
            return try encode(text, encoding: arguments[1], errors: arguments[2])
        }
        if !arguments[1].isUnbound || !arguments[2].isUnbound {
            let what = arguments[1].isUnbound ? "errors" : "encoding"
            throw error(.typeError, "\(what) without a string argument")
        }
        if source.isUnbound { return [] }
        if let bytes = source.asBuffer { return bytes }
        if let index = try index(of: source) {
            let count = try nativeInt(index, "cannot fit 'int' into an index-sized integer")
            if count < 0 { throw error(.valueError, "negative count") }
            if count > Machine.mostItems * 8 { throw error(.memoryError, "") }
            return [UInt8](repeating: 0, count: count)
        }
        let items = try iterable(source, orSay: "cannot convert '\(typeName(source))' object to \(type)")
        return try self.bytes(of: items, type == "bytes" ? "bytes must be in range(0, 256)" : nil)
    }

    /// What to iterate over for a value; a TypeError with this message where it gives no iterator, whatever its own
    /// `__iter__` says.
    private func iterable(_ value: Value, orSay message: @autoclosure () -> String) throws -> Value {
        guard isIterable(value) else { throw error(.typeError, message()) }
        guard value.isObject, value.object.type.isUserDefined else { return value }
        do {
            let iterator = try iterator(of: value)
            keep(iterator)
            return iterator
        } catch let failure as PythonError where failure.exception.type.isSubclass(of: types[.typeError]) {
            throw error(.typeError, message())
        }
    }

    /// The items of what a method `join` is given.
    func joined(_ value: Value) throws -> ContiguousArray<Value> {
        try items(of: iterable(value, orSay: "can only join an iterable"))
    }

    /// The items of an iterable as bytes. Raises ValueError beyond 255, with `message`.
    func bytes(of iterable: Value, _ message: String? = nil) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEach(iterable) { item in
            bytes.append(try byte(item, message ?? "byte must be in range(0, 256)"))
            if bytes.count & 0xFFFF == 0 { try checkInterrupt() }
            return true
        }
        return bytes
    }

    /// One item of bytes. Raises ValueError beyond 255, with `message`.
    func byte(_ value: Value, _ message: String = "bytes must be in range(0, 256)") throws -> UInt8 {
        guard let index = try index(of: value) else {
            throw error(.typeError, "'\(typeName(value))' object cannot be interpreted as an integer")
        }
        guard index.isSmallInt, let byte = UInt8(exactly: index.smallInt) else {
            throw error(.valueError, message)
        }
        return byte
    }

    /// `item in bytes`: a byte's number or a part.
    func containsBytes(_ bytes: [UInt8], _ item: Value) throws -> Bool {
        if let part = item.asBuffer {
            return bytes.withUnsafeBufferPointer { bytes in
                part.withUnsafeBufferPointer { TextSearch.find($0, in: bytes, 0..<bytes.count) != nil }
            }
        }
        guard try index(of: item) != nil else {
            throw error(.typeError, "a bytes-like object is required, not '\(typeName(item))'")
        }
        return bytes.contains(try byte(item, "byte must be in range(0, 256)"))
    }
}
