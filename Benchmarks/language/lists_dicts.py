# Loops over lists and dicts.
import time

start = time.perf_counter()


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return sum(flags)


def counts(n):
    seen = {}
    for i in range(n):
        key = i * 7919 % 1009
        if key in seen:
            seen[key] += 1
        else:
            seen[key] = 1
    names = {}
    for i in range(n // 4):
        name = "key" + str(i % 97)
        names[name] = names.get(name, 0) + 1
    return len(seen), sum(seen.values()), max(names.values())


def matrix(n):
    a = [[i + j for j in range(n)] for i in range(n)]
    b = [[i - j for j in range(n)] for i in range(n)]
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            s = 0
            for k in range(n):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c[n // 2][n // 3]


print(sieve(1_000_000), counts(800_000), matrix(120))
print(time.perf_counter() - start)
