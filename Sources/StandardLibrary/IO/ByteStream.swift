import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that can be read, written or both: what lies beneath a file object.
class ByteStream {
    var isClosed = false
    var canRead: Bool { true }
    var canWrite: Bool { true }
    var canSeek: Bool { true }
    var isTerminal: Bool { false }
    /// More than this is not read at once.
    var mostBytes: Int { TextLimits.maximumCount }

    /// Up to `most` bytes with one look at the source; empty at the end.
    func readSome(_ machine: Machine, _ most: Int) throws -> [UInt8] { [] }
    func write(_ machine: Machine, _ bytes: UnsafeBufferPointer<UInt8>) throws {}
    /// - Returns: the new position.
    func seek(_ machine: Machine, _ offset: Int, _ whence: Int32) throws -> Int { 0 }
    func truncate(_ machine: Machine, _ size: Int) throws {}
    func flush(_ machine: Machine) throws {}
    func close(_ machine: Machine) throws { isClosed = true }
    func trace(_ marker: inout Marker) {}

    func tell(_ machine: Machine) throws -> Int { try seek(machine, 0, SEEK_CUR) }

    /// `count` bytes, or all up to the end; fewer only at the end. Raises MemoryError for what never ends.
    final func read(_ machine: Machine, _ count: Int?) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let limit = count ?? .max
        while bytes.count < limit {
            let more = try readSome(machine, min(limit - bytes.count, 1 << 20))
            if more.isEmpty { break }
            if bytes.isEmpty { bytes = more } else { bytes += more }
            guard bytes.count <= mostBytes else { throw machine.error(.memoryError, "") }
            try machine.checkInterrupt()
        }
        return bytes
    }
}

/// A file of the operating system, with what has been read ahead and what waits to be written.
final class FileStream: ByteStream {
    let descriptor: Int32
    private let files: FileSystem
    private let closesDescriptor: Bool
    var isBuffered: Bool
    /// Anything but a plain file: reading may wait.
    private let mayWait: Bool
    private let reads: Bool
    private let writes: Bool
    private var ahead: [UInt8] = []
    private var aheadStart = 0
    private var waiting: [UInt8] = []
    private static let chunk = 8192
    private static let mostWaiting = 1 << 16

    init(_ descriptor: Int32, reads: Bool, writes: Bool, isBuffered: Bool, closes: Bool, files: FileSystem) {
        self.descriptor = descriptor
        self.files = files
        self.reads = reads
        self.writes = writes
        self.isBuffered = isBuffered
        closesDescriptor = closes
        var state = stat()
        mayWait = fstat(descriptor, &state) != 0 || state.st_mode & S_IFMT != S_IFREG
    }

    deinit {
        guard !isClosed else { return }
        flushQuietly()
        files.forget(self)
        if closesDescriptor { closeDescriptor() }
    }

    private func closeDescriptor() {
        Self.close(descriptor)
        files.descriptors.remove(descriptor)
    }

    private static func close(_ descriptor: Int32) {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }

    override var canRead: Bool { reads }
    override var canWrite: Bool { writes }
    /// Devices may never end.
    override var mostBytes: Int { mayWait ? 1 << 28 : TextLimits.maximumCount }
    override var canSeek: Bool { lseek(descriptor, 0, SEEK_CUR) >= 0 }
    override var isTerminal: Bool { isatty(descriptor) == 1 }

    // MARK: Reading

    override func readSome(_ machine: Machine, _ most: Int) throws -> [UInt8] {
        if !waiting.isEmpty { try flush(machine) }
        if aheadStart < ahead.count {
            let end = min(ahead.count, aheadStart + most)
            defer { aheadStart = end }
            return aheadStart == 0 && end == ahead.count ? ahead : Array(ahead[aheadStart..<end])
        }
        guard isBuffered, most < Self.chunk else { return try readDirectly(machine, most) }
        ahead = try readDirectly(machine, Self.chunk)
        aheadStart = min(most, ahead.count)
        return aheadStart == ahead.count ? ahead : Array(ahead[..<aheadStart])
    }

    /// Up to `most` bytes that come next, without taking them.
    func peek(_ machine: Machine) throws -> [UInt8] {
        if !waiting.isEmpty { try flush(machine) }
        if aheadStart >= ahead.count {
            ahead = try readDirectly(machine, Self.chunk)
            aheadStart = 0
        }
        return Array(ahead[aheadStart...])
    }

    private func readDirectly(_ machine: Machine, _ most: Int) throws -> [UInt8] {
        while true {
            if mayWait { try wait(machine, for: Int16(POLLIN)) }
            var code: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
                let got = Self.readBytes(descriptor, buffer)
                if got < 0 { code = errno }
                count = max(0, got)
            }
            if code == 0 { return bytes }
            try machine.checkInterrupt()
            if code != EINTR, code != EAGAIN { throw machine.systemError(code) }
        }
    }

    private static func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    /// In steps, so that an interruption is never waited through.
    private func wait(_ machine: Machine, for events: Int16) throws {
        while true {
            try machine.checkInterrupt()
            var state = pollfd(fd: descriptor, events: events, revents: 0)
            if poll(&state, 1, 50) != 0 && state.revents != 0 { return }
        }
    }

    // MARK: Writing

    override func write(_ machine: Machine, _ bytes: UnsafeBufferPointer<UInt8>) throws {
        try dropAhead()
        if waiting.isEmpty { files.note(self) }
        waiting.append(contentsOf: bytes)
        if !isBuffered || waiting.count >= Self.mostWaiting { try flush(machine) }
    }

    override func flush(_ machine: Machine) throws {
        while !waiting.isEmpty {
            let (written, code) = writeOnce()
            if written > 0 { waiting.removeFirst(written) }
            guard code != 0 else { continue }
            try machine.checkInterrupt()
            if code == EINTR { continue }
            if code == EAGAIN {
                try wait(machine, for: Int16(POLLOUT))
                continue
            }
            throw machine.systemError(code)
        }
        files.forget(self)
    }

    func flushQuietly() {
        while !waiting.isEmpty {
            let (written, code) = writeOnce()
            if written > 0 { waiting.removeFirst(written) }
            if code != 0, code != EINTR { return }
        }
    }

    private func writeOnce() -> (Int, Int32) {
        #if canImport(Glibc)
            let written = waiting.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        #else
            let written = waiting.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
        #endif
        return written < 0 ? (0, errno) : (written, 0)
    }

    /// Goes back over what was read ahead.
    private func dropAhead() throws {
        guard aheadStart < ahead.count else { return }
        lseek(descriptor, off_t(aheadStart - ahead.count), SEEK_CUR)
        ahead = []
        aheadStart = 0
    }

    // MARK: Positions

    override func seek(_ machine: Machine, _ offset: Int, _ whence: Int32) throws -> Int {
        try flush(machine)
        let position: Int
        if whence == SEEK_CUR, offset == 0 {
            position = Int(lseek(descriptor, 0, SEEK_CUR))
            if position >= 0 { return position - (ahead.count - aheadStart) }
        } else {
            try dropAhead()
            ahead = []
            aheadStart = 0
            position = Int(lseek(descriptor, off_t(offset), whence))
        }
        if position < 0 { throw machine.systemError(errno) }
        return position
    }

    override func truncate(_ machine: Machine, _ size: Int) throws {
        try flush(machine)
        if ftruncate(descriptor, off_t(size)) != 0 { throw machine.systemError(errno) }
    }

    override func close(_ machine: Machine) throws {
        guard !isClosed else { return }
        defer {
            isClosed = true
            waiting = []
            files.forget(self)
            if closesDescriptor { closeDescriptor() }
        }
        try flush(machine)
    }
}

/// Bytes in memory: what `BytesIO` keeps.
final class MemoryStream: ByteStream {
    var bytes: [UInt8] = []
    var position = 0

    override func readSome(_ machine: Machine, _ most: Int) throws -> [UInt8] {
        guard position < bytes.count else { return [] }
        let end = min(bytes.count, position + most)
        defer { position = end }
        return position == 0 && end == bytes.count ? bytes : Array(bytes[position..<end])
    }

    override func write(_ machine: Machine, _ new: UnsafeBufferPointer<UInt8>) throws {
        guard !new.isEmpty else { return }
        let end = position + new.count
        guard end <= TextLimits.maximumCount else { throw machine.error(.memoryError, "") }
        if position == bytes.count {
            bytes.append(contentsOf: new)
        } else {
            if end > bytes.count { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
            bytes.replaceSubrange(position..<end, with: new)
        }
        position = end
    }

    override func seek(_ machine: Machine, _ offset: Int, _ whence: Int32) throws -> Int {
        if whence == SEEK_SET, offset < 0 { throw machine.error(.valueError, "negative seek value \(offset)") }
        let origin = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : bytes.count
        let (target, overflow) = origin.addingReportingOverflow(offset)
        guard !overflow else { throw machine.error(.overflowError, "new position too large") }
        position = max(0, target)
        return position
    }

    override func truncate(_ machine: Machine, _ size: Int) throws {
        if size < bytes.count { bytes.removeLast(bytes.count - size) }
    }
}

/// What a terminal or a pipe shows and gives, by way of the machine's own input and output.
final class ConsoleStream: ByteStream {
    let descriptor: Int32
    let show: ((String) -> Void)?
    private let flushAll: () -> Void
    private var ahead: [UInt8] = []

    init(_ descriptor: Int32, show: ((String) -> Void)?, flush: @escaping () -> Void) {
        self.descriptor = descriptor
        self.show = show
        flushAll = flush
    }

    override var canRead: Bool { show == nil }
    override var canWrite: Bool { show != nil }
    override var canSeek: Bool { false }
    override var isTerminal: Bool { isatty(descriptor) == 1 }

    override func readSome(_ machine: Machine, _ most: Int) throws -> [UInt8] {
        if ahead.isEmpty {
            guard let line = try machine.readLine("") else { return [] }
            ahead = Array(line.utf8) + [0x0A]
        }
        let part = Array(ahead.prefix(most))
        ahead.removeFirst(part.count)
        return part
    }

    override func write(_ machine: Machine, _ bytes: UnsafeBufferPointer<UInt8>) throws {
        show?(String(decoding: bytes, as: UTF8.self))
    }

    override func seek(_ machine: Machine, _ offset: Int, _ whence: Int32) throws -> Int {
        throw machine.systemError(ESPIPE)
    }

    override func flush(_ machine: Machine) throws { flushAll() }
}

/// An object of the program with `read` and `write`, such as a `GzipFile`.
final class ObjectStream: ByteStream {
    /// Unretained: traced by the file object that reads through it.
    let target: Value

    init(_ target: Value) { self.target = target }

    override func trace(_ marker: inout Marker) { marker.visit(target) }

    private func ask(_ machine: Machine, _ name: String, _ arguments: [Value] = []) throws -> Value {
        try machine.call(machine.getAttribute(target, machine.intern(name)), arguments)
    }

    private func says(_ machine: Machine, _ name: String) -> Bool {
        guard let answer = try? ask(machine, name), let isTrue = try? machine.truth(answer) else { return true }
        return isTrue
    }

    override func readSome(_ machine: Machine, _ most: Int) throws -> [UInt8] {
        let name = try machine.attribute(target, machine.intern("read1")) == nil ? "read" : "read1"
        let result = try ask(machine, name, [machine.int(most)])
        guard let bytes = machine.bytesLike(result) else {
            if result.isNone { return [] }
            throw machine.error(
                .typeError,
                "underlying \(name)() should have returned a bytes-like object, not '\(machine.typeName(result))'")
        }
        return bytes
    }

    override func write(_ machine: Machine, _ bytes: UnsafeBufferPointer<UInt8>) throws {
        _ = try ask(machine, "write", [machine.bytes(bytes)])
    }

    override func seek(_ machine: Machine, _ offset: Int, _ whence: Int32) throws -> Int {
        if offset == 0, whence == SEEK_CUR { return try machine.intArgument(ask(machine, "tell")) }
        return try machine.intArgument(ask(machine, "seek", [machine.int(offset), machine.int(Int(whence))]))
    }

    override func truncate(_ machine: Machine, _ size: Int) throws {
        _ = try ask(machine, "truncate", [machine.int(size)])
    }
    override func flush(_ machine: Machine) throws { _ = try ask(machine, "flush") }
    override func close(_ machine: Machine) throws {
        guard !isClosed else { return }
        isClosed = true
        _ = try ask(machine, "close")
    }
}
