#--- how annotations print
from typing import *
import typing
T = TypeVar("T")
N = TypeVar("N", int, float)
for a in (List[int], Dict[str, List[Optional[int]]], Optional[int], Union[int, str], Union[int, None, str], Tuple[int, ...], Tuple[()], Callable[[int, str], bool], Callable[..., None], Callable[[], int], Any, Iterable[T], Iterator[int], Generator[int, None, str], Sequence[float], Mapping[str, Any], Set[int], FrozenSet[str], Type[int], Literal["a", 1, None], ClassVar[int], Final[int], Annotated[int, "meters"], List["Node"], Optional["Node"], T, N, TypeVar("C", covariant=True), NoReturn, Self, List, Dict, Callable, Tuple, Union, Optional, list[int], dict[str, int], int | None, List[int] | None, Optional[int | str], Union[int], Union[int, int, str], DefaultDict[str, int], Deque[int], Counter[str], List[List[T]], List[T][int], Dict[str, T][float], Optional[T][int], Text, AnyStr, List[None], Type["x"], Optional[Callable[[int], str]], Required[int], Hashable, Sized, Never):
    print(a)
#--- annotations are not checked
from typing import List, Dict, Optional, Union, Any, cast, TYPE_CHECKING, overload
def f(x: List[int], y: Optional[str] = None, *args: Any, **kw: Dict[str, "Tensor"]) -> Union[int, str]:
    total: int = "not an int"
    return total
print(f(1), f.__annotations__["x"], f.__annotations__["return"], TYPE_CHECKING)
print(cast(int, "a"), cast("List[int]", 3))
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(3))
x: List["Undefined"] = []
class A:
    items: Dict[str, int]
    other: "A"
print(x, A.__annotations__)
#--- generic classes
from typing import Generic, TypeVar, List, Dict, Optional
T = TypeVar("T")
K = TypeVar("K")
class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []
    def push(self, item: T) -> None:
        self.items.append(item)
    def pop(self) -> T:
        return self.items.pop()
s = Stack[int]()
s.push(1)
s.push(2)
print(s.pop(), type(s).__name__, Stack[int], Stack[T], Stack.__parameters__, isinstance(s, Stack))
class Pair(Generic[K, T]):
    pass
class IntStack(Stack[int]):
    pass
class Named(Pair[str, T]):
    pass
print(Pair[int, str], IntStack.__mro__, Named.__parameters__, Named[int], IntStack.__orig_bases__)
class MyList(List[int]): pass
class MyDict(Dict[str, T]): pass
print(MyList([1, 2]), MyList.__mro__, MyDict[int], MyDict(a=1))
for bad in (lambda: Stack[int, str], lambda: IntStack[int], lambda: Generic[int], lambda: Pair[int], lambda: List[int, str], lambda: Dict[str], lambda: Generic[T, T]):
    try:
        bad()
    except TypeError as e:
        print(e)
#--- mistakes
from typing import *
for bad in (lambda: List[int](), lambda: List(), lambda: Union(), lambda: Any(), lambda: isinstance(1, Any), lambda: isinstance([], List[int]), lambda: isinstance(1, Optional), lambda: Union[()], lambda: Optional[int, str], lambda: Callable[int], lambda: Annotated[int], lambda: TypeVar("T", int), lambda: Union[int, (3, 4)], lambda: Optional[int][str], lambda: ClassVar[int, str], lambda: NoReturn[int], lambda: List[ClassVar[int]], lambda: Optional[Final]):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(isinstance([], List), issubclass(dict, Dict), isinstance(1, Union[int, str]), isinstance("", Optional[int]))
#--- comparing and taking apart
from typing import *
print(List[int] == List[int], List[int] == List[str], hash(List[int]) == hash(List[int]), Union[int, str] == Union[str, int], Optional[int] == Union[int, None], {List[int]: 1}[List[int]])
print(get_origin(List[int]), get_args(List[int]), get_origin(Optional[int]), get_args(Optional[int]), get_args(Callable[[int], str]), get_args(Callable[..., str]), get_origin(int), get_args(int), get_origin(list[int]), get_args(dict[str, int]), get_args(Annotated[int, "x"]), get_origin(Literal[1]), get_args(Literal[1, 2]))
print(List[int].__origin__, List[int].__args__, Callable[[int], str].__args__, Annotated[int, "m"].__metadata__, List[TypeVar("T")].__parameters__)
T = TypeVar("T", bound=int)
print(T.__name__, T.__bound__, T.__constraints__)
#--- TypedDict, NewType, Protocol
from typing import TypedDict, NewType, Protocol, runtime_checkable, Optional
class Movie(TypedDict, total=False):
    name: str
    year: int
m = Movie(name="x", year=1)
print(m, type(m), Movie.__annotations__, Movie.__total__, sorted(Movie.__optional_keys__), sorted(Movie.__required_keys__))
class More(Movie):
    extra: str
print(sorted(More.__annotations__), sorted(More.__required_keys__))
Opt = TypedDict("Opt", {"lr": float})
print(Opt(lr=0.1), Opt.__annotations__)
try:
    isinstance({}, Movie)
except TypeError as e:
    print(e)
UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__supertype__, Optional[UserId])
@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...
class File:
    def close(self): pass
print(isinstance(File(), Closes), isinstance(3, Closes), issubclass(File, Closes))
class Quacks(Protocol):
    def quack(self) -> str: ...
class Duck(Quacks):
    def quack(self): return "q"
print(Duck().quack())
for bad in (lambda: Quacks(), lambda: isinstance(3, Quacks)):
    try:
        bad()
    except TypeError as e:
        print(e)
#--- get_type_hints
from typing import get_type_hints, List, Optional, Annotated
class Base:
    a: int
class C(Base):
    b: "List[str]"
    c: Optional["C"] = None
def f(x: int, y: "Optional[C]" = None, z: Annotated[int, "u"] = 1) -> "C": ...
print(get_type_hints(C))
print(get_type_hints(f), get_type_hints(f, include_extras=True)["z"])
print(get_type_hints(lambda x: x))
try:
    get_type_hints(3)
except TypeError as e:
    print(e)
def g(x: "Nowhere"): ...
try:
    get_type_hints(g)
except NameError as e:
    print(e)
#--- typing_extensions
from typing_extensions import Literal, TypedDict, Protocol, Annotated, Self, override, TypeAlias
Mode: TypeAlias = Literal["r", "w"]
class A:
    def f(self) -> Self: return self
    @override
    def g(self): return 1
print(Mode, A().f().g())
#--- annotations kept as text
"""doc"""
from __future__ import annotations
from typing import get_type_hints
def f(x: Undefined, y:  "quoted"="a", *z: dict[str,int]|None) -> list [ int ]:
    v: Nope = 1
    return v
print(f(1), f.__annotations__)
class A:
    me: A
    t: tuple[int,...] = (1,)
    def g(self) -> A: ...
print(A.__annotations__, A.g.__annotations__, get_type_hints(A))
x: Missing = 3
print(x, __annotations__)
#--- NamedTuple
from typing import NamedTuple, Optional
class Point(NamedTuple):
    x: int
    y: int = 0
    label: Optional[str] = None
    def norm(self): return abs(self.x) + abs(self.y)
p = Point(3)
print(p, p.x, p[1], p.norm(), p == (3, 0, None), p._asdict(), p._replace(y=5), Point._fields, Point._field_defaults, Point.__annotations__)
x, *rest = p
print(x, rest, isinstance(p, tuple), Point.__mro__)
E2 = NamedTuple("E2", [("name", str), ("id", int)])
print(E2("a", 1), E2.__annotations__)
try:
    class Bad(NamedTuple):
        x: int = 1
        y: int
except TypeError as e:
    print(e)
try:
    Point()
except TypeError as e:
    print(e)
#--- Names of typing
import typing
from typing import *
Ts, P, T = TypeVarTuple("Ts"), ParamSpec("P"), TypeVar("T")
print(P.args, P.kwargs, isinstance(P.args, typing.ParamSpecArgs), isinstance(P.kwargs, typing.ParamSpecKwargs), P.args.__origin__ is P, P.args == P.args)
class C(Generic[Unpack[Ts]]): pass
print(C[int, str], list(List[int])[0], next(iter(Tuple[int, str])))
print(Unpack[Ts], *Ts, C[Unpack[Tuple[int, str]]])
