#--- sys tells about the interpreter
import sys

print(sys.version_info[:3], sys.version_info >= (3, 8), sys.version_info.major, sys.version_info.releaselevel, sys.version_info)
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.hexversion, sys.float_info)
print(sys.int_info, sys.float_info.epsilon, sys.float_info.max, sys.getdefaultencoding(), sys.float_repr_style)
print(sys.getrecursionlimit(), sys.setrecursionlimit(500), sys.getrecursionlimit(), sys.intern("a") is sys.intern("a"), sys.argv is sys.argv)
print(type(sys.path).__name__, "sys" in sys.modules, sys.modules["sys"] is sys, sys.getsizeof([]) > 0, sys.getrefcount(sys) > 0, sys.exc_info())
try:
    raise ValueError("x")
except ValueError:
    print(sys.exc_info()[:2], sys.exception())
print(sys.exc_info(), sys.version.split()[0].split(".")[:2], sys.flags.optimize, sys.implementation.name != "")
for action in (lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit("x"), lambda: sys.exit(3), lambda: sys.exit("bye"), lambda: sys.exit(), lambda: sys.intern(5)):
    try:
        action()
    except (Exception, SystemExit) as e:
        print(type(e).__name__, e, e.args)
#--- the limit of digits
import sys

print(sys.get_int_max_str_digits())
try:
    str(10**5000)
except ValueError as e:
    print(e)
sys.set_int_max_str_digits(0)
print(len(str(10**5000)), int("9" * 5000) == 10**5000 - 1)
sys.set_int_max_str_digits(700)
try:
    int("9" * 701)
except ValueError as e:
    print(e)
try:
    sys.set_int_max_str_digits(5)
except ValueError as e:
    print(e)
#--- time as dates
import time

t = time.gmtime(0)
print(t, t.tm_year, t[0], len(t), t.tm_zone, t.tm_gmtoff, tuple(t), isinstance(t, tuple))
print(time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %w %y %% %p %I", time.gmtime(1700000000)), time.asctime(time.gmtime(1e9)))
print(time.gmtime(1700000000.9).tm_sec, time.gmtime(-1).tm_year, time.mktime(time.localtime(1700000000)), time.mktime((2024, 2, 30, 0, 0, 0, 0, 0, -1)) > 0)
print(time.struct_time((2020, 1, 2, 3, 4, 5, 6, 7, 0)), time.struct_time(range(11)).tm_gmtoff, time.strftime("", t), isinstance(time.strftime("%c"), str))
for text, format in [("2024-01-15 10:20:30", "%Y-%m-%d %H:%M:%S"), ("15 Jan 24", "%d %b %y"), ("Mon Jan 15 2024", "%a %b %d %Y"), ("3:05 PM", "%I:%M %p"), ("2024 045", "%Y %j"),
                     ("2024 10 1", "%Y %U %w"), ("2024-W05-3", "%G-W%V-%u"), ("10:20:30.25", "%H:%M:%S.%f"), ("+0530", "%z"), ("29 February", "%d %B"), ("  1/2/2024", " %m/%d/%Y")]:
    print(time.strptime(text, format))
for text, format in [("x", "%Y"), ("2024x", "%Y"), ("2024-13-01", "%Y-%m-%d"), ("1", "%"), ("1", "%Q"), ("2024 60", "%Y %W"), ("30 Feb 2024", "%d %b %Y")]:
    try:
        print(time.strptime(text, format))
    except ValueError as e:
        print(e)
#--- mistakes with time
import time

for action in (lambda: time.struct_time((1, 2)), lambda: time.struct_time(range(12)), lambda: time.strftime(5), lambda: time.strftime("%Y", (1, 2)), lambda: time.strftime("%Y", (2020, 13, 1, 0, 0, 0, 0, 0, 0)),
               lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.gmtime(1e20), lambda: time.gmtime("x"), lambda: time.mktime("x"), lambda: time.asctime(5), lambda: time.gmtime(float("nan"))):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
a, b = time.perf_counter(), time.monotonic()
time.sleep(0)
print(time.perf_counter() >= a, time.monotonic() >= b, time.time() > 1.7e9, isinstance(time.time_ns(), int), isinstance(time.process_time_ns(), int), time.ctime(0)[:3] in ("Thu", "Wed"))
