"""How objects are taken apart and put together again: what `copy` asks objects that say nothing themselves."""

from _copy import full_name as _full_name, native_base as _native_base

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}
_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}
_missing = object()


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Names the function that takes objects of a class apart."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Checks that a constructor can be called."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    import functools
    import operator

    return functools.reduce, (operator.or_, obj.__args__)


pickle(complex, pickle_complex, complex)
pickle(type(int | str), pickle_union)


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


def _reduce_ex(self, proto):
    """`object.__reduce_ex__` of the protocols 0 and 1."""
    assert proto < 2
    cls = self.__class__
    base = _native_base(cls)
    if base is object:
        state = None
    elif base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    else:
        state = base(self)
    made = (cls, base, state)
    attributes = None
    getstate = getattr(self, "__getstate__", None)
    if getstate is None or type(self).__getstate__ is object.__getstate__:
        if getattr(self, "__slots__", None):
            raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled")
        attributes = getattr(self, "__dict__", None)
    else:
        attributes = getstate()
    return (_reconstructor, made, attributes) if attributes else (_reconstructor, made)


def _reduce_by(self, protocol):
    """`object.__reduce_ex__`."""
    cls = type(self)
    reduce = getattr(self, "__reduce__", None)
    if reduce is not None and cls.__reduce__ is not object.__reduce__:
        return reduce()
    if protocol < 2:
        return _reduce_ex(self, protocol)
    args, kwargs, is_given = _new_arguments(self, cls)
    is_list, is_dict = isinstance(self, list), isinstance(self, dict)
    getstate = self.__getstate__
    if cls.__getstate__ is object.__getstate__ and not (is_given or is_list or is_dict):
        _check_plain(cls)
    state = getstate()
    if kwargs:
        made = (__newobj_ex__, (cls, args, kwargs))
    else:
        made = (__newobj__, (cls, *args))
    return *made, state, iter(self) if is_list else None, iter(self.items()) if is_dict else None


def _new_arguments(self, cls):
    newargs = getattr(cls, "__getnewargs_ex__", None)
    if newargs is not None:
        given = self.__getnewargs_ex__()
        if type(given) is not tuple and not isinstance(given, tuple):
            raise TypeError(f"__getnewargs_ex__ should return a tuple, not '{type(given).__name__}'")
        if len(given) != 2:
            raise ValueError(f"__getnewargs_ex__ should return a tuple of length 2, not {len(given)}")
        args, kwargs = given
        if not isinstance(args, tuple):
            raise TypeError(
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, "
                f"not '{type(args).__name__}'"
            )
        if not isinstance(kwargs, dict):
            raise TypeError(
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, "
                f"not '{type(kwargs).__name__}'"
            )
        return args, kwargs, True
    newargs = getattr(cls, "__getnewargs__", None)
    if newargs is None:
        return (), {}, False
    args = self.__getnewargs__()
    if not isinstance(args, tuple):
        raise TypeError(f"__getnewargs__ should return a tuple, not '{type(args).__name__}'")
    return args, {}, True


def _check_plain(cls):
    """Refuses objects that hold what no attribute shows."""
    if _native_base(cls) is not object or cls.__new__ is None:
        raise TypeError(f"cannot pickle '{_full_name(cls)}' object")


def _state_of(self):
    """`object.__getstate__`."""
    attributes = getattr(self, "__dict__", None)
    if isinstance(self, type) or attributes is not None and not attributes:
        attributes = None
    slots = {}
    for name in _slotnames(type(self)):
        value = getattr(self, name, _missing)
        if value is not _missing:
            slots[name] = value
    if slots and attributes:
        attributes = {name: value for name, value in attributes.items() if name not in slots} or None
    return (attributes, slots) if slots else attributes


def _slotnames(cls):
    """The names of the slots of a class and its ancestors."""
    known = cls.__dict__.get("__slotnames__")
    if known is not None:
        return known
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                name = f"_{stripped}{name}" if stripped else name
            names.append(name)
    return names


def add_extension(module, name, code):
    """Gives a class or function a number."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Takes the number away again."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
