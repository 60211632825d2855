import Foundation
import Testing

@testable import Shell

@Suite("undo")
struct UndoTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let before: [String]
        let change: [String]
        let question: String
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "a variable", before: ["x = 1"], change: ["x = 2"], question: "x"),
        Case(name: "a deleted variable", before: ["x = 1"], change: ["del x"], question: "x"),
        Case(name: "a list", before: ["a = [1, [2]]"], change: ["a[1].append(3)"], question: "a"),
        Case(name: "a dict", before: ["d = {'a': {}}"], change: ["d['a']['b'] = 1; d['c'] = 2"], question: "d"),
        Case(name: "a set", before: ["s = {1, 2}"], change: ["s.add(3); s.discard(1)"], question: "s"),
        Case(
            name: "a deque", before: ["from collections import deque", "d = deque([1, 2], 3)"],
            change: ["d.extend([3, 4])"], question: "d"),
        Case(
            name: "an ordered and a default dict",
            before: [
                "from collections import OrderedDict, defaultdict", "o = OrderedDict(a=1, b=2)",
                "d = defaultdict(list)",
            ], change: ["o.move_to_end('a'); d['x'].append(1)"], question: "o, d"),
        Case(name: "bytes", before: ["b = bytearray(b'ab')"], change: ["b[0] = 99; b += b'x'"], question: "b"),
        Case(
            name: "a file of text", before: ["import io", "f = io.StringIO('abc')", "f.read(1);"],
            change: ["f.write('xyz');"], question: "f.getvalue(), f.read()"),
        Case(
            name: "a large tensor", before: ["t = torch.zeros(600, 600)", "t += 1"], change: ["t[300, 300] = 7"],
            question: "t.sum(), t._version"),
        Case(
            name: "an instance", before: ["class A: pass", "a = A()", "a.x = 1"],
            change: ["a.x = 2; a.y = 3; a.__dict__['z'] = 4"], question: "a.__dict__"),
        Case(
            name: "a class", before: ["class A:\n    def f(self): return 1\n", "a = A()"],
            change: ["A.f = lambda self: 2"],
            question: "a.f()"),
        Case(
            name: "a closure",
            before: [
                "def make():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n        return n\n    return up\n",
                "up = make()",
            ],
            change: ["[up() for _ in range(3)]"], question: "up()"),
        Case(
            name: "a generator", before: ["g = (i * i for i in range(9))", "k = next(g)"], change: ["list(g)"],
            question: "next(g)"),
        Case(name: "a tensor", before: ["t = torch.ones(3)"], change: ["t.add_(1)"], question: "t, t._version"),
        Case(name: "a view", before: ["t = torch.ones(3)", "v = t[1:]"], change: ["v.zero_()"], question: "t"),
        Case(
            name: "weights",
            before: ["seed 1", "net = Linear(2, 1)", "loss = net(torch.ones(1, 2)).sum()", "backward"],
            change: ["step", "step"], question: "net.weight, net.bias.grad"),
        Case(
            name: "a backward pass", before: ["seed 1", "net = Linear(2, 1)", "loss = net(torch.ones(1, 2)).sum()"],
            change: ["backward"], question: "net.weight.grad, loss.backward(), net.weight.grad"),
        Case(
            name: "an optimizer",
            before: [
                "seed 1", "net = Linear(2, 1)", "opt = optim.Adam(net.parameters(), lr=0.1)",
                "def train():\n    opt.zero_grad()\n    net(torch.ones(1, 2)).sum().backward()\n    opt.step()\n",
                "train()",
            ], change: ["[train() for _ in range(5)]; opt.param_groups[0]['lr'] = 7.0"],
            question: "train(), net.weight, opt.param_groups[0]['lr']"),
        Case(
            name: "random numbers", before: ["import random", "seed 3"],
            change: ["torch.rand(5), random.random(), torch.randn(3)"], question: "torch.rand(2), random.random()"),
        Case(
            name: "a generator of random numbers", before: ["g = torch.Generator()", "g = g.manual_seed(2)"],
            change: ["torch.rand(3, generator=g)"], question: "torch.rand(1, generator=g)"),
        Case(
            name: "a network's mode and parts", before: ["seed 1", "net = nn.Sequential(Linear(1, 1))"],
            change: ["net.eval(); net[0] = nn.ReLU(); net.append(nn.Tanh())"], question: "net, net.training"),
        Case(name: "everything", before: ["x = 1"], change: ["reset"], question: "x"),
        Case(name: "what failed half-way", before: ["a = []"], change: ["a.append(1); 1 / 0"], question: "a"),
        Case(name: "the last value", before: ["5"], change: ["6"], question: "_"),
    ]

    /// What the last of several lines prints.
    private func answer(_ lines: [String]) -> Substring {
        let all = session(lines)
        return all.dropFirst(session(Array(lines.dropLast())).count)
    }

    @Test("It brings back", arguments: cases)
    func bringsBack(_ example: Case) {
        let undone = example.before + example.change + ["undo \(example.change.count)"]
        let text = answer(undone + [example.question])
        #expect(text == answer(example.before + [example.question]))
        #expect(text != answer(example.before + example.change + [example.question]))
    }

    @Test("It says what it takes back, passes over commands that only look, and has an end")
    func steps() {
        let text = session("x = 1", "x = 2", "who", "help", "undo", "x", "undo", "undo", "undo", "x")
        #expect(text.contains("undone: x = 2\n1\nundone: x\nundone: x = 1\nThere is nothing to undo.\n"))
        #expect(text.hasSuffix("NameError: name 'x' is not defined\n"))
        #expect(session("undo 0").contains("TypeError: the command undo is used as: undo [N]"))
    }

    @Test("It says what stays")
    func files() {
        let text = session(
            "import tempfile, os", "path = tempfile.mkdtemp() + '/f'",
            "f = open(path, 'w'); n = f.write('x'); f.close()",
            "undo")
        #expect(text.contains("not undone: ") && text.contains("what was written to files"))
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString).py").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(session("x = 1", "save '\(path)'", "undo") == "saved 1 lines in \(path)\nundone: x = 1\n")
        let counting = session("import itertools", "c = itertools.count()", "next(c)", "undo")
        #expect(counting.hasSuffix("not undone: where iterators stand\n"))
    }

    @Test("Where too much would have to be kept it says so, and goes on when that is gone")
    func tooMuch() {
        let text = session("t = torch.empty(150_000_000)", "x = 1", "undo", "del t", "x = 2", "undo", "x")
        #expect(text.contains("cannot be taken back: the session holds more than undo keeps copies of\n"))
        #expect(text.hasSuffix("undone: x = 2\n1\n"))
    }

    @Test("What is undone is no part of the program")
    func program() throws {
        let session = Session { _ in }
        session.keepsUndo = true
        for line in ["x = 1", "reset", "y = 2", "y = 3", "undo", "undo 2"] { _ = session.submit(line) }
        _ = session.log.record("save") {
            #expect((try? SavedProgram(session: session).text()) == "x = 1\n")
            return .completed
        }
    }

    @Test("A snapshot comes back to the bit, before and after a later one, and before there was a tensor")
    func snapshots() throws {
        var text = ""
        let session = Session { if case .output(let output) = $0 { text += output } }
        func run(_ lines: [String]) -> String {
            text = ""
            for line in lines { _ = session.submit(line) }
            return text
        }
        let train = [
            "net(torch.rand(3, 2)).sum().backward(); opt.step(); net.weight, net.bias.grad, random.random()"
        ]
        let question = ["net.weight, opt.state_dict(), torch.rand(1), x"]
        _ = run(["x = [1]", "torch.set_printoptions(precision=9)"])
        let nothing = try #require(session.snapshot())
        _ = run([
            "import random", "seed 5", "net = Linear(2, 1)", "opt = optim.Adam(net.parameters())", "x.append(2)",
        ])
        let early = try #require(session.snapshot())
        let first = run(train + train)
        let late = try #require(session.snapshot(sharing: early))
        let second = run(train + question)
        for _ in 0..<2 {
            session.restore(early)
            #expect(run(train + train) == first)
            session.restore(late)
            #expect(run(train + question) == second)
        }
        #expect(session.restore(nothing) == [])
        #expect(run(["x", "who"]).hasPrefix("[1]\n"))
        #expect(!session.variables.contains { $0.name == "net" })
        session.restore(late)
        #expect(run(train + question) == second)
    }

    @Test("A pipe has undo where the word is in what came")
    func pipe() throws {
        #expect(try Gradus.run(typing: "x = 1\nx = 2\nundo\nx\n").output == "undone: x = 2\n1\n")
    }
}
