/// What is wrong with a lesson without running it.
package enum Lints {
    /// All findings in the order of their lines.
    package static func findings(_ lesson: Lesson, _ evaluator: any Evaluator) -> [LessonRun.Finding] {
        var found = blankLines(lesson)
        for step in lesson.steps {
            if step.isExercise {
                if step.hints.isEmpty { found.append(.init(line: step.line, message: "an exercise without a hint")) }
                if step.chunks(.check).isEmpty {
                    found.append(.init(line: step.line, message: "an exercise without an assert"))
                }
                found += revealing(step, evaluator)
            }
            if let question = step.question, question.choices.count == 1 {
                found.append(.init(line: question.line, message: "a question with a single choice"))
            }
            if let question = step.question, question.choices.count > 1, question.answer == nil {
                found.append(.init(line: question.line, message: "a question without a right choice (marked *)"))
            }
        }
        return found.sorted { $0.line < $1.line }
    }

    /// Hints that hold the solution, or the right side of a one-line solution.
    private static func revealing(_ step: Step, _ evaluator: any Evaluator) -> [LessonRun.Finding] {
        let statements = evaluator.statements(step.solution).map { squeezed($0.normal) }
        var secrets = [statements.joined()]
        if statements.count == 1, let only = statements.first, let mark = only.firstIndex(of: "=") {
            secrets.append(String(only[only.index(after: mark)...]))
        }
        secrets.removeAll { $0.count < 8 }
        return step.hints.compactMap { hint in
            let text = squeezed(hint.text)
            guard secrets.contains(where: { text.contains($0) }) else { return nil }
            return .init(line: hint.line, message: "the hint contains the solution")
        }
    }

    private static func squeezed(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }

    /// A prompt ends a block at a blank line, and only there.
    private static func blankLines(_ lesson: Lesson) -> [LessonRun.Finding] {
        var found: [LessonRun.Finding] = []
        var code = CodeState()
        var isInBlock = false
        var blank: Int?
        for (number, text) in lesson.lines {
            if code.isInside {
                code.read(text)
                continue
            }
            if text.allSatisfy(\.isWhitespace) {
                blank = blank ?? number
                continue
            }
            if text.drop(while: \.isWhitespace).first == "#" { continue }
            code.read(text)
            let isIndented = text.first?.isWhitespace == true
            let continues = isIndented || isContinuation(text)
            if isInBlock, continues, let blank {
                found.append(.init(line: blank, message: "a blank line inside of a block: a prompt would end it here"))
            } else if isInBlock, !continues, blank == nil {
                found.append(.init(line: number, message: "a block needs a blank line behind it, as at a prompt"))
            }
            isInBlock = continues || opensBlock(text)
            blank = nil
        }
        return found
    }

    private static func isContinuation(_ line: String) -> Bool {
        let word = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return ["else", "elif", "except", "finally"].contains(word)
    }

    private static func opensBlock(_ line: String) -> Bool {
        let word = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "@" }
        if word == "match" { return LessonParser.trimmed(line[...]).hasSuffix(":") }
        return word.first == "@"
            || ["for", "while", "if", "with", "def", "class", "try", "async"].contains(String(word))
    }
}
