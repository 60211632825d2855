#--- pure paths
from pathlib import Path, PurePath, PurePosixPath

p = Path("/usr/lib") / "python3" / "os.tar.gz"
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.root, p.anchor, p.is_absolute())
print(list(p.parents), p.parents[0], p.parents[-1], len(p.parents), p.parents[1:3])
print(p.with_suffix(".zip"), p.with_name("x"), p.with_stem("y"), p.relative_to("/usr"), p.is_relative_to("/etc"))
print("a" / Path("b"), Path("a", "b", "c"), Path("a").joinpath("b", "/c"), Path(), Path(""), Path("a/./b//c/"), Path("../x"))
print(Path("a") == Path("a/"), Path("a") < Path("b"), hash(Path("a")) == hash(Path("a/.")), {Path("a"), Path("./a")})
print(PurePath("x"), repr(PurePosixPath("x")), Path("a") == "a", str(Path("/")), Path("//a"), Path("///a"))
for name in (".bashrc", "a.", "a.b.c", "..", ".", "/", "a..b"):
    p = Path(name)
    print(repr(name), p.name, p.stem, p.suffix, p.suffixes, p.parts, p.parent)
print(Path("a/b.py").match("*.py"), Path("/a/b.py").match("a/*.py"), Path("a/b.py").match("/a/*.py"), Path("b.py").match("a/*.py"))
print(Path("a b").as_posix(), bytes(Path("é")), Path("/a b").as_uri(), sorted([Path("b"), Path("a/c"), Path("a")]))
print(isinstance(Path("a"), PurePath), Path("a").__fspath__(), type(Path("a")).__mro__[1:4])
#--- errors of paths
from pathlib import Path


def attempt(action):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: Path(5))
attempt(lambda: Path("a") / 5)
attempt(lambda: 5 / Path("a"))
attempt(lambda: Path("a").relative_to("b"))
attempt(lambda: Path("a").with_suffix("b"))
attempt(lambda: Path("").with_suffix(".b"))
attempt(lambda: Path("a").with_name("b/c"))
attempt(lambda: Path("a") < "b")
attempt(lambda: Path("no-such-file").read_text())
attempt(lambda: Path("no-such-file").stat())
attempt(lambda: Path("no-such-file").unlink())
attempt(lambda: list(Path("no-such-folder").iterdir()))
attempt(lambda: list(Path(".").glob("/a")))
attempt(lambda: list(Path(".").glob("")))
attempt(lambda: Path("a").write_text(5))
attempt(lambda: Path("a").parents[3])
attempt(lambda: Path("x").as_uri())
attempt(lambda: list(Path(".").glob("a**")))
#--- paths in the file system
import os
import shutil
import tempfile
from pathlib import Path

d = Path(tempfile.mkdtemp()) / "d"
d.mkdir()
print(d.exists(), d.is_dir(), d.is_file(), (d / "x").exists())
(d / "a" / "b").mkdir(parents=True)
(d / "a").mkdir(exist_ok=True)
for action in (lambda: (d / "a").mkdir(), lambda: (d / "q" / "r").mkdir(), lambda: (d / "q").rmdir(), lambda: d.unlink() if False else None):
    try:
        action()
    except OSError as e:
        print(type(e).__name__, str(e).replace(str(d), ""))
f = d / "a" / "x.txt"
print(f.write_text("héllo\nb\n"), f.read_text(), f.read_bytes(), f.stat().st_size, f.write_bytes(b"abc"), f.read_text())
with f.open("a") as out:
    out.write("d")
print(f.read_text(), open(f).read())
(d / "y.py").touch()
(d / "a" / "b" / "z.py").touch()
print(sorted(p.name for p in d.iterdir()), sorted(p.relative_to(d).as_posix() for p in d.glob("*")))
for pattern in ("*.py", "**/*.py", "a/*", "**", "**/b", "a", "no", "*/*.txt", "../*/y.py"):
    print(pattern, sorted(str(p.relative_to(d)) if ".." not in str(p) else "up" for p in d.glob(pattern)))
print(sorted(str(p.relative_to(d)) for p in d.rglob("*.py")), sorted(str(p.relative_to(d)) for p in d.rglob("*")))
g = f.rename(d / "w.txt")
print(g.name, f.exists(), g.exists(), g.replace(d / "v.txt").name)
(d / "v.txt").unlink()
(d / "v.txt").unlink(missing_ok=True)
print(Path.cwd() == Path(os.getcwd()), Path.home() == Path(os.path.expanduser("~")), Path("~/x").expanduser() == Path.home() / "x")
print(Path("x").absolute() == Path.cwd() / "x", (d / "a" / ".." / "y.py").resolve() == d.resolve() / "y.py", os.path.join(d, "k") == str(d / "k"))
shutil.rmtree(d.parent)
print(d.exists(), os.fspath(Path("a")), f"{Path('a')}|{Path('b')!r}")
#--- Paths: loops, modes, folders as contexts
import os, pathlib, stat, tempfile, warnings
with tempfile.TemporaryDirectory() as base:
    p = pathlib.Path(base)
    os.symlink("b", p / "a"); os.symlink("a", p / "b")
    for f in (lambda: (p / "a").resolve(strict=True), lambda: (p / "a").resolve() == (p / "a").absolute().resolve(), lambda: (p / "a").exists(), lambda: (p / "a").is_file()):
        try: print(f())
        except Exception as e: print(type(e).__name__, str(e).replace(str(p.resolve()), "").replace(base, ""))
    (p / "n").write_text("x")
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        with p as same: print(same is p)
        print([str(x.message) for x in w][:1])
    try: open(p / "n", closefd=False)
    except ValueError as e: print(e)
