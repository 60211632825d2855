"""Operations on the names of files, as os.path offers them."""

import _posix

curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'
supports_unicode_filenames = False

__all__ = [
    'normcase', 'isabs', 'join', 'splitdrive', 'split', 'splitext', 'basename', 'dirname', 'commonprefix',
    'getsize', 'getmtime', 'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir', 'isfile', 'ismount',
    'expanduser', 'expandvars', 'normpath', 'abspath', 'samefile', 'curdir', 'pardir', 'sep', 'pathsep', 'defpath',
    'altsep', 'extsep', 'devnull', 'realpath', 'supports_unicode_filenames', 'relpath', 'commonpath',
]


def _fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), '__fspath__', None)
    if method is None:
        raise TypeError('expected str, bytes or os.PathLike object, not ' + type(path).__name__)
    result = method(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f'expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(result).__name__}')


def _kind(path, text):
    """The text in the kind of the path: str, or bytes."""
    return text.encode() if isinstance(path, bytes) else text


def _refuse_mixed(name, args):
    kinds = [isinstance(arg, bytes) for arg in args if isinstance(arg, (str, bytes))]
    for arg in args:
        if not isinstance(arg, (str, bytes)):
            raise TypeError(f'{name}() argument must be str, bytes, or os.PathLike object, not {type(arg).__name__!r}') from None
    if True in kinds and False in kinds:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    return _fspath(s)


def isabs(s):
    s = _fspath(s)
    return s.startswith(_kind(s, '/'))


def join(a, *p):
    a = _fspath(a)
    slash = _kind(a, '/')
    path = a
    try:
        for b in map(_fspath, p):
            if b.startswith(slash):
                path = b
            elif not path or path.endswith(slash):
                path += b
            else:
                path += slash + b
    except (TypeError, AttributeError):
        parts = [a]
        for b in p:
            try:
                parts.append(_fspath(b))
            except TypeError:
                parts.append(b)
        _refuse_mixed('join', parts)
        raise
    return path


def split(p):
    p = _fspath(p)
    slash = _kind(p, '/')
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = _fspath(p)
    slash, dot = _kind(p, '/'), _kind(p, '.')
    start = p.rfind(slash) + 1
    at = p.rfind(dot)
    if at > start:
        # Dots at the beginning of a name are no extension.
        if p[start:at].strip(dot):
            return p[:at], p[at:]
    return p, p[:0]


def splitdrive(p):
    p = _fspath(p)
    return p[:0], p


def basename(p):
    p = _fspath(p)
    return p[p.rfind(_kind(p, '/')) + 1:]


def dirname(p):
    return split(p)[0]


def commonprefix(m):
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_fspath, m))
    first, last = min(m), max(m)
    for at, item in enumerate(first):
        if item != last[at]:
            return first[:at]
    return first


def exists(path):
    return _posix.try_stat(path) is not None


def lexists(path):
    return _posix.try_lstat(path) is not None


def _mode(path, follow=True):
    result = _posix.try_stat(path) if follow else _posix.try_lstat(path)
    return 0 if result is None else result.st_mode & 0o170000


def isfile(path):
    return _mode(path) == 0o100000


def isdir(s):
    return _mode(s) == 0o040000


def islink(path):
    return _mode(path, False) == 0o120000


def ismount(path):
    own = _posix.try_lstat(path)
    if own is None or own.st_mode & 0o170000 == 0o120000:
        return False
    path = _fspath(path)
    parent = _posix.try_lstat(join(path, _kind(path, '..')))
    return parent is not None and (own.st_dev != parent.st_dev or own.st_ino == parent.st_ino)


def getsize(filename):
    return _posix.stat(filename).st_size


def getmtime(filename):
    return _posix.stat(filename).st_mtime


def getatime(filename):
    return _posix.stat(filename).st_atime


def getctime(filename):
    return _posix.stat(filename).st_ctime


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    return samestat(_posix.stat(f1), _posix.stat(f2))


def expanduser(path):
    path = _fspath(path)
    slash = _kind(path, '/')
    if not path.startswith(_kind(path, '~')):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    if end == 1:
        home = _posix.environ().get('HOME')
        if home is None:
            home = _posix.home()
    else:
        name = path[1:end]
        home = _posix.home(name if isinstance(name, str) else name.decode())
    if home is None:
        return path
    home = _kind(path, home).rstrip(slash)
    return (home + path[end:]) or slash


def expandvars(path):
    path = _fspath(path)
    if isinstance(path, bytes):
        return expandvars(path.decode()).encode()
    if '$' not in path:
        return path
    environ = _posix.environ()
    result = []
    at = 0
    while at < len(path):
        if path[at] != '$':
            result.append(path[at])
            at += 1
            continue
        if path[at + 1:at + 2] == '{':
            end = path.find('}', at)
            name = path[at + 2:end] if end > 0 else None
            after = end + 1
        else:
            end = at + 1
            while end < len(path) and (path[end] == '_' or path[end].isascii() and path[end].isalnum()):
                end += 1
            name = path[at + 1:end]
            after = end
        if name and name in environ:
            result.append(environ[name])
            at = after
        else:
            result.append('$')
            at += 1
    return ''.join(result)


def normpath(path):
    path = _fspath(path)
    slash, dot, dots = _kind(path, '/'), _kind(path, '.'), _kind(path, '..')
    if not path:
        return dot
    # Two slashes at the beginning are kept, three are one.
    first = slash * (2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else path.startswith(slash))
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dots or (not first and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    return (first + slash.join(parts)) or dot


def abspath(path):
    path = _fspath(path)
    if not path.startswith(_kind(path, '/')):
        path = join(_kind(path, _posix.getcwd()), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    filename = _fspath(filename)
    if not isinstance(filename, str):
        return realpath(filename.decode(), strict=strict).encode()
    known = _posix.realpath(filename or '.')
    if known is not None:
        return known
    if strict:
        _posix.stat(filename)
    result = '/' if filename.startswith('/') else _posix.getcwd()
    seen = 0
    parts = filename.split('/')[::-1]
    while parts:
        part = parts.pop()
        if not part or part == '.':
            continue
        if part == '..':
            result = dirname(result)
            continue
        place = join(result, part)
        if not islink(place) or seen > 40:
            result = place
            continue
        seen += 1
        target = _posix.readlink(place)
        if target.startswith('/'):
            result = '/'
        parts.extend(target.split('/')[::-1])
    return result


def relpath(path, start=None):
    if not path:
        raise ValueError('no path specified')
    path = _fspath(path)
    start = _kind(path, '.') if start is None else _fspath(start)
    _refuse_mixed('relpath', (start, path))
    slash = _kind(path, '/')
    origin = [part for part in abspath(start).split(slash) if part]
    target = [part for part in abspath(path).split(slash) if part]
    same = len(commonprefix([origin, target]))
    parts = [_kind(path, '..')] * (len(origin) - same) + target[same:]
    return slash.join(parts) if parts else _kind(path, '.')


def commonpath(paths):
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = tuple(map(_fspath, paths))
    _refuse_mixed('commonpath', paths)
    slash, dot = _kind(paths[0], '/'), _kind(paths[0], '.')
    if len({path.startswith(slash) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split(slash) if part and part != dot] for path in paths]
    common = commonprefix(split_paths)
    return (slash if paths[0].startswith(slash) else slash[:0]) + slash.join(common)
