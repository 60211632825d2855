/// A program's text with its name: what spans point into.
///
/// The bytes are kept exactly as given, except that a leading byte order mark is dropped.
package final class Source: Sendable {
    /// What tracebacks call it: a path, `<stdin>`, `<string>`.
    package let name: String
    /// Whether it was read from a file: CPython places what is wrong at the very end of a file and of a string differently.
    package let isFile: Bool
    /// The text in UTF-8, possibly invalid (the lexer says so).
    package let bytes: [UInt8]
    /// Lines of `bytes` before the one that counts as line 1 (a statement read from a pipe counts from its own first line).
    package let lineOffset: Int
    /// Byte offset of the first byte of each line; lines end with `\n`, `\r\n` or `\r`.
    package let lineStarts: [UInt32]

    package init(name: String, bytes: [UInt8], isFile: Bool = true) {
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        let kept = hasMark ? Array(bytes.dropFirst(3)) : bytes
        self.name = name
        self.isFile = isFile
        self.bytes = kept
        lineOffset = 0
        lineStarts = Source.findLines(kept)
    }

    /// The same text, no longer as a file, with the line that holds `offset` counted as line 1. Shares all storage.
    package init(_ whole: Source, firstLineAt offset: UInt32) {
        name = whole.name
        isFile = false
        bytes = whole.bytes
        lineStarts = whole.lineStarts
        lineOffset = whole.lineIndex(at: offset)
    }

    /// A text that is no file: typed, or given to `exec` and `eval`.
    package convenience init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8), isFile: false)
    }

    /// A text whose first line counts as `firstLine`: an f-string's expression by itself.
    init(name: String, text: String, firstLine: Int) {
        self.name = name
        isFile = false
        bytes = Array(text.utf8)
        lineOffset = 1 - firstLine
        lineStarts = Source.findLines(bytes)
    }

    private static func findLines(_ bytes: [UInt8]) -> [UInt32] {
        var starts: [UInt32] = [0]
        starts.reserveCapacity(bytes.count / 24 + 1)
        bytes.withUnsafeBufferPointer { text in
            var offset = 0
            while offset < text.count {
                let byte = text[offset]
                offset += 1
                if byte == UInt8(ascii: "\n") {
                    starts.append(UInt32(truncatingIfNeeded: offset))
                } else if byte == UInt8(ascii: "\r"), offset == text.count || text[offset] != UInt8(ascii: "\n") {
                    starts.append(UInt32(truncatingIfNeeded: offset))
                }
            }
        }
        return starts
    }

    /// Index into `lineStarts` of the line that holds the byte at `offset`; any offset is accepted.
    private func lineIndex(at offset: UInt32) -> Int {
        var low = 0
        var high = lineStarts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// Byte offset at which the line of the byte at `offset` starts.
    package func lineStart(at offset: UInt32) -> UInt32 {
        lineStarts[lineIndex(at: offset)]
    }

    /// 1-based number of the line that holds the byte at `offset`; any offset is accepted.
    package func line(at offset: UInt32) -> Int {
        lineIndex(at: offset) + 1 - lineOffset
    }

    /// Line and UTF-8 column of a byte offset: `ast`'s `lineno` and `col_offset`.
    package func position(at offset: UInt32) -> Position {
        let index = lineIndex(at: offset)
        return Position(line: index + 1 - lineOffset, column: Int(offset) - Int(lineStarts[index]))
    }

    /// The text of a 1-based line without its line end; empty outside the source.
    package func text(ofLine line: Int) -> String {
        String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
    }

    /// Byte range of a 1-based line without its line end; empty outside the source.
    package func range(ofLine line: Int) -> Range<Int> {
        let index = line - 1 + lineOffset
        guard index >= 0, index < lineStarts.count else { return bytes.count..<bytes.count }
        let start = Int(lineStarts[index])
        var end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count
        while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// The text a span covers, clamped to the source.
    package func text(of span: Span) -> String {
        let end = min(Int(span.end), bytes.count)
        return String(decoding: bytes[min(Int(span.start), end)..<end], as: UTF8.self)
    }

    /// How many code points precede `offset` on its line: the column carets are drawn at.
    package func codePointColumn(at offset: UInt32) -> Int {
        codePoints(from: Int(lineStart(at: offset)), to: Int(offset))
    }

    /// How many code points start in a byte range, clamped to the source.
    func codePoints(from start: Int, to end: Int) -> Int {
        var count = 0
        for index in start..<max(start, min(end, bytes.count)) where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
