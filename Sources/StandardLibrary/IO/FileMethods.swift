import Interpreter

/// Declares the methods of all file objects.
struct FileMethods {
    unowned(unsafe) let machine: Machine
    let types: FileTypes
    unowned let surroundings: Surroundings

    typealias Body = (Machine, FileObject, Arguments) throws -> Value

    func install() {
        installBase()
        for type in [types.raw, types.reader, types.writer, types.random, types.bytes, types.text, types.string] {
            installStream(type)
        }
        for type in [types.rawBase, types.bufferedBase, types.textBase] { installAbstract(type) }
        installBytes()
        installText()
        installConstructors()
    }

    func method(_ type: ClassObject, _ name: String, _ signature: String, _ summary: String, _ body: @escaping Body) {
        machine.method(type, name, signature, summary) { machine, arguments in
            guard let file = arguments[0].object as? FileObject else {
                throw machine.error(.typeError, "not a file object")
            }
            return try body(machine, file, arguments)
        }
    }

    private func attribute(
        _ type: ClassObject, _ name: String, _ get: @escaping (Machine, FileObject) throws -> Value
    ) {
        machine.attribute(type, name) { machine, value in
            guard value.isObject, let file = value.object as? FileObject else { return .none }
            return try get(machine, file)
        }
    }

    // MARK: What all share

    private func installBase() {
        let base = types.base
        attribute(base, "closed") { _, file in Value(file.isClosed) }
        method(base, "close", "self, /", "Writes what waits and lets go of the file.") { machine, file, arguments in
            if !file.isClosed, file.type.isUserDefined { try machine.callNamed("flush", of: arguments[0]) }
            try file.close(machine)
            return .none
        }
        method(base, "flush", "self, /", "Writes what waits.") { machine, file, _ in
            try file.flush(machine)
            return .none
        }
        method(base, "__enter__", "self, /", "The file itself.") { machine, file, arguments in
            try file.checkOpen(machine, "")
            return arguments[0]
        }
        method(base, "__exit__", "self, /, *args", "Closes the file.") { machine, _, arguments in
            try machine.callNamed("close", of: arguments[0])
            return .none
        }
        method(base, "__iter__", "self, /", "The file: it hands out its lines.") { machine, file, arguments in
            try file.checkOpen(machine, "readline")
            return arguments[0]
        }
        method(base, "__next__", "self, /", "The next line.") { machine, file, arguments in
            let line: Value?
            if file.type.isUserDefined {
                let read = try machine.callNamed("readline", of: arguments[0])
                line = try machine.truth(read) ? read : nil
            } else {
                line = try file.next(machine)
            }
            guard let line else { throw machine.error(.stopIteration, "") }
            return line
        }
        method(base, "readline", "self, size=-1, /", "A line with its end.") { machine, _, arguments in
            try genericLine(machine, arguments[0], try StandardLibrary.optionalSize(machine, arguments[1]))
        }
        installLines()
        for name in ["readable", "writable", "seekable", "isatty"] {
            method(base, name, "self, /", "Whether the file is so.") { machine, file, _ in
                try file.checkOpen(machine, "")
                return .false
            }
        }
        for (name, signature) in [
            ("fileno", "self, /"), ("seek", "self, offset, whence=0, /"), ("truncate", "self, size=None, /"),
        ] {
            method(base, name, signature, "Not offered by this file.") { machine, file, _ in
                throw file.unsupported(machine, name)
            }
        }
        method(base, "tell", "self, /", "The position.") { machine, _, arguments in
            try machine.callNamed("seek", of: arguments[0], [.init(small: 0), .init(small: 1)])
        }
    }

    /// `readline` for a class that only has `read`.
    private func genericLine(_ machine: Machine, _ file: Value, _ limit: Int?) throws -> Value {
        let read = try machine.getAttribute(file, machine.intern("read"))
        machine.keep(read)
        var line: [UInt8] = []
        while line.count < limit ?? .max {
            try machine.checkInterrupt()
            let more = try machine.call(read, [.init(small: 1)])
            guard let bytes = machine.bytesLike(more) else {
                throw machine.error(
                    .osError, "read() should have returned a bytes object, not '\(machine.typeName(more))'")
            }
            if bytes.isEmpty { break }
            line += bytes
            if line.last == 0x0A { break }
        }
        return machine.bytes(line)
    }

    private func installLines() {
        method(types.base, "readlines", "self, hint=-1, /", "All lines, or enough of them.") { machine, _, arguments in
            let hint = try StandardLibrary.optionalSize(machine, arguments[1]) ?? 0
            let lines = ListObject(machine.types.list, [])
            var total = 0
            try machine.forEach(arguments[0]) { line in
                lines.items.append(line)
                total += try machine.length(line)
                return hint <= 0 || total < hint
            }
            return Value(lines)
        }
        method(types.base, "writelines", "self, lines, /", "Writes lines, adding nothing.") {
            machine, file, arguments in
            try file.checkOpen(machine, "write")
            let write = try machine.getAttribute(arguments[0], machine.intern("write"))
            machine.keep(write)
            try machine.forEach(arguments[1]) { line in
                _ = try machine.call(write, [line])
                return true
            }
            return .none
        }
    }

    private func installAbstract(_ type: ClassObject) {
        let names = type === types.textBase ? ["read", "readline", "write", "detach"] : ["read", "write", "detach"]
        for name in names where !(type === types.rawBase && name == "read") {
            method(type, name, "self, *args", "Not offered by this file.") { machine, file, _ in
                throw file.unsupported(machine, name)
            }
        }
        if type === types.textBase {
            for name in ["encoding", "errors", "newlines"] { attribute(type, name) { _, _ in .none } }
        }
        if type === types.bufferedBase {
            method(type, "read1", "self, size=-1, /", "Not offered by this file.") { machine, file, _ in
                throw file.unsupported(machine, "read1")
            }
        }
    }

    // MARK: What lies over a stream

    private func installStream(_ type: ClassObject) {
        method(type, "read", "self, size=-1, /", "What comes next: so much, or all.") { machine, file, arguments in
            try file.read(machine, StandardLibrary.optionalSize(machine, arguments[1]))
        }
        method(type, "readline", "self, size=-1, /", "A line with its end.") { machine, file, arguments in
            try file.readLine(machine, StandardLibrary.optionalSize(machine, arguments[1]))
        }
        if type !== types.text, type !== types.string {
            for name in ["readinto", "readinto1"] {
                method(type, name, "self, buffer, /", "Reads into a bytearray, and tells how much.") {
                    machine, file, arguments in
                    let room = try machine.writableCount(arguments[1], name)
                    let data = machine.bytesLike(try file.read(machine, room)) ?? []
                    machine.fill(arguments[1], with: data)
                    return machine.int(data.count)
                }
            }
        }
        method(type, "write", "self, data, /", "Writes, and tells how much.") { machine, file, arguments in
            machine.int(try file.write(machine, arguments[1]))
        }
        method(type, "seek", "self, offset, whence=0, /", "Goes to a position.") { machine, file, arguments in
            let whence = arguments[2].isUnbound ? 0 : try machine.intArgument(arguments[2])
            return machine.int(try file.seek(machine, machine.intArgument(arguments[1]), whence))
        }
        method(type, "tell", "self, /", "The position.") { machine, file, _ in machine.int(try file.tell(machine)) }
        method(type, "truncate", "self, size=None, /", "Cuts the file off.") { machine, file, arguments in
            let size = arguments[1].isAbsentOrNone ? nil : try machine.intArgument(arguments[1])
            return machine.int(try file.truncate(machine, size))
        }
        let questions: [(String, (FileObject) -> Bool)] = [
            ("readable", { $0.canRead }), ("writable", { $0.canWrite }), ("seekable", { $0.canSeek }),
            ("isatty", { $0.stream?.isTerminal ?? false }),
        ]
        for (name, question) in questions {
            method(type, name, "self, /", "Whether the file is so.") { machine, file, _ in
                if file.isClosed, !(file.stream is MemoryStream) {
                    throw machine.error(.valueError, "I/O operation on closed file")
                }
                try file.checkOpen(machine, "")
                return Value(question(file))
            }
        }
        method(type, "fileno", "self, /", "The number that the system knows the file by.") { machine, file, _ in
            try file.checkOpen(machine, "")
            if let stream = file.stream as? FileStream { return machine.int(Int(stream.descriptor)) }
            if let console = file.stream as? ConsoleStream { return machine.int(Int(console.descriptor)) }
            throw file.unsupported(machine, "fileno")
        }
        method(type, "detach", "self, /", "Takes the layer below off.") { machine, file, _ in
            guard let text = file as? TextFile else { throw file.unsupported(machine, "detach") }
            try text.flush(machine)
            text.detach()
            return text.buffer
        }
    }

    // MARK: Bytes

    private func installBytes() {
        for type in [types.reader, types.random, types.bytes] {
            method(type, "read1", "self, size=-1, /", "What comes without waiting twice.") { machine, file, arguments in
                let size =
                    try StandardLibrary.optionalSize(machine, arguments[1]) ?? (file.payloadBytes > 0 ? .max : -1)
                return try (file as? BytesFile)?.readOnce(machine, size) ?? .none
            }
            method(type, "peek", "self, size=0, /", "What comes next, left where it is.") { machine, file, _ in
                try (file as? BytesFile)?.peek(machine) ?? .none
            }
        }
        method(types.raw, "readall", "self, /", "All of the rest.") { machine, file, _ in try file.read(machine, nil) }
        for type in [types.raw, types.reader, types.writer, types.random] {
            attribute(type, "name") { machine, file in
                guard let name = (file as? BytesFile)?.name, !name.isUnbound else {
                    throw machine.attributeError(Value(file), machine.intern("name"))
                }
                return name
            }
            attribute(type, "mode") { machine, file in machine.string((file as? BytesFile)?.mode ?? "") }
        }
        attribute(types.raw, "closefd") { _, _ in .true }
        for type in [types.reader, types.writer, types.random] {
            attribute(type, "raw") { machine, file in
                guard let file = file as? BytesFile else { return .none }
                if file.raw.isNone, let stream = file.stream {
                    let raw = BytesFile(types.raw, stream, isRaw: true)
                    raw.name = file.name
                    raw.mode = file.mode
                    file.raw = Value(raw)
                }
                return file.raw
            }
        }
        method(types.bytes, "getvalue", "self, /", "All bytes.") { machine, file, _ in
            try file.checkOpen(machine, "")
            return machine.bytes((file as? BytesFile)?.memory?.bytes ?? [])
        }
        method(types.bytes, "getbuffer", "self, /", "A view of all bytes, as they are now.") { machine, file, _ in
            try file.checkOpen(machine, "")
            return machine.memoryView(of: machine.bytes((file as? BytesFile)?.memory?.bytes ?? []))
        }
    }

    // MARK: Text

    private func installText() {
        method(types.string, "getvalue", "self, /", "The whole text.") { machine, file, _ in
            try file.checkOpen(machine, "")
            return (file as? StringFile)?.value(machine) ?? .none
        }
        attribute(types.string, "line_buffering") { _, _ in .false }
        let text = types.text
        for name in ["name", "mode"] {
            machine.attribute(text, name) { machine, value in
                guard let file = value.object as? TextFile else { return .none }
                if name == "mode", let mode = file.mode { return machine.string(mode) }
                return try machine.getAttribute(file.buffer, machine.intern(name))
            }
        }
        attribute(text, "buffer") { _, file in (file as? TextFile)?.buffer ?? .none }
        attribute(text, "encoding") { machine, file in machine.string((file as? TextFile)?.options.encoding ?? "") }
        attribute(text, "errors") { machine, file in machine.string((file as? TextFile)?.options.errors ?? "") }
        attribute(text, "line_buffering") { _, file in Value((file as? TextFile)?.options.isLineBuffered ?? false) }
        attribute(text, "write_through") { _, file in Value((file as? TextFile)?.options.writesThrough ?? false) }
        attribute(text, "newlines") { machine, file in
            let seen = (file as? TextFile)?.newlinesSeen ?? 0
            let ends = [(1, "\r"), (2, "\n"), (4, "\r\n")].filter { seen & $0.0 != 0 }.map { machine.string($0.1) }
            return ends.isEmpty ? .none : ends.count == 1 ? ends[0] : machine.tuple(ContiguousArray(ends))
        }
        let options = "self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None"
        method(text, "reconfigure", options, "Goes on with other settings.") { machine, file, arguments in
            guard let file = file as? TextFile else { return .none }
            if file.stream is FileStream { try file.flush(machine) }
            var options = file.options
            try StandardLibrary.readTextOptions(
                machine, &options, encoding: arguments[1], errors: arguments[2], newline: arguments[3])
            if !arguments[4].isAbsentOrNone { options.isLineBuffered = try machine.truth(arguments[4]) }
            if !arguments[5].isAbsentOrNone { options.writesThrough = try machine.truth(arguments[5]) }
            file.options = options
            return .none
        }
    }

    // MARK: Making

    private func installConstructors() {
        machine.initializer(types.string, "initial_value='', newline='\\n'") { machine, instance, arguments in
            guard let file = instance.object as? StringFile else { return }
            if arguments[1].isNone {
                file.newline = .universal
            } else if !arguments[1].isUnbound {
                file.newline = try StandardLibrary.newline(machine, arguments[1])
            }
            guard !arguments[0].isAbsentOrNone else { return }
            guard let text = arguments[0].asStr else {
                throw machine.error(
                    .typeError, "initial_value must be str or None, not \(machine.typeName(arguments[0]))")
            }
            file.reset(text, machine)
        }
        machine.initializer(types.bytes, "initial_bytes=b''") { machine, instance, arguments in
            guard let file = instance.object as? BytesFile, !arguments[0].isAbsentOrNone else { return }
            let memory = MemoryStream()
            memory.bytes = try machine.bytesArgument(arguments[0])
            file.attach(memory)
        }
        for type in [types.reader, types.writer, types.random] {
            machine.initializer(type, "raw, buffer_size=8192") { machine, instance, arguments in
                guard let file = instance.object as? BytesFile else { return }
                file.raw = arguments[0]
                if arguments[0].isObject, let below = arguments[0].object as? BytesFile, let stream = below.stream {
                    (stream as? FileStream)?.isBuffered = true
                    file.name = below.name
                    file.mode = below.mode
                    file.attach(stream)
                } else {
                    file.attach(ObjectStream(arguments[0]))
                }
            }
        }
        let signature = "buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False"
        machine.initializer(types.text, signature) { machine, instance, arguments in
            guard let file = instance.object as? TextFile else { return }
            var options = TextFile.Options()
            try StandardLibrary.readTextOptions(
                machine, &options, encoding: arguments[1], errors: arguments[2], newline: arguments[3])
            if !arguments[4].isUnbound { options.isLineBuffered = try machine.truth(arguments[4]) }
            if !arguments[5].isUnbound { options.writesThrough = try machine.truth(arguments[5]) }
            file.options = options
            let below = arguments[0].isObject ? arguments[0].object as? BytesFile : nil
            let isPlain = below.map { !$0.type.isUserDefined } ?? false
            file.attach((isPlain ? below?.stream : nil) ?? ObjectStream(arguments[0]), buffer: arguments[0])
        }
        machine.initializer(types.raw, "file, mode='r', closefd=True, opener=None") {
            [unowned surroundings] machine, instance, arguments in
            guard let file = instance.object as? BytesFile else { return }
            let given = arguments[1].isUnbound ? "r" : try machine.stringArgument(arguments[1], "mode").string
            let mode = try OpenMode(given.contains("b") ? given : given + "b", machine)
            let opened = try surroundings.files.open(
                arguments[0], mode, isBuffered: false, opener: arguments[3], machine, surroundings)
            file.attach(opened)
            file.name = arguments[0]
            file.mode = mode.rawName
        }
    }
}
