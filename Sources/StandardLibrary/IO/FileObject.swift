import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Anything with the methods of a file. This class itself is what programs derive from: it can do nothing.
class FileObject: Object {
    init(_ type: ClassObject) {
        super.init(type, kind: .instance, heap: type.heap)
    }

    /// Closed by `close` of a class that has no stream beneath it.
    private var isMarkedClosed = false

    var stream: ByteStream? { nil }
    var isClosed: Bool { stream?.isClosed ?? isMarkedClosed }
    var canRead: Bool { stream?.canRead ?? false }
    var canWrite: Bool { stream?.canWrite ?? false }
    var canSeek: Bool { stream?.canSeek ?? false }
    /// What is said about using a closed file, where the operation is not named.
    func closedMessage(_ operation: String) -> String { "I/O operation on closed file." }

    override var lasting: String? { isClosed ? nil : "where open files stand" }
    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        stream?.trace(&marker)
    }
    override var isIterator: Bool { true }
    override func iterator(_ machine: Machine) throws -> Value? {
        try checkOpen(machine, "readline")
        return Value(self)
    }
    override func next(_ machine: Machine) throws -> Value? {
        let line = try readLine(machine, nil)
        return try machine.truth(line) ? line : nil
    }

    final func checkOpen(_ machine: Machine, _ operation: String) throws {
        if isClosed { throw machine.error(.valueError, closedMessage(operation)) }
    }

    func unsupported(_ machine: Machine, _ operation: String) -> PythonError {
        StandardLibrary.unsupportedOperation(machine, operation)
    }

    /// `count` bytes or characters, all of the rest for nil.
    func read(_ machine: Machine, _ count: Int?) throws -> Value { throw unsupported(machine, "read") }
    func readLine(_ machine: Machine, _ limit: Int?) throws -> Value { throw unsupported(machine, "readline") }
    func write(_ machine: Machine, _ value: Value) throws -> Int { throw unsupported(machine, "write") }
    func seek(_ machine: Machine, _ offset: Int, _ whence: Int) throws -> Int { throw unsupported(machine, "seek") }
    func tell(_ machine: Machine) throws -> Int { throw unsupported(machine, "tell") }
    func truncate(_ machine: Machine, _ size: Int?) throws -> Int { throw unsupported(machine, "truncate") }
    func flush(_ machine: Machine) throws { try checkOpen(machine, "flush") }
    func close(_ machine: Machine) throws {
        try stream?.close(machine)
        isMarkedClosed = true
    }
}

/// `FileIO`, `BufferedReader`, `BufferedWriter`, `BufferedRandom` and `BytesIO`: a file object of bytes.
final class BytesFile: FileObject {
    private(set) var bytesStream: ByteStream?
    /// What lies beneath in Python's eyes: `raw`.
    var raw = Value.none
    var name = Value.unbound
    var mode = ""
    /// Reads and writes the file without a buffer: `FileIO`.
    let isRaw: Bool

    init(_ type: ClassObject, _ stream: ByteStream?, isRaw: Bool = false) {
        bytesStream = stream
        self.isRaw = isRaw
        super.init(type)
    }

    /// The stream, once `__init__` knows what it is.
    func attach(_ stream: ByteStream) { bytesStream = stream }

    override var stream: ByteStream? { bytesStream }
    var memory: MemoryStream? { bytesStream as? MemoryStream }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([raw, name])
    }
    override var payloadBytes: Int { memory?.bytes.count ?? 0 }

    override func closedMessage(_ operation: String) -> String {
        if memory != nil { return "I/O operation on closed file." }
        if isRaw || operation == "" || operation == "tell" { return "I/O operation on closed file" }
        switch operation {
        case "write", "truncate": return "write to closed file"
        default: return "\(operation) of closed file"
        }
    }

    override func unsupported(_ machine: Machine, _ operation: String) -> PythonError {
        guard isRaw else { return super.unsupported(machine, operation) }
        return super.unsupported(
            machine, operation == "write" ? "File not open for writing" : "File not open for reading")
    }

    func opened(_ machine: Machine, _ operation: String) throws -> ByteStream {
        guard let bytesStream else { throw machine.error(.valueError, "I/O operation on uninitialized object") }
        try checkOpen(machine, operation)
        return bytesStream
    }

    private func readable(_ machine: Machine, _ operation: String) throws -> ByteStream {
        let stream = try opened(machine, operation)
        guard stream.canRead else { throw unsupported(machine, operation) }
        return stream
    }

    override func read(_ machine: Machine, _ count: Int?) throws -> Value {
        let stream = try readable(machine, "read")
        if isRaw, let count { return machine.bytes(try stream.readSome(machine, count)) }
        return machine.bytes(try stream.read(machine, count))
    }

    /// `read1`: what one look at the source gives.
    func readOnce(_ machine: Machine, _ count: Int) throws -> Value {
        machine.bytes(try readable(machine, "read").readSome(machine, count < 0 ? 8192 : count))
    }

    func peek(_ machine: Machine) throws -> Value {
        guard let file = try readable(machine, "peek") as? FileStream else { return machine.bytes([]) }
        return machine.bytes(try file.peek(machine))
    }

    override func readLine(_ machine: Machine, _ limit: Int?) throws -> Value {
        let stream = try readable(machine, "readline")
        let most = limit ?? .max
        if let memory = stream as? MemoryStream {
            let rest = memory.bytes[min(memory.position, memory.bytes.count)...]
            let end = (rest.firstIndex(of: 0x0A) ?? rest.endIndex - 1) + 1
            let line = rest[..<end].prefix(most)
            memory.position += line.count
            return machine.bytes(line)
        }
        var line: [UInt8] = []
        while line.count < most {
            if let file = stream as? FileStream, !isRaw {
                let ahead = try file.peek(machine)
                if ahead.isEmpty { break }
                let end = ahead.firstIndex(of: 0x0A).map { $0 + 1 } ?? ahead.count
                line += try file.readSome(machine, min(end, most - line.count))
                try machine.checkInterrupt()
                guard line.count <= TextLimits.maximumCount else { throw machine.error(.memoryError, "") }
            } else {
                let byte = try stream.readSome(machine, 1)
                if byte.isEmpty { break }
                line += byte
            }
            if line.last == 0x0A { break }
        }
        return machine.bytes(line)
    }

    override func write(_ machine: Machine, _ value: Value) throws -> Int {
        let stream = try opened(machine, "write")
        guard stream.canWrite else { throw unsupported(machine, "write") }
        let bytes = try machine.bytesArgument(value)
        try bytes.withUnsafeBufferPointer { try stream.write(machine, $0) }
        return bytes.count
    }

    override func seek(_ machine: Machine, _ offset: Int, _ whence: Int) throws -> Int {
        let stream = try opened(machine, "seek")
        guard (0...2).contains(whence) else {
            throw machine.error(
                .valueError,
                stream is MemoryStream
                    ? "invalid whence (\(whence), should be 0, 1 or 2)" : "whence value \(whence) unsupported")
        }
        return try stream.seek(machine, offset, Int32(whence))
    }

    override func tell(_ machine: Machine) throws -> Int { try opened(machine, "tell").tell(machine) }

    override func truncate(_ machine: Machine, _ size: Int?) throws -> Int {
        let stream = try opened(machine, "truncate")
        guard stream.canWrite else { throw unsupported(machine, isRaw ? "write" : "truncate") }
        let size = try size ?? stream.tell(machine)
        guard size >= 0 else {
            if stream is MemoryStream { throw machine.error(.valueError, "negative size value \(size)") }
            throw machine.systemError(EINVAL)
        }
        try stream.truncate(machine, size)
        return size
    }

    override func flush(_ machine: Machine) throws { try opened(machine, "flush").flush(machine) }

    override func repr(_ machine: Machine) throws -> String {
        if memory != nil || bytesStream == nil { return try super.repr(machine) }
        let class_ = machine.qualifiedName(of: type)
        if isRaw {
            if isClosed { return "<\(class_) [closed]>" }
            return "<\(class_) name=\(try machine.repr(name)) mode='\(mode)' closefd=True>"
        }
        return name.isUnbound ? "<\(class_)>" : "<\(class_) name=\(try machine.repr(name))>"
    }
}
