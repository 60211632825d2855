import Lessons
import Shell
import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// `gradus present`.
extension Launcher {
    func present(_ options: PresentationOptions) -> Int32 {
        let session = makeSession()
        let lesson: Lesson
        do throws(LessonFault) {
            lesson = try session.lessons.library.lesson(options.file)
        } catch {
            return refuse(error.description)
        }
        if options.rehearses { return rehearse(lesson, session) }
        guard isTerminal || options.speed != nil else {
            return refuse("a lesson is presented at a terminal; --auto SPEED types by itself")
        }
        if let path = options.notes, let problem = LessonLibrary.write("", to: path) {
            return refuse("\(path): \(problem)")
        }
        if let path = options.cast {
            guard let recorder = CastRecorder(path, title: lesson.title) else {
                return refuse("\(path): it cannot be written: \(String(cString: strerror(errno)))")
            }
            output.tee = { recorder.write($0) }
            errors.tee = { recorder.write($0) }
        }
        let presentation = Presentation(self, session, lesson, options)
        defer {
            output.flush()
            errors.flush()
            output.tee = nil
            errors.tee = nil
        }
        return presentation.run()
    }

    /// Runs everything first and tells what would go wrong.
    private func rehearse(_ lesson: Lesson, _ session: Session) -> Int32 {
        let evaluator = SessionEvaluator(session)
        let run = LessonRun(lesson, evaluator, [.silent, .replies])
        session.isUnseen = true
        run.run()
        session.isUnseen = false
        for finding in run.findings { output.write("\(lesson.path):\(finding.line): \(finding.message)\n") }
        let what = "\(lesson.stops.count) steps, \(run.compared) outputs"
        output.write(
            run.findings.isEmpty
                ? "\(what): it will go well\n" : "\(what): \(run.findings.count) would not go as written\n")
        return run.end == .interrupted ? 130 : run.findings.isEmpty ? 0 : 1
    }
}

/// The file that asciinema plays.
private final class CastRecorder {
    private let output: Output
    private let start = CastRecorder.now()
    private var cast = Cast()

    init?(_ path: String, title: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return nil }
        output = Output(descriptor, lineBuffered: true)
        let size = TerminalSize.current()
        output.write(
            Cast.header(
                columns: size.columns, rows: size.rows, time: time(nil), title: title,
                terminal: Terminals.environment("TERM") ?? "xterm-256color"))
    }

    deinit {
        output.flush()
        close(output.descriptor)
    }

    func write(_ bytes: UnsafeRawBufferPointer) {
        // A file that no terminal stands before has bare line ends: players need both.
        var shown: [UInt8] = []
        var last: UInt8 = 0
        for byte in bytes {
            if byte == UInt8(ascii: "\n"), last != UInt8(ascii: "\r") { shown.append(UInt8(ascii: "\r")) }
            shown.append(byte)
            last = byte
        }
        output.write(cast.event(shown, at: CastRecorder.now() - start))
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// A presentation at a terminal: keys in, the screen out.
private final class Presentation {
    private let launcher: Launcher
    private let session: Session
    private let evaluator: SessionEvaluator
    private let options: PresentationOptions
    private let keys: KeyReader?
    private var presenter: Presenter?
    private var isStartOfStep = false
    private var hasLeft = false

    init(_ launcher: Launcher, _ session: Session, _ lesson: Lesson, _ options: PresentationOptions) {
        self.launcher = launcher
        self.session = session
        self.options = options
        evaluator = SessionEvaluator(session)
        keys = KeyReader()
        presenter = Presenter(lesson, evaluator) { [unowned self] in
            show($0)
        } notes: { [unowned self] in
            note($0)
        }
    }

    func run() -> Int32 {
        guard let presenter else { return 0 }
        keys?.take()
        defer { keys?.release() }
        presenter.start()
        while presenter.state != .over, !hasLeft {
            launcher.output.flush()
            switch wait(presenter) {
            case .timeout: automatically(presenter)
            case .key(let key): press(key, presenter)
            case .signal:
                if Interrupts.take() { return leave(130) }
                keys?.take()
            case .end: return leave(0)
            }
            if launcher.output.isClosed { return 1 }
        }
        return leave(0)
    }

    private func leave(_ status: Int32) -> Int32 {
        if launcher.output.isMidLine { launcher.output.write("\n") }
        return status
    }

    // MARK: Keys

    private func wait(_ presenter: Presenter) -> KeyReader.Event {
        let delay = options.speed.map { self.delay(presenter, $0) }
        if let keys { return keys.next(seconds: delay) }
        // Without a terminal there is only the clock.
        usleep(UInt32(min((delay ?? 0) * 1e6, 60e6)))
        return Interrupts.flag.pointee != 0 ? .signal : .timeout
    }

    /// Time for what comes next: one character, a look at the line, or as long as reading takes.
    private func delay(_ presenter: Presenter, _ speed: Double) -> Double {
        let calm = 20 / speed
        if isStartOfStep {
            isStartOfStep = false
            return calm * min(8, 0.5 + Double(presenter.readingLength) / 40)
        }
        switch presenter.state {
        case .typing: return 1 / speed
        case .typed: return 0.3 * calm
        case .ended, .over: return 2 * calm
        }
    }

    private func automatically(_ presenter: Presenter) {
        presenter.state == .typing ? presenter.type() : takeLine(presenter)
    }

    private func takeLine(_ presenter: Presenter) {
        // What is pressed while code runs is not meant for what comes then.
        if presenter.enter(), options.speed == nil { keys?.forget() }
    }

    private func press(_ key: KeyReader.Key, _ presenter: Presenter) {
        switch key {
        case .enter: takeLine(presenter)
        case .tab: presenter.finishLine()
        case .left, .pageUp: presenter.back()
        case .right, .pageDown: presenter.jump(to: presenter.place + 1)
        case .control("g"): jump(presenter)
        case .control("t"): takeOver(presenter)
        case .control("d"): hasLeft = true
        case .character, .backspace: presenter.press()
        case .control, .escape, .up, .down: break
        }
    }

    /// Ctrl-G, a number, Enter.
    private func jump(_ presenter: Presenter) {
        launcher.output.write("\r\u{1b}[Kstep (1 to \(presenter.count)): ")
        launcher.output.flush()
        var digits = ""
        while case .key(let key) = keys?.next() ?? .end {
            switch key {
            case .character(let digit) where digit.isASCII && digit.isNumber && digits.count < 4:
                digits.append(digit)
                launcher.output.write(String(digit))
            case .backspace where !digits.isEmpty:
                digits.removeLast()
                launcher.output.write("\u{8} \u{8}")
            case .enter:
                guard let number = Int(digits) else { return presenter.interlude {} }
                return presenter.jump(to: number - 1)
            case .escape, .control: return presenter.interlude {}
            default: break
            }
            launcher.output.flush()
        }
    }

    /// The prompt itself, until Ctrl-D; then everything is as it was.
    private func takeOver(_ presenter: Presenter) {
        guard launcher.isTerminal else { return }
        keys?.release()
        presenter.interlude {
            launcher.output.write("\r\u{1b}[K")
            launcher.tell(.note("The prompt is yours: Ctrl-D goes back to the lesson, as it was."))
            launcher.runPrompt(session)
            launcher.output.write("\n")
        }
        keys?.take()
    }

    // MARK: The screen

    private func show(_ show: Presenter.Show) {
        let output = launcher.output
        switch show {
        case .step(let place, let count, let title):
            isStartOfStep = true
            output.write(launcher.isTerminal ? "\u{1b}[2J\u{1b}[H" : "\n")
            for line in LessonPage.banner("\(place)/\(count)", title, columns: TerminalSize.current().columns) {
                launcher.write(line)
            }
        case .text(let text): launcher.tell(text)
        case .prompt(let prompt): output.write(launcher.painted(StyledText(prompt, Palette.prompt)))
        case .typed(let text): output.write(text)
        case .line(let prompt, let line, let typed): finish(prompt, line, typed)
        case .over: output.write("\n")
        }
        output.flush()
    }

    /// The whole line once more, in colours, where it fits into one row; else the rest of it.
    private func finish(_ prompt: String, _ line: String, _ typed: Int?) {
        if launcher.isTerminal, prompt.count + line.count < TerminalSize.current().columns {
            launcher.output.write("\r\u{1b}[K")
            for row in LessonPage.lines(.prompt(prompt + line)) { launcher.write(row) }
        } else {
            launcher.output.write((typed == nil ? prompt : "") + line.dropFirst(typed ?? 0) + "\n")
        }
    }

    private func note(_ text: String) {
        guard let path = options.notes else { return }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        let output = Output(descriptor)
        output.write(text + "\n")
        output.flush()
        close(descriptor)
    }
}
