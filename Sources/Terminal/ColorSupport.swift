#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How many colours a terminal shows, and whether it may be sent escape codes for them at all.
package enum ColorSupport: Int, Comparable, Sendable {
    /// No escape codes: a dumb terminal, a file, or a user who set `NO_COLOR`.
    case none
    /// The sixteen colours of the terminal's own theme.
    case sixteen
    /// The 256-colour palette.
    case palette
    /// Any 24-bit colour.
    case trueColor

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The rules everybody follows: no terminal, `TERM` unset or `dumb`, or a non-empty `NO_COLOR` mean none;
    /// `COLORTERM` and the name of the terminal tell the rest.
    package static func detect(isTerminal: Bool, environment: (String) -> String?) -> ColorSupport {
        let term = environment("TERM") ?? ""
        guard isTerminal, !Terminals.isDumb(term), (environment("NO_COLOR") ?? "").isEmpty else { return .none }
        let more = environment("COLORTERM") ?? ""
        if more == "truecolor" || more == "24bit" { return .trueColor }
        if term.hasSuffix("-direct") { return .trueColor }
        return term.utf8Contains("256") || !more.isEmpty ? .palette : .sixteen
    }

    /// The same for a descriptor of this process.
    package static func detect(descriptor: Int32) -> ColorSupport {
        detect(isTerminal: Terminals.isTerminal(descriptor), environment: Terminals.environment)
    }
}

/// Small questions about terminals and the environment.
package enum Terminals {
    /// Whether the descriptor is a terminal.
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether a terminal of this name understands no escape codes.
    package static func isDumb(_ term: String) -> Bool { term.isEmpty || term == "dumb" || term == "unknown" }

    /// A variable of the process environment.
    package static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

extension String {
    /// Whether `part` occurs; plain bytes, no Unicode folding.
    func utf8Contains(_ part: String) -> Bool {
        let bytes = Array(utf8)
        let wanted = Array(part.utf8)
        guard !wanted.isEmpty, bytes.count >= wanted.count else { return wanted.isEmpty }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}
