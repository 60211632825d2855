import PseudoTerminal
import Shell
import Testing

/// A session that teaches, and what it says.
private final class Pupil {
    private var events: [SessionEvent] = []
    private var session: Session!

    init(teaching: Bool = true) {
        session = Session { [unowned self] in events.append($0) }
        if teaching { session.teacher.begin() }
    }

    /// Everything that comes of one entry after the other.
    func type(_ entries: [String]) {
        events = []
        for entry in entries { _ = session.submit(entry) }
    }

    var hints: [String] {
        for case .failure(let page) in events.reversed() { return page.hints }
        return []
    }
    var advice: [String] {
        events.compactMap { if case .advice(let line) = $0 { line } else { nil } }
    }
    var output: String {
        events.compactMap { if case .output(let text) = $0 { text } else { nil } }.joined()
    }
    var report: String {
        for case .failure(let page) in events.reversed() { return page.report }
        return ""
    }
}

/// A mistake: what is typed, and what must be in the help.
struct MistakeCase: CustomTestStringConvertible, Sendable {
    let entries: [String]
    let help: [String]

    init(_ entries: String..., help: [String]) {
        self.entries = entries
        self.help = help
    }

    var testDescription: String { entries.last ?? "" }

    static let network = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc1 = nn.Linear(4, 128)
                self.fc2 = nn.Linear(256, 2)
            def forward(self, x):
                return self.fc2(torch.relu(self.fc1(x)))
        """

    static let tensors: [MistakeCase] = [
        .init(
            network, "net = Net()", "net(torch.ones(3, 4))",
            help: [
                "net.fc2: expects 256 features, got 128 from relu",
                "make it Linear(128, 2), or let what comes before give 256",
            ]),
        .init(
            "net = nn.Sequential(nn.Linear(4, 3), nn.Linear(2, 1))", "net(torch.ones(3, 4))",
            help: [
                "net[1]: expects 2 features, got 3 from net[0]",
                "make it Linear(3, 1), or let what comes before give 2",
            ]),
        .init(
            "net = nn.Linear(784, 10)", "net(torch.ones(2, 1, 28, 28))",
            help: ["net: expects 784 features", "x.flatten(1)"]),
        .init("a, b = torch.ones(2, 3), torch.ones(2, 3)", "a @ b", help: ["a (2, 3) @ b (2, 3)", "a @ b.T"]),
        .init("a, b = torch.ones(2, 3), torch.ones(2, 4)", "torch.mm(a, b)", help: ["a (2, 3) @ b (2, 4)", "a.T @ b"]),
        .init("a = torch.ones(2, 3, 4)", "torch.bmm(a, a)", help: ["a is (2, 3, 4)", "transpose(1, 2)"]),
        .init(
            "a, b = torch.ones(3, 2), torch.ones(3)", "a + b",
            help: [
                "a (3, 2) and b (3,): dimension 1 is 2 in one and 3 in the other; equal or 1 would do",
                "to use one number for each row: b.unsqueeze(1)",
            ]),
        .init(
            "a, b = torch.ones(2, 3), torch.ones(2, 4)", "torch.cat([a, b])",
            help: ["a is (2, 3), b is (2, 4)", "dim=1"]),
        .init("x = torch.ones(2, 3)", "x.view(4, 2)", help: ["x (2, 3) has 6 numbers, but 4 * 2 makes 8", "view("]),
        .init("x = torch.ones(2, 3)", "x.reshape(4, -1)", help: ["6 is no multiple of 4"]),
        .init("x = torch.ones(2, 3).T", "x.view(6)", help: ["x is (3, 2)", ".reshape("]),
        .init("p, y = torch.ones(3, 2), torch.ones(3)", "F.cross_entropy(p, y)", help: ["y is Float", "y.long()"]),
        .init(
            "p, y = torch.ones(3, 2), torch.tensor([0, 1, 2])", "nn.CrossEntropyLoss()(p, y)",
            help: [
                "target 2, but the classes are 0 to 1", "target - 1",
            ]),
        .init(
            "p, y = torch.ones(3, 2), torch.tensor([[0], [1], [1]])", "F.cross_entropy(p, y)",
            help: [
                "y (3, 1): a class index for each row", "y.squeeze(1)",
            ]),
        .init(
            "p, y = torch.ones(3, 2), torch.zeros(3, 2, dtype=torch.long)", "F.cross_entropy(p, y)",
            help: ["y.argmax(1)"]),
        .init(
            "p, y = torch.ones(3, 1), torch.ones(3)", "F.binary_cross_entropy_with_logits(p, y)",
            help: [
                "p is (3, 1), y is (3,)", "y.unsqueeze(1)",
            ]),
        .init("p, y = torch.ones(3) * 2, torch.ones(3)", "F.binary_cross_entropy(p, y)", help: ["p: ", "with_logits"]),
        .init(
            "p, y = torch.ones(3), torch.tensor([1, 0, 1])", "F.binary_cross_entropy(p, y)",
            help: ["y is Long", "y.float()"]),
        .init(
            "net, x = nn.Linear(2, 2), torch.tensor([1, 2])", "net(x)",
            help: ["net: its weights are Float, the input is Long", "x.float()"]),
        .init("torch.tensor([1, 2], requires_grad=True)", help: ["whole numbers", "tensor([1., 2.])"]),
        .init(
            "w = torch.ones(2, requires_grad=True)", "loss = (w * w).sum()", "loss.backward()", "loss.backward()",
            help: [
                "the graph of loss was given up", "loss.backward(retain_graph=True)",
            ]),
        .init(
            "w = torch.ones(2, requires_grad=True)", "y = w * w", "y.backward()",
            help: ["y (2,)", "y.sum().backward()"]),
        .init("loss = torch.ones(1)", "loss.backward()", help: ["loss has no graph", "w.requires_grad"]),
        .init(
            "w = torch.ones(2, requires_grad=True)", "w -= 1",
            help: ["w is what gradients are computed for", "torch.no_grad()"]),
        .init(
            "w = torch.ones(2, requires_grad=True)", "y = w.exp()", "y += 1", "y.sum().backward()",
            help: ["the result of exp", "y = y + 1"]),
        .init("x = torch.ones(3)", "x.item()", help: ["x (3,) holds 3 numbers", "x.tolist()"]),
        .init("x = torch.ones(3)", "if x > 0: pass", help: ["x (3,)", ".all()"]),
        .init(
            "w = torch.ones(2, requires_grad=True)", "loss = (w * w).sum().item()", "loss.backward()",
            help: ["loss is a Python number", "tensor"]),
        .init("w = torch.ones(2)", "w.grad.zero_()", help: ["w.grad is None", "loss.backward() first"]),
        .init("x = torch.ones(2, 3)", "x.sum(2)", help: ["x (2, 3) has 2 dimensions: dim goes from 0 to 1"]),
        .init("x = torch.ones(2, 3)", "x[2]", help: ["x (2, 3): dimension 0 has 2 places, 0 to 1", "[1], or [-1]"]),
        .init("x = torch.ones(2, 3)", "x[1.0]", help: ["whole number", "int(i)"]),
        .init(
            "net, x = nn.Flatten(), torch.ones(3)", "net(x)",
            help: ["net: its input (3,) has 1 dimension", "x.unsqueeze(0)"]),
        .init("net, x = nn.BatchNorm1d(2), torch.ones(1, 2)", "net(x)", help: ["net: a batch of one", "net.eval()"]),
        .init("n = 3.0", "torch.zeros(n)", help: ["float", "int("]),
    ]

    static let modules: [MistakeCase] = [
        .init(
            "class Net(nn.Module):\n    def __init__(self):\n        self.a = nn.Linear(1, 1)\n", "Net()",
            help: [
                "Net.__init__", "super().__init__()",
            ]),
        .init(
            "class Net(nn.Module):\n    def foward(self, x): return x\n", "Net()(torch.ones(1))",
            help: ["Net has foward", "def forward"]),
        .init(network, "net = Net()", "net()", help: ["forward(self, x)", "net(x)"]),
        .init(network, "x = torch.ones(1, 4)", "Net(x)", help: ["Net(…) makes a network", "net(x)"]),
        .init("p = torch.ones(3)", "nn.MSELoss(p, p)", help: ["nn.MSELoss(…) makes the layer", "nn.MSELoss()(p, p)"]),
        .init(
            "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.parts = [nn.Linear(1, 1)]\n",
            "net = Net()", "optim.SGD(net.parameters(), lr=0.1)", help: ["net.parts is a plain list", "nn.ModuleList"]),
        .init(
            "net = nn.Linear(1, 1)", "optim.SGD([net], lr=0.1)", help: ["parameters, not layers", "net.parameters()"]),
        .init("nn.Linear(2, 2, bais=False)", help: ["did you mean bias=… ?"]),
        .init("net = nn.Linear(1, 1)", "optim.SGD(net.parameters(), learning_rate=1)", help: ["SGD calls it lr"]),
        .init("x = torch.ones(2)", "torch.sum(x, axes=0)", help: ["sum calls it dim"]),
        .init(network, "net = Net()", "net.fc3", help: ["did you mean fc1?"]),
        .init("torch.Linear", help: ["it is in torch.nn: nn.Linear"]),
        .init("net = nn.Linear(1, 1)", "net.parameters[0]", help: ["net.parameters is a method", "net.parameters()"]),
        .init("x = torch.ones(2)", "x.shape()", help: ["shape is a value", "x.shape"]),
        .init("torch.logistic(torch.ones(1))", help: ["PyTorch calls it sigmoid"]),
    ]

    static let language: [MistakeCase] = [
        .init("a, b = 1, 2, 3", help: ["2 names on the left"]),
        .init("n = 3", "'a' + n", help: ["this is an int", "str(n)"]),
        .init("l = [2, 1]", "x = l.sort()", "x[0]", help: ["x is None: sort() changes its object", "x = sorted(l)"]),
        .init("l = [1, 2, 3]", "l[3]", help: ["l has 3 elements: 0 to 2", "l[-1]"]),
        .init("d = {'alpha': 1}", "d['alhpa']", help: ["d has 'alpha'", "d['alpha']"]),
        .init("def f(a, b): return a\n", "f(1)", help: ["f(a, b)"]),
        .init("if True print(1)", help: ["ends in a colon"]),
        .init("if x = 3: pass", help: ["= gives a name a value, == compares"]),
        .init("print 'hello'", help: ["print is a function", "print('hello')"]),
        .init("x = (1, 2", help: ["a ) is missing"]),
        .init("def g():\nprint(1)\n", help: ["four spaces"]),
        .init("def g(x): retrun x", help: ["did you mean return?"]),
        .init("x = 1", "x++", help: ["x += 1"]),
        .init("list = [1]", "list((1, 2))", help: ["list is now a list of yours", "del list"]),
        .init("int('3.5')", help: ["has a fraction", "int(float('3.5'))"]),
        .init("math.pi", help: ["was not imported", "import math"]),
        .init("import numbrs", help: ["did you mean  import numbers ?"]),
        .init("open('there-is-no-such-file.csv')", help: ["folder"]),
        .init("n = 5", "for i in n: pass", help: ["range(n)"]),
        .init("bakward", help: ["did you mean the command backward?"]),
        .init("bakward loss", help: ["did you mean the command backward?"]),
    ]
}

@Suite("Errors that teach")
struct TeachingTests {
    @Test(
        "A typical mistake gets at most two lines that help",
        arguments: MistakeCase.tensors + MistakeCase.modules + MistakeCase.language)
    func mistakes(_ mistake: MistakeCase) {
        let pupil = Pupil()
        pupil.type(mistake.entries)
        let text = pupil.hints.joined(separator: "\n")
        for part in mistake.help { #expect(text.contains(part), "\(pupil.report)\(text)") }
        #expect(pupil.hints.count <= ErrorPage.mostHints)
    }

    @Test(
        "The report is the same whether somebody is taught or not, and help stands apart from it",
        arguments: MistakeCase.tensors + MistakeCase.modules + MistakeCase.language)
    func reports(_ mistake: MistakeCase) {
        let pupil = Pupil()
        let other = Pupil(teaching: false)
        pupil.type(mistake.entries)
        other.type(mistake.entries)
        #expect(pupil.report == other.report)
        #expect(!pupil.report.isEmpty && !pupil.report.contains(ErrorPage.hintMark))
        #expect(other.advice.isEmpty)
    }

    @Test("A name near a command's that is a variable, or no single line, is Python's")
    func commandWords() {
        let pupil = Pupil()
        pupil.type(["bakward = 3", "bakward"])
        #expect(pupil.output == "3\n")
        pupil.type(["print(shwo)"])
        #expect(!pupil.hints.joined().contains("command"))
    }

    @Test("why tells the idea and the shapes up to the failure")
    func why() {
        let pupil = Pupil()
        pupil.type(["why"])
        #expect(pupil.output == "Nothing has failed yet.\n")
        pupil.type([MistakeCase.network, "net = Net()", "net(torch.ones(3, 4))", "why"])
        for part in [
            "RuntimeError: mat1 and mat2 shapes", "net.fc2: expects 256 features", "Linear(k, m) holds a weight (m, k)",
            "  net.fc1  Linear  (3, 4)    →  (3, 128)", "  net.fc2  Linear  (3, 128)  →  failed here",
            "More: lesson 3, Shape errors",
        ] { #expect(pupil.output.contains(part), "\(pupil.output)") }
    }

    @Test("Short errors are the last line alone")
    func short() {
        let pupil = Pupil()
        pupil.type(["set errors short", "1 / 0"])
        #expect(pupil.hints.isEmpty)
        #expect(pupil.report == "ZeroDivisionError: division by zero\n")
    }

    // MARK: The coach

    static let advice: [MistakeCase] = [
        .init(
            "net = nn.Linear(1, 1)", "opt = optim.SGD(net.parameters(), lr=0.1)", "opt.step()", "opt.step()",
            help: [
                "step changes nothing: no parameter has a gradient yet"
            ]),
        .init(
            "net = nn.Linear(1, 1)", "opt = optim.SGD(net.parameters(), lr=0.1)",
            "net(torch.ones(1, 1)).sum().backward()",
            "opt.step()", "opt.step()", help: ["this step uses the gradients of the step before"]),
        .init(
            "net, opt = nn.Linear(1, 1), None", "opt = optim.SGD(net.parameters(), lr=0.1)",
            "for i in range(3):\n    net(torch.ones(1, 1)).sum().backward()\n    opt.step()\n",
            help: [
                "call optimizer.zero_grad() (or zero) in each step"
            ]),
        .init(
            "w = torch.ones(1, requires_grad=True)", "(w * w).sum().backward()", "(w * w).sum().backward()",
            help: ["gradients add up"]),
        .init(
            "class Two(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a, self.b = nn.Linear(1, 1), nn.Linear(1, 1)\n    def forward(self, x): return self.a(x)\n",
            "two = Two()", "two(torch.ones(1, 1)).sum().backward()",
            help: [
                "two.b.weight.grad is None: two.b took no part in computing this loss"
            ]),
        .init(
            "net = nn.Sequential(nn.Linear(1, 1), nn.ReLU(), nn.Linear(1, 1))",
            "net[2](net[0](torch.ones(1, 1)).detach()).sum().backward()",
            help: [
                "net[0].weight.grad is None: net[0] was called, but its result left the graph"
            ]),
        .init(
            "net = nn.Sequential(nn.Linear(1, 1), nn.ReLU())", "net(torch.tensor([[float('inf')]]))",
            help: [
                "the input of net[0] already holds nan or inf"
            ]),
        .init(
            "net = nn.Sequential(nn.Linear(1, 1), nn.ReLU())", "_ = net[0].weight.data.fill_(float('nan'))",
            "net(torch.ones(1, 1))",
            help: [
                "net[0] gives nan or inf, the first layer to do so: its weights hold such values"
            ]),
        .init(
            "net = nn.Linear(1, 1)", "opt = optim.SGD(net.parameters(), lr=0.0)",
            "net(torch.ones(1, 1)).sum().backward()",
            "opt.step()", help: ["the weights will not move: the learning rate is 0"]),
        .init(
            "net = nn.Linear(1, 1)", "opt = optim.SGD(net.parameters(), lr=0.1)", "net = nn.Linear(1, 1)",
            "net(torch.ones(1, 1)).sum().backward()", "opt.step()",
            help: [
                "this optimizer does not hold what backward reached (net.weight)"
            ]),
        .init(
            "net = nn.Sequential(nn.Linear(1, 2), nn.Softmax(dim=1))",
            "F.cross_entropy(net(torch.ones(1, 1)), torch.tensor([1])).backward()",
            help: [
                "cross_entropy applies log_softmax itself"
            ]),
        .init(
            "net = nn.Linear(1, 1)", "((net(torch.ones(64, 1)) - torch.ones(64)) ** 2).mean().backward()",
            help: [
                "the loss compares (64, 1) with (64,)"
            ]),
        .init("def f(a, into=[]): return into", help: ["f has a list or dict as default"]),
    ]

    @Test("The coach says one line, once", arguments: advice)
    func coaching(_ mistake: MistakeCase) {
        let pupil = Pupil()
        pupil.type(mistake.entries + [mistake.entries.last ?? ""])
        for part in mistake.help {
            #expect(pupil.advice.filter { $0.contains(part) }.count == 1, "\(pupil.advice) \(pupil.report)")
        }
    }

    @Test("A coach that is off, or that has nobody to teach, is silent", arguments: advice)
    func silence(_ mistake: MistakeCase) {
        let pupil = Pupil()
        pupil.type(["set coach off"] + mistake.entries)
        #expect(pupil.advice.isEmpty)
        let alone = Pupil(teaching: false)
        alone.type(mistake.entries)
        #expect(alone.advice.isEmpty)
    }

    @Test("Training that is right gets no advice")
    func rightTraining() {
        let pupil = Pupil()
        pupil.type([
            "net = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 2))",
            "opt = optim.Adam(net.parameters(), lr=0.01)",
            "x, y = torch.randn(16, 2), torch.randint(0, 2, (16,))",
            """
            for epoch in range(5):
                opt.zero_grad()
                loss = F.cross_entropy(net(x), y)
                loss.backward()
                opt.step()

            """,
            "opt.zero_grad()", "F.cross_entropy(net(x), y).backward()", "opt.step()",
            "w = torch.ones(3, requires_grad=True)", "(w * 2).sum().backward()",
        ])
        #expect(pupil.advice.isEmpty, "\(pupil.advice)")
        #expect(pupil.report.isEmpty)
    }

    // MARK: At a terminal

    @Test("At a terminal help is marked; in a pipe there is none")
    func marks() throws {
        let program =
            "a = torch.ones(2, 3)\na @ a\nw = torch.ones(1, requires_grad=True)\n(w * w).sum().backward()\n(w * w).sum().backward()\n"
        let run = try Gradus.run(typing: program)
        #expect(run.errors.contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"))
        #expect(!(run.errors + run.output).contains(ErrorPage.hintMark))
        let terminal = try Gradus.prompt()
        terminal.send("a = torch.ones(2, 3)" + PseudoTerminal.Key.enter)
        #expect(terminal.enter("a @ a", "↳ transpose the right one: a @ a.T"))
        #expect(terminal.enter("why", "the inner sizes must be equal."))
        terminal.send("w = torch.ones(1, requires_grad=True)" + PseudoTerminal.Key.enter)
        terminal.send("(w * w).sum().backward()" + PseudoTerminal.Key.enter)
        #expect(terminal.enter("(w * w).sum().backward()", "↳ gradients add up"))
    }
}
