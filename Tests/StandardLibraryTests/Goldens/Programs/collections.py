#--- deque
from collections import deque
d = deque("ghi")
d.append("j"); d.appendleft("f")
print(d, len(d), d[0], d[-1], list(reversed(d)), "h" in d, d.pop(), d.popleft(), d.count("h"), d.index("i"), bool(deque()))
d.extend("jkl"); d.extendleft("cba"); d.rotate(2); d.rotate(-1); d.rotate()
print(d, d.maxlen, d.copy() == d, deque([1]) + deque([2]), deque([1, 2]) * 2, 2 * deque([1]), deque([1, 2]) < deque([1, 3]), deque([1]) == [1])
d.insert(1, "X"); d.remove("c"); d.reverse(); del d[0]; d[0] = "Y"
print(d)
m = deque([1, 2, 3, 4], maxlen=3)
print(m, m.maxlen)
m.append(5); m.appendleft(0); m.extend([7, 8])
print(m, m * 3, deque(range(5), 0), deque([1, 2], maxlen=5) * 4)
m += "ab"
print(m, repr(deque([1], 2)))
m.append(m)
print(m)
m.clear()
print(m, deque([1, [2]], maxlen=None))
for call in (
    lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[3], lambda: deque([1]).remove(2), lambda: deque([1]).index(2), lambda: deque([1], 1).insert(0, 2),
    lambda: deque(1), lambda: deque([], -1), lambda: deque([], "a"), lambda: deque(1, 2, 3), lambda: deque([1])["a"], lambda: deque([1])[0:1], lambda: hash(deque()),
    lambda: deque([1]) + [2], lambda: deque([1]) < [2], lambda: deque().append(), lambda: deque().rotate("a"), lambda: setattr(deque(), "maxlen", 3),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
d = deque([1, 2, 3])
try:
    for x in d:
        d.append(x)
except RuntimeError as error:
    print(error)
class Stack(deque):
    def push(self, x):
        self.append(x)
        return self
s = Stack([1], maxlen=2).push(2).push(3)
print(s, s.copy(), type(s.copy()).__name__, isinstance(s, deque), len(s), s[0], list(s), type(iter(d)).__name__)
big = deque(range(1000))
big.rotate(137)
print(sum(big), big[0], big[-1], big[500], [big.popleft() for _ in range(3)], len(big))
#--- defaultdict
from collections import defaultdict
d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    d[k].append(v)
print(d, dict(d), d.default_factory, "z" in d, d.get("z"), len(d))
c = defaultdict(int, {"x": 1}, y=2)
c["z"] += 5
print(c, c.copy(), c == {"x": 1, "y": 2, "z": 5}, type(c.copy()).__name__)
n = defaultdict(lambda: defaultdict(int))
n[1][2] += 3
print(n[1], n[1][2], c | {"q": 9}, type({"q": 9} | c).__name__, {"q": 9} | c)
for call in (lambda: defaultdict(3), lambda: defaultdict()["a"], lambda: defaultdict(None)["a"], lambda: defaultdict(int, [1]), lambda: defaultdict(int)[[]]):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
class Tree(defaultdict):
    def __init__(self):
        super().__init__(Tree)
    def __missing__(self, key):
        value = super().__missing__(key)
        self.made = key
        return value
t = Tree()
t["a"]["b"] = 1
print(t, t.made, isinstance(t, dict))
c.default_factory = None
try:
    c["none"]
except KeyError as error:
    print(repr(error))
r = defaultdict(list)
r["self"] = r
print(r)
#--- OrderedDict
from collections import OrderedDict
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict(), OrderedDict(x=1, y=2))
a, b = OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)
print(a == b, a == dict(b), a != b, a == OrderedDict(a=1, b=2), list(reversed(a)), list(reversed(a.items())), a.keys(), a.values(), a.items())
a.update(c=3); a["b"] = 9; a.setdefault("d", 4); del a["a"]
print(a, a.pop("b"), a.pop("nothing", None), a.get("c"), len(a), "c" in a, a | {"e": 5}, OrderedDict.fromkeys("xy", 0), a.copy(), type(a.copy()).__name__)
print(str(OrderedDict(a=OrderedDict(b=1))), [k for k in a], dict(a), list(a.items()))
for call in (lambda: a.move_to_end("none"), lambda: OrderedDict().popitem(), lambda: OrderedDict().popitem(last=False), lambda: OrderedDict(1), lambda: OrderedDict([1]), lambda: a["none"], lambda: a.pop("none")):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
try:
    for k in a:
        a.move_to_end(k)
except RuntimeError as error:
    print(error)
try:
    for k in a:
        a["new"] = 1
except RuntimeError as error:
    print(error)
class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size
    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            self.popitem(last=False)
l = LRU(2)
for k in "abac":
    l[k] = k.upper()
    l["a"]
print(l, list(l), l.size)
o = OrderedDict()
for i in range(1000):
    o[i] = i
    if len(o) > 10:
        o.popitem(last=False)
print(list(o))
#--- Counter
from collections import Counter
c = Counter("abracadabra")
print(c, c.most_common(), c.most_common(2), c.most_common(1), c["z"], c.total(), sorted(c.elements()), len(c))
c.update("aaz"); c.subtract({"a": 2, "q": 1}); c["new"] += 4
del c["nothing"]
print(c, +c, -c, Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=3, b=1) & Counter(a=1, b=5), Counter(a=3) | Counter(a=1, b=5))
print(Counter(), Counter({"x": 2}), Counter(a=1, b=0) == Counter(a=1), Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1), Counter(a=1) != Counter(a=2), Counter([1, 1.0, True]), Counter({}).most_common(1))
d = Counter(a=1)
d += Counter(a=2, b=-1); d -= Counter(a=1); d |= Counter(z=3); d &= Counter(z=2, a=9)
print(d, d.copy(), type(d.copy()).__name__, dict(d), isinstance(d, dict), Counter("hello world").most_common(3))
print(Counter(["b", "a", "b", None, (1, 2)]), "a" in c, c.pop("a"), list(Counter("cab")), max(Counter("abbccc"), key=Counter("abbccc").get))
for call in (lambda: Counter(3), lambda: Counter("a", "b"), lambda: Counter.fromkeys("a"), lambda: Counter([[]])):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
class Words(Counter):
    pass
print(Words("aab"), type(Words("a") + Words("b")).__name__)
#--- namedtuple
from collections import namedtuple
Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=5), Point._make([3, 4]), p == (1, 2), len(p), Point.__doc__, isinstance(p, tuple), hash(p) == hash((1, 2)))
x, y = p
print(x, y, Point, Point.__name__, Point.x.__doc__, p + (3,), sorted([Point(2, 1), Point(1, 2)]), p._field_defaults, Point(*range(2)), Point(**{"x": 1, "y": 2}), Point.__match_args__)
D = namedtuple("D", "a, b c", defaults=[10, 20])
print(D(1), D(1, 2), D._field_defaults, namedtuple("R", "a class a _b", rename=True)._fields, namedtuple("E", "")())
for call in (
    lambda: Point(1), lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, 2, z=3), lambda: Point(1, x=2), lambda: setattr(p, "x", 3), lambda: setattr(p, "z", 3), lambda: p.z, lambda: Point._make([1]), lambda: p._replace(z=1),
    lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "class"), lambda: namedtuple("A", "_a"), lambda: namedtuple("A", "1a"), lambda: namedtuple("1", "a"), lambda: namedtuple("A", "a", defaults=[1, 2]), lambda: p[5], lambda: namedtuple("A"),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()
    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
v = Vector(3, 4)
print(v, v.length, v + v, v._replace(x=0), Vector.__mro__[1].__name__)
match p:
    case Point(x=1, y=b):
        print("matched", b)
match p:
    case Point(a, 2):
        print("by position", a)
Deep = namedtuple("Deep", "p q")
print(Deep(p, [Point(0, 0)]), "%s %r" % (p[0], p), f"{p}", Deep.__new__.__defaults__, Point.__module__)
#--- ChainMap, UserDict, UserList, UserString
from collections import ChainMap, UserDict, UserList, UserString
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
c["z"] = 0
print(c, c["a"], c["b"], len(c), sorted(c), c.maps, c.new_child({"a": 9})["a"], c.parents, dict(c), "b" in c, c.get("none"), list(c.items()))
try:
    del c["b"]
except KeyError as error:
    print(error)
class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)
u = Upper(a=1)
u.update({"b": 2}, c=3)
print(u, u["A"], u.pop("B"), len(u), u | {"d": 4}, u.data, list(u.keys()), u.setdefault("A", 5), u == {"A": 1, "C": 3})
l = UserList([3, 1, 2])
l.append(0); l.sort(); l += [9]
print(l, l[1:3], type(l[1:3]).__name__, l + [1], [0] + l, l * 2, 3 in l, l.index(2), len(l), list(reversed(l)), l.pop(), l == [0, 1, 2, 3])
s = UserString("Hello")
print(s, s.upper(), s + "!", "x" + s, s * 2, s[1], "ell" in s, len(s), s == "Hello", s.replace("l", "L"), type(s.lower()).__name__, s.split("l"), hash(s) == hash("Hello"), s.startswith("He"), repr(s))
#--- collections.abc
import collections.abc as abc
from collections import OrderedDict, defaultdict, deque
values = [1, 1.5, "a", b"", (), [], {}, set(), frozenset(), range(3), None, len, lambda: 0, (x for x in ()), iter([]), zip(), {}.keys(), {}.items(), {}.values(), deque(), OrderedDict(), defaultdict(), type, map(len, [])]
for value in values:
    print(type(value).__name__, [name for name in sorted(abc.__all__) if isinstance(value, getattr(abc, name))])
class Bag:
    def __len__(self): return 1
    def __iter__(self): return iter([1])
    def __contains__(self, x): return True
class NoIter(Bag):
    __iter__ = None
print(isinstance(Bag(), abc.Collection), isinstance(NoIter(), abc.Iterable), issubclass(Bag, abc.Sized), isinstance(Bag(), abc.Sequence), issubclass(bool, abc.Hashable))
class Seq(abc.Sequence):
    def __init__(self, items): self.items = items
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
s = Seq([1, 2, 3, 2])
print(list(s), 2 in s, s.index(3), s.count(2), list(reversed(s)), isinstance(s, abc.Reversible))
try:
    s.index(9)
except ValueError as error:
    print(repr(error))
class Map(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Map()
m["a"] = 1
m.update(b=2)
m.update([("c", 3)])
print(dict(m), m.get("z", 0), "a" in m, list(m.items()), m.pop("a"), m.setdefault("q", 5), m == {"b": 2, "c": 3, "q": 5}, m.keys() & {"b"}, len(m.values()), m.popitem())
m.clear()
print(len(m), repr(m.keys())[:9])
class OnlySet(abc.MutableSet):
    def __init__(self, items=()): self.s = list(dict.fromkeys(items))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
    def add(self, x):
        if x not in self.s: self.s.append(x)
    def discard(self, x):
        if x in self.s: self.s.remove(x)
a, b = OnlySet([1, 2, 3]), OnlySet([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, OnlySet([2]) < a, a == OnlySet([3, 2, 1]), a.isdisjoint([9]), a.pop())
a |= {7}
a.remove(7)
try:
    a.remove(99)
except KeyError as error:
    print(repr(error))
try:
    abc.Sequence()
except TypeError as error:
    print(error)
class Half(abc.Mapping):
    def __len__(self): return 0
try:
    Half()
except TypeError as error:
    print(error)
class Count(abc.Iterator):
    n = 0
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n
print(list(Count()), iter(Count()).__class__.__name__, abc.Callable, isinstance(3, abc.Callable))
def first(xs: abc.Iterable[int], key: abc.Callable[[int], str]) -> abc.Mapping[str, int]:
    return next(iter(xs))
print(first([5], None))
