import Testing

@testable import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Styles and colours")
struct StyleTests {
    @Test("The environment decides about colours")
    func support() {
        func detect(_ environment: [String: String], isTerminal: Bool = true) -> ColorSupport {
            ColorSupport.detect(isTerminal: isTerminal) { environment[$0] }
        }
        #expect(detect(["TERM": "xterm"]) == .sixteen)
        #expect(detect(["TERM": "xterm-256color"]) == .palette)
        #expect(detect(["TERM": "xterm-256color", "COLORTERM": "truecolor"]) == .trueColor)
        #expect(detect(["TERM": "xterm-256color"], isTerminal: false) == .none)
        #expect(detect(["TERM": "dumb"]) == .none)
        #expect(detect([:]) == .none)
        #expect(detect(["TERM": "xterm", "NO_COLOR": "1"]) == .none)
        #expect(detect(["TERM": "xterm", "NO_COLOR": ""]) == .sixteen)
    }

    @Test("A style becomes the codes its terminal understands")
    func codes() {
        let style = Style(Palette.magenta, attributes: [.bold, .underline])
        #expect(style.code(.none) == "")
        #expect(style.code(.sixteen) == "\u{1b}[1;4;35m")
        #expect(style.code(.palette) == "\u{1b}[1;4;38;5;133m")
        #expect(style.code(.trueColor) == "\u{1b}[1;4;38;2;175;95;175m")
        #expect(Style(background: Color(red: 255, green: 0, blue: 0, basic: 9)).code(.sixteen) == "\u{1b}[101m")
        #expect(style.paint("x", .none) == "x")
        #expect(Style.plain.paint("x", .palette) == "x")
        #expect(("a" + StyledText("b", Palette.comment)).rendered(.sixteen) == "a\u{1b}[90mb\u{1b}[0m")
    }

    @Test("Every colour of the palette is in the 256 exactly", arguments: Palette.colors)
    func exact(_ color: Color) {
        let index = Int(color.paletteIndex)
        let levels = [0, 95, 135, 175, 215, 255]
        let channels =
            index >= 232
            ? Array(repeating: 8 + 10 * (index - 232), count: 3)
            : [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map { levels[$0] }
        #expect(channels == [Int(color.red), Int(color.green), Int(color.blue)])
    }

    @Test("Every colour of the palette stands out from black and from white", arguments: Palette.colors)
    func contrast(_ color: Color) {
        func linear(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            // WCAG's relative luminance.
            return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        let luminance = 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
        #expect(1.05 / (luminance + 0.05) >= 3.4)
        #expect((luminance + 0.05) / 0.05 >= 3.4)
    }

    @Test("On a dark background colours are lighter, on a light one darker, and a plain theme has none")
    func themes() {
        let style = Style(Color(red: 90, green: 120, blue: 150, basic: 4), attributes: .bold)
        #expect(Theme.color.adapted(style) == style)
        let lighter = Color(red: 145, green: 165, blue: 185, basic: 12)
        #expect(Theme.dark.adapted(style) == Style(lighter, attributes: .bold))
        #expect(Theme.light.adapted(style) == Style(Color(red: 60, green: 80, blue: 100, basic: 4), attributes: .bold))
        #expect(Theme.plain.adapted(StyledText("a", style)) == StyledText("a"))
    }

    @Test("Text is measured, clipped and padded in columns")
    func columns() {
        #expect(CellText.width("aä日e\u{301}") == 5)
        #expect(CellText.clipped("abcdef", 4) == "abc…")
        #expect(CellText.clipped("日本語", 4) == "日…")
        #expect(CellText.clipped("abc", 3) == "abc")
        #expect(CellText.padded("日", 4) == "日  ")
    }
}
