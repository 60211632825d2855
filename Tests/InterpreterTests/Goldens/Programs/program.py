#--- eval and exec with namespaces
x = 1
print(eval("x + 1"), eval("x + y", {"x": 10, "y": 5}), eval("a", {}, {"a": 3}), eval(" 1 + 2 "), eval("[i for i in range(3)]"))
ns = {}
exec("def f(v):\n    return v * 2\nr = f(21)", ns)
print(ns["r"], ns["f"](3), sorted(k for k in ns if k != "__builtins__"))
exec("x = 5")
print(x)
loc = {}
exec("a = 1; b = a + 1", {}, loc)
print(loc)
def g():
    y = 7
    return eval("y * 2"), eval("x")
print(g())
for code in ["eval('1 +')", "eval('x = 1')", "eval(5)", "exec(5)", "eval('undefined_q')", "exec('')", "eval('1', 5)", "exec('1 +')", "eval('1\\n2')"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, type(e).__name__, e)
#--- dir, vars, hasattr, getattr and friends
class A:
    c = 1
    def __init__(self): self.i = 2
    def m(self): pass
a = A()
print([n for n in dir(a) if not n.startswith("__")], [n for n in dir(A) if not n.startswith("__")], vars(a), hasattr(a, "i"), hasattr(a, "zz"), getattr(a, "c"), getattr(a, "zz", None), "append" in dir([]), "upper" in dir(""), "__add__" in dir(5), "__init__" in dir(a), "__dict__" in dir(a))
setattr(a, "new", 3); delattr(a, "i"); print(vars(a), a.new)
class D:
    def __dir__(self): return ["z", "a"]
print(dir(D()))
for code in ["getattr(a, 'q')", "getattr(a)", "getattr(a, 5)", "setattr(a, 5, 1)", "delattr(a, 'q')", "hasattr(a, 5)", "vars(5)", "vars([])", "dir(1, 2)", "getattr(a, 'x', 1, 2)"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, type(e).__name__, e)
#--- id and identity
a = []; b = a; c = []
print(a is b, a is c, id(a) == id(b), id(a) == id(c), None is None, type(id(a)).__name__, a is not c, () is (), "x" is not None)
#--- type of everything
for v in [1, 1.5, 1j, True, None, "s", b"b", [], (), {}, set(), frozenset(), range(1), slice(1), ..., NotImplemented, int, type, object, len, print, lambda: 0, (x for x in []), ValueError, ValueError(), [].append, {}.keys(), {}.values(), {}.items(), enumerate([]), zip(), map(len, []), property(), staticmethod(len), classmethod(len), iter([]), super]:
    print(type(v), end=" ")
print()
#--- repr of classes, functions and modules
class A:
    def f(self): pass
    class B: pass
print(A, A.B, int, type, A.f.__name__, repr(A.f)[:15], ValueError, [int, str], {"k": A}, f"{A}", str(A), A.__repr__(A()) [:21])
print(repr(A())[:21], repr(A().f)[:23], type(A().f), repr(super(A, A()))[:32])
#--- isinstance of built-in values
class K: pass
print([isinstance(v, t) for v, t in [(1, int), (True, int), (1, float), ("s", str), ([], (list, tuple)), (None, type(None)), (int, type), (K, type), (K(), K), (K(), object), (ValueError(), Exception), (1, object)]])
#--- Names of built-ins may be hidden and found again
len = lambda x: 42
print(len([]))
del len
print(len([]))
def f(list): return list
print(f(5))
print = print
sum = 5
del sum
print(sum([1, 2]))
#--- global statement in nested functions and class bodies
n = 0
def a():
    def b():
        global n
        n += 1
    b(); b()
a()
print(n)
class C:
    global m
    m = 5
    k = m + 1
print(m, C.k, hasattr(C, "m"))
#--- Docstrings
def f():
    "one"
def g():
    f"not {1}"
class A:
    """class doc

    more"""
    def m(self):
        '''method doc'''
print(f.__doc__, g.__doc__, repr(A.__doc__), A.m.__doc__, A().__doc__ == A.__doc__, (lambda: 0).__doc__)
#--- Deep nesting of data and calls
x = []
for _ in range(500): x = [x]
print(str(x)[:5], len(str(x)))
x = []
for _ in range(100000): x = [x]
try:
    repr(x)
except RecursionError as e:
    print(type(e).__name__)
d = {}
for _ in range(100000): d = {"k": d}
try:
    str(d)
except RecursionError as e:
    print(type(e).__name__)
y = []
for _ in range(100000): y = [y]
z = []
for _ in range(100000): z = [z]
try:
    y == z
except RecursionError as e:
    print(type(e).__name__)
del x, d, y, z
print("alive")
#--- Recursion through dunders ends in RecursionError
class A:
    def __init__(self, n=0): self.n = n
    def __eq__(self, o): return [self] == [o]
    def __lt__(self, o): return sorted([self, o]) and True
    def __hash__(self): return hash((self,))
    def __add__(self, o): return self + o
    def __getitem__(self, k): return self[k]
    def __call__(self): return self()
    def __iter__(self): return iter(self)
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __str__(self): return str(self)
    def __format__(self, s): return f"{self}"
    def __contains__(self, k): return k in self
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    def __index__(self): return [0][self]
    def __setattr__(self, n, v):
        if n == "n": object.__setattr__(self, n, v)
        else: setattr(self, n, v)
    def __del__(self): pass
a, b = A(), A()
for name, f in {"eq": lambda: a == b, "lt": lambda: a < b, "hash": lambda: hash(a), "add": lambda: a + b, "getitem": lambda: a[0], "call": lambda: a(), "iter": lambda: list(a), "len": lambda: len(a), "bool": lambda: not a, "str": lambda: str(a), "format": lambda: f"{a}", "contains": lambda: 1 in a, "index": lambda: [1][a], "setattr": lambda: setattr(a, "q", 1), "sort": lambda: sorted([a, b]), "key": lambda: sorted([1], key=lambda x: a()), "map": lambda: list(map(a.__call__, [])) or a()}.items():
    try:
        f()
        print(name, "fine")
    except RecursionError:
        print(name, "RecursionError")
#--- Long chains of generators
def chain(n):
    g = iter([1, 2])
    for _ in range(n):
        g = (lambda inner: (x for x in inner))(g)
    return g
print(list(chain(100)))
def nest(n):
    if n == 0:
        yield "bottom"
    else:
        yield from nest(n - 1)
print(list(nest(300)))
try:
    list(nest(10000))
except RecursionError as e:
    print(type(e).__name__)
#--- Garbage in cycles goes away
class Node:
    def __init__(self): self.me = self; self.kids = [self]
for _ in range(50000):
    n = Node()
    f = lambda: f
print("fine")
