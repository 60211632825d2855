#--- members
from enum import Enum
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    @property
    def hexed(self): return hex(self.value)
    @classmethod
    def default(cls): return cls.GREEN
    def describe(self): return f"{self.name} is {self.value}"
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color, type(Color.RED), isinstance(Color.RED, Color))
print(list(Color), len(Color), Color(2), Color["BLUE"], Color.CRIMSON is Color.RED, Color.CRIMSON)
print(Color.RED == Color.RED, Color.RED == 1, Color.RED is Color(1), Color.RED != Color.BLUE, Color.RED in Color)
print(Color.BLUE.hexed, Color.default(), Color.RED.describe(), {Color.RED: "r"}[Color(1)])
print(Color.__members__, list(reversed(Color)), f"{Color.RED} {Color.RED!r} {Color.RED:>12}|", "%s" % Color.RED)
print([c.name for c in Color if c.value > 1], Color.RED.__class__, hash(Color.RED) == hash("RED"))
for bad in (lambda: Color(9), lambda: Color["PINK"], lambda: Color.PINK, lambda: setattr(Color, "RED", 5), lambda: delattr(Color, "RED"), lambda: Color.RED < Color.BLUE, lambda: setattr(Color.RED, "value", 3), lambda: setattr(Color.RED, "name", 3), lambda: Color("RED"), lambda: Color()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
Color.extra = 5
print(Color.extra, bool(Color), bool(Color.RED))
#--- auto
from enum import Enum, auto, IntEnum
class A(Enum):
    X = auto()
    Y = auto()
    Z = 10
    W = auto()
print([(m.name, m.value) for m in A])
class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)
    FIRST = auto()
    SECOND = auto()
print([m.value for m in Named])
class T(Enum):
    P = (auto(), "p")
    Q = (auto(), "q")
print([m.value for m in T])
#--- IntEnum and StrEnum
from enum import IntEnum, StrEnum, Enum, auto
class Level(IntEnum):
    LOW = 1
    HIGH = 2
print(Level.LOW, repr(Level.LOW), Level.LOW + 1, Level.LOW < Level.HIGH, Level.LOW == 1, sorted([Level.HIGH, Level.LOW]), f"{Level.HIGH:03d}", [10, 20, 30][Level.HIGH], str(Level.HIGH), int(Level.HIGH), isinstance(Level.LOW, int), type(Level.LOW + 1))
class S(StrEnum):
    ONE = auto()
    TWO = "two!"
print(S.ONE, repr(S.TWO), S.ONE + "x", S.ONE == "one", S.TWO.upper(), f"{S.TWO:>6}", S("one"))
class Mixed(str, Enum):
    TRAIN = "train"
    TEST = "test"
print(Mixed.TRAIN, repr(Mixed.TRAIN), Mixed.TRAIN == "train", Mixed.TRAIN.value, f"{Mixed.TRAIN}", Mixed("test"), "train" == Mixed.TRAIN, Mixed.TRAIN.upper())
class Num(int, Enum):
    A = 1
print(Num.A, repr(Num.A), Num.A + 1, f"{Num.A}")
class F(float, Enum):
    PI = 3.14
print(F.PI, F.PI * 2, repr(F.PI))
try:
    class Bad(StrEnum):
        X = 1
except TypeError as e:
    print(e)
#--- values with parts, __init__ and __new__
from enum import Enum
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius
    @property
    def gravity(self):
        return 6.67300E-11 * self.mass / (self.radius * self.radius)
print(Planet.EARTH.value, Planet.EARTH.gravity, Planet((3.303e+23, 2.4397e6)))
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    PX = (0, "P.X")
    PY = (1, "P.Y")
print(Coord.PY, Coord.PY.label, Coord.PY.value, Coord(1) is Coord.PY)
class Obj(Enum):
    def __new__(cls, code, text):
        self = object.__new__(cls)
        self._value_ = code
        self.text = text
        return self
    OK = 200, "fine"
    GONE = 410, "gone"
print(Obj(410), Obj.OK.text, repr(Obj.OK), list(Obj))
class Fn(Enum):
    A = lambda self: 1
    def B(self): return 2
    C = 3
print(list(Fn), Fn.A(3), Fn.C.B())
class Lists(Enum):
    A = [1]
    B = [2]
    C = [1]
print(list(Lists), Lists([2]), Lists.C)
#--- flags
from enum import Flag, IntFlag, auto
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
p = Perm.R | Perm.W
print(p, repr(p), p is Perm.RW, Perm.R in p, Perm.X in p, p & Perm.R, p ^ Perm.R, ~p, ~Perm.R, bool(p & Perm.X), Perm(0), repr(Perm(0)), Perm(5), repr(Perm(7)))
print(list(Perm), list(Perm.RW), len(Perm.RW), len(Perm), Perm, [m.value for m in Perm], Perm.__members__)
for bad in (lambda: Perm(8), lambda: Perm.R | 1, lambda: Perm("x"), lambda: 1 in Perm.R, lambda: Perm(-20)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(Perm(-2))
class I(IntFlag):
    A = 1
    B = 2
    C = 4
i = I.A | I.C
print(i, repr(i), i + 1, i | 8, repr(I(16 | 1)), repr(I(0)), I.A | 2, 2 | I.A, type(I.A & 1), ~I.A, repr(~I.A), I.A == 1, list(i))
#--- unique and functional use
from enum import Enum, unique, Flag, IntEnum, verify, UNIQUE, CONTINUOUS
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
        C = 2
        D = 2
except ValueError as e:
    print(e)
@unique
class Fine(Enum):
    A = 1
print(Fine)
try:
    @verify(CONTINUOUS)
    class Gap(Enum):
        A = 1
        B = 4
except ValueError as e:
    print(e)
Animal = Enum("Animal", "CAT DOG")
print(Animal.CAT, list(Animal), Animal.__module__)
B = Enum("B", ["X", "Y"], start=5)
C = IntEnum("C", {"P": 10, "Q": 20})
D = Enum("D", [("M", "m"), ("N", "n")])
F = Flag("F", "A B C")
print(list(B), list(C), list(D), list(F))
#--- mistakes in the class
from enum import Enum, IntEnum, auto
def case(f):
    try:
        f()
        print("fine")
    except Exception as e:
        print(type(e).__name__, e)
class Color(Enum):
    RED = 1
def extend():
    class More(Color):
        BLUE = 2
def twice():
    class D(Enum):
        A = 1
        A = 2
def sunder():
    class D(Enum):
        _a_ = 1
def mro():
    class D(Enum):
        mro = 1
def not_int():
    class D(IntEnum):
        A = "x"
for f in (extend, twice, sunder, mro, not_int):
    case(f)
class Empty(Enum):
    def hi(self): return "hi " + self.name
class Sub(Empty):
    A = 1
print(Sub.A.hi(), issubclass(Sub, Empty), list(Empty))
#--- _missing_, _ignore_, nonmember, copies, comparisons by hand
import copy
from enum import Enum, nonmember, member
class Loose(Enum):
    A = "a"
    B = "b"
    @classmethod
    def _missing_(cls, value):
        for m in cls:
            if m.value == str(value).lower():
                return m
print(Loose("A"), Loose("b"))
try:
    Loose("zzz")
except ValueError as e:
    print(e)
class Ig(Enum):
    _ignore_ = "helper i"
    helper = {}
    for i in range(2):
        helper[i] = i
    A = 1
    keep = nonmember(5)
    @member
    def fn(): return 1
print(list(Ig)[0], Ig.keep, len(Ig))
print(copy.copy(Loose.A) is Loose.A, copy.deepcopy([Loose.A])[0] is Loose.A)
class Ordered(Enum):
    A = 1
    B = 2
    def __lt__(self, other):
        return self.value < other.value if self.__class__ is other.__class__ else NotImplemented
print(Ordered.A < Ordered.B, sorted([Ordered.B, Ordered.A]), max(Ordered.A, Ordered.B))
match Ordered.B:
    case Ordered.A: print("a")
    case Ordered.B: print("b")
#--- members with the names of properties, texts of one's own, dir
import enum
class Base(enum.Enum):
    @enum.property
    def first(self):
        return f"{self.name} is first!"
class Main(Base):
    first = 1
    second = 2
class Huh(enum.Enum):
    name = 1
    other = 2
print(Main.first, Main.first.first, Main.second.first, Huh.name.name, Huh.name.value, list(Huh))
for kind in (enum.IntEnum, enum.StrEnum):
    class Loud(kind):
        def __str__(self):
            return self.name.upper()
        first = enum.auto()
    print(str(Loud.first), format(Loud.first), f"{Loud.first}", f"{Loud.first!r}", Loud.first == Loud(Loud.first.value))
class Color(enum.Enum):
    RED = 1
    def paint(self):
        return "red"
print(dir(Color), dir(Color.RED))
try:
    class Bad(enum.Enum):
        def __new__(cls, value):
            return super().__new__(cls, value)
        one = 1
except Exception as error:
    print(type(error).__name__, error)
class Ordered(enum.Enum):
    _order_ = "a b c"
    a = 1
    b = 2
#--- Enumerations filled at once, global flags, negative aliases
import enum, warnings
from enum import Enum, Flag, IntFlag, auto, KEEP, CONFORM, global_enum, verify, NAMED_FLAGS
class Foo(Enum):
    vars().update({k: v for k, v in {"FOO_CAT": "aloof", "BAR_DOG": "friendly", "FOO_HORSE": "big"}.items() if k.startswith("FOO_")})
    def upper(self): return self.value.upper()
print(list(Foo), Foo.FOO_CAT.value, Foo.FOO_HORSE.upper())
try:
    class Bar(Enum):
        vars().update({"A": 1}, **{"A": 2})
except TypeError as e: print(e)
class Baz(Enum):
    locals().update([("A", 1), ("B", 2)])
print(list(Baz))
@global_enum
class HeadK(IntFlag, boundary=KEEP):
    OFF_K = 0
    LOW_K = auto()
    HIGH_K = auto()
    FOG_K = auto()
print(repr(HeadK(0)), repr(HeadK(5)), repr(HeadK(13)), repr(HeadK(8)), LOW_K, repr(LOW_K))
@global_enum
class HeadC(IntFlag, boundary=CONFORM):
    OFF_C = 0
    LOW_C = auto()
    FOG_C = auto()
print(repr(HeadC(0)), repr(HeadC(3)), repr(HeadC(7)), str(HeadC.LOW_C))
@verify(NAMED_FLAGS)
class Color(Flag):
    RED = 1
    GREEN = 2
    BLUE = 4
    WHITE = -1
print(list(Color), Color.WHITE)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    class Outer(Enum):
        a = 1
        class Inner(Enum): foo = 10
        other = int
    for x in w: print(x.category.__name__, x.message)
print(list(Outer))
