/// UTF-16 and UTF-32: code units of two or four bytes in either order, perhaps behind a mark that tells the order.
package struct WideCodec: Equatable, Sendable {
    /// Bytes of a unit: 2 or 4.
    let width: Int
    /// nil: as a mark at the beginning says, and with a mark when encoding.
    let order: Order?

    enum Order: String { case little = "le", big = "be" }

    /// The codec of a name in small letters without punctuation; nil if it is another.
    init?(key: String) {
        switch key {
        case "utf16", "u16": self.init(width: 2, order: nil)
        case "utf16le", "unicodelittleunmarked": self.init(width: 2, order: .little)
        case "utf16be", "unicodebigunmarked": self.init(width: 2, order: .big)
        case "utf32", "u32": self.init(width: 4, order: nil)
        case "utf32le": self.init(width: 4, order: .little)
        case "utf32be": self.init(width: 4, order: .big)
        default: return nil
        }
    }

    init(width: Int, order: Order?) {
        self.width = width
        self.order = order
    }

    /// The name in error messages.
    var name: String { "utf-\(width * 8)" + (order.map { "-\($0.rawValue)" } ?? "") }

    // MARK: Decoding

    private func unit(_ bytes: Units<UInt8>, _ index: Int, _ order: Order) -> UInt32 {
        var value: UInt32 = 0
        for offset in 0..<width {
            let place = order == .little ? width - 1 - offset : offset
            value = value << 8 | UInt32(bytes[index + place])
        }
        return value
    }

    /// The order of the units and where they begin.
    private func begin(_ bytes: Units<UInt8>) -> (Order, Int) {
        if let order { return (order, 0) }
        guard bytes.count >= width else { return (.little, 0) }
        if unit(bytes, 0, .little) == 0xFEFF { return (.little, width) }
        if unit(bytes, 0, .big) == 0xFEFF { return (.big, width) }
        return (.little, 0)
    }

    /// The text of the bytes. `recover` gets what is no text: the bytes, why, and the name of the codec.
    func decode(
        _ bytes: Units<UInt8>, errors: String,
        recover: (Range<Int>, String, TextCodec, inout TextBuffer) throws -> Void
    ) throws -> TextBuffer {
        let (order, start) = begin(bytes)
        let known = TextCodec.wide(WideCodec(width: width, order: order))
        var out = TextBuffer()
        out.reserveCapacity(bytes.count / width)
        var index = start
        while index < bytes.count {
            guard index + width <= bytes.count else {
                try recover(index..<bytes.count, "truncated data", known, &out)
                break
            }
            let value = unit(bytes, index, order)
            if let reason = problem(value), !(errors == "surrogatepass" && (0xD800...0xDFFF).contains(value)) {
                try recover(index..<index + width, reason, known, &out)
            } else if width == 2, (0xD800...0xDBFF).contains(value) {
                index = try decodePair(value, bytes, index, order, errors) { range, reason in
                    try recover(range, reason, known, &out)
                } accept: {
                    out.append(codePoint: $0)
                }
                continue
            } else {
                out.append(codePoint: value)
            }
            index += width
        }
        return out
    }

    /// Why a unit is no character; nil for a character or the first half of one.
    private func problem(_ value: UInt32) -> String? {
        if width == 2 { return (0xDC00...0xDFFF).contains(value) ? "illegal encoding" : nil }
        if value > 0x10FFFF { return "code point not in range(0x110000)" }
        return (0xD800...0xDFFF).contains(value) ? "code point in surrogate code point range(0xd800, 0xe000)" : nil
    }

    /// Two halves of a character. The result is where reading goes on.
    private func decodePair(
        _ high: UInt32, _ bytes: Units<UInt8>, _ index: Int, _ order: Order, _ errors: String,
        reject: (Range<Int>, String) throws -> Void, accept: (UInt32) -> Void
    ) throws -> Int {
        let hasMore = index + 4 <= bytes.count
        let low = hasMore ? unit(bytes, index + 2, order) : 0
        if hasMore, (0xDC00...0xDFFF).contains(low) {
            accept(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF)
            return index + 4
        }
        if errors == "surrogatepass" {
            accept(high)
            return index + 2
        }
        if hasMore {
            try reject(index..<index + 2, "illegal UTF-16 surrogate")
            return index + 2
        }
        try reject(index..<bytes.count, "unexpected end of data")
        return bytes.count
    }

    // MARK: Encoding

    /// What the bytes of a text begin with.
    var mark: [UInt8] {
        var out: [UInt8] = []
        if order == nil { appendUnit(0xFEFF, to: &out) }
        return out
    }

    private func appendUnit(_ value: UInt32, to out: inout [UInt8]) {
        for offset in 0..<width {
            let place = order == .big ? width - 1 - offset : offset
            out.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * place)))
        }
    }

    /// Appends a character; a lone surrogate as it is.
    func append(_ codePoint: UInt32, to out: inout [UInt8]) {
        if width == 2, codePoint >= 0x10000 {
            appendUnit(0xD800 + (codePoint - 0x10000) >> 10, to: &out)
            appendUnit(0xDC00 + codePoint & 0x3FF, to: &out)
        } else {
            appendUnit(codePoint, to: &out)
        }
    }
}
