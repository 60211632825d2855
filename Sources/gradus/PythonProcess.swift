import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A Python interpreter of the machine's own, run to its end.
struct PythonProcess {
    let interpreter: String

    /// Why there is no output.
    enum Fault: Error {
        case missing(String)
        case interrupted
    }

    /// What the interpreter prints, given a program on its standard input; nil where it ends with another status than 0.
    func run(_ arguments: [String], input: String) throws -> (output: String, status: Int32) {
        guard let source = TemporaryFile(), let sink = TemporaryFile() else {
            throw Fault.missing("no temporary file can be made")
        }
        let writer = Output(source.descriptor)
        writer.write(input)
        writer.flush()
        lseek(source.descriptor, 0, SEEK_SET)
        let status = try wait(for: try spawn(arguments, source.descriptor, sink.descriptor))
        lseek(sink.descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        while let more = FileInput.readSome(sink.descriptor), !more.isEmpty { bytes += more }
        return (String(decoding: bytes, as: UTF8.self), status)
    }

    private func spawn(_ arguments: [String], _ input: Int32, _ output: Int32) throws -> pid_t {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([interpreter] + arguments).map { strdup($0) } + [nil]
        var variables = PythonProcess.environment.map { strdup($0) } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var process: pid_t = 0
        let error = posix_spawnp(&process, interpreter, &actions, nil, &words, &variables)
        guard error == 0 else { throw Fault.missing("\(interpreter): \(String(cString: strerror(error)))") }
        return process
    }

    /// Ours, without what would run or change something at the interpreter's start.
    private static var environment: [String] {
        var found: [String] = []
        #if canImport(Glibc)
            var place = environ
        #else
            var place = _NSGetEnviron().pointee
        #endif
        while let entry = place.pointee {
            let text = String(cString: entry)
            if !text.hasPrefix("PYTHONSTARTUP="), !text.hasPrefix("PYTHONINSPECT=") { found.append(text) }
            place = place.successor()
        }
        return found + ["PYTHONIOENCODING=utf-8", "PYTHON_BASIC_REPL=1"]
    }

    private func wait(for process: pid_t) throws -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { break }
            if Interrupts.flag.pointee != 0 {
                kill(process, SIGKILL)
                waitpid(process, &status, 0)
                throw Fault.interrupted
            }
        }
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }
}

/// A file without a name, which goes when it is closed.
private final class TemporaryFile {
    let descriptor: Int32

    init?() {
        let folder = Terminals.environment("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        var name = Array((folder + "/gradus-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { return nil }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }
}
