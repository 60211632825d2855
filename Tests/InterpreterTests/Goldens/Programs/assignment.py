#--- Chained assignment binds every target to one object
a = b = c = []
a.append(1)
print(a, b, c, a is c)
#--- Tuples unpack, nested and starred
a, b = 1, 2
(c, d), [e, *f] = (3, 4), [5, 6, 7]
*g, h = "xyz"
i, *j, k = range(5)
print(a, b, c, d, e, f, g, h, i, j, k)
x, = [9]
[y] = (8,)
print(x, y)
#--- Unpacking too few or too many values says so
for target, value in [("a, b", "[1]"), ("a, b", "[1, 2, 3]"), ("a, *b, c", "[1]"), ("a, b", "5"), ("a, b", "iter([1, 2, 3])"), ("a, b", "None"), ("()", "[1]"), ("a, b", "'abc'"), ("a, b", "{}")]:
    try:
        exec(f"{target} = {value}")
    except Exception as e:
        print(target, "=", value, "->", type(e).__name__, e)
#--- The right side is evaluated before the targets, left to right
def f(n):
    print("eval", n)
    return n
d = {}
d[f(1)] = f(2)
d[f(3)], d[f(4)] = f(5), f(6)
print(d)
i = 0
l = [0, 0, 0]
i, l[i] = 1, 9
print(i, l)
#--- Augmented assignment evaluates its target once
def index():
    print("index")
    return 0
l = [1]
l[index()] += 5
print(l)
class A:
    n = 1
a = A()
a.n += 1
print(a.n, A.n)
#--- Every augmented operator
x = 10
x += 3; print(x)
x -= 1; print(x)
x *= 4; print(x)
x //= 5; print(x)
x **= 2; print(x)
x %= 47; print(x)
x <<= 3; print(x)
x >>= 1; print(x)
x |= 3; print(x)
x &= 6; print(x)
x ^= 5; print(x)
x /= 4; print(x)
#--- In-place operators change lists where they are
a = b = [1, 2]
a += (3,)
a *= 2
print(b, a is b)
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e)
print(t)
#--- Annotated assignment keeps annotations of modules and classes
x: int = 5
y: "str"
class C:
    a: int = 1
    b: list
print(x, __annotations__, C.__annotations__, C.a, hasattr(C, "b"))
def f():
    z: undefined_name = 1
    return z
print(f())
try:
    y
except NameError as e:
    print(e)
#--- Slices are assigned and deleted
l = list(range(10))
l[2:5] = ["a"]
print(l)
l[1:1] = [0.5, 0.6]
print(l)
l[::3] = [None] * len(l[::3])
print(l)
del l[-3:]
print(l)
del l[::2]
print(l)
l[:] = []
print(l)
try:
    l = [1, 2, 3]
    l[::2] = [1]
except ValueError as e:
    print(e)
try:
    l[0:1] = 5
except TypeError as e:
    print(e)
#--- del removes names, items, attributes
x = 1
del x
try:
    x
except NameError as e:
    print(e)
d = {1: 2, 3: 4}
del d[1]
print(d)
class A: pass
a = A()
a.b = 1
del a.b
try:
    a.b
except AttributeError as e:
    print(e)
try:
    del a.b
except AttributeError as e:
    print(e)
l = [1, 2, 3]
del l[0], l[0]
print(l)
del (l)
print("l" in globals())
#--- The walrus binds in the enclosing scope
if (n := 10) > 5:
    print(n)
print([y := 1, y ** 2], y)
total = 0
print([total := total + v for v in range(5)], total)
print(any((last := w) for w in [0, "", "x", 5]), last)
def f():
    while (chunk := data.pop()) != 0:
        print(chunk)
    return chunk
data = [0, 1, 2, 3]
print(f())
#--- Attribute and subscript targets in loops and unpacking
class A: pass
a = A()
d = {}
for a.x, d["k"] in [(1, 2), (3, 4)]:
    print(a.x, d)
a.y, *d["rest"] = 1, 2, 3
print(a.y, d)
#--- Conditional expressions and comparison chains
def f(x):
    print("f", x)
    return x
print(1 if f(0) else 2)
print(f(1) < f(3) < f(2) < f(9))
print(1 < 2 > 1 == 1 != 2 is not None)
print(0 or [] or "x", 1 and "" and 5, not 0, not [1])
a = b = 1
print(a is b in [True, 1])
