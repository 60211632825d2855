import GoldenPrograms
import Interpreter
import StandardLibrary
import Syntax
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Programs write only where they may") struct SandboxTests {
    /// A folder outside of the fence that everybody could write in, and one inside.
    private final class Places {
        let outside: String
        let inside: String

        init() {
            func make(_ template: String) -> String {
                var bytes = Array(template.utf8CString)
                guard let path = mkdtemp(&bytes) else { return "/nonexistent" }
                return String(cString: path)
            }
            outside = make("/var/tmp/gradus-fence-XXXXXX")
            let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
            inside = make(temporary + "/gradus-fence-XXXXXX")
        }

        deinit {
            for folder in [outside, inside] {
                for name in ["kept", "new", "link", "sub", "moved"] {
                    unlink("\(folder)/\(name)")
                    rmdir("\(folder)/\(name)")
                }
                rmdir(folder)
            }
        }
    }

    private func run(_ text: String, _ places: Places, allowing: [String] = []) -> String {
        let prelude = """
            import os
            OUT, IN = \("\"\(places.outside)\""), \("\"\(places.inside)\"")
            """
        let machine = Machine()
        StandardLibrary.install(in: machine, surroundings: Surroundings(writableFolders: allowing))
        var output = ""
        machine.output = { output += $0 }
        let source = Source(name: "<program>", bytes: Array((prelude + "\n" + text + "\n").utf8))
        do {
            let code = try Compiler.compile(
                Parser.parseFile(source).body, source: source, mode: .file, machine: machine)
            _ = try machine.run(code, globals: machine.globals)
        } catch {
            let exception = machine.exception(for: error)
            output += "\(exception.type.name): \((try? machine.str(Value(exception))) ?? "?")"
        }
        return output
    }

    private func exists(_ path: String) -> Bool {
        var state = stat()
        return lstat(path, &state) == 0
    }

    @Test(arguments: [
        "open(OUT + '/new', 'w')", "open(OUT + '/new', 'a')", "open(OUT + '/new', 'x')", "open(OUT + '/kept', 'r+')",
        "open(OUT + '/kept', 'w')", "os.mkdir(OUT + '/sub')", "os.makedirs(OUT + '/sub')", "os.remove(OUT + '/kept')",
        "os.rename(OUT + '/kept', OUT + '/moved')", "os.rename(OUT + '/kept', IN + '/moved')",
        "open(IN + '/new', 'w').close(); os.rename(IN + '/new', OUT + '/new')", "os.rmdir(OUT)",
        "os.link(OUT + '/kept', IN + '/link'); open(IN + '/link', 'w')",
        "os.open(OUT + '/new', os.O_CREAT | os.O_WRONLY)",
        "os.symlink(OUT, IN + '/link'); open(IN + '/link/new', 'w')",
        "os.symlink(OUT + '/new', IN + '/link'); open(IN + '/link', 'w')",
        "os.symlink(OUT + '/kept', IN + '/link'); open(IN + '/link', 'w')",
        "open(IN + '/../../var/tmp/' + OUT.rsplit('/', 1)[1] + '/new', 'w')",
        "os.symlink('/etc', OUT + '/link')",
        "os.chmod(OUT + '/kept', 0)", "os.utime(OUT + '/kept')", "import shutil; shutil.rmtree(OUT)",
        "import pathlib; pathlib.Path(OUT, 'new').write_text('x')",
        "import pathlib; pathlib.Path(OUT, 'kept').unlink()",
        "import io; io.FileIO(OUT + '/new', 'w')",
    ])
    func `outside nothing changes and the message names the flag`(action: String) {
        let places = Places()
        let kept = places.outside + "/kept"
        if let file = fopen(kept, "w") {
            fputs("text", file)
            fclose(file)
        }
        let printed = run(action, places)
        #expect(printed.hasPrefix("PermissionError: [Errno 13] Permission denied: "), "\(printed)")
        #expect(printed.contains("--allow-write PATH"))
        var state = stat()
        #expect(stat(kept, &state) == 0 && state.st_size == 4 && state.st_mode & 0o777 != 0)
        for name in ["new", "sub", "moved", "link"] { #expect(!exists("\(places.outside)/\(name)")) }
    }

    @Test func `inside files come, change their names and go`() {
        let places = Places()
        let program = """
            os.makedirs(IN + '/sub/deep')
            with open(IN + '/sub/deep/f', 'w') as f: f.write('x')
            os.rename(IN + '/sub/deep/f', IN + '/moved')
            print(open(IN + '/moved').read(), os.listdir(IN + '/sub'))
            os.remove(IN + '/moved'); os.removedirs(IN + '/sub/deep')
            print(os.path.exists(IN))
            """
        #expect(run(program, places) == "x ['deep']\nFalse\n")
    }

    @Test func `a folder that is allowed is as good as inside`() {
        let places = Places()
        let program = "open(OUT + '/new', 'w').write('x'); print(open(OUT + '/new').read()); os.remove(OUT + '/new')"
        #expect(run(program, places, allowing: [places.outside]) == "x\n")
    }

    @Test func `reading is free, and so are devices that swallow`() {
        let places = Places()
        #expect(run("print(len(open('/etc/hosts').read()) >= 0)", places) == "True\n")
        #expect(run("print(open('/dev/null', 'w').write('x'))", places) == "1\n")
    }

    @Test(arguments: [
        "subprocess", "socket", "multiprocessing", "threading", "ctypes", "signal", "urllib.request", "pickle",
    ])
    func `modules that reach out are refused by name`(module: String) {
        let top = module.split(separator: ".")[0]
        let printed = run("import \(module)", Places())
        #expect(printed.hasPrefix("ModuleNotFoundError: No module named '\(top)': '\(top)' is not part of Gradus ("))
    }

    @Test func `other programs are refused by name`() {
        let places = Places()
        for name in ["system", "popen", "fork", "execv", "kill"] {
            #expect(run("os.\(name)", places).hasPrefix("AttributeError: os.\(name) is not part of Gradus"))
        }
    }
}
