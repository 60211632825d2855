#--- f-strings: expressions, conversions, formats, nesting
x, y, s, w, p = 42, 3.14159, "text", 10, 3
print(f"{x} {y:.2f} {s!r} {s:>10} {s:*^12} {x:05d} {x:x} {x:#b} {y:{w}.{p}} {x + 1} {s.upper()} {[1, 2][0]} {'nested'} {{}} {{{x}}}")
print(f"{x=} {y = :.1f} {s=!s} {x+1=} {s = }", f"{x!s:>5}|{None}|{True!r}")
print(f"{'a' if x else 'b'} {(lambda v: v * 2)(3)} {x:,} {1234567.891:,.2f} {x:e} {0.5:%} {x:+} {-x: }", f"""multi
{x}
line""", f'{x}' "plain" f"{y:.0f}")
print(f"{f'{x}'} {f'{x:{w}}'!r} {s[0]} {s[-1:]} {dict(a=1)['a']} {x:>{w}} {x!r:^{w}}")
print(f"{x:%}" if False else f"{10 ** 20:_} {255:#x} {255:#X} {255:o} {7:b} {3+4j} {3.0} {1e100}")
class D:
    def __format__(self, spec): return f"<{spec}>"
print(f"{D():%Y-%m} {D()} {D():{x}}")
#--- The format mini-language on ints
for spec in ["", "d", "5", "<5", ">5", "^5", "05", "+", " ", "-", ",", "_", "b", "o", "x", "X", "#b", "#o", "#x", "c", "e", ".2f", "%", "*>8", "=+8", "08,", "n", "g", "#010x", "_x", "_b", "10,d"]:
    for v in [0, 65, -42, 1234567]:
        try:
            print(spec, v, "|" + format(v, spec) + "|", end=" ")
        except Exception as e:
            print(spec, v, type(e).__name__, e, end=" ")
    print()
for spec in ["s", "q", "5.2", ",c", "+c", "z", "10s", "..", ".2d", "#,"]:
    try:
        print(format(5, spec))
    except ValueError as e:
        print(spec, e)
#--- The format mini-language on floats
for spec in ["", "f", ".0f", ".3f", "e", ".2e", "E", "g", ".3g", "G", "%", ".1%", "10.2f", "+.1f", ",.2f", "_.1f", "08.2f", "<10", "^10.1f", "n", "#.0f", ".10", "z.1f", "*^15.4e", "010", " "]:
    for v in [0.0, -0.04, 3.14159, 1234567.891, 1e-7, 1e22, float("inf"), float("nan"), -2.5]:
        try:
            print("|" + format(v, spec) + "|", end="")
        except Exception as e:
            print(type(e).__name__, e, end=" ")
    print(spec)
for spec in ["d", "x", "s", "c", ".", "5.f", ",_"]:
    try:
        print(format(1.5, spec))
    except ValueError as e:
        print(spec, e)
#--- The format mini-language on strings and others
for spec in ["", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "é>6", "05"]:
    print("|" + format("abc", spec) + "|", end="")
print()
for v, spec in [("a", "d"), ("a", "+"), ("a", "=5"), ("a", ","), ([], "5"), (None, "5"), ({}, "s"), (True, "d"), (True, "5"), (True, ""), (1j, ".2f"), (1 + 2j, ""), (object, "5"), ((1,), ">5"), ("a", "05"), (b"", "5")]:
    try:
        print(repr(v), spec, "|" + format(v, spec) + "|")
    except Exception as e:
        print(repr(v), spec, type(e).__name__, e)
#--- str.format fields
print("{} {} {}".format(1, "a", None), "{1} {0}".format("a", "b"), "{a} {b!r}".format(a=1, b="x"), "{0.real} {0.imag} {1[0]} {2[key]}".format(5, [1], {"key": "v"}), "{:>{w}} {:.{p}f}".format("r", 2.5, w=5, p=2), "{{}} {{{}}}".format(1), "{!r:>6} {!s} {!a}".format("é", "é", "é"))
for fmt, args in [("{", ()), ("}", ()), ("{}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{a}", ()), ("{!z}", (1,)), ("{0[}", (1,)), ("{0.}", (1,)), ("{:{:{}}}", (1, 2, 3)), ("{0[a]}", ([1],)), ("{.x}", (1,)), ("{2}", (1,)), ("{:d}", ("s",)), ("{!}", (1,)), ("{0!r", (1,))]:
    try:
        print(repr(fmt), fmt.format(*args))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)
#--- % formatting
print("%d %i %s %r %a %x %X %o %e %E %f %F %g %G %c %c %%" % (1, 2.9, "s", "r", "é", 255, 255, 8, 1.5, 1.5, 2.5, 2.5, 1e-5, 1e20, "z", 65))
print("|%5d|%-5d|%05d|%+d|% d|%5.2f|%-8.3f|%08.2f|%+.1e|%10s|%-10s|%.2s|%#x|%#o|%*d|%.*f|" % (42, 42, 42, 42, 42, 3.14159, 2.5, -1.5, 12345.678, "r", "l", "trunc", 255, 8, 6, 42, 2, 3.14159))
print("%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2.25}, "%s" % [1, 2], "%s" % ((1, 2),), "%s %s" % ("a", (1,)), "%s" % {"k": 1}, "%d%%" % 50, "plain %%" % ())
for f, a in [("%d", "x"), ("%d", None), ("%d %d", (1,)), ("%d", (1, 2)), ("%s", ()), ("%q", 1), ("%", 1), ("%(a)s", {}), ("%(a)s", 1), ("%c", "ab"), ("%c", -1), ("%x", 1.5), ("%f", "s"), ("%d", 1j), ("%i", [1]), ("%*d", (1,)), ("%*d", ("a", 1)), ("%s %(a)s", {"a": 1}), ("abc", 1), ("abc", {}), ("%.2f", "1"), ("%e", None)]:
    try:
        print(repr(f), f % a)
    except Exception as e:
        print(repr(f), repr(a), type(e).__name__, e)
#--- Literals: escapes, raw, bytes, adjacency
print("\x41\u00e9\U0001F600\n\t\\\'\"\a\b\f\v\0\101".encode("utf-8"), r"\n\x", b"\x00\xff\n", "a" "b" 'c', """tri"ple""", '''q'q''', "line\
continued", "\N{BULLET}", rb"\d", R"\q", u"u", B"b", f"{1}\n{2}", rf"\{1}")
print(repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\n\t\r\0\x7f\xa0\u200b\ud800é😀"), ascii("é😀\n"), repr(b"a'b\"\x00\xff"), repr(""))
#--- Unicode strings: indexing, slicing, length, case
s = "naïve 😀 日本語 ß"
print(len(s), s[2], s[6], s[-1], s[::-1], s[8:11], s.upper(), s.title(), s.casefold(), s.find("日"), s.index("😀"), s.split(), [ord(c) for c in s[5:9]], "日" in s, s.count("本"), s.replace("😀", ":)"), s.center(20, "日"), list("é😀"))
print("ß".upper(), "ŉ".upper(), "İ".lower(), "ΑΣ".lower(), "ǆ".title(), "ﬁ".upper(), "Straße".casefold() == "STRASSE".casefold(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "٣".isdecimal(), int("٣"), "é".isalpha(), "_".isidentifier(), "é1".isidentifier(), "1a".isidentifier())
print("a" < "b", "a" < "é" < "日" < "😀", "Z" < "a", sorted(["é", "e", "z", "E", "日"]), max("héllo"), "abc" < "abcd", "" < "a", "a" == "a", "é" == "e\u0301")
#--- Methods that search and cut
s = "  the cat sat on the mat  "
print(s.find("the"), s.find("the", 5), s.rfind("the"), s.find("dog"), s.count("at"), s.index("cat"), s.split(), s.split(" "), s.strip().split("the"), s.strip().partition(" "), s.strip().rpartition(" "), s.startswith("  t"), s.endswith(("x", "  ")), s.replace("the", "a"), s.replace("at", "og", 2), s.strip(), s.lstrip(), s.rstrip(), "xxhixx".strip("x"), "abcba".strip("ab"), s.splitlines(), "a\nb\r\nc\rd\x0be".splitlines(), "a\nb\n".splitlines(True), "a,b,,c".split(","), "a,b,,c".rsplit(",", 1), "".split(), "".split(","), "a b c".split(None, 1), "1,2,3".split(",", -1))
print("ab".join(["1", "2", "3"]), "-".join("xyz"), "".join([]), "abc".removeprefix("ab"), "abc".removesuffix("bc"), "abc".removeprefix("x"), "a\tb".expandtabs(4), "01\t012\t0123".expandtabs(), "42".zfill(5), "-42".zfill(5), "abc".ljust(6, "."), "abc".rjust(6), "abc".center(8, "*"), "abc".center(7), "hello world".capitalize(), "hello wORLD".title(), "Hello".swapcase(), "they're".title())
print("abcabc".find("c", 3), "abcabc".find("c", -1), "abcabc".find("", 3), "abc".find("", 10), "aaa".count("aa"), "abc".count(""), "abc".replace("", "-"), "abc".replace("b", ""), "aXbX".replace("X", "yy", 1), "abc"[1:], "abc"[:-1], "abc"[::2], "abc"[5:], "abc"[-100:100], "abc"[2:1])
print("translate me".translate(str.maketrans("aeiou", "12345", "t")), "x".translate({120: "yy", 121: None}), "isalnum1".isalnum(), "a b".isalpha(), "12".isdigit(), " \t".isspace(), "".isspace(), "ABC".isupper(), "AbC".isupper(), "Title Case".istitle(), "abc".islower(), "1a".islower(), "".isprintable(), "a\n".isprintable(), "é".isascii())
#--- Strings multiply, add and compare with others
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "a" + "b", "a" "b" * 2, "abc" == 5, "a" != 5, "ab" in "cab", "" in "", "a" not in "b")
for code in ["'a' + 1", "1 + 'a'", "'a' - 'b'", "'a' * 'b'", "'a' < 1", "'a' in 5", "1 in 'a'", "'abc'['a']", "'abc'[1.0]", "'abc'[10]", "'a'.foo", "'a'[0] = 'b'", "'a' + None", "'a' @ 'b'", "-'a'"]:
    try:
        exec("print(" + code + ")" if "=" not in code else "x = 'a'; x[0] = 'b'")
    except Exception as e:
        print(code, type(e).__name__, e)
#--- bytes
b = bytes([72, 105]) + b"!"
print(b, b[0], b[1:], list(b), b.decode(), b"a,b".split(b","), b"abc".upper(), b"abc".find(b"c"), b"abc" * 2, b"a" in b"cab", 97 in b"a", len(b), b"\xe9".decode("latin-1"), "é".encode(), "é".encode("utf-16", "ignore") if False else "é".encode("latin-1"), "日".encode("ascii", "replace"), "日".encode("ascii", "backslashreplace"), b"\xff".decode("utf-8", "replace"), b"ab".hex(), bytes.fromhex("ff 00"), b"abc".startswith(b"a"), b"%s" if False else b"", b"x".join([b"1", b"2"]), b"  a ".strip(), b"a" < b"b", hash(b"a") == hash(b"a"), b"abc"[::-1])
for code in ["b'\\xff'.decode()", "'é'.encode('ascii')", "b'a'.decode('nope')", "'a'.encode('nope')", "b'a' + 'a'", "b'abc'['x']", "bytes(-1)", "bytes('a')", "b'\\x80abc'.decode('ascii')", "'\\ud800'.encode()", "bytes([1, 'a'])", "b'a'.join(['b'])"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, type(e).__name__, e)
#--- Conversions to text
class A:
    def __repr__(self): return "repr"
    def __str__(self): return "str"
print(str(A()), repr(A()), [A()], {"k": A()}, (A(),), {A()} and "set", f"{A()}", "%s %r" % (A(), A()), str([A()]), str(None), str(True), str(1.0), str(1e16), str(1e15), str(123456789.123456789), str(0.1 + 0.2), str(1e-5), str(0.0001), str(1j), str(-0.0), str(float("nan")), str(2 ** 100), str(()), str((1,)), str([]), str({}), str(set()), str(frozenset()), str(range(3)), str(slice(1)), str(...), str(NotImplemented), str(int), str(b"x"), str("é"))
#--- print and its options
print(1, 2, 3, sep="-", end="!\n")
print("a", "b", sep="", end="")
print()
print(*[1, 2], sep="\n")
print(sep="x")
print("x", end=None, sep=None)
for code in ["print(1, sep=5)", "print(1, end=5)", "print(1, foo=1)"]:
    try:
        eval(code)
    except TypeError as e:
        print(e)
#--- Every plain format with every kind of value: %
values = [
    0, -1, 12345, -12345, 2**62, 10**9, 1.5, -0.0, 0.125, 2.675, -2.5, 1e9, 999999999.99, 1e22, float("inf"),
    float("nan"), "ab", "é", True, None, (1,), [1], {"a": 1}, b"x",
]
formats = [
    "%d", "%5d", "%-5d|", "%05d", "%s", "%10s", "%-10s|", "%.3f", "%f", "%8.2f", "%-8.2f|", "%08.2f", "%.0f", "%.11f",
    "%%", "%5%", "%+d", "%.2s", "%05s", "%-05d|", "%3.f", "abc", "%ld", "%",
]
for text in formats:
    for value in values:
        for arguments in (value, (value,), (value, value)):
            try:
                print(text, (text + " " + text) % arguments, "<" + text % arguments + ">")
            except Exception as error:
                print(text, type(error).__name__, error)
#--- Every plain format with every kind of value: specifications
specifications = [
    "d", "5d", "05d", "<5d", ">5d", "^5d", "<05d", "f", ".2f", "8.2f", "08.2f", "<8.2f", ".0f", "8", ">8", "<8", "08",
    "0", "00005", ".3", ".3d", ".10f", ".11f", "600f",
]
for text in specifications:
    for value in [0, -1, 12345, 2**62, 2**70, 1.5, -0.0, 2.675, -2.5, 999999999.99, 1e22, float("inf"), "ab", True]:
        try:
            print(text, format(value, text), f"{value:{text}}")
        except Exception as error:
            print(text, type(error).__name__, error)
#--- Short and long strings are the same strings
pieces = ["", "a", "é", "x" * 23, "x" * 24, "x" * 25, "é" * 12, "é" * 13, "日" * 8, "日" * 9]
for one in pieces:
    for other in pieces:
        both = one + other
        print(len(both), both == one + other, both.startswith(one), one in both, one < other, hash(both) == hash(one + other),
              both[1:] == (one + other)[1:], both[::-1], {one: 1, other: 2}, one.join([other, other]), (one + "-" + other).split("-"))
