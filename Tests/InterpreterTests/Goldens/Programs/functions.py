#--- Defaults are evaluated once
def f(x, acc=[]):
    acc.append(x)
    return acc
print(f(1), f(2), f(3, []))
print(f.__defaults__)
#--- Star arguments and keywords
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
print(f(1, c=3))
print(f(1, 2, 3, 4, c=5, e=6))
print(f(*[1, 2], **{"c": 3, "z": 4}))
print(f(*"ab", *[5], c=1, **{"x": 1}, **{"y": 2}))
#--- Positional-only and keyword-only parameters
def f(a, b, /, c, *, d): return a, b, c, d
print(f(1, 2, 3, d=4), f(1, 2, c=3, d=4))
def g(a, /, **kw): return a, kw
print(g(1, a=2))
#--- Messages for wrong calls
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def fd(a, b=1): pass
def fk(a, *, k): pass
def fkk(*, k, l, m=1): pass
def fp(a, b, /): pass
def fv(*args): pass
def fw(**kw): pass
class C:
    def m(self, x): pass
    def __init__(self, p): pass
calls = """f0(1)|f0(1, 2)|f0(a=1)|f1()|f1(1, 2)|f1(b=1)|f1(1, a=1)|f1(1, b=2)|f2()|f2(1)|f2(a=1)|f3()|f3(1)|f3(c=1)|f2(1, 2, 3)
fd()|fd(1, 2, 3)|fd(1, 2, 3, 4)|fk()|fk(1)|fk(1, 2)|fk(1, 2, k=3)|fk(1, 2, 3, k=3)|fkk()|fkk(k=1)|fkk(1, 2, k=1, l=2)|fp(1)|fp(a=1, b=2)|fp(1, b=2)|fp(1, 2, 3)
fv(a=1)|fw(1)|fw(1, 2)|C()|C(1, 2)|C(1).m()|C(1).m(1, 2)|C(1).m(y=1)|C.m()|f1(*[1, 2])|f1(**{"a": 1, "b": 2})|f1(*5)|f1(**5)|f1(**{1: 2})|f2(**{"a": 1}, **{"a": 2})
f2(a=1, **{"a": 2})|f2(*[1], *5)|len()|len(1, 2)|(lambda x: x)()|(lambda: 0)(1)|5()|"a"()|None()|[](1)|f1(1)(2)|print(foo=1)|int(foo=1)|C.nope|C(1).nope"""
for call in calls.replace("\n", "|").split("|"):
    try:
        eval(call)
        print(call, "fine")
    except Exception as e:
        print(call, "->", type(e).__name__ + ":", e)
#--- Functions have attributes
def f(a: int, b: "str" = 1, *, c: float = 2) -> list:
    "Doc of f."
f.note = 5
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.note, f.__dict__)
f.__name__ = "g"
f.__doc__ = "new"
print(f.__name__, f.__doc__)
print((lambda: 0).__name__, (lambda: 0).__qualname__)
class A:
    def m(self): pass
    class B:
        def n(self):
            def inner(): pass
            return inner
print(A.m.__qualname__, A.B.n.__qualname__, A.B().n().__qualname__, A().m.__name__, A().m.__func__ is A.m, A().m.__self__.__class__)
#--- Closures capture variables, not values
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    def get(): return n
    return up, get
up, get = counter()
up(); up()
print(get(), up.__closure__[0].cell_contents, up.__code__.co_name)
#--- nonlocal and global reach the right scopes
x = "global"
def outer():
    x = "outer"
    def middle():
        nonlocal x
        x = "middle"
        def inner():
            global x
            x = "changed"
        inner()
    middle()
    return x
print(outer(), x)
def make():
    global made
    made = 5
make()
print(made)
#--- A class body is no scope for its functions
x = 1
class A:
    x = 2
    y = x
    def f(self): return x
    z = [x for _ in range(2)]
    w = [i for i in range(x)]
print(A.y, A().f(), A.z, A.w)
#--- Decorators apply from the bottom
def deco(tag):
    print("make", tag)
    def wrap(f):
        print("apply", tag)
        def inner(*a, **k):
            return (tag, f(*a, **k))
        return inner
    return wrap
@deco("a")
@deco("b")
def f(x): return x
print(f(5))
@lambda c: (c, 1)
class K: pass
print(K[1], K[0].__name__)
#--- Recursion and mutual recursion
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(30))
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
print(even(100), odd(7))
def fib(n, memo={}):
    if n in memo: return memo[n]
    memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(80))
#--- Endless recursion is a RecursionError
def f(n): return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print(e)
class A:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n + "x")
for g in [lambda: repr(A()), lambda: A() == A(), lambda: A().q]:
    try:
        g()
    except RecursionError as e:
        print(type(e).__name__)
#--- Lambdas take all kinds of parameters
print((lambda *a, **k: (a, k))(1, x=2), (lambda a, b=2, *, c: a + b + c)(1, c=3), (lambda: (yield))().__class__.__name__)
#--- Evaluation order of arguments and defaults
def p(x):
    print(x, end=" ")
    return x
def f(*a, **k): return a, k
f(p(1), *[p(2)], p(3), k=p(4), **{"z": p(5)})
print()
def g(a=p("a"), *, b=p("b")) -> p("r"): pass
print()
#--- return in all places
def f():
    for i in range(10):
        while True:
            if i == 3: return i
            break
def g():
    try:
        return "try"
    finally:
        print("finally")
def h():
    for i in [1]:
        try:
            return i
        finally:
            return "overridden"
def k():
    while True:
        try:
            break
        finally:
            print("leaving")
    return "end"
print(f(), g(), h(), k())
#--- Callables of all kinds
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, y=0): return self.n + x + y
a = Adder(5)
print(a(1), a(1, y=2), callable(a), callable(5), callable(len), callable(Adder), list(map(a, [1, 2])))
print(max([3, 1], key=a), sorted([2, 1], key=Adder(0)))
m = [].append
print(callable(m), m.__name__)
print(str.upper("x"), list(map(str.upper, "ab")), (5).__add__(3), int.__add__(2, 3))
#--- locals and globals as dicts
def f(a, b=2):
    c = 3
    return locals()
print(f(1))
g = 5
print(globals()["g"])
globals()["made"] = 7
print(made)
def h():
    exec("q = 5")
    return "q" in locals()
print(h())
#--- Function repr and default printing
def f(): pass
print(repr(f)[:13], repr(len), repr(int), repr([].append)[:31], repr(print), str(type(f)), type(len), type(lambda: 0), type([].append), type(int.__add__))
