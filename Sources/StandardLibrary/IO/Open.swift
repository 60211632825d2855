import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the mode of `open` asks for.
struct OpenMode {
    let text: String
    private let letters: Set<Character>

    /// Raises ValueError for a mode that makes no sense.
    init(_ text: String, _ machine: Machine) throws {
        self.text = text
        letters = Set(text)
        guard letters.isSubset(of: Set("rwaxbt+")), letters.count == text.count else {
            throw machine.error(.valueError, "invalid mode: \(try machine.repr(machine.string(text)))")
        }
        if letters.contains("b"), letters.contains("t") {
            throw machine.error(.valueError, "can't have text and binary mode at once")
        }
        guard letters.intersection("rwax").count == 1 else {
            if text.isEmpty {
                throw machine.error(
                    .valueError, "Must have exactly one of create/read/write/append mode and at most one plus")
            }
            throw machine.error(.valueError, "must have exactly one of create/read/write/append mode")
        }
    }

    var isBinary: Bool { letters.contains("b") }
    var updates: Bool { letters.contains("+") }
    var reads: Bool { letters.contains("r") || updates }
    var writes: Bool { !letters.contains("r") || updates }
    var appends: Bool { letters.contains("a") }
    /// The mode as the file beneath has it.
    var rawName: String {
        let first = letters.contains("x") ? "x" : appends ? "a" : letters.contains("w") && !updates ? "w" : "r"
        return first + "b" + (updates ? "+" : "")
    }
    var flags: Int32 {
        var flags = updates ? O_RDWR : writes ? O_WRONLY : O_RDONLY
        if letters.contains("w") { flags |= O_CREAT | O_TRUNC }
        if letters.contains("x") { flags |= O_CREAT | O_EXCL }
        if appends { flags |= O_CREAT | O_APPEND }
        return flags
    }
}

extension FileSystem {
    /// Opens what `open` was given: a path, or the number of a file that the program has open.
    func open(
        _ file: Value, _ mode: OpenMode, isBuffered: Bool, opener: Value, _ machine: Machine,
        _ surroundings: Surroundings
    ) throws -> ByteStream {
        if file.isSmallInt || file.isBool {
            return try stream(numbered: try machine.intArgument(file), mode, isBuffered, machine, surroundings)
        }
        let path = try machine.path(file)
        if let number = ["/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2][path] {
            return try stream(numbered: number, mode, isBuffered, machine, surroundings)
        }
        flushAll()
        let descriptor: Int32
        if opener.isAbsentOrNone {
            descriptor = try self.descriptor(of: path, mode.flags, 0o666, shown: file, machine)
        } else {
            let given = try machine.call(opener, [file, machine.int(Int(mode.flags))])
            descriptor = Int32(clamping: try machine.intArgument(given))
            guard descriptors.contains(descriptor) else { throw machine.systemError(EBADF, file) }
        }
        let stream = FileStream(
            descriptor, reads: mode.reads, writes: mode.writes, isBuffered: isBuffered, closes: true, files: self)
        if mode.appends { lseek(descriptor, 0, SEEK_END) }
        return stream
    }

    private func stream(
        numbered number: Int, _ mode: OpenMode, _ isBuffered: Bool, _ machine: Machine, _ surroundings: Surroundings
    ) throws -> ByteStream {
        guard number >= 0 else { throw machine.error(.valueError, "negative file descriptor") }
        guard let descriptor = Int32(exactly: number), descriptors.contains(descriptor) else {
            throw machine.systemError(EBADF, machine.int(number))
        }
        if descriptor <= 2 { return surroundings.console(descriptor, machine) }
        return FileStream(
            descriptor, reads: mode.reads, writes: mode.writes, isBuffered: isBuffered, closes: true, files: self)
    }

    /// A descriptor for a path, within the fence if it is to be written.
    func descriptor(
        of path: String, _ flags: Int32, _ permissions: mode_t, shown: Value, _ machine: Machine
    ) throws -> Int32 {
        let writes = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND) != 0
        let actual = writes ? try writable(path, followsLast: true, shown: shown, machine) : path
        var state = stat()
        // A pipe without anybody at its other end must not keep the program from being interrupted.
        let isPipe = stat(actual, &state) == 0 && state.st_mode & S_IFMT == S_IFIFO
        while true {
            #if canImport(Glibc)
                let descriptor = Glibc.open(actual, flags | O_CLOEXEC | (isPipe ? O_NONBLOCK : 0), permissions)
            #else
                let descriptor = Darwin.open(actual, flags | O_CLOEXEC | (isPipe ? O_NONBLOCK : 0), permissions)
            #endif
            let code = errno
            if descriptor >= 0 {
                descriptors.insert(descriptor)
                if fstat(descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFDIR, flags & O_DIRECTORY == 0 {
                    close(descriptor)
                    descriptors.remove(descriptor)
                    throw machine.systemError(EISDIR, shown)
                }
                return descriptor
            }
            try machine.checkInterrupt()
            if isPipe, code == ENXIO {
                usleep(20_000)
            } else if code != EINTR {
                throw machine.systemError(code, shown)
            }
        }
    }
}

extension Surroundings {
    /// The stream of standard input, output or errors.
    func console(_ descriptor: Int32, _ machine: Machine) -> ConsoleStream {
        let show: ((String) -> Void)?
        switch descriptor {
        case 0: show = nil
        case 1: show = { [unowned(unsafe) machine] in machine.output($0) }
        default: show = { [unowned(unsafe) machine] in machine.errorOutput($0) }
        }
        return ConsoleStream(descriptor, show: show) { [unowned self] in flush() }
    }
}

extension StandardLibrary {
    static let openSignature =
        "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None"

    /// The built-in function `open`.
    static func installOpen(_ machine: Machine, _ surroundings: Surroundings) {
        machine.define("open", openSignature, "Opens a file.") { [unowned surroundings] machine, arguments in
            try open(machine, arguments, surroundings)
        }
    }

    private static func open(_ machine: Machine, _ arguments: Arguments, _ surroundings: Surroundings) throws -> Value {
        if !arguments[1].isUnbound, arguments[1].asStr == nil {
            throw machine.error(
                .typeError, "open() argument 'mode' must be str, not \(machine.typeName(arguments[1]))")
        }
        var file = arguments[0]
        if !file.isSmallInt, !file.isBool {
            _ = try machine.path(file)
            file = try machine.pathValue(file)
            if !arguments[6].isUnbound, try !machine.truth(arguments[6]) {
                throw machine.error(.valueError, "Cannot use closefd=False with file name")
            }
        }
        let mode = try OpenMode(arguments[1].asStr?.string ?? "r", machine)
        let buffering = arguments[2].isUnbound ? -1 : try machine.intArgument(arguments[2])
        if mode.isBinary {
            for (index, name) in [(3, "an encoding"), (4, "an errors"), (5, "a newline")]
            where !arguments[index].isAbsentOrNone {
                throw machine.error(.valueError, "binary mode doesn't take \(name) argument")
            }
        } else if buffering == 0 {
            throw machine.error(.valueError, "can't have unbuffered text I/O")
        }
        var options = TextFile.Options()
        if !mode.isBinary {
            try readTextOptions(
                machine, &options, encoding: arguments[3], errors: arguments[4], newline: arguments[5])
            options.isLineBuffered = buffering == 1
        }
        let types = try surroundings.fileTypes(machine)
        let stream = try surroundings.files.open(
            file, mode, isBuffered: buffering != 0, opener: arguments[7], machine, surroundings)
        let type = mode.updates ? types.random : mode.writes ? types.writer : types.reader
        let bytes =
            buffering == 0 ? BytesFile(types.raw, stream, isRaw: true) : BytesFile(type, stream)
        bytes.name = file
        bytes.mode = mode.rawName
        guard !mode.isBinary else { return Value(bytes) }
        let text = TextFile(types.text)
        text.options = options
        if stream.isTerminal { text.options.isLineBuffered = true }
        text.mode = mode.text
        text.attach(stream, buffer: Value(bytes))
        return Value(text)
    }

    /// The encoding, the handling of errors and the ends of lines that a text file is opened with.
    static func readTextOptions(
        _ machine: Machine, _ options: inout TextFile.Options, encoding: Value, errors: Value, newline given: Value
    ) throws {
        if !encoding.isAbsentOrNone {
            let name = try machine.stringArgument(encoding, "open() argument 'encoding'").string
            if name == "locale" {
                options.codec = .utf8
            } else {
                options.codec = try TextCodec(named: name)
                options.encoding = name
            }
        }
        if !errors.isAbsentOrNone {
            let name = try machine.stringArgument(errors, "open() argument 'errors'").string
            let known = [
                "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace",
                "surrogateescape", "surrogatepass",
            ]
            guard known.contains(name) else {
                throw machine.error(.lookupError, "unknown error handler name '\(name)'")
            }
            options.errors = name
        }
        if !given.isAbsentOrNone { options.newline = try newline(machine, given) }
    }

    static func newline(_ machine: Machine, _ value: Value) throws -> TextFile.Newline {
        switch try machine.stringArgument(value, "open() argument 'newline'").string {
        case "": return .untranslated
        case "\n": return .lf
        case "\r": return .cr
        case "\r\n": return .crlf
        default: throw machine.error(.valueError, "illegal newline value: \(try machine.str(value))")
        }
    }
}
