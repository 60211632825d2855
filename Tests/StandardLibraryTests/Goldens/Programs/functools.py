#--- partial
from functools import partial
p = partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, p)
q = partial(partial(print, 1, sep="-"), 2, end="!\n")
q(3, sep="+")
print(q.args, q.keywords, q.func is print)
for call in (lambda: partial(), lambda: partial(2), lambda: partial(int, "x")(), lambda: setattr(p, "func", 1)):
    try:
        call()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
class Sub(partial):
    pass
s = Sub(max, 3, key=lambda x: -x)
s.note = "kept"
print(s(1, 2), s.note, isinstance(s, partial), type(s).__name__, repr(Sub(max, 3)))
loop = partial(len)
loop.__setstate__((loop, (), {}, {}))
print(loop)
class Host:
    method = partial(lambda *args: args, 1)
print(Host().method(2), Host.method(2))
#--- reduce
from functools import reduce
import operator
print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6)), reduce(operator.add, [], "start"), reduce(max, [3], 5))
print(reduce(lambda a, b: f"({a}{b})", "abcd"))
for call in (lambda: reduce(operator.add, []), lambda: reduce(operator.add, 5), lambda: reduce(operator.add), lambda: reduce(1, [1, 2]), lambda: reduce(max, [1], 2, 3)):
    try:
        print(call())
    except TypeError as error:
        print(error)
#--- lru_cache
from functools import cache, lru_cache
calls = []
@lru_cache(maxsize=2)
def square(x):
    "Squares."
    calls.append(x)
    return x * x
print([square(x) for x in (1, 2, 1, 3, 1, 2)], calls, square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__doc__, square.__wrapped__(5), square.cache_parameters())
@lru_cache
def plain(*args, **kwargs):
    return args, kwargs
plain(1, a=2); plain(1, a=2); plain(a=2); plain(1.0, a=2)
print(plain.cache_info())
@lru_cache(None, typed=True)
def typed(x):
    return type(x).__name__
print(typed(1), typed(1.0), typed(True), typed.cache_info())
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info())
@lru_cache(0)
def never(x):
    return x
never(1); never(1)
print(never.cache_info())
@lru_cache(-5)
def negative(x):
    return x
negative(1)
print(negative.cache_info())
for call in (lambda: square([1]), lambda: lru_cache("a"), lambda: square(), lambda: lru_cache(2)(5)):
    try:
        call()
    except TypeError as error:
        print(error)
class Model:
    def __init__(self, base):
        self.base = base
    @lru_cache
    def add(self, x):
        calls.append("add")
        return self.base + x
calls.clear()
a, b = Model(1), Model(10)
print(a.add(1), a.add(1), b.add(1), calls, Model.add.cache_info())
#--- lru_cache keeps what was used last
from functools import lru_cache
order = []
@lru_cache(maxsize=3)
def f(x):
    order.append(x)
    return x
for x in "abcadbea":
    f(x)
print(order, f.cache_info())
@lru_cache(maxsize=None)
def broken(x):
    raise ValueError(x)
for _ in range(2):
    try:
        broken(1)
    except ValueError as error:
        print(repr(error))
print(broken.cache_info())
@lru_cache(maxsize=10)
def again(n):
    return 1 if n == 0 else again(n - 1) + again(n - 1)
print(again(30), again.cache_info())
#--- cmp_to_key and total_ordering
from functools import cmp_to_key, total_ordering
key = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=key), sorted("bca", key=cmp_to_key(lambda a, b: ord(b) - ord(a))), key(3) < key(4), key(3).obj)
try:
    key(3) < 4
except TypeError as error:
    print(error)
try:
    hash(key(3))
except TypeError as error:
    print(error)
for call in (lambda: cmp_to_key(), lambda: key()):
    try:
        call()
    except TypeError as error:
        print(error)
@total_ordering
class Version:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return self.n == other.n
    def __lt__(self, other):
        return self.n < other.n
a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), sorted([b, a])[0].n)
@total_ordering
class Backwards:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return self.n == other.n
    def __ge__(self, other):
        if not isinstance(other, Backwards):
            return NotImplemented
        return self.n >= other.n
a, b = Backwards(1), Backwards(2)
print(a < b, a <= b, a > b, a >= b)
try:
    a < 3
except TypeError as error:
    print(error)
try:
    total_ordering(type("Empty", (), {}))
except ValueError as error:
    print(error)
#--- wraps
from functools import update_wrapper, wraps, WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES
def logged(function):
    @wraps(function)
    def inner(*args, **kwargs):
        "Inner text."
        return function(*args, **kwargs)
    return inner
@logged
def greet(name: str) -> str:
    "Greets."
    return "hi " + name
greet.extra = 1
print(greet("x"), greet.__name__, greet.__qualname__, greet.__doc__, greet.__annotations__, greet.__wrapped__.__name__, greet.__module__)
again = logged(greet)
print(again.extra, again.__wrapped__ is greet)
print(WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
class Callable:
    "A class."
    def __call__(self):
        return 1
def plain():
    pass
update_wrapper(plain, Callable(), assigned=("__doc__", "missing"))
print(plain.__doc__, plain.__name__)
#--- cached_property, partialmethod
from functools import cached_property, partialmethod
class Data:
    def __init__(self):
        self.reads = 0
    @cached_property
    def value(self):
        "Reads."
        self.reads += 1
        return self.reads * 10
    def cell(self, state, extra=None):
        return state, extra
    alive = partialmethod(cell, True)
    dead = partialmethod(cell, state=False, extra="x")
d = Data()
print(d.value, d.value, d.reads, d.__dict__)
del d.value
print(d.value, Data.value.__doc__, type(Data.value).__name__)
d.value = 5
print(d.value, d.alive(), d.alive(extra=2), d.dead())
try:
    class Two:
        a = b = cached_property(lambda self: 1)
except RuntimeError as error:
    print(error, '<-', error.__cause__)
#--- singledispatch
from functools import singledispatch, singledispatchmethod
@singledispatch
def show(value, prefix=""):
    "Shows."
    return prefix + "object"
@show.register(int)
def _(value, prefix=""):
    return prefix + "int"
@show.register
def _(value: list, prefix=""):
    return prefix + "list"
show.register(str, lambda value, prefix="": prefix + "str")
@show.register(float)
@show.register(complex)
def number(value, prefix=""):
    return prefix + "number"
print(show(1), show(True), show([]), show("a"), show(2.0), show(1j), show(None), show({}, prefix="> "), show.__name__, show.__doc__)
print(show.dispatch(bool) is show.dispatch(int), show.dispatch(float) is number, sorted(t.__name__ for t in show.registry))
for call in (lambda: show(), lambda: show.register(3), lambda: show.register(lambda x: x)):
    try:
        call()
    except TypeError as error:
        print(str(error).split(" at 0x")[0])
class Formatter:
    @singledispatchmethod
    def text(self, value):
        return "?"
    @text.register
    def _(self, value: int):
        return "int %d" % value
    @text.register(str)
    def _(self, value):
        return "str " + value
f = Formatter()
print(f.text(1), f.text("a"), f.text(None))
from collections.abc import Mapping, Sized
@singledispatch
def kind(value):
    return "object"
kind.register(Sized, lambda value: "sized")
kind.register(Mapping, lambda value: "mapping")
print(kind({}), kind([]), kind(3))
#--- Functions kept in classes
import functools
class Meta(type):
    @functools.cached_property
    def prop(self): return 1
class K(metaclass=Meta): pass
try: K.prop
except TypeError as e: print(e)
class S:
    __slots__ = ()
    @functools.cached_property
    def prop(self): return 1
try: S().prop
except TypeError as e: print(e)
try:
    class B:
        a = b = functools.cached_property(lambda self: 1)
except (TypeError, RuntimeError) as e: print(type(e).__name__, e, repr(e.__cause__))
import collections.abc as c
@functools.singledispatch
def g(arg): return "base"
class P: pass
g.register(c.Iterable, lambda arg: "iterable")
print(g(P()))
c.Iterable.register(P)
print(g(P()))
#--- Dispatch among abstract classes
import functools, collections.abc as c
@functools.singledispatch
def g(arg): return "base"
class O(c.Sized):
    def __len__(self): return 0
o = O()
print(g(o))
for kind, name in ((c.Iterable, "iterable"), (c.Container, "container"), (c.Sized, "sized"), (c.Set, "set")): g.register(kind, lambda arg, name=name: name)
print(g(o))
for kind in (c.Iterable, c.Container): kind.register(O); print(g(o))
c.Set.register(O); print(g(o))
class P: pass
c.Iterable.register(P); print(g(P())); c.Container.register(P)
try: print(g(P()))
except RuntimeError as e: print(e)
class Q(P, c.Hashable):
    def __hash__(self): return 1
print(g({}), g([]), g("abc"), g(5), g(Q()) if not issubclass(Q, c.Container) else "both")
