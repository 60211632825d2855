/// Draws scenes in character cells.
struct Canvas {
    private struct Cell {
        var glyph: Character?
        /// Braille dots, drawn where no glyph is.
        var dots: UInt8 = 0
        /// Arms of rules: up 1, right 2, down 4, left 8.
        var arms: UInt8 = 0
        var ink = Ink.plain
        var background: Ink?
        /// Whether the glyph is a shade, which lines may cover.
        var isShade = false
        /// The second half of a wide character.
        var isCovered = false
    }

    private let scene: Scene
    private let format: PictureFormat
    private var cells: [Cell]
    private var isASCII: Bool { format.style == .ascii }

    init(_ scene: Scene, _ format: PictureFormat) {
        self.scene = scene
        self.format = format
        cells = Array(repeating: Cell(), count: scene.width * scene.height)
    }

    mutating func draw() -> [PictureLine] {
        for mark in scene.marks {
            switch mark {
            case .curve(let points, let ink, let stroke): draw(points, ink, stroke)
            case .dots(let points, let marker, let ink): draw(points, marker, ink)
            case .fill(let area, let ink): fill(area, ink)
            case .field(let area, let ink, let shade): field(area, ink, shade)
            case .text(let text, let column, let row, let ink): write(text, column, row, ink)
            case .rule(let column, let row, let toColumn, let toRow, let ink):
                rule(column, row, toColumn, toRow, ink)
            }
        }
        return (0..<scene.height).map { line($0) }
    }

    private func index(_ column: Int, _ row: Int) -> Int? {
        guard column >= 0, column < scene.width, row >= 0, row < scene.height else { return nil }
        return row * scene.width + column
    }

    // MARK: Rows

    private func line(_ row: Int) -> PictureLine {
        var runs: [Run] = []
        var blanks = 0
        for cell in cells[(row * scene.width)..<((row + 1) * scene.width)] where !cell.isCovered {
            let glyph = glyph(of: cell)
            if glyph == " ", cell.background == nil {
                blanks += 1
                continue
            }
            // A blank has no ink: it joins what stands before it.
            if blanks > 0 {
                if let last = runs.last, last.background == nil {
                    runs[runs.count - 1].text += String(repeating: " ", count: blanks)
                } else {
                    runs.append(Run(text: String(repeating: " ", count: blanks), ink: .plain, background: nil))
                }
                blanks = 0
            }
            if let last = runs.last, last.ink == cell.ink, last.background == cell.background {
                runs[runs.count - 1].text.append(glyph)
            } else {
                runs.append(Run(text: String(glyph), ink: cell.ink, background: cell.background))
            }
        }
        return PictureLine(runs)
    }

    private func glyph(of cell: Cell) -> Character {
        if let glyph = cell.glyph { return glyph }
        if cell.dots != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(cell.dots)) { return Character(scalar) }
        if cell.arms != 0 { return (isASCII ? Canvas.asciiRules : Canvas.rules)[Int(cell.arms & 15)] }
        return " "
    }

    private static let rules = Array(" ╵╶└╷│┌├╴┘─┴┐┤┬┼")
    private static let asciiRules = Array(" |-+||++-+-+++++")

    // MARK: Text and rules

    private mutating func write(_ text: String, _ column: Int, _ row: Int, _ ink: Ink) {
        var column = column
        for character in Text.clean(text) {
            let width = Text.width(character)
            if let place = index(column, row), column + width <= scene.width {
                cells[place].glyph = isASCII ? Canvas.plain(character) : character
                cells[place].isShade = false
                cells[place].ink = ink
                cells[place].isCovered = false
                if width == 2 { cells[place + 1].isCovered = true }
            }
            column += width
        }
    }

    /// What stands for our own signs in ASCII; a program's text stays as it is.
    private static func plain(_ character: Character) -> Character {
        switch character {
        case "─", "╌", "−", "–": "-"
        case "│": "|"
        case "├", "└", "┌", "┐", "┘", "┤": "+"
        case "●", "○": "o"
        case "■": "#"
        case "▼": "v"
        case "▶": ">"
        case "→": ">"
        case "…": "~"
        case "·": "*"
        case "⋮": ":"
        case "↑": "^"
        default: character
        }
    }

    private mutating func rule(_ column: Int, _ row: Int, _ toColumn: Int, _ toRow: Int, _ ink: Ink) {
        if row == toRow {
            for x in min(column, toColumn)...max(column, toColumn) {
                arm(x, row, x > min(column, toColumn), 8, x < max(column, toColumn), 2, ink)
            }
        } else {
            for y in min(row, toRow)...max(row, toRow) {
                arm(column, y, y > min(row, toRow), 1, y < max(row, toRow), 4, ink)
            }
        }
    }

    private mutating func arm(
        _ x: Int, _ y: Int, _ before: Bool, _ first: UInt8, _ after: Bool, _ second: UInt8, _ ink: Ink
    ) {
        guard let place = index(x, y) else { return }
        cells[place].arms |= (before ? first : 0) | (after ? second : 0)
        cells[place].ink = ink
    }

    // MARK: Areas

    private mutating func field(_ area: Area, _ ink: Ink, _ shade: Double?) {
        for row in rows(area.top, area.bottom) {
            for column in rows(area.left, area.right) {
                guard let place = index(column, row) else { continue }
                guard let shade else {
                    cells[place].glyph = "?"
                    cells[place].ink = .faint
                    continue
                }
                if format.isColored {
                    cells[place].background = ink
                } else {
                    let scale = isASCII ? Canvas.asciiShades : Canvas.shades
                    cells[place].glyph = scale[min(scale.count - 1, max(0, Int(shade * Double(scale.count))))]
                    cells[place].isShade = true
                }
            }
        }
    }

    private static let shades = Array(" ░▒▓█")
    private static let asciiShades = Array(" .:-=+*#%@")

    /// The cells whose middle lies between two places.
    private func rows(_ from: Double, _ to: Double) -> Range<Int> {
        let limit = Double(max(scene.width, scene.height)) + 1
        let first = Int(min(max((from - 0.5).rounded(.up), 0), limit))
        let last = Int(min(max((to - 0.5).rounded(.up), 0), limit))
        return first..<max(first, last)
    }

    private mutating func fill(_ area: Area, _ ink: Ink) {
        let limit = Double(max(scene.width, scene.height)) + 1
        var columns = rows(area.left, area.right)
        if columns.isEmpty {
            let only = Int(min(max(((area.left + area.right) / 2).rounded(.down), 0), limit))
            columns = only..<(only + 1)
        }
        let top = Int(min(max(area.top.rounded(.down), 0), limit))
        let bottom = Int(min(max(area.bottom.rounded(.up), 0), limit))
        guard top < bottom else { return }
        for row in top..<bottom {
            let upper = max(area.top, Double(row)) - Double(row)
            let lower = min(area.bottom, Double(row) + 1) - Double(row)
            guard let glyph = block(upper, lower, ink) else { continue }
            for column in columns {
                guard let place = index(column, row) else { continue }
                cells[place].glyph = glyph
                cells[place].ink = ink
            }
        }
    }

    /// A cell filled between two heights, counted from its top.
    private func block(_ upper: Double, _ lower: Double, _ ink: Ink) -> Character? {
        if isASCII || !format.isColored {
            if lower - upper < (isASCII ? 0.5 : 0.06) { return nil }
            if case .series(let index) = ink, index > 0 || isASCII {
                let signs = Array(isASCII ? "#=%@+*" : "█▒▓░▚▞")
                return signs[index.magnitudeModulo(signs.count)]
            }
        }
        if upper <= 0.06, lower < 0.94 { return lower > 0.25 ? (lower > 0.75 ? "█" : "▀") : nil }
        let eighths = Int(((lower - upper) * 8).rounded())
        return eighths <= 0 ? nil : Array("▁▂▃▄▅▆▇█")[min(eighths, 8) - 1]
    }

    // MARK: Points and curves

    private mutating func draw(_ points: [Point], _ marker: Marker, _ ink: Ink) {
        for point in points {
            if marker == .point, !isASCII {
                dot(point.x * 2, point.y * 4, ink)
            } else if let place = cell(point) {
                cells[place].glyph = isASCII ? marker.ascii : marker.unicode
                cells[place].isShade = false
                cells[place].ink = ink
            }
        }
    }

    private func cell(_ point: Point) -> Int? {
        guard point.x >= 0, point.y >= 0, point.x < Double(scene.width), point.y < Double(scene.height) else {
            return nil
        }
        return index(Int(point.x), Int(point.y))
    }

    private mutating func dot(_ x: Double, _ y: Double, _ ink: Ink) {
        guard x >= 0, y >= 0, x < Double(scene.width * 2), y < Double(scene.height * 4) else { return }
        let (column, row) = (Int(x), Int(y))
        guard let place = index(column / 2, row / 4) else { return }
        if cells[place].isShade {
            cells[place].glyph = nil
            cells[place].isShade = false
        }
        guard cells[place].glyph == nil else { return }
        let bits: [UInt8] = column % 2 == 0 ? [0x01, 0x02, 0x04, 0x40] : [0x08, 0x10, 0x20, 0x80]
        cells[place].dots |= bits[row % 4]
        cells[place].ink = ink
    }

    private mutating func draw(_ points: [Point], _ ink: Ink, _ stroke: Stroke) {
        var drawn = 0
        if points.count == 1 { step(points[0], ink, stroke, "*") }
        for (start, end) in zip(points, points.dropFirst()) {
            let scale = isASCII ? (1.0, 1.0) : (2.0, 4.0)
            let (dx, dy) = ((end.x - start.x) * scale.0, (end.y - start.y) * scale.1)
            guard abs(dx) < 10_000, abs(dy) < 10_000 else { continue }
            let count = max(1, Int(max(abs(dx), abs(dy)).rounded(.up)))
            let sign = sign(dx, dy, ink)
            for index in 0...count {
                let part = Double(index) / Double(count)
                let point = Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
                if stroke.off == 0 || drawn % (stroke.on + stroke.off) < stroke.on { step(point, ink, stroke, sign) }
                if index < count { drawn += 1 }
            }
        }
    }

    private mutating func step(_ point: Point, _ ink: Ink, _ stroke: Stroke, _ sign: Character) {
        if isASCII {
            guard let place = cell(point) else { return }
            cells[place].glyph = sign
            cells[place].ink = ink
            return
        }
        for extra in 0..<max(1, min(stroke.weight, 3)) {
            dot(point.x * 2, point.y * 4 + Double(extra) - Double((stroke.weight - 1) / 2), ink)
        }
    }

    /// What a curve is drawn with in ASCII: a series by its own sign, others by their slope.
    private func sign(_ dx: Double, _ dy: Double, _ ink: Ink) -> Character {
        switch ink {
        case .series(let index):
            let signs = Array("*+ox#%@&")
            return signs[index.magnitudeModulo(signs.count)]
        case .negative: return "."
        default:
            if abs(dy) * 2 <= abs(dx) { return "-" }
            if abs(dx) * 2 <= abs(dy) { return "|" }
            return (dx > 0) == (dy > 0) ? "\\" : "/"
        }
    }
}
