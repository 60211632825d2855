/// A walk through the history that Up began.
struct HistoryWalk {
    /// Only entries that begin with this are met.
    var prefix: String
    /// What was being typed.
    var original: LineText
    /// The places met, and what they hold, the one shown last.
    var met: [(back: Int, text: String)] = []
}

extension LineEditor {
    /// A line up in a block; from its first line, the next older entry that begins with what was typed.
    func up(_ line: LineText) {
        if moveVertically(line, -1) { return }
        guard case .entry = purpose else { return }
        var walk = continued(line) ?? HistoryWalk(prefix: line.string, original: line)
        let shown = walk.met.map(\.text) + [walk.original.string]
        let prefix = walk.prefix
        let older = history.search(from: (walk.met.last?.back ?? -1) + 1) { entry in
            entry.utf8.starts(with: prefix.utf8) && !shown.contains(entry)
        }
        guard let older, let text = history[older] else { return }
        walk.met.append((older, text))
        self.walk = walk
        show(LineText(text))
    }

    /// A line down in a block; from its last line, back through the entries that Up met.
    func down(_ line: LineText) {
        if moveVertically(line, 1) { return }
        guard var walk = continued(line) else { return }
        walk.met.removeLast()
        self.walk = walk.met.isEmpty ? nil : walk
        show(walk.met.last.map { LineText($0.text) } ?? walk.original)
    }

    func toOldest(_ line: LineText) {
        guard case .entry = purpose, history.count > 0, let text = history[history.count - 1] else { return }
        walk = HistoryWalk(
            prefix: "", original: continued(line)?.original ?? line, met: [(history.count - 1, text)])
        show(LineText(text))
    }

    func toNewest(_ line: LineText) {
        guard let walk = continued(line) else { return }
        self.walk = nil
        show(walk.original)
    }

    /// The walk, if the text is still what it showed.
    private func continued(_ line: LineText) -> HistoryWalk? {
        guard let walk, walk.met.last?.text == line.string else { return nil }
        return walk
    }

    /// Moves within a block, keeping to the column where the moves began.
    private func moveVertically(_ line: LineText, _ step: Int) -> Bool {
        let column = goalColumn?.cursor == line.cursor ? goalColumn?.column ?? 0 : line.linePrefix.count
        guard let place = line.vertical(step, column: column) else { return false }
        move(to: place)
        goalColumn = (place, column)
        return true
    }
}
