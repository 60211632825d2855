"""Random expressions, of a wanted type most of the time."""

import random

INTS = ["0", "1", "-1", "2", "3", "7", "10", "-5", "100", "255", "256", "2**31", "-2**31", "2**53", "2**63", "-2**63",
        "2**63-1", "2**64", "10**18", "10**20", "-10**25", "3**70", "True", "False"]
FLOATS = ["0.0", "-0.0", "1.0", "0.1", "-2.5", "3.14159", "1e16", "1e-5", "1e22", "1e100", "5e-324", "1e308",
          "float('inf')", "float('-inf')", "float('nan')", "123456789.125", "0.5", "1/3", "2.675", "-1e-7"]
STRS = ["''", "'a'", "'abc'", "'Hello World'", "'  pad '", "'a,b,,c'", "'x=1\\ny=2\\n'", "'éß€'", "'𝒳y'", "'123'",
        "'-4.5'", "'tab\\there'", "\"it's\"", "'\\x00\\x7f'", "'ǅ'", "'aaaa'", "'%d'", "'{}'", "'A_b c'", "'ŉ'",
        "'\\u2028'", "'0x1F'", "'q\"\\''"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'a b  c'", "b'123'", "bytes(3)", "b'\\'\"'"]
COMPLEXES = ["1j", "(1+2j)", "-0j", "complex(0.5, -0.0)", "complex('inf')"]
INFINITY = "float('inf')"
SPECS = ["", "d", "5", "<6", ">8", "^7", "*^9", "+", "05", ",", "_", "x", "#x", "#010b", "o", "X", "c", "e", ".2f", "10.3f",
         "g", ".3g", "G", "%", ".1%", "n", "s", ".2", "=+8", "08.3f", "+.1e", " ", "#.3g", ",.2f", "_x", "0>5", "z.1f",
         ".0f", "-^5", "é^5", "1000000.2f"[-3:], "#o", " d", "q", "5.2d", ",x", "{", "<<5"]
PERCENT = ["%d", "%5d", "%-5d|", "%05d", "%+d", "%x", "%#x", "%X", "%o", "%s", "%r", "%a", "%10s|", "%-10s|", "%.2s", "%f",
           "%.3f", "%e", "%g", "%10.2f", "%%", "%c", "%i", "%u", "%G", "%E", "% d", "%.0f", "%#o", "%#.3g", "%5%", "%q", "%"]
KINDS = ["int", "float", "str", "list", "tuple", "dict", "set", "bool", "bytes", "complex", "none", "range", "slice"]


class Expressions:
    def __init__(self, seed):
        self.random = random.Random(seed)
        #: Variables by kind.
        self.names = {}

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, probability):
        return self.random.random() < probability

    def any(self, depth=2):
        return self.of(self.pick(*KINDS[:7], "int", "str", "list", self.pick(*KINDS)), depth)

    def of(self, kind, depth=2):
        """An expression that is mostly of this kind."""
        if self.chance(0.03):
            return f"({getattr(self, self.pick(*KINDS) + '_')(depth)})"
        if self.names.get(kind) and self.chance(0.35):
            return self.random.choice(self.names[kind])
        if depth > 0 and self.chance(0.06):
            return self.general(kind, depth)
        return getattr(self, kind + "_")(depth)

    def general(self, kind, depth):
        e = lambda: self.of(kind, depth - 1)
        return self.pick(
            lambda: f"({e()} if {self.of('bool', depth - 1)} else {e()})",
            lambda: f"({e()} or {e()})",
            lambda: f"({e()} and {e()})",
            lambda: f"[{e()}, {e()}][{self.pick('0', '1', '-1', '2')}]",
            lambda: f"(lambda v{depth}: {e()})({self.any(depth - 1)})",
            lambda: f"max({e()}, {e()})",
            lambda: f"min([{e()}, {e()}])",
            lambda: f"next(iter({self.of('list', depth - 1)}), {e()})",
            lambda: f"{{1: {e()}}}.get({self.of('int', 0)}, {e()})",
            lambda: f"sorted([{e()}, {e()}, {e()}])[0]",
            lambda: f"(w{depth} := {e()})",
            lambda: f"[*{self.of('list', depth - 1)}, {e()}][-1]",
        )()

    def int_(self, depth):
        if depth <= 0:
            return self.pick(*INTS[:10], str(self.random.randint(-20, 20)), self.pick(*INTS))
        i = lambda: self.of("int", depth - 1)
        s = lambda: self.of("str", depth - 1)
        q = lambda: self.of(self.pick("list", "str", "tuple", "dict", "set", "bytes", "range"), depth - 1)
        return self.pick(
            lambda: f"({i()} {self.pick('+', '-', '*', '//', '%', '&', '|', '^')} {i()})",
            lambda: f"({i()} {self.pick('+', '-', '*', '//', '%')} {self.of(self.pick('float', 'bool', 'int'), depth - 1)})",
            lambda: f"({i()} {self.pick('<<', '>>')} {self.pick('1', '3', '31', '40', '64', '100', '0', '-1')})",
            lambda: f"({self.of('int', 0)}) ** {self.pick('0', '1', '2', '3', '5', '20', '-1', '-2')}",
            lambda: f"{self.pick('-', '~', '+', 'abs', 'not ')}({i()})",
            lambda: f"len({q()})",
            lambda: f"sum({self.of(self.pick('list', 'range', 'tuple'), depth - 1)})",
            lambda: f"int({self.pick(self.of('float', depth - 1), s(), i())})",
            lambda: f"int({self.pick(repr('ff'), repr('0b101'), repr('zz'), repr('1_000'), repr(' 12 '), s())}, "
                    f"{self.pick('0', '2', '16', '36', '10', '37', '1')})",
            lambda: f"divmod({i()}, {i()})[{self.pick('0', '1')}]",
            lambda: f"pow({i()}, {self.pick('2', '3', '10', '-1')}, {i()})",
            lambda: f"round({self.of('float', depth - 1)})",
            lambda: f"round({i()}, {self.pick('-1', '-2', '0', '2', '-30')})",
            lambda: f"({i()}).bit_length()",
            lambda: f"({i()}).bit_count()",
            lambda: f"int.from_bytes({self.of('bytes', depth - 1)}, {self.pick(repr('big'), repr('little'))}"
                    f"{self.pick('', ', signed=True')})",
            lambda: f"ord({self.pick(repr('a'), repr('€'), s())})",
            lambda: f"hash({self.pick('5', '-1', '2**61', '-2**100', '0.1', '(1, 2.5)', 'True', '1e300')})",
            lambda: f"{s()}.{self.pick('find', 'rfind', 'index', 'count', 'rindex')}({s()}{self.pick('', ', 1', ', -2', ', 0, 3')})",
            lambda: f"{q()}.{self.pick('index', 'count')}({self.any(0)})",
            lambda: f"{self.of('list', depth - 1)}[{i()}]",
            lambda: f"{self.of('dict', depth - 1)}[{self.any(0)}]",
            lambda: f"{self.of('range', depth - 1)}[{i()}]",
            lambda: f"({i()}).{self.pick('numerator', 'real', 'imag', 'denominator', 'conjugate()', 'as_integer_ratio()')}",
        )()

    def bool_(self, depth):
        if depth <= 0:
            return self.pick("True", "False")
        a = lambda: self.any(depth - 1)
        k = self.pick("int", "float", "str", "list", "tuple", "set", "dict", "bytes")
        e = lambda: self.of(k, depth - 1)
        return self.pick(
            lambda: f"({e()} {self.pick('<', '>', '==', '!=', '<=', '>=')} {e()})",
            lambda: f"({self.of('int', depth - 1)} {self.pick('<', '==', '>=')} {self.of('float', depth - 1)})",
            lambda: f"({e()} {self.pick('<', '<=', '==')} {e()} {self.pick('<', '!=', '>')} {e()})",
            lambda: f"({a()} {self.pick('in', 'not in')} {self.of(self.pick('list', 'str', 'dict', 'set', 'tuple', 'range'), depth - 1)})",
            lambda: f"({a()} {self.pick('==', '!=')} {a()})",
            lambda: f"(not {a()})",
            lambda: f"bool({a()})",
            lambda: f"({a()} is {self.pick('None', 'not None')})",
            lambda: f"isinstance({a()}, {self.pick('int', '(int, str)', 'float', 'list', 'dict', 'object', '(set, (bytes, bool))', 'int | str')})",
            lambda: f"{self.pick('all', 'any')}({self.of('list', depth - 1)})",
            lambda: f"{self.of('str', depth - 1)}.{self.pick('isdigit', 'isalpha', 'isupper', 'islower', 'isspace', 'istitle', 'isalnum', 'isidentifier', 'isnumeric', 'isdecimal', 'isprintable', 'isascii')}()",
            lambda: f"{self.of('str', depth - 1)}.{self.pick('startswith', 'endswith')}({self.pick(self.of('str', 0), '(' + self.of('str', 0) + ', ' + self.of('str', 0) + ')')})",
            lambda: f"{self.of('set', depth - 1)}.{self.pick('issubset', 'issuperset', 'isdisjoint')}({self.of(self.pick('set', 'list'), depth - 1)})",
            lambda: f"({self.of('float', depth - 1)}).is_integer()",
            lambda: f"callable({a()})",
        )()

    def float_(self, depth):
        if depth <= 0:
            return self.pick(*FLOATS)
        f = lambda: self.of("float", depth - 1)
        i = lambda: self.of("int", depth - 1)
        return self.pick(
            lambda: f"({f()} {self.pick('+', '-', '*', '/', '//', '%')} {f()})",
            lambda: f"({i()} / {i()})",
            lambda: f"({f()} {self.pick('+', '-', '*', '/', '**')} {self.of('int', 0)})",
            lambda: f"({f()} ** {self.pick('0.5', '2', '-1', '0', INFINITY, '1e3')})",
            lambda: f"-{f()}",
            lambda: f"abs({f()})",
            lambda: f"float({self.pick(i(), repr('1e3'), repr(' -inf '), repr('nan'), repr('1_0.5'), self.of('str', depth - 1))})",
            lambda: f"round({f()}, {self.pick('0', '1', '2', '5', '-1', '20', '-400', '400')})",
            lambda: f"sum([{f()}, {f()}, {i()}])",
            lambda: f"divmod({f()}, {f()})[{self.pick('0', '1')}]",
            lambda: f"max({f()}, {i()}, {f()})",
            lambda: f"float.fromhex({self.pick(repr('0x1.8p3'), repr('-0x.1p-5'), repr('inf'), self.of('str', 0))})",
            lambda: f"({self.of('complex', depth - 1)}).{self.pick('real', 'imag')}",
            lambda: f"abs({self.of('complex', depth - 1)})",
            lambda: f"({f()}).as_integer_ratio()[0]",
        )()

    def complex_(self, depth):
        if depth <= 0:
            return self.pick(*COMPLEXES)
        c = lambda: self.of(self.pick("complex", "complex", "float", "int"), depth - 1)
        return self.pick(
            lambda: f"({c()} {self.pick('+', '-', '*', '/')} {c()})",
            lambda: f"({self.of('complex', 0)}) ** {self.pick('2', '0', '-1', '3')}",
            lambda: f"complex({c()}, {c()})",
            lambda: f"complex({self.pick(repr('1+2j'), repr('-j'), repr('(3e2-1J)'), repr('nan+infj'), repr('1 + 2j'))})",
            lambda: f"(-{c()}).conjugate()",
        )()

    def none_(self, depth):
        if depth > 0 and self.chance(0.5):
            return f"{self.of('list', depth - 1)}.{self.pick('sort()', 'reverse()', 'clear()', 'append(1)', 'insert(-1, 5)')}"
        return "None"

    def range_(self, depth):
        i = lambda: self.pick("0", "1", "3", "5", "10", "-3", "-1", "20")
        return self.pick(f"range({i()})", f"range({i()}, {i()})", f"range({i()}, {i()}, {self.pick('1', '2', '-1', '-3', '5')})",
                         f"range({i()}, {i()})[{self.slice_text(0).replace('2**70', '9')}]")

    def slice_text(self, depth):
        i = lambda: self.pick("", "", "0", "1", "2", "-1", "-2", "10", "-10", "2**70", "None", "True") if depth <= 0 \
            else self.of("int", depth - 1)
        return self.pick(f"{i()}:{i()}", f"{i()}:{i()}:{self.pick('', '1', '2', '-1', '-2', '3', '0', '-2**70')}")

    def slice_(self, depth):
        return f"slice({self.of('int', 0)}, {self.pick('None', '3')}, {self.pick('None', '2', '-1')})"

    def str_(self, depth):
        if depth <= 0:
            return self.pick(*STRS)
        s = lambda: self.of("str", depth - 1)
        t = lambda: self.of("str", 0)
        i = lambda: self.pick("0", "1", "3", "-1", "10", "25", self.of("int", 0))
        a = lambda: self.any(depth - 1)
        small = lambda: self.pick("0", "1", "2", "3", "-1", "True")
        return self.pick(
            lambda: f"({s()} + {s()})",
            lambda: f"({s()} * {small()})",
            lambda: f"{s()}[{self.of('int', 0)}]",
            lambda: f"{s()}[{self.slice_text(0)}]",
            lambda: f"{self.pick('str', 'repr', 'ascii')}({a()})",
            lambda: f"{s()}.{self.pick('upper', 'lower', 'title', 'capitalize', 'swapcase', 'strip', 'lstrip', 'rstrip', 'casefold')}()",
            lambda: f"{s()}.{self.pick('strip', 'lstrip', 'rstrip', 'removeprefix', 'removesuffix')}({t()})",
            lambda: f"{s()}.{self.pick('center', 'ljust', 'rjust')}({self.pick('0', '5', '12', '-3')}{self.pick('', ', ' + repr('*'), ', ' + t())})",
            lambda: f"{s()}.zfill({self.pick('0', '5', '10')})",
            lambda: f"{s()}.replace({t()}, {t()}{self.pick('', ', 1', ', 0', ', -1')})",
            lambda: f"{t()}.join({self.pick('[' + s() + ', ' + s() + ']', 'map(str, ' + self.of('list', depth - 1) + ')', self.of('list', depth - 1), s())})",
            lambda: f"format({self.pick(self.of('int', depth - 1), self.of('float', depth - 1), s(), a())}, {self.pick(*SPECS)!r})",
            lambda: self.fstring(depth),
            lambda: self.fstring(depth),
            lambda: f"({self.pick(*PERCENT)!r} % {self.pick(self.of('int', depth - 1), self.of('float', depth - 1), s(), '(' + a() + ',)')})",
            lambda: f"('{self.pick(*PERCENT)} {self.pick(*PERCENT)}' % ({a()}, {a()}))",
            lambda: f"('%({self.pick('a', 'b')}){self.pick('s', 'd', '5.1f', 'r')} %(a)s' % {{'a': {a()}, 'b': {a()}}})",
            lambda: f"'{self.pick('{}', '{0}', '{1} {0}', '{:>5}', '{0!r:^9}', '{x}', '{0[0]}', '{0.real}', '{} {}', '{:{}}', '{{}}', '{0[a]}', '{', '}', '{!x}', '{0!s:.2}')}'"
                    f".format({a()}, {self.pick('3', repr('<5'), a())}{self.pick('', ', x=' + a())})",
            lambda: f"chr({self.pick('97', '0x20ac', '0x1f600', '10', self.of('int', 0))})",
            lambda: f"{self.pick('hex', 'oct', 'bin')}({self.of('int', depth - 1)})",
            lambda: f"({self.of('float', depth - 1)}).hex()",
            lambda: f"{s()}.{self.pick('partition', 'rpartition')}({t()})[{self.pick('0', '1', '2')}]",
            lambda: f"{s()}.{self.pick('split', 'rsplit')}({self.pick('', t(), t() + ', 1', 'None, 1', 'maxsplit=2')})[0]",
            lambda: f"{s()}.expandtabs({self.pick('', '4', '0')})",
            lambda: f"{s()}.translate({self.pick('{97: None}', '{97: 98, 98: ' + repr('xy') + '}', 'str.maketrans(' + repr('abc') + ', ' + repr('xyz') + ')', 'str.maketrans(' + t() + ', ' + t() + ')')})",
            lambda: f"{self.of('bytes', depth - 1)}.decode({self.pick('', repr('utf-8'), repr('latin-1'), repr('ascii') + ', ' + repr('replace'), 'errors=' + repr('ignore')  , repr('nope'))})",
            lambda: f"type({a()}).__name__",
            lambda: f"max({s()}, default='d')",
            lambda: f"''.join({self.pick('sorted', 'reversed', 'list')}({s()}))",
        )()

    def fstring(self, depth):
        text = ""
        for _ in range(self.random.randint(1, 3)):
            inner = self.any(depth - 1)
            if any(c in inner for c in "\"'\\{}:!=#") or "lambda" in inner:
                inner = self.pick("1+1", "x0", "2.5", "[1, 2]", "(1, 'a')".replace("'a'", "3"))
            spec = self.pick("", "", "!r", "!s", "!a", ":>6", ":{3 + 4}", ":.2f", "=", "=!s", " = :>5", ":" + self.pick(*SPECS))
            if "{" in spec and spec != ":{3 + 4}" or "<<" in spec:
                spec = ""
            text += self.pick("", "a", "{{", "}}", "é ", "\\n", "-") + "{" + inner + spec + "}"
        return 'f"' + text + '"'

    def bytes_(self, depth):
        if depth <= 0:
            return self.pick(*BYTES)
        b = lambda: self.of("bytes", depth - 1)
        c = lambda: self.of("bytes", 0)
        return self.pick(
            lambda: f"({b()} + {b()})",
            lambda: f"({b()} * {self.pick('0', '2', '-1')})",
            lambda: f"{b()}[{self.slice_text(0)}]",
            lambda: f"{self.of('str', depth - 1)}.encode({self.pick('', repr('utf-8'), repr('latin-1'), repr('ascii') + ', ' + repr('replace'), repr('ascii') + ', ' + repr('backslashreplace'))})",
            lambda: f"bytes([{self.of('int', 0)}, 65])",
            lambda: f"({self.of('int', depth - 1)}).to_bytes({self.pick('1', '4', '10')}, {self.pick(repr('big'), repr('little'))}{self.pick('', ', signed=True')})",
            lambda: f"{b()}.{self.pick('upper', 'strip', 'title', 'swapcase', 'lower')}()",
            lambda: f"{b()}.replace({c()}, {c()})",
            lambda: f"bytes.fromhex({self.pick(repr('00ff'), repr('0g'), repr('a b'), repr('AB cd'))})",
            lambda: f"{b()}.{self.pick('split', 'rsplit')}({self.pick('', c())})[0]",
            lambda: f"{c()}.join([{b()}, {b()}])",
        )()

    def items(self, depth):
        kind = self.pick("int", "int", "float", "str", "tuple", "mixed")
        one = lambda: self.any(depth - 1) if kind == "mixed" else self.of(kind, depth - 1)
        return [one() for _ in range(self.random.randint(0, 4))]

    def list_(self, depth):
        if depth <= 0:
            return self.pick("[]", "[1]", "[1, 2, 3]", "['a', 'b']", "[3, 1, 2]", "[0.5, 1]", "[[1], [2]]", "[None]", "[5, 5, 1]")
        l = lambda: self.of("list", depth - 1)
        q = lambda: self.of(self.pick("list", "tuple", "str", "range", "dict", "bytes"), depth - 1)
        variable = f"v{depth}"
        return self.pick(
            lambda: "[" + ", ".join(self.items(depth)) + "]",
            lambda: "[" + ", ".join(self.items(depth)) + "]",
            lambda: f"({l()} + {l()})",
            lambda: f"({l()} * {self.pick('0', '1', '2', '3', '-1')})",
            lambda: f"{l()}[{self.slice_text(0)}]",
            lambda: f"list({q()})",
            lambda: f"sorted({self.pick(q(), self.of('set', depth - 1))}{self.pick('', ', reverse=True', ', key=str', ', key=len', ', key=lambda t: -t')})",
            lambda: f"list({self.pick('reversed', 'enumerate')}({q()}))",
            lambda: f"list(zip({q()}, {q()}{self.pick('', ', strict=True')}))",
            lambda: f"list(map({self.pick('str', 'int', 'abs', 'lambda t: t * 2', 'len', 'repr', 'bool')}, {q()}))",
            lambda: f"list(filter({self.pick('None', 'str', 'lambda t: t != 1', 'callable')}, {q()}))",
            lambda: self.comprehension(depth, "[", "]", variable),
            lambda: self.comprehension(depth, "[", "]", variable),
            lambda: f"[*{q()}, {self.any(depth - 1)}, *{l()}]",
            lambda: f"{self.of('str', depth - 1)}.{self.pick('split', 'rsplit', 'splitlines')}({self.pick('', self.of('str', 0), 'None', 'True')})",
            lambda: f"list({self.of('dict', depth - 1)}.{self.pick('items', 'keys', 'values')}())",
            lambda: f"list({self.of('dict', depth - 1)})",
            lambda: f"list({self.comprehension(depth, '(', ')', variable)})",
            lambda: f"{l()}.copy()",
            lambda: f"list(iter({l()}.__iter__()))",
        )()

    def comprehension(self, depth, opening, closing, variable):
        self.names.setdefault("int", []).append(variable)
        value = self.any(depth - 1)
        condition = f" if {self.of('bool', depth - 1)}" if self.chance(0.4) else ""
        self.names["int"].remove(variable)
        source = self.of(self.pick("range", "list", "tuple", "str", "set" if opening == "{" else "range"), depth - 1)
        second = ""
        if self.chance(0.2):
            second = f" for {variable}b in {self.pick(variable, 'range(2)', '[' + variable + ']')}"
        if self.chance(0.15):
            return f"{opening}{value} for {variable}, *{variable}b in {self.of('list', depth - 1)}{condition}{closing}"
        return f"{opening}{value} for {variable} in {source}{second}{condition}{closing}"

    def tuple_(self, depth):
        if depth <= 0:
            return self.pick("()", "(1,)", "(1, 2)", "('a', 1)", "((1, 2), 3)", "(0.5, None)")
        t = lambda: self.of("tuple", depth - 1)
        return self.pick(
            lambda: "(" + "".join(item + ", " for item in self.items(depth)) + ")",
            lambda: f"({t()} + {t()})",
            lambda: f"({t()} * {self.pick('0', '2', '-1')})",
            lambda: f"{t()}[{self.slice_text(0)}]",
            lambda: f"tuple({self.of(self.pick('list', 'str', 'range', 'dict'), depth - 1)})",
            lambda: f"divmod({self.of('int', depth - 1)}, {self.of('int', depth - 1)})",
            lambda: f"{self.of('str', depth - 1)}.{self.pick('partition', 'rpartition')}({self.of('str', 0)})",
            lambda: f"(*{self.of('list', depth - 1)}, *{t()})",
            lambda: f"({self.of('float', depth - 1)}).as_integer_ratio()",
            lambda: f"slice({self.of('int', 0)}, {self.of('int', 0)}, {self.pick('None', '1', '-1', '2', '0')}).indices({self.pick('0', '5', '10', '-1')})",
            lambda: f"{self.of('dict', depth - 1)}.popitem()",
        )()

    def key(self, depth):
        return self.of(self.pick("int", "str", "float", "tuple", "bool", "none"), 0)

    def dict_(self, depth):
        if depth <= 0:
            return self.pick("{}", "{1: 2}", "{'a': 1, 'b': 2}", "{1: 'x', 1.0: 'y', True: 'z'}", "{None: []}", "{(1, 2): 3}")
        d = lambda: self.of("dict", depth - 1)
        variable = f"v{depth}"
        return self.pick(
            lambda: "{" + ", ".join(f"{self.key(depth)}: {self.any(depth - 1)}" for _ in range(self.random.randint(0, 4))) + "}",
            lambda: f"({d()} | {d()})",
            lambda: f"{{**{d()}, {self.key(depth)}: {self.any(depth - 1)}}}",
            lambda: f"dict({self.pick('a=1, b=' + self.any(depth - 1), d(), self.of('list', depth - 1), '[(1, 2), (3, 4)]', d() + ', c=3')})",
            lambda: f"dict.fromkeys({self.of(self.pick('list', 'str', 'range'), depth - 1)}{self.pick('', ', 0')})",
            lambda: f"dict(zip({self.of('list', depth - 1)}, {self.of(self.pick('range', 'list', 'str'), depth - 1)}))",
            lambda: f"{{{variable}: {self.any(depth - 1)} for {variable} in {self.of(self.pick('range', 'tuple', 'str'), depth - 1)}}}",
            lambda: f"{{{variable}: {variable}b for {variable}, {variable}b in {self.pick('enumerate(' + self.of('list', depth - 1) + ')', d() + '.items()')}}}",
            lambda: f"{d()}.copy()",
        )()

    def set_(self, depth):
        if depth <= 0:
            return self.pick("set()", "{1}", "{1, 2, 3}", "{1, 2.0, True}", "frozenset({2, 3})", "{(1, 2), None}", "{-1, -2, 100, 33}")
        s = lambda: self.of("set", depth - 1)
        return self.pick(
            lambda: "{" + ", ".join(self.of(self.pick("int", "float", "bool", "tuple", "none"), 0) for _ in range(self.random.randint(1, 4))) + "}",
            lambda: f"({s()} {self.pick('|', '&', '-', '^')} {s()})",
            lambda: f"set({self.of(self.pick('range', 'range', 'tuple'), depth - 1)})",
            lambda: f"frozenset({self.of('range', depth - 1)})",
            lambda: f"{s()}.{self.pick('union', 'intersection', 'difference', 'symmetric_difference')}({self.pick(s(), self.of('range', depth - 1))})",
            lambda: self.comprehension(depth, "{", "}", f"v{depth}"),
            lambda: f"({self.of('dict', depth - 1)}.keys() {self.pick('&', '|', '-')} {s()})",
        )()
