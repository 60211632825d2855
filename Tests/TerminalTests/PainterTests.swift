import PseudoTerminal
import Testing

@testable import Terminal

@Suite("Painting")
struct PainterTests {
    /// Lays out a text behind a prompt.
    static func frame(_ text: String, cursor: Int? = nil, width: Int, continuation: String = "... ") -> Frame {
        var builder = FrameBuilder(width: width)
        builder.put(">>> ")
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if index == cursor { builder.markCursor(before: scalar) }
            builder.put(scalar, .plain)
            if scalar == "\n" { builder.put(StyledText(continuation)) }
        }
        if cursor == nil || cursor == scalars.count { builder.markCursor(before: nil) }
        return builder.frame()
    }

    static func texts(_ frame: Frame) -> [String] {
        frame.rows.map { $0.cells.map(\.text).joined() }
    }

    @Test("Rows break at the width, wide characters whole, and the cursor is where the next character goes")
    func layout() {
        let plain = PainterTests.frame("abcdefgh", width: 10)
        #expect(PainterTests.texts(plain) == [">>> abcdef", "gh"])
        #expect((plain.cursorRow, plain.cursorColumn) == (1, 2))
        let full = PainterTests.frame("abcdef", width: 10)
        #expect(PainterTests.texts(full) == [">>> abcdef", ""])
        #expect((full.cursorRow, full.cursorColumn) == (1, 0))
        #expect(full.rows[0].wraps)
        let wide = PainterTests.frame("abcde日", width: 10)
        #expect(PainterTests.texts(wide) == [">>> abcde ", "日"])
        let block = PainterTests.frame("a:\n\tb", cursor: 1, width: 20)
        #expect(PainterTests.texts(block) == [">>> a:", "...     b"])
        #expect((block.cursorRow, block.cursorColumn) == (0, 5))
        let marks = PainterTests.frame("e\u{301}\u{1}", width: 20)
        #expect(PainterTests.texts(marks) == [">>> e\u{301}^A"])
        #expect(marks.cursorColumn == 7)
    }

    @Test("A narrow window or a long block shows the rows around the cursor")
    func window() {
        let frame = PainterTests.frame((0..<20).map { "line \($0)" }.joined(separator: "\n"), width: 20)
        var top = 0
        let part = frame.window(height: 5, top: &top)
        #expect(top == 15)
        #expect(PainterTests.texts(part).last == "... line 19")
        #expect(part.cursorRow == 4)
    }

    @Test("Whatever is painted after whatever, the screen shows the last frame", arguments: [5, 10, 17, 40])
    func differences(width: Int) {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("ab cde日é\n\t本=(")
        var painter = Painter(support: .none)
        var screen = Screen(columns: width, height: 60)
        var history: [String] = []
        for _ in 0..<300 {
            let text = String((0..<Int.random(in: 0...40, using: &random)).compactMap { _ in alphabet.randomElement() })
            history.append(text)
            let frame = PainterTests.frame(
                text, cursor: Int.random(in: 0...text.unicodeScalars.count), width: width, continuation: ". ")
            screen.feed(painter.update(frame, width: width).utf8)
            var wanted = PainterTests.texts(frame).map { String($0.reversed().drop { $0 == " " }.reversed()) }
            while wanted.last == "" { wanted.removeLast() }
            #expect(screen.lines == wanted, "after \(history.suffix(2).map(\.debugDescription))")
            #expect(screen.cursor == (frame.cursorRow, frame.cursorColumn))
            #expect(screen.unknown.isEmpty)
        }
    }

    @Test("A character typed at the end costs that character")
    func economy() {
        var painter = Painter(support: .palette)
        _ = painter.update(PainterTests.frame("prin", width: 40), width: 40)
        #expect(painter.update(PainterTests.frame("print", width: 40), width: 40) == "t")
        #expect(painter.update(PainterTests.frame("print", cursor: 4, width: 40), width: 40) == "\u{8}")
        #expect(painter.update(PainterTests.frame("print", cursor: 4, width: 40), width: 40) == "")
    }
}
