import Arrays
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads what `Goldens/golden.py` recorded from PyTorch.
enum Goldens {
    /// Where this file is.
    private static let file = #filePath

    /// The lines of a file beside the script.
    static func lines(_ name: String) throws -> [Substring] {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let handle = try #require(fopen("\(folder)/Goldens/\(name).txt", "r"), "run Goldens/golden.py")
        defer { fclose(handle) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let n = fread(&chunk, 1, chunk.count, handle)
            if n == 0 { break }
            bytes += chunk[0..<n]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    /// The blocks of a file: each begins with a line `= TITLE`.
    static func blocks(_ name: String) -> [Block] {
        var blocks: [Block] = []
        for line in (try? lines(name)) ?? [] {
            if line.hasPrefix("= ") {
                blocks.append(Block(title: String(line.dropFirst(2)), lines: []))
            } else if !blocks.isEmpty {
                blocks[blocks.count - 1].lines.append(String(line))
            }
        }
        return blocks
    }

    struct Block: Sendable, CustomTestStringConvertible {
        let title: String
        var lines: [String]
        var testDescription: String { title }
        /// The lines that begin with `|`, which hold printed text.
        var text: String { lines.filter { $0.hasPrefix("|") }.map { $0.dropFirst() }.joined(separator: "\n") }
        var data: [String] { lines.filter { !$0.hasPrefix("|") } }
    }

    /// An array as the script writes it: dtype, shape, and the exact values (of a large one, those at both ends).
    static func describe(_ array: NDArray) -> String {
        let shape = array.shape.isEmpty ? "-" : array.shape.map(String.init).joined(separator: ",")
        var values = array.scalars()
        if values.count > 64 { values = values.prefix(24) + values.suffix(24) }
        let words = values.map { value in
            switch value {
            case .float(let number): hex(number)
            case .int(let number): String(number)
            case .bool(let flag): flag ? "True" : "False"
            }
        }
        return ([array.dtype.name, shape] + words).joined(separator: " ")
    }

    /// `float.hex()`.
    static func hex(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0x0.0p+0" }
        let isNormal = value.isNormal
        let exponent = isNormal ? Int(value.exponent) : -1022
        var digits = String(value.significandBitPattern, radix: 16)
        digits = String(repeating: "0", count: 13 - digits.count) + digits
        return "\(sign)0x\(isNormal ? 1 : 0).\(digits)p\(exponent < 0 ? "" : "+")\(exponent)"
    }

    /// The numbers that `wave` makes in the script.
    static func wave(_ shape: Dims) throws -> NDArray {
        let values = (0..<shape.product).map { Double($0 * 7919 % 10007) / 10007 * 4 - 2 }
        return try NDArray.from(values, shape: shape, .float64).cast(.float32)
    }

    /// What an expression throws, as Python shows it.
    static func message(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch let error as ArrayError {
            return error.description.replacing("\n", with: "\\n")
        } catch { return "\(error)" }
    }
}

extension String {
    func replacing(_ a: Character, with b: String) -> String { map { $0 == a ? b : String($0) }.joined() }
}
