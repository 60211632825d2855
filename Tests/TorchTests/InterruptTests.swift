import Autograd
import GoldenPrograms
import Interpreter
import StandardLibrary
import Testing
import Torch

@Suite("Interruptions of tensors") struct InterruptTests {
    /// Each would run for ever.
    static let programs = [
        "import torch\na = torch.ones(100, 100)\nwhile True: a @ a",
        "import torch\nx = [torch.ones(10, 10)] * 5000\nwhile True: torch.cat(x)",
        "import torch\nx = torch.ones(10, requires_grad=True)\nwhile True: (x * 2).sum().backward()",
        "import torch\nx = [[1.0] * 1000] * 100\nwhile True: torch.tensor(x).tolist()",
        "import torch\nwhile True: torch.rand(30_000_000)",
        "import torch\nwhile True: torch.randn(30_000_000)",
        "import torch\nwhile True: torch.randint(0, 5, (30_000_000,))",
        "import torch\nwhile True: torch.randperm(5_000_000)",
        "import torch\nx = torch.rand(3_000_000)\nwhile True: x.sort()",
        "import torch\nx = torch.ones(1).expand(2**24)\nwhile True: torch.multinomial(x, 1)",
        "import torch\ntorch.set_printoptions(threshold=2**40)\nx = torch.ones(2_000_000)\nwhile True: repr(x)",
    ]

    @Test("end what runs, and the session goes on", .timeLimit(.minutes(5)), arguments: programs)
    func interrupted(_ program: String) {
        Engine().run {
            let machine = Machine()
            StandardLibrary.install(in: machine, surroundings: Surroundings())
            TorchRuntime.install(in: machine, bareNames: false)
            let (error, afterwards) = Interruption.end(of: program, in: machine)
            #expect(error == "KeyboardInterrupt")
            #expect(afterwards == "fine: 42\n")
        }
    }

    @Test("are not needed for what no tensor can be made of", arguments: ["range(10**12)", "range(2**63 - 1)"])
    func refused(_ data: String) {
        Engine().run {
            let machine = Machine()
            TorchRuntime.install(in: machine, bareNames: false)
            let (error, afterwards) = Interruption.naturalEnd(of: "import torch\ntorch.tensor(\(data))", in: machine)
            #expect(error == "MemoryError")
            #expect(afterwards == "fine: 42\n")
        }
    }
}
