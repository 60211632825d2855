import Arrays
import Autograd
import NN
import Pictures
import Torch

/// The plane that a network with two inputs is asked about.
struct BoundaryMap {
    let points: [[Double]]
    let labels: [Double]
    private let left: Double, right: Double, bottom: Double, top: Double
    private static let (columns, rows) = (72, 32)

    init(points: [[Double]], labels: [Double]) {
        self.points = points
        self.labels = labels
        func reach(_ values: [Double]) -> (Double, Double) {
            let usable = values.filter { abs($0) < 1e30 }
            guard let low = usable.min(), let high = usable.max() else { return (-1.5, 1.5) }
            let margin = high > low ? (high - low) * 0.15 : 1
            return (low - margin, high + margin)
        }
        (left, right) = reach(points.map { $0[0] })
        (bottom, top) = reach(points.map { $0[1] })
    }

    /// How many points the network is asked about.
    var count: Int { BoundaryMap.columns * BoundaryMap.rows }

    /// The points as one tensor, row by row from the top.
    func inputs() throws -> Tensor {
        let array = try NDArray(empty: [count, 2], .float32)
        for row in 0..<BoundaryMap.rows {
            for column in 0..<BoundaryMap.columns {
                let place = 2 * (row * BoundaryMap.columns + column)
                let across = (Double(column) + 0.5) / Double(BoundaryMap.columns)
                let down = (Double(row) + 0.5) / Double(BoundaryMap.rows)
                array.floats[place] = Float(left + (right - left) * across)
                array.floats[place + 1] = Float(top - (top - bottom) * down)
            }
        }
        return Tensor(array)
    }

    /// What of an answer is rounding: nothing is to be seen in it.
    private static let rounding = 1e-6

    /// One answer decides at a half, or at zero where it is no probability.
    private static func signed(_ answers: [Double]) -> [Double] {
        let known = answers.filter { !$0.isNaN }
        let half = known.allSatisfy { (0...1).contains($0) } ? 0.5 : 0
        guard let low = known.min(), let high = known.max(), high.isFinite, low.isFinite else {
            return answers.map { $0 - half }
        }
        let noise = rounding * max(abs(low), abs(high))
        guard high - low <= noise else { return answers.map { $0 - half } }
        // The same everywhere.
        let all = abs((low + high) / 2 - half) <= noise ? 0 : low - half
        return answers.map { $0.isNaN ? $0 : all }
    }

    /// For each point the first class whose answer is the greatest.
    private func classes(_ answers: [Double], of width: Int) -> [Double] {
        (0..<count).map { index in
            let row = answers[(index * width)..<((index + 1) * width)]
            let most = row.max() ?? 0
            let noise = most.isFinite ? BoundaryMap.rounding * abs(most) : 0
            return Double(row.enumerated().first { $0.element >= most - noise }?.offset ?? 0)
        }
    }

    /// - Parameter answers: the network's, one row for each point.
    func plot(_ answers: [Double], title: String) -> Plot {
        let width = max(1, answers.count / count)
        let values = width == 1 ? BoundaryMap.signed(answers) : classes(answers, of: width)
        let rows = (0..<BoundaryMap.rows).map { row in
            Array(values[(row * BoundaryMap.columns)..<((row + 1) * BoundaryMap.columns)])
        }
        var plot = Plot(title: title)
        plot.fields = [
            Plot.Field(
                rows, left: left, right: right, bottom: bottom, top: top, levels: width > 1 ? width : 0,
                isSigned: width == 1)
        ]
        if width == 1, values.contains(where: { $0 < 0 }), values.contains(where: { $0 > 0 }) {
            var border = Plot.Field(rows, left: left, right: right, bottom: bottom, top: top, isLines: true)
            border.lineValues = [0]
            plot.fields.append(border)
        }
        (plot.xLabel, plot.yLabel) = ("x1", "x2")
        let kinds = Array(Set(labels)).sorted().prefix(6)
        for (index, kind) in kinds.enumerated() {
            let own = zip(points, labels).filter { $0.1 == kind }.map(\.0)
            guard !own.isEmpty else { continue }
            plot.series.append(
                Plot.Series(
                    own.map { $0[0] }, own.map { $0[1] }, .scatter(Marker(rawValue: index) ?? .circle, joined: false),
                    label: kinds.count > 1 ? Numbers.short(kind) : nil, ink: .plain))
        }
        return plot
    }
}

extension TorchRuntime {
    /// Runs `body` without recording, and with a network as it is when it is used, not trained.
    func quietly<R>(_ module: Module, _ body: () throws -> R) throws -> R {
        let modules = try module.modules()
        let training = modules.map(\.training)
        let records = Engine.current.gradEnabled
        for module in modules { module.training = false }
        Engine.current.gradEnabled = false
        defer {
            Engine.current.gradEnabled = records
            for (module, mode) in zip(modules, training) { module.training = mode }
        }
        return try body()
    }
}
