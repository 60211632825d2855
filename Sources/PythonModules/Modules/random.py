"""Random numbers, the same as CPython's for the same seed."""

from _random import Random as _Generator, _sha512, _urandom
from itertools import accumulate as _accumulate
from math import acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as _exp, floor as _floor, isfinite as _isfinite
from math import log as _log, pi as _pi, sin as _sin, sqrt as _sqrt
from operator import index as _index

__all__ = [
    "Random", "SystemRandom", "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss", "getrandbits",
    "getstate", "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange",
    "sample", "seed", "setstate", "shuffle", "triangular", "uniform", "vonmisesvariate", "weibullvariate",
]

NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53
RECIP_BPF = 2 ** -BPF
TWOPI = 2.0 * _pi
_ONE = 1


def _old_text_hash(text):
    """The number that version 1 makes of a text."""
    if not text:
        return 0
    number = ord(text[0]) << 7
    for code in map(ord, text):
        number = ((1000003 * number) ^ code) & 0xFFFFFFFFFFFFFFFF
    number ^= len(text)
    return -2 if number == -1 else number


class Random(_Generator):
    """A generator of its own: what it gives does not depend on others."""

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def seed(self, a=None, version=2):
        """Starts anew from a number, a text or bytes; without one, from chance."""
        if version == 1 and isinstance(a, (str, bytes)):
            a = _old_text_hash(a.decode("latin-1") if isinstance(a, bytes) else a)
        elif version == 2 and isinstance(a, (str, bytes)):
            if isinstance(a, str):
                a = a.encode()
            a = int.from_bytes(a + _sha512(a), "big")
        elif not isinstance(a, (type(None), int, float, str, bytes)):
            raise TypeError(
                "The only supported seed types are: None,\n"
                "int, float, str, bytes, and bytearray.")
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        """The state, to go on from it later."""
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        """Goes on from what getstate gave."""
        version = state[0]
        if version == 3:
            version, words, self.gauss_next = state
        elif version == 2:
            version, words, self.gauss_next = state
            try:
                words = tuple(word % (2 ** 32) for word in words)
            except ValueError as error:
                raise TypeError from error
        else:
            raise ValueError(
                "state with version %s passed to Random.setstate() of version %s" % (version, self.VERSION))
        super().setstate(words)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    def __init_subclass__(cls, /, **kwargs):
        # A class with a source of its own makes its integers from that.
        sources = {
            "_randbelow": None, "getrandbits": cls._randbelow_with_getrandbits,
            "random": cls._randbelow_without_getrandbits,
        }
        nearest = next(name for kind in cls.__mro__ for name in sources if name in vars(kind))
        if nearest != "_randbelow":
            cls._randbelow = sources[nearest]

    def _randbelow_with_getrandbits(self, n):
        bits = n.bit_length()
        while (drawn := self.getrandbits(bits)) >= n:
            pass
        return drawn

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        random = self.random
        if n >= maxsize:
            from warnings import warn
            warn("Underlying random() generator does not supply \n"
                 "enough bits to choose from a population range this large.\n"
                 "To remove the range limitation, add a getrandbits() method.")
            return _floor(random() * n)
        # Above the last whole multiple of n some results would come more often than others.
        while (drawn := random()) >= (maxsize - maxsize % n) / maxsize:
            pass
        return _floor(drawn * maxsize) % n

    _randbelow = _Generator._randbelow

    def randbytes(self, n):
        """n random bytes."""
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=_ONE):
        """One of range(start, stop, step)."""
        first = _whole(start, "start")
        if stop is None:
            if step is not _ONE:
                raise TypeError("Missing a non-None stop argument")
            first, last, stride = 0, first, 1
        else:
            last = _whole(stop, "stop")
            stride = _whole(step, "step")
        if stride == 0:
            raise ValueError("zero step for randrange()")
        choices = len(range(first, last, stride)) if abs(first) < 1 << 61 and abs(last) < 1 << 61 else max(
            0, (last - first + stride - (1 if stride > 0 else -1)) // stride)
        if choices == 0:
            shown = f" ({first}, {last}, {last - first})" if stride == 1 and stop is not None else ""
            raise ValueError("empty range for randrange()" + shown)
        return first + stride * self._randbelow(choices)

    def randint(self, a, b):
        """An integer from a to b, both included."""
        return self.randrange(a, b + 1)

    def choice(self, seq):
        """One of the items of a sequence."""
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        """Puts the items of a list into a random order."""
        randbelow = self._randbelow
        for i in range(len(x) - 1, 0, -1):
            j = randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        """k items of a sequence, none twice."""
        if not _is_sequence(population):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        n = len(population)
        if counts is not None:
            sums = list(_accumulate(counts))
            if len(sums) != n:
                raise ValueError("The number of counts does not match the population")
            total = sums.pop()
            if not isinstance(total, int):
                raise TypeError("Counts must be integers")
            if total <= 0:
                raise ValueError("Total of counts must be greater than zero")
            from bisect import bisect
            return [population[bisect(sums, s)] for s in self.sample(range(total), k=k)]
        randbelow = self._randbelow
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        result = []
        # Up to a size a list of what is left takes less room than a set of what was taken.
        setsize = 21
        if k > 5:
            setsize += 4 ** _ceil(_log(k * 3, 4))
        if n <= setsize:
            pool = list(population)
            for last in range(n - 1, n - 1 - k, -1):
                drawn = randbelow(last + 1)
                result.append(pool[drawn])
                pool[drawn] = pool[last]
            return result
        taken = set()
        while len(result) < k:
            drawn = randbelow(n)
            if drawn not in taken:
                taken.add(drawn)
                result.append(population[drawn])
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k items, each drawn from all."""
        random = self.random
        n = len(population)
        if weights is None and cum_weights is None:
            return [population[_floor(random() * float(n))] for _ in range(k)]
        if weights is not None and cum_weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if isinstance(weights, int):
            raise TypeError(f"The number of choices must be a keyword argument: k={weights}")
        if cum_weights is None:
            cum_weights = list(_accumulate(weights))
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = float(cum_weights[-1])
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        from bisect import bisect
        hi = n - 1
        return [population[bisect(cum_weights, random() * total, 0, hi)] for _ in range(k)]

    def uniform(self, a, b):
        """A float between a and b."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """A float between low and high, most often near mode."""
        drawn, width = self.random(), high - low
        if mode is not None and width == 0:
            return low
        turn = 0.5 if mode is None else (mode - low) / width
        # Above the mode the triangle is the same, seen from the other side.
        if drawn > turn:
            return high + (low - high) * _sqrt((1.0 - drawn) * (1.0 - turn))
        return low + width * _sqrt(drawn * turn)

    def normalvariate(self, mu=0.0, sigma=1.0):
        """A normally distributed float."""
        draw = self.random
        while True:
            # The quotient of two uniform numbers, kept where it lies under the curve.
            top = draw()
            bottom = 1.0 - draw()
            ratio = NV_MAGICCONST * (top - 0.5) / bottom
            if ratio * ratio / 4.0 <= -_log(bottom):
                return mu + ratio * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        """A normally distributed float, faster: every second one is kept from the call before."""
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * TWOPI
            length = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * length
            self.gauss_next = _sin(angle) * length
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        """A float whose logarithm is normally distributed."""
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        """An exponentially distributed float."""
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        """An angle of the von Mises distribution."""
        random = self.random
        if kappa <= 1e-6:
            return TWOPI * random()
        # Best and Fisher's rejection from a wrapped Cauchy distribution.
        half = 0.5 / kappa
        bound = half + _sqrt(1.0 + half * half)
        accepted = False
        while not accepted:
            z = _cos(_pi * random())
            d = z / (bound + z)
            u = random()
            accepted = u < 1.0 - d * d or u <= (1.0 - d) * _exp(d)
        inverse = 1.0 / bound
        turn = _acos((inverse + z) / (1.0 + inverse * z))
        return (mu + turn if random() > 0.5 else mu - turn) % TWOPI

    def gammavariate(self, alpha, beta):
        """A float of the gamma distribution."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        random = self.random
        if alpha > 1.0:
            # Cheng's rejection from a log-logistic distribution.
            root = _sqrt(2.0 * alpha - 1.0)
            while True:
                first = random()
                if first <= 1e-7 or first >= 0.9999999:
                    continue
                second = 1.0 - random()
                v = _log(first / (1.0 - first)) / root
                x = alpha * _exp(v)
                z = first * first * second
                r = alpha - LOG4 + (alpha + root) * v - x
                if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                    return x * beta
        if alpha == 1.0:
            return -_log(1.0 - random()) * beta
        while True:
            b = (_e + alpha) / _e
            p = b * random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -_log((b - p) / alpha)
            u1 = random()
            if p > 1.0:
                if u1 <= x ** (alpha - 1.0):
                    break
            elif u1 <= _exp(-x):
                break
        return x * beta

    def betavariate(self, alpha, beta):
        """A float of the beta distribution."""
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        """A float of the Pareto distribution."""
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """A float of the Weibull distribution."""
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)


def _whole(value, what):
    """A bound of randrange as an integer, which a float may still stand for."""
    try:
        return _index(value)
    except TypeError:
        number = int(value)
        from warnings import warn
        if number != value:
            if what == "start":
                warn("randrange() will raise TypeError in the future", DeprecationWarning, 3)
                raise ValueError("non-integer arg 1 for randrange()")
            warn("randrange() will raise TypeError in the future", DeprecationWarning, 3)
            raise ValueError(f"non-integer {what} for randrange()")
        warn("non-integer arguments to randrange() have been deprecated since Python 3.10 and will be removed "
             "in a subsequent version", DeprecationWarning, 3)
        return number


def _is_sequence(value):
    if isinstance(value, (list, tuple, range, str, bytes)):
        return True
    from collections.abc import Sequence
    return isinstance(value, Sequence)


class SystemRandom(Random):
    """Numbers from the operating system; nobody can foresee or repeat them."""

    def random(self):
        return (int.from_bytes(_urandom(7), "big") >> 3) * RECIP_BPF

    def getrandbits(self, k):
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        size = (k + 7) // 8
        return int.from_bytes(_urandom(size), "big") >> (size * 8 - k)

    def randbytes(self, n):
        return _urandom(n)

    def seed(self, *args, **kwds):
        return None

    def _notimplemented(self, *args, **kwds):
        raise NotImplementedError("System entropy source does not have state.")

    getstate = setstate = _notimplemented


_inst = Random()
# The functions of the module are the methods of one generator.
for _name in (
    "seed random uniform triangular randint choice randrange sample shuffle choices normalvariate "
    "lognormvariate expovariate vonmisesvariate gammavariate gauss betavariate paretovariate "
    "weibullvariate getstate setstate getrandbits randbytes"
).split():
    globals()[_name] = getattr(_inst, _name)
del _name
