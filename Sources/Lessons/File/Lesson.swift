/// A lesson as its file tells it.
package struct Lesson: Sendable {
    /// The path it was read from, as messages show it.
    package let path: String
    package let title: String
    package let steps: [Step]

    /// The file's name without folder and ending: what the lesson is called in progress files.
    package var name: String { Lesson.name(ofPath: path) }

    /// The stops of the lesson: the steps with something to do, each with the prose before it.
    package let stops: [Stop]
    /// The prose behind the last stop.
    package let ending: [Step]
    /// The whole file in the percent notation, with line numbers.
    let lines: [(number: Int, text: String)]

    init(path: String, title: String, steps: [Step], lines: [(number: Int, text: String)]) {
        self.path = path
        self.title = title
        self.steps = steps
        self.lines = lines
        var stops: [Stop] = []
        var prose: [Step] = []
        for step in steps {
            if step.isProse {
                prose.append(step)
            } else {
                stops.append(Stop(introduction: prose, step: step))
                prose = []
            }
        }
        self.stops = stops
        ending = prose
    }

    /// A step with something to do and the prose that leads to it.
    package struct Stop: Sendable {
        package let introduction: [Step]
        package let step: Step
    }

    /// `lessons/03-shape-errors.py` is called `03-shape-errors`.
    package static func name(ofPath path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        for ending in [".py", ".md"] where file.hasSuffix(ending) { return String(file.dropLast(ending.count)) }
        return file
    }
}

/// One cell of the percent notation.
package struct Step: Sendable {
    package var title: String
    package var id: String?
    package var tags: [String] = []
    /// Of its first line.
    package var line: Int
    /// Whether it is Markdown, not code.
    package var isProse = false
    /// The Markdown of a prose step, line by line.
    package var prose: [String] = []
    /// Remarks and code in order.
    package var items: [Item] = []
    package var hints: [Remark] = []
    package var replies: [Reply] = []
    package var errorReplies: [Reply] = []
    package var notes: [Remark] = []
    package var question: Question?

    /// A piece of a code step.
    package enum Item: Sendable {
        case remark(Remark)
        case chunk(Chunk)
    }

    /// A line or more of text with the line they begin at.
    package struct Remark: Sendable, Equatable {
        package let line: Int
        package let text: String
    }

    /// What is said where an expression is true, or where an error says something.
    package struct Reply: Sendable, Equatable {
        package let line: Int
        /// An expression, or a part of an error.
        package let condition: String
        package let message: String
    }

    /// A question that is answered before the code runs.
    package struct Question: Sendable, Equatable {
        package let line: Int
        package let text: String
        package var choices: [String] = []
        /// The place of the right choice.
        package var answer: Int?
    }

    package var chunks: [Chunk] {
        items.compactMap { if case .chunk(let chunk) = $0 { chunk } else { nil } }
    }

    package func chunks(_ part: Chunk.Part) -> [Chunk] { chunks.filter { $0.part == part } }

    /// Whether something is to be done by the learner alone.
    package var isExercise: Bool {
        tags.contains("exercise") || chunks.contains { $0.part == .solution }
    }

    /// What progress calls it.
    package var key: String { id ?? title }

    /// The text of the solution.
    package var solution: String { chunks(.solution).map(\.code).joined(separator: "\n") }
}

/// Lines of code that run together, and what is said of them.
package struct Chunk: Sendable {
    /// Which part of an exercise it is; everything else is given.
    package enum Part: Sendable {
        case given, solution, check
    }

    package let part: Part
    /// Of its first line of code.
    package let line: Int
    package var lines: [String]
    /// The lines behind `#>`, each with its number; nil where none are.
    package var expected: [Step.Remark]?
    /// An error is expected.
    package var fails = false
    /// The output is not compared.
    package var isAbout = false
    /// Commands of the shell that show something of it.
    package var pictures: [Step.Remark] = []

    /// Without blank lines at the end, but with the one that ends a block.
    package var code: String {
        var lines = lines
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}

/// Why a lesson cannot be read: one message.
package struct LessonFault: Error, Equatable, Sendable, CustomStringConvertible {
    package let path: String
    /// nil where the file as a whole is meant.
    package let line: Int?
    package let message: String

    package init(path: String, line: Int? = nil, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    package var description: String { "\(path)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
