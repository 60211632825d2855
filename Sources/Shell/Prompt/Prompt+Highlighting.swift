import Syntax
import Terminal

// Colours for what is being typed.
extension Prompt {
    func highlights(_ text: String) -> [Highlight] {
        let bytes = Array(text.utf8)
        if let call = session.command(in: text) {
            let start = bytes.firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "%") } ?? 0
            let end = min(bytes.count, start + (call.command.names.map(\.utf8.count).max() ?? 0))
            let word = bytes[start..<end].prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "(") }
            return [Highlight(word.startIndex..<word.endIndex, Palette.command)]
                + Prompt.pieces(bytes).filter { $0.range.lowerBound >= word.endIndex }
        }
        return Prompt.pieces(bytes)
    }

    /// A line of code in colours.
    static func styled(_ line: String) -> StyledText {
        let bytes = Array(line.utf8)
        var text = StyledText("")
        var place = 0
        for highlight in pieces(bytes) where highlight.range.lowerBound >= place {
            text = text + StyledText(String(decoding: bytes[place..<highlight.range.lowerBound], as: UTF8.self))
            text = text + StyledText(String(decoding: bytes[highlight.range], as: UTF8.self), highlight.style)
            place = highlight.range.upperBound
        }
        return text + StyledText(String(decoding: bytes[place...], as: UTF8.self))
    }

    private static func pieces(_ bytes: [UInt8]) -> [Highlight] {
        var found: [Highlight] = []
        var definesNext = false
        var isDecorator = false
        var isLineStart = true
        var end = 0
        for piece in Classifier.classify(bytes) {
            if bytes[end..<piece.range.lowerBound].contains(UInt8(ascii: "\n")) {
                isLineStart = true
                isDecorator = false
            }
            end = piece.range.upperBound
            let text = bytes[piece.range]
            if isLineStart, text.first == UInt8(ascii: "@") { isDecorator = true }
            isLineStart = false
            var style = style(piece.kind)
            if isDecorator { style = Palette.decorator }
            if definesNext, piece.kind == .name || piece.kind == .builtin { style = Palette.definition }
            definesNext = piece.kind == .keyword && (text.elementsEqual("def".utf8) || text.elementsEqual("class".utf8))
            if let style { found.append(Highlight(piece.range, style)) }
        }
        return found
    }

    private static func style(_ kind: Classifier.Kind) -> Style? {
        switch kind {
        case .keyword: Palette.keyword
        case .string: Palette.string
        case .number: Palette.number
        case .comment: Palette.comment
        case .builtin: Palette.builtin
        case .invalid: Palette.error
        case .name, .operator: nil
        }
    }
}
