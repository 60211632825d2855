/// A small network: neurons, and connections that show signs and sizes of the weights.
package struct NetworkDrawing: Picture {
    /// What leads from one column of neurons to the next.
    package struct Layer: Sendable {
        /// What the program calls it, with what follows it: `fc1 + ReLU`.
        package var name: String
        /// One row for each neuron that it leads to.
        package var weights: [[Double]]
        package var bias: [Double]?

        package init(_ name: String, weights: [[Double]], bias: [Double]?) {
            self.name = Text.clean(name)
            self.weights = weights
            self.bias = bias
        }
    }

    package var title: String
    package var layers: [Layer]

    package init(_ layers: [Layer], title: String) {
        self.layers = layers
        self.title = Text.clean(title)
    }

    /// Columns with more neurons are not drawn one by one.
    package static let mostNeurons = 10
    /// Networks with more columns are not drawn neuron by neuron.
    package static let mostLayers = 5

    /// How many neurons stand in each column, the inputs first.
    private var sizes: [Int] { [layers.first?.weights.first?.count ?? 0] + layers.map(\.weights.count) }

    private func names(_ column: Int) -> [String] {
        let letter = column == 0 ? "x" : column == layers.count ? "y" : layers.count == 2 ? "h" : "h\(column)."
        return (0..<sizes[column]).map { "\(letter)\($0 + 1)" }
    }

    package func scene(_ format: PictureFormat) -> Scene {
        let (sizes, count) = (sizes, layers.count + 1)
        let widest = (0..<count).flatMap { names($0).map(Text.width) }.max() ?? 2
        let width = min(format.columns, widest * 2 + 2 + 26 * (count - 1), 100)
        let spacing = (sizes.max() ?? 0) <= 5 ? 4 : 2
        let tall = max(1, ((sizes.max() ?? 1) - 1) * spacing + 1)
        let top = 3
        let notes = legend().flatMap { Text.wrapped($0, format.columns) } + equations(width: format.columns)
        var scene = Scene(width: format.columns, height: top + tall + 1 + notes.count)
        scene.text(Text.fitted(title, format.columns), 0, 0, .heading)
        let first = widest + 1
        let last = max(first + 4 * (count - 1), width - widest - 2)
        let columns = (0..<count).map { first + (last - first) * $0 / max(1, count - 1) }
        func row(_ column: Int, _ neuron: Int) -> Int {
            top + (tall - 1 - (sizes[column] - 1) * spacing) / 2 + neuron * spacing
        }
        headings(columns, &scene)
        var taken: Set<Int> = []
        for (index, layer) in layers.enumerated() {
            let reach = max(layer.weights.joined().lazy.filter(\.isFinite).map { abs($0) }.max() ?? 0, 1e-300)
            for (to, weights) in layer.weights.enumerated() {
                for (from, weight) in weights.enumerated() {
                    let start = Point(Double(columns[index]) + 1, Double(row(index, from)) + 0.5)
                    let end = Point(Double(columns[index + 1]), Double(row(index + 1, to)) + 0.5)
                    scene.add(
                        .curve(
                            [start, end], ink(weight),
                            stroke(weight, reach, isDense: layer.weights.count * weights.count > 16)))
                }
            }
            label(
                layer, (columns[index], columns[index + 1]), { row(index, $0) }, { row(index + 1, $0) }, &taken, &scene)
        }
        for column in 0..<count {
            for (neuron, name) in names(column).enumerated() {
                let (x, y) = (columns[column], row(column, neuron))
                scene.text(column == 0 ? "●" : "○", x, y, .node)
                if column == 0 {
                    scene.text(name, x - 1 - Text.width(name), y)
                } else if column == count - 1 {
                    scene.text(name, x + 2, y)
                } else if spacing > 2 {
                    scene.text(name, x - Text.width(name) / 2, y - 1)
                }
            }
        }
        for (index, line) in notes.enumerated() {
            scene.text(Text.fitted(line, format.columns), 0, top + tall + 1 + index, .faint)
        }
        return scene
    }

    private func ink(_ weight: Double) -> Ink {
        weight > 0 ? .positive : weight < 0 ? .negative : .faint
    }

    /// Strong where the weight is great beside the greatest; gaps where it is negative and no colour says so.
    private func stroke(_ weight: Double, _ reach: Double, isDense: Bool) -> Stroke {
        let share = abs(weight) / reach
        let heavy = isDense ? (share > 0.67 ? 2 : 1) : share > 0.67 ? 3 : share > 0.33 ? 2 : 1
        return Stroke(weight: weight.isFinite ? heavy : 1, on: weight < 0 ? 3 : 1, off: weight < 0 ? 2 : 0)
    }

    private func headings(_ columns: [Int], _ scene: inout Scene) {
        var end = -1
        for (index, x) in columns.enumerated() {
            let name = index == 0 ? "input" : layers[index - 1].name
            let room = index == 0 ? 12 : max(6, columns[index] - columns[index - 1] - 2)
            let text = Text.fitted(name, room)
            let start = max(end + 1, min(max(0, x - Text.width(text) / 2), scene.width - Text.width(text)))
            scene.text(text, start, 1, .faint)
            end = start + Text.width(text)
        }
    }

    /// Writes the weights of few connections on their lines, where no other stands.
    private func label(
        _ layer: Layer, _ columns: (Int, Int), _ start: (Int) -> Int, _ end: (Int) -> Int,
        _ taken: inout Set<Int>, _ scene: inout Scene
    ) {
        let span = columns.1 - columns.0
        guard layer.weights.count * (layer.weights.first?.count ?? 0) <= 6, span >= 18 else { return }
        for (to, weights) in layer.weights.enumerated() {
            for (index, weight) in weights.enumerated() {
                let text = " \(Numbers.signed(weight, digits: 2)) "
                for part in [0.3, 0.45, 0.6, 0.2, 0.7] {
                    let y = Double(start(index)) + Double(end(to) - start(index)) * part
                    let row = Int((y + 0.5).rounded(.down))
                    let x = columns.0 + Int(Double(span) * part) - Text.width(text) / 2
                    let cells = (x - 1...x + Text.width(text)).map { row * 1000 + $0 }
                    guard x > columns.0 + 1, x + Text.width(text) < columns.1, taken.isDisjoint(with: cells) else {
                        continue
                    }
                    taken.formUnion(cells)
                    scene.text(text, x, row, ink(weight))
                    break
                }
            }
        }
    }

    private func legend() -> [String] {
        let all = layers.flatMap { $0.weights.flatMap { $0 } }
        guard let range = Numbers.range(all) else { return [] }
        let parameters = layers.reduce(0) { $0 + $1.weights.joined().count + ($1.bias?.count ?? 0) }
        let wholes = "weights from \(Numbers.short(range.low, digits: 2)) to \(Numbers.short(range.high, digits: 2))"
        return [
            Text.counted(parameters, "parameter") + ", " + wholes,
            "whole lines are positive, broken lines negative, strong lines large",
        ]
    }

    /// What each neuron computes, if that is short.
    private func equations(width: Int) -> [String] {
        guard layers.reduce(0, { $0 + $1.weights.joined().count }) <= 32 else { return [] }
        var lines: [String] = []
        for (index, layer) in layers.enumerated() {
            let (inputs, outputs) = (names(index), names(index + 1))
            for (neuron, weights) in layer.weights.enumerated() {
                let terms = zip(weights, inputs).map { "\(Numbers.signed($0)) \($1)" }
                let bias = layer.bias.flatMap { neuron < $0.count ? [Numbers.signed($0[neuron])] : nil } ?? []
                let sum = (terms + bias).joined(separator: " ")
                let shown = layer.activations.isEmpty ? sum : "\(layer.activations)(\(sum))"
                lines.append("\(outputs[neuron]) = \(shown)")
            }
        }
        return lines.contains { Text.width($0) > width } ? [] : lines
    }

    package var words: [String] {
        var lines = ["\(title). \(Text.counted(sizes[0], "input")), \(Text.counted(sizes.last ?? 0, "output"))."]
        for (index, layer) in layers.enumerated() {
            let all = layer.weights.flatMap { $0 }
            var line = "\(layer.name): \(sizes[index]) to \(sizes[index + 1])"
            if let range = Numbers.range(all) {
                line +=
                    ", weights from \(Numbers.short(range.low, digits: 3)) to \(Numbers.short(range.high, digits: 3))"
            }
            lines.append(line + (layer.bias == nil ? ", no bias." : "."))
        }
        return lines + equations(width: .max)
    }
}

extension NetworkDrawing.Layer {
    /// The functions behind the layer, as a name to write before brackets: `relu`, `sigmoid`.
    var activations: String {
        let parts = name.split(separator: "+").dropFirst().map { $0.trimmed.lowercased() }
        return parts.filter { !$0.hasPrefix("dropout") && !$0.hasPrefix("identity") && !$0.hasPrefix("flatten") }
            .joined(
                separator: "·")
    }
}

extension Substring {
    /// Without blanks around it.
    var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
