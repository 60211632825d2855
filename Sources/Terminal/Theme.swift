/// The background that colours are to stand out from.
package enum Theme: String, CaseIterable, Sendable {
    /// Any: the palette as it is.
    case color
    case dark, light
    /// No colours.
    case plain

    /// The style on this background: lighter colours on a dark one, darker ones on a light one.
    package func adapted(_ style: Style) -> Style {
        var style = style
        switch self {
        case .color: return style
        case .plain: return .plain
        case .dark: style.foreground = style.foreground.map { $0.mixed(with: 255, basicOffset: 8) }
        case .light: style.foreground = style.foreground.map { $0.mixed(with: 0, basicOffset: 0) }
        }
        return style
    }

    package func adapted(_ text: StyledText) -> StyledText {
        var text = text
        for place in text.runs.indices { text.runs[place].style = adapted(text.runs[place].style) }
        return text
    }
}

extension Color {
    /// Two thirds of this colour and one of a grey. Of the sixteen, the one so much further on.
    fileprivate func mixed(with level: Int, basicOffset: UInt8) -> Color {
        func mix(_ part: UInt8) -> UInt8 { UInt8(clamping: (Int(part) * 2 + level) / 3) }
        return Color(
            red: mix(red), green: mix(green), blue: mix(blue), basic: basic < 8 ? basic + basicOffset : basic)
    }
}
