#--- Integer arithmetic of any size
a, b = 12345678901234567890, 987654321
print(a + b, a - b, a * b, a // b, a % b, -a // b, -a % b, a // -b, a % -b, divmod(a, b), a ** 3, a / b, b ** 20, -a, +a, ~a, abs(-a))
print(2 ** 47, 2 ** 47 - 1, -(2 ** 47), 2 ** 47 + 1, 2 ** 46 * 2, 2 ** 62 * 2, 2 ** 63, -2 ** 63, 2 ** 63 - 1, 2 ** 64, (2 ** 47 - 1) + 1, -(2 ** 47) - 1, 140737488355327 * 140737488355327)
print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, 0 // 5, 0 % -5, 1 - 1, 5 ** 0, 0 ** 0, (-2) ** 3, 2 ** -2, 10 ** 18 * 10 ** 18, 3 ** 100 % 7)
#--- Bits
print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 10, 1 << 100, -1 << 3, 1024 >> 3, -1024 >> 3, -1 >> 100, 1 >> 1000, -5 & 3, -5 | 3, -5 ^ 3, (2 ** 100) & (2 ** 100 - 1), (2 ** 100) | 1, -(2 ** 70) & 0xFF, -(2 ** 70) ^ 5, ~(2 ** 70), (2 ** 70) >> 65, (2 ** 70) << 3, True & False, True | 2, True ^ True, ~True, -True)
print((255).bit_length(), (-256).bit_length(), (0).bit_length(), (2 ** 100).bit_length(), (255).bit_count(), (1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\xff\xff", "little", signed=True), (-1).to_bytes(3, "big", signed=True))
#--- Number literals
print(0x1F, 0o17, 0b101, 1_000_000, 0xFF_FF, 1e3, 1.5e-3, .5, 5., 1_0.0_1, 1j, 2.5J, 0xdeadbeef, 00, 1E5, 0b1_1)
#--- int() of everything
for v in ["42", " 42 ", "-42", "+7", "1_000", "", " ", "4 2", "0x1f", "1.5", "abc", "١٢", "--1", "1__0", "_1", "1_", 1.9, -1.9, True, False, 2 ** 70, b"12", None, [], 1j, float("inf"), float("nan"), "9" * 30]:
    try:
        print(repr(v), int(v))
    except Exception as e:
        print(repr(v), type(e).__name__, e)
for v, base in [("ff", 16), ("0xff", 16), ("0xff", 0), ("0b11", 0), ("077", 0), ("77", 8), ("z", 36), ("12", 2), ("1", 1), ("1", 37), ("0o17", 8), (5, 10), ("a", 0), ("0x", 16), ("-0b101", 0), ("  11 ", 2)]:
    try:
        print(v, base, int(v, base))
    except Exception as e:
        print(v, base, type(e).__name__, e)
#--- float() and float text
for v in ["1.5", " -2e3 ", "inf", "-Infinity", "nan", "1_0.5", ".5", "5.", "1e400", "-1e400", "1e-400", "", "x", "1.5.2", "0x1p3", 3, True, 2 ** 60, 10 ** 400, None, "1e", "e5", "+.5e-2", "١.٥"]:
    try:
        print(repr(v)[:20], float(v))
    except Exception as e:
        print(repr(v)[:20], type(e).__name__, str(e)[:80])
print(0.1, 0.1 + 0.2, 1 / 3, 1e16, 1e15, 123456789012345678.0, 1e-4, 1e-5, 1.0, 100.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308, -0.0, 2.0 ** 0.5, 1e300 * 1e10, float("nan"), 3.0e0, 0.30000000000000004, 9007199254740993.0, 4.35, 2.675)
#--- Float arithmetic
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 2.0 ** 10, 2 ** 0.5, 4 ** -1, 1e308 * 10, -1e308 * 10, 1 / 3 * 3 == 1, 0.1 * 3, 5 / 2, 4 / 2, -5 / 2, 10 ** 20 / 3, (10 ** 400) / (10 ** 399), 1e16 + 1, 0.0 == -0.0, 1.0 == 1, 1.5 // 0.1, 1 % 0.1, -0.0 % 5, float("inf") - float("inf"), float("inf") // 1, 5 % float("inf"), -5 % float("inf"), 1e-320)
#--- Rounding
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, 3), round(2.5, 0), round(1e20), round(-2.5), round(0.1 + 0.2, 10), round(True), round(12345.6789, 3), round(1e300, 2), round(5e-324, 400), round(2 ** 100, -20), round(float("inf"), 2), round(1.5, None), round(0.15, 1), round(0.25, 1), round(0.35, 1))
#--- Comparing numbers of different kinds
print(1 == 1.0 == True == (1 + 0j), 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 10 ** 400 > 1e308, -10 ** 400 < float("-inf"), 10 ** 400 < float("inf"), float("nan") == float("nan"), float("nan") != float("nan"), 1 < float("nan"), True < 2, False == 0, 0.5 < 1, 3 > 2.9, hash(1) == hash(1.0) == hash(True), hash(2 ** 70) == hash(2.0 ** 70), hash(0.5), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(float("inf")), hash(1e100), hash(3.14), hash(10 ** 30), hash(True), hash(1j), hash((1, 2)), hash(()), hash((1, (2, 3))), hash(frozenset()), hash(frozenset([1, 2, 3])))
#--- Complex numbers
a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, abs(a), a.conjugate(), a.real, a.imag, -a, a == 3 + 4j, a != b, complex(1), complex("1+2j"), complex(1, 2), a + 1, 1 + a, a * 2.5, 1j ** 2, 1j * 1j, (1 + 0j), 0j, -0j, 1j, complex(0, -1), complex(-0.0, -0.0), bool(0j), a ** 0.5, 2 ** 1j, [1j], str(1.5 + 2.5j), complex(float("inf"), float("nan")), 1e20 + 1e-5j, a ** -1)
for code in ["1j < 2j", "int(1j)", "float(1j)", "1j // 1", "1j % 1", "1j / 0", "complex('x')", "complex('1 + 2j')", "complex(None)", "divmod(1j, 1)", "round(1j)", "0j ** -1", "1j & 1", "complex('1', 1)"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, type(e).__name__, e)
#--- Booleans are integers
print(True + True, True * 5, sum([True, False, True]), [10, 20][True], True == 1, isinstance(True, int), int(True), str(True), True and 5, False or "x", not 5, bool(""), bool("False"), bool(0.0), bool([0]), True / 2, True ** 2, {True: 1}[1], f"{True} {True:d} {True:>6}", repr(bool), bool.__mro__, True.real, type(True + 1), max(True, 0), True is (1 == 1), ~False)
#--- pow and divmod
print(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 5), pow(2, 1000, 10 ** 9 + 7), pow(0, 0), pow(5, 0, 1), pow(7, 2, -5), divmod(17, 5), divmod(-17, 5), divmod(17, -5), divmod(2.5, 1), divmod(2 ** 70, 3), pow(base=2, exp=3))
for code in ["pow(2, -1, 4)", "pow(2, 3, 0)", "pow(2.0, 3, 4)", "pow('a', 2)", "pow(2)", "divmod(1, 0)", "divmod(1)", "pow(1, 2, 3, 4)", "0 ** -2", "(-1) ** 0.5", "pow(0.0, -1)"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, type(e).__name__, e)
#--- min, max, sum, abs
print(min(3, 1, 2), max([1, 5, 3]), min("hello"), max({"a": 1, "b": 2}), min([], default="none"), max([1, -5], key=abs), sum([1, 2.5]), sum([[1], [2]], []), sum(range(101)), sum((0.1,) * 10), abs(-5), abs(-5.5), abs(True), max(1, 1.0), max(1.0, 1), min((1, "b"), (1, "a")), sum([], 5), sum([1, 2], start=10), max([3, 1], [2, 9]), min(2, 1, key=lambda x: -x), max("a", "b", key=ord))
#--- Big powers and digits
print(len(str(2 ** 10000)), str(3 ** 500)[:20], 7 ** 77, (10 ** 50) // 7, (-10 ** 50) // 7, 10 ** 50 % 10 ** 7, hex(2 ** 70), bin(2 ** 10), oct(8 ** 20), int("f" * 20, 16), 99 ** 9, 123456789 ** 5)
try:
    str(10 ** 5000)
except ValueError as e:
    print(e)
try:
    int("1" * 5000)
except ValueError as e:
    print(e)
#--- Attributes of numbers
print((5).real, (5).imag, (5).numerator, (5).denominator, (5.5).real, (5.5).imag, (5).conjugate(), (0.5).as_integer_ratio(), (7).as_integer_ratio(), (2.5).is_integer(), (2.0).is_integer(), (0.1).hex(), (255.5).hex(), float.fromhex("0x1.8p1"), (5).__add__(3), (5).__radd__(3), (5).__truediv__(2), (5).__neg__(), (5).__bool__(), (5).__eq__(5), (5).__eq__("a"), (5.5).__int__(), (5).__float__(), (-5).__abs__(), (5).__lt__(6), (5).__divmod__(3), (5).__pow__(2), (5).__and__(4), (5).__hash__(), (5.0).__floor__() if hasattr(5.0, "__floor__") else 5, int.__add__(1, 2), float.__mul__(2.0, 3.0), (5).__str__(), (5).__format__("03"), (5).__index__())
