/// One column of the screen; the second half of a wide character holds no text.
struct Cell: Equatable {
    var text: String
    var style: Style
}

/// One row of the screen. `wraps` tells that the next row continues it without a line break.
struct Row: Equatable {
    var cells: [Cell] = []
    var wraps = false
}

/// What the editor shows, laid out for a width, with the place of the cursor.
struct Frame: Equatable {
    var rows: [Row]
    var cursorRow: Int
    var cursorColumn: Int

    /// The part that fits a window of `height` rows and holds the cursor, beginning near row `top`.
    func window(height: Int, top: inout Int) -> Frame {
        guard rows.count > height else {
            top = 0
            return self
        }
        top = max(min(top, cursorRow, rows.count - height), cursorRow - height + 1)
        var part = Frame(
            rows: Array(rows[top..<(top + height)]), cursorRow: cursorRow - top, cursorColumn: cursorColumn)
        part.rows[height - 1].wraps = false
        return part
    }
}

/// Lays characters out in rows of a fixed width.
struct FrameBuilder {
    let width: Int
    private(set) var rows = [Row()]
    private(set) var cursor: (row: Int, column: Int)?

    init(width: Int) { self.width = max(width, 2) }

    private var column: Int { rows[rows.count - 1].cells.count }

    mutating func newline() { rows.append(Row()) }

    /// Goes on in the next row if fewer than `needed` columns are left in this one.
    private mutating func wrap(_ needed: Int, _ style: Style) {
        guard column + needed > width, column > 0 else { return }
        while column < width { append(" ", style) }
        rows[rows.count - 1].wraps = true
        rows.append(Row())
    }

    private mutating func append(_ text: String, _ style: Style) {
        rows[rows.count - 1].cells.append(Cell(text: text, style: style))
    }

    mutating func put(_ text: StyledText) {
        for run in text.runs {
            for scalar in run.text.unicodeScalars { put(scalar, run.style) }
        }
    }

    mutating func put(_ scalar: Unicode.Scalar, _ style: Style) {
        if scalar == "\n" { return newline() }
        if scalar == "\t" {
            repeat {
                wrap(1, style)
                append(" ", style)
            } while column % 8 != 0 && column < width
            return
        }
        switch CharacterWidth.of(scalar) {
        case 0: combine(scalar)
        case 1:
            wrap(1, style)
            append(String(Character(scalar)), style)
        case 2:
            wrap(2, style)
            append(String(Character(scalar)), style)
            append("", style)
        default:
            let sign = scalar.value < 0x20 ? Unicode.Scalar(UInt8(scalar.value) + 64) : "?"
            for part in ["^", sign] as [Unicode.Scalar] {
                wrap(1, style)
                append(String(Character(part)), style)
            }
        }
    }

    /// Adds a mark to the character before it.
    private mutating func combine(_ scalar: Unicode.Scalar) {
        let row = rows.count - 1
        guard let last = rows[row].cells.lastIndex(where: { !$0.text.isEmpty }) else { return }
        rows[row].cells[last].text.unicodeScalars.append(scalar)
    }

    /// Puts the cursor where `next` will appear (nil: behind everything so far).
    mutating func markCursor(before next: Unicode.Scalar?) {
        let needed = next.map { $0 == "\n" ? 1 : max(1, CharacterWidth.of($0)) } ?? 1
        wrap(needed, .plain)
        cursor = (rows.count - 1, column)
    }

    func frame() -> Frame {
        let place = cursor ?? (rows.count - 1, min(column, width - 1))
        return Frame(rows: rows, cursorRow: place.row, cursorColumn: place.column)
    }
}
