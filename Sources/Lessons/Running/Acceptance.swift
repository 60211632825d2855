/// A lesson's text with the outputs that were really printed.
package enum Acceptance {
    /// Replaces the `#>` lines of each difference. The rest stays to the byte.
    package static func rewrite(_ text: String, _ differences: [LessonRun.Difference]) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for difference in differences.sorted(by: { ($0.expected.first?.line ?? 0) > ($1.expected.first?.line ?? 0) }) {
            guard let first = difference.expected.first?.line, first >= 1, first <= lines.count else { continue }
            let ending = lines[first - 1].hasSuffix("\r") ? "\r" : ""
            for old in difference.expected.map(\.line).sorted(by: >) where old >= 1 && old <= lines.count {
                lines.remove(at: old - 1)
            }
            let new = difference.actual.map { ($0.isEmpty ? "#>" : "#> " + $0) + ending }
            lines.insert(contentsOf: new, at: min(first - 1, lines.count))
        }
        return lines.joined(separator: "\n")
    }
}
