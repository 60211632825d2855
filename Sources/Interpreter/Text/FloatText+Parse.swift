#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension FloatText {
    /// `float(text)` for a str: whitespace around it, underscores between digits, `inf`, `infinity`, `nan`, Unicode
    /// decimal digits. Throws ValueError with CPython's text, which quotes the string.
    package static func parse<Unit: TextUnit>(_ text: Units<Unit>) throws(TextError) -> Double {
        if let value = parseOrNil(text) { return value }
        throw .value("could not convert string to float: \(TextRepr.repr(text).string)")
    }

    /// `float(text)`, or nil where CPython raises ValueError.
    package static func parseOrNil<Unit: TextUnit>(_ text: Units<Unit>) -> Double? {
        NumberText.transform(text).withUnsafeBufferPointer { bytes in
            let (start, end) = NumberText.trim(bytes)
            guard start < end else { return nil }
            if bytes[start..<end].contains(0x5F) {
                guard let plain = NumberText.removingUnderscores(bytes, start..<end) else { return nil }
                return plain.withUnsafeBufferPointer { all($0, 0..<plain.count) }
            }
            return all(bytes, start..<end)
        }
    }

    private static func all(_ text: Units<UInt8>, _ range: Range<Int>) -> Double? {
        guard let (value, end) = prefix(text, range), end == range.upperBound else { return nil }
        return value
    }

    /// Reads the longest float that starts at the head of the range; nil if there is none.
    static func prefix(_ text: Units<UInt8>, _ range: Range<Int>) -> (value: Double, end: Int)? {
        var position = range.lowerBound
        let end = range.upperBound
        var isNegative = false
        if position < end, text[position] == 0x2D || text[position] == 0x2B {
            isNegative = text[position] == 0x2D
            position += 1
        }
        if let (value, next) = special(text, position, end) { return (isNegative ? -value : value, next) }
        var scanner = DecimalScanner()
        guard let next = scanner.scan(text, position, end) else { return nil }
        let magnitude = scanner.fastValue ?? slowValue(text, position, next)
        return (isNegative ? -magnitude : magnitude, next)
    }

    private static func special(_ text: Units<UInt8>, _ start: Int, _ end: Int) -> (Double, Int)? {
        func matches(_ word: StaticString) -> Bool {
            guard end - start >= word.utf8CodeUnitCount else { return false }
            return word.withUTF8Buffer { word in word.indices.allSatisfy { text[start + $0] | 0x20 == word[$0] } }
        }
        if matches("infinity") { return (.infinity, start + 8) }
        if matches("inf") { return (.infinity, start + 3) }
        if matches("nan") { return (.nan, start + 3) }
        return nil
    }

    /// The C library's reading of digits already known to be well-formed; it rounds correctly whatever their number.
    private static func slowValue(_ text: Units<UInt8>, _ start: Int, _ end: Int) -> Double {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: end - start + 1) { buffer in
            for index in start..<end { buffer[index - start] = CChar(bitPattern: text[index]) }
            buffer[end - start] = 0
            return buffer.baseAddress.map { strtod($0, nil) } ?? 0
        }
    }
}

/// Finds where a decimal literal ends and collects up to 19 of its digits.
private struct DecimalScanner {
    private var significand: UInt64 = 0
    private var digitCount = 0
    private var scale = 0

    /// The end of the literal that starts at `start`, or nil if there are no digits. An `e` without digits is not part
    /// of it.
    mutating func scan(_ text: Units<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var position = start
        var hasDigits = false
        while position < end, NumberText.isDigit(text[position]) {
            take(text[position])
            hasDigits = true
            position += 1
        }
        if position < end, text[position] == 0x2E {
            position += 1
            while position < end, NumberText.isDigit(text[position]) {
                take(text[position])
                scale -= 1
                hasDigits = true
                position += 1
            }
        }
        guard hasDigits else { return nil }
        if position < end, text[position] | 0x20 == 0x65 { position = scanExponent(text, position, end) }
        return position
    }

    private mutating func take(_ byte: UInt8) {
        if digitCount == 0 && byte == 0x30 { return }
        digitCount += 1
        if digitCount <= 19 { significand = significand * 10 + UInt64(byte & 0x0F) }
    }

    private mutating func scanExponent(_ text: Units<UInt8>, _ start: Int, _ end: Int) -> Int {
        var position = start + 1
        var isNegative = false
        if position < end, text[position] == 0x2D || text[position] == 0x2B {
            isNegative = text[position] == 0x2D
            position += 1
        }
        guard position < end, NumberText.isDigit(text[position]) else { return start }
        var exponent = 0
        while position < end, NumberText.isDigit(text[position]) {
            if exponent < 1_000_000 { exponent = exponent * 10 + Int(text[position] & 0x0F) }
            position += 1
        }
        scale += isNegative ? -exponent : exponent
        return position
    }

    /// The value when one exact product or quotient gives it correctly rounded.
    var fastValue: Double? {
        if significand == 0 && digitCount == 0 { return 0 }
        guard digitCount <= 19, significand <= 1 << 53, scale >= -22, scale <= 22 else { return nil }
        let value = Double(significand)
        return scale < 0 ? value / Self.exactPowers[-scale] : value * Self.exactPowers[scale]
    }

    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
