#--- contextmanager
from contextlib import contextmanager
@contextmanager
def tag(name):
    "wraps in a tag"
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")
with tag("a") as a, tag("b") as b:
    print(a, b)
print(tag.__name__, tag.__doc__)
@tag("deco")
def f(x):
    print("in f", x)
    return x
print(f(1), f(2), f.__name__)
try:
    with tag("c"):
        raise ValueError("inside")
except ValueError as e:
    print("came out", e)
#--- contextmanager that handles
from contextlib import contextmanager
@contextmanager
def quiet(kind):
    try:
        yield
    except kind as e:
        print("handled", repr(e))
with quiet(KeyError):
    {}["x"]
try:
    with quiet(KeyError):
        [][0]
except IndexError as e:
    print(e)
@contextmanager
def never():
    if False:
        yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def goes_on():
    try:
        yield
    except Exception:
        pass
    yield
@contextmanager
def replaces():
    try:
        yield
    except Exception as e:
        raise KeyError("new") from e
for cm in never, twice, goes_on, replaces:
    try:
        with cm():
            if cm in (goes_on, replaces):
                raise ValueError("x")
    except Exception as e:
        print(cm.__name__, repr(e), repr(e.__cause__))
try:
    with quiet(KeyError):
        raise StopIteration("s")
except StopIteration as e:
    print(repr(e))
#--- contextmanager sets and restores
from contextlib import contextmanager
state = {"training": True}
@contextmanager
def evaluating():
    before = state["training"]
    state["training"] = False
    try:
        yield state
    finally:
        state["training"] = before
with evaluating() as s:
    print(s)
print(state)
#--- suppress, nullcontext, closing
from contextlib import suppress, nullcontext, closing
with suppress(ZeroDivisionError, KeyError):
    1 / 0
print("after")
try:
    with suppress(KeyError):
        1 / 0
except ZeroDivisionError as e:
    print(e)
with nullcontext(5) as n:
    print(n)
with nullcontext() as n:
    print(n)
class Door:
    def close(self): print("closed")
with closing(Door()) as d:
    print(type(d).__name__)
#--- ExitStack
from contextlib import ExitStack, contextmanager
@contextmanager
def res(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)
with ExitStack() as stack:
    names = [stack.enter_context(res(n)) for n in "abc"]
    stack.callback(print, "callback", end="!\n")
    print(names)
with ExitStack() as stack:
    stack.push(lambda *d: print(d[0]) or True)
    raise KeyError("k")
print("swallowed")
with ExitStack() as stack:
    stack.enter_context(res("x"))
    kept = stack.pop_all()
print("kept")
kept.close()
try:
    with ExitStack() as stack:
        stack.enter_context(3)
except TypeError as e:
    print(e)
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise ValueError("first")
except ZeroDivisionError as e:
    print(repr(e), repr(e.__context__))
#--- classes as context managers and decorators
from contextlib import ContextDecorator, AbstractContextManager
class Timed(ContextDecorator):
    def __enter__(self):
        print("start")
        return self
    def __exit__(self, *exc):
        print("stop", exc[0])
        return False
@Timed()
def work(n):
    return n * 2
print(work(4))
with Timed():
    print("body")
class Mine:
    def __enter__(self): return self
    def __exit__(self, *a): pass
class Other:
    def __enter__(self): return self
print(isinstance(Mine(), AbstractContextManager), isinstance(Other(), AbstractContextManager))
class Sub(AbstractContextManager):
    def __exit__(self, *a): print("left")
with Sub() as s:
    print(type(s).__name__)
try:
    AbstractContextManager()
except TypeError as e:
    print(e)
#--- output sent elsewhere
import sys
from contextlib import redirect_stdout, redirect_stderr
class Buffer:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
    def flush(self): pass
b = Buffer()
with redirect_stdout(b) as target:
    print("hidden", 1)
    print("more", end="")
print(b.parts, target is b)
with redirect_stderr(b):
    print("to stderr", file=sys.stderr)
print("".join(b.parts))
#--- Stacks of contexts, and their errors
from contextlib import ExitStack, contextmanager, suppress
stack = ExitStack()
class C:
    def __enter__(self): return "in"
    def __exit__(self, *details): print("out", details[0]); return True
with ExitStack() as s:
    s.push(C()); s.enter_context(C()); s.callback(print, "called", end="!\n")
    s.push(lambda *d: print("pushed", d[0]))
    s.push(C().__exit__)
    1 / 0
for bad in (1, None, object()):
    try: ExitStack().enter_context(bad)
    except TypeError as e: print(e)
    try: ExitStack().push(bad)
    except Exception as e: print(type(e).__name__, e)
class L:
    def __exit__(self, *d): pass
try: ExitStack().enter_context(L())
except TypeError as e: print(e)
@contextmanager
def cm():
    try:
        try: yield
        finally: raise KeyError("k")
    except KeyError as e: raise IndexError("i") from None
try:
    with cm(): raise ValueError("v")
except IndexError as e: print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
@contextmanager
def gen(): yield 1
g = gen()
with g: pass
try:
    with g: pass
except Exception as e: print(type(e).__name__, e)
def two():
    yield 1; yield 2
try:
    with contextmanager(two)(): pass
except RuntimeError as e: print(e)
def none():
    if False: yield
try:
    with contextmanager(none)(): pass
except RuntimeError as e: print(e)
try:
    with gen(): raise StopIteration("x")
except StopIteration as e: print("stop", e)
