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
    }

    /// At most three lines that greet.
    package static let banner = """
        \(Invocation.version)
        torch, nn, F and optim are there: try  net = Linear(2, 3)  or  help. Ctrl-D leaves.
        """

    /// Reads and runs until the person leaves.
    /// - Returns: the exit status.
    package func run(_ editor: LineEditor) -> Int32 {
        while true {
            switch editor.readEntry() {
            case .entry(let text):
                guard !text.isEmpty else { continue }
                Interrupts.flag.pointee = 0
                if case .exit(let status) = session.submit(text) { return status ?? 0 }
                output.flush()
            case .interrupted: output.write("KeyboardInterrupt\n")
            case .endOfInput: return 0
            }
        }
    }

    // MARK: What the editor asks

    package var prompt: StyledText { StyledText(">>> ", Palette.prompt) }
    package var continuationPrompt: StyledText { StyledText("... ", Palette.prompt) }

    package func isComplete(_ text: String) -> Completeness {
        let typed = text.hasSuffix("\n") ? String(text.dropLast()) : text
        if session.command(in: typed) != nil { return .complete }
        switch Parser.interactive(Source(name: "<stdin>", text: typed)) {
        case .complete: return .complete
        case .incomplete(let unfinished): return .incomplete(indent: unfinished.indent.utf8.count)
        case .wrong: return .wrong
        }
    }
}
