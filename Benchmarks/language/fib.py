import time


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def work():
    start = time.perf_counter()
    assert fib(25) == 75025
    return time.perf_counter() - start


print(min(work() for i in range(5)))
