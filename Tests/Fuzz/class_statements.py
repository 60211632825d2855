"""Random statements about exceptions, decorators, classes, records, views of dicts and the formatting of numbers."""


class ClassStatements:
    """More pieces of programs for `Statements`."""

    def class_pieces(self):
        return [self.chains, self.decorated, self.properties, self.slotted, self.inherited_records, self.number_formats, self.views, self.context_classes,
                self.old_iteration, self.operators, self.matched_records, self.scopes, self.string_methods, self.sorted_keys, self.generators_in_class, self.counted_names]

    def chains(self):
        name = self.fresh("chain")
        kinds = ["ValueError('v')", "KeyError('k')", "OSError(2, 'gone')", "Own(1, 2)", "StopIteration(3)", "ValueError", "UnicodeDecodeError('utf-8', b'a', 0, 1, 'why')", "SystemError()", "Own(a=1)", "AssertionError((1, 2))"]
        inner, outer = self.pick(*kinds), self.pick(*kinds)
        how = self.pick("", " from error", " from None", " from KeyError('cause')", " from Own", " from 5")
        note = self.pick("error.add_note('n1')", "error.add_note('n1'); error.add_note(text({}))", "error.__notes__ = ['x']", "error.add_note(5)", "pass")
        last = self.pick("pass", "print('finally')", "raise IndexError('last')", "return 'early'", "1 / 0")
        return ["class Own(Exception):", "    def __init__(self, *a, **k): super().__init__(*a); self.k = k", f"    def __str__(self): return {self.pick('super().__str__()', repr('own'), 'str(self.args)')}",
                "def walk(e, depth=0):", "    if e is None or depth > 4: return None", "    return (type(e).__name__, str(e), list(e.args) if len(e.args) < 4 else 4, getattr(e, '__notes__', None), e.__suppress_context__, walk(e.__cause__, depth + 1), walk(e.__context__, depth + 1))",
                f"def {name}():", "    try:", "        try:", f"            raise {inner}", f"        except {self.pick('Exception', 'ValueError', '(KeyError, Own)', 'LookupError', 'Own')} as error:", f"            {note}", f"            raise {outer}{how}",
                f"        else:", "            print('else')", "        finally:", f"            {last}", f"    except {self.pick('Exception', 'TypeError', 'LookupError', 'Own', 'ArithmeticError')} as outer:", "        show(walk(outer))", f"        {self.pick('raise', 'return outer.args', 'raise outer.with_traceback(None)', 'raise RuntimeError from outer', 'pass')}", "    return 'end'",
                "try:", f"    show({name}())", "except BaseException as error:", "    show(walk(error))"]

    def decorated(self):
        name = self.fresh("deco")
        layers = [self.pick("logged", "logged", "twice", "add(2)", "add(k=3)", "staticmethod", "functools.lru_cache", "functools.cache", "(lambda f: f)", "register.append") for _ in range(self.random.randint(1, 3))]
        return ["register = []", "def logged(f):", "    @functools.wraps(f)", "    def inner(*a, **k):", "        print('call', f.__name__, a, sorted(k))", "        return f(*a, **k)", "    return inner",
                "def twice(f): return lambda *a, **k: [f(*a, **k), f(*a, **k)]", "def add(n=0, *, k=1):", "    def outer(f):", "        def inner(*a): return (f(*a), n, k)", "        inner.n = n", "        return inner", "    return outer",
                *[f"@{layer}" for layer in layers], f"def {name}(a=1, *b):", "    'doc'", "    return (a, b)"] + self.tried(self.some([f"show({name}())", f"show({name}(1, 2))", f"show({name}.__name__, {name}.__doc__)", f"show({name}.__wrapped__ is not None)", f"show({name}(k=2))", f"show({name}.n)", "show(len(register))", f"show({name}.__defaults__, {name}.__qualname__)", f"show({name}.cache_info()[:2])"], 5))

    def properties(self):
        name = self.fresh("P")
        e = self.e
        lines = [f"class {name}:", "    def __init__(self): self._v = 1", "    @property", "    def v(self):", "        'doc of v'", f"        {self.pick('return self._v', 'return self.missing', 'raise AttributeError(5)', 'return self.v2')}"]
        if self.chance(0.7): lines += ["    @v.setter", "    def v(self, new): self._v = (new, 'set')"]
        if self.chance(0.4): lines += ["    @v.deleter", "    def v(self): del self._v"]
        lines += ["    @functools.cached_property", "    def once(self): print('computed'); return [self._v]", "    v2 = property(lambda self: 7, doc='two')", "    @classmethod", "    def make(cls, *a): return cls.__name__, a", "    @staticmethod", "    def stat(a, b=2): return a, b"]
        if self.chance(0.3): lines += ["    def __getattr__(self, n):", f"        {self.pick('return n', 'raise AttributeError(n)', 'raise KeyError(n)')}"]
        if self.chance(0.2): lines += ["    def __setattr__(self, n, v): print('sets', n); object.__setattr__(self, n, v)"]
        return lines + ["o = None"] + self.tried([f"o = {name}()"]) + self.tried(self.some([f"show(o.v)", f"o.v = {e.any(0)}; show(o.v)", "del o.v; show(o.v)", "show(o.once, o.once)", "o.once = 3; show(o.once)", "del o.once; show(o.once)", "o.v2 = 1", f"show({name}.v.__doc__, {name}.v2.fget(o))", "show(o.make(1), o.stat(1))", f"show({name}.make(), {name}.stat(1, b=3))", "show(hasattr(o, 'v'), getattr(o, 'v', 'default'))", "show(sorted(vars(o)))", "show(o.nothing)", f"show({name}.v.fset is None, {name}.nothing)", f"show({name}.__dict__['stat'].__func__(1))"], 7))

    def slotted(self):
        base, name = self.fresh("S"), self.fresh("S")
        slots = self.pick("('a', 'b')", "'a'", "['a', '__dict__']", "()", "('a', 'a')", "('1a',)", "{'a': 'doc', 'b': None}", "('_S__x', 'a')", "('__y', 'a')", "('a', '__weakref__')", "(5,)")
        return [f"class {base}:", f"    __slots__ = {slots}", f"    {self.pick('def __init__(self, a=1): self.a = a', 'pass', 'a = 5', 'b2 = 3')}", f"class {name}({base}):", f"    {self.pick('pass', '__slots__ = ()', '__slots__ = (' + repr('c') + ',)', 'x = 1')}"] + self.tried(self.some(
            [f"o = {base}(); show(o.a)", f"o = {base}(); o.a = 3; show(o.a); del o.a; show(o.a)", f"o = {base}(); o.zz = 1", f"o = {name}(); o.zz = 1; show(o.zz, o.__dict__)", f"show({base}.__slots__, sorted(k for k in vars({base}) if k[:2] != '__'))", f"show(hasattr({base}(), '__dict__'), hasattr({name}(), '__dict__'))", f"o = {base}(); del o.a; del o.a", f"o = {name}(); o.c = 4; show(o.c)", f"class T({base}, int): __slots__ = ()", f"show(isinstance({name}(), {base}), type({base}.a).__name__)"], 6))

    def inherited_records(self):
        first, second = self.fresh("R"), self.fresh("R")
        e = self.e
        options = lambda: self.pick("", "", "(frozen=True)", "(order=True)", "(kw_only=True)", "(eq=False)", "(repr=False)", "(slots=True)", "(unsafe_hash=True)", "(init=False)")
        return ["import dataclasses", "from dataclasses import dataclass, field, KW_ONLY, InitVar", "from typing import ClassVar", f"@dataclass{options()}", f"class {first}:", "    a: int", f"    {self.pick('b: list = field(default_factory=list)', 'b: int = 2', 'b: ClassVar[int] = 5', 'b: InitVar[int] = 4', '_: KW_ONLY', 'b: list = []')}",
                f"    {self.pick('c: str = field(default=' + repr('c') + ', repr=False)', 'c: int = field(default=3, compare=False)', 'c: int = field(init=False, default=1)', 'def __post_init__(self, *x): print(' + repr('post') + ', x)', 'pass', 'c: int = field(kw_only=True, default=9, metadata={1: 2})')}",
                f"@dataclass{options()}", f"class {second}({first}):", f"    {self.pick('d: float = 0.5', 'a: str = ' + repr('again'), 'd: int', 'pass')}", f"    {self.pick('def __eq__(self, other): return True', 'def total(self): return self.a', 'pass')}"] + self.tried(self.some(
            [f"show({first}(1))", f"show({first}(1, 2))", f"show({second}(1, d=2))", f"show({second}(a=1))", f"show({first}(1) == {first}(1), {first}(1) == {second}(1))", f"show({first}(1) < {first}(2))", f"show(sorted([{first}(3), {first}(1)]))", f"o = {second}(1); o.a = 5; show(o)", f"show(dataclasses.asdict({second}(1)), dataclasses.astuple({first}(1)))", f"show(dataclasses.replace({first}(1), a={e.any(0)}))",
             f"show([(f.name, f.default is dataclasses.MISSING, f.init, f.kw_only) for f in dataclasses.fields({second})])", f"o = {first}(1); show(hash(o) == hash(o))", f"show({first}.__match_args__, {second}.__match_args__)", f"show(dataclasses.is_dataclass({first}), dataclasses.is_dataclass(5))", f"del {first}(1).a", f"show({first}.__doc__)", f"show({first}(1).b, {second}(1).c)", f"show(dataclasses.make_dataclass('M', ['x', ('y', int, 5)])(1))"], 8))

    def number_formats(self):
        e = self.e
        spec = lambda: self.pick("", "", "*<", "x^", ">", "=", "0=") + self.pick("", "", "+", "-", " ") + self.pick("", "", "#", "z") + self.pick("", "", "0") + self.pick("", "5", "12", "1") + self.pick("", "", ",", "_") + self.pick("", "", ".0", ".3", ".10") + self.pick("", "d", "f", "e", "g", "G", "%", "x", "X", "o", "b", "c", "n", "s", "E", "F")
        number = lambda: self.pick(e.of("int", 1), e.of("float", 1), e.of("int", 0), e.of("float", 0), e.of("complex", 0), e.of("bool", 0), "123456789", "-1234.5678", "0.00001234", "1e22", "12345678901234567890", "-0.0", "1e-320", "2.5", "0.5", "1e16", "123456.789e3")
        return self.tried(self.some([f"show(format({number()}, {spec()!r}))", f"show('{{:{spec()}}}'.format({number()}))", f"show(f'{{{self.pick('x0', '3.75', '10**20', '-1e-7')}:{spec()}}}')", f"show('%{self.pick('', '-', '+', ' ', '#', '0', '-0', '+#')}{self.pick('', '3', '12')}{self.pick('', '.0', '.2', '.11')}{self.pick('d', 'f', 'e', 'g', 'x', 'o', 's', 'r', 'i', 'G', 'E', 'X', 'a', 'c')}' % {number()})",
                                     f"show(round({number()}, {self.pick('0', '1', '-1', '3', '-2', '15')}), repr({number()}), str({number()}))", f"show(({number()}).__format__({spec()!r}))", f"show(float(repr({e.of('float', 1)})), int({e.of('float', 1)}))", f"show(int({self.pick(repr('12'), repr('0x1F'), repr('1_000'), repr(' 7 '), repr('-0b1'), repr('z'), repr('٣'))}, {self.pick('10', '0', '16', '36', '2', '37')}))",
                                     f"show(float({self.pick(repr('1e5'), repr('nan'), repr('-Infinity'), repr('1_0.0'), repr('.5'), repr('5.'), repr('0x1'), repr('1e-400'), repr('1e400'))}))"], 9))

    def views(self):
        e = self.e
        d, f = e.of("dict", 1), e.of("dict", 1)
        return [f"d, f = {d}, {f}"] + self.tried(self.some(["show(d.keys() == f.keys(), d.items() == f.items())", "show(d.keys() <= f.keys())", "show(list(d.keys()), list(d.values()))", "v = d.values(); d['new'] = 1; show(list(v))", "for k in d: d[len(d)] = 0", "for k in list(d): del d[k]\n    show(d)", "show(d | f, {**f, **d})", "d |= [(1, 2)]; show(d)", "show(dict(zip(d.values(), d.keys())))", "show({k: v for k, v in sorted(d.items(), key=str)})", "show(next(iter(d.items()), None))", "it = iter(d); d.clear(); show(next(it))",
                                                           "show(d.keys().isdisjoint(f), len(d.items()))", "show((1, 2) in d.items(), 2 in d.values())", "show(list(reversed(d.items())))", "show(d.get(None, f), d.setdefault('s', []).append(1))", "show(d.pop('zz', 'gone'), d.popitem())", "d.update(a=1, **{'b': 2}); show(d)", "show(dict.fromkeys(d, 0), d == f, d != f)", "show(max(d, key=str, default=0), sorted(d, key=repr))", "show(d.keys() ^ d.keys(), d.items() - d.items())", "x = d.copy(); x[d is f] = x; show(len(x), x is d)"], 8)) + ["show(d)"]

    def context_classes(self):
        name = self.fresh("W")
        ending = self.pick("return True", "return False", "return None", "raise KeyError('exit')", "return kind is ValueError", "return 5")
        entering = self.pick("return self", "return (1, 2)", "raise OSError('enter')", "return None")
        action = self.pick("pass", "raise ValueError('body')", "raise TypeError", "1 / 0", "print(v)", "return 'r'", "break", "continue", "raise StopIteration")
        return [f"class {name}:", "    def __init__(self, n): self.n = n", f"    def __enter__(self): print('in', self.n); {entering}", f"    def __exit__(self, kind, value, trace): print('out', self.n, kind and kind.__name__, str(value)); {ending}",
                "def run():", f"    for i in range(2):", f"        with {self.pick(f'{name}(1) as v', f'{name}(1) as v, {name}(2)', f'({name}(1) as v, {name}(2) as u,)', f'{name}(1) as (v, w)', f'{name}(1) as self.v')}:", "            v = i", f"            {action}", "    else:", "        print('else')", "    return 'done'"] + self.tried(["show(run())", "show(run())"])

    def old_iteration(self):
        name = self.fresh("I")
        get = self.pick("return k * 2 if k < 4 else [][0]", "return 'abc'[k]", "raise StopIteration", "return {0: 'a', 1: 'b'}[k]", "return (k, type(k).__name__) if not isinstance(k, int) or k < 3 else [][k]")
        return [f"class {name}:", f"    def __getitem__(self, k): {get}", f"    {self.pick('def __len__(self): return 3', 'pass', 'def __reversed__(self): return iter([9])', 'def __contains__(self, v): return v == 2', '__iter__ = None')}", f"o = {name}()"] + self.tried(self.some(["show(list(o))", "show(2 in o, 'z' in o)", "show([*o], (*o, 1))", "a, *b = o; show(a, b)", "show(o[1:2], o[1, 2], o[...])", "show(list(reversed(o)))", "show(dict(enumerate(o)))", "show(iter(o).__length_hint__())", "show(o[-1], o[None])", "show(max(o, default=0), sum(o, 1))", "show(list(zip(o, o)), len(o))", "for v in o: show(v)\n    else: show('else')", "show([v for v in o if v], tuple(map(str, o)))"], 7))

    def operators(self):
        first, second = self.fresh("O"), self.fresh("O")
        op, dunder = self.pick(("+", "add"), ("-", "sub"), ("*", "mul"), ("@", "matmul"), ("//", "floordiv"), ("%", "mod"), ("**", "pow"), ("<<", "lshift"), ("&", "and"), ("|", "or"), ("^", "xor"), ("/", "truediv"), (">>", "rshift"))
        give = lambda word: self.pick(f"return ('{word}', type(a).__name__)", "return NotImplemented", "raise ValueError('op')", f"return '{word}'")
        e = self.e
        return [f"class {first}:", f"    def __{dunder}__(self, a, m=None): {give('left')}", f"    def __r{dunder}__(self, a, m=None): {give('right')}", f"class {second}({self.pick(first, first, 'int', 'object', 'list', 'str')}):", f"    {self.pick(f'def __r{dunder}__(self, a, m=None): ' + give('sub right'), f'def __i{dunder}__(self, a): ' + give('in place'), f'def __{dunder}__(self, a): ' + give('sub left'), 'pass', f'__{dunder}__ = None', f'__r{dunder}__ = None')}",
                f"p, q = {first}(), {second}()"] + self.tried(self.some([f"show(p {op} q)", f"show(q {op} p)", f"show(p {op} {e.any(0)})", f"show({e.any(0)} {op} p)", f"show({e.any(0)} {op} q)", f"show(q {op} {e.any(0)})", f"r = q; r {op}= p; show(r)", f"r = p; r {op}= 2; show(r)", f"r = 5; r {op}= q; show(r)", f"show(p {op} p)", f"show(operator.__{dunder}__(p, q))", f"show(p.__{dunder}__(1), q.__r{dunder}__(2))", f"show(operator.i{dunder}(q, p))"], 8))

    def matched_records(self):
        name = self.fresh("M")
        e = self.e
        cases = self.random.sample([f"case {name}(1, y): show('first', y)", f"case {name}(x=x) if x: show('keyword', x)", f"case {name}(): show('bare')", "case {'a': a, **rest}: show('map', a, rest)", "case [a, *_, b]: show('ends', a, b)", "case (1 | 2) as n: show('or', n)", "case str() | bytes() as t: show('text', t)", "case int(n) if n > 100: show('big', n)", "case None | True: show('single')", "case [[a, b], *c]: show('nested', a, b, c)",
                                    "case {'k': [x, {'z': z}]}: show('deep', x, z)", "case float(f): show('float', f)", "case -1 | 1.5 | 'a' | b'a': show('literal')", f"case {name}(1, 2, 3): show('many')", f"case {name}(zz=1): show('none')", "case dict(): show('dict')", "case (): show('empty')", "case [x]: show('one', x)", "case set(): show('set')", "case complex(): show('complex')"], self.random.randint(3, 7))
        subjects = [f"{name}(1, 2)", f"{name}(0, [3])", "{'a': 1, 'b': 2}", "[1, 2, 3]", "(1,)", "'a'", "b'a'", "None", "True", "1.5", "200", "[[1, 2], 3]", "{'k': (1, {'z': 5})}", "range(3)", "()", e.any(1), e.any(1)]
        return [f"class {name}:", f"    {self.pick('__match_args__ = (' + repr('x') + ', ' + repr('y') + ')', '__match_args__ = [' + repr('x') + ']', 'pass', '__match_args__ = (' + repr('x') + ', ' + repr('x') + ')', '__match_args__ = (1,)')}", "    def __init__(self, x, y): self.x, self.y = x, y",
                "def decide(v):", "    match v:"] + ["        " + case for case in cases] + ["        case _: show('rest')"] + self.tried([f"decide({subject})" for subject in self.random.sample(subjects, 6)])

    def scopes(self):
        return self.tried(self.some(["x = 1\n    class A:\n        x = 2\n        def f(self): return x\n        g = [x for _ in 'a']\n        h = (lambda: x)()\n    show(A().f(), A.g, A.h)", "def f():\n        global made\n        made = 5\n        def g():\n            nonlocal_free = made\n            return nonlocal_free\n        return g()\n    show(f(), made)", "def f(n):\n        def g():\n            nonlocal n\n            n += 1\n            return n\n        return [g() for _ in range(3)], n\n    show(f(1))", "def f():\n        show(y)\n        y = 1\n    f()",
                                     "def f(a, b=lambda: a_global): return b()\n    a_global = 3\n    show(f(1))", "fs = []\n    for i in range(3):\n        def f(j=i): return (i, j)\n        fs.append(f)\n    show([f() for f in fs])", "show([[(i, j) for j in range(i)] for i in range(3)], [i for i in range(3) for i in range(i)])", "def f():\n        try: return locals()\n        finally: z = 1\n    show(f())", "def f(*, a, **k): return sorted({**locals(), **k})\n    show(f(a=1, c=2))", "i = 'outer'\n    [i for i in range(3)]\n    show(i)\n    for i in range(2): pass\n    show(i)",
                                     "try: raise ValueError(1)\n    except ValueError as e1: pass\n    show(e1)", "def f(x):\n        del x\n        return x\n    f(1)", "def g():\n        yield from (lambda: (yield 5))()\n        return 1\n    show(list(g()))", "class B:\n        def __init__(self): self.__p = 1\n        def get(self): return self.__p\n    show(B().get(), vars(B()), B().__p)", "class D:\n        y = 1\n        class E:\n            z = y\n    ", "if (n := 10) > 5 and (m := n + 1): show(n, m)\n    while (n := n - 4) > 0: show(n)", "def f(a, /, b, *c, d=4, **e): return a, b, c, d, e\n    show(f(1, 2, 3, d=5, a=6), f.__kwdefaults__, f.__code__.co_varnames, f.__code__.co_argcount)"], 6))

    def string_methods(self):
        e = self.e
        s = lambda: self.pick(e.of("str", 1), e.of("str", 0), "'Straße'", "'ǆ ŉ İ'", "'a\\tb\\nc\\x0bd\\x85e'", "'  x  '", "'٣½²'", "'abcABC123_'", "'\\u0301e'", "'𝒳\\ud800'", "('x' * 20)", "'-1'")
        calls = ["capitalize()", "casefold()", "swapcase()", "title()", "lower()", "upper()", "isalnum()", "isalpha()", "isdecimal()", "isdigit()", "isnumeric()", "isidentifier()", "islower()", "isupper()", "istitle()", "isspace()", "isprintable()", "isascii()", "splitlines()", "splitlines(True)", "split()", "rsplit(None, 1)", "strip()", "expandtabs(3)", "zfill(9)", "encode('utf-8', 'replace')", "encode('latin-1', 'backslashreplace')", "encode('ascii', 'xmlcharrefreplace')", "encode('utf-16-le', 'surrogatepass')", "__len__()", "__repr__()", "format(1, a=2)", "partition('a')", "rpartition('b')", "translate({97: 'Z', 98: None})", "center(11, '·')", "rfind('')", "count('')", "replace('', '.')", "removeprefix('a')", "join('xy')", "find('a', -3)", "index('')"]
        return self.tried([f"t = {s()}; show(t.{self.pick(*calls)}, t.{self.pick(*calls)})" for _ in range(4)] + self.some([f"show({s()} < {s()}, {s()} in {s()})", f"show([ord(c) for c in {s()}][:5], {s()}[::-2])", f"show({s()}.encode('utf-8', 'surrogatepass').decode('utf-8', 'replace'))", f"show(ascii({s()}), len({s()}.encode('utf-16', 'replace')))", f"show(sorted({s()}), max({s()}), {s()} * 2)", f"show(re.findall(r'{self.pick(chr(92) + 'w+', chr(92) + 'd', '.', '[a-z]+', chr(92) + 's', chr(92) + 'b.')}', {s()}{self.pick('', ', re.A', ', re.I', ', re.S')}))"], 3))

    def sorted_keys(self):
        e = self.e
        items = self.pick("['b', 'A', 'c', 'B', 'a']", "[(2, 'b'), (1, 'z'), (2, 'a')]", "[3, -1, 2, -3, 1]", "['aaa', 'b', 'cc']", "[{'n': 2}, {'n': 1}]", "[1.5, True, 0, -0.0, 1]", "[None, 2, None]", "[[2], [1, 5], []]", e.of("list", 2))
        keys = ["None", "len", "str", "str.lower", "abs", "lambda v: -v", "lambda v: v['n']", "operator.itemgetter(0)", "operator.itemgetter(1, 0)", "functools.cmp_to_key(lambda a, b: (b > a) - (b < a))", "lambda v: (v is None, v)", "lambda v: 1 / v", "repr", "lambda v: (type(v).__name__, repr(v))", "type"]
        key = self.pick(*keys)
        return [f"l = {items}"] + self.tried(self.some([f"show(sorted(l, key={key}))", f"show(sorted(l, key={key}, reverse=True))", f"l.sort(key={key}); show(l)", f"show(min(l, key={key}), max(l, key={key}))", f"show([(k, list(g)) for k, g in itertools.groupby(sorted(l, key={key}), key={key})])", f"show(heapq.nsmallest(2, l, key={key}), heapq.nlargest(2, l, key={key}))", f"show(bisect.bisect(l, 1, key={key}))", f"show(list(heapq.merge(sorted(l), sorted(l), key={key})))", f"show(sorted(sorted(l, key={key}), key={self.pick(*keys)}))", f"show(sorted(l, key={key}) == list(reversed(sorted(l, key={key}, reverse=True))))"], 5))

    def generators_in_class(self):
        name = self.fresh("G")
        return [f"class {name}:", "    def __init__(self, *items): self.items = list(items)", f"    def __iter__(self): {self.pick('yield from self.items', 'return iter(self.items)', 'return (v for v in self.items)', 'yield')}", f"    def walk(self):", "        for v in self.items:", "            try:", "                got = yield v", "                if got: print('got', got); self.items.append(got)", f"            except {self.pick('ValueError', 'Exception', 'GeneratorExit', 'BaseException')} as error:", f"                print('caught', type(error).__name__); {self.pick('yield 0', 'return 5', 'raise', 'continue', 'raise KeyError(1)')}", "            finally:", f"                {self.pick('print(1)', 'pass', 'self.items = []')}",
                f"o = {name}(1, 2, 3)", "w = o.walk()"] + self.tried_too(self.some(["show(next(w))", "show(w.send('s'))", "show(w.throw(ValueError('t')))", "show(w.throw(ValueError))", "w.close()", "show(list(o))", "show(list(w))", "show([*o, *o])", "show(next(w, 'end'), w.gi_frame is None)", "show(w.send(None))", "show(dict.fromkeys(o))", "a, *b = o; show(a, b)", "show(w.throw(GeneratorExit))", "show(3 in o, max(o, default=0))", "show(sum(1 for _ in o))", "w2 = o.walk(); show(w2.send(1))"], 8)) + ["w.close()"]

    def counted_names(self):
        e = self.e
        return ["import collections, string, textwrap, statistics"] + self.tried(self.some([f"show(collections.Counter({e.of('str', 1)}).most_common(2))", "T = collections.namedtuple('T', 'x y', defaults=[5]); show(T(1), T(1, 2)._replace(x=3), T._fields, T(1) < T(2), T(y=1))", f"show(string.Template({self.pick(repr('$a ${b} $$'), repr('$'), repr('$c'), repr('${a'))}).{self.pick('substitute', 'safe_substitute')}(a=1, b={e.any(0)}))", f"show(textwrap.wrap({e.of('str', 1)} * 4, 10), textwrap.dedent('  a\\n   b'))", f"show(statistics.{self.pick('mean', 'median', 'mode', 'stdev', 'variance', 'fmean')}({e.of('list', 1)}))", "d = collections.defaultdict(lambda: len(d)); show([d[c] for c in 'abcab'], dict(d))", "q = collections.deque(range(5), 3); q.rotate(1); q.appendleft(9); show(q)",
                                            f"show(list(itertools.batched({e.of('list', 1)}, 2)))", f"show(list(itertools.pairwise({e.of('list', 1)})))", f"show(functools.reduce(lambda a, b: (a, b), {e.of('list', 1)}))", f"show(list(itertools.accumulate({e.of('list', 1)}, lambda a, b: [a, b], initial={e.any(0)})))", "o = collections.OrderedDict(a=1, b=2); o.move_to_end('a'); show(o, o.popitem(last=False), list(o))", "c = collections.ChainMap({'a': 1}, {'a': 2, 'b': 3}); show(dict(c), c['b'], c.parents['a']); c['b'] = 4; show(c.maps)"], 5))

    def tried_too(self, lines):
        """As `tried`, for what raises GeneratorExit as well."""
        result = []
        for line in lines:
            result += ["try:", f"    {line}", "except (Exception, GeneratorExit) as error:", "    fail(error)"]
        return result
