/// Reads lessons in the percent notation, line by line. It knows nothing of the language but comments, strings and
/// brackets. Lessons in Markdown are turned into the same lines first.
package struct LessonParser {
    /// A line as the parser sees it, with its number in the file.
    struct Line {
        let number: Int
        let text: String
    }

    private let path: String
    /// Whether a word behind `#:` is a command of the shell.
    private let isCommand: (String) -> Bool
    var steps: [Step] = []
    var step: Step?
    /// The chunk being read, which marks belong to.
    private var chunk: Chunk?
    /// Marks that stand before code are about all of the step that follows.
    private var failsBelow = false
    private var isAboutBelow = false
    private var solutionStart: Int?
    /// Whether a solution has ended, or an assertion was read: what follows is the check.
    private var isPastWork = false
    private var code = CodeState()
    var takesChoices = false

    /// Reads a lesson.
    /// - Parameters:
    ///   - path: how messages call the file; one that ends in `.md` is Markdown.
    ///   - isCommand: whether a word is a command of the shell, which `#:` may give.
    package static func parse(
        _ text: String, path: String, isCommand: @escaping (String) -> Bool = { _ in true }
    ) throws(LessonFault) -> Lesson {
        var parser = LessonParser(path: path, isCommand: isCommand)
        var lines = LessonParser.lines(text)
        guard lines.contains(where: { !$0.text.allSatisfy(\.isWhitespace) }) else {
            throw LessonFault(path: path, "the file is empty")
        }
        if path.hasSuffix(".md") { lines = try MarkdownReader.read(lines, path: path) }
        return try parser.read(lines)
    }

    /// Whether a text has steps of a lesson: anything else that is piped is an ordinary program.
    package static func isLesson(_ text: String) -> Bool {
        var code = CodeState()
        for line in lines(text) {
            if !code.isInside, case .cell = mark(line.text) { return true }
            code.read(line.text)
        }
        return false
    }

    /// Whether a text that has not come whole begins as lessons do, with a step or Jupytext's metadata.
    package static func beginsLesson(_ bytes: [UInt8]) -> Bool {
        let first = lines(String(decoding: bytes.prefix(200), as: UTF8.self)).first {
            !$0.text.allSatisfy(\.isWhitespace)
        }
        guard let first else { return false }
        return first.text.hasPrefix("# %%") || first.text.hasPrefix("#%%") || first.text == "# ---"
    }

    private init(path: String, isCommand: @escaping (String) -> Bool) {
        self.path = path
        self.isCommand = isCommand
    }

    static func lines(_ text: String) -> [Line] {
        var text = text
        if text.hasPrefix("\u{feff}") { text.unicodeScalars.removeFirst() }
        let bytes = Array(text.utf8)
        return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().map {
            var line = $0.element
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            return Line(number: $0.offset + 1, text: String(decoding: line, as: UTF8.self))
        }
    }

    func fault(_ line: Int, _ message: String) -> LessonFault { LessonFault(path: path, line: line, message) }

    // MARK: Lines

    private enum Mark {
        case cell(String)
        case output(String)
        case instruction(String)
        case solution(begins: Bool)
    }

    private static func mark(_ line: String) -> Mark? {
        guard line.hasPrefix("#") else { return nil }
        if line.hasPrefix("# %%") || line.hasPrefix("#%%") {
            let rest = line.drop { $0 == "#" || $0 == " " }.dropFirst(2)
            // `# %%%` is no cell, and `# %%time` a command.
            guard rest.first == nil || rest.first == " " else { return nil }
            return .cell(trimmed(rest))
        }
        if line.hasPrefix("#>") { return .output(String(line.dropFirst(line.hasPrefix("#> ") ? 3 : 2))) }
        if line.hasPrefix("#:") { return .instruction(trimmed(line.dropFirst(2))) }
        switch trimmed(line[...]) {
        case "### BEGIN SOLUTION": return .solution(begins: true)
        case "### END SOLUTION": return .solution(begins: false)
        default: return nil
        }
    }

    private mutating func read(_ lines: [Line]) throws(LessonFault) -> Lesson {
        for line in lines.dropFirst(LessonParser.headerCount(lines)) { try read(line) }
        if let start = solutionStart { throw fault(start, "BEGIN SOLUTION without END SOLUTION") }
        endStep()
        guard steps.contains(where: { $0.chunks.contains { !$0.lines.isEmpty } }) else {
            throw LessonFault(path: path, "there is no code in it: a lesson has steps that begin with '# %%'")
        }
        return Lesson(path: path, title: title, steps: steps, lines: lines.map { ($0.number, $0.text) })
    }

    /// Lines of metadata that Jupytext writes before everything else.
    private static func headerCount(_ lines: [Line]) -> Int {
        guard lines.first?.text == "# ---", let end = lines.dropFirst().firstIndex(where: { $0.text == "# ---" }) else {
            return lines.first?.text.hasPrefix("#!") == true ? 1 : 0
        }
        return end + 1
    }

    private mutating func read(_ line: Line) throws(LessonFault) {
        if code.isInside, step?.isProse != true {
            chunk?.lines.append(line.text)
            code.read(line.text)
            return
        }
        switch LessonParser.mark(line.text) {
        case .cell(let header):
            if let start = solutionStart { throw fault(start, "BEGIN SOLUTION without END SOLUTION") }
            endStep()
            step = try readHeader(header, line.number)
        case .output(let text): try readOutput(text, line.number)
        case .instruction(let text):
            if text.first != "-" { takesChoices = false }
            try readInstruction(text, line.number)
        case .solution(let begins): try readSolution(begins, line.number)
        case nil: try readText(line)
        }
    }

    private mutating func readText(_ line: Line) throws(LessonFault) {
        if step == nil {
            guard !line.text.allSatisfy(\.isWhitespace) else { return }
            step = Step(title: "", line: line.number)
        }
        if step?.isProse == true { return try readProse(line) }
        let isBlank = line.text.allSatisfy(\.isWhitespace)
        if isBlank {
            if chunk?.expected == nil, chunk?.lines.isEmpty == false { chunk?.lines.append(line.text) }
        } else if line.text.hasPrefix("#") {
            readRemark(line)
        } else {
            readCode(line)
        }
    }

    private mutating func readProse(_ line: Line) throws(LessonFault) {
        guard line.text.hasPrefix("#") else {
            guard line.text.allSatisfy(\.isWhitespace) else {
                throw fault(line.number, "code in a step of prose: prose lines begin with '#'")
            }
            return
        }
        step?.prose.append(String(line.text.dropFirst(line.text.hasPrefix("# ") ? 2 : 1)))
    }

    private mutating func readRemark(_ line: Line) {
        let text = String(line.text.dropFirst(line.text.hasPrefix("# ") ? 2 : 1))
        if chunk?.expected == nil, let last = chunk?.lines.last?.first, last.isWhitespace || last == "@" {
            // Between the lines of a block it may only be part of it.
            chunk?.lines.append(line.text)
            return
        }
        endChunk()
        if case .remark(let before) = step?.items.last {
            step?.items.removeLast()
            step?.items.append(.remark(Step.Remark(line: before.line, text: before.text + "\n" + text)))
        } else {
            step?.items.append(.remark(Step.Remark(line: line.number, text: text)))
        }
    }

    // MARK: Code

    private mutating func readCode(_ line: Line) {
        code.read(line.text)
        if line.text.hasPrefix("assert "), solutionStart == nil { isPastWork = true }
        let part: Chunk.Part = solutionStart != nil ? .solution : isPastWork ? .check : .given
        if let open = chunk, open.part == part, open.expected == nil, !isSettled, !open.lines.isEmpty {
            chunk?.lines.append(line.text)
            return
        }
        endChunk()
        var new = Chunk(part: part, line: line.number, lines: [line.text])
        new.fails = failsBelow
        new.isAbout = isAboutBelow
        chunk = new
    }

    /// Whether marks have closed the chunk: further code belongs to the next.
    private var isSettled: Bool {
        guard let chunk else { return false }
        return chunk.fails != failsBelow || chunk.isAbout != isAboutBelow || !chunk.pictures.isEmpty
    }

    private mutating func readOutput(_ text: String, _ number: Int) throws(LessonFault) {
        guard step?.isProse != true else { throw fault(number, "'#>' in a step of prose") }
        guard chunk != nil || reopenChunk(), chunk?.lines.isEmpty == false else {
            throw fault(number, "'#>' without code above it")
        }
        if chunk?.expected == nil { chunk?.expected = [] }
        chunk?.expected?.append(Step.Remark(line: number, text: text))
    }

    /// Goes on with the chunk before remarks that stand between code and its output.
    private mutating func reopenChunk() -> Bool {
        guard let items = step?.items,
            let place = items.lastIndex(where: { if case .chunk = $0 { true } else { false } }),
            case .chunk(let last) = items[place]
        else { return false }
        guard place == items.count - 1 || last.expected == nil else { return false }
        step?.items.remove(at: place)
        chunk = last
        return true
    }

    private mutating func readSolution(_ begins: Bool, _ number: Int) throws(LessonFault) {
        guard step != nil, step?.isProse == false else { throw fault(number, "a solution outside of a step of code") }
        if begins {
            if solutionStart != nil { throw fault(number, "BEGIN SOLUTION inside of a solution") }
            solutionStart = number
        } else {
            guard solutionStart != nil else { throw fault(number, "END SOLUTION without BEGIN SOLUTION") }
            endChunk()
            guard step?.chunks(.solution).isEmpty == false else { throw fault(number, "the solution is empty") }
            solutionStart = nil
            isPastWork = true
        }
        endChunk()
    }

    // MARK: Marks of code

    /// `fails`, `about` and pictures belong to the code above them, else to the code below.
    mutating func markFails() { if chunk != nil { chunk?.fails = true } else { failsBelow = true } }

    mutating func markAbout() { if chunk != nil { chunk?.isAbout = true } else { isAboutBelow = true } }

    mutating func addPicture(_ text: String, _ number: Int) throws(LessonFault) {
        let word = String(text.prefix { !$0.isWhitespace })
        guard isCommand(word) else { throw fault(number, "'#: \(word)' is no instruction") }
        // At the start of a step it shows what earlier steps have made.
        if chunk == nil, !reopenChunk() { chunk = Chunk(part: .given, line: number, lines: []) }
        chunk?.pictures.append(Step.Remark(line: number, text: text))
    }

    // MARK: Ends

    private mutating func endChunk() {
        if let chunk { step?.items.append(.chunk(chunk)) }
        chunk = nil
    }

    private mutating func endStep() {
        endChunk()
        if let step, !step.isEmpty { steps.append(step) }
        step = nil
        code = CodeState()
        failsBelow = false
        isAboutBelow = false
        isPastWork = false
        takesChoices = false
    }

    /// The first heading, else the first step's title, else the file's name.
    private var title: String {
        for line in steps.filter(\.isProse).flatMap(\.prose) where line.hasPrefix("#") {
            return LessonParser.trimmed(line.drop { $0 == "#" })
        }
        return steps.lazy.map(\.title).first { !$0.isEmpty } ?? Lesson.name(ofPath: path)
    }

    static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension Step {
    fileprivate var isEmpty: Bool {
        items.isEmpty && prose.allSatisfy { $0.allSatisfy(\.isWhitespace) } && title.isEmpty && notes.isEmpty
    }
}
