#--- the values of a seed
import random
random.seed(42)
print(random.random(), random.uniform(1, 10), random.randint(1, 100), random.randrange(0, 100, 7), random.choice("abcdef"))
print(random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 3], k=4), random.choices("abc", cum_weights=[1, 2, 10], k=4), random.sample(range(100), 5), random.sample(range(10**9), 5))
x = list(range(10))
random.shuffle(x)
print(x, random.gauss(0, 1), random.gauss(0, 1), random.gauss(5, 2), random.normalvariate(0, 1), random.getrandbits(10), random.getrandbits(100), random.getrandbits(0))
print(random.triangular(), random.triangular(1, 5, 2), random.lognormvariate(0, 1), random.expovariate(2), random.vonmisesvariate(1, 4), random.vonmisesvariate(0, 0))
print(random.gammavariate(2, 3), random.gammavariate(1, 3), random.gammavariate(0.5, 1), random.betavariate(1, 2), random.paretovariate(3), random.weibullvariate(1, 2))
print(random.randbytes(5), random.sample(["a", "b"], counts=[3, 2], k=4), random.randint(0, 2**70), random.randrange(5), random.randrange(-5, 5))
#--- seeds of all kinds
import random
for seed in (0, 1, -1, 2**100, "text", "", b"bytes", 1.5, -0.0, True, "später"):
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(32))
random.seed("old", version=1)
print(random.random())
random.seed(None)
first = random.random()
random.seed()
print(0 <= first < 1, first != random.random())
for bad in ([], (1,), {}, 1j):
    try:
        random.seed(bad)
    except TypeError as error:
        print(error)
#--- generators of their own, and their states
import random
a, b = random.Random(7), random.Random(7)
print(a.random() == b.random(), a.random(), random.Random("x").randint(1, 6))
state = a.getstate()
values = [a.gauss(0, 1) for _ in range(3)]
a.setstate(state)
print(values == [a.gauss(0, 1) for _ in range(3)], state[0], len(state[1]), state[2])
random.seed(3)
state = random.getstate()
one = random.random()
random.setstate(state)
print(one == random.random(), type(random.Random()).__name__, isinstance(a, random.Random))
class Fixed(random.Random):
    def random(self):
        return 0.25
f = Fixed()
print(f.random(), f.uniform(0, 8), f.randrange(8), f.choice("abcd"), f.sample(range(8), 3))
s = random.SystemRandom()
print(0 <= s.random() < 1, 1 <= s.randint(1, 6) <= 6, len(s.randbytes(4)), s.getrandbits(3) < 8)
try:
    s.getstate()
except NotImplementedError as error:
    print(error)
#--- what random refuses
import random
for call in (
    lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.randrange(0), lambda: random.randrange(5, 1), lambda: random.randrange(1, 5, 0),
    lambda: random.sample([1, 2], 3), lambda: random.sample([1], -1), lambda: random.sample({1, 2}, 1), lambda: random.choices([]), lambda: random.choices([1], [0]),
    lambda: random.choices([1, 2], [1]), lambda: random.choices([1], [1], cum_weights=[1]), lambda: random.choices("ab", 3), lambda: random.gammavariate(0, 1), lambda: random.getrandbits(-1),
    lambda: random.setstate((5, (), None)), lambda: random.randrange(), lambda: random.random(1), lambda: random.randint(1), lambda: random.sample([1], 1, counts=[1, 2]), lambda: random.uniform("a", 1), lambda: random.randrange("a"), lambda: random.randint(1, 2.5),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
#--- many numbers
import random
random.seed(2024)
print(sum(random.random() for _ in range(10000)), sum(random.randint(1, 6) for _ in range(5000)), sum(random.gauss(0, 1) for _ in range(5000)))
