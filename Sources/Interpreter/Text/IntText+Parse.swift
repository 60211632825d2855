import BigInt

extension IntText {
    /// `int(text, base)` for a str, and `int(text)` with base 10.
    ///
    /// Accepts surrounding whitespace, a sign, a prefix where the base allows it, single underscores between digits and
    /// any Unicode decimal digits. Throws ValueError with CPython's text, which quotes the string.
    package static func parse<Unit: TextUnit>(
        _ text: Units<Unit>, base: Int = 10, limit: Int = defaultDigitLimit
    ) throws(TextError) -> IntegerValue {
        if base == 10, let bytes = text.asBytes, let value = small(bytes) { return .small(value) }
        guard base == 0 || (base >= 2 && base <= 36) else { throw .value("int() base must be >= 2 and <= 36, or 0") }
        let ascii = NumberText.transform(text)
        let value = try ascii.withUnsafeBufferPointer { bytes throws(TextError) -> BigInt? in
            try parseASCII(bytes, base: base, limit: limit)
        }
        if let value { return Int(exactly: value).map { .small($0) } ?? .big(value) }
        let quoted = TextRepr.repr(text, limit: 200).string
        throw .value("invalid literal for int() with base \(base): \(quoted)")
    }

    /// A decimal integer of up to 18 digits without underscores, or nil if it is not as simple as that.
    private static func small(_ text: Units<UInt8>) -> Int? {
        var (position, end) = NumberText.trim(text)
        guard position < end else { return nil }
        let isNegative = text[position] == 0x2D
        if isNegative || text[position] == 0x2B { position += 1 }
        guard position < end, end - position <= 18 else { return nil }
        var value = 0
        while position < end {
            let digit = text[position] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        return isNegative ? -value : value
    }

    /// An integer in ASCII, or nil if malformed. Throws only for CPython's limit on digits.
    private static func parseASCII(
        _ text: Units<UInt8>, base: Int, limit: Int
    ) throws(TextError) -> BigInt? {
        var (position, end) = NumberText.trim(text)
        var isNegative = false
        if position < end, text[position] == 0x2B || text[position] == 0x2D {
            isNegative = text[position] == 0x2D
            position += 1
        }
        var base = base
        var mustBeZero = false
        if position + 1 < end, text[position] == 0x30, let implied = impliedBase(text[position + 1]) {
            if base == 0 || base == implied {
                base = implied
                position += 2
                if position < end, text[position] == 0x5F { position += 1 }
            }
        }
        if base == 0 {
            // "010" is refused so that nobody mistakes it for octal; "00" is zero.
            mustBeZero = position < end && text[position] == 0x30
            base = 10
        }
        guard let (digits, isComplete) = digitValues(text, position, end, base: base) else { return nil }
        let isPowerOfTwo = base & (base - 1) == 0
        let limit = limit == 0 ? Int.max : Swift.max(limit, digitLimitThreshold)
        if !isPowerOfTwo, digits.count > limit {
            throw .value(
                "Exceeds the limit (\(limit) digits) for integer string conversion: value has \(digits.count) "
                    + "digits; use sys.set_int_max_str_digits() to increase the limit")
        }
        guard isComplete, !mustBeZero || digits.allSatisfy({ $0 == 0 }) else { return nil }
        let magnitude = isPowerOfTwo ? packed(digits, bits: base.trailingZeroBitCount) : combined(digits, base: base)
        return BigInt(sign: isNegative ? .minus : .plus, magnitude: magnitude)
    }

    private static func impliedBase(_ letter: UInt8) -> Int? {
        switch letter | 0x20 {
        case 0x78: 16
        case 0x6F: 8
        case 0x62: 2
        default: nil
        }
    }

    /// The value of an ASCII digit or letter, 0...35, or nil.
    @inline(__always) static func digitValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x5A: byte - 0x41 + 10
        case 0x61...0x7A: byte - 0x61 + 10
        default: nil
        }
    }

    /// The digits up to the first character that is none, and whether that is the end; nil if there are no digits or an
    /// underscore is misplaced.
    private static func digitValues(
        _ text: Units<UInt8>, _ start: Int, _ end: Int, base: Int
    ) -> (digits: [UInt8], isComplete: Bool)? {
        guard start < end else { return nil }
        var digits: [UInt8] = []
        digits.reserveCapacity(end - start)
        var wasUnderscore = true
        var index = start
        while index < end {
            let byte = text[index]
            if byte == 0x5F {
                if wasUnderscore { return nil }
                wasUnderscore = true
            } else {
                guard let digit = digitValue(byte), Int(digit) < base else { break }
                digits.append(digit)
                wasUnderscore = false
            }
            index += 1
        }
        return wasUnderscore ? nil : (digits, index == end)
    }

    private static func packed(_ digits: [UInt8], bits: Int) -> BigUInt {
        var words: [UInt] = []
        words.reserveCapacity(digits.count * bits / UInt.bitWidth + 1)
        var word: UInt = 0
        var filled = 0
        for digit in digits.reversed() {
            word |= UInt(digit) << UInt(filled)
            filled += bits
            if filled >= UInt.bitWidth {
                words.append(word)
                filled -= UInt.bitWidth
                word = filled == 0 ? 0 : UInt(digit) >> UInt(bits - filled)
            }
        }
        words.append(word)
        return BigUInt(words: words)
    }

    private static func combined(_ digits: [UInt8], base: Int) -> BigUInt {
        var perChunk = 0
        var power: UInt = 1
        while true {
            let (next, overflow) = power.multipliedReportingOverflow(by: UInt(base))
            if overflow { break }
            power = next
            perChunk += 1
        }
        // Each chunk adds at most a word.
        let words = [UInt](unsafeUninitializedCapacity: digits.count / perChunk + 1) { words, count in
            var index = 0
            // The first chunk takes the odd digits, so that all others are full.
            var length = digits.count % perChunk == 0 ? perChunk : digits.count % perChunk
            while index < digits.count {
                var carry: UInt = 0
                for digit in digits[index..<index + length] { carry = carry * UInt(base) + UInt(digit) }
                for position in 0..<count {
                    let sum = UInt128(words[position]) &* UInt128(power) &+ UInt128(carry)
                    words[position] = UInt(truncatingIfNeeded: sum)
                    carry = UInt(truncatingIfNeeded: sum >> 64)
                }
                if carry != 0 {
                    words.initializeElement(at: count, to: carry)
                    count += 1
                }
                index += length
                length = perChunk
            }
        }
        return BigUInt(words: words)
    }
}
