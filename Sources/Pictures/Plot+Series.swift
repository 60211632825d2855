extension PlotLayout {
    func addSeries(to scene: inout Scene) {
        for (index, series) in plot.series.enumerated() {
            let ink = plot.ink(index)
            switch series.kind {
            case .line: addLine(index, ink, to: &scene)
            case .scatter(let marker, let joined):
                if joined { addLine(index, ink, to: &scene) }
                addPoints(series, marker, ink, to: &scene)
            case .bars(let width): addBars(series, width, ink, isLying: false, to: &scene)
            case .horizontalBars(let width): addBars(series, width, ink, isLying: true, to: &scene)
            }
        }
    }

    // MARK: Lines

    /// Stretches of a line between numbers that cannot be drawn.
    private func addLine(_ index: Int, _ ink: Ink, to scene: inout Scene) {
        let series = plot.series[index]
        let stroke = plot.stroke(index, format)
        var stretch: [Point] = []
        func close(_ scene: inout Scene) {
            for piece in clipped(thinned(stretch)) { scene.add(.curve(piece, ink, stroke)) }
            stretch = []
        }
        for (x, y) in zip(series.xs, series.ys) {
            if let x = self.x(x), let y = self.y(y) {
                stretch.append(Point(x, y))
            } else {
                close(&scene)
            }
        }
        close(&scene)
    }

    /// The same line with no more points than can be told apart: of those that fall in one half column after another,
    /// the first, the lowest, the highest and the last.
    private func thinned(_ points: [Point]) -> [Point] {
        guard points.count > 2000 else { return points }
        var kept: [Point] = []
        var index = 0
        while index < points.count {
            let column = slot(points[index])
            var (least, greatest, last) = (index, index, index)
            while last + 1 < points.count, slot(points[last + 1]) == column {
                last += 1
                if points[last].y < points[least].y { least = last }
                if points[last].y > points[greatest].y { greatest = last }
            }
            var previous = -1
            for place in [index, min(least, greatest), max(least, greatest), last] where place > previous {
                kept.append(points[place])
                previous = place
            }
            index = last + 1
        }
        // A line that runs to and fro may still be too long.
        guard kept.count > 40_000 else { return kept }
        let stride = kept.count / 20_000 + 1
        return kept.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    }

    private func slot(_ point: Point) -> Double { (min(max(point.x, -1e6), 1e6) * 2).rounded(.down) }

    /// The parts of a line that lie within the plot.
    private func clipped(_ points: [Point]) -> [[Point]] {
        if points.count == 1 { return points.filter(isInside).map { [$0] } }
        var pieces: [[Point]] = []
        for (start, end) in zip(points, points.dropFirst()) {
            guard let (from, to) = clip(start, end) else { continue }
            if let last = pieces.last?.last, last == from {
                pieces[pieces.count - 1].append(to)
            } else {
                pieces.append([from, to])
            }
        }
        return pieces
    }

    private func isInside(_ point: Point) -> Bool {
        point.x >= area.left && point.x <= area.right && point.y >= area.top && point.y <= area.bottom
    }

    private func clip(_ start: Point, _ end: Point) -> (Point, Point)? {
        if isInside(start), isInside(end) { return (start, end) }
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        var (first, last) = (0.0, 1.0)
        for (step, room) in [
            (-dx, start.x - area.left), (dx, area.right - start.x), (-dy, start.y - area.top),
            (dy, area.bottom - start.y),
        ] {
            if step == 0 {
                if room < 0 { return nil }
            } else if step < 0 {
                first = max(first, room / step)
            } else {
                last = min(last, room / step)
            }
        }
        guard first <= last, dx.isFinite, dy.isFinite else { return nil }
        return (
            Point(start.x + dx * first, start.y + dy * first), Point(start.x + dx * last, start.y + dy * last)
        )
    }

    // MARK: Points

    private func addPoints(_ series: Plot.Series, _ marker: Marker, _ ink: Ink, to scene: inout Scene) {
        // Many signs would cover each other: dots say more.
        let sign = series.xs.count > 300 ? Marker.point : marker
        var seen: Set<Point> = []
        var points: [Point] = []
        for (x, y) in zip(series.xs, series.ys) {
            guard let x = self.x(x), let y = self.y(y), isInside(Point(x, y)) else { continue }
            let place = Point((x * 8).rounded(.down) / 8, (y * 16).rounded(.down) / 16)
            if seen.insert(place).inserted { points.append(Point(min(x, area.right - 0.01), y)) }
        }
        scene.add(.dots(points, sign, ink))
    }

    // MARK: Bars

    private func addBars(
        _ series: Plot.Series, _ width: Double, _ ink: Ink, isLying: Bool, to scene: inout Scene
    ) {
        let floor = Double(top + height)
        for (index, (x, y)) in zip(series.xs, series.ys).enumerated() {
            let (middle, end, base) = isLying ? (y, x, series.base(index)) : (x, y, series.base(index))
            if isLying {
                guard let low = self.y(middle - width / 2), let high = self.y(middle + width / 2),
                    let tip = self.x(end)
                else { continue }
                let start = self.x(base) ?? area.left
                var bar = Area(
                    left: max(area.left, min(start, tip)), top: max(area.top, min(low, high)),
                    right: min(area.right, max(start, tip) + 0.5), bottom: min(floor, max(low, high)))
                // Whole rows, with a gap between neighbours where there is room for one.
                if bar.bottom - bar.top >= 1.5 {
                    bar.top = (bar.top + 0.25).rounded()
                    bar.bottom = max(bar.top + 1, (bar.bottom - 0.25).rounded())
                } else {
                    bar.top = ((low + high) / 2).rounded(.down)
                    bar.bottom = bar.top + 1
                }
                if tip != start, bar.top < bar.bottom { scene.add(.fill(bar, ink)) }
            } else {
                guard let low = self.x(middle - width / 2), let high = self.x(middle + width / 2),
                    let tip = self.y(end)
                else { continue }
                let start = self.y(base).map { $0.rounded(.down) } ?? floor
                let bar = Area(
                    left: max(area.left, min(low, high)), top: max(area.top, min(start, tip)),
                    right: min(area.right, max(low, high)), bottom: min(floor, max(start, tip)))
                if tip != start, bar.top < bar.bottom { scene.add(.fill(bar, ink)) }
            }
        }
    }

    // MARK: Fields

    func addFields(to scene: inout Scene) {
        for field in plot.fields {
            if field.isLines { addContours(field, to: &scene) } else { addAreas(field, to: &scene) }
        }
    }

    private func addAreas(_ field: Plot.Field, to scene: inout Scene) {
        let scale = ColorScale(field.rows.lazy.flatMap { $0 }, isSigned: field.isSigned, levels: field.levels)
        guard let columns = field.rows.map(\.count).max(), columns > 0 else { return }
        let (across, down) = (field.right - field.left, field.top - field.bottom)
        guard across != 0, down != 0 else { return }
        for row in 0..<height {
            for column in 0..<width {
                // The number under the middle of the cell.
                let x = xAxis.value(at: (Double(column) + 0.5) / Double(width))
                let y = yAxis.value(at: 1 - (Double(row) + 0.5) / Double(height))
                let (u, v) = ((x - field.left) / across, (field.top - y) / down)
                guard u >= 0, u < 1, v >= 0, v < 1 else { continue }
                let line = field.rows[min(field.rows.count - 1, Int(v * Double(field.rows.count)))]
                let place = min(columns - 1, Int(u * Double(columns)))
                guard place < line.count else { continue }
                let (x0, y0) = (Double(left + column), Double(top + row))
                let cell = Area(left: x0, top: y0, right: x0 + 1, bottom: y0 + 1)
                scene.add(.field(cell, scale.ink(line[place]), shade: scale.shade(line[place])))
            }
        }
    }

    /// Where the numbers of a field cross a level, between neighbours.
    private func addContours(_ field: Plot.Field, to scene: inout Scene) {
        let rows = field.rows
        guard rows.count > 1, let columns = rows.map(\.count).min(), columns > 1,
            let (low, high) = Numbers.range(rows.lazy.flatMap { $0 }), high > low
        else { return }
        let count = field.levels > 0 ? field.levels : 6
        let scale = ColorScale(rows.lazy.flatMap { $0 }, isSigned: field.isSigned, levels: 0)
        func point(_ column: Double, _ row: Double) -> Point? {
            let x = field.left + (field.right - field.left) * column / Double(columns - 1)
            let y = field.top + (field.bottom - field.top) * row / Double(rows.count - 1)
            guard let px = self.x(x), let py = self.y(y) else { return nil }
            return Point(px, py)
        }
        let even = (1...count).map { low + (high - low) * Double($0) / Double(count + 1) }
        for level in field.lineValues.isEmpty ? even : field.lineValues {
            for row in 0..<(rows.count - 1) {
                for column in 0..<(columns - 1) {
                    let corners = [
                        (0.0, 0.0, rows[row][column]), (1, 0, rows[row][column + 1]),
                        (1, 1, rows[row + 1][column + 1]), (0, 1, rows[row + 1][column]),
                    ]
                    var crossings: [Point] = []
                    for side in 0..<4 {
                        let (a, b) = (corners[side], corners[(side + 1) % 4])
                        guard (a.2 < level) != (b.2 < level) else { continue }
                        let part = (level - a.2) / (b.2 - a.2)
                        guard part.isFinite else { continue }
                        let (u, v) = (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part)
                        if let found = point(Double(column) + u, Double(row) + v) { crossings.append(found) }
                    }
                    for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                        guard let (from, to) = clip(crossings[pair], crossings[pair + 1]) else { continue }
                        scene.add(.curve([from, to], scale.ink(level), .solid))
                    }
                }
            }
        }
    }
}

/// Numbers as shades.
struct ColorScale: Sendable {
    let low: Double
    let high: Double
    let isSigned: Bool
    let levels: Int

    init(_ values: some Sequence<Double>, isSigned: Bool? = nil, levels: Int = 0) {
        let (low, high) = Numbers.range(values) ?? (0, 1)
        self.low = low
        self.high = high
        self.isSigned = isSigned ?? (low < 0 && high > 0)
        self.levels = levels
    }

    /// 0 to 1 from least to greatest; nil for what is no number.
    func shade(_ value: Double) -> Double? {
        if value.isNaN { return nil }
        guard high > low else { return value < low ? 0 : value > high ? 1 : 0.5 }
        let share = min(max((value - low) / (high - low), 0), 1)
        guard levels > 1 else { return share }
        return min((share * Double(levels)).rounded(.down), Double(levels - 1)) / Double(levels - 1)
    }

    func ink(_ value: Double) -> Ink {
        guard let shade = shade(value) else { return .faint }
        guard isSigned else { return .heat(UInt8(clamping: Int(shade * 255))) }
        let reach = max(abs(low), abs(high))
        guard reach > 0 else { return .signed(128) }
        let stepped = levels > 1 ? low + shade * (high - low) : value
        return .signed(UInt8(clamping: Int(128 + min(max(stepped / reach, -1), 1) * 127)))
    }
}
