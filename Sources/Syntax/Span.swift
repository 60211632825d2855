/// A piece of a ``Source``: UTF-8 byte offsets, `start` inclusive and `end` exclusive.
///
/// Lines and columns are asked of the source (``Source/position(at:)``), so a node costs eight bytes for both ends.
package struct Span: Equatable, Hashable, Sendable {
    package var start: UInt32
    package var end: UInt32

    package init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }

    /// The span of a place between two bytes.
    package init(at offset: UInt32) {
        self.init(start: offset, end: offset)
    }

    /// From the start of this span to the end of `other`.
    package func through(_ other: Span) -> Span {
        Span(start: start, end: other.end)
    }
}

/// A place in a source as CPython counts it.
package struct Position: Equatable, Sendable {
    /// 1-based line.
    package var line: Int
    /// 0-based column in UTF-8 bytes: `ast`'s `col_offset`.
    package var column: Int
}
