/// Brings the screen from what it shows to a new frame with as few bytes as matter. It knows only rows below the one
/// where it began, and moves relatively, so that it need not know where on the screen that is.
struct Painter {
    let support: ColorSupport
    private var shown: [Row] = []
    /// Rows that exist on the screen from the first one on.
    private var extent = 1
    private var row = 0
    /// Where the cursor is; `width` while the terminal holds back a wrap.
    private var column = 0
    private var width = 80
    private var bytes = ""

    init(support: ColorSupport) { self.support = support }

    /// Forgets the screen: the cursor stands at the beginning of an empty row.
    mutating func reset() {
        shown = []
        extent = 1
        row = 0
        column = 0
    }

    /// The bytes that bring `frame` to a screen of `width` columns.
    mutating func update(_ frame: Frame, width: Int) -> String {
        bytes = ""
        self.width = width
        for index in frame.rows.indices { draw(index, frame) }
        if shown.count > frame.rows.count {
            move(frame.rows.count, 0)
            bytes += "\u{1b}[J"
        }
        shown = frame.rows
        move(frame.cursorRow, frame.cursorColumn)
        return bytes
    }

    /// The bytes that leave the cursor on a fresh row behind everything shown.
    mutating func finish() -> String {
        bytes = ""
        move(max(0, shown.count - 1), 0)
        bytes += "\r\n"
        reset()
        return bytes
    }

    /// The bytes that wipe what is shown, the cursor being `above` rows below its first row.
    mutating func clear(above: Int) -> String {
        reset()
        return "\r" + (above > 0 ? "\u{1b}[\(above)A" : "") + "\u{1b}[J"
    }

    private mutating func draw(_ index: Int, _ frame: Frame) {
        let new = frame.rows[index]
        let old = index < shown.count ? shown[index] : Row()
        let common = zip(new.cells, old.cells).prefix { $0 == $1 }.count
        let sameText = common == new.cells.count && common == old.cells.count
        guard !sameText || new.wraps != old.wraps || index >= extent else { return }
        var from = sameText && new.wraps ? max(0, common - 1) : common
        while from > 0, from < new.cells.count, new.cells[from].text.isEmpty { from -= 1 }
        if from < new.cells.count || old.cells.count > new.cells.count || index >= extent { move(index, from) }
        write(new.cells[from...])
        if old.cells.count > new.cells.count { bytes += "\u{1b}[K" }
        if new.wraps, column >= width, index + 1 < frame.rows.count { wrap(into: index + 1, frame.rows[index + 1]) }
    }

    /// Lets the terminal wrap by itself, which marks the rows as one line for selecting and resizing.
    private mutating func wrap(into index: Int, _ next: Row) {
        let first = next.cells.first ?? Cell(text: " ", style: .plain)
        let isWide = next.cells.count > 1 && next.cells[1].text.isEmpty
        var written = [first]
        if isWide { written.append(next.cells[1]) }
        row = index
        column = 0
        extent = max(extent, index + 1)
        write(written[...])
        while shown.count <= index { shown.append(Row()) }
        shown[index].cells.replaceSubrange(0..<min(written.count, shown[index].cells.count), with: written)
    }

    private mutating func write(_ cells: ArraySlice<Cell>) {
        var style = Style.plain
        for cell in cells {
            if cell.style != style {
                if !style.code(support).isEmpty { bytes += Style.reset }
                bytes += cell.style.code(support)
                style = cell.style
            }
            bytes += cell.text
            column += 1
        }
        if !style.code(support).isEmpty { bytes += Style.reset }
    }

    private mutating func move(_ toRow: Int, _ toColumn: Int) {
        if toRow < row {
            bytes += "\u{1b}[\(row - toRow)A"
        } else if toRow > row {
            let reachable = min(toRow, extent - 1)
            if reachable > row { bytes += "\u{1b}[\(reachable - row)B" }
            for _ in reachable..<toRow {
                bytes += "\r\n"
                column = 0
            }
            extent = max(extent, toRow + 1)
        }
        row = toRow
        let isHeldBack = column >= width
        if toColumn < column || isHeldBack {
            if toColumn == column - 1, toColumn > 0, !isHeldBack {
                bytes += "\u{8}"
            } else {
                bytes += "\r"
                forward(toColumn)
            }
        } else {
            forward(toColumn - column)
        }
        column = toColumn
    }

    private mutating func forward(_ count: Int) {
        if count > 0 { bytes += "\u{1b}[\(count)C" }
    }
}
