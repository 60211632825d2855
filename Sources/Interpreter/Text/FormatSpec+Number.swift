/// A number in pieces, as the format mini-language puts it together.
private struct NumberPieces {
    var isNegative = false
    /// `0x` and its like.
    var prefix: [UInt8] = []
    /// What is grouped and zero-filled: the digits before the decimal point.
    var digits: ArraySlice<UInt8> = []
    /// The rest as it is: the decimal point and all after it, `inf`, or a character.
    var rest = TextBuffer()
}

extension ResolvedFormat {
    private func signByte(_ pieces: NumberPieces) -> UInt8? {
        if pieces.isNegative { return 0x2D }
        return sign == 0x2B || sign == 0x20 ? sign : nil
    }

    /// Appends the number with sign, prefix, grouping and padding.
    fileprivate func append(_ pieces: NumberPieces, to out: inout TextBuffer) {
        let sign = signByte(pieces)
        if groupSize == 0 && !(fill == 0x30 && align == 0x3D) {
            return appendSimple(pieces, sign, to: &out)
        }
        let fixed = (sign == nil ? 0 : 1) + pieces.prefix.count + pieces.rest.count
        let fillsZeros = fill == 0x30 && align == 0x3D
        let grouped =
            pieces.digits.isEmpty ? [] : group(pieces.digits, minimum: fillsZeros ? width - fixed : 0)
        let padding = Swift.max(0, width - fixed - grouped.count)
        var (left, inner, right) = (0, 0, 0)
        switch align {
        case 0x3C: right = padding
        case 0x5E: (left, right) = (padding / 2, padding - padding / 2)
        case 0x3D: inner = padding
        default: left = padding
        }
        out.append(repeating: fill, count: left)
        if let sign { out.append(sign) }
        out.append(ascii: pieces.prefix)
        out.append(repeating: fill, count: inner)
        out.append(ascii: grouped)
        out.append(pieces.rest)
        out.append(repeating: fill, count: right)
    }

    /// As `append`, with nothing to group and no zeros to fill in.
    private func appendSimple(_ pieces: NumberPieces, _ sign: UInt8?, to out: inout TextBuffer) {
        let count = (sign == nil ? 0 : 1) + pieces.prefix.count + pieces.digits.count + pieces.rest.count
        let padding = Swift.max(0, width - count)
        let left = align == 0x3C || align == 0x3D ? 0 : align == 0x5E ? padding / 2 : padding
        let inner = align == 0x3D ? padding : 0
        out.reserveCapacity(count + padding)
        out.append(repeating: fill, count: left)
        if let sign { out.append(sign) }
        if !pieces.prefix.isEmpty { out.append(ascii: pieces.prefix) }
        out.append(repeating: fill, count: inner)
        pieces.digits.withUnsafeBufferPointer { out.append($0) }
        if !pieces.rest.isEmpty { out.append(pieces.rest) }
        out.append(repeating: fill, count: padding - left - inner)
    }

    /// The digits with separators, led by zeros (which are grouped too) up to `minimum` characters.
    private func group(_ digits: ArraySlice<UInt8>, minimum: Int) -> [UInt8] {
        if groupSize == 0 {
            return [UInt8](repeating: 0x30, count: Swift.max(0, minimum - digits.count)) + digits
        }
        let separator: UInt8 = grouping == .comma ? 0x2C : 0x5F
        var reversed: [UInt8] = []
        var remaining = digits.count
        var minimum = minimum
        while true {
            let length = Swift.min(groupSize, Swift.max(remaining, minimum, 1))
            for _ in 0..<length {
                if remaining > 0 {
                    remaining -= 1
                    reversed.append(digits[digits.startIndex + remaining])
                } else {
                    reversed.append(0x30)
                }
            }
            minimum -= length
            if remaining <= 0 && minimum <= 0 { break }
            minimum -= 1
            reversed.append(separator)
        }
        reversed.reverse()
        return reversed
    }
}

// MARK: - Integers

extension FormatSpec {
    /// `format(value, spec)` of an int (or bool, which differs only by its name in messages).
    package func format(
        integer value: IntegerValue, typeName: String = "int", limit: Int = IntText.defaultDigitLimit
    ) throws(TextError) -> TextBuffer {
        let format = try resolve(typeName: typeName, defaultType: 0x64, defaultAlign: 0x3E)
        let base: Int
        switch format.type {
        case 0x64, 0x6E: base = 10
        case 0x62: base = 2
        case 0x6F: base = 8
        case 0x78, 0x58: base = 16
        case 0x63: return try format.character(value)
        case 0x65, 0x66, 0x67, 0x45, 0x46, 0x47, 0x25: return try format.float(try value.double())
        default: throw format.unknownType(typeName)
        }
        try format.checkInteger()
        var pieces = NumberPieces()
        pieces.isNegative = value.isNegative
        var digits = try value.digits(base: base, limit: limit)
        if format.alternate, base != 10 { pieces.prefix = [0x30, UInt8(format.type)] }
        if format.type == 0x58 {
            for index in digits.indices where digits[index] >= 0x61 { digits[index] -= 0x20 }
        }
        pieces.digits = digits[...]
        var out = TextBuffer()
        format.append(pieces, to: &out)
        return out
    }
}

extension ResolvedFormat {
    fileprivate func checkInteger() throws(TextError) {
        if precision != -1 { throw .value("Precision not allowed in integer format specifier") }
        if noNegativeZero { throw .value("Negative zero coercion (z) not allowed in integer format specifier") }
    }

    fileprivate func character(_ value: IntegerValue) throws(TextError) -> TextBuffer {
        try checkInteger()
        if sign != 0 { throw .value("Sign not allowed with integer format specifier 'c'") }
        if alternate { throw .value("Alternate form (#) not allowed with integer format specifier 'c'") }
        guard let code = value.int else { throw .overflow("Python int too large to convert to C long") }
        guard code >= 0, code <= 0x10FFFF else { throw .overflow("%c arg not in range(0x110000)") }
        var pieces = NumberPieces()
        pieces.rest.append(codePoint: UInt32(code))
        var out = TextBuffer()
        append(pieces, to: &out)
        return out
    }
}

// MARK: - Floats

extension FormatSpec {
    /// `format(value, spec)` of a float.
    package func format(float value: Double, typeName: String = "float") throws(TextError) -> TextBuffer {
        let format = try resolve(typeName: typeName, defaultType: 0, defaultAlign: 0x3E)
        switch format.type {
        case 0, 0x65, 0x66, 0x67, 0x6E, 0x45, 0x46, 0x47, 0x25: return try format.float(value)
        default: throw format.unknownType(typeName)
        }
    }

    /// `format(complex(real, imaginary), spec)`.
    package func format(
        real: Double, imaginary: Double, typeName: String = "complex"
    ) throws(TextError) -> TextBuffer {
        let format = try resolve(typeName: typeName, defaultType: 0, defaultAlign: 0x3E)
        switch format.type {
        case 0, 0x65, 0x66, 0x67, 0x6E, 0x45, 0x46, 0x47: return try format.complex(real, imaginary)
        default: throw format.unknownType(typeName)
        }
    }
}

extension ResolvedFormat {
    private func checkPrecision() throws(TextError) {
        if precision > Int(Int32.max) { throw .value("precision too big") }
        if precision > TextLimits.maximumPrecision { throw .memory }
    }

    private var options: FloatText.Options {
        var options: FloatText.Options = []
        if alternate { options.insert(.alternate) }
        if noNegativeZero { options.insert(.noNegativeZero) }
        return options
    }

    fileprivate func float(_ value: Double) throws(TextError) -> TextBuffer {
        try checkPrecision()
        var options = options
        var value = value
        var code = type
        if type == 0 { options.insert(.addDotZero) }
        if type == 0x25 { (code, value) = (0x66, value * 100) }
        if groupSize == 0, sign == 0 || sign == 0x2D, align != 0x3D, type != 0x25 {
            let text = try FloatText.format(
                value, code: letter(code), precision: precision < 0 ? 6 : precision, options: options)
            if width <= text.count { return TextBuffer(knownASCII: text) }
            var out = TextBuffer()
            out.reserveCapacity(width)
            pad(text.count, into: &out) { $0.append(ascii: text) }
            return out
        }
        var pieces = try pieces(value, code: code, options: options)
        if type == 0x25 { pieces.rest.append(0x25) }
        var out = TextBuffer()
        append(pieces, to: &out)
        return out
    }

    /// The code that `FloatText.format` knows for a type.
    private func letter(_ code: UInt32) -> UInt8 {
        switch code {
        case 0: precision < 0 ? 0x72 : 0x67
        case 0x6E: 0x67
        default: UInt8(truncatingIfNeeded: code)
        }
    }

    private func pieces(_ value: Double, code: UInt32, options: FloatText.Options) throws(TextError) -> NumberPieces {
        let text = try FloatText.format(
            value, code: letter(code), precision: precision < 0 ? 6 : precision, options: options)
        var pieces = NumberPieces()
        pieces.isNegative = text.first == 0x2D
        let start = pieces.isNegative ? 1 : 0
        var end = start
        while end < text.count, NumberText.isDigit(text[end]) { end += 1 }
        pieces.digits = text[start..<end]
        pieces.rest = TextBuffer(ascii: Array(text[end...]))
        return pieces
    }

    fileprivate func complex(_ real: Double, _ imaginary: Double) throws(TextError) -> TextBuffer {
        try checkPrecision()
        if fill == 0x30 { throw .value("Zero padding is not allowed in complex format specifier") }
        if align == 0x3D { throw .value("'=' alignment flag is not allowed in complex format specifier") }
        let skipsReal = type == 0 && real == 0 && real.sign == .plus
        let hasParentheses = type == 0 && !skipsReal
        var plain = self
        (plain.fill, plain.align, plain.width) = (0, 0x3C, -1)
        var body = TextBuffer()
        if hasParentheses { body.append(0x28) }
        if !skipsReal { plain.append(try pieces(real, code: type, options: options), to: &body) }
        let imaginaryPieces = try pieces(imaginary, code: type, options: options)
        plain.withSign(skipsReal ? sign : 0x2B).append(imaginaryPieces, to: &body)
        body.append(0x6A)
        if hasParentheses { body.append(0x29) }
        var out = TextBuffer()
        pad(body.count, into: &out) { $0.append(body) }
        return out
    }

    private func withSign(_ sign: UInt8) -> ResolvedFormat {
        ResolvedFormat(
            fill: fill, align: align, sign: sign, noNegativeZero: noNegativeZero, alternate: alternate, width: width,
            grouping: grouping, precision: precision, type: type, groupSize: groupSize)
    }
}
