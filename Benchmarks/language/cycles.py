# A million objects thrown away, each in a cycle.
import time

start = time.perf_counter()


class Node:
    def __init__(self, i):
        self.me = self
        self.i = i


last = 0
for i in range(1_000_000):
    last = Node(i).me.i
print(last)
print(time.perf_counter() - start)
