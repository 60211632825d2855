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
