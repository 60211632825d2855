import Foundation
import PseudoTerminal
import Testing

/// Habits at the real prompt, in a terminal.
@Suite("Editing at the prompt", .serialized)
struct EditingTests {
    typealias Key = PseudoTerminal.Key

    @Test("Ctrl-C stops a loop of large products and keeps everything")
    func products() throws {
        let terminal = try Gradus.prompt()
        #expect(terminal.enter("x = torch.eye(400); print('rea' + 'dy')", "ready"))
        terminal.send("for i in range(10**9): y = x @ x" + Key.enter + Key.enter)
        terminal.settle(milliseconds: 300)
        terminal.send(Key.control("c"))
        #expect(terminal.expect("KeyboardInterrupt"))
        #expect(terminal.enter("y.sum() + 1", "tensor(401.)"))
    }

    @Test(
        "Tab completes keyword arguments, modules, files in strings and behind commands",
        arguments: [
            ("nn.Linear(in_f\t", "nn.Linear(in_features="), ("from collec\t", "from collections"),
            ("open('half_fin\t", "open('half_finished.py"), ("run half_fin\t", "run half_finished.py"),
            ("timei\t", "timeit"), ("set them\t", "set theme"), ("set theme pl\t", "set theme plain"),
            ("help backw\t", "help backward"), ("help torch.nn.Bilin\t", "help torch.nn.Bilinear"),
        ])
    func completes(_ typed: String, _ completed: String) throws {
        let terminal = try Gradus.prompt()
        #expect(
            terminal.enter(
                "import os, tempfile; os.chdir(tempfile.mkdtemp()); open('half_finished.py', 'w').close(); print(6 * 7)",
                "42"))
        terminal.send(typed)
        #expect(terminal.expect(completed, seconds: 20))
    }

    @Test("The second Tab lists candidates with their signatures")
    func lists() throws {
        let terminal = try Gradus.prompt()
        terminal.send("def alpha_one(first, second=2): pass" + Key.enter + Key.enter)
        terminal.send("def alpha_two(third): pass" + Key.enter + Key.enter)
        terminal.settle()
        terminal.send("alp" + Key.tab + Key.tab + Key.tab)
        #expect(terminal.expect("(first, second=2)", seconds: 20))
        #expect(terminal.expect("(third)"))
    }

    @Test(
        "The call being typed shows its parameters; Right accepts the rest of an earlier entry; both can be switched off"
    )
    func hints() throws {
        let terminal = try Gradus.prompt()
        terminal.send("nn.Linear(")
        #expect(terminal.expect("nn.Linear(in_features, out_features, bias=True", seconds: 20))
        terminal.send(Key.control("c"))
        #expect(terminal.enter("print('earlier' + ' entry')", "earlier entry"))
        terminal.send("print('ear" + Key.right + Key.enter)
        #expect(terminal.wait { $0.rows.filter { $0.text == "earlier entry" }.count == 2 })
        #expect(terminal.enter("set hints off", "hints is now off"))
        terminal.send("nn.ReLU(")
        terminal.settle()
        #expect(!terminal.text.contains("inplace"))
    }

    @Test("Two shells at once lose no entry, a killed one neither")
    func twoShells() throws {
        let state = Gradus.scratch.appendingPathComponent(UUID().uuidString)
        let first = try Gradus.prompt(state: state)
        let second = try Gradus.prompt(state: state)
        #expect(first.enter("print('from ' + 'one')", "from one"))
        #expect(second.enter("print('from ' + 'two')", "from two"))
        first.signal(SIGKILL)
        second.signal(SIGKILL)
        let third = try Gradus.prompt(state: state)
        #expect(third.enter("history 2", "print('from ' + 'one')"))
        #expect(third.expect("print('from ' + 'two')"))
    }

    @Test("A pasted notebook transcript loses its prompts and outputs")
    func transcript() throws {
        let terminal = try Gradus.prompt()
        terminal.send(Key.paste("In [3]: a = 5\n\nIn [4]: a * 2\nOut[4]: 10\n"))
        terminal.settle()
        terminal.send(Key.enter)
        #expect(terminal.wait { $0.rows.contains { $0.text == "10" } })
    }

    @Test("A dumb terminal gets plain lines, NO_COLOR no colours")
    func plain() throws {
        let terminal = try PseudoTerminal(
            Gradus.path, ["-q"], environment: ["TERM": "dumb", "HOME": NSTemporaryDirectory()])
        #expect(terminal.expect(">>>", seconds: 20))
        #expect(terminal.enter("6 * 7", "42"))
        #expect(!terminal.bytes.contains(0x1b))
        let colorless = try PseudoTerminal(
            Gradus.path, ["-q"], environment: ["NO_COLOR": "1", "HOME": NSTemporaryDirectory()])
        #expect(colorless.expect(">>>", seconds: 20))
        #expect(colorless.enter("'text'", "'text'"))
        #expect(!String(decoding: colorless.bytes, as: UTF8.self).contains("[38;"))
    }

    @Test("A long statement's time is told, unless that is switched off")
    func elapsed() throws {
        let terminal = try Gradus.prompt()
        #expect(terminal.enter("import time; time.sleep(1.1); print('slept')", "took 1."))
        #expect(terminal.enter("set time off", "time is now off"))
        #expect(terminal.enter("time.sleep(1.1); print('slept' + ' again')", "slept again"))
        terminal.settle()
        #expect(terminal.text.components(separatedBy: "took").count == 2)
    }

    @Test("A live plot is redrawn in place while training; what is printed stands above it")
    func live() throws {
        let terminal = try Gradus.prompt()
        let program = """
            import time
            net = nn.Linear(1, 1); opt = optim.SGD(net.parameters(), lr=0.01); losses = []
            plot losses live
            for epoch in range(30):
                opt.zero_grad(); loss = net(torch.ones(1, 1)).sum() ** 2; loss.backward(); opt.step()
                losses.append(loss.item()); time.sleep(0.03)
                if epoch == 20: print('the', '20th')

            print('all ' + 'done')
            """
        terminal.send(Key.paste(program) + Key.enter)
        #expect(terminal.expect("all done\nlosses\n", seconds: 20))
        terminal.settle()
        let drawings = String(decoding: terminal.bytes, as: UTF8.self).components(separatedBy: "\u{1b}[J\u{1b}[A").count
        #expect(drawings > 4)
        #expect(terminal.text.contains("the 20th"))
        let axes = terminal.text.split(separator: "\n").filter { $0.contains("╶┴") }
        #expect(axes.count == 1, "\(terminal.text)")
        #expect(terminal.text.contains("the 20th\nall done\nlosses\n"))
    }

    @Test("A theme changes colours, and takes them away")
    func themes() throws {
        let terminal = try Gradus.prompt()
        func written() -> String { String(decoding: terminal.bytes, as: UTF8.self) }
        #expect(terminal.enter("set theme dark", "theme is now dark"))
        #expect(terminal.enter("set theme plain", "theme is now plain"))
        terminal.settle()
        let before = written().count
        #expect(terminal.enter("draw nn.Linear(2, 1)", "3 parameters"))
        terminal.send("def f(): return 'x'")
        terminal.settle()
        #expect(!written().dropFirst(before).contains("[38;"))
    }

    @Test("The window's size is followed by lines and pictures")
    func resizing() throws {
        let terminal = try Gradus.prompt(columns: 100)
        terminal.send("'a long line that will have to wrap ' + 'in a narrow window'")
        terminal.settle()
        terminal.resize(columns: 40, rows: 30)
        terminal.signal(SIGWINCH)
        terminal.settle()
        terminal.send(Key.enter)
        #expect(terminal.expect("'a long line that will have to wrap in a"))
        #expect(terminal.enter("print('wi' + 'dth'); 'plot'", "width"))
        #expect(terminal.enter("plot [1, 2, 3]", "╶┴"))
        terminal.settle()
        let rows = terminal.screen.rows.drop { $0.text != "width" }
        #expect(rows.allSatisfy { $0.text.count <= 40 && !$0.wraps })
    }

    @Test(
        "Ctrl-C stops what a command does",
        arguments: ["timeit x @ x", "time [x @ x for _ in range(10**9)]", "plot range(10**9)"])
    func interruptedCommand(_ command: String) throws {
        let terminal = try Gradus.prompt()
        #expect(terminal.enter("x = torch.eye(300); print('rea' + 'dy')", "ready"))
        terminal.send(command + Key.enter)
        terminal.settle(milliseconds: 300)
        terminal.send(Key.control("c"))
        #expect(terminal.expect("KeyboardInterrupt"))
        #expect(terminal.enter("x.sum() + 1", "tensor(301.)"))
    }

    @Test("The keys of vi do not bring it down", arguments: 0..<4)
    func viKeys(_ seed: Int) throws {
        let state = Gradus.scratch.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        try Data("bind -v\n".utf8).write(to: state.appendingPathComponent(".editrc"))
        let terminal = try Gradus.prompt(state: state)
        let keys = [
            "\u{1b}", "w", "b", "x", "d", "c", "$", "0", "i", "a", "A", "C", "D", "u", "U", "p", "P", "r", "s", "f",
            ";", "1",
            "~", "%", "^", "h", "l", "abc ", "x=1", "ä", "\u{7f}", "\u{17}", "\u{15}", Key.up, Key.down, Key.enter,
        ]
        var number = UInt64(seed) &* 7919 &+ 17
        for _ in 0..<400 {
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            terminal.send(keys[Int((number >> 33) % UInt64(keys.count))])
        }
        // What the keys have begun (a motion, a search) may swallow the first ones of what follows.
        let isAlive = (0..<3).contains { _ in
            for keys in [Key.control("c"), "\u{1b}", "S", "print(6" + " * 7)" + Key.enter] {
                terminal.settle()
                terminal.send(keys)
            }
            return terminal.wait(seconds: 5) { $0.rows.contains { $0.text == "42" } }
        }
        #expect(isAlive)
    }
}
