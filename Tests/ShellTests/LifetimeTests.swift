import Interpreter
import Shell
import StandardLibrary
import Testing

/// What a session leaves behind when it ends: nothing.
@Suite("The end of a session")
struct LifetimeTests {
    private static let modules = StandardLibrary.names.map { ["import \($0)"] }
    private static let programs = [
        [], ["1 + 1"], ["x = 1 / 0", "why"], ["def f(): return f()", "f()"], ["g = (i for i in range(3))", "next(g)"],
        ["import torch", "torch.randn(2)", "torch.randn(2)[0]", "torch.manual_seed(1)", "torch.no_grad()"],
        ["net = Linear(2, 3)", "net(torch.randn(1, 2)).sum().backward()", "step", "show net", "who"],
        ["net = nn.Sequential(nn.Linear(2, 3), nn.ReLU())", "net(torch.randn(1, 3))", "why", "net.state_dict()"],
        [
            "from torch.utils.data import *", "loader = DataLoader(TensorDataset(torch.ones(4, 2)), 2, shuffle=True)",
            "net = Linear(2, 1)", "opt = optim.SGD(net.parameters(), lr=0.1)", "s = optim.lr_scheduler.StepLR(opt, 1)",
            "handle = net.register_full_backward_hook(lambda module, inner, outer: None)",
            "for x, in loader: net(x.requires_grad_()).sum().backward(); opt.step(); s.step()", "s.get_last_lr()",
        ],
        ["import matplotlib.pyplot as plt", "plt.plot([1, 2])", "plt.show()", "draw Linear(2, 3)"],
        ["open('/dev/null').close()", "import re", "re.compile('a').sub(lambda m: m.group(), 'a')"],
    ]

    @Test("frees its machine and its teacher", arguments: programs + modules)
    func freed(_ entries: [String]) {
        weak var machine: Machine?
        weak var teacher: Teacher?
        do {
            let session = Session { _ in }
            session.teacher.begin()
            for entry in entries { _ = session.submit(entry) }
            machine = session.machine
            teacher = session.teacher
        }
        #expect(machine == nil)
        #expect(teacher == nil)
    }
}
