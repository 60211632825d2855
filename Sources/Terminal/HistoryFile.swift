#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The history on disk: one entry a line, oldest first, newlines and backslashes escaped.
///
/// An entry is one `write` to a descriptor opened for appending, under a lock that compaction holds too: neither a kill
/// nor a second shell loses one.
struct HistoryFile {
    let path: String
    let limit: Int

    /// One entry as a line without its newline.
    static func encode(_ entry: String) -> String {
        var line = ""
        for scalar in entry.unicodeScalars {
            switch scalar {
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// The entry of a line; whatever the file holds, the result is text that is safe to show.
    static func decode(_ line: some Collection<UInt8>) -> String {
        let backslash = UInt8(ascii: "\\")
        let isPlain = line.allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != backslash }
        if isPlain { return String(decoding: line, as: UTF8.self) }
        var bytes: [UInt8] = []
        var escaped = false
        for byte in line {
            if escaped {
                escaped = false
                switch byte {
                case UInt8(ascii: "n"), UInt8(ascii: "r"): bytes.append(UInt8(ascii: "\n"))
                case backslash: bytes.append(byte)
                default: bytes += [backslash, byte]
                }
            } else if byte == backslash {
                escaped = true
            } else if byte >= 0x20 && byte != 0x7f || byte == UInt8(ascii: "\t") {
                bytes.append(byte)
            }
        }
        if escaped { bytes.append(backslash) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Entries without earlier copies of later ones, the newest `limit` of them.
    static func folded(_ entries: [String], limit: Int) -> [String] {
        var seen = Set<String>(minimumCapacity: min(entries.count, limit))
        var kept: [String] = []
        for entry in entries.reversed() where !entry.isEmpty && seen.insert(entry).inserted {
            kept.append(entry)
            if kept.count == limit { break }
        }
        return kept.reversed()
    }

    /// The entries, folded and bounded. A file that has grown a quarter beyond the bound is rewritten.
    func load() -> [String] {
        guard let bytes = read() else { return [] }
        let lines = entries(bytes)
        if lines.count > limit + limit / 4 { compact() }
        return HistoryFile.folded(lines, limit: limit)
    }

    /// Appends one entry.
    func append(_ entry: String) {
        guard let descriptor = openLocked(O_RDWR | O_APPEND | O_CREAT) else { return }
        defer { close(descriptor) }
        var line = Array(HistoryFile.encode(entry).utf8)
        line.append(UInt8(ascii: "\n"))
        var last = UInt8(ascii: "\n")
        let end = lseek(descriptor, 0, SEEK_END)
        if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") {
            line.insert(UInt8(ascii: "\n"), at: 0)
        }
        HistoryFile.writeAll(descriptor, line)
    }

    /// Rewrites the file folded and bounded, through a new file that takes its place in one step.
    func compact() {
        guard let descriptor = openLocked(O_RDWR) else { return }
        defer { close(descriptor) }
        guard let bytes = read() else { return }
        let temporary = "\(path).\(getpid())"
        let target = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard target >= 0 else { return }
        let kept = HistoryFile.folded(entries(bytes), limit: limit)
        let written = HistoryFile.writeAll(target, Array(kept.map { HistoryFile.encode($0) + "\n" }.joined().utf8))
        close(target)
        if !written || rename(temporary, path) != 0 { unlink(temporary) }
    }

    private func entries(_ bytes: [UInt8]) -> [String] {
        bytes.withUnsafeBufferPointer { all in
            var entries: [String] = []
            var rest = all[...]
            while !rest.isEmpty {
                let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
                if end > rest.startIndex {
                    entries.append(HistoryFile.decode(UnsafeBufferPointer(rebasing: rest[..<end])))
                }
                rest = rest[min(end + 1, rest.endIndex)...]
            }
            return entries
        }
    }

    /// The whole file, if it is an ordinary one of sane size.
    private func read() -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let tail = min(Int(status.st_size), 64 << 20)
        lseek(descriptor, status.st_size - off_t(tail), SEEK_SET)
        var total = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: tail) { buffer, count in
            while total < tail {
                #if canImport(Glibc)
                    let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + total }, tail - total)
                #else
                    let got = Darwin.read(descriptor, buffer.baseAddress.map { $0 + total }, tail - total)
                #endif
                if got < 0 && errno == EINTR { continue }
                if got <= 0 { break }
                total += got
            }
            count = total
        }
        return bytes
    }

    /// Opens the file and locks it, making its folders first. If compaction replaced it meanwhile, opens the new one.
    private func openLocked(_ flags: Int32) -> Int32? {
        for attempt in 0..<8 {
            var descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o600)
            if descriptor < 0, attempt == 0, flags & O_CREAT != 0 {
                makeFolders()
                descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o600)
            }
            guard descriptor >= 0 else { return nil }
            lock(descriptor)
            var opened = stat()
            var named = stat()
            guard fstat(descriptor, &opened) == 0, opened.st_mode & S_IFMT == S_IFREG else {
                close(descriptor)
                return nil
            }
            if stat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev {
                return descriptor
            }
            close(descriptor)
        }
        return nil
    }

    /// Waits a little for the lock; a shell must not hang because another process holds it.
    private func lock(_ descriptor: Int32) {
        for _ in 0..<100 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return }
            usleep(2000)
        }
    }

    private func makeFolders() {
        let parts = path.split(separator: "/").dropLast()
        var folder = path.hasPrefix("/") ? "" : "."
        for part in parts {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
    }

    @discardableResult
    private static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = write(descriptor, part.baseAddress, part.count)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }
}
