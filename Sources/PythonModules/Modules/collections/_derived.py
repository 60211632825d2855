"""ChainMap, UserDict, UserList and UserString: containers made of the abstract classes."""

from collections.abc import MutableMapping, MutableSequence, Sequence

# What the classes say of where they come from.
__name__ = "collections"


class ChainMap(MutableMapping):
    """Several mappings seen as one: the first that has a key decides."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        # Asked for, rather than whether they have it: a map may make values.
        for level in self.maps:
            try:
                return level[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        order = {}
        for level in reversed(self.maps):
            order.update(dict.fromkeys(level))
        return iter(order)

    def __contains__(self, key):
        return any(key in level for level in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        levels = ", ".join(map(repr, self.maps))
        return f"{type(self).__name__}({levels})"

    @classmethod
    def fromkeys(cls, iterable, *args):
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    parents = property(lambda self: self.__class__(*self.maps[1:]))

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    def _change(self, change, missing):
        """What a change of the first mapping gives; `missing`: the message where a key is not there."""
        first, *_ = self.maps
        try:
            return change(first)
        except KeyError:
            raise KeyError(missing)

    def __setitem__(self, key, value):
        first, *_ = self.maps
        first[key] = value

    def __delitem__(self, key):
        self._change(lambda first: first.__delitem__(key), f"Key not found in the first mapping: {key!r}")

    def pop(self, key, *args):
        return self._change(lambda first: first.pop(key, *args), f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        return self._change(lambda first: first.popitem(), "No keys found in the first mapping.")

    def clear(self):
        first, *_ = self.maps
        first.clear()

    def __or__(self, other):
        if hasattr(other, "keys"):
            result = self.copy()
            result |= other
            return result
        return NotImplemented

    def __ror__(self, other):
        if hasattr(other, "keys"):
            return self.__class__({**other, **self})
        return NotImplemented

    def __ior__(self, other):
        first, *_ = self.maps
        first.update(other)
        return self


class UserDict(MutableMapping):
    """A mapping around a dict, to be changed by subclasses."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for source in (dict, kwargs):
            if source is not None and (source is dict or source):
                self.update(source)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(type(self), "__missing__", None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def __or__(self, other):
        right = _data_of(other)
        return self.__class__(self.data | right) if isinstance(right, dict) else NotImplemented

    def __ror__(self, other):
        left = _data_of(other)
        return self.__class__(left | self.data) if isinstance(left, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= _data_of(other)
        return self

    def __copy__(self):
        return _twin(self, self.data.copy())

    def copy(self):
        if type(self) is UserDict:
            return UserDict(self.data.copy())
        # What a subclass does with new items it does with those of the copy.
        result = _twin(self, {})
        result.update(self)
        return result

    @classmethod
    def fromkeys(cls, iterable, value=None):
        result = cls()
        for key in iterable:
            result[key] = value
        return result


def _data_of(other):
    return other.data if isinstance(other, (UserDict, UserList)) else other


def _twin(original, data):
    """An instance with the same attributes, except for what it wraps."""
    result = object.__new__(type(original))
    result.__dict__.update(original.__dict__)
    result.data = data
    return result


class UserList(MutableSequence):
    """A sequence around a list, to be changed by subclasses."""

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_data_of(initlist))

    def __repr__(self):
        return repr(self.data)

    def __lt__(self, other):
        return self.data < _data_of(other)

    def __le__(self, other):
        return self.data <= _data_of(other)

    def __eq__(self, other):
        return self.data == _data_of(other)

    def __gt__(self, other):
        return self.data > _data_of(other)

    def __ge__(self, other):
        return self.data >= _data_of(other)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.__class__(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + _list_of(other, self.data))

    def __radd__(self, other):
        return self.__class__(_list_of(other, self.data) + self.data)

    def __iadd__(self, other):
        self.data += _list_of(other, self.data)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        return _twin(self, self.data[:])

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def copy(self):
        return self.__class__(self)

    def remove(self, item):
        self.data.remove(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def append(self, item):
        self.data.append(item)

    def clear(self):
        self.data.clear()

    def count(self, item):
        return self.data.count(item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def reverse(self):
        self.data.reverse()

    def extend(self, other):
        self.data.extend(_data_of(other))


def _list_of(other, data):
    if isinstance(other, UserList):
        return other.data
    return other if isinstance(other, type(data)) else list(other)


class UserString(Sequence):
    """A sequence around a string, to be changed by subclasses."""

    def __init__(self, seq):
        self.data = str(_text_of(seq))

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __eq__(self, string):
        return self.data == _text_of(string)

    def __lt__(self, string):
        return self.data < _text_of(string)

    def __le__(self, string):
        return self.data <= _text_of(string)

    def __gt__(self, string):
        return self.data > _text_of(string)

    def __ge__(self, string):
        return self.data >= _text_of(string)

    def __contains__(self, char):
        return _text_of(char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        text = _text_of(other)
        return self.__class__(self.data + (text if isinstance(text, str) else str(text)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)


def _text_of(value):
    return value.data if isinstance(value, UserString) else value


def _forward(name, wraps):
    """A method of str for UserString; `wraps`: its result becomes a UserString."""

    def method(self, *args, **kwds):
        result = getattr(self.data, name)(*map(_text_of, args), **kwds)
        return self.__class__(result) if wraps else result

    method.__name__ = name
    method.__qualname__ = f"UserString.{name}"
    setattr(UserString, name, method)


for _name in (
        "capitalize casefold center expandtabs ljust lower lstrip removeprefix removesuffix replace rjust rstrip strip"
        " swapcase title translate upper zfill").split():
    _forward(_name, True)
for _name in (
        "count encode endswith find format format_map index isalpha isalnum isascii isdecimal isdigit isidentifier"
        " islower isnumeric isprintable isspace istitle isupper join partition rfind rindex rpartition rsplit split"
        " splitlines startswith").split():
    _forward(_name, False)
