"""References that keep nothing alive, and containers that forget what nobody else holds."""

from _weakref import getweakrefcount, getweakrefs, peek as _peek, ref, refresh as _refresh
from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet, Set as _Set

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

ReferenceType = ref
_absent = object()


def _alive(proxied):
    target = object.__getattribute__(proxied, "_weak")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


def _strong(value):
    return _alive(value) if type(value) in ProxyTypes else value


class ProxyType:
    """Stands for an object without keeping it alive."""

    __slots__ = ("_weak", "__weakref__")
    __hash__ = None

    def __getattribute__(self, name):
        return getattr(_alive(self), name)

    def __setattr__(self, name, value):
        setattr(_alive(self), name, value)

    def __delattr__(self, name):
        delattr(_alive(self), name)

    def __repr__(self):
        target = object.__getattribute__(self, "_weak")()
        kind = "NoneType" if target is None else type(target).__name__
        return f"<weakproxy at {id(self):#x} to {kind} at {id(target):#x}>"

    def __str__(self):
        return str(_alive(self))

    def __bool__(self):
        return bool(_alive(self))

    def __len__(self):
        return len(_alive(self))

    def __iter__(self):
        return iter(_alive(self))

    def __next__(self):
        target = _alive(self)
        if not hasattr(type(target), "__next__"):
            raise TypeError(f"Weakref proxy referenced a non-iterator {type(target).__name__!r} object")
        return next(target)

    def __reversed__(self):
        return reversed(_alive(self))

    def __contains__(self, item):
        return item in _alive(self)

    def __getitem__(self, key):
        return _alive(self)[key]

    def __setitem__(self, key, value):
        _alive(self)[key] = value

    def __delitem__(self, key):
        del _alive(self)[key]

    def __bytes__(self):
        return bytes(_alive(self))


class CallableProxyType(ProxyType):
    """Stands for something that can be called."""

    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _alive(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _forward_operators():
    import operator

    def one(function):
        return lambda self: function(_alive(self))

    def two(function):
        return lambda self, other: function(_strong(self), _strong(other))

    def swapped(function):
        return lambda self, other: function(_strong(other), _strong(self))

    for name in ("neg", "pos", "abs", "invert", "index"):
        setattr(ProxyType, f"__{name}__", one(getattr(operator, name)))
    for name, function in (("int", int), ("float", float)):
        setattr(ProxyType, f"__{name}__", one(function))
    for name in ("eq", "ne", "lt", "le", "gt", "ge"):
        setattr(ProxyType, f"__{name}__", two(getattr(operator, name)))
    ProxyType.__hash__ = None
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "and", "or",
                 "xor"):
        function = getattr(operator, name if hasattr(operator, name) else name + "_")
        setattr(ProxyType, f"__{name}__", two(function))
        setattr(ProxyType, f"__r{name}__", swapped(function))
        setattr(ProxyType, f"__i{name}__", two(getattr(operator, "i" + name)))
    for name, function in (("divmod", divmod),):
        setattr(ProxyType, f"__{name}__", two(function))
        setattr(ProxyType, f"__r{name}__", swapped(function))


_forward_operators()


def proxy(object, callback=None, /):
    """Something that stands for an object without keeping it alive."""
    made = _new(CallableProxyType if callable(object) else ProxyType)
    _set(made, "_weak", ref(object, callback and (lambda _: callback(made))))
    return made


_new, _set = object.__new__, object.__setattr__


class WeakMethod(ref):
    """A reference to a bound method that lives as long as its object."""

    __slots__ = ("_function", "_kind", "_call", "_here")

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        made = ref.__new__(cls, owner, callback and (lambda _: callback(made)))
        made._function, made._kind = ref(function), type(meth)
        return made

    def __call__(self):
        owner, function = ref.__call__(self), self._function()
        return None if owner is None or function is None else self._kind(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self() is None or other() is None:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class _Weak(_MutableMapping):
    """What the two dictionaries share. `_live` gives the pairs that still stand."""

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def __len__(self):
        return sum(1 for _ in self._live())

    def __iter__(self):
        return iter([key for key, _ in self._live()])

    def keys(self):
        for key, _ in self._live():
            yield key

    def values(self):
        for _, value in self._live():
            yield value

    def items(self):
        yield from self._live()

    def __copy__(self):
        return self.copy()

    def copy(self):
        made = type(self)()
        for key, value in self._live():
            made[key] = value
        return made

    def __or__(self, other):
        if not isinstance(other, (dict, _MutableMapping)):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, (dict, _MutableMapping)):
            return NotImplemented
        made = type(self)()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def update(self, other=(), /, **kwargs):
        if hasattr(other, "items"):
            other = list(other.items())
        elif hasattr(other, "keys"):
            other = [(key, other[key]) for key in other.keys()]
        for key, value in other:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value


class WeakValueDictionary(_Weak):
    """Values that nobody else holds leave the dictionary, and their keys with them."""

    def __init__(self, other=(), /, **kwargs):
        self.data = {}
        self.update(other, **kwargs)

    def _live(self):
        _refresh()
        for key, weak in list(self.data.items()):
            value = _peek(weak)
            if value is None:
                if self.data.get(key) is weak:
                    del self.data[key]
            else:
                yield key, value

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            del self.data[key]
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = ref(value)

    def __delitem__(self, key):
        _refresh()
        self[key]
        del self.data[key]

    def __contains__(self, key):
        return key in self.data and self.data[key]() is not None

    def setdefault(self, key, default=None):
        found = self.get(key)
        if found is None:
            self[key] = found = default
        return found

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(f"pop expected at most 2 arguments, got {1 + len(default)}")
        found = self.get(key)
        self.data.pop(key, None)
        if found is not None:
            return found
        if default:
            return default[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, weak = self.data.popitem()
            value = weak()
            if value is not None:
                return key, value

    def valuerefs(self):
        """The references, some of which may be dead."""
        return list(self.data.values())

    def itervaluerefs(self):
        """The references one by one."""
        yield from self.valuerefs()

    def __deepcopy__(self, memo):
        from copy import deepcopy

        made = type(self)()
        for key, value in self._live():
            made[deepcopy(key, memo)] = value
        return made


class WeakKeyDictionary(_Weak):
    """Keys that nobody else holds leave the dictionary, and their values with them."""

    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _forget(self):
        mine = ref(self)

        def forget(weak):
            dictionary = _peek(mine)
            if dictionary is not None:
                dictionary.data.pop(weak, None)

        return forget

    def _live(self):
        _refresh()
        for weak, value in list(self.data.items()):
            key = _peek(weak)
            if key is not None:
                yield key, value

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._forget())] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._forget()), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            weak, value = self.data.popitem()
            key = weak()
            if key is not None:
                return key, value

    def keyrefs(self):
        """The references, some of which may be dead."""
        return list(self.data)

    def __deepcopy__(self, memo):
        from copy import deepcopy

        made = type(self)()
        for key, value in self._live():
            made[key] = deepcopy(value, memo)
        return made


class WeakSet(_MutableSet):
    """A set whose items leave it when nobody else holds them."""

    def __init__(self, data=None):
        self.data = set()
        if data is not None:
            self.update(data)

    def _live(self):
        _refresh()
        return [item for item in (_peek(weak) for weak in list(self.data)) if item is not None]

    def _forget(self):
        mine = ref(self)

        def forget(weak):
            holder = _peek(mine)
            if holder is not None:
                holder.data.discard(weak)

        return forget

    def __iter__(self):
        return iter(self._live())

    def __len__(self):
        return len(self._live())

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return repr(self.data)

    def add(self, item):
        self.data.add(ref(item, self._forget()))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def clear(self):
        self.data.clear()

    def pop(self):
        while True:
            try:
                weak = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = weak()
            if item is not None:
                return item

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def __or__(self, other):
        return self.union(other) if isinstance(other, _Set) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def difference(self, other):
        other = list(other)
        return type(self)([item for item in self if item not in other])

    def intersection(self, other):
        return type(self)([item for item in other if item in self])

    def symmetric_difference(self, other):
        other = type(self)(other)
        return self.difference(other).union(other.difference(self))

    def __sub__(self, other):
        return self.difference(other)

    def __and__(self, other):
        return self.intersection(other)

    def __xor__(self, other):
        return self.symmetric_difference(other)

    def _settle(self, items):
        self.data = {ref(item, self._forget()) for item in items}
        return self

    def difference_update(self, other):
        self._settle(self.difference(other))

    def intersection_update(self, other):
        self._settle(self.intersection(other))

    def symmetric_difference_update(self, other):
        self._settle(self.symmetric_difference(other))

    def __isub__(self, other):
        return self._settle(self.difference(other))

    def __iand__(self, other):
        return self._settle(self.intersection(other))

    def __ixor__(self, other):
        return self._settle(self.symmetric_difference(other))

    def issubset(self, other):
        return set(self) <= set(other)

    def issuperset(self, other):
        return set(self) >= set(other)

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def __le__(self, other):
        return self.issubset(other)

    def __lt__(self, other):
        return set(self) < set(other)

    def __ge__(self, other):
        return self.issuperset(other)

    def __gt__(self, other):
        return set(self) > set(other)

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, type(self)) else NotImplemented

    __hash__ = None


class finalize:
    """Calls a function when an object goes, or when it is asked to: once."""

    __slots__ = ("_weak", "_what", "atexit", "__weakref__")
    _waiting = set()

    def __init__(self, obj, func, /, *args, **kwargs):
        self._weak = ref(obj, lambda _: self())
        self._what = func, args, kwargs
        self.atexit = True
        self._waiting.add(self)

    @property
    def alive(self):
        """Whether it is still to be called."""
        _refresh()
        return self in self._waiting

    def __call__(self, _=None):
        if self not in self._waiting:
            return None
        self._waiting.discard(self)
        func, args, kwargs = self._what
        return func(*args, **kwargs)

    def peek(self):
        """The object, the function and its arguments; None once called."""
        target = self._weak()
        return (target, *self._what) if self in self._waiting and target is not None else None

    def detach(self):
        """The same, and never to be called."""
        found = self.peek()
        if found is not None:
            self._waiting.discard(self)
        return found

    def __repr__(self):
        found = self.peek()
        if found is None:
            return f"<finalize object at {id(self):#x}; dead>"
        return f"<finalize object at {id(self):#x}; for {type(found[0]).__name__!r} at {id(found[0]):#x}>"
