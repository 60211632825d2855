/// Turns a lesson in Markdown into the lines of the percent notation, each with the number of the line it came from.
///
/// Fenced blocks of Python are steps, named by the heading before them; `<!-- : hint … -->` is `#: hint …` of the block
/// that it stands behind, or else before; everything else is prose.
enum MarkdownReader {
    static func read(_ lines: [LessonParser.Line], path: String) throws(LessonFault) -> [LessonParser.Line] {
        var reader = Reader(path: path)
        for line in lines { try reader.read(line) }
        return try reader.finish()
    }

    private struct Reader {
        let path: String
        var result: [LessonParser.Line] = []
        var prose: [LessonParser.Line] = []
        /// Instructions that came before their block.
        var pending: [LessonParser.Line] = []
        /// The heading that names the next block.
        var heading: String?
        /// The mark that ends the fence, and whether what is in it is code of the lesson.
        var fence: (mark: String, isCode: Bool, line: Int)?
        var followsBlock = false
        /// A comment that goes on over several lines.
        var comment: (line: Int, text: String)?

        init(path: String) { self.path = path }

        mutating func read(_ line: LessonParser.Line) throws(LessonFault) {
            let text = LessonParser.trimmed(line.text[...])
            if let open = fence { return readFenced(line, text, open) }
            if let open = comment { return endComment(open.line, open.text + "\n" + line.text) }
            if text.hasPrefix("<!--") { return endComment(line.number, text) }
            let ticks = text.prefix { $0 == "`" || $0 == "~" }
            if ticks.count >= 3 {
                let language = LessonParser.trimmed(text.dropFirst(ticks.count)).prefix { $0.isLetter || $0.isNumber }
                let isCode = ["", "python", "py", "python3"].contains(language.lowercased())
                fence = (String(ticks), isCode, line.number)
                if isCode { beginBlock(line.number) } else { addProse(line) }
                return
            }
            if text.hasPrefix("#") {
                heading = LessonParser.trimmed(text.drop { $0 == "#" })
                followsBlock = false
            }
            addProse(line)
        }

        private mutating func readFenced(
            _ line: LessonParser.Line, _ text: String, _ open: (mark: String, isCode: Bool, line: Int)
        ) {
            if text.hasPrefix(open.mark), text.allSatisfy({ $0 == open.mark.first }) {
                fence = nil
                if !open.isCode { addProse(line) }
                followsBlock = open.isCode
            } else if open.isCode {
                result.append(line)
            } else {
                addProse(line)
            }
        }

        private mutating func endComment(_ number: Int, _ text: String) {
            guard let end = text.firstRange(of: "-->") else {
                comment = (number, text)
                return
            }
            comment = nil
            let body = LessonParser.trimmed(text[..<end.lowerBound].dropFirst(4))
            guard body.first == ":" else { return }
            for part in body.dropFirst().split(separator: "\n") {
                let line = LessonParser.Line(number: number, text: "#: " + LessonParser.trimmed(part))
                if followsBlock { result.append(line) } else { pending.append(line) }
            }
        }

        private mutating func addProse(_ line: LessonParser.Line) {
            if !line.text.allSatisfy(\.isWhitespace) { followsBlock = false }
            prose.append(line)
        }

        private mutating func flushProse() {
            guard let first = prose.first(where: { !$0.text.allSatisfy(\.isWhitespace) }) else {
                prose = []
                return
            }
            result.append(LessonParser.Line(number: first.number, text: "# %% [markdown]"))
            result += prose.map { LessonParser.Line(number: $0.number, text: "# " + $0.text) }
            prose = []
        }

        private mutating func beginBlock(_ number: Int) {
            dropHeadingFromProse()
            flushProse()
            result.append(LessonParser.Line(number: number, text: "# %% " + (heading ?? "")))
            heading = nil
            result += pending
            pending = []
        }

        /// The heading that names a step is not prose as well, unless it is the lesson's own.
        private mutating func dropHeadingFromProse() {
            guard heading != nil,
                let place = prose.lastIndex(where: { LessonParser.trimmed($0.text[...]).hasPrefix("##") })
            else { return }
            prose.remove(at: place)
        }

        mutating func finish() throws(LessonFault) -> [LessonParser.Line] {
            if let open = fence { throw LessonFault(path: path, line: open.line, "a fence that does not end") }
            if let open = comment { throw LessonFault(path: path, line: open.line, "a comment that does not end") }
            if let lost = pending.first {
                throw LessonFault(path: path, line: lost.number, "an instruction without code behind it")
            }
            flushProse()
            return result
        }
    }
}
