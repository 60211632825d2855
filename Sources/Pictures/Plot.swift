/// Curves, points, bars and fields over two axes.
package struct Plot: Picture {
    /// How a series shows.
    package enum Kind: Hashable, Sendable {
        case line
        /// A sign at each point, and a line where `joined`.
        case scatter(Marker, joined: Bool)
        /// A bar from `base` to each point, `width` wide on the x axis.
        case bars(width: Double)
        /// The same lying down, `width` high on the y axis.
        case horizontalBars(width: Double)
    }

    /// Points that belong together.
    package struct Series: Sendable {
        package var label: String?
        package var xs: [Double]
        package var ys: [Double]
        package var kind: Kind
        /// nil for the next of the usual colours.
        package var ink: Ink?
        package var stroke: Stroke?
        /// Where each bar begins; 0 where there are fewer.
        package var bases: [Double] = []

        package init(
            _ xs: [Double], _ ys: [Double], _ kind: Kind = .line, label: String? = nil, ink: Ink? = nil,
            stroke: Stroke? = nil
        ) {
            let count = min(xs.count, ys.count)
            self.xs = count == xs.count ? xs : Array(xs.prefix(count))
            self.ys = count == ys.count ? ys : Array(ys.prefix(count))
            self.kind = kind
            self.label = label.map(Text.clean)
            self.ink = ink
            self.stroke = stroke
        }

        /// Numbers one after another, at 0, 1, 2, ….
        package init(_ ys: [Double], label: String? = nil) {
            self.init(ys.indices.map(Double.init), ys, label: label)
        }

        func base(_ index: Int) -> Double { index < bases.count ? bases[index] : 0 }
    }

    /// Numbers over a rectangle: `imshow`, `contourf`, a decision boundary.
    package struct Field: Sendable {
        /// Rows from the top down.
        package var rows: [[Double]]
        package var left: Double, right: Double, bottom: Double, top: Double
        /// How many steps of colour; 0 for as many as there are.
        package var levels: Int
        /// Whether the scale is around zero.
        package var isSigned: Bool
        /// Whether curves of equal value are drawn in place of areas.
        package var isLines: Bool
        /// The values whose curves are drawn; where there are none, evenly spread ones.
        package var lineValues: [Double] = []

        package init(
            _ rows: [[Double]], left: Double, right: Double, bottom: Double, top: Double, levels: Int = 0,
            isSigned: Bool = false, isLines: Bool = false
        ) {
            self.rows = rows
            (self.left, self.right, self.bottom, self.top) = (left, right, bottom, top)
            self.levels = min(max(levels, 0), 64)
            self.isSigned = isSigned
            self.isLines = isLines
        }
    }

    package var series: [Series]
    package var fields: [Field] = []
    package var title = ""
    package var xLabel = ""
    package var yLabel = ""
    package var xLimits: (low: Double?, high: Double?) = (nil, nil)
    package var yLimits: (low: Double?, high: Double?) = (nil, nil)
    package var isLogX = false
    package var isLogY = false
    package var hasGrid = false
    /// nil for one where it helps: with several series that have labels.
    package var hasLegend: Bool?
    /// Names of places on the axes, in place of numbers.
    package var xNames: [(Double, String)]?
    package var yNames: [(Double, String)]?
    /// Lines from edge to edge.
    package var acrossAt: [(y: Double, ink: Ink, label: String?)] = []
    package var upAt: [(x: Double, ink: Ink, label: String?)] = []
    /// Text at points.
    package var notes: [(x: Double, y: Double, text: String)] = []
    /// Whether one unit is as long on both axes, as for images.
    package var isEqual = false

    package init(_ series: [Series] = [], title: String = "") {
        self.series = series
        self.title = title
    }

    /// How many values fall where.
    package static func histogram(_ values: [Double], bins: Int = 0, title: String = "") -> Plot {
        let usable = values.filter { abs($0) <= Numbers.mostDrawn }
        var plot = Plot(title: title)
        plot.yLabel = "count"
        guard var (low, high) = Numbers.range(usable) else { return plot }
        if !(high - low > abs(high) * 1e-12) { (low, high) = (low - 0.5, high + 0.5) }
        if !(high > low) { (low, high) = (low - abs(low) * 0.1, high + abs(high) * 0.1) }
        let wanted = bins > 0 ? bins : Int(Double(usable.count).squareRoot().rounded(.up)) + 1
        let count = bins > 0 ? min(bins, 2000) : min(max(wanted, 5), 30)
        var counts = [Double](repeating: 0, count: count)
        let width = (high - low) / Double(count)
        for value in usable { counts[min(count - 1, max(0, Int((value - low) / width)))] += 1 }
        let middles = counts.indices.map { low + (Double($0) + 0.5) * width }
        plot.series = [Series(middles, counts, .bars(width: width))]
        plot.xLimits = (low, high)
        let left = values.count - usable.count
        if left > 0 { plot.xLabel = "(\(Text.counted(left, "value")) not finite, left out)" }
        return plot
    }

    /// The ink of a series.
    func ink(_ index: Int) -> Ink { series[index].ink ?? .series(index) }

    /// How a series' line is drawn: where colours do not tell them apart, gaps do.
    func stroke(_ index: Int, _ format: PictureFormat) -> Stroke {
        if let stroke = series[index].stroke { return stroke }
        if format.isColored { return .solid }
        let taken = series.compactMap(\.stroke)
        let free = [Stroke.solid, .dashed, .dotted, .dashDotted].filter { !taken.contains($0) }
        let place = series[..<index].count { $0.stroke == nil }
        return free.isEmpty ? .solid : free[place % free.count]
    }

    var showsLegend: Bool {
        let labelled = series.contains { $0.label != nil }
        return hasLegend.map { $0 && (labelled || !guideLabels.isEmpty) } ?? (labelled && series.count > 1)
    }

    var guideLabels: [(label: String, ink: Ink)] {
        acrossAt.compactMap { guide in guide.label.map { ($0, guide.ink) } }
            + upAt.compactMap { guide in guide.label.map { ($0, guide.ink) } }
    }

    var hasBars: Bool {
        series.contains { if case .bars = $0.kind { true } else { false } }
    }

    var hasHorizontalBars: Bool {
        series.contains { if case .horizontalBars = $0.kind { true } else { false } }
    }

    /// Whether every place on the x axis is a whole number, as with epochs.
    var hasWholeX: Bool {
        fields.isEmpty && xLimits.low == nil && xLimits.high == nil
            && series.allSatisfy { $0.xs.allSatisfy { $0 == $0.rounded() || !$0.isFinite } }
    }

    // MARK: What the axes reach over

    var xRange: (low: Double, high: Double)? { range(horizontal: true) }
    var yRange: (low: Double, high: Double)? { range(horizontal: false) }

    private func range(horizontal: Bool) -> (low: Double, high: Double)? {
        var ends: [Double] = []
        func note(_ range: (low: Double, high: Double)?) { if let range { ends += [range.low, range.high] } }
        let isLog = horizontal ? isLogX : isLogY
        for one in series {
            let values = horizontal ? one.xs : one.ys
            let other = horizontal ? one.ys : one.xs
            // A point that one coordinate keeps from being drawn says nothing about the other.
            note(Numbers.range(zip(values, other).lazy.filter { abs($1) < .infinity && (!isLog || $0 > 0) }.map(\.0)))
            switch one.kind {
            case .bars(let width):
                if horizontal, let range = Numbers.range(values) {
                    ends += [range.low - width / 2, range.high + width / 2]
                }
                if !horizontal { note(bases(of: one)) }
            case .horizontalBars(let width):
                if !horizontal, let range = Numbers.range(values) {
                    ends += [range.low - width / 2, range.high + width / 2]
                }
                if horizontal { note(bases(of: one)) }
            default: break
            }
        }
        for field in fields {
            ends += horizontal ? [field.left, field.right] : [field.bottom, field.top]
        }
        ends += horizontal ? upAt.map(\.x) : acrossAt.map(\.y)
        return Numbers.range(ends.filter { !isLog || $0 > 0 })
    }

    private func bases(of one: Series) -> (low: Double, high: Double)? {
        one.bases.count >= one.xs.count ? Numbers.range(one.bases) : Numbers.range(one.bases + [0])
    }
}
