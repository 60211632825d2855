import BigInt
import Testing

@testable import Interpreter

/// What is too large is refused with CPython's exception before any memory is asked for.
@Suite struct TextLimitTests {
    private static let memory = TextError(.memoryError, "")

    @Test(arguments: [1 << 40, Int.max])
    func `padding beyond memory is a MemoryError`(width: Int) throws {
        let text: [UInt8] = [0x61]
        text.withUnsafeBufferPointer { text in
            for alignment: TextPadding.Alignment in [.left, .right, .center] {
                #expect(throws: Self.memory) { try TextPadding.justify(text, alignment, width: width) }
            }
            #expect(throws: Self.memory) { try TextPadding.zeroFill(text, width: width) }
            #expect(throws: Self.memory) { try TextPadding.repeat(text, times: width) }
            let tabs: [UInt8] = [0x09, 0x09]
            #expect(throws: TextError(.overflowError, "new string is too long")) {
                try tabs.withUnsafeBufferPointer { try TextPadding.expandTabs($0, size: width) }
            }
            let two: [UInt8] = [0x61, 0x62]
            #expect(throws: Self.memory) {
                try two.withUnsafeBufferPointer { try TextPadding.repeat($0, times: width) }
            }
        }
    }

    @Test(arguments: [
        "9999999999999", "09999999999999d", ",.9999999999f", ".2147483647f", "#.2147483647g", "=+9999999999999,d",
    ])
    func `a format too wide is refused`(spec: String) {
        let spec = TextBuffer(spec).wide { FormatSpec($0) }
        #expect(throws: TextError.self) { try spec.format(float: 1.5) }
    }

    @Test func `replacing beyond memory is a MemoryError`() throws {
        let text = [UInt8](repeating: 0x61, count: 1 << 16)
        try text.withUnsafeBufferPointer { text in
            let one = Units(rebasing: text[0..<1])
            #expect(throws: Self.memory) { try TextSearch.replace(one, by: text, in: text) }
            #expect(throws: Self.memory) { try TextSearch.replace(Units(rebasing: text[0..<0]), by: text, in: text) }
            let twice = try TextSearch.replace(one, by: text, in: text, limit: 2)
            #expect(twice?.count == 3 * (1 << 16) - 2)
        }
    }

    @Test func `a product beyond memory is a MemoryError`() {
        let factor = BigInt(BigUInt(1) << BigIntMath.maximumFactorBits)
        #expect(throws: Self.memory) { try BigIntMath.multiply(factor, -factor) }
    }

    /// Finding "aaa…ab" in "aaa…" takes minutes when done naively.
    @Test func `searching hostile text takes linear time`() {
        let text = [UInt8](repeating: 0x61, count: 1 << 19)
        let needle = [UInt8](repeating: 0x61, count: 1 << 18)
        text.withUnsafeBufferPointer { text in
            let whole = 0..<text.count
            (needle + [0x62]).withUnsafeBufferPointer { #expect(TextSearch.find($0, in: text, whole) == nil) }
            ([0x62] + needle).withUnsafeBufferPointer { #expect(TextSearch.findLast($0, in: text, whole) == nil) }
            // And where it does occur, past where the naive search gives up.
            var found = Array(text)
            found[1 << 18] = 0x62
            found.withUnsafeBufferPointer { found in
                (needle.dropLast(9) + [0x62]).withUnsafeBufferPointer {
                    #expect(TextSearch.find($0, in: found, whole) == 9)
                    #expect(TextSearch.findLast($0, in: found, whole) == 9)
                }
                ([0x62] + needle.dropLast(9)).withUnsafeBufferPointer {
                    #expect(TextSearch.find($0, in: found, whole) == 1 << 18)
                    #expect(TextSearch.findLast($0, in: found, whole) == 1 << 18)
                }
            }
        }
    }
}
