"""Random statements that use the modules of the library and the rarer parts of the language."""


class LibraryStatements:
    """Pieces of programs for `Statements`, which has the expressions and the random choices."""

    def pieces(self):
        return [self.containers, self.itertools_, self.functools_, self.managers, self.finals, self.groups, self.records, self.metaclass,
                self.descriptor, self.class_patterns, self.formats, self.calls, self.numbers, self.text_tools, self.comprehensions,
                self.augmented, self.coroutine, self.inheritance, self.sorting, self.nested_functions, self.enumeration, self.patterns_of_text]

    def some(self, lines, most=4):
        return [self.pick(*lines) for _ in range(self.random.randint(2, most))]

    def tried(self, lines):
        result = []
        for line in lines:
            result += ["try:", *f"    {line}".split("\n"), "except Exception as error:", "    fail(error)"]
        return result

    def containers(self):
        e = self.e
        i, a, l, s = (lambda: e.of("int", 0)), (lambda: e.any(1)), (lambda: e.of("list", 1)), (lambda: e.of("str", 1))
        kind = self.pick("deque", "Counter", "OrderedDict", "defaultdict", "ChainMap", "namedtuple")
        made = {"deque": f"collections.deque({l()}{self.pick('', ', 3', ', 0', ', maxlen=2', ', -1')})", "Counter": f"collections.Counter({self.pick(s(), l(), e.of('dict', 1), 'a=3, b=1')})",
                "OrderedDict": f"collections.OrderedDict({self.pick(e.of('dict', 1), 'a=1, b=2')})", "defaultdict": f"collections.defaultdict({self.pick('int', 'list', 'None', 'lambda: 5')}, {e.of('dict', 1)})",
                "ChainMap": f"collections.ChainMap({e.of('dict', 1)}, {e.of('dict', 0)})",
                "namedtuple": f"collections.namedtuple('T', {self.pick(repr('a b'), repr(['a', 'b']), repr('a, b c'), repr('a a'), repr('1 b'), repr('_a'))}{self.pick('', ', defaults=[9]', ', rename=True')})({self.pick('1, 2', '1', 'a=1, b=2', '*[1, 2]')})"}[kind]
        uses = {"deque": [f"m.append({a()})", f"m.appendleft({a()})", "show(m.pop())", "show(m.popleft())", f"m.extend({l()})", f"m.extendleft({l()})", f"m.rotate({i()})", f"m.insert({i()}, {a()})", f"m.remove({a()})",
                          f"show(m[{i()}])", f"m[{i()}] = {a()}", f"del m[{i()}]", f"show(m.index({a()}))", f"show(m.count({a()}))", "show(m.maxlen)", "m.reverse()", f"m += {l()}", "m *= 2", f"show(m + collections.deque([1]))", f"show(m == collections.deque({l()}))",
                          f"show(m < collections.deque({l()}))", "show(list(reversed(m)))", f"show({a()} in m)", "show(m[1:2])", "show(m.copy())", "for v in m: m.append(v)", "show(hash(m))"],
                "Counter": ["show(m.most_common())", f"show(m.most_common({i()}))", f"m.update({self.pick(l(), s())})", f"m.subtract({self.pick(l(), s())})", f"show(m[{a()}])", f"m[{e.key(0)}] += 1", f"del m[{e.key(0)}]", "show(sorted(map(repr, m.elements())))", "show(m.total())",
                            f"show(m + collections.Counter({s()}))", f"show(m - collections.Counter({s()}))", f"show(m & collections.Counter({s()}))", f"show(m | collections.Counter({s()}))", "show(+m, -m)", f"show(m == collections.Counter({s()}))", f"show(m <= collections.Counter({s()}))", f"m |= collections.Counter({s()})"],
                "OrderedDict": [f"m.move_to_end({e.key(0)}{self.pick('', ', last=False')})", "show(m.popitem())", "show(m.popitem(last=False))", f"m[{e.key(0)}] = {a()}", f"show(m == {e.of('dict', 1)})", f"show(m == collections.OrderedDict({e.of('dict', 1)}))", "show(list(reversed(m)))", f"show(m | {e.of('dict', 0)})", f"m.update({e.of('dict', 1)})", f"show(m.pop({e.key(0)}, 1))"],
                "defaultdict": [f"show(m[{e.key(0)}])", f"m[{e.key(0)}] = {a()}", "show(m.default_factory)", f"show(m.get({e.key(0)}))", f"show(m | {e.of('dict', 0)})", "show(m.copy())", f"m[{e.key(0)}] += 1", f"m[{e.key(0)}].append(1)"],
                "ChainMap": [f"show(m[{e.key(0)}])", f"m[{e.key(0)}] = {a()}", f"del m[{e.key(0)}]", "show(m.maps)", "show(m.parents)", "show(m.new_child({1: 5}))", "show(sorted(map(repr, m)))", "show(len(m))", f"show(m.pop({e.key(0)}))", f"show(m | {e.of('dict', 0)})", f"show(m.get({e.key(0)}, 3))"],
                "namedtuple": ["show(m.a)", "show(m.b)", "show(m._fields)", "show(m._asdict())", f"show(m._replace(a={a()}))", "m.a = 1", "show(m == (1, 2))", "show(m[0])", "a, b = m; show(a)", "show(type(m)._make([5, 6]))", "show(m._replace(zz=1))", "show(m + (1,))", "show(type(m)._field_defaults)"]}[kind]
        return [f"m = {made}", "show(m)"] + self.tried(self.some(uses, 6)) + ["show(m)"]

    def itertools_(self):
        e = self.e
        q = lambda: e.of(self.pick("list", "str", "range", "tuple"), 1)
        n = lambda: self.pick("0", "1", "2", "3", "-1", "None", "10")
        f = lambda: self.pick("bool", "lambda v: v", "lambda v: v == 1", "str", "None", "len", "lambda v: not v")
        calls = [f"itertools.chain({q()}, {q()})", f"itertools.chain.from_iterable([{q()}, {q()}])", f"itertools.islice({q()}, {n()})", f"itertools.islice({q()}, {n()}, {n()})", f"itertools.islice({q()}, {n()}, {n()}, {n()})",
                 f"itertools.accumulate({q()})", f"itertools.accumulate({q()}, {self.pick('max', 'lambda a, b: (a, b)', 'operator.mul')}{self.pick('', ', initial=5')})", f"itertools.combinations({q()}, {n()})", f"itertools.permutations({q()}[:4], {n()})",
                 f"itertools.product({q()}, {q()}[:3])", f"itertools.product({q()}[:2], repeat={n()})".replace("repeat=10", "repeat=3"), f"itertools.combinations_with_replacement({q()}[:4], {n()})".replace(", 10", ", 2"), f"itertools.zip_longest({q()}, {q()}{self.pick('', ', fillvalue=0')})",
                 f"itertools.groupby({q()}{self.pick('', ', key=' + f())})", f"itertools.takewhile({f()}, {q()})", f"itertools.dropwhile({f()}, {q()})", f"itertools.filterfalse({f()}, {q()})", f"itertools.compress({q()}, {q()})", f"itertools.pairwise({q()})",
                 f"itertools.starmap({self.pick('pow', 'lambda *a: a', 'max')}, zip({q()}, {q()}))", f"itertools.islice(itertools.count({e.of('int', 0)}, {self.pick('1', '0.5', '-2', '0')}), 4)", f"itertools.islice(itertools.cycle({q()}), 5)", f"itertools.repeat({e.any(0)}, {n()})".replace("None", "2"),
                 f"itertools.tee({q()}, {n()})".replace("None", "2")]
        lines = []
        for call in self.some(calls):
            lines.append(self.pick(f"show(list({call}))", f"show([list(x) if hasattr(x, '__next__') else x for x in {call}])", f"it = {call}; show(next(it)); show(next(it, 'end'))", f"show([(k, list(g)) for k, g in {call}])"))
        return self.tried(lines)

    def functools_(self):
        e = self.e
        a = lambda: e.any(1)
        calls = [f"show(functools.reduce({self.pick('operator.add', 'max', 'lambda a, b: [a, b]', 'operator.mul')}, {e.of('list', 1)}{self.pick('', ', ' + a())}))", f"p = functools.partial({self.pick('pow', 'print', 'max', 'dict', 'int')}, {self.pick('2', 'b=1', a())}); show(p); show(p({a()}))",
                 f"show(sorted({e.of('list', 1)}, key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b))))", f"show(functools.partial(functools.partial(max, 1), {a()}).args)",
                 f"show(operator.itemgetter({self.pick('0', '1, 0', repr('a'), 'slice(1)')})({a()}))", f"show(operator.attrgetter({self.pick(repr('real'), repr('real.imag'), repr('x'), '1')})({a()}))", f"show(operator.methodcaller({self.pick(repr('upper'), repr('count') + ', 1', repr('nope'))})({a()}))",
                 f"show(operator.{self.pick('add', 'mul', 'contains', 'concat', 'countOf', 'indexOf', 'pow', 'truediv', 'lt', 'is_')}({a()}, {a()}))", f"show(operator.{self.pick('neg', 'not_', 'truth', 'index', 'inv', 'abs', 'length_hint')}({a()}))"]
        cached = ["@functools.lru_cache(maxsize=" + self.pick("None", "2", "0", "128") + self.pick("", ", typed=True") + ")", "def cached(a, *b, **c):", "    print('computes', text(a))", "    return (a, b, c)"]
        for _ in range(3):
            cached += self.tried([f"show(cached({self.pick('1', '1.0', 'True', '2', a(), '1, 2', 'a=1')}))"])
        cached += ["show(cached.cache_info()[:3])"]
        dispatch = ["@functools.singledispatch", "def kinds(v): return 'other'", "@kinds.register", "def _(v: int): return 'int'", "@kinds.register(str)", "def _(v): return 'str'"] + self.tried([f"show(kinds({a()}))" for _ in range(3)])
        return self.pick(self.tried(self.some(calls)), self.tried(self.some(calls)), cached, dispatch)

    def managers(self):
        e = self.e
        name = self.fresh("w")
        lines = ["import contextlib", "@contextlib.contextmanager", f"def {name}(v):", "    print('enter', text(v))", "    try:", f"        {self.pick('yield v', 'yield v', 'yield', 'yield 1; yield 2', 'pass', 'raise KeyError(0)')}",
                 f"    {self.pick('finally', 'except ValueError', 'except Exception as x', 'else') if self.chance(0.7) else 'finally'}:", f"        {self.pick('print(1)', 'raise', 'raise IndexError(2)', 'return')}"]
        lines = [line if line != "    else:" else "    finally:" for line in lines]
        if any("return" in line for line in lines[-1:]): lines[-1] = "        print('returns')"
        if "raise" in lines[-1] and "finally" in lines[-2] and lines[-1].strip() == "raise": lines[-1] = "        print('quiet')"
        action = self.pick("pass", "raise ValueError(3)", "raise TypeError(4)", self.show(e.any(2)), "1 / 0", "raise StopIteration(5)")
        header = self.pick(f"with {name}({e.any(0)}) as v:", f"with {name}(1) as v, {name}(2) as u:", f"with ({name}(1) as v, contextlib.suppress(ValueError)):", f"with contextlib.ExitStack() as stack:", f"with contextlib.nullcontext({e.any(0)}) as v:", f"with {e.any(0)} as v:",
                           f"with {name}({e.any(0)}) as (v, *u):")
        inner = [f"    stack.enter_context({name}(7)); stack.callback(print, 'back')"] if "stack" in header else ["    show(v)"]
        return lines + [header] + inner + [f"    {action}"] + ["print('after')"]

    def finals(self):
        e = self.e
        name = self.fresh("f")
        jump = lambda: self.pick("pass", "return 1", "break", "continue", "raise ValueError(1)", f"return {e.any(1)}", "print('p')", "1 / 0")
        last = self.pick("print('f')", "print('f')", "return 9", "break", "continue", "pass", "raise KeyError(8)")
        return [f"def {name}(n):", f"    for i in range({self.random.randint(1, 3)}):", "        try:", "            try:", f"                {jump()}", f"            except {self.pick('ValueError', 'ZeroDivisionError', 'Exception')} as x:", f"                {jump()}",
                "            else:", f"                {jump()}", "            finally:", f"                {last}", "        except KeyError as y:", f"            print('outer', text(y), text(y.__context__))", "        finally:", "            print('end', i)", "    else:", "        print('else')", "    return 'last'", f"show({name}(1))"]

    def groups(self):
        parts = lambda: ", ".join(self.pick("ValueError(1)", "TypeError('t')", "KeyError('k')", "ExceptionGroup('in', [OSError(2), ValueError(3)])", "ZeroDivisionError()") for _ in range(self.random.randint(1, 3)))
        kinds = self.random.sample(["ValueError", "TypeError", "(KeyError, OSError)", "Exception", "LookupError"], 2)
        lines = ["try:", f"    raise {self.pick('ExceptionGroup', 'BaseExceptionGroup')}('g', [{parts()}])"]
        for kind in kinds:
            lines += [f"except* {kind} as group:", f"    print({kind!r}, text(group), text(group.exceptions))" if self.chance(0.8) else "    raise RuntimeError(5)"]
        return lines + self.tried([f"show(ExceptionGroup({self.pick(repr('m'), '1')}, {self.pick('[' + parts() + ']', '[]', '[1]', '()', 'None')}))", f"show(ExceptionGroup('m', [{parts()}]).split({kinds[0]}))", f"show(ExceptionGroup('m', [{parts()}]).subgroup(lambda v: True))"])

    def records(self):
        e = self.e
        name = self.fresh("D")
        options = self.pick("", "(frozen=True)", "(order=True)", "(eq=False)", "(slots=True)", "(kw_only=True)", "(repr=False)", "(unsafe_hash=True)")
        lines = ["import dataclasses", f"@dataclasses.dataclass{options}", f"class {name}:", "    a: int", f"    b: str = {e.of('str', 0)}", f"    c: list = dataclasses.field(default_factory=list{self.pick('', ', repr=False', ', compare=False', ', init=False')})"]
        if self.chance(0.3): lines += ["    def __post_init__(self):", "        self.d = self.a"]
        if self.chance(0.2): lines += ["    e: int = dataclasses.field(kw_only=True, default=3)"]
        uses = [f"o = {name}({self.pick('1', 'a=1', '1, ' + repr('x'), '', '1, 2, 3, 4', 'zz=1', 'a=1, b=2')}); show(o)", "show(o == o, o < o)", "o.a = 5; show(o)", f"show(dataclasses.asdict({name}(a=1)))", f"show(dataclasses.astuple({name}(a=[1])))", f"show(dataclasses.replace({name}(a=1), a=2))", f"show([f.name for f in dataclasses.fields({name})])",
                f"o = {name}(a=1); show(hash(o) == hash(o))", f"show({name}(a=1) == {name}(a=1.0))", f"show({name}.b)", f"show({name}.__match_args__)", f"show(sorted([{name}(a=2), {name}(a=1)]))"]
        return lines + ["o = None"] + self.tried(self.some(uses, 5))

    def metaclass(self):
        meta, name = self.fresh("M"), self.fresh("K")
        lines = [f"class {meta}(type):"]
        lines += self.pick(["    def __new__(mcs, name, bases, space, **kw):", "        print('new', name, sorted(k for k in space if k[0] != '_'), kw)", "        return super().__new__(mcs, name, bases, space)", "    def __init__(cls, name, bases, space, **kw):", "        super().__init__(name, bases, space)"],
                           ["    def __call__(cls, *a, **k):", "        print('call', a, k)", "        return super().__call__(*a, **k)"], ["    @classmethod", "    def __prepare__(mcs, name, bases, **kw): return {'prepared': name}"],
                           ["    def __len__(cls): return 7", "    def __getitem__(cls, k): return (cls.__name__, k)", "    def __iter__(cls): return iter('xy')"], ["    def __instancecheck__(cls, v): return v == 1", "    def __subclasscheck__(cls, v): return True"],
                           ["    def __getattr__(cls, name): return name * 2"], ["    def __eq__(cls, other): return True", "    __hash__ = type.__hash__"], ["    x = property(lambda cls: cls.__name__)"], ["    def __add__(cls, other): return (cls.__name__, other)"])
        keywords = self.pick("", "", ", k=1", ", metaclass=type") if "kw" in "".join(lines) else ""
        lines += [f"class {name}(metaclass={meta}{keywords}):", "    v = 3", "    def __init__(self, *a): self.a = a"]
        return lines + self.tried(self.some([f"show({name}(1, 2).a)", f"show(len({name}))", f"show({name}[4])", f"show(list({name}))", f"show(isinstance(1, {name}))", f"show(issubclass(int, {name}))", f"show({name}.zz)", f"show({name} == 3)", f"show({name}.x)", f"show({name} + 1)", f"show({name}.prepared)", f"show(type({name}).__name__)",
                                             f"class Sub({name}): pass", f"class Both({name}, metaclass=type): pass", f"show({name}().zz)", f"show({meta}('N', (), {{}}))"], 5))

    def descriptor(self):
        e = self.e
        name = self.fresh("G")
        methods = self.random.sample(["    def __get__(self, o, k=None): return ('get', o is None, k.__name__)", "    def __set__(self, o, v): print('set', text(v))", "    def __delete__(self, o): print('delete')", "    def __set_name__(self, k, n): print('named', k.__name__, n)"], self.random.randint(1, 4))
        lines = [f"class {name}:"] + methods + ["class Owner:", f"    d = {name}()", f"    {self.pick('pass', 'def __getattr__(self, n): return n', 'def __getattribute__(self, n): return (n,)', '__slots__ = ()', 'def __setattr__(self, n, v): print(n)')}", "o = Owner()"]
        return lines + self.tried(self.some(["show(o.d)", f"o.d = {e.any(0)}", "del o.d", "show(Owner.d)", "show(o.__dict__)", "o.__dict__['d'] = 5; show(o.d)", "Owner.d = 1; show(o.d)", "show(o.nothing)", "show(getattr(o, 'd', 3))", "show(hasattr(o, 'q'))", "setattr(o, 'q', 1)", "delattr(o, 'q')"], 5))

    def class_patterns(self):
        e = self.e
        lines = ["class Point:", f"    __match_args__ = {self.pick(repr(('x', 'y')), repr(('x',)), '()', repr(['x']), '5')}", "    def __init__(self, x, y): self.x, self.y = x, y"]
        subject = self.pick(f"Point({e.any(0)}, {e.any(0)})", f"[Point(1, 2), {e.any(0)}]", f"{{'p': Point(0, 1), 'k': {e.any(0)}}}", e.any(2), f"({e.any(0)}, {e.any(0)}, {e.any(0)})")
        patterns = ["Point(x=0)", "Point(1, y=v)", "Point(a, b)", "Point(a, b, c)", "Point(x=v, y=1 | 2)", "[Point(), *_]", "{'p': Point(x=0), **rest}", "{'k': k}", "[a, [b, *c]]", "(1 | 2 as n, *_)", "[*_, last]", "str() | bytes()", "[int() as i, str() as s, *_]", "{'a': [x, *_]}", "int(real=1)", "None | False", "(a, b, c)", "-1.5 | 2j", "float(f)",
                    "Point(Point(), _)", "list([1, *r])", "dict(d)", "x0.real"]
        lines.append(f"match {subject}:")
        for pattern in self.random.sample(patterns, self.random.randint(2, 7)):
            lines += [f"    case {pattern}{self.pick('', '', ' if ' + e.of('bool', 1))}:", f"        print({pattern!r})"]
        return lines + ["    case _:", "        print('none')"]

    def formats(self):
        e = self.e
        v = lambda: e.of(self.pick("int", "float", "str", "bool", "complex", "none", "list", "int", "float"), 1)
        fill, align, sign = self.pick("", "", "*", "0", "é", "<"), self.pick("", "<", ">", "^", "="), self.pick("", "", "+", "-", " ")
        spec = (fill if align else "") + align + sign + self.pick("", "", "#", "z", "0") + self.pick("", "1", "8", "12", "{w}", "20") + self.pick("", "", ",", "_") + self.pick("", "", ".0", ".3", ".10", ".{p}", ".") + self.pick("", "", *"bcdeEfFgGnosxX%")
        plain = spec.replace("{w}", "9").replace("{p}", "2")
        return self.tried([f"show(format({v()}, {plain!r}))", f"show(('{{:' + {spec!r} + '}}').format({v()}, w=7, p=2))", f"show(f'{{{self.pick('x0', '2.5', '1e22', 'True', '-0.0', '12345678', 'None')}:{plain}}}')" if "'" not in plain else "pass",
                           f"show({self.pick(repr('{0[a]} {1.real} {}'), repr('{a!r:>5} {b[0]}'), repr('{} {} {2}'), repr('{0} {1!s} {0!a}'), repr('{a.b.c}'), repr('{{}} {}'), repr('{'), repr('{0[}'), repr('{!x}'), repr('{:{}}'), repr('{:{}{}}'), repr('}'))}.format({v()}, {v()}, a={v()}, b={v()}))",
                           f"show({self.pick(repr('%s'), repr('%d'), repr('%(a)s'), repr('%*d'), repr('%.*f'), repr('%5.1f|%-5s|%+d'), repr('%c%c'), repr('%x %o %e'), repr('%r %a'), repr('%s %s'), repr('%'), repr('%z'), repr('%(a'), repr('%5%'))} % {self.pick(v(), f'({v()}, {v()})', repr({'a': 1}), '(5, 3)', '(1, 2, 3)')})"])

    def calls(self):
        e = self.e
        name = self.fresh("f")
        kinds = [["a"], ["a", "b"], ["a", "/"], ["a", "b", "/"], []]
        parameters = list(self.pick(*kinds))
        parameters += self.pick([], ["c=3"], ["*args"], ["*", "k"], ["*args", "k=5"], ["*", "k", "m=2"]) + self.pick([], ["**rest"])
        names = [p.strip("*").split("=")[0] for p in parameters if p not in ("*", "/")]
        lines = [f"def {name}({', '.join(parameters)}): return ({''.join(n + ', ' for n in names)})"]
        positional = lambda: self.pick(e.any(0), "1", "2", "*[3, 4]", "*'xy'", "*()", f"*{e.of('list', 0)}", "*range(2)", "*None")
        named = lambda: self.pick("k=1", "a=2", "c=9", "m=0", "zz=1", "**{'k': 4}", "**{'b': 1, 'q': 2}", "**{}", "**{1: 2}", "**None", "args=1", "rest=2", "**dict(a=1)")
        for _ in range(5):
            arguments = [positional() for _ in range(self.random.randint(0, 3))] + [named() for _ in range(self.random.randint(0, 2))]
            text = f"{name}({', '.join(arguments)})"
            if len([a for a in arguments if a[0] != "*" and "=" in a]) == len({a.split("=")[0] for a in arguments if a[0] != "*" and "=" in a}): lines += self.tried([f"show({text})"])
        return lines + self.tried([f"show({self.pick('len', 'print', 'max', 'sorted', 'int', 'str.join', 'list.append', 'isinstance', 'dict.get', 'range', 'zip', 'pow', 'sum', 'round', 'getattr', 'iter', 'next', 'divmod', 'enumerate', 'map', 'open', 'setattr', 'chr', 'abs', 'super', 'type', 'object', 'slice', 'bytes', 'print', 'repr', 'hash', 'callable')}({', '.join(positional() for _ in range(self.random.randint(0, 3)))}{self.pick('', '', ', key=None', ', zz=1', ', reverse=True', ', default=0', ', start=1', ', sep=1')}))".replace("(, ", "(")])

    def numbers(self):
        e = self.e
        f, i = (lambda: e.of("float", 1)), (lambda: e.of("int", 1))
        n = lambda: self.pick(f(), i(), e.of("float", 0), e.of("int", 0))
        one = self.pick("sqrt", "floor", "ceil", "trunc", "exp", "log", "log2", "log10", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "erf", "erfc", "gamma", "lgamma", "degrees", "radians", "fabs", "frexp", "modf", "isnan", "isinf", "isfinite", "isqrt", "cbrt", "exp2", "ulp")
        two = self.pick("pow", "fmod", "atan2", "hypot", "copysign", "gcd", "lcm", "log", "remainder", "dist", "nextafter", "isclose", "ldexp")
        return self.tried([f"show(math.{one}({n()}))", f"show(math.{two}({n()}, {n()}))", f"show(math.{self.pick('fsum', 'prod')}({e.of('list', 1)}))", f"show(math.{self.pick('comb', 'perm')}({self.pick('5', '10', '0', '-1', '2.0')}, {self.pick('2', '0', '11', '-1')}))", f"show(math.factorial({self.pick('5', '0', '-1', '20', '2.0', '25')}))", f"show(({n()}).__{self.pick('floordiv', 'mod', 'divmod', 'pow', 'rpow', 'rsub', 'round', 'trunc', 'floor', 'ceil', 'rmod', 'rtruediv')}__({self.pick(n(), '')}))",
                           f"show(({f()}).{self.pick('hex()', 'is_integer()', 'as_integer_ratio()', '__repr__()', 'conjugate()')})", f"show(round({n()}, {self.pick('2', '-1', 'None', '0', '1.0', '17', '-20')}))", f"show(int({self.pick(n(), repr('0x1f'), repr('1_0'), repr('٣'), repr('1e3'))}{self.pick('', ', 0', ', 16', ', base=2')}))", f"show(complex({self.pick(n(), repr('1+j'), repr('(2)'), repr('nanj'))}{self.pick('', ', ' + n())}))", f"show(({e.of('complex', 1)}) {self.pick('**', '/', '*', '-', '==', '<')} {self.pick(n(), e.of('complex', 1))})",
                           f"show({i()} {self.pick('<<', '>>', '&', '|', '^', '//', '%', '**')} {self.pick('0', '1', '5', '-1', '64', 'True', '2.0')})", f"show({n()} {self.pick('<', '<=', '==', '!=')} {n()} {self.pick('<', '>', '==')} {n()})", f"show(hash({n()}) is not None)", f"show(sum({e.of('list', 1)}, {n()}))"])

    def text_tools(self):
        e = self.e
        s, i = (lambda: e.of("str", 1)), (lambda: self.pick("0", "1", "-1", "3", "10", "None", "True", "2.5", "-3"))
        calls = [f"show({s()}.split({self.pick('', s(), 'None')}{self.pick('', ', 1')}))".replace("(, ", "(None, "), f"show({s()}.rsplit({s()}, {i()}))", f"show({s()}.center({i()}, {s()}))", f"show({s()}.replace({s()}, {s()}, {i()}))", f"show({s()}.find({s()}, {i()}, {i()}))", f"show({s()}.index({s()}, {i()}))", f"show({s()}.startswith(({s()}, {s()}), {i()}))",
                 f"show({s()}.translate({self.pick('{97: None}', '{97: 98}', 'str.maketrans(' + repr('abc') + ', ' + repr('xyz') + ')', '{97: ' + repr('long') + '}', '[]', '{97: -1}')}))", f"show(str.maketrans({s()}, {s()}))", f"show({s()}.expandtabs({i()}))", f"show({s()}.encode({self.pick(repr('ascii'), repr('latin-1'), repr('utf-8'), repr('nope'))}, {self.pick(repr('strict'), repr('ignore'), repr('xmlcharrefreplace'), repr('nope'))}))",
                 f"show({e.of('bytes', 1)}.decode({self.pick(repr('ascii'), repr('utf-8'), repr('latin-1'))}, {self.pick(repr('strict'), repr('replace'), repr('backslashreplace'))}))", f"show({s()}.join({e.of('list', 1)}))", f"show({s()}.partition({s()}))", f"show({s()}.zfill({i()}))", f"show({s()} % {e.any(1)})", f"show({s()}.format_map({e.of('dict', 1)}))", f"show({s()}.splitlines({i()}))", f"show({s()} * {i()})", f"show({s()}[{e.slice_text(0)}])", f"show({s()} {self.pick('<', '==', 'in', '+')} {self.pick(s(), e.any(0))})", f"show({s()}.count({s()}, {i()}))", f"show({s()}.strip({s()}))", f"show(ascii({s()}), repr({s()}))",
                 f"show({e.of('bytes', 1)}.{self.pick('find', 'count', 'index', 'startswith')}({self.pick(e.of('bytes', 0), '97', '256', s())}))", f"show({e.of('bytes', 1)}.hex({self.pick('', repr(':'), repr(':') + ', 2')}))", f"show(bytes({self.pick('[1, 300]', '3', '-1', s(), repr('é') + ', ' + repr('utf-8'), '[None]')}))"]
        return self.tried(self.some(calls, 6))

    def comprehensions(self):
        e = self.e
        q = lambda: e.of(self.pick("list", "str", "range", "tuple", "dict"), 1)
        return ["n = 100", "k = 'outer'"] + self.tried(self.some([
            f"show([(n, m) for n in {q()} for m in {self.pick('range(2)', '[n]', q())} if {e.of('bool', 1)}])", "show(n)", f"show({{k: v for k, v in enumerate({q()})}}); show(k)", f"show([[n for n in {q()}] for k in range(2)])", f"show([y := n, *[y for n in range(2)]]); show(y)", f"show([z := v for v in {q()}]); show(z)",
            f"fs = [lambda: n for n in range(3)]; show([f() for f in fs])", f"g = (n for n in {q()}); n = 5; show(next(g, None), n)", f"show(sum(x * x for x in range(5) if (t := x) % 2), t)", f"show({{n for n in {q()}}} == set({q()}))", f"show([a for a, *b in {e.of('list', 1)}])", f"show([*(n for n in {q()}), *{q()}])", f"show({{**{{n: 1 for n in range(2)}}, 'a': 2}})",
            "class C:\n        x = 3\n        l = [x for _ in range(2)]", "class C:\n        x = [1, 2]\n        l = [v for v in x]\n    show(C.l)", f"show([n if n else -1 for n in {q()}])", f"show(any(n for n in {q()}), n)", "show([locals().get('n') for n in range(2)])", f"show(list(zip(*[[n, k] for n in {q()}])))"], 5))

    def augmented(self):
        e = self.e
        lines = ["log = []", "class A:", "    def __getitem__(self, k): log.append(('get', k)); return 1", "    def __setitem__(self, k, v): log.append(('set', k, v))", "    def __getattr__(self, n): log.append(('attr', n)); return 2", "a = A()", "def at(v): log.append(v); return v"]
        return lines + self.tried(self.some(["a[at(1)] += at(2)", "a[at(1):at(2)] = at(3)", "a.x += 1; show(a.x)", "at(a)[at(0)] = at(9)", "x, a[at(1)], *y = at([1, 2, 3]); show(x, y)", "a[1] = b = a[2] = at(4); show(b)", "show(at(1) < at(3) < at(2) < at(5))", "show({at(1): at(2), at(3): at(4)})", "show(at(0) or at(1) and at(2))", "show([at(i) for i in (1, 2)][at(0)])", "show(at(1) if at(0) else at(2))", "del a[at(1)]",
                                              "t = ([],); t[0] += [1]; show(t)", f"l = {e.of('list', 1)}; m = l; l += [1]; show(l is m, m)", f"l = {e.of('list', 1)}; m = l; l = l + [1]; show(m)", "(lambda *v, **k: log.append((v, k)))(at(1), *[at(2)], k=at(3), **{'m': at(4)})", "for a.y in [1, 2]: pass", "for a[0] in 'ab': pass", "i = 0; i, a[i] = 1, 2", "f'{at(1)}{at(2)!r:>{at(4)}}'"], 6)) + ["print(len(log)); show([v if type(v) is not A else 'A' for v in log])"]

    def coroutine(self):
        e = self.e
        name = self.fresh("g")
        body = []
        for _ in range(self.random.randint(2, 4)):
            body += self.pick(["x = yield total", "total += x if isinstance(x, int) else 1"], ["try:", "    y = yield 'y'", "except (ValueError, GeneratorExit) as error:", "    print('in', type(error).__name__)", f"    {self.pick('total += 1', 'raise', 'return total', 'raise RuntimeError(6)', 'raise StopIteration(7)')}", "finally:", f"    {self.pick('print(2)', 'total *= 2', 'yield 5' if self.chance(0.3) else 'pass')}"],
                              [f"z = yield from {self.pick('sub()', 'iter([1, 2])', 'range(2)', repr('ab'), 'sub2', '5')}", "print('z', text(z))"], ["with contextlib.suppress(KeyError):", "    yield 'w'", "    raise KeyError"], ["for q in (yield 'list') or []:", "    yield q"], [f"yield [(yield 1), (yield 2)]"], [f"yield lambda: total"])
        lines = ["import contextlib", "def sub():", "    try:", "        got = yield 's1'", "        print('sub got', text(got))", "        return 'sr'", f"    except {self.pick('ValueError', 'KeyError', 'BaseException')} as error:", f"        {self.pick('return 3', 'raise', 'yield 8')}", "    finally:", "        print('sub ends')",
                 "class Sub2:", "    def __iter__(self): return self", "    def __next__(self): return 'n'", f"    {self.pick('def send(self, v): return v', 'def throw(self, *a): return a[0].__class__.__name__', 'def close(self): print(1)', 'pass')}", "sub2 = Sub2()", f"def {name}():", "    total = 0"] + ["    " + line for line in body] + ["    return total", f"g = {name}()"]
        actions = ["next(g)", "g.send(3)", "g.send(None)", "g.throw(ValueError(1))", "g.throw(KeyError)", "g.close()", "g.throw(ValueError, ValueError(2), None)", "g.throw(5)", "g.send()", "next(g, 'd')", "g.gi_running", "g.gi_yieldfrom is None", "g.throw(StopIteration(3))", "inspect_state(g)"]
        lines += ["def inspect_state(g): return (g.gi_frame is None, g.gi_running)"]
        for _ in range(self.random.randint(2, 7)):
            lines += ["try:", f"    show({self.pick(*actions)})", "except (Exception, GeneratorExit) as error:", "    fail(error)"]
        return lines + ["g.close()"]

    def inheritance(self):
        names = [self.fresh("B") for _ in range(4)]
        lines = []
        for index, name in enumerate(names):
            bases = self.random.sample(names[:index], self.random.randint(0, min(index, 2)))
            lines += ["try:", f"    class {name}({', '.join(bases)}):"]
            method = self.pick(["        def m(self): return [" + repr(name) + "] + super().m()"], ["        def m(self): return [" + repr(name) + "]"], ["        pass"], ["        def __init_subclass__(cls, **kw): print('sub', cls.__name__, kw); super().__init_subclass__(**kw)"], ["        def __getattr__(self, n): return lambda: n"], ["        m = property(lambda self: lambda: 'p')"], ["        @classmethod", "        def m(cls): return cls.__name__"], ["        @staticmethod", "        def m(): return 's'"])
            lines += method + [f"except TypeError as error: fail(error); {name} = object"]
        for name in names:
            lines += self.tried([f"show({name}().m())", f"show([k.__name__ for k in {name}.__mro__])"])
        return lines + self.tried([f"show(super({names[1]}, {names[3]}()).m())", f"show({names[3]}.__bases__ == ({names[2]},), issubclass({names[3]}, {names[0]}))", f"class Z({names[0]}, k=1): pass", f"show({names[2]}.m({names[3]}()))"])

    def sorting(self):
        e = self.e
        l = e.of("list", 2)
        return [f"l = {l}"] + self.tried(self.some(["show(sorted(l))", "show(sorted(l, reverse=True))", "show(sorted(l, key=lambda v: (str(type(v)), str(v))))", "show(sorted(l, key=str))", "l.sort(key=lambda v: l.append(1))", "l.sort(key=len); show(l)", "show(min(l), max(l))", "show(max(l, key=str, default=3))", "show(max(l, default=3))", "show(sorted(enumerate(l), key=lambda p: -p[0]))", "show(sorted(l, key=lambda v: v, reverse=1))", "show(l.index(max(l)))", "show(heapq.nlargest(2, l))", "heapq.heapify(l); show(l)",
                                                    "heapq.heappush(l, 2); show(heapq.heappop(l))", "show(bisect.bisect(l, 2), bisect.bisect_left(l, 2))", "bisect.insort(l, 2); show(l)", "show(list(heapq.merge(l, [1, 2])))", "show(sorted(l, None))", "show(sorted(l, reverse='x'))", "random.seed(5); random.shuffle(l); show(l)", "random.seed(7); show(random.choice(l))", "random.seed(8); show(random.sample(l, 2))", "random.seed(9); show(random.choices(l, k=3))"], 5)) + ["show(l)"]

    def nested_functions(self):
        e = self.e
        return self.tried(self.some([f"show((lambda a, b={e.any(0)}, *c, d=4, **f: (a, b, c, d, f))({e.any(0)}, d={e.any(0)}))", "show((lambda f: f(f, 5))(lambda f, n: 1 if n < 2 else n * f(f, n - 1)))", "show((lambda: (yield))().__next__())", "show([f(2) for f in (abs, str, float, lambda v: v, type)])", f"show((lambda *a: a)(*{e.of('list', 0)}, *{e.of('tuple', 0)}))", "show((lambda **k: k)(**{'a': 1}, b=2))", "show((lambda a, /, a1=1: a)(a=1))", "show((lambda: undefined_here)())",
                                     "show(list(map(lambda a, b=1: (a, b), 'ab', [3])))", f"show(next(filter(lambda v: v, {e.of('list', 1)}), 'none'))", "show((lambda n: [n := n + 1, n])(1))", "def outer():\n        x = 1\n        def inner():\n            nonlocal x\n            x += 1\n            return x\n        return inner() + inner()\n    show(outer())", "def outer():\n        def inner(): return x\n        x = 5\n        del x\n        return inner()\n    show(outer())", "def f(n): return n and f(n - 1)\n    show(f(50))", "show(f.__name__ if 'f' in globals() else 0)"], 4))

    def enumeration(self):
        e = self.e
        name = self.fresh("E")
        kind = self.pick("enum.Enum", "enum.IntEnum", "enum.Flag", "enum.IntFlag", "str, enum.Enum", "enum.Enum")
        values = self.pick(["A = 1", "B = 2", "C = 1"], ["A = enum.auto()", "B = enum.auto()"], ["A = 4", "B = enum.auto()"], ["A = 'x'", "B = 'y'"], ["A = 1", "A = 2"], ["A = 1, 2", "def m(self): return self.value"], ["A = 1", "B = 2", "AB = 3"])
        if "str" in kind and "'" not in "".join(values): values = ["A = 'x'", "B = 'y'"]
        lines = ["import enum", f"class {name}({kind}):"] + ["    " + v for v in values]
        return lines + self.tried(self.some([f"show({name}.A)", f"show(list({name}))", f"show({name}.A.name, {name}.A.value)", f"show({name}({self.pick('1', '2', repr('x'), '99', '(1, 2)')}))", f"show({name}['A'], {name}['Q'])", f"show({name}.A == 1, {name}.A is {name}.A)", f"show({name}.A | {name}.B)", f"show({name}.A & {name}.B, ~{name}.A)", f"show({name}.A < {name}.B)", f"show(str({name}.A), format({name}.A), f'{{{name}.A!r:>12}}')", f"show(len({name}), {name}.A in {name})", f"{name}.A = 3", f"{name}.A.value = 3",
                                             f"show({name}.__members__)", f"show(isinstance({name}.A, {name}))", f"show({name}.Q)", f"class X({name}): pass", f"show({{{name}.A: 1}}[{name}.A])", f"show({name}(3))", f"show({name}.A.m())", f"show(1 in {name})", f"show({name}.A + 1)", f"show(bool({name}.A), hash({name}.A) == hash({name}.A))"], 6))

    def patterns_of_text(self):
        e = self.e
        pattern = self.pick(r"a", r"(a)(b)?", r"\d+", r"[^a-c]+", r"(?P<n>\w)(?P=n)", r"(a|b)*c", r"^\s*$", r"x*", r"(?i)HELLO", r"\bw", r"a{2,3}?", r"(?<=a)b", r"(?!x).", r"(", r"[", r"*", r"(?P<1>a)", r"\\", r"(?:a)(b)", r"é", r".", r"\W")
        s = e.of("str", 1)
        return self.tried(self.some([f"show(re.findall({pattern!r}, {s}))", f"show(re.sub({pattern!r}, {self.pick(repr('-'), repr('[') + ' + ' + repr(chr(92) + 'g<0>]'), repr(chr(92) + '1'), 'lambda m: m.group().upper()', repr(chr(92) + 'q'))}, {s}{self.pick('', ', 1', ', count=2')}))", f"show(re.split({pattern!r}, {s}{self.pick('', ', 1')}))", f"m = re.search({pattern!r}, {s}); show(m and (m.group(), m.span(), m.groups(), m.groupdict(), m.lastindex))", f"show([m.start() for m in re.finditer({pattern!r}, {s})])", f"show(re.fullmatch({pattern!r}, {s}))", f"show(re.match({pattern!r}, {e.any(0)}))", f"show(re.compile({pattern!r}).pattern, re.compile({pattern!r}).groups)",
                                     f"import json; show(json.dumps({e.any(2)}{self.pick('', ', indent=1', ', sort_keys=True', ', ensure_ascii=False', ', separators=(1, 2)')}))", f"import json; show(json.loads({self.pick(s, repr('[1, 2.5, null, true]'), repr('{' + chr(34) + 'a' + chr(34) + ': [1e5, -0]}'), repr('[1,]'), repr('nan'), repr('NaN'), repr('{1: 2}'))}))", f"show(re.escape({s}))", f"show(re.subn({pattern!r}, '', {s}))"], 4))
