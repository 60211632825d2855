import CEdit

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The user's `.editrc`. libedit would read it itself, but a line that chooses the vi or emacs keys wipes every binding
/// made before, so those come first, then ours, then the user's own bindings.
struct EditorConfiguration: Equatable {
    var modes: [String] = []
    var bindings: [String] = []
    /// Escape sequences the user has bound, without the escape.
    var sequences: [String] = []

    /// `$EDITRC`, else `~/.editrc`; an empty configuration without one.
    static func load(program: String) -> EditorConfiguration {
        let named = Terminals.environment("EDITRC")
        guard let path = named ?? Terminals.environment("HOME").map({ $0 + "/.editrc" }) else {
            return EditorConfiguration()
        }
        return EditorConfiguration(read(path) ?? "", program: program)
    }

    private static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        #if canImport(Glibc)
            let count = Glibc.read(descriptor, &buffer, buffer.count)
        #else
            let count = Darwin.read(descriptor, &buffer, buffer.count)
        #endif
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    init() {}

    /// Reads the lines meant for `program`. Editing cannot be switched off: redirect the input for that.
    init(_ text: String, program: String) {
        for line in text.split(whereSeparator: \.isNewline) where !line.contains("\0") {
            guard let line = EditorConfiguration.addressed(line.drop(while: \.isWhitespace), program) else { continue }
            let words = line.split(whereSeparator: \.isWhitespace)
            if words[0] == "bind", words.contains("-v") || words.contains("-e") {
                modes.append(String(line))
            } else if words[0] != "edit" {
                bindings.append(String(line))
                if words[0] == "bind" { sequences += words.dropFirst().compactMap(EditorConfiguration.sequence) }
            }
        }
    }

    /// The command of a line such as `gradus:bind …`; nil for comments, blank lines and those of other programs.
    private static func addressed(_ line: Substring, _ program: String) -> Substring? {
        guard let first = line.split(whereSeparator: \.isWhitespace).first, first.first != "#" else { return nil }
        guard let colon = first.firstIndex(of: ":") else { return line }
        let name = first[..<colon]
        guard name.isEmpty || name == "*" || program.utf8Contains(String(name)) else { return nil }
        let command = line[line.index(after: colon)...]
        return command.first?.isLetter == true ? command : nil
    }

    /// What follows the escape in a key such as `"\e[A"` or `^[OH`.
    private static func sequence(_ word: Substring) -> String? {
        let key = word.filter { $0 != "\"" && $0 != "'" }
        for escape in ["\\e", "\\E", "^[", "\\033"] where key.hasPrefix(escape) {
            let rest = key.dropFirst(escape.count)
            return rest.first == "[" || rest.first == "O" ? String(rest) : nil
        }
        return nil
    }

    func apply(to editor: OpaquePointer) {
        modes.forEach { ce_configure(editor, $0) }
        ce_bind_habits(editor)
        bindings.forEach { ce_configure(editor, $0) }
        ce_bind_essentials(editor)
        sequences.forEach { ce_leave_sequence(editor, $0) }
    }
}
