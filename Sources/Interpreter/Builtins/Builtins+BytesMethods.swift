// The methods of bytes.
extension Machine {
    func installBytesMethods() {
        for type in [types.bytes, types.byteArray] {
            installBytesSearch(type)
            installBytesSplitting(type)
            installBytesCase(type)
            installBytesPadding(type)
            installBytesCodes(type)
        }
    }

    private func installBytesCodes(_ type: ClassObject) {
        method(type, "decode", "self, /, encoding='utf-8', errors='strict'", "The text of the bytes.") {
            machine, arguments in
            let bytes = machine.data(arguments)
            // Nothing is text in any encoding, even in one that there is not.
            if bytes.isEmpty { return machine.string("") }
            return try machine.decode(bytes, encoding: arguments[1], errors: arguments[2])
        }
        method(type, "hex", "self, /, sep=b'', bytes_per_sep=1", "The bytes in hexadecimal.") { machine, arguments in
            try machine.hexText(machine.data(arguments), arguments)
        }
        classMethod(type, "fromhex", "cls, string, /", "The bytes of a hexadecimal text.") { machine, arguments in
            guard let text = arguments[1].asStr else {
                throw machine.error(.typeError, "fromhex() argument must be str, not \(machine.typeName(arguments[1]))")
            }
            let bytes = try text.withUnits({ try ByteText.parseHex($0) }, { try ByteText.parseHex($0) })
            if arguments[0] == Value(machine.types.byteArray) { return machine.byteArray(bytes) }
            if arguments[0] == Value(machine.types.bytes) { return machine.bytes(bytes) }
            return try machine.call(arguments[0], [machine.bytes(bytes)])
        }
    }

    /// What `hex(sep, bytes_per_sep)` gives; the arguments follow `self`.
    func hexText(_ bytes: [UInt8], _ arguments: Arguments) throws -> Value {
        var separator: UInt8?
        if !arguments[1].isUnbound {
            guard let text = arguments[1].asStr.map({ Array($0.utf8) }) ?? arguments[1].asBuffer else {
                throw error(.typeError, "sep must be str or bytes.")
            }
            guard text.count == 1 else { throw error(.valueError, "sep must be length 1.") }
            guard text[0] < 0x80 else { throw error(.valueError, "sep must be ASCII.") }
            separator = text[0]
        }
        let group = arguments[2].isUnbound ? 1 : try intArgument(arguments[2])
        let text = bytes.withUnsafeBufferPointer {
            ByteText.hex($0, separator: separator, group: group) { isInterrupted }
        }
        try checkInterrupt()
        return string(utf8: text)
    }

    func data(_ arguments: Arguments) -> [UInt8] { arguments[0].asBuffer ?? [] }

    /// Bytes of the kind that the receiver is: a bytearray's methods give bytearrays.
    func made(_ bytes: some Sequence<UInt8>, like arguments: Arguments) -> Value {
        arguments[0].kind == .byteArray ? byteArray(Array(bytes)) : self.bytes(bytes)
    }

    func dataPart(_ value: Value) throws -> [UInt8] {
        if let bytes = value.asBuffer { return bytes }
        throw error(.typeError, "a bytes-like object is required, not '\(typeName(value))'")
    }

    // MARK: Searching

    /// What is looked for: bytes, or the number of one.
    private func needle(_ value: Value) throws -> [UInt8] {
        if let bytes = value.asBuffer { return bytes }
        guard try index(of: value) != nil else {
            throw error(
                .typeError, "argument should be integer or bytes-like object, not '\(typeName(value))'")
        }
        return [try byte(value, "byte must be in range(0, 256)")]
    }

    private func installBytesSearch(_ type: ClassObject) {
        let signature = "self, sub, start=None, end=None, /"
        for (name, last, isIndex) in [
            ("find", false, false), ("rfind", true, false), ("index", false, true), ("rindex", true, true),
        ] {
            method(type, name, signature, "The place of a part.") { machine, arguments in
                let data = machine.data(arguments)
                let part = try machine.needle(arguments[1])
                let range = try machine.searchRange(arguments[2], arguments[3], count: data.count)
                let place = range.flatMap { range in
                    data.withUnsafeBufferPointer { data in
                        part.withUnsafeBufferPointer {
                            last ? TextSearch.findLast($0, in: data, range) : TextSearch.find($0, in: data, range)
                        }
                    }
                }
                if place == nil, isIndex { throw machine.error(.valueError, "subsection not found") }
                return machine.int(place ?? -1)
            }
        }
        method(type, "count", signature, "How often a part occurs.") { machine, arguments in
            let data = machine.data(arguments)
            let part = try machine.needle(arguments[1])
            let range = try machine.searchRange(arguments[2], arguments[3], count: data.count)
            guard let range else { return Value(small: 0) }
            let count = data.withUnsafeBufferPointer { data in
                part.withUnsafeBufferPointer { part in
                    TextSearch.count(part, in: data, range) { machine.isInterrupted }
                }
            }
            try machine.checkInterrupt()
            return machine.int(count)
        }
        for (name, atEnd) in [("startswith", false), ("endswith", true)] {
            method(type, name, "self, prefix, start=None, end=None, /", "Whether the bytes \(name.dropLast(4)) so.") {
                machine, arguments in
                let data = machine.data(arguments)
                let range = try machine.searchRange(arguments[2], arguments[3], count: data.count)
                for part in arguments[1].asTuple?.items ?? [arguments[1]] {
                    guard let part = part.asBuffer else {
                        throw machine.error(
                            .typeError,
                            "\(name) first arg must be bytes or a tuple of bytes, not \(machine.typeName(part))")
                    }
                    guard let range, part.count <= range.count else { continue }
                    let slice = data[range]
                    if atEnd ? slice.suffix(part.count).elementsEqual(part) : slice.starts(with: part) { return .true }
                }
                return .false
            }
        }
        method(type, "replace", "self, old, new, count=-1, /", "The bytes with a part replaced.") {
            machine, arguments in
            let data = machine.data(arguments)
            let old = try machine.dataPart(arguments[1])
            let new = try machine.dataPart(arguments[2])
            let limit = arguments[3].isUnbound ? -1 : try machine.intArgument(arguments[3])
            return machine.made(try machine.replaced(old, by: new, in: data, limit: limit), like: arguments)
        }
    }

    private func replaced(_ old: [UInt8], by new: [UInt8], in data: [UInt8], limit: Int) throws -> [UInt8] {
        let result = try data.withUnsafeBufferPointer { data in
            try old.withUnsafeBufferPointer { old in
                try TextSearch.replace(old, by: new, inBytes: data, limit: limit) { isInterrupted }
            }
        }
        try checkInterrupt()
        return result ?? data
    }

    // MARK: Cutting

    /// A list of parts of the bytes.
    private func pieces(_ data: [UInt8], _ ranges: [Range<Int>], like arguments: Arguments) throws -> Value {
        try checkInterrupt()
        var pieces: ContiguousArray<Value> = []
        pieces.reserveCapacity(ranges.count)
        let isArray = arguments[0].kind == .byteArray
        for (index, range) in ranges.enumerated() {
            if index & 0xFFFF == 0xFFFF { try checkInterrupt() }
            let piece = Array(data[range])
            pieces.append(isArray ? byteArray(piece) : bytes(piece))
        }
        return list(pieces)
    }

    private func installBytesSplitting(_ type: ClassObject) {
        for (name, last) in [("split", false), ("rsplit", true)] {
            method(type, name, "self, /, sep=None, maxsplit=-1", "The pieces between separators.") {
                machine, arguments in
                let data = machine.data(arguments)
                let limit = arguments[2].isUnbound ? -1 : try machine.intArgument(arguments[2])
                let separator = arguments[1].isAbsentOrNone ? nil : try machine.dataPart(arguments[1])
                let stops = { machine.isInterrupted }
                let ranges = try data.withUnsafeBufferPointer { data -> [Range<Int>] in
                    guard let separator else {
                        return last
                            ? TextSplit.lastWords(data, limit: limit, stops: stops, isSpace: TextSplit.isByteSpace)
                            : TextSplit.words(data, limit: limit, stops: stops, isSpace: TextSplit.isByteSpace)
                    }
                    return try separator.withUnsafeBufferPointer {
                        last
                            ? try TextSplit.splitLast(data, separator: $0, limit: limit, stops: stops)
                            : try TextSplit.split(data, separator: $0, limit: limit, stops: stops)
                    }
                }
                return try machine.pieces(data, ranges, like: arguments)
            }
        }
        method(type, "splitlines", "self, /, keepends=False", "The lines.") { machine, arguments in
            let data = machine.data(arguments)
            let keeps = arguments[1].isUnbound ? false : try machine.intArgument(arguments[1]) != 0
            let ranges = data.withUnsafeBufferPointer { data in
                TextSplit.lines(data, keepEnds: keeps, isBytes: true) { machine.isInterrupted }
            }
            return try machine.pieces(data, ranges, like: arguments)
        }
        for (name, ends) in [("strip", TextSplit.Ends.both), ("lstrip", .left), ("rstrip", .right)] {
            method(type, name, "self, bytes=None, /", "The bytes without blanks (or others) at the ends.") {
                machine, arguments in
                let data = machine.data(arguments)
                let gone = arguments[1].isAbsentOrNone ? nil : try machine.dataPart(arguments[1])
                let range = data.withUnsafeBufferPointer { data in
                    TextSplit.strip(data, ends) { byte in gone?.contains(byte) ?? TextSplit.isByteSpace(byte) }
                }
                return machine.made(data[range], like: arguments)
            }
        }
        method(type, "join", "self, iterable, /", "The bytes of an iterable with these between.") {
            machine, arguments in
            let separator = machine.data(arguments)
            var result: [UInt8] = []
            for (index, item) in try machine.joined(arguments[1]).enumerated() {
                guard let item = item.asBuffer else {
                    throw machine.error(
                        .typeError,
                        "sequence item \(index): expected a bytes-like object, \(machine.typeName(item)) found")
                }
                if index > 0 { result += separator }
                result += item
            }
            return machine.made(result, like: arguments)
        }
    }

    // MARK: Case

    private func installBytesCase(_ type: ClassObject) {
        let changes: [(String, (Units<UInt8>) -> [UInt8])] = [
            ("lower", ByteText.lower), ("upper", ByteText.upper), ("swapcase", ByteText.swapcase),
            ("title", ByteText.title), ("capitalize", ByteText.capitalize),
        ]
        for (name, change) in changes {
            method(type, name, "self, /", "With ASCII letters changed.") { machine, arguments in
                machine.made(machine.data(arguments).withUnsafeBufferPointer(change), like: arguments)
            }
        }
        let questions: [(String, (Units<UInt8>) -> Bool)] = [
            ("isalpha", { ByteText.all($0, ByteText.isAlpha) }), ("isdigit", { ByteText.all($0, ByteText.isDigit) }),
            ("isspace", { ByteText.all($0, ByteText.isSpace) }),
            ("isalnum", { ByteText.all($0) { ByteText.isAlpha($0) || ByteText.isDigit($0) } }),
            ("islower", { ByteText.isLower($0) }), ("isupper", { ByteText.isUpper($0) }),
            ("istitle", { ByteText.isTitle($0) }), ("isascii", { $0.allSatisfy { $0 < 0x80 } }),
        ]
        for (name, question) in questions {
            method(type, name, "self, /", "Whether the bytes are so.") { machine, arguments in
                Value(machine.data(arguments).withUnsafeBufferPointer(question))
            }
        }
    }
}
