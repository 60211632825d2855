import BigInt

/// Where integers meet floats: every conversion and comparison is exact or correctly rounded.
extension BigIntMath {
    /// `float(value)`, rounded half to even. Throws OverflowError.
    package static func double(_ value: BigInt) throws(TextError) -> Double {
        guard let magnitude = scaled(value.magnitude, 0) else {
            throw .overflow("int too large to convert to float")
        }
        return value.sign == .minus ? -magnitude : magnitude
    }

    /// `value × 2^exponent` rounded half to even, or nil if too large. Not for results below the normal range.
    private static func scaled(_ value: BigUInt, _ exponent: Int) -> Double? {
        let bits = value.bitWidth
        if bits == 0 { return 0 }
        var top = UInt64(truncatingIfNeeded: value)
        var shift = 0
        if bits > 64 {
            shift = bits - 64
            top = UInt64(truncatingIfNeeded: value >> shift)
            // A last bit that is set stands for all bits below: enough to round by.
            if value.trailingZeroBitCount < shift { top |= 1 }
        }
        guard bits + exponent <= 1024 else { return nil }
        let result = Double(sign: .plus, exponent: shift + exponent, significand: Double(top))
        return result.isFinite ? result : nil
    }

    /// `int(value)`, towards zero. Throws OverflowError for infinities, ValueError for NaN.
    package static func integer(_ value: Double) throws(TextError) -> BigInt {
        if value.isNaN { throw .value("cannot convert float NaN to integer") }
        if value.isInfinite { throw .overflow("cannot convert float infinity to integer") }
        let (significand, exponent) = FloatDigits.decompose(value.magnitude)
        var magnitude = BigUInt(significand)
        if exponent >= 0 { magnitude <<= exponent } else { magnitude >>= -exponent }
        return BigInt(sign: value.sign == .minus ? .minus : .plus, magnitude: magnitude)
    }

    /// `a / b` of ints, correctly rounded whatever their size. Throws ZeroDivisionError and OverflowError.
    package static func trueDivide(_ a: BigInt, _ b: BigInt) throws(TextError) -> Double {
        if b.isZero { throw TextError(.zeroDivisionError, "division by zero") }
        if a.isZero { return b.sign == .minus ? -0.0 : 0 }
        let isNegative = a.sign != b.sign
        let difference = a.magnitude.bitWidth - b.magnitude.bitWidth
        if difference > 1024 { throw .overflow("integer division result too large for a float") }
        if difference < -1076 { return isNegative ? -0.0 : 0 }
        // As many quotient bits as the result has, and two more to round by: fewer when it is subnormal.
        let shift = Swift.max(difference, -1021) - 55
        let numerator = shift < 0 ? a.magnitude << -shift : a.magnitude
        let denominator = shift > 0 ? b.magnitude << shift : b.magnitude
        let (quotient, remainder) = WordMath.divide(numerator, denominator)
        var bits = UInt64(truncatingIfNeeded: quotient)
        let extra = UInt64(Swift.max(quotient.bitWidth, -1021 - shift) - 53)
        let half = UInt64(1) << (extra - 1)
        let dropped = bits & (half << 1 - 1)
        bits >>= extra
        if dropped > half || (dropped == half && (!remainder.isZero || bits & 1 == 1)) { bits += 1 }
        let magnitude = Double(sign: .plus, exponent: shift + Int(extra), significand: Double(bits))
        if magnitude.isInfinite { throw .overflow("integer division result too large for a float") }
        return isNegative ? -magnitude : magnitude
    }

    /// `a / b` of small ints, correctly rounded. Throws ZeroDivisionError.
    package static func trueDivide(_ a: Int, _ b: Int) throws(TextError) -> Double {
        if b == 0 { throw TextError(.zeroDivisionError, "division by zero") }
        let exact: UInt = 1 << 53
        if a.magnitude <= exact, b.magnitude <= exact { return a == 0 && b < 0 ? -0.0 : Double(a) / Double(b) }
        return try trueDivide(BigInt(a), BigInt(b))
    }

    /// How an int compares with a float, exactly: -1, 0, 1, or nil for NaN.
    package static func compare(_ integer: BigInt, _ float: Double) -> Int? {
        if float.isNaN { return nil }
        if float.isInfinite { return float > 0 ? -1 : 1 }
        let integerSign = integer.isZero ? 0 : integer.sign == .minus ? -1 : 1
        let floatSign = float == 0 ? 0 : float < 0 ? -1 : 1
        if integerSign != floatSign { return integerSign < floatSign ? -1 : 1 }
        if integerSign == 0 { return 0 }
        let bits = integer.magnitude.bitWidth
        // 2^exponent ≤ |float| < 2^(exponent + 1)
        let floatBits = Int(float.exponent) + 1
        if bits != floatBits { return (bits < floatBits) == (integerSign > 0) ? -1 : 1 }
        let whole = (try? Self.integer(float)) ?? 0
        if integer != whole { return integer < whole ? -1 : 1 }
        let fraction = float - float.rounded(.towardZero)
        return fraction == 0 ? 0 : fraction > 0 ? -1 : 1
    }

    /// How a small int compares with a float, exactly: -1, 0, 1, or nil for NaN.
    package static func compare(_ integer: Int, _ float: Double) -> Int? {
        if integer.magnitude <= 1 << 53 {
            let value = Double(integer)
            return value < float ? -1 : value > float ? 1 : value == float ? 0 : nil
        }
        return compare(BigInt(integer), float)
    }
}
