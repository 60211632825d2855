"""Containers beside dict, list, set and tuple."""

import sys as _sys
from _collections import OrderedDict, _caller_module, _count_elements, _tuplegetter, defaultdict, deque
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter

__all__ = [
    "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple",
]

# These need the abstract classes, which most programs do not.
_with_abc = ("ChainMap", "UserDict", "UserList", "UserString")


def __getattr__(name):
    if name in _with_abc:
        from collections import _derived
        for each in _with_abc:
            globals()[each] = getattr(_derived, each)
        return globals()[name]
    if name == "abc":
        import collections.abc
        return _sys.modules["collections.abc"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _checked_fields(typename, field_names, rename):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    field_names = list(map(str, field_names))
    typename = str(typename)
    if rename:
        seen = set()
        for index, name in enumerate(field_names):
            if not name.isidentifier() or _iskeyword(name) or name.startswith("_") or name in seen:
                field_names[index] = f"_{index}"
            seen.add(name)
    for name in [typename] + field_names:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in field_names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    return typename, tuple(map(_sys.intern, field_names)) if hasattr(_sys, "intern") else tuple(field_names)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple whose items have names."""
    typename, field_names = _checked_fields(typename, field_names, rename)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(field_names):
            raise TypeError("Got more default values than field names")
        field_defaults = dict(reversed(list(zip(reversed(field_names), reversed(defaults)))))
    num_fields = len(field_names)
    arg_list = ", ".join(field_names)
    items = f"({arg_list},)" if num_fields else "()"
    repr_fmt = "(" + ", ".join(f"{name}=%r" for name in field_names) + ")"
    tuple_new = tuple.__new__

    code = f"lambda _cls{', ' if num_fields else ''}{arg_list}: _tuple_new(_cls, {items})"
    __new__ = eval(code, {"_tuple_new": tuple_new, "__builtins__": {}, "__name__": f"namedtuple_{typename}"})
    __new__.__name__ = "__new__"
    __new__.__doc__ = f"A new {typename}({arg_list})"
    if defaults is not None:
        __new__.__defaults__ = defaults

    @classmethod
    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if len(result) != num_fields:
            raise TypeError(f"Expected {num_fields} arguments, got {len(result)}")
        return result

    _make.__func__.__doc__ = f"A {typename} of the items of an iterable."

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, field_names, self))
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    _replace.__doc__ = f"A {typename} like this one with other values for some fields."

    def __repr__(self):
        "The name of the class with each field."
        return self.__class__.__name__ + repr_fmt % self

    def _asdict(self):
        "A dict of the fields by name."
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        "The fields as a plain tuple, for copies."
        return tuple(self)

    for method in (__new__, _make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f"{typename}.{method.__name__}"

    namespace = {
        "__doc__": f"{typename}({arg_list})",
        "__slots__": (),
        "_fields": field_names,
        "_field_defaults": field_defaults,
        "__new__": __new__,
        "_make": _make,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": field_names,
    }
    for index, name in enumerate(field_names):
        namespace[name] = _tuplegetter(index, f"Alias for field number {index}")
    result = type(typename, (tuple,), namespace)
    result.__module__ = module if module is not None else _caller_module()
    return result


def _is_mapping(value):
    return isinstance(value, dict) or hasattr(value, "items")


def _both(operation):
    """A method for two Counters; NotImplemented with anything else."""
    def method(self, other):
        return operation(self, other) if isinstance(other, Counter) else NotImplemented
    return method


def _comparing(holds):
    """A method that asks something of each element's counts on both sides."""
    return _both(lambda self, other: all(holds(self[element], other[element]) for element in _chain(self, other)))


def _combining(combine):
    """A method that makes one count of two, and keeps what is above zero: this side's elements first."""
    def operation(self, other):
        result = Counter()
        for element in _chain(self, (element for element in other if element not in self)):
            count = combine(self[element], other[element])
            if count > 0:
                result[element] = count
        return result
    return _both(operation)


class Counter(dict):
    """A dict that counts things."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        "What was never counted counts 0."
        return 0

    def total(self):
        "The sum of all counts."
        return sum(self.values())

    def most_common(self, n=None):
        "The n elements that count most with their counts, the highest first."
        ranked = sorted(self.items(), key=_itemgetter(1), reverse=True)
        return ranked if n is None else ranked[:max(n, 0)]

    def elements(self):
        "Each element as often as it counts."
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        "Adds counts, or counts the elements of an iterable."
        for source in (iterable, kwds or None):
            if source is None:
                continue
            if not _is_mapping(source):
                _count_elements(self, source)
            elif not self:
                super().update(source)
            else:
                super().update([(element, count + self.get(element, 0)) for element, count in source.items()])

    def subtract(self, iterable=None, /, **kwds):
        "Takes counts away; they may fall below zero."
        for source in (iterable, kwds or None):
            if source is not None:
                for element, count in source.items() if _is_mapping(source) else zip(source, _repeat(1)):
                    self[element] = self.get(element, 0) - count

    def copy(self):
        "A Counter with the same counts."
        return self.__class__(self)

    def __reduce__(self):
        return (self.__class__, (dict(self),))

    def __delitem__(self, elem):
        "Forgets an element, if it is there."
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        try:
            counts = dict(self.most_common())
        except TypeError:  # counts that have no order
            counts = dict(self)
        return f"{type(self).__name__}({counts or ''})"

    __eq__ = _comparing(lambda mine, theirs: mine == theirs)
    __le__ = _comparing(lambda mine, theirs: mine <= theirs)
    __ge__ = _comparing(lambda mine, theirs: mine >= theirs)
    __ne__ = _both(lambda self, other: not self == other)
    __lt__ = _both(lambda self, other: self <= other and not self == other)
    __gt__ = _both(lambda self, other: self >= other and not self == other)

    __add__ = _combining(lambda mine, theirs: mine + theirs)
    __sub__ = _combining(lambda mine, theirs: mine - theirs)
    __or__ = _combining(lambda mine, theirs: theirs if mine < theirs else mine)
    __and__ = _combining(lambda mine, theirs: mine if mine < theirs else theirs)

    def __pos__(self):
        return Counter({element: count for element, count in self.items() if count > 0})

    def __neg__(self):
        return Counter({element: 0 - count for element, count in self.items() if count < 0})

    def _changed(self, changes):
        """The Counter itself with new counts, without what does not count above zero any more."""
        super().update(changes)
        for element in [element for element, count in self.items() if not count > 0]:
            del self[element]
        return self

    def __iadd__(self, other):
        return self._changed([(element, self[element] + count) for element, count in other.items()])

    def __isub__(self, other):
        return self._changed([(element, self[element] - count) for element, count in other.items()])

    def __ior__(self, other):
        return self._changed([(element, max(self[element], count)) for element, count in other.items()])

    def __iand__(self, other):
        return self._changed([(element, min(count, other[element])) for element, count in self.items()])
