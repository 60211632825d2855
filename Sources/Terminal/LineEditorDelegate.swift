/// What the editor asks about the text being typed. It knows no language itself. Offsets count UTF-8 bytes.
package protocol LineEditorDelegate: AnyObject {
    /// Stands before the first line.
    var prompt: StyledText { get }
    /// Stands before every further line of a block.
    var continuationPrompt: StyledText { get }
    /// Whether Enter submits. `text` holds the newline that Enter adds, so a block that an empty line ends is complete
    /// when its last line is blank.
    func isComplete(_ text: String) -> Completeness
    /// What Tab may put at the cursor.
    func completions(_ text: String, cursor: Int) -> Completions
    /// Styles of stretches of the text; later ones win.
    func highlight(_ text: String) -> [Highlight]
    /// What to show, dimmed, behind the cursor, which stands at the end of the text.
    func hint(_ text: String, cursor: Int) -> Hint?
    /// What history keeps of an entry.
    func remembered(_ text: String) -> String
}

extension LineEditorDelegate {
    package var continuationPrompt: StyledText { "... " }
    package func isComplete(_ text: String) -> Completeness { .complete }
    package func completions(_ text: String, cursor: Int) -> Completions { Completions(range: cursor..<cursor, []) }
    package func highlight(_ text: String) -> [Highlight] { [] }
    package func hint(_ text: String, cursor: Int) -> Hint? { nil }
    package func remembered(_ text: String) -> String { text }
}

/// What a language says of a text.
package enum Completeness: Equatable, Sendable {
    /// It can run.
    case complete
    /// It goes on in a new line, which begins with this many spaces.
    case incomplete(indent: Int)
    /// It never will be right: submitted at once, so that the error is seen.
    case wrong
}

/// One way to complete a word.
package struct Candidate: Equatable, Sendable {
    /// What replaces the range.
    package var text: String
    /// Shown beside it in the list: a signature, a type.
    package var detail: String

    package init(_ text: String, detail: String = "") {
        self.text = text
        self.detail = detail
    }
}

/// The ways to complete what stands in `range`.
package struct Completions: Equatable, Sendable {
    package var range: Range<Int>
    package var candidates: [Candidate]

    package init(range: Range<Int>, _ candidates: [Candidate]) {
        self.range = range
        self.candidates = candidates
    }
}

/// A stretch of text and its style.
package struct Highlight: Equatable, Sendable {
    package var range: Range<Int>
    package var style: Style

    package init(_ range: Range<Int>, _ style: Style) {
        self.range = range
        self.style = style
    }
}

/// Text that is not there yet.
package struct Hint: Equatable, Sendable {
    /// What is seen; only its first line.
    package var shown: String
    /// What Right inserts; empty for a hint that only tells.
    package var accepted: String

    /// A hint that is accepted as it is shown, or as `accepted`.
    package init(_ shown: String, accepted: String? = nil) {
        self.shown = shown
        self.accepted = accepted ?? shown
    }
}
