#--- arrays of numbers
from array import array
a = array("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
print(a, a[1:3], a[-1], len(a), a.itemsize, a.typecode, sum(a), 3 in a, a.index(4), a.count(9))
a[0] = 10
del a[1]
a.insert(1, 7)
print(a.tolist(), a.pop(), a == array("i", [10, 7, 3, 4, 5]), a + a, a * 2, array("d"), array("u", "abc"))
print(array("h", [1, 256]).tobytes(), array("B", b"xyz"), array("f", [0.1])[0], array("d", [0.1, 2]))
a.reverse()
print(a, max(a), list(reversed(a)), sorted(a), a < array("i", [6]))
#--- values that do not fit
from array import array
for code, value in [("b", 200), ("B", -1), ("h", 99999), ("H", -1), ("i", 2**40), ("I", -1), ("I", 2**40), ("l", 2**70),
                    ("L", -1), ("q", 2**70), ("Q", -1), ("u", 3), ("d", "x"), ("i", 1.5), ("x", 1)]:
    try:
        array(code, [value])
    except (TypeError, ValueError, OverflowError) as error:
        print(code, type(error).__name__, error)
#--- an index beyond the end
from array import array
array("i", [1])[1]
#--- bytes back to items
from array import array
a = array("H")
a.frombytes(b"\x01\x00\x02\x00")
a.byteswap()
print(a, a.tobytes())
a.frombytes(b"x")
