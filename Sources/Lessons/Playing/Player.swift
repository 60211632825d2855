/// A lesson being played: a state machine between a learner's entries and an evaluator.
package final class Player {
    package let lesson: Lesson
    unowned let evaluator: any Evaluator
    let say: (LessonText) -> Void
    /// Takes lines for the progress file.
    private let record: (String) -> Void
    /// The stop that is open; the number of stops once all are done.
    package private(set) var place = 0
    /// What the session was at the start of each stop.
    private var snapshots: [Int: AnyObject] = [:]
    /// Whether nothing is told and nothing recorded: an earlier session is repeated.
    var isReplaying = false

    // Of the open stop:

    /// The statements that the step wants, with their chunks.
    var wanted: [Wanted] = []
    /// How many of them have been run or matched.
    var reached = 0
    /// Whether its question waits for an answer.
    package private(set) var isAsking = false
    private var hintsGiven = 0
    private var hasShownSolution = false
    private var lastFailure: RunFailure?

    struct Wanted {
        let statement: Statement
        let chunk: Chunk
        /// Whether no other statement of the chunk follows.
        let isLast: Bool
        /// Whether it alone shows what the chunk should show.
        let showsAlone: Bool
    }

    package init(
        _ lesson: Lesson, _ evaluator: any Evaluator, say: @escaping (LessonText) -> Void,
        record: @escaping (String) -> Void
    ) {
        self.lesson = lesson
        self.evaluator = evaluator
        self.say = say
        self.record = record
    }

    package var isFinished: Bool { place >= lesson.stops.count }
    var stop: Lesson.Stop? { place < lesson.stops.count ? lesson.stops[place] : nil }
    package var isOnExercise: Bool { stop?.step.isExercise == true }

    /// What stands before the prompt: `3/9 `, and in an open exercise `3/9 exercise `.
    package var label: String {
        guard let stop else { return "" }
        return "\(place + 1)/\(lesson.stops.count) " + (stop.step.isExercise ? "exercise " : "")
    }

    func tell(_ text: LessonText) { if !isReplaying { say(text) } }

    func note(_ line: String) { if !isReplaying { record(line) } }

    // MARK: Places

    /// Starts the lesson, or goes on where an earlier session ended.
    package func begin(_ progress: Progress = Progress()) {
        tell(.title(lesson.title))
        // A step that is not found is one of another lesson of this name.
        guard progress.place != nil, !progress.isFinished,
            let place = lesson.stops.firstIndex(where: { $0.step.key == progress.key })
        else { return arrive(at: 0) }
        replay(progress, upTo: place)
    }

    /// Runs again what was run, unseen, and stands where that ended.
    private func replay(_ progress: Progress, upTo last: Int) {
        isReplaying = true
        for number in 0...max(0, min(last, lesson.stops.count - 1)) {
            enter(number)
            for entry in progress.entries[number] ?? [] {
                let ran = evaluator.run(entry, .hidden) { _ in }
                if ran.contains(where: { $0.end != nil }) { break }
                note(ran, of: entry)
            }
        }
        isReplaying = false
        tell(
            .note(
                "You are back at step \(place + 1) of \(lesson.stops.count). restart begins anew, help lesson says more."
            ))
        introduce()
        let runsGiven = stop?.step.isExercise == true && (progress.entries[place] ?? []).isEmpty
        if runsGiven { runGiven() }
        if isOnExercise { checkGoal() }
    }

    /// Goes to a stop, shows it, and runs what an exercise gives.
    func arrive(at number: Int) {
        enter(number)
        note(Progress.arrival(number, stop?.step.key ?? ""))
        guard !isFinished else { return finish() }
        introduce()
        if isOnExercise { runGiven() }
    }

    private func enter(_ number: Int) {
        place = number
        snapshots[number] = evaluator.snapshot()
        reached = 0
        hintsGiven = 0
        hasShownSolution = false
        lastFailure = nil
        isAsking = (stop?.step.question?.choices.count ?? 0) > 0
        wanted = stop.map { want($0.step) } ?? []
    }

    private func want(_ step: Step) -> [Wanted] {
        guard !step.isExercise else { return [] }
        return step.chunks.filter { !$0.lines.isEmpty }.flatMap { chunk in
            let statements = evaluator.statements(chunk.code)
            let silent = statements.count { !$0.names.isEmpty }
            return statements.enumerated().map {
                Wanted(
                    statement: $0.element, chunk: chunk, isLast: $0.offset == statements.count - 1,
                    showsAlone: $0.element.names.isEmpty && silent == statements.count - 1)
            }
        }
    }

    /// Brings the session back to what it was when a stop began.
    func goBack(to number: Int) {
        guard let snapshot = snapshots[number] else {
            tell(.note("The session holds more than copies are kept of: the variables stay as they are."))
            return arrive(at: number)
        }
        evaluator.restore(snapshot)
        for later in snapshots.keys where later > number { snapshots[later] = nil }
        arrive(at: number)
    }

    private func finish() {
        note("finished\n")
        tell(.blank)
        for step in lesson.ending { for line in step.prose { tell(line.isEmpty ? .blank : .prose(line)) } }
        tell(.praise("That was the lesson “\(lesson.title)”."))
        tell(.note("back returns to its last step, menu lists the lessons, quit leaves."))
    }

    /// Goes on to the next stop.
    func advance() {
        note("done\n")
        if !isReplaying { arrive(at: place + 1) }
    }

    // MARK: Showing a stop

    private func introduce() {
        guard let stop else { return }
        tell(.blank)
        tell(.heading("\(place + 1)/\(lesson.stops.count) \(stop.step.title)"))
        for step in stop.introduction {
            for line in step.prose where !(place == 0 && isTitle(line)) { tell(line.isEmpty ? .blank : .prose(line)) }
            tell(.blank)
        }
        show(stop.step.items, before: isAsking ? stop.step.question?.line : nil)
        if isAsking {
            ask()
        } else if let question = stop.step.question, question.choices.isEmpty {
            tell(.remark(question.text))
        }
    }

    private func isTitle(_ line: String) -> Bool {
        line.hasPrefix("#") && LessonParser.trimmed(line.drop { $0 == "#" }) == lesson.title
    }

    /// Remarks and code. Remarks behind a question that is open are kept for later.
    private func show(_ items: [Step.Item], before limit: Int?) {
        for item in items {
            switch item {
            case .remark(let remark):
                if let limit, remark.line > limit { continue }
                tellRemark(remark)
            case .chunk(let chunk):
                if chunk.lines.isEmpty { show(picturesOf: chunk) }
                if isOnExercise || chunk.lines.isEmpty { continue }
                for line in chunk.code.split(separator: "\n", omittingEmptySubsequences: false) {
                    tell(.code(String(line)))
                }
            }
        }
    }

    private func tellRemark(_ remark: Step.Remark) {
        for line in remark.text.split(separator: "\n", omittingEmptySubsequences: false) { tell(.remark(String(line))) }
    }

    private func ask() {
        guard let question = stop?.step.question else { return }
        tell(.blank)
        tell(.remark(question.text))
        for (place, choice) in question.choices.enumerated() { tell(.choice(place + 1, choice)) }
        tell(.note("What do you think? Type 1 to \(question.choices.count); the code then shows it."))
    }

    // MARK: Running

    /// Runs text as if typed, and records it.
    @discardableResult
    func run(_ text: String) -> [Ran] {
        let ran = evaluator.run(text, .shown) { tell(.prompt($0)) }
        if ran.contains(where: { $0.end == nil }) { note(Progress.entry(text)) }
        return ran
    }

    private func runGiven() {
        for chunk in stop?.step.chunks(.given) ?? [] where !chunk.lines.isEmpty {
            run(chunk.code)
            show(picturesOf: chunk)
        }
    }

    func show(picturesOf chunk: Chunk) {
        guard !isReplaying else { return }
        for picture in chunk.pictures { _ = evaluator.show(picture.text) }
    }

    // MARK: Entries

    /// An entry that answers the open question, not one for the session. True if it was taken.
    package func takes(_ entry: String) -> Bool {
        guard isAsking, let question = stop?.step.question else { return false }
        guard let number = Int(LessonParser.trimmed(entry[...])), number >= 1, number <= question.choices.count else {
            return false
        }
        isAsking = false
        if let items = stop?.step.items {
            for case .remark(let remark) in items where remark.line > question.line { tellRemark(remark) }
        }
        let given = question.choices[number - 1]
        let right = question.answer.map { question.choices[$0] }
        // The verdict comes after what shows it, and before the next step.
        if !isOnExercise { runRest() }
        guard isOnExercise || reached == wanted.count else { return true }
        if let right {
            tell(given == right ? .praise("As you said: \(right).") : .note("You said: \(given). It is: \(right)."))
        }
        if !isOnExercise { advance() }
        return true
    }

    /// Enter on an empty line.
    package func enterNothing() {
        guard let stop else { return }
        if isAsking { return ask() }
        if stop.step.isExercise {
            if hasShownSolution { return runSolution() }
            return check()
        }
        runRest()
        if reached == wanted.count { advance() }
    }

    /// The step's code from the first statement that has not been run yet.
    private func runRest() {
        while reached < wanted.count {
            let next = wanted[reached]
            let ran = run(next.statement.text)
            if let failure = ran.lazy.compactMap(\.failure).first, !next.chunk.fails {
                lastFailure = failure
                return tell(.note("reset begins this step anew."))
            }
            if ran.contains(where: { $0.end != nil }) { return }
            reached += 1
            if next.isLast { show(picturesOf: next.chunk) }
        }
    }

    /// What the step still wants, for the hint behind the cursor.
    package var suggestion: String? { reached < wanted.count ? wanted[reached].statement.text : nil }

    /// Looks at what an entry of the learner's has done.
    package func didRun(_ entry: String, _ ran: [Ran]) {
        guard !ran.contains(where: { $0.end != nil }) else { return }
        note(Progress.entry(entry))
        let here = place
        note(ran, of: entry)
        guard place == here, !isFinished else { return }
        if isOnExercise {
            if ran.last?.failure == nil { checkGoal() }
        } else if reached == wanted.count {
            isAsking = false
            advance()
        }
    }

    /// Remembers an error, and which of the step's statements an entry stands for.
    private func note(_ ran: [Ran], of entry: String) {
        lastFailure = ran.last?.failure
        guard !isOnExercise, let last = ran.last else { return }
        let statements = evaluator.statements(entry)
        for (number, statement) in statements.enumerated() {
            guard reached < wanted.count else { return }
            // A block that was pasted has run as one.
            let result = ran.count == statements.count ? ran[number] : last
            let next = wanted[reached]
            guard result.failure == nil || next.chunk.fails else { continue }
            if fulfils(statement, result, next) {
                reached += 1
                if next.isLast { show(picturesOf: next.chunk) }
            }
        }
    }

    /// The same statement, one that gives the same names a value, or one that shows what should be seen.
    private func fulfils(_ statement: Statement, _ result: Ran, _ next: Wanted) -> Bool {
        if statement.normal == next.statement.normal { return true }
        if !next.statement.names.isEmpty { return statement.names.isSuperset(of: next.statement.names) }
        guard next.showsAlone, let expected = next.chunk.expected else { return false }
        return OutputPattern(expected.map(\.text).joined(separator: "\n")).matches(result.output)
    }

    // MARK: Exercises

    /// Ends an exercise whose check holds.
    private func checkGoal() {
        guard let step = stop?.step, !step.chunks(.check).isEmpty, failure(of: step) == nil else { return }
        pass(step)
    }

    private func pass(_ step: Step) {
        // The check runs for good now: it may define names or take random numbers, as it does when the lesson is piped.
        for check in step.chunks(.check) {
            let ran = evaluator.run(check.code, .hidden) { _ in }
            guard ran.allSatisfy({ $0.failure == nil && $0.end == nil }) else { return }
            note(Progress.entry(check.code))
            show(picturesOf: check)
        }
        tell(.praise("Done: \(step.title)"))
        advance()
    }

    /// The first thing that the check finds wrong; nil if it passes.
    private func failure(of step: Step) -> RunFailure? {
        let code = step.chunks(.check).map(\.code).joined(separator: "\n")
        let ran = evaluator.run(code, .tried) { _ in }
        return ran.lazy.compactMap(\.failure).first
            ?? ran.lazy.compactMap(\.end).first.map { _ in RunFailure("interrupted") }
    }

    /// Says one thing about the exercise: what is right, or what is missing.
    func check() {
        guard let step = stop?.step else { return }
        guard step.isExercise else { return tell(.note("Enter runs this step's code; nothing is asked here.")) }
        guard !step.chunks(.check).isEmpty else { return tell(.note("Nothing is checked here: next goes on.")) }
        let failure = failure(of: step)
        guard let failure else { return pass(step) }
        if let reply = step.replies.first(where: { evaluator.isTrue($0.condition) }) {
            return tell(.feedback(reply.message))
        }
        let errors = [lastFailure, failure].compactMap { $0 }.filter { !$0.isAssertion }
        if let reply = step.errorReplies.first(where: { reply in errors.contains { $0.text.contains(reply.condition) } }
        ) {
            return tell(.feedback(reply.message))
        }
        tell(.feedback(Player.kind(failure)))
    }

    /// A missing name in words; what an assertion says; else the error.
    private static func kind(_ failure: RunFailure) -> String {
        let parts = failure.text.split(separator: "'", omittingEmptySubsequences: false)
        if failure.text.hasPrefix("NameError"), parts.count > 2 { return "\(parts[1]) is not there yet." }
        return failure.feedback
    }

    func hint() {
        guard let step = stop?.step else { return }
        guard !step.hints.isEmpty else {
            let nothing = step.isExercise ? "There is no hint here." : "There is no hint here: Enter runs the code."
            return tell(.note(nothing))
        }
        let place = min(hintsGiven, step.hints.count - 1)
        hintsGiven = min(hintsGiven + 1, step.hints.count)
        tell(.hint("hint \(place + 1) of \(step.hints.count): \(step.hints[place].text)"))
    }

    func solution() {
        guard let step = stop?.step else { return }
        guard step.isExercise, !step.chunks(.solution).isEmpty else {
            return tell(.note("There is nothing to solve here: Enter runs the code."))
        }
        for line in step.solution.split(separator: "\n", omittingEmptySubsequences: false) { tell(.code(String(line))) }
        hasShownSolution = true
        tell(.note("Type it, or Enter on an empty line runs it."))
    }

    private func runSolution() {
        guard let step = stop?.step else { return }
        for chunk in step.chunks(.solution) {
            let ran = run(chunk.code)
            guard ran.allSatisfy({ $0.failure == nil && $0.end == nil }) else { return }
            show(picturesOf: chunk)
        }
        hasShownSolution = false
        checkGoal()
    }

    /// Goes on without the learner's doing it: what later steps build on is made unseen.
    func skip() {
        guard let step = stop?.step else { return }
        isAsking = false
        guard step.isExercise else { return enterNothing() }
        for chunk in step.chunks(.solution) + step.chunks(.check) {
            let ran = evaluator.run(chunk.code, .hidden) { _ in }
            guard ran.allSatisfy({ $0.end == nil }) else { return }
            note(Progress.entry(chunk.code))
        }
        tell(.note("Skipped: its solution has been run. back returns to it."))
        arrive(at: place + 1)
    }

    func next() {
        guard !isFinished else { return tell(.note("That was the last step. quit leaves the lesson.")) }
        if isOnExercise {
            if let step = stop?.step, step.chunks(.check).isEmpty { return advance() }
            checkGoalOrRemind()
        } else {
            isAsking = false
            enterNothing()
        }
    }

    private func checkGoalOrRemind() {
        let here = place
        checkGoal()
        guard place == here else { return }
        tell(.note("This exercise is open: check tells what is missing, hint helps, skip goes on without it."))
    }

    // MARK: Words

    /// Does what a word says. `menu` and `quit` are for whoever plays the lesson.
    package func perform(_ word: LessonWord) {
        switch word {
        case .check: isAsking ? ask() : check()
        case .next: next()
        case .back:
            guard place > 0 else { return tell(.note("This is the first step.")) }
            goBack(to: place - 1)
        case .hint: hint()
        case .solution: solution()
        case .skip: skip()
        case .reset: isFinished ? tell(.note("No step is open: back returns to the last one.")) : goBack(to: place)
        case .restart: goBack(to: 0)
        case .menu, .quit: break
        }
    }
}
