#--- equal views of dicts hold values without a hash
print({1: []}.items() == {1: []}.items(), {1: [0]}.items() != {1: []}.items(), {1: {}}.items() == {2: {}}.items())
#--- characters beyond what a C integer holds
for code in (-1, 0x110000, 2**31, -2**63, 2**63):
    try:
        chr(code)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
#--- what has no items to delete
class C:
    pass
for value in (1, None, print, 'a', (1,), b'a', range(3), {1}, C()):
    for key in (0, 'k'):
        try:
            del value[key]
        except TypeError as error:
            print(error)
#--- sequences repeated by what is no integer
class Text(str):
    pass
for left, right in (('a', None), ([1], 1.5), (1.5, 'a'), ({}, [1]), ('a', 'b'), ('a', Text('b')), (b'a', {1}), ((), print)):
    try:
        left * right
    except TypeError as error:
        print(error)
    try:
        left *= right
    except TypeError as error:
        print(error)
#--- nothing is text in any encoding
print(repr(b''.decode('no such encoding')))
try:
    b'a'.decode('no such encoding')
except LookupError as error:
    print(error)
#--- slots where instances vary in size
for base in (int, tuple, bytes):
    try:
        class C(base):
            __slots__ = ('a',)
    except TypeError as error:
        print(error)
    class D(base):
        __slots__ = ()
#--- items that are left out still count
print([v for v in range(10) if v % 2 if v > 3], [(a, b) for a in range(3) if a for b in range(3) if b != a])
print({v for v in range(5) if v > 2}, {v: v for v in range(5) if not v}, sum(v for v in range(10) if v % 3 == 0))
#--- more than fits
for text in ('[0] * 10**12', '(0,) * 10**12', '"a" * 10**12', 'b"a" * 10**12', 'list(range(10**12))', 'sorted(range(10**12))',
             'tuple(range(10**12))', '[*range(10**12)]', '[].extend(range(10**12))', 'bytes(10**12)', '[0] * 2**63',
             '"a" * 2**63', '"a".center(10**12)', '"{:1000000000000}".format(1)'):
    try:
        eval(text)
    except (MemoryError, OverflowError, ValueError) as error:
        print(text, type(error).__name__, error)
#--- whether lines keep their ends is an integer
for keep in (True, 0, 2, None, 'yes', 1.0):
    try:
        print('a\nb'.splitlines(keep), b'a\nb'.splitlines(keep))
    except TypeError as error:
        print(error)
#--- an index that changes the list it is for
class Index:
    def __index__(self):
        items.clear()
        return 2
def try_out(action):
    items[:] = [1, 2, 3]
    try:
        print(action(), items)
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error, items)
def delete(key):
    del items[key]
items = []
try_out(lambda: items[Index()])
try_out(lambda: items.__setitem__(Index(), 5))
try_out(lambda: delete(Index()))
try_out(lambda: items[Index():])
try_out(lambda: items[:Index()])
try_out(lambda: items[::Index()])
try_out(lambda: items.__setitem__(slice(Index(), None), [5]))
try_out(lambda: delete(slice(Index(), None)))
try_out(lambda: delete(slice(None, None, Index())))
try_out(lambda: items.insert(Index(), 5))
try_out(lambda: items.pop(Index()))
try_out(lambda: items * Index())
#--- many managers in one statement
class Manager:
    def __enter__(self):
        pass
    def __exit__(self, *error):
        pass
for count in (20, 21, 5000):
    try:
        exec('with ' + ', '.join(['Manager()'] * count) + ': print(count)')
    except SyntaxError as error:
        print(error.msg)
