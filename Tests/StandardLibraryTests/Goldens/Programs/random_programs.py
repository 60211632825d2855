#--- messages about arguments, as each kind of function written in C has them
import datetime, math, operator, re
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
for action in (lambda: (5).__add__(), lambda: (5).__add__(1, 2), lambda: (5).__pow__(), lambda: (5).__neg__(1),
               lambda: [].__mul__(), lambda: [].__setitem__(1), lambda: [].__getitem__(), lambda: (5).__lt__(other=3),
               lambda: {}.__contains__(), lambda: object().__format__(), lambda: int.__add__('a', 1),
               lambda: str.upper(), lambda: str.upper(5), lambda: int.__add__(), lambda: math.cosh(),
               lambda: math.cosh(x=1), lambda: operator.add(a=1), lambda: ''.strip(chars='x'), lambda: len(obj=[]),
               lambda: sum(), lambda: sum([], 1, 2), lambda: sum([], first=1), lambda: round(), lambda: round(x=1),
               lambda: pow(zz=1), lambda: ''.splitlines(1, 2, keepends=3), lambda: [].sort(1), lambda: [].sort(x=1),
               lambda: reversed(), lambda: reversed([], []), lambda: classmethod(), lambda: dict(1, 2),
               lambda: enumerate(), lambda: enumerate([], 'a'), lambda: max(), lambda: max(1, 2, first=3),
               lambda: re.sub('a'), lambda: re.sub('a', 'b', 'c', 1, 2, 3), lambda: re.escape(x=1),
               lambda: iter(5), lambda: re.match('a', 'a')(), lambda: datetime.date(2020, 1, 1)[0],
               lambda: type(1, 2, 3), lambda: type('A', 2, {}), lambda: UnicodeDecodeError(x=1),
               lambda: OSError(1, x=2), lambda: UnboundLocalError(x=1), lambda: int('5', 99), lambda: int(5, 99),
               lambda: pow(2.0, 3, 4), lambda: pow(1j, 2, 3), lambda: (7).__pow__(2, 5), lambda: (1).__add__(1.5),
               lambda: {}.__class__(1), lambda: aiter(5), lambda: anext('a'), lambda: math.log(1, 2, 3),
               lambda: math.lcm(0, 0.5), lambda: SyntaxError('m', (1, 2)), lambda: (lambda **k: k)(**{1: 2})):
    attempt(action)
#--- what random programs of the library found
import collections, contextlib, math
def fresh():
    yield 1
try:
    fresh().throw(StopIteration(3))
except RuntimeError as error:
    print(error, repr(error.__cause__))
@contextlib.contextmanager
def twice():
    try:
        yield 1
        yield 2
    finally:
        print('closed')
try:
    with twice(): pass
except RuntimeError as error:
    print(error)
for code in ('class A(x=1, x=2): pass', 'class A(*b, metaclass=C, metaclass=D): pass'):
    try:
        compile(code, 'f', 'exec')
    except SyntaxError as error:
        print(error.msg, error.offset, error.end_offset)
try:
    collections.OrderedDict(a=1).move_to_end(None)
except KeyError as error:
    print(error.args)
print(math.gamma(0.5), math.gamma(-0.5), math.gamma(140.5), math.gamma(5), math.lgamma(0.5), math.lgamma(-3.7))
print(list[len], list[print, int], collections.deque[int])
def calls(**names): return names
for action in (lambda: calls(**{1: 2}, **{1: 3}), lambda: calls(**{1: 2}), lambda: calls(**{'a': 1}, **None)):
    try:
        print(action())
    except TypeError as error:
        print(error)
