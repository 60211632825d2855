import Foundation
import PseudoTerminal
import Testing

/// Lessons at a terminal of their own, driven by keys.
@Suite("Lessons at a terminal", .serialized)
struct LessonTerminalTests {
    typealias Key = PseudoTerminal.Key

    /// The program in a terminal, with a state folder.
    private func terminal(_ arguments: [String], _ state: URL, waitingFor text: String) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            Gradus.path, arguments, environment: ["XDG_STATE_HOME": state.path, "HOME": state.path], columns: 100,
            rows: 50)
        #expect(terminal.expect(text, seconds: 30), "\(terminal.text)")
        return terminal
    }

    @Test("The first lesson from start to end: wrong answers, hints, back, killed and resumed")
    func wholeLesson() throws {
        let scratch = try Scratch()
        let state = scratch.folder
        var terminal = try self.terminal(["lesson", "1"], state, waitingFor: "1/16 >>>")
        for place in 2...6 {
            terminal.send(Key.enter)
            #expect(terminal.expect("\(place)/16 >>>", seconds: 30))
        }
        #expect(terminal.enter("2", "You said: the two weights multiplied."))
        #expect(terminal.expect("7/16 exercise >>>"))
        #expect(terminal.enter("check", "x2 is not there yet."))
        #expect(terminal.enter("x2 = tensor([0.1, 0.5])", "7/16 exercise >>>"))
        #expect(terminal.enter("", "x2 has one pair of brackets"))
        #expect(terminal.enter("hint", "hint 1 of 2: "))
        terminal.send("for i in range(3):" + Key.enter)
        #expect(terminal.expect("\n" + String(repeating: " ", count: "7/16 exercise ".count) + "..."))
        #expect(terminal.enter("hint", "hint 2 of 2: "))
        #expect(terminal.wait { $0.lines.last?.hasSuffix("...") == true }, "\(terminal.text)")
        terminal.send(Key.control("c"))
        #expect(terminal.enter("back", "── 6/16 "))
        #expect(terminal.expect("6/16 >>>"))
        #expect(terminal.enter("1", "As you said: "))
        #expect(terminal.wait { $0.lines.last == "7/16 exercise >>>" })
        // Killed, it goes on where it was.
        terminal.signal(SIGKILL)
        _ = terminal.exitStatus()
        terminal = try self.terminal(["lesson", "1"], state, waitingFor: "7/16 exercise >>>")
        #expect(terminal.enter("net.in_features, x", "(2, tensor([[1., 1.]]))"))
        terminal.send("x2 = tensor([[0.1, 0.5]])" + Key.enter + "y2 = net(x2)" + Key.enter)
        #expect(terminal.expect("Done: Exercise: another input"))
        #expect(terminal.enter("quit", "The lesson is left."))
        #expect(terminal.exitStatus() == 0)
        // A lesson is opened from the prompt as well.
        let prompt = try Gradus.prompt(state: state)
        #expect(prompt.enter("lesson", "at step 8 of 16"))
        #expect(prompt.enter("lesson 1", "8/16 exercise >>>"))
        #expect(prompt.enter("solution", "y = x1 * w1 + x2 * w2 + b"))
        for place in 8...16 {
            #expect(prompt.wait { $0.lines.last?.hasPrefix("\(place)/16 ") == true }, "\(place): \(prompt.text)")
            prompt.settle()
            if prompt.screen.lines.last?.contains("exercise") == true {
                _ = prompt.enter("solution", "Type it, or Enter")
            }
            prompt.settle()
            prompt.send(Key.enter)
            prompt.settle()
            if prompt.screen.text.contains("Type 1 to 3"), prompt.screen.lines.last?.hasPrefix("\(place)/") == true {
                prompt.send("1" + Key.enter)
            }
        }
        #expect(prompt.expect("That was the lesson “One neuron”."))
        #expect(prompt.enter("quit", "The lesson is left."))
        #expect(prompt.enter("lesson", "One neuron                                   done"))
    }

    @Test("Tab completes names of lessons and the words of an open one")
    func completion() throws {
        let terminal = try Gradus.prompt()
        terminal.send("lesson 03" + Key.tab)
        #expect(terminal.expect("lesson 03-shape-errors"))
        terminal.send(Key.enter)
        #expect(terminal.expect("1/", seconds: 20))
        terminal.send("resta" + Key.tab)
        #expect(terminal.expect("restart"))
    }

    @Test("The presenter types what any key stands for, runs at Enter, goes back, jumps and lends the prompt")
    func presenting() throws {
        let scratch = try Scratch()
        let path = try scratch.file(
            "l.py",
            """
            # %% First
            #: note Say hello.
            x = 1234
            x + 1
            #> 1235

            # %% Second
            for i in range(2):
                print('row', i)

            # %% Third
            x * 2
            #> 2468
            """)
        let notes = scratch.folder.path + "/notes.txt"
        let terminal = try PseudoTerminal(
            Gradus.path, ["present", path, "--notes", notes], environment: ["HOME": scratch.folder.path], rows: 40)
        #expect(terminal.expect("1/3  First", seconds: 20))
        terminal.send("qqqq")
        #expect(terminal.wait { $0.lines.last == ">>> x = " || $0.lines.last == ">>> x =" }, "\(terminal.text)")
        terminal.send(Key.tab)
        #expect(terminal.expect(">>> x = 1234"))
        terminal.send(Key.enter)
        #expect(terminal.wait { $0.lines.last == ">>>" })
        terminal.send(Key.enter)
        #expect(terminal.expect("1235"))
        // What is typed while a statement runs is dropped.
        terminal.settle()
        terminal.send(Key.enter)
        #expect(terminal.expect("2/3  Second"))
        terminal.settle()
        terminal.send("abc")
        #expect(terminal.expect(">>> for"))
        // The prompt, and back.
        terminal.send(Key.control("t"))
        #expect(terminal.expect("The prompt is yours"))
        terminal.settle()
        #expect(terminal.enter("x = 99; x", "\n99"))
        #expect(terminal.wait { $0.lines.last == ">>>" })
        terminal.settle()
        terminal.send(Key.control("d"))
        #expect(terminal.wait { $0.lines.last == ">>> for" }, "\(terminal.text)")
        terminal.settle()
        terminal.send(Key.enter + Key.enter)
        #expect(terminal.expect("row 1"))
        terminal.settle()
        terminal.send(Key.control("g") + "3" + Key.enter)
        #expect(terminal.expect("3/3  Third"))
        terminal.settle()
        terminal.send(Key.enter)
        #expect(terminal.expect("2468"))
        terminal.settle()
        terminal.send(Key.left)
        #expect(terminal.wait { !$0.text.contains("2468") && $0.text.contains("3/3  Third") })
        terminal.send(Key.left)
        #expect(terminal.expect("2/3  Second"))
        terminal.send(Key.control("d"))
        #expect(terminal.exitStatus() == 0)
        let told = try scratch.text("notes.txt")
        #expect(told.contains("── 1/3 First\n   Say hello.\n   then: Second\n"))
        #expect(told.contains("── 3/3 Third\n"))
    }

    @Test("--auto types by itself, and --record writes what asciinema plays")
    func recording() throws {
        let scratch = try Scratch()
        let path = try scratch.file("l.py", "# %% Größe\nx = 'größe \"日本\"'\nx\n#> 'größe \"日本\"'\n")
        let run = try Gradus.run(["present", path, "--auto", "5000", "--record", "demo.cast"], in: scratch.folder)
        #expect(run.status == 0)
        #expect(run.output.contains(">>> x\n'größe \"日本\"'\n"))
        let lines = try scratch.text("demo.cast").split(separator: "\n").map { Data($0.utf8) }
        let header = try JSONSerialization.jsonObject(with: lines[0]) as? [String: Any]
        #expect(header?["version"] as? Int == 2)
        #expect(header?["width"] as? Int == 80)
        #expect(header?["height"] as? Int == 24)
        var shown = ""
        var last = 0.0
        for line in lines.dropFirst() {
            let event = try JSONSerialization.jsonObject(with: line) as? [Any]
            #expect(event?.count == 3)
            #expect(event?[1] as? String == "o")
            let time = event?[0] as? Double ?? -1
            #expect(time >= last)
            last = time
            shown += event?[2] as? String ?? ""
        }
        #expect(shown == run.output.replacing("\n", with: "\r\n"))
        #expect(lines.count > 10)
    }

    @Test("--rehearse runs everything and tells what would fail")
    func rehearsing() throws {
        let scratch = try Scratch()
        let good = try scratch.file("a.py", "# %% A\n1\n#> 1\n")
        let fine = try Gradus.run(["present", "--rehearse", good])
        #expect(fine.output == "1 steps, 1 outputs: it will go well\n")
        #expect(fine.status == 0)
        let bad = try scratch.file("b.py", "# %% A\n1\n#> 2\nmissing\n")
        let told = try Gradus.run(["present", "--rehearse", bad])
        #expect(
            told.output == "\(bad):3: expected '2', got '1'\n\(bad):4: NameError: name 'missing' is not defined\n"
                + "1 steps, 1 outputs: 2 would not go as written\n")
        #expect(told.status == 1)
    }

    @Test(
        "What makes no sense is refused in one line",
        arguments: [
            ["present"], ["present", "/nowhere.py"], ["present", "1", "--auto", "fast"],
            ["present", "1", "--auto", "0"],
            ["present", "1"], ["lesson", "1"], ["lesson", "77"], ["parity"],
            ["parity", "x.py", "--python", "/nonesuch"],
            ["present", "1", "--auto", "9", "--record", "/nowhere/x.cast"], ["check", "--python", "x"],
        ])
    func refusals(_ arguments: [String]) throws {
        let run = try Gradus.run(arguments)
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("gradus: "))
        #expect(run.errors.filter { $0 == "\n" }.count == 1)
    }

    @Test("parity compares with the Python that is named, piece by piece")
    func parity() throws {
        let scratch = try Scratch()
        // Stands in for Python with PyTorch: it prints what the test says.
        let python = try scratch.file(
            "python",
            "#!/bin/sh\nif [ \"$1\" = -c ]; then echo 2.13.0; exit 0; fi\ncat > /dev/null\n"
                + "printf '2\\n\\0360\\036\\n7\\n\\0361\\036\\n'\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: python)
        let path = try scratch.file("l.py", "# %% A\n1 + 1\n#> 2\n5\n#> 5\n")
        let run = try Gradus.run(["parity", path, "--python", python])
        #expect(
            run.output == "\(path):4: PyTorch shows '7', Gradus '5'\n1 lesson, 2 pieces: 1 differ from PyTorch 2.13.0\n"
        )
        #expect(run.status == 1)
        let same = try scratch.file("m.py", "# %% A\n1 + 1\n#> 2\n#: about\n7\n")
        let fine = try Gradus.run(["parity", same, "--python", python])
        #expect(fine.output.hasSuffix("the same as PyTorch 2.13.0\n"))
        #expect(fine.status == 0)
    }
}
