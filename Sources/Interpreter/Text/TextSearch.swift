#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finding and replacing in strings, in time linear in their length.
package enum TextSearch {
    /// Python's `start` and `end` arguments as a range within `count` units, or nil if nothing can be found there (not
    /// even the empty string).
    package static func range(start: Int?, end: Int?, count: Int) -> Range<Int>? {
        var lower = start ?? 0
        var upper = end ?? count
        if upper > count { upper = count }
        if upper < 0 { upper = Swift.max(0, upper &+ count) }
        if lower < 0 { lower = Swift.max(0, lower &+ count) }
        return lower <= upper ? lower..<upper : nil
    }

    /// The first place of `needle` within `range` of `text`.
    package static func find<Unit: TextUnit, Other: TextUnit>(
        _ needle: Units<Other>, in text: Units<Unit>, _ range: Range<Int>
    ) -> Int? {
        let range = range.clamped(to: 0..<text.count)
        let length = needle.count
        guard length <= range.count else { return nil }
        guard length > 0 else { return range.lowerBound }
        guard let first = Unit(exactly: needle[0]) else { return nil }
        let last = range.upperBound - length
        var budget = 8 * range.count + 256
        var start = range.lowerBound
        while start <= last {
            guard let candidate = index(of: first, in: text, start, last + 1) else { return nil }
            var offset = 1
            while offset < length, equal(text[candidate + offset], needle[offset]) { offset += 1 }
            if offset == length { return candidate }
            start = candidate + 1
            budget -= offset + 1
            // A text made to be slow, such as "aaa…ab" in "aaa…": go on with the method that never looks back.
            if budget < 0 {
                return knuthMorrisPratt(length, range.upperBound - start) { at in
                    { equal(text[start + at], $0) }
                } needle: {
                    needle[$0]
                }.map { start + $0 }
            }
        }
        return nil
    }

    /// The last place of `needle` within `range` of `text`.
    package static func findLast<Unit: TextUnit, Other: TextUnit>(
        _ needle: Units<Other>, in text: Units<Unit>, _ range: Range<Int>
    ) -> Int? {
        let range = range.clamped(to: 0..<text.count)
        let length = needle.count
        guard length <= range.count else { return nil }
        guard length > 0 else { return range.upperBound }
        guard Unit(exactly: needle[0]) != nil else { return nil }
        var budget = 8 * range.count + 256
        var start = range.upperBound - length
        while start >= range.lowerBound {
            var offset = 0
            while offset < length, equal(text[start + offset], needle[offset]) { offset += 1 }
            if offset == length { return start }
            start -= 1
            budget -= offset + 1
            if budget < 0 {
                // Both read backwards.
                let end = start + length
                return knuthMorrisPratt(length, end - range.lowerBound) { at in
                    { equal(text[end - 1 - at], $0) }
                } needle: {
                    needle[length - 1 - $0]
                }.map { end - $0 - length }
            }
        }
        return nil
    }

    /// How many times `needle` occurs within `range`, without overlaps; the empty string occurs everywhere.
    ///
    /// This and the other functions that go on for long with large texts ask `stops` now and then: when it says so they
    /// come back at once with a part of the result.
    package static func count<Unit: TextUnit, Other: TextUnit>(
        _ needle: Units<Other>, in text: Units<Unit>, _ range: Range<Int>, stops: () -> Bool = { false }
    ) -> Int {
        let range = range.clamped(to: 0..<text.count)
        if needle.isEmpty { return range.count + 1 }
        var total = 0
        if needle.count == 1 {
            guard let unit = Unit(exactly: needle[0]) else { return 0 }
            for index in range where text[index] == unit { total += 1 }
            return total
        }
        var start = range.lowerBound
        while let place = find(needle, in: text, start..<range.upperBound) {
            total += 1
            if total & 0xFFFF == 0, stops() { return total }
            start = place + needle.count
        }
        return total
    }

    /// `text.replace(old, new, limit)`; a negative limit replaces all. nil if nothing is replaced.
    ///
    /// Throws MemoryError when the result would be too long.
    package static func replace<Unit: TextUnit, Old: TextUnit, New: TextUnit>(
        _ old: Units<Old>, by new: Units<New>, in text: Units<Unit>, limit: Int = -1, stops: () -> Bool = { false }
    ) throws(TextError) -> TextBuffer? {
        let whole = 0..<text.count
        let available = limit == 0 ? 0 : count(old, in: text, whole, stops: stops)
        let times = limit < 0 ? available : Swift.min(limit, available)
        guard times > 0 else { return nil }
        try TextLimits.check(times, times: Swift.max(0, new.count - old.count))
        let total = text.count + times * (new.count - old.count)
        try TextLimits.check(total)
        var out = TextBuffer()
        out.reserveCapacity(total)
        var start = 0
        if old.isEmpty {
            for time in 0..<times {
                if time & 0xFFFF == 0xFFFF, stops() { return out }
                out.append(new)
                if start < text.count { out.append(text, start..<start + 1) }
                start += 1
            }
            start = Swift.min(start, text.count)
        } else {
            for time in 0..<times {
                if time & 0xFFFF == 0xFFFF, stops() { return out }
                guard let place = find(old, in: text, start..<text.count) else { break }
                out.append(text, start..<place)
                out.append(new)
                start = place + old.count
            }
        }
        out.append(text, start..<text.count)
        return out
    }

    /// `bytes.replace(old, new, limit)`; nil if nothing is replaced. Throws MemoryError when it would be too long.
    package static func replace(
        _ old: Units<UInt8>, by new: [UInt8], inBytes bytes: Units<UInt8>, limit: Int = -1,
        stops: () -> Bool = { false }
    ) throws(TextError) -> [UInt8]? {
        let available = limit == 0 ? 0 : count(old, in: bytes, 0..<bytes.count, stops: stops)
        let times = limit < 0 ? available : Swift.min(limit, available)
        guard times > 0 else { return nil }
        try TextLimits.check(times, times: new.count)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + times * (new.count - old.count))
        var start = 0
        for time in 0..<times {
            if time & 0xFFFF == 0xFFFF, stops() { return out }
            // Nothing is everywhere: before each byte, and at the end.
            let from = old.isEmpty && time > 0 ? start + 1 : start
            guard let place = find(old, in: bytes, from..<bytes.count) else { break }
            out.append(contentsOf: bytes[start..<place])
            out.append(contentsOf: new)
            start = place + old.count
        }
        out.append(contentsOf: bytes[start...])
        return out
    }

    /// Whether `text` has `part` at `start` (which may be anywhere).
    package static func matches<Unit: TextUnit, Other: TextUnit>(
        _ part: Units<Other>, in text: Units<Unit>, at start: Int
    ) -> Bool {
        guard start >= 0, part.count <= text.count, start <= text.count - part.count else { return false }
        return part.indices.allSatisfy { equal(text[start + $0], part[$0]) }
    }

    /// Python's order of strings: -1, 0 or 1.
    package static func compare<Unit: TextUnit, Other: TextUnit>(_ left: Units<Unit>, _ right: Units<Other>) -> Int {
        for index in 0..<Swift.min(left.count, right.count) where !equal(left[index], right[index]) {
            return left[index] < right[index] ? -1 : 1
        }
        return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
    }

    @inline(__always)
    private static func equal<A: TextUnit, B: TextUnit>(_ a: A, _ b: B) -> Bool {
        UInt32(truncatingIfNeeded: a) == UInt32(truncatingIfNeeded: b)
    }

    @inline(__always)
    private static func index<Unit: TextUnit>(of unit: Unit, in text: Units<Unit>, _ start: Int, _ end: Int) -> Int? {
        if let base = text.asBytes?.baseAddress {
            guard let place = memchr(base + start, Int32(truncatingIfNeeded: unit), end - start) else { return nil }
            return UnsafeRawPointer(place) - UnsafeRawPointer(base)
        }
        var index = start
        while index < end {
            if text[index] == unit { return index }
            index += 1
        }
        return nil
    }

    /// The first match of a needle of `length` units in a text of `count`, read through closures.
    private static func knuthMorrisPratt<Unit: TextUnit>(
        _ length: Int, _ count: Int, text isAt: (Int) -> (Unit) -> Bool, needle: (Int) -> Unit
    ) -> Int? {
        guard count >= length else { return nil }
        // border[i]: length of the longest proper border of the first i + 1 units.
        var border = [Int](repeating: 0, count: length)
        var matched = 0
        for index in 1..<Swift.max(1, length) {
            while matched > 0, needle(index) != needle(matched) { matched = border[matched - 1] }
            if needle(index) == needle(matched) { matched += 1 }
            border[index] = matched
        }
        matched = 0
        for index in 0..<count {
            let isEqual = isAt(index)
            while matched > 0, !isEqual(needle(matched)) { matched = border[matched - 1] }
            if isEqual(needle(matched)) { matched += 1 }
            if matched == length { return index - length + 1 }
        }
        return nil
    }
}
