// Strings: their units for the algorithms of `Text`, and the operators.
extension StrObject {
    /// Runs the body that fits: over bytes while the string is ASCII, over code points otherwise.
    package func withUnits<R>(
        _ ascii: (Units<UInt8>) throws -> R, _ wide: (Units<UInt32>) throws -> R
    ) rethrows -> R {
        isASCII ? try withBytes(ascii) : try scalars.withUnsafeBufferPointer(wide)
    }

    /// The string as a buffer of the text algorithms.
    package var buffer: TextBuffer { withUnits({ TextBuffer($0) }, { TextBuffer($0) }) }
}

extension Machine {
    package func string(_ buffer: TextBuffer) -> Value {
        guard buffer.isASCII else { return string(utf8: CodePoints.encode(buffer.codePoints)) }
        return buffer.bytes.withUnsafeBufferPointer { string(copying: $0, count: $0.count) }
    }

    /// A part of a string, by code points.
    /// - Precondition: the range lies within the string.
    package func substring(_ text: StrObject, _ range: Range<Int>) -> Value {
        if text.isASCII {
            return text.withBytes { asciiString(UnsafeBufferPointer(rebasing: $0[range])) }
        }
        return string(utf8: CodePoints.encode(text.scalars[range]))
    }

    func asciiString(_ bytes: UnsafeBufferPointer<UInt8>) -> Value {
        bytes.count == 1 ? string(codePoint: UInt32(bytes[0])) : string(copying: bytes, count: bytes.count)
    }

    func strContains(_ text: StrObject, _ item: Value) throws -> Bool {
        guard let part = item.asStr else {
            throw error(.typeError, "'in <string>' requires string as left operand, not \(typeName(item))")
        }
        return part.withBytes { needle in
            text.withBytes { TextSearch.find(needle, in: $0, 0..<$0.count) != nil }
        }
    }

    func strItem(_ text: StrObject, _ key: Value) throws -> Value {
        if let slice = key.asSlice {
            let range = try resolve(slice, length: text.count)
            if range.step == 1 { return substring(text, range.start..<range.start + range.count) }
            return string(utf8: CodePoints.encode(range.indices.map { text.scalar(at: $0) }))
        }
        let index = try sequenceIndex(key, count: text.count, of: "string", "string index out of range")
        return string(codePoint: text.scalar(at: index))
    }

    func strBinary(_ text: StrObject, _ op: BinaryOp, _ other: Value, reflected: Bool) throws -> Value? {
        switch op {
        case .add where !reflected:
            guard let other = other.asStr else {
                throw error(.typeError, "can only concatenate str (not \"\(typeName(other))\") to str")
            }
            try TextLimits.check(text.byteCount + other.byteCount)
            return text.appending(other, types.str, heap)
        case .mul:
            guard let count = try repeatCount(other, of: text.byteCount) else { return nil }
            return string(utf8: TextLimits.repeated(text.utf8, count))
        case .mod where !reflected: return try quickPercent(text, other) ?? percentFormat(text, other)
        default: return nil
        }
    }

    func formatString(_ text: StrObject, _ spec: String) throws -> String {
        if spec.isEmpty { return text.string }
        let units = ContiguousArray(spec.unicodeScalars.map(\.value))
        let format = units.withUnsafeBufferPointer { FormatSpec($0) }
        return try text.withUnits(
            { try format.format(text: $0, typeName: text.type.name) },
            { try format.format(text: $0, typeName: text.type.name) }
        ).string
    }

    /// `ascii(value)`.
    package func ascii(_ value: Value) throws -> String {
        let text = ContiguousArray(try repr(value).unicodeScalars.map(\.value))
        return text.withUnsafeBufferPointer { TextRepr.escapeNonASCII($0) }.string
    }

    // MARK: %

    func percentFormat(_ text: StrObject, _ arguments: Value) throws -> Value {
        try scope {
            var source = PercentSource(machine: self, arguments: arguments)
            return string(
                try text.withUnits(
                    { try PercentFormat.format($0, &source) }, { try PercentFormat.format($0, &source) }))
        }
    }
}

/// The right operand of `%` as a source of arguments.
struct PercentSource: PercentArguments {
    let machine: Machine
    private let whole: Interpreter.Value
    private var items: ContiguousArray<Interpreter.Value>
    private var used = 0
    let isMapping: Bool
    /// The result is bytes.
    private let isBytes: Bool

    init(machine: Machine, arguments: Interpreter.Value, isBytes: Bool = false) {
        self.isBytes = isBytes
        self.machine = machine
        whole = arguments
        if let tuple = arguments.asTuple {
            items = tuple.items
            isMapping = false
        } else {
            items = [arguments]
            isMapping =
                arguments.isObject && arguments.kind != .str && !(isBytes && arguments.asBuffer != nil)
                && (try? machine.getMethodExists(arguments)) == true
        }
    }

    var hasUnused: Bool { !isMapping && used < items.count }

    mutating func next() throws -> Interpreter.Value? {
        guard used < items.count else { return nil }
        used += 1
        return items[used - 1]
    }

    mutating func select(key: TextBuffer) throws {
        let name =
            isBytes ? machine.bytes(key.allCodePoints.map { UInt8(truncatingIfNeeded: $0) }) : machine.string(key)
        let value = try machine.getItem(whole, name)
        machine.keep(value)
        items = [value]
        used = 0
    }

    func starred(_ value: Interpreter.Value) throws -> IntegerValue? {
        guard value.isSmallInt || value.isBool || value.kind == .bigInt else { return nil }
        return try machine.bigInt(value).map { .big($0) }
    }

    mutating func convert(_ value: Interpreter.Value, to conversion: PercentConversion) throws -> PercentValue {
        if isBytes, let made = try convertToBytes(value, conversion) { return made }
        switch conversion {
        case .str: return .text(try machine.textBuffer(machine.strObject(value)))
        case .repr: return .text(TextBuffer(try machine.repr(value)))
        case .ascii: return .text(TextBuffer(try machine.ascii(value)))
        case .integer, .index, .character:
            if value.isSmallInt { return .integer(.small(value.smallInt)) }
            return try convertSlowly(value, to: conversion)
        case .float:
            if let double = try machine.floatOrNil(value) { return .float(double) }
            return .wrongType(machine.typeName(value))
        }
    }

    /// What `%b`, `%r` and `%c` make of an argument for bytes; nil for other conversions.
    private func convertToBytes(
        _ value: Interpreter.Value, _ conversion: PercentConversion
    ) throws -> PercentValue? {
        switch conversion {
        case .str:
            if let bytes = value.asBuffer { return .text(TextBuffer(ascii: bytes)) }
            if value.isObject, let made = try machine.callMethod(machine.names.bytes, of: value, [])?.asBytes {
                return .text(TextBuffer(ascii: made.bytes))
            }
            throw TextError.type(
                "%b requires a bytes-like object, or an object that implements __bytes__, not "
                    + "'\(machine.typeName(value))'")
        case .repr, .ascii: return .text(TextBuffer(try machine.ascii(value)))
        case .character:
            if let bytes = value.asBuffer, bytes.count == 1 { return .text(TextBuffer(ascii: bytes)) }
            guard let number = try machine.index(of: value) else {
                throw TextError.type("%c requires an integer in range(256) or a single byte")
            }
            guard number.isSmallInt, let byte = UInt8(exactly: number.smallInt) else {
                throw TextError.overflow("%c arg not in range(256)")
            }
            return .text(TextBuffer(ascii: [byte]))
        default: return nil
        }
    }

    private func convertSlowly(
        _ value: Interpreter.Value, to conversion: PercentConversion
    ) throws -> PercentValue {
        switch conversion {
        case .integer:
            if let double = try machine.plainDouble(value) { return .integer(.big(try BigIntMath.integer(double))) }
            if let big = try machine.bigInt(value) { return .integer(.big(big)) }
            if value.isObject, let made = try machine.callMethod(machine.intern("__int__"), of: value, []),
                let big = try machine.bigInt(made)
            {
                return .integer(.big(big))
            }
            return .wrongType(machine.typeName(value))
        default:
            if conversion == .character, value.asStr != nil { return .text(try machine.textBuffer(value)) }
            if let big = try machine.bigInt(value) { return .integer(.big(big)) }
            return .wrongType(machine.typeName(value))
        }
    }
}

extension Machine {
    fileprivate func getMethodExists(_ value: Value) throws -> Bool {
        type(of: value).lookup(names.getItem) != nil || value.kind == .dict || value.kind == .list
    }

    fileprivate func textBuffer(_ value: Value) throws -> TextBuffer { value.asStr?.buffer ?? TextBuffer() }

    /// The double of a float or a subclass of it; nil for everything else.
    fileprivate func plainDouble(_ value: Value) throws -> Double? {
        if value.isDouble { return value.double }
        if let boxed = value.asBoxed, boxed.value.isDouble { return boxed.value.double }
        return nil
    }
}
