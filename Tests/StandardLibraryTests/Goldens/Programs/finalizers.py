#--- a deleted object says goodbye at once
class A:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = A("a")
del a
print("then")
b = c = A("shared")
del b
print("still there")
del c
print("gone")
#--- what an object holds goes after it
class Holder:
    def __init__(self, name, held=None): self.name, self.held = name, held
    def __del__(self): print("del", self.name)
chain = None
for name in "abc":
    chain = Holder(name, chain)
del chain
print("end")
#--- a cycle waits for the collector
import gc
class Node:
    def __init__(self, name): self.name, self.next = name, self
    def __del__(self): print("del", self.name)
n = Node("n")
del n
print("before")
gc.collect()
print("after")
#--- generators that are left in a try
import gc
def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
g = numbers()
next(g)
del g
print("then")
def inner():
    for x in numbers():
        if x == 1:
            return x
inner()
gc.collect()
print("collected")
h = numbers()
del h
print("never begun")
def outer():
    yield from numbers()
o = outer()
next(o)
del o
gc.collect()
print("end")
#--- locals of a function go by the next collection
import gc
class A:
    def __del__(self): print("del")
def make():
    x = A()
make()
gc.collect()
print("end")
#--- an object that comes back is not asked twice
import gc
saved = []
class Phoenix:
    def __del__(self):
        print("burns")
        saved.append(self)
p = Phoenix()
del p
print(len(saved))
saved.clear()
gc.collect()
print("end")
#--- what is left at the end of a program
class A:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
first, second = A("first"), A("second")
def gen():
    try:
        yield
    finally:
        print("closed")
g = gen()
next(g)
print("end")
#--- finalizers that change their mind about exceptions
import gc
class A:
    def __del__(self):
        try:
            raise KeyError("inside")
        except KeyError as error:
            print("handled", error, error.__context__)
try:
    raise ValueError("outside")
except ValueError as error:
    a = A()
    del a
    gc.collect()
    import sys
    print(sys.exception() is error)
#--- subclasses and slots
import gc
class Base:
    def __del__(self): print("base")
class Sub(Base):
    __slots__ = "x",
    def __del__(self):
        print("sub")
        super().__del__()
class Listed(list):
    def __del__(self): print("list", len(self))
s, l = Sub(), Listed([1, 2])
del s
del l
class Late: pass
Late.__del__ = lambda self: print("late")
x = Late()
del x
print("end")
#--- a collection while a generator has not begun, or runs
import gc
def numbers():
    try:
        gc.collect()
        yield 1
    finally:
        print("closed")
g = numbers()
gc.collect()
next(g)
gc.collect()
del g
print("end")
