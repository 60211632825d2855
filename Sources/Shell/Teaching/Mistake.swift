import Interpreter

/// One typical mistake: how its exception is told from others, and what to say about it.
struct Mistake: Sendable {
    /// The exception's type: it or one derived from it.
    let kind: ExceptionKind
    /// The message; `*` stands for anything and is handed to `help`.
    let pattern: String
    /// What `why` explains.
    let topic: Topic?
    /// Up to two lines: what clashed, and the likeliest fix. None where the mistake turns out to be another one.
    let help: @Sendable (Failure, [String]) -> [String]

    init(
        _ kind: ExceptionKind, _ pattern: String, _ topic: Topic? = nil,
        help: @escaping @Sendable (Failure, [String]) -> [String]
    ) {
        self.kind = kind
        self.pattern = pattern
        self.topic = topic
        self.help = help
    }

    /// What the stars of the pattern stand for; nil where the text is another one.
    static func match(_ text: String, _ pattern: String) -> [String]? {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = pieces.first, text.hasPrefix(first) else { return nil }
        var rest = text.dropFirst(first.count)
        var found: [String] = []
        for (index, piece) in pieces.enumerated().dropFirst() {
            if index == pieces.count - 1 {
                guard rest.hasSuffix(piece) else { return nil }
                found.append(String(rest.dropLast(piece.count)))
                return found
            }
            guard let place = rest.firstRange(of: piece) else { return nil }
            found.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return rest.isEmpty ? found : nil
    }
}

/// All mistakes, in the order in which they are tried: the first that has something to say wins.
enum Mistakes {
    static let all: [Mistake] =
        shapes + losses + elementTypes + indexes + gradients + modules + calls + values + names + text

    /// What to say about a failure, and what it is about.
    static func find(_ failure: Failure) -> (lines: [String], topic: Topic?) {
        for hint in all where failure.exception.type.isSubclass(of: failure.machine.types[hint.kind]) {
            guard let captures = Mistake.match(failure.message, hint.pattern) else { continue }
            let lines = hint.help(failure, captures)
            if !lines.isEmpty { return (lines, hint.topic) }
        }
        return ([], nil)
    }
}
