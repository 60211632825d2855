import Lessons

/// A lesson run here and by Python with PyTorch, output by output.
package struct LessonParity {
    private let lesson: Lesson
    private let chunks: [Chunk]

    package init(_ lesson: Lesson) {
        self.lesson = lesson
        chunks = lesson.steps.flatMap(\.chunks).filter { !$0.lines.isEmpty }
    }

    /// How many pieces are compared.
    package var count: Int { chunks.count { !$0.isAbout } }

    /// Where they print differently.
    package struct Difference: Equatable, Sendable {
        package let line: Int
        package let message: String
    }

    /// Stands in the output behind each piece, with its number.
    private static let mark: Character = "\u{1e}"

    /// The lesson as `python3 -i` reads it, with a mark printed behind each piece.
    package var program: String {
        var text = ""
        for (number, chunk) in chunks.enumerated() {
            text += chunk.code + "\n\nprint('\\x1e\(number)\\x1e')\n"
        }
        return text
    }

    /// What each piece prints here.
    package func outputs(_ evaluator: any Evaluator) -> [String] {
        var outputs: [String] = []
        for chunk in chunks {
            let ran = evaluator.run(chunk.code, .hidden) { _ in }
            outputs.append(ran.map(\.output).joined())
            if ran.contains(where: { $0.end != nil }) { break }
        }
        return outputs
    }

    /// The first difference between what was printed here and the output of `program` under Python.
    package func difference(_ here: [String], _ python: String) -> Difference? {
        let parts = python.split(separator: LessonParity.mark, omittingEmptySubsequences: false).map(String.init)
        for (number, chunk) in chunks.enumerated() {
            guard number < here.count else {
                return Difference(line: chunk.line, message: "Gradus ends before this line, PyTorch does not")
            }
            // A piece, its number, the line end of the mark before the next piece.
            guard number * 2 + 1 < parts.count else {
                return Difference(line: chunk.line, message: "Python ends here, Gradus does not")
            }
            var theirs = parts[number * 2]
            if number > 0, theirs.hasPrefix("\n") { theirs.removeFirst() }
            if chunk.isAbout || here[number] == theirs { continue }
            if let expected = chunk.expected?.map(\.text).joined(separator: "\n"), expected.contains("...") {
                let pattern = OutputPattern(expected)
                if pattern.matches(here[number]), pattern.matches(theirs) { continue }
            }
            return Difference(line: chunk.line, message: LessonParity.words(here[number], theirs))
        }
        return nil
    }

    private static func words(_ here: String, _ theirs: String) -> String {
        let ours = here.split(separator: "\n", omittingEmptySubsequences: false)
        let other = theirs.split(separator: "\n", omittingEmptySubsequences: false)
        for place in 0..<max(ours.count, other.count) {
            let mine = place < ours.count ? ours[place] : ""
            let wanted = place < other.count ? other[place] : ""
            if mine != wanted { return "PyTorch shows '\(wanted)', Gradus '\(mine)'" }
        }
        return "the outputs differ"
    }
}
