/// Whatever runs the code of lessons.
package protocol Evaluator: AnyObject {
    /// Runs the statements of a text in order, as a prompt does, the rest too when one raises.
    /// - Parameter willRun: called before each statement with its text.
    func run(_ code: String, _ manner: Manner, willRun: (String) -> Void) -> [Ran]
    /// Whether an expression holds. What raises does not, and no random number is taken.
    func isTrue(_ expression: String) -> Bool
    /// Carries out a command that shows something. False if it failed.
    func show(_ command: String) -> Bool
    /// The statements of a text.
    func statements(_ code: String) -> [Statement]
    /// Everything that a program can change, to be brought back later, to the bit. nil: more than is kept copies of.
    func snapshot() -> AnyObject?
    func restore(_ snapshot: AnyObject)
    /// Forgets what has been defined.
    func clear()
}

/// How code of a lesson runs.
package enum Manner: Sendable {
    /// As if typed, everything seen.
    case shown
    /// As if typed, nothing seen.
    case hidden
    /// As a test: nothing seen, nothing remembered, no random number taken.
    case tried
}

/// A statement that has run.
package struct Ran: Sendable {
    package let text: String
    /// Lines before its first one.
    package let offset: Int
    /// What it printed, values shown included.
    package let output: String
    package let failure: RunFailure?
    /// Why nothing ran after it.
    package let end: End?

    /// What ends a run early.
    package enum End: Equatable, Sendable {
        case interrupted
        /// The program left: its exit status.
        case left(Int32)
    }

    package init(text: String, offset: Int, output: String, failure: RunFailure?, end: End? = nil) {
        self.text = text
        self.offset = offset
        self.output = output
        self.failure = failure
        self.end = end
    }
}

/// An exception that nobody caught.
package struct RunFailure: Equatable, Sendable {
    /// `RuntimeError: mat1 and mat2 …`
    package let text: String

    /// - Parameter text: the end of a report. Of a syntax error the place in its text is left out.
    package init(_ text: String) {
        var text = text
        while text.last?.isWhitespace == true { text.removeLast() }
        let last = text.split(separator: "\n").last.map(String.init) ?? ""
        self.text = text.hasPrefix("  File ") ? last : text
    }

    package var isAssertion: Bool { text == "AssertionError" || text.hasPrefix("AssertionError:") }

    /// The message of an assertion, else the whole text.
    var feedback: String {
        guard isAssertion else { return text }
        let message = LessonParser.trimmed(text.dropFirst("AssertionError:".count))
        return message.isEmpty ? "the check fails" : message
    }
}

/// A statement as lessons compare them.
package struct Statement: Equatable, Sendable {
    /// As written.
    package let text: String
    /// Without comments and with white space evened out.
    package let normal: String
    /// Names that it gives a value, if it is there for that.
    package let names: Set<String>

    package init(text: String, normal: String, names: Set<String>) {
        self.text = text
        self.normal = normal
        self.names = names
    }
}

/// A piece of what a lesson tells. Whoever shows it decides how it looks.
package enum LessonText: Equatable, Sendable {
    /// The lesson's own title.
    case title(String)
    /// The place and title of a step.
    case heading(String)
    /// A line of Markdown.
    case prose(String)
    /// Text that belongs to code: a task, a remark, a question.
    case remark(String)
    /// A line of code to type.
    case code(String)
    /// A statement about to run, as it would look typed.
    case prompt(String)
    /// A choice of a question, with its number.
    case choice(Int, String)
    case hint(String)
    /// What is wrong.
    case feedback(String)
    case praise(String)
    /// What can be done now.
    case note(String)
    case blank
}
