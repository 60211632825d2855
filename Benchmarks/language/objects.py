# Attributes and methods of many small objects.
import time

start = time.perf_counter()


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    def __getitem__(self, i):
        return self.x if i == 0 else self.y

    def dot(self, other):
        return self.x * other.x + self.y * other.y


total = 0.0
v = Vector(1.0, 2.0)
step = Vector(0.5, -0.25)
for i in range(300_000):
    v = v + step * 2
    total += v.dot(step) + v[0]
    if v.x > 100:
        v = Vector(0.0, 0.0)
print(total, v.x, v.y)
print(time.perf_counter() - start)
