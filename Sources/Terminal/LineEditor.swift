import CEdit

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads entries, whole blocks included, from a person at a terminal.
///
/// libedit owns the keys, the text, the kill buffer and the terminal's modes; what is seen is painted here, so that
/// blocks have continuation prompts, colours and hints. Use it on one thread only.
package final class LineEditor {
    /// How a read ended.
    package enum Entry: Equatable, Sendable {
        /// An accepted line or block, without the blank lines that ended it.
        case entry(String)
        /// Ctrl-C.
        case interrupted
        /// Ctrl-D on an empty line, or the terminal has gone.
        case endOfInput
    }

    /// Entries accepted so far; `readEntry` adds to it.
    package let history: History
    /// Whether hints are shown.
    package var showsHints = true

    let output: Output
    let support: ColorSupport
    unowned let delegate: any LineEditorDelegate
    /// libedit, or nil on a terminal that understands no escape codes.
    private(set) var handle: OpaquePointer?
    let inputDescriptor: Int32

    /// What the text is for.
    enum Purpose {
        case entry
        /// A single line, as `input()` reads it.
        case answer(prompt: StyledText)
    }
    var purpose = Purpose.entry
    var painter: Painter
    var size = TerminalSize(columns: 80, rows: 24)
    var viewTop = 0
    var isPainted = false
    var colored = Colored()
    var hint: (text: LineText, hint: Hint?)?
    var undo = UndoStack()
    var walk: HistoryWalk?
    var goalColumn: (cursor: Int, column: Int)?
    var listing: Listing?
    var tabbed: LineText?
    var search: Search?
    var lastPattern = ""
    /// Bytes read in plain mode and not yet part of a line.
    var plainBytes: [UInt8] = []
    /// What the next entry begins with.
    private var ahead = ""
    /// The history entry last lent to libedit.
    private var lent: UnsafeMutablePointer<wchar_t>?

    /// An editor on standard input and `output`'s descriptor; nil unless both are terminals.
    /// On a dumb terminal it reads plain lines and sends no escape codes.
    package init?(output: Output, history: History, delegate: any LineEditorDelegate, program: String = "gradus") {
        inputDescriptor = STDIN_FILENO
        guard Terminals.isTerminal(inputDescriptor), Terminals.isTerminal(output.descriptor) else { return nil }
        self.output = output
        self.history = history
        self.delegate = delegate
        support = ColorSupport.detect(descriptor: output.descriptor)
        painter = Painter(support: support)
        Interrupts.install()
        guard !Terminals.isDumb(Terminals.environment("TERM") ?? "") else { return }
        handle = ce_open(program, inputDescriptor, output.descriptor, hooks)
        guard let handle else { return }
        EditorConfiguration.load(program: program).apply(to: handle)
    }

    deinit {
        if let handle { ce_close(handle) }
        lent?.deallocate()
    }

    /// Reads one entry and adds it to the history.
    package func readEntry() -> Entry {
        let entry = read(.entry)
        if case .entry(let text) = entry { history.append(delegate.remembered(text)) }
        return entry
    }

    /// Reads one line for a program that asks, as `input()` does: no completion, no colours, no history.
    package func readLine(prompt: StyledText) -> Entry { read(.answer(prompt: prompt)) }

    private func read(_ purpose: Purpose) -> Entry {
        self.purpose = purpose
        guard let handle else { return readPlain() }
        begin()
        let outcome = ce_read(handle)
        let line = self.line
        finish(line)
        switch Int(outcome) {
        case CE_INTERRUPTED: return .interrupted
        case CE_ACCEPTED: return .entry(LineEditor.trimmed(line.string))
        default: return .endOfInput
        }
    }

    /// Types lines for the person at the start of the next entry; they go on with the line after them.
    package func typeAhead(_ text: String) { ahead = text }

    private func begin() {
        if let handle, !ahead.isEmpty, case .entry = purpose {
            let pasted = "\u{1b}[200~" + ahead.replacing("\n", with: "\r") + "\u{1b}[201~\r"
            ce_type_ahead(handle, pasted, pasted.utf8.count)
            ahead = ""
        }
        size = TerminalSize.current(output.descriptor)
        startLine()
        output.flush()
        painter.reset()
        viewTop = 0
        isPainted = false
        undo = UndoStack()
        walk = nil
        hint = nil
        listing = nil
        tabbed = nil
        search = nil
    }

    /// The first row must be ours from its first column on. A prompt goes to a fresh line; a question is asked behind
    /// what the program has written on this one, which is painted again with it.
    private func startLine() {
        guard output.isMidLine else { return }
        if case .answer(let prompt) = purpose, let written = output.unfinishedLine,
            CellText.width(written) < size.columns
        {
            purpose = .answer(prompt: StyledText(written) + prompt)
            output.write("\r")
        } else {
            output.write("\n")
        }
    }

    /// `text` without the blank lines at its end, and without keys that were quoted into it.
    static func trimmed(_ text: String) -> String {
        var text = text
        if text.unicodeScalars.contains(where: { (0x80..<0xa0).contains($0.value) }) {
            text.unicodeScalars.removeAll { (0x80..<0xa0).contains($0.value) }
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.count > 1, lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    // MARK: The text

    /// The text as libedit has it.
    var line: LineText {
        guard let handle else { return LineText() }
        var count = 0
        var cursor = 0
        guard let text = ce_text(handle, &count, &cursor) else { return LineText() }
        var line = LineText()
        line.scalars = (0..<count).map { Unicode.Scalar(UInt32(bitPattern: text[$0])) ?? "\u{fffd}" }
        line.cursor = min(cursor, line.count)
        return line
    }

    /// Replaces a stretch and leaves the cursor behind the insertion.
    func replace(_ range: Range<Int>, with text: some Sequence<Unicode.Scalar>) {
        guard let handle else { return }
        let wide = text.filter { $0 != "\0" }.map { wchar_t(bitPattern: $0.value) } + [0]
        ce_replace(handle, range.lowerBound, range.count, wide)
    }

    func insert(_ text: String) {
        let cursor = line.cursor
        replace(cursor..<cursor, with: text.unicodeScalars)
    }

    func move(to place: Int) {
        if let handle { ce_move(handle, place) }
    }

    /// Makes `text` the whole line.
    func show(_ text: LineText) {
        replace(0..<line.count, with: text.scalars)
        move(to: text.cursor)
    }

    // MARK: Hooks

    private var hooks: ce_hooks {
        func editor(_ context: UnsafeMutableRawPointer?) -> LineEditor? {
            context.map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
        }
        return ce_hooks(
            context: Unmanaged.passUnretained(self).toOpaque(),
            paint: { editor($0)?.paint() },
            event: { editor($0)?.attend($1) },
            command: { editor($0)?.perform($1) ?? CC_ERROR },
            entry: { context, back in editor(context)?.lend(back).map { UnsafePointer($0) } })
    }

    private func attend(_ event: Int32) {
        switch Int(event) {
        case CE_RESIZED: resize()
        case CE_SUSPENDING: leaveScreen()
        default: returnToScreen()
        }
    }

    /// A history entry in libedit's terms, valid until the next one is lent.
    private func lend(_ back: Int) -> UnsafeMutablePointer<wchar_t>? {
        guard let entry = history[back] else { return nil }
        let wide = entry.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        lent?.deallocate()
        let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: wide.count)
        copy.initialize(from: wide, count: wide.count)
        lent = copy
        return copy
    }
}

/// Earlier states of the text. A word typed without a pause is one step.
struct UndoStack {
    private var steps: [LineText] = []
    private var last = LineText()
    private var wasTyping = false

    mutating func note(_ line: LineText) {
        guard line.scalars != last.scalars else {
            last.cursor = line.cursor
            return
        }
        let isTyping =
            line.count == last.count + 1 && line.cursor == last.cursor + 1
            && !LineText.isSpace(line.scalars[line.cursor - 1])
        if !(isTyping && wasTyping) { steps.append(last) }
        wasTyping = isTyping
        last = line
    }

    /// The state before the last step.
    mutating func back() -> LineText? {
        guard let step = steps.popLast() else { return nil }
        last = step
        wasTyping = false
        return step
    }
}
