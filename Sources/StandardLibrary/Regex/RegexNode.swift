/// The flags of `re`, by CPython's numbers.
struct RegexFlags: OptionSet, Hashable {
    let rawValue: Int
    static let template = RegexFlags(rawValue: 1)
    static let ignoreCase = RegexFlags(rawValue: 2)
    static let locale = RegexFlags(rawValue: 4)
    static let multiline = RegexFlags(rawValue: 8)
    static let dotAll = RegexFlags(rawValue: 16)
    static let unicode = RegexFlags(rawValue: 32)
    static let verbose = RegexFlags(rawValue: 64)
    static let debug = RegexFlags(rawValue: 128)
    static let ascii = RegexFlags(rawValue: 256)

    /// Flags that say what a letter is: one at a time.
    static let kinds: RegexFlags = [.ascii, .locale, .unicode]
    /// Flags that cannot be set for a part.
    static let global: RegexFlags = [.debug, .template]

    init(rawValue: Int) { self.rawValue = rawValue }

    /// The flag of a letter such as `i`.
    init?(letter: UInt32) {
        switch letter {
        case 0x69: self = .ignoreCase
        case 0x4C: self = .locale
        case 0x6D: self = .multiline
        case 0x73: self = .dotAll
        case 0x78: self = .verbose
        case 0x61: self = .ascii
        case 0x74: self = .template
        case 0x75: self = .unicode
        default: return nil
        }
    }
}

/// A pattern as read: what the parser makes and the writer turns into PCRE2's syntax.
indirect enum RegexNode {
    enum Category: Equatable { case digit, space, word, notDigit, notSpace, notWord }
    enum Place: Equatable { case start, end, textStart, textEnd, boundary, notBoundary }
    enum Greed: Equatable { case greedy, lazy, possessive }
    enum Item: Equatable {
        case range(UInt32, UInt32)
        case category(Category)
    }

    case literal(UInt32)
    case any
    case set([Item], isNegated: Bool)
    case place(Place)
    case sequence([RegexNode])
    case branch([RegexNode])
    /// A group with its number, or none that is remembered, with flags on and off inside.
    case group(Int?, on: RegexFlags, off: RegexFlags, RegexNode)
    case atomic(RegexNode)
    case repeated(RegexNode, Int, Int?, Greed)
    case look(isBehind: Bool, isNegated: Bool, RegexNode)
    case reference(Int)
    case conditional(Int, RegexNode, RegexNode?)

    var isEmpty: Bool {
        if case .sequence(let parts) = self { return parts.isEmpty }
        return false
    }

    static let most = 1 << 40

    /// The least and the most characters that fit, given those of the groups.
    func width(_ groups: [ClosedRange<Int>?]) -> ClosedRange<Int> {
        switch self {
        case .literal, .any, .set: return 1...1
        case .place, .look: return 0...0
        case .sequence(let parts):
            var low = 0
            var high = 0
            for part in parts {
                let width = part.width(groups)
                low = min(Self.most, low + width.lowerBound)
                high = min(Self.most, high + width.upperBound)
            }
            return low...high
        case .branch(let branches):
            let widths = branches.map { $0.width(groups) }
            return (widths.map(\.lowerBound).min() ?? 0)...(widths.map(\.upperBound).max() ?? 0)
        case .group(_, _, _, let inner), .atomic(let inner): return inner.width(groups)
        case .repeated(let inner, let least, let most, _):
            let width = inner.width(groups)
            func product(_ a: Int, _ b: Int) -> Int {
                let (value, overflow) = a.multipliedReportingOverflow(by: b)
                return overflow ? Self.most : min(Self.most, value)
            }
            let low = product(width.lowerBound, least)
            return low...max(low, product(width.upperBound, most ?? Self.most))
        case .reference(let number):
            return number < groups.count ? groups[number] ?? 0...Self.most : 0...Self.most
        case .conditional(_, let yes, let no):
            let a = yes.width(groups)
            let b = no?.width(groups) ?? 0...0
            return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
        }
    }
}

/// What is wrong with a pattern or a template, and where: for `re.error`.
struct RegexMistake: Error {
    let message: String
    /// By characters; nil where no place is to blame.
    let position: Int?
}
