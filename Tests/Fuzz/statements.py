"""Random statements and whole programs around random expressions."""

from class_statements import ClassStatements
from library_statements import LibraryStatements

PRELUDE = '''\
def show(*values):
    print(*[text(value) for value in values])
def text(value, depth=0):
    kind = type(value).__name__
    if depth > 6:
        return '...'
    if isinstance(value, (set, frozenset)):
        return kind + '{' + ', '.join(sorted(text(item, depth + 1) for item in value)) + '}'
    if type(value) in (list, tuple):
        return kind + '[' + ', '.join(text(item, depth + 1) for item in value) + ']'
    if type(value) is dict:
        return '{' + ', '.join(text(key, depth + 1) + ': ' + text(item, depth + 1) for key, item in value.items()) + '}'
    shown = repr(value)
    return shown if len(shown) < 300 else shown[:300] + '...' + str(len(shown))
def fail(error):
    print('!', type(error).__name__, error, '|', type(error.__cause__).__name__, type(error.__context__).__name__)
x0 = 5
'''

DUNDERS = {
    "__add__": "(self, other)", "__radd__": "(self, other)", "__sub__": "(self, other)", "__rsub__": "(self, other)",
    "__mul__": "(self, other)", "__rmul__": "(self, other)", "__iadd__": "(self, other)", "__eq__": "(self, other)",
    "__lt__": "(self, other)", "__gt__": "(self, other)", "__le__": "(self, other)", "__ne__": "(self, other)",
    "__len__": "(self)", "__bool__": "(self)", "__getitem__": "(self, key)", "__setitem__": "(self, key, value)",
    "__delitem__": "(self, key)", "__contains__": "(self, item)", "__iter__": "(self)", "__call__": "(self, *args, **kwargs)",
    "__repr__": "(self)", "__str__": "(self)", "__hash__": "(self)", "__int__": "(self)", "__float__": "(self)",
    "__index__": "(self)", "__neg__": "(self)", "__abs__": "(self)", "__format__": "(self, spec)", "__getattr__": "(self, name)",
    "__enter__": "(self)", "__exit__": "(self, kind, value, trace)", "__reversed__": "(self)", "__round__": "(self, n=None)",
    "__divmod__": "(self, other)", "__rpow__": "(self, other)", "__matmul__": "(self, other)", "__invert__": "(self)",
    "__missing__": "(self, key)", "__next__": "(self)", "__length_hint__": "(self)", "__complex__": "(self)",
    "__floordiv__": "(self, other)", "__rmod__": "(self, other)", "__and__": "(self, other)", "__ror__": "(self, other)",
    "__lshift__": "(self, other)", "__ixor__": "(self, other)", "__trunc__": "(self)", "__bytes__": "(self)",
    "__dir__": "(self)", "__sizeof__": "(self)", "__set_name__": "(self, owner, name)", "__get__": "(self, instance, owner=None)",
    "__set__": "(self, instance, value)", "__init_subclass__": "(cls, **kwargs)", "__class_getitem__": "(cls, item)",
    "__delattr__": "(self, name)", "__imatmul__": "(self, other)", "__pos__": "(self)", "__rsub__": "(self, other)",
}
RETURNS = {
    "__len__": "int", "__bool__": "bool", "__hash__": "int", "__int__": "int", "__float__": "float", "__index__": "int",
    "__repr__": "str", "__str__": "str", "__format__": "str", "__iter__": "list", "__contains__": "bool", "__eq__": "bool",
    "__lt__": "bool", "__gt__": "bool", "__exit__": "bool", "__complex__": "complex", "__length_hint__": "int",
    "__bytes__": "bytes", "__dir__": "list",
}
USES = ["{o} + {e}", "{e} + {o}", "{o} - {e}", "{e} - {o}", "{o} * 2", "2 * {o}", "{o} == {e}", "{o} < {e}", "{e} < {o}",
        "{o} > {p}", "{o} <= {p}", "{o} != {p}", "len({o})", "bool({o})", "{o}[{e}]", "{e} in {o}", "list({o})", "{o}({e})",
        "{o}({e}, k={e})", "str({o})", "repr({o})", "f'{{{o}:>5}}'", "f'{{{o}!r}}'", "hash({o}) == hash({o})", "int({o})", "float({o})",
        "[10, 20, 30][{o}]", "-{o}", "abs({o})", "format({o}, 'x')", "{o}.missing", "{o}.value", "type({o}).__name__",
        "sorted([{o}, {p}])", "max({o}, {p})", "{o} in [{p}, {o}]", "{{{o}: 1}}[{o}]", "[*{o}]", "dict({o})", "sum({o})",
        "divmod({o}, {e})", "{e} ** {o}", "{o} @ {p}", "~{o}", "reversed({o})", "round({o})", "round({o}, 2)", "iter({o})",
        "next({o})", "{o} is {p}", "not {o}", "{o} and {e}", "isinstance({o}, {c})", "issubclass({c}, {d})", "hasattr({o}, 'a')",
        "getattr({o}, 'b', {e})", "{c}.__mro__", "[k.__name__ for k in {c}.__mro__]", "vars({o})", "{o}.method({e})",
        "{c}.method({o})", "super({c}, {o}).method()", "range({o})", "'abc' * {o}", "{o}[1:2]", "{o}.prop", "complex({o})",
        "bytes({o})", "'%d' % {o}", "'%s %r' % ({o}, {p})", "print({o})", "tuple({o})", "set({o})", "{o} // {e}", "{e} % {o}",
        "{o} & {e}", "{e} | {o}", "{o} << {e}", "zip({o}, {o})", "dict(a={o})", "enumerate({o})", "{o}.__class__.__name__",
        "{o}.__dict__", "all({o})", "{c}[int]", "any({o})", "'-'.join({o})", "map({o}, [1, 2])", "list(map({o}, [1, 2]))",
        "filter({o}, [1])", "min([{o}, {p}], key=lambda v: {e})", "{c}.__name__", "{c}.prop", "math.floor({o})",
        "isinstance({o}, ({d}, int))", "{o}.a", "{o}.stat({e})", "{c}.cls({e})", "{o}.cls()", "dir({o})[-1]", "ord({o})",
        "chr({o})", "{o}.__eq__({p})", "{o}.__lt__({e})", "+{o}", "operator.index({o})", "hex({o})", "slice({o})",
        "[1, 2, 3][{o}:]", "{o} if {p} else {e}", "callable({o})", "id({o}) == id({p})", "copy.copy({o}) is {o}"]
BASES = ["", "", "", "", "int", "list", "dict", "str", "Exception", "float", "tuple", "set", "object"]


class Statements(LibraryStatements, ClassStatements):
    def __init__(self, expressions):
        self.e = expressions
        self.random = expressions.random
        self.classes = []
        self.functions = []
        self.count = 0

    def pick(self, *choices):
        return self.e.pick(*choices)

    def chance(self, probability):
        return self.e.chance(probability)

    def fresh(self, letter):
        self.count += 1
        return f"{letter}{self.count}"

    def program(self):
        lines = [PRELUDE + "import math, operator, copy, collections, itertools, functools, re, heapq, bisect, random"]
        for _ in range(self.random.randint(8, 22)):
            piece = self.pick(self.assignments, self.assignments, self.mutation, self.control, self.klass, self.generator,
                              self.function, self.raising, self.unpacking, self.matching, self.closure, self.shows,
                              self.shows, self.slicing, self.deleting, self.iterators, self.scoping, self.syntax, *self.pieces(), *self.class_pieces())
            lines += self.guarded(piece())
        return "\n".join(lines) + "\n"

    def guarded(self, body):
        names = []
        return ["try:"] + indent(body or ["pass"]) + ["except Exception as error:", "    fail(error)"] + names

    def show(self, *expressions):
        return f"show({', '.join(expressions)})"

    def shows(self):
        return [self.show(self.e.any(3)) for _ in range(self.random.randint(1, 3))]

    def assignments(self):
        lines = []
        for _ in range(self.random.randint(1, 3)):
            kind = self.pick("int", "float", "str", "list", "dict", "set", "tuple", "bytes")
            name = self.fresh("x")
            lines.append(f"{name} = {self.e.of(kind, 3)}")
            lines.append(self.show(name))
            self.e.names.setdefault(kind, []).append(name)
        return lines

    def mutation(self):
        kind = self.pick("list", "dict", "set", "list")
        name = self.fresh("m")
        e = self.e
        lines = [f"{name} = {e.of(kind, 2)}"]
        for _ in range(self.random.randint(1, 4)):
            a, i = e.any(1), e.of("int", 0)
            lines.append(self.pick(*{
                "list": [f"{name}.append({a})", f"{name}.insert({i}, {a})", f"{name}.extend({e.of(self.pick('list', 'str', 'range'), 1)})",
                         f"show({name}.pop({self.pick('', '0', '-1', i)}))", f"{name}.remove({a})", f"{name}.sort({self.pick('', 'reverse=True', 'key=str', 'key=lambda t: 0')})",
                         f"{name}.reverse()", f"{name}[{i}] = {a}", f"{name}[{e.slice_text(0)}] = {e.of(self.pick('list', 'tuple', 'str', 'range'), 1)}",
                         f"del {name}[{e.slice_text(0)}]", f"{name} += {e.of(self.pick('list', 'tuple', 'str'), 1)}", f"{name} *= {self.pick('0', '2', '-1')}",
                         f"{name}.append({name})", f"{name}[{i}] += {a}", f"for v in {name}[:3]: {name}.append(v)"],
                "dict": [f"{name}[{e.key(1)}] = {a}", f"{name}.update({e.of(self.pick('dict', 'list'), 1)})", f"show({name}.pop({e.key(1)}{self.pick('', ', None')}))",
                         f"show({name}.setdefault({e.key(1)}, {a}))", f"del {name}[{e.key(1)}]", f"{name} |= {e.of('dict', 1)}", f"show({name}.popitem())",
                         f"{name}.update(k={a})", f"show(list(reversed({name})))", f"show({name}.get({e.key(1)}))",
                         f"for k in {name}: {name}[{e.key(0)}] = k", f"{name}[{e.key(1)}] += {a}", f"show({name}.items() == {name}.copy().items())"],
                "set": [f"{name}.add({e.key(1)})", f"{name}.discard({e.key(1)})", f"{name}.remove({e.key(1)})", f"{name} {self.pick('|', '&', '-', '^')}= {e.of('set', 1)}",
                        f"{name}.update({e.of('range', 1)})", f"{name}.intersection_update({e.of('list', 1)})", f"{name}.clear()",
                        f"for k in {name}: {name}.add(k + 100)", f"show({name} <= {e.of('set', 1)})"],
            }[kind]))
        return lines + [f"show({name} if len({name}) < 50 else len({name}))"]

    def control(self):
        e = self.e
        variable = self.fresh("i")
        e.names.setdefault("int", []).append(variable)
        inner = [self.show(variable, e.any(1))]
        if self.chance(0.5):
            inner += [f"if {e.of('bool', 1)}:", f"    {self.pick('break', 'continue', 'pass', inner[0])}"]
        if self.chance(0.3):
            inner += ["try:", f"    {self.pick(self.show(e.any(2)), 'continue', 'break')}", "finally:", f"    {self.pick('print(1)', 'continue', 'pass')}"]
        tail = ["else:", f"    print('else', {variable})"] if self.chance(0.4) else []
        e.names["int"].remove(variable)
        if self.chance(0.5):
            source = self.pick(f"range({self.random.randint(0, 4)})", e.of(self.pick("list", "tuple", "str"), 1) + "[:4]",
                               f"enumerate({e.of('str', 0)})", f"zip({e.of('list', 0)}, {e.of('str', 0)})")
            return [f"{variable} = -1", f"for {variable} in {source}:"] + indent(inner) + tail
        return [f"{variable} = 0", f"while {variable} < {self.random.randint(1, 5)}:", f"    {variable} += 1"] + indent(inner) + tail

    def function(self):
        name = self.fresh("f")
        signature = self.pick("a", "a, b=2", "a, /, b=1", "*args", "a, *args, k=0", "**kw", "a, b, *, k", "a=1, *args, **kw",
                              "a, /, b, *, c=3, **kw", "*, k=1", "a, b=(1, 2), /", "")
        parameters = [part.split("=")[0].strip("* ") for part in signature.replace("(1, 2)", "0").split(",")]
        parameters = [part for part in parameters if part and part != "/"]
        shown = ", ".join(parameters)
        body = [f"return ({shown}{',' if shown else ''})"]
        if self.chance(0.3):
            body = ["try:", f"    {self.pick(f'return {self.e.any(1)}', f'raise ValueError({self.e.any(0)})', self.show(self.e.any(2)))}",
                    self.pick("finally:", "except (TypeError, ValueError):"), f"    {self.pick('print(0)', 'return 7', self.show(self.e.any(1)))}"] + body
        lines = [f"def {name}({signature}):"] + indent(body)
        if self.chance(0.2):
            lines = ["def deco(f):", "    def wrapper(*a, **k):", "        return ('w', f(*a, **k))", "    return wrapper", "@deco"] + lines
        for _ in range(self.random.randint(1, 4)):
            arguments = self.pick("", "1", "1, 2", "1, 2, 3", "k=5", "1, k=2", "a=1", "1, a=2", "*[1, 2]", "**{'k': 1}", "1, *(2, 3), k=4",
                                  "b=1, a=2", "1, zz=3", "*'ab', **{'c': 1}", "**{1: 2}", "*5", "**5", "1, **{'b': 2}, **{'b': 3}", "1, 2, 3, 4, 5")
            lines += ["try:", f"    show({name}({arguments}))", "except TypeError as error:", "    fail(error)"]
        return lines

    def closure(self):
        e = self.e
        name = self.fresh("c")
        operation = self.pick("+=", "-=", "*=")
        return [f"def {name}(start):", "    total = start", "    def step(by=1):", "        nonlocal total",
                f"        total {operation} by", "        return total", f"    def peek(): return (total, {self.pick('start', 'step(2)', e.any(1))})",
                "    return step, peek", f"step, peek = {name}({e.of(self.pick('int', 'str', 'list'), 1)})",
                f"show(step({self.pick('', '2', e.any(0))}), step(), peek())",
                f"fs = [lambda{self.pick('', ' i=i')}: i for i in range(3)]" if self.chance(0.5) else
                "fs = [(lambda j: lambda: j)(i) for i in range(3)]", "show([f() for f in fs])"]

    def generator(self):
        e = self.e
        name = self.fresh("g")
        body = []
        for _ in range(self.random.randint(1, 4)):
            body += self.pick(
                [f"yield {e.any(1)}"],
                [f"got = yield {e.any(1)}", "print('got', text(got))"],
                ["try:", f"    yield {e.any(1)}", f"except {self.pick('ValueError', 'Exception', 'GeneratorExit', 'BaseException')} as error:",
                 "    print('caught', type(error).__name__, error)", f"    {self.pick('yield 99', 'raise', 'pass', 'return 5', 'raise KeyError(1)')}"],
                ["try:", f"    yield {e.any(1)}", "finally:", f"    print('finally')"],
                [f"r = yield from {self.pick('range(2)', 'inner()', e.of('list', 1))}", "print('r', text(r))"],
                [f"if {e.of('bool', 1)}: return {e.any(1)}"],
                [f"for i in range({self.random.randint(0, 3)}):", f"    yield i, {e.any(0)}"],
                [self.show(e.any(2))],
            )
        lines = ["def inner():", "    try:", "        got = yield 'in'", "        print('inner', text(got))", "        yield 'in2'",
                 f"    {self.pick('except ValueError', 'finally')}:", "        print('inner end')", "    return 'inner result'",
                 f"def {name}():"] + indent(body + ["yield 'last'"]) + [f"g = {name}()"]
        for _ in range(self.random.randint(1, 6)):
            action = self.pick("next(g)", "next(g)", "next(g)", "g.send(None)", "g.send(7)", "g.throw(ValueError('t'))", "g.throw(KeyError)",
                               "g.close()", "list(g)", "next(g, 'default')", "g.throw(GeneratorExit)", "g.throw(ValueError, 'x')", "[*g][:2]",
                               "tuple(zip(g, 'ab'))", "g.gi_frame is None", "7 in g", "sum(1 for _ in g)")
            lines += ["try:", f"    show({action})", "except (Exception, GeneratorExit) as error:", "    fail(error)"]
        # Gradus collects no generator the moment it is forgotten, so none may be left with a `finally` to run.
        return lines + ["g.close()"]

    def klass(self):
        e = self.e
        name = self.fresh("K")
        bases = []
        for _ in range(self.pick(0, 1, 1, 2)):
            base = self.pick(*BASES, *(self.classes * 3))
            if base and base not in bases:
                bases.append(base)
        lines = [f"class {name}({', '.join(bases)}):" if bases else f"class {name}:"]
        body = []
        if self.chance(0.2):
            body.append(f"__slots__ = {self.pick('()', repr(('a', 'b')), repr('value'))}")
        if self.chance(0.5):
            body.append(f"a = {e.any(1)}")
        if not bases and self.chance(0.6):
            body += [f"def __init__(self, value={e.of('int', 0)}):", "    self.value = value"]
        if self.chance(0.4):
            body += [f"def method(self, *args):", f"    return ({name!r}, {self.pick('args', 'len(args)', 'super().method(*args)', 'self.value', '__class__.__name__')})"]
        if self.chance(0.2):
            body += ["@property", "def prop(self):", f"    return {self.pick('self.value', e.any(1), 'self._p')}", "@prop.setter", "def prop(self, v):", "    self._p = v"]
        if self.chance(0.2):
            body += ["@classmethod", "def cls(cls, *args):", "    return cls.__name__, args", "@staticmethod", "def stat(v):", "    return v"]
        for dunder in self.random.sample(list(DUNDERS), self.random.randint(0, 6)):
            value = e.of(RETURNS.get(dunder, self.pick("int", "str", "list", "bool")), 1)
            if dunder == "__iter__":
                value = self.pick(f"iter({value})", value, "self")
            elif self.chance(0.3) and "other" in DUNDERS[dunder]:
                value = self.pick("NotImplemented", "(self.value, type(other).__name__)", "self", "other", "[other]")
            elif self.chance(0.06):
                value = self.pick("None", "self", "1 / 0", "-1", "2**70", "'str'")
            elif dunder == "__next__" and self.chance(0.8):
                body += [f"n = 0", f"def __next__(self):", "    type(self).n += 1", f"    if type(self).n > 3: raise StopIteration({e.any(0)})", "    return self.n"]
                continue
            elif dunder == "__getattr__":
                body += ["def __getattr__(self, name):", "    if name.startswith('__'): raise AttributeError(name)", f"    {self.pick('return name', 'raise AttributeError(name)', 'raise KeyError(name)')}"]
                continue
            body += [f"def {dunder}{DUNDERS[dunder]}: return {value}"]
            if dunder == "__next__":
                body[-1] = "def __next__(self): raise StopIteration"
        lines += indent(body or ["pass"])
        self.classes.append(name)
        o, p = self.fresh("o"), self.fresh("p")
        arguments = lambda: self.pick("", "", e.any(0))
        other = self.pick(*self.classes)
        lines += [f"{o} = {name}({arguments()})", f"{p} = {self.pick(o, f'{other}({arguments()})', f'{name}({arguments()})', f'{name}()')}"]
        for _ in range(self.random.randint(3, 9)):
            use = self.pick(*USES).format(o=o, p=p, e=e.any(0).replace("{", "{").replace("}", "}"), c=name, d=other)
            lines += ["try:", f"    show({use})", "except Exception as error:", "    fail(error)"]
        for _ in range(self.random.randint(0, 3)):
            line = self.pick(f"{o}.a = {e.any(0)}", f"{o} += {e.any(0)}", f"{o}[{e.any(0)}] = {e.any(0)}", f"del {o}[{e.any(0)}]", f"del {o}.a", f"{o}.prop = 3",
                             f"{name}.a = 5", f"{o}.b: int = 4", f"{o}.__class__ = {other}", f"{o} @= 2", f"{o} ^= {p}", f"{name}.__len__ = lambda self: 3",
                             f"q, *r = {o}", f"del {name}.a", f"{name}.__name__ = 'New'", f"{o}.__dict__['z'] = 1; show({o}.z)")
            lines += ["try:", f"    {line}", f"    show({o})", "except Exception as error:", "    fail(error)"]
        if self.chance(0.3):
            lines += [f"with {o} as held:", f"    show(held)", f"    {self.pick('pass', 'raise ValueError(1)', 'print(2)')}"]
        return lines

    def raising(self):
        e = self.e
        kind = self.pick("ValueError", "KeyError", "TypeError", "IndexError", "ZeroDivisionError", "RuntimeError", "StopIteration", "AttributeError",
                         "OSError", "UnicodeDecodeError", "AssertionError", "NameError", "SystemExit", "KeyboardInterrupt", "LookupError", "ImportError")
        arguments = self.pick("", "'m'", "1", "'a', 2", e.any(1), "()", "None")
        action = self.pick(f"raise {kind}({arguments})", f"raise {kind}", f"assert {e.of('bool', 1)}, {e.any(1)}", self.show(e.any(3)),
                           f"raise {kind}({arguments}) from {self.pick('None', 'ValueError(3)', 'KeyError', '5')}", f"raise {e.any(0)}", "undefined_name",
                           "x = y_later; y_later = 1", "None.attribute", "(1).foo", "'a'.foo()", "[].foo = 1", "1()", "raise", "import nothing_here",
                           "len(1, 2)", "len()", "int('a')", "print(1, foo=2)", "[1].append()", "''.join(1, 2)", "dict(1)", "object().x")
        handler = self.pick(f"except {kind} as e:", "except Exception as e:", "except (ValueError, KeyError) as e:", "except BaseException as e:", "except ArithmeticError as e:",
                            "except LookupError as e:", "except 5 as e:", "except (int, ValueError) as e:")
        lines = ["try:", f"    {action}", handler, "    print('handled', type(e).__name__, e.args, str(e), repr(e))",
                 f"    {self.pick('pass', 'raise', 'raise RuntimeError(1) from e', 'raise KeyError(2)', 'print(e.__context__, e.__suppress_context__)', 'e.add_note(chr(65)); print(e.__notes__)', 'raise e')}"]
        if self.chance(0.3):
            lines += ["else:", "    print('else')"]
        if self.chance(0.5):
            lines += ["finally:", f"    print('finally')", f"    {self.pick('pass', 'pass', 'raise IndexError(5)')}"]
        return ["try:"] + indent(lines) + ["except BaseException as error:", "    fail(error)", "try:", "    e", "except NameError as error:", "    fail(error)"]

    def unpacking(self):
        e = self.e
        target = self.pick("a, b", "a, *b", "*a, b", "(a, b), c", "[a, [b, *c]]", "a, *b, c", "a, = ", "*a,", "a.x, b", "a = b", "a, b = c")
        target = target.replace("a.x", "a").rstrip(" =")
        lines = ["a = b = c = None", f"{target} = {e.of(self.pick('list', 'tuple', 'str', 'dict', 'range', 'int'), 2)}", "show(a, b, c)"]
        if self.chance(0.4):
            lines += [f"for {self.pick('i, j', 'i, *j', 'i, (j, k)')} in {e.of(self.pick('list', 'dict'), 2)}: show(i, j)"]
        if self.chance(0.4):
            lines += [f"a {self.pick('+', '-', '*', '/', '//', '%', '|', '&', '^')}= {e.any(1)}", "show(a)"]
        return lines

    def slicing(self):
        e = self.e
        kind = self.pick("list", "tuple", "str", "bytes", "range")
        return [f"s = {e.of(kind, 2)}"] + [self.show(f"s[{e.slice_text(self.pick(0, 0, 1))}]") for _ in range(3)]

    def deleting(self):
        e = self.e
        return [f"d = {e.of(self.pick('list', 'dict'), 2)}", f"del d[{self.pick('0', '-1', e.any(0), e.slice_text(0))}]", "show(d)",
                f"del {self.pick('d', 'd, d', '(d)', '[d]')}", "show(d)"]

    def matching(self):
        e = self.e
        patterns = ["0", "1 | 2", "'a'", "[]", "[a]", "[a, b]", "[a, *rest]", "(a, b, *_)", "{}", "{'a': v}", "{1: v, **kw}", "int()", "int(n)", "str(t)",
                    "float() | bool()", "None", "True", "-1", "1.5", "list([a, *_])", "dict()", "[int(a), str(b)]", "[[a], *_]", "(1 as one)", "b'a'", "1+2j",
                    "tuple((a, b))", "set()", "[1, 2, 3] as whole"]
        lines = [f"match {e.any(2)}:"]
        for pattern in self.random.sample(patterns, self.random.randint(2, 6)):
            guard = f" if {e.of('bool', 1)}" if self.chance(0.2) else ""
            lines += [f"    case {pattern}{guard}:", f"        print({pattern!r})"]
        return lines + ["    case other:", "        show(other)"]

    def iterators(self):
        e = self.e
        source = e.of(self.pick("list", "str", "dict", "range", "tuple"), 1)
        kind = self.pick("iter({})", "enumerate({})", "zip({}, {})", "map(str, {})", "filter(None, {})", "reversed({})", "(v for v in {})", "enumerate({}, 5)",
                         "map(lambda a, b: (a, b), {}, range(9))", "iter({}.items())")
        lines = [f"it = {kind.replace('{}', source)}"]
        for _ in range(self.random.randint(1, 5)):
            lines.append(self.pick("show(next(it))", "show(next(it, 'end'))", "show(list(it))", "show(iter(it) is it)", "show(type(it).__name__)",
                                   "for v in it: show(v); break", "a, *b = it; show(a, b)", f"show({e.any(0)} in it)", "show(len(it))", "show(it[0])"))
        return lines

    def scoping(self):
        e = self.e
        return self.pick(
            ["def f():", f"    {self.pick('global x0', 'pass', 'y = x0')}", f"    x0 {self.pick('=', '+=')} {e.any(0)}", "    return x0", "show(f(), x0)"],
            ["class C:", "    n = 3", f"    values = [n{self.pick('', ' * 2')} for _ in range(2)]", "    def get(self): return n", "show(C.values)"],
            ["class C:", "    n = 3", "    values = [v for v in range(n)]", "    def get(self): return self.n, __class__", "show(C.values, C().get()[0])"],
            ["def f():", "    try:", f"        {self.pick('pass', 'raise ValueError(1)')}", "    except ValueError as v:", "        pass", "    return v", "show(f())"],
            ["def f(n):", "    return 0 if n == 0 else 1 + f(n - 1)", f"show(f({self.pick('0', '5', '100')}))"],
            ["def f():", "    def g(): return later", f"    {self.pick('later = 1', 'pass')}", "    show(g())", "    later = 2", "f()"],
            ["y = [z := 1, z + 1]", "show(y, z, [z2 := v for v in range(3)], z2)"],
            ["def f(a, b=[]):", "    b.append(a)", "    return b", "f(1); show(f(2), f.__defaults__)"],
            [f"show(eval({e.any(1)!r}))"],
            [f"exec({'q = ' + e.any(1)!r})", "show(q)"],
            ["def f():", "    exec('w = 1')", "    return w", "show(f())"],
            ["def f(): return sorted(locals())", "show(f(), sorted(k for k in globals() if k[0] == 'x')[:1])"],
        )

    def syntax(self):
        """A program with a mistake in it, compiled."""
        text = self.pick(self.shows, self.control, self.function, self.matching, self.klass)
        lines = "\n".join(text())
        position = self.random.randint(0, len(lines))
        mark = self.pick("(", ")", "]", "}", ":", ",", "=", "==", " in ", " not ", " for ", "'", '"', "*", "**", ".", "1", "x ", "\n", " return ", " yield ", "lambda", " if ",
                         " else ", "@", "$", "?", "!", "\\", "0x", "1_", "é", "->", ":=", "f'{", "None ", "break", "del ", "import ", "\t", "  ")
        end = position + self.pick(0, 0, 1, 1, 3)
        lines = lines[:position] + self.pick(mark, mark, "") + lines[end:]
        return ["try:", f"    compile({lines!r}, 'f', 'exec')", "    print('compiles')", "except SyntaxError as error:",
                "    print(type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)"]


def indent(lines):
    return ["    " + line for line in lines]
