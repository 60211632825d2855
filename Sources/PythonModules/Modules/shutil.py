"""Copying, moving and removing files and trees of them."""

import os
import _posix

__all__ = [
    'copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2', 'copytree', 'move', 'rmtree', 'Error',
    'SameFileError', 'SpecialFileError', 'ignore_patterns', 'disk_usage', 'which', 'get_terminal_size',
]


class Error(OSError):
    pass


class SameFileError(Error):
    """Raised where source and target are the same file."""


class SpecialFileError(OSError):
    """Raised for what is no plain file, such as a pipe."""


def copyfileobj(fsrc, fdst, length=0):
    length = length or 65536
    while part := fsrc.read(length):
        fdst.write(part)


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(src) and os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    for name in (src, dst):
        state = _posix.try_stat(name)
        if state is not None and state.st_mode & 0o170000 == 0o010000:
            raise SpecialFileError(f'`{os.fspath(name)}` is a named pipe')
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as source, open(dst, 'wb') as target:
        copyfileobj(source, target)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    state = os.stat(src)
    os.chmod(dst, state.st_mode & 0o7777)
    os.utime(dst, (state.st_atime, state.st_mtime))


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    import fnmatch

    def ignore(path, names):
        ignored = []
        for pattern in patterns:
            ignored.extend(fnmatch.filter(names, pattern))
        return set(ignored)
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    entries = list(os.scandir(src))
    ignored = ignore(os.fspath(src), [entry.name for entry in entries]) if ignore else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for entry in entries:
        if entry.name in ignored:
            continue
        source, target = os.path.join(src, entry.name), os.path.join(dst, entry.name)
        try:
            if entry.is_symlink() and symlinks:
                os.symlink(os.readlink(source), target)
            elif entry.is_dir():
                copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            elif not (entry.is_symlink() and ignore_dangling_symlinks and not os.path.exists(source)):
                copy_function(source, target)
        except Error as problem:
            errors.extend(problem.args[0])
        except OSError as problem:
            errors.append((source, target, str(problem)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None):
    def fail(function, place, problem):
        if ignore_errors:
            return
        if onerror is None:
            raise problem
        onerror(function, place, (type(problem), problem, None))

    try:
        if os.path.islink(path):
            raise OSError('Cannot call rmtree on a symbolic link')
        entries = list(os.scandir(path))
    except OSError as problem:
        fail(os.lstat if isinstance(problem, FileNotFoundError) else os.path.islink, path, problem)
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                rmtree(entry.path, ignore_errors, onerror)
            else:
                os.unlink(entry.path)
        except OSError as problem:
            fail(os.unlink, entry.path, problem)
    try:
        os.rmdir(path)
    except OSError as problem:
        fail(os.rmdir, path, problem)


def move(src, dst, copy_function=copy2):
    target = dst
    if os.path.isdir(dst):
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    try:
        os.rename(src, target)
    except OSError as problem:
        if problem.errno != 18:
            raise
        if os.path.isdir(src):
            copytree(src, target, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    if os.path.dirname(cmd):
        return cmd if os.path.isfile(cmd) and os.access(cmd, mode) else None
    for folder in (path or os.environ.get('PATH', os.defpath)).split(os.pathsep):
        place = os.path.join(folder, cmd)
        if os.path.isfile(place) and os.access(place, mode):
            return place
    return None


def get_terminal_size(fallback=(80, 24)):
    def number(name):
        try:
            return int(os.environ[name])
        except (KeyError, ValueError):
            return 0
    columns, lines = number('COLUMNS'), number('LINES')
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size()
        except OSError:
            size = os.terminal_size(fallback)
        columns = columns if columns > 0 else size.columns or fallback[0]
        lines = lines if lines > 0 else size.lines or fallback[1]
    return os.terminal_size((columns, lines))
