import Foundation
import PseudoTerminal
import Testing

/// The real program at a terminal, driven as a person would.
@Suite("The prompt", .serialized)
struct PromptTests {
    typealias Key = PseudoTerminal.Key

    @Test("Values are shown, blocks get continuation prompts, an empty line ends them")
    func blocks() throws {
        let terminal = try Gradus.prompt()
        #expect(terminal.enter("6 * 7", "42"))
        terminal.send("for i in range(2):" + Key.enter)
        #expect(terminal.expect("..."))
        terminal.send("print('row', i)" + Key.enter + Key.enter)
        #expect(terminal.expect("row 1"))
    }

    @Test("Ctrl-C stops a computation and keeps everything; at the prompt it clears the line")
    func interrupts() throws {
        let terminal = try Gradus.prompt()
        terminal.send("kept = 123" + Key.enter)
        terminal.send("while True: pass" + Key.enter + Key.enter)
        terminal.settle(milliseconds: 300)
        terminal.send(Key.control("c"))
        #expect(terminal.expect("KeyboardInterrupt"))
        #expect(terminal.enter("kept + 1", "124"))
        terminal.send("half typed")
        terminal.send(Key.control("c"))
        #expect(terminal.enter("kept + 2", "125"))
    }

    @Test("Ctrl-D, exit and quit() leave at once with status 0", arguments: [Key.control("d"), "exit\r", "quit()\r"])
    func leaving(_ keys: String) throws {
        let terminal = try Gradus.prompt()
        terminal.send(keys)
        #expect(terminal.exitStatus() == 0)
    }

    @Test("Tab completes names and the attributes of real objects")
    func completion() throws {
        let terminal = try Gradus.prompt()
        terminal.send("network = Linear(2, 3)" + Key.enter)
        terminal.settle()
        terminal.send("netw" + Key.tab + ".wei" + Key.tab + ".shape" + Key.enter)
        #expect(terminal.expect("torch.Size([3, 2])"))
    }

    @Test("History survives the session, and Up brings it back")
    func history() throws {
        let state = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
        let first = try Gradus.prompt(state: state)
        #expect(first.enter("print('remem' + 'bered')", "remembered"))
        first.signal(SIGKILL)
        let second = try Gradus.prompt(state: state)
        second.send(Key.up)
        #expect(second.expect("print('remem' + 'bered')"))
        second.send(Key.enter)
        #expect(second.wait { $0.rows.contains { $0.text == "remembered" } })
    }

    @Test("UTF-8 goes in and comes out")
    func unicode() throws {
        let terminal = try Gradus.prompt()
        #expect(terminal.enter("'größe 日本'.upper()", "'GRÖSSE 日本'"))
    }

    @Test("A pasted block runs as one unit")
    func paste() throws {
        let terminal = try Gradus.prompt()
        terminal.send(Key.paste("def f(x):\n\n\treturn x * 2\n\nprint(f(21))\n"))
        terminal.send(Key.enter)
        #expect(terminal.expect("42"))
    }

    @Test("Unfinished input asks for more; wrong input does not")
    func unfinished() throws {
        let terminal = try Gradus.prompt()
        terminal.send("x = (1 +" + Key.enter)
        #expect(terminal.expect("..."))
        terminal.send("2)" + Key.enter)
        #expect(terminal.enter("x", "3"))
        #expect(terminal.enter("x = = 2", "SyntaxError: invalid syntax"))
        #expect(terminal.enter("x + 1", "4"))
    }
}
