"""Functions that take functions, or give them."""

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a function look like the one that it stands before."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that applies update_wrapper to the function below it."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# Each comparison from another: the name of the one at hand, and whether to turn its answer around and what equality
# then adds.


def _gt_from_lt(self, other):
    answer = type(self).__lt__(self, other)
    return answer if answer is NotImplemented else not answer and self != other


def _le_from_lt(self, other):
    answer = type(self).__lt__(self, other)
    return answer if answer is NotImplemented else answer or self == other


def _ge_from_lt(self, other):
    answer = type(self).__lt__(self, other)
    return answer if answer is NotImplemented else not answer


def _ge_from_le(self, other):
    answer = type(self).__le__(self, other)
    return answer if answer is NotImplemented else not answer or self == other


def _lt_from_le(self, other):
    answer = type(self).__le__(self, other)
    return answer if answer is NotImplemented else answer and self != other


def _gt_from_le(self, other):
    answer = type(self).__le__(self, other)
    return answer if answer is NotImplemented else not answer


def _lt_from_gt(self, other):
    answer = type(self).__gt__(self, other)
    return answer if answer is NotImplemented else not answer and self != other


def _ge_from_gt(self, other):
    answer = type(self).__gt__(self, other)
    return answer if answer is NotImplemented else answer or self == other


def _le_from_gt(self, other):
    answer = type(self).__gt__(self, other)
    return answer if answer is NotImplemented else not answer


def _le_from_ge(self, other):
    answer = type(self).__ge__(self, other)
    return answer if answer is NotImplemented else not answer or self == other


def _gt_from_ge(self, other):
    answer = type(self).__ge__(self, other)
    return answer if answer is NotImplemented else answer and self != other


def _lt_from_ge(self, other):
    answer = type(self).__ge__(self, other)
    return answer if answer is NotImplemented else not answer


_derived = {
    "__lt__": {"__gt__": _gt_from_lt, "__le__": _le_from_lt, "__ge__": _ge_from_lt},
    "__le__": {"__ge__": _ge_from_le, "__lt__": _lt_from_le, "__gt__": _gt_from_le},
    "__gt__": {"__lt__": _lt_from_gt, "__ge__": _ge_from_gt, "__le__": _le_from_gt},
    "__ge__": {"__le__": _le_from_ge, "__gt__": _gt_from_ge, "__lt__": _lt_from_ge},
}


def total_ordering(cls):
    """Fills in the comparisons that a class with one of them lacks."""
    own = {name for name in _derived if getattr(cls, name, None) is not getattr(object, name, None)}
    if not own:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    best = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in own)
    for name, function in _derived[best].items():
        if name not in own:
            function.__name__ = name
            setattr(cls, name, function)
    return cls


_CacheInfo = None


def _cache_info(*values):
    global _CacheInfo
    if _CacheInfo is None:
        # Only who asks for numbers pays for the import.
        from collections import namedtuple
        _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])
    return _CacheInfo(*values)


def lru_cache(maxsize=128, typed=False):
    """Keeps the results of a function for the arguments used last."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        user_function, maxsize = maxsize, 128
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _cache_info)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, user_function)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _cache_info)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, user_function)

    return decorating_function


def cache(user_function, /):
    """Keeps all results of a function."""
    return lru_cache(maxsize=None)(user_function)


class partialmethod:
    """A method with some of its arguments filled in."""

    def __init__(self, func, /, *args, **keywords):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func, self.args, self.keywords = func, args, keywords
        if isinstance(func, partialmethod):
            # One that is filled further stands for what it fills.
            self.func, self.args = func.func, (*func.args, *args)
            self.keywords = func.keywords | keywords

    def __repr__(self):
        filled = [repr(value) for value in self.args]
        named = [f"{name}={value!r}" for name, value in self.keywords.items()]
        cls = type(self)
        return f"{cls.__module__}.{cls.__qualname__}({self.func}, {', '.join(filled)}, {', '.join(named)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


def _merged(orders):
    """One order out of several, in which nothing stands before what any of them puts ahead of it."""
    result, orders = [], [order for order in orders if order]
    while orders:
        for order in orders:
            first = order[0]
            if not any([first in other[1:] for other in orders]):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(first)
        orders = [rest for rest in [order[order[0] is first:] for order in orders] if rest]
    return result


def _order_with(cls, abstract):
    """The order of a class with abstract ones in it, each where the first class that counts as one stands."""
    bases = list(cls.__bases__)
    ends = [at for at, base in enumerate(bases, 1) if hasattr(base, "__abstractmethods__")]
    split = ends[-1] if ends else 0
    own = [typ for typ in abstract if issubclass(cls, typ) and not any([issubclass(base, typ) for base in bases])]
    rest = [typ for typ in abstract if typ not in own]
    groups = (bases[:split], own, bases[split:])
    return _merged([[cls]] + [_order_with(base, rest) for group in groups for base in group] + list(groups))


def _abstract_of(cls, known):
    """The classes of `known` that `cls` counts as without inheriting from them, so that related ones follow each other."""
    inherited = set(cls.__mro__)
    related = [typ for typ in known if isinstance(typ, type) and typ not in inherited and issubclass(cls, typ)]
    related = [typ for typ in related if not any([typ is not other and typ in other.__mro__ for other in related])]
    order = []
    for typ in related:
        found = [[base for base in sub.__mro__ if base in related] for sub in typ.__subclasses__()
                 if sub not in inherited and issubclass(cls, sub)]
        for row in sorted(found, key=len, reverse=True) or [[typ]]:
            order += [base for base in row if base not in order]
    return order


def _find_implementation(cls, registry):
    match = None
    for typ in _order_with(cls, _abstract_of(cls, registry)):
        if typ not in registry:
            if match is not None:
                break
            continue
        if match is None:
            match = typ
            continue
        if typ not in cls.__mro__ and match not in cls.__mro__ and not issubclass(match, typ):
            raise RuntimeError(f"Ambiguous dispatch: {match} or {typ}")
        break
    return registry.get(match)


def _abc():
    import abc

    return abc


def singledispatch(func):
    """A function whose code depends on the class of its first argument."""
    registry = {}
    found = {}
    token = None

    def dispatch(cls):
        """The implementation for a class."""
        nonlocal token
        if token is not None and token != _abc().get_cache_token():
            token = _abc().get_cache_token()
            found.clear()
        try:
            return found[cls]
        except KeyError:
            implementation = registry[cls] if cls in registry else _find_implementation(cls, registry)
            found[cls] = implementation
            return implementation

    def is_union(cls):
        return type(cls).__name__ == "UnionType" or repr(getattr(cls, "__origin__", None)) == "typing.Union"

    def is_valid(cls):
        if isinstance(cls, type):
            return True
        return is_union(cls) and all(isinstance(member, type) for member in cls.__args__)

    def register(cls, func=None):
        """Adds the implementation for a class; without one, gives a decorator."""
        nonlocal token
        if is_valid(cls):
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain "
                    f"`@register` on an annotated function.")
            func = cls
            name, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                cls = eval(cls, func.__globals__)
            if not is_valid(cls):
                if is_union(cls):
                    raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are classes.")
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        for member in (cls,) if isinstance(cls, type) else cls.__args__:
            registry[member] = func
            if token is None and hasattr(member, "__abstractmethods__"):
                token = _abc().get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """A method whose code depends on the class of its first argument."""

    def __init__(self, func):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func, self.dispatcher = func, singledispatch(func)

    __isabstractmethod__ = property(lambda self: getattr(self.func, "__isabstractmethod__", False))

    def register(self, cls, method=None):
        """Adds the implementation for a class."""
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **kwargs)

        bound = update_wrapper(_method, self.func)
        bound.register, bound.__isabstractmethod__ = self.register, self.__isabstractmethod__
        return bound


_missing = object()


class cached_property:
    """A property that is computed once and kept as an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property.") from None
        value = kept.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                kept[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f"does not support item assignment for caching {self.attrname!r} property.") from None
        return value
