import time


def loop(n):
    i = 0
    s = 0.0
    while i < n:
        s = s + i * 0.5
        i = i + 1
    return s


def work():
    start = time.perf_counter()
    assert loop(1000000) == 249999750000.0
    return time.perf_counter() - start


print(min(work() for i in range(5)))
