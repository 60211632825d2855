/// A matrix as cells whose colour is their number, with a scale.
package struct HeatMap: Picture {
    package var title: String
    package var rows: [[Double]]

    package init(_ rows: [[Double]], title: String = "") {
        self.rows = rows
        self.title = Text.clean(title)
    }

    private var columnCount: Int { rows.map(\.count).max() ?? 0 }

    /// Up to so many numbers are written into their cells.
    private static let mostWritten = 160
    private static let numberWidth = 9
    private static let mostRows = 28

    package func scene(_ format: PictureFormat) -> Scene {
        let scale = ColorScale(rows.lazy.flatMap { $0 })
        let count = columnCount
        guard count > 0 else {
            var scene = Scene(width: format.columns, height: 1)
            scene.text(Text.fitted(title + (title.isEmpty ? "" : ": ") + "(no numbers)", format.columns), 0, 0, .faint)
            return scene
        }
        let gutter = String(max(rows.count - 1, 0)).count + 1
        let room = format.columns - gutter
        if rows.count * count <= HeatMap.mostWritten, rows.count <= HeatMap.mostRows,
            count * HeatMap.numberWidth <= room
        {
            return written(scale, gutter, format)
        }
        return colored(scale, gutter, room, format)
    }

    private func head(_ scene: inout Scene) {
        if !title.isEmpty { scene.text(Text.fitted(title, scene.width), 0, 0, .heading) }
    }

    /// A patch of colour and the number itself in each cell.
    private func written(_ scale: ColorScale, _ gutter: Int, _ format: PictureFormat) -> Scene {
        let top = title.isEmpty ? 0 : 1
        var scene = Scene(width: format.columns, height: top + rows.count + 1)
        head(&scene)
        for (index, row) in rows.enumerated() {
            scene.text(Text.padded(String(index), gutter - 1, left: true), 0, top + index, .faint)
            for (column, value) in row.enumerated() {
                let x = gutter + column * HeatMap.numberWidth
                patch(value, x, top + index, width: 2, scale, &scene)
                let number = Numbers.short(value, digits: 2)
                scene.text(Text.fitted(number.hasPrefix("-") ? number : " " + number, 7), x + 2, top + index)
            }
        }
        legend(scale, top + rows.count, gutter, &scene)
        return scene
    }

    private func patch(_ value: Double, _ x: Int, _ y: Int, width: Int, _ scale: ColorScale, _ scene: inout Scene) {
        let area = Area(left: Double(x), top: Double(y), right: Double(x + width), bottom: Double(y + 1))
        scene.add(.field(area, scale.ink(value), shade: scale.shade(value)))
    }

    /// Colour alone; where there are more numbers than cells, each shows the mean of several.
    private func colored(_ scale: ColorScale, _ gutter: Int, _ room: Int, _ format: PictureFormat) -> Scene {
        let count = columnCount
        let width = count * 2 <= room ? 2 : 1
        let shownColumns = min(count, max(1, room / width))
        let shownRows = min(rows.count, format.rows.map { max(1, $0 - 2) } ?? HeatMap.mostRows)
        let top = title.isEmpty ? 0 : 1
        var scene = Scene(width: format.columns, height: top + shownRows + 1)
        head(&scene)
        for row in 0..<shownRows {
            let from = row * rows.count / shownRows
            let to = max(from + 1, (row + 1) * rows.count / shownRows)
            scene.text(Text.padded(String(from), gutter - 1, left: true), 0, top + row, .faint)
            for column in 0..<shownColumns {
                let first = column * count / shownColumns
                let last = max(first + 1, (column + 1) * count / shownColumns)
                patch(mean(from..<to, first..<last), gutter + column * width, top + row, width: width, scale, &scene)
            }
        }
        let isReduced = shownRows < rows.count || shownColumns < count
        legend(scale, top + shownRows, gutter, &scene, isReduced ? "each cell is the mean of several" : "")
        return scene
    }

    private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> Double {
        if rows.count == 1, columns.count == 1 {
            let row = self.rows[rows.lowerBound]
            return columns.lowerBound < row.count ? row[columns.lowerBound] : .nan
        }
        var (sum, count) = (0.0, 0.0)
        for row in rows {
            for column in columns where column < self.rows[row].count {
                let value = self.rows[row][column]
                guard abs(value) <= Numbers.mostDrawn else { continue }
                count += 1
                // A running mean does not overflow.
                sum += (value - sum) / count
            }
        }
        return count > 0 ? sum : .nan
    }

    private func legend(_ scale: ColorScale, _ row: Int, _ column: Int, _ scene: inout Scene, _ note: String = "") {
        let low = Numbers.short(scale.low, digits: 3)
        let high = Numbers.short(scale.high, digits: 3)
        scene.text(low, column, row, .faint)
        let start = column + Text.width(low) + 1
        let steps = 20
        for step in 0..<steps {
            let share = Double(step) / Double(steps - 1)
            patch(scale.low * (1 - share) + scale.high * share, start + step, row, width: 1, scale, &scene)
        }
        scene.text(high + (note.isEmpty ? "" : "   " + note), start + steps + 1, row, .faint)
    }

    package var words: [String] {
        let all = rows.flatMap { $0 }
        let name = title.isEmpty ? "Heat map" : "Heat map of \(title)"
        let head = "\(name): \(Text.counted(rows.count, "row")), \(Text.counted(columnCount, "column"))."
        guard let range = Numbers.range(all) else { return [head + " No finite numbers."] }
        let negative = all.filter { $0 < 0 }.count
        let finite = all.filter(\.isFinite)
        let mean = finite.reduce(0) { $0 + $1 / Double(max(1, finite.count)) }
        var lines = [
            head + " From \(Numbers.short(range.low)) to \(Numbers.short(range.high)), mean \(Numbers.short(mean)), "
                + "\(negative) of \(Text.counted(all.count, "number")) negative."
        ]
        if finite.count < all.count { lines.append("\(Text.counted(all.count - finite.count, "number")) not finite.") }
        guard all.count <= 40 else { return lines }
        for (index, row) in rows.enumerated() {
            lines.append("Row \(index): \(row.map { Numbers.short($0, digits: 3) }.joined(separator: ", ")).")
        }
        return lines
    }
}
