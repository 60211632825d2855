import PseudoTerminal
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("The line editor and signals")
struct LineEditorSignalTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("Ctrl-C leaves a line or a block and gives a new prompt")
    func interruptAtPrompt() throws {
        let terminal = try demo(folder)
        terminal.send("abc")
        terminal.shows([">>> abc"])
        terminal.send(Key.control("c"))
        terminal.shows([">>> abc", "KeyboardInterrupt", ">>>"])
        terminal.send("for x in y:" + Key.enter)
        terminal.shows([">>> abc", "KeyboardInterrupt", ">>> for x in y:", "..."])
        terminal.send(Key.control("c"))
        terminal.shows([">>> abc", "KeyboardInterrupt", ">>> for x in y:", "...", "KeyboardInterrupt", ">>>"])
        terminal.send("1" + Key.enter)
        #expect(terminal.expect("= \"1\""))
    }

    @Test("Ctrl-C leaves a search and a paste that never ends")
    func interruptElsewhere() throws {
        let terminal = try demo(folder)
        terminal.send(Key.control("r") + "abc")
        #expect(terminal.expect("`abc'"))
        terminal.send(Key.control("c"))
        #expect(terminal.expect("KeyboardInterrupt"))
        terminal.send("\u{1b}[200~text")
        terminal.settle(milliseconds: 60)
        terminal.send(Key.control("c"))
        #expect(terminal.wait { $0.lines.filter { $0 == "KeyboardInterrupt" }.count == 2 })
        terminal.send("1" + Key.enter)
        #expect(terminal.expect("= \"1\""))
    }

    @Test("Ctrl-C stops a computation and keeps the program")
    func interruptComputation() throws {
        let terminal = try demo(folder)
        terminal.send("spin" + Key.enter)
        terminal.wait { $0.cursor.row == 1 }
        terminal.send(Key.control("c"))
        #expect(terminal.expect("stopped"))
        terminal.send("1" + Key.enter)
        #expect(terminal.expect("= \"1\""))
    }

    @Test("No interrupt is lost, however it falls between two prompts")
    func manyInterrupts() throws {
        let terminal = try demo(folder, rows: 400)
        for count in 1...100 {
            terminal.signal(SIGINT)
            let seen = terminal.wait { $0.lines.filter { $0 == "KeyboardInterrupt" }.count == count }
            #expect(seen)
            guard seen else { return }
        }
    }

    @Test("Ctrl-D on an empty line ends the input; elsewhere it deletes")
    func endOfInput() throws {
        let terminal = try demo(folder)
        terminal.send("ab" + Key.home + Key.control("d"))
        terminal.shows([">>> b"])
        terminal.send(Key.delete + Key.control("d"))
        #expect(terminal.exitStatus() == 0)
        #expect(terminal.screen.lines == [">>>", "bye"])
        #expect(!terminal.screen.pastesInBrackets)
    }

    @Test("Every way out leaves the terminal as it was", arguments: [SIGTERM, SIGHUP, SIGSEGV])
    func fatalSignals(number: Int32) throws {
        let terminal = try demo(
            folder, environment: ["SWIFT_BACKTRACE": "enable=no", "ASAN_OPTIONS": "handle_segv=0:detect_leaks=0"])
        terminal.send("abc")
        terminal.shows([">>> abc"])
        #expect(terminal.screen.pastesInBrackets)
        #expect(!terminal.editsLines)
        terminal.signal(number)
        #expect(terminal.exitStatus() == -number)
        #expect(!terminal.screen.pastesInBrackets)
        #expect(terminal.editsLines)
    }

    @Test("While the program computes the terminal is its own again, pastes included")
    func computing() throws {
        let terminal = try demo(folder)
        terminal.send("spin" + Key.enter)
        #expect(terminal.wait { !$0.pastesInBrackets && $0.cursor.row == 1 })
        terminal.settle()
        #expect(terminal.editsLines)
        terminal.signal(SIGINT)
        #expect(terminal.wait { $0.pastesInBrackets })
        #expect(!terminal.editsLines)
    }

    @Test("Ctrl-\\ at the prompt does nothing")
    func quit() throws {
        let terminal = try demo(folder)
        terminal.send("ab")
        terminal.shows([">>> ab"])
        terminal.send("\u{1c}")
        terminal.settle(milliseconds: 50)
        terminal.send("c" + Key.enter)
        #expect(terminal.expect("= \"abc\""))
    }

    @Test("A kill loses no entry")
    func killed() throws {
        let first = try demo(folder)
        let second = try demo(folder)
        first.send("one" + Key.enter)
        #expect(first.expect("= \"one\""))
        second.send("if two:" + Key.enter)
        #expect(second.expect("..."))
        second.send("x" + Key.enter + Key.enter)
        #expect(second.expect("= \"if two:\\n    x\""))
        first.send("three" + Key.enter)
        #expect(first.expect("= \"three\""))
        first.signal(SIGKILL)
        second.signal(SIGKILL)
        #expect(first.exitStatus() == -SIGKILL)
        #expect(folder.read("history") == Array("one\nif two:\\n    x\nthree\n".utf8))
    }

    @Test("Ctrl-Z gives the terminal back; continued, the line is there again")
    func stopping() throws {
        let terminal = try demo(folder)
        terminal.send("abc")
        terminal.shows([">>> abc"])
        // The demo leads a session of its own, whose orphaned group the kernel does not stop: it goes on at once.
        terminal.send(Key.control("z"))
        terminal.shows([">>> abc", ">>> abc"])
        #expect(terminal.screen.pastesInBrackets)
        terminal.signal(SIGCONT)
        terminal.send("d" + Key.enter)
        #expect(terminal.expect("= \"abcd\""))
    }
}
