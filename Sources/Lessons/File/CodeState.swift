/// Whether a line of Python goes on with what lines before it began: a string in triple quotes, or brackets.
/// Marks of a lesson are none inside of those.
struct CodeState {
    private var quote: UInt8?
    private var depth = 0

    var isInside: Bool { quote != nil || depth > 0 }
    var isInString: Bool { quote != nil }

    mutating func read(_ line: String) {
        let bytes = Array(line.utf8)
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if let open = quote {
                if byte == UInt8(ascii: "\\") {
                    place += 1
                } else if isTriple(open, bytes, place) {
                    quote = nil
                    place += 2
                }
                place += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "#"): return
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                if isTriple(byte, bytes, place) {
                    quote = byte
                    place += 2
                } else {
                    place = end(ofString: byte, bytes, place)
                }
            default: break
            }
            place += 1
        }
    }

    private func isTriple(_ quote: UInt8, _ bytes: [UInt8], _ place: Int) -> Bool {
        place + 2 < bytes.count && bytes[place] == quote && bytes[place + 1] == quote && bytes[place + 2] == quote
    }

    /// The place of the quote that ends a string of one line; of the last byte if none does.
    private func end(ofString quote: UInt8, _ bytes: [UInt8], _ start: Int) -> Int {
        var place = start + 1
        while place < bytes.count, bytes[place] != quote { place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(place, bytes.count - 1)
    }
}
