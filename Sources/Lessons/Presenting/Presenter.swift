/// A lesson as a live demo: a state machine between keys, an evaluator and a screen.
package final class Presenter {
    /// What is shown, beyond what code prints.
    package enum Show: Equatable, Sendable {
        /// A step begins: its place and title, on an empty screen.
        case step(place: Int, of: Int, title: String)
        case text(LessonText)
        /// `>>> ` or `... `.
        case prompt(String)
        /// Characters typed behind it.
        case typed(String)
        /// The line is whole: the prompt and all of it, of which so many characters were typed. Nothing of it, prompt
        /// included, is on the screen yet where that is nil.
        case line(prompt: String, String, typed: Int?)
        /// The lesson is over.
        case over
    }

    private let lesson: Lesson
    private unowned let evaluator: any Evaluator
    private let show: (Show) -> Void
    /// Takes the speaker's notes of a step when it begins.
    private let notes: (String) -> Void

    /// The step that is shown.
    package private(set) var place = 0
    private var snapshots: [Int: AnyObject] = [:]
    private var items: [Item] = []
    private var next = 0
    private var lines: [String] = []
    private var line = 0
    private var column = 0

    /// What the next key does.
    package enum State: Equatable, Sendable {
        /// It types.
        case typing
        /// The line is whole: Enter takes it.
        case typed
        /// It goes on to the next step.
        case ended
        case over
    }
    package private(set) var state = State.ended

    private enum Item {
        case remark(Step.Remark)
        case statement(String, Chunk, isLast: Bool)
        case check(Chunk)
        case picture(Chunk)
    }

    package init(
        _ lesson: Lesson, _ evaluator: any Evaluator, show: @escaping (Show) -> Void, notes: @escaping (String) -> Void
    ) {
        self.lesson = lesson
        self.evaluator = evaluator
        self.show = show
        self.notes = notes
    }

    /// How many steps there are.
    package var count: Int { lesson.stops.count }

    /// How many characters the last text to read has, for whoever gives it time.
    package private(set) var readingLength = 0

    // MARK: Steps

    package func start() { arrive(at: 0) }

    private func arrive(at number: Int) {
        place = number
        guard number < count else { return end() }
        snapshots[number] = evaluator.snapshot()
        let stop = lesson.stops[number]
        items = prepare(stop.step)
        next = 0
        readingLength = 0
        show(.step(place: number + 1, of: count, title: stop.step.title))
        tellNotes(stop)
        for step in stop.introduction {
            for line in step.prose where !(number == 0 && isTitle(line)) { tell(line.isEmpty ? .blank : .prose(line)) }
            tell(.blank)
        }
        if let question = stop.step.question {
            tell(.remark(question.text))
            for (place, choice) in question.choices.enumerated() { tell(.choice(place + 1, choice)) }
            tell(.blank)
        }
        proceed()
    }

    private func isTitle(_ line: String) -> Bool {
        line.hasPrefix("#") && LessonParser.trimmed(line.drop { $0 == "#" }) == lesson.title
    }

    private func tell(_ text: LessonText) {
        switch text {
        case .prose(let line), .remark(let line): readingLength += line.count
        default: break
        }
        show(.text(text))
    }

    private func tellNotes(_ stop: Lesson.Stop) {
        var text = "── \(place + 1)/\(count) \(stop.step.title)\n"
        for note in (stop.introduction + [stop.step]).flatMap(\.notes) { text += "   \(note.text)\n" }
        if place + 1 < count { text += "   then: \(lesson.stops[place + 1].step.title)\n" }
        notes(text)
    }

    private func prepare(_ step: Step) -> [Item] {
        step.items.flatMap { item -> [Item] in
            switch item {
            case .remark(let remark): return [.remark(remark)]
            case .chunk(let chunk) where chunk.lines.isEmpty: return [.picture(chunk)]
            case .chunk(let chunk):
                if step.isExercise, chunk.part == .check { return [.check(chunk)] }
                let statements = evaluator.statements(chunk.code)
                return statements.enumerated().map {
                    .statement($0.element.text, chunk, isLast: $0.offset == statements.count - 1)
                }
            }
        }
    }

    private func end() {
        readingLength = 0
        show(.step(place: count, of: count, title: lesson.title))
        for step in lesson.ending { for line in step.prose { tell(line.isEmpty ? .blank : .prose(line)) } }
        notes("── The end\n")
        state = .over
        show(.over)
    }

    /// Shows what needs no typing, up to the next statement.
    private func proceed() {
        while next < items.count {
            switch items[next] {
            case .remark(let remark):
                for line in remark.text.split(separator: "\n", omittingEmptySubsequences: false) {
                    tell(.remark(String(line)))
                }
            case .picture(let chunk): show(picturesOf: chunk)
            case .check(let chunk):
                let ran = evaluator.run(chunk.code, .hidden) { _ in }
                if let failure = ran.lazy.compactMap(\.failure).first { tell(.feedback(failure.feedback)) }
                show(picturesOf: chunk)
            case .statement(let text, _, _):
                lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                line = 0
                return beginLine()
            }
            next += 1
        }
        if let question = lesson.stops[place].step.question, let answer = question.answer {
            tell(.praise(question.choices[answer]))
        }
        state = .ended
    }

    private func show(picturesOf chunk: Chunk) {
        for picture in chunk.pictures { _ = evaluator.show(picture.text) }
    }

    // MARK: Typing

    private func beginLine() {
        column = 0
        state = lines[line].isEmpty ? .typed : .typing
        show(.prompt(prompt))
    }

    private var prompt: String { line == 0 ? ">>> " : "... " }

    /// Types so many characters of the line.
    package func type(_ count: Int = 1) {
        guard state == .typing else { return }
        let text = lines[line]
        let start = text.index(text.startIndex, offsetBy: column, limitedBy: text.endIndex) ?? text.endIndex
        var part = text[start...].prefix(count)
        // Blanks at the start of a line come with the first letter.
        if column == 0, part.allSatisfy(\.isWhitespace) {
            part = text[..<(text.firstIndex { !$0.isWhitespace } ?? text.endIndex)]
        }
        column += part.count
        show(.typed(String(part)))
        if column >= text.count { state = .typed }
    }

    /// Types the rest of the line.
    package func finishLine() { if state == .typing { type(lines[line].count) } }

    /// Takes the line; behind the last one, the statement runs. In a step that has ended, the next begins.
    /// - Returns: whether code has run.
    @discardableResult
    package func enter() -> Bool {
        switch state {
        case .over: return false
        case .ended:
            arrive(at: place + 1)
            return false
        case .typing, .typed: break
        }
        show(.line(prompt: prompt, lines[line], typed: column))
        line += 1
        guard line >= lines.count else {
            beginLine()
            return false
        }
        if lines.count > 1 || lines[0].hasSuffix(":") { show(.line(prompt: "... ", "", typed: nil)) }
        guard next < items.count, case .statement(let text, let chunk, let isLast) = items[next] else { return false }
        _ = evaluator.run(text, .shown) { _ in }
        if isLast { show(picturesOf: chunk) }
        next += 1
        proceed()
        return true
    }

    /// A key without a meaning of its own.
    package func press() {
        switch state {
        case .typing: type()
        case .typed, .over: break
        case .ended: enter()
        }
    }

    // MARK: Elsewhere

    /// To the start of this step, or of the one before where nothing has been typed yet.
    package func back() {
        let hasBegun = state == .over || next > firstStatement || line > 0 || column > 0
        jump(to: hasBegun ? min(place, count - 1) : place - 1)
    }

    private var firstStatement: Int {
        items.firstIndex { if case .statement = $0 { true } else { false } } ?? items.count
    }

    /// To the start of a step, from 0: backwards everything is as it was, forwards what lies between runs unseen.
    package func jump(to number: Int) {
        let number = max(0, min(number, count - 1))
        if let snapshot = snapshots[number] {
            evaluator.restore(snapshot)
            for later in snapshots.keys where later > number { snapshots[later] = nil }
            return arrive(at: number)
        }
        if place < count { runRest() }
        for skipped in (place + 1)..<max(number, place + 1) {
            snapshots[skipped] = evaluator.snapshot()
            for chunk in lesson.stops[skipped].step.chunks { _ = evaluator.run(chunk.code, .hidden) { _ in } }
        }
        arrive(at: number)
    }

    private func runRest() {
        for item in items[min(next, items.count)...] {
            switch item {
            case .statement(let text, _, _): _ = evaluator.run(text, .hidden) { _ in }
            case .check(let chunk): _ = evaluator.run(chunk.code, .hidden) { _ in }
            case .remark, .picture: break
            }
        }
        next = items.count
    }

    /// Lets somebody type at the prompt; afterwards everything is as it was.
    package func interlude(_ body: () -> Void) {
        let snapshot = evaluator.snapshot()
        body()
        if let snapshot { evaluator.restore(snapshot) }
        guard state == .typing || state == .typed else { return }
        for earlier in 0..<line { show(.line(prompt: earlier == 0 ? ">>> " : "... ", lines[earlier], typed: nil)) }
        show(.prompt(prompt))
        show(.typed(String(lines[line].prefix(column))))
    }
}
