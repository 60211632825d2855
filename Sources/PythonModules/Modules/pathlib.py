"""Paths as objects: pure ones that only have names, and those that ask the file system."""

import io
import os
import fnmatch
import posixpath
import _posix

__all__ = ['PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path', 'PosixPath', 'WindowsPath']


def _parse(args):
    """The root and the parts below it of a path made of pieces."""
    pieces = []
    for arg in args:
        if isinstance(arg, PurePath):
            pieces.append(str(arg))
            continue
        text = os.fspath(arg) if not isinstance(arg, str) else arg
        if not isinstance(text, str):
            raise TypeError(
                'argument should be a str object or an os.PathLike object returning str, not %r' % type(text))
        pieces.append(str(text))
    whole = posixpath.join(*pieces) if pieces else ''
    root = ''
    if whole.startswith('/'):
        root = '//' if whole.startswith('//') and not whole.startswith('///') else '/'
    return root, [part for part in whole.split('/') if part and part != '.']


class _Parents:
    """The folders above a path, the nearest first."""

    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._tail)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        if index >= len(self) or index < -len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        path = self._path
        return path._make(path._root, path._tail[:len(path._tail) - 1 - index])

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]

    def __repr__(self):
        return '<{}.parents>'.format(type(self._path).__name__)


class PurePath:
    """A path without a file system behind it."""

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        self._root, self._tail = _parse(args)
        self._text = None
        return self

    def __init__(self, *args):
        pass

    @classmethod
    def _make(cls, root, tail):
        self = object.__new__(cls)
        self._root, self._tail, self._text = root, tail, None
        return self

    def __reduce__(self):
        return (self.__class__, tuple(self.parts))

    def __str__(self):
        if self._text is None:
            self._text = self._root + '/'.join(self._tail) or '.'
        return self._text

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return '{}({!r})'.format(self.__class__.__name__, self.as_posix())

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        safe = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/'
        return 'file://' + ''.join(chr(byte) if byte in safe else '%%%02X' % byte for byte in bytes(self))

    # Comparison: by root and parts

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._root == other._root and self._tail == other._tail

    def __hash__(self):
        return hash((self._root, *self._tail))

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts <= other.parts

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts > other.parts

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts >= other.parts

    def __class_getitem__(cls, item):
        return cls

    # Parts

    drive = ''

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def parts(self):
        return (self._root, *self._tail) if self._root else tuple(self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ''

    @property
    def suffix(self):
        name = self.name
        at = name.rfind('.')
        return name[at:] if 0 < at < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + part for part in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name = self.name
        at = name.rfind('.')
        return name[:at] if 0 < at < len(name) - 1 else name

    @property
    def parent(self):
        return self._make(self._root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return _Parents(self)

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    # Other paths

    def with_name(self, name):
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        if not name or '/' in name or name == '.':
            raise ValueError('Invalid name %r' % (name,))
        return self._make(self._root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if '/' in suffix or suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError('Invalid suffix %r' % (suffix,))
        name = self.name
        if not name:
            raise ValueError('%r has an empty name' % (self,))
        old = self.suffix
        return self._make(self._root, self._tail[:-1] + [(name[:-len(old)] if old else name) + suffix])

    def relative_to(self, *other):
        if not other:
            raise TypeError('need at least one argument')
        origin = type(self)(*other)
        count = len(origin._tail)
        if origin._root != self._root or self._tail[:count] != origin._tail:
            raise ValueError(
                '{!r} is not in the subpath of {!r} OR one path is relative and the other is absolute.'.format(
                    str(self), str(origin)))
        return self._make('', self._tail[count:])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def joinpath(self, *args):
        return self / posixpath.join(*map(os.fspath, args)) if args else self

    def __truediv__(self, key):
        try:
            root, tail = _parse((key,))
        except TypeError:
            return NotImplemented
        if root:
            return self._make(root, tail)
        return self._make(self._root, self._tail + tail)

    def __rtruediv__(self, key):
        try:
            root, tail = _parse((key,))
        except TypeError:
            return NotImplemented
        if self._root:
            return self
        return self._make(root, tail + self._tail)

    def match(self, path_pattern):
        root, tail = _parse((path_pattern,))
        pattern = [root, *tail] if root else tail
        if not pattern:
            raise ValueError('empty pattern')
        parts = list(self.parts)
        if root and len(pattern) != len(parts) or len(pattern) > len(parts):
            return False
        return all(fnmatch.fnmatchcase(part, want) for part, want in zip(reversed(parts), reversed(pattern)))


class PurePosixPath(PurePath):
    """A path as Linux and macOS write it."""


class PureWindowsPath(PurePath):
    """Windows' paths are not part of Gradus."""

    def __new__(cls, *args):
        raise NotImplementedError('Windows paths are not part of Gradus')


class Path(PurePath):
    """A path in the file system."""

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return PurePath.__new__(cls, *args)

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        import warnings

        warnings.warn(
            "pathlib.Path.__enter__() is deprecated and scheduled for removal in Python 3.13; Path objects as a context"
            " manager is a no-op", DeprecationWarning, stacklevel=2)
        return self

    def __exit__(self, *details):
        pass

    @classmethod
    def home(cls):
        return cls('~').expanduser()

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    # What is there

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def exists(self):
        return posixpath.exists(self)

    def is_dir(self):
        return posixpath.isdir(self)

    def is_file(self):
        return posixpath.isfile(self)

    def is_symlink(self):
        return posixpath.islink(self)

    def is_mount(self):
        return posixpath.ismount(self)

    def _has_kind(self, kind):
        state = _posix.try_stat(self)
        return state is not None and state.st_mode & 0o170000 == kind

    def is_fifo(self):
        return self._has_kind(0o010000)

    def is_char_device(self):
        return self._has_kind(0o020000)

    def is_block_device(self):
        return self._has_kind(0o060000)

    def is_socket(self):
        return self._has_kind(0o140000)

    def samefile(self, other_path):
        return posixpath.samefile(self, other_path)

    def owner(self):
        raise NotImplementedError('Path.owner() is not part of Gradus')

    # Other paths

    def absolute(self):
        if self.is_absolute():
            return self
        root, tail = _parse((os.getcwd(),))
        return self._make(root, tail + self._tail)

    def resolve(self, strict=False):
        try:
            text = posixpath.realpath(self, strict=strict)
            if not strict:
                # What goes in circles is no path, whether or not it has to exist.
                os.stat(text)
        except OSError as error:
            if error.errno == 40 or error.errno == 62:
                raise RuntimeError("Symlink loop from %r" % posixpath.abspath(self)) from None
            if strict:
                raise
        return type(self)(text)

    def expanduser(self):
        if self._root or not self._tail or self._tail[0][:1] != '~':
            return self
        home = posixpath.expanduser(self._tail[0])
        if home[:1] == '~':
            raise RuntimeError('Could not determine home directory.')
        root, tail = _parse((home,))
        return self._make(root, tail + self._tail[1:])

    def readlink(self):
        return type(self)(os.readlink(self))

    def iterdir(self):
        for name in os.listdir(self):
            yield self._make(self._root, self._tail + [name])

    # Patterns

    def glob(self, pattern):
        if not pattern:
            raise ValueError('Unacceptable pattern: {!r}'.format(pattern))
        root, tail = _parse((pattern,))
        if root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        if pattern[-1] == '/':
            tail = tail + ['']
        return self._select(tail)

    def rglob(self, pattern):
        root, tail = _parse((pattern,))
        if root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        if pattern and pattern[-1] == '/':
            tail = tail + ['']
        return self._select(['**', *tail])

    def _select(self, pattern):
        for part in pattern:
            if '**' in part and part != '**':
                raise ValueError("Invalid pattern: '**' can only be an entire path component")
        # Several ** may lead to one path.
        seen = set() if pattern.count('**') > 1 else None
        for path in self._matching(pattern):
            if seen is not None:
                if path in seen:
                    continue
                seen.add(path)
            yield path

    def _entries(self):
        try:
            with os.scandir(self) as entries:
                return list(entries)
        except (PermissionError, FileNotFoundError, NotADirectoryError):
            return []

    def _matching(self, pattern):
        if not pattern:
            yield self
            return
        first, rest = pattern[0], pattern[1:]
        if first == '**':
            if self.is_dir():
                for folder in self._folders():
                    yield from folder._matching(rest)
        elif first == '':
            if self.is_dir():
                yield self
        elif not any(char in first for char in '*?['):
            path = self._make(self._root, self._tail + [first])
            if path.is_dir() if rest else path.exists():
                yield from path._matching(rest)
        else:
            for entry in self._entries():
                if rest and not entry.is_dir():
                    continue
                if fnmatch.fnmatchcase(entry.name, first):
                    yield from self._make(self._root, self._tail + [entry.name])._matching(rest)

    def _folders(self):
        yield self
        for entry in self._entries():
            if entry.is_dir(follow_symlinks=False):
                yield from self._make(self._root, self._tail + [entry.name])._folders()

    # Reading and writing

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open('r', encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        data = memoryview(data)
        with self.open('wb') as file:
            return file.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' % data.__class__.__name__)
        with self.open('w', encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    # Changes

    def touch(self, mode=0o666, exist_ok=True):
        if exist_ok and self.exists():
            os.utime(self)
            return
        flags = os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL)
        os.close(os.open(self, flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except OSError as error:
            above = self.parent
            if isinstance(error, FileNotFoundError):
                if above == self or not parents:
                    raise
                above.mkdir(parents=True, exist_ok=True)
                return self.mkdir(mode, False, exist_ok)
            # Where the folder is there already, it does not matter what the system found wrong.
            if not (exist_ok and self.is_dir()):
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def unlink(self, missing_ok=False):
        from contextlib import suppress
        with suppress(*[FileNotFoundError] if missing_ok else []):
            os.unlink(self)

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        os.replace(self, target)
        return type(self)(target)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    def hardlink_to(self, target):
        os.link(target, self)


class PosixPath(Path, PurePosixPath):
    """A path in the file system of Linux or macOS."""


class WindowsPath(Path):
    """Windows' paths are not part of Gradus."""

    def __new__(cls, *args):
        raise NotImplementedError('Windows paths are not part of Gradus')
