import BigInt
import Testing

@testable import Interpreter

@Suite struct NumberGoldenTests {
    @Test func `floats are written, read, rounded and taken apart as by CPython`() throws {
        try TextGoldens("float").check { line in
            switch line.operation {
            case "repr": return TextBuffer(ascii: FloatText.repr(try line.float(0)))
            case "hex": return TextBuffer(ascii: FloatText.hex(try line.float(0)))
            case "ratio":
                let (numerator, denominator) = try FloatText.integerRatio(try line.float(0))
                return TextBuffer("\(String(numerator, radix: 16)) \(String(denominator, radix: 16))")
            case "round": return TextBuffer(try FloatText.round(try line.float(0), places: try line.int(1)))
            case "format":
                let float = try line.float(0)
                return try line.text(1).wide { try FormatSpec($0).format(float: float) }
            case "parse": return TextBuffer(try line.text(0).narrow(FloatText.parse, FloatText.parse))
            case "fromhex": return TextBuffer(try line.text(0).narrow(FloatText.parseHex, FloatText.parseHex))
            default: return nil
            }
        }
    }

    @Test func `ints are written and read as by CPython`() throws {
        try TextGoldens("int").check { line in
            switch line.operation {
            case "str": return TextBuffer(ascii: try IntText.decimal(try line.big(0)))
            case "bases":
                let value = try line.big(0)
                return TextBuffer(ascii: [1, 3, 4].flatMap { IntText.prefixed(value, bitsPerDigit: $0) })
            case "parse":
                let base = try line.int(1)
                return TextBuffer(
                    try line.text(0).narrow(
                        { try IntText.parse($0, base: base).bigInt },
                        { try IntText.parse($0, base: base).bigInt }))
            default: return nil
            }
        }
    }

    @Test func `big integers compute as in CPython`() throws {
        try TextGoldens("bigint").check { line in
            switch line.operation {
            case "divmod":
                let (quotient, remainder) = try BigIntMath.divmod(try line.big(0), try line.big(1))
                let again = (
                    try BigIntMath.floorDivide(try line.big(0), try line.big(1)),
                    try BigIntMath.modulo(try line.big(0), try line.big(1))
                )
                #expect(again == (quotient, remainder))
                return joined([quotient, remainder])
            case "bitwise":
                let (a, b) = (try line.big(0), try line.big(1))
                return joined([
                    BigIntMath.and(a, b), BigIntMath.or(a, b), BigIntMath.xor(a, b), BigIntMath.invert(a),
                    BigInt(BigIntMath.bitLength(a)), BigInt(BigIntMath.bitCount(a)),
                ])
            case "truediv":
                let (a, b) = (try line.big(0), try line.big(1))
                let result = Result { try BigIntMath.trueDivide(a, b) }
                if let a = Int(exactly: a), let b = Int(exactly: b) {
                    #expect((try? BigIntMath.trueDivide(a, b)) == (try? result.get()))
                }
                return TextBuffer(try result.get())
            case "gcd": return TextBuffer(try BigIntMath.gcd(try line.big(0), try line.big(1)))
            case "compare":
                let (a, x) = (try line.big(0), try line.float(1))
                let order = BigIntMath.compare(a, x)
                if let a = Int(exactly: a) { #expect(BigIntMath.compare(a, x) == order) }
                return TextBuffer(order.map { "\($0)" } ?? "nan")
            case "float": return TextBuffer(try BigIntMath.double(try line.big(0)))
            case "trunc": return TextBuffer(try BigIntMath.integer(try line.float(0)))
            case "shift":
                let (a, count) = (try line.big(0), try line.big(1))
                return joined([try BigIntMath.shiftLeft(a, count), try BigIntMath.shiftRight(a, count)])
            case "pow": return TextBuffer(try BigIntMath.power(try line.big(0), try line.big(1)))
            case "powmod":
                return TextBuffer(
                    try BigIntMath.power(try line.big(0), try line.big(1), modulus: try line.big(2)))
            case "isqrt": return TextBuffer(try #require(try BigIntMath.squareRoot(try line.big(0))))
            case "round": return TextBuffer(BigIntMath.round(try line.big(0), toPowerOfTen: try line.int(1)))
            case "tobytes":
                let bytes = try BigIntMath.toBytes(
                    try line.big(0), length: try line.int(1), isLittleEndian: line.string(2) == "little",
                    isSigned: try line.int(3) == 1)
                return TextBuffer(ascii: Array(bytes.withUnsafeBufferPointer { ByteText.hex($0) }))
            case "frombytes":
                let bytes = try line.text(0).wide { try ByteText.parseHex($0) }
                let isLittleEndian = line.string(1) == "little"
                let isSigned = try line.int(2) == 1
                return TextBuffer(
                    bytes.withUnsafeBufferPointer {
                        BigIntMath.fromBytes($0, isLittleEndian: isLittleEndian, isSigned: isSigned)
                    })
            default: return nil
            }
        }
    }

    private func joined(_ values: [BigInt]) -> TextBuffer {
        TextBuffer(values.map { String($0, radix: 16) }.joined(separator: " "))
    }

    @Test func `numbers, tuples and frozen sets hash as in CPython`() throws {
        try TextGoldens("hash").check { line in
            switch line.operation {
            case "int":
                let value = try line.big(0)
                if let small = Int(exactly: value) { #expect(PythonHash.int(small) == PythonHash.int(value)) }
                return TextBuffer("\(PythonHash.int(value))")
            case "float": return TextBuffer("\(PythonHash.float(try line.float(0)))")
            case "tuple": return TextBuffer("\(PythonHash.tuple(line.ints(0)))")
            case "frozenset": return TextBuffer("\(PythonHash.frozenSet(line.ints(0)))")
            case "complex": return TextBuffer("\(PythonHash.complex(try line.float(0), try line.float(1)))")
            default: return nil
            }
        }
    }
}
