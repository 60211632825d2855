import BigInt

/// Shifts and bitwise operations as on infinite two's complement.
extension BigIntMath {
    /// `value << count`. Throws ValueError for a negative count, MemoryError if the result would be too large.
    package static func shiftLeft(_ value: BigInt, _ count: BigInt) throws(TextError) -> BigInt {
        if count.sign == .minus { throw .value("negative shift count") }
        if value.isZero { return 0 }
        // The most digits of 30 bits that CPython can count.
        if count / 30 > (Int.max - 24) / 4 { throw .overflow("too many digits in integer") }
        guard let places = Int(exactly: count), places < maximumBits - value.magnitude.bitWidth else { throw .memory }
        return BigInt(sign: value.sign, magnitude: value.magnitude << places)
    }

    /// `value >> count`, rounded down. Throws ValueError for a negative count.
    package static func shiftRight(_ value: BigInt, _ count: BigInt) throws(TextError) -> BigInt {
        if count.sign == .minus { throw .value("negative shift count") }
        guard let places = Int(exactly: count), places < value.magnitude.bitWidth else {
            return value.sign == .minus ? -1 : 0
        }
        if value.sign == .plus { return BigInt(value.magnitude >> places) }
        return BigInt(sign: .minus, magnitude: ((value.magnitude - 1) >> places) + 1)
    }

    package static func and(_ a: BigInt, _ b: BigInt) -> BigInt { combine(a, b) { $0 & $1 } }
    package static func or(_ a: BigInt, _ b: BigInt) -> BigInt { combine(a, b) { $0 | $1 } }
    package static func xor(_ a: BigInt, _ b: BigInt) -> BigInt { combine(a, b) { $0 ^ $1 } }
    /// `~value`.
    package static func invert(_ value: BigInt) -> BigInt { -value - 1 }

    private static func combine(_ a: BigInt, _ b: BigInt, _ operation: (UInt, UInt) -> UInt) -> BigInt {
        // One word more than either needs, so that the last one is all sign.
        let count = Swift.max(a.magnitude.words.count, b.magnitude.words.count) + 1
        var left = twosComplement(a, count)
        let right = twosComplement(b, count)
        for index in 0..<count { left[index] = operation(left[index], right[index]) }
        return fromTwosComplement(left)
    }

    /// The value in `count` words, the least significant first.
    static func twosComplement(_ value: BigInt, _ count: Int) -> [UInt] {
        var words = WordMath.words(value.magnitude)
        words.append(contentsOf: repeatElement(0, count: Swift.max(0, count - words.count)))
        if value.sign == .minus { negate(&words) }
        return words
    }

    static func fromTwosComplement(_ source: [UInt]) -> BigInt {
        guard let last = source.last, last >> (UInt.bitWidth - 1) == 1 else { return BigInt(BigUInt(words: source)) }
        var words = source
        negate(&words)
        return BigInt(sign: .minus, magnitude: BigUInt(words: words))
    }

    private static func negate(_ words: inout [UInt]) {
        var carry = true
        for index in words.indices {
            let inverted = ~words[index]
            words[index] = carry ? inverted &+ 1 : inverted
            carry = carry && inverted == UInt.max
        }
    }

    /// `value.bit_length()`.
    package static func bitLength(_ value: BigInt) -> Int { value.magnitude.bitWidth }

    /// `value.bit_count()`.
    package static func bitCount(_ value: BigInt) -> Int {
        value.magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    // MARK: - Bytes

    /// `value.to_bytes(length, byteorder, signed=signed)`. Throws OverflowError if it does not fit, ValueError for a
    /// negative length.
    package static func toBytes(
        _ value: BigInt, length: Int, isLittleEndian: Bool, isSigned: Bool
    ) throws(TextError) -> [UInt8] {
        if length < 0 { throw .value("length argument must be non-negative") }
        if value.sign == .minus, !isSigned { throw .overflow("can't convert negative int to unsigned") }
        try TextLimits.check(length)
        // Bits of the magnitude that a signed number of this sign may use.
        let needed =
            value.sign == .minus ? (value.magnitude - 1).bitWidth + 1 : value.magnitude.bitWidth + (isSigned ? 1 : 0)
        // No bytes at all hold 0, and as a signed number -1.
        if needed > length * 8, !(length == 0 && value.magnitude <= (value.sign == .minus ? 1 : 0)) {
            throw .overflow("int too big to convert")
        }
        let words = twosComplement(value, length / 8 + 1)
        var bytes = [UInt8](repeating: 0, count: length)
        for index in 0..<length {
            let byte = UInt8(truncatingIfNeeded: words[index / 8] >> UInt(index % 8 * 8))
            bytes[isLittleEndian ? index : length - 1 - index] = byte
        }
        return bytes
    }

    /// `int.from_bytes(bytes, byteorder, signed=signed)`.
    package static func fromBytes(_ bytes: Units<UInt8>, isLittleEndian: Bool, isSigned: Bool) -> BigInt {
        var words = [UInt](repeating: 0, count: bytes.count / 8 + 1)
        for index in 0..<bytes.count {
            let byte = bytes[isLittleEndian ? index : bytes.count - 1 - index]
            words[index / 8] |= UInt(byte) << UInt(index % 8 * 8)
        }
        guard isSigned, let top = isLittleEndian ? bytes.last : bytes.first, top >= 0x80 else {
            return BigInt(BigUInt(words: words))
        }
        for index in bytes.count..<words.count * 8 { words[index / 8] |= 0xFF << UInt(index % 8 * 8) }
        return fromTwosComplement(words)
    }
}
