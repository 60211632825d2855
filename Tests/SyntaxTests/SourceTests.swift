import Testing

@testable import Syntax

@Suite("Sources") struct SourceTests {
    @Test("lines end with any line end") func lines() {
        let source = Source(name: "f", text: "a\r\nbé\rc\n")
        #expect(source.lineStarts == [0, 3, 7, 9])
        #expect(source.text(ofLine: 2) == "bé")
        #expect(source.text(ofLine: 5) == "")
        #expect(source.position(at: 6) == Position(line: 2, column: 3))
        #expect(source.codePointColumn(at: 6) == 2)
    }
}
