import Testing

@testable import Syntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads what `Goldens/golden.py` recorded from CPython.
enum Goldens {
    /// Pairs of a program and what was recorded for it.
    static func entries(_ name: String, file: String = #filePath) throws -> [(program: String, recorded: Substring)] {
        let lines = try text(name, file: file).split(separator: "\n", omittingEmptySubsequences: true)
        return try stride(from: 0, to: lines.count - 1, by: 2).map { index in
            (try #require(JSON(lines[index]).string), lines[index + 1])
        }
    }

    private static func text(_ name: String, file: String) throws -> String {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let handle = try #require(fopen("\(folder)/Goldens/\(name).txt", "r"), "run Goldens/golden.py")
        defer { fclose(handle) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, handle)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[0..<count]
        }
    }
}

/// As much JSON as the goldens hold: strings, integers, and arrays of them.
enum JSON: Equatable {
    case string(String)
    case int(Int)
    case array([JSON])

    init(_ text: Substring) {
        var rest = text.unicodeScalars[...]
        self = JSON.parse(&rest)
    }

    var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    var int: Int? {
        if case .int(let value) = self { value } else { nil }
    }

    var array: [JSON] {
        if case .array(let values) = self { values } else { [] }
    }

    private static func parse(_ rest: inout Substring.UnicodeScalarView) -> JSON {
        switch rest.popFirst() {
        case "\"": return .string(parseString(&rest))
        case "[":
            var items: [JSON] = []
            while let next = rest.first, next != "]" {
                if next == "," || next == " " { rest.removeFirst() } else { items.append(parse(&rest)) }
            }
            _ = rest.popFirst()
            return .array(items)
        case let first?:
            var digits = String(first)
            while let next = rest.first, "0123456789".unicodeScalars.contains(next) {
                digits.unicodeScalars.append(next)
                rest.removeFirst()
            }
            return .int(Int(digits) ?? Int.min)
        case nil: return .array([])
        }
    }

    private static func parseString(_ rest: inout Substring.UnicodeScalarView) -> String {
        var result = String.UnicodeScalarView()
        while let next = rest.popFirst(), next != "\"" {
            guard next == "\\", let escape = rest.popFirst() else {
                result.append(next)
                continue
            }
            switch escape {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "r": result.append("\r")
            case "f": result.append("\u{0C}")
            case "b": result.append("\u{08}")
            case "u":
                let digits = String(String.UnicodeScalarView(rest.prefix(4)))
                rest = rest.dropFirst(4)
                result.append(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "?")
            default: result.append(escape)
            }
        }
        return String(result)
    }
}
