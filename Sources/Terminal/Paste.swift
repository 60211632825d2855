/// What becomes of pasted text before it reaches the line.
package enum Paste {
    /// Text as pasted, made fit for the line: newlines are `\n` and control characters other than tabs are dropped.
    /// The terminal swaps CR and LF while a line is edited, so a CRLF may arrive the other way round.
    package static func normalized(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            let pair = scalar == "\r" && previous == "\n" || scalar == "\n" && previous == "\r"
            if scalar == "\r" || scalar == "\n" {
                if !pair { result.append("\n") }
                previous = pair ? " " : scalar
                continue
            }
            previous = scalar
            if scalar == "\t" || scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value) { result.append(scalar) }
        }
        return String(result)
    }

    /// A pasted transcript becomes the program that was typed: `>>> `, `... `, `In [3]: ` and `   ...: ` go, and so do
    /// the outputs between them. Anything else, docstrings with examples included, is left as it is.
    package static func clean(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard isTranscript(lines) else { return text }
        var kept: [Substring] = []
        var inEntry = true
        for (number, line) in lines.enumerated() {
            if let code = afterPrompt(line) {
                inEntry = true
                if !code.isEmpty { kept.append(code) }
            } else if inEntry, let code = afterContinuation(line) {
                kept.append(code)
            } else if number == 0, !line.allSatisfy(\.isWhitespace) {
                kept.append(line)
            } else {
                inEntry = false
            }
        }
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.joined(separator: "\n") + (text.hasSuffix("\n") ? "\n" : "")
    }

    /// The first line with text has a prompt; or the second has, the first having been copied from behind its own.
    private static func isTranscript(_ lines: [Substring]) -> Bool {
        let texts = lines.filter { !$0.allSatisfy(\.isWhitespace) }
        guard let first = texts.first else { return false }
        if afterPrompt(first) != nil { return true }
        guard texts.count > 1, !String(first).utf8Contains("\"\"\""), !String(first).utf8Contains("'''") else {
            return false
        }
        return texts[1].first?.isWhitespace == false && afterPrompt(texts[1]) != nil
    }

    private static func afterPrompt(_ line: Substring) -> Substring? {
        let line = line.drop { $0 == " " || $0 == "\t" }
        if let code = after(">>>", line) { return code }
        guard line.hasPrefix("In [") else { return nil }
        let rest = line.dropFirst(4).drop { $0.isASCII && $0.isNumber }
        return after("]:", rest)
    }

    private static func afterContinuation(_ line: Substring) -> Substring? {
        let line = line.drop { $0 == " " || $0 == "\t" }
        return after("...:", line) ?? after("...", line)
    }

    /// What stands behind `mark` and one space; `mark` alone on its line counts too.
    private static func after(_ mark: String, _ line: Substring) -> Substring? {
        guard line.hasPrefix(mark) else { return nil }
        let rest = line.dropFirst(mark.count)
        if rest.isEmpty { return rest }
        return rest.first == " " ? rest.dropFirst() : nil
    }
}
