#--- count, cycle, repeat
from itertools import count, cycle, islice, repeat
print(list(islice(count(), 3)), list(islice(count(10, -2), 4)), list(islice(count(0.5, 0.25), 3)))
print(list(islice(count(2**46 + 2**46 - 1), 3)), list(islice(count(2**63 - 1, 2**63), 2)), list(islice(count(1j, 2), 2)))
c = count(3)
next(c)
print(c, count(5, 2), count(1.5), count(0, 1.0), count(7, 1))
for bad in ("a", None, []):
    try:
        count(bad)
    except TypeError as error:
        print(error)
print(list(islice(cycle("abc"), 7)), list(cycle([])))
print(list(repeat(3, 2)), list(repeat(3, -1)), repeat("x"), repeat("x", 4), repeat("x", -4))
r = repeat(1, times=5)
next(r)
print(r.__length_hint__(), r)
try:
    repeat(1).__length_hint__()
except TypeError as error:
    print(error)
for call in (lambda: repeat(), lambda: repeat(1, None), lambda: repeat(1, 2, 3), lambda: cycle(), lambda: cycle(1), lambda: count(1, 2, 3)):
    try:
        call()
    except TypeError as error:
        print(error)
#--- accumulate and chain
from itertools import accumulate, chain
print(list(accumulate([1, 2, 3, 4])), list(accumulate("abc")), list(accumulate([])), list(accumulate([1, 2], initial=10)))
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=None)))
print(list(accumulate([2**46, 2**46, 2**62, 2**62])), list(accumulate([1, 2.5, 3])))
print(list(accumulate(iterable=[1, 2], func=None)))
print(list(chain("ab", [1, 2], (), range(2))), list(chain()), list(chain.from_iterable(["ab", [1]])))
broken = chain([1], 5, [2])
print(next(broken))
try:
    next(broken)
except TypeError as error:
    print(error)
print(list(broken))
for call in (lambda: chain(a=1), lambda: accumulate(), lambda: accumulate([1], None, 3), lambda: accumulate([1], bad=3), lambda: chain.from_iterable()):
    try:
        call()
    except TypeError as error:
        print(error)
#--- an exception of a callback leaves the iterator usable
from itertools import accumulate, dropwhile, filterfalse, starmap, takewhile
def picky(x, y=0):
    if x == 2 or y == 2:
        raise ValueError(x)
    return x < 4
for make in (
    lambda: takewhile(picky, [1, 2, 3, 4, 5]), lambda: dropwhile(picky, [1, 2, 3, 4, 5]),
    lambda: filterfalse(picky, [1, 2, 3, 4, 5]), lambda: accumulate([1, 2, 3, 4, 5], picky),
    lambda: starmap(picky, [(1,), (2,), (3, 2), (4,)]),
):
    it = make()
    out = []
    for _ in range(8):
        try:
            out.append(next(it))
        except Exception as error:
            out.append(repr(error))
    print(type(it).__name__, out)
#--- selecting
from itertools import compress, count, dropwhile, filterfalse, islice, takewhile
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress("abc", [1])), list(compress(data="ab", selectors=count())))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])), list(filterfalse(bool, [0, 1])))
print([list(islice("abcdefg", *args)) for args in ((2,), (2, 4), (2, None), (0, None, 3), (None, 3), (1, 6, 2), (None,), (3, 2))])
for args in ((), (1,), ("ab",), ("ab", -1), ("ab", "x"), ("ab", 0, -1), ("ab", -1, 2), ("ab", "x", 2), ("ab", 0, 1, 0), ("ab", 0, 1, "x"), ("ab", 1, 2, 3, 4), (5, 1), ("ab", 2**70)):
    try:
        print(list(islice(*args)))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 1, 5, 3)), list(it))
for call in (lambda: takewhile(), lambda: takewhile(None), lambda: dropwhile(None, 5), lambda: compress([1]), lambda: compress(1, [2]), lambda: filterfalse(1, 2, 3), lambda: takewhile(predicate=1, iterable=2)):
    try:
        call()
    except TypeError as error:
        print(error)
#--- pairwise, starmap, zip_longest
from itertools import pairwise, starmap, zip_longest
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise("")))
print(list(starmap(pow, [(2, 3), [3, 2], range(1, 3)])), list(starmap(lambda *a: a, ["ab", ()])))
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(zip_longest("ab", range(3))))
for call in (lambda: zip_longest(1), lambda: zip_longest("a", fill=1), lambda: list(starmap(pow, [3])), lambda: pairwise(3), lambda: pairwise("a", "b")):
    try:
        call()
    except TypeError as error:
        print(error)
#--- groupby
from itertools import groupby
print([(k, list(g)) for k, g in groupby("aaabbca")])
print([(k, "".join(g)) for k, g in groupby("aAbBcd", key=str.lower)])
print([k for k, g in groupby([1, 1, 2, 1])], list(groupby([])))
groups = list(groupby("aabb"))
print([(k, list(g)) for k, g in groups])
it = groupby("aabbcc")
k1, g1 = next(it)
print(next(g1))
k2, g2 = next(it)
print(k2, list(g1), list(g2), type(it), type(g1))
def key(x):
    if x == 3:
        raise ValueError("three")
    return x
it = groupby([1, 1, 2, 3, 4], key)
out = []
for _ in range(6):
    try:
        k, g = next(it)
        out.append((k, list(g)))
    except (ValueError, StopIteration) as error:
        out.append(repr(error))
print(out)
#--- tee
from itertools import tee
a, b = tee(range(200))
print(sum(a), next(b), sum(b), list(a))
x, y, z = tee("abc", 3)
print(next(x), list(y), next(z), type(x).__name__, tee([], 0), len(tee("a", 1)))
import itertools
x2 = x.__copy__()
print(list(x), list(x2), list(z))
for call in (lambda: tee(), lambda: tee(3), lambda: tee("a", -1), lambda: tee("a", "b"), lambda: tee(1, 2, 3)):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
class Again:
    def __init__(self):
        self.first = True
    def __iter__(self):
        return self
    def __next__(self):
        if self.first:
            self.first = False
            return next(self.other)
        return 1
it = Again()
a, b = tee(it)
it.other = b
try:
    next(a)
except RuntimeError as error:
    print(error)
#--- product, permutations, combinations
from itertools import combinations, combinations_with_replacement, permutations, product
print(list(product("ab", [1, 2])), list(product()), list(product("ab", repeat=2)), list(product([], [1])), list(product([1], repeat=0)))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations("ab", 3)), list(permutations([], 0)), list(permutations("ab", None)))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)), list(combinations(range(4), r=3)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("", 0)), list(combinations_with_replacement("", 1)))
print(len(list(permutations(range(6)))), len(list(product(range(5), repeat=4))), len(list(combinations(range(10), 5))), len(list(combinations_with_replacement(range(6), 4))))
for call in (lambda: product("ab", repeat=-1), lambda: product(1), lambda: product("a", other=1), lambda: permutations("ab", -1), lambda: permutations("ab", "x"), lambda: permutations(), lambda: combinations("ab"), lambda: combinations("ab", -1), lambda: combinations("ab", None), lambda: combinations(3, 2), lambda: combinations_with_replacement("a", 1.5), lambda: product("ab", "cd", repeat=2**62)):
    try:
        call()
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
#--- the classes
import itertools
for name in ("accumulate", "chain", "combinations", "count", "groupby", "islice", "product", "tee", "zip_longest"):
    print(name, repr(getattr(itertools, name)))
class Evens(itertools.count):
    def __next__(self):
        return super().__next__() * 2
    def __repr__(self):
        return "Evens"
print(list(itertools.islice(Evens(3), 3)), Evens(), isinstance(Evens(), itertools.count), iter(Evens).__class__ if False else "")
it = itertools.chain("ab")
print(iter(it) is it, next(it, 0), it.__next__(), next(it, 0))
try:
    it.__next__()
except StopIteration as error:
    print(repr(error))
for x in itertools.chain([1], [2]):
    for y in itertools.repeat(x, 2):
        print(x, y, end=" ")
print()
