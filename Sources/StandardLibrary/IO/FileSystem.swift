import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a program may do with the files of this computer, and which of them hold data that is not written yet.
///
/// Files are made, changed, renamed and removed only below the working directory, the temporary folder and the folders
/// that the person allowed, after all links are followed. Reading is free.
package final class FileSystem {
    /// Folders allowed by `--allow-write`, as given.
    private let allowed: [String]
    /// Where the program began: `os.chdir` does not move the fence.
    private lazy var fences: [String] = ([FileSystem.currentFolder, FileSystem.temporaryFolder] + allowed).compactMap {
        FileSystem.resolve($0, followsLast: true)
    }
    /// Files with data that has still to be written.
    private var unwritten: [ObjectIdentifier: Unmanaged<FileStream>] = [:]
    /// How often the program was about to change a file.
    package private(set) var changes = 0
    /// Descriptors that the program has opened itself.
    var descriptors: Set<Int32> = [0, 1, 2]

    package init(allowed: [String]) { self.allowed = allowed }

    /// Notes where the program runs, before it can go elsewhere.
    func fixFences() { _ = fences }

    static var currentFolder: String {
        guard let folder = getcwd(nil, 0) else { return "/" }
        defer { free(folder) }
        return String(cString: folder)
    }

    static var temporaryFolder: String {
        if let folder = getenv("TMPDIR"), folder.pointee != 0 { return String(cString: folder) }
        return "/tmp"
    }

    // MARK: What may be written

    /// Devices that swallow what is written, or show it.
    private static let openDevices: Set<String> = ["/dev/null", "/dev/zero", "/dev/full", "/dev/tty"]

    /// The path to act on, all links followed. Raises PermissionError where the program may not write.
    /// - Parameter followsLast: whether the action follows a link that the path itself names.
    func writable(_ path: String, followsLast: Bool, shown: Value, _ machine: Machine) throws -> String {
        _ = fences
        if path.isEmpty { throw machine.systemError(ENOENT, shown) }
        if FileSystem.openDevices.contains(path) { return path }
        guard let resolved = FileSystem.resolve(path, followsLast: followsLast) else {
            throw machine.systemError(ELOOP, shown)
        }
        let isInside = fences.contains { fence in
            fence == "/" || resolved.hasPrefix(fence + "/")
        }
        if isInside {
            changes += 1
            return resolved
        }
        throw machine.systemError(
            EACCES, shown,
            message: "Permission denied: Gradus writes only below the working directory and the temporary folder; "
                + "start it with --allow-write PATH to allow more")
    }

    /// The path from the root without links; what does not exist yet is taken as written. nil for links that never end.
    private static func resolve(_ path: String, followsLast: Bool, links: Int = 0) -> String? {
        if links > 40 { return nil }
        if followsLast, let known = realPath(path) { return known }
        var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard let last = parts.popLast() else { return path.hasPrefix("/") ? "/" : currentFolder }
        let parentPath = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        let parent = parentPath.isEmpty ? currentFolder : resolve(parentPath, followsLast: true, links: links + 1)
        guard let parent else { return nil }
        if last == "." { return parent }
        if last == ".." {
            return parent.lastIndex(of: "/").map { $0 == parent.startIndex ? "/" : String(parent[..<$0]) }
        }
        let whole = parent == "/" ? "/" + last : parent + "/" + last
        if followsLast, let target = linkTarget(whole) {
            return resolve(target.hasPrefix("/") ? target : parent + "/" + target, followsLast: true, links: links + 1)
        }
        return whole
    }

    static func realPath(_ path: String) -> String? {
        guard let known = realpath(path, nil) else { return nil }
        defer { free(known) }
        return String(cString: known)
    }

    static func linkTarget(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &buffer, buffer.count)
        return count < 0 ? nil : String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    // MARK: Data on its way

    func note(_ stream: FileStream) { unwritten[ObjectIdentifier(stream)] = Unmanaged.passUnretained(stream) }
    func forget(_ stream: FileStream) { unwritten[ObjectIdentifier(stream)] = nil }

    /// Writes what programs have left in files that they did not close, so that reading the files finds it.
    package func flushAll() {
        for stream in unwritten.values { stream.takeUnretainedValue().flushQuietly() }
        unwritten = [:]
    }
}

// MARK: - Errors and arguments

extension Machine {
    /// The OSError of a number of the operating system, or the subclass that stands for it.
    /// - Parameter message: what is said in place of the system's own words.
    func systemError(_ code: Int32, _ path: Value = .none, to other: Value = .none, message: String? = nil)
        -> PythonError
    {
        let words = message ?? String(cString: strerror(code))
        do {
            var parts = [int(Int(code)), string(words)]
            keep(parts[1])
            for (index, path) in [path, other].enumerated() where !path.isNone {
                if index > 0 { parts.append(.none) }
                parts.append(path.isSmallInt ? path : try pathValue(path))
                keep(parts[parts.count - 1])
            }
            if let made = try call(Value(types[.osError]), parts).asException { return PythonError(exception: made) }
        } catch let error as PythonError {
            return error
        } catch {}
        return error(.osError, words)
    }

    /// The path that an argument stands for: text, bytes or an object with `__fspath__`. Raises TypeError and, for a
    /// path with a null in it, ValueError.
    func path(_ value: Value, _ expected: String = "expected str, bytes or os.PathLike object, not") throws -> String {
        var given = value
        if given.asStr == nil, given.asBytes == nil {
            guard let made = try callMethod(intern("__fspath__"), of: value) else {
                throw error(.typeError, "\(expected) \(typeName(value))")
            }
            guard made.asStr != nil || made.asBytes != nil else {
                throw error(
                    .typeError,
                    "expected \(typeName(value)).__fspath__() to return str or bytes, not \(typeName(made))")
            }
            given = made
        }
        let text = given.asStr?.string ?? String(decoding: given.asBytes?.bytes ?? [], as: UTF8.self)
        guard !text.utf8.contains(0) else { throw error(.valueError, "embedded null byte") }
        return text
    }

    /// The bytes of a bytes-like argument; nil where it is none.
    func bytesLike(_ value: Value) -> [UInt8]? { value.asBuffer }

    /// The bytes of an argument. Raises TypeError.
    func bytesArgument(_ value: Value) throws -> [UInt8] {
        if let bytes = bytesLike(value) { return bytes }
        throw error(.typeError, "a bytes-like object is required, not '\(typeName(value))'")
    }
}
