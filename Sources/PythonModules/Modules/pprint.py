"""Prints nested data over several lines."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Prints an object, over several lines if it is long."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """What pprint() prints, as text."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint() with dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """The text of an object that may contain itself."""
    return PrettyPrinter()._text(object, {}, 0)[0]


def isreadable(object):
    """Whether the text of an object could be read back."""
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    """Whether an object contains itself."""
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Sorts values of different types."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


class _PairKey:
    """Sorts pairs by what is first, then by what is second."""

    def __init__(self, pair):
        self.parts = _Key(pair[0]), _Key(pair[1])

    def __lt__(self, other):
        for mine, theirs in zip(self.parts, other.parts):
            if mine < theirs:
                return True
            if theirs < mine:
                return False
        return False


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def _keeps_repr(cls, base):
    """Whether a class prints as the built-in one does."""
    return issubclass(cls, base) and not any(["__repr__" in one.__dict__ for one in cls.__mro__[:cls.__mro__.index(base)]])


class PrettyPrinter:
    """Prints with settings of its own."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent, self._width, self._depth = indent, width, depth
        self._stream = sys.stdout if stream is None else stream
        self._compact, self._sort_dicts, self._underscores = bool(compact), sort_dicts, underscore_numbers

    def pprint(self, object):
        """Prints an object."""
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        """What is printed, as text."""
        out = []
        self._lay(object, out, 0, 0, {}, 0)
        return "".join(out)

    def isrecursive(self, object):
        """Whether an object contains itself."""
        return self._text(object, {}, 0)[2]

    def isreadable(self, object):
        """Whether the text of an object could be read back."""
        _, readable, recursive = self._text(object, {}, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """The text on one line, whether it is readable and whether the object contains itself."""
        return self._text(object, context, level, maxlevels)

    def _line(self, object, context, level):
        return self.format(object, dict(context), self._depth, level)[0]

    def _items(self, mapping):
        return sorted(mapping.items(), key=_PairKey) if self._sort_dicts else list(mapping.items())

    def _text(self, object, context, level, maxlevels=None):
        cls = type(object)
        if cls in (str, bytes, float, complex, bool, type(None)):
            return repr(object), True, False
        if cls is int:
            return f"{object:_d}" if self._underscores else repr(object), True, False
        if _keeps_repr(cls, dict):
            form, parts = "{%s}", None
        elif _keeps_repr(cls, list):
            form, parts = "[%s]", object
        elif _keeps_repr(cls, tuple):
            form, parts = "(%s,)" if len(object) == 1 else "(%s)", object
        else:
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if not object:
            return form % "", True, False
        if maxlevels and level >= maxlevels:
            return form % "...", False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive, texts = True, False, []
        if parts is None:
            for key, value in self._items(object):
                one, two = (self.format(part, context, maxlevels, level + 1) for part in (key, value))
                texts.append(f"{one[0]}: {two[0]}")
                readable = readable and one[1] and two[1]
                recursive = recursive or one[2] or two[2]
        else:
            for part in parts:
                text, good, again = self.format(part, context, maxlevels, level + 1)
                texts.append(text)
                readable = readable and good
                recursive = recursive or again
        del context[id(object)]
        return form % ", ".join(texts), readable, recursive

    def _lay(self, object, out, indent, allowance, context, level):
        """Writes an object from a column on, leaving room behind it."""
        if id(object) in context:
            out.append(_recursion(object))
            return
        text = self._line(object, context, level)
        if len(text) > self._width - indent - allowance:
            lay = self._way(object)
            if lay is not None:
                context[id(object)] = 1
                lay(object, out, indent, allowance, context, level + 1)
                del context[id(object)]
                return
        out.append(text)

    _ways = {
        "builtins.dict": "dict", "builtins.list": "list", "builtins.tuple": "tuple", "builtins.set": "set",
        "builtins.frozenset": "set", "builtins.str": "str", "builtins.bytes": "bytes",
        "builtins.bytearray": "bytearray", "builtins.mappingproxy": "mappingproxy",
        "types.SimpleNamespace": "namespace", "collections.OrderedDict": "ordered",
        "collections.defaultdict": "defaultdict", "collections.Counter": "Counter", "collections.deque": "deque",
        "collections.ChainMap": "chain", "collections.UserDict": "user", "collections.UserList": "user",
        "collections.UserString": "user",
    }

    def _way(self, object):
        """The method that lays out what prints as one of the known classes does; None for anything else."""
        cls = type(object)
        for base in cls.__mro__:
            name = self._ways.get(f"{base.__module__}.{base.__qualname__}")
            if name is not None:
                is_empty = name not in ("mappingproxy", "namespace", "chain", "user", "dict") and len(object) == 0
                return None if is_empty else getattr(self, "_lay_" + name)
            if "__repr__" in base.__dict__:
                break
        params = getattr(cls, "__dataclass_params__", None)
        if params is None or not params.repr or isinstance(object, type):
            return None
        # A text that the class makes itself is left as it is.
        code = getattr(cls.__repr__, "__code__", None)
        is_made = code is not None and code.co_qualname in ("_make.<locals>.__repr__", "_repr_guarded.<locals>.__repr__")
        return self._lay_dataclass if is_made else None

    def _pad(self, out):
        if self._indent > 1:
            out.append(" " * (self._indent - 1))

    def _lay_dict(self, object, out, indent, allowance, context, level):
        out.append("{")
        self._pad(out)
        items = self._items(object)
        indent += self._indent
        for index, (key, value) in enumerate(items):
            last = index == len(items) - 1
            text = self._line(key, context, level)
            out.append(f"{text}: ")
            self._lay(value, out, indent + len(text) + 2, allowance + 1 if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * indent)
        out.append("}")

    def _lay_ordered(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        out.append(name + "(")
        self._lay(list(object.items()), out, indent + len(name) + 1, allowance + 1, context, level)
        out.append(")")

    def _lay_defaultdict(self, object, out, indent, allowance, context, level):
        text = self._line(object.default_factory, context, level)
        indent += len(type(object).__name__) + 1
        out.append(f"{type(object).__name__}({text},\n{' ' * indent}")
        self._lay_dict(object, out, indent, allowance + 1, context, level)
        out.append(")")

    def _lay_Counter(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        out.append(name + "({")
        self._pad(out)
        items = object.most_common()
        indent += len(name) + 1 + self._indent
        for index, (key, value) in enumerate(items):
            last = index == len(items) - 1
            text = self._line(key, context, level)
            out.append(f"{text}: ")
            self._lay(value, out, indent + len(text) + 2, allowance + 2 if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * indent)
        out.append("})")

    def _lay_deque(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        out.append(name + "([")
        indent += len(name) + 1
        if object.maxlen is None:
            self._lay_items(object, out, indent, allowance + 2, context, level)
            out.append("])")
        else:
            self._lay_items(object, out, indent, 2, context, level)
            text = self._line(object.maxlen, context, level)
            out.append(f"],\n{' ' * indent}maxlen={text})")

    def _lay_list(self, object, out, indent, allowance, context, level):
        out.append("[")
        self._lay_items(object, out, indent, allowance + 1, context, level)
        out.append("]")

    def _lay_tuple(self, object, out, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        out.append("(")
        self._lay_items(object, out, indent, allowance + len(end), context, level)
        out.append(end)

    def _lay_set(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        end = "}" if name == "set" else "})"
        if name == "set":
            out.append("{")
        else:
            out.append(name + "({")
            indent += len(name) + 1
        self._lay_items(sorted(object, key=_Key), out, indent, allowance + len(end), context, level)
        out.append(end)

    def _lay_bytes(self, object, out, indent, allowance, context, level):
        if len(object) <= 4:
            out.append(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        width, chunks, current = self._width - indent, [], b""
        for at in range(0, len(object), 4):
            more = object[at:at + 4]
            if at == len(object) // 4 * 4:
                width -= allowance
            if len(repr(current + more)) > width:
                if current:
                    chunks.append(repr(current))
                current = more
            else:
                current += more
        if current:
            chunks.append(repr(current))
        text = ("\n" + " " * indent).join(chunks)
        out.append(f"({text})" if level == 1 else text)

    def _lay_bytearray(self, object, out, indent, allowance, context, level):
        out.append("bytearray(")
        self._lay_bytes(bytes(object), out, indent + 10, allowance + 1, context, level + 1)
        out.append(")")

    def _lay_mappingproxy(self, object, out, indent, allowance, context, level):
        out.append("mappingproxy(")
        self._lay(object.copy(), out, indent + 13, allowance + 1, context, level)
        out.append(")")

    def _lay_user(self, object, out, indent, allowance, context, level):
        self._lay(object.data, out, indent, allowance, context, level - 1)

    def _lay_chain(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        out.append(name + "(")
        for index, mapping in enumerate(object.maps):
            last = index == len(object.maps) - 1
            self._lay(mapping, out, indent, allowance + 1 if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * indent)
        out.append(")")

    def _lay_namespace(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        self._lay_fields("namespace" if name == "SimpleNamespace" else name, list(vars(object).items()), out, indent,
                         allowance, context, level)

    def _lay_dataclass(self, object, out, indent, allowance, context, level):
        fields = [(f.name, getattr(object, f.name)) for f in object.__dataclass_fields__.values()
                  if f.repr and repr(f._field_type) == "_FIELD"]
        self._lay_fields(type(object).__name__, fields, out, indent, allowance, context, level)

    def _lay_fields(self, name, fields, out, indent, allowance, context, level):
        indent += len(name) + 1
        out.append(name + "(")
        for index, (field, value) in enumerate(fields):
            last = index == len(fields) - 1
            out.append(field + "=")
            if id(value) in context:
                out.append("...")
            else:
                self._lay(value, out, indent + len(field) + 1, allowance if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * indent)
        out.append(")")

    def _lay_items(self, items, out, indent, allowance, context, level):
        indent += self._indent
        self._pad(out)
        items = list(items)
        apart = ",\n" + " " * indent
        before = ""
        room = most = self._width - indent + 1
        for index, item in enumerate(items):
            last = index == len(items) - 1
            if last:
                most -= allowance
                room -= allowance
            if self._compact:
                text = self._line(item, context, level)
                width = len(text) + 2
                if room < width:
                    room = most
                    if before:
                        before = apart
                if room >= width:
                    room -= width
                    out.append(before + text)
                    before = ", "
                    continue
            out.append(before)
            before = apart
            self._lay(item, out, indent, allowance if last else 1, context, level)

    def _lay_str(self, object, out, indent, allowance, context, level):
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        chunks, most = [], self._width - indent
        for index, line in enumerate(lines):
            last = index == len(lines) - 1
            if len(repr(line)) <= most - (allowance if last else 0):
                chunks.append(repr(line))
                continue
            words, at = [], 0
            while at < len(line):
                start = at
                while at < len(line) and not line[at].isspace():
                    at += 1
                while at < len(line) and line[at].isspace():
                    at += 1
                words.append(line[start:at])
            room, current = most, ""
            for number, word in enumerate(words):
                if number == len(words) - 1 and last:
                    room -= allowance
                if len(repr(current + word)) > room:
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        out.append(f"({text})" if level == 1 else text)
