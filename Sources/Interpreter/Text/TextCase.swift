/// Upper and lower case, and the `is…` questions of str, over whole strings.
package enum TextCase {
    /// `text.lower()`, with the final form of sigma.
    package static func lower<Unit: TextUnit>(_ text: Units<Unit>) -> TextBuffer {
        if let bytes = text.asASCII { return TextBuffer(knownASCII: ByteText.lower(bytes)) }
        return map(text) { index, codePoint, out in appendLower(codePoint, at: index, in: text, to: &out) }
    }

    /// `text.upper()`.
    package static func upper<Unit: TextUnit>(_ text: Units<Unit>) -> TextBuffer {
        if let bytes = text.asASCII { return TextBuffer(knownASCII: ByteText.upper(bytes)) }
        return map(text) { _, codePoint, out in CharacterRules.append(codePoint, mapped: .upper, to: &out) }
    }

    /// `text.casefold()`.
    package static func casefold<Unit: TextUnit>(_ text: Units<Unit>) -> TextBuffer {
        if let bytes = text.asASCII { return TextBuffer(knownASCII: ByteText.lower(bytes)) }
        return map(text) { _, codePoint, out in CharacterRules.append(codePoint, mapped: .fold, to: &out) }
    }

    /// `text.swapcase()`.
    package static func swapcase<Unit: TextUnit>(_ text: Units<Unit>) -> TextBuffer {
        if let bytes = text.asASCII { return TextBuffer(knownASCII: ByteText.swapcase(bytes)) }
        return map(text) { index, codePoint, out in
            if CharacterRules.isUpper(codePoint) {
                appendLower(codePoint, at: index, in: text, to: &out)
            } else if CharacterRules.isLower(codePoint) {
                CharacterRules.append(codePoint, mapped: .upper, to: &out)
            } else {
                out.append(codePoint: codePoint)
            }
        }
    }

    /// `text.capitalize()`: the first character in title case, the rest in lower case.
    package static func capitalize<Unit: TextUnit>(_ text: Units<Unit>) -> TextBuffer {
        if let bytes = text.asASCII { return TextBuffer(knownASCII: ByteText.capitalize(bytes)) }
        return map(text) { index, codePoint, out in
            if index == 0 {
                CharacterRules.append(codePoint, mapped: .title, to: &out)
            } else {
                appendLower(codePoint, at: index, in: text, to: &out)
            }
        }
    }

    /// `text.title()`: title case after anything without case, lower case elsewhere.
    package static func title<Unit: TextUnit>(_ text: Units<Unit>) -> TextBuffer {
        if let bytes = text.asASCII { return TextBuffer(knownASCII: ByteText.title(bytes)) }
        var isInWord = false
        return map(text) { index, codePoint, out in
            if isInWord {
                appendLower(codePoint, at: index, in: text, to: &out)
            } else {
                CharacterRules.append(codePoint, mapped: .title, to: &out)
            }
            isInWord = hasCase(codePoint)
        }
    }

    private static func map<Unit: TextUnit>(
        _ text: Units<Unit>, _ body: (Int, UInt32, inout TextBuffer) -> Void
    ) -> TextBuffer {
        var out = TextBuffer()
        out.reserveCapacity(text.count)
        for index in 0..<text.count { body(index, UInt32(truncatingIfNeeded: text[index]), &out) }
        return out
    }

    /// CPython's notion of a cased character, ignorable or not.
    private static func hasCase(_ codePoint: UInt32) -> Bool {
        codePoint < 0x80
            ? CharacterRules.isCased(codePoint)
            : codePoint == 0x295 || CharacterRules.properties(codePoint)?.isCased == true
    }

    private static func appendLower<Unit: TextUnit>(
        _ codePoint: UInt32, at index: Int, in text: Units<Unit>, to out: inout TextBuffer
    ) {
        if codePoint == 0x3A3 {
            out.append(codePoint: isFinalSigma(at: index, in: text) ? 0x3C2 : 0x3C3)
        } else {
            CharacterRules.append(codePoint, mapped: .lower, to: &out)
        }
    }

    /// A sigma is final after a cased character and not before one, ignorable characters aside.
    private static func isFinalSigma<Unit: TextUnit>(at index: Int, in text: Units<Unit>) -> Bool {
        func codePoint(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: text[index]) }
        var before = index - 1
        while before >= 0, CharacterRules.isCaseIgnorable(codePoint(before)) { before -= 1 }
        guard before >= 0, hasCase(codePoint(before)) else { return false }
        var after = index + 1
        while after < text.count, CharacterRules.isCaseIgnorable(codePoint(after)) { after += 1 }
        return after >= text.count || !hasCase(codePoint(after))
    }
}

// MARK: - Questions

extension TextCase {
    /// Whether every character satisfies `rule` and there is at least one: `isalpha`, `isdigit`, `isspace` ….
    package static func all<Unit: TextUnit>(_ text: Units<Unit>, _ rule: (UInt32) -> Bool) -> Bool {
        !text.isEmpty && text.allSatisfy { rule(UInt32(truncatingIfNeeded: $0)) }
    }

    /// `text.islower()`.
    package static func isLower<Unit: TextUnit>(_ text: Units<Unit>) -> Bool {
        isAllOneCase(text, CharacterRules.isLower) { CharacterRules.isUpper($0) || CharacterRules.isTitle($0) }
    }

    /// `text.isupper()`.
    package static func isUpper<Unit: TextUnit>(_ text: Units<Unit>) -> Bool {
        isAllOneCase(text, CharacterRules.isUpper) { CharacterRules.isLower($0) || CharacterRules.isTitle($0) }
    }

    private static func isAllOneCase<Unit: TextUnit>(
        _ text: Units<Unit>, _ isWanted: (UInt32) -> Bool, _ isOther: (UInt32) -> Bool
    ) -> Bool {
        var seen = false
        for unit in text {
            let codePoint = UInt32(truncatingIfNeeded: unit)
            if isOther(codePoint) { return false }
            if !seen, isWanted(codePoint) { seen = true }
        }
        return seen
    }

    /// `text.istitle()`.
    package static func isTitle<Unit: TextUnit>(_ text: Units<Unit>) -> Bool {
        var seen = false
        var isInWord = false
        for unit in text {
            let codePoint = UInt32(truncatingIfNeeded: unit)
            if CharacterRules.isUpper(codePoint) || CharacterRules.isTitle(codePoint) {
                if isInWord { return false }
                isInWord = true
                seen = true
            } else if CharacterRules.isLower(codePoint) {
                if !isInWord { return false }
                seen = true
            } else {
                isInWord = false
            }
        }
        return seen
    }

    /// `text.isidentifier()`.
    package static func isIdentifier<Unit: TextUnit>(_ text: Units<Unit>) -> Bool {
        guard let first = text.first, CharacterRules.isIdentifierStart(UInt32(truncatingIfNeeded: first)) else {
            return false
        }
        return text.dropFirst().allSatisfy { CharacterRules.isIdentifierContinue(UInt32(truncatingIfNeeded: $0)) }
    }

    /// `text.isprintable()`: also true of the empty string.
    package static func isPrintable<Unit: TextUnit>(_ text: Units<Unit>) -> Bool {
        text.allSatisfy { CharacterRules.isPrintable(UInt32(truncatingIfNeeded: $0)) }
    }
}
