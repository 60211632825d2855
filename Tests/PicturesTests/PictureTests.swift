import Foundation
import Testing

@testable import Pictures

/// Pictures as they were when a person last looked at them. `GRADUS_GOLDENS=write swift test --filter PicturesTests`
/// writes Goldens/*.txt anew.
@Suite("Pictures")
struct PictureTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Goldens")

    private static let styles: [(name: String, format: PictureFormat)] = [
        ("unicode", PictureFormat(columns: 80)), ("ascii", PictureFormat(style: .ascii, columns: 60)),
        ("words", PictureFormat(style: .words, columns: 80)),
    ]

    @Test("A picture looks as it did in every style", arguments: Samples.all.keys.sorted())
    func goldens(_ name: String) throws {
        let picture = try #require(Samples.all[name])
        var text = ""
        for (style, format) in PictureTests.styles {
            text += "== \(style)\n" + picture.lines(format).map { $0.text + "\n" }.joined()
        }
        let file = PictureTests.folder.appendingPathComponent("\(name).txt")
        if ProcessInfo.processInfo.environment["GRADUS_GOLDENS"] == "write" {
            try Data(text.utf8).write(to: file)
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)))
    }

    @Test("No row is wider than asked for", arguments: Samples.all.keys.sorted(), [20, 33, 80, 200])
    func widths(_ name: String, _ columns: Int) throws {
        let picture = try #require(Samples.all[name])
        for style in PictureStyle.allCases {
            let lines = picture.lines(PictureFormat(style: style, columns: columns))
            #expect(!lines.isEmpty)
            // A word is never broken.
            if style != .words { #expect(lines.allSatisfy { Text.width($0.text) <= columns }) }
        }
    }

    @Test("ASCII pictures hold nothing else", arguments: Samples.all.keys.sorted())
    func ascii(_ name: String) throws {
        let picture = try #require(Samples.all[name])
        let text = picture.lines(PictureFormat(style: .ascii)).map(\.text).joined()
        #expect(text.utf8.allSatisfy { (32..<127).contains($0) })
    }

    @Test("SVG files are well formed and say what they show", arguments: Samples.all.keys.sorted())
    func svg(_ name: String) throws {
        let picture = try #require(Samples.all[name])
        let text = picture.svg()
        #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
        #expect(text.hasSuffix("</svg>\n"))
        #expect(text.contains("<desc>"))
        for tag in ["text", "desc"] {
            #expect(text.components(separatedBy: "<\(tag)").count == text.components(separatedBy: "</\(tag)>").count)
        }
        #expect(!text.contains("\"nan") && !text.contains("inf\""))
    }

    @Test("A title cannot smuggle in escape codes or elements")
    func smuggling() {
        let plot = Plot([Plot.Series([1, 2])], title: "\u{1b}[31mred\u{7}\n<script>&")
        #expect(plot.lines(PictureFormat()).allSatisfy { !$0.text.unicodeScalars.contains { $0.value < 32 } })
        #expect(plot.svg().contains("&lt;script&gt;&amp;"))
        #expect(!plot.svg().contains("<script>"))
    }

    @Test(
        "Hostile numbers make a picture all the same",
        arguments: [
            [], [1], [.nan], [.infinity], [-.infinity, 1], [.nan, 1, 2], [5, 5, 5], [0, 0], [-0.0],
            [.leastNonzeroMagnitude * 2024, 0],
            [1e308, -1e308], [1e300, -1e300], [1e16, 1e16 + 2], [1e-300, 1e300], [.greatestFiniteMagnitude, 1],
            [.leastNonzeroMagnitude, .leastNonzeroMagnitude],
        ] as [[Double]])
    func hostile(_ values: [Double]) {
        var logarithmic = Plot([Plot.Series(values)])
        (logarithmic.isLogX, logarithmic.isLogY) = (true, true)
        var limited = Plot([Plot.Series(values, values, .scatter(.circle, joined: true))])
        (limited.xLimits, limited.yLimits) = ((values.first, values.last), (values.last, .nan))
        var field = Plot()
        field.fields = [
            Plot.Field([values, values], left: values.first ?? 0, right: 1, bottom: 0, top: values.last ?? 0),
            Plot.Field([values, values], left: 0, right: 1, bottom: 0, top: 1, isLines: true),
        ]
        field.isEqual = true
        let pictures: [any Picture] = [
            Plot([Plot.Series(values)]), Plot.histogram(values), Plot.histogram(values, bins: 1), logarithmic, limited,
            field, Plot([Plot.Series(values, values, .bars(width: values.first ?? 1))]),
            Plot([Plot.Series(values, values, .horizontalBars(width: 0.8))]), HeatMap([values]),
            HeatMap(values.map { [$0] }), Figure([]), NetworkDrawing([], title: ""),
            NetworkDrawing([.init("fc", weights: [values], bias: values)], title: "net"),
            NetworkDrawing([.init("fc", weights: values.map { [$0] }, bias: nil)], title: "net"),
        ]
        for picture in pictures {
            for style in PictureStyle.allCases {
                for isColored in [true, false] {
                    let format = PictureFormat(style: style, columns: 40, isColored: isColored)
                    #expect(!picture.lines(format).isEmpty || picture is Figure)
                }
            }
            #expect(picture.svg().hasSuffix("</svg>\n"))
        }
    }

    @Test("A quarter of a million points become a picture of ordinary size")
    func many() {
        let values = (0..<250_000).map { Double($0 % 1000) }
        #expect(Plot([Plot.Series(values)]).svg().utf8.count < 400_000)
        let points = Plot([Plot.Series(values, values.reversed(), .scatter(.circle, joined: false))])
        #expect(points.lines(PictureFormat()).count < 40)
    }

    @Test("A graph of a hundred thousand operations is cut, not recursed into")
    func deep() {
        let nodes = (0..<100_000).map { GraphDrawing.Node(.operation, "AddBackward0", inputs: [$0 + 1]) }
        let lines = GraphDrawing(nodes).lines(PictureFormat())
        #expect(lines.last?.text.contains("99,850") == true)
    }

    @Test("Colours mark what is drawn, and blanks carry none")
    func inks() {
        let plot = Plot([Plot.Series([1, 2], label: "a"), Plot.Series([2, 1], label: "b")])
        let runs = plot.lines(PictureFormat(isColored: true)).flatMap(\.runs)
        #expect(runs.contains { $0.ink == .series(0) } && runs.contains { $0.ink == .series(1) })
        let cells = HeatMap([[-1, 1]]).lines(PictureFormat(isColored: true)).flatMap(\.runs).compactMap(\.background)
        #expect(cells.first == .signed(1) && cells.contains(.signed(255)))
    }

    @Test(
        "Numbers are short and right",
        arguments: [
            (0.46312, "0.4631"), (-1.25e-5, "-1.25e-05"), (123456.7, "123500"), (1e16, "1e+16"), (0, "0"),
            (.nan, "nan"),
            (-.infinity, "-inf"), (0.99999, "1"), (9999.96, "10000"), (.leastNonzeroMagnitude, "5e-324"), (100, "100"),
        ] as [(Double, String)])
    func numbers(_ value: Double, _ text: String) { #expect(Numbers.short(value) == text) }
}

/// Pictures to look at.
enum Samples {
    static let all: [String: any Picture] = [
        "losses": losses, "scatter": scatter, "bars": bars, "lying-bars": lyingBars, "histogram": histogram,
        "logarithmic": logarithmic, "image": image, "contours": contours, "figure": figure, "net-1": smallNet,
        "net-2": deepNet, "modules": modules, "graph": graph, "heat": heat, "heat-large": largeHeat,
    ]

    /// A curve without a library that may round differently elsewhere.
    private static let curve: [Double] = (0..<100).map { (step: Int) -> Double in
        let fall = 2.3 / (1 + Double(step) / 8)
        return fall + Double((step * 7) % 5) / 40
    }

    private static var losses: Plot {
        var plot = Plot(
            [Plot.Series(curve, label: "train"), Plot.Series(curve.map { $0 * 1.2 + 0.2 }, label: "test")],
            title: "Loss")
        (plot.xLabel, plot.yLabel) = ("epoch", "loss")
        return plot
    }

    private static var scatter: Plot {
        var plot = Plot([Plot.Series([1, 2, 3, 4], [1, 4, 9, 16], .scatter(.circle, joined: false), label: "squares")])
        plot.series.append(Plot.Series([1, 2, 3, 4], [2, 4, 6, 8], .scatter(.cross, joined: true), label: "doubles"))
        plot.hasGrid = true
        plot.acrossAt = [(10, .axis, "limit")]
        plot.notes = [(2, 12, "a note")]
        return plot
    }

    private static var bars: Plot {
        var plot = Plot([Plot.Series([0, 1, 2, 3], [3, -1, 2, 5], .bars(width: 0.8))])
        plot.xNames = [(0, "ant"), (1, "bee"), (2, "cat"), (3, "dog")]
        return plot
    }

    private static var lyingBars: Plot {
        var plot = Plot([Plot.Series([3, 1, 2.5], [0, 1, 2], .horizontalBars(width: 0.8))])
        plot.yNames = [(0, "ant"), (1, "bee"), (2, "cat")]
        return plot
    }

    private static var histogram: Plot { .histogram(curve, title: "Losses") }

    private static var logarithmic: Plot {
        var plot = Plot([Plot.Series([1, 10, 100, 1000], [0.001, 1, 10, 2000])])
        (plot.isLogX, plot.isLogY, plot.hasGrid) = (true, true, true)
        return plot
    }

    private static let bowl: [[Double]] = (0..<14).map { (row: Int) -> [Double] in
        (0..<14).map { (column: Int) -> Double in
            let (down, across) = (row - 7, column - 7)
            return Double(down * down + across * across)
        }
    }

    private static var image: Plot {
        var plot = Plot()
        plot.fields = [Plot.Field(bowl, left: -0.5, right: 13.5, bottom: 13.5, top: -0.5)]
        (plot.xLimits, plot.yLimits, plot.isEqual) = ((-0.5, 13.5), (13.5, -0.5), true)
        return plot
    }

    private static var contours: Plot {
        var plot = Plot([Plot.Series([0, 1], [1, 0], .scatter(.cross, joined: false))])
        plot.fields = [
            Plot.Field(bowl, left: -1, right: 1, bottom: -1, top: 1, levels: 4),
            Plot.Field(bowl, left: -1, right: 1, bottom: -1, top: 1, levels: 3, isLines: true),
        ]
        return plot
    }

    private static var figure: Figure {
        Figure(
            [.init(losses, row: 0, column: 0), .init(bars, row: 0, column: 1), .init(scatter, row: 1)], title: "All")
    }

    private static var smallNet: NetworkDrawing {
        NetworkDrawing([.init("Linear", weights: [[0.4633, -0.4838]], bias: [0.3])], title: "net: Linear(2, 1)")
    }

    private static var deepNet: NetworkDrawing {
        NetworkDrawing(
            [
                .init("fc1 + ReLU", weights: [[0.46, -0.12], [0.3, 0.9], [-0.5, 0.1]], bias: [0.3, 0.1, -0.2]),
                .init("fc2 + Sigmoid", weights: [[0.46, -0.12, 0.7]], bias: nil),
            ], title: "Net")
    }

    private static var modules: ModuleDrawing {
        let layer = ModuleDrawing.Block("fc1: Linear 784 → 256", details: ["weight (256, 784)  bias (256,)"])
        let inner = ModuleDrawing.Block(
            "layers: Sequential", children: [layer, .init("1: ReLU"), layer], isChain: true)
        return ModuleDrawing(.init("Net", details: ["401,920 parameters"], children: [layer, inner]))
    }

    private static var graph: GraphDrawing {
        GraphDrawing(
            [
                .init(.operation, "MeanBackward0", details: ["()", "= 0.19"], inputs: [1]),
                .init(.operation, "SubBackward0", inputs: [2, 3]),
                .init(.operation, "AddmmBackward0", details: ["(4, 1)"], inputs: [4, 5]),
                .init(.operation, "MulBackward0", inputs: [4, 2]),
                .init(.leaf, "net.bias", details: ["(1,)", "grad [0.2]"]),
                .init(.operation, "TBackward0", inputs: [6]),
                .init(.leaf, "net.weight", details: ["(1, 2)"]),
            ], title: "loss")
    }

    private static var heat: HeatMap { HeatMap([[0.1, -0.5, 2], [3, .nan, .infinity]], title: "weights") }

    private static var largeHeat: HeatMap {
        HeatMap((0..<64).map { row in (0..<200).map { Double((row / 8 + $0 / 10) % 7) } }, title: "tiles")
    }
}
