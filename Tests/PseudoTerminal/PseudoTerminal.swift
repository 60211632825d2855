#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program on a terminal of its own, driven as a person would: keys go in, the screen comes out.
package final class PseudoTerminal {
    /// What went wrong.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        package init(description: String) { self.description = description }
    }

    package private(set) var screen: Screen
    /// Every byte the program wrote.
    package private(set) var bytes: [UInt8] = []
    private let master: Int32
    private let process: pid_t
    private var status: Int32?

    /// What `make test-asan` and `make test-stress` ask of the programs as well.
    private static let inherited = ["ASAN_OPTIONS", "GRADUS_COLLECT"]

    /// Starts `program` with the environment given and nothing else of ours.
    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
        columns: Int = 80, rows: Int = 24
    ) throws {
        screen = Screen(columns: columns, height: rows)
        let pair = PseudoTerminal.open()
        guard let pair else { throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))") }
        master = pair.master
        PseudoTerminal.setSize(master, columns, rows)
        var variables = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        for name in PseudoTerminal.inherited { variables[name] = getenv(name).map { String(cString: $0) } }
        variables.merge(environment) { $1 }
        process = try PseudoTerminal.spawn(program, arguments, variables, terminal: pair.terminal)
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            var ignored: Int32 = 0
            waitpid(process, &ignored, 0)
        }
        close(master)
    }

    #if canImport(Glibc)
        /// What `posix_openpt` and its companions do, which Swift's Glibc does not offer.
        private static func open() -> (master: Int32, terminal: String)? {
            let master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            var locked: Int32 = 0
            var number: Int32 = 0
            let (unlock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
            guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, getNumber, &number) == 0 else {
                return nil
            }
            return (master, "/dev/pts/\(number)")
        }
    #else
        private static func open() -> (master: Int32, terminal: String)? {
            let master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
            guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
                return nil
            }
            return (master, String(cString: name))
        }
    #endif

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String], terminal: String
    ) throws -> pid_t {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | setsid
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
        var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, program, &actions, &attributes, &argv, &envp)
        guard error == 0 else { throw Failure(description: "\(program): \(String(cString: strerror(error)))") }
        return process
    }

    #if canImport(Glibc)
        private static let setsid: Int32 = 0x80
    #else
        private static let setsid: Int32 = 0x400
    #endif

    private static func setSize(_ descriptor: Int32, _ columns: Int, _ rows: Int) {
        var size = winsize()
        size.ws_col = UInt16(clamping: columns)
        size.ws_row = UInt16(clamping: rows)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    }

    // MARK: Keys

    /// Types text; special keys are their bytes, as in `Key`.
    package func send(_ text: String) { send(bytes: Array(text.utf8)) }

    /// Sends bytes, text or not.
    package func send(bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
            if !rest.isEmpty { read(milliseconds: 0) }
        }
    }

    /// What keys send.
    package enum Key {
        package static let up = "\u{1b}[A"
        package static let down = "\u{1b}[B"
        package static let right = "\u{1b}[C"
        package static let left = "\u{1b}[D"
        package static let home = "\u{1b}[H"
        package static let end = "\u{1b}[F"
        package static let delete = "\u{1b}[3~"
        package static let backspace = "\u{7f}"
        package static let tab = "\t"
        package static let enter = "\r"
        package static let wordLeft = "\u{1b}[1;5D"
        package static let wordRight = "\u{1b}[1;5C"
        /// The key with Ctrl held.
        package static func control(_ letter: Character) -> String {
            String(UnicodeScalar((letter.asciiValue ?? 64) & 0x1f))
        }
        /// Text as a terminal pastes it in brackets.
        package static func paste(_ text: String) -> String {
            "\u{1b}[200~" + text.replacing("\n", with: "\r") + "\u{1b}[201~"
        }
    }

    package func resize(columns: Int, rows: Int) {
        read(milliseconds: 0)
        screen.resize(columns: columns, height: rows)
        PseudoTerminal.setSize(master, columns, rows)
    }

    package func signal(_ number: Int32) { kill(process, number) }

    // MARK: Waiting

    /// Reads until the condition holds; false when the time is up or the program has gone without it.
    @discardableResult
    package func wait(seconds: Double = 10, until condition: (Screen) -> Bool) -> Bool {
        let deadline = PseudoTerminal.now() + seconds
        while !condition(screen) {
            let left = deadline - PseudoTerminal.now()
            guard left > 0, read(milliseconds: Int32(min(100, left * 1000) + 1)) else { return condition(screen) }
        }
        return true
    }

    /// Reads until `text` is seen on the screen.
    @discardableResult
    package func expect(_ text: String, seconds: Double = 10) -> Bool {
        wait(seconds: seconds) { $0.text.contains(text) }
    }

    /// Reads until nothing has come for a while.
    package func settle(milliseconds: Int32 = 120) {
        var before = -1
        while before != bytes.count {
            before = bytes.count
            read(milliseconds: milliseconds)
        }
    }

    /// Waits for the program to end: its exit status, or minus the signal that ended it; nil if it does not.
    package func exitStatus(seconds: Double = 10) -> Int32? {
        let deadline = PseudoTerminal.now() + seconds
        while status == nil, PseudoTerminal.now() < deadline {
            var result: Int32 = 0
            if waitpid(process, &result, WNOHANG) == process {
                status = result & 0x7f == 0 ? (result >> 8) & 0xff : -(result & 0x7f)
            } else {
                read(milliseconds: 20)
            }
        }
        while read(milliseconds: 0) {}
        return status
    }

    /// Whether the terminal is in the mode in which it edits lines itself.
    package var editsLines: Bool {
        var modes = termios()
        return tcgetattr(master, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON) != 0
            && modes.c_lflag & tcflag_t(ECHO) != 0
    }

    /// Takes what has come; false when the other side is closed or, without waiting, when nothing has.
    @discardableResult
    private func read(milliseconds: Int32) -> Bool {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, milliseconds) > 0 else { return milliseconds > 0 }
        var buffer = [UInt8](repeating: 0, count: 65536)
        #if canImport(Glibc)
            let count = Glibc.read(master, &buffer, buffer.count)
        #else
            let count = Darwin.read(master, &buffer, buffer.count)
        #endif
        guard count > 0 else { return errno == EINTR && count < 0 }
        bytes += buffer[..<count]
        screen.feed(buffer[..<count])
        return true
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: Programs

    /// The executable of this package called `name`, beside the running tests.
    package static func product(_ name: String) -> String? {
        for argument in CommandLine.arguments {
            guard let end = argument.range(of: ".xctest") else { continue }
            let bundle = argument[..<end.lowerBound]
            guard let slash = bundle.lastIndex(of: "/") else { continue }
            return argument[...slash] + name
        }
        return nil
    }
}

extension String {
    /// Where `part` first occurs.
    fileprivate func range(of part: String) -> Range<Index>? { firstRange(of: part) }
}
