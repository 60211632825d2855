/// A whole lesson, run with its solutions: piped, checked, rehearsed.
package final class LessonRun {
    /// What is not as the lesson says.
    package struct Finding: Equatable, Sendable {
        package let line: Int
        package let message: String

        package init(line: Int, message: String) {
            self.line = line
            self.message = message
        }
    }

    /// What a chunk printed instead of its `#>` lines.
    package struct Difference: Sendable {
        package let expected: [Step.Remark]
        package let actual: [String]
    }

    /// How it runs.
    package struct Options: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// The whole lesson is told: prose, prompts, pictures.
        package static let echo = Options(rawValue: 1)
        /// Nothing is seen.
        package static let silent = Options(rawValue: 2)
        /// Before each solution, the check is tried without it, and must fail.
        package static let learner = Options(rawValue: 4)
        /// Replies are tried after each solution, and must not apply.
        package static let replies = Options(rawValue: 8)
    }

    private let lesson: Lesson
    private unowned let evaluator: any Evaluator
    private let options: Options
    private let say: (LessonText) -> Void
    package private(set) var findings: [Finding] = []
    package private(set) var differences: [Difference] = []
    /// Why it ended early.
    package private(set) var end: Ran.End?
    /// Outputs that have been compared.
    package private(set) var compared = 0
    /// Whether the error has come that the step expects.
    private var failed = false
    /// What has been printed since the last `#>`.
    private var output = ""

    package init(
        _ lesson: Lesson, _ evaluator: any Evaluator, _ options: Options = [],
        say: @escaping (LessonText) -> Void = { _ in }
    ) {
        self.lesson = lesson
        self.evaluator = evaluator
        self.options = options
        self.say = say
    }

    package func run() {
        for step in lesson.steps {
            guard end == nil else { return }
            if step.isProse { tell(step) } else { run(step) }
        }
    }

    private func note(_ line: Int, _ message: String) { findings.append(Finding(line: line, message: message)) }

    // MARK: Steps

    private func run(_ step: Step) {
        output = ""
        if !step.title.isEmpty { echo(.heading(step.title)) }
        var hasTried = false
        failed = false
        for item in step.items {
            guard end == nil else { return }
            switch item {
            case .remark(let remark): for line in remark.text.split(separator: "\n") { echo(.remark(String(line))) }
            case .chunk(let chunk):
                if options.contains(.learner), step.isExercise, !hasTried, chunk.part != .given {
                    hasTried = true
                    tryWithoutSolution(step)
                }
                run(chunk, of: step)
            }
        }
        if end == nil, !failed, let line = step.chunks.first(where: \.fails)?.line {
            note(line, "an error is expected here ('#: fails'), and none came")
        }
        if options.contains(.replies), end == nil { tryReplies(step) }
        if options.contains(.echo), !options.contains(.silent) { say(.blank) }
    }

    private func tell(_ step: Step) {
        guard options.contains(.echo) else { return }
        for line in step.prose { echo(line.isEmpty ? .blank : .prose(line)) }
        echo(.blank)
    }

    private func echo(_ text: LessonText) { if options.contains(.echo) { say(text) } }

    // MARK: Chunks

    private func run(_ chunk: Chunk, of step: Step) {
        let ran = evaluator.run(chunk.code, options.contains(.silent) ? .hidden : .shown) { echo(.prompt($0)) }
        var hasFailed = false
        for statement in ran {
            output += statement.output
            if let end = statement.end {
                self.end = end
                return note(
                    chunk.line + statement.offset, end == .interrupted ? "interrupted" : "the lesson leaves here")
            }
            guard let failure = statement.failure else { continue }
            hasFailed = true
            if !chunk.fails { note(chunk.line + statement.offset, failure.feedback) }
        }
        if chunk.fails { failed = failed || hasFailed }
        if chunk.expected != nil {
            compare(chunk)
            output = ""
        }
        guard options.contains(.echo) || options.contains(.replies) else { return }
        for picture in chunk.pictures where !evaluator.show(picture.text) {
            note(picture.line, "'\(picture.text)' fails")
        }
    }

    private func compare(_ chunk: Chunk) {
        guard let expected = chunk.expected, !chunk.isAbout else { return }
        compared += 1
        guard !OutputPattern(expected.map(\.text).joined(separator: "\n")).matches(output) else { return }
        var actual = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if actual.last == "" { actual.removeLast() }
        differences.append(Difference(expected: expected, actual: actual))
        for (place, line) in expected.enumerated() {
            guard place < actual.count else {
                return note(line.line, "expected \(LessonRun.shown(line.text)), but nothing more is shown")
            }
            if !OutputPattern(line.text).matches(actual[place]) {
                return note(
                    line.line,
                    "expected \(LessonRun.shown(line.text)), got \(LessonRun.shown(actual[place]))")
            }
        }
        let last = expected.last?.line ?? chunk.line
        note(last, "more is shown than expected: \(LessonRun.shown(actual.dropFirst(expected.count).first ?? ""))")
    }

    private static func shown(_ line: String) -> String {
        "'" + (line.count > 120 ? String(line.prefix(119)) + "…" : line) + "'"
    }

    // MARK: Trials

    /// A learner who types nothing must not pass.
    private func tryWithoutSolution(_ step: Step) {
        let checks = step.chunks(.check)
        let line = checks.first?.line ?? step.line
        for check in checks
        where evaluator.run(check.code, .tried, willRun: { _ in }).contains(where: { $0.failure != nil }) {
            return
        }
        note(line, "the exercise passes its check without its solution")
    }

    private func tryReplies(_ step: Step) {
        for reply in step.replies where evaluator.isTrue(reply.condition) {
            note(reply.line, "the solution itself triggers 'if \(reply.condition)'")
        }
    }
}
