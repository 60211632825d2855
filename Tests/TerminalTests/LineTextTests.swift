import Testing

@testable import Terminal

@Suite("Moving in a text")
struct LineTextTests {
    static func line(_ marked: String) -> LineText {
        let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
        var line = LineText(parts.joined())
        line.cursor = parts[0].unicodeScalars.count
        return line
    }

    @Test(
        "Words are letters, digits and underscores",
        arguments: [
            ("a.bc_d = 1|", 9, 10), ("|foo bar", 0, 3), ("foo| bar", 0, 7), ("net.weight|", 4, 10), ("größe|", 0, 5),
            ("((|", 0, 2), ("x = (|y)", 0, 6),
        ])
    func words(_ marked: String, left: Int, right: Int) {
        #expect(LineTextTests.line(marked).wordLeft == left)
        #expect(LineTextTests.line(marked).wordRight == right)
    }

    @Test("Vertical moves keep to the column and stop at the ends")
    func vertical() {
        let line = LineTextTests.line("long line\nab\nlon|g again")
        #expect(line.vertical(-1, column: 3) == 12)
        #expect(line.vertical(1, column: 3) == nil)
        #expect(LineTextTests.line("lon|g\nab").vertical(1, column: 3) == 7)
        #expect(LineTextTests.line("lon|g").vertical(-1, column: 3) == nil)
    }

    @Test("Combining marks move with their letter")
    func combining() {
        #expect(LineTextTests.line("ae\u{301}|").left == 1)
        #expect(LineTextTests.line("a|e\u{301}b").right == 3)
        #expect(LineTextTests.line("|").left == 0)
        #expect(LineTextTests.line("a|").right == 1)
    }

    @Test("Places and UTF-8 offsets agree")
    func offsets() {
        let line = LineTextTests.line("gr日😀|x")
        #expect(line.utf8Cursor == 9)
        #expect(line.place(utf8: 9) == 4)
        #expect(line.place(utf8: 100) == 5)
        #expect(line.place(utf8: 3) == 2)
    }

    @Test("Blank lines at the end are no part of an entry")
    func trimming() {
        #expect(LineEditor.trimmed("if a:\n    b\n    ") == "if a:\n    b")
        #expect(LineEditor.trimmed("a  ") == "a  ")
        #expect(LineEditor.trimmed("  ") == "  ")
        #expect(LineEditor.trimmed("\n\n") == "")
    }

    @Test("A pattern is found from the right; capitals count only when typed")
    func searching() {
        #expect(Search.place(of: "foo", in: "foo Foo") == 4)
        #expect(Search.place(of: "Foo", in: "foo Foo foo") == 4)
        #expect(Search.place(of: "bar", in: "foo") == nil)
        #expect(Search.place(of: "", in: "") == 0)
    }

    @Test("Undo goes back a word at a time")
    func undoing() {
        var undo = UndoStack()
        for end in 1...7 { undo.note(LineText(String("abc def".prefix(end)))) }
        #expect(undo.back()?.string == "abc ")
        #expect(undo.back()?.string == "abc")
        #expect(undo.back()?.string == "")
        #expect(undo.back() == nil)
    }

    @Test("A user's file is sorted into modes, bindings and the sequences they take")
    func configuration() {
        let configuration = EditorConfiguration(
            """
            # mine
            bind "\\e[A" ed-prev-history
              bind -v

            edit off
            gradus:bind ^[OH x
            mysql:bind "\\e[B" y
            *:bind ^T ed-next-char
            :
            """, program: "gradus")
        #expect(configuration.modes == ["bind -v"])
        #expect(
            configuration.bindings == ["bind \"\\e[A\" ed-prev-history", "bind ^[OH x", "bind ^T ed-next-char"])
        #expect(configuration.sequences == ["[A", "OH"])
    }
}
