import BigInt

/// The decimal digits of a finite, non-negative double: its value is `0.d₁d₂d₃… × 10^point`.
///
/// No trailing zeros are kept and no leading ones; zero has no digits at all.
struct FloatDigits: Equatable {
    /// ASCII digits.
    var digits: [UInt8]
    /// Where the decimal point stands, counted from the first digit.
    var point: Int

    static let zero = FloatDigits(digits: [], point: 0)

    var isZero: Bool { digits.isEmpty }

    private mutating func stripTrailingZeros() {
        while digits.last == 0x30 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }
}

// MARK: - Shortest

extension FloatDigits {
    /// The fewest digits that read back as `magnitude` (a finite, non-negative double).
    ///
    /// The digits are those of Swift's `description`, which like CPython's repr is the shortest that round-trips and
    /// the nearest among those.
    static func shortest(_ magnitude: Double) -> FloatDigits {
        var result = FloatDigits(digits: [], point: 0)
        result.digits.reserveCapacity(17)
        var exponent = 0
        var isExponentNegative = false
        var seenPoint = false
        var inExponent = false
        for byte in magnitude.description.utf8 {
            switch byte {
            case 0x30...0x39 where inExponent:
                exponent = exponent &* 10 &+ Int(byte &- 0x30)
            case 0x30...0x39:
                if result.digits.isEmpty && byte == 0x30 {
                    if seenPoint { result.point -= 1 }
                } else {
                    result.digits.append(byte)
                    if !seenPoint { result.point += 1 }
                }
            case 0x2E: seenPoint = true
            case 0x65: inExponent = true
            case 0x2D: isExponentNegative = true
            default: break
            }
        }
        result.point += isExponentNegative ? -exponent : exponent
        result.stripTrailingZeros()
        return result
    }
}

// MARK: - Correctly rounded

extension FloatDigits {
    /// `magnitude` rounded half to even, on its exact value, to `places` digits after the decimal point (before it if
    /// negative).
    static func fixed(_ magnitude: Double, places: Int) -> FloatDigits {
        if magnitude == 0 { return .zero }
        // Every double is a multiple of 2^-1074 and below 10^309.
        let places = Swift.max(-310, Swift.min(places, 1100))
        let (significand, exponent) = decompose(magnitude)
        if let fast = scaled(significand, exponent, places: places) { return fast }
        var digits = exact(significand, exponent)
        digits.round(keeping: digits.point + places)
        return digits
    }

    /// `magnitude` rounded half to even, on its exact value, to `count` ≥ 1 significant digits.
    static func significant(_ magnitude: Double, count: Int) -> FloatDigits {
        if magnitude == 0 { return .zero }
        let count = Swift.max(1, Swift.min(count, 1100))
        let (significand, exponent) = decompose(magnitude)
        if count <= 17 {
            // floor(log10) from the binary exponent, at most one too low.
            let binary = 63 - significand.leadingZeroBitCount + exponent
            let decimal = (binary * 78913) >> 18
            var places = count - 1 - decimal
            if let first = scaledQuotient(significand, exponent, places: places) {
                if first.quotient < powersOfTen[count] { return fromQuotient(first, places: places) }
                places -= 1
                if let second = scaledQuotient(significand, exponent, places: places) {
                    return fromQuotient(second, places: places)
                }
            }
        }
        var digits = exact(significand, exponent)
        digits.round(keeping: count)
        return digits
    }

    /// `magnitude == significand × 2^exponent` for a finite positive double.
    static func decompose(_ magnitude: Double) -> (significand: UInt64, exponent: Int) {
        let raw = Int(magnitude.exponentBitPattern)
        let fraction = magnitude.significandBitPattern
        return raw == 0 ? (fraction, -1074) : (fraction | 1 << 52, raw - 1075)
    }

    private static let powersOfTen: [UInt128] = {
        var powers: [UInt128] = [1]
        while powers.count <= 38 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()

    /// `magnitude × 10^places` rounded half to even, if it can be had quickly and fits a word.
    static func smallQuotient(_ magnitude: Double, places: Int) -> UInt64? {
        guard magnitude < 1e9, places <= 10 else { return nil }
        if magnitude == 0 { return 0 }
        let (significand, exponent) = decompose(magnitude)
        guard let value = scaledQuotient(significand, exponent, places: places) else { return nil }
        return UInt64(truncatingIfNeeded: rounded(value))
    }

    private typealias Quotient = (quotient: UInt128, remainder: UInt128, half: UInt128, isHalfExact: Bool)

    /// The value times 10^places as quotient and remainder, if 128 bits are enough.
    private static func scaledQuotient(_ significand: UInt64, _ exponent: Int, places: Int) -> Quotient? {
        guard places >= -22 && places <= 22 else { return nil }
        var numerator = UInt128(significand)
        if places > 0 { numerator *= powersOfTen[places] }  // 53 + 74 bits at most
        if exponent >= 0 {
            guard exponent <= numerator.leadingZeroBitCount else { return nil }
            numerator <<= UInt128(exponent)
            guard places < 0 else { return (numerator, 0, 1, false) }
            return divide(numerator, by: powersOfTen[-places])
        }
        if places < 0 {
            let power = powersOfTen[-places]
            guard -exponent < power.leadingZeroBitCount else { return nil }
            return divide(numerator, by: power << UInt128(-exponent))
        }
        // Below a quarter when 2^128 or more divides it.
        guard -exponent < 128 else { return (0, 0, 1, false) }
        let shift = UInt128(-exponent)
        return (numerator >> shift, numerator & ((1 << shift) - 1), 1 << (shift - 1), true)
    }

    private static func divide(_ numerator: UInt128, by divisor: UInt128) -> Quotient {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: divisor)
        return (quotient, remainder, divisor >> 1, divisor & 1 == 0)
    }

    private static func rounded(_ value: Quotient) -> UInt128 {
        let isTie = value.isHalfExact && value.remainder == value.half
        return (isTie ? value.quotient & 1 == 1 : value.remainder > value.half) ? value.quotient + 1 : value.quotient
    }

    private static func fromQuotient(_ value: Quotient, places: Int) -> FloatDigits {
        let quotient = rounded(value)
        if quotient == 0 { return .zero }
        var result = FloatDigits(digits: decimal(quotient), point: 0)
        result.point = result.digits.count - places
        result.stripTrailingZeros()
        return result
    }

    private static func scaled(_ significand: UInt64, _ exponent: Int, places: Int) -> FloatDigits? {
        scaledQuotient(significand, exponent, places: places).map { fromQuotient($0, places: places) }
    }

    private static func decimal(_ value: UInt128) -> [UInt8] {
        if value <= UInt128(UInt64.max) { return IntText.decimal(UInt64(truncatingIfNeeded: value)) }
        let (high, low) = value.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
        var digits = decimal(high)
        let rest = IntText.decimal(UInt64(truncatingIfNeeded: low))
        digits.append(contentsOf: repeatElement(0x30, count: 19 - rest.count))
        return digits + rest
    }

    /// The whole decimal expansion (up to 767 digits).
    static func exact(_ significand: UInt64, _ exponent: Int) -> FloatDigits {
        var integer = BigUInt(significand)
        if exponent >= 0 { integer <<= exponent } else { integer *= BigUInt(5).power(-exponent) }
        var result = FloatDigits(digits: IntText.decimal(integer), point: 0)
        result.point = result.digits.count + Swift.min(0, exponent)
        result.stripTrailingZeros()
        return result
    }

    /// Keeps the first `keep` digits, rounding half to even.
    private mutating func round(keeping keep: Int) {
        guard keep < digits.count else { return }
        guard keep >= 0 else {
            self = .zero
            return
        }
        let next = digits[keep]
        let isTie = next == 0x35 && keep == digits.count - 1
        let isOdd = keep > 0 && digits[keep - 1] & 1 == 1
        digits.removeLast(digits.count - keep)
        guard isTie ? isOdd : next >= 0x35 else {
            stripTrailingZeros()
            return
        }
        while digits.last == 0x39 { digits.removeLast() }
        if let last = digits.popLast() {
            digits.append(last + 1)
        } else {
            digits = [0x31]
            point += 1
        }
    }
}
