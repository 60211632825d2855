/// What a person would see: a grid of cells kept by the escape codes a program sends. It knows what our programs and
/// ordinary line editors use, breaks long rows anew when resized, and counts what it does not know.
package struct Screen {
    /// One cell; the second half of a wide character is empty.
    package struct Cell: Equatable {
        package var text = " "
        /// The parameters of the last SGR code, such as `1;35`; empty for plain text.
        package var style = ""
    }

    package struct Row: Equatable {
        package var cells: [Cell]
        /// The next row continues this one.
        package var wraps = false

        /// The text without trailing blanks.
        package var text: String {
            var text = cells.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    package private(set) var columns: Int
    package private(set) var height: Int
    package private(set) var rows: [Row]
    /// Rows that left at the top, oldest first.
    package private(set) var scrolledOff: [Row] = []
    package private(set) var cursor = (row: 0, column: 0)
    /// Whether the program asked for bracketed paste.
    package private(set) var pastesInBrackets = false
    /// Escape codes the model does not know.
    package private(set) var unknown: [String] = []

    private var style = ""
    private var holdsWrap = false
    private var escape: String?
    private var partial: [UInt8] = []

    package init(columns: Int, height: Int) {
        self.columns = columns
        self.height = height
        rows = (0..<height).map { _ in Row(cells: Array(repeating: Cell(), count: columns)) }
    }

    /// The rows from the top to the last one with text.
    package var lines: [String] {
        var lines = rows.map(\.text)
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The rows as one text.
    package var text: String { lines.joined(separator: "\n") }

    /// Everything, what has scrolled off included.
    package var wholeText: String { (scrolledOff.map(\.text) + lines).joined(separator: "\n") }

    /// The style of the first place where `text` is seen.
    package func style(of text: String) -> String? {
        for row in rows {
            let texts = row.cells.map(\.text)
            let wanted = text.map { String($0) }
            guard texts.count >= wanted.count else { continue }
            if let start = (0...(texts.count - wanted.count)).first(where: {
                texts[$0..<($0 + wanted.count)].elementsEqual(wanted)
            }) {
                return row.cells[start].style
            }
        }
        return nil
    }

    // MARK: Input

    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        partial += bytes
        var complete = partial.count
        if let lead = partial.lastIndex(where: { $0 & 0xc0 != 0x80 }), partial[lead] >= 0xc0 {
            let needed = partial[lead] >= 0xf0 ? 4 : partial[lead] >= 0xe0 ? 3 : 2
            if partial.count - lead < needed { complete = lead }
        }
        let text = String(decoding: partial[..<complete], as: UTF8.self)
        partial.removeFirst(complete)
        for scalar in text.unicodeScalars { take(scalar) }
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if let begun = escape {
            escape = nil
            continueEscape(begun, scalar)
            return
        }
        switch scalar {
        case "\u{1b}": escape = ""
        case "\r":
            cursor.column = 0
            holdsWrap = false
        case "\n": lineFeed()
        case "\u{8}":
            cursor.column = max(0, cursor.column - 1)
            holdsWrap = false
        case "\t": cursor.column = min(columns - 1, (cursor.column / 8 + 1) * 8)
        case "\u{7}": break
        default: if scalar.value >= 0x20 { put(scalar) }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Screen.width(scalar)
        guard width > 0 else { return combine(scalar) }
        if holdsWrap || cursor.column + width > columns {
            rows[cursor.row].wraps = true
            cursor.column = 0
            holdsWrap = false
            lineFeed()
        }
        rows[cursor.row].cells[cursor.column] = Cell(text: String(Character(scalar)), style: style)
        if width == 2, cursor.column + 1 < columns {
            rows[cursor.row].cells[cursor.column + 1] = Cell(text: "", style: style)
        }
        holdsWrap = cursor.column + width >= columns
        cursor.column = min(columns - 1, cursor.column + width)
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        var column = holdsWrap ? cursor.column : cursor.column - 1
        while column > 0, rows[cursor.row].cells[column].text.isEmpty { column -= 1 }
        if column >= 0 { rows[cursor.row].cells[column].text.unicodeScalars.append(scalar) }
    }

    private mutating func lineFeed() {
        holdsWrap = false
        if cursor.row + 1 < height {
            cursor.row += 1
        } else {
            scrolledOff.append(rows.removeFirst())
            rows.append(Row(cells: Array(repeating: Cell(), count: columns)))
        }
    }

    private mutating func continueEscape(_ begun: String, _ scalar: Unicode.Scalar) {
        if begun.isEmpty {
            if scalar == "[" { escape = "[" } else { unknown.append("ESC \(scalar)") }
        } else if (0x40..<0x7f).contains(scalar.value) {
            control(String(begun.dropFirst()), scalar)
        } else {
            escape = begun + String(Character(scalar))
        }
    }

    private mutating func control(_ parameters: String, _ final: Unicode.Scalar) {
        let first = parameters.split(separator: ";").first.flatMap { Int($0) }
        let count = max(1, first ?? 1)
        switch final {
        case "m": style = parameters == "0" ? "" : parameters
        case "A": cursor.row = max(0, cursor.row - count)
        case "B": cursor.row = min(height - 1, cursor.row + count)
        case "C": cursor.column = min(columns - 1, cursor.column + count)
        case "D": cursor.column = max(0, cursor.column - count)
        case "G": cursor.column = min(columns - 1, count - 1)
        case "H": cursor = (0, 0)
        case "J": erase(first ?? 0)
        case "K": eraseCells(cursor.row, from: cursor.column)
        case "h", "l": if parameters == "?2004" { pastesInBrackets = final == "h" }
        default: unknown.append("CSI \(parameters)\(final)")
        }
        if "ABCDGH".unicodeScalars.contains(final) { holdsWrap = false }
    }

    private mutating func eraseCells(_ row: Int, from column: Int) {
        for place in column..<columns { rows[row].cells[place] = Cell() }
        rows[row].wraps = false
    }

    private mutating func erase(_ kind: Int) {
        if kind == 0 {
            eraseCells(cursor.row, from: cursor.column)
            for row in (cursor.row + 1)..<max(height, cursor.row + 1) { eraseCells(row, from: 0) }
        } else {
            for row in 0..<height { eraseCells(row, from: 0) }
        }
    }

    // MARK: Resizing

    /// Changes the window; rows that wrapped are joined and broken anew, as most terminals do.
    package mutating func resize(columns: Int, height: Int) {
        var joined: [[Cell]] = [[]]
        var mark = (line: 0, offset: 0)
        let used = max(cursor.row, rows.lastIndex { $0.text != "" } ?? 0)
        for (index, row) in rows[...used].enumerated() {
            if index == cursor.row { mark = (joined.count - 1, joined[joined.count - 1].count + cursor.column) }
            joined[joined.count - 1] += row.cells
            if !row.wraps && index < used { joined.append([]) }
        }
        var new: [Row] = []
        for (line, cells) in joined.enumerated() {
            var cells = cells
            while cells.last == Cell(), !(line == mark.line && cells.count <= mark.offset) { cells.removeLast() }
            let first = new.count
            repeat {
                let part = cells.prefix(columns)
                cells.removeFirst(part.count)
                new.append(
                    Row(
                        cells: part + Array(repeating: Cell(), count: columns - part.count), wraps: !cells.isEmpty))
            } while !cells.isEmpty
            if line == mark.line {
                cursor = (first + mark.offset / columns, mark.offset % columns)
            }
        }
        while cursor.row >= new.count { new.append(Row(cells: Array(repeating: Cell(), count: columns))) }
        while new.count > height {
            scrolledOff.append(new.removeFirst())
            cursor.row -= 1
        }
        while new.count < height { new.append(Row(cells: Array(repeating: Cell(), count: columns))) }
        rows = new
        self.columns = columns
        self.height = height
        cursor.row = max(0, cursor.row)
        holdsWrap = false
    }

    /// Columns of a character, told apart from the editor's own way of asking the C library.
    static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x300..<0x370, 0x200b..<0x2010, 0xfe00..<0xfe10: 0
        case 0x1100..<0x1160, 0x2e80..<0x303f, 0x3041..<0xa4d0, 0xac00..<0xd7a4, 0xf900..<0xfb00, 0xfe30..<0xfe70,
            0xff00..<0xff61, 0xffe0..<0xffe7, 0x1f300..<0x1f650, 0x1f900..<0x1fa00, 0x20000..<0x3fffe:
            2
        default: 1
        }
    }
}
