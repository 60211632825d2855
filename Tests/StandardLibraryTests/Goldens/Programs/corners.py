#--- Restricted built-ins of exec and eval
for text in ["print", "len('abc')", "x + 1", "[i for i in 'ab']", "__build_class__"]:
    try: print(text, eval(text, {"__builtins__": {}, "x": 1}))
    except Exception as e: print(text, type(e).__name__, e)
print(eval("len('abc')", {"__builtins__": {"len": lambda s: -1}}))
g = {"__builtins__": {"print": print, "range": range}}
exec("def f():\n    print(list(range(2)))\nfor i in range(2): print(i)", g)
try: g["f"]()
except NameError as e: print(e)
try: exec("class C: pass", {"__builtins__": {}})
except NameError as e: print(e)
try: exec("import math", {"__builtins__": {}})
except ImportError as e: print(e)
g = {}
exec("y = 1", g)
print(sorted(g), type(g["__builtins__"]).__name__)
#--- Mappings as locals of exec and eval
import collections
class M:
    def __init__(self): self.log = []
    def __getitem__(self, key):
        self.log.append(key)
        if key == "a": return 12
        raise KeyError(key)
    def __setitem__(self, key, value): self.log.append((key, value))
    def keys(self): return ["a"]
m = M()
print(eval("a", {"b": 3}, m), eval("b + a", {"b": 3}, m), m.log)
exec("q = a * 2\nr = q if 'q' == 1 else b", {"b": 5}, m)
print(m.log)
c = collections.ChainMap({"a": 1}, {"b": 2})
exec("c = a + b", {}, c)
print(c["c"], c.maps)
d = collections.defaultdict(int)
print(eval("nothing + 1", {}, d), d)
for bad in (3, "abc", None, [1]):
    try: print(eval("1", {}, bad))
    except TypeError as e: print(e)
try: exec("zz", {}, m)
except NameError as e: print(e)
#--- Truth of NotImplemented, len that lies, and other warnings
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(bool(NotImplemented), not NotImplemented)
    if NotImplemented: print("true")
    class I(int): pass
    class A:
        def __int__(self): return True
    class B:
        def __int__(self): return I(7)
    class C:
        def __trunc__(self): return 9
    class D:
        def __index__(self): return True
    class F(float): pass
    class G:
        def __float__(self): return F(2.5)
    class H:
        def __complex__(self): return type("K", (complex,), {})(1j)
    print(int(A()), int(B()), type(int(B())), int(C()), [1, 2][D()], float(G()), type(float(G())), complex(H()))
    for x in w: print(x.category.__name__, x.message)
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in (-1, -10**30, 10**30, 2.0, True):
    try: print(len(L(n)))
    except Exception as e: print(type(e).__name__, e)
    try: print(bool(L(n)))
    except Exception as e: print(type(e).__name__, e)
#--- sum of texts and bytes
for start in ("", b"", bytearray()):
    try: print(sum([], start))
    except TypeError as e: print(e)
#--- Names and slots of classes
for make in ("type('A\\0B', (), {})", "type(b'A', (), {})", "type('A', (), {'__slots__': b'x'})", "type('A', (int,), {'__slots__': 'x'})", "type('A', (), {'__slots__': ''})",
             "type('A', (), {'__slots__': '42'})", "type('A', (), {'__slots__': 'x\\0y'})", "type('A', (), {'__slots__': 'x', 'x': 0})", "type('A', (), {'__slots__': ('__dict__', '__dict__')})",
             "type('A', (), {'__slots__': ('__weakref__', '__weakref__')})", "type('A', (B,), {'__slots__': '__dict__'})", "type('A', (B,), {'__slots__': '__weakref__'})", "type('A', (), {'__slots__': 5})",
             "type('A', (), {'__slots__': [1]})", "type('A', (tuple,), {'__slots__': ['x']})", "type('A', (bytes,), {'__slots__': ['x']})", "type('A', (list,), {'__slots__': ['x']})", "type('A', (), {'__slots__': ['__x']})",
             "type('A', (), {'__qualname__': 5})", "type('A', [], {})", "type('A', (), [])", "type('A', (1,), {})", "type('A', (object, B), {})", "type('A', (B, B), {})", "type('A', (bool,), {})", "type('A', (type(None),), {})"):
    class B: pass
    try: print(make, eval(make))
    except Exception as e: print(make, type(e).__name__, e)
class A: pass
for name in ("A\0B", b"A", 3):
    try: A.__name__ = name
    except Exception as e: print(type(e).__name__, e)
    try: A.__qualname__ = name
    except Exception as e: print(type(e).__name__, e)
try: del A.__name__
except TypeError as e: print(e)
try: A.__module__ = 5; print(A.__module__)
except Exception as e: print(e)
class B: pass
class C(B, int): pass
class D(B, A): pass
class E(A): pass
class F(B, E): pass
print(C.__base__, D.__base__, F.__base__)
#--- A metaclass that is not a type takes any bases
class Meta(int):
    def __init__(*args, **kwargs): pass
    def __new__(cls, name, bases, attrs, **kwargs): return bases, kwargs
d = {"metaclass": Meta}
class A(0, 1, 2, **d): pass
print(A)
class A(0, *range(1, 4), **d, foo="bar"): pass
print(A)
def make(name, bases, space): return name, bases, sorted(space)
class B(1, "x", metaclass=make): y = 2
print(B)
class M(object):
    @staticmethod
    def __new__(cls, name, bases, dict):
        self = object.__new__(cls)
        self.name, self.bases, self.dict = name, bases, dict
        return self
    def __call__(self): return "called", self.name
class C(metaclass=M): pass
print(C(), type(C) is M)
class D(C, metaclass=M): pass
print(type(D) is M, D.bases == (C,))
class E(C): pass
print(type(E) is M, E.name)
try:
    class F(1): pass
except TypeError as e: print(e)
try:
    class F("abc", int): pass
except TypeError as e: print(e)
#--- Properties as special methods
def booh(self): raise AttributeError("booh")
class I: __init__ = property(booh)
try: I()
except AttributeError as e: print(e)
class L:
    __len__ = property(lambda self: lambda: 3)
    __getitem__ = property(lambda self: lambda i: i * 2)
    __call__ = property(lambda self: lambda *a: a)
    __iter__ = property(lambda self: lambda: iter("ab"))
    __contains__ = property(lambda self: lambda x: x == 1)
    __enter__ = property(lambda self: lambda: "in")
    __exit__ = property(lambda self: lambda *a: True)
    __add__ = property(lambda self: lambda o: ("add", o))
    __radd__ = property(lambda self: lambda o: ("radd", o))
    __iadd__ = property(lambda self: lambda o: ("iadd", o))
    __neg__ = property(lambda self: lambda: "neg")
    __bool__ = property(lambda self: lambda: False)
    __hash__ = property(lambda self: lambda: 5)
    __repr__ = property(lambda self: lambda: "repr")
    __str__ = property(lambda self: lambda: "str")
    __format__ = property(lambda self: lambda spec: "format" + spec)
    __index__ = property(lambda self: lambda: 2)
    __float__ = property(lambda self: lambda: 2.5)
    __lt__ = property(lambda self: lambda o: "lt")
    __reversed__ = property(lambda self: lambda: "rev")
    __bytes__ = property(lambda self: lambda: b"by")
    __round__ = property(lambda self: lambda *a: ("round", a))
    __abs__ = property(lambda self: lambda: "abs")
    __divmod__ = property(lambda self: lambda o: "divmod")
    __setitem__ = property(lambda self: lambda k, v: print("set", k, v))
    __delitem__ = property(lambda self: lambda k: print("del", k))
    __dir__ = property(lambda self: lambda: ["z", "y"])
    __sizeof__ = property(lambda self: lambda: 0)
    __matmul__ = property(lambda self: lambda o: "mat")
    __pow__ = property(lambda self: lambda *a: a)
l = L()
print(len(l), l[4], l(1, 2), list(l), 1 in l, 2 in l, l + 1, 1 + l, -l, bool(l), hash(l), repr(l), str(l), format(l, "x"), "abc"[l], float(l), l < 1, reversed(l), bytes(l), round(l), round(l, 1), abs(l), divmod(l, 1), dir(l), l @ 1, l ** 2, pow(l, 2, 3))
with l as x: print(x); raise ValueError
l[1] = 2
del l[1]
l += 5
print(l)
#--- super in odd places
class A:
    def f(self): return "A"
    @classmethod
    def cm(cls): return (cls.__name__, "A")
class X(A):
    def f(self): return super().f()
    __class__ = 413
x = X()
print(x.f(), x.__class__)
def f(): super()
try: f()
except RuntimeError as e: print(e)
class X:
    def f(x):
        x = None
        super().f
try: X().f()
except (TypeError, RuntimeError) as e: print(type(e).__name__, e)
test = None
class Meta(type):
    def mro(self):
        self.__dict__["f"]()
        return super().mro()
class B(metaclass=Meta):
    def f():
        global test
        test = __class__
print(test is B)
def outer():
    class X:
        global __class__
        __class__ = 42
        def f(): __class__
    return X
X = outer()
print("__class__" in X.__dict__, globals()["__class__"])
del globals()["__class__"]
class S(super):
    def __init__(self, *args): super(S, self).__init__(*args)
class E(A):
    def f(self): return "E" + S(E, self).f()
print(E().f())
class F(E):
    def f(self): return "F" + self._s.f()
F._s = S(F)
print(F().f(), type(F()._s).__name__)
try: S(F, 1)
except TypeError as e: print(e)
try: super(F, F).nothing
except AttributeError as e: print(e)
print(repr(super(F, F())).split(" at ")[0], super(F).__thisclass__, super(F).__self__, super(F, F()).__self_class__)
#--- Descriptors of built-in classes refuse strangers
for f in (lambda: type(list).__dict__["__doc__"].__set__(list, "blah")):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class G: __slots__ = "a"
class U: pass
for f in (lambda: G.a.__set__(U(), 3), lambda: G.a.__get__(U()), lambda: G.a.__delete__(U()), lambda: G.a.__delete__(G())):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class D:
    def __get__(self, object, otype): return "object=%s; type=%s" % (object is not None, otype and otype.__name__)
class C: __doc__ = D()
print(C.__doc__, C().__doc__)
class P:
    @property
    def x(self): return 1
for f in (lambda: setattr(P(), "x", 1), lambda: delattr(P(), "x")):
    try: f()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class A:
    @classmethod
    @property
    def __doc__(cls): return "A doc for %r" % cls.__name__
print(A.__doc__)
#--- Changing classes of objects
def cant(x, C):
    try: x.__class__ = C
    except TypeError as e: print(e)
    else: print("could", type(x), C)
    try: del x.__class__
    except (TypeError, AttributeError) as e: print(e)
class C: pass
class D: pass
class G: __slots__ = ["a", "b"]
class H: __slots__ = ["b", "a"]
class I: __slots__ = ["a", "b"]
class J: __slots__ = ["c", "b"]
class K: __slots__ = ["a", "b", "d"]
class L(H): __slots__ = ["e"]
class M(I): __slots__ = ["e"]
class N(J): __slots__ = ["__weakref__"]
class P(J): __slots__ = ["__dict__"]
class Q(J): pass
class R(J): __slots__ = ["__dict__", "__weakref__"]
for c, c2 in ((G, H), (G, I), (I, H), (Q, R), (R, Q)):
    x = c()
    x.a = 1
    try:
        x.__class__ = c2
        print(type(x).__name__, x.a)
    except (TypeError, AttributeError) as e: print(e)
cant(C(), list); cant(list(), C); cant(C(), 1); cant(C(), object); cant(object(), list); cant(True, int); cant(2, bool); cant(object(), int)
for c, c2 in ((G, J), (G, K), (G, L), (G, M), (G, N), (G, P), (J, N), (J, P), (N, P), (P, N), (C, G), (G, C), (P, Q)):
    cant(c(), c2)
#--- Dicts of objects: what may be put there
class C: pass
a = C()
for x in (None, [], 1):
    try: a.__dict__ = x
    except TypeError as e: print(e)
a.__dict__ = {"b": 1}
print(a.b)
del a.__dict__
print(a.__dict__)
try: C.__dict__ = {}
except (AttributeError, TypeError) as e: print(type(e).__name__, e)
try: del C.__dict__
except (AttributeError, TypeError) as e: print(type(e).__name__, e)
try: C.__dict__["x"] = 1
except TypeError as e: print(e)
try: C.__dict__["__dict__"].__set__(C, {})
except (AttributeError, TypeError) as e: print(type(e).__name__, e)
import types
#--- Import of no name
for name in ("", ".", 5):
    try: __import__(name)
    except Exception as e: print(type(e).__name__, e)
#--- Words of errors about texts that change
for make in (lambda: UnicodeEncodeError("baz", "xxxxx", 1, 5, "foo"), lambda: UnicodeDecodeError("baz", b"xxxxx", 1, 5, "foo"), lambda: UnicodeTranslateError("xxxx", 1, 5, "foo")):
    e = make()
    print(e, repr(e))
    e.end = 2; print(e)
    e.end = 5; e.reason = 965230951443685724997; print(e)
    e.reason = "r"
    if not isinstance(e, UnicodeTranslateError):
        e.encoding = "other"; print(e)
        try: e.encoding = 4; print(e)
        except TypeError as x: print(x)
    e.start, e.end = 3, 4
    print(e)
    if not isinstance(e, UnicodeDecodeError):
        for text in ("\xff" * 5, "\u1234" * 5, "\U00010000" * 5): e.object = text; print(e)
    print(e.start, e.end, e.args)
e = UnicodeDecodeError("ascii", bytearray(b"\xff"), 0, 1, "ordinal not in range")
print(e, repr(e), e.object)
#--- Groups that are no exceptions
for kind in ("42", "object", "(ValueError, 42)", "()", "ExceptionGroup", "(ValueError, ExceptionGroup)", "BaseException", "42,"):
    try:
        exec(f"try:\n    raise ExceptionGroup('eg', [ValueError('x')])\nexcept* {kind} as e: print('caught', repr(e))")
    except BaseException as e: print(kind, type(e).__name__, e)
#--- SyntaxError made by hand
import traceback
for args in (("bad.py", 1, 0, "abcdefg", 1, 100), ("bad.py", 1, 1, "abcdefg", 1, 100), ("bad.py", 1, 2, "abcdefg", 1, 20), ("bad.py", 1, 0, "abcdefg", 1, 5), ("bad.py", 1, 4, "abcdefg", 1, 3), ("bad.py", 1, 4, "abcdefg", 3, 10),
             ("bad.py", 1, 4, "abcdefg", 3, -4), ("bad.py", 1, 4, "abcdefg", -2, 10), ("bad.py", 1, 4, "abcdefg", -5, -2), ("bad.py", 1, 4, "abcdefg"), ("bad.py", 1, 4, "abcdefg", None, None), ("bad.py", 1, None, "abcdefg"),
             ("bad.py", None, 4, "abc"), (None, 1, 2, "  abc"), ("bad.py", 1, 100, "abc"), ("bad.py", 1, -5, "abc"), ("bad.py", 1, 2, None), ("bad.py", 5, 2, "\tab\n", 5, 2), ("bad.py", 1, 2, "abc", 1, 0), ("bad.py", 1, 2, "abc", 1, -1), ("bad.py", 1, 4, "")):
    try: raise SyntaxError("bad bad", args)
    except SyntaxError as e:
        print(args)
        print("".join(traceback.format_exception_only(e)), end="")
        print(e, e.lineno, e.offset, e.end_lineno, e.end_offset)
for args in ((), ("a",), ("a", 1), ("a", (1, 2)), ("a", (1, 2, 3, 4, 5)), ("a", ("f", 1, 2, "t"), 3)):
    try: print(SyntaxError(*args))
    except Exception as e: print(type(e).__name__, e)
#--- Blocks within blocks
for n in (19, 20, 21, 25):
    for head in ("for x in y:", "while 1:", "try:", "with x:", "if 1:"):
        text = "".join("  " * i + head + "\n" for i in range(n)) + "  " * n + "pass\n"
        if head == "try:": text += "".join("  " * i + "finally: pass\n" for i in reversed(range(n)))
        try: compile(text, "<t>", "exec"); print(n, head, "fine")
        except SyntaxError as e: print(n, head, e, e.lineno, e.offset)
#--- Brackets within brackets
for text in ("(" * 100 + ")" * 100, "(" * 199 + "1" + ")" * 199, "(" * 201 + "1" + ")" * 201, "(", "[1, (2, 3", "x = {1: 2", "f(a, b", "(]", "a = (1\nb = 2\n", "def f(:\n  pass", "print(f'{x'", "((a)", "foo(1, 2\nbar()"):
    try: compile(text, "<t>", "exec"); print(len(text), "fine")
    except SyntaxError as e: print(text[:20], e, e.lineno, e.offset, e.end_lineno, e.end_offset)
#--- Features of __future__ and where they may be asked for
def t(s):
    try: compile(s, '<t>', 'exec'); print('fine', repr(s))
    except SyntaxError as e: print(repr(s), e, e.lineno, e.offset)
t('try:\n  pass\nexcept:\n  pass\nexcept ValueError:\n  pass')
t('from __future__ import doesnt_exist'); t('from __future__ import braces'); t('x=1\nfrom __future__ import division'); t('"doc"\nfrom __future__ import division, annotations'); t('def f():\n  from __future__ import division'); t('from __future__ import *')
t('from __future__ import annotations\nimport os\nfrom __future__ import division'); t('"a"\n"b"\nfrom __future__ import division'); t('from __future__ import (nested_scopes, generators,\n  barry_as_FLUFL)'); t('from __future__ import nope as x'); t('if 1:\n  from __future__ import division'); t('from __future__ import annotations as a; from __future__ import division'); t('from __future__ import division, nope')
#--- What except clauses may name
for k in ('except 42:', 'except (ValueError, 42):', 'except (TypeError, 42):', 'except (ValueError, (KeyError, 42)):', 'except "a":', 'except None:', 'except ():', 'except (KeyError, ValueError):'):
    try: exec(f'try: raise ValueError\n{k} print("caught")')
    except BaseException as e: print(k, type(e).__name__, e)
#--- Classes of aliases
import typing
for f in (lambda: issubclass(5, list[int]), lambda: issubclass(list, list[int]), lambda: isinstance([], list[int]), lambda: issubclass(int, int | str), lambda: issubclass(5, int | str)):
    try: print(f())
    except TypeError as e: print(e)
#--- Namespaces that make what they lack
class Auto(dict):
    def __missing__(self, key):
        if key.startswith("__"): raise KeyError(key)
        self[key] = len(self)
        return self[key]
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases): return Auto()
class C(metaclass=Meta):
    red
    green = green
print(sorted(k for k in vars(C) if not k.startswith("__")))
print(eval("a + b", {}, Auto(a=1)))
#--- Hexadecimal floats at the edges, and what is no number
import math, sys
for s in ("0x1p-1074", "0x.8p-1074", "0x.80000000000001p-1074", "0x1.8p-1074", "0x0.fffffffffffff8p-1022", "0x0.ffffffffffffecp-1022", "0x0.fffffffffffff4p-1022", "0x0.fffffffffffffcp-1022", "0x1.00000000000008p0", "0x1.000000000000080001p0", "0x1.fffffffffffff7p1023", "0x1.fffffffffffff8p1023", "0x1.fffffffffffffp1023", "-0x1p-1075", "0x1p-1075", "0x3p-1075", "0x1.fffffffffffffp-1023", "0x1.fffffffffffffep-1023", "0x0.8p-1022", "0xfffffffffffff8p-1080", "0x123456789abcdefp-1100", "nan", "-inf", "infinity", "0x", "0xp1", "1.8", "0x1p", "0x1p+", "0x1.p1", "0x.1", ".8p3", "1p1_0", "0x1_0p0", "0x1p1000000000000000000000", "0x0p1000000000000000000000", "0x1p-1000000000000000000000", "  0x1p0\n", "0X1P+3", "+0x1", "--0x1", "0x1g", "\xa00x1", "", " "):
    try: print(ascii(s), float.fromhex(s).hex())
    except Exception as e: print(ascii(s), type(e).__name__, e)
for x in (5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 0.1, -0.0, 1e-310, 3.0): print(x.hex(), float.fromhex(x.hex()) == x)
for s in ("1\x00", "\x00", "12\u3000", "\u0661\u0662.\u0663", "1__0", "_1", "1_", "1_0.0_1", "1e1_0", "1e_1", "\ud8f0", "1\ud8f0", "0x10", "1 2", "+-1", ".", "e5", "1e", "in", "infi", "-nan", "+Infinity", "1.5\xa0", b"1.5", b"1\x00", bytearray(b" 2.5 "), memoryview(b"3.5"), "123\xbd", "9" * 400, "1e400", "-1e-400"):
    try: print(ascii(s) if not isinstance(s, memoryview) else "view", float(s))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
    try: print(complex(s) if isinstance(s, str) and s.isprintable() and "\u0661" not in s else "")
    except Exception as e: print(type(e).__name__, ascii(str(e)))
#--- Integers from odd things
class B:
    def __bytes__(self): return b"\x01\x02"
class N:
    def __bytes__(self): return "x"
class I:
    def __index__(self): return 7
for f in (lambda: int.from_bytes(B(), "big"), lambda: int.from_bytes(N(), "big"), lambda: int.from_bytes([1, 2], "little"), lambda: int.from_bytes("ab", "big"), lambda: int.from_bytes(b"\xff", signed=True), lambda: int.from_bytes(b"1", "middle"), lambda: int.from_bytes(5, "big"), lambda: int.from_bytes([300], "big"), lambda: int.__new__(bool, 0), lambda: bool.__new__(int), lambda: int.__new__(str), lambda: int(memoryview(b"100")), lambda: int(bytearray(b"12")), lambda: int(b"12", 16), lambda: int("12", I()), lambda: int("z", 36), lambda: int("1", 1), lambda: int("1", 37), lambda: int("0b1", 0), lambda: int("08", 0), lambda: int("0_8", 0), lambda: int("0", 0), lambda: int("00", 0), lambda: int(12, 10), lambda: int(base=10), lambda: int(x=1), lambda: int([1]), lambda: int({}), lambda: (5).to_bytes(0, "big"), lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (-129).to_bytes(1, "big", signed=True), lambda: (5).to_bytes(), lambda: (5).to_bytes(-1), lambda: (10**30).to_bytes(20, "little"), lambda: int.from_bytes(b"", "big"), lambda: (1).bit_count(), lambda: (-255).bit_count(), lambda: (10**30).as_integer_ratio()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S(int):
    def __int__(self): return 42
    def __index__(self): return 43
print(int(S(7)), [0] * 50 == [0] * 50, S(7) + 0, hex(S(7)), range(S(3)), "abc"[S(1)])
class T(int):
    def __trunc__(self): return 5
print(int(T(7)))
c = complex(1, 2)
print(complex("1+2j") == c, complex(" ( 1+2j ) "), complex("-j"), complex("1e5j"))
#--- Mappings as locals, listed
class M:
    def __getitem__(self, key):
        if key == "a": return 12
        raise KeyError
    def keys(self): return list("zyx")
print(eval("dir()", {}, M()), type(eval("locals()", {}, M())).__name__)
import builtins
exec("class A: x = 1\nprint(A.x)", {"__builtins__": dict(vars(builtins))})
print("__build_class__" in vars(builtins))
class Meta(type):
    def __instancecheck__(cls, value): return super().__instancecheck__(value) or value == "also"
    def __subclasscheck__(cls, other): return super().__subclasscheck__(other) or other is int
class C(metaclass=Meta): pass
print(isinstance("also", C), isinstance(1, C), isinstance(C(), C), issubclass(int, C), issubclass(C, C), type.__instancecheck__(int, True), type.__subclasscheck__(int, bool))
for f in (lambda: type.__subclasscheck__(int, 5), lambda: issubclass(5, C)):
    try: print(f())
    except TypeError as e: print(e)
import typing
print(typing.Deque([1]), typing.DefaultDict(int), typing.Counter("aab"), typing.OrderedDict(a=1), typing.Deque[int]([2]), typing.Counter[str]("x"))
for t in (typing.List, typing.List[int]):
    try: t()
    except TypeError as e: print(e)
