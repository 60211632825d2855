"""Abstract base classes: classes with methods that a subclass has to define."""

from _abc import adopt_matching as _adopt_matching


def abstractmethod(funcobj):
    """Marks a method that subclasses have to define before they can be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


def update_abstractmethods(cls):
    """Finds anew which methods of a class are abstract, after methods were added to it."""
    if not hasattr(cls, "__abstractmethods__") or cls.__subclasses__():
        return cls
    cls.__abstractmethods__ = _abstracts(cls, cls.__dict__)
    return cls


def _abstracts(cls, namespace):
    found = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in () if base is type else getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                found.add(name)
    return frozenset(found)


class ABCMeta(type):
    """The class of abstract base classes. It lets other classes be registered as subclasses."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstracts(cls, namespace)
        cls._abc_registry = []
        return cls

    def register(cls, subclass):
        """Makes a class count as a subclass, without inheriting anything."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)
        _registrations.append(None)
        _adopt_matching(cls, subclass)
        return subclass

    def __instancecheck__(cls, instance):
        kind = type(instance)
        own = getattr(instance, "__class__", kind)
        return cls.__subclasscheck__(own) or own is not kind and cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            if answer is not True and answer is not False:
                raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
            return answer
        if cls in subclass.__mro__:
            return True
        for known in cls.__dict__.get("_abc_registry", ()):
            if issubclass(subclass, known):
                return True
        for child in cls.__subclasses__():
            if issubclass(subclass, child):
                return True
        return False


class ABC(metaclass=ABCMeta):
    """An abstract base class to inherit from."""

    __slots__ = ()


def _marking(kind, instead):
    """A decorator from before abstractmethod could stand below others: marks what it decorates by itself."""
    def mark(self, function):
        function.__isabstractmethod__ = True
        kind.__init__(self, function)

    made = type(kind)("abstract" + kind.__name__, (kind,), {
        "__doc__": instead, "__module__": __name__, "__isabstractmethod__": True,
        **({} if kind is property else {"__init__": mark})})
    return made


abstractclassmethod = _marking(classmethod, "Use @classmethod with @abstractmethod instead.")
abstractstaticmethod = _marking(staticmethod, "Use @staticmethod with @abstractmethod instead.")
abstractproperty = _marking(property, "Use @property with @abstractmethod instead.")


def get_cache_token():
    """A number that changes when a class is registered."""
    return len(_registrations)


_registrations = []
