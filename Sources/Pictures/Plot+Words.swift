extension Plot {
    package var words: [String] {
        var lines: [String] = []
        var head = title.isEmpty ? "Plot." : "Plot: \(Text.clean(title))."
        if let range = xRange {
            head += " \(name(xLabel, "x")) from \(Numbers.short(range.low)) to \(Numbers.short(range.high))."
        }
        if let range = yRange {
            head += " \(name(yLabel, "y")) from \(Numbers.short(range.low)) to \(Numbers.short(range.high))."
        }
        lines.append(head)
        for field in fields { lines.append(words(of: field)) }
        for (index, one) in series.enumerated() { lines.append(words(of: one, index)) }
        for guide in acrossAt { lines.append("A line across at \(Numbers.short(guide.y))\(label(guide.label)).") }
        for guide in upAt { lines.append("A line upward at \(Numbers.short(guide.x))\(label(guide.label)).") }
        for note in notes {
            lines.append("At \(Numbers.short(note.x)), \(Numbers.short(note.y)): \(Text.clean(note.text)).")
        }
        if series.isEmpty, fields.isEmpty { lines.append("Nothing is drawn in it.") }
        return lines
    }

    private func name(_ label: String, _ usual: String) -> String {
        label.isEmpty ? usual : "\(usual) (\(Text.clean(label)))"
    }
    private func label(_ label: String?) -> String { label.map { ", " + Text.clean($0) } ?? "" }

    private func words(of field: Field) -> String {
        let columns = field.rows.map(\.count).max() ?? 0
        let size = "\(field.rows.count) by \(columns) numbers"
        guard let range = Numbers.range(field.rows.lazy.flatMap { $0 }) else {
            return "A field of \(size), none finite."
        }
        return "A field of \(size) from \(Numbers.short(range.low)) to \(Numbers.short(range.high))."
    }

    private func words(of one: Series, _ index: Int) -> String {
        let title = one.label.map { "\u{201c}\($0)\u{201d}" } ?? "Series \(index + 1)"
        let points = zip(one.xs, one.ys).filter { $0.isFinite && $1.isFinite }
        let left = one.xs.count - points.count
        let missing = left > 0 ? " \(Text.counted(left, "point")) not finite." : ""
        guard let first = points.first, let last = points.last, let lowest = points.min(by: { $0.1 < $1.1 }),
            let highest = points.max(by: { $0.1 < $1.1 })
        else { return "\(title): nothing that can be drawn.\(missing)" }
        switch one.kind {
        case .bars, .horizontalBars:
            let isLying = if case .horizontalBars = one.kind { true } else { false }
            let shown = points.prefix(12).map { place, length in
                let (x, y) = isLying ? (length, place) : (place, length)
                let named = (isLying ? yNames : xNames)?.first { $0.0 == x }?.1
                return "\(named ?? Numbers.short(x)): \(Numbers.short(y))"
            }
            let more = points.count > 12 ? " and \(Text.counted(points.count - 12, "bar")) more" : ""
            return "\(title), \(Text.counted(points.count, "bar")): \(shown.joined(separator: ", "))\(more).\(missing)"
        case .line, .scatter:
            var text = "\(title), \(Text.counted(points.count, "point")): "
            if points.count == 1 { return text + "\(Numbers.short(first.0)), \(Numbers.short(first.1)).\(missing)" }
            if case .line = one.kind {
                text += "begins at \(Numbers.short(first.1)), ends at \(Numbers.short(last.1)); "
            }
            text += "lowest \(Numbers.short(lowest.1)) at \(Numbers.short(lowest.0)), "
            return text + "highest \(Numbers.short(highest.1)) at \(Numbers.short(highest.0)).\(missing)"
        }
    }
}
