import Interpreter

/// Writes a parsed pattern in PCRE2's syntax, so that it means what it means in CPython.
struct RegexWriter {
    /// What kind of text the program will run over.
    enum Target: Hashable {
        /// Text without a character beyond ASCII, as bytes: the usual case, and the fastest.
        case ascii
        /// Text as UTF-8.
        case unicode
        /// Bytes.
        case bytes
    }

    let target: Target
    private(set) var text = ""
    private static let mostRepeats = 65535

    init(_ target: Target) { self.target = target }

    mutating func write(_ node: RegexNode, _ flags: RegexFlags) {
        switch node {
        case .literal(let unit): write(literal: unit, flags)
        case .any: text += flags.contains(.dotAll) ? "." : "[^\\n]"
        case .set(let items, let isNegated): write(items, isNegated, flags)
        case .place(let place): write(place, flags)
        case .sequence(let parts): for part in parts { write(part, flags) }
        case .branch(let branches):
            text += "(?:"
            write(branches, flags)
            text += ")"
        case .group(let number, let on, let off, let inner): write(group: number, on, off, inner, flags)
        case .atomic(let inner): wrap("(?>", inner, flags)
        case .repeated(let inner, let least, let most, let greed): write(inner, least, most, greed, flags)
        case .look(let isBehind, let isNegated, let inner):
            wrap("(?" + (isBehind ? "<" : "") + (isNegated ? "!" : "="), inner, flags)
        case .reference(let number): text += "\\g{\(number)}"
        case .conditional(let number, let yes, let no):
            text += "(?(\(number))"
            write(yes, flags)
            if let no {
                text += "|"
                write(no, flags)
            }
            text += ")"
        }
    }

    private mutating func write(_ branches: [RegexNode], _ flags: RegexFlags) {
        for (index, branch) in branches.enumerated() {
            if index > 0 { text += "|" }
            write(branch, flags)
        }
    }

    /// Branches stand in the parentheses around them.
    private mutating func wrap(_ open: String, _ inner: RegexNode, _ flags: RegexFlags) {
        text += open
        if case .branch(let branches) = inner { write(branches, flags) } else { write(inner, flags) }
        text += ")"
    }

    private mutating func write(
        group number: Int?, _ on: RegexFlags, _ off: RegexFlags, _ inner: RegexNode, _ flags: RegexFlags
    ) {
        var own = flags
        if !on.isDisjoint(with: .kinds) { own.subtract(.kinds) }
        own.formUnion(on)
        own.subtract(off)
        var open = number == nil ? "(?:" : "("
        if own.contains(.ignoreCase) != flags.contains(.ignoreCase) {
            open = own.contains(.ignoreCase) ? "(?i:" : "(?-i:"
        }
        wrap(open, inner, own)
    }

    // MARK: Characters

    private mutating func write(literal unit: UInt32, _ flags: RegexFlags) {
        if target == .ascii && unit > 0x7F || Self.surrogates.contains(unit) {
            text += "(?!)"
        } else if target == .unicode, unit > 0x7F, flags.isSuperset(of: [.ascii, .ignoreCase]) {
            // Only ASCII has two cases.
            text += "(?-i:\(code(unit)))"
        } else if unit < 0x80, RegexTokens.isLetter(unit) || RegexTokens.isDigit(unit) || unit == 0x20 {
            text.unicodeScalars.append(UnicodeScalar(UInt8(unit)))
        } else {
            text += code(unit)
        }
    }

    /// Halves of characters, which the engine does not know.
    private static let surrogates: ClosedRange<UInt32> = 0xD800...0xDFFF

    /// A range inside brackets.
    private func range(_ low: UInt32, _ high: UInt32) -> String {
        guard low <= Self.surrogates.upperBound, high >= Self.surrogates.lowerBound else {
            return low == high ? code(low) : "\(code(low))-\(code(high))"
        }
        var result = ""
        if low < Self.surrogates.lowerBound { result += range(low, Self.surrogates.lowerBound - 1) }
        if high > Self.surrogates.upperBound { result += range(Self.surrogates.upperBound + 1, high) }
        return result
    }

    private func code(_ unit: UInt32) -> String { "\\x{\(String(unit, radix: 16))}" }

    private func isASCII(_ flags: RegexFlags) -> Bool { target == .bytes || flags.contains(.ascii) }

    /// The highest unit there is.
    private var last: UInt32 { target == .ascii ? 0x7F : target == .bytes ? 0xFF : 0x10FFFF }

    private static let spaces: [(UInt32, UInt32)] = [
        (0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
        (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
    ]

    /// What a class of characters is inside brackets; nil for the characters of no word in Unicode, which has no such form.
    private func inside(_ category: RegexNode.Category, _ flags: RegexFlags) -> String? {
        let isPlain = isASCII(flags)
        switch category {
        case .digit: return isPlain || target == .ascii ? "0-9" : "\\p{Nd}"
        case .notDigit: return isPlain || target == .ascii ? "\\D" : "\\P{Nd}"
        case .word: return isPlain || target == .ascii ? "a-zA-Z0-9_" : "\\p{L}\\p{N}_"
        case .notWord: return isPlain || target == .ascii ? "\\W" : nil
        case .space:
            if isPlain { return "\\x09-\\x0d\\x20" }
            return Self.spaces.filter { $0.0 <= last }.map { "\(code($0.0))-\(code($0.1))" }.joined()
        case .notSpace:
            if isPlain { return "\\S" }
            var result = ""
            var next: UInt32 = 0
            for (low, high) in Self.spaces where low <= last {
                if next < low { result += "\(code(next))-\(code(low - 1))" }
                next = high + 1
            }
            return next <= last ? result + "\(code(next))-\(code(last))" : result
        }
    }

    private static let unicodeWord = "[\\p{L}\\p{N}_]"

    private mutating func write(_ items: [RegexNode.Item], _ isNegated: Bool, _ flags: RegexFlags) {
        var inner = ""
        var hasNotWord = false
        for item in items {
            switch item {
            case .range(let low, let high):
                if low <= last { inner += range(low, min(high, last)) }
            case .category(let category):
                if let text = inside(category, flags) { inner += text } else { hasNotWord = true }
            }
        }
        if hasNotWord {
            let notWord = "[^\\p{L}\\p{N}_]"
            let either = inner.isEmpty ? notWord : "(?:[\(inner)]|\(notWord))"
            text += isNegated ? "(?:(?!\(either)).)" : either
        } else if inner.isEmpty {
            text += isNegated ? "." : "(?!)"
        } else {
            text += (isNegated ? "[^" : "[") + inner + "]"
        }
    }

    private mutating func write(_ place: RegexNode.Place, _ flags: RegexFlags) {
        let isPlain = isASCII(flags) || target == .ascii
        let word = Self.unicodeWord
        switch place {
        case .start: text += flags.contains(.multiline) ? "(?m:^)" : "\\A"
        case .end: text += flags.contains(.multiline) ? "(?m:$)" : "\\Z"
        case .textStart: text += "\\A"
        case .textEnd: text += "\\z"
        case .boundary: text += isPlain ? "\\b" : "(?:(?<=\(word))(?!\(word))|(?<!\(word))(?=\(word)))"
        // In CPython an empty text has neither.
        case .notBoundary:
            let inner = isPlain ? "\\B" : "(?:(?<=\(word))(?=\(word))|(?<!\(word))(?!\(word)))"
            text += "(?:\(inner)(?!\\A\\z))"
        }
    }

    // MARK: Repetition

    private mutating func write(
        _ inner: RegexNode, _ least: Int, _ most: Int?, _ greed: RegexNode.Greed, _ flags: RegexFlags
    ) {
        if inner.isOneCharacter, least > Self.mostRepeats || (most ?? 0) > Self.mostRepeats {
            return write(inner, inPieces: least, most, greed, flags)
        }
        let isLong = most.map { $0 > 1000 } ?? true
        if isLong, inner.mayExplode {
            // Lets an interruption through, round after round.
            text += "(?:(?C1)"
            write(inner, flags)
            text += ")"
        } else if inner.isAtom {
            write(inner, flags)
        } else {
            wrap("(?:", inner, flags)
        }
        let most = most.flatMap { $0 > Self.mostRepeats ? nil : $0 }
        switch (min(least, Self.mostRepeats), most) {
        case (0, nil): text += "*"
        case (1, nil): text += "+"
        case (0, 1): text += "?"
        case (let least, nil): text += "{\(least),}"
        case (let least, let most?): text += least == most ? "{\(least)}" : "{\(least),\(most)}"
        }
        switch greed {
        case .greedy: break
        case .lazy: text += "?"
        case .possessive: text += "+"
        }
    }
}

extension RegexWriter {
    /// A character more often than the engine counts: so many full counts, and the rest.
    private mutating func write(
        _ inner: RegexNode, inPieces least: Int, _ most: Int?, _ greed: RegexNode.Greed, _ flags: RegexFlags
    ) {
        let isAtomic = greed == .possessive
        text += isAtomic ? "(?>" : "(?:"
        let full = Self.mostRepeats
        func pieces(_ count: Int, _ writeOne: (inout RegexWriter, Int) -> Void) {
            if count >= full {
                text += "(?:"
                writeOne(&self, full)
                text += "){\(min(count / full, full))}"
            }
            writeOne(&self, count % full)
        }
        pieces(least) { writer, count in writer.write(inner, count, count, .greedy, flags) }
        let kept: RegexNode.Greed = isAtomic ? .greedy : greed
        if let most {
            pieces(most - least) { writer, count in writer.write(inner, 0, count, kept, flags) }
        } else {
            write(inner, 0, nil, kept, flags)
        }
        text += ")"
    }
}

extension RegexNode {
    /// Whether it matches a single character, without remembering anything.
    fileprivate var isOneCharacter: Bool {
        switch self {
        case .literal, .any, .set: true
        default: false
        }
    }

    /// Whether what is repeated can match one text in several ways, so that trying them all may take for ever.
    fileprivate var mayExplode: Bool {
        switch self {
        case .literal, .any, .set, .place, .reference: false
        case .repeated, .branch, .conditional: true
        case .sequence(let parts): parts.contains { $0.mayExplode }
        case .group(_, _, _, let inner), .atomic(let inner), .look(_, _, let inner): inner.mayExplode
        }
    }

    /// Written so that a quantifier behind it takes all of it.
    fileprivate var isAtom: Bool {
        switch self {
        case .literal, .any, .set, .atomic, .reference, .conditional, .branch, .group: true
        case .place, .look, .sequence, .repeated: false
        }
    }

    /// Whether a character beyond ASCII is named in it.
    var namesMoreThanASCII: Bool {
        switch self {
        case .literal(let unit): unit > 0x7F
        case .set(let items, _):
            items.contains { if case .range(_, let high) = $0 { high > 0x7F } else { false } }
        case .any, .place, .reference: false
        case .sequence(let parts), .branch(let parts): parts.contains { $0.namesMoreThanASCII }
        case .group(_, _, _, let inner), .atomic(let inner), .look(_, _, let inner), .repeated(let inner, _, _, _):
            inner.namesMoreThanASCII
        case .conditional(_, let yes, let no): yes.namesMoreThanASCII || (no?.namesMoreThanASCII ?? false)
        }
    }

    /// The first look-behind, inside out, whose width is not fixed.
    func hasLooseLookBehind(_ groups: [ClosedRange<Int>?]) -> Bool {
        switch self {
        case .literal, .any, .set, .place, .reference: return false
        case .sequence(let parts), .branch(let parts): return parts.contains { $0.hasLooseLookBehind(groups) }
        case .group(_, _, _, let inner), .atomic(let inner), .repeated(let inner, _, _, _):
            return inner.hasLooseLookBehind(groups)
        case .look(let isBehind, _, let inner):
            let width = inner.width(groups)
            return isBehind && width.lowerBound != width.upperBound || inner.hasLooseLookBehind(groups)
        case .conditional(_, let yes, let no):
            return yes.hasLooseLookBehind(groups) || (no?.hasLooseLookBehind(groups) ?? false)
        }
    }

    /// Calls `body` with the number of each group and that of the group around it.
    func forEachGroup(inside outer: Int, _ body: (Int, Int) -> Void) {
        switch self {
        case .literal, .any, .set, .place, .reference: break
        case .sequence(let parts), .branch(let parts): for part in parts { part.forEachGroup(inside: outer, body) }
        case .group(let number, _, _, let inner):
            if let number { body(number, outer) }
            inner.forEachGroup(inside: number ?? outer, body)
        case .atomic(let inner), .look(_, _, let inner), .repeated(let inner, _, _, _):
            inner.forEachGroup(inside: outer, body)
        case .conditional(_, let yes, let no):
            yes.forEachGroup(inside: outer, body)
            no?.forEachGroup(inside: outer, body)
        }
    }
}
