/// A place in character cells: the first cell reaches from 0 to 1.
package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A stretch of a scene, in character cells.
struct Area: Hashable, Sendable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
}

/// What a picture consists of. Later marks cover earlier ones.
enum Mark: Sendable {
    /// A line through points.
    case curve([Point], Ink, Stroke)
    /// One sign at each point.
    case dots([Point], Marker, Ink)
    /// A solid area, as of a bar.
    case fill(Area, Ink)
    /// An area behind everything else; `shade`, 0 to 1, stands for it where there is no colour, nil for no number.
    case field(Area, Ink, shade: Double?)
    /// Text that begins in a cell.
    case text(String, column: Int, row: Int, Ink)
    /// A straight line along a row or a column, from the middle of one cell to the middle of another.
    case rule(column: Int, row: Int, toColumn: Int, toRow: Int, Ink)
}

/// A picture laid out in character cells, not yet drawn.
package struct Scene: Sendable {
    /// Columns and rows.
    package internal(set) var width: Int
    package internal(set) var height: Int
    var marks: [Mark] = []

    init(width: Int, height: Int) {
        self.width = max(1, width)
        self.height = max(0, height)
    }

    mutating func add(_ mark: Mark) { marks.append(mark) }

    mutating func text(_ text: String, _ column: Int, _ row: Int, _ ink: Ink = .plain) {
        marks.append(.text(text, column: column, row: row, ink))
    }

    mutating func rule(_ column: Int, _ row: Int, _ toColumn: Int, _ toRow: Int, _ ink: Ink = .axis) {
        marks.append(.rule(column: column, row: row, toColumn: toColumn, toRow: toRow, ink))
    }

    mutating func box(_ column: Int, _ row: Int, width: Int, height: Int, _ ink: Ink = .axis) {
        let (right, bottom) = (column + width - 1, row + height - 1)
        rule(column, row, right, row, ink)
        rule(column, bottom, right, bottom, ink)
        rule(column, row, column, bottom, ink)
        rule(right, row, right, bottom, ink)
    }

    /// Puts another scene into this one.
    mutating func add(_ other: Scene, column: Int, row: Int) {
        let (dx, dy) = (Double(column), Double(row))
        func moved(_ area: Area) -> Area {
            Area(left: area.left + dx, top: area.top + dy, right: area.right + dx, bottom: area.bottom + dy)
        }
        func moved(_ points: [Point]) -> [Point] { points.map { Point($0.x + dx, $0.y + dy) } }
        for mark in other.marks {
            switch mark {
            case .curve(let points, let ink, let stroke): add(.curve(moved(points), ink, stroke))
            case .dots(let points, let marker, let ink): add(.dots(moved(points), marker, ink))
            case .fill(let area, let ink): add(.fill(moved(area), ink))
            case .field(let area, let ink, let shade): add(.field(moved(area), ink, shade: shade))
            case .text(let text, let x, let y, let ink): self.text(text, x + column, y + row, ink)
            case .rule(let x, let y, let toX, let toY, let ink):
                rule(x + column, y + row, toX + column, toY + row, ink)
            }
        }
        width = max(width, other.width + column)
        height = max(height, other.height + row)
    }
}

/// How pictures are shown.
package enum PictureStyle: String, CaseIterable, Sendable {
    /// Braille dots, box drawing.
    case unicode
    /// Nothing beyond ASCII.
    case ascii
    /// A description, for those who listen to their screen.
    case words
}

/// What a picture has to fit.
package struct PictureFormat: Equatable, Sendable {
    package var style: PictureStyle
    /// The width to stay within.
    package var columns: Int
    /// The height to aim at; nil for the usual.
    package var rows: Int?
    /// Whether inks will show as colours.
    package var isColored: Bool

    package init(style: PictureStyle = .unicode, columns: Int = 80, rows: Int? = nil, isColored: Bool = false) {
        self.style = style
        self.columns = min(max(columns, 20), 400)
        self.rows = rows.map { min(max($0, 4), 400) }
        self.isColored = isColored
    }
}

/// Something that can be drawn in every style.
package protocol Picture: Sendable {
    /// The picture laid out.
    func scene(_ format: PictureFormat) -> Scene
    /// The picture told, a sentence or two a line.
    var words: [String] { get }
}

extension Picture {
    /// The rows to show.
    package func lines(_ format: PictureFormat) -> [PictureLine] {
        if format.style == .words {
            return words.flatMap { Text.wrapped($0, format.columns) }.map { PictureLine($0) }
        }
        var canvas = Canvas(scene(format), format)
        return canvas.draw()
    }

    /// The picture as a file in the SVG format.
    package func svg(columns: Int = 84) -> String {
        let format = PictureFormat(style: .unicode, columns: columns, isColored: true)
        return SVG(scene(format)).text(words.joined(separator: " "))
    }
}
