#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a file cannot be run, in a sentence.
struct FileFault: Error {
    let message: String
}

/// Reading of whole files.
enum FileInput {
    /// A path that starts at the root, as tracebacks show it.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        let relative = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return String(cString: folder) + "/" + relative
    }

    /// The folder that a file lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whether a descriptor is a file, which ends.
    static func isFile(_ descriptor: Int32) -> Bool {
        var state = stat()
        return fstat(descriptor, &state) == 0 && state.st_mode & S_IFMT == S_IFREG
    }

    /// The path of the file behind a descriptor, from the working directory if it lies below; nil for a pipe.
    static func name(of descriptor: Int32) -> String? {
        guard isFile(descriptor) else { return nil }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        #if canImport(Glibc)
            guard readlink("/proc/self/fd/\(descriptor)", &buffer, Int(PATH_MAX)) > 0 else { return nil }
        #else
            guard fcntl(descriptor, F_GETPATH, &buffer) == 0 else { return nil }
        #endif
        let path = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = absolute("")
        return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    }

    /// The bytes of a program. A folder, or a file with null bytes, is none.
    static func readProgram(_ path: String) throws(FileFault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw FileFault(message: "can't open file '\(path)': [Errno \(errno)] \(reason)")
        }
        defer { close(descriptor) }
        var state = stat()
        if fstat(descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFDIR {
            throw FileFault(message: "'\(path)' is a directory, not a program")
        }
        var bytes: [UInt8] = []
        while let more = readSome(descriptor), !more.isEmpty { bytes += more }
        guard !bytes.contains(0) else { throw FileFault(message: "'\(path)' is a binary file, not a program") }
        return bytes
    }

    /// What one call of `read` gives: empty at the end, nil after a signal.
    static func readSome(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0 { return errno == EINTR ? nil : [] }
        return Array(buffer.prefix(count))
    }
}

/// Standard input that is no terminal being edited.
final class StandardInput {
    let descriptor: Int32 = 0
    private var pending: [UInt8] = []

    /// All that can be had without waiting, after waiting for something; nil at the end.
    func readAvailable() -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            guard let more = FileInput.readSome(descriptor) else { continue }
            bytes += more
            if more.isEmpty { return bytes.isEmpty ? nil : bytes }
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&ready, 1, 0) <= 0 { return bytes }
        }
    }

    /// A line without its end; nil at the end of the input. `check` is called when a signal has come.
    func readLine(_ check: () throws -> Void) throws -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeSubrange(...end)
                return line
            }
            guard let more = FileInput.readSome(descriptor) else {
                try check()
                continue
            }
            if more.isEmpty {
                guard !pending.isEmpty else { return nil }
                defer { pending = [] }
                return String(decoding: pending, as: UTF8.self)
            }
            pending += more
        }
    }
}
