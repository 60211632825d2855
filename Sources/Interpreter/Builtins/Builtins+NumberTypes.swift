import BigInt

// How int, float, bool and complex are called.
extension Machine {
    func installNumberTypes() {
        constructor(types.int, "x=0, /, base=10") { machine, type, arguments in
            if type === machine.types.bool {
                throw machine.error(.typeError, "int.__new__(bool) is not safe, use bool.__new__()")
            }
            return machine.boxed(try machine.makeInt(arguments[0], base: arguments[1]), type)
        }
        constructor(types.float, "x=0, /") { machine, type, arguments in
            machine.boxed(arguments[0].isUnbound ? Value(0.0) : Value(try machine.makeFloat(arguments[0])), type)
        }
        constructor(types.bool, "x=False, /") { machine, _, arguments in
            arguments[0].isUnbound ? .false : Value(try machine.truth(arguments[0]))
        }
        constructor(types.complex, "real=0, imag=0") { machine, type, arguments in
            let (real, imaginary) = try machine.makeComplex(arguments[0], arguments[1])
            return Value(ComplexObject(type, real, imaginary))
        }
    }

    /// A number as an instance of `type`: itself for a built-in class, in a box for a user's subclass.
    func boxed(_ value: Value, _ type: ClassObject) -> Value {
        type.isUserDefined ? Value(BoxedObject(type, value)) : value
    }

    // MARK: int

    private func makeInt(_ value: Value, base: Value) throws -> Value {
        guard !base.isUnbound else { return value.isUnbound ? Value(small: 0) : try toInt(value) }
        if value.isUnbound { throw error(.typeError, "int() missing string argument") }
        guard let index = try index(of: base) else {
            throw error(.typeError, "'\(typeName(base))' object cannot be interpreted as an integer")
        }
        // An unusable base of any size is refused alike.
        let base = index.isSmallInt ? index.smallInt : 1
        if let text = value.asStr { return try parseInt(text, base: base) }
        if let bytes = value.asBuffer { return try parseInt(bytes, base: base) }
        guard base == 0 || (2...36).contains(base) else {
            throw error(.valueError, "int() base must be >= 2 and <= 36, or 0")
        }
        throw error(.typeError, "int() can't convert non-string with explicit base")
    }

    /// `int(value)`.
    package func toInt(_ value: Value) throws -> Value {
        if value.isSmallInt { return value }
        if value.isDouble { return try truncate(value.double) }
        if value.isBool { return Value(small: value == .true ? 1 : 0) }
        if value.kind == .bigInt { return value }
        if let text = value.asStr { return try parseInt(text, base: 10) }
        if let bytes = value.asBuffer { return try parseInt(bytes, base: 10) }
        let type = type(of: value)
        for name in [names.int, names.index, names.trunc] {
            guard let method = type.lookup(name) else { continue }
            // A number of a subclass is asked for nothing but what it says of itself as an integer.
            if value.kind == .boxed, method.kind == .native || name !== names.int { continue }
            if name === names.trunc {
                try warn(.deprecationWarning, "The delegation of int() to __trunc__ is deprecated.")
            }
            let result = try call(method, boundTo: value, Arguments(top, 0))
            if let plain = plainNumber(result), !plain.isDouble {
                if name !== names.trunc { try warnOfSubclass(result, name.string, "int") }
                return plain.isBool ? Value(small: plain == .true ? 1 : 0) : plain
            }
            guard name === names.trunc else {
                throw error(.typeError, "\(name.string) returned non-int (type \(typeName(result)))")
            }
            guard let whole = try index(of: result) else {
                throw error(.typeError, "__trunc__ returned non-Integral (type \(typeName(result)))")
            }
            return whole
        }
        if let boxed = value.asBoxed { return try toInt(boxed.value) }
        if value.isObject, let index = try value.object.index(self) { return index }
        throw error(
            .typeError,
            "int() argument must be a string, a bytes-like object or a real number, not '\(type.name)'")
    }

    /// A double without its fraction. Raises OverflowError for infinities, ValueError for NaN.
    func truncate(_ double: Double) throws -> Value {
        if abs(double) < 0x1p46 { return Value(small: Int(double)) }
        return int(try BigIntMath.integer(double))
    }

    private func parseInt(_ text: StrObject, base: Int) throws -> Value {
        if base == 10, let small = Machine.smallDecimal(text.utf8) { return Value(small: small) }
        let limit = intDigitLimit
        return int(
            try text.withUnits(
                { try IntText.parse($0, base: base, limit: limit) }, { try IntText.parse($0, base: base, limit: limit) }
            ))
    }

    private func parseInt(_ bytes: [UInt8], base: Int) throws -> Value {
        do {
            return int(
                try bytes.withUnsafeBufferPointer { try IntText.parse($0, base: base, limit: intDigitLimit) })
        } catch let error as TextError where error.message.hasPrefix("invalid literal") {
            throw self.error(.valueError, "invalid literal for int() with base \(base): \(try repr(self.bytes(bytes)))")
        }
    }

    /// The commonest case: up to 13 plain digits, perhaps behind a minus.
    private static func smallDecimal(_ utf8: ContiguousArray<UInt8>) -> Int? {
        let isNegative = utf8.first == 0x2D
        let digits = utf8.dropFirst(isNegative ? 1 : 0)
        guard !digits.isEmpty, digits.count <= 13 else { return nil }
        var value = 0
        for digit in digits {
            guard digit &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(digit &- 0x30)
        }
        return isNegative ? -value : value
    }

    // MARK: float

    /// `float(value)`.
    package func makeFloat(_ value: Value) throws -> Double {
        if let text = value.asStr {
            return try text.withUnits({ try FloatText.parse($0) }, { try FloatText.parse($0) })
        }
        if let bytes = value.asBuffer {
            if let double = bytes.withUnsafeBufferPointer({ FloatText.parseOrNil($0) }) { return double }
            throw error(.valueError, "could not convert string to float: \(try repr(value))")
        }
        if let double = try floatOrNil(value) { return double }
        throw error(.typeError, "float() argument must be a string or a real number, not '\(typeName(value))'")
    }

    // MARK: complex

    private func makeComplex(_ real: Value, _ imaginary: Value) throws -> (Double, Double) {
        if let text = real.asStr {
            if !imaginary.isUnbound { throw error(.typeError, "complex() can't take second arg if first is a string") }
            return try parseComplex(text)
        }
        if imaginary.asStr != nil { throw error(.typeError, "complex() second arg can't be a string") }
        let first = try complexPart(real, "complex() first argument must be a string or a number, not")
        let second = try complexPart(imaginary, "complex() second argument must be a number, not")
        // real + imaginary * 1j, where either may be complex; signs of zero are kept.
        if imaginary.isUnbound { return first }
        let isComplex = imaginary.asComplex != nil
        return (
            isComplex ? first.0 - second.1 : first.0,
            real.asComplex != nil ? second.0 + first.1 : second.0
        )
    }

    private func complexPart(_ value: Value, _ message: String) throws -> (Double, Double) {
        if value.isUnbound { return (0, 0) }
        if let value = value.asComplex { return (value.real, value.imaginary) }
        if value.isObject, value.object.type.isUserDefined, let made = try callMethod(names.complex, of: value) {
            guard let made = made.asComplex else {
                throw error(.typeError, "__complex__ returned non-complex (type \(typeName(made)))")
            }
            if type(of: Value(made)) !== types.complex { try warnOfSubclass(Value(made), "__complex__", "complex") }
            return (made.real, made.imaginary)
        }
        guard let double = try floatOrNil(value) else {
            throw error(.typeError, "\(message) '\(typeName(value))'")
        }
        return (double, 0)
    }

    private func parseComplex(_ text: StrObject) throws -> (Double, Double) {
        var body = Substring(text.string).trimmed
        if body.first == "(", body.last == ")", body.count > 1 { body = body.dropFirst().dropLast().trimmed }
        if let parsed = Machine.complexParts(body) { return parsed }
        // Underscores stand between digits and nowhere else.
        let bytes = Array(text.string.utf8)
        let isDigit = { (index: Int) in bytes.indices.contains(index) && NumberText.isDigit(bytes[index]) }
        for (index, byte) in bytes.enumerated() where byte == 0x5F && !(isDigit(index - 1) && isDigit(index + 1)) {
            throw error(.valueError, "could not convert string to complex: \(try repr(Value(text)))")
        }
        throw error(.valueError, "complex() arg is a malformed string")
    }

    private static func complexParts(_ text: Substring) -> (Double, Double)? {
        func number(_ part: Substring) -> Double? {
            // `float` would allow blanks around the number.
            if part.isEmpty || part.trimmed.count != part.count { return nil }
            let bytes = ContiguousArray(part.utf8)
            return bytes.withUnsafeBufferPointer { FloatText.parseOrNil($0) }
        }
        func imaginary(_ part: Substring) -> Double? {
            if part.isEmpty || part == "+" { return 1 }
            return part == "-" ? -1 : number(part)
        }
        guard let last = text.last, last == "j" || last == "J" else { return number(text).map { ($0, 0) } }
        let body = text.dropLast()
        // The sign between the parts is the last one that belongs to no exponent.
        var split: Substring.Index?
        var previous: Character = "e"
        for index in body.indices {
            let character = body[index]
            if character == "+" || character == "-", previous != "e", previous != "E" { split = index }
            previous = character
        }
        guard let split, split > body.startIndex else { return imaginary(body).map { (0, $0) } }
        guard let real = number(body[..<split]), let other = imaginary(body[split...]) else { return nil }
        return (real, other)
    }
}

extension Substring {
    /// Without blanks at the ends.
    fileprivate var trimmed: Substring {
        var text = self
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return text
    }
}
