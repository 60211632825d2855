/// The entries typed before, newest first, in memory and on disk.
///
/// The file is read when first asked for, so that a start costs nothing. Each entry is appended as it is accepted;
/// a file that cannot be read or written leaves a history that lasts as long as the session.
package final class History {
    private let file: HistoryFile?
    private let limit: Int
    /// Oldest first; nil until somebody looks.
    private var loaded: [String]?

    /// A history kept in the file at `path` (nil: in memory only), bounded to `limit` entries.
    package init(path: String?, limit: Int = 10_000) {
        self.limit = max(1, limit)
        file = path.map { HistoryFile(path: $0, limit: max(1, limit)) }
    }

    /// `gradus/history` in the user's state folder: `$XDG_STATE_HOME`, else `~/.local/state`; nil without a home.
    package static func defaultPath(environment: (String) -> String? = Terminals.environment) -> String? {
        if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/gradus/history" }
        guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
        return home + "/.local/state/gradus/history"
    }

    private var entries: [String] {
        get {
            if let loaded { return loaded }
            let read = file?.load() ?? []
            loaded = read
            return read
        }
        set { loaded = newValue }
    }

    /// How many entries there are.
    package var count: Int { entries.count }

    /// The entry `back` places before the newest; nil beyond the oldest.
    package subscript(back: Int) -> String? {
        let entries = entries
        return back >= 0 && back < entries.count ? entries[entries.count - 1 - back] : nil
    }

    /// Adds an accepted entry here and on disk. Blank ones and a repetition of the newest are not worth keeping.
    package func append(_ entry: String) {
        guard !entry.allSatisfy(\.isWhitespace), entry != self[0] else { return }
        if let earlier = entries.lastIndex(of: entry) { entries.remove(at: earlier) }
        entries.append(entry)
        if entries.count > limit + limit / 4 { entries.removeFirst(entries.count - limit) }
        file?.append(entry)
    }

    /// The place of the first entry from `back` on, towards the oldest, that satisfies the condition.
    package func search(from back: Int, where condition: (String) -> Bool) -> Int? {
        let entries = entries
        guard back >= 0, back < entries.count else { return nil }
        return (back..<entries.count).first { condition(entries[entries.count - 1 - $0]) }
    }

    /// The newest entry that begins with `text` and goes on: what a hint offers.
    package func latest(startingWith text: String) -> String? {
        guard !text.isEmpty else { return nil }
        return search(from: 0) { $0.utf8.count > text.utf8.count && $0.utf8.starts(with: text.utf8) }.flatMap {
            self[$0]
        }
    }
}
