import Foundation
import Testing

@testable import Shell

/// What a session prints for lines given one after the other.
func session(_ lines: String...) -> String { session(lines) }

func session(_ lines: [String]) -> String {
    var text = ""
    let session = Session { event in
        switch event {
        case .output(let output), .errorOutput(let output): text += output
        case .failure(let page): text += page.report
        case .picture(let lines), .redrawing(let lines, _): text += lines.map { $0.text + "\n" }.joined()
        case .advice, .elapsed, .lesson, .flush: break
        }
    }
    session.keepsUndo = true
    for line in lines { _ = session.submit(line) }
    return text
}

@Suite("Commands")
struct CommandTests {
    @Test("Every command has a name of its own, a summary and a place in help, which fits one screen")
    func declared() {
        let names = Commands.all.flatMap(\.names)
        #expect(Set(names).count == names.count)
        let lines = session("help").split(separator: "\n")
        let help = lines.joined(separator: "\n")
        for command in Commands.all where command.name != "!" {
            #expect(command.summary.hasSuffix("."))
            #expect(help.contains(command.name) || command.isHidden)
            #expect(session("help \(command.name)").contains(command.summary))
        }
        #expect(lines.count <= 24)
        #expect(lines.allSatisfy { $0.count <= 90 })
    }

    @Test(
        "A line is told to be a command or Python",
        arguments: [
            ("step", true), ("step lr=0.1", true), ("%step lr=0.1", true), ("step = 3", false), ("step.x", false),
            ("step + 1", false), ("step(net)", true), ("stepper", false), ("show net", true), ("show(net)", true),
            ("help", true), ("help(len)", false), ("exit", true), ("exit()", false), ("who  # all", true),
            ("seed 42", true), ("seed: int = 3", false), ("zero, one = 1, 2", false), ("show in x", false),
            ("x", false), ("backward (a - b).sum()", true), ("", false), ("reset;", false), ("?len", true),
            ("len?", true), ("torch.nn.Linear?", true), ("x = 'what?'", false), ("!ls", true), ("%timeit 1 + 1", true),
            ("set precision 8", true), ("set(x)", false), ("time x = 1", true), ("time.sleep(1)", false),
            ("%matplotlib inline", true), ("matplotlib inline", false), ("1 if x else 2 ?", false),
        ])
    func told(_ line: String, _ isCommand: Bool) {
        let session = Session { _ in }
        #expect((session.command(in: line) != nil) == isCommand)
    }

    @Test("A variable of the same name wins, and the mark gets the command back")
    func variableWins() {
        #expect(session("who = 7", "who") == "7\n")
        #expect(session("who = 7", "%who").contains("who   int"))
    }

    @Test("who lists variables with type, shape, element type and bytes; reset forgets them")
    func variables() {
        let words = session("x = 3", "t = torch.ones(2, 3)", "net = Linear(2, 3)", "who")
            .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(words[0] == "name type shape dtype bytes value")
        #expect(words[1].hasPrefix("x int ") && words[1].hasSuffix(" 3"))
        #expect(words[2] == "t Tensor (2, 3) float32 24")
        #expect(words[3].hasPrefix("net Linear 36"))
        #expect(session("x = 3", "reset", "who") == "No variables yet.\n")
        #expect(session("x = 3", "reset", "x").contains("NameError"))
    }

    @Test("seed starts the random numbers as torch.manual_seed and random.seed do")
    func seed() {
        #expect(session("seed 42", "torch.rand(2)") == session("g = torch.manual_seed(42)", "torch.rand(2)"))
        #expect(
            session("import random", "seed 42", "random.random()")
                == session("import random", "random.seed(42)", "random.random()"))
        #expect(session("seed").contains("TypeError: the command seed is used as: seed N"))
    }

    @Test("_ is the last value and __ the one before; a semicolon hides a value")
    func underscore() {
        #expect(session("40 + 2", "_ + 1", "None", "_", "__") == "42\n43\n43\n43\n")
        #expect(session("1", "2", "__") == "1\n2\n1\n")
        #expect(session("5;", "_", "6;  # six", "_", "7; 8;") == "5\n6\n7\n")
        #expect(session("x = 'a;'", "x", "';'") == "'a;'\n';'\n")
    }

    @Test("A pasted block may hold commands between its statements")
    func mixed() {
        #expect(session("x = 1\n%matplotlib inline\nif x:\n    y = 2\nx + y") == "3\n")
        #expect(session("%%time\nx = 1\nprint(x)").hasPrefix("1\ntook "))
    }

    @Test("What notebooks have and a session has not is refused by name")
    func refused() {
        #expect(session("!ls -l").contains("NotImplementedError: !ls -l: a session starts no other programs"))
        #expect(session("%nonsense").contains("NameError: there is no command %nonsense"))
    }

    @Test("shapes follows a value through every layer")
    func shapes() {
        let net = "net = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))"
        let rows = session(net, "x = torch.ones(5, 4)", "shapes net(x)").split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(
            rows == [
                "layer input output parameters", "Sequential (5, 4) (5, 2) -", "0 (Linear) (5, 4) (5, 3) 15",
                "1 (ReLU) (5, 3) (5, 3) -", "2 (Linear) (5, 3) (5, 2) 8",
                "total: 23 parameters (all trained), 92 bytes",
            ])
        let own = """
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.inner = nn.Sequential(nn.Linear(2, 3))
                    self.out = nn.Linear(3, 1)
                def forward(self, x):
                    return self.out(self.inner(x))
            """
        let text = session(own, "net = Net()", "shapes net(torch.ones(1, 2))", "net", "net(torch.ones(1, 2)).shape")
        #expect(text.contains("inner.0 (Linear)  (1, 2)"))
        #expect(text.contains("total: 13 parameters"))
        #expect(text.hasSuffix("torch.Size([1, 1])\n"))
        #expect(session("shapes 1 + 1").contains("ValueError: no layer was called"))
    }

    @Test("time runs once and keeps what it makes, timeit runs often")
    func timing() {
        let text = session("time x = 6 * 7", "x", "time x + 1")
        #expect(text.contains("took ") && text.contains("42\n43\ntook "))
        #expect(session("timeit 1 + 1").contains(" per loop"))
        #expect(session("time 1 / 0").contains("ZeroDivisionError"))
        #expect(Durations.text(0.00123) == "1.23 ms")
        #expect(Durations.text(12.3) == "12.3 s")
        #expect(Durations.text(1.5e-7) == "150 ns")
        #expect(Durations.text(0) == "0.00 ns")
    }

    @Test("set changes and lists what can be set")
    func settings() {
        #expect(session("set precision 2", "torch.tensor(3.14159)") == "precision is now 2\ntensor(3.14)\n")
        #expect(session("set ascii", "set pictures").hasPrefix("pictures is now ascii\npictures is ascii"))
        #expect(session("set hints off", "set hints").hasSuffix("hints is off\n"))
        #expect(session("set errors short", "1 / 0") == "errors is now short\nZeroDivisionError: division by zero\n")
        #expect(session("set nothing").contains("ValueError: there is no setting 'nothing'"))
        #expect(session("set hints sideways").contains("ValueError: hints is one of on|off"))
        for setting in SettingsTable.all { #expect(session("set").contains("set \(setting.name)")) }
    }

    @Test("history lists what was typed, whole blocks as one entry")
    func history() {
        let text = session("x = 1", "for i in range(2):\n    x += i", "history", "history 1")
        #expect(text == "   1  x = 1\n   2  for i in range(2):\n          x += i\n   3  history\n")
    }
}

@Suite("help")
struct HelpTests {
    @Test(
        "A page has a signature, a sentence and an example",
        arguments: [
            ("torch.relu", "torch.relu(input)", ">>> torch.relu("),
            ("nn.Linear", "nn.Linear(in_features", ">>> Linear("),
            ("optim.Adam", "optim.Adam(params", ">>> optim.Adam("), ("len", "len(obj, /)", ">>> len('abc')"),
            ("F.cross_entropy", "F.cross_entropy(input, target", ">>> F.cross_entropy("),
            ("torch.Tensor.view", "Tensor.view(", ">>> torch."), ("cross_entropy", "F.cross_entropy(", "formula"),
            ("logistic", "torch.sigmoid(input)", "formula  1 / (1 + exp(-x))"),
            ("step", "step [OPTIMIZER | NET]", "gradients"),
        ])
    func pages(_ name: String, _ signature: String, _ part: String) {
        for text in [session("help \(name)"), session("?\(name)"), session("\(name)?")] {
            #expect(text.hasPrefix(signature))
            #expect(text.contains(part))
        }
    }

    @Test(
        "Every public name has a sentence and an example that runs",
        arguments: [
            "torch", "nn", "F", "optim", "torch.Tensor", "nn.init", "torch.linalg", "torch.special", "nn.utils",
            "torch.utils.data", "optim.lr_scheduler",
        ])
    func complete(_ place: String) throws {
        let session = Session { _ in }
        var missing: [String] = []
        let names = try session.evaluate("[n for n in getattr(\(place), '__all__', dir(\(place))) if n[0] != '_']")
        session.machine.keep(names)
        #expect(try session.machine.items(of: names).count > 1)
        for name in try session.machine.items(of: names).compactMap({ $0.asStr?.string }) {
            let lines = try session.machine.scope { try session.help("\(place).\(name)") }
            // What is refused has nothing to show.
            if lines[0].hasPrefix("module ") || lines.contains(where: { $0.hasPrefix("    Refused") }) { continue }
            if !lines.contains(where: { $0.hasPrefix("    >>> ") }) || lines.contains("    It has no description.") {
                missing.append(name)
            }
        }
        #expect(missing == [])
    }

    @Test("Functions and classes of the program show their signatures and descriptions")
    func own() {
        let text = session("def area(w, h=2, *, scale=1.5):\n    '''The area.'''\n    return w * h", "area?")
        #expect(text == "area(w, h=2, *, scale=1.5)\n    The area.\n")
        let type = session("class Box:\n    '''A box.'''\n    def open(self, key):\n        pass\n", "help Box")
        #expect(type.contains("A box.") && type.contains(".open(key)"))
        #expect(session("t = torch.ones(2, 3)", "t?").contains("shape (2, 3), float32, 6 elements"))
        #expect(session("help nothing_like_it").contains("NameError"))
    }

    @Test("Examples leave random numbers and variables alone, and run whatever the names mean by now")
    func apart() {
        #expect(session("seed 1", "help torch.rand", "torch.rand(1)").hasSuffix(session("seed 1", "torch.rand(1)")))
        #expect(session("torch = 3", "help len", "torch").hasSuffix("3\n"))
    }
}

@Suite("save, run and load")
struct FileCommandTests {
    private func temporary(_ name: String) throws -> String {
        let folder = Gradus.scratch.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appendingPathComponent(name).path
    }

    @Test("A session becomes a program with imports, calls and prints")
    func program() throws {
        let path = try temporary("s.py")
        _ = session(
            "seed 1", "net = Linear(2, 1)", "x = tensor([[1., 2.]])", "loss = net(x).sum()", "backward", "step lr=0.1",
            "1 / 0", "who", "loss", "'text'", "x.shape;", "opt = optim.SGD(net.parameters(), lr=0.1)", "zero",
            "F.relu(x)", "save '\(path)'")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            text == """
                import torch
                import torch.nn.functional as F
                import torch.optim as optim
                from torch import tensor
                from torch.nn import Linear

                import random
                random.seed(1)
                torch.manual_seed(1)
                net = Linear(2, 1)
                x = tensor([[1., 2.]])
                loss = net(x).sum()
                loss.backward()
                with torch.no_grad():
                    for parameter in [net.weight, net.bias]:
                        if parameter.grad is not None:
                            parameter -= 0.1 * parameter.grad

                print(loss)
                print(repr('text'))
                x.shape
                opt = optim.SGD(net.parameters(), lr=0.1)
                opt.zero_grad()
                print(F.relu(x))

                """)
        let again = session("run '\(path)'")
        #expect(again.hasPrefix("tensor(") && again.contains("'text'\n"))
    }

    @Test("The last value keeps its name in a program that uses it")
    func lastValue() throws {
        let path = try temporary("s.py")
        _ = session("6 * 7", "_ + 1", "save '\(path)'")
        #expect(
            try String(contentsOfFile: path, encoding: .utf8) == "_ = 6 * 7\nprint(_)\n_ = _ + 1\nprint(_)\n")
    }

    @Test("A session becomes a text with what was printed")
    func markdown() throws {
        let path = try temporary("s.md")
        _ = session("x = 2", "x + 1", "save '\(path)'")
        #expect(
            try String(contentsOfFile: path, encoding: .utf8)
                == "# A session\n\n```pycon\n>>> x = 2\n```\n\n```pycon\n>>> x + 1\n3\n```\n")
    }

    @Test("run keeps a program's variables, load types it in and shows values")
    func running() throws {
        let path = try temporary("p.py")
        try "made = 5\nmade + 1\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(session("run '\(path)'", "made") == "5\n")
        #expect(session("load '\(path)'", "made") == ">>> made = 5\n>>> made + 1\n6\n5\n")
        #expect(session("run /nowhere.py").contains("FileNotFoundError: [Errno 2]"))
        #expect(session("save /nowhere.txt").contains("TypeError: the command save is used as"))
    }
}
