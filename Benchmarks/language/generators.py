# Generators, their expressions, and delegation.
import time

start = time.perf_counter()


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def pairs(n):
    for i in numbers(n):
        yield i, i * i


def flatten(tree):
    if isinstance(tree, list):
        for item in tree:
            yield from flatten(item)
    else:
        yield tree


total = 0
for a, b in pairs(500_000):
    total += b - a
print(total, sum(x * 2 for x in numbers(700_000) if x % 3), max(flatten([[[i, i + 1], i] for i in range(40_000)])))
print(time.perf_counter() - start)
