"""Copies of objects: `copy` of the object alone, `deepcopy` of everything in it too."""

from _copy import bind, native_base

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    """An object that cannot be copied."""


error = Error
_missing = []
_function = type(native_base)
_method = type([].append)
_atoms = {
    type(None), int, float, bool, complex, bytes, str, type, range, property, type(Ellipsis), type(NotImplemented),
    type(lambda: 0), _function, _method,
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
        elif cls.__name__ == "method" and hasattr(x, "__func__"):
            y = bind(x.__func__, deepcopy(x.__self__, memo))
        else:
            made = _reduced(x, cls)
            y = x if isinstance(made, str) else _rebuild(x, memo, *made)
    if y is not x:
        memo[key] = y
        # The original has to live as long as its identity is remembered.
        memo.setdefault(id(memo), []).append(x)
    return y


def _own(cls, name):
    """The method of a class that a program gave it, if any."""
    found = getattr(cls, name, None)
    return None if found is getattr(object, name, _missing) else found


def _reduced(x, cls):
    reduce = _own(cls, "__reduce_ex__")
    if reduce is not None:
        return reduce(x, 4)
    reduce = _own(cls, "__reduce__")
    if reduce is not None:
        return reduce(x)
    base = native_base(cls)
    kind = base.__name__
    getstate = _own(cls, "__getstate__")
    state = _state(x, cls) if getstate is None else getstate(x)
    if issubclass(base, BaseException):
        return (cls, x.args, state) if state else (cls, x.args)
    if base is set or base is frozenset:
        return cls, (list(x),), state
    if kind in ("dtype", "device", "finfo", "iinfo") and base.__module__ == "torch":
        # Values that torch has once for all.
        return kind
    if kind == "bytearray":
        return cls, (bytes(x),), state
    if base is slice:
        return cls, (x.start, x.stop, x.step)
    if base is not tuple and issubclass(base, tuple):
        return cls, (tuple(x),), state
    if kind == "deque":
        return cls, ([], x.maxlen) if x.maxlen is not None else (), state, iter(x)
    if kind == "defaultdict":
        return cls, (x.default_factory,), state, None, iter(x.items())
    if kind == "OrderedDict" or kind == "Counter":
        return cls, (), state, None, iter(x.items())
    args, kwargs = (), {}
    newargs = getattr(x, "__getnewargs_ex__", None)
    if newargs is not None:
        args, kwargs = newargs()
    elif hasattr(x, "__getnewargs__"):
        args = x.__getnewargs__()
    elif base in (tuple, int, str, float, bytes, complex):
        args = (base(x),)
    elif base is not object and base is not list and base is not dict:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    new = (lambda *rest: cls.__new__(cls, *rest, **kwargs)) if kwargs else lambda *rest: cls.__new__(cls, *rest)
    return (
        new, args, state, iter(x) if isinstance(x, list) else None,
        iter(x.items()) if isinstance(x, dict) else None,
    )


def _state(x, cls):
    attributes = getattr(x, "__dict__", None) or None
    slots = {}
    for base in cls.__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__"):
                if name.startswith("__") and not name.endswith("__"):
                    name = f"_{base.__name__.lstrip('_')}{name}"
                value = getattr(x, name, _missing)
                if value is not _missing:
                    slots[name] = value
    return (attributes, slots) if slots else attributes


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None):
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
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
