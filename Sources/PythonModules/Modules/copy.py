"""Copies of objects: `copy` of the object alone, `deepcopy` of everything in it too."""

import types

from _copy import bind
from _weakref import ref as _ref
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    """An object that cannot be copied."""


error = Error
_constants = {"dtype", "device", "finfo", "iinfo"}
_atoms = {
    type(None), int, float, bool, complex, bytes, str, type, range, property, type(Ellipsis), type(NotImplemented),
    types.FunctionType, types.BuiltinFunctionType, types.CodeType, _ref,
}
_shallow_atoms = _atoms | {tuple, frozenset, slice}


def copy(x):
    """A new object with the same parts."""
    cls = type(x)
    if cls in _shallow_atoms:
        return x
    if cls is list or cls is dict or cls is set:
        return x.copy()
    if isinstance(x, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    made = _reduced(x, cls)
    return x if isinstance(made, str) else _rebuild(x, None, *made)


def deepcopy(x, memo=None, _nil=[]):
    """A new object whose parts are copies too. What was copied is remembered in `memo`."""
    cls = type(x)
    if cls in _atoms:
        return x
    if memo is None:
        memo = {}
    key = id(x)
    known = memo.get(key, _nil)
    if known is not _nil:
        return known
    if cls is list:
        y = memo[key] = []
        append = y.append
        for item in x:
            append(deepcopy(item, memo))
    elif cls is dict:
        y = memo[key] = {}
        for name, value in x.items():
            y[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        # A recursive tuple was copied on the way.
        if key in memo:
            return memo[key]
        for old, new in zip(x, items):
            if old is not new:
                y = tuple(items)
                break
        else:
            y = x
    elif isinstance(x, type):
        y = x
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            y = copier(memo)
        elif cls is types.MethodType:
            y = bind(x.__func__, deepcopy(x.__self__, memo))
        else:
            made = _reduced(x, cls)
            y = x if isinstance(made, str) else _rebuild(x, memo, *made)
    if y is not x:
        memo[key] = y
        # The original has to live as long as its identity is remembered.
        memo.setdefault(id(memo), []).append(x)
    return y


def _reduced(x, cls):
    if cls.__name__ in _constants and cls.__module__ == "torch":
        # Values that torch has once for all.
        return cls.__name__
    reduce = dispatch_table.get(cls)
    if reduce is not None:
        return reduce(x)
    reduce = getattr(x, "__reduce_ex__", None)
    if reduce is not None:
        return reduce(4)
    reduce = getattr(x, "__reduce__", None)
    if reduce is not None:
        return reduce()
    raise Error(f"un(deep)copyable object of type {cls}")


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None):
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for name, value in dictiter:
            if deep:
                name, value = deepcopy(name, memo), deepcopy(value, memo)
            y[name] = value
    return y
