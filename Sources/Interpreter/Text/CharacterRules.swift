/// What Python's str methods ask of one character, by Unicode 14.0 as in CPython 3.11.
///
/// The standard library knows a later Unicode: characters added since count as unassigned here, and the few whose
/// properties changed are listed.
package enum CharacterRules {
    /// The properties of an assigned character; nil for surrogates, unassigned and newer characters.
    static func properties(_ codePoint: UInt32) -> Unicode.Scalar.Properties? {
        guard let scalar = Unicode.Scalar(codePoint) else { return nil }
        let properties = scalar.properties
        guard let age = properties.age, age.major <= 14 else { return nil }
        return properties
    }
}

// MARK: - Classes

extension CharacterRules {
    /// A bit for each of 0x09...0x0D and 0x1C...0x20.
    private static let asciiSpaces: UInt64 = 0x1_F000_3E00

    /// `str.isspace` for one character.
    @inline(__always)
    package static func isSpace(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return codePoint <= 0x20 && asciiSpaces >> UInt64(codePoint) & 1 == 1 }
        switch codePoint {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
        default: return false
        }
    }

    /// Whether `str.splitlines` ends a line here.
    package static func isLineBreak(_ codePoint: UInt32) -> Bool {
        switch codePoint {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// `str.isalpha` for one character.
    package static func isAlpha(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return isASCIILetter(codePoint) }
        switch properties(codePoint)?.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }

    /// `str.isdecimal` for one character.
    package static func isDecimal(_ codePoint: UInt32) -> Bool {
        codePoint < 0x80 ? isASCIIDigit(codePoint) : properties(codePoint)?.numericType == .decimal
    }

    /// `str.isdigit` for one character.
    package static func isDigit(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return isASCIIDigit(codePoint) }
        let type = properties(codePoint)?.numericType
        return type == .decimal || type == .digit
    }

    /// `str.isnumeric` for one character.
    package static func isNumeric(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return isASCIIDigit(codePoint) }
        return properties(codePoint)?.numericType != nil && !laterNumeric.contains(codePoint)
    }

    /// `str.isalnum` for one character.
    package static func isAlphanumeric(_ codePoint: UInt32) -> Bool { isAlpha(codePoint) || isNumeric(codePoint) }

    /// Whether the character counts as lower case in `str.islower` and `str.swapcase`.
    package static func isLower(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return codePoint &- 0x61 < 26 }
        if codePoint == 0x295 { return true }
        return properties(codePoint)?.isLowercase == true && !laterLowercase.contains(codePoint)
    }

    /// Whether the character counts as upper case in `str.isupper` and `str.swapcase`.
    package static func isUpper(_ codePoint: UInt32) -> Bool {
        codePoint < 0x80 ? codePoint &- 0x41 < 26 : properties(codePoint)?.isUppercase == true
    }

    /// Whether the character is a title-case letter such as `ǅ`.
    package static func isTitle(_ codePoint: UInt32) -> Bool {
        codePoint >= 0x80 && properties(codePoint)?.generalCategory == .titlecaseLetter
    }

    /// Whether `repr` shows the character as itself.
    package static func isPrintable(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x7F { return codePoint >= 0x20 }
        switch properties(codePoint)?.generalCategory {
        case nil, .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    /// Whether an identifier may start with the character.
    package static func isIdentifierStart(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return isASCIILetter(codePoint) || codePoint == 0x5F }
        return properties(codePoint)?.isXIDStart == true
    }

    /// Whether an identifier may go on with the character.
    package static func isIdentifierContinue(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return isASCIILetter(codePoint) || isASCIIDigit(codePoint) || codePoint == 0x5F }
        switch codePoint {
        case 0x200C, 0x200D, 0x30FB, 0xFF65: return false
        default: return properties(codePoint)?.isXIDContinue == true
        }
    }

    /// Whether the character has case and is not ignored in deciding about a final sigma.
    static func isCased(_ codePoint: UInt32) -> Bool {
        if codePoint < 0x80 { return isASCIILetter(codePoint) }
        guard let properties = properties(codePoint) else { return false }
        return codePoint == 0x295 || properties.isCased && !properties.isCaseIgnorable
    }

    /// Whether a final sigma is decided by looking past the character.
    static func isCaseIgnorable(_ codePoint: UInt32) -> Bool {
        codePoint == 0x1171E || properties(codePoint)?.isCaseIgnorable == true
    }

    /// The value of a decimal digit (`str.isdecimal`), or nil.
    package static func decimalValue(_ codePoint: UInt32) -> UInt8? {
        if codePoint < 0x80 { return isASCIIDigit(codePoint) ? UInt8(codePoint & 15) : nil }
        guard let properties = properties(codePoint), properties.numericType == .decimal else { return nil }
        return properties.numericValue.flatMap { UInt8(exactly: $0) }
    }

    @inline(__always) private static func isASCIILetter(_ codePoint: UInt32) -> Bool {
        codePoint | 0x20 &- 0x61 < 26 && codePoint < 0x80
    }

    @inline(__always) private static func isASCIIDigit(_ codePoint: UInt32) -> Bool { codePoint &- 0x30 < 10 }

    /// Letters that became Lowercase after Unicode 14.0.
    private static let laterLowercase: Set<UInt32> = [0x10FC, 0xA7F2, 0xA7F3, 0xA7F4, 0xAB69]

    /// Characters that were given a numeric value after Unicode 14.0.
    private static let laterNumeric: Set<UInt32> = [
        0x4E24, 0x4EAC, 0x4FE9, 0x5006, 0x62D0, 0x6D1E, 0x7695, 0x79ED, 0x920E, 0x94A9, 0x12038, 0x12039, 0x12079,
        0x12226, 0x1222B, 0x1230B, 0x1230D, 0x12399,
    ]
}

// MARK: - Case

extension CharacterRules {
    /// The case mappings of one character, each of which may give several.
    package enum CaseMapping: Sendable { case lower, upper, title, fold }

    /// Appends what the character maps to.
    package static func append(_ codePoint: UInt32, mapped mapping: CaseMapping, to out: inout TextBuffer) {
        if codePoint < 0x80 {
            let isChanged = mapping == .lower || mapping == .fold ? codePoint &- 0x41 < 26 : codePoint &- 0x61 < 26
            out.append(codePoint: isChanged ? codePoint ^ 0x20 : codePoint)
            return
        }
        guard let properties = properties(codePoint) else {
            out.append(codePoint: codePoint)
            return
        }
        switch mapping {
        case .lower: append(properties.lowercaseMapping, of: codePoint, to: &out)
        case .upper: append(properties.uppercaseMapping, of: codePoint, to: &out)
        case .title: append(properties.titlecaseMapping, of: codePoint, to: &out)
        case .fold: appendFolded(codePoint, properties, to: &out)
        }
    }

    /// A mapping to a character newer than Unicode 14.0 did not exist then.
    private static func append(_ mapped: String, of codePoint: UInt32, to out: inout TextBuffer) {
        if mapped.unicodeScalars.allSatisfy({ CharacterRules.properties($0.value) != nil }) {
            out.append(mapped)
        } else {
            out.append(codePoint: codePoint)
        }
    }

    /// Full case folding is lower case of upper case, but for dotless i, sharp S and Cherokee (which folds upwards).
    private static func appendFolded(
        _ codePoint: UInt32, _ properties: Unicode.Scalar.Properties, to out: inout TextBuffer
    ) {
        switch codePoint {
        case 0x131, 0x13A0...0x13F5: out.append(codePoint: codePoint)
        case 0x13F8...0x13FD: out.append(codePoint: codePoint - 8)
        case 0xAB70...0xABBF: out.append(codePoint: codePoint - 0xAB70 + 0x13A0)
        case 0x1E9E: out.append("ss")
        default:
            var upper = TextBuffer()
            append(properties.uppercaseMapping, of: codePoint, to: &upper)
            for scalar in upper.allCodePoints { append(scalar, mapped: .lower, to: &out) }
        }
    }
}
