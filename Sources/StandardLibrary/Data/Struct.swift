import BigInt
import Interpreter

// The module `_struct`: numbers as bytes and back, as `struct` does it.
extension StandardLibrary {
    static func fillStruct(_ module: ModuleBuilder) throws {
        unowned(unsafe) let machine = module.machine
        let error = try machine.makeClass(
            name: "error", bases: [machine.types[.exception]], namespace: machine.dict())
        error.set(machine.intern("__module__"), machine.string("struct"))
        module.set("error", Value(error))
        let raise: StructFormat.Raise = { message in
            let made = try machine.call(Value(error), [machine.string(message)])
            return made.asException.map { PythonError(exception: $0) } ?? machine.error(.valueError, message)
        }
        module.define("calcsize", "format, /", "How many bytes a format takes.") { machine, arguments in
            machine.int(try StructFormat(arguments[0], machine, raise).size)
        }
        module.define("pack", "format, /, *values", "Values as bytes.") { machine, arguments in
            let format = try StructFormat(arguments[0], machine, raise)
            return machine.bytes(try format.pack(arguments[1].asTuple?.items ?? [], machine, raise))
        }
        module.define("unpack", "format, buffer, /", "The values in bytes.") { machine, arguments in
            let format = try StructFormat(arguments[0], machine, raise)
            let bytes = try machine.bytesArgument(arguments[1])
            guard bytes.count == format.size else {
                throw try raise("unpack requires a buffer of \(format.size) bytes")
            }
            return machine.tuple(try format.unpack(bytes, at: 0, machine))
        }
        module.define("unpack_from", "format, /, buffer, offset=0", "The values in bytes from a place on.") {
            machine, arguments in
            let format = try StructFormat(arguments[0], machine, raise)
            let bytes = try machine.bytesArgument(arguments[1])
            let given = arguments[2].isUnbound ? 0 : try machine.intArgument(arguments[2])
            let offset = given < 0 ? given + bytes.count : given
            guard offset >= 0 else {
                throw try raise("offset \(given) out of range for \(bytes.count)-byte buffer")
            }
            guard bytes.count - offset >= format.size else {
                throw try raise(
                    "unpack_from requires a buffer of at least \(UInt(format.size) + UInt(offset)) bytes for unpacking "
                        + "\(format.size) bytes at offset \(offset) (actual buffer size is \(bytes.count))")
            }
            return machine.tuple(try format.unpack(bytes, at: offset, machine))
        }
        module.define("iter_unpack", "format, buffer, /", "The values in bytes, again and again.") {
            machine, arguments in
            let format = try StructFormat(arguments[0], machine, raise)
            let bytes = try machine.bytesArgument(arguments[1])
            guard format.size > 0 else {
                throw try raise("cannot iteratively unpack with a struct of length 0")
            }
            guard bytes.count % format.size == 0 else {
                throw try raise("iterative unpacking requires a buffer of a multiple of \(format.size) bytes")
            }
            var place = 0
            return machine.iterator(machine.types.callableIterator, keeping: []) { machine in
                guard place < bytes.count else { return nil }
                defer { place += format.size }
                return machine.tuple(try format.unpack(bytes, at: place, machine))
            }
        }
    }
}

/// A format of `struct`: letters with counts, an order of bytes, and sizes.
struct StructFormat {
    typealias Raise = (String) throws -> PythonError

    private struct Field {
        let letter: UInt8
        let count: Int
        let size: Int
        let offset: Int
        /// Laid out as C does here, and checked as loosely.
        let isNative: Bool
    }

    private var fields: [Field] = []
    private(set) var size = 0
    private var isLittle = true
    private static let mostBytes = 1 << 30

    init(_ value: Value, _ machine: Machine, _ raise: Raise) throws {
        let text: [UInt8]
        if let string = value.asStr {
            text = Array(string.utf8)
        } else if let bytes = machine.bytesLike(value) {
            text = bytes
        } else {
            throw machine.error(
                .typeError, "Struct() argument 1 must be a str or bytes object, not \(machine.typeName(value))")
        }
        var isNative = true
        var index = 0
        if let first = text.first, "@=<>!".utf8.contains(first) {
            isNative = first == UInt8(ascii: "@")
            isLittle = first != UInt8(ascii: ">") && first != UInt8(ascii: "!")
            index = 1
        }
        while index < text.count {
            var count = 1
            if Self.isDigit(text[index]) {
                count = 0
                while index < text.count, Self.isDigit(text[index]) {
                    count = count * 10 + Int(text[index] - 0x30)
                    guard count < Self.mostBytes else { throw try raise("total struct size too long") }
                    index += 1
                }
                if index == text.count { throw try raise("repeat count given without format specifier") }
            }
            let letter = text[index]
            index += 1
            if [0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C].contains(letter) { continue }
            guard let width = Self.width(letter, isNative: isNative) else {
                throw try raise("bad char in struct format")
            }
            if isNative, width > 1, letter != UInt8(ascii: "s"), letter != UInt8(ascii: "p") {
                size = (size + width - 1) / width * width
            }
            fields.append(Field(letter: letter, count: count, size: width, offset: size, isNative: isNative))
            size += count * width
            guard size <= Self.mostBytes else { throw try raise("total struct size too long") }
        }
    }

    private static func width(_ letter: UInt8, isNative: Bool) -> Int? {
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "c"), UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "?"),
            UInt8(ascii: "s"), UInt8(ascii: "p"):
            1
        case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "e"): 2
        case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "f"): 4
        case UInt8(ascii: "l"), UInt8(ascii: "L"): isNative ? 8 : 4
        case UInt8(ascii: "q"), UInt8(ascii: "Q"), UInt8(ascii: "d"): 8
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "P"): isNative ? 8 : nil
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isText(_ letter: UInt8) -> Bool { letter == UInt8(ascii: "s") || letter == UInt8(ascii: "p") }

    private static func isSigned(_ letter: UInt8) -> Bool { "bhilqn".utf8.contains(letter) }

    // MARK: Reading

    func unpack(_ bytes: [UInt8], at start: Int, _ machine: Machine) throws -> ContiguousArray<Value> {
        var values: ContiguousArray<Value> = []
        for field in fields {
            let place = start + field.offset
            switch field.letter {
            case UInt8(ascii: "x"): break
            case UInt8(ascii: "s"): values.append(machine.bytes(bytes[place..<place + field.count]))
            case UInt8(ascii: "p"):
                let count = field.count == 0 ? 0 : min(Int(bytes[place]), field.count - 1)
                values.append(machine.bytes(field.count == 0 ? [] : bytes[place + 1..<place + 1 + count]))
            default:
                for index in 0..<field.count {
                    if index & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
                    values.append(value(bytes, place + index * field.size, field, machine))
                }
            }
        }
        return values
    }

    private func value(_ bytes: [UInt8], _ place: Int, _ field: Field, _ machine: Machine) -> Value {
        var pattern: UInt64 = 0
        for index in 0..<field.size {
            let byte = bytes[place + (isLittle ? field.size - 1 - index : index)]
            pattern = pattern << 8 | UInt64(byte)
        }
        switch field.letter {
        case UInt8(ascii: "c"): return machine.bytes([bytes[place]])
        case UInt8(ascii: "?"): return Value(pattern != 0)
        case UInt8(ascii: "d"): return Value(Double(bitPattern: pattern))
        case UInt8(ascii: "f"): return Value(Double(Float(bitPattern: UInt32(truncatingIfNeeded: pattern))))
        case UInt8(ascii: "e"): return Value(Self.half(UInt16(truncatingIfNeeded: pattern)))
        default:
            if Self.isSigned(field.letter) {
                let shift = UInt64(64 - 8 * field.size)
                return machine.int(Int(Int64(bitPattern: pattern << shift) >> Int64(shift)))
            }
            return pattern > UInt64(Int.max) ? machine.int(BigInt(pattern)) : machine.int(Int(pattern))
        }
    }

    private static func half(_ bits: UInt16) -> Double {
        let sign: Double = bits & 0x8000 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 31)
        let fraction = Double(bits & 1023)
        if exponent == 31 { return fraction == 0 ? sign * .infinity : .nan }
        if exponent == 0 { return sign * fraction * 0x1p-24 }
        return sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
    }

    // MARK: Writing

    private var wanted: Int {
        fields.reduce(0) { total, field in
            total + (Self.isText(field.letter) ? 1 : field.letter == UInt8(ascii: "x") ? 0 : field.count)
        }
    }

    func pack(_ values: ContiguousArray<Value>, _ machine: Machine, _ raise: Raise) throws -> [UInt8] {
        guard values.count == wanted else {
            throw try raise("pack expected \(wanted) items for packing (got \(values.count))")
        }
        var bytes = [UInt8](repeating: 0, count: size)
        var next = 0
        for field in fields where field.letter != UInt8(ascii: "x") {
            if Self.isText(field.letter) {
                guard let data = machine.bytesLike(values[next]) else {
                    throw try raise("argument for '\(Character(UnicodeScalar(field.letter)))' must be a bytes object")
                }
                next += 1
                var place = field.offset
                var room = field.count
                if field.letter == UInt8(ascii: "p"), room > 0 {
                    bytes[place] = UInt8(min(data.count, room - 1, 255))
                    place += 1
                    room -= 1
                }
                for (index, byte) in data.prefix(room).enumerated() { bytes[place + index] = byte }
                continue
            }
            for index in 0..<field.count {
                let pattern = try pattern(values[next], field, machine, raise)
                next += 1
                for shift in 0..<field.size {
                    let place = field.offset + index * field.size + (isLittle ? shift : field.size - 1 - shift)
                    bytes[place] = UInt8(truncatingIfNeeded: pattern >> UInt64(8 * shift))
                }
            }
        }
        return bytes
    }

    private func pattern(_ value: Value, _ field: Field, _ machine: Machine, _ raise: Raise) throws -> UInt64 {
        switch field.letter {
        case UInt8(ascii: "c"):
            guard let data = machine.bytesLike(value), data.count == 1 else {
                throw try raise("char format requires a bytes object of length 1")
            }
            return UInt64(data[0])
        case UInt8(ascii: "?"): return try machine.truth(value) ? 1 : 0
        case UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "e"):
            guard let number = try machine.floatOrNil(value) else {
                throw try raise("required argument is not a float")
            }
            if field.letter == UInt8(ascii: "d") { return number.bitPattern }
            if field.letter == UInt8(ascii: "e") { return UInt64(try Self.half(number, machine)) }
            let single = Float(number)
            if single.isInfinite, number.isFinite, !field.isNative {
                throw machine.error(.overflowError, "float too large to pack with f format")
            }
            return UInt64(single.bitPattern)
        default: return try integer(value, field, machine, raise)
        }
    }

    private func integer(_ value: Value, _ field: Field, _ machine: Machine, _ raise: Raise) throws -> UInt64 {
        guard let index = try machine.index(of: value), let number = try machine.bigInt(index) else {
            throw try raise("required argument is not an integer")
        }
        let isSigned = Self.isSigned(field.letter)
        let bits = 8 * field.size
        let low = isSigned ? -(BigInt(1) << (bits - 1)) : 0
        let high = (BigInt(1) << (isSigned ? bits - 1 : bits)) - 1
        guard number >= low, number <= high else {
            let letter = Character(UnicodeScalar(field.letter))
            let range = "\(low) <= number <= \(high)"
            if field.size == 1 { throw try raise((isSigned ? "byte" : "ubyte") + " format requires \(range)") }
            if field.size == 2, field.isNative {
                throw try raise((isSigned ? "short" : "ushort") + " format requires \(range)")
            }
            if !isSigned, number < 0 { throw try raise("argument out of range") }
            throw try raise(field.size == 8 ? "int too large to convert" : "'\(letter)' format requires \(range)")
        }
        return UInt64(truncatingIfNeeded: number)
    }

    private static func half(_ number: Double, _ machine: Machine) throws -> UInt16 {
        let sign: UInt16 = number.sign == .minus ? 0x8000 : 0
        let size = abs(number)
        if size.isNaN { return sign | 0x7E00 }
        if size.isInfinite { return sign | 0x7C00 }
        if size == 0 { return sign }
        guard size < 65520 else { throw machine.error(.overflowError, "float too large to pack with e format") }
        let exponent = max(Int(size.exponent), -14)
        let scaled = (size * Double(sign: .plus, exponent: 10 - exponent, significand: 1)).rounded(.toNearestOrEven)
        let bits = UInt16(scaled)
        // A fraction that rounds up to the next power carries into the exponent by itself.
        return sign | (bits < 1024 ? bits : UInt16(exponent + 14) << 10 + bits)
    }
}
