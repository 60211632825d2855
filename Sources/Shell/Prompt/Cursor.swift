import Syntax

/// What stands before the cursor, as far as completion and hints need to know.
struct Cursor {
    /// A part of an expression that names an object without computing anything.
    enum Step: Equatable {
        case name(String)
        case index(Int)
    }

    /// The call that the cursor is in.
    struct Call {
        let callee: [Step]
        /// How many commas stand before the cursor.
        let argument: Int
        /// The name of the keyword argument being given.
        let keyword: String?
    }

    private let bytes: [UInt8]
    private let pieces: [Classifier.Piece]
    /// The start of the name that the cursor stands behind; the cursor itself if there is none.
    let wordStart: Int

    init(_ text: String, at cursor: Int) {
        bytes = Array(text.utf8.prefix(cursor))
        pieces = Classifier.classify(bytes)
        if let last = pieces.last, last.range.upperBound == bytes.count, Cursor.isWord(last.kind) {
            wordStart = last.range.lowerBound
        } else {
            wordStart = bytes.count
        }
    }

    private static func isWord(_ kind: Classifier.Kind) -> Bool {
        kind == .name || kind == .keyword || kind == .builtin
    }

    /// The beginning of a name that has been typed.
    var word: String { text(wordStart..<bytes.count) }

    /// Whether the cursor is in a string or a comment.
    var isInText: Bool {
        guard let last = pieces.last, last.range.upperBound == bytes.count else { return false }
        if last.kind == .comment { return true }
        guard last.kind == .string else { return false }
        let text = bytes[last.range]
        guard let quote = text.first(where: { $0 == 0x22 || $0 == 0x27 }) else { return true }
        return text.count < 2 || text.last != quote
    }

    /// The text of the string that the cursor is in, up to it, if it is one that could name a file.
    var unfinishedString: String? {
        guard isInText, let last = pieces.last, last.kind == .string else { return nil }
        let literal = text(last.range)
        guard let quote = literal.firstIndex(where: { $0 == "'" || $0 == "\"" }) else { return nil }
        let body = literal[literal.index(after: quote)...]
        return body.contains(where: { $0 == "\n" || $0 == "\\" || $0 == "{" }) ? nil : String(body)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The pieces before the word.
    private var before: ArraySlice<Classifier.Piece> { pieces.prefix { $0.range.lowerBound < wordStart } }

    private func isMark(_ piece: Classifier.Piece?, _ mark: Character) -> Bool {
        guard let piece, piece.kind == .operator, let byte = mark.asciiValue else { return false }
        return bytes[piece.range.lowerBound] == byte
    }

    /// What stands before the dot of an attribute; nil if the cursor is at no attribute.
    var owner: [Step]? {
        guard isMark(before.last, ".") else { return nil }
        return chain(endingBefore: before.count - 1) ?? []
    }

    /// `a.b[0].c` that ends before piece number `end`; nil if something else stands there.
    private func chain(endingBefore end: Int) -> [Step]? {
        var steps: [Step] = []
        var index = end - 1
        while index >= 0 {
            if isMark(pieces[index], "]"), index >= 2, isMark(pieces[index - 2], "["),
                let number = Int(text(pieces[index - 1].range))
            {
                steps.append(.index(number))
                index -= 3
                continue
            }
            guard Cursor.isWord(pieces[index].kind) else { return nil }
            steps.append(.name(text(pieces[index].range)))
            guard index > 0, isMark(pieces[index - 1], ".") else { return steps.reversed() }
            index -= 2
        }
        return nil
    }

    // MARK: Imports

    /// The module of a `from` statement behind whose `import` the cursor stands.
    var importedModule: String? {
        let line = lineWords
        guard line.first == "from", let keyword = line.firstIndex(of: "import") else { return nil }
        return line[1..<keyword].joined()
    }

    /// The dotted name before the cursor where a module is to be named; nil elsewhere.
    var modulePath: String? {
        let line = lineWords
        guard line.first == "import" || line.first == "from", !line.contains("import") || line.first == "import" else {
            return nil
        }
        var path = ""
        for word in line.dropFirst().reversed() {
            guard word == "." || path.hasPrefix(".") || path.isEmpty && word == "." else { break }
            path = word + path
        }
        return path
    }

    /// The pieces of the cursor's line before its word, as text.
    private var lineWords: [String] {
        let start = (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        return before.filter { $0.range.lowerBound >= start }.map { text($0.range) }
    }

    /// Whether nothing but blanks stands before the word on its line.
    var isLineStart: Bool { lineWords.isEmpty }

    // MARK: Calls

    /// The innermost call that is open at the cursor.
    var call: Call? {
        var depth = 0
        var commas = 0
        var keyword: String?
        var isFirst = true
        for index in pieces.indices.reversed() {
            let piece = pieces[index]
            guard piece.kind == .operator else { continue }
            if isMark(piece, ")") || isMark(piece, "]") || isMark(piece, "}") { depth += 1 }
            if isMark(piece, "[") || isMark(piece, "{") {
                if depth == 0 { return nil }
                depth -= 1
            }
            if depth == 0 {
                if isMark(piece, ",") {
                    commas += 1
                    isFirst = false
                }
                if isFirst, isMark(piece, "="), index > 0, Cursor.isWord(pieces[index - 1].kind) {
                    keyword = text(pieces[index - 1].range)
                }
            }
            if isMark(piece, "(") {
                if depth == 0 {
                    return chain(endingBefore: index).map { Call(callee: $0, argument: commas, keyword: keyword) }
                }
                depth -= 1
            }
        }
        return nil
    }
}
