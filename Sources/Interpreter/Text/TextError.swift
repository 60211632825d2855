/// A Python exception that a text or number algorithm wants raised: a built-in exception type and CPython's message.
///
/// The algorithms in this folder know nothing of interpreter values; whoever calls them turns this into an exception
/// object of the named type.
package struct TextError: Error, Equatable, Sendable {
    /// The built-in exception types these algorithms raise; the raw value is the Python name.
    package enum Kind: String, Sendable {
        case indexError = "IndexError"
        case keyError = "KeyError"
        case lookupError = "LookupError"
        case memoryError = "MemoryError"
        case overflowError = "OverflowError"
        case typeError = "TypeError"
        case unicodeDecodeError = "UnicodeDecodeError"
        case unicodeEncodeError = "UnicodeEncodeError"
        case valueError = "ValueError"
        case zeroDivisionError = "ZeroDivisionError"
    }

    /// The exception type.
    package let kind: Kind
    /// The text of `str(exception)`.
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    static func value(_ message: String) -> TextError { TextError(.valueError, message) }
    static func type(_ message: String) -> TextError { TextError(.typeError, message) }
    static func overflow(_ message: String) -> TextError { TextError(.overflowError, message) }
    /// CPython raises MemoryError without a message.
    static let memory = TextError(.memoryError, "")
}

/// How large one string or number may grow before MemoryError is raised instead of trying.
package enum TextLimits {
    /// The most code points one string may hold.
    package static let maximumCount = 1 << 30

    /// The most digits of one number that are written because a format asks for them.
    static let maximumPrecision = 1 << 26

    /// `units * count`, by copying ever longer pieces.
    /// - Precondition: the result was found to fit the memory.
    static func repeated<Units: RangeReplaceableCollection>(_ units: Units, _ count: Int) -> Units {
        var result = Units()
        guard count > 0, !units.isEmpty else { return result }
        if units.count == 1, let unit = units.first { return Units(repeating: unit, count: count) }
        result.reserveCapacity(units.count &* count)
        result.append(contentsOf: units)
        var done = 1
        while done < count {
            let more = Swift.min(done, count - done)
            let piece = Array(result.prefix(more &* units.count))
            result.append(contentsOf: piece)
            done += more
        }
        return result
    }

    /// Throws MemoryError when a string of `count` code points would be too large to build.
    package static func check(_ count: Int) throws(TextError) {
        if count > maximumCount { throw .memory }
    }

    /// Throws MemoryError when `count * factor` code points would be too large to build (or the product overflows).
    package static func check(_ count: Int, times factor: Int) throws(TextError) {
        let (product, overflow) = count.multipliedReportingOverflow(by: factor)
        if overflow { throw .memory }
        try check(product)
    }
}
