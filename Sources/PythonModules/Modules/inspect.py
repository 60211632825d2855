"""What can be found out about live objects: kinds, signatures, documentation."""

import types as _types

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_COROUTINE = 128

GEN_CREATED = 'GEN_CREATED'
GEN_RUNNING = 'GEN_RUNNING'
GEN_SUSPENDED = 'GEN_SUSPENDED'
GEN_CLOSED = 'GEN_CLOSED'


def ismodule(object):
    return isinstance(object, _types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, _types.MethodType)


def isfunction(object):
    return isinstance(object, _types.FunctionType)


def isgeneratorfunction(obj):
    obj = unwrap_partial(obj)
    return isfunction(obj) and bool(obj.__code__.co_flags & CO_GENERATOR)


def iscoroutinefunction(obj):
    return False


def isasyncgenfunction(obj):
    return False


def iscoroutine(object):
    return False


def isasyncgen(object):
    return False


def isawaitable(object):
    return False


def isgenerator(object):
    return isinstance(object, _types.GeneratorType)


def istraceback(object):
    return isinstance(object, _types.TracebackType)


def isframe(object):
    return isinstance(object, _types.FrameType)


def iscode(object):
    return isinstance(object, _types.CodeType)


def isbuiltin(object):
    return isinstance(object, _types.BuiltinFunctionType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, '__set__') or hasattr(kind, '__delete__')


def ismemberdescriptor(object):
    return isinstance(object, _types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, _types.GetSetDescriptorType)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, '__get__') and not hasattr(kind, '__set__')


def isabstract(object):
    return isclass(object) and bool(getattr(object, '__abstractmethods__', ()))


def unwrap_partial(function):
    while hasattr(function, 'func') and hasattr(function, 'keywords'):
        function = function.func
    return getattr(function, '__func__', function)


def unwrap(func, *, stop=None):
    """The function behind those that `functools.wraps` put before it."""
    seen = {id(func)}
    while hasattr(func, '__wrapped__') and (stop is None or not stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f'wrapper loop when unwrapping {func!r}')
        seen.add(id(func))
    return func


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_CREATED


def getgeneratorlocals(generator):
    """The variables of a generator, by name."""
    if not isgenerator(generator):
        raise TypeError(f'{generator!r} is not a Python generator')
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    found.sort(key=lambda pair: pair[0])
    return found


def getmro(cls):
    return cls.__mro__


def getmodule(object):
    import sys
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, '__module__', None))


def cleandoc(doc):
    """A docstring without the margin of its source."""
    lines = doc.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.lstrip()]
    if lines:
        lines[0] = lines[0].lstrip()
    if margins:
        margin = min(margins)
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    if doc is None and isclass(object):
        for base in object.__mro__:
            if base is not type and base.__doc__ is not None:
                doc = base.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def _refused(object):
    raise OSError('could not get source code')


def getsource(object):
    return _refused(object)


def getsourcelines(object):
    return _refused(object)


def getsourcefile(object):
    return getfile(object)


def getfile(object):
    if isfunction(object) or ismethod(object):
        return object.__code__.co_filename
    raise TypeError(f'module, class, method, function, traceback, frame, or code object was expected, '
                    f'got {type(object).__name__}')


def currentframe():
    return None


def stack(context=1):
    return []


class _empty:
    pass


class _Kind(int):
    def __new__(cls, value, name, description):
        self = int.__new__(cls, value)
        self.name = name
        self.description = description
        return self

    def __str__(self):
        return self.name

    def __repr__(self):
        return f'<_ParameterKind.{self.name}: {int(self)}>'


_POSITIONAL_ONLY = _Kind(0, 'POSITIONAL_ONLY', 'positional-only')
_POSITIONAL_OR_KEYWORD = _Kind(1, 'POSITIONAL_OR_KEYWORD', 'positional or keyword')
_VAR_POSITIONAL = _Kind(2, 'VAR_POSITIONAL', 'variadic positional')
_KEYWORD_ONLY = _Kind(3, 'KEYWORD_ONLY', 'keyword-only')
_VAR_KEYWORD = _Kind(4, 'VAR_KEYWORD', 'variadic keyword')


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, _types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """One parameter of a signature."""

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if default is not _empty and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'{kind.description} parameters cannot have default values')
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, *, name=None, kind=None, default=None, annotation=None):
        return type(self)(self.name if name is None else name, self.kind if kind is None else kind,
                          default=self.default if default is None else default,
                          annotation=self.annotation if annotation is None else annotation)

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ': ' + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (' = ' if self.annotation is not _empty else '=') + repr(self.default)
        if self.kind == _VAR_POSITIONAL:
            text = '*' + text
        elif self.kind == _VAR_KEYWORD:
            text = '**' + text
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def __hash__(self):
        return hash((self.name, int(self.kind)))

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default, self.annotation) == (
            other.name, other.kind, other.default, other.annotation)


class BoundArguments:
    """The arguments of a call, by the names of the parameters."""

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self.signature = signature

    @property
    def args(self):
        found = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD) or name not in self.arguments:
                break
            value = self.arguments[name]
            if parameter.kind == _VAR_POSITIONAL:
                found.extend(value)
            else:
                found.append(value)
        return tuple(found)

    @property
    def kwargs(self):
        found = {}
        started = False
        for name, parameter in self.signature.parameters.items():
            if not started:
                if parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD) or name not in self.arguments:
                    started = parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD) or parameter.kind != _VAR_POSITIONAL
                if not started:
                    continue
            if name not in self.arguments:
                continue
            if parameter.kind == _VAR_KEYWORD:
                found.update(self.arguments[name])
            else:
                found[name] = self.arguments[name]
        return found

    def apply_defaults(self):
        filled = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind == _VAR_POSITIONAL:
                filled[name] = ()
            elif parameter.kind == _VAR_KEYWORD:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        inner = ', '.join(f'{name}={value!r}' for name, value in self.arguments.items())
        return f'<{type(self).__name__} ({inner})>'


class Signature:
    """How a callable is called."""

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = _types.MappingProxyType({one.name: one for one in parameters or ()})
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=None):
        return type(self)(self.parameters.values() if parameters is None else parameters,
                          return_annotation=self.return_annotation if return_annotation is None
                          else return_annotation)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        left = list(args)
        kwargs = dict(kwargs)
        rest = None
        for name, parameter in self.parameters.items():
            if parameter.kind == _VAR_POSITIONAL:
                if left:
                    arguments[name] = tuple(left)
                    left = []
            elif parameter.kind == _VAR_KEYWORD:
                rest = name
            elif left and parameter.kind != _KEYWORD_ONLY:
                if name in kwargs and parameter.kind != _POSITIONAL_ONLY:
                    raise TypeError(f'multiple values for argument {name!r}')
                arguments[name] = left.pop(0)
            elif name in kwargs and parameter.kind != _POSITIONAL_ONLY:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError(f'missing a required argument: {name!r}')
        if left:
            raise TypeError('too many positional arguments')
        if kwargs:
            if rest is None:
                raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
            arguments[rest] = kwargs
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self.parameters.values()) == list(other.parameters.values())
                and self.return_annotation == other.return_annotation)

    def __hash__(self):
        return hash(tuple(self.parameters))

    def __str__(self):
        parts = []
        slash = False
        star = True
        for parameter in self.parameters.values():
            if parameter.kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if parameter.kind == _VAR_POSITIONAL:
                star = False
            elif parameter.kind == _KEYWORD_ONLY and star:
                parts.append('*')
                star = False
            parts.append(str(parameter))
        if slash:
            parts.append('/')
        text = f'({", ".join(parts)})'
        if self.return_annotation is not _empty:
            text += f' -> {formatannotation(self.return_annotation)}'
        return text

    def __repr__(self):
        return f'<{type(self).__name__} {self}>'


def _of_function(function):
    code = function.__code__
    names = code.co_varnames
    count = code.co_argcount
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    annotations = function.__annotations__
    made = []
    for index, name in enumerate(names[:count]):
        kind = _POSITIONAL_ONLY if index < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
        offset = index - (count - len(defaults))
        made.append(Parameter(name, kind, default=defaults[offset] if offset >= 0 else _empty,
                              annotation=annotations.get(name, _empty)))
    index = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        made.append(Parameter(names[index], _VAR_POSITIONAL, annotation=annotations.get(names[index], _empty)))
    for name in names[count:count + code.co_kwonlyargcount]:
        made.append(Parameter(name, _KEYWORD_ONLY, default=keyword_defaults.get(name, _empty),
                              annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARARGS:
        index += 1
    if code.co_flags & CO_VARKEYWORDS:
        made.append(Parameter(names[index], _VAR_KEYWORD, annotation=annotations.get(names[index], _empty)))
    return Signature(made, return_annotation=annotations.get('return', _empty))


def _of_text(obj):
    text = getattr(obj, '__text_signature__', None)
    if not text:
        raise ValueError(f'no signature found for builtin {obj!r}')
    names = {}
    exec(f'def made{text}: pass', names)
    found = _of_function(names['made'])
    if next(iter(found.parameters), None) in ('self', 'cls'):
        return found.replace(parameters=list(found.parameters.values())[1:])
    return found


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """How `obj` is called."""
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        found = signature(obj.__func__)
        return found.replace(parameters=list(found.parameters.values())[1:])
    if follow_wrapped:
        obj = unwrap(obj)
    given = getattr(obj, '__signature__', None)
    if isinstance(given, Signature):
        return given
    if isfunction(obj):
        return _of_function(obj)
    if hasattr(obj, 'func') and hasattr(obj, 'keywords'):
        found = signature(obj.func)
        bound = found.bind_partial(*obj.args)
        kept = [one for name, one in found.parameters.items()
                if name not in bound.arguments or one.kind == _VAR_POSITIONAL]
        later = False
        changed = []
        for one in kept:
            if one.name in obj.keywords:
                later = True
                one = one.replace(default=obj.keywords[one.name])
            if later and one.kind == _POSITIONAL_OR_KEYWORD:
                one = one.replace(kind=_KEYWORD_ONLY)
            changed.append(one)
        return found.replace(parameters=changed)
    if isclass(obj):
        for name in ('__new__', '__init__'):
            for base in obj.__mro__:
                method = base.__dict__.get(name)
                if method is not None:
                    method = getattr(method, '__func__', method)
                    if isfunction(method):
                        found = signature(method)
                        return found.replace(parameters=list(found.parameters.values())[1:])
                    break
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
        raise ValueError(f'no signature found for builtin type {obj!r}')
    if isbuiltin(obj) or ismethoddescriptor(obj):
        return _of_text(obj)
    found = signature(type(obj).__call__)
    return found.replace(parameters=list(found.parameters.values())[1:])


class FullArgSpec(tuple):
    """What `getfullargspec` says."""

    _fields = ('args', 'varargs', 'varkw', 'defaults', 'kwonlyargs', 'kwonlydefaults', 'annotations')

    def __getattr__(self, name):
        try:
            return self[self._fields.index(name)]
        except ValueError:
            raise AttributeError(f"'FullArgSpec' object has no attribute {name!r}") from None

    def __repr__(self):
        return f'FullArgSpec({", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self))})'


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a function, class or module alone, in a dict of their own."""
    if isinstance(obj, type):
        found = obj.__dict__.get('__annotations__')
        import sys

        module = sys.modules.get(obj.__module__)
        known, own = getattr(module, '__dict__', None), dict(vars(obj))
    elif isinstance(obj, _types.ModuleType):
        found, known, own = getattr(obj, '__annotations__', None), obj.__dict__, None
    elif callable(obj):
        found, own = getattr(obj, '__annotations__', None), None
        known = getattr(unwrap_partial(unwrap(obj)), '__globals__', None)
    else:
        raise TypeError(f'{obj!r} is not a module, class, or callable.')
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    globals = known if globals is None else globals
    locals = own if locals is None else locals
    return {
        name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()}


_no_default = object()


def getattr_static(obj, attr, default=_no_default):
    """An attribute as it is stored: no descriptor, no `__getattr__` is asked."""
    is_class = isinstance(obj, type)
    own = _no_default
    if not is_class:
        try:
            names = object.__getattribute__(obj, '__dict__')
        except AttributeError:
            names = {}
        own = dict.get(names, attr, _no_default) if isinstance(names, dict) else _no_default
    found = _static_of(obj if is_class else type(obj), attr)
    if own is not _no_default and found is not _no_default:
        kind = type(found)
        if _static_of(kind, '__get__') is not _no_default and (
                _static_of(kind, '__set__') is not _no_default or _static_of(kind, '__delete__') is not _no_default):
            return found
    if own is not _no_default:
        return own
    if found is not _no_default:
        return found
    if is_class:
        found = _static_of(type(obj), attr)
        if found is not _no_default:
            return found
    if default is not _no_default:
        return default
    raise AttributeError(attr)


def _static_of(cls, name):
    for one in type.__dict__['__mro__'].__get__(cls):
        if name in type.__dict__['__dict__'].__get__(one):
            return type.__dict__['__dict__'].__get__(one)[name]
    return _no_default


def getmembers_static(object, predicate=None):
    """Names and values as they are stored, sorted."""
    found = []
    for name in sorted(set(dir(object))):
        try:
            value = getattr_static(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getcallargs(func, /, *positional, **named):
    """The parameters of a function and what a call would give them."""
    if ismethod(func):
        positional = (func.__self__, *positional)
        func = func.__func__
    bound, defaults = {}, {}
    parameters = list(_of_function(func).parameters.values())
    places = [one for one in parameters if one.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD)]
    only = [one for one in parameters if one.kind == _KEYWORD_ONLY]
    rest = [one.name for one in parameters if one.kind == _VAR_POSITIONAL]
    more = [one.name for one in parameters if one.kind == _VAR_KEYWORD]
    for one, value in zip(places, positional):
        bound[one.name] = value
    if rest:
        bound[rest[0]] = tuple(positional[len(places):])
    if more:
        bound[more[0]] = {}
    for name, value in named.items():
        if name not in [one.name for one in places + only]:
            if not more:
                raise TypeError(f'{func.__name__}() got an unexpected keyword argument {name!r}')
            bound[more[0]][name] = value
        elif name in bound:
            raise TypeError(f'{func.__name__}() got multiple values for argument {name!r}')
        else:
            bound[name] = value
    if len(positional) > len(places) and not rest:
        _refuse_surplus(func, places, only, positional, bound)
    for kind, wanted in (('positional', places), ('keyword-only', only)):
        missing = []
        for one in wanted:
            if one.name in bound:
                continue
            if one.default is Parameter.empty:
                missing.append(repr(one.name))
            else:
                bound[one.name] = one.default
        if missing:
            shown = missing[0] if len(missing) == 1 else (
                ' and '.join(missing) if len(missing) == 2 else ', '.join(missing[:-1]) + f', and {missing[-1]}')
            raise TypeError(
                f"{func.__name__}() missing {len(missing)} required {kind} argument{'s' if len(missing) > 1 else ''}:"
                f" {shown}")
    return bound


def _refuse_surplus(func, places, only, positional, bound):
    least = len([one for one in places if one.default is Parameter.empty])
    given = len([one for one in only if one.name in bound])
    if least != len(places):
        plural, count = True, f'from {least} to {len(places)}'
    else:
        plural, count = len(places) != 1, str(len(places))
    extra = ''
    if given:
        extra = (f" positional argument{'s' if len(positional) != 1 else ''} (and {given} keyword-only"
                 f" argument{'s' if given != 1 else ''})")
    raise TypeError(
        f"{func.__name__}() takes {count} positional argument{'s' if plural else ''} but {len(positional)}{extra}"
        f" {'was' if len(positional) == 1 and not given else 'were'} given")


def getfullargspec(func):
    """Names and defaults of a function's parameters."""
    target = getattr(func, '__func__', func)
    if not isfunction(target):
        raise TypeError('unsupported callable')
    found = _of_function(target).parameters.values()

    def names(*kinds):
        return [one.name for one in found if one.kind in kinds]

    positional = [one for one in found if one.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD)]
    defaults = tuple(one.default for one in positional if one.default is not _empty)
    keyword_defaults = {one.name: one.default for one in found
                        if one.kind == _KEYWORD_ONLY and one.default is not _empty}
    return FullArgSpec((
        [one.name for one in positional], (names(_VAR_POSITIONAL) or [None])[0], (names(_VAR_KEYWORD) or [None])[0],
        defaults or None, names(_KEYWORD_ONLY), keyword_defaults or None, dict(target.__annotations__)))
