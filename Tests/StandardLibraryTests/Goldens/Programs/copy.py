#--- containers
import copy
a = [1, [2, 3], {"k": [4]}, (5, [6])]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(99)
a[2]["k"].append(99)
print(a, b, c)
print(b is a, b[1] is a[1], c[1] is a[1], c == b)
t = (1, "x", (2, 3))
print(copy.deepcopy(t) is t, copy.copy(t) is t)
for v in (None, 1, 2.5, True, "s", b"x", 3j, int, len, print, range(3), Ellipsis, NotImplemented, slice(1, 2), frozenset({1}), {1, 2}):
    d = copy.deepcopy(v)
    print(copy.copy(v) is v, d is v, d == v, type(d) is type(v))
#--- recursive structures and shared parts
import copy
a = [1]
a.append(a)
b = copy.deepcopy(a)
print(b, b[1] is b, b is a)
d = {"x": 1}
d["me"] = d
e = copy.deepcopy(d)
print(e["me"] is e, e["x"])
s = [0]
t = ([s, s], s)
u = copy.deepcopy(t)
print(u[0][0] is u[0][1] is u[1], u[1] is s)
r = ([],)
r[0].append(r)
q = copy.deepcopy(r)
print(q[0][0] is q, q is r)
#--- instances
import copy
class Node:
    kind = "node"
    def __init__(self, v, next=None):
        self.v, self.next = v, next
n = Node([1], Node([2]))
m, k = copy.copy(n), copy.deepcopy(n)
n.next.v.append(9)
n.v.append(8)
print(m.v, m.next.v, k.v, k.next.v, type(k).__name__, k.kind)
n.next.next = n
o = copy.deepcopy(n)
print(o.next.next is o)
class Slotted:
    __slots__ = ("a", "b")
s = Slotted()
s.a = [1]
u = copy.deepcopy(s)
print(u.a, u.a is s.a, hasattr(u, "b"))
class L(list):
    pass
l = L([1, [2]])
l.tag = "t"
x = copy.deepcopy(l)
print(x, type(x).__name__, x.tag, x[1] is l[1])
class D(dict): pass
x = copy.copy(D(a=1))
print(x, type(x).__name__)
class T(tuple): pass
x = copy.deepcopy(T((1, [2])))
print(x, type(x).__name__)
class I(int): pass
i = I(7)
i.note = ["n"]
j = copy.deepcopy(i)
print(j, type(j).__name__, j.note, j.note is i.note)
class S(set): pass
print(copy.copy(S({1})), type(copy.deepcopy(S({1}))).__name__)
#--- __copy__, __deepcopy__, __reduce__, __getstate__
import copy
class A:
    def __init__(self, x): self.x = x
    def __copy__(self):
        print("__copy__")
        return A(self.x)
    def __deepcopy__(self, memo):
        print("__deepcopy__", type(memo).__name__)
        return A(copy.deepcopy(self.x, memo))
a = A([1])
print(copy.copy(a).x is a.x, copy.deepcopy(a).x is a.x)
print(len(copy.deepcopy([a, a])))
class B:
    def __init__(self, x, y): self.x, self.y = x, y
    def __reduce__(self): return (B, (self.x, self.y))
b = copy.deepcopy(B([1], 2))
print(b.x, b.y)
class C:
    def __init__(self): self.secret, self.kept = 1, [2]
    def __getstate__(self): return {"kept": self.kept}
    def __setstate__(self, state): self.__dict__.update(state, restored=True)
c = copy.deepcopy(C())
print(c.__dict__)
class N:
    def __new__(cls, n):
        self = super().__new__(cls)
        self.n = n
        return self
    def __getnewargs__(self): return (self.n,)
print(copy.copy(N(3)).n)
class Q:
    def __new__(cls, *, n):
        self = super().__new__(cls)
        self.n = n
        return self
    def __getnewargs_ex__(self): return (), {"n": self.n}
print(copy.copy(Q(n=4)).n)
#--- functions, methods, exceptions and what cannot be copied
import copy, math
class A:
    def m(self): return self
a = A()
m = copy.deepcopy(a.m)
print(m() is a, type(m()) is A, copy.deepcopy(math.sin) is math.sin)
f = lambda x: x
print(copy.deepcopy({"f": f})["f"] is f)
e = copy.deepcopy(ValueError("x", [1]))
print(repr(e), e.args)
def g(): yield 1
for bad in (g(), math, {}.keys()):
    try:
        copy.deepcopy([bad])
    except TypeError as e:
        print(e)
print(issubclass(copy.Error, Exception))
memo = {}
copy.deepcopy([1, [2]], memo)
print(len(memo))
