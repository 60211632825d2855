// `#: word …` and the headers of steps.
extension LessonParser {
    mutating func readInstruction(_ text: String, _ number: Int) throws(LessonFault) {
        if step == nil { step = Step(title: "", line: number) }
        if text.first == "-" { return try readChoice(text, number) }
        let word = String(text.prefix { !$0.isWhitespace })
        let rest = LessonParser.trimmed(text.dropFirst(word.count))
        switch word {
        case "": throw fault(number, "'#:' without an instruction")
        case "note":
            let text = try needed(rest, "note", "TEXT", number)
            step?.notes.append(Step.Remark(line: number, text: text))
        case "hint":
            let text = try needed(rest, "hint", "TEXT", number)
            step?.hints.append(Step.Remark(line: number, text: text))
        case "predict":
            guard step?.question == nil else { throw fault(number, "a second question in one step") }
            let text = try needed(rest, "predict", "QUESTION", number)
            step?.question = Step.Question(line: number, text: text)
            takesChoices = true
        case "if":
            let (condition, message) = try arrow(rest, "#: if EXPRESSION -> MESSAGE", number)
            step?.replies.append(Step.Reply(line: number, condition: condition, message: message))
        case "on-error":
            let form = "#: on-error \"PART OF THE MESSAGE\" -> MESSAGE"
            let (quoted, message) = try arrow(rest, form, number)
            guard quoted.count > 2, let mark = quoted.first, mark == "\"" || mark == "'", quoted.last == mark else {
                throw fault(number, "it should be: \(form)")
            }
            let part = String(quoted.dropFirst().dropLast())
            step?.errorReplies.append(Step.Reply(line: number, condition: part, message: message))
        case "fails":
            try mustStandAlone(rest, "fails", number)
            markFails()
        case "about":
            try mustStandAlone(rest, "about", number)
            markAbout()
        default:
            guard step?.isProse != true else { throw fault(number, "'#: \(word)' in a step of prose") }
            try addPicture(text, number)
        }
    }

    private func needed(_ rest: String, _ word: String, _ what: String, _ number: Int) throws(LessonFault) -> String {
        guard !rest.isEmpty else { throw fault(number, "it should be: #: \(word) \(what)") }
        return rest
    }

    private func mustStandAlone(_ rest: String, _ word: String, _ number: Int) throws(LessonFault) {
        guard rest.isEmpty else { throw fault(number, "'#: \(word)' takes nothing behind it") }
    }

    /// The two sides of the last ` -> ` that stands outside of quotes.
    private func arrow(_ text: String, _ form: String, _ number: Int) throws(LessonFault) -> (String, String) {
        var quote: Character?
        var place = text.startIndex
        while place < text.endIndex {
            let character = text[place]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if text[place...].hasPrefix("->") {
                let left = LessonParser.trimmed(text[..<place])
                let right = LessonParser.trimmed(text[place...].dropFirst(2))
                guard !left.isEmpty, !right.isEmpty else { break }
                return (left, right)
            }
            place = text.index(after: place)
        }
        throw fault(number, "it should be: \(form)")
    }

    /// `- text`, with a star behind the right one.
    private mutating func readChoice(_ text: String, _ number: Int) throws(LessonFault) {
        guard takesChoices, step?.question != nil else { throw fault(number, "a choice without '#: predict' above it") }
        var choice = LessonParser.trimmed(text.dropFirst())
        if choice.hasSuffix("*") {
            choice = LessonParser.trimmed(choice.dropLast())
            guard step?.question?.answer == nil else { throw fault(number, "a second right choice in one question") }
            let place = step?.question?.choices.count
            step?.question?.answer = place
        }
        guard !choice.isEmpty else { throw fault(number, "an empty choice") }
        step?.question?.choices.append(choice)
    }

    // MARK: Headers

    /// `Title [markdown] tags=["exercise"] id="name"`, as Jupytext writes it.
    func readHeader(_ text: String, _ number: Int) throws(LessonFault) -> Step {
        var step = Step(title: "", line: number)
        var rest = text[...]
        var title = ""
        while let first = rest.first {
            if rest.hasPrefix("[markdown]") || rest.hasPrefix("[md]") {
                step.isProse = true
                rest = rest.drop { $0 != "]" }.dropFirst()
            } else if title.isEmpty || title.last == " ", let (key, value, after) = try option(rest, number) {
                switch key {
                case "tags": step.tags = value
                case "id", "name": step.id = value.first
                default: break
                }
                rest = after
            } else {
                title.append(first)
                rest = rest.dropFirst()
            }
        }
        step.title = LessonParser.trimmed(title[...])
        return step
    }

    /// `key="value"` or `key=["a", "b"]` at the start of a text; nil if something else stands there.
    private func option(
        _ text: Substring, _ number: Int
    ) throws(LessonFault) -> (key: String, values: [String], rest: Substring)? {
        let key = text.prefix { $0.isLetter || $0 == "_" }
        var rest = text.dropFirst(key.count)
        guard !key.isEmpty, rest.first == "=", let mark = rest.dropFirst().first, mark == "[" || mark == "\"" else {
            return nil
        }
        rest = rest.dropFirst()
        guard mark == "[" else {
            guard let (value, after) = quoted(rest) else { throw fault(number, "\(key)=\" without its second quote") }
            return (String(key), [value], after)
        }
        rest = rest.dropFirst()
        var values: [String] = []
        while true {
            rest = rest.drop { $0 == " " || $0 == "," }
            if rest.first == "]" { return (String(key), values, rest.dropFirst()) }
            guard let (value, after) = quoted(rest) else {
                throw fault(number, "it should be: \(key)=[\"one\", \"another\"]")
            }
            values.append(value)
            rest = after
        }
    }

    private func quoted(_ text: Substring) -> (String, Substring)? {
        guard text.first == "\"", let end = text.dropFirst().firstIndex(of: "\"") else { return nil }
        return (String(text.dropFirst()[..<end]), text[text.index(after: end)...])
    }
}
