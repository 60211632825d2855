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
#--- a container that loses its items while it is shown
class Thief:
    def __init__(self, number):
        self.number = number
    def __hash__(self):
        return self.number
    def __repr__(self):
        victim.clear()
        garbage = [str(number) * 3 for number in range(20)]
        return f'Thief({self.number})'
for victim in ({Thief(1): Thief(2), Thief(3): Thief(4)}, [Thief(1), Thief(2)], {Thief(1)}):
    print(repr(victim), victim)
class Same(Thief):
    __hash__ = Thief.__hash__
    def __eq__(self, other):
        victim.clear()
        garbage = [str(number) * 3 for number in range(20)]
        return True
victim = {Same(1): Thief(1)}
target = {Same(1): 2}
target.update(victim)
print(len(victim), list(target)[0].number)
#--- rounding by more digits than there are
for digits in (-2**63, -2**62, -100):
    print(round(1.5, digits))
print(round(5, -100), round(2**70, -100))
#--- half of the methods for items
class OnlyDelete:
    def __delitem__(self, key): pass
class OnlySet:
    def __setitem__(self, key, value): pass
class Neither: pass
def try_out(action):
    try:
        action()
        print('fine')
    except Exception as error:
        print(type(error).__name__, error)
def put(thing):
    thing[0] = 1
def drop(thing):
    del thing[0]
for kind in (OnlyDelete, OnlySet, Neither):
    try_out(lambda: put(kind()))
    try_out(lambda: drop(kind()))
#--- messages that random programs found
class Empty:
    def __iter__(self): return 5
class Silent:
    def __repr__(self): return None
class Real(float): pass
def unpack(value):
    first, second = value
try_out = lambda action: print(*(lambda error: (type(error).__name__, error))(caught(action)))
def caught(action):
    try:
        action()
    except Exception as error:
        return error
for action in (lambda: unpack(Empty()), lambda: unpack(5), lambda: str(Silent()), lambda: repr(Silent()),
               lambda: f'{Silent()}', lambda: UnicodeDecodeError(1), lambda: UnicodeEncodeError(), lambda: range(3)[10**30],
               lambda: [][10**30], lambda: float.fromhex(range(2)), lambda: format(Real(1.5), 'x')):
    try_out(action)
print(hash(''))
#--- complex powers that leave the numbers
for base, exponent in [(-1j, float('inf')), (1j, float('-inf')), (1e200 + 1j, 2), (1 + 1j, 1e308), (-1, 1j), (1 + 0j, -2.5),
                       (complex('inf'), 2), (2 - 3j, -1 - 2j), (0j, 1j)]:
    try:
        print(base ** exponent)
    except Exception as error:
        print(type(error).__name__, error)
#--- bases whose instances are laid out in two ways
class S:
    __slots__ = 'a'
class T:
    __slots__ = 'b'
class U(S): pass
for bases in [(S, T), (U, S), (S, dict), (OSError, SyntaxError), (StopIteration, ValueError), (KeyError, OSError),
              (UnicodeDecodeError, UnicodeEncodeError), (int, str), (S, object), (NameError, AttributeError)]:
    try:
        print(type('Both', bases, {}).__mro__[1:3])
    except TypeError as error:
        print(error)
#--- half of the methods of descriptors
class Set:
    def __set__(self, instance, value): print('set')
class Delete:
    def __delete__(self, instance): print('delete')
class Get:
    def __get__(self, instance, owner=None): return 1
class Owner:
    __slots__ = ('slot',)
    s, d, g = Set(), Delete(), Get()
owner = Owner()
for name in ('s', 'd', 'g', 'slot', 'none'):
    for action in (lambda: delattr(owner, name), lambda: setattr(owner, name, 1), lambda: delattr(owner, name)):
        try:
            action()
        except AttributeError as error:
            print(name, error)

#--- keywords are looked at before what stands alone behind a star
def shown(text):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)

def f(*a, **k): return a, k
def said(value):
    print('evaluates', value)
    return value
def items():
    print('runs')
    yield 1
    yield 2

for text in ["f(*None, **None)", "f(*5, **{1: 2})", "f(*[1], **5)", "f(1, *None)", "f(*None, **{'a': 1}, **{'a': 2})",
             "f(*5, **None, a=1)", "f(*5, a=1)", "f(*said(5), **said(6))", "f(*items(), k=said(1))", "f(*items(), **said({'k': 2}))",
             "f(0, *items(), k=said(1))", "f(*items(), *items(), k=said(1))", "f(*(1, 2), k=3)", "f(*{}, **{})", "''.join(*5, **None)",
             "max(*[3, 1], key=lambda v: -v)", "dict(*[[(1, 2)]], a=3)"]:
    shown(text)
class C(*said([dict]), **said({})): pass
print(C.__mro__)

#--- numbers by their conversions, comparisons and copies
class I:
    def __int__(self): return 36
class F:
    def __float__(self): return 3.5
class X:
    def __index__(self): return 7
class W:
    def __int__(self): return 'no'
def shown(text):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)
for format in ('%d', '%i', '%u', '%5d', '%05d', '%x', '%c', '%.1f'):
    for value in ('I()', 'X()', 'True', '10**30'):
        shown(f"{format!r} % {value}")
for text in ["'%d' % F()", "'%d' % 'a'", "b'%d' % I()", "'%d %s' % (I(), 2)", "type(None, default=0)", "type(1, a=2)", "type(1)",
             "(1).__lt__(1.5)", "(1).__eq__(1.0)", "(1).__ge__(True)", "True.__lt__(2)", "True.__ne__(0.5)", "(1.5).__lt__(2)", "(1).__lt__('a')",
             "1 < 1.5, 1 == 1.0, 2 >= 1.5, True < 1.5", "[] * 2**62", "() * 2**62", "'' * 2**62", "b'' * 2**62", "bytearray() * 2**62", "[] * -1", "2**62 * []",
             "enumerate(start=1)", "enumerate()", "list(enumerate(iterable='a', start=2))"]:
    shown(text)
x = []
x *= 2**62
print(x)

#--- what cannot be joined or made bytes of
class ToList:
    def __iter__(self): return []
class Raises:
    def __iter__(self): raise TypeError('mine')
class RaisesOther:
    def __iter__(self): raise KeyError('mine')
class Good:
    def __iter__(self): return iter(['a', 'b'])
class Letters(list):
    def __iter__(self): return iter(['x', 'y'])
for make in (ToList, Raises, RaisesOther, Good, Letters, lambda: 5, lambda: None, lambda: ['a', 1], lambda: range(2), lambda: (c for c in 'pq')):
    for call in ('-'.join, b'-'.join, bytes, bytearray):
        try:
            print(call(make()))
        except Exception as error:
            print(type(error).__name__, error)

#--- keys are asked for in the order of the list, whichever way it is sorted
def key(v):
    print('key', v)
    return v % 2
print(sorted([1, 2, 3, 4], key=key, reverse=True))
x = [5, 2, 7]
x.sort(key=key, reverse=True)
print(x)
try:
    print(sorted([1, 'a', None], key=lambda v: v + 1, reverse=True))
except TypeError as error:
    print(error)

#--- reversed without a length, and slots named twice
class Items:
    def __getitem__(self, k): return 'abc'[k]
class Sized(Items):
    def __len__(self): return 2
class Twice:
    __slots__ = ['a', 'b', 'a']
for value in (Items(), Sized(), Twice(), 5, {1}, {1: 2}, 'ab', iter('ab')):
    try:
        print(list(reversed(value)))
    except TypeError as error:
        print(error)
o = Twice()
o.a = 1
print(o.a, sorted(k for k in vars(Twice) if k[0] != '_'))
try:
    class Wrong:
        __slots__ = ('a',)
        a = 1
except ValueError as error:
    print(error)
