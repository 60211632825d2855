/// Floats as CPython writes them.
package enum FloatText {
    /// What `format` may be asked for beyond code and precision.
    package struct Options: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// `#`: keep the decimal point, and trailing zeros for `g`.
        package static let alternate = Options(rawValue: 1)
        /// `z`: a result of zero has no minus sign.
        package static let noNegativeZero = Options(rawValue: 2)
        /// A finite result without exponent ends in `.0` at least.
        package static let addDotZero = Options(rawValue: 4)
    }

    /// `repr(value)`: the shortest digits that read back the same; an exponent below 1e-4 and from 1e16 up.
    package static func repr(_ value: Double) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(24)
        appendRepr(value, to: &out)
        return out
    }

    /// Appends `repr(value)` to `out`.
    package static func appendRepr(_ value: Double, to out: inout [UInt8]) {
        guard appendSign(value, to: &out) else { return }
        let magnitude = value.magnitude
        // Whole numbers of up to 15 digits are most of what tutorials print.
        if magnitude < 1e15, magnitude == magnitude.rounded(.towardZero), let whole = UInt64(exactly: magnitude) {
            IntText.appendDecimal(whole, to: &out)
            out.append(0x2E)
            out.append(0x30)
            return
        }
        if magnitude >= 1e-4, magnitude < 9e15 {
            // Here Swift writes what Python does; from 2^53 up it goes over to exponents, sooner than Python.
            out.append(contentsOf: magnitude.description.utf8)
            return
        }
        layoutShortest(FloatDigits.shortest(magnitude), addDotZero: true, alternate: false, to: &out)
    }

    /// The parts of `repr(complex)`: as `repr` but without a final `.0`.
    package static func appendComplexPart(_ value: Double, to out: inout [UInt8]) {
        guard appendSign(value, to: &out) else { return }
        layoutShortest(FloatDigits.shortest(value.magnitude), addDotZero: false, alternate: false, to: &out)
    }

    /// `repr(complex(real, imaginary))`.
    package static func reprComplex(_ real: Double, _ imaginary: Double) -> [UInt8] {
        var out: [UInt8] = []
        let hasReal = real != 0 || real.sign == .minus
        if hasReal {
            out.append(0x28)
            appendComplexPart(real, to: &out)
            if imaginary.sign == .plus || imaginary.isNaN { out.append(0x2B) }
        }
        appendComplexPart(imaginary, to: &out)
        out.append(0x6A)
        if hasReal { out.append(0x29) }
        return out
    }

    /// Formats as CPython's `PyOS_double_to_string`.
    ///
    /// `code` is one of `e E f F g G r`; `precision` counts digits after the point (`e`, `f`) or significant digits
    /// (`g`, 0 meaning 1) and is ignored for `r`. Throws MemoryError when the text would be absurdly long.
    package static func format(
        _ value: Double, code: UInt8, precision: Int, options: Options = []
    ) throws(TextError) -> [UInt8] {
        let isUpper = code & 0x20 == 0
        var out: [UInt8] = []
        out.reserveCapacity(32)
        if code == 0x66, options.isEmpty, precision > 0, value.isFinite,
            let fast = FloatDigits.smallQuotient(value.magnitude, places: precision)
        {
            if value.sign == .minus { out.append(0x2D) }
            IntText.appendDecimal(fast, pointBefore: precision, to: &out)
            return out
        }
        let isFinite = value.isFinite
        if isFinite {
            let precision = Swift.max(0, precision)
            let magnitude = value.magnitude
            let code = code | 0x20
            let digits =
                switch code {
                case 0x65: FloatDigits.significant(magnitude, count: precision == .max ? precision : precision + 1)
                case 0x66: FloatDigits.fixed(magnitude, places: precision)
                case 0x67: FloatDigits.significant(magnitude, count: precision)
                default: FloatDigits.shortest(magnitude)
                }
            if value.sign == .minus && !(digits.isZero && options.contains(.noNegativeZero)) { out.append(0x2D) }
            try layout(digits, code: code, precision: precision, options: options, to: &out)
        } else {
            _ = appendSign(value, to: &out)
        }
        if isUpper {
            for index in out.indices where out[index] >= 0x61 && out[index] <= 0x7A { out[index] -= 0x20 }
        }
        return out
    }

    /// Writes the sign, and the whole text of an infinity or a NaN; whether digits must follow.
    private static func appendSign(_ value: Double, to out: inout [UInt8]) -> Bool {
        if value.isNaN {
            out.append(contentsOf: [0x6E, 0x61, 0x6E])
            return false
        }
        if value.sign == .minus { out.append(0x2D) }
        if value.isInfinite {
            out.append(contentsOf: [0x69, 0x6E, 0x66])
            return false
        }
        return true
    }
}

// MARK: - Layout

extension FloatText {
    private static func layout(
        _ digits: FloatDigits, code: UInt8, precision: Int, options: Options, to out: inout [UInt8]
    ) throws(TextError) {
        let isAlternate = options.contains(.alternate)
        switch code {
        case 0x66:
            try TextLimits.check(precision)
            appendFixed(digits, places: precision, alternate: isAlternate, to: &out)
        case 0x65:
            try TextLimits.check(precision)
            appendExponent(digits, places: precision, alternate: isAlternate, to: &out)
        case 0x67:
            let significant = Swift.max(1, precision)
            let point = digits.isZero ? 1 : digits.point
            let needsDotZero = options.contains(.addDotZero)
            if isAlternate { try TextLimits.check(significant) }
            if point <= -4 || point > significant - (needsDotZero ? 1 : 0) {
                let places = isAlternate ? significant - 1 : digits.digits.count - 1
                appendExponent(digits, places: places, alternate: isAlternate, to: &out)
            } else {
                var places = isAlternate ? significant - point : digits.digits.count - point
                places = Swift.max(places, needsDotZero ? 1 : 0)
                appendFixed(digits, places: places, alternate: isAlternate, to: &out)
            }
        default:
            layoutShortest(digits, addDotZero: options.contains(.addDotZero), alternate: isAlternate, to: &out)
        }
    }

    private static func layoutShortest(
        _ digits: FloatDigits, addDotZero: Bool, alternate: Bool, to out: inout [UInt8]
    ) {
        let point = digits.isZero ? 1 : digits.point
        if point <= -4 || point > 16 {
            appendExponent(digits, places: digits.digits.count - 1, alternate: alternate, to: &out)
        } else {
            let places = Swift.max(digits.digits.count - point, addDotZero ? 1 : 0)
            appendFixed(digits, places: places, alternate: alternate, to: &out)
        }
    }

    /// `digits` with exactly `places` digits after the point, all of which must be known (missing ones are zeros).
    private static func appendFixed(_ digits: FloatDigits, places: Int, alternate: Bool, to out: inout [UInt8]) {
        let point = digits.point
        let known = digits.digits
        let places = Swift.max(0, places)
        if point <= 0 {
            out.append(0x30)
        } else {
            out.append(contentsOf: known.prefix(point))
            if point > known.count { out.append(contentsOf: repeatElement(0x30, count: point - known.count)) }
        }
        if places > 0 || alternate { out.append(0x2E) }
        guard places > 0 else { return }
        let leading = Swift.min(places, Swift.max(0, -point))
        let fraction = known.dropFirst(Swift.max(0, point)).prefix(places - leading)
        let trailing = places - leading - fraction.count
        out.append(contentsOf: repeatElement(0x30, count: leading))
        out.append(contentsOf: fraction)
        out.append(contentsOf: repeatElement(0x30, count: trailing))
    }

    private static func appendExponent(_ digits: FloatDigits, places: Int, alternate: Bool, to out: inout [UInt8]) {
        let places = Swift.max(0, places)
        out.append(digits.digits.first ?? 0x30)
        if places > 0 || alternate { out.append(0x2E) }
        let fraction = digits.digits.dropFirst().prefix(places)
        out.append(contentsOf: fraction)
        out.append(contentsOf: repeatElement(0x30, count: places - fraction.count))
        let exponent = digits.isZero ? 0 : digits.point - 1
        out.append(0x65)
        out.append(exponent < 0 ? 0x2D : 0x2B)
        if exponent.magnitude < 10 { out.append(0x30) }
        IntText.appendDecimal(UInt64(exponent.magnitude), to: &out)
    }
}
