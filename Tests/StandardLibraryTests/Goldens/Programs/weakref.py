#--- references that keep nothing alive
import weakref
class A:
    def __init__(self, n):
        self.n = n
    def double(self):
        return self.n * 2
def gone(reference):
    print("gone", reference())
a = A(1)
r = weakref.ref(a, gone)
print(r() is a, r().n, weakref.getweakrefcount(a), weakref.ref(a) is weakref.ref(a), weakref.ref(a) == r)
del a
print(r())
a = A(2)
p = weakref.proxy(a)
p.n = 5
print(a.n, p.double(), isinstance(p, A))
a = None
p.n
#--- values without weak references
import weakref
class S:
    __slots__ = ("x",)
class T:
    __slots__ = ("x", "__weakref__")
class L(list):
    pass
for value in (1, "s", [1], (1,), None, {}, S(), object()):
    try:
        weakref.ref(value)
    except TypeError as error:
        print(error)
t, l = T(), L()
print(weakref.ref(t)() is t, weakref.ref(l)() is l, weakref.ref(print)() is print)
#--- dictionaries and sets that forget
import weakref
class A:
    pass
d, k, s = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet()
a, b = A(), A()
d["a"], d["b"] = a, b
k[a], k[b] = 1, 2
s.add(a)
s.add(b)
print(sorted(d), len(k), len(s), k[a], a in s, d.get("c"))
del a
print(sorted(d), len(k), len(s), "a" in d)
d["a"]
#--- methods and finalizers
import weakref
class A:
    def m(self):
        return "m"
a = A()
m = weakref.WeakMethod(a.m)
print(m()())
f = weakref.finalize(a, print, "finished", 1, sep="-")
print(f.alive, f.peek()[1] is print)
del a
print(m(), f.alive, f())
#--- a tree whose children know their parents
import weakref
class Node:
    def __init__(self, name):
        self.name, self._parent, self.children = name, None, []
    @property
    def parent(self):
        return self._parent and self._parent()
    def add(self, child):
        child._parent = weakref.ref(self)
        self.children.append(child)
root, leaf = Node("root"), Node("leaf")
root.add(leaf)
print(leaf.parent.name)
del root
print(leaf.parent)
#--- Weak references without a callback are one
import weakref
class A:
    def m(self): return 1
a = A()
print(weakref.ref(a) is weakref.ref(a), weakref.ref(a, None) is weakref.ref(a))
r, s = weakref.ref(a), weakref.ref(a, lambda x: None)
print(r is s, r == s, weakref.getweakrefcount(a), hash(r) == hash(a))
m, n = weakref.WeakMethod(a.m), weakref.WeakMethod(A().m)
print(m == weakref.WeakMethod(a.m), m != weakref.WeakMethod(a.m), n() is None, m()())
print(m != n, m == n, m == 3)
b = A()
calls = []
w = weakref.WeakMethod(b.m, calls.append)
del b
import gc; gc.collect()
print(w() is None, calls == [w])
