#--- where the display hook writes
import io, sys
held = io.StringIO()
own, sys.stdout = sys.stdout, held
exec(compile("1 + 1", "<x>", "single"))
sys.displayhook("text")
sys.displayhook(None)
sys.stdout = own
print(repr(held.getvalue()), _)
sys.displayhook = lambda value: print("shown", value)
exec(compile("'a'", "<x>", "single"))
exec(compile("None", "<x>", "single"))
sys.displayhook = sys.__displayhook__
del sys.displayhook
try:
    exec(compile("1", "<x>", "single"))
except RuntimeError as error:
    print(error)
#--- a SyntaxError of one's own
import traceback
for args in (("m",), ("m", ("f.py", 3, 5, "  x = = 1\n")), ("m", ("f.py", 3, 5, "  x = = 1\n", 3, 8)), ("m", (None, 3, 1, "x")),
             ("m", ("f.py", None, None, None)), ("m", ("f.py", 1, 0, "x")), ("m", ("d/f.py", 1, -5, "x")), ()):
    error = SyntaxError(*args)
    print(str(error), error.msg, error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset)
    print(traceback.format_exception_only(error))
error.msg, error.lineno = "other", 9
print(error, traceback.format_exception_only(error))
for wrong in (("m", ("f", 1)), ("m", ("f", 1, 2, "t", 3)), ("m", 5)):
    try:
        SyntaxError(*wrong)
    except TypeError as error:
        print(type(error).__name__)
#--- the pieces of a report
import traceback
def fail():
    raise KeyError("k")
try:
    try:
        fail()
    except KeyError as inner:
        raise ValueError("v\nw") from inner
except ValueError as error:
    error.add_note("a note")
    for piece in traceback.format_exception(error):
        print(repr(piece.split(",")[0][:7] if piece.startswith("  File") else piece))
    print(traceback.format_exception_only(error))
try:
    compile("x = = 1", "<s>", "exec")
except SyntaxError as error:
    print(traceback.format_exception_only(type(error), error))
#--- mathematics at its edges
import math
def t(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
class Own(float):
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
for call in ((math.atanh, 1), (math.atanh, -1), (math.gamma, 0.0), (math.gamma, -1), (math.gamma, 172), (math.lgamma, 0),
             (math.exp, 1000), (math.cosh, 1000), (math.log, -10**400), (math.log10, -(10**400)), (math.log, 10**400),
             (math.perm, 1, 2**1000), (math.perm, 3, -1), (math.lcm, 120, 0, 5), (math.lcm, 120, 0, 84.0),
             (math.fsum, [1e308, 1e308]), (math.fsum, [math.inf, -math.inf]), (math.fsum, [1e308, 1, -1e308]),
             (math.dist, (math.inf,), (math.inf,)), (math.hypot, 3, math.nan), (math.hypot, math.inf, math.nan),
             (math.hypot, 1e-320, 1e-321), (math.hypot, 1777447687.0, 1.5, 2.5), (math.hypot, 5e-324), (math.degrees, 1e308),
             (math.floor, Own(1.5)), (math.ceil, Own(1.5)), (math.trunc, Own(1.5)), (math.trunc, "a"), (math.floor, "a")):
    t(*call)
print(math.hypot(0.1, 0.2, 0.3, 0.4), math.dist((1.1, 2.2, 3.3), (4.4, 5.5, 6.6)), math.hypot(*[0.1] * 10))
print(0.0 ** -math.inf, (-0.0) ** -math.inf, round(123.456, 2**70), round(123.456, -2**70), round(7, 2**70))
for args in ((1j, 1, 2), (2.0, 2, 3)):
    try:
        pow(*args)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
#--- sets of classes of one's own, and sets of keys
class Own(set):
    def __hash__(self): return 7
s = Own([1])
holder = {s}
print(s in holder, type(s.copy()), type(s | {2}), type(Own([1]).union([2])))
class Counted:
    hashes = 0
    def __hash__(self):
        Counted.hashes += 1
        return 3
d = dict.fromkeys([Counted() for _ in range(5)])
before = Counted.hashes
t = set(d)
t.difference_update(d)
t.update(d)
print(Counted.hashes - before, len(t))
x = float("nan")
print(x is x, [x][0] is x, x in [x])
a = (1, 2)
print(a * 1 is a)
#--- generators looked at from outside
import inspect
def gen(a, b=2):
    c = a + b
    got = yield c
    yield got
g = gen(1)
print(g.gi_frame.f_locals, inspect.getgeneratorstate(g), g.gi_suspended)
print(next(g), g.gi_frame.f_locals, inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))
print(g.send("x"), g.gi_frame.f_locals, g.gi_code.co_varnames, g.gi_code.co_nlocals)
g.close()
print(g.gi_frame, inspect.getgeneratorstate(g), inspect.getmodule(inspect) is inspect)
class Bad(Exception):
    def __new__(cls): return 5
g = gen(1)
next(g)
try:
    g.throw(Bad)
except TypeError as error:
    print(str(error).replace("__main__.", ""))
print(next(g, "over"))
def names():
    x = 1
    first = dict(locals())
    del x
    return first, sorted(locals())
print(names())
#--- generic aliases and their parameters
from typing import TypeVar
T, K = TypeVar("T"), TypeVar("K")
print(list[int].__parameters__, dict[K, T].__parameters__, dict[K, list[T]][str, int], list[T][int], (list[T] | None).__parameters__)
for wrong in (lambda: list[int][str], lambda: dict[K, T][int], lambda: list[T][int, str]):
    try:
        print(wrong())
    except TypeError as error:
        print(str(error).split(";")[0])
import copy
print(copy.copy(list[int]), copy.deepcopy(dict[str, int]))
#--- classes that behave as CPython's
from collections import namedtuple
from functools import partial
import copy
p = namedtuple("P", "x")(1)
for act in (lambda: setattr(p, "x", 2), lambda: delattr(p, "x")):
    try:
        act()
    except AttributeError as error:
        print(error)
f = partial(print, 1, end="!\n")
f.note = ["n"]
g = copy.copy(f)
print(g.args is f.args, g.keywords is f.keywords, g.note is f.note)
g.__setstate__((print, (2,), {}, None))
print(g, vars(g))
try:
    f.keywords[5] = 1
    f()
except TypeError as error:
    print(error)
class C(complex): pass
print(type(C(1j).__complex__()), "__and__" in dir(float), "__radd__" in dir(str), "__dict__" in dir(int))
class F(float):
    def __float__(self): return F(42)
import operator
class Seq:
    def __len__(self): return 5
    def __getitem__(self, i): return i
print(operator.length_hint(reversed([1, 2, 3])), operator.length_hint(iter(Seq())), operator.length_hint(reversed(Seq())))
#--- dataclasses with annotations as text
from __future__ import annotations
import dataclasses, typing
from dataclasses import dataclass, InitVar, field
from typing import ClassVar
@dataclass
class A:
    a: ClassVar[int] = 1
    b: typing.ClassVar = 2
    c: InitVar[int] = 3
    d: dataclasses.InitVar[int] = 4
    e: notInitVar.InitVar = 5
    g: "Other" = 6
    def __post_init__(self, c, d): self.sum = c + d
print(A(), [f.name for f in dataclasses.fields(A)], A(10, 20).sum)
D = dataclasses.make_dataclass("D", ["x", ("y", int, 5)], bases=(typing.Generic[typing.TypeVar("T")],))
print(D(1), D.__orig_bases__, dataclasses.is_dataclass(list[int]), dataclasses.is_dataclass(D))
#--- csv with escapes
import csv, io
for lines, options in (
    (['a,"b,^c"'], dict(escapechar="^")), (['a,b^'], dict(escapechar="^")), (['a,"b,c"^'], dict(escapechar="^")),
    (['a,b^\n', 'c'], dict(escapechar="^")), (['a,"b^\n', 'c"'], dict(escapechar="^")), (['a,b,"c\n', 'd"'], {}),
    (['"ab"arg', 'x'], {}), ([',3,"5",7.3, 9'], dict(quoting=csv.QUOTE_NONNUMERIC)), (['1,",3,",5'], dict(quoting=csv.QUOTE_NONE)),
    (['"a'], {}), (['"a'], dict(strict=True)), (['"ab"arg'], dict(strict=True)), (['a\rb'], {}), (['x, "y", z'], dict(skipinitialspace=True)),
    (['"a","b""c"'], {}), (['a"b"'], {}), ([''], {}), (['\n'], {}),
):
    try:
        print(lines, list(csv.reader(lines, **options)))
    except csv.Error as error:
        print(lines, error)
for options in (dict(lineterminator=4), dict(lineterminator=None), dict(quotechar=""), dict(escapechar="**"), dict(delimiter=None), dict(quoting=7)):
    try:
        csv.reader([], **options)
    except TypeError as error:
        print(error)
out = io.StringIO()
csv.writer(out, quoting=csv.QUOTE_NONE, escapechar="\\").writerows([["a\nb", "b"], ["x", "y"]])
print(list(csv.reader(io.StringIO(out.getvalue()), quoting=csv.QUOTE_NONE, escapechar="\\")))
try:
    csv.get_dialect("excel").delimiter = ";"
except AttributeError as error:
    print(error)
#--- csv dialects that are guessed
import csv
for sample in ("a,b,c\n1,2,3\n4,5,6\n", "a;b;c\n1;2;3\n", "name\tage\nbob\t5\nsue\t7\n", "'a','b'\n'c','d'\n", "a|b|c\n1|2|3\n4|5|6\n",
               '"x": "y"\n"z": "w"\n', "one two three\n1 2 3\n", "a, b, c\n1, 2, 3\n"):
    try:
        d = csv.Sniffer().sniff(sample)
        print(repr(d.delimiter), repr(d.quotechar), d.doublequote, d.skipinitialspace, csv.Sniffer().has_header(sample))
    except csv.Error as error:
        print(error)
print(csv.Sniffer().sniff("a?b;c\nd?e;f\n", delimiters="?;").delimiter)
#--- words broken at hyphens
import textwrap
for text in ("this-is-a-useful-feature-for-reformatting-posts-from-tim-peters'ly", "Em-dashes should be written -- thus.", "--foo --bar-baz a--b the-x-y"):
    print(textwrap.wrap(text, 10), textwrap.TextWrapper()._split(text))
#--- raw escapes
for text in ("abc", "a\\b", "\xe9\u20ac\U0001f600", "\\u0041"):
    coded = text.encode("raw_unicode_escape")
    print(coded, ascii(coded.decode("raw-unicode-escape")))
for data in (rb"\u20ac\\u0041", rb"\u12", rb"\U00110000", rb"\x41", b"\\"):
    try:
        print(ascii(data.decode("raw_unicode_escape")))
    except UnicodeDecodeError as error:
        print(error)

#--- what odd arguments of collections, bisect, heapq and re are told
import bisect, collections, heapq, re
def shown(text):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)
C = collections.Counter
for text in ["C(a=True) & C(a=1)", "C(a=True) | C(a=1)", "C(a=1) & C(a=1.0)", "C(a=1) | C(a=1.0)", "C(a=2, b=-1) & C(a=1, b=-2)", "C(a=2, b=-1) | C(a=1, b=3)",
             "+C(a=2, b=0, c=-1)", "-C(a=2, b=0, c=-1)", "+C({1: 'x'})", "-C({1: 'x'})", "C({1: 'x'}) & C([1])", "C({1: 'x'}) | C([1])", "+C(a=True)",
             "bisect.bisect({1}, 2)", "bisect.bisect(set(), 2)", "bisect.bisect({1: 1}, 2)", "bisect.bisect_left({}, 2)", "bisect.bisect('abc', 'b')",
             "heapq.heapify(None)", "heapq.heapify((1,))", "heapq.heappush(None, 1)", "heapq.heappop({})",
             "collections.deque([1])[2**50]", "collections.deque([1])[-2**62]", "collections.deque([1])[2**63]", "collections.deque() * 2**62",
             r"re.sub('a', r'\1', None)", "re.sub('a', None, None)", "re.sub('a', None, 'a')", r"re.subn('a', r'\2', b'')", "re.sub('a', 'b', None)",
             "re.sub('a', b'b', 'a')", "re.sub(b'a', 'b', b'a')", "re.sub('a', len, 5)"]:
    shown(text)
