// SyntaxError: a message, and where in a source it lies.
extension Machine {
    private static let syntaxPlaces = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"]

    func installSyntaxErrors() {
        let type = types[.syntaxError]
        for name in ["msg"] + Machine.syntaxPlaces + ["print_file_and_line"] {
            let own = intern(".\(name)")
            attribute(
                type, name, set: { _, exception, value in exception.asException?.setOwnAttribute(own, value) },
                get: { machine, exception in exception.asException.map { machine.syntaxPart($0, name) } ?? .none })
        }
        method(type, "__init__", nil) { machine, arguments in
            guard arguments.count > 0, let exception = arguments[0].asException else { return .none }
            if arguments.keywordCount > 0 {
                throw machine.error(.typeError, "\(exception.type.builtInBase.name)() takes no keyword arguments")
            }
            let given = ContiguousArray(arguments.positional.dropFirst())
            exception.args = machine.tuple(given)
            if given.count == 2 { try machine.checkSyntaxPlace(given[1]) }
            return .none
        }
        method(type, "__str__", "self, /") { machine, arguments in
            machine.string(try arguments[0].asException?.str(machine) ?? "")
        }
    }

    private func checkSyntaxPlace(_ value: Value) throws {
        let count = try items(of: value).count
        guard count >= 4 else {
            throw error(.typeError, "function takes at least 4 arguments (\(count) given)")
        }
        guard count <= 6 else { throw error(.typeError, "function takes at most 6 arguments (\(count) given)") }
        if count == 5 {
            throw error(.typeError, "end_offset must be provided when end_lineno is provided")
        }
    }

    /// An attribute of a SyntaxError: what the program set, or what its arguments say.
    func syntaxPart(_ exception: ExceptionObject, _ name: String) -> Value {
        if let set = exception.ownAttribute(intern(".\(name)")) { return set }
        guard let items = exception.args.asTuple?.items else { return .none }
        if name == "msg" { return items.first ?? .none }
        guard items.count == 2, let index = Machine.syntaxPlaces.firstIndex(of: name),
            let place = items[1].asTuple?.items ?? items[1].asList?.items, index < place.count
        else { return .none }
        return place[index]
    }

    /// `str` of a SyntaxError.
    func syntaxText(_ exception: ExceptionObject) throws -> String {
        let message = try str(syntaxPart(exception, "msg"))
        let file = syntaxPart(exception, "filename").asStr?.string.split(separator: "/").last.map(String.init)
        let lineValue = syntaxPart(exception, "lineno")
        let line = type(of: lineValue) === types.int ? try str(lineValue) : nil
        switch (file, line) {
        case (let file?, let line?): return "\(message) (\(file), line \(line))"
        case (let file?, nil): return "\(message) (\(file))"
        case (nil, let line?): return "\(message) (line \(line))"
        case (nil, nil): return message
        }
    }

    /// The last lines of the report of a SyntaxError that a program made or changed.
    func syntaxConclusion(_ exception: ExceptionObject, named name: String) -> String {
        func text(_ part: String) -> String? {
            let value = syntaxPart(exception, part)
            return value.isNone ? nil : (try? str(value)) ?? ""
        }
        func number(_ part: String) -> Int? { try? intArgument(syntaxPart(exception, part)) }
        var report = ""
        var suffix = ""
        if let line = text("lineno") {
            report += "  File \"\(text("filename") ?? "<string>")\", line \(line)\n"
        } else if let file = text("filename") {
            suffix = " (\(file))"
        }
        if let source = syntaxPart(exception, "text").asStr?.string {
            report += Machine.excerpt(source, from: number("offset"), to: number("end_offset"))
        }
        let message = text("msg").flatMap { $0.isEmpty ? nil : $0 } ?? "<no detail available>"
        return report + "\(name): \(message)\(suffix)\n"
    }

    /// A line of source without its indent, and carets below what lies between two columns.
    private static func excerpt(_ source: String, from offset: Int?, to end: Int?) -> String {
        var line = Array(source.unicodeScalars)
        while line.last == "\n" { line.removeLast() }
        let indent = line.prefix { $0 == " " || $0 == "\n" || $0 == "\u{C}" }.count
        line.removeFirst(indent)
        func text(_ scalars: some Sequence<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }
        let shown = "    \(text(line))\n"
        guard let offset, offset > indent, offset < 1 << 20 else { return shown }
        var last = end.map { $0 == 0 ? offset : $0 } ?? offset
        if last == offset || last == -1 { last = offset + 1 }
        let spaces = line.prefix(offset - 1 - indent).map { $0.properties.isWhitespace ? $0 : " " }
        return shown + "    \(text(spaces))\(String(repeating: "^", count: max(0, min(last, 1 << 20) - offset)))\n"
    }
}
