"""Names for annotations. Nothing is checked when a program runs."""

import sys
from _callers import place as _place

TYPE_CHECKING = False
Text = str
NoneType = type(None)
_BuiltinAlias = type(list[int])
_BuiltinUnion = type(int | str)
_FunctionType = type(lambda: 0)


def _caller(level=2):
    place = _place(level)
    return place[3].get("__name__", "__main__") if place else "__main__"


def _text(value):
    if isinstance(value, type) and not isinstance(value, _BuiltinAlias):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    if isinstance(value, _FunctionType):
        return value.__name__
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join([_text(part) for part in value]) + "]"
    return repr(value)


def _convert(value):
    return NoneType if value is None else ForwardRef(value) if isinstance(value, str) else value


def _check(value, message):
    value = _convert(value)
    if isinstance(value, _Alias) and value._src in (Generic, Protocol, ClassVar, Final):
        raise TypeError(f"{value} is not valid as type argument")
    if value in (ClassVar, Final, Union, Optional, Generic, Protocol, Literal, Annotated):
        raise TypeError(f"Plain {value} is not valid as type argument")
    if type(value) is tuple:
        raise TypeError(f"{message} Got {value!r:.100}.")
    return value


def _variables(values):
    found = []
    for value in values:
        if isinstance(value, (TypeVar, ParamSpec, TypeVarTuple)):
            inner = (value,)
        elif isinstance(value, (tuple, list)):
            inner = _variables(value)
        elif isinstance(value, type) and not isinstance(value, _BuiltinAlias):
            inner = ()
        else:
            inner = _variables(value.__args__) if isinstance(value, (_BuiltinAlias, _BuiltinUnion)) else getattr(
                value, "__parameters__", ())
        for variable in inner:
            if variable not in found:
                found.append(variable)
    return tuple(found)


def _substitute(value, given):
    if isinstance(value, (TypeVar, ParamSpec, TypeVarTuple)):
        return given.get(value, value)
    if isinstance(value, (tuple, list)):
        return type(value)([_substitute(part, given) for part in value])
    if isinstance(value, _Alias):
        return value._with(tuple([_substitute(part, given) for part in value.__args__]))
    if isinstance(value, _BuiltinAlias):
        return value.__origin__[tuple([_substitute(part, given) for part in value.__args__])]
    if isinstance(value, _BuiltinUnion):
        return Union[tuple([_substitute(part, given) for part in value.__args__])]
    return value


def _count(cls, given, expected):
    if given != expected:
        raise TypeError(
            f"Too {'many' if given > expected else 'few'} arguments for {cls}; actual {given}, expected {expected}")


class _Either:
    """What `|` makes a union of."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Special(_Either):
    """A name like Union: it may be followed by brackets, and stands for no class."""

    def __init__(self, name, getitem=None):
        self._name, self._getitem = name, getitem

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, value):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, item):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._getitem(self, item)


class _Alias(_Either):
    """A name or class with arguments in brackets."""

    def __init__(self, origin, args, name=None, extra=None):
        self._src = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self._name = name
        self.__parameters__ = _variables(self.__args__)
        if extra is not None:
            self.__metadata__ = extra
        if name is None:
            self.__module__ = origin.__module__

    @property
    def __origin__(self):
        return self._src.__origin__ if isinstance(self._src, _Standard) else self._src

    def _with(self, args):
        if self._src is Union:
            return Union[args]
        return type(self)(self._src, args, self._name, self.__dict__.get("__metadata__"))

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__") and self._name:
            return self._name
        if "_src" in self.__dict__ and not (name[:2] == name[-2:] == "__"):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __call__(self, *args, **kwargs):
        if self._name is not None and self._name not in _makers:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
                if isinstance(self.__origin__, type) else f"Cannot instantiate {self!r}")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __getitem__(self, item):
        if self._src in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        items = item if isinstance(item, tuple) else (item,)
        items = tuple([list(part) if isinstance(part, list) else _check(
            part, "Parameters to generic types must be types.") for part in items])
        if len(self.__parameters__) == 1 and isinstance(self.__parameters__[0], ParamSpec) and (
                len(items) != 1 or not isinstance(items[0], list)):
            items = (list(items),)
        _count(self, len(items), len(self.__parameters__))
        given = dict(zip(self.__parameters__, items))
        args = []
        for arg in self.__args__:
            new = _substitute(arg, given)
            if isinstance(arg, ParamSpec) and isinstance(new, list) and isinstance(self, _CallableAlias):
                args += new
            else:
                args.append(new)
        return self._with(tuple(args))

    def __iter__(self):
        yield Unpack[self]

    def __mro_entries__(self, bases):
        if self._name is not None and not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        later = bases[bases.index(self) + 1:]
        generic = any(isinstance(base, _Alias) or isinstance(base, type) and issubclass(base, Generic)
                      for base in later)
        if self._name is not None:
            entries = () if self._src in bases else (self.__origin__,)
            return entries if generic else entries + (Generic,)
        if self._src is Generic:
            if Protocol in bases or any(isinstance(base, _Alias) and base is not self for base in later):
                return ()
        return (self.__origin__,)

    def __instancecheck__(self, value):
        if self._src is Union:
            return any([isinstance(value, arg) for arg in self.__args__])
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self._src is Union:
            return any([issubclass(cls, arg) for arg in self.__args__])
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __eq__(self, other):
        if isinstance(other, _BuiltinUnion) and self._src is Union:
            return set(self.__args__) == set(other.__args__)
        if not isinstance(other, _Alias):
            return NotImplemented
        if self._src is Union and other._src is Union:
            return set(self.__args__) == set(other.__args__)
        return (self._src, self.__args__, self.__dict__.get("__metadata__")) == (
            other._src, other.__args__, other.__dict__.get("__metadata__"))

    def __hash__(self):
        if self._src is Union:
            return hash(frozenset(self.__args__))
        return hash((self._src, self.__args__))

    def __repr__(self):
        args = self.__args__
        if self._src is Unpack:
            return f"*{_text(args[0])}"
        if self._src is Union and len(args) == 2 and NoneType in args:
            return f"typing.Optional[{_text(args[args[0] is NoneType])}]"
        name = "typing." + self._name if self._name else _text(self._src)
        parts = [_text(arg) for arg in args]
        if self._src is Literal:
            parts = [repr(arg) for arg in args]
        if "__metadata__" in self.__dict__:
            parts += [repr(part) for part in self.__metadata__]
        return f"{name}[{', '.join(parts) or '()'}]"


class _CallableAlias(_Alias):
    def __repr__(self):
        *params, result = self.__args__
        if len(params) == 1 and (params[0] is ... or isinstance(params[0], (ParamSpec, _Alias)) and (
                isinstance(params[0], ParamSpec) or params[0]._src is Concatenate)):
            shown = _text(params[0])
        else:
            shown = "[" + ", ".join([_text(param) for param in params]) + "]"
        return f"typing.{self._name}[{shown}, {_text(result)}]"


# Names that may be called like the classes that they stand for.
_makers = ("Deque", "DefaultDict", "OrderedDict", "Counter", "ChainMap")


class _Standard(_Either):
    """A name like List that stands for a class of the library."""

    def __init__(self, name, origin, count):
        self._name, self._origin, self._count = name, origin, count
        self.__name__ = self.__qualname__ = name

    @property
    def __origin__(self):
        if isinstance(self._origin, str):
            module, _, name = self._origin.rpartition(".")
            self._origin = getattr(__import__(module, fromlist=[name]), name)
        return self._origin

    def __getattr__(self, name):
        if name[:2] == name[-2:] == "__" or name in ("_origin", "_name"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __repr__(self):
        return "typing." + self._name

    def __call__(self, *args, **kwargs):
        if self._name in _makers:
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")

    def __instancecheck__(self, value):
        return isinstance(value, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls.__origin__ if isinstance(cls, _Standard) else cls, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if self.__origin__ not in bases else ()

    def __getitem__(self, item):
        if self._name == "Callable":
            return self._callable(item)
        items = item if isinstance(item, tuple) else (item,)
        if self._name == "Tuple":
            checked = [part if part is ... else _check(part, "Tuple[t0, t1, ...]: each t must be a type.")
                       for part in items]
        else:
            checked = [_check(part, "Parameters to generic types must be types.") for part in items]
            _count(self, len(items), self._count)
        return _Alias(self, tuple(checked), self._name)

    def _callable(self, item):
        if not isinstance(item, tuple) or len(item) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        params, result = item
        if isinstance(params, list):
            params = tuple([_convert(param) for param in params])
        elif params is ... or isinstance(params, (ParamSpec, _Alias)):
            params = (params,)
        else:
            raise TypeError(f"Callable[args, result]: args must be a list. Got {params}")
        result = _check(result, "Callable[args, result]: result must be a type.")
        return _CallableAlias(self, params + (result,), "Callable")


class _AnyMeta(type):
    def __instancecheck__(cls, value):
        if cls is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(value)

    def __repr__(cls):
        return "typing.Any" if cls is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """A type that every value has."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _union(self, item):
    if item == ():
        raise TypeError("Cannot take a Union of no types.")
    flat = []
    for part in item if isinstance(item, tuple) else (item,):
        part = _check(part, "Union[arg, ...]: each arg must be a type.")
        if isinstance(part, _BuiltinUnion) or isinstance(part, _Alias) and part._src is Union:
            inner = part.__args__
        else:
            inner = (part,)
        for one in inner:
            if one not in flat:
                flat.append(one)
    return flat[0] if len(flat) == 1 else _Alias(Union, tuple(flat), "Union")


def _single(self, item):
    return _Alias(self, (_check(item, f"{self} accepts only single type."),), self._name)


def _optional(self, item):
    return Union[_check(item, f"{self} requires a single type."), None]


def _literal(self, item):
    values = []
    kinds = []
    for value in item if isinstance(item, tuple) else (item,):
        parts = value.__args__ if isinstance(value, _Alias) and value._src is Literal else (value,)
        for part in parts:
            if (part, type(part)) not in kinds:
                kinds.append((part, type(part)))
                values.append(part)
    return _Alias(Literal, tuple(values), "Literal")


def _concatenate(self, item):
    return _Alias(self, tuple([_convert(part) for part in item]), "Concatenate")


def _annotated(self, item):
    if not isinstance(item, tuple) or len(item) < 2:
        raise TypeError(
            "Annotated[...] should be used with at least two arguments (a type and an annotation).")
    inner = _convert(item[0])
    extra = item[1:]
    if isinstance(inner, _AnnotatedAlias):
        inner, extra = inner.__origin__, inner.__metadata__ + extra
    return _AnnotatedAlias(inner, (inner,), "Annotated", extra)


class _AnnotatedAlias(_Alias):
    def _with(self, args):
        return _AnnotatedAlias(args[0], args, "Annotated", self.__metadata__)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


Union = _Special("Union", _union)
Optional = _Special("Optional", _optional)
Literal = _Special("Literal", _literal)
ClassVar = _Special("ClassVar", _single)
Final = _Special("Final", _single)
Annotated = _Special("Annotated", _annotated)
Concatenate = _Special("Concatenate", _concatenate)
TypeGuard = _Special("TypeGuard", _single)
Required = _Special("Required", _single)
NotRequired = _Special("NotRequired", _single)
Unpack = _Special("Unpack", _single)
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
LiteralString = _Special("LiteralString")
TypeAlias = _Special("TypeAlias")

_c = "collections."
_a = "collections.abc."
for _name, _origin, _number in (
    ("List", list, 1), ("Dict", dict, 2), ("Set", set, 1), ("FrozenSet", frozenset, 1), ("Tuple", tuple, -1),
    ("Type", type, 1), ("Deque", _c + "deque", 1), ("DefaultDict", _c + "defaultdict", 2),
    ("OrderedDict", _c + "OrderedDict", 2), ("Counter", _c + "Counter", 1), ("ChainMap", _c + "ChainMap", 2),
    ("Callable", _a + "Callable", 2), ("Iterable", _a + "Iterable", 1), ("Iterator", _a + "Iterator", 1),
    ("Generator", _a + "Generator", 3), ("Sequence", _a + "Sequence", 1),
    ("MutableSequence", _a + "MutableSequence", 1), ("Mapping", _a + "Mapping", 2),
    ("MutableMapping", _a + "MutableMapping", 2), ("AbstractSet", _a + "Set", 1),
    ("MutableSet", _a + "MutableSet", 1), ("Collection", _a + "Collection", 1), ("Container", _a + "Container", 1),
    ("Reversible", _a + "Reversible", 1), ("Hashable", _a + "Hashable", 0), ("Sized", _a + "Sized", 0),
    ("ByteString", _a + "ByteString", 0), ("KeysView", _a + "KeysView", 1), ("ItemsView", _a + "ItemsView", 2),
    ("ValuesView", _a + "ValuesView", 1), ("MappingView", _a + "MappingView", 1),
    ("Awaitable", _a + "Awaitable", 1), ("Coroutine", _a + "Coroutine", 3),
    ("AsyncIterable", _a + "AsyncIterable", 1), ("AsyncIterator", _a + "AsyncIterator", 1),
    ("AsyncGenerator", _a + "AsyncGenerator", 2), ("ContextManager", "contextlib.AbstractContextManager", 1),
    ("AsyncContextManager", "contextlib.AbstractAsyncContextManager", 1), ("Pattern", "re.Pattern", 1),
    ("Match", "re.Match", 1),
):
    globals()[_name] = _Standard(_name, _origin, _number)


class ForwardRef(_Either):
    """An annotation given as text."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        try:
            compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        except NotImplementedError:
            pass
        self.__forward_arg__, self.__forward_module__ = arg, module

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _Variable(_Either):
    def __init__(self, name, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__bound__ = None if bound is None else _check(bound, "Bound must be a type.")
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__module__ = _caller(3)

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class TypeVar(_Variable):
    """A type that is the same wherever its name stands."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__constraints__ = tuple([_check(one, "TypeVar(name, constraint, ...): constraints must be types.")
                                      for one in constraints])


class _ParamPart(_Either):
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, type(self)) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._name}"


class ParamSpecArgs(_ParamPart):
    """The positional arguments that a ParamSpec stands for."""

    _name = "args"


class ParamSpecKwargs(_ParamPart):
    """The keyword arguments that a ParamSpec stands for."""

    _name = "kwargs"


class ParamSpec(_Variable):
    """The parameters of a function."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound, covariant, contravariant)

    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))


class TypeVarTuple(_Either):
    """Any number of types."""

    def __init__(self, name):
        self.__name__ = name

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]


class Generic:
    """The base of classes with type variables."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        params = tuple([_convert(param) for param in params])
        if cls is Generic or cls is Protocol:
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all([isinstance(param, (TypeVar, ParamSpec, TypeVarTuple, _Alias)) for param in params]):
                raise TypeError(
                    f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, params)
        variables = getattr(cls, "__parameters__", ())
        if not variables:
            raise TypeError(f"{cls} is not a generic class")
        if len(variables) == 1 and isinstance(variables[0], ParamSpec) and not isinstance(params[0], list):
            params = (list(params),)
        if not any([isinstance(variable, TypeVarTuple) for variable in variables]):
            _count(cls, len(params), len(variables))
        return _Alias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        if Generic in (cls.__bases__ if bases is None else bases) and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        variables = ()
        if bases is not None:
            variables = _variables([base for base in bases if isinstance(base, (_Alias, _BuiltinAlias))])
            for base in bases:
                if isinstance(base, _Alias) and base._src is Generic:
                    extra = [one for one in variables if one not in base.__parameters__]
                    if extra:
                        raise TypeError(
                            f"Some type variables ({', '.join(map(str, extra))}) are not listed in"
                            f" Generic[{', '.join(map(str, base.__parameters__))}]")
                    variables = base.__parameters__
        cls.__parameters__ = variables


_plain_names = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
    "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__parameters__", "__orig_bases__",
    "__qualname__", "__init_subclass__", "__hash__", "_is_protocol", "_is_runtime_protocol", "_abc_registry",
    "__match_args__", "__orig_class__",
}


class _ProtocolMeta(type(__import__("abc").ABC)):
    def __instancecheck__(cls, value):
        if cls.__dict__.get("_is_protocol", False):
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError(
                    "Instance and class checks can only be used with @runtime_checkable protocols")
            if super().__instancecheck__(value):
                return True
            return all([
                hasattr(value, name) and (getattr(value, name) is not None or not callable(getattr(cls, name, None)))
                for name in _members(cls)])
        return super().__instancecheck__(value)

    def __subclasscheck__(cls, other):
        if cls.__dict__.get("_is_protocol", False) and cls is not Protocol:
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError(
                    "Instance and class checks can only be used with @runtime_checkable protocols")
            return super().__subclasscheck__(other) or all(
                [any([name in base.__dict__ for base in other.__mro__]) for name in _members(cls)])
        return super().__subclasscheck__(other)


def _members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ("Protocol", "Generic"):
            for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", {})):
                if name not in _plain_names:
                    names.add(name)
    return names


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say which methods a value needs."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any([base is Protocol for base in cls.__bases__])
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    """Lets isinstance() look whether a value has the methods of a protocol."""
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method, result):
    namespace = {"__module__": "typing", "__slots__": (), method: lambda self: None}
    globals()[name] = runtime_checkable(_ProtocolMeta(name, (Protocol,), namespace))


for _name in ("Int", "Float", "Complex", "Bytes", "Index", "Abs", "Round"):
    _supports("Supports" + _name, f"__{_name.lower()}__", None)

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
AnyStr = TypeVar("AnyStr", bytes, str)


class IO(Generic[AnyStr]):
    """A file."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()


IO._name = None


class NewType:
    """A type with a name of its own that is another type when the program runs."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = _caller()

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(
            "Cannot subclass an instance of NewType. Perhaps you were looking for: "
            f"`Dummy = NewType('Dummy', {name})`")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _tuple_class(name, types, module, defaults=()):
    from collections import namedtuple

    for field, kind in types:
        types_message = f"field {field} annotation must be a type"
        _check(kind, types_message)
    made = namedtuple(name, [field for field, _ in types], defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = dict(types)
    return made


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        types = namespace.get("__annotations__", {})
        defaults = []
        for field in types:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {field} cannot follow default field"
                    f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = _tuple_class(
            name, [(field, _convert(kind)) for field, kind in types.items()], namespace["__module__"],
            [namespace[field] for field in defaults])
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                       "_field_types", "_make", "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__name__", "__annotations__", "__qualname__", "__orig_bases__") and (
                    key not in made._fields):
                setattr(made, key, value)
        if "__qualname__" in namespace:
            made.__qualname__ = namespace["__qualname__"]
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple with types, as a call or as the base of a class."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    return _tuple_class(typename, [(name, _convert(kind)) for name, kind in fields], _caller())


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {"__module__": "typing"})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        made = type.__new__(_TypedDictMeta, name, (dict,), dict(namespace))
        own = {key: _convert(kind) for key, kind in namespace.get("__annotations__", {}).items()}
        types, required, optional = {}, set(), set()
        for base in bases:
            types.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", frozenset())
            optional |= base.__dict__.get("__optional_keys__", frozenset())
        types.update(own)
        for key, kind in own.items():
            origin = getattr(kind, "__origin__", None)
            if origin is Required or origin is not NotRequired and total:
                required.add(key)
            else:
                optional.add(key)
        made.__annotations__ = types
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        if not hasattr(made, "__total__"):
            made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, value):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, other):
        if cls is other:
            return True
        raise TypeError("TypedDict does not support instance and class checks")


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict with known keys, as a call or as the base of a class."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields), "__module__": _caller()}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {"__module__": "typing"})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def cast(typ, val):
    """The value as it is."""
    return val


def assert_type(val, typ, /):
    """The value as it is."""
    return val


def assert_never(arg, /):
    """For what cannot be reached."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """Prints the class of a value to stderr."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
        "module should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """Marks one of several signatures of a function."""
    func = getattr(func, "__func__", func)
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)
    return _overload_dummy


def get_overloads(func):
    """The functions that were marked as signatures of this one."""
    func = getattr(func, "__func__", func)
    return list(_overloads.get((func.__module__, func.__qualname__), ()))


def clear_overloads():
    """Forgets what was marked by overload()."""
    _overloads.clear()


def _mark(name):
    def decorate(thing):
        try:
            setattr(thing, name, True)
        except (AttributeError, TypeError):
            pass
        return thing

    return decorate


def final(f):
    """Marks what may not be overridden or inherited from."""
    return _mark("__final__")(f)


def no_type_check(arg):
    """Marks what type checkers should leave alone; of a class, what it defines too."""
    if isinstance(arg, type):
        for value in list(vars(arg).values()):
            value = getattr(value, "__func__", value)
            if getattr(value, "__qualname__", "").startswith(arg.__qualname__ + "."):
                no_type_check(value)
    return _mark("__no_type_check__")(arg)


def no_type_check_decorator(decorator):
    """A decorator whose results type checkers leave alone."""
    return lambda *args, **kwds: no_type_check(decorator(*args, **kwds))


def dataclass_transform(**options):
    """Marks what works like dataclasses.dataclass."""

    def decorate(thing):
        thing.__dataclass_transform__ = options
        return thing

    return decorate


def is_typeddict(tp):
    """Whether a class was made by TypedDict."""
    return isinstance(tp, _TypedDictMeta)


def get_origin(tp):
    """What stands before the brackets: `list` for `List[int]`; None without brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_Alias, _BuiltinAlias, _Standard)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return type(tp) if isinstance(tp, _BuiltinUnion) else None


def get_args(tp):
    """What stands in the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, _CallableAlias):
        params = tp.__args__[:-1]
        if len(params) == 1 and (params[0] is ... or isinstance(params[0], (ParamSpec, _Alias)) and (
                isinstance(params[0], ParamSpec) or params[0]._src is Concatenate)):
            return params + tp.__args__[-1:]
        return (list(params), tp.__args__[-1])
    return tp.__args__ if isinstance(tp, (_Alias, _BuiltinAlias, _BuiltinUnion)) else ()


def _evaluate(value, globalns, localns):
    if value is None:
        return NoneType
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        value = eval(value, globalns, localns)
        return _evaluate(value, globalns, localns)
    if isinstance(value, _Alias) and value._src is not Literal:
        return value._with(tuple([_evaluate(arg, globalns, localns) if arg is not None else None
                                  for arg in value.__args__]))
    if isinstance(value, _BuiltinAlias):
        return value.__origin__[tuple([_evaluate(arg, globalns, localns) for arg in value.__args__])]
    return value


def _stripped(value):
    if isinstance(value, _AnnotatedAlias) or isinstance(value, _Alias) and value._src in (Required, NotRequired):
        return _stripped(value.__args__[0])
    if isinstance(value, _Alias) and value._src is not Literal:
        return value._with(tuple([_stripped(arg) for arg in value.__args__]))
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, function or module, with those given as text evaluated."""
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            module = sys.modules.get(base.__module__)
            scope = globalns if globalns is not None else getattr(module, "__dict__", {})
            for name, value in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _evaluate(value, scope, dict(vars(base)) if localns is None else localns)
    else:
        found = getattr(obj, "__annotations__", None)
        if found is None:
            if callable(obj):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        scope = globalns
        if scope is None:
            inner = obj
            while hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            scope = getattr(inner, "__globals__", None) or getattr(obj, "__dict__", {})
        for name, value in found.items():
            hints[name] = _evaluate(value, scope, scope if localns is None else localns)
    return hints if include_extras else {name: _stripped(value) for name, value in hints.items()}


__all__ = [name for name in globals() if name[0].isupper() and name not in ("T", "KT", "VT", "NoneType")] + [
    "assert_never", "assert_type", "cast", "clear_overloads", "dataclass_transform", "final", "get_args",
    "get_origin", "get_overloads", "get_type_hints", "is_typeddict", "no_type_check", "no_type_check_decorator",
    "overload", "reveal_type", "runtime_checkable",
]
