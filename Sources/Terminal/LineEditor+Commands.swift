import CEdit

extension LineEditor {
    /// Runs one of the editor's own commands; answers what libedit does next. It must refresh after every change: its
    /// own picture of the screen, which nobody sees, would otherwise grow stale and its writes leave their bounds.
    func perform(_ command: Int32) -> Int32 {
        guard let handle, command >= 0 else { return CC_ERROR }
        let line = self.line
        undo.note(line)
        let code = Int(command)
        if code != CE_TAB { listing = nil }
        switch code {
        case CE_ENTER: return enter(line)
        case CE_NEWLINE: return newline(line)
        case CE_TAB: complete(line)
        case CE_BACKTAB: dedent(line)
        case CE_BACKSPACE: backspace(line)
        case CE_DELETE: replace(line.cursor..<line.right, with: [])
        case CE_DELETE_OR_END:
            if line.count == 0 { return ce_end(handle) }
            replace(line.cursor..<line.right, with: [])
        case CE_UP: up(line)
        case CE_DOWN: down(line)
        case CE_LEFT: move(to: line.left)
        case CE_RIGHT: if !acceptHint(line) { move(to: line.right) }
        case CE_HOME: move(to: line.lineStart(line.cursor))
        case CE_LINE_END: if !acceptHint(line) { move(to: line.lineEnd(line.cursor)) }
        case CE_WORD_LEFT: move(to: line.wordLeft)
        case CE_WORD_RIGHT: if !acceptHint(line, onlyWord: true) { move(to: line.wordRight) }
        case CE_SPACE_LEFT: move(to: line.spaceLeft)
        case CE_HISTORY_FIRST: toOldest(line)
        case CE_HISTORY_LAST: toNewest(line)
        case CE_SEARCH: return searchHistory(line)
        case CE_PASTE: return paste()
        case CE_UNDO: if let earlier = undo.back() { show(earlier) }
        case CE_CLEAR: clearScreen()
        case CE_REPLACE: return overwrite(line)
        default: kill(code, line)
        }
        return CC_REFRESH
    }

    // MARK: Enter

    /// Submits what is complete or wrong, goes on with what is unfinished, and breaks a line in the middle of a block.
    private func enter(_ line: LineText) -> Int32 {
        guard let handle else { return CC_ERROR }
        guard case .entry = purpose, !line.isBlank else { return ce_accept(handle) }
        guard line.isOnLastLine else { return newline(line) }
        guard case .incomplete(let indent) = delegate.isComplete(line.string + "\n") else { return ce_accept(handle) }
        move(to: line.count)
        insert("\n" + blanks(indent))
        return CC_REFRESH
    }

    /// Breaks the line at the cursor and indents the rest as the text before asks for.
    private func newline(_ line: LineText) -> Int32 {
        guard case .entry = purpose else { return CC_REFRESH }
        var indent = line.indentation
        if case .incomplete(let wanted) = delegate.isComplete(line.beforeCursor + "\n") { indent = wanted }
        let rest = line.scalars[line.cursor..<line.lineEnd(line.cursor)].prefix { $0 == " " }
        replace(line.cursor..<(line.cursor + rest.count), with: ("\n" + blanks(indent)).unicodeScalars)
        return CC_REFRESH
    }

    /// Indentation, unless more has been typed ahead: that brings its own.
    private func blanks(_ count: Int) -> String {
        guard let handle, ce_input_pending(handle) == 0 else { return "" }
        return String(repeating: " ", count: max(0, min(count, 200)))
    }

    // MARK: Deleting

    /// The vi command `r`: the next key takes the place of the character at the cursor.
    private func overwrite(_ line: LineText) -> Int32 {
        guard let handle else { return CC_ERROR }
        var key: wchar_t = 0
        guard ce_next_key(handle, &key) == 1 else { return CC_EOF }
        let typed = Unicode.Scalar(UInt32(bitPattern: key))
        guard let typed, CharacterWidth.of(typed) > 0, !line.isAtEnd else { return CC_REFRESH }
        replace(line.cursor..<(line.cursor + 1), with: [typed])
        move(to: line.cursor)
        return CC_REFRESH
    }

    /// One character, or back to the indentation step in leading blanks.
    private func backspace(_ line: LineText) {
        let prefix = line.linePrefix
        if !prefix.isEmpty, prefix.allSatisfy({ $0 == " " }) {
            let step = prefix.count % 4 == 0 ? 4 : prefix.count % 4
            replace((line.cursor - step)..<line.cursor, with: [])
        } else {
            replace(line.left..<line.cursor, with: [])
        }
    }

    /// Shift-Tab: one step of indentation less.
    private func dedent(_ line: LineText) {
        let start = line.lineStart(line.cursor)
        let indent = line.indentation
        guard indent > 0 else { return }
        let step = indent % 4 == 0 ? 4 : indent % 4
        let cursor = max(start, line.cursor - step)
        replace(start..<(start + step), with: [])
        move(to: cursor)
    }

    /// Kills go through libedit's mark and region, so that they share its kill buffer.
    private func kill(_ command: Int, _ line: LineText) {
        let end = line.lineEnd(line.cursor)
        let start = line.lineStart(line.cursor)
        let motion: Int? =
            switch command {
            case CE_KILL_TO_END where line.cursor < end: CE_KEY_END
            case CE_KILL_TO_END where end < line.count: CE_KEY_RIGHT
            case CE_KILL_TO_START where line.cursor > start: CE_KEY_HOME
            case CE_KILL_TO_START where start > 0: CE_KEY_LEFT
            case CE_KILL_WORD_LEFT where line.cursor > 0: CE_KEY_WORD_LEFT
            case CE_KILL_WORD_RIGHT where !line.isAtEnd: CE_KEY_WORD_RIGHT
            case CE_KILL_SPACE_LEFT where line.cursor > 0: CE_KEY_SPACE_LEFT
            default: nil
            }
        if let motion { push([CE_KEY_SET_MARK, motion, CE_KEY_KILL_REGION]) }
    }

    func push(_ keys: [Int]) {
        if let handle { ce_push(handle, keys.map { wchar_t(truncatingIfNeeded: $0) } + [0]) }
    }

    // MARK: Hints and the screen

    /// Takes the hint behind the cursor, or its first word; false if there is none.
    private func acceptHint(_ line: LineText, onlyWord: Bool = false) -> Bool {
        guard line.isAtEnd, let text = hint(for: line)?.accepted, !text.isEmpty else { return false }
        guard onlyWord else {
            insert(text)
            return true
        }
        var word = LineText(text)
        word.cursor = 0
        insert(LineText.string(word.scalars[..<word.wordRight]))
        return true
    }

    private func clearScreen() {
        output.write("\u{1b}[H\u{1b}[2J")
        painter.reset()
        viewTop = 0
    }
}
