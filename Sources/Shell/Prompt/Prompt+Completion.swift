import Interpreter
import Lessons
import StandardLibrary
import Syntax
import Terminal

// What Tab offers: names, attributes of the objects themselves, modules, keyword arguments, commands.
extension Prompt {
    /// More candidates than this are listed without details.
    private static let mostDescribed = 60

    package func completions(_ text: String, cursor: Int) -> Completions {
        let place = Cursor(text, at: cursor)
        let range = place.wordStart..<cursor
        if let path = place.unfinishedString { return files(path, cursor) }
        guard !place.isInText else { return Completions(range: range, []) }
        var isNamed = place.isLineStart
        if let (command, rest) = commandBefore(text, cursor) {
            switch command.completes {
            case .expression: break
            case .names: isNamed = rest.utf8.count == place.word.utf8.count
            case .files: return files(rest, cursor)
            case .words(let next): return words(rest, cursor) { next(session, $0) }
            }
        }
        return Completions(range: range, session.machine.scope { candidates(place, withCommands: isNamed) })
    }

    private func candidates(_ place: Cursor, withCommands: Bool) -> [Candidate] {
        if let module = place.importedModule {
            return members(of: (try? session.machine.importModule(module)).map { Value($0) }, place.word)
        }
        if let path = place.modulePath { return modules(path, place.word) }
        if let owner = place.owner { return members(of: session.resolve(owner), place.word) }
        return keywords(place) + names(place, withCommands: withCommands)
    }

    // MARK: Behind commands

    /// The command that the cursor is behind, and what has been typed after its word.
    private func commandBefore(_ text: String, _ cursor: Int) -> (Command, rest: String)? {
        let typed = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
        guard let space = typed.firstIndex(of: " "), let call = session.command(in: String(typed[..<space]) + " x")
        else { return nil }
        return (call.command, String(typed[typed.index(after: space)...].drop { $0 == " " }))
    }

    private func words(
        _ rest: String, _ cursor: Int, _ next: ([String]) -> [(word: String, meaning: String)]
    ) -> Completions {
        var before = rest.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let word = before.popLast() ?? ""
        let found = next(before.filter { !$0.isEmpty }).filter { $0.word.hasPrefix(word) }
        return Completions(
            range: (cursor - word.utf8.count)..<cursor, found.map { Candidate($0.word, detail: $0.meaning) })
    }

    // MARK: Files

    private func files(_ path: String, _ cursor: Int) -> Completions {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return Completions(range: (cursor - name.utf8.count)..<cursor, session.machine.scope { files(path) })
    }

    /// The files that a path may go on with. A folder's name ends in a slash.
    private func files(_ path: String) -> [Candidate] {
        let machine = session.machine
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let prefix = parts.popLast() ?? ""
        let folder = parts.isEmpty ? "." : parts.joined(separator: "/") + "/"
        guard let os = try? machine.importModule("os"), let list = os.namespace.get(machine.intern("listdir")),
            let paths = os.namespace.get(machine.intern("path")),
            let isFolder = (try? machine.attribute(paths, machine.intern("isdir"))) ?? nil,
            let found = (try? machine.call(list, [machine.string(folder)]))?.asList
        else { return [] }
        machine.keep(Value(found))
        let names = found.items.compactMap { $0.asStr?.string }.filter {
            $0.hasPrefix(prefix) && (!$0.hasPrefix(".") || prefix.hasPrefix("."))
        }
        return names.sorted().map { name in
            let answer = try? machine.call(isFolder, [machine.string(folder + name)])
            return Candidate(answer == .true ? name + "/" : name)
        }
    }

    // MARK: Attributes and modules

    private func members(of value: Value?, _ word: String) -> [Candidate] {
        guard let value, let list = try? session.machine.directory(of: value).asList else { return [] }
        session.machine.keep(value)
        let names = filtered(list.items.compactMap { $0.asStr?.string }, word)
        guard names.count <= Prompt.mostDescribed else { return names.map { Candidate($0) } }
        return names.map { Candidate($0, detail: session.describeAttribute($0, of: value)) }
    }

    /// Names with an underscore are offered to those who have typed one.
    private func filtered(_ names: some Sequence<String>, _ word: String) -> [String] {
        Array(Set(names.filter { $0.hasPrefix(word) && (word.hasPrefix("_") || !$0.hasPrefix("_")) })).sorted()
    }

    private func modules(_ path: String, _ word: String) -> [Candidate] {
        unowned(unsafe) let machine = session.machine
        guard path.hasSuffix(".") else {
            return filtered(StandardLibrary.names + ["torch"], word).map { Candidate($0) }
        }
        guard let module = try? machine.importModule(String(path.dropLast())),
            let list = try? machine.directory(of: Value(module)).asList
        else { return [] }
        return filtered(list.items.compactMap { $0.asStr?.string }, word).filter {
            (try? machine.attribute(Value(module), machine.intern($0)))??.asModule != nil
        }.map { Candidate($0) }
    }

    // MARK: Names

    private func keywords(_ place: Cursor) -> [Candidate] {
        guard let call = place.call, call.keyword == nil, let callee = session.resolve(call.callee),
            let shape = session.machine.callShape(of: callee)
        else { return [] }
        let names = shape.parameters.filter { $0.kind == .normal || $0.kind == .keywordOnly }
        return names.filter { $0.name.hasPrefix(place.word) }.map { Candidate($0.name + "=", detail: $0.text) }
    }

    private func names(_ place: Cursor, withCommands: Bool) -> [Candidate] {
        guard !place.word.isEmpty else { return [] }
        unowned(unsafe) let machine = session.machine
        var names = machine.globals.keys.compactMap { $0.asStr?.string } + Prompt.keywordNames
        names += machine.builtins.keys.compactMap { $0.asStr?.string }
        for module in ["torch", "torch.nn"] {
            guard let found = try? machine.importModule(module) else { continue }
            names += found.namespace.keys.compactMap { $0.asStr?.string } + found.lazyNames()
        }
        names += ["torch", "nn", "F", "optim"]
        let commands =
            withCommands ? Commands.listed.filter { machine.globals.get(machine.intern($0.name)) == nil } : []
        let words = Set(commands.map(\.name))
        let said = place.isLineStart && session.isPlayingLesson ? LessonWord.allCases.map(\.rawValue) : []
        let found = filtered(names.filter { !words.contains($0) }, place.word)
        let described = found.count <= Prompt.mostDescribed
        return said.filter { $0.hasPrefix(place.word) }.map { Candidate($0, detail: "lesson") }
            + commands.filter { $0.name.hasPrefix(place.word) && !said.contains($0.name) }.map {
                Candidate($0.name, detail: $0.usage.isEmpty ? "command" : $0.usage)
            } + found.map { Candidate($0, detail: described ? session.describe([.name($0)]) : "") }
    }

    private static let keywordNames = [
        "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
        "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try", "while", "with", "yield", "False", "None", "True",
    ]
}

// Objects that a text names, and a few words about them.
extension Session {
    /// The object that a chain of names stands for, without computing anything; nil if there is none.
    func resolve(_ steps: [Cursor.Step]) -> Value? {
        guard case .name(let first) = steps.first else { return nil }
        let name = machine.intern(first)
        var value = machine.globals.get(name) ?? machine.builtins.get(name)
        if value == nil { value = try? machine.fallbackName?(machine, name) }
        for step in steps.dropFirst() {
            guard let owner = value else { return nil }
            machine.keep(owner)
            switch step {
            case .name(let name): value = plainMember(name, of: owner)
            case .index(let index): value = try? machine.getItem(owner, machine.int(index))
            }
        }
        return value
    }

    /// An attribute, unless a function of the program's would have to run for it.
    private func plainMember(_ name: String, of value: Value) -> Value? {
        let name = machine.intern(name)
        let type = machine.type(of: value)
        if let found = type.lookup(name), found.kind == .descriptor, type.isUserDefined,
            found.object.type === machine.types.property
        {
            return nil
        }
        return (try? machine.attribute(value, name)) ?? nil
    }

    func describeAttribute(_ name: String, of value: Value) -> String {
        plainMember(name, of: value).map(describe) ?? ""
    }

    func describe(_ steps: [Cursor.Step]) -> String { resolve(steps).map(describe) ?? "" }

    /// A signature, or a type with its shape.
    private func describe(_ value: Value) -> String {
        if value.asModule != nil { return "module" }
        if let shape = machine.callShape(of: value), !isLayer(value) { return "(\(shape.text))" }
        if value.asClass != nil { return "class" }
        if value.asNative != nil || value.asMethod != nil { return "function" }
        let type = machine.typeName(value)
        guard value.isObject, let shape = plainMember("shape", of: value)?.asTuple,
            let text = try? machine.repr(machine.tuple(shape.items))
        else { return type }
        return "\(type) \(text)"
    }

    private func isLayer(_ value: Value) -> Bool {
        value.asClass == nil && value.asFunction == nil && value.asNative == nil && value.asMethod == nil
    }
}
