import Lessons
import Shell
import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Lessons on the command line: played, piped, checked.
extension Launcher {
    func tell(_ text: LessonText) {
        for line in LessonPage.lines(text, columns: TerminalSize.current().columns) { write(line) }
    }

    /// Writes a line in the colours that there are.
    func write(_ line: StyledText) { output.write(painted(line) + "\n") }

    func painted(_ text: StyledText) -> String {
        let support = colorSupport
        return text.runs.map { adapted($0.style).paint($0.text, support) }.joined()
    }

    func openLesson(_ word: String?, restarts: Bool) -> Int32 {
        let session = makeSession()
        guard let word else {
            session.lessons.list()
            return 0
        }
        do throws(LessonFault) {
            // A lesson that cannot be read is told as such, whoever asks.
            let lesson = try session.lessons.library.lesson(word)
            guard isTerminal else {
                return refuse("a lesson is played at a terminal; gradus < \(lesson.path) runs it with its solutions")
            }
            try session.lessons.open(word, restarts: restarts)
        } catch {
            return refuse(error.description)
        }
        return converse(session, isFirst: false, lesson: true)
    }

    func check(_ paths: [String], _ options: LessonCheck.Options) -> Int32 {
        Interrupts.install()
        var check = LessonCheck(options, interrupt: Interrupts.flag) { [output] in
            output.write($0 + "\n")
            output.flush()
        }
        let isFine = check.check(paths)
        return Interrupts.flag.pointee != 0 ? 130 : isFine ? 0 : 1
    }

    // MARK: Pipes

    /// The whole of standard input if it is a lesson; else nil, with what was read so far in the stream.
    func readLesson(_ stream: inout StatementStream) -> String? {
        var bytes: [UInt8] = []
        let isFile = FileInput.isFile(input.descriptor)
        let isMarkdown = FileInput.name(of: input.descriptor)?.hasSuffix(".md") == true
        while true {
            guard let more = input.readAvailable() else {
                let text = String(decoding: bytes, as: UTF8.self)
                if isMarkdown || LessonParser.isLesson(text) { return text }
                stream.append(bytes)
                stream.finish()
                return nil
            }
            bytes += more
            // A pipe may never end: only what begins as lessons do is waited for.
            guard isFile || LessonParser.beginsLesson(bytes) else {
                stream.append(bytes)
                return nil
            }
        }
    }

    /// Runs a lesson with its solutions.
    func play(_ text: String, _ session: Session) -> Int32 {
        let path = FileInput.name(of: input.descriptor) ?? "<stdin>"
        let lesson: Lesson
        do throws(LessonFault) {
            lesson = try LessonLibrary.parse(try LessonLibrary.text(of: Array(text.utf8), path: path), path: path)
        } catch {
            writeError(error.description + "\n")
            return 1
        }
        let evaluator = SessionEvaluator(session)
        let run = LessonRun(lesson, evaluator, invocation.echoes ? [.echo] : []) { session.tell($0) }
        run.run()
        output.flush()
        for finding in run.findings { writeError("\(path):\(finding.line): \(finding.message)\n") }
        switch run.end {
        case .left(let status): return status & 0xFF
        case .interrupted: return 130
        case nil: return run.findings.isEmpty ? 0 : 1
        }
    }
}
