import Syntax

/// What was typed into a session and what came of it: `history` lists it and `save` writes it out.
package final class SessionLog {
    /// A statement, block or command as it was given.
    package struct Entry {
        package let text: String
        /// What it printed, the values shown included.
        package var output = ""
        /// What it wrote to the standard error, tracebacks included.
        package var errors = ""
        /// Whether it raised.
        package var hasFailed = false
        /// What a command is in Python; nil for Python itself, empty for what is no part of a program.
        package var python: [String]?
        /// How many values the prompt showed, and how many of them were strings.
        package var shown = 0
        package var shownStrings = 0
        /// `undo` took it back.
        package var isUndone = false
    }

    package private(set) var entries: [Entry] = []
    /// Entries of long ago that are not kept any more.
    private var dropped = 0
    /// For each `reset`, the number of the first entry behind it.
    private var starts: [Int] = []
    /// Names that were used without having been imported.
    package private(set) var bareNames: Set<String> = []
    private var isOpen = false
    /// The number of the entry that has just begun; nil within another.
    private(set) var newNumber: Int?
    /// Characters of output that are kept for one entry.
    private static let mostOutput = 200_000
    /// Entries that are kept.
    private static let mostEntries = 20_000

    /// Runs one entry and notes what comes of it.
    func record(_ text: String, _ body: () -> Outcome) -> Outcome {
        guard !isOpen else {
            newNumber = nil
            return body()
        }
        if entries.count >= SessionLog.mostEntries {
            entries.removeFirst(SessionLog.mostEntries / 4)
            dropped += SessionLog.mostEntries / 4
        }
        entries.append(Entry(text: text))
        isOpen = true
        newNumber = dropped + entries.count - 1
        defer {
            isOpen = false
            newNumber = nil
        }
        let outcome = body()
        if outcome == .failed || outcome == .interrupted { change { $0.hasFailed = true } }
        return outcome
    }

    private func change(_ body: (inout Entry) -> Void) {
        guard isOpen, !entries.isEmpty else { return }
        body(&entries[entries.count - 1])
    }

    func note(_ event: SessionEvent) {
        change { entry in
            switch event {
            case .output(let text) where entry.output.utf8.count < SessionLog.mostOutput: entry.output += text
            case .errorOutput(let text) where entry.errors.utf8.count < SessionLog.mostOutput: entry.errors += text
            case .picture(let lines) where entry.output.utf8.count < SessionLog.mostOutput:
                entry.output += lines.map { $0.text + "\n" }.joined()
            case .failure(let page): entry.errors += page.report
            case .output, .errorOutput, .picture, .redrawing, .advice, .elapsed, .lesson, .flush: break
            }
        }
    }

    func noteShown(isString: Bool) {
        change {
            $0.shown += 1
            $0.shownStrings += isString ? 1 : 0
        }
    }

    func notePython(_ lines: [String]) { change { $0.python = lines } }

    func noteBareName(_ name: String) { if isOpen { bareNames.insert(name) } }

    /// The program begins anew.
    func noteReset() { starts.append(dropped + entries.count) }

    /// How many entries there have been: the number of the one under way is one less.
    var count: Int { dropped + entries.count }

    /// Marks the entries from a number on, save one under way, as taken back.
    func undo(from number: Int) {
        starts.removeAll { $0 > number }
        for place in entries.indices.dropLast(isOpen ? 1 : 0) where place + dropped >= number {
            entries[place].isUndone = true
        }
    }

    /// The entries that made the variables what they are, without the one under way.
    var program: [Entry] {
        let start = starts.last ?? 0
        return entries.enumerated().filter {
            $0.offset + dropped >= start && !$0.element.isUndone && !$0.element.hasFailed
        }
        .map(\.element).dropLast()
    }

    /// The latest entries with their numbers from 1, without the one under way.
    func latest(_ count: Int) -> [(number: Int, entry: Entry)] {
        entries.dropLast().enumerated().suffix(max(0, count)).map { ($0.offset + dropped + 1, $0.element) }
    }
}
