import Testing

@testable import Syntax

@Suite("Any text") struct TotalityTests {
    /// Everything that takes text, on one.
    private func exercise(_ bytes: [UInt8]) {
        let source = Source(name: "f", bytes: bytes)
        if let module = try? Parser.parseFile(source) {
            for statement in module.body { _ = source.excerpt(of: statement.span) }
        }
        _ = try? Parser.parseExpression(source)
        if case .wrong(let diagnostic) = Parser.interactive(Source(name: "f", bytes: bytes, isFile: false)) {
            _ = diagnostic.rendered
        }
        var reader = StatementReader(source)
        var position = -1
        while let unit = reader.next() {
            let range =
                switch unit {
                case .statements(_, _, let range), .wrong(_, let range): range
                }
            #expect(range.lowerBound >= position, "reading goes forward")
            position = range.upperBound
        }
        var end = 0
        for piece in Classifier.classify(bytes) {
            #expect(piece.range.lowerBound >= end && piece.range.upperBound <= bytes.count && !piece.range.isEmpty)
            end = piece.range.upperBound
        }
    }

    @Test("random bytes and random pieces of programs trap nothing", arguments: 0..<8)
    func random(_ seed: Int) {
        var generator = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
        let pieces = [
            "(", ")", "[", "]", "{", "}", ":", ",", ";", ".", "=", "+", "**", "->", ":=", "if ", "else ", "for ", "in ",
            "not ",
            "lambda ", "def ", "class ", "return ", "yield ", "from ", "import ", "as ", "with ", "try", "except ",
            "match ", "case ",
            "_", "x", "1", "0x", "1e", "'", "\"", "'''", "f'{", "}'", "f\"\"\"{", "\\", "\n", "\n    ", "\n\t", "\r\n",
            "\r", "\u{0C}",
            "é", "€", "$", "!", "#", "b'", "\\N{", "async ", "await ", "*", "@", "\u{0}",
        ].map { Array($0.utf8) }
        for _ in 0..<120 {
            var bytes: [UInt8] = []
            let isText = generator.next() % 4 > 0
            for _ in 0..<Int(generator.next() % 24) {
                if isText {
                    bytes += pieces[Int(generator.next() % UInt64(pieces.count))]
                } else {
                    bytes.append(UInt8(truncatingIfNeeded: generator.next() >> 13))
                }
            }
            exercise(bytes)
        }
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    @Test("every beginning and every end of the programs trap nothing") func truncated() throws {
        let programs = try Goldens.entries("trees").map(\.program).filter { $0.utf8.count > 120 }
        #expect(!programs.isEmpty)
        for program in programs.prefix(20) {
            let bytes = Array(program.utf8)
            for length in stride(from: 0, through: bytes.count, by: 7) {
                exercise(Array(bytes[..<length]))
                exercise(Array(bytes[length...]))
            }
        }
    }
}
