"""Means, medians and how far values lie apart, computed exactly before they are rounded."""

import math
from math import fsum, sqrt

__all__ = [
    "NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
    "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
    "pstdev", "pvariance", "quantiles", "stdev", "variance",
]


class StatisticsError(ValueError):
    """Data for which there is no answer."""


def _fraction(*parts):
    from fractions import Fraction

    return Fraction(*parts)


def _kind(one, two):
    """The type of what is computed from numbers of two types."""
    if one is two or two is int or two is bool:
        return one
    if one is int:
        return two
    if issubclass(two, one):
        return two
    if issubclass(one, two) or issubclass(two, int):
        return one
    if issubclass(one, int):
        return two
    if one.__name__ == "Fraction" and issubclass(two, float):
        return two
    if issubclass(one, float) and two.__name__ == "Fraction":
        return one
    raise TypeError(f"don't know how to coerce {one.__name__} and {two.__name__}")


def _ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


def _totalled(partials):
    """The sum of numerators by denominator: an exact fraction, or what infinities and nan come to."""
    if None in partials:
        return partials[None]
    # Over the largest power of two or common multiple at once: one reduction instead of many.
    common = 1
    for denominator in partials:
        common = math.lcm(common, denominator)
    return _fraction(sum([n * (common // d) for d, n in partials.items()]), common)


def _sum(data):
    kind, partials, count = int, {}, 0
    for value in data:
        count += 1
        if type(value) is not kind:
            kind = _kind(kind, type(value))
        n, d = _ratio(value)
        partials[d] = partials.get(d, 0) + n
    return kind, _totalled(partials), count


def _spread(data, center=None):
    """Type, sum of squared distances from the mean or another center, that center, and how many values."""
    if center is not None:
        kind, total, count = _sum([(x - center) * (x - center) for x in data])
        return kind, total, center, count
    kind, sums, squares, count = int, {}, {}, 0
    for value in data:
        count += 1
        if type(value) is not kind:
            kind = _kind(kind, type(value))
        n, d = _ratio(value)
        sums[d] = sums.get(d, 0) + n
        if d is not None:
            squares[d * d] = squares.get(d * d, 0) + n * n
    if not count:
        return kind, _fraction(0), _fraction(0), 0
    if None in sums:
        return kind, sums[None], sums[None], count
    total, squared = _totalled(sums), _totalled(squares)
    return kind, (count * squared - total * total) / count, total / count, count


def _converted(value, kind):
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    return kind(value)


def _isqrt_odd(n, m):
    """The square root of n/m rounded down, and made odd where something was left."""
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


def _root(n, m):
    """The float nearest to the square root of n/m."""
    q = (n.bit_length() - m.bit_length() - 109) // 2
    if q >= 0:
        return (_isqrt_odd(n, m << 2 * q) << q) / 1
    return _isqrt_odd(n << -2 * q, m) / (1 << -q)


def _root_of(value):
    try:
        n, d = value.numerator, value.denominator
    except AttributeError:
        return sqrt(value)
    return _root(n, d)


def mean(data):
    """The sum over the count, of the type of the data."""
    kind, total, n = _sum(data)
    if n < 1:
        raise StatisticsError("mean requires at least one data point")
    return _converted(total / n, kind)


def fmean(data, weights=None):
    """The mean as a float, fast; perhaps with weights."""
    data = data if isinstance(data, (list, tuple)) else list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = fsum([x * w for x, w in zip(data, weights)])
    divisor = fsum(weights)
    if not divisor:
        raise StatisticsError("sum of weights must be non-zero")
    return total / divisor


def geometric_mean(data):
    """The n-th root of the product of n values."""
    try:
        return math.exp(fmean([math.log(x) for x in data]))
    except ValueError:
        raise StatisticsError(
            "geometric mean requires a non-empty dataset containing positive numbers") from None


def _not_negative(values, message):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    data = list(data)
    message = "harmonic mean does not support negative values"
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        x = data[0]
        if not isinstance(x, (int, float)) and not hasattr(x, "numerator"):
            raise TypeError("unsupported type")
        if x < 0:
            raise StatisticsError(message)
        return x
    if weights is None:
        weights, divisor = [1] * len(data), len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        divisor = _sum(_not_negative(weights, message))[1]
    try:
        kind, total, _ = _sum(
            [w / x if w else 0 for w, x in zip(weights, list(_not_negative(data, message)))])
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _converted(divisor / total, kind)


def _ordered(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data, len(data)


def median(data):
    """The middle value, or the mean of the two in the middle."""
    data, n = _ordered(data)
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    """The middle value, or the lower of the two in the middle."""
    data, n = _ordered(data)
    return data[n // 2] if n % 2 else data[n // 2 - 1]


def median_high(data):
    """The middle value, or the higher of the two in the middle."""
    data, n = _ordered(data)
    return data[n // 2]


def median_grouped(data, interval=1):
    """The median of values that each stand for an interval around them."""
    data, n = _ordered(data)
    x = data[n // 2]
    below, inside = sum([value < x for value in data]), data.count(x)
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (n / 2 - below) / inside


def _counted(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    """The most common value, the first of those if there are several."""
    counts = _counted(data)
    if not counts:
        try:
            raise IndexError("list index out of range")
        except IndexError:
            raise StatisticsError("no mode for empty data") from None
    return max(counts, key=counts.get)


def multimode(data):
    """All of the most common values."""
    counts = _counted(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 places that cut the data into n groups of equal size."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    if method == "inclusive":
        cuts = [divmod(i * (size - 1), n) for i in range(1, n)]
        return [(data[j] * (n - delta) + data[j + 1] * delta) / n for j, delta in cuts]
    if method == "exclusive":
        result = []
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def variance(data, xbar=None):
    """The squared spread of a sample."""
    kind, total, _, n = _spread(data, xbar)
    if n < 2:
        raise StatisticsError("variance requires at least two data points")
    return _converted(total / (n - 1), kind)


def pvariance(data, mu=None):
    """The squared spread of all there is."""
    kind, total, _, n = _spread(data, mu)
    if n < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _converted(total / n, kind)


def stdev(data, xbar=None):
    """The spread of a sample."""
    _, total, _, n = _spread(data, xbar)
    if n < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root_of(total / (n - 1))


def pstdev(data, mu=None):
    """The spread of all there is."""
    _, total, _, n = _spread(data, mu)
    if n < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root_of(total / n)


def _paired(x, y, name):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    return n, fsum(x) / n, fsum(y) / n


def covariance(x, y, /):
    """How two columns of data vary together."""
    n, xbar, ybar = _paired(x, y, "covariance")
    return fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)]) / (n - 1)


def correlation(x, y, /):
    """Pearson's measure of how two columns of data vary together, between -1 and 1."""
    n, xbar, ybar = _paired(x, y, "correlation")
    both = fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)])
    xx = fsum([(d := a - xbar) * d for a in x])
    yy = fsum([(d := b - ybar) * d for b in y])
    try:
        return both / sqrt(xx * yy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


class LinearRegression(tuple):
    """Slope and intercept of a line."""

    __slots__ = ()
    _fields = __match_args__ = ("slope", "intercept")

    def __new__(cls, slope, intercept):
        return tuple.__new__(cls, (slope, intercept))

    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"


def linear_regression(x, y, /, *, proportional=False):
    """The line that lies nearest to points."""
    n, xbar, ybar = _paired(x, y, "linear regression")
    if proportional:
        both = fsum([a * b for a, b in zip(x, y)])
        squares = fsum([a * a for a in x])
    else:
        both = fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)])
        squares = fsum([(d := a - xbar) * d for a in x])
    try:
        slope = both / squares
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression(slope, 0.0 if proportional else ybar - slope * xbar)


# Wichura's algorithm AS241: coefficients of rational functions, highest power first.
_MIDDLE = (
    (2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
     1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0),
    (5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
     5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0),
)
_OUTER = (
    (7.7454501427834140764e-4, 2.2723844989269184583e-2, 2.4178072517745061177e-1, 1.2704582524523683825e+0,
     3.6478483247632046050e+0, 5.7694972214606914055e+0, 4.6303378461565452959e+0, 1.4234371107496835773e+0),
    (1.0507500716444169e-09, 5.4759380849953449460e-4, 1.5198666563616457196e-2, 1.4810397642748007459e-1,
     6.8976733498510000455e-1, 1.6763848301838038494e+0, 2.0531916266377588218e+0, 1.0),
)
_TAIL = (
    (2.0103343992922881326e-7, 2.7115555687434875781e-5, 1.2426609473880784386e-3, 2.6532189526576123093e-2,
     2.9656057182850489123e-1, 1.7848265399172913358e+0, 5.4637849111641143699e+0, 6.6579046435011037772e+0),
    (2.0442631033899397856e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.8686913114561325910e-4,
     1.4875361290850614852e-2, 1.3692988092273580531e-1, 5.9983220655588793769e-1, 1.0),
)


def _polynomial(coefficients, r):
    value = coefficients[0]
    for coefficient in coefficients[1:]:
        value = value * r + coefficient
    return value


class NormalDist:
    """A normal distribution."""

    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution with the mean and spread of data."""
        _, total, center, n = _spread(data)
        if n < 2:
            raise StatisticsError("stdev requires at least two data points")
        return cls(float(center), _root_of(total / (n - 1)))

    def samples(self, n, *, seed=None):
        """Random values."""
        import random

        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def _needs_spread(self, name):
        if not self._sigma:
            raise StatisticsError(f"{name}() not defined when sigma is zero")

    def pdf(self, x):
        """The density at x."""
        self._needs_spread("pdf")
        variance = self._sigma * self._sigma
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * variance)) / sqrt(math.tau * variance)

    def cdf(self, x):
        """How likely a value is to be at most x."""
        self._needs_spread("cdf")
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * sqrt(2.0))))

    def inv_cdf(self, p):
        """The value that is not exceeded with likelihood p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        q = p - 0.5
        if abs(q) <= 0.425:
            r = 0.180625 - q * q
            x = _polynomial(_MIDDLE[0], r) * q / _polynomial(_MIDDLE[1], r)
            return self._mu + x * self._sigma
        r = sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
        top, bottom = _OUTER if r <= 5.0 else _TAIL
        r -= 1.6 if r <= 5.0 else 5.0
        x = _polynomial(top, r) / _polynomial(bottom, r)
        return self._mu + (-x if q < 0.0 else x) * self._sigma

    def quantiles(self, n=4):
        """The n - 1 values that cut the distribution into n equally likely parts."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that two densities share."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = (other, self) if (other._sigma, other._mu) < (self._sigma, self._mu) else (self, other)
        if not x.variance or not y.variance:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv, dm = y.variance - x.variance, abs(y._mu - x._mu)
        if not dv:
            return 1.0 - math.erf(dm / (2.0 * x._sigma * sqrt(2.0)))
        a = x._mu * y.variance - y._mu * x.variance
        b = x._sigma * y._sigma * sqrt(dm * dm + dv * math.log(y.variance / x.variance))
        one, two = (a + b) / dv, (a - b) / dv
        return 1.0 - (abs(y.cdf(one) - x.cdf(one)) + abs(y.cdf(two) - x.cdf(two)))

    def zscore(self, x):
        """How many spreads x lies above the mean."""
        self._needs_spread("zscore")
        return (x - self._mu) / self._sigma

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * abs(other))

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / abs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return -(self - other)

    def __eq__(self, other):
        return self._mu == other._mu and self._sigma == other._sigma if isinstance(other, NormalDist) else (
            NotImplemented)

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
