import Lessons
import Pictures

/// What happens in a session, in order. Whoever started it decides where each goes and how it looks.
package enum SessionEvent: Equatable, Sendable {
    /// What the program prints, and the values a prompt shows.
    case output(String)
    /// A picture, row by row.
    case picture([PictureLine])
    /// The same, in the place of the so many rows that were written last.
    case redrawing([PictureLine], over: Int)
    /// What the program writes to its standard error.
    case errorOutput(String)
    /// An exception that nobody caught.
    case failure(ErrorPage)
    /// A line of advice: for a person at a terminal only.
    case advice(String)
    /// How long an entry took that took long: for a person at a terminal only.
    case elapsed(String)
    /// What a lesson says.
    case lesson(LessonText)
    /// What has been written must be seen now.
    case flush
}

/// What is shown of an uncaught exception.
package struct ErrorPage: Equatable, Sendable {
    /// CPython's own text, ending in a newline.
    package let report: String
    /// What to change: for a person at a terminal only.
    package let hints: [String]

    /// Stands before each hint, so that nobody takes it for Python's words.
    package static let hintMark = "↳ "
    /// Hints shown at most.
    package static let mostHints = 2
}

/// How a piece of program ended.
package enum Outcome: Equatable, Sendable {
    case completed
    /// An exception went uncaught, and was told.
    case failed
    /// Ctrl-C ended it, and that was told.
    case interrupted
    /// The program asked to leave: its status, or nil if it named none.
    case exit(Int32?)
}

/// Somebody who looks at a session's events first.
final class EventTap {
    /// Answers whether an event goes no further.
    var takes: ((SessionEvent) -> Bool)?
    /// Whether no event goes further.
    var isClosed = false
}
