/// How `gradus present` shows a lesson.
package struct PresentationOptions: Equatable, Sendable {
    package var file = ""
    /// Characters typed in a second, without keys; nil: keys type.
    package var speed: Double?
    /// Where speaker notes go.
    package var notes: String?
    /// The asciicast file to write.
    package var cast: String?
    /// Everything is run first, and nothing shown.
    package var rehearses = false
    package init() {}
}

// The words that stand where a program could: `gradus ./check` runs a file of that name.
extension Invocation {
    static let lessonWords: Set<String> = ["lesson", "check", "parity", "present"]

    mutating func readLessons(_ word: String, _ rest: [String]) throws(Mistake) {
        var options = LessonOptions()
        for argument in try options.read(rest, of: word) where argument.isEmpty {
            throw Mistake(message: "\(word): an empty path")
        }
        switch word {
        case "lesson":
            guard options.paths.count <= 1 else { throw Mistake(message: "lesson takes one lesson") }
            program = .lesson(options.paths.first, restarts: options.flags.contains("--restart"))
        case "check":
            var how = LessonCheck.Options()
            how.accepts = options.flags.contains("--accept")
            how.isLearner = options.flags.contains("--learner")
            program = .check(try options.needed(word), how)
        case "parity":
            program = .parity(try options.needed(word), python: options.values["--python"] ?? "python3")
        default: program = .present(try presentation(options))
        }
    }

    private func presentation(_ options: LessonOptions) throws(Mistake) -> PresentationOptions {
        var how = PresentationOptions()
        let paths = try options.needed("present")
        guard paths.count == 1 else { throw Mistake(message: "present takes one lesson") }
        how.file = paths[0]
        how.notes = options.values["--notes"]
        how.cast = options.values["--record"]
        how.rehearses = options.flags.contains("--rehearse")
        guard let speed = options.values["--auto"] else { return how }
        guard let number = Double(speed), number > 0, number <= 10_000 else {
            throw Mistake(message: "option '--auto' needs a speed in characters a second, such as 20, not '\(speed)'")
        }
        how.speed = number
        return how
    }
}

/// What stands behind one of the words.
private struct LessonOptions {
    private(set) var paths: [String] = []
    private(set) var flags: Set<String> = []
    private(set) var values: [String: String] = [:]

    private static let flagsOf: [String: [String]] = [
        "lesson": ["--restart"], "check": ["--accept", "--learner"], "present": ["--rehearse"],
    ]
    private static let valuesOf: [String: [String]] = [
        "parity": ["--python"], "present": ["--auto", "--notes", "--record"],
    ]

    /// - Returns: the paths.
    mutating func read(_ words: [String], of command: String) throws(Invocation.Mistake) -> [String] {
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word.count > 2 else {
                paths.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if LessonOptions.flagsOf[command]?.contains(word) == true {
                flags.insert(word)
            } else if LessonOptions.valuesOf[command]?.contains(parts[0]) == true {
                guard let value = parts.count > 1 ? parts[1] : rest.popFirst(), !value.isEmpty else {
                    throw Invocation.Mistake(message: "option '\(parts[0])' needs a value behind it")
                }
                values[parts[0]] = value
            } else {
                throw Invocation.Mistake(message: "\(command) has no option '\(word)' (gradus --help lists them)")
            }
        }
        return paths
    }

    func needed(_ command: String) throws(Invocation.Mistake) -> [String] {
        guard !paths.isEmpty else { throw Invocation.Mistake(message: "\(command) needs a lesson's file") }
        return paths
    }
}
