import Syntax

/// What a session without a terminal would have looked like at one.
package enum Transcript {
    /// A piece of program with the prompts before its lines. Blank lines between statements are left out; a block ends
    /// in an empty continuation.
    package static func echo(_ piece: StatementStream.Piece) -> String {
        var text = ""
        for line in piece.lead.split(separator: "\n") where line.contains(where: { !$0.isWhitespace }) {
            text += ">>> \(line)\n"
        }
        for (index, line) in piece.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            text += (index == 0 ? ">>> " : "... ") + line + "\n"
        }
        if case .statements(let body, _) = piece.content, body.last?.isCompound == true { text += "... \n" }
        return text
    }
}
