"""Run inside Gradus: calls one function with every hostile value, with pairs of them and with some longer lists.

The program that is run is this file, then lines that set TARGET (an expression), SEED, COUNT and LOG, then `probe()`.
A call that is interrupted writes `slow NUMBER`; with LOG, each call is written before it is made.
"""

import os
import random
import sys

SUBCLASS = type("Text", (str,), {"__hash__": lambda self: 7, "__eq__": lambda self, other: True})
VICTIMS = []


def wipe():
    """What is being worked on loses what it holds."""
    for victim in VICTIMS:
        for name in ("clear", "close"):
            try:
                getattr(victim, name)()
            except Exception:
                pass
        try:
            for _ in range(3):
                victim.append(Evil())
        except Exception:
            pass


class Evil:
    """Changes what it is in whenever it is looked at."""

    def __eq__(self, other): wipe(); return False
    def __lt__(self, other): wipe(); return True
    def __hash__(self): wipe(); return 1
    def __repr__(self): wipe(); return "evil"
    def __index__(self): wipe(); return 1
    def __len__(self): wipe(); return 2
    def __iter__(self): wipe(); return iter([Evil(), 1])
    def __next__(self): wipe(); return 1
    def __bool__(self): wipe(); return True
    def __getitem__(self, key):
        wipe()
        if key == 3: raise IndexError
        return key
    def __call__(self, *args, **kwargs): wipe(); return args and args[0]
    def __enter__(self): wipe(); return self
    def __float__(self): wipe(); return 1.0
    def keys(self): wipe(); return ["a", Evil()]
    def write(self, text): wipe(); return len(text)
    def read(self, *args): wipe(); return ""
    def __del__(self): wipe()


class Endless:
    """Calls itself from everywhere."""

    def __eq__(self, other): return self == other
    def __lt__(self, other): return self < other
    def __hash__(self): return hash(self)
    def __repr__(self): return repr(self)
    def __str__(self): return str([self])
    def __index__(self): return int(self)
    def __len__(self): return len(self)
    def __iter__(self): return iter(self)
    def __bool__(self): return bool(self)
    def __getattr__(self, name): return getattr(self, name + "x")
    def __getitem__(self, key): return self[key]
    def __call__(self, *args, **kwargs): return self(*args, **kwargs)
    def __add__(self, other): return self + other
    def __radd__(self, other): return other + self
    def __contains__(self, key): return key in self
    def __format__(self, spec): return format(self, spec)


class Liar:
    """Says what is not so."""

    def __init__(self, number): self.number = number
    def __len__(self): return self.number
    def __length_hint__(self): return self.number
    def __index__(self): return self.number
    def __hash__(self): return self.number
    def __iter__(self): return iter([1, "a", None])
    def __getitem__(self, key): return "abc"[key]
    def __repr__(self): return self.number
    def __bool__(self): return self.number
    def __float__(self): return self.number
    def __eq__(self, other): return self.number
    def __instancecheck__(self, other): return self.number
    def keys(self): return 3
    def read(self, *args): return self.number
    def fileno(self): return self.number


class Raiser:
    def __getattribute__(self, name): raise KeyError(name)
    def __iter__(self): raise StopIteration
    def __eq__(self, other): raise ValueError("eq")
    def __hash__(self): raise ValueError("hash")
    def __repr__(self): raise KeyboardInterrupt
    def __len__(self): raise SystemExit
    def __index__(self): raise GeneratorExit


class NextIsWrong:
    def __iter__(self): return self
    def __next__(self): raise MemoryError


class Meta(type):
    def __instancecheck__(cls, other): return 1 / 0
    def __call__(cls, *args): return args
    def __iter__(cls): return iter(cls)
    def __getattr__(cls, name): raise RecursionError(name)


class Strange(metaclass=Meta):
    __slots__ = ("a",)
    __class__ = int


def nested(kind, depth):
    value = kind()
    for _ in range(depth):
        value = kind([value]) if kind is not dict else {"a": value}
    return value


# A collection at every safe point marks all of it each time.
DEEP = {kind: nested(kind, 100 if os.environ.get("GRADUS_COLLECT") else 50000) for kind in (list, tuple, dict)}


def myself(kind):
    value = kind()
    if kind is dict:
        value["a"] = value
    else:
        value.append(value)
    return value


def generator():
    yield 1
    yield from reenter


def reentering():
    try:
        yield next(reenter)
    finally:
        yield 2


reenter = reentering()
chain = ValueError("end")
chain.__context__ = chain.__cause__ = KeyError(chain)
chain.__cause__.__context__ = chain

MAKERS = [
    lambda: 0, lambda: 1, lambda: -1, lambda: 2, lambda: 7, lambda: 2**31, lambda: 2**62, lambda: 2**63 - 1, lambda: -2**63,
    lambda: 2**63, lambda: 2**64, lambda: -10**30, lambda: 10**4000, lambda: True, lambda: 0.0, lambda: -1.5, lambda: float("nan"),
    lambda: float("inf"), lambda: -float("inf"), lambda: 1e308, lambda: 5e-324, lambda: 9.3e18, lambda: 1j, lambda: complex("nan+infj"),
    lambda: "", lambda: "a", lambda: "a,b %s %(a)s {} {0}", lambda: "\0", lambda: "\ud800", lambda: "é€𝒳", lambda: "ab" * 500,
    lambda: "9" * 5000, lambda: "%99999999999d", lambda: "{:99999999999}", lambda: "(" * 300, lambda: "(a|b*)*c\\", lambda: "%",
    lambda: "1e400", lambda: "r", lambda: "utf-8", lambda: SUBCLASS("key"), lambda: b"", lambda: b"ab\xff", lambda: bytearray(b"xyz"),
    lambda: None, lambda: NotImplemented, lambda: ..., lambda: [], lambda: [1, 2, 3], lambda: [3, "a", None, 1.5], lambda: [[1, 2], [3]],
    lambda: myself(list), lambda: [Evil(), Evil(), Evil()], lambda: DEEP[list], lambda: (), lambda: (1, 2), lambda: ("a", -1, 1, 1),
    lambda: DEEP[tuple], lambda: {}, lambda: {"a": 1, 2: "b"}, lambda: myself(dict), lambda: DEEP[dict],
    lambda: {SUBCLASS("a"): 1}, lambda: set(), lambda: {1, 2, "a"}, lambda: {Liar(1), Liar(2)}, lambda: frozenset([1]), lambda: range(0), lambda: range(10**30),
    lambda: range(2**63 - 1, -2**63, -1), lambda: slice(None), lambda: slice(2**70, -2**70, -1), lambda: slice(1, 0, 0), lambda: iter([1, 2]), lambda: generator(),
    lambda: reenter, lambda: map(int, "1x"), lambda: zip([1], [2]), lambda: int, lambda: str, lambda: object, lambda: type, lambda: list,
    lambda: ValueError, lambda: Evil, lambda: Strange, lambda: Evil(), lambda: Endless(), lambda: Liar(2**62), lambda: Liar(-1), lambda: Liar("x"),
    lambda: Liar(None), lambda: Raiser(), lambda: NextIsWrong(), lambda: Strange.__new__(Strange), lambda: chain, lambda: len, lambda: [].append, lambda: print,
    lambda: (lambda *args, **kwargs: args), lambda: (lambda: 1), lambda: sys, lambda: property(len), lambda: classmethod(len), lambda: super(Evil, Evil()),
    lambda: memoryview(b"abc"), lambda: object(), lambda: enumerate([1]), lambda: {}.items(), lambda: {"a": 1}.keys(), lambda: dict, lambda: generator,
]


def tensors():
    import torch
    return [
        lambda: torch.zeros(0), lambda: torch.tensor(1.5), lambda: torch.arange(6).reshape(2, 3), lambda: torch.ones(3, 3, requires_grad=True), lambda: torch.tensor([True, False]),
        lambda: torch.randn(2, 0, 3), lambda: torch.tensor(-1), lambda: torch.tensor([float("nan"), float("inf")]), lambda: torch.zeros(1).expand(10**9), lambda: torch.ones(4, 4).t()[1:, ::2],
        lambda: torch.float32, lambda: torch.int64, lambda: torch.bool, lambda: torch.nn.Linear(2, 3), lambda: (2**62, 2**62), lambda: (3, -1), lambda: [2**31, 2**31], lambda: torch.Size([2, 3]),
        lambda: torch.nn.Parameter(torch.ones(2)), lambda: [torch.ones(2), torch.zeros(2, 2)], lambda: torch.device("cpu"), lambda: torch.optim.SGD([torch.ones(1, requires_grad=True)], 0.1),
        lambda: torch.Generator(), lambda: [2, 2**40], lambda: 1 << 40, lambda: torch.arange(24.).reshape(1, 2, 3, 4), lambda: torch.randn(1, 3, 8, 8, requires_grad=True),
        lambda: torch.tensor([2**63 - 1, -2**63]), lambda: torch.tensor(2**63 - 1), lambda: torch.tensor(-2**63), lambda: torch.tensor([-1e300, 9.3e18], dtype=torch.float64),
        lambda: torch.tensor([127, -128], dtype=torch.int8), lambda: torch.ones(1).expand(2**62),
    ]


def receivers(owner):
    """Objects of a class, as far as they can be had."""
    made = []
    for make in MAKERS:
        try:
            if type(make()) is owner:
                made.append(make)
        except BaseException:
            pass
    texts = ["", "1", "[1, 2]", "'a'", "2020, 1, 1", "'a', 1", "int", "len", "len, [1]", "[1], 2", "{'a': 1}", "3, 4", "1, 2, 3", "2, 2, 2", "[], 1", "'w'", "lambda: 1", "[torch.ones(1, requires_grad=True)], 0.1",
             "torch.ones(3)", "torch.nn.Linear(2, 2)", "torch.optim.SGD([torch.ones(1, requires_grad=True)], 0.1), 1"]
    if "." in TARGET: texts.append(None)
    import_torch()
    for text in texts[:-1]:
        if len(made) > 5: break
        try:
            eval(f"OWNER({text})", {"OWNER": owner, "torch": TORCH})
            made.append(lambda text=text: eval(f"OWNER({text})", {"OWNER": owner, "torch": TORCH}))
        except BaseException:
            pass
    return made


TORCH = None


def import_torch():
    global TORCH
    if USE_TORCH:
        import torch
        TORCH = torch


def call(number, function, arguments, keywords={}):
    if number < START: return
    VICTIMS[:] = arguments[:1]
    if LOG:
        # Not the values themselves: to show them would be a test of its own.
        sys.stderr.write(f"{number} {[type(a).__name__ for a in arguments]} {list(keywords)}\n")
        sys.stderr.flush()
    try:
        result = function(*arguments, **keywords)
        if number % 3 == 0:
            VICTIMS.append(result)
            repr(result)
        elif number % 3 == 1 and hasattr(type(result), "__next__"):
            for _, _ in zip(range(5), result): pass
        elif number % 7 == 2: hash(result)
    except KeyboardInterrupt:
        if not any(type(a) is Raiser for a in arguments):
            slow(number)
    except BaseException as error:
        if number % 5 == 0:
            try:
                str(error), repr(error)
            except BaseException:
                pass
    VICTIMS.clear()


def probe(owner, function):
    """Calls `function`; with an owner, it is a method and the first argument is an object of that class."""
    chooser = random.Random(SEED)
    makers = list(MAKERS)
    if USE_TORCH: makers = chooser.sample(makers, 50) + tensors() * 2
    firsts = [[make] for make in receivers(owner)] or [[]] if owner else [[]]
    plans = []
    for first in firsts:
        plans.append((first, {}))
        plans += [(first + [maker], {}) for maker in makers]
    for round in range(COUNT):
        makes = chooser.choice(firsts) + [chooser.choice(makers) for _ in range(chooser.choice([2, 2, 2, 3, 3, 4]))]
        names = {}
        if round % 8 == 0: names[chooser.choice(KEYWORDS)] = makes.pop()
        plans.append((makes, names))
    number = 0
    while number < len(plans):
        if number % 10 == 0:
            sys.stderr.write(f"at {number}\n")
            sys.stderr.flush()
        # A Ctrl-C may come at any moment.
        try:
            makes, names = plans[number]
            number += 1
            arguments = [make() for make in makes]
            keywords = {name: make() for name, make in names.items()}
            call(number, function, arguments, keywords)
        except KeyboardInterrupt:
            slow(number)
        except BaseException:
            pass


def slow(number):
    sys.stderr.write(f"slow {number}\n")
    sys.stderr.flush()


KEYWORDS = ["key", "reverse", "default", "sep", "end", "start", "dim", "keepdim", "size", "dtype", "out", "p", "maxsplit", "n", "k", "weights"]
