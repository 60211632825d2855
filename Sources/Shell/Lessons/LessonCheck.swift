import Lessons

/// `gradus check`: runs lessons without showing them and tells what is not as they say.
package struct LessonCheck {
    /// How lessons are checked.
    package struct Options: Sendable, Equatable {
        /// `--accept`: the `#>` lines are rewritten.
        package var accepts = false
        /// `--learner`: every exercise must fail without its solution.
        package var isLearner = false
        package init() {}
    }

    private let options: Options
    /// Not 0 once Ctrl-C was pressed.
    private let interrupt: UnsafeMutablePointer<Int32>?
    private let say: (String) -> Void
    private var lessons = 0
    private var failed = 0
    private var exercises = 0
    private var compared = 0
    private var findings = 0
    private var rewritten = 0

    /// - Parameter say: takes the lines of the report.
    package init(
        _ options: Options = Options(), interrupt: UnsafeMutablePointer<Int32>? = nil, say: @escaping (String) -> Void
    ) {
        self.options = options
        self.interrupt = interrupt
        self.say = say
    }

    /// Checks files, and the lessons in folders.
    /// - Returns: whether all is as the lessons say.
    package mutating func check(_ paths: [String]) -> Bool {
        for path in paths {
            for file in LessonCheck.files(path) {
                check(file)
                if let interrupt, interrupt.pointee != 0 { return false }
            }
        }
        say(summary)
        return failed == 0 && lessons > 0
    }

    /// The file itself, or those of a folder.
    package static func files(_ path: String) -> [String] {
        guard LessonLibrary.isFolder(path) else { return [path] }
        let names = LessonLibrary.files(in: path)
        let folder = path.hasSuffix("/") ? path : path + "/"
        // A folder without lessons is a fault of its own, told by reading it.
        return names.isEmpty ? [path] : names.map { folder + $0 }
    }

    private mutating func check(_ path: String) {
        lessons += 1
        do throws(LessonFault) {
            let text = try LessonLibrary.text(path)
            let lesson = try LessonLibrary.parse(text, path: path)
            exercises += lesson.steps.count { $0.isExercise }
            let found = run(lesson, text)
            findings += found.count
            if !found.isEmpty { failed += 1 }
            for finding in found { say("\(path):\(finding.line): \(finding.message)") }
        } catch {
            failed += 1
            findings += 1
            say(error.description)
        }
    }

    private mutating func run(_ lesson: Lesson, _ text: String) -> [LessonRun.Finding] {
        let session = Session { _ in }
        if let interrupt { session.machine.interrupt = interrupt }
        let evaluator = SessionEvaluator(session)
        var how: LessonRun.Options = [.replies]
        if options.isLearner { how.insert(.learner) }
        let run = LessonRun(lesson, evaluator, how)
        run.run()
        compared += run.compared
        var found = run.findings
        if options.accepts, !run.differences.isEmpty, run.end == nil {
            let new = Acceptance.rewrite(text, run.differences)
            if let problem = LessonLibrary.write(new, to: lesson.path) {
                found.append(.init(line: 1, message: problem))
            } else {
                rewritten += run.differences.count
                let lines = Set(run.differences.flatMap { $0.expected.map(\.line) })
                found.removeAll { lines.contains($0.line) }
            }
        }
        return (found + Lints.findings(lesson, evaluator)).sorted { $0.line < $1.line }
    }

    private var summary: String {
        guard lessons > 0 else { return "there are no lessons here" }
        let what =
            "\(lessons) lesson\(lessons == 1 ? "" : "s"), \(exercises) exercise\(exercises == 1 ? "" : "s"), "
            + "\(compared) output\(compared == 1 ? "" : "s")"
        let changed = rewritten > 0 ? ", \(rewritten) rewritten" : ""
        guard failed > 0 else { return "\(what)\(changed): all is as they say" }
        return "\(what)\(changed): \(findings) finding\(findings == 1 ? "" : "s") in \(failed)"
    }
}
