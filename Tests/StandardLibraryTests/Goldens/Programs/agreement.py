#--- a generator forgets what its caller handled
import sys
def g():
    try:
        raise ValueError
    except ValueError:
        yield sys.exc_info()[0]
    yield sys.exc_info()
    yield sys.exc_info()[0]
steps = g()
try:
    raise IndexError
except IndexError:
    print(next(steps), sys.exc_info()[0])
print(next(steps))
try:
    raise KeyError
except KeyError:
    print(next(steps))
#--- a generator handles what was thrown in by who handles it too
import sys
def g():
    try:
        yield 1
    except ValueError:
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
        raise
steps = g()
next(steps)
try:
    raise ValueError("x")
except ValueError as error:
    print(steps.throw(error))
print(next(steps), sys.exc_info()[0])
next(steps)
#--- __exit__ gets a traceback
class Manager:
    def __enter__(self):
        return self
    def __exit__(self, kind, value, traceback):
        print(kind.__name__, value, traceback.tb_lineno, type(traceback).__name__)
        return True
with Manager():
    1 / 0
#--- a context that would come round is cut
try:
    try:
        xyzzy
    except NameError as first:
        try:
            1 / 0
        except ZeroDivisionError:
            raise first
except NameError as error:
    print(type(error.__context__).__name__, error.__context__.__context__)
#--- contexts in a circle end
class E(Exception): pass
a, b, c = E("a"), E("b"), E("c")
a.__context__, b.__context__, c.__context__ = b, c, a
try:
    try:
        raise a
    except E:
        raise KeyError("last")
except KeyError as error:
    print(error.__context__)
#--- keys that change while they are walked
d = {0: 0}
for key in d:
    del d[0]
    d[0] = 0
#--- a dict that changes while it updates another
class X:
    def __hash__(self):
        return 13
    def __eq__(self, other):
        source.clear()
        return False
source = {X(): 0, 1: 1}
try:
    {X(): 0, 1: 1}.update(source)
except RuntimeError as error:
    print(error)
#--- views compare item by item
class Loud:
    def __eq__(self, other):
        raise RuntimeError("asked")
for op in ("==", "<=", ">="):
    try:
        eval(f"a.items() {op} b.items()", {"a": {1: Loud()}, "b": {1: Loud()}})
    except RuntimeError as error:
        print(op, error)
print({1: 2}.items() >= set(), {1: 2}.keys() < {1, 2}, type(frozenset({1}) & {1: 2}.keys()).__name__)
print({1: 2}.keys().mapping, type({}.items().mapping).__name__)
#--- a string of another class as a key
class Caseless(str):
    def __hash__(self):
        return hash(self.lower())
    def __eq__(self, other):
        return self.lower() == other.lower()
d = {Caseless("One"): 1}
print(d[Caseless("ONE")], Caseless("oNe") in d, "one" in d)
#--- classmethod around other descriptors
class C:
    @classmethod
    @property
    def name(cls):
        return "the " + cls.__name__
    @classmethod
    @staticmethod
    def plain():
        return "plain"
print(C.name, C().name, C.plain())
#--- new bases for a class
class A:
    def hello(self):
        return "A"
class B:
    def hello(self):
        return "B"
class C(A):
    pass
class D(C):
    pass
d = D()
print(d.hello())
C.__bases__ = (B,)
print(d.hello(), D.__mro__[2].__name__, A.__subclasses__(), B.__subclasses__()[0].__name__)
for value in (3, (), (3,), (D,), (B, B)):
    try:
        C.__bases__ = value
    except TypeError as error:
        print(error)
try:
    int.__bases__ = (A,)
except TypeError as error:
    print(error)
#--- a metaclass with an order of its own
class Meta(type):
    def mro(cls):
        return [cls, Extra] + super().mro()[1:]
class Extra:
    where = "extra"
class C(metaclass=Meta):
    pass
print(C.where, [k.__name__ for k in C.__mro__])
#--- a function as metaclass
def make(name, bases, namespace, **options):
    return name, bases, sorted(k for k in namespace if not k.startswith("__")), options
class C(int, metaclass=make, extra=1):
    a = 1
print(C, type.__prepare__("x", ()))
#--- annotations of a class that has none
class A:
    x: int
class B(A):
    pass
print(A.__annotations__, B.__annotations__, "__annotations__" in vars(B))
del A.__annotations__
print(A.__annotations__)
int.__annotations__
#--- annotations from the first statement on
__annotations__["early"] = 1
if True:
    x: int = 3
def f(*args: *(str,), __y: int = 3): pass
class C:
    def f(self, *, __k: int): pass
print(__annotations__, f.__annotations__, C.f.__annotations__)
#--- a subclass asks first only where it knows better
class A(int):
    def __floordiv__(self, other):
        return "A"
    def __rfloordiv__(self, other):
        return "right"
class B(A):
    pass
class C(A):
    def __rfloordiv__(self, other):
        return "C right"
print(A() // B(), A() // C(), A() // A(), 1 // A())
#--- arguments of subclasses with a __new__ or an __init__ of their own
class L(list):
    def __new__(cls, items, name=None):
        self = super().__new__(cls, items)
        self.name = name
        return self
class T(tuple):
    def __init__(self, items, name=None):
        self.name = name
print(L([1, 2], name="l").name, L([1, 2], name="l"), T([1, 2], name="t").name, T([1, 2], name="t"))
#--- an error of the system with an __init__ of its own
class Missing(FileNotFoundError):
    def __init__(self, path):
        super().__init__(f"nothing at {path}")
        self.path = path
error = Missing("/x")
print(error, error.args, error.path, repr(error))
#--- operator.index of a subclass of int
import operator
class My(int):
    def __index__(self):
        return 99
print(operator.index(My(7)), My(7).__index__(), [10, 20][My(1)])
#--- recursion counts what runs natively
class R:
    def __repr__(self):
        return repr(self)
try:
    repr(R())
except RecursionError as error:
    print(str(error)[:32])
nested = []
for _ in range(1100):
    nested = [nested]
repr(nested)
#--- a limit that is too low
import sys
def f(n):
    if n:
        return f(n - 1)
    sys.setrecursionlimit(20)
try:
    f(50)
except RecursionError as error:
    print(str(error)[:50])
#--- names that are global in a function of an exec
before, local = {}, {}
exec("def f():\n    global y\n    y = 1\n    def inner(): pass\n    return inner\ny = 9\nf()", before, local)
print(before["y"], "y" in local)
def outer():
    global made
    def made():
        def inner(): pass
        return inner
    return made
print(outer().__qualname__, made().__qualname__)
#--- frames of running functions
import sys
def f(a):
    b = a + 1
    return g()
def g():
    frame = sys._getframe()
    back = frame.f_back
    return frame.f_code.co_name, back.f_code.co_name, back.f_locals, back.f_lineno
print(f(1))
sys._getframe(1000)
#--- hooks that are descriptors
class Hook:
    def __get__(self, instance, owner):
        return lambda name: f"{type(instance).__name__}.{name}"
class C:
    __getattr__ = Hook()
print(C().anything)
#--- names of slots
class C:
    __slots__ = ("good", "not good")
