"""Calls with odd arguments, run by CPython 3.11 and by Gradus: each must print the same.

    python3 Tests/Fuzz/odd_calls.py GRADUS [--count PROGRAMS] [--seed S] [--only TEXT]

A program makes 300 calls of built-in functions, methods and functions of modules, and prints a line for each: what it
gave and what it left of its arguments, or the error with its message. The first difference of each kind is printed,
with how often it came.
"""

import argparse
import builtins
import collections
import random
import re
import sys

from running import Pair
from statements import PRELUDE

VALUES = """
0 1 -1 2 3 5 10 -7 True False 255 256 2**31 2**63-1 2**63 -2**63 2**64 10**20 0.0 -0.0 1.0 2.5 -1.5 3.7 1e16 1e22 5e-324
float('inf') float('-inf') float('nan') 1j (1+2j) complex('nan') None ... NotImplemented '' 'a' 'abc' 'Hello' 'a,b,c' '12' '\\x205\\x20' '1.5'
'x\\x20y' 'é' 'ß' '𝒳' 'A' 'aXbX' '%s' '{}' '{0}' '>5' 'utf-8' 'ascii' 'strict' 'replace' '\\n' '\\ud800' b'' b'a' b'abc' b'\\xff' b'12' bytearray(b'xyz') memoryview(b'abc')
[] [1] [1,2,3] [3,1,2] ['a','b'] ['b','a',''] [[1,2],[3,4]] [(1,'a')] [1,'a'] [None] [0.5,1] [True,False] () (1,) (1,2) ('a','b') (1,2,3) ('a',) (None,None) {} {'a':1} {1:2}
{'b':1,'a':2} {1:'x',2:'y'} set() {1} {1,2} {1,2,3} frozenset() frozenset({2,3}) range(0) range(3) range(5) range(1,10,3) range(5,0,-1) slice(None) slice(1,3) slice(None,None,-1)
slice(2,None,2) iter([1,2]) iter('ab') (v*2for(v)in(1,2)) enumerate('ab') zip('ab',[1,2]) map(str,[1,2]) reversed([1,2]) int str float list tuple dict set bool object type bytes complex range
ValueError Exception KeyError len abs repr print max (lambda:1) (lambda*a:a) (lambda*a,**k:(a,k)) (lambda(v):v) (lambda(a,b):a+b) (lambda(v):-v) str.upper [].append Ix(2) Ix(-1) Ix(0) Fl(1.5) It([1,2]) It('abc') Sq('xyz') Eq() Bad()
Cb() Tr(True) Tr(False) Ln(2) Ln(-1) St('s') Mp({'a':1}) ValueError('v') KeyError('k') property(len) Plain() Plain Cm() Child(4) SubStr('sub') SubList([1,2]) SubDict(a=1) Fm() Ixs() NoHash() collections.deque([1,2,3]) collections.Counter('aab') collections.OrderedDict(a=1) collections.defaultdict(int)
P(1,2) fractions.Fraction(1,3) datetime.date(2020,1,2) datetime.timedelta(1,2) datetime.datetime(2020,1,2,3,4) re.compile('a') math.inf functools.partial(pow,2) operator.itemgetter(1) re.match('(a)(b)?','ac')
""".split()
KEYWORDS = """key reverse default sep end start stop step maxsplit keepends base encoding errors strict file flush n k r repeat initial func fillvalue times maxlen iterable x y a
ndigits mod exp value name object width fillchar tabsize signed length byteorder cls indent sort_keys separators flags count pos string population weights cum_weights lo hi fget doc""".split()
SUPPORT = '''\
import math, operator, copy, collections, functools, itertools, re, json, string, heapq, bisect, random, statistics, fractions, datetime, textwrap, struct, base64, types, contextlib, enum, dataclasses, os.path, pathlib, io, keyword, numbers, abc, typing, csv, calendar, time, hashlib, binascii, pprint, fnmatch
class Ix:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
    def __repr__(self): return f'Ix({self.n})'
class Ixs:
    def __index__(self): return 'x'
    def __int__(self): return 1.5
    def __float__(self): return 2
    def __repr__(self): return 'Ixs'
    def __len__(self): return 'n'
    def __iter__(self): return 5
    def __bool__(self): return 1
    def __hash__(self): return 'h'
    def __str__(self): return 3
    def __complex__(self): return 4
    def __format__(self, spec): return 7
    def __bytes__(self): return 'b'
class Fl:
    def __init__(self, n): self.n = n
    def __float__(self): return self.n
    def __int__(self): return int(self.n)
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __abs__(self): return 'abs'
    def __repr__(self): return f'Fl({self.n})'
class It:
    def __init__(self, items): self.items = items
    def __iter__(self): return iter(self.items)
    def __repr__(self): return 'It'
class Sq:
    def __init__(self, items): self.items = items
    def __getitem__(self, key): return self.items[key]
    def __len__(self): return len(self.items)
    def __repr__(self): return 'Sq'
class Eq:
    def __eq__(self, other): return True
    def __lt__(self, other): return NotImplemented
    def __gt__(self, other): return 'gt'
    def __hash__(self): return 1
    def __add__(self, other): return 'add'
    def __radd__(self, other): return 'radd'
    def __mul__(self, other): return NotImplemented
    def __repr__(self): return 'Eq'
class Bad:
    def __eq__(self, other): raise ZeroDivisionError('eq')
    def __hash__(self): raise ZeroDivisionError('hash')
    def __iter__(self): raise ZeroDivisionError('iter')
    def __index__(self): raise ZeroDivisionError('index')
    def __len__(self): raise ZeroDivisionError('len')
    def __bool__(self): raise ZeroDivisionError('bool')
    def __repr__(self): return 'Bad'
class Cb:
    def __call__(self, *a, **k): return (a, k)
    def __repr__(self): return 'Cb'
class Tr:
    def __init__(self, n): self.n = n
    def __bool__(self): return self.n
    def __repr__(self): return f'Tr({self.n})'
class Ln:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __repr__(self): return f'Ln({self.n})'
class St:
    def __init__(self, n): self.n = n
    def __str__(self): return self.n
    def __repr__(self): return f'St({self.n})'
class Mp:
    def __init__(self, n): self.n = n
    def keys(self): return self.n.keys()
    def __getitem__(self, key): return self.n[key]
    def __repr__(self): return 'Mp'
class Fm:
    def __format__(self, spec): return f'<{spec}>'
    def __repr__(self): return 'Fm'
class Plain:
    def __repr__(self): return 'Plain()'
class Cm:
    def __enter__(self): return 1
    def __exit__(self, *a): return True
    def __repr__(self): return 'Cm'
class NoHash:
    __hash__ = None
    def __repr__(self): return 'NoHash'
class Child(int): pass
class SubStr(str): pass
class SubList(list): pass
class SubDict(dict):
    def __missing__(self, key): return ('missing', key)
P = collections.namedtuple('P', 'x y')
plain = text
ADDRESS = re.compile(' at 0x[0-9a-f]+')
def text(value, depth=0):
    if hasattr(type(value), '__next__') and depth < 3:
        shown = []
        kind = type(value).__name__
        try:
            for _ in range(6): shown.append(text(next(value), depth + 1))
        except StopIteration:
            shown.append('end')
        except Exception as error:
            shown.append(type(error).__name__ + str(error))
        return kind + '(' + ', '.join(shown) + ')'
    return ADDRESS.sub('', plain(value, depth))
def run(number, make, call):
    random.seed(1)
    try:
        values = make()
    except Exception as error:
        print(number, 'make', type(error).__name__, error)
        return
    try:
        result = text(call(*values))
    except (Exception, GeneratorExit) as error:
        try:
            result = f'! {type(error).__name__} {error}'
        except Exception as again:
            result = f'! {type(error).__name__} text fails'
    try:
        print(number, ADDRESS.sub('', result[:400]), '|', *[text(v)[:100] for v in values])
    except Exception as error:
        print(number, result[:400], '| cannot show', type(error).__name__, error)
'''
TYPES = """int float complex str bytes bytearray list tuple dict set frozenset range slice bool enumerate zip map filter reversed object type property staticmethod classmethod memoryview BaseException
OSError UnicodeDecodeError StopIteration SystemExit ImportError SyntaxError KeyError AttributeError NameError ExceptionGroup super
collections.deque collections.Counter collections.OrderedDict collections.defaultdict collections.ChainMap collections.UserDict collections.UserList collections.UserString functools.partial fractions.Fraction datetime.date datetime.datetime datetime.timedelta datetime.time datetime.timezone types.SimpleNamespace P
pathlib.PurePosixPath io.StringIO io.BytesIO string.Template string.Formatter random.Random statistics.NormalDist enum.Enum functools.cached_property functools.singledispatchmethod functools.partialmethod
itertools.count itertools.cycle itertools.repeat itertools.accumulate itertools.chain itertools.compress itertools.dropwhile itertools.filterfalse itertools.groupby itertools.islice itertools.pairwise itertools.starmap itertools.takewhile
itertools.zip_longest itertools.product itertools.permutations itertools.combinations itertools.combinations_with_replacement operator.itemgetter operator.attrgetter operator.methodcaller struct.Struct textwrap.TextWrapper types.MappingProxyType types.MethodType""".split()
SPECIAL = {"function": "(lambda a, b=1: (a, b))", "generator": "(v * 2 for v in (1, 2))", "keys": "{'a': 1, 2: 3}.keys()", "items": "{'a': 1, 2: 3}.items()", "values": "{'a': 1}.values()",
           "pattern": "re.compile('(a)(?P<n>b)?')", "match": "re.match('(a)(?P<n>b)?', 'abc')", "listiter": "iter([1, 2])", "striter": "iter('ab')", "rangeiter": "iter(range(4))", "dictiter": "iter({1: 2})",
           "builtin": "len", "bound": "[1].append", "none": "None", "notimplemented": "NotImplemented", "module": "math", "union": "(int | str)", "alias": "list[int]", "seqiter": "iter(Sq('ab'))", "calliter": "iter(lambda: 1, 2)",
           "lru": "functools.lru_cache(lambda a: a)", "setiter": "iter({1})", "groupby": "itertools.groupby('aab')", "reader": "csv.reader(['a,b'])", "tee": "itertools.tee([1, 2])[0]",
           "ordered_keys": "collections.OrderedDict(a=1).keys()", "chainmap": "collections.ChainMap({'a': 1}, {'b': 2})", "delta": "datetime.timedelta(1, 2)", "fraction": "fractions.Fraction(7, 3)", "deque": "collections.deque([1, 2, 3], 3)",
           "enum": "enum.Enum('E', 'A B')", "flag": "enum.Flag('F', 'A B').A", "member": "enum.Enum('E', 'A B').A"}
MODULES = """builtins math operator itertools functools collections re json string heapq bisect random statistics copy textwrap struct os.path datetime fractions contextlib keyword types calendar
pprint fnmatch dataclasses enum typing""".split()
SKIPPED = set("""input exit quit help id breakpoint exec eval compile globals locals vars dir open __import__ copyright credits license memoryview print
__reduce__ __reduce_ex__ __sizeof__ __init_subclass__ __subclasshook__ __dir__ __subclasses__ __doc__ SystemRandom seed getstate setstate __getstate__ now today utcnow time_ns time perf_counter monotonic sleep
getrandbits ctime expanduser realpath abspath relpath getatime getmtime getctime getsize samefile sameopenfile sameStat exists lexists isfile isdir islink ismount __build_class__ strftime __abstractmethods__
tzname timezone TextCalendar HTMLCalendar LocaleTextCalendar LocaleHTMLCalendar PrettyPrinter pprint pp scanner template Scanner run_docstring_examples main doctest test cwd home __basicsize__ test_main get_type_hints
open stat lstat unlink rmdir mkdir touch rename write_text read_text write_bytes read_bytes glob rglob iterdir chmod lchmod expandvars randbytes sys print_help""".split())
SMALL = set("""pow __pow__ __rpow__ __ipow__ __lshift__ __rlshift__ lshift ilshift ipow factorial comb perm __mul__ __rmul__ __imul__ mul imul repeat product permutations combinations
combinations_with_replacement indent center ljust rjust zfill expandtabs ldexp to_bytes round __round__ bytes bytearray __format__ format prod accumulate reduce fsum sum count islice cycle
sample choices isqrt __init__ __new__ __call__ concat iconcat deque extend update partial map starmap range __index__ Struct pack calcsize timedelta exp""".split())
HUGE = {"2**31", "2**63-1", "2**63", "-2**63", "2**64", "10**20", "1e16", "1e22"}


class Calls:
    def __init__(self, only):
        space = {}
        exec(PRELUDE + SUPPORT, space)
        self.targets = []
        for name in TYPES:
            kind = eval(name, space)
            self.add(name, name, None)
            for member in sorted(dir(kind)):
                if "_" + kind.__name__ in member: continue
                if callable(getattr(kind, member, None)): self.add(f"{name}.{member}", name, member)
        for name, receiver in SPECIAL.items():
            value = eval(receiver, space)
            for member in sorted(dir(type(value))):
                if callable(getattr(value, member, None)): self.add(f"{name}.{member}", receiver, member)
        for module in MODULES:
            owner = space.get(module) or eval(module, {**space, "builtins": builtins})
            for member in getattr(owner, "__all__", None) or sorted(dir(owner)):
                value = getattr(owner, member, None)
                if callable(value) and not member.startswith("_") and getattr(value, "__module__", "") != "typing":
                    self.add(f"{module}.{member}", member if module == "builtins" else f"{module}.{member}", None)
        self.targets = [target for target in self.targets if only in target[0]]
        self.receivers = {}
        for name in TYPES:
            self.receivers[name] = []
            for value in VALUES:
                try:
                    if type(eval(value.replace("for(v)in", " for v in ").replace("(lambda(v)", "(lambda v").replace("(lambda(a,b)", "(lambda a,b"), space)).__name__ == name.split(".")[-1]:
                        self.receivers[name].append(value)
                except Exception:
                    pass

    def add(self, label, owner, member):
        last = (member or owner.split(".")[-1])
        if last in SKIPPED or "Warning" in label or "Async" in label: return
        # Classes put their addresses into hashes, and their helpers are their own affair.
        if last in ("__hash__", "__new__", "__setstate__", "__class__", "__base__") or last[0] == "_" and last[1:2] != "_": return
        self.targets.append((label, owner, member, last))

    def call(self, chooser, number):
        label, owner, member, last = chooser.choice(self.targets)
        pool = [v for v in VALUES if v not in HUGE] if last in SMALL else VALUES
        def value():
            found = chooser.choice(pool)
            return found.replace("v*2for(v)in", "v*2 for v in").replace("lambda(v)", "lambda v").replace("lambda(a,b)", "lambda a,b")
        arguments = [value() for _ in range(chooser.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]))]
        names = [f"v{i}" for i in range(len(arguments))]
        function = owner
        if member and owner in self.receivers:
            if chooser.random() < 0.12: function = f"{owner}.{member}"
            else:
                receivers = self.receivers[owner]
                receiver = chooser.choice(receivers) if receivers and chooser.random() < 0.8 else self.made(chooser, owner, value)
                arguments.insert(0, receiver.replace("v*2for(v)in", "v*2 for v in"))
                names = [f"v{i}" for i in range(len(arguments))]
                function = f"v0.{member}"
        elif member:
            arguments.insert(0, owner)
            names = [f"v{i}" for i in range(len(arguments))]
            function = f"v0.{member}"
        passed = names[1:] if function.startswith("v0.") else list(names)
        if passed and chooser.random() < 0.2: passed[-1] = f"{chooser.choice(KEYWORDS)}={passed[-1]}"
        if passed and chooser.random() < 0.02: passed[-1] = "*" + passed[-1].split("=")[-1]
        return label, f"run({number}, lambda: ({''.join(a + ', ' for a in arguments)}), lambda {', '.join(names)}: {function}({', '.join(passed)}))"

    def made(self, chooser, owner, value):
        return f"{owner}({self.MADE.get(owner) or ', '.join(value() for _ in range(chooser.choice([0, 1, 2])))})"

    MADE = {"fractions.Fraction": "3, 4", "datetime.date": "2021, 3, 4", "datetime.datetime": "2021, 3, 4, 5, 6, 7, 8", "datetime.time": "1, 2, 3", "pathlib.PurePosixPath": "'/a/b.c'", "io.StringIO": "'ab\\nc'", "io.BytesIO": "b'ab\\nc'",
            "string.Template": "'$a ${b} $$'", "statistics.NormalDist": "1, 2", "struct.Struct": "'<ib'", "itertools.count": "3", "types.SimpleNamespace": "a=1", "collections.UserDict": "a=1", "collections.UserList": "[1, 2]",
            "collections.UserString": "'abc'", "UnicodeDecodeError": "'utf-8', b'ab', 0, 1, 'why'", "OSError": "2, 'm', 'f'", "ExceptionGroup": "'g', [ValueError(1), KeyError(2)]", "random.Random": "5", "datetime.timezone": "datetime.timedelta(hours=1)",
            "collections.ChainMap": "{'a': 1}, {'b': 2}", "types.MappingProxyType": "{'a': 1}", "memoryview": "bytearray(b'abcd')", "property": "len, None", "itertools.chain": "[1], 'ab'"}

    def program(self, seed, size=300):
        chooser = random.Random(seed)
        calls = [self.call(chooser, number) for number in range(size)]
        return [label for label, _ in calls], [line for _, line in calls]


def lines_by_number(output):
    found = {}
    for line in (output or "").splitlines():
        number, _, rest = line.partition(" ")
        if number.isdigit(): found.setdefault(int(number), rest)
        else: found[max(found, default=-1)] = found.get(max(found, default=-1), "") + "\n" + line
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gradus")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--most", type=int, default=1, help="how many of a kind are printed")
    options = parser.parse_args()
    calls = Calls(options.only)
    pair = Pair(options.gradus)
    seen = collections.Counter()
    total = lost = 0
    for seed in range(options.seed, options.seed + options.count):
        labels, lines = calls.program(seed)
        expected, actual = pair.run(PRELUDE + SUPPORT + "\n".join(lines) + "\n")
        if expected is None:
            lost += 1
            continue
        mine, theirs = lines_by_number(expected), lines_by_number(actual)
        total += len(mine)
        for number, label in enumerate(labels):
            a, b = mine.get(number), theirs.get(number, "<nothing>")
            if a is None or a == b or Pair.same(a, b): continue
            key = (label, re.sub(r"'[^']*'|\d+", "#", b.split(" |")[0])[:25])
            seen[key] += 1
            if seen[key] <= options.most:
                print(f"{label}  {lines[number][4:]}\n    C: {a[:330]}\n    G: {b[:330]}", flush=True)
            if b == "<nothing>": break
    print(f"{total} calls, {sum(seen.values())} differ in {len(seen)} ways, {lost} programs had no end")


if __name__ == "__main__":
    sys.exit(main())
