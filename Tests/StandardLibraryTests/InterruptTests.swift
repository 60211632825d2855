import GoldenPrograms
import Interpreter
import StandardLibrary
import Testing

@Suite("Interruptions of modules") struct InterruptTests {
    /// Each would run for ever, or for minutes at least.
    static let programs = [
        "import sys\nsys.set_int_max_str_digits(0)\nstr((1 << 60000000) - 1)",
        "import itertools\nlist(itertools.dropwhile(lambda v: True, itertools.count()))",
        "import itertools\nsum(itertools.count())",
        "import itertools\nitertools.islice(itertools.count(), 10**15, None).__next__()",
        "import functools\nfunctools.reduce(lambda a, b: b, iter(int, 1))",
        "import collections\ncollections.deque(iter(int, 1), maxlen=1)",
        "import collections\ncollections.Counter(iter(int, 1))",
        "import re\nwhile True: re.match(r'(a+)+$', 'a' * 40 + 'b')",
        "import json\ntext = '[' + '1, ' * 10**6 + '1]'\nwhile True: json.loads(text)",
        "import json\nx = [1.5] * 10**6\nwhile True: json.dumps(x)",
        "import math\nmath.factorial(2000000)",
        "import math\nmath.gcd(3**2000000, 5**2000000)",
        "import math\nmath.comb(1000000, 500000)",
        "import math\nmath.isqrt((1 << 60000000) - 1)",
        "import random\nrandom.shuffle([0] * 10**7)",
        "import time\ntime.sleep(1000)",
        "import heapq\nheapq.nsmallest(3, iter(int, 1))",
        "import bisect\nclass C:\n    def __lt__(self, other):\n        while True: pass\nbisect.bisect([C()], C())",
        "import copy\nx = [[] for _ in range(10**5)]\nwhile True: copy.deepcopy(x)",
        "import statistics\nstatistics.mean(iter(int, 1))",
    ]

    @Test("end what runs, and the session goes on", .timeLimit(.minutes(5)), arguments: programs)
    func interrupted(_ program: String) {
        let machine = Machine()
        StandardLibrary.install(in: machine, surroundings: Surroundings())
        let (error, afterwards) = Interruption.end(of: program, in: machine)
        #expect(error == "KeyboardInterrupt")
        #expect(afterwards == "fine: 42\n")
    }
}
