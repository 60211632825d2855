import Lessons
import Terminal

/// How what lessons say looks.
package enum LessonPage {
    /// The lines of a text, without escape codes where `isPlain`.
    package static func lines(_ text: LessonText, columns: Int = 80) -> [StyledText] {
        switch text {
        case .title(let title): return [rule("═", title, columns, Palette.heading)]
        case .heading(let title): return [rule("─", title, columns, Palette.heading)]
        case .prose(let line): return [prose(line)]
        case .remark(let line): return [StyledText(line)]
        case .code(let line): return [StyledText(line.isEmpty ? "" : "    ") + Prompt.styled(line)]
        case .prompt(let typed):
            return typed.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                StyledText(String(line.prefix(4)), Palette.prompt) + Prompt.styled(String(line.dropFirst(4)))
            }
        case .choice(let number, let choice):
            return [StyledText("  \(number)", Palette.prompt) + StyledText("  " + choice)]
        case .hint(let line): return [StyledText(ErrorPage.hintMark + line, Palette.help)]
        case .feedback(let line): return [StyledText(ErrorPage.hintMark + line, Palette.decorator)]
        case .praise(let line): return [StyledText(line, Palette.prompt)]
        case .note(let line): return [StyledText(line, Palette.hint)]
        case .blank: return [""]
        }
    }

    private static func rule(_ mark: Character, _ title: String, _ columns: Int, _ style: Style) -> StyledText {
        let width = max(0, min(columns, 80) - title.count - 5)
        return StyledText("\(mark)\(mark) \(title) " + String(repeating: mark, count: width), style)
    }

    /// The large title of a step: three rows of the terminal's width.
    package static func banner(_ place: String, _ title: String, columns: Int = 80) -> [StyledText] {
        let width = max(20, min(columns, 100))
        let rule = StyledText(String(repeating: "━", count: width), Palette.heading)
        let words = StyledText("  \(place)  ", Palette.prompt) + StyledText(title, Palette.heading)
        return [rule, words, rule, ""]
    }

    /// Headings and what stands in back quotes.
    private static func prose(_ line: String) -> StyledText {
        if line.hasPrefix("#") {
            let title = line.drop { $0 == "#" }.drop { $0 == " " }
            return StyledText(String(title), Palette.heading)
        }
        guard !line.hasPrefix("    ") else { return Prompt.styled(line) }
        var text = StyledText("")
        for (place, part) in line.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            text = text + StyledText(String(part), place % 2 == 1 ? Palette.builtin : .plain)
        }
        return text
    }
}
