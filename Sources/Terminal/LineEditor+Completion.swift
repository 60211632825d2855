extension LineEditor {
    /// Tab: indents in leading blanks, completes as far as the candidates agree, and lists them the second time.
    func complete(_ line: LineText) {
        guard case .entry = purpose else { return }
        guard !line.linePrefix.allSatisfy(LineText.isSpace) else {
            insert(String(repeating: " ", count: 4 - line.linePrefix.count % 4))
            return
        }
        if listing?.line == line {
            listing?.page += 1
            return
        }
        listing = nil
        let found = delegate.completions(line.string, cursor: line.utf8Cursor)
        let range =
            line.place(
                utf8: found.range.lowerBound)..<max(
                line.place(utf8: found.range.lowerBound), line.place(utf8: found.range.upperBound))
        let common = LineEditor.commonPrefix(found.candidates.map { Array($0.text.unicodeScalars) })
        let typed = line.scalars[range]
        if !common.isEmpty, !common.elementsEqual(typed), found.candidates.count == 1 || common.count >= typed.count {
            replace(range, with: common)
            tabbed = self.line
            return
        }
        guard found.candidates.count > 1 else { return }
        if tabbed == line { listing = Listing(line: line, candidates: found.candidates) }
        tabbed = line
    }

    static func commonPrefix(_ texts: [[Unicode.Scalar]]) -> [Unicode.Scalar] {
        guard var common = texts.first else { return [] }
        for text in texts.dropFirst() {
            common = zip(common, text).prefix { $0 == $1 }.map(\.0)
        }
        return common
    }
}
