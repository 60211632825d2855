"""Writes the goldens beside this file by running CPython 3.11.

    python3 generate.py                       the goldens that are kept
    python3 generate.py --scale 50 --out DIR  many more, other ones; set TEXT_GOLDENS=DIR for the tests to read them

A line is: operation, arguments, expected, between tabs. Backslashes and everything outside printable ASCII are written
\\{hex}. An expected text that starts with ! is an exception: !Type: message. Ints are in hexadecimal, floats are their
64 bits as an int, a list is its items between blanks.
"""
import argparse, math, os, random, struct, sys, unicodedata

options = argparse.ArgumentParser()
options.add_argument("--scale", type=int, default=1)
options.add_argument("--seed", type=int, default=None)
options.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
options = options.parse_args()
rnd = random.Random(options.seed if options.seed is not None else options.scale)
scale = options.scale
assert sys.version_info[:2] == (3, 11)


def escape(text):
    return "".join(c if " " <= c <= "~" and c != "\\" else "\\{%x}" % ord(c) for c in text)


def bits(x):
    if x != x: x = math.nan
    return "%x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def hexint(n):
    return "-%x" % -n if n < 0 else "%x" % n


class File:
    def __init__(self, name):
        self.lines = []
        self.name = name

    def add(self, operation, arguments, compute):
        try:
            expected = compute()
            if expected.startswith("!"): return
        except Exception as error:
            text = error.args[0] if isinstance(error, KeyError) else str(error)
            expected = "!%s: %s" % (type(error).__name__, text)
        self.lines.append("\t".join(escape(str(x)) for x in [operation, *arguments, expected]))

    def write(self):
        unique = list(dict.fromkeys(self.lines))
        with open(os.path.join(options.out, self.name + ".tsv"), "w") as file:
            file.write("\n".join(unique) + "\n")
        print(self.name, len(unique))


def times(n):
    return range(n * scale)


# ---- values

SPECIAL_FLOATS = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 0.25, 1e15, 1e16, 1e17, 2.0**53, 9971260141050368.0, 9999999999999998.0, 123456789012345680.0, 9.5, 99.5, 0.95,
    1e-4, 1e-5, 0.00012345, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, math.inf, -math.inf, math.nan,
    1e22, 1e23, 9007199254740993.0, 2.0**63, 2.0**64, 0.3, 2.675, 1.005, 1e100, 1e-100, 4.35, 8.5, 999999.5, 9999995.0,
    0.000999995, 123456.789, 1 / 3, 2 / 3, 100.0, 1e21, -1e-7]


def afloat():
    kind = rnd.randrange(9)
    if kind == 0: return rnd.choice(SPECIAL_FLOATS)
    if kind == 1: return struct.unpack("<d", struct.pack("<Q", rnd.getrandbits(64)))[0]
    if kind == 2: return rnd.uniform(-10, 10)
    if kind == 3: return round(rnd.uniform(-1000, 1000), rnd.randrange(6))
    if kind == 4: return rnd.randrange(-10**6, 10**6) / 2 ** rnd.randrange(12)
    if kind == 5: return float(rnd.randrange(-10**rnd.randrange(1, 25), 10**25))
    if kind == 6: return rnd.gauss(0, 1) * 10 ** rnd.randrange(-20, 20)
    if kind == 7: return (rnd.randrange(10**rnd.randrange(1, 8)) + 0.5) * 10.0 ** rnd.randrange(-6, 6)
    return float(rnd.randrange(-100, 100))


def anint():
    kind = rnd.randrange(9)
    if kind == 0: return rnd.choice([0, 1, -1, 10, -10, 255, 256, 2**31, 2**63, -2**63, 2**63 - 1, 2**64, -2**64, 2**64 - 1, 2**128,
        -2**128, 2**61 - 1, 2**61, -2**61 + 1, 2**53, 2**53 + 1, 10**15, 10**16, 10**22, 10**100])
    if kind == 1: return rnd.randrange(-1000, 1000)
    if kind == 2: return rnd.randrange(-10**6, 10**9)
    if kind == 3: return rnd.getrandbits(rnd.randrange(1, 64)) * rnd.choice([1, -1])
    if kind == 4: return rnd.getrandbits(rnd.randrange(1, 300)) * rnd.choice([1, -1])
    if kind == 5: return (rnd.getrandbits(rnd.randrange(1, 100)) << rnd.randrange(200)) * rnd.choice([1, -1])
    if kind == 6: return (2 ** rnd.randrange(400) + rnd.randrange(-2, 3)) * rnd.choice([1, -1])
    if kind == 7: return rnd.getrandbits(rnd.randrange(1, 1500)) * rnd.choice([1, -1])
    return rnd.randrange(-10**18, 10**18)


ALPHABETS = ["ab", "abc ", "aA1_-. ", "Hello, World!", " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029xy", "aé☃😀 ", "\xa0\u3000ab",
    "'\"\\\n\x00\x7f\x80\xad", "ΑΣσςa. '\u0301", "ǅǆßﬁİıſK", "1２٣½²Ⅷ一", "\ud800\udfff\U000e0001\u200b\ue000a", "0123456789+-_.eE "]


def text(limit=12):
    alphabet = rnd.choice(ALPHABETS)
    if rnd.random() < 0.05:
        return "".join(chr(rnd.randrange(0x110000)) for _ in range(rnd.randrange(limit)))
    return "".join(rnd.choice(alphabet) for _ in range(rnd.randrange(limit)))


# ---- floats

def floats():
    file = File("float")
    for i in times(150):
        x = SPECIAL_FLOATS[i] if i < len(SPECIAL_FLOATS) else afloat()
        file.add("repr", [bits(x)], lambda: repr(x))
    for i in times(60):
        x = afloat()
        file.add("hex", [bits(x)], lambda: x.hex())
        file.add("ratio", [bits(x)], lambda: " ".join(map(hexint, x.as_integer_ratio())))
    for _ in times(250):
        x, n = afloat(), rnd.choice([0, 1, 2, 3, 4, 5, 10, 15, 20, -1, -2, -5, rnd.randrange(-330, 330)])
        file.add("round", [bits(x), n], lambda: bits(round(x, n)))
    for _ in times(300):
        x = afloat()
        code = rnd.choice("efgEFG")
        precision = rnd.choice([0, 1, 2, 3, 4, 6, 8, 10, 15, 17, 20, 25, 60, rnd.randrange(400)])
        flag = rnd.choice(["", "#", "z", "z#"])
        spec = "%s.%d%s" % (flag, precision, code)
        file.add("format", [bits(x), spec], lambda: format(x, spec))
    words = ["nan", "inf", "-Infinity", "+NAN", "infinit", "1_000.5", "1__0", "_1", "1_", "1._5", "1e5", "1E+5", "1e", ".", "+", ".5", "5.",
        " 1.5\n", "\u20031.5", "１.５", "٣e２", "1e400", "-1e-400", "0x10", "1 2", "", "  ", "\x1f1", "1\x00", "é", "1é", "9" * 400,
        "0." + "0" * 400 + "1", "1" + "0" * 400 + "e-400", "2.2250738585072011e-308", "9007199254740993", "8.5e-324", "1e22", "1e23", "1.e1",
        "--1", "+-1", "1e+-1", "1e1_0", "1e_1", "nan_", "1_e5", "123456789012345678901234567890", "0.1e1e1", "inf ", "in f"]
    for i in times(150):
        if i < len(words): s = words[i]
        elif rnd.random() < 0.5: s = repr(afloat())
        elif rnd.random() < 0.5: s = "%d.%de%d" % (rnd.getrandbits(rnd.randrange(1, 90)), rnd.getrandbits(rnd.randrange(1, 90)), rnd.randrange(-340, 310))
        else: s = "".join(rnd.choice("0123456789+-_.e ") for _ in range(rnd.randrange(8)))
        file.add("parse", [s], lambda: bits(float(s)))
    hexes = ["1", "0x1p3", "-0x1.8p1", "0x.8", "inf", "-nan", "zz", "0x1p5000", "1_0", "0x", "0x1p", "0x1.fffffffffffffffp1023", "0x1.00000000000008p0",
        "0x1.00000000000018p0", "0x0.8p-1074", "0x0.8000001p-1074", "", " 0x1 ", "0x1 1", "1e5", ".", "0x.p1", "0x1p+", "infx", "0x1.8p-1100"]
    for i in times(60):
        s = hexes[i] if i < len(hexes) else afloat().hex()
        file.add("fromhex", [s], lambda: bits(float.fromhex(s)))
    file.write()


# ---- ints

def ints():
    file = File("int")
    for _ in times(120):
        n = anint()
        file.add("str", [hexint(n)], lambda: str(n))
        file.add("bases", [hexint(n)], lambda: bin(n) + oct(n) + hex(n))
    for n in [10**4299, 10**4300 - 1, 10**4300, -10**4300, 10**5000, -10**4300 + 1, 10**639, 10**640]:
        file.add("str", [hexint(n)], lambda: str(n))
    words = ["0", "-0", "+5", " 12 ", "１２", "1_000", "1__0", "_1", "1_", "0x1f", "0b101", "0o17", "0X_f", "0x__f", "01", "00", "0_0", "0_1", "z", "Z9",
        "", " ", "+", "- 1", "1 2", "1.5", "1e5", "\x1f1", "1\x00", "é", "１é", "0b", "0b1", "0xg", "9" * 30, "f" * 40, "٣٤", "\u20031\u2003", "'", '"\'']
    for i in times(250):
        if i < 2 * len(words): s = words[i % len(words)]
        elif rnd.random() < 0.4: s = str(anint())
        elif rnd.random() < 0.5: s = "".join(rnd.choice("0123456789abcxo_ -") for _ in range(rnd.randrange(8)))
        else: s = rnd.choice(["0x", "0o", "0b", ""]) + "".join(rnd.choice("01234567abf_") for _ in range(rnd.randrange(40)))
        base = 10 if i < len(words) else rnd.choice([0, 10, 16, 2, 8, 36, rnd.randrange(-1, 40)])
        file.add("parse", [s, base], lambda: hexint(int(s, base)))
    for s in ["1" * 4300, "1" * 4301, "0" * 5000, "1" * 5000 + "x", "1" * 5000 + "_", "1_" * 4000 + "1", "é" * 300]:
        file.add("parse", [s, 10], lambda: hexint(int(s)))
    file.add("parse", ["f" * 5000, 16], lambda: hexint(int("f" * 5000, 16)))
    file.add("parse", ["7" * 5001, 8], lambda: hexint(int("7" * 5001, 8)))
    file.add("parse", ["v" * 4500, 32], lambda: hexint(int("v" * 4500, 32)))
    file.write()


def bigints():
    file = File("bigint")
    pairs = [hexint]
    for _ in times(80):
        a, b = anint(), anint()
        if rnd.random() < 0.1: b = rnd.randrange(-3, 4)
        arguments = [hexint(a), hexint(b)]
        file.add("divmod", arguments, lambda: " ".join(map(hexint, divmod(a, b))))
        file.add("bitwise", arguments, lambda: " ".join(map(hexint, [a & b, a | b, a ^ b, ~a, a.bit_length(), a.bit_count()])))
        file.add("truediv", arguments, lambda: bits(a / b))
        file.add("gcd", arguments, lambda: hexint(math.gcd(a, b)))
    for _ in times(50):
        a, b = anint(), anint()
        x = rnd.choice([afloat(), float(b) if abs(b) < 2**1000 else 0.0])
        if rnd.random() < 0.5 and math.isfinite(x): a = int(x) + rnd.choice([0, 0, 1, -1])
        file.add("compare", [hexint(a), bits(x)], lambda: "nan" if x != x else str((a > x) - (a < x)))
        file.add("float", [hexint(a)], lambda: bits(float(a)))
        file.add("trunc", [bits(x)], lambda: hexint(int(x)))
        # Halfway and just beside it.
        n = (rnd.getrandbits(54) << rnd.randrange(1, 980)) + rnd.choice([0, 0, 1, -1])
        file.add("float", [hexint(n)], lambda: bits(float(n)))
        d = rnd.getrandbits(rnd.randrange(1, 1200)) | 1
        n = rnd.getrandbits(rnd.randrange(1, 1200))
        file.add("truediv", [hexint(n), hexint(d)], lambda: bits(n / d))
        n, d = rnd.getrandbits(54), 1 << rnd.randrange(1000, 1140)
        file.add("truediv", [hexint(n), hexint(d)], lambda: bits(n / d))
    for n in [2**1024, 2**1024 - 2**970, 2**1024 - 2**970 - 1, 2**1024 - 2**971, -2**1024, 2**1023, 2**1024 - 1]:
        file.add("float", [hexint(n)], lambda: bits(float(n)))
        file.add("truediv", [hexint(n), "1"], lambda: bits(n / 1))
        file.add("truediv", [hexint(n * 3), "3"], lambda: bits(n * 3 / 3))
        file.add("compare", [hexint(n), bits(1.7976931348623157e308)], lambda: str((n > 1.7976931348623157e308) - (n < 1.7976931348623157e308)))
    for _ in times(40):
        a, s = anint(), rnd.choice([0, 1, 63, 64, 65, 127, 128, 200, rnd.randrange(500), -1])
        file.add("shift", [hexint(a), hexint(s)], lambda: hexint(a << s) + " " + hexint(a >> s))
        a, e = rnd.choice([anint(), rnd.randrange(-12, 13)]), rnd.choice([0, 1, 2, 3, rnd.randrange(40)])
        file.add("pow", [hexint(a), hexint(e)], lambda: hexint(a**e))
        a, e, m = anint(), anint(), anint()
        if rnd.random() < 0.3: m = rnd.randrange(-5, 6)
        if abs(e).bit_length() > 200: e >>= abs(e).bit_length() - 60
        file.add("powmod", list(map(hexint, [a, e, m])), lambda: hexint(pow(a, e, m)))
        a = abs(anint()) ** rnd.choice([1, 2]) + rnd.choice([0, 0, -1, 1])
        if a >= 0: file.add("isqrt", [hexint(a)], lambda: hexint(math.isqrt(a)))
        a = anint()
        n = rnd.randrange(0, 30)
        if rnd.random() < 0.5: a = (2 * a + 1) * 5 * 10 ** (max(n, 1) - 1)
        file.add("round", [hexint(a), n], lambda: hexint(round(a, -n)))
        a, length = anint(), rnd.randrange(-1, 40)
        if rnd.random() < 0.6: length = abs(a).bit_length() // 8 + rnd.randrange(2)
        order, signed = rnd.choice(["little", "big"]), rnd.choice([False, True])
        file.add("tobytes", [hexint(a), length, order, int(signed)], lambda: a.to_bytes(length, order, signed=signed).hex())
        data = bytes(rnd.choice([0, 255, 128, rnd.randrange(256)]) for _ in range(rnd.randrange(20)))
        file.add("frombytes", [data.hex(), order, int(signed)], lambda: hexint(int.from_bytes(data, order, signed=signed)))
    for a, b in [(10, 10**8), (3, 10**12), (2**64, 2**70), (-7, 10**9)]:
        file.add("pow", [hexint(a), hexint(b)], lambda: (_ for _ in ()).throw(MemoryError()))
    for a, s in [(1, 10**12), (1, 2**64), (5, 2**62)]:
        file.add("shift", [hexint(a), hexint(s)], lambda: hexint(a << s))
    file.add("shift", ["0", hexint(2**70)], lambda: "0 0")
    file.add("pow", ["1", hexint(2**70)], lambda: "1")
    file.add("pow", ["-1", hexint(2**70 + 1)], lambda: "-1")
    file.add("pow", ["0", hexint(2**70)], lambda: "0")
    file.write()


# ---- hashes

def hashes():
    file = File("hash")
    for _ in times(150):
        a, x = anint(), afloat()
        file.add("int", [hexint(a)], lambda: str(hash(a)))
        if x == x: file.add("float", [bits(x)], lambda: str(hash(x)))
    for _ in times(60):
        items = [rnd.randrange(-2**62, 2**62) if rnd.random() < 0.5 else rnd.randrange(-5, 100) for _ in range(rnd.randrange(8))]
        file.add("tuple", [" ".join(str(hash(i)) for i in items)], lambda: str(hash(tuple(items))))
        items = list(set(items))
        file.add("frozenset", [" ".join(str(hash(i)) for i in items)], lambda: str(hash(frozenset(items))))
        z = complex(rnd.randrange(-5, 6), afloat())
        if z == z: file.add("complex", [bits(z.real), bits(z.imag)], lambda: str(hash(z)))
    file.write()


# ---- format specifications

def aspec():
    if rnd.random() < 0.1:
        return "".join(rnd.choice("<>=^+- z#0123456789,_.bcdoxXneEfFgGsé%") for _ in range(rnd.randrange(6)))
    pick = lambda p, s: s() if rnd.random() < p else ""
    align = pick(0.4, lambda: pick(0.5, lambda: rnd.choice("*0_ é☃<")) + rnd.choice("<>=^"))
    return (align + pick(0.25, lambda: rnd.choice("+- ")) + pick(0.08, lambda: "z") + pick(0.2, lambda: "#") + pick(0.25, lambda: "0")
        + pick(0.6, lambda: str(rnd.randrange(25))) + pick(0.25, lambda: rnd.choice(",_")) + pick(0.4, lambda: "." + str(rnd.randrange(12)))
        + pick(0.75, lambda: rnd.choice("bcdoxXneEfFgG%s")))


SPECS = ["5x3", "ab", ",,", "_,", ",_", "n,", ",n", ".", "99999999999999999999", ".99999999999999999999", ".3000000000f", "\x01", ",\x01", "é", "+c", "#c", ".2d",
    "zd", "z", "=5", "010,", "010_x", "09,d", "012,.2f", "<08", "0>8", "٣", "é>4", "^5", "*^+12,.3f", "{", "5 ", "1\u0663", "%", ".0%", "010.3e"]


def formats():
    file = File("format")
    for i in times(700):
        spec = SPECS[i // 4] if i < 4 * len(SPECS) else aspec()
        kind = i % 4
        if kind == 0:
            a = rnd.choice([anint(), rnd.randrange(-10**6, 10**6), rnd.randrange(0x110000)])
            file.add("int", [hexint(a), spec], lambda: format(a, spec))
        elif kind == 1:
            x = afloat()
            file.add("float", [bits(x), spec], lambda: format(x, spec))
        elif kind == 2:
            s = text()
            file.add("str", [s, spec], lambda: format(s, spec))
        else:
            z = complex(afloat(), afloat()) if rnd.random() < 0.5 else complex(rnd.randrange(-2, 3), rnd.randrange(-9, 9))
            file.add("complex", [bits(z.real), bits(z.imag), spec], lambda: format(z, spec))
    for spec in ["d", "5", "q", "f", "c", "05", "s"]:
        file.add("bool", ["1", spec], lambda: format(True, spec))
    file.add("int", [hexint(10**400), "f"], lambda: format(10**400, "f"))
    file.add("int", [hexint(10**4400), "d"], lambda: format(10**4400, "d"))
    file.write()


# ---- percent

def argument(value):
    if isinstance(value, bool): return "n:bool"
    if isinstance(value, int): return "i:" + hexint(value)
    if isinstance(value, float): return "f:" + bits(value)
    if isinstance(value, str): return "s:" + value
    return "n:" + type(value).__name__


def percents():
    file = File("percent")
    pick = lambda p, s: s() if rnd.random() < p else ""
    fixed = [("%5%", (3,)), ("%%", ()), ("%-5%", (1,)), ("%.99999999999d", (1,)), ("%99999999999999999999d", (1,)), ("%y", (1,)), ("%", (1,)),
        ("%d", ()), ("%d", ("a",)), ("%x", (1.5,)), ("%c", ("ab",)), ("%c", (-1,)), ("%c", (1.5,)), ("%c", (10**30,)), ("%*d", (1.5, 2)),
        ("%*d", (10**30, 2)), ("%.*d", (10**30, 2)), ("%f", ("a",)), ("%.3000000000f", (1.0,)), ("%f", (10**400,)), ("%s %s", (1,)), ("a", (1,)),
        ("%d", (10**5000,)), ("%é", (1,)), ("%i", (math.inf,)), ("%d", (math.nan,)), ("%.2147483647d", (1,)), ("%x", ("a",)), ("%o", (None,)),
        ("%e", (None,)), ("%c", (None,)), ("%l", (1,)), ("%ll d", (1,)), ("%ld", (1,)), ("%(a", (1,)), ("%(a)s", (1,)), ("%s%%%s", (1, "é")),
        ("%*s|", (-5, "a")), ("%.*f", (-2, 1.5)), ("%-*d|", (5, 3)), ("%#x %#o %#X", (255, 8, 255)), ("%+.3e", (12345.678,)), ("% d", (5,)),
        ("%05d", (-3,)), ("%-05d|", (3,)), ("%.3d", (-5,)), ("%#.5x", (255,)), ("%08.3f", (-3.14159,)), ("%r %a", ("é'", "é")), ("%.2s|%5.1r", ("abc", "xyz")),
        ("%5c|%-5c|%05c", ("a", "b", 99)), ("%s", (None,)), ("%\x01", (1,)), ("%d %y", ("a", 1))]
    for i in times(350):
        if i < len(fixed): form, values = fixed[i]
        else:
            form, values = "", []
            for _ in range(rnd.randrange(1, 4)):
                width = pick(0.5, lambda: str(rnd.randrange(1, 20)))
                precision = pick(0.4, lambda: "." + str(rnd.randrange(12)))
                code = rnd.choice("diouxXeEfFgGcrsa")
                flags = "".join(pick(0.2, lambda: f) for f in "-+ #0")
                form += rnd.choice(["", "x", "é ", "%%"]) + "%" + flags + width + precision + code
                kind = rnd.random()
                if code in "eEfFgG": values.append(afloat() if kind < 0.8 else anint())
                elif code in "diou xX": values.append(anint() if kind < 0.9 or code in "oxX" else rnd.uniform(-1e6, 1e6))
                elif code == "c": values.append(rnd.choice(["a", "é", rnd.randrange(0x110000)]))
                else: values.append(rnd.choice([text(6), anint(), afloat()]))
            if rnd.random() < 0.05: values.append(1)
            values = tuple(values)
        file.add("tuple", [form, *map(argument, values)], lambda: form % values)
    table = {"a": 1, "b": 2.5, "c(d)": "x", "é": "ü", "": 7}
    for form in ["%(a)d", "%(a)s %(b).2f", "%(c(d))s", "%(é)s", "%()s", "%(a", "%(a)", "%(z)s", "%(a)5d|%(a)-5d|", "plain", "%(a)s %d", "%(a)*d", "%(a)%", "%(a)y",
        "%%(a)s", "%(b)d"]:
        file.add("dict", [form], lambda: form % table)
    file.write()


# ---- str.format

class Point:
    def __init__(self): self.x, self.y, self.name = 3, 4.5, "π"
    def __str__(self): return "<point>"
    __repr__ = __str__
    def __format__(self, spec): return "<point:%s>" % spec


def strformats():
    file = File("strformat")
    values = (42, "héllo", -3.5, [10, "x", [7]], {"k": 5, "10": 1, 3: "three"})
    names = {"name": "World", "width": 12, "spec": "*^9", "p": Point(), "é": 1, "precision": 2}
    forms = ["{}", "{} {}", "{0} {1} {0}", "{name}", "{0:>8}|{1:<8}|{2:^8}", "{:{}}", "{:{width}}", "{0:{1}}", "{2:{width}.{precision}f}", "{!r}", "{0!r:>5}", "{1!s}", "{1!a}",
        "{1!r:*^{width}}", "{3[0]}", "{3[1]}", "{3[2][0]}", "{4[k]}", "{4[10]}", "{4[3]}", "{p.x}", "{p.y:.3f}", "{p.name!r}", "{p:abc}", "{p}", "{p!s}", "{p.zzz}", "{zzz}", "{9}", "{3[9]}",
        "{4[z]}", "{{}}", "{{{0}}}", "{", "}", "{0", "{0!", "{0!r", "{0!x}", "{0!rx}", "{0!é}", "{0!\x01}", "{0:", "{0:{", "{0:{1}", "a}b", "a}}b", "{0}}", "{0.}", "{0[}", "{0[]}", "{0[0}", "{0[0]x}",
        "{3[0].real}", "{ 0}", "{0 }", "{:}", "{!}", "{}{0}", "{0}{}", "{name}{}{name}", "{99999999999999999999}", "{3[99999999999999999999]}", "{0:{0:{0}}}", "{0:{1:}}", "{a{b}", "{a[{]}", "{:d}", "{1:d}", "{2:d}",
        "{:5x}", "{:,}", "{é}", "☃{}☃", "{0:☃^7}", "{-1}", "{0.0}", "{[0]}", "{.x}", "{p[0]}", "{0:}}", "{0!r:}", "{0!}", "{0!:}", "{:{}{}}", "{:{}{}{}}", "{:{width!r}}", "{:{spec}}", "{1:{spec}}", "{٣}", "{name!r:{spec}}"]
    for form in forms:
        file.add("format", [form], lambda: form.format(*values, **names))
    pieces = ["{", "}", "{{", "}}", "0", "1", "{}", "{0}", ":", "!r", "[0]", ".x", "name", "p", " ", "{name}", "3[0]"]
    for _ in times(250):
        form = "".join(rnd.choice(pieces) for _ in range(rnd.randrange(1, 7)))
        file.add("format", [form], lambda: form.format(*values, **names))
    file.write()


# ---- repr and codecs

def reprs():
    file = File("repr")
    for _ in times(200):
        s = text()
        file.add("repr", [s], lambda: repr(s))
        file.add("ascii", [s], lambda: ascii(s))
        b = bytes(rnd.choice([rnd.randrange(256), 39, 34, 92, 10, 65]) for _ in range(rnd.randrange(8)))
        file.add("bytes", [b.decode("latin-1")], lambda: repr(b))
    file.write()


HANDLERS = ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass", "nosuch"]


def codecs():
    file = File("codec")
    for i in times(400):
        encoding = rnd.choice(["utf-8", "UTF8", "ascii", "latin-1", "iso-8859-1", "us-ascii", "utf_8", "U8", "utf-8-sig", "L1"]) if i > 5 else "nosuch"
        # What the slow path adds to a message for other spellings of a name is left out.
        errors = rnd.choice(["strict", rnd.choice(HANDLERS if encoding in ("utf-8", "ascii", "latin-1") else HANDLERS[:4])])
        s = rnd.choice([text(), "".join(rnd.choice("a\ud800\udc80\udcffé☃😀") for _ in range(rnd.randrange(6)))])
        file.add("encode", [s, encoding, errors], lambda: s.encode(encoding, errors).decode("latin-1"))
        if rnd.random() < 0.3: b = s.encode("utf-8", "surrogatepass")
        elif rnd.random() < 0.5: b = bytes(rnd.choice([0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0x41, 0xC3, 0xA9, 0xED, 0xA0, 0xF4, 0x90, 0xE0, 0xC0, 0xFF]) for _ in range(rnd.randrange(7)))
        else: b = bytes(rnd.randrange(256) for _ in range(rnd.randrange(6)))
        if not b: continue
        file.add("decode", [b.decode("latin-1"), encoding, errors], lambda: b.decode(encoding, errors))
    for _ in times(60):
        b = bytes(rnd.randrange(256) for _ in range(rnd.randrange(10)))
        group = rnd.choice([0, 1, 2, 3, -1, -2, -3])
        file.add("hex", [b.decode("latin-1"), group], lambda: b.hex("-", group))
        s = rnd.choice([b.hex(), b.hex(" "), "".join(rnd.choice("0fA9 gé\n") for _ in range(rnd.randrange(6)))])
        file.add("fromhex", [s], lambda: bytes.fromhex(s).decode("latin-1"))
    file.write()


# ---- str methods

def listed(pieces):
    return "|".join(pieces)


def strings():
    file = File("string")
    flag = lambda x: str(int(x))
    for _ in times(100):
        s = text()
        file.add("case", [s], lambda: listed([s.lower(), s.upper(), s.title(), s.capitalize(), s.swapcase(), s.casefold()]))
        file.add("is", [s], lambda: "".join(map(flag, [s.isalpha(), s.isdecimal(), s.isdigit(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(),
            s.islower(), s.istitle(), s.isidentifier(), s.isprintable()])))
        file.add("lines", [s], lambda: listed(s.splitlines()) + "/" + listed(s.splitlines(True)))
        limit = rnd.choice([-1, -1, 0, 1, 2, 3])
        file.add("words", [s, limit], lambda: listed(s.split(None, limit)) + "/" + listed(s.rsplit(None, limit)))
        n = rnd.randrange(-2, 25)
        fill = rnd.choice(" *é")
        file.add("justify", [s, n, fill], lambda: listed([s.ljust(n, fill), s.rjust(n, fill), s.center(n, fill), s.zfill(n)]))
        n = rnd.randrange(-1, 9)
        t = s.replace("a", "\t")
        file.add("tabs", [t, n], lambda: t.expandtabs(n))
        characters = text(5)
        file.add("strip", [s, characters], lambda: listed([s.strip(), s.lstrip(), s.rstrip(), s.strip(characters), s.lstrip(characters), s.rstrip(characters)]))
        b = s.encode("utf-8", "surrogatepass")
        file.add("bytecase", [b.decode("latin-1")], lambda: b"|".join([b.lower(), b.upper(), b.title(), b.capitalize(), b.swapcase()]).decode("latin-1")
            + "".join(map(flag, [b.isalpha(), b.isdigit(), b.isspace(), b.isupper(), b.islower(), b.istitle()])))
        file.add("bytelines", [b.decode("latin-1")], lambda: b"|".join(b.splitlines()).decode("latin-1") + "/" + b"|".join(b.split()).decode("latin-1"))
    for _ in times(150):
        alphabet = rnd.choice(["ab", "abc", "aé☃", "a"])
        s = "".join(rnd.choice(alphabet) for _ in range(rnd.choice([5, 20, 60])))
        needle = "".join(rnd.choice(alphabet) for _ in range(rnd.choice([0, 1, 2, 3, 6]))) if rnd.random() < 0.7 else s[3:9]
        start = rnd.choice([None, None, rnd.randrange(-30, 30), rnd.randrange(-30, 30)])
        end = rnd.choice([None, None, rnd.randrange(-30, 80)])
        file.add("find", [s, needle, start, end], lambda: " ".join(map(str, [s.find(needle, start, end), s.rfind(needle, start, end), s.count(needle, start, end)])))
        new = rnd.choice(["", "x", "é", "longer"])
        limit = rnd.choice([-1, -1, 0, 1, 2, 100])
        file.add("replace", [s, needle, new, limit], lambda: s.replace(needle, new, limit))
        file.add("split", [s, needle, limit], lambda: listed(s.split(needle, limit)) + "/" + listed(s.rsplit(needle, limit)))
        file.add("partition", [s, needle], lambda: listed(s.partition(needle)) + "/" + listed(s.rpartition(needle)))
        other = rnd.choice([needle, s[:4], text()])
        file.add("compare", [s, other], lambda: str((s > other) - (s < other)))
    file.write()


# ---- every character

def characters():
    """One 64-bit FNV-1a digest for each question and each mapping: over every character, or over every step-th from
    U+20000 up, where little is assigned."""
    file = File("characters")

    def digest(words):
        hash = 0xCBF29CE484222325
        for word in words:
            hash = ((hash ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        return "%x" % hash

    step = 97 if scale == 1 else 1
    every = [chr(i) for i in [*range(0x20000), *range(0x20000, 0x110000, step)]]
    questions = {
        "alpha": str.isalpha, "decimal": str.isdecimal, "digit": str.isdigit, "numeric": str.isnumeric, "alnum": str.isalnum, "space": str.isspace,
        "upper": str.isupper, "lower": str.islower, "title": str.istitle, "printable": str.isprintable, "identifier": str.isidentifier,
        "continue": lambda c: ("a" + c).isidentifier(), "break": lambda c: len(("a" + c + "b").splitlines()) == 2}
    for name, question in questions.items():
        file.add("is", [name, step], lambda: digest(question(c) for c in every))
    mappings = {"lower": str.lower, "upper": str.upper, "capitalize": str.capitalize, "casefold": str.casefold, "swapcase": str.swapcase, "title": str.title}
    for name, mapping in mappings.items():
        file.add("map", [name, step], lambda: digest(ord(x) for c in every for x in mapping(c)))
    file.add("sigma", ["", step], lambda: digest(ord(x) for c in every for x in ("A" + c + "Σ" + c).lower()))
    file.write()


for make in [floats, ints, bigints, hashes, formats, percents, strformats, reprs, codecs, strings, characters]:
    make()
