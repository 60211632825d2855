"""Arrays of numbers that are all of one machine type."""

import struct as _struct
import sys as _sys
from collections.abc import MutableSequence as _MutableSequence
from operator import index as _index

__all__ = ["array", "ArrayType", "typecodes"]

typecodes = "bBuhHiIlLqQfd"
_sizes = {"b": 1, "B": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}
_names = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short integer", "H": "unsigned short",
          "i": "signed integer", "I": "unsigned int", "l": "signed long", "L": "unsigned long"}


def _checker(code):
    """The function that makes an item of a value, or says why it cannot."""
    if code == "u":
        def text(value):
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError("array item must be unicode character")
            return value
        return text
    if code == "d":
        def double(value):
            if isinstance(value, str) or not (hasattr(value, "__float__") or hasattr(value, "__index__")):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            return float(value)
        return double
    if code == "f":
        def single(value):
            if isinstance(value, str) or not (hasattr(value, "__float__") or hasattr(value, "__index__")):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            number = float(value)
            try:
                return _struct.unpack("f", _struct.pack("f", number))[0]
            except OverflowError:
                return float("inf") if number > 0 else float("-inf")
        return single
    bits = 8 * _sizes[code]
    low, high = (0, 2 ** bits - 1) if code.isupper() else (-2 ** (bits - 1), 2 ** (bits - 1) - 1)

    def whole(value):
        if isinstance(value, float) or not hasattr(value, "__index__"):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        number = _index(value)
        if low <= number <= high:
            return number
        if code in "qQ":
            raise OverflowError("can't convert negative int to unsigned" if code == "Q" and number < 0
                                else "int too big to convert")
        if code in "lL" or code == "I" and number < 0:
            if code.isupper() and number < 0:
                raise OverflowError("can't convert negative value to unsigned int")
            raise OverflowError("Python int too large to convert to C " + (
                "unsigned long" if code.isupper() else "long"))
        raise OverflowError(f"{_names[code]} is {'less than minimum' if number < low else 'greater than maximum'}")

    return whole


class array(_MutableSequence):
    """array(typecode[, initializer]): items of the type that the code names."""

    __slots__ = ("typecode", "itemsize", "_items", "_check", "__weakref__")

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError("array() argument 1 must be a unicode character, not "
                            + ("str" if isinstance(typecode, str) else type(typecode).__name__))
        if typecode not in typecodes:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self = super().__new__(cls)
        put = object.__setattr__
        put(self, "typecode", typecode)
        put(self, "itemsize", _sizes[typecode])
        put(self, "_check", _checker(typecode))
        put(self, "_items", [])
        if isinstance(initializer, str) and typecode != "u":
            raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        elif isinstance(initializer, array) and initializer.typecode == typecode:
            self._items[:] = initializer._items
        else:
            check = self._check
            self._items[:] = [check(value) for value in initializer]
        return self

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute '{name}' of 'array.array' objects is not writable"
                             if name in ("typecode", "itemsize")
                             else f"'array.array' object has no attribute '{name}'")

    def _make(self, items):
        made = array(self.typecode)
        made._items[:] = items
        return made

    def _same(self, other, verb):
        if not isinstance(other, array):
            raise TypeError(f'can only {verb} array (not "{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return other._items

    def __repr__(self):
        if not self._items:
            return f"array({self.typecode!r})"
        shown = "".join(self._items) if self.typecode == "u" else self._items
        return f"array({self.typecode!r}, {shown!r})"

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        at = 0
        while at < len(self._items):
            yield self._items[at]
            at += 1

    def __contains__(self, value):
        return value in self._items

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self._make(self._items[key])
        if not hasattr(key, "__index__"):
            raise TypeError("array indices must be integers")
        try:
            return self._items[key]
        except IndexError:
            raise IndexError("array index out of range") from None

    def __setitem__(self, key, value):
        if isinstance(key, slice):
            if not isinstance(value, array):
                raise TypeError(f'can only assign array (not "{type(value).__name__}") to array slice')
            self._items[key] = self._same(value, "assign")[:]
            return
        if not hasattr(key, "__index__"):
            raise TypeError("array indices must be integers")
        value = self._check(value)
        try:
            self._items[key] = value
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __delitem__(self, key):
        try:
            del self._items[key]
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __add__(self, other):
        return self._make(self._items + self._same(other, "append"))

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self._items.extend(self._same(other, "extend with"))
        return self

    def __mul__(self, count):
        if not hasattr(count, "__index__"):
            raise TypeError(f"can't multiply sequence by non-int of type '{type(count).__name__}'")
        return self._make(self._items * count)

    __rmul__ = __mul__

    def __imul__(self, count):
        if not hasattr(count, "__index__"):
            raise TypeError(f"can't multiply sequence by non-int of type '{type(count).__name__}'")
        self._items[:] = self._items * count
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def append(self, value, /):
        """Adds an item at the end."""
        self._items.append(self._check(value))

    def extend(self, values, /):
        """Adds the items of another array, or of anything that can be iterated."""
        if isinstance(values, array):
            if values.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._items.extend(values._items)
            return
        for value in values:
            self.append(value)

    def insert(self, place, value, /):
        """Puts an item before a place."""
        self._items.insert(place, self._check(value))

    def pop(self, place=-1, /):
        """Takes an item out."""
        if not self._items:
            raise IndexError("pop from empty array")
        try:
            return self._items.pop(place)
        except IndexError:
            raise IndexError("pop index out of range") from None

    def remove(self, value, /):
        """Removes the first item that is equal."""
        try:
            self._items.remove(value)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None

    def index(self, value, start=0, stop=_sys.maxsize, /):
        """The place of the first item that is equal."""
        try:
            return self._items.index(value, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def count(self, value, /):
        """How many items are equal."""
        return self._items.count(value)

    def reverse(self):
        """Turns the order round."""
        self._items.reverse()

    def tolist(self):
        """The items as a list."""
        return self._items[:]

    def fromlist(self, values, /):
        """Adds the items of a list, or none of them."""
        if not isinstance(values, list):
            raise TypeError("arg must be list")
        check = self._check
        self._items.extend([check(value) for value in values])

    def tobytes(self):
        """The items as the machine keeps them."""
        if self.typecode == "u":
            return "".join(self._items).encode("utf-32-le")
        return _struct.pack(f"={len(self._items)}{_coded(self.typecode)}", *self._items)

    def frombytes(self, data, /):
        """Adds items from the bytes that the machine would keep."""
        data = bytes(data)
        if len(data) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        if self.typecode == "u":
            self._items.extend(data.decode("utf-32-le"))
            return
        self._items.extend(_struct.unpack(f"={len(data) // self.itemsize}{_coded(self.typecode)}", data))

    def tounicode(self):
        """The text in an array of characters."""
        if self.typecode != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        return "".join(self._items)

    def fromunicode(self, text, /):
        """Adds the characters of a text."""
        if self.typecode != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        self._items.extend(text)

    def tofile(self, file, /):
        """Writes the bytes to a file."""
        file.write(self.tobytes())

    def fromfile(self, file, count, /):
        """Reads items from a file."""
        data = file.read(count * self.itemsize)
        self.frombytes(data[:len(data) // self.itemsize * self.itemsize])
        if len(data) < count * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def byteswap(self):
        """Turns the bytes of each item round."""
        if self.itemsize == 1:
            return
        size, data = self.itemsize, self.tobytes()
        swapped = b"".join([data[at:at + size][::-1] for at in range(0, len(data), size)])
        del self._items[:]
        self.frombytes(swapped)

    def buffer_info(self):
        """Where the items are, and how many."""
        return id(self._items), len(self._items)

    def __copy__(self):
        return self._make(self._items)

    def __deepcopy__(self, memo):
        return self._make(self._items)

    def __reduce_ex__(self, protocol):
        return type(self), (self.typecode, self.tolist()), None

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


def _coded(code):
    """The letter that stands for the same size where sizes do not depend on the machine."""
    return {"l": "q", "L": "Q"}.get(code, code)


ArrayType = array
