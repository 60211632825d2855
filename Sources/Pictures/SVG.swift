/// Writes scenes in the SVG format.
struct SVG {
    private let scene: Scene
    /// Pixels of a cell.
    private static let (cellWidth, cellHeight) = (9.0, 18.0)

    init(_ scene: Scene) { self.scene = scene }

    /// - Parameter description: for those who cannot see it.
    func text(_ description: String) -> String {
        let (width, height) = (Double(scene.width) * SVG.cellWidth, Double(scene.height) * SVG.cellHeight)
        let size = "width=\"\(SVG.number(width))\" height=\"\(SVG.number(height))\""
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) viewBox=\"0 0 \(SVG.number(width)) \(SVG.number(height))\""
                + " role=\"img\" font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"14\">",
            "<desc>\(SVG.escaped(Text.clean(description)))</desc>",
            "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
        ]
        lines += scene.marks.flatMap { element($0) }
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }

    private func element(_ mark: Mark) -> [String] {
        switch mark {
        case .curve(let points, let ink, let stroke): return curve(points, ink, stroke)
        case .dots(let points, let marker, let ink): return points.map { sign($0, marker, SVG.color(ink)) }
        case .fill(let area, let ink): return [rectangle(area, SVG.color(ink))]
        case .field(let area, let ink, let shade): return shade == nil ? [] : [rectangle(area, SVG.color(ink))]
        case .text(let text, let column, let row, let ink):
            let place = "x=\"\(SVG.x(Double(column)))\" y=\"\(SVG.number((Double(row) + 0.5) * SVG.cellHeight + 5))\""
            let weight = ink == .heading ? " font-weight=\"bold\"" : ""
            // Text keeps to its cells whatever the font is.
            let length = SVG.number(Double(Text.width(text)) * SVG.cellWidth)
            return [
                "<text \(place) fill=\"\(SVG.color(ink))\"\(weight) xml:space=\"preserve\" textLength=\"\(length)\" "
                    + "lengthAdjust=\"spacingAndGlyphs\">\(SVG.escaped(Text.clean(text)))</text>"
            ]
        case .rule(let column, let row, let toColumn, let toRow, let ink):
            let start = Point(Double(column) + 0.5, Double(row) + 0.5)
            return curve([start, Point(Double(toColumn) + 0.5, Double(toRow) + 0.5)], ink, .solid)
        }
    }

    private func curve(_ points: [Point], _ ink: Ink, _ stroke: Stroke) -> [String] {
        guard points.count > 1 else { return points.map { sign($0, .circle, SVG.color(ink)) } }
        let path = points.map { "\(SVG.x($0.x)),\(SVG.y($0.y))" }.joined(separator: " ")
        let dashes = stroke.off > 0 ? " stroke-dasharray=\"\(stroke.on * 3) \(stroke.off * 3)\"" : ""
        let width = ink == .axis || ink == .faint ? 1 : Double(stroke.weight) * 1.25
        return [
            "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(SVG.color(ink))\" "
                + "stroke-width=\"\(SVG.number(width))\"\(dashes)/>"
        ]
    }

    private func rectangle(_ area: Area, _ color: String) -> String {
        let size =
            "width=\"\(SVG.number((area.right - area.left) * SVG.cellWidth))\" "
            + "height=\"\(SVG.number((area.bottom - area.top) * SVG.cellHeight))\""
        return "<rect x=\"\(SVG.x(area.left))\" y=\"\(SVG.y(area.top))\" \(size) fill=\"\(color)\"/>"
    }

    private func sign(_ point: Point, _ marker: Marker, _ color: String) -> String {
        let (x, y) = (point.x * SVG.cellWidth, point.y * SVG.cellHeight)
        func path(_ steps: String) -> String {
            "<path transform=\"translate(\(SVG.number(x)) \(SVG.number(y)))\" d=\"\(steps)\" "
        }
        switch marker {
        case .circle: return "<circle cx=\"\(SVG.number(x))\" cy=\"\(SVG.number(y))\" r=\"3.5\" fill=\"\(color)\"/>"
        case .point: return "<circle cx=\"\(SVG.number(x))\" cy=\"\(SVG.number(y))\" r=\"1.5\" fill=\"\(color)\"/>"
        case .square: return path("M-3 -3H3V3H-3Z") + "fill=\"\(color)\"/>"
        case .triangle: return path("M0 -4L4 3H-4Z") + "fill=\"\(color)\"/>"
        case .diamond: return path("M0 -4L4 0L0 4L-4 0Z") + "fill=\"\(color)\"/>"
        case .cross: return path("M-3 -3L3 3M-3 3L3 -3") + "stroke=\"\(color)\" stroke-width=\"1.5\"/>"
        case .plus: return path("M-4 0H4M0 -4V4") + "stroke=\"\(color)\" stroke-width=\"1.5\"/>"
        case .star: return path("M-3 -3L3 3M-3 3L3 -3M0 -4V4") + "stroke=\"\(color)\" stroke-width=\"1.5\"/>"
        }
    }

    // MARK: Parts

    private static func x(_ column: Double) -> String { number(column * cellWidth) }
    private static func y(_ row: Double) -> String { number(row * cellHeight) }

    private static func number(_ value: Double) -> String {
        let text = Numbers.fixed(min(max(value, -1e6), 1e6), 2)
        return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
    }

    private static func color(_ ink: Ink) -> String {
        guard let color = ink.components else {
            return ink == .axis ? "#555555" : ink == .faint ? "#888888" : "#222222"
        }
        func hex(_ part: UInt8) -> String { (part < 16 ? "0" : "") + String(part, radix: 16) }
        return "#" + hex(color.red) + hex(color.green) + hex(color.blue)
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
        return out
    }
}
