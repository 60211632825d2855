#--- struct packs and unpacks
import struct

print(struct.pack(">IIII", 2051, 60000, 28, 28), struct.unpack(">IIII", struct.pack(">IIII", 2051, 60000, 28, 28)))
for format, values in [("<hHiIqQ", (-1, 65535, -2, 4294967295, -3, 18446744073709551615)), ("!bB?c", (-128, 255, True, b"x")), ("fd", (1.5, -2.25)),
                       ("e", (0.1,)), ("5s3s", (b"abc", b"abcdef")), ("10p", (b"hello",)), ("3x2h", (1, 2)), ("@bi", (1, 2)), ("=bi", (1, 2)), ("lL", (-5, 5)), ("<lL", (-5, 5)),
                       ("nN", (1, 2)), ("0s", (b"",)), ("2i 3b", (1, 2, 3, 4, 5)), ("e", (65504.0,)), ("e", (6e-8,)), ("<d", (float("inf"),))]:
    packed = struct.pack(format, *values)
    print(format, packed, struct.unpack(format, packed), struct.calcsize(format))
print(struct.unpack_from("<H", b"abcdef", 2), list(struct.iter_unpack("<H", b"abcd")), struct.calcsize("784B"), sum(struct.unpack("784B", bytes(784))))
s = struct.Struct("<2i")
print(s.size, s.format, s.unpack(s.pack(1, 2)))
for action in (lambda: struct.unpack("i", b"abc"), lambda: struct.pack("b", 200), lambda: struct.pack("B", -1), lambda: struct.pack("h", 70000), lambda: struct.pack("H", -1),
               lambda: struct.pack("<i", 2**31), lambda: struct.pack("<I", -1), lambda: struct.pack("i", 1, 2), lambda: struct.pack("y", 1), lambda: struct.pack("i", "x"),
               lambda: struct.pack("f", "x"), lambda: struct.pack("c", b"xy"), lambda: struct.pack("s", "x"), lambda: struct.calcsize("3"), lambda: struct.pack("f", 1e39),
               lambda: struct.pack("e", 1e6), lambda: struct.unpack_from("i", b"abc"), lambda: list(struct.iter_unpack("i", b"abc")), lambda: struct.unpack(5, b""), lambda: struct.pack("i", 1.5)):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
#--- zlib and gzip
import gzip
import io
import os
import shutil
import tempfile
import zlib

data = b"hello hello hello " * 50
print(zlib.decompress(zlib.compress(data)) == data, zlib.crc32(data), zlib.adler32(data), zlib.crc32(b"b", zlib.crc32(b"a")) == zlib.crc32(b"ab"), zlib.crc32(b""))
print(len(zlib.compress(data, 9)) < len(data), zlib.decompress(zlib.compress(b"")), zlib.compress(b"a"))
for bad in (b"", b"abc", zlib.compress(data)[:-4]):
    try:
        zlib.decompress(bad)
    except zlib.error as e:
        print(e)
d = zlib.decompressobj()
packed = zlib.compress(data)
print(d.decompress(packed[:10]) + d.decompress(packed[10:]) + d.flush() == data, d.eof, d.unused_data)
c = zlib.compressobj()
print(zlib.decompress(c.compress(b"abc") + c.compress(b"def") + c.flush()))
D = tempfile.mkdtemp() + "/"
with gzip.open(D + "a.gz", "wb") as f:
    print(f.write(b"line one\n"), f.write(b"line two\n"))
with gzip.open(D + "a.gz") as f:
    print(f.read(4), f.readline(), f.tell(), f.read(), f.seek(2), f.readlines(), f.readable(), f.writable(), f.closed)
print(f.closed, open(D + "a.gz", "rb").read(3))
with gzip.open(D + "a.gz", "rt", encoding="utf-8") as f:
    print(list(f))
with gzip.open(D + "b.gz", "wt") as f:
    f.write("é\nb")
print(gzip.open(D + "b.gz", "rt").read(), gzip.decompress(gzip.compress(data)) == data, gzip.decompress(gzip.compress(b"a") + gzip.compress(b"b")))
print(gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(b"xyz"))).read(), gzip.compress(b"a", mtime=0) == gzip.compress(b"a", mtime=0))
for bad in (b"not gzip", gzip.compress(data)[:-10], gzip.compress(b"abc")[:-8] + b"\0" * 8):
    try:
        gzip.decompress(bad)
    except (OSError, EOFError) as e:
        print(type(e).__name__, e)
try:
    gzip.open(D + "missing.gz")
except FileNotFoundError as e:
    print(str(e).replace(D, ""))
shutil.rmtree(D)
#--- base64, binascii and hashlib
import base64
import binascii
import hashlib

for data in (b"", b"a", b"ab", b"abc", bytes(range(256))):
    text = base64.b64encode(data)
    print(text[:60], base64.b64decode(text) == data, base64.urlsafe_b64encode(data)[-8:], base64.b16encode(data)[:8])
print(base64.b64decode("aGVs\nbG8="), base64.b64decode("YQ"  "=="), base64.urlsafe_b64decode("_-8="), base64.b16decode("0AFF"), base64.encodebytes(b"x" * 60))
for bad in ("a", "ab", "abc", "aGVsbG8", "é"):
    try:
        print(base64.b64decode(bad))
    except Exception as e:
        print(type(e).__name__, e)
print(binascii.hexlify(b"\x00\xff"), binascii.unhexlify("00fF"), binascii.b2a_base64(b"hi"), binascii.crc32(b"hello"))
for bad in ("a", "zz"):
    try:
        binascii.unhexlify(bad)
    except binascii.Error as e:
        print(e)
for data in (b"", b"abc", b"a" * 55, b"a" * 56, b"a" * 64, b"hello world" * 100):
    print(hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest(), hashlib.sha256(data).hexdigest())
h = hashlib.new("sha256")
h.update(b"a")
h.update(b"bc")
print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), h.name, h.digest_size, h.digest()[:4])
try:
    hashlib.md5("text")
except TypeError as e:
    print(e)
