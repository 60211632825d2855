import CEdit

/// The text of a line or block with its cursor, counted in Unicode scalars.
struct LineText: Equatable {
    var scalars: [Unicode.Scalar] = []
    var cursor = 0

    init() {}

    /// `text` with the cursor behind it.
    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        cursor = scalars.count
    }

    var count: Int { scalars.count }
    var string: String { LineText.string(scalars[...]) }
    var beforeCursor: String { LineText.string(scalars[..<cursor]) }
    var isBlank: Bool { scalars.allSatisfy(LineText.isSpace) }
    var isAtEnd: Bool { cursor == count }

    static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    // MARK: Lines

    /// Where the line that holds `place` begins.
    func lineStart(_ place: Int) -> Int {
        (scalars[..<place].lastIndex(of: "\n") ?? -1) + 1
    }

    /// Where the line that holds `place` ends, before its newline.
    func lineEnd(_ place: Int) -> Int {
        scalars[place...].firstIndex(of: "\n") ?? count
    }

    /// What stands before the cursor on its line.
    var linePrefix: ArraySlice<Unicode.Scalar> { scalars[lineStart(cursor)..<cursor] }

    /// Whether only blank text follows the cursor's line.
    var isOnLastLine: Bool { scalars[lineEnd(cursor)...].allSatisfy(LineText.isSpace) }

    /// Leading blanks of the cursor's line.
    var indentation: Int {
        let start = lineStart(cursor)
        return scalars[start..<lineEnd(cursor)].prefix { $0 == " " }.count
    }

    /// The place one line up or down (`step` -1 or 1) at `column`; nil on the first or last line.
    func vertical(_ step: Int, column: Int) -> Int? {
        let start = lineStart(cursor)
        if step < 0 {
            guard start > 0 else { return nil }
            return min(lineStart(start - 1) + column, start - 1)
        }
        let end = lineEnd(cursor)
        guard end < count else { return nil }
        return min(end + 1 + column, lineEnd(end + 1))
    }

    // MARK: Characters and words

    /// One character to the left; marks that combine with it go along.
    var left: Int {
        var place = max(0, cursor - 1)
        while place > 0, CharacterWidth.combines(scalars[place]) { place -= 1 }
        return place
    }

    var right: Int {
        var place = min(count, cursor + 1)
        while place < count, CharacterWidth.combines(scalars[place]) { place += 1 }
        return place
    }

    var wordLeft: Int {
        let gap = scalars[..<cursor].lastIndex(where: LineText.isWord) ?? -1
        return (scalars[..<(gap + 1)].lastIndex { !LineText.isWord($0) } ?? -1) + 1
    }

    var wordRight: Int {
        let word = scalars[cursor...].firstIndex(where: LineText.isWord) ?? count
        return scalars[word...].firstIndex { !LineText.isWord($0) } ?? count
    }

    /// Back over blanks, then over everything else.
    var spaceLeft: Int {
        let gap = scalars[..<cursor].lastIndex { !LineText.isSpace($0) } ?? -1
        return (scalars[..<(gap + 1)].lastIndex(where: LineText.isSpace) ?? -1) + 1
    }

    // MARK: UTF-8

    /// The cursor as an offset in UTF-8 bytes.
    var utf8Cursor: Int { scalars[..<cursor].reduce(0) { $0 + UTF8.width($1) } }

    /// The scalar that begins at or contains the UTF-8 offset.
    func place(utf8 offset: Int) -> Int {
        var rest = offset
        var place = 0
        while place < count, rest >= UTF8.width(scalars[place]) {
            rest -= UTF8.width(scalars[place])
            place += 1
        }
        return place
    }
}

/// Columns that characters take on a terminal.
enum CharacterWidth {
    /// 0 for combining marks, 2 for wide characters, -1 for control characters.
    static func of(_ scalar: Unicode.Scalar) -> Int { Int(ce_width(scalar.value)) }

    static func combines(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x300 && of(scalar) == 0 }
}

extension UTF8 {
    static func width(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
    }
}
