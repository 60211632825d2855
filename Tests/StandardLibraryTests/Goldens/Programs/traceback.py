#--- the last lines of a report
import traceback
try:
    {}['k']
except KeyError as error:
    print(traceback.format_exception_only(error))
    print(traceback.format_exception_only(type(error), error))
#--- nothing to report
import traceback
print(traceback.format_exception_only(None))
#--- the places of a traceback
import traceback
def f():
    1 / 0
try:
    f()
except ZeroDivisionError as error:
    print([(place.lineno, place.name) for place in traceback.extract_tb(error.__traceback__)][-2:])
#--- formatted places
import traceback
print(traceback.format_list([('a.py', 3, 'f', 'x = 1'), ('b.py', 4, 'g', '')]))
#--- Reports cut short
import traceback, sys
def f(n):
    if n: return f(n - 1)
    1 / 0
try: f(3)
except ZeroDivisionError as e: err = e
for limit in (None, 0, 1, 2, -1, -2, 100):
    print(limit, [x.lineno for x in traceback.extract_tb(err.__traceback__, limit)], len(traceback.format_exception(err, limit=limit)), len(traceback.format_tb(err.__traceback__, limit)), traceback.format_exception(err, limit=limit)[-1])
    print(len(list(traceback.TracebackException.from_exception(err, limit=limit).format())))
print(traceback.TracebackException.from_exception(err) == traceback.TracebackException.from_exception(err), traceback.TracebackException.from_exception(err) == 1)
for args in ((ValueError, None, None), (None,), (ValueError("x"),), (ValueError, ValueError("y"), None)):
    print(traceback.format_exception(*args))
try: traceback.format_exception(ValueError("a"), ValueError("b"))
except ValueError as e: print(e)
try:
    try: raise KeyError("inner")
    except KeyError as k: raise ValueError("outer") from k
except ValueError as v: both = v
t = traceback.TracebackException.from_exception(both, compact=True)
print(t.__context__, t.__cause__ is not None, t.__suppress_context__, str(t), t.exc_type.__name__)
g = ExceptionGroup("eg", [ValueError(i) for i in range(5)])
print("".join(traceback.TracebackException.from_exception(g, max_group_width=2).format()))
print("".join(traceback.TracebackException.from_exception(ExceptionGroup("a", [ExceptionGroup("b", [ValueError(1)])]), max_group_depth=1).format()))
#--- Long chains of exceptions
import traceback
def f():
    try: 1 / 0
    except ZeroDivisionError: f()
try: f()
except RecursionError as e: err = e
t = traceback.TracebackException.from_exception(err)
n = 0
while t is not None: n, t = n + 1, t.__context__
print(n > 50)
