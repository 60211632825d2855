import Interpreter
import Syntax

/// A pattern or a template in pieces: a character, or a backslash with the one behind it.
struct RegexTokens {
    let units: [UInt32]
    let isText: Bool
    private(set) var index = 0
    private(set) var next: [UInt32] = []

    init(_ units: [UInt32], isText: Bool) throws {
        self.units = units
        self.isText = isText
        try advance()
    }

    /// Where the next piece begins.
    var place: Int { index - next.count }
    /// The next piece if it is a plain character, else 0.
    var plain: UInt32 { next.count == 1 ? next[0] : 0 }
    var isAtEnd: Bool { next.isEmpty }

    private mutating func advance() throws {
        guard index < units.count else {
            next = []
            return
        }
        if units[index] == 0x5C {
            guard index + 1 < units.count else {
                throw RegexMistake(message: "bad escape (end of pattern)", position: units.count - 1)
            }
            next = [0x5C, units[index + 1]]
        } else {
            next = [units[index]]
        }
        index += next.count
    }

    mutating func take() throws -> [UInt32] {
        let piece = next
        try advance()
        return piece
    }

    mutating func match(_ unit: Character) throws -> Bool {
        guard next.count == 1, next[0] == unit.unicodeScalars.first?.value else { return false }
        try advance()
        return true
    }

    mutating func seek(_ place: Int) throws {
        index = place
        try advance()
    }

    mutating func take(upTo count: Int, _ fits: (UInt32) -> Bool) throws -> [UInt32] {
        var taken: [UInt32] = []
        while taken.count < count, next.count == 1, fits(next[0]) { taken += try take() }
        return taken
    }

    /// What stands before a terminator, which is taken as well.
    mutating func take(until terminator: Character, _ what: String) throws -> [UInt32] {
        var result: [UInt32] = []
        while true {
            let piece = try take()
            if piece.isEmpty {
                if result.isEmpty { throw mistake("missing \(what)") }
                throw mistake("missing \(terminator), unterminated name", result.count)
            }
            if piece.count == 1, piece[0] == terminator.unicodeScalars.first?.value {
                if result.isEmpty { throw mistake("missing \(what)", 1) }
                return result
            }
            result += piece
        }
    }

    /// A mistake that lies so many characters before the next piece.
    func mistake(_ message: String, _ back: Int = 0) -> RegexMistake {
        RegexMistake(message: message, position: place - back)
    }

    static func text(_ units: [UInt32]) -> String { TextBuffer(codePoints: units).string }

    static func repr(_ units: [UInt32]) -> String {
        units.withUnsafeBufferPointer { TextRepr.repr($0) }.string
    }

    static func isIdentifier(_ units: [UInt32]) -> Bool {
        guard let first = units.first else { return false }
        func isLetter(_ unit: UInt32) -> Bool {
            unit == 0x5F || (UnicodeScalar(unit)?.properties.isXIDStart ?? false)
        }
        return isLetter(first)
            && units.dropFirst().allSatisfy {
                isLetter($0) || (UnicodeScalar($0)?.properties.isXIDContinue ?? false)
            }
    }

    static func isDigit(_ unit: UInt32) -> Bool { unit >= 0x30 && unit <= 0x39 }
    static func isOctal(_ unit: UInt32) -> Bool { unit >= 0x30 && unit <= 0x37 }
    static func isHex(_ unit: UInt32) -> Bool { isDigit(unit) || unit | 0x20 >= 0x61 && unit | 0x20 <= 0x66 }
    static func isLetter(_ unit: UInt32) -> Bool { unit | 0x20 >= 0x61 && unit | 0x20 <= 0x7A && unit < 0x80 }
}

extension RegexTokens {
    private static let controls: [UInt32: UInt32] = [
        0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11, 0x5C: 0x5C,
    ]
    private static let categories: [UInt32: RegexNode.Category] = [
        0x64: .digit, 0x44: .notDigit, 0x73: .space, 0x53: .notSpace, 0x77: .word, 0x57: .notWord,
    ]

    static func control(_ unit: UInt32) -> UInt32? { controls[unit] }
    static func category(_ unit: UInt32) -> RegexNode.Category? { categories[unit] }

    /// `\x`, `\u`, `\U` and `\N`: the code point that an escape with digits or a name stands for; nil for others.
    mutating func numbered(_ escape: [UInt32]) throws -> UInt32? {
        let count: Int
        switch escape[1] {
        case 0x78: count = 2
        case 0x75 where isText: count = 4
        case 0x55 where isText: count = 8
        case 0x4E where isText:
            guard try match("{") else { throw mistake("missing {") }
            let name = try take(until: "}", "character name")
            if let scalar = CharacterNames.scalar(named: Self.text(name)) { return scalar.value }
            throw mistake("undefined character name \(Self.repr(name))", name.count + 4)
        default: return nil
        }
        let digits = try take(upTo: count, Self.isHex)
        let whole = escape + digits
        guard digits.count == count, let value = UInt32(Self.text(digits), radix: 16) else {
            throw mistake("incomplete escape \(Self.text(whole))", whole.count)
        }
        guard value <= 0x10FFFF else { throw mistake("bad escape \(Self.text(whole))", whole.count) }
        return value
    }

    /// An octal escape of up to three digits. Throws where it is beyond 255.
    func octal(_ escape: [UInt32]) throws -> UInt32 {
        let value = UInt32(Self.text(Array(escape.dropFirst())), radix: 8) ?? 0
        guard value <= 0o377 else {
            throw mistake(
                "octal escape value \(Self.text(escape)) outside of range 0-0o377", escape.count)
        }
        return value
    }
}
