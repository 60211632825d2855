"""Names for the built-in types that have none of their own, and tools for making classes."""


def _generator():
    yield 1


class _Example:
    def method(self):
        pass


def _cell():
    value = 1

    def inner():
        return value

    return inner.__closure__[0]


def _raised():
    try:
        raise TypeError
    except TypeError as error:
        return error.__traceback__


FunctionType = type(_generator)
LambdaType = FunctionType
MappingProxyType = type(type.__dict__)
CodeType = type(_generator.__code__)
CellType = type(_cell())
GeneratorType = type(_generator())
MethodType = type(_Example().method)
BuiltinFunctionType = type(len)
BuiltinMethodType = BuiltinFunctionType
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(type(dict.__dict__['fromkeys']))
GetSetDescriptorType = type(FunctionType.__code__)
MemberDescriptorType = type(type('_Slot', (), {'__slots__': ('slot',)}).slot)
NoneType = type(None)
EllipsisType = type(Ellipsis)
NotImplementedType = type(NotImplemented)
GenericAlias = type(list[int])
UnionType = type(int | str)
TracebackType = type(_raised())
FrameType = type(_raised().tb_frame)


class _Absent:
    """A kind of object that Gradus does not have."""


class CoroutineType(_Absent):
    pass


class AsyncGeneratorType(_Absent):
    pass


class ModuleType:
    pass


ModuleType = type(__import__('sys'))


class SimpleNamespace:
    """Attributes by keyword, shown and compared by what they are."""

    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        kind = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        if id(self) in _shown:
            return kind + '(...)'
        _shown.append(id(self))
        try:
            return kind + '(' + ', '.join(f'{name}={value!r}' for name, value in self.__dict__.items()) + ')'
        finally:
            _shown.pop()

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


_shown = []


def resolve_bases(bases):
    """The classes that stand for bases that are none."""
    result = []
    changed = False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, '__mro_entries__'):
            result.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        result.extend(entries)
        changed = True
    return tuple(result) if changed else bases


def _metaclass(meta, bases):
    for base in bases:
        kind = type(base)
        if issubclass(meta, kind):
            continue
        if not issubclass(kind, meta):
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) '
                            'subclass of the metaclasses of all its bases')
        meta = kind
    return meta


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the keywords with which a class statement would begin."""
    kwds = {} if kwds is None else dict(kwds)
    if 'metaclass' in kwds:
        meta = kwds.pop('metaclass')
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _metaclass(meta, bases)
    if hasattr(meta, '__prepare__'):
        namespace = meta.__prepare__(name, bases, **kwds)
    else:
        namespace = {}
    return meta, namespace, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    """A class as a class statement makes it, with a function to fill its namespace."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved, namespace, **kwds)


def get_original_bases(cls, /):
    try:
        return cls.__dict__.get('__orig_bases__', cls.__bases__)
    except AttributeError:
        raise TypeError(f'Expected an instance of type, not {type(cls).__name__!r}') from None


def _changed(name):
    """The decorator that gives a copy with another function for `name`."""
    def change(self, function):
        functions = {'fget': self.fget, 'fset': self.fset, 'fdel': self.fdel, name: function}
        doc = self.__doc__
        if name == 'fget' and self.overwrite_doc and function.__doc__:
            doc = function.__doc__
        copied = type(self)(**functions, doc=doc)
        copied.overwrite_doc = self.overwrite_doc
        return copied

    return change


class DynamicClassAttribute:
    """A property that is looked up on the metaclass when it is read from the class."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.overwrite_doc = doc is None
        self.__doc__ = fget.__doc__ if not doc else doc
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))
        self.fget, self.fset, self.fdel = fget, fset, fdel

    def _function(self, name, problem):
        function = getattr(self, name)
        if function is None:
            raise AttributeError(problem)
        return function

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            return self._function('fget', 'unreadable attribute')(instance)
        if not self.__isabstractmethod__:
            raise AttributeError
        return self

    def __set__(self, instance, value):
        self._function('fset', "can't set attribute")(instance, value)

    def __delete__(self, instance):
        self._function('fdel', "can't delete attribute")(instance)

    getter, setter, deleter = _changed('fget'), _changed('fset'), _changed('fdel')


def coroutine(func):
    raise NotImplementedError('coroutines are not part of Gradus')


__all__ = [name for name in globals() if not name.startswith('_')]
