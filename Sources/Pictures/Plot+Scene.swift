extension Plot {
    package func scene(_ format: PictureFormat) -> Scene {
        PlotLayout(self, format).scene()
    }
}

/// A plot's parts in their cells.
struct PlotLayout {
    let plot: Plot
    let format: PictureFormat
    var xAxis: Axis
    var yAxis: Axis
    /// The cells of the curves.
    var left = 0
    var top = 0
    var width = 0
    var height = 0
    private var total = 0

    init(_ plot: Plot, _ format: PictureFormat) {
        self.plot = plot
        self.format = format
        total = min(format.columns, format.rows == nil ? 100 : format.columns)
        let hasField = !plot.fields.isEmpty
        let head = (plot.title.isEmpty ? 0 : 1) + (plot.yLabel.isEmpty ? 0 : 1)
        let foot = 2 + (plot.xLabel.isEmpty ? 0 : 1) + (plot.showsLegend ? 1 : 0)
        height = max(3, (format.rows ?? (15 + head + foot)) - head - foot)
        let isTight = hasField || !(plot.yLimits.low == nil || plot.yLimits.high == nil)
        yAxis = Axis(
            plot.yRange, limits: plot.yLimits, count: max(2, height / 3), isRounded: !isTight,
            isLogarithmic: plot.isLogY, named: plot.yNames)
        top = head
        let labels = yAxis.ticks.map { min(14, Text.width($0.label)) }
        left = (labels.max() ?? 0) + 2
        width = max(6, total - left - 1)
        let scattered = plot.series.contains { if case .scatter = $0.kind { true } else { false } }
        let longest = max(4, plot.xNames?.map { Text.width($0.1) }.max() ?? 6)
        xAxis = Axis(
            plot.xRange, limits: plot.xLimits, count: max(2, min(8, width / (longest + 5))),
            isRounded: plot.hasHorizontalBars, isWhole: plot.hasWholeX,
            margin: scattered && !hasField ? 0.03 : 0, isLogarithmic: plot.isLogX,
            named: plot.xNames)
        if plot.isEqual, hasField { squareCells() }
    }

    /// Images keep their proportions: a cell is about twice as high as wide.
    private mutating func squareCells() {
        let (across, down) = (abs(xAxis.high - xAxis.low), abs(yAxis.high - yAxis.low))
        guard across > 0, down > 0, across.isFinite, down.isFinite else { return }
        let limit = format.rows.map { max(3, $0 - top - 3) } ?? 32
        let ratio = min(max(across / down, 0.01), 100)
        // One cell or two for each number, where that fits.
        let rows = plot.fields.first?.rows.count ?? 16
        height = min(limit, max(3, min(rows, 48)))
        width = Int((Double(height) * 2 * ratio).rounded())
        if width > total - left - 1 {
            width = max(6, total - left - 1)
            height = min(limit, max(1, Int((Double(width) / ratio / 2).rounded())))
        }
        width = max(width, 4)
    }

    func x(_ value: Double) -> Double? { xAxis.place(value).map { x(share: $0) } }
    func y(_ value: Double) -> Double? { yAxis.place(value).map { y(share: $0) } }

    // Numbers lie between the middles of the outermost cells; areas reach to their edges.
    private var isField: Bool { !plot.fields.isEmpty }
    func x(share: Double) -> Double {
        isField ? Double(left) + share * Double(width) : Double(left) + 0.5 + share * Double(width - 1)
    }
    func y(share: Double) -> Double {
        isField ? Double(top) + (1 - share) * Double(height) : Double(top) + 0.5 + (1 - share) * Double(height)
    }

    /// What is drawn; everything outside is cut off.
    var area: Area {
        Area(
            left: Double(left), top: Double(top), right: Double(left + width),
            bottom: Double(top + height) + (isField ? -0.01 : 0.999))
    }

    // MARK: The frame

    func scene() -> Scene {
        let foot = top + height + 2 + (plot.xLabel.isEmpty ? 0 : 1)
        let legend = legendRows()
        var scene = Scene(width: total, height: foot + legend.count)
        if !plot.title.isEmpty {
            let title = Text.fitted(Text.clean(plot.title), total)
            scene.text(title, max(0, left + (width - Text.width(title)) / 2), 0, .heading)
        }
        if !plot.yLabel.isEmpty { scene.text(Text.fitted(plot.yLabel, total), 0, top - 1, .faint) }
        addFrame(to: &scene)
        addFields(to: &scene)
        addGuides(to: &scene)
        addSeries(to: &scene)
        for note in plot.notes {
            guard let x = x(note.x), let y = y(note.y), contains(Point(x, y)) else { continue }
            scene.text(Text.fitted(note.text, total - Int(x)), Int(x), Int(y))
        }
        if !plot.xLabel.isEmpty {
            let label = Text.fitted(Text.clean(plot.xLabel), total)
            scene.text(label, max(0, left + (width - Text.width(label)) / 2), top + height + 2, .faint)
        }
        for (index, row) in legend.enumerated() { addLegend(row, foot + index, to: &scene) }
        if isEmpty { scene.text("(nothing to draw)", left + max(0, width / 2 - 8), top + height / 2, .faint) }
        return scene
    }

    private var isEmpty: Bool {
        plot.xRange == nil || plot.yRange == nil
    }

    private func contains(_ point: Point) -> Bool {
        point.x >= area.left && point.x < area.right && point.y >= area.top && point.y <= area.bottom
    }

    private func addFrame(to scene: inout Scene) {
        let bottom = top + height
        scene.rule(left - 1, top, left - 1, bottom)
        scene.rule(left - 1, bottom, left + width - 1, bottom)
        var used = 1_000_000
        for tick in yAxis.ticks {
            let row = min(bottom, max(top, Int(y(share: yAxis.share(tick.value)))))
            if plot.hasGrid, row < bottom { addGrid(row: row, to: &scene) }
            scene.rule(left - 2, row, left - 1, row)
            guard row < used || row > used else { continue }
            used = row
            let label = Text.fitted(Text.clean(tick.label), 14)
            scene.text(label, left - 2 - Text.width(label), row, .faint)
        }
        var end = -1
        for tick in xAxis.ticks {
            let column = min(left + width - 1, max(left, Int(x(share: xAxis.share(tick.value)))))
            if plot.hasGrid { addGrid(column: column, to: &scene) }
            let label = Text.fitted(Text.clean(tick.label), width)
            let start = min(max(0, column - Text.width(label) / 2), max(0, total - Text.width(label)))
            guard start > end else { continue }
            scene.rule(column, bottom, column, bottom + 1)
            scene.text(label, start, bottom + 1, .faint)
            end = start + Text.width(label)
        }
    }

    private func addGrid(row: Int, to scene: inout Scene) {
        let y = Double(row) + 0.5
        scene.add(.curve([Point(Double(left), y), Point(Double(left + width), y)], .faint, Stroke(on: 1, off: 3)))
    }

    private func addGrid(column: Int, to scene: inout Scene) {
        let x = Double(column) + 0.5
        scene.add(
            .curve([Point(x, Double(top)), Point(x, Double(top + height) - 0.01)], .faint, Stroke(on: 1, off: 3)))
    }

    private func addGuides(to scene: inout Scene) {
        for guide in plot.acrossAt {
            guard let y = y(guide.y), y >= area.top, y <= area.bottom else { continue }
            scene.add(.curve([Point(area.left, y), Point(area.right - 0.01, y)], guide.ink, .dashed))
        }
        for guide in plot.upAt {
            guard let x = x(guide.x), x >= area.left, x < area.right else { continue }
            scene.add(.curve([Point(x, area.top), Point(x, area.bottom)], guide.ink, .dashed))
        }
    }

    // MARK: The legend

    private typealias Entry = (label: String, index: Int?, ink: Ink)

    private func legendRows() -> [[(label: String, index: Int?, ink: Ink)]] {
        guard plot.showsLegend else { return [] }
        var entries: [Entry] = plot.series.indices.compactMap { index in
            plot.series[index].label.map { (Text.fitted($0, total / 2), index, plot.ink(index)) }
        }
        entries += plot.guideLabels.map { (Text.fitted(Text.clean($0.label), total / 2), nil, $0.ink) }
        var rows: [[Entry]] = []
        var used = 1_000_000
        for entry in entries {
            let width = Text.width(entry.label) + 7
            if used + width > total - left {
                if rows.count == 6 { break }
                rows.append([])
                used = 0
            }
            rows[rows.count - 1].append(entry)
            used += width
        }
        return rows
    }

    private func addLegend(_ entries: [(label: String, index: Int?, ink: Ink)], _ row: Int, to scene: inout Scene) {
        var column = left
        for entry in entries {
            let y = Double(row) + 0.5
            let ends = [Point(Double(column), y), Point(Double(column) + 2.9, y)]
            let kind = entry.index.map { plot.series[$0].kind } ?? .line
            switch kind {
            case .line: scene.add(.curve(ends, entry.ink, entry.index.map { plot.stroke($0, format) } ?? .dashed))
            case .scatter(let marker, let joined):
                if joined { scene.add(.curve(ends, entry.ink, .solid)) }
                scene.add(.dots([Point(Double(column) + 1.5, y)], marker, entry.ink))
            case .bars, .horizontalBars:
                scene.add(
                    .fill(
                        Area(left: ends[0].x, top: Double(row), right: ends[0].x + 3, bottom: Double(row) + 1),
                        entry.ink
                    ))
            }
            scene.text(entry.label, column + 4, row)
            column += Text.width(entry.label) + 7
        }
    }
}
