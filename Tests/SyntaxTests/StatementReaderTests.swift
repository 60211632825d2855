import Testing

@testable import Syntax

@Suite("From a pipe") struct StatementReaderTests {
    /// `n: text` for statements starting on line n of the text, `n! message (line)` for wrong ones.
    private func read(_ bytes: [UInt8]) -> [String] {
        var reader = StatementReader(Source(name: "<stdin>", bytes: bytes))
        var result: [String] = []
        while let unit = reader.next() {
            let whole = Source(name: "<stdin>", bytes: bytes)
            switch unit {
            case .statements(let body, let source, let range):
                let line = whole.line(at: UInt32(range.lowerBound))
                let first = body[0].span.start
                #expect(source.line(at: first) == 1, "lines count from the statement's own")
                result.append("\(line): \(source.text(of: Span(start: first, end: body[body.count - 1].span.end)))")
            case .wrong(let diagnostic, let range):
                let line = whole.line(at: UInt32(range.lowerBound))
                result.append("\(line)! \(diagnostic.message) (\(diagnostic.place?.line ?? 0))")
            }
        }
        return result
    }

    private func read(_ text: String) -> [String] { read(Array(text.utf8)) }

    @Test("statements come one by one, blocks as in a file") func blocks() {
        let text = "x = 1; y = 2\n\n# c\ndef f():\n    a\n\n    b\nz\nif x:\n    y\nelse:\n    w"
        #expect(
            read(text) == [
                "1: x = 1; y = 2", "4: def f():\n    a\n\n    b", "8: z", "9: if x:\n    y\nelse:\n    w",
            ])
    }

    @Test("a wrong statement is told once and skipped") func wrong() {
        let text = "a\nx = = 1\nb\ndef f():\n  y = = 2\n  z\n  w\nc\nif x\n  y\nelse:\n  z\nd\n"
        #expect(
            read(text) == [
                "1: a", "2! invalid syntax (1)", "3: b", "4! invalid syntax (2)", "8: c", "9! expected ':' (1)",
                "13: d",
            ])
    }

    @Test("reading goes on after the line on which a statement is wrong, as in CPython") func resumes() {
        #expect(read("if True:\nprint(1)\nprint(2)\n").last == "3: print(2)")
        #expect(
            read("x = (1,\ny = 2\nz\n") == [
                "1! invalid syntax. Maybe you meant '==' or ':=' instead of '='? (2)", "3: z",
            ])
        #expect(read("print('a\nb\n") == ["1! unterminated string literal (detected at line 1) (1)", "2: b"])
        #expect(read("x = (1,\n2\n") == ["1! '(' was never closed (1)"])
    }

    @Test("bytes that are no text end the reading after the lines before them") func encoding() {
        #expect(read(Array("a\nb\n".utf8) + [0xFF] + Array("\nc\n".utf8)).prefix(2) == ["1: a", "2: b"])
        #expect(
            read(Array("a\n\u{0}b\n".utf8))
                == ["1: a", "3! source code cannot contain null bytes (2)"].map { $0.replacing("3!", with: "2!") })
    }

    @Test(
        "many wrong statements take no longer than the same many right ones would",
        arguments: ["(\n", "'''\n", "x y\n", "if\n", "[1, (\n", "}\n", "\\\n"])
    func linear(_ line: String) {
        let text = String(repeating: line, count: 4_000)
        #expect(!read(text).isEmpty)
    }
}
