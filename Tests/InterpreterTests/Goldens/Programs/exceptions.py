#--- try, except, else, finally
def f(x):
    try:
        print("try")
        if x == 1: raise ValueError("one")
        if x == 2: raise KeyError("two")
        if x == 3: return "returned"
    except ValueError as e:
        print("except", e)
        return "handled"
    except (KeyError, TypeError) as e:
        print("tuple", repr(e))
    else:
        print("else")
    finally:
        print("finally")
    return "end"
for x in range(4):
    print(f(x))
#--- The name of a handler is gone afterwards
e = "before"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as x:
    print(x)
def f():
    try:
        1 / 0
    except ZeroDivisionError as err:
        pass
    return err
try:
    f()
except UnboundLocalError as x:
    print(x)
#--- raise with classes, instances, arguments, nothing
for code in ["raise ValueError", "raise ValueError('m')", "raise ValueError('a', 1)", "raise 5", "raise 'text'", "raise", "raise int", "raise ValueError from 5", "raise KeyError('k')", "raise Exception()", "raise StopIteration(3)", "raise SystemExit(2)", "raise object()"]:
    try:
        exec(code)
    except BaseException as e:
        print(code, "->", type(e).__name__, "|", e, "|", e.args)
#--- Chaining: cause, context and suppression
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("wrapped") from z
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        {}["k"]
except KeyError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("quiet") from None
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        raise KeyError("a")
    finally:
        raise TypeError("b")
except TypeError as e:
    print(repr(e.__context__))
try:
    raise ValueError("x") from TypeError
except ValueError as e:
    print(repr(e.__cause__))
#--- Raising again
def f():
    try:
        raise ValueError("first")
    except ValueError:
        try:
            raise KeyError("second")
        except KeyError:
            pass
        raise
try:
    f()
except Exception as e:
    print(repr(e))
try:
    try:
        raise ValueError("a")
    except ValueError as e:
        raise e
except ValueError as e:
    print(repr(e), e.__context__)
#--- User exceptions
class MyError(Exception):
    """Mine."""
class Coded(MyError):
    def __init__(self, code, msg="default"):
        super().__init__(code, msg)
        self.code = code
    def __str__(self): return f"[{self.code}] {self.args[1]}"
try:
    raise Coded(7)
except MyError as e:
    print(e, repr(e), e.args, e.code, isinstance(e, Exception), type(e).__mro__[1].__name__)
class NoInit(Exception):
    def __init__(self, a, b): self.a = a
e = NoInit(1, 2)
print(e.args, str(e), repr(e))
class Attr(ValueError):
    extra = 5
print(Attr("x").extra, str(Attr("x", "y")), repr(Attr()), str(Attr()))
#--- The tree of built-in exceptions
for name in ["ArithmeticError", "AssertionError", "AttributeError", "BufferError", "EOFError", "FileNotFoundError", "FloatingPointError", "GeneratorExit", "ImportError", "IndentationError", "IndexError", "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError", "NotImplementedError", "OSError", "OverflowError", "PermissionError", "RecursionError", "RuntimeError", "StopIteration", "SyntaxError", "SystemError", "SystemExit", "TabError", "TimeoutError", "TypeError", "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "UserWarning", "ValueError", "Warning", "ZeroDivisionError", "DeprecationWarning", "FutureWarning", "RuntimeWarning", "IsADirectoryError", "NotADirectoryError", "FileExistsError", "ConnectionError", "StopAsyncIteration"]:
    print(name, [c.__name__ for c in getattr(__builtins__, name).__mro__[1:-1]])
print(IOError is OSError, EnvironmentError is OSError)
#--- Text of built-in exceptions
for e in [KeyError("k"), KeyError(), KeyError(1, 2), ValueError(None), ValueError([1]), OSError(2, "No such file"), OSError(2, "No such file", "name"), OSError("just text"), FileNotFoundError(2, "x", "y"), StopIteration(5), SystemExit(3), ImportError("m", name="n"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), NameError("n"), AttributeError("a"), SyntaxError("s"), Exception("a", "b"), AssertionError(), ZeroDivisionError("z")]:
    print(type(e).__name__, "|", str(e), "|", repr(e), "|", e.args)
e = OSError(2, "No such file", "name")
print(e.errno, e.strerror, e.filename, type(e).__name__, type(OSError(13, "p")).__name__)
#--- Exceptions from built-in operations
tests = """1 / 0|1 // 0|1 % 0|1.0 / 0|1.5 % 0|1.5 // 0|0 ** -1|0.0 ** -1|divmod(1, 0)|[][0]|[1][5]|()[0]|""[0]|{}["x"]|{}[1]|{1: 2}[(1, 2)]|[1]["a"]|[1][1.5]|(1,)["a"]|"a"["b"]|1[0]|None[0]|len(1)|-"a"|+[]|~1.5|1 + "a"|"a" + 1|[] + ()|() + []|{} + {}|1 - "a"|"a" * "b"|[1] * 1.5|"a" * 2.5|1 < "a"|[] < ()|{} < {}|None > 1|1j < 2j|"a" in 1|1 in "a"|1 in 5|int("x")|float("y")|int(None)|list(1)|dict(1)|set(1)|iter(1)|next([])|hash([])|{[]: 1}|{{}}|{[1]}|abs("x")|round("x")|sum("ab")|max(1)|min([])|max(1, "a")|sorted([1, "a"])|ord("ab")|chr(-1)|int("1", 99)|"x".join([1])|"%d" % "a"|"%d %d" % 1|"%s" % (1, 2)|"{}".format()|"{x}".format()|f"{1:q}"|f"{'a':d}"|"abc".index("z")|[].index(1)|().index(1)|[].remove(1)|[].pop()|{}.pop(1)|set().pop()|set().remove(1)|range(1.5)|range(0, 1, 0)|slice()|[1, 2, 3][::0]|"abc"[::0]|bytes([256])|bytes("a")|b"a" + "a"|"a" + b"a"|getattr(1, "x")|setattr(1, "x", 1)|isinstance(1, 1)|2 ** "a"|1 << -1|1 >> -1|1.5 << 1|1 & 1.5|float("inf").__int__()|int(float("nan"))|10 ** 400 * 1.0|1e308 * 10|(-8) ** 0.5|object() + 1|print + 1|int + 1|(lambda: 0) < 1|type("A", (), {})() @ 1|[1, 2] @ [3]|not_defined|"a".b|().append|[].push(1)|(1).foo""".split("|")
for t in tests:
    try:
        print(t, "=", repr(eval(t))[:60])
    except Exception as e:
        print(t, "->", type(e).__name__ + ":", e)
#--- with enters and leaves
class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self):
        print("enter", self.n)
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None, v)
        return self.swallow
with CM(1) as a, CM(2) as b:
    print(a.n, b.n)
with (CM(3), CM(4) as c):
    print(c.n)
with CM(5, True):
    raise ValueError("swallowed")
try:
    with CM(6), CM(7):
        raise KeyError("kept")
except KeyError as e:
    print("outside", e)
def f():
    with CM(8):
        return "returned"
print(f())
for i in range(3):
    with CM(i):
        if i == 0: continue
        break
#--- with needs the protocol
class OnlyEnter:
    def __enter__(self): pass
for o in [5, OnlyEnter(), None]:
    try:
        with o: pass
    except TypeError as e:
        print(e)
class Bad:
    def __enter__(self): raise ValueError("in enter")
    def __exit__(self, *a): print("never")
try:
    with Bad(): pass
except ValueError as e:
    print(e)
class BadExit:
    def __enter__(self): return self
    def __exit__(self, *a): raise KeyError("in exit")
try:
    with BadExit(): raise ValueError("body")
except KeyError as e:
    print(repr(e), repr(e.__context__))
#--- except clauses are checked when they are reached
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError
    except (KeyError, "x"):
        pass
except TypeError as e:
    print(e)
def which():
    print("asked")
    return ValueError
try:
    raise ValueError("v")
except which() as e:
    print(e)
#--- finally and control flow
def a():
    for i in range(3):
        try:
            continue
        finally:
            print("fin", i)
    while True:
        try:
            return 1
        finally:
            break
    return 2
print(a())
def b():
    try:
        return 1
    finally:
        try:
            raise ValueError
        except ValueError:
            print("inner")
def c():
    try:
        1 / 0
    finally:
        return "suppressed"
def d():
    x = 1
    try:
        return x
    finally:
        x = 2
print(b(), c(), d())
#--- Nested handlers and finalizers
def f(n):
    try:
        try:
            if n == 0: raise ValueError("v")
            if n == 1: raise KeyError("k")
            return "none"
        except ValueError:
            print("inner value")
            if n == 0: raise TypeError("from handler")
        finally:
            print("inner finally")
    except TypeError as e:
        return f"outer {e} {e.__context__!r}"
    except KeyError as e:
        return f"outer {e!r}"
    else:
        return "else"
    finally:
        print("outer finally")
for n in range(3): print(f(n))
#--- Exceptions can be kept and raised later
saved = []
for x in [ValueError("a"), KeyError("b")]:
    try:
        raise x
    except Exception as e:
        saved.append(e)
print(saved)
for e in saved:
    try:
        raise e
    except LookupError as l:
        print("lookup", l)
    except Exception as v:
        print("other", v)
e = ValueError("n")
e.add_note("a note")
print(e.__notes__, e.with_traceback(None) is e)
#--- Exception groups of attributes: name, obj, value
try:
    undefined_thing
except NameError as e:
    print(e.name)
try:
    (5).nothing
except AttributeError as e:
    print(e.name, e.obj)
def g():
    yield
    return 7
it = g()
next(it)
try:
    next(it)
except StopIteration as e:
    print(e.value)
#--- SyntaxError from eval and exec
for code in ["1 +", "def f(:", "x = = 1", "if True\n  pass", "  x = 1", "return 1", "break", "'abc", "f(", "a b", "1 = x", "lambda: (yield)", "print 'x'", "for x in y", "class", "f'{'", "def f():\nx=1", "import", "x +=", "del 1", "nonlocal x", "f(a=1, a=2)", "f(**{}, *[])", "*a", "continue", "None = 1", "(a, b) += 1"]:
    try:
        exec(code)
        print(repr(code), "fine")
    except SyntaxError as e:
        print(repr(code), type(e).__name__, e.msg, e.lineno, e.offset)
#--- MemoryError and OverflowError for what is too large
for code in ["[0] * 10 ** 12", "'a' * 10 ** 12", "(1,) * 10 ** 15", "b'a' * 10 ** 13", "[0] * 10 ** 20", "'ab' * 10 ** 30", "1 << 10 ** 20", "bytes(10 ** 15)", "'a'.ljust(10 ** 13)", "list(range(10))[10 ** 30]", "float(10 ** 400)", "10.0 ** 400"]:
    try:
        r = eval(code)
        print(code, "fine")
    except (MemoryError, OverflowError, IndexError) as e:
        print(code, type(e).__name__, e)
