/// Trees as text, in the format of CPython's `ast.dump`: for tests and for looking at what the parser made of something.
package struct Dump {
    private let source: Source
    private let hasPositions: Bool
    private var text = ""

    /// - Parameter positions: with `lineno` and the like, as `include_attributes=True`.
    package static func text(of module: Module, positions: Bool = false) -> String {
        var dump = Dump(source: module.source, hasPositions: positions)
        dump.text += "Module(body="
        dump.list(module.body) { $0.write($1) }
        return dump.text + ", type_ignores=[])"
    }

    /// The same of an expression by itself.
    package static func text(of expr: Expr, in source: Source, positions: Bool = false) -> String {
        var dump = Dump(source: source, hasPositions: positions)
        dump.write(expr)
        return dump.text
    }

    private init(source: Source, hasPositions: Bool) {
        self.source = source
        self.hasPositions = hasPositions
    }

    /// Where an expression stands: what `ast` stores in the nodes themselves.
    enum Context: String {
        case load = "Load()"
        case store = "Store()"
        case del = "Del()"
    }

    // MARK: Building blocks

    /// `Name(fields…)`, the fields written by `body`.
    mutating func node(_ name: String, _ span: Span?, _ body: (inout Dump) -> Void) {
        text += name + "("
        let start = text.utf8.count
        body(&self)
        if hasPositions, let span {
            let first = source.position(at: span.start)
            let last = source.position(at: span.end)
            if text.utf8.count > start { text += ", " }
            text += "lineno=\(first.line), col_offset=\(first.column)"
            text += ", end_lineno=\(last.line), end_col_offset=\(last.column)"
        }
        text += ")"
    }

    mutating func field(_ name: String, _ write: (inout Dump) -> Void) {
        if text.utf8.last != UInt8(ascii: "(") { text += ", " }
        text += name + "="
        write(&self)
    }

    mutating func field(_ name: String, raw: String) {
        field(name) { $0.text += raw }
    }

    /// A field that `ast.dump` leaves out when it is None.
    mutating func field<Value>(_ name: String, optional value: Value?, _ write: (inout Dump, Value) -> Void) {
        guard let value else { return }
        field(name) { write(&$0, value) }
    }

    mutating func list<Item>(_ items: [Item], _ write: (inout Dump, Item) -> Void) {
        text += "["
        for (index, item) in items.enumerated() {
            if index > 0 { text += ", " }
            write(&self, item)
        }
        text += "]"
    }

    mutating func list<Item>(_ name: String, _ items: [Item], _ write: (inout Dump, Item) -> Void) {
        field(name) { $0.list(items, write) }
    }

    mutating func raw(_ string: String) {
        text += string
    }

    static func repr(_ string: String) -> String {
        repr(string.unicodeScalars.map(\.value))
    }

    /// Python's `repr` of a string.
    static func repr(_ codePoints: [UInt32]) -> String {
        let quote = codePoints.contains(0x27) && !codePoints.contains(0x22) ? "\"" : "'"
        var result = quote
        for value in codePoints {
            switch value {
            case 0x5C: result += "\\\\"
            case 0x0A: result += "\\n"
            case 0x0D: result += "\\r"
            case 0x09: result += "\\t"
            default:
                if let scalar = Unicode.Scalar(value), scalar.isPrintableInPython {
                    if String(scalar) == quote { result += "\\" }
                    result.unicodeScalars.append(scalar)
                } else {
                    result += escape(value)
                }
            }
        }
        return result + quote
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
