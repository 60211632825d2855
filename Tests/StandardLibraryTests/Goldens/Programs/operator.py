#--- operators as functions
import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul("ab", 2), op.truediv(1, 4), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 10), op.neg(3), op.pos(-3), op.inv(5), op.invert(0), op.abs(-2))
print(op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.lshift(1, 4), op.rshift(16, 2), op.not_([]), op.truth("a"), op.is_(None, None), op.is_not(1, None))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne("a", "b"), op.ge(1, 2), op.gt(2, 1), op.index(True), op.concat([1], [2]))
print(op.contains([1, 2], 2), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"), op.getitem({"a": 1}, "a"), op.length_hint([1, 2]), op.length_hint(iter(()), 0), op.call(max, 1, 2, key=lambda x: -x))
items = [1, 2, 3]
op.setitem(items, 0, 9)
op.delitem(items, 1)
print(items, op.iadd(items, [4]), items, op.imul(2, 3), op.iconcat([1], (2,)))
print(op.__add__ is op.add, op.__not__ is op.not_, op.add, op.__lt__(1, 2))
for call in (lambda: op.add(1), lambda: op.add(1, "a"), lambda: op.index(1.5), lambda: op.indexOf([1], 2), lambda: op.concat(1, 2), lambda: op.neg("a"), lambda: op.lt(1, "a"), lambda: op.countOf(3, 1), lambda: op.length_hint(1, "a"), lambda: op.call()):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
#--- itemgetter, attrgetter, methodcaller
from operator import attrgetter, itemgetter, methodcaller
print(itemgetter(1)("abc"), itemgetter(0, 2)("abc"), itemgetter("a")({"a": 5}), itemgetter(slice(1, None))([1, 2, 3]), itemgetter(-1)((1, 2)))
print(sorted([("b", 1), ("a", 2)], key=itemgetter(1), reverse=True), itemgetter(1, "x"), attrgetter("a.b", "c"), methodcaller("split", ",", maxsplit=1))
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
p = Point(1, Point(2, 3))
print(attrgetter("x")(p), attrgetter("y.x", "x")(p), methodcaller("upper")("abc"), methodcaller("split", ",", maxsplit=1)("a,b,c"))
for call in (lambda: itemgetter(), lambda: itemgetter(1)(), lambda: itemgetter(1)([1], [2]), lambda: itemgetter(5)("abc"), lambda: itemgetter(1)(3), lambda: attrgetter(), lambda: attrgetter(1), lambda: attrgetter("z")(p), lambda: attrgetter("x.z")(p), lambda: methodcaller(), lambda: methodcaller(1), lambda: methodcaller("nothing")(1), lambda: itemgetter(1)(a=2), lambda: itemgetter(x=1)):
    try:
        call()
    except (TypeError, IndexError, AttributeError) as error:
        print(type(error).__name__, error)
#--- The modules of functions
import math, itertools, operator
print(math.sin.__module__, len.__module__, print.__module__, itertools.count.__module__, math.gcd.__module__)
print(operator.length_hint(iter([1, 2])), operator.length_hint(iter(range(5))), operator.length_hint(iter('ab'), 7) >= 2, operator.length_hint(3, 9))
