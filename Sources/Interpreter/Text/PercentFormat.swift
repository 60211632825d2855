/// What a conversion of `%` formatting asks of its argument.
package enum PercentConversion: Sendable {
    /// `%s`, `%r`, `%a`: text.
    case str, repr, ascii
    /// `%d`, `%i`, `%u`: an integer, made from any real number.
    case integer
    /// `%o`, `%x`, `%X`: an integer or what has `__index__`.
    case index
    /// `%e`, `%f`, `%g` and their capitals: a float.
    case float
    /// `%c`: a character or its code.
    case character
}

/// An argument as a conversion asked for it.
package enum PercentValue: Sendable {
    case text(TextBuffer)
    case integer(IntegerValue)
    case float(Double)
    /// The argument cannot be converted; the name of its type is for the message.
    case wrongType(String)
}

/// Where `%` formatting gets its arguments.
package protocol PercentArguments {
    associatedtype Value

    /// Whether `%(name)s` may be used.
    var isMapping: Bool { get }
    /// Whether arguments are left that no conversion asked for (never of a mapping).
    var hasUnused: Bool { get }
    /// The next argument, or nil if there is none.
    mutating func next() throws -> Value?
    /// Looks `key` up and makes the result the next and only argument.
    mutating func select(key: TextBuffer) throws
    /// The value of an int given for `*`, or nil if it is no int.
    func starred(_ value: Value) throws -> IntegerValue?
    /// The argument as asked for.
    mutating func convert(_ value: Value, to conversion: PercentConversion) throws -> PercentValue
}

/// `format % arguments` of str.
package struct PercentFormat<Unit: TextUnit, Arguments: PercentArguments> {
    private let text: Units<Unit>
    private let limit: Int
    private var arguments: Arguments
    private var position = 0
    private var out = TextBuffer()

    /// Formats `text`. Throws what the arguments throw, and otherwise a `TextError` with CPython's message.
    package static func format(
        _ text: Units<Unit>, _ arguments: inout Arguments, limit: Int = IntText.defaultDigitLimit
    ) throws -> TextBuffer {
        var formatter = PercentFormat(text: text, limit: limit, arguments: arguments)
        defer { arguments = formatter.arguments }
        try formatter.run()
        return formatter.out
    }

    private init(text: Units<Unit>, limit: Int, arguments: Arguments) {
        self.text = text
        self.limit = limit
        self.arguments = arguments
        out.reserveCapacity(text.count + 32)
    }

    private mutating func run() throws {
        while position < text.count {
            let start = position
            while position < text.count, text[position] != 0x25 { position += 1 }
            out.append(text, start..<position)
            guard position < text.count else { break }
            position += 1
            if try formatOne() { continue }
        }
        if arguments.hasUnused { throw TextError.type("not all arguments converted during string formatting") }
    }

    /// One conversion, the `%` being read. Answers true for `%%`.
    private mutating func formatOne() throws -> Bool {
        if peek() == 0x25 {
            position += 1
            out.append(0x25)
            return true
        }
        let field = try readField()
        guard let value = try arguments.next() else { throw TextError.type("not enough arguments for format string") }
        guard let (conversion, kind) = Self.conversion(field.code) else { throw unsupported(field.code) }
        try append(try arguments.convert(value, to: kind), field, conversion)
        return false
    }

    private func peek() -> UInt32? { position < text.count ? UInt32(truncatingIfNeeded: text[position]) : nil }

    private func unsupported(_ code: UInt32) -> TextError {
        let shown = code >= 31 && code <= 126 ? String(Unicode.Scalar(UInt8(code))) : "?"
        return .value(
            "unsupported format character '\(shown)' (0x\(String(code, radix: 16))) at index \(position - 1)")
    }

    /// The conversion's letter as a byte and what it asks for.
    private static func conversion(_ code: UInt32) -> (UInt8, PercentConversion)? {
        switch code {
        case 0x73: (0x73, .str)
        case 0x72: (0x72, .repr)
        case 0x61: (0x61, .ascii)
        case 0x64, 0x69, 0x75: (UInt8(code), .integer)
        case 0x6F, 0x78, 0x58: (UInt8(code), .index)
        case 0x65, 0x45, 0x66, 0x46, 0x67, 0x47: (UInt8(code), .float)
        case 0x63: (0x63, .character)
        default: nil
        }
    }
}

// MARK: - Reading a conversion

/// What stands between `%` and the letter, and the letter.
private struct PercentField {
    var isLeft = false
    var hasPlus = false
    var hasBlank = false
    var isAlternate = false
    var hasZero = false
    var width = -1
    var precision = -1
    var code: UInt32 = 0
}

extension PercentFormat {
    private mutating func readField() throws -> PercentField {
        var field = PercentField()
        if peek() == 0x28 { try readKey() }
        flags: while let code = peek() {
            switch code {
            case 0x2D: field.isLeft = true
            case 0x2B: field.hasPlus = true
            case 0x20: field.hasBlank = true
            case 0x23: field.isAlternate = true
            case 0x30: field.hasZero = true
            default: break flags
            }
            position += 1
        }
        if peek() == 0x2A {
            position += 1
            let value = try star(maximum: Int.max, "C ssize_t")
            field.isLeft = field.isLeft || value < 0
            field.width = Int(clamping: value.magnitude)
        } else {
            field.width = try readNumber(maximum: Int.max, "width too big") ?? -1
        }
        if peek() == 0x2E {
            position += 1
            if peek() == 0x2A {
                position += 1
                field.precision = Swift.max(0, try star(maximum: Int(Int32.max), "C int"))
            } else {
                field.precision = try readNumber(maximum: Int(Int32.max), "precision too big") ?? 0
            }
        }
        if let code = peek(), code == 0x68 || code == 0x6C || code == 0x4C { position += 1 }
        guard let code = peek() else { throw TextError.value("incomplete format") }
        position += 1
        field.code = code
        return field
    }

    private mutating func readKey() throws {
        guard arguments.isMapping else { throw TextError.type("format requires a mapping") }
        position += 1
        let start = position
        var depth = 1
        while let code = peek() {
            position += 1
            if code == 0x28 { depth += 1 }
            if code == 0x29 { depth -= 1 }
            if depth == 0 {
                var key = TextBuffer()
                key.append(text, start..<position - 1)
                try arguments.select(key: key)
                return
            }
        }
        throw TextError.value("incomplete format key")
    }

    private mutating func star(maximum: Int, _ name: String) throws -> Int {
        guard let value = try arguments.next() else { throw TextError.type("not enough arguments for format string") }
        guard let integer = try arguments.starred(value) else { throw TextError.type("* wants int") }
        guard let int = integer.int, int <= maximum, int >= -maximum - 1 else {
            throw TextError.overflow("Python int too large to convert to \(name)")
        }
        return int
    }

    private mutating func readNumber(maximum: Int, _ message: String) throws -> Int? {
        guard let first = peek(), first &- 0x30 < 10 else { return nil }
        var value = 0
        while let code = peek(), code &- 0x30 < 10 {
            let digit = Int(code & 15)
            if value > (maximum - digit) / 10 { throw TextError.value(message) }
            value = value * 10 + digit
            position += 1
        }
        return value
    }
}

// MARK: - Writing

extension PercentFormat {
    private mutating func append(_ value: PercentValue, _ field: PercentField, _ letter: UInt8) throws {
        switch (value, letter) {
        case (.text(let text), 0x63):
            guard text.count == 1 else { throw TextError.type("%c requires int or char") }
            try appendPadded(text, 1, field)
        case (.text(let text), 0x73), (.text(let text), 0x72), (.text(let text), 0x61):
            try appendPadded(text, field.precision < 0 ? text.count : Swift.min(text.count, field.precision), field)
        case (.integer(let integer), 0x63):
            guard let code = integer.int, code >= 0, code <= 0x10FFFF else {
                throw TextError.overflow("%c arg not in range(0x110000)")
            }
            try appendPadded(TextBuffer(codePoints: [UInt32(code)]), 1, field)
        case (.integer(let integer), _): try appendInteger(integer, field, letter)
        case (.float(let float), _):
            let options: FloatText.Options = field.isAlternate ? .alternate : []
            let precision = field.precision < 0 ? 6 : field.precision
            if precision > TextLimits.maximumPrecision { throw TextError.memory }
            let digits = try FloatText.format(float, code: letter, precision: precision, options: options)
            let isNegative = digits.first == 0x2D
            try appendNumber(isNegative, prefix: [], digits[(isNegative ? 1 : 0)...], field)
        default: throw wrongType(value, letter)
        }
    }

    private func wrongType(_ value: PercentValue, _ letter: UInt8) -> TextError {
        guard case .wrongType(let name) = value, letter != 0x63 else { return .type("%c requires int or char") }
        switch letter {
        case 0x6F, 0x78, 0x58:
            return .type("%\(Unicode.Scalar(letter)) format: an integer is required, not \(name)")
        case 0x64, 0x69, 0x75:
            return .type("%\(Unicode.Scalar(letter)) format: a real number is required, not \(name)")
        default: return .type("must be real number, not \(name)")
        }
    }

    private mutating func appendPadded(_ text: TextBuffer, _ length: Int, _ field: PercentField) throws {
        try TextLimits.check(Swift.max(field.width, out.count + length))
        let padding = Swift.max(0, field.width - length)
        if !field.isLeft { out.append(repeating: 0x20, count: padding) }
        text.appendPrefix(length, to: &out)
        if field.isLeft { out.append(repeating: 0x20, count: padding) }
    }

    private mutating func appendInteger(_ value: IntegerValue, _ field: PercentField, _ letter: UInt8) throws {
        if field.precision > Int(Int32.max) - 3 { throw TextError.overflow("precision too large") }
        let base =
            switch letter {
            case 0x6F: 8
            case 0x78, 0x58: 16
            default: 10
            }
        var digits = try value.digits(base: base, limit: limit)
        if letter == 0x58 {
            for index in digits.indices where digits[index] >= 0x61 { digits[index] -= 0x20 }
        }
        if field.precision > digits.count {
            if field.precision > TextLimits.maximumPrecision { throw TextError.memory }
            digits = [UInt8](repeating: 0x30, count: field.precision - digits.count) + digits
        }
        let prefix: [UInt8] = field.isAlternate && base != 10 ? [0x30, letter] : []
        try appendNumber(value.isNegative, prefix: prefix, digits[...], field)
    }

    private mutating func appendNumber(
        _ isNegative: Bool, prefix: [UInt8], _ digits: ArraySlice<UInt8>, _ field: PercentField
    ) throws {
        var lead = prefix
        if isNegative || field.hasPlus || field.hasBlank {
            lead.insert(isNegative ? 0x2D : field.hasPlus ? 0x2B : 0x20, at: 0)
        }
        let length = lead.count + digits.count
        try TextLimits.check(Swift.max(field.width, out.count + length))
        let padding = Swift.max(0, field.width - length)
        if !field.isLeft && !field.hasZero { out.append(repeating: 0x20, count: padding) }
        out.append(ascii: lead)
        if !field.isLeft && field.hasZero { out.append(repeating: 0x30, count: padding) }
        out.append(ascii: Array(digits))
        if field.isLeft { out.append(repeating: 0x20, count: padding) }
    }
}
