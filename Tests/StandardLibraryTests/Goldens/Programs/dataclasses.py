#--- a dataclass
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass
@dataclass
class Point:
    x: int
    y: float = 0.5
    tags: list = field(default_factory=list)
    hidden: int = field(default=7, repr=False, compare=False)
p = Point(1)
q = Point(1, 0.5, [], 8)
print(p, p == q, p != Point(2), p == (1, 0.5, []), p.tags is q.tags)
print(asdict(p), astuple(q))
print(replace(p, x=9), [f.name for f in fields(Point)], is_dataclass(Point), is_dataclass(p), is_dataclass(3))
print(Point.__doc__, Point.__match_args__, Point.y, hasattr(Point, "x"), Point.__hash__)
for bad in (lambda: Point(), lambda: Point(1, 2, [], 4, 5), lambda: Point(z=1), lambda: Point(1, x=2), lambda: hash(p), lambda: p < q, lambda: asdict(3), lambda: fields(3), lambda: replace(3)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
match Point(3, 4):
    case Point(a, b, c):
        print(a, b, c)
print(Point.__init__.__qualname__, Point.__annotations__, Point.__init__.__annotations__)
#--- order, frozen, hash
from dataclasses import dataclass, FrozenInstanceError, field
@dataclass(order=True)
class V:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False)
print(V(1, 2) < V(1, 3), V(2) >= V(1, 9), sorted([V(2), V(1, 5), V(1)]), max(V(1), V(3), V(2)))
try:
    V(1) < 3
except TypeError as e:
    print(e)
@dataclass(frozen=True)
class F:
    a: int
    b: tuple = ()
f = F(1)
print(hash(f) == hash(F(1)), {f: 1}[F(1)], f)
for act in (lambda: setattr(f, "a", 2), lambda: setattr(f, "c", 2), lambda: delattr(f, "a")):
    try:
        act()
    except FrozenInstanceError as e:
        print(type(e).__name__, e, isinstance(e, AttributeError))
@dataclass(eq=False)
class N:
    a: int
n = N(1)
print(n == N(1), n == n, hash(n) == hash(n))
@dataclass(unsafe_hash=True)
class U:
    a: int
    b: list = field(default_factory=list, hash=False)
print(hash(U(1)) == hash(U(1, [2])))
#--- __post_init__, InitVar, init=False, ClassVar
from dataclasses import dataclass, field, InitVar
from typing import ClassVar
@dataclass
class R:
    w: float
    h: float
    scale: InitVar[float] = 1.0
    area: float = field(init=False)
    count: ClassVar[int] = 0
    def __post_init__(self, scale):
        self.area = self.w * self.h * scale
        R.count += 1
r = R(2, 3, scale=10)
print(r, R.count, r.area)
print(R(1, 1), R.count, InitVar[int])
try:
    R(1, 2, 3, 4)
except TypeError as e:
    print(e)
@dataclass
class Config:
    lr: float = 1e-3
    layers: tuple = (64, 64)
    name: str = "net"
    def scaled(self, k):
        return Config(self.lr * k, self.layers, self.name)
c = Config(name="x")
c.lr = 0.5
c.extra = 1
print(c, c.scaled(2), vars(c))
#--- inheritance
from dataclasses import dataclass, field, fields
@dataclass
class Base:
    x: int = 1
    y: int = 2
@dataclass
class Child(Base):
    z: int = 3
    x: int = 10
print(Child(), Child(5), [f.name for f in fields(Child)])
class Plain(Base):
    pass
print(Plain(), Plain(1) == Base(1), repr(Plain(4)))
@dataclass
class WithRepr:
    a: int
    def __repr__(self): return "mine"
    def __eq__(self, o): return True
print(WithRepr(1), WithRepr(1) == 5)
@dataclass
class Inner:
    v: int
@dataclass
class Outer:
    items: list
    one: Inner
    d: dict = field(default_factory=dict)
from dataclasses import asdict, astuple
o = Outer([Inner(1), Inner(2)], Inner(3), {"k": Inner(4)})
print(asdict(o), astuple(o))
print(o)
print(asdict(o, dict_factory=lambda kv: sorted(k for k, v in kv)))
class Holder:
    @dataclass
    class In:
        q: int
print(Holder.In(1))
#--- keyword-only fields
from dataclasses import dataclass, field, KW_ONLY
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int
print(K(1, c=2), K.__match_args__, K.__doc__)
for bad in (lambda: K(1, 2, 3), lambda: K(1)):
    try:
        bad()
    except TypeError as e:
        print(e)
@dataclass(kw_only=True)
class A:
    x: int = 0
    y: int
print(A(y=1))
@dataclass
class B:
    x: int = 0
    y: int = field(kw_only=True)
    z: int = 3
print(B(1, 2, y=5))
#--- slots and match_args
from dataclasses import dataclass, field
@dataclass(slots=True)
class S:
    x: int
    y: int = 2
    z: list = field(default_factory=list)
s = S(1)
print(s, S.__slots__)
try:
    s.w = 1
except AttributeError as e:
    print(e)
@dataclass(match_args=False)
class M:
    x: int
print(hasattr(M, "__match_args__"))
@dataclass(frozen=True, slots=True)
class FS:
    x: int = 1
print(FS(2), hash(FS(2)) == hash(FS(2)))
try:
    FS().x = 3
except AttributeError as e:
    print(e)
#--- make_dataclass
from dataclasses import make_dataclass, field, asdict
C = make_dataclass("C", ["a", ("b", int), ("c", list, field(default_factory=list))], namespace={"total": lambda self: self.a + self.b})
c = C(1, 2)
print(c, c.total(), asdict(c), C.__name__)
for names in (["for"], ["a b"], ["a", "a"], [1], [("x", int, 1, 2)]):
    try:
        make_dataclass("D", names)
    except TypeError as e:
        print(e)
#--- mistakes in the class
from dataclasses import dataclass, field
def case(title, make):
    try:
        make()
    except Exception as e:
        print(title, type(e).__name__, e)
    else:
        print(title, "fine")
def mutable():
    @dataclass
    class A:
        x: list = []
def mutable_dict():
    @dataclass
    class A:
        x: dict = {}
def order():
    @dataclass
    class A:
        x: int = 1
        y: int
def frozen_from():
    @dataclass
    class A:
        x: int = 1
    @dataclass(frozen=True)
    class B(A):
        y: int = 1
def thawed():
    @dataclass(frozen=True)
    class A:
        x: int = 1
    @dataclass
    class B(A):
        y: int = 1
def both():
    field(default=1, default_factory=list)
def bare():
    @dataclass
    class A:
        x = field(default=1)
def order_no_eq():
    @dataclass(order=True, eq=False)
    class A:
        x: int
def own_lt():
    @dataclass(order=True)
    class A:
        x: int
        def __lt__(self, o): return True
def own_hash():
    @dataclass(unsafe_hash=True)
    class A:
        x: int
        def __hash__(self): return 1
def own_setattr():
    @dataclass(frozen=True)
    class A:
        x: int
        def __setattr__(self, a, b): pass
for f in (mutable, mutable_dict, order, frozen_from, thawed, both, bare, order_no_eq, own_lt, own_hash, own_setattr):
    case(f.__name__, f)
#--- recursive repr and annotations as text
from __future__ import annotations
from dataclasses import dataclass, field
from typing import Optional
@dataclass
class Node:
    value: int
    next: Optional[Node] = None
    children: list[Node] = field(default_factory=list)
n = Node(1)
n.next = n
n.children.append(n)
print(n)
print(Node(1, Node(2)) == Node(1, Node(2)))
#--- what fields know
from dataclasses import dataclass, field, fields, MISSING
@dataclass
class A:
    x: int
    y: int = field(default=3, metadata={"unit": "m"})
a, b = fields(A)
print(a.name, a.type, a.default is MISSING, b.default, b.metadata["unit"], b.init, b.repr, b.compare, b.hash, b.kw_only)
print(A.__dataclass_params__)
print(list(A.__dataclass_fields__))
#--- Data classes once more
import dataclasses
from dataclasses import dataclass, field, is_dataclass
from typing import Generic, TypeVar
@dataclass
class A: x: int
print(is_dataclass(list[int]), is_dataclass(type(list[int])), is_dataclass(A), is_dataclass(A(1)))
T = TypeVar("T")
@dataclass
class G(Generic[T]): x: T
print(is_dataclass(G[int]), G[int](3))
class Root:
    __slots__ = {"x": "doc"}
@dataclass(slots=True)
class C(Root):
    x: int
    y: int = 3
print(C.__slots__, C(1, 2))
class It:
    __slots__ = iter(["a"])
try:
    @dataclass(slots=True)
    class D(It):
        x: int
except TypeError as e: print(e)
@dataclass(frozen=True, slots=True)
class F:
    x: int
    def __getstate__(self): return [self.x + 1]
    def __setstate__(self, state): object.__setattr__(self, "x", state[0])
import copy
print(copy.copy(F(3)), F(3).__getstate__())
import abc, inspect
class Ordered(abc.ABC):
    @abc.abstractmethod
    def __lt__(self, other): pass
    @abc.abstractmethod
    def __le__(self, other): pass
@dataclass(order=True)
class Date(Ordered):
    year: int
print(inspect.isabstract(Date), Date(2020) < Date(2021))
@dataclass
class Doc:
    x: int
    y: str = "a"
print(Doc.__doc__)
#--- States of frozen classes with slots
import copy
from dataclasses import dataclass
@dataclass(frozen=True, slots=True)
class A:
    x: int
    def __setstate__(self, state): object.__setattr__(self, "x", state[0] * 10)
@dataclass(frozen=True, slots=True)
class B:
    x: int
    y: str = "b"
print(copy.copy(A(3)), A(3).__getstate__(), copy.copy(B(1)), B(1).__getstate__())
