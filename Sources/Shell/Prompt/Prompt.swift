import Interpreter
import Syntax
import Terminal

/// The session at a terminal: reads entries, runs them, until the person leaves.
package final class Prompt: LineEditorDelegate {
    package let session: Session
    package let history: History
    private let output: Output

    /// A prompt for a session that writes to `output`, a terminal.
    package init(_ session: Session, history: History, output: Output) {
        self.session = session
        self.history = history
        self.output = output
        session.earlierEntries = { count, without in
            var found: [String] = []
            var place = 0
            while found.count < count, let entry = history[place] {
                if !without.contains(entry) { found.append(entry) }
                place += 1
            }
            return found.reversed()
        }
    }

    /// At most three lines that greet.
    package static let banner = """
        \(Invocation.version)
        torch, nn, F and optim are there: try  net = Linear(2, 3)  or  help. Ctrl-D leaves.
        """

    /// Reads and runs until the person leaves.
    /// - Parameter endsWithLesson: whether leaving the open lesson leaves altogether.
    /// - Returns: the exit status.
    package func run(_ editor: LineEditor, endsWithLesson: Bool = false) -> Int32 {
        session.keepsUndo = true
        session.canPlayLessons = true
        while !endsWithLesson || session.isPlayingLesson {
            switch editor.readEntry() {
            case .entry(let text):
                guard !text.isEmpty || session.isPlayingLesson else { continue }
                Interrupts.flag.pointee = 0
                if case .exit(let status) = take(text) { return status ?? 0 }
                output.flush()
                if let unfinished = session.isPlayingLesson ? session.lessons.takeUnfinished() : nil {
                    editor.typeAhead(unfinished)
                }
            case .interrupted: output.write("KeyboardInterrupt\n")
            case .endOfInput: return 0
            }
        }
        return 0
    }

    private func take(_ text: String) -> Outcome {
        session.isPlayingLesson ? session.lessons.take(text) : session.submit(text)
    }

    // MARK: What the editor asks

    package var prompt: StyledText {
        let label = StyledText(label, session.theme.adapted(Palette.help))
        return (label.text.isEmpty ? "" : label) + StyledText(">>> ", session.theme.adapted(Palette.prompt))
    }

    package var continuationPrompt: StyledText {
        let margin = String(repeating: " ", count: label.count)
        return StyledText(margin + "... ", session.theme.adapted(Palette.prompt))
    }

    package func highlight(_ text: String) -> [Highlight] {
        let theme = session.theme
        return theme == .plain ? [] : highlights(text).map { Highlight($0.range, theme.adapted($0.style)) }
    }

    /// What an open lesson puts before the prompt.
    private var label: String { session.isPlayingLesson ? session.lessons.label : "" }

    /// Without the word that was said to a lesson behind a block.
    package func remembered(_ text: String) -> String {
        guard session.isPlayingLesson, session.lessons.word(in: text) != nil,
            let end = text.lastIndex(where: \.isNewline)
        else { return text }
        return String(text[..<end])
    }

    package func isComplete(_ text: String) -> Completeness {
        let typed = text.hasSuffix("\n") ? String(text.dropLast()) : text
        // A cell of a notebook ends as a block does.
        if typed.hasPrefix("%%") { return text.hasSuffix("\n\n") ? .complete : .incomplete(indent: 0) }
        if session.command(in: typed) != nil { return .complete }
        if session.isPlayingLesson, session.lessons.word(in: typed) != nil { return .complete }
        switch Parser.interactive(Source(name: "<stdin>", text: typed)) {
        case .complete: return .complete
        case .incomplete(let unfinished): return .incomplete(indent: unfinished.indent.utf8.count)
        case .wrong: return .wrong
        }
    }
}
