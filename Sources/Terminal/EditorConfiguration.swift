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
    static func load() -> EditorConfiguration {
        let named = Terminals.environment("EDITRC")
        guard let path = named ?? Terminals.environment("HOME").map({ $0 + "/.editrc" }) else {
            return EditorConfiguration()
        }
        return EditorConfiguration(read(path) ?? "")
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

    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, first.first != "#", !line.contains("\0") else { continue }
            if first.hasSuffix("bind"), words.contains("-v") || words.contains("-e") {
                modes.append(String(line))
                continue
            }
            bindings.append(String(line))
            guard first.hasSuffix("bind") else { continue }
            sequences += words.dropFirst().compactMap(EditorConfiguration.sequence)
        }
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
