import BigInt

/// An int argument of any size, without making every small one a `BigInt`.
package enum IntegerValue: Hashable, Sendable {
    case small(Int)
    case big(BigInt)

    /// Whether the value is below zero.
    package var isNegative: Bool {
        switch self {
        case .small(let value): value < 0
        case .big(let value): value.sign == .minus
        }
    }

    /// The value as an `Int`, if it fits.
    package var int: Int? {
        switch self {
        case .small(let value): value
        case .big(let value): Int(exactly: value)
        }
    }

    /// The value as a `BigInt`.
    package var bigInt: BigInt {
        switch self {
        case .small(let value): BigInt(value)
        case .big(let value): value
        }
    }

    /// The digits of the absolute value in base 10, 2, 8 or 16, lower case. Throws ValueError beyond `limit` decimal
    /// digits.
    func digits(base: Int, limit: Int) throws(TextError) -> [UInt8] {
        switch (self, base) {
        case (.small(let value), 10): return IntText.decimal(UInt64(value.magnitude))
        case (.small(let value), _):
            let bits = base.trailingZeroBitCount
            var rest = value.magnitude
            if rest == 0 { return [0x30] }
            var out: [UInt8] = []
            while rest != 0 {
                out.append(TextRepr.hexDigits[Int(rest & UInt(base - 1))])
                rest >>= UInt(bits)
            }
            out.reverse()
            return out
        case (.big(let value), 10): return try IntText.decimal(BigInt(value.magnitude), limit: limit)
        case (.big(let value), _): return IntText.digits(value, bitsPerDigit: base.trailingZeroBitCount)
        }
    }

    /// The nearest double. Throws OverflowError if the value is too large.
    package func double() throws(TextError) -> Double {
        switch self {
        case .small(let value): Double(value)
        case .big(let value): try BigIntMath.double(value)
        }
    }
}
