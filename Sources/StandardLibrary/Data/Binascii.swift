import Interpreter

// The module `binascii`: bytes as text.
extension StandardLibrary {
    static func fillBinascii(_ binascii: ModuleBuilder) throws {
        unowned(unsafe) let machine = binascii.machine
        let error = try machine.makeClass(
            name: "Error", bases: [machine.types[.valueError]], namespace: machine.dict())
        error.set(machine.intern("__module__"), machine.string("binascii"))
        binascii.set("Error", Value(error))
        func fail(_ message: String) throws -> PythonError {
            let made = try machine.call(Value(error), [machine.string(message)])
            return made.asException.map { PythonError(exception: $0) } ?? machine.error(.valueError, message)
        }
        func input(_ value: Value) throws -> [UInt8] {
            guard let text = value.asStr else { return try machine.bytesArgument(value) }
            guard text.isASCII else {
                throw machine.error(.valueError, "string argument should contain only ASCII characters")
            }
            return Array(text.utf8)
        }
        let digits = Array("0123456789abcdef".utf8)
        for name in ["hexlify", "b2a_hex"] {
            binascii.define(name, "data, /", "The bytes in hexadecimal.") { machine, arguments in
                let bytes = try machine.bytesArgument(arguments[0])
                return machine.bytes(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
            }
        }
        for name in ["unhexlify", "a2b_hex"] {
            binascii.define(name, "hexstr, /", "The bytes of a hexadecimal text.") { machine, arguments in
                let text = try input(arguments[0])
                guard text.count % 2 == 0 else { throw try fail("Odd-length string") }
                let values = text.map { Character(UnicodeScalar($0)).hexDigitValue }
                guard !values.contains(nil) else { throw try fail("Non-hexadecimal digit found") }
                let known = values.compactMap { $0 }
                return machine.bytes(
                    stride(from: 0, to: known.count, by: 2).map { UInt8(known[$0] << 4 | known[$0 + 1]) })
            }
        }
        binascii.define("b2a_base64", "data, /, *, newline=True", "The bytes in base 64.") { machine, arguments in
            var text = Base64.encode(try machine.bytesArgument(arguments[0]))
            if try arguments[1].isUnbound || machine.truth(arguments[1]) { text.append(0x0A) }
            return machine.bytes(text)
        }
        binascii.define("a2b_base64", "data, /, *, strict_mode=False", "The bytes of a text in base 64.") {
            machine, arguments in
            switch Base64.decode(try input(arguments[0])) {
            case .success(let bytes): return machine.bytes(bytes)
            case .failure(let wrong): throw try fail(wrong.message)
            }
        }
        binascii.define("crc32", "data, crc=0, /", "A checksum.") { machine, arguments in
            try machine.callNamed(
                "crc32", of: Value(machine.importModule("zlib")),
                arguments[1].isUnbound
                    ? [arguments[0]] : [arguments[0], arguments[1]])
        }
    }
}

/// Base 64: six bits a letter.
enum Base64 {
    struct Wrong: Error {
        let message: String
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8: UInt32] = Dictionary(
        uniqueKeysWithValues: letters.enumerated().map { ($1, UInt32($0)) })

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for byte in part { bits = bits << 8 | UInt32(byte) }
            bits <<= UInt32(8 * (3 - part.count))
            for index in 0..<4 {
                text.append(index <= part.count ? letters[Int(bits >> UInt32(18 - 6 * index) & 63)] : 0x3D)
            }
        }
        return text
    }

    /// Leaves out what is no letter, as Python does.
    static func decode(_ text: [UInt8]) -> Result<[UInt8], Wrong> {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        var pads = 0
        for letter in text {
            if letter == 0x3D {
                pads += 1
                if count >= 2, count + pads >= 4 { return .success(bytes) }
                continue
            }
            guard let value = values[letter] else { continue }
            pads = 0
            bits = bits << 6 | value
            count += 1
            if count > 1 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(8 - 2 * count))) }
            if count == 4 {
                count = 0
                bits = 0
            }
        }
        if count == 0 { return .success(bytes) }
        if count == 1 {
            let letters = bytes.count / 3 * 4 + 1
            return .failure(
                Wrong(
                    message:
                        "Invalid base64-encoded string: number of data characters (\(letters)) cannot be 1 more than a multiple of 4"
                ))
        }
        return .failure(Wrong(message: "Incorrect padding"))
    }
}
