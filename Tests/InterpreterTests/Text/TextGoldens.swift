import BigInt
import Testing

@testable import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of goldens made by CPython; `Goldens/generate.py` says how it is written and made again.
struct TextGoldens {
    /// The arguments of a line, in the forms that the operations take.
    struct Line {
        let operation: String
        let arguments: [[UInt32]]
        let expected: [UInt32]

        func text(_ index: Int) -> TextBuffer { TextBuffer(codePoints: arguments[index]) }
        func string(_ index: Int) -> String { text(index).string }
        func int(_ index: Int) throws -> Int { try #require(Int(string(index))) }
        func intOrNil(_ index: Int) -> Int? { Int(string(index)) }
        func big(_ index: Int) throws -> BigInt { try #require(BigInt(string(index), radix: 16)) }
        func float(_ index: Int) throws -> Double { try TextGoldens.float(string(index)) }
        func ints(_ index: Int) -> [Int] { string(index).split(separator: " ").compactMap { Int($0) } }
        func bytes(_ index: Int) -> [UInt8] { arguments[index].map { UInt8(truncatingIfNeeded: $0) } }
    }

    let lines: [Line]

    init(_ name: String) throws {
        let folder =
            getenv("TEXT_GOLDENS").map { String(cString: $0) }
            ?? #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/Goldens"
        let file = try #require(fopen("\(folder)/\(name).tsv", "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        lines = bytes.split(separator: 0x0A).map { line in
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map(Self.unescape)
            return Line(
                operation: TextBuffer(codePoints: fields[0]).string, arguments: Array(fields[1..<(fields.count - 1)]),
                expected: fields[fields.count - 1])
        }
    }

    private static func unescape(_ field: ArraySlice<UInt8>) -> [UInt32] {
        var out: [UInt32] = []
        var index = field.startIndex
        while index < field.endIndex {
            if field[index] == 0x5C, let close = field[index...].firstIndex(of: 0x7D) {
                out.append(UInt32(String(decoding: field[(index + 2)..<close], as: UTF8.self), radix: 16) ?? 0)
                index = close + 1
            } else {
                out.append(UInt32(field[index]))
                index += 1
            }
        }
        return out
    }

    static func float(_ hex: String) throws -> Double { Double(bitPattern: try #require(UInt64(hex, radix: 16))) }

    /// Runs every line and reports those that differ; an expected exception starts with `!`.
    func check(_ run: (Line) throws -> TextBuffer?) throws {
        #expect(!lines.isEmpty)
        var wrong: [String] = []
        for line in lines {
            var got: TextBuffer
            do {
                got = try #require(try run(line), "no operation \(line.operation)")
            } catch let error as TextError {
                got = TextBuffer("!\(error.kind.rawValue): \(error.message)")
            } catch let error as AttributeError {
                got = TextBuffer("!AttributeError: \(error.message)")
            } catch let error as CodecError {
                got = TextBuffer("!\(error.error.kind.rawValue): \(error.error.message)")
            }
            let expected = TextBuffer(codePoints: line.expected)
            // Messages hold no lone surrogates, but what they quote may.
            let isEqual = got == expected || line.expected.first == 0x21 && got.string == expected.string
            if !isEqual {
                let arguments = line.arguments.map { $0.withUnsafeBufferPointer { TextRepr.ascii($0).string } }
                wrong.append(
                    "\(line.operation) \(arguments.joined(separator: " "))\n  got  \(shown(got))\n  not  \(shown(expected))"
                )
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(lines.count) differ:\n\(wrong.prefix(12).joined(separator: "\n"))")
    }

    private func shown(_ text: TextBuffer) -> String {
        text.allCodePoints.withUnsafeBufferPointer { TextRepr.ascii($0).string }
    }
}

/// An exception that arguments raise and the algorithms themselves never do.
struct AttributeError: Error {
    let message: String
}

extension TextBuffer {
    /// The text as code points in memory.
    func wide<R>(_ body: (Units<UInt32>) throws -> R) rethrows -> R {
        try allCodePoints.withUnsafeBufferPointer(body)
    }

    /// The text in its own form, bytes or code points, with the function for each.
    func narrow<R>(_ bytes: (Units<UInt8>) throws -> R, _ wide: (Units<UInt32>) throws -> R) rethrows -> R {
        isASCII ? try self.bytes.withUnsafeBufferPointer(bytes) : try codePoints.withUnsafeBufferPointer(wide)
    }

    init(_ value: BigInt) { self.init(String(value, radix: 16)) }
    init(_ value: Double) { self.init(String(value.isNaN ? Double.nan.bitPattern : value.bitPattern, radix: 16)) }
}
