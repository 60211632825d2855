"""What a program may ask of the operating system: names of files and folders, and the environment.

Programs are not started and not signalled from here; files are changed only where Gradus lets programs write.
"""

import sys
import _posix
import posixpath as path
import posixpath
from posixpath import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull, _fspath
from _posix import (
    O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_CLOEXEC, F_OK, R_OK, W_OK, X_OK,
    access as _access, chdir, close, cpu_count, getcwd, geteuid, getgid, getpid, getppid, getuid, isatty,
    link, open, read, readlink, stat_result, strerror, urandom, write,
)

sys.modules['os.path'] = path

name = 'posix'
linesep = '\n'
error = OSError
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class _PathLikeMeta(type):
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, other):
        if cls is PathLike:
            return hasattr(other, '__fspath__')
        return type.__subclasscheck__(cls, other)


class PathLike(metaclass=_PathLikeMeta):
    """What has a path in the file system: anything with __fspath__."""

    def __fspath__(self):
        raise NotImplementedError

    def __class_getitem__(cls, item):
        return cls


def fspath(path):
    return _fspath(path)


def fsencode(filename):
    filename = _fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = _fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


# The environment

class _Environ(dict):
    """The environment as a dict; what is set in it is set for the process."""

    def __setitem__(self, key, value):
        self._check(key)
        self._check(value)
        _posix.setenv(key, value)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        self._check(key)
        dict.__delitem__(self, key)
        _posix.unsetenv(key)

    @staticmethod
    def _check(text):
        if not isinstance(text, str):
            raise TypeError(f'str expected, not {type(text).__name__}')

    def __getitem__(self, key):
        self._check(key)
        return dict.__getitem__(self, key)

    def get(self, key, default=None):
        self._check(key)
        return dict.get(self, key, default)

    def __contains__(self, key):
        self._check(key)
        return dict.__contains__(self, key)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        if key not in self and default:
            return default[0]
        value = self[key]
        del self[key]
        return value

    def update(self, *others, **values):
        for key, value in dict(*others, **values).items():
            self[key] = value

    def clear(self):
        for key in list(self):
            del self[key]

    def copy(self):
        return dict(self)

    def __repr__(self):
        return 'environ({%s})' % ', '.join(f'{key!r}: {value!r}' for key, value in self.items())


_Environ.__name__ = _Environ.__qualname__ = '_Environ'
environ = _Environ(_posix.environ())


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value):
    _posix.setenv(name, value)


def unsetenv(name):
    _posix.unsetenv(name)


def get_exec_path(env=None):
    return (env or environ).get('PATH', defpath).split(pathsep)


# Files and folders

def stat(path, *, dir_fd=None, follow_symlinks=True):
    return _posix.stat(path) if follow_symlinks else _posix.lstat(path)


def lstat(path, *, dir_fd=None):
    return _posix.lstat(path)


def fstat(fd):
    return _posix.stat(fd)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _access(path, mode)


def listdir(path=None):
    path = '.' if path is None else path
    names = [entry[0] for entry in _posix.entries(path)]
    return [fsencode(name) for name in names] if isinstance(path, bytes) else names


def mkdir(path, mode=0o777, *, dir_fd=None):
    _posix.mkdir(path, mode)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = posixpath.split(name)
    if not tail:
        head, tail = posixpath.split(head)
    if head and tail and not posixpath.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == (b'.' if isinstance(tail, bytes) else '.'):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not posixpath.isdir(name):
            raise


def remove(path, *, dir_fd=None):
    _posix.unlink(path)


def unlink(path, *, dir_fd=None):
    _posix.unlink(path)


def rmdir(path, *, dir_fd=None):
    _posix.rmdir(path)


def removedirs(name):
    rmdir(name)
    head, tail = posixpath.split(name)
    if not tail:
        head, tail = posixpath.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = posixpath.split(head)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _posix.rename(src, dst)


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _posix.rename(src, dst)


def renames(old, new):
    head, tail = posixpath.split(new)
    if head and tail and not posixpath.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = posixpath.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _posix.symlink(src, dst)


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _posix.chmod(path, mode)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if ns is not None:
        times = (ns[0] / 1e9, ns[1] / 1e9)
    accessed, modified = (None, None) if times is None else times
    _posix.utime(path, accessed, modified)


def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError('invalid fd type (%s, expected integer)' % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


class DirEntry:
    """A name in a folder, with what is known of it."""

    def __init__(self, folder, name, kind):
        self.name = name
        self.path = posixpath.join(folder, name)
        self._kind = kind

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def inode(self):
        return _posix.lstat(self.path).st_ino

    def is_dir(self, *, follow_symlinks=True):
        if self._kind == 4 or self._kind == 8 or self._kind == 10 and not follow_symlinks:
            return self._kind == 4
        return posixpath.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        if self._kind == 4 or self._kind == 8 or self._kind == 10 and not follow_symlinks:
            return self._kind == 8
        return posixpath.isfile(self.path)

    def is_symlink(self):
        return self._kind == 10 if self._kind else posixpath.islink(self.path)


class _Scan:
    """The entries of a folder, one after the other."""

    def __init__(self, path):
        binary = isinstance(path, bytes)
        self._entries = iter([
            DirEntry(path, fsencode(name) if binary else name, kind) for name, kind in _posix.entries(path)
        ])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path=None):
    return _Scan('.' if path is None else _fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = _fspath(top)
    stack = [(top, False)]
    while stack:
        place = stack.pop()
        if len(place) == 3:
            yield place
            continue
        top, _ = place
        dirs, files = [], []
        try:
            entries = list(scandir(top))
        except OSError as problem:
            if onerror is not None:
                onerror(problem)
            continue
        inner = []
        for entry in entries:
            try:
                is_folder = entry.is_dir()
            except OSError:
                is_folder = False
            if is_folder:
                dirs.append(entry.name)
                if not topdown and (followlinks or not entry.is_symlink()):
                    inner.append(entry.path)
            else:
                files.append(entry.name)
        if topdown:
            yield top, dirs, files
            for folder in reversed(dirs):
                below = posixpath.join(top, folder)
                if followlinks or not posixpath.islink(below):
                    stack.append((below, False))
        else:
            stack.append((top, dirs, files))
            for below in reversed(inner):
                stack.append((below, False))


# The machine

class terminal_size(tuple):
    """Columns and lines of a terminal."""

    def __new__(cls, size):
        return tuple.__new__(cls, size)

    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'


def get_terminal_size(fd=1):
    size = _posix.terminal_size()
    if size is None:
        raise OSError(25, 'Inappropriate ioctl for device')
    return terminal_size(size)


class uname_result(tuple):
    """What the machine calls itself."""

    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])

    def __repr__(self):
        names = ('sysname', 'nodename', 'release', 'version', 'machine')
        return 'posix.uname_result(%s)' % ', '.join(f'{name}={value!r}' for name, value in zip(names, self))


def uname():
    return uname_result(_posix.uname())


def sched_getaffinity(pid):
    return set(range(cpu_count()))


def getlogin():
    return environ.get('LOGNAME') or environ.get('USER') or 'user'


supports_dir_fd = supports_fd = supports_follow_symlinks = frozenset()
supports_bytes_environ = False


def umask(mask):
    return 0o022


_refused = {
    'system', 'popen', 'fork', 'forkpty', 'kill', 'killpg', 'execl', 'execle', 'execlp', 'execlpe', 'execv', 'execve',
    'execvp', 'execvpe', 'spawnl', 'spawnle', 'spawnlp', 'spawnlpe', 'spawnv', 'spawnve', 'spawnvp', 'spawnvpe',
    'posix_spawn', 'posix_spawnp', 'startfile', '_exit', 'abort', 'chroot', 'chown', 'setuid', 'setgid', 'nice', 'wait',
    'waitpid', 'pipe', 'dup', 'dup2', 'mkfifo', 'mknod', 'openpty',
}


def __getattr__(name):
    if name in _refused:
        raise AttributeError(
            f"os.{name} is not part of Gradus: programs start no other programs and touch no other processes")
    raise AttributeError(f"module 'os' has no attribute '{name}'")
