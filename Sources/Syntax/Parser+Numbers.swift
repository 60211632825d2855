/// The values of number literals.
extension Parser {
    mutating func parseNumber() throws(Halt) -> Expr {
        let token = current
        let bytes = UnsafeBufferPointer(rebasing: stream.text[Int(token.start)..<Int(token.end)])
        advance()
        if let small = Parser.smallInteger(bytes) { return leaf(.constant(.int(small)), from: token.start) }
        return leaf(.constant(try parseLongNumber(bytes, token)), from: token.start)
    }

    /// The usual case: up to 18 decimal digits and nothing else.
    private static func smallInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes.count <= 18 else { return nil }
        var value = 0
        for byte in bytes {
            guard Ascii.isDigit(byte) else { return nil }
            value = value &* 10 &+ Int(byte &- Ascii.zero)
        }
        return value
    }

    private func parseLongNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) throws(Halt) -> Constant {
        var digits = String(decoding: bytes.lazy.filter { $0 != Ascii.underscore }, as: UTF8.self)
        let marker = bytes.count > 1 && bytes[0] == Ascii.zero ? bytes[1] | 0x20 : 0
        let radix =
            switch marker {
            case UInt8(ascii: "x"): 16
            case UInt8(ascii: "o"): 8
            case UInt8(ascii: "b"): 2
            default: 10
            }
        if radix != 10 {
            digits.removeFirst(2)
            return Parser.integer(digits, radix: radix)
        }
        if let last = bytes.last, last | 0x20 == UInt8(ascii: "j") {
            digits.removeLast()
            return .imaginary(Parser.float(digits))
        }
        if digits.utf8.contains(where: { !Ascii.isDigit($0) }) { return .float(Parser.float(digits)) }
        let count = digits.utf8.count
        guard count <= Limits.integerDigits else {
            throw .wrong(tooManyDigits(count, line: stream.source.line(at: token.start)))
        }
        return Parser.integer(digits, radix: 10)
    }

    private static func integer(_ digits: String, radix: Int) -> Constant {
        if let value = Int(digits, radix: radix) { return .int(value) }
        return .bigInt(digits: digits, radix: radix)
    }

    /// `1.`, `.5` and `1e3` are all that Swift reads as well; the largest come out infinite.
    private static func float(_ digits: String) -> Double {
        if let value = Double(digits) { return value }
        var text = digits
        if text.hasPrefix(".") { text = "0" + text }
        // `1.` and `1.e5` want a digit after the point.
        if let point = text.firstIndex(of: ".") {
            let next = text.index(after: point)
            if next == text.endIndex || !text[next].isNumber { text.insert("0", at: next) }
        }
        return Double(text) ?? .infinity
    }

    private func tooManyDigits(_ count: Int, line: Int) -> Diagnostic {
        let place = Diagnostic.Place(
            line: line, offset: 0, endLine: line, endOffset: 0, text: stream.source.text(ofLine: line) + "\n")
        return Diagnostic(
            .syntaxError,
            "Exceeds the limit (\(Limits.integerDigits) digits) for integer string conversion: value has \(count) "
                + "digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
                + "integer literals to avoid decimal conversion limits.",
            file: stream.source.name, place: place)
    }
}
