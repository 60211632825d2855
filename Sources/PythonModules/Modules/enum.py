"""Enumerations: classes whose members have names and values."""

__all__ = [
    "EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property",
    "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "EnumCheck", "CONTINUOUS",
    "NAMED_FLAGS", "UNIQUE", "global_enum", "global_enum_repr", "global_flag_repr", "global_str", "show_flag_values",
]

_builtin_property = property
_descriptors = (type(lambda: 0), property, staticmethod, classmethod)
_bin = bin
Enum = Flag = ReprEnum = STRICT = KEEP = EJECT = CONFORM = None
_sunders = {
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
    "_iter_member_by_value_", "_iter_member_by_def_",
}


class nonmember:
    """Keeps a value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of what would be none, like a function."""

    def __init__(self, value):
        self.value = value


class property:
    """A property of members that leaves the name free for a member."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)

    def __set_name__(self, owner, name):
        self.name, self.clsname = name, owner.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            try:
                return owner._member_map_[self.name]
            except KeyError:
                raise AttributeError(f"{owner!r} has no attribute {self.name!r}") from None
        if self.fget is None:
            raise AttributeError(f"{owner!r} member has no attribute {self.name!r}")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)


class auto:
    """Stands for a value that the enumeration chooses."""

    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})" if self.value is not None else "auto()"


def _is_single_bit(value):
    return value > 0 and value & (value - 1) == 0


def _bits(value):
    while value:
        bit = value & -value
        yield bit
        value ^= bit


def bin(num, max_bits=None):
    """Like the built-in, with the sign as a bit of its own."""
    ceiling = 2 ** num.bit_length()
    text = _bin(num + ceiling).replace("1", "0", 1) if num >= 0 else _bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = text[:3], text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f"{sign} {digits}"


def show_flag_values(value):
    """The bits of a flag."""
    return list(_bits(value if isinstance(value, int) else value.value))


class _EnumDict(dict):
    """The names of an enumeration's body as they come: which are members, and which values they have."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None
        self._auto_called = False

    def __setitem__(self, key, value):
        if key[:1] == "_":
            private = f"_{self._cls_name}__"
            if key.startswith(private) and len(key) > len(private) and not key.endswith("__"):
                return super().__setitem__(key, value)
            if key[:2] == "__" == key[-2:] and len(key) > 4:
                return super().__setitem__("_order_" if key == "__order__" else key, value)
            if key[-1:] == "_" and key[1:2] != "_" and key[-2:-1] != "_" and len(key) > 2:
                if key not in _sunders:
                    raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
                if key == "_generate_next_value_":
                    if self._auto_called:
                        raise TypeError("_generate_next_value_ must be defined before members")
                    self._generate = value.__func__ if isinstance(value, staticmethod) else value
                elif key == "_ignore_":
                    value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                    self._ignore = value
                    already = set(value) & set(self._member_names)
                    if already:
                        raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
                return super().__setitem__(key, value)
        if key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        if key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member):
            self._store(key, value.value)
            value = value.value
        elif isinstance(value, _descriptors) or hasattr(value, "__get__") and not isinstance(value, type):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, type) and value.__qualname__.endswith(f"{self._cls_name}.{value.__name__}"):
                import warnings

                warnings.warn(
                    "In 3.13 classes created inside an enum will not become a member.  Use the `member` decorator to"
                    " keep the current behavior.", DeprecationWarning, stacklevel=2)
            if isinstance(value, auto):
                value = self._value(key, value)
                self._member_names[key] = None
            elif type(value) is tuple and any([isinstance(part, auto) for part in value]):
                value = tuple([self._value(key, part) if isinstance(part, auto) else part for part in value])
                self._member_names[key] = None
            else:
                self._store(key, value)
        super().__setitem__(key, value)

    def update(self, members=(), /, *more_members, **named):
        """Adds members one by one, as a body that names them would."""
        for one in (members, *more_members, named):
            for name, value in one.items() if hasattr(one, "keys") else one:
                self[name] = value

    def _value(self, key, value):
        if value.value is None:
            self._auto_called = True
            value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        self._last_values.append(value.value)
        return value.value

    def _store(self, key, value):
        self._member_names[key] = None
        self._last_values.append(value)


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._refuse_members(cls, bases)
        names = _EnumDict(cls)
        first_enum = metacls._mixins(cls, bases)[1]
        if first_enum is not None:
            names._generate = getattr(first_enum, "_generate_next_value_", None)
        return names

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, dict(classdict), **kwds)
        members = {name: classdict[name] for name in classdict._member_names}
        if "mro" in members or "" in members:
            raise ValueError(
                "invalid enum member name(s) " + ",".join([repr(name) for name in ("mro", "") if name in members]))
        ignored = set(classdict._ignore) | {"_ignore_"}
        body = {name: value for name, value in classdict.items() if name not in members and name not in ignored}
        member_type, first_enum = metacls._mixins(cls, bases)
        new, own_new, use_args = metacls._find_new(body, member_type, first_enum)
        if "_generate_next_value_" in body and not isinstance(body["_generate_next_value_"], staticmethod):
            body["_generate_next_value_"] = staticmethod(body["_generate_next_value_"])
        order = body.pop("_order_", None)
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_unhashable_values_"] = []
        body["_member_type_"] = member_type
        body["_new_member_"] = staticmethod(new)
        body["_own_new_"], body["_use_args_"] = own_new, use_args
        body["_value_repr_"] = metacls._data_repr(bases)
        body["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
        body["_flag_mask_"] = body["_singles_mask_"] = body["_all_bits_"] = 0
        body["_inverted_"] = None
        if Enum is not None:
            # Calling the class looks a member up; what makes members is kept beside.
            body["__new__"] = Enum.__new__
        made = super().__new__(metacls, cls, bases, body, **kwds)
        is_flag = Flag is not None and issubclass(made, Flag)
        if ReprEnum is not None and ReprEnum in bases:
            if member_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in body:
                type.__setattr__(made, "__format__", member_type.__format__)
            if "__str__" not in body:
                shows_repr = issubclass(member_type, (int, float, complex, tuple))
                type.__setattr__(made, "__str__", member_type.__repr__ if shows_repr else member_type.__str__)
        if first_enum is not None and member_type is not object:
            # What a data type brings along gives way to what the enumeration says.
            for name in ("__repr__", "__str__", "__format__"):
                if name in made.__dict__:
                    continue
                for base in made.__mro__[1:]:
                    if name in base.__dict__:
                        if not isinstance(base, EnumType) and (base is object or issubclass(member_type, base)):
                            type.__setattr__(made, name, getattr(first_enum, name))
                        break
        if is_flag:
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in body:
                    type.__setattr__(made, name, getattr(Flag, name))
        for name, value in members.items():
            made._add(name, value, is_flag)
        if is_flag:
            made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
            names = [name for name, m in made._member_map_.items() if m._value_ and name in made._member_names_]
            if names and [made._member_map_[n]._value_ for n in names] != sorted(
                    [made._member_map_[n]._value_ for n in names]):
                made._iter_member_ = made._iter_member_by_def_
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            aliases = made._member_map_.keys() - set(made._member_names_)
            wanted = [name for name in wanted if name not in aliases]
            if wanted != made._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {made._member_names_!r}\n  {wanted!r}")
        return made

    def __init__(cls, *args, **kwds):
        pass

    def _add(cls, name, value, is_flag):
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        new = cls._new_member_
        made = new(cls, *args) if cls._use_args_ else new(cls)
        if not hasattr(made, "_value_"):
            if cls._member_type_ is object:
                made._value_ = value
            else:
                try:
                    made._value_ = cls._member_type_(*args)
                except Exception as error:
                    raise TypeError("_value_ not set in __new__, unable to create it") from error
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made.__init__(*args)
        made._sort_order_ = len(cls._member_names_)
        if is_flag:
            cls._flag_mask_ |= value
            if _is_single_bit(value):
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        known = None
        try:
            known = cls._value2member_map_.get(value)
        except TypeError:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    known = other
                    break
        if known is not None:
            made = known
        elif not is_flag or _is_single_bit(value):
            cls._member_names_.append(name)
        type.__setattr__(cls, name, cls._redirected(name) or made)
        cls._member_map_[name] = made
        if known is None:
            try:
                cls._value2member_map_.setdefault(value, made)
            except TypeError:
                cls._unhashable_values_.append(value)

    def _redirected(cls, name):
        """For a member that has the name of a property of a base: the property for members, the member for the class."""
        for base in cls.__mro__[1:]:
            found = base.__dict__.get(name)
            if isinstance(found, (property, _builtin_property)):
                made = property(found.fget, found.fset, found.fdel)
                made.__set_name__(cls, name)
                return made
            if found is not None:
                break
        return None

    @staticmethod
    def _data_repr(bases):
        """What shows the values of members: the __repr__ of a mixed-in class; None for their own."""
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType):
                    return base._value_repr_
                if base is not object and "__repr__" in base.__dict__:
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _refuse_members(mcls, name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {name!r}> cannot extend {base!r}")

    @classmethod
    def _mixins(mcls, name, bases):
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError(
                "new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        found = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    kind = base._member_type_
                    if kind is object:
                        continue
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    kind = candidate or base
                else:
                    candidate = candidate or base
                    continue
                if kind not in found:
                    found.append(kind)
                break
        if len(found) > 1:
            raise TypeError(f"too many data types for {name!r}: {set(found)!r}")
        return found[0] if found else object, first_enum

    @classmethod
    def _find_new(mcls, body, member_type, first_enum):
        # The one of Enum itself looks members up.
        new = None if Enum is None else body.get("__new__")
        if new is not None:
            new = new.__func__ if isinstance(new, staticmethod) else new
            return new, True, True
        for base in first_enum.__mro__ if first_enum is not None else ():
            if isinstance(base, EnumType) and base._own_new_:
                return base._new_member_, False, True
        for kind in (member_type, first_enum):
            for base in kind.__mro__ if kind is not None else ():
                if base is not object and not isinstance(base, EnumType) and "__new__" in base.__dict__:
                    return base.__new__, False, True
        return object.__new__, False, False

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls._find(value)
        return cls._create(
            value, names if not values else (names,) + values, module, qualname, type, start, boundary)

    def _find(cls, value):
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        if value.__class__ is cls:
            return value
        problem = None
        try:
            found = cls._missing_(value)
        except Exception as error:
            problem, found = error, None
        if isinstance(found, cls) or Flag is not None and issubclass(cls, Flag) and (
                cls._boundary_ is EJECT and isinstance(found, int)):
            return found
        invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if found is None and problem is None:
            raise invalid
        if problem is None:
            problem = TypeError(
                f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")
        if not isinstance(problem, ValueError):
            problem.__context__ = invalid
        raise problem

    def _create(cls, class_name, names, module, qualname, kind, start, boundary):
        metacls = cls.__class__
        bases = (cls,) if kind is None else (kind, cls)
        body = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            given, names, last = names, [], []
            for count, name in enumerate(given):
                value = body._generate(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            body[name] = value
        if module is None:
            from _callers import place

            found = place(2)
            module = found[3].get("__name__") if found else None
        if module is not None:
            body["__module__"] = module
        if qualname is not None:
            body["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, body, boundary=boundary)

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            import warnings

            warnings.warn(
                "in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                "False depending on whether the value is a member or the value of a member",
                DeprecationWarning, stacklevel=2)
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' and"
                f" '{cls.__class__.__qualname__}'")
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return vars(cls).get("_member_map_", {})[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                 "__module__", "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        return sorted(names if cls._member_type_ is object else names.union(dir(cls._member_type_)))

    @_builtin_property
    def __members__(cls):
        return _mapping(cls._member_map_)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        members = cls._member_map_
        return iter([members[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"


EnumMeta = EnumType
_mapping = type(type.__dict__)


class Enum(metaclass=EnumType):
    """The base of enumerations."""

    name = _builtin_property(lambda self: self._name_)
    value = _builtin_property(lambda self: self._value_)

    def __new__(cls, value):
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        return cls._find(value)

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            if last_values[-1] == sorted(last_values)[-1]:
                return last_values[-1] + 1
        except TypeError:
            pass
        import warnings

        warnings.warn(
            "In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and support"
            " adding +1\nand the value returned will be the largest value in the enum incremented by 1",
            DeprecationWarning, stacklevel=3)
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        names = set() if self._member_type_ is object else set(object.__dir__(self))
        names |= {name for name in getattr(self, "__dict__", ()) if name[0] != "_" and name not in self._member_map_}
        for base in self.__class__.__mro__:
            for name, value in base.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(value, (property, _builtin_property)):
                    if value.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                elif name not in self._member_map_:
                    names.add(name)
        return sorted(names | {"__class__", "__doc__", "__eq__", "__hash__", "__module__"})

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __setattr__(self, name, value):
        if name in ("name", "value"):
            raise AttributeError(f"<enum 'Enum'> cannot set attribute {name!r}")
        object.__setattr__(self, name, value)


class ReprEnum(Enum):
    """The base of enumerations whose members print as their values."""


class IntEnum(int, ReprEnum):
    """Enumerations whose members are integers."""


class StrEnum(str, ReprEnum):
    """Enumerations whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2]))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What happens to values with bits that are no flags."""

    STRICT, CONFORM, EJECT, KEEP = auto(), auto(), auto(), auto()


globals().update(FlagBoundary.__members__)


class Flag(Enum, boundary=STRICT):
    """Enumerations whose members are bits that can be combined."""

    _numeric_repr_ = repr

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _bits(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, singles, every, boundary = cls._flag_mask_, cls._singles_mask_, cls._all_bits_, cls._boundary_
        negative = None
        if not ~every <= value <= every or value & (every ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {bin(value, width)}\n  allowed {bin(mask, width)}")
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif value < 0:
                value += max(every + 1, 2 ** value.bit_length())
        if value < 0:
            negative = value
            value += every + 1
        unknown = value & ~mask
        aliases = value & ~singles
        plain = value & singles
        if unknown and boundary is not KEEP:
            raise ValueError(f"{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{bin(unknown)}]")
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        made._value_ = value
        made._name_ = None
        if plain or aliases:
            members, combined = [], 0
            for one in cls._iter_member_(plain):
                members.append(one)
                combined |= one._value_
            if aliases:
                for one in cls._member_map_.values():
                    if one not in members and one._value_ and one._value_ & value == one._value_:
                        members.append(one)
                        combined |= one._value_
            unknown = value ^ combined
            if combined:
                if unknown and boundary is STRICT:
                    raise ValueError(f"{cls!r}: no members with value {unknown!r}")
                made._name_ = "|".join([one._name_ for one in members])
                if unknown:
                    made._name_ += f"|{cls._numeric_repr_(unknown)}"
        made = cls._value2member_map_.setdefault(value, made)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and"
                f" {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return _bin(self._value_).count("1")

    def __repr__(self):
        name = self.__class__.__name__
        return f"<{name}: {self._value_!r}>" if self._name_ is None else f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _operand(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        kind = self._member_type_
        return other if kind is not object and isinstance(other, kind) else NotImplemented

    def __or__(self, other):
        value = self._operand(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._operand(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._operand(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are integers."""


def unique(enumeration):
    """Refuses an enumeration in which two names have one value."""
    aliases = [(name, m._name_) for name, m in enumeration.__members__.items() if name != m._name_]
    if aliases:
        details = ", ".join([f"{alias} -> {name}" for alias, name in aliases])
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    """What `verify` looks for."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


globals().update(EnumCheck.__members__)


class verify:
    """Refuses an enumeration that breaks a rule."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        is_flag = issubclass(enumeration, Flag)
        for check in self.checks:
            if check is UNIQUE:
                aliases = [(alias, m._name_) for alias, m in enumeration.__members__.items() if alias != m._name_]
                if aliases:
                    details = ", ".join([f"{alias} -> {of}" for alias, of in aliases])
                    raise ValueError(f"aliases found in {enumeration!r}: {details}")
            elif check is CONTINUOUS:
                values = {m._value_ for m in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if is_flag:
                    wanted = [2 ** n for n in range(low.bit_length(), high.bit_length() - 1)]
                else:
                    wanted = range(low + 1, high)
                missing = [value for value in wanted if value not in values]
                if missing:
                    raise ValueError(
                        f"invalid {'flag' if is_flag else 'enum'} {name!r}: missing values"
                        f" {', '.join([str(value) for value in missing])}"[:256])
            elif check is NAMED_FLAGS:
                known = enumeration._singles_mask_
                bad = [(alias, m._value_ & ~known) for alias, m in enumeration._member_map_.items()
                       if m._value_ >= 0 and m._value_ & ~known]
                if bad:
                    value = 0
                    for _, bits in bad:
                        value |= bits
                    names = [alias for alias, _ in bad]
                    start = f"alias {names[0]} is missing" if len(names) == 1 else (
                        f"aliases {', '.join(names[:-1])} and {names[-1]} are missing")
                    if _is_single_bit(value):
                        rest = f"value 0x{value:x}"
                    else:
                        rest = f"combined values of 0x{value:x}"
                    raise ValueError(f"invalid Flag {name!r}: {start} {rest} [use enum.show_flag_values(value) for details]")
        return enumeration


def global_enum_repr(self):
    """The text of a member as a name of its module."""
    return f"{self.__class__.__module__.rpartition('.')[2]}.{self._name_}"


def global_flag_repr(self):
    """The text of flags as names of their module."""
    module = self.__class__.__module__.rpartition(".")[2]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    return "|".join([part if part[:1].isdigit() else f"{module}.{part}" for part in self._name_.split("|")])


def global_str(self):
    """The bare name of a member."""
    return self._name_ if self._name_ is not None else f"{self.__class__.__name__}({self._value_!r})"


def global_enum(cls, update_str=False):
    """Makes the members names of the module too."""
    import sys

    type.__setattr__(cls, "__repr__", global_flag_repr if issubclass(cls, Flag) else global_enum_repr)
    if not issubclass(cls, ReprEnum) or update_str:
        type.__setattr__(cls, "__str__", global_str)
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
