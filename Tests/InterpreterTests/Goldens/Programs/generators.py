#--- Generators hand out values and end
def f():
    print("start")
    yield 1
    print("middle")
    yield 2
    print("end")
g = f()
print(type(g).__name__, next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stopped", e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print("stopped again", e.args)
print(list(f()))
#--- return in a generator is the value of StopIteration
def f():
    yield 1
    return "result"
g = f()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args, repr(e))
#--- send gives yield a value
def echo():
    got = yield "first"
    while got is not None:
        got = yield f"got {got}"
    return "done"
g = echo()
try:
    g.send(5)
except TypeError as e:
    print(e)
print(next(g), g.send("a"), g.send(2))
try:
    next(g)
except StopIteration as e:
    print(e.value)
def average():
    total = count = 0
    avg = None
    while True:
        total += yield avg
        count += 1
        avg = total / count
a = average()
next(a)
print(a.send(10), a.send(20), a.send(3))
#--- throw raises inside
def f():
    while True:
        try:
            x = yield
            print("x", x)
        except ValueError as e:
            print("caught", e)
            yield "handled"
        finally:
            print("finally")
g = f()
next(g)
print(g.throw(ValueError("boom")))
print(next(g))
try:
    g.throw(KeyError, "k")
except KeyError as e:
    print("out", e)
try:
    next(g)
except StopIteration:
    print("ended")
def h():
    yield 1
g = h()
try:
    g.throw(ValueError)
except ValueError as e:
    print(repr(e))
print(list(g))
try:
    g.throw(5)
except TypeError as e:
    print(e)
#--- close raises GeneratorExit inside
def f():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("cleanup")
g = f()
next(g)
print(g.close(), g.close())
f().close()
def bad():
    try:
        yield 1
    except GeneratorExit:
        yield 2
b = bad()
next(b)
try:
    b.close()
except RuntimeError as e:
    print(e)
def quiet():
    try:
        yield
    except GeneratorExit:
        return "value"
q = quiet()
next(q)
print(q.close())
#--- yield from hands out another's items and takes its result
def inner():
    x = yield 1
    print("inner got", x)
    yield 2
    return "inner result"
def outer():
    r = yield from inner()
    print("r", r)
    yield from [3, 4]
    yield from "ab"
    return "outer result"
g = outer()
print(next(g), g.send("sent"), next(g), list(g))
def d():
    return (yield from e())
def e():
    return (yield from iter(()))
print(list(d()))
#--- yield from passes throw and close on
def inner():
    try:
        yield 1
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
    finally:
        print("inner finally")
def outer():
    try:
        yield from inner()
    except KeyError as e:
        print("outer caught", e)
        yield "outer"
g = outer()
next(g)
print(g.throw(ValueError("v")))
g.close()
g = outer()
next(g)
print(g.throw(KeyError("k")))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration("it result")
        return self.n
    def send(self, v): return ("sent", v)
    def throw(self, *a): return ("thrown", a[0].__class__ if isinstance(a[0], Exception) else a[0])
    def close(self): print("closed")
def o():
    r = yield from It()
    print("r", r)
g = o()
print(next(g), g.send(5), g.throw(ValueError), list(g))
g = o()
next(g)
g.close()
try:
    def bad(): yield from 5
    list(bad())
except TypeError as e:
    print(e)
#--- Deep delegation
def count(n):
    if n:
        yield n
        yield from count(n - 1)
print(list(count(50)) == list(range(50, 0, -1)))
def tree(t):
    if isinstance(t, list):
        for x in t: yield from tree(x)
    else:
        yield t
print(list(tree([1, [2, [3, [4]], 5], [[6]]])))
#--- A generator that raises StopIteration is a RuntimeError
def f():
    yield 1
    raise StopIteration("x")
try:
    list(f())
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__))
def g():
    yield next(iter([]))
try:
    list(g())
except RuntimeError as e:
    print(e)
#--- A generator may not be entered twice
def f():
    yield next(g)
g = f()
try:
    next(g)
except ValueError as e:
    print(e)
#--- Generator expressions are lazy, the first iterable is not
def show(x):
    print("show", x)
    return x
g = (show(x) * 2 for x in show([1, 2]))
print("made")
print(list(g), list(g))
try:
    (x for x in 5)
except TypeError as e:
    print(e)
print(sum(x * x for x in range(5)), max((len(w), w) for w in ["a", "bbb", "cc"]), list((x, y) for x in "ab" for y in range(2) if y or x == "a"))
print((i for i in [1]).__class__, (i for i in []).__name__)
#--- The variable of a generator expression is read late
fs = list(lambda: x for x in range(3))
print([f() for f in fs])
n = 1
g = (n * x for x in [1, 2])
n = 10
print(list(g))
#--- Infinite generators and taking from them
def naturals():
    n = 0
    while True:
        yield n
        n += 1
def take(n, it): return [x for _, x in zip(range(n), it)]
def primes():
    found = []
    for n in naturals():
        if n > 1 and all(n % p for p in found):
            found.append(n)
            yield n
print(take(5, naturals()), take(10, primes()))
g = naturals()
print([next(g) for _ in range(3)], next(x for x in g if x > 10), next(g))
#--- Exceptions and handled exceptions across yields
def f():
    try:
        raise ValueError("inside")
    except ValueError:
        yield 1
        try:
            raise
        except ValueError as e:
            yield str(e)
g = f()
try:
    raise KeyError("outside")
except KeyError:
    print(next(g))
    try:
        raise
    except KeyError as e:
        print(e)
print(next(g))
def h():
    yield 1
    raise ZeroDivisionError("late")
it = h()
next(it)
try:
    next(it)
except ZeroDivisionError as e:
    print(e)
print(list(it))
#--- Generators as methods, with closures, in classes
class Tree:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
print(list(Tree(2, Tree(1), Tree(4, Tree(3)))), 3 in Tree(3), sorted(Tree(1, Tree(5))), sum(Tree(1, Tree(2))))
a, *b = Tree(1, Tree(0), Tree(2))
print(a, b)
#--- Generator attributes
def f(x):
    yield x
g = f(1)
print(g.__name__, g.__qualname__, g.gi_running, iter(g) is g, hasattr(g, "__next__"), repr(g)[:20])
#--- yield as an expression in many places
def f():
    x = [(yield 1), (yield 2)]
    print(x)
    y = {(yield 3): (yield 4)}
    print(y)
    print((yield 5) + (yield 6))
    z = yield
    print(z)
g = f()
next(g)
for i in range(1, 8):
    try:
        print("->", g.send(i * 10))
    except StopIteration:
        print("end")
#--- contextmanager-like use of generators
class CM:
    def __init__(self, g): self.g = g
    def __enter__(self): return next(self.g)
    def __exit__(self, t, v, tb):
        if t is None:
            try: next(self.g)
            except StopIteration: return False
            raise RuntimeError("generator didn't stop")
        try:
            self.g.throw(v)
        except StopIteration:
            return True
        except BaseException as e:
            if e is v: return False
            raise
def gen(swallow):
    print("enter")
    try:
        yield "value"
    except ValueError as e:
        print("saw", e)
        if not swallow: raise
    finally:
        print("exit")
with CM(gen(True)) as v:
    print(v)
with CM(gen(True)):
    raise ValueError("swallowed")
try:
    with CM(gen(False)):
        raise ValueError("kept")
except ValueError as e:
    print("outside", e)
