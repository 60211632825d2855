#--- making fractions
from fractions import Fraction as F
print(F(1, 2), repr(F(6, -4)), F(3), F(), F("3/4"), F(" -0.125 "), F("1e3"), F("2.5e-2"), F("1_000"), F(0.5), F(0.1), F(F(1, 2), 3), F(True), F("-7"))
for bad in (lambda: F(1, 0), lambda: F("x"), lambda: F("1/0"), lambda: F("1/2/3"), lambda: F(1.5, 2), lambda: F(None), lambda: F("1."), lambda: F("."), lambda: F("1 /2"), lambda: F(float("nan")), lambda: F(float("inf"))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(F(1, 3).numerator, F(1, 3).denominator, F.from_float(0.25), F(5, 3).as_integer_ratio())
#--- arithmetic
from fractions import Fraction as F
import math
a, b = F(3, 4), F(-5, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), -a, +a, abs(b), a ** 2, a ** -2, a ** 0.5, 2 ** F(2), 2 ** a, b ** 3)
print(a + 1, 1 + a, 2 - a, a * 2, 3 / a, a / 2, 7 // a, 7 % a, a + 0.5, 0.5 * a, a + 1j, a ** F(1, 2), sum([a, b, 1]))
print(a < b, a > 0.5, a == 0.75, a >= F(3, 4), a != 1, F(4, 2) == 2, 2 == F(2), a < 1, 1 <= a, max(a, b), sorted([a, b, 0]))
print(int(a), float(a), round(F(7, 2)), round(F(5, 2)), round(F(22, 7), 2), math.floor(b), math.ceil(b), math.trunc(b), bool(F(0)), complex(a))
print(hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), hash(F(-1, 3)), {F(1, 2): "h"}[0.5])
print(F(math.pi).limit_denominator(1000), F("3.1415926535897932").limit_denominator(10), F(1, 3).limit_denominator(2), f"{F(1, 2)}")
for bad in (lambda: a / 0, lambda: a // F(0), lambda: F(0) ** -1, lambda: a + "x", lambda: a < "x", lambda: F(1, 3).limit_denominator(0)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
#--- numbers
import numbers
from fractions import Fraction as F
for v in (1, True, 2.5, 3j, F(1, 2), "x", None):
    print([isinstance(v, c) for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)])
print(issubclass(int, numbers.Number), issubclass(float, numbers.Integral))
#--- copies
import copy
from fractions import Fraction as F
f = F(1, 3)
print(copy.copy(f) is f, copy.deepcopy([f]))
