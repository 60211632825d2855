import GoldenPrograms
import Interpreter
import Testing

@Suite("Interruptions") struct InterruptTests {
    /// Each would run for ever, or for minutes at least.
    static let programs = [
        "while True: pass",
        "[v for v in range(10**12) if v < 0]",
        "{v: 1 for v in range(10**12) if v < 0}",
        "sum(iter(int, 1))",
        "sum(range(10**12))",
        "sum(range(10**12), 10**400)",
        "list(filter(None, iter(int, 1)))",
        "any(v for v in range(10**12) if v < 0)",
        "10**12 in iter(range(10**12))",
        "1.5 in range(10**12)",
        "max(range(10**12))",
        "first, *rest = iter(int, 1)",
        "while True: 3**200000",
        "3**20000000",
        "pow(3, 2**20000, 2**20000 - 1)",
        "a = (1 << 60000000) - 1\na * a",
        "a = (1 << 60000000) - 1\na // ((1 << 30000000) + 1)",
        "b''.join(iter(bytes, 1))",
        "''.join('x' for _ in iter(int, 1))",
        "for v in map(int, iter(int, 1)): pass",
        "x = [0] * 10**5\nx.sort(key=lambda v: sum(iter(int, 1)))",
        "sorted(range(10**7), key=lambda v: -v)",
        "x = [[] for _ in range(3)]\nwhile True: x * 1000000",
        "x = bytes(20_000_000)\nwhile True: x.hex(':')",
        "x = bytes(10_000_000)\nwhile True: x.replace(b'\\0', b'ab')",
        "x = bytes(3_000_000)\nwhile True: x.split(b'\\0')",
        "x = b'a ' * 2_000_000\nwhile True: x.split()",
        "x = bytes(20_000_000)\nwhile True: x.count(b'\\0\\0')",
        "x = bytes(5_000_000)\nwhile True: repr(x)",
        "x = 'a\\n' * 3_000_000\nwhile True: x.splitlines()",
        "x = 'ab' * 5_000_000\nwhile True: x.replace('ab', 'xyz')",
        "x = ('abc',) * 5_000_000\nwhile True: hash(x)",
        "class C:\n    def __eq__(self, other): return self == other\nwhile True:\n    try: C() in [C()]\n    except RecursionError: pass",
        "def f():\n    while True:\n        try: yield\n        finally: pass\nfor _ in f(): pass",
    ]

    @Test("end what runs, and the session goes on", .timeLimit(.minutes(5)), arguments: programs)
    func interrupted(_ program: String) {
        let (error, afterwards) = Interruption.end(of: program, in: Machine())
        #expect(error == "KeyboardInterrupt")
        #expect(afterwards == "fine: 42\n")
    }

    @Test("are not needed where the answer is known without the work that CPython does for ever")
    func answered() {
        let (error, afterwards) = Interruption.naturalEnd(of: "round(5, -2**63), round(2**70, -2**63)", in: Machine())
        #expect(error == "fine")
        #expect(afterwards == "fine: 42\n")
    }

    @Test(
        "are not needed where more is asked for than can be had",
        arguments: [
            "'%.1000000000f' % 1.0", "'%.1000000000d' % 1", "format(1.0, '.1000000000e')", "[0] * 10**12",
            "'a' * 10**12",
            "10**10**8", "(10**4000) ** (10**4000)",
        ])
    func refused(_ program: String) {
        let (error, afterwards) = Interruption.naturalEnd(of: program, in: Machine())
        #expect(error == "MemoryError")
        #expect(afterwards == "fine: 42\n")
    }
}
