import Interpreter

/// Writes values as JSON text, as `json.dumps` is told to.
struct JSONWriter {
    let machine: Machine
    var skipsKeys = false
    var isASCII = true
    var checksCircles = true
    var allowsNaN = true
    var sortsKeys = false
    /// What one level is indented by; nil for a single line.
    var indent: ContiguousArray<UInt8>?
    var itemSeparator: ContiguousArray<UInt8> = [0x2C, 0x20]
    var keySeparator: ContiguousArray<UInt8> = [0x3A, 0x20]
    /// Called for what JSON has no form for.
    var fallback = Value.none
    private(set) var text: ContiguousArray<UInt8> = []
    private var open: Set<UInt64> = []
    private var count = 0

    init(_ machine: Machine) { self.machine = machine }

    mutating func write(_ value: Value, level: Int = 0) throws {
        count &+= 1
        if count & 1023 == 0 {
            try machine.checkInterrupt()
            guard text.count <= TextLimits.maximumCount else { throw machine.error(.memoryError, "") }
        }
        if let plain = try scalar(value) {
            text += plain
        } else if let string = value.asStr {
            write(string)
        } else if value.asList != nil || value.asTuple != nil {
            try nested(value) { try $0.writeItems(value, level + 1) }
        } else if let dict = value.asDict {
            try nested(value) { try $0.writeEntries(dict, level + 1) }
        } else {
            try nested(value) { writer in
                let other = try writer.machine.call(writer.fallback, [value])
                writer.machine.keep(other)
                try writer.write(other, level: level)
            }
        }
    }

    /// Numbers and constants; nil for anything else.
    private func scalar(_ value: Value) throws -> ContiguousArray<UInt8>? {
        if value.isNone { return ContiguousArray("null".utf8) }
        if value.isBool { return ContiguousArray(value == .true ? "true".utf8 : "false".utf8) }
        guard let number = machine.plainNumber(value) else { return nil }
        if number.isBool { return ContiguousArray(number == .true ? "true".utf8 : "false".utf8) }
        guard number.isDouble else { return ContiguousArray(try machine.repr(number).utf8) }
        return try float(number.double)
    }

    private func float(_ number: Double) throws -> ContiguousArray<UInt8> {
        if number.isFinite { return ContiguousArray(FloatText.repr(number)) }
        guard allowsNaN else {
            let shown = indent == nil ? "" : ": \(try machine.repr(Value(number)))"
            throw machine.error(.valueError, "Out of range float values are not JSON compliant\(shown)")
        }
        return ContiguousArray((number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity").utf8)
    }

    /// Keeps a container from being written inside itself.
    private mutating func nested(_ value: Value, _ body: (inout JSONWriter) throws -> Void) throws {
        if checksCircles {
            guard open.insert(value.bits).inserted else {
                throw machine.error(.valueError, "Circular reference detected")
            }
        }
        guard open.count < machine.recursionLimit else {
            throw machine.error(.recursionError, "maximum recursion depth exceeded while encoding a JSON object")
        }
        try machine.guardDepth(" while encoding a JSON object") { try body(&self) }
        if checksCircles { open.remove(value.bits) }
    }

    private mutating func newLine(_ level: Int) {
        guard let indent else { return }
        text.append(0x0A)
        for _ in 0..<level { text += indent }
    }

    private mutating func writeItems(_ value: Value, _ level: Int) throws {
        func items() -> ContiguousArray<Value> { value.asList?.items ?? value.asTuple?.items ?? [] }
        guard !items().isEmpty else {
            text += [0x5B, 0x5D]
            return
        }
        text.append(0x5B)
        newLine(level)
        var index = 0
        while case let items = items(), index < items.count {
            if index > 0 {
                text += itemSeparator
                newLine(level)
            }
            try write(items[index], level: level)
            index += 1
        }
        newLine(level - 1)
        text.append(0x5D)
    }

    private mutating func writeEntries(_ dict: DictObject, _ level: Int) throws {
        guard dict.count > 0 else {
            text += [0x7B, 0x7D]
            return
        }
        text.append(0x7B)
        newLine(level)
        var isFirst = true
        for (key, value) in try entries(of: dict) {
            guard let name = try name(of: key) else { continue }
            if !isFirst {
                text += itemSeparator
                newLine(level)
            }
            isFirst = false
            write(name)
            text += keySeparator
            try write(value, level: level)
        }
        newLine(level - 1)
        text.append(0x7D)
    }

    private func entries(of dict: DictObject) throws -> [(key: Value, value: Value)] {
        guard sortsKeys, let sorted = machine.builtins.get(machine.intern("sorted")) else { return dict.items }
        let keys = try machine.call(sorted, [machine.list(dict.keys)])
        machine.keep(keys)
        return try (keys.asList?.items ?? []).map { ($0, try dict.get(machine, $0) ?? .none) }
    }

    /// A key as text; nil for one that is left out.
    private func name(of key: Value) throws -> StrObject? {
        if let text = key.asStr { return text }
        if let plain = try scalar(key) { return StrObject(machine.types.str, utf8: plain) }
        if skipsKeys { return nil }
        throw machine.error(
            .typeError, "keys must be str, int, float, bool or None, not \(machine.typeName(key))")
    }

    // MARK: Strings

    mutating func write(_ string: StrObject) {
        text.append(0x22)
        if string.isASCII || !isASCII {
            for byte in string.utf8 {
                if byte >= 0x20, byte != 0x22, byte != 0x5C, byte != 0x7F || !isASCII {
                    text.append(byte)
                } else {
                    escape(UInt32(byte))
                }
            }
        } else {
            for scalar in string.scalars {
                if scalar >= 0x20, scalar < 0x7F, scalar != 0x22, scalar != 0x5C {
                    text.append(UInt8(scalar))
                } else if scalar >= 0x10000 {
                    escape(0xD800 + (scalar - 0x10000) >> 10)
                    escape(0xDC00 + (scalar - 0x10000) & 0x3FF)
                } else {
                    escape(scalar)
                }
            }
        }
        text.append(0x22)
    }

    private mutating func escape(_ unit: UInt32) {
        text.append(0x5C)
        switch unit {
        case 0x22, 0x5C: text.append(UInt8(unit))
        case 0x0A: text.append(0x6E)
        case 0x0D: text.append(0x72)
        case 0x09: text.append(0x74)
        case 0x0C: text.append(0x66)
        case 0x08: text.append(0x62)
        default:
            text.append(0x75)
            let digits = Array("0123456789abcdef".utf8)
            for shift in [12, 8, 4, 0] as [UInt32] { text.append(digits[Int(unit >> shift & 15)]) }
        }
    }
}
