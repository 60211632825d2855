import Interpreter
import Syntax
import Terminal

/// What Tab offers: names, attributes of real objects, keyword arguments. Nothing of the program is called to find out.
struct Completion {
    private let session: Session
    private var machine: Machine { session.machine }

    init(_ session: Session) { self.session = session }

    /// The candidates for what stands before `cursor`, an offset in UTF-8 bytes.
    func candidates(_ text: String, cursor: Int) -> Completions {
        let bytes = Array(text.utf8)
        let end = min(max(cursor, 0), bytes.count)
        guard !isInsideText(bytes, end) else { return Completions(range: end..<end, []) }
        var start = end
        while start > 0, Completion.isNameByte(bytes[start - 1]) { start -= 1 }
        let prefix = String(decoding: bytes[start..<end], as: UTF8.self)
        if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
            guard let owner = chain(bytes, endingAt: start - 1), let value = resolve(owner) else {
                return Completions(range: start..<end, [])
            }
            return Completions(range: start..<end, attributes(of: value, prefix))
        }
        guard !prefix.isEmpty, prefix.utf8.first.map({ $0 < 0x30 || $0 > 0x39 }) == true else {
            return Completions(range: start..<end, [])
        }
        return Completions(range: start..<end, keywords(bytes, start, prefix) + names(prefix))
    }

    /// Whether a place lies in a string or a comment.
    private func isInsideText(_ bytes: [UInt8], _ end: Int) -> Bool {
        Classifier.classify(bytes).contains { piece in
            (piece.kind == .string || piece.kind == .comment) && piece.range.lowerBound < end
                && end <= piece.range.upperBound
                && !(piece.kind == .string && end == piece.range.upperBound && Completion.isClosed(bytes[piece.range]))
        }
    }

    private static func isClosed(_ literal: ArraySlice<UInt8>) -> Bool {
        guard let last = literal.last, literal.count > 1 else { return false }
        return last == UInt8(ascii: "'") || last == UInt8(ascii: "\"")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    // MARK: Finding objects

    /// The dotted name that ends before a place: `["torch", "nn"]`; nil where something else stands there.
    private func chain(_ bytes: [UInt8], endingAt end: Int) -> [String]? {
        var parts: [String] = []
        var position = end
        while true {
            var start = position
            while start > 0, Completion.isNameByte(bytes[start - 1]) { start -= 1 }
            guard start < position else { return nil }
            parts.insert(String(decoding: bytes[start..<position], as: UTF8.self), at: 0)
            guard start > 0, bytes[start - 1] == UInt8(ascii: ".") else { return parts }
            position = start - 1
        }
    }

    /// The object of a dotted name.
    private func resolve(_ chain: [String]) -> Value? {
        guard let first = chain.first, var value = known(first) else { return nil }
        for name in chain.dropFirst() {
            guard let next = try? machine.scope({ try machine.attribute(value, machine.intern(name)) }) else {
                return nil
            }
            value = next
        }
        return value
    }

    private func known(_ name: String) -> Value? {
        let key = machine.intern(name)
        if let value = machine.globals.get(key) ?? machine.builtins.get(key) { return value }
        return (try? machine.fallbackName?(machine, key)) ?? nil
    }

    // MARK: Candidates

    private func attributes(of value: Value, _ prefix: String) -> [Candidate] {
        let listed = try? machine.scope {
            machine.keep(value)
            return try machine.items(of: try machine.directory(of: value)).compactMap { $0.asStr?.string }
        }
        var names = Set(listed ?? [])
        if let module = value.asModule { names.formUnion(module.lazyNames()) }
        return candidates(names, prefix) { name in
            guard value.kind != .tensor else { return "" }
            return (try? machine.scope { try machine.attribute(value, machine.intern(name)).map(signature) ?? "" })
                ?? ""
        }
    }

    private func names(_ prefix: String) -> [Candidate] {
        var names = Set(Completion.words)
        for key in machine.globals.keys + machine.builtins.keys {
            if let name = key.asStr?.string { names.insert(name) }
        }
        for command in Commands.all { names.formUnion(command.names) }
        names.formUnion(session.torch.runtime.bareNames)
        return candidates(names, prefix) { name in known(name).map(signature) ?? "" }
    }

    private func candidates(_ names: Set<String>, _ prefix: String, detail: (String) -> String) -> [Candidate] {
        let fitting = names.filter { $0.hasPrefix(prefix) && (prefix.hasPrefix("_") || !$0.hasPrefix("_")) }.sorted()
        // Signatures are looked up only where the list is short enough to read.
        return fitting.map { Candidate($0, detail: fitting.count <= 20 ? detail($0) : "") }
    }

    /// Names of parameters of the call that the place stands in.
    private func keywords(_ bytes: [UInt8], _ place: Int, _ prefix: String) -> [Candidate] {
        guard let callee = callee(bytes, place), let value = resolve(callee) else { return [] }
        return parameters(of: value).filter { $0.hasPrefix(prefix) }.map { Candidate($0 + "=") }
    }

    private func callee(_ bytes: [UInt8], _ place: Int) -> [String]? {
        var depth = 0
        var position = place
        while position > 0 {
            position -= 1
            switch bytes[position] {
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if depth == 0 { return nil }
                depth -= 1
            case UInt8(ascii: "("):
                if depth == 0 { return chain(bytes, endingAt: position) }
                depth -= 1
            default: break
            }
        }
        return nil
    }

    private func parameters(of value: Value) -> [String] {
        if let function = value.asFunction {
            return function.code.localNames.prefix(function.code.argumentCount).map(\.string)
        }
        if let native = value.asNative { return native.signature?.parameters.map(\.name.string) ?? [] }
        if let type = value.asClass { return session.torch.runtime.parameterNames(of: type) }
        return []
    }

    /// How a callable is called, for the list.
    private func signature(_ value: Value) -> String {
        guard value.asFunction != nil || value.asNative != nil || value.kind == .class else { return "" }
        let names = parameters(of: value)
        return names.isEmpty ? "" : "(\(names.joined(separator: ", ")))"
    }

    private static let words = [
        "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
        "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try",
        "while", "with", "yield", "None", "True", "False",
    ]
}

extension Prompt {
    package func completions(_ text: String, cursor: Int) -> Completions {
        Completion(session).candidates(text, cursor: cursor)
    }

    package func highlight(_ text: String) -> [Highlight] {
        if session.command(in: text) != nil {
            let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "%" }
            return [Highlight(0..<word.utf8.count, Palette.command)]
        }
        return Classifier.classify(Array(text.utf8)).compactMap { piece in
            let style: Style? =
                switch piece.kind {
                case .keyword: Palette.keyword
                case .string: Palette.string
                case .number: Palette.number
                case .comment: Palette.comment
                case .builtin: Palette.builtin
                case .invalid: Palette.error
                case .name, .operator: nil
                }
            return style.map { Highlight(piece.range, $0) }
        }
    }

    /// The rest of the latest entry of the history that begins like this.
    package func hint(_ text: String, cursor: Int) -> Hint? {
        guard !text.isEmpty, cursor == text.utf8.count, let entry = history.latest(startingWith: text),
            entry.utf8.count > text.utf8.count
        else { return nil }
        return Hint(String(entry.dropFirst(text.count)))
    }
}
