"""Files and folders for a while, in the temporary folder."""

import io
import os

__all__ = [
    'NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'TemporaryDirectory', 'mkstemp', 'mkdtemp',
    'TMP_MAX', 'gettempprefix', 'tempdir', 'gettempdir', 'gettempdirb',
]

TMP_MAX = 10000
template = 'tmp'
tempdir = None
_letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'


def gettempprefix():
    return template


def gettempdir():
    global tempdir
    if tempdir is None:
        for place in (os.environ.get('TMPDIR'), '/tmp', os.getcwd()):
            if place and os.path.isdir(place):
                tempdir = os.path.abspath(place)
                break
    return tempdir


def gettempdirb():
    return os.fsencode(gettempdir())


def _name():
    return ''.join(_letters[byte % len(_letters)] for byte in os.urandom(8))


def _candidates(suffix, prefix, dir):
    prefix = template if prefix is None else prefix
    dir = gettempdir() if dir is None else dir
    for _ in range(TMP_MAX):
        yield os.path.abspath(os.path.join(dir, prefix + _name() + (suffix or '')))
    raise FileExistsError(17, 'No usable temporary file name found')


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    for path in _candidates(suffix, prefix, dir):
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), path
        except FileExistsError:
            continue


def mkdtemp(suffix=None, prefix=None, dir=None):
    for path in _candidates(suffix, prefix, dir):
        try:
            os.mkdir(path, 0o700)
            return path
        except FileExistsError:
            continue


def mktemp(suffix='', prefix=template, dir=None):
    for path in _candidates(suffix, prefix, dir):
        if not os.path.lexists(path):
            return path


class _TemporaryFile:
    """A file that goes when it is closed; everything else is the file's own."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete
        self._gone = False

    def __getattr__(self, name):
        return getattr(self.__dict__['file'], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        if self.delete and not self._gone:
            self._gone = True
            os.unlink(self.name)


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    fd, name = mkstemp(suffix, prefix, dir)
    os.close(fd)
    try:
        file = open(name, mode.replace('x', 'w'), buffering, encoding, errors, newline)
    except BaseException:
        os.unlink(name)
        raise
    return _TemporaryFile(file, name, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    fd, name = mkstemp(suffix, prefix, dir)
    os.unlink(name)
    return open(fd, mode, buffering, encoding, errors, newline)


class SpooledTemporaryFile:
    """A file in memory."""

    def __init__(self, max_size=0, mode='w+b', *args, **kwargs):
        self._file = io.BytesIO() if 'b' in mode else io.StringIO()

    def __getattr__(self, name):
        return getattr(self.__dict__['_file'], name)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def rollover(self):
        pass


class TemporaryDirectory:
    """A folder that goes, with what is in it, at the end of a with statement."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore = ignore_cleanup_errors

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name!r}>'

    def __enter__(self):
        return self.name

    def __exit__(self, *details):
        self.cleanup()

    def cleanup(self):
        if os.path.lexists(self.name):
            import shutil
            shutil.rmtree(self.name, ignore_errors=self._ignore)
