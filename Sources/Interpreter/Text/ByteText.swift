/// What `bytes` does in its own way: case and questions by ASCII alone, and hexadecimal.
package enum ByteText {
    @inline(__always) static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
    @inline(__always) static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
    /// Whether the byte is an ASCII letter.
    @inline(__always) package static func isAlpha(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
    /// Whether the byte is an ASCII digit.
    @inline(__always) package static func isDigit(_ byte: UInt8) -> Bool { NumberText.isDigit(byte) }
    /// Whether the byte is ASCII whitespace.
    @inline(__always) package static func isSpace(_ byte: UInt8) -> Bool { NumberText.isSpace(byte) }

    /// `bytes.lower()`.
    package static func lower(_ bytes: Units<UInt8>) -> [UInt8] { changingCase(bytes, where: isUpper) }
    /// `bytes.upper()`.
    package static func upper(_ bytes: Units<UInt8>) -> [UInt8] { changingCase(bytes, where: isLower) }
    /// `bytes.swapcase()`.
    package static func swapcase(_ bytes: Units<UInt8>) -> [UInt8] { changingCase(bytes, where: isAlpha) }

    /// Without a branch for each byte, so that many are changed at once.
    @inline(__always)
    private static func changingCase(_ bytes: Units<UInt8>, where isChanged: (UInt8) -> Bool) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count) { room, count in
            count = bytes.count
            for index in 0..<count { room[index] = bytes[index] ^ (isChanged(bytes[index]) ? 0x20 : 0) }
        }
    }

    /// `bytes.title()`.
    package static func title(_ bytes: Units<UInt8>) -> [UInt8] {
        var isInWord = false
        return bytes.map { byte in
            defer { isInWord = isAlpha(byte) }
            return (isInWord ? isUpper(byte) : isLower(byte)) ? byte ^ 0x20 : byte
        }
    }

    /// `bytes.capitalize()`.
    package static func capitalize(_ bytes: Units<UInt8>) -> [UInt8] {
        var out = lower(bytes)
        if let first = out.first, isLower(first) { out[0] = first ^ 0x20 }
        return out
    }

    /// Whether every byte satisfies `rule` and there is at least one: `isalpha`, `isdigit`, `isspace` ….
    package static func all(_ bytes: Units<UInt8>, _ rule: (UInt8) -> Bool) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy(rule)
    }

    /// `bytes.islower()`.
    package static func isLower(_ bytes: Units<UInt8>) -> Bool {
        bytes.contains(where: isLower) && !bytes.contains(where: isUpper)
    }

    /// `bytes.isupper()`.
    package static func isUpper(_ bytes: Units<UInt8>) -> Bool {
        bytes.contains(where: isUpper) && !bytes.contains(where: isLower)
    }

    /// `bytes.istitle()`.
    package static func isTitle(_ bytes: Units<UInt8>) -> Bool {
        var seen = false
        var isInWord = false
        for byte in bytes {
            if isInWord ? isUpper(byte) : isLower(byte) { return false }
            isInWord = isAlpha(byte)
            seen = seen || isInWord
        }
        return seen
    }

    /// `bytes.hex(separator, group)`: a separator after every `group` bytes, counted from the right (from the left if
    /// negative).
    ///
    /// A part of it as soon as `stops`, asked now and then, says so.
    package static func hex(
        _ bytes: Units<UInt8>, separator: UInt8? = nil, group: Int = 1, stops: () -> Bool = { false }
    ) -> ContiguousArray<UInt8> {
        let size = Int(clamping: group.magnitude)
        let hasSeparators = separator != nil && size > 0 && bytes.count > 1
        let separators = hasSeparators ? (bytes.count - 1) / size : 0
        return ContiguousArray(unsafeUninitializedCapacity: bytes.count * 2 + separators) { out, count in
            // How many bytes there are before the next separator.
            var left = bytes.count
            if hasSeparators { left = group > 0 ? (bytes.count - 1) % size + 1 : size }
            for (index, byte) in bytes.enumerated() {
                if index & 0xF_FFFF == 0xF_FFFF, stops() { return }
                if left == 0, let separator {
                    out[count] = separator
                    count += 1
                    left = size
                }
                left -= 1
                out[count] = hexDigit(byte >> 4)
                out[count + 1] = hexDigit(byte & 15)
                count += 2
            }
        }
    }

    @inline(__always) private static func hexDigit(_ value: UInt8) -> UInt8 { value &+ (value < 10 ? 0x30 : 0x57) }

    /// `bytes.fromhex(text)`: pairs of digits with whitespace between them. Throws ValueError with the place.
    package static func parseHex<Unit: TextUnit>(_ text: Units<Unit>) throws(TextError) -> [UInt8] {
        func malformed(_ index: Int) -> TextError {
            .value("non-hexadecimal number found in fromhex() arg at position \(index)")
        }
        if let place = text.firstIndex(where: { $0 >= 0x80 }) { throw malformed(place) }
        func digit(_ index: Int) throws(TextError) -> UInt8 {
            guard index < text.count, let value = IntText.digitValue(UInt8(truncatingIfNeeded: text[index])), value < 16
            else { throw malformed(index) }
            return value
        }
        var out: [UInt8] = []
        var index = 0
        while true {
            while index < text.count, isSpace(UInt8(truncatingIfNeeded: text[index])) { index += 1 }
            guard index < text.count else { return out }
            let high = try digit(index)
            out.append(high << 4 | (try digit(index + 1)))
            index += 2
        }
    }
}
