import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The module `_posix`: what `os`, `os.path` and `pathlib` ask the operating system. `os` itself is written in Python.
extension StandardLibrary {
    static func fillPosix(_ posix: ModuleBuilder) {
        unowned(unsafe) let machine = posix.machine
        let files = posix.surroundings.files
        files.fixFences()
        #if os(Linux)
            posix.set("sysname", machine.string("Linux"))
        #else
            posix.set("sysname", machine.string("Darwin"))
        #endif
        for (name, flag) in [
            ("O_RDONLY", O_RDONLY), ("O_WRONLY", O_WRONLY), ("O_RDWR", O_RDWR), ("O_CREAT", O_CREAT),
            ("O_EXCL", O_EXCL), ("O_TRUNC", O_TRUNC), ("O_APPEND", O_APPEND), ("O_CLOEXEC", O_CLOEXEC),
            ("F_OK", F_OK), ("R_OK", R_OK), ("W_OK", W_OK), ("X_OK", X_OK),
        ] {
            posix.set(name, machine.int(Int(flag)))
        }
        fillProcess(posix)
        fillFolders(posix, files)
        fillChanges(posix, files)
        fillDescriptors(posix, files)
        fillStat(posix, files)
    }

    // MARK: The process

    private static func fillProcess(_ posix: ModuleBuilder) {
        posix.define("environ", "", "The environment as a dict.") { machine, _ in
            let dict = machine.dict()
            var next = environ
            while let entry = next.pointee {
                let text = String(cString: entry)
                if let split = text.firstIndex(of: "=") {
                    dict.set(
                        machine.intern(String(text[..<split])),
                        machine.string(String(text[text.index(after: split)...])))
                }
                next += 1
            }
            return Value(dict)
        }
        posix.define("setenv", "name, value, /", "Sets a variable of the environment.") { machine, arguments in
            let name = try machine.path(arguments[0], "str expected, not")
            let value = try machine.path(arguments[1], "str expected, not")
            if setenv(name, value, 1) != 0 { throw machine.systemError(errno) }
            return .none
        }
        posix.define("unsetenv", "name, /", "Removes a variable of the environment.") { machine, arguments in
            if unsetenv(try machine.path(arguments[0], "str expected, not")) != 0 { throw machine.systemError(errno) }
            return .none
        }
        for (name, ask) in [
            ("getpid", { Int(getpid()) }), ("getppid", { Int(getppid()) }), ("getuid", { Int(getuid()) }),
            ("geteuid", { Int(geteuid()) }), ("getgid", { Int(getgid()) }),
            ("cpu_count", { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }),
        ] as [(String, () -> Int)] {
            posix.define(name, "", "A number of this process or machine.") { machine, _ in machine.int(ask()) }
        }
        posix.define("urandom", "size, /", "Bytes that nobody can guess.") { machine, arguments in
            let count = try machine.intArgument(arguments[0])
            guard count >= 0 else { throw machine.error(.valueError, "negative argument not allowed") }
            guard count <= TextLimits.maximumCount else { throw machine.error(.memoryError, "") }
            return machine.bytes(try machine.randomBytes(count))
        }
        posix.define("uname", "", "What the machine calls itself.") { machine, _ in
            var name = utsname()
            uname(&name)
            func text<T>(_ field: T) -> Value {
                withUnsafeBytes(of: field) { machine.string(String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)) }
            }
            return machine.tuple([
                text(name.sysname), text(name.nodename), text(name.release), text(name.version), text(name.machine),
            ])
        }
        posix.define("strerror", "code, /", "The system's words for an error.") { machine, arguments in
            machine.string(String(cString: strerror(Int32(clamping: try machine.intArgument(arguments[0])))))
        }
        posix.define("home", "user='', /", "The home folder of a user, or None.") { machine, arguments in
            let user = arguments[0].isUnbound ? "" : try machine.path(arguments[0])
            guard let entry = user.isEmpty ? getpwuid(getuid()) : getpwnam(user), let folder = entry.pointee.pw_dir
            else { return .none }
            return machine.string(String(cString: folder))
        }
        posix.define("terminal_size", "", "Columns and rows of the terminal, or None.") { machine, _ in
            var size = winsize()
            guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return .none }
            return machine.tuple([machine.int(Int(size.ws_col)), machine.int(Int(size.ws_row))])
        }
    }

    // MARK: Folders

    private static func fillFolders(_ posix: ModuleBuilder, _ files: FileSystem) {
        posix.define("getcwd", "", "The folder where the program works.") { machine, _ in
            machine.string(FileSystem.currentFolder)
        }
        posix.define("chdir", "path, /", "Works in another folder.") { machine, arguments in
            if chdir(try machine.path(arguments[0])) != 0 { throw machine.systemError(errno, arguments[0]) }
            return .none
        }
        // Names with what they are: 4 a folder, 8 a file, 10 a link, 0 unknown.
        posix.define("entries", "path, /", "The names in a folder with their kinds.") { machine, arguments in
            files.flushAll()
            guard
                let folder = opendir(
                    try machine.path(
                        arguments[0], "listdir: path should be string, bytes, os.PathLike, integer or None, not"))
            else {
                throw machine.systemError(errno, arguments[0])
            }
            defer { closedir(folder) }
            var entries: ContiguousArray<Value> = []
            while let entry = readdir(folder) {
                if entries.count % 4096 == 4095 { try machine.checkInterrupt() }
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
                }
                if name == "." || name == ".." { continue }
                entries.append(machine.tuple([machine.string(name), .init(small: Int(entry.pointee.d_type))]))
            }
            return machine.list(entries)
        }
        posix.define("realpath", "path, /", "The path without links, or None where there is none such.") {
            machine, arguments in
            FileSystem.realPath(try machine.path(arguments[0])).map { machine.string($0) } ?? .none
        }
        posix.define("readlink", "path, /", "What a link points to.") { machine, arguments in
            let path = try machine.path(arguments[0])
            guard let target = FileSystem.linkTarget(path) else { throw machine.systemError(errno, arguments[0]) }
            return machine.string(target)
        }
        posix.define("access", "path, mode, /", "Whether the path may be used so.") { machine, arguments in
            let mode = Int32(clamping: try machine.intArgument(arguments[1]))
            return Value(access(try machine.path(arguments[0]), mode) == 0)
        }
    }

    // MARK: Changes, within the fence

    private static func fillChanges(_ posix: ModuleBuilder, _ files: FileSystem) {
        let changes: [(String, Bool, (String) -> Int32)] = [
            ("unlink", false, { unlink($0) }), ("rmdir", false, { rmdir($0) }),
        ]
        for (name, follows, change) in changes {
            posix.define(name, "path, /", "Removes what the path names.") { machine, arguments in
                let path = try machine.path(arguments[0])
                // What is not there cannot be forbidden.
                var state = stat()
                guard lstat(path, &state) == 0 else { throw machine.systemError(errno, arguments[0]) }
                let actual = try files.writable(path, followsLast: follows, shown: arguments[0], machine)
                if change(actual) != 0 { throw machine.systemError(errno, arguments[0]) }
                return .none
            }
        }
        posix.define("mkdir", "path, mode=511, /", "Makes a folder.") { machine, arguments in
            let path = try machine.path(arguments[0])
            let mode = arguments[1].isUnbound ? 0o777 : try machine.intArgument(arguments[1])
            var state = stat()
            guard lstat(path, &state) != 0 else { throw machine.systemError(EEXIST, arguments[0]) }
            let actual = try files.writable(path, followsLast: true, shown: arguments[0], machine)
            if mkdir(actual, mode_t(truncatingIfNeeded: mode)) != 0 { throw machine.systemError(errno, arguments[0]) }
            return .none
        }
        let pairs: [(String, (String, String) -> Int32)] = [
            ("rename", { rename($0, $1) }), ("link", { link($0, $1) }),
        ]
        for (name, change) in pairs {
            posix.define(name, "source, target, /", "Gives what a path names another name.") { machine, arguments in
                files.flushAll()
                let source = try machine.path(arguments[0])
                let target = try machine.path(arguments[1])
                var state = stat()
                guard lstat(source, &state) == 0 else {
                    throw machine.systemError(errno, arguments[0], to: arguments[1])
                }
                let from = try files.writable(source, followsLast: false, shown: arguments[0], machine)
                let to = try files.writable(target, followsLast: false, shown: arguments[1], machine)
                if change(from, to) != 0 { throw machine.systemError(errno, arguments[0], to: arguments[1]) }
                return .none
            }
        }
        posix.define("symlink", "target, path, /", "Makes a link.") { machine, arguments in
            let target = try machine.path(arguments[0])
            let path = try machine.path(arguments[1])
            let actual = try files.writable(path, followsLast: false, shown: arguments[1], machine)
            if symlink(target, actual) != 0 { throw machine.systemError(errno, arguments[0], to: arguments[1]) }
            return .none
        }
        posix.define("chmod", "path, mode, /", "Changes who may do what.") { machine, arguments in
            let mode = mode_t(truncatingIfNeeded: try machine.intArgument(arguments[1]))
            let path = try machine.path(arguments[0])
            let actual = try files.writable(path, followsLast: true, shown: arguments[0], machine)
            if chmod(actual, mode) != 0 { throw machine.systemError(errno, arguments[0]) }
            return .none
        }
        posix.define("utime", "path, access, modified, /", "Sets the times of a file; None is now.") {
            machine, arguments in
            func time(_ value: Value) throws -> timespec {
                guard !value.isNone else {
                    var now = timespec()
                    clock_gettime(CLOCK_REALTIME, &now)
                    return now
                }
                let seconds = try machine.float(value)
                guard seconds.isFinite, abs(seconds) < 9e15 else {
                    throw machine.error(.overflowError, "timestamp out of range for platform time_t")
                }
                let whole = seconds.rounded(.down)
                return timespec(tv_sec: Int(whole), tv_nsec: Int((seconds - whole) * 1e9))
            }
            files.flushAll()
            let times = [try time(arguments[1]), try time(arguments[2])]
            let path = try machine.path(arguments[0])
            let actual = try files.writable(path, followsLast: true, shown: arguments[0], machine)
            if utimensat(AT_FDCWD, actual, times, 0) != 0 { throw machine.systemError(errno, arguments[0]) }
            return .none
        }
    }

    // MARK: Descriptors

    private static func fillDescriptors(_ posix: ModuleBuilder, _ files: FileSystem) {
        posix.define("open", "path, flags, mode=511, /", "A descriptor for a path.") { machine, arguments in
            let flags = Int32(clamping: try machine.intArgument(arguments[1]))
            let mode = arguments[2].isUnbound ? 0o777 : try machine.intArgument(arguments[2])
            let path = try machine.path(arguments[0])
            files.flushAll()
            return machine.int(
                Int(
                    try files.descriptor(
                        of: path, flags, mode_t(truncatingIfNeeded: mode), shown: arguments[0], machine)))
        }
        func own(_ value: Value, _ machine: Machine) throws -> Int32 {
            let number = Int32(clamping: try machine.intArgument(value))
            guard number > 2, files.descriptors.contains(number) else { throw machine.systemError(EBADF) }
            return number
        }
        posix.define("close", "fd, /", "Lets go of a descriptor.") { machine, arguments in
            let number = try own(arguments[0], machine)
            files.descriptors.remove(number)
            if close(number) != 0 { throw machine.systemError(errno) }
            return .none
        }
        posix.define("read", "fd, size, /", "Bytes from a descriptor.") { machine, arguments in
            let number = try own(arguments[0], machine)
            let count = try machine.intArgument(arguments[1])
            guard count >= 0 else { throw machine.systemError(EINVAL) }
            let stream = FileStream(number, reads: true, writes: false, isBuffered: false, closes: false, files: files)
            return machine.bytes(try stream.readSome(machine, min(count, 1 << 26)))
        }
        posix.define("write", "fd, data, /", "Writes bytes to a descriptor.") { machine, arguments in
            let bytes = try machine.bytesArgument(arguments[1])
            let given = try machine.intArgument(arguments[0])
            if given == 1 || given == 2 {
                let text = String(decoding: bytes, as: UTF8.self)
                if given == 1 { machine.output(text) } else { machine.errorOutput(text) }
                return machine.int(bytes.count)
            }
            let number = try own(arguments[0], machine)
            let stream = FileStream(number, reads: false, writes: true, isBuffered: false, closes: false, files: files)
            try bytes.withUnsafeBufferPointer { try stream.write(machine, $0) }
            return machine.int(bytes.count)
        }
        posix.define("isatty", "fd, /", "Whether it is a terminal.") { machine, arguments in
            Value(isatty(Int32(clamping: try machine.intArgument(arguments[0]))) == 1)
        }
    }

    // MARK: stat

    private static func fillStat(_ posix: ModuleBuilder, _ files: FileSystem) {
        unowned(unsafe) let machine = posix.machine
        let result = StructSequence(
            machine, "stat_result", module: "os",
            fields: [
                "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime",
                "st_ctime",
            ], hidden: ["st_blksize", "st_blocks", "st_atime_ns", "st_mtime_ns", "st_ctime_ns"])
        posix.set("stat_result", Value(result.type))
        for (name, time) in [("st_atime", "st_atime_ns"), ("st_mtime", "st_mtime_ns"), ("st_ctime", "st_ctime_ns")] {
            // As an item the time is whole, as an attribute it is exact.
            machine.attribute(result.type, name) { machine, value in
                guard value.isObject, let exact = value.object.ownAttribute(machine.intern(time)), !exact.isNone else {
                    return .none
                }
                let nanoseconds = try machine.intArgument(exact)
                return Value(Double(nanoseconds / 1_000_000_000) + 1e-9 * Double(nanoseconds % 1_000_000_000))
            }
        }
        // None where there is nothing: asking whether a file exists needs no exception.
        for (name, follows) in [("stat", true), ("lstat", false)] {
            for (form, raises) in [(name, true), ("try_" + name, false)] {
                posix.define(form, "path, /", "What the system knows of a file.") { machine, arguments in
                    files.flushAll()
                    var state = stat()
                    let code: Int32
                    if arguments[0].isSmallInt {
                        code = fstat(Int32(clamping: arguments[0].smallInt), &state)
                    } else {
                        let path: String
                        do {
                            let expected = "stat: path should be string, bytes, os.PathLike or integer, not"
                            path = try machine.path(arguments[0], expected)
                        } catch let error as PythonError
                            where !raises && error.exception.type === machine.types[.valueError]
                        {
                            return .none
                        }
                        code = follows ? stat(path, &state) : lstat(path, &state)
                    }
                    if code != 0 {
                        if raises { throw machine.systemError(errno, arguments[0]) }
                        return .none
                    }
                    return describe(state, result, machine)
                }
            }
        }
    }

    private static func describe(_ state: stat, _ result: StructSequence, _ machine: Machine) -> Value {
        #if canImport(Glibc)
            let times = [state.st_atim, state.st_mtim, state.st_ctim]
        #else
            let times = [state.st_atimespec, state.st_mtimespec, state.st_ctimespec]
        #endif
        let numbers = [
            Int(state.st_mode), Int(truncatingIfNeeded: state.st_ino), Int(truncatingIfNeeded: state.st_dev),
            Int(state.st_nlink), Int(state.st_uid), Int(state.st_gid), Int(state.st_size),
        ]
        return result.make(
            (numbers + times.map { Int($0.tv_sec) }).map { machine.int($0) },
            ([Int(state.st_blksize), Int(state.st_blocks)] + times.map { $0.tv_sec * 1_000_000_000 + $0.tv_nsec }).map {
                machine.int($0)
            })
    }
}
