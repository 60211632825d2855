#--- a range beyond 64 bits
r = range(10**20, 10**20 + 7, 2)
print(r, len(r), list(r)[:2], r[1], r[-1], r[1:3], r[::-1])
print(10**20 + 2 in r, 10**20 + 1 in r, r.index(10**20 + 4), r.count(10**20 + 6), r.start, r.stop, r.step)
print(r == range(10**20, 10**20 + 8, 2), hash(r) == hash(range(10**20, 10**20 + 8, 2)), list(reversed(r))[:1])
print(bool(range(10**30)), range(10**30)[10**29], range(-10**20, 10**20, 10**19)[3:5])
#--- a length that no list has
print(range(2**63 - 1), range(0, 2**64, 2**62)[3])
len(range(10**30))
#--- an index beyond a wide range
range(10**30)[10**30]
#--- slices of any length
print(slice(None, None, -1).indices(10**30), slice(1, 5).indices(2**70), slice(-3, None, 2).indices(10))
slice(None).indices(-1)
#--- a step of zero
range(10**20, 10**21, 0)
#--- an iterator knows what is left
import operator
for value in ("héllo", b"abc", range(10**20, 10**20 + 5), reversed("abc"), [1, 2], (3,)):
    step = iter(value)
    before = operator.length_hint(step)
    next(step)
    print(before, operator.length_hint(step))
