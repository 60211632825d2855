import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("Code behind -c runs with its arguments")
    func code() throws {
        let run = try Gradus.run(["-c", "import sys; print(sys.argv, 6 * 7)", "a", "b"])
        #expect(run.output == "['-c', 'a', 'b'] 42\n")
        #expect(run.status == 0)
    }

    @Test("A file shows no values of expressions, and an uncaught exception means status 1")
    func file() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("1 + 1\nprint('seen')\n1 / 0\nprint('not reached')\n".utf8).write(
            to: folder.appendingPathComponent("p.py"))
        let run = try Gradus.run(["p.py"], in: folder)
        #expect(run.output == "seen\n")
        #expect(run.errors.hasPrefix("Traceback (most recent call last):\n"))
        #expect(run.errors.hasSuffix("    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero\n"))
        #expect(run.status == 1)
    }

    @Test("Piped input shows values, goes on after an error, and ends with status 1 if there was one")
    func piped() throws {
        let program = """
            x = 3
            x
            for i in range(2):
                i

                i * 10
            missing
            def f():
                return 'text'
            f()
            None
            """
        let run = try Gradus.run(typing: program)
        #expect(run.output == "3\n0\n0\n1\n10\n'text'\n")
        #expect(run.errors.contains("NameError: name 'missing' is not defined"))
        #expect(run.status == 1)
        #expect(try Gradus.run(typing: "x = 1\nx\n").status == 0)
        #expect(try Gradus.run(["-"], typing: "1 + 1\n").output == "2\n")
    }

    @Test("--echo makes a transcript")
    func echo() throws {
        let run = try Gradus.run(["--echo"], typing: "x = 1\nfor i in range(2):\n    print(i)\nx\n")
        #expect(run.output == ">>> x = 1\n>>> for i in range(2):\n...     print(i)\n... \n0\n1\n>>> x\n1\n")
    }

    @Test(
        "What makes no sense is refused in one line with status 2",
        arguments: [["--nonsense"], ["-Z"], ["/nowhere/at/all.py"], ["/tmp"], [Gradus.path]])
    func refusals(_ arguments: [String]) throws {
        let run = try Gradus.run(arguments)
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("gradus: "))
        #expect(run.errors.filter { $0 == "\n" }.count == 1)
    }

    @Test("It tells its version and its options")
    func information() throws {
        #expect(try Gradus.run(["--version"]).output.hasPrefix("Gradus "))
        #expect(try Gradus.run(["--help"]).output.contains("--echo"))
    }

    @Test("The first lesson plays through a pipe")
    func lesson() throws {
        let lesson = Gradus.root.appendingPathComponent("lessons/01-linear-layer.py")
        let run = try Gradus.run([], input: try Data(contentsOf: lesson))
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.output.contains("Linear(in_features=2, out_features=1, bias=True)"))
    }
}

@Suite("Bad input")
struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let program: String
        let error: String
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "a syntax error", program: "x = = 1", error: "SyntaxError: invalid syntax"),
        Case(name: "an unknown name", program: "nowhere", error: "NameError: name 'nowhere' is not defined"),
        Case(
            name: "wrong shapes", program: "torch.randn(2, 3) @ torch.randn(2, 3)",
            error: "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"),
        Case(
            name: "a negative size", program: "Linear(-1, 2)",
            error: "RuntimeError: Trying to create tensor with negative dimension -1: [2, -1]"),
        Case(name: "an enormous size", program: "Linear(10**9, 10**9)", error: "RuntimeError: [enforce fail at"),
        Case(
            name: "infinite recursion", program: "def f(): return f()\nf()",
            error: "RecursionError: maximum recursion depth exceeded"),
        Case(
            name: "five thousand open brackets", program: String(repeating: "(", count: 5000),
            error: "SyntaxError: too many nested parentheses"),
        Case(name: "memory for a trillion items", program: "[0] * 10**12", error: "MemoryError"),
        Case(name: "the end inside a block", program: "if True:", error: "IndentationError"),
        Case(
            name: "a tensor of letters", program: "torch.tensor(['a'])",
            error: "TypeError: new(): invalid data type 'str'"),
    ]

    @Test("An exception in Python's words, and the session goes on", arguments: cases)
    func goesOn(_ example: Case) throws {
        let run = try Gradus.run(typing: example.program + "\nprint('still here')\n")
        #expect(run.errors.contains(example.error))
        #expect(run.output.hasSuffix("still here\n") || example.program.hasSuffix(":"))
        #expect(run.status == 1)
    }

    @Test(
        "Bytes that are no text",
        arguments: [([0xFF, 0xFE, 0x41], "SyntaxError"), ([0x78, 0x00, 0x79], "null bytes")] as [([UInt8], String)])
    func bytes(_ bytes: [UInt8], _ error: String) throws {
        let run = try Gradus.run([], input: Data(bytes + Array("\nprint('still here')\n".utf8)))
        #expect(run.errors.contains(error))
        #expect(run.status == 1)
    }
}

@Suite("The bare forms")
struct BareFormsTests {
    @Test("Names of PyTorch are known without an import; what a user defines wins")
    func names() throws {
        let run = try Gradus.run(
            typing: "torch.__version__[:1]\nnn.ReLU()\nF.relu(tensor([-1.]))\nLinear = 5\nLinear\n")
        #expect(run.output == "'2'\nReLU()\ntensor([0.])\n5\n")
    }

    @Test("The walkthrough's step: backward, show, step")
    func walkthrough() throws {
        let program = """
            net = Linear(2, 1)
            net.weight = nn.Parameter(tensor([[0.4633, -0.4838]]))
            net.bias = nn.Parameter(tensor([0.2706]))
            loss = tensor([[1.0]]) - torch.sigmoid(net(tensor([[1., 1.]])))
            backward
            show net
            step
            """
        let run = try Gradus.run(typing: program)
        #expect(run.errors == "")
        #expect(
            run.output == """
                backward: gradients for net.weight (1, 2), net.bias (1,)
                network structure : torch.nn.Linear(2,1) :
                 Linear(in_features=2, out_features=1, bias=True)
                Weight of network :
                 Parameter containing:
                tensor([[ 0.4633, -0.4838]], requires_grad=True)
                Bias of network :
                 Parameter containing:
                tensor([0.2706], requires_grad=True)
                Weight gradient \n tensor([[-0.2461, -0.2461]])
                Bias gradient :
                 tensor([-0.2461])
                step: SGD, lr=0.05
                Weight of network :
                 Parameter containing:
                tensor([[ 0.4633, -0.4838]], requires_grad=True)
                Bias of network :
                 Parameter containing:
                tensor([0.2706], requires_grad=True)
                New Weight of network :
                 Parameter containing:
                tensor([[ 0.4756, -0.4715]], requires_grad=True)
                New Bias of network :
                 Parameter containing:
                tensor([0.2829], requires_grad=True)

                """)
    }

    @Test("step uses the latest optimizer, and a rate when one is given")
    func optimizers() throws {
        let program = """
            w = tensor([1.0], requires_grad=True)
            opt = optim.SGD([w], lr=0.5)
            backward w * 2
            step
            w.item()
            step lr=0.25
            w.item()
            """
        let run = try Gradus.run(typing: program)
        #expect(run.output.contains("\n0.0\n"))
        #expect(run.output.hasSuffix("\n-0.5\n"))
    }
}
