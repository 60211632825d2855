import Testing

@testable import Interpreter

@Suite struct StringGoldenTests {
    @Test func `repr and ascii quote and escape as CPython`() throws {
        try TextGoldens("repr").check { line in
            switch line.operation {
            case "repr": return line.text(0).narrow({ TextRepr.repr($0) }, { TextRepr.repr($0) })
            case "ascii": return line.text(0).narrow(TextRepr.ascii, TextRepr.ascii)
            case "bytes": return TextBuffer(ascii: line.bytes(0).withUnsafeBufferPointer { TextRepr.reprBytes($0) })
            default: return nil
            }
        }
    }

    @Test func `codecs encode, decode and refuse as CPython`() throws {
        try TextGoldens("codec").check { line in
            switch line.operation {
            case "encode":
                let codec = try TextCodec(named: line.string(1))
                let errors = line.string(2)
                return TextBuffer(
                    ascii: try line.text(0).narrow(
                        { try codec.encode($0, errors: errors) }, { try codec.encode($0, errors: errors) }))
            case "decode":
                let codec = try TextCodec(named: line.string(1))
                return try line.bytes(0).withUnsafeBufferPointer { try codec.decode($0, errors: line.string(2)) }
            case "hex":
                let group = try line.int(1)
                return TextBuffer(
                    ascii: Array(
                        line.bytes(0).withUnsafeBufferPointer { ByteText.hex($0, separator: 0x2D, group: group) }))
            case "fromhex": return TextBuffer(ascii: try line.text(0).narrow(ByteText.parseHex, ByteText.parseHex))
            default: return nil
            }
        }
    }

    @Test func `str and bytes methods agree with CPython`() throws {
        try TextGoldens("string").check { line in
            if line.operation.hasPrefix("byte") {
                return line.bytes(0).withUnsafeBufferPointer { bytes(line.operation, $0) }
            }
            return try line.text(0).narrow({ try string(line, $0) }, { try string(line, $0) })
        }
    }

    private func string<Unit: TextUnit>(_ line: TextGoldens.Line, _ text: Units<Unit>) throws -> TextBuffer? {
        switch line.operation {
        case "case":
            return joined([
                TextCase.lower(text), TextCase.upper(text), TextCase.title(text), TextCase.capitalize(text),
                TextCase.swapcase(text), TextCase.casefold(text),
            ])
        case "is":
            let answers = [
                TextCase.all(text, CharacterRules.isAlpha), TextCase.all(text, CharacterRules.isDecimal),
                TextCase.all(text, CharacterRules.isDigit), TextCase.all(text, CharacterRules.isNumeric),
                TextCase.all(text, CharacterRules.isAlphanumeric), TextCase.all(text, CharacterRules.isSpace),
                TextCase.isUpper(text), TextCase.isLower(text), TextCase.isTitle(text), TextCase.isIdentifier(text),
                TextCase.isPrintable(text),
            ]
            return TextBuffer(answers.map { $0 ? "1" : "0" }.joined())
        case "lines":
            return both(
                pieces(text, TextSplit.lines(text, keepEnds: false)),
                pieces(text, TextSplit.lines(text, keepEnds: true)))
        case "words":
            let limit = try line.int(1)
            return both(
                pieces(text, TextSplit.words(text, limit: limit, isSpace: TextSplit.isSpace)),
                pieces(text, TextSplit.lastWords(text, limit: limit, isSpace: TextSplit.isSpace)))
        case "justify":
            let width = try line.int(1)
            let fill = line.arguments[2][0]
            let whole = TextBuffer(text)
            return joined([
                try TextPadding.justify(text, .left, width: width, fill: fill) ?? whole,
                try TextPadding.justify(text, .right, width: width, fill: fill) ?? whole,
                try TextPadding.justify(text, .center, width: width, fill: fill) ?? whole,
                try TextPadding.zeroFill(text, width: width) ?? whole,
            ])
        case "tabs": return try TextPadding.expandTabs(text, size: try line.int(1))
        default: return try line.text(1).narrow({ try twoStrings(line, text, $0) }, { try twoStrings(line, text, $0) })
        }
    }

    private func twoStrings<Unit: TextUnit, Other: TextUnit>(
        _ line: TextGoldens.Line, _ text: Units<Unit>, _ other: Units<Other>
    ) throws -> TextBuffer? {
        switch line.operation {
        case "strip":
            let ends: [TextSplit.Ends] = [.both, .left, .right]
            let ranges =
                ends.map { TextSplit.strip(text, $0, isStripped: TextSplit.isSpace) }
                + ends.map { TextSplit.strip(text, $0, characters: other) }
            return pieces(text, ranges)
        case "find":
            guard
                let range = TextSearch.range(start: line.intOrNil(2), end: line.intOrNil(3), count: text.count)
            else { return TextBuffer("-1 -1 0") }
            let first = TextSearch.find(other, in: text, range) ?? -1
            let last = TextSearch.findLast(other, in: text, range) ?? -1
            return TextBuffer("\(first) \(last) \(TextSearch.count(other, in: text, range))")
        case "replace":
            let limit = try line.int(3)
            let result = try line.text(2).narrow(
                { try TextSearch.replace(other, by: $0, in: text, limit: limit) },
                { try TextSearch.replace(other, by: $0, in: text, limit: limit) })
            return result ?? TextBuffer(text)
        case "split":
            let limit = try line.int(2)
            return both(
                pieces(text, try TextSplit.split(text, separator: other, limit: limit)),
                pieces(text, try TextSplit.splitLast(text, separator: other, limit: limit)))
        case "partition":
            let first = try TextSplit.partition(text, separator: other) ?? text.count..<text.count
            let last = try TextSplit.partition(text, separator: other, last: true) ?? 0..<0
            return both(
                pieces(text, [0..<first.lowerBound, first, first.upperBound..<text.count]),
                pieces(text, [0..<last.lowerBound, last, last.upperBound..<text.count]))
        case "compare": return TextBuffer("\(TextSearch.compare(text, other))")
        default: return nil
        }
    }

    private func bytes(_ operation: String, _ bytes: Units<UInt8>) -> TextBuffer? {
        switch operation {
        case "bytecase":
            let answers = [
                ByteText.all(bytes, ByteText.isAlpha), ByteText.all(bytes, ByteText.isDigit),
                ByteText.all(bytes, ByteText.isSpace), ByteText.isUpper(bytes), ByteText.isLower(bytes),
                ByteText.isTitle(bytes),
            ]
            var out = joined(
                [
                    ByteText.lower(bytes), ByteText.upper(bytes), ByteText.title(bytes), ByteText.capitalize(bytes),
                    ByteText.swapcase(bytes),
                ].map { TextBuffer(ascii: $0) })
            out.append(answers.map { $0 ? "1" : "0" }.joined())
            return out
        case "bytelines":
            return both(
                pieces(bytes, TextSplit.lines(bytes, keepEnds: false, isBytes: true)),
                pieces(bytes, TextSplit.words(bytes, isSpace: TextSplit.isByteSpace)))
        default: return nil
        }
    }

    private func joined(_ texts: [TextBuffer]) -> TextBuffer {
        var out = TextBuffer()
        for (index, text) in texts.enumerated() {
            if index > 0 { out.append(0x7C) }
            out.append(text)
        }
        return out
    }

    private func pieces<Unit: TextUnit>(_ text: Units<Unit>, _ ranges: [Range<Int>]) -> TextBuffer {
        joined(
            ranges.map { range in
                var part = TextBuffer()
                part.append(text, range)
                return part
            })
    }

    private func both(_ first: TextBuffer, _ second: TextBuffer) -> TextBuffer {
        var out = first
        out.append(0x2F)
        out.append(second)
        return out
    }

    @Test func `every character has CPython's properties and case mappings`() throws {
        try TextGoldens("characters").check { line in
            let every = Array(UInt32(0)..<0x20000) + stride(from: 0x20000, to: 0x110000, by: try line.int(1))
            switch line.operation {
            case "is":
                let rule = try #require(Self.questions[line.string(0)])
                return digest { hash in for codePoint in every { hash(rule(codePoint) ? 1 : 0) } }
            case "map":
                let mapping = try #require(Self.mappings[line.string(0)])
                return digest { hash in
                    for codePoint in every {
                        for mapped in [codePoint].withUnsafeBufferPointer(mapping).allCodePoints { hash(mapped) }
                    }
                }
            case "sigma":
                return digest { hash in
                    for codePoint in every {
                        let text: [UInt32] = [0x41, codePoint, 0x3A3, codePoint]
                        for mapped in text.withUnsafeBufferPointer({ TextCase.lower($0) }).allCodePoints {
                            hash(mapped)
                        }
                    }
                }
            default: return nil
            }
        }
    }

    private static let questions: [String: @Sendable (UInt32) -> Bool] = [
        "alpha": CharacterRules.isAlpha, "decimal": CharacterRules.isDecimal, "digit": CharacterRules.isDigit,
        "numeric": CharacterRules.isNumeric, "alnum": CharacterRules.isAlphanumeric, "space": CharacterRules.isSpace,
        "upper": CharacterRules.isUpper, "lower": CharacterRules.isLower,
        "title": { CharacterRules.isTitle($0) || CharacterRules.isUpper($0) },
        "printable": CharacterRules.isPrintable, "identifier": CharacterRules.isIdentifierStart,
        "continue": CharacterRules.isIdentifierContinue, "break": CharacterRules.isLineBreak,
    ]

    private static let mappings: [String: @Sendable (Units<UInt32>) -> TextBuffer] = [
        "lower": TextCase.lower, "upper": TextCase.upper, "capitalize": TextCase.capitalize,
        "casefold": TextCase.casefold, "swapcase": TextCase.swapcase, "title": TextCase.title,
    ]

    /// The FNV-1a digest of the numbers given to the closure.
    private func digest(_ body: ((UInt32) -> Void) -> Void) -> TextBuffer {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        body { hash = (hash ^ UInt64($0)) &* 0x100_0000_01B3 }
        return TextBuffer(String(hash, radix: 16))
    }
}
