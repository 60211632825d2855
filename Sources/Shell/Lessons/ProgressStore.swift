import Lessons
import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder with the progress of lessons: `$XDG_STATE_HOME/gradus/lessons`, else below `~/.local/state`.
package struct ProgressStore: Sendable {
    /// nil where nothing can be kept.
    private let folder: String?

    package init(folder: String? = ProgressStore.usualFolder) { self.folder = folder }

    package static var usualFolder: String? {
        if let state = Terminals.environment("XDG_STATE_HOME"), state.hasPrefix("/") {
            return state + "/gradus/lessons"
        }
        guard let home = Terminals.environment("HOME"), home.hasPrefix("/") else { return nil }
        return home + "/.local/state/gradus/lessons"
    }

    /// Names come from files: a strange one must not lead elsewhere.
    private func path(_ name: String) -> String? {
        let safe = name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? String($0) : "_" }.joined()
        return folder.map { $0 + "/" + (safe.isEmpty ? "_" : String(safe.prefix(100))) + ".txt" }
    }

    /// How far somebody is; nothing yet where there is no file.
    package func progress(of name: String) -> Progress {
        guard let path = path(name), let text = try? LessonLibrary.text(path) else { return Progress() }
        return Progress(text)
    }

    package func remove(_ name: String) { if let path = path(name) { unlink(path) } }

    /// A file that progress is added to; nil where none can be written.
    func open(_ name: String) -> ProgressFile? {
        guard let folder, let path = path(name) else { return nil }
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o700)
        }
        return ProgressFile(path: path, header: Progress.header(name))
    }
}

/// Adds lines to a file, each written at once. The file is made with the first.
final class ProgressFile {
    private let path: String
    private let header: String

    init(path: String, header: String) {
        self.path = path
        self.header = header
    }

    func append(_ line: String) {
        let descriptor = Self.open(path)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var state = stat()
        let isNew = fstat(descriptor, &state) == 0 && state.st_size == 0
        var bytes = Array(((isNew ? header : "") + line).utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private static func open(_ path: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        #else
            Darwin.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        #endif
    }
}
