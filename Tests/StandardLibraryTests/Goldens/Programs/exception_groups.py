#--- Groups in boxes
import traceback
def deep(n):
    e = ValueError(n)
    for i in range(n): e = ExceptionGroup("d%d"%i, [e])
    return e
for e in [deep(3), deep(12), ExceptionGroup("w",[ValueError(i) for i in range(17)]), ExceptionGroup("w",[ValueError(i) for i in range(16)])]:
    print(''.join(traceback.format_exception(e)))
#--- Clauses one after another
try:
    raise ValueError("naked")
except* ValueError as e:
    print(repr(e), e.exceptions)
try: print(e)
except NameError as x: print(x)
try:
    try:
        raise ValueError("naked")
    except* TypeError as e: print("no")
    finally: print("fin")
except ValueError as e: print(repr(e))
try: pass
except* ValueError: print("no")
else: print("else")
import sys
for ex in (ValueError(1), ExceptionGroup("g",[ValueError(2), ExceptionGroup("h",[TypeError(3), OSError(4)])])):
    try:
        try: raise ex
        except* (ValueError, TypeError) as g:
            print("vt", repr(g), sys.exc_info()[1] is g)
        except* OSError as g: print("os", repr(g), repr(sys.exc_info()[1]))
        except* Exception as g: print("ex", repr(g))
    except BaseException as e: print("left", repr(e))
    print(sys.exc_info())
def gen():
    for i in range(3):
        try:
            yield i
        except* ValueError as e:
            for j in range(2):
                if j: continue
                yield repr(e)
g = gen(); print(next(g)); print(g.throw(ValueError(3))); print(next(g))
