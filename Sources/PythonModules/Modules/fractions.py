"""Exact fractions."""

import math
import numbers
import sys

__all__ = ["Fraction"]


def _parsed(text):
    """Numerator and denominator of "3/4", "-1.25" or "1e3"; None for anything else."""
    body = text.strip()
    sign = -1 if body[:1] == "-" else 1
    if body[:1] in ("-", "+"):
        body = body[1:]
    top, slash, bottom = body.partition("/")

    def digits(part):
        plain = part.replace("_", "")
        if not plain.isdecimal() or part[0] == "_" or part[-1] == "_" or "__" in part:
            return None
        return plain

    if slash:
        top, bottom = digits(top) if top else None, digits(bottom) if bottom else None
        return None if top is None or bottom is None else (sign * int(top), int(bottom))
    exponent = 0
    for mark in ("e", "E"):
        if mark in top:
            top, _, power = top.partition(mark)
            bare = power[1:] if power[:1] in ("-", "+") else power
            if not bare or digits(bare) is None:
                return None
            exponent = int(digits(bare)) * (-1 if power[0] == "-" else 1)
    whole, dot, rest = top.partition(".")
    if not whole and not rest or whole and digits(whole) is None or rest and digits(rest) is None:
        return None
    whole, rest = whole.replace("_", ""), rest.replace("_", "")
    number, exponent = int(whole + rest or "0"), exponent - len(rest)
    return sign * number * 10 ** max(exponent, 0), 10 ** max(-exponent, 0)


class Fraction(numbers.Rational):
    """A fraction of two integers in lowest terms."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, float) or type(numerator).__name__ == "Decimal":
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            found = _parsed(numerator)
            if found is None:
                raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
            numerator, denominator = found
        elif not (type(numerator) is int is type(denominator)):
            if not (isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational)):
                raise TypeError("both arguments should be Rational instances")
            numerator, denominator = (
                numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator)
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self._numerator, self._denominator = numerator // common, denominator // common
        return self

    @classmethod
    def from_float(cls, f):
        """The exact value of a float."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal."""
        return cls(*dec.as_integer_ratio())

    def as_integer_ratio(self):
        """Numerator and denominator."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is no larger."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            whole = n // d
            following = q0 + whole * q1
            if following > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + whole * p1, following
            n, d = d, n - whole * d
        k = (max_denominator - q0) // q1
        lower, upper = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return upper if abs(upper - self) <= abs(lower - self) else lower

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    @staticmethod
    def _operate(exact, plain):
        """The two methods of an operator: exact for fractions and integers, else as floats do it."""

        def forward(a, b):
            if type(b) is Fraction or isinstance(b, (int, Fraction)):
                return exact(a, b if isinstance(b, Fraction) else Fraction(b))
            if isinstance(b, float):
                return plain(float(a), b)
            return plain(complex(a), b) if isinstance(b, complex) else NotImplemented

        def backward(b, a):
            if isinstance(a, numbers.Rational):
                return exact(Fraction(a), b)
            if isinstance(a, numbers.Real):
                return plain(float(a), float(b))
            return plain(complex(a), complex(b)) if isinstance(a, numbers.Complex) else NotImplemented

        return forward, backward

    def __pow__(a, b):
        if not isinstance(b, numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return Fraction(a._numerator ** power, a._denominator ** power)
        if a._numerator == 0:
            raise ZeroDivisionError(f"Fraction({a._denominator ** -power}, 0)")
        return Fraction(a._denominator ** -power, a._numerator ** -power)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** b._numerator if b._denominator == 1 else a ** float(b)

    def __pos__(a):
        return Fraction(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __trunc__ = __int__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            if rest * 2 != self._denominator:
                return floor + (rest * 2 > self._denominator)
            return floor + floor % 2
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        modulus = (1 << 61) - 1
        try:
            inverse = pow(self._denominator, -1, modulus)
        except ValueError:
            value = 314159
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return 0.0 == b if math.isnan(b) or math.isinf(b) else a == Fraction(b)
        return NotImplemented

    def _order(self, other, holds):
        if isinstance(other, numbers.Rational):
            return holds(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return holds(0.0, other) if math.isnan(other) or math.isinf(other) else holds(self, Fraction(other))
        return NotImplemented

    def __lt__(a, b):
        return a._order(b, lambda x, y: x < y)

    def __gt__(a, b):
        return a._order(b, lambda x, y: x > y)

    def __le__(a, b):
        return a._order(b, lambda x, y: x <= y)

    def __ge__(a, b):
        return a._order(b, lambda x, y: x >= y)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _divided(a, b):
    if b._numerator == 0:
        raise ZeroDivisionError(f"Fraction({(a._numerator > 0) - (a._numerator < 0)}, 0)")
    return Fraction(a._numerator * b._denominator, a._denominator * b._numerator)


def _divmod(a, b):
    left, right = a._numerator * b._denominator, a._denominator * b._numerator
    quotient, rest = divmod(left, right)
    return quotient, Fraction(rest, a._denominator * b._denominator)


for _operator, _exact, _plain in (
    ("add", lambda a, b: Fraction(
        a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator),
     lambda a, b: a + b),
    ("sub", lambda a, b: Fraction(
        a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator),
     lambda a, b: a - b),
    ("mul", lambda a, b: Fraction(a._numerator * b._numerator, a._denominator * b._denominator), lambda a, b: a * b),
    ("truediv", _divided, lambda a, b: a / b),
    ("floordiv", lambda a, b: (a._numerator * b._denominator) // (a._denominator * b._numerator), lambda a, b: a // b),
    ("mod", lambda a, b: _divmod(a, b)[1], lambda a, b: a % b),
    ("divmod", _divmod, divmod),
):
    _forward, _backward = Fraction._operate(_exact, _plain)
    setattr(Fraction, f"__{_operator}__", _forward)
    setattr(Fraction, f"__r{_operator}__", _backward)
