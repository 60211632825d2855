/// Any text, broken or not, cut into ranges to colour.
package enum Classifier {
    package enum Kind: Sendable {
        case keyword, string, number, comment, name, builtin, `operator`
        /// What starts no token.
        case invalid
    }

    /// Byte offsets and what stands there. Spaces are left out.
    package struct Piece: Equatable, Sendable {
        package let kind: Kind
        package let range: Range<Int>
    }

    /// Names of functions and types that are there without import.
    package static let builtins: Set<String> = [
        "abs", "all", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable", "chr",
        "classmethod", "compile", "complex", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec", "exit",
        "filter", "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input",
        "int", "isinstance", "issubclass", "iter", "len", "list", "locals", "map", "max", "memoryview", "min", "next",
        "object", "oct", "open", "ord", "pow", "print", "property", "quit", "range", "repr", "reversed", "round", "set",
        "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip",
        "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "EOFError", "Exception",
        "FileNotFoundError", "FloatingPointError", "ImportError", "IndexError", "KeyError", "KeyboardInterrupt",
        "LookupError", "MemoryError", "ModuleNotFoundError", "NameError", "NotImplemented", "NotImplementedError",
        "OSError", "OverflowError", "RecursionError", "RuntimeError", "StopIteration", "SyntaxError", "SystemExit",
        "TypeError", "UnboundLocalError", "UnicodeError", "ValueError", "Warning", "ZeroDivisionError",
    ]

    /// Cuts up a text. Never fails; pieces are in order and do not overlap.
    package static func classify(_ bytes: [UInt8]) -> [Piece] {
        var scanner = Scanner(bytes: bytes)
        return scanner.run()
    }

    private struct Scanner {
        let bytes: [UInt8]
        var offset = 0
        var pieces: [Piece] = []
        /// A name after a dot is an attribute, whatever it is called.
        var isAfterDot = false

        func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

        mutating func run() -> [Piece] {
            while offset < bytes.count {
                let first = bytes[offset]
                if first == Ascii.space || first >= 0x09 && first <= 0x0D {
                    offset += 1
                    continue
                }
                let start = offset
                let kind = scan(first)
                offset = min(max(offset, start + 1), bytes.count)
                isAfterDot = first == Ascii.dot && offset == start + 1
                pieces.append(Piece(kind: kind, range: start..<offset))
            }
            return pieces
        }

        private mutating func scan(_ first: UInt8) -> Kind {
            if Ascii.isDigit(first) || first == Ascii.dot && Ascii.isDigit(byte(offset + 1)) { return scanNumber() }
            if Ascii.isNamePart(first) { return scanName() }
            switch first {
            case Ascii.hash:
                skip { $0 != Ascii.lineFeed && $0 != Ascii.carriageReturn }
                return .comment
            case Ascii.quote, Ascii.doubleQuote: return scanString(isRaw: false)
            case _ where Lexer.classes[Int(first)] == .operator || first == Ascii.backslash:
                offset += 1
                return .operator
            default:
                offset += 1
                return .invalid
            }
        }

        private mutating func skip(while condition: (UInt8) -> Bool) {
            while offset < bytes.count, condition(bytes[offset]) { offset += 1 }
        }

        private mutating func scanNumber() -> Kind {
            let isPrefixed = bytes[offset] == Ascii.zero && "xXoObB".utf8.contains(byte(offset + 1))
            while offset < bytes.count {
                let next = bytes[offset]
                let isSign = next == Ascii.plus || next == Ascii.minus
                let isExponentSign = isSign && !isPrefixed && byte(offset - 1) | 0x20 == UInt8(ascii: "e")
                guard Ascii.isNamePart(next) || next == Ascii.dot || isExponentSign else { break }
                offset += 1
            }
            return .number
        }

        private mutating func scanName() -> Kind {
            let start = offset
            skip(while: Ascii.isNamePart)
            let length = offset - start
            let next = byte(offset)
            if length <= 2, next == Ascii.quote || next == Ascii.doubleQuote {
                let letters = bytes[start..<offset].map { $0 | 0x20 }
                if letters.allSatisfy({ "rbfu".utf8.contains($0) }) {
                    return scanString(isRaw: letters.contains(UInt8(ascii: "r")))
                }
            }
            if isAfterDot { return .name }
            let text = String(decoding: bytes[start..<offset], as: UTF8.self)
            if length >= 2, length <= 8 {
                let packed = text.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                if Token.Kind.keyword(packed: packed) != nil { return .keyword }
            }
            return builtins.contains(text) ? .builtin : .name
        }

        /// A string to its closing quotes, or to the end of the line (of the text, if triple-quoted).
        private mutating func scanString(isRaw: Bool) -> Kind {
            let quote = bytes[offset]
            let isTriple = byte(offset + 1) == quote && byte(offset + 2) == quote
            offset += isTriple ? 3 : 1
            while offset < bytes.count {
                let next = bytes[offset]
                if next == Ascii.backslash {
                    offset += 2
                } else if next == quote, !isTriple || byte(offset + 1) == quote && byte(offset + 2) == quote {
                    offset += isTriple ? 3 : 1
                    return .string
                } else if !isTriple, next == Ascii.lineFeed || next == Ascii.carriageReturn {
                    return .string
                } else {
                    offset += 1
                }
            }
            return .string
        }
    }
}
