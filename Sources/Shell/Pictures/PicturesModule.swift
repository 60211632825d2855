import Interpreter
import Pictures

extension Session {
    /// `_pictures`: what the modules written in Python draw with.
    func installPictures() {
        machine.importers.append { [unowned self] machine, name in
            guard name == "_pictures" else { return nil }
            let module = machine.makeModule(name)
            func define(_ name: String, _ signature: String, _ summary: String, _ body: @escaping NativeBody) {
                module.namespace.set(
                    machine.intern(name), machine.native(name, signature, summary: summary, body))
            }
            define("numbers", "value, what, /", "The numbers of a list, range or tensor, as a list.") {
                machine, given in
                let what = given[1].asStr?.string ?? "plot"
                return machine.list(try PictureNumbers.grid(given[0], machine, for: what).flat.map { Value($0) })
            }
            define("rows", "value, what, /", "The numbers of a matrix, as a list of lists.") { machine, given in
                let what = given[1].asStr?.string ?? "imshow"
                let rows = try PictureNumbers.grid(given[0], machine, for: what).rows
                var lists: [Value] = []
                for row in rows {
                    let list = machine.list(row.map { Value($0) })
                    machine.keep(list)
                    lists.append(list)
                }
                return machine.list(lists)
            }
            define("bins", "values, count, low, high, /", "How many values fall in each of equal parts.") {
                machine, given in
                let values = try PictureNumbers.grid(given[0], machine, for: "hist").flat
                let count = min(max(try machine.intArgument(given[1], "bins must be a whole number"), 1), 5000)
                let (low, high) = (try machine.float(given[2]), try machine.float(given[3]))
                var counts = [Int](repeating: 0, count: count)
                for value in values where value >= low && value <= high && high > low {
                    counts[min(count - 1, max(0, Int((value - low) / (high - low) * Double(count))))] += 1
                }
                return machine.list(counts.map { machine.int($0) })
            }
            define("show", "figure, /", "Shows a figure.") { [unowned self] machine, given in
                show(try FigureReader(machine).figure(given[0]))
                surroundings.flush()
                return .none
            }
            define("redraw", "figure, /", "Shows a figure over its last drawing, where that can be.") {
                [unowned self] machine, given in
                redraw(try FigureReader(machine).figure(given[0]))
                return .none
            }
            define("check", "path, /", "Raises ValueError for a file that cannot hold a picture.") {
                [unowned self] machine, given in
                try checkPicturePath(try machine.stringArgument(given[0]).string)
                return .none
            }
            define("svg", "figure, /", "A figure as the text of an SVG file.") { machine, given in
                machine.string(try FigureReader(machine).figure(given[0]).svg())
            }
            return module
        }
    }
}

/// Makes a figure of the dictionaries that `matplotlib.pyplot` describes it with.
private struct FigureReader {
    let machine: Machine

    init(_ machine: Machine) { self.machine = machine }

    func figure(_ value: Value) throws -> Figure {
        let panels = try list(value, "panels").map { panel in
            Figure.Panel(
                try plot(panel), row: Int(try number(panel, "row") ?? 0), column: Int(try number(panel, "column") ?? 0))
        }
        return Figure(panels, title: try text(value, "title") ?? "")
    }

    private func plot(_ value: Value) throws -> Plot {
        var plot = Plot(title: try text(value, "title") ?? "")
        plot.xLabel = try text(value, "xlabel") ?? ""
        plot.yLabel = try text(value, "ylabel") ?? ""
        plot.xLimits = (try number(value, "left"), try number(value, "right"))
        plot.yLimits = (try number(value, "bottom"), try number(value, "top"))
        plot.isLogX = try number(value, "logx") == 1
        plot.isLogY = try number(value, "logy") == 1
        plot.hasGrid = try number(value, "grid") == 1
        plot.hasLegend = try number(value, "legend") == 1
        plot.isEqual = try number(value, "equal") == 1
        plot.xNames = try names(value, "xnames")
        plot.yNames = try names(value, "ynames")
        plot.series = try list(value, "series").map { try series($0) }
        plot.fields = try list(value, "fields").map { try field($0) }
        for guide in try list(value, "guides") {
            guard let at = try number(guide, "at") else { continue }
            let ink = try color(guide) ?? .faint
            if try number(guide, "up") == 1 {
                plot.upAt.append((at, ink, try text(guide, "label")))
            } else {
                plot.acrossAt.append((at, ink, try text(guide, "label")))
            }
        }
        plot.notes = try list(value, "notes").map { note in
            (try number(note, "x") ?? .nan, try number(note, "y") ?? .nan, try text(note, "text") ?? "")
        }
        return plot
    }

    private func series(_ value: Value) throws -> Plot.Series {
        let xs = try PictureNumbers.grid(try item(value, "xs") ?? .none, machine, for: "plot").flat
        let ys = try PictureNumbers.grid(try item(value, "ys") ?? .none, machine, for: "plot").flat
        let marker = try number(value, "marker").flatMap { Marker(rawValue: Int($0)) }
        let width = try number(value, "width") ?? 0.8
        let kind: Plot.Kind
        switch try text(value, "kind") {
        case "scatter": kind = .scatter(marker ?? .circle, joined: false)
        case "bar": kind = .bars(width: width)
        case "barh": kind = .horizontalBars(width: width)
        default: kind = marker.map { .scatter($0, joined: true) } ?? .line
        }
        let strokes = ["--": Stroke.dashed, ":": .dotted, "-.": .dashDotted]
        var series = Plot.Series(
            xs, ys, kind, label: try text(value, "label"), ink: try color(value),
            stroke: try text(value, "dash").flatMap { strokes[$0] })
        if let bases = try item(value, "bases") {
            series.bases = try PictureNumbers.grid(bases, machine, for: "bar").flat
        }
        return series
    }

    private func field(_ value: Value) throws -> Plot.Field {
        let rows = try PictureNumbers.grid(try item(value, "rows") ?? .none, machine, for: "imshow").rows
        var field = Plot.Field(
            rows, left: try number(value, "left") ?? 0, right: try number(value, "right") ?? 1,
            bottom: try number(value, "bottom") ?? 0, top: try number(value, "top") ?? 1,
            levels: Int(min(max(try number(value, "levels") ?? 0, 0), 64)), isSigned: try number(value, "signed") == 1,
            isLines: try number(value, "lines") == 1)
        if let values = try item(value, "values") {
            field.lineValues = try PictureNumbers.grid(values, machine, for: "contour").flat
        }
        return field
    }

    private func names(_ value: Value, _ key: String) throws -> [(Double, String)]? {
        guard try item(value, key) != nil else { return nil }
        return try list(value, key).map { (try number($0, "at") ?? .nan, try text($0, "text") ?? "") }
    }

    /// A colour in components, or the number of one in the usual order.
    private func color(_ value: Value) throws -> Ink? {
        guard let color = try item(value, "color") else { return nil }
        if let parts = color.asTuple?.items, parts.count == 3 {
            let bytes = try parts.map { UInt8(clamping: Int(min(max(try machine.float($0), 0), 255))) }
            return .color(bytes[0], bytes[1], bytes[2])
        }
        return .series(Int(min(max(try machine.float(color), 0), 1000)))
    }

    // MARK: Entries

    private func item(_ value: Value, _ key: String) throws -> Value? {
        guard let found = value.asDict?.get(machine.intern(key)), !found.isNone else { return nil }
        return found
    }

    private func list(_ value: Value, _ key: String) throws -> [Value] {
        try item(value, key)?.asList.map { Array($0.items) } ?? []
    }

    private func number(_ value: Value, _ key: String) throws -> Double? {
        guard let found = try item(value, key) else { return nil }
        let number = try machine.float(found)
        return abs(number) < 1e300 ? number : nil
    }

    private func text(_ value: Value, _ key: String) throws -> String? { try item(value, key)?.asStr?.string }
}
