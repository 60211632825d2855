import Testing

@testable import Arrays

@Suite("Printing")
struct TensorPrinterTests {
    /// One recorded case: the array, its suffixes and options, and the text.
    struct Case: CustomTestStringConvertible {
        let description: String
        let suffixes: [String]
        let options: PrintOptions
        let expected: String
        var testDescription: String { String(description.prefix(60)) }
    }

    static func cases() throws -> [Case] {
        try Goldens.text("printing").components(separatedBy: "\n\u{1e}\n").filter { !$0.isEmpty }.map { block in
            let lines = block.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
            let parts = lines[1].split(separator: "|", omittingEmptySubsequences: false)
            var options = PrintOptions()
            for setting in parts[1].split(separator: " ") {
                let pair = setting.split(separator: "=")
                switch pair[0] {
                case "precision": options.precision = try #require(Int(pair[1]))
                case "threshold": options.threshold = try #require(Int(pair[1]))
                case "edgeitems": options.edgeItems = try #require(Int(pair[1]))
                case "linewidth": options.lineWidth = try #require(Int(pair[1]))
                default: options.sciMode = pair[1] == "True"
                }
            }
            return Case(
                description: String(lines[0]), suffixes: parts[0].isEmpty ? [] : [String(parts[0])], options: options,
                expected: String(lines[2]))
        }
    }

    @Test("arrays print as PyTorch prints them", arguments: try cases())
    func prints(_ recorded: Case) throws {
        let array = try Goldens.array(recorded.description.split(separator: " "))
        let printer = TensorPrinter(options: recorded.options)
        #expect(printer.string(array, suffixes: recorded.suffixes) == recorded.expected)
    }

    @Test("a view prints its own elements, whatever its strides")
    func printsViews() throws {
        let x = try NDArray.arange(.int(0), .int(6)).reshape([2, 3])
        #expect(
            TensorPrinter().string(x.with(try x.layout.t())) == "tensor([[0, 3],\n        [1, 4],\n        [2, 5]])")
    }
}

extension String {
    /// The pieces between occurrences of a separator.
    func components(separatedBy separator: String) -> [String] {
        var result: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            result.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return result + [String(rest)]
    }
}
