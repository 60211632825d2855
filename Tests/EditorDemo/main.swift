/// The smallest program around a `LineEditor`, for the pseudo-terminal tests: it prints back what was entered.
/// Its language: brackets and lines that end in `:` go on, an empty line ends a block, `!!` is wrong.
import Terminal

final class Demo: LineEditorDelegate {
    let output = Output(1)
    let history: History

    init(history: String?) { self.history = History(path: history) }

    var prompt: StyledText { StyledText(">>> ", Palette.prompt) }
    var continuationPrompt: StyledText { StyledText("... ", Palette.prompt) }

    func isComplete(_ text: String) -> Completeness {
        if text.contains("!!") { return .wrong }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let last = lines.last ?? ""
        let indent = last.prefix { $0 == " " }.count
        let open = text.filter { "([{".contains($0) }.count - text.filter { ")]}".contains($0) }.count
        if open > 0 { return .incomplete(indent: 4) }
        let isBlank = last.allSatisfy(\.isWhitespace)
        if last.hasSuffix(":") { return .incomplete(indent: indent + 4) }
        return lines.contains { $0.hasSuffix(":") } && !isBlank && indent > 0 ? .incomplete(indent: indent) : .complete
    }

    func completions(_ text: String, cursor: Int) -> Completions {
        let word = text.utf8.prefix(cursor).reversed().prefix {
            $0 == 95 || $0 > 127 || ($0 | 32) >= 97 && ($0 | 32) <= 122
        }
        let range = (cursor - word.count)..<cursor
        let typed = String(decoding: word.reversed(), as: UTF8.self)
        let names = [
            ("weight", "Parameter (3, 2)"), ("weird", "str"), ("bias", "Parameter (3,)"), ("größe", "int"),
            ("print", "print(*args)"),
        ]
        let found = names.filter { $0.0.hasPrefix(typed) }
        return Completions(range: range, found.map { Candidate($0.0, detail: $0.1) })
    }

    func highlight(_ text: String) -> [Highlight] {
        var found: [Highlight] = []
        var offset = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let length = word.utf8.count
            if word == "for" || word == "if" { found.append(Highlight(offset..<(offset + length), Palette.keyword)) }
            offset += length + 1
        }
        return found
    }

    func hint(_ text: String, cursor: Int) -> Hint? {
        if text == "Linear(" { return Hint("in_features, out_features", accepted: "") }
        return history.latest(startingWith: text).map { Hint(String($0.dropFirst(text.count))) }
    }

    func run() {
        guard let editor = LineEditor(output: output, history: history, delegate: self) else {
            print("no terminal")
            return
        }
        while true {
            switch editor.readEntry() {
            case .entry("quit"): return
            case .entry("spin"):
                while Interrupts.flag.pointee == 0 {}
                output.write(Interrupts.take() ? "stopped\n" : "")
            case .entry("ask"):
                output.write("\(editor.readLine(prompt: "name? "))\n")
            case .entry("half"):
                output.write("so far ")
                output.write("\(editor.readLine(prompt: "name? "))\n")
            case .entry("partial"): output.write("no newline")
            case .entry("crash"): fatalError("as asked")
            case .entry(let text): output.write(text.isEmpty ? "" : "= \(text.debugDescription)\n")
            case .interrupted: output.write("KeyboardInterrupt\n")
            case .endOfInput:
                output.write("bye\n")
                return
            }
        }
    }
}

let path = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : nil
let demo = Demo(history: path)
demo.run()
demo.output.flush()
