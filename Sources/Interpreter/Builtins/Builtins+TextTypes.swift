// How str and bytes are called.
extension Machine {
    func installTextTypes() {
        constructor(types.str, "object='', encoding='utf-8', errors='strict'") { machine, type, arguments in
            try machine.makeStr(type, arguments)
        }
        constructor(types.bytes, "source=b'', encoding=None, errors=None") { machine, type, arguments in
            let bytes = try machine.makeBytes(arguments)
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
            guard source.asStr == nil else { throw error(.typeError, "decoding str is not supported") }
            guard let bytes = source.asBytes else {
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
    func decode(_ bytes: BytesObject, encoding: Value, errors: Value) throws -> Value {
        let codec = try TextCodec(named: try textOption(encoding, "decode", "encoding", "utf-8"))
        return try decode(bytes.bytes, codec, errors: try textOption(errors, "decode", "errors", "strict"))
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

    private func makeBytes(_ arguments: Arguments) throws -> [UInt8] {
        let source = arguments[0]
        if let text = source.asStr {
            if arguments[1].isUnbound { throw error(.typeError, "string argument without an encoding") }
            return try encode(text, encoding: arguments[1], errors: arguments[2])
        }
        if !arguments[1].isUnbound || !arguments[2].isUnbound {
            let what = arguments[1].isUnbound ? "errors" : "encoding"
            throw error(.typeError, "\(what) without a string argument")
        }
        if source.isUnbound { return [] }
        if let bytes = source.asBytes { return bytes.bytes }
        if source.isObject, let method = type(of: source).lookup(names.bytes) {
            let made = try call(method, boundTo: source, Arguments(top, 0))
            guard let bytes = made.asBytes else {
                throw error(.typeError, "__bytes__ returned non-bytes (type \(typeName(made)))")
            }
            return bytes.bytes
        }
        if let index = try index(of: source) {
            let count = try nativeInt(index, "cannot fit 'int' into an index-sized integer")
            if count < 0 { throw error(.valueError, "negative count") }
            if count > Machine.mostItems * 8 { throw error(.memoryError, "") }
            return [UInt8](repeating: 0, count: count)
        }
        guard isIterable(source) else {
            throw error(.typeError, "cannot convert '\(typeName(source))' object to bytes")
        }
        var bytes: [UInt8] = []
        try forEach(source) { item in
            bytes.append(try byte(item))
            return true
        }
        return bytes
    }

    /// One item of bytes. Raises ValueError beyond 255.
    func byte(_ value: Value) throws -> UInt8 {
        guard let index = try index(of: value) else {
            throw error(.typeError, "'\(typeName(value))' object cannot be interpreted as an integer")
        }
        guard index.isSmallInt, let byte = UInt8(exactly: index.smallInt) else {
            throw error(.valueError, "bytes must be in range(0, 256)")
        }
        return byte
    }
}
