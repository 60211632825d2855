#--- How a bytearray is made
for args in [(), (3,), (b'ab',), ([1, 2],), ('é', 'utf-8'), ('x',), ('x', 'ascii', 'strict'), (-1,), ([256],), (['a'],), (1.5,),
             (b'x', 'utf-8'), (None,), (range(3),), (bytearray(b'q'),), (memoryview(b'q'),)]:
    try:
        print(bytearray(*args))
    except Exception as error:
        print(type(error).__name__, error)
print(bytearray(source=b'k'), bytearray.fromhex('00ff 10'), repr(bytearray(b"it's")), str(bytearray(b'\x00')))
class Named(bytearray):
    def __init__(self, *args, name=None):
        super().__init__(*args)
        self.name = name
named = Named(b'ab', name='n')
print(named, named.name, type(named[:1]), type(named + b'c'), Named.fromhex('61'))
#--- Changing a bytearray
b = bytearray(b'hello')
b[0] = 72
b[-1:] = b'o!'
b[1:3] = [1, 2, 3]
print(b, len(b))
b[::2] = b'....'
del b[0], b[1:3]
print(b)
b.append(65); b.extend(b'xy'); b.extend([1, 2]); b.insert(0, 66); b += b'z'; b *= 2
print(b, b.pop(), b.pop(0), b)
b.remove(65); b.reverse()
print(b, b.copy() is b, b.copy() == b)
b.clear()
print(b, not b)
for change in ("b[0] = 1", "b[0] = 256", "b.append('a')", "b.pop()", "b.remove(1)", "b.extend('text')", "b.extend(5)", "b[0:1] = 5",
               "b[0:1] = 'a'", "hash(b)", "b['a']", "del b[3]", "b.append(300)", "b + 'a'", "b.__iadd__(3)", "b[::2] = b'abc'"):
    b = bytearray(b'') if 'pop' in change or '[0] = 1' in change else bytearray(b'xyz')
    try:
        exec(change)
        print(change, b)
    except Exception as error:
        print(change, type(error).__name__, error)
#--- What bytes and bytearrays share
for data in (b'Hello, World', bytearray(b'Hello, World')):
    print(data.partition(b', '), data.rpartition(b'o'), data.partition(b'?'), data.rpartition(b'?'))
    print(data.split(b'o'), data.rsplit(b'o', 1), data.splitlines(), data.strip(b'Hd'), data.replace(b'l', b'L', 2))
    print(data.center(16, b'*'), data.ljust(14), data.rjust(14, b'.'), b'-42'.zfill(6), b'a\tb'.expandtabs(4))
    print(data.removeprefix(b'Hello'), data.removesuffix(b'World'), data.upper(), data.title(), data.swapcase())
    print(data.translate(None, b'l'), data.translate(bytes.maketrans(b'lo', b'01')), data.find(b'o'), data.count(111))
    print(data.startswith((b'x', b'He')), data.endswith(bytearray(b'd')), b'World' in data, 72 in data, data.index(b'W'))
    print(data.hex(' ', 4), data.decode(), data[::-1], data[1:4], data[0], list(data)[:3], data.isalpha(), data.join([b'a', bytearray(b'b')]))
    print(data + b'!', data * 2, data == b'Hello, World', data < b'I', type(data.lower()), data % () if b'%' in data else '')
print(b'a' + bytearray(b'b'), bytearray(b'a') + b'b', b'a' == bytearray(b'a'), {bytes(bytearray(b'k')): 1}, int(bytearray(b'12')), float(bytearray(b'1.5')))
for wrong in ("b'a'.partition(b'')", "b'a'.partition('x')", "b'a'.center(3, 'x')", "b'a'.center(3, b'xy')", "b'a'.translate(b'x')",
              "bytes.maketrans(b'a', b'bc')", "b'a'.find(256)", "b'a'.find('a')", "b'a'.hex('xy')", "b'a'.replace('a', 'b')", "b'' + 'a'",
              "b'a'.join(['x'])", "'a' in b'a'", "300 in b'a'"):
    try:
        eval(wrong)
    except Exception as error:
        print(wrong, type(error).__name__, error)
#--- Bytes with % and its arguments
for form, values in [(b'%s %b', (b'x', bytearray(b'y'))), (b'%d|%5.2f|%#x', (3, 1.5, 255)), (b'%c%c', (65, b'B')), (b'%a %r', ('é', b'x')),
                     (b'%(k)s', {b'k': b'v'}), (b'%-5s|%5s', (b'ab', b'cd')), (b'%%', ()), (bytearray(b'%s'), b'x'), (b'%s', 'text'),
                     (b'%c', 256), (b'%c', 'a'), (b'%s', ()), (b'x', 1), (b'%z', 1)]:
    try:
        print(form % values)
    except Exception as error:
        print(type(error).__name__, error)
#--- Views of memory
data = bytearray(b'abcdef')
view = memoryview(data)
print(len(view), view[0], view[-1], view[1:3].tobytes(), view[::-2].tobytes(), view.tolist(), bytes(view), view == b'abcdef', view != data)
view[0] = 90
view[1:3] = b'YX'
view[::-1][0] = 33
print(data, view.nbytes, view.itemsize, view.format, view.readonly, view.ndim, view.shape, view.strides, view.obj is data, view.contiguous)
print(list(view), 90 in view, view.hex(), view.cast('b').tolist(), view.cast('c')[0], memoryview(b'x').readonly, hash(memoryview(b'x')) == hash(b'x'))
for wrong in ("view[10]", "view['a']", "view[0] = 300", "view[0] = 'a'", "view[0:2] = b'abc'", "del view[0]", "hash(view)", "memoryview('a')",
              "memoryview(b'a').__setitem__(0, 1)", "view.toreadonly()[0]", "view.toreadonly().__setitem__(0, 1)"):
    try:
        exec(wrong)
        print(wrong)
    except Exception as error:
        print(wrong, type(error).__name__, error)
with memoryview(data) as view:
    print(view[0], str(view)[:8])
try:
    view[0]
except ValueError as error:
    print(error)
print(str(view)[:16], b''.join([memoryview(b'a'), b'b']), int.from_bytes(memoryview(b'\x01\x02'), 'big'))
#--- Iterating over what changes
b = bytearray(b'abc')
for item in b:
    if len(b) < 6:
        b.append(item)
print(b, list(reversed(b)), sorted(b), max(b), iter(b).__class__.__name__, iter(memoryview(b)).__class__.__name__)
a, *rest = b
print(a, rest, [*b], {**{}}, tuple(b))
#--- Text in units of two and four bytes
for name in ['utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-32-be', 'UTF_16LE']:
    text = 'a€\U0001F600'
    print(name, text.encode(name), text.encode(name).decode(name) == text)
    for data in [b'a', b'\xff\xfea\0', b'\x00\xd8', b'\x00\xd8a\0', b'\x00\xdc', b'\x00\xd8a', b'\x00\xd8\0\0', b'\0\0\x11\0']:
        try:
            print(repr(data.decode(name)), end=' ')
        except UnicodeDecodeError as error:
            print(error, end=' ')
        print(repr(data.decode(name, 'replace')), data.decode(name, 'ignore').encode('utf-8', 'backslashreplace'))
    for errors in ['strict', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'surrogatepass', 'ignore']:
        try:
            print('x\udc80'.encode(name, errors))
        except UnicodeEncodeError as error:
            print(error)

#--- parts replaced, counted, taken out and compared, and hexadecimal
for data in [b"", b"a", b"abcab", b"aaa", bytearray(b"x\0yx")]:
    for old in [b"", b"a", b"ab", b"aa", b"x", b"zz", b"abcabc"]:
        for new in [b"", b"-", b"long"]:
            print(data, old, new, [data.replace(old, new, n) for n in (-1, 0, 1, 2, 9)], data.count(old))
for n in range(8):
    data = bytes(range(170, 170 + n))
    print(data.hex(), [data.hex("-", k) for k in (1, 2, 3, -1, -2, -3, 0, 7, -7, 100)], bytearray(data).hex(":"))
table = bytes(range(255, -1, -1))
print(b"hello".translate(table), b"hello".translate(None, b"l"), bytearray(b"hello").translate(table, b"eo"), b"".translate(table))
values = [b"", b"\0", b"a", b"ab", b"b", b"\xff", bytearray(b"a"), bytearray(b"ab")]
for a in values:
    print(a, [(a < b, a <= b, a == b, a != b, a > b, a >= b) for b in values])
print(repr(bytes(range(256))), repr(bytearray(b"'\"\\\n\t\r\x7f")), [b"'", b'"', b"'\""])
print(b" a  b ".split(), b" a  b ".rsplit(None, 1), b"a,b,,c".split(b","), bytearray(b"a,b").split(b","), b"a\nb\r\nc\r".splitlines(), b"a\nb\r\nc\r".splitlines(True))
