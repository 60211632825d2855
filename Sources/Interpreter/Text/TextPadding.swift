/// Strings made longer: justified, zero-filled, with tabs expanded, repeated.
package enum TextPadding {
    /// Where the text stands in the wider result.
    package enum Alignment: Sendable { case left, right, center }

    /// `text.ljust`, `rjust` or `center` to `width` characters; nil if the text is as wide already.
    ///
    /// Throws MemoryError when the result would be too long.
    package static func justify<Unit: TextUnit>(
        _ text: Units<Unit>, _ alignment: Alignment, width: Int, fill: UInt32 = 0x20
    ) throws(TextError) -> TextBuffer? {
        guard width > text.count else { return nil }
        try TextLimits.check(width)
        let padding = width - text.count
        // An odd padding puts the extra character left in an odd width, as CPython does.
        let left =
            switch alignment {
            case .left: 0
            case .right: padding
            case .center: padding / 2 + (padding & width & 1)
            }
        var out = TextBuffer()
        out.reserveCapacity(width)
        out.append(repeating: fill, count: left)
        out.append(text)
        out.append(repeating: fill, count: padding - left)
        return out
    }

    /// `text.zfill(width)`: zeros after the sign; nil if the text is as wide already. Throws MemoryError if too long.
    package static func zeroFill<Unit: TextUnit>(_ text: Units<Unit>, width: Int) throws(TextError) -> TextBuffer? {
        guard width > text.count else { return nil }
        try TextLimits.check(width)
        var out = TextBuffer()
        out.reserveCapacity(width)
        let hasSign = text.first.map { $0 == 0x2B || $0 == 0x2D } ?? false
        if hasSign { out.append(text, 0..<1) }
        out.append(repeating: 0x30, count: width - text.count)
        out.append(text, (hasSign ? 1 : 0)..<text.count)
        return out
    }

    /// `text.expandtabs(size)`. Throws OverflowError when the result would be too long.
    package static func expandTabs<Unit: TextUnit>(_ text: Units<Unit>, size: Int) throws(TextError) -> TextBuffer {
        var out = TextBuffer()
        out.reserveCapacity(text.count)
        var column = 0
        for unit in text {
            if unit == 0x09 {
                guard size > 0 else { continue }
                let spaces = size - column % size
                if spaces > TextLimits.maximumCount - out.count { throw .overflow("new string is too long") }
                out.append(repeating: 0x20, count: spaces)
                column += spaces
            } else {
                column = unit == 0x0A || unit == 0x0D ? 0 : column + 1
                out.append(codePoint: UInt32(truncatingIfNeeded: unit))
            }
        }
        return out
    }

    /// `text * times`. Throws MemoryError when the result would be too long.
    package static func `repeat`<Unit: TextUnit>(_ text: Units<Unit>, times: Int) throws(TextError) -> TextBuffer {
        var out = TextBuffer()
        guard times > 0, !text.isEmpty else { return out }
        try TextLimits.check(text.count, times: times)
        out.reserveCapacity(text.count * times)
        if text.count == 1 {
            out.append(repeating: UInt32(truncatingIfNeeded: text[0]), count: times)
        } else {
            for _ in 0..<times { out.append(text) }
        }
        return out
    }

    /// What a translation table says about a character.
    package enum Translation { case same, deleted, text(TextBuffer) }

    /// `text.translate(table)`, with the table asked once for each different character.
    package static func translate<Unit: TextUnit>(
        _ text: Units<Unit>, _ table: (UInt32) throws -> Translation
    ) throws -> TextBuffer {
        var known: [UInt32: Translation] = [:]
        var out = TextBuffer()
        out.reserveCapacity(text.count)
        for unit in text {
            let codePoint = UInt32(truncatingIfNeeded: unit)
            let translation: Translation
            if let seen = known[codePoint] {
                translation = seen
            } else {
                translation = try table(codePoint)
                known[codePoint] = translation
            }
            switch translation {
            case .same: out.append(codePoint: codePoint)
            case .deleted: break
            case .text(let replacement):
                try TextLimits.check(out.count + replacement.count)
                out.append(replacement)
            }
        }
        return out
    }
}
