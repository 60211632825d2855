import Interpreter
import Pictures
import Shell
import Syntax
import Terminal

/// Runs what a command line asks for, between the descriptors of this process and a session.
final class Launcher {
    let invocation: Invocation
    /// Kept until the process ends: the system frees memory faster than a walk over all objects.
    private var session: Session?
    let output = Output(1)
    let errors = Output(2)
    let input = StandardInput()
    private var editor: LineEditor?
    private var prompt: Prompt?

    private let mistake: Invocation.Mistake?

    /// - Parameter words: the command line behind the program's name.
    init(_ words: [String]) {
        do throws(Invocation.Mistake) {
            invocation = try Invocation(words)
            mistake = nil
        } catch {
            invocation = Invocation()
            mistake = error
        }
    }

    /// - Returns: the exit status: 2 for a command line that makes no sense.
    func launch() -> Int32 {
        if let mistake { return refuse(mistake.message) }
        return run()
    }

    func refuse(_ message: String) -> Int32 {
        errors.write("gradus: \(message)\n")
        errors.flush()
        return 2
    }

    private func run() -> Int32 {
        defer {
            session?.surroundings.files.flushAll()
            output.flush()
            errors.flush()
        }
        switch invocation.program {
        case .version: output.write(Invocation.version + "\n")
        case .help: output.write(Invocation.help + "\n")
        case .input: return converse(makeSession(), isFirst: true)
        case .lesson(let word, let restarts): return openLesson(word, restarts: restarts)
        case .check(let paths, let options): return check(paths, options)
        case .parity(let paths, let python): return compare(paths, python)
        case .present(let options): return present(options)
        case .code(let text): return run(Source(name: "<string>", text: text), file: nil)
        case .file(let path):
            do throws(FileFault) {
                let path = FileInput.absolute(path)
                return run(Source(name: path, bytes: try FileInput.readProgram(path)), file: path)
            } catch {
                return refuse(error.message)
            }
        }
        return 0
    }

    // MARK: Programs

    private func run(_ source: Source, file: String?) -> Int32 {
        let session = makeSession()
        if let file {
            let machine = session.machine
            machine.globals.set(machine.intern("__file__"), machine.string(file))
            session.surroundings.searchPath = [FileInput.folder(of: file)]
        }
        let outcome = session.runProgram(source)
        if invocation.staysOpen {
            if case .exit = outcome, !isTerminal { return status(outcome) }
            return converse(session, isFirst: false)
        }
        session.machine.finish()
        return status(outcome)
    }

    private func status(_ outcome: Outcome) -> Int32 {
        switch outcome {
        case .completed: 0
        case .failed: 1
        case .interrupted: 130
        case .exit(let status): (status ?? 0) & 0xFF
        }
    }

    func makeSession() -> Session {
        Interrupts.install()
        let session = Session(
            arguments: invocation.arguments, writableFolders: invocation.writableFolders
        ) { [unowned self] in receive($0) }
        session.machine.interrupt = Interrupts.flag
        session.machine.readLine = { [unowned self, unowned session] question in
            try readLine(question, session.machine)
        }
        session.pictures.columns = { TerminalSize.current().columns }
        session.pictures.rows = { TerminalSize.current().rows }
        session.pictures.redraws = { [unowned self] in
            Terminals.isTerminal(output.descriptor) && !Terminals.isDumb(Terminals.environment("TERM") ?? "")
        }
        session.pictures.isColored = { [unowned self] in colorSupport != .none }
        self.session = session
        return session
    }

    // MARK: Events

    private func receive(_ event: SessionEvent) {
        switch event {
        case .output(let text): output.write(text)
        case .picture(let lines):
            if output.isMidLine, isTerminal { output.write("\n") }
            show(lines)
        case .redrawing(let lines, let rows):
            // The step up and down again tells the output that it stands at the start of a line.
            if rows > 0 { output.write("\u{1b}[\(rows)A\u{1b}[J\u{1b}[A\n") }
            show(lines)
            output.flush()
        case .errorOutput(let text): writeError(text)
        case .failure(let page): show(page)
        case .advice(let line): advise(line)
        case .elapsed(let time): tell(time)
        case .lesson(let text): tell(text)
        case .flush:
            output.flush()
            errors.flush()
        }
        // Nobody reads any more: what runs is stopped, as a broken pipe stops other programs.
        if output.isClosed { Interrupts.flag.pointee = 1 }
    }

    /// The colours of standard output.
    var colorSupport: ColorSupport { colorSupport(output) }

    private func colorSupport(_ output: Output) -> ColorSupport {
        session?.theme == .plain ? .none : ColorSupport.detect(descriptor: output.descriptor)
    }

    func adapted(_ style: Style) -> Style { session?.theme.adapted(style) ?? style }

    private func show(_ picture: [PictureLine]) {
        let support = colorSupport
        for line in picture { output.write(line.rendered(support) + "\n") }
    }

    func writeError(_ text: String) {
        output.flush()
        errors.write(text)
        errors.flush()
    }

    private func show(_ page: ErrorPage) {
        guard !output.isClosed else { return }
        if output.isMidLine, isTerminal { output.write("\n") }
        writeError(page.report + page.hints.map { marked($0) }.joined())
    }

    /// Advice between the lines that a program prints.
    private func advise(_ line: String) {
        guard !output.isClosed else { return }
        if output.isMidLine, isTerminal { output.write("\n") }
        writeError(marked(line))
    }

    /// A line of Gradus's own, told apart from Python's; nothing where nobody sees it.
    private func marked(_ line: String) -> String {
        guard Terminals.isTerminal(errors.descriptor) else { return "" }
        return adapted(Palette.help).paint(ErrorPage.hintMark + line, colorSupport(errors)) + "\n"
    }

    /// How long the last entry took.
    private func tell(_ time: String) {
        guard isTerminal, !output.isClosed else { return }
        if output.isMidLine { output.write("\n") }
        output.write(adapted(Palette.hint).paint("took \(time)", colorSupport) + "\n")
    }

    // MARK: Sessions

    var isTerminal: Bool {
        Terminals.isTerminal(input.descriptor) && Terminals.isTerminal(output.descriptor)
    }

    /// A prompt at a terminal; else what comes through the pipe, statement by statement.
    func converse(_ session: Session, isFirst: Bool, lesson: Bool = false) -> Int32 {
        defer { session.machine.finish() }
        let history = History(path: isTerminal ? History.defaultPath() : nil)
        let prompt = Prompt(session, history: history, output: output)
        guard let editor = LineEditor(output: output, history: history, delegate: prompt) else {
            return play(session)
        }
        self.prompt = prompt
        self.editor = editor
        session.teacher.begin()
        if isFirst, !invocation.isQuiet { output.write(Prompt.banner + "\n") }
        return prompt.run(editor, endsWithLesson: lesson)
    }

    /// A prompt in the middle of something else, until Ctrl-D.
    func runPrompt(_ session: Session) {
        let prompt = Prompt(session, history: History(path: nil), output: output)
        guard let editor = LineEditor(output: output, history: prompt.history, delegate: prompt) else { return }
        let (before, outer) = (self.editor, self.prompt)
        self.prompt = prompt
        self.editor = editor
        _ = prompt.run(editor)
        (self.editor, self.prompt) = (before, outer)
    }

    private func play(_ session: Session) -> Int32 {
        var stream = StatementStream(name: "<stdin>")
        if let text = readLesson(&stream) { return play(text, session) }
        while true {
            // Snapshots cost little, but a program without the word needs none.
            if stream.holds("undo") { session.keepsUndo = true }
            while let piece = stream.next() {
                if invocation.echoes { output.write(Transcript.echo(piece)) }
                if case .exit(let status) = session.submit(piece) {
                    return status.map { $0 & 0xFF } ?? (session.hasFailed ? 1 : 0)
                }
                if output.isClosed { return 1 }
            }
            if stream.isFinished { return session.hasFailed ? 1 : 0 }
            output.flush()
            guard let bytes = input.readAvailable() else {
                stream.finish()
                continue
            }
            stream.append(bytes)
        }
    }

    // MARK: input()

    private func readLine(_ question: String, _ machine: Machine) throws -> String? {
        if editor == nil, isTerminal, case .file = invocation.program { editor = makePlainEditor() }
        if let editor {
            switch editor.readLine(prompt: StyledText(question)) {
            case .entry(let text): return text
            case .interrupted: throw machine.error(.keyboardInterrupt, "")
            case .endOfInput: return nil
            }
        }
        output.write(question)
        output.flush()
        // A session's own input is its program.
        if case .input = invocation.program { return nil }
        return try input.readLine { try machine.checkInterrupt() }
    }

    private func makePlainEditor() -> LineEditor? {
        let session = Session { _ in }
        let prompt = Prompt(session, history: History(path: nil), output: output)
        self.prompt = prompt
        return LineEditor(output: output, history: prompt.history, delegate: prompt)
    }
}
