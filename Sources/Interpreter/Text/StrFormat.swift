/// Where `str.format` gets its arguments and what it may do with them.
package protocol FormatArguments {
    associatedtype Object

    /// The positional argument; throws IndexError or, for `format_map`, ValueError.
    mutating func positional(_ index: Int) throws -> Object
    /// The keyword argument; throws KeyError.
    mutating func keyword(_ name: TextBuffer) throws -> Object
    /// `object.name`.
    mutating func attribute(_ name: TextBuffer, of object: Object) throws -> Object
    /// `object[index]`.
    mutating func item(_ index: Int, of object: Object) throws -> Object
    /// `object['key']`.
    mutating func item(_ key: TextBuffer, of object: Object) throws -> Object
    /// `str`, `repr` or `ascii` of the object.
    mutating func convert(_ object: Object, to conversion: PercentConversion) throws -> Object
    /// Appends `format(object, spec)`.
    mutating func format(_ object: Object, spec: TextBuffer, to out: inout TextBuffer) throws
}

/// `text.format(…)`: replacement fields with attributes, items, conversions and nested specifications.
package struct StrFormat<Arguments: FormatArguments> {
    private enum Numbering { case undecided, automatic, manual }

    private let text: [UInt32]
    private var arguments: Arguments
    private var numbering = Numbering.undecided
    private var nextNumber = 0

    /// Formats `text`. Throws what the arguments throw, and otherwise a `TextError` with CPython's message.
    package static func format<Unit: TextUnit>(
        _ text: Units<Unit>, _ arguments: inout Arguments
    ) throws -> TextBuffer {
        var formatter = StrFormat(text: text.map { UInt32(truncatingIfNeeded: $0) }, arguments: arguments)
        defer { arguments = formatter.arguments }
        var out = TextBuffer()
        out.reserveCapacity(text.count + 32)
        try formatter.run(0..<text.count, depth: 2, to: &out)
        return out
    }

    private init(text: [UInt32], arguments: Arguments) {
        self.text = text
        self.arguments = arguments
    }

    /// Formats a part of the text: all of it, or a specification with fields in it.
    private mutating func run(_ range: Range<Int>, depth: Int, to out: inout TextBuffer) throws {
        if depth <= 0 { throw TextError.value("Max string recursion exceeded") }
        var position = range.lowerBound
        while position < range.upperBound {
            if try literal(&position, range.upperBound, to: &out) {
                let field = try readField(&position, range.upperBound)
                try output(field, depth: depth, to: &out)
            }
        }
    }

    /// Copies text up to a field, a doubled brace or the end; whether a field follows.
    private func literal(_ position: inout Int, _ end: Int, to out: inout TextBuffer) throws -> Bool {
        let start = position
        while position < end, text[position] != 0x7B, text[position] != 0x7D { position += 1 }
        text.withUnsafeBufferPointer { out.append($0, start..<position) }
        guard position < end else { return false }
        let brace = text[position]
        position += 1
        if position < end, text[position] == brace {
            out.append(codePoint: brace)
            position += 1
            return false
        }
        if brace == 0x7D { throw TextError.value("Single '}' encountered in format string") }
        if position >= end { throw TextError.value("Single '{' encountered in format string") }
        return true
    }
}

// MARK: - Reading a field

extension StrFormat {
    private struct Field {
        var name: Range<Int>
        var conversion: UInt32?
        var spec: Range<Int> = 0..<0
        var hasNestedFields = false
    }

    /// Reads a field up to its closing brace, the opening one being read.
    private func readField(_ position: inout Int, _ end: Int) throws -> Field {
        let start = position
        var code: UInt32 = 0
        scan: while position < end {
            code = text[position]
            position += 1
            switch code {
            case 0x7B: throw TextError.value("unexpected '{' in field name")
            case 0x5B:
                while position < end, text[position] != 0x5D { position += 1 }
            case 0x7D, 0x3A, 0x21: break scan
            default: break
            }
        }
        guard code == 0x7D || code == 0x3A || code == 0x21 else {
            throw TextError.value("expected '}' before end of string")
        }
        var field = Field(name: start..<position - 1)
        if code == 0x7D { return field }
        if code == 0x21 {
            guard position < end else {
                throw TextError.value("end of string while looking for conversion specifier")
            }
            field.conversion = text[position]
            position += 1
            if position < end {
                let next = text[position]
                position += 1
                if next == 0x7D { return field }
                if next != 0x3A { throw TextError.value("expected ':' after conversion specifier") }
            }
        }
        try readSpec(&field, &position, end)
        return field
    }

    private func readSpec(_ field: inout Field, _ position: inout Int, _ end: Int) throws {
        let start = position
        var depth = 1
        while position < end {
            let code = text[position]
            position += 1
            if code == 0x7B {
                field.hasNestedFields = true
                depth += 1
            } else if code == 0x7D {
                depth -= 1
                if depth == 0 {
                    field.spec = start..<position - 1
                    return
                }
            }
        }
        throw TextError.value("unmatched '{' in format spec")
    }
}

// MARK: - Writing a field

extension StrFormat {
    private mutating func output(_ field: Field, depth: Int, to out: inout TextBuffer) throws {
        var object = try lookUp(field.name)
        switch field.conversion {
        case nil: break
        case 0x72: object = try arguments.convert(object, to: .repr)
        case 0x73: object = try arguments.convert(object, to: .str)
        case 0x61: object = try arguments.convert(object, to: .ascii)
        case let code?:
            let shown =
                code > 32 && code < 127 ? String(Unicode.Scalar(UInt8(code))) : "\\x" + String(code, radix: 16)
            throw TextError.value("Unknown conversion specifier \(shown)")
        }
        var spec = TextBuffer()
        if field.hasNestedFields {
            try run(field.spec, depth: depth - 1, to: &spec)
        } else {
            spec = slice(field.spec)
        }
        try arguments.format(object, spec: spec, to: &out)
        try TextLimits.check(out.count)
    }

    private func slice(_ range: Range<Int>) -> TextBuffer {
        var part = TextBuffer()
        text.withUnsafeBufferPointer { part.append($0, range) }
        return part
    }

    /// Follows a field name: `0`, `name`, then `.attribute` and `[item]` as often as written.
    private mutating func lookUp(_ name: Range<Int>) throws -> Arguments.Object {
        var position = name.lowerBound
        while position < name.upperBound, text[position] != 0x2E, text[position] != 0x5B { position += 1 }
        let first = name.lowerBound..<position
        let index = try number(first)
        var object: Arguments.Object
        if let place = try positionalIndex(isEmpty: first.isEmpty, index) {
            object = try arguments.positional(place)
        } else {
            object = try arguments.keyword(slice(first))
        }
        while position < name.upperBound {
            let code = text[position]
            position += 1
            let start = position
            switch code {
            case 0x2E:
                while position < name.upperBound, text[position] != 0x2E, text[position] != 0x5B { position += 1 }
                if position == start { throw TextError.value("Empty attribute in format string") }
                object = try arguments.attribute(slice(start..<position), of: object)
            case 0x5B:
                while position < name.upperBound, text[position] != 0x5D { position += 1 }
                guard position < name.upperBound else { throw TextError.value("Missing ']' in format string") }
                let part = start..<position
                position += 1
                let place = try number(part)
                if part.isEmpty { throw TextError.value("Empty attribute in format string") }
                object = try place.map { try arguments.item($0, of: object) } ?? arguments.item(slice(part), of: object)
            default: throw TextError.value("Only '.' or '[' may follow ']' in format field specifier")
            }
        }
        return object
    }

    /// Which positional argument is meant, if any. Throws ValueError when numbering is mixed.
    private mutating func positionalIndex(isEmpty: Bool, _ index: Int?) throws -> Int? {
        guard isEmpty || index != nil else { return nil }
        if numbering == .undecided { numbering = isEmpty ? .automatic : .manual }
        if numbering == .manual && isEmpty {
            throw TextError.value("cannot switch from manual field specification to automatic field numbering")
        }
        if numbering == .automatic && !isEmpty {
            throw TextError.value("cannot switch from automatic field numbering to manual field specification")
        }
        if isEmpty { nextNumber += 1 }
        return isEmpty ? nextNumber - 1 : index
    }

    /// The number that the part is, or nil if it is none. Throws ValueError if it is too large.
    private func number(_ part: Range<Int>) throws -> Int? {
        if part.isEmpty { return nil }
        var value = 0
        for index in part {
            guard let digit = CharacterRules.decimalValue(text[index]) else { return nil }
            if value > (Int.max - Int(digit)) / 10 {
                throw TextError.value("Too many decimal digits in format string")
            }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
