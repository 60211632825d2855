import BigInt
import Interpreter

/// Reads JSON text, as `json.loads` is told to.
struct JSONReader {
    /// Where a text is wrong: in bytes, for the caller to turn into a JSONDecodeError.
    struct Mistake: Error {
        let message: String
        let offset: Int
    }

    /// There is no value at all at an offset: `StopIteration` of a scanner.
    struct NoValue: Error {
        let offset: Int
    }

    let machine: Machine
    let text: ContiguousArray<UInt8>
    var objectHook = Value.none
    var pairsHook = Value.none
    var parseFloat = Value.none
    var parseInt = Value.none
    var parseConstant = Value.none
    var isStrict = true
    private(set) var index: Int
    private var depth = 0

    init(_ machine: Machine, _ text: ContiguousArray<UInt8>, at index: Int) {
        self.machine = machine
        self.text = text
        self.index = index
    }

    private func byte(_ index: Int) -> UInt8 { index < text.count ? text[index] : 0 }

    private mutating func skipBlanks() {
        while index < text.count, [0x20, 0x0A, 0x0D, 0x09].contains(text[index]) { index += 1 }
    }

    mutating func value() throws -> Value {
        switch byte(index) {
        case 0x22:
            index += 1
            return Value(try string())
        case 0x7B: return try nested("object") { try $0.object() }
        case 0x5B: return try nested("array") { try $0.array() }
        case 0x6E where starts("null"):
            index += 4
            return .none
        case 0x74 where starts("true"):
            index += 4
            return .true
        case 0x66 where starts("false"):
            index += 5
            return .false
        case 0x4E where starts("NaN"): return try constant("NaN", .nan)
        case 0x49 where starts("Infinity"): return try constant("Infinity", .infinity)
        case 0x2D where starts("-Infinity"): return try constant("-Infinity", -.infinity)
        default: return try number()
        }
    }

    private func starts(_ word: StaticString) -> Bool {
        guard text.count - index >= word.utf8CodeUnitCount else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { text[index + $0] == word.utf8Start[$0] }
    }

    private mutating func constant(_ name: String, _ number: Double) throws -> Value {
        index += name.utf8.count
        return parseConstant.isNone ? Value(number) : try machine.call(parseConstant, [machine.string(name)])
    }

    private mutating func nested(_ what: String, _ body: (inout JSONReader) throws -> Value) throws -> Value {
        let message = " while decoding a JSON \(what) from a unicode string"
        guard depth < machine.recursionLimit - 8 else {
            throw machine.error(.recursionError, "maximum recursion depth exceeded" + message)
        }
        depth += 1
        defer { depth -= 1 }
        index += 1
        return try machine.guardDepth(message) { try body(&self) }
    }

    // MARK: Numbers

    private func isDigit(_ index: Int) -> Bool { byte(index) >= 0x30 && byte(index) <= 0x39 }

    private mutating func number() throws -> Value {
        let start = index
        var end = index
        if byte(end) == 0x2D { end += 1 }
        guard isDigit(end) else { throw NoValue(offset: start) }
        if byte(end) == 0x30 { end += 1 } else { while isDigit(end) { end += 1 } }
        var isFloat = false
        if byte(end) == 0x2E, isDigit(end + 1) {
            isFloat = true
            end += 2
            while isDigit(end) { end += 1 }
        }
        if byte(end) | 0x20 == 0x65 {
            var exponent = end + 1
            if byte(exponent) == 0x2B || byte(exponent) == 0x2D { exponent += 1 }
            if isDigit(exponent) {
                isFloat = true
                end = exponent
                while isDigit(end) { end += 1 }
            }
        }
        index = end
        let hook = isFloat ? parseFloat : parseInt
        if !hook.isNone { return try machine.call(hook, [machine.string(utf8: ContiguousArray(text[start..<end]))]) }
        if isFloat {
            return Value(try text[start..<end].withUnsafeBufferPointer { try FloatText.parse($0) })
        }
        guard end - start <= 18 else {
            return try machine.call(
                Value(machine.types.int), [machine.string(utf8: ContiguousArray(text[start..<end]))])
        }
        let isNegative = text[start] == 0x2D
        var magnitude = 0
        for digit in text[(isNegative ? start + 1 : start)..<end] { magnitude = magnitude * 10 + Int(digit) - 0x30 }
        return machine.int(isNegative ? -magnitude : magnitude)
    }

    // MARK: Strings

    /// What stands behind the opening quote.
    mutating func string() throws -> StrObject {
        let begin = index - 1
        var result: ContiguousArray<UInt8> = []
        while true {
            let start = index
            while index < text.count, text[index] != 0x22, text[index] != 0x5C {
                if text[index] < 0x20, isStrict {
                    throw Mistake(message: "Invalid control character at", offset: index)
                }
                index += 1
            }
            guard index < text.count else { throw Mistake(message: "Unterminated string starting at", offset: begin) }
            let part = text[start..<index]
            index += 1
            if text[index - 1] == 0x22 {
                return StrObject(machine.types.str, utf8: result.isEmpty ? ContiguousArray(part) : result + part)
            }
            result += part
            guard index < text.count else { throw Mistake(message: "Unterminated string starting at", offset: begin) }
            try escape(&result)
        }
    }

    private mutating func escape(_ result: inout ContiguousArray<UInt8>) throws {
        let plain: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
        ]
        if let byte = plain[text[index]] {
            index += 1
            result.append(byte)
            return
        }
        guard text[index] == 0x75 else { throw Mistake(message: "Invalid \\escape", offset: index - 1) }
        var unit = try hex(index + 1)
        index += 5
        if unit & 0xFC00 == 0xD800, byte(index) == 0x5C, byte(index + 1) == 0x75,
            let low = try? hex(index + 2), low & 0xFC00 == 0xDC00
        {
            unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
            index += 6
        }
        CodePoints.append(unit, to: &result)
    }

    private func hex(_ start: Int) throws -> UInt32 {
        var unit: UInt32 = 0
        for place in start..<start + 4 {
            guard let digit = Character(UnicodeScalar(byte(place))).hexDigitValue else {
                throw Mistake(message: "Invalid \\uXXXX escape", offset: start - 1)
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    // MARK: Containers

    private mutating func array() throws -> Value {
        let list = ListObject(machine.types.list, [])
        skipBlanks()
        if byte(index) == 0x5D, index < text.count {
            index += 1
            return Value(list)
        }
        while true {
            list.items.append(try item())
            skipBlanks()
            if byte(index) == 0x5D { break }
            guard byte(index) == 0x2C else { throw Mistake(message: "Expecting ',' delimiter", offset: index) }
            index += 1
            skipBlanks()
        }
        index += 1
        return Value(list)
    }

    private mutating func item() throws -> Value {
        if index & 4095 == 0 { try machine.checkInterrupt() }
        do {
            return try value()
        } catch let missing as NoValue {
            throw Mistake(message: "Expecting value", offset: missing.offset)
        }
    }

    private mutating func object() throws -> Value {
        let dict = machine.dict()
        let pairs = ListObject(machine.types.list, [])
        let name = "Expecting property name enclosed in double quotes"
        skipBlanks()
        if byte(index) == 0x7D {
            index += 1
        } else {
            guard byte(index) == 0x22 else { throw Mistake(message: name, offset: index) }
            while true {
                index += 1
                let key = try string()
                skipBlanks()
                guard byte(index) == 0x3A else { throw Mistake(message: "Expecting ':' delimiter", offset: index) }
                index += 1
                skipBlanks()
                let value = try item()
                if pairsHook.isNone {
                    dict.set(key, value)
                } else {
                    pairs.items.append(machine.tuple([Value(key), value]))
                }
                skipBlanks()
                if byte(index) == 0x7D { break }
                guard byte(index) == 0x2C else { throw Mistake(message: "Expecting ',' delimiter", offset: index) }
                index += 1
                skipBlanks()
                guard byte(index) == 0x22 else { throw Mistake(message: name, offset: index) }
            }
            index += 1
        }
        if !pairsHook.isNone { return try machine.call(pairsHook, [Value(pairs)]) }
        return objectHook.isNone ? Value(dict) : try machine.call(objectHook, [Value(dict)])
    }
}
