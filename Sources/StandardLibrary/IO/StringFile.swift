import Interpreter

/// `StringIO`: text in memory, by characters.
final class StringFile: FileObject {
    private(set) var text = TextBuffer()
    private var position = 0
    private var isShut = false
    var newline = TextFile.Newline.lf

    override var isClosed: Bool { isShut }
    override var lasting: String? { nil }
    override func memento() -> (() -> Void)? {
        let rest = super.memento()
        let saved = (text, position, isShut)
        return { [unowned(unsafe) self] in
            rest?()
            (text, position, isShut) = saved
        }
    }
    override var canRead: Bool { true }
    override var canWrite: Bool { true }
    override var canSeek: Bool { true }
    override func closedMessage(_ operation: String) -> String { "I/O operation on closed file" }
    override var payloadBytes: Int { text.isASCII ? text.count : text.count * 4 }

    private func part(_ range: Range<Int>) -> TextBuffer {
        if text.isASCII { return TextBuffer(ascii: Array(text.bytes[range])) }
        return TextBuffer(codePoints: Array(text.codePoints[range]))
    }

    /// Begins anew with a text, at its start.
    func reset(_ value: StrObject, _ machine: Machine) {
        text = translated(value, machine).buffer
        position = 0
    }

    private func translated(_ value: StrObject, _ machine: Machine) -> StrObject {
        guard value.utf8.contains(newline == .cr || newline == .crlf ? 0x0A : 0x0D) else { return value }
        var bytes: ContiguousArray<UInt8> = []
        var previous: UInt8 = 0
        for byte in value.utf8 {
            switch newline {
            case .untranslated, .lf: bytes.append(byte)
            case .cr: bytes.append(byte == 0x0A ? 0x0D : byte)
            case .crlf:
                if byte == 0x0A { bytes.append(0x0D) }
                bytes.append(byte)
            case .universal:
                if byte == 0x0D { bytes.append(0x0A) } else if byte != 0x0A || previous != 0x0D { bytes.append(byte) }
            }
            previous = byte
        }
        return StrObject(machine.types.str, utf8: bytes)
    }

    func value(_ machine: Machine) -> Value { machine.string(text) }

    override func read(_ machine: Machine, _ count: Int?) throws -> Value {
        try checkOpen(machine, "read")
        guard position < text.count else { return machine.string("") }
        let end = count.map { min(text.count, position + min($0, text.count)) } ?? text.count
        defer { position = end }
        return machine.string(position == 0 && end == text.count ? text : part(position..<end))
    }

    override func readLine(_ machine: Machine, _ limit: Int?) throws -> Value {
        try checkOpen(machine, "readline")
        guard position < text.count else { return machine.string("") }
        var end = position
        let most = limit.map { min(text.count, position + min($0, text.count)) } ?? text.count
        while end < most {
            let unit = text[end]
            end += 1
            if unit == 0x0A, newline != .cr, newline != .crlf { break }
            if unit == 0x0D {
                if newline == .cr { break }
                let isPair = end < text.count && text[end] == 0x0A
                if newline == .crlf || newline == .untranslated, isPair, end < most {
                    end += 1
                    break
                }
                if newline == .untranslated { break }
            }
        }
        defer { position = end }
        return machine.string(part(position..<end))
    }

    override func write(_ machine: Machine, _ value: Value) throws -> Int {
        guard let given = value.asStr else {
            throw machine.error(.typeError, "string argument expected, got '\(machine.typeName(value))'")
        }
        try checkOpen(machine, "write")
        let new = translated(given, machine)
        guard new.count > 0 else { return given.count }
        guard position + new.count <= TextLimits.maximumCount else { throw machine.error(.memoryError, "") }
        if position == text.count {
            if new.isASCII {
                new.withBytes { text.append($0) }
            } else {
                text.append(new.buffer)
            }
        } else {
            var units = (0..<min(position, text.count)).map { text[$0] }
            units += [UInt32](repeating: 0, count: max(0, position - units.count))
            units += new.scalars
            if units.count < text.count { units += (units.count..<text.count).map { text[$0] } }
            text = TextBuffer(codePoints: units)
        }
        position += new.count
        return given.count
    }

    override func seek(_ machine: Machine, _ offset: Int, _ whence: Int) throws -> Int {
        try checkOpen(machine, "seek")
        switch whence {
        case 0:
            if offset < 0 { throw machine.error(.valueError, "Negative seek position \(offset)") }
            position = offset
        case 1, 2:
            if offset != 0 { throw machine.error(.osError, "Can't do nonzero cur-relative seeks") }
            if whence == 2 { position = text.count }
        default: throw machine.error(.valueError, "Invalid whence (\(whence), should be 0, 1 or 2)")
        }
        return position
    }

    override func tell(_ machine: Machine) throws -> Int {
        try checkOpen(machine, "tell")
        return position
    }

    override func truncate(_ machine: Machine, _ size: Int?) throws -> Int {
        try checkOpen(machine, "truncate")
        let size = size ?? position
        guard size >= 0 else { throw machine.error(.valueError, "Negative size value \(size)") }
        if size < text.count { text = part(0..<size) }
        return size
    }

    override func close(_ machine: Machine) throws {
        isShut = true
        text = TextBuffer()
    }
}
