#--- signatures
import inspect
def f(a, /, b: int = 2, *c, d=3, **e) -> str:
    pass
print(inspect.signature(f))
print([str(p.kind) for p in inspect.signature(f).parameters.values()])
print(inspect.signature(lambda: 0), inspect.signature(lambda *, x: x))
class C:
    def __init__(self, q, r=1):
        pass
    def m(self, z):
        pass
print(inspect.signature(C), inspect.signature(C(1).m), inspect.signature(C.m))
#--- binding
import inspect
def f(a, b=2, *c, d=3, **e):
    pass
bound = inspect.signature(f).bind(1, 4, 5, 6, x=7)
print(bound.arguments, bound.args, bound.kwargs)
bound = inspect.signature(f).bind(1)
bound.apply_defaults()
print(bound.arguments)
#--- a missing argument
import inspect
inspect.signature(lambda a, b: 0).bind(1)
#--- kinds of objects
import inspect
def g():
    yield
class C:
    def m(self): pass
print(inspect.isfunction(g), inspect.isgeneratorfunction(g), inspect.isgenerator(g()), inspect.isclass(C))
print(inspect.ismethod(C().m), inspect.isbuiltin(len), inspect.ismodule(inspect), inspect.isroutine(C.m))
#--- states of a generator
import inspect
def g():
    yield
made = g()
print(inspect.getgeneratorstate(made))
next(made)
print(inspect.getgeneratorstate(made))
list(made)
print(inspect.getgeneratorstate(made))
#--- documentation without its margin
import inspect
def f():
    """One.

        Two.
    Three.
    """
print(inspect.getdoc(f))
#--- all about arguments
import inspect
def f(a, b=1, *args, c, d=2, **kw): pass
print(inspect.getfullargspec(f))
#--- Named tuples' fields are data
import inspect, collections, collections.abc
Point = collections.namedtuple("Point", "x y")
print(inspect.isdatadescriptor(Point.x), inspect.ismethoddescriptor(Point.x))
class D:
    __slots__ = "a"
    @property
    def p(self): return 1
print(inspect.isdatadescriptor(D.a), inspect.isdatadescriptor(D.p), inspect.ismemberdescriptor(D.a), inspect.isgetsetdescriptor(type.__dict__["__dict__"]))
print(collections.UserString("aé").encode(None, None) if False else collections.UserString("aé").encode())
class A:
    x: int
    y: "str"
def f(a: int, b: "list[int]" = 3) -> None: pass
print(inspect.get_annotations(A), inspect.get_annotations(f), inspect.get_annotations(f, eval_str=True), inspect.get_annotations(A()) if False else "")
class E:
    z = 1
    def __getattr__(self, name): return 5
    @property
    def p(self): raise RuntimeError
e = E(); e.own = 3
print(type(inspect.getattr_static(e, "p")).__name__, inspect.getattr_static(e, "own"), inspect.getattr_static(e, "z"), inspect.getattr_static(e, "nothing", "default"), inspect.getattr_static(E, "z"))
try: inspect.getattr_static(e, "no")
except AttributeError as x: print(x)
def g(a, b=2, *c, d, e=4, **k): pass
print(inspect.getcallargs(g, 1, d=3), inspect.getcallargs(g, 1, 2, 3, d=5, z=1))
for args in ((), (1,), (1, 2)):
    try: print(inspect.getcallargs(g, *args))
    except TypeError as x: print(x)
