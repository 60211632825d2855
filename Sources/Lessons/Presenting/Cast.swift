/// The lines of an asciicast v2 file, which asciinema plays.
package struct Cast {
    /// Bytes of a character that has not come whole.
    private var rest: [UInt8] = []

    package init() {}

    /// The first line.
    /// - Parameter time: seconds since 1970.
    package static func header(columns: Int, rows: Int, time: Int, title: String, terminal: String) -> String {
        "{\"version\": 2, \"width\": \(columns), \"height\": \(rows), \"timestamp\": \(time), "
            + "\"title\": \(quoted(title)), \"env\": {\"TERM\": \(quoted(terminal))}}\n"
    }

    /// The line for what was written; empty where that is only a part of a character.
    /// - Parameter seconds: since the start.
    package mutating func event(_ bytes: some Sequence<UInt8>, at seconds: Double) -> String {
        rest += bytes
        var end = rest.count
        if let lead = rest.lastIndex(where: { $0 & 0xc0 != 0x80 }), rest[lead] >= 0xc0 {
            let length = rest[lead] >= 0xf0 ? 4 : rest[lead] >= 0xe0 ? 3 : 2
            if rest.count - lead < length { end = lead }
        }
        guard end > 0 else { return "" }
        let text = String(decoding: rest[..<end], as: UTF8.self)
        rest.removeFirst(end)
        return "[\(Cast.number(seconds)), \"o\", \(Cast.quoted(text))]\n"
    }

    /// Six digits behind the point.
    private static func number(_ seconds: Double) -> String {
        let clamped = max(0, min(seconds, 1e9))
        let micros = Int(clamped * 1e6)
        let fraction = String(micros % 1_000_000)
        return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
    }

    /// A JSON string.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7f {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
