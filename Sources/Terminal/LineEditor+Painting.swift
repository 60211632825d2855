/// A text with its styles, one for each scalar.
struct Colored {
    var text = ""
    var styles: [Style] = []
}

/// Candidates shown beneath the text, a page at a time.
struct Listing {
    var line: LineText
    var candidates: [Candidate]
    var page = 0

    /// One row a candidate if their details fit, else columns.
    func rows(width: Int, height: Int) -> [StyledText] {
        let height = max(2, height)
        let all = candidates.contains { !$0.detail.isEmpty } ? detailed(width) : columns(width)
        guard all.count > height else { return all }
        let size = height - 1
        let pages = (all.count + size - 1) / size
        let current = page % pages
        let part = all[(current * size)..<min(all.count, (current + 1) * size)]
        return part + [StyledText("Tab: page \((current + 1) % pages + 1) of \(pages)", Palette.hint)]
    }

    private func detailed(_ width: Int) -> [StyledText] {
        let label = min(width / 2, (candidates.map { CellText.width($0.text) }.max() ?? 0) + 2)
        return candidates.map {
            StyledText(CellText.padded(CellText.clipped($0.text, label - 1), label))
                + StyledText(CellText.clipped($0.detail, width - label - 1), Palette.hint)
        }
    }

    private func columns(_ width: Int) -> [StyledText] {
        let label = min(width, (candidates.map { CellText.width($0.text) }.max() ?? 0) + 2)
        let across = max(1, width / max(1, label))
        let down = (candidates.count + across - 1) / across
        return (0..<down).map { row in
            let texts = stride(from: row, to: candidates.count, by: down).map {
                CellText.padded(CellText.clipped(candidates[$0].text, label - 1), label)
            }
            return StyledText(texts.joined())
        }
    }
}

/// Text measured in columns.
package enum CellText {
    /// Columns that `text` takes.
    package static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + max(0, CharacterWidth.of($1)) }
    }

    /// As much of `text` as fits `width` columns, with an ellipsis if something is missing.
    package static func clipped(_ text: String, _ width: Int) -> String {
        guard self.width(text) > width else { return text }
        var kept = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let next = max(0, CharacterWidth.of(scalar))
            if used + next > width - 1 { break }
            used += next
            kept.append(scalar)
        }
        return width > 0 ? String(kept) + "…" : ""
    }

    /// `text` filled with blanks to `width` columns.
    package static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - self.width(text)))
    }
}

extension LineEditor {
    static let pasteOn = "\u{1b}[?2004h"
    static let pasteOff = "\u{1b}[?2004l"

    /// Brings the screen up to date; called when nothing is left to read.
    func paint() {
        let line = self.line
        undo.note(line)
        if let listing, listing.line != line { self.listing = nil }
        var bytes = isPainted ? "" : LineEditor.pasteOn
        isPainted = true
        let frame = self.frame(line).window(height: size.rows, top: &viewTop)
        bytes += painter.update(frame, width: max(2, size.columns))
        output.write(bytes)
        output.flush()
    }

    /// The text for good: all of it, without hint and list, and the cursor on a fresh row.
    func finish(_ line: LineText) {
        listing = nil
        search = nil
        var whole = line
        whole.cursor = whole.count
        var builder = FrameBuilder(width: size.columns)
        lay(whole, into: &builder)
        let frame = builder.frame()
        var bytes = ""
        if frame.rows.count > size.rows, isPainted {
            bytes += painter.clear(above: min(size.rows - 1, max(0, self.frame(line).cursorRow - viewTop)))
        }
        bytes += painter.update(frame, width: max(2, size.columns))
        if isPainted { bytes += LineEditor.pasteOff }
        bytes += painter.finish()
        output.write(bytes)
        output.flush()
        output.noteLineStart()
        viewTop = 0
    }

    /// Follows a new window size. Terminals break long lines anew, so the rows above the cursor are counted for the
    /// new width.
    func resize() {
        let new = TerminalSize.current(output.descriptor)
        guard new != size || !isPainted else { return }
        size = new
        guard isPainted else { return }
        let above = frame(line).cursorRow - viewTop
        output.write(painter.clear(above: max(0, min(above, size.rows - 1))))
        viewTop = 0
        paint()
    }

    /// Before the process stops: the terminal as others expect it.
    func leaveScreen() {
        output.write(painter.finish() + (isPainted ? LineEditor.pasteOff : ""))
        output.flush()
    }

    /// After it has been continued: the text again, on a fresh row.
    func returnToScreen() {
        size = TerminalSize.current(output.descriptor)
        painter.reset()
        viewTop = 0
        isPainted = false
        output.write("\r\u{1b}[J")
        paint()
    }

    // MARK: Laying out

    private func frame(_ line: LineText) -> Frame {
        var builder = FrameBuilder(width: size.columns)
        if let search {
            lay(search, into: &builder)
            return builder.frame()
        }
        lay(line, into: &builder)
        if line.isAtEnd, let hint = hint(for: line) { lay(hint, into: &builder) }
        if let listing {
            for row in listing.rows(width: size.columns, height: size.rows - builder.rows.count) {
                builder.newline()
                builder.put(row)
            }
        }
        return builder.frame()
    }

    private func lay(_ line: LineText, into builder: inout FrameBuilder) {
        guard case .entry = purpose else {
            if case .answer(let prompt) = purpose { builder.put(prompt) }
            return lay(line, styles: [], continuation: "", into: &builder)
        }
        builder.put(delegate.prompt)
        lay(line, styles: styles(line), continuation: delegate.continuationPrompt, into: &builder)
    }

    func lay(_ line: LineText, styles: [Style], continuation: StyledText, into builder: inout FrameBuilder) {
        for (index, scalar) in line.scalars.enumerated() {
            if index == line.cursor { builder.markCursor(before: scalar) }
            builder.put(scalar, index < styles.count ? styles[index] : .plain)
            if scalar == "\n" { builder.put(continuation) }
        }
        if line.isAtEnd { builder.markCursor(before: nil) }
    }

    private func lay(_ hint: Hint, into builder: inout FrameBuilder) {
        let first = hint.shown.prefix { !$0.isNewline }
        builder.put(StyledText(String(first) + (first.count < hint.shown.count ? " …" : ""), Palette.hint))
    }

    private func styles(_ line: LineText) -> [Style] {
        guard support != .none, line.count > 0 else { return [] }
        let text = line.string
        if colored.text == text { return colored.styles }
        var bytes = [Style](repeating: .plain, count: text.utf8.count)
        for highlight in delegate.highlight(text) {
            for index in highlight.range.clamped(to: 0..<bytes.count) { bytes[index] = highlight.style }
        }
        var offset = 0
        let styles = line.scalars.map { scalar in
            defer { offset += UTF8.width(scalar) }
            return bytes[offset]
        }
        colored = Colored(text: text, styles: styles)
        return styles
    }

    /// The hint for a text whose cursor is at its end. Without colours it could not be told from what was typed.
    func hint(for line: LineText) -> Hint? {
        guard case .entry = purpose, showsHints, support != .none, !line.isBlank, listing == nil else { return nil }
        if let hint, hint.text == line { return hint.hint }
        let text = line.string
        let found = delegate.hint(text, cursor: text.utf8.count)
        let usable = found?.shown.isEmpty == false ? found : nil
        hint = (line, usable)
        return usable
    }
}
