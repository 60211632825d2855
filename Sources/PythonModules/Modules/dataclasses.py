"""Classes that hold data: methods made from the annotations of a class."""

import sys

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
    "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    """An attribute of a frozen instance was to be changed."""


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()


class _Factory:
    def __repr__(self):
        return "<factory>"


_factory = _Factory()


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _CLASSVAR, _INITVAR = _Kind("_FIELD"), _Kind("_FIELD_CLASSVAR"), _Kind("_FIELD_INITVAR")
_FIELDS, _PARAMS = "__dataclass_fields__", "__dataclass_params__"


# The fields whose text is being made.
_shown = set()


class InitVar:
    """The type of a parameter of `__init__` that is no field."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) and "[" not in repr(self.type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of a field."""

    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
        "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = type(type.__dict__)({} if metadata is None else metadata)
        self.kw_only = kw_only

    def __repr__(self):
        if id(self) in _shown:
            return "..."
        _shown.add(id(self))
        try:
            return self._text()
        finally:
            _shown.discard(id(self))

    def _text(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
            f"_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        setter = getattr(type(self.default), "__set_name__", None)
        if setter:
            setter(self.default, owner, name)


class _DataclassParams:
    def __init__(self, **options):
        self.__dict__.update(options)

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Says more of a field than its type and default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _named(text, module, cls):
    """What the name that a textual annotation begins with stands for where the class was made."""
    scope = vars(sys.modules[cls.__module__]) if cls.__module__ in sys.modules else {}
    words, rest = [], text.lstrip()
    while len(words) < 2:
        end = 0
        while end < len(rest) and (rest[end].isalnum() or rest[end] == "_"):
            end += 1
        words.append(rest[:end])
        rest = rest[end:].lstrip()
        if not rest.startswith("."):
            break
        rest = rest[1:].lstrip()
    if len(words) == 1:
        return scope.get(words[0])
    owner = scope.get(words[0])
    return getattr(owner, words[1], None) if owner is not None and owner is sys.modules.get(module) else None


def _is_special(annotation, name, module, cls):
    """Whether an annotation, perhaps given as text, is ClassVar, InitVar or KW_ONLY."""
    if isinstance(annotation, str):
        annotation = _named(annotation, module, cls)
    if module == "typing":
        typing = sys.modules.get("typing")
        return typing is not None and (
            annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar)
    if name == "InitVar":
        return annotation is InitVar or type(annotation) is InitVar
    return annotation is KW_ONLY


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if type(default).__name__ == "member_descriptor":
            default = MISSING
        made = field(default=default)
    made.name, made.type = name, annotation
    made._field_type = _FIELD
    if _is_special(annotation, "ClassVar", "typing", cls):
        made._field_type = _CLASSVAR
    elif _is_special(annotation, "InitVar", "dataclasses", cls):
        made._field_type = _INITVAR
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is _CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(
            f"mutable default {made.default.__class__} for field {name} is not allowed: use default_factory")
    return made


def _init_text(plain, keyword, frozen, slots, has_post_init, self_name, scope):
    seen_default = False
    for f in plain:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen_default = True
            elif seen_default:
                raise TypeError(f"non-default argument {f.name!r} follows default argument")
    params, body = [self_name], []
    for group in (plain, keyword):
        if group is keyword and any([f.init for f in keyword]):
            params.append("*")
        for f in group:
            name = f.name
            scope[f"_type_{name}"] = f.type
            if f.init:
                if f.default is not MISSING:
                    scope[f"_dflt_{name}"] = f.default
                    params.append(f"{name}:_type_{name}=_dflt_{name}")
                elif f.default_factory is not MISSING:
                    scope[f"_dflt_{name}"] = f.default_factory
                    params.append(f"{name}:_type_{name}=_dataclass_factory")
                else:
                    params.append(f"{name}:_type_{name}")
    # In the order of the class, whichever way the arguments come.
    order = scope.pop("_order")
    for f in order:
        name = f.name
        if f._field_type is _INITVAR:
            continue
        if f.default_factory is not MISSING:
            scope[f"_dflt_{name}"] = f.default_factory
            value = f"_dflt_{name}()"
            if f.init:
                value += f" if {name} is _dataclass_factory else {name}"
        elif f.init:
            value = name
        elif slots and f.default is not MISSING:
            scope[f"_dflt_{name}"] = f.default
            value = f"_dflt_{name}"
        else:
            continue
        if frozen:
            body.append(f"_dataclass_set({self_name},{name!r},{value})")
        else:
            body.append(f"{self_name}.{name}={value}")
    if has_post_init:
        given = ",".join([f.name for f in order if f._field_type is _INITVAR])
        body.append(f"{self_name}.__post_init__({given})")
    return f" def __init__({','.join(params)})->None:\n" + "".join(
        [f"  {line}\n" for line in body or ["pass"]])


def _tuple_text(name, names):
    return "(" + "".join([f"{name}.{part}," for part in names]) + ")"


def _repr_guarded(function):
    running = set()

    def __repr__(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return function(self)
        finally:
            running.discard(key)

    __repr__.__wrapped__ = function
    return __repr__


_plain_types = {int, float, str, bool, type(None), bytes, complex}


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    found = {}
    module = sys.modules.get(cls.__module__)
    namespace = module.__dict__ if module is not None else {}
    setattr(cls, _PARAMS, _DataclassParams(
        init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen))
    any_frozen_base = has_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_bases = True
            for f in base_fields.values():
                found[f.name] = f
            if getattr(base, _PARAMS).frozen:
                any_frozen_base = True
    annotations = cls.__dict__.get("__annotations__", {})
    own = []
    seen_marker = False
    for name, annotation in annotations.items():
        if _is_special(annotation, "KW_ONLY", "dataclasses", cls):
            if seen_marker:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_marker = kw_only = True
        else:
            own.append(_make_field(cls, name, annotation, kw_only))
    for f in own:
        found[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen_base and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, found)
    defined = cls.__dict__
    own_hash = defined.get("__hash__", MISSING)
    has_explicit_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in defined)
    if order and not eq:
        raise ValueError("eq must be true if order is true")

    inits = [f for f in found.values() if f._field_type is not _CLASSVAR]
    plain = [f for f in inits if not f.kw_only]
    keyword = [f for f in inits if f.kw_only]
    real = [f for f in found.values() if f._field_type is _FIELD]
    scope = {
        "_dataclass_factory": _factory, "_dataclass_set": object.__setattr__,
        "_dataclass_error": FrozenInstanceError,
    }
    texts = []
    if init:
        scope["_order"] = inits
        texts.append(_init_text(
            plain, keyword, frozen, slots, hasattr(cls, "__post_init__"),
            "__dataclass_self__" if "self" in found else "self", scope))
    if repr and "__repr__" not in defined:
        shown = ", ".join([f"{f.name}={{self.{f.name}!r}}" for f in real if f.repr])
        texts.append(f" def __repr__(self):\n  return self.__class__.__qualname__ + f\"({shown})\"\n")
    compared = [f.name for f in real if f.compare]
    if eq and "__eq__" not in defined:
        texts.append(
            " def __eq__(self,other):\n  if other.__class__ is self.__class__:\n"
            f"   return {_tuple_text('self', compared)}=={_tuple_text('other', compared)}\n  return NotImplemented\n")
    if order:
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if name in defined:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using"
                    " functools.total_ordering")
            texts.append(
                f" def {name}(self,other):\n  if other.__class__ is self.__class__:\n"
                f"   return {_tuple_text('self', compared)}{operator}{_tuple_text('other', compared)}\n"
                "  return NotImplemented\n")
    if frozen:
        names = "(" + "".join([f"{f.name!r}," for f in real]) + ")"
        for name, params, verb in (("__setattr__", "name,value", "assign to"), ("__delattr__", "name", "delete")):
            if name in defined:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
            texts.append(
                f" def {name}(self,{params}):\n  if type(self) is cls or name in {names}:\n"
                f"   raise _dataclass_error(f\"cannot {verb} field {{name!r}}\")\n"
                f"  super(cls, self).{name}({params})\n")
    makes_hash = False
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        makes_hash = True
    elif eq and not has_explicit_hash:
        if frozen:
            makes_hash = True
        else:
            cls.__hash__ = None
    if makes_hash:
        hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
        texts.append(f" def __hash__(self):\n  return hash({_tuple_text('self', hashed)})\n")
    if texts:
        names = [text[5:text.index("(")] for text in texts]
        made = {}
        exec(
            f"def _make({','.join(['cls'] + list(scope))}):\n" + "".join(texts) + f" return ({','.join(names)},)",
            namespace, made)
        for name, function in zip(names, made["_make"](cls, **scope)):
            if name == "__init__" and "__init__" in defined:
                continue
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if name == "__repr__":
                if any([f.repr and f.type not in _plain_types for f in real if f.type.__hash__ is not None]):
                    guarded = _repr_guarded(function)
                    guarded.__qualname__ = function.__qualname__
                    function = guarded
            setattr(cls, name, function)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(plain, keyword) if init else cls.__name__ + "()"
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in plain if f.init])
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot)
    if hasattr(cls, "__abstractmethods__"):
        import abc

        abc.update_abstractmethods(cls)
    return cls


def _annotation_text(annotation):
    if isinstance(annotation, type) and "[" not in repr(annotation):
        return annotation.__qualname__ if annotation.__module__ == "builtins" else (
            f"{annotation.__module__}.{annotation.__qualname__}")
    return repr(annotation).replace("typing.", "") if type(annotation).__module__ == "typing" else repr(annotation)


def _signature(plain, keyword):
    parts = []
    for group in (plain, keyword):
        shown = [f for f in group if f.init]
        if group is keyword and shown:
            parts.append("*")
        for f in shown:
            text = f"{f.name}: {_annotation_text(f.type)}"
            if f.default is not MISSING:
                text += f" = {f.default!r}"
            elif f.default_factory is not MISSING:
                text += " = <factory>"
            parts.append(text)
    return f"({', '.join(parts)})"


def _with_slots(cls, frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        names = base.__dict__.get("__slots__", ())
        if hasattr(names, "__next__"):
            raise TypeError(f"Slots of {base.__name__!r} cannot be determined")
        inherited.update([names] if isinstance(names, str) else names)
    names = [f.name for f in fields(cls)]
    content = dict(cls.__dict__)
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    content["__slots__"] = tuple(slots)
    for name in names + ["__dict__", "__weakref__"]:
        content.pop(name, None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = qualname
    if frozen:
        # Frozen methods name their class, which is now another.
        if "__getstate__" not in content:
            made.__getstate__ = lambda self: [getattr(self, f.name) for f in fields(self)]

        def __setstate__(self, state):
            for f, value in zip(fields(self), state):
                object.__setattr__(self, f.name, value)

        if "__setstate__" not in content:
            made.__setstate__ = __setstate__
        for name, verb in (("__setattr__", "assign to"), ("__delattr__", "delete")):
            setattr(made, name, _frozen_method(made, name, verb, set(names)))
    return made


def _frozen_method(cls, method, verb, names):
    def refuse(self, name, *value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot {verb} field {name!r}")
        getattr(super(cls, self), method)(name, *value)

    refuse.__name__, refuse.__qualname__ = method, f"{cls.__qualname__}.{method}"
    return refuse


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Gives a class `__init__`, `__repr__`, `__eq__` and more, made from its annotations."""

    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass or of an instance."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether a class or an instance is one of a dataclass."""
    return hasattr(obj if isinstance(obj, type) and not isinstance(obj, type(list[int])) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict; dataclasses, lists, tuples and dicts within become new ones too."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _converted(obj, lambda pairs: dict_factory(pairs), True)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple; dataclasses, lists, tuples and dicts within become new ones too."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _converted(obj, lambda values: tuple_factory(values), False)


def _converted(obj, factory, named):
    if type(obj) in _plain_types:
        return obj
    if _is_instance(obj):
        parts = []
        for f in fields(obj):
            value = _converted(getattr(obj, f.name), factory, named)
            parts.append((f.name, value) if named else value)
        return factory(parts)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_converted(value, factory, named) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_converted(value, factory, named) for value in obj])
    if isinstance(obj, dict):
        return type(obj)(
            [(_converted(key, factory, named), _converted(value, factory, named)) for key, value in obj.items()])
    import copy

    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """A dataclass made by a call."""
    import keyword
    import types

    namespace = {} if namespace is None else namespace
    seen, annotations, defaults = set(), {}, {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, default = item
            defaults[name] = default
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in seen:
            raise TypeError(f"Field name duplicated: {name!r}")
        seen.add(name)
        annotations[name] = kind
    body = dict(namespace)
    body.update(defaults)
    body["__annotations__"] = annotations
    body.setdefault("__module__", "types")
    made = types.new_class(cls_name, bases, {}, lambda scope: scope.update(body))
    return dataclass(
        made, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
        frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()")
        elif f.name not in changes:
            if f._field_type is _INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
