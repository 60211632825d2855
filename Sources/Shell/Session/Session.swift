import Interpreter
import Lessons
import Pictures
import StandardLibrary
import Syntax
import Torch

/// One conversation with a machine: text goes in, events come out. It touches no terminal and no file.
package final class Session {
    package let machine: Machine
    /// PyTorch as this session sees it; made on first use.
    package let torch: TorchAccess
    /// `sys.argv` and what else the program can ask about its surroundings.
    package let surroundings: Surroundings
    private let emit: (SessionEvent) -> Void
    /// What `set` changes.
    package let settings = Settings()
    /// How pictures look.
    package let pictures = PictureOptions()
    /// What was typed, and what came of it.
    package let log = SessionLog()
    /// What `undo` goes back to.
    let undoHistory = UndoHistory()
    /// Whether entries can be taken back: each then waits for a snapshot of the session.
    package var keepsUndo = false
    /// Entries that earlier sessions left, the latest last: so many at most, without those given.
    package var earlierEntries: (_ count: Int, _ without: Set<String>) -> [String] = { _, _ in [] }
    /// Whether the value of the statement that runs is not shown.
    private var hidesValues = false
    /// Whether any statement has raised so far.
    package private(set) var hasFailed = false
    /// How often commands such as `save` had files written, which is not for `undo` to tell.
    private(set) var ownFileChanges = 0
    /// What `plot … live` follows.
    var live: LivePlot?
    /// What the last exception said that nobody caught: `ValueError: …`.
    private(set) var lastFailure = ""
    /// Lessons; made on first use.
    package private(set) lazy var lessons: LessonHost = {
        hasLessons = true
        return LessonHost(self)
    }()
    private var hasLessons = false
    /// Whether somebody sits at a prompt, who can play lessons.
    package var canPlayLessons = false
    /// Whether a lesson is open.
    package var isPlayingLesson: Bool { hasLessons && lessons.isPlaying }
    /// Whether nothing that happens is seen.
    package var isUnseen: Bool {
        get { tap.isClosed }
        set { tap.isClosed = newValue }
    }
    /// Sees every event before whoever started the session.
    let tap: EventTap
    /// What values of tensors were worked out last, for the commands that refer to them.
    package let recall = Recall()
    /// Help for errors, and advice.
    package let teacher: Teacher

    /// A session with nothing defined yet.
    /// - Parameters:
    ///   - arguments: the program's `sys.argv`.
    ///   - writableFolders: where programs may write beside the working directory and the temporary folder.
    package init(
        arguments: [String] = [""], writableFolders: [String] = [], emit given: @escaping (SessionEvent) -> Void
    ) {
        let tap = EventTap()
        self.tap = tap
        let emit = { [log, pictures] (event: SessionEvent) in
            if tap.takes?(event) == true || tap.isClosed { return log.note(event) }
            if let erasure = pictures.erasure(before: event) { given(erasure) }
            log.note(event)
            pictures.note(event)
            given(event)
        }
        self.emit = emit
        machine = Machine()
        surroundings = Surroundings(arguments: arguments, writableFolders: writableFolders)
        torch = TorchRuntime.install(in: machine, bareNames: true)
        teacher = Teacher(machine, torch) { emit(.advice($0)) }
        teacher.coach.onProgress = { [unowned self] in redrawLivePlot() }
        surroundings.flush = { emit(.flush) }
        StandardLibrary.install(in: machine, surroundings: surroundings)
        machine.output = { emit(.output($0)) }
        machine.errorOutput = { emit(.errorOutput($0)) }
        installPictures()
        machine.display = { [unowned self] _, value in try display(value) }
        if let fallback = machine.fallbackName {
            machine.fallbackName = { [log] machine, name in
                guard let value = try fallback(machine, name) else { return nil }
                log.noteBareName(name.string)
                return value
            }
        }
    }

    /// Shows a line of the session's own: the answer of a command.
    func say(_ line: String) { emit(.output(line + "\n")) }

    func emitPicture(_ event: SessionEvent) { emit(event) }

    /// Says a line of a lesson.
    package func tell(_ text: LessonText) { emit(.lesson(text)) }

    /// Shows the value of an expression, which then becomes `_`; what that was becomes `__`.
    private func display(_ value: Value) throws {
        let text = try machine.repr(value)
        if let last = machine.builtins.get(machine.intern("_")) { machine.builtins.set(machine.intern("__"), last) }
        recall.note(value)
        guard !hidesValues else { return }
        log.noteShown(isString: value.asStr != nil)
        machine.output(text + "\n")
    }

    // MARK: Running

    /// Runs a whole program, as `python3 FILE` does: values of expression statements are not shown.
    package func runProgram(_ source: Source) -> Outcome {
        attempt {
            teacher.willRun(String(decoding: source.bytes, as: UTF8.self))
            let module = try parsed(source) { try Parser.parseFile(source) }
            try run(module.body, source, .file)
        }
    }

    /// Runs what was typed at a prompt: a command, a statement, or a pasted block as one unit.
    package func submit(_ text: String) -> Outcome {
        teacher.willRun(text)
        return log.record(text) {
            prepareUndo(text)
            return watched(text) { enter(text) }
        }
    }

    /// Runs an entry; then leaves the live plot as it is, and says how long it took where that was long.
    private func watched(_ text: String, _ body: () -> Outcome) -> Outcome {
        guard log.newNumber != nil else { return body() }
        let start = ContinuousClock.now
        let outcome = body()
        if case .exit = outcome { return outcome }
        finishLivePlot()
        let seconds = Durations.seconds(.now - start)
        if seconds >= Session.longTime, settings.isOn(\.time), command(in: text)?.command.tellsTime != true {
            emit(.elapsed(Durations.text(seconds)))
        }
        return outcome
    }

    /// From so many seconds on an entry's time is told.
    private static let longTime = 1.0

    /// Takes a snapshot before an entry that may change something. Entries within entries have none of their own.
    private func prepareUndo(_ text: String) {
        guard log.newNumber != nil else { return }
        if let call = command(in: text), !call.command.changes { return }
        guard keepsUndo else { return undoHistory.skip(because: "it was not asked for in time") }
        undoHistory.note(self, text)
    }

    private func enter(_ text: String) -> Outcome {
        if let call = command(in: text) { return run(call) }
        let source = Source(name: "<stdin>", text: text)
        switch Parser.interactive(Source(name: "<stdin>", text: text + "\n")) {
        case .complete(let body): return submit(body, source, text)
        case .incomplete, .wrong:
            guard text.utf8.contains(UInt8(ascii: "\n")), containsCommand(text) else { return wrong(source) }
            return submitInParts(text)
        }
    }

    /// What is unfinished or wrong, told as for a file that ends here.
    private func wrong(_ source: Source) -> Outcome {
        attempt {
            let module = try parsed(source) { try Parser.parseFile(source) }
            try run(module.body, source, .interactive)
        }
    }

    /// A pasted block with commands between its statements: one after the other, up to the first that fails.
    private func submitInParts(_ text: String) -> Outcome {
        var stream = StatementStream(name: "<stdin>")
        stream.append(Array(text.utf8))
        stream.finish()
        while let piece = stream.next() {
            let outcome = submit(piece)
            if outcome != .completed { return outcome }
        }
        return .completed
    }

    /// Runs one piece of a program that comes through a pipe.
    package func submit(_ piece: StatementStream.Piece) -> Outcome {
        log.record(piece.text) {
            prepareUndo(piece.text)
            return watched(piece.text) { enter(piece) }
        }
    }

    private func enter(_ piece: StatementStream.Piece) -> Outcome {
        if let call = command(in: piece.text) { return run(call) }
        switch piece.content {
        case .statements(let body, let source): return submit(body, source, piece.text)
        case .wrong(let diagnostic, let source):
            if let call = command(in: piece.firstLine) { return run(call) }
            return attempt { throw machine.syntaxError(diagnostic, in: source) }
        }
    }

    private func submit(_ body: [Stmt], _ source: Source, _ text: String) -> Outcome {
        attempt {
            guard let last = body.last, case .expr = last.kind, Session.endsInSemicolon(text) else {
                return try run(body, source, .interactive)
            }
            if body.count > 1 { try run(body.dropLast(), source, .interactive) }
            hidesValues = true
            defer { hidesValues = false }
            try run([last], source, .interactive)
        }
    }

    /// Whether a text ends in the mark that hides its value.
    static func endsInSemicolon(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: ";")) else { return false }
        let bytes = Array(text.utf8)
        guard let last = Classifier.classify(bytes).last(where: { $0.kind != .comment }) else { return false }
        return bytes[last.range].elementsEqual([UInt8(ascii: ";")])
    }

    func run(_ body: [Stmt], _ source: Source, _ mode: Compiler.Mode) throws {
        let code = try parsed(source) {
            try Compiler.compile(body, source: source, mode: mode, machine: machine)
        }
        teacher.willRun(body)
        _ = try machine.run(code, globals: machine.globals)
        for statement in body { noteAssigned(statement) }
    }

    /// Remembers what an assignment gave its names, as a prompt remembers what it shows.
    private func noteAssigned(_ statement: Stmt) {
        let targets: [Expr]
        switch statement.kind {
        case .assign(let all, _): targets = all
        case .augAssign(let target, _, _): targets = [target]
        default: return
        }
        for case .name(let name) in targets.map(\.kind) {
            if let value = machine.globals.get(machine.intern(name)) { recall.noteGraph(value) }
        }
    }

    /// The value of an expression that a command was given.
    package func evaluate(_ text: String) throws -> Value {
        let source = Source(name: "<stdin>", text: text)
        let code = try parsed(source) {
            let expression = try Parser.parseExpression(source)
            return try Compiler.compile(
                expression: expression, source: source, usesNamespace: false, machine: machine)
        }
        return try machine.run(code, globals: machine.globals)
    }

    /// The value of an expression that knows nothing of the program's variables: an example.
    func evaluateApart(_ text: String) throws -> Value {
        let source = Source(name: "<example>", text: text)
        let code = try parsed(source) {
            let expression = try Parser.parseExpression(source)
            return try Compiler.compile(
                expression: expression, source: source, usesNamespace: false, machine: machine)
        }
        let globals = machine.dict()
        for name in ["__builtins__", "__name__"] {
            if let value = machine.globals.get(machine.intern(name)) { globals.set(machine.intern(name), value) }
        }
        machine.keep(Value(globals))
        return try machine.run(code, globals: globals)
    }

    /// Turns a diagnostic into the Python exception.
    func parsed<T>(_ source: Source, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let diagnostic as Diagnostic {
            throw machine.syntaxError(diagnostic, in: source)
        }
    }

    func run(_ call: CommandCall) -> Outcome {
        if call.command.leaves { return .exit(nil) }
        return attempt {
            // A command that cannot say what it does fails when it does it.
            log.notePython((try? machine.scope { try call.command.python?(call) }) ?? [])
            let changes = surroundings.files.changes
            defer { if !call.command.changes { ownFileChanges += surroundings.files.changes - changes } }
            try call.command.run(call)
        }
    }

    // MARK: Failing

    /// Runs `body` and tells what it throws.
    func attempt(_ body: () throws -> Void) -> Outcome {
        do {
            try machine.scope(body)
            return .completed
        } catch {
            return tell(machine.exception(for: error))
        }
    }

    private func tell(_ exception: ExceptionObject) -> Outcome {
        if exception.type.isSubclass(of: machine.types[.systemExit]) { return leave(exception) }
        hasFailed = true
        lastFailure = conclusion(exception)
        let isShort = settings[\.errors] == "short"
        let page = machine.scope {
            let help = teacher.help(for: exception).prefix(ErrorPage.mostHints)
            return ErrorPage(
                report: isShort ? conclusion(exception) : machine.report(exception), hints: isShort ? [] : Array(help))
        }
        emit(.failure(page))
        return exception.type.isSubclass(of: machine.types[.keyboardInterrupt]) ? .interrupted : .failed
    }

    /// The message alone, without the way to it.
    private func conclusion(_ exception: ExceptionObject) -> String {
        let text = machine.conclusion(of: exception)
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    /// `exit(2)`, `sys.exit("message")`: numbers are statuses, anything else is told and means failure.
    private func leave(_ exception: ExceptionObject) -> Outcome {
        let code = (try? machine.attribute(Value(exception), machine.intern("code"))) ?? .none
        if code.isNone { return .exit(nil) }
        if let number = try? machine.bigInt(code) { return .exit(Int32(truncatingIfNeeded: number)) }
        emit(.errorOutput(((try? machine.scope { try machine.str(code) }) ?? "") + "\n"))
        return .exit(1)
    }
}
