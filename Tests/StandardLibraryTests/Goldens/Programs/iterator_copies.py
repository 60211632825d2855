#--- copies of built-in iterators go on where the original stands
import copy
class Seq:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * i
for make in (
    lambda: iter([1, 2, 3]), lambda: reversed([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: iter("abc"),
    lambda: iter("añc"), lambda: iter(b"abc"), lambda: iter(bytearray(b"abc")), lambda: iter({1: 2, 3: 4}),
    lambda: iter({1: 2, 3: 4}.items()), lambda: reversed({1: 2, 3: 4}), lambda: iter(range(10, 0, -3)),
    lambda: iter(range(2**70, 2**70 + 3)), lambda: reversed(range(3)), lambda: reversed((1, 2, 3)),
    lambda: enumerate("abc", 5), lambda: zip("abc", [1, 2, 3]), lambda: map(str, [1, 2, 3]),
    lambda: filter(None, [1, 0, 2, 3]), lambda: iter(Seq(4)), lambda: reversed(Seq(4)),
):
    for steps in (0, 1, 2, 9):
        it = make()
        for _ in range(steps):
            next(it, None)
        one, deep = copy.copy(it), copy.deepcopy(it)
        print(type(it).__name__, steps, list(deep), list(one), list(it))
#--- what iterators are reduced to
def shown(value):
    if isinstance(value, tuple):
        return tuple(map(shown, value))
    return value.__name__ if hasattr(value, "__name__") else list(value) if hasattr(value, "__next__") else value
for make in (
    lambda: iter([1, 2]), lambda: reversed([1, 2]), lambda: iter((1, 2)), lambda: iter("ab"), lambda: iter(b"ab"),
    lambda: iter({1, 2}), lambda: iter({1: 2}.values()), lambda: iter(range(2)), lambda: reversed(range(0)),
    lambda: reversed("ab"), lambda: enumerate("ab"), lambda: zip("ab"), lambda: zip("ab", strict=True),
    lambda: map(str, "ab"), lambda: filter(None, "ab"), lambda: iter([1, 2].pop, 1),
):
    for steps in (0, 1, 5):
        it = make()
        for _ in range(steps):
            next(it, None)
        print(type(it).__name__, steps, shown(it.__reduce__()))
#--- states out of range are brought into it
for it in (iter([1, 2, 3]), iter((1, 2, 3)), iter("abc"), iter(b"abc"), iter(range(3)), reversed([1, 2, 3])):
    for state in (-5, 1, 99):
        it.__setstate__(state)
        print(type(it).__name__, state, it.__length_hint__(), next(it, "end"))
        if state == 99:
            break
class Seq:
    def __getitem__(self, i): return i
it = iter(Seq())
it.__setstate__(2**63 - 2)
print(next(it))
try:
    next(it)
except OverflowError as error:
    print(error)
#--- copies of the iterators of itertools
import copy, itertools as I, operator
for make in (
    lambda: I.accumulate([1, 2, 3]), lambda: I.accumulate([1, 2, 3], operator.mul, initial=5),
    lambda: I.accumulate([None, 2, 3], lambda a, b: None), lambda: I.chain("ab", "cd"),
    lambda: I.chain.from_iterable(["ab", "cd"]), lambda: I.combinations("abc", 2),
    lambda: I.combinations_with_replacement("ab", 2), lambda: I.permutations("abc", 2), lambda: I.product("ab", "cd"),
    lambda: I.product(), lambda: I.repeat("a", 3), lambda: I.compress("abcd", [1, 0, 1, 1]),
    lambda: I.dropwhile(bool, [1, 0, 2]), lambda: I.takewhile(bool, [1, 2, 0, 3]), lambda: I.filterfalse(bool, [1, 0, 2, 0]),
    lambda: I.islice("abcdef", 1, 5, 2), lambda: I.starmap(pow, [(2, 3), (3, 2)]),
    lambda: I.zip_longest("abc", "d", fillvalue=0), lambda: I.tee("abc")[0],
    lambda: ((k, "".join(g)) for k, g in ()), lambda: map(lambda p: (p[0], "".join(p[1])), I.groupby("aabc")),
):
    for steps in (0, 1, 2, 20):
        it = make()
        for _ in range(steps):
            next(it, None)
        try:
            one, deep = copy.copy(it), copy.deepcopy(it)
        except TypeError as error:
            print(error)
            break
        print(type(it).__name__, steps, list(deep), list(one), list(it))
for it in (I.count(3), I.count(3, 2), I.count(2.5, -1), I.count(2**70), I.cycle("abc")):
    next(it), next(it)
    print(repr(copy.copy(it))[:20], [next(copy.deepcopy(it)) for _ in "ab"], list(I.islice(copy.deepcopy(it), 5)))
print(I.count(5).__reduce__()[1], I.count(5, 3).__reduce__()[1], I.count(2**70).__reduce__()[1])
for bad in (lambda: I.combinations("abc", 2).__setstate__((1,)), lambda: I.chain().__setstate__(()),
            lambda: I.chain().__setstate__([]), lambda: I.chain().__setstate__(({},)),
            lambda: I.cycle("").__setstate__(()), lambda: copy.copy(I.pairwise("ab"))):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
#--- copies of what collections walk
import copy
from collections import deque, OrderedDict
for it in (iter(deque("abc")), reversed(deque("abc")), iter(OrderedDict(a=1, b=2)), reversed(OrderedDict(a=1, b=2).items())):
    for _ in range(3):
        print(type(it).__name__, list(copy.copy(it)), next(it, None))
#--- how objects are taken apart
import copy, copyreg
class Plain:
    def __init__(self): self.x = [1]
class Slots:
    __slots__ = "a", "b"
class Both(Slots):
    pass
class Listed(list):
    pass
p, s, b, l = Plain(), Slots(), Both(), Listed([1])
s.a, b.a, b.c, l.y = 1, 2, 3, 4
for thing in (p, s, b, l):
    cls, args, state, items, pairs = thing.__reduce_ex__(4)
    print(cls.__name__, args[0].__name__, state, list(items) if items else None, pairs, thing.__getstate__())
    made = copy.copy(thing)
    print(type(made) is type(thing), made is thing)
print(p.__reduce__()[0].__name__, copy.copy(p).x is p.x, copy.deepcopy(p).x is p.x)
for wrong in (lambda: s.__reduce__(), lambda: copy.copy(x for x in "a"), lambda: copy.copy(copy), lambda: object().__reduce__()):
    try:
        print(len(wrong()))
    except TypeError as error:
        print(error)
class Named:
    def __new__(cls, a, *, b): return super().__new__(cls)
    def __init__(self, a, *, b): self.kept = a, b
    def __getnewargs_ex__(self): return (1,), {"b": 2}
print(copy.copy(Named(5, b=6)).kept)
class Custom:
    def __init__(self, v): self.v = v
copyreg.pickle(Custom, lambda c: (Custom, (c.v + 1,)))
print(copy.copy(Custom(1)).v, copy.deepcopy(Custom(1)).v)
class Broken:
    def __getnewargs_ex__(self): return []
for maker in (Broken,):
    try:
        copy.copy(maker())
    except TypeError as error:
        print(error)
#--- values that are reduced to a name or a call
print(Ellipsis.__reduce__(), NotImplemented.__reduce__(), len.__reduce__(), [].append.__reduce__()[1], str.upper.__reduce__()[1])
print((5).__getnewargs__(), (1.5).__getnewargs__(), "a".__getnewargs__(), (1, 2).__getnewargs__(), (1 + 2j).__getnewargs__())
print(range(1, 9, 2).__reduce__(), slice(1, None).__reduce__(), bytearray(b"a\xff").__reduce__(), bytearray(b"a").__reduce_ex__(4))
print(ValueError("a", 1).__reduce__(), OSError(2, "no", "f").__reduce__(), {1}.__reduce__(), frozenset().__reduce__())
error = KeyError("k")
error.note = 5
print(error.__reduce__())
other = KeyError("k")
other.__setstate__({"note": 6})
print(other.note)
