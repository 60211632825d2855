/// How far somebody is in a lesson: the lines of a file that a person can read, and that only ever grows, so that
/// nothing is lost when the power fails.
package struct Progress: Equatable, Sendable {
    /// The stop that is open, from 0; nil before the first.
    package private(set) var place: Int?
    /// Its id or title, by which it is found when the lesson has changed.
    package private(set) var key = ""
    /// What was typed or run at each stop, in order.
    package private(set) var entries: [Int: [String]] = [:]
    package private(set) var done: Set<Int> = []
    /// Whether the lesson has just been done, and whether it ever was.
    package private(set) var isFinished = false
    package private(set) var wasFinished = false

    package init() {}

    /// Reads a file's text. Lines that mean nothing are passed over.
    package init(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let mark = line.prefix { $0 != " " }
            let rest = String(line.dropFirst(mark.count + 1))
            switch mark {
            case "at": arrive(rest)
            case ">": if let place { entries[place, default: []].append(rest) }
            case "|":
                if let place, let last = entries[place]?.popLast() { entries[place]?.append(last + "\n" + rest) }
            case "done": if let place { done.insert(place) }
            case "finished":
                isFinished = true
                wasFinished = true
            default: break
            }
        }
    }

    private mutating func arrive(_ rest: String) {
        let parts = rest.split(separator: " ", maxSplits: 1)
        guard let number = parts.first.flatMap({ Int($0) }), number >= 1 else { return }
        let place = number - 1
        // Going back takes back what came after.
        for later in entries.keys where later >= place { entries[later] = nil }
        self.place = place
        isFinished = false
        key = parts.count > 1 ? String(parts[1]) : ""
    }

    /// The first line of a file.
    package static func header(_ lesson: String) -> String {
        "Gradus: progress in the lesson \(lesson). Remove this file to start over.\n"
    }

    package static func arrival(_ place: Int, _ key: String) -> String { "at \(place + 1) \(key)\n" }

    package static func entry(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { ($0.offset == 0 ? "> " : "| ") + $0.element + "\n" }.joined()
    }
}
