#--- names of files are joined and split
import os
import os.path

print(os.path.join("a", "b", "/c", "d/", "e"), os.path.join("", "x"), os.path.join("a", ""), os.path.join(b"a", b"b"))
for p in ("", "/", "//", "a", "a/", "/a", "/a/b", "a//b", "///a", "//a/b", "a/b.txt", ".bashrc", "a.tar.gz", "..", "a/.b.c", "x."):
    print(repr(p), os.path.split(p), os.path.basename(p), os.path.dirname(p), os.path.splitext(p), os.path.isabs(p),
          os.path.normpath(p))
for p in ("a/./b/../c", "../a/..", "/../a", "a//b///c/", "//x/../y", "///x", "./.", "a/../.."):
    print(os.path.normpath(p))
print(os.path.relpath("/a/b/c", "/a/d"), os.path.relpath("/a", "/a"), os.path.relpath("/", "/a/b"))
print(os.path.commonprefix(["abc", "abd"]), os.path.commonprefix([]), os.path.commonpath(["/a/b", "/a/c/d"]))
print(os.path.commonpath(["a/b", "a"]), os.path.splitdrive("/a"), os.sep, os.linesep == "\n", os.name, os.pathsep)
print(os.curdir, os.pardir, os.extsep, os.devnull, os.altsep)
print(os.path is __import__("posixpath"), os.path.__name__)
#--- errors of path functions
import os


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__, e)


attempt(os.path.join, 5)
attempt(os.path.join, "a", 5)
attempt(os.path.join, "a", b"b")
attempt(os.path.basename, None)
attempt(os.path.exists, "a\0b")
attempt(os.path.exists, None)
attempt(os.path.exists, 3.5)
attempt(os.listdir, "no-such-folder")
attempt(os.listdir, 1.5)
attempt(os.stat, "no-such-file")
attempt(os.remove, "no-such-file")
attempt(os.rmdir, "no-such-folder")
attempt(os.rename, "no-such-file", "other")
attempt(os.chdir, "no-such-folder")
attempt(os.path.getsize, "no-such-file")
attempt(os.readlink, "no-such-link")
attempt(os.path.commonpath, [])
attempt(os.path.commonpath, ["/a", "b"])
attempt(os.path.relpath, "")
attempt(os.fspath, 5)
attempt(os.urandom, -1)
attempt(os.close, 999)
attempt(os.makedirs, "")
#--- folders are made, listed, walked and removed
import os
import shutil
import tempfile

d = tempfile.mkdtemp()
os.makedirs(os.path.join(d, "a", "b"))
os.makedirs(os.path.join(d, "a", "b"), exist_ok=True)
try:
    os.makedirs(os.path.join(d, "a", "b"))
except FileExistsError as e:
    print(str(e).replace(d, ""), e.errno, e.filename == os.path.join(d, "a", "b"))
os.mkdir(d + "/c")
for name in ("x.txt", "a/y.txt", "a/b/z.py", "c/.hidden"):
    with open(os.path.join(d, name), "w") as f:
        f.write(name)
print(sorted(os.listdir(d)), os.path.isdir(d), os.path.isfile(d), os.path.isfile(d + "/x.txt"), os.path.exists(d + "/q"))
for root, dirs, files in os.walk(d):
    dirs.sort()
    print(root.replace(d, "."), dirs, sorted(files))
for root, dirs, files in sorted(os.walk(d, topdown=False)):
    print(root.replace(d, "."), sorted(dirs), sorted(files))
with os.scandir(d) as entries:
    print(sorted((e.name, e.is_dir(), e.is_file(), e.is_symlink(), e.path == os.path.join(d, e.name)) for e in entries))
print(sorted(map(repr, os.scandir(d))))
print(os.path.getsize(d + "/x.txt"), os.stat(d + "/x.txt").st_size, oct(os.stat(d).st_mode & 0o170000))
os.rename(d + "/x.txt", d + "/w.txt")
os.replace(d + "/w.txt", d + "/c/v.txt")
print(sorted(os.listdir(d + "/c")))
for action in (lambda: os.rmdir(d + "/c"), lambda: os.remove(d + "/c"), lambda: os.mkdir(d), lambda: os.rmdir(d + "/c/v.txt"),
               lambda: os.listdir(d + "/c/v.txt"), lambda: open(d + "/c/v.txt/q")):
    try:
        action()
    except OSError as e:
        print(type(e).__name__, str(e).replace(d, ""))
os.symlink("c/v.txt", d + "/link")
print(os.path.islink(d + "/link"), os.readlink(d + "/link"), open(d + "/link").read(), os.path.realpath(d + "/link") == os.path.realpath(d) + "/c/v.txt")
os.remove(d + "/link")
shutil.copy(d + "/c/v.txt", d + "/copy.txt")
shutil.copytree(d + "/a", d + "/e")
print(sorted(os.listdir(d + "/e")), open(d + "/copy.txt").read(), shutil.move(d + "/copy.txt", d + "/e").replace(d, ""))
st = os.stat(d + "/c/v.txt")
print(type(st).__name__, isinstance(st, tuple), len(st), st[6] == st.st_size, isinstance(st.st_mtime, float), isinstance(st[8], int))
os.utime(d + "/c/v.txt", (1000000000, 1234567890.5))
print(os.path.getmtime(d + "/c/v.txt"), os.stat(d + "/c/v.txt").st_mtime_ns, os.stat(d + "/c/v.txt")[8])
shutil.rmtree(d)
print(os.path.exists(d))
shutil.rmtree(d, ignore_errors=True)
#--- the environment is a dict of strings
import os

os.environ["GRADUS_TEST"] = "1"
print(os.environ["GRADUS_TEST"], os.getenv("GRADUS_TEST"), os.environ.get("GRADUS_NONE"), os.getenv("GRADUS_NONE", "x"))
print("GRADUS_TEST" in os.environ, os.path.expandvars("a$GRADUS_TEST/${GRADUS_TEST}b$GRADUS_NONE"))
del os.environ["GRADUS_TEST"]
for action in (lambda: os.environ["GRADUS_NONE"], lambda: os.environ.__setitem__("a", 5), lambda: os.environ.pop("GRADUS_NONE")):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
print(os.environ.pop("GRADUS_NONE", "gone"), os.environ.setdefault("GRADUS_TEST", "y"), isinstance(dict(os.environ), dict))
#--- the process
import os

print(isinstance(os.getpid(), int), os.cpu_count() > 0, len(os.urandom(5)), os.getcwd() == os.path.abspath("."))
print(os.path.expanduser("~") == os.environ.get("HOME", os.path.expanduser("~")), os.path.expanduser("x~"), os.fspath("a"))


class P:
    def __fspath__(self):
        return "a/b"


print(os.fspath(P()), os.path.basename(P()), isinstance(P(), os.PathLike), isinstance("a", os.PathLike), issubclass(P, os.PathLike))
#--- glob finds by patterns
import glob
import os
import shutil
import tempfile

d = tempfile.mkdtemp()
for name in ("a.py", "b.py", "c.txt", ".h.py", "s/d.py", "s/t/e.py", "s/t/[x].py", "z9"):
    os.makedirs(os.path.dirname(os.path.join(d, name)), exist_ok=True)
    open(os.path.join(d, name), "w").close()


def show(pattern, **kwargs):
    print(pattern, sorted(p.replace(d, "") for p in glob.glob(d + "/" + pattern, **kwargs)))


for pattern in ("*", "*.py", ".*", "?.py", "[ab].py", "[!ab].*", "s/*", "*/", "*/*", "**", "s/**/*.py", "nothing", "a.py", "s/t/[[]x].py", "z[0-9]"):
    show(pattern)
for pattern in ("**", "**/*.py", "**/", "s/**", "**/t/*"):
    show(pattern, recursive=True)
show("*", include_hidden=True)
print(sorted(glob.glob("*.py", root_dir=d)), glob.escape("a*[b]?"), glob.has_magic("a*"), list(glob.iglob(d + "/q*")))
shutil.rmtree(d)
#--- fnmatch
import fnmatch

for name, pattern in [("a.py", "*.py"), ("A.PY", "*.py"), ("abc", "a?c"), ("a", "[a-c]"), ("d", "[!a-c]"), ("]", "[]]"), ("a[", "a["),
                      ("aaab", "*a*b"), ("ab\nc", "a*c"), ("", "*"), ("-", "[a-]"), ("b", "[z-a]"), ("b", "[!z-a]")]:
    print(name, pattern, fnmatch.fnmatch(name, pattern), fnmatch.fnmatchcase(name, pattern))
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"))
#--- temporary files
import os
import tempfile

with tempfile.TemporaryDirectory() as d:
    print(os.path.isdir(d), os.path.dirname(d) == tempfile.gettempdir())
    with open(d + "/x", "w") as f:
        f.write("1")
print(os.path.exists(d))
with tempfile.NamedTemporaryFile("w+", suffix=".txt") as f:
    print(f.write("hello"), f.seek(0), f.read(), f.name.endswith(".txt"), os.path.exists(f.name))
print(os.path.exists(f.name))
with tempfile.TemporaryFile() as f:
    f.write(b"abc")
    f.seek(0)
    print(f.read())
fd, name = tempfile.mkstemp()
print(os.write(fd, b"xyz"), os.close(fd), open(name).read())
os.remove(name)
