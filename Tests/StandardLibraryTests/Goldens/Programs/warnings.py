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
