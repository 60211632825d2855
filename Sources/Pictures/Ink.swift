/// What a part of a picture means; whoever shows it decides how that looks.
package enum Ink: Hashable, Sendable {
    case plain
    /// Titles.
    case heading
    /// Axes, frames, connections without a weight.
    case axis
    /// What may be overlooked: grids, hints, shapes.
    case faint
    /// A neuron, an operation.
    case node
    /// A parameter or another leaf of a graph.
    case leaf
    /// The series of a plot, counted from 0.
    case series(Int)
    /// Weights by their sign.
    case positive
    case negative
    /// 0 to 255 from least to greatest.
    case heat(UInt8)
    /// 0 to 255 around zero, which is 128.
    case signed(UInt8)
    /// A colour that a program asked for.
    case color(UInt8, UInt8, UInt8)

    /// Red, green and blue where the ink is a matter of colour; nil for those that follow the terminal's theme.
    package var components: (red: UInt8, green: UInt8, blue: UInt8)? {
        switch self {
        case .plain, .heading, .axis, .faint: nil
        case .node: (0x5f, 0x87, 0xd7)
        case .leaf: (0x5f, 0x87, 0x00)
        case .series(let index): Ink.seriesColors[index.magnitudeModulo(Ink.seriesColors.count)]
        case .positive: (0x3a, 0x82, 0xd8)
        case .negative: (0xd8, 0x6a, 0x3a)
        case .heat(let level): Ink.blend(Ink.heatStops, level)
        case .signed(let level): Ink.blend(Ink.signedStops, level)
        case .color(let red, let green, let blue): (red, green, blue)
        }
    }

    typealias Components = (red: UInt8, green: UInt8, blue: UInt8)

    private static let seriesColors: [Components] = [
        (0x3a, 0x87, 0xd7), (0xd7, 0x77, 0x1f), (0x3f, 0x97, 0x3f), (0xd7, 0x4f, 0x4f), (0x97, 0x6f, 0xc7),
        (0x97, 0x67, 0x57), (0xd7, 0x6f, 0xb7), (0x80, 0x80, 0x80), (0x97, 0x97, 0x1f), (0x1f, 0x9f, 0xaf),
    ]

    /// From dark violet over teal to yellow: light grows with the value, for eyes of every kind.
    private static let heatStops: [Components] = [
        (0x44, 0x02, 0x55), (0x3b, 0x50, 0x8b), (0x21, 0x90, 0x8c), (0x5d, 0xc8, 0x63), (0xfd, 0xe7, 0x25),
    ]

    /// From orange over near white to blue.
    private static let signedStops: [Components] = [
        (0xb3, 0x45, 0x10), (0xf0, 0x9a, 0x60), (0xe8, 0xe8, 0xe8), (0x70, 0xaa, 0xe8), (0x10, 0x5a, 0xb3),
    ]

    private static func blend(_ stops: [Components], _ level: UInt8) -> Components {
        let place = Double(level) / 255 * Double(stops.count - 1)
        let below = min(Int(place), stops.count - 2)
        let part = place - Double(below)
        let (low, high) = (stops[below], stops[below + 1])
        func mix(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8(clamping: Int(Double(a) + (Double(b) - Double(a)) * part)) }
        return (mix(low.red, high.red), mix(low.green, high.green), mix(low.blue, high.blue))
    }
}

extension Int {
    /// The remainder that is never negative.
    func magnitudeModulo(_ count: Int) -> Int {
        let rest = self % count
        return rest < 0 ? rest + count : rest
    }
}

/// How lines are drawn.
package struct Stroke: Hashable, Sendable {
    /// 1 fine, 2 strong, 3 very strong.
    package var weight: Int
    /// Dots drawn and dots left out in turn; no gaps where `off` is 0.
    package var on: Int
    package var off: Int

    package init(weight: Int = 1, on: Int = 1, off: Int = 0) {
        self.weight = weight
        self.on = max(1, on)
        self.off = max(0, off)
    }

    package static let solid = Stroke()
    package static let dashed = Stroke(on: 4, off: 3)
    package static let dotted = Stroke(on: 1, off: 2)
    package static let dashDotted = Stroke(on: 7, off: 2)
}

/// The sign that stands for a point.
package enum Marker: Int, Hashable, Sendable, CaseIterable {
    case circle, cross, triangle, square, diamond, plus, star
    /// As small as can be.
    case point

    var unicode: Character { Array("●×▲■◆+*·")[rawValue] }
    var ascii: Character { Array("ox^#%+*.")[rawValue] }
}

/// Text in one ink on one background.
package struct Run: Equatable, Sendable {
    package var text: String
    package var ink: Ink
    package var background: Ink?
}

/// One row of a picture.
package struct PictureLine: Equatable, Sendable {
    package var runs: [Run]

    package init(_ runs: [Run]) { self.runs = runs }
    package init(_ text: String, _ ink: Ink = .plain) { runs = [Run(text: text, ink: ink, background: nil)] }

    /// The row without its colours.
    package var text: String { runs.map(\.text).joined() }
}
