/// Cutting strings up. Every function answers with ranges of the text, so that the caller makes the pieces.
///
/// Those that may go on for long ask `stops` now and then, and come back with a part of the ranges when it says so.
package enum TextSplit {
    /// `text.split(None, limit)`: the words between runs of whitespace; a negative limit cuts everywhere.
    package static func words<Unit: TextUnit>(
        _ text: Units<Unit>, limit: Int = -1, stops: () -> Bool = { false }, isSpace: (Unit) -> Bool
    ) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        pieces.reserveCapacity(Swift.min(12, text.count / 2 + 1))
        var index = 0
        let end = text.count
        while true {
            while index < end, isSpace(text[index]) { index += 1 }
            guard index < end else { return pieces }
            if limit >= 0, pieces.count >= limit {
                pieces.append(index..<end)
                return pieces
            }
            let start = index
            while index < end, !isSpace(text[index]) { index += 1 }
            pieces.append(start..<index)
            if pieces.count & 0xFFFF == 0, stops() { return pieces }
        }
    }

    /// `text.rsplit(None, limit)`, in the order of the text.
    package static func lastWords<Unit: TextUnit>(
        _ text: Units<Unit>, limit: Int = -1, stops: () -> Bool = { false }, isSpace: (Unit) -> Bool
    ) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var index = text.count
        while true {
            while index > 0, isSpace(text[index - 1]) { index -= 1 }
            guard index > 0 else { break }
            if limit >= 0, pieces.count >= limit {
                pieces.append(0..<index)
                break
            }
            let end = index
            while index > 0, !isSpace(text[index - 1]) { index -= 1 }
            pieces.append(index..<end)
            if pieces.count & 0xFFFF == 0, stops() { break }
        }
        pieces.reverse()
        return pieces
    }

    /// `text.split(separator, limit)`. Throws ValueError for an empty separator.
    package static func split<Unit: TextUnit, Other: TextUnit>(
        _ text: Units<Unit>, separator: Units<Other>, limit: Int = -1, stops: () -> Bool = { false }
    ) throws(TextError) -> [Range<Int>] {
        if separator.isEmpty { throw .value("empty separator") }
        var pieces: [Range<Int>] = []
        pieces.reserveCapacity(Swift.min(12, text.count / 2 + 1))
        var start = 0
        while limit < 0 || pieces.count < limit {
            guard let place = TextSearch.find(separator, in: text, start..<text.count) else { break }
            pieces.append(start..<place)
            start = place + separator.count
            if pieces.count & 0xFFFF == 0, stops() { break }
        }
        pieces.append(start..<text.count)
        return pieces
    }

    /// `text.rsplit(separator, limit)`, in the order of the text. Throws ValueError for an empty separator.
    package static func splitLast<Unit: TextUnit, Other: TextUnit>(
        _ text: Units<Unit>, separator: Units<Other>, limit: Int = -1, stops: () -> Bool = { false }
    ) throws(TextError) -> [Range<Int>] {
        if separator.isEmpty { throw .value("empty separator") }
        var pieces: [Range<Int>] = []
        var end = text.count
        while limit < 0 || pieces.count < limit {
            guard let place = TextSearch.findLast(separator, in: text, 0..<end) else { break }
            pieces.append(place + separator.count..<end)
            end = place
            if pieces.count & 0xFFFF == 0, stops() { break }
        }
        pieces.append(0..<end)
        pieces.reverse()
        return pieces
    }

    /// `text.splitlines(keepEnds)` of a str; for bytes only `\n`, `\r` and `\r\n` end a line.
    package static func lines<Unit: TextUnit>(
        _ text: Units<Unit>, keepEnds: Bool, isBytes: Bool = false, stops: () -> Bool = { false }
    ) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var index = 0
        while index < text.count {
            let start = index
            while index < text.count {
                let codePoint = UInt32(truncatingIfNeeded: text[index])
                if isBytes ? codePoint == 0x0A || codePoint == 0x0D : CharacterRules.isLineBreak(codePoint) { break }
                index += 1
            }
            let end = index
            if index < text.count {
                let isCarriageReturn = text[index] == 0x0D
                index += 1
                if isCarriageReturn, index < text.count, text[index] == 0x0A { index += 1 }
            }
            pieces.append(start..<(keepEnds ? index : end))
            if pieces.count & 0xFFFF == 0, stops() { break }
        }
        return pieces
    }

    /// Which ends of a string are stripped.
    package enum Ends: Sendable { case both, left, right }

    /// What is left when the units for which `isStripped` holds are taken off the ends.
    package static func strip<Unit: TextUnit>(
        _ text: Units<Unit>, _ ends: Ends = .both, isStripped: (Unit) -> Bool
    ) -> Range<Int> {
        var start = 0
        var end = text.count
        if ends != .right {
            while start < end, isStripped(text[start]) { start += 1 }
        }
        if ends != .left {
            while end > start, isStripped(text[end - 1]) { end -= 1 }
        }
        return start..<end
    }

    /// `text.strip(characters)` and its one-sided forms.
    package static func strip<Unit: TextUnit, Other: TextUnit>(
        _ text: Units<Unit>, _ ends: Ends = .both, characters: Units<Other>
    ) -> Range<Int> {
        if characters.count > 8 {
            let set = Set(characters.map { UInt32(truncatingIfNeeded: $0) })
            return strip(text, ends) { set.contains(UInt32(truncatingIfNeeded: $0)) }
        }
        return strip(text, ends) { unit in
            characters.contains { UInt32(truncatingIfNeeded: $0) == UInt32(truncatingIfNeeded: unit) }
        }
    }

    /// `text.partition(separator)` (or `rpartition`): the place of the separator, or nil if it does not occur.
    ///
    /// Throws ValueError for an empty separator.
    package static func partition<Unit: TextUnit, Other: TextUnit>(
        _ text: Units<Unit>, separator: Units<Other>, last: Bool = false
    ) throws(TextError) -> Range<Int>? {
        if separator.isEmpty { throw .value("empty separator") }
        let place =
            last
            ? TextSearch.findLast(separator, in: text, 0..<text.count)
            : TextSearch.find(separator, in: text, 0..<text.count)
        return place.map { $0..<$0 + separator.count }
    }

    /// `str.isspace` of one unit, for `words` and `strip`.
    @inline(__always)
    package static func isSpace<Unit: TextUnit>(_ unit: Unit) -> Bool {
        CharacterRules.isSpace(UInt32(truncatingIfNeeded: unit))
    }

    /// `bytes.isspace` of one byte: without the separators 0x1C...0x1F.
    @inline(__always)
    package static func isByteSpace(_ byte: UInt8) -> Bool { NumberText.isSpace(byte) }
}
