import Syntax

// The frames of a traceback.
extension Machine {
    /// At most so many innermost frames are shown.
    private static let mostFramesShown = 1000
    /// A frame is shown so often in a row.
    private static let mostRepetitions = 3

    /// The frames an exception has passed, the innermost last, without the heading: empty for one that was never raised.
    func traceback(of exception: ExceptionObject) -> String {
        text(of: exception.traceback)
    }

    /// The frames of a traceback object as text.
    package func traceback(of value: Value) throws -> String {
        text(of: try tracebackEntries(value, "a traceback object is required"))
    }

    /// Where a frame of a traceback is.
    package struct Place {
        package let file: String
        package let line: Int
        package let function: String
        /// The line without what it is indented by.
        package let text: String
    }

    /// The frames of a traceback object, the outermost first.
    package func places(of value: Value) throws -> [Place] {
        try tracebackEntries(value, "a traceback object is required").reversed().compactMap { entry in
            guard let code = entry.code.asCode else { return nil }
            let excerpt = code.source.name == "<string>" ? nil : code.source.excerpt(of: entry.span)
            return Place(
                file: code.source.name, line: code.source.line(at: entry.span.start), function: code.name,
                text: excerpt.map { "\($0.0)" } ?? "")
        }
    }

    private func text(of entries: [TracebackEntry]) -> String {
        var text = ""
        var last: FramePlace?
        var count = 0
        for entry in entries.prefix(Machine.mostFramesShown).reversed() {
            guard let code = entry.code.asCode else { continue }
            let place = FramePlace(
                file: code.source.name, line: code.source.line(at: entry.span.start), function: code.name)
            if place == last {
                count += 1
            } else {
                text += repetition(count)
                count = 1
                last = place
            }
            guard count <= Machine.mostRepetitions else { continue }
            text += "  File \"\(place.file)\", line \(place.line), in \(place.function)\n"
            text += excerpt(code.source, entry.span)
        }
        return text + repetition(count)
    }

    /// The line of source, and what is marked in it. Text given to `exec` or after `-c` is not shown, as in CPython.
    private func excerpt(_ source: Source, _ span: Span) -> String {
        guard source.name != "<string>", let (line, marks) = source.excerpt(of: span), !line.isEmpty else { return "" }
        return "    \(line)\n" + (marks.map { "    \($0)\n" } ?? "")
    }

    private func repetition(_ count: Int) -> String {
        let more = count - Machine.mostRepetitions
        return more > 0 ? "  [Previous line repeated \(more) more time\(more == 1 ? "" : "s")]\n" : ""
    }
}

/// What makes two frames look the same.
private struct FramePlace: Equatable {
    let file: String
    let line: Int
    let function: String
}
