import Arrays
import Autograd
import Interpreter
import NN
import Pictures
import Syntax
import Torch

/// Commands that draw. Each takes the name of an SVG file behind what it draws, and then writes instead of showing.
struct PictureCommands: CommandFamily {
    let title = "Pictures"

    let draw = Command(
        "draw", usage: "NET [\"FILE.svg\"]",
        "Draws a network: neurons and weights where they are few, boxes with shapes where they are many."
    ) { call in try call.session.drawNetwork(call) }

    let graph = Command(
        "graph", usage: "LOSS [\"FILE.svg\"]",
        "Draws how a value was computed: operations, shapes, values and, after backward, gradients."
    ) { call in try call.session.drawGraph(call) }

    let plot = Command(
        "plot", usage: "[XS,] YS, ... [live | \"FILE.svg\"]",
        "Plots lists or tensors of numbers as curves or, with x values, points; live: again while they change."
    ) { call in try call.session.drawPlot(call) }

    let hist = Command(
        "hist", usage: "NUMBERS [\"FILE.svg\"]", "Shows how many numbers of a tensor or list fall where."
    ) { call in try call.session.drawHistogram(call) }

    let heat = Command(
        "heat", usage: "TENSOR [\"FILE.svg\"]", "Shows a matrix as cells of colour with a scale."
    ) { call in try call.session.drawHeat(call) }

    let boundary = Command(
        "boundary", usage: "NET [, X, Y] [\"FILE.svg\"]",
        "Shows what a network with two inputs answers over the plane, with the points X of the classes Y."
    ) { call in try call.session.drawBoundary(call) }
}

/// What a drawing command was given: expressions between commas, and a file name.
private struct PictureArguments {
    var texts: [String] = []
    var values: [Value] = []
    var path: String?
    /// Whether `live` stood behind the rest.
    var isLive = false

    init(_ call: CommandCall, mayBeLive: Bool = false) throws {
        var words = call.words
        var text = call.arguments
        if mayBeLive, words.count > 1, words.last == "live" {
            isLive = true
            words.removeLast()
            text = words.joined(separator: " ")
        }
        if let last = words.last, words.count > 1, let quote = last.last, quote == "\"" || quote == "'" {
            let value = try call.session.evaluate(last)
            guard let path = value.asStr?.string else { throw call.misuse() }
            self.path = path
            words.removeLast()
            text = words.joined(separator: " ")
        }
        texts = PictureArguments.parts(text)
        guard !texts.isEmpty else { throw call.misuse() }
        for text in texts {
            let value = try call.session.evaluate(text)
            call.machine.keep(value)
            values.append(value)
        }
    }

    /// The text at the commas that stand in no brackets.
    private static func parts(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var parts: [[UInt8]] = [[]]
        var depth = 0
        var end = 0
        for piece in Classifier.classify(bytes) {
            let part = bytes[piece.range]
            let gap = bytes[min(end, piece.range.lowerBound)..<piece.range.lowerBound]
            end = piece.range.upperBound
            if piece.kind == .operator, let byte = part.first {
                if "([{".utf8.contains(byte) { depth += 1 }
                if ")]}".utf8.contains(byte) { depth -= 1 }
                if byte == UInt8(ascii: ","), depth == 0 {
                    parts.append([])
                    continue
                }
            }
            parts[parts.count - 1] += gap + part
        }
        return parts.map { String(decoding: $0, as: UTF8.self).trimmingBlanks }.filter { !$0.isEmpty }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension Session {
    private func present(_ picture: any Picture, _ path: String?) throws {
        guard let path else { return show(picture) }
        try save(picture, to: path)
        say("wrote \(path)")
    }

    // MARK: Networks

    fileprivate func drawNetwork(_ call: CommandCall) throws {
        let given = try PictureArguments(call)
        guard given.values.count == 1 else { throw call.misuse() }
        guard let module = given.values[0].asLayer?.module else {
            throw machine.error(
                .typeError,
                "draw needs a network, not a \(machine.typeName(given.values[0])): heat, hist and plot show numbers")
        }
        let text = given.texts[0]
        try present(NetworkPictures.picture(of: module, named: CommandText.isName(text[...]) ? text : ""), given.path)
    }

    fileprivate func drawGraph(_ call: CommandCall) throws {
        let given = try PictureArguments(call)
        guard given.values.count == 1 else { throw call.misuse() }
        guard let tensor = given.values[0].asTensor else {
            throw machine.error(.typeError, "graph needs a tensor, not a \(machine.typeName(given.values[0]))")
        }
        guard tensor.requiresGrad else {
            throw machine.error(
                .runtimeError, "\(given.texts[0]) has no graph: nothing that it was computed from requires a gradient")
        }
        try present(GraphPictures(variables).picture(of: tensor, title: given.texts[0]), given.path)
    }

    // MARK: Numbers

    fileprivate func drawPlot(_ call: CommandCall) throws {
        let given = try PictureArguments(call, mayBeLive: true)
        let plot = try plot(given.texts, given.values)
        follow(given.isLive ? given.texts : nil)
        guard given.isLive else { return try present(plot, given.path) }
        say("\(given.texts.joined(separator: ", ")): drawn while training changes it, until the next plot")
    }

    /// The curves of values that were given as `texts`.
    func plot(_ texts: [String], _ values: [Value]) throws -> Plot {
        let grids = try values.map { try PictureNumbers.grid($0, machine, for: "plot") }
        var plot = Plot()
        let first = grids[0].flat
        if grids.count > 1, grids.allSatisfy({ $0.isFlat || $0.rows.count == first.count }), grids[0].isFlat,
            Session.arePlaces(first, texts[0]),
            grids.dropFirst().allSatisfy({ $0.isFlat ? $0.flat.count == first.count : true })
        {
            plot.xLabel = texts[0]
            let isLine = zip(first, first.dropFirst()).allSatisfy { $0 < $1 }
            for (text, grid) in zip(texts, grids).dropFirst() {
                for (label, ys) in Session.columns(grid, text) {
                    let kind =
                        isLine
                        ? Plot.Kind.line : .scatter(Marker(rawValue: plot.series.count % 6) ?? .circle, joined: false)
                    plot.series.append(Plot.Series(first, ys, kind, label: label))
                }
            }
        } else {
            for (text, grid) in zip(texts, grids) {
                for (label, ys) in Session.columns(grid, text) { plot.series.append(Plot.Series(ys, label: label)) }
            }
        }
        if plot.series.count == 1 { plot.yLabel = plot.series[0].label ?? "" }
        return plot
    }

    /// Whether numbers are the x values of those behind them: in rising order, evenly or under a name that says so.
    private static func arePlaces(_ values: [Double], _ name: String) -> Bool {
        guard values.count > 1 else { return false }
        let last = name.lowercased().split(separator: ".").last.map(String.init) ?? ""
        if ["x", "t"].contains(last.prefix(1)), last.count <= 2 || last.dropFirst().first == "_" { return true }
        let steps = zip(values, values.dropFirst()).map { $1 - $0 }
        guard steps.allSatisfy({ $0 > 0 }) else { return false }
        if ["epoch", "step", "iter", "time", "range", "xs"].contains(where: { last.hasPrefix($0) }) { return true }
        let (least, most) = (steps.min() ?? 0, steps.max() ?? 0)
        return most - least <= 1e-4 * most
    }

    /// One series of a flat list; one for each column of a matrix.
    private static func columns(_ grid: PictureNumbers.Grid, _ name: String) -> [(String, [Double])] {
        if grid.isFlat { return [(name, grid.flat)] }
        let count = min(grid.rows.map(\.count).max() ?? 0, 12)
        if count == 1 { return [(name, grid.rows.map { $0.first ?? .nan })] }
        return (0..<count).map { column in
            ("\(name)[:, \(column)]", grid.rows.map { column < $0.count ? $0[column] : .nan })
        }
    }

    fileprivate func drawHistogram(_ call: CommandCall) throws {
        let given = try PictureArguments(call)
        guard given.values.count == 1 else { throw call.misuse() }
        let values = try PictureNumbers.grid(given.values[0], machine, for: "hist").flat
        try present(Plot.histogram(values, title: given.texts[0]), given.path)
    }

    fileprivate func drawHeat(_ call: CommandCall) throws {
        let given = try PictureArguments(call)
        guard given.values.count == 1 else { throw call.misuse() }
        var value = given.values[0]
        var title = given.texts[0]
        if let weight = value.asLayer?.module?.parameters["weight"] {
            value = torch.runtime.wrap(weight)
            machine.keep(value)
            title += ".weight"
        }
        let grid = try PictureNumbers.grid(value, machine, for: "heat")
        if let tensor = value.asTensor { title += " \(Text.shape(tensor.shape.map { $0 }))" }
        try present(HeatMap(grid.rows, title: title), given.path)
    }

    // MARK: Boundaries

    fileprivate func drawBoundary(_ call: CommandCall) throws {
        let given = try PictureArguments(call)
        guard given.values.count <= 3, let network = given.values.first, let module = network.asLayer?.module else {
            throw call.misuse()
        }
        let points = given.values.count > 1 ? given.values[1] : known(["X", "x", "inputs", "X_train"], columns: 2)
        let grid = try points.map { try PictureNumbers.grid($0, machine, for: "boundary").rows } ?? []
        guard grid.allSatisfy({ $0.count == 2 }) else {
            throw machine.error(.valueError, "boundary needs points with two coordinates each")
        }
        let classes =
            given.values.count > 2
            ? given.values[2] : known(["y", "t", "Y", "labels", "target", "targets"], columns: nil)
        var labels = classes.flatMap { try? PictureNumbers.grid($0, machine, for: "boundary").flat } ?? []
        if labels.count != grid.count { labels = Array(repeating: 0, count: grid.count) }
        let map = BoundaryMap(points: grid, labels: labels)
        let answers = try torch.runtime.quietly(module) {
            let input = torch.runtime.wrap(try map.inputs())
            machine.keep(input)
            return try machine.call(network, [input])
        }
        machine.keep(answers)
        guard let tensor = answers.asTensor, tensor.count > 0, tensor.shape.first == map.count else {
            throw machine.error(
                .valueError, "boundary needs a network with two inputs that answers with one row for each")
        }
        try present(map.plot(tensor.array.doubles(), title: given.texts[0]), given.path)
    }

    /// A variable of one of these names that holds a tensor with so many columns.
    private func known(_ names: [String], columns: Int?) -> Value? {
        for name in names {
            guard let value = machine.globals.get(machine.intern(name)), let tensor = value.asTensor else { continue }
            if columns == nil || (tensor.rank == 2 && tensor.shape[1] == columns) { return value }
        }
        return nil
    }
}
