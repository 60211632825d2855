/// Small questions about text in cells.
package enum Text {
    /// The cells that a character takes.
    static func width(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first?.value, scalar >= 0x1100 else { return 1 }
        let wide: [ClosedRange<UInt32>] = [
            0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x1F300...0x1FAFF, 0x20000...0x3FFFD,
        ]
        return wide.contains { $0.contains(scalar) } ? 2 : 1
    }

    static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

    /// The text on one line: what controls a terminal becomes a blank.
    static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value < 32 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028 ? " " : scalar
                }))
    }

    /// At most so many cells, with … where something was cut.
    static func fitted(_ text: String, _ cells: Int) -> String {
        if cells <= 0 { return "" }
        if width(text) <= cells { return text }
        var cut = ""
        var used = 1
        for character in text {
            used += width(character)
            if used > cells { break }
            cut.append(character)
        }
        return cut + "…"
    }

    static func padded(_ text: String, _ cells: Int, left: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, cells - width(text)))
        return left ? blanks + text : text + blanks
    }

    /// The text in lines of at most `cells`, broken at blanks.
    static func wrapped(_ text: String, _ cells: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in clean(text).split(separator: " ") {
            if !line.isEmpty, width(line) + 1 + width(String(word)) > cells {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
    }

    /// `200,960`.
    package static func grouped(_ number: Int) -> String {
        var digits = Array(String(number.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }

    /// `(4, 2)`, `(3,)`, `()`.
    package static func shape(_ sizes: [Int]) -> String {
        sizes.count == 1 ? "(\(sizes[0]),)" : "(\(sizes.map(String.init).joined(separator: ", ")))"
    }

    /// `1 point`, `2 points`.
    package static func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
