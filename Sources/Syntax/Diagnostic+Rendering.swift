extension Diagnostic {
    /// What CPython prints for it, without a line end after the last line:
    ///
    ///       File "<stdin>", line 1
    ///         x = = 1
    ///             ^
    ///     SyntaxError: invalid syntax
    package var rendered: String {
        guard let place else { return "\(kind.rawValue): \(message)" }
        return "  File \"\(file)\", line \(place.line)\n" + place.excerpt(hasRange: kind == .syntaxError)
            + "\(kind.rawValue): \(message)"
    }
}

extension Diagnostic.Place {
    /// The line and the carets under it, indented by four. CPython marks a range only for a SyntaxError proper.
    fileprivate func excerpt(hasRange: Bool) -> String {
        var line = Array(text.unicodeScalars)
        if line.last == "\n" { line.removeLast() }
        var end = endOffset
        if endLine > self.line { end = line.count + 1 }
        let indent = line.prefix { $0 == " " || $0 == "\t" || $0 == "\u{0C}" }.count
        var result = "    "
        result.unicodeScalars.append(contentsOf: line[indent...])
        result += "\n"
        // Nothing is under what is left of the text. (CPython measures in bytes what it counts in characters.)
        let length = line[indent...].reduce(0) { $0 + UTF8.width($1) }
        let column = min(offset - 1 - indent, length)
        guard column >= 0 else { return result }
        let carets = hasRange && end > 0 && end > offset ? end - offset : 1
        return result + String(repeating: " ", count: 4 + column) + String(repeating: "^", count: carets) + "\n"
    }
}
