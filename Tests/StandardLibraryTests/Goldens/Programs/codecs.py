#--- Encodings by name
import codecs
print(codecs.encode('é', 'utf-8'), codecs.decode(b'\xe9', 'latin-1'), codecs.encode('abc', 'rot13'), codecs.encode(b'ab', 'hex'), codecs.decode(b'6162', 'hex'))
for name in ['utf8', 'UTF-8', 'latin1', 'ascii', 'utf_16_le', 'utf-8-sig', 'nope']:
    try:
        print(codecs.lookup(name).name)
    except LookupError as error:
        print(error)
print(codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_LE)
print(codecs.getencoder('utf-8')('aé'), codecs.getdecoder('utf-8')(b'a'))
#--- Files under other encodings
import codecs, tempfile, os
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'x.txt')
    for encoding in ['utf-16', 'utf-16-le', 'utf-32', 'utf-8-sig']:
        with open(path, 'w', encoding=encoding) as file:
            file.write('grün\n')
            file.write('€\n')
        with open(path, 'rb') as file:
            print(file.read())
        with open(path, encoding=encoding) as file:
            print(file.readline(), file.read())
    with codecs.open(path, 'w', 'utf-8') as file:
        file.write('ä\n')
    with codecs.open(path, encoding='utf-8') as file:
        print(repr(file.read()))
#--- Numbers of errors and modes
import errno, stat, os
print(errno.ENOENT, errno.EACCES, errno.errorcode[errno.EEXIST], errno.EAGAIN, errno.errorcode[11], errno.ENOTSUP)
try:
    open('/no/such/file')
except OSError as error:
    print(error.errno == errno.ENOENT)
mode = os.stat('/').st_mode
print(stat.S_ISDIR(mode), stat.S_ISREG(mode), stat.filemode(0o100644), stat.filemode(0o041777), stat.filemode(0o104755), oct(stat.S_IMODE(0o100644)), stat.S_IFMT(0o40755) == stat.S_IFDIR)
print(stat.ST_SIZE, stat.S_IRWXU, stat.S_IRUSR | stat.S_IWUSR)
#--- Reading into buffers
import io, struct
buffer = bytearray(4)
file = io.BytesIO(b'abcdefg')
print(file.readinto(buffer), buffer, file.readinto(memoryview(buffer)[1:3]), buffer, file.readinto(buffer), buffer, file.readinto(buffer))
print(bytes(io.BytesIO(b'xyz').getbuffer()[1:]), io.BytesIO(bytearray(b'q')).read(), io.BytesIO(memoryview(b'r')).read())
struct.pack_into('<hh', buffer, 0, 1, 2)
print(buffer, struct.unpack('<hh', buffer), struct.unpack_from('<h', memoryview(buffer), 2), struct.pack('3s', bytearray(b'abc')))
try:
    io.BytesIO(b'a').readinto(b'x')
except TypeError as error:
    print(error)
#--- escapes, Windows and the euro sign
print("a\tb\n\\é€😀".encode("unicode_escape"), rb"\x41\u20ac\n\101\z".decode("unicode-escape"))
print("€uro “x” – ž".encode("cp1252"), b"\x80\x93\xe9".decode("windows-1252"), "€ž".encode("latin9"), b"\xa4".decode("iso8859-15"))
for text, name in ((b"\x81", "cp1252"), ("\u0100", "cp1252"), (b"\\x4", "unicode_escape"), (b"\\", "unicode_escape")):
    try:
        print(text.decode(name) if isinstance(text, bytes) else text.encode(name))
    except ValueError as error:
        print(type(error).__name__, error)
print("\u0100x".encode("cp1252", "replace"), b"\x81x".decode("cp1252", "ignore"))
