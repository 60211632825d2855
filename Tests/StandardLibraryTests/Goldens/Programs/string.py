#--- constants and capwords
import string
for name in ("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "octdigits", "punctuation", "whitespace", "printable"):
    print(name, repr(getattr(string, name)))
print(string.capwords("hello wORLD  again"), repr(string.capwords("a-b c-d", "-")))
#--- Template
from string import Template
t = Template("$who likes ${what}s, $$5 and $n.")
print(t.substitute(who="tim", what="kung pao", n=3), t.safe_substitute({"who": "x"}), t.template)
print(t.is_valid(), t.get_identifiers())
for text in ("$x $y", "cost $5", "a\nb $ c", "${x", "$"):
    try:
        print(Template(text).substitute(x=1))
    except Exception as e:
        print(type(e).__name__, e)
    print(Template(text).safe_substitute(x=1), Template(text).is_valid())
class Percent(Template):
    delimiter = "%"
print(Percent("%a and %{b} %%").substitute({"a": 1}, b=2))
#--- Formatter
from string import Formatter
f = Formatter()
print(f.format("{} {x!r:>5} {0[1]} {{}}" .replace("{0[1]}", ""), 1, x="a"), f.format("{0} {1} {0}", 1, 2), f.format("{a.real:.2f} {b[k]}", a=3, b={"k": 4}), f.vformat("{:{}}", (3, 5), {}))
print(list(f.parse("a{b!r:c}d{{e}}{}")))
class Default(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)
print(Default().format("{x} {y}", x=1))
for bad in ("{", "}", "{a", "{0} {}", "{!x}", "{} {}"):
    try:
        print(f.format(bad, 1))
    except Exception as e:
        print(type(e).__name__, e)
#--- Templates with patterns of their own
from string import Template, Formatter
import re
class Pathed(Template):
    pattern = r"""(?P<badname>.*)(?P<escaped>@{2})|@(?P<named>[_a-z][._a-z0-9]*)|@{(?P<braced>[_a-z][._a-z0-9]*)}|(?P<invalid>@)"""
class Odd(Template):
    pattern = r"""(?P<badname>.*)|(?P<escaped>@{2})|@(?P<named>[_a-z][._a-z0-9]*)|@{(?P<braced>[_a-z][._a-z0-9]*)}|(?P<invalid>@)|"""
for T in (Pathed, Odd):
    t = T("@bag.foo.who likes to eat @bag.what")
    for f in (lambda: t.substitute({"bag.foo.who": "tim", "bag.what": "ham"}), lambda: t.safe_substitute({"bag.foo.who": "tim"}), lambda: t.is_valid(), lambda: t.get_identifiers()):
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
t = Template("$who likes ${what} $$5 ${bad$")
for f in (t.is_valid, t.get_identifiers, lambda: t.safe_substitute(who="x"), lambda: t.substitute(who="x", what=2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
fmt = Formatter()
for f in (lambda: fmt.format("{0}{1}", 1), lambda: fmt.format("{a}", b=1), lambda: fmt.format("{} {1}", 1, 2), lambda: fmt.format("{0} {}", 1, 2), lambda: fmt.format("{:{}}", "x", 5), lambda: fmt.format("{!x}", 1), lambda: fmt.vformat("{}", (3,), {})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
