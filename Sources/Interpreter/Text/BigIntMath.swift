import BigInt

/// Integer arithmetic by Python's rules, on integers of any size; every mistake is thrown, none traps.
package enum BigIntMath {
    /// The most bits an integer may have; beyond, MemoryError.
    package static let maximumBits = 1 << 32
    /// The most bits a power may have: more would keep the machine busy for minutes.
    package static let maximumPowerBits = 1 << 25

    /// The most bits the smaller of two factors may have, for the same reason.
    package static let maximumFactorBits = 1 << 26

    /// Smaller numbers are done before anyone could want them to stop.
    private static let askingBits = 1 << 16

    /// `a * b`. Throws MemoryError when the product would be too large, or when `stops`, asked now and then, says so.
    package static func multiply(
        _ a: BigInt, _ b: BigInt, stops: () -> Bool = { false }
    ) throws(TextError) -> BigInt {
        let (short, long) = (
            Swift.min(a.magnitude.bitWidth, b.magnitude.bitWidth), Swift.max(a.magnitude.bitWidth, b.magnitude.bitWidth)
        )
        if long > maximumBits - short || short > maximumFactorBits { throw .memory }
        let magnitude = WordMath.multiply(a.magnitude, b.magnitude, stops: stops)
        if short > askingBits, stops() { throw .memory }
        return BigInt(sign: a.sign == b.sign ? .plus : .minus, magnitude: magnitude)
    }

    // MARK: - Division

    /// `a // b`, rounded down. Throws ZeroDivisionError, or MemoryError when `stops` says so.
    package static func floorDivide(
        _ a: BigInt, _ b: BigInt, stops: () -> Bool = { false }
    ) throws(TextError) -> BigInt {
        try divide(a, b, "integer division or modulo by zero", stops).quotient
    }

    /// `a % b`, with the sign of `b`. Throws ZeroDivisionError, or MemoryError when `stops` says so.
    package static func modulo(
        _ a: BigInt, _ b: BigInt, stops: () -> Bool = { false }
    ) throws(TextError) -> BigInt {
        try divide(a, b, "integer modulo by zero", stops).remainder
    }

    /// `divmod(a, b)`. Throws ZeroDivisionError, or MemoryError when `stops` says so.
    package static func divmod(
        _ a: BigInt, _ b: BigInt, stops: () -> Bool = { false }
    ) throws(TextError) -> (quotient: BigInt, remainder: BigInt) {
        try divide(a, b, "integer division or modulo by zero", stops)
    }

    private static func divide(
        _ a: BigInt, _ b: BigInt, _ message: String, _ stops: () -> Bool
    ) throws(TextError) -> (quotient: BigInt, remainder: BigInt) {
        if b.isZero { throw TextError(.zeroDivisionError, message) }
        let (quotient, remainder) = WordMath.divide(a.magnitude, b.magnitude, stops: stops)
        if a.magnitude.bitWidth > askingBits, stops() { throw .memory }
        if a.sign == b.sign { return (BigInt(quotient), BigInt(sign: b.sign, magnitude: remainder)) }
        if remainder.isZero { return (BigInt(sign: .minus, magnitude: quotient), 0) }
        return (
            BigInt(sign: .minus, magnitude: quotient + 1),
            BigInt(sign: b.sign, magnitude: b.magnitude - remainder)
        )
    }

    // MARK: - Powers

    /// `base ** exponent` for an exponent of at least 0 (a negative one is the caller's to do in floats).
    ///
    /// Throws MemoryError when the result would have more than `maximumPowerBits`, or when `stops`, asked between the
    /// steps, says so.
    package static func power(
        _ base: BigInt, _ exponent: BigInt, stops: () -> Bool = { false }
    ) throws(TextError) -> BigInt {
        if exponent.isZero { return 1 }
        let isNegative = base.sign == .minus && isOdd(exponent)
        let sign: BigInt.Sign = isNegative ? .minus : .plus
        if base.magnitude <= 1 { return BigInt(sign: sign, magnitude: base.magnitude) }
        guard exponent.sign == .plus, let count = Int(exactly: exponent) else { throw .memory }
        let zeros = base.magnitude.trailingZeroBitCount
        let odd = base.magnitude >> zeros
        // Powers of two are shifts, and cheap.
        if odd == 1 {
            let (bits, overflow) = zeros.multipliedReportingOverflow(by: count)
            if overflow || bits >= maximumBits { throw .memory }
            return BigInt(sign: sign, magnitude: BigUInt(1) << bits)
        }
        let (bits, overflow) = base.magnitude.bitWidth.multipliedReportingOverflow(by: count)
        // Up to a bit a factor too many.
        if overflow || bits - count >= maximumPowerBits { throw .memory }
        return BigInt(sign: sign, magnitude: try power(odd, count, stops) << (zeros * count))
    }

    private static func power(
        _ base: BigUInt, _ exponent: Int, _ stops: () -> Bool
    ) throws(TextError) -> BigUInt {
        var result = base
        for bit in stride(from: Int.bitWidth - exponent.leadingZeroBitCount - 2, through: 0, by: -1) {
            if stops() { throw .memory }
            result = WordMath.multiply(result, result, stops: stops)
            if exponent >> bit & 1 == 1 { result = WordMath.multiply(result, base, stops: stops) }
        }
        if stops() { throw .memory }
        return result
    }

    /// `pow(base, exponent, modulus)`, with the sign of the modulus; a negative exponent inverts.
    ///
    /// Throws ValueError for a modulus of 0 or a base without an inverse, MemoryError when `stops` says so.
    package static func power(
        _ base: BigInt, _ exponent: BigInt, modulus: BigInt, stops: () -> Bool = { false }
    ) throws(TextError) -> BigInt {
        if modulus.isZero { throw .value("pow() 3rd argument cannot be 0") }
        let positive = modulus.magnitude
        if positive == 1 { return 0 }
        var residue = WordMath.divide(base.magnitude, positive, stops: stops).remainder
        if stops() { throw .memory }
        if base.sign == .minus, !residue.isZero { residue = positive - residue }
        if exponent.sign == .minus {
            guard !residue.isZero, let inverse = residue.inverse(positive) else {
                throw .value("base is not invertible for the given modulus")
            }
            residue = inverse
        }
        let result = try power(residue, exponent.magnitude, modulus: positive, stops)
        if modulus.sign == .minus, !result.isZero { return BigInt(sign: .minus, magnitude: positive - result) }
        return BigInt(result)
    }

    private static func power(
        _ base: BigUInt, _ exponent: BigUInt, modulus: BigUInt, _ stops: () -> Bool
    ) throws(TextError) -> BigUInt {
        var result = BigUInt(1)
        for bit in stride(from: exponent.bitWidth - 1, through: 0, by: -1) {
            if stops() { throw .memory }
            result = WordMath.divide(WordMath.multiply(result, result, stops: stops), modulus, stops: stops).remainder
            guard exponent[bitAt: bit] else { continue }
            result = WordMath.divide(WordMath.multiply(result, base, stops: stops), modulus, stops: stops).remainder
        }
        if stops() { throw .memory }
        return result
    }

    // MARK: - Number theory

    /// `math.gcd(a, b)`. Throws MemoryError when `stops` says so.
    package static func gcd(
        _ a: BigInt, _ b: BigInt, stops: () -> Bool = { false }
    ) throws(TextError) -> BigInt {
        var (x, y) = (a.magnitude, b.magnitude)
        while !y.isZero {
            (x, y) = (y, WordMath.divide(x, y, stops: stops).remainder)
            if x.bitWidth > askingBits, stops() { throw .memory }
        }
        return BigInt(x)
    }

    /// The largest integer whose square is not above `value`; nil if `value` is negative. Throws MemoryError when
    /// `stops` says so.
    package static func squareRoot(
        _ value: BigInt, stops: () -> Bool = { false }
    ) throws(TextError) -> BigInt? {
        if value.sign == .minus { return nil }
        if value.magnitude <= 1 { return value }
        // Newton's method on the leading bits, twice as many each time.
        let n = value.magnitude
        let bits = (n.bitWidth - 1) / 2
        var root = BigUInt(1)
        var known = 0
        for shift in stride(from: Int.bitWidth - bits.leadingZeroBitCount - 1, through: 0, by: -1) {
            let wanted = bits >> shift
            let leading = n >> (2 * bits - known - wanted + 1)
            root = (root << (wanted - known - 1)) + WordMath.divide(leading, root, stops: stops).quotient
            if wanted > askingBits, stops() { throw .memory }
            known = wanted
        }
        return BigInt(WordMath.multiply(root, root) > n ? root - 1 : root)
    }

    /// `round(value, -places)`: to a multiple of 10^places, half to even.
    package static func round(_ value: BigInt, toPowerOfTen places: Int) -> BigInt {
        guard places > 0 else { return value }
        // 10^places is more than twice the value as soon as it has two digits more.
        if places > value.magnitude.bitWidth / 3 + 2 { return 0 }
        let unit = BigUInt(10).power(places)
        let (quotient, remainder) = WordMath.divide(value.magnitude, unit)
        let twice = remainder << 1
        let isUp = twice > unit || (twice == unit && quotient.words.first.map { $0 & 1 == 1 } ?? false)
        return BigInt(sign: value.sign, magnitude: (isUp ? quotient + 1 : quotient) * unit)
    }

    /// Whether the value is odd.
    package static func isOdd(_ value: BigInt) -> Bool {
        value.magnitude.words.first.map { $0 & 1 == 1 } ?? false
    }
}
