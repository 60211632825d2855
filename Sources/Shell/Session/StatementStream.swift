import Syntax

/// A program that arrives bit by bit, cut into pieces that can run: what a pipe delivers.
///
/// Blocks end by dedent, as in a file; a statement is given out as soon as nothing that follows could belong to it.
package struct StatementStream {
    /// One statement line or block, or what is wrong with it.
    package struct Piece {
        package enum Content {
            case statements([Stmt], Source)
            case wrong(Diagnostic, Source)
        }

        package let content: Content
        /// Comments and blank lines before it.
        package let lead: String
        /// Its text without the last line end.
        package let text: String
        /// The number of lines before it.
        package let line: Int

        /// The first line that is neither blank nor a comment.
        var firstLine: String {
            let lines = text.split(separator: "\n")
            let code = lines.first { $0.contains { $0 != " " && $0 != "\t" && $0 != "\r" } && $0.first != "#" }
            return String(code ?? "")
        }
    }

    private let name: String
    /// What has not been given out yet.
    private var bytes: [UInt8] = []
    /// Reads what of `bytes` ends in a line end; nil when more has come since it was made.
    private var reader: (StatementReader, Source)?
    /// How far `reader`'s pieces were given out.
    private var position = 0
    /// The lines before that.
    private var line = 0
    /// Whether everything has come.
    package private(set) var isFinished = false
    private var hasStarted = false

    /// - Parameter name: what tracebacks call the program.
    package init(name: String) { self.name = name }

    package mutating func append(_ more: [UInt8]) {
        bytes.removeFirst(position)
        position = 0
        bytes += more
        reader = nil
        if !hasStarted, bytes.count >= 3 {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            hasStarted = true
        }
    }

    /// Nothing comes any more: what is unfinished is wrong.
    package mutating func finish() {
        append([])
        isFinished = true
    }

    /// Whether a word is anywhere in what has come and was not given out yet.
    package func holds(_ word: String) -> Bool {
        let word = Array(word.utf8)
        return bytes.indices.contains { bytes[$0] == word.first && bytes[$0...].starts(with: word) }
    }

    /// The next piece; nil if there is none, or none that is sure to be whole.
    package mutating func next() -> Piece? {
        var (reader, source) = self.reader ?? makeReader()
        guard let unit = reader.next() else {
            self.reader = (reader, source)
            return nil
        }
        switch unit {
        case .statements(let body, let numbered, let range):
            let mayGrow = body.last?.isCompound == true || range.upperBound == 0
            if mayGrow, !isFinished, range.upperBound == source.bytes.count { return nil }
            return give(.statements(body, numbered), range, (reader, source))
        case .wrong(let diagnostic, let range):
            if range.isEmpty, range.lowerBound < source.bytes.count {
                return skipUnreadable(diagnostic, from: range.lowerBound, source)
            }
            if !isFinished, range.upperBound == source.bytes.count, mayBecomeRight(source, range) { return nil }
            let numbered = Source(source, firstLineAt: UInt32(truncatingIfNeeded: range.lowerBound))
            return give(.wrong(diagnostic, numbered), range, (reader, source))
        }
    }

    private mutating func give(
        _ content: Piece.Content, _ range: Range<Int>, _ reader: (StatementReader, Source)
    ) -> Piece {
        let lead = min(position, range.lowerBound)..<range.lowerBound
        let piece = Piece(content: content, lead: text(lead), text: text(range), line: line + lineCount(lead))
        line = piece.line + lineCount(range)
        position = range.upperBound
        self.reader = reader
        return piece
    }

    /// Whole lines only, unless nothing more comes.
    private func makeReader() -> (StatementReader, Source) {
        let end = isFinished ? bytes.count : (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        let source = Source(name: name, bytes: Array(bytes[position..<max(position, end)]), isFile: false)
        return (StatementReader(source), source)
    }

    /// A line with bytes that no lexer can read is wrong by itself; reading goes on behind it.
    private mutating func skipUnreadable(_ diagnostic: Diagnostic, from start: Int, _ source: Source) -> Piece {
        let rest = bytes[start...]
        let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
        let lead = min(position, start)..<start
        let piece = Piece(
            content: .wrong(diagnostic, source), lead: text(lead), text: text(start..<end), line: line + lineCount(lead)
        )
        line = piece.line + lineCount(start..<end)
        position = end
        append([])
        return piece
    }

    private func mayBecomeRight(_ source: Source, _ range: Range<Int>) -> Bool {
        var text = source.bytes[range]
        while text.last == UInt8(ascii: "\n") { text.removeLast() }
        if case .incomplete = Parser.interactive(Source(name: name, bytes: Array(text), isFile: false)) { return true }
        return false
    }

    private func lineCount(_ range: Range<Int>) -> Int { bytes[range].count { $0 == UInt8(ascii: "\n") } }

    private func text(_ range: Range<Int>) -> String {
        var text = String(decoding: bytes[range], as: UTF8.self)
        while text.utf8.last == UInt8(ascii: "\n") { text.unicodeScalars.removeLast() }
        return text
    }
}
