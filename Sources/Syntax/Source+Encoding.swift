/// What no lexer can read: null bytes and text that is not UTF-8.
extension Source {
    /// - Throws: CPython's SyntaxError for a file with such bytes.
    func checkEncoding(_ text: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
        guard text.count < Int(Int32.max) else {
            throw Diagnostic(.syntaxError, "source code is too long", file: name, place: nil)
        }
        if let null = text.firstIndex(of: 0) { throw nullByte(at: null) }
        if let fault = Source.invalidByte(text) { throw notUTF8(at: fault) }
    }

    /// Offset of the first byte that no lexer can read.
    func firstUnreadable(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        let null = text.firstIndex(of: 0)
        let fault = Source.invalidByte(text)
        guard let null, let fault else { return null ?? fault }
        return min(null, fault)
    }

    private func nullByte(at offset: Int) -> Diagnostic {
        guard isFile else {
            return Diagnostic(.syntaxError, "source code string cannot contain null bytes", file: name, place: nil)
        }
        let line = line(at: UInt32(truncatingIfNeeded: offset))
        let start = range(ofLine: line).lowerBound
        let text = String(decoding: bytes[start..<max(start, offset)], as: UTF8.self)
        let place = Diagnostic.Place(line: line, offset: 0, endLine: line, endOffset: 0, text: text)
        return Diagnostic(.syntaxError, "source code cannot contain null bytes", file: name, place: place)
    }

    private func notUTF8(at offset: Int) -> Diagnostic {
        let digits = "0123456789abcdef".utf8.map { Character(Unicode.Scalar($0)) }
        let byte = bytes[offset]
        let hex = "\\x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        let message =
            "Non-UTF-8 code starting with '\(hex)' in file \(name) on line "
            + "\(line(at: UInt32(truncatingIfNeeded: offset))), but no encoding declared; "
            + "see https://peps.python.org/pep-0263/ for details"
        return Diagnostic(.syntaxError, message, file: name, place: nil)
    }

    /// Offset of the first byte that is no part of well-formed UTF-8.
    private static func invalidByte(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var offset = 0
        while offset < text.count {
            let first = text[offset]
            if first < 0x80 {
                offset += 1
                continue
            }
            let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
            guard length > 0, offset + length <= text.count else { return offset }
            for index in 1..<length where text[offset + index] & 0xC0 != 0x80 { return offset }
            let second = text[offset + 1]
            switch first {
            case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90, 0xF4 where second > 0x8F:
                return offset
            default: offset += length
            }
        }
        return nil
    }
}
