import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Options as Python prints them.
enum PythonText {
    /// `str(value)`; text inside of lists and tuples is quoted.
    static func str(_ operand: Operand) -> String {
        if case .string(let text) = operand { return text }
        return repr(operand)
    }

    /// `repr(value)`.
    static func repr(_ operand: Operand) -> String {
        switch operand {
        case .none: "None"
        case .number(let number): repr(number)
        case .ints(let ints): tuple(ints.map(String.init))
        case .items(let items): tuple(items.map(repr))
        case .string(let text): quoted(text)
        case .dtype(let dtype): "\(dtype)"
        case .tensor(let tensor): TensorPrinter().string(tensor.array)
        case .tensors(let list): tuple(list.map { TensorPrinter().string($0.array) })
        case .ellipsis: "Ellipsis"
        case .slice, .generator: "…"
        }
    }

    static func repr(_ number: Scalar) -> String {
        switch number {
        case .bool(let value): value ? "True" : "False"
        case .int(let value): String(value)
        case .float(let value): repr(value)
        }
    }

    /// A float by its shortest digits, with an exponent below 1e-4 and from 1e16 on.
    static func repr(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        // Swift's description has the same digits but its own thresholds.
        let text = "\(value.magnitude)"
        let parts = text.split(separator: "e", omittingEmptySubsequences: false)
        let pieces = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = pieces[0]
        let fraction = pieces.count > 1 ? pieces[1] : ""
        var digits = String(whole + fraction)
        var point = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        while digits.count > 1, digits.first == "0" {
            digits.removeFirst()
            point -= 1
        }
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        if digits == "0" { point = 1 }
        return (value.sign == .minus ? "-" : "") + layout(digits, point)
    }

    /// `0.DIGITS` times ten to the power `point`.
    private static func layout(_ digits: String, _ point: Int) -> String {
        let exponent = point - 1
        if exponent < -4 || exponent >= 16 {
            let rest = digits.dropFirst()
            let size = exponent.magnitude
            return String(digits.prefix(1)) + (rest.isEmpty ? "" : "." + rest) + (exponent < 0 ? "e-" : "e+")
                + (size < 10 ? "0" : "") + String(size)
        }
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return digits + String(repeating: "0", count: point - digits.count) + ".0" }
        return digits.prefix(point) + "." + digits.dropFirst(point)
    }

    private static func tuple(_ items: [String]) -> String {
        items.count == 1 ? "(\(items[0]),)" : "(\(items.joined(separator: ", ")))"
    }

    private static func quoted(_ text: String) -> String {
        let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var out = quote
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case "'" where quote == "'": out += "\\'"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + quote
    }
}
