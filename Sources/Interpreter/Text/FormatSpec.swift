/// A format specification of `format()`, f-strings and `str.format`: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`.
///
/// Reading one does not throw, so that a constant specification may be read once: what is wrong with it is told when
/// it is applied, because CPython's message names the type of the object.
package struct FormatSpec: Sendable, Hashable {
    enum Grouping: Sendable, Hashable { case none, comma, underscore }

    private enum Problem: Sendable, Hashable {
        case message(String)
        /// Text left over after the type.
        case leftover(String)
    }

    /// Whether nothing was specified; `format(x, "")` is `str(x)`.
    package let isEmpty: Bool
    private var fill: UInt32?
    private var align: UInt8?
    private var sign: UInt8 = 0
    private var noNegativeZero = false
    private var alternate = false
    private var hasZero = false
    private var width = -1
    private var grouping = Grouping.none
    private var precision = -1
    private var type: UInt32?
    private var problem: Problem?

    /// Reads a specification.
    package init<Unit: TextUnit>(_ text: Units<Unit>) {
        isEmpty = text.isEmpty
        var reader = Reader(text: text)
        problem = read(&reader)
        if problem == nil, reader.position < text.count {
            if reader.position == text.count - 1 {
                type = reader.peek()
            } else {
                problem = .leftover(TextBuffer(text).string)
            }
        }
    }

    /// Everything before the type; answers what is wrong, if anything.
    private mutating func read<Unit>(_ reader: inout Reader<Unit>) -> Problem? {
        if let second = reader.peek(1), let byte = Self.alignment(second) {
            fill = reader.peek()
            align = byte
            reader.position += 2
        } else if let first = reader.peek(), let byte = Self.alignment(first) {
            align = byte
            reader.position += 1
        }
        if let byte = reader.peek(), byte == 0x2B || byte == 0x2D || byte == 0x20 {
            sign = UInt8(byte)
            reader.position += 1
        }
        noNegativeZero = reader.take(0x7A)
        alternate = reader.take(0x23)
        if fill == nil { hasZero = reader.take(0x30) }
        guard let number = reader.number() else { return .message("Too many decimal digits in format string") }
        if number.hasDigits { width = number.value }
        if reader.take(0x2C) { grouping = .comma }
        if reader.peek() == 0x5F {
            if grouping != .none { return .message("Cannot specify both ',' and '_'.") }
            grouping = .underscore
            reader.position += 1
        }
        if reader.peek() == 0x2C, grouping == .underscore { return .message("Cannot specify both ',' and '_'.") }
        if reader.take(0x2E) {
            guard let number = reader.number() else { return .message("Too many decimal digits in format string") }
            if !number.hasDigits { return .message("Format specifier missing precision") }
            precision = number.value
        }
        return nil
    }

    private static func alignment(_ codePoint: UInt32) -> UInt8? {
        switch codePoint {
        case 0x3C, 0x3D, 0x3E, 0x5E: UInt8(codePoint)
        default: nil
        }
    }

    private struct Reader<Unit: TextUnit> {
        let text: Units<Unit>
        var position = 0

        func peek(_ offset: Int = 0) -> UInt32? {
            position + offset < text.count ? UInt32(truncatingIfNeeded: text[position + offset]) : nil
        }

        mutating func take(_ codePoint: UInt32) -> Bool {
            guard peek() == codePoint else { return false }
            position += 1
            return true
        }

        /// Decimal digits, of any script, or nil on overflow.
        mutating func number() -> (value: Int, hasDigits: Bool)? {
            let start = position
            var value = 0
            while let codePoint = peek(), let digit = CharacterRules.decimalValue(codePoint) {
                if value > (Int.max - Int(digit)) / 10 { return nil }
                value = value * 10 + Int(digit)
                position += 1
            }
            return (value, position > start)
        }
    }
}

// MARK: - For an object

/// A specification with the defaults of a type filled in and checked as far as it can be without the value.
struct ResolvedFormat {
    var fill: UInt32
    var align: UInt8
    let sign: UInt8
    let noNegativeZero: Bool
    let alternate: Bool
    var width: Int
    let grouping: FormatSpec.Grouping
    let precision: Int
    /// 0 if not given and the type has no default.
    let type: UInt32
    /// How many digits stand between separators.
    let groupSize: Int

    /// Throws MemoryError for a width no string can have.
    func checkWidth() throws(TextError) { try TextLimits.check(width) }

    func unknownType(_ typeName: String) -> TextError {
        let code =
            type > 32 && type < 128
            ? String(Unicode.Scalar(UInt8(type))) : "\\x" + String(type, radix: 16)
        return .value("Unknown format code '\(code)' for object of type '\(typeName)'")
    }
}

extension FormatSpec {
    /// Fills in the defaults of a type. Throws ValueError with CPython's message.
    func resolve(typeName: String, defaultType: UInt32, defaultAlign: UInt8) throws(TextError) -> ResolvedFormat {
        switch problem {
        case .message(let message): throw .value(message)
        case .leftover(let text):
            throw .value("Invalid format specifier '\(text)' for object of type '\(typeName)'")
        case nil: break
        }
        let type = self.type ?? defaultType
        let resolved = ResolvedFormat(
            fill: fill ?? (hasZero ? 0x30 : 0x20),
            align: align ?? (hasZero && defaultAlign == 0x3E ? 0x3D : defaultAlign), sign: sign,
            noNegativeZero: noNegativeZero, alternate: alternate, width: width, grouping: grouping,
            precision: precision, type: type, groupSize: try groupSize(type))
        try resolved.checkWidth()
        return resolved
    }

    private func groupSize(_ type: UInt32) throws(TextError) -> Int {
        if grouping == .none { return 0 }
        switch type {
        case 0, 0x64, 0x65, 0x66, 0x67, 0x45, 0x46, 0x47, 0x25: return 3
        case 0x62 where grouping == .underscore, 0x6F where grouping == .underscore,
            0x78 where grouping == .underscore, 0x58 where grouping == .underscore:
            return 4
        default:
            let separator = grouping == .comma ? "," : "_"
            let code =
                type > 32 && type < 128
                ? String(Unicode.Scalar(UInt8(type))) : "\\x" + String(type, radix: 16)
            throw .value("Cannot specify '\(separator)' with '\(code)'.")
        }
    }

    /// `format(text, spec)` of a str.
    package func format<Unit: TextUnit>(text: Units<Unit>, typeName: String = "str") throws(TextError) -> TextBuffer {
        let format = try resolve(typeName: typeName, defaultType: 0x73, defaultAlign: 0x3C)
        if format.type != 0x73 { throw format.unknownType(typeName) }
        if format.sign == 0x20 { throw .value("Space not allowed in string format specifier") }
        if format.sign != 0 { throw .value("Sign not allowed in string format specifier") }
        if format.noNegativeZero {
            throw .value("Negative zero coercion (z) not allowed in string format specifier")
        }
        if format.alternate { throw .value("Alternate form (#) not allowed in string format specifier") }
        if format.align == 0x3D { throw .value("'=' alignment not allowed in string format specifier") }
        let length = format.precision >= 0 ? Swift.min(format.precision, text.count) : text.count
        var out = TextBuffer()
        out.reserveCapacity(Swift.max(length, format.width))
        format.pad(length, into: &out) { $0.append(text, 0..<length) }
        return out
    }
}

extension ResolvedFormat {
    /// Writes `length` characters between the padding that the alignment asks for.
    func pad(_ length: Int, into out: inout TextBuffer, _ body: (inout TextBuffer) -> Void) {
        let padding = Swift.max(0, width - length)
        let left =
            switch align {
            case 0x3C: 0
            case 0x5E: padding / 2
            default: padding
            }
        out.append(repeating: fill, count: left)
        body(&out)
        out.append(repeating: fill, count: padding - left)
    }
}
