#--- warnings that are shown
import sys, warnings
class Out:
    def write(self, text): print(text, end="|\n")
warnings.showwarning = lambda m, c, f, l, file=None, line=None: print("shown:", warnings.formatwarning(m, c, f, l), end="")
warnings.warn("first")
warnings.warn("dep", DeprecationWarning)
def old():
    warnings.warn("old is old", FutureWarning, stacklevel=2)
old()
for i in range(3):
    warnings.warn("once per place")
for i in range(2):
    warnings.warn(f"text {i}")
warnings.warn(RuntimeWarning("as instance"))
class MyWarning(UserWarning): pass
warnings.warn("mine", MyWarning)
#--- filters
import warnings
warnings.showwarning = lambda m, c, f, l, *rest: print("shown:", c.__name__, m, l)
warnings.filterwarnings("ignore", message="skip.*")
warnings.warn("skip this")
warnings.warn("but not this")
warnings.filterwarnings("ignore", category=FutureWarning)
warnings.warn("f", FutureWarning)
warnings.simplefilter("always")
for i in range(2):
    warnings.warn("again")
warnings.simplefilter("error")
try:
    warnings.warn("now an error", RuntimeWarning)
except RuntimeWarning as e:
    print("raised", repr(e))
warnings.simplefilter("once")
for i in range(2):
    warnings.warn("only once")
    warnings.warn("only once")
warnings.resetwarnings()
warnings.simplefilter("ignore")
warnings.warn("quiet")
print(len(warnings.filters))
#--- catch_warnings
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("a", UserWarning)
    warnings.warn("b", DeprecationWarning)
    print(len(w), w[0].category.__name__, w[0].message, w[1].lineno, w[1].filename, str(w[0].message), issubclass(w[-1].category, DeprecationWarning))
    print(w[0])
before = len(warnings.filters)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("unseen")
print(len(warnings.filters) == before)
with warnings.catch_warnings(record=True) as outer:
    warnings.simplefilter("always")
    with warnings.catch_warnings(record=True) as inner:
        warnings.warn("in")
    warnings.warn("out")
print(len(outer), len(inner), outer[0].message)
for bad in (lambda: warnings.warn("x", int), lambda: warnings.simplefilter("never"), lambda: warnings.warn("x", 3)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
print(warnings.formatwarning("m", UserWarning, "<x>", 3), end="")
print(warnings.formatwarning("m", UserWarning, "<x>", 3, "  the line "), end="")
#--- literals where they make no sense
import warnings
def sent(text, mode="exec"):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        compile(text, "<text>", mode)
    for one in log:
        print(one.category.__name__, one.message, one.filename, one.lineno)
sent("x = 1\nif x is 5 or x is not 'a': pass\nif x is None or x is True or x is ...: pass\nx is ()")
sent("assert (x, 'message')\nassert ()\nassert x")
sent("('a' 'b')(1)\n[1, 2](3)\n[(1, 2)(3, 4)]\n{}()\nNone()\n(lambda: 0)()\nf''()")
sent("[1][1, 2]\n'abc'['a']\n1[0]\n{1}[0]\n[1][0], [1][0:1], x['a'], {}['a'], [1][x]\n(1, 2)[1.5]\nTrue[0]")
sent("1 is 1", "eval")
warnings.simplefilter("error")
try:
    compile("x is 5", "<text>", "exec")
except SyntaxError as error:
    print(type(error).__name__, error.msg, error.lineno)
