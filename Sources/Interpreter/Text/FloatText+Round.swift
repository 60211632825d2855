import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension FloatText {
    /// `round(value, places)`: correctly rounded, half to even on the exact value. Infinities and NaN stay.
    ///
    /// Throws OverflowError when the rounded value is too large.
    package static func round(_ value: Double, places: Int) throws(TextError) -> Double {
        guard value.isFinite, value != 0, places <= 323 else { return value }
        if places < -308 { return value.sign == .minus ? -0.0 : 0.0 }
        let digits = FloatDigits.fixed(value.magnitude, places: places)
        if digits.isZero { return value.sign == .minus ? -0.0 : 0.0 }
        var text = digits.digits
        text.append(0x65)
        text.append(contentsOf: IntText.decimal(digits.point - digits.digits.count))
        let magnitude = text.withUnsafeBufferPointer { prefix($0, 0..<text.count)?.value ?? 0 }
        if magnitude.isInfinite { throw .overflow("rounded value too large to represent") }
        return value.sign == .minus ? -magnitude : magnitude
    }

    /// `value.as_integer_ratio()`, in lowest terms with a positive denominator.
    ///
    /// Throws OverflowError for infinities and ValueError for NaN.
    package static func integerRatio(_ value: Double) throws(TextError) -> (numerator: BigInt, denominator: BigInt) {
        if value.isNaN { throw .value("cannot convert NaN to integer ratio") }
        if value.isInfinite { throw .overflow("cannot convert Infinity to integer ratio") }
        if value == 0 { return (0, 1) }
        var (significand, exponent) = FloatDigits.decompose(value.magnitude)
        let zeros = significand.trailingZeroBitCount
        significand >>= UInt64(zeros)
        exponent += zeros
        let numerator = BigUInt(significand) << Swift.max(0, exponent)
        let denominator = BigUInt(1) << Swift.max(0, -exponent)
        return (BigInt(sign: value.sign == .minus ? .minus : .plus, magnitude: numerator), BigInt(denominator))
    }

    /// `value.hex()`.
    package static func hex(_ value: Double) -> [UInt8] {
        guard value.isFinite else { return repr(value) }
        var out: [UInt8] = value.sign == .minus ? [0x2D] : []
        let isNormal = value.exponentBitPattern != 0
        out.append(contentsOf: (isNormal ? "0x1." : "0x0.").utf8)
        if value == 0 {
            out.append(contentsOf: "0p+0".utf8)
            return out
        }
        let hexDigits = Array("0123456789abcdef".utf8)
        for shift in stride(from: 48, through: 0, by: -4) {
            out.append(hexDigits[Int(value.significandBitPattern >> UInt64(shift) & 15)])
        }
        let exponent = isNormal ? Int(value.exponentBitPattern) - 1023 : -1022
        out.append(0x70)
        if exponent >= 0 { out.append(0x2B) }
        out.append(contentsOf: IntText.decimal(exponent))
        return out
    }

    /// `float.fromhex(text)`. Throws ValueError if malformed, OverflowError if too large.
    package static func parseHex<Unit: TextUnit>(_ text: Units<Unit>) throws(TextError) -> Double {
        let malformed = TextError.value("invalid hexadecimal floating-point string")
        let ascii = TextBuffer(text)
        guard ascii.isASCII else { throw malformed }
        let result: Double? = ascii.bytes.withUnsafeBufferPointer { bytes in
            let (start, end) = NumberText.trim(bytes)
            return hexValue(bytes, start, end)
        }
        guard let result else { throw malformed }
        if result.isInfinite, !ascii.bytes.contains(where: { $0 | 0x20 == 0x6E }) {
            throw .overflow("hexadecimal value too large to represent as a float")
        }
        return result
    }

    private static func hexValue(_ text: Units<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var position = start
        if position < end, text[position] == 0x2B || text[position] == 0x2D { position += 1 }
        let isNegative = position > start && text[start] == 0x2D
        if position < end, let byte = Optional(text[position] | 0x20), byte == 0x69 || byte == 0x6E {
            guard let (value, next) = prefix(text, start..<end), next == end else { return nil }
            return value
        }
        if position + 1 < end, text[position] == 0x30, text[position + 1] | 0x20 == 0x78 { position += 2 }
        // The first sixteen digits that count, whether anything is behind them, and the power of two of the last one.
        var mantissa: UInt64 = 0
        var hasMore = false
        var exponent = 0
        var digits = 0
        var points = 0
        while position < end, let byte = Optional(text[position]) {
            if byte == 0x2E {
                points += 1
            } else if let digit = IntText.digitValue(byte), digit < 16 {
                digits += 1
                if mantissa >> 60 == 0 {
                    mantissa = mantissa << 4 | UInt64(digit)
                    if points > 0 { exponent -= 4 }
                } else {
                    hasMore = hasMore || digit != 0
                    if points == 0 { exponent += 4 }
                }
            } else {
                break
            }
            position += 1
        }
        guard digits > 0, points <= 1 else { return nil }
        if position < end {
            guard text[position] | 0x20 == 0x70 else { return nil }
            position += 1
            let isDown = position < end && text[position] == 0x2D
            if position < end, text[position] == 0x2B || isDown { position += 1 }
            guard position < end, text[position..<end].allSatisfy(NumberText.isDigit) else { return nil }
            // Beyond this the number is nothing or too large, however many digits it has.
            var power = 0
            for byte in text[position..<end] { power = min(power * 10 + Int(byte - 0x30), 1 << 50) }
            exponent += isDown ? -power : power
        }
        let value = rounded(mantissa, hasMore: hasMore, exponent)
        return isNegative ? -value : value
    }

    /// The double nearest to `mantissa * 2 ** exponent`, or to a little more; the even one of two.
    private static func rounded(_ mantissa: UInt64, hasMore: Bool, _ exponent: Int) -> Double {
        guard mantissa != 0 else { return 0 }
        let zeros = mantissa.leadingZeroBitCount
        let bits = mantissa << UInt64(zeros)
        let lowest = exponent - zeros
        // The power of two of the first bit; small numbers keep fewer bits.
        let first = lowest + 63
        guard first <= 1023 else { return .infinity }
        let kept = first >= -1022 ? 53 : 53 - (-1022 - first)
        guard kept >= 0 else { return 0 }
        let shift = UInt64(64 - kept)
        var result = shift == 64 ? 0 : bits >> shift
        let rest = shift == 64 ? bits : bits & (1 << shift - 1)
        let half: UInt64 = 1 << (shift - 1)
        if rest > half || rest == half && (hasMore || result & 1 == 1) { result += 1 }
        return scalbn(Double(result), lowest + Int(shift))
    }
}
