#--- Attributes of instances and classes
class A:
    """Doc of A."""
    n = 1
    def __init__(self, x): self.x = x
    def get(self): return self.x
a, b = A(1), A(2)
a.n = 5
print(a.get(), b.get(), a.n, b.n, A.n, A.__doc__, A.__name__, A.__module__, a.__dict__, a.__class__ is A, A.get(b))
A.n = 7
A.late = lambda self: self.x * 2
print(b.n, a.late())
#--- Inheritance, overriding and super
class A:
    def __init__(self): print("A init")
    def hello(self): return "A"
class B(A):
    def __init__(self):
        super().__init__()
        print("B init")
    def hello(self): return "B" + super().hello()
class C(B):
    def hello(self): return "C" + super(C, self).hello()
c = C()
print(c.hello(), isinstance(c, A), issubclass(C, B), C.__bases__, C.__mro__, C.__base__)
#--- C3 order of a diamond, cooperative super
class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
print(D().f(), [k.__name__ for k in D.mro()])
try:
    class E(A, D): pass
except TypeError as e:
    print(e)
try:
    class F(A, A): pass
except TypeError as e:
    print(e)
#--- Properties with setter and deleter
class T:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "The c."
        return self._c
    @c.setter
    def c(self, v):
        if v < 0: raise ValueError("negative")
        self._c = v
    @c.deleter
    def c(self):
        print("deleted")
    @property
    def ro(self): return 1
t = T()
t.c = 5
print(t.c, T.c.__doc__, type(T.c).__name__)
del t.c
for code in ["t.c = -1", "t.ro = 2", "del t.ro"]:
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e)
class P:
    x = property(lambda self: 42)
print(P().x, P.x.fget(None), P.x.fset)
#--- staticmethod and classmethod
class A:
    count = 0
    @staticmethod
    def s(x): return x * 2
    @classmethod
    def c(cls, y): return cls.__name__, y
    @classmethod
    def make(cls):
        cls.count += 1
        return cls()
class B(A): pass
print(A.s(2), A().s(3), A.c(1), B.c(2), B().c(3), type(B.make()).__name__, A.count, B.count)
#--- Private names are mangled
class A:
    __x = 1
    def __m(self): return self.__x
    def get(self): return self.__m()
    def set(self): self.__y = 5
class B(A):
    __x = 2
a = A()
a.set()
print(a.get(), B().get(), A._A__x, B._B__x, a.__dict__)
try:
    a.__x
except AttributeError as e:
    print(e)
#--- __new__ and __init__
class S:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None:
            cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, v): self.v = v
print(S(1) is S(2), S(3).v)
class N:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(N())
class Q:
    def __init__(self): return 5
try:
    Q()
except TypeError as e:
    print(e)
class R: pass
for code in ["R(1)", "R(x=1)", "object(1)", "object.__new__(R, 1)"]:
    try:
        eval(code)
        print("fine")
    except TypeError as e:
        print(e)
#--- Subclasses of built-in types
class L(list):
    def total(self): return sum(self)
    def __getitem__(self, i): return super().__getitem__(i) * 10
l = L([1, 2, 3])
l.append(4)
print(l, l.total(), l[1], len(l), type(l + [1]), l == [1, 2, 3, 4], [x for x in l], isinstance(l, list), l[1:2])
class D(dict):
    def __missing__(self, k): return f"no {k}"
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
d = D(a=1)
d["b"] = 5
d.update(c=7)
print(d, d["zz"], d.get("zz"), dict(d), "zz" in d)
class I(int):
    def __add__(self, o): return I(int(self) + int(o) + 100)
    def __repr__(self): return f"I({int(self)})"
i = I(5)
print(i + 1, i - 1, 1 + i, i * 2, type(i * 2), i == 5, hash(i) == hash(5), {i: 1}[5], [10, 20, 30][I(1)], f"{i:03d}", "%d" % i)
class F(float): pass
print(F(1.5) + 1, repr(F(2)), F("3").is_integer(), type(F(1) + F(2)))
class S(str):
    def shout(self): return self.upper() + "!"
s = S("abc")
print(s.shout(), s + "d", type(s + "d"), s == "abc", {s: 1}["abc"], len(s), s[0], type(s[0]), f"{s:>5}", isinstance(s, str))
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
t = T(1, 2)
print(t, t.first, t == (1, 2), hash(t) == hash((1, 2)), type(t[:1]))
class St(set):
    pass
print(St([1, 2]) | {3}, type(St([1]) | {3}), St([1]) == {1})
#--- Operators of user classes
class V:
    def __init__(self, *x): self.x = x
    def __repr__(self): return f"V{self.x}"
    def __add__(self, o): return V(*(a + b for a, b in zip(self.x, o.x))) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return f"radd {o}"
    def __sub__(self, o): return "sub"
    def __rsub__(self, o): return "rsub"
    def __mul__(self, k): return V(*(a * k for a in self.x))
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.x, o.x))
    def __rmatmul__(self, o): return "rmatmul"
    def __truediv__(self, o): return "div"
    def __rtruediv__(self, o): return "rdiv"
    def __floordiv__(self, o): return "floordiv"
    def __rfloordiv__(self, o): return "rfloordiv"
    def __mod__(self, o): return "mod"
    def __rmod__(self, o): return "rmod"
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __pow__(self, o, m=None): return f"pow {o} {m}"
    def __rpow__(self, o): return "rpow"
    def __lshift__(self, o): return "lshift"
    def __rlshift__(self, o): return "rlshift"
    def __rshift__(self, o): return "rshift"
    def __rrshift__(self, o): return "rrshift"
    def __and__(self, o): return "and"
    def __rand__(self, o): return "rand"
    def __or__(self, o): return "or"
    def __ror__(self, o): return "ror"
    def __xor__(self, o): return "xor"
    def __rxor__(self, o): return "rxor"
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
a, b = V(1, 2), V(3, 4)
print(a + b, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a @ b, 5 @ a, a / 1, 1 / a, a // 1, 1 // a, a % 1, 1 % a)
print(divmod(a, 1), divmod(1, a), a ** 2, pow(a, 2, 3), 2 ** a, a << 1, 1 << a, a >> 1, 1 >> a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a)
print(-a, +a, ~a, abs(a), sum([a], 5))
try:
    a + 1
except TypeError as e:
    print(e)
#--- In-place operators fall back and override
class A:
    def __init__(self): self.log = []
    def __iadd__(self, o):
        self.log.append(("iadd", o))
        return self
    def __imul__(self, o): return "replaced"
    def __sub__(self, o): return ("sub", o)
    def __imatmul__(self, o): return NotImplemented
    def __matmul__(self, o): return "matmul"
a = b = A()
a += 1
a += 2
print(a is b, a.log)
a -= 5
print(a)
b @= 3
print(b)
c = A()
c *= 2
print(c)
try:
    d = A()
    d /= 2
except TypeError as e:
    print(e)
#--- NotImplemented tries the other operand, a subclass goes first
class A:
    def __add__(self, o): print("A.add"); return NotImplemented
    def __eq__(self, o): print("A.eq"); return NotImplemented
    def __lt__(self, o): print("A.lt"); return NotImplemented
class B:
    def __radd__(self, o): print("B.radd"); return "B"
    def __eq__(self, o): print("B.eq"); return True
    def __gt__(self, o): print("B.gt"); return "gt"
print(A() + B(), A() == B(), A() != B(), A() < B())
class C(A):
    def __radd__(self, o): print("C.radd"); return "C"
    def __gt__(self, o): print("C.gt"); return "C.gt"
print(A() + C(), A() < C())
try:
    A() + A()
except TypeError as e:
    print(e)
try:
    A() < A()
except TypeError as e:
    print(e)
print(A() == A())
#--- Comparison, hash and containers
class P:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, P) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f"P{self.n}"
print(P(1) == P(1), P(1) != P(2), {P(1), P(1), P(2)}, P(1) in [P(1)], {P(1): "x"}[P(1)], sorted([P(3), P(1)]), max(P(1), P(2)), [P(1), P(2)].index(P(2)), P(2) > P(1))
class Q:
    def __eq__(self, o): return True
try:
    hash(Q())
except TypeError as e:
    print(e)
try:
    {Q(): 1}
except TypeError as e:
    print(e)
class H:
    def __hash__(self): return "x"
try:
    hash(H())
except TypeError as e:
    print(e)
class Big:
    def __hash__(self): return 2 ** 70 + 1
print(hash(Big()))
#--- Container protocol
class C:
    def __init__(self): self.d = {}
    def __len__(self): return len(self.d)
    def __getitem__(self, k): return ("get", k)
    def __setitem__(self, k, v): self.d[str(k)] = v
    def __delitem__(self, k): del self.d[str(k)]
    def __contains__(self, k): return str(k) in self.d
    def __iter__(self): return iter(sorted(self.d))
    def __reversed__(self): return "rev"
    def __bool__(self): return True
c = C()
c[1] = 2
c[1:2] = 3
c[1, 2] = 4
c[...] = 5
print(c[1:2], c[::3], c[1, 2:3], c[...], len(c), 1 in c, list(c), reversed(c), bool(c))
del c[1]
print(list(c), not c)
#--- Truth by __bool__ or __len__
class B:
    def __bool__(self): return False
class L:
    def __len__(self): return 0
class N: pass
class Bad:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
class BadLen2:
    def __len__(self): return "x"
print(bool(B()), bool(L()), bool(N()), not B(), B() or "b", L() and "l" or 1)
for k in [Bad, BadLen, BadLen2]:
    try:
        bool(k())
    except Exception as e:
        print(type(e).__name__, e)
try:
    len(N())
except TypeError as e:
    print(e)
#--- Iteration protocols
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), sum(Count(4)), max(Count(3)), 2 in Count(5), [*Count(2)], dict(enumerate(Count(2))))
a, b = Count(2)
print(a, b)
class Old:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(Old()), 9 in Old(), list(zip(Old(), "ab")))
class Bad:
    def __iter__(self): return 5
try:
    iter(Bad())
except TypeError as e:
    print(e)
class Not: __iter__ = None
try:
    iter(Not())
except TypeError as e:
    print(e)
try:
    1 in Not()
except TypeError as e:
    print(e)
#--- Text of objects: __repr__, __str__, __format__, __bytes__
class A:
    def __repr__(self): return "<A>"
class B(A):
    def __str__(self): return "B!"
class C:
    def __format__(self, spec): return f"C[{spec}]"
    def __bytes__(self): return b"bytes"
print(A(), [A()], str(B()), repr(B()), f"{B()} {B()!r} {B():>5}", f"{C():xyz} {C()}", "{:q}".format(C()), bytes(C()), "%s %r" % (B(), B()))
class D:
    def __repr__(self): return 5
class E:
    def __str__(self): return 5
for x in [D(), E()]:
    try:
        str(x)
    except TypeError as e:
        print(e)
try:
    f"{A():5}"
except TypeError as e:
    print(e)
#--- Numbers by __index__, __int__, __float__, __complex__, __round__
class N:
    def __index__(self): return 3
    def __int__(self): return 4
    def __float__(self): return 5.5
    def __complex__(self): return 1 + 2j
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return 6
    def __ceil__(self): return 7
n = N()
print(int(n), float(n), complex(n), round(n), round(n, 2), [0, 1, 2, 3][n], range(n), hex(n), "ab" * n, [1, 2, 3, 4][n:], chr(n + 62) if False else bin(n))
class Only:
    def __index__(self): return 2
print(int(Only()), float(Only()), complex(Only()), "x" * Only(), 10 .__pow__(2))
class Bad:
    def __int__(self): return "x"
    def __float__(self): return 1
    def __index__(self): return 1.5
for f in [int, float, hex]:
    try:
        f(Bad())
    except TypeError as e:
        print(e)
#--- __getattr__, __getattribute__, __setattr__, __delattr__
class A:
    x = 1
    def __getattr__(self, n):
        if n.startswith("dyn"): return n.upper()
        raise AttributeError(n)
    def __setattr__(self, n, v):
        print("set", n, v)
        super().__setattr__(n, v)
    def __delattr__(self, n):
        print("del", n)
        object.__delattr__(self, n)
a = A()
a.y = 5
print(a.x, a.y, a.dynamic, hasattr(a, "nope"), getattr(a, "zip", "default"))
del a.y
try:
    a.other
except AttributeError as e:
    print(repr(e))
class B:
    def __init__(self): self.v = 1
    def __getattribute__(self, n):
        if n == "magic": return "✨"
        return super().__getattribute__(n)
print(B().magic, B().v)
#--- Descriptors
class D:
    def __set_name__(self, owner, name): self.name = "_" + name; print("named", owner.__name__, name)
    def __get__(self, obj, cls=None):
        if obj is None: return self
        return getattr(obj, self.name, "unset")
    def __set__(self, obj, v): setattr(obj, self.name, v * 2)
    def __delete__(self, obj): print("deleting")
class N:
    def __get__(self, obj, cls): return ("nondata", obj is None, cls.__name__)
class A:
    d = D()
    n = N()
a = A()
print(a.d)
a.d = 5
print(a.d, a.__dict__, type(A.d).__name__, a.n, A.n)
a.n = 3
print(a.n)
a.__dict__["d"] = 99
print(a.d)
del a.d
#--- __call__, __enter__, __exit__ are looked up on the class
class A:
    pass
a = A()
a.__call__ = lambda: 5
try:
    a()
except TypeError as e:
    print(e)
a.__len__ = lambda: 5
try:
    len(a)
except TypeError as e:
    print(e)
a.__enter__ = lambda: 5
try:
    with a: pass
except TypeError as e:
    print(e)
#--- __init_subclass__ and __class_getitem__
class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Base.registry.append(cls.__name__)
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
class X(Base, tag="x"): pass
class Y(X): pass
print(Base.registry, X.tag, Y.tag, X[int], Base["k"])
try:
    class Z(object, foo=1): pass
except TypeError as e:
    print(e)
#--- Three-argument type and metaclasses
A = type("A", (object,), {"x": 1, "f": lambda self: self.x})
print(A().f(), A.__name__, A.__bases__, type(A))
class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        ns["added"] = name.lower()
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.kw = kw
    def __call__(cls, *a):
        print("calling", cls.__name__)
        return super().__call__(*a)
    def __len__(cls): return 42
    def __iter__(cls): return iter("meta")
    def __repr__(cls): return f"<{cls.__name__}>"
    def __getitem__(cls, k): return k
    def __contains__(cls, k): return k == 1
    @property
    def prop(cls): return "p"
class B(metaclass=Meta, opt=3): pass
class C(B): pass
print(B.added, C.added, B.kw, C.kw, type(C), len(B), list(C), B, C["k"], 1 in B, B.prop)
print(isinstance(B(), B))
class Prep(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): return {"prepared": name}
class D(metaclass=Prep): pass
print(D.prepared)
class M2(type): pass
try:
    class E(B, metaclass=M2): pass
except TypeError as e:
    print(e)
#--- __slots__ are accepted and respected
class A:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
a = A()
a.y = 2
print(a.x, a.y)
try:
    a.z = 3
except AttributeError as e:
    print(e)
class B(A): pass
b = B()
b.z = 3
print(b.z)
try:
    a.__dict__
except AttributeError as e:
    print(e)
try:
    A().y
except AttributeError as e:
    print(e)
#--- isinstance and issubclass with tuples, unions and hooks
print(isinstance(True, int), isinstance(1, (str, float)), isinstance(1, (str, (int,))), issubclass(bool, (str, int)), isinstance(int, type), isinstance(None, type(None)), isinstance(3, int | str))
class M(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, c): return c is int
class A(metaclass=M): pass
print(isinstance(5, A), isinstance(6, A), issubclass(int, A), issubclass(str, A))
for code in ["isinstance(1, 1)", "issubclass(1, int)", "issubclass(int, 1)", "isinstance(1, [int])"]:
    try:
        eval(code)
    except TypeError as e:
        print(e)
#--- Changing __class__ and __dict__
class A:
    def f(self): return "A"
class B:
    def f(self): return "B"
a = A()
a.x = 1
a.__class__ = B
print(a.f(), a.x, type(a).__name__)
a.__dict__["y"] = 2
print(a.y, vars(a))
a.__dict__ = {"z": 3}
print(a.z, hasattr(a, "x"))
a.__dict__.update(w=4)
print(a.w, sorted(a.__dict__))
#--- Class attributes and instances: methods, functions, lookups
class A:
    def f(self): return self
    g = lambda self: "g"
    h = len
    k = str.upper
a = A()
print(a.f() is a, a.g(), A.f(5), a.h("abc"), A.__dict__["f"].__name__)
a.f = lambda: "own"
print(a.f())
print(a.g == a.g, a.g is a.g, A.f is A.f)
#--- Nested classes, class scope names, super in nested functions
class Outer:
    class Inner:
        v = 5
        def show(self): return type(self).__qualname__
    def make(self):
        return [self.Inner().show() for _ in range(1)]
print(Outer().make(), Outer.Inner.v, repr(Outer.Inner))
class A:
    def f(self): return "A.f"
class B(A):
    def f(self):
        def inner(): return super(B, self).f()
        return inner() + [super(B, self).f() for _ in [0]][0]
    @classmethod
    def c(cls): return super().__name__ if False else "c"
    @property
    def p(self): return super().f()
print(B().f(), B.c(), B().p, __class__ if "__class__" in globals() else "no __class__")
#--- Reading missing attributes of classes, instances and built-ins
class A: pass
for code in ["A.x", "A().x", "(5).x", "'s'.x", "[].x", "None.x", "len.x", "A.f()", "type.x", "(lambda: 0).x", "int.x", "(1.5).x", "{}.x", "A().__x", "print.x", "A().f.g"]:
    try:
        eval(code)
    except AttributeError as e:
        print(e)
for code in ["(5).x = 1", "'s'.x = 1", "[].x = 1", "int.x = 1", "None.x = 1", "object().x = 1", "len.x = 1"]:
    try:
        exec(code)
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
#--- Abstract patterns: NotImplementedError, mixins and hooks
class Module:
    def __init__(self):
        self._parameters = {}
    def __setattr__(self, name, value):
        if isinstance(value, Param):
            self.__dict__.setdefault("_parameters", {})[name] = value
        object.__setattr__(self, name, value)
    def __call__(self, *a): return self.forward(*a)
    def forward(self, *a): raise NotImplementedError(f"Module [{type(self).__name__}] is missing")
    def parameters(self):
        yield from self._parameters.values()
class Param:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"Param({self.v})"
class Net(Module):
    def __init__(self):
        super().__init__()
        self.w = Param(1)
        self.b = Param(2)
    def forward(self, x): return self.w.v * x + self.b.v
print(Net()(3), list(Net().parameters()))
try:
    Module()(1)
except NotImplementedError as e:
    print(e)
#--- bases that stand for others
class P:
    def __mro_entries__(self, bases): return (dict,)
p = P()
class A(p): pass
print(A.__mro__, A.__orig_bases__ == (p,))
class L(list[int]): pass
print(L.__mro__, L.__orig_bases__)
#--- a prepared namespace sees each name
class D(dict):
    def __setitem__(self, key, value):
        print("set", key)
        dict.__setitem__(self, key, value)
class M(type):
    @classmethod
    def __prepare__(meta, name, bases): return D()
class X(metaclass=M):
    x = 1
    def f(self): pass
#--- abstract methods
class Abs: pass
Abs.__abstractmethods__ = frozenset({'f'})
try: Abs()
except TypeError as e: print(e)
def f(): pass
f.__isabstractmethod__ = True
print(property(f).__isabstractmethod__, staticmethod(f).__isabstractmethod__, classmethod(len).__isabstractmethod__)
class P: pass
try: P.__abstractmethods__
except AttributeError as e: print(e)
#--- isinstance and issubclass of what only has __bases__
class Kind:
    def __init__(self, *bases): self.bases = bases
    @property
    def __bases__(self): return self.bases
class Thing:
    def __init__(self, kind): self.kind = kind
    @property
    def __class__(self): return self.kind
base = Kind()
derived = Kind(base)
print(issubclass(derived, base), issubclass(base, derived), issubclass(derived, derived), issubclass(derived, (int, base)), issubclass(derived, object))
print(isinstance(Thing(derived), base), isinstance(Thing(base), derived), isinstance(3, base), isinstance(Thing(derived), Kind))
class Wrong:
    @property
    def __bases__(self): return 3
class Fails:
    @property
    def __bases__(self): raise RuntimeError("no bases")
for value, classes in [(3, int), (int, 3), (Wrong(), int), (int, Wrong()), (derived, Wrong()), (3, ()), (Fails(), int), (derived, int)]:
    for ask in (issubclass, isinstance):
        try:
            print(ask(value, classes))
        except Exception as error:
            print(type(error).__name__, error)
#--- How many items iterators have left
for items in ([1, 2, 3], (1, 2, 3), range(3), {1, 2, 3}, {1: 1, 2: 2, 3: 3}, {1: 1, 2: 2, 3: 3}.values(), {1: 1, 2: 2, 3: 3}.items()):
    iterator = iter(items)
    print(iterator.__length_hint__(), next(iterator) and iterator.__length_hint__(), list(iterator) and iterator.__length_hint__())
items = [1, 2, 3]
iterator = iter(items)
items.append(4)
print(iterator.__length_hint__())
items = {1: 1}
iterator = iter(items)
items[2] = 2
print(iterator.__length_hint__(), reversed(items).__length_hint__())
