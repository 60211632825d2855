import BigInt
import Testing

@testable import Interpreter

/// What must hold of any input, tried on random ones; a trap anywhere fails the run.
@Suite struct TextPropertyTests {
    /// A small generator of our own, so that a failure can be repeated from its seed.
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }

        mutating func text(_ alphabet: [UInt32], upTo count: Int) -> [UInt32] {
            (0..<Int.random(in: 0...count, using: &self)).map { _ in
                Int.random(in: 0..<20, using: &self) == 0
                    ? UInt32(truncatingIfNeeded: next()) : alphabet[Int.random(in: 0..<alphabet.count, using: &self)]
            }
        }

        mutating func int() -> Int {
            switch Int.random(in: 0..<4, using: &self) {
            case 0: [Int.min, Int.max, -1, 0, 1, Int.min + 1, Int(Int32.max)].randomElement(using: &self) ?? 0
            case 1: Int(truncatingIfNeeded: next())
            default: Int.random(in: -40...40, using: &self)
            }
        }

        /// Random words, `sparse` of 4 of which are all zeros or all ones.
        mutating func magnitude(words count: Int, sparse: Int) -> BigUInt {
            let words = (0..<count).map { _ in
                Int.random(in: 0..<4, using: &self) < sparse ? (next() & 1 == 0 ? 0 : UInt.max) : UInt(next())
            }
            return BigUInt(words: words + [1])
        }

        mutating func big() -> BigInt {
            let words = (0..<Int.random(in: 0...6, using: &self)).map { _ in
                ([0, 1, UInt.max, UInt(next()), 1 << 63] as [UInt]).randomElement(using: &self) ?? 0
            }
            return BigInt(sign: next() & 1 == 0 ? .plus : .minus, magnitude: BigUInt(words: words))
        }
    }

    private static func codePoints(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    @Test(arguments: UInt64(1)...8)
    func `any format specification is applied or refused`(seed: UInt64) {
        var random = Random(state: seed)
        let alphabet = Self.codePoints("<>=^+- z#00123456789,_..bcdoxXneEfFgGs%é☃")
        for _ in 0..<400 {
            let text = random.text(alphabet, upTo: 9)
            let spec = text.withUnsafeBufferPointer { FormatSpec($0) }
            let float = Double(bitPattern: random.next())
            _ = try? spec.format(float: float)
            _ = try? spec.format(real: float, imaginary: -1)
            _ = try? spec.format(integer: .small(random.int()))
            _ = try? spec.format(integer: .big(random.big()))
            if let formatted = try? text.withUnsafeBufferPointer({ try spec.format(text: $0) }) {
                #expect(formatted.count <= TextLimits.maximumCount)
            }
        }
    }

    @Test(arguments: UInt64(1)...8)
    func `any format string is filled or refused`(seed: UInt64) {
        var random = Random(state: seed)
        for _ in 0..<400 {
            let percent = random.text(Self.codePoints("%%%(a)) *.0159-+#diouxXeEfFgGcrsahlL"), upTo: 12)
            let values = (0..<3).map { _ in IntegerValue.small(random.int()) }
            for isMapping in [false, true] {
                var arguments = IntArguments(values: values, isMapping: isMapping)
                _ = try? percent.withUnsafeBufferPointer { try PercentFormat.format($0, &arguments) }
            }
            let braces = random.text(Self.codePoints("{{{}}}01:!r[].xé>9"), upTo: 14)
            var arguments = IntFields()
            _ = try? braces.withUnsafeBufferPointer { try StrFormat.format($0, &arguments) }
        }
    }

    @Test(arguments: UInt64(1)...8)
    func `numbers read back what was written`(seed: UInt64) throws {
        var random = Random(state: seed)
        for _ in 0..<400 {
            let float = Double(bitPattern: random.next())
            if float.isFinite {
                let read = FloatText.repr(float).withUnsafeBufferPointer { FloatText.parseOrNil($0) }
                #expect(read?.bitPattern == float.bitPattern)
                let hex = try FloatText.hex(float).withUnsafeBufferPointer { try FloatText.parseHex($0) }
                #expect(hex.bitPattern == float.bitPattern)
                let (numerator, denominator) = try FloatText.integerRatio(float)
                #expect(try BigIntMath.trueDivide(numerator, denominator) == float)
                _ = try? FloatText.round(float, places: random.int())
            }
            let big = random.big()
            #expect(try IntText.decimal(big).withUnsafeBufferPointer { try IntText.parse($0).bigInt } == big)
            for (bits, base) in [(1, 2), (3, 8), (4, 16)] {
                let text = IntText.prefixed(big, bitsPerDigit: bits)
                #expect(try text.withUnsafeBufferPointer { try IntText.parse($0, base: base).bigInt } == big)
            }
            let garbage = random.text(Self.codePoints("0123456789+-_. eExXoOnaif\u{A0}٣"), upTo: 8)
            garbage.withUnsafeBufferPointer {
                _ = FloatText.parseOrNil($0)
                _ = try? FloatText.parseHex($0)
                _ = try? IntText.parse($0, base: random.int())
                _ = try? IntText.parse($0, base: 0)
            }
        }
    }

    @Test(arguments: UInt64(1)...8)
    func `integer arithmetic keeps its laws`(seed: UInt64) throws {
        var random = Random(state: seed)
        for _ in 0..<300 {
            let (a, b) = (random.big(), random.big())
            if !b.isZero {
                let (quotient, remainder) = try BigIntMath.divmod(a, b)
                #expect(quotient * b + remainder == a)
                #expect(remainder.isZero || remainder.sign == b.sign && remainder.magnitude < b.magnitude)
            }
            #expect(BigIntMath.and(a, b) + BigIntMath.or(a, b) == a + b)
            #expect(BigIntMath.xor(a, b) == BigIntMath.or(a, b) - BigIntMath.and(a, b))
            #expect(try BigIntMath.multiply(a, b) == a * b)
            let count = BigInt(Int.random(in: 0...300, using: &random))
            let shifted = try BigIntMath.shiftLeft(a, count)
            #expect(try BigIntMath.shiftRight(shifted, count) == a)
            #expect(try BigIntMath.shiftRight(a, count) == BigIntMath.floorDivide(a, BigIntMath.power(2, count)))
            if let root = try BigIntMath.squareRoot(a) {
                #expect(root * root <= a && a < (root + 1) * (root + 1))
            } else {
                #expect(a < 0)
            }
            // Between small exponents and those refused lie some that keep a debug build busy.
            for exponent in [b, BigInt(random.int())] where !(10...40).contains(exponent.magnitude.bitWidth) {
                _ = try? BigIntMath.power(BigInt(Int.random(in: -3...3, using: &random)), exponent)
                _ = try? BigIntMath.shiftRight(a, exponent)
                _ = try? BigIntMath.shiftLeft(a, exponent)
            }
            _ = BigIntMath.round(a, toPowerOfTen: random.int())
            _ = try? BigIntMath.toBytes(a, length: random.int() & 63, isLittleEndian: true, isSigned: b < 0)
            _ = PythonHash.int(a)
        }
    }

    @Test(arguments: [
        (5, 5), (39, 40), (40, 40), (41, 41), (80, 41), (81, 40), (83, 82), (130, 45), (130, 100), (170, 170),
    ])
    func `long products and quotients agree with the plain ones`(xCount: Int, yCount: Int) {
        var random = Random(state: UInt64(xCount * 1000 + yCount))
        for sparse in [0, 2, 4] {
            let x = random.magnitude(words: xCount, sparse: sparse)
            let y = random.magnitude(words: yCount, sparse: sparse)
            #expect(WordMath.multiply(x, y) == x * y)
            #expect(WordMath.multiply(y, x) == x * y)
            let product = x * y + BigUInt(sparse)
            for divisor in [x, y, x >> 7, y - 1, x | y] {
                let (quotient, remainder) = WordMath.divide(product, divisor)
                #expect(quotient * divisor + remainder == product && remainder < divisor)
            }
            let (square, power) = (product * product, BigUInt(1) << (product.bitWidth - 1))
            #expect(WordMath.divide(square, power) == (square >> (product.bitWidth - 1), square & (power - 1)))
        }
    }

    @Test(arguments: UInt64(1)...8)
    func `strings cut up give themselves when joined`(seed: UInt64) throws {
        var random = Random(state: seed)
        for _ in 0..<300 {
            let alphabet = Self.codePoints(
                [" ab\t\n", "aab", "aé☃Σ", "a1_'\"\\"][Int.random(in: 0..<4, using: &random)])
            let text = random.text(alphabet, upTo: 20)
            let separator = random.text(alphabet, upTo: 2)
            try text.withUnsafeBufferPointer { text in
                try separator.withUnsafeBufferPointer { separator in
                    let limit = random.int()
                    if !separator.isEmpty {
                        for pieces in [
                            try TextSplit.split(text, separator: separator, limit: limit),
                            try TextSplit.splitLast(text, separator: separator, limit: limit),
                        ] {
                            let joined = pieces.map { Array(text[$0]) }.joined(separator: Array(separator))
                            #expect(Array(joined) == Array(text))
                        }
                    }
                    let lines = TextSplit.lines(text, keepEnds: true)
                    #expect(lines.flatMap { Array(text[$0]) } == Array(text))
                    if let range = TextSearch.range(start: random.int(), end: random.int(), count: text.count) {
                        let place = TextSearch.find(separator, in: text, range)
                        #expect((place == nil) == (TextSearch.count(separator, in: text, range) == 0))
                        if let place { #expect(TextSearch.matches(separator, in: text, at: place)) }
                    }
                    _ = TextSearch.matches(separator, in: text, at: random.int())
                    _ = try? TextSearch.replace(separator, by: text, in: text, limit: limit)
                    _ = try? TextPadding.expandTabs(text, size: random.int())
                    if limit < 1000 {
                        _ = try? TextPadding.justify(text, .center, width: limit, fill: separator.first ?? 0)
                    }
                }
                for mapping in [
                    TextCase.lower, TextCase.upper, TextCase.title, TextCase.capitalize, TextCase.swapcase,
                    TextCase.casefold, TextRepr.ascii,
                ] as [(Units<UInt32>) -> TextBuffer] {
                    #expect(mapping(text).count >= text.count)
                }
            }
        }
    }

    @Test(arguments: UInt64(1)...8)
    func `what a codec encodes it decodes`(seed: UInt64) throws {
        var random = Random(state: seed)
        for _ in 0..<300 {
            let text = random.text(
                Self.codePoints("aé☃😀\u{80}\u{7FF}\u{800}\u{FFFF}\u{10FFFF}") + [0xD800, 0xDCFF], upTo: 8)
            for codec: TextCodec in [.utf8, .utf8WithMark, .ascii, .latin1] {
                text.withUnsafeBufferPointer { text in
                    guard let bytes = try? codec.encode(text) else { return }
                    #expect(
                        (try? bytes.withUnsafeBufferPointer { try codec.decode($0) })
                            == TextBuffer(codePoints: Array(text)))
                }
                let bytes = text.map { UInt8(truncatingIfNeeded: $0) }
                // These handlers never fail, and surrogateescape loses nothing.
                for errors in ["ignore", "replace", "backslashreplace", "surrogateescape"] {
                    let decoded = try bytes.withUnsafeBufferPointer { try codec.decode($0, errors: errors) }
                    if errors == "surrogateescape", codec != .utf8WithMark {
                        #expect(try decoded.wide { try codec.encode($0, errors: errors) } == bytes)
                    }
                }
            }
        }
    }
}

/// Ints for `%`, whatever is asked for.
private struct IntArguments: PercentArguments {
    var values: [IntegerValue]
    var isMapping: Bool
    var hasUnused: Bool { !isMapping && !values.isEmpty }
    mutating func next() -> IntegerValue? { values.popLast() }
    mutating func select(key: TextBuffer) { values = [.small(key.count)] }
    func starred(_ value: IntegerValue) -> IntegerValue? { value }
    func convert(_ value: IntegerValue, to conversion: PercentConversion) throws -> PercentValue {
        switch conversion {
        case .str, .repr, .ascii: .text(TextBuffer("é"))
        case .integer, .index, .character: .integer(value)
        case .float: .float(try value.double())
        }
    }
}

/// Ints all the way down for `str.format`.
private struct IntFields: FormatArguments {
    func positional(_ index: Int) -> Int { index }
    func keyword(_ name: TextBuffer) -> Int { name.count }
    func attribute(_ name: TextBuffer, of object: Int) -> Int { object &+ name.count }
    func item(_ index: Int, of object: Int) -> Int { object &- index }
    func item(_ key: TextBuffer, of object: Int) -> Int { object &+ key.count }
    func convert(_ object: Int, to conversion: PercentConversion) -> Int { ~object }
    func format(_ object: Int, spec: TextBuffer, to out: inout TextBuffer) throws {
        out.append(try spec.wide { try FormatSpec($0).format(integer: .small(object)) })
    }
}
