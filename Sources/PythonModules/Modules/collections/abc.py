"""Abstract classes of containers: what a class needs to be one, and what it then can do."""

from abc import ABCMeta, abstractmethod

GenericAlias = type(list[int])

__all__ = [
    "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator",
    "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet", "Mapping",
    "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence",
    "ByteString",
]


def _check_methods(cls, *methods):
    """Whether a class has all methods; NotImplemented if not."""
    for method in methods:
        for base in cls.__mro__:
            if method in base.__dict__:
                if base.__dict__[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _duck(*methods):
    """A __subclasshook__: what has all `methods` is a subclass of the class that defines the hook, not of one that
    inherits it."""
    def hook(cls, candidate):
        return _check_methods(candidate, *methods) if "__subclasshook__" in vars(cls) else NotImplemented
    hook.__name__ = "__subclasshook__"
    return classmethod(hook)


def _with(kind):
    """For an operator's method: the other operand has to be a `kind`, named because that class may not exist yet."""
    def decorate(method):
        def operator(self, other):
            return method(self, other) if isinstance(other, globals()[kind]) else NotImplemented
        operator.__name__ = method.__name__
        return operator
    return decorate


def _raise(kind, value, traceback):
    """Raises what throw() was given: a class with a value or without, or an exception."""
    error = value if value is not None else kind if traceback is None else kind()
    raise error if traceback is None else error.with_traceback(traceback)


def _close(running, what):
    try:
        running.throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError(what + " ignored GeneratorExit")


def _trait(name, *bases, abstract=(), given=(), checked=(), generic=True):
    """A class of things with certain methods, which counts as a base of every class that has them. `abstract` gives
    what makes each method that is to be defined, `given` those that come with the class."""
    body = {"__slots__": (), "__module__": __name__, "__qualname__": name, **dict(given)}
    for method, make in dict(abstract).items():
        function = make()
        function.__name__, function.__qualname__ = method, f"{name}.{method}"
        body[method] = abstractmethod(function)
    body["__subclasshook__"] = _duck(*(checked or (*dict(abstract), *dict(given))))
    if generic and not bases:
        body["__class_getitem__"] = classmethod(GenericAlias)
    return ABCMeta(name, bases, body)


def _giving(value):
    """Makes methods that give a value, whatever they are asked."""
    return lambda: lambda self, *args, **kwds: value


def _raising(error):
    """Makes methods that raise an exception."""
    def make():
        def method(self):
            raise error
        return method
    return make


def _empty():
    def method(self):
        yield from ()
    return method


def _itself(self):
    return self


Hashable = _trait("Hashable", abstract={"__hash__": _giving(0)}, generic=False)
Sized = _trait("Sized", abstract={"__len__": _giving(0)}, generic=False)
Container = _trait("Container", abstract={"__contains__": _giving(False)})
Callable = _trait("Callable", abstract={"__call__": _giving(False)})
Iterable = _trait("Iterable", abstract={"__iter__": _empty})
Iterator = _trait("Iterator", Iterable, abstract={"__next__": _raising(StopIteration)}, given={"__iter__": _itself})
Reversible = _trait("Reversible", Iterable, abstract={"__reversed__": _empty}, checked=("__reversed__", "__iter__"))
Collection = _trait("Collection", Sized, Iterable, Container, checked=("__len__", "__iter__", "__contains__"))
Awaitable = _trait("Awaitable", abstract={"__await__": _empty})
AsyncIterable = _trait("AsyncIterable", abstract={"__aiter__": lambda: lambda self: self})
AsyncIterator = _trait(
    "AsyncIterator", AsyncIterable, abstract={"__anext__": _raising(StopAsyncIteration)}, given={"__aiter__": _itself})


class Coroutine(Awaitable):
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _raise(typ, val, tb)

    def close(self):
        _close(self, "coroutine")

    __subclasshook__ = _duck("__await__", "send", "throw", "close")


class AsyncGenerator(AsyncIterator):
    __slots__ = ()

    @abstractmethod
    def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    def athrow(self, typ, val=None, tb=None):
        _raise(typ, val, tb)

    __subclasshook__ = _duck("__aiter__", "__anext__", "asend", "athrow", "aclose")


class Generator(Iterator):
    __slots__ = ()

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _raise(typ, val, tb)

    def close(self):
        _close(self, "generator")

    __subclasshook__ = _duck("__iter__", "__next__", "send", "throw", "close")


Generator.register(type(_ for _ in ()))


class Set(Collection):
    """A set: needs __contains__, __iter__ and __len__."""

    __slots__ = ()

    @_with("Set")
    def __le__(self, other):
        return len(self) <= len(other) and all(map(other.__contains__, self))

    @_with("Set")
    def __ge__(self, other):
        return len(self) >= len(other) and all(map(self.__contains__, other))

    @_with("Set")
    def __lt__(self, other):
        return len(self) != len(other) and self.__le__(other)

    @_with("Set")
    def __gt__(self, other):
        return len(self) != len(other) and self.__ge__(other)

    @_with("Set")
    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other)

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def _asset(self, other):
        """The other operand as something that knows what it contains."""
        return other if isinstance(other, Set) else self._from_iterable(other)

    @_with("Iterable")
    def __and__(self, other):
        return self._from_iterable(filter(self.__contains__, other))

    __rand__ = __and__

    def isdisjoint(self, other):
        return not any(map(self.__contains__, other))

    @_with("Iterable")
    def __or__(self, other):
        return self._from_iterable(value for source in (self, other) for value in source)

    __ror__ = __or__

    @_with("Iterable")
    def __sub__(self, other):
        other = self._asset(other)
        return self._from_iterable(value for value in self if value not in other)

    @_with("Iterable")
    def __rsub__(self, other):
        return self._from_iterable(value for value in self._asset(other) if value not in self)

    @_with("Iterable")
    def __xor__(self, other):
        other = self._asset(other)
        return (self - other) | (other - self)

    __rxor__ = __xor__

    def _hash(self):
        return hash(frozenset(self))


Set.register(frozenset)


class MutableSet(Set):
    """A set that can change: needs add and discard too."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        while len(self):
            self.pop()

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in [value for value in self if value not in it]:
            self.discard(value)
        return self

    def __ixor__(self, it):
        for value in list(self._asset(it)):
            change = self.discard if value in self else self.add
            change(value)
        return self

    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self


MutableSet.register(set)


_nothing = object()


class Mapping(Collection):
    """A mapping: needs __getitem__, __iter__ and __len__."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 6

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            found = self[key]
        except KeyError:
            found = default
        return found

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __reversed__ = None


def _same(one, other):
    return one is other or one == other


class MappingView(Sized):
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"

    __class_getitem__ = classmethod(GenericAlias)


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return (key for key in self._mapping)


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        return key in self._mapping and _same(self._mapping[key], value)

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        return any(_same(found, value) for found in self)

    def __iter__(self):
        return (self._mapping[key] for key in self._mapping)


class MutableMapping(Mapping):
    """A mapping that can change: needs __setitem__ and __delitem__ too."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_nothing):
        try:
            found = self[key]
        except KeyError:
            if default is not _nothing:
                return default
            raise
        del self[key]
        return found

    def popitem(self):
        for key in self:
            found = self[key]
            del self[key]
            return key, found
        raise KeyError

    def clear(self):
        while len(self):
            self.popitem()

    def update(self, other=(), /, **kwds):
        pairs = other
        if isinstance(other, Mapping):
            pairs = ((key, other[key]) for key in other)
        elif hasattr(other, "keys"):
            pairs = ((key, other[key]) for key in other.keys())
        for source in (pairs, kwds.items()):
            for key, value in source:
                self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default


MutableMapping.register(dict)
KeysView.register(type({}.keys()))
ItemsView.register(type({}.items()))
ValuesView.register(type({}.values()))


class Sequence(Reversible, Collection):
    """A sequence: needs __getitem__ and __len__."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 5

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        at = 0
        while True:
            try:
                item = self[at]
            except IndexError:
                return
            yield item
            at += 1

    def __contains__(self, value):
        return any(_same(item, value) for item in self)

    def __reversed__(self):
        return (self[at] for at in range(len(self) - 1, -1, -1))

    def index(self, value, start=0, stop=None):
        size = len(self)
        start = 0 if start is None else max(start + size, 0) if start < 0 else start
        stop = size if stop is None else stop + size if stop < 0 else stop
        for at in range(start, stop):
            try:
                item = self[at]
            except IndexError:
                break
            if _same(item, value):
                return at
        raise ValueError

    def count(self, value):
        return sum(_same(item, value) for item in self)


for _type in (tuple, str, range, memoryview):
    Sequence.register(_type)


class ByteString(Sequence):
    __slots__ = ()


ByteString.register(bytes)
ByteString.register(bytearray)


class MutableSequence(Sequence):
    """A sequence that can change: needs __setitem__, __delitem__ and insert too."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        first, last = 0, len(self) - 1
        while first < last:
            self[first], self[last] = self[last], self[first]
            first, last = first + 1, last - 1

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        item = self[index]
        del self[index]
        return item

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


MutableSequence.register(list)
MutableSequence.register(bytearray)


def _register_deque():
    from _collections import deque
    MutableSequence.register(deque)


_register_deque()
