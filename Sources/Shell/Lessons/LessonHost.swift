import Interpreter
import Lessons
import Syntax

/// Lessons in a session: which one is open, and what lines mean while it is.
package final class LessonHost {
    private unowned let session: Session
    private let evaluator: SessionEvaluator
    package let library: LessonLibrary
    private let store: ProgressStore
    private(set) var player: Player?
    /// The session before the lesson.
    private var before: Snapshot?
    private var unfinished: String?

    /// - Parameters:
    ///   - library: where lessons come from.
    ///   - store: where progress is kept.
    package init(_ session: Session, library: LessonLibrary = LessonLibrary(), store: ProgressStore = ProgressStore()) {
        self.session = session
        self.library = library
        self.store = store
        evaluator = SessionEvaluator(session)
    }

    package var isPlaying: Bool { player != nil }

    /// What stands before the prompt.
    package var label: String { player?.label ?? "" }

    /// What the lesson would have typed next.
    package var suggestion: String? { player?.suggestion }

    // MARK: Opening and closing

    /// Opens a lesson by number, name or path. Throws for one that cannot be read.
    package func open(_ word: String, restarts: Bool = false) throws(LessonFault) {
        let lesson = try library.lesson(word)
        close()
        before = session.snapshot()
        session.forgetVariables()
        if restarts { store.remove(lesson.name) }
        let progress = store.progress(of: lesson.name)
        let file = store.open(lesson.name)
        let player = Player(lesson, evaluator) { [unowned session] in
            session.tell($0)
        } record: { line in
            file?.append(line)
        }
        self.player = player
        player.begin(progress)
    }

    /// Leaves the open lesson; the variables from before it come back.
    package func close() {
        guard player != nil else { return }
        player = nil
        if let before { session.restore(before) }
        before = nil
    }

    // MARK: Lines

    /// The word that a line says to the lesson, alone or as the last line of an unfinished block.
    package func word(in text: String) -> LessonWord? {
        guard isPlaying, let last = text.split(whereSeparator: \.isNewline).last else { return nil }
        var line = last.drop { $0 == " " || $0 == "\t" }
        while line.last == " " || line.last == "\t" { line.removeLast() }
        let isMarked = line.first == "%"
        if isMarked { line = line.dropFirst() }
        guard let word = LessonWord(rawValue: String(line)) else { return nil }
        let isHidden = session.machine.globals.get(session.machine.intern(word.rawValue)) != nil
        return isMarked || !isHidden ? word : nil
    }

    /// Takes an entry while a lesson is open.
    package func take(_ text: String) -> Outcome {
        guard let player else { return session.submit(text) }
        if text.allSatisfy(\.isWhitespace) {
            player.enterNothing()
            return .completed
        }
        if let word = word(in: text) { return take(word, behind: text) }
        if player.takes(text) { return .completed }
        let (ran, outcome) = evaluator.enter(text)
        // The entry itself may have opened another lesson.
        if self.player === player { player.didRun(text, [ran]) }
        return outcome
    }

    /// A word on a continuation line: the block before it runs if it is whole, and is kept for further typing if not.
    private func take(_ word: LessonWord, behind text: String) -> Outcome {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        lines.removeLast()
        let body = lines.joined(separator: "\n")
        guard !body.allSatisfy(\.isWhitespace) else { return perform(word) }
        if case .complete = Parser.interactive(Source(name: "<stdin>", text: body + "\n")) {
            let outcome = take(body)
            return outcome == .completed && isPlaying ? perform(word) : outcome
        }
        unfinished = body
        return perform(word)
    }

    /// What was being typed when a word was said on a continuation line, once.
    package func takeUnfinished() -> String? {
        defer { unfinished = nil }
        return unfinished
    }

    private func perform(_ word: LessonWord) -> Outcome {
        switch word {
        case .quit:
            close()
            session.tell(.note("The lesson is left. lesson brings back the list, with your place in it."))
        case .menu: list()
        case .restart:
            if let name = player?.lesson.name { store.remove(name) }
            player?.perform(word)
        default: player?.perform(word)
        }
        return .completed
    }

    // MARK: The list

    /// All lessons with what is done of them.
    package func list() {
        session.tell(.title("Lessons"))
        var rows: [[String]] = []
        for entry in library.entries {
            let number = entry.number.map(String.init) ?? ""
            guard let lesson = try? library.lesson(entry) else {
                rows.append([number, entry.name, "cannot be read"])
                continue
            }
            let progress = store.progress(of: entry.name)
            rows.append([number, lesson.title, LessonHost.words(progress, lesson)])
        }
        for line in Table.lines(rows) { session.tell(.remark("  " + line)) }
        session.tell(.note("lesson 1 begins or goes on; lesson 1 --restart begins anew; help lesson says more."))
    }

    private static func words(_ progress: Progress, _ lesson: Lesson) -> String {
        guard let place = progress.place, !progress.isFinished, place > 0 || !progress.wasFinished else {
            return progress.wasFinished ? "done" : ""
        }
        return (progress.wasFinished ? "done, and " : "") + "at step \(place + 1) of \(lesson.stops.count)"
    }
}
