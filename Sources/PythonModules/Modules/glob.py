"""The paths that fit a pattern, with ** for folders of any depth where recursive."""

import os
from _fnmatch import filter as _filter
from os import path as _path

__all__ = ['escape', 'glob', 'iglob']

_magic = '*?['


def has_magic(s):
    if isinstance(s, bytes):
        s = os.fsdecode(s)
    return any(char in s for char in _magic)


def escape(pathname):
    if isinstance(pathname, bytes):
        return escape(pathname.decode()).encode()
    return ''.join('[' + char + ']' if char in _magic else char for char in pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    if isinstance(pathname, bytes):
        found = iglob(os.fsdecode(pathname), root_dir=root_dir and os.fsdecode(root_dir), recursive=recursive,
                      include_hidden=include_hidden)
        return (os.fsencode(name) for name in found)
    root = '' if root_dir is None else os.fspath(root_dir)
    names = _find(pathname, root, recursive, include_hidden, False)
    if not pathname or recursive and pathname[:2] == '**':
        # The folder itself fits ** but has no name here.
        return (name for name in names if name)
    return names


def _find(pathname, root, recursive, hidden, only_folders):
    folder, name = _path.split(pathname)
    if not has_magic(pathname):
        place = _path.join(root, pathname)
        if name:
            if _path.lexists(place):
                yield pathname
        elif _path.isdir(_path.join(root, folder)):
            yield pathname
        return
    if not folder:
        if recursive and name == '**':
            yield from _below(root, '', hidden, only_folders)
        else:
            yield from _fitting(root, name, hidden, only_folders)
        return
    if folder != pathname and has_magic(folder):
        folders = _find(folder, root, recursive, hidden, True)
    else:
        folders = [folder]
    for place in folders:
        whole = _path.join(root, place)
        if recursive and name == '**':
            found = _below(whole, '', hidden, only_folders)
        elif has_magic(name):
            found = _fitting(whole, name, hidden, only_folders)
        elif name:
            found = [name] if _path.lexists(_path.join(whole, name)) else []
        else:
            found = [name] if _path.isdir(whole) else []
        for inner in found:
            yield _path.join(place, inner)


def _names(folder, only_folders):
    try:
        entries = list(os.scandir(folder or '.'))
    except OSError:
        return []
    return [entry.name for entry in entries if not only_folders or entry.is_dir()]


def _fitting(folder, pattern, hidden, only_folders):
    names = _names(folder, only_folders)
    if not hidden and pattern[:1] != '.':
        names = [name for name in names if name[:1] != '.']
    return _filter(names, pattern)


def _below(folder, prefix, hidden, only_folders):
    if not folder or _path.isdir(folder):
        yield prefix
        for name in _names(folder, only_folders):
            if hidden or name[:1] != '.':
                yield from _inside(folder, _path.join(prefix, name), name, hidden, only_folders)


def _inside(folder, prefix, name, hidden, only_folders):
    yield prefix
    place = _path.join(folder, name) if folder else name
    if _path.isdir(place):
        for inner in _names(place, only_folders):
            if hidden or inner[:1] != '.':
                yield from _inside(place, _path.join(prefix, inner), inner, hidden, only_folders)
