#--- text files are written, read, appended to and iterated
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
with open(D + "a.txt", "w") as f:
    print(f.write("one\ntwo\n"), f.writelines(["three\n", "four"]))
    print(f.name.replace(D, ""), f.mode, f.encoding.lower(), f.closed, f.readable(), f.writable(), f.seekable())
    print(repr(f).replace(D, "").replace("UTF-8", "utf-8"))
print(f.closed)
with open(D + "a.txt") as f:
    print(f.read(3), repr(f.read()), repr(f.read()))
    f.seek(0)
    print(f.readline(), f.tell(), f.readlines())
print([line for line in open(D + "a.txt")])
for number, line in enumerate(open(D + "a.txt"), 1):
    print(number, line.rstrip())
with open(D + "a.txt", "a") as f:
    f.write("\nfive")
print(open(D + "a.txt").read().split())
with open(D + "a.txt", "r+") as f:
    print(f.read(4))
    f.seek(0)
    f.write("ONE")
    f.truncate(7)
print(open(D + "a.txt").read())
shutil.rmtree(D)
#--- a file that was never closed can be read at once
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
open(D + "b.txt", "w").write("hello")
print(open(D + "b.txt").read(), __import__("os").path.getsize(D + "b.txt"))
shutil.rmtree(D)
#--- print writes to files
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
with open(D + "p.txt", "w") as f:
    print("a", 1, 2.5, sep="-", end="!\n", file=f)
    print(file=f)
print(repr(open(D + "p.txt").read()))
shutil.rmtree(D)
#--- errors of open
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
import os


def attempt(*args, **kwargs):
    try:
        return open(*args, **kwargs)
    except Exception as e:
        print(type(e).__name__, str(e).replace(D, ""), getattr(e, "errno", None), type(getattr(e, "filename", None)).__name__)


attempt(D + "missing.txt")
attempt(D + "missing/x.txt", "w")
os.makedirs(D + "d", exist_ok=True)
attempt(D + "d")
attempt(D + "d", "w")
attempt(D + "a.txt", "q")
attempt(D + "a.txt", "rw")
attempt(D + "a.txt", "")
attempt(D + "a.txt", "rr")
attempt(D + "a.txt", "btr")
attempt(D + "a.txt", "r+w")
attempt(D + "a.txt", "x")
attempt(D + "a.txt", 5)
attempt(3.5)
attempt("a\0b")
attempt(D + "a.txt", "rb", encoding="utf-8")
attempt(D + "a.txt", "rb", newline="\n")
attempt(D + "a.txt", "rb", errors="strict")
attempt(D + "a.txt", buffering=0)
attempt(D + "a.txt", encoding="no-such")
attempt(D + "a.txt", newline="x")
attempt()
attempt(D + "a.txt/b")
shutil.rmtree(D)
#--- errors of reading and writing
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
import io


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as e:
        print(type(e).__name__, e)


with open(D + "e.txt", "w") as w:
    attempt(w.read)
    attempt(w.readline)
    attempt(w.write, 5)
    attempt(w.write, b"x")
    attempt(next, w)
with open(D + "e.txt") as r:
    attempt(r.write, "x")
    attempt(r.seek, 1, 1)
    attempt(r.seek, 1, 2)
    attempt(r.seek, -1)
    attempt(r.seek, 0, 9)
    attempt(r.read, "x")
for action in (lambda: r.read(), lambda: r.readline(), lambda: r.seek(0), lambda: r.tell(), lambda: next(r),
               lambda: iter(r), lambda: r.__enter__(), lambda: r.flush(), lambda: r.readable()):
    attempt(action)
r.close()
with open(D + "e.txt", "rb") as r:
    attempt(r.write, b"x")
for action in (lambda: r.read(), lambda: r.readline(), lambda: r.seek(0), lambda: r.tell(), lambda: r.peek()):
    attempt(action)
with open(D + "e.txt", "wb") as w:
    attempt(w.read)
    attempt(w.write, "x")
attempt(w.write, b"x")
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
shutil.rmtree(D)
#--- binary files
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
with open(D + "data.bin", "wb") as f:
    print(repr(f).replace(D, ""), f.mode, f.write(bytes(range(10))))
with open(D + "data.bin", "rb") as f:
    print(repr(f).replace(D, "").replace("UTF-8", "utf-8"))
    print(f.read(3), f.tell(), f.read(2), f.peek(2)[:2], f.seek(-2, 2), f.read(), f.read())
    print(f.seek(4), f.read1(2), repr(f.raw).replace(D, ""))
with open(D + "data.bin", "rb+") as f:
    print(repr(f).replace(D, ""), f.mode)
    f.seek(2)
    f.write(b"XY")
    print(f.tell(), f.read(1))
    f.seek(0)
    print(f.read())
with open(D + "lines.bin", "wb") as f:
    f.writelines([b"a\n", b"bc\n", bD + "d"])
with open(D + "lines.bin", "rb") as f:
    print(f.readline(), f.readline(1), list(f))
with open(D + "data.bin", "rb", buffering=0) as f:
    print(repr(f).replace(D, ""), f.read(2), f.readall(), f.mode)
shutil.rmtree(D)
#--- ends of lines
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
with open(D + "nl.txt", "wb") as f:
    f.write(b"a\r\nb\rc\nd")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(D + "nl.txt", newline=newline) as f:
        print(repr(newline), f.readlines(), repr(f.newlines))
    with open(D + "nl.txt", newline=newline) as f:
        print([f.read(1) for _ in range(8)])
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(D + "out.txt", "w", newline=newline) as f:
        f.write("x\ny\r\n")
    print(open(D + "out.txt", "rb").read())
shutil.rmtree(D)
#--- encodings
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
with open(D + "u.txt", "w", encoding="utf-8") as f:
    print(f.write("naïve ☃ 𝒳\n"), f.encoding)
print(open(D + "u.txt", "rb").read())
print(open(D + "u.txt", encoding="utf-8").read(), open(D + "u.txt", encoding="latin-1").read(7))
with open(D + "u.txt", encoding="utf8") as f:
    print([f.read(1) for _ in range(10)], f.tell())


def attempt(*args, **kwargs):
    try:
        with open(*args, **kwargs) as f:
            print(repr(f.read()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(D + "u.txt", encoding="ascii")
attempt(D + "u.txt", encoding="ascii", errors="ignore")
attempt(D + "u.txt", encoding="ascii", errors="replace")
with open(D + "bad.txt", "wb") as f:
    f.write(b"good\nbad \xff\n")
attempt(D + "bad.txt", encoding="utf-8")
attempt(D + "bad.txt", encoding="utf-8", errors="replace")
attempt(D + "bad.txt", encoding="utf-8", errors="surrogateescape")
try:
    for line in open(D + "bad.txt"):
        print(line)
except UnicodeDecodeError as e:
    print(e, e.start, e.end, e.reason, e.encoding)
with open(D + "cut.txt", "wb") as f:
    f.write("é".encode()[:1])
attempt(D + "cut.txt", encoding="utf-8")
try:
    open(D + "asc.txt", "w", encoding="ascii").write("é")
except UnicodeEncodeError as e:
    print(e)
with open(D + "sig.txt", "w", encoding="utf-8-sig") as f:
    f.write("x")
print(open(D + "sig.txt", "rb").read(), open(D + "sig.txt", encoding="utf-8-sig").read(), ascii(open(D + "sig.txt").read()))
shutil.rmtree(D)
#--- long lines and files larger than what is read at once
import shutil
import tempfile

D = tempfile.mkdtemp() + "/"
with open(D + "long.txt", "w") as f:
    for i in range(3000):
        f.write("é" * (i % 17) + str(i) + "\n")
total = 0
with open(D + "long.txt") as f:
    first = f.readline()
    place = f.tell()
    second = f.readline()
    f.seek(place)
    print(second == f.readline())
    for line in f:
        total += len(line)
print(total, sum(len(line) for line in open(D + "long.txt")))
print(len(open(D + "long.txt").read()), len(open(D + "long.txt").read(5000)))
with open(D + "long.txt") as f:
    next(f)
    try:
        f.tell()
    except OSError as e:
        print(e)
shutil.rmtree(D)
#--- standard streams are files
import sys
import io
print(type(sys.stdout).__name__, sys.stdout.name, sys.stdout.mode, sys.stdout.encoding, sys.stdout.writable())
print(isinstance(sys.stdout, io.TextIOBase), isinstance(sys.stdin, io.TextIOWrapper), sys.stdin.readable())
print(sys.stdout.write("direct\n"))
sys.stdout.flush()
sys.stdout.buffer.flush()
print(sys.stdout.fileno(), sys.stderr.fileno())
#--- print looks up sys.stdout each time
import io
import sys

buffer = io.StringIO()
old, sys.stdout = sys.stdout, buffer
print("hidden", 1, end="")
sys.stdout = old
print(repr(buffer.getvalue()))


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("FLUSH")


w = Writer()
print("a", 2, sep="-", file=w, flush=True)
print(w.parts)
sys.stdout = w
print("x")
sys.stdout = sys.__stdout__
print(w.parts)
try:
    print("x", file=5)
except AttributeError as e:
    print(e)
sys.stdin = io.StringIO("first\nsecond")
print(input(), input("ask "))
try:
    input()
except EOFError as e:
    print(e)
sys.stdin = sys.__stdin__
#--- StringIO
import io

s = io.StringIO("one\ntwo\nthree")
print(s.read(2), repr(s.readline()), s.readlines(), repr(s.read()), s.tell())
s.seek(0)
print(list(s), s.getvalue() == "one\ntwo\nthree", s.closed)
s = io.StringIO()
print(s.write("héllo"), s.tell(), s.seek(1), s.write("E"), s.getvalue())
s.seek(8)
s.write("x")
print(repr(s.getvalue()), s.truncate(3), s.getvalue(), s.tell())
s = io.StringIO("a\r\nb\rc\n", newline=None)
print(s.readlines())
print(io.StringIO("a\r\nb\rc\n").readlines(), io.StringIO("a\r\nb\rc\n", newline="").readlines())
with io.StringIO("x") as s:
    print(s.readable(), s.writable(), s.seekable(), s.isatty())
for action in (lambda: s.read(), lambda: s.getvalue(), lambda: s.write("x"), lambda: io.StringIO(5),
               lambda: io.StringIO().write(5), lambda: io.StringIO().seek(-1), lambda: io.StringIO().seek(1, 1),
               lambda: io.StringIO().fileno()):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
#--- BytesIO
import io

b = io.BytesIO(b"abc\ndef\ng")
print(b.read(2), b.readline(), b.tell(), b.readlines(), b.read())
print(b.seek(-3, 2), b.read(1), b.seek(1, 1), b.write(b"XYZ"), b.getvalue())
b.seek(15)
b.write(b"!")
print(b.getvalue(), b.truncate(4), b.getvalue())
print(bytes(b.getbuffer()), b.readable(), b.closed)
b.close()
for action in (lambda: b.read(), lambda: b.getvalue(), lambda: io.BytesIO("x"), lambda: io.BytesIO().write("x"),
               lambda: io.BytesIO().seek(-1), lambda: io.BytesIO().fileno()):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
#--- text over bytes, and classes of the family
import io

raw = io.BytesIO("é\nb\r\nc".encode())
text = io.TextIOWrapper(raw, encoding="utf-8")
print(text.readlines(), text.buffer is raw)
out = io.BytesIO()
text = io.TextIOWrapper(out, encoding="utf-8", newline="\r\n", write_through=True)
text.write("a\nb")
print(out.getvalue())
print(issubclass(io.BytesIO, io.BufferedIOBase), issubclass(io.FileIO, io.RawIOBase))
print(io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.DEFAULT_BUFFER_SIZE, io.open is open)
#--- classes derived from files
import io


class Upper(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


u = Upper()
print("abc", file=u)
u.writelines(["x\n", "y\n"])
print(u.getvalue().split())


class Lines(io.RawIOBase):
    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def read(self, size=-1):
        part, self.data = self.data[:size], self.data[size:]
        return part


lines = Lines(b"a\nbb\nc")
print(lines.readline(), list(lines), lines.closed, lines.readable(), lines.writable())
lines.close()
print(lines.closed)
with Upper() as u:
    pass
print(u.closed)


class Tee(io.TextIOBase):
    def __init__(self):
        self.seen = []

    def write(self, text):
        self.seen.append(text)
        return len(text)


tee = Tee()
print("a", "b", file=tee)
print(tee.seen)
try:
    tee.read()
except io.UnsupportedOperation as e:
    print(e)
