import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `TextIOWrapper`: characters over a file of bytes.
///
/// What has been read ahead is kept as UTF-8, so that lines are found and cut as bytes; ends of lines are translated
/// as they are handed out.
final class TextFile: FileObject {
    /// `newline=`: which ends of lines are known, and what they become.
    enum Newline { case universal, untranslated, lf, cr, crlf }

    struct Options {
        var codec = TextCodec.utf8
        /// The name as given.
        var encoding = "UTF-8"
        var errors = "strict"
        var newline = Newline.universal
        var isLineBuffered = false
        var writesThrough = false
    }

    private(set) var textStream: ByteStream?
    /// What lies beneath in Python's eyes: `buffer`.
    private(set) var buffer = Value.none
    var options = Options()
    /// What `open` was told; nil where nobody did.
    var mode: String?
    /// Read ahead and not handed out, from `start` on: valid UTF-8, or as lone surrogates are written in it.
    private var pending: [UInt8] = []
    private var start = 0
    /// Bytes at the end of a chunk that begin a character.
    private var carried: [UInt8] = []
    private var isAtStart = true
    private var isIterating = false
    /// Kinds of ends of lines seen: `\r` 1, `\n` 2, `\r\n` 4.
    private(set) var newlinesSeen = 0

    func attach(_ stream: ByteStream, buffer: Value) {
        textStream = stream
        self.buffer = buffer
    }

    /// Takes the wrapper off: the buffer goes on without it.
    func detach() { textStream = nil }

    override var stream: ByteStream? { textStream }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(buffer)
    }
    override var payloadBytes: Int { pending.count }

    private func opened(_ machine: Machine) throws -> ByteStream {
        guard let textStream else {
            throw machine.error(
                .valueError,
                buffer.isNone ? "I/O operation on uninitialized object" : "underlying buffer has been detached")
        }
        try checkOpen(machine, "")
        return textStream
    }

    // MARK: Reading

    private func readable(_ machine: Machine) throws -> ByteStream {
        let stream = try opened(machine)
        guard stream.canRead else { throw unsupported(machine, "not readable") }
        return stream
    }

    /// Reads and decodes more; false at the end of the file.
    private func fill(_ machine: Machine, _ stream: ByteStream, all: Bool = false) throws -> Bool {
        // Characters of several bytes must not be cut in two.
        let all = all || options.codec.isWide
        let bytes = all ? try stream.read(machine, nil) : try stream.readSome(machine, 8192)
        if start > 0 {
            pending.removeFirst(start)
            start = 0
        }
        let isFinal = all || bytes.isEmpty
        let decoded = try decode(machine, bytes, isFinal: isFinal)
        if pending.isEmpty { pending = decoded } else { pending += decoded }
        guard pending.count <= TextLimits.maximumCount else { throw machine.error(.memoryError, "") }
        return !bytes.isEmpty
    }

    private func decode(_ machine: Machine, _ new: [UInt8], isFinal: Bool) throws -> [UInt8] {
        var bytes = carried.isEmpty ? new : carried + new
        carried = []
        if isAtStart, options.codec == .utf8WithMark, !bytes.isEmpty {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        }
        if !bytes.isEmpty { isAtStart = false }
        if !options.codec.isWide, bytes.allASCII { return bytes }
        let isUTF8 = options.codec == .utf8 || options.codec == .utf8WithMark
        if isUTF8 {
            let tail = isFinal ? 0 : bytes.unfinishedCharacter
            if tail > 0 {
                carried = Array(bytes.suffix(tail))
                bytes.removeLast(tail)
            }
            if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        }
        let codec = isUTF8 ? TextCodec.utf8 : options.codec
        let text = try machine.decode(bytes, codec, errors: options.errors)
        return Array(text.asStr?.utf8 ?? [])
    }

    override func read(_ machine: Machine, _ count: Int?) throws -> Value {
        let stream = try readable(machine)
        guard let count else {
            _ = try fill(machine, stream, all: true)
            return machine.string(utf8: take(pending.count - start, whole: true))
        }
        var text: ContiguousArray<UInt8> = []
        var found = 0
        while found < count {
            let (bytes, characters) = measure(count - found)
            if characters > 0 {
                text += take(bytes, whole: false)
                found += characters
            } else if try !fill(machine, stream) {
                // A lone `\r` at the very end.
                if start < pending.count { text += take(pending.count - start, whole: true) }
                break
            }
        }
        return machine.string(utf8: text)
    }

    /// How many bytes of what is pending make up to `most` characters, and how many they make.
    private func measure(_ most: Int) -> (bytes: Int, characters: Int) {
        var index = start
        var characters = 0
        while index < pending.count, characters < most {
            let byte = pending[index]
            if byte == 0x0D, options.newline == .universal {
                // What follows decides whether this is one end of a line.
                guard index + 1 < pending.count else { break }
                if pending[index + 1] == 0x0A { index += 1 }
                index += 1
            } else {
                index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            }
            characters += 1
        }
        return (min(index, pending.count) - start, characters)
    }

    /// Hands out bytes that are pending, with ends of lines translated.
    private func take(_ count: Int, whole: Bool) -> ContiguousArray<UInt8> {
        let part = pending[start..<start + count]
        start += count
        if start == pending.count {
            defer {
                pending = []
                start = 0
            }
            return translated(part)
        }
        return translated(part)
    }

    private func translated(_ part: ArraySlice<UInt8>) -> ContiguousArray<UInt8> {
        guard options.newline == .universal || options.newline == .untranslated, part.contains(0x0D) else {
            if newlinesSeen & 2 == 0, options.newline == .universal || options.newline == .untranslated,
                part.contains(0x0A)
            {
                newlinesSeen |= 2
            }
            return ContiguousArray(part)
        }
        let result = joined(part)
        return options.newline == .universal ? result : ContiguousArray(part)
    }

    /// With every end of a line as `\n`; notes which there were.
    private func joined(_ part: ArraySlice<UInt8>) -> ContiguousArray<UInt8> {
        var result: ContiguousArray<UInt8> = []
        result.reserveCapacity(part.count)
        var previous: UInt8 = 0
        for (offset, byte) in part.enumerated() {
            if byte == 0x0D {
                result.append(0x0A)
                let next = part.index(part.startIndex, offsetBy: offset + 1)
                newlinesSeen |= next < part.endIndex && part[next] == 0x0A ? 4 : 1
            } else if byte != 0x0A || previous != 0x0D {
                result.append(byte)
                if byte == 0x0A { newlinesSeen |= 2 }
            }
            previous = byte
        }
        return result
    }

    /// The place behind the next end of a line; nil where more has to be read to know.
    private func lineEnd(from place: Int, isLast: Bool) -> Int? {
        let known = options.newline
        var index = place
        while index < pending.count {
            let byte = pending[index]
            if byte == 0x0A, known != .cr, known != .crlf { return index + 1 }
            if byte == 0x0D, known != .lf {
                if known == .cr { return index + 1 }
                guard index + 1 < pending.count else { return isLast && known != .crlf ? index + 1 : nil }
                if pending[index + 1] == 0x0A { return index + 2 }
                if known != .crlf { return index + 1 }
            }
            index += 1
        }
        return nil
    }

    override func readLine(_ machine: Machine, _ limit: Int?) throws -> Value {
        let stream = try readable(machine)
        if let limit, limit == 0 { return machine.string("") }
        var end = lineEnd(from: start, isLast: false)
        while end == nil {
            let searched = pending.count - start
            let more = try fill(machine, stream)
            try machine.checkInterrupt()
            end = lineEnd(from: start + max(0, searched - 1), isLast: !more)
            if !more { break }
        }
        var count = (end ?? pending.count) - start
        if let limit {
            let (bytes, _) = measure(limit)
            count = min(count, bytes)
        }
        return machine.string(utf8: take(count, whole: false))
    }

    override func next(_ machine: Machine) throws -> Value? {
        isIterating = true
        let line = try readLine(machine, nil)
        if line.asStr?.utf8.isEmpty != false {
            isIterating = false
            return nil
        }
        return line
    }

    // MARK: Writing

    override func write(_ machine: Machine, _ value: Value) throws -> Int {
        guard let text = value.asStr else {
            throw machine.error(.typeError, "write() argument must be str, not \(machine.typeName(value))")
        }
        let stream = try opened(machine)
        guard stream.canWrite else { throw unsupported(machine, "not writable") }
        if let console = stream as? ConsoleStream, let show = console.show {
            show(text.string)
            return text.count
        }
        pending = []
        start = 0
        carried = []
        let hasNewline = text.utf8.contains(0x0A)
        if options.newline == .cr || options.newline == .crlf, hasNewline {
            var changed: ContiguousArray<UInt8> = []
            for byte in text.utf8 {
                if byte == 0x0A {
                    changed += options.newline == .cr ? [0x0D] : [0x0D, 0x0A]
                } else {
                    changed.append(byte)
                }
            }
            try put(machine, StrObject(machine.types.str, utf8: changed), stream)
        } else {
            try put(machine, text, stream)
        }
        if options.writesThrough || options.isLineBuffered && (hasNewline || text.utf8.contains(0x0D)) {
            try stream.flush(machine)
        }
        return text.count
    }

    private func put(_ machine: Machine, _ text: StrObject, _ stream: ByteStream) throws {
        // In UTF-8 only surrogates, which begin with 0xED, may be wrong.
        if text.isASCII && options.codec.unmarked == options.codec && !options.codec.isWide
            || options.codec == .utf8 && !text.utf8.contains(0xED)
        {
            return try text.withBytes { try stream.write(machine, $0) }
        }
        var codec = options.codec
        if codec.unmarked != codec, try stream.canSeek && stream.tell(machine) != 0 { codec = codec.unmarked }
        let bytes = try machine.encode(text, codec, errors: options.errors)
        try bytes.withUnsafeBufferPointer { try stream.write(machine, $0) }
    }

    override func flush(_ machine: Machine) throws { try opened(machine).flush(machine) }

    override func close(_ machine: Machine) throws {
        guard let textStream, !textStream.isClosed else { return }
        try textStream.close(machine)
    }

    // MARK: Positions

    override func tell(_ machine: Machine) throws -> Int {
        let stream = try opened(machine)
        guard stream.canSeek else { throw unsupported(machine, "underlying stream is not seekable") }
        if isIterating { throw machine.error(.osError, "telling position disabled by next() call") }
        return try stream.tell(machine) - carried.count - pendingSize
    }

    /// How many bytes of the file what is pending was.
    private var pendingSize: Int {
        let rest = pending[start...]
        return options.codec == .latin1 ? rest.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } : rest.count
    }

    override func seek(_ machine: Machine, _ offset: Int, _ whence: Int) throws -> Int {
        let stream = try opened(machine)
        guard stream.canSeek else { throw unsupported(machine, "underlying stream is not seekable") }
        var offset = offset
        var whence = whence
        switch whence {
        case 0:
            if offset < 0 { throw machine.error(.valueError, "negative seek position \(offset)") }
        case 1:
            if offset != 0 { throw unsupported(machine, "can't do nonzero cur-relative seeks") }
            isIterating = false
            offset = try tell(machine)
            whence = 0
        case 2:
            if offset != 0 { throw unsupported(machine, "can't do nonzero end-relative seeks") }
        default: throw machine.error(.valueError, "invalid whence (\(whence), should be 0, 1 or 2)")
        }
        pending = []
        start = 0
        carried = []
        isIterating = false
        let position = try stream.seek(machine, offset, Int32(whence))
        isAtStart = position == 0
        return position
    }

    override func truncate(_ machine: Machine, _ size: Int?) throws -> Int {
        let stream = try opened(machine)
        guard stream.canWrite else { throw unsupported(machine, "truncate") }
        let size = try size ?? tell(machine)
        try stream.truncate(machine, size)
        return size
    }

    override func repr(_ machine: Machine) throws -> String {
        var text = "<\(machine.qualifiedName(of: type))"
        if let name = try machine.attribute(buffer, machine.intern("name")) {
            text += " name=\(try machine.repr(name))"
        }
        if let mode { text += " mode='\(mode)'" }
        return text + " encoding='\(options.encoding)'>"
    }
}

extension [UInt8] {
    /// Whether no byte is beyond ASCII.
    var allASCII: Bool {
        withUnsafeBytes { bytes in
            var index = 0
            while index + 8 <= bytes.count {
                if bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
                    return false
                }
                index += 8
            }
            return bytes[index...].allSatisfy { $0 < 0x80 }
        }
    }

    /// How many bytes at the end begin a character of UTF-8 that is not complete.
    var unfinishedCharacter: Int {
        for back in 1...3 where back <= count {
            let byte = self[count - back]
            if byte < 0x80 { return 0 }
            if byte >= 0xC2 {
                let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 1
                return length > back ? back : 0
            }
            if byte >= 0xC0 { return 0 }
        }
        return 0
    }
}
