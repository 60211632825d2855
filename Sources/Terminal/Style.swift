/// A colour with its stand-in among the sixteen of the terminal's theme.
package struct Color: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8
    /// The nearest of the sixteen theme colours: 0 to 7, bright from 8.
    package let basic: UInt8

    /// From components; without `basic`, the nearest of the standard sixteen is taken.
    package init(red: UInt8, green: UInt8, blue: UInt8, basic: UInt8? = nil) {
        self.red = red
        self.green = green
        self.blue = blue
        self.basic = basic.map { min($0, 15) } ?? Color.nearestBasic(red, green, blue)
    }

    private static func nearestBasic(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        let strongest = max(red, green, blue)
        let least = min(red, green, blue)
        if strongest - least < 32 { return strongest < 64 ? 0 : strongest < 128 ? 8 : strongest < 208 ? 7 : 15 }
        let threshold = (Int(strongest) + Int(least)) / 2
        let bits =
            (Int(red) > threshold ? 1 : 0) | (Int(green) > threshold ? 2 : 0) | (Int(blue) > threshold ? 4 : 0)
        return UInt8(bits) | (strongest > 224 ? 8 : 0)
    }

    /// The nearest entry of the 256-colour palette: the 6×6×6 cube or the grey ramp.
    package var paletteIndex: UInt8 {
        let levels = [0, 95, 135, 175, 215, 255]
        func nearest(_ value: UInt8) -> Int {
            levels.indices.min { abs(levels[$0] - Int(value)) < abs(levels[$1] - Int(value)) } ?? 0
        }
        let cube = [nearest(red), nearest(green), nearest(blue)]
        let average = (Int(red) + Int(green) + Int(blue)) / 3
        let grey = min(23, max(0, (average - 3) / 10))
        func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
            let d = [r - Int(red), g - Int(green), b - Int(blue)]
            return d[0] * d[0] + d[1] * d[1] + d[2] * d[2]
        }
        let greyLevel = 8 + 10 * grey
        if distance(greyLevel, greyLevel, greyLevel) < distance(levels[cube[0]], levels[cube[1]], levels[cube[2]]) {
            return UInt8(232 + grey)
        }
        return UInt8(16 + 36 * cube[0] + 6 * cube[1] + cube[2])
    }
}

/// How a piece of text looks: colours and weight.
package struct Style: Hashable, Sendable {
    /// Weight and decoration.
    package struct Attributes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let italic = Attributes(rawValue: 4)
        package static let underline = Attributes(rawValue: 8)
        package static let inverse = Attributes(rawValue: 16)
        /// The SGR parameter of each attribute.
        static let codes: [(Attributes, Int)] = [(.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.inverse, 7)]
    }

    package var foreground: Color?
    package var background: Color?
    package var attributes: Attributes

    /// A style; everything left out stays as the terminal has it.
    package init(_ foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// As the terminal has it.
    package static let plain = Style()

    /// The escape code that switches from plain to this style; empty for plain text or where no codes are wanted.
    package func code(_ support: ColorSupport) -> String {
        guard support != .none, self != .plain else { return "" }
        var parameters = Attributes.codes.filter { attributes.contains($0.0) }.map { String($0.1) }
        if let foreground { parameters.append(Style.parameters(foreground, support, base: 30)) }
        if let background { parameters.append(Style.parameters(background, support, base: 40)) }
        return "\u{1b}[\(parameters.joined(separator: ";"))m"
    }

    /// The escape code that ends any style.
    package static let reset = "\u{1b}[0m"

    private static func parameters(_ color: Color, _ support: ColorSupport, base: Int) -> String {
        switch support {
        case .trueColor: "\(base + 8);2;\(color.red);\(color.green);\(color.blue)"
        case .palette: "\(base + 8);5;\(color.paletteIndex)"
        case .sixteen, .none: String(color.basic < 8 ? base + Int(color.basic) : base + 52 + Int(color.basic))
        }
    }

    /// `text` in this style, ready to be written.
    package func paint(_ text: String, _ support: ColorSupport) -> String {
        let code = code(support)
        return code.isEmpty ? text : code + text + Style.reset
    }
}

/// The roles that text plays on screen. Each colour is a middle tone with a contrast of at least 3.4 against both
/// black and white, so that one palette reads on dark and light themes.
package enum Palette {
    package static let magenta = Color(red: 0xaf, green: 0x5f, blue: 0xaf, basic: 5)
    package static let green = Color(red: 0x5f, green: 0x87, blue: 0x00, basic: 2)
    package static let teal = Color(red: 0x00, green: 0x87, blue: 0x87, basic: 6)
    package static let blue = Color(red: 0x5f, green: 0x87, blue: 0xd7, basic: 4)
    package static let orange = Color(red: 0xaf, green: 0x5f, blue: 0x00, basic: 3)
    package static let red = Color(red: 0xd7, green: 0x5f, blue: 0x5f, basic: 1)
    package static let grey = Color(red: 0x80, green: 0x80, blue: 0x80, basic: 8)
    package static let colors = [magenta, green, teal, blue, orange, red, grey]

    package static let prompt = Style(green, attributes: .bold)
    package static let keyword = Style(magenta, attributes: .bold)
    package static let string = Style(green)
    package static let number = Style(teal)
    package static let comment = Style(grey)
    package static let builtin = Style(blue)
    package static let definition = Style(blue, attributes: .bold)
    package static let decorator = Style(orange)
    package static let command = Style(orange, attributes: .bold)
    package static let error = Style(red, attributes: .bold)
    package static let help = Style(teal)
    package static let hint = Style(grey)
    package static let heading = Style(attributes: .bold)
}

/// Text in runs of one style each.
package struct StyledText: ExpressibleByStringLiteral, Equatable, Sendable {
    /// A stretch of text in one style.
    package struct Run: Equatable, Sendable {
        package var text: String
        package var style: Style
    }

    package var runs: [Run]

    package init(stringLiteral text: String) { self.init(text) }

    /// One run.
    package init(_ text: String, _ style: Style = .plain) {
        runs = [Run(text: text, style: style)]
    }

    package static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum.runs += right.runs
        return sum
    }

    /// The text alone.
    package var text: String { runs.map(\.text).joined() }

    /// The text with its escape codes, ready to be written.
    package func rendered(_ support: ColorSupport) -> String {
        runs.map { $0.style.paint($0.text, support) }.joined()
    }
}
