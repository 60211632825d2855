"""Reports of exceptions as text."""

import sys as _sys
from _traces import conclusion as _conclusion, frames as _frames, places as _places, report as _report

__all__ = ['extract_tb', 'format_exc', 'format_exception', 'format_exception_only', 'format_list', 'format_tb',
           'print_exc', 'print_exception', 'print_last', 'print_list', 'print_tb', 'FrameSummary', 'StackSummary',
           'TracebackException']

_absent = object()


class FrameSummary:
    """One frame of a traceback: file, line, function and the line of text."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self.locals = None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other) and self.locals == other.locals
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, position):
        return (self.filename, self.lineno, self.name, self.line)[position]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

    def __len__(self):
        return 4


class StackSummary(list):
    """The frames of a traceback."""

    def format(self):
        return format_list(self)


def extract_tb(tb, limit=None):
    """The frames of a traceback, the outermost first."""
    found = [FrameSummary(file, line, name, line=text) for file, line, name, text in _places(tb)]
    if limit is not None:
        found = found[:limit] if limit >= 0 else found[limit:]
    return StackSummary(found)


def format_list(extracted_list):
    lines = []
    for file, line, name, text in extracted_list:
        item = f'  File "{file}", line {line}, in {name}\n'
        if text:
            item += f'    {text.strip()}\n'
        lines.append(item)
    return lines


def format_tb(tb, limit=None):
    """The lines of a traceback without its heading."""
    if limit is not None:
        return format_list(extract_tb(tb, limit))
    text = _frames(tb)
    items = []
    for line in text.splitlines(True):
        if line.startswith('  File "') or not items:
            items.append(line)
        else:
            items[-1] += line
    return items


def _given(exc, value):
    if value is _absent:
        if isinstance(exc, BaseException) or exc is None:
            return exc
        raise ValueError('Both or neither of value and tb must be given')
    return value


def format_exception_only(exc, /, value=_absent):
    """The last lines of a report: type and message."""
    value = _given(exc, value)
    if value is None:
        return ['NoneType: None\n']
    return [_conclusion(value)]


def format_exception(exc, /, value=_absent, tb=_absent, limit=None, chain=True):
    """The report of an exception, in pieces that end in newlines."""
    value = _given(exc, value)
    if value is None:
        return ['NoneType: None\n']
    return _report(value, chain).splitlines(True)


def format_exc(limit=None, chain=True):
    """The report of the exception that is being handled."""
    return ''.join(format_exception(_sys.exception(), limit=limit, chain=chain))


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None, chain=True):
    print(''.join(format_exception(exc, value, tb, limit, chain)), end='', file=_sys.stderr if file is None else file)


def print_exc(limit=None, file=None, chain=True):
    """Prints the report of the exception that is being handled."""
    print_exception(_sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    raise ValueError('no last exception')


def print_tb(tb, limit=None, file=None):
    print(''.join(format_tb(tb, limit)), end='', file=_sys.stderr if file is None else file)


def print_list(extracted_list, file=None):
    print(''.join(format_list(extracted_list)), end='', file=_sys.stderr if file is None else file)


class TracebackException:
    """A report made ready for printing."""

    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        self.exc_type = exc_type
        self._value = exc_value
        self.stack = extract_tb(exc_traceback) if exc_traceback is not None else StackSummary()
        self._text = str(exc_value)

    @classmethod
    def from_exception(cls, exc, *args, **options):
        return cls(type(exc), exc, exc.__traceback__, *args, **options)

    def format(self, *, chain=True):
        yield from format_exception(self._value, chain=chain)

    def format_exception_only(self):
        yield from format_exception_only(self._value)

    def print(self, *, file=None, chain=True):
        print_exception(self._value, file=file, chain=chain)

    def __str__(self):
        return self._text
