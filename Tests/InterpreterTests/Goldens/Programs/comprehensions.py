#--- List, set and dict comprehensions
print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], {x % 3 for x in range(10)}, {k: v for k, v in zip("abc", range(3))})
print([(x, y) for x in range(3) for y in "ab" if x], [[c for c in row] for row in ["ab", "cd"]], {x: [y for y in range(x)] for x in range(3)})
#--- Their variables are their own
x = "outer"
l = [x for x in range(3)]
print(x, l)
def f():
    y = 5
    return [y + z for z in range(y)], y
print(f())
print([i for i in range(3) if [i for i in range(i)]])
#--- Names inside class bodies
class A:
    n = 3
    first = [i for i in range(n)]
    try:
        second = [n for i in range(2)]
    except NameError as e:
        print(e)
print(A.first)
#--- Unpacking targets and conditions
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *b in ["abc", "de"] if b], {a: b for (a, b), in [[(1, 2)]]})
print([x if x % 2 else -x for x in range(4)], [not x for x in [0, 1]], [lambda: x for x in [1]][0]())
#--- Order of evaluation in a dict comprehension
def p(x):
    print(x, end=" ")
    return x
d = {p(k): p(v) for k, v in [(1, 2), (3, 4)]}
print(d)
#--- Starred displays
a = [1, 2]
print([*a, 3, *"xy"], (*a, *a), {*a, 2, 5}, {**{"a": 1}, "b": 2, **{"a": 3}}, [*range(3), *{7: 8}], *a, sep="|")
for code in ["[*5]", "{**5}", "{**[1]}", "(*None,)", "{*1}", "print(*3)", "dict(**{1: 2})"]:
    try:
        eval(code)
    except TypeError as e:
        print(e)
#--- Repeated keys keep the first place and the last value
print({1: "a", 2: "b", 1.0: "c", True: "d"}, {1, 1.0, True}, len({0: 1, False: 2, 0.0: 3}))
#--- Exceptions leave comprehensions
try:
    [1 // x for x in (2, 1, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    {x: 1 for x in [[], 1]}
except TypeError as e:
    print(e)
try:
    {x for x in [{}]}
except TypeError as e:
    print(e)
#--- Nested functions and walrus in comprehensions
print([f(x) for f in (lambda v: v + 1, lambda v: v * 10) for x in (1, 2)])
print([(y := x * 2, y + 1) for x in range(3)], y)
print({(z := n): z * z for n in range(3)}, z)
#--- Flattening, transposing, grouping
m = [[1, 2, 3], [4, 5, 6]]
print([v for r in m for v in r], [[r[i] for r in m] for i in range(3)], list(map(list, zip(*m))), list(zip(*m)))
words = "the quick brown fox jumps over the lazy dog the end".split()
print({w: words.count(w) for w in sorted(set(words)) if words.count(w) > 1})
groups = {}
for w in words: groups.setdefault(len(w), []).append(w)
print(groups)
print(sorted(words, key=lambda w: (-len(w), w))[:3], sorted({len(w) for w in words}))
