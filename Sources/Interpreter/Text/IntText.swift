import BigInt

/// Integers as CPython writes and reads them.
package enum IntText {
    /// CPython's default for `sys.get_int_max_str_digits()`.
    package static let defaultDigitLimit = 4300
    /// Decimal text up to this length is never refused, whatever the limit.
    package static let digitLimitThreshold = 640

    static let toTextLimitMessage =
        "for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"

    // MARK: - Writing

    /// `str(value)` of a small integer.
    package static func decimal(_ value: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(20)
        if value < 0 { out.append(0x2D) }
        appendDecimal(UInt64(value.magnitude), to: &out)
        return out
    }

    /// `str(value)` of a small non-negative integer.
    package static func decimal(_ value: UInt64) -> [UInt8] {
        var out: [UInt8] = []
        appendDecimal(value, to: &out)
        return out
    }

    /// Appends the decimal digits of `value`.
    package static func appendDecimal(_ value: UInt64, to out: inout [UInt8]) {
        if value < 10 {
            out.append(0x30 | UInt8(truncatingIfNeeded: value))
            return
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
            var position = 20
            var rest = value
            while rest != 0 {
                position -= 1
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                buffer[position] = 0x30 | UInt8(truncatingIfNeeded: digit)
                rest = quotient
            }
            out.append(contentsOf: buffer[position..<20])
        }
    }

    /// Appends the digits of `value` with a decimal point before the last `places` (1...19), zeros as needed.
    static func appendDecimal(_ value: UInt64, pointBefore places: Int, to out: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
            var position = 24
            var rest = value
            var written = 0
            while rest != 0 || written <= places {
                if written == places {
                    position -= 1
                    buffer[position] = 0x2E
                }
                position -= 1
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                buffer[position] = 0x30 | UInt8(truncatingIfNeeded: digit)
                rest = quotient
                written += 1
            }
            out.append(contentsOf: buffer[position..<24])
        }
    }

    /// `str(value)`. Throws ValueError when there are more than `limit` digits (0: no limit), and MemoryError when
    /// `stops` says so.
    package static func decimal(
        _ value: BigInt, limit: Int = defaultDigitLimit, stops: () -> Bool = { false }
    ) throws(TextError) -> [UInt8] {
        let limit = limit == 0 ? Int.max : Swift.max(limit, digitLimitThreshold)
        // A number of b bits has at least floor((b - 1) · log10(2)) + 1 digits: refuse before converting.
        let tooLong = TextError.value("Exceeds the limit (\(limit) digits) \(toTextLimitMessage)")
        if limit != .max, Double(value.magnitude.bitWidth - 1) * 0.30102999566398119 > Double(limit) + 1 {
            throw tooLong
        }
        guard let digits = decimal(value.magnitude, stops: stops) else { throw .memory }
        if digits.count > limit { throw tooLong }
        return value.sign == .minus ? [0x2D] + digits : digits
    }

    /// 10^19, which fills a word.
    private static let chunk = WordMath.Divisor(normalized: 10_000_000_000_000_000_000)
    private static let chunkDigits = 19

    /// Every decimal digit of `value`, without a limit.
    static func decimal(_ value: BigUInt) -> [UInt8] { decimal(value, stops: { false }) ?? [] }

    /// The same; nil when `stops` says so.
    private static func decimal(_ value: BigUInt, stops: () -> Bool) -> [UInt8]? {
        var words = WordMath.words(value)
        if words.count <= 1 { return decimal(UInt64(words.first ?? 0)) }
        var chunks: [UInt] = []
        chunks.reserveCapacity(words.count + words.count / 64 + 1)
        var count = words.count
        let chunk = chunk
        let isStopped = words.withUnsafeMutableBufferPointer { words in
            while count > 0 {
                if chunks.count & 63 == 63, stops() { return true }
                var remainder: UInt = 0
                for index in stride(from: count - 1, through: 0, by: -1) {
                    (words[index], remainder) = chunk.divide(remainder, words[index])
                }
                chunks.append(remainder)
                while count > 0 && words[count - 1] == 0 { count -= 1 }
            }
            return false
        }
        if isStopped { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(chunks.count * chunkDigits)
        for (index, piece) in chunks.reversed().enumerated() {
            if index == 0 {
                appendDecimal(UInt64(piece), to: &out)
            } else {
                let start = out.count
                out.append(contentsOf: repeatElement(0x30, count: chunkDigits))
                var rest = piece
                for position in stride(from: start + chunkDigits - 1, through: start, by: -1) where rest != 0 {
                    out[position] = 0x30 | UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
            }
        }
        return out
    }

    /// The digits of `|value|` in base 2, 8 or 16 (`bits` = 1, 3, 4), lower case, without a prefix.
    package static func digits(_ value: BigInt, bitsPerDigit bits: Int) -> [UInt8] {
        let words = WordMath.words(value.magnitude)
        let bitCount = value.magnitude.bitWidth
        guard bitCount > 0, bits >= 1, bits <= 5 else { return [0x30] }
        let count = (bitCount + bits - 1) / bits
        let mask: UInt = (1 << UInt(bits)) - 1
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count {
                let (word, shift) = (index * bits).quotientAndRemainder(dividingBy: UInt.bitWidth)
                var digit = words[word] >> UInt(shift)
                if shift + bits > UInt.bitWidth && word + 1 < words.count {
                    digit |= words[word + 1] << UInt(UInt.bitWidth - shift)
                }
                buffer.initializeElement(at: count - 1 - index, to: digitBytes[Int(digit & mask)])
            }
            initialized = count
        }
    }

    private static let digitBytes: [UInt8] = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)

    /// `bin(value)`, `oct(value)`, `hex(value)` for `bitsPerDigit` 1, 3, 4.
    package static func prefixed(_ value: BigInt, bitsPerDigit bits: Int) -> [UInt8] {
        let letter: UInt8 = bits == 1 ? 0x62 : bits == 3 ? 0x6F : 0x78
        let sign: [UInt8] = value.sign == .minus ? [0x2D] : []
        return sign + [0x30, letter] + digits(value, bitsPerDigit: bits)
    }
}
