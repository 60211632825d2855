// The methods of bytes and bytearray that make other bytes: padded, cut in two, translated, formatted.
extension Machine {
    func installBytesPadding(_ type: ClassObject) {
        for (name, alignment) in [("ljust", TextPadding.Alignment.left), ("rjust", .right), ("center", .center)] {
            method(type, name, "self, width, fillchar=b' ', /", "The bytes padded to a width.") {
                machine, arguments in
                let data = machine.data(arguments)
                let width = try machine.intArgument(arguments[1])
                var fill: UInt8 = 0x20
                if !arguments[2].isUnbound {
                    guard arguments[2].kind != .memoryView, let given = arguments[2].asBuffer, given.count == 1 else {
                        throw machine.error(
                            .typeError,
                            "\(name)() argument 2 must be a byte string of length 1, not "
                                + machine.typeName(arguments[2]))
                    }
                    fill = given[0]
                }
                let padded = try data.withUnsafeBufferPointer {
                    try TextPadding.justify($0, alignment, width: width, fill: UInt32(fill))
                }
                return machine.made(padded.map(Machine.narrow) ?? data, like: arguments)
            }
        }
        method(type, "zfill", "self, width, /", "The bytes with zeros before them, behind a sign.") {
            machine, arguments in
            let data = machine.data(arguments)
            let width = try machine.intArgument(arguments[1])
            let padded = try data.withUnsafeBufferPointer { try TextPadding.zeroFill($0, width: width) }
            return machine.made(padded.map(Machine.narrow) ?? data, like: arguments)
        }
        method(type, "expandtabs", "self, /, tabsize=8", "The bytes with blanks for tabs.") { machine, arguments in
            let size =
                arguments[1].isUnbound
                ? 8 : try machine.intArgument(arguments[1], "Python int too large to convert to C int")
            let text = try machine.data(arguments).withUnsafeBufferPointer {
                try TextPadding.expandTabs($0, size: size)
            }
            return machine.made(Machine.narrow(text), like: arguments)
        }
        installBytesParts(type)
        installBytesTranslation(type)
    }

    /// The bytes of a text of Latin-1 characters.
    private static func narrow(_ text: TextBuffer) -> [UInt8] {
        text.allCodePoints.map { UInt8(truncatingIfNeeded: $0) }
    }

    // MARK: Parts

    private func installBytesParts(_ type: ClassObject) {
        for (name, last) in [("partition", false), ("rpartition", true)] {
            method(type, name, "self, sep, /", "What is before a separator, it, and what is behind it.") {
                machine, arguments in
                let data = machine.data(arguments)
                let separator = try machine.dataPart(arguments[1])
                if separator.isEmpty { throw machine.error(.valueError, "empty separator") }
                let place = data.withUnsafeBufferPointer { data in
                    separator.withUnsafeBufferPointer {
                        last
                            ? TextSearch.findLast($0, in: data, 0..<data.count)
                            : TextSearch.find($0, in: data, 0..<data.count)
                    }
                }
                let empty = machine.made([UInt8](), like: arguments)
                guard let place else {
                    let whole = machine.made(data, like: arguments)
                    let other = machine.made([UInt8](), like: arguments)
                    return machine.tuple(last ? [empty, other, whole] : [whole, empty, other])
                }
                return machine.tuple([
                    machine.made(data[..<place], like: arguments), machine.made(separator, like: arguments),
                    machine.made(data[(place + separator.count)...], like: arguments),
                ])
            }
        }
        method(type, "removeprefix", "self, prefix, /", "The bytes without what they may begin with.") {
            machine, arguments in
            let data = machine.data(arguments)
            let gone = try machine.dataPart(arguments[1])
            return machine.made(data.starts(with: gone) ? data.dropFirst(gone.count) : data[...], like: arguments)
        }
        method(type, "removesuffix", "self, suffix, /", "The bytes without what they may end with.") {
            machine, arguments in
            let data = machine.data(arguments)
            let gone = try machine.dataPart(arguments[1])
            let ends = data.count >= gone.count && data.suffix(gone.count).elementsEqual(gone)
            return machine.made(ends ? data.dropLast(gone.count) : data[...], like: arguments)
        }
    }

    // MARK: Translation

    private func installBytesTranslation(_ type: ClassObject) {
        method(type, "translate", "self, table, /, delete=b''", "The bytes with others in their place.") {
            machine, arguments in
            var table = Array(UInt8.min...UInt8.max)
            if !arguments[1].isNone {
                table = try machine.dataPart(arguments[1])
                guard table.count == 256 else {
                    throw machine.error(.valueError, "translation table must be 256 characters long")
                }
            }
            var isGone = [Bool](repeating: false, count: 256)
            if !arguments[2].isUnbound {
                for byte in try machine.dataPart(arguments[2]) { isGone[Int(byte)] = true }
            }
            let data = machine.data(arguments)
            let kept = [UInt8](unsafeUninitializedCapacity: data.count) { room, count in
                for byte in data where !isGone[Int(byte)] {
                    room[count] = table[Int(byte)]
                    count += 1
                }
            }
            return machine.made(kept, like: arguments)
        }
        staticMethod(type, "maketrans", "frm, to, /", "A table for translate.") { machine, arguments in
            let from = try machine.dataPart(arguments[0])
            let to = try machine.dataPart(arguments[1])
            guard from.count == to.count else {
                throw machine.error(.valueError, "maketrans arguments must have same length")
            }
            var table = Array(UInt8.min...UInt8.max)
            for (old, new) in zip(from, to) { table[Int(old)] = new }
            return machine.bytes(table)
        }
    }

    // MARK: %

    /// `bytes % arguments`.
    func percentFormat(_ format: [UInt8], _ arguments: Value) throws -> [UInt8] {
        try scope {
            var source = PercentSource(machine: self, arguments: arguments, isBytes: true)
            let template = Machine.withoutByteConversions(format)
            do {
                let text = try template.withUnsafeBufferPointer { try PercentFormat.format($0, &source) }
                return Machine.narrow(text)
            } catch let error as TextError {
                throw TextError(error.kind, Machine.bytesMessage(error.message))
            }
        }
    }

    private static func bytesMessage(_ message: String) -> String {
        message == "not all arguments converted during string formatting"
            ? "not all arguments converted during bytes formatting" : message
    }

    /// `%b` is to bytes what `%s` is to text.
    private static func withoutByteConversions(_ format: [UInt8]) -> [UInt8] {
        var result = format
        var index = 0
        while index < format.count {
            guard format[index] == UInt8(ascii: "%") else {
                index += 1
                continue
            }
            index += 1
            if index < format.count, format[index] == UInt8(ascii: "(") {
                var depth = 0
                repeat {
                    if format[index] == UInt8(ascii: "(") { depth += 1 }
                    if format[index] == UInt8(ascii: ")") { depth -= 1 }
                    index += 1
                } while index < format.count && depth > 0
            }
            while index < format.count, "#0- +*.123456789hlL".utf8.contains(format[index]) { index += 1 }
            if index < format.count, format[index] == UInt8(ascii: "b") { result[index] = UInt8(ascii: "s") }
            index += 1
        }
        return result
    }
}
