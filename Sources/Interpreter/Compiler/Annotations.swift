import Syntax

// Annotations that are kept as text: what `from __future__ import annotations` asks for.
extension CompilationUnit {
    /// Whether a program asks for it in its first statements.
    static func postponesAnnotations(_ body: [Stmt]) -> Bool {
        for (index, statement) in body.enumerated() {
            if index == 0, statement.documentation != nil { continue }
            guard case .importFrom("__future__", let names, 0) = statement.kind else { return false }
            if names.contains(where: { $0.name == "annotations" }) { return true }
        }
        return false
    }

    /// Whether a body annotates names, be it in a branch or a loop.
    static func annotates(_ body: [Stmt]) -> Bool {
        body.contains { statement in
            switch statement.kind {
            case .annAssign: true
            case .if(let branches, let orelse): branches.contains { annotates($0.body) } || annotates(orelse)
            case .while(_, let body, let orelse), .for(_, _, let body, let orelse): annotates(body) || annotates(orelse)
            case .with(_, let body): annotates(body)
            case .try(let statement):
                annotates(statement.body) || statement.handlers.contains { annotates($0.body) }
                    || annotates(statement.orelse) || annotates(statement.finalbody)
            case .match(_, let cases): cases.contains { annotates($0.body) }
            default: false
            }
        }
    }

    /// What an annotation is compiled as.
    func annotation(_ expression: Expr) -> Expr {
        guard postponesAnnotations else { return expression }
        return Expr(.constant(.string(text(of: expression.span))), expression.span)
    }

    /// The source of an expression with spaces where CPython's own text of it has them.
    private func text(of span: Span) -> String {
        let end = min(Int(span.end), source.bytes.count)
        let bytes = source.bytes[min(Int(span.start), end)..<end]
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                let inner = rest.prefix { $0 != byte }
                rest = rest.dropFirst(inner.count + 1)
                let quote = inner.contains(UInt8(ascii: "'")) ? UInt8(ascii: "\"") : UInt8(ascii: "'")
                out += [quote] + inner + [quote]
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                // Between words a space stays.
                if let last = out.last, let next = rest.first, isWord(last), isWord(next) { out.append(0x20) }
            case UInt8(ascii: ","):
                let closes = rest.drop { $0 == 0x20 || $0 == 0x0A }.first == UInt8(ascii: "]")
                if !closes { out += [byte, 0x20] }
            case UInt8(ascii: "|"): out += [0x20, byte, 0x20]
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
            || (byte >= 0x30 && byte <= 0x39)
    }
}
