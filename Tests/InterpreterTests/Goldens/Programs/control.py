#--- while and for with else
n = 0
while n < 3:
    n += 1
else:
    print("while done", n)
while True:
    break
else:
    print("never")
for i in range(3):
    if i == 5: break
else:
    print("for done", i)
for i in []:
    pass
else:
    print("empty", i)
#--- break and continue in nested loops
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 1: break
        print(i, j)
    else:
        print("inner complete", i)
#--- The loop variable lives on, and changing it does not change the loop
for i in range(4):
    print(i, end=" ")
    i = 10
print(i)
#--- A list may grow or shrink under its loop
l = [1, 2, 3]
for x in l:
    print(x, end=" ")
    if len(l) < 6: l.append(x * 10)
print(l)
for x in l:
    l.remove(x)
print(l)
#--- A dict or set may not change size under its loop
d = {1: 1, 2: 2}
try:
    for k in d:
        d[k + 10] = 0
except RuntimeError as e:
    print(e)
s = {1, 2}
try:
    for k in s:
        s.add(k + 10)
except RuntimeError as e:
    print(e)
d = {1: 1, 2: 2}
for k in d:
    d[k] = k * 2
print(d)
try:
    for k in d:
        del d[k]
except RuntimeError as e:
    print(e)
#--- if, elif, else
for x in range(4):
    if x == 0: print("zero")
    elif x == 1: print("one")
    elif x == 2:
        print("two")
    else:
        print("many")
#--- pass, ellipsis and docstrings are statements
def f():
    """Doc."""
def g(): pass
def h(): ...
print(f(), g(), h(), f.__doc__, g.__doc__)
#--- assert raises AssertionError with its message
assert True
try:
    assert 1 == 2, "no " + "way"
except AssertionError as e:
    print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)
#--- Matching literals, captures, alternatives and guards
def m(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "small"
        case "a": return "letter"
        case -1.5: return "minus"
        case None: return "none"
        case True: return "true"
        case int(n) if n > 100: return f"big {n}"
        case float() | complex(): return "real"
        case str() as s: return "str " + s
        case _: return "other"
for x in [0, 1, 2, "a", -1.5, None, True, False, 500, 50, 2.5, 3j, "zz", []]:
    print(repr(x), m(x))
#--- Matching sequences
def m(x):
    match x:
        case []: return "empty"
        case [a]: return f"one {a}"
        case (1, y): return f"1 and {y}"
        case [x, [y, *z]]: return f"nested {x} {y} {z}"
        case [first, *_, last]: return f"{first}..{last}"
    return "no"
for x in [[], [1], (1, 2), [5, [6, 7, 8]], [1, 2, 3], range(4), "ab", {1: 2}, b"ab", (x for x in [1])]:
    print(m(x))
#--- Matching mappings
def m(x):
    match x:
        case {"type": "point", "x": x, "y": y}: return f"point {x},{y}"
        case {"k": [a, b], **rest}: return f"k {a} {b} {rest}"
        case {1: _}: return "has 1"
        case {}: return "a dict"
    return "no"
for x in [{"type": "point", "x": 1, "y": 2}, {"k": [1, 2], "z": 3}, {1: 5}, {2: 2}, {}, []]:
    print(m(x))
#--- Matching classes by position and name
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
def m(p):
    match p:
        case Point(0, 0): return "origin"
        case Point(x, y=0): return f"x axis {x}"
        case Point(x=0): return "y axis"
        case Point(x, y) if x == y: return "diagonal"
        case Point(): return "point"
        case [Point(a, b), Point()]: return f"two {a} {b}"
        case int(n): return f"int {n}"
        case str(s) | bytes(s): return f"text {s}"
    return "no"
for p in [Point(0, 0), Point(3, 0), Point(0, 3), Point(2, 2), Point(1, 2), [Point(7, 8), Point(1, 1)], 5, "s", b"s", 1.5]:
    print(m(p))
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e:
    print(e)
try:
    match 5:
        case int(a, b): pass
except TypeError as e:
    print(e)
#--- Matching values by dotted names
class Color:
    RED = 1
    BLUE = "b"
for x in [1, "b", 3]:
    match x:
        case Color.RED: print("red")
        case Color.BLUE: print("blue")
        case other: print("other", other)
print(other)
#--- match and case are names elsewhere
match = 5
case = match + 1
print(match, case)
_ = 3
print(_)
#--- Statements on one line
x = 1; y = 2; print(x, y)
if x: print("a"); print("b")
for i in 1, 2: print(i); 
while x: x = 0; print("once")
class A: a = 1; b = 2
print(A.a, A.b)
#--- Loops over several kinds of iterables
for x in (1, 2): print(x, end=" ")
for x in "ab": print(x, end=" ")
for x in {"k": 1}: print(x, end=" ")
for x in {5}: print(x, end=" ")
for x in b"hi": print(x, end=" ")
for x, y in zip([1], [2]): print(x, y, end=" ")
for i, (a, b) in enumerate([(1, 2)]): print(i, a, b, end=" ")
for k, v in {"q": 9}.items(): print(k, v, end=" ")
for x in range(10, 0, -3): print(x, end=" ")
print()
try:
    for x in 5: pass
except TypeError as e:
    print(e)
try:
    for x in None: pass
except TypeError as e:
    print(e)
#--- Names of functions and modules that are missing
try:
    undefined
except NameError as e:
    print(e)
try:
    import no_such_module
except ModuleNotFoundError as e:
    print(e, e.name)
def f():
    print(local)
    local = 1
try:
    f()
except UnboundLocalError as e:
    print(e)
def g():
    def h():
        return late
    try:
        h()
    except NameError as e:
        print(e)
    late = 1
    return h()
print(g())
