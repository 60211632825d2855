"""Reports of exceptions as text."""

import sys as _sys
from _traces import conclusion as _conclusion, frames as _frames, places as _places, report as _report

__all__ = ['extract_stack', 'extract_tb', 'format_stack', 'print_stack', 'walk_stack', 'walk_tb', 'format_exc', 'format_exception', 'format_exception_only', 'format_list', 'format_tb',
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

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """The frames that a walk gives."""
        return cls._extracted(frame_gen, limit, capture_locals, {})

    @classmethod
    def _extracted(cls, frame_gen, limit, capture_locals, sources):
        found = list(frame_gen)
        if limit is None:
            limit = getattr(_sys, 'tracebacklimit', None)
            limit = limit if limit is None or limit >= 0 else 0
        if limit is not None:
            found = found[:limit] if limit >= 0 else found[limit:]
        made = cls()
        for frame, line in found:
            file = frame.f_code.co_filename
            summary = FrameSummary(file, line, frame.f_code.co_name, line=_source_line(file, line, sources))
            if capture_locals:
                summary.locals = {name: repr(value) for name, value in frame.f_locals.items()}
            made.append(summary)
        return made

    @classmethod
    def from_list(cls, a_list):
        """The same from summaries, or from tuples of their parts."""
        made = cls()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                file, line, name, text = entry
                entry = FrameSummary(file, line, name, line=text)
            made.append(entry)
        return made

    def format_frame_summary(self, frame_summary):
        """The lines of one frame."""
        text = f'  File "{frame_summary.filename}", line {frame_summary.lineno}, in {frame_summary.name}\n'
        if frame_summary.line:
            text += f'    {frame_summary.line.strip()}\n'
        for name in sorted(frame_summary.locals or ()):
            text += f'    {name} = {frame_summary.locals[name]}\n'
        return text

    def format(self):
        """The lines of all frames; of frames that are alike in a row the first three."""
        lines, last, count = [], None, 0

        def rest():
            more = count - 3
            return [f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n'] if more > 0 else []

        for summary in self:
            text = self.format_frame_summary(summary)
            if text is None:
                continue
            place = summary.filename, summary.lineno, summary.name
            if place != last:
                lines += rest()
                last, count = place, 0
            count += 1
            if count <= 3:
                lines.append(text)
        return lines + rest()


def _source_line(file, number, sources):
    """A line of a file; `sources` keeps the lines of those that were read."""
    if file not in sources:
        try:
            with open(file, encoding='utf-8') as source:
                sources[file] = source.readlines()
        except (OSError, ValueError):
            sources[file] = []
    lines = sources[file]
    return lines[number - 1].strip() if 0 < number <= len(lines) else ''


def walk_tb(tb):
    """Frames and line numbers of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    """Frames and line numbers from a frame outwards; from the caller's where none is given."""
    if f is None:
        f = _sys._getframe().f_back
        while f is not None and f.f_globals.get('__name__') in (__name__, None):
            f = f.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def _outer(f):
    return _sys._getframe(2) if f is None else f


def extract_stack(f=None, limit=None):
    """The frames that are running, the outermost first."""
    found = StackSummary.extract(walk_stack(_outer(f)), limit=limit)
    found.reverse()
    return found


def format_stack(f=None, limit=None):
    """What print_stack() prints, in pieces."""
    return format_list(extract_stack(_outer(f), limit))


def print_stack(f=None, limit=None, file=None):
    """Prints the frames that are running."""
    print_list(extract_stack(_outer(f), limit), file)


def extract_tb(tb, limit=None):
    """The frames of a traceback, the outermost first."""
    found = [FrameSummary(file, line, name, line=text) for file, line, name, text in _places(tb)]
    if limit is not None:
        found = found[:limit] if limit >= 0 else found[limit:]
    return StackSummary(found)


def format_list(extracted_list):
    """The lines of frames."""
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    """The lines of a traceback without its heading."""
    text = _frames(tb)
    items = []
    for line in text.splitlines(True):
        if line.startswith(('  File "', '  [Previous line repeated ')) or not items:
            items.append(line)
        else:
            items[-1] += line
    if limit is None:
        return items
    # One piece for each frame, also for those that are alike.
    every = []
    for item in items:
        repeated = item.startswith('  [Previous line repeated ')
        every += [every[-1]] * int(item.split()[3]) if repeated else [item]
    shown, last, count = [], None, 0
    for item in (every[:limit] if limit >= 0 else every[limit:]) + [None]:
        if item != last:
            if count > 3:
                shown.append(f'  [Previous line repeated {count - 3} more time{"s" if count > 4 else ""}]\n')
            last, count = item, 0
        count += 1
        if item is not None and count <= 3:
            shown.append(item)
    return shown


def _given(exc, value, tb=_absent):
    if value is _absent and tb is _absent:
        if isinstance(exc, BaseException) or exc is None:
            return exc
        raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
    if value is _absent or tb is _absent:
        raise ValueError('Both or neither of value and tb must be given')
    return value


def format_exception_only(exc, /, value=_absent):
    """The last lines of a report: type and message."""
    value = _given(exc, value, None if value is not _absent else _absent)
    if value is None:
        return ['NoneType: None\n']
    return _conclusion_lines(value)


def _conclusion_lines(value):
    text, lines = _conclusion(value), []
    notes = getattr(value, '__notes__', None)
    notes = ''.join(f'{note}\n' for note in notes) if isinstance(notes, (list, tuple)) else ''
    if notes and text.endswith(notes):
        text = text[:-len(notes)]
    if isinstance(value, SyntaxError):
        # The place and its text are pieces of their own.
        while text.startswith(' ') and text.count('\n') > 1:
            line, text = text.split('\n', 1)
            lines.append(line + '\n')
    return lines + [text] + notes.splitlines(True)


def format_exception(exc, /, value=_absent, tb=_absent, limit=None, chain=True):
    """The report of an exception, in pieces that end in newlines."""
    value = _given(exc, value, tb)
    if value is None:
        return ['NoneType: None\n']
    return _pieces(value, chain, limit)


def _limited_pieces(value, chain, limit):
    """A report with so many frames of each traceback."""
    links, seen = [], set()
    sentence = ''
    while value is not None and id(value) not in seen:
        seen.add(id(value))
        frames = format_tb(value.__traceback__, limit) if value.__traceback__ is not None else []
        heading = ['Traceback (most recent call last):\n'] if frames else []
        links.append(heading + frames + _conclusion_lines(value) + ([sentence] if sentence else []))
        cause, context = value.__cause__, value.__context__
        if not chain:
            break
        if cause is not None:
            value, kind = cause, 'The above exception was the direct cause of the following exception:'
        else:
            value = None if value.__suppress_context__ else context
            kind = 'During handling of the above exception, another exception occurred:'
        sentence = f'\n{kind}\n\n'
    return [piece for link in reversed(links) for piece in link]


def _pieces(value, chain, limit=None, members=15, levels=10):
    """A report as CPython hands it out: headings, a piece for each frame, what `format_exception_only` gives."""
    if limit is None:
        limit = getattr(_sys, 'tracebacklimit', None)
        limit = limit if limit is None or limit >= 0 else 0
    if limit is not None and not isinstance(value, BaseExceptionGroup):
        return _limited_pieces(value, chain, limit)
    last = _conclusion_lines(value)
    text, ending = _report(value, chain, members, levels), ''.join(last)
    if not text.endswith(ending) or isinstance(value, BaseExceptionGroup):
        return text.splitlines(True)
    pieces, within = [], False
    for line in text[:-len(ending)].splitlines(True):
        if within and line.startswith('    '):
            pieces[-1] += line
            continue
        within = line.startswith('  File "')
        if line == '\n' and pieces and pieces[-1].startswith('\n') and pieces[-1].endswith(':\n'):
            pieces[-1] += line
        elif pieces and pieces[-1] == '\n':
            pieces[-1] += line
        else:
            pieces.append(line)
    return pieces + last


def format_exc(limit=None, chain=True):
    """The report of the exception that is being handled."""
    return ''.join(format_exception(_sys.exception(), limit=limit, chain=chain))


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None, chain=True):
    """Prints the report of an exception."""
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

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None, _sources=None):
        self.exc_type, self._value = exc_type, exc_value
        self._limits = limit, max_group_width, max_group_depth
        # Also in a chain of exceptions each file is read once.
        sources = {} if _sources is None else _sources
        self.stack = StackSummary._extracted(walk_tb(exc_traceback), limit, capture_locals, sources)
        self._text = str(exc_value)
        self.__notes__ = getattr(exc_value, '__notes__', None)
        if isinstance(exc_value, SyntaxError):
            for name in ('filename', 'text', 'msg', 'offset', 'end_offset'):
                setattr(self, name, getattr(exc_value, name))
            for name in ('lineno', 'end_lineno'):
                number = getattr(exc_value, name)
                setattr(self, name, None if number is None else str(number))
        self.__suppress_context__ = getattr(exc_value, '__suppress_context__', False)
        self.__cause__ = self.__context__ = None
        if _seen is not None:
            return
        # One after the other: chains may be longer than calls go deep.
        seen, waiting = {id(exc_value)}, [(self, exc_value)]
        while waiting:
            made, value = waiting.pop()
            cause, context = getattr(value, '__cause__', None), getattr(value, '__context__', None)
            if compact and (cause is not None or made.__suppress_context__):
                context = None
            for name, link in (('__cause__', cause), ('__context__', context)):
                if link is None or id(link) in seen:
                    continue
                seen.add(id(link))
                report = TracebackException(
                    type(link), link, link.__traceback__, limit=limit, capture_locals=capture_locals, _seen=seen,
                    _sources=sources)
                setattr(made, name, report)
                waiting.append((report, link))

    @classmethod
    def from_exception(cls, exc, *args, **options):
        """The report of an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **options)

    def format(self, *, chain=True):
        """The pieces of the report."""
        yield from _pieces(self._value, chain, *self._limits)

    def format_exception_only(self):
        """The last lines of the report."""
        yield from format_exception_only(self._value)

    def print(self, *, file=None, chain=True):
        """Prints the report."""
        print(''.join(self.format(chain=chain)), end='', file=_sys.stderr if file is None else file)

    def __eq__(self, other):
        if not isinstance(other, TracebackException):
            return NotImplemented
        mine, theirs = ({**one.__dict__, '_value': None, '_limits': None} for one in (self, other))
        return mine == theirs

    def __str__(self):
        return self._text
