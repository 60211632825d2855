#--- Lists: building, indexing, slicing
l = [1, "a", 2.5, None, [3]]
print(l, l[0], l[-1], l[1:3], l[::-1], l[10:], l[-2:], l[:2], l[::2], len(l), l + [9], l * 2, 2 * [0], [] * 5, [1] * -1, [[]] * 2, "a" in l, 99 not in l, l == [1, "a", 2.5, None, [3]], [1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [1], [2] > [1, 9], l[4][0])
a = list("abc"); b = a[:]; b[0] = "z"
print(a, b, list(range(5)), list({"k": 1}), list((1, 2)), [*a, *b])
for code in ["l[5]", "l[-6]", "l['x']", "l[1.0]", "l[None]", "[1] + (1,)", "[1] * 'a'", "[1] < (1,)", "l.nope", "[].pop()", "l[0]()", "l[1:'a']", "[1, 2, 3].index(4)", "[].remove(0)"]:
    try:
        eval(code)
    except Exception as e:
        print(code, type(e).__name__, e)
#--- List methods
l = [3, 1, 2]
l.append(5); l.extend("ab"); l.insert(0, "first"); l.insert(100, "last"); l.insert(-1, "before last")
print(l, l.pop(), l.pop(0), l.index("a"), l.count(1), l)
l.remove("a"); l.remove("b"); l.reverse()
print(l, l.copy() == l, l.copy() is l)
l = [3, 1, 2]; print(l.sort(), l, l.sort(reverse=True), l, sorted("banana"), sorted([1, -3, 2], key=abs), sorted(["b", "A", "c"], key=str.lower), sorted({"z": 1, "y": 2}), sorted([(2, "b"), (1, "z"), (2, "a")]))
l.clear(); print(l, not l)
l = [1, 2, 3, 4]; del l[1]; print(l); l[1:2] = [7, 8, 9]; print(l); l += "xy"; print(l); l *= 2; print(l)
#--- Sorting is stable and may be interrupted
data = [("b", 1), ("a", 2), ("b", 0), ("a", 1)]
print(sorted(data, key=lambda t: t[0]), sorted(data, key=lambda t: t[0], reverse=True), sorted(data, key=lambda t: -t[1]))
class K:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        K.n += 1
        return self.v < o.v
    def __repr__(self): return str(self.v)
import_free = [K(v) for v in [5, 2, 8, 1, 9, 3, 7, 4, 6, 0]]
print(sorted(import_free), K.n)
seed = 12345
big = []
for i in range(300):
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    big.append(K(seed % 1000))
K.n = 0
print([k.v for k in sorted(big)][:10], K.n)
K.n = 0
part = sorted(big[:150], key=lambda k: k.v) + sorted(big[150:], key=lambda k: k.v)
K.n = 0
part.sort(); print(K.n, part[:5])
K.n = 0
part.sort(reverse=True); print(K.n, part[:5])
l = [3, 1, "a", 2, 0]
try:
    l.sort()
except TypeError as e:
    print(e, l)
def bad(x):
    l2.append(x)
    return x
l2 = [2, 1]
try:
    l2.sort(key=bad)
except ValueError as e:
    print(e, l2)
print(sorted([float("nan"), 1, 3, 2]), sorted([True, 0, 1, False]), sorted([3, 1.5, 2, 2.0]), sorted(["é", "z", "a", "日"]), sorted([b"b", b"a"]), sorted([[2], [1, 5], [1]]), sorted(range(5, 0, -1)))
for code in ["sorted([1, 'a'])", "sorted([1j, 2])", "sorted([None, 1])", "sorted([{}, {}])", "[1].sort(5)", "sorted([1], 5)", "sorted()", "sorted([1], foo=1)", "sorted([1], key=5)", "max([1, 'a'])"]:
    try:
        eval(code)
        print(code, "fine")
    except TypeError as e:
        print(code, e)
#--- Tuples
t = 1, 2, 3
print(t, (), (1,), 1, t[0], t[-1], t[1:], t + (4,), t * 2, 2 in t, len(t), t == (1, 2, 3), t < (1, 2, 4), t.count(1), t.index(2), tuple("ab"), tuple([1]), tuple(), hash(t) == hash((1, 2, 3)), {t: 1}[(1, 2, 3)], t is tuple(t), ((1, 2), (3,)), tuple(x for x in "q"), t[::-1], max(t), sum(t))
for code in ["t[0] = 1", "del t[0]", "t.append(1)", "t[5]", "t + [1]", "t['a']", "hash(([],))", "(1, 2).index(9)"]:
    try:
        exec(code)
    except Exception as e:
        print(code, type(e).__name__, e)
#--- Dicts keep their order
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
del d["a"]
d["a"] = 4
print(d, list(d), list(d.values()), list(d.items()), len(d), "a" in d, 1 in d, d.get("x"), d.get("x", 0), d == {"a": 4, "c": 3, "b": 10}, {**d, "z": 0}, d | {"b": 0}, dict(d, q=1), dict([("k", "v")]), dict(a=1), dict(zip("ab", [1, 2])), {}, dict())
print(d.pop("a"), d.pop("zz", None), d.setdefault("n", []), d.setdefault("b", 0), d.popitem(), d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); d |= {"w": 5}
print(d, d.copy() is d, dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), list(reversed(d)), list(reversed(d.values())), list(reversed(d.items()))[0])
d.clear(); print(d, bool(d))
for code in ["{}['x']", "{}[1]", "{[]: 1}", "{}.pop('x')", "{}.popitem()", "{}.x", "{} + {}", "{} < {}", "{1: 2}[[]]", "dict([1])", "dict([(1, 2, 3)])", "dict(1)", "dict([('a',)])", "{}.update(5)", "{**5}", "dict.fromkeys(5)", "{} | []", "{}.get([])", "[] in {}", "dict('ab')"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, type(e).__name__, e)
#--- Dict views live and behave as sets
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(k, v, i, len(k), "c" in k, 3 in v, ("c", 3) in i, ("c", 4) in i, k & {"a", "z"}, k | ["q"] if False else sorted(k | {"q"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), k == {"a", "b", "c"}, k <= {"a", "b", "c", "d"}, i == {("a", 1), ("b", 2), ("c", 3)}, k.isdisjoint(["x"]), list(k), sorted(i & {("a", 1)}), set(k) == k, d.keys() == d.keys(), d.values() == d.values(), type(k).__name__, type(v).__name__, type(i).__name__, iter(k).__class__.__name__)
#--- Many keys, deletions and insertions
d = {}
for i in range(1000): d[i * 7 % 1009] = i
for i in range(0, 1009, 2): d.pop(i, None)
for i in range(50): d[-i] = i
print(len(d), list(d)[:5], list(d)[-5:], sum(d.values()), d[7], 8 in d)
while len(d) > 3: d.popitem()
print(d)
d = {i: i for i in range(100)}
for i in range(100): del d[i]; d[i + 1000] = i
print(len(d), list(d)[0])
keys = [1, 1.0, True, "1", (1,), None, 2 ** 70, float(2 ** 70), -1, -2, 0.5, "", (), frozenset([1])]
d = {}
for n, key in enumerate(keys): d[key] = n
print(d)
#--- Sets of numbers print in CPython's order
print({3, 1, 2}, {10, 5, 33, 8, 17}, set(range(20, 0, -3)), {1.5, 2, -1, 0}, {100, 200, 300, 7}, set([5, 1, 5]), {True, 2}, set(range(50, 60)), {-5, -1, 3}, {2 ** 40, 1, 2 ** 20}, frozenset([9, 3, 6]), {0} | {64, 32}, set(range(10)) - {3, 4}, {8, 16, 24, 0} & {16, 0, 1}, {1, 2} ^ {2, 3, 40})
s = {i * 37 % 101 for i in range(60)}
print(s)
s = set()
for i in range(30): s.add(i * i % 47)
for i in range(0, 30, 3): s.discard(i)
print(s, s.pop(), s.pop(), len(s), s)
#--- Set operations and methods
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a < b, a <= {1, 2, 3, 4}, a > {1}, a == {3, 2, 1}, a.isdisjoint({9}), a.issubset(range(5)), a.issuperset([1]), a.union([7], (8,)), a.intersection([1, 2], {2}), a.difference([1], [2]), a.symmetric_difference([1, 9]), 1 in a, len(a), a.copy() == a, sorted(a), frozenset(a) == a, {frozenset([1]): "f"}[frozenset([1])], frozenset([1]) | {2}, {2} | frozenset([1]), set("hello") == set("ohel"), frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])})
a.add(10); a.discard(99); a.remove(1); a.update([20], {30}); a |= {40}; a &= {2, 3, 10, 40}; a -= {3}; a ^= {2, 5}
print(sorted(a))
a.intersection_update([5, 10]); a.difference_update([5]); a.symmetric_difference_update([10, 11])
print(a, set(), frozenset(), a.clear(), a)
for code in ["{1}.remove(2)", "set().pop()", "{[]}", "{1} + {2}", "{1} | [2]", "{1} < [1]", "frozenset([1]).add(2)", "{1}[0]", "hash({1})", "set(5)", "{1}.union(5)", "set([[]])", "{1}.add()", "{1} & 5", "set(1, 2)", "{{1}}"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, type(e).__name__, e)
#--- Ranges
r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], 5 in r, 6 in r, "a" in r, 5.0 in r, r.index(8), r.count(8), r.start, r.stop, r.step, r == range(2, 19, 3), range(0) == range(5, 5), hash(range(3)) == hash(range(0, 3)), list(reversed(r)), range(10, 0, -2), list(range(10, 0, -2)), range(5)[2:], list(range(-3, 3)), bool(range(0)), max(range(5)), sum(range(10)), range(3), range(1, 3), range(True), list(range(0)), [*range(3)], range(10)[-3:], range(10)[::3], range(0, 10, 3)[::-1], min(range(3, 9)), range(2 ** 40)[-1], list(zip(range(3), range(10, 13))))
for code in ["range()", "range(1.5)", "range('a')", "range(1, 2, 0)", "range(1, 2, 3, 4)", "range(3)[5]", "range(3)['a']", "range(3).index(9)", "range(3) + range(2)", "range(3)[0] = 1", "range(3) < range(4)", "range(None)", "range(3).x", "range(a=1)"]:
    try:
        exec("x = range(3); x[0] = 1" if code == "range(3)[0] = 1" else "print(" + code + ")")
    except Exception as e:
        print(code, type(e).__name__, e)
#--- Slices as objects
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(5), slice(None), "abcdefghijk"[s], [1, 2, 3][slice(None, None, -1)], slice(1, 2) == slice(1, 2), slice(-3, None).indices(10), slice(None, None, -1).indices(4), repr(slice("a", None)), slice(10, 0, -3).indices(20))
class G:
    def __getitem__(self, k): return k
print(G()[1:2], G()[:], G()[::2], G()[1, 2:3], G()[...], G()[-1], G()[:, None], G()["a":"b"], G()[(1,)], G()[()])
try:
    hash(slice(1))
except TypeError as e:
    print(e)
#--- Iteration tools of the built-ins
print(list(enumerate("ab", 1)), list(zip("abc", [1, 2])), list(zip()), list(map(int, "123")), list(map(pow, [2, 3], [3, 2])), list(filter(None, [0, 1, "", "a"])), list(filter(str.isdigit, "a1b2")), list(reversed([1, 2, 3])), list(iter([1, 2])), any([]), all([]), any([0, 1]), all([1, 0]), dict(enumerate("ab")), list(zip(*[[1, 2], [3, 4]])), sorted(map(str, [3, 10, 2])), next(iter("x")), next(iter([]), "default"), list(iter(iter([1, 2, 3, 4]).__next__, 3)), list(zip("ab", "cd", strict=True)))
print(enumerate([]).__class__.__name__, zip().__class__.__name__, map(len, []).__class__.__name__, filter(None, []).__class__.__name__, reversed([]).__class__.__name__, iter([]).__class__.__name__, iter("").__class__.__name__, iter({}).__class__.__name__, iter(set()).__class__.__name__, iter(()).__class__.__name__, iter(range(0)).__class__.__name__, reversed({}).__class__.__name__, iter(b"").__class__.__name__, iter(int, 1).__class__.__name__, iter({}.items()).__class__.__name__, reversed(range(3)).__class__.__name__)
e = enumerate("ab")
print(next(e), iter(e) is e, list(e), list(e))
it = iter([1, 2, 3]); print(next(it), list(it), list(it))
z = zip([1, 2], it := iter([10])); print(list(z), list(it))
for code in ["next([])", "next(iter([]))", "iter(5)", "zip(5)", "map(5)", "list(map(5, [1]))", "enumerate()", "enumerate(5)", "list(zip('a', 'bc', strict=True))", "list(zip('abc', 'd', 'e', strict=True))", "reversed({1})", "reversed(5)", "filter(None)", "any(5)", "list(filter(5, [1]))", "iter()", "enumerate([], 'a')", "map()", "sum(5)", "next()"]:
    try:
        print(code, eval(code))
    except BaseException as e:
        print(code, type(e).__name__, e)
#--- Containers inside themselves
l = [1]; l.append(l); print(l)
d = {"a": 1}; d["d"] = d; print(d)
t = ([],); t[0].append(t); print(t)
l2 = [l, l]; print(l2)
a = [1]; b = [a]; a.append(b); print(a, b)
#--- Copies are shallow
a = [[1], [2]]
b = a.copy(); c = list(a); d = a[:]; b[0].append(9); b.append(3)
print(a, b, c, d, a[0] is d[0])
rows = [[0] * 3] * 2; rows[0][0] = 1; print(rows)
rows = [[0] * 3 for _ in range(2)]; rows[0][0] = 1; print(rows)
#--- Large numbers in large ranges
low, high = -2**63 + 1, 2**63 - 1
print(2**62 in range(3 * 2**61), 2**62 + 1 in range(0, 2**63 - 1, 2), low in range(low, high), high in range(low, high), 2**70 in range(9))
print(high - 2 in range(low, high, 2), high - 1 in range(low, high, 2), low in range(high, low, -1))

#--- A set does not find a member whose hash has changed
class Moody:
    def __hash__(self):
        return self.mood


member = Moody()
member.mood = 1
members, places = {member}, {member: 1}
member.mood = 9
print(member in members, member in places)
members.add(member)
print(len(members))
member.mood = 1
print(member in members, members == {member})
