import BigInt

// The methods and attributes of int, float and complex.
extension Machine {
    func installNumberMethods() {
        installIntMethods()
        installFloatMethods()
        attribute(types.complex, "real") { _, value in Value(value.asComplex?.real ?? 0) }
        attribute(types.complex, "imag") { _, value in Value(value.asComplex?.imaginary ?? 0) }
        method(types.complex, "conjugate", "self, /", "The conjugate.") { machine, arguments in
            guard let value = arguments[0].asComplex else { return .none }
            return machine.complex(value.real, -value.imaginary)
        }
    }

    /// The receiver of a method of int, without a box or a bool around it.
    private func whole(_ value: Value) throws -> Value { try toInt(plainNumber(value) ?? value) }
    private func big(_ value: Value) throws -> BigInt { try bigInt(whole(value)) ?? 0 }

    private func installIntMethods() {
        let type = types.int
        for name in ["real", "numerator"] { attribute(type, name) { machine, value in try machine.whole(value) } }
        attribute(type, "imag") { _, _ in Value(small: 0) }
        attribute(type, "denominator") { _, _ in Value(small: 1) }
        method(type, "conjugate", "self, /", "The number itself.") { machine, arguments in
            try machine.whole(arguments[0])
        }
        method(type, "bit_length", "self, /", "How many bits the number has.") { machine, arguments in
            machine.int(BigIntMath.bitLength(try machine.big(arguments[0])))
        }
        method(type, "bit_count", "self, /", "How many bits of the number are set.") { machine, arguments in
            machine.int(BigIntMath.bitCount(try machine.big(arguments[0])))
        }
        method(type, "as_integer_ratio", "self, /", "The number and 1.") { machine, arguments in
            machine.tuple([try machine.whole(arguments[0]), Value(small: 1)])
        }
        method(type, "to_bytes", "self, /, length=1, byteorder='big', *, signed=False", "The number as bytes.") {
            machine, arguments in
            let length = arguments[1].isUnbound ? 1 : try machine.intArgument(arguments[1])
            let isLittle = try machine.isLittleEndian(arguments[2], "to_bytes")
            let isSigned = arguments[3].isUnbound ? false : try machine.truth(arguments[3])
            return machine.bytes(
                try BigIntMath.toBytes(
                    try machine.big(arguments[0]), length: length, isLittleEndian: isLittle, isSigned: isSigned))
        }
        classMethod(type, "from_bytes", "cls, /, bytes, byteorder='big', *, signed=False", "The number of bytes.") {
            machine, arguments in
            let isLittle = try machine.isLittleEndian(arguments[2], "from_bytes")
            let isSigned = arguments[3].isUnbound ? false : try machine.truth(arguments[3])
            let bytes: [UInt8]
            if let given = arguments[1].asBuffer {
                bytes = given
            } else if let made = try machine.callMethod(machine.names.bytes, of: arguments[1]) {
                guard let given = made.asBytes else {
                    throw machine.error(
                        .typeError, "__bytes__ returned non-bytes (type \(machine.typeName(made)))")
                }
                bytes = given.bytes
            } else {
                guard arguments[1].asStr == nil, machine.isIterable(arguments[1]) else {
                    throw machine.error(
                        .typeError, "cannot convert '\(machine.typeName(arguments[1]))' object to bytes")
                }
                bytes = try machine.items(of: arguments[1]).map { try machine.byte($0) }
            }
            let value = machine.int(
                bytes.withUnsafeBufferPointer {
                    BigIntMath.fromBytes($0, isLittleEndian: isLittle, isSigned: isSigned)
                })
            guard let type = arguments[0].asClass, type !== machine.types.int else { return value }
            return try machine.call(arguments[0], [value])
        }
    }

    private func isLittleEndian(_ value: Value, _ function: String) throws -> Bool {
        if value.isUnbound { return false }
        guard let text = value.asStr?.string else {
            throw error(.typeError, "\(function)() argument 'byteorder' must be str, not \(typeName(value))")
        }
        guard text == "little" || text == "big" else {
            throw error(.valueError, "byteorder must be either 'little' or 'big'")
        }
        return text == "little"
    }

    private func installFloatMethods() {
        let type = types.float
        func double(_ machine: Machine, _ value: Value) throws -> Double {
            try machine.float(machine.plainNumber(value) ?? value)
        }
        attribute(type, "real") { machine, value in Value(try double(machine, value)) }
        attribute(type, "imag") { _, _ in Value(0.0) }
        method(type, "conjugate", "self, /", "The number itself.") { machine, arguments in
            Value(try double(machine, arguments[0]))
        }
        method(type, "is_integer", "self, /", "Whether there is no fraction.") { machine, arguments in
            let value = try double(machine, arguments[0])
            return Value(value.isFinite && value == value.rounded(.towardZero))
        }
        method(type, "hex", "self, /", "The exact value in hexadecimal.") { machine, arguments in
            machine.string(utf8: ContiguousArray(FloatText.hex(try double(machine, arguments[0]))))
        }
        method(type, "as_integer_ratio", "self, /", "The exact value as two integers.") { machine, arguments in
            let (numerator, denominator) = try FloatText.integerRatio(try double(machine, arguments[0]))
            return machine.tuple([machine.int(numerator), machine.int(denominator)])
        }
        classMethod(type, "fromhex", "cls, string, /", "The number of a hexadecimal text.") { machine, arguments in
            guard let text = arguments[1].asStr else {
                throw machine.error(.typeError, "bad argument type for built-in operation")
            }
            let value = Value(try text.withUnits({ try FloatText.parseHex($0) }, { try FloatText.parseHex($0) }))
            guard let type = arguments[0].asClass, type !== machine.types.float else { return value }
            return try machine.call(arguments[0], [value])
        }
    }
}
