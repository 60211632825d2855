/// What output should be: numbers at the precision they are written with, `...` for anything, white space folded.
package struct OutputPattern {
    private enum Token: Equatable {
        case space
        case text(UInt8)
        case number(Number)
        /// `...`, in patterns only.
        case anything
    }

    /// A number as written.
    private struct Number: Equatable {
        let text: [UInt8]
        let value: Double
        /// Half of a unit in its last place; 0 for what must agree exactly.
        let tolerance: Double

        func matches(_ other: Number) -> Bool {
            if text == other.text { return true }
            guard tolerance > 0 else { return value == other.value && isWhole == other.isWhole }
            return abs(value - other.value) <= tolerance * 1.000001
        }

        private var isWhole: Bool { text.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    }

    private let tokens: [Token]

    package init(_ text: String) { tokens = OutputPattern.tokens(text, isPattern: true) }

    /// Whether an output is as the pattern says.
    package func matches(_ output: String) -> Bool {
        let given = OutputPattern.tokens(output, isPattern: false)
        var place = 0
        var wanted = 0
        // Where to go on when what follows the latest `...` does not fit.
        var retry: (wanted: Int, place: Int)?
        while place < given.count {
            if wanted < tokens.count, tokens[wanted] == .anything {
                retry = (wanted + 1, place)
                wanted += 1
            } else if wanted < tokens.count, fits(tokens[wanted], given[place]) {
                wanted += 1
                place += 1
            } else if let last = retry {
                retry = (last.wanted, last.place + 1)
                wanted = last.wanted
                place = last.place + 1
            } else {
                return false
            }
        }
        // White space before a closing `...` may be missing.
        return tokens[min(wanted, tokens.count)...].allSatisfy { $0 == .anything || $0 == .space }
    }

    private func fits(_ wanted: Token, _ given: Token) -> Bool {
        if case .number(let one) = wanted, case .number(let other) = given { return one.matches(other) }
        return wanted == given
    }

    // MARK: Tokens

    private static func tokens(_ text: String, isPattern: Bool) -> [Token] {
        let bytes = Array(text.utf8)
        var tokens: [Token] = []
        var place = 0
        var isInName = false
        while place < bytes.count {
            let byte = bytes[place]
            if isSpace(byte) {
                if let last = tokens.last, last != .space { tokens.append(.space) }
                place += 1
                isInName = false
                continue
            }
            if isPattern, bytes[place...].starts(with: Array("...".utf8)) {
                tokens.append(.anything)
                place += 3
                isInName = false
                continue
            }
            if !isInName, let (number, length) = number(bytes, place) {
                tokens.append(.number(number))
                place += length
                isInName = false
                continue
            }
            tokens.append(.text(byte))
            isInName = byte >= 0x80 || byte == UInt8(ascii: "_") || isLetter(byte) || isInName && isDigit(byte)
            place += 1
        }
        if tokens.last == .space { tokens.removeLast() }
        return tokens
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte & 0xdf) }

    /// `12`, `0.5`, `1.`, `.5`, `1.5e-05`, without a sign.
    private static func number(_ bytes: [UInt8], _ start: Int) -> (Number, Int)? {
        var place = start
        func skipDigits() -> Int {
            let first = place
            while place < bytes.count, isDigit(bytes[place]) { place += 1 }
            return place - first
        }
        let whole = skipDigits()
        var decimals: Int?
        if place < bytes.count, bytes[place] == UInt8(ascii: "."), !bytes[place...].starts(with: Array("...".utf8)) {
            place += 1
            decimals = skipDigits()
        }
        guard whole + (decimals ?? 0) > 0 else { return nil }
        var exponent = 0
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            let mark = place
            place += 1
            var sign = 1
            if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
                if bytes[place] == UInt8(ascii: "-") { sign = -1 }
                place += 1
            }
            let first = place
            let count = skipDigits()
            if (1...4).contains(count) {
                exponent = sign * bytes[first..<place].reduce(0) { $0 * 10 + Int($1 - 0x30) }
                decimals = decimals ?? 0
            } else {
                place = mark
            }
        }
        let text = Array(bytes[start..<place])
        let value = Double(String(decoding: text, as: UTF8.self)) ?? Double(String(decoding: text, as: UTF8.self) + "0")
        guard let value else { return nil }
        let isExact = (decimals ?? 0) == 0 && exponent == 0
        let unit = isExact ? 0 : power(ofTen: exponent - (decimals ?? 0))
        return (Number(text: text, value: value, tolerance: unit / 2), place - start)
    }

    private static func power(ofTen exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
}
