# List, dict and set comprehensions.
import time

start = time.perf_counter()


total = 0
for round in range(10):
    squares = [x * x for x in range(100_000)]
    odd = [x for x in squares if x & 1]
    index = {x: i for i, x in enumerate(odd)}
    digits = {x % 1000 for x in squares}
    total += len(odd) + index[9] + len(digits) + sum(squares)
print(total)
print(time.perf_counter() - start)
